//! Paying in instalments: level payments worked out exactly, and interest that is put off.

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
    pub const LENDER: usize = 120;
}
