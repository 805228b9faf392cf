//! The form: groups that fold, questions, and messages beside the field that they are about.

use super::element::{classed, el, field, text, text_value, value, value_of, with, words};
use crate::editor::Field;
use crate::present::answers::{Choice, Control, Group, Question, Typed};
use crate::present::document::Words;
use crate::present::say::Say;
use yew::virtual_dom::VNode;

/// All questions; whoever puts them into a form hears of each change there.
pub fn groups(say: &Say, legend: Words, groups: &[Group], is_live: bool) -> VNode {
    let mut children = vec![classed("legend", "unseen", vec![words(say, legend)])];
    children.extend(groups.iter().map(|one| group(say, one)));
    let off = (!is_live).then_some("".into());
    with("fieldset", &["class", "disabled"], [text_value("all"), off], children)
}

fn group(say: &Say, group: &Group) -> VNode {
    let mut children = vec![el(
        "summary",
        vec![el("h3", vec![words(say, group.heading)]), classed("span", "so-far", vec![words(say, group.summary)])],
    )];
    for question in group.questions {
        // The panel of what is still open leads here.
        let values = [text_value("question"), value(["question-", question.field.key()].concat())];
        children.push(with("div", &["class", "id"], values, self::question(say, question)));
    }
    let open = group.is_open.then_some("".into());
    with("details", &["class", "open"], [text_value("group"), open], children)
}

fn hint_id(field: Field) -> String {
    [field.key(), "-hint"].concat()
}

fn error_id(field: Field) -> String {
    [field.key(), "-error"].concat()
}

/// A message; its place is always kept in the tree.
fn error(say: &Say, field: Field, error: Option<Words>) -> VNode {
    let values = [text_value("error"), value(error_id(field)), text_value("polite")];
    with("p", &["class", "id", "aria-live"], values, vec![words(say, error.unwrap_or_default())])
}

fn question(say: &Say, question: &Question) -> Vec<VNode> {
    let field = question.field;
    let key = text_value(field.key());
    let described = value([hint_id(field), error_id(field)].join(" "));
    let is_wrong = question.error.and(text_value("true"));
    let hint =
        with("p", &["class", "id"], [text_value("hint"), value(hint_id(field))], vec![words(say, question.hint)]);
    let below = error(say, field, question.error);
    let label = || with("label", &["for"], [text_value(field.key())], vec![words(say, question.label)]);
    match &question.control {
        Control::Select(choices) => {
            let keys = &["id", "name", "aria-describedby", "aria-invalid"];
            vec![
                label(),
                hint,
                with("select", keys, [key.clone(), key, described, is_wrong], options(say, choices)),
                below,
            ]
        }
        Control::Day(day) => {
            let keys = &["id", "name", "type", "min", "max", "aria-describedby", "aria-invalid"];
            let (first, last) = (text_value("2000-01-01"), text_value("2199-12-31"));
            let values = [key.clone(), key, text_value("date"), first, last, described, is_wrong];
            vec![label(), hint, self::field(keys, values, Some((*day).to_owned().into()), None), below]
        }
        Control::Radios(choices) => vec![radios(say, "choices", question, choices, described, hint, below)],
        Control::Row(choices) => vec![radios(say, "choices row", question, choices, described, hint, below)],
    }
}

fn radios(
    say: &Say,
    class: &'static str,
    question: &Question,
    choices: &[Choice],
    described: super::element::Value,
    hint: VNode,
    below: VNode,
) -> VNode {
    let choices = choices.iter().map(|choice| classed("div", "choice", radio(say, question.field, choice))).collect();
    let children = vec![el("legend", vec![words(say, question.label)]), hint, classed("div", class, choices), below];
    with("fieldset", &["aria-describedby"], [described], children)
}

/// The options of a list, under their headings where they have any.
fn options(say: &Say, choices: &[Choice]) -> Vec<VNode> {
    let mut options: Vec<VNode> = Vec::new();
    let mut headed: Vec<VNode> = Vec::new();
    let mut rest = choices.iter().peekable();
    while let Some(choice) = rest.next() {
        let mut label = vec![words(say, choice.label)];
        if !choice.mark.is_empty() {
            label.extend([text(" ("), words(say, choice.mark), text(")")]);
        }
        let is_chosen = choice.is_chosen.then_some("".into());
        headed.push(with("option", &["value", "selected"], [text_value(choice.value), is_chosen], label));
        if rest.peek().is_none_or(|next| next.under != choice.under) {
            let group = std::mem::take(&mut headed);
            if choice.under.is_empty() {
                options.extend(group);
            } else {
                options.push(with("optgroup", &["label"], [value_of(say, choice.under)], group));
            }
        }
    }
    options
}

fn radio(say: &Say, of: Field, choice: &Choice) -> Vec<VNode> {
    let id = value([of.key(), "-", choice.value].concat());
    let off = choice.is_off.then_some("".into());
    let values = [id.clone(), text_value("radio"), text_value(of.key()), off];
    let input = field(&["id", "type", "name", "disabled"], values, Some(choice.value.into()), Some(choice.is_chosen));
    let mut name = vec![words(say, choice.label)];
    if !choice.mark.is_empty() {
        name.push(classed("span", "mark", vec![text(" "), words(say, choice.mark)]));
    }
    let mut told = vec![classed("span", "name", name)];
    if !choice.note.is_empty() {
        told.push(classed("span", "note", vec![words(say, choice.note)]));
    }
    vec![
        with("label", &["for"], [id], vec![input, classed("span", "words", told)]),
        classed("div", "typed", choice.typed.iter().map(|one| number(say, one)).collect()),
    ]
}

fn number(say: &Say, typed: &Typed) -> VNode {
    let key = text_value(typed.field.key());
    let is_wrong = typed.error.and(text_value("true"));
    let keys = &["id", "name", "type", "inputmode", "aria-describedby", "aria-invalid"];
    let described = value(error_id(typed.field));
    let values = [key.clone(), key.clone(), text_value("text"), text_value("decimal"), described, is_wrong];
    let input = field(keys, values, Some(typed.value.to_owned().into()), None);
    let unit = classed("span", "unit", vec![words(say, typed.unit)]);
    classed(
        "div",
        "field",
        vec![
            with("label", &["for"], [key], vec![words(say, typed.label)]),
            classed("span", "with-unit", vec![input, unit]),
            error(say, typed.field, typed.error),
        ],
    )
}
