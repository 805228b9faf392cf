//! The only code that touches the window: what it offers the page, in terms that know no domain.
//!
//! Everything that may be missing or blocked comes back as an `Option` or a `Result`; nothing here panics, and nothing
//! here may be called while a view is rendered (the same views are rendered natively, where there is no window).

pub mod address;
pub mod files;
pub mod intl;
pub mod keys;
pub mod language;
pub mod sharing;
pub mod storage;

use wasm_bindgen::JsCast;

/// The element with an id.
pub fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// A new element that is not on the page.
fn element_of(tag: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.create_element(tag).ok()
}

/// Scrolls to the element with an id and gives it the focus. None where there is none, or it is nothing to focus.
pub fn go_to(id: &str) -> Option<()> {
    let element: web_sys::HtmlElement = element(id)?.dyn_into().ok()?;
    element.scroll_into_view();
    element.focus().ok()
}

/// Something that is listened to, until it is dropped.
#[derive(Debug)]
pub struct Listener(#[expect(dead_code, reason = "dropping it ends the listening")] gloo::events::EventListener);

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

/// The name of the field that an event comes from, and what stands in it.
pub fn typed(event: &web_sys::Event) -> Option<(String, String)> {
    let target = event.target()?;
    match target.dyn_ref::<web_sys::HtmlInputElement>() {
        Some(input) => Some((input.name(), input.value())),
        None => {
            let select: &web_sys::HtmlSelectElement = target.dyn_ref()?;
            Some((select.name(), select.value()))
        }
    }
}

/// Today's year, month and day, where the person is.
pub fn today() -> (i32, u32, u32) {
    let now = js_sys::Date::new_0();
    (i32::try_from(now.get_full_year()).unwrap_or(0), now.get_month().saturating_add(1), now.get_date())
}

/// Something to be done later, unless it is dropped before.
#[derive(Debug)]
pub struct Later(#[expect(dead_code, reason = "dropping it cancels the timer")] gloo::timers::callback::Timeout);

/// Does something after some milliseconds.
pub fn later(milliseconds: u32, what: impl FnOnce() + 'static) -> Later {
    Later(gloo::timers::callback::Timeout::new(milliseconds, what))
}
