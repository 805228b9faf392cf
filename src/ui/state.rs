//! What the page knows: the editor, the price list, and the last estimate that could be made.

use super::formats::Language;
use super::price_list::{Read, Refused};
use crate::data;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::estimate::{Comparison, Estimate, estimate};
use crate::domain::laser::compare_all;
use crate::domain::narrowing::{Narrowing, narrowing};
use crate::domain::plan::Plan;
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::domain::scenario::Scenario;
use crate::domain::spending::{Spending, spending};
use crate::editor::{self, Action, Editor, Field, Reading};
use crate::present::arena::Arena;
use crate::present::context::Context;
use crate::present::formats::symbol;
use crate::present::money;
use crate::present::page::{Page, page};

/// The last estimate that could be made, and what it was made from.
#[derive(Debug)]
struct Made {
    scenario: Scenario,
    estimate: Estimate,
    spending: Spending,
    narrowing: Vec<Narrowing>,
    lasers: Vec<Comparison>,
}

/// What the page knows.
#[derive(Debug)]
pub struct State {
    catalog: &'static Catalog,
    language: Language,
    editor: Editor,
    made: Option<Made>,
    refusal: Option<Problem>,
    /// Whether somebody has asked for every laser, which takes longer than the estimate.
    compares_all: bool,
    pub list: Option<Box<PriceList>>,
    pub refused_list: Option<Refused>,
}

impl State {
    /// The page for a scenario; none where the page's own figures do not load.
    pub fn new(scenario: Scenario, language: Language) -> Option<Self> {
        let catalog = data::catalog();
        let editor = Editor::new(scenario, Currency::USD);
        let mut state = Self {
            catalog,
            language,
            editor,
            made: None,
            refusal: None,
            compares_all: false,
            list: None,
            refused_list: None,
        };
        state.estimate();
        Some(state)
    }

    /// Takes an answer.
    pub fn answer(&mut self, field: Field, text: String) {
        self.editor = editor::reduce(&self.editor, Action::Set(field, text), &self.reading());
        self.estimate();
    }

    /// Compares with every laser from now on.
    pub fn compare_all(&mut self) {
        self.compares_all = true;
        self.estimate();
    }

    /// Takes a price list, or the messages of one that cannot be used.
    pub fn use_list(&mut self, read: Read) {
        match read {
            Ok(list) => {
                self.list = Some(list);
                self.refused_list = None;
                self.editor = editor::read(self.editor.draft.clone(), &self.editor.scenario, &self.reading());
                self.estimate();
            }
            Err(refused) => self.refused_list = Some(refused),
        }
    }

    /// Makes the estimate that the editor asks for; the last one stays where there is none.
    fn estimate(&mut self) {
        let scenario = self.editor.scenario.clone();
        let list = self.list.as_deref();
        match Plan::new(&scenario, list, self.catalog) {
            Ok(plan) => {
                let (estimate, spending) = (estimate(&plan, self.catalog), spending(&plan, self.catalog));
                let narrowing = narrowing(&plan, estimate.total, self.catalog);
                let lasers = if self.compares_all { compare_all(&plan, list, self.catalog) } else { Vec::new() };
                self.made = Some(Made { scenario, estimate, spending, narrowing, lasers });
                self.refusal = None;
            }
            Err(problem) => self.refusal = Some(problem),
        }
    }

    fn reading(&self) -> Reading {
        let currency = self.list.as_ref().map_or(Currency::USD, |list| list.currency);
        Reading { signs: self.language.formats.signs(), currency, symbol: symbol(currency) }
    }

    /// What the page's words are written from; none where no estimate could ever be made.
    fn context<'a>(&'a self, arena: &'a Arena) -> Option<Context<'a>> {
        let made = self.made.as_ref()?;
        Some(Context {
            scenario: &made.scenario,
            estimate: &made.estimate,
            spending: &made.spending,
            narrowing: &made.narrowing,
            lasers: &made.lasers,
            catalog: self.catalog,
            list: self.list.as_deref(),
            say: self.language.say(arena, made.estimate.currency),
        })
    }

    /// The page in words.
    pub fn page<'a>(&'a self, arena: &'a Arena) -> Option<Page<'a>> {
        Some(page(&self.context(arena)?, &self.editor, self.refusal.as_ref()))
    }

    /// What is read out of the page when its estimate has changed.
    pub fn announcement(&self) -> String {
        let arena = Arena::default();
        self.context(&arena).map_or(String::new(), |context| context.say.read(money::announcement(&context)).to_owned())
    }
}
