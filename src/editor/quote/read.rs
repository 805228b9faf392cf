//! A quote as typed, read field by field: what can be read is worked out to the cent, the rest is told beside its field.

use super::draft::{Choice, Head, LineField, OptionDraft, Place, QuoteDraft};
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::estimate::{Cost, estimate};
use crate::domain::menu::{FinancingTerms, Menu, MenuArea, MenuItem};
use crate::domain::money::{BasisPoints, Money};
use crate::domain::offer::{self, LargerArea, MemberOffer, Source, Terms};
use crate::domain::plan::Plan;
use crate::domain::price_list::{Service, Tax};
use crate::domain::problem::Problem as Conflict;
use crate::domain::purchase::{self, Purchase, Saver};
use crate::domain::quantity::Range;
use crate::domain::quote::{self, Instalments, Line, Part, Priced, Quote};
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use crate::editor::typed;
use crate::editor::{Problem, Reading, day};
use chrono::NaiveDate;

/// What a quote is read with.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The clinic's price list, where one is open.
    pub menu: Option<&'a Menu>,
    /// The fingerprint of that list; empty where none is open.
    pub fingerprint: &'a str,
    pub catalog: &'a Catalog,
    pub reading: &'a Reading,
    pub today: NaiveDate,
}

/// A text that cannot be read, and the place beside which that is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub problem: Problem,
}

/// A quote as it was read.
#[derive(Clone, Debug)]
pub struct ReadQuote {
    /// What its amounts are in.
    pub currency: Currency,
    /// The tax on it, as the list says that it was made from.
    pub tax: Option<Tax>,
    /// Whether it was made from another list than the one that is open, or from one while none is open.
    pub is_of_other_list: bool,
    pub date: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub first_visit: Option<NaiveDate>,
    pub asked_on: Option<NaiveDate>,
    pub first_printed: Option<NaiveDate>,
    /// How often it was printed before.
    pub printed: u32,
    /// One for each option of the draft.
    pub options: Vec<ReadOption>,
    pub faults: Vec<Fault>,
}

/// One option as it was read.
#[derive(Clone, Debug)]
pub struct ReadOption {
    pub concern: Option<Concern>,
    pub severity: Severity,
    pub service: Option<Service>,
    pub area: Option<MenuArea>,
    /// The row of the price list that the course is of.
    pub item: Option<usize>,
    pub sessions: Option<u32>,
    /// Weeks between sessions, where somebody typed them.
    pub weeks: Option<u32>,
    pub membership: Option<usize>,
    /// One for each line of the draft; none where it cannot be read.
    pub lines: Vec<Option<ReadLine>>,
    /// The quote and what it comes to; none while a line cannot be read.
    pub priced: Option<(Quote, Priced)>,
    /// What cannot be worked out although every field can be read.
    pub conflict: Option<Conflict>,
    /// What the patient page says for the same answers.
    pub online: Option<Cost>,
    /// The cheapest way to buy exactly these sessions.
    pub purchase: Option<Purchase>,
    pub saver: Option<Saver>,
    pub larger_area: Option<LargerArea>,
    pub member_offer: Option<MemberOffer>,
    /// The total when the quote was printed first.
    pub first_total: Option<Money>,
}

/// One line as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine {
    pub source: Option<Source>,
    pub line: Line,
    /// What the price list asks for one, where it names an amount.
    pub listed: Option<Money>,
    /// Whether the price list has nothing against this price.
    pub is_allowed: bool,
    /// Whether something is taken off beyond what the list itself gives for so many.
    pub is_reduced: bool,
}

impl ReadOption {
    /// Weeks between sessions for what depends on them: the typed ones, the list's, the usual ones of the concern.
    pub fn weeks_between(&self, around: &Around) -> u32 {
        let usual = self.concern.map(|concern| around.catalog.concern(concern).interval_weeks.value.typical());
        let agreed = self.agreed_weeks(around).map(|range| usual.unwrap_or(4).clamp(range.low(), range.high()));
        self.weeks.or(agreed).or(usual).unwrap_or(4)
    }

    /// Weeks between sessions as the price list has them: for the item, else for the concern.
    pub fn agreed_weeks(&self, around: &Around) -> Option<Range<u32>> {
        let item = around.menu.and_then(|menu| menu.items.get(self.item?));
        let course = || around.menu?.list.courses.iter().find(|course| Some(course.concern) == self.concern);
        item.and_then(|item| item.interval_weeks).or_else(|| course()?.interval_weeks)
    }

    /// What the line of an add-on or of a session is priced by.
    pub const fn terms(&self) -> Terms {
        Terms { item: self.item, membership: self.membership }
    }

    /// The total, where it could be worked out.
    pub fn total(&self) -> Option<Money> {
        self.priced.as_ref().map(|(_, priced)| priced.total)
    }

    /// The scenario that a patient with these answers would look at online, without what a clinician agreed.
    pub fn online_scenario(&self) -> Option<Scenario> {
        let mut scenario = Scenario::usual(self.concern?);
        scenario.severity = self.severity;
        scenario.area = Some(self.area?.estimated()?);
        match self.service? {
            Service::Needling(treatment) => scenario.treatment = treatment,
            Service::Laser(laser) => scenario.laser = Some(laser),
        }
        Some(scenario)
    }
}

impl ReadQuote {
    /// Whether any amount of it is not in whole units of its currency: then each is written with all its decimals.
    pub fn has_cents(&self) -> bool {
        let unit = 10_i64.saturating_pow(self.currency.decimals());
        let is_broken = |amount: Money| amount.minor() % unit != 0;
        self.options.iter().filter_map(|option| option.priced.as_ref()).any(|(quote, priced)| {
            quote.lines.iter().any(|line| is_broken(line.unit_price))
                || priced.lines.iter().any(|line| is_broken(line.net))
                || priced.taxes.iter().any(|tax| is_broken(tax.tax))
                || [priced.discount, priced.total, priced.deposit, priced.balance].into_iter().any(is_broken)
        })
    }
}

/// Whether a quote was made from another list than the one that is open, or from one while none is open.
pub fn is_of_other_list(draft: &QuoteDraft, around: &Around) -> bool {
    let fingerprint = draft.get(Head::ListFingerprint);
    // Without a fingerprint nothing says that two lists are the same.
    let is_same = fingerprint == around.fingerprint && (around.menu.is_none() || !fingerprint.is_empty());
    !draft.get(Head::ListTax).is_empty() && !is_same
}

/// Whether a quote goes by the currency and the tax that it notes, and not by those of the list that is open.
fn has_own_terms(draft: &QuoteDraft, around: &Around) -> bool {
    is_of_other_list(draft, around) || (around.menu.is_none() && !draft.get(Head::ListTax).is_empty())
}

/// How the amounts of a quote are typed: in the currency of the list that it was made from.
pub fn reading_of(draft: &QuoteDraft, around: &Around) -> Reading {
    match Currency::from_code(draft.get(Head::Currency)) {
        Some(currency) if currency != around.reading.currency && has_own_terms(draft, around) => {
            Reading { currency, symbols: String::new(), signs: around.reading.signs }
        }
        _ => around.reading.clone(),
    }
}

/// Notes the list that is open as the one that a quote is made from, unless it was made from another: its names, its tax,
/// and nothing beside a lender that the list says itself. To be called when
/// a quote is begun and when a list is opened; a quote that takes over another list has [`Head::ListTax`] emptied first.
pub fn note_list(draft: &mut QuoteDraft, around: &Around) {
    let Some(menu) = around.menu.filter(|_| !is_of_other_list(draft, around)) else { return };
    draft.set(Head::ListId, menu.id.as_deref().unwrap_or_default());
    draft.set(Head::ListFingerprint, around.fingerprint);
    draft.set(Head::ListTax, &tax_text(menu.list.tax));
    draft.set(Head::Currency, around.reading.currency.code());
    for option in &mut draft.options {
        let Some(lender) = menu.financing.iter().find(|lender| lender.id == option.get(Choice::Lender)) else {
            continue;
        };
        option.set(Choice::LenderName, "");
        if lender.terms.is_some() {
            for field in [Choice::Rate, Choice::Payments, Choice::Deferred] {
                option.set(field, "");
            }
        }
    }
}

/// Writes out what the open list knows of lenders, for where it will not be open. [`note_list`] takes it back.
pub fn spell_out_lenders(draft: &mut QuoteDraft, around: &Around) {
    let Some(menu) = around.menu.filter(|_| !is_of_other_list(draft, around)) else { return };
    for option in &mut draft.options {
        let Some(lender) = menu.financing.iter().find(|lender| lender.id == option.get(Choice::Lender)) else {
            continue;
        };
        option.set(Choice::LenderName, &lender.lender);
        if let Some(terms) = lender.terms {
            let rate = typed_rate(terms.apr, around.reading);
            option.set(Choice::Rate, rate.trim_end_matches('%'));
            option.set(Choice::Payments, &terms.payments.to_string());
            option.set(Choice::Deferred, if terms.deferred_interest { "yes" } else { "" });
        }
    }
}

/// The tax of a list as a quote notes it.
pub fn tax_text(tax: Option<Tax>) -> String {
    match tax {
        None => "none".to_owned(),
        Some(tax) => [if tax.included { "included " } else { "added " }, &tax.rate.0.to_string()].concat(),
    }
}

/// The tax that such a text notes; none where it notes none.
fn noted_tax(text: &str) -> Option<Option<Tax>> {
    if text == "none" {
        return Some(None);
    }
    let (kind, rate) = text.split_once(' ')?;
    let (low, high) = Quote::RATE;
    let rate = BasisPoints(rate.parse().ok().filter(|rate| (low..=high).contains(rate))?);
    match kind {
        "added" => Some(Some(Tax { included: false, rate })),
        "included" => Some(Some(Tax { included: true, rate })),
        _ => None,
    }
}

/// Reads a quote. One that was made from another list than the one that is open keeps the currency and the tax of its
/// own; where the currencies differ, the open list has nothing to say about it.
pub fn read(draft: &QuoteDraft, around: &Around) -> ReadQuote {
    let mut faults = Vec::new();
    let is_of_other_list = is_of_other_list(draft, around);
    let reading = reading_of(draft, around);
    let menu = around.menu.filter(|_| reading.currency == around.reading.currency);
    let mut tax = around.menu.and_then(|menu| menu.list.tax);
    if has_own_terms(draft, around) {
        for (field, is_known) in [
            (Head::Currency, Currency::from_code(draft.get(Head::Currency)).is_some()),
            (Head::ListTax, noted_tax(draft.get(Head::ListTax)).is_some()),
        ] {
            if !is_known {
                let problem = Problem::UnknownWord(draft.get(field).to_owned());
                faults.push(Fault { place: Place::Head(field), problem });
            }
        }
        tax = noted_tax(draft.get(Head::ListTax)).unwrap_or(tax);
    }
    let around = &Around { menu, reading: &reading, ..*around };
    let mut date = |field: Head| {
        let text = draft.get(field);
        let read = day(text);
        if read.is_none() && !text.is_empty() {
            faults.push(Fault { place: Place::Head(field), problem: Problem::NotADay(text.to_owned()) });
        }
        read
    };
    let (dated, valid_until) = (date(Head::Date), date(Head::ValidUntil));
    let (first_visit, asked_on) = (date(Head::FirstVisit), date(Head::AskedOn));
    let first_printed = date(Head::FirstPrinted);
    for (field, missing) in [(Head::Date, dated), (Head::ValidUntil, valid_until)] {
        if missing.is_none() && draft.get(field).is_empty() {
            faults.push(Fault { place: Place::Head(field), problem: Problem::Missing });
        }
    }
    let mut options = Vec::new();
    for (at, option) in draft.options.iter().enumerate() {
        let mut reader = OptionReader { at, option, around, tax, is_of_other_list, faults: &mut faults };
        options.push(reader.read(draft.get(Head::Location)));
    }
    let printed = draft.get(Head::Printed).parse().unwrap_or(0);
    let currency = reading.currency;
    ReadQuote {
        currency,
        tax,
        is_of_other_list,
        date: dated,
        valid_until,
        first_visit,
        asked_on,
        first_printed,
        printed,
        options,
        faults,
    }
}

/// Reads the texts of one option.
struct OptionReader<'a> {
    at: usize,
    option: &'a OptionDraft,
    around: &'a Around<'a>,
    /// The tax on everything that is taxed.
    tax: Option<Tax>,
    is_of_other_list: bool,
    faults: &'a mut Vec<Fault>,
}

impl OptionReader<'_> {
    fn read(&mut self, location: &str) -> ReadOption {
        let concern = self.word(Choice::Concern, Concern::from_word);
        let severity = self.word(Choice::Severity, Severity::from_word).unwrap_or(Severity::Unsure);
        let service = self.word(Choice::Service, service_of);
        let area = self.word(Choice::Area, area_of);
        let menu = self.around.menu;
        let membership = self.id(Choice::Membership, menu.map_or(&[][..], |menu| &menu.memberships), |plan| &plan.id);
        let item = self.id(Choice::Item, menu.map_or(&[][..], |menu| &menu.items), |item| &item.id);
        let rows = || offer::rows(menu?, service?, area?, concern, location).first().copied();
        let item = item.or_else(rows);
        let sessions = self.whole(Choice::Sessions, Scenario::SESSIONS);
        let weeks = self.whole(Choice::Weeks, Scenario::INTERVAL_WEEKS);
        let mut read = ReadOption {
            concern,
            severity,
            service,
            area,
            item,
            sessions,
            weeks,
            membership,
            lines: Vec::new(),
            priced: None,
            conflict: None,
            online: None,
            purchase: None,
            saver: None,
            larger_area: None,
            member_offer: None,
            first_total: self.option.get(Choice::FirstTotal).parse().ok().map(Money::from_minor),
        };
        read.online = self.online(&read);
        if let (Some(menu), Some(at), Some(sessions)) = (menu, item, sessions)
            && let Some(item) = menu.items.get(at)
        {
            read.purchase = offer::purchase_of(menu, item, membership, sessions);
            let is_member = offer::member_price(menu, item, membership).is_some();
            read.saver = purchase::saver(item, sessions).filter(|_| !is_member);
            read.larger_area = offer::larger_area(menu, at, sessions, concern, location).filter(|_| !is_member);
            let weeks = read.weeks_between(self.around);
            read.member_offer =
                membership.and_then(|membership| offer::member_offer(menu, membership, item, sessions, weeks));
        }
        for row in 0..self.option.lines.len() {
            let line = self.line(row, &read);
            read.lines.push(line);
        }
        self.price(&mut read);
        read
    }

    fn fault(&mut self, field: Choice, problem: Problem) {
        self.faults.push(Fault { place: Place::Option(self.at, field), problem });
    }

    /// A word of the model; nothing where nothing is chosen.
    fn word<T>(&mut self, field: Choice, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.option.get(field);
        let word = of(text);
        if word.is_none() && !text.is_empty() {
            self.fault(field, Problem::UnknownWord(text.to_owned()));
        }
        word
    }

    /// The place in a list of what an id names.
    fn id<T>(&mut self, field: Choice, list: &[T], id: impl Fn(&T) -> &str) -> Option<usize> {
        let text = self.option.get(field);
        let found = list.iter().position(|entry| id(entry) == text);
        // What another list had cannot be chosen anew here, and nothing is worked out from it.
        if found.is_none() && !text.is_empty() && !list.is_empty() && !self.is_of_other_list {
            self.fault(field, Problem::UnknownWord(text.to_owned()));
        }
        found
    }

    fn whole(&mut self, field: Choice, (low, high): (u32, u32)) -> Option<u32> {
        let text = self.option.get(field);
        if text.trim().is_empty() {
            return None;
        }
        match typed::whole(text, self.around.reading.signs, low.into(), high.into()) {
            Ok(number) => u32::try_from(number).ok(),
            Err(problem) => {
                self.fault(field, problem);
                None
            }
        }
    }

    /// "10%" or an amount; nothing where nothing is typed.
    fn part(&mut self, place: Place, text: &str) -> Result<Option<Part>, ()> {
        match part(text, self.around.reading) {
            Ok(part) => Ok(part),
            Err(problem) => {
                self.faults.push(Fault { place, problem });
                Err(())
            }
        }
    }

    fn line(&mut self, row: usize, read: &ReadOption) -> Option<ReadLine> {
        let line = self.option.lines.get(row)?;
        let reading = self.around.reading;
        let place = |field| Place::Line(self.at, row, field);
        let mut problems = Vec::new();
        let mut note = |field, problem| problems.push(Fault { place: place(field), problem });
        let text = line.get(LineField::Source);
        let source = self.around.menu.and_then(|menu| Source::of(text, menu));
        // A line of another list has no name here, and keeps its price.
        let is_of_other_list = self.is_of_other_list && !text.is_empty();
        if source.is_none() && !is_of_other_list && line.get(LineField::Label).trim().is_empty() {
            note(LineField::Label, Problem::Missing);
        }
        let quantity = line.get(LineField::Quantity);
        let (low, high) = Quote::QUANTITY;
        let quantity = match quantity.trim() {
            "" => Err(Problem::Missing),
            text => typed::whole(text, reading.signs, low.into(), high.into()),
        };
        let quantity = quantity.map_err(|problem| note(LineField::Quantity, problem)).ok();
        let price = amount(line.get(LineField::Price), reading, Quote::UNIT_PRICE);
        let price = price.map_err(|problem| note(LineField::Price, problem)).ok();
        self.faults.append(&mut problems);
        let discount = self.part(Place::Line(self.at, row, LineField::Discount), line.get(LineField::Discount)).ok()?;
        let is_taxed = line.get(LineField::Taxed) != "no";
        let tax = self.tax.filter(|_| is_taxed).map_or(BasisPoints(0), |tax| tax.rate);
        let quantity = u32::try_from(quantity?).ok()?;
        let listed = self.around.menu.and_then(|menu| offer::listed(menu, source?, read.terms()));
        let earned = source.and_then(|source| match source {
            Source::Session(item) => {
                let menu = self.around.menu?;
                offer::earned_percentage(menu, menu.items.get(item)?, read.membership, quantity)
            }
            _ => None,
        });
        let is_reduced = match discount {
            None | Some(Part::Amount(Money::ZERO) | Part::Share(BasisPoints(0))) => false,
            Some(Part::Share(share)) => earned.is_none_or(|earned| share > earned),
            Some(Part::Amount(_)) => true,
        };
        let price = price?;
        let is_allowed = self.around.menu.zip(source);
        let is_allowed = is_allowed.is_none_or(|(menu, source)| offer::allows(menu, source, read.terms(), price));
        let line = Line { quantity, unit_price: price, tax, discount };
        Some(ReadLine { source, line, listed, is_allowed, is_reduced })
    }

    /// Works the option out, once each of its lines can be read.
    fn price(&mut self, read: &mut ReadOption) {
        let discount = self.part(Place::Option(self.at, Choice::Discount), self.option.get(Choice::Discount));
        let deposit = self.part(Place::Option(self.at, Choice::Deposit), self.option.get(Choice::Deposit));
        let credit = match self.option.get(Choice::Credit).trim() {
            "" => Some(Money::ZERO),
            text => match amount(text, self.around.reading, Quote::UNIT_PRICE) {
                Ok(credit) => Some(credit),
                Err(problem) => {
                    self.fault(Choice::Credit, problem);
                    None
                }
            },
        };
        let plan = self.instalments();
        let lines: Option<Vec<Line>> = read.lines.iter().map(|line| Some(line.as_ref()?.line)).collect();
        let (Ok(discount), Ok(deposit), Some(credit), Ok(plan), Some(lines)) = (discount, deposit, credit, plan, lines)
        else {
            return;
        };
        if lines.is_empty() {
            return;
        }
        let quote = Quote {
            currency: self.around.reading.currency,
            prices_include_tax: self.tax.is_none_or(|tax| tax.included),
            lines,
            discount,
            credit,
            deposit,
            plan,
        };
        match quote::price(&quote) {
            Ok(priced) => read.priced = Some((quote, priced)),
            Err(conflict) => read.conflict = Some(conflict),
        }
    }

    /// The terms of paying in instalments: nothing where nobody asked, complete terms, or faults.
    fn instalments(&mut self) -> Result<Option<Instalments>, ()> {
        let id = self.option.get(Choice::Lender);
        if id.is_empty() {
            return Ok(None);
        }
        let lender = self.around.menu.and_then(|menu| menu.financing.iter().find(|lender| lender.id == id));
        let name = lender.map_or(self.option.get(Choice::LenderName), |lender| &lender.lender).trim();
        let terms = lender.and_then(|lender| lender.terms);
        let before = self.faults.len();
        if name.is_empty() {
            self.fault(Choice::LenderName, Problem::Missing);
        }
        let terms = match terms {
            Some(terms) => Some(terms),
            None => self.typed_terms(),
        };
        match terms {
            Some(terms) if self.faults.len() == before => Ok(Some(Instalments {
                lender: name.to_owned(),
                apr: terms.apr,
                payments: terms.payments,
                deferred_interest: terms.deferred_interest,
            })),
            _ => Err(()),
        }
    }

    fn typed_terms(&mut self) -> Option<FinancingTerms> {
        let reading = self.around.reading;
        let (low, high) = Instalments::APR;
        let apr = match self.option.get(Choice::Rate).trim() {
            "" => Err(Problem::Missing),
            text => typed::amount(text, reading.signs, 2, &["%"], low.into(), high.into()),
        };
        let apr = apr.map_err(|problem| self.fault(Choice::Rate, problem)).ok();
        if self.option.get(Choice::Payments).trim().is_empty() {
            self.fault(Choice::Payments, Problem::Missing);
        }
        let payments = self.whole(Choice::Payments, Instalments::PAYMENTS);
        Some(FinancingTerms {
            apr: BasisPoints(u32::try_from(apr?).ok()?),
            payments: payments?,
            deferred_interest: self.option.get(Choice::Deferred) == "yes",
        })
    }

    /// What the patient page says for the same answers: the course, all in.
    fn online(&self, read: &ReadOption) -> Option<Cost> {
        let list = self.around.menu.map(|menu| &menu.list);
        let plan = Plan::new(&read.online_scenario()?, list, self.around.catalog).ok()?;
        let estimate = estimate(&plan, self.around.catalog);
        // Published prices are no measure of a quote in another currency.
        if estimate.currency != self.around.reading.currency {
            return None;
        }
        match read.service? {
            Service::Needling(_) => Some(estimate.course),
            Service::Laser(_) => estimate.laser.total,
        }
    }
}

/// The treatment or laser that a word names.
pub fn service_of(word: &str) -> Option<Service> {
    let laser = || Laser::from_word(word).map(Service::Laser);
    Treatment::from_word(word).map(Service::Needling).or_else(laser)
}

/// The area of a menu that a word names.
pub fn area_of(word: &str) -> Option<MenuArea> {
    match word {
        "face-neck-chest" => Some(MenuArea::FaceNeckChest),
        word => Area::from_word(word).map(MenuArea::Known),
    }
}

/// "10%" or an amount, as typed; nothing where nothing is typed.
///
/// # Errors
/// Why it cannot be read.
pub fn part(text: &str, reading: &Reading) -> Result<Option<Part>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.contains('%') {
        let (low, high) = Quote::RATE;
        let share = typed::amount(text, reading.signs, 2, &["%"], low.into(), high.into())?;
        return Ok(u32::try_from(share).ok().map(|share| Part::Share(BasisPoints(share))));
    }
    amount(text, reading, Quote::UNIT_PRICE).map(|amount| Some(Part::Amount(amount)))
}

/// An amount of money between two bounds, as typed.
///
/// # Errors
/// Why it cannot be read.
pub fn amount(text: &str, reading: &Reading, (low, high): (i64, i64)) -> Result<Money, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let marks: Vec<&str> = reading.symbols.split(' ').chain([reading.currency.code()]).collect();
    typed::amount(text, reading.signs, reading.currency.decimals(), &marks, low, high).map(Money::from_minor)
}

/// An amount as somebody would type it with the signs of a locale.
pub fn typed_amount(amount: Money, reading: &Reading) -> String {
    typed::plain(amount.minor(), reading.currency.decimals())
        .replace('.', reading.signs.decimal.encode_utf8(&mut [0; 4]))
}

/// A rate as somebody would type it, with its sign: "8.25%".
pub fn typed_rate(rate: BasisPoints, reading: &Reading) -> String {
    let plain = typed::plain(rate.0.into(), 2);
    let short = if plain.contains('.') { plain.trim_end_matches('0') } else { &plain };
    short.replace('.', reading.signs.decimal.encode_utf8(&mut [0; 4])) + "%"
}

/// The row of the price list that an option's course is of.
pub fn item_of<'a>(read: &ReadOption, menu: Option<&'a Menu>) -> Option<&'a MenuItem> {
    menu?.items.get(read.item?)
}
