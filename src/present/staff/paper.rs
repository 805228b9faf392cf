//! What leaves the staff's page on paper or is turned to the patient: the head, the foot and the marks that every copy
//! has, and what it is made from.

use super::names::Names;
use crate::domain::menu::Menu;
use crate::domain::quote::{Priced, Quote};
use crate::editor::quote::draft::{Head, OptionDraft, QuoteDraft};
use crate::editor::quote::read::{Around, ReadOption, ReadQuote};
use crate::present::document::{Fact, Section, Words, fact, plain};
use crate::present::language::{Dictionary, Text, as_is, t};
use crate::present::page::chrome;
use crate::present::say::Say;
use chrono::NaiveDate;

/// What every paper is made from.
#[derive(Clone, Copy, Debug)]
pub struct PaperContext<'a> {
    /// In the currency of the quote.
    pub say: Say<'a>,
    /// The code of the page's language, for the price list's own words.
    pub language: &'a str,
    pub around: Around<'a>,
    pub draft: &'a QuoteDraft,
    /// The draft as it was read with `around`.
    pub read: &'a ReadQuote,
    /// The short code that holds the quote's inputs, in groups.
    pub code: Option<&'a str>,
    /// The address that opens the quote by its code.
    pub link: Option<&'a str>,
    /// The checks that warned, as the page tells them; for the office copy.
    pub warned: &'a [Words<'a>],
    /// The program's version.
    pub version: &'a str,
}

/// Which paper it is; the style sheet knows it by its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    Patient,
    Office,
    GoodFaith,
    /// For the screen, turned to the patient.
    Tablet,
}

impl PaperKind {
    /// The class of the paper's element.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Patient => "paper patient",
            Self::Office => "paper office",
            Self::GoodFaith => "paper good-faith",
            Self::Tablet => "tablet",
        }
    }
}

/// One paper in words.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    pub kind: PaperKind,
    /// Who gives it.
    pub clinic: Words<'a>,
    pub title: Words<'a>,
    /// Number, days, people and place.
    pub facts: &'a [Fact<'a>],
    /// What has to be known first: a reprint, prices that have expired.
    pub marks: &'a [Words<'a>],
    /// Across the whole paper; no words where there is nothing to warn of.
    pub watermark: Words<'a>,
    /// The money and the days.
    pub sections: &'a [Section<'a>],
    /// What there is to know besides.
    pub leaflet: &'a [Section<'a>],
    pub foot: &'a [Words<'a>],
    /// Beside the square that a camera reads: how to open the quote again.
    pub code: &'a [Words<'a>],
    /// What the square holds; none where it has nothing to open.
    pub link: Option<&'a str>,
}

impl Paper<'_> {
    /// Everything that is read on the paper, one line for each piece.
    pub fn plain(&self, dictionary: &Dictionary) -> Vec<String> {
        let read = |words: &Words| plain(dictionary.read(*words));
        let mut lines = vec![read(&self.clinic), read(&self.title), read(&self.watermark)];
        lines.extend(self.marks.iter().map(read));
        lines.extend(self.facts.iter().map(|fact| [read(&fact.name), read(&fact.text)].join(" | ")));
        for section in self.sections.iter().chain(self.leaflet) {
            lines.extend(section.plain(dictionary));
        }
        lines.extend(self.code.iter().chain(self.foot).map(read));
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// One option whose lines could all be worked out.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// Its place in the quote, counted from 0.
    pub at: usize,
    pub draft: &'a OptionDraft,
    pub read: &'a ReadOption,
    pub quote: &'a Quote,
    pub priced: &'a Priced,
}

impl<'a> PaperContext<'a> {
    /// The clinic's price list, where one is open.
    pub const fn menu(&self) -> Option<&'a Menu> {
        self.around.menu
    }

    /// What the rows of the price list are called.
    pub const fn names(&self) -> Names<'a> {
        Names { say: self.say, language: self.language, menu: self.around.menu }
    }

    /// A text with its gaps filled.
    pub fn fill(&self, text: Text, with: &[Words]) -> Words<'a> {
        self.say.fill(text, with)
    }

    /// Keeps a list as long as the view.
    pub fn keep<T: Copy>(&self, items: &[T]) -> &'a [T] {
        self.say.arena.list(items)
    }

    /// The options that could be worked out, in their order.
    pub fn offered(&self) -> Vec<Offered<'a>> {
        let mut offered = Vec::new();
        for (at, (draft, read)) in self.draft.options.iter().zip(&self.read.options).enumerate() {
            if let Some((quote, priced)) = &read.priced {
                offered.push(Offered { at, draft, read, quote, priced });
            }
        }
        offered
    }

    /// "Option 2", as the page calls it.
    pub fn option_name(&self, option: &Offered) -> Words<'a> {
        let number = u32::try_from(option.at).unwrap_or(0).saturating_add(1);
        self.fill(t!("Option {0}"), &[self.say.number(number)])
    }

    /// What stands in a field of the whole; none where nothing does.
    pub fn typed(&self, field: Head) -> Option<Words<'a>> {
        let text = self.draft.get(field).trim();
        (!text.is_empty()).then(|| self.say.as_is(text))
    }

    /// The last day of the prices, where it has passed: the quote's own, or the price list's if that is before.
    pub fn expired(&self) -> Option<NaiveDate> {
        let list = self.menu().and_then(|menu| menu.list.valid_until);
        let first = [self.read.valid_until, list].into_iter().flatten().min();
        first.filter(|day| *day < self.around.today)
    }

    /// A paper with the head and the foot that all have.
    pub fn paper(&self, kind: PaperKind, title: Text, sections: &[Section<'a>], leaflet: &[Section<'a>]) -> Paper<'a> {
        let say = &self.say;
        let clinic = self.menu().and_then(|menu| menu.list.clinic.as_deref());
        let mut marks = Vec::new();
        // What was printed before is the patient's copy.
        let is_copy = kind == PaperKind::Patient && self.read.printed > 0;
        if let (Some(day), true) = (self.read.first_printed, is_copy) {
            marks.push(self.fill(t!("*Reprint.* First printed on {0}."), &[say.date(day)]));
        }
        let expired = self.expired();
        if let Some(day) = expired {
            let text = t!("*Prices expired.* They held until {0}. Ask the clinic what it charges now.");
            marks.push(self.fill(text, &[say.date(day)]));
        }
        let (facts, foot, code) = match kind {
            PaperKind::Tablet => (Vec::new(), vec![PROMISE, CHOOSE_NONE], Vec::new()),
            _ => (self.facts(kind), self.foot(kind), self.reopening()),
        };
        Paper {
            kind,
            clinic: clinic.map_or(Words::NONE, |clinic| say.as_is(clinic)),
            title,
            facts: self.keep(&facts),
            marks: self.keep(&marks),
            watermark: expired.map_or(Words::NONE, |_| t!("Prices expired")),
            sections: self.keep(sections),
            leaflet: self.keep(leaflet),
            foot: self.keep(&foot),
            code: self.keep(&code),
            link: if code.is_empty() { None } else { self.link },
        }
    }

    /// Number, days, people and place.
    fn facts(&self, kind: PaperKind) -> Vec<Fact<'a>> {
        let say = &self.say;
        let mut facts = Vec::new();
        let mut add = |name, text: Option<Words<'a>>| facts.extend(text.map(|text| fact(name, text)));
        if kind != PaperKind::GoodFaith {
            add(t!("Patient"), self.typed(Head::Patient));
        }
        add(t!("Quote"), self.typed(Head::Number));
        add(t!("Date"), self.read.date.map(|day| say.date(day)));
        add(t!("Valid until"), self.read.valid_until.map(|day| say.date(day)));
        if kind != PaperKind::GoodFaith {
            add(t!("Provider"), self.provider());
            add(t!("Location"), self.location());
        }
        facts
    }

    /// The provider by name and title.
    pub fn provider(&self) -> Option<Words<'a>> {
        let id = self.draft.get(Head::Provider);
        let provider = self.menu()?.providers.iter().find(|provider| provider.id == id)?;
        let name = self.say.as_is(&provider.name);
        Some(match &provider.title {
            Some(title) => self.say.joined(&[name, as_is!(", "), self.say.as_is(title.in_language(self.language))]),
            None => name,
        })
    }

    /// The location with its address and telephone.
    fn location(&self) -> Option<Words<'a>> {
        let id = self.draft.get(Head::Location);
        let location = self.menu()?.locations.iter().find(|location| location.id == id)?;
        let mut text = location.name.in_language(self.language).to_owned();
        for part in [&location.address, &location.telephone].into_iter().flatten() {
            text.push_str(", ");
            text.push_str(part);
        }
        Some(self.say.as_is(&text))
    }

    /// What holds for every quote, and which price list and program it is from.
    fn foot(&self, kind: PaperKind) -> Vec<Words<'a>> {
        let mut foot = Vec::new();
        if kind == PaperKind::Patient {
            foot.extend([PROMISE, CHOOSE_NONE]);
        }
        let fingerprint = self.typed(Head::ListFingerprint);
        match (self.typed(Head::ListId), fingerprint) {
            (Some(id), Some(print)) => foot.push(self.fill(t!("Price list {0}, fingerprint {1}."), &[id, print])),
            (Some(id), None) => foot.push(self.fill(t!("Price list {0}."), &[id])),
            (None, Some(print)) => foot.push(self.fill(t!("Price list with the fingerprint {0}."), &[print])),
            (None, None) => {}
        }
        let version = self.fill(chrome::VERSION, &[self.say.as_is(self.version)]);
        foot.push(self.say.joined(&[version, as_is!(".")]));
        foot
    }

    /// How the quote is opened again; nothing where it has no code.
    fn reopening(&self) -> Vec<Words<'a>> {
        let Some(code) = self.code else { return Vec::new() };
        vec![
            t!("The square and the code open this quote again, to the cent. They hold no name."),
            self.fill(t!("Code: *{0}*"), &[self.say.as_is(code)]),
            self.link.map_or(Words::NONE, |link| self.say.as_is(link)),
        ]
    }
}

/// What no quote does.
const PROMISE: Text = t!("This is a price, not a promise of results and not medical advice.");
/// What every patient can do.
const CHOOSE_NONE: Text = t!("You can choose no treatment.");
