//! What a plan fills in by itself: the lines of the cheapest way to buy the sessions, fees that everybody pays, and how
//! many of each add-on. Once somebody has changed a filled-in line, the lines are their own.

use super::draft::{Choice, LineDraft, LineField, OptionDraft, QuoteDraft};
use super::read::{Around, ReadOption, read, typed_amount, typed_rate};
use crate::domain::menu::{DepositSize, Menu, MenuItem};
use crate::domain::money::Money;
use crate::domain::offer::{self, Source};
use crate::domain::price_list::{FeePer, Package};

/// Fills in the lines of an option from its plan, unless they are somebody's own. Lines that were added, such as
/// add-ons, stay; those that follow the sessions are as many as they are.
pub fn follow_plan(draft: &mut QuoteDraft, at: usize, around: &Around) {
    let read = read(draft, around);
    let is_of_other_list = read.is_of_other_list;
    let (Some(menu), Some(read), Some(option)) = (around.menu, read.options.get(at), draft.options.get_mut(at)) else {
        return;
    };
    // Another list's prices are none of this quote's: their tax and their currency may be others.
    if !option.follows_plan() || is_of_other_list {
        return;
    }
    // While a number is being typed there is none, and everything stays.
    let Some(sessions) = read.sessions else { return };
    // A plan that the list has no row for keeps no lines of another.
    let lines = lines(menu, read, around).unwrap_or_default();
    let mut kept: Vec<LineDraft> = option.lines.iter().filter(|line| !is_filled_in(line, menu)).cloned().collect();
    for line in kept.iter_mut().filter(|line| line.get(LineField::Follows) == "yes") {
        line.set(LineField::Quantity, &sessions.to_string());
    }
    option.lines = lines;
    option.lines.append(&mut kept);
    reprice(option, menu, read, around);
}

/// Puts the list's present prices on the lines that come from it, where nobody gave a reason for another.
fn reprice(option: &mut OptionDraft, menu: &Menu, read: &ReadOption, around: &Around) {
    for line in &mut option.lines {
        let Some(source) = Source::of(line.get(LineField::Source), menu) else { continue };
        if line.get(LineField::Reason).is_empty()
            && let Some(price) = offer::listed(menu, source, read.terms())
        {
            line.set(LineField::Price, &typed_amount(price, around.reading));
        }
    }
}

/// The lines of the plan: the sessions as cheaply as they can be bought, and the fees that everybody pays.
fn lines(menu: &Menu, read: &ReadOption, around: &Around) -> Option<Vec<LineDraft>> {
    let (at, sessions) = (read.item?, read.sessions?);
    let item = menu.items.get(at)?;
    let mut lines = Vec::new();
    match &read.purchase {
        Some(purchase) => {
            for part in &purchase.parts {
                // Singles at a percentage are singles: the percentage stands on their line.
                let whole = part.package.filter(|package| !is_percentage(item, *package));
                match whole {
                    Some(package) => lines.push(line(menu, Source::Package(at, package), part.times, read, around)),
                    None => {
                        let mut singles = line(menu, Source::Session(at), part.sessions, read, around);
                        let earned = offer::earned_percentage(menu, item, read.membership, part.sessions);
                        if let Some(earned) = earned {
                            singles.set(LineField::Discount, &typed_rate(earned, around.reading));
                        }
                        lines.push(singles);
                    }
                }
            }
        }
        None => lines.push(line(menu, Source::Session(at), sessions, read, around)),
    }
    for (source, quantity) in offer::mandatory(menu, item, sessions) {
        lines.push(line(menu, source, quantity, read, around));
    }
    Some(lines)
}

/// Whether a package is a percentage on singles rather than a course of its own.
pub fn is_percentage(item: &MenuItem, package: usize) -> bool {
    item.packages.get(package).is_some_and(|package| matches!(package.terms, Package::Percent { .. }))
}

/// A line of the list with its price; the price is left open where the list names none.
pub fn line(menu: &Menu, source: Source, quantity: u32, read: &ReadOption, around: &Around) -> LineDraft {
    let price = offer::listed(menu, source, read.terms());
    let is_taxed = match source {
        Source::Session(at) | Source::Upkeep(at) | Source::Package(at, _) | Source::Units(at, _) => {
            menu.items.get(at).is_none_or(|item| item.taxed)
        }
        Source::AddOn(at) => menu.add_ons.get(at).is_none_or(|add_on| add_on.taxed),
        // What comes with a service shares its tax.
        Source::Fee(_) | Source::Consultation => {
            read.item.and_then(|at| menu.items.get(at)).is_none_or(|item| item.taxed)
        }
    };
    LineDraft::new(&[
        (LineField::Source, &source.text(menu)),
        (LineField::Quantity, &quantity.to_string()),
        (LineField::Price, &price.map_or_else(String::new, |price| typed_amount(price, around.reading))),
        (LineField::Taxed, if is_taxed { "" } else { "no" }),
        (LineField::Follows, if is_per_session(menu, source) { "yes" } else { "" }),
    ])
}

/// Whether there is one for each session, unless somebody says otherwise.
fn is_per_session(menu: &Menu, source: Source) -> bool {
    matches!(source, Source::AddOn(_)) && usual_quantity(menu, source, 2) == 2
}

/// Whether a line is one that the plan fills in: sessions, packages and fees that everybody pays.
pub fn is_filled_in(line: &LineDraft, menu: &Menu) -> bool {
    match Source::of(line.get(LineField::Source), menu) {
        Some(Source::Session(at)) => menu.items.get(at).is_some_and(|item| item.service().is_some()),
        Some(Source::Package(..) | Source::Consultation) => true,
        Some(Source::Fee(at)) => menu.fees.get(at).is_some_and(|fee| fee.fee.mandatory && !fee.fee.credited),
        Some(Source::Upkeep(_) | Source::AddOn(_) | Source::Units(..)) | None => false,
    }
}

/// How many of something a course of so many sessions usually takes.
pub fn usual_quantity(menu: &Menu, source: Source, sessions: u32) -> u32 {
    match source {
        Source::AddOn(at) => menu.add_ons.get(at).map_or(1, |add_on| offer::usual_quantity(add_on, sessions)),
        Source::Fee(at) if menu.fees.get(at).is_some_and(|fee| fee.fee.per == FeePer::Session) => sessions,
        _ => 1,
    }
}

/// What the list asks for on booking, as somebody would type it; none where it asks for nothing or does not say how much.
pub fn usual_deposit(menu: &Menu, read: &ReadOption, around: &Around) -> Option<String> {
    let own = read.item.and_then(|item| menu.items.get(item)?.deposit);
    let deposit = menu.deposit.as_ref();
    let due =
        deposit.is_none_or(|deposit| deposit.above.is_none_or(|above| read.total().is_some_and(|total| total > above)));
    let size = deposit.filter(|_| due).map(|deposit| deposit.size);
    match (own, size) {
        (Some(own), _) | (None, Some(DepositSize::Fixed(own))) => Some(typed_amount(own, around.reading)),
        (None, Some(DepositSize::Percent(share))) => Some(typed_rate(share, around.reading)),
        (None, Some(DepositSize::NotStated) | None) => None,
    }
}

/// What a consultation that is credited costs: what the patient has paid before.
pub fn consultation_credit(menu: &Menu) -> Option<Money> {
    use crate::domain::menu::ConsultationTerms::Credited;
    let consultation = menu.consultation.as_ref().filter(|consultation| consultation.terms == Credited);
    let stated = consultation.and_then(|consultation| consultation.price.as_ref()?.amount());
    stated.or_else(|| menu.fees.iter().find(|fee| fee.fee.credited).map(|fee| fee.fee.amount))
}

/// Begins a further option as a copy of one, to be changed.
pub fn copy_option(draft: &mut QuoteDraft, at: usize) -> bool {
    if draft.options.len() >= super::draft::MOST_OPTIONS {
        return false;
    }
    let Some(option) = draft.options.get(at) else { return false };
    let mut copy = option.clone();
    copy.set(Choice::FirstTotal, "");
    draft.options.push(copy);
    draft.shown = draft.options.len().saturating_sub(1);
    true
}
