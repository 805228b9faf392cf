//! The patient page as one file, opened from the disk: what only it does. The journeys of patients are made on it as well,
//! by `cargo xtask test "one file"`.

use crate::browser::{Browser, DESKTOP, PHONE, Paper, Scheme, Scripts};
use crate::expected;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// The address of one of the files in the folder of the site, without a server.
fn file(name: &str) -> String {
    format!("file://{}/target/journeys/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn figures(browser: &Browser) -> Vec<String> {
    browser.texts(".money .figure")
}

fn open(browser: &Browser, name: &str) {
    browser.open_address(&file(name));
    browser.wait_until_started();
}

#[test]
fn it_starts_from_the_disk_and_may_fetch_nothing() {
    for name in ["estimator.html", "estimator.es.html"] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        open(&browser, name);
        assert_eq!(figures(&browser), expected::money(&expected::usual(), None));
        browser.click("#severity-severe");
        let mut answers = expected::usual();
        answers["severity"] = json!("severe");
        browser.wait_for("the money", &expected::money(&answers, None), figures);
        std::thread::sleep(Duration::from_secs(1));
        assert_eq!(browser.requests(), [file(name)], "it is one request");

        let policy = browser.attribute("meta[http-equiv]", "content").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'none'"), "{policy}");
        for loose in ["unsafe-inline", "'unsafe-eval'", "'self'", "nonce", "http", "*"] {
            assert!(!policy.contains(loose), "{policy} has {loose}");
        }
        assert_eq!(browser.console(), Vec::<String>::new());
        // The policy holds: nothing else runs, and nothing can be fetched.
        let tried = browser.execute(
            "const script = document.createElement('script');
            // Trusted Types refuse it before the policy does.
            try { script.textContent = 'window.ran = true'; document.head.append(script); } catch {}
            return fetch(document.baseURI).then(() => 'fetched', () => 'refused').then((fetched) => [window.ran ?? 'no', fetched])",
            &[],
        );
        assert_eq!(tried, json!(["no", "refused"]));
        assert!(
            browser.console().iter().all(|line| line.contains("Content Security Policy") || line.contains("Trusted"))
        );
    }
}

#[test]
fn nothing_in_it_leads_to_another_place_but_the_sources() {
    for name in ["estimator.html", "estimator.es.html"] {
        let html = std::fs::read_to_string(file(name).trim_start_matches("file://")).unwrap();
        for part in ["src=\"", "@import", "url(\"http", "rel=\"stylesheet\"", "rel=\"manifest\"", "preload"] {
            assert!(!html.contains(part), "{name} has {part}");
        }
        let bytes = html.len();
        assert!(bytes < 700_000, "{name} has {bytes} bytes");
    }
}

#[test]
fn its_link_leads_to_the_file_in_the_other_language_with_the_answers() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    open(&browser, "estimator.html");
    browser.question("How marked is it?").choose("Severe");
    browser.pressable("Español").click();
    let script = "return document.documentElement.lang === arguments[0] && !!document.documentElement.dataset.started";
    browser.wait_for("Spanish", &json!(true), |browser| browser.execute(script, &[json!("es")]));
    assert_eq!(browser.address(), file("estimator.es.html"));
    assert!(browser.css("#severity-severe").is_chosen(), "the tab has lost the answers");
    browser.screenshot_of_view("one-file-spanish");
    browser.pressable("English").click();
    browser.wait_for("English", &json!(true), |browser| browser.execute(script, &[json!("en")]));
    assert_eq!(browser.address(), file("estimator.html"));
}

#[test]
fn a_price_list_beside_it_has_to_be_opened_and_the_page_says_so() {
    let browser = Browser::start(PHONE, Scheme::Light);
    open(&browser, "estimator.html?prices=prices.json");
    browser.wait_for_text(".problems", "This page is a single file and cannot fetch “prices.json”.");
    browser.wait_for_text(".problems", "Open the price list here as a file.");
    assert_eq!(browser.console(), Vec::<String>::new(), "it tried all the same");
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/prices.json");
    browser.labelled("Open a clinic’s price list").type_text(list.to_str().unwrap());
    let list = expected::list(&std::fs::read_to_string(list).unwrap());
    browser.wait_for("the money", &expected::money(&expected::usual(), Some(&list)), figures);
    assert_eq!(browser.count(".problems li"), 0);
    browser.check("one-file-phone");
}

#[test]
fn its_link_is_said_to_be_for_this_device_and_no_paper_has_it() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    open(&browser, "estimator.html");
    browser.allow_clipboard();
    browser
        .wait_for_text("#keep", "It opens this file, on this device alone: to hand answers on, save them as a file.");
    browser.question("How marked is it?").choose("Severe");
    browser.pressable("Copy link").click();
    browser.wait_for_text(".done", "The link is copied.");
    let link = browser.clipboard();
    assert!(link.starts_with(&format!("{}#/v=1", file("estimator.html"))) && link.contains("s=severe"), "{link}");
    let pages = browser.print(Paper::A4, "one-file-print").join(" ");
    assert!(pages.contains("First course") && !pages.contains("file:"), "{pages}");

    let other = Browser::start(PHONE, Scheme::Dark);
    other.open_address(&link);
    other.wait_until_started();
    assert!(other.css("#severity-severe").is_chosen());
}

#[test]
fn a_browser_that_cannot_unpack_it_says_so_and_the_estimate_stays() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.before_each_page("delete window.DecompressionStream");
    browser.open_address(&file("estimator.html"));
    browser.wait_for_text("#start-failed", "this browser could not start the program in this file.");
    assert_eq!(figures(&browser), expected::money(&expected::usual(), None));
    browser.check("one-file-not-started");
    assert!(browser.console().iter().all(|line| line.contains("The estimator did not start")));
}

#[test]
fn without_scripts_it_is_there_to_read() {
    let browser = Browser::start_with(PHONE, Scheme::Light, Scripts::Off);
    browser.open_address(&file("estimator.es.html"));
    assert_eq!(figures(&browser), expected::money(&expected::usual(), None));
    assert_eq!(browser.attribute("header a", "href").as_deref(), Some("estimator.html"));
}
