//! The page's address: its fragment, and the numbers that the browser's Back and Forward step through.

use super::Listener;
use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::History;

/// The fragment with its `#`; empty where there is none.
pub fn fragment() -> Option<String> {
    web_sys::window()?.location().hash().ok()
}

/// The page's address without its fragment.
pub fn of_page() -> Option<String> {
    let address = web_sys::window()?.location().href().ok()?;
    Some(address.split('#').next()?.to_owned())
}

/// Takes the fragment off the address, with no step for Back. None where the browser refuses.
pub fn clear_fragment() -> Option<()> {
    let window = web_sys::window()?;
    let location = window.location();
    let mut address = location.pathname().ok()?;
    address.push_str(&location.search().ok()?);
    let history = window.history().ok()?;
    history.replace_state_with_url(&history.state().ok()?, "", Some(&address)).ok()
}

/// The browser's history where it is the page's own. In a frame it is none: a person who presses Back there means the
/// page around it, and after a reload some browsers hand one frame what another has put there.
fn steps() -> Option<History> {
    let window = web_sys::window()?;
    if window.parent().ok()?? == window { window.history().ok() } else { None }
}

/// Adds a step with this number to the browser's history, at the same address. None in a frame, and where the browser
/// refuses, as some do after many steps in a short time.
pub fn push_step(number: u32) -> Option<()> {
    steps()?.push_state_with_url(&number.into(), "", None).ok()
}

/// Gives the present step of the browser's history this number. None in a frame, and where the browser refuses.
pub fn replace_step(number: u32) -> Option<()> {
    steps()?.replace_state_with_url(&number.into(), "", None).ok()
}

/// The number of the present step; none where it was never given one, as in a frame.
pub fn step() -> Option<u32> {
    number(&steps()?.state().ok()?)
}

/// Hands out the number of each step that Back and Forward lead to, as long as the listener is kept; none for a step
/// without a number, such as a place on the page.
pub fn on_step(mut what: impl FnMut(Option<u32>) + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener(EventListener::new(&window, "popstate", move |event| {
        what(event.dyn_ref::<web_sys::PopStateEvent>().and_then(|event| number(&event.state())));
    })))
}

/// Tells that the fragment is another one, as long as the listener is kept.
pub fn on_fragment(mut what: impl FnMut() + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener(EventListener::new(&window, "hashchange", move |_| what())))
}

/// Puts another fragment, with its `#`, in place of the present one, with no step for Back. None where the browser
/// refuses.
pub fn replace_fragment(fragment: &str) -> Option<()> {
    let window = web_sys::window()?;
    let history = window.history().ok()?;
    history.replace_state_with_url(&history.state().ok()?, "", Some(fragment)).ok()
}

/// Leads to another fragment, with its `#`. None where the browser refuses.
pub fn go_to_fragment(fragment: &str) -> Option<()> {
    web_sys::window()?.location().set_hash(fragment).ok()
}

/// The query with its `?`; empty where there is none.
pub fn search() -> Option<String> {
    web_sys::window()?.location().search().ok()
}

/// A number that this page put into the browser's history; what else stands there is none.
fn number(state: &JsValue) -> Option<u32> {
    let number = state.as_f64()?;
    // The conversion saturates, so that a fraction or a number out of range is not the same again.
    let whole = number as u32;
    (f64::from(whole) == number).then_some(whole)
}
