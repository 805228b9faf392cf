//! The languages of the page: texts as they stand in the program, and the dictionary that turns them into another language.
//!
//! The program's own texts are English. Another language is a dictionary of them, made by the build from
//! `languages/*.po` and handed in with the page of that language, so that nobody loads a language that they do not read.
//! A text without a translation stays English; the tests see to it that there is none.

/// Words for the page: no more than a pointer, so that handing thousands of them around stays a small part of the program.
///
/// Inside, `*` stands on both sides of what carries the sentence; [`super::document::spans`] takes that apart again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'a>(pub &'a Entry<'a>);

/// What words stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry<'a> {
    /// A text of the program in English, still to be looked up in the page's dictionary. Gaps are `{0}`, `{1}` and so on.
    Text(&'static str),
    /// Words in the page's language, or what no language changes: numbers, dates, names, addresses.
    Ready(&'a str),
}

/// A text of the program: what a translator translates.
pub type Text = Words<'static>;

/// A text for a person. Whatever stands between these brackets has to be in every dictionary.
macro_rules! t {
    ($english:literal $(,)?) => {
        $crate::present::language::Words(&$crate::present::language::Entry::Text($english))
    };
}

/// Signs that are the same in every language.
macro_rules! as_is {
    ($signs:literal) => {
        $crate::present::language::Words(&$crate::present::language::Entry::Ready($signs))
    };
}

pub(crate) use {as_is, t};

impl Words<'_> {
    /// No words.
    pub const NONE: Self = as_is!("");

    /// Whether there is nothing to read.
    pub const fn is_empty(self) -> bool {
        match *self.0 {
            Entry::Text(text) | Entry::Ready(text) => text.is_empty(),
        }
    }
}

impl Default for Words<'_> {
    fn default() -> Self {
        Self::NONE
    }
}

/// A text that depends on a number: `{0}` is the number, or a range whose end is the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    one: &'static str,
    many: &'static str,
}

/// A text for one thing and for several.
pub const fn counted(one: &'static str, many: &'static str) -> Counted {
    Counted { one, many }
}

/// A language that the page comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLanguage {
    /// As in the page's `lang`.
    pub code: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// The page in this language.
    pub page: &'static str,
    /// How numbers are written where neither the address nor the browser names a region.
    pub locale: &'static str,
}

/// The program's own language.
pub const FIRST: PageLanguage = PageLanguage { code: "en", name: "English", page: "index.html", locale: "en-US" };

/// The languages of the page, the program's own first; each other one has a catalog in `languages/`.
pub static LANGUAGES: [PageLanguage; 2] =
    [FIRST, PageLanguage { code: "es", name: "Español", page: "es.html", locale: "es-US" }];

impl PageLanguage {
    /// The language with a code; the program's own where the page comes in no such language.
    pub fn of(code: &str) -> &'static Self {
        LANGUAGES.iter().find(|language| language.code == code).unwrap_or(&FIRST)
    }

    /// The page on what was built in this language: `verify.html`, `verify.es.html`.
    pub fn verify(&self) -> String {
        if self.code == FIRST.code { "verify.html".to_owned() } else { ["verify.", self.page].concat() }
    }

    /// The staff's page in this language: `staff.html`, `staff.es.html`.
    pub fn staff(&self) -> String {
        if self.code == FIRST.code { "staff.html".to_owned() } else { ["staff.", self.page].concat() }
    }

    /// The patient page in this language as one file: `estimator.html`, `estimator.es.html`.
    pub fn one_file(&self) -> String {
        if self.code == FIRST.code { "estimator.html".to_owned() } else { ["estimator.", self.page].concat() }
    }
}

/// The plural forms that a language has, by the names that the browser's `Intl.PluralRules` gives them.
pub const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Every text of the program in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// The plural forms that counted texts have, in their order, as places in [`PLURALS`].
    forms: Vec<u8>,
    /// The key of each text with its translation, in the order of the keys.
    entries: Vec<(u32, &'static str)>,
}

/// Stands between the plural forms of a counted text.
pub const BETWEEN_FORMS: char = '\t';

/// The key of a text in a dictionary: FNV-1a, of which 24 bits are kept, because each bit is sent to whoever reads another
/// language. The build refuses two texts with the same key.
pub const fn key(english: &str) -> u32 {
    let bytes = english.as_bytes();
    let mut key = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < bytes.len() {
        #[allow(clippy::indexing_slicing, reason = "the loop stays inside, and a const function has no iterators")]
        let byte = bytes[at];
        key = (key ^ byte as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    key >> 8
}

impl Dictionary {
    /// The dictionary of English: it changes nothing.
    pub const ENGLISH: &'static Self = &Self { forms: Vec::new(), entries: Vec::new() };

    /// Takes in a dictionary as the build writes it: the plural forms on the first line; on the second, for each text, how
    /// far its key is from the one before, to the base of 36; then one text a line. What cannot be read stays English.
    pub fn parse(written: &'static str) -> Self {
        let mut lines = written.trim_matches('\n').lines();
        let mut dictionary = Self::default();
        for form in lines.next().unwrap_or_default().split(' ') {
            if let Some(place) = PLURALS.iter().position(|known| *known == form) {
                dictionary.forms.push(place as u8);
            }
        }
        let mut key = 0_u32;
        for (distance, text) in lines.next().unwrap_or_default().split(' ').zip(lines) {
            let Ok(distance) = u32::from_str_radix(distance, 36) else { break };
            key = key.saturating_add(distance);
            dictionary.entries.push((key, text));
        }
        dictionary
    }

    /// Words as they are read in this language.
    pub fn read<'a>(&self, words: Words<'a>) -> &'a str {
        match *words.0 {
            Entry::Text(text) => self.find(text).unwrap_or(text),
            Entry::Ready(text) => text,
        }
    }

    /// The form of a counted text for a plural category, a place in [`PLURALS`].
    pub fn counted(&self, text: Counted, category: usize) -> &'static str {
        let Some(found) = self.find(text.one) else {
            return if PLURALS.get(category) == Some(&"one") { text.one } else { text.many };
        };
        let form = self.forms.iter().position(|form| usize::from(*form) == category);
        let last = self.forms.len().saturating_sub(1);
        found.split(BETWEEN_FORMS).nth(form.unwrap_or(last)).unwrap_or(found)
    }

    fn find(&self, english: &str) -> Option<&'static str> {
        if self.entries.is_empty() {
            return None;
        }
        let key = key(english);
        let at = self.entries.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.entries.get(at).map(|(_, text)| *text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Compare" and a counted text, in a language of two forms.
    fn german() -> Dictionary {
        Dictionary::parse("one other\n6u31y 1hs0k\n{0} Woche\t{0} Wochen\nVergleich\n")
    }

    #[test]
    fn a_dictionary_gives_each_text_and_each_plural_form() {
        let (one, other) = (1, 5);
        let weeks = counted("{0} week", "{0} weeks");
        assert_eq!(german().read(t!("Compare")), "Vergleich");
        assert_eq!(german().read(t!("Care")), "Care", "what nobody translated stays");
        assert_eq!([one, other].map(|form| german().counted(weeks, form)), ["{0} Woche", "{0} Wochen"]);
        assert_eq!([one, other].map(|form| Dictionary::ENGLISH.counted(weeks, form)), ["{0} week", "{0} weeks"]);
    }

    #[test]
    fn a_broken_dictionary_leaves_english() {
        for broken in ["", "one", "one other\n-\nx", "one other\nzzzzzzzz\nx", "\n\n\t"] {
            assert_eq!(Dictionary::parse(broken).read(t!("Compare")), "Compare");
        }
    }
}
