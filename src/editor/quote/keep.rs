//! Keeping quotes outside the page and taking them back: files, what the tab holds against a reload or a crash, and the
//! number that a quote is known by.
//!
//! Outside the page numbers are written in plain digits with a decimal point; what cannot be read as a number stays as
//! it was typed, with `~` before it where it would otherwise pass for a plain one, as on the patient page. Nothing here
//! fails: what cannot be taken back is noted, and everything else is there.
//!
//! A tab's session storage is its own, so that two tabs never write over each other. A duplicated tab begins with a copy
//! of it, number and all: the page holds a lock named [`lock_name`] for as long as it shows a quote, and where another
//! tab holds that lock already, what it shows is a copy, and [`as_copy`] makes a quote of its own of it.

use super::draft::{Choice, Head, LineField, MOST_LINES, MOST_OPTIONS, Place, QuoteDraft};
use super::read::{self, Around};
use crate::codec::kept::shortened;
use crate::codec::quote_code;
use crate::codec::quote_file::{self, Fault, QuoteFile};
use crate::domain::currency::Currency;
use crate::domain::quote::{Instalments, Part, Quote};
use crate::domain::scenario::Scenario;
use crate::editor::typed::{self, Signs};
use crate::editor::{Problem, Reading};
use chrono::{Datelike, NaiveDate};

/// What could not be taken back as it was, or stands otherwise than it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// About the file as a whole, or about a text that could not be read at all.
    Format(Fault),
    /// No field has this key, of which at most 40 characters are told.
    UnknownKey(String),
    /// A field of an option after the third, or of a line after the fortieth, of which at most 40 characters are told.
    TooMany(String),
    /// A field's text has so many bytes, more than [`super::draft::LONGEST_TEXT`]; it is left out.
    TooLong { place: Place, length: usize },
    /// The option that is shown is none of those there are; the first is shown.
    Shown,
    /// The quote was made from another price list than the one that is open: it keeps its own prices and tax. The
    /// fingerprint is that of its own list; empty where it was made without one.
    OtherList(String),
    /// The quote was made from a price list, and none is open: it keeps its prices and tax.
    NoList(String),
}

impl Note {
    /// Whether nothing at all could be taken in.
    pub const fn is_of_nothing(&self) -> bool {
        matches!(self, Self::Format(fault) if fault.is_of_nothing())
    }
}

/// The text of a file with this quote, names, notes and reasons included; `program` is the version of this program,
/// `today` the day where the person is.
pub fn file(draft: &QuoteDraft, around: &Around, program: &str, today: NaiveDate) -> String {
    let mut draft = draft.clone();
    read::note_list(&mut draft, around);
    read::spell_out_lenders(&mut draft, around);
    if draft.get(Head::ListTax).is_empty() {
        // Made without a list: no list that is opened later puts its tax on it.
        draft.set(Head::ListTax, &read::tax_text(None));
        draft.set(Head::Currency, around.reading.currency.code());
    }
    quote_file::write(&outside(&draft, around, program, Some(today)))
}

/// The text that the tab holds against a reload or a crash. It is written at each change: nothing is known of a crash
/// before it comes.
pub fn session(draft: &QuoteDraft, around: &Around, program: &str) -> String {
    let mut draft = draft.clone();
    read::note_list(&mut draft, around);
    read::spell_out_lenders(&mut draft, around);
    quote_file::write(&outside(&draft, around, program, None))
}

/// The quote of a file, with notes on what could not be taken back.
pub fn open_file(text: &str, around: &Around) -> (QuoteDraft, Vec<Note>) {
    let (file, faults) = quote_file::read(text);
    let mut notes: Vec<Note> = faults.into_iter().map(Note::Format).collect();
    let mut draft = inside(&file, around.reading, &mut notes);
    if !draft.get(Head::ListTax).is_empty() {
        // What the open list says itself need not stand in the fields.
        read::note_list(&mut draft, around);
    }
    if !notes.iter().any(Note::is_of_nothing) {
        notes.extend(list_note(&draft, around));
    }
    (draft, notes)
}

/// The quote that the tab held, with notes on what could not be taken back.
pub fn restore(text: &str, around: &Around) -> (QuoteDraft, Vec<Note>) {
    open_file(text, around)
}

/// Says so where a quote was made from another list than the one that is open.
pub fn list_note(draft: &QuoteDraft, around: &Around) -> Option<Note> {
    let fingerprint = draft.get(Head::ListFingerprint);
    match around.menu {
        _ if !read::is_of_other_list(draft, around) => None,
        Some(_) => Some(Note::OtherList(fingerprint.to_owned())),
        None => Some(Note::NoList(fingerprint.to_owned())),
    }
}

/// The number of a quote that is begun on a day: the day and 20 random bits, as `20261120-7K3M`.
pub fn number(day: NaiveDate, random: u64) -> String {
    let mut number = day.to_string().replace('-', "");
    number.push('-');
    number.push_str(&quote_code::letters(random, NUMBER_LETTERS));
    number
}

/// Letters behind the day of a quote's number: with a hundred quotes a day, one day in two hundred has two the same.
pub const NUMBER_LETTERS: u32 = 4;

/// The day and the random bits of a quote's number; none where it has another form.
pub fn number_parts(number: &str) -> Option<(NaiveDate, u64)> {
    let (day, random) = number.split_once('-').filter(|(day, random)| (day.len(), random.len()) == (8, 4))?;
    let (year, month, date) = (day.get(..4)?, day.get(4..6)?, day.get(6..)?);
    let day = crate::editor::day(&[year, "-", month, "-", date].concat())?;
    Some((day, quote_code::number(random, 4)?))
}

/// The lock that a page holds while it shows the quote with this number.
pub fn lock_name(number: &str) -> String {
    ["microneedling-quote ", number].concat()
}

/// Makes a quote of its own of a copy: with a number of its own, and never printed.
pub fn as_copy(draft: &mut QuoteDraft, number: &str) {
    draft.set(Head::Number, number);
    draft.set(Head::Printed, "");
    draft.set(Head::FirstPrinted, "");
    for option in &mut draft.options {
        option.set(Choice::FirstTotal, "");
    }
}

/// What a number's text must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Whole((u32, u32)),
    Amount,
    /// "10%" or an amount.
    Part,
    /// A rate of a lender in per cent.
    Rate,
}

/// Whether numbers are typed at a place, which every locale writes in its own way.
const fn kind(place: Place) -> Option<Kind> {
    Some(match place {
        Place::Option(_, Choice::Sessions) => Kind::Whole(Scenario::SESSIONS),
        Place::Option(_, Choice::Weeks) => Kind::Whole(Scenario::INTERVAL_WEEKS),
        Place::Option(_, Choice::Payments) => Kind::Whole(Instalments::PAYMENTS),
        Place::Line(_, _, LineField::Quantity) => Kind::Whole(Quote::QUANTITY),
        Place::Option(_, Choice::Credit) | Place::Line(_, _, LineField::Price) => Kind::Amount,
        Place::Option(_, Choice::Discount | Choice::Deposit) | Place::Line(_, _, LineField::Discount) => Kind::Part,
        Place::Option(_, Choice::Rate) => Kind::Rate,
        _ => return None,
    })
}

/// A typed number as plain digits with a decimal point; none where it cannot be read.
fn plain(kind: Kind, text: &str, reading: &Reading) -> Option<String> {
    let bounds = |(low, high): (u32, u32)| (i64::from(low), i64::from(high));
    let plain = in_plain(reading.currency);
    match kind {
        Kind::Whole(within) => {
            let (low, high) = bounds(within);
            Some(typed::whole(text, reading.signs, low, high).ok()?.to_string())
        }
        Kind::Amount => Some(read::typed_amount(read::amount(text, reading, Quote::UNIT_PRICE).ok()?, &plain)),
        Kind::Part => Some(match read::part(text, reading).ok()?? {
            Part::Share(share) => read::typed_rate(share, &plain),
            Part::Amount(amount) => read::typed_amount(amount, &plain),
        }),
        Kind::Rate => {
            let (low, high) = bounds(Instalments::APR);
            Some(typed::plain(rate(text, reading.signs, low, high).ok()?, 2))
        }
    }
}

/// How what is kept outside is read: in the quote's currency, with plain signs and no symbols.
const fn in_plain(currency: Currency) -> Reading {
    Reading { signs: Signs::PLAIN, currency, symbols: String::new() }
}

fn rate(text: &str, signs: Signs, low: i64, high: i64) -> Result<i64, Problem> {
    typed::amount(text, signs, 2, &["%"], low, high)
}

/// Stands before a number's text that is to stay as it was typed.
const AS_TYPED: char = '~';

fn outside(draft: &QuoteDraft, around: &Around, program: &str, saved_on: Option<NaiveDate>) -> QuoteFile {
    let reading = read::reading_of(draft, around);
    let plainly = in_plain(reading.currency);
    let mut answers = Vec::new();
    let mut add = |place: Place, text: &str| {
        let mut kept = text.to_owned();
        if let Some(kind) = kind(place) {
            match plain(kind, text, &reading) {
                Some(number) => kept = number,
                None if text.starts_with(AS_TYPED) || plain(kind, text, &plainly).is_some() => {
                    kept.insert(0, AS_TYPED);
                }
                None => {}
            }
        }
        answers.push((place.key(), kept));
    };
    for (place, text) in draft.entries() {
        if !matches!(place, Place::Head(Head::ListId | Head::ListFingerprint)) {
            add(place, text);
        }
    }
    // Options and lines in which nothing is typed yet are there all the same.
    for (at, option) in draft.options.iter().enumerate() {
        if Choice::ALL.iter().all(|field| option.get(*field).is_empty()) && at > 0 {
            add(Place::Option(at, Choice::Concern), "");
        }
        for (row, line) in option.lines.iter().enumerate() {
            if LineField::ALL.iter().all(|field| line.get(*field).is_empty()) {
                add(Place::Line(at, row, LineField::Source), "");
            }
        }
    }
    QuoteFile {
        program: program.to_owned(),
        saved_on: saved_on.filter(|day| (Scenario::START_YEARS.0..=Scenario::START_YEARS.1).contains(&day.year())),
        list: (draft.get(Head::ListId).to_owned(), draft.get(Head::ListFingerprint).to_owned()),
        shown: draft.shown,
        answers,
    }
}

fn inside(file: &QuoteFile, reading: &Reading, notes: &mut Vec<Note>) -> QuoteDraft {
    let mut draft = QuoteDraft::default();
    draft.set(Head::ListId, &file.list.0);
    draft.set(Head::ListFingerprint, &file.list.1);
    let own = file.answers.iter().find(|(key, _)| key == Head::Currency.key());
    let currency = own.and_then(|(_, code)| Currency::from_code(code)).unwrap_or(reading.currency);
    let plainly = in_plain(currency);
    for (key, kept) in &file.answers {
        let Some(place) = Place::of(key).filter(|place| is_answer(*place) && place.key() == *key) else {
            notes.push(Note::UnknownKey(shortened(key)));
            continue;
        };
        let mut text = kept.clone();
        if let Some(kind) = kind(place) {
            if let Some(typed) = kept.strip_prefix(AS_TYPED) {
                typed.clone_into(&mut text);
            } else if let Some(number) = plain(kind, kept, &plainly) {
                text = number.replace('.', reading.signs.decimal.encode_utf8(&mut [0; 4]));
            }
        }
        if !draft.restore(place, &text) {
            notes.push(match is_too_far(place) {
                true => Note::TooMany(shortened(key)),
                false => Note::TooLong { place, length: text.len() },
            });
        }
    }
    if file.shown < draft.options.len() {
        draft.shown = file.shown;
    } else if file.shown > 0 {
        notes.push(Note::Shown);
    }
    draft
}

/// Whether a place stands among the answers of a file; the list that a quote was made from has a key of its own.
const fn is_answer(place: Place) -> bool {
    !matches!(place, Place::Head(Head::ListId | Head::ListFingerprint))
}

const fn is_too_far(place: Place) -> bool {
    match place {
        Place::Head(_) => false,
        Place::Option(option, _) => option >= MOST_OPTIONS,
        Place::Line(option, line, _) => option >= MOST_OPTIONS || line >= MOST_LINES,
    }
}
