//! A clinic's price list: fetched from beside the page or opened as a file, with every message of a bad one.

use crate::browser::files::{self, Unread};
use crate::codec::price_list_json;
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::present::page::{chrome, fetch};
use yew::platform::spawn_local;
use yew::prelude::*;

/// A price list that was read, or everything that is wrong with it.
pub type Read = Result<Box<PriceList>, Vec<Problem>>;

/// The largest price list that is read, in bytes.
const MOST_BYTES: u32 = 256 << 10;

fn parsed(text: Result<String, Unread>, name: &str) -> Read {
    match text {
        Ok(text) => price_list_json::read(&text).map(Box::new),
        Err(Unread::Elsewhere) => Err(vec![fetch::elsewhere(name)]),
        Err(Unread::Unreachable) => Err(vec![fetch::unreachable(name)]),
        Err(Unread::TooLarge) => Err(vec![fetch::too_large(name)]),
    }
}

/// Fetches a price list from beside the page.
pub fn read_beside(name: AttrValue, then: impl FnOnce(Read) + 'static) {
    spawn_local(async move {
        let text = files::beside_the_page(&name, MOST_BYTES).await;
        then(parsed(text, &name));
    });
}

#[derive(Debug, PartialEq, Properties)]
pub struct PriceListProps {
    pub status: String,
    pub problems: Vec<Problem>,
    pub is_live: bool,
    pub on_read: Callback<Read>,
}

/// Where a price list is opened, and how it went.
#[component]
pub fn PriceListView(props: &PriceListProps) -> Html {
    let on_read = props.on_read.clone();
    let onchange = move |event: Event| {
        if let Some(file) = files::chosen(&event) {
            let on_read = on_read.clone();
            spawn_local(async move {
                let text = files::text_of(&file, MOST_BYTES).await;
                on_read.emit(parsed(text, &file.name()));
            });
        }
    };
    html! {
        <div class="price-list">
            <label for="price-list-file">{ chrome::OPEN_LIST }</label>
            <p class="hint" id="price-list-hint">{ chrome::OPEN_LIST_HINT }</p>
            <input id="price-list-file" type="file" accept=".json,application/json" disabled={!props.is_live}
                aria-describedby="price-list-hint" {onchange} />
            <p class="small" role="status">{ props.status.clone() }</p>
            <div class="problems" role="alert">
                if !props.problems.is_empty() {
                    <h3>{ chrome::LIST_PROBLEMS }</h3>
                    <p>{ chrome::LIST_PROBLEMS_NOTE }</p>
                    <ul>
                        for problem in &props.problems {
                            <li>
                                <code>{ place(&problem.path) }</code>
                                <span>{ problem.problem.clone() }</span>
                                <strong>{ problem.fix.clone() }</strong>
                            </li>
                        }
                    </ul>
                }
            </div>
        </div>
    }
}

fn place(path: &str) -> String {
    if path.is_empty() { chrome::LIST_WHOLE.to_owned() } else { path.to_owned() }
}
