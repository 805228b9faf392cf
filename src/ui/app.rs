//! The whole page.

use super::answers::Answers;
use super::document::{SectionView, table};
use super::formats::SharedFormats;
use super::price_list::{PriceListView, read_beside};
use super::state::{Happening, State};
use crate::browser;
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::Concern;
use crate::present::page::{chrome, list_status};
use yew::prelude::*;

/// What the page starts from. The default is the page that needs no browser: the usual answers, not yet to be changed.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    pub scenario: Scenario,
    pub formats: SharedFormats,
    /// The price list that the page's address names.
    pub prices: Option<AttrValue>,
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

/// The page, or a sentence where its own figures do not load.
#[component]
pub fn App(props: &AppProps) -> Html {
    let start = use_memo((), |()| State::new(props.scenario.clone(), props.formats.clone()));
    match (*start).clone() {
        Some(state) => html! { <Estimator {state} props={props.clone()} /> },
        None => html! { <main><p class="caution">{ chrome::NO_FIGURES }</p></main> },
    }
}

#[derive(Properties)]
struct EstimatorProps {
    state: State,
    props: AppProps,
}

impl PartialEq for EstimatorProps {
    /// The state is where the page starts, so only the props beside it can change it.
    fn eq(&self, other: &Self) -> bool {
        self.props == other.props
    }
}

/// How long a person has to stop before the new total is read out.
const PAUSE_MILLISECONDS: u32 = 900;

#[component]
fn Estimator(start: &EstimatorProps) -> Html {
    let AppProps { formats, prices, is_live, .. } = start.props.clone();
    let state = use_reducer(|| start.state.clone());
    let said = use_state(String::new);
    let first_said = use_mut_ref(|| None::<String>);

    {
        let dispatcher = state.dispatcher();
        use_effect_with(prices, move |prices| {
            if let Some(name) = prices.clone() {
                dispatcher.dispatch(Happening::ListAwaited);
                read_beside(name, move |read| dispatcher.dispatch(Happening::ListRead(read)));
            }
        });
    }

    let page = state.page();
    let announcement = page.as_ref().map(|page| page.announcement.clone()).unwrap_or_default();
    {
        let said = said.clone();
        use_effect_with(announcement, move |words| {
            // The estimate that the page starts with is read as a part of the page.
            let is_first = first_said.borrow().is_none();
            let words = words.clone();
            let later = if is_first {
                *first_said.borrow_mut() = Some(words);
                None
            } else {
                Some(browser::later(PAUSE_MILLISECONDS, move || said.set(words)))
            };
            move || drop(later)
        });
    }

    let on_answer = {
        let dispatcher = state.dispatcher();
        use_callback((), move |(field, text), ()| dispatcher.dispatch(Happening::Answered(field, text)))
    };
    let on_list = {
        let dispatcher = state.dispatcher();
        use_callback((), move |read, ()| dispatcher.dispatch(Happening::ListRead(read)))
    };

    let Some(page) = page else {
        return html! { <main><p class="caution">{ chrome::NO_FIGURES }</p></main> };
    };
    let status = match (&state.list, state.is_list_awaited) {
        (_, true) => chrome::LIST_LOADING.to_owned(),
        (Some(list), false) => list_status(list, &*formats.0),
        (None, false) => String::new(),
    };
    html! {
        <div class="page">
            <a class="skip" href="#estimate">{ chrome::SKIP }</a>
            <svg class="defs" aria-hidden="true" width="0" height="0">
                <pattern id="hatch-laser" width="14" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(40)">
                    <path class="hatch laser" d="M0 0H14" />
                </pattern>
                <pattern id="hatch-maybe" width="12" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(40)">
                    <path class="hatch maybe" d="M0 0H12" />
                </pattern>
            </svg>
            <header class="top">
                <h1>{ chrome::TITLE }</h1>
                <p>{ chrome::INTRO }</p>
                if let Some(provided) = &page.provided {
                    <p class="provided">{ provided.clone() }</p>
                }
                <noscript><p class="caution">{ chrome::NO_SCRIPT }</p></noscript>
            </header>
            <main class="columns">
                <section class="answers" aria-labelledby="answers-heading">
                    <h2 id="answers-heading">{ chrome::ANSWERS }</h2>
                    <p class="small">{ chrome::ANSWERS_NOTE }</p>
                    <Answers groups={page.groups} {is_live} {on_answer} />
                    <PriceListView {status} problems={state.list_problems.clone()} {is_live} on_read={on_list} />
                    <div class="only-print">{ table(&page.answers) }</div>
                </section>
                <div class="results">
                    for section in &page.sections {
                        <SectionView key={section.id} section={section.clone()} />
                    }
                    <p class="actions">
                        <button type="button" disabled={!is_live} onclick={|_| browser::print()}>{ chrome::PRINT }</button>
                    </p>
                </div>
            </main>
            <footer class="foot">
                <p>{ chrome::FOOT }</p>
                <p class="small">{ chrome::VERSION }</p>
            </footer>
            <a class="total" href="#estimate">
                <span>{ chrome::TOTAL }</span>
                <strong>{ page.total }</strong>
                <span class="total-go">{ chrome::TOTAL_LINK }</span>
            </a>
            <p class="unseen" role="status" aria-live="polite">{ (*said).clone() }</p>
        </div>
    }
}
