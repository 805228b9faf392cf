//! What a person is typing: the field table, the draft, and how a draft is read as a scenario.
//!
//! The draft is text, as typed; the scenario beside it is the last one that could be read, so that one bad field
//! never takes the rest of the estimate away. Nothing here knows what a field looks like or how it is put into words.
//! `history` is every draft so far, to undo and redo; `restore` takes in drafts from outside; `keep` writes and reads
//! links, files and what a crash leaves; `keys` and `locale` decide what a key press and a language mean.

pub mod grid;
pub mod history;
pub mod keep;
pub mod keys;
pub mod locale;
pub mod quote;
pub mod restore;
pub mod typed;

use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::quantity::Range;
use crate::domain::scenario::{PriceSource, Scenario, Upkeep};
use crate::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use chrono::{Datelike, NaiveDate};
use typed::Signs;

/// The words that a choice between "the usual" and something of one's own is made with.
pub const USUAL: &str = "usual";
/// The word for a price, a number of sessions or a gap of one's own.
pub const OWN: &str = "own";

/// Everything that can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Concern,
    Severity,
    Area,
    Treatment,
    Price,
    Amount,
    Sessions,
    SessionsLow,
    SessionsHigh,
    Weeks,
    WeeksLow,
    WeeksHigh,
    Upkeep,
    UpkeepLow,
    UpkeepHigh,
    Horizon,
    Start,
    Laser,
}

/// What a field's text must be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One of a list of words.
    Word(fn(&str) -> bool),
    /// A whole number between two bounds.
    Whole(u32, u32),
    /// An amount of money.
    Amount,
    /// A day as YYYY-MM-DD.
    Day,
}

/// One row of the field table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub field: Field,
    /// The field's name in forms and files.
    pub key: &'static str,
    /// The field's name in links.
    pub short: &'static str,
    pub kind: Kind,
    /// The text of somebody who has not answered; empty means "whatever is usual".
    pub usual: &'static str,
}

impl Row {
    /// Whether a number is typed here, which every locale writes in its own way.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Whole(..) | Kind::Amount)
    }

    /// A typed number as plain digits with a decimal point; none where it cannot be read or the field is no number.
    pub fn plain(&self, text: &str, reading: &Reading) -> Option<String> {
        match self.kind {
            Kind::Word(_) | Kind::Day => None,
            Kind::Whole(low, high) => {
                let number = typed::whole(text, reading.signs, low.into(), high.into()).ok()?;
                Some(number.to_string())
            }
            Kind::Amount => Some(typed::plain(amount(text, reading).ok()?.minor(), reading.currency.decimals())),
        }
    }
}

/// How many fields there are.
const COUNT: usize = 18;

const fn row(field: Field, key: &'static str, short: &'static str, kind: Kind, usual: &'static str) -> Row {
    Row { field, key, short, kind, usual }
}

/// Every field, in the order of [`Field`]: the one place that says its key, what it takes and what is usual.
pub static FIELDS: [Row; COUNT] = [
    row(Field::Concern, "concern", "c", Kind::Word(|word| Concern::from_word(word).is_some()), "acne-scars-mixed"),
    row(Field::Severity, "severity", "s", Kind::Word(|word| Severity::from_word(word).is_some()), "unsure"),
    row(Field::Area, "area", "a", Kind::Word(|word| Area::from_word(word).is_some()), ""),
    row(Field::Treatment, "treatment", "t", Kind::Word(|word| Treatment::from_word(word).is_some()), "standard"),
    row(Field::Price, "price", "p", Kind::Word(|word| matches!(word, "clinic" | "typical" | OWN)), ""),
    row(Field::Amount, "amount", "m", Kind::Amount, ""),
    row(Field::Sessions, "sessions", "n", Kind::Word(|word| matches!(word, USUAL | OWN)), USUAL),
    row(Field::SessionsLow, "sessions-from", "nf", SESSIONS, ""),
    row(Field::SessionsHigh, "sessions-to", "nt", SESSIONS, ""),
    row(Field::Weeks, "weeks", "w", Kind::Word(|word| matches!(word, USUAL | OWN)), USUAL),
    row(Field::WeeksLow, "weeks-from", "wf", WEEKS, ""),
    row(Field::WeeksHigh, "weeks-to", "wt", WEEKS, ""),
    row(
        Field::Upkeep,
        "upkeep",
        "u",
        Kind::Word(|word| matches!(word, "recommended" | "none" | "every")),
        "recommended",
    ),
    row(Field::UpkeepLow, "upkeep-from", "uf", MONTHS, ""),
    row(Field::UpkeepHigh, "upkeep-to", "ut", MONTHS, ""),
    row(Field::Horizon, "horizon", "h", Kind::Whole(Scenario::HORIZON_MONTHS.0, Scenario::HORIZON_MONTHS.1), "24"),
    row(Field::Start, "start", "d", Kind::Day, ""),
    row(Field::Laser, "laser", "l", Kind::Word(|word| Laser::from_word(word).is_some()), ""),
];

const SESSIONS: Kind = Kind::Whole(Scenario::SESSIONS.0, Scenario::SESSIONS.1);
const WEEKS: Kind = Kind::Whole(Scenario::INTERVAL_WEEKS.0, Scenario::INTERVAL_WEEKS.1);
const MONTHS: Kind = Kind::Whole(Scenario::UPKEEP_MONTHS.0, Scenario::UPKEEP_MONTHS.1);

impl Field {
    /// The field's name in forms and files.
    pub fn key(self) -> &'static str {
        FIELDS.get(self as usize).map_or("", |row| row.key)
    }
}

/// The text of every field, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    texts: [String; COUNT],
}

impl Default for Draft {
    fn default() -> Self {
        Self { texts: std::array::from_fn(|index| FIELDS.get(index).map_or("", |row| row.usual).to_owned()) }
    }
}

impl Draft {
    /// The text of a field.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(field as usize).map_or("", String::as_str)
    }

    /// The draft with another text in one field.
    pub fn with(mut self, field: Field, text: impl Into<String>) -> Self {
        if let Some(slot) = self.texts.get_mut(field as usize) {
            *slot = text.into();
        }
        self
    }

    /// The same draft as it would be typed with other signs: numbers that can be read are written anew, and what
    /// cannot be read stays as it was typed.
    pub fn restated(&self, reading: &Reading, signs: Signs) -> Self {
        let mut restated = self.clone();
        for (row, text) in FIELDS.iter().zip(&mut restated.texts) {
            if let Some(plain) = row.plain(text, reading) {
                *text = plain.replace('.', signs.decimal.encode_utf8(&mut [0; 4]));
            }
        }
        restated
    }

    /// The draft that somebody would have typed to ask for this scenario, in plain digits with a decimal point:
    /// a page with other signs restates it.
    pub fn asking(scenario: &Scenario, currency: Currency) -> Self {
        let mut draft = Self::default()
            .with(Field::Concern, scenario.concern.word())
            .with(Field::Severity, scenario.severity.word())
            .with(Field::Area, scenario.area.map_or("", Area::word))
            .with(Field::Treatment, scenario.treatment.word())
            .with(Field::Laser, scenario.laser.map_or("", Laser::word))
            .with(Field::Horizon, scenario.horizon_months.to_string())
            .with(Field::Start, scenario.start_date.map_or_else(String::new, |day| day.to_string()));
        draft = match scenario.price {
            None => draft,
            Some(PriceSource::Typical) => draft.with(Field::Price, "typical"),
            Some(PriceSource::Clinic) => draft.with(Field::Price, "clinic"),
            Some(PriceSource::Own(amount)) => {
                draft.with(Field::Price, OWN).with(Field::Amount, typed::plain(amount.minor(), currency.decimals()))
            }
        };
        let pairs = [
            (Field::Sessions, OWN, Field::SessionsLow, Field::SessionsHigh, scenario.sessions),
            (Field::Weeks, OWN, Field::WeeksLow, Field::WeeksHigh, scenario.interval_weeks),
            (
                Field::Upkeep,
                "every",
                Field::UpkeepLow,
                Field::UpkeepHigh,
                match scenario.upkeep {
                    Upkeep::Every(months) => Some(months),
                    Upkeep::Recommended | Upkeep::None => None,
                },
            ),
        ];
        for (choice, word, from, to, range) in pairs {
            if let Some(range) = range {
                draft = draft
                    .with(choice, word)
                    .with(from, range.low().to_string())
                    .with(to, if range.low() == range.high() { String::new() } else { range.high().to_string() });
            }
        }
        if scenario.upkeep == Upkeep::None { draft.with(Field::Upkeep, "none") } else { draft }
    }
}

/// What is wrong with a field's text; `present` puts it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is typed where an answer needs it.
    Missing,
    NotANumber(String),
    NotWhole {
        typed: String,
        low: i64,
        high: i64,
    },
    OutOfRange {
        typed: String,
        low: i64,
        high: i64,
    },
    /// As `OutOfRange`, in minor units.
    AmountOutOfRange {
        typed: String,
        low: i64,
        high: i64,
    },
    /// More decimals than the currency has.
    TooFine {
        typed: String,
        decimals: u32,
    },
    /// It can be read in two ways.
    TwoReadings {
        typed: String,
        readings: [String; 2],
    },
    /// The end of a range is below its start.
    EndBeforeStart {
        start: i64,
        end: i64,
    },
    NotADay(String),
    UnknownWord(String),
}

/// A problem and the field beside which it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub field: Field,
    pub problem: Problem,
}

/// How typed numbers are read: the locale's signs, and the currency with what may stand around an amount of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub signs: Signs,
    pub currency: Currency,
    /// What may stand before or after an amount, with blanks between: "US$ $".
    pub symbols: String,
}

/// The draft, the last scenario that could be read from it, and what could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    pub draft: Draft,
    pub scenario: Scenario,
    pub faults: Vec<Fault>,
}

impl Editor {
    /// An editor that asks for a scenario.
    pub fn new(scenario: Scenario, currency: Currency) -> Self {
        Self { draft: Draft::asking(&scenario, currency), scenario, faults: Vec::new() }
    }

    /// The fault of a field, if it has one.
    pub fn fault(&self, field: Field) -> Option<&Problem> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| &fault.problem)
    }
}

/// Reads a draft; a field that cannot be read keeps what it last stood for.
pub fn read(draft: Draft, last: &Scenario, reading: &Reading) -> Editor {
    let mut faults = Vec::new();
    let mut fault = |field, problem| faults.push(Fault { field, problem });
    let mut scenario = last.clone();

    macro_rules! word {
        ($field:expr, $words:ident, $slot:expr) => {
            match $words::from_word(draft.text($field)) {
                Some(word) => $slot = word,
                None => fault($field, Problem::UnknownWord(draft.text($field).to_owned())),
            }
        };
    }
    macro_rules! optional_word {
        ($field:expr, $words:ident, $slot:expr) => {
            match (draft.text($field), $words::from_word(draft.text($field))) {
                ("", _) => $slot = None,
                (_, Some(word)) => $slot = Some(word),
                (other, None) => fault($field, Problem::UnknownWord(other.to_owned())),
            }
        };
    }
    word!(Field::Concern, Concern, scenario.concern);
    word!(Field::Severity, Severity, scenario.severity);
    word!(Field::Treatment, Treatment, scenario.treatment);
    optional_word!(Field::Area, Area, scenario.area);
    optional_word!(Field::Laser, Laser, scenario.laser);

    match draft.text(Field::Price) {
        "" => scenario.price = None,
        "typical" => scenario.price = Some(PriceSource::Typical),
        "clinic" => scenario.price = Some(PriceSource::Clinic),
        OWN => match amount(draft.text(Field::Amount), reading) {
            Ok(price) => scenario.price = Some(PriceSource::Own(price)),
            Err(problem) => fault(Field::Amount, problem),
        },
        other => fault(Field::Price, Problem::UnknownWord(other.to_owned())),
    }

    let mut pair = |from, to| match range(&draft, from, to, reading.signs) {
        Ok(range) => Some(range),
        Err(found) => {
            faults.push(found);
            None
        }
    };
    match draft.text(Field::Sessions) {
        OWN => scenario.sessions = pair(Field::SessionsLow, Field::SessionsHigh).or(last.sessions),
        _ => scenario.sessions = None,
    }
    match draft.text(Field::Weeks) {
        OWN => scenario.interval_weeks = pair(Field::WeeksLow, Field::WeeksHigh).or(last.interval_weeks),
        _ => scenario.interval_weeks = None,
    }
    match draft.text(Field::Upkeep) {
        "every" => {
            if let Some(months) = pair(Field::UpkeepLow, Field::UpkeepHigh) {
                scenario.upkeep = Upkeep::Every(months);
            }
        }
        "none" => scenario.upkeep = Upkeep::None,
        _ => scenario.upkeep = Upkeep::Recommended,
    }

    let (low, high) = Scenario::HORIZON_MONTHS;
    match typed::whole(draft.text(Field::Horizon), reading.signs, i64::from(low), i64::from(high)) {
        Ok(months) => scenario.horizon_months = u32::try_from(months).unwrap_or(scenario.horizon_months),
        Err(problem) => faults.push(Fault { field: Field::Horizon, problem }),
    }
    match (draft.text(Field::Start), day(draft.text(Field::Start))) {
        ("", _) => scenario.start_date = None,
        (_, Some(day)) => scenario.start_date = Some(day),
        (other, None) => faults.push(Fault { field: Field::Start, problem: Problem::NotADay(other.to_owned()) }),
    }
    Editor { draft, scenario, faults }
}

/// An amount of money as typed.
fn amount(text: &str, reading: &Reading) -> Result<Money, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let (low, high) = Scenario::AMOUNT;
    let marks: Vec<&str> = reading.symbols.split(' ').chain([reading.currency.code()]).collect();
    typed::amount(text, reading.signs, reading.currency.decimals(), &marks, low, high).map(Money::from_minor)
}

/// A range of whole numbers from two fields; an empty end is the start again.
fn range(draft: &Draft, from: Field, to: Field, signs: Signs) -> Result<Range<u32>, Fault> {
    let bounds = match FIELDS.get(from as usize).map(|row| row.kind) {
        Some(Kind::Whole(low, high)) => (i64::from(low), i64::from(high)),
        _ => (0, 0),
    };
    let number = |field: Field| {
        typed::whole(draft.text(field), signs, bounds.0, bounds.1).map_err(|problem| Fault { field, problem })
    };
    if draft.text(from).trim().is_empty() {
        return Err(Fault { field: from, problem: Problem::Missing });
    }
    let start = number(from)?;
    let end = if draft.text(to).trim().is_empty() { start } else { number(to)? };
    let end_before_start = || Fault { field: to, problem: Problem::EndBeforeStart { start, end } };
    match (u32::try_from(start), u32::try_from(end)) {
        (Ok(low), Ok(high)) => Range::new(low, high).ok_or_else(end_before_start),
        _ => Err(end_before_start()),
    }
}

/// A day that a course can start on, typed as YYYY-MM-DD.
pub fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() != 2 || date.len() != 2 {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)?;
    let (first, last) = Scenario::START_YEARS;
    (first..=last).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests;
