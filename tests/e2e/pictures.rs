//! The main states of the page at three widths, light and dark, beside pictures that a person has approved.
//!
//! Where one differs, the new picture is left in target/screenshots/new/, what differs in target/screenshots/difference/
//! and the whole screenshot in target/screenshots/; `cargo xtask approve` takes the new ones over.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, TABLET, kept};
use crate::thumbnail::Thumbnail;
use std::path::{Path, PathBuf};

/// What somebody does before a picture is taken.
type Steps = fn(&Browser);

/// The states in the order of one visit: name, what is done before, and what the picture shows from its top on.
const STATES: [(&str, Steps, &str); 12] = [
    ("first", |browser| open_in_known_letters(browser, ""), ".page"),
    ("narrow", nothing, "#narrow"),
    ("money", nothing, "#money-over-time"),
    ("timeline", nothing, "#timeline"),
    ("outcome", nothing, "#outcome"),
    ("forest", nothing, "figure:has(#forest-picture-title)"),
    ("compare", nothing, "#compare"),
    ("keep", nothing, "#keep"),
    ("changed", change_answers, "#estimate"),
    ("scenarios", add_scenarios, "#scenarios"),
    ("choices", scroll_up, ".answers"),
    ("spanish", visit_in_spanish, ".page"),
];

fn nothing(_: &Browser) {}

fn change_answers(browser: &Browser) {
    browser.labelled("What would you like to change?").pick("Fine lines and wrinkles");
    browser.question("How marked is it?").choose("Severe");
    browser.question("Which price?").choose("I was quoted a price");
    browser.labelled("Price of one session").type_text("410.50");
}

fn add_scenarios(browser: &Browser) {
    for treatment in ["Microneedling with PRP", "Tox facial"] {
        browser.pressable("Compare with another choice").click();
        browser.question("Which kind of microneedling?").choose(treatment);
    }
    browser.wait_for("three scenarios", &3, |browser| browser.count(".scenario"));
}

/// On a desktop the answers scroll by themselves.
fn scroll_up(browser: &Browser) {
    browser.execute("document.querySelector('.answers').scrollTop = 0", &[]);
}

/// Opens a page in letters that every machine has once it is set up: a line may break elsewhere in others.
fn open_in_known_letters(browser: &Browser, path: &str) {
    browser.open_started(path);
    for (variable, family) in [("--sans", "DejaVu Sans"), ("--serif", "DejaVu Serif")] {
        let set = "document.documentElement.style.setProperty(arguments[0], arguments[1])";
        browser.execute(set, &[variable.into(), family.into()]);
    }
}

/// A first visit, which knows no answers.
fn visit_in_spanish(browser: &Browser) {
    browser.execute("sessionStorage.clear()", &[]);
    open_in_known_letters(browser, "es.html");
}

fn approved() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/approved")
}

/// Makes the visit and compares each state.
fn compare((width, height): (u32, u32), scheme: Scheme) {
    let browser = Browser::start((width, height), scheme);
    let mut faults = Vec::new();
    let mut requests = None;
    for (state, steps, place) in STATES {
        steps(&browser);
        let name = format!("{state}-{width}-{}.png", if scheme == Scheme::Dark { "dark" } else { "light" });
        let screenshot = browser.picture_of(place);
        std::fs::write(kept(&format!("picture-{name}")), &screenshot).unwrap();
        let (new, difference) = (kept(&format!("new/{name}")), kept(&format!("difference/{name}")));
        // What an earlier run left says nothing of this one.
        let _ = (std::fs::remove_file(&new), std::fs::remove_file(&difference));
        let seen = Thumbnail::of_screenshot(&screenshot);
        let fault = match Thumbnail::read(&approved().join(&name)) {
            None => Some("nobody has approved a picture of it".to_owned()),
            Some(approved) => {
                let fault = approved.difference(&seen).map_or_else(Some, |difference| difference.fault());
                if fault.is_some() {
                    approved.write_difference(&seen, &difference);
                }
                fault
            }
        };
        if let Some(fault) = fault {
            seen.write(&new);
            faults.push(format!("{name}: {fault}"));
        }
        // Another page is another load.
        if state != "spanish" {
            let seen = browser.requests().len();
            assert_eq!(*requests.get_or_insert(seen), seen, "{state}: something was fetched after the load");
        }
    }
    assert!(
        faults.is_empty(),
        "these differ from the approved pictures:\n  {}\nLook at target/screenshots/picture-*.png and at \
         target/screenshots/difference/; where they are as they should be, `cargo xtask approve` takes them over.",
        faults.join("\n  ")
    );
}

#[test]
fn on_a_phone_the_page_looks_as_approved_in_light() {
    compare(PHONE, Scheme::Light);
}

#[test]
fn on_a_phone_the_page_looks_as_approved_in_dark() {
    compare(PHONE, Scheme::Dark);
}

#[test]
fn on_a_tablet_the_page_looks_as_approved_in_light() {
    compare(TABLET, Scheme::Light);
}

#[test]
fn on_a_tablet_the_page_looks_as_approved_in_dark() {
    compare(TABLET, Scheme::Dark);
}

#[test]
fn on_a_desktop_the_page_looks_as_approved_in_light() {
    compare(DESKTOP, Scheme::Light);
}

#[test]
fn on_a_desktop_the_page_looks_as_approved_in_dark() {
    compare(DESKTOP, Scheme::Dark);
}

#[test]
fn every_approved_picture_is_of_a_state_and_all_are_small() {
    let mut bytes = 0;
    for entry in std::fs::read_dir(approved()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let parts: Vec<&str> = name.trim_end_matches(".png").split('-').collect();
        let [state, width, scheme] = parts[..] else { panic!("{name} is not STATE-WIDTH-SCHEME.png") };
        assert!(STATES.iter().any(|(known, ..)| *known == state), "{name} is of no state");
        assert!(
            [PHONE, TABLET, DESKTOP].iter().any(|(known, _)| known.to_string() == width),
            "{name} has no such width"
        );
        assert!(["light", "dark"].contains(&scheme), "{name} is in no scheme");
        bytes += entry.metadata().unwrap().len();
    }
    assert!(bytes <= 400_000, "the approved pictures take {bytes} bytes");
}

/// How far the page is from itself after a change of its style: whether that must be seen.
const CHANGES: [(&str, &str, bool); 17] = [
    // What another machine may do.
    ("#outcome", "* { letter-spacing: 0.002em }", false),
    ("#outcome", "* { text-rendering: geometricPrecision }", false),
    ("#outcome", "body { -webkit-text-stroke: 0.25px }", false),
    ("#outcome", ".page { position: relative; inset: 1px auto auto -1px }", false),
    (".page", ".page { position: relative; inset: 1px auto auto -1px }", false),
    ("#compare", "* { text-rendering: geometricPrecision }", false),
    ("#compare", "* { color: color-mix(in srgb, currentcolor, white 4%) }", false),
    // What nobody may do without being asked.
    ("#outcome", "#outcome figure .band { display: none }", true),
    ("#outcome", "#outcome figure { display: none }", true),
    ("#outcome", "#outcome .lead { translate: 0 2.5rem }", true),
    ("#outcome", "#outcome { --needling: #8a4b08; --needling-soft: #8a4b082e }", true),
    ("#compare", ".column.laser { visibility: hidden }", true),
    ("#compare", ".column.laser { translate: -4rem }", true),
    ("#compare", ".column.laser p { background: #f3d9a0 }", true),
    ("#compare", ".compare { font-size: 1.3em }", true),
    (".page", ".figure { color: var(--caution) }", true),
    (".page", ".steps { display: none }", true),
];

#[test]
fn what_is_missing_moved_or_recoloured_is_seen_and_how_letters_are_drawn_is_not() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let mut wrong = Vec::new();
    for (place, style, is_seen) in CHANGES {
        let before = Thumbnail::of_screenshot(&browser.picture_of(place));
        // The content policy forbids style elements, and nothing else that would do.
        let script = "
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(arguments[0]);
            document.adoptedStyleSheets = [sheet]";
        browser.execute(script, &[style.into()]);
        let after = Thumbnail::of_screenshot(&browser.picture_of(place));
        browser.execute("document.adoptedStyleSheets = []", &[]);
        let difference = before.difference(&after);
        if difference.as_ref().map_or(true, |difference| difference.fault().is_some()) != is_seen {
            wrong.push(format!("{place}, {style}: {difference:?}"));
        } else {
            println!("{is_seen:5} {place}, {style}: {difference:?}");
        }
    }
    assert!(wrong.is_empty(), "seen where it should not be, or the other way round:\n  {}", wrong.join("\n  "));
}
