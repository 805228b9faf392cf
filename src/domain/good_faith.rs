//! The days and counts of a good-faith estimate (United States, 45 CFR 149.610): issue by, the 12-month window, and how
//! many recurring visits lie in it.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The last day on which the estimate has to be with the patient.
///
/// Asked for without a visit: 3 business days later. Booked at least 10 business days ahead: 3 business days later; at
/// least 3 ahead: 1 business day later. Booked nearer than that, nothing is due unless somebody asks, and then the visit
/// may come first: the same day.
///
/// The day is never too late: holidays count as business days after the booking, which can only bring the day forward,
/// and federal holidays do not count as days ahead of the visit.
pub fn issue_by(asked_on: NaiveDate, visit: Option<NaiveDate>) -> Option<NaiveDate> {
    let days = match visit.map(|visit| business_days_ahead(asked_on, visit)) {
        None | Some(10..) => 3,
        Some(3..) => 1,
        Some(_) => 0,
    };
    let mut day = asked_on;
    for _ in 0..days {
        day = day.succ_opt()?;
        while is_weekend(day) {
            day = day.succ_opt()?;
        }
    }
    Some(day)
}

/// The business days by which a visit is ahead; the fewer where one of the two days is none. More than 10 are not told
/// apart.
fn business_days_ahead(asked_on: NaiveDate, visit: NaiveDate) -> u32 {
    let mut ahead = u32::from(asked_on < visit && is_business_day(asked_on) && is_business_day(visit));
    let mut day = asked_on;
    while let Some(next) = day.succ_opt().filter(|next| *next < visit && ahead < 10) {
        day = next;
        ahead += u32::from(is_business_day(day));
    }
    ahead
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn is_business_day(day: NaiveDate) -> bool {
    !is_weekend(day) && !is_federal_holiday(day)
}

/// Whether federal offices are closed for a holiday (5 U.S.C. 6103); one on a Saturday is kept on the Friday before, one
/// on a Sunday on the Monday after.
fn is_federal_holiday(day: NaiveDate) -> bool {
    let fixed = |day: NaiveDate| matches!((day.month(), day.day()), (1, 1) | (6, 19) | (7, 4) | (11, 11) | (12, 25));
    let week = day.day0() / 7 + 1;
    let moving = match (day.month(), day.weekday()) {
        (1 | 2, Weekday::Mon) => week == 3,
        (5, Weekday::Mon) => day.day() > 24,
        (9, Weekday::Mon) => week == 1,
        (10, Weekday::Mon) => week == 2,
        (11, Weekday::Thu) => week == 4,
        _ => false,
    };
    moving
        || fixed(day)
        || (day.weekday() == Weekday::Fri && day.succ_opt().is_some_and(fixed))
        || (day.weekday() == Weekday::Mon && day.pred_opt().is_some_and(fixed))
}

/// The first and the last day of the 12 months that an estimate may cover.
pub fn window(first: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    Some((first, first.checked_add_months(Months::new(12))?.pred_opt()?))
}

/// How many of so many sessions lie in the window, so many weeks apart from its first day on.
pub fn sessions_inside(first: NaiveDate, sessions: u32, weeks: u32) -> u32 {
    let Some((_, last)) = window(first) else { return sessions };
    let is_inside = |session: &u32| {
        first.checked_add_days(Days::new(u64::from(session * weeks) * 7)).is_some_and(|day| day <= last)
    };
    (0..sessions).filter(is_inside).count().try_into().unwrap_or(sessions)
}

/// How many upkeep visits lie in the window, one every so many months after the last session of a course.
pub fn upkeep_inside(first: NaiveDate, sessions: u32, weeks: u32, every_months: u32) -> u32 {
    let Some((_, last)) = window(first) else { return 0 };
    let gaps = u64::from(sessions.saturating_sub(1) * weeks) * 7;
    let Some(course_ends) = first.checked_add_days(Days::new(gaps)) else { return 0 };
    let visit = |visit: u32| course_ends.checked_add_months(Months::new(visit * every_months.max(1)));
    (1..=12).take_while(|number| visit(*number).is_some_and(|day| day <= last)).count().try_into().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_estimate_is_issued_in_time() {
        for (asked_on, visit, expected) in [
            // Asked for without a visit: Friday to Wednesday, Wednesday to Monday, Saturday to Wednesday.
            ("2026-11-20", None, "2026-11-25"),
            ("2026-12-02", None, "2026-12-07"),
            ("2026-12-05", None, "2026-12-09"),
            // Monday to Monday two weeks on: 10 business days ahead.
            ("2026-12-07", Some("2026-12-21"), "2026-12-10"),
            // One day nearer: 9.
            ("2026-12-07", Some("2026-12-18"), "2026-12-08"),
            // Thursday to Tuesday: 3; on Friday for Tuesday: 2.
            ("2026-12-03", Some("2026-12-08"), "2026-12-04"),
            ("2026-12-04", Some("2026-12-08"), "2026-12-04"),
            // Booked on a Friday for the week after next: the business day after is the Monday.
            ("2026-12-04", Some("2026-12-11"), "2026-12-07"),
            // The same day, and a day that has passed.
            ("2026-12-04", Some("2026-12-04"), "2026-12-04"),
            ("2026-12-04", Some("2026-11-04"), "2026-12-04"),
            // Ten weekdays of which Thanksgiving is one are nine business days.
            ("2026-11-16", Some("2026-11-30"), "2026-11-17"),
            ("2026-11-16", Some("2026-12-01"), "2026-11-19"),
            // A far visit.
            ("2026-11-16", Some("2027-11-16"), "2026-11-19"),
        ] {
            assert_eq!(issue_by(day(asked_on), visit.map(day)), Some(day(expected)), "{asked_on} {visit:?}");
        }
    }

    #[test]
    fn federal_holidays_are_those_of_the_published_calendar() {
        // The calendar of federal offices for 2026 and 2027, with the days on which they are kept.
        let kept = [
            "2026-01-01",
            "2026-01-19",
            "2026-02-16",
            "2026-05-25",
            "2026-06-19",
            "2026-07-03",
            "2026-09-07",
            "2026-10-12",
            "2026-11-11",
            "2026-11-26",
            "2026-12-25",
            "2027-01-01",
            "2027-01-18",
            "2027-02-15",
            "2027-05-31",
            "2027-06-18",
            "2027-07-05",
            "2027-09-06",
            "2027-10-11",
            "2027-11-11",
            "2027-11-25",
            "2027-12-24",
            "2027-12-31",
        ];
        let weekdays = day("2026-01-01").iter_days().take(730).filter(|day| !is_weekend(*day));
        let found: Vec<String> = weekdays.filter(|day| is_federal_holiday(*day)).map(|day| day.to_string()).collect();
        assert_eq!(found, kept);
    }

    #[test]
    fn the_window_is_twelve_months_with_both_days() {
        assert_eq!(window(day("2026-12-01")), Some((day("2026-12-01"), day("2027-11-30"))));
        assert_eq!(window(day("2028-02-29")), Some((day("2028-02-29"), day("2029-02-27"))));
    }

    #[test]
    fn visits_inside_the_window_are_counted() {
        let first = day("2026-12-01");
        assert_eq!(sessions_inside(first, 4, 4), 4);
        // Every 12 weeks: after 0, 84, 168, 252, 336 days; the next after 420.
        assert_eq!(sessions_inside(first, 24, 12), 5);
        // The last session is on 23 February 2027; upkeep on 23 August, and the next in February 2028.
        assert_eq!(upkeep_inside(first, 4, 4, 6), 1);
        assert_eq!(upkeep_inside(first, 4, 4, 3), 3);
        assert_eq!(upkeep_inside(first, 24, 12, 6), 0);
        // One session on the first day, upkeep every month: the twelfth is a day past the window.
        assert_eq!(upkeep_inside(first, 1, 4, 1), 11);
    }
}
