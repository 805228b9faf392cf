//! Watches for how long nobody has touched the page, by the clock, so that a tab that slept knows it when it wakes.

use super::Listener;
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use std::rc::Rc;

/// What a person does to a page.
const TOUCHES: [&str; 5] = ["pointerdown", "keydown", "input", "wheel", "touchstart"];

/// When a page that slept may be awake again.
const AWAKENINGS: [&str; 2] = ["pageshow", "focus"];

/// How often the watch looks at the clock, in milliseconds.
const TICK: u32 = 1_000;

/// Tells how long the page has been idle, until it is dropped.
#[derive(Debug)]
pub struct Watch {
    #[expect(dead_code, reason = "dropping them ends the watch")]
    listeners: Vec<Listener>,
    #[expect(dead_code, reason = "dropping it ends the ticking")]
    ticking: gloo::timers::callback::Interval,
}

/// Hands out the whole seconds since the last touch: about every second, when the page shows again, and at each touch,
/// before that touch counts. A tab that slept over its time is so known to have done, whatever comes first. A clock that
/// was put back counts as a touch.
pub fn watch(what: impl Fn(u32) + 'static) -> Option<Watch> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let last = Rc::new(Cell::new(js_sys::Date::now()));
    let what = Rc::new(what);
    let look = {
        let (last, what) = (Rc::clone(&last), Rc::clone(&what));
        Rc::new(move || {
            let now = js_sys::Date::now();
            if now < last.get() {
                last.set(now);
            }
            // The conversion saturates.
            what(((now - last.get()) / 1_000.0) as u32);
        })
    };
    let mut listeners = Vec::new();
    let options = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: true };
    for touch in TOUCHES {
        let (look, last) = (Rc::clone(&look), Rc::clone(&last));
        listeners.push(Listener(EventListener::new_with_options(&window, touch, options, move |_| {
            look();
            last.set(js_sys::Date::now());
        })));
    }
    for awakening in AWAKENINGS {
        let look = Rc::clone(&look);
        listeners.push(Listener(EventListener::new(&window, awakening, move |_| look())));
    }
    for awakening in ["visibilitychange", "resume"] {
        let look = Rc::clone(&look);
        listeners.push(Listener(EventListener::new(&document, awakening, move |_| look())));
    }
    let ticking = gloo::timers::callback::Interval::new(TICK, move || look());
    Some(Watch { listeners, ticking })
}
