//! Key presses on the page, wherever the focus is.

use super::Listener;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// A key press, as the browser tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// What the key writes, as `z`.
    pub key: String,
    /// The key's place on the keyboard, as `KeyZ`.
    pub code: String,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
    /// Whether it was pressed in a field where text is typed.
    pub is_typing: bool,
}

/// Hands out each key press with Ctrl or Cmd, as long as the listener is kept. Where `what` says that it has dealt with
/// it, the browser does not.
pub fn on_command(mut what: impl FnMut(&Press) -> bool + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(Listener(EventListener::new_with_options(&window, "keydown", options, move |event| {
        if pressed(event).is_some_and(|press| what(&press)) {
            event.prevent_default();
        }
    })))
}

fn pressed(event: &Event) -> Option<Press> {
    // What fills in forms sends such events without a key.
    let keyboard: &KeyboardEvent = event.dyn_ref()?;
    let command = keyboard.ctrl_key() || keyboard.meta_key();
    command.then(|| Press {
        key: keyboard.key(),
        code: keyboard.code(),
        command,
        shift: keyboard.shift_key(),
        alt: keyboard.alt_key(),
        is_typing: event.target().is_some_and(|target| is_typed_in(target.dyn_ref())),
    })
}

/// A key press on the page, with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What the key writes or is called, as `z`, `Enter` or `ArrowDown`.
    pub key: String,
    /// The key's place on the keyboard, as `KeyZ`.
    pub code: String,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
    /// Whether it was pressed in a field where text is typed.
    pub is_typing: bool,
    /// The name of the field that it was pressed in, or of the place, by its `data-name`; empty where there is none.
    pub field: String,
    /// Whether the caret stands before the first sign of its field, and nothing is selected.
    pub is_at_start: bool,
    /// Whether the caret stands after the last sign of its field, and nothing is selected.
    pub is_at_end: bool,
}

/// Hands out each key press wherever the focus is, as long as the listener is kept. Where `what` says that it has dealt
/// with it, the browser does not.
pub fn on_key(mut what: impl FnMut(&Key) -> bool + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(Listener(EventListener::new_with_options(&window, "keydown", options, move |event| {
        // What fills in forms sends such events without a key.
        if event.dyn_ref().and_then(heard).is_some_and(|key| what(&key)) {
            event.prevent_default();
        }
    })))
}

/// The key press that an event tells of; none while letters are still being put together, as in Japanese.
pub fn heard(event: &KeyboardEvent) -> Option<Key> {
    if event.is_composing() {
        return None;
    }
    let caret = super::fields::caret(event);
    Some(Key {
        key: event.key(),
        code: event.code(),
        command: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        is_typing: event.target().is_some_and(|target| is_typed_in(target.dyn_ref())),
        field: super::fields::name_of(event),
        is_at_start: caret.is_some_and(|(from, to, _)| from == 0 && to == 0),
        is_at_end: caret.is_some_and(|(from, to, length)| from == to && to == length),
    })
}

/// Whether text is typed in an element: a field of text in any of its kinds.
fn is_typed_in(element: Option<&Element>) -> bool {
    let Some(element) = element else { return false };
    match element.dyn_ref::<HtmlInputElement>() {
        Some(input) => !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "submit" | "file" | "range"),
        // Letters choose from a list as well.
        None => matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT"),
    }
}
