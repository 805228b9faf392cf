//! Saved answers as JSON: the file that a person keeps, and what the browser keeps so that a crash loses nothing.
//!
//! Both are one format (`schemas/saved.schema.json`). A file has the answers; what the browser keeps has the steps
//! before them as well, with the positions that the browser's Back and Forward know them by.
//!
//! The writer is plain pushes: they add 832 bytes with brotli where `serde_json` adds 2,228 (two modules of nothing but
//! this writer, opt-level "z", after wasm-opt -Oz).

use super::json::{self, Node, Value};
use super::kept::{Check, Entries, Fault, MOST_BYTES, MOST_SCENARIOS, VERSION, shortened};
use super::reader::{Place, Problems};
use crate::domain::currency::Currency;
use chrono::NaiveDate;

/// What the key `format` says.
pub const FORMAT: &str = "microneedling-estimate";

/// Every key of a saved text.
pub const KEYS: [&str; 10] =
    ["format", "version", "program", "saved_on", "position", "highest", "scenarios", "shown", "check", "past"];

/// The highest position that is read; the next ones still fit into `u32`.
const MOST_POSITION: i64 = 1_000_000_000;

/// Answers at one position of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub position: u32,
    /// One to three.
    pub scenarios: Vec<Entries>,
    /// The scenario that is shown, counted from 0.
    pub shown: usize,
}

/// What a saved text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// The version of the program that wrote it, as "0.1.0".
    pub program: String,
    /// The day it was written on, where the person is; in the years in which a course can start.
    pub saved_on: Option<NaiveDate>,
    pub present: State,
    /// The highest position that was ever given.
    pub highest: u32,
    pub check: Option<Check>,
    /// The steps before the present one, from the oldest.
    pub past: Vec<State>,
}

/// The text to save.
pub fn write(saved: &Saved) -> String {
    let mut text = String::from("{\n  \"format\": \"");
    text.push_str(FORMAT);
    text.push_str("\",\n  \"version\": ");
    text.push_str(&VERSION.to_string());
    text.push_str(",\n  \"program\": ");
    quote(&saved.program, &mut text);
    if let Some(day) = saved.saved_on {
        text.push_str(",\n  \"saved_on\": \"");
        text.push_str(&day.to_string());
        text.push('"');
    }
    if saved.highest > 0 {
        number(",\n  \"position\": ", saved.present.position.into(), &mut text);
        number(",\n  \"highest\": ", saved.highest.into(), &mut text);
    }
    text.push_str(",\n  ");
    state(&saved.present, ",\n  ", "\n    ", &mut text);
    if let Some(check) = &saved.check {
        text.push_str(",\n  \"check\": {\"currency\": \"");
        text.push_str(check.currency.code());
        for (key, (low, high)) in [("\", \"course\": [", check.course), ("], \"total\": [", check.total)] {
            number(key, low, &mut text);
            number(", ", high, &mut text);
        }
        text.push_str("]}");
    }
    for (index, past) in saved.past.iter().enumerate() {
        text.push_str(if index == 0 { ",\n  \"past\": [\n    {" } else { ",\n    {" });
        number("\"position\": ", past.position.into(), &mut text);
        text.push_str(", ");
        state(past, ", ", "", &mut text);
        text.push('}');
    }
    text.push_str(if saved.past.is_empty() { "\n}\n" } else { "\n  ]\n}\n" });
    text
}

/// The scenarios and which is shown, with these blanks between the keys and before each scenario.
fn state(state: &State, between: &str, before: &str, text: &mut String) {
    text.push_str("\"scenarios\": [");
    for (index, entries) in state.scenarios.iter().enumerate() {
        text.push_str(if index > 0 { "," } else { "" });
        text.push_str(before);
        text.push('{');
        for (index, (key, value)) in entries.iter().enumerate() {
            text.push_str(if index > 0 { ", " } else { "" });
            quote(key, text);
            text.push_str(": ");
            quote(value, text);
        }
        text.push('}');
    }
    if !before.is_empty() {
        text.push_str("\n  ");
    }
    text.push(']');
    text.push_str(between);
    // At most three scenarios stand side by side.
    number("\"shown\": ", i64::try_from(state.shown).unwrap_or(0), text);
}

pub(super) fn number(before: &str, number: i64, text: &mut String) {
    text.push_str(before);
    text.push_str(&number.to_string());
}

/// A JSON text: quotes, backslashes and control characters escaped.
pub(super) fn quote(value: &str, text: &mut String) {
    text.push('"');
    for letter in value.chars() {
        match letter {
            '"' | '\\' => {
                text.push('\\');
                text.push(letter);
            }
            '\n' => text.push_str("\\n"),
            control if control < ' ' => {
                text.push_str(if control < '\u{10}' { "\\u000" } else { "\\u001" });
                text.extend(char::from_digit(u32::from(control) % 16, 16));
            }
            _ => text.push(letter),
        }
    }
    text.push('"');
}

/// Reads a saved text. Whatever cannot be read becomes a fault, and the rest is kept; where nothing can be read there
/// is one scenario without entries, which is the usual one.
pub fn read(text: &str) -> (Saved, Vec<Fault>) {
    let mut reader = Reader { faults: Vec::new() };
    let mut saved = if text.len() > MOST_BYTES {
        reader.faults.push(Fault::TooLarge { bytes: text.len() });
        Saved::default()
    } else {
        match json::tree(text) {
            Ok(node) => reader.saved(&node),
            Err(broken) => {
                reader.faults.push(Fault::NotJson(broken));
                Saved::default()
            }
        }
    };
    if saved.present.scenarios.is_empty() {
        saved.present.scenarios.push(Entries::new());
        saved.present.shown = 0;
    }
    (saved, reader.faults)
}

/// What was found amiss so far.
struct Reader {
    faults: Vec<Fault>,
}

pub(super) type Object = [(String, Node)];

pub(super) fn object(node: &Node) -> Option<&Object> {
    match &node.value {
        Value::Object(entries) => Some(entries),
        _ => None,
    }
}

pub(super) fn value<'a>(object: &'a Object, key: &str) -> Option<&'a Node> {
    object.iter().find(|(known, _)| known == key).map(|(_, node)| node)
}

pub(super) fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// A whole number from `least` to `most`; its problem is told by who asks.
pub(super) fn whole(node: &Node, least: i64, most: i64) -> Option<i64> {
    Place::root(node).whole((least, most), &mut Problems::default())
}

fn position(node: &Node) -> Option<u32> {
    whole(node, 0, MOST_POSITION)?.try_into().ok()
}

impl Reader {
    /// What a key of the whole says, by `read`; a fault where it says something else.
    fn key<T>(&mut self, object: &Object, key: &'static str, read: impl Fn(&Node) -> Option<T>) -> Option<T> {
        let node = value(object, key)?;
        let found = read(node);
        if found.is_none() {
            self.faults.push(Fault::Whole(key));
        }
        found
    }

    fn saved(&mut self, node: &Node) -> Saved {
        let object = object(node).unwrap_or_default();
        let is_format = value(object, "format").and_then(text) == Some(FORMAT);
        let scenarios =
            value(object, "scenarios").filter(|node| matches!(&node.value, Value::List(list) if !list.is_empty()));
        let (true, Some(scenarios)) = (is_format, scenarios) else {
            self.faults.push(Fault::OtherFormat);
            return Saved::default();
        };
        let program = self.key(object, "program", |node| text(node).map(shortened)).unwrap_or_default();
        self.version(object, &program);
        for (index, (key, _)) in object.iter().enumerate() {
            if !KEYS.contains(&key.as_str()) {
                self.faults.push(Fault::UnknownKey(shortened(key)));
            } else if object.iter().take(index).any(|(earlier, _)| earlier == key) {
                self.faults.push(Fault::Duplicate(key.clone()));
            }
        }
        let saved_on = self.key(object, "saved_on", |node| {
            Place::root(node).date(crate::domain::scenario::Scenario::START_YEARS, &mut Problems::default())
        });
        let scenarios = self.scenarios(scenarios);
        let most = scenarios.len().saturating_sub(1);
        let shown = self.key(object, "shown", |node| shown(node, most)).unwrap_or(0);
        let position_now = self.key(object, "position", position).unwrap_or(0);
        let highest = self.key(object, "highest", position).unwrap_or(0).max(position_now);
        let check = self.key(object, "check", check);
        let past = value(object, "past").map(|node| self.past(node)).unwrap_or_default();
        Saved { program, saved_on, present: State { position: position_now, scenarios, shown }, highest, check, past }
    }

    fn version(&mut self, object: &Object, program: &str) {
        let node = value(object, "version");
        let version = node.and_then(|node| whole(node, 1, u32::MAX.into())).and_then(|version| version.try_into().ok());
        match version {
            Some(VERSION) => {}
            // No version is older than the first.
            Some(version) => self.faults.push(Fault::NewerVersion { version, program: program.to_owned() }),
            None => self.faults.push(Fault::Version(node.map(Node::describe).unwrap_or_default())),
        }
    }

    fn scenarios(&mut self, node: &Node) -> Vec<Entries> {
        let mut scenarios = Vec::new();
        let Value::List(list) = &node.value else { return scenarios };
        if list.len() > MOST_SCENARIOS {
            self.faults.push(Fault::TooManyScenarios(list.len()));
        }
        for (scenario, node) in list.iter().take(MOST_SCENARIOS).enumerate() {
            let Some(object) = object(node) else {
                self.faults.push(Fault::NotAScenario(scenario));
                continue;
            };
            let mut entries = Entries::with_capacity(object.len());
            for (key, node) in object {
                match text(node) {
                    Some(text) => entries.push((key.clone(), text.to_owned())),
                    // Counted among those that are kept, as everything that is said of single answers.
                    None => self.faults.push(Fault::Unreadable { scenario: scenarios.len(), key: shortened(key) }),
                }
            }
            scenarios.push(entries);
        }
        scenarios
    }

    /// The steps before; what is amiss with them is one fault, because nobody sees them yet.
    fn past(&mut self, node: &Node) -> Vec<State> {
        let mut inner = Self { faults: Vec::new() };
        let mut past = Vec::new();
        let list = match &node.value {
            Value::List(list) => list.as_slice(),
            _ => &[],
        };
        for node in list {
            let state = object(node).unwrap_or_default();
            let scenarios = value(state, "scenarios").map(|node| inner.scenarios(node)).unwrap_or_default();
            let most = scenarios.len().saturating_sub(1);
            let shown = value(state, "shown").map_or(Some(0), |node| shown(node, most));
            match (value(state, "position").and_then(position), shown) {
                (Some(position), Some(shown))
                    if !scenarios.is_empty() && state.iter().all(|(key, _)| is_of_past(key)) =>
                {
                    past.push(State { position, scenarios, shown });
                }
                _ => inner.faults.push(Fault::Past),
            }
        }
        if !inner.faults.is_empty() || !matches!(node.value, Value::List(_)) {
            self.faults.push(Fault::Past);
        }
        past
    }
}

fn is_of_past(key: &str) -> bool {
    matches!(key, "position" | "scenarios" | "shown")
}

fn shown(node: &Node, most: usize) -> Option<usize> {
    whole(node, 0, i64::try_from(most).ok()?)?.try_into().ok()
}

fn check(node: &Node) -> Option<Check> {
    let object = object(node)?;
    let pair = |key: &str| match &value(object, key)?.value {
        Value::List(list) => match list.as_slice() {
            [low, high] => Some((whole(low, 0, i64::MAX)?, whole(high, 0, i64::MAX)?)),
            _ => None,
        },
        _ => None,
    };
    let currency = Currency::from_code(text(value(object, "currency")?)?)?;
    let check = Check { currency, course: pair("course")?, total: pair("total")? };
    (object.len() == 3).then_some(check)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(pairs: &[(&str, &str)]) -> Entries {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    fn full() -> Saved {
        let state = |position, shown| State {
            position,
            scenarios: vec![
                entries(&[("concern", "melasma"), ("amount", "a\"b\\c\nd\te\u{1}\u{1f}\u{7f}é")]),
                Entries::new(),
            ],
            shown,
        };
        Saved {
            program: "0.1.0".into(),
            saved_on: NaiveDate::from_ymd_opt(2026, 11, 20),
            present: state(7, 1),
            highest: 9,
            check: Some(Check { currency: Currency::USD, course: (96_416, 283_944), total: (0, i64::MAX) }),
            past: vec![state(3, 0), state(5, 1)],
        }
    }

    #[test]
    fn a_file_is_written_for_people_too() {
        let saved = Saved {
            program: "0.1.0".into(),
            saved_on: NaiveDate::from_ymd_opt(2026, 11, 20),
            present: State {
                scenarios: vec![entries(&[("concern", "melasma"), ("horizon", "36")]), Entries::new()],
                ..State::default()
            },
            check: Some(Check { currency: Currency::USD, course: (96_416, 283_944), total: (140_000, 400_000) }),
            ..Saved::default()
        };
        let expected = r#"{
  "format": "microneedling-estimate",
  "version": 1,
  "program": "0.1.0",
  "saved_on": "2026-11-20",
  "scenarios": [
    {"concern": "melasma", "horizon": "36"},
    {}
  ],
  "shown": 0,
  "check": {"currency": "USD", "course": [96416, 283944], "total": [140000, 400000]}
}
"#;
        assert_eq!(write(&saved), expected);
        assert_eq!(read(expected), (saved, Vec::new()));
    }

    #[test]
    fn what_is_written_reads_back() {
        assert_eq!(read(&write(&full())), (full(), Vec::new()));
    }

    #[test]
    fn a_newer_version_says_so_and_is_read_as_far_as_it_is_known() {
        let text = r#"{"format": "microneedling-estimate", "version": 3, "program": "2.0.0", "mood": 1,
            "scenarios": [{"concern": "pores", "colour": 4}], "shown": 0}"#;
        let (saved, faults) = read(text);
        assert_eq!(saved.present.scenarios, [entries(&[("concern", "pores")])]);
        assert_eq!(
            faults,
            [
                Fault::NewerVersion { version: 3, program: "2.0.0".into() },
                Fault::UnknownKey("mood".into()),
                Fault::Unreadable { scenario: 0, key: "colour".into() },
            ]
        );
    }

    #[test]
    fn what_is_no_saved_file_is_the_usual_answers_and_says_why() {
        let other =
            ["[]", "{}", "1", r#"{"format": "microneedling-estimate"}"#, r#"{"format": "x", "scenarios": [{}]}"#];
        for text in other {
            let (saved, faults) = read(text);
            assert_eq!(faults, [Fault::OtherFormat], "{text}");
            assert_eq!(saved.present.scenarios, [Entries::new()]);
        }
        let (_, faults) = read("{\"format\": \"microneedling-est");
        assert!(
            matches!(faults.as_slice(), [Fault::NotJson(broken)] if (broken.line, broken.column) == (1, 30)),
            "{faults:?}"
        );
        assert_eq!(read(&" ".repeat(MOST_BYTES + 1)).1, [Fault::TooLarge { bytes: MOST_BYTES + 1 }]);
    }

    #[test]
    fn each_part_that_cannot_be_read_is_said_and_the_rest_is_kept() {
        let good = write(&full());
        let table = [
            ("\"program\": \"0.1.0\"", "\"program\": 1", Fault::Whole("program")),
            ("\"saved_on\": \"2026-11-20\"", "\"saved_on\": \"2026-11-31\"", Fault::Whole("saved_on")),
            ("\"version\": 1", "\"version\": 1.0", Fault::Version("1.0".into())),
            ("\"position\": 7", "\"position\": -7", Fault::Whole("position")),
            ("\"highest\": 9", "\"highest\": 4000000000", Fault::Whole("highest")),
            ("{},", "", Fault::NotAScenario(1)),
            ("\"USD\"", "\"ABC\"", Fault::Whole("check")),
            ("[96416, 283944]", "[96416]", Fault::Whole("check")),
            ("\"position\": 3", "\"position\": null", Fault::Past),
        ];
        for (from, to, fault) in table {
            let text = if to.is_empty() { good.replacen("{}\n", "[]\n", 1) } else { good.replacen(from, to, 1) };
            assert_ne!(text, good, "{from}");
            let (saved, faults) = read(&text);
            let shown = if fault == Fault::NotAScenario(1) { vec![fault, Fault::Whole("shown")] } else { vec![fault] };
            assert_eq!(faults, shown, "{from} -> {to}");
            assert_eq!(saved.present.scenarios.first(), full().present.scenarios.first());
        }
    }
}
