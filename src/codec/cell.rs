//! One cell of a price list as a table: how a value is written into it, and how what stands there is read.
//!
//! A cell that opens with `=` holds JSON as it is: so anything that a file may say has a cell, also what is wrong. What
//! cannot be read stays text, which the validator names.

use super::json::{self, Node, Value};
use super::price_list_keys::ColumnKind;
use super::reader::said;
use crate::domain::currency::Currency;

/// Opens a cell that holds JSON as it is.
const AS_JSON: char = '=';

/// The marks that may stand before or behind an amount, beside the code of the currency.
const MARKS: [&str; 9] = ["US$", "CA$", "A$", "$", "£", "€", "¥", "kr", "R"];

/// The decimals of amounts: two as long as no currency is known.
pub fn decimals(currency: Option<Currency>) -> usize {
    currency.map_or(2, |currency| currency.decimals() as usize)
}

fn node(value: Value) -> Node {
    Node { order: 0, value }
}

/// The value of a cell; none where the cell is empty. What cannot be read as its kind is text.
pub fn read(kind: Option<ColumnKind>, text: &str, currency: Option<Currency>) -> Option<Node> {
    let trimmed = text.trim();
    let is_prose = matches!(kind, None | Some(ColumnKind::Text | ColumnKind::Label | ColumnKind::Labels));
    if text.is_empty() || (trimmed.is_empty() && !is_prose) {
        return None;
    }
    if let Some(Ok(node)) = text.strip_prefix(AS_JSON).map(json::tree) {
        return Some(node);
    }
    let as_text = || Value::Text(text.to_owned());
    let value = match kind {
        Some(ColumnKind::Amount | ColumnKind::AmountsByKey) => {
            amount(trimmed, currency).map_or_else(|_| as_text(), Value::Number)
        }
        Some(ColumnKind::Amounts) => Value::List(
            parts(trimmed)
                .map(|part| {
                    let value = amount(part, currency).map_or_else(|_| Value::Text(part.to_owned()), Value::Number);
                    node(value)
                })
                .collect(),
        ),
        Some(ColumnKind::Words(_)) => {
            Value::List(parts(trimmed).map(|part| node(Value::Text(part.to_owned()))).collect())
        }
        Some(ColumnKind::Whole) => match json::tree(trimmed) {
            Ok(Node { value: Value::Number(typed), .. }) => Value::Number(typed),
            _ => as_text(),
        },
        // Spreadsheets write both in capitals.
        Some(ColumnKind::Truth) if trimmed.eq_ignore_ascii_case("true") => Value::Bool(true),
        Some(ColumnKind::Truth) if trimmed.eq_ignore_ascii_case("false") => Value::Bool(false),
        _ => as_text(),
    };
    Some(node(value))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// The text of a value in a cell of this kind: [`read`] gives the same value back, whatever it is.
pub fn write(kind: Option<ColumnKind>, value: &Node, currency: Option<Currency>) -> String {
    let plain = match (&value.value, kind) {
        (Value::Text(text), _) => text.clone(),
        (Value::Bool(truth), Some(ColumnKind::Truth)) => truth.to_string(),
        (Value::Number(typed), Some(ColumnKind::Whole)) => typed.clone(),
        (Value::Number(typed), Some(ColumnKind::Amount | ColumnKind::AmountsByKey)) => units(typed, currency),
        (Value::List(list), Some(ColumnKind::Amounts | ColumnKind::Words(_))) => {
            let mut cell = String::new();
            for part in list {
                if !cell.is_empty() {
                    cell.push(' ');
                }
                match &part.value {
                    Value::Number(typed) => cell.push_str(&units(typed, currency)),
                    Value::Text(text) => cell.push_str(text),
                    _ => cell.push(AS_JSON),
                }
            }
            cell
        }
        _ => String::new(),
    };
    if read(kind, &plain, currency).is_some_and(|again| is_same(&again, value)) {
        return plain;
    }
    let mut cell = AS_JSON.to_string();
    json::write_inline(value, &mut cell);
    cell
}

/// Whether two values say the same; where they stood in their texts does not matter.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(_), _) => false,
        (one, other) => one == other,
    }
}

/// Minor units as units with a point: `29500` is `295.00` in dollars. What is no whole number stays as it is.
pub fn units(minor: &str, currency: Option<Currency>) -> String {
    let decimals = decimals(currency);
    let digits = minor.strip_prefix('-').unwrap_or(minor);
    if decimals == 0 || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return minor.to_owned();
    }
    let mut units = String::new();
    if digits.len() < minor.len() {
        units.push('-');
    }
    let whole = digits.len().saturating_sub(decimals);
    units.push_str(if whole == 0 { "0" } else { digits.get(..whole).unwrap_or_default() });
    units.push('.');
    for _ in digits.len()..decimals {
        units.push('0');
    }
    units.push_str(digits.get(whole..).unwrap_or_default());
    units
}

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAmount {
    NotANumber,
    /// It can be read in two ways, each in units.
    TwoReadings([String; 2]),
    /// It has more decimals than the currency.
    TooFine,
}

/// The minor units of an amount in units, as digits. Spaces and apostrophes group; a point and a comma are told apart
/// where only one reading is possible.
///
/// # Errors
/// Where it is no number, has digits that the currency does not have, or can be read in two ways.
pub fn amount(text: &str, currency: Option<Currency>) -> Result<String, NoAmount> {
    let decimals = decimals(currency);
    let mut bare = text.trim();
    let code = currency.as_ref().map_or("", Currency::code);
    for mark in [code].into_iter().chain(MARKS) {
        let stripped = if mark.is_empty() { None } else { bare.strip_prefix(mark).or_else(|| bare.strip_suffix(mark)) };
        if let Some(rest) = stripped {
            bare = rest.trim();
            break;
        }
    }
    let (sign, digits) = match bare.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", bare),
    };
    let is_apart = |letter: char| letter.is_whitespace() || matches!(letter, '\'' | '’');
    let is_known = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',') || is_apart(letter);
    if !digits.chars().all(is_known) || !digits.contains(|letter: char| letter.is_ascii_digit()) {
        return Err(NoAmount::NotANumber);
    }
    // The last of both signs is the decimal one; one that stands twice groups.
    let (whole, fraction) = match (digits.rfind('.'), digits.rfind(',')) {
        (None, None) => (digits, ""),
        (Some(point), Some(comma)) => split(digits, point.max(comma)),
        (Some(at), None) | (None, Some(at)) if digits.matches(['.', ',']).count() == 1 => split(digits, at),
        _ => (digits, ""),
    };
    if fraction.contains(|letter: char| !letter.is_ascii_digit()) {
        return Err(NoAmount::NotANumber);
    }
    let is_lone = digits.matches(['.', ',']).count() == 1 && !digits.contains(is_apart);
    let may_group = is_lone && fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    let together = [whole, fraction].concat();
    if may_group && decimals == 0 {
        return Ok([sign, &together].concat());
    }
    // A point with as many digits as the currency has is what this program writes.
    if may_group && !(decimals == 3 && digits.contains('.')) {
        let kept = fraction.get(..decimals).unwrap_or(fraction);
        let grouped = [together.as_str(), "0".repeat(decimals).as_str()].concat();
        return Err(NoAmount::TwoReadings([units(&grouped, currency), [whole, ".", kept].concat()]));
    }
    let whole = ungrouped(whole).ok_or(NoAmount::NotANumber)?;
    if digits.ends_with(['.', ',']) {
        return Err(NoAmount::NotANumber);
    }
    let kept = fraction.trim_end_matches('0');
    if kept.len() > decimals {
        return Err(NoAmount::TooFine);
    }
    let mut minor = [whole.as_str(), kept].concat();
    for _ in kept.len()..decimals {
        minor.push('0');
    }
    let minor = minor.trim_start_matches('0');
    Ok(if minor.is_empty() { "0".to_owned() } else { [sign, minor].concat() })
}

fn split(text: &str, at: usize) -> (&str, &str) {
    (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default())
}

/// Digits without the signs that group them; none where they do not stand in groups of three.
fn ungrouped(text: &str) -> Option<String> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let mut groups = text.split(|letter: char| !is_digit(letter));
    let mut digits = groups.next()?.to_owned();
    let mut has_groups = false;
    for group in groups {
        has_groups = true;
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    let first = text.find(|letter: char| !is_digit(letter)).unwrap_or(text.len());
    if has_groups && !(1..=3).contains(&first) { None } else { Some(digits) }
}

/// What is wrong with a cell in the words of the table, and what to put instead; none where the validator says it best.
pub fn fault(kind: ColumnKind, text: &str, currency: Option<Currency>) -> Option<(String, String)> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.starts_with(AS_JSON) {
        return None;
    }
    let decimals = decimals(currency);
    let example = if decimals == 0 { "29500" } else { "295.00" };
    match kind {
        ColumnKind::Amount | ColumnKind::AmountsByKey | ColumnKind::Amounts => {
            let whole = [trimmed];
            let each: Vec<&str> = if kind == ColumnKind::Amounts { parts(trimmed).collect() } else { whole.to_vec() };
            each.into_iter().find_map(|part| {
                let told = match amount(part, currency) {
                    Ok(minor) if is_in_range(&minor) => return None,
                    Ok(_) => {
                        let (least, most) = (units("1", currency), units("100000000", currency));
                        let problem = said("\"{}\" is outside the amounts of a price list", &[part]);
                        (problem, said("put {} to {}", &[&least, &most]))
                    }
                    Err(NoAmount::TwoReadings([one, other])) => {
                        let problem = said("\"{}\" can be read as {} and as {}", &[part, &one, &other]);
                        (problem, said("put {} or {}", &[&one, &other]))
                    }
                    Err(NoAmount::TooFine) => {
                        let places = decimals.to_string();
                        let problem = said("\"{}\" has more than {} decimals", &[part, &places]);
                        (problem, said("put an amount such as {}", &[example]))
                    }
                    Err(NoAmount::NotANumber) => {
                        let problem = said("\"{}\" is no amount", &[part]);
                        (problem, said("put an amount such as {}", &[example]))
                    }
                };
                Some(told)
            })
        }
        ColumnKind::Whole => {
            let is_number = matches!(read(Some(kind), text, currency), Some(Node { value: Value::Number(_), .. }));
            let told = || (said("\"{}\" is no whole number", &[trimmed]), "put digits alone, such as 3".to_owned());
            (!is_number).then(told)
        }
        ColumnKind::Truth => {
            let is_truth = matches!(read(Some(kind), text, currency), Some(Node { value: Value::Bool(_), .. }));
            let told = || (said("\"{}\" is neither true nor false", &[trimmed]), "put true or false".to_owned());
            (!is_truth).then(told)
        }
        _ => None,
    }
}

/// Whether minor units are an amount that a price list may state.
fn is_in_range(minor: &str) -> bool {
    minor.parse::<i64>().is_ok_and(|minor| (1..=100_000_000).contains(&minor))
}
