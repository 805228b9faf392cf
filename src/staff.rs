//! The browser's entry to the staff's pages: reads what surrounds the page once, and mounts it.

use microneedling_estimator::browser::{self, address};
use microneedling_estimator::ui::formats::Language;
use microneedling_estimator::ui::staff::{Route, StaffApp, StaffProps};

/// The page's memory, as that of the patient page.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    let Some(mount) = browser::element("app") else { return };
    let props = StaffProps {
        language: Language::of_page(),
        prices: browser::query("prices"),
        query: address::search().unwrap_or_default(),
        route: Route::of(&address::fragment().unwrap_or_default()),
        is_live: true,
    };
    yew::Renderer::<StaffApp>::with_root_and_props(mount, props).render();
}
