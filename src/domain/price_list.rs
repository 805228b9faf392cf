//! A clinic's price list: what each session costs, packages, fees and tax.

use super::currency::Currency;
use super::money::{BasisPoints, Money};
use super::quantity::{Range, Triple};
use super::vocabulary::{Area, Concern, Laser, Treatment};
use chrono::NaiveDate;

/// A clinic's prices in one currency: what an estimate rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceList {
    pub currency: Currency,
    /// The clinic's name, as patients read it.
    pub clinic: Option<String>,
    /// The first day on which these prices hold.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which these prices hold.
    pub valid_until: Option<NaiveDate>,
    /// When the clinic last looked through the list.
    pub updated: Option<NaiveDate>,
    /// Sales tax; none is added where the list does not speak of it.
    pub tax: Option<Tax>,
    pub items: Vec<Item>,
    /// A consultation that is paid stands among them.
    pub fees: Vec<Fee>,
    /// What the clinic has agreed for each concern.
    pub courses: Vec<AgreedCourse>,
}

impl PriceList {
    /// The item for a service on an area, if the clinic states a price of one session for this concern: the row for the
    /// concern, else the plain one, else the only one there is. Among rows alike, one that names its area comes first.
    ///
    /// The row that comes first decides, also where it has no such price: what the clinic states for something else says
    /// nothing of what it wants to be asked about.
    pub fn item(&self, service: Service, area: Area, concern: Concern) -> Option<&Item> {
        let (mut chosen, mut rank, mut rows) = (None, 0, 0);
        for item in &self.items {
            let is_named = item.concerns.contains(&concern);
            if item.service != service || item.area != area || !is_named && !item.concerns.is_empty() {
                continue;
            }
            rows += 1;
            // From the least telling mark to the most, each above all before it; of two rows alike the earlier one.
            let marks = [item.price.is_some(), item.is_area_stated, is_named, item.is_plain];
            let own = marks.iter().rfold(1, |rank, mark| 2 * rank + u32::from(*mark));
            if own > rank {
                (chosen, rank) = (Some(item), own);
            }
        }
        chosen.filter(|item| item.price.is_some() && (item.is_plain || rows == 1))
    }

    /// The sessions and the weeks between them that the clinic has agreed: for its item, else for the concern.
    pub fn agreed(&self, item: Option<&Item>, concern: Concern) -> (Option<Range<u32>>, Option<Range<u32>>) {
        let course = self.courses.iter().find(|course| course.concern == concern);
        (
            item.and_then(|item| item.sessions).or(course.map(|course| course.sessions)),
            item.and_then(|item| item.interval_weeks).or(course.and_then(|course| course.interval_weeks)),
        )
    }
}

/// What a clinic has agreed for a concern, in place of the published figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreedCourse {
    pub concern: Concern,
    /// Sessions, 1 to 24.
    pub sessions: Range<u32>,
    /// Weeks between them, 1 to 12; the published ones if absent.
    pub interval_weeks: Option<Range<u32>>,
}

/// Sales tax on everything the list prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tax {
    /// Whether the listed prices have the tax in them already.
    pub included: bool,
    pub rate: BasisPoints,
}

/// What an item is a session of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    Needling(Treatment),
    Laser(Laser),
}

impl Service {
    /// The wire word of the treatment or laser.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Needling(treatment) => treatment.word(),
            Self::Laser(laser) => laser.word(),
        }
    }
}

/// One service on one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub service: Service,
    pub area: Area,
    /// Whether the menu names the area; one that it leaves open is taken for the face.
    pub is_area_stated: bool,
    /// The concerns that the price is for; every one if empty.
    pub concerns: Vec<Concern>,
    /// Whether it is no variant and no price of some locations alone.
    pub is_plain: bool,
    /// The price of one session; none where the clinic wants to be asked, sells courses alone or prices by the unit.
    pub price: Option<ListedPrice>,
    /// The price of an upkeep visit; the session price if absent.
    pub upkeep_price: Option<Money>,
    /// Sessions that the clinic has agreed for this item, 1 to 24.
    pub sessions: Option<Range<u32>>,
    /// Weeks between sessions that the clinic has agreed for this item, 1 to 12.
    pub interval_weeks: Option<Range<u32>>,
    pub packages: Vec<Package>,
    /// Whether the list's tax falls on it, and on the fees that go with it.
    pub is_taxed: bool,
}

/// The price of one session as a menu states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListedPrice {
    Fixed(Money),
    /// "From 295": a floor, with nothing said about the top.
    From(Money),
    Range(Triple<Money>),
}

/// A cheaper way to buy several sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Package {
    /// Exactly so many sessions for a fixed total.
    Fixed { sessions: u32, total: Money },
    /// A percentage off when at least so many sessions are bought singly.
    Percent { min_sessions: u32, off: BasisPoints },
    /// Exactly so many sessions at a percentage off their singles; sessions beyond them cost what they cost.
    Pack { sessions: u32, off: BasisPoints },
}

/// A charge beside the session price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    pub amount: Money,
    pub per: FeePer,
    /// Whether everybody pays it; optional fees are no part of an estimate.
    pub mandatory: bool,
    /// Whether it is taken off the price again when the course is booked.
    pub credited: bool,
    /// The services it goes with; every item if absent.
    pub applies_to: Option<Vec<Service>>,
}

/// How often a fee falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeePer {
    /// Once for the course.
    Course,
    /// At every visit, upkeep included.
    Session,
}

impl Package {
    /// Its sessions: exactly so many, or at least.
    pub const fn sessions(&self) -> u32 {
        match *self {
            Self::Fixed { sessions, .. } | Self::Pack { sessions, .. } => sessions,
            Self::Percent { min_sessions, .. } => min_sessions,
        }
    }

    /// The sessions and the cost of a package that is bought whole, at a session price.
    pub fn cost(&self, price: Money) -> Option<(u32, Money)> {
        match *self {
            Self::Fixed { sessions, total } => Some((sessions, total)),
            Self::Pack { sessions, off } => {
                let gross = price.times(i64::from(sessions));
                Some((sessions, gross - gross.share(off)))
            }
            Self::Percent { .. } => None,
        }
    }
}
