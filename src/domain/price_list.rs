//! A clinic's price list: what each session costs, packages, fees and tax.

use super::currency::Currency;
use super::money::{BasisPoints, Money};
use super::quantity::{Range, Triple};
use super::vocabulary::{Area, Laser, Treatment};
use chrono::NaiveDate;

/// A clinic's prices in one currency; one item for each (treatment or laser, area).
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
    pub fees: Vec<Fee>,
}

impl PriceList {
    /// The item for a service on an area, if the clinic lists one.
    pub fn item(&self, service: Service, area: Area) -> Option<&Item> {
        self.items.iter().find(|item| item.service == service && item.area == area)
    }
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
    pub id: String,
    pub service: Service,
    pub area: Area,
    pub price: ListedPrice,
    /// The price of an upkeep visit; the session price if absent.
    pub upkeep_price: Option<Money>,
    /// Sessions that the clinic has agreed for this item, 1 to 24.
    pub sessions: Option<Range<u32>>,
    pub packages: Vec<Package>,
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
}

/// A charge beside the session price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    pub id: String,
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
