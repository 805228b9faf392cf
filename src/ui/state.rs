//! What the page knows: the editor, the price list, and the last estimate that could be made.

use super::formats::SharedFormats;
use super::price_list::Read;
use crate::data;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::estimate::{Estimate, estimate};
use crate::domain::plan::Plan;
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::domain::scenario::Scenario;
use crate::domain::spending::{Spending, spending};
use crate::editor::{self, Action, Editor, Field, Reading};
use crate::present::context::Context;
use crate::present::document::Words;
use crate::present::formats::symbol;
use crate::present::money;
use crate::present::page::{Page, page};
use crate::present::say::Say;

/// The last estimate that could be made, and what it was made from.
#[derive(Debug)]
struct Made {
    scenario: Scenario,
    estimate: Estimate,
    spending: Spending,
}

/// What the page knows.
#[derive(Debug)]
pub struct State {
    catalog: &'static Catalog,
    formats: SharedFormats,
    editor: Editor,
    made: Option<Made>,
    refusal: Option<Problem>,
    pub list: Option<Box<PriceList>>,
    pub list_problems: Vec<Problem>,
}

impl State {
    /// The page for a scenario; none where the page's own figures do not load.
    pub fn new(scenario: Scenario, formats: SharedFormats) -> Option<Self> {
        let catalog = data::catalog();
        let editor = Editor::new(scenario, Currency::USD);
        let mut state =
            Self { catalog, formats, editor, made: None, refusal: None, list: None, list_problems: Vec::new() };
        state.estimate();
        Some(state)
    }

    /// Takes an answer.
    pub fn answer(&mut self, field: Field, text: String) {
        self.editor = editor::reduce(&self.editor, Action::Set(field, text), &self.reading());
        self.estimate();
    }

    /// Takes a price list, or the messages of one that cannot be used.
    pub fn use_list(&mut self, read: Read) {
        match read {
            Ok(list) => {
                self.list = Some(list);
                self.list_problems = Vec::new();
                self.editor = editor::read(self.editor.draft.clone(), &self.editor.scenario, &self.reading());
                self.estimate();
            }
            Err(problems) => self.list_problems = problems,
        }
    }

    /// Makes the estimate that the editor asks for; the last one stays where there is none.
    fn estimate(&mut self) {
        let scenario = self.editor.scenario.clone();
        let list = self.list.as_deref();
        match Plan::new(&scenario, list, self.catalog) {
            Ok(plan) => {
                let (estimate, spending) = (estimate(&plan, self.catalog), spending(&plan, self.catalog));
                self.made = Some(Made { scenario, estimate, spending });
                self.refusal = None;
            }
            Err(problem) => self.refusal = Some(problem),
        }
    }

    fn reading(&self) -> Reading {
        let currency = self.list.as_ref().map_or(Currency::USD, |list| list.currency);
        Reading { signs: self.formats.0.signs(), currency, symbol: symbol(currency) }
    }

    /// What the page's words are written from; none where no estimate could ever be made.
    fn context(&self) -> Option<Context<'_>> {
        let made = self.made.as_ref()?;
        Some(Context {
            scenario: &made.scenario,
            estimate: &made.estimate,
            spending: &made.spending,
            catalog: self.catalog,
            list: self.list.as_deref(),
            say: Say { formats: &*self.formats.0, currency: made.estimate.currency },
        })
    }

    /// The page in words.
    pub fn page(&self) -> Option<Page> {
        Some(page(&self.context()?, &self.editor, self.refusal.as_ref()))
    }

    /// What is read out of the page when its estimate has changed.
    pub fn announcement(&self) -> Words {
        self.context().map_or(Words::default(), |context| money::announcement(&context))
    }
}
