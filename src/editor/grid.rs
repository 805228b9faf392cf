//! A price list that is edited in a grid: the cell that is chosen, what is being typed, and every step undone and redone.

use super::keys::{Press, Step, step};
use crate::codec::price_list_keys::{ColumnKind, LIST, RECORDS, RecordKind, record_kind};
use crate::codec::sheet::{Record, Sheet};
use std::rc::Rc;

/// How many rows are drawn at once; the others are a page away.
pub const PAGE: usize = 100;
/// How far PageUp and PageDown go.
const LEAP: usize = 20;
/// How many steps can be undone; the oldest are forgotten.
const MOST_STEPS: usize = 100;

/// The columns that a kind of record shows although nothing stands in them.
fn usual_columns(kind: &RecordKind) -> &'static [&'static str] {
    match kind.name {
        LIST => &[
            "id",
            "clinic",
            "currency",
            "valid_from",
            "valid_until",
            "updated",
            "language",
            "tax.included",
            "tax.rate_bp",
            "consultation.terms",
            "consultation.price.fixed",
            "deposit.fixed",
            "deposit.percent_bp",
        ],
        "items" => &["id", "kind", "treatment", "area", "label", "price.fixed"],
        "items.packages" => &["sessions", "total"],
        "items.unit_steps" => &["quantity", "total"],
        "add_ons" => &["id", "label", "price.fixed", "per"],
        "fees" => &["id", "label", "amount", "per", "mandatory", "credited"],
        "memberships" => &["id", "label", "monthly", "percent_off_bp"],
        "discounts" => &["id", "label", "for", "percent_off_bp"],
        "financing" => &["id", "lender", "apr_bp", "payments"],
        "financing.monthly_shown" => &["price", "payment"],
        "courses" => &["concern", "sessions.low", "sessions.high", "reviewed_by", "reviewed_on"],
        _ => &["id", "name"],
    }
}

/// The kinds of record that have a grid of their own.
pub fn tabs() -> impl Iterator<Item = &'static RecordKind> {
    RECORDS.iter().filter(|kind| !kind.name.contains('.'))
}

/// The kinds of record inside another.
pub fn inside(kind: &RecordKind) -> impl Iterator<Item = &'static RecordKind> {
    let name = kind.name;
    RECORDS.iter().filter(move |inner| inner.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// The columns of one kind of record that the grid shows.
#[derive(Clone, Debug)]
struct Shown {
    kind: &'static RecordKind,
    columns: Vec<String>,
}

/// What a key did, and what the page has to do for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Another cell is chosen, or it is typed in.
    Moved,
    /// The list is another one.
    Changed,
    /// The text of the chosen cell is wanted on the clipboard.
    Copied(String),
}

/// A state that can be gone back to.
#[derive(Clone, Debug)]
struct State {
    sheet: Sheet,
    tab: &'static RecordKind,
    at: (usize, usize),
}

/// A price list in a grid.
#[derive(Clone, Debug)]
pub struct Grid {
    sheet: Sheet,
    tab: &'static RecordKind,
    /// The chosen row and column of the grid.
    at: (usize, usize),
    /// What is being typed in the chosen cell.
    typing: Option<String>,
    /// Whether a person has gone to the chosen cell, and it was not chosen by the program.
    is_picked: bool,
    /// Whether columns are shown that nothing stands in.
    is_wide: bool,
    /// Columns that somebody asked for, by the kind of record.
    asked: Vec<(&'static str, String)>,
    shown: Vec<Shown>,
    /// The records of the grid's rows; of the list itself there is one with a row for each column.
    rows: Vec<usize>,
    past: Vec<State>,
    future: Vec<State>,
}

impl Default for Grid {
    fn default() -> Self {
        Self::new(Sheet::default())
    }
}

impl Grid {
    /// A grid on a list, at its items.
    pub fn new(sheet: Sheet) -> Self {
        let tab = record_kind("items").unwrap_or(&RECORDS[0]);
        let mut grid = Self {
            sheet,
            tab,
            at: (0, 0),
            typing: None,
            is_picked: false,
            is_wide: false,
            asked: Vec::new(),
            shown: Vec::new(),
            rows: Vec::new(),
            past: Vec::new(),
            future: Vec::new(),
        };
        grid.lay_out();
        grid
    }

    /// The list as a table.
    pub const fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The kind of record that is shown.
    pub const fn tab(&self) -> &'static RecordKind {
        self.tab
    }

    /// The chosen row and column of the grid.
    pub const fn at(&self) -> (usize, usize) {
        self.at
    }

    /// What is being typed in the chosen cell; none while cells are only chosen.
    pub fn typing(&self) -> Option<&str> {
        self.typing.as_deref()
    }

    /// Whether columns are shown that nothing stands in.
    pub const fn is_wide(&self) -> bool {
        self.is_wide
    }

    /// Whether there is a step to undo.
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step to redo.
    pub const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// How many rows the grid has.
    pub fn row_count(&self) -> usize {
        if self.is_upright() { self.columns_of(self.tab).len() } else { self.rows.len() }
    }

    /// How many columns its widest rows have.
    pub fn column_count(&self) -> usize {
        if self.is_upright() { 1 } else { self.shown.iter().map(|shown| shown.columns.len()).max().unwrap_or(0) }
    }

    /// Whether the keys stand below each other, as those of the list itself do.
    pub fn is_upright(&self) -> bool {
        self.tab.name == LIST
    }

    /// The rows that are drawn: from and up to which.
    pub fn page(&self) -> (usize, usize) {
        let first = self.at.0 / PAGE * PAGE;
        (first, (first + PAGE).min(self.row_count()))
    }

    /// The columns that are shown of a kind of record.
    pub fn columns_of(&self, kind: &RecordKind) -> &[String] {
        self.shown.iter().find(|shown| shown.kind.name == kind.name).map_or(&[], |shown| &shown.columns)
    }

    /// The record of a row, with its position in the table.
    pub fn record(&self, row: usize) -> Option<(usize, &Record)> {
        let at = if self.is_upright() { *self.rows.first()? } else { *self.rows.get(row)? };
        Some((at, self.sheet.records.get(at)?))
    }

    /// The number of a row's record in its list, counted from 1; those inside others are not counted.
    pub fn number(&self, row: usize) -> usize {
        let own = |at: &&usize| self.sheet.records.get(**at).is_some_and(|record| record.kind().name == self.tab.name);
        self.rows.iter().take(row + 1).filter(own).count()
    }

    /// The record and the column of a cell.
    pub fn cell(&self, (row, column): (usize, usize)) -> Option<(usize, &str)> {
        let (at, record) = self.record(row)?;
        let column = if self.is_upright() { row } else { column };
        Some((at, self.columns_of(record.kind()).get(column)?))
    }

    /// The text of a cell.
    pub fn text(&self, at: (usize, usize)) -> &str {
        self.cell(at)
            .and_then(|(record, column)| Some(self.sheet.records.get(record)?.text(column)))
            .unwrap_or_default()
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: &RecordKind) -> usize {
        self.sheet.records.iter().filter(|record| record.kind().name == kind.name).count()
    }

    /// Works out the rows and columns after the list or what is shown of it has changed.
    fn lay_out(&mut self) {
        self.shown.clear();
        self.rows.clear();
        let kinds: Vec<&'static RecordKind> = [self.tab].into_iter().chain(inside(self.tab)).collect();
        for (at, record) in self.sheet.records.iter().enumerate() {
            if kinds.iter().any(|kind| kind.name == record.kind().name) {
                self.rows.push(at);
            }
        }
        for kind in kinds {
            let mut columns: Vec<String> = Vec::new();
            let mut add = |column: &str| {
                if !columns.iter().any(|known| known == column) {
                    columns.push(column.to_owned());
                }
            };
            usual_columns(kind).iter().for_each(|column| add(column));
            for record in self.rows.iter().filter_map(|at| self.sheet.records.get(*at)) {
                if record.kind().name == kind.name {
                    record.cells().iter().for_each(|cell| add(&cell.column));
                }
            }
            let asked = self.asked.iter().filter(|(name, _)| *name == kind.name);
            asked.for_each(|(_, column)| add(column));
            if self.is_wide {
                let plain = kind.columns.iter().filter(|column| {
                    !matches!(column.kind, ColumnKind::Rows | ColumnKind::AmountsByKey | ColumnKind::Labels)
                });
                plain.for_each(|column| add(column.name));
                for column in kind.columns.iter().filter(|column| column.kind == ColumnKind::Labels) {
                    add(&[column.name, ".1"].concat());
                }
            }
            self.shown.push(Shown { kind, columns: Record::in_order(kind, columns) });
        }
        self.stay_inside();
    }

    /// Keeps the chosen cell in the grid.
    fn stay_inside(&mut self) {
        self.at.0 = self.at.0.min(self.row_count().saturating_sub(1));
        self.at.1 = self.at.1.min(self.width_of(self.at.0).saturating_sub(1));
    }

    /// How many cells a row has.
    fn width_of(&self, row: usize) -> usize {
        if self.is_upright() {
            return 1;
        }
        self.record(row).map_or(0, |(_, record)| self.columns_of(record.kind()).len())
    }

    /// Shows another kind of record, at its first cell.
    pub fn show(&mut self, tab: &'static RecordKind) -> bool {
        let is_changed = self.commit();
        self.tab = tab;
        self.at = (0, 0);
        self.is_picked = false;
        self.lay_out();
        is_changed
    }

    /// Shows or hides the columns that nothing stands in.
    pub fn widen(&mut self) {
        self.commit();
        self.is_wide = !self.is_wide;
        if !self.is_wide {
            self.asked.clear();
        }
        let chosen = self.cell(self.at).map(|(record, column)| (record, column.to_owned()));
        self.lay_out();
        if let Some((record, column)) = chosen {
            self.choose_cell(record, &column);
        }
    }

    /// Shows a column of the chosen row's kind, also one that nothing stands in, and chooses it.
    pub fn ask_for(&mut self, column: &str) {
        let kind = self.record(self.at.0).map_or(self.tab, |(_, record)| record.kind());
        self.asked.push((kind.name, column.to_owned()));
        self.lay_out();
        if let Some((record, _)) = self.record(self.at.0) {
            self.choose_cell(record, column);
        }
    }

    /// Goes to the cell of a record and a column, whichever grid it is in, and shows its column; says whether it is
    /// there.
    pub fn go_to(&mut self, record: usize, column: &str) -> bool {
        self.commit();
        let Some(kind) = self.sheet.records.get(record).map(|record| record.kind()) else { return false };
        let name = kind.name.split('.').next().unwrap_or_default();
        let Some(tab) = record_kind(name) else { return false };
        if self.tab.name != tab.name {
            self.tab = tab;
        }
        if !self.asked.iter().any(|(known, asked)| *known == kind.name && asked == column) {
            self.asked.push((kind.name, column.to_owned()));
        }
        self.lay_out();
        self.choose_cell(record, column)
    }

    fn choose_cell(&mut self, record: usize, column: &str) -> bool {
        let Some(kind) = self.sheet.records.get(record).map(|record| record.kind()) else { return false };
        let column = self.columns_of(kind).iter().position(|known| known == column);
        let row = self.rows.iter().position(|known| *known == record);
        let (Some(row), Some(column)) = (row, column) else { return false };
        self.at = if self.is_upright() { (column, 0) } else { (row, column) };
        self.is_picked = true;
        true
    }

    /// Chooses a cell; the one that is chosen already is typed in. Says whether the list has changed by that.
    pub fn choose(&mut self, at: (usize, usize)) -> bool {
        if self.typing.is_some() && at == self.at {
            return false;
        }
        let is_changed = self.commit();
        if at == self.at && self.is_picked && !is_changed {
            self.typing = Some(self.text(at).to_owned());
        }
        self.at = at;
        self.is_picked = true;
        self.stay_inside();
        is_changed
    }

    /// What stands in the field of the chosen cell now.
    pub fn typed(&mut self, text: &str) {
        self.typing = Some(text.to_owned());
    }

    /// Takes what was typed into the list; says whether that changed it.
    pub fn commit(&mut self) -> bool {
        let Some(text) = self.typing.take() else { return false };
        self.put(self.at, &text)
    }

    /// Puts a text into a cell, in a step that can be undone; says whether that changed the list.
    fn put(&mut self, at: (usize, usize), text: &str) -> bool {
        let before = self.state();
        let is_changed = self.write(at, text);
        if is_changed {
            // What was shown is still shown: no need to work out the columns anew.
            self.note(before);
        }
        is_changed
    }

    /// Puts a text into a cell, without a step.
    fn write(&mut self, at: (usize, usize), text: &str) -> bool {
        let Some((position, column)) = self.cell(at).map(|(record, column)| (record, column.to_owned())) else {
            return false;
        };
        let Some(record) = self.sheet.records.get(position) else { return false };
        let kind = record.kind();
        let text = self.sheet.tidied(kind, &column, text);
        if record.text(&column) == text {
            return false;
        }
        if let Some(record) = self.sheet.records.get_mut(position) {
            Rc::make_mut(record).set(&column, text);
        }
        // A column that has just been emptied stays until it is folded away.
        if !self.asked.iter().any(|(known, asked)| *known == kind.name && *asked == column) {
            self.asked.push((kind.name, column));
        }
        true
    }

    fn state(&self) -> State {
        State { sheet: self.sheet.clone(), tab: self.tab, at: self.at }
    }

    /// Remembers the list as it is, before a change.
    fn note(&mut self, state: State) {
        if self.past.len() >= MOST_STEPS {
            self.past.remove(0);
        }
        self.past.push(state);
        self.future.clear();
    }

    /// Goes a step back.
    pub fn undo(&mut self) -> bool {
        self.commit();
        let Some(state) = self.past.pop() else { return false };
        let now = self.replace(state);
        self.future.push(now);
        true
    }

    /// Goes a step forward again.
    pub fn redo(&mut self) -> bool {
        if self.commit() {
            return true;
        }
        let Some(state) = self.future.pop() else { return false };
        let now = self.replace(state);
        self.past.push(now);
        true
    }

    fn replace(&mut self, state: State) -> State {
        let now = State { sheet: std::mem::replace(&mut self.sheet, state.sheet), tab: self.tab, at: self.at };
        self.tab = state.tab;
        self.at = state.at;
        self.lay_out();
        now
    }

    /// Puts another list in place of this one, in a step that can be undone.
    pub fn open(&mut self, sheet: Sheet) {
        self.typing = None;
        self.note(self.state());
        self.sheet = sheet;
        self.at = (0, 0);
        self.is_picked = false;
        self.asked.clear();
        self.lay_out();
    }

    /// Adds an empty record of this kind below the chosen one, and goes to its first cell.
    pub fn add(&mut self, kind: &'static RecordKind) {
        self.commit();
        if kind.name == LIST {
            return;
        }
        let family = kind.name.split('.').next().unwrap_or_default();
        let is_of_family = |record: &Rc<Record>| record.kind().name.split('.').next() == Some(family);
        let chosen =
            self.record(self.at.0).map(|(at, _)| at).filter(|at| self.sheet.records.get(*at).is_some_and(is_of_family));
        let records = &self.sheet.records;
        let is_inner = kind.name.contains('.');
        let place = match chosen {
            Some(at) if is_inner && records.get(at).is_some_and(|record| record.kind().name == kind.name) => at + 1,
            // Behind everything that belongs to the chosen record; of the inner kinds in their order.
            Some(at) => {
                let rank = |record: &Rc<Record>| RECORDS.iter().position(|known| known.name == record.kind().name);
                let own = RECORDS.iter().position(|known| known.name == kind.name);
                let mut end = at + 1;
                while records
                    .get(end)
                    .is_some_and(|record| record.kind().name.contains('.') && (!is_inner || rank(record) <= own))
                {
                    end += 1;
                }
                end
            }
            None if is_inner => return,
            None => {
                let order = |name: &str| tabs().position(|tab| Some(tab.name) == name.split('.').next());
                let is_before = |record: &Rc<Record>| order(record.kind().name) <= order(family);
                records.iter().rposition(is_before).map_or(0, |before| before + 1)
            }
        };
        self.note(self.state());
        self.sheet.records.insert(place, Rc::new(Record::new(kind)));
        self.lay_out();
        self.at = (self.rows.iter().position(|known| *known == place).unwrap_or(0), 0);
        self.is_picked = true;
    }

    /// Takes the chosen record away, with those inside it; says whether there was one.
    pub fn remove(&mut self) -> bool {
        self.commit();
        let Some((at, record)) = self.record(self.at.0) else { return false };
        if record.kind().name == LIST {
            return false;
        }
        let is_inner = record.kind().name.contains('.');
        self.note(self.state());
        self.sheet.records.remove(at);
        while !is_inner && self.sheet.records.get(at).is_some_and(|inner| inner.kind().name.contains('.')) {
            self.sheet.records.remove(at);
        }
        self.lay_out();
        true
    }

    /// Takes a copy of a part of a spreadsheet, from the chosen cell to the right and down, in one step.
    pub fn paste(&mut self, text: &str) -> bool {
        let (before, at) = (self.state(), self.at);
        let mut is_changed = false;
        for (down, line) in text.lines().enumerate() {
            for (right, cell) in line.split('\t').enumerate() {
                is_changed |= self.write((at.0 + down, at.1 + right), cell);
            }
        }
        if is_changed {
            self.note(before);
        }
        is_changed
    }

    fn move_to(&mut self, row: usize, column: usize) -> Option<Done> {
        self.at = (row, column);
        self.is_picked = true;
        self.stay_inside();
        Some(Done::Moved)
    }

    /// What a key does in the grid; none where the browser deals with it.
    pub fn key(&mut self, press: &Press) -> Option<Done> {
        if self.typing.is_some() {
            return self.key_while_typing(press);
        }
        match step(press) {
            Some(Step::Undo) => return self.undo().then_some(Done::Changed).or(Some(Done::Moved)),
            Some(Step::Redo) => return self.redo().then_some(Done::Changed).or(Some(Done::Moved)),
            None => {}
        }
        if press.alt {
            return None;
        }
        let (row, column) = self.at;
        let last = self.row_count().saturating_sub(1);
        match (press.key, press.command) {
            ("ArrowUp", false) => self.move_to(row.saturating_sub(1), column),
            ("ArrowDown", false) => self.move_to(row + 1, column),
            ("ArrowLeft", false) => self.move_to(row, column.saturating_sub(1)),
            ("ArrowRight", false) => self.move_to(row, column + 1),
            ("ArrowUp", true) => self.move_to(0, column),
            ("ArrowDown", true) => self.move_to(last, column),
            ("Home", false) | ("ArrowLeft", true) => self.move_to(row, 0),
            ("End", false) | ("ArrowRight", true) => self.move_to(row, usize::MAX),
            ("Home", true) => self.move_to(0, 0),
            ("End", true) => self.move_to(last, usize::MAX),
            ("PageUp", false) => self.move_to(row.saturating_sub(LEAP), column),
            ("PageDown", false) => self.move_to(row + LEAP, column),
            ("Enter" | "F2", false) => {
                self.typing = self.cell(self.at).map(|_| self.text(self.at).to_owned());
                Some(Done::Moved)
            }
            ("Delete" | "Backspace", true) => Some(if self.remove() { Done::Changed } else { Done::Moved }),
            ("Delete" | "Backspace", false) => Some(if self.put(self.at, "") { Done::Changed } else { Done::Moved }),
            ("Insert", false) => {
                let kind = self.record(row).map_or(self.tab, |(_, record)| record.kind());
                self.add(kind);
                Some(Done::Changed)
            }
            ("c" | "C", true) if !press.shift => Some(Done::Copied(self.text(self.at).to_owned())),
            // What is written replaces what stands there.
            (key, false) if key.chars().count() == 1 => {
                self.typing = self.cell(self.at).map(|_| key.to_owned());
                Some(Done::Moved)
            }
            _ => None,
        }
    }

    fn key_while_typing(&mut self, press: &Press) -> Option<Done> {
        let (row, column) = self.at;
        let to = match (press.key, press.shift) {
            _ if press.command || press.alt => return None,
            ("Escape", _) => {
                self.typing = None;
                return Some(Done::Moved);
            }
            ("Enter", false) => (row + 1, column),
            ("Enter", true) => (row.saturating_sub(1), column),
            ("Tab", false) if column + 1 < self.width_of(row) => (row, column + 1),
            ("Tab", false) => (row + 1, 0),
            ("Tab", true) if column > 0 => (row, column - 1),
            ("Tab", true) if row > 0 => (row - 1, usize::MAX),
            ("Tab", true) => (row, column),
            _ => return None,
        };
        let is_changed = self.commit();
        self.move_to(to.0, to.1);
        Some(if is_changed { Done::Changed } else { Done::Moved })
    }
}
