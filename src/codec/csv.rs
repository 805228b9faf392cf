//! Tables as CSV (RFC 4180): comma, semicolon or tab told apart by the first line, and every fault with its place.
//!
//! The reader is the project's own because the crates `csv` and `csv-core` take any text: they cannot name a quote that
//! is never closed, which swallows the rest of a price list. A property test holds it against `csv`.

use super::reader::said;
use crate::domain::problem::{Problem, ProblemCode};

/// A line of a table: the line of the text that it begins on, counted from 1, and its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: usize,
    pub cells: Vec<String>,
}

/// What stands between the cells, as the first line shows it: whatever of the three occurs most outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if !is_quoted => {
                for (known, count) in &mut counts {
                    *count += usize::from(*known == byte);
                }
            }
            _ => {}
        }
    }
    let mut best = (b',', 0);
    for (byte, count) in counts {
        if count > best.1 {
            best = (byte, count);
        }
    }
    best.0
}

/// Whether a text looks like a table rather than like JSON.
pub fn is_table(text: &str) -> bool {
    !text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

/// Reads a table. Lines end with CRLF, LF or CR; blank lines are passed over; a mark of the byte order is accepted.
///
/// # Errors
/// Every quote that is out of place, with its line and column.
pub fn read(text: &str) -> Result<Vec<Line>, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    let (mut index, mut number) = (0, 1);
    while index < bytes.len() {
        let begins = number;
        let mut cells: Vec<String> = Vec::new();
        loop {
            let mut cell = String::new();
            if at(index) == b'"' {
                let opened = number;
                index += 1;
                loop {
                    let start = index;
                    while index < bytes.len() && at(index) != b'"' {
                        number += usize::from(at(index) == b'\n');
                        index += 1;
                    }
                    cell.push_str(text.get(start..index).unwrap_or_default());
                    if index >= bytes.len() {
                        problems.push(fault(opened, cells.len(), "opens with a quote that is never closed", CLOSE));
                        break;
                    }
                    index += 1;
                    if at(index) != b'"' {
                        break;
                    }
                    cell.push('"');
                    index += 1;
                }
            }
            let start = index;
            while index < bytes.len() && !matches!(at(index), b'\n' | b'\r') && at(index) != separator {
                index += 1;
            }
            let rest = text.get(start..index).unwrap_or_default();
            if start > 0 && at(start - 1) == b'"' && !rest.is_empty() {
                problems.push(fault(number, cells.len(), "has text behind its closing quote", DOUBLE));
            } else if rest.contains('"') {
                problems.push(fault(number, cells.len(), "has a quote in the middle", DOUBLE));
            }
            cell.push_str(rest);
            cells.push(cell);
            if index >= bytes.len() || at(index) != separator {
                break;
            }
            index += 1;
        }
        // The end of the line, as one sign or two.
        index += usize::from(at(index) == b'\r');
        index += usize::from(at(index) == b'\n');
        number += 1;
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.push(Line { number: begins, cells });
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

const CLOSE: &str = "close the quote where the cell ends";
const DOUBLE: &str = "put the whole cell in quotes, and each quote inside it twice";

fn fault(line: usize, cell: usize, what: &str, fix: &str) -> Problem {
    let (line, cell) = (line.to_string(), (cell + 1).to_string());
    Problem {
        code: ProblemCode::Type,
        path: said("line {}, column {}", &[&line, &cell]),
        problem: said("the cell at line {}, column {} {}", &[&line, &cell, what]),
        fix: fix.to_owned(),
    }
}

/// Adds a line of cells, separated by commas and ended with CRLF.
pub fn write(table: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            table.push(',');
        }
        // Spreadsheets take away blanks at the ends of cells without quotes.
        let is_plain = !cell.contains(['"', ',', ';', '\t', '\n', '\r']) && cell.trim().len() == cell.len();
        if is_plain {
            table.push_str(cell);
        } else {
            table.push('"');
            table.push_str(&cell.replace('"', "\"\""));
            table.push('"');
        }
    }
    table.push_str("\r\n");
}
