//! Money over time: what needling and the laser have cost by the end of each month.

use super::catalog::Catalog;
use super::distribution::{self, Distribution};
use super::estimate::Cost;
use super::money::Money;
use super::plan::{Column, LaserPlan, Plan};
use super::quantity::Five;
use super::sessions;

/// Money spent by the end of each month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// Needling, month 0 (the first visit) to the horizon.
    pub needling: Vec<Cost>,
    /// The laser, month 0 to the horizon; empty where there is nothing to compare.
    pub laser: Vec<Cost>,
}

/// The spending over time of a scenario with its defaults filled in.
///
/// Single sessions are paid at each visit, a package at the first one. The last month states the whole total: a course
/// is bought whole even where it passes the horizon.
pub fn spending(plan: &Plan, catalog: &Catalog) -> Spending {
    let horizon_months = plan.scenario.horizon_months;
    let needling = series(&plan.needling, horizon_months, |month| {
        let states = plan.courses.iter().map(|course| {
            let upkeep = course
                .upkeep
                .map_or(0, |(every, _)| sessions::upkeep_visits(course.sessions, course.interval_weeks, every, month));
            let held = visits_held(course.sessions, course.interval_weeks, month, horizon_months);
            ([course.sessions, held, upkeep], course.weight)
        });
        Distribution::new(states)
    });
    let laser = match &plan.laser {
        LaserPlan::NoComparator | LaserPlan::NoPrice(..) => Vec::new(),
        LaserPlan::Priced(laser, column) => {
            let intervals = match catalog.laser(*laser).interval_weeks.value {
                Some(weeks) => distribution::uniform(weeks.low(), weeks.high()),
                // One session is the whole course.
                None => Distribution::known(1),
            };
            series(column, horizon_months, |month| {
                let states = column.visits.iter().flat_map(|((count, _), weight)| {
                    intervals.points().iter().map(move |(weeks, interval_weight)| {
                        let held = visits_held(*count, *weeks, month, horizon_months);
                        ([*count, held, 0], weight * interval_weight)
                    })
                });
                Distribution::new(states)
            })
        }
    };
    Spending { needling, laser }
}

/// How many sessions of a course have been held by the end of a month.
fn visits_held(sessions: u32, interval_weeks: u32, month: u32, horizon_months: u32) -> u32 {
    if month >= horizon_months { sessions } else { sessions.min(52 * month / (12 * interval_weeks) + 1) }
}

/// The cost by the end of each month, given the weights of (sessions, sessions held, upkeep visits held).
fn series(column: &Column, horizon: u32, states_at: impl Fn(u32) -> Distribution<[u32; 3]>) -> Vec<Cost> {
    let mut series: Vec<Cost> = Vec::with_capacity(horizon as usize + 1);
    let mut before = None;
    for month in 0..=horizon {
        let states = states_at(month);
        let cost = match series.last() {
            // Most months bring no visit: what stood at the end of the last one still stands.
            Some(last) if before.as_ref() == Some(&states) => *last,
            _ => spent(column, &states),
        };
        series.push(cost);
        before = Some(states);
    }
    series
}

/// The distribution of what has been spent, in five figures.
fn spent(column: &Column, states: &Distribution<[u32; 3]>) -> Cost {
    let tariff = &column.tariff;
    let cost = |[sessions, held, upkeep]: [u32; 3], price: Money| {
        let course = if held == sessions || tariff.buys_package(sessions, price) {
            tariff.sessions(sessions, price)
        } else {
            price.times(i64::from(held))
        };
        let upkeep_cost = tariff.upkeep_visit(price).times(i64::from(upkeep));
        let fees = tariff.course_fees() + tariff.session_fees().times(i64::from(held + upkeep));
        tariff.taxed(course + upkeep_cost + fees)
    };
    let points = states.points().iter().flat_map(|(state, weight)| {
        column.prices.points().iter().map(move |(price, price_weight)| (cost(*state, *price), weight * price_weight))
    });
    let band = Distribution::new(points).band();
    let at = |price: Money| states.points().iter().map(move |(state, _)| cost(*state, price));
    let five = Five {
        min: at(column.price.triple.low()).min().unwrap_or_default(),
        p10: band.p10,
        p50: band.p50,
        p90: band.p90,
        max: at(column.price.triple.high()).max().unwrap_or_default(),
    };
    Cost { five, floor: column.price.floor }
}
