//! Locks that the pages of one site share: by them a page knows whether another one shows the same thing.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long a page that a reload replaces has to let go, in milliseconds.
const PATIENCE: u32 = 500;

/// Holds the lock of this name for as long as the page is there: false where another page holds it, none where the
/// browser has no locks.
pub async fn hold(name: &str) -> Option<bool> {
    if is_granted(name).await? {
        return Some(true);
    }
    let mut timer = None;
    let rest = Promise::new(&mut |resolve, _| {
        timer = Some(super::later(PATIENCE, move || drop(resolve.call0(&JsValue::UNDEFINED))));
    });
    let _ = JsFuture::from(rest).await;
    is_granted(name).await
}

/// Asks for a lock once. The browser says whether it is free, however slow it is: a limit of time would take a slow
/// answer for another page.
async fn is_granted(name: &str) -> Option<bool> {
    let locks = Reflect::get(&web_sys::window()?.navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
    let answer = Promise::new(&mut |resolve, _| {
        let refuse = resolve.clone();
        let held = Closure::once_into_js(move |lock: JsValue| {
            let is_granted = !lock.is_null();
            let _ = resolve.call1(&JsValue::UNDEFINED, &is_granted.into());
            // A promise that is never kept: the lock ends with its page.
            is_granted.then(|| Promise::new(&mut |_, _| {}))
        });
        if let Ok(requested) = request.call3(&locks, &name.into(), &options, &held) {
            // Some pages may ask for no lock, as a file's in some browsers.
            let refused = Closure::once(move |_| drop(refuse.call0(&JsValue::UNDEFINED)));
            let _ = Promise::from(requested).catch(&refused);
            refused.forget();
        }
    });
    JsFuture::from(answer).await.ok()?.as_bool()
}
