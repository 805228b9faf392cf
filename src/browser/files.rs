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
    /// It does not arrive within [`PATIENCE`], or its server leads to another one.
    Unreachable,
    /// The server answers with this status instead.
    Status(u16),
    /// It is larger than allowed.
    TooLarge,
    /// It cannot be the text that is asked for: a page with a message, a picture, another encoding than UTF-8.
    OtherKind,
}

/// How long a file beside the page may take to arrive, in milliseconds.
pub const PATIENCE: u32 = 20_000;

/// A file that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    pub text: String,
    /// Where the server did not answer and a tablet's copy stands in: the day on which that was made, as `2026-11-30`.
    pub copied: Option<String>,
}

/// The text of a file on the page's own server, named relative to the page. No more of it is fetched than may be read.
///
/// # Errors
/// Where the page is one file, the name leads to another server, the file does not arrive in time, is no text in UTF-8,
/// is markup, or is larger than `most` bytes.
pub async fn beside_the_page(name: &str, most: u32) -> Result<Fetched, Unread> {
    // src/one_file.mjs takes the program out of this element.
    if super::element("program").is_some() {
        return Err(Unread::Alone);
    }
    let window = web_sys::window().ok_or(Unread::Unreachable)?;
    let address = resolve(&window, name).ok_or(Unread::Elsewhere)?;
    let unreachable = |_: JsValue| Unread::Unreachable;
    let wish = web_sys::RequestInit::new();
    // It holds for the whole of the file.
    wish.set_signal(Some(&web_sys::AbortSignal::timeout_with_u32(PATIENCE)));
    let response = JsFuture::from(window.fetch_with_str_and_init(&address, &wish)).await.map_err(unreachable)?;
    let response: web_sys::Response = response.dyn_into().map_err(unreachable)?;
    if !response.ok() {
        return Err(Unread::Status(response.status()));
    }
    // src/service-worker.js writes it.
    let copied = response.headers().get("x-copied").ok().flatten();
    let mut bytes = Vec::new();
    let body = response.body().ok_or(Unread::Unreachable)?;
    let reader: web_sys::ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let part = JsFuture::from(reader.read()).await.map_err(unreachable)?;
        let part = js_sys::Reflect::get(&part, &"value".into()).map_err(unreachable)?;
        // After the last part there is none.
        if part.is_undefined() {
            break;
        }
        bytes.extend(part.unchecked_into::<js_sys::Uint8Array>().to_vec());
        if bytes.len() > most as usize {
            // Whether the server hears of it changes nothing here.
            let _ = reader.cancel();
            return Err(Unread::TooLarge);
        }
    }
    // The sign that some editors put before a text is no part of it.
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    // No JSON begins like that, and every page with a message does.
    if bytes.trim_ascii_start().starts_with(b"<") {
        return Err(Unread::OtherKind);
    }
    let text = String::from_utf8(bytes).map_err(|_| Unread::OtherKind)?;
    Ok(Fetched { text, copied })
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
