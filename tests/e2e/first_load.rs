//! The first load: what arrives, over how many requests, and what stays when a part does not.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, Scripts, TABLET, page_address};

/// Page, style, loader, script and module.
const REQUESTS: usize = 5;

#[test]
fn the_page_loads_in_five_requests_and_asks_for_nothing_after() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let requests = browser.requests();
    assert_eq!(requests.len(), REQUESTS, "{requests:#?}");
    assert!(requests.iter().all(|url| url.starts_with(&page_address())), "{requests:#?}");
    browser.execute("window.scrollTo(0, document.body.scrollHeight)", &[]);
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(browser.requests(), requests, "something was fetched after the load");
}

#[test]
fn the_console_stays_empty() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    // A preload that was not used is reported some seconds after the load.
    std::thread::sleep(std::time::Duration::from_secs(4));
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn axe_finds_nothing_at_any_size_in_light_and_dark() {
    for (size, width) in [(PHONE, "phone"), (TABLET, "tablet"), (DESKTOP, "desktop")] {
        for (scheme, colours) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            let browser = Browser::start(size, scheme);
            browser.open_started("");
            browser.screenshot(&format!("first-{width}-{colours}"));
            assert_eq!(browser.axe(), Vec::<String>::new(), "{width}, {colours}");
        }
    }
}

#[test]
fn without_scripts_the_estimate_is_there_to_read() {
    let browser = Browser::start_with(PHONE, Scheme::Light, Scripts::Off);
    browser.open("");
    browser.screenshot("first-without-scripts");
    assert!(!browser.text("#app h1").is_empty());
    assert_eq!(browser.attribute("html", "data-started"), None, "a script ran");
}

#[test]
fn when_the_module_does_not_arrive_the_estimate_stays_and_the_page_says_so() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.refuse("*.wasm");
    browser.open("");
    browser.wait_until("the message", "return !document.getElementById('start-failed').hidden");
    assert!(!browser.text("#app h1").is_empty());
    assert!(!browser.text("#start-failed").is_empty());
    browser.screenshot("first-module-missing");
    assert_eq!(browser.axe(), Vec::<String>::new());
}
