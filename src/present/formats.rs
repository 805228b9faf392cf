//! How numbers, money and dates are written: a trait, and the plain US English way that needs no browser.

use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::editor::typed::{self, Signs};
use chrono::{Datelike, NaiveDate};

/// Writes what a person reads; one implementation for the browser's locale data, one without a browser.
pub trait Formats {
    /// A whole number with its groups set apart.
    fn number(&self, number: i64) -> String;
    /// A whole number of per cent.
    fn percent(&self, percent: i64) -> String;
    /// An amount of money, without decimals where it is whole.
    fn money(&self, amount: Money, currency: Currency) -> String;
    /// An amount of money with all its decimals.
    fn exact(&self, amount: Money, currency: Currency) -> String;
    /// A day, with the month in words.
    fn date(&self, day: NaiveDate) -> String;
    /// The signs that this locale types numbers with.
    fn signs(&self) -> Signs;
    /// The plural form that goes with a number, as a place in [`super::language::PLURALS`].
    fn plural(&self, number: i64) -> usize;
}

/// US English, written without a browser: for the prerendered page, the command line and the tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlainFormats;

/// Writes digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount in the currency's whole unit, for formatters that take floating point, and whether it is whole.
pub fn major(amount: Money, currency: Currency) -> (f64, bool) {
    let unit = 10_i64.saturating_pow(currency.decimals());
    (amount.minor() as f64 / unit as f64, amount.minor() % unit == 0)
}

/// What US English writes before an amount of this currency.
pub fn symbol(currency: Currency) -> String {
    let code = currency.code();
    let sign = match code {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        "KRW" => "₩",
        "ILS" => "₪",
        "VND" => "₫",
        "CNY" => "CN¥",
        "CAD" => "CA$",
        "AUD" => "A$",
        "NZD" => "NZ$",
        "MXN" => "MX$",
        "BRL" => "R$",
        "HKD" => "HK$",
        "TWD" => "NT$",
        "PHP" => "₱",
        _ => return [code, "\u{a0}"].concat(),
    };
    sign.to_owned()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Formats for PlainFormats {
    fn number(&self, number: i64) -> String {
        let digits = grouped(&number.unsigned_abs().to_string());
        if number < 0 { ["-", &digits].concat() } else { digits }
    }

    fn percent(&self, percent: i64) -> String {
        [self.number(percent).as_str(), "%"].concat()
    }

    fn money(&self, amount: Money, currency: Currency) -> String {
        let exact = self.exact(amount, currency);
        let (unit, decimals) = (10_i64.saturating_pow(currency.decimals()), currency.decimals() as usize);
        if amount.minor() % unit != 0 || decimals == 0 {
            return exact;
        }
        // The sign and its decimals.
        exact.get(..exact.len().saturating_sub(decimals + 1)).unwrap_or_default().to_owned()
    }

    fn exact(&self, amount: Money, currency: Currency) -> String {
        let mut plain = typed::plain(amount.minor(), currency.decimals());
        if !plain.contains('.') && currency.decimals() > 0 {
            plain.push('.');
            (0..currency.decimals()).for_each(|_| plain.push('0'));
        }
        let unsigned = plain.trim_start_matches('-');
        let (whole, rest) = unsigned.split_at(unsigned.find('.').unwrap_or(unsigned.len()));
        let sign = if amount.minor() < 0 { "-" } else { "" };
        [sign, &symbol(currency), &grouped(whole), rest].concat()
    }

    fn date(&self, day: NaiveDate) -> String {
        let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
        [month, " ", &day.day().to_string(), ", ", &day.year().to_string()].concat()
    }

    fn signs(&self) -> Signs {
        Signs { decimal: '.', group: ',' }
    }

    fn plural(&self, number: i64) -> usize {
        let category = if number == 1 { "one" } else { "other" };
        super::language::PLURALS.iter().position(|known| *known == category).unwrap_or(0)
    }
}

/// Writes as another does, but every amount with all its decimals: where one amount of a quote has cents, each has.
#[derive(Clone, Copy)]
pub struct ToTheCent<'a>(pub &'a dyn Formats);

impl Formats for ToTheCent<'_> {
    fn number(&self, number: i64) -> String {
        self.0.number(number)
    }

    fn percent(&self, percent: i64) -> String {
        self.0.percent(percent)
    }

    fn money(&self, amount: Money, currency: Currency) -> String {
        self.0.exact(amount, currency)
    }

    fn exact(&self, amount: Money, currency: Currency) -> String {
        self.0.exact(amount, currency)
    }

    fn date(&self, day: NaiveDate) -> String {
        self.0.date(day)
    }

    fn signs(&self) -> Signs {
        self.0.signs()
    }

    fn plural(&self, number: i64) -> usize {
        self.0.plural(number)
    }
}

impl std::fmt::Debug for ToTheCent<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ToTheCent")
    }
}

/// Spanish as the United States write it, without a browser: for the prerendered page and the tests.
#[cfg(feature = "translation")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlainSpanish;

#[cfg(feature = "translation")]
impl Formats for PlainSpanish {
    fn number(&self, number: i64) -> String {
        PlainFormats.number(number)
    }

    fn percent(&self, percent: i64) -> String {
        PlainFormats.percent(percent)
    }

    fn money(&self, amount: Money, currency: Currency) -> String {
        PlainFormats.money(amount, currency)
    }

    fn exact(&self, amount: Money, currency: Currency) -> String {
        PlainFormats.exact(amount, currency)
    }

    fn date(&self, day: NaiveDate) -> String {
        const MESES: [&str; 12] = [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ];
        let month = MESES.get(day.month0() as usize).copied().unwrap_or_default();
        format!("{} de {month} de {}", day.day(), day.year())
    }

    fn signs(&self) -> Signs {
        PlainFormats.signs()
    }

    fn plural(&self, number: i64) -> usize {
        PlainFormats.plural(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "translation")]
    #[test]
    fn a_day_in_spanish_has_its_month_in_small_letters() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).map(|day| PlainSpanish.date(day));
        assert_eq!(day.as_deref(), Some("1 de diciembre de 2026"));
    }

    #[test]
    fn whole_amounts_have_no_decimals_and_others_have_all() {
        let usd = |minor| PlainFormats.money(Money::from_minor(minor), Currency::USD);
        assert_eq!(usd(105_000), "$1,050");
        assert_eq!(usd(88_765), "$887.65");
        assert_eq!(usd(5), "$0.05");
        assert_eq!(usd(-240_000), "-$2,400");
        assert_eq!(usd(12_345_678_900), "$123,456,789");
        let exact = |minor| ToTheCent(&PlainFormats).money(Money::from_minor(minor), Currency::USD);
        assert_eq!([exact(105_000), exact(-88_765), exact(0)], ["$1,050.00", "-$887.65", "$0.00"]);
    }

    #[test]
    fn a_day_has_its_month_in_words() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).map(|day| PlainFormats.date(day));
        assert_eq!(day.as_deref(), Some("December 1, 2026"));
    }

    #[test]
    fn currencies_without_decimals_are_whole() {
        let written = |code, minor| {
            Currency::from_code(code).map(|currency| PlainFormats.money(Money::from_minor(minor), currency))
        };
        assert_eq!(written("JPY", 35_000).as_deref(), Some("¥35,000"));
        assert_eq!(written("SEK", 219_500).as_deref(), Some("SEK\u{a0}2,195"));
        assert_eq!(written("KWD", 1_500).as_deref(), Some("KWD\u{a0}1.500"));
    }
}
