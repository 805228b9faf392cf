//! The only code that touches the window: what it offers the page, in terms that know no domain.
//!
//! Everything that may be missing or blocked comes back as an `Option` or a `Result`; nothing here panics, and nothing
//! here may be called while a view is rendered (the same views are rendered natively, where there is no window).

pub mod files;
pub mod intl;

use wasm_bindgen::JsCast;

/// The element with an id.
pub fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// The value of a key in the page's query.
pub fn query(key: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(key)
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that cannot print (some embedded views) does nothing.
        let _ = window.print();
    }
}

/// What stands in the field that an event comes from.
pub fn typed(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?;
    match target.dyn_ref::<web_sys::HtmlInputElement>() {
        Some(input) => Some(input.value()),
        None => target.dyn_ref::<web_sys::HtmlSelectElement>().map(web_sys::HtmlSelectElement::value),
    }
}

/// Something to be done later, unless it is dropped before.
#[derive(Debug)]
pub struct Later(#[expect(dead_code, reason = "dropping it cancels the timer")] gloo::timers::callback::Timeout);

/// Does something after some milliseconds.
pub fn later(milliseconds: u32, what: impl FnOnce() + 'static) -> Later {
    Later(gloo::timers::callback::Timeout::new(milliseconds, what))
}
