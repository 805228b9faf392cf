//! Small phrases that every panel needs: counts with their nouns, times, and money rounded where it is uncertain.

use super::formats::Formats;
use crate::domain::currency::Currency;
use crate::domain::estimate::Cost;
use crate::domain::money::Money;
use crate::domain::quantity::Triple;

/// Writes numbers and money for one estimate.
#[derive(Clone, Copy)]
pub struct Say<'a> {
    pub formats: &'a dyn Formats,
    pub currency: Currency,
}

impl std::fmt::Debug for Say<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Say")
    }
}

impl Say<'_> {
    /// An amount, to the cent.
    pub fn money(&self, amount: Money) -> String {
        self.formats.money(amount, self.currency)
    }

    /// An amount of which only the size is known, rounded to what a person would say.
    pub fn about(&self, amount: Money, exact: bool) -> String {
        self.money(if exact { amount } else { rounded(amount, self.currency.decimals()) })
    }

    /// A range with a dash, for figures.
    pub fn range(&self, low: Money, high: Money, exact: bool) -> String {
        self.formats.span(&self.about(low, exact), &self.about(high, exact))
    }

    /// A floor: "from $295".
    pub fn from(&self, amount: Money) -> String {
        ["from ", &self.money(amount)].concat()
    }

    /// The likely range of a cost; "from" where it rests on a floor.
    pub fn likely(&self, cost: &Cost, exact: bool) -> String {
        if cost.floor {
            return self.from(cost.five.p10);
        }
        self.range(cost.five.p10, cost.five.p90, exact)
    }

    /// The likely range of a cost inside a sentence.
    pub fn likely_to(&self, cost: &Cost, exact: bool) -> String {
        if cost.floor {
            return self.likely(cost, exact);
        }
        to(&self.about(cost.five.p10, exact), &self.about(cost.five.p90, exact))
    }

    /// The triple of a price inside a sentence.
    pub fn price(&self, triple: Triple<Money>, floor: bool) -> String {
        let low = self.money(triple.low());
        if floor {
            return self.from(triple.low());
        }
        to(&low, &self.money(triple.high()))
    }

    /// A whole number.
    pub fn number(&self, number: u32) -> String {
        self.formats.number(number.into())
    }

    /// "3 to 6".
    pub fn numbers(&self, low: u32, high: u32) -> String {
        to(&self.number(low), &self.number(high))
    }

    /// "3 to 6 visits", "1 visit".
    pub fn count(&self, low: u32, high: u32, one: &str, many: &str) -> String {
        [self.numbers(low, high).as_str(), " ", if high == 1 { one } else { many }].concat()
    }

    /// "6 to 9 months".
    pub fn months(&self, low: u32, high: u32) -> String {
        self.count(low, high, "month", "months")
    }

    /// "4 to 6 weeks".
    pub fn weeks(&self, low: u32, high: u32) -> String {
        self.count(low, high, "week", "weeks")
    }

    /// "3 to 6 sessions".
    pub fn sessions(&self, low: u32, high: u32) -> String {
        self.count(low, high, "session", "sessions")
    }

    /// "3 to 6 visits".
    pub fn visits(&self, low: u32, high: u32) -> String {
        self.count(low, high, "visit", "visits")
    }

    /// "5% to 60%".
    pub fn percents(&self, low: i64, high: i64) -> String {
        to(&self.formats.percent(low), &self.formats.percent(high))
    }

    /// Tenths as a number with a decimal: "1.7".
    pub fn tenths(&self, tenths: u32) -> String {
        let mut text = self.number(tenths / 10);
        if !tenths.is_multiple_of(10) {
            text.push(self.formats.signs().decimal);
            text.push_str(&(tenths % 10).to_string());
        }
        text
    }

    /// Tenths of a per cent: "0% to 6.7%".
    pub fn tenths_percent(&self, low: u32, high: u32) -> String {
        let percent = |tenths| [self.tenths(tenths).as_str(), "%"].concat();
        to(&percent(low), &percent(high))
    }
}

/// "3 to 6", or one of them where they are the same.
pub fn to(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { [low, " to ", high].concat() }
}

/// The same words with a capital at the front, where a letter without an accent stands there.
pub fn capital(words: &str) -> String {
    let mut text = words.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// Hours as a person says them: hours up to two days, then days.
pub fn hours(hours: u32) -> String {
    match hours {
        0..72 => [hours.to_string().as_str(), " hours"].concat(),
        _ => [(hours / 24).to_string().as_str(), " days"].concat(),
    }
}

/// Hours as a person says how long something lasts: days from two days on.
pub fn lasting(time: u32) -> String {
    if time < 48 { hours(time) } else { [(time / 24).to_string().as_str(), " days"].concat() }
}

/// Days as a person says them: days up to two weeks, weeks up to half a year, then months.
pub fn days(low: i64, high: i64) -> String {
    let named = |unit: i64, one: &str, many: &str| {
        let (low, high) = ((low + unit / 2) / unit, (high + unit / 2) / unit);
        let number = to(&low.to_string(), &high.to_string());
        [number.as_str(), " ", if high == 1 { one } else { many }].concat()
    };
    match high {
        ..15 => named(1, "day", "days"),
        15..183 => named(7, "week", "weeks"),
        // Months of 30.4 days, in tenths.
        _ => {
            let months = |days: i64| (days * 10 + 152) / 304;
            [to(&months(low).to_string(), &months(high).to_string()).as_str(), " months"].concat()
        }
    }
}

/// An amount rounded to two figures and a half: 10 below 1,000, 50 below 10,000, 500 below 100,000 and so on.
pub fn rounded(amount: Money, decimals: u32) -> Money {
    let unit = 10_i64.pow(decimals);
    let major = amount.minor().unsigned_abs() / unit.unsigned_abs();
    let step = match major {
        0..100 => unit,
        100..1_000 => unit.saturating_mul(10),
        _ => unit.saturating_mul(5).saturating_mul(10_i64.saturating_pow(major.ilog10().saturating_sub(2))),
    };
    amount.ratio(1, step).times(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uncertain_money_is_rounded_as_people_say_it() {
        let dollars = |minor| rounded(Money::from_minor(minor), 2).minor();
        assert_eq!(dollars(96_416), 96_000);
        assert_eq!(dollars(167_880), 170_000);
        assert_eq!(dollars(283_944), 285_000);
        assert_eq!(dollars(951_340), 950_000);
        assert_eq!(dollars(1_523_000), 1_500_000);
        assert_eq!(dollars(4_549), 4_500);
        assert_eq!(dollars(-167_880), -170_000);
        assert_eq!(rounded(Money::from_minor(167_880), 0).minor(), 170_000);
    }

    #[test]
    fn times_are_said_in_the_unit_that_people_use() {
        assert_eq!(days(0, 7), "0 to 7 days");
        assert_eq!(days(14, 84), "2 to 12 weeks");
        assert_eq!(days(90, 365), "3 to 12 months");
        assert_eq!(hours(48), "48 hours");
        assert_eq!(hours(168), "7 days");
    }
}
