//! What is done in the fields of a page, heard at its root: typing in every kind of field, pasting, choosing a file.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The name of the field that an event comes from, and what stands in it; of a box to tick, "true" or "false".
pub fn entered(event: &Event) -> Option<(String, String)> {
    let target = event.target()?;
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        let text = match input.type_().as_str() {
            // Its files are asked for by [`super::files::chosen`].
            "file" => return None,
            "checkbox" => input.checked().to_string(),
            _ => input.value(),
        };
        return Some((input.name(), text));
    }
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        return Some((area.name(), area.value()));
    }
    let select: &HtmlSelectElement = target.dyn_ref()?;
    Some((select.name(), select.value()))
}

/// The name of the field for files that an event comes from; none where it is another one.
pub fn of_files(event: &Event) -> Option<String> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    (input.type_() == "file").then(|| input.name())
}

/// The name of the field or the place that an event comes from, and the text that is pasted there.
pub fn pasted(event: &Event) -> Option<(String, String)> {
    let text = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()?;
    Some((name_of(event), text))
}

/// The name of the field that an event comes from, or of the nearest element around its target with `data-name`; empty
/// where neither is there.
pub fn name_of(event: &Event) -> String {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return String::new();
    };
    let own = target.get_attribute("name");
    let around = || target.closest("[data-name]").ok()??.get_attribute("data-name");
    own.or_else(around).unwrap_or_default()
}

/// Where the caret stands in the field that an event comes from: from and to which sign, and of how many; none where
/// there is no caret.
pub fn caret(event: &Event) -> Option<(u32, u32, u32)> {
    let target = event.target()?;
    let (from, to, text) = match target.dyn_ref::<HtmlInputElement>() {
        // Asking a field without a caret throws.
        Some(input) => (input.selection_start().ok()??, input.selection_end().ok()??, input.value()),
        None => {
            let area: &HtmlTextAreaElement = target.dyn_ref()?;
            (area.selection_start().ok()??, area.selection_end().ok()??, area.value())
        }
    };
    Some((from, to, u32::try_from(text.encode_utf16().count()).ok()?))
}
