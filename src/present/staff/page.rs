//! The words around the staff's views, and how the open price list stands.

use crate::domain::price_list::PriceList;
use crate::present::document::Words;
use crate::present::language::{Text, as_is, counted, t};
use crate::present::page::list_status;
use crate::present::say::Say;
use chrono::NaiveDate;

pub const STAFF: Text = t!("For staff");
pub const NO_BOUNDARY: Text =
    t!("Anybody who has the address can open this page: it protects nothing. What you type stays in \
     this tab until you wipe it or close the tab.");
pub const SKIP: Text = t!("Skip to the work");
pub const PAGES: Text = t!("Pages");
pub const QUOTE: Text = t!("Quote");
pub const PRICES: Text = t!("Price list");
pub const PATIENT: Text = t!("Patient page");
pub const QUOTE_TITLE: Text = t!("Quote – Microneedling estimator");
pub const PRICES_TITLE: Text = t!("Price list – Microneedling estimator");
pub const OPEN: Text = t!("Open a price list");
pub const OPEN_OTHER: Text = t!("Open another price list");
pub const OPEN_HINT: Text = t!("A JSON file. It stays on this device.");
pub const NO_LIST: Text =
    t!("No price list is open. Open the clinic’s file, or name one that lies beside this page in its address, as \
     ?prices=prices.json.");
pub const LIST_PROBLEMS: Text = t!("What has to be put right in the price list");
pub const UNREAD: Text = t!("The file could not be opened");
pub const BLOCKED: Text =
    t!("This browser keeps nothing for this page. A reload loses what you have typed: save it as a file.");
pub const FULL: Text =
    t!("This browser has no room to keep what you type. A reload loses it: save it as a file, or close other tabs.");
pub const COPIED: Text = t!("Copied.");
pub const NOT_COPIED: Text = t!("This browser does not allow copying.");
pub const NOT_SAVED: Text = t!("This browser does not allow saving files.");

/// The device's day cannot be right.
pub fn wrong_day<'a>(day: NaiveDate, say: &Say<'a>) -> Words<'a> {
    let text =
        t!("This device says that today is {0}. That cannot be right, and quotes would carry a wrong day: set the \
                   device’s date, then load this page again.");
    say.fill(text, &[say.date(day)])
}

/// The name of the open list and how many items it has: "prices.json: 24 items".
pub fn opened<'a>(name: &str, items: usize, say: &Say<'a>) -> Words<'a> {
    let count = u32::try_from(items).unwrap_or(u32::MAX);
    let number = say.as_is(&say.formats.number(count.into()));
    let items = say.counted(counted("{0} item", "{0} items"), count, &[number]);
    say.joined(&[say.as_is(name), as_is!(": "), items])
}

/// Whose prices they are and for how long they hold.
pub fn status<'a>(list: &PriceList, copied: Option<NaiveDate>, say: &Say<'a>) -> Words<'a> {
    list_status(list, copied, say)
}
