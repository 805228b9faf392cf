//! The form: groups that fold, questions, and messages beside the field that they are about.

use super::pen::{OUT, Pen, if_set};
use crate::editor::Field;
use crate::present::answers::{Choice, Control, Group, Question, Typed};
use crate::present::document::Words;

/// All questions; whoever puts them into a form hears of each change there.
pub fn groups(pen: &mut Pen, legend: Words, groups: &[Group]) {
    pen.open_with("fieldset", &["class", "disabled"], &["all", if_set(!pen.is_live)]);
    pen.say("legend", "unseen", legend);
    for group in groups {
        pen.open_with("details", &["class", "open"], &["group", if_set(group.is_open)]);
        pen.open("summary", "");
        pen.say("h3", "", group.heading);
        pen.say("span", "so-far", group.summary);
        pen.close();
        for question in group.questions {
            let id = ["question-", question.field.key()].concat();
            pen.open_with("div", &["class", "id"], &["question", &id]);
            self::question(pen, question);
            pen.close();
        }
        pen.close();
    }
    pen.close();
}

fn hint_id(field: Field) -> String {
    [field.key(), "-hint"].concat()
}

fn error_id(field: Field) -> String {
    [field.key(), "-error"].concat()
}

/// A message; its place is always kept in the tree.
fn error(pen: &mut Pen, field: Field, error: Option<Words>) {
    let values = ["error", &error_id(field), "polite"];
    pen.say_with("p", &["class", "id", "aria-live"], &values, error.unwrap_or_default());
}

fn hint(pen: &mut Pen, question: &Question) {
    pen.say_with("p", &["class", "id"], &["hint", &hint_id(question.field)], question.hint);
}

fn question(pen: &mut Pen, question: &Question) {
    let key = question.field.key();
    let described = [hint_id(question.field), error_id(question.field)].join(" ");
    let is_wrong = if question.error.is_some() { "true" } else { OUT };
    match question.control {
        Control::Radios(choices) => return radios(pen, "choices", question, choices, &described),
        Control::Row(choices) => return radios(pen, "choices row", question, choices, &described),
        Control::Select(_) | Control::Day(_) => {}
    }
    pen.say_with("label", &["for"], &[key], question.label);
    hint(pen, question);
    match question.control {
        Control::Day(day) => {
            let keys = &["id", "name", "type", "min", "max", "aria-describedby", "aria-invalid"];
            pen.input(keys, &[key, key, "date", "2000-01-01", "2199-12-31", &described, is_wrong], day, None);
        }
        Control::Select(choices) => {
            pen.open_with(
                "select",
                &["id", "name", "aria-describedby", "aria-invalid"],
                &[key, key, &described, is_wrong],
            );
            options(pen, choices);
            pen.close();
        }
        Control::Radios(_) | Control::Row(_) => {}
    }
    error(pen, question.field, question.error);
}

fn radios(pen: &mut Pen, class: &'static str, question: &Question, choices: &[Choice], described: &str) {
    pen.open_with("fieldset", &["aria-describedby"], &[described]);
    pen.say("legend", "", question.label);
    hint(pen, question);
    pen.open("div", class);
    for choice in choices {
        pen.open("div", "choice");
        radio(pen, question.field, choice);
        pen.close();
    }
    pen.close();
    error(pen, question.field, question.error);
    pen.close();
}

/// The options of a list, under their headings where they have any.
fn options(pen: &mut Pen, choices: &[Choice]) {
    let mut under = "";
    for choice in choices {
        let heading = pen.read(choice.under);
        if heading != under {
            if !under.is_empty() {
                pen.close();
            }
            if !heading.is_empty() {
                pen.open_with("optgroup", &["label"], &[heading]);
            }
            under = heading;
        }
        pen.open_with("option", &["value", "selected"], &[choice.value, if_set(choice.is_chosen)]);
        pen.words(choice.label);
        if !choice.mark.is_empty() {
            pen.text(" (");
            pen.words(choice.mark);
            pen.text(")");
        }
        pen.close();
    }
    if !under.is_empty() {
        pen.close();
    }
}

fn radio(pen: &mut Pen, of: Field, choice: &Choice) {
    let id = [of.key(), "-", choice.value].concat();
    pen.open_with("label", &["for"], &[&id]);
    let values = [&id, "radio", of.key(), if_set(choice.is_off)];
    pen.input(&["id", "type", "name", "disabled"], &values, choice.value, Some(choice.is_chosen));
    pen.open("span", "words");
    pen.open("span", "name");
    pen.words(choice.label);
    if !choice.mark.is_empty() {
        pen.open("span", "mark");
        pen.text(" ");
        pen.words(choice.mark);
        pen.close();
    }
    pen.close();
    if !choice.note.is_empty() {
        pen.say("span", "note", choice.note);
    }
    pen.close_all(2);
    pen.open("div", "typed");
    for typed in choice.typed {
        number(pen, typed);
    }
    pen.close();
}

fn number(pen: &mut Pen, typed: &Typed) {
    let key = typed.field.key();
    let is_wrong = if typed.error.is_some() { "true" } else { OUT };
    pen.open("div", "field");
    pen.say_with("label", &["for"], &[key], typed.label);
    pen.open("span", "with-unit");
    let keys = &["id", "name", "type", "inputmode", "aria-describedby", "aria-invalid"];
    pen.input(keys, &[key, key, "text", "decimal", &error_id(typed.field), is_wrong], typed.value, None);
    pen.say("span", "unit", typed.unit);
    pen.close();
    error(pen, typed.field, typed.error);
    pen.close();
}
