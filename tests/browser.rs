//! The page's parts in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, reason = "a test that cannot go on fails, with a message")]
#![allow(clippy::disallowed_methods, reason = "a test stands where the window is, outside the page")]

use microneedling_estimator::browser::{address, fields, go_to, idle, keys, language, random, sharing, storage};
use microneedling_estimator::ui::App;
use microneedling_estimator::ui::staff::StaffApp;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
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

/// Adds an element to the page for one test.
fn added(tag: &str) -> web_sys::HtmlElement {
    let document = web_sys::window().and_then(|window| window.document()).expect("a browser has a document");
    let element = document.create_element(tag).expect("an element can be made");
    document.body().expect("a page has a body").append_child(&element).expect("a body takes children");
    element.dyn_into().expect("an element of HTML")
}

/// Waits until something has happened, for at most two seconds.
async fn until(happened: impl Fn() -> bool) -> bool {
    for _ in 0..200 {
        if happened() {
            return true;
        }
        gloo::timers::future::TimeoutFuture::new(10).await;
    }
    false
}

#[wasm_bindgen_test]
fn the_tab_keeps_texts_and_says_when_there_is_no_room() {
    assert_eq!(storage::get("kept"), Ok(None));
    assert_eq!(storage::set("kept", "ñ\u{0}😀"), Ok(()));
    assert_eq!(storage::get("kept"), Ok(Some("ñ\u{0}😀".to_owned())));
    assert_eq!(storage::set("kept", &"x".repeat(20_000_000)), Err(storage::Unkept::Full));
    assert_eq!(storage::get("kept"), Ok(Some("ñ\u{0}😀".to_owned())), "the old text stays");
    assert_eq!(storage::remove("kept"), Ok(()));
    assert_eq!(storage::get("kept"), Ok(None));
}

#[wasm_bindgen_test]
async fn back_and_forward_hand_out_the_numbers_of_steps() {
    let window = web_sys::window().expect("a browser has a window");
    let seen = Rc::new(RefCell::new(Vec::new()));
    let into = Rc::clone(&seen);
    let listener = address::on_step(move |number| into.borrow_mut().push(number)).expect("a page can listen");
    assert_eq!(address::replace_step(3), Some(()));
    assert_eq!(address::push_step(4), Some(()));
    assert_eq!(address::push_step(4_000_000_000), Some(()));
    assert_eq!(address::step(), Some(4_000_000_000));
    let history = window.history().expect("a page has a history");
    history.go_with_delta(-2).expect("there are two steps to go back");
    assert!(until(|| seen.borrow().len() == 1).await);
    history.forward().expect("there is a step to go forward");
    assert!(until(|| seen.borrow().len() == 2).await);
    assert_eq!(*seen.borrow(), [Some(3), Some(4)]);
    drop(listener);
    window.location().set_hash("#/v=1&m=%20").expect("a fragment can be set");
    assert_eq!(address::fragment().as_deref(), Some("#/v=1&m=%20"));
    assert_eq!(address::step(), None, "a place on the page has no number");
    let steps = history.length();
    assert_eq!(address::clear_fragment(), Some(()));
    assert_eq!(address::fragment().as_deref(), Some(""));
    assert_eq!(history.length(), steps, "no step of its own");
    gloo::timers::future::TimeoutFuture::new(50).await;
    assert_eq!(seen.borrow().len(), 2, "nothing is heard after the listener is gone");
}

#[wasm_bindgen_test]
fn key_presses_are_handed_out_and_taken_from_the_browser_where_they_are_dealt_with() {
    let (seen, is_dealt_with) = (Rc::new(RefCell::new(Vec::new())), Rc::new(RefCell::new(true)));
    let (into, answer) = (Rc::clone(&seen), Rc::clone(&is_dealt_with));
    let listener = keys::on_command(move |press| {
        into.borrow_mut().push(press.clone());
        *answer.borrow()
    });
    let press = |on: &web_sys::HtmlElement, control: bool| {
        let options = web_sys::KeyboardEventInit::new();
        options.set_bubbles(true);
        options.set_cancelable(true);
        options.set_key("j");
        options.set_code("KeyJ");
        options.set_ctrl_key(control);
        let event = web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).expect("an event");
        // False where somebody prevented what the browser would have done.
        !on.dispatch_event(&event).expect("the event is sent")
    };
    let (button, input, text) = (added("button"), added("input"), added("textarea"));
    assert!(press(&button, true));
    *is_dealt_with.borrow_mut() = false;
    assert!(!press(&input, true));
    assert!(!press(&text, true));
    input.set_attribute("type", "radio").expect("a type can be set");
    assert!(!press(&input, true));
    assert!(!press(&button, false));
    let expected = |is_typing| keys::Press {
        key: "j".to_owned(),
        code: "KeyJ".to_owned(),
        command: true,
        shift: false,
        alt: false,
        is_typing,
    };
    assert_eq!(*seen.borrow(), [false, true, true, false].map(expected));
    drop(listener);
}

#[wasm_bindgen_test]
async fn a_text_is_offered_as_a_file() {
    let window = web_sys::window().expect("a browser has a window");
    let name = Rc::new(RefCell::new(String::new()));
    let into = Rc::clone(&name);
    // The link is on no page, so that its own click is all that is seen of it.
    let heard = wasm_bindgen::closure::Closure::<dyn FnMut(String)>::new(move |text| *into.borrow_mut() = text);
    let watch = js_sys::Function::new_with_args(
        "tell",
        "
         HTMLElement.prototype.click = function () {
             fetch(this.href).then((file) => file.text()).then((text) => tell(this.download + '|' + text));
         };",
    );
    watch.call1(&window, heard.as_ref()).expect("the click is watched");
    assert_eq!(sharing::download("answers.json", "application/json", "{\"a\": \"ñ\"}"), Some(()));
    assert!(until(|| *name.borrow() == "answers.json|{\"a\": \"ñ\"}").await, "{}", name.borrow());
}

#[wasm_bindgen_test]
async fn a_clipboard_that_refuses_or_is_missing_is_said_and_throws_nothing() {
    // A page that nobody has clicked on may be refused; what counts is that an answer comes.
    let answer = Rc::new(RefCell::new(None));
    let into = Rc::clone(&answer);
    wasm_bindgen_futures::spawn_local(async move { *into.borrow_mut() = Some(sharing::copy("a link").await) });
    assert!(until(|| answer.borrow().is_some()).await);
    // As on a page without HTTPS.
    js_sys::Function::new_no_args("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        .call0(&wasm_bindgen::JsValue::UNDEFINED)
        .expect("the clipboard can be taken away");
    assert_eq!(sharing::copy("a link").await, None);
}

#[wasm_bindgen_test]
fn the_focus_goes_to_an_element_and_languages_are_told() {
    let section = added("section");
    section.set_id("place");
    section.set_tab_index(-1);
    assert_eq!(go_to("place"), Some(()));
    let document = section.owner_document().expect("it is on a page");
    assert_eq!(document.active_element().map(|element| element.id()), Some("place".to_owned()));
    assert_eq!(go_to("nowhere"), None);
    document.document_element().expect("a root").set_attribute("lang", "es").expect("a language can be set");
    assert_eq!(language::of_page(), Some("es".to_owned()));
    assert_eq!(language::asked(), None);
    assert!(language::preferred().iter().all(|locale| !locale.is_empty()));
    assert!(!language::preferred().is_empty());
}

#[wasm_bindgen_test]
async fn the_staff_page_mounts_and_has_one_main_heading() {
    let mount = added("div");
    yew::Renderer::<StaffApp>::with_root(mount.clone().into()).render();
    assert!(until(|| mount.query_selector("h1").is_ok_and(|heading| heading.is_some())).await);
    assert_eq!(mount.query_selector_all("h1").expect("a valid selector").length(), 1);
    mount.remove();
}

/// Moves the page's clock on by so many seconds.
fn move_clock(seconds: f64) {
    let date = js_sys::Reflect::get(&js_sys::global(), &"Date".into()).expect("there are days");
    let now = js_sys::Date::now() + 1_000.0 * seconds;
    let moved = js_sys::Function::new_no_args(&format!("return {now}"));
    js_sys::Reflect::set(&date, &"now".into(), &moved).expect("a test may move the clock");
}

#[wasm_bindgen_test]
async fn the_watch_tells_of_idle_seconds_before_the_touch_that_ends_them_counts() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a browser has a document");
    let happen = |name: &str| {
        let event = web_sys::Event::new(name).expect("an event can be made");
        document.dispatch_event(&event).expect("an event can be dispatched")
    };
    let seen = Rc::new(RefCell::new(Vec::new()));
    let into = Rc::clone(&seen);
    move_clock(0.0);
    let watch = idle::watch(move |seconds| into.borrow_mut().push(seconds)).expect("a page can be watched");
    move_clock(170.0);
    // A tab that slept: the first that it hears is somebody's finger.
    happen("pointerdown");
    happen("visibilitychange");
    assert_eq!(*seen.borrow(), [170, 0]);
    move_clock(200.0);
    happen("visibilitychange");
    happen("visibilitychange");
    assert_eq!(*seen.borrow(), [170, 0, 200, 200], "looking is no touch");
    move_clock(-5_000.0);
    happen("keydown");
    assert_eq!(seen.borrow().last(), Some(&0), "a clock that was put back");
    let count = seen.borrow().len();
    assert!(until(|| seen.borrow().len() > count).await, "it looks by itself as well");
    drop(watch);
    let count = seen.borrow().len();
    happen("pointerdown");
    assert_eq!(seen.borrow().len(), count, "nothing is heard after the watch is gone");
}

#[wasm_bindgen_test]
fn random_bits_differ() {
    let drawn: Vec<_> = (0..4).map(|_| random::bits().expect("a browser draws")).collect();
    assert!(drawn.iter().enumerate().all(|(at, bits)| !drawn.iter().take(at).any(|other| other == bits)), "{drawn:?}");
}

#[wasm_bindgen_test]
fn fields_of_every_kind_say_what_stands_in_them() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    for (markup, expected) in [
        ("<input name=a value=x>", Some(("a", "x"))),
        ("<input name=a type=checkbox checked value=x>", Some(("a", "true"))),
        ("<input name=a type=checkbox>", Some(("a", "false"))),
        ("<textarea name=a>x</textarea>", Some(("a", "x"))),
        ("<select name=a><option value=x selected></select>", Some(("a", "x"))),
        ("<input name=a type=file>", None),
        ("<p></p>", None),
    ] {
        let place = added("div");
        place.set_inner_html(markup);
        let into = Rc::clone(&heard);
        let listener = gloo::events::EventListener::new(&place, "input", move |event| {
            into.borrow_mut().push((fields::entered(event), fields::of_files(event)));
        });
        let init = web_sys::KeyboardEventInit::new();
        init.set_bubbles(true);
        let event = web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("input", &init).expect("an event");
        place.first_element_child().expect("a field").dispatch_event(&event).expect("it can be dispatched");
        let of_files = markup.contains("file").then(|| "a".to_owned());
        let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(heard.borrow_mut().pop(), Some((expected, of_files)), "{markup}");
        drop(listener);
        place.remove();
    }
}

#[wasm_bindgen_test]
fn a_key_says_where_it_was_pressed_and_whether_the_caret_is_at_an_end() {
    let place = added("div");
    place.set_inner_html("<input name=cell value=abc><table><tbody><tr><td data-name=cell-2 tabindex=0><b>x</b></td></tr></tbody></table>");
    let heard = Rc::new(RefCell::new(Vec::new()));
    let into = Rc::clone(&heard);
    let _listener = gloo::events::EventListener::new(&place, "keydown", move |event| {
        into.borrow_mut().extend(event.dyn_ref().and_then(keys::heard));
    });
    let press = |selector: &str, key: &str, is_composing: bool| {
        let init = web_sys::KeyboardEventInit::new();
        init.set_bubbles(true);
        init.set_key(key);
        init.set_is_composing(is_composing);
        let event = web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
        let target = place.query_selector(selector).expect("a selector").expect("the element");
        target.dispatch_event(&event).expect("it can be dispatched");
        heard.borrow_mut().pop()
    };
    let input: web_sys::HtmlInputElement =
        place.query_selector("input").ok().flatten().and_then(|field| field.dyn_into().ok()).expect("a field");
    for (from, to, ends) in [(0, 0, [true, false]), (3, 3, [false, true]), (1, 1, [false; 2]), (0, 3, [false; 2])] {
        input.set_selection_range(from, to).expect("a caret");
        let key = press("input", "ArrowLeft", false).expect("it is heard");
        assert_eq!((key.key.as_str(), key.field.as_str(), key.is_typing), ("ArrowLeft", "cell", true));
        assert_eq!([key.is_at_start, key.is_at_end], ends, "{from} to {to}");
    }
    let key = press("b", "Enter", false).expect("it is heard");
    assert_eq!((key.field.as_str(), key.is_typing, key.is_at_start), ("cell-2", false, false));
    assert_eq!(press("input", "a", true), None, "a letter that is being put together");
    place.remove();
}
