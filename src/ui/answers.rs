//! The form: groups that fold, questions, and messages beside the field that they are about.

use crate::browser;
use crate::editor::Field;
use crate::present::answers::{Choice, Control, Group, Question, Typed};
use yew::prelude::*;

#[derive(Debug, PartialEq, Properties)]
pub struct AnswersProps {
    pub groups: Vec<Group>,
    pub is_live: bool,
    pub on_answer: Callback<(Field, String)>,
}

/// All questions.
#[component]
pub fn Answers(props: &AnswersProps) -> Html {
    html! {
        <form class="form" autocomplete="off" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <fieldset class="all" disabled={!props.is_live}>
                <legend class="unseen">{ crate::present::page::chrome::ANSWERS }</legend>
                for group in &props.groups {
                    <details key={group.id} class="group" open={group.is_open}>
                        <summary>
                            <h3>{ group.heading }</h3>
                            <span class="so-far">{ group.summary.clone() }</span>
                        </summary>
                        for question in &group.questions {
                            <div class="question" key={question.field.key()}>{ self::question(question, &props.on_answer) }</div>
                        }
                    </details>
                }
            </fieldset>
        </form>
    }
}

/// Hands the text of the field that an event comes from to the editor.
fn hand(field: Field, on_answer: &Callback<(Field, String)>) -> impl Fn(&Event) + 'static {
    let on_answer = on_answer.clone();
    move |event| {
        if let Some(text) = browser::typed(event) {
            on_answer.emit((field, text));
        }
    }
}

fn hint_id(field: Field) -> String {
    [field.key(), "-hint"].concat()
}

fn error_id(field: Field) -> String {
    [field.key(), "-error"].concat()
}

/// A message; its place is always kept in the tree.
fn error(field: Field, words: Option<&String>) -> Html {
    html! { <p class="error" id={error_id(field)} aria-live="polite">{ words.cloned().unwrap_or_default() }</p> }
}

fn question(question: &Question, on_answer: &Callback<(Field, String)>) -> Html {
    let field = question.field;
    let key = field.key();
    let described = [hint_id(field).as_str(), " ", &error_id(field)].concat();
    let is_wrong = question.error.is_some().then_some("true");
    let hand = hand(field, on_answer);
    let hint = html! { <p class="hint" id={hint_id(field)}>{ question.hint.clone() }</p> };
    let below = error(field, question.error.as_ref());
    match &question.control {
        Control::Select(choices) => html! {
            <>
                <label for={key}>{ question.label }</label>
                { hint }
                <select id={key} name={key} aria-describedby={described} aria-invalid={is_wrong}
                    ~value={chosen(choices)} onchange={move |event: Event| hand(&event)}>
                    { options(choices) }
                </select>
                { below }
            </>
        },
        Control::Day { value, first, last } => html! {
            <>
                <label for={key}>{ question.label }</label>
                { hint }
                <input id={key} name={key} type="date" min={first.clone()} max={last.clone()} value={value.clone()}
                    aria-describedby={described} aria-invalid={is_wrong}
                    onchange={move |event: Event| hand(&event)} />
                { below }
            </>
        },
        Control::Radios(choices) | Control::Row(choices) => {
            let class = if matches!(question.control, Control::Row(_)) { "choices row" } else { "choices" };
            html! {
                <fieldset aria-describedby={described}>
                    <legend>{ question.label }</legend>
                    { hint }
                    <div {class}>
                        for choice in choices {
                            <div class="choice" key={choice.value}>{ radio(field, choice, on_answer) }</div>
                        }
                    </div>
                    { below }
                </fieldset>
            }
        }
    }
}

fn chosen(choices: &[Choice]) -> &'static str {
    choices.iter().find(|choice| choice.is_chosen).map_or("", |choice| choice.value)
}

/// The options of a list, under their headings where they have any.
fn options(choices: &[Choice]) -> Html {
    let option = |choice: &Choice| {
        let label = if choice.mark.is_empty() {
            choice.label.clone()
        } else {
            [choice.label.as_str(), " (", choice.mark, ")"].concat()
        };
        html! { <option key={choice.value} value={choice.value} selected={choice.is_chosen}>{ label }</option> }
    };
    choices
        .chunk_by(|one, next| one.under == next.under)
        .map(|group| match group.first() {
            Some(first) if !first.under.is_empty() => html! {
                <optgroup key={first.under} label={first.under}>{ for group.iter().map(option) }</optgroup>
            },
            _ => group.iter().map(option).collect(),
        })
        .collect()
}

fn radio(field: Field, choice: &Choice, on_answer: &Callback<(Field, String)>) -> Html {
    let id = [field.key(), "-", choice.value].concat();
    let hand = hand(field, on_answer);
    html! {
        <>
            <label for={id.clone()}>
                <input {id} type="radio" name={field.key()} value={choice.value} checked={choice.is_chosen}
                    disabled={choice.is_off} onchange={move |event: Event| hand(&event)} />
                <span class="words">
                    <span class="name">{ choice.label.clone() }</span>
                    if !choice.mark.is_empty() {
                        <span class="mark">{ [" ", choice.mark].concat() }</span>
                    }
                    if !choice.note.is_empty() {
                        <span class="note">{ choice.note.clone() }</span>
                    }
                </span>
            </label>
            <div class="typed">
                for typed in &choice.typed {
                    <div class="field" key={typed.field.key()}>{ number(typed, on_answer) }</div>
                }
            </div>
        </>
    }
}

fn number(typed: &Typed, on_answer: &Callback<(Field, String)>) -> Html {
    let key = typed.field.key();
    let hand = hand(typed.field, on_answer);
    html! {
        <>
            <label for={key}>{ typed.label.clone() }</label>
            <span class="with-unit">
                <input id={key} name={key} type="text" inputmode="decimal" size="8" value={typed.value.clone()}
                    aria-describedby={error_id(typed.field)} aria-invalid={typed.error.is_some().then_some("true")}
                    oninput={move |event: InputEvent| hand(&event)} />
                <span class="unit">{ typed.unit.clone() }</span>
            </span>
            { error(typed.field, typed.error.as_ref()) }
        </>
    }
}
