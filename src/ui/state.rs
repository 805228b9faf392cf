//! What the page knows: the history of answers, the price list, and the last estimate that could be made of each scenario.

use super::formats::Language;
use super::price_list::{Read, Refused};
use crate::codec::kept::Check;
use crate::codec::message;
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
use crate::domain::vocabulary::Concern;
use crate::editor::history::{Answers, Change, History, Made};
use crate::editor::keep::{self, Restored};
use crate::editor::restore::Note;
use crate::editor::{self, Draft, Editor, Reading};
use crate::present::arena::Arena;
use crate::present::context::Context;

use crate::present::notice::Notice;
use crate::present::page::{self, Page, chrome};
use crate::present::{calendar, money};
use chrono::{NaiveDate, NaiveDateTime};
use std::rc::Rc;

/// One scenario: what is typed, and the last estimate that could be made of it.
#[derive(Clone, Debug)]
struct Asked {
    editor: Editor,
    estimated: Option<Rc<Estimated>>,
    refusal: Option<Problem>,
}

/// The last estimate that could be made, and what it was made from.
#[derive(Debug)]
struct Estimated {
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
    pub history: History,
    /// The scenarios of the present answers, in their order.
    asked: Vec<Asked>,
    /// Whether somebody has asked for every laser, which takes longer than the estimate.
    compares_all: bool,
    pub list: Option<Box<PriceList>>,
    pub refused_list: Option<Refused>,
    /// What the person should know of what was opened or could not be kept.
    pub notice: Option<Notice>,
}

impl State {
    /// The page for a scenario.
    pub fn new(scenario: &Scenario, language: Language) -> Self {
        let answers = Answers::new(vec![Draft::asking(scenario, Currency::USD)], 0);
        let mut state = Self {
            catalog: data::catalog(),
            language,
            history: History::new(answers),
            asked: Vec::new(),
            compares_all: false,
            list: None,
            refused_list: None,
            notice: None,
        };
        state.estimate();
        state
    }

    /// Takes what a person did to the answers.
    pub fn change(&mut self, change: Change) -> Made {
        let made = self.history.take(change);
        if made != Made::Nothing {
            self.estimate();
        }
        made
    }

    /// Goes back to the answers of an earlier moment, or forward again.
    pub fn go(&mut self, go: impl FnOnce(&mut History) -> bool) -> bool {
        let has_gone = go(&mut self.history);
        if has_gone {
            self.estimate();
        }
        has_gone
    }

    /// Takes over the steps that the browser kept.
    pub fn restore(&mut self, kept: &str) {
        let (history, notes) = keep::from_session(kept, &self.reading());
        self.history = history;
        if !notes.is_empty() {
            self.notice = Some(Notice::Restored(notes));
        }
        self.estimate();
    }

    /// Takes over the answers of a link; none where the fragment is no link.
    pub fn open_link(&mut self, fragment: &str) -> Option<Made> {
        let restored = keep::from_link(fragment, &self.reading())?;
        Some(self.open(restored, None))
    }

    /// Takes over the answers of a file.
    pub fn open_file(&mut self, text: &str) -> Made {
        let opened = keep::from_file(text, &self.reading());
        self.open(opened.restored, Some(opened.program))
    }

    /// Takes over answers that came from outside, in a step that can be undone; those of the page stay where nothing
    /// of it could be read.
    fn open(&mut self, restored: Restored, program: Option<String>) -> Made {
        let Restored { answers, check, notes } = restored;
        if notes.iter().any(Note::is_of_nothing) {
            self.notice = Some(Notice::Unopened(notes));
            return Made::Nothing;
        }
        self.notice = Some(Notice::Opened { program, check, notes });
        self.change(Change::Replace(answers))
    }

    /// What the browser is to keep against a crash.
    pub fn kept(&self) -> String {
        keep::session(&self.history, &self.reading(), chrome::VERSION_NUMBER)
    }

    /// The fragment of a link to the answers.
    pub fn link(&self) -> String {
        keep::link(self.history.answers(), &self.reading(), self.check().as_ref())
    }

    /// The text of a file with the answers.
    pub fn file(&self, today: Option<NaiveDate>) -> String {
        keep::file(self.history.answers(), &self.reading(), self.check(), chrome::VERSION_NUMBER, today)
    }

    fn check(&self) -> Option<Check> {
        Some(Check::from(&self.shown()?.estimated.as_ref()?.estimate))
    }

    /// Takes a price list, or the messages of one that cannot be used.
    pub fn use_list(&mut self, read: Read) {
        match read {
            Ok(list) => {
                self.list = Some(list);
                self.refused_list = None;
                // Other prices, and perhaps another currency.
                self.make_anew();
            }
            Err(refused) => self.refused_list = Some(refused),
        }
    }

    /// Compares with every laser from now on.
    pub fn compare_all(&mut self) {
        if !self.compares_all {
            self.compares_all = true;
            self.make_anew();
        }
    }

    /// Reads and makes everything anew.
    fn make_anew(&mut self) {
        let reading = self.reading();
        for asked in std::mem::take(&mut self.asked) {
            let editor = editor::read(asked.editor.draft, &asked.editor.scenario, &reading);
            let asked = self.estimated(editor, asked.estimated);
            self.asked.push(asked);
        }
    }

    /// Makes the estimates that the present answers ask for and that are not there yet.
    fn estimate(&mut self) {
        let reading = self.reading();
        let mut known = std::mem::take(&mut self.asked);
        let there: Vec<(Draft, Option<Asked>)> = self
            .history
            .answers()
            .scenarios()
            .iter()
            .cloned()
            .map(|draft| {
                let at = known.iter().position(|asked| asked.editor.draft == draft);
                let asked = at.map(|at| known.remove(at));
                (draft, asked)
            })
            .collect();
        // What is gone, of which each makes room for a new one: where that cannot be read or estimated, its own stays.
        let mut gone = known.into_iter();
        for (draft, asked) in there {
            // A copy of a scenario has its estimate as well, also where that is an earlier one.
            let twin = || self.asked.iter().find(|asked| asked.editor.draft == draft).cloned();
            let asked = asked.or_else(twin).unwrap_or_else(|| {
                let before = gone.next();
                let usual = Scenario::usual(Concern::AcneScarsMixed);
                let last = before.as_ref().map_or(&usual, |before| &before.editor.scenario);
                let editor = editor::read(draft.clone(), last, &reading);
                match before {
                    // One that was refused is refused again: its estimate is another one.
                    Some(Asked { estimated: Some(estimated), refusal: None, .. })
                        if estimated.scenario == editor.scenario =>
                    {
                        Asked { editor, estimated: Some(estimated), refusal: None }
                    }
                    before => self.estimated(editor, before.and_then(|before| before.estimated)),
                }
            });
            self.asked.push(asked);
        }
    }

    /// A scenario with its estimate. Where there is none, the one before stays, or else that of the usual price stands:
    /// the list's, or the typical one where the list has none.
    fn estimated(&self, editor: Editor, before: Option<Rc<Estimated>>) -> Asked {
        let list = self.list.as_deref();
        match self.made(editor.scenario.clone(), list) {
            Ok(estimated) => Asked { editor, estimated: Some(estimated), refusal: None },
            Err(problem) => {
                let at_usual_price = |list| self.made(Scenario { price: None, ..editor.scenario.clone() }, list).ok();
                let estimated = before.or_else(|| at_usual_price(list)).or_else(|| at_usual_price(None));
                Asked { editor, estimated, refusal: Some(problem) }
            }
        }
    }

    /// The estimate of a scenario at the prices of a list, with what the page shows beside it.
    fn made(&self, scenario: Scenario, list: Option<&PriceList>) -> Result<Rc<Estimated>, Problem> {
        let catalog = self.catalog;
        let plan = Plan::new(&scenario, list, catalog)?;
        let (estimate, spending) = (estimate(&plan, catalog), spending(&plan, catalog));
        let narrowing = narrowing(&plan, estimate.total, catalog);
        let lasers = if self.compares_all { compare_all(&plan, list, catalog) } else { Vec::new() };
        Ok(Rc::new(Estimated { scenario, estimate, spending, narrowing, lasers }))
    }

    fn reading(&self) -> Reading {
        self.language.reading(self.list.as_ref().map_or(Currency::USD, |list| list.currency))
    }

    /// The scenario that is shown.
    fn shown(&self) -> Option<&Asked> {
        self.asked.get(self.history.answers().shown())
    }

    /// What the words of a scenario are written from; none where no estimate could ever be made.
    fn context<'a>(&'a self, asked: &'a Asked, arena: &'a Arena) -> Option<Context<'a>> {
        let estimated = asked.estimated.as_ref()?;
        Some(Context {
            scenario: &estimated.scenario,
            estimate: &estimated.estimate,
            spending: &estimated.spending,
            narrowing: &estimated.narrowing,
            lasers: &estimated.lasers,
            catalog: self.catalog,
            list: self.list.as_deref(),
            say: self.language.say(arena, estimated.estimate.currency),
        })
    }

    /// The page in words; none where no estimate could ever be made of what is shown.
    pub fn page<'a>(&'a self, arena: &'a Arena) -> Option<Page<'a>> {
        let shown = self.shown()?;
        let contexts: Vec<_> = self.asked.iter().map(|asked| self.context(asked, arena)).collect();
        let asked = page::Asked {
            editor: &shown.editor,
            refusal: shown.refusal.as_ref(),
            scenarios: arena.list(&contexts),
            shown: self.history.answers().shown(),
            notice: self.notice.as_ref(),
        };
        Some(page::page(&self.context(shown, arena)?, &asked))
    }

    /// What is read out of the page when its estimate has changed.
    pub fn announcement(&self) -> Option<String> {
        let arena = Arena::default();
        let context = self.context(self.shown()?, &arena)?;
        Some(context.say.read(money::announcement(&context)).to_owned())
    }

    /// The band of the total, for a clinic's page around this one.
    pub fn band(&self) -> Option<String> {
        let estimate = &self.shown()?.estimated.as_ref()?.estimate;
        Some(message::band(estimate.total.five.p50, estimate.currency))
    }

    /// The text of a calendar file; none where the course has no first day.
    pub fn calendar(&self, stamp: NaiveDateTime) -> Option<String> {
        let arena = Arena::default();
        calendar::file(&self.context(self.shown()?, &arena)?, stamp)
    }
}
