//! The core's speed beside a plain simulation, natively, in Node and in the browser.

use super::{Driven, build_all, cannot_start, json_from, median, number, numbers, part, verdict};
use crate::chromedriver::Chromedriver;
use crate::page;
use crate::process::{self, Failure};
use crate::server::Server;
use serde_json::{Map, Value, json};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each run has its turn.
const ROUNDS: usize = 7;

/// How many simulations make one turn of a JavaScript engine.
const SIMULATIONS: usize = 5;

/// How often the command line is started in one turn, and how many lines it answers each time.
const STARTS: usize = 5;
const LINES: u32 = 2_000;

/// The first has no upkeep; in the second all four random quantities matter.
const SCENARIOS: [(&str, &str); 2] = [
    ("acne-scars-mixed, moderate", r#"{"version": 1, "concern": "acne-scars-mixed", "severity": "moderate"}"#),
    ("wrinkles, moderate", r#"{"version": 1, "concern": "wrinkles", "severity": "moderate"}"#),
];

/// Everything that is timed: its key in the report, and what it is.
const MEASURES: [(&str, &str); 8] = [
    ("simulation_node", "simulation of the total, 100,000 draws, Node"),
    ("simulation_browser", "simulation of the total, 100,000 draws, browser"),
    ("distribution_native", "exact distribution of the total, native"),
    ("distribution_browser", "exact distribution of the total, browser"),
    ("estimate_native", "whole estimate, native"),
    ("estimate_browser", "whole estimate, browser"),
    ("line_command", "JSON to JSON, command line through a pipe"),
    ("line_browser", "JSON to JSON, module in the browser"),
];

/// Which simulation is how many times slower than what, and how many times it should be.
const RATIOS: [(&str, &str, Option<f64>); 6] = [
    ("simulation_node", "distribution_native", Some(1000.0)),
    ("simulation_browser", "distribution_native", Some(1000.0)),
    ("simulation_browser", "distribution_browser", None),
    ("simulation_node", "line_command", Some(100.0)),
    ("simulation_browser", "line_command", Some(100.0)),
    ("simulation_browser", "line_browser", None),
];

/// What should take less than how many microseconds.
const LIMITS: [(&str, f64); 2] = [("estimate_native", 50.0), ("estimate_browser", 150.0)];

/// The times of one scenario, in nanoseconds: one for each round, in the order of [`MEASURES`].
#[derive(Default)]
struct Times {
    rounds: [Vec<f64>; MEASURES.len()],
    /// The five figures of the total in cents: exact, and as the last simulation had them.
    exact: Value,
    simulated: Value,
}

impl Times {
    fn of(&self, key: &str) -> &[f64] {
        let rounds = MEASURES.iter().position(|(known, _)| *known == key).and_then(|at| self.rounds.get(at));
        rounds.map_or(&[], Vec::as_slice)
    }

    fn note(&mut self, key: &str, nanoseconds: f64) {
        for ((known, _), rounds) in MEASURES.iter().zip(&mut self.rounds) {
            if *known == key {
                rounds.push(nanoseconds);
            }
        }
    }

    fn median(&self, key: &str) -> f64 {
        median(self.of(key))
    }

    /// How many times slower one is than the other: the median over the rounds, because a round is one moment.
    fn ratio(&self, slow: &str, fast: &str) -> f64 {
        let rounds: Vec<f64> = self.of(slow).iter().zip(self.of(fast)).map(|(slow, fast)| slow / fast).collect();
        median(&rounds)
    }
}

/// Times everything in turns and prints it; the figures come back for the file.
pub fn run(project: &Path, dist: &Path) -> Result<Value, Failure> {
    let wasm = ["--features", "api", "--target", "wasm32-unknown-unknown"];
    build_all(
        project,
        &[
            &["build", "--profile", "native", "--bin", "estimate"],
            &["bench", "--profile", "native", "--bench", "native"],
            &[&["build", "--profile", "native", "--example", "core"][..], &wasm].concat(),
            &["bench", "--profile", "dev", "--features", "e2e", "--bench", "browser"],
        ],
    )?;
    let site = site(project, dist)?;
    let server = Server::start(&site, 0)?;
    let driver = Chromedriver::start()?;
    let mut browser = Driven::start(project, "browser", &server, &driver)?;

    let mut all: [Times; SCENARIOS.len()] = Default::default();
    for round in 1..=ROUNDS {
        println!("round {round} of {ROUNDS}");
        for ((_, scenario), times) in SCENARIOS.iter().zip(&mut all) {
            turn(project, &mut browser, scenario, times)?;
        }
    }
    SCENARIOS.iter().zip(&all).for_each(|((name, _), times)| print_table(name, times));
    Ok(report(&all))
}

/// Everything once, for one scenario.
fn turn(project: &Path, browser: &mut Driven, scenario: &str, times: &mut Times) -> Result<(), Failure> {
    let native = native(project, scenario)?;
    times.note("distribution_native", number(&native, "distribution_ns")?);
    times.note("estimate_native", number(&native, "estimate_ns")?);
    times.exact = part(&native, "five")?.clone();
    times.note("line_command", command_line(project, scenario)?);

    let parameters = part(&native, "parameters")?;
    let in_node = simulate_in_node(project, parameters)?;
    times.note("simulation_node", median(&numbers(&in_node, "milliseconds")?) * 1e6);
    times.simulated = part(&in_node, "five")?.clone();

    let task = json!({ "scenario": scenario, "parameters": parameters, "simulations": SIMULATIONS });
    let in_browser = browser.turn(&task)?;
    times.note("simulation_browser", median(&numbers(&in_browser, "simulation_ns")?));
    times.note("distribution_browser", number(&in_browser, "distribution_ns")?);
    times.note("estimate_browser", number(&in_browser, "estimate_ns")?);
    times.note("line_browser", number(&in_browser, "line_ns")?);
    Ok(())
}

/// A folder to serve: a blank page, the simulation, the core and the published module.
fn site(project: &Path, dist: &Path) -> Result<PathBuf, Failure> {
    let site = project.join("target/bench");
    let api = site.join("api");
    std::fs::create_dir_all(&api).map_err(|error| Failure::at(&api, &error))?;
    let page = "<!doctype html><link rel=\"icon\" href=\"data:,\"><title>Benchmark</title>";
    std::fs::write(site.join("index.html"), page).map_err(|error| Failure::at(&site, &error))?;
    for (from, to) in [
        (project.join("bench/monte-carlo.mjs"), site.join("monte-carlo.mjs")),
        (project.join("bench/turn.mjs"), site.join("turn.mjs")),
        (dist.join("api/microneedling-estimator.js"), api.join("microneedling-estimator.js")),
        (dist.join("api/microneedling-estimator.wasm"), api.join("microneedling-estimator.wasm")),
    ] {
        std::fs::copy(&from, &to).map_err(|error| Failure::at(&from, &error))?;
    }
    let core = page::target_folder(project).join("wasm32-unknown-unknown/native/examples/core.wasm");
    page::bind(project, &core, &site, "core")?;
    Ok(site)
}

fn native(project: &Path, scenario: &str) -> Result<Value, Failure> {
    let mut command = process::cargo();
    command.args(["bench", "--quiet", "--locked", "--profile", "native", "--bench", "native", "--", scenario]);
    json_from(command.current_dir(project))
}

fn simulate_in_node(project: &Path, parameters: &Value) -> Result<Value, Failure> {
    const SCRIPT: &str = "
const [path, parameters, rounds] = process.argv.slice(1);
const { measure } = await import(path);
console.log(JSON.stringify(measure(JSON.parse(parameters), Number(rounds))));";
    let mut command = Command::new("node");
    command.args(["--input-type=module", "-e", SCRIPT]).arg(project.join("bench/monte-carlo.mjs"));
    json_from(command.arg(parameters.to_string()).arg(SIMULATIONS.to_string()))
}

/// The nanoseconds that a line takes from pipe to pipe, the program's start included: the median of a few starts.
fn command_line(project: &Path, scenario: &str) -> Result<f64, Failure> {
    let lines = project.join("target/bench/lines.jsonl");
    let text = format!("{{\"scenario\": {scenario}}}\n").repeat(LINES as usize);
    std::fs::write(&lines, text).map_err(|error| Failure::at(&lines, &error))?;
    let program = page::target_folder(project).join("native/estimate");
    let times = (0..STARTS).map(|_| answer_all(&program, &lines)).collect::<Result<Vec<f64>, Failure>>()?;
    Ok(median(&times))
}

fn answer_all(program: &Path, lines: &Path) -> Result<f64, Failure> {
    let input = File::open(lines).map_err(|error| Failure::at(lines, &error))?;
    // A pipe on both sides, as other programs would use it.
    let mut feeder = Command::new("cat").stdin(input).stdout(Stdio::piped()).spawn().map_err(cannot_start("cat"))?;
    let pipe = feeder.stdout.take().map_or_else(Stdio::null, Stdio::from);
    let start = Instant::now();
    let output = Command::new(program).stdin(pipe).output().map_err(|error| Failure::at(program, &error))?;
    let took = start.elapsed();
    let _ = feeder.wait();
    let answered = output.stdout.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"{\"estimate\"")).count();
    if answered == LINES as usize {
        Ok(took.as_secs_f64() * 1e9 / f64::from(LINES))
    } else {
        Err(Failure::new(format!("the command line gave {answered} estimates for {LINES} lines")))
    }
}

fn print_table(name: &str, times: &Times) {
    println!("\n{:<52} {:>12} {:>12}", format!("{name}, median of {ROUNDS} rounds"), "time", "per second");
    for (key, what) in MEASURES {
        let nanoseconds = times.median(key);
        println!("  {what:<50} {:>9.1} µs {:>12.0}", nanoseconds / 1e3, 1e9 / nanoseconds);
    }
    for (slow, fast, aim) in RATIOS {
        let ratio = times.ratio(slow, fast);
        let verdict = aim.map(|aim| format!("  aim: at least {aim} ×, {}", verdict(ratio >= aim)));
        println!("  {:<50} {ratio:>9.0} ×{}", format!("{slow} : {fast}"), verdict.unwrap_or_default());
    }
    for (key, aim) in LIMITS {
        let microseconds = times.median(key) / 1e3;
        println!("  {key:<50} {microseconds:>9.1} µs  aim: below {aim} µs, {}", verdict(microseconds < aim));
    }
    println!("  total in cents (least, p10, p50, p90, most): exact {}, simulated {}", times.exact, times.simulated);
}

fn report(all: &[Times]) -> Value {
    let scenarios = SCENARIOS.iter().zip(all).map(|((name, scenario), times)| {
        let medians = MEASURES.map(|(key, _)| (key.to_owned(), json!(times.median(key).round())));
        let ratios = RATIOS.map(|(slow, fast, _)| (format!("{slow}:{fast}"), json!(times.ratio(slow, fast).round())));
        json!({
            "name": name,
            "scenario": serde_json::from_str::<Value>(scenario).unwrap_or_default(),
            "median_nanoseconds": Map::from_iter(medians),
            "ratios": Map::from_iter(ratios),
            "total_in_cents": { "exact": times.exact, "simulated": times.simulated },
        })
    });
    json!({ "rounds": ROUNDS, "draws": 100_000, "scenarios": scenarios.collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_compares_what_ran_in_one_round() {
        let mut times = Times::default();
        // The machine was three times slower in the second round.
        for slowness in [1.0, 3.0, 1.0] {
            times.note("simulation_node", 1000.0 * slowness);
            times.note("line_command", 10.0 * slowness);
        }
        assert!((times.ratio("simulation_node", "line_command") - 100.0).abs() < 1e-9);
        assert!((times.median("line_command") - 10.0).abs() < 1e-9);
    }
}
