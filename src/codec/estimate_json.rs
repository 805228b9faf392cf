//! Estimates and problems in the JSON interface.

use crate::data;
use crate::domain::catalog::{Catalog, ReferenceId};
use crate::domain::estimate::{
    Comparison, Cost, Estimate, Event, EventKind, MissingComparison, Outcome, PriceFrom, SessionPrice, Tip,
    UpkeepPerYear, Verdict,
};
use crate::domain::explanation::{Explanation, Input, Published};
use crate::domain::money::Money;
use crate::domain::problem::Problem;
use crate::domain::quantity::{Band, Five, Range, Triple};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// The version of the estimate format.
pub const VERSION: u32 = 1;

/// The estimate as JSON text on one line, with each explanation's formula put into words by `formula`.
pub fn write(estimate: &Estimate, catalog: &Catalog, formula: &dyn Fn(&Explanation) -> String) -> String {
    text(&Wire::new(estimate, catalog, formula))
}

/// The answer line to a scenario: `{"estimate": …}`.
pub fn answer(estimate: &Estimate, catalog: &Catalog, formula: &dyn Fn(&Explanation) -> String) -> String {
    #[derive(Serialize)]
    struct Answer<'a> {
        estimate: Wire<'a>,
    }
    text(&Answer { estimate: Wire::new(estimate, catalog, formula) })
}

/// The answer line to a faulty input: `{"error": {"code", "path", "problem", "fix"}}`.
pub fn refusal(problem: &Problem) -> String {
    #[derive(Serialize)]
    struct Refusal<'a> {
        error: WireProblem<'a>,
    }
    text(&Refusal { error: WireProblem::new(problem) })
}

/// The outcome of a check as JSON text: `{"valid": …, "problems": […], "warnings": […]}`; warnings leave a list valid.
pub fn verdict_on_list(problems: &[Problem], warnings: &[Problem]) -> String {
    #[derive(Serialize)]
    struct Checked<'a> {
        valid: bool,
        problems: Vec<WireProblem<'a>>,
        warnings: Vec<WireProblem<'a>>,
    }
    text(&Checked {
        valid: problems.is_empty(),
        problems: problems.iter().map(WireProblem::new).collect(),
        warnings: warnings.iter().map(WireProblem::new).collect(),
    })
}

/// Text of values that always can be written: no map has keys other than text.
fn text(value: &impl Serialize) -> String {
    // An estimate with its explanations is a little shorter than this.
    let mut bytes = Vec::with_capacity(16 * 1024);
    match serde_json::to_writer(&mut bytes, value) {
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

#[derive(Serialize)]
struct WireProblem<'a> {
    code: &'static str,
    path: &'a str,
    problem: &'a str,
    fix: &'a str,
}

impl<'a> WireProblem<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self { code: problem.code.word(), path: &problem.path, problem: &problem.problem, fix: &problem.fix }
    }
}

#[derive(Serialize)]
struct Wire<'a> {
    version: u32,
    currency: &'a str,
    price: WirePrice,
    sessions: [u32; 3],
    interval_weeks: [u32; 3],
    upkeep_months: Option<[u32; 2]>,
    visits: WireVisits,
    course: WireCost,
    total: WireCost,
    upkeep_per_year: Option<WireUpkeep>,
    tip: Option<WireTip>,
    laser: WireLaser,
    outcome: Option<WireOutcome<'a>>,
    timeline: Vec<WireEvent<'a>>,
    explanations: Vec<WireExplanation<'a>>,
    sources: Vec<WireSource<'a>>,
}

impl<'a> Wire<'a> {
    fn new(estimate: &'a Estimate, catalog: &'a Catalog, formula: &dyn Fn(&Explanation) -> String) -> Self {
        Self {
            version: VERSION,
            currency: estimate.currency.code(),
            price: estimate.price.into(),
            sessions: estimate.sessions.to_array(),
            interval_weeks: estimate.interval_weeks.to_array(),
            upkeep_months: estimate.upkeep_months.map(|months: Range<u32>| [months.low(), months.high()]),
            visits: WireVisits {
                course: estimate.visits.course.into(),
                upkeep: estimate.visits.upkeep.into(),
                total: estimate.visits.total.into(),
            },
            course: estimate.course.into(),
            total: estimate.total.into(),
            upkeep_per_year: estimate.upkeep_per_year.map(Into::into),
            tip: estimate.tip.map(Into::into),
            laser: WireLaser::new(&estimate.laser),
            outcome: estimate.outcome.as_ref().map(WireOutcome::new),
            timeline: estimate.timeline.iter().map(|event| WireEvent::new(event, catalog)).collect(),
            explanations: estimate
                .explanations
                .iter()
                .map(|explanation| WireExplanation {
                    figure: explanation.figure.word(),
                    formula: formula(explanation),
                    inputs: Inputs(&explanation.inputs),
                    references: explanation.references.iter().map(|id| reference_word(*id, catalog)).collect(),
                    grade: explanation.grade.map(|grade| grade.word()),
                    based_on: explanation.based_on.iter().map(|one| WirePublished::new(one, catalog)).collect(),
                })
                .collect(),
            sources: sources(estimate, catalog),
        }
    }
}

#[derive(Serialize)]
struct WirePrice {
    from: &'static str,
    triple: [i64; 3],
    grade: Option<&'static str>,
    floor: bool,
}

impl From<SessionPrice> for WirePrice {
    fn from(price: SessionPrice) -> Self {
        Self {
            from: match price.from {
                PriceFrom::Typical => "typical",
                PriceFrom::Clinic => "clinic",
                PriceFrom::Own => "own",
            },
            triple: price.triple.to_array().map(Money::minor),
            grade: price.grade.map(|grade| grade.word()),
            floor: price.floor,
        }
    }
}

#[derive(Serialize)]
struct WireVisits {
    course: WireFive,
    upkeep: WireFive,
    total: WireFive,
}

#[derive(Serialize)]
struct WireFive {
    min: u32,
    p10: u32,
    p50: u32,
    p90: u32,
    max: u32,
}

impl From<Five<u32>> for WireFive {
    fn from(five: Five<u32>) -> Self {
        Self { min: five.min, p10: five.p10, p50: five.p50, p90: five.p90, max: five.max }
    }
}

#[derive(Serialize)]
struct WireCost {
    min: i64,
    p10: i64,
    p50: i64,
    p90: Option<i64>,
    max: Option<i64>,
    floor: bool,
}

impl From<Cost> for WireCost {
    fn from(Cost { five, floor }: Cost) -> Self {
        let unless_floor = |amount: Money| (!floor).then_some(amount.minor());
        Self {
            min: five.min.minor(),
            p10: five.p10.minor(),
            p50: five.p50.minor(),
            p90: unless_floor(five.p90),
            max: unless_floor(five.max),
            floor,
        }
    }
}

#[derive(Serialize)]
struct WireUpkeep {
    low: i64,
    high: Option<i64>,
    floor: bool,
}

impl From<UpkeepPerYear> for WireUpkeep {
    fn from(upkeep: UpkeepPerYear) -> Self {
        Self { low: upkeep.low.minor(), high: upkeep.high.map(Money::minor), floor: upkeep.floor }
    }
}

#[derive(Serialize)]
struct WireTip {
    sessions: u32,
    saves: i64,
}

impl From<Tip> for WireTip {
    fn from(tip: Tip) -> Self {
        Self { sessions: tip.sessions, saves: tip.saves.minor() }
    }
}

#[derive(Serialize)]
struct WireLaser {
    laser: Option<&'static str>,
    missing: Option<&'static str>,
    price: Option<WirePrice>,
    sessions: Option<[u32; 3]>,
    total: Option<WireCost>,
    difference: Option<WireCost>,
    cheaper_share: Option<f64>,
    ratio_p50: Option<f64>,
    verdict: Option<&'static str>,
    break_even_sessions: Option<u64>,
}

impl WireLaser {
    fn new(comparison: &Comparison) -> Self {
        Self {
            laser: comparison.laser.map(|laser| laser.word()),
            missing: comparison.missing.map(|missing| match missing {
                MissingComparison::NoPrice => "no-price",
                MissingComparison::NoComparator => "no-comparator",
            }),
            price: comparison.price.map(Into::into),
            sessions: comparison.sessions.map(Triple::to_array),
            total: comparison.total.map(Into::into),
            difference: comparison.difference.map(|five| Cost { five, floor: false }.into()),
            cheaper_share: comparison.cheaper_share,
            ratio_p50: comparison.ratio_p50,
            verdict: comparison.verdict.map(|verdict| match verdict {
                Verdict::AlwaysCheaper => "always-cheaper",
                Verdict::UsuallyCheaper => "usually-cheaper",
                Verdict::Depends => "depends",
                Verdict::UsuallyDearer => "usually-dearer",
                Verdict::AlwaysDearer => "always-dearer",
            }),
            break_even_sessions: comparison.break_even_sessions,
        }
    }
}

#[derive(Serialize)]
struct WireOutcome<'a> {
    grade: &'static str,
    sessions: u32,
    interval_weeks: u32,
    band: WireBand<f64>,
    curve: WireBand<&'a [f64]>,
    prp_odds: Option<[f64; 3]>,
}

#[derive(Serialize)]
struct WireBand<T> {
    p10: T,
    p50: T,
    p90: T,
}

impl<'a> WireOutcome<'a> {
    fn new(outcome: &'a Outcome) -> Self {
        let Band { p10, p50, p90 } = outcome.band;
        let curve = &outcome.curve;
        Self {
            grade: outcome.grade.word(),
            sessions: outcome.sessions,
            interval_weeks: outcome.interval_weeks,
            band: WireBand { p10, p50, p90 },
            curve: WireBand { p10: &curve.p10, p50: &curve.p50, p90: &curve.p90 },
            prp_odds: outcome.prp_odds_tenths.map(|odds| odds.map(|tenths| f64::from(tenths) / 10.0)),
        }
    }
}

#[derive(Serialize)]
struct WireEvent<'a> {
    what: &'a str,
    k: Option<u32>,
    certain: bool,
    days: (i64, i64),
    dates: Option<(String, String)>,
}

impl<'a> WireEvent<'a> {
    fn new(event: &Event, catalog: &'a Catalog) -> Self {
        Self {
            what: event_word(event.what, catalog),
            k: event.number,
            certain: event.certain,
            days: event.days,
            dates: event.dates.map(|(from, to)| (from.to_string(), to.to_string())),
        }
    }
}

/// The word of an event; a care task has its own id.
pub fn event_word(kind: EventKind, catalog: &Catalog) -> &str {
    match kind {
        EventKind::Session => "session",
        EventKind::RednessGone => "redness-gone",
        EventKind::FirstChange => "first-change",
        EventKind::NearFull => "near-full",
        EventKind::Upkeep => "upkeep",
        EventKind::Care(index) => catalog.care.get(index).map_or("care", |task| task.id),
    }
}

#[derive(Serialize)]
struct WireExplanation<'a> {
    figure: &'static str,
    formula: String,
    inputs: Inputs<'a>,
    references: Vec<&'a str>,
    grade: Option<&'static str>,
    based_on: Vec<WirePublished<'a>>,
}

#[derive(Serialize)]
struct WirePublished<'a> {
    name: &'static str,
    references: Vec<&'a str>,
    grade: &'static str,
    assumed: Vec<&'static str>,
}

impl<'a> WirePublished<'a> {
    fn new(published: &Published, catalog: &'a Catalog) -> Self {
        Self {
            name: published.name,
            references: published.references.iter().map(|id| reference_word(*id, catalog)).collect(),
            grade: published.grade.word(),
            assumed: published.assumed.iter().map(|part| part.word()).collect(),
        }
    }
}

/// Named inputs as one object.
struct Inputs<'a>(&'a [(&'static str, Input)]);

impl Serialize for Inputs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, input) in self.0 {
            map.serialize_entry(name, &WireInput(input))?;
        }
        map.end()
    }
}

struct WireInput<'a>(&'a Input);

impl Serialize for WireInput<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Input::Count(number) | Input::Money(number) => serializer.serialize_i64(*number),
            Input::Counts(numbers) | Input::Amounts(numbers) => {
                let mut list = serializer.serialize_seq(Some(numbers.len()))?;
                for number in numbers {
                    list.serialize_element(number)?;
                }
                list.end()
            }
            Input::Word(word) => serializer.serialize_str(word),
            Input::Words(words) => serializer.collect_seq(words),
        }
    }
}

#[derive(Serialize)]
struct WireSource<'a> {
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    year: Option<u32>,
    address: Option<&'a str>,
    read: &'a str,
    words: &'a str,
}

/// Every reference that an explanation names, once, in the order of the catalog.
fn sources<'a>(estimate: &Estimate, catalog: &'a Catalog) -> Vec<WireSource<'a>> {
    let mut ids: Vec<ReferenceId> =
        estimate.explanations.iter().flat_map(|explanation| explanation.references.iter().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| Some((id, catalog.reference(id)?)))
        .map(|(id, reference)| WireSource {
            id: reference.id,
            title: reference.title,
            publisher: reference.publisher,
            year: reference.year,
            address: reference.address,
            read: reference.read,
            words: data::words(id),
        })
        .collect()
}

fn reference_word(id: ReferenceId, catalog: &Catalog) -> &str {
    catalog.reference(id).map_or("", |reference| reference.id)
}
