//! Reading: pictures as tables, workings, print, narrow screens and forced colours.

use crate::browser::{Browser, DESKTOP, Key, NARROW, PHONE, Paper, Scheme};
use crate::expected;
use serde_json::json;

/// Opens everything that folds.
fn unfold(browser: &Browser) {
    browser.execute("document.querySelectorAll('details').forEach((details) => { details.open = true; })", &[]);
}

#[test]
fn every_picture_can_be_read_as_a_table() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let pictures = browser.count("figure svg[role=img]");
    assert!(pictures >= 3, "there are {pictures} pictures");
    // What stands below each picture: the words that open the table, whether it is seen, and its rows.
    let below = |at: u64| {
        let script = "
            const figure = document.querySelectorAll('figure:has(svg[role=img])')[arguments[0]];
            const summary = figure.querySelector('summary'), table = figure.querySelector('table');
            summary.focus();
            return [summary.innerText.trim(), table.checkVisibility(), table.querySelectorAll('tbody tr').length]";
        browser.execute(script, &[json!(at)])
    };
    for at in 0..pictures {
        let folded = below(at);
        assert!(folded[0].as_str().is_some_and(|words| words.starts_with("Show as a")), "picture {at}: {folded}");
        assert_eq!(folded[1], json!(false), "picture {at}: the table is there before it is asked for");
        browser.press(Key::Enter);
        assert_eq!(below(at)[1], json!(true), "picture {at}: the table does not appear");
        assert!(below(at)[2].as_u64().is_some_and(|rows| rows > 0), "picture {at}: the table is empty");
    }
    browser.check("reading-tables");
    for at in 0..pictures {
        below(at);
        browser.press(Key::Enter);
        assert_eq!(below(at)[1], json!(false), "picture {at}: the table does not go away again");
    }
}

#[test]
fn with_everything_unfolded_axe_finds_nothing_and_nothing_scrolls_sideways() {
    for (size, scheme, name) in [
        (DESKTOP, Scheme::Light, "reading-unfolded-desktop-light"),
        (PHONE, Scheme::Dark, "reading-unfolded-phone-dark"),
        (NARROW, Scheme::Light, "reading-unfolded-narrow-light"),
    ] {
        let browser = Browser::start(size, scheme);
        browser.open_with_prices("prices.json");
        browser.wait_for_text(".price-list", "in use");
        unfold(&browser);
        assert_eq!(browser.overflow(), Vec::<String>::new(), "{name}: the page scrolls sideways");
        browser.check(name);
    }
}

#[test]
fn at_320_pixels_nothing_scrolls_sideways_and_no_words_are_cut() {
    let browser = Browser::start(NARROW, Scheme::Light);
    browser.open_started("");
    assert_eq!(browser.overflow(), Vec::<String>::new());
    assert_eq!(browser.cut_words(), Vec::<String>::new());
    browser.check("reading-narrow");
}

#[test]
fn no_words_of_a_picture_are_cut_for_any_concern() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_started("");
    let concerns = browser
        .execute("return [...document.querySelectorAll('#concern option')].map((option) => option.innerText)", &[]);
    let mut cut = Vec::new();
    for concern in concerns.as_array().unwrap() {
        browser.labelled("What would you like to change?").pick(concern.as_str().unwrap());
        cut.extend(browser.cut_words().into_iter().map(|words| format!("{concern}: {words}")));
    }
    assert_eq!(cut, Vec::<String>::new());
}

#[test]
fn every_figure_of_the_estimate_says_how_it_was_worked_out() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let figures = browser.count("#estimate dl > div");
    assert!(figures >= 5, "there are {figures} figures");
    // Without upkeep there is nothing to work out.
    let without = browser.execute(
        "return [...document.querySelectorAll('#estimate dl > div')].filter((line) => !line.querySelector('details'))
            .map((line) => line.innerText).filter((words) => !words.includes('No trial has tested upkeep visits.'))",
        &[],
    );
    assert_eq!(without, json!([]));
}

#[test]
fn in_forced_colours_everything_is_still_there() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.media(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")]);
    browser.open_started("");
    browser.wait_until("forced colours", "return matchMedia('(forced-colors: active)').matches");
    assert_eq!(browser.texts(".money .figure"), expected::money(&expected::usual(), None));
    // What is drawn in a picture must differ from what it is drawn on.
    let invisible = browser.execute(
        "const back = getComputedStyle(document.body).backgroundColor;
        return [...document.querySelectorAll('figure svg :is(path, text)')].filter((shape) => {
            const style = getComputedStyle(shape);
            const paints = [style.fill, style.stroke].filter((paint) => paint !== 'none' && !/, 0\\)$/.test(paint));
            return !paints.length || paints.every((paint) => paint === back);
        }).map((shape) => `${shape.tagName}.${shape.getAttribute('class')}`)",
        &[],
    );
    assert_eq!(invisible, json!([]), "drawn in the colour of the background");
    browser.screenshot("reading-forced-colours");
    // The contrast is the person's own; axe computes it from the page's colours, which are not in use.
    assert_eq!(browser.axe_without(&["color-contrast"]), Vec::<String>::new());
}

#[test]
fn the_paper_has_the_answers_the_estimate_the_day_and_the_sources() {
    let browser = Browser::start(DESKTOP, Scheme::Dark);
    browser.open_started("");
    browser.labelled("What would you like to change?").pick("Fine lines and wrinkles");
    browser.question("How marked is it?").choose("Severe");
    browser.labelled("Which area?").pick("Face and neck");
    let mut answers = expected::usual();
    for (key, word) in [("concern", "wrinkles"), ("severity", "severe"), ("area", "face-neck")] {
        answers[key] = json!(word);
    }
    let money = expected::money(&answers, None);
    browser.wait_for("the money", &money, |browser| browser.texts(".money .figure"));
    let today = browser.execute("return new Date().toLocaleDateString('en-US', { dateStyle: 'long' })", &[]);

    for (paper, name) in [(Paper::A4, "print-a4"), (Paper::Letter, "print-letter")] {
        let pages = browser.print(paper, name);
        assert!((1..=4).contains(&pages.len()), "{name} has {} pages", pages.len());
        assert!(pages.iter().all(|page| page.split(' ').count() > 20), "{name} has an empty page: {pages:#?}");
        let text = pages.join(" ");
        let mut missing = Vec::new();
        for words in ["Fine lines and wrinkles", "Severe", "Face and neck", "First course", "not a quote"] {
            missing.extend((!text.contains(words)).then_some(words));
        }
        missing.extend(money.iter().map(String::as_str).filter(|figure| !text.contains(&spaced(figure))));
        missing.extend(today.as_str().filter(|day| !text.contains(day)));
        assert_eq!(missing, Vec::<&str>::new(), "{name} lacks words: {text}");
        // An address may go over two lines.
        assert!(text.replace(' ', "").contains("https://pubmed.ncbi.nlm.nih.gov/"), "{name} cites no trial: {text}");
        assert!(!text.contains("Show as a table") && !text.contains("Open a clinic’s price list"), "{name}: {text}");
    }
}

#[test]
fn the_paper_of_a_clinic_has_its_name_and_the_dates() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_with_prices("prices.json");
    browser.wait_for_text(".price-list", "in use");
    browser.pressable("Time and comparison").click();
    browser.tab_to(&["Day of the first session, if you know it"]);
    browser.type_keys("03022027");
    browser.wait_until(
        "the date in the timeline",
        "return document.querySelector('#timeline').textContent.includes('March 2, 2027')",
    );
    let pages = browser.print(Paper::A4, "print-clinic");
    assert!((1..=4).contains(&pages.len()), "{} pages", pages.len());
    let text = pages.join(" ");
    for words in ["Riverside Skin Clinic", "which sells these treatments", "March 2, 2027"] {
        assert!(text.contains(words), "the paper lacks `{words}`: {text}");
    }
}

/// As it stands in the text of a PDF: every space is a blank.
fn spaced(figure: &str) -> String {
    figure.split_whitespace().collect::<Vec<_>>().join(" ")
}
