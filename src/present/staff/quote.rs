//! The quote as staff work on it: its fields with their messages, its lines, what it comes to, and what to look at
//! before it is printed.

use super::names::Names;
use crate::domain::catalog::Catalog;
use crate::domain::menu::{Label, MenuArea, MenuItem};
use crate::domain::money::Money;
use crate::domain::offer::{self, Source};
use crate::domain::price_list::Service;
use crate::domain::quote::{Priced, Quote};
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use crate::editor::Problem;
use crate::editor::quote::checks::{Check, DISPUTE_FROM, Found};
use crate::editor::quote::draft::{Choice, Head, LineField, MOST_LINES, MOST_OPTIONS, OptionDraft, Place, QuoteDraft};
use crate::editor::quote::fill::{consultation_credit, is_percentage, usual_deposit};
use crate::editor::quote::read::{Around, ReadOption, ReadQuote, item_of, typed_rate};
use crate::present::document::Words;
use crate::present::language::{Text, as_is, counted, t};
use crate::present::say::Say;
use crate::present::words;

/// What the quote's words are made of.
#[derive(Clone, Copy, Debug)]
pub struct QuoteContext<'a> {
    pub names: Names<'a>,
    pub catalog: &'a Catalog,
    pub around: Around<'a>,
    pub draft: &'a QuoteDraft,
    pub read: &'a ReadQuote,
    pub checks: &'a [Check],
}

/// One field of the form.
#[derive(Clone, Copy, Debug)]
pub struct FormField<'a> {
    /// The key of its place: its name and its id.
    pub key: &'a str,
    pub label: Words<'a>,
    pub entry: Entry<'a>,
    pub text: &'a str,
    pub hint: Words<'a>,
    /// Why it cannot be read; empty where it can.
    pub error: Words<'a>,
    /// How wide it is set.
    pub width: Width,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// A line of text.
    Text,
    /// Several lines of text.
    Lines,
    /// A number or an amount.
    Number,
    /// A day.
    Day,
    /// One of several.
    Pick(&'a [Pick<'a>]),
    /// A box to tick: the first text where it is ticked, else the second.
    Tick(&'static str, &'static str),
}

/// One of several answers.
#[derive(Clone, Copy, Debug)]
pub struct Pick<'a> {
    pub value: &'a str,
    pub label: Words<'a>,
}

/// How wide a field is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    Narrow,
    Usual,
    Wide,
}

/// One line as it is worked on.
#[derive(Clone, Copy, Debug)]
pub struct LineRow<'a> {
    /// What it is; a field where it is a line of one's own.
    pub name: Words<'a>,
    pub label: Option<FormField<'a>>,
    pub quantity: FormField<'a>,
    pub price: FormField<'a>,
    pub discount: FormField<'a>,
    /// Shown where a reason is asked for or given.
    pub reason: Option<FormField<'a>>,
    pub taxed: Option<FormField<'a>>,
    pub amount: Words<'a>,
    /// The press that takes it away, and what that takes away.
    pub remove: &'a str,
    pub remove_label: Words<'a>,
}

/// A button with what it asks for.
#[derive(Clone, Copy, Debug)]
pub struct Press<'a> {
    pub word: &'a str,
    pub label: Words<'a>,
    /// What stands beside it.
    pub note: Words<'a>,
    pub is_on: bool,
}

/// A sum on the right side, and how it is set.
#[derive(Clone, Copy, Debug)]
pub struct Sum<'a> {
    pub label: Words<'a>,
    pub amount: Words<'a>,
    pub is_total: bool,
}

/// One thing to look at.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    pub words: Words<'a>,
    pub blocks: bool,
    /// The id of the field where it is mended.
    pub field: &'a str,
}

/// Everything of the option that is shown.
#[derive(Clone, Debug)]
pub struct Board<'a> {
    pub head: Vec<FormField<'a>>,
    pub options: Vec<Press<'a>>,
    pub can_add_option: bool,
    pub can_remove_option: bool,
    pub plan: Vec<FormField<'a>>,
    /// Ways to buy the sessions, and what to know of them.
    pub ways: Vec<Words<'a>>,
    /// Puts the plan's lines back where they are somebody's own.
    pub refill: bool,
    pub lines: Vec<LineRow<'a>>,
    pub add: Vec<Press<'a>>,
    pub add_own: bool,
    pub money: Vec<FormField<'a>>,
    /// What fills in a deposit or a credit as the list has it.
    pub fill: Vec<Press<'a>>,
    pub instalments: Vec<FormField<'a>>,
    pub sums: Vec<Sum<'a>>,
    pub online: Words<'a>,
    pub range_reason: Option<FormField<'a>>,
    pub checks: Vec<Told<'a>>,
    pub can_print: bool,
    pub notes: FormField<'a>,
}

/// What the buttons and headings around the form say.
pub mod chrome {
    use crate::present::language::{Text, t};

    pub const QUOTE: Text = t!("Who and when");
    pub const OPTIONS: Text = t!("Options");
    pub const ADD_OPTION: Text = t!("Add an option");
    pub const REMOVE_OPTION: Text = t!("Remove this option");
    pub const PLAN: Text = t!("The plan");
    pub const LINES: Text = t!("Lines");
    pub const ITEM: Text = t!("Item");
    pub const QUANTITY: Text = t!("Quantity");
    pub const UNIT_PRICE: Text = t!("Price of one");
    pub const OFF: Text = t!("Taken off");
    pub const AMOUNT: Text = t!("Amount");
    pub const REFILL: Text = t!("Fill the lines in from the plan");
    pub const ADD: Text = t!("Add to the quote");
    pub const ADD_OWN: Text = t!("Add a line of your own");
    pub const MONEY: Text = t!("Discount, deposit and what was paid");
    pub const INSTALMENTS: Text = t!("Paying in instalments");
    pub const SUMS: Text = t!("What it comes to");
    pub const BEFORE: Text = t!("Before you print");
    pub const ALL_CLEAR: Text = t!("Nothing stands in the way of printing.");
    pub const MUST: Text = t!("Must be mended");
    pub const LOOK: Text = t!("Worth a look");
    pub const PRINT_PATIENT: Text = t!("Print the patient’s copy");
    pub const PRINT_OFFICE: Text = t!("Print the office copy");
    pub const PRINT_GOOD_FAITH: Text = t!("Print the good-faith estimate");
    pub const TURN: Text = t!("Turn to the patient");
    pub const TURN_BACK: Text = t!("Back to the quote");
    pub const SAVE: Text = t!("Save as a file");
    pub const SAVED: Text = t!("Saved.");
    pub const CSV: Text = t!("Save the lines as CSV");
    pub const COPY_LINK: Text = t!("Copy the link");
    pub const OPEN: Text = t!("Open a quote");
    pub const OPEN_HINT: Text = t!("A file that was saved here. It stays on this device.");
    pub const CODE: Text = t!("Code from a printed quote");
    pub const OPEN_CODE: Text = t!("Open the code");
    pub const WIPE: Text = t!("Wipe and start the next");
    pub const WIPED: Text = t!("Wiped. Nothing of the last quote is left on this page.");
    pub const WIPE_SURE: Text = t!("Wipe this quote? It has not been saved or printed since the last change.");
    pub const WIPE_YES: Text = t!("Yes, wipe it");
    pub const WIPE_NO: Text = t!("No, keep it");
    pub const REPLACE_SURE: Text = t!("Another quote was opened. The one that stands here has not been saved.");
    pub const REPLACE_YES: Text = t!("Show the other one");
    pub const REPLACE_NO: Text = t!("Keep this one");
    pub const IDLE: Text = t!("Nobody has touched this page for a while. It is wiped in {0}.");
    pub const STAY: Text = t!("I am still here");
    pub const IDLE_WIPED: Text = t!("This page was wiped because nobody touched it.");
    pub const SHARED: Text = t!("Shared tablet: wipe after three minutes without a touch, and after printing");
    pub const NOT_FINISHED: Text = t!("A quote in this tab was not finished.");
    pub const TAKE_BACK: Text = t!("Take it back");
    pub const DISCARD: Text = t!("Discard it");
    pub const SHORTCUTS: Text = t!("Keyboard shortcuts");
    pub const SHORTCUTS_ON: Text = t!("Shortcuts are on");
    pub const SHORTCUT_TURN: Text = t!("turn the page to the patient, and back");
    pub const SHORTCUT_PRINT: Text = t!("print the patient’s copy");
    pub const SHORTCUT_SAVE: Text = t!("save as a file");
    pub const SHORTCUT_LINE: Text = t!("add a line of your own");
    pub const SHORTCUT_WIPE: Text = t!("wipe and start the next");
    pub const NOTES: Text = t!("Internal notes");
    pub const INTERNAL: Text = t!("For the clinic alone");
    pub const FILES: Text = t!("Save, open, share");
    pub const NOT_READY: Text = t!("This quote is not ready to be given: something still has to be mended.");
}

impl<'a> QuoteContext<'a> {
    fn say(&self) -> &Say<'a> {
        &self.names.say
    }

    fn list<T: Copy>(&self, items: &[T]) -> &'a [T] {
        self.names.say.arena.list(items)
    }

    fn keep(&self, text: &str) -> &'a str {
        self.names.say.read(self.names.say.as_is(text))
    }

    fn label(&self, label: &Label) -> Words<'a> {
        self.say().as_is(label.in_language(self.names.language))
    }

    /// A field with what stands in it and why that cannot be read.
    fn field(&self, place: Place, label: Text, entry: Entry<'a>) -> FormField<'a> {
        let fault = self.read.faults.iter().find(|fault| fault.place == place);
        FormField {
            key: self.keep(&place.key()),
            label,
            entry,
            text: self.keep(self.draft.at(place).unwrap_or_default()),
            hint: Words::NONE,
            error: fault.map_or(Words::NONE, |fault| message(&fault.problem, self.say())),
            width: Width::Usual,
        }
    }

    fn pick(&self, picks: Vec<Pick<'a>>) -> Entry<'a> {
        Entry::Pick(self.list(&picks))
    }

    /// The whole of what is worked on.
    pub fn board(&self) -> Board<'a> {
        let at = self.draft.shown;
        let empty = OptionDraft::default();
        let typed = self.draft.options.get(at).unwrap_or(&empty);
        let read = self.read.options.get(at);
        let can_print = !self.checks.iter().any(|check| check.found.blocks());
        Board {
            head: self.head(),
            options: self.options(),
            can_add_option: self.draft.options.len() < MOST_OPTIONS,
            can_remove_option: self.draft.options.len() > 1,
            plan: self.plan(at, read),
            ways: read.map(|read| self.ways(read)).unwrap_or_default(),
            refill: !typed.follows_plan() && read.is_some_and(|read| read.item.is_some() && read.sessions.is_some()),
            lines: (0..typed.lines.len()).filter_map(|row| self.line(at, row, read?)).collect(),
            add: read.map(|read| self.add(read, typed)).unwrap_or_default(),
            add_own: typed.lines.len() < MOST_LINES,
            money: self.money(at, typed),
            fill: read.map(|read| self.fill(read, typed)).unwrap_or_default(),
            instalments: self.instalments(at, typed),
            sums: read.and_then(|read| read.priced.as_ref()).map(|priced| self.sums(priced)).unwrap_or_default(),
            online: read.map_or(Words::NONE, |read| self.online(read)),
            range_reason: self.range_reason(at, typed),
            checks: self.checks.iter().map(|check| self.check(check)).collect(),
            can_print,
            notes: FormField {
                hint: t!("They are never on the patient’s copy or in a code."),
                width: Width::Wide,
                ..self.field(Place::Head(Head::Notes), chrome::NOTES, Entry::Lines)
            },
        }
    }

    fn head(&self) -> Vec<FormField<'a>> {
        let field = |field, label, entry| self.field(Place::Head(field), label, entry);
        let mut fields = vec![
            FormField {
                hint: t!("On paper and in a saved file. Never in a link or a code."),
                ..field(Head::Patient, t!("Patient’s name"), Entry::Text)
            },
            field(Head::Date, t!("Date of the quote"), Entry::Day),
            field(Head::ValidUntil, t!("Valid until"), Entry::Day),
            field(Head::FirstVisit, t!("First visit, if it is booked"), Entry::Day),
        ];
        let Some(menu) = self.names.menu else { return fields };
        let nobody = Pick { value: "", label: t!("Not chosen") };
        if !menu.providers.is_empty() {
            let location = self.draft.get(Head::Location);
            let mut picks = vec![nobody];
            for provider in &menu.providers {
                let is_there = location.is_empty()
                    || provider.locations.is_empty()
                    || provider.locations.iter().any(|id| id == location)
                    || provider.id == self.draft.get(Head::Provider);
                if is_there {
                    picks.push(Pick { value: self.keep(&provider.id), label: self.say().as_is(&provider.name) });
                }
            }
            fields.push(field(Head::Provider, t!("Provider"), self.pick(picks)));
        }
        if !menu.locations.is_empty() {
            let mut picks = vec![nobody];
            for location in &menu.locations {
                picks.push(Pick { value: self.keep(&location.id), label: self.label(&location.name) });
            }
            fields.push(field(Head::Location, t!("Location"), self.pick(picks)));
        }
        if menu.good_faith_estimate.is_some() {
            fields.push(field(Head::BirthDate, t!("Patient’s date of birth"), Entry::Text));
            fields.push(field(Head::AskedOn, t!("Booked or asked for on"), Entry::Day));
        }
        fields
    }

    fn options(&self) -> Vec<Press<'a>> {
        let mut options = Vec::new();
        for (at, read) in self.read.options.iter().enumerate() {
            let number = self.say().number(u32::try_from(at + 1).unwrap_or(1));
            let note = match read.total() {
                Some(total) => self.say().money(total),
                None => t!("not worked out yet"),
            };
            options.push(Press {
                word: self.keep(&["option-", &at.to_string()].concat()),
                label: self.say().fill(t!("Option {0}"), &[number]),
                note,
                is_on: at == self.draft.shown,
            });
        }
        options
    }

    fn plan(&self, at: usize, read: Option<&ReadOption>) -> Vec<FormField<'a>> {
        let field = |field, label, entry| self.field(Place::Option(at, field), label, entry);
        let choose = Pick { value: "", label: t!("Choose…") };
        let mut concerns = vec![choose];
        for concern in Concern::ALL {
            concerns.push(Pick { value: concern.word(), label: words::concern(*concern) });
        }
        let mut severities = Vec::new();
        for severity in Severity::ALL {
            let value = if *severity == Severity::Unsure { "" } else { severity.word() };
            severities.push(Pick { value, label: words::severity(*severity) });
        }
        let mut services = vec![choose];
        let needling = Treatment::ALL.iter().map(|treatment| Service::Needling(*treatment));
        for service in needling.chain(Laser::ALL.iter().map(|laser| Service::Laser(*laser))) {
            services.push(Pick { value: service.word(), label: self.names.service(service) });
        }
        let mut areas = vec![choose];
        let known = Area::ALL.iter().map(|area| MenuArea::Known(*area));
        for area in known.chain([MenuArea::FaceNeckChest]) {
            areas.push(Pick { value: area.word(), label: self.names.area(area) });
        }
        let mut fields = vec![
            FormField { width: Width::Wide, ..field(Choice::Concern, t!("Concern"), self.pick(concerns)) },
            field(Choice::Severity, t!("How marked"), self.pick(severities)),
            field(Choice::Service, t!("Treatment"), self.pick(services)),
            field(Choice::Area, t!("Area"), self.pick(areas)),
        ];
        if let (Some(menu), Some(read)) = (self.names.menu, read) {
            let location = self.draft.get(Head::Location);
            let rows = read.service.zip(read.area);
            let rows = rows.map(|(service, area)| offer::rows(menu, service, area, read.concern, location));
            let rows = rows.unwrap_or_default();
            let mut picks = vec![Pick { value: "", label: t!("The first that fits") }];
            for item in rows.iter().filter_map(|row| menu.items.get(*row)) {
                picks.push(Pick { value: self.keep(&item.id), label: self.names.item(item) });
            }
            if rows.len() > 1 {
                fields.push(field(Choice::Item, t!("Row of the price list"), self.pick(picks)));
            }
        }
        let number = |name, label, hint| FormField { width: Width::Narrow, hint, ..field(name, label, Entry::Number) };
        fields.push(number(Choice::Sessions, t!("Sessions agreed"), self.usual_sessions(read)));
        fields.push(number(Choice::Weeks, t!("Weeks between"), self.usual_weeks(read)));
        if let Some(menu) = self.names.menu
            && !menu.memberships.is_empty()
        {
            let mut picks = vec![Pick { value: "", label: t!("No membership") }];
            for plan in &menu.memberships {
                picks.push(Pick { value: self.keep(&plan.id), label: self.label(&plan.label) });
            }
            fields.push(field(Choice::Membership, t!("Membership"), self.pick(picks)));
        }
        fields
    }

    /// What the list or the studies say of the number of sessions.
    fn usual_sessions(&self, read: Option<&ReadOption>) -> Words<'a> {
        let Some(concern) = read.and_then(|read| read.concern) else { return Words::NONE };
        let item = read.and_then(|read| item_of(read, self.names.menu));
        let course = self.names.menu.and_then(|menu| {
            menu.list.courses.iter().find(|course| course.concern == concern).map(|course| course.sessions)
        });
        if let Some(range) = item.and_then(|item| item.sessions).or(course) {
            return self.say().fill(t!("{0} in your price list"), &[self.say().numbers(range.low(), range.high())]);
        }
        let mut scenario = Scenario::usual(concern);
        scenario.severity = read.map_or(Severity::Unsure, |read| read.severity);
        let sessions = crate::domain::sessions::sessions(&scenario, None, self.catalog);
        self.say().fill(t!("{0} in published figures"), &[self.say().numbers(sessions.low(), sessions.high())])
    }

    fn usual_weeks(&self, read: Option<&ReadOption>) -> Words<'a> {
        let Some(concern) = read.and_then(|read| read.concern) else { return Words::NONE };
        if let Some(weeks) = read.and_then(|read| read.agreed_weeks(&self.around)) {
            let weeks = self.say().numbers(weeks.low(), weeks.high());
            return self.say().fill(t!("{0} in your price list"), &[weeks]);
        }
        let weeks = self.catalog.concern(concern).interval_weeks.value;
        self.say().fill(t!("{0} in published figures"), &[self.say().numbers(weeks.low(), weeks.high())])
    }

    /// The cheapest way to buy the sessions, and what it is made of.
    fn ways(&self, read: &ReadOption) -> Vec<Words<'a>> {
        let (Some(menu), Some(at)) = (self.names.menu, read.item) else {
            let missing = read.service.is_some() && read.area.is_some() && self.names.menu.is_some();
            return if missing {
                vec![t!("The price list has no row for this treatment and area. Add a line of your own.")]
            } else {
                Vec::new()
            };
        };
        let Some(item) = menu.items.get(at) else { return Vec::new() };
        let mut ways = Vec::new();
        if let (Some(purchase), Some(sessions)) = (&read.purchase, read.sessions) {
            let mut parts = Words::NONE;
            for part in &purchase.parts {
                let whole = part.package.filter(|package| !is_percentage(item, *package));
                let words = match whole.and_then(|package| self.names.source(Source::Package(at, package))) {
                    Some(name) if part.times == 1 => name,
                    Some(name) => self.say().fill(t!("{0} × {1}"), &[self.say().number(part.times), name]),
                    None => self.singles(at, item, part.sessions, read),
                };
                parts = if parts.is_empty() { words } else { self.say().joined(&[parts, as_is!(" + "), words]) };
            }
            let text = counted("Cheapest for {0} session: *{1}*. {2}.", "Cheapest for {0} sessions: *{1}*. {2}.");
            let with = [self.say().number(sessions), self.say().money(purchase.total), parts];
            ways.push(self.say().counted(text, sessions, &with));
            let saved = purchase.singles - purchase.total;
            if saved > Money::ZERO {
                let text = t!("Bought singly: {0}, which is {1} more.");
                ways.push(self.say().fill(text, &[self.say().money(purchase.singles), self.say().money(saved)]));
            }
        } else if read.sessions.is_some() && item.price.amount().is_none() {
            ways.push(t!("The price list names no price for this. Type the price that was agreed, with the reason."));
        }
        if let (Some(offer), Some(sessions)) = (read.member_offer, read.sessions) {
            let with = [
                self.say().money(offer.course),
                self.say().money(offer.fees),
                self.say().months(offer.months, offer.months),
                self.say().money(offer.without),
            ];
            ways.push(
                self.say().fill(t!("As a member: {0} for the sessions and {1} in fees over {2}; without: {3}."), &with),
            );
            let saved = offer.without - offer.fees - offer.course;
            ways.push(match offer.worthwhile_from {
                _ if saved > Money::ZERO => self.say().fill(
                    t!("With {0} the membership saves {1} in all."),
                    &[self.say().sessions(sessions, sessions), self.say().money(saved)],
                ),
                Some(least) => self.say().fill(
                    t!("The membership pays with {0}; with these it costs more than it saves."),
                    &[self.say().sessions(least, least)],
                ),
                None => t!("The membership costs more than it saves for any course up to 24 sessions."),
            });
        }
        ways
    }

    /// Single sessions at their price, and at a percentage off where so many earn one.
    fn singles(&self, at: usize, item: &MenuItem, sessions: u32, read: &ReadOption) -> Words<'a> {
        let say = self.say();
        let text = counted("{0} single session at {1}", "{0} single sessions at {1}");
        let price = self.names.menu.and_then(|menu| offer::listed(menu, Source::Session(at), read.terms()));
        let price = say.money(price.unwrap_or(Money::ZERO));
        let words = say.counted(text, sessions, &[say.number(sessions), price]);
        let off = self.names.menu.and_then(|menu| offer::earned_percentage(menu, item, read.membership, sessions));
        match off {
            Some(off) => say.fill(t!("{0}, {1} off"), &[words, say.as_is(&typed_rate(off, self.around.reading))]),
            None => words,
        }
    }

    fn line(&self, at: usize, row: usize, read: &ReadOption) -> Option<LineRow<'a>> {
        let typed = self.draft.options.get(at)?.lines.get(row)?;
        let field = |field, label, entry| self.field(Place::Line(at, row, field), label, entry);
        let narrow = |name, label| FormField { width: Width::Narrow, ..field(name, label, Entry::Number) };
        let source = self.names.menu.and_then(|menu| Source::of(typed.get(LineField::Source), menu));
        let known = source.and_then(|source| self.names.source(source));
        let is_own = known.is_none();
        let name = known.unwrap_or_else(|| self.say().as_is(typed.get(LineField::Label)));
        let line = read.lines.get(row)?.as_ref();
        let wants_reason = !typed.get(LineField::Reason).is_empty()
            || line.is_some_and(|line| {
                line.is_reduced || !line.is_allowed || (line.source.is_some() && line.listed.is_none())
            })
            || (is_own && self.names.menu.is_some())
            || self.checks.iter().any(|check| check.place == Place::Line(at, row, LineField::Reason));
        let priced = read.priced.as_ref().and_then(|(_, priced)| priced.lines.get(row));
        let listed = line.and_then(|line| line.listed);
        let price = FormField {
            hint: match listed {
                Some(listed) if line.is_some_and(|line| !line.is_allowed) => {
                    self.say().fill(t!("list: {0}"), &[self.say().money(listed)])
                }
                _ => Words::NONE,
            },
            ..narrow(LineField::Price, chrome::UNIT_PRICE)
        };
        let has_tax = self.names.menu.is_some_and(|menu| menu.list.tax.is_some());
        let number = row.to_string();
        Some(LineRow {
            name,
            label: is_own.then(|| field(LineField::Label, chrome::ITEM, Entry::Text)),
            quantity: narrow(LineField::Quantity, chrome::QUANTITY),
            price,
            discount: narrow(LineField::Discount, chrome::OFF),
            reason: wants_reason.then(|| FormField {
                width: Width::Wide,
                ..field(LineField::Reason, t!("Reason for this price"), Entry::Text)
            }),
            taxed: has_tax.then(|| field(LineField::Taxed, t!("Taxed"), Entry::Tick("", "no"))),
            amount: priced.map_or(as_is!("–"), |priced| self.say().money(priced.net)),
            remove: self.keep(&["remove-", &number].concat()),
            remove_label: self.say().fill(t!("Remove {0}"), &[if name.is_empty() { t!("this line") } else { name }]),
        })
    }

    /// What can be added: the add-ons that go with the item, upkeep, fees, and other rows of the list.
    fn add(&self, read: &ReadOption, typed: &OptionDraft) -> Vec<Press<'a>> {
        // Another list's prices are none of this quote's.
        let Some(menu) = self.names.menu.filter(|_| !self.read.is_of_other_list) else { return Vec::new() };
        let item = item_of(read, Some(menu));
        let mut add = Vec::new();
        let is_there = |source: &str| typed.lines.iter().any(|line| line.get(LineField::Source) == source);
        let mut offer = |source: Source| {
            let text = source.text(menu);
            let price = offer::listed(menu, source, read.terms());
            let is_known = source != Source::Consultation || price.is_some();
            if let (Some(label), true) = (self.names.source(source), is_known && !is_there(&text)) {
                let note = price.map_or(Words::NONE, |price| self.say().money(price));
                add.push(Press { word: self.keep(&["add:", &text].concat()), label, note, is_on: true });
            }
        };
        for (at, add_on) in menu.add_ons.iter().enumerate() {
            if item.is_some_and(|item| offer::goes_with(add_on, item)) {
                offer(Source::AddOn(at));
            }
        }
        if let (Some(at), Some(item)) = (read.item, item) {
            // Other ways to buy the sessions than the cheapest one.
            for package in (0..item.packages.len()).filter(|package| !is_percentage(item, *package)) {
                offer(Source::Package(at, package));
            }
            offer(Source::Session(at));
            offer(Source::Upkeep(at));
        }
        for at in 0..menu.fees.len() {
            offer(Source::Fee(at));
        }
        offer(Source::Consultation);
        for (at, other) in menu.items.iter().enumerate() {
            if Some(at) != read.item && other.service().is_none() {
                offer(Source::Session(at));
                for step in 0..other.unit_steps.len() {
                    offer(Source::Units(at, step));
                }
            }
        }
        add.truncate(MOST_OFFERED);
        add
    }

    fn money(&self, at: usize, typed: &OptionDraft) -> Vec<FormField<'a>> {
        let field = |field, label| self.field(Place::Option(at, field), label, Entry::Number);
        let share_or_amount = t!("an amount, or per cent such as 10%");
        let mut fields =
            vec![FormField { hint: share_or_amount, ..field(Choice::Discount, t!("Off the whole quote")) }];
        if !typed.get(Choice::Discount).is_empty() {
            let place = Place::Option(at, Choice::DiscountReason);
            fields.push(self.field(place, t!("Reason for the discount"), Entry::Text));
        }
        fields.push(FormField {
            hint: t!("paid before, and taken off what is left to pay"),
            ..field(Choice::Credit, t!("Consultation credited"))
        });
        fields.push(FormField { hint: share_or_amount, ..field(Choice::Deposit, t!("Deposit")) });
        fields
    }

    fn fill(&self, read: &ReadOption, typed: &OptionDraft) -> Vec<Press<'a>> {
        let Some(menu) = self.names.menu else { return Vec::new() };
        if self.read.is_of_other_list {
            return vec![Press {
                word: "use-list",
                label: t!("Take over the open price list"),
                note: Words::NONE,
                is_on: true,
            }];
        }
        let mut fill = Vec::new();
        if let Some(credit) = consultation_credit(menu)
            && typed.get(Choice::Credit).is_empty()
        {
            let label = self.say().fill(t!("Credit the consultation: {0}"), &[self.say().money(credit)]);
            fill.push(Press { word: "credit", label, note: Words::NONE, is_on: true });
        }
        if let Some(deposit) = usual_deposit(menu, read, &self.around)
            && typed.get(Choice::Deposit).is_empty()
        {
            let label = self.say().fill(t!("Deposit as in the price list: {0}"), &[self.say().as_is(&deposit)]);
            fill.push(Press { word: "deposit", label, note: Words::NONE, is_on: true });
        }
        let item = item_of(read, Some(menu));
        for (at, discount) in menu.discounts.iter().enumerate() {
            let is_over = discount.until.is_some_and(|until| self.read.date.is_some_and(|date| until < date));
            let goes_with =
                discount.applies_to.is_empty() || item.is_some_and(|item| discount.applies_to.contains(&item.id));
            if typed.get(Choice::Discount).is_empty() && !is_over && goes_with {
                let word = self.keep(&["discount-", &at.to_string()].concat());
                fill.push(Press { word, label: self.label(&discount.label), note: Words::NONE, is_on: true });
            }
        }
        fill
    }

    fn instalments(&self, at: usize, typed: &OptionDraft) -> Vec<FormField<'a>> {
        let field = |field, label, entry| self.field(Place::Option(at, field), label, entry);
        let mut picks = vec![Pick { value: "", label: t!("Not in instalments") }];
        let lenders = self.names.menu.map_or(&[][..], |menu| &menu.financing);
        for lender in lenders {
            picks.push(Pick { value: self.keep(&lender.id), label: self.say().as_is(&lender.lender) });
        }
        picks.push(Pick { value: "other", label: t!("Another lender") });
        let mut fields = vec![field(Choice::Lender, t!("Lender"), self.pick(picks))];
        let chosen = typed.get(Choice::Lender);
        let lender = lenders.iter().find(|lender| lender.id == chosen);
        if chosen.is_empty() || lender.is_some_and(|lender| lender.terms.is_some()) {
            return fields;
        }
        if lender.is_none() {
            fields.push(field(Choice::LenderName, t!("Name of the lender"), Entry::Text));
        }
        let narrow = |name, label| FormField { width: Width::Narrow, ..field(name, label, Entry::Number) };
        fields.push(narrow(Choice::Rate, t!("Annual rate (APR) in per cent")));
        fields.push(narrow(Choice::Payments, t!("Monthly payments")));
        fields.push(field(
            Choice::Deferred,
            t!("Interest is deferred: due in full if not cleared in time"),
            Entry::Tick("yes", ""),
        ));
        fields
    }

    fn sums(&self, (quote, priced): &(Quote, Priced)) -> Vec<Sum<'a>> {
        let say = self.say();
        let sum = |label, amount| Sum { label, amount: say.money(amount), is_total: false };
        let mut sums = Vec::new();
        if priced.lines.len() > 1 || priced.discount > Money::ZERO {
            sums.push(sum(t!("Lines"), priced.net));
        }
        if priced.discount > Money::ZERO {
            sums.push(sum(t!("Discount"), Money::ZERO - priced.discount));
        }
        for tax in &priced.taxes {
            if tax.rate.0 == 0 {
                continue;
            }
            let rate = say.as_is(&typed_rate(tax.rate, self.around.reading));
            let label = if quote.prices_include_tax {
                say.fill(t!("of which tax, {0}"), &[rate])
            } else {
                say.fill(t!("Tax, {0}"), &[rate])
            };
            sums.push(sum(label, tax.tax));
        }
        sums.push(Sum { is_total: true, ..sum(t!("Total"), priced.total) });
        if priced.credit > Money::ZERO {
            sums.push(sum(t!("Paid for the consultation"), Money::ZERO - priced.credit));
        }
        if priced.deposit > Money::ZERO {
            sums.push(sum(t!("Deposit"), priced.deposit));
        }
        if priced.credit > Money::ZERO || priced.deposit > Money::ZERO {
            sums.push(sum(t!("Left to pay"), priced.balance));
        }
        if let (Some(plan), Some(terms)) = (&priced.plan, &quote.plan) {
            let rate = say.as_is(&typed_rate(terms.apr, self.around.reading));
            let lender = say.as_is(&terms.lender);
            let payment = plan.schedule.first().map_or(Money::ZERO, |first| first.payment);
            sums.push(sum(
                say.fill(t!("{0} payments, {1} at {2} a year"), &[say.number(plan.number), lender, rate]),
                payment,
            ));
            sums.push(sum(t!("Finance charge"), plan.finance_charge));
            sums.push(sum(t!("Total of payments"), plan.total_of_payments));
            if let Some(interest) = plan.interest_if_not_cleared {
                sums.push(sum(t!("Interest if not cleared in time, up to"), interest));
            }
        }
        sums
    }

    /// The quote beside what the patient page says for the same answers.
    fn online(&self, read: &ReadOption) -> Words<'a> {
        let say = self.say();
        let Some(online) = &read.online else {
            return if read.concern.is_some() && read.service.is_some() && read.area.is_some() {
                t!("The patient page has no figure for these answers.")
            } else {
                Words::NONE
            };
        };
        let range = say.likely(online, true);
        match read.total() {
            None => say.fill(t!("Online estimate for these answers: {0}."), &[range]),
            Some(total) => {
                let (low, high) = (online.five.p10, online.five.p90);
                let text = if total < low {
                    t!("Online estimate for these answers: {0}. This quote: {1}, below the range.")
                } else if total > high && !online.floor {
                    t!("Online estimate for these answers: {0}. This quote: {1}, above the range.")
                } else {
                    t!("Online estimate for these answers: {0}. This quote: {1}, inside the range.")
                };
                say.fill(text, &[range, say.money(total)])
            }
        }
    }

    fn range_reason(&self, at: usize, typed: &OptionDraft) -> Option<FormField<'a>> {
        let place = Place::Option(at, Choice::RangeReason);
        let is_asked = self.checks.iter().any(|check| check.place == place);
        (is_asked || !typed.get(Choice::RangeReason).is_empty()).then(|| FormField {
            width: Width::Wide,
            hint: t!("such as: more sessions were agreed; add-ons that the estimate does not have"),
            ..self.field(place, t!("Why it is outside the online range"), Entry::Text)
        })
    }

    /// What does not stand in the way of printing and is worth a look, for the office copy.
    pub fn warned(&self) -> Vec<Words<'a>> {
        let warned = self.checks.iter().filter(|check| !check.found.blocks());
        warned.map(|check| self.check(check).words).collect()
    }

    /// What was found, in words, and where it is mended.
    fn check(&self, check: &Check) -> Told<'a> {
        let say = self.say();
        let menu = self.names.menu;
        let words = match &check.found {
            Found::Unreadable => say.fill(t!("{0} cannot be read yet."), &[self.place_name(check.place)]),
            Found::ListExpired(until) => {
                say.fill(t!("The prices held until {0}. Open the present price list."), &[say.date(*until)])
            }
            Found::ListNotYet(from) => say.fill(t!("The prices hold only from {0} on."), &[say.date(*from)]),
            Found::BeyondList(until) => {
                say.fill(t!("The prices hold until {0}. The quote cannot be valid for longer."), &[say.date(*until)])
            }
            Found::EndsBeforeItBegins => t!("The last day is before the date of the quote."),
            Found::PlanMissing(Choice::Concern) => t!("Choose the concern."),
            Found::PlanMissing(Choice::Area) => t!("Choose the area."),
            Found::PlanMissing(_) => t!("Choose the treatment."),
            Found::SessionsMissing => t!("Type how many sessions were agreed."),
            Found::NoLines => t!("There is no line yet."),
            Found::OtherSessions { agreed, lines } => say.fill(
                t!("The lines have {1}, but {0} were agreed."),
                &[say.number(*agreed), say.sessions(*lines, *lines)],
            ),
            Found::OffList { listed } => {
                let with = [self.place_name(check.place), say.money(*listed)];
                say.fill(t!("{0} costs {1} in the price list. Give the reason for another price."), &with)
            }
            Found::NotListed => {
                say.fill(t!("{0} is not in the price list. Give the reason."), &[self.place_name(check.place)])
            }
            Found::NoReason => match check.place {
                Place::Line(..) => {
                    say.fill(t!("Something is taken off {0}. Give the reason."), &[self.place_name(check.place)])
                }
                _ => t!("Something is taken off the quote. Give the reason."),
            },
            Found::OutsideRange { low, high } => say.fill(
                t!("The total is outside what the patient page says, {0}. Give the reason."),
                &[say.range(*low, *high, true)],
            ),
            Found::Conflict(path) if path.starts_with("plan") => t!("The instalments cannot be worked out."),
            Found::Conflict(path) if path.starts_with("deposit") || path.starts_with("credit") => {
                t!("Deposit and credit come to more than the total.")
            }
            Found::Conflict(_) => t!("What is taken off is more than what it is taken off from."),
            Found::NoList => t!("No price list is open: no price can be checked."),
            Found::OtherList => t!("The quote was made from another price list. Its prices are those of then."),
            Found::DearerThanNeeded { cheapest, saves } => say.fill(
                t!("These sessions can be bought for {0}, which is {1} less."),
                &[say.money(*cheapest), say.money(*saves)],
            ),
            Found::Saver { sessions, total, difference } => {
                let with = [
                    say.sessions(*sessions, *sessions),
                    say.money(*total),
                    say.money(Money::from_minor(difference.minor().abs())),
                ];
                if difference.minor() > 0 {
                    say.fill(t!("{0} would cost {1}: only {2} more."), &with)
                } else {
                    say.fill(t!("{0} would cost {1}: {2} less."), &with)
                }
            }
            Found::LargerArea { item, total, saves } => {
                let name =
                    menu.and_then(|menu| menu.items.get(*item)).map_or(Words::NONE, |item| self.names.item(item));
                let text = t!("The same number of sessions of “{0}” would cost {1}, which is {2} less.");
                say.fill(text, &[name, say.money(*total), say.money(*saves)])
            }
            Found::PackageDearer { package, singles } => say.fill(
                t!("This package costs {0}; its sessions cost {1} singly."),
                &[say.money(*package), say.money(*singles)],
            ),
            Found::FeeMissing(fee) => {
                let name = self.names.source(*fee).unwrap_or(Words::NONE);
                say.fill(t!("Everybody pays “{0}”, but no line has it."), &[name])
            }
            Found::OtherRow => {
                say.fill(t!("{0} is not of this plan. Remove it, or give the reason."), &[self.place_name(check.place)])
            }
            Found::DoesNotGoWith => {
                say.fill(t!("{0} is for other treatments or areas in the price list."), &[self.line_name(check.place)])
            }
            Found::NoListPrice => {
                let name = self.place_name(check.place);
                say.fill(t!("The price list names no price for {0}. Give the reason for this one."), &[name])
            }
            Found::VisitBefore => t!("The first visit is before the date of the quote."),
            Found::BelowLeast(least) => say.fill(
                t!("This lender lends {0} at the least. Choose another, or no instalments."),
                &[say.money(*least)],
            ),
            Found::Floor => t!("The price list says “from”: the price may be higher for this patient."),
            Found::MembershipDearer(more) => {
                say.fill(t!("With the fees the membership costs {0} more than it saves here."), &[say.money(*more)])
            }
            Found::TaxNotStated => t!("The price list does not say whether tax is in its prices. The quote adds none."),
            Found::Drift(more) => {
                let with = [say.money(*more), say.money(DISPUTE_FROM)];
                let text = if *more >= DISPUTE_FROM {
                    t!(
                        "{0} above what was printed first. From {1} on a patient with a good-faith estimate can dispute the bill."
                    )
                } else {
                    t!("{0} above what was printed first, of {1} from which a good-faith estimate can be disputed.")
                };
                say.fill(text, &with)
            }
        };
        let words = match check.place {
            Place::Option(at, _) | Place::Line(at, ..) if self.draft.options.len() > 1 => {
                let number = say.number(u32::try_from(at + 1).unwrap_or(1));
                say.fill(t!("Option {0}: {1}"), &[number, words])
            }
            _ => words,
        };
        Told { words, blocks: check.found.blocks(), field: self.keep(&target(check.place).key()) }
    }

    /// The line of a place in quotation marks.
    fn line_name(&self, place: Place) -> Words<'a> {
        match place {
            Place::Line(at, row, _) => self.place_name(Place::Line(at, row, LineField::Reason)),
            other => self.place_name(other),
        }
    }

    /// What a place is called in a message.
    fn place_name(&self, place: Place) -> Words<'a> {
        match place {
            Place::Head(Head::ValidUntil) => t!("The last day"),
            Place::Head(_) => t!("A date"),
            Place::Option(_, Choice::Sessions) => t!("The number of sessions"),
            Place::Option(_, Choice::Weeks) => t!("The number of weeks"),
            Place::Option(_, Choice::Discount) => t!("The discount"),
            Place::Option(_, Choice::Deposit) => t!("The deposit"),
            Place::Option(_, Choice::Credit) => t!("The credit"),
            Place::Option(_, Choice::LenderName) => t!("The lender’s name"),
            Place::Option(_, Choice::Rate) => t!("The annual rate"),
            Place::Option(_, Choice::Payments) => t!("The number of payments"),
            Place::Option(..) => t!("A part of the plan"),
            Place::Line(at, row, field) => {
                let line = self.draft.options.get(at).and_then(|option| option.lines.get(row));
                let source = line.and_then(|line| Source::of(line.get(LineField::Source), self.names.menu?));
                let name = source.and_then(|source| self.names.source(source)).or_else(|| {
                    let label = line?.get(LineField::Label);
                    (!label.is_empty()).then(|| self.say().as_is(label))
                });
                let number = || {
                    let number = self.say().number(u32::try_from(row + 1).unwrap_or(1));
                    self.say().fill(t!("Line {0}"), &[number])
                };
                let name = name.unwrap_or_else(number);
                let part = match field {
                    LineField::Quantity => t!("the quantity of {0}"),
                    LineField::Price => t!("the price of {0}"),
                    LineField::Discount => t!("what is taken off {0}"),
                    _ => return self.say().fill(t!("“{0}”"), &[name]),
                };
                self.say().capital(self.say().fill(part, &[name]))
            }
        }
    }
}

/// The most things that are offered to be added; the rest is in the price list.
const MOST_OFFERED: usize = 40;

/// The field to go to for what was found at a place.
const fn target(place: Place) -> Place {
    match place {
        // These have no field of their own.
        Place::Option(at, Choice::Lines | Choice::FirstTotal) => Place::Option(at, Choice::Sessions),
        Place::Option(at, Choice::Item) => Place::Option(at, Choice::Area),
        other => other,
    }
}

/// Why a text cannot be read, and what to type instead.
fn message<'a>(problem: &Problem, say: &Say<'a>) -> Words<'a> {
    let amounts = |low, high| say.to(say.money(Money::from_minor(low)), say.money(Money::from_minor(high)));
    let numbers = |low, high| say.to(say.whole(low), say.whole(high));
    match problem {
        Problem::Missing => t!("This is needed."),
        Problem::NotANumber(typed) => {
            say.fill(t!("“{0}” is not a number. Type digits, such as 350."), &[say.as_is(typed)])
        }
        Problem::NotWhole { typed, low, high } => {
            say.fill(t!("“{0}” is not a whole number. Type one from {1}."), &[say.as_is(typed), numbers(*low, *high)])
        }
        Problem::OutOfRange { typed, low, high } => {
            say.fill(t!("“{0}” is outside {1}. Type a number inside."), &[say.as_is(typed), numbers(*low, *high)])
        }
        // Per cent are read as amounts of hundredths.
        Problem::AmountOutOfRange { typed, low, high } if typed.contains('%') || *high == 10_000 => {
            let with = [say.as_is(typed), say.percent(*low / 100), say.percent(*high / 100)];
            say.fill(t!("“{0}” is outside {1} to {2}."), &with)
        }
        Problem::AmountOutOfRange { typed, low, high } => {
            say.fill(t!("“{0}” is outside {1}. Type an amount inside."), &[say.as_is(typed), amounts(*low, *high)])
        }
        Problem::TooFine { typed, decimals } => say.fill(
            t!("“{0}” is too exact. Type at most {1} after the point."),
            &[say.as_is(typed), say.count(*decimals, *decimals, counted("{0} digit", "{0} digits"))],
        ),
        Problem::TwoReadings { typed, readings: [one, other] } => say.fill(
            t!("“{0}” can be read as {1} or as {2}. Type one of the two."),
            &[typed, one, other].map(|text| say.as_is(text)),
        ),
        Problem::EndBeforeStart { .. } => t!("The end is before the start."),
        Problem::NotADay(typed) => say.fill(t!("“{0}” is not a day. Choose another."), &[say.as_is(typed)]),
        Problem::UnknownWord(typed) => {
            say.fill(t!("“{0}” is not in the open price list. Choose one that is."), &[say.as_is(typed)])
        }
    }
}
