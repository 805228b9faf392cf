//! What goes wrong around the page and in it: each fault has a journey, and a sentence for the person in front of it.
//!
//! | fault | what is said | journey |
//! |---|---|---|
//! | storage is blocked, or has no room | “This browser keeps nothing for this page. …”, “This browser has no room left to keep your answers. …” | `keeping::a_browser_that_keeps_nothing_says_so_and_goes_on`; for staff `quotes::blocked_or_full_storage_is_said_and_everything_goes_on`, `staff::where_the_browser_keeps_nothing_the_staff_page_says_so_and_works`, `price_editor::where_there_is_no_room_to_keep_it_the_editor_says_so_and_works`, `offline::where_it_cannot_work_without_a_network_the_staff_page_says_why_and_goes_on` |
//! | what the tab has kept is torn, or from a newer version | “Your answers could not be brought back: …”, “It comes from a newer version of this page. …” | `what_the_tab_has_kept_and_cannot_be_read_is_said` |
//! | a file or a link is torn, or from a newer version | “It is not a file that this page saved: …”, “It comes from version … of this page. …” | `keeping::a_broken_link_keeps_what_it_can_and_says_the_rest`, `keeping::answers_are_saved_as_a_file_and_opened_again`, `quotes::a_saved_quote_opens_again_and_one_from_a_later_version_says_what_it_needs` |
//! | the program does not arrive | “The answers below cannot be changed: a part of this page did not load or is blocked. …” | `first_load::when_the_module_does_not_arrive_the_estimate_stays_and_the_page_says_so`, `staff::without_scripts_and_without_the_module_the_staff_page_says_what_it_needs` |
//! | the program is another one than was built | the same | `sealed::a_file_with_one_byte_changed_is_refused_and_the_page_says_so` |
//! | the program arrives in part | the same | `a_program_that_arrives_in_part_is_refused_and_the_estimate_stays` |
//! | the policy, a proxy or the browser blocks the program | the same, and the browser's reason in the console | `a_program_that_a_policy_blocks…`, `a_program_that_a_proxy_blocks…`, `a_program_that_the_browser_blocks…` |
//! | the program comes under another kind | nothing, because the page starts: its bytes are those that were built | `a_program_under_another_kind_starts_all_the_same` |
//! | a script or the styles come under another kind | the same as where they do not arrive | `a_script_or_sheet_under_another_kind_is_refused_and_the_estimate_stays` |
//! | the styles come after everything else | nothing, because the page waits for them | `styles_that_come_last_are_waited_for` |
//! | the program takes long | “Getting the answers ready to change…” | `a_program_that_takes_long_is_announced_and_then_takes_over` |
//! | the price list is missing, or its server has a fault | “… could not be read: the server answered 404.” | `prices::a_list_that_is_not_there_is_said`, `a_price_list_that_does_not_come_is_said_with_what_was_found` |
//! | the price list leads elsewhere, or in a circle | “… could not be read: it did not arrive within 20 seconds, or is on another site.” | `a_price_list_may_move_on_its_server_and_not_to_another` |
//! | the price list is huge | “… is larger than 256 KB.” | `a_huge_price_list_is_not_fetched_to_its_end`; opened as a file `prices::what_is_no_price_list_is_said` |
//! | the price list is a page or a picture | “… is not JSON in UTF-8; it may be a web page or a picture.” | `a_price_list_that_does_not_come_is_said_with_what_was_found` |
//! | the price list never arrives | “… could not be read: it did not arrive within 20 seconds, or is on another site.” | `a_price_list_that_never_arrives_is_given_up` |
//! | the device's clock is wrong | “This device says that today is …”, on paper “Printed on … by this device’s clock, which is wrong.” | `a_clock_that_is_years_off_is_said_where_days_matter`, `a_clock_that_is_put_back_stops_no_watch` |
//! | the tab sleeps | “This page was wiped because nobody touched it.” on a shared tablet; nothing is lost elsewhere | `a_tab_that_slept_wipes_a_shared_tablet_and_loses_nothing_else`, `quotes::a_shared_tablet_warns_and_wipes_when_nobody_touches_it` |
//! | the core panics | “The estimator has stopped because of a fault of its own. …” | `a_panic_in_the_core_is_said_and_the_answers_before_it_come_back`, `answers_that_cannot_be_drawn_are_never_what_a_load_begins_with`, `a_panic_on_the_staffs_page_keeps_the_quote`, `a_panic_in_the_module_is_an_exception` |
//! | the core panics on a shared tablet | the same, and the tablet is wiped when nobody touches it | `a_shared_tablet_that_has_stopped_is_wiped_all_the_same` |
//! | the core panics inside a clinic's page | the same, and that page is told `stop` | `a_panic_inside_a_clinics_page_is_told_to_it` |

use crate::browser::{Browser, DESKTOP, PHONE, Paper, Scheme, TABLET, setting};
use crate::clinic_server::{Answer, ClinicServer};
use crate::embed;
use crate::expected;
use crate::offline::{built, names, without_digests};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

const NOT_LOADED: &str = "The answers below cannot be changed: a part of this page did not load or is blocked.";

fn figures(browser: &Browser) -> Vec<String> {
    browser.texts(".money .figure")
}

fn usual() -> Vec<String> {
    expected::money(&expected::usual(), None)
}

/// Whether a person sees an element.
fn is_shown(browser: &Browser, css: &str) -> bool {
    let script = "return !!document.querySelector(arguments[0])?.checkVisibility({ visibilityProperty: true })";
    browser.execute(script, &[json!(css)]) == json!(true)
}

/// The page says that it did not start, and its estimate for the usual answers stands.
#[track_caller]
fn expect_not_started(browser: &Browser, name: &str) {
    browser.wait_for(&format!("{name}: the sentence"), &true, |browser| is_shown(browser, "#start-failed"));
    browser.wait_for_text("#start-failed", NOT_LOADED);
    assert_eq!(browser.attribute("html", "data-started"), None, "{name}: the page started");
    assert_eq!(figures(browser), usual(), "{name}");
    assert_eq!(browser.count("#app :is(input, select, button):enabled"), 0, "{name}: a control looks as if it worked");
    browser.screenshot_of_view(&format!("faults-{name}"));
}

/// A server that does something else with the files whose path ends like this.
fn serving(end: &'static str, answer: impl Fn() -> Answer + Send + 'static) -> ClinicServer {
    let server = ClinicServer::start(&built());
    server.answer(move |path| if path.ends_with(end) { answer() } else { Answer::File });
    server
}

/// A server that keeps back the files whose path ends like this, until it is time.
fn keeping_back(end: &'static str) -> (ClinicServer, Arc<AtomicBool>) {
    let is_time = Arc::new(AtomicBool::new(false));
    let wait = Arc::clone(&is_time);
    (serving(end, move || Answer::After(Arc::clone(&wait))), is_time)
}

#[test]
fn what_the_tab_has_kept_and_cannot_be_read_is_said() {
    for (name, kept, words) in [
        ("torn", "{\"format\": ", "Your answers could not be brought back:"),
        ("of-something-else", "[1, 2, 3]", "Your answers could not be brought back:"),
        (
            "newer",
            r#"{"format": "microneedling-estimate", "version": 9, "program": "9.9.0", "scenarios": [{"concern": "wrinkles"}], "mood": 1}"#,
            "It comes from version 9.9.0 of this page.",
        ),
    ] {
        let browser = Browser::start(PHONE, Scheme::Light);
        browser.open_started("");
        browser.execute("sessionStorage.setItem('microneedling-estimate', arguments[0])", &[json!(kept)]);
        browser.reload();
        browser.wait_until_started();
        browser.wait_for_text(".notice", words);
        browser.check(&format!("faults-kept-{name}"));
        // And the page goes on.
        browser.question("How marked is it?").choose("Severe");
        browser.wait_until("the step", "return sessionStorage.getItem('microneedling-estimate').includes('severe')");
    }
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("staff.html");
    browser.execute("sessionStorage.setItem('microneedling-staff-quote', '{\"format\": ')", &[]);
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text(".unfinished", "A quote in this tab was not finished.");
    browser.pressable("Take it back").click();
    browser.wait_for_text("main", "It is not a file that this page saved: line 1, place 12 cannot be read.");
    browser.check("faults-kept-torn-staff");
}

#[test]
fn a_program_under_another_kind_starts_all_the_same() {
    for kind in ["application/octet-stream", "text/plain", "text/html; charset=utf-8"] {
        let server = serving(".wasm", move || Answer::As(kind));
        for page in ["", "staff.html"] {
            let browser = Browser::start(PHONE, Scheme::Light);
            browser.open_address(&server.at(page));
            browser.wait_until_started();
            assert!(!is_shown(&browser, "#start-failed"), "{kind}");
            assert_eq!(browser.console(), Vec::<String>::new(), "{kind}");
        }
    }
}

#[test]
fn a_script_or_sheet_under_another_kind_is_refused_and_the_estimate_stays() {
    for (name, start, end) in [
        ("loader", "/boot-", ".mjs"),
        ("script", "/microneedling-estimator-", ".js"),
        ("styles", "/estimator-", ".css"),
    ] {
        let server = ClinicServer::start(&built());
        server.answer(move |path| match path.starts_with(start) && path.ends_with(end) {
            true => Answer::As("text/plain"),
            false => Answer::File,
        });
        let browser = Browser::start(PHONE, Scheme::Light);
        browser.open_address(&server.at(""));
        expect_not_started(&browser, &format!("kind-of-{name}"));
        browser.says_in_console(if name == "styles" { "no styles" } else { "MIME type" });
        browser.declare_request("/microneedling-estimator-");
    }
}

#[test]
fn a_program_that_takes_long_is_announced_and_then_takes_over() {
    let (server, is_time) = keeping_back(".wasm");
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_address(&server.at(""));
    browser.wait_for("the sentence", &true, |browser| is_shown(browser, "#starting"));
    browser.wait_for_text("#starting", "Getting the answers ready to change…");
    assert_eq!(browser.execute("return document.getElementById('app').offsetTop", &[]), json!(0), "the page moved");
    assert_eq!(figures(&browser), usual());
    // What looks as if it took answers would lose them.
    assert_eq!(browser.count("#app :is(input, select, button):enabled"), 0);
    browser.screenshot_of_view("faults-slow");
    assert_eq!(browser.axe(), Vec::<String>::new());
    // Whoever has read on reads on.
    browser.execute("document.querySelector('#compare').scrollIntoView({ behavior: 'instant' })", &[]);
    let place = "return Math.round(document.querySelector('#compare').getBoundingClientRect().top)";
    let before = browser.execute(place, &[]).as_i64().unwrap();
    is_time.store(true, Ordering::SeqCst);
    browser.wait_until_started();
    browser.wait_until("the controls", "return document.querySelectorAll('#app select:enabled').length > 0");
    assert!(!is_shown(&browser, "#starting"));
    let after = browser.execute(place, &[]).as_i64().unwrap();
    assert!((after - before).abs() <= 2, "the reader's place moved from {before} to {after}");
    browser.question("How marked is it?").choose("Severe");
}

#[test]
fn a_program_that_arrives_in_part_is_refused_and_the_estimate_stays() {
    for (name, answer) in [("broken", (|| Answer::Broken) as fn() -> Answer), ("half", || Answer::Half)] {
        let server = serving(".wasm", answer);
        let browser = Browser::start(PHONE, Scheme::Light);
        browser.open_address(&server.at(""));
        expect_not_started(&browser, name);
        assert_eq!(browser.axe(), Vec::<String>::new());
        browser.says_in_console("The estimator did not start");
        // What did not arrive ahead of time is asked for once more.
        browser.declare_request(".wasm");
    }
}

#[test]
fn styles_that_come_last_are_waited_for() {
    let (server, arrives) = keeping_back(".css");
    let late = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(2));
        arrives.store(true, Ordering::SeqCst);
    });
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_address(&server.at(""));
    browser.wait_until_started();
    assert!(!is_shown(&browser, "#start-failed"));
    assert_eq!(figures(&browser), usual());
    late.join().unwrap();
}

/// The page of a program that something keeps from running stays to be read, and the console has the reason.
fn expect_blocked(browser: &Browser, server: &ClinicServer, by: &str, reason: &str) {
    browser.open_address(&server.at(""));
    expect_not_started(browser, &format!("blocked-by-{by}"));
    browser.says_in_console(reason);
    browser.declare_request(".wasm");
}

#[test]
fn a_program_that_a_policy_blocks_leaves_the_estimate_to_be_read() {
    let policy = "Content-Security-Policy: script-src 'self'";
    let server = serving("/", move || Answer::With(policy));
    expect_blocked(&Browser::start(DESKTOP, Scheme::Light), &server, "policy", "unsafe-eval");
}

#[test]
fn a_program_that_a_proxy_blocks_leaves_the_estimate_to_be_read() {
    let server = serving(".wasm", || Answer::Status("403 Forbidden"));
    expect_blocked(&Browser::start(DESKTOP, Scheme::Light), &server, "proxy", "403");
}

#[test]
fn a_program_that_the_browser_blocks_leaves_the_estimate_to_be_read() {
    let server = ClinicServer::start(&built());
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.before_each_page("delete window.WebAssembly");
    expect_blocked(&browser, &server, "browser", "WebAssembly");
}

/// Opens the page with a price list that the server answers for in this way.
fn with_list(server: &ClinicServer, size: (u32, u32)) -> Browser {
    let browser = Browser::start(size, Scheme::Light);
    browser.open_address(&server.at("?prices=prices.json"));
    browser.wait_until_started();
    browser
}

/// The list is refused with this sentence, and the page works with typical prices.
#[track_caller]
fn expect_refused(browser: &Browser, words: &str) {
    browser.wait_for_text(".problems", words);
    browser.wait_for_text(".problems", "This price list was not used");
    assert_eq!(figures(browser), usual());
    browser.question("How marked is it?").choose("Severe");
    let mut severe = expected::usual();
    severe["severity"] = json!("severe");
    browser.wait_for("the money", &expected::money(&severe, None), figures);
}

#[test]
fn a_price_list_that_does_not_come_is_said_with_what_was_found() {
    let page = || Answer::Instead(b"\n<!doctype html><title>Not found</title><p>Not found".to_vec());
    let picture = || Answer::Instead(vec![0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, 0xff, 0xd8]);
    for (name, answer, words) in [
        (
            "fault",
            (|| Answer::Status("500 Internal Server Error")) as fn() -> Answer,
            "“prices.json” could not be read: the server answered 500.",
        ),
        (
            "cut",
            || Answer::Cut,
            "“prices.json” could not be read: it did not arrive within 20 seconds, or is on another site.",
        ),
        (
            "broken",
            || Answer::Broken,
            "“prices.json” could not be read: it did not arrive within 20 seconds, or is on another site.",
        ),
        ("page", page, "“prices.json” is not JSON in UTF-8; it may be a web page or a picture."),
        ("picture", picture, "“prices.json” is not JSON in UTF-8; it may be a web page or a picture."),
        ("nothing", || Answer::Instead(Vec::new()), "the text is not JSON"),
    ] {
        let server = serving("/prices.json", answer);
        let browser = with_list(&server, PHONE);
        expect_refused(&browser, words);
        if ["fault", "page"].contains(&name) {
            browser.check(&format!("faults-list-{name}"));
        }
        // A browser itself reports what does not arrive; one asks again where the connection ends.
        let console = browser.console();
        assert!(console.iter().all(|line| line.contains("prices.json")), "{name}: {console:#?}");
        browser.declare_request("prices.json");
    }
    let server = serving("/prices.json", page);
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_address(&server.at("staff.es.html?prices=prices.json"));
    browser.wait_until_started();
    browser.wait_for_text(".problems", "“prices.json” no es JSON en UTF-8; puede ser una página web o una imagen.");
    browser.check("faults-list-page-staff");
}

#[test]
fn a_price_list_may_move_on_its_server_and_not_to_another() {
    let elsewhere = ClinicServer::start(&built());
    let server = ClinicServer::start(&built());
    let other = elsewhere.at("prices.json");
    for (name, target, is_followed) in [
        ("here", "/site/tools/prices.json".to_owned(), true),
        ("elsewhere", other, false),
        ("in-a-circle", "/prices.json".to_owned(), false),
    ] {
        server.answer(move |path| match path {
            "/prices.json" => Answer::Moved(target.clone()),
            "/site/tools/prices.json" => Answer::Instead(std::fs::read(built().join("prices.json")).unwrap()),
            _ => Answer::File,
        });
        let browser = with_list(&server, DESKTOP);
        if is_followed {
            browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
        } else {
            expect_refused(
                &browser,
                "“prices.json” could not be read: it did not arrive within 20 seconds, or is on another site.",
            );
            browser.check(&format!("faults-list-{name}"));
            assert!(!browser.console().is_empty() || !browser.tells_refusals(), "{name}: the browser says why");
        }
        browser.declare_request("prices.json");
    }
    assert_eq!(elsewhere.answered(), Vec::<String>::new(), "another server was asked");
}

#[test]
fn a_huge_price_list_is_not_fetched_to_its_end() {
    let sent = Arc::new(AtomicU64::new(0));
    let server = serving("/prices.json", {
        let sent = Arc::clone(&sent);
        move || Answer::Endless(Arc::clone(&sent))
    });
    let browser = with_list(&server, PHONE);
    expect_refused(&browser, "“prices.json” is larger than 256 KB.");
    browser.check("faults-list-huge");
    std::thread::sleep(Duration::from_secs(1));
    let first = sent.load(Ordering::SeqCst);
    std::thread::sleep(Duration::from_secs(1));
    let then = sent.load(Ordering::SeqCst);
    println!("{first} bytes were sent of a list without end");
    assert_eq!(first, then, "the server still sends");
    // What lies between the server and the page holds more than is read.
    assert!(first < 16 << 20, "{first} bytes were fetched");
    browser.console();
}

#[test]
fn a_price_list_that_never_arrives_is_given_up() {
    let (server, is_time) = keeping_back("/prices.json");
    let browser = Browser::start(PHONE, Scheme::Light);
    // Nobody waits for twenty seconds here.
    let sooner = "
        const timeout = AbortSignal.timeout.bind(AbortSignal);
        AbortSignal.timeout = (patience) => { window.patience = patience; return timeout(2000); };";
    browser.before_each_page(sooner);
    browser.open_address(&server.at("?prices=prices.json"));
    browser.wait_until_started();
    browser.wait_for_text(".price-list", "Reading the clinic’s prices…");
    assert_eq!(figures(&browser), usual(), "typical prices stand in the meantime");
    expect_refused(
        &browser,
        "“prices.json” could not be read: it did not arrive within 20 seconds, or is on another site.",
    );
    assert_eq!(browser.execute("return window.patience", &[]), json!(20_000));
    browser.check("faults-list-slow");
    is_time.store(true, Ordering::SeqCst);
}

/// A clock that is so many milliseconds off, as `by` in the page says.
const CLOCK: &str = "
    window.by = 0;
    const Real = Date;
    window.Date = class extends Real {
        constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + window.by); }
        static now() { return Real.now() + window.by; }
    };";

/// A clock that is in another year from the start.
fn clock_in(year: u32) -> String {
    format!("{CLOCK} window.by = Real.UTC({year}, 0, 2, 12) - Real.now();")
}

#[test]
fn a_clock_that_is_years_off_is_said_where_days_matter() {
    for (year, paper) in
        [(1970, "Printed on January 2, 1970 by this device’s clock, which is wrong."), (2099, "2099 by")]
    {
        let browser = Browser::start(PHONE, Scheme::Light);
        browser.before_each_page(&clock_in(year));
        browser.open_started("");
        // No figure rests on the day.
        assert_eq!(figures(&browser), usual());
        let pages = browser.print(Paper::A4, &format!("faults-clock-{year}"));
        assert!(pages.iter().any(|page| page.contains(paper)), "{year}: {pages:#?}");
    }
    for (page, year, words) in [
        ("staff.html", 1970, "This device says that today is January 2, 1970. That cannot be right"),
        ("staff.es.html", 2099, "Este dispositivo dice que hoy es 2 de enero de 2099. No puede ser"),
    ] {
        let browser = Browser::start(TABLET, Scheme::Light);
        browser.before_each_page(&clock_in(year));
        browser.open_started(page);
        browser.wait_for_text(".notice-place", words);
        browser
            .wait_until("the quote", "return !!document.querySelector('[name=\"1.sessions\"], [id=\"1.sessions\"]')");
        browser.check(&format!("faults-clock-staff-{year}"));
        // Set right while the page is open, it is so at the next touch.
        browser.execute("window.by = 0", &[]);
        browser.css("[name='patient']").type_text("A");
        browser.wait_for("no notice", &0, |browser| browser.count(".notice-place .notice"));
    }
}

/// The staff's page on a shared tablet, with a name and the clock above.
fn shared_tablet() -> Browser {
    let browser = Browser::start(TABLET, Scheme::Light);
    browser.before_each_page(CLOCK);
    browser.open_started("staff.html?prices=staff-prices.json#/staff");
    browser.wait_until("the price list", "return !!document.getElementById('1.membership')");
    browser.labelled("Patient’s name").type_text("Ada Example");
    browser.labelled("Shared tablet").click();
    browser
}

#[test]
fn a_clock_that_is_put_back_stops_no_watch() {
    let browser = shared_tablet();
    let year = 365_u64 * 24 * 3600 * 1000;
    browser.execute("window.by = -arguments[0]", &[json!(10 * year)]);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(browser.css("[name='patient']").value(), "Ada Example");
    browser.execute("window.by += 160_000", &[]);
    browser.wait_for_text(".idle-place", "Nobody has touched this page for a while. It is wiped in");
    browser.execute("window.by += 30_000", &[]);
    browser.wait_for_text(".done", "This page was wiped because nobody touched it.");
}

#[test]
fn a_tab_that_slept_wipes_a_shared_tablet_and_loses_nothing_else() {
    // Time passes while it sleeps.
    let passing = "document.addEventListener('freeze', () => { window.slept = true; window.by += arguments[0]; });"
        .replace("arguments[0]", "24 * 3600 * 1000");
    let sleep = |browser: &Browser| {
        browser.execute(&passing, &[]);
        browser.freeze(true);
        std::thread::sleep(Duration::from_secs(1));
        browser.freeze(false);
        browser.wait_until("the tab to have slept", "return window.slept === true");
    };
    let browser = shared_tablet();
    sleep(&browser);
    browser.wait_for_text(".done", "This page was wiped because nobody touched it.");
    assert_eq!(browser.css("[name='patient']").value(), "");
    browser.check("faults-slept-shared");

    // A tablet of one person keeps the quote.
    let browser = Browser::start(TABLET, Scheme::Light);
    browser.before_each_page(CLOCK);
    browser.open_started("staff.html");
    browser.labelled("Patient’s name").type_text("Ada Example");
    sleep(&browser);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(browser.css("[name='patient']").value(), "Ada Example");
    browser.labelled("Patient’s name").type_text("s");
    assert_eq!(browser.css("[name='patient']").value(), "Ada Examples");

    let browser = Browser::start(PHONE, Scheme::Light);
    browser.before_each_page(CLOCK);
    browser.open_started("");
    browser.question("How marked is it?").choose("Severe");
    let mut severe = expected::usual();
    severe["severity"] = json!("severe");
    let money = expected::money(&severe, None);
    browser.wait_for("the money", &money, figures);
    sleep(&browser);
    assert_eq!(figures(&browser), money);
    browser.pressable("Undo").click();
    browser.wait_for("the money", &usual(), figures);
    // What is drawn in more than 16 ms is finished by a timer, and those of a tab that has slept come once a second.
    std::thread::sleep(Duration::from_secs(2));
    // Paper has the day on which it is printed, not that on which the page was opened.
    let tomorrow =
        browser.execute("return new Intl.DateTimeFormat('en-US', { dateStyle: 'long' }).format(new Date())", &[]);
    let pages = browser.print(Paper::A4, "faults-slept");
    let printed = format!("Printed on {}.", tomorrow.as_str().unwrap());
    assert!(pages.iter().any(|page| page.contains(&printed)), "{printed} is not in {pages:#?}");
}

/// A site whose programs panic when they are asked to, with the module for programs beside them: the built pages, without
/// the digests of what stands there instead.
fn panicking() -> ClinicServer {
    static FOLDER: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults-panicking");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let faulty = PathBuf::from(setting("ESTIMATOR_FAULTY"));
        for name in names(&built()) {
            let mut from = built().join(&name);
            for program in ["microneedling-estimator", "staff"] {
                for end in [".js", "_bg.wasm"] {
                    if name.starts_with(&format!("{program}-")) && name.ends_with(end) {
                        from = faulty.join(format!("{program}{end}"));
                    }
                }
            }
            let content = std::fs::read(from).unwrap();
            let content = match name.ends_with(".html") {
                true => without_digests(&String::from_utf8(content).unwrap()).into_bytes(),
                false => content,
            };
            std::fs::write(folder.join(name), content).unwrap();
        }
        let host = "<!doctype html><html lang=en><title>A clinic</title><link rel=icon href='data:,'>\
            <script type=module src=embed.js></script><microneedling-estimator events=on></microneedling-estimator>";
        std::fs::write(folder.join("host.html"), host).unwrap();
        for name in ["api.js", "api_bg.wasm"] {
            std::fs::copy(faulty.join(name), folder.join(name)).unwrap();
        }
        folder
    });
    ClinicServer::start(folder)
}

fn open(browser: &Browser, address: &str) {
    browser.open_address(address);
    browser.wait_until_started();
}

/// Reads the console, in which a program that has stopped stands as an error without words.
#[track_caller]
fn expect_stopped_in_console(browser: &Browser) {
    browser.says_in_console("RuntimeError: unreachable");
}

#[test]
fn a_panic_in_the_core_is_said_and_the_answers_before_it_come_back() {
    let server = panicking();
    for (page, size, words) in [
        ("", PHONE, "The estimator has stopped because of a fault of its own."),
        ("es.html", DESKTOP, "El estimador se detuvo por un fallo propio."),
    ] {
        let browser = Browser::start(size, Scheme::Light);
        open(&browser, &server.at(page));
        browser.click("#severity-severe");
        browser.click("#price-own");
        browser.css("#amount").type_text("666.1");
        browser.wait_until(
            "the amount to be kept",
            "return sessionStorage.getItem('microneedling-estimate').includes('666.1')",
        );
        let before = figures(&browser);
        assert!(!is_shown(&browser, "#stopped"));
        browser.css("#amount").type_text("3");
        browser.wait_for_text("#stopped", words);
        assert_eq!(figures(&browser), before, "the last figures stand");
        assert_eq!(browser.count("#app :is(input, select, button):enabled"), 0);
        assert_eq!(browser.overflow(), Vec::<String>::new());
        browser.screenshot_of_view(&format!("faults-stopped-{}", if page.is_empty() { "phone" } else { "desktop" }));
        browser.check(&format!("faults-stopped-whole-{}", if page.is_empty() { "phone" } else { "desktop" }));
        expect_stopped_in_console(&browser);
        // What stopped it was never kept.
        browser.css("#again").click();
        browser.wait_until(
            "the page anew",
            "return !document.querySelector('#amount:disabled') && !!document.getElementById('amount')",
        );
        browser.wait_until_started();
        assert_eq!(browser.css("#amount").value(), "666.10");
        assert!(browser.css("#severity-severe").is_chosen());
        assert!(!is_shown(&browser, "#stopped"));
        browser.css("#amount").replace_text("900");
        browser.wait_for("other figures", &true, |browser| figures(browser) != before);
        expect_no_more(&browser);
    }
}

/// Nothing else is in the console, but for what a program that has stopped still says when it is left.
fn expect_no_more(browser: &Browser) {
    assert!(browser.console().iter().all(|line| line.contains("RuntimeError: unreachable")));
}

#[test]
fn answers_that_cannot_be_drawn_are_never_what_a_load_begins_with() {
    let server = panicking();
    let browser = Browser::start(PHONE, Scheme::Dark);
    open(&browser, &server.at(""));
    browser.click("#price-own");
    browser.css("#amount").type_text("666.1");
    browser.css("#amount").type_text("4");
    browser.wait_for("the sentence", &true, |browser| is_shown(browser, "#stopped"));
    browser.screenshot_of_view("faults-stopped-dark");
    expect_stopped_in_console(&browser);
    browser.reload();
    browser.wait_until_started();
    browser.wait_for("the field", &"666.10".to_owned(), |browser| browser.css("#amount").value());
    assert!(!is_shown(&browser, "#stopped"));

    // A link that stops it is gone with the first press.
    browser.execute("location.hash = '#/v=1&p=own&m=666.13'", &[]);
    browser.wait_for("the sentence", &true, |browser| is_shown(browser, "#stopped"));
    expect_stopped_in_console(&browser);
    browser.css("#again").click();
    browser.wait_until("the page anew", "return location.hash === '' && !!document.querySelector('#amount:enabled')");
    assert!(!is_shown(&browser, "#stopped"));

    // What was kept by an older version may stop a newer one: there is a way past it.
    let kept = "
        const key = 'microneedling-estimate', kept = sessionStorage.getItem(key);
        sessionStorage.setItem(key, kept.replaceAll('666.10', '666.13'));
        sessionStorage.setItem('microneedling-staff-quote', 'of somebody else');
        return kept";
    assert!(browser.execute(kept, &[]).as_str().unwrap().contains("666.10"));
    browser.reload();
    browser.wait_for("the sentence", &true, |browser| is_shown(browser, "#stopped"));
    assert_eq!(figures(&browser), usual(), "nothing is to be read");
    expect_stopped_in_console(&browser);
    browser.pressable("Start afresh, without it").click();
    browser.wait_until("the page anew", "return !!document.querySelector('#app select:enabled')");
    browser.wait_until_started();
    assert!(!is_shown(&browser, "#stopped"));
    assert_eq!(figures(&browser), usual());
    let other = browser.execute("return sessionStorage.getItem('microneedling-staff-quote')", &[]);
    assert_eq!(other, json!("of somebody else"), "what is not this page's own is gone too");
    expect_no_more(&browser);
}

#[test]
fn a_panic_on_the_staffs_page_keeps_the_quote() {
    let server = panicking();
    let browser = Browser::start(TABLET, Scheme::Light);
    open(&browser, &server.at("staff.html?prices=staff-prices.json#/staff"));
    browser.wait_until("the price list", "return !!document.getElementById('1.membership')");
    browser.labelled("Patient’s name").type_text("Ada Example");
    browser.pressable("Add a line of your own").click();
    browser.wait_until("the line", "return !!document.querySelector('[name=\"1.1.price\"]')");
    browser.css("[name='1.1.price']").type_text("666.13");
    browser.wait_for_text("#stopped", "This page has stopped because of a fault of its own.");
    browser.screenshot_of_view("faults-stopped-staff");
    assert_eq!(browser.axe(), Vec::<String>::new());
    expect_stopped_in_console(&browser);
    browser.css("#again").click();
    browser.wait_for_text(".unfinished", "Ada Example");
    browser.pressable("Take it back").click();
    browser.wait_for("the price before", &"666.10".to_owned(), |browser| browser.css("[name='1.1.price']").value());
    expect_no_more(&browser);
}

#[test]
fn a_panic_inside_a_clinics_page_is_told_to_it() {
    let server = panicking();
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.declare_request("/embed.js");
    browser.open_address(&server.at("host.html"));
    browser.execute(
        "window.told = []; document.querySelector('microneedling-estimator')\
            .addEventListener('error', ({ detail }) => told.push(detail.error))",
        &[],
    );
    embed::wait_until_shown(&browser, embed::FIRST);
    let inside = |script: &str| embed::inside(&browser, embed::FIRST, script);
    inside("document.getElementById('price-own').click()");
    browser.wait_for("the field", &json!(true), |_| inside("return !!document.getElementById('amount')"));
    inside(
        "const amount = document.getElementById('amount'); amount.value = '666.13';\
         amount.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    );
    browser.wait_for("what is told", &json!(["stop"]), |browser| browser.execute("return window.told", &[]));
    assert_eq!(inside("return document.getElementById('stopped').hidden"), json!(false));
    expect_stopped_in_console(&browser);
}

#[test]
fn a_shared_tablet_that_has_stopped_is_wiped_all_the_same() {
    let server = panicking();
    let browser = Browser::start(TABLET, Scheme::Light);
    browser.before_each_page(CLOCK);
    open(&browser, &server.at("staff.html?prices=staff-prices.json#/staff"));
    browser.wait_until("the price list", "return !!document.getElementById('1.membership')");
    browser.labelled("Patient’s name").type_text("Ada Example");
    browser.labelled("Shared tablet").click();
    browser.pressable("Add a line of your own").click();
    browser.wait_until("the line", "return !!document.querySelector('[name=\"1.1.price\"]')");
    browser.css("[name='1.1.price']").type_text("666.13");
    browser.wait_for_text("#stopped", "This page has stopped because of a fault of its own.");
    expect_stopped_in_console(&browser);
    browser.execute("window.isOld = true; window.by += 170_000", &[]);
    std::thread::sleep(Duration::from_millis(1_500));
    assert_eq!(browser.css("[name='patient']").value(), "Ada Example", "it was wiped too early");
    browser.execute("window.by += 10_000", &[]);
    browser.wait_until(
        "the page to be loaded afresh",
        "return !window.isOld && !!document.querySelector('[name=patient]')",
    );
    browser.wait_until_started();
    browser.wait_until("the tick", "return document.getElementById('shared')?.checked === true");
    assert_eq!(browser.css("[name='patient']").value(), "");
    assert_eq!(browser.count(".unfinished"), 0, "the quote is offered back");
    let left = "return JSON.stringify([Object.values(sessionStorage), history.state, location.href]).includes('Ada')";
    assert_eq!(browser.execute(left, &[]), json!(false), "something of the patient is left");
    expect_no_more(&browser);
}

#[test]
fn a_panic_in_the_module_is_an_exception() {
    let server = panicking();
    let browser = Browser::start(DESKTOP, Scheme::Light);
    open(&browser, &server.at(""));
    let script = "
        const load = async (name) => {
            const module = await import(new URL(name, document.baseURI));
            await module.default();
            return module;
        };
        const at = (amount) => ({ version: 1, concern: 'wrinkles', price: { from: 'own', amount } });
        return load('api.js').then(async (module) => {
            const before = JSON.stringify(module.estimate(at(40000)));
            let thrown = 'nothing';
            try { module.estimate(at(66613)); } catch (fault) { thrown = fault instanceof WebAssembly.RuntimeError; }
            let then;
            try { then = JSON.stringify(module.estimate(at(40000))) === before; } catch (fault) { then = `${fault}`; }
            // Under another address it is another module, with a program of its own.
            const anew = await load('api.js?anew');
            return { thrown, then, anew: JSON.stringify(anew.estimate(at(40000))) === before };
        });";
    browser.declare_request("/api");
    let outcome: Value = browser.execute(script, &[]);
    println!("{outcome}");
    assert_eq!(outcome["thrown"], json!(true), "{outcome}");
    assert_eq!(outcome["anew"], json!(true), "{outcome}");
}
