//! Quotes that staff give: lines, discounts, tax, deposit and balance, whose parts sum to the total to the minor unit.

use super::currency::Currency;
use super::money::{BasisPoints, Money};
use super::problem::{Problem, ProblemCode};

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

/// Works a quote out.
///
/// Discounts and deposit are rounded once each, tax once for each rate. The discount on all lines is shared among
/// them in proportion to what they cost, so that each rate has the base that is its own.
///
/// # Errors
/// The first part of the quote that is outside its limits, or takes more off than there is; the problem names its
/// path in the JSON interface, its value, and what to put instead.
pub fn price(quote: &Quote) -> Result<Priced, Problem> {
    if quote.lines.len() > Quote::LINES {
        let (count, most) = (quote.lines.len().to_string(), Quote::LINES.to_string());
        return Err(Problem {
            code: ProblemCode::Range,
            path: "lines".to_owned(),
            problem: ["`lines` has ", &count, " entries; at most ", &most, " are allowed"].concat(),
            fix: ["keep at most ", &most].concat(),
        });
    }
    let mut lines = Vec::with_capacity(quote.lines.len());
    for (index, line) in quote.lines.iter().enumerate() {
        #[cfg(feature = "fault")]
        super::fault::at(line.unit_price, super::fault::IN_THE_CORE);
        lines.push(priced_line(line, index)?);
    }
    let net = lines.iter().map(|line| line.net).sum::<Money>();
    let discount = match quote.discount {
        None => Money::ZERO,
        Some(part) => Place::of("discount").part(part, net, net)?,
    };
    share_out(discount, net, &mut lines);
    let taxes = taxes(&lines, quote.prices_include_tax);
    let tax = taxes.iter().map(|rate| rate.tax).sum::<Money>();
    let total = net - discount + if quote.prices_include_tax { Money::ZERO } else { tax };
    let credit = Place::of("credit").at_most("", quote.credit, total)?;
    let deposit = match quote.deposit {
        None => Money::ZERO,
        Some(part) => Place::of("deposit").part(part, total, total - credit)?,
    };
    let balance = total - credit - deposit;
    let plan = match &quote.plan {
        None => None,
        Some(plan) => {
            check_terms(plan)?;
            Some(plan.plan(balance))
        }
    };
    Ok(Priced { lines, net, discount, taxes, tax, total, credit, deposit, balance, plan })
}

fn priced_line(line: &Line, index: usize) -> Result<PricedLine, Problem> {
    let at = |key| Place { line: Some(index), key };
    at("quantity").within("", line.quantity.into(), rates(Quote::QUANTITY))?;
    at("unit_price").within("", line.unit_price.minor(), Quote::UNIT_PRICE)?;
    at("tax_bp").within("", line.tax.0.into(), rates(Quote::RATE))?;
    let gross = line.unit_price.times(line.quantity.into());
    let discount = match line.discount {
        None => Money::ZERO,
        Some(part) => at("discount").part(part, gross, gross)?,
    };
    let net = gross - discount;
    // The share is known once all lines are.
    Ok(PricedLine { gross, discount, net, tax: line.tax, share: Money::ZERO, base: net })
}

/// Shares a discount out in proportion to the lines' nets: each has its part rounded down, and the minor units that
/// are left go to the largest remainders, the earlier line first where two are the same.
fn share_out(discount: Money, net: Money, lines: &mut [PricedLine]) {
    if discount == Money::ZERO {
        return;
    }
    let whole = i128::from(net.minor());
    let mut left = discount;
    let mut remainders = Vec::with_capacity(lines.len());
    for line in lines.iter_mut() {
        // Twice 2·10¹³ do not fit into 64 bits when multiplied.
        let product = i128::from(discount.minor()) * i128::from(line.net.minor());
        line.share = Money::from_minor((product / whole).try_into().unwrap_or_default());
        left = left - line.share;
        remainders.push(product % whole);
    }
    // Fewer units are left than lines have a remainder.
    for _ in 0..left.minor() {
        let mut next: Option<(&mut i128, &mut PricedLine)> = None;
        for (remainder, line) in remainders.iter_mut().zip(lines.iter_mut()) {
            if next.as_ref().is_none_or(|(largest, _)| *remainder > **largest) {
                next = Some((remainder, line));
            }
        }
        if let Some((remainder, line)) = next {
            *remainder = 0;
            line.share = line.share + Money::from_minor(1);
        }
    }
    for line in lines {
        line.base = line.net - line.share;
    }
}

/// The tax of each rate, the lowest rate first.
fn taxes(lines: &[PricedLine], included: bool) -> Vec<RateTax> {
    let mut taxes: Vec<RateTax> = Vec::new();
    for line in lines {
        let place = taxes.iter().position(|known| known.rate >= line.tax).unwrap_or(taxes.len());
        match taxes.get_mut(place) {
            Some(known) if known.rate == line.tax => known.base = known.base + line.base,
            _ => taxes.insert(place, RateTax { rate: line.tax, base: line.base, tax: Money::ZERO }),
        }
    }
    for rate in &mut taxes {
        rate.tax = match included {
            true => rate.base - rate.base.ratio(10_000, 10_000 + i64::from(rate.rate.0)),
            false => rate.base.share(rate.rate),
        };
    }
    taxes
}

/// Whether a lender's terms are complete and within their limits.
fn check_terms(plan: &Instalments) -> Result<(), Problem> {
    // A name of spaces is none.
    let length = if plan.lender.trim().is_empty() { 0 } else { plan.lender.chars().count() };
    if !(1..=Instalments::LENDER).contains(&length) {
        let (length, most) = (length.to_string(), Instalments::LENDER.to_string());
        return Err(Problem {
            code: ProblemCode::Range,
            path: "plan.lender".to_owned(),
            problem: ["`plan.lender` has ", &length, " characters; expected 1 to ", &most].concat(),
            fix: "put the lender's name".to_owned(),
        });
    }
    Place::of("plan.apr_bp").within("", plan.apr.0.into(), rates(Instalments::APR))?;
    Place::of("plan.payments").within("", plan.payments.into(), rates(Instalments::PAYMENTS))
}

/// Where an amount stands in the JSON interface.
#[derive(Clone, Copy)]
struct Place {
    line: Option<usize>,
    key: &'static str,
}

impl Place {
    fn of(key: &'static str) -> Self {
        Self { line: None, key }
    }

    fn path(self, below: &str) -> String {
        match self.line {
            None => [self.key, below].concat(),
            Some(line) => ["lines[", &line.to_string(), "].", self.key, below].concat(),
        }
    }

    /// The part of a whole, of which only so much is left to take off.
    fn part(self, part: Part, whole: Money, left: Money) -> Result<Money, Problem> {
        match part {
            Part::Share(rate) => {
                self.within(".bp", rate.0.into(), rates(Quote::RATE))?;
                self.at_most(".bp", whole.share(rate), left)
            }
            Part::Amount(amount) => self.at_most(".fixed", amount, left),
        }
    }

    /// An amount that takes no more than is left.
    fn at_most(self, below: &str, amount: Money, left: Money) -> Result<Money, Problem> {
        if (Money::ZERO..=left).contains(&amount) {
            return Ok(amount);
        }
        let (path, left) = (self.path(below), left.minor().to_string());
        let (code, why) = match amount < Money::ZERO {
            true => (ProblemCode::Range, "; expected an amount that is not negative, at most "),
            // A deposit comes after what was paid before.
            false if self.key == "deposit" => {
                (ProblemCode::Conflict, ", more than is left to pay after any credit, which is ")
            }
            false => (ProblemCode::Conflict, ", more than there is to take it from, which is "),
        };
        let problem = ["`", &path, "` comes to ", &amount.minor().to_string(), why, &left].concat();
        Err(Problem { code, path, problem, fix: ["put what comes to at most ", &left].concat() })
    }

    /// A number inside its limits.
    fn within(self, below: &str, number: i64, (least, most): (i64, i64)) -> Result<(), Problem> {
        if (least..=most).contains(&number) {
            return Ok(());
        }
        let path = self.path(below);
        let allowed = [&least.to_string(), " to ", &most.to_string()].concat();
        let problem = ["`", &path, "` is ", &number.to_string(), "; expected ", &allowed].concat();
        Err(Problem { code: ProblemCode::Range, path, problem, fix: ["put ", &allowed].concat() })
    }
}

/// Limits as wide as those of amounts.
fn rates((least, most): (u32, u32)) -> (i64, i64) {
    (least.into(), most.into())
}
