//! The whole of a clinic's price list: every row, add-on, membership and term that staff quote from.
//!
//! What an estimate rests on is the [`PriceList`] inside; the rest is for quotes and for whoever keeps the list.

use super::money::{BasisPoints, Money};
use super::price_list::{AgreedCourse, Fee, Package, PriceList, Service};
use super::quantity::{Range, Triple};
use super::vocabulary::{Area, Concern, vocabulary};
use chrono::NaiveDate;

/// A clinic's price list in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Currency, clinic, dates, tax, and the rows that an estimate can rest on.
    pub list: PriceList,
    /// Names the list on quotes.
    pub id: Option<String>,
    /// The primary code of the language of plain labels, such as `en`; English if absent.
    pub language: Option<String>,
    /// Every row, in the order of the menu.
    pub items: Vec<MenuItem>,
    pub add_ons: Vec<AddOn>,
    pub fees: Vec<MenuFee>,
    pub consultation: Option<Consultation>,
    pub deposit: Option<Deposit>,
    pub memberships: Vec<Membership>,
    pub discounts: Vec<Discount>,
    pub financing: Vec<Financing>,
    pub courses: Vec<ReviewedCourse>,
    pub providers: Vec<Provider>,
    pub locations: Vec<Location>,
    pub good_faith_estimate: Option<GoodFaith>,
    /// What the menu says that is no price.
    pub notes: Vec<Label>,
}

impl Menu {
    /// The language of plain labels.
    pub fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("en")
    }

    /// The row with this id.
    pub fn item(&self, id: &str) -> Option<&MenuItem> {
        self.items.iter().find(|item| item.id == id)
    }
}

/// Words for people, in one language or in several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// In the language of the list.
    Plain(String),
    /// By primary language code, at least one, ascending.
    ByLanguage(Vec<(String, String)>),
}

impl Label {
    /// The words in a language (`es`, or `es-MX` for those of `es`); without it the English ones, else the first.
    pub fn in_language(&self, code: &str) -> &str {
        let texts = match self {
            Self::Plain(text) => return text,
            Self::ByLanguage(texts) => texts,
        };
        let primary = code.split('-').next().unwrap_or_default();
        let in_code = |wanted: &str| texts.iter().find(|(known, _)| known == wanted);
        let found = in_code(code).or_else(|| in_code(primary)).or_else(|| in_code("en")).or_else(|| texts.first());
        found.map_or("", |(_, text)| text)
    }

    /// Every text of it, whatever its language.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Plain(text) => vec![text],
            Self::ByLanguage(texts) => texts.iter().map(|(_, text)| text.as_str()).collect(),
        }
    }
}

/// One row of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    pub id: String,
    pub kind: ItemKind,
    /// Always there for needling and laser.
    pub area: Option<MenuArea>,
    /// Always there for [`ItemKind::Other`].
    pub label: Option<Label>,
    /// What sets the row apart from the plain one: "PRF", "stamp device", "large scar".
    pub variant: Option<Label>,
    /// The concerns that the price is for; every one if empty.
    pub concerns: Vec<Concern>,
    /// The locations that the price is for, by id; every one if empty.
    pub locations: Vec<String>,
    pub price: MenuPrice,
    /// The price before this one; above it.
    pub was: Option<Money>,
    /// The price of an upkeep visit; the session price if absent.
    pub upkeep_price: Option<Money>,
    /// Sessions that the clinic advises for this item, 1 to 24.
    pub sessions: Option<Range<u32>>,
    /// Weeks between sessions that the clinic advises for this item, 1 to 12.
    pub interval_weeks: Option<Range<u32>>,
    pub packages: Vec<MenuPackage>,
    /// What several units cost, by ascending quantity.
    pub unit_steps: Vec<UnitStep>,
    /// The items that this bundle is made of, by id.
    pub parts: Vec<String>,
    /// The price of a session for members of any plan; a plan's own price for the item comes first.
    pub member_price: Option<Money>,
    /// What is paid when this service is booked.
    pub deposit: Option<Money>,
    /// Whether the list's tax falls on it.
    pub taxed: bool,
    pub includes: Vec<Label>,
    pub device: Option<String>,
    /// 5 to 600.
    pub duration_minutes: Option<u32>,
    /// A billing code, for good-faith estimates.
    pub code: Option<String>,
    /// Whether a touch-up after the course is free; `None` where the menu does not say.
    pub free_touch_up: Option<bool>,
    pub note: Option<Label>,
}

impl MenuItem {
    /// What a session of it is, where that can be estimated.
    pub fn service(&self) -> Option<Service> {
        match self.kind {
            ItemKind::Service(service) => Some(service),
            ItemKind::Other => None,
        }
    }
}

/// What a row sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Needling or laser: what estimates know.
    Service(Service),
    /// Anything else on the menu: quoted, never estimated.
    Other,
}

/// The treated area as a menu names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuArea {
    Known(Area),
    /// Quoted, never estimated: no figure was published for it.
    FaceNeckChest,
    /// The menu does not say; estimates take it for the face.
    Unstated,
}

impl MenuArea {
    /// The wire word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Known(area) => area.word(),
            Self::FaceNeckChest => "face-neck-chest",
            Self::Unstated => "unstated",
        }
    }

    /// The area that an estimate takes it for.
    pub const fn estimated(self) -> Option<Area> {
        match self {
            Self::Known(area) => Some(area),
            Self::FaceNeckChest => None,
            Self::Unstated => Some(Area::Face),
        }
    }
}

/// The price of one session, or of one unit, as the menu states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuPrice {
    Fixed(Money),
    /// A floor, with nothing said about the top; unit steps beside it are floors too.
    From(Money),
    Range(Triple<Money>),
    /// No price on the menu.
    OnRequest,
    /// Sold in packages alone.
    PackageOnly,
    PerUnit(UnitPrice),
}

impl MenuPrice {
    /// The amount to reckon with where one is needed: the fixed one, the floor, the typical one or that of a unit.
    pub fn amount(&self) -> Option<Money> {
        match self {
            Self::Fixed(amount) | Self::From(amount) => Some(*amount),
            Self::Range(triple) => Some(triple.typical()),
            Self::PerUnit(unit) => Some(unit.amount),
            Self::OnRequest | Self::PackageOnly => None,
        }
    }
}

/// What one unit costs: a vial, a syringe, a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPrice {
    pub amount: Money,
    pub unit: Label,
}

/// A package with what the menu says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuPackage {
    pub terms: Package,
    /// The saving against singles that the menu states.
    pub stated_saving: Option<Money>,
    pub label: Option<Label>,
    pub note: Option<Label>,
}

/// What so many units cost together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitStep {
    pub quantity: u32,
    pub total: Money,
}

/// Something bought with a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOn {
    pub id: String,
    pub label: Label,
    pub price: AddOnPrice,
    pub per: AddOnPer,
    /// The items it goes with, by id; every one if empty.
    pub applies_to: Vec<String>,
    /// What it costs without a session.
    pub alone: Option<Money>,
    /// Whether the list's tax falls on it.
    pub taxed: bool,
    pub note: Option<Label>,
}

/// What an add-on costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddOnPrice {
    Fixed(Money),
    /// By the treated area, in the order of [`MenuArea`]'s words.
    ByArea(Vec<(MenuArea, Money)>),
    /// A share of the session's price: "second area at half price".
    PercentOfSession(BasisPoints),
    PerUnit(UnitPrice),
}

vocabulary! {
    /// How often an add-on is paid.
    AddOnPer {
        Session = "session",
        Course = "course",
    }
}

/// A fee with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuFee {
    pub id: String,
    pub fee: Fee,
    pub label: Option<Label>,
}

/// What a consultation costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    pub terms: ConsultationTerms,
    /// Fixed or a floor; absent where it is free.
    pub price: Option<MenuPrice>,
    pub label: Option<Label>,
    pub note: Option<Label>,
    /// 5 to 600.
    pub duration_minutes: Option<u32>,
}

vocabulary! {
    /// What becomes of the price of a consultation.
    ConsultationTerms {
        Free = "free",
        Paid = "paid",
        /// Taken off the treatment again.
        Credited = "credited",
        /// Charged only if no treatment follows.
        FreeIfTreated = "free-if-treated",
        /// The menu names a price and not what becomes of it.
        NotStated = "not-stated",
    }
}

/// What is paid when a course is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposit {
    pub size: DepositSize,
    /// Asked only above this total.
    pub above: Option<Money>,
    pub note: Option<Label>,
    /// `None` where the menu does not say.
    pub refundable: Option<bool>,
}

/// How large a deposit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepositSize {
    Fixed(Money),
    Percent(BasisPoints),
    /// A deposit is asked; its size is not on the menu.
    NotStated,
}

/// A plan with a monthly fee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub id: String,
    pub label: Label,
    pub monthly: Money,
    pub set_up: Option<Money>,
    /// 1 to 36.
    pub minimum_months: Option<u32>,
    pub percent_off: Option<BasisPoints>,
    /// Prices of the plan's own, by item id, ascending.
    pub prices: Vec<(String, Money)>,
    /// The items that the percentage is for, by id; every one if empty.
    pub applies_to: Vec<String>,
    pub note: Option<Label>,
}

/// A discount that anybody of a kind gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discount {
    pub id: String,
    pub label: Label,
    pub for_whom: DiscountFor,
    pub size: DiscountSize,
    /// By item id; every one if empty.
    pub applies_to: Vec<String>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

vocabulary! {
    /// Who gets a discount.
    DiscountFor {
        NewClient = "new-client",
        Referral = "referral",
        Other = "other",
    }
}

/// How large a discount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiscountSize {
    Percent(BasisPoints),
    Amount(Money),
}

/// A lender that the clinic works with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Financing {
    pub id: String,
    pub lender: String,
    /// Without them no instalments can be quoted.
    pub terms: Option<FinancingTerms>,
    /// The least that the lender finances.
    pub least: Option<Money>,
    /// What the menu prints as monthly payments.
    pub monthly_shown: Vec<MonthlyShown>,
}

/// What a loan costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FinancingTerms {
    /// Per year, 0 to 10 000.
    pub apr: BasisPoints,
    /// Monthly payments, 1 to 120.
    pub payments: u32,
    /// Whether interest from the first day falls due if the loan is not cleared in time.
    pub deferred_interest: bool,
}

/// A price and the monthly payment that the menu prints beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthlyShown {
    pub price: Money,
    pub payment: Money,
}

/// What the clinic has agreed for a concern, and who stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedCourse {
    pub course: AgreedCourse,
    pub reviewed_by: String,
    pub reviewed_on: NaiveDate,
}

/// Somebody who treats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    pub id: String,
    pub name: String,
    pub title: Option<Label>,
    /// National Provider Identifier: ten digits whose last one checks the others.
    pub npi: Option<String>,
    /// By id; every one if empty.
    pub locations: Vec<String>,
}

/// A place where the clinic treats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    pub id: String,
    pub name: Label,
    pub address: Option<String>,
    pub telephone: Option<String>,
}

/// Who stands behind a good-faith estimate (United States).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodFaith {
    pub facility: String,
    /// Ten digits whose last one checks the others.
    pub npi: String,
    /// Taxpayer identification number, `12-3456789`.
    pub tin: String,
    pub address: String,
    pub telephone: Option<String>,
    pub email: Option<String>,
    /// The clinic's own wording beside the form's.
    pub disclaimer: Label,
}
