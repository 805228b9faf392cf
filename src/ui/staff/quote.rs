//! The view behind `#/staff`: what staff quote during a consultation.

use super::desk::{Desk, Effect, Route};
use super::quote_board;
use super::{Opened, Told, View};
use crate::browser::keys::Key;
use crate::codec::quote_code::CodeFault;
use crate::data;
use crate::domain::menu::{DiscountSize, Menu};
use crate::domain::offer::Source;
use crate::domain::vocabulary::Concern;
use crate::editor::Reading;
use crate::editor::quote::checks::{Check, checks};
use crate::editor::quote::code;
use crate::editor::quote::draft::{Choice, Head, LineDraft, LineField, MOST_LINES, Place, QuoteDraft};
use crate::editor::quote::fill::{self, consultation_credit, copy_option, follow_plan, usual_deposit};
use crate::editor::quote::keep::{self, Note};
use crate::editor::quote::read::{Around, ReadOption, ReadQuote, note_list, read, typed_amount, typed_rate};
use crate::present::arena::Arena;
use crate::present::language::Text;
use crate::present::page::chrome::VERSION_NUMBER;
use crate::present::staff::names::Names;
use crate::present::staff::notes;
use crate::present::staff::page;
use crate::present::staff::quote::chrome;
use crate::ui::pen::Pen;
use chrono::{Days, NaiveDate};

/// How long a quote holds where the price list does not end before.
const VALID_DAYS: u64 = 30;
/// After so many seconds without a touch a shared tablet is warned, and after so many wiped.
pub const IDLE_WARNING: u32 = 150;
pub const IDLE_WIPE: u32 = 180;

/// What the view knows.
#[derive(Debug, Default)]
pub struct Quote {
    pub(super) draft: QuoteDraft,
    /// The draft as it was read last, and what was found.
    pub(super) read: Option<ReadQuote>,
    pub(super) checks: Vec<Check>,
    /// What the tab has kept of a quote that was not finished, until somebody takes it back or discards it.
    pub(super) unfinished: Option<(QuoteDraft, Vec<Note>)>,
    /// What is to be known of the quote that was opened.
    pub(super) notes: Vec<Note>,
    /// Why the code that was typed cannot be read.
    pub(super) code_fault: Option<CodeFault>,
    /// A code from the address, until the price list is there that may belong to it.
    waiting_code: String,
    /// The code that somebody types in from a printed quote.
    pub(super) code: String,
    pub(super) said: Option<Text>,
    /// What is shown instead of the form.
    pub(super) side: Side,
    /// Whether the tablet is handed from one patient to the next.
    pub(super) is_shared: bool,
    pub(super) shortcuts_off: bool,
    /// Seconds without a touch, and those that a print counts for.
    pub(super) idle: u32,
    /// How many seconds a print counts for, or takes off where its dialog was open for long; over with the next touch.
    idle_by: i64,
    was_printed: bool,
    /// A quote that was opened while another one stood here unsaved, until somebody says which.
    pub(super) offered: Option<(QuoteDraft, Vec<Note>)>,
    /// The locks that this page has asked for.
    locks: Vec<String>,
    /// Whether the quote was changed since it was last saved or printed.
    pub(super) is_unsaved: bool,
    pub(super) asks_to_wipe: bool,
    /// The paper that is being printed.
    pub(super) paper: Option<Paper>,
}

/// Which side of the tablet is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    #[default]
    Staff,
    Patient,
}

/// Which paper is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    Patient,
    Office,
    GoodFaith,
}

/// How typed numbers are read: by the locale's signs, in the currency of the open list.
pub(super) fn reading(desk: &Desk) -> Reading {
    desk.language.reading(desk.currency())
}

pub(super) fn around<'a>(desk: &'a Desk, reading: &'a Reading) -> Option<Around<'a>> {
    let fingerprint = desk.list().map_or("", |list| &list.fingerprint);
    Some(Around { menu: desk.menu(), fingerprint, catalog: data::catalog(), reading, today: desk.today? })
}

impl Quote {
    /// Begins a quote: its number, its days and the list that it is made from.
    fn begin(&mut self, desk: &mut Desk) {
        let Some(today) = desk.today else { return };
        if self.draft.get(Head::Number).is_empty()
            && let Some(random) = desk.random()
        {
            let number = keep::number(today, random);
            self.draft.set(Head::Number, &number);
            self.lock(desk, &number);
        }
        if self.draft.get(Head::Date).is_empty() && !self.draft.is_begun() {
            self.draft.set(Head::Date, &today.to_string());
        }
        if self.draft.get(Head::ValidUntil).is_empty() {
            self.draft.set(Head::ValidUntil, &last_day(today, desk).to_string());
        }
        if !self.draft.is_begun() {
            // What was noted of an earlier list is not of this quote: nothing rests on it.
            for field in [Head::ListId, Head::ListFingerprint, Head::ListTax, Head::Currency] {
                self.draft.set(field, "");
            }
            self.draft.set(Head::ValidUntil, &last_day(today, desk).to_string());
        }
    }

    /// Holds the lock of the quote that is shown, so that a duplicated tab knows.
    fn lock(&mut self, desk: &mut Desk, number: &str) {
        let name = keep::lock_name(number);
        if !self.locks.contains(&name) {
            desk.ask(Effect::Lock(name.clone()));
            self.locks.push(name);
        }
    }

    /// Reads the draft anew.
    fn work(&mut self, desk: &Desk) {
        let reading = reading(desk);
        let Some(around) = around(desk, &reading) else { return };
        let read = read(&self.draft, &around);
        self.checks = checks(&self.draft, &read, &around);
        self.read = Some(read);
    }

    /// After a change: reads anew, and has the tab keep the quote against a crash.
    fn changed(&mut self, desk: &mut Desk) {
        self.is_unsaved = true;
        self.asks_to_wipe = false;
        self.said = None;
        // What somebody works on is not opened over.
        self.waiting_code.clear();
        self.name_lines(desk);
        self.work(desk);
        if self.draft.is_begun() {
            let reading = reading(desk);
            let kept = around(desk, &reading).map(|around| {
                note_list(&mut self.draft, &around);
                keep::session(&self.draft, &around, VERSION_NUMBER)
            });
            if let Some(kept) = kept {
                desk.ask(Effect::Keep(kept));
            }
        }
    }

    /// Writes the names of the list's lines down, for where the quote is opened without that list.
    fn name_lines(&mut self, desk: &Desk) {
        let Some(menu) = desk.menu() else { return };
        let arena = Arena::default();
        let say = desk.language.say(&arena, desk.currency());
        let names = Names { say, language: desk.language.code, menu: Some(menu) };
        for line in self.draft.options.iter_mut().flat_map(|option| &mut option.lines) {
            let source = Source::of(line.get(LineField::Source), menu);
            if let Some(name) = source.and_then(|source| names.source(source)) {
                line.set(LineField::Label, say.read(name));
            }
        }
    }

    /// Puts the lines in step with the plan of an option.
    fn follow(&mut self, desk: &Desk, at: usize) {
        let reading = reading(desk);
        if let Some(around) = around(desk, &reading) {
            follow_plan(&mut self.draft, at, &around);
        }
    }

    /// Puts a text at a place, with what follows from it.
    fn put(&mut self, desk: &Desk, place: Place, text: &str) -> bool {
        let before = self.draft.at(place).unwrap_or_default().to_owned();
        if !self.draft.put(place, text) {
            return false;
        }
        match place {
            Place::Head(Head::Date) => {
                let day = |text: &str| text.parse::<NaiveDate>().ok();
                let was_usual = day(&before)
                    .is_none_or(|before| self.draft.get(Head::ValidUntil) == last_day(before, desk).to_string());
                if let (Some(day), true) = (day(text), was_usual) {
                    self.draft.set(Head::ValidUntil, &last_day(day, desk).to_string());
                }
            }
            Place::Option(at, field) => self.plan_changed(desk, at, field),
            Place::Line(at, row, LineField::Quantity | LineField::Price | LineField::Discount | LineField::Taxed) => {
                if self.is_of_plan(desk, at, row) {
                    self.draft.put(Place::Option(at, Choice::Lines), "own");
                }
            }
            // Another location may have prices of its own.
            Place::Head(Head::Location) => {
                for at in 0..self.draft.options.len() {
                    self.follow(desk, at);
                }
            }
            Place::Head(_) | Place::Line(..) => {}
        }
        if let Place::Line(at, row, LineField::Quantity) = place {
            // As many as somebody says, whatever the plan becomes.
            self.draft.put(Place::Line(at, row, LineField::Follows), "");
        }
        true
    }

    fn plan_changed(&mut self, desk: &Desk, at: usize, field: Choice) {
        let text = |draft: &QuoteDraft, field| draft.at(Place::Option(at, field)).unwrap_or_default().to_owned();
        match field {
            Choice::Concern => {
                // What is usual for the concern, where nothing else was chosen.
                if let Some(concern) = Concern::from_word(&text(&self.draft, Choice::Concern)) {
                    let usual = data::catalog().concern(concern).usual_area.value.word();
                    if text(&self.draft, Choice::Area).is_empty() {
                        self.draft.put(Place::Option(at, Choice::Area), usual);
                    }
                    if text(&self.draft, Choice::Service).is_empty() {
                        self.draft.put(Place::Option(at, Choice::Service), "standard");
                    }
                }
                self.draft.put(Place::Option(at, Choice::Item), "");
            }
            Choice::Service | Choice::Area => {
                self.draft.put(Place::Option(at, Choice::Item), "");
            }
            Choice::Item | Choice::Sessions | Choice::Membership => {}
            _ => return,
        }
        self.follow(desk, at);
    }

    /// Whether a line is one that the plan fills in.
    fn is_of_plan(&self, desk: &Desk, at: usize, row: usize) -> bool {
        let line = self.draft.options.get(at).and_then(|option| option.lines.get(row));
        line.zip(desk.menu()).is_some_and(|(line, menu)| fill::is_filled_in(line, menu))
    }

    fn add_line(&mut self, desk: &mut Desk, line: LineDraft) {
        let at = self.draft.shown;
        let Some(option) = self.draft.options.get_mut(at) else { return };
        if option.lines.len() >= MOST_LINES {
            return;
        }
        let field = if line.get(LineField::Source).is_empty() { LineField::Label } else { LineField::Quantity };
        option.lines.push(line);
        let row = option.lines.len().saturating_sub(1);
        desk.ask(Effect::Focus(Place::Line(at, row, field).key()));
    }

    /// Adds what the list has, as often as a course takes it.
    fn add(&mut self, desk: &mut Desk, source: &str) -> bool {
        let reading = reading(desk);
        let line = around(desk, &reading).and_then(|around| {
            let menu = around.menu?;
            let source = Source::of(source, menu)?;
            let read = self.read.as_ref()?.options.get(self.draft.shown)?;
            let quantity = fill::usual_quantity(menu, source, read.sessions.unwrap_or(1));
            Some(fill::line(menu, source, quantity, read, &around))
        });
        let Some(line) = line else { return false };
        let at = self.draft.shown;
        self.add_line(desk, line);
        let row = self.draft.options.get(at).map_or(0, |option| option.lines.len().saturating_sub(1));
        // Sessions that somebody adds are not taken away again by the plan.
        if self.is_of_plan(desk, at, row) {
            self.draft.put(Place::Option(at, Choice::Lines), "own");
        }
        true
    }

    /// Fills a field of the option in as the list has it.
    fn fill(&mut self, desk: &mut Desk, word: &str) -> bool {
        let reading = reading(desk);
        let at = self.draft.shown;
        let filled = around(desk, &reading).and_then(|around| {
            let menu = around.menu?;
            let read = self.read.as_ref()?.options.get(at)?;
            Some(match word {
                "credit" => {
                    let credit = typed_amount(consultation_credit(menu)?, &reading);
                    vec![(Place::Option(at, Choice::Credit), credit)]
                }
                "deposit" => vec![(Place::Option(at, Choice::Deposit), usual_deposit(menu, read, &around)?)],
                _ => {
                    let discount = menu.discounts.get(word.strip_prefix("discount-")?.parse::<usize>().ok()?)?;
                    let size = match discount.size {
                        DiscountSize::Percent(rate) => typed_rate(rate, &reading),
                        DiscountSize::Amount(amount) => typed_amount(amount, &reading),
                    };
                    let reason = discount.label.in_language(desk.language.code).to_owned();
                    let of_whole = |field| Place::Option(at, field);
                    if discount.applies_to.is_empty() {
                        return Some(vec![
                            (of_whole(Choice::Discount), size),
                            (of_whole(Choice::DiscountReason), reason),
                        ]);
                    }
                    return Some(self.on_lines(menu, at, &discount.applies_to, &size, &reason));
                }
            })
        });
        let is_filled = filled.as_ref().is_some_and(|filled| !filled.is_empty());
        let filled = filled.unwrap_or_default();
        // The button is gone: the field that it has filled in is where it stood for.
        if let Some((place, _)) = filled.first() {
            desk.ask(Effect::Focus(place.key()));
        }
        for (place, text) in filled {
            self.draft.put(place, &text);
        }
        is_filled
    }

    /// A discount on the lines of these items that have none yet: a percentage on each, an amount on the first.
    fn on_lines(&self, menu: &Menu, at: usize, items: &[String], size: &str, reason: &str) -> Vec<(Place, String)> {
        let mut filled = Vec::new();
        let lines = self.draft.options.get(at).map_or(&[][..], |option| &option.lines);
        for (row, line) in lines.iter().enumerate() {
            let item = Source::of(line.get(LineField::Source), menu).and_then(|source| menu.items.get(source.item()?));
            if line.get(LineField::Discount).is_empty() && item.is_some_and(|item| items.contains(&item.id)) {
                filled.push((Place::Line(at, row, LineField::Discount), size.to_owned()));
                filled.push((Place::Line(at, row, LineField::Reason), reason.to_owned()));
                if !size.contains('%') {
                    break;
                }
            }
        }
        if !filled.is_empty() {
            filled.push((Place::Option(at, Choice::Lines), "own".to_owned()));
        }
        filled
    }

    /// Takes everything of this patient off the page and out of the browser.
    pub(super) fn wipe(&mut self, desk: &mut Desk, said: Text) {
        let (is_shared, shortcuts_off, locks) = (self.is_shared, self.shortcuts_off, std::mem::take(&mut self.locks));
        *self = Self { is_shared, shortcuts_off, locks, said: Some(said), ..Self::default() };
        desk.ask(Effect::Forget);
        self.begin(desk);
        self.work(desk);
        desk.ask(Effect::Focus("heading".to_owned()));
    }

    fn print(&mut self, desk: &mut Desk, paper: Paper) -> bool {
        if self.checks.iter().any(|check| check.found.blocks()) {
            return false;
        }
        self.paper = Some(paper);
        desk.ask(Effect::Print);
        true
    }

    /// The quote as it is once it has been printed: its next copy says that it is another one.
    fn as_printed(&self, desk: &Desk) -> QuoteDraft {
        let mut draft = self.draft.clone();
        let printed = self.read.as_ref().map_or(0, |read| read.printed).saturating_add(1);
        draft.set(Head::Printed, &printed.to_string());
        if draft.get(Head::FirstPrinted).is_empty()
            && let Some(today) = desk.today
        {
            draft.set(Head::FirstPrinted, &today.to_string());
        }
        let options = self.read.iter().flat_map(|read| &read.options);
        for (at, total) in options.map(ReadOption::total).enumerate() {
            let place = Place::Option(at, Choice::FirstTotal);
            if let (Some(total), Some("")) = (total, draft.at(place)) {
                draft.put(place, &total.minor().to_string());
            }
        }
        draft
    }

    /// Notes what was printed. What could not be printed was not, and only what a patient takes home counts.
    fn printed(&mut self, desk: &mut Desk) {
        if self.paper != Some(Paper::Patient) || self.checks.iter().any(|check| check.found.blocks()) {
            return;
        }
        self.draft = self.as_printed(desk);
        self.changed(desk);
        self.is_unsaved = false;
        // The clock goes on from the warning, once it is known how long the dialog was open.
        self.was_printed = self.is_shared;
    }
}

/// The last day of a quote of this day: never past the list's own end.
fn last_day(day: NaiveDate, desk: &Desk) -> NaiveDate {
    let last = day.checked_add_days(Days::new(VALID_DAYS)).unwrap_or(day);
    let end = desk.menu().and_then(|menu| menu.list.valid_until);
    end.filter(|end| *end >= day).map_or(last, |end| last.min(end))
}

impl View for Quote {
    fn view(&self, desk: &Desk, pen: &mut Pen<'_>) {
        quote_board::view(self, desk, pen);
    }

    fn answered(&mut self, desk: &mut Desk, name: &str, text: &str) -> bool {
        match name {
            "code" => text.clone_into(&mut self.code),
            "shared" => {
                self.is_shared = text == "true";
                desk.ask(Effect::Share(self.is_shared));
            }
            "shortcuts" => self.shortcuts_off = text != "true",
            _ => {
                let Some(place) = Place::of(name) else { return false };
                let text = match (place, text) {
                    (Place::Line(_, _, LineField::Taxed), "true") | (Place::Option(_, Choice::Deferred), "false") => "",
                    (Place::Line(_, _, LineField::Taxed), "false") => "no",
                    (Place::Option(_, Choice::Deferred), "true") => "yes",
                    (_, text) => text,
                };
                if !self.put(desk, place, text) {
                    return false;
                }
                self.changed(desk);
            }
        }
        true
    }

    fn pressed(&mut self, desk: &mut Desk, word: &str) -> bool {
        // Nothing happens to a quote behind the question what becomes of the one before.
        if self.unfinished.is_some() && !matches!(word, "take-back" | "discard") {
            return false;
        }
        if self.pressed_around(desk, word) {
            return true;
        }
        let shown = self.draft.shown;
        let is_done = match word {
            "add-option" => copy_option(&mut self.draft, shown),
            "remove-option" => self.draft.remove_option(shown),
            "add-own" => {
                self.add_line(desk, LineDraft::new(&[(LineField::Quantity, "1")]));
                true
            }
            "use-list" => {
                for field in [Head::ListId, Head::ListFingerprint, Head::ListTax, Head::Currency] {
                    self.draft.set(field, "");
                }
                for at in 0..self.draft.options.len() {
                    self.draft.put(Place::Option(at, Choice::Lines), "");
                    if let (Some(option), Some(menu)) = (self.draft.options.get_mut(at), desk.menu()) {
                        // What only the other list had is not paid beside what this one has.
                        option.lines.retain(|line| {
                            let source = line.get(LineField::Source);
                            source.is_empty() || Source::of(source, menu).is_some()
                        });
                    }
                    self.follow(desk, at);
                }
                self.notes.clear();
                true
            }
            "refill" => {
                let at = self.draft.shown;
                self.draft.put(Place::Option(at, Choice::Lines), "");
                self.follow(desk, at);
                desk.ask(Effect::Focus("lines-heading".to_owned()));
                true
            }
            word => {
                let number = |prefix: &str| word.strip_prefix(prefix).and_then(|number| number.parse::<usize>().ok());
                if let Some(source) = word.strip_prefix("add:") {
                    self.add(desk, source)
                } else if let Some(row) = number("remove-") {
                    let at = self.draft.shown;
                    if self.is_of_plan(desk, at, row) {
                        self.draft.put(Place::Option(at, Choice::Lines), "own");
                    }
                    desk.ask(Effect::Focus("lines-heading".to_owned()));
                    self.draft.remove_line(at, row)
                } else if let Some(option) = number("option-") {
                    self.draft.shown = option.min(self.draft.options.len().saturating_sub(1));
                    true
                } else {
                    self.fill(desk, word)
                }
            }
        };
        if is_done {
            self.changed(desk);
        }
        is_done
    }

    fn key(&mut self, desk: &mut Desk, key: &Key) -> bool {
        if self.unfinished.is_some() {
            return false;
        }
        if self.side == Side::Patient && key.key == "Escape" {
            return self.pressed(desk, "turn");
        }
        // In a field a letter is the field's own.
        if self.shortcuts_off || key.command || key.alt || key.is_typing || !key.field.is_empty() {
            return false;
        }
        // By the key's place, so that they are the same on every keyboard.
        match (key.code.as_str(), self.side) {
            ("KeyT", _) => self.pressed(desk, "turn"),
            (_, Side::Patient) => false,
            ("KeyP", _) => self.pressed(desk, "print-patient"),
            ("KeyS", _) => self.pressed(desk, "save"),
            ("KeyL", _) => self.pressed(desk, "add-own"),
            ("KeyW", _) => self.pressed(desk, "wipe"),
            _ => false,
        }
    }

    fn file(&mut self, desk: &mut Desk, name: &str, file: Opened) {
        if name != "quote-file" {
            return;
        }
        match file.text {
            Err(_) => self.said = Some(page::UNREAD),
            Ok(text) => {
                let reading = reading(desk);
                let opened = around(desk, &reading).map(|around| keep::open_file(&text, &around));
                if let Some((draft, notes)) = opened {
                    self.open(desk, draft, notes);
                }
            }
        }
    }

    fn told(&mut self, desk: &mut Desk, told: &Told) -> bool {
        match told {
            Told::List => {
                self.begin(desk);
                if desk.menu().is_some() {
                    let code = std::mem::take(&mut self.waiting_code);
                    if !code.is_empty() {
                        self.open_code(desk, &code);
                    }
                }
                self.notes.retain(|note| !matches!(note, Note::OtherList(_) | Note::NoList(_)));
                let reading = reading(desk);
                let note = around(desk, &reading).and_then(|around| keep::list_note(&self.draft, &around));
                self.notes.extend(note);
                self.work(desk);
            }
            Told::Restored(text) => {
                let reading = reading(desk);
                self.unfinished = around(desk, &reading).map(|around| keep::restore(text, &around));
                // A tab that was duplicated has the same quote: one of the two becomes a copy.
                if let Some(number) = self.unfinished.as_ref().map(|(draft, _)| draft.get(Head::Number).to_owned()) {
                    self.lock(desk, &number);
                }
            }
            Told::Code(code) => {
                self.open_code(desk, code);
                // The list that it was made from may still be on its way.
                if desk.menu().is_none() {
                    self.waiting_code.clone_from(code);
                }
            }
            Told::Shared => self.is_shared = true,
            Told::Idle(seconds) => return self.idle_for(desk, *seconds),
            Told::BeforePrint => self.paper = self.paper.or(Some(Paper::Patient)),
            Told::AfterPrint => {
                self.printed(desk);
                self.paper = None;
            }
            Told::Taken(name) => {
                let Some(number) = desk.today.zip(desk.random()).map(|(today, random)| keep::number(today, random))
                else {
                    return false;
                };
                let unfinished = self.unfinished.as_mut().map(|(draft, _)| draft);
                let Some(draft) = [unfinished, Some(&mut self.draft)]
                    .into_iter()
                    .flatten()
                    .find(|draft| keep::lock_name(draft.get(Head::Number)) == *name)
                else {
                    return false;
                };
                keep::as_copy(draft, &number);
                self.lock(desk, &number);
                self.work(desk);
            }
            Told::Copied(is_done) => self.said = Some(if *is_done { page::COPIED } else { page::NOT_COPIED }),
            Told::Downloaded(is_done) => {
                self.is_unsaved &= !is_done;
                self.said = Some(if *is_done { chrome::SAVED } else { page::NOT_SAVED });
            }
        }
        true
    }
}

impl Quote {
    /// What leads around the quote rather than changes it: says whether it was that.
    fn pressed_around(&mut self, desk: &mut Desk, word: &str) -> bool {
        match word {
            "turn" => {
                self.side = match self.side {
                    Side::Staff if self.read.is_some() => Side::Patient,
                    Side::Staff | Side::Patient => Side::Staff,
                };
                desk.ask(Effect::Focus("heading".to_owned()));
            }
            "print-patient" => return self.print(desk, Paper::Patient),
            "print-office" => return self.print(desk, Paper::Office),
            "print-good-faith" => return self.print(desk, Paper::GoodFaith),
            "save" => {
                let reading = reading(desk);
                let Some(around) = around(desk, &reading) else { return false };
                let text = keep::file(&self.draft, &around, VERSION_NUMBER, around.today);
                let name = ["quote-", self.draft.get(Head::Number), ".json"].concat();
                desk.ask(Effect::Download { name, kind: "application/json", text });
            }
            "csv" => {
                let reading = reading(desk);
                let (Some(around), Some(read)) = (around(desk, &reading), &self.read) else { return false };
                let arena = Arena::default();
                let say = desk.language.say(&arena, read.currency);
                let text = quote_board::paper_context(self, desk, &around, read, say).csv();
                let name = ["quote-", self.draft.get(Head::Number), ".csv"].concat();
                desk.ask(Effect::Download { name, kind: "text/csv", text });
            }
            "copy-link" => match self.link(desk) {
                Some(link) => desk.ask(Effect::Copy(link)),
                None => return false,
            },
            "open-code" => {
                let code = std::mem::take(&mut self.code);
                self.open_code(desk, &code);
            }
            "wipe" if self.is_unsaved && self.draft.is_begun() && !self.asks_to_wipe => {
                self.asks_to_wipe = true;
                desk.ask(Effect::Focus("wipe-no".to_owned()));
            }
            "wipe" | "wipe-yes" => self.wipe(desk, chrome::WIPED),
            "wipe-no" => self.asks_to_wipe = false,
            "stay" => self.idle_by = 0,
            "replace-yes" => {
                if let Some((draft, notes)) = self.offered.take() {
                    self.is_unsaved = false;
                    self.open(desk, draft, notes);
                }
            }
            "replace-no" => self.offered = None,
            "close-notes" => {
                self.notes.clear();
                self.code_fault = None;
            }
            "discard" => {
                self.unfinished = None;
                desk.ask(Effect::Focus("heading".to_owned()));
                desk.ask(Effect::Forget);
                self.begin(desk);
                self.work(desk);
                if let Some((draft, notes)) = self.offered.take() {
                    self.open(desk, draft, notes);
                }
            }
            "take-back" => {
                desk.ask(Effect::Focus("heading".to_owned()));
                if let Some((draft, notes)) = self.unfinished.take() {
                    let offered = self.offered.take();
                    self.open(desk, draft, notes);
                    self.is_unsaved = true;
                    self.offered = offered;
                }
            }
            word => match word.strip_prefix("go:") {
                Some(id) => {
                    if let Some(Place::Option(at, _) | Place::Line(at, ..)) = Place::of(id) {
                        self.draft.shown = at;
                    }
                    desk.ask(Effect::Focus(id.to_owned()));
                }
                None => return false,
            },
        }
        true
    }

    /// Puts a quote from outside in the place of the one that is there.
    fn open(&mut self, desk: &mut Desk, draft: QuoteDraft, notes: Vec<Note>) {
        if notes.iter().any(Note::is_of_nothing) {
            self.notes = notes;
            return;
        }
        if self.unfinished.is_some() || (self.is_unsaved && self.draft.is_begun()) {
            self.offered = Some((draft, notes));
            return;
        }
        self.notes = notes;
        self.draft = draft;
        let number = self.draft.get(Head::Number).to_owned();
        self.lock(desk, &number);
        self.changed(desk);
        self.is_unsaved = false;
    }

    fn open_code(&mut self, desk: &mut Desk, typed: &str) {
        let reading = reading(desk);
        let arena = Arena::default();
        let say = desk.language.say(&arena, desk.currency());
        let phrases = notes::phrases(&say);
        // A whole address holds the code as well.
        let code = typed.split_once(code::LINK).map_or(typed, |(_, code)| code);
        let opened = around(desk, &reading).map(|around| code::open_code(code, &around, &phrases));
        self.code_fault = None;
        match opened {
            Some(Ok((draft, notes))) => self.open(desk, draft, notes),
            Some(Err(fault)) => {
                self.code_fault = Some(fault);
                typed.clone_into(&mut self.code);
            }
            None => {}
        }
    }

    /// The address that opens the same quote again.
    pub(super) fn link(&self, desk: &Desk) -> Option<String> {
        Some([desk.address.as_ref()?.as_str(), &code::link(&self.code_of(desk)?)].concat())
    }

    /// The code that holds the same quote.
    fn code_of(&self, desk: &Desk) -> Option<String> {
        let reading = reading(desk);
        code::code(&self.draft, self.read.as_ref()?, &around(desk, &reading)?)
    }

    /// The code and the address for paper: opened again, the quote knows that it was printed.
    pub(super) fn printed_code(&self, desk: &Desk) -> Option<(String, String)> {
        let reading = reading(desk);
        let around = around(desk, &reading)?;
        // Only the patient's copy counts: what is printed beside it has the same code.
        let is_beside = self.paper != Some(Paper::Patient) && self.read.as_ref().is_some_and(|read| read.printed > 0);
        let draft = if is_beside { self.draft.clone() } else { self.as_printed(desk) };
        let code = code::code(&draft, &read(&draft, &around), &around)?;
        let link = [desk.address.as_ref()?.as_str(), &code::link(&code)].concat();
        Some((code, link))
    }

    /// Warns a shared tablet that nobody touches, and then wipes it; says whether anything changed.
    fn idle_for(&mut self, desk: &mut Desk, seconds: u32) -> bool {
        let is_first = self.read.is_none();
        if is_first {
            self.begin(desk);
            self.work(desk);
        }
        if std::mem::take(&mut self.was_printed) {
            // Thirty seconds from now, however long the dialog was open.
            self.idle_by = i64::from(IDLE_WARNING).saturating_sub(seconds.into());
        } else if seconds == 0 {
            self.idle_by = 0;
        }
        let idle = i64::from(seconds).saturating_add(self.idle_by);
        let before = std::mem::replace(&mut self.idle, u32::try_from(idle).unwrap_or(0));
        let has_anything = self.draft.is_begun() || self.unfinished.is_some();
        if self.is_shared && has_anything && self.idle >= IDLE_WIPE {
            self.wipe(desk, chrome::IDLE_WIPED);
            return true;
        }
        let warns = self.is_shared && has_anything && self.idle >= IDLE_WARNING;
        if warns && before < IDLE_WARNING {
            // The warning stands there.
            desk.ask(Effect::Show(Route::Quote));
        }
        is_first || warns || (self.is_shared && before >= IDLE_WARNING)
    }
}
