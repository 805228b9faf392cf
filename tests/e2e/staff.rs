//! The staff's pages: the way to them from the patient page, their language, their price list, and what they load.

use crate::browser::{Browser, DESKTOP, NARROW, PHONE, Scheme, Scripts, TABLET, fixture, page_address};
use crate::expected;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// Page, style, loader, script and module; what sets a tablet up comes after them.
const REQUESTS: usize = 5;

const FILE: &str = "Open a price list";

fn opened(name: &str, items: usize) -> String {
    format!("{name}: {items} items")
}

/// Waits until the staff's page is there, started, at this address below the site's own.
#[track_caller]
fn wait_for_staff(browser: &Browser, address: &str) {
    browser.wait_for(&format!("the address {address}"), &[&page_address(), address].concat(), Browser::address);
    browser.wait_until(
        "the staff's page to start",
        "return document.documentElement.dataset.started === 'true' && !!document.querySelector('.staff .bar')",
    );
}

fn items_of(text: &str) -> usize {
    serde_json::from_str::<Value>(text).unwrap()["items"].as_array().unwrap().len()
}

fn example() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/prices.json")).unwrap()
}

#[test]
fn the_staff_page_loads_in_five_requests_and_then_sets_up_the_tablet() {
    for (address, heading) in [("staff.html", "Quote"), ("staff.es.html#/prices", "Lista de precios")] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        browser.open_started(address);
        browser.wait_for_text("h1", heading);
        // A preload that was not used is reported some seconds after the load.
        std::thread::sleep(Duration::from_secs(4));
        let requests = browser.requests();
        // What makes a tablet of the device comes after the page: the registration, the manifest, its icon.
        let of_tablets = |url: &&String| ["/tablet-", "manifest.", "/icon."].iter().any(|part| url.contains(part));
        assert_eq!(requests.iter().filter(|url| !of_tablets(url)).count(), REQUESTS, "{requests:#?}");
        assert!(requests.iter().filter(of_tablets).count() <= 3, "{requests:#?}");
        assert!(requests.iter().all(|url| url.starts_with(&page_address())), "{requests:#?}");
        let of_patients = |url: &&String| url.contains("microneedling-estimator-") || url.contains("/estimator-");
        assert_eq!(requests.iter().find(of_patients), None, "a part of the patient page");
        assert_eq!(browser.console(), Vec::<String>::new());
    }
}

#[test]
fn a_patient_never_loads_a_part_of_the_staff_page() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    for address in ["", "es.html", "?prices=prices.json#care"] {
        browser.open_started(address);
        browser.execute("window.scrollTo(0, document.body.scrollHeight)", &[]);
        std::thread::sleep(Duration::from_secs(1));
    }
    let requests = browser.requests();
    assert!(requests.len() >= REQUESTS, "{requests:#?}");
    assert_eq!(requests.iter().find(|url| url.contains("staff")), None);
}

#[test]
fn the_fragments_of_the_staff_lead_from_the_patient_page_to_theirs() {
    for (from, to, heading) in [
        ("index.html#/staff", "staff.html#/staff", "Quote"),
        ("#/prices", "staff.html#/prices", "Price list"),
        ("?prices=prices.json&lang=en-GB#/prices", "staff.html?prices=prices.json&lang=en-GB#/prices", "Price list"),
        // The code of a quote is read, and leaves the address.
        ("index.html?prices=prices.json#/q=1-abc", "staff.html?prices=prices.json#/staff", "Quote"),
        ("es.html#/staff", "staff.es.html#/staff", "Presupuesto"),
        ("?lang=es#/prices", "staff.es.html?lang=es#/prices", "Lista de precios"),
    ] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        browser.open(from);
        wait_for_staff(&browser, to);
        browser.wait_for_text("h1", heading);
        assert_eq!(browser.console(), Vec::<String>::new(), "{from}");
    }
}

#[test]
fn a_fragment_typed_on_the_open_patient_page_leads_there_and_back_returns() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("?prices=prices.json");
    browser.question("How marked is it?").choose("Severe");
    // What is no view of the staff stays where it is.
    browser.execute("location.hash = '#care'", &[]);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(browser.attribute("html", "data-started").as_deref(), Some("true"));
    assert!(browser.address().ends_with("?prices=prices.json#care"), "{}", browser.address());
    browser.execute("location.hash = '#/prices'", &[]);
    wait_for_staff(&browser, "staff.html?prices=prices.json#/prices");
    browser.wait_for_text("#list-heading", "prices");
    browser.wait_for_text(".part[aria-pressed=true]", &format!("Items {}", items_of(&example())));
    browser.pressable("Patient page").click();
    browser.wait_until(
        "the patient page",
        "return !!document.querySelector('.figure') && !!document.documentElement.dataset.started",
    );
    let address = browser.address();
    assert_eq!(address, format!("{}index.html?prices=prices.json", page_address()));
    browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
    assert!(browser.css("#severity-severe").is_chosen(), "the tab has kept the answers");
}

#[test]
fn the_views_are_named_and_back_leads_from_one_to_the_other() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("staff.html?prices=prices.json");
    let title = |browser: &Browser| browser.execute("return document.title", &[]);
    browser.wait_for("the title", &json!("Quote – Microneedling estimator"), title);
    assert_eq!(browser.texts("nav [aria-current=page]"), ["Quote"]);
    browser.wait_for_text(".boundary", "Anybody who has the address can open this page: it protects nothing.");
    browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
    let requests = browser.requests().len();

    browser.tab_to(&["Price list"]);
    browser.press(crate::browser::Key::Enter);
    browser.wait_for("the title", &json!("Price list – Microneedling estimator"), title);
    assert_eq!(browser.texts("nav [aria-current=page]"), ["Price list"]);
    browser
        .wait_for("the focus", &json!("heading"), |browser| browser.execute("return document.activeElement.id", &[]));
    browser.wait_for_text(".part[aria-pressed=true]", &format!("Items {}", items_of(&example())));
    browser.back();
    browser.wait_for_text(".price-list", &opened("prices.json", items_of(&example())));
    browser.wait_for("the title", &json!("Quote – Microneedling estimator"), title);
    assert_eq!(browser.requests().len(), requests, "a view was fetched");
}

#[test]
fn a_language_link_keeps_the_view_and_the_price_list() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("staff.html?prices=prices.json&lang=en-GB#/prices");
    browser.pressable("Español").click();
    wait_for_staff(&browser, "staff.es.html?prices=prices.json#/prices");
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("es"));
    browser.wait_for_text("h1", "Lista de precios");
    browser.wait_for_text(".counts", "Los presupuestos usan esta lista tal como está.");
    browser.wait_for_text(".boundary", "Cualquiera que tenga la dirección puede abrir esta página: no protege nada.");
    assert_eq!(browser.execute("return document.title", &[]), json!("Lista de precios – Estimador de microneedling"));
    assert_eq!(
        browser.execute("return document.querySelector('nav a:last-child').getAttribute('href')", &[]),
        json!("es.html?prices=prices.json"),
    );
    browser.pressable("English").click();
    wait_for_staff(&browser, "staff.html?prices=prices.json#/prices");
    browser.open("staff.html?lang=es-MX#/prices");
    wait_for_staff(&browser, "staff.es.html?lang=es-MX#/prices");
}

#[test]
fn a_price_list_is_opened_as_a_file_outlives_a_reload_and_serves_both_views() {
    let browser = Browser::start(TABLET, Scheme::Light);
    browser.open_started("staff.html");
    browser.wait_for_text(".price-list", "No price list is open.");
    let open = |file: &Path| browser.labelled(FILE).type_text(file.to_str().unwrap());

    open(&fixture("prices-in-euros.json"));
    let euros = "prices-in-euros.json: 1 item";
    browser.wait_for_text(".price-list", euros);
    browser.pressable("Price list").click();
    browser.wait_for_text("h1", "Price list");
    browser.wait_for_text("#list-heading", "prices-in-euros");
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text("h1", "Price list");
    browser.wait_for_text("#list-heading", "prices-in-euros");
    browser.pressable("Quote").click();
    browser.wait_for_text(".price-list", euros);

    let open = |file: &Path| browser.labelled("Open another price list").type_text(file.to_str().unwrap());
    open(&fixture("prices-with-faults.json"));
    let problems = expected::problems(&std::fs::read_to_string(fixture("prices-with-faults.json")).unwrap());
    assert!(problems.len() > 2);
    browser.wait_for("the messages", &problems.len(), |browser| browser.texts(".problems li").len());
    for (shown, problem) in browser.texts(".problems li").iter().zip(&problems) {
        for words in [&problem.path, &problem.problem, &problem.fix] {
            assert!(shown.contains(words), "`{shown}` should say `{words}`");
        }
    }
    browser.check("staff-prices-with-faults");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn a_reload_takes_the_clinics_new_prices_unless_a_quote_is_being_made() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/journeys/prices-that-change.json");
    let charge = |clinic: &str| {
        let text = std::fs::read_to_string(fixture("prices-in-euros.json")).unwrap();
        std::fs::write(&list, text.replace("Praxis am Fluss", clinic)).unwrap();
    };
    charge("Old prices");
    let browser = Browser::start(TABLET, Scheme::Light);
    browser.open_started("staff.html?prices=prices-that-change.json");
    browser.wait_for_text(".price-list", "Old prices");
    browser.labelled("Patient’s name").type_text("Ada Example");
    charge("New prices");
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text(".unfinished", "Ada Example");
    browser.pressable("Discard it").click();
    browser.wait_for_text(".price-list", "Old prices");
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text(".price-list", "New prices");
    // What somebody opened stays until something else is opened.
    browser.labelled("Open another price list").type_text(fixture("staff-prices.json").to_str().unwrap());
    browser.wait_for_text(".price-list", "staff-prices.json: ");
    charge("Newest prices");
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text(".price-list", "staff-prices.json: ");
}

#[test]
fn a_price_list_that_is_not_there_is_said_and_the_one_before_stays() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("staff.html?prices=nothing.json");
    browser.wait_for_text(".problems", "“nothing.json” could not be read:");
    browser.check("staff-prices-missing");
    // The browser itself reports what a server does not have.
    let console = browser.console();
    assert!(console.iter().all(|line| line.contains("nothing.json")), "{console:#?}");
    browser.labelled(FILE).type_text(fixture("prices-in-euros.json").to_str().unwrap());
    browser.wait_for_text(".price-list", "prices-in-euros.json: ");
    assert_eq!(browser.count(".problems li"), 0);
    let large = Path::new(env!("CARGO_TARGET_TMPDIR")).join("too-large.json");
    std::fs::write(&large, " ".repeat((256 << 10) + 1)).unwrap();
    browser.labelled("Open another price list").type_text(large.to_str().unwrap());
    browser.wait_for_text(".problems", "“too-large.json” is larger than 256 KB.");
    browser.wait_for_text(".price-list", "prices-in-euros.json: ");
}

#[test]
fn where_the_browser_keeps_nothing_the_staff_page_says_so_and_works() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.before_each_page(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    );
    browser.open_started("staff.html");
    browser.wait_for_text(".notice", "This browser keeps nothing for this page.");
    browser.check("staff-storage-blocked");
    browser.pressable("Close this note").click();
    browser.wait_for("no notice", &0, |browser| browser.count(".notice"));
    browser.labelled(FILE).type_text(fixture("prices-in-euros.json").to_str().unwrap());
    browser.wait_for_text(".price-list", "prices-in-euros.json: ");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn axe_finds_nothing_on_the_staff_pages_and_nothing_is_wider_than_they_are() {
    for (address, view) in [("staff.html", "quote"), ("staff.es.html#/prices", "prices-spanish")] {
        for (size, width) in [(NARROW, "narrow"), (PHONE, "phone"), (TABLET, "tablet"), (DESKTOP, "desktop")] {
            for (scheme, colours) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
                let browser = Browser::start(size, scheme);
                browser.open_started(address);
                let name = format!("staff-{view}-{width}-{colours}");
                assert_eq!(browser.overflow(), Vec::<String>::new(), "{name}");
                browser.check(&name);
            }
        }
    }
}

#[test]
fn without_scripts_and_without_the_module_the_staff_page_says_what_it_needs() {
    let browser = Browser::start_with(PHONE, Scheme::Light, Scripts::Off);
    browser.open("staff.html");
    browser.wait_for_text("body", "This page works with scripts alone.");
    browser.wait_for_text("h1", "For staff");
    browser.set_scripts(Scripts::On);
    browser.check("staff-without-scripts");
    // A preload that was not used is reported some seconds after the load.
    std::thread::sleep(Duration::from_secs(4));
    assert!(browser.console().iter().all(|line| line.contains("was preloaded")));

    let browser = Browser::start(PHONE, Scheme::Light);
    browser.refuse("*.wasm");
    browser.open("staff.es.html");
    browser.wait_until("the message", "return !document.getElementById('start-failed').hidden");
    browser.wait_for_text("#start-failed", "Esta página no arrancó");
    browser.wait_for_text("h1", "Para el personal");
    browser.check("staff-module-missing");
    let console = browser.console();
    assert!(console.iter().all(|line| line.contains("did not start") || line.contains(".wasm")), "{console:#?}");
}
