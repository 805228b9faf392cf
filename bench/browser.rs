//! The browser's part of `cargo xtask bench`: for each line of JSON that comes in, one turn in Chromium and one line out.
//!
//! It is a program of its own because the library that drives the browser takes a while to compile.
#![allow(clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on stops, with a message")]

#[path = "../tests/e2e/session.rs"]
mod session;

use serde_json::{Value, json};
use session::Session;
use std::io::BufRead;

const TURN: &str = "
const [address, task] = arguments;
return import(address).then((module) => module.turn(task));";

fn main() {
    let (Ok(page), Ok(driver)) = (std::env::var("ESTIMATOR_PAGE"), std::env::var("ESTIMATOR_WEBDRIVER")) else {
        println!("`cargo xtask bench` tells this program where page and WebDriver are; run that instead");
        return;
    };
    let chromium = std::env::var("ESTIMATOR_CHROMIUM").ok();
    let browser = Session::start(&driver, chromium.as_deref()).expect("a browser starts");
    browser.wait(browser.client().goto(&page)).expect("the page opens");
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("the task is text");
        let task: Value = serde_json::from_str(&line).expect("the task is JSON");
        let times = browser.execute(TURN, &[json!(format!("{page}turn.mjs")), task]);
        println!("{}", times.expect("the browser has its turn"));
    }
}
