//! What staff are told of a quote that was opened: from a file, from a code, or from what the tab has kept.

use crate::codec::quote_code::CodeFault;
use crate::codec::quote_file::{Fault, MOST_BYTES};
use crate::editor::quote::code::Phrases;
use crate::editor::quote::draft::{Head, LONGEST_TEXT, MOST_LINES, MOST_OPTIONS, QuoteDraft};
use crate::editor::quote::keep::Note;
use crate::present::document::Words;
use crate::present::language::{as_is, counted, t};
use crate::present::say::Say;

/// What a quote that was not finished is: its number, and whose it is.
pub fn unfinished<'a>(draft: &QuoteDraft, say: &Say<'a>) -> Words<'a> {
    let number = say.fill(t!("Number {0}"), &[say.as_is(draft.get(Head::Number))]);
    match draft.get(Head::Patient).trim() {
        "" => number,
        patient => say.joined(&[number, as_is!(", "), say.as_is(patient)]),
    }
}

/// What stands where a code has no words.
pub fn phrases<'a>(say: &Say<'a>) -> Phrases<'a> {
    Phrases {
        listed: say.read(t!("A line of the price list")),
        label: say.read(t!("A line of its own")),
        reason: say.read(t!("as on the first print")),
        lender: say.read(t!("the lender on the first print")),
    }
}

/// So many seconds.
pub fn seconds<'a>(seconds: u32, say: &Say<'a>) -> Words<'a> {
    say.counted(counted("{0} second", "{0} seconds"), seconds, &[say.number(seconds)])
}

/// What could not be taken back as it was, or stands otherwise than it did.
pub fn note<'a>(note: &Note, say: &Say<'a>) -> Words<'a> {
    let whole = |number: usize| say.whole(i64::try_from(number).unwrap_or(i64::MAX));
    match note {
        Note::Format(fault) => self::fault(fault, say),
        Note::UnknownKey(key) => say.fill(t!("It says “{0}”, which this page does not know."), &[say.as_is(key)]),
        Note::TooMany(key) => {
            let with = [say.as_is(key), whole(MOST_OPTIONS), whole(MOST_LINES)];
            say.fill(t!("“{0}” was left out: a quote has at most {1} options with {2} lines each."), &with)
        }
        Note::TooLong { place, length } => {
            let with = [say.as_is(&place.key()), whole(*length), whole(LONGEST_TEXT)];
            say.fill(t!("“{0}” was left out: it has {1} bytes, and at most {2} are read."), &with)
        }
        Note::Shown => t!("It does not say which option to show. The first one is shown."),
        Note::OtherList(fingerprint) if fingerprint.is_empty() => {
            t!("This quote was made without a price list. Its prices are those of then.")
        }
        Note::OtherList(fingerprint) => say.fill(
            t!("This quote was made from another price list ({0}). It keeps the prices and the tax of that list."),
            &[say.as_is(fingerprint)],
        ),
        Note::NoList(fingerprint) => say.fill(
            t!("This quote was made from a price list that is not open ({0}). It keeps the prices and the tax of that list."),
            &[say.as_is(fingerprint)],
        ),
    }
}

fn fault<'a>(fault: &Fault, say: &Say<'a>) -> Words<'a> {
    let whole = |number: usize| say.whole(i64::try_from(number).unwrap_or(i64::MAX));
    match fault {
        Fault::TooLarge { bytes } => {
            let with = [whole(*bytes), whole(MOST_BYTES)];
            say.fill(t!("It has {0} bytes; at most {1} are read. Nothing of it was used."), &with)
        }
        Fault::NotJson(broken) => say.fill(
            t!("It is not a file that this page saved: line {0}, place {1} cannot be read. Nothing of it was used."),
            &[whole(broken.line), whole(broken.column)],
        ),
        Fault::OtherFormat => t!("It is not a quote that this page saved. Nothing of it was used."),
        Fault::NewerVersion { program, .. } if program.is_empty() => {
            t!("It comes from a newer version of this page. What this one does not know was left out: reload the page \
                to get the newest.")
        }
        Fault::NewerVersion { program, .. } => say.fill(
            t!("It comes from version {0} of this page. To see all of it, open it with that version or a later one: \
                reload the page to get the newest."),
            &[say.as_is(program)],
        ),
        Fault::Version(text) => {
            say.fill(t!("Its version, “{0}”, is not known. The rest of it was read."), &[say.as_is(text)])
        }
        Fault::Unreadable(key) => say.fill(t!("What it says of “{0}” cannot be read."), &[say.as_is(key)]),
        Fault::UnknownKey(key) => say.fill(t!("It says “{0}”, which this page does not know."), &[say.as_is(key)]),
        Fault::Duplicate(key) => say.fill(t!("It says “{0}” twice. The first counts."), &[say.as_is(key)]),
        Fault::Whole(key) => say.fill(t!("What it says of “{0}” cannot be read."), &[say.as_is(key)]),
    }
}

/// Why a code cannot be read, and what to do.
pub fn code_fault<'a>(fault: &CodeFault, say: &Say<'a>) -> Words<'a> {
    match fault {
        CodeFault::Length(0) => t!("There is no code. Type the letters and digits that stand beside the square."),
        CodeFault::Length(_) => {
            t!("This is too long for a code. Type the letters and digits that stand beside the square.")
        }
        CodeFault::Sign(sign, at) => {
            let at = say.whole(i64::try_from(*at).unwrap_or(0));
            let with = [say.as_is(sign.encode_utf8(&mut [0; 4])), at];
            say.fill(t!("No code has “{0}”, which stands at place {1}. Compare it with the paper."), &with)
        }
        CodeFault::Newer(_) => {
            t!("The code comes from a newer version of this page. Reload the page to get the newest.")
        }
        CodeFault::Slip => t!("A letter of the code is wrong, or two have changed places. Compare it with the paper."),
        CodeFault::Numbers => t!("This is a code, but not of a quote. Compare it with the paper."),
    }
}
