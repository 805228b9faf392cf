//! Handing a text out of the page: to the clipboard, or as a file.

use super::element_of;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url};

/// Puts a text on the clipboard. None where there is no clipboard (a page without HTTPS) or the browser refuses it.
pub async fn copy(text: &str) -> Option<()> {
    let clipboard = web_sys::window()?.navigator().clipboard();
    // The interface says that it is always there; on a page without HTTPS it is not.
    let is_there = !AsRef::<JsValue>::as_ref(&clipboard).is_undefined();
    if is_there { JsFuture::from(clipboard.write_text(text)).await.ok().map(|_| ()) } else { None }
}

/// How long a file stays at its address, in milliseconds: some browsers ask where to put it before they read it.
const KEPT: u32 = 60_000;

/// Offers a text to the person as a file of this name and type (as "text/calendar"). None where the browser cannot.
pub fn download(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = element_of("a")?;
    let is_set = link.set_attribute("href", &address).is_ok() && link.set_attribute("download", name).is_ok();
    if is_set && let Some(link) = link.dyn_ref::<web_sys::HtmlElement>() {
        link.click();
    }
    gloo::timers::callback::Timeout::new(KEPT, move || {
        // An address that is gone already needs no taking away.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    is_set.then_some(())
}
