//! The page's components.

use yew::{Html, component, html};

/// The whole page.
#[component]
pub fn App() -> Html {
    html! { <main><h1>{ "Microneedling estimator" }</h1><p>{ "Sessions, cost and timeline, from published figures." }</p></main> }
}
