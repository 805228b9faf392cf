//! How the page speaks: texts of the program in its language, with numbers, money and times as people say them.

use super::arena::Arena;
use super::document::{self, Words};
use super::formats::Formats;
use super::language::{Counted, Dictionary, Entry, Text, as_is, counted, t};
use crate::domain::currency::Currency;
use crate::domain::estimate::Cost;
use crate::domain::money::Money;
use crate::domain::quantity::Triple;
use chrono::NaiveDate;

/// What turns texts and numbers into words: a language, a locale, a currency, and the memory that the words live in.
#[derive(Clone, Copy)]
pub struct Say<'a> {
    pub arena: &'a Arena,
    pub dictionary: &'a Dictionary,
    pub formats: &'a dyn Formats,
    pub currency: Currency,
}

impl std::fmt::Debug for Say<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Say")
    }
}

impl<'a> Say<'a> {
    /// Words as they are read.
    pub fn read(&self, words: Words<'a>) -> &'a str {
        self.dictionary.read(words)
    }

    /// A text with its gaps filled.
    pub fn fill(&self, text: Text, with: &[Words]) -> Words<'a> {
        self.filled(self.dictionary.read(text), with)
    }

    /// A text that depends on a number, with its gaps filled.
    pub fn counted(&self, text: Counted, number: u32, with: &[Words]) -> Words<'a> {
        self.filled(self.dictionary.counted(text, self.formats.plural(number.into())), with)
    }

    fn filled(&self, template: &str, with: &[Words]) -> Words<'a> {
        let with: Vec<&str> = with.iter().map(|words| self.dictionary.read(*words)).collect();
        self.as_is(&document::filled(template, &with))
    }

    /// What no dictionary knows: a name, a number that is written already.
    pub fn as_is(&self, text: &str) -> Words<'a> {
        self.arena.words(text)
    }

    /// A text that came with the published data, such as the sentence of a trial.
    pub fn of_data(&self, english: &'static str) -> Words<'a> {
        Words(self.arena.one(Entry::Text(english)))
    }

    /// Words one after the other.
    pub fn joined(&self, parts: &[Words]) -> Words<'a> {
        let mut text = String::new();
        for part in parts {
            text.push_str(self.dictionary.read(*part));
        }
        self.as_is(&text)
    }

    /// Words that lead to an address.
    pub fn link(&self, words: Words<'a>, address: Option<&str>) -> Words<'a> {
        match (words.0, address) {
            // A name that no dictionary knows.
            (Entry::Ready(title), Some(address)) => {
                document::link(self.arena, title, Some(&[document::TITLE, address].concat()))
            }
            _ => document::link(self.arena, self.read(words), address),
        }
    }

    /// An amount, to the cent.
    pub fn money(&self, amount: Money) -> Words<'a> {
        self.as_is(&self.formats.money(amount, self.currency))
    }

    /// An amount of which only the size is known, rounded to what a person would say.
    pub fn about(&self, amount: Money, exact: bool) -> Words<'a> {
        self.money(if exact { amount } else { rounded(amount, self.currency.decimals()) })
    }

    /// A range with a dash between thin spaces, for figures and tables: "$960 – $2,850".
    pub fn range(&self, low: Money, high: Money, exact: bool) -> Words<'a> {
        let (low, high) = (self.about(low, exact), self.about(high, exact));
        if low == high { low } else { self.joined(&[low, as_is!("\u{2009}–\u{2009}"), high]) }
    }

    /// A floor: "from $295".
    pub fn from(&self, amount: Money) -> Words<'a> {
        self.fill(t!("from {0}"), &[self.money(amount)])
    }

    /// The likely range of a cost; "from" where it rests on a floor.
    pub fn likely(&self, cost: &Cost, exact: bool) -> Words<'a> {
        if cost.floor {
            return self.from(cost.five.p10);
        }
        self.range(cost.five.p10, cost.five.p90, exact)
    }

    /// The likely range of a cost inside a sentence.
    pub fn likely_to(&self, cost: &Cost, exact: bool) -> Words<'a> {
        if cost.floor {
            return self.likely(cost, exact);
        }
        self.to(self.about(cost.five.p10, exact), self.about(cost.five.p90, exact))
    }

    /// The triple of a price inside a sentence.
    pub fn price(&self, triple: Triple<Money>, floor: bool) -> Words<'a> {
        if floor {
            return self.from(triple.low());
        }
        self.to(self.money(triple.low()), self.money(triple.high()))
    }

    /// A day, with the month in words.
    pub fn date(&self, day: NaiveDate) -> Words<'a> {
        self.as_is(&self.formats.date(day))
    }

    /// A whole number.
    pub fn number(&self, number: u32) -> Words<'a> {
        self.whole(number.into())
    }

    /// A whole number that may be negative.
    pub fn whole(&self, number: i64) -> Words<'a> {
        self.as_is(&self.formats.number(number))
    }

    /// A whole number of per cent.
    pub fn percent(&self, percent: i64) -> Words<'a> {
        self.as_is(&self.formats.percent(percent))
    }

    /// "3 to 6", or one of them where they are the same.
    pub fn to(&self, low: Words<'a>, high: Words<'a>) -> Words<'a> {
        if low == high { low } else { self.fill(t!("{0} to {1}"), &[low, high]) }
    }

    /// "3 to 6".
    pub fn numbers(&self, low: u32, high: u32) -> Words<'a> {
        self.to(self.number(low), self.number(high))
    }

    /// "3 to 6 visits", "1 visit".
    pub fn count(&self, low: u32, high: u32, text: Counted) -> Words<'a> {
        self.counted(text, high, &[self.numbers(low, high)])
    }

    /// "6 to 9 months".
    pub fn months(&self, low: u32, high: u32) -> Words<'a> {
        self.count(low, high, counted("{0} month", "{0} months"))
    }

    /// "4 to 6 weeks".
    pub fn weeks(&self, low: u32, high: u32) -> Words<'a> {
        self.count(low, high, counted("{0} week", "{0} weeks"))
    }

    /// "2 to 4 days".
    pub fn whole_days(&self, low: u32, high: u32) -> Words<'a> {
        self.count(low, high, counted("{0} day", "{0} days"))
    }

    /// "3 to 6 sessions".
    pub fn sessions(&self, low: u32, high: u32) -> Words<'a> {
        self.count(low, high, counted("{0} session", "{0} sessions"))
    }

    /// "3 to 6 visits".
    pub fn visits(&self, low: u32, high: u32) -> Words<'a> {
        self.count(low, high, counted("{0} visit", "{0} visits"))
    }

    /// "5% to 60%".
    pub fn percents(&self, low: i64, high: i64) -> Words<'a> {
        self.to(self.percent(low), self.percent(high))
    }

    /// Tenths as a number with a decimal: "1.7".
    pub fn tenths(&self, tenths: u32) -> Words<'a> {
        let mut text = self.formats.number((tenths / 10).into());
        if !tenths.is_multiple_of(10) {
            text.push(self.formats.signs().decimal);
            text.push_str(&(tenths % 10).to_string());
        }
        self.as_is(&text)
    }

    /// Tenths of a per cent: "0% to 6.7%".
    pub fn tenths_percent(&self, low: u32, high: u32) -> Words<'a> {
        let percent = |tenths| self.fill(t!("{0}%"), &[self.tenths(tenths)]);
        self.to(percent(low), percent(high))
    }

    /// Hours as a person says them: hours up to two days, then days.
    pub fn hours(&self, hours: u32) -> Words<'a> {
        match hours {
            0..72 => self.count(hours, hours, counted("{0} hour", "{0} hours")),
            _ => self.whole_days(hours / 24, hours / 24),
        }
    }

    /// Hours as a person says how long something lasts: days from two days on.
    pub fn lasting(&self, hours: u32) -> Words<'a> {
        if hours < 48 { self.hours(hours) } else { self.whole_days(hours / 24, hours / 24) }
    }

    /// Days as a person says them: days up to two weeks, weeks up to half a year, then months of 30.4 days.
    pub fn days(&self, low: i64, high: i64) -> Words<'a> {
        let rounded = |days: i64, tenths: i64| u32::try_from((days * 10 + tenths / 2) / tenths).unwrap_or(0);
        match high {
            ..15 => self.whole_days(rounded(low, 10), rounded(high, 10)),
            15..183 => self.weeks(rounded(low, 70), rounded(high, 70)),
            _ => self.months(rounded(low, 304), rounded(high, 304)),
        }
    }

    /// The same words with a capital at the front, where a letter without an accent stands there.
    pub fn capital(&self, words: Words) -> Words<'a> {
        let mut text = self.dictionary.read(words).to_owned();
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.as_is(&text)
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
        let arena = Arena::default();
        let formats = crate::present::formats::PlainFormats;
        let say = Say { arena: &arena, dictionary: Dictionary::ENGLISH, formats: &formats, currency: Currency::USD };
        assert_eq!(say.read(say.days(0, 7)), "0 to 7 days");
        assert_eq!(say.read(say.days(14, 84)), "2 to 12 weeks");
        assert_eq!(say.read(say.days(90, 365)), "3 to 12 months");
        assert_eq!(say.read(say.hours(48)), "48 hours");
        assert_eq!(say.read(say.hours(168)), "7 days");
        assert_eq!(say.read(say.lasting(48)), "2 days");
    }
}
