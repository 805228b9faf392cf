//! Amounts that make the program panic, so that the journeys see what is said then. It stands in a test build alone.
#![expect(clippy::panic, reason = "what it is for")]

use super::money::Money;

/// An estimate at this price panics, and so does a quote with such a line: 666.13.
pub const IN_THE_CORE: Money = Money::from_minor(66_613);
/// What draws an estimate at this price panics: 666.14.
pub const IN_THE_WORDS: Money = Money::from_minor(66_614);

/// Panics where an amount is the one to panic at.
pub fn at(amount: Money, fault: Money) {
    if amount == fault {
        panic!("a test build was asked to panic");
    }
}
