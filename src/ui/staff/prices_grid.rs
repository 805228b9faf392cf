//! The grid of the price-list editor: rows that the keyboard walks through, and one cell that is typed in.

use super::prices::CELL_FIELD;
use crate::codec::price_list_keys::{ColumnKind, RecordKind};
use crate::codec::sheet::{Finding, Record, kind_of};
use crate::editor::grid::{Grid, PAGE, inside, tabs};
use crate::present::prices::columns;
use crate::present::prices::page;
use crate::ui::pen::{OUT, Pen};

/// The id of a cell.
pub fn id((row, column): (usize, usize)) -> String {
    ["cell-", &row.to_string(), "-", &column.to_string()].concat()
}

/// The cell that an id or the word of a press names.
pub fn at_of(id: &str) -> Option<(usize, usize)> {
    let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// The id of a message.
pub fn finding_id(number: &str) -> String {
    ["finding-", number].concat()
}

/// The buttons around the grid, and the grid.
pub fn grid(pen: &mut Pen<'_>, grid: &Grid, findings: &[Finding], asked: &str) {
    let say = pen.say;
    pen.open_with("section", &["class", "aria-labelledby"], &["editor", "editor-heading"]);
    pen.say_with("h2", &["id", "class"], &["editor-heading", "unseen"], page::EDIT);
    let label = pen.read(page::PARTS);
    pen.open_with("div", &["class", "role", "aria-label"], &["parts", "group", label]);
    for tab in tabs() {
        let pressed = if tab.name == grid.tab().name { "true" } else { "false" };
        let keys = &["type", "class", "data-press", "aria-pressed"];
        pen.open_with("button", keys, &["button", "part", &["tab-", tab.name].concat(), pressed]);
        pen.words(columns::records(tab));
        let count = grid.count(tab);
        if tab.name != "list" && count > 0 {
            pen.text(" ");
            pen.open("span", "number");
            pen.text(&count.to_string());
            pen.close();
        }
        pen.close();
    }
    pen.close();
    tools(pen, grid, asked);
    let (first, last) = grid.page();
    let rows = grid.row_count();
    if rows == 0 {
        pen.say("p", "", page::NO_ROWS);
        pen.close();
        return;
    }
    pager(pen, grid);
    let name = pen.read(page::grid(columns::records(grid.tab()), rows, say)).to_owned();
    let row_count = rows.saturating_add(1).to_string();
    let column_count = grid.column_count().saturating_add(1).to_string();
    pen.open("div", "sheet");
    let keys = &["role", "class", "aria-label", "aria-rowcount", "aria-colcount"];
    let class = if grid.is_upright() { "cells upright" } else { "cells" };
    pen.open_with("table", keys, &["grid", class, &name, &row_count, &column_count]);
    head(pen, grid);
    pen.open_with("tbody", &["role"], &["rowgroup"]);
    for row in first..last {
        self::row(pen, grid, row, findings);
    }
    pen.close_all(3);
    words_of(pen, grid);
    pager(pen, grid);
    pen.open("details", "fold keys");
    pen.say("summary", "", page::KEYS);
    pen.open("ul", "");
    for line in page::KEY_LIST {
        pen.say("li", "", line);
    }
    pen.close_all(3);
}

/// What can be done with the chosen row and with the columns.
fn tools(pen: &mut Pen<'_>, grid: &Grid, asked: &str) {
    pen.open("div", "tools");
    pen.open("p", "actions");
    if !grid.is_upright() {
        add(pen, grid.tab(), true);
        for inner in inside(grid.tab()) {
            add(pen, inner, grid.row_count() > 0);
        }
        pen.button("quiet", "remove-row", page::REMOVE, grid.row_count() > 0);
    }
    let label = if grid.is_wide() { page::FEWER_COLUMNS } else { page::MORE_COLUMNS };
    pen.button("quiet", "columns", label, true);
    pen.close();
    if grid.is_wide() {
        another_column(pen, grid, asked);
    }
    pen.close();
}

/// The way to a column that has no key of its own, such as a label in another language.
fn another_column(pen: &mut Pen<'_>, grid: &Grid, asked: &str) {
    pen.open("div", "another-column");
    pen.say_with("label", &["for"], &["column"], page::COLUMN);
    let keys = &["id", "name", "type", "list", "aria-describedby", "autocomplete", "spellcheck"];
    pen.input(keys, &["column", "column", "text", "column-names", "column-hint", "off", "false"], asked, None);
    pen.open_with("datalist", &["id"], &["column-names"]);
    let kind = grid.record(grid.at().0).map_or(grid.tab(), |(_, record)| record.kind());
    for column in kind.columns.iter().filter(|column| column.kind != ColumnKind::Rows) {
        pen.open_with("option", &["value"], &[column.name]);
        pen.close();
    }
    pen.close();
    pen.button("quiet", "show-column", page::SHOW_COLUMN, true);
    pen.say_with("p", &["class", "id"], &["hint", "column-hint"], page::COLUMN_HINT);
    pen.close();
}

fn add(pen: &mut Pen<'_>, kind: &RecordKind, is_on: bool) {
    pen.button("quiet", &["add-", kind.name].concat(), columns::add(kind), is_on);
}

/// The way to the rows that are not drawn.
fn pager(pen: &mut Pen<'_>, grid: &Grid) {
    let rows = grid.row_count();
    if rows <= PAGE {
        return;
    }
    let (first, last) = grid.page();
    pen.open("p", "actions pager");
    pen.button("quiet", "earlier", page::EARLIER, first > 0);
    pen.open("span", "");
    pen.words(page::rows(first.saturating_add(1), last, rows, pen.say));
    pen.close();
    pen.button("quiet", "later", page::LATER, last < rows);
    pen.close();
}

fn head(pen: &mut Pen<'_>, grid: &Grid) {
    pen.open_with("thead", &["role"], &["rowgroup"]);
    pen.open_with("tr", &["role", "aria-rowindex"], &["row", "1"]);
    pen.say_with("th", &["role", "scope"], &["columnheader", "col"], page::ROW);
    if grid.is_upright() {
        pen.say_with("th", &["role", "scope"], &["columnheader", "col"], page::VALUE);
    } else {
        for column in grid.columns_of(grid.tab()) {
            let heading = columns::heading(grid.tab(), column, pen.say);
            pen.say_with("th", &["role", "scope"], &["columnheader", "col"], heading);
        }
        // Rows inside others may have more cells than their head.
        for _ in grid.columns_of(grid.tab()).len()..grid.column_count() {
            pen.open_with("td", &["role", "class"], &["gridcell", "beyond"]);
            pen.close();
        }
    }
    pen.close_all(2);
}

fn row(pen: &mut Pen<'_>, grid: &Grid, row: usize, findings: &[Finding]) {
    let Some((position, record)) = grid.record(row) else { return };
    let kind = record.kind();
    let is_inner = kind.name.contains('.');
    let index = row.saturating_add(2).to_string();
    let class = if is_inner { "inner" } else { OUT };
    pen.open_with("tr", &["role", "class", "aria-rowindex"], &["row", class, &index]);
    pen.open_with("th", &["role", "scope"], &["rowheader", "row"]);
    if grid.is_upright() {
        if let Some((_, column)) = grid.cell((row, 0)) {
            pen.words(columns::heading(kind, column, pen.say));
        }
    } else if is_inner {
        pen.words(columns::record(kind));
    } else {
        pen.text(&grid.number(row).to_string());
    }
    pen.close();
    if grid.is_upright() {
        cell(pen, grid, (row, 0), (position, record), findings);
    } else {
        let columns = grid.columns_of(kind).len();
        for column in 0..columns {
            cell(pen, grid, (row, column), (position, record), findings);
        }
        for _ in columns..grid.column_count() {
            pen.open_with("td", &["role", "class"], &["gridcell", "beyond"]);
            pen.close();
        }
    }
    pen.close();
}

fn cell(
    pen: &mut Pen<'_>,
    grid: &Grid,
    at: (usize, usize),
    (position, record): (usize, &Record),
    findings: &[Finding],
) {
    let Some((_, column)) = grid.cell(at) else { return };
    let is_of =
        |finding: &&Finding| finding.cell.as_ref().is_some_and(|(row, known)| *row == position && known == column);
    let number = findings.iter().position(|finding| is_of(&finding));
    let is_wrong = findings.iter().filter(is_of).any(|finding| !finding.is_warning);
    let described = number.map_or_else(|| OUT.to_owned(), |number| finding_id(&number.to_string()));
    let kind = kind_of(record.kind(), column);
    let is_chosen = at == grid.at();
    let is_amount = matches!(kind, Some(ColumnKind::Amount | ColumnKind::AmountsByKey | ColumnKind::Whole));
    let class = match (number, is_amount) {
        (None, true) => "amount",
        (None, false) => OUT,
        (Some(_), true) => "amount told",
        (Some(_), false) => "told",
    };
    let id = id(at);
    let keys = &[
        "role",
        "id",
        "class",
        "data-name",
        "data-press",
        "tabindex",
        "aria-selected",
        "aria-invalid",
        "aria-describedby",
    ];
    let (tab, chosen) = if is_chosen { ("0", "true") } else { ("-1", "false") };
    let wrong = if is_wrong { "true" } else { OUT };
    pen.open_with("td", keys, &["gridcell", &id, class, &id, &id, tab, chosen, wrong, &described]);
    let is_inner = record.kind().name.contains('.');
    if is_inner {
        // The head of the table names the columns of the rows around it.
        pen.open("span", "caption");
        pen.words(columns::heading(record.kind(), column, pen.say));
        pen.close();
    }
    let typing = grid.typing().filter(|_| is_chosen);
    pen.open("span", "value");
    pen.text(grid.text(at));
    pen.close();
    if let Some(text) = typing {
        // Over the text that stands there, so that nothing moves under the finger.
        let label = pen.read(columns::heading(record.kind(), column, pen.say)).to_owned();
        let has_words = kind.is_some_and(|kind| !offered(kind).is_empty());
        let keys = &["id", "name", "type", "aria-label", "list", "aria-describedby", "autocomplete", "spellcheck"];
        let list = if has_words { "cell-words" } else { OUT };
        pen.input(keys, &[CELL_FIELD, CELL_FIELD, "text", &label, list, &described, "off", "false"], text, None);
    }
    pen.close();
}

/// The words that a column knows.
fn offered(kind: ColumnKind) -> Vec<&'static str> {
    match kind {
        ColumnKind::Word(vocabulary) | ColumnKind::Words(vocabulary) => vocabulary.words(),
        ColumnKind::Truth => vec!["true", "false"],
        _ => Vec::new(),
    }
}

/// The words that the field of the chosen cell offers.
fn words_of(pen: &mut Pen<'_>, grid: &Grid) {
    pen.open_with("datalist", &["id"], &["cell-words"]);
    let kind =
        grid.cell(grid.at()).and_then(|(position, column)| kind_of(grid.sheet().records.get(position)?.kind(), column));
    if let (Some(kind), Some(_)) = (kind, grid.typing()) {
        for word in offered(kind) {
            pen.open_with("option", &["value"], &[word]);
            pen.close();
        }
    }
    pen.close();
}
