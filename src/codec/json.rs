//! JSON text as a tree that keeps what strict reading needs: the order, duplicate keys and numbers as they were typed.

use crate::domain::problem::{Problem, ProblemCode};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// How deep lists and objects may stand in each other; no format of this project goes deeper than six.
const DEEPEST: u32 = 24;

/// One value of a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The position in reading order: problems are reported in the order of the text.
    pub order: u32,
    pub value: Value,
}

/// What a JSON value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Bool(bool),
    /// A number as it was typed: 24.0 is not 24, and no digit is lost.
    Number(String),
    Text(String),
    List(Vec<Node>),
    /// The entries in the order of the text, duplicates included.
    Object(Vec<(String, Node)>),
}

/// Reads a JSON text.
///
/// # Errors
/// Where the text is no JSON, or nests deeper than any format of this project; the problem has an empty path.
pub fn parse(text: &str) -> Result<Node, Problem> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    let mut order = 0;
    grow(raw, &mut order, 0).map_err(|fault| match fault {
        Fault::Syntax(error) => not_json(&error),
        Fault::TooDeep => Problem {
            code: ProblemCode::Type,
            path: String::new(),
            problem: format!("lists and objects stand more than {DEEPEST} deep in each other"),
            fix: "use the format that the JSON Schema describes".to_owned(),
        },
    })
}

/// Why a text could not be turned into a tree.
enum Fault {
    Syntax(serde_json::Error),
    TooDeep,
}

fn not_json(error: &serde_json::Error) -> Problem {
    Problem {
        code: ProblemCode::Type,
        path: String::new(),
        problem: format!("the text is not JSON: {error}"),
        fix: "check the commas, quotes and brackets at that place".to_owned(),
    }
}

fn grow(raw: &RawValue, order: &mut u32, depth: u32) -> Result<Node, Fault> {
    if depth > DEEPEST {
        return Err(Fault::TooDeep);
    }
    let text = raw.get();
    let at = *order;
    *order += 1;
    let value = match text.as_bytes().first() {
        Some(b'{') => {
            let Entries(entries) = serde_json::from_str(text).map_err(Fault::Syntax)?;
            let mut object = Vec::with_capacity(entries.len());
            for (key, inner) in entries {
                object.push((key, grow(inner, order, depth + 1)?));
            }
            Value::Object(object)
        }
        Some(b'[') => {
            let Elements(elements) = serde_json::from_str(text).map_err(Fault::Syntax)?;
            let mut list = Vec::with_capacity(elements.len());
            for inner in elements {
                list.push(grow(inner, order, depth + 1)?);
            }
            Value::List(list)
        }
        Some(b'"') => Value::Text(serde_json::from_str(text).map_err(Fault::Syntax)?),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'n') => Value::Null,
        _ => Value::Number(text.to_owned()),
    };
    Ok(Node { order: at, value })
}

/// An object's entries, unread, duplicates included.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Entries<'de>;
            fn expecting(&self, words: &mut fmt::Formatter) -> fmt::Result {
                words.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// A list's elements, unread.
struct Elements<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Elements<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Elements<'de>;
            fn expecting(&self, words: &mut fmt::Formatter) -> fmt::Result {
                words.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut elements = Vec::new();
                while let Some(element) = list.next_element()? {
                    elements.push(element);
                }
                Ok(Elements(elements))
            }
        }
        deserializer.deserialize_seq(Collect)
    }
}

impl Node {
    /// What stands here, short enough for a message: `"350" (text)`, `24.0`, `a list of 3`.
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(truth) => truth.to_string(),
            Value::Number(typed) => shortened(typed),
            Value::Text(text) => format!("\"{}\" (text)", shortened(text)),
            Value::List(list) => format!("a list of {}", list.len()),
            Value::Object(_) => "an object".to_owned(),
        }
    }
}

/// The first 40 characters of a text, with a sign that there is more.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The problem of an input that was refused without a word of its own; no input is known to lead here.
pub fn nothing_read() -> Problem {
    Problem {
        code: ProblemCode::Type,
        path: String::new(),
        problem: "the input could not be read".to_owned(),
        fix: "use the format that the JSON Schema describes".to_owned(),
    }
}
