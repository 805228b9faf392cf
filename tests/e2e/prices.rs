//! A clinic's price list: beside the page, opened as a file, with faults, missing, and on somebody else's server.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, fixture, page_address, setting};
use crate::expected;
use std::path::Path;

/// Page, style, loader, script, module and the price list.
const REQUESTS: usize = 6;

const FILE: &str = "Open a clinic’s price list";

fn figures(browser: &Browser) -> Vec<String> {
    browser.texts(".money .figure")
}

/// The example that the project gives to clinics; `cargo xtask test` serves a copy beside the page.
fn example() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/prices.json")).unwrap()
}

fn faults() -> String {
    std::fs::read_to_string(fixture("prices-with-faults.json")).unwrap()
}

/// The messages name every problem of a list, with its place and what to do.
#[track_caller]
fn expect_messages(browser: &Browser, text: &str) {
    let problems = expected::problems(text);
    assert!(problems.len() > 2, "the example has too few faults");
    browser.wait_for("the messages", &problems.len(), |browser| browser.texts(".problems li").len());
    for (shown, problem) in browser.texts(".problems li").iter().zip(&problems) {
        for words in [&problem.path, &problem.problem, &problem.fix] {
            assert!(shown.contains(words), "`{shown}` should say `{words}`");
        }
    }
}

#[test]
fn a_list_beside_the_page_gives_its_prices() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("?prices=prices.json");
    let list = expected::list(&example());
    browser.wait_for("the money", &expected::money(&expected::usual(), Some(&list)), figures);
    assert_ne!(figures(&browser), expected::money(&expected::usual(), None));
    browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
    browser.wait_for_text("header", "This tool is provided by Riverside Skin Clinic, which sells these treatments.");
    assert_eq!(browser.count(".problems li"), 0);
    assert!(browser.question("Which price?").labelled("The clinic’s price").is_chosen());

    browser.question("Which price?").choose("Typical US prices");
    let mut answers = expected::usual();
    answers["price"] = serde_json::json!({ "from": "typical" });
    browser.wait_for("typical prices", &expected::money(&answers, Some(&list)), figures);

    let requests = browser.requests();
    assert_eq!(requests.len(), REQUESTS, "{requests:#?}");
    assert!(requests.iter().all(|url| url.starts_with(&page_address())), "{requests:#?}");
    browser.check("prices-beside-the-page");
}

#[test]
fn a_list_with_faults_gives_its_messages_and_typical_prices_stay() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_started("?prices=prices-with-faults.json");
    expect_messages(&browser, &faults());
    browser.wait_for_text(".problems", "This price list was not used");
    assert_eq!(figures(&browser), expected::money(&expected::usual(), None));
    assert_eq!(browser.overflow(), Vec::<String>::new(), "the messages are wider than the page");
    browser.check("prices-with-faults-phone");
}

#[test]
fn a_list_that_is_not_there_is_said() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("?prices=nothing.json");
    browser.wait_for_text(".problems", "“nothing.json” could not be read:");
    assert_eq!(figures(&browser), expected::money(&expected::usual(), None));
    browser.check("prices-missing");
    // The browser itself reports what a server does not have.
    let console = browser.console();
    let is_said = console.len() == 1 && console[0].contains("404");
    assert!(is_said || !browser.tells_refusals(), "{console:#?}");
}

#[test]
fn a_list_on_another_server_is_refused() {
    let elsewhere = setting("ESTIMATOR_ELSEWHERE");
    let bare = elsewhere.trim_start_matches("http:");
    for address in [
        format!("{elsewhere}prices.json"),
        format!("{bare}prices.json"),
        format!("/{bare}prices.json"),
        bare.replace('/', "\\") + "prices.json",
        format!("/\\{}prices.json", bare.trim_start_matches('/')),
        format!("%09{bare}prices.json"),
        format!("%09/%09{}prices.json", bare.trim_start_matches("/")),
        format!("ht%0Atp:{bare}prices.json"),
        "data:application/json,{}".to_owned(),
        "javascript:alert(1)".to_owned(),
    ] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        browser.open_started(&format!("?prices={address}"));
        browser.wait_for_text(".problems", "is not a file beside this page.");
        assert_eq!(figures(&browser), expected::money(&expected::usual(), None), "{address}");
        let requests = browser.requests();
        assert!(requests.iter().all(|url| url.starts_with(&page_address())), "{address}: {requests:#?}");
    }
}

#[test]
fn a_list_can_be_opened_as_a_file_and_a_worse_one_changes_nothing() {
    let browser = Browser::start(DESKTOP, Scheme::Dark);
    browser.open_started("");
    let requests = browser.requests();
    let open = |file: &Path| browser.labelled(FILE).type_text(file.to_str().unwrap());

    open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/prices.json"));
    let list = expected::list(&example());
    let money = expected::money(&expected::usual(), Some(&list));
    browser.wait_for("the money", &money, figures);
    browser.check("prices-opened-dark");

    open(&fixture("prices-with-faults.json"));
    expect_messages(&browser, &faults());
    assert_eq!(figures(&browser), money, "the prices from before stand");
    browser.check("prices-opened-with-faults-dark");

    open(&fixture("prices-in-euros.json"));
    let euros = expected::list(&std::fs::read_to_string(fixture("prices-in-euros.json")).unwrap());
    browser.wait_for("the money in euros", &expected::money(&expected::usual(), Some(&euros)), figures);
    assert_eq!(browser.count(".problems li"), 0, "the old messages are gone");
    browser.wait_for_text(".price-list", "Prices of Praxis am Fluss in use");
    browser.check("prices-opened-in-euros-dark");
    assert_eq!(browser.requests(), requests, "a file that was opened went over the network");
}

#[test]
fn what_is_no_price_list_is_said() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, text) in [
        ("empty.json", String::new()),
        ("picture.json", "\u{0}PNG\u{0}\u{1}".to_owned()),
        ("unfinished.json", example().chars().take(200).collect()),
        ("large.json", " ".repeat((256 << 10) + 1)),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
        browser.labelled(FILE).type_text(folder.join(name).to_str().unwrap());
        browser.wait_until(
            &format!("the messages about {name}"),
            "return document.querySelectorAll('.problems li').length > 0",
        );
        assert_eq!(figures(&browser), expected::money(&expected::usual(), None), "{name}");
    }
    browser.wait_for_text(".problems", "“large.json” is larger than 256 KB.");
}
