//! What the page and the browser say about languages, as raw texts; the page's pure part chooses among them.

/// The language that the document says it is in, such as "es".
pub fn of_page() -> Option<String> {
    web_sys::window()?.document()?.document_element()?.get_attribute("lang")
}

/// The language that the page's address asks for with `?lang=`.
pub fn asked() -> Option<String> {
    super::query("lang")
}

/// The locales that the person prefers, the dearest first.
pub fn preferred() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|locale| locale.as_string()).collect()
}

/// The texts of the page's language, where the page brings them.
pub fn dictionary() -> Option<String> {
    super::element("dictionary")?.text_content()
}
