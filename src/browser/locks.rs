//! Locks that the pages of one site share: by them a page knows whether another one shows the same thing.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long to wait for the page that a reload replaces to let go, in milliseconds.
const PATIENCE: f64 = 500.0;

/// Holds the lock of this name for as long as the page is there: false where another page holds it, none where the
/// browser has no locks.
pub async fn hold(name: &str) -> Option<bool> {
    let window = web_sys::window()?;
    let locks = Reflect::get(&window.navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let signals = Reflect::get(&window, &"AbortSignal".into()).ok()?;
    let timeout: Function = Reflect::get(&signals, &"timeout".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"signal".into(), &timeout.call1(&signals, &PATIENCE.into()).ok()?).ok()?;
    let answer = Promise::new(&mut |resolve, _| {
        let refuse = resolve.clone();
        let held = Closure::once_into_js(move || {
            let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
            // A promise that is never kept: the lock ends with its page.
            Promise::new(&mut |_, _| {})
        });
        let requested = request.call3(&locks, &name.into(), &options, &held);
        let refused = Closure::once_into_js(move || {
            let _ = refuse.call1(&JsValue::UNDEFINED, &JsValue::FALSE);
        });
        if let (Ok(requested), Some(refused)) = (requested.map(Promise::from), refused.dyn_ref::<Function>())
            && let Ok(catch) = Reflect::get(&requested, &"catch".into())
            && let Some(catch) = catch.dyn_ref::<Function>()
        {
            let _ = catch.call1(&requested, refused);
        }
    });
    JsFuture::from(answer).await.ok()?.as_bool()
}
