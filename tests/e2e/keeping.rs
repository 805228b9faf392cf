//! Nothing is lost: steps back and forth, reloads, links, files, the calendar, and up to three scenarios.

use crate::browser::{Browser, DESKTOP, Key, PHONE, Scheme, is_one_file, page_address};
use crate::expected;
use icalendar::parser::{read_calendar, unfold};
use serde_json::{Value, json};
use std::path::PathBuf;

fn figures(browser: &Browser) -> Vec<String> {
    browser.texts(".money .figure")
}

fn money(answers: &[(&str, Value)]) -> Vec<String> {
    let mut all = expected::usual();
    for (key, value) in answers {
        all[*key] = value.clone();
    }
    expected::money(&all, None)
}

#[track_caller]
fn expect(browser: &Browser, answers: &[(&str, Value)]) {
    browser.wait_for("the money", &money(answers), figures);
}

/// A folder of its own for what the browser downloads.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("estimator-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn back_and_forward_and_undo_and_redo_step_through_the_answers() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let (mild, wrinkles) = (("severity", json!("mild")), ("concern", json!("wrinkles")));
    browser.question("How marked is it?").choose("Mild");
    expect(&browser, std::slice::from_ref(&mild));
    browser.labelled("What would you like to change?").pick("Fine lines and wrinkles");
    expect(&browser, &[mild.clone(), wrinkles.clone()]);

    browser.back();
    expect(&browser, std::slice::from_ref(&mild));
    assert_eq!(browser.labelled("What would you like to change?").value(), "acne-scars-mixed");
    browser.back();
    expect(&browser, &[]);
    browser.forward();
    browser.forward();
    expect(&browser, &[mild.clone(), wrinkles.clone()]);

    browser.pressable("Undo").click();
    expect(&browser, std::slice::from_ref(&mild));
    browser.press_together(&['\u{e009}', 'z']);
    expect(&browser, &[]);
    browser.pressable("Redo").click();
    browser.press_together(&['\u{e009}', 'y']);
    expect(&browser, &[mild.clone(), wrinkles.clone()]);

    browser.pressable("Start again").click();
    expect(&browser, &[]);
    browser.pressable("Undo").click();
    expect(&browser, &[mild.clone(), wrinkles]);
    browser.back();
    expect(&browser, &[]);
    // What was undone and then replaced is gone, and the page says so instead of guessing.
    browser.pressable("Undo").click();
    browser.pressable("Undo").click();
    expect(&browser, &[mild]);
    browser.question("How marked is it?").choose("Severe");
    expect(&browser, &[("severity", json!("severe"))]);
    for _ in 0..4 {
        browser.back();
    }
    browser.wait_for_text(".notice", "That step was undone and then replaced by another one.");
    browser.check("keeping-forgotten-step");
    browser.pressable("Close this note").click();
    browser.wait_for("no note", &0, |browser| browser.count(".notice"));
}

#[test]
fn typing_is_one_step_and_a_button_that_is_off_keeps_the_keyboard() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    browser.question("Which price?").choose("I was quoted a price");
    browser.labelled("Price of one session").type_text("412.50");
    let own = [("price", json!({ "from": "own", "amount": 41250 }))];
    expect(&browser, &own);
    // In a field the browser's own undo works, not the page's.
    browser.tab_to(&["Undo"]);
    browser.press(Key::Enter);
    browser.wait_for("the field", &String::new(), |browser| browser.labelled("Price of one session").value());
    browser.press(Key::Enter);
    browser.wait_for("no field", &0, |browser| browser.count("#amount"));
    browser.press(Key::Enter);
    assert_eq!(browser.focused().first().map(String::as_str), Some("Undo"), "the keyboard lost its place");
    assert_eq!(browser.pressable("Undo").attribute("aria-disabled").as_deref(), Some("true"));
    browser.tab_to(&["Redo"]);
    browser.press(Key::Enter);
    browser.press(Key::Enter);
    expect(&browser, &own);
}

#[test]
fn a_reload_brings_everything_back_with_its_steps() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_started("");
    browser.labelled("What would you like to change?").pick("Loose skin");
    browser.question("Which price?").choose("I was quoted a price");
    browser.labelled("Price of one session").type_text("1,23");
    browser.wait_for_text("#amount-error", "can be read as");
    browser.reload();
    browser.wait_until_started();
    assert_eq!(browser.labelled("Price of one session").value(), "1,23", "what was typed came back as it was");
    browser.wait_for_text("#amount-error", "can be read as");
    browser.labelled("Price of one session").replace_text("300");
    let laxity = ("concern", json!("laxity"));
    expect(&browser, &[laxity.clone(), ("price", json!({ "from": "own", "amount": 30000 }))]);
    browser.reload();
    browser.wait_until_started();
    for _ in 0..3 {
        browser.pressable("Undo").click();
    }
    expect(&browser, &[laxity]);
    // Typing in a list passes other options on its way, each of them a step.
    while browser.pressable("Undo").attribute("aria-disabled").is_none() {
        browser.pressable("Undo").click();
    }
    expect(&browser, &[]);
    browser.check("keeping-after-reload");
}

#[test]
fn a_browser_that_keeps_nothing_says_so_and_goes_on() {
    for (name, script, words) in [
        (
            "blocked",
            "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
            "This browser keeps nothing for this page.",
        ),
        (
            "full",
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
            "This browser has no room left to keep your answers.",
        ),
    ] {
        let browser = Browser::start(PHONE, Scheme::Light);
        browser.before_each_page(script);
        browser.open_started("");
        browser.question("How marked is it?").choose("Severe");
        expect(&browser, &[("severity", json!("severe"))]);
        browser.wait_for_text(".notice", words);
        browser.check(&format!("keeping-{name}"));
    }
}

#[test]
fn a_link_opens_to_the_same_cents_and_says_what_it_shows() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    browser.allow_clipboard();
    browser.labelled("What would you like to change?").pick("Fine lines and wrinkles");
    browser.question("Which price?").choose("I was quoted a price");
    browser.labelled("Price of one session").type_text("333.33");
    let answers = [("concern", json!("wrinkles")), ("price", json!({ "from": "own", "amount": 33333 }))];
    expect(&browser, &answers);
    let who = if is_one_file() { "It opens this file, on this device alone" } else { "Whoever has it can read them." };
    browser.wait_for_text("#keep", &format!("The link holds your answers. {who}"));
    browser.pressable("Copy link").click();
    browser.wait_for_text(".done", "The link is copied.");
    let link = browser.execute("return navigator.clipboard.readText()", &[]);
    let link = link.as_str().unwrap();
    assert!(link.starts_with(&page_address()) && link.contains("#/v=1&k=USD-") && link.len() < 160, "{link}");

    let other = Browser::start(PHONE, Scheme::Dark);
    let path = link.strip_prefix(&page_address()).unwrap();
    other.open_started(path);
    expect(&other, &answers);
    other.wait_for_text(".notice", "They come to the same amounts as when they were kept, to the cent.");
    assert!(!other.address().contains('#'), "the answers still stand in the address: {}", other.address());
    other.check("keeping-link-opened");
    other.pressable("Undo").click();
    expect(&other, &[]);
}

#[test]
fn a_link_from_an_older_version_says_what_changed() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    // A version whose face price was 100 to 200 dollars made this link.
    browser.open_started("#/v=1&k=USD-31000-110000-31000-110000&s=moderate");
    expect(&browser, &[("severity", json!("moderate"))]);
    browser.wait_for_text(
        ".notice",
        "First course: $310\u{2009}–\u{2009}$1,100 then, $964.16\u{2009}–\u{2009}$2,839.44 now.",
    );
    browser.check("keeping-link-changed");
}

#[test]
fn a_broken_link_keeps_what_it_can_and_says_the_rest() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_started("#/v=9&c=wrinkles&s=enormous&colour=blue&m=%zz&h=36");
    expect(&browser, &[("concern", json!("wrinkles")), ("horizon_months", json!(36))]);
    for words in [
        "It comes from a newer version of this page.",
        "How marked: “enormous” is not one of the answers.",
        "“colour” is no question of this page. It was left out.",
        "What it says of “m” cannot be read. The usual answer is used.",
    ] {
        browser.wait_for_text(".notice", words);
    }
    browser.check("keeping-link-broken");
}

#[test]
fn a_link_typed_over_the_address_is_a_step_that_can_be_undone() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    browser.question("How marked is it?").choose("Mild");
    expect(&browser, &[("severity", json!("mild"))]);
    browser.execute("location.hash = '#/v=1&c=pores'", &[]);
    expect(&browser, &[("concern", json!("pores"))]);
    browser.pressable("Undo").click();
    expect(&browser, &[("severity", json!("mild"))]);
}

#[test]
fn answers_are_saved_as_a_file_and_opened_again() {
    let (browser, folder) = (Browser::start(DESKTOP, Scheme::Light), folder("file"));
    browser.open_started("");
    browser.download_to(&folder);
    browser.labelled("What would you like to change?").pick("Thinning hair");
    expect(&browser, &[("concern", json!("hair-thinning"))]);
    browser.pressable("Save as a file").click();
    browser.wait_for_text(".done", "The file is with your downloads.");
    let text = browser.downloaded(&folder, "microneedling-estimate.json");
    let saved: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(saved["scenarios"], json!([{ "concern": "hair-thinning" }]));

    let other = Browser::start(PHONE, Scheme::Light);
    other.open_started("");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    other.labelled("Open a saved file").type_text(&file("microneedling-estimate.json"));
    expect(&other, &[("concern", json!("hair-thinning"))]);
    other.wait_for_text(".notice", "The answers of the file are open. Undo brings yours back.");

    std::fs::write(folder.join("notes.json"), "{\"format\": \"other\"}").unwrap();
    other.labelled("Open a saved file").type_text(&file("notes.json"));
    other.wait_for_text(".notice", "Your answers stay as they were.");
    other.wait_for_text(".notice", "It is not a file that this page saved.");
    std::fs::write(folder.join("broken.json"), "{\"format\": ").unwrap();
    other.labelled("Open a saved file").type_text(&file("broken.json"));
    other.wait_for_text(".notice", "line 1, place 12 cannot be read.");
    std::fs::write(folder.join("large.json"), "x".repeat(70_000)).unwrap();
    other.labelled("Open a saved file").type_text(&file("large.json"));
    other.wait_for_text(".notice", "The file could not be read. Open one of at most 64 KB.");
    expect(&other, &[("concern", json!("hair-thinning"))]);
    other.check("keeping-file-refused");
}

#[test]
fn the_calendar_asks_for_a_first_day_and_then_holds_neutral_days() {
    let (browser, folder) = (Browser::start(DESKTOP, Scheme::Light), folder("calendar"));
    browser.open_started("");
    browser.download_to(&folder);
    browser.pressable("Add to calendar").click();
    browser.wait_for_text(".done", "The calendar needs the day of the first session");
    assert_eq!(browser.focused().first().map(String::as_str), Some("Day of the first session, if you know it"));
    browser.type_keys("03022027");
    browser.wait_until(
        "the date in the timeline",
        "return document.querySelector('#timeline').textContent.includes('March 2, 2027')",
    );
    browser.pressable("Add to calendar").click();
    browser.wait_for_text(".done", "The calendar file is with your downloads.");
    let text = browser.downloaded(&folder, "appointments.ics");
    assert!(text.contains("DTSTART;VALUE=DATE:20270302\r\n"), "{text}");
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    let titles: Vec<String> = calendar
        .components
        .iter()
        .filter_map(|event| Some(event.find_prop("SUMMARY")?.val.as_str().to_owned()))
        .collect();
    assert!(titles.iter().any(|title| title == "Appointment 1"), "{titles:?}");
    for title in &titles {
        for telling in ["needl", "skin", "scar", "acne", "laser"] {
            assert!(!title.to_lowercase().contains(telling), "“{title}” tells what for");
        }
    }
    browser.check("keeping-calendar");
}

#[test]
fn three_scenarios_stand_side_by_side_by_what_differs() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    assert_eq!(browser.count("#scenarios"), 0);
    browser.pressable("Compare with another choice").click();
    browser.wait_for_text("#scenarios", "Nothing differs yet.");
    browser.question("Which kind of microneedling?").choose("Microneedling with PRP");
    browser.pressable("Compare with another choice").click();
    browser.question("Which kind of microneedling?").choose("Tox facial");
    let names = ["A Standard microneedling", "B Microneedling with PRP", "C Tox facial"];
    browser.wait_for("the names", &names.map(str::to_owned).to_vec(), |browser| {
        browser.texts(".scenario").iter().map(|name| name.split(';').next().unwrap().to_owned()).collect()
    });
    let likely = |treatment: &str| money(&[("treatment", json!(treatment))])[0].clone();
    let row = browser.texts("#scenarios tbody tr:has(th:first-child)");
    let first = row.iter().find(|row| row.starts_with("First course")).unwrap();
    for treatment in ["standard", "prp", "tox"] {
        assert!(first.contains(&likely(treatment)), "`{first}` lacks {treatment}");
    }
    assert_eq!(browser.count("[data-press=add]"), 0, "a fourth scenario is offered");
    browser.check("keeping-three-scenarios");

    browser.pressable("B Microneedling with PRP").click();
    expect(&browser, &[("treatment", json!("prp"))]);
    browser.css("[aria-label='Remove B']").click();
    browser.wait_for("two scenarios", &2, |browser| browser.count(".scenario"));
    expect(&browser, &[]);
    browser.pressable("Undo").click();
    browser.wait_for("three scenarios", &3, |browser| browser.count(".scenario"));
}

#[test]
fn a_scenario_that_the_list_has_no_price_for_can_be_copied_and_comes_back() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("?prices=prices-in-euros.json");
    browser.wait_for_text(".price-list", "Prices of Praxis am Fluss in use");
    browser.question("Which price?").choose("The clinic’s price");
    browser.question("Which kind of microneedling?").choose("Microneedling with PRP");
    browser.wait_for("the last estimate", &3, |browser| figures(browser).len());
    assert!(!browser.text("#price-error").is_empty(), "nothing says that the list has no such price");
    browser.pressable("Compare with another choice").click();
    browser.wait_for("two scenarios", &2, |browser| browser.count(".scenario"));
    assert_eq!(figures(&browser).len(), 3, "the copy has no estimate");
    browser.question("How marked is it?").choose("Severe");
    browser.wait_until("the answer to be taken", "return history.state === 3");
    assert_eq!(figures(&browser).len(), 3, "the copy that was changed has no estimate");
    browser.reload();
    browser.wait_until_started();
    browser.wait_for("two scenarios", &2, |browser| browser.count(".scenario"));
    assert_eq!(figures(&browser).len(), 3, "after a reload there is no estimate");
    browser.wait_for_text(".price-list", "Prices of Praxis am Fluss in use");
    assert_eq!(figures(&browser).len(), 3, "once the list is there, there is no estimate");
    // More scenarios than before, now that the list is there: the second one takes no other's place.
    browser.pressable("Start again").click();
    browser.wait_for("no scenarios", &0, |browser| browser.count(".scenario"));
    browser.execute("location.hash = '#/v=1&i=1&t=prp;t=prp&s=severe'", &[]);
    browser.wait_for("two scenarios by a link", &2, |browser| browser.count(".scenario"));
    assert_eq!(figures(&browser).len(), 3, "a scenario of a link has no estimate");
    // An answer that says nothing yet changes nothing, and the sentence stays.
    assert!(!browser.text("#price-error").is_empty(), "nothing says that the list has no such price");
    browser.execute("document.getElementById('sessions-own').click()", &[]);
    browser.wait_until("the field", "return !!document.getElementById('sessions-from')");
    assert!(!browser.text("#price-error").is_empty(), "nothing says any more that the list has no such price");
    browser.check("keeping-scenarios-without-a-price");
}

#[test]
fn a_reload_far_down_the_page_stays_there() {
    for (size, place) in [(DESKTOP, "#care"), (PHONE, "#keep")] {
        let browser = Browser::start(size, Scheme::Light);
        browser.open_started("");
        let top = |browser: &Browser| {
            let script = "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top)";
            browser.execute(script, &[json!(place)]).as_i64().unwrap()
        };
        let go = "document.querySelector(arguments[0]).scrollIntoView({ behavior: 'instant' }); scrollBy(0, -31)";
        browser.execute(go, &[json!(place)]);
        let before = top(&browser);
        browser.reload();
        browser.wait_until_started();
        browser.wait_for("the place", &true, |browser| (top(browser) - before).abs() <= 2);
    }
}

#[test]
fn a_link_to_copy_by_hand_follows_the_answers() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.before_each_page("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    browser.open_started("");
    browser.pressable("Copy link").click();
    browser.wait_for_text(".done", "This browser does not allow copying.");
    assert!(!browser.css("#link-field").value().contains("s=mild"));
    browser.question("How marked is it?").choose("Mild");
    browser.wait_for("the link", &true, |browser| browser.css("#link-field").value().contains("s=mild"));
    browser.check("keeping-link-by-hand");
}
