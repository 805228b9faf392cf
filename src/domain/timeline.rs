//! When things happen: sessions, redness, first change, near-full result, upkeep and care, earliest to latest.

use super::catalog::Catalog;
use super::estimate::{Event, EventKind};
use super::quantity::{Range, Triple};
use super::sessions::Course;
use chrono::{Days, Months, NaiveDate};

/// Every event of the course and its upkeep, in days from the first session and, with a start date, as dates.
pub fn timeline(
    courses: &[Course],
    sessions: Triple<u32>,
    interval_weeks: Triple<u32>,
    start: Option<NaiveDate>,
    catalog: &Catalog,
) -> Vec<Event> {
    let figures = &catalog.timeline;
    let event = |what, number, certain, days: (i64, i64)| Event {
        what,
        number,
        certain,
        days,
        dates: start.and_then(|start| Some((day(start, days.0)?, day(start, days.1)?))),
    };
    let window = |session: u32| {
        let gaps = i64::from(session - 1);
        (gaps * i64::from(interval_weeks.low()) * 7, gaps * i64::from(interval_weeks.high()) * 7)
    };
    let mut events = Vec::new();
    let redness = figures.redness_hours.value;
    for session in 1..=sessions.high() {
        let (from, to) = window(session);
        let certain = session <= sessions.low();
        events.push(event(EventKind::Session, Some(session), certain, (from, to)));
        let gone = (from + i64::from(redness.low() / 24), to + i64::from(redness.high().div_ceil(24)));
        events.push(event(EventKind::RednessGone, Some(session), certain, gone));
        for (index, task) in catalog.care.iter().enumerate() {
            let (at, safer) = (i64::from(task.at_hours / 24), i64::from(task.safer_hours / 24));
            let days = (from + at.min(safer), to + at.max(safer));
            events.push(event(EventKind::Care(index), Some(session), certain, days));
        }
    }
    let first_change = days_of(figures.first_change_days.value);
    events.push(event(EventKind::FirstChange, None, true, first_change));
    let near_full = days_of(figures.near_full_days.value);
    let last_session = |session: u32, weeks: u32| i64::from(session - 1) * i64::from(weeks) * 7;
    let near_full = (
        near_full.0.max(last_session(sessions.low(), interval_weeks.low())),
        near_full.1.max(last_session(sessions.high(), interval_weeks.high())),
    );
    events.push(event(EventKind::NearFull, None, true, near_full));
    events.extend(upkeep(courses, start));
    events
}

/// The upkeep visits: the earliest and the latest day over the combinations that have such a visit.
fn upkeep(courses: &[Course], start: Option<NaiveDate>) -> Vec<Event> {
    let most = courses.iter().map(|course| course.upkeep_visits()).max().unwrap_or(0);
    let least = courses.iter().map(|course| course.upkeep_visits()).min().unwrap_or(0);
    let mut events: Vec<Event> = Vec::new();
    for visit in 1..=most {
        let days = courses.iter().filter_map(|course| {
            let (every, visits) = course.upkeep?;
            let last = i64::from(course.sessions - 1) * i64::from(course.interval_weeks) * 7;
            (visit <= visits).then(|| upkeep_day(last, visit * every, start)).flatten()
        });
        let (mut from, mut to) = (i64::MAX, i64::MIN);
        for day in days {
            (from, to) = (from.min(day), to.max(day));
        }
        if from <= to {
            let dates = start.and_then(|start| Some((day(start, from)?, day(start, to)?)));
            events.push(Event {
                what: EventKind::Upkeep,
                number: Some(visit),
                certain: visit <= least,
                days: (from, to),
                dates,
            });
        }
    }
    events
}

/// The day of an upkeep visit so many months after the last session, in days from the first.
///
/// With a start date the months are the calendar's, added at once and held to the month's end; without one a month is
/// 91/3 days, rounded to the nearest day.
fn upkeep_day(last_session: i64, months: u32, start: Option<NaiveDate>) -> Option<i64> {
    match start {
        Some(start) => {
            let date = day(start, last_session)?.checked_add_months(Months::new(months))?;
            Some(date.signed_duration_since(start).num_days())
        }
        // 91/3 leaves thirds, never halves: adding a half of three and cutting off rounds to the nearest.
        None => Some(last_session + (i64::from(months) * 182 + 3) / 6),
    }
}

/// The date so many days after another, or before it.
fn day(start: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { start.checked_sub_days(distance) } else { start.checked_add_days(distance) }
}

fn days_of(range: Range<u32>) -> (i64, i64) {
    (i64::from(range.low()), i64::from(range.high()))
}
