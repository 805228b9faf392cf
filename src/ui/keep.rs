//! What keeps and shares answers: the scenarios to choose from, the buttons that lead out of the page, and notices.

use super::document::open_section;
use super::pen::Pen;
use crate::codec::qr;
use crate::editor::history::Answers;
use crate::present::document::Words;
use crate::present::notice::Told;
use crate::present::page::chrome;
use crate::present::scenarios::Named;
use yew::virtual_dom::VNode;

/// The scenarios to choose from; one alone needs no choice.
pub fn scenarios(pen: &mut Pen, named: &[Named]) {
    let label = pen.read(chrome::SCENARIOS);
    pen.open_with("ul", &["class", "aria-label"], &["scenario-list", label]);
    let shown = if named.len() > 1 { named } else { &[] };
    for (index, scenario) in shown.iter().enumerate() {
        let number = index.to_string();
        pen.open("li", "scenario-line");
        let keys = &["type", "class", "data-press", "aria-pressed"];
        let pressed = if scenario.is_shown { "true" } else { "false" };
        pen.open_with("button", keys, &["button", "scenario", &["show-", &number].concat(), pressed]);
        pen.say("b", "", scenario.letter);
        pen.text(" ");
        pen.words(scenario.name);
        pen.close();
        let label = pen.read(pen.say.fill(chrome::REMOVE, &[scenario.letter])).to_owned();
        let keys = &["type", "class", "data-press", "aria-label"];
        pen.open_with("button", keys, &["button", "quiet remove", &["remove-", &number].concat(), &label]);
        pen.text("×");
        pen.close_all(2);
    }
    pen.close();
}

/// The way to another scenario, as long as there is room for one.
pub fn another(pen: &mut Pen, named: &[Named]) {
    pen.open("p", "another");
    if named.len() < Answers::MOST {
        pen.button("quiet", "add", chrome::ADD_SCENARIO, true);
    }
    pen.close();
}

/// The buttons that lead out of the page, what the last one did, and what is to be known of the link.
pub fn section(pen: &mut Pen, file: VNode, status: Words, link: Option<&str>, note: Words) {
    let heading_id = open_section(pen, "keep");
    pen.say_with("h2", &["id"], &[&heading_id], chrome::KEEP);
    pen.say("p", "plain", chrome::KEEP_NOTE);
    pen.open("p", "actions");
    for (word, label) in [
        ("print", chrome::PRINT),
        ("link", chrome::COPY_LINK),
        ("save", chrome::SAVE_FILE),
        ("calendar", chrome::CALENDAR),
    ] {
        pen.button("act", word, label, true);
    }
    pen.close();
    pen.say_with("p", &["class", "role"], &["done", "status"], status);
    pen.open("div", "shared-link");
    if let Some(link) = link {
        pen.say_with("label", &["for"], &["link-field"], chrome::LINK);
        pen.open_with("input", &["id", "type", "readonly", "value"], &["link-field", "text", "", link]);
        pen.close();
    }
    pen.close();
    pen.say("p", "small", note);
    pen.open("div", "open-file");
    pen.say_with("label", &["for"], &["saved-file"], chrome::OPEN_FILE);
    pen.say_with("p", &["class", "id"], &["hint", "saved-file-hint"], chrome::OPEN_FILE_HINT);
    pen.node(file);
    pen.close_all(2);
}

/// What is to be known of what was opened or kept; nothing where there is nothing.
pub fn notice(pen: &mut Pen, told: Option<&Told>) {
    pen.open("div", "notice-place");
    if let Some(told) = told {
        pen.open_with("div", &["class", "role"], &["notice", "status"]);
        pen.say("p", "plain", told.lead);
        pen.open("ul", "");
        for item in &told.items {
            pen.say("li", "", *item);
        }
        pen.close();
        pen.button("quiet", "dismiss", chrome::DISMISS, true);
        pen.close();
    }
    pen.close();
}

/// The link on paper, as a code to point a camera at.
pub fn printed_link(pen: &mut Pen, link: Option<&str>) {
    if let Some(symbol) = link.and_then(qr::symbol) {
        // Readers need four light modules on every side.
        let side = symbol.side.saturating_add(8).to_string();
        let view = ["-4 -4 ", &side, " ", &side].concat();
        let label = pen.read(chrome::CODE);
        pen.open_with("svg", &["class", "role", "aria-label", "viewBox"], &["qr", "img", label, &view]);
        pen.open_with("path", &["d"], &[&symbol.path]);
        pen.close_all(2);
    }
}
