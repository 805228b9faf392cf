//! `cargo xtask bench`: the estimator's speed beside a plain simulation, natively, in Node and in the browser.
//!
//! The runs take turns, so that a busy moment of the machine hits all of them; medians and their ratios are reported.

use crate::chromedriver::Chromedriver;
use crate::installation::{self, Tool};
use crate::page;
use crate::process::{self, Failure};
use crate::server::Server;
use crate::webdriver::Session;
use serde_json::{Value, json};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each run has its turn.
const ROUNDS: usize = 7;

/// How many simulations make one turn of a JavaScript engine.
const SIMULATIONS: usize = 5;

/// How many lines the command line answers in one turn.
const LINES: u32 = 20_000;

/// Has every open answer at its default and upkeep visits, so that all four random quantities matter.
const SCENARIO: &str = r#"{"version": 1, "concern": "wrinkles", "severity": "moderate"}"#;

/// Calls the module's function as often as fits into a fifth of a second; gives the nanoseconds of one call.
const TIME_THE_MODULE: &str = "
const [address, line] = arguments;
return import(address).then(async (module) => {
  await module.default();
  const answer = JSON.parse(module.estimate(line));
  if (!answer.estimate) throw new Error('the module answered ' + JSON.stringify(answer).slice(0, 200));
  const repeat = (limit) => {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < limit) { for (let i = 0; i < 20; i++) module.estimate(line); calls += 20; }
    return (performance.now() - start) / calls * 1e6;
  };
  repeat(50);
  return repeat(200);
});";

const SIMULATE_IN_THE_BROWSER: &str = "
const [address, parameters, rounds] = arguments;
return import(address).then((module) => module.measure(parameters, rounds));";

/// The nanoseconds of each turn, by what was run.
#[derive(Default)]
struct Times {
    distribution: Vec<f64>,
    plan: Vec<f64>,
    estimate: Vec<f64>,
    line: Vec<f64>,
    node: Vec<f64>,
    browser: Vec<f64>,
    module: Vec<f64>,
}

pub fn run(project: &Path) -> Result<(), Failure> {
    installation::ensure(&[Tool::Chromium])?;
    let dist = page::build(project)?;
    build_native(project)?;
    let site = site(project, &dist)?;
    let server = Server::start(&site, 0)?;
    let driver = Chromedriver::start()?;
    let chromium = installation::chromium().map(|program| program.display().to_string());
    let browser = Session::start(&driver.address(), chromium.as_deref()).map_err(Failure::new)?;
    browser.open(&server.address()).map_err(Failure::new)?;
    let lines = input_lines(project)?;

    let mut times = Times::default();
    let mut quantiles = Value::Null;
    let mut simulated = Value::Null;
    for round in 1..=ROUNDS {
        println!("round {round} of {ROUNDS}");
        let native = native(project)?;
        times.distribution.push(number(&native, "distribution_ns")?);
        times.plan.push(number(&native, "plan_ns")?);
        times.estimate.push(number(&native, "estimate_ns")?);
        times.line.push(command_line(project, &lines)?);
        let in_node = simulate_in_node(project, part(&native, "parameters")?)?;
        times.node.push(median_milliseconds(&in_node)? * 1e6);
        let script = json!(format!("{}monte-carlo.mjs", server.address()));
        let arguments = [script, part(&native, "parameters")?.clone(), json!(SIMULATIONS)];
        let in_browser = browser.execute(SIMULATE_IN_THE_BROWSER, &arguments).map_err(Failure::new)?;
        times.browser.push(median_milliseconds(&in_browser)? * 1e6);
        let module = json!(format!("{}api/microneedling-estimator.js", server.address()));
        let nanoseconds = browser.execute(TIME_THE_MODULE, &[module, json!(request())]).map_err(Failure::new)?;
        times.module.push(nanoseconds.as_f64().unwrap_or_default());
        quantiles = part(&native, "quantiles")?.clone();
        simulated = part(&in_node, "quantiles")?.clone();
    }
    report(&times);
    println!("\nThe total's 10th, 50th and 90th percentile in cents: exact {quantiles}, simulated {simulated}");
    Ok(())
}

fn request() -> String {
    format!("{{\"scenario\": {SCENARIO}}}")
}

fn build_native(project: &Path) -> Result<(), Failure> {
    println!("Building the command line and the native benchmark…");
    for what in [["build", "--bin", "estimate"], ["bench", "--bench", "native"]] {
        let mut command = process::cargo();
        command.args(what).args(["--quiet", "--locked", "--profile", "native"]).current_dir(project);
        process::run(command.stdout(Stdio::null()))?;
    }
    Ok(())
}

/// A folder to serve: a blank page, the simulation and the module.
fn site(project: &Path, dist: &Path) -> Result<PathBuf, Failure> {
    let site = project.join("target/bench");
    let api = site.join("api");
    std::fs::create_dir_all(&api).map_err(|error| Failure::at(&api, &error))?;
    let page = "<!doctype html><link rel=\"icon\" href=\"data:,\"><title>Benchmark</title>";
    std::fs::write(site.join("index.html"), page).map_err(|error| Failure::at(&site, &error))?;
    for (from, to) in [
        (project.join("bench/monte-carlo.mjs"), site.join("monte-carlo.mjs")),
        (dist.join("api/microneedling-estimator.js"), api.join("microneedling-estimator.js")),
        (dist.join("api/microneedling-estimator.wasm"), api.join("microneedling-estimator.wasm")),
    ] {
        std::fs::copy(&from, &to).map_err(|error| Failure::at(&from, &error))?;
    }
    Ok(site)
}

fn input_lines(project: &Path) -> Result<PathBuf, Failure> {
    let file = project.join("target/bench/lines.jsonl");
    let text = format!("{}\n", request()).repeat(LINES as usize);
    std::fs::write(&file, text).map_err(|error| Failure::at(&file, &error))?;
    Ok(file)
}

fn native(project: &Path) -> Result<Value, Failure> {
    let mut command = process::cargo();
    command.args(["bench", "--quiet", "--locked", "--profile", "native", "--bench", "native", "--", SCENARIO]);
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

/// The nanoseconds that a line takes from pipe to pipe, the program's start included.
fn command_line(project: &Path, lines: &Path) -> Result<f64, Failure> {
    let program = page::target_folder(project).join("native/estimate");
    let input = File::open(lines).map_err(|error| Failure::at(lines, &error))?;
    // A pipe on both sides, as other programs would use it.
    let mut feeder = Command::new("cat").stdin(input).stdout(Stdio::piped()).spawn().map_err(cannot_start("cat"))?;
    let pipe = feeder.stdout.take().map_or_else(Stdio::null, Stdio::from);
    let start = Instant::now();
    let output = Command::new(&program).stdin(pipe).output().map_err(|error| Failure::at(&program, &error))?;
    let took = start.elapsed();
    let _ = feeder.wait();
    let answered = output.stdout.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"{\"estimate\"")).count();
    if answered == LINES as usize {
        Ok(took.as_secs_f64() * 1e9 / f64::from(LINES))
    } else {
        Err(Failure::new(format!("the command line gave {answered} estimates for {LINES} lines")))
    }
}

fn json_from(command: &mut Command) -> Result<Value, Failure> {
    let output = command.output().map_err(cannot_start(&process::shown(command)))?;
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(text.trim()).map_err(|_| {
        Failure::new(format!(
            "`{}` gave no result: {text}{}",
            process::shown(command),
            String::from_utf8_lossy(&output.stderr)
        ))
    })
}

fn cannot_start(program: &str) -> impl Fn(std::io::Error) -> Failure {
    move |error| Failure::new(format!("`{program}` could not be started: {error}"))
}

fn part<'a>(report: &'a Value, key: &str) -> Result<&'a Value, Failure> {
    report.get(key).ok_or_else(|| Failure::new(format!("the benchmark's report has no `{key}`: {report}")))
}

fn number(report: &Value, key: &str) -> Result<f64, Failure> {
    part(report, key)?
        .as_f64()
        .ok_or_else(|| Failure::new(format!("the benchmark's report has no number `{key}`: {report}")))
}

fn median_milliseconds(report: &Value) -> Result<f64, Failure> {
    let times: Option<Vec<f64>> =
        part(report, "milliseconds")?.as_array().map(|all| all.iter().filter_map(Value::as_f64).collect());
    match times.filter(|times| !times.is_empty()) {
        Some(times) => Ok(median(&times)),
        None => Err(Failure::new(format!("the simulation's report has no `milliseconds`: {report}"))),
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn report(times: &Times) {
    let [distribution, plan, estimate, line, node, browser, module] =
        [&times.distribution, &times.plan, &times.estimate, &times.line, &times.node, &times.browser, &times.module]
            .map(|all| median(all));
    println!("\n{:<58} {:>12} {:>14}", "median of the rounds", "time", "per second");
    for (what, nanoseconds) in [
        ("exact distribution of the total, native", distribution),
        ("  of that, filling in the defaults and counting visits", plan),
        ("whole estimate, native", estimate),
        ("whole estimate, JSON to JSON, command line through a pipe", line),
        ("whole estimate, JSON to JSON, module in the browser", module),
        ("simulation of the total, 100,000 draws, Node", node),
        ("simulation of the total, 100,000 draws, browser", browser),
    ] {
        println!("{what:<58} {:>9.1} µs {:>14.0}", nanoseconds / 1e3, 1e9 / nanoseconds);
    }
    println!();
    for (what, value, aim) in [
        ("simulation in Node : exact distribution", node / distribution, 1000.0),
        ("simulation in the browser : exact distribution", browser / distribution, 1000.0),
        ("simulation in Node : JSON to JSON on the command line", node / line, 100.0),
    ] {
        println!("{what:<58} {value:>9.0} ×   aim: at least {aim} ×  {}", verdict(value >= aim));
    }
    for (what, nanoseconds, aim) in
        [("whole estimate, native", estimate, 50.0), ("whole estimate, module in the browser", module, 150.0)]
    {
        println!("{what:<58} {:>9.1} µs  aim: below {aim} µs  {}", nanoseconds / 1e3, verdict(nanoseconds / 1e3 < aim));
    }
}

fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "MISSED" }
}
