//! A clinic's price list: fetched from beside the page or opened as a file, with every message of a bad one.

use super::pen::{OUT, Pen};
use crate::browser::files::{Fetched, Unread};
use crate::codec::price_list_json;
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::editor::day;
use crate::present::document::Words;
use crate::present::page::{chrome, fetch};
use chrono::NaiveDate;
use yew::virtual_dom::VNode;

/// Why a price list is not used.
#[derive(Debug)]
pub enum Refused {
    /// The file of this name could not be read.
    Unread(Unread, String),
    /// Everything that is wrong in it.
    Faulty(Vec<Problem>),
}

/// A price list that was read, or why there is none.
pub type Read = Result<Box<PriceList>, Refused>;

/// The largest price list that is read, in bytes.
pub const MOST_BYTES: u32 = 256 << 10;

/// The text of a list that was fetched, and the day of the copy that it is, if it is one.
pub fn text_and_copy(fetched: Result<Fetched, Unread>) -> (Result<String, Unread>, Option<NaiveDate>) {
    match fetched {
        Ok(Fetched { text, copied }) => (Ok(text), copied.as_deref().and_then(day)),
        Err(why) => (Err(why), None),
    }
}

/// The price list that a text states.
pub fn read(text: Result<String, Unread>, name: &str) -> Read {
    match text {
        Ok(text) => price_list_json::read(&text).map(Box::new).map_err(Refused::Faulty),
        Err(why) => Err(Refused::Unread(why, name.to_owned())),
    }
}

/// Where a price list is opened: the field for its file, how its prices stand, and what is wrong with one.
pub fn place(pen: &mut Pen, file: VNode, status: Words, refused: Option<&Refused>) {
    pen.open("div", "price-list");
    pen.say_with("label", &["for"], &["price-list-file"], chrome::OPEN_LIST);
    pen.say_with("p", &["class", "id"], &["hint", "price-list-hint"], chrome::OPEN_LIST_HINT);
    pen.node(file);
    pen.say_with("p", &["class", "role"], &["small", "status"], status);
    pen.open_with("div", &["class", "role"], &["problems", "alert"]);
    if let Some(refused) = refused {
        pen.say("h3", "", chrome::LIST_PROBLEMS);
        pen.say("p", "plain", chrome::LIST_PROBLEMS_NOTE);
        pen.open("ul", "");
        messages(pen, refused);
        pen.close();
    }
    pen.close_all(2);
}

/// What is to be said of a file that could not be read.
pub fn unread(pen: &mut Pen, why: Unread, name: &str) {
    let say = pen.say;
    let message = match why {
        Unread::Elsewhere => fetch::elsewhere(say, name),
        Unread::Alone => fetch::alone(say, name),
        Unread::Unreachable => fetch::unreachable(say, name),
        Unread::Status(status) => fetch::status(say, name, status),
        Unread::OtherKind => fetch::other_kind(say, name),
        Unread::TooLarge => fetch::too_large(say, name),
    };
    self::message(pen, message, OUT);
}

/// Every message of a list that was not used.
pub fn messages(pen: &mut Pen, refused: &Refused) {
    match refused {
        Refused::Unread(why, name) => unread(pen, *why, name),
        Refused::Faulty(problems) => faults(pen, problems),
    }
}

/// Every problem of a list, with its place and what to do.
pub fn faults(pen: &mut Pen, problems: &[Problem]) {
    let say = pen.say;
    for problem in problems {
        let place = if problem.path.is_empty() { chrome::LIST_WHOLE } else { say.as_is(&problem.path) };
        // Whoever keeps the file reads them, in English.
        message(pen, [place, say.as_is(&problem.problem), say.as_is(&problem.fix)], "en");
    }
}

/// A place in the file, what is wrong there, and what to do, in a language other than the page's where one is named.
fn message(pen: &mut Pen, [place, problem, fix]: [Words; 3], language: &str) {
    pen.open("li", "");
    pen.say("code", "", place);
    pen.say_with("span", &["lang"], &[language], problem);
    pen.say_with("strong", &["lang"], &[language], fix);
    pen.close();
}
