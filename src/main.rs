//! The browser's entry: reads what surrounds the page once, and mounts it.

use microneedling_estimator::browser;
use microneedling_estimator::present::language::Dictionary;
use microneedling_estimator::ui::formats::{BrowserFormats, Language};
use microneedling_estimator::ui::{App, AppProps};
use std::rc::Rc;

/// The page's memory. The standard library's allocator is 2,471 bytes more to load (brotli, 155,210 instead of 157,681).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The locale of the page's words.
const LOCALE: &str = "en-US";

fn main() {
    let Some(mount) = browser::element("app") else { return };
    let props = AppProps {
        language: Language {
            dictionary: Rc::new(Dictionary::default()),
            formats: Rc::new(BrowserFormats::new(LOCALE)),
        },
        prices: browser::query("prices"),
        is_live: true,
        ..AppProps::default()
    };
    yew::Renderer::<App>::with_root_and_props(mount, props).render();
}
