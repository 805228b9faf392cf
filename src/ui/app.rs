//! The whole page: what a person does comes in, and what `present` says of it is drawn.

use super::element::{classed, el, words};
use super::formats::SharedFormats;
use super::price_list::{self, MOST_BYTES, Read};
use super::state::State;
use super::{answers, document};
use crate::browser::{self, files};
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::Concern;
use crate::editor::{FIELDS, Field};
use crate::present::document::Words;
use crate::present::page::{self, chrome, list_status};
use chrono::NaiveDate;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew::virtual_dom::{VList, VNode};

/// What the page starts from. The default is the page that needs no browser: the usual answers, not yet to be changed.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    pub scenario: Scenario,
    pub formats: SharedFormats,
    /// The price list that the page's address names.
    pub prices: Option<String>,
    /// Whether somebody is there to react to a change.
    pub is_live: bool,
}

impl Default for AppProps {
    fn default() -> Self {
        Self {
            scenario: Scenario::usual(Concern::AcneScarsMixed),
            formats: SharedFormats::default(),
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
    printed_on: Words,
    /// What was read out last.
    said: Words,
    /// Reads out the new total, unless something else happens before.
    later: Option<browser::Later>,
}

impl Component for App {
    type Message = Happening;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        Self {
            state: State::new(props.scenario.clone(), props.formats.clone()),
            is_list_awaited: props.prices.is_some(),
            printed_on: Words::default(),
            said: Words::default(),
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
                if let Some(day) = NaiveDate::from_ymd_opt(year, month, day) {
                    self.printed_on = page::printed_on(day, &*context.props().formats.0);
                }
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
        let AppProps { formats, is_live, .. } = context.props();
        let Some((state, page)) = self.state.as_ref().and_then(|state| Some((state, state.page()?))) else {
            return el("main", vec![classed("p", "caution", vec![words(chrome::NO_FIGURES)])]);
        };
        let sections = page.sections;
        // What is rendered natively is loaded twice over, in words and as a part of the program: it is kept short.
        #[cfg(feature = "prerender")]
        let sections = if *is_live { sections } else { crate::present::document::without_folds(sections) };
        let status = match (&state.list, self.is_list_awaited) {
            (_, true) => chrome::LIST_LOADING.into(),
            (Some(list), false) => list_status(list, &*formats.0),
            (None, false) => Words::default(),
        };
        let oninput = context.link().batch_callback(|event: InputEvent| {
            let (name, text) = browser::typed(&event)?;
            let row = FIELDS.iter().find(|row| row.key == name)?;
            Some(Happening::Answered(row.field, text))
        });
        let onchange = context.link().callback(Happening::ListChosen);
        let provided = page.provided.map(|words| classed("p", "provided", vec![self::words(words)]));
        html! {
            <div class="page">
                <a class="skip" href="#estimate">{ chrome::SKIP }</a>
                { patterns() }
                <header class="top">
                    <h1>{ chrome::TITLE }</h1>
                    <p>{ chrome::INTRO }</p>
                    <div>{ provided.unwrap_or_default() }</div>
                    <noscript><p class="caution">{ chrome::NO_SCRIPT }</p></noscript>
                </header>
                <main class="columns">
                    <section class="answers" aria-labelledby="answers-heading">
                        <h2 id="answers-heading">{ chrome::ANSWERS }</h2>
                        <p class="small">{ chrome::ANSWERS_NOTE }</p>
                        <form class="form" autocomplete="off" {oninput}
                            onsubmit={|event: SubmitEvent| event.prevent_default()}>
                            { answers::groups(&page.groups, *is_live) }
                        </form>
                        <div class="price-list">
                            <label for="price-list-file">{ chrome::OPEN_LIST }</label>
                            <p class="hint" id="price-list-hint">{ chrome::OPEN_LIST_HINT }</p>
                            <input id="price-list-file" type="file" accept=".json,application/json" disabled={!is_live}
                                aria-describedby="price-list-hint" {onchange} />
                            <p class="small" role="status">{ words(status) }</p>
                            <div class="problems" role="alert">{ list(price_list::messages(&state.list_problems)) }</div>
                        </div>
                        <div class="only-print">{ document::table(&page.answers) }</div>
                    </section>
                    <div class="results">
                        { list(sections.iter().map(document::section).collect()) }
                        <p class="actions">
                            <button type="button" disabled={!is_live} onclick={|_| browser::print()}>{ chrome::PRINT }</button>
                        </p>
                    </div>
                </main>
                <footer class="foot">
                    <p>{ chrome::FOOT }</p>
                    <p class="small"><span class="only-print">{ words(self.printed_on.clone()) }</span>{ chrome::VERSION }</p>
                </footer>
                <nav class="total" aria-label={chrome::TOTAL}>
                    <a href="#estimate">
                        <span>{ chrome::TOTAL }</span>
                        <strong>{ words(page.total) }</strong>
                        <span class="total-go">{ chrome::TOTAL_LINK }</span>
                    </a>
                </nav>
                <p class="unseen" role="status" aria-live="polite">{ words(self.said.clone()) }</p>
            </div>
        }
    }
}

fn list(children: Vec<VNode>) -> VNode {
    VList::with_children(children, None).into()
}

/// The hatches that pictures are filled with beside their colours.
fn patterns() -> Html {
    html! {
        <svg class="defs" aria-hidden="true" width="0" height="0">
            <pattern id="hatch-laser" width="14" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(40)">
                <path class="hatch laser" d="M0 0H14" />
            </pattern>
            <pattern id="hatch-maybe" width="12" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(40)">
                <path class="hatch maybe" d="M0 0H12" />
            </pattern>
        </svg>
    }
}
