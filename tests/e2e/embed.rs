//! The estimator inside a clinic's page, as the clinic's visitors meet it: tests/e2e/hosts/ has the pages.

use crate::browser::{Browser, DESKTOP, Key, PHONE, Scheme, page_address, setting};
use serde_json::{Value, json};

/// The frame of an estimator, in a script.
fn frame_of(element: &str) -> String {
    format!("document.querySelector('{element}').shadowRoot.querySelector('iframe')")
}

pub const FIRST: &str = "microneedling-estimator";

/// Opens a host page of the clinic's own server.
fn visit(size: (u32, u32), page: &str) -> Browser {
    let browser = Browser::start(size, Scheme::Light);
    open(&browser, &[&page_address(), "hosts/", page].concat());
    browser
}

fn open(browser: &Browser, address: &str) {
    // What the host page has of its own is no part of the estimator's load.
    for part in ["/hosts/", "/embed.js"] {
        browser.declare_request(part);
    }
    browser.open_address(address);
}

/// Opens a host page of a clinic whose estimator is on another server.
fn visit_from_elsewhere(page: &str) -> Browser {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    let address = format!("{}hosts/{page}?estimator={}", setting("ESTIMATOR_ELSEWHERE"), page_address());
    open(&browser, &address);
    browser
}

/// Scrolls to an estimator and waits until it is there: the fallback gone, the page in the frame started.
fn scroll_to(browser: &Browser, element: &str) {
    browser.execute("document.querySelector(arguments[0]).scrollIntoView()", &[json!(element)]);
    wait_until_shown(browser, element);
}

pub fn wait_until_shown(browser: &Browser, element: &str) {
    browser.wait_until("the estimator in its frame", &format!("return !!{}.style.blockSize", frame_of(element)));
    browser.enter_frame(&frame_of(element));
    browser.wait_until_started();
    browser.leave_frame();
    let fallback = format!("return document.querySelector('{element}').shadowRoot.querySelector('slot').hidden");
    assert_eq!(browser.execute(&fallback, &[]), json!(true), "the fallback stays beside the estimator");
}

/// Waits until the frame is as high as its page, and gives the height.
#[track_caller]
fn height_as_content(browser: &Browser, element: &str) -> u64 {
    let frame = frame_of(element);
    let fits = format!(
        "const frame = {frame}, root = frame.contentDocument.documentElement;
        return frame.clientHeight === Math.ceil(root.getBoundingClientRect().height)
            && root.scrollHeight === frame.clientHeight && frame.contentWindow.innerWidth === root.clientWidth"
    );
    browser.wait_until("a frame as high as its page, without a scrollbar", &fits);
    browser.execute(&format!("return {frame}.clientHeight"), &[]).as_u64().unwrap()
}

/// Runs a script inside the frame of an estimator.
pub fn inside(browser: &Browser, element: &str, script: &str) -> Value {
    browser.enter_frame(&frame_of(element));
    let value = browser.execute(script, &[]);
    browser.leave_frame();
    value
}

/// What was told so far by all estimators of the page: element, type, detail.
fn told(browser: &Browser) -> Value {
    browser.execute("return window.told", &[])
}

/// The types of what was told so far.
fn kinds_told(browser: &Browser) -> Vec<String> {
    told(browser).as_array().unwrap().iter().map(|event| event[1].as_str().unwrap().to_owned()).collect()
}

#[track_caller]
fn expect_nothing_moved(browser: &Browser) {
    if browser.tells_shifts() {
        assert_eq!(
            browser.execute("return window.shifts", &[]),
            json!(0),
            "something in the host page moved by itself"
        );
    }
}

fn asked_for_a_page(browser: &Browser) -> bool {
    browser.requests().iter().any(|address| address.contains("index.html"))
}

fn set(browser: &Browser, element: &str, name: &str, value: &str) {
    let script = "document.querySelector(arguments[0]).setAttribute(arguments[1], arguments[2])";
    browser.execute(script, &[json!(element), json!(name), json!(value)]);
}

#[test]
fn embed_shows_a_clinics_prices_and_passes_axe_in_both_pages() {
    for size in [PHONE, DESKTOP] {
        let browser = visit(size, "plain.html");
        scroll_to(&browser, FIRST);
        height_as_content(&browser, FIRST);
        let list = inside(&browser, FIRST, "return document.querySelector('.price-list').innerText");
        assert!(list.as_str().unwrap().contains("in use"), "{list}");
        assert_eq!(kinds_told(&browser), Vec::<String>::new(), "events are off by default");
        expect_nothing_moved(&browser);
        browser.screenshot(&format!("embed-plain-{}", size.0));
        assert_eq!(browser.axe(), Vec::<String>::new(), "axe, the host page");
        browser.enter_frame(&frame_of(FIRST));
        assert_eq!(browser.axe(), Vec::<String>::new(), "axe, the page in the frame");
        assert_eq!(browser.overflow(), Vec::<String>::new());
        browser.leave_frame();
    }
}

#[test]
fn embed_tab_goes_through_the_frame_and_on() {
    let browser = visit(DESKTOP, "plain.html");
    scroll_to(&browser, FIRST);
    browser.execute("document.getElementById('before').focus()", &[]);
    browser.press(Key::Tab);
    let active = "return document.activeElement.localName";
    assert_eq!(browser.execute(active, &[]), json!(FIRST));
    let mut stops = 0;
    while browser.execute(active, &[]) == json!(FIRST) {
        browser.press(Key::Tab);
        stops += 1;
        assert!(stops < 150, "Tab does not leave the frame");
    }
    assert!(stops > 5, "Tab stops only {stops} times in the frame");
    assert_eq!(browser.execute("return document.activeElement.id", &[]), json!("after"));
    browser.press_together(&[Key::Shift.into(), Key::Tab.into()]);
    assert_eq!(browser.execute(active, &[]), json!(FIRST));
}

#[test]
fn embed_attributes_are_obeyed_and_odd_ones_warned_of() {
    let browser = visit(DESKTOP, "plain.html");
    scroll_to(&browser, FIRST);
    let answers = "return ['concern', 'area', 'horizon'].map((name) =>
        document.querySelector(`select[name=${name}], [name=${name}]:checked`).value)";
    for (name, value, expected) in [
        ("concern", "stretch-marks", json!(["stretch-marks", "abdomen", "24"])),
        ("area", "thighs", json!(["stretch-marks", "thighs", "24"])),
        ("horizon-months", "36", json!(["stretch-marks", "thighs", "36"])),
    ] {
        set(&browser, FIRST, name, value);
        browser.wait_for(name, &expected, |browser| inside(browser, FIRST, answers));
    }

    let theme =
        "return [document.documentElement.dataset.theme, getComputedStyle(document.documentElement).colorScheme]";
    set(&browser, FIRST, "theme", "dark");
    browser.wait_for("theme", &json!(["dark", "dark"]), |browser| inside(browser, FIRST, theme));
    assert_eq!(browser.console(), Vec::<String>::new());
    browser.screenshot("embed-dark-1280");

    // What is not understood is told to whoever looks, and changes nothing.
    for (name, value, warned) in [
        ("theme", "blue", "is not understood and does nothing"),
        ("horizon-months", "37", "knows no"),
        ("concern", "nonsense", "knows no"),
    ] {
        set(&browser, FIRST, name, value);
        let heard = std::cell::RefCell::new(String::new());
        browser.wait_for(&format!("a warning of {name}"), &true, |browser| {
            heard.borrow_mut().push_str(&browser.console().concat());
            !browser.shows_console() || heard.borrow().contains(warned) && heard.borrow().contains(value)
        });
        assert_eq!(inside(&browser, FIRST, answers), json!(["stretch-marks", "thighs", "36"]));
    }
    browser.wait_for("theme", &json!("auto"), |browser| inside(browser, FIRST, theme)[0].clone());

    // A color that could not be read is moved until it can be.
    set(&browser, FIRST, "accent", "#ffff00");
    let accent = "return document.documentElement.style.getPropertyValue('--accent')";
    browser.wait_until(
        "an accent",
        &format!("return {}.contentDocument.documentElement.style.length > 0", frame_of(FIRST)),
    );
    let moved = inside(&browser, FIRST, accent);
    assert!(moved.as_str().unwrap().starts_with("light-dark(#"), "{moved}");
    let console = browser.console();
    let told = console.iter().any(|line| line.contains("is hard to read on the light page"));
    assert!(told || !browser.shows_console(), "{console:?}");
    assert_eq!(console.iter().filter(|line| line.contains("dark page")).count(), 0, "{console:?}");
}

#[test]
fn embed_tells_coarse_events_and_never_what_was_answered() {
    let browser = visit(DESKTOP, "hostile.html");
    scroll_to(&browser, FIRST);
    browser.wait_for("ready and the first band", &true, |browser| {
        let kinds = kinds_told(browser);
        kinds.contains(&"ready".to_owned()) && kinds.contains(&"result".to_owned())
    });
    browser.enter_frame(&frame_of(FIRST));
    browser.question("Which price?").choose("I was quoted a price");
    browser.question("Which price?").labelled("Price of one session").type_text("4321");
    browser.press(Key::Tab);
    browser.pressable("Start again").click();
    browser.leave_frame();
    browser.wait_until("the action", "return window.told.some(([, type]) => type === 'action')");
    let told = told(&browser);
    let text = told.to_string();
    assert!(!text.contains("4321") && !text.contains("43"), "what was typed was told: {text}");
    let questions = told.as_array().unwrap().iter().filter(|event| event[1] == "step");
    assert!(questions.clone().count() >= 2, "{text}");
    for event in questions {
        assert_eq!(event[2].as_object().unwrap().len(), 1, "{event}");
        assert_eq!(event[2]["question"], json!("price"), "{event}");
    }
    assert!(text.contains(r#"{"action":"start-again"}"#), "{text}");
    for event in told.as_array().unwrap().iter().filter(|event| event[1] == "result") {
        let keys: Vec<&String> = event[2].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["band", "currency"], "{event}");
        let (from, to) = event[2]["band"].as_str().unwrap().split_once('-').unwrap();
        let (from, to): (u64, u64) = (from.parse().unwrap(), to.parse().unwrap());
        assert!(to >= 2 * from && to >= 100, "a narrow band: {event}");
    }
}

#[test]
fn embed_works_from_another_server() {
    let browser = visit_from_elsewhere("elsewhere.html");
    browser.wait_until("the element", "return !!document.querySelector('microneedling-estimator').shadowRoot");
    scroll_to(&browser, FIRST);
    browser.wait_until("it tells that it is ready", "return window.told.some(([, type]) => type === 'ready')");
    let frame = browser.execute(&format!("return {}.clientHeight", frame_of(FIRST)), &[]);
    let page = inside(&browser, FIRST, "return Math.ceil(document.documentElement.getBoundingClientRect().height)");
    assert_eq!(frame, page, "the frame is not as high as its page");
    expect_nothing_moved(&browser);
}

#[test]
fn embed_keeps_to_a_strict_policy_of_the_host_page() {
    let browser = visit(PHONE, "strict.html");
    scroll_to(&browser, FIRST);
    height_as_content(&browser, FIRST);
    let accent = inside(&browser, FIRST, "return document.documentElement.style.getPropertyValue('--accent')");
    assert!(accent.as_str().unwrap().starts_with("light-dark(#0b57d0,#"), "{accent}");
    if browser.shows_console() {
        let console = browser.console();
        assert_eq!(console.len(), 1, "{console:?}");
        assert!(console[0].contains("on the dark page"), "{console:?}");
    }
    expect_nothing_moved(&browser);
    browser.screenshot("embed-strict-360");
}

#[test]
fn embed_leaves_the_fallback_where_the_host_page_forbids_frames() {
    let browser = visit(PHONE, "no-frame.html");
    browser.wait_until("the element", "return !!document.querySelector('microneedling-estimator').shadowRoot");
    browser.wait_for_refusal("Content Security Policy");
    assert!(browser.css("microneedling-estimator p").is_seen());
    assert!(browser.text("microneedling-estimator").to_lowercase().contains("555 0100"));
    assert!(!asked_for_a_page(&browser));
    browser.screenshot("embed-no-frame-360");
}

#[test]
fn embed_waits_in_a_hidden_tab_panel_until_it_is_shown() {
    let browser = visit(DESKTOP, "tabs.html");
    browser.wait_until("the element", "return !!customElements.get('microneedling-estimator')");
    assert!(!asked_for_a_page(&browser), "a hidden frame was loaded");
    browser.click("#tab-costs");
    wait_until_shown(&browser, FIRST);
    let height = height_as_content(&browser, FIRST);
    browser.click("#tab-about");
    browser.click("#tab-costs");
    assert_eq!(height_as_content(&browser, FIRST), height);
}

#[test]
fn embed_stands_in_a_page_from_right_to_left() {
    let browser = visit(PHONE, "rtl.html");
    scroll_to(&browser, FIRST);
    height_as_content(&browser, FIRST);
    let direction = inside(&browser, FIRST, "return getComputedStyle(document.body).direction");
    assert_eq!(direction, json!("ltr"), "an English page runs from left to right wherever it stands");
    assert_eq!(browser.overflow(), Vec::<String>::new());
    browser.screenshot("embed-rtl-360");
}

#[test]
fn embed_under_a_sub_path_takes_the_language_of_the_page_around() {
    let browser = visit(DESKTOP, "sub-path.html");
    scroll_to(&browser, FIRST);
    height_as_content(&browser, FIRST);
    let place = inside(&browser, FIRST, "return [location.pathname, document.documentElement.lang]");
    assert_eq!(place, json!(["/site/tools/estimator/es.html", "es"]));
    let title = browser.execute(&format!("return {}.title", frame_of(FIRST)), &[]);
    assert_eq!(title, inside(&browser, FIRST, "return document.title"));
}

#[test]
fn embed_stands_in_a_narrow_column() {
    let browser = visit(DESKTOP, "column.html");
    scroll_to(&browser, FIRST);
    height_as_content(&browser, FIRST);
    browser.enter_frame(&frame_of(FIRST));
    assert_eq!(browser.overflow(), Vec::<String>::new());
    browser.leave_frame();
    browser.screenshot("embed-column-1280");
}

#[test]
fn embed_drops_what_a_hostile_host_or_sibling_sends() {
    let browser = visit(DESKTOP, "hostile.html");
    scroll_to(&browser, FIRST);
    let height = height_as_content(&browser, FIRST);
    browser.wait_until("the first band", "return window.told.some(([, type]) => type === 'result')");
    let told_before = told(&browser);
    let state = "return [document.documentElement.outerHTML.length, document.getElementById('concern').value,
        document.documentElement.dataset.theme, document.documentElement.style.cssText]";
    // Where the reader is comes a moment after the frame has its height.
    let before = std::cell::RefCell::new(inside(&browser, FIRST, state));
    browser.wait_for("a page at rest", &true, |browser| {
        std::thread::sleep(std::time::Duration::from_millis(500));
        let earlier = std::mem::replace(&mut *before.borrow_mut(), inside(browser, FIRST, state));
        earlier == *before.borrow()
    });
    let attack = format!(
        "const inner = {}.contentWindow, hello = 'microneedling-estimator 1';
        const texts = [JSON.stringify({{ type: 'height', height: 9 }}), JSON.stringify({{ concern: 'pores', theme: 'dark' }}),
            'x'.repeat(100000), '{{', null, {{ type: 'ready' }}, 7];
        const ports = [];
        const sibling = document.getElementById('sibling').contentWindow;
        // From the page itself and as its sibling, to the page and to the frame; a channel of their own as well.
        const send = sibling.Function('target', 'message', 'ports', 'target.postMessage(message, \"*\", ports)');
        for (const text of [...texts, hello]) {{
            for (const target of [window, inner]) {{ target.postMessage(text, '*'); send(target, text, []); }}
        }}
        for (const by of [(ports) => inner.postMessage(hello, '*', ports), (ports) => send(inner, hello, ports)]) {{
            const {{ port1, port2 }} = new MessageChannel();
            by([port2]);
            port1.onmessage = () => {{ window.answered = true; }};
            texts.forEach((text) => port1.postMessage(text));
        }}
        return new Promise((resolve) => {{ setTimeout(() => resolve(window.answered ?? false), 500); }})",
        frame_of(FIRST)
    );
    assert_eq!(browser.execute(&attack, &[]), json!(false), "a second channel was answered");
    assert_eq!(inside(&browser, FIRST, state), before.into_inner());
    assert_eq!(told(&browser), told_before);
    assert_eq!(height_as_content(&browser, FIRST), height);
}

#[test]
fn embed_refuses_the_staffs_page_inside_another_server() {
    let browser = visit_from_elsewhere("staff-inside.html");
    browser.wait_until("the element", "return !!document.querySelector('microneedling-estimator').shadowRoot");
    browser.execute("document.querySelector('microneedling-estimator').scrollIntoView()", &[]);
    browser.wait_until("the frame's height", &format!("return !!{}.style.blockSize", frame_of(FIRST)));
    browser.enter_frame(&frame_of(FIRST));
    assert!(browser.css("#unframed").is_seen());
    assert!(!browser.css("#app").is_seen());
    assert_eq!(browser.execute("return document.documentElement.dataset.started ?? null", &[]), json!(null));
    browser.leave_frame();
    browser.screenshot("embed-staff-1280");
}

/// What a person would like to change, on the page in a frame.
const CONCERN: &str = "return document.getElementById('concern').value";

/// Chooses another concern in the second estimator, and waits until the tab has kept it.
fn answer_stretch_marks(browser: &Browser) {
    browser.enter_frame(&frame_of("#two"));
    browser.labelled("What would you like to change?").pick("Stretch marks");
    // A list shows what was chosen before the page has heard of it.
    browser.wait_until(
        "the answer in the tab",
        "return Object.values(sessionStorage).some((kept) => kept.includes('stretch-marks'))",
    );
    browser.leave_frame();
}

#[test]
fn embed_twice_on_one_page_keeps_the_answers_apart() {
    let browser = visit(DESKTOP, "twice.html");
    let concerns = |browser: &Browser| ["#one", "#two"].map(|element| inside(browser, element, CONCERN));
    scroll_to(&browser, "#one");
    scroll_to(&browser, "#two");
    browser.wait_for("the concerns", &[json!("melasma"), json!("pores")], concerns);
    let theme = "return getComputedStyle(document.documentElement).colorScheme";
    assert_eq!(inside(&browser, "#two", theme), json!("dark"));
    assert_ne!(inside(&browser, "#one", theme), json!("dark"));
    answer_stretch_marks(&browser);
    assert_eq!(concerns(&browser), [json!("melasma"), json!("stretch-marks")]);
    // A list that is gone through by the arrow keys is answered at each.
    let told = told(&browser);
    let steps: Vec<&Value> = told.as_array().unwrap().iter().filter(|event| event[1] == "step").collect();
    assert!(!steps.is_empty());
    assert!(steps.iter().all(|step| **step == json!(["two", "step", { "question": "concern" }])), "{told}");
    // What a person answered is theirs after a reload, and what the page asks for does not take its place.
    browser.reload();
    scroll_to(&browser, "#one");
    scroll_to(&browser, "#two");
    browser.wait_for("the concerns", &[json!("melasma"), json!("stretch-marks")], concerns);
}

#[test]
fn embed_on_a_slow_device_brings_back_what_a_person_answered() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    // Once the program has looked at the clock as often as that, it rests after each thing it does, and long.
    browser.before_each_page(
        "{
            const now = Date.now, later = setTimeout;
            let looks = 0, from = 0;
            // An empty page before the first one has no storage.
            try { from = sessionStorage.slowFrom ?? 0; } catch { }
            Date.now = () => now() + (++looks > from ? looks * 100 : 0);
            setTimeout = (what, wait, ...rest) => later(what, wait || 200, ...rest);
        }",
    );
    open(&browser, &[&page_address(), "hosts/twice.html"].concat());
    scroll_to(&browser, "#two");
    browser.wait_for("the concern", &json!("pores"), |browser| inside(browser, "#two", CONCERN));
    answer_stretch_marks(&browser);
    for from in 0..6 {
        browser.execute("sessionStorage.slowFrom = arguments[0]", &[json!(from)]);
        browser.reload();
        scroll_to(&browser, "#two");
        let is_ready = "return window.told.some(([element, type]) => element === 'two' && type === 'ready')";
        browser.wait_until("the estimator's word that it is ready", is_ready);
        assert_eq!(inside(&browser, "#two", CONCERN), json!("stretch-marks"), "slow from look {from} on");
    }
}

#[test]
fn embed_loads_late_and_is_as_high_as_its_content() {
    for size in [PHONE, DESKTOP] {
        let browser = visit(size, "late.html");
        browser.wait_until("the element", "return !!customElements.get('microneedling-estimator')");
        assert!(!asked_for_a_page(&browser), "the frame was loaded far from what the reader sees");
        scroll_to(&browser, FIRST);
        let height = height_as_content(&browser, FIRST);
        browser.enter_frame(&frame_of(FIRST));
        browser.pressable("Why this number?").click();
        browser.leave_frame();
        let script = format!("return {}.clientHeight > {height}", frame_of(FIRST));
        browser.wait_until("a higher frame after a fold was opened", &script);
        height_as_content(&browser, FIRST);
        browser.enter_frame(&frame_of(FIRST));
        browser.pressable("Why this number?").click();
        browser.leave_frame();
        browser.wait_for("the height after the fold was shut", &height, |browser| height_as_content(browser, FIRST));
        assert_eq!(browser.overflow(), Vec::<String>::new());
        browser.screenshot_of_view(&format!("embed-late-{}", size.0));
    }
}
