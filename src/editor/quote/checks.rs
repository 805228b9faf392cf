//! What stands in the way of printing a quote, and what somebody should look at before.

use super::draft::{Choice, Head, LineField, OptionDraft, Place, QuoteDraft};
use super::read::{Around, ReadLine, ReadOption, ReadQuote, item_of};
use crate::domain::currency::Currency;
use crate::domain::menu::Menu;
use crate::domain::money::Money;
use crate::domain::offer::{self, Source};
use crate::domain::quote::Part;
use chrono::NaiveDate;

/// One thing that was found, and where it is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub found: Found,
    pub place: Place,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A field cannot be read; its message stands beside it.
    Unreadable,
    /// The prices held until this day.
    ListExpired(NaiveDate),
    /// The prices hold only from this day.
    ListNotYet(NaiveDate),
    /// The quote would hold longer than the prices, which end on this day.
    BeyondList(NaiveDate),
    /// The last day is before the quote's own.
    EndsBeforeItBegins,
    /// No concern, treatment or area.
    PlanMissing(Choice),
    SessionsMissing,
    NoLines,
    /// The sessions of the lines are not those agreed.
    OtherSessions {
        agreed: u32,
        lines: u32,
    },
    /// The price is another than the list's, without a reason.
    OffList {
        listed: Money,
    },
    /// The list has no such thing, and no reason is given.
    NotListed,
    /// Something is taken off without a reason.
    NoReason,
    /// Outside of what the patient page says, without a reason.
    OutsideRange {
        low: Money,
        high: Money,
    },
    /// What cannot be worked out, such as a deposit above the total.
    Conflict(String),
    /// No price list is open.
    NoList,
    /// The list is another than the one that the quote was made from.
    OtherList,
    /// The lines buy the sessions for more than they need to.
    DearerThanNeeded {
        cheapest: Money,
        saves: Money,
    },
    /// More sessions for little more, or for less.
    Saver {
        sessions: u32,
        total: Money,
        difference: Money,
    },
    /// A larger area's course costs less.
    LargerArea {
        item: usize,
        total: Money,
        saves: Money,
    },
    /// A package costs more than its singles.
    PackageDearer {
        package: Money,
        singles: Money,
    },
    /// A fee that everybody pays is on no line.
    FeeMissing(Source),
    /// A line is of another row than the plan.
    OtherRow,
    /// An add-on that the list has for other rows.
    DoesNotGoWith,
    /// The list names no price, and no reason is given for this one.
    NoListPrice,
    /// The first visit is before the quote.
    VisitBefore,
    /// The lender lends no less than this.
    BelowLeast(Money),
    /// The price list says "from".
    Floor,
    /// The membership costs more than it saves.
    MembershipDearer(Money),
    /// The list does not say whether tax is in its prices.
    TaxNotStated,
    /// So much above what was printed first; from 400 US dollars on a good-faith estimate can be disputed.
    Drift(Money),
}

impl Found {
    /// Whether nothing is printed until it is mended.
    pub const fn blocks(&self) -> bool {
        matches!(
            self,
            Self::Unreadable
                | Self::ListExpired(_)
                | Self::ListNotYet(_)
                | Self::BeyondList(_)
                | Self::EndsBeforeItBegins
                | Self::PlanMissing(_)
                | Self::SessionsMissing
                | Self::NoLines
                | Self::OffList { .. }
                | Self::NotListed
                | Self::NoReason
                | Self::OutsideRange { .. }
                | Self::Conflict(_)
                | Self::BelowLeast(_)
                | Self::OtherRow
                | Self::NoListPrice
        )
    }
}

/// From so many minor units above a good-faith estimate on, a patient in the United States can dispute the bill (45 CFR
/// 149.620: 400 dollars).
pub const DISPUTE_FROM: Money = Money::from_minor(40_000);

/// Checks a quote; what blocks comes first, each in the order of the form.
pub fn checks(draft: &QuoteDraft, quote: &ReadQuote, around: &Around) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut add = |place, found| checks.push(Check { found, place });
    for fault in &quote.faults {
        add(fault.place, Found::Unreadable);
    }
    let list = around.menu.map(|menu| &menu.list);
    // A quote that was given and has not been changed since stays what it was; its paper says if its prices have expired.
    let is_same = |read: &ReadOption| read.first_total.is_some() && read.first_total == read.total();
    let is_reprint = quote.printed > 0 && quote.options.iter().all(is_same);
    match list {
        None => add(Place::Head(Head::Date), Found::NoList),
        Some(list) => {
            let day = quote.date.unwrap_or(around.today);
            let last = day.max(around.today);
            match (list.valid_from, list.valid_until) {
                _ if quote.is_of_other_list => {}
                (_, Some(until)) if until < last && !is_reprint => {
                    add(Place::Head(Head::Date), Found::ListExpired(until));
                }
                (Some(from), _) if day < from => add(Place::Head(Head::Date), Found::ListNotYet(from)),
                (_, Some(until)) if quote.valid_until.is_some_and(|valid| valid > until) => {
                    add(Place::Head(Head::ValidUntil), Found::BeyondList(until));
                }
                _ => {}
            }
            if quote.is_of_other_list {
                add(Place::Head(Head::Date), Found::OtherList);
            }
            if quote.tax.is_none() {
                add(Place::Head(Head::Date), Found::TaxNotStated);
            }
        }
    }
    if quote.date.zip(quote.valid_until).is_some_and(|(date, until)| until < date) {
        add(Place::Head(Head::ValidUntil), Found::EndsBeforeItBegins);
    }
    if quote.date.zip(quote.first_visit).is_some_and(|(date, visit)| visit < date) {
        add(Place::Head(Head::FirstVisit), Found::VisitBefore);
    }
    for (at, read) in quote.options.iter().enumerate() {
        option(draft, at, read, around, &mut add);
        // What the patient page says now is no measure of what was given before, or from another list.
        if !(quote.is_of_other_list || is_reprint) {
            range(draft, at, read, &mut add);
        }
    }
    // Stable: each kind stays in the order of the form.
    checks.sort_by_key(|check| !check.found.blocks());
    checks
}

fn option(draft: &QuoteDraft, at: usize, read: &ReadOption, around: &Around, add: &mut impl FnMut(Place, Found)) {
    let Some(typed) = draft.options.get(at) else { return };
    let place = |field| Place::Option(at, field);
    for (field, is_missing) in [
        (Choice::Concern, read.concern.is_none()),
        (Choice::Service, read.service.is_none()),
        (Choice::Area, read.area.is_none()),
    ] {
        if is_missing && typed.get(field).is_empty() {
            add(place(field), Found::PlanMissing(field));
        }
    }
    if read.sessions.is_none() && typed.get(Choice::Sessions).trim().is_empty() {
        add(place(Choice::Sessions), Found::SessionsMissing);
    }
    if read.lines.is_empty() {
        add(place(Choice::Lines), Found::NoLines);
    }
    if let Some(conflict) = &read.conflict {
        add(place(Choice::Deposit), Found::Conflict(conflict.path.clone()));
    }
    if !typed.get(Choice::Discount).trim().is_empty() && typed.get(Choice::DiscountReason).trim().is_empty() {
        add(place(Choice::DiscountReason), Found::NoReason);
    }
    lines(at, typed, read, around, add);
    bargains(at, read, around, add);
    if let (Some(first), Some(total)) = (read.first_total, read.total())
        && total > first
        && read.priced.as_ref().is_some_and(|(quote, _)| quote.currency == Currency::USD)
    {
        add(place(Choice::FirstTotal), Found::Drift(total - first));
    }
}

/// Lines whose price is not the list's, and lines that are missing.
fn lines(at: usize, typed: &OptionDraft, read: &ReadOption, around: &Around, add: &mut impl FnMut(Place, Found)) {
    let mut sessions = 0;
    for (row, line) in read.lines.iter().enumerate() {
        let (Some(line), Some(texts)) = (line, typed.lines.get(row)) else { continue };
        let place = Place::Line(at, row, LineField::Reason);
        let has_reason = !texts.get(LineField::Reason).trim().is_empty();
        if let (Some(menu), Some(source)) = (around.menu, line.source) {
            if !has_reason && is_of_other_row(source, read, menu) {
                add(place, Found::OtherRow);
                continue;
            }
            if let Some(check) = fit(at, row, line, source, read, menu) {
                add(check.place, check.found);
            }
        }
        if let Some(menu) = around.menu {
            sessions += line.source.map_or(0, |source| source.sessions(menu)) * line.line.quantity;
        }
        if has_reason {
            continue;
        }
        match (line.source, line.listed) {
            (_, Some(listed)) if !line.is_allowed => add(place, Found::OffList { listed }),
            (Some(_), None) => add(place, Found::NoListPrice),
            // What another list had is not looked for in this one.
            (None, _) if around.menu.is_some() && texts.get(LineField::Source).is_empty() => {
                add(place, Found::NotListed);
            }
            _ if line.is_reduced => add(place, Found::NoReason),
            _ => {}
        }
    }
    if let Some(agreed) = read.sessions
        && sessions > 0
        && sessions != agreed
    {
        add(Place::Option(at, Choice::Sessions), Found::OtherSessions { agreed, lines: sessions });
    }
    if let (Some(menu), Some(item)) = (around.menu, item_of(read, around.menu)) {
        for (source, _) in offer::mandatory(menu, item, read.sessions.unwrap_or(1)) {
            if !read.lines.iter().flatten().any(|line| line.source == Some(source)) {
                add(Place::Option(at, Choice::Lines), Found::FeeMissing(source));
            }
        }
        let lender = menu.financing.iter().find(|lender| lender.id == typed.get(Choice::Lender));
        if let (Some(least), Some((_, priced))) = (lender.and_then(|lender| lender.least), &read.priced)
            && priced.balance < least
        {
            add(Place::Option(at, Choice::Lender), Found::BelowLeast(least));
        }
    }
}

/// Whether sessions are of another row than the plan.
fn is_of_other_row(source: Source, read: &ReadOption, menu: &Menu) -> bool {
    let (Source::Session(at) | Source::Package(at, _)) = source else { return false };
    read.item != Some(at) && menu.items.get(at).is_some_and(|item| item.service().is_some())
}

/// Whether a line goes with the plan, and whether so many cost less together.
fn fit(at: usize, row: usize, line: &ReadLine, source: Source, read: &ReadOption, menu: &Menu) -> Option<Check> {
    match source {
        Source::AddOn(add_on) => {
            let goes_with = offer::goes_with(menu.add_ons.get(add_on)?, item_of(read, Some(menu))?);
            let place = Place::Line(at, row, LineField::Quantity);
            (!goes_with).then_some(Check { found: Found::DoesNotGoWith, place })
        }
        Source::Session(item) => {
            let steps = &menu.items.get(item)?.unit_steps;
            let cheapest = steps.iter().find(|step| step.quantity == line.line.quantity)?.total;
            let saves = line.line.unit_price.times(line.line.quantity.into()) - cheapest;
            let place = Place::Line(at, row, LineField::Price);
            (saves > Money::ZERO).then_some(Check { found: Found::DearerThanNeeded { cheapest, saves }, place })
        }
        _ => None,
    }
}

/// The quote beside what the patient page says.
fn range(draft: &QuoteDraft, at: usize, read: &ReadOption, add: &mut impl FnMut(Place, Found)) {
    let Some(typed) = draft.options.get(at) else { return };
    let (Some(online), Some(total)) = (&read.online, read.total()) else { return };
    let (low, high) = (online.five.p10, online.five.p90);
    let is_outside = total < low || (!online.floor && total > high);
    if is_outside && typed.get(Choice::RangeReason).trim().is_empty() {
        add(Place::Option(at, Choice::RangeReason), Found::OutsideRange { low, high });
    }
}

/// Better ways to buy the same.
fn bargains(at: usize, read: &ReadOption, around: &Around, add: &mut impl FnMut(Place, Found)) {
    let place = Place::Option(at, Choice::Sessions);
    let Some(menu) = around.menu else { return };
    let Some(item) = item_of(read, Some(menu)) else { return };
    if offer::is_floor(item) {
        add(Place::Option(at, Choice::Item), Found::Floor);
    }
    let mut bought = Money::ZERO;
    let mut sessions = 0;
    for (row, line) in read.lines.iter().enumerate() {
        let Some(line) = line else { continue };
        let Some(source) = line.source.filter(|source| source.item() == read.item) else { continue };
        if !matches!(source, Source::Session(_) | Source::Package(..)) {
            continue;
        }
        sessions += source.sessions(menu) * line.line.quantity;
        let gross = line.line.unit_price.times(line.line.quantity.into());
        bought = bought
            + match line.line.discount {
                Some(Part::Share(share)) => gross - gross.share(share),
                Some(Part::Amount(amount)) => gross - amount,
                None => gross,
            };
        if let (Source::Package(..), Some(single)) = (source, item.price.amount()) {
            let singles = single.times(source.sessions(menu).into());
            if singles > Money::ZERO && line.line.unit_price > singles {
                let found = Found::PackageDearer { package: line.line.unit_price, singles };
                add(Place::Line(at, row, LineField::Price), found);
            }
        }
    }
    if let Some(purchase) = &read.purchase
        && Some(sessions) == read.sessions
        && bought > purchase.total
    {
        let found = Found::DearerThanNeeded { cheapest: purchase.total, saves: bought - purchase.total };
        add(place, found);
    }
    if let Some(saver) = read.saver {
        let found = Found::Saver { sessions: saver.sessions, total: saver.total, difference: saver.difference };
        add(place, found);
    }
    if let Some(larger) = read.larger_area {
        let found = Found::LargerArea { item: larger.item, total: larger.total, saves: larger.saves };
        add(Place::Option(at, Choice::Area), found);
    }
    if let Some(offer) = read.member_offer
        && offer.fees + offer.course > offer.without
    {
        let found = Found::MembershipDearer(offer.fees + offer.course - offer.without);
        add(Place::Option(at, Choice::Membership), found);
    }
}
