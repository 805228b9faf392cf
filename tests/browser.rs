//! The page's parts in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, reason = "a test that cannot go on fails, with a message")]
#![allow(clippy::disallowed_methods, reason = "a test stands where the window is, outside the page")]

use microneedling_estimator::ui::App;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_page_mounts_and_has_one_main_heading() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a browser has a document");
    let mount = document.create_element("div").expect("a div can be made");
    document.body().expect("a page has a body").append_child(&mount).expect("a body takes children");
    yew::Renderer::<App>::with_root(mount.clone()).render();
    gloo::timers::future::TimeoutFuture::new(0).await;
    assert_eq!(mount.query_selector_all("h1").expect("a valid selector").length(), 1);
}
