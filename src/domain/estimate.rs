//! The answer to a scenario: every figure that the page, the print, the calendar and the JSON interface show.

use super::catalog::Catalog;
use super::currency::Currency;
use super::distribution::Distribution;
use super::explanation::{self, Explanation};
use super::laser;
use super::money::Money;
use super::outcome;
use super::plan::Plan;
use super::quantity::{Band, Five, Range, Triple};
use super::timeline;
use super::vocabulary::{Area, Grade, Laser};
use chrono::NaiveDate;

/// The estimate for a scenario with its defaults filled in.
pub fn estimate(plan: &Plan, catalog: &Catalog) -> Estimate {
    let (scenario, needling) = (&plan.scenario, &plan.needling);
    #[cfg(feature = "fault")]
    super::fault::at(needling.price.triple.typical(), super::fault::IN_THE_CORE);
    let totals = needling.total_costs();
    let total = needling.summary(&needling.visits, &totals);
    let course = if plan.upkeep_months.is_some() { needling.course_cost() } else { total };
    let comparison = laser::compare(needling, &plan.laser, &totals, total);
    let outcome = outcome::outcome(scenario, plan.sessions().typical(), plan.interval_weeks.typical(), catalog);
    let timeline =
        timeline::timeline(&plan.courses, plan.sessions(), plan.interval_weeks, scenario.start_date, catalog);
    let mut estimate = Estimate {
        currency: plan.currency,
        area: plan.area,
        price: needling.price,
        sessions: plan.sessions(),
        interval_weeks: plan.interval_weeks,
        upkeep_months: plan.upkeep_months,
        visits: visits(&needling.visits),
        course,
        total,
        upkeep_per_year: plan.upkeep_months.map(|months| upkeep_per_year(plan, months)),
        tip: needling.tariff.tip(plan.sessions().typical(), needling.price.triple.typical()),
        laser: comparison,
        outcome,
        timeline,
        explanations: Vec::new(),
    };
    estimate.explanations = explanation::explanations(plan, &estimate, catalog);
    estimate
}

/// The five figures of course, upkeep and all visits.
fn visits(weights: &[((u32, u32), u64)]) -> Visits {
    let five = |count: fn(u32, u32) -> u32| {
        Distribution::new(weights.iter().map(|((course, upkeep), weight)| (count(*course, *upkeep), *weight))).five()
    };
    Visits {
        course: five(|course, _| course),
        upkeep: five(|_, upkeep| upkeep),
        total: five(|course, upkeep| course + upkeep),
    }
}

/// Twelve months of upkeep visits: the longest gap at the lowest price to the shortest gap at the highest.
fn upkeep_per_year(plan: &Plan, months: Range<u32>) -> UpkeepPerYear {
    let needling = &plan.needling;
    let tariff = &needling.tariff;
    let year = |price: Money, every: u32| {
        let visit = tariff.upkeep_visit(price) + tariff.session_fees();
        tariff.taxed(visit.ratio(12, i64::from(every)))
    };
    let floor = needling.price.floor && !tariff.upkeep_has_own_price();
    UpkeepPerYear {
        low: year(needling.price.triple.low(), months.high()),
        high: (!floor).then(|| year(needling.price.triple.high(), months.low())),
        floor,
    }
}

/// Everything that the model says about one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    pub currency: Currency,
    /// The area that was priced.
    pub area: Area,
    pub price: SessionPrice,
    pub sessions: Triple<u32>,
    pub interval_weeks: Triple<u32>,
    /// Months between upkeep visits; none without upkeep.
    pub upkeep_months: Option<Range<u32>>,
    pub visits: Visits,
    /// The first course, all in.
    pub course: Cost,
    /// Course and upkeep over the horizon, all in.
    pub total: Cost,
    pub upkeep_per_year: Option<UpkeepPerYear>,
    /// More sessions for less money, where a package makes it so.
    pub tip: Option<Tip>,
    pub laser: Comparison,
    /// The improvement band and its course in time; none for hair.
    pub outcome: Option<Outcome>,
    pub timeline: Vec<Event>,
    pub explanations: Vec<Explanation>,
}

/// The price of one session and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionPrice {
    pub from: PriceFrom,
    pub triple: Triple<Money>,
    /// The grade of a published price; a clinic's or a person's own price has none.
    pub grade: Option<Grade>,
    /// Whether the price is a floor ("from 295").
    pub floor: bool,
}

/// Where a price comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceFrom {
    Typical,
    Clinic,
    Own,
}

/// How many visits there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visits {
    pub course: Five<u32>,
    pub upkeep: Five<u32>,
    pub total: Five<u32>,
}

/// An amount of money as a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub five: Five<Money>,
    /// Whether it rests on a floor price: the 90th percentile and the maximum are then unknown.
    pub floor: bool,
}

impl Cost {
    /// The amount, where nothing that is still open changes it.
    pub fn one_number(&self) -> Option<Money> {
        (!self.floor && self.five.min == self.five.max).then_some(self.five.min)
    }
}

/// What keeping the result up costs in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpkeepPerYear {
    pub low: Money,
    /// Unknown where it rests on a floor price.
    pub high: Option<Money>,
    pub floor: bool,
}

/// A number of sessions that costs less than the typical number of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    pub sessions: u32,
    /// How much less, before fees and tax.
    pub saves: Money,
}

/// Needling against a laser.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The laser compared with; none where the concern has no usual laser and nobody chose one.
    pub laser: Option<Laser>,
    pub missing: Option<MissingComparison>,
    pub price: Option<SessionPrice>,
    pub sessions: Option<Triple<u32>>,
    pub total: Option<Cost>,
    /// The laser's total less needling's.
    pub difference: Option<Five<Money>>,
    /// The probability that needling is strictly cheaper.
    pub cheaper_share: Option<f64>,
    /// Needling's median total over the laser's.
    pub ratio_p50: Option<f64>,
    pub verdict: Option<Verdict>,
    /// The largest number of single needling visits that cost less than the laser's median.
    pub break_even_sessions: Option<u64>,
}

/// Why there is nothing to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingComparison {
    /// No price of this laser in the currency of the estimate.
    NoPrice,
    /// No laser is a usual comparison for this concern.
    NoComparator,
}

/// The comparison in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    AlwaysCheaper,
    UsuallyCheaper,
    Depends,
    UsuallyDearer,
    AlwaysDearer,
}

/// What a course may change, in per cent of the problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub grade: Grade,
    /// The number of sessions that the band is for.
    pub sessions: u32,
    pub interval_weeks: u32,
    pub band: Band<f64>,
    /// The response in weeks 0 to 52 after the first session.
    pub curve: Band<Vec<f64>>,
    /// What PRP multiplies the odds of half the problem gone by, in tenths; only with PRP.
    pub prp_odds_tenths: Option<[u32; 3]>,
}

/// Something that happens, earliest to latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub what: EventKind,
    /// The session or upkeep visit that it belongs to, from 1; none for the course as a whole.
    pub number: Option<u32>,
    /// Whether it happens in every combination of the answers.
    pub certain: bool,
    /// Days from the first session.
    pub days: (i64, i64),
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    Session,
    RednessGone,
    FirstChange,
    NearFull,
    Upkeep,
    /// A care task: the index into the catalog's `care`.
    Care(usize),
}
