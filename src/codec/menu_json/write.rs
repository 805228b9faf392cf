//! A price list in canonical form: keys in one order, what is short on one line, two spaces a level.

use crate::codec::json::{self, Node, Value};
use crate::codec::price_list_json::LARGEST_FILE;
use crate::codec::price_list_keys::{ColumnKind, LIST, RecordKind, record_kind};

/// The longest line that an entry is written on before it is broken up.
const LONGEST_LINE: usize = 120;

/// The canonical text of a price list, also of one with problems: nothing is left out but `null` and lists of nothing,
/// which say the same as a key that is not there. Reading it and writing it again gives the same bytes.
pub fn canonical(list: &Node) -> String {
    let text = written(list, LONGEST_LINE);
    // The longest lists are read again only if each entry keeps to one line.
    if text.len() > LARGEST_FILE { written(list, usize::MAX) } else { text }
}

fn written(list: &Node, longest: usize) -> String {
    let at = Position { kind: record_kind(LIST), prefix: String::new() };
    let mut text = String::new();
    write(list, &at, (0, 0), longest, &mut text);
    text.push('\n');
    text
}

/// Eight signs of Crockford's base 32 that tell one content of a price list from another, whatever its spaces, line
/// breaks and order of keys: 40 bits of FNV-1a over its canonical text.
pub fn fingerprint(text: &str) -> String {
    const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let canonical = json::parse(text).map_or_else(|_| text.to_owned(), |list| canonical(&list));
    let hash = canonical
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    let folded = hash ^ (hash >> 40);
    (0..8_u32)
        .rev()
        .filter_map(|place| SIGNS.get(((folded >> (place * 5)) & 31) as usize))
        .map(|sign| char::from(*sign))
        .collect()
}

/// Where a value stands among the records of the format.
struct Position {
    kind: Option<&'static RecordKind>,
    /// The dotted keys from the record to the value, each with its point.
    prefix: String,
}

impl Position {
    /// The first column of a key, with its position among the columns.
    fn column(&self, key: &str) -> Option<(usize, ColumnKind)> {
        let name = [&self.prefix, key].concat();
        let columns = self.kind?.columns.iter();
        let mut found = columns.enumerate().filter(|(_, column)| {
            column.name.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        found.next().map(|(index, column)| (index, column.kind))
    }

    fn below(&self, key: &str) -> Self {
        if let Some((_, ColumnKind::Rows)) = self.column(key) {
            let parent = self.kind.map_or(LIST, |kind| kind.name);
            let name = if parent == LIST { key.to_owned() } else { [parent, ".", key].concat() };
            return Self { kind: record_kind(&name), prefix: String::new() };
        }
        Self { kind: self.kind, prefix: [&self.prefix, key, "."].concat() }
    }

    /// The entries of an object in canonical order: as the columns say, then what the format does not know, by name.
    fn ordered<'a>(&self, entries: &'a [(String, Node)]) -> Vec<&'a (String, Node)> {
        let mut ordered: Vec<(usize, &(String, Node))> = Vec::with_capacity(entries.len());
        for entry in entries {
            let column = self.column(&entry.0);
            let is_nothing = match &entry.1.value {
                Value::Null => true,
                Value::List(list) => {
                    list.is_empty()
                        && entry.0 != "items"
                        && matches!(column, Some((_, ColumnKind::Rows | ColumnKind::Labels)))
                }
                _ => false,
            };
            if !is_nothing {
                ordered.push((column.map_or(usize::MAX, |(index, _)| index), entry));
            }
        }
        ordered.sort_by(|(one, (key, _)), (other, (name, _))| (one, key).cmp(&(other, name)));
        ordered.into_iter().map(|(_, entry)| entry).collect()
    }
}

/// Writes a value so many levels down, whose line holds so many characters before it.
fn write(node: &Node, at: &Position, (depth, before): (usize, usize), longest: usize, text: &mut String) {
    let is_list_of_the_top = depth == 1 && matches!(&node.value, Value::List(list) if !list.is_empty());
    if depth > 0 && !is_list_of_the_top {
        let mut line = String::new();
        write_line(node, at, &mut line);
        // A comma may follow.
        if before + line.chars().count() < longest || !matches!(node.value, Value::List(_) | Value::Object(_)) {
            text.push_str(&line);
            return;
        }
    }
    match &node.value {
        Value::Object(entries) => {
            let entries = at.ordered(entries);
            text.push('{');
            for (index, (key, below)) in entries.iter().enumerate() {
                let start = new_line(index, depth + 1, text);
                quoted(key, text);
                text.push_str(": ");
                let before = text.get(start..).map_or(0, |line| line.chars().count());
                write(below, &at.below(key), (depth + 1, before), longest, text);
            }
            if !entries.is_empty() {
                new_line(0, depth, text);
            }
            text.push('}');
        }
        Value::List(list) => {
            text.push('[');
            for (index, below) in list.iter().enumerate() {
                new_line(index, depth + 1, text);
                write(below, at, (depth + 1, 2 * (depth + 1)), longest, text);
            }
            new_line(0, depth, text);
            text.push(']');
        }
        _ => write_line(node, at, text),
    }
}

/// Starts a line, behind a comma unless it is the first; the position at which the line starts.
fn new_line(index: usize, depth: usize, text: &mut String) -> usize {
    text.push_str(if index > 0 { ",\n" } else { "\n" });
    let start = text.len();
    text.push_str(&"  ".repeat(depth));
    start
}

/// Writes a value without a line break.
fn write_line(node: &Node, at: &Position, text: &mut String) {
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(typed) => text.push_str(typed),
        Value::Text(words) => quoted(words, text),
        Value::List(list) => {
            text.push('[');
            for (index, below) in list.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                write_line(below, at, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            for (index, (key, below)) in at.ordered(entries).into_iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                quoted(key, text);
                text.push_str(": ");
                write_line(below, &at.below(key), text);
            }
            text.push('}');
        }
    }
}

/// Writes a text in quotes, with as few escapes as JSON allows.
fn quoted(words: &str, text: &mut String) {
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            control @ '\0'..='\u{1f}' => {
                let code = u32::from(control);
                text.push_str("\\u00");
                text.push(if code >= 16 { '1' } else { '0' });
                text.extend(char::from_digit(code % 16, 16));
            }
            other => text.push(other),
        }
    }
    text.push('"');
}
