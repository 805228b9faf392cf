//! The view behind `#/prices`: a clinic's price list in a grid, looked through with each change.

use super::desk::{Desk, Effect, Source};
use super::{Opened, Told, View, prices_grid};
use crate::browser::files::Unread;
use crate::browser::keys::Key;
use crate::codec::sheet::{Checked, Finding, Sheet};
use crate::codec::{csv, json};
use crate::data;
use crate::domain::menu::Menu;
use crate::domain::problem::Problem;
use crate::domain::vocabulary::{Concern, Treatment};
use crate::editor::grid::{Done, Grid, tabs};
use crate::editor::keys::{Press, Step, step};
use crate::present::document::Words;
use crate::present::language::Text;
use crate::present::page::chrome;
use crate::present::prices::page;
use crate::present::prices::preview::{self, Preview};
use crate::present::staff::page as shell;
use crate::present::words;
use crate::ui::pen::{OUT, Pen, if_set};

/// The name of the field in which a list is opened.
pub const FIELD: &str = "sheet-file";
/// The id and the name of the field in the chosen cell.
pub const CELL_FIELD: &str = "cell-text";
/// A list that clinics can start from.
const EXAMPLE: &str = include_str!("../../../examples/prices.json");
/// With more records than this, a list is looked through once nobody has changed it for a moment.
const MANY: usize = 400;
/// How long that moment is, in milliseconds.
const MOMENT: u32 = 250;
/// The words of the timers.
const LOOK: &str = "look-through";
const KEEP_TYPED: &str = "keep-typed";

/// What the view knows.
#[derive(Debug)]
pub struct Prices {
    grid: Grid,
    /// What the list's file is called, without its ending; none before one is open.
    name: Option<String>,
    /// What was found when the list was last looked through.
    checked: Option<Checked>,
    /// Whether that was before the last change.
    is_stale: bool,
    /// The last list without problems, which previews show.
    good: Option<Box<Menu>>,
    /// The text of the list that quotes use, if it came from here.
    used: Option<String>,
    /// The text that was last saved or opened: what it holds is not lost.
    saved: Option<String>,
    /// Whether quotes have got a list from elsewhere since.
    has_other: bool,
    is_restored: bool,
    is_closing: bool,
    pasted: String,
    asked_column: String,
    /// Why the last text could not be opened.
    refused: Vec<Problem>,
    unread: Option<Text>,
    status: Option<Text>,
    concern: Concern,
    treatment: Treatment,
    preview: Option<Result<Preview, Problem>>,
}

impl Default for Prices {
    fn default() -> Self {
        Self {
            grid: Grid::default(),
            name: None,
            checked: None,
            is_stale: false,
            good: None,
            used: None,
            saved: None,
            has_other: false,
            is_restored: false,
            is_closing: false,
            pasted: String::new(),
            asked_column: String::new(),
            refused: Vec::new(),
            unread: None,
            status: None,
            concern: Concern::AcneScarsMixed,
            treatment: Treatment::Standard,
            preview: None,
        }
    }
}

/// The table of a text, JSON or CSV, told apart by how it begins.
fn sheet_of(text: &str) -> Result<Sheet, Vec<Problem>> {
    if csv::is_table(text) {
        return Sheet::from_csv(text);
    }
    let text = text.trim_start_matches('\u{feff}');
    json::parse(text).map(|tree| Sheet::from_tree(&tree)).map_err(|problem| vec![problem])
}

impl Prices {
    /// Opens a text in place of the list, in a step that can be undone; what is open stays where it is none.
    fn open(&mut self, desk: &mut Desk, name: &str, text: &str) {
        self.unread = None;
        self.status = None;
        match sheet_of(text) {
            Ok(sheet) => {
                self.take(desk, name, sheet);
                self.saved = Some(self.grid.sheet().to_json_text());
            }
            Err(problems) => self.refused = problems,
        }
    }

    fn take(&mut self, desk: &mut Desk, name: &str, sheet: Sheet) {
        self.refused.clear();
        self.is_restored = false;
        self.is_closing = false;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if self.name.is_some() {
            self.grid.open(sheet);
        } else {
            self.grid = Grid::new(sheet);
        }
        self.name = Some(stem.to_owned());
        self.look_through(desk, true);
        desk.ask(Effect::Focus("list-heading".to_owned()));
    }

    /// Looks through the list, has it kept, and hands it to quotes where it has no problem.
    fn look_through(&mut self, desk: &mut Desk, is_for_quotes: bool) {
        let Some(name) = &self.name else { return };
        let mut checked = self.grid.sheet().check(desk.today);
        desk.ask(Effect::Keep([name.as_str(), "\n", &checked.text].concat()));
        if let Some(menu) = checked.menu.take() {
            self.good = Some(Box::new(menu));
            if is_for_quotes && self.used.as_ref() != Some(&checked.text) {
                self.used = Some(checked.text.clone());
                self.has_other = false;
                desk.open_list(&[name.as_str(), ".json"].concat(), checked.text.clone(), Source::Person);
            }
        }
        self.checked = Some(checked);
        self.is_stale = false;
        self.estimate();
    }

    /// The list is another one.
    fn changed(&mut self, desk: &mut Desk) {
        self.status = None;
        self.is_closing = false;
        self.is_stale = true;
        if self.grid.sheet().records.len() > MANY {
            desk.ask(Effect::Later { word: LOOK, milliseconds: MOMENT });
        } else {
            self.look_through(desk, true);
        }
    }

    fn estimate(&mut self) {
        let catalog = data::catalog();
        self.preview = self.good.as_ref().map(|menu| Preview::new(&menu.list, self.concern, self.treatment, catalog));
    }

    /// Gives the chosen cell, or the field in it, the focus.
    fn hold(&self, desk: &mut Desk) {
        let id = if self.grid.typing().is_some() { CELL_FIELD.to_owned() } else { prices_grid::id(self.grid.at()) };
        desk.ask(Effect::Hold(id));
    }

    /// Does what the grid asks for after a key.
    fn done(&mut self, desk: &mut Desk, done: Done) {
        match done {
            Done::Moved => {}
            Done::Changed => self.changed(desk),
            Done::Copied(text) => return desk.ask(Effect::Copy(text)),
        }
        self.hold(desk);
    }

    /// Takes in what quotes use now, unless it came from here.
    fn take_others(&mut self, desk: &mut Desk) {
        let Some((name, text)) = desk.list().map(|list| (list.name.clone(), list.text.clone())) else { return };
        let Ok(sheet) = sheet_of(&text) else { return };
        self.used = Some(text);
        self.has_other = false;
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        if self.name.is_some() {
            self.grid.open(sheet);
        } else {
            self.grid = Grid::new(sheet);
        }
        self.name = Some(stem.to_owned());
        self.saved = Some(self.grid.sheet().to_json_text());
        self.look_through(desk, false);
    }

    /// Whether something would be lost without a file.
    fn is_unsaved(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| self.saved.as_ref() != Some(&checked.text)) || self.is_stale
    }

    fn close(&mut self, desk: &mut Desk) {
        *self = Self { concern: self.concern, treatment: self.treatment, ..Self::default() };
        desk.ask(Effect::Forget);
        desk.ask(Effect::Focus("heading".to_owned()));
    }

    fn save(&mut self, desk: &mut Desk, is_table: bool) {
        if self.grid.commit() {
            self.changed(desk);
        }
        let sheet = self.grid.sheet();
        let (ending, kind, text) = if is_table {
            (".csv", "text/csv", sheet.to_csv())
        } else {
            (".json", "application/json", sheet.to_json_text())
        };
        self.saved = Some(sheet.to_json_text());
        let name = [self.name.as_deref().unwrap_or("prices"), ending].concat();
        desk.ask(Effect::Download { name, kind, text });
    }

    fn go_to_finding(&mut self, desk: &mut Desk, number: &str) -> bool {
        let findings = self.checked.as_ref().map(|checked| &checked.findings);
        let finding = findings.and_then(|findings| findings.get(number.parse::<usize>().ok()?));
        let Some((row, column)) = finding.and_then(|finding| finding.cell.clone()) else { return false };
        if self.grid.go_to(row, &column) {
            desk.ask(Effect::Focus(prices_grid::id(self.grid.at())));
        }
        true
    }

    /// The messages on the cells of a record.
    pub fn findings(&self) -> &[Finding] {
        self.checked.as_ref().map_or(&[], |checked| &checked.findings)
    }
}

impl View for Prices {
    fn view(&self, desk: &Desk, pen: &mut Pen<'_>) {
        let is_open = self.name.is_some();
        if self.is_restored {
            pen.open_with("div", &["class", "role"], &["notice", "status"]);
            pen.say("p", "plain", page::RESTORED);
            pen.button("quiet", "discard", page::DISCARD, true);
            pen.close();
        }
        if self.has_other {
            pen.open_with("div", &["class", "role"], &["notice", "status"]);
            pen.say("p", "plain", page::OTHER_LIST);
            pen.button("quiet", "take-other", page::TAKE_OTHER, true);
            pen.close();
        }
        if is_open {
            self.list(desk, pen);
            self.opening(pen, true);
        } else {
            self.opening(pen, false);
        }
    }

    fn answered(&mut self, desk: &mut Desk, name: &str, text: &str) -> bool {
        match name {
            CELL_FIELD => {
                self.grid.typed(text);
                desk.ask(Effect::Later { word: KEEP_TYPED, milliseconds: MOMENT });
            }
            "pasted" => text.clone_into(&mut self.pasted),
            "column" => text.clone_into(&mut self.asked_column),
            "preview-concern" => {
                self.concern = Concern::from_word(text).unwrap_or(self.concern);
                self.estimate();
            }
            "preview-treatment" => {
                self.treatment = Treatment::from_word(text).unwrap_or(self.treatment);
                self.estimate();
            }
            _ => return false,
        }
        true
    }

    fn pressed(&mut self, desk: &mut Desk, word: &str) -> bool {
        if let Some(at) = prices_grid::at_of(word) {
            if self.grid.choose(at) {
                self.changed(desk);
            }
            self.hold(desk);
            return true;
        }
        if let Some(number) = word.strip_prefix("go-") {
            return self.go_to_finding(desk, number);
        }
        if let Some(name) = word.strip_prefix("tab-") {
            if let Some(tab) = tabs().find(|tab| tab.name == name)
                && self.grid.show(tab)
            {
                self.changed(desk);
            }
            return true;
        }
        if let Some(name) = word.strip_prefix("add-") {
            if let Some(kind) = crate::codec::price_list_keys::record_kind(name) {
                self.grid.add(kind);
                self.changed(desk);
                self.hold(desk);
            }
            return true;
        }
        match word {
            LOOK => self.look_through(desk, true),
            KEEP_TYPED => {
                if let (Some(name), Some(_)) = (&self.name, self.grid.typing()) {
                    let mut grid = self.grid.clone();
                    grid.commit();
                    desk.ask(Effect::Keep([name.as_str(), "\n", &grid.sheet().to_json_text()].concat()));
                }
                return false;
            }
            "take" => {
                if self.pasted.trim().is_empty() {
                    self.unread = Some(page::NOTHING_PASTED);
                } else {
                    let text = std::mem::take(&mut self.pasted);
                    self.open(desk, "prices", &text);
                    if !self.refused.is_empty() {
                        // What cannot be opened is mended where it stands.
                        self.pasted = text;
                    }
                }
            }
            "example" => self.open(desk, "prices", EXAMPLE),
            "empty" => {
                self.unread = None;
                let name = desk.language.dictionary.read(page::NEW_NAME).to_owned();
                self.take(desk, &name, Sheet::default());
                self.saved = self.checked.as_ref().map(|checked| checked.text.clone());
            }
            "undo" | "redo" => {
                let is_changed = if word == "undo" { self.grid.undo() } else { self.grid.redo() };
                if is_changed {
                    self.changed(desk);
                }
            }
            "remove-row" => {
                if self.grid.remove() {
                    self.changed(desk);
                    self.hold(desk);
                }
            }
            "columns" => self.grid.widen(),
            "show-column" => {
                let column = std::mem::take(&mut self.asked_column);
                if !column.trim().is_empty() {
                    self.grid.ask_for(column.trim());
                    self.hold(desk);
                }
            }
            "earlier" | "later" => {
                let (first, last) = self.grid.page();
                let row = if word == "later" { last } else { first.saturating_sub(1) };
                if self.grid.choose((row, self.grid.at().1)) {
                    self.changed(desk);
                }
                self.hold(desk);
            }
            "save-json" => self.save(desk, false),
            "save-csv" => self.save(desk, true),
            "discard" => self.close(desk),
            "close" if self.is_unsaved() && !self.is_closing => self.is_closing = true,
            "close" => self.close(desk),
            "stay" => self.is_closing = false,
            "take-other" => self.take_others(desk),
            _ => return false,
        }
        true
    }

    fn key(&mut self, desk: &mut Desk, key: &Key) -> bool {
        if self.name.is_none() {
            return false;
        }
        let press = Press {
            key: &key.key,
            code: &key.code,
            command: key.command,
            shift: key.shift,
            alt: key.alt,
            is_typing: key.is_typing,
        };
        let is_in_grid = key.field == CELL_FIELD || prices_grid::at_of(&key.field).is_some();
        if is_in_grid {
            let Some(done) = self.grid.key(&press) else { return false };
            self.done(desk, done);
            return true;
        }
        match step(&press) {
            Some(Step::Undo) => self.pressed(desk, "undo"),
            Some(Step::Redo) => self.pressed(desk, "redo"),
            None => false,
        }
    }

    fn pasted(&mut self, desk: &mut Desk, name: &str, text: &str) -> bool {
        if prices_grid::at_of(name).is_none() || self.grid.typing().is_some() {
            return false;
        }
        if self.grid.paste(text) {
            self.changed(desk);
        }
        self.hold(desk);
        true
    }

    fn file(&mut self, desk: &mut Desk, name: &str, file: Opened) {
        if name != FIELD {
            return;
        }
        match file.text {
            Ok(text) => self.open(desk, &file.name, &text),
            Err(why) => {
                self.refused.clear();
                self.unread = Some(if why == Unread::TooLarge { page::TOO_LARGE } else { page::UNREADABLE });
            }
        }
    }

    fn told(&mut self, desk: &mut Desk, told: &Told) -> bool {
        match told {
            Told::List => {
                let Some(list) = desk.list() else { return false };
                if self.used.as_ref() == Some(&list.text) {
                    return false;
                }
                if self.name.is_some() && self.is_unsaved() {
                    self.has_other = true;
                } else {
                    self.take_others(desk);
                }
            }
            Told::Restored(kept) => {
                let Some((name, text)) = kept.split_once('\n') else { return false };
                let Ok(sheet) = sheet_of(text) else { return false };
                // What quotes use was kept as well; where it is this very list, there is nothing to tell.
                let of_quotes = desk.list().and_then(|list| sheet_of(&list.text).ok());
                if of_quotes.is_some_and(|sheet| sheet.to_json_text() == text) {
                    return false;
                }
                self.grid = Grid::new(sheet);
                self.name = Some(name.to_owned());
                self.is_restored = true;
                self.saved = None;
                self.look_through(desk, true);
            }
            Told::Downloaded(is_done) => {
                self.status = Some(if *is_done { page::SAVED } else { shell::NOT_SAVED });
                if !is_done {
                    self.saved = None;
                }
            }
            Told::Copied(is_done) => self.status = Some(if *is_done { shell::COPIED } else { shell::NOT_COPIED }),
            _ => return false,
        }
        true
    }
}

impl Prices {
    /// Where a list is opened or started.
    fn opening(&self, pen: &mut Pen<'_>, is_folded: bool) {
        if is_folded {
            let is_needed = self.unread.is_some() || !self.refused.is_empty();
            pen.open_with("details", &["class", "id", "open"], &["fold opening", "opening", if_set(is_needed)]);
            pen.say("summary", "", page::OPEN_OTHER);
        } else {
            pen.open_with("section", &["class", "id", "aria-labelledby"], &["opening", "opening", "opening-heading"]);
            pen.say_with("h2", &["id"], &["opening-heading"], page::OPEN);
        }
        pen.open("div", "ways");
        pen.open("div", "question");
        pen.say_with("label", &["for"], &[FIELD], page::FILE);
        pen.say_with("p", &["class", "id"], &["hint", "sheet-file-hint"], page::FILE_HINT);
        let keys = &["id", "name", "type", "accept", "aria-describedby", "disabled"];
        let kinds = ".json,.csv,.txt,.tsv,application/json,text/csv,text/plain";
        pen.open_with("input", keys, &[FIELD, FIELD, "file", kinds, "sheet-file-hint", if_set(!pen.is_live)]);
        pen.close_all(2);
        pen.open("div", "question");
        pen.say_with("label", &["for"], &["pasted"], page::PASTE);
        pen.say_with("p", &["class", "id"], &["hint", "pasted-hint"], page::PASTE_HINT);
        let keys = &["id", "name", "rows", "aria-describedby", "spellcheck", "autocomplete"];
        pen.area(keys, &["pasted", "pasted", "4", "pasted-hint", "false", "off"], &self.pasted);
        pen.button("quiet", "take", page::TAKE, true);
        pen.close();
        pen.open("p", "actions");
        pen.button("quiet", "example", page::EXAMPLE, true);
        pen.button("quiet", "empty", page::EMPTY, true);
        pen.close_all(2);
        pen.open_with("div", &["class", "role"], &["problems", "alert"]);
        if let Some(words) = self.unread {
            pen.say("p", "", words);
        }
        if !self.refused.is_empty() {
            pen.say("p", "", page::UNREAD);
            pen.open("ul", "");
            for problem in &self.refused {
                pen.open("li", "");
                told(pen, problem);
                pen.close();
            }
            pen.close();
        }
        pen.close_all(2);
    }

    /// The open list: how it stands, its messages, the grid and what patients read of it.
    fn list(&self, desk: &Desk, pen: &mut Pen<'_>) {
        let say = pen.say;
        let name = self.name.as_deref().unwrap_or_default();
        pen.open_with("section", &["class", "aria-labelledby"], &["standing", "list-heading"]);
        pen.open_with("h2", &["id", "tabindex"], &["list-heading", "-1"]);
        pen.text(name);
        pen.close();
        pen.open_with("p", &["class", "role"], &["counts", "status"]);
        let (problems, warnings) = self.checked.as_ref().map_or((0, 0), Checked::counts);
        if self.is_stale {
            pen.words(page::CHECKING);
        } else {
            pen.words(page::counts(problems, warnings, say));
            pen.text(" ");
            let used = match (problems, desk.menu()) {
                (0, _) => page::USED,
                (_, Some(_)) => page::LAST_USED,
                _ => page::NOT_USED,
            };
            pen.say("span", "use", used);
        }
        pen.close();
        pen.open("p", "actions");
        pen.button("act", "save-json", page::SAVE_JSON, true);
        pen.button("act", "save-csv", page::SAVE_CSV, true);
        pen.button("quiet", "undo", page::UNDO, self.grid.can_undo());
        pen.button("quiet", "redo", page::REDO, self.grid.can_redo());
        pen.button("quiet", "close", page::CLOSE, true);
        pen.close();
        pen.say_with("p", &["class", "role"], &["done", "status"], self.status.unwrap_or_default());
        pen.open_with("div", &["class", "role"], &["notice-place", "alert"]);
        if self.is_closing {
            pen.open("div", "notice");
            pen.say("p", "plain", page::UNSAVED);
            pen.open("p", "actions");
            pen.button("quiet", "close", page::CLOSE_UNSAVED, true);
            pen.button("quiet", "stay", page::STAY, true);
            pen.close_all(2);
        }
        pen.close();
        pen.say("p", "small", page::KEPT);
        pen.close();
        self.messages(pen);
        prices_grid::grid(pen, &self.grid, self.findings(), &self.asked_column);
        self.preview(pen);
    }

    fn messages(&self, pen: &mut Pen<'_>) {
        for (is_warning, heading, class) in
            [(false, page::PROBLEMS, "findings wrong"), (true, page::WARNINGS, "findings odd")]
        {
            if !self.findings().iter().any(|finding| finding.is_warning == is_warning) {
                continue;
            }
            let id = if is_warning { "warnings-heading" } else { "problems-heading" };
            pen.open_with("section", &["class", "aria-labelledby"], &[class, id]);
            pen.say_with("h3", &["id"], &[id], heading);
            pen.open("ul", "");
            for (number, finding) in self.findings().iter().enumerate() {
                if finding.is_warning == is_warning {
                    self.finding(pen, number, finding);
                }
            }
            pen.close_all(2);
        }
    }

    fn finding(&self, pen: &mut Pen<'_>, number: usize, finding: &Finding) {
        let number = number.to_string();
        pen.open("li", "");
        if finding.cell.is_some() && !finding.told.path.is_empty() {
            let keys = &["type", "class", "data-press"];
            pen.open_with("button", keys, &["button", "place", &["go-", &number].concat()]);
            pen.text(&finding.told.path);
            pen.close();
        } else {
            pen.say("code", "", chrome::LIST_WHOLE);
        }
        // Whoever keeps the list reads them, in English.
        pen.open_with("span", &["class", "id", "lang"], &["told", &prices_grid::finding_id(&number), "en"]);
        pen.text(&finding.told.problem);
        pen.text(" ");
        pen.open("strong", "");
        pen.text(&finding.told.fix);
        pen.close_all(3);
    }

    fn preview(&self, pen: &mut Pen<'_>) {
        let say = pen.say;
        pen.open_with("section", &["class", "aria-labelledby"], &["preview", "preview-heading"]);
        pen.say_with("h2", &["id"], &["preview-heading"], preview::HEADING);
        pen.say("p", "small", preview::NOTE);
        pen.open("div", "choices-of");
        let concerns: Vec<_> = Concern::ALL.iter().map(|concern| (concern.word(), words::concern(*concern))).collect();
        select(pen, "preview-concern", preview::CONCERN, &concerns, self.concern.word());
        let treatments: Vec<_> =
            Treatment::ALL.iter().map(|treatment| (treatment.word(), words::treatment(*treatment))).collect();
        select(pen, "preview-treatment", preview::TREATMENT, &treatments, self.treatment.word());
        pen.close();
        match (&self.preview, &self.good) {
            (Some(Ok(preview)), Some(menu)) => {
                pen.open("dl", "facts");
                // The currency of the list, which may be another one than that of quotes.
                let say = *say;
                let say = crate::present::say::Say { currency: menu.list.currency, ..say };
                for (name, words) in preview.facts(&menu.list, data::catalog(), say) {
                    pen.open("div", "fact");
                    pen.say("dt", "", name);
                    pen.say("dd", "", words);
                    pen.close();
                }
                pen.close();
            }
            (Some(Err(problem)), _) => told(pen, problem),
            _ => pen.say("p", "", preview::NO_LIST),
        }
        pen.close();
    }
}

/// A problem and what to do about it, in English.
fn told(pen: &mut Pen<'_>, problem: &Problem) {
    pen.open_with("span", &["class", "lang"], &["told", "en"]);
    pen.text(&problem.problem);
    pen.text(" ");
    pen.open("strong", "");
    pen.text(&problem.fix);
    pen.close_all(2);
}

fn select(pen: &mut Pen<'_>, name: &str, label: Text, options: &[(&str, Words)], chosen: &str) {
    pen.open("div", "question");
    pen.say_with("label", &["for"], &[name], label);
    pen.open_with("select", &["id", "name"], &[name, name]);
    for (value, words) in options {
        pen.say_with("option", &["value", "selected"], &[value, if *value == chosen { "" } else { OUT }], *words);
    }
    pen.close_all(2);
}
