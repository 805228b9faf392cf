//! Times the core natively and prints one line of JSON; `cargo xtask bench` runs it in turn with the simulation.
#![allow(clippy::expect_used, reason = "a benchmark of figures that do not load measures nothing")]

mod subject;

use std::hint::black_box;
use std::time::{Duration, Instant};
use subject::Subject;

/// How long each thing is repeated for one round.
const ROUND: Duration = Duration::from_millis(200);

/// How long a batch of calls takes: short beside the moments that other programs take away, long beside the clock.
const BATCH: Duration = Duration::from_millis(2);

fn main() {
    let Some(scenario) = std::env::args().nth(1).filter(|argument| argument.starts_with('{')) else {
        println!("`cargo xtask bench` passes a scenario to this program; run that instead");
        return;
    };
    let subject = Subject::new(&scenario).expect("the figures load and the scenario is valid");
    let five = subject.distribution().five;
    let five = [five.min, five.p10, five.p50, five.p90, five.max].map(|amount| amount.minor());
    let report = serde_json::json!({
        "parameters": subject.parameters(),
        "five": five,
        "distribution_ns": nanoseconds(|| subject.distribution()),
        "estimate_ns": nanoseconds(|| subject.estimate()),
    });
    println!("{report}");
}

/// The time of one call: the median over the batches of a round, like the simulation's median over its runs.
fn nanoseconds<T>(mut call: impl FnMut() -> T) -> f64 {
    let mut batch = |limit: Duration| {
        let (start, mut calls) = (Instant::now(), 0_u32);
        while start.elapsed() < limit {
            black_box(call());
            calls += 1;
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
    };
    // The first ones warm up.
    batch(ROUND / 10);
    let start = Instant::now();
    let mut batches = Vec::new();
    while start.elapsed() < ROUND {
        batches.push(batch(BATCH));
    }
    batches.sort_by(f64::total_cmp);
    batches.get(batches.len() / 2).copied().unwrap_or(f64::NAN)
}
