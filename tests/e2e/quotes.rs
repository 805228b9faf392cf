//! Quotes as staff make them during a consultation: by keyboard and by touch, from the plan to the paper and back again,
//! and what is left of them afterwards.

use crate::browser::{
    Browser, DESKTOP, PHONE, Paper, Scheme, TABLET, faults_of_print, fixture, kept, page_address, scanned,
};
use fantoccini::key::Key;
use serde_json::json;
use std::time::Instant;

const STAFF: &str = "staff.html?prices=staff-prices.json#/staff";

/// The staff's page with its price list, on a screen of this size.
fn desk(size: (u32, u32)) -> Browser {
    let browser = Browser::start(size, Scheme::Light);
    ready(&browser);
    browser
}

fn ready(browser: &Browser) {
    browser.open_started(STAFF);
    browser.wait_until("the quote", "return !!document.getElementById('1.sessions')");
    browser.wait_until("the price list", "return !!document.getElementById('1.membership')");
}

/// The sums at the side, as "Total: $1,937.68".
fn sums(browser: &Browser) -> Vec<String> {
    let pairs = "return [...document.querySelectorAll('.sum')].map((sum) => [...sum.children].map((part) => part.innerText.trim()).join(': '))";
    browser.execute(pairs, &[]).as_array().unwrap().iter().map(|sum| sum.as_str().unwrap().to_owned()).collect()
}

fn checks(browser: &Browser) -> Vec<String> {
    browser.texts(".checks li")
}

/// The plan of a course for acne scars on the face.
fn plan(browser: &Browser, sessions: &str) {
    browser.labelled("Concern").pick("Acne scars: mixed, or not sure which");
    browser.labelled("How marked").pick("Moderate");
    browser.labelled("Sessions agreed").type_text(sessions);
}

/// What the tab and the page know of the patient, anywhere.
fn traces(browser: &Browser, of: &str) -> String {
    let script = "
        const fields = [...document.querySelectorAll('input, textarea, select')].map((field) => field.value);
        const stored = [sessionStorage, localStorage].flatMap((storage) => Object.values(storage));
        const everything = [...fields, ...stored, document.documentElement.outerHTML, location.href, JSON.stringify(history.state)];
        return everything.filter((text) => text && text.includes(arguments[0])).join('; ').slice(0, 400);";
    browser.execute(script, &[json!(of)]).as_str().unwrap().to_owned()
}

#[test]
fn a_course_of_four_with_prp_and_a_credited_consultation_by_keyboard() {
    let browser = desk(DESKTOP);
    let start = Instant::now();
    browser.tab_to(&["Patient’s name"]);
    browser.type_keys("Ada Example");
    browser.tab_to(&["Concern"]);
    browser.type_keys("Acne scars: mixed");
    browser.tab_to(&["How marked"]);
    browser.type_keys("Mod");
    browser.tab_to(&["Sessions agreed"]);
    browser.type_keys("4");
    browser.wait_for(
        "the course of four",
        &vec!["Lines: $1,090.00".to_owned(), "Tax, 8.25%: $89.93".to_owned(), "Total: $1,179.93".to_owned()],
        sums,
    );
    browser.tab_to(&["Platelet-rich plasma (PRP)"]);
    browser.press(Key::Enter);
    browser.wait_for("three lines", &3, |browser| browser.count("table.lines tbody tr"));
    assert_eq!(browser.css("[name='1.3.quantity']").value(), "4", "one for each session");
    browser.tab_to(&["Credit the consultation: $150.00"]);
    browser.press(Key::Enter);
    browser.tab_to(&["Deposit as in the price list: 25%"]);
    browser.press(Key::Enter);
    // 1,790.00; tax 147.675 is 147.68; a quarter of 1,937.68; what is left after 150.00.
    let expected = [
        "Lines: $1,790.00",
        "Tax, 8.25%: $147.68",
        "Total: $1,937.68",
        "Paid for the consultation: -$150.00",
        "Deposit: $484.42",
        "Left to pay: $1,303.26",
    ];
    browser.wait_for("the sums", &expected.map(str::to_owned).to_vec(), sums);
    browser.wait_for_text(
        ".online",
        "Online estimate for these answers: $860.59\u{2009}–\u{2009}$1,531.74. This quote: $1,937.68, above the range.",
    );
    browser.tab_to(&["Why it is outside the online range"]);
    browser.type_keys("PRP at each session");
    browser.wait_for("no hindrance", &0, |browser| browser.count(".checks .blocking li"));
    println!("by keyboard: {:.1} s", start.elapsed().as_secs_f32());
    browser.check("quote-by-keyboard");
    assert_eq!(browser.overflow(), Vec::<String>::new());
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn the_same_by_touch_on_a_tablet_and_turned_to_the_patient() {
    let browser = Browser::start(TABLET, Scheme::Light);
    browser.use_touch();
    ready(&browser);
    browser.labelled("Patient’s name").type_text("Ada Example");
    browser.labelled("Internal notes").type_text("Was late twice");
    plan(&browser, "4");
    browser.pressable("Platelet-rich plasma (PRP)").tap();
    browser.pressable("Credit the consultation").tap();
    browser.wait_for("the total", &true, |browser| sums(browser).contains(&"Total: $1,937.68".to_owned()));
    browser.labelled("Why it is outside the online range").type_text("PRP at each session");
    browser.check("quote-by-touch");

    browser.pressable("Turn to the patient").tap();
    browser.wait_for_text(".turned", "$1,937.68");
    assert_eq!(browser.count("#work input, #work select, #work textarea"), 0, "nothing to fill in");
    assert!(!browser.text("body").contains("late twice"), "the patient reads the notes");
    assert!(!browser.text("body").contains("PRP at each session"), "the patient reads the reason");
    browser.check("quote-turned");
    browser.press(Key::Escape);
    browser.wait_for("the notes again", &"Was late twice".to_owned(), |browser| browser.css("[name='notes']").value());
    assert_eq!(browser.overflow(), Vec::<String>::new());
}

#[test]
fn three_options_stand_side_by_side_on_one_page_of_paper() {
    let browser = desk(DESKTOP);
    plan(&browser, "3");
    browser.pressable("Add an option").click();
    browser.wait_for("the second option", &2, |browser| browser.count(".tab"));
    browser.css("[name='2.sessions']").replace_text("6");
    browser.pressable("Add an option").click();
    browser.css("[name='3.service']").pick("Non-ablative fractional laser");
    browser.css("[name='3.sessions']").replace_text("3");
    browser.wait_for(
        "three totals",
        &vec!["$860.59".to_owned(), "$1,531.74".to_owned(), "$3,085.13".to_owned()],
        |browser| browser.texts(".tab .small"),
    );
    assert!(browser.pressable("Add an option").attribute("aria-disabled").is_some(), "a fourth option");
    browser.wait_for("no hindrance", &0, |browser| browser.count(".checks .blocking li"));
    browser.check("quote-three-options");
    for (paper, name) in [(Paper::A4, "quote-options-a4"), (Paper::Letter, "quote-options-letter")] {
        let pages = browser.print(paper, name);
        assert_eq!(pages.len(), 1, "{pages:#?}");
        for total in ["$860.59", "$1,531.74", "$3,085.13"] {
            assert!(pages[0].contains(total), "{total} is not on the paper:\n{}", pages[0]);
        }
        assert_eq!(faults_of_print(name), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_membership_says_from_where_it_pays() {
    let browser = desk(DESKTOP);
    plan(&browser, "3");
    browser.labelled("Membership").pick("Glow membership");
    // Three times 236.00 on two months of 29.00, against a course of three for 795.00.
    browser.wait_for_text(
        ".ways",
        "As a member: $708.00 for the sessions and $58.00 in fees over 2 months; without: $795.00.",
    );
    browser.wait_for_text(".ways", "With 3 sessions the membership saves $29.00 in all.");
    assert_eq!(browser.css("[name='1.1.price']").value(), "236");
    browser.css("[name='1.sessions']").replace_text("6");
    browser.wait_for("the warning", &true, |browser| {
        checks(browser)
            .iter()
            .any(|check| check == "With the fees the membership costs $145.00 more than it saves here.")
    });
    browser.check("quote-membership");
}

#[test]
fn the_sessions_are_bought_in_another_way_than_the_cheapest() {
    let browser = desk(DESKTOP);
    plan(&browser, "3");
    browser.wait_for("the course of three", &vec!["$795.00".to_owned()], |browser| browser.texts(".lines .amount"));
    browser.pressable("Microneedling, face").click();
    browser.wait_for("two lines", &2, |browser| browser.count("table.lines tbody tr"));
    browser.css("[data-press='remove-0']").click();
    browser.css("[name='1.1.quantity']").replace_text("3");
    browser.wait_for("singles", &vec!["$885.00".to_owned()], |browser| browser.texts(".lines .amount"));
    let told = "These sessions can be bought for $795.00, which is $90.00 less.".to_owned();
    browser.wait_for("the tip", &true, |browser| checks(browser).contains(&told));
    browser.pressable("Fill the lines in from the plan").click();
    browser.wait_for("the course of three", &vec!["$795.00".to_owned()], |browser| browser.texts(".lines .amount"));
}

#[test]
fn what_hinders_is_said_and_led_to_and_nothing_prints_before() {
    let browser = desk(PHONE);
    plan(&browser, "4");
    browser.css("[name='1.1.price']").replace_text("700");
    let hindrance = "“Course of 3 sessions: Microneedling, face” costs $795.00 in the price list. Give the reason for another price.";
    browser.wait_for("the hindrance", &vec![hindrance.to_owned()], |browser| browser.texts(".checks .blocking li"));
    assert!(browser.pressable("Print the patient’s copy").attribute("aria-disabled").is_some());
    browser.pressable("“Course of 3 sessions").click();
    browser.wait_for("the field", &json!("1.1.reason"), |browser| {
        browser.execute("return document.activeElement.name", &[])
    });
    browser.type_keys("First course here");
    browser.wait_for("no hindrance", &0, |browser| browser.count(".checks .blocking li"));
    browser.css("[name='1.2.quantity']").replace_text("1,5");
    browser.wait_for_text("[id='1.2.quantity-error']", "“1,5” can be read as 15 or as 1.5. Type one of the two.");
    browser.check("quote-hindered-phone");
    assert_eq!(browser.overflow(), Vec::<String>::new());
}

#[test]
fn a_printed_quote_opens_again_by_its_code_to_the_cent_and_without_a_name() {
    let browser = desk(DESKTOP);
    browser.labelled("Patient’s name").type_text("Ada Example");
    browser.labelled("Internal notes").type_text("Was late twice");
    plan(&browser, "4");
    browser.pressable("LED light").click();
    browser.pressable("Credit the consultation").click();
    browser.wait_for("the total", &true, |browser| sums(browser).contains(&"Total: $1,331.48".to_owned()));
    let before = sums(&browser);
    for (paper, name) in [(Paper::A4, "quote-a4"), (Paper::Letter, "quote-letter")] {
        let pages = browser.print(paper, name);
        assert_eq!(pages.len(), 1, "{pages:#?}");
        assert!(pages[0].contains("Ada Example") && pages[0].contains("$1,331.48"), "{}", pages[0]);
        assert!(!pages[0].contains("late twice"), "the patient's copy has the notes");
        assert_eq!(faults_of_print(name), Vec::<String>::new(), "{name}");
    }
    let link = scanned("quote-a4", (3_500, 3_500));
    assert!(link.starts_with(&[&page_address(), "staff.html?prices=staff-prices.json#/q="].concat()), "{link}");
    for name in ["Ada", "Example", "late"] {
        assert!(!link.contains(name), "{link}");
    }

    let other = Browser::start(DESKTOP, Scheme::Light);
    other.open(&link[page_address().len()..]);
    other.wait_until("the quote", "return !!document.getElementById('1.3.quantity')");
    other.wait_for("the same sums", &before, sums);
    assert_eq!(other.css("[name='patient']").value(), "");
    assert!(!other.address().contains("#/q="), "the code stays in the address: {}", other.address());
    let pages = other.print(Paper::A4, "quote-reprint-a4");
    assert!(pages[0].contains("Reprint"), "{}", pages[0]);

    // The code that stands beside the square, typed in, where no price list is open.
    let code = link.split("#/q=").nth(1).unwrap();
    let bare = Browser::start(DESKTOP, Scheme::Light);
    bare.open_started("staff.html");
    bare.wait_until("the field", "return !!document.getElementById('code')");
    bare.labelled("Code from a printed quote").type_text(&code.to_lowercase().replace('-', " "));
    bare.pressable("Open the code").click();
    bare.wait_for("the same sums", &before, sums);
    bare.labelled("Code from a printed quote").type_text(&code.replacen(
        &code[5..6],
        if &code[5..6] == "2" { "3" } else { "2" },
        1,
    ));
    bare.pressable("Open the code").click();
    bare.wait_for_text(
        "#code-error",
        "A letter of the code is wrong, or two have changed places. Compare it with the paper.",
    );
    assert_eq!(sums(&bare), before, "what was open is lost");
    bare.check("quote-by-code");
}

#[test]
fn a_spanish_quote_fits_on_one_page_as_well() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("staff.es.html?prices=staff-prices.json#/staff");
    browser.wait_until("the price list", "return !!document.getElementById('1.membership')");
    browser.css("[name='1.concern']").pick("Cicatrices de acné: mixtas o no sé");
    browser.css("[name='1.severity']").pick("Moderado");
    browser.css("[name='1.sessions']").type_text("4");
    browser.css("[name='first_visit']").type_text("12012026");
    for source in ["add:add-on:led", "credit", "deposit"] {
        browser.css(&format!("[data-press='{source}']")).click();
    }
    browser.wait_for("no hindrance", &0, |browser| browser.count(".checks .blocking li"));
    for (paper, name) in [(Paper::A4, "quote-spanish-a4"), (Paper::Letter, "quote-spanish-letter")] {
        let pages = browser.print(paper, name);
        assert_eq!(pages.len(), 1, "{pages:#?}");
        assert!(pages[0].contains("1331.48") || pages[0].contains("1,331.48"), "{}", pages[0]);
        assert_eq!(faults_of_print(name), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_office_copy_has_the_notes_and_the_good_faith_estimate_its_fields() {
    let browser = desk(DESKTOP);
    browser.labelled("Patient’s name").type_text("Ada Example");
    browser.labelled("Patient’s date of birth").type_text("1990-04-01");
    browser.labelled("Provider").pick("Dr. A. Lee");
    browser.labelled("Internal notes").type_text("Was late twice");
    plan(&browser, "4");
    // The browser's own dialog would stand in the way.
    browser.change_page("window.print = () => { window.dispatchEvent(new Event('beforeprint')); window.asked = (window.asked ?? 0) + 1; }", &[]);
    browser.pressable("Print the office copy").click();
    browser.wait_until("the dialog", "return window.asked === 1");
    let pages = browser.print(Paper::A4, "quote-office-a4");
    assert_eq!(pages.len(), 1);
    for words in ["Was late twice", "Online estimate for these answers"] {
        assert!(pages[0].contains(words), "{words}: {}", pages[0]);
    }
    browser.wait_until("the dialog to close", "return !document.querySelector('.paper')");
    browser.pressable("Print the good-faith estimate").click();
    browser.wait_until("the dialog", "return window.asked === 2");
    let pages = browser.print(Paper::Letter, "quote-good-faith-letter");
    assert_eq!(pages.len(), 1, "{pages:#?}");
    for words in ["Ada Example", "1990", "Dr. A. Lee", "1234567893", "12-3456789", "17999", "$400"] {
        assert!(pages[0].contains(words), "{words}: {}", pages[0]);
    }
    assert!(!pages[0].contains("late twice"));
}

#[test]
fn a_wipe_leaves_nothing_in_fields_storage_or_history() {
    let browser = Browser::start(TABLET, Scheme::Light);
    browser.open_started("");
    ready(&browser);
    browser.labelled("Patient’s name").type_text("Ada Example");
    browser.labelled("Internal notes").type_text("Was late twice");
    plan(&browser, "4");
    browser.wait_for("what the tab keeps", &true, |browser| traces(browser, "Ada Example").contains("Ada"));
    browser.pressable("Wipe and start the next").click();
    browser.wait_for_text(".wipe-place", "Wipe this quote? It has not been saved or printed since the last change.");
    browser.check("quote-wipe-asked");
    browser.pressable("No, keep it").click();
    assert_eq!(browser.css("[name='patient']").value(), "Ada Example");
    browser.pressable("Wipe and start the next").click();
    browser.pressable("Yes, wipe it").click();
    browser.wait_for_text(".done", "Wiped. Nothing of the last quote is left on this page.");
    for of in ["Ada", "late twice"] {
        assert_eq!(traces(&browser, of), "");
    }
    for step in [Browser::back, Browser::forward] {
        step(&browser);
        browser.wait_until("a page", "return document.readyState === 'complete' && !!document.querySelector('.page')");
        for of in ["Ada", "late twice"] {
            assert_eq!(traces(&browser, of), "", "after Back and Forward");
        }
    }
    ready(&browser);
    assert_eq!(browser.css("[name='patient']").value(), "");
    assert_eq!(browser.count(".unfinished"), 0);
}

#[test]
fn a_shared_tablet_warns_and_wipes_when_nobody_touches_it() {
    let browser = desk(TABLET);
    browser.labelled("Patient’s name").type_text("Ada Example");
    plan(&browser, "4");
    browser.labelled("Shared tablet").click();
    let later = "const real = Date.now.bind(Date); const by = arguments[0] * 1000; Date.now = () => real() + by;";
    browser.change_page(later, &[json!(160)]);
    browser.wait_for_text(".idle-place", "Nobody has touched this page for a while. It is wiped in");
    browser.check("quote-idle");
    browser.pressable("I am still here").click();
    browser.wait_for("no warning", &0, |browser| browser.count(".idle-place .notice"));
    assert_eq!(browser.css("[name='patient']").value(), "Ada Example");
    // Printed: the next patient may come soon.
    browser.wait_for("no hindrance", &0, |browser| browser.count(".checks .blocking li"));
    browser.print(Paper::A4, "quote-shared-a4");
    browser.wait_for_text(".idle-place", "It is wiped in");
    browser.pressable("I am still here").click();
    browser.wait_for("no warning", &0, |browser| browser.count(".idle-place .notice"));
    // A tab that slept: the first thing it does is to wipe, before the touch that woke it reaches anything.
    browser.change_page(later, &[json!(600)]);
    browser.wait_for_text(".done", "This page was wiped because nobody touched it.");
    assert_eq!(traces(&browser, "Ada"), "");
}

#[test]
fn a_reload_in_the_middle_offers_the_quote_back_in_this_tab_alone() {
    let browser = desk(DESKTOP);
    browser.labelled("Patient’s name").type_text("Ada Example");
    plan(&browser, "4");
    browser.wait_for("the total", &true, |browser| sums(browser).contains(&"Total: $1,179.93".to_owned()));
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text(".unfinished", "A quote in this tab was not finished.");
    browser.wait_for_text(".unfinished", "Ada Example");
    browser.check("quote-unfinished");
    // Shortcuts reach nothing behind the question.
    browser.type_keys("wlp");
    browser.wait_for_text(".unfinished", "Ada Example");
    let elsewhere = desk(DESKTOP);
    assert_eq!(elsewhere.count(".unfinished"), 0, "another tab offers it");
    browser.pressable("Take it back").click();
    browser.wait_for("the total", &true, |browser| sums(browser).contains(&"Total: $1,179.93".to_owned()));
    browser.reload();
    browser.wait_until_started();
    browser.pressable("Discard it").click();
    browser.wait_for("nothing", &String::new(), |browser| browser.css("[name='patient']").value());
    browser.reload();
    browser.wait_until_started();
    browser.wait_until("the quote", "return !!document.getElementById('1.sessions')");
    assert_eq!(browser.count(".unfinished"), 0);
}

#[test]
fn a_duplicated_tab_goes_on_with_a_number_of_its_own() {
    let browser = desk(DESKTOP);
    browser.labelled("Patient’s name").type_text("Ada Example");
    let number = "return JSON.parse(sessionStorage.getItem('microneedling-staff-quote')).answers.number";
    browser.wait_until("what the tab keeps", "return !!sessionStorage.getItem('microneedling-staff-quote')");
    let number = browser.execute(number, &[]).as_str().unwrap().to_owned();
    // A window that a page opens starts with a copy of its storage, as a duplicated tab does.
    browser.execute("window.copy = window.open(location.href)", &[]);
    browser.wait_until("the copy", "return !!window.copy.document.querySelector('.unfinished p')");
    let told = |browser: &Browser| {
        let script = "return window.copy.document.querySelector('.unfinished p').innerText";
        browser.execute(script, &[]).as_str().unwrap().to_owned()
    };
    browser.wait_for("a number of its own", &false, |browser| told(browser).contains(&number));
    assert!(told(&browser).ends_with(", Ada Example"), "{}", told(&browser));
    browser.execute("window.copy.document.querySelector('[data-press=discard]').click()", &[]);
    browser.wait_until(
        "the copy to be empty",
        "return window.copy.document.querySelector('[name=patient]')?.value === ''",
    );
    browser.reload();
    browser.wait_until_started();
    browser.wait_for_text(".unfinished", &format!("Number {number}, Ada Example"));
}

#[test]
fn a_browser_that_takes_its_time_makes_no_copy_of_a_quote() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.before_each_page(
        "if (globalThis.LockManager) {
           const ask = LockManager.prototype.request; window.asked = 0;
           LockManager.prototype.request = async function (...wish) {
             await new Promise((resolve) => setTimeout(resolve, 1500));
             const held = ask.apply(this, wish); window.asked += 1; return held;
           };
         }",
    );
    ready(&browser);
    plan(&browser, "4");
    let number = "return JSON.parse(sessionStorage.getItem('microneedling-staff-quote')).answers.number";
    browser.wait_until("what the tab keeps", "return !!sessionStorage.getItem('microneedling-staff-quote')");
    let first = browser.execute(number, &[]);
    browser.wait_until("the browser's answer", "return window.asked === 1");
    // What the answer leads to is drawn by now.
    browser.execute("return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)))", &[]);
    assert_eq!(browser.execute(number, &[]), first, "the quote was taken for a copy");
}

#[test]
fn blocked_or_full_storage_is_said_and_everything_goes_on() {
    for (name, script, words) in [
        (
            "blocked",
            "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
            "This browser keeps nothing for this page.",
        ),
        (
            "full",
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
            "This browser has no room to keep what you type.",
        ),
    ] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        browser.before_each_page(script);
        ready(&browser);
        plan(&browser, "4");
        browser.wait_for_text(".notice-place", words);
        browser.wait_for("the total", &true, |browser| sums(browser).contains(&"Total: $1,179.93".to_owned()));
        browser.check(&["quote-storage-", name].concat());
    }
}

#[test]
fn a_saved_quote_opens_again_and_one_from_a_later_version_says_what_it_needs() {
    let browser = desk(DESKTOP);
    let folder = kept("quote-files");
    browser.download_to(&folder);
    browser.labelled("Patient’s name").type_text("Ada Example");
    plan(&browser, "4");
    browser.wait_for("the total", &true, |browser| sums(browser).contains(&"Total: $1,179.93".to_owned()));
    let number =
        browser.execute("return JSON.parse(sessionStorage.getItem('microneedling-staff-quote')).answers.number", &[]);
    let name = ["quote-", number.as_str().unwrap(), ".json"].concat();
    browser.pressable("Save as a file").click();
    let text = browser.downloaded(&folder, &name);
    let file = folder.join(&name);

    let other = desk(DESKTOP);
    other.css("#quote-file").type_text(file.to_str().unwrap());
    other.wait_for("the patient", &"Ada Example".to_owned(), |browser| browser.css("[name='patient']").value());
    assert_eq!(sums(&other), sums(&browser));

    // Somebody has typed in the meantime: one quote does not take the place of another unasked.
    other.labelled("Internal notes").type_text("Not yet saved");
    other.css("#quote-file").type_text(file.to_str().unwrap());
    other.wait_for_text("#work", "Another quote was opened. The one that stands here has not been saved.");
    other.check("quote-offered");
    other.pressable("Keep this one").click();
    assert_eq!(other.css("[name='notes']").value(), "Not yet saved");
    other.css("#quote-file").type_text(file.to_str().unwrap());
    other.pressable("Show the other one").click();
    other.wait_for("the saved one", &String::new(), |browser| browser.css("[name='notes']").value());

    let newer = text.replacen("\"version\": 1", "\"version\": 2", 1).replacen(
        "\"program\": \"0.1.0\"",
        "\"program\": \"9.0.0\"",
        1,
    );
    assert_ne!(newer, text);
    let file = folder.join("newer.json");
    std::fs::write(&file, newer).unwrap();
    other.css("#quote-file").type_text(file.to_str().unwrap());
    other.wait_for_text(".quote-notes", "It comes from version 9.0.0 of this page.");
    other.css("#quote-file").type_text(fixture("prices-with-faults.json").to_str().unwrap());
    other.wait_for_text(".quote-notes", "It is not a quote that this page saved. Nothing of it was used.");
    assert_eq!(other.css("[name='patient']").value(), "Ada Example", "what was open is lost");
}

#[test]
fn a_quote_that_is_not_ready_prints_one_sentence_and_no_notes() {
    let browser = desk(DESKTOP);
    browser.labelled("Internal notes").type_text("Was late twice");
    let pages = browser.print(Paper::A4, "quote-not-ready-a4");
    assert_eq!(pages.len(), 1, "{pages:#?}");
    assert_eq!(pages[0].trim(), "This quote is not ready to be given: something still has to be mended.");
}

#[test]
fn typing_the_sessions_anew_takes_its_add_ons_along_and_letters_choose_from_lists() {
    let browser = desk(DESKTOP);
    plan(&browser, "4");
    browser.pressable("Platelet-rich plasma (PRP)").click();
    browser.wait_for("three lines", &3, |browser| browser.count("table.lines tbody tr"));
    browser.css("[name='1.sessions']").click();
    browser.press(Key::End);
    browser.press(Key::Backspace);
    browser.type_keys("6");
    browser.wait_for("six of each", &Some("6".to_owned()), |browser| {
        (browser.count("table.lines tbody tr") == 2).then(|| browser.css("[name='1.2.quantity']").value())
    });
    // No shortcut: a letter chooses from the list that has the focus.
    browser.tab_to(&["Membership"]);
    browser.type_keys("G");
    browser.wait_for("the membership", &"glow".to_owned(), |browser| browser.css("[name='1.membership']").value());
    assert_eq!(browser.count(".turned, .wipe-place .notice"), 0);
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn printing_the_price_list_prints_no_quote() {
    let browser = desk(DESKTOP);
    plan(&browser, "4");
    browser.wait_for("no hindrance", &0, |browser| browser.count(".checks .blocking li"));
    browser.pressable("Price list").click();
    browser.wait_for_text("h1", "Price list");
    browser.print(Paper::A4, "price-list-a4");
    browser.pressable("Quote").click();
    let pages = browser.print(Paper::A4, "quote-first-a4");
    assert!(!pages[0].contains("Reprint"), "{}", pages[0]);
}

#[test]
fn shortcuts_can_be_listed_and_switched_off() {
    let browser = desk(DESKTOP);
    plan(&browser, "4");
    browser.execute("document.activeElement.blur()", &[]);
    browser.type_keys("t");
    browser.wait_until("the patient's side", "return !!document.querySelector('.turned')");
    browser.type_keys("t");
    browser.wait_until("the staff's side", "return !document.querySelector('.turned')");
    browser.pressable("Keyboard shortcuts").click();
    assert_eq!(browser.texts(".shortcuts kbd"), ["T", "P", "S", "L", "W"]);
    browser.labelled("Shortcuts are on").click();
    browser.execute("document.activeElement.blur()", &[]);
    browser.type_keys("t");
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(browser.count(".turned"), 0, "a shortcut that is off");
    // In a field a letter is a letter.
    browser.labelled("Shortcuts are on").click();
    browser.labelled("Patient’s name").type_text("Ttw");
    assert_eq!(browser.count(".turned"), 0);
    browser.check("quote-shortcuts");
}
