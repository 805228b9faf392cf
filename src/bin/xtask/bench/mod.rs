//! `cargo xtask bench`: how quick the estimator is, as ratios beside something plain that runs in turns with it, so that a
//! busy moment of the machine hits both. The parts that do the work are in the folder bench/ of the project.

mod core;
mod lighthouse;
mod page;

use crate::chromedriver::Chromedriver;
use crate::installation::{self, Tool};
use crate::process::{self, Failure};
use crate::server::Server;
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A part of the benchmark: what it is called, and what it does with the built page.
type Part = (&'static str, fn(&Path, &Path) -> Result<Value, Failure>);

const PARTS: [Part; 3] = [("core", core::run), ("page", page::run), ("lighthouse", lighthouse::run)];

/// Runs the parts that the arguments name, or all; what they measured goes to the screen and into target/bench.json.
pub fn run(project: &Path, names: &[String]) -> Result<(), Failure> {
    let known = PARTS.map(|(name, _)| name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(Failure::new(format!("the benchmark has no part `{unknown}`; its parts are {}", known.join(", "))));
    }
    installation::ensure(&[Tool::Chromium])?;
    let dist = crate::page::build(project)?;
    let file = project.join("target/bench.json");
    // A part that is not run now keeps what it measured before.
    let before = std::fs::read_to_string(&file).ok().and_then(|text| serde_json::from_str(&text).ok());
    let mut report: Map<String, Value> = before.unwrap_or_default();
    report.retain(|name, _| known.contains(&name.as_str()));
    for (name, run) in PARTS {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            println!("\n== {name}");
            report.insert(name.to_owned(), run(project, &dist)?);
            std::fs::write(&file, format!("{:#}\n", json!(report))).map_err(|error| Failure::at(&file, &error))?;
        }
    }
    println!("\nAlso in target/bench.json.");
    Ok(())
}

/// Builds the programs of a part.
fn build_all(project: &Path, programs: &[&[&str]]) -> Result<(), Failure> {
    println!("Building what measures…");
    for what in programs {
        let mut command = process::cargo();
        command.args(*what).args(["--quiet", "--locked"]).current_dir(project);
        // The benchmarks only say by whom they want to be started.
        process::run(command.stdout(Stdio::null()))?;
    }
    Ok(())
}

/// The program that drives the browser: a line in, a line out. It ends when its input does.
pub struct Driven {
    child: Child,
    tasks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Driven {
    /// Starts one of the programs in bench/, which is told where the pages and the WebDriver are.
    fn start(project: &Path, program: &str, server: &Server, driver: &Chromedriver) -> Result<Self, Failure> {
        let mut command = process::cargo();
        command.args(["bench", "--quiet", "--locked", "--profile", "dev", "--features", "e2e", "--bench", program]);
        command.env("ESTIMATOR_PAGE", server.address()).env("ESTIMATOR_WEBDRIVER", driver.address());
        if let Some(chromium) = installation::chromium() {
            command.env("ESTIMATOR_CHROMIUM", chromium);
        }
        command.current_dir(project).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(cannot_start(&process::shown(&command)))?;
        match (child.stdin.take(), child.stdout.take()) {
            (tasks @ Some(_), Some(answers)) => Ok(Self { child, tasks, answers: BufReader::new(answers) }),
            _ => Err(Failure::new("the program that drives the browser has no pipes")),
        }
    }

    fn turn(&mut self, task: &Value) -> Result<Value, Failure> {
        let broken = |error: std::io::Error| Failure::new(format!("the program that drives the browser: {error}"));
        if let Some(tasks) = &mut self.tasks {
            writeln!(tasks, "{task}").map_err(broken)?;
        }
        let mut answer = String::new();
        self.answers.read_line(&mut answer).map_err(broken)?;
        serde_json::from_str(&answer)
            .map_err(|_| Failure::new(format!("the program that drives the browser gave no result: {answer}")))
    }
}

impl Drop for Driven {
    fn drop(&mut self) {
        self.tasks = None;
        let _ = self.child.wait();
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

fn numbers(report: &Value, key: &str) -> Result<Vec<f64>, Failure> {
    let numbers = part(report, key)?.as_array().map(|all| all.iter().filter_map(Value::as_f64).collect::<Vec<_>>());
    numbers
        .filter(|numbers| !numbers.is_empty())
        .ok_or_else(|| Failure::new(format!("the benchmark's report has no numbers `{key}`: {report}")))
}

fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The value that so many per cent of the values do not exceed.
fn percentile(values: &[f64], per_cent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (sorted.len() * per_cent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "MISSED" }
}
