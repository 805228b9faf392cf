//! `cargo xtask test`: every check that the project must pass, one step after the other.

use crate::budget;
use crate::chromedriver::Chromedriver;
use crate::dist;
use crate::installation::{self, Tool};
use crate::page;
use crate::process::{self, Failure};
use crate::reproduction;
use crate::server::Server;
use crate::variants::{self, Variant};
use crate::wordpress::WordPress;
use std::io::Write as _;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One check.
struct Step {
    name: &'static str,
    /// Lists of tools.
    needs: &'static [&'static [Tool]],
    run: fn(&Context<'_>) -> Result<Tally, Failure>,
}

/// What every step is told.
struct Context<'a> {
    project: &'a Path,
    /// Which tests a person asked for; none means all.
    filters: &'a [String],
}

/// How many tests a step ran.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u32,
    failed: u32,
    /// What the failed ones said, line by line.
    reasons: Vec<String>,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.reasons.extend(more.reasons);
    }
}

const BUILDING: &[Tool] = &installation::FOR_BUILDING;

/// What journeys need besides the built page.
const FOR_JOURNEYS: &[Tool] = &[Tool::Chromium, Tool::Axe, Tool::PdfToText, Tool::Fonts];

/// Steps that run only when they are named, each with the reason.
const ON_REQUEST: [(&str, &str); 1] = [("reproducible build", "it builds everything a second time")];

const STEPS: [Step; 17] = [
    Step { name: "formatting", needs: &[&[Tool::Components]], run: formatting },
    Step { name: "clippy: the core", needs: &[&[Tool::Components]], run: |at| clippy(at, &["--all-targets"]) },
    Step {
        name: "clippy: the page",
        needs: &[&[Tool::Components]],
        run: |at| {
            let programs = ["--lib", "--bin", "microneedling-estimator", "--bin", "microneedling-staff"];
            let page = ["--test", "browser", "--features", "ui"];
            clippy(at, &[&programs[..], &page, &IN_THE_BROWSER].concat())
        },
    },
    Step {
        name: "clippy: the prerendered page",
        needs: &[&[Tool::Components]],
        run: |at| clippy(at, &["--all-targets", "--features", "prerender"]),
    },
    Step {
        name: "clippy: the tasks",
        needs: &[&[Tool::Components]],
        run: |at| clippy(at, &["--all-targets", "--features", "xtask,e2e"]),
    },
    Step {
        name: "clippy: the JavaScript module",
        needs: &[&[Tool::Components]],
        run: |at| clippy(at, &[&["--lib", "--example", "core", "--features", "api"][..], &IN_THE_BROWSER].concat()),
    },
    Step { name: "native tests", needs: &[], run: native_tests },
    Step {
        name: "browser tests",
        needs: &[&[Tool::Components, Tool::WasmBindgen, Tool::Chromium]],
        run: browser_tests,
    },
    Step { name: "release build", needs: &[BUILDING], run: |at| page::build(at.project).map(|_| Tally::default()) },
    Step {
        name: "size budget",
        needs: &[BUILDING],
        run: |at| budget::check(&page::build(at.project)?).map(|()| Tally::default()),
    },
    Step { name: "journeys and axe", needs: &[BUILDING, FOR_JOURNEYS], run: journeys },
    Step { name: "patient journeys in one file", needs: &[BUILDING, FOR_JOURNEYS], run: journeys_in_one_file },
    Step {
        name: "journeys in Firefox",
        needs: &[BUILDING, FOR_JOURNEYS, &[Tool::Firefox, Tool::Geckodriver]],
        run: journeys_in_firefox,
    },
    Step {
        name: "journeys in WebKitGTK",
        needs: &[BUILDING, FOR_JOURNEYS, &[Tool::WebKit, Tool::Screen, Tool::Focus]],
        run: journeys_in_webkit,
    },
    Step {
        name: "WordPress",
        needs: &[BUILDING, FOR_JOURNEYS, &[Tool::WordPress, Tool::Php, Tool::MariaDb]],
        run: in_wordpress,
    },
    Step {
        name: "reproducible build",
        needs: &[BUILDING],
        run: |at| reproduction::check(at.project).map(|()| Tally::default()),
    },
    Step { name: "dependency audit", needs: &[&[Tool::CargoDeny]], run: audit },
];

const IN_THE_BROWSER: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// How long the list of known faults may take to arrive before the audit goes on without it.
const ADVISORIES_PATIENCE: Duration = Duration::from_secs(60);

/// Runs the steps that the arguments name, or all, and prints the totals as the last line.
pub fn run(project: &Path, arguments: &[String]) -> Result<(), Failure> {
    let mut parts = arguments.split(|argument| argument == "--");
    let names = parts.next().unwrap_or_default();
    let filters = parts.next().unwrap_or_default();
    if names.iter().any(|name| name == "--list") {
        let names: String = STEPS.iter().map(|step| [step.name, "\n"].concat()).collect();
        // Who reads only the first of them has them.
        let _ = std::io::stdout().write_all(names.as_bytes());
        return Ok(());
    }
    let is_asked = |step: &&Step| names.iter().any(|name| step.name.contains(&**name));
    let is_usual = |step: &&Step| names.is_empty() && !ON_REQUEST.iter().any(|(name, _)| *name == step.name);
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| is_asked(step) || is_usual(step)).collect();
    if names.is_empty() {
        ON_REQUEST.iter().for_each(|(name, reason)| println!("Not run unless it is named: {name} ({reason})"));
    }
    if chosen.is_empty() {
        return Err(Failure::new(format!(
            "no step is called `{}`; `cargo xtask test --list` names them",
            names.join(" ")
        )));
    }
    let mut needs: Vec<Tool> = Vec::new();
    for tool in chosen.iter().flat_map(|step| step.needs.iter().copied().flatten()) {
        if !needs.contains(tool) {
            needs.push(*tool);
        }
    }
    installation::ensure(&needs)?;
    let context = Context { project, filters };
    report(&chosen, &context)
}

fn report(chosen: &[&Step], context: &Context<'_>) -> Result<(), Failure> {
    let mut total = Tally::default();
    let mut lines = Vec::new();
    for (index, step) in chosen.iter().enumerate() {
        println!("\n[{}/{}] {}", index + 1, chosen.len(), step.name);
        let start = Instant::now();
        let (tally, result) = outcome((step.run)(context));
        let took = start.elapsed().as_secs_f32();
        if let Err(failure) = &result {
            println!("{failure}");
        }
        let word = if result.is_ok() { "ok" } else { "FAILED" };
        let line = format!("{word:<6} {took:>7.1} s  {}", step.name);
        println!("{line}");
        lines.push(line);
        total += tally;
    }
    // They stood far above, and a log that is long is often cut in its middle.
    total.reasons.iter().for_each(|line| println!("{line}"));
    println!("\nAll steps:");
    lines.iter().for_each(|line| println!("  {line}"));
    // The totals stand last and alone, for readers and for programs.
    println!("{} passed, {} failed", total.passed, total.failed);
    if lines.iter().all(|line| line.starts_with("ok")) { Ok(()) } else { Err(Failure::told()) }
}

/// A step that fails without a failed test counts as one, so that the totals never look clean when they are not.
fn outcome(result: Result<Tally, Failure>) -> (Tally, Result<(), Failure>) {
    match result {
        Ok(tally) if tally.failed == 0 => (tally, Ok(())),
        Ok(tally) => {
            let failure = Failure::new(format!("{} tests failed", tally.failed));
            (tally, Err(failure))
        }
        Err(failure) => (Tally { failed: 1, ..Tally::default() }, Err(failure)),
    }
}

fn formatting(at: &Context<'_>) -> Result<Tally, Failure> {
    process::run(process::cargo().args(["fmt", "--check"]).current_dir(at.project)).map(|()| Tally::default())
}

fn clippy(at: &Context<'_>, what: &[&str]) -> Result<Tally, Failure> {
    let mut command = process::cargo();
    command.args(["clippy", "--quiet", "--locked"]).args(what).args(["--", "-D", "warnings"]);
    process::run(command.current_dir(at.project)).map(|()| Tally::default())
}

fn native_tests(at: &Context<'_>) -> Result<Tally, Failure> {
    let mut command = process::cargo();
    command.args(["test", "--locked", "--no-fail-fast", "--features", "prerender,xtask", "--"]).args(at.filters);
    counted(command.current_dir(at.project))
}

fn browser_tests(at: &Context<'_>) -> Result<Tally, Failure> {
    let run = |filter: Option<&String>| {
        let mut command = process::cargo();
        // Without `--quiet`: the runner in the browser does not understand it.
        command.args(["test", "--locked", "--features", "ui", "--test", "browser"]).args(IN_THE_BROWSER);
        command.arg("--").args(filter);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", installation::wasm_test_runner()?);
        command.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        command.env("CHROMEDRIVER", Tool::Chromium.file()?);
        counted(command.current_dir(at.project))
    };
    if at.filters.is_empty() {
        return run(None);
    }
    // It understands one filter at a time.
    let mut all = Tally::default();
    for filter in at.filters {
        all += run(Some(filter))?;
    }
    Ok(all)
}

fn journeys(at: &Context<'_>) -> Result<Tally, Failure> {
    with_journeys(at, |command, _| {
        command.env("ESTIMATOR_FAULTY", page::build_faulty(at.project)?).args(at.filters);
        counted(command)
    })
}

/// The same journeys on the page that is one file, opened from the disk.
fn journeys_in_one_file(at: &Context<'_>) -> Result<Tally, Failure> {
    journeys_again(at, &variants::ONE_FILE, |command, site| {
        command.env("ESTIMATOR_ONE_FILE", site);
        Ok(())
    })
}

/// The same journeys in another engine. Each browser has a driver of its own, which the journeys start.
fn journeys_in_firefox(at: &Context<'_>) -> Result<Tally, Failure> {
    journeys_again(at, &variants::FIREFOX, |command, _| {
        command.env("ESTIMATOR_ENGINE", "Firefox");
        command.env("ESTIMATOR_FAULTY", page::build_faulty(at.project)?);
        command.env("ESTIMATOR_FIREFOX", Tool::Firefox.file()?);
        command.env("ESTIMATOR_GECKODRIVER", Tool::Geckodriver.file()?);
        Ok(())
    })
}

fn journeys_in_webkit(at: &Context<'_>) -> Result<Tally, Failure> {
    journeys_again(at, &variants::WEBKIT, |command, _| {
        command.env("ESTIMATOR_ENGINE", "WebKitGTK");
        command.env("ESTIMATOR_FAULTY", page::build_faulty(at.project)?);
        command.env("ESTIMATOR_MINIBROWSER", Tool::WebKit.file()?);
        command.env("ESTIMATOR_WEBKITDRIVER", installation::webkit_driver().unwrap_or_default());
        command.env("ESTIMATOR_XVFB", Tool::Screen.file()?);
        command.env("ESTIMATOR_XDOTOOL", Tool::Focus.file()?);
        Ok(())
    })
}

/// Makes the journeys once more, but for those that cannot be, which are named with their reasons.
fn journeys_again(
    at: &Context<'_>,
    variant: &Variant,
    prepare: impl FnOnce(&mut Command, &Path) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    with_journeys(at, |command, site| {
        let mut list = process::cargo();
        list.args(JOURNEYS).arg("--list").current_dir(at.project);
        let output = list.output().map_err(|error| Failure::new(format!("cargo could not be started: {error}")))?;
        let (made, left_out) = variant.chosen(&String::from_utf8_lossy(&output.stdout), at.filters)?;
        left_out.iter().for_each(|line| println!("{line}"));
        if made.is_empty() {
            return Ok(Tally::default());
        }
        prepare(command, site)?;
        let (tally, failed) = counted_by_name(command.arg("--exact").args(made))?;
        if failed.is_empty() {
            return Ok(tally);
        }
        // A driver of another engine is sometimes late where several browsers run; a journey that cannot be made fails
        // alone as well.
        println!("Once more, one after the other: {}", failed.join(", "));
        let mut again = process::cargo();
        again.args(JOURNEYS).args(["--test-threads=1", "--exact"]).args(&failed).current_dir(at.project);
        again.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let second = counted(&mut again)?;
        Ok(Tally { passed: tally.passed + second.passed, ..second })
    })
}

/// The journey through a clinic's WordPress.
fn in_wordpress(at: &Context<'_>) -> Result<Tally, Failure> {
    let wordpress = WordPress::start(at.project, &page::build(at.project)?)?;
    with_journeys(at, |command, _| {
        counted(command.args(["--ignored", "wordpress"]).env("ESTIMATOR_WORDPRESS", wordpress.address()))
    })
}

/// How cargo runs the journeys.
const JOURNEYS: [&str; 7] = ["test", "--locked", "--features", "e2e", "--test", "e2e", "--"];

/// Makes journeys through the built page by the command that is handed out, with the folder of the site.
fn with_journeys(
    at: &Context<'_>,
    make: impl FnOnce(&mut Command, &Path) -> Result<Tally, Failure>,
) -> Result<Tally, Failure> {
    let dist = page::build(at.project)?;
    let release = dist::make(at.project)?;
    let site = site_of_a_clinic(at.project, &dist)?;
    let server = Server::start(&site, 0)?;
    // Another port is another server to a browser; it has a price list that the page must not touch.
    let elsewhere = Server::start(&site, 0)?;
    let driver = Chromedriver::start()?;
    let mut command = process::cargo();
    command.args(JOURNEYS).current_dir(at.project);
    command.env("ESTIMATOR_PAGE", server.address());
    command.env("ESTIMATOR_ELSEWHERE", elsewhere.address());
    command.env("ESTIMATOR_WEBDRIVER", driver.address());
    command.env("ESTIMATOR_RELEASE", release.zip.parent().unwrap_or(at.project));
    command.env("ESTIMATOR_AXE", Tool::Axe.file()?);
    command.env("ESTIMATOR_PDFTOTEXT", Tool::PdfToText.file()?);
    if let Some(chromium) = installation::chromium() {
        command.env("ESTIMATOR_CHROMIUM", chromium);
    }
    make(&mut command, &site)
}

/// A copy of the built page as a clinic would serve it, with price lists beside it: the example, and what the
/// journeys bring.
fn site_of_a_clinic(project: &Path, dist: &Path) -> Result<PathBuf, Failure> {
    let site = project.join("target/journeys");
    if site.exists() {
        std::fs::remove_dir_all(&site).map_err(|error| Failure::at(&site, &error))?;
    }
    for folder in [dist, &project.join("examples"), &project.join("tests/e2e/fixtures")] {
        copy_all(folder, &site)?;
    }
    // The pages of clinics that show the estimator, and the estimator once more, deep inside of such a site.
    copy_all(&project.join("tests/e2e/hosts"), &site.join("hosts"))?;
    copy_all(dist, &site.join("site/tools/estimator"))?;
    Ok(site)
}

/// Copies everything below a folder into another one.
pub fn copy_all(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(to).map_err(|error| Failure::at(to, &error))?;
    for entry in std::fs::read_dir(from).map_err(|error| Failure::at(from, &error))? {
        let entry = entry.map_err(|error| Failure::at(from, &error))?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_all(&path, &target)?;
        } else {
            std::fs::copy(&path, &target).map_err(|error| Failure::at(&path, &error))?;
        }
    }
    Ok(())
}

fn audit(at: &Context<'_>) -> Result<Tally, Failure> {
    let deny = |arguments: &[&str]| {
        let mut command = Command::new(Tool::CargoDeny.file()?);
        command.args(arguments).current_dir(at.project).stdin(Stdio::null());
        Ok::<Command, Failure>(command)
    };
    process::run(&mut deny(&[
        "--all-features",
        "--locked",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ])?)?;
    if finishes_within(&mut deny(&["--all-features", "fetch", "db"])?, ADVISORIES_PATIENCE) {
        process::run(&mut deny(&["--all-features", "--locked", "check", "--disable-fetch", "advisories"])?)?;
    } else {
        println!(
            "NOT CHECKED: known faults (advisories) of the dependencies, because the list of them could not be \
             fetched. Where it can be: cargo deny --all-features check advisories"
        );
    }
    Ok(Tally::default())
}

/// Whether a quiet command succeeds in time; it is ended when it does not.
fn finishes_within(command: &mut Command, patience: Duration) -> bool {
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else { return false };
    let start = Instant::now();
    while start.elapsed() < patience {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(100)),
            Err(_) => return false,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Runs a test command and adds up the result lines of all its runners.
fn counted(command: &mut Command) -> Result<Tally, Failure> {
    counted_by_name(command).map(|(tally, _)| tally)
}

/// As [`counted`], with the names of the tests that failed.
fn counted_by_name(command: &mut Command) -> Result<(Tally, Vec<String>), Failure> {
    let mut tally = Tally::default();
    let mut failed = Vec::new();
    let mut is_reason = false;
    let result = process::run_line_by_line(command, |line| {
        is_reason = is_of_a_reason(line, is_reason);
        if is_reason {
            tally.reasons.push(line.to_owned());
        }
        if let Some(part) = result_line(line) {
            tally += part;
        }
        failed.extend(failed_test(line).map(str::to_owned));
    });
    // A runner that crashed printed no result line; its failure must not pass for success.
    if tally.failed > 0 { Ok((tally, failed)) } else { result.map(|()| (tally, failed)) }
}

/// Reads "test prices::one ... FAILED".
fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

/// Whether a line is a part of what a failed test said, without where in the code it was called from.
fn is_of_a_reason(line: &str, was_the_line_before: bool) -> bool {
    let is_end = || ["stack backtrace:", "failures:", "note: "].iter().any(|end| line.starts_with(end));
    line.starts_with("---- ") || was_the_line_before && !is_end()
}

/// Reads "test result: ok. 12 passed; 0 failed; …".
fn result_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.split_once("test result: ")?;
    let number_before =
        |word: &str| counts.split_once(word)?.0.trim_end().rsplit([' ', '.']).next()?.parse::<u32>().ok();
    Some(Tally { passed: number_before(" passed")?, failed: number_before(" failed")?, ..Tally::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_failed_are_named() {
        assert_eq!(failed_test("test prices::one ... FAILED"), Some("prices::one"));
        assert_eq!(failed_test("test prices::one ... ok"), None);
        assert_eq!(failed_test("test result: FAILED. 1 passed; 1 failed"), None);
    }

    #[test]
    fn what_a_failed_test_said_is_found_in_its_output() {
        let output = "test one ... FAILED\n\nfailures:\n\n---- one stdout ----\n\nthread 'one' panicked at a.rs:1:2:\n\
                      left: 1\nstack backtrace:\n   0: rust\nnote: Some details\n\nfailures:\n    one\n";
        let mut is_reason = false;
        let reasons: Vec<&str> = output
            .lines()
            .filter(|line| {
                is_reason = is_of_a_reason(line, is_reason);
                is_reason
            })
            .collect();
        assert_eq!(reasons, ["---- one stdout ----", "", "thread 'one' panicked at a.rs:1:2:", "left: 1"]);
    }

    #[test]
    fn result_lines_of_both_runners_are_read() {
        let native =
            "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(result_line(native), Some(Tally { passed: 12, failed: 3, ..Tally::default() }));
        let browser = "test result: ok. 5 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s";
        assert_eq!(result_line(browser), Some(Tally { passed: 5, ..Tally::default() }));
        assert_eq!(result_line("running 5 tests"), None);
    }

    #[test]
    fn a_step_that_breaks_counts_as_failed() {
        let (tally, result) = outcome(Err(Failure::new("clippy")));
        assert_eq!(tally, Tally { failed: 1, ..Tally::default() });
        assert!(result.is_err());
    }
}
