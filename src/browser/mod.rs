//! The only code that touches the window: what it offers the page, in terms that know no domain.
//!
//! Everything that may be missing or blocked comes back as an `Option` or a `Result`; nothing here panics, and nothing
//! here may be called while a view is rendered (the same views are rendered natively, where there is no window).

pub mod address;
pub mod fields;
pub mod files;
pub mod idle;
pub mod intl;
pub mod keys;
pub mod language;
pub mod locks;
pub mod offline;
pub mod random;
pub mod sharing;
pub mod storage;

use chrono::NaiveDate;
use wasm_bindgen::JsCast;

/// The element with an id.
pub fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// A new element that is not on the page.
fn element_of(tag: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.create_element(tag).ok()
}

/// Scrolls to the element with an id and gives it the focus, or the list or the chosen field in it; what is folded around it opens.
/// None where there is no such element.
pub fn go_to(id: &str) -> Option<()> {
    let place = element(id)?;
    if let Ok(Some(folded)) = place.closest("details") {
        // Setting an attribute of a fixed name cannot fail.
        let _ = folded.set_attribute("open", "");
    }
    place.scroll_into_view();
    let field = if place.has_attribute("tabindex") { None } else { place.query_selector("select, :checked").ok()? };
    let target: web_sys::HtmlElement = field.unwrap_or(place).dyn_into().ok()?;
    target.focus().ok()
}

/// Gives the element with an id the focus; the browser scrolls no further than to show it. None where there is no such
/// element.
pub fn hold(id: &str) -> Option<()> {
    let target: web_sys::HtmlElement = element(id)?.dyn_into().ok()?;
    target.focus().ok()
}

/// What was pressed: a button that says what it asks for, or a link to a place on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    Button(String),
    /// The id of the place.
    Place(String),
}

/// What a click was meant for; none where it is the browser's alone.
pub fn pressed(event: &web_sys::Event) -> Option<Pressed> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let pressed = target.closest("[data-press], a[href^='#']").ok()??;
    match pressed.get_attribute("data-press") {
        Some(word) => Some(Pressed::Button(word)),
        None => Some(Pressed::Place(pressed.get_attribute("href")?.trim_start_matches('#').to_owned())),
    }
}

/// Tells when the page is about to be printed, as long as the listener is kept.
pub fn on_print(mut what: impl FnMut() + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener(gloo::events::EventListener::new(&window, "beforeprint", move |_| what())))
}

/// Tells when the page was printed, or was not after all, as long as the listener is kept.
pub fn after_print(mut what: impl FnMut() + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener(gloo::events::EventListener::new(&window, "afterprint", move |_| what())))
}

/// Says on the page that it shows what it starts with, which src/boot.mjs waits for.
pub fn say_started() {
    if let Some(page) = web_sys::window().and_then(|window| window.document()?.document_element()) {
        // Setting an attribute of a fixed name cannot fail.
        let _ = page.set_attribute("data-started", "true");
    }
}

/// Gives the page a title.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The moment, in UTC, as "2026-11-20T11:54:16.000Z".
pub fn now() -> Option<String> {
    js_sys::Date::new_0().to_iso_string().as_string()
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

/// Today, where the person is.
pub fn today() -> Option<NaiveDate> {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(0);
    NaiveDate::from_ymd_opt(year, now.get_month().saturating_add(1), now.get_date())
}

/// Something to be done later, unless it is dropped before.
#[derive(Debug)]
pub struct Later(#[expect(dead_code, reason = "dropping it cancels the timer")] gloo::timers::callback::Timeout);

/// Does something after some milliseconds.
pub fn later(milliseconds: u32, what: impl FnOnce() + 'static) -> Later {
    Later(gloo::timers::callback::Timeout::new(milliseconds, what))
}
