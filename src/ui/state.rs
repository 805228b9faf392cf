//! What the page knows: the editor, the price list, and the last estimate that could be made.

use super::formats::SharedFormats;
use crate::data;
use crate::domain::catalog::Catalog;
use crate::domain::currency::Currency;
use crate::domain::estimate::{Estimate, estimate};
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::domain::scenario::Scenario;
use crate::domain::spending::{Spending, spending};
use crate::editor::{self, Action, Editor, Field, Reading};
use crate::present::context::Context;
use crate::present::formats::symbol;
use crate::present::page::{Page, page};
use crate::present::say::Say;
use std::rc::Rc;
use yew::Reducible;

/// What happens to the page.
#[derive(Debug)]
pub enum Happening {
    /// A person gave an answer.
    Answered(Field, String),
    /// A price list is being fetched.
    ListAwaited,
    /// A price list was read, or could not be.
    ListRead(Result<Box<PriceList>, Vec<Problem>>),
}

/// The last estimate that could be made, and what it was made from.
#[derive(Clone, Debug)]
struct Made {
    scenario: Scenario,
    estimate: Estimate,
    spending: Spending,
}

/// What the page knows.
#[derive(Clone, Debug)]
pub struct State {
    catalog: Rc<Catalog>,
    formats: SharedFormats,
    editor: Editor,
    made: Option<Rc<Made>>,
    refusal: Option<Problem>,
    pub list: Option<Rc<PriceList>>,
    pub list_problems: Vec<Problem>,
    pub is_list_awaited: bool,
}

impl State {
    /// The page for a scenario; none where the page's own figures do not load.
    pub fn new(scenario: Scenario, formats: SharedFormats) -> Option<Self> {
        let catalog = Rc::new(data::catalog().ok()?);
        let editor = Editor::new(scenario, Currency::USD);
        let state = Self {
            catalog,
            formats,
            editor,
            made: None,
            refusal: None,
            list: None,
            list_problems: Vec::new(),
            is_list_awaited: false,
        };
        Some(state.estimated())
    }

    /// The state with an estimate for what the editor asks; the last one stays where there is none.
    fn estimated(mut self) -> Self {
        let scenario = self.editor.scenario.clone();
        let list = self.list.as_deref();
        let made = estimate(&scenario, list, &self.catalog)
            .and_then(|estimate| Ok((estimate, spending(&scenario, list, &self.catalog)?)));
        match made {
            Ok((estimate, spending)) => {
                self.made = Some(Rc::new(Made { scenario, estimate, spending }));
                self.refusal = None;
            }
            Err(problem) => self.refusal = Some(problem),
        }
        self
    }

    fn reading(&self) -> Reading {
        let currency = self.list.as_ref().map_or(Currency::USD, |list| list.currency);
        Reading { signs: self.formats.0.signs(), currency, symbol: symbol(currency) }
    }

    /// The page in words; none where no estimate could ever be made.
    pub fn page(&self) -> Option<Page> {
        let made = self.made.as_ref()?;
        let context = Context {
            scenario: &made.scenario,
            estimate: &made.estimate,
            spending: &made.spending,
            catalog: &self.catalog,
            list: self.list.as_deref(),
            say: Say { formats: &*self.formats.0, currency: made.estimate.currency },
        };
        Some(page(&context, &self.editor, self.refusal.as_ref()))
    }
}

impl Reducible for State {
    type Action = Happening;

    fn reduce(self: Rc<Self>, happening: Happening) -> Rc<Self> {
        let mut state = (*self).clone();
        match happening {
            Happening::Answered(field, text) => {
                state.editor = editor::reduce(&state.editor, Action::Set(field, text), &state.reading());
            }
            Happening::ListAwaited => {
                state.is_list_awaited = true;
                return Rc::new(state);
            }
            Happening::ListRead(Ok(list)) => {
                state.is_list_awaited = false;
                state.list = Some(Rc::from(list));
                state.list_problems = Vec::new();
                state.editor = editor::read(state.editor.draft.clone(), &state.editor.scenario, &state.reading());
            }
            Happening::ListRead(Err(problems)) => {
                state.is_list_awaited = false;
                state.list_problems = problems;
                return Rc::new(state);
            }
        }
        Rc::new(state.estimated())
    }
}
