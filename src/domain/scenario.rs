//! What a person asks the estimator: one scenario, complete and in range by construction.

use super::money::Money;
use super::quantity::Range;
use super::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use chrono::NaiveDate;

/// One question to the estimator. `None` always means "the usual": what that is, the catalog and the price list say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    pub concern: Concern,
    pub severity: Severity,
    /// The treated area; the concern's usual area if absent.
    pub area: Option<Area>,
    pub treatment: Treatment,
    /// Where the price comes from; the clinic's list if it has the item, else typical prices, if absent.
    pub price: Option<PriceSource>,
    /// Sessions agreed with a clinician, 1 to 24.
    pub sessions: Option<Range<u32>>,
    /// Weeks between sessions, 1 to 12.
    pub interval_weeks: Option<Range<u32>>,
    pub upkeep: Upkeep,
    /// How far to look ahead, 6 to 120 months.
    pub horizon_months: u32,
    /// The day of the first session, 2000 to 2199.
    pub start_date: Option<NaiveDate>,
    /// The laser to compare with; the concern's usual laser if absent.
    pub laser: Option<Laser>,
}

impl Scenario {
    /// The months ahead that are looked at when nobody says otherwise.
    pub const USUAL_HORIZON_MONTHS: u32 = 24;
    /// Sessions that can be agreed.
    pub const SESSIONS: (u32, u32) = (1, 24);
    /// Weeks between sessions that can be agreed.
    pub const INTERVAL_WEEKS: (u32, u32) = (1, 12);
    /// Months between upkeep visits that can be asked for.
    pub const UPKEEP_MONTHS: (u32, u32) = (1, 24);
    /// Horizons that can be asked for, in months.
    pub const HORIZON_MONTHS: (u32, u32) = (6, 120);
    /// Amounts of money that can be typed or listed, in minor units.
    pub const AMOUNT: (i64, i64) = (1, 100_000_000);
    /// Years in which a course can start.
    pub const START_YEARS: (i32, i32) = (2000, 2199);

    /// The scenario for a concern with every other answer left at its default.
    pub fn usual(concern: Concern) -> Self {
        Self {
            concern,
            severity: Severity::Unsure,
            area: None,
            treatment: Treatment::Standard,
            price: None,
            sessions: None,
            interval_weeks: None,
            upkeep: Upkeep::Recommended,
            horizon_months: Self::USUAL_HORIZON_MONTHS,
            start_date: None,
            laser: None,
        }
    }
}

/// Where the price of a session comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceSource {
    /// Published prices, in US dollars.
    Typical,
    /// The clinic's price list.
    Clinic,
    /// "I was quoted this much for a session."
    Own(Money),
}

/// How results are kept up after the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upkeep {
    /// As the catalog recommends for the concern.
    Recommended,
    /// No visits after the course.
    None,
    /// One visit every so many months.
    Every(Range<u32>),
}
