//! How the quote is drawn for staff: the form on one side, what it comes to and what to look at on the other.

use super::desk::Desk;
use super::form::{cell, field};
use super::quote::{IDLE_WARNING, IDLE_WIPE, Paper, Quote, Side, around, reading};
use super::{list, paper};
use crate::data;
use crate::editor::quote::draft::QuoteDraft;
use crate::editor::quote::read::{Around, ReadQuote};
use crate::present::document::Words;
use crate::present::language::Text;
use crate::present::page::chrome::VERSION_NUMBER;
use crate::present::say::Say;
use crate::present::staff::names::{Names, say_of};
use crate::present::staff::office_copy::office_copy;
use crate::present::staff::paper::PaperContext;
use crate::present::staff::patient_copy::{patient_copy, tablet};
use crate::present::staff::quote::{Board, FormField, LineRow, Press, QuoteContext, Told, chrome};
use crate::present::staff::{good_faith, notes};
use crate::ui::pen::{OUT, Pen, if_set};

/// Draws the view: the offer to take an unfinished quote back, the patient's side, or the form; and the paper, which
/// only a printer shows.
pub fn view(quote: &Quote, desk: &Desk, pen: &mut Pen<'_>) {
    if let Some((draft, _)) = &quote.unfinished {
        idle(quote, pen);
        return unfinished(draft, pen);
    }
    let reading = reading(desk);
    let (Some(around), Some(read)) = (around(desk, &reading), &quote.read) else {
        return list::place(pen, desk);
    };
    let names = Names { say: say_of(*pen.say, read), language: desk.language.code, menu: desk.menu() };
    let context =
        QuoteContext { names, catalog: data::catalog(), around, draft: &quote.draft, read, checks: &quote.checks };
    idle(quote, pen);
    if quote.side == Side::Patient {
        pen.open("div", "turned");
        pen.button("quiet", "turn", chrome::TURN_BACK, true);
        let context = paper_context(quote, desk, &around, read, *pen.say);
        paper::draw(pen, &tablet(&context));
        pen.close();
    } else {
        let board = context.board();
        pen.open("div", "work-on");
        above(quote, pen, desk);
        pen.open("div", "board");
        form(quote, pen, desk, &board);
        side(pen, desk, &board);
        pen.close_all(2);
        total(pen, &board);
    }
    if let Some(paper) = quote.paper {
        sheet(pen, quote, desk, &around, read, paper);
    }
}

/// What the papers are made from.
pub fn paper_context<'a>(
    quote: &'a Quote,
    desk: &'a Desk,
    around: &Around<'a>,
    read: &'a ReadQuote,
    say: Say<'a>,
) -> PaperContext<'a> {
    let names = Names { say: say_of(say, read), language: desk.language.code, menu: around.menu };
    let catalog = data::catalog();
    let (draft, checks) = (&quote.draft, &quote.checks);
    let context = QuoteContext { names, catalog, around: *around, draft, read, checks };
    let warned: Vec<Words<'a>> = context.warned();
    let code = quote.printed_code(desk);
    PaperContext {
        say: say_of(say, read),
        language: desk.language.code,
        around: *around,
        draft,
        read,
        code: code.as_ref().map(|(code, _)| say.arena.text(code)),
        link: code.as_ref().map(|(_, link)| say.arena.text(link)),
        warned: say.arena.list(&warned),
        version: VERSION_NUMBER,
    }
}

/// The paper that a printer gets; a quote that cannot be given yet says so.
fn sheet(pen: &mut Pen<'_>, quote: &Quote, desk: &Desk, around: &Around<'_>, read: &ReadQuote, paper: Paper) {
    if quote.checks.iter().any(|check| check.found.blocks()) {
        // A paper of its own, so that nothing else is printed, least of all what is for the clinic alone.
        pen.open("article", "paper");
        pen.say("p", "mark-line", chrome::NOT_READY);
        pen.close();
        return;
    }
    let context = paper_context(quote, desk, around, read, *pen.say);
    let paper = match paper {
        Paper::Patient => Some(patient_copy(&context)),
        Paper::Office => Some(office_copy(&context)),
        Paper::GoodFaith => good_faith::form(&context),
    };
    if let Some(paper) = paper {
        paper::draw(pen, &paper);
    }
}

/// A quote that a reload or a crash has left behind.
fn unfinished(draft: &QuoteDraft, pen: &mut Pen<'_>) {
    pen.open_with("section", &["class", "aria-labelledby"], &["unfinished", "unfinished-heading"]);
    pen.say_with("h2", &["id"], &["unfinished-heading"], chrome::NOT_FINISHED);
    pen.say("p", "", notes::unfinished(draft, pen.say));
    pen.open("div", "actions");
    pen.button("", "take-back", chrome::TAKE_BACK, true);
    pen.button("quiet", "discard", chrome::DISCARD, true);
    pen.close_all(2);
}

/// The warning before a shared tablet is wiped.
fn idle(quote: &Quote, pen: &mut Pen<'_>) {
    pen.open_with("div", &["class", "role"], &["idle-place", "alert"]);
    if quote.is_shared && quote.idle >= IDLE_WARNING && (quote.draft.is_begun() || quote.unfinished.is_some()) {
        let left = IDLE_WIPE.saturating_sub(quote.idle);
        pen.open("div", "notice heed");
        let words = notes::seconds(left, pen.say);
        pen.say("p", "plain", pen.say.fill(chrome::IDLE, &[words]));
        pen.button("", "stay", chrome::STAY, true);
        pen.close();
    }
    pen.close();
}

/// What stands above the form: what was said last, and what is to be known of what was opened.
fn above(quote: &Quote, pen: &mut Pen<'_>, desk: &Desk) {
    pen.say_with("p", &["class", "role"], &["done", "status"], quote.said.unwrap_or_default());
    pen.open_with("div", &["class", "role"], &["wipe-place", "alert"]);
    if quote.asks_to_wipe {
        pen.open("div", "notice heed");
        pen.say("p", "plain", chrome::WIPE_SURE);
        pen.open("div", "actions");
        pen.button("", "wipe-yes", chrome::WIPE_YES, true);
        named_button(pen, "wipe-no", "wipe-no", chrome::WIPE_NO);
        pen.close_all(2);
    }
    pen.close();
    pen.open_with("div", &["class", "role"], &["wipe-place", "alert"]);
    if quote.offered.is_some() {
        pen.open("div", "notice heed");
        pen.say("p", "plain", chrome::REPLACE_SURE);
        pen.open("div", "actions");
        pen.button("", "replace-yes", chrome::REPLACE_YES, true);
        pen.button("quiet", "replace-no", chrome::REPLACE_NO, true);
        pen.close_all(2);
    }
    pen.close();
    pen.open_with("div", &["class", "role"], &["quote-notes", "status"]);
    if !quote.notes.is_empty() {
        pen.open("div", "notice");
        pen.open("ul", "");
        for note in &quote.notes {
            pen.say("li", "", notes::note(note, pen.say));
        }
        pen.close();
        pen.button("quiet", "close-notes", crate::present::page::chrome::DISMISS, true);
        pen.close();
    }
    pen.close();
    pen.open("div", "no-list");
    if desk.menu().is_none() {
        list::place(pen, desk);
    }
    pen.close();
}

fn named_button(pen: &mut Pen<'_>, id: &str, press: &str, label: Text) {
    let keys = &["type", "id", "class", "data-press"];
    pen.say_with("button", keys, &["button", id, "quiet", press], label);
}

fn part(pen: &mut Pen<'_>, id: &str, class: &'static str, heading: Words<'_>) {
    let heading_id = [id, "-heading"].concat();
    pen.open_with("section", &["class", "aria-labelledby"], &[class, &heading_id]);
    pen.say_with("h2", &["id", "tabindex"], &[&heading_id, "-1"], heading);
}

fn fields(pen: &mut Pen<'_>, fields: &[FormField<'_>]) {
    pen.open("div", "fields");
    for field in fields {
        self::field(pen, field);
    }
    pen.close();
}

fn form(quote: &Quote, pen: &mut Pen<'_>, desk: &Desk, board: &Board<'_>) {
    pen.open("div", "form-side");
    part(pen, "quote", "part", chrome::QUOTE);
    fields(pen, &board.head);
    pen.close();

    let label = pen.read(chrome::OPTIONS);
    pen.open_with("div", &["class", "role", "aria-label"], &["tabs", "group", label]);
    for option in &board.options {
        let pressed = if option.is_on { "true" } else { "false" };
        pen.open_with(
            "button",
            &["type", "class", "data-press", "aria-pressed"],
            &["button", "tab", option.word, pressed],
        );
        pen.words(option.label);
        pen.say("span", "small", option.note);
        pen.close();
    }
    pen.button("quiet", "add-option", chrome::ADD_OPTION, board.can_add_option);
    if board.can_remove_option {
        pen.button("quiet", "remove-option", chrome::REMOVE_OPTION, true);
    }
    pen.close();

    part(pen, "plan", "part", chrome::PLAN);
    fields(pen, &board.plan);
    pen.open("div", "ways");
    for way in &board.ways {
        pen.say("p", "", *way);
    }
    pen.close_all(2);

    lines(pen, board);

    part(pen, "money", "part", chrome::MONEY);
    fields(pen, &board.money);
    presses(pen, "chips", &board.fill);
    pen.close();

    part(pen, "instalments", "part", chrome::INSTALMENTS);
    fields(pen, &board.instalments);
    pen.close();

    part(pen, "notes", "part internal", chrome::INTERNAL);
    field(pen, &board.notes);
    pen.close();
    files(quote, pen, desk, board);
    pen.close();
}

/// Buttons that each put something into the quote.
fn presses(pen: &mut Pen<'_>, class: &'static str, presses: &[Press<'_>]) {
    pen.open("div", class);
    for press in presses {
        pen.open_with("button", &["type", "class", "data-press"], &["button", "quiet", press.word]);
        pen.words(press.label);
        if !press.note.is_empty() {
            pen.text(" ");
            pen.say("span", "note", press.note);
        }
        pen.close();
    }
    pen.close();
}

fn lines(pen: &mut Pen<'_>, board: &Board<'_>) {
    part(pen, "lines", "part", chrome::LINES);
    pen.open("table", "lines");
    pen.open("thead", "");
    pen.open("tr", "");
    for head in [chrome::ITEM, chrome::QUANTITY, chrome::UNIT_PRICE, chrome::OFF, chrome::AMOUNT] {
        pen.say_with("th", &["scope"], &["col"], head);
    }
    pen.open("td", "");
    pen.close_all(3);
    pen.open("tbody", "");
    for row in &board.lines {
        line(pen, row);
    }
    pen.close_all(2);
    // A place of its own, so that the table stays what it is when the button comes.
    pen.open("div", "refill");
    if board.refill {
        pen.button("quiet", "refill", chrome::REFILL, true);
    }
    pen.close();
    pen.say("h3", "", chrome::ADD);
    presses(pen, "chips", &board.add);
    pen.button("quiet", "add-own", chrome::ADD_OWN, board.add_own);
    pen.close();
}

fn line(pen: &mut Pen<'_>, row: &LineRow<'_>) {
    let name = pen.read(row.name);
    pen.open("tr", "");
    pen.open_with("th", &["scope"], &["row"]);
    pen.open("div", "");
    match &row.label {
        Some(label) => cell(pen, label, ""),
        None => pen.words(row.name),
    }
    pen.close();
    for extra in [&row.reason, &row.taxed] {
        pen.open("div", "");
        if let Some(extra) = extra {
            field(pen, extra);
        }
        pen.close();
    }
    pen.close();
    for (label, number) in
        [(chrome::QUANTITY, &row.quantity), (chrome::UNIT_PRICE, &row.price), (chrome::OFF, &row.discount)]
    {
        // On a narrow page the head of the table is not there.
        let label = pen.read(label);
        pen.open_with("td", &["data-label"], &[label]);
        cell(pen, number, name);
        pen.close();
    }
    let label = pen.read(chrome::AMOUNT);
    pen.open_with("td", &["class", "data-label"], &["amount", label]);
    pen.words(row.amount);
    pen.close();
    pen.open("td", "");
    let label = pen.read(row.remove_label);
    pen.open_with(
        "button",
        &["type", "class", "data-press", "aria-label"],
        &["button", "quiet remove", row.remove, label],
    );
    pen.text("×");
    pen.close_all(3);
}

fn side(pen: &mut Pen<'_>, desk: &Desk, board: &Board<'_>) {
    pen.open("div", "beside-form");
    part(pen, "sums", "part sums", chrome::SUMS);
    pen.open("dl", "");
    for sum in &board.sums {
        pen.open("div", if sum.is_total { "sum all" } else { "sum" });
        pen.say("dt", "", sum.label);
        pen.say("dd", "", sum.amount);
        pen.close();
    }
    pen.close();
    pen.say("p", "online", board.online);
    pen.open("div", "range-reason");
    if let Some(reason) = &board.range_reason {
        field(pen, reason);
    }
    pen.close_all(2);

    part(pen, "checks", "part checks", chrome::BEFORE);
    if board.checks.is_empty() {
        pen.say("p", "small", chrome::ALL_CLEAR);
    }
    for (heading, blocks) in [(chrome::MUST, true), (chrome::LOOK, false)] {
        if board.checks.iter().any(|check| check.blocks == blocks) {
            pen.say("h3", "", heading);
            pen.open("ul", if blocks { "blocking" } else { "" });
            for check in board.checks.iter().filter(|check| check.blocks == blocks) {
                self::check(pen, check);
            }
            pen.close();
        }
    }
    pen.close();

    pen.open("div", "actions");
    pen.button("", "print-patient", chrome::PRINT_PATIENT, board.can_print);
    pen.button("quiet", "turn", chrome::TURN, true);
    pen.button("quiet", "print-office", chrome::PRINT_OFFICE, board.can_print);
    if good_faith::terms(desk.menu()).is_some() {
        pen.button("quiet", "print-good-faith", chrome::PRINT_GOOD_FAITH, board.can_print);
    }
    pen.close_all(2);
}

/// What stays in view where the sums are not beside the form.
fn total(pen: &mut Pen<'_>, board: &Board<'_>) {
    let sum = board.sums.iter().find(|sum| sum.is_total);
    // Always an element, so that the form before it stays what it is.
    pen.open_with("div", &["class"], &[if sum.is_some() { "total" } else { OUT }]);
    if let Some(sum) = sum {
        pen.say("span", "", sum.label);
        pen.say("strong", "", sum.amount);
        pen.say_with("a", &["href"], &["#sums-heading"], chrome::SUMS);
    }
    pen.close();
}

fn check(pen: &mut Pen<'_>, check: &Told<'_>) {
    pen.open("li", "");
    let press = ["go:", check.field].concat();
    pen.open_with("button", &["type", "class", "data-press"], &["button", "link", &press]);
    pen.words(check.words);
    pen.close_all(2);
}

fn files(quote: &Quote, pen: &mut Pen<'_>, desk: &Desk, board: &Board<'_>) {
    part(pen, "files", "part", chrome::FILES);
    pen.open("div", "actions");
    pen.button("quiet", "save", chrome::SAVE, true);
    pen.button("quiet", "csv", chrome::CSV, !board.sums.is_empty());
    pen.button("quiet", "copy-link", chrome::COPY_LINK, !board.sums.is_empty());
    pen.close();
    pen.open("div", "open-file");
    pen.say_with("label", &["for"], &["quote-file"], chrome::OPEN);
    pen.say_with("p", &["class", "id"], &["hint", "quote-file-hint"], chrome::OPEN_HINT);
    let keys = &["id", "name", "type", "accept", "aria-describedby", "disabled"];
    let values =
        ["quote-file", "quote-file", "file", ".json,application/json", "quote-file-hint", if_set(!pen.is_live)];
    pen.open_with("input", keys, &values);
    pen.close_all(2);
    pen.open("div", "field wide");
    pen.say_with("label", &["for"], &["code"], chrome::CODE);
    let keys = &["id", "name", "type", "autocomplete", "autocapitalize", "spellcheck", "aria-describedby"];
    pen.input(keys, &["code", "code", "text", "off", "characters", "false", "code-error"], &quote.code, None);
    let fault = quote.code_fault.as_ref().map_or(Words::NONE, |fault| notes::code_fault(fault, pen.say));
    pen.say_with("p", &["class", "id", "role"], &["error", "code-error", "alert"], fault);
    pen.button("quiet", "open-code", chrome::OPEN_CODE, !quote.code.trim().is_empty());
    pen.close();
    tick(pen, "shared", chrome::SHARED, quote.is_shared);
    pen.button("quiet", "wipe", chrome::WIPE, true);
    pen.open("details", "fold");
    pen.say("summary", "", chrome::SHORTCUTS);
    tick(pen, "shortcuts", chrome::SHORTCUTS_ON, !quote.shortcuts_off);
    pen.open("dl", "shortcuts");
    for (key, what) in [
        ("T", chrome::SHORTCUT_TURN),
        ("P", chrome::SHORTCUT_PRINT),
        ("S", chrome::SHORTCUT_SAVE),
        ("L", chrome::SHORTCUT_LINE),
        ("W", chrome::SHORTCUT_WIPE),
    ] {
        pen.open("div", "");
        pen.open("dt", "");
        pen.open("kbd", "");
        pen.text(key);
        pen.close_all(2);
        pen.say("dd", "", what);
        pen.close();
    }
    pen.close_all(2);
    pen.close();
    // Where none is open it stands above the form.
    if desk.menu().is_some() {
        list::place(pen, desk);
    }
}

fn tick(pen: &mut Pen<'_>, name: &str, label: Text, is_on: bool) {
    pen.open_with("label", &["class", "for"], &["tick", name]);
    pen.input(&["id", "name", "type"], &[name, name, "checkbox"], "yes", Some(is_on));
    pen.say("span", "", label);
    pen.close();
}
