//! Quotes as JSON: the file that staff keep, and what the tab keeps against a reload or a crash.
//!
//! The format (`schemas/quote-file.schema.json`) knows keys with texts; which of them are fields, the quote's editor
//! knows.

use super::json::{self, Broken, Node};
use super::kept::{Entries, shortened};
use super::reader::{Place, Problems};
use super::saved::{number, object, quote, text, value, whole};
use crate::domain::scenario::Scenario;
use chrono::NaiveDate;

/// What the key `format` says.
pub const FORMAT: &str = "microneedling-quote";

/// The version of the format that this program writes; it reads every one before it as well.
pub const VERSION: u32 = 1;

/// Every key of a file.
pub const KEYS: [&str; 7] = ["format", "version", "program", "saved_on", "price_list", "shown", "answers"];

/// The largest text that is read, in bytes: room for every field at its longest, with line breaks and quotes escaped. A
/// smaller bound would refuse what this program itself has written.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteFile {
    /// The version of the program that wrote it, as "0.1.0".
    pub program: String,
    /// The day it was written on, where the person is.
    pub saved_on: Option<NaiveDate>,
    /// The id and the fingerprint of the price list that the quote was made from; both empty without one.
    pub list: (String, String),
    /// The option that is shown, counted from 0.
    pub shown: usize,
    /// Keys with texts.
    pub answers: Entries,
}

/// What is amiss with a file, apart from what its fields say. Everything else of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has more than [`MOST_BYTES`]; nothing of it is read.
    TooLarge { bytes: usize },
    /// It is not JSON; nothing of it is read.
    NotJson(Broken),
    /// It is another kind of file, or has no answers; nothing of it is read.
    OtherFormat,
    /// It comes from a later version of this program, and may say what this one does not understand: that program, or
    /// one after it, opens all of it.
    NewerVersion {
        version: u32,
        /// The program that wrote it, as "0.3.0"; empty where it does not say.
        program: String,
    },
    /// Its version is missing, or is no number from 1.
    Version(String),
    /// What stands at this key is no text.
    Unreadable(String),
    /// A key that files do not have beside the answers.
    UnknownKey(String),
    /// A key stands twice; the first is taken.
    Duplicate(String),
    /// What is said of this key of the whole cannot be read; it is left out.
    Whole(&'static str),
}

impl Fault {
    /// Whether nothing at all could be read.
    pub const fn is_of_nothing(&self) -> bool {
        matches!(self, Self::TooLarge { .. } | Self::NotJson(_) | Self::OtherFormat)
    }
}

/// The text of a file.
pub fn write(file: &QuoteFile) -> String {
    let mut text = String::from("{\n  \"format\": \"");
    text.push_str(FORMAT);
    number("\",\n  \"version\": ", VERSION.into(), &mut text);
    text.push_str(",\n  \"program\": ");
    quote(&file.program, &mut text);
    if let Some(day) = file.saved_on {
        text.push_str(",\n  \"saved_on\": \"");
        text.push_str(&day.to_string());
        text.push('"');
    }
    if file.list != <(String, String)>::default() {
        text.push_str(",\n  \"price_list\": {\"id\": ");
        quote(&file.list.0, &mut text);
        text.push_str(", \"fingerprint\": ");
        quote(&file.list.1, &mut text);
        text.push('}');
    }
    // At most three options stand side by side.
    number(",\n  \"shown\": ", i64::try_from(file.shown).unwrap_or(0), &mut text);
    text.push_str(",\n  \"answers\": {");
    for (index, (key, answer)) in file.answers.iter().enumerate() {
        text.push_str(if index > 0 { ",\n    " } else { "\n    " });
        quote(key, &mut text);
        text.push_str(": ");
        quote(answer, &mut text);
    }
    text.push_str("\n  }\n}\n");
    text
}

/// Reads a file. Whatever cannot be read becomes a fault, and the rest is kept.
pub fn read(text: &str) -> (QuoteFile, Vec<Fault>) {
    let mut faults = Vec::new();
    if text.len() > MOST_BYTES {
        faults.push(Fault::TooLarge { bytes: text.len() });
        return (QuoteFile::default(), faults);
    }
    let file = match json::tree(text) {
        Ok(node) => file(&node, &mut faults),
        Err(broken) => {
            faults.push(Fault::NotJson(broken));
            QuoteFile::default()
        }
    };
    (file, faults)
}

fn file(node: &Node, faults: &mut Vec<Fault>) -> QuoteFile {
    let mut file = QuoteFile::default();
    let entries = object(node).unwrap_or_default();
    let is_format = value(entries, "format").and_then(text) == Some(FORMAT);
    let (true, Some(answers)) = (is_format, value(entries, "answers").and_then(object)) else {
        faults.push(Fault::OtherFormat);
        return file;
    };
    let mut version = Err(String::new());
    let mut later = Vec::new();
    for (index, (key, node)) in entries.iter().enumerate() {
        if entries.iter().take(index).any(|(earlier, _)| earlier == key) {
            later.push(Fault::Duplicate(shortened(key)));
            continue;
        }
        let is_read = match key.as_str() {
            "format" | "answers" => true,
            "version" => {
                let found = whole(node, 1, u32::MAX.into()).and_then(|version| u32::try_from(version).ok());
                version = found.ok_or_else(|| node.describe());
                true
            }
            "program" => text(node).map(|program| file.program = shortened(program)).is_some(),
            "saved_on" => {
                file.saved_on = Place::root(node).date(Scenario::START_YEARS, &mut Problems::default());
                file.saved_on.is_some()
            }
            "price_list" => list(node).map(|list| file.list = list).is_some(),
            "shown" => {
                let shown = whole(node, 0, i64::MAX).and_then(|shown| usize::try_from(shown).ok());
                shown.map(|shown| file.shown = shown).is_some()
            }
            _ => {
                later.push(Fault::UnknownKey(shortened(key)));
                true
            }
        };
        if !is_read {
            later.extend(KEYS.iter().find(|known| *known == key).map(|known| Fault::Whole(known)));
        }
    }
    match version {
        Ok(version) if version > VERSION => {
            faults.push(Fault::NewerVersion { version, program: file.program.clone() });
        }
        Ok(_) => {}
        Err(said) => faults.push(Fault::Version(said)),
    }
    faults.append(&mut later);
    for (key, node) in answers {
        match text(node) {
            Some(_) if file.answers.iter().any(|(earlier, _)| earlier == key) => {
                faults.push(Fault::Duplicate(shortened(key)));
            }
            Some(answer) => file.answers.push((key.clone(), answer.to_owned())),
            None => faults.push(Fault::Unreadable(shortened(key))),
        }
    }
    file
}

/// The id and the fingerprint of a price list.
fn list(node: &Node) -> Option<(String, String)> {
    let entries = object(node)?;
    let found = |key| value(entries, key).and_then(text).map(str::to_owned);
    let list = (found("id")?, found("fingerprint")?);
    (entries.len() == 2).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> QuoteFile {
        QuoteFile {
            program: "0.1.0".into(),
            saved_on: NaiveDate::from_ymd_opt(2026, 11, 20),
            list: ("spring-2026".into(), "9D3K-71QA".into()),
            shown: 1,
            answers: vec![
                ("number".into(), "20261120-7K3M".into()),
                ("notes".into(), "a\"b\\c\nd\u{1}é".into()),
                ("1.2.price".into(), "295.50".into()),
            ],
        }
    }

    #[test]
    fn a_file_is_written_for_people_too() {
        let expected = r#"{
  "format": "microneedling-quote",
  "version": 1,
  "program": "0.1.0",
  "saved_on": "2026-11-20",
  "price_list": {"id": "spring-2026", "fingerprint": "9D3K-71QA"},
  "shown": 1,
  "answers": {
    "number": "20261120-7K3M",
    "notes": "a\"b\\c\nd\u0001é",
    "1.2.price": "295.50"
  }
}
"#;
        assert_eq!(write(&full()), expected);
        assert_eq!(read(expected), (full(), Vec::new()));
        assert_eq!(read(&write(&QuoteFile::default())), (QuoteFile::default(), Vec::new()));
    }

    #[test]
    fn a_newer_version_says_what_it_needs_and_is_read_as_far_as_it_is_known() {
        let text = r#"{"format": "microneedling-quote", "version": 2, "mood": 1, "program": "0.9.0",
            "answers": {"date": "2026-11-20", "1.colour": 4}}"#;
        let (file, faults) = read(text);
        assert_eq!(file.answers, [("date".to_owned(), "2026-11-20".to_owned())]);
        assert_eq!(
            faults,
            [
                Fault::NewerVersion { version: 2, program: "0.9.0".into() },
                Fault::UnknownKey("mood".into()),
                Fault::Unreadable("1.colour".into()),
            ]
        );
    }

    #[test]
    fn what_is_no_quote_says_why() {
        let others = ["[]", "{}", "1", r#"{"format": "microneedling-quote"}"#, r#"{"format": "x", "answers": {}}"#];
        for text in others {
            assert_eq!(read(text), (QuoteFile::default(), vec![Fault::OtherFormat]), "{text}");
        }
        let (_, faults) = read("{\"format\": \"microneedling-qu");
        assert!(
            matches!(faults.as_slice(), [Fault::NotJson(broken)] if (broken.line, broken.column) == (1, 29)),
            "{faults:?}"
        );
        let large = " ".repeat(MOST_BYTES + 1);
        assert_eq!(read(&large).1, [Fault::TooLarge { bytes: MOST_BYTES + 1 }]);
    }

    #[test]
    fn each_part_that_cannot_be_read_is_said_and_the_rest_is_kept() {
        let good = write(&full());
        let table = [
            ("\"program\": \"0.1.0\"", "\"program\": 1", Fault::Whole("program")),
            ("\"2026-11-20\"", "\"2026-11-31\"", Fault::Whole("saved_on")),
            ("\"version\": 1", "\"version\": 0", Fault::Version("0".into())),
            ("\"version\": 1,", "", Fault::Version(String::new())),
            ("\"id\": ", "\"name\": ", Fault::Whole("price_list")),
            ("\"shown\": 1", "\"shown\": \"1\"", Fault::Whole("shown")),
            ("\"shown\": 1", "\"shown\": 1, \"shown\": 2", Fault::Duplicate("shown".into())),
            ("\"1.2.price\"", "\"number\"", Fault::Duplicate("number".into())),
            ("\"295.50\"", "295.50", Fault::Unreadable("1.2.price".into())),
        ];
        for (from, to, fault) in table {
            let text = good.replacen(from, to, 1);
            assert_ne!(text, good, "{from}");
            let (file, faults) = read(&text);
            assert_eq!(faults, [fault], "{from} -> {to}");
            assert_eq!(file.answers.first(), full().answers.first());
        }
    }
}
