//! Scenarios in the JSON interface: one object, versioned, strict.

use super::json;
use super::reader::{Place, Problems, said};
use crate::domain::money::Money;
use crate::domain::problem::{Problem, ProblemCode};
use crate::domain::quantity::Range;
use crate::domain::scenario::{PriceSource, Scenario, Upkeep};
use crate::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};

/// The version of the scenario format that this program reads.
pub const VERSION: i64 = 1;

/// Every key of a scenario.
pub const KEYS: [&str; 12] = [
    "version",
    "concern",
    "severity",
    "area",
    "treatment",
    "price",
    "sessions",
    "interval_weeks",
    "upkeep",
    "horizon_months",
    "start_date",
    "laser",
];

/// Reads a scenario from JSON text.
///
/// # Errors
/// All problems in reading order, each with its path, its value and its fix.
pub fn read(text: &str) -> Result<Scenario, Vec<Problem>> {
    let tree = json::parse(text).map_err(|problem| vec![problem])?;
    read_place(&Place::root(&tree))
}

/// Reads a scenario from a place in a JSON tree.
///
/// # Errors
/// All problems in reading order.
pub fn read_place(place: &Place) -> Result<Scenario, Vec<Problem>> {
    let mut problems = Problems::default();
    let scenario = scenario(place, &mut problems);
    match scenario {
        Some(scenario) if problems.is_empty() => Ok(scenario),
        _ => Err(problems.into_list()),
    }
}

fn scenario(place: &Place, problems: &mut Problems) -> Option<Scenario> {
    let object = place.object(&KEYS, problems)?;
    let version = object.required("version", "1", problems).and_then(|at| version(&at, VERSION, problems));
    let concern = object
        .required("concern", "what to treat, such as \"wrinkles\"", problems)
        .and_then(|at| at.word(Concern::ALL, Concern::word, problems));
    let severity = object.optional("severity").map(|at| at.word(Severity::ALL, Severity::word, problems));
    let area = object.optional("area").map(|at| at.word(Area::ALL, Area::word, problems));
    let treatment = object.optional("treatment").map(|at| at.word(Treatment::ALL, Treatment::word, problems));
    let price = object.optional("price").map(|at| price(&at, problems));
    let sessions = object.optional("sessions").map(|at| range(&at, Scenario::SESSIONS, problems));
    let interval = object.optional("interval_weeks").map(|at| range(&at, Scenario::INTERVAL_WEEKS, problems));
    let upkeep = object.optional("upkeep").map(|at| upkeep(&at, problems));
    let horizon = object.optional("horizon_months").map(|at| at.count(Scenario::HORIZON_MONTHS, problems));
    let start_date = object.optional("start_date").map(|at| at.date(Scenario::START_YEARS, problems));
    let laser = object.optional("laser").map(|at| at.word(Laser::ALL, Laser::word, problems));
    version?;
    // An answer that is there but unreadable has left its problem, and the scenario is then refused as a whole.
    Some(Scenario {
        severity: severity.flatten().unwrap_or(Severity::Unsure),
        area: area.flatten(),
        treatment: treatment.flatten().unwrap_or(Treatment::Standard),
        price: price.flatten(),
        sessions: sessions.flatten(),
        interval_weeks: interval.flatten(),
        upkeep: upkeep.flatten().unwrap_or(Upkeep::Recommended),
        horizon_months: horizon.flatten().unwrap_or(Scenario::USUAL_HORIZON_MONTHS),
        start_date: start_date.flatten(),
        laser: laser.flatten(),
        concern: concern?,
    })
}

/// Checks a version number against the one that is read.
pub fn version(at: &Place, known: i64, problems: &mut Problems) -> Option<()> {
    let mut not_whole = Problems::default();
    match at.whole((known, known), &mut not_whole) {
        Some(_) => return Some(()),
        // Another whole number is another version; what is no whole number is no version at all.
        None if not_whole.is_of(ProblemCode::Range) => {
            let (typed, known) = (at.node.describe(), known.to_string());
            let problem = said("{} is {}; this program reads version {}", &[&at.name(), &typed, &known]);
            let fix = said("use version {}, or a program that reads version {}", &[&known, &typed]);
            problems.add(at, ProblemCode::Version, problem, &fix);
        }
        None => problems.append(not_whole),
    }
    None
}

fn price(at: &Place, problems: &mut Problems) -> Option<PriceSource> {
    match chosen(at, "from", &["typical", "clinic", "own"], problems)? {
        "own" => {
            let object = at.object(&["from", "amount"], problems)?;
            let amount = object.required("amount", "the price in minor units, such as 35000", problems)?;
            amount.whole(Scenario::AMOUNT, problems).map(|minor| PriceSource::Own(Money::from_minor(minor)))
        }
        from => {
            at.object(&["from"], problems)?;
            Some(if from == "clinic" { PriceSource::Clinic } else { PriceSource::Typical })
        }
    }
}

fn upkeep(at: &Place, problems: &mut Problems) -> Option<Upkeep> {
    match chosen(at, "mode", &["recommended", "none", "every"], problems)? {
        "every" => {
            let object = at.object(&["mode", "months"], problems)?;
            let months = object.required("months", "{\"low\": 6, \"high\": 9}", problems)?;
            range(&months, Scenario::UPKEEP_MONTHS, problems).map(Upkeep::Every)
        }
        mode => {
            at.object(&["mode"], problems)?;
            Some(if mode == "none" { Upkeep::None } else { Upkeep::Recommended })
        }
    }
}

/// The word that decides which other keys an object may have; those are checked once it is known.
pub fn chosen(at: &Place, key: &'static str, words: &[&'static str], problems: &mut Problems) -> Option<&'static str> {
    let mut others = Problems::default();
    let Some(object) = at.object(&[key], &mut others) else {
        problems.append(others);
        return None;
    };
    object.required(key, &words.join(" or "), problems)?.word(words, |word| word, problems)
}

/// A range `{"low", "high"}` of whole numbers.
pub fn range(at: &Place, bounds: (u32, u32), problems: &mut Problems) -> Option<Range<u32>> {
    let object = at.object(&["low", "high"], problems)?;
    let mut end = |key| object.required(key, "a whole number", problems).and_then(|at| at.count(bounds, problems));
    let (low, high) = (end("low"), end("high"));
    let (low, high) = (low?, high?);
    let range = Range::new(low, high);
    if range.is_none() {
        let (low, high) = (low.to_string(), high.to_string());
        let problem = said("{} has low {} above high {}", &[&at.name(), &low, &high]);
        problems.add(at, ProblemCode::Conflict, problem, &said("put {} as low and {} as high", &[&high, &low]));
    }
    range
}
