//! The whole page: what a person does comes in, and what `present` says of it is drawn.

use super::element::{classed, el, text, text_value, value_of, with, words};
use super::formats::Language;
use super::price_list::{self, MOST_BYTES, Read};
use super::state::State;
use super::{answers, document};
use crate::browser::{self, files};
use crate::domain::currency::Currency;
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::Concern;
use crate::editor::{FIELDS, Field};
use crate::present::arena::Arena;
use crate::present::document::Words;
use crate::present::language::{LANGUAGES, PageLanguage, Text};
use crate::present::page::{self, chrome, list_status};
use crate::present::say::Say;
use chrono::NaiveDate;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew::virtual_dom::VNode;

/// What the page starts from. The default is the page that needs no browser: the usual answers, not yet to be changed.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    pub scenario: Scenario,
    pub language: Language,
    /// The price list that the page's address names.
    pub prices: Option<String>,
    /// Whether somebody is there to react to a change.
    pub is_live: bool,
}

impl Default for AppProps {
    fn default() -> Self {
        Self {
            scenario: Scenario::usual(Concern::AcneScarsMixed),
            language: Language::default(),
            prices: None,
            is_live: false,
        }
    }
}

/// What happens to the page.
#[derive(Debug)]
pub enum Happening {
    /// The page is there, and what only a browser knows can be read.
    Started,
    /// A person gave an answer.
    Answered(Field, String),
    /// A person chose a file that may be a price list.
    ListChosen(Event),
    /// A price list was read, or could not be.
    ListRead(Read),
    /// A person stopped typing for a while.
    Paused,
}

/// How long a person has to stop before the new total is read out.
const PAUSE_MILLISECONDS: u32 = 900;

/// The page, or a sentence where its own figures do not load.
///
/// One component for all of it: each further one costs some kilobytes, and drawing everything anew takes a moment too
/// short to notice.
#[derive(Debug)]
pub struct App {
    state: Option<State>,
    is_list_awaited: bool,
    today: Option<NaiveDate>,
    /// What was read out last.
    said: String,
    /// Reads out the new total, unless something else happens before.
    later: Option<browser::Later>,
}

impl Component for App {
    type Message = Happening;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        Self {
            state: State::new(props.scenario.clone(), props.language.clone()),
            is_list_awaited: props.prices.is_some(),
            today: None,
            said: String::new(),
            later: None,
        }
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if !is_first {
            return;
        }
        // A view that is rendered without a browser never comes here.
        context.link().send_message(Happening::Started);
    }

    fn update(&mut self, context: &Context<Self>, happening: Happening) -> bool {
        let Some(state) = &mut self.state else { return false };
        match happening {
            Happening::Started => {
                let (year, month, day) = browser::today();
                self.today = NaiveDate::from_ymd_opt(year, month, day);
                if let Some(name) = context.props().prices.clone() {
                    let link = context.link().clone();
                    spawn_local(async move {
                        let text = files::beside_the_page(&name, MOST_BYTES).await;
                        link.send_message(Happening::ListRead(price_list::read(text, &name)));
                    });
                }
                return true;
            }
            Happening::Answered(field, text) => state.answer(field, text),
            Happening::ListChosen(event) => {
                if let Some(file) = files::chosen(&event) {
                    let link = context.link().clone();
                    spawn_local(async move {
                        let text = files::text_of(&file, MOST_BYTES).await;
                        link.send_message(Happening::ListRead(price_list::read(text, &file.name())));
                    });
                }
                return false;
            }
            Happening::ListRead(read) => {
                self.is_list_awaited = false;
                state.use_list(read);
            }
            Happening::Paused => {
                self.said = state.announcement();
                return true;
            }
        }
        let link = context.link().clone();
        self.later = Some(browser::later(PAUSE_MILLISECONDS, move || link.send_message(Happening::Paused)));
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let AppProps { language, is_live, .. } = context.props();
        let arena = Arena::default();
        let say = &language.say(&arena, Currency::USD);
        let t = |text: Text| words(say, text);
        let Some((state, page)) = self.state.as_ref().and_then(|state| Some((state, state.page(&arena)?))) else {
            return el("main", vec![classed("p", "caution", vec![t(chrome::NO_FIGURES)])]);
        };
        let sections = page.sections;
        // What is rendered natively is loaded twice over, in words and as a part of the program: it is kept short.
        #[cfg(feature = "prerender")]
        let sections = if *is_live { sections } else { crate::present::document::without_folds(&arena, sections) };
        let status = match (&state.list, self.is_list_awaited) {
            (_, true) => chrome::LIST_LOADING,
            (Some(list), false) => list_status(list, say),
            (None, false) => Words::NONE,
        };
        let oninput = context.link().batch_callback(|event: InputEvent| {
            let (name, text) = browser::typed(&event)?;
            let row = FIELDS.iter().find(|row| row.key == name)?;
            Some(Happening::Answered(row.field, text))
        });
        let onchange = context.link().callback(Happening::ListChosen);
        let form = html! {
            <form class="form" autocomplete="off" {oninput} onsubmit={|event: SubmitEvent| event.prevent_default()}>
                { answers::groups(say, chrome::ANSWERS, &page.groups, *is_live) }
            </form>
        };
        let file = html! {
            <input id="price-list-file" type="file" accept=".json,application/json" disabled={!is_live}
                aria-describedby="price-list-hint" {onchange} />
        };
        let print = html! {
            <button type="button" disabled={!is_live} onclick={|_| browser::print()}>{ t(chrome::PRINT) }</button>
        };
        let mut results: Vec<VNode> = sections.iter().map(|section| document::section(say, section)).collect();
        results.push(classed("p", "actions", vec![print]));
        classed(
            "div",
            "page",
            vec![
                with("a", &["class", "href"], [text_value("skip"), text_value("#estimate")], vec![t(chrome::SKIP)]),
                top(say, page.provided, language.code),
                classed(
                    "main",
                    "columns",
                    vec![
                        with(
                            "section",
                            &["class", "aria-labelledby"],
                            [text_value("answers"), text_value("answers-heading")],
                            vec![
                                with("h2", &["id"], [text_value("answers-heading")], vec![t(chrome::ANSWERS)]),
                                classed("p", "small", vec![t(chrome::ANSWERS_NOTE)]),
                                form,
                                price_list::place(say, file, status, state.refused_list.as_ref()),
                                classed("div", "only-print", vec![document::table(say, &page.answers)]),
                            ],
                        ),
                        classed("div", "results", results),
                    ],
                ),
                self.foot(say),
                total(say, page.total),
                self.spoken(),
            ],
        )
    }
}

impl App {
    fn foot(&self, say: &Say) -> VNode {
        let printed = self.today.map_or(Words::NONE, |day| page::printed_on(day, say));
        let printed = classed("span", "only-print", vec![words(say, printed)]);
        let version = say.fill(chrome::VERSION, &[say.as_is(chrome::VERSION_NUMBER)]);
        let version = classed("p", "small", vec![printed, words(say, version)]);
        classed("footer", "foot", vec![el("p", vec![words(say, chrome::FOOT)]), version])
    }

    /// What is read out of the page; nobody sees it.
    fn spoken(&self) -> VNode {
        let values = [text_value("unseen"), text_value("status"), text_value("polite")];
        with("p", &["class", "role", "aria-live"], values, vec![text(&self.said)])
    }
}

/// The page's heading, and who provides it.
fn top(say: &Say, provided: Option<Words>, language: &str) -> VNode {
    let others = LANGUAGES.iter().filter(|other| other.code != language);
    // src/boot.mjs adds the page's own query and fragment when one of them is followed.
    let link = |other: &PageLanguage| {
        let values = [text_value(other.page), text_value(other.code), text_value(other.code)];
        with("a", &["href", "hreflang", "lang"], values, vec![text(other.name)])
    };
    let provided = provided.map(|provided| classed("p", "provided", vec![words(say, provided)]));
    let no_script = classed("p", "caution", vec![words(say, chrome::NO_SCRIPT)]);
    classed(
        "header",
        "top",
        vec![
            classed("p", "languages", others.map(link).collect()),
            el("h1", vec![words(say, chrome::TITLE)]),
            el("p", vec![words(say, chrome::INTRO)]),
            el("div", provided.into_iter().collect()),
            el("noscript", vec![no_script]),
        ],
    )
}

/// The total that stays in view.
fn total(say: &Say, figure: Words) -> VNode {
    let children = vec![
        el("span", vec![words(say, chrome::TOTAL)]),
        el("strong", vec![words(say, figure)]),
        classed("span", "total-go", vec![words(say, chrome::TOTAL_LINK)]),
    ];
    let link = with("a", &["href"], [text_value("#estimate")], children);
    let label = value_of(say, chrome::TOTAL);
    with("nav", &["class", "aria-label"], [text_value("total"), label], vec![link])
}
