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

    /// All problems in reading order, however far from it they were found.
    pub fn into_sorted(mut self) -> Vec<Problem> {
        self.found.sort_by_key(|(order, _)| *order);
        self.found.into_iter().map(|(_, problem)| problem).collect()
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
    pub fn add(&mut self, at: &Place, code: ProblemCode, problem: String, fix: &str) {
        self.found.push((at.node.order, Problem { code, path: at.path(), problem, fix: fix.to_owned() }));
    }

    /// Notes a problem with a value by its position in reading order and its path.
    pub fn add_at(&mut self, order: u32, path: String, code: ProblemCode, problem: String, fix: &str) {
        self.found.push((order, Problem { code, path, problem, fix: fix.to_owned() }));
    }

    /// Notes a value that is not what belongs there.
    pub fn expected(&mut self, at: &Place, code: ProblemCode, expected: &str) {
        let problem = said("{} is {}; expected {}", &[&at.name(), &at.node.describe(), expected]);
        let is_quoted = matches!(at.node.value, Value::Text(_)) && expected.starts_with(WHOLE);
        self.add(at, code, problem, &["put ", expected, if is_quoted { ", without quotes" } else { "" }].concat());
    }
}

/// How the expectation of a whole number begins.
const WHOLE: &str = "a whole number";

/// A message with its parts put into its gaps, in order: one routine for all, where each `format!` is code of its own.
pub fn said(template: &str, parts: &[&str]) -> String {
    let mut message = String::with_capacity(template.len() + 40);
    let mut parts = parts.iter();
    for (index, piece) in template.split('{').enumerate() {
        if index > 0 {
            message.push_str(parts.next().copied().unwrap_or_default());
        }
        message.push_str(piece.trim_start_matches('}'));
    }
    message
}

/// A value and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub node: &'a Node,
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
}

/// How a place is reached from the one above it.
#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The whole of a text.
    pub fn root(node: &'a Node) -> Self {
        Self { node, parent: None, step: Step::Root }
    }

    /// The value of a key below this place.
    pub fn below(&'a self, key: &'a str, node: &'a Node) -> Place<'a> {
        Place { node, parent: Some(self), step: Step::Key(key) }
    }

    /// The path from the root, such as `items[3].price`; empty at the root.
    pub fn path(&self) -> String {
        let mut path = self.parent.map(Self::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                // A path that ends in nothing would name the place above.
                path.push_str(if key.is_empty() { "\"\"" } else { key });
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
        path
    }

    /// The path in quotes, or words for the root.
    pub fn name(&self) -> String {
        match self.path() {
            path if path.is_empty() => "the input".to_owned(),
            path => ["`", &path, "`"].concat(),
        }
    }

    /// The value as an object that may have these keys and no others.
    pub fn object(&self, known: &[&str], problems: &mut Problems) -> Option<Object<'a>> {
        let Value::Object(entries) = &self.node.value else {
            problems.expected(self, ProblemCode::Type, "an object in braces");
            return None;
        };
        for (index, (key, node)) in entries.iter().enumerate() {
            let at = self.below(key, node);
            if !known.contains(&key.as_str()) {
                let problem = said("{} is not a key of this format", &[&at.name()]);
                problems.add(&at, ProblemCode::UnknownKey, problem, &nearest(key, known));
            } else if entries.iter().take(index).any(|(earlier, _)| earlier == key) {
                let problem = said("{} stands twice; the second is {}", &[&at.name(), &node.describe()]);
                problems.add(&at, ProblemCode::Conflict, problem, "keep one of the two");
            }
        }
        Some(Object { entries, place: *self })
    }

    /// The value as an object whose keys the list itself makes up, each once.
    pub fn entries(&'a self, problems: &mut Problems) -> Option<Vec<(&'a str, Place<'a>)>> {
        let Value::Object(entries) = &self.node.value else {
            problems.expected(self, ProblemCode::Type, "an object in braces");
            return None;
        };
        let known: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
        self.object(&known, problems)?;
        Some(entries.iter().map(|(key, node)| (key.as_str(), self.below(key, node))).collect())
    }

    /// The value as a list of at most so many elements.
    pub fn list(&'a self, most: usize, problems: &mut Problems) -> Option<Vec<Place<'a>>> {
        let Value::List(elements) = &self.node.value else {
            problems.expected(self, ProblemCode::Type, "a list in square brackets");
            return None;
        };
        if elements.len() > most {
            let (length, most) = (elements.len().to_string(), most.to_string());
            let problem = said("{} has {} entries; at most {} are allowed", &[&self.name(), &length, &most]);
            problems.add(self, ProblemCode::Range, problem, &["keep at most ", &most].concat());
            return None;
        }
        let place = |(index, node)| Place { node, parent: Some(self), step: Step::Index(index) };
        Some(elements.iter().enumerate().map(place).collect())
    }

    /// The value as a whole number from `least` to `most`; 24.0 is not one.
    pub fn whole(&self, (least, most): (i64, i64), problems: &mut Problems) -> Option<i64> {
        let code = match &self.node.value {
            Value::Number(typed) if !typed.contains(['.', 'e', 'E']) => match typed.parse::<i64>() {
                Ok(number) if (least..=most).contains(&number) => return Some(number),
                // Digits that overflow are a number too large, not another type.
                _ => ProblemCode::Range,
            },
            _ => ProblemCode::Type,
        };
        problems.expected(self, code, &said("{}, {} to {}", &[WHOLE, &grouped(least), &grouped(most)]));
        None
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
        let expected = said("text of 1 to {} characters, not all of them spaces", &[&longest.to_string()]);
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
        let expected = ["one of ", &words.join(", ")].concat();
        let typed = self.text(&expected, problems)?;
        let found = words.iter().position(|known| *known == typed);
        if found.is_none() {
            let problem = said("{} is {}; expected {}", &[&self.name(), &self.node.describe(), &expected]);
            problems.add(self, ProblemCode::UnknownWord, problem, &nearest(typed, words));
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
        let expected = said("a date as \"YYYY-MM-DD\", {} to {}", &[&first.to_string(), &last.to_string()]);
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
    let digits = |from: usize, to: usize| {
        let part = text.get(from..to)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
    };
    let is_joined = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    is_joined.then_some(())?;
    Some((digits(0, 4)?.try_into().ok()?, digits(5, 7)?, digits(8, 10)?))
}

/// An object whose keys are all known or reported.
#[derive(Debug)]
pub struct Object<'a> {
    entries: &'a [(String, Node)],
    /// The object itself.
    pub place: Place<'a>,
}

impl Object<'_> {
    /// The value of a key that may be absent; null equals absent.
    pub fn optional(&self, key: &'static str) -> Option<Place<'_>> {
        self.present(key).filter(|place| place.node.value != Value::Null)
    }

    /// The value of a key that must be there; null is then a value of the wrong type.
    pub fn required(&self, key: &'static str, expected: &str, problems: &mut Problems) -> Option<Place<'_>> {
        let found = self.present(key);
        if found.is_none() {
            let at = self.place.below(key, self.place.node);
            let problem = said("{} is missing", &[&at.name()]);
            problems.add(&at, ProblemCode::Missing, problem, &["add \"", key, "\": ", expected].concat());
        }
        found
    }

    fn present(&self, key: &'static str) -> Option<Place<'_>> {
        let (_, node) = self.entries.iter().find(|(known, _)| known == key)?;
        Some(self.place.below(key, node))
    }
}

/// The advice for an unknown key or word: the nearest known one, if one is near.
pub fn nearest(typed: &str, known: &[&str]) -> String {
    let near = known.iter().map(|word| (strsim::levenshtein(typed, word), *word)).min();
    match near {
        Some((distance, word)) if distance <= 2.max(word.len() / 3) => said("did you mean \"{}\"?", &[word]),
        _ => ["use one of ", &known.join(", ")].concat(),
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
