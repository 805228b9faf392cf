//! The good-faith estimate that clinics in the United States owe patients who pay themselves: a form of its own.

use super::paper::{Offered, Paper, PaperContext, PaperKind};
use crate::domain::currency::Currency;
use crate::domain::good_faith;
use crate::domain::menu::{GoodFaith, Menu, MenuArea};
use crate::domain::money::{BasisPoints, Money};
use crate::domain::offer::Source;
use crate::domain::quote::{self, Line, Quote};
use crate::editor::quote::draft::Head;
use crate::editor::quote::read::item_of;
use crate::present::document::{Block, Fact, Section, Table, Words, fact, paragraph};
use crate::present::language::{Text, as_is, counted, t};
use crate::present::words;
use chrono::NaiveDate;

/// What a price list says for the form; none where it is not given out: outside the United States, or where the list
/// does not have it.
pub fn terms(menu: Option<&Menu>) -> Option<&GoodFaith> {
    let menu = menu.filter(|menu| menu.list.currency == Currency::USD)?;
    menu.good_faith_estimate.as_ref()
}

/// The form for the option that is shown; none where there is no such form or the option cannot be worked out.
pub fn form<'a>(context: &PaperContext<'a>) -> Option<Paper<'a>> {
    let terms = terms(context.menu())?;
    let option = context.offered().into_iter().find(|option| option.at == context.draft.shown)?;
    let from = context.read.first_visit.or(context.read.date).unwrap_or(context.around.today);
    let upkeep = upkeep(context, &option, from);
    let (who, what) = (people(context, terms), service(context, &option, from, &upkeep));
    let charges = charges(context, &option, &upkeep);
    let rights = rights(context, terms);
    let sections = [
        Section { id: "form-people", heading: t!("Who"), blocks: context.keep(&[Block::Facts(context.keep(&who))]) },
        Section { id: "form-service", heading: t!("What and when"), blocks: context.keep(&what) },
        Section { id: "form-charges", heading: t!("Expected charges"), blocks: context.keep(&charges) },
        Section { id: "form-rights", heading: t!("What this form is, and your rights"), blocks: context.keep(&rights) },
    ];
    Some(context.paper(PaperKind::GoodFaith, t!("Good-faith estimate"), &sections, &[]))
}

/// Who is treated, by whom, and who answers for it.
fn people<'a>(context: &PaperContext<'a>, terms: &'a GoodFaith) -> Vec<Fact<'a>> {
    let say = &context.say;
    let missing = t!("not stated");
    let typed = |field| context.typed(field).unwrap_or(missing);
    let born =
        written_day(context.draft.get(Head::BirthDate)).map_or_else(|| typed(Head::BirthDate), |day| say.date(day));
    let id = context.draft.get(Head::Provider);
    let provider = context.menu().and_then(|menu| menu.providers.iter().find(|provider| provider.id == id));
    let npi = provider.and_then(|provider| provider.npi.as_deref());
    let mut facts = vec![
        fact(t!("Patient’s name"), typed(Head::Patient)),
        fact(t!("Date of birth"), born),
        fact(t!("Provider"), context.provider().unwrap_or(missing)),
    ];
    facts.extend(npi.map(|npi| fact(t!("NPI of the provider"), say.as_is(npi))));
    facts.extend([
        fact(t!("Facility"), say.as_is(&terms.facility)),
        fact(t!("NPI of the facility"), say.as_is(&terms.npi)),
        fact(t!("Taxpayer number (TIN)"), say.as_is(&terms.tin)),
        fact(t!("Address"), say.as_is(&terms.address)),
    ]);
    let contact: Vec<&str> = [&terms.telephone, &terms.email].into_iter().flatten().map(String::as_str).collect();
    if !contact.is_empty() {
        facts.push(fact(t!("Contact"), say.as_is(&contact.join(", "))));
    }
    facts
}

/// A day written as YYYY-MM-DD, in any year: a day of birth may be long ago.
pub fn written_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        .filter(|_| parts.next().is_none())
}

/// Upkeep visits that belong in the 12 months: how many, and what they cost with tax.
struct Upkeep<'a> {
    name: Words<'a>,
    visits: u32,
    price: Money,
    tax: Money,
    total: Money,
}

/// The upkeep to expect: where the concern has upkeep, the price list prices it, and no line has it already. The visits
/// are those of the shortest published gap, so that the bill is not above what was expected.
fn upkeep<'a>(context: &PaperContext<'a>, option: &Offered<'a>, from: NaiveDate) -> Option<Upkeep<'a>> {
    let (menu, catalog, read) = (context.menu()?, context.around.catalog, option.read);
    let item = item_of(read, Some(menu))?;
    let (price, sessions) = (item.upkeep_price?, read.sessions?);
    if !catalog.concern(read.concern?).upkeep_recommended.value
        || read.lines.iter().flatten().any(|line| matches!(line.source, Some(Source::Upkeep(_))))
    {
        return None;
    }
    let gap = catalog.model.upkeep_months.value.low();
    let visits = good_faith::upkeep_inside(from, sessions, read.weeks_between(&context.around), gap);
    if visits == 0 {
        return None;
    }
    let tax = menu.list.tax.filter(|_| item.taxed).map_or(BasisPoints(0), |tax| tax.rate);
    let quote = Quote {
        currency: context.say.currency,
        prices_include_tax: option.quote.prices_include_tax,
        lines: vec![Line { quantity: visits, unit_price: price, tax, discount: None }],
        discount: None,
        credit: Money::ZERO,
        deposit: None,
        plan: None,
    };
    let priced = quote::price(&quote).ok()?;
    let name = context.names().source(Source::Upkeep(read.item?))?;
    Some(Upkeep { name, visits, price, tax: priced.tax, total: priced.total })
}

/// The service in words, the days, and how often it is expected in the 12 months.
fn service<'a>(
    context: &PaperContext<'a>,
    option: &Offered<'a>,
    from: NaiveDate,
    upkeep: &Option<Upkeep<'a>>,
) -> Vec<Block<'a>> {
    let say = &context.say;
    let course = context.course(option).unwrap_or(t!("the lines below"));
    let service = match option.read.concern {
        Some(concern) => context.fill(t!("{0}, for {1}"), &[course, words::concern_inline(concern)]),
        None => course,
    };
    let mut facts = vec![fact(t!("Main service"), say.capital(service))];
    if let Some(MenuArea::Unstated) = option.read.area {
        facts.push(fact(t!("Area"), t!("Area not stated")));
    }
    if let Some(sessions) = option.read.sessions {
        let inside = good_faith::sessions_inside(from, sessions, option.read.weeks_between(&context.around));
        let mut times = say.sessions(inside, inside);
        if let Some(upkeep) = upkeep {
            let visits = counted("{0} upkeep visit", "{0} upkeep visits");
            let visits = say.counted(visits, upkeep.visits, &[say.number(upkeep.visits)]);
            times = context.fill(t!("{0} and {1}"), &[times, visits]);
        }
        facts.push(fact(t!("Expected in these 12 months"), times));
    }
    if let Some((first, last)) = good_faith::window(from) {
        facts.push(fact(t!("This estimate covers"), say.to(say.date(first), say.date(last))));
    }
    if let Some(visit) = context.read.first_visit {
        facts.push(fact(t!("First visit"), say.date(visit)));
    }
    let asked_on = context.read.asked_on.or(context.read.date);
    if let Some(day) = asked_on.and_then(|asked_on| good_faith::issue_by(asked_on, context.read.first_visit)) {
        facts.push(fact(t!("To be given to the patient by"), say.date(day)));
    }
    vec![Block::Facts(context.keep(&facts))]
}

/// The expected items with their codes, quantities and charges, and what they come to.
fn charges<'a>(context: &PaperContext<'a>, option: &Offered<'a>, upkeep: &Option<Upkeep<'a>>) -> Vec<Block<'a>> {
    let say = &context.say;
    let code = |source: Option<Source>| {
        let item = source.and_then(Source::item).and_then(|at| context.menu()?.items.get(at));
        item.and_then(|item| item.code.as_deref()).map_or(as_is!("–"), |code| say.as_is(code))
    };
    let mut rows = Vec::new();
    for line in &context.lines(option) {
        rows.push(context.keep(&[
            line.name,
            code(line.read.source),
            say.number(line.read.line.quantity),
            say.money(line.net),
        ]));
    }
    let mut total = option.priced.total;
    let mut tax = option.priced.tax;
    if let Some(upkeep) = upkeep {
        let code = code(option.read.item.map(Source::Upkeep));
        let amount = say.money(upkeep.price.times(upkeep.visits.into()));
        rows.push(context.keep(&[upkeep.name, code, say.number(upkeep.visits), amount]));
        total = total + upkeep.total;
        tax = tax + upkeep.tax;
    }
    let head = [t!("Item"), t!("Code"), t!("Expected number"), t!("Expected charge")];
    let lines = Table { caption: t!("Expected items"), head: context.keep(&head), rows: context.keep(&rows) };
    let mut sums: Vec<[Words; 2]> = Vec::new();
    if option.priced.discount > Money::ZERO {
        sums.push([t!("Discount"), context.off(option.priced.discount)]);
    }
    if tax > Money::ZERO {
        let name = if option.quote.prices_include_tax { t!("Tax, inside the total") } else { t!("Tax") };
        sums.push([name, say.money(tax)]);
    }
    sums.push([t!("*Total expected charges*"), say.joined(&[as_is!("*"), say.money(total), as_is!("*")])]);
    let sums: Vec<&[Words]> = sums.iter().map(|row| context.keep(row)).collect();
    let head = context.keep(&[t!("Sum"), t!("Amount")]);
    let sums = Table { caption: t!("What it comes to"), head, rows: context.keep(&sums) };
    let mut blocks = vec![Block::Table(lines), Block::Table(sums)];
    blocks.extend(context.drift(option).map(paragraph));
    blocks
}

/// What the form is not, and what a patient can do.
static RIGHTS: [Text; 5] = [
    t!("This is an estimate only, from what is known on its date. The real items and charges may be others."),
    t!("The clinic may advise further items that are booked or asked for separately. They are not in this estimate."),
    t!(
        "*If you are billed $400 or more above this estimate, you have the right to dispute the bill.* You can ask the \
         clinic to correct it, or start a dispute with the US Department of Health and Human Services within 120 days \
         of the bill: www.cms.gov/nosurprises or 1-800-985-3059. It does not change the care that you get.",
    ),
    t!("This is not a contract. You do not have to have these services, and not here."),
    t!("Keep a copy of this estimate. You may need it if you are billed more."),
];

fn rights<'a>(context: &PaperContext<'a>, terms: &'a GoodFaith) -> Vec<Block<'a>> {
    let own = context.say.as_is(terms.disclaimer.in_language(context.language));
    vec![Block::List(&RIGHTS), paragraph(own)]
}
