//! What the staff's views share: the open price list, the language, the day, and what they ask of the browser.

use crate::browser::files::Unread;
use crate::codec::menu_json;
use crate::domain::currency::Currency;
use crate::domain::menu::Menu;
use crate::domain::problem::Problem;
use crate::present::language::Text;
use crate::ui::formats::Language;
use chrono::NaiveDate;

/// Which view is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// `#/staff`, and whatever is no other.
    #[default]
    Quote,
    /// `#/prices`.
    Prices,
}

impl Route {
    pub const ALL: [Self; 2] = [Self::Quote, Self::Prices];

    /// The view that a fragment names.
    pub fn of(fragment: &str) -> Self {
        if fragment.starts_with(Self::Prices.fragment()) { Self::Prices } else { Self::Quote }
    }

    pub const fn fragment(self) -> &'static str {
        match self {
            Self::Quote => "#/staff",
            Self::Prices => "#/prices",
        }
    }
}

/// What a view asks of the browser.
#[derive(Debug)]
pub enum Effect {
    /// Print the page as it is drawn next.
    Print,
    /// Hand the person a file; [`super::Told::Downloaded`] comes back.
    Download { name: String, kind: &'static str, text: String },
    /// Put a text on the clipboard; [`super::Told::Copied`] comes back.
    Copy(String),
    /// Give the focus to the element with this id, once the page is drawn.
    Focus(String),
    /// Give the focus to the element with this id, once the page is drawn, and scroll no further than to show it: for
    /// what the keyboard walks through.
    Hold(String),
    /// Call `pressed` with this word after so many milliseconds; asked again, the time starts anew.
    Later { word: &'static str, milliseconds: u32 },
    /// Keep this text in the tab, against a reload or a crash; it takes the place of what was kept before.
    Keep(String),
    /// Keep nothing any more.
    Forget,
    /// Hold the lock of this name for as long as the page is there; [`super::Told::Taken`] comes back where another page
    /// holds it.
    Lock(String),
    /// Remember in this tab, also over a reload, whether the tablet is handed from one patient to the next.
    Share(bool),
    /// Show another view.
    Show(Route),
}

/// How a price list came to be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody opened or made it.
    Person,
    /// The address names it; with the day of the copy that it is, where its server did not answer.
    Address(Option<NaiveDate>),
}

impl Source {
    /// The day of the copy that the list is, if it is one.
    pub const fn copied(self) -> Option<NaiveDate> {
        match self {
            Self::Person => None,
            Self::Address(copied) => copied,
        }
    }
}

/// The price list that is open: as text, and read.
#[derive(Debug)]
pub struct OpenList {
    /// What its file is called.
    pub name: String,
    pub text: String,
    pub source: Source,
    /// The list, or all its problems.
    pub read: Result<Box<Menu>, Vec<Problem>>,
    /// What is worth a look in it.
    pub warnings: Vec<Problem>,
    /// What tells it from every other list, on the quotes that are made from it.
    pub fingerprint: String,
}

/// What the views share.
#[derive(Debug)]
pub struct Desk {
    pub language: Language,
    /// Today, where the person is; none before the page is there.
    pub today: Option<NaiveDate>,
    /// The page's address without its fragment; none before the page is there.
    pub address: Option<String>,
    /// Something that the person should know, above the view until it is closed.
    pub notice: Option<Text>,
    /// How this device stands without a network, as [`crate::present::staff::offline`] reads it; empty before the page is
    /// there.
    pub offline: String,
    /// Whether somebody is there to react to a change.
    pub is_live: bool,
    /// Why the last file that was to be opened as a price list could not be, and its name.
    pub unread: Option<(Unread, String)>,
    list: Option<OpenList>,
    /// Counts the lists, so that the views are told of a new one.
    pub(super) revision: u32,
    /// What the views have asked for and nobody has done yet.
    pub(super) effects: Vec<Effect>,
    random: fn() -> Option<u64>,
}

impl Desk {
    /// An empty desk; `random` draws 64 random bits, as [`crate::browser::random::bits`] does.
    pub fn new(language: Language, is_live: bool, random: fn() -> Option<u64>) -> Self {
        Self {
            language,
            today: None,
            address: None,
            notice: None,
            offline: String::new(),
            is_live,
            unread: None,
            list: None,
            revision: 0,
            effects: Vec::new(),
            random,
        }
    }

    /// Asks the browser for something. It is done after the call in which it was asked.
    pub fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// The price list that is open, good or not.
    pub const fn list(&self) -> Option<&OpenList> {
        self.list.as_ref()
    }

    /// The price list that is open, if it is a good one.
    pub fn menu(&self) -> Option<&Menu> {
        self.list.as_ref()?.read.as_deref().ok()
    }

    /// Opens a price list in place of the one before; both views are told.
    pub fn open_list(&mut self, name: &str, text: String, source: Source) {
        let checked = menu_json::check(&text, self.today);
        let read = checked.menu.map(Box::new).ok_or(checked.problems);
        let fingerprint = if read.is_ok() { menu_json::fingerprint(&text) } else { String::new() };
        let warnings = checked.warnings;
        self.list = Some(OpenList { name: name.to_owned(), text, source, read, warnings, fingerprint });
        self.unread = None;
        self.revision = self.revision.wrapping_add(1);
    }

    /// The currency of the open list.
    pub fn currency(&self) -> Currency {
        self.menu().map_or(Currency::USD, |menu| menu.list.currency)
    }

    /// 64 random bits; none where the browser has none.
    pub fn random(&self) -> Option<u64> {
        (self.random)()
    }
}
