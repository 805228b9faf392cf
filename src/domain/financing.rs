//! Paying in instalments: level payments worked out exactly, and interest that is put off.
//!
//! Everything here holds for balances from nothing to [`Quote::LARGEST`](super::quote::Quote::LARGEST).
//! [`quote::price`](super::quote::price) sees to that.

use super::money::{BasisPoints, Money};

/// What a lender asks for; incomplete terms cannot be expressed, because they must not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instalments {
    /// Who lends.
    pub lender: String,
    /// The annual rate, [`Instalments::APR`].
    pub apr: BasisPoints,
    /// How many monthly payments are agreed, [`Instalments::PAYMENTS`].
    pub payments: u32,
    /// Whether no interest is due if the balance is cleared within the term, and all of it if it is not.
    pub deferred_interest: bool,
}

/// A plan with every payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricedPlan {
    /// The payments in order, one a month; none where there is no balance.
    pub schedule: Vec<Payment>,
    /// How many payments there are; fewer than agreed where the balance is paid off before.
    pub number: u32,
    /// The sum of all payments.
    pub total_of_payments: Money,
    /// What the payments come to above the balance.
    pub finance_charge: Money,
    /// With deferred interest, what is due at most if the balance is not cleared within the term.
    pub interest_if_not_cleared: Option<Money>,
}

/// One month's payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    pub payment: Money,
    /// The part of the payment that is interest.
    pub interest: Money,
    /// What is still owed afterwards.
    pub balance: Money,
}

impl Instalments {
    /// Monthly payments: up to ten years.
    pub const PAYMENTS: (u32, u32) = (1, 120);
    /// The annual rate in basis points: up to 100 %.
    pub const APR: (u32, u32) = (0, 10_000);
    /// Characters of the lender's name at most.
    pub const LENDER: usize = 200;

    /// The plan for a balance.
    pub fn plan(&self, balance: Money) -> PricedPlan {
        let schedule = if self.deferred_interest || self.apr.0 == 0 {
            evenly(balance.minor(), self.payments)
        } else {
            self.with_interest(balance.minor())
        };
        let total_of_payments = schedule.iter().map(|payment| payment.payment).sum::<Money>();
        PricedPlan {
            number: schedule.len().try_into().unwrap_or(self.payments),
            total_of_payments,
            finance_charge: total_of_payments - balance,
            interest_if_not_cleared: self
                .deferred_interest
                .then(|| Money::from_minor(interest(balance.minor(), self.apr, self.payments))),
            schedule,
        }
    }

    /// Level payments, of which the last one is what remains; they end early where nothing remains.
    fn with_interest(&self, balance: i64) -> Vec<Payment> {
        let level = level_payment(balance, self.apr, self.payments);
        let mut schedule = Vec::new();
        let mut left = balance;
        for month in 1..=self.payments {
            if left == 0 {
                break;
            }
            let interest = interest(left, self.apr, 1);
            let due = left + interest;
            let payment = if month == self.payments { due } else { due.min(level) };
            left = due - payment;
            schedule.push(paid(payment, interest, left));
        }
        schedule
    }
}

/// Equal payments without interest; what does not divide goes with the first of them, a minor unit each.
fn evenly(balance: i64, payments: u32) -> Vec<Payment> {
    let payments = i64::from(payments);
    let mut schedule = Vec::new();
    let mut left = balance;
    for month in 0..payments {
        let payment = balance / payments + i64::from(month < balance % payments);
        if payment == 0 {
            break;
        }
        left -= payment;
        schedule.push(paid(payment, 0, left));
    }
    schedule
}

fn paid(payment: i64, interest: i64, balance: i64) -> Payment {
    Payment {
        payment: Money::from_minor(payment),
        interest: Money::from_minor(interest),
        balance: Money::from_minor(balance),
    }
}

/// Basis points of a year in one month: the denominator of a month's interest.
const MONTHLY: u32 = 12 * 10_000;

/// The simple interest of some months, rounded once.
fn interest(balance: i64, apr: BasisPoints, months: u32) -> i64 {
    // Ten years at 100 % of the largest balance do not fit into 64 bits before the division.
    let exact = i128::from(balance) * i128::from(apr.0) * i128::from(months);
    let rounded = (2 * exact + i128::from(MONTHLY)) / (2 * i128::from(MONTHLY));
    rounded.try_into().unwrap_or(i64::MAX)
}

/// The level payment of an annuity, rounded up from its exact value: the least whole payment that is not below
/// balance · rate · growth / (growth − 1), where growth is (1 + rate)^payments.
///
/// Floating point does not find it: 354 400 at 18 % over one month is 359 716 exactly, and a hair more in doubles.
fn level_payment(balance: i64, apr: BasisPoints, payments: u32) -> i64 {
    // In lowest terms the powers are shorter.
    let divisor = common_divisor(apr.0, MONTHLY);
    let (grown, flat) = ((MONTHLY + apr.0) / divisor, MONTHLY / divisor);
    let (mut owed, mut paid_off, mut kept) = (Whole::one(), Whole::one(), Whole::one());
    for _ in 0..payments {
        owed.multiply(grown.into());
        paid_off.multiply(grown.into());
        kept.multiply(flat.into());
    }
    paid_off.subtract(&kept);
    // The payment is owed · balance · apr over paid_off · MONTHLY; balance · apr is at most 4·10¹⁷.
    owed.multiply(balance.unsigned_abs() * u64::from(apr.0));
    paid_off.multiply(MONTHLY.into());
    let (mut least, mut enough) = (0, (balance + interest(balance, apr, 1) + 1).unsigned_abs());
    while least < enough {
        let middle = least + (enough - least) / 2;
        if paid_off.times(middle).is_less_than(&owed) {
            least = middle + 1;
        } else {
            enough = middle;
        }
    }
    enough.try_into().unwrap_or(i64::MAX)
}

fn common_divisor(mut one: u32, mut other: u32) -> u32 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// A whole number of any size, never negative: what the exact level payment needs, and no more.
///
/// Digits to the base of 2⁶⁴, the lowest first, the highest never zero.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Whole(Vec<u64>);

impl Whole {
    fn one() -> Self {
        Self(vec![1])
    }

    fn multiply(&mut self, factor: u64) {
        let mut carry = 0;
        for digit in &mut self.0 {
            let product = u128::from(*digit) * u128::from(factor) + carry;
            *digit = low(product);
            carry = product >> 64;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
        self.trim();
    }

    fn times(&self, factor: u64) -> Self {
        let mut product = self.clone();
        product.multiply(factor);
        product
    }

    /// Takes off a number that is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (digit, taken) in self.0.iter_mut().zip(other.0.iter().copied().chain(std::iter::repeat(0))) {
            let (less, first) = digit.overflowing_sub(taken);
            let (less, second) = less.overflowing_sub(borrow.into());
            *digit = less;
            borrow = first || second;
        }
        self.trim();
    }

    fn is_less_than(&self, other: &Self) -> bool {
        match self.0.len() == other.0.len() {
            true => self.0.iter().rev().lt(other.0.iter().rev()),
            false => self.0.len() < other.0.len(),
        }
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

/// The lowest 64 bits.
#[allow(clippy::cast_possible_truncation, reason = "the rest is carried on")]
fn low(number: u128) -> u64 {
    number as u64
}
