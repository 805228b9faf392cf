//! Whole visits as patients make them: by touch on a phone, by keyboard, much enlarged, in their own colours, on paper.

use crate::browser::{Browser, DESKTOP, Key, PHONE, Paper, Scheme, TABLET, faults_of_print, page_address, scanned};
use crate::expected;
use serde_json::{Value, json};

fn figures(browser: &Browser) -> Vec<String> {
    browser.texts(".money .figure")
}

#[track_caller]
fn expect(browser: &Browser, answers: &Value) -> Vec<String> {
    let money = expected::money(answers, None);
    browser.wait_for("the money", &money, figures);
    money
}

/// Nothing may have been fetched since the start.
#[track_caller]
fn expect_no_more_requests(browser: &Browser, at_the_start: &[String]) {
    assert_eq!(browser.requests(), at_the_start, "something was fetched after the load");
}

/// Whether the middle of an element's first line is in the window.
fn is_in_view(browser: &Browser, css: &str) -> bool {
    let script = "const { top, bottom } = document.querySelector(arguments[0]).getBoundingClientRect();
        return bottom > 0 && top < innerHeight - 60";
    browser.execute(script, &[json!(css)]) == json!(true)
}

/// Opens everything that folds, as a person would one by one, also what only then is worked out.
fn unfold(browser: &Browser) {
    browser.execute("document.querySelectorAll('details:not([open]) > summary').forEach((fold) => fold.click())", &[]);
    browser.wait_until(
        "everything to be open",
        "return !document.querySelector('details:not([open])') && document.querySelectorAll('#compare tbody tr').length >= 6",
    );
}

#[test]
fn a_first_visit_on_a_phone_by_touch() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.use_touch();
    browser.allow_clipboard();
    browser.open_started("");
    let requests = browser.requests();
    let mut answers = expected::usual();
    let before = expect(&browser, &answers);

    browser.question("How marked is it?").labelled("Severe").tap();
    answers["severity"] = json!("severe");
    let after = expect(&browser, &answers);
    assert_ne!(before, after);
    assert_eq!(browser.text(".total strong"), after[0], "the bar that stays in view");
    let bar = "const bar = document.querySelector('.total strong').getBoundingClientRect();
        return document.elementFromPoint(bar.left + bar.width / 2, bar.top + bar.height / 2)?.closest('.total') !== null";
    assert_eq!(browser.execute(bar, &[]), json!(true), "the bar is out of view");

    // What would narrow the range leads to the question.
    browser.pressable("Enter a quoted price").tap();
    browser.wait_until("the question", "return document.activeElement.closest('#question-price') !== null");
    assert!(is_in_view(&browser, "#question-price"), "the question is out of view");
    browser.question("Which price?").labelled("I was quoted a price").tap();
    browser.labelled("Price of one session").tap();
    browser.type_keys("410.50");
    answers["price"] = json!({ "from": "own", "amount": 41050 });
    let known = expect(&browser, &answers);
    assert_eq!(browser.text(".total strong"), known[0], "the bar that stays in view");
    browser.check("patients-phone-answered");

    browser.css(".total a").tap();
    browser.wait_until(
        "the estimate",
        "return Math.abs(document.querySelector('#estimate').getBoundingClientRect().top) < innerHeight / 2",
    );
    let why = "#estimate details:first-of-type";
    assert_eq!(browser.attribute(why, "open"), None);
    browser.pressable("Why this number?").tap();
    browser.wait_until("the workings", "return document.querySelector('#estimate details').open");
    assert!(browser.text(why).len() > 100, "{}", browser.text(why));

    browser.pressable("Copy link").tap();
    browser.wait_for_text(".done", "The link is copied.");
    let link = browser.clipboard();
    assert!(link.starts_with(&page_address()) && link.contains("410.5"), "{link}");
    browser.check("patients-phone");
    expect_no_more_requests(&browser, &requests);
}

#[test]
fn whatever_can_be_touched_is_large_enough_for_a_finger() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.use_touch();
    browser.open_started("");
    browser.pressable("Compare with another choice").click();
    unfold(&browser);
    // Links inside sentences are as high as their line.
    let script = "
        return [...document.querySelectorAll('button, summary, select, input, a')].filter((element) => {
            const place = element.matches('[type=radio]') ? element.labels[0] : element;
            const { height, width } = place.getBoundingClientRect();
            return element.checkVisibility() && !element.matches('p a, dd a, li a, td a, .skip') && (height < 43.5 || width < 43.5);
        }).map((element) => `${element.tagName} “${(element.labels?.[0] ?? element).innerText}” ${JSON.stringify(element.getBoundingClientRect())}`)";
    assert_eq!(browser.execute(script, &[]), json!([]));
}

/// Presses Tab from the start of the page to its end; opens each fold on the way. Gives what had the focus, and fails
/// where the focus could not be seen or something was passed over.
fn walk(browser: &Browser) -> Vec<String> {
    let (mut stops, mut faults) = (Vec::new(), Vec::new());
    loop {
        browser.press(Key::Tab);
        let name = browser.focused().join(", ");
        if name == "body" {
            break;
        }
        assert!(stops.len() < 600, "Tab does not come to an end: {stops:#?}");
        faults.extend(browser.focus_fault());
        let is_fold = "
            const at = document.activeElement;
            (window.reached ??= new Set()).add(at);
            return at.matches('details:not([open]) > summary')";
        if browser.execute(is_fold, &[]) == json!(true) {
            browser.press(Key::Enter);
            let is_open = browser.execute("return document.activeElement.parentElement.open === true", &[]);
            if is_open != json!(true) {
                faults.push(format!("{name}: Enter does not open it"));
            }
        }
        stops.push(name);
    }
    let script = "
        const radio = (element) => element.type === 'radio';
        const names = new Set([...window.reached].filter(radio).map((element) => element.name));
        return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')]
            .filter((element) => element.checkVisibility() && !element.disabled && !window.reached.has(element)
                && !(radio(element) && names.has(element.name)))
            .map((element) => `${element.tagName} “${element.innerText || element.id}”`)";
    assert_eq!(browser.execute(script, &[]), json!([]), "Tab never comes to these");
    assert_eq!(faults, Vec::<String>::new());
    stops
}

#[test]
fn by_keyboard_alone_everything_is_reached_and_the_focus_is_always_seen() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.allow_clipboard();
    browser.open_started("");
    let requests = browser.requests();
    browser.press(Key::Tab);
    assert_eq!(browser.focused(), ["Skip to the estimate"]);
    assert_eq!(browser.focus_fault(), None);
    browser.press(Key::Enter);
    browser.wait_until("the estimate to have the focus", "return document.activeElement.id === 'estimate'");
    browser.press(Key::Tab);
    let is_inside = browser.execute("return document.activeElement.closest('#estimate') !== null", &[]);
    assert_eq!(is_inside, json!(true), "the keyboard did not go on from the estimate: {:?}", browser.focused());

    // What would narrow the range leads to the question, and the answer is given there.
    let mut answers = expected::usual();
    browser.tab_to(&["Enter a quoted price"]);
    browser.press(Key::Enter);
    browser.wait_until("the question", "return document.activeElement.closest('#question-price') !== null");
    assert_eq!(browser.focus_fault(), None);
    while !browser.focused().iter().any(|name| name.starts_with("I was quoted a price")) {
        browser.press(Key::Down);
    }
    browser.tab_to(&["Which price?", "Price of one session"]);
    browser.type_keys("410.50");
    answers["price"] = json!({ "from": "own", "amount": 41050 });
    expect(&browser, &answers);

    // A second choice, and back to the first.
    browser.tab_to(&["Compare with another choice"]);
    browser.press(Key::Enter);
    browser.wait_for("two scenarios", &2, |browser| browser.count(".scenario"));
    browser.tab_to(&["Which kind of microneedling?"]);
    while !browser.focused().iter().any(|name| name.starts_with("Microneedling with PRP")) {
        browser.press(Key::Down);
    }
    let first = answers.clone();
    answers["treatment"] = json!("prp");
    expect(&browser, &answers);
    browser.tab_to(&["A "]);
    browser.press(Key::Enter);
    expect(&browser, &first);
    assert_eq!(browser.attribute(".scenario", "aria-pressed").as_deref(), Some("true"));

    browser.tab_to(&["Copy link"]);
    browser.press(Key::Enter);
    browser.wait_for_text(".done", "The link is copied.");
    expect_no_more_requests(&browser, &requests);

    // Everything else, from the top.
    browser.reload();
    browser.wait_until_started();
    let requests = browser.requests();
    let stops = walk(&browser);
    let mut missing = Vec::new();
    let legends = browser.texts(".question > fieldset > legend, .question > label");
    assert!(legends.len() >= 10, "{legends:?}");
    let more = [
        "Undo",
        "Start again",
        "A ",
        "B ",
        "Remove A",
        "Enter the sessions",
        "Show as a table",
        "All six lasers",
        "Print",
        "Copy link",
        "Save as a file",
        "Add to calendar",
        "Open a saved file",
        "Open a clinic’s price list",
    ];
    for words in legends.iter().map(String::as_str).chain(more) {
        if !stops.iter().any(|stop| stop.split(", ").any(|name| name.starts_with(words)) || stop.contains(words)) {
            missing.push(words);
        }
    }
    assert_eq!(missing, Vec::<&str>::new(), "never had the focus: {stops:#?}");
    browser.check("patients-keyboard");
    expect_no_more_requests(&browser, &requests);
}

#[test]
fn at_400_per_cent_nothing_overlaps_or_scrolls_sideways_and_everything_is_reached() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.zoom_in((1280, 1024), 4);
    browser.open_started("");
    let requests = browser.requests();
    browser.screenshot_of_view("patients-400-per-cent-first");
    assert_eq!(browser.execute("return [innerWidth, innerHeight]", &[]), json!([320, 256]));
    // What stays in view leaves most of the window to the rest.
    let bar = browser.execute("return document.querySelector('.total').offsetHeight / innerHeight", &[]);
    assert!(bar.as_f64().is_some_and(|share| share < 0.4), "the bar takes {bar} of the window");
    walk(&browser);
    unfold(&browser);
    assert_eq!(browser.overflow(), Vec::<String>::new());
    assert_eq!(browser.cut_words(), Vec::<String>::new());
    assert_eq!(browser.words_over_words(), Vec::<String>::new());
    browser.check("patients-400-per-cent");
    expect_no_more_requests(&browser, &requests);
}

#[test]
fn no_words_lie_over_others_at_any_width() {
    let mut over = Vec::new();
    for (size, page) in [(PHONE, ""), (TABLET, ""), (DESKTOP, ""), (PHONE, "es.html"), (DESKTOP, "es.html")] {
        let browser = Browser::start(size, Scheme::Light);
        browser.open_started(page);
        browser.click("[data-press=add]");
        unfold(&browser);
        let place = format!("{page} {} pixels", size.0);
        over.extend(browser.words_over_words().into_iter().map(|words| format!("{place}: {words}")));
        assert_eq!(browser.overflow(), Vec::<String>::new(), "{place}");
    }
    assert_eq!(over, Vec::<String>::new());
}

#[test]
fn in_colours_of_the_persons_own_the_panels_keep_their_lines_and_their_states() {
    let browser = Browser::start(DESKTOP, Scheme::Dark);
    browser.media(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")]);
    browser.open_started("");
    let requests = browser.requests();
    browser.pressable("Compare with another choice").click();
    browser.question("Which kind of microneedling?").choose("Tox facial");
    unfold(&browser);
    // Each line that sets columns, rows and buttons apart differs from the ground, as do words and links.
    let script = "
        const ground = getComputedStyle(document.body).backgroundColor;
        const clear = /, 0\\)$/;
        const lined = [...document.querySelectorAll('.column, .caution, tbody th, .section:not(#estimate), .scenario, .act, .problems, select')]
            .filter((element) => {
                const style = getComputedStyle(element);
                const sides = ['Top', 'Right', 'Bottom', 'Left'].filter((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0);
                return !sides.some((side) => style[`border${side}Color`] !== ground && !clear.test(style[`border${side}Color`]));
            }).map((element) => `no line: ${element.tagName}.${element.className} “${element.innerText.slice(0, 40)}”`);
        const worded = [...document.querySelectorAll('.results :is(p, dt, dd, th, td, a, h2, h3, summary, li)')]
            .filter((element) => element.checkVisibility() && getComputedStyle(element).color === ground)
            .map((element) => `no words: ${element.tagName} “${element.innerText.slice(0, 40)}”`);
        const [one, other] = [...document.querySelectorAll('.scenario')].map((button) => {
            const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(button);
            return [borderTopWidth, borderTopColor, backgroundColor].join(' ');
        });
        return [...lined, ...worded, ...(one === other ? ['the chosen scenario looks like the other one'] : [])]";
    assert_eq!(browser.execute(script, &[]), json!([]));
    // What is drawn differs from what it is drawn on, in every picture.
    assert!(browser.count("figure svg[role=img]") >= 5);
    let script = "
        const ground = getComputedStyle(document.body).backgroundColor;
        return [...document.querySelectorAll('figure svg :is(path, text)')].filter((shape) => {
            const style = getComputedStyle(shape);
            const paints = [style.fill, style.stroke].filter((paint) => paint !== 'none' && !/, 0\\)$/.test(paint));
            return !paints.length || paints.every((paint) => paint === ground);
        }).map((shape) => `${shape.closest('figure').querySelector('title').textContent}: ${shape.tagName}.${shape.getAttribute('class')}`)";
    assert_eq!(browser.execute(script, &[]), json!([]), "drawn in the colour of the background");
    browser.press(Key::Tab);
    assert_eq!(browser.focus_fault(), None);
    browser.screenshot("patients-forced-colours");
    assert_eq!(browser.axe_without(&["color-contrast"]), Vec::<String>::new());
    expect_no_more_requests(&browser, &requests);
}

/// Answers everything, as somebody who comes from a consultation.
fn fill_in(browser: &Browser) -> Value {
    browser.labelled("What would you like to change?").pick("Fine lines and wrinkles");
    browser.question("How marked is it?").choose("Severe");
    browser.labelled("Which area?").pick("Face and neck");
    browser.question("Which kind of microneedling?").choose("Microneedling with PRP");
    browser.question("Which price?").choose("I was quoted a price");
    browser.labelled("Price of one session").type_text("410.50");
    browser.pressable("Visits and upkeep").click();
    for (question, answer, from, to) in [
        ("How many sessions?", "Agreed with a clinician", "4", "7"),
        ("How long between sessions?", "Something else", "9", "11"),
        ("Upkeep visits after the course?", "One every so many months", "3", "6"),
    ] {
        browser.question(question).choose(answer);
        browser.question(question).labelled("From").type_text(from);
        browser.question(question).labelled("To").type_text(to);
    }
    browser.pressable("Time and comparison").click();
    browser.question("How many months ahead?").choose("36");
    browser.labelled("Compare with which laser?").pick("IPL (intense pulsed light)");
    browser.labelled("Day of the first session, if you know it").type_text("03022027");
    json!({
        "version": 1, "concern": "wrinkles", "severity": "severe", "area": "face-neck", "treatment": "prp",
        "price": { "from": "own", "amount": 41050 }, "sessions": { "low": 4, "high": 7 },
        "interval_weeks": { "low": 9, "high": 11 }, "upkeep": { "mode": "every", "months": { "low": 3, "high": 6 } },
        "horizon_months": 36, "laser": "ipl", "start_date": "2027-03-02",
    })
}

#[test]
fn a_filled_in_page_prints_on_two_sheets_with_a_code_that_opens_it_again() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.allow_clipboard();
    browser.open_started("");
    let requests = browser.requests();
    let answers = fill_in(&browser);
    let money = expect(&browser, &answers);
    browser.check("patients-filled-in");
    browser.pressable("Copy link").click();
    browser.wait_for_text(".done", "The link is copied.");
    let link = browser.clipboard();
    for (paper, name) in [(Paper::A4, "patients-a4"), (Paper::Letter, "patients-letter")] {
        let pages = browser.print(paper, name);
        assert!(pages.len() <= 2, "{name} has {} pages", pages.len());
        let text = pages.join(" ").replace(' ', "");
        for figure in &money {
            let figure: String = figure.split_whitespace().collect();
            assert!(text.contains(&figure), "{name} lacks {figure}");
        }
        assert!(text.contains("March2,2027"), "{name} lacks the day: {text}");
        assert_eq!(faults_of_print(name), Vec::<String>::new(), "{name}");
        assert_eq!(scanned(name, (0, 1_800)), link, "{name}");
    }
    expect_no_more_requests(&browser, &requests);

    let other = Browser::start(PHONE, Scheme::Dark);
    other.open_started(link.strip_prefix(&page_address()).unwrap());
    expect(&other, &answers);
    other.wait_for_text(".notice", "They come to the same amounts as when they were kept, to the cent.");
    other.check("patients-from-paper");
}

/// One column of the comparison as it stands on the page.
#[derive(Debug)]
struct Column {
    heading: String,
    /// Size, family, weight and height of the heading's letters.
    letters: String,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    /// The name of each fact, the sizes of the letters of its name and of its text, and where it begins.
    facts: Vec<(String, String, f64)>,
}

fn columns(browser: &Browser) -> Vec<Column> {
    let script = "
        const letters = (element) => { const { fontSize, fontFamily, fontWeight, lineHeight } = getComputedStyle(element); return [fontSize, fontFamily, fontWeight, lineHeight].join(' '); };
        return [...document.querySelectorAll('#compare .column')].map((column) => {
            const { left, top, width, height } = column.getBoundingClientRect();
            const facts = [...column.querySelectorAll('.fact')].map((fact) => {
                const [name, text] = [fact.querySelector('dt'), fact.querySelector('dd p')];
                return [name.innerText, `${letters(name)} / ${letters(text)}`, fact.getBoundingClientRect().top];
            });
            const heading = column.querySelector('h3');
            return { heading: heading.innerText, letters: letters(heading), left, top, width, height, facts };
        })";
    let number = |value: &Value| value.as_f64().unwrap();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let fact = |fact: &Value| (word(&fact[0]), word(&fact[1]), number(&fact[2]));
    let column = |column: &Value| Column {
        heading: word(&column["heading"]),
        letters: word(&column["letters"]),
        left: number(&column["left"]),
        top: number(&column["top"]),
        width: number(&column["width"]),
        height: number(&column["height"]),
        facts: column["facts"].as_array().unwrap().iter().map(fact).collect(),
    };
    browser.execute(script, &[]).as_array().unwrap().iter().map(column).collect()
}

/// What is different about the columns of the page at some width.
fn faults_of_columns(columns: &[Column], width: u32) -> Vec<String> {
    let mut faults = Vec::new();
    let first = &columns[0];
    let is_stacked = width == PHONE.0;
    for column in columns {
        let mut wrong = |what: String| faults.push(format!("{}: {what}", column.heading));
        if (column.width - first.width).abs() > 1.0 {
            wrong(format!("{} wide, not {}", column.width, first.width));
        }
        let (area, usual) = (column.width * column.height, first.width * first.height);
        if !is_stacked && (area / usual - 1.0).abs() > 0.01 {
            wrong(format!("its area is {area}, not {usual}"));
        }
        let letters = |column: &Column| -> Vec<String> {
            column.facts.iter().map(|(name, letters, _)| format!("{name}: {letters}")).collect()
        };
        if column.letters != first.letters || letters(column) != letters(first) {
            wrong(format!("other facts, or in other letters: {:#?}, not {:#?}", letters(column), letters(first)));
        }
        if !column.facts.is_sorted_by(|(.., one), (.., next)| one < next) {
            wrong("its facts are not one below the other".to_owned());
        }
        // Beside each other the same facts begin at the same height.
        if (column.top - first.top).abs() < 1.0 {
            for ((name, _, top), (.., other)) in column.facts.iter().zip(&first.facts) {
                if (top - other).abs() > 1.0 {
                    wrong(format!("“{name}” begins at {top}, not {other}"));
                }
            }
        }
    }
    let below = |pair: &[Column]| pair[1].top >= pair[0].top + pair[0].height && pair[1].left == pair[0].left;
    if is_stacked != columns.windows(2).all(below) {
        faults.push(format!("the columns are {}one below the other", if is_stacked { "not " } else { "" }));
    }
    faults
}

#[test]
fn every_way_has_a_column_of_the_same_size_and_type() {
    let mut faults = Vec::new();
    for size in [DESKTOP, TABLET, PHONE] {
        let browser = Browser::start(size, Scheme::Light);
        browser.open_started("");
        let requests = browser.requests();
        // No laser is usual for hair.
        for (concern, count) in [
            ("Acne scars: mixed, or not sure which", 4),
            ("Melasma (brown patches)", 4),
            ("Burn scar", 4),
            ("Thinning hair", 3),
        ] {
            browser.labelled("What would you like to change?").pick(concern);
            let place = format!("{} pixels, {concern}", size.0);
            let columns = columns(&browser);
            let names: Vec<&str> = columns.iter().map(|column| column.heading.as_str()).collect();
            assert_eq!(names.len(), count, "{place}: {names:?}");
            let [first, .., roller, last] = names[..] else { panic!("{place}: {names:?}") };
            assert_eq!([first, roller, last], ["Standard microneedling", "Home roller", "No treatment"], "{place}");
            assert!(columns[0].facts.len() >= 7, "{place}: {:#?}", columns[0]);
            faults.extend(faults_of_columns(&columns, size.0).into_iter().map(|fault| format!("{place}, {fault}")));
        }
        browser.check(&format!("patients-compare-{}", size.0));
        expect_no_more_requests(&browser, &requests);
    }
    assert_eq!(faults, Vec::<String>::new());
}
