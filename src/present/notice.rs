//! What a person should know of what was opened or kept: in one lead sentence and a list.

use super::answers;
use super::context::Context;
use super::language::{Text, Words, as_is, t};
use super::say::Say;
use crate::codec::kept::{Check, Fault};
use crate::domain::money::Money;
use crate::editor::restore::{Loss, Note};

/// What a person should know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A link was opened, or a file that a program of this version wrote.
    Opened { program: Option<String>, check: Option<Check>, notes: Vec<Note> },
    /// Nothing of a link or a file could be read.
    Unopened(Vec<Note>),
    /// Not all of what the browser kept could be read.
    Restored(Vec<Note>),
    /// Back or Forward led to a step that is no longer known.
    Forgotten,
    /// The browser keeps nothing: a reload would lose the answers.
    Blocked,
    /// The browser has no room to keep the answers.
    Full,
    /// A file could not be opened.
    Unread,
}

/// A notice in words: the lead, and what there is to say in detail.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    pub lead: Words<'a>,
    pub items: Vec<Words<'a>>,
}

/// A notice in words, beside the estimate that is shown now.
pub fn told<'a>(context: &Context<'a>, notice: &Notice) -> Told<'a> {
    let say = &context.say;
    let (lead, notes) = match notice {
        Notice::Opened { program, check, notes } => {
            let lead = match program {
                None => t!("The answers of the link are open. Undo brings yours back."),
                Some(_) => t!("The answers of the file are open. Undo brings yours back."),
            };
            let mut told = Told { lead, items: Vec::new() };
            told.items.extend(changed(context, check.as_ref(), program.as_deref()));
            told.items.extend(notes.iter().map(|note| self::note(say, note)));
            return told;
        }
        Notice::Unopened(notes) => (t!("Your answers stay as they were."), notes.as_slice()),
        Notice::Restored(notes) if notes.iter().any(Note::is_of_nothing) => {
            (t!("Your answers could not be brought back:"), notes.as_slice())
        }
        Notice::Restored(notes) => (t!("Your answers are back, except for this:"), notes.as_slice()),
        Notice::Forgotten => {
            (t!("That step was undone and then replaced by another one. The answers stay as they are."), &[][..])
        }
        Notice::Blocked => (
            t!("This browser keeps nothing for this page. A reload would lose your answers: save them as a file, or \
                copy the link."),
            &[][..],
        ),
        Notice::Full => (
            t!(
                "This browser has no room left to keep your answers. A reload would lose them: save them as a file, or \
                copy the link."
            ),
            &[][..],
        ),
        Notice::Unread => (t!("The file could not be read. Open one of at most 64 KB."), &[][..]),
    };
    Told { lead, items: notes.iter().map(|note| self::note(say, note)).collect() }
}

/// What came out otherwise than when the answers were kept.
fn changed<'a>(context: &Context<'a>, check: Option<&Check>, program: Option<&str>) -> Option<Words<'a>> {
    let before = check?;
    let now = Check::from(context.estimate);
    if *before == now {
        return Some(t!("They come to the same amounts as when they were kept, to the cent."));
    }
    let range = |check: &Check, (low, high): (i64, i64)| {
        let say = Say { currency: check.currency, ..context.say };
        say.range(Money::from_minor(low), Money::from_minor(high), true)
    };
    let with = [
        range(before, before.course),
        range(&now, now.course),
        range(before, before.total),
        range(&now, now.total),
        context.say.as_is(program.unwrap_or_default()),
    ];
    Some(context.fill(
        t!("Since they were kept, figures, prices or the price list have changed. First course: {0} then, {1} now. \
            Total: {2} then, {3} now."),
        &with,
    ))
}

fn note<'a>(say: &Say<'a>, note: &Note) -> Words<'a> {
    let (scenario, words) = match note {
        Note::Format(fault) => return self::fault(say, fault),
        Note::Answer { scenario, loss } => (*scenario, self::loss(say, loss)),
    };
    if scenario == 0 { words } else { say.joined(&[letter(scenario), as_is!(": "), words]) }
}

/// What a scenario is called by its place: A, B, C.
pub const fn letter(scenario: usize) -> Words<'static> {
    match scenario {
        0 => as_is!("A"),
        1 => as_is!("B"),
        _ => as_is!("C"),
    }
}

fn loss<'a>(say: &Say<'a>, loss: &Loss) -> Words<'a> {
    match loss {
        Loss::UnknownKey { key, nearest: None } => {
            say.fill(t!("“{0}” is no question of this page. It was left out."), &[say.as_is(key)])
        }
        Loss::UnknownKey { key, nearest: Some(field) } => say.fill(
            t!("“{0}” is no question of this page; perhaps “{1}” was meant. It was left out."),
            &[say.as_is(key), answers::name(*field)],
        ),
        Loss::Duplicate(field) => {
            say.fill(t!("“{0}” was answered twice. The first answer counts."), &[answers::name(*field)])
        }
        Loss::NotAllowed { field, text } => say.fill(
            t!("{0}: “{1}” is not one of the answers. The usual one is used; choose another if it is not yours."),
            &[answers::name(*field), say.as_is(text)],
        ),
        Loss::TooLong { field, length } => say.fill(
            t!("{0}: the text has {1} characters and was left out. Type the answer anew."),
            &[answers::name(*field), say.whole(i64::try_from(*length).unwrap_or(i64::MAX))],
        ),
    }
}

fn fault<'a>(say: &Say<'a>, fault: &Fault) -> Words<'a> {
    let number = |number: usize| say.whole(i64::try_from(number).unwrap_or(i64::MAX));
    let (text, with): (Text, [Words<'a>; 2]) = match fault {
        Fault::TooLarge { bytes } => {
            (t!("It has {0} bytes; at most 65,536 are read. Nothing of it was used."), [number(*bytes), Words::NONE])
        }
        Fault::NotJson(broken) => (
            t!("It is not a file that this page saved: line {0}, place {1} cannot be read. Nothing of it was used."),
            [number(broken.line), number(broken.column)],
        ),
        Fault::OtherFormat => {
            (t!("It is not a file that this page saved. Nothing of it was used."), [Words::NONE, Words::NONE])
        }
        Fault::NewerVersion { program, .. } if program.is_empty() => (
            t!(
                "It comes from a newer version of this page. What this one does not know was left out: reload the page \
                to get the newest."
            ),
            [Words::NONE, Words::NONE],
        ),
        Fault::NewerVersion { program, .. } => (
            t!("It comes from version {0} of this page. What this one does not know was left out: reload the page to \
                get the newest."),
            [say.as_is(program), Words::NONE],
        ),
        Fault::Version(text) => {
            (t!("Its version, “{0}”, is not known. The rest of it was read."), [say.as_is(text), Words::NONE])
        }
        Fault::TooManyScenarios(count) => {
            (t!("It has {0} scenarios. The first 3 are shown."), [number(*count), Words::NONE])
        }
        Fault::NotAScenario(scenario) => {
            (t!("Scenario {0} of it cannot be read and was left out."), [number(scenario + 1), Words::NONE])
        }
        Fault::Unreadable { key, .. } => {
            (t!("What it says of “{0}” cannot be read. The usual answer is used."), [say.as_is(key), Words::NONE])
        }
        Fault::UnknownKey(key) => (t!("It says “{0}”, which this page does not know."), [say.as_is(key), Words::NONE]),
        Fault::Duplicate(key) => (t!("It says “{0}” twice. The first counts."), [say.as_is(key), Words::NONE]),
        Fault::Whole(key) => (t!("What it says of “{0}” cannot be read."), [say.as_is(key), Words::NONE]),
        Fault::Past => (t!("Some earlier steps cannot be read: they cannot be undone."), [Words::NONE, Words::NONE]),
    };
    say.fill(text, &with)
}
