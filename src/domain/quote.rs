//! Quotes that staff give: lines, discounts, tax, deposit and balance, whose parts sum to the total to the minor unit.

use super::currency::Currency;
use super::money::{BasisPoints, Money};

pub use super::financing::{Instalments, Payment, PricedPlan};

/// What is quoted, as the staff stated it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub currency: Currency,
    /// Whether the unit prices have the tax in them already.
    pub prices_include_tax: bool,
    /// At most [`Quote::LINES`].
    pub lines: Vec<Line>,
    /// Off the sum of the lines.
    pub discount: Option<Part>,
    /// What was paid before, such as a consultation that is credited; at most the total.
    pub credit: Money,
    /// To be paid on booking; with the credit at most the total.
    pub deposit: Option<Part>,
    /// How the balance is paid, if not at once.
    pub plan: Option<Instalments>,
}

/// One line of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// [`Quote::QUANTITY`].
    pub quantity: u32,
    /// [`Quote::UNIT_PRICE`].
    pub unit_price: Money,
    /// The rate of tax on this line, [`Quote::RATE`]; zero for what is not taxed.
    pub tax: BasisPoints,
    /// Off this line.
    pub discount: Option<Part>,
}

/// A part of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// So much of it, [`Quote::RATE`], rounded once.
    Share(BasisPoints),
    /// So many minor units, at most the amount.
    Amount(Money),
}

/// A quote worked out. The total is paid by credit, deposit and balance together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// One for each line of the quote, in its order.
    pub lines: Vec<PricedLine>,
    /// The sum of the lines, before the discount on all of them.
    pub net: Money,
    /// The discount on all of them.
    pub discount: Money,
    /// The tax of each rate that a line has, the lowest rate first; zero is a rate too.
    pub taxes: Vec<RateTax>,
    /// The tax of all rates: inside the total, or added to it.
    pub tax: Money,
    /// What the patient pays altogether, without interest.
    pub total: Money,
    pub credit: Money,
    pub deposit: Money,
    /// What remains to be paid.
    pub balance: Money,
    pub plan: Option<PricedPlan>,
}

/// A line worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricedLine {
    /// Quantity times unit price.
    pub gross: Money,
    /// The line's own discount.
    pub discount: Money,
    /// Gross less the line's own discount.
    pub net: Money,
    /// The rate of tax.
    pub tax: BasisPoints,
    /// The line's share of the discount on all lines.
    pub share: Money,
    /// What tax is worked out on: net less share.
    pub base: Money,
}

/// The tax of one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateTax {
    pub rate: BasisPoints,
    /// The sum of the bases of the lines with this rate.
    pub base: Money,
    /// Rounded once for the rate.
    pub tax: Money,
}

impl Quote {
    /// Lines of a quote at most: ten times what fits on the page that a patient takes home.
    pub const LINES: usize = 200;
    /// Units on one line: a thousand is room for what is priced by the unit.
    pub const QUANTITY: (u32, u32) = (1, 1_000);
    /// Minor units for one unit: nothing, for what is given free, up to what a price list may state.
    pub const UNIT_PRICE: (i64, i64) = (0, 100_000_000);
    /// A rate of tax, discount or deposit in basis points: up to the whole.
    pub const RATE: (u32, u32) = (0, 10_000);
    /// The largest total that these limits allow, with tax: 4·10¹³ minor units.
    ///
    /// It is far inside `i64`, so that sums never saturate, and with the dearest plan (ten times as much) inside
    /// the 9·10¹⁵ that every JSON reader keeps exactly.
    pub const LARGEST: i64 = 2 * Self::LINES as i64 * Self::QUANTITY.1 as i64 * Self::UNIT_PRICE.1;
}
