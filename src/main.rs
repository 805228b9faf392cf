//! The browser entry: mounts the page.

use microneedling_estimator::ui::App;

fn main() {
    let mount = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    // Without the mount element the prerendered text is all there is, and that stays.
    if let Some(mount) = mount {
        yew::Renderer::<App>::with_root(mount).render();
    }
}
