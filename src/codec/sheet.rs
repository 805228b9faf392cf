//! A price list as a table of records: what a spreadsheet holds, what the grid of the editor shows, and the way between
//! a cell and a path in the JSON of the list.
//!
//! A record is the list itself or an object of one of its lists; a list of objects inside an object is records after
//! it. Cells hold what was typed, also what cannot be read, so that nothing is lost on the way and the validator can
//! name it. What has no column in the table of keys keeps a column of its own, whose name says where it belongs: the
//! steps to it with points between, a step in quotes where it has signs of its own, and `#2` behind a key that stands
//! twice. The column `*` holds a whole record that is no object.

use super::cell;
use super::csv;
use super::json::{self, Node, Value};
use super::menu_json;
use super::price_list_json::LARGEST_FILE;
use super::price_list_keys::{Column, ColumnKind, LIST, RECORDS, RecordKind, record_kind};
use super::reader::{Place, said};
use crate::domain::currency::Currency;
use crate::domain::menu::Menu;
use crate::domain::problem::{Problem, ProblemCode};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::rc::Rc;

/// The column of a record that is no object.
const WHOLE: &str = "*";
/// The column that says what a line is.
const RECORD: &str = "record";
/// The list whose records a table without that column holds.
const ITEMS: &str = "items";

/// One cell: its column and what stands there, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub column: Cow<'static, str>,
    pub text: String,
}

/// One record: its kind and the cells that are not empty, in the order of their columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    kind: &'static RecordKind,
    cells: Vec<Cell>,
}

impl PartialEq for RecordKind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for RecordKind {}

impl Record {
    /// A record without cells.
    pub fn new(kind: &'static RecordKind) -> Self {
        Self { kind, cells: Vec::new() }
    }

    /// What it is.
    pub fn kind(&self) -> &'static RecordKind {
        self.kind
    }

    /// The cells that are not empty, in the order of their columns.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The text of a column; empty where nothing stands.
    pub fn text(&self, column: &str) -> &str {
        self.cells.iter().find(|cell| cell.column == column).map_or("", |cell| &cell.text)
    }

    /// Puts a text into a column, or takes it out where the text is empty.
    pub fn set(&mut self, column: &str, text: String) {
        if let Some(at) = self.cells.iter().position(|cell| cell.column == column) {
            if text.is_empty() {
                self.cells.remove(at);
            } else if let Some(cell) = self.cells.get_mut(at) {
                cell.text = text;
            }
        } else if !text.is_empty() {
            let known = self.kind.columns.iter().find(|known| known.name == column);
            let column = known.map_or_else(|| Cow::Owned(column.to_owned()), |known| Cow::Borrowed(known.name));
            self.insert(Cell { column, text });
        }
    }

    /// Names of columns in the order in which they stand in records of a kind.
    pub fn in_order(kind: &RecordKind, mut columns: Vec<String>) -> Vec<String> {
        columns.sort_by(|one, other| rank(kind.columns, one).cmp(&rank(kind.columns, other)));
        columns
    }

    fn insert(&mut self, cell: Cell) {
        let order = rank(self.kind.columns, &cell.column);
        let before = self.cells.iter().rposition(|other| rank(self.kind.columns, &other.column) <= order);
        self.cells.insert(before.map_or(0, |before| before + 1), cell);
    }

    /// Adds a cell, under a name of its own where the column is taken.
    fn add(&mut self, column: Cow<'static, str>, text: String) {
        let mut name = column;
        let mut number = 1;
        while self.cells.iter().any(|cell| cell.column == name) {
            number += 1;
            name = Cow::Owned([once(&name), "#", &number.to_string()].concat());
        }
        self.insert(Cell { column: name, text });
    }
}

/// A column's name without the sign that it stands there once more.
fn once(name: &str) -> &str {
    match name.rsplit_once('#') {
        Some((name, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    }
}

/// Where a column stands among those of a record: its position, the number of a text in a list, and the rest of its
/// name. Columns without a key come last, by name.
fn rank<'a>(columns: &[Column], name: &'a str) -> (usize, usize, &'a str) {
    let bare = once(name);
    let again = name.get(bare.len()..).unwrap_or_default();
    match known(columns, bare) {
        None => (columns.len(), 0, name),
        Some((position, column)) => {
            let rest = bare.get(column.name.len()..).unwrap_or_default().trim_start_matches('.');
            match column.kind {
                ColumnKind::Labels if !rest.is_empty() => {
                    let digits = rest.split('.').next().unwrap_or_default();
                    let behind = name.get(bare.len() - rest.len() + digits.len()..).unwrap_or_default();
                    (position, digits.parse().unwrap_or(usize::MAX), behind)
                }
                _ if rest.is_empty() => (position, 0, again),
                _ => (position, 0, name.get(bare.len() - rest.len()..).unwrap_or_default()),
            }
        }
    }
}

/// The column of the table of keys that a column belongs to, with its position.
fn known<'a>(columns: &'a [Column], bare: &str) -> Option<(usize, &'a Column)> {
    columns.iter().enumerate().find(|(_, column)| {
        let Some(rest) = bare.strip_prefix(column.name) else { return false };
        rest.is_empty()
            || (rest.starts_with('.')
                && match column.kind {
                    ColumnKind::Label | ColumnKind::AmountsByKey => true,
                    ColumnKind::Labels => rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit),
                    _ => false,
                })
    })
}

/// What may stand in a column of a record; none for a column without a key.
pub fn kind_of(record: &RecordKind, name: &str) -> Option<ColumnKind> {
    let bare = once(name);
    let (_, column) = known(record.columns, bare)?;
    match column.kind {
        // As a whole these are no text.
        ColumnKind::AmountsByKey | ColumnKind::Labels if bare.len() == column.name.len() => None,
        ColumnKind::Rows => None,
        kind => Some(kind),
    }
}

/// The column of the table of keys that a column belongs to: `label` of `label.es`.
pub fn base_of(record: &RecordKind, name: &str) -> Option<&'static str> {
    known(record.columns, once(name)).map(|(_, column)| column.name)
}

/// A step as it stands in the name of a column.
fn step(key: &str) -> Cow<'_, str> {
    let is_bare = |letter: char| !letter.is_control() && !matches!(letter, '.' | '#' | '"' | '=' | '*');
    if !key.is_empty() && key != RECORD && key.trim().len() == key.len() && key.chars().all(is_bare) {
        return Cow::Borrowed(key);
    }
    let mut text = String::new();
    json::quoted(key, &mut text);
    Cow::Owned(text)
}

/// The steps of a column's name.
fn steps(name: &str) -> Vec<Cow<'_, str>> {
    let mut steps = Vec::new();
    let mut rest = once(name);
    loop {
        let end = if rest.starts_with('"') {
            // Up to the quote that no backslash escapes.
            let mut is_escaped = false;
            let close = rest.char_indices().skip(1).find(|(_, letter)| {
                let closes = *letter == '"' && !is_escaped;
                is_escaped = *letter == '\\' && !is_escaped;
                closes
            });
            close.map_or(rest.len(), |(at, _)| at + 1)
        } else {
            rest.find('.').unwrap_or(rest.len())
        };
        let (word, behind) = rest.split_at(end);
        steps.push(match json::tree(word) {
            Ok(Node { value: Value::Text(key), .. }) => Cow::Owned(key),
            _ => Cow::Borrowed(word),
        });
        match behind.strip_prefix('.') {
            Some(behind) => rest = behind,
            None => return steps,
        }
    }
}

/// A name below another: `price` and `fixed` make `price.fixed`.
fn below(prefix: &str, key: &str) -> String {
    let key = step(key);
    if prefix.is_empty() { key.into_owned() } else { [prefix, ".", &key].concat() }
}

/// A cell that cannot be read, in the words of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub row: usize,
    pub column: String,
    pub problem: String,
    pub fix: String,
}

/// A message about a list, and the cell that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is worth a look alone, and stops nothing.
    pub is_warning: bool,
    /// The row and the column.
    pub cell: Option<(usize, String)>,
    pub told: Problem,
}

/// A list that was looked through.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The list, unless there is a problem.
    pub menu: Option<Menu>,
    /// The problems, then the warnings, each in reading order: at most a hundred of either, then one that counts the
    /// rest.
    pub findings: Vec<Finding>,
    /// The list as a file.
    pub text: String,
}

impl Checked {
    /// How many problems and how many warnings there are in the list of findings.
    pub fn counts(&self) -> (usize, usize) {
        let problems = self.findings.iter().filter(|finding| !finding.is_warning).count();
        (problems, self.findings.len() - problems)
    }
}

/// A price list as a table. Records share their memory with earlier tables, so that a table is copied for each step
/// that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The list itself first, then the records of each list in the order of [`RECORDS`], each followed by those inside
    /// it.
    pub records: Vec<Rc<Record>>,
}

impl Default for Sheet {
    /// A list of nothing.
    fn default() -> Self {
        let kind = record_kind(LIST).unwrap_or(&RECORDS[0]);
        let mut list = Record::new(kind);
        list.set("version", "1".to_owned());
        Self { records: vec![Rc::new(list)] }
    }
}

/// The parent of a kind of record: `items` of `items.packages`; none for the records of the list itself.
fn parent(kind: &RecordKind) -> Option<&'static str> {
    kind.name.split_once('.').map(|(parent, _)| parent)
}

impl Sheet {
    /// The currency that the list names, if there is one of that name.
    pub fn currency(&self) -> Option<Currency> {
        let text = self.records.iter().find(|record| record.kind.name == LIST)?.text("currency");
        Currency::from_code(text.trim())
    }

    /// The table of a JSON tree, whatever it holds. Keys with null are left out, as they say nothing.
    pub fn from_tree(tree: &Node) -> Self {
        let mut sheet = Self { records: Vec::new() };
        let currency = match &tree.value {
            Value::Object(entries) => {
                entries.iter().find(|(key, _)| key == "currency").and_then(|(_, node)| match &node.value {
                    Value::Text(code) => Currency::from_code(code.trim()),
                    _ => None,
                })
            }
            _ => None,
        };
        let Some(kind) = record_kind(LIST) else { return sheet };
        sheet.take(kind, tree, currency);
        sheet.arrange();
        sheet
    }

    /// Takes in an object and the records inside it.
    fn take(&mut self, kind: &'static RecordKind, node: &Node, currency: Option<Currency>) {
        let mut record = Record::new(kind);
        let at = self.records.len();
        let mut inside: Vec<(&'static RecordKind, &Node)> = Vec::new();
        match &node.value {
            Value::Object(entries) => flatten(&mut record, "", entries, currency, &mut inside),
            _ => record.add(Cow::Borrowed(WHOLE), cell::write(None, node, currency)),
        }
        self.records.insert(at, Rc::new(record));
        for (kind, node) in inside {
            self.take(kind, node, currency);
        }
    }

    /// Puts the records in order: the list, then each kind of record, those inside others behind them.
    fn arrange(&mut self) {
        let old = std::mem::take(&mut self.records);
        for kind in &RECORDS {
            if parent(kind).is_some() {
                continue;
            }
            for record in &old {
                if parent(record.kind).unwrap_or(record.kind.name) == kind.name {
                    self.records.push(Rc::clone(record));
                }
            }
        }
    }

    /// The JSON tree of the table: keys in canonical order, and what cannot be read as text.
    pub fn to_tree(&self) -> Node {
        let currency = self.currency();
        let Some(kind) = record_kind(LIST) else { return object(Vec::new()) };
        let lists: Vec<usize> = self.rows_of(kind).collect();
        let language = self.language();
        let mut cells: Vec<&Cell> = Vec::new();
        for row in &lists {
            cells.extend(self.records.get(*row).map(|record| record.cells()).unwrap_or_default());
        }
        let mut node = if let Some(whole) = cells.iter().find(|cell| cell.column == WHOLE)
            && let Some(node) = cell::read(None, &whole.text, currency)
        {
            node
        } else {
            let cells = placed(kind, &cells);
            let mut root = Growing { entries: Vec::new(), label: None };
            for (position, column) in kind.columns.iter().enumerate() {
                if column.kind == ColumnKind::Rows {
                    let rows = self.objects(column.name, currency, language);
                    // A list of nothing is a list all the same.
                    if !rows.is_empty() || column.name == ITEMS {
                        root.entries.push((column.name.to_owned(), list(rows)));
                    }
                }
                root.grow(kind, position, &cells, currency, language);
            }
            root.grow(kind, kind.columns.len(), &cells, currency, language);
            object(root.entries)
        };
        number(&mut node, &mut 0);
        node
    }

    /// The language of labels that are plain text.
    fn language(&self) -> &str {
        let list = self.records.iter().find(|record| record.kind.name == LIST);
        match list.map_or("", |list| list.text("language")) {
            "" => "en",
            language => language,
        }
    }

    /// The rows of a kind of record.
    fn rows_of(&self, kind: &RecordKind) -> impl Iterator<Item = usize> {
        let name = kind.name;
        self.records.iter().enumerate().filter(move |(_, record)| record.kind.name == name).map(|(row, _)| row)
    }

    /// The objects of a list at the top, with the lists inside them.
    fn objects(&self, name: &str, currency: Option<Currency>, language: &str) -> Vec<Node> {
        let mut objects = Vec::new();
        let mut row = 0;
        while let Some(record) = self.records.get(row) {
            let family = parent(record.kind).unwrap_or(record.kind.name);
            if family != name {
                row += 1;
                continue;
            }
            // A record inside another that stands alone makes one without cells around it.
            let first = row + usize::from(parent(record.kind).is_none());
            let mut end = first;
            while self.records.get(end).is_some_and(|inside| parent(inside.kind) == Some(name)) {
                end += 1;
            }
            let inside = self.records.get(first..end).unwrap_or_default();
            let own = if first > row { Some(record.as_ref()) } else { None };
            objects.push(grown(own, name, inside, currency, language));
            row = end;
        }
        objects
    }

    /// The text of the list as a file, in canonical form.
    pub fn to_json_text(&self) -> String {
        menu_json::canonical(&self.to_tree())
    }

    /// Looks through the list, on this day: without one, nothing is past its end.
    pub fn check(&self, today: Option<NaiveDate>) -> Checked {
        let tree = self.to_tree();
        let text = menu_json::canonical(&tree);
        let menu_json::Checked { menu, mut problems, warnings } = menu_json::check_place(&Place::root(&tree), today);
        // What cannot be read is said in the words of the table, where amounts are in units.
        for fault in self.faults() {
            let path = self.path_of(fault.row, &fault.column).unwrap_or_default();
            let is_of_it = |problem: &Problem| {
                problem.path.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
            };
            if let Some(at) = problems.iter().position(is_of_it) {
                problems.retain(|problem| !is_of_it(problem) || problem.code == ProblemCode::Conflict);
                let told = Problem { code: ProblemCode::Type, path, problem: fault.problem, fix: fault.fix };
                problems.insert(at.min(problems.len()), told);
            }
        }
        if text.len() > LARGEST_FILE {
            let (kilobytes, most) = (text.len().div_ceil(1024).to_string(), (LARGEST_FILE / 1024).to_string());
            problems.push(Problem {
                code: ProblemCode::Range,
                path: String::new(),
                problem: said("the list has {} KB as a file; at most {} KB are read", &[&kilobytes, &most]),
                fix: "leave out what patients do not need, or shorten labels".to_owned(),
            });
        }
        let finding =
            |is_warning: bool| move |told: Problem| Finding { is_warning, cell: self.cell_of(&told.path), told };
        let has_problems = !problems.is_empty();
        let mut findings: Vec<Finding> = problems.into_iter().map(finding(false)).collect();
        findings.extend(warnings.into_iter().map(finding(true)));
        Checked { menu: menu.filter(|_| !has_problems), findings, text }
    }

    /// The table as CSV: the columns that something stands in, in the order of the table of keys.
    pub fn to_csv(&self) -> String {
        // The order of columns that several kinds of records have is that of the first that has it.
        let mut order: Vec<Column> = Vec::new();
        for column in RECORDS.iter().flat_map(|kind| kind.columns) {
            if !order.iter().any(|known| known.name == column.name && is_one_name(known.kind, column.kind)) {
                order.push(*column);
            }
        }
        let currency = self.currency();
        // Blanks where a number or a word belongs say nothing, and make no column.
        let tidied = |record: &Record| -> Vec<String> {
            record.cells.iter().map(|cell| tidy(record.kind, cell, currency)).collect()
        };
        let texts: Vec<Vec<String>> = self.records.iter().map(|record| tidied(record)).collect();
        let mut columns: Vec<&str> = Vec::new();
        for (record, texts) in self.records.iter().zip(&texts) {
            for (cell, text) in record.cells.iter().zip(texts) {
                // Most cells stand in columns that are there already.
                if !text.is_empty() && !columns.iter().any(|known| *known == cell.column) {
                    let place = rank(&order, &cell.column);
                    let before = columns.iter().rposition(|known| rank(&order, known) <= place);
                    columns.insert(before.map_or(0, |before| before + 1), &cell.column);
                }
            }
        }
        let mut table = String::new();
        let mut line: Vec<&str> = vec![RECORD];
        line.extend(&columns);
        csv::write(&mut table, &line);
        for (record, texts) in self.records.iter().zip(&texts) {
            let mut line: Vec<&str> = vec![record.kind.name];
            for column in &columns {
                let mut cells = record.cells.iter().zip(texts);
                line.push(cells.find(|(cell, _)| cell.column == *column).map_or("", |(_, text)| text));
            }
            csv::write(&mut table, &line);
        }
        table
    }

    /// Reads a table. A table without the column `record` is one of items.
    ///
    /// # Errors
    /// Every fault of the table as such, each with its line and column: quotes out of place, records that no price list
    /// has, cells without a column. What stands in the cells is not looked at.
    pub fn from_csv(text: &str) -> Result<Self, Vec<Problem>> {
        let lines = csv::read(text)?;
        let mut lines = lines.iter();
        let Some(head) = lines.next() else {
            return Err(vec![problem(
                1,
                1,
                "the table is empty".to_owned(),
                "put the names of the columns into its first line",
            )]);
        };
        let names: Vec<&str> = head.cells.iter().map(|name| name.trim()).collect();
        let marked = names.iter().position(|name| *name == RECORD);
        let mut problems = Vec::new();
        let mut sheet = Self { records: Vec::new() };
        for line in lines {
            let word = marked.map_or(ITEMS, |at| line.cells.get(at).map_or("", |word| word.trim()));
            let Some(kind) = record_kind(word) else {
                let known: Vec<&str> = RECORDS.iter().map(|kind| kind.name).collect();
                let told = said("\"{}\" is no record of a price list", &[word]);
                let fix = super::reader::nearest(word, &known);
                problems.push(problem(line.number, marked.unwrap_or(0) + 1, told, &fix));
                continue;
            };
            let mut record = Record::new(kind);
            for (at, text) in line.cells.iter().enumerate() {
                match names.get(at) {
                    _ if Some(at) == marked || text.is_empty() => {}
                    None | Some(&"") => {
                        let told = said("\"{}\" stands in a column without a name", &[text]);
                        problems.push(problem(line.number, at + 1, told, "name the column in the first line"));
                    }
                    Some(name) => {
                        let column = kind.columns.iter().find(|column| column.name == *name);
                        let name =
                            column.map_or_else(|| Cow::Owned((*name).to_owned()), |column| Cow::Borrowed(column.name));
                        record.add(name, text.clone());
                    }
                }
            }
            sheet.records.push(Rc::new(record));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        if !sheet.records.iter().any(|record| record.kind.name == LIST) {
            // A table of items alone still makes a list, which has no currency yet.
            sheet.records.splice(0..0, Self::default().records);
        }
        sheet.arrange();
        // Spreadsheets leave out decimals and write truths in capitals; what cannot be read stays as it is.
        let currency = sheet.currency();
        for record in &mut sheet.records {
            let kind = record.kind;
            for cell in &mut Rc::make_mut(record).cells {
                let tidied = tidy(kind, cell, currency);
                // Blanks that say nothing go when the table is written.
                if !tidied.is_empty() {
                    cell.text = tidied;
                }
            }
        }
        Ok(sheet)
    }

    /// Cells whose amounts, numbers or truths cannot be read.
    pub fn faults(&self) -> Vec<Fault> {
        let currency = self.currency();
        let mut faults = Vec::new();
        for (row, record) in self.records.iter().enumerate() {
            for cell in &record.cells {
                let told = kind_of(record.kind, &cell.column).and_then(|kind| cell::fault(kind, &cell.text, currency));
                faults.extend(told.map(|(problem, fix)| Fault { row, column: cell.column.to_string(), problem, fix }));
            }
        }
        faults
    }

    /// The text of a cell as this program would write it: `295` as `295.00`. What cannot be read stays.
    pub fn tidied(&self, kind: &RecordKind, column: &str, text: &str) -> String {
        let read = cell::read(kind_of(kind, column), text, self.currency());
        read.map_or_else(String::new, |node| cell::write(kind_of(kind, column), &node, self.currency()))
    }

    /// The path of a cell in the JSON of the list, such as `items[3].price.fixed`; none where there is no such row.
    pub fn path_of(&self, row: usize, column: &str) -> Option<String> {
        let mut path = self.path_of_record(row)?;
        let record = self.records.get(row)?;
        let mut prefix = once(column);
        let mut index = None;
        if let Some((_, Column { name, kind: ColumnKind::Labels })) = known(record.kind.columns, prefix)
            && prefix.len() > name.len()
        {
            // The texts of a list are counted as they stand, whatever their numbers are.
            let own = rank(record.kind.columns, column).1;
            let mut numbers: Vec<usize> = Vec::new();
            for cell in &record.cells {
                let (_, other, _) = rank(record.kind.columns, &cell.column);
                let is_of_list =
                    known(record.kind.columns, once(&cell.column)).is_some_and(|(_, known)| known.name == *name);
                if is_of_list && cell.column.len() > name.len() && other < own && !numbers.contains(&other) {
                    numbers.push(other);
                }
            }
            index = Some((numbers.len(), prefix.get(name.len() + 1..).unwrap_or_default()));
            prefix = name;
        }
        if prefix != WHOLE {
            for step in steps(prefix) {
                push_step(&mut path, &step);
            }
        }
        if let Some((index, rest)) = index {
            path.push_str(&["[", &index.to_string(), "]"].concat());
            if let Some((_, language)) = rest.split_once('.') {
                push_step(&mut path, &steps(language).concat());
            }
        }
        Some(path)
    }

    /// The path of a record; empty for the list itself.
    fn path_of_record(&self, row: usize) -> Option<String> {
        let kind = self.records.get(row)?.kind;
        if kind.name == LIST {
            return Some(String::new());
        }
        let before = self.records.get(..row)?;
        let Some(family) = parent(kind) else {
            let index = self.families(kind.name, row);
            return Some([kind.name, "[", &index.to_string(), "]"].concat());
        };
        let index = self.families(family, row + 1).saturating_sub(1);
        let inside = before.iter().rev().take_while(|record| parent(record.kind) == Some(family));
        let own = inside.filter(|record| record.kind == kind).count();
        let list = kind.name.get(family.len() + 1..).unwrap_or_default();
        Some([family, "[", &index.to_string(), "].", list, "[", &own.to_string(), "]"].concat())
    }

    /// How many objects of a list at the top begin before a row: its records, and one around those that stand alone.
    fn families(&self, name: &str, row: usize) -> usize {
        let mut count = 0;
        let mut has_parent = false;
        for record in self.records.iter().take(row) {
            let is_inside = parent(record.kind) == Some(name);
            if record.kind.name == name || (is_inside && !has_parent) {
                count += 1;
            }
            has_parent |= record.kind.name == name || is_inside;
        }
        count
    }

    /// The row and the column that a path of a problem leads to: its cell, or else the nearest that stands for it; none
    /// where the path is not of this list.
    pub fn cell_of(&self, path: &str) -> Option<(usize, String)> {
        let (mut name, mut rest) = (LIST.to_owned(), path);
        let mut row = self.records.iter().position(|record| record.kind.name == LIST)?;
        while let Some((key, index, behind)) = element(rest) {
            let list = if name == LIST { key.to_owned() } else { [name.as_str(), ".", key].concat() };
            let Some(kind) = record_kind(&list) else { break };
            row = self.row_of(kind, row, index)?;
            name = list;
            rest = behind.trim_start_matches('.');
        }
        let record = self.records.get(row)?;
        Some((row, column_of(record, rest)))
    }

    /// The row of an element of a list, of those inside a row or of all.
    fn row_of(&self, kind: &RecordKind, inside: usize, index: usize) -> Option<usize> {
        let Some(family) = parent(kind) else {
            let mut found = 0;
            let mut has_parent = false;
            for (row, record) in self.records.iter().enumerate() {
                let is_inside = parent(record.kind) == Some(kind.name);
                if record.kind.name == kind.name || (is_inside && !has_parent) {
                    if found == index {
                        return Some(row);
                    }
                    found += 1;
                }
                has_parent |= record.kind.name == kind.name || is_inside;
            }
            return None;
        };
        let first = inside + usize::from(self.records.get(inside)?.kind.name == family);
        let rows = self.records.iter().enumerate().skip(first);
        let inner = rows.take_while(|(_, record)| parent(record.kind) == Some(family));
        inner.filter(|(_, record)| record.kind.name == kind.name).map(|(row, _)| row).nth(index)
    }
}

/// Whether columns of one name in two kinds of records are one column of a table.
fn is_one_name(one: ColumnKind, other: ColumnKind) -> bool {
    (one == ColumnKind::Rows) == (other == ColumnKind::Rows)
}

/// The text of a cell as this program writes it.
fn tidy(kind: &RecordKind, cell: &Cell, currency: Option<Currency>) -> String {
    let column = kind_of(kind, &cell.column);
    // Blanks say nothing where a number or a word belongs.
    cell::read(column, &cell.text, currency).map_or_else(String::new, |node| cell::write(column, &node, currency))
}

fn problem(line: usize, column: usize, problem: String, fix: &str) -> Problem {
    let (line, column) = (line.to_string(), column.to_string());
    Problem {
        code: ProblemCode::UnknownKey,
        path: said("line {}, column {}", &[&line, &column]),
        problem: said("line {}, column {}: {}", &[&line, &column, &problem]),
        fix: fix.to_owned(),
    }
}

fn push_step(path: &mut String, step: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(step);
}

/// The first step of a path that leads to an element of a list: its key, its index and what follows.
fn element(path: &str) -> Option<(&str, usize, &str)> {
    let open = path.find('[')?;
    let close = path.find(']')?;
    let key = path.get(..open)?;
    let index = path.get(open + 1..close)?.parse().ok()?;
    if key.contains('.') { None } else { Some((key, index, path.get(close + 1..)?)) }
}

/// The column of a record that the rest of a path leads to.
fn column_of(record: &Record, rest: &str) -> String {
    let own = |cell: &&Cell, path: &str| path_below(record, &cell.column) == path;
    // The cell itself; the last of them where a key stands twice.
    if let Some(cell) = record.cells.iter().rfind(|cell| own(cell, rest)) {
        return cell.column.to_string();
    }
    let known =
        |path: &str| record.kind.columns.iter().find(|column| column.name == path && column.kind != ColumnKind::Rows);
    if let Some(column) = known(rest) {
        return column.name.to_owned();
    }
    // What holds it, as `price.range` holds `price.range[1]`.
    let mut above = rest;
    while let Some(at) = above.rfind(['.', '[']) {
        above = above.get(..at).unwrap_or_default();
        if let Some(cell) = record.cells.iter().rfind(|cell| own(cell, above)) {
            return cell.column.to_string();
        }
        if let Some(column) = known(above) {
            return column.name.to_owned();
        }
    }
    // What it holds, as `price` holds `price.fixed`.
    let is_inside =
        |name: &str| name.strip_prefix(rest).is_some_and(|behind| rest.is_empty() || behind.starts_with('.'));
    if !rest.is_empty() {
        if let Some(cell) = record.cells.iter().find(|cell| is_inside(&cell.column)) {
            return cell.column.to_string();
        }
        if let Some(column) = record.kind.columns.iter().find(|column| is_inside(column.name)) {
            return column.name.to_owned();
        }
    }
    record.kind.columns.first().map_or(WHOLE, |column| column.name).to_owned()
}

/// The path of a cell below its record, with the number of a text in a list counted from 0.
fn path_below(record: &Record, column: &str) -> String {
    let single = Sheet { records: vec![Rc::new(record.clone())] };
    let path = single.path_of(0, column).unwrap_or_default();
    match path.find("].") {
        Some(at) if parent(record.kind).is_none() && record.kind.name != LIST => {
            path.get(at + 2..).unwrap_or_default().to_owned()
        }
        _ => path,
    }
}

/// Takes the keys of an object as cells, and notes the lists of objects in it.
fn flatten<'a>(
    record: &mut Record,
    prefix: &str,
    entries: &'a [(String, Node)],
    currency: Option<Currency>,
    inside: &mut Vec<(&'static RecordKind, &'a Node)>,
) {
    for (index, (key, node)) in entries.iter().enumerate() {
        if node.value == Value::Null {
            continue;
        }
        let name = below(prefix, key);
        let is_again = entries.iter().take(index).any(|(earlier, _)| earlier == key);
        let column = record.kind.columns.iter().find(|column| column.name == name);
        let has_some = |inner: &[(String, Node)]| inner.iter().any(|(_, node)| node.value != Value::Null);
        let has_columns = record
            .kind
            .columns
            .iter()
            .any(|column| column.name.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('.')));
        match (&node.value, column.map(|column| column.kind)) {
            // A key that stands twice is kept as it is, so that the validator says so.
            (
                Value::Object(_) | Value::List(_),
                Some(ColumnKind::Label | ColumnKind::Labels | ColumnKind::AmountsByKey | ColumnKind::Rows) | None,
            ) if is_again => {
                record.add(Cow::Owned(name), cell::write(None, node, currency));
            }
            (Value::List(list), Some(ColumnKind::Rows)) => {
                let family = if record.kind.name == LIST { name } else { [record.kind.name, ".", &name].concat() };
                if let Some(kind) = record_kind(&family) {
                    inside.extend(list.iter().map(|node| (kind, node)));
                }
            }
            (Value::Object(labels), Some(kind @ (ColumnKind::Label | ColumnKind::AmountsByKey)))
                if !labels.is_empty() =>
            {
                for (key, node) in labels {
                    record.add(Cow::Owned(below(&name, key)), cell::write(Some(kind), node, currency));
                }
            }
            (Value::List(list), Some(ColumnKind::Labels)) if !list.is_empty() => {
                for (index, node) in list.iter().enumerate() {
                    let name = [name.as_str(), ".", &(index + 1).to_string()].concat();
                    match &node.value {
                        Value::Object(labels) if !labels.is_empty() => {
                            for (key, node) in labels {
                                let text = cell::write(Some(ColumnKind::Label), node, currency);
                                record.add(Cow::Owned(below(&name, key)), text);
                            }
                        }
                        _ => record.add(Cow::Owned(name), cell::write(Some(ColumnKind::Labels), node, currency)),
                    }
                }
            }
            (Value::Object(inner), None) if has_columns && has_some(inner) => {
                flatten(record, &name, inner, currency, inside);
            }
            (_, kind) => {
                let name = column.map_or(Cow::Owned(name), |column| Cow::Borrowed(column.name));
                let kind = kind.and_then(|_| kind_of(record.kind, &name));
                record.add(name, cell::write(kind, node, currency));
            }
        }
    }
}

fn object(entries: Vec<(String, Node)>) -> Node {
    Node { order: 0, value: Value::Object(entries) }
}

fn list(nodes: Vec<Node>) -> Node {
    Node { order: 0, value: Value::List(nodes) }
}

/// Gives every value its position in reading order.
fn number(node: &mut Node, next: &mut u32) {
    node.order = *next;
    *next = next.saturating_add(1);
    match &mut node.value {
        Value::List(list) => list.iter_mut().for_each(|node| number(node, next)),
        Value::Object(entries) => entries.iter_mut().for_each(|(_, node)| number(node, next)),
        _ => {}
    }
}

/// The object of a record and of those inside it.
fn grown(own: Option<&Record>, name: &str, inside: &[Rc<Record>], currency: Option<Currency>, language: &str) -> Node {
    let Some(kind) = own.map(|own| own.kind).or_else(|| record_kind(name)) else { return object(Vec::new()) };
    let cells: Vec<&Cell> = own.map(|own| own.cells.iter().collect()).unwrap_or_default();
    if let Some(whole) = cells.iter().find(|cell| cell.column == WHOLE)
        && let Some(node) = cell::read(None, &whole.text, currency)
    {
        return node;
    }
    let cells = placed(kind, &cells);
    let mut root = Growing { entries: Vec::with_capacity(cells.len()), label: None };
    for (position, column) in kind.columns.iter().enumerate() {
        if column.kind == ColumnKind::Rows && !inside.is_empty() {
            let is_of =
                |record: &&Rc<Record>| record.kind.name.strip_prefix(name) == Some(&[".", column.name].concat());
            let rows: Vec<Node> = inside
                .iter()
                .filter(is_of)
                .map(|record| grown(Some(record), record.kind.name, &[], currency, language))
                .collect();
            if !rows.is_empty() {
                root.entries.push((column.name.to_owned(), list(rows)));
            }
        }
        root.grow(kind, position, &cells, currency, language);
    }
    root.grow(kind, kind.columns.len(), &cells, currency, language);
    object(root.entries)
}

/// Cells with the position of the column of each, which is looked up once.
fn placed<'a>(kind: &RecordKind, cells: &[&'a Cell]) -> Vec<(usize, &'a Cell)> {
    cells.iter().map(|cell| (rank(kind.columns, &cell.column).0, *cell)).collect()
}

/// An object that grows cell by cell.
struct Growing {
    entries: Vec<(String, Node)>,
    /// The list of labels that grows, and the number of its last text.
    label: Option<(usize, usize)>,
}

impl Growing {
    /// Takes the cells of the column at a position; those without a key where the position is behind the last.
    fn grow(
        &mut self,
        kind: &RecordKind,
        position: usize,
        cells: &[(usize, &Cell)],
        currency: Option<Currency>,
        language: &str,
    ) {
        for (at, cell) in cells {
            if *at != position {
                continue;
            }
            let (_, text_number, _) = rank(kind.columns, &cell.column);
            let column_kind = kind_of(kind, &cell.column);
            let Some(node) = cell::read(column_kind, &cell.text, currency) else { continue };
            let bare = once(&cell.column);
            let name = kind.columns.get(position).map_or("", |column| column.name);
            if column_kind == Some(ColumnKind::Labels) {
                let goes_on = self.label == Some((position, text_number));
                self.label = Some((position, text_number));
                let rest = bare.get(name.len() + 1..).unwrap_or_default();
                let language = rest.split_once('.').map(|(_, language)| steps(language).concat());
                self.add_label(name, language, goes_on, node);
                continue;
            }
            let mut way = steps(bare);
            // A plain label beside others is the one in the language of the list.
            let is_plain = column_kind == Some(ColumnKind::Label) && bare.len() == name.len();
            if is_plain && cells.iter().any(|(_, other)| is_translation(name, &other.column)) {
                way.push(Cow::Borrowed(language));
            }
            insert(&mut self.entries, &way, node);
        }
    }

    fn add_label(&mut self, name: &str, language: Option<String>, goes_on: bool, node: Node) {
        let at = self.entries.iter().rposition(|(key, node)| key == name && matches!(node.value, Value::List(_)));
        let at = at.unwrap_or_else(|| {
            self.entries.push((name.to_owned(), list(Vec::new())));
            self.entries.len() - 1
        });
        let Some((_, Node { value: Value::List(labels), .. })) = self.entries.get_mut(at) else { return };
        match (language, labels.last_mut()) {
            (Some(language), Some(Node { value: Value::Object(texts), .. })) if goes_on => texts.push((language, node)),
            (Some(language), _) => labels.push(object(vec![(language, node)])),
            (None, _) => labels.push(node),
        }
    }
}

/// Whether a column is that of a label in one language.
fn is_translation(name: &str, column: &str) -> bool {
    column.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

/// Puts a value at the end of a way of keys.
fn insert(entries: &mut Vec<(String, Node)>, way: &[Cow<str>], node: Node) {
    let Some((key, rest)) = way.split_first() else { return };
    if rest.is_empty() {
        entries.push((key.to_string(), node));
        return;
    }
    let is_it = |(known, node): &(String, Node)| known == key.as_ref() && matches!(node.value, Value::Object(_));
    let at = entries.iter().rposition(is_it).unwrap_or_else(|| {
        entries.push((key.to_string(), object(Vec::new())));
        entries.len() - 1
    });
    if let Some((_, Node { value: Value::Object(inner), .. })) = entries.get_mut(at) {
        insert(inner, rest, node);
    }
}
