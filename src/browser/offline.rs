//! How this device stands without a network, as `src/tablet.mjs` says it.

use super::Listener;
use gloo::events::EventListener;

/// The word that says how it stands, and what belongs to it; none where nobody has said anything yet.
pub fn state() -> Option<String> {
    web_sys::window()?.document()?.document_element()?.get_attribute("data-offline")
}

/// Tells that it stands otherwise, as long as the listener is kept.
pub fn on_change(mut what: impl FnMut() + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener(EventListener::new(&window, "offlinechange", move |_| what())))
}

/// Gives this tab the newest version, which opens it anew. None where the browser refuses.
pub fn use_newer() -> Option<()> {
    let event = web_sys::Event::new("usenewer").ok()?;
    web_sys::window()?.dispatch_event(&event).ok().map(|_| ())
}
