//! The first load: what arrives, over how many requests, and what stays when a part does not.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, Scripts, TABLET, page_address};
use crate::expected;
use serde_json::Value;
use std::time::Duration;

/// Page, style, loader, script and module.
const REQUESTS: usize = 5;

#[test]
fn the_page_loads_in_five_requests_and_asks_for_nothing_after() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let requests = browser.requests();
    assert_eq!(requests.len(), REQUESTS, "{requests:#?}");
    assert!(requests.iter().all(|url| url.starts_with(&page_address())), "{requests:#?}");

    browser.question("How marked is it?").choose("Severe");
    browser.pressable("Time and comparison").click();
    browser.labelled("Compare with which laser?").pick("IPL (intense pulsed light)");
    browser.execute("window.scrollTo(0, document.body.scrollHeight)", &[]);
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(browser.requests(), requests, "something was fetched after the load");
}

#[test]
fn the_console_stays_empty() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    // A preload that was not used is reported some seconds after the load.
    std::thread::sleep(Duration::from_secs(4));
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn axe_finds_nothing_at_any_size_in_light_and_dark() {
    let mut found = Vec::new();
    for (size, width) in [(PHONE, "phone"), (TABLET, "tablet"), (DESKTOP, "desktop")] {
        for (scheme, colours) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            let browser = Browser::start(size, scheme);
            browser.open_started("");
            browser.screenshot_of_view(&format!("first-view-{width}-{colours}"));
            browser.screenshot(&format!("first-{width}-{colours}"));
            found.extend(browser.axe().into_iter().map(|line| format!("{width}, {colours}: {line}")));
            assert_eq!(browser.overflow(), Vec::<String>::new(), "{width}: the page scrolls sideways");
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn what_is_there_before_the_start_is_there_after_it() {
    expect_first_view_to_stay("");
}

/// What a page says before its start it says after it.
#[track_caller]
pub fn expect_first_view_to_stay(path: &str) {
    let read = Browser::start_with(DESKTOP, Scheme::Light, Scripts::Off);
    read.open(path);
    // What is preloaded for the scripts is of no use without them, and Chromium says so.
    std::thread::sleep(Duration::from_secs(4));
    assert!(read.console().iter().all(|line| line.contains("was preloaded")));
    let live = Browser::start(DESKTOP, Scheme::Light);
    live.open_started(path);
    // What folds open, and how the figures were worked out, comes with the program; the rest must not change its words.
    let words = "
        const walker = document.createTreeWalker(document.querySelector('.results'), NodeFilter.SHOW_TEXT);
        const words = [];
        while (walker.nextNode()) words.push(walker.currentNode.data.trim());
        return words.filter(Boolean)";
    let (read, live) = (read.execute(words, &[]), live.execute(words, &[]));
    let (read, live) = (read.as_array().unwrap(), live.as_array().unwrap());
    let gone: Vec<&Value> = read.iter().filter(|words| !live.contains(words)).collect();
    assert!(read.len() > 100, "{} pieces of text", read.len());
    assert_eq!(gone, Vec::<&Value>::new(), "only before the start");
}

#[test]
fn without_scripts_the_estimate_is_there_to_read() {
    let browser = Browser::start_with(PHONE, Scheme::Light, Scripts::Off);
    browser.open("");
    assert_eq!(browser.attribute("html", "data-started"), None, "a script ran");
    assert_eq!(browser.texts(".money .figure"), expected::money(&expected::usual(), None));
    browser.wait_for_text("body", "To change them, allow scripts for this page.");
    assert_eq!(
        browser.count(":is(input, select, button):enabled:not([hidden] *)"),
        0,
        "a control looks as if it worked"
    );
    browser.set_scripts(Scripts::On);
    browser.check("first-without-scripts");
    // What is preloaded for the scripts is of no use without them, and Chromium says so.
    assert!(browser.console().iter().all(|line| line.contains("was preloaded")));
}

#[test]
fn when_the_module_does_not_arrive_the_estimate_stays_and_the_page_says_so() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.refuse("*.wasm");
    browser.open("");
    browser.wait_until("the message", "return !document.getElementById('start-failed').hidden");
    assert_eq!(browser.texts(".money .figure"), expected::money(&expected::usual(), None));
    assert!(!browser.text("#start-failed").is_empty());
    browser.check("first-module-missing");
    browser.says_in_console("The estimator did not start");
}
