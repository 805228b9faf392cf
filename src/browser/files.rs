//! Reading text: a file beside the page, or one that a person opens.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why a text could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not on the page's own server.
    Elsewhere,
    /// The page is one file, which may fetch nothing.
    Alone,
    /// It is not there.
    Unreachable,
    /// It is larger than allowed.
    TooLarge,
}

/// The text of a file on the page's own server, named relative to the page.
///
/// # Errors
/// Where the page is one file, the name leads to another server, the file is not there, or it is larger than `most`
/// bytes.
pub async fn beside_the_page(name: &str, most: u32) -> Result<String, Unread> {
    // src/one_file.mjs takes the program out of this element.
    if super::element("program").is_some() {
        return Err(Unread::Alone);
    }
    let window = web_sys::window().ok_or(Unread::Unreachable)?;
    let address = resolve(&window, name).ok_or(Unread::Elsewhere)?;
    let unreachable = |_: JsValue| Unread::Unreachable;
    let response = JsFuture::from(window.fetch_with_str(&address)).await.map_err(unreachable)?;
    let response: web_sys::Response = response.dyn_into().map_err(unreachable)?;
    if !response.ok() {
        return Err(Unread::Unreachable);
    }
    let text = JsFuture::from(response.text().map_err(unreachable)?).await.map_err(unreachable)?;
    let text = text.as_string().ok_or(Unread::Unreachable)?;
    if text.len() > most as usize { Err(Unread::TooLarge) } else { Ok(text) }
}

/// The full address of a relative name, if it stays on the page's own server.
fn resolve(window: &web_sys::Window, name: &str) -> Option<String> {
    // A scheme, a server or a path from the root is not "beside the page", whatever it resolves to.
    if name.is_empty() || name.contains([':', '\\']) || name.starts_with('/') {
        return None;
    }
    let base = window.document()?.base_uri().ok()??;
    let address = web_sys::Url::new_with_base(name, &base).ok()?;
    (address.origin() == window.location().origin().ok()?).then(|| address.href())
}

/// The file that a person chose in a file field, and the field made ready for the same file again.
pub fn chosen(event: &web_sys::Event) -> Option<web_sys::File> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The text of a file.
///
/// # Errors
/// Where the file cannot be read or is larger than `most` bytes.
pub async fn text_of(file: &web_sys::File, most: u32) -> Result<String, Unread> {
    if file.size() > f64::from(most) {
        return Err(Unread::TooLarge);
    }
    let text = JsFuture::from(file.text()).await.map_err(|_| Unread::Unreachable)?;
    text.as_string().ok_or(Unread::Unreachable)
}
