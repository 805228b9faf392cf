//! JSON text as a tree that keeps what strict reading needs: the order, duplicate keys and numbers as they were typed.
//!
//! The reader is the project's own because of the page's size budget: `serde_json` with its printing of floating point
//! took 9 KB of the page with brotli where this takes 1.5, and it keeps neither duplicate keys nor the digits of a
//! number. A property test holds it against `serde_json` on any text.

use crate::domain::problem::{Problem, ProblemCode};

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

/// Reads a JSON text (RFC 8259).
///
/// # Errors
/// Where the text is no JSON, or nests deeper than any format of this project; the problem has an empty path and names
/// the line and the column.
pub fn parse(text: &str) -> Result<Node, Problem> {
    tree(text).map_err(|broken| Problem {
        code: ProblemCode::Type,
        path: String::new(),
        problem: format!("the text is not JSON: {}, at line {}, column {}", broken.what, broken.line, broken.column),
        fix: "check the commas, quotes and brackets at that place".to_owned(),
    })
}

/// Reads a JSON text, for readers that put the fault into words of their own.
///
/// # Errors
/// As [`parse`].
pub fn tree(text: &str) -> Result<Node, Broken> {
    let mut reader = Reader { text, at: 0, order: 0 };
    let node = reader.value(0).and_then(|node| {
        reader.blank();
        if reader.at < text.len() { Err("there is more after the end") } else { Ok(node) }
    });
    node.map_err(|what| reader.broken(what))
}

/// Where a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What was found where something else belongs.
    pub what: &'static str,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

/// A text and how far it has been read.
struct Reader<'a> {
    text: &'a str,
    /// Bytes read; always at the boundary of a character.
    at: usize,
    order: u32,
}

/// What was found where something else belongs.
type Fault = &'static str;

impl Reader<'_> {
    fn broken(&self, what: Fault) -> Broken {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
        Broken { what, line, column }
    }

    /// The next byte, still unread; 0 at the end, which no JSON text has.
    fn next(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Reads this byte if it is the next one.
    fn takes(&mut self, byte: u8) -> bool {
        let found = self.next() == byte;
        self.at += usize::from(found);
        found
    }

    fn blank(&mut self) {
        while matches!(self.next(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: u32) -> Result<Node, Fault> {
        if depth > DEEPEST {
            return Err("lists and objects stand too deep in each other");
        }
        self.blank();
        let order = self.order;
        self.order += 1;
        let value = match self.next() {
            b'{' => Value::Object(self.object(depth)?),
            b'[' => Value::List(self.list(depth)?),
            b'"' => Value::Text(self.string()?),
            b'-' | b'0'..=b'9' => Value::Number(self.number()?),
            _ => self.word()?,
        };
        Ok(Node { order, value })
    }

    fn word(&mut self) -> Result<Value, Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let words = [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))];
        for (word, value) in words {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(if rest.is_empty() { "the text ends where a value belongs" } else { "a value belongs here" })
    }

    fn list(&mut self, depth: u32) -> Result<Vec<Node>, Fault> {
        let mut list = Vec::new();
        self.at += 1;
        self.blank();
        if self.takes(b']') {
            return Ok(list);
        }
        loop {
            list.push(self.value(depth + 1)?);
            self.blank();
            if self.takes(b']') {
                return Ok(list);
            }
            if !self.takes(b',') {
                return Err("a comma or the end of the list belongs here");
            }
        }
    }

    fn object(&mut self, depth: u32) -> Result<Vec<(String, Node)>, Fault> {
        let mut object = Vec::new();
        self.at += 1;
        self.blank();
        if self.takes(b'}') {
            return Ok(object);
        }
        loop {
            self.blank();
            if self.next() != b'"' {
                return Err("a key in quotes belongs here");
            }
            let key = self.string()?;
            self.blank();
            if !self.takes(b':') {
                return Err("a colon belongs here");
            }
            object.push((key, self.value(depth + 1)?));
            self.blank();
            if self.takes(b'}') {
                return Ok(object);
            }
            if !self.takes(b',') {
                return Err("a comma or the end of the object belongs here");
            }
        }
    }

    fn number(&mut self) -> Result<String, Fault> {
        let start = self.at;
        self.takes(b'-');
        // A leading zero stands alone.
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            if !self.takes(b'+') {
                self.takes(b'-');
            }
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default().to_owned())
    }

    fn digits(&mut self) -> Result<(), Fault> {
        if !self.next().is_ascii_digit() {
            return Err("a digit belongs here");
        }
        while self.next().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let start = self.at;
            while !matches!(self.next(), b'"' | b'\\' | 0..=0x1F) {
                self.at += 1;
            }
            text.push_str(self.text.get(start..self.at).unwrap_or_default());
            if self.takes(b'"') {
                return Ok(text);
            }
            if !self.takes(b'\\') {
                return Err("a text without its closing quote, or with a line break inside");
            }
            let letter = match self.next() {
                b'n' => '\n',
                b't' => '\t',
                b'r' => '\r',
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'u' => {
                    text.push(self.escaped()?);
                    continue;
                }
                same @ (b'"' | b'\\' | b'/') => char::from(same),
                _ => return Err("no escape is written so"),
            };
            self.at += 1;
            text.push(letter);
        }
    }

    /// A character written as `\u` and four digits, or as two such halves.
    fn escaped(&mut self) -> Result<char, Fault> {
        const HALF: Fault = "half a character is escaped here";
        let first = self.four_digits()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            if !self.takes(b'\\') {
                return Err(HALF);
            }
            let second = self.four_digits()?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(HALF);
            }
            0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or(HALF)
    }

    fn four_digits(&mut self) -> Result<u32, Fault> {
        const FOUR: Fault = "four hexadecimal digits belong here";
        if !self.takes(b'u') {
            return Err(FOUR);
        }
        let digits = self.text.get(self.at..self.at + 4).ok_or(FOUR)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(FOUR);
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| FOUR)
    }
}

impl Node {
    /// The value at a path such as `items[3].price.fixed`, or the nearest one above it that is there.
    pub fn at(&self, path: &str) -> &Self {
        let mut node = self;
        for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
            let below = match &node.value {
                Value::Object(entries) => entries.iter().find(|(key, _)| key == step).map(|(_, below)| below),
                Value::List(list) => step.trim_end_matches(']').parse().ok().and_then(|index: usize| list.get(index)),
                _ => None,
            };
            match below {
                Some(below) => node = below,
                None => break,
            }
        }
        node
    }

    /// What stands here, short enough for a message: `"350" (text)`, `24.0`, `a list of 3`.
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(true) => "true".to_owned(),
            Value::Bool(false) => "false".to_owned(),
            Value::Number(typed) => shortened(typed),
            Value::Text(text) => ["\"", &shortened(text), "\" (text)"].concat(),
            Value::List(list) => ["a list of ", &list.len().to_string()].concat(),
            Value::Object(_) => "an object".to_owned(),
        }
    }
}

/// Adds a value on one line.
pub fn write_inline(node: &Node, text: &mut String) {
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(typed) => text.push_str(typed),
        Value::Text(inner) => quoted(inner, text),
        Value::List(list) => {
            text.push('[');
            for (index, entry) in list.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_inline(entry, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            for (index, (key, entry)) in entries.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                quoted(key, text);
                text.push_str(": ");
                write_inline(entry, text);
            }
            text.push('}');
        }
    }
}

/// Adds a text in quotes, with what JSON does not allow inside them escaped.
pub fn quoted(inner: &str, text: &mut String) {
    text.push('"');
    for letter in inner.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            control if u32::from(control) < 0x20 => {
                text.push_str(if u32::from(control) < 0x10 { "\\u000" } else { "\\u001" });
                text.extend(char::from_digit(u32::from(control) % 16, 16));
            }
            letter => text.push(letter),
        }
    }
    text.push('"');
}

/// The first 40 characters of a text, with a sign that there is more.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "…"].concat(),
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
