//! How many sessions, how far apart, and how many upkeep visits fit into the horizon.

use super::catalog::Catalog;
use super::distribution::{self, Distribution};
use super::quantity::{Range, Triple};
use super::scenario::{Scenario, Upkeep};
use super::vocabulary::Severity;

/// The published sessions of the scenario's concern and severity.
///
/// Somebody who cannot say how marked it is gets mild's low, moderate's typical and severe's high.
pub fn published(scenario: &Scenario, catalog: &Catalog) -> Triple<u32> {
    let concern = catalog.concern(scenario.concern);
    let stated = concern.sessions_for(scenario.severity).value;
    match scenario.severity {
        Severity::Unsure => {
            let low = concern.sessions_for(Severity::Mild).value.low();
            let high = concern.sessions_for(Severity::Severe).value.high();
            // The three triples of one concern rise with severity (the loader sees to it), so these are in order.
            Triple::new(low, stated.typical(), high).unwrap_or(stated)
        }
        _ => stated,
    }
}

/// Sessions as agreed with a clinician, else as the clinic's item states them, else as published.
pub fn sessions(scenario: &Scenario, listed: Option<Range<u32>>, catalog: &Catalog) -> Triple<u32> {
    let published = published(scenario, catalog);
    match scenario.sessions.or(listed) {
        Some(agreed) => Triple::agreed(agreed, published.typical()),
        None => published,
    }
}

/// Weeks between sessions as agreed with a clinician, else as the clinic's list says, else as published.
pub fn interval_weeks(scenario: &Scenario, listed: Option<Range<u32>>, catalog: &Catalog) -> Triple<u32> {
    let published = catalog.concern(scenario.concern).interval_weeks.value;
    match scenario.interval_weeks.or(listed) {
        Some(agreed) => Triple::agreed(agreed, published.typical()),
        None => published,
    }
}

/// Months between upkeep visits; none where there is no upkeep.
pub fn upkeep_months(scenario: &Scenario, catalog: &Catalog) -> Option<Range<u32>> {
    match scenario.upkeep {
        Upkeep::Recommended if catalog.concern(scenario.concern).upkeep_recommended.value => {
            Some(catalog.model.upkeep_months.value)
        }
        Upkeep::Recommended | Upkeep::None => None,
        Upkeep::Every(months) => Some(months),
    }
}

/// How many upkeep visits fit between the last of `sessions`, `weeks` apart, and the horizon.
///
/// A month is 52/12 weeks for counting, whatever the calendar says, so that a start date never changes a count.
pub fn upkeep_visits(sessions: u32, weeks: u32, every_months: u32, horizon_months: u32) -> u32 {
    let left = i64::from(52 * horizon_months) - i64::from(12 * (sessions - 1) * weeks);
    u32::try_from(left.max(0)).unwrap_or(0) / (52 * every_months)
}

/// One combination of the open counts, with its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    pub sessions: u32,
    pub interval_weeks: u32,
    /// Months between upkeep visits, and how many there are; none without upkeep.
    pub upkeep: Option<(u32, u32)>,
    pub weight: u64,
}

impl Course {
    /// Upkeep visits within the horizon.
    pub fn upkeep_visits(self) -> u32 {
        self.upkeep.map_or(0, |(_, visits)| visits)
    }
}

/// Every combination of sessions, weeks between them and months between upkeep visits.
pub fn courses(
    sessions: Triple<u32>,
    interval_weeks: Triple<u32>,
    upkeep_months: Option<Range<u32>>,
    horizon_months: u32,
) -> Vec<Course> {
    let counts = distribution::whole_number(sessions);
    let intervals = distribution::whole_number(interval_weeks);
    let months = upkeep_months.map(|range| distribution::uniform(range.low(), range.high()));
    let mut courses = Vec::new();
    for (sessions, count_weight) in counts.points() {
        for (interval_weeks, interval_weight) in intervals.points() {
            let weight = count_weight * interval_weight;
            let (sessions, interval_weeks) = (*sessions, *interval_weeks);
            match &months {
                None => courses.push(Course { sessions, interval_weeks, upkeep: None, weight }),
                Some(months) => courses.extend(months.points().iter().map(|(every, month_weight)| {
                    let visits = upkeep_visits(sessions, interval_weeks, *every, horizon_months);
                    Course { sessions, interval_weeks, upkeep: Some((*every, visits)), weight: weight * month_weight }
                })),
            }
        }
    }
    courses
}

/// The weight of each (sessions, upkeep visits) among the combinations.
pub fn visit_weights(courses: &[Course]) -> Vec<((u32, u32), u64)> {
    Distribution::new(courses.iter().map(|course| ((course.sessions, course.upkeep_visits()), course.weight)))
        .points()
        .to_vec()
}
