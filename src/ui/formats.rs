//! The page's language: its dictionary, and the browser's numbers, money and dates for its words.

use crate::browser::intl::Writer;
use crate::browser::language;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::editor::locale::locale;
use crate::editor::typed::Signs;
use crate::present::arena::Arena;
use crate::present::formats::{Formats, PlainFormats};
use crate::present::language::{Dictionary, FIRST, PLURALS, PageLanguage};
use crate::present::say::Say;
use chrono::{Datelike, NaiveDate};
use std::rc::Rc;

/// The language of the page: its texts, and how it writes numbers. Two are the same where they are one object.
#[derive(Clone)]
pub struct Language {
    /// As in the page's `lang`.
    pub code: &'static str,
    pub dictionary: Rc<Dictionary>,
    pub formats: Rc<dyn Formats>,
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.dictionary, &other.dictionary) && Rc::ptr_eq(&self.formats, &other.formats)
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Language")
    }
}

impl Default for Language {
    fn default() -> Self {
        Self { code: FIRST.code, dictionary: Rc::new(Dictionary::default()), formats: Rc::new(PlainFormats) }
    }
}

impl Language {
    /// The language that the page is in, with the numbers of the person's own region.
    pub fn of_page() -> Self {
        let page = PageLanguage::of(&language::of_page().unwrap_or_default());
        let preferred = language::preferred();
        let preferred: Vec<&str> = preferred.iter().map(String::as_str).collect();
        let asked = language::asked();
        // The texts are needed for as long as the page is there.
        let texts = language::dictionary().unwrap_or_default().leak();
        Self {
            code: page.code,
            dictionary: Rc::new(Dictionary::parse(texts)),
            formats: Rc::new(BrowserFormats::new(locale(page.locale, asked.as_deref(), &preferred))),
        }
    }

    /// What turns texts and numbers into words, for one view.
    pub fn say<'a>(&'a self, arena: &'a Arena, currency: Currency) -> Say<'a> {
        Say { arena, dictionary: &self.dictionary, formats: &*self.formats, currency }
    }
}

/// Writes through the browser's locale data, and plainly where that fails.
#[derive(Debug)]
pub struct BrowserFormats {
    writer: Writer,
    signs: Signs,
}

impl BrowserFormats {
    /// The formats of a locale.
    pub fn new(locale: &str) -> Self {
        let writer = Writer::new(locale);
        let sample = writer.number("sample", &[], 1_234_567.5).unwrap_or_default();
        Self { writer, signs: Signs::of_sample(&sample) }
    }
}

impl Formats for BrowserFormats {
    fn number(&self, number: i64) -> String {
        self.writer.number("number", &[], number as f64).unwrap_or_else(|| PlainFormats.number(number))
    }

    fn percent(&self, percent: i64) -> String {
        let options = [("style", "unit".into()), ("unit", "percent".into())];
        self.writer.number("percent", &options, percent as f64).unwrap_or_else(|| PlainFormats.percent(percent))
    }

    fn money(&self, amount: Money, currency: Currency) -> String {
        let (major, is_whole) = crate::present::formats::major(amount, currency);
        let mut options = vec![("style", "currency".into()), ("currency", currency.code().into())];
        let mut key = currency.code().to_owned();
        if is_whole {
            options.push(("maximumFractionDigits", 0.into()));
            key.push('0');
        }
        self.writer.number(&key, &options, major).unwrap_or_else(|| PlainFormats.money(amount, currency))
    }

    fn date(&self, day: NaiveDate) -> String {
        self.writer.day(day.year(), day.month(), day.day()).unwrap_or_else(|| PlainFormats.date(day))
    }

    fn signs(&self) -> Signs {
        self.signs
    }

    fn plural(&self, number: i64) -> usize {
        let category = self.writer.plural(number as f64);
        let known = |category: String| PLURALS.iter().position(|known| *known == category);
        category.and_then(known).unwrap_or_else(|| PlainFormats.plural(number))
    }
}
