//! Quotes in the JSON interface: one object in, versioned and strict, and what it comes to out.

use super::json;
use super::price_list_json::currency;
use super::reader::{Object, Place, Problems, said};
use super::scenario_json::version;
use crate::domain::money::{BasisPoints, Money};
use crate::domain::problem::{Problem, ProblemCode};
use crate::domain::quote::{Instalments, Line, Part, Payment, Priced, PricedLine, PricedPlan, Quote, RateTax};
use serde::Serialize;

/// The version of the quote format that this program reads.
pub const VERSION: i64 = 1;

/// Every key of a quote.
pub const KEYS: [&str; 8] =
    ["version", "currency", "prices_include_tax", "lines", "discount", "credit", "deposit", "plan"];
/// Every key of a line.
pub const LINE_KEYS: [&str; 4] = ["quantity", "unit_price", "tax_bp", "discount"];
/// Every key of a plan.
pub const PLAN_KEYS: [&str; 4] = ["lender", "apr_bp", "payments", "deferred_interest"];

/// Amounts of a whole quote; what they are taken from limits them further.
const AMOUNT: (i64, i64) = (0, Quote::LARGEST);

/// Reads a quote from JSON text.
///
/// # Errors
/// All problems in reading order, each with its path, its value and its fix. That parts of it take more off than
/// there is comes out when it is [priced](crate::domain::quote::price).
pub fn read(text: &str) -> Result<Quote, Vec<Problem>> {
    let tree = json::parse(text).map_err(|problem| vec![problem])?;
    read_place(&Place::root(&tree))
}

/// Reads a quote from a place in a JSON tree.
///
/// # Errors
/// All problems in reading order.
pub fn read_place(place: &Place) -> Result<Quote, Vec<Problem>> {
    let mut problems = Problems::default();
    match quote(place, &mut problems) {
        Some(quote) if problems.is_empty() => Ok(quote),
        _ => Err(problems.into_list()),
    }
}

fn quote(place: &Place, problems: &mut Problems) -> Option<Quote> {
    let object = place.object(&KEYS, problems)?;
    let version = object.required("version", "1", problems).and_then(|at| version(&at, VERSION, problems));
    let currency = object
        .required("currency", "the three letters of the currency, such as \"USD\"", problems)
        .and_then(|at| currency(&at, problems));
    let included = object
        .required("prices_include_tax", "true if the unit prices have the tax in them, else false", problems)
        .and_then(|at| at.truth(problems));
    let lines = object.required("lines", "a list of what is quoted", problems).and_then(|at| lines(&at, problems));
    let discount = part(&object, "discount", problems);
    let credit = object.optional("credit").map(|at| at.whole(AMOUNT, problems));
    let deposit = part(&object, "deposit", problems);
    let plan = object.optional("plan").map(|at| plan(&at, problems));
    version?;
    // What is there but unreadable has left its problem, and the quote is then refused as a whole.
    Some(Quote {
        currency: currency?,
        prices_include_tax: included?,
        lines: lines?,
        discount,
        credit: Money::from_minor(credit.flatten().unwrap_or_default()),
        deposit,
        plan: plan.flatten(),
    })
}

fn lines(at: &Place, problems: &mut Problems) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    for place in at.list(Quote::LINES, problems)? {
        lines.extend(line(&place, problems));
    }
    Some(lines)
}

fn line(place: &Place, problems: &mut Problems) -> Option<Line> {
    let object = place.object(&LINE_KEYS, problems)?;
    let quantity =
        object.required("quantity", "how many, such as 1", problems).and_then(|at| at.count(Quote::QUANTITY, problems));
    let unit_price = object
        .required("unit_price", "the price of one in minor units, such as 29500", problems)
        .and_then(|at| at.whole(Quote::UNIT_PRICE, problems));
    let tax = object.optional("tax_bp").map(|at| at.count(Quote::RATE, problems));
    let discount = part(&object, "discount", problems);
    Some(Line {
        quantity: quantity?,
        unit_price: Money::from_minor(unit_price?),
        tax: BasisPoints(tax.flatten().unwrap_or_default()),
        discount,
    })
}

/// A part of an amount: `{"bp"}` of it, or `{"fixed"}`.
fn part(object: &Object, key: &'static str, problems: &mut Problems) -> Option<Part> {
    let at = object.optional(key)?;
    let object = at.object(&["bp", "fixed"], problems)?;
    match (object.optional("bp"), object.optional("fixed")) {
        (Some(rate), None) => rate.count(Quote::RATE, problems).map(|rate| Part::Share(BasisPoints(rate))),
        (None, Some(fixed)) => fixed.whole(AMOUNT, problems).map(|minor| Part::Amount(Money::from_minor(minor))),
        (given, _) => {
            let (code, problem) = match given {
                None => (ProblemCode::Missing, "{} has no amount"),
                Some(_) => (ProblemCode::Conflict, "{} states a rate of {} and an amount of {} at once"),
            };
            let value = |place: Option<Place>| place.map(|place| place.node.describe()).unwrap_or_default();
            let problem = said(problem, &[&at.name(), &value(object.optional("bp")), &value(object.optional("fixed"))]);
            problems.add(
                &at,
                code,
                problem,
                "give one of {\"bp\": 1000} for 10 %, or {\"fixed\": 5000} for minor units",
            );
            None
        }
    }
}

fn plan(at: &Place, problems: &mut Problems) -> Option<Instalments> {
    let object = at.object(&PLAN_KEYS, problems)?;
    let lender = object
        .required("lender", "the name of who lends", problems)
        .and_then(|at| at.label(Instalments::LENDER, problems));
    let apr = object
        .required("apr_bp", "the annual rate in hundredths of a per cent: 1800 for 18 %", problems)
        .and_then(|at| at.count(Instalments::APR, problems));
    let payments = object
        .required("payments", "how many monthly payments, such as 12", problems)
        .and_then(|at| at.count(Instalments::PAYMENTS, problems));
    let deferred = object.optional("deferred_interest").map(|at| at.truth(problems));
    Some(Instalments {
        lender: lender?,
        apr: BasisPoints(apr?),
        payments: payments?,
        deferred_interest: deferred.flatten().unwrap_or_default(),
    })
}

/// The answer line to a quote: `{"quote": …}`.
pub fn answer(priced: &Priced) -> String {
    let answer = Answer { quote: Wire::new(priced) };
    // No map has keys other than text, so that it always can be written.
    serde_json::to_string(&answer).unwrap_or_default()
}

#[derive(Serialize)]
struct Answer {
    quote: Wire,
}

#[derive(Serialize)]
struct Wire {
    lines: Vec<WireLine>,
    net: i64,
    discount: i64,
    taxes: Vec<WireTax>,
    tax: i64,
    total: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<i64>,
    deposit: i64,
    balance: i64,
    plan: Option<WirePlan>,
}

#[derive(Serialize)]
struct WireLine {
    gross: i64,
    discount: i64,
    net: i64,
    tax_bp: u32,
    share: i64,
    base: i64,
}

#[derive(Serialize)]
struct WireTax {
    rate_bp: u32,
    base: i64,
    tax: i64,
}

#[derive(Serialize)]
struct WirePlan {
    schedule: Vec<WirePayment>,
    number: u32,
    total_of_payments: i64,
    finance_charge: i64,
    interest_if_not_cleared: Option<i64>,
}

#[derive(Serialize)]
struct WirePayment {
    payment: i64,
    interest: i64,
    balance: i64,
}

impl Wire {
    fn new(priced: &Priced) -> Self {
        let line = |line: &PricedLine| WireLine {
            gross: line.gross.minor(),
            discount: line.discount.minor(),
            net: line.net.minor(),
            tax_bp: line.tax.0,
            share: line.share.minor(),
            base: line.base.minor(),
        };
        let tax = |tax: &RateTax| WireTax { rate_bp: tax.rate.0, base: tax.base.minor(), tax: tax.tax.minor() };
        Self {
            lines: priced.lines.iter().map(line).collect(),
            net: priced.net.minor(),
            discount: priced.discount.minor(),
            taxes: priced.taxes.iter().map(tax).collect(),
            tax: priced.tax.minor(),
            total: priced.total.minor(),
            credit: (priced.credit != Money::ZERO).then_some(priced.credit.minor()),
            deposit: priced.deposit.minor(),
            balance: priced.balance.minor(),
            plan: priced.plan.as_ref().map(WirePlan::new),
        }
    }
}

impl WirePlan {
    fn new(plan: &PricedPlan) -> Self {
        let payment = |month: &Payment| WirePayment {
            payment: month.payment.minor(),
            interest: month.interest.minor(),
            balance: month.balance.minor(),
        };
        Self {
            schedule: plan.schedule.iter().map(payment).collect(),
            number: plan.number,
            total_of_payments: plan.total_of_payments.minor(),
            finance_charge: plan.finance_charge.minor(),
            interest_if_not_cleared: plan.interest_if_not_cleared.map(Money::minor),
        }
    }
}
