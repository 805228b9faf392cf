//! The browser's entry: reads what surrounds the page once, and mounts it.

use microneedling_estimator::browser::{self, language};
use microneedling_estimator::editor::locale::locale;
use microneedling_estimator::present::language::{Dictionary, PageLanguage};
use microneedling_estimator::ui::formats::{BrowserFormats, Language};
use microneedling_estimator::ui::{App, AppProps};
use std::rc::Rc;

/// The page's memory. The standard library's allocator is 2,471 bytes more to load (brotli, 155,210 instead of 157,681).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    let Some(mount) = browser::element("app") else { return };
    let props = AppProps {
        language: language_of_page(),
        prices: browser::query("prices"),
        is_live: true,
        ..AppProps::default()
    };
    yew::Renderer::<App>::with_root_and_props(mount, props).render();
}

/// The language that the page is in, with the numbers of the person's own region.
fn language_of_page() -> Language {
    let page = PageLanguage::of(&language::of_page().unwrap_or_default());
    let preferred = language::preferred();
    let preferred: Vec<&str> = preferred.iter().map(String::as_str).collect();
    let asked = language::asked();
    // The texts are needed for as long as the page is there.
    let texts = language::dictionary().unwrap_or_default().leak();
    Language {
        code: page.code,
        dictionary: Rc::new(Dictionary::parse(texts)),
        formats: Rc::new(BrowserFormats::new(locale(page.locale, asked.as_deref(), &preferred))),
    }
}
