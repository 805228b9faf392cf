//! Keeping answers outside the page and taking them back: links, files, and what the browser keeps against a crash.
//!
//! Outside the page numbers are written in plain digits with a decimal point, so that a link from a Spanish page means
//! the same on an English one. What cannot be read as a number stays as it was typed, with `~` before it where it would
//! otherwise pass for a plain one: the "1.23" that a Spanish page refuses stays refused. Nothing here fails: what
//! cannot be taken back is noted, and is then the usual answer.

use super::history::{Answers, History};
use super::restore::{self, Names, Note};
use super::typed::Signs;
use super::{Draft, FIELDS, Reading};
use crate::codec::kept::{Check, Entries, Fault, MOST_BYTES};
use crate::codec::link;
use crate::codec::saved::{self, Saved, State};
use chrono::NaiveDate;

/// How many steps before the present one the browser keeps against a crash.
pub const KEPT_STEPS: usize = 20;

/// Answers that came from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub answers: Answers,
    /// What the shown scenario came to when it was kept.
    pub check: Option<Check>,
    /// What could not be taken back; empty where everything was.
    pub notes: Vec<Note>,
}

/// Answers that came from a file, and where that came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub restored: Restored,
    /// The version of the program that wrote it; empty where it does not say.
    pub program: String,
    pub saved_on: Option<NaiveDate>,
}

/// The fragment of a link to these answers, with its `#`.
pub fn link(answers: &Answers, reading: &Reading, check: Option<&Check>) -> String {
    let mut scenarios = outside(answers, reading, Names::Short);
    for (index, entries) in scenarios.iter_mut().enumerate() {
        // A link that ended with a bare `;` would lose it, and a scenario, where letters make addresses clickable.
        if let (1.., true, Some(row)) = (index, entries.is_empty(), FIELDS.first()) {
            entries.push((row.short.to_owned(), row.usual.to_owned()));
        }
    }
    link::write(&scenarios, answers.shown(), check)
}

/// The answers of a fragment; none where it is no link, but a place on the page or empty.
pub fn from_link(fragment: &str, reading: &Reading) -> Option<Restored> {
    let link = link::read(fragment)?;
    let mut notes: Vec<Note> = link.faults.into_iter().map(Note::Format).collect();
    let answers = inside(&link.scenarios, link.shown, reading, &mut notes);
    Some(Restored { answers, check: link.check, notes })
}

/// The text of a file with these answers; `program` is the version of this program, `today` the day where the person is.
pub fn file(
    answers: &Answers,
    reading: &Reading,
    check: Option<Check>,
    program: &str,
    today: Option<NaiveDate>,
) -> String {
    saved::write(&Saved {
        program: program.to_owned(),
        saved_on: today,
        present: state(0, answers, reading),
        highest: 0,
        check,
        past: Vec::new(),
    })
}

/// The answers of a file.
pub fn from_file(text: &str, reading: &Reading) -> Opened {
    let (saved, faults) = saved::read(text);
    let mut notes: Vec<Note> = faults.into_iter().map(Note::Format).collect();
    let answers = inside(&saved.present.scenarios, saved.present.shown, reading, &mut notes);
    let restored = Restored { answers, check: saved.check, notes };
    Opened { restored, program: saved.program, saved_on: saved.saved_on }
}

/// What the browser keeps against a crash: the present answers and up to [`KEPT_STEPS`] before them, as many as fit.
pub fn session(history: &History, reading: &Reading, program: &str) -> String {
    let mut most = KEPT_STEPS;
    loop {
        let past = history.past(most).map(|(position, answers)| state(position, answers, reading)).collect();
        let text = saved::write(&Saved {
            program: program.to_owned(),
            saved_on: None,
            present: state(history.position(), history.answers(), reading),
            highest: history.highest(),
            check: None,
            past,
        });
        if text.len() <= MOST_BYTES || most == 0 {
            return text;
        }
        most /= 2;
    }
}

/// The history that the browser kept, with notes on what could not be taken back: each of the present answers, and one
/// for all steps before them.
pub fn from_session(text: &str, reading: &Reading) -> (History, Vec<Note>) {
    let (saved, faults) = saved::read(text);
    let mut notes: Vec<Note> = faults.into_iter().map(Note::Format).collect();
    let present = inside(&saved.present.scenarios, saved.present.shown, reading, &mut notes);
    let mut lost = Vec::new();
    let mut past = Vec::with_capacity(saved.past.len());
    for state in &saved.past {
        past.push((state.position, inside(&state.scenarios, state.shown, reading, &mut lost)));
    }
    let whole = Note::Format(Fault::Past);
    if !lost.is_empty() && !notes.contains(&whole) {
        notes.push(whole);
    }
    (History::restored(past, (saved.present.position, present), saved.highest), notes)
}

fn state(position: u32, answers: &Answers, reading: &Reading) -> State {
    State { position, scenarios: outside(answers, reading, Names::Long), shown: answers.shown() }
}

/// Stands before a number's text that is to stay as it was typed.
const AS_TYPED: char = '~';

fn outside(answers: &Answers, reading: &Reading, names: Names) -> Vec<Entries> {
    let plain = in_plain(reading);
    let entries = |draft: &Draft| {
        let mut outside = draft.restated(reading, Signs::PLAIN);
        for row in &FIELDS {
            let text = draft.text(row.field);
            if row.is_number()
                && row.plain(text, reading).is_none()
                && (text.starts_with(AS_TYPED) || row.plain(text, &plain).is_some())
            {
                let mut marked = String::from(AS_TYPED);
                marked.push_str(text);
                outside = outside.with(row.field, marked);
            }
        }
        restore::entries(&outside, names)
    };
    answers.scenarios().iter().map(entries).collect()
}

fn inside(scenarios: &[Entries], shown: usize, reading: &Reading, notes: &mut Vec<Note>) -> Answers {
    let plain = in_plain(reading);
    let mut drafts = Vec::with_capacity(scenarios.len());
    for (scenario, entries) in scenarios.iter().enumerate() {
        let outside = restore::draft(entries, scenario, notes);
        let mut draft = outside.restated(&plain, reading.signs);
        for row in &FIELDS {
            if row.is_number()
                && let Some(typed) = outside.text(row.field).strip_prefix(AS_TYPED)
            {
                draft = draft.with(row.field, typed);
            }
        }
        drafts.push(draft);
    }
    Answers::new(drafts, shown)
}

/// How what is kept outside is read: in the currency of the page, but with plain signs.
fn in_plain(reading: &Reading) -> Reading {
    Reading { signs: Signs::PLAIN, ..reading.clone() }
}
