//! What keeps and shares answers: the scenarios to choose from, the buttons that lead out of the page, and notices.

use super::element::{button, classed, el, text, text_value, value, value_of, with, words};
use crate::codec::qr;
use crate::present::document::Words;
use crate::present::notice::Told;
use crate::present::page::chrome;
use crate::present::say::Say;
use crate::present::scenarios::Named;
use yew::virtual_dom::VNode;

/// The scenarios to choose from, and the way to another one; one alone needs no choice.
pub fn scenarios(say: &Say, is_live: bool, named: &[Named]) -> VNode {
    let mut items = Vec::new();
    if named.len() > 1 {
        for (index, scenario) in named.iter().enumerate() {
            let (show, remove) = (["show-", &index.to_string()].concat(), ["remove-", &index.to_string()].concat());
            let pressed = text_value(if scenario.is_shown { "true" } else { "false" });
            let values = [text_value("button"), text_value("scenario"), value(show), pressed];
            let name = vec![el("b", vec![words(say, scenario.letter)]), text(" "), words(say, scenario.name)];
            let label = say.fill(chrome::REMOVE, &[scenario.letter]);
            let gone = [text_value("button"), text_value("quiet remove"), value(remove), value_of(say, label)];
            items.push(classed(
                "li",
                "scenario-line",
                vec![
                    with("button", &["type", "class", "data-press", "aria-pressed"], values, name),
                    with("button", &["type", "class", "data-press", "aria-label"], gone, vec![text("×")]),
                ],
            ));
        }
    }
    let label = value_of(say, chrome::SCENARIOS);
    let mut children = vec![with("ul", &["class", "aria-label"], [text_value("scenario-list"), label], items)];
    if named.len() < 3 {
        children.push(button(say, "quiet", "add", chrome::ADD_SCENARIO, is_live));
    }
    classed("div", "scenarios", children)
}

/// The buttons that lead out of the page, and what the last one did.
pub fn section(say: &Say, is_live: bool, file: VNode, status: Words, link: Option<&str>) -> VNode {
    let buttons = [
        ("print", chrome::PRINT),
        ("link", chrome::COPY_LINK),
        ("save", chrome::SAVE_FILE),
        ("calendar", chrome::CALENDAR),
    ];
    let buttons = buttons.map(|(word, label)| button(say, "act", word, label, is_live)).to_vec();
    let shown = match link {
        None => Vec::new(),
        Some(link) => {
            let id = text_value("shared-link");
            let values = [id.clone(), text_value("text"), text_value(""), value(link.to_owned())];
            vec![
                with("label", &["for"], [id], vec![words(say, chrome::LINK)]),
                with("input", &["id", "type", "readonly", "value"], values, Vec::new()),
            ]
        }
    };
    let children = vec![
        with("h2", &["id"], [text_value("keep-heading")], vec![words(say, chrome::KEEP)]),
        classed("p", "plain", vec![words(say, chrome::KEEP_NOTE)]),
        classed("p", "actions", buttons),
        with("p", &["class", "role"], [text_value("done"), text_value("status")], vec![words(say, status)]),
        classed("div", "shared-link", shown),
        classed("p", "small", vec![words(say, chrome::LINK_NOTE)]),
        classed(
            "div",
            "open-file",
            vec![
                with("label", &["for"], [text_value("saved-file")], vec![words(say, chrome::OPEN_FILE)]),
                with(
                    "p",
                    &["class", "id"],
                    [text_value("hint"), text_value("saved-file-hint")],
                    vec![words(say, chrome::OPEN_FILE_HINT)],
                ),
                file,
            ],
        ),
    ];
    let values = [text_value("keep"), text_value("section"), text_value("keep-heading"), text_value("-1")];
    with("section", &["id", "class", "aria-labelledby", "tabindex"], values, children)
}

/// What is to be known of what was opened or kept; nothing where there is nothing.
pub fn notice(say: &Say, told: Option<&Told>) -> Vec<VNode> {
    let Some(told) = told else { return Vec::new() };
    let items = told.items.iter().map(|item| el("li", vec![words(say, *item)])).collect();
    let children = vec![
        classed("p", "plain", vec![words(say, told.lead)]),
        el("ul", items),
        button(say, "quiet", "dismiss", chrome::DISMISS, true),
    ];
    vec![with("div", &["class", "role"], [text_value("notice"), text_value("status")], children)]
}

/// The link on paper, as a code to point a camera at and in letters.
pub fn printed_link(say: &Say, link: Option<&str>) -> VNode {
    let drawn = link.and_then(|link| Some((link, qr::symbol(link)?)));
    let children = match drawn {
        None => Vec::new(),
        Some((link, symbol)) => {
            let side = (symbol.side.saturating_add(8)).to_string();
            let path = with("path", &["d"], [value(symbol.path)], Vec::new());
            let values = [
                text_value("qr"),
                text_value("img"),
                value_of(say, chrome::CODE),
                value(["-4 -4 ", &side, " ", &side].concat()),
            ];
            vec![
                with("svg", &["class", "role", "aria-label", "viewBox"], values, vec![path]),
                el("p", vec![words(say, chrome::CODE), text(": "), el("span", vec![text(link)])]),
            ]
        }
    };
    classed("div", "only-print code", children)
}
