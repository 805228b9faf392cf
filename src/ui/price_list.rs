//! A clinic's price list: fetched from beside the page or opened as a file, with every message of a bad one.

use super::element::{classed, el, text_value, with, words};
use crate::browser::files::Unread;
use crate::codec::price_list_json;
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::present::document::Words;
use crate::present::page::{chrome, fetch};
use yew::virtual_dom::VNode;

/// A price list that was read, or everything that is wrong with it.
pub type Read = Result<Box<PriceList>, Vec<Problem>>;

/// The largest price list that is read, in bytes.
pub const MOST_BYTES: u32 = 256 << 10;

/// The price list that a text states.
pub fn read(text: Result<String, Unread>, name: &str) -> Read {
    match text {
        Ok(text) => price_list_json::read(&text).map(Box::new),
        Err(Unread::Elsewhere) => Err(vec![fetch::elsewhere(name)]),
        Err(Unread::Unreachable) => Err(vec![fetch::unreachable(name)]),
        Err(Unread::TooLarge) => Err(vec![fetch::too_large(name)]),
    }
}

/// Where a price list is opened: the field for its file, how its prices stand, and what is wrong with one.
pub fn place(file: VNode, status: Words, problems: &[Problem]) -> VNode {
    let hint = [text_value("hint"), text_value("price-list-hint")];
    let children = vec![
        with("label", &["for"], [text_value("price-list-file")], vec![words(chrome::OPEN_LIST)]),
        with("p", &["class", "id"], hint, vec![words(chrome::OPEN_LIST_HINT)]),
        file,
        with("p", &["class", "role"], [text_value("small"), text_value("status")], vec![words(status)]),
        with("div", &["class", "role"], [text_value("problems"), text_value("alert")], messages(problems)),
    ];
    classed("div", "price-list", children)
}

/// Every message of a list that was not used; nothing where there is none.
fn messages(problems: &[Problem]) -> Vec<VNode> {
    if problems.is_empty() {
        return Vec::new();
    }
    let message = |problem: &Problem| {
        let place = if problem.path.is_empty() { words(chrome::LIST_WHOLE) } else { words(problem.path.clone()) };
        el(
            "li",
            vec![
                el("code", vec![place]),
                el("span", vec![words(problem.problem.clone())]),
                el("strong", vec![words(problem.fix.clone())]),
            ],
        )
    };
    vec![
        el("h3", vec![words(chrome::LIST_PROBLEMS)]),
        classed("p", "plain", vec![words(chrome::LIST_PROBLEMS_NOTE)]),
        el("ul", problems.iter().map(message).collect()),
    ]
}
