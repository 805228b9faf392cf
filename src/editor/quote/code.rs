//! A quote as a short code, on paper and in a QR code: every number that makes it what it costs to the cent, and no
//! word that could hold a name.
//!
//! Where the price list is open that the quote was made from, places in the list become its rows again. Where it is not,
//! lines are lines of one's own at the prices of the code, and its tax is that of the code: the total is the same.
//!
//! A field of the code is a number; what each is, [`Writer::quote`] says in order, and [`Opener::quote`] reads in the
//! same order. Words are numbered by tables of this file, to which words are only ever added at the end: an older code
//! keeps its meaning.

use super::draft::{Choice, Head, LineDraft, LineField, MOST_LINES, MOST_OPTIONS, OptionDraft, QuoteDraft};
use super::keep::{Note, list_note, number, number_parts};
use super::read::{self, Around, ReadLine, ReadOption, ReadQuote, typed_amount, typed_rate};
use crate::codec::quote_code::{self, CodeFault};
use crate::domain::currency::Currency;
use crate::domain::menu::Menu;
use crate::domain::money::{BasisPoints, Money};
use crate::domain::offer::Source;
use crate::domain::price_list::Tax;
use crate::domain::quote::{Instalments, Part};
use crate::editor::{Reading, typed};
use chrono::{Days, NaiveDate};

/// What stands where a code has no words, in the language of the page.
#[derive(Clone, Copy, Debug)]
pub struct Phrases<'a> {
    /// The label of a line from a price list that is not open.
    pub listed: &'a str,
    /// The label of a line that had one of its own.
    pub label: &'a str,
    /// A reason that was given.
    pub reason: &'a str,
    /// A lender's name.
    pub lender: &'a str,
}

/// What stands before the code in a link's fragment.
pub const LINK: &str = "#/q=";

/// The fragment of a link that reopens a quote.
pub fn link(code: &str) -> String {
    [LINK, code].concat()
}

/// The code in a link's fragment; none where it is another fragment.
pub fn of_link(fragment: &str) -> Option<&str> {
    fragment.strip_prefix(LINK)
}

/// The words of concerns; their places never change.
const CONCERNS: [&str; 14] = [
    "acne-scars-rolling",
    "acne-scars-boxcar",
    "acne-scars-icepick",
    "acne-scars-mixed",
    "wrinkles",
    "laxity",
    "texture",
    "pores",
    "melasma",
    "dark-marks",
    "stretch-marks",
    "surgical-scar",
    "burn-scar",
    "hair-thinning",
];
/// The words of severities; their places never change, and there is room for four.
const SEVERITIES: [&str; 4] = ["unsure", "mild", "moderate", "severe"];
/// The words of treatments and lasers; their places never change.
const SERVICES: [&str; 11] = [
    "standard",
    "prp",
    "tox",
    "nano-gold",
    "rf",
    "non-ablative-fractional",
    "ablative-fractional",
    "full-field",
    "picosecond",
    "ipl",
    "pulsed-dye",
];
/// The words of areas; their places never change, and there is room for fifteen.
const AREAS: [&str; 10] =
    ["face", "face-neck", "neck-chest", "spot", "abdomen", "thighs", "back", "hands", "scalp", "face-neck-chest"];
const SEVERITY_ROOM: u64 = 4;
const AREA_ROOM: u64 = 16;

/// Letters of a list's fingerprint.
const FINGERPRINT: u32 = 8;
/// The first day that a code can name.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// The code of a quote; none while an option cannot be worked out.
///
/// It has no patient, no note, no reason and no label, and no number but one that [`number`] has given.
pub fn code(draft: &QuoteDraft, read: &ReadQuote, around: &Around) -> Option<String> {
    let menu = around.menu.filter(|_| !read.is_of_other_list);
    let mut writer = Writer { numbers: Vec::new(), menu };
    writer.quote(draft, read, around)?;
    Some(quote_code::write(&writer.numbers))
}

/// The quote of a code, with a note where it was made from another list than the one that is open.
///
/// # Errors
/// What is wrong with the code.
pub fn open_code(code: &str, around: &Around, phrases: &Phrases) -> Result<(QuoteDraft, Vec<Note>), CodeFault> {
    let numbers = quote_code::read(code)?;
    let mut opener = Opener { numbers: &numbers, phrases, reading: around.reading.clone(), menu: None };
    let draft = opener.quote(around).ok_or(CodeFault::Numbers)?;
    let notes = list_note(&draft, around).into_iter().collect();
    Ok((draft, notes))
}

/// How parts of an amount are marked, in two bits.
const SHARE: u64 = 1;
const AMOUNT: u64 = 2;

/// Flags of the whole.
mod whole {
    pub const TAX_ADDED: u64 = 1;
    pub const TAX_INCLUDED: u64 = 2;
    pub const LIST: u64 = 4;
}

/// Flags of an option, above the two bits of its deposit.
mod option {
    pub const OWN_LINES: u64 = 1 << 2;
    pub const DISCOUNT: u32 = 3;
    pub const DISCOUNT_REASON: u64 = 1 << 5;
    pub const RANGE_REASON: u64 = 1 << 6;
    pub const CREDIT: u64 = 1 << 7;
}

/// Flags of a line, above the three bits of what it is.
mod line {
    pub const DISCOUNT: u32 = 3;
    pub const UNTAXED: u64 = 1 << 5;
    pub const REASON: u64 = 1 << 6;
    pub const LABEL: u64 = 1 << 7;
}

/// Puts a quote into numbers.
struct Writer<'a> {
    numbers: Vec<u64>,
    /// The list that the quote was made from, where it is open.
    menu: Option<&'a Menu>,
}

impl Writer<'_> {
    fn add(&mut self, number: u64) {
        self.numbers.push(number);
    }

    fn quote(&mut self, draft: &QuoteDraft, read: &ReadQuote, around: &Around) -> Option<()> {
        let fingerprint = if read.is_of_other_list { draft.get(Head::ListFingerprint) } else { around.fingerprint };
        let fingerprint = quote_code::number(fingerprint, FINGERPRINT as usize);
        let tax = match read.tax {
            None => 0,
            Some(tax) if tax.included => whole::TAX_INCLUDED,
            Some(_) => whole::TAX_ADDED,
        };
        self.add(tax | if fingerprint.is_some() { whole::LIST } else { 0 });
        self.numbers.extend(fingerprint);
        self.numbers.extend(read.tax.map(|tax| u64::from(tax.rate.0)));
        self.add(currency_number(read.currency));
        let date = read.date.unwrap_or(FIRST_DAY);
        self.add(read.date.map_or(0, |date| days(FIRST_DAY, date)));
        let given = number_parts(draft.get(Head::Number));
        self.day(date, given.map(|(day, _)| day));
        self.numbers.extend(given.map(|(_, random)| random));
        for day in [read.valid_until, read.first_visit, read.asked_on, read.first_printed] {
            self.day(date, day);
        }
        self.add(read.printed.into());
        let places = self.menu.map(|menu| {
            (
                menu.providers.iter().position(|provider| provider.id == draft.get(Head::Provider)),
                menu.locations.iter().position(|location| location.id == draft.get(Head::Location)),
            )
        });
        let (provider, location) = places.unwrap_or_default();
        self.place(provider);
        self.place(location);
        self.add(draft.shown as u64);
        self.add(read.options.len() as u64);
        for (typed, option) in draft.options.iter().zip(&read.options) {
            self.option(typed, option)?;
        }
        Some(())
    }

    /// A day by how far it is from another; 0 where there is none.
    fn day(&mut self, from: NaiveDate, day: Option<NaiveDate>) {
        self.add(day.map_or(0, |day| days(from, day) + 1));
    }

    /// A place in a list; 0 where there is none.
    fn place(&mut self, place: Option<usize>) {
        self.add(place.map_or(0, |place| place as u64 + 1));
    }

    /// An amount: whole hundreds of minor units are short.
    fn amount(&mut self, amount: Money) {
        let minor = amount.minor().unsigned_abs();
        self.add(if minor.is_multiple_of(100) { minor / 100 * 2 } else { minor * 2 + 1 });
    }

    fn part(&mut self, part: Option<Part>) {
        match part {
            None => {}
            Some(Part::Share(share)) => self.add(share.0.into()),
            Some(Part::Amount(amount)) => self.amount(amount),
        }
    }

    fn option(&mut self, typed: &OptionDraft, read: &ReadOption) -> Option<()> {
        let (quote, _) = read.priced.as_ref()?;
        let is_typed = |field: Choice| !typed.get(field).trim().is_empty();
        let flags = [
            (option::OWN_LINES, !typed.follows_plan()),
            (option::DISCOUNT_REASON, is_typed(Choice::DiscountReason)),
            (option::RANGE_REASON, is_typed(Choice::RangeReason)),
            (option::CREDIT, is_typed(Choice::Credit)),
        ];
        self.add(joined(&flags) | kind_of(quote.deposit) | kind_of(quote.discount) << option::DISCOUNT);
        let concern = place_of(&CONCERNS, typed.get(Choice::Concern));
        self.add(concern * SEVERITY_ROOM + place_of(&SEVERITIES, typed.get(Choice::Severity)).saturating_sub(1));
        let service = place_of(&SERVICES, typed.get(Choice::Service));
        self.add(service * AREA_ROOM + place_of(&AREAS, typed.get(Choice::Area)));
        self.add(read.sessions.unwrap_or(0).into());
        self.add(read.weeks.unwrap_or(0).into());
        let id = typed.get(Choice::Item);
        self.place(self.menu.and_then(|menu| menu.items.iter().position(|item| item.id == id)));
        self.place(read.membership.filter(|_| self.menu.is_some()));
        self.part(quote.deposit);
        self.part(quote.discount);
        if is_typed(Choice::Credit) {
            self.amount(quote.credit);
        }
        self.instalments(typed, quote.plan.as_ref());
        // The total may be too large for one number.
        let total = read.first_total.map_or(0, |total| total.minor().unsigned_abs() + 1);
        self.add(total >> 20);
        self.add(total & ((1 << 20) - 1));
        self.add(read.lines.len() as u64);
        for (typed, line) in typed.lines.iter().zip(&read.lines) {
            self.line(typed, line.as_ref()?);
        }
        Some(())
    }

    /// The lender: 0 none, 1 one that is not in the list, else its place; and the terms.
    fn instalments(&mut self, typed: &OptionDraft, plan: Option<&Instalments>) {
        let Some(plan) = plan else {
            self.add(0);
            return;
        };
        let id = typed.get(Choice::Lender);
        let place = self.menu.and_then(|menu| menu.financing.iter().position(|lender| lender.id == id));
        self.add(place.map_or(1, |place| place as u64 + 2));
        self.add(plan.apr.0.into());
        self.add(u64::from(plan.payments) * 2 + u64::from(plan.deferred_interest));
    }

    fn line(&mut self, typed: &LineDraft, read: &ReadLine) {
        let source = read.source.filter(|_| self.menu.is_some());
        let (kind, places) = match source {
            None => (0, [None, None]),
            Some(Source::Session(item)) => (1, [Some(item), None]),
            Some(Source::Package(item, package)) => (2, [Some(item), Some(package)]),
            Some(Source::AddOn(at)) => (3, [Some(at), None]),
            Some(Source::Fee(at)) => (4, [Some(at), None]),
            Some(Source::Upkeep(item)) => (5, [Some(item), None]),
            Some(Source::Units(item, step)) => (6, [Some(item), Some(step)]),
            Some(Source::Consultation) => (7, [Some(0), None]),
        };
        let was_listed = source.is_none() && !typed.get(LineField::Source).is_empty();
        let flags = [
            (line::UNTAXED, typed.get(LineField::Taxed) == "no"),
            (line::REASON, !typed.get(LineField::Reason).trim().is_empty()),
            (line::LABEL, was_listed || !typed.get(LineField::Label).trim().is_empty()),
        ];
        self.add(kind | kind_of(read.line.discount) << line::DISCOUNT | joined(&flags));
        self.numbers.extend(places.into_iter().flatten().map(|place| place as u64));
        self.add(read.line.quantity.into());
        self.amount(read.line.unit_price);
        self.part(read.line.discount);
    }
}

fn joined(flags: &[(u64, bool)]) -> u64 {
    flags.iter().fold(0, |joined, (flag, is_set)| if *is_set { joined | flag } else { joined })
}

const fn kind_of(part: Option<Part>) -> u64 {
    match part {
        None => 0,
        Some(Part::Share(_)) => SHARE,
        Some(Part::Amount(_)) => AMOUNT,
    }
}

/// The place of a word counted from 1; 0 where it is none of them.
fn place_of(words: &[&str], word: &str) -> u64 {
    words.iter().position(|known| *known == word).map_or(0, |place| place as u64 + 1)
}

/// The days from one day to another: 0 for the same, then one after, one before, two after …
fn days(from: NaiveDate, to: NaiveDate) -> u64 {
    let days = to.signed_duration_since(from).num_days();
    days.unsigned_abs() * 2 - u64::from(days > 0)
}

/// The day that [`days`] names.
fn day_after(from: NaiveDate, number: u64) -> Option<NaiveDate> {
    let days = Days::new(number.div_ceil(2));
    let day = if number % 2 == 1 { from.checked_add_days(days) } else { from.checked_sub_days(days) }?;
    // Only what could be typed.
    crate::editor::day(&day.to_string())
}

/// A currency by its letters; the US dollar is 0.
fn currency_number(currency: Currency) -> u64 {
    if currency == Currency::USD {
        return 0;
    }
    currency.code().bytes().fold(0, |number, letter| number * 26 + u64::from(letter.saturating_sub(b'A'))) + 1
}

fn currency_of(number: u64) -> Option<Currency> {
    let Some(letters) = number.checked_sub(1) else { return Some(Currency::USD) };
    let letter = |place: u64| char::from_digit(u32::try_from(letters / place % 26).ok()? + 10, 36);
    let code: String = [letter(676)?, letter(26)?, letter(1)?].iter().map(char::to_ascii_uppercase).collect();
    Currency::from_code(&code).filter(|currency| currency_number(*currency) == number)
}

/// Reads a quote from numbers; none wherever the numbers are no quote.
struct Opener<'a> {
    /// Those that are not read yet.
    numbers: &'a [u64],
    phrases: &'a Phrases<'a>,
    reading: Reading,
    /// The list that the quote was made from, where it is open.
    menu: Option<&'a Menu>,
}

impl<'a> Opener<'a> {
    fn next(&mut self) -> Option<u64> {
        let (first, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        Some(*first)
    }

    fn quote(&mut self, around: &Around<'a>) -> Option<QuoteDraft> {
        let mut draft = QuoteDraft::default();
        let flags = self.next()?;
        let fingerprint = if flags & whole::LIST > 0 { Some(self.next()?) } else { None };
        let included = match flags & (whole::TAX_ADDED | whole::TAX_INCLUDED) {
            0 => None,
            whole::TAX_ADDED => Some(false),
            whole::TAX_INCLUDED => Some(true),
            _ => return None,
        };
        let tax = match included {
            None => None,
            Some(included) => Some(Tax { included, rate: BasisPoints(u32::try_from(self.next()?).ok()?) }),
        };
        let currency = currency_of(self.next()?)?;
        if currency != self.reading.currency {
            self.reading.currency = currency;
            self.reading.symbols = String::new();
        }
        let of_open = quote_code::number(around.fingerprint, FINGERPRINT as usize);
        let is_open = fingerprint.is_some() && fingerprint == of_open;
        // A list with the same fingerprint and another tax or currency is another list.
        self.menu = around.menu.filter(|menu| is_open && menu.list.tax == tax && menu.list.currency == currency);
        draft.set(Head::ListTax, &read::tax_text(tax));
        draft.set(Head::Currency, currency.code());
        if let Some(menu) = self.menu {
            draft.set(Head::ListId, menu.id.as_deref().unwrap_or_default());
            draft.set(Head::ListFingerprint, around.fingerprint);
        } else if let Some(fingerprint) = fingerprint.filter(|_| !is_open) {
            draft.set(Head::ListFingerprint, &quote_code::letters(fingerprint, FINGERPRINT));
        }
        let date = self.next()?;
        let from = day_after(FIRST_DAY, date)?;
        if date > 0 {
            draft.set(Head::Date, &from.to_string());
        }
        if let Some(day) = self.day(from)? {
            draft.set(Head::Number, &number(day, self.next()?));
        }
        for field in [Head::ValidUntil, Head::FirstVisit, Head::AskedOn, Head::FirstPrinted] {
            if let Some(day) = self.day(from)? {
                draft.set(field, &day.to_string());
            }
        }
        let printed = self.next()?;
        if printed > 0 {
            draft.set(Head::Printed, &printed.to_string());
        }
        let provider = self.place(|menu, at| Some(menu.providers.get(at)?.id.clone()))?;
        let location = self.place(|menu, at| Some(menu.locations.get(at)?.id.clone()))?;
        draft.set(Head::Provider, &provider);
        draft.set(Head::Location, &location);
        let shown = usize::try_from(self.next()?).ok()?;
        let options = usize::try_from(self.next()?).ok()?;
        if !(1..=MOST_OPTIONS).contains(&options) || shown >= options {
            return None;
        }
        draft.options.clear();
        for _ in 0..options {
            let option = self.option()?;
            draft.options.push(option);
        }
        draft.shown = shown;
        // What fills the last letter is nothing.
        self.numbers.iter().all(|number| *number == 0).then_some(draft)
    }

    /// A day by how far it is from another.
    fn day(&mut self, from: NaiveDate) -> Option<Option<NaiveDate>> {
        match self.next()?.checked_sub(1) {
            None => Some(None),
            Some(number) => Some(Some(day_after(from, number)?)),
        }
    }

    /// The id at a place of the list; empty where there was none, or the list is not open.
    fn place(&mut self, id: impl Fn(&Menu, usize) -> Option<String>) -> Option<String> {
        match (self.next()?.checked_sub(1), self.menu) {
            (None, _) | (_, None) => Some(String::new()),
            (Some(at), Some(menu)) => id(menu, usize::try_from(at).ok()?),
        }
    }

    fn amount(&mut self) -> Option<Money> {
        let number = self.next()?;
        let minor = if number.is_multiple_of(2) { number / 2 * 100 } else { number / 2 };
        Some(Money::from_minor(i64::try_from(minor).ok()?))
    }

    /// An amount as somebody would type it.
    fn typed_amount(&mut self) -> Option<String> {
        Some(typed_amount(self.amount()?, &self.reading))
    }

    fn part(&mut self, kind: u64) -> Option<String> {
        match kind {
            0 => Some(String::new()),
            SHARE => Some(typed_rate(BasisPoints(u32::try_from(self.next()?).ok()?), &self.reading)),
            AMOUNT => self.typed_amount(),
            _ => None,
        }
    }

    fn option(&mut self) -> Option<OptionDraft> {
        let mut draft = OptionDraft::default();
        let flags = self.next()?;
        if flags >= option::CREDIT * 2 {
            return None;
        }
        let (concern, severity) = parted(self.next()?, SEVERITY_ROOM);
        let (service, area) = parted(self.next()?, AREA_ROOM);
        let words = [
            (Choice::Concern, word_at(&CONCERNS, concern)?),
            // "Not sure" and nothing chosen mean the same.
            (Choice::Severity, word_at(&SEVERITIES, if severity == 0 { 0 } else { severity + 1 })?),
            (Choice::Service, word_at(&SERVICES, service)?),
            (Choice::Area, word_at(&AREAS, area)?),
        ];
        for (field, word) in words {
            draft.set(field, word);
        }
        for field in [Choice::Sessions, Choice::Weeks] {
            let number = self.next()?;
            if number > 0 {
                draft.set(field, &number.to_string());
            }
        }
        draft.set(Choice::Item, &self.place(|menu, at| Some(menu.items.get(at)?.id.clone()))?);
        draft.set(Choice::Membership, &self.place(|menu, at| Some(menu.memberships.get(at)?.id.clone()))?);
        draft.set(Choice::Deposit, &self.part(flags & 3)?);
        draft.set(Choice::Discount, &self.part(flags >> option::DISCOUNT & 3)?);
        if flags & option::CREDIT > 0 {
            draft.set(Choice::Credit, &self.typed_amount()?);
        }
        self.instalments(&mut draft)?;
        let total = self.next()? << 20 | self.next()?;
        if let Some(total) = total.checked_sub(1) {
            draft.set(Choice::FirstTotal, &total.to_string());
        }
        for (flag, field) in
            [(option::DISCOUNT_REASON, Choice::DiscountReason), (option::RANGE_REASON, Choice::RangeReason)]
        {
            if flags & flag > 0 {
                draft.set(field, self.phrases.reason);
            }
        }
        // Lines of one's own do not follow a plan.
        if flags & option::OWN_LINES > 0 || self.menu.is_none() {
            draft.set(Choice::Lines, "own");
        }
        let lines = usize::try_from(self.next()?).ok()?;
        if !(1..=MOST_LINES).contains(&lines) {
            return None;
        }
        for _ in 0..lines {
            let line = self.line()?;
            draft.lines.push(line);
        }
        Some(draft)
    }

    fn instalments(&mut self, draft: &mut OptionDraft) -> Option<()> {
        let Some(lender) = self.next()?.checked_sub(1) else { return Some(()) };
        let rate = i64::try_from(self.next()?).ok()?;
        let payments = self.next()?;
        let listed = match (self.menu, lender.checked_sub(1)) {
            (Some(menu), Some(at)) => Some(menu.financing.get(usize::try_from(at).ok()?)?),
            _ => None,
        };
        match listed {
            Some(lender) => draft.set(Choice::Lender, &lender.id),
            None => {
                draft.set(Choice::Lender, "other");
                draft.set(Choice::LenderName, self.phrases.lender);
            }
        }
        if listed.is_none_or(|lender| lender.terms.is_none()) {
            let decimal = self.reading.signs.decimal;
            draft.set(Choice::Rate, &typed::plain(rate, 2).replace('.', decimal.encode_utf8(&mut [0; 4])));
            draft.set(Choice::Payments, &(payments / 2).to_string());
            draft.set(Choice::Deferred, if payments % 2 == 1 { "yes" } else { "" });
        }
        Some(())
    }

    fn line(&mut self) -> Option<LineDraft> {
        let mut draft = LineDraft::default();
        let flags = self.next()?;
        if flags >= line::LABEL * 2 {
            return None;
        }
        let kind = flags & 7;
        let place = if kind > 0 { usize::try_from(self.next()?).ok()? } else { 0 };
        let source = match kind {
            0 => None,
            1 => Some(Source::Session(place)),
            2 => Some(Source::Package(place, usize::try_from(self.next()?).ok()?)),
            3 => Some(Source::AddOn(place)),
            4 => Some(Source::Fee(place)),
            5 => Some(Source::Upkeep(place)),
            6 => Some(Source::Units(place, usize::try_from(self.next()?).ok()?)),
            7 => Some(Source::Consultation),
            _ => return None,
        };
        if let (Some(source), Some(menu)) = (source, self.menu) {
            let text = source.text(menu);
            // A place outside of the list names nothing.
            Source::of(&text, menu).filter(|found| *found == source)?;
            draft.set(LineField::Source, &text);
        }
        draft.set(LineField::Quantity, &self.next()?.to_string());
        draft.set(LineField::Price, &self.typed_amount()?);
        draft.set(LineField::Discount, &self.part(flags >> line::DISCOUNT & 3)?);
        let is_cut_off = source.is_some() && self.menu.is_none();
        if is_cut_off {
            draft.set(LineField::Label, self.phrases.listed);
        } else if flags & line::LABEL > 0 {
            draft.set(LineField::Label, self.phrases.label);
        }
        // What was on the list needs no reason, but another list does not know that.
        if flags & line::REASON > 0 || is_cut_off {
            draft.set(LineField::Reason, self.phrases.reason);
        }
        if flags & line::UNTAXED > 0 {
            draft.set(LineField::Taxed, "no");
        }
        Some(draft)
    }
}

const fn parted(number: u64, room: u64) -> (u64, u64) {
    (number / room, number % room)
}

/// The word at a place counted from 1; nothing at 0.
fn word_at(words: &[&'static str], place: u64) -> Option<&'static str> {
    match place.checked_sub(1) {
        None => Some(""),
        Some(at) => words.get(usize::try_from(at).ok()?).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::menu::MenuArea;
    use crate::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};

    #[test]
    fn every_word_has_its_place_in_a_code() {
        let same = |known: &[&str], mut words: Vec<&str>| {
            let mut known = known.to_vec();
            known.sort_unstable();
            words.sort_unstable();
            assert_eq!(known, words);
        };
        same(&CONCERNS, Concern::ALL.iter().map(|word| word.word()).collect());
        same(&SEVERITIES, Severity::ALL.iter().map(|word| word.word()).collect());
        let lasers = Laser::ALL.iter().map(|word| word.word());
        same(&SERVICES, Treatment::ALL.iter().map(|word| word.word()).chain(lasers).collect());
        let areas = Area::ALL.iter().map(|word| word.word());
        same(&AREAS, areas.chain([MenuArea::FaceNeckChest.word()]).collect());
        assert!((SEVERITIES.len() as u64) <= SEVERITY_ROOM && (AREAS.len() as u64) < AREA_ROOM);
    }

    #[test]
    fn days_and_currencies_come_back() {
        let day = |text: &str| crate::editor::day(text).unwrap();
        let from = day("2026-11-20");
        for (to, number) in [("2026-11-20", 0), ("2026-11-21", 1), ("2026-11-19", 2), ("2026-12-20", 59)] {
            assert_eq!(days(from, day(to)), number);
            assert_eq!(day_after(from, number), Some(day(to)));
        }
        assert_eq!(day_after(from, quote_code::LARGEST), None);
        for code in ["USD", "JPY", "KWD", "AED", "ZWG"] {
            let currency = Currency::from_code(code).unwrap();
            assert_eq!(currency_of(currency_number(currency)), Some(currency));
        }
        assert_eq!(currency_of(1), None, "AAA");
        assert_eq!(currency_of(currency_number(Currency::USD) + 20_000), None);
    }
}
