//! Times the core natively and prints one line of JSON; `cargo xtask bench` runs it in turn with the simulation.
#![allow(clippy::expect_used, reason = "a benchmark of figures that do not load measures nothing")]

use microneedling_estimator::codec::scenario_json;
use microneedling_estimator::data;
use microneedling_estimator::domain::estimate::estimate;
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::scenario::Scenario;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long each thing is repeated for one round.
const ROUND: Duration = Duration::from_millis(200);

fn main() {
    let Some(text) = std::env::args().nth(1).filter(|argument| argument.starts_with('{')) else {
        println!("`cargo xtask bench` passes a scenario to this program; run that instead");
        return;
    };
    let catalog = *data::catalog();
    let scenario: Scenario = scenario_json::read(&text).expect("the benchmark's scenario is valid");

    let plan = Plan::new(&scenario, None, &catalog).expect("a typical price exists");
    let total = plan.needling.summary(&plan.needling.visits, &plan.needling.total_costs()).five;
    let price = plan.needling.price.triple;
    let upkeep = plan.upkeep_months.expect("the benchmark's scenario has upkeep");

    // From the answers to the five figures of the total: everything that the simulation draws is enumerated here.
    let distribution = nanoseconds(|| {
        let plan = Plan::new(black_box(&scenario), None, &catalog);
        plan.map(|plan| plan.needling.summary(&plan.needling.visits, &plan.needling.total_costs()))
    });
    let filled_in = nanoseconds(|| Plan::new(black_box(&scenario), None, &catalog));
    let whole = nanoseconds(|| estimate(black_box(&scenario), None, &catalog));

    let parameters = serde_json::json!({
        "price": [price.low().minor(), price.typical().minor(), price.high().minor()],
        "sessions": [plan.sessions().low(), plan.sessions().typical(), plan.sessions().high()],
        "weeks": [plan.interval_weeks.low(), plan.interval_weeks.typical(), plan.interval_weeks.high()],
        "upkeepMonths": [upkeep.low(), upkeep.high()],
        "horizonMonths": scenario.horizon_months,
    });
    let report = serde_json::json!({
        "distribution_ns": distribution,
        "plan_ns": filled_in,
        "estimate_ns": whole,
        "quantiles": [total.p10.minor(), total.p50.minor(), total.p90.minor()],
        "parameters": parameters,
    });
    println!("{report}");
}

/// The mean time of one call over a round, the first tenth of which warms up.
fn nanoseconds<T>(mut call: impl FnMut() -> T) -> f64 {
    let mut repeat = |limit: Duration| {
        let (start, mut calls) = (Instant::now(), 0_u32);
        while start.elapsed() < limit {
            black_box(call());
            calls += 1;
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
    };
    repeat(ROUND / 10);
    repeat(ROUND)
}
