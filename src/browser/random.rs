//! Random numbers that nobody can foretell, from the browser.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// 64 random bits; none where the browser has no such source.
pub fn bits() -> Option<u64> {
    let crypto = Reflect::get(web_sys::window()?.as_ref(), &JsValue::from_str("crypto")).ok()?;
    let fill: js_sys::Function = Reflect::get(&crypto, &JsValue::from_str("getRandomValues")).ok()?.dyn_into().ok()?;
    let bytes = Uint8Array::new_with_length(8);
    fill.call1(&crypto, &bytes).ok()?;
    let mut drawn = [0; 8];
    bytes.copy_to(&mut drawn);
    Some(u64::from_le_bytes(drawn))
}
