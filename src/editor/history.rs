//! The history of answers: what a person can undo and redo, and what the browser's Back and Forward step through.

use super::{Draft, Field};
use crate::codec::kept::MOST_SCENARIOS;

/// The answers of one moment: one to three scenarios, and which of them is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    scenarios: Vec<Draft>,
    shown: usize,
}

impl Default for Answers {
    /// One scenario with the usual answers.
    fn default() -> Self {
        Self { scenarios: vec![Draft::default()], shown: 0 }
    }
}

impl Answers {
    /// How many scenarios can stand side by side.
    pub const MOST: usize = MOST_SCENARIOS;

    /// Answers with these scenarios; those after the third are left out, none is the usual one, and `shown` is the
    /// first where it is none of them.
    pub fn new(mut scenarios: Vec<Draft>, shown: usize) -> Self {
        scenarios.truncate(Self::MOST);
        if scenarios.is_empty() {
            return Self::default();
        }
        let shown = if shown < scenarios.len() { shown } else { 0 };
        Self { scenarios, shown }
    }

    /// The scenarios, one to three.
    pub fn scenarios(&self) -> &[Draft] {
        &self.scenarios
    }

    /// The position of the scenario that is shown, counted from 0.
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// The scenario that is shown.
    pub fn draft(&self) -> Option<&Draft> {
        self.scenarios.get(self.shown)
    }

    /// The answers after a change; the same again where it changes nothing.
    fn after(&self, change: Change) -> Self {
        let mut answers = self.clone();
        match change {
            Change::Set(field, text) | Change::Type(field, text) => {
                if let Some(draft) = answers.scenarios.get_mut(self.shown) {
                    *draft = std::mem::take(draft).with(field, text);
                }
            }
            Change::Add if answers.scenarios.len() < Self::MOST => {
                answers.shown = answers.scenarios.len();
                answers.scenarios.extend(self.draft().cloned());
            }
            Change::Remove(scenario) if scenario < answers.scenarios.len() && answers.scenarios.len() > 1 => {
                answers.scenarios.remove(scenario);
                // The one that was shown stays so; where it is removed, the one before it is shown.
                if answers.shown > 0 && answers.shown >= scenario {
                    answers.shown -= 1;
                }
            }
            Change::Show(scenario) if scenario < answers.scenarios.len() => answers.shown = scenario,
            Change::Add | Change::Remove(_) | Change::Show(_) => {}
            Change::Replace(others) => answers = others,
            Change::StartAgain => answers = Self::default(),
        }
        answers
    }
}

/// What a person does to the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Chose another text for a field of the shown scenario: always a step of its own.
    Set(Field, String),
    /// Typed in a field of the shown scenario: one step as long as nothing else is done.
    Type(Field, String),
    /// Added a copy of the shown scenario, which is then shown.
    Add,
    /// Took a scenario away; the last one stays.
    Remove(usize),
    /// Looked at another scenario: no step of its own.
    Show(usize),
    /// Opened a link or a file.
    Replace(Answers),
    /// Went back to the usual answers everywhere.
    StartAgain,
}

/// What a change did to the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// Everything is as it was.
    Nothing,
    /// The present step is another one now: its position stays.
    Joined,
    /// There is a new step, with a new position.
    Step,
}

/// A state that can be gone back to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    /// The number of the step that made it; no two states ever have the same.
    position: u32,
    answers: Answers,
    /// The scenario that was shown when it was made; `answers` has the one that was last looked at.
    shown: usize,
}

/// All states of the answers, and which of them is the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// From the oldest to the newest; never empty.
    states: Vec<State>,
    present: usize,
    /// The highest position given so far.
    highest: u32,
    /// The field that is being typed in, for as long as nothing else is done.
    typing: Option<Field>,
    /// What `answers` gives where there is no state; there always is one.
    none: Answers,
}

impl Default for History {
    fn default() -> Self {
        Self::new(Answers::default())
    }
}

impl History {
    /// How many steps can be undone; the oldest are forgotten.
    pub const MOST: usize = 100;

    /// A history that begins with these answers, at position 0.
    pub fn new(answers: Answers) -> Self {
        Self::restored(Vec::new(), (0, answers), 0)
    }

    /// A history with steps that were kept elsewhere, each with its position, from the oldest to the present one, and
    /// the highest position that was ever given. Steps whose position does not grow are left out: no position may
    /// mean two states.
    pub fn restored(past: Vec<(u32, Answers)>, present: (u32, Answers), highest: u32) -> Self {
        let highest = highest.max(present.0);
        let mut states: Vec<State> = Vec::with_capacity(past.len() + 1);
        for (position, answers) in past {
            if position < present.0 && states.last().is_none_or(|last| last.position < position) {
                states.push(State { position, shown: answers.shown, answers });
            }
        }
        states.push(State { position: present.0, shown: present.1.shown, answers: present.1 });
        let mut history = Self { present: states.len() - 1, states, highest, typing: None, none: Answers::default() };
        history.forget();
        history
    }

    /// The present answers.
    pub fn answers(&self) -> &Answers {
        self.states.get(self.present).map_or(&self.none, |state| &state.answers)
    }

    /// The number of the present step: it grows with every step, and never means another one.
    pub fn position(&self) -> u32 {
        self.states.get(self.present).map_or(0, |state| state.position)
    }

    /// The highest position that was ever given; browsers may still hold it after an undo.
    pub fn highest(&self) -> u32 {
        self.highest
    }

    /// Up to so many steps before the present one with their positions, from the oldest: what is kept for a reload.
    pub fn past(&self, most: usize) -> impl Iterator<Item = (u32, &Answers)> {
        let past = self.states.get(..self.present).unwrap_or_default();
        past.iter().skip(past.len().saturating_sub(most)).map(|state| (state.position, &state.answers))
    }

    /// Takes a change. What was undone before cannot be redone after it.
    pub fn take(&mut self, change: Change) -> Made {
        let typed = match &change {
            Change::Type(field, _) => Some(*field),
            _ => None,
        };
        let is_look = matches!(change, Change::Show(_));
        let answers = self.answers().after(change);
        if answers == *self.answers() {
            return Made::Nothing;
        }
        let joins = is_look || (typed.is_some() && typed == self.typing);
        self.typing = typed;
        if joins && let Some(state) = self.states.get_mut(self.present) {
            state.answers = answers;
            return Made::Joined;
        }
        self.states.truncate(self.present + 1);
        self.highest = self.highest.saturating_add(1);
        self.states.push(State { position: self.highest, shown: answers.shown, answers });
        self.present = self.states.len() - 1;
        self.forget();
        Made::Step
    }

    /// Ends the step of the field that is being typed in: what is typed next is another one.
    pub fn settle(&mut self) {
        self.typing = None;
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.present > 0
    }

    /// Whether there is an undone step.
    pub fn can_redo(&self) -> bool {
        self.present + 1 < self.states.len()
    }

    /// Goes back one step, if there is one; says whether it did.
    pub fn undo(&mut self) -> bool {
        self.present.checked_sub(1).is_some_and(|before| self.go(before))
    }

    /// Does the step again that was undone last, if there is one; says whether it did.
    pub fn redo(&mut self) -> bool {
        self.go(self.present + 1)
    }

    /// Goes to the step of a position: what the browser's Back and Forward ask for. None where it is forgotten,
    /// or replaced by another one after an undo; the present state then stays.
    pub fn go_to(&mut self, position: u32) -> Option<&Answers> {
        let found = self.states.iter().position(|state| state.position == position)?;
        self.go(found);
        Some(self.answers())
    }

    fn go(&mut self, to: usize) -> bool {
        let is_forward = to > self.present;
        let Some(state) = self.states.get_mut(to) else { return false };
        if is_forward {
            // What was redone was done in the scenario that was shown then.
            state.answers.shown = state.shown;
        }
        self.present = to;
        self.typing = None;
        true
    }

    fn forget(&mut self) {
        while self.states.len() > Self::MOST + 1 {
            self.states.remove(0);
            self.present = self.present.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(field: Field, text: &str) -> Change {
        Change::Set(field, text.to_owned())
    }

    fn typed(field: Field, text: &str) -> Change {
        Change::Type(field, text.to_owned())
    }

    fn text(history: &History, field: Field) -> &str {
        history.answers().draft().unwrap().text(field)
    }

    #[test]
    fn every_choice_is_undone_and_redone_by_itself() {
        let mut history = History::default();
        assert!(!history.can_undo() && !history.can_redo() && !history.undo() && !history.redo());
        for months in ["12", "36", "60"] {
            assert_eq!(history.take(set(Field::Horizon, months)), Made::Step);
        }
        assert_eq!(history.take(set(Field::Horizon, "60")), Made::Nothing);
        let mut seen = Vec::new();
        while history.undo() {
            seen.push(text(&history, Field::Horizon).to_owned());
        }
        assert_eq!(seen, ["36", "12", "24"]);
        while history.redo() {}
        assert_eq!(text(&history, Field::Horizon), "60");
        assert!(history.can_undo() && !history.can_redo());
    }

    #[test]
    fn typing_in_one_field_in_a_row_is_one_step() {
        let mut history = History::default();
        assert_eq!(history.take(typed(Field::Amount, "3")), Made::Step);
        assert_eq!(history.take(typed(Field::Amount, "35")), Made::Joined);
        assert_eq!(history.take(typed(Field::Amount, "350")), Made::Joined);
        assert_eq!(history.take(typed(Field::SessionsLow, "4")), Made::Step);
        assert_eq!(history.take(typed(Field::Amount, "3500")), Made::Step);
        history.settle();
        assert_eq!(history.take(typed(Field::Amount, "35000")), Made::Step);
        let mut amounts = Vec::new();
        while history.undo() {
            amounts.push(text(&history, Field::Amount).to_owned());
        }
        assert_eq!(amounts, ["3500", "350", "350", ""]);
    }

    #[test]
    fn typing_after_an_undo_or_a_look_elsewhere_is_a_step_of_its_own() {
        let mut history = History::default();
        history.take(typed(Field::Amount, "3"));
        history.take(Change::Add);
        history.take(typed(Field::Amount, "4"));
        history.undo();
        history.redo();
        assert_eq!(history.take(typed(Field::Amount, "5")), Made::Step);
        assert_eq!(history.take(Change::Show(0)), Made::Joined);
        assert_eq!(history.take(typed(Field::Amount, "6")), Made::Step);
        assert_eq!(history.take(Change::Show(0)), Made::Nothing);
    }

    #[test]
    fn a_change_after_an_undo_ends_the_old_future() {
        let mut history = History::default();
        history.take(set(Field::Concern, "melasma"));
        history.take(set(Field::Concern, "pores"));
        history.undo();
        history.take(set(Field::Concern, "wrinkles"));
        assert!(!history.can_redo());
        assert_eq!(history.position(), 3, "positions are never given twice");
        assert_eq!(history.go_to(2), None, "the step that was replaced");
        assert_eq!(text(&history, Field::Concern), "wrinkles");
        assert_eq!(history.go_to(1).and_then(Answers::draft).map(|draft| draft.text(Field::Concern)), Some("melasma"));
        assert_eq!(history.position(), 1);
        assert!(history.can_redo());
    }

    #[test]
    fn scenarios_are_added_as_copies_and_removed_down_to_one() {
        let mut history = History::default();
        history.take(set(Field::Concern, "melasma"));
        assert_eq!(history.take(Change::Add), Made::Step);
        assert_eq!(history.answers().shown(), 1);
        assert_eq!(text(&history, Field::Concern), "melasma");
        history.take(set(Field::Severity, "mild"));
        assert_eq!(history.take(Change::Add), Made::Step);
        assert_eq!(history.take(Change::Add), Made::Nothing, "three are the most");
        assert_eq!(history.take(Change::Remove(3)), Made::Nothing);
        assert_eq!(history.take(Change::Remove(0)), Made::Step);
        assert_eq!((history.answers().scenarios().len(), history.answers().shown()), (2, 1));
        assert_eq!(history.take(Change::Remove(1)), Made::Step);
        assert_eq!(history.answers().shown(), 0);
        assert_eq!(history.take(Change::Remove(0)), Made::Nothing, "one stays");
        assert_eq!(text(&history, Field::Severity), "mild");
        while history.undo() {}
        assert_eq!(*history.answers(), Answers::default());
    }

    #[test]
    fn looking_at_another_scenario_is_no_step_and_undo_shows_where_it_changes_something() {
        let mut history = History::default();
        history.take(Change::Add);
        history.take(set(Field::Severity, "mild"));
        history.take(Change::Show(0));
        history.take(set(Field::Severity, "severe"));
        history.take(Change::Show(1));
        assert_eq!(history.position(), 3);
        history.undo();
        assert_eq!(history.answers().shown(), 0, "the change that is undone was made here");
        history.undo();
        assert_eq!(history.answers().shown(), 1);
        history.redo();
        assert_eq!(history.answers().shown(), 1);
        history.redo();
        assert_eq!(history.answers().shown(), 0, "and here it is made again");
    }

    #[test]
    fn starting_again_and_opening_can_be_undone() {
        let mut history = History::default();
        assert_eq!(history.take(Change::StartAgain), Made::Nothing);
        history.take(set(Field::Concern, "melasma"));
        history.take(Change::Add);
        assert_eq!(history.take(Change::StartAgain), Made::Step);
        assert_eq!(*history.answers(), Answers::default());
        let opened = Answers::new(vec![Draft::default().with(Field::Concern, "pores")], 0);
        assert_eq!(history.take(Change::Replace(opened)), Made::Step);
        history.undo();
        history.undo();
        assert_eq!(history.answers().scenarios().len(), 2);
    }

    #[test]
    fn the_oldest_steps_are_forgotten_and_that_is_said() {
        let mut history = History::default();
        for step in 0..History::MOST + 10 {
            assert_eq!(history.take(set(Field::Amount, &step.to_string())), Made::Step);
        }
        assert_eq!(history.go_to(9), None);
        assert_eq!(history.position(), 110);
        assert!(history.go_to(10).is_some());
        assert!(!history.can_undo());
        assert_eq!(text(&history, Field::Amount), "9");
        let mut steps = 0;
        while history.redo() {
            steps += 1;
        }
        assert_eq!(steps, History::MOST);
    }

    #[test]
    fn a_history_is_restored_with_its_positions() {
        let mut history = History::default();
        for months in ["6", "12", "36", "60"] {
            history.take(set(Field::Horizon, months));
        }
        history.undo();
        let past: Vec<_> = history.past(2).map(|(position, answers)| (position, answers.clone())).collect();
        assert_eq!(past.iter().map(|(position, _)| *position).collect::<Vec<_>>(), [1, 2]);
        let mut restored = History::restored(past, (history.position(), history.answers().clone()), history.highest());
        assert_eq!(restored.answers(), history.answers());
        assert_eq!(restored.position(), 3);
        assert_eq!(restored.go_to(0), None);
        assert!(restored.go_to(1).is_some());
        while restored.redo() {}
        assert_eq!(restored.go_to(4), None, "what was undone is not kept");
        restored.take(set(Field::Horizon, "24"));
        assert_eq!(restored.position(), 5, "the browser may still hold 4");
    }

    #[test]
    fn positions_that_do_not_grow_are_not_restored() {
        let at = |months: &str| Answers::new(vec![Draft::default().with(Field::Horizon, months)], 7);
        let past = vec![(5, at("6")), (5, at("7")), (9, at("8")), (4, at("9")), (6, at("10"))];
        let history = History::restored(past, (7, at("11")), 0);
        let kept: Vec<u32> = history.past(100).map(|(position, _)| position).collect();
        assert_eq!(kept, [5, 6]);
    }
}
