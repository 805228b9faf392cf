//! The page's part of `cargo xtask bench`: for each line of JSON that comes in, one page loaded in Chromium or used in it,
//! and one line out.
//!
//! It is a program of its own because the library that drives the browser takes a while to compile.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark that cannot go on stops, with a message; a key that JSON lacks is null"
)]

#[path = "../tests/e2e/session.rs"]
mod session;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use serde_json::{Value, json};
use session::Session;
use std::io::BufRead;
use std::time::{Duration, Instant};

/// Notes what a page does, from inside.
const SEEN: &str = include_str!("seen.js");

/// How long a page may take to load on the slowest profile.
const PATIENCE: Duration = Duration::from_secs(60);

fn main() {
    let (Ok(page), Ok(driver)) = (std::env::var("ESTIMATOR_PAGE"), std::env::var("ESTIMATOR_WEBDRIVER")) else {
        println!("`cargo xtask bench page` tells this program where page and WebDriver are; run that instead");
        return;
    };
    let chromium = std::env::var("ESTIMATOR_CHROMIUM").ok();
    for line in std::io::stdin().lock().lines() {
        let task: Value = serde_json::from_str(&line.expect("the task is text")).expect("the task is JSON");
        let browser = Session::start(&driver, chromium.as_deref()).expect("a browser starts");
        println!("{}", turn(&browser, &page, &task));
    }
}

/// One page in a browser that has never seen it: loaded on a profile, and then used as the task says.
fn turn(browser: &Session, page: &str, task: &Value) -> Value {
    let devtools = |command: &str, parameters: Value| {
        browser.devtools(command, &parameters).unwrap_or_else(|problem| panic!("{command}: {problem}"))
    };
    let address = format!("{page}{}", task["address"].as_str().expect("the task names an address"));
    if task["profile"] == "phone" {
        let screen = json!({ "width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": true });
        devtools("Emulation.setDeviceMetricsOverride", screen);
        devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }));
        devtools("Network.enable", json!({}));
        // 1.6 Mbit/s down, half of it up, 150 ms there and back.
        let network =
            json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000 });
        devtools("Network.emulateNetworkConditions", network);
    }
    devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SEEN }));
    browser.wait(browser.client().goto(&address)).expect("the page opens");
    if task["is_program"] == json!(true) {
        wait_until(browser, "return window.benchmark.answered !== null");
    }
    wait_until(
        browser,
        "return performance.getEntriesByType('navigation')[0].loadEventEnd > 0 && performance.getEntriesByType('paint').length > 0",
    );
    let mut report = execute(browser, "return window.benchmark.report()", &[]);
    if let Some(times) = task["answers"].as_u64() {
        report["answers"] = execute(browser, "return window.benchmark.answers(arguments[0])", &[json!(times)]);
    }
    if let Some(times) = task["keys"].as_u64() {
        report["keys"] = keys(browser, times);
    }
    devtools("HeapProfiler.collectGarbage", json!({}));
    devtools("Performance.enable", json!({}));
    let metrics = devtools("Performance.getMetrics", json!({}));
    let heap = metrics["metrics"].as_array().into_iter().flatten().find(|metric| metric["name"] == "JSHeapUsedSize");
    report["script_memory"] = heap.map_or(Value::Null, |metric| metric["value"].clone());
    report
}

/// Digits typed into the price of a session, one after the other, and taken away again: from the key to the changed total,
/// and to the end of the frame that draws it.
fn keys(browser: &Session, times: u64) -> Value {
    execute(browser, "document.getElementById('price-own').click()", &[]);
    wait_until(browser, "return !!document.querySelector('input[name=amount]')");
    execute(browser, "document.querySelector('input[name=amount]').focus()", &[]);
    let press = |key: char| {
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        browser.wait(browser.client().perform_actions(actions)).expect("a key is pressed");
    };
    // A price that changes with each digit, whatever was there before.
    "31".chars().for_each(press);
    execute(browser, "window.benchmark.keys.length = 0", &[]);
    const BACKSPACE: char = '\u{e003}';
    for time in 0..times {
        let key =
            if time % 2 == 0 { char::from_digit((time / 2 % 9 + 1) as u32, 10).unwrap_or('1') } else { BACKSPACE };
        press(key);
        let enough = format!("return window.benchmark.keys.length > {time}");
        wait_until(browser, &enough);
    }
    execute(browser, "return window.benchmark.keys", &[])
}

fn execute(browser: &Session, script: &str, arguments: &[Value]) -> Value {
    browser.execute(script, arguments).unwrap_or_else(|problem| panic!("`{script}`: {problem}"))
}

fn wait_until(browser: &Session, script: &str) {
    let start = Instant::now();
    while execute(browser, script, &[]) != json!(true) {
        assert!(start.elapsed() < PATIENCE, "waited {} s for `{script}`", PATIENCE.as_secs());
        std::thread::sleep(Duration::from_millis(20));
    }
}
