//! Where a price list is opened in both views, and how the open one stands.

use super::desk::Desk;
use crate::present::staff::page;
use crate::ui::pen::{Pen, if_set};
use crate::ui::price_list;

/// The name of the field in which a price list is opened; the program itself reads its file.
pub const FIELD: &str = "price-list";

/// The field for a price list's file, how the open one stands, and what is wrong with it.
pub fn place(pen: &mut Pen<'_>, desk: &Desk) {
    let say = pen.say;
    pen.open("div", "price-list");
    let list = desk.list();
    // What is read out when another list is opened.
    pen.open_with("div", &["class", "role"], &["open-list", "status"]);
    match list.map(|list| (list, &list.read)) {
        Some((open, Ok(menu))) => {
            pen.say("p", "plain", page::opened(&open.name, menu.items.len(), say));
            pen.say("p", "small", page::status(&menu.list, open.source.copied(), say));
        }
        Some((_, Err(_))) => {}
        None => pen.say("p", "", page::NO_LIST),
    }
    pen.close();
    pen.say_with("label", &["for"], &["price-list-file"], if list.is_some() { page::OPEN_OTHER } else { page::OPEN });
    pen.say_with("p", &["class", "id"], &["hint", "price-list-hint"], page::OPEN_HINT);
    let keys = &["id", "name", "type", "accept", "aria-describedby", "disabled"];
    let off = if_set(!pen.is_live);
    pen.open_with("input", keys, &["price-list-file", FIELD, "file", ".json,application/json", "price-list-hint", off]);
    pen.close();
    pen.open_with("div", &["class", "role"], &["problems", "alert"]);
    if let Some((why, name)) = &desk.unread {
        pen.say("h2", "", page::UNREAD);
        pen.open("ul", "");
        price_list::unread(pen, *why, name);
        pen.close();
    } else if let Some(Err(problems)) = list.map(|list| &list.read) {
        pen.say("h2", "", page::LIST_PROBLEMS);
        pen.open("ul", "");
        price_list::faults(pen, problems);
        pen.close();
    }
    pen.close_all(2);
}
