//! Reading a JSON tree against a format, collecting every problem with its place, its value and its fix.

use super::json::{Node, Value};
use crate::domain::problem::{Problem, ProblemCode};
use chrono::{Datelike, NaiveDate};

/// Problems found so far, each with the position of the value that it is about.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<(u32, Problem)>,
}

impl Problems {
    /// All problems in reading order.
    pub fn into_list(self) -> Vec<Problem> {
        // Readers go through a text nearly in its order, so putting each problem in its place is quick, and a sort of
        // its own would cost the page 5 KB.
        let mut ordered: Vec<(u32, Problem)> = Vec::with_capacity(self.found.len());
        for (order, problem) in self.found {
            let place = ordered.iter().rposition(|(earlier, _)| *earlier <= order).map_or(0, |before| before + 1);
            ordered.insert(place, (order, problem));
        }
        ordered.into_iter().map(|(_, problem)| problem).collect()
    }

    /// Whether every problem is of this kind.
    pub fn is_of(&self, code: ProblemCode) -> bool {
        self.found.iter().all(|(_, problem)| problem.code == code)
    }

    /// Takes over the problems that were found elsewhere.
    pub fn append(&mut self, mut others: Self) {
        self.found.append(&mut others.found);
    }

    /// How many problems there are so far.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Notes a problem with the value at a place.
    pub fn add(&mut self, at: &Place, code: ProblemCode, problem: impl Into<String>, fix: impl Into<String>) {
        let (problem, fix) = (problem.into(), fix.into());
        self.found.push((at.node.order, Problem { code, path: at.path.clone(), problem, fix }));
    }

    fn expected(&mut self, at: &Place, code: ProblemCode, expected: &str) {
        let problem = format!("{} is {}; expected {expected}", at.name(), at.node.describe());
        let fix = match (&at.node.value, expected.starts_with("a whole number")) {
            (Value::Text(_), true) => format!("put {expected}, without quotes"),
            _ => format!("put {expected}"),
        };
        self.add(at, code, problem, fix);
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    pub node: &'a Node,
    /// The path from the root, such as `items[3].price`; empty at the root.
    pub path: String,
}

impl<'a> Place<'a> {
    /// The whole of a text.
    pub fn root(node: &'a Node) -> Self {
        Self { node, path: String::new() }
    }

    /// The path in quotes, or words for the root.
    fn name(&self) -> String {
        if self.path.is_empty() { "the input".to_owned() } else { format!("`{}`", self.path) }
    }

    fn key(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The value as an object that may have these keys and no others.
    pub fn object(&self, known: &[&str], problems: &mut Problems) -> Option<Object<'a>> {
        let Value::Object(entries) = &self.node.value else {
            problems.expected(self, ProblemCode::Type, "an object in braces");
            return None;
        };
        for (index, (key, node)) in entries.iter().enumerate() {
            let at = Place { node, path: self.key(key) };
            if !known.contains(&key.as_str()) {
                let problem = format!("`{}` is not a key of this format", at.path);
                problems.add(&at, ProblemCode::UnknownKey, problem, nearest(key, known));
            } else if entries.iter().take(index).any(|(earlier, _)| earlier == key) {
                let problem = format!("`{}` stands twice; the second is {}", at.path, node.describe());
                problems.add(&at, ProblemCode::Conflict, problem, "keep one of the two");
            }
        }
        Some(Object { entries, place: self.clone() })
    }

    /// The value as a list of at most so many elements.
    pub fn list(&self, most: usize, problems: &mut Problems) -> Option<Vec<Place<'a>>> {
        let Value::List(elements) = &self.node.value else {
            problems.expected(self, ProblemCode::Type, "a list in square brackets");
            return None;
        };
        if elements.len() > most {
            let problem = format!("{} has {} entries; at most {most} are allowed", self.name(), elements.len());
            problems.add(self, ProblemCode::Range, problem, format!("keep at most {most}"));
            return None;
        }
        let place = |(index, node)| Place { node, path: format!("{}[{index}]", self.path) };
        Some(elements.iter().enumerate().map(place).collect())
    }

    /// The value as a whole number from `least` to `most`; 24.0 is not one.
    pub fn whole(&self, (least, most): (i64, i64), problems: &mut Problems) -> Option<i64> {
        let expected = format!("a whole number, {} to {}", grouped(least), grouped(most));
        let Value::Number(typed) = &self.node.value else {
            problems.expected(self, ProblemCode::Type, &expected);
            return None;
        };
        if typed.contains(['.', 'e', 'E']) {
            problems.expected(self, ProblemCode::Type, &expected);
            return None;
        }
        // Digits that overflow are a number too large, not another type.
        match typed.parse::<i64>() {
            Ok(number) if (least..=most).contains(&number) => Some(number),
            _ => {
                problems.expected(self, ProblemCode::Range, &expected);
                None
            }
        }
    }

    /// The value as a whole number that fits into `u32`.
    pub fn count(&self, (least, most): (u32, u32), problems: &mut Problems) -> Option<u32> {
        self.whole((least.into(), most.into()), problems).and_then(|number| number.try_into().ok())
    }

    /// The value as true or false.
    pub fn truth(&self, problems: &mut Problems) -> Option<bool> {
        match self.node.value {
            Value::Bool(truth) => Some(truth),
            _ => {
                problems.expected(self, ProblemCode::Type, "true or false, without quotes");
                None
            }
        }
    }

    /// The value as text.
    pub fn text(&self, expected: &str, problems: &mut Problems) -> Option<&'a str> {
        match &self.node.value {
            Value::Text(text) => Some(text),
            _ => {
                problems.expected(self, ProblemCode::Type, expected);
                None
            }
        }
    }

    /// The value as text of 1 to `longest` characters that is not blank.
    pub fn label(&self, longest: usize, problems: &mut Problems) -> Option<String> {
        let expected = format!("text of 1 to {longest} characters");
        let text = self.text(&expected, problems)?;
        if text.trim().is_empty() || text.chars().count() > longest {
            problems.expected(self, ProblemCode::Range, &expected);
            return None;
        }
        Some(text.to_owned())
    }

    /// The value as one word of a vocabulary.
    pub fn word<T: Copy>(&self, all: &[T], word_of: impl Fn(T) -> &'static str, problems: &mut Problems) -> Option<T> {
        let words: Vec<&'static str> = all.iter().map(|known| word_of(*known)).collect();
        all.get(self.position(&words, problems)?).copied()
    }

    /// The position of the value in a list of words.
    fn position(&self, words: &[&str], problems: &mut Problems) -> Option<usize> {
        let typed = self.text(&format!("one of {}", words.join(", ")), problems)?;
        let found = words.iter().position(|known| *known == typed);
        if found.is_none() {
            let problem = format!("{} is {}; expected one of {}", self.name(), self.node.describe(), words.join(", "));
            problems.add(self, ProblemCode::UnknownWord, problem, nearest(typed, words));
        }
        found
    }

    /// The value as an identifier: lower-case words and digits joined by hyphens.
    pub fn identifier(&self, problems: &mut Problems) -> Option<String> {
        let expected = "an identifier of lower-case letters, digits and single hyphens, such as \"mn-face\"";
        let text = self.text(expected, problems)?;
        let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if text.len() > 80 || !text.split('-').all(part) {
            problems.expected(self, ProblemCode::Range, expected);
            return None;
        }
        Some(text.to_owned())
    }

    /// The value as an ISO date in these years.
    pub fn date(&self, (first, last): (i32, i32), problems: &mut Problems) -> Option<NaiveDate> {
        let expected = format!("a date as \"YYYY-MM-DD\", {first} to {last}");
        let text = self.text(&expected, problems)?;
        let Some((year, month, day)) = date_parts(text) else {
            problems.expected(self, ProblemCode::Type, &expected);
            return None;
        };
        let date = NaiveDate::from_ymd_opt(year, month, day).filter(|date| (first..=last).contains(&date.year()));
        if date.is_none() {
            problems.expected(self, ProblemCode::Range, &expected);
        }
        date
    }
}

/// The year, month and day of a text that looks like an ISO date.
fn date_parts(text: &str) -> Option<(i32, u32, u32)> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day]
            if (year.len(), month.len(), day.len()) == (4, 2, 2) && digits(year) && digits(month) && digits(day) =>
        {
            Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
        }
        _ => None,
    }
}

/// An object whose keys are all known or reported.
#[derive(Debug)]
pub struct Object<'a> {
    entries: &'a [(String, Node)],
    /// The object itself.
    pub place: Place<'a>,
}

impl<'a> Object<'a> {
    /// The value of a key that may be absent; null equals absent.
    pub fn optional(&self, key: &str) -> Option<Place<'a>> {
        self.present(key).filter(|place| place.node.value != Value::Null)
    }

    /// The value of a key that must be there; null is then a value of the wrong type.
    pub fn required(&self, key: &str, expected: &str, problems: &mut Problems) -> Option<Place<'a>> {
        let found = self.present(key);
        if found.is_none() {
            let path = self.place.key(key);
            let at = Place { node: self.place.node, path };
            let problem = format!("`{}` is missing", at.path);
            problems.add(&at, ProblemCode::Missing, problem, format!("add \"{key}\": {expected}"));
        }
        found
    }

    /// Every entry in the order of the text.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, Place<'a>)> {
        self.entries.iter().map(|(key, node)| (key.as_str(), Place { node, path: self.place.key(key) }))
    }

    fn present(&self, key: &str) -> Option<Place<'a>> {
        let (_, node) = self.entries.iter().find(|(known, _)| known == key)?;
        Some(Place { node, path: self.place.key(key) })
    }
}

/// The advice for an unknown key or word: the nearest known one, if one is near.
fn nearest(typed: &str, known: &[&str]) -> String {
    let near = known.iter().map(|word| (strsim::levenshtein(typed, word), *word)).min();
    match near {
        Some((distance, word)) if distance <= 2.max(word.len() / 3) => format!("did you mean \"{word}\"?"),
        _ => format!("use one of {}", known.join(", ")),
    }
}

/// A whole number with thin groups of three, as messages print it: 100 000 000.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + 4);
    if number < 0 {
        grouped.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}
