//! What a clinic's page may be told of a total: the band in which it lies, and never the amount.

use crate::domain::currency::Currency;
use crate::domain::money::Money;

/// The band of an amount, as "USD 1000-2000": at least the one and below the other, in whole units of the currency.
///
/// Bands end at 100, 200, 500, 1,000, 2,000, 5,000 and so on, so that thousands of different answers share each.
pub fn band(amount: Money, currency: Currency) -> String {
    let whole = amount.minor() / 10_i64.saturating_pow(currency.decimals());
    let (mut from, mut to, mut decade) = (0, 100_i64, 100_i64);
    // The last band ends where numbers do.
    while to <= whole && to < i64::MAX {
        from = to;
        to = if to == decade {
            decade.saturating_mul(2)
        } else if to == decade.saturating_mul(2) {
            decade.saturating_mul(5)
        } else {
            decade = decade.saturating_mul(10);
            decade
        };
    }
    [currency.code(), " ", &from.to_string(), "-", &to.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_coarse_and_say_their_currency() {
        for (minor, code, expected) in [
            (0, "USD", "USD 0-100"),
            (9_999, "USD", "USD 0-100"),
            (10_000, "USD", "USD 100-200"),
            (96_416, "USD", "USD 500-1000"),
            (100_000, "EUR", "EUR 1000-2000"),
            (499_999, "EUR", "EUR 2000-5000"),
            (500_000, "JPY", "JPY 500000-1000000"),
            (500_000, "KWD", "KWD 500-1000"),
        ] {
            assert_eq!(band(Money::from_minor(minor), Currency::from_code(code).unwrap()), expected);
        }
    }
}
