//! A clinic's price list: fetched from beside the page or opened as a file, with every message of a bad one.

use super::element::{classed, el, text_value, with, words};
use crate::browser::files::Unread;
use crate::codec::price_list_json;
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::present::document::Words;
use crate::present::page::{chrome, fetch};
use crate::present::say::Say;
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

/// The price list that a text states.
pub fn read(text: Result<String, Unread>, name: &str) -> Read {
    match text {
        Ok(text) => price_list_json::read(&text).map(Box::new).map_err(Refused::Faulty),
        Err(why) => Err(Refused::Unread(why, name.to_owned())),
    }
}

/// Where a price list is opened: the field for its file, how its prices stand, and what is wrong with one.
pub fn place(say: &Say, file: VNode, status: Words, refused: Option<&Refused>) -> VNode {
    let hint = [text_value("hint"), text_value("price-list-hint")];
    let children = vec![
        with("label", &["for"], [text_value("price-list-file")], vec![words(say, chrome::OPEN_LIST)]),
        with("p", &["class", "id"], hint, vec![words(say, chrome::OPEN_LIST_HINT)]),
        file,
        with("p", &["class", "role"], [text_value("small"), text_value("status")], vec![words(say, status)]),
        with("div", &["class", "role"], [text_value("problems"), text_value("alert")], messages(say, refused)),
    ];
    classed("div", "price-list", children)
}

/// Every message of a list that was not used; nothing where there is none.
fn messages(say: &Say, refused: Option<&Refused>) -> Vec<VNode> {
    let messages = match refused {
        None => return Vec::new(),
        Some(Refused::Unread(why, name)) => vec![message(
            say,
            match why {
                Unread::Elsewhere => fetch::elsewhere(say, name),
                Unread::Unreachable => fetch::unreachable(say, name),
                Unread::TooLarge => fetch::too_large(say, name),
            },
        )],
        Some(Refused::Faulty(problems)) => {
            let of = |problem: &Problem| {
                let place = if problem.path.is_empty() { chrome::LIST_WHOLE } else { say.as_is(&problem.path) };
                message(say, [place, say.as_is(&problem.problem), say.as_is(&problem.fix)])
            };
            problems.iter().map(of).collect()
        }
    };
    vec![
        el("h3", vec![words(say, chrome::LIST_PROBLEMS)]),
        classed("p", "plain", vec![words(say, chrome::LIST_PROBLEMS_NOTE)]),
        el("ul", messages),
    ]
}

/// A place in the file, what is wrong there, and what to do.
fn message(say: &Say, [place, problem, fix]: [Words; 3]) -> VNode {
    el(
        "li",
        vec![
            el("code", vec![words(say, place)]),
            el("span", vec![words(say, problem)]),
            el("strong", vec![words(say, fix)]),
        ],
    )
}
