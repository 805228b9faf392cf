//! What a clinic's price list offers for a course: the price of each line, the row for a treatment, what a membership is
//! worth, and what a larger area would cost.

use super::menu::{AddOn, AddOnPer, AddOnPrice, ConsultationTerms, Menu, MenuArea, MenuItem, MenuPrice};
use super::money::{BasisPoints, Money};
use super::price_list::{FeePer, Package, Service};
use super::purchase::{self, Purchase};
use super::scenario::Scenario;
use super::vocabulary::{Area, Concern};

/// Where in the price list a line is from; each is a place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// One session of an item, or one unit of what is sold by the unit.
    Session(usize),
    /// An upkeep visit of an item.
    Upkeep(usize),
    /// A package of an item.
    Package(usize, usize),
    AddOn(usize),
    Fee(usize),
    /// So many units of an item at the price of all of them.
    Units(usize, usize),
    /// A consultation that is paid for itself.
    Consultation,
}

impl Source {
    /// The source that a text names, as [`Self::text`] writes it; none where the list has no such thing.
    pub fn of(text: &str, menu: &Menu) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        let item = |id: &str| menu.items.iter().position(|item| item.id == id);
        Some(match kind {
            "item" => Self::Session(item(id)?),
            "upkeep" => Self::Upkeep(item(id)?),
            "package" => {
                let (id, package) = id.rsplit_once(':')?;
                let (item, package) = (item(id)?, package.parse().ok()?);
                menu.items.get(item)?.packages.get(package)?;
                Self::Package(item, package)
            }
            "add-on" => Self::AddOn(menu.add_ons.iter().position(|add_on| add_on.id == id)?),
            "units" => {
                let (id, step) = id.rsplit_once(':')?;
                let (item, step) = (item(id)?, step.parse().ok()?);
                menu.items.get(item)?.unit_steps.get(step)?;
                Self::Units(item, step)
            }
            "consultation" => {
                paid_consultation(menu)?;
                Self::Consultation
            }
            "fee" => Self::Fee(menu.fees.iter().position(|fee| fee.id == id)?),
            _ => return None,
        })
    }

    /// The source as a text: `item:face`, `upkeep:face`, `package:face:0`, `add-on:led`, `fee:kit`, `units:filler:1`,
    /// `consultation:`.
    pub fn text(self, menu: &Menu) -> String {
        let item = |at: usize| menu.items.get(at).map_or("", |item| item.id.as_str());
        match self {
            Self::Session(at) => ["item:", item(at)].concat(),
            Self::Upkeep(at) => ["upkeep:", item(at)].concat(),
            Self::Package(at, package) => ["package:", item(at), ":", &package.to_string()].concat(),
            Self::AddOn(at) => ["add-on:", menu.add_ons.get(at).map_or("", |add_on| add_on.id.as_str())].concat(),
            Self::Units(at, step) => ["units:", item(at), ":", &step.to_string()].concat(),
            Self::Consultation => "consultation:".to_owned(),
            Self::Fee(at) => ["fee:", menu.fees.get(at).map_or("", |fee| fee.id.as_str())].concat(),
        }
    }

    /// The item that sessions are of.
    pub const fn item(self) -> Option<usize> {
        match self {
            Self::Session(item) | Self::Upkeep(item) | Self::Package(item, _) | Self::Units(item, _) => Some(item),
            Self::AddOn(_) | Self::Fee(_) | Self::Consultation => None,
        }
    }

    /// How many sessions of the course one unit of it is.
    pub fn sessions(self, menu: &Menu) -> u32 {
        match self {
            Self::Session(item) => menu.items.get(item).map_or(0, |item| item.service().is_some().into()),
            Self::Package(item, package) => {
                let package = menu.items.get(item).and_then(|item| item.packages.get(package));
                package.map_or(0, |package| match package.terms {
                    Package::Fixed { sessions, .. } | Package::Pack { sessions, .. } => sessions,
                    Package::Percent { .. } => 0,
                })
            }
            Self::Upkeep(_) | Self::AddOn(_) | Self::Fee(_) | Self::Units(..) | Self::Consultation => 0,
        }
    }
}

/// What the price of a line depends on besides its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The item that the course is of.
    pub item: Option<usize>,
    /// The membership that the patient has or takes.
    pub membership: Option<usize>,
}

/// What the list asks for one unit of a source; none where it names no amount.
pub fn listed(menu: &Menu, source: Source, terms: Terms) -> Option<Money> {
    match source {
        Source::Session(at) => {
            let item = menu.items.get(at)?;
            member_price(menu, item, terms.membership).or_else(|| item.price.amount())
        }
        Source::Upkeep(at) => menu.items.get(at)?.upkeep_price.or_else(|| listed(menu, Source::Session(at), terms)),
        Source::Package(at, package) => {
            let item = menu.items.get(at)?;
            match item.packages.get(package)?.terms {
                Package::Fixed { total, .. } => Some(total),
                Package::Pack { sessions, off } => {
                    let singles = item.price.amount()?.times(sessions.into());
                    Some(singles - singles.share(off))
                }
                Package::Percent { .. } => None,
            }
        }
        Source::AddOn(at) => add_on_price(menu, menu.add_ons.get(at)?, terms),
        Source::Fee(at) => Some(menu.fees.get(at)?.fee.amount),
        Source::Units(at, step) => Some(menu.items.get(at)?.unit_steps.get(step)?.total),
        Source::Consultation => paid_consultation(menu),
    }
}

/// Whether the list allows a price for one unit of a source: the one that it states, and for a "from" price or a range
/// whatever lies in it.
pub fn allows(menu: &Menu, source: Source, terms: Terms, price: Money) -> bool {
    let Some(listed) = listed(menu, source, terms) else { return true };
    let item = match source {
        Source::Session(at) => menu.items.get(at).filter(|item| member_price(menu, item, terms.membership).is_none()),
        _ => None,
    };
    match item.map(|item| &item.price) {
        Some(MenuPrice::From(floor)) => price >= *floor,
        Some(MenuPrice::Range(range)) => (range.low()..=range.high()).contains(&price),
        _ => price == listed,
    }
}

/// What everybody pays for the consultation with a course; none where it is free, credited or not said.
pub fn paid_consultation(menu: &Menu) -> Option<Money> {
    let consultation =
        menu.consultation.as_ref().filter(|consultation| consultation.terms == ConsultationTerms::Paid)?;
    match consultation.price.as_ref()? {
        MenuPrice::Fixed(amount) => Some(*amount),
        _ => None,
    }
}

/// What a member pays for a session of an item; none where the plan leaves the price as it is.
pub fn member_price(menu: &Menu, item: &MenuItem, membership: Option<usize>) -> Option<Money> {
    let plan = menu.memberships.get(membership?)?;
    let own = plan.prices.iter().find(|(id, _)| *id == item.id).map(|(_, price)| *price);
    own.or(item.member_price).or_else(|| {
        let off = plan.percent_off.filter(|_| plan.applies_to.is_empty() || plan.applies_to.contains(&item.id))?;
        let price = item.price.amount()?;
        Some(price - price.share(off))
    })
}

fn add_on_price(menu: &Menu, add_on: &AddOn, terms: Terms) -> Option<Money> {
    let item = terms.item.and_then(|item| menu.items.get(item));
    match &add_on.price {
        AddOnPrice::Fixed(amount) => Some(*amount),
        AddOnPrice::ByArea(prices) => {
            let area = item?.area?;
            prices.iter().find(|(known, _)| *known == area).map(|(_, price)| *price)
        }
        AddOnPrice::PercentOfSession(share) => Some(item?.price.amount()?.share(*share)),
        AddOnPrice::PerUnit(unit) => Some(unit.amount),
    }
}

/// Whether an add-on goes with an item.
pub fn goes_with(add_on: &AddOn, item: &MenuItem) -> bool {
    add_on.applies_to.is_empty() || add_on.applies_to.contains(&item.id)
}

/// How many of an add-on a course of so many sessions usually takes.
pub const fn usual_quantity(add_on: &AddOn, sessions: u32) -> u32 {
    match add_on.per {
        AddOnPer::Session => sessions,
        AddOnPer::Course => 1,
    }
}

/// What everybody pays with a course of an item beside its sessions, and how often: fees, but for those that are credited
/// and so paid before, and a consultation that is paid for itself.
pub fn mandatory(menu: &Menu, item: &MenuItem, sessions: u32) -> Vec<(Source, u32)> {
    let mut due = Vec::new();
    for (at, fee) in menu.fees.iter().enumerate() {
        let fee = &fee.fee;
        let applies = match (&fee.applies_to, item.service()) {
            (None, _) => true,
            (Some(services), Some(service)) => services.contains(&service),
            (Some(_), None) => false,
        };
        if fee.mandatory && !fee.credited && applies {
            due.push((Source::Fee(at), if fee.per == FeePer::Session { sessions } else { 1 }));
        }
    }
    due.extend(paid_consultation(menu).map(|_| (Source::Consultation, 1)));
    due
}

/// The rows for a treatment on an area, the one that a patient with this concern would be quoted from first.
pub fn rows(menu: &Menu, service: Service, area: MenuArea, concern: Option<Concern>, location: &str) -> Vec<usize> {
    let mut rows: Vec<(u32, usize)> = Vec::new();
    for (at, item) in menu.items.iter().enumerate() {
        let same_area =
            item.area == Some(area) || (item.area == Some(MenuArea::Unstated) && area == MenuArea::Known(Area::Face));
        if item.service() != Some(service) || !same_area || !is_at(item, location) {
            continue;
        }
        let mut rank = 0;
        if item.area == Some(MenuArea::Unstated) {
            rank += 1;
        }
        if item.locations.is_empty() && !location.is_empty() {
            rank += 2;
        }
        if item.variant.is_some() {
            rank += 8;
        }
        rank += match (item.concerns.is_empty(), concern.is_some_and(|concern| item.concerns.contains(&concern))) {
            (false, true) => 0,
            (true, _) => 4,
            (false, false) => 16,
        };
        rows.push((rank, at));
    }
    rows.sort_unstable();
    rows.into_iter().map(|(_, at)| at).collect()
}

/// What a membership is worth for a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberOffer {
    /// Months that are paid: those of the course, at least the plan's minimum.
    pub months: u32,
    /// Set-up and monthly fees over these months.
    pub fees: Money,
    /// The course at member prices, without the fees.
    pub course: Money,
    /// The course as somebody without membership would buy it.
    pub without: Money,
    /// The least number of sessions for which the membership costs less; none up to 24.
    pub worthwhile_from: Option<u32>,
}

/// The cheapest way to buy so many sessions of an item: for a member singles at the member's price, beside the courses
/// that the list has at a fixed total.
pub fn purchase_of(menu: &Menu, item: &MenuItem, membership: Option<usize>, sessions: u32) -> Option<Purchase> {
    let Some(price) = member_price(menu, item, membership) else { return purchase::cheapest(item, sessions) };
    // Packages keep their places in the list; a percentage is not taken off a member's price as well.
    let mut item = item.clone();
    item.price = MenuPrice::Fixed(price);
    for package in &mut item.packages {
        if let Package::Percent { off, .. } | Package::Pack { off, .. } = &mut package.terms {
            *off = BasisPoints(0);
        }
    }
    purchase::cheapest(&item, sessions)
}

/// What a membership is worth for a course of an item with so many weeks between sessions; none where the plan does not
/// touch the item's price or the list names none.
pub fn member_offer(menu: &Menu, membership: usize, item: &MenuItem, sessions: u32, weeks: u32) -> Option<MemberOffer> {
    let plan = menu.memberships.get(membership)?;
    member_price(menu, item, Some(membership))?;
    let at = |sessions: u32| {
        let months = months_of(sessions, weeks).max(plan.minimum_months.unwrap_or(1));
        let fees = plan.set_up.unwrap_or(Money::ZERO) + plan.monthly.times(months.into());
        let course = purchase_of(menu, item, Some(membership), sessions)?.total;
        Some((months, fees, course, purchase::cheapest(item, sessions)?.total))
    };
    let (months, fees, course, without) = at(sessions)?;
    let pays = |count: &u32| at(*count).is_some_and(|(_, fees, course, without)| fees + course < without);
    let worthwhile_from = (Scenario::SESSIONS.0..=Scenario::SESSIONS.1).find(pays);
    Some(MemberOffer { months, fees, course, without, worthwhile_from })
}

/// The months that a course touches: one for the first visit, and one more for each twelfth of a year after it.
fn months_of(sessions: u32, weeks: u32) -> u32 {
    sessions.saturating_sub(1) * weeks * 7 * 12 / 365 + 1
}

/// A row for a larger area whose course costs less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LargerArea {
    pub item: usize,
    /// Its course of as many sessions.
    pub total: Money,
    pub saves: Money,
}

/// The cheapest row of the same treatment on a larger area that costs less for the same number of sessions, of those that
/// are for this concern and this location.
pub fn larger_area(
    menu: &Menu,
    item: usize,
    sessions: u32,
    concern: Option<Concern>,
    location: &str,
) -> Option<LargerArea> {
    let here = menu.items.get(item)?;
    let cost = purchase::cheapest(here, sessions)?.total;
    let mut best: Option<LargerArea> = None;
    for (at, other) in menu.items.iter().enumerate() {
        let is_larger = here.area.zip(other.area).is_some_and(|(small, large)| is_part_of(small, large));
        let is_for = other.concerns.is_empty() || concern.is_some_and(|concern| other.concerns.contains(&concern));
        if other.service() != here.service()
            || other.variant != here.variant
            || !is_larger
            || !is_for
            || !is_at(other, location)
        {
            continue;
        }
        if let Some(purchase) = purchase::cheapest(other, sessions)
            && purchase.total < best.map_or(cost, |best| best.total)
        {
            best = Some(LargerArea { item: at, total: purchase.total, saves: cost - purchase.total });
        }
    }
    best
}

/// Whether a row's price is one of this location; none chosen is any.
fn is_at(item: &MenuItem, location: &str) -> bool {
    item.locations.is_empty() || location.is_empty() || item.locations.iter().any(|id| id == location)
}

/// Whether an area is a part of another.
fn is_part_of(small: MenuArea, large: MenuArea) -> bool {
    use MenuArea::{FaceNeckChest, Known};
    matches!(
        (small, large),
        (Known(Area::Face | Area::FaceNeck | Area::NeckChest | Area::Spot), FaceNeckChest)
            | (Known(Area::Face | Area::Spot), Known(Area::FaceNeck))
            | (Known(Area::Spot), Known(Area::Face))
    )
}

/// The percentage that so many singles of an item earn, where its list has one for "so many or more"; it is not taken off
/// a member's price as well.
pub fn earned_percentage(menu: &Menu, item: &MenuItem, membership: Option<usize>, singles: u32) -> Option<BasisPoints> {
    if member_price(menu, item, membership).is_some() {
        return None;
    }
    let earned = item.packages.iter().filter_map(|package| match package.terms {
        Package::Percent { min_sessions, off } if min_sessions <= singles => Some(off),
        _ => None,
    });
    earned.max()
}

/// Whether a price is only where prices start.
pub const fn is_floor(item: &MenuItem) -> bool {
    matches!(item.price, MenuPrice::From(_))
}
