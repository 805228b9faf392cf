//! Answering: every question by keyboard alone, input that cannot be read, and what is said aloud.

use crate::browser::{Browser, DESKTOP, Key, PHONE, Scheme};
use crate::expected;
use serde_json::{Value, json};

fn figures(browser: &Browser) -> Vec<String> {
    browser.texts(".money .figure")
}

/// A person who uses the keyboard alone, and the answers given so far.
struct Typist<'a> {
    browser: &'a Browser,
    answers: Value,
    money: Vec<String>,
}

impl<'a> Typist<'a> {
    fn start(browser: &'a Browser) -> Self {
        let answers = expected::usual();
        let money = expected::money(&answers, None);
        browser.wait_for("the money of the usual answers", &money, figures);
        Self { browser, answers, money }
    }

    /// Goes to a question of which one answer is chosen, and moves on to the one that starts with these words.
    fn choose(&self, question: &str, answer: &str) {
        self.browser.tab_to(&[question]);
        // From the last one on to the first it goes in Chromium and Firefox, and back in WebKit.
        for key in [Key::Down, Key::Up] {
            for _ in 0..8 {
                if self.browser.focused().iter().any(|name| name.starts_with(answer)) {
                    return;
                }
                self.browser.press(key);
            }
        }
        panic!("the arrow keys do not reach “{answer}” of “{question}”");
    }

    /// Goes to a list and types the start of an option.
    fn pick(&self, question: &str, start: &str) {
        self.browser.tab_to(&[question]);
        self.browser.type_keys(start);
    }

    /// Opens what is folded away under these words.
    fn open(&self, words: &str) {
        self.browser.tab_to(&[words]);
        self.browser.press(Key::Enter);
    }

    /// Types into a field of a question.
    fn fill(&self, question: &str, label: &str, text: &str) {
        self.browser.tab_to(&[question, label]);
        self.browser.type_keys(text);
    }

    /// The answers are now these as well, and the page's money follows.
    fn expect(&mut self, key: &str, value: Value) {
        self.answers[key] = value;
        let before = std::mem::replace(&mut self.money, expected::money(&self.answers, None));
        self.browser.wait_for(&format!("the money after `{key}`"), &self.money, figures);
        let changes_no_money = matches!(key, "start_date" | "laser");
        assert_eq!(self.money == before, changes_no_money, "`{key}`: {before:?} became {:?}", self.money);
    }
}

#[test]
fn every_answer_can_be_changed_by_keyboard_and_the_money_follows() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let mut typist = Typist::start(&browser);

    typist.pick("What would you like to change?", "Fine");
    typist.expect("concern", json!("wrinkles"));
    typist.choose("How marked is it?", "Severe");
    typist.expect("severity", json!("severe"));
    typist.pick("Which area?", "Neck");
    typist.expect("area", json!("neck-chest"));
    typist.choose("Which kind of microneedling?", "Microneedling with PRP");
    typist.expect("treatment", json!("prp"));
    typist.choose("Which price?", "I was quoted a price");
    typist.fill("Which price?", "Price of one session", "410.50");
    typist.expect("price", json!({ "from": "own", "amount": 41050 }));

    typist.open("Visits and upkeep");
    typist.choose("How many sessions?", "Agreed with a clinician");
    typist.fill("How many sessions?", "From", "4");
    typist.fill("How many sessions?", "To", "7");
    typist.expect("sessions", json!({ "low": 4, "high": 7 }));
    typist.choose("How long between sessions?", "Something else");
    typist.fill("How long between sessions?", "From", "9");
    typist.fill("How long between sessions?", "To", "11");
    typist.expect("interval_weeks", json!({ "low": 9, "high": 11 }));
    typist.choose("Upkeep visits after the course?", "One every so many months");
    typist.fill("Upkeep visits after the course?", "From", "3");
    typist.expect("upkeep", json!({ "mode": "every", "months": { "low": 3, "high": 3 } }));

    typist.open("Time and comparison");
    typist.choose("How many months ahead?", "36");
    typist.expect("horizon_months", json!(36));
    typist.pick("Compare with which laser?", "IPL");
    typist.expect("laser", json!("ipl"));
    browser.wait_for_text("#compare", "IPL");
    browser.check("answers-by-keyboard");
}

#[test]
fn a_day_for_the_first_session_gives_the_timeline_dates() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let mut typist = Typist::start(&browser);
    assert!(
        !browser.execute("return document.querySelector('#timeline').textContent", &[]).to_string().contains("2027")
    );
    typist.open("Time and comparison");
    browser.tab_to(&["Day of the first session, if you know it"]);
    browser.type_keys("03022027");
    typist.expect("start_date", json!("2027-03-02"));
    browser.wait_until(
        "the date in the timeline",
        "return document.querySelector('#timeline').textContent.includes('March 2, 2027')",
    );
    browser.check("answers-start-date");
}

#[test]
fn everything_that_has_the_focus_shows_it_and_stays_in_view() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_started("");
    let mut hidden = Vec::new();
    let mut stops = Vec::new();
    loop {
        browser.press(Key::Tab);
        let name = browser.focused().join(", ");
        if name == "body" || stops.len() > 200 {
            break;
        }
        hidden.extend(browser.focus_fault());
        stops.push(name);
    }
    assert!(stops.len() > 20, "Tab stops: {stops:#?}");
    assert_eq!(hidden, Vec::<String>::new());
}

/// Chooses an answer that has to be typed, if the question has one, and opens its group.
fn prepare(browser: &Browser) {
    browser.question("Which price?").choose("I was quoted a price");
    browser.pressable("Visits and upkeep").click();
    browser.question("How many sessions?").choose("Agreed with a clinician");
    browser.question("How long between sessions?").choose("Something else");
    browser.question("Upkeep visits after the course?").choose("One every so many months");
}

#[test]
fn what_cannot_be_read_has_its_message_beside_the_field_and_the_last_estimate_stays() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    prepare(&browser);
    let mut answers = expected::usual();
    let good = [
        ("Which price?", "Price of one session", "350", "price", json!({ "from": "own", "amount": 35000 })),
        ("How many sessions?", "From", "4", "sessions", json!({ "low": 4, "high": 4 })),
        ("How long between sessions?", "From", "5", "interval_weeks", json!({ "low": 5, "high": 5 })),
        (
            "Upkeep visits after the course?",
            "From",
            "6",
            "upkeep",
            json!({ "mode": "every", "months": { "low": 6, "high": 6 } }),
        ),
    ];
    for (question, label, text, key, value) in good {
        browser.question(question).labelled(label).replace_text(text);
        answers[key] = value;
    }
    let money = expected::money(&answers, None);
    browser.wait_for("the money of the good answers", &money, figures);

    let amount = ("Which price?", "Price of one session", "350");
    let sessions = ("How many sessions?", "From", "4");
    let weeks = ("How long between sessions?", "From", "5");
    let upkeep = ("Upkeep visits after the course?", "From", "6");
    for ((question, label, good), bad, message) in [
        (amount, "-350", "“-350” is outside"),
        (amount, "0", "“0” is outside"),
        (amount, "99999999999999999999", "“99999999999999999999” is outside"),
        (amount, "three hundred", "“three hundred” is not a number"),
        (amount, "1,23", "“1,23” can be read as 123 or as 1.23"),
        (amount, "1e5", "“1e5” is not a number"),
        (sessions, "-3", "“-3” is outside"),
        (sessions, "25", "“25” is outside"),
        (sessions, "2.5", "“2.5” is not a whole number"),
        (sessions, "four", "“four” is not a number"),
        (sessions, "1,5", "“1,5” can be read as 15 or as 1.5"),
        (weeks, "13", "“13” is outside"),
        (weeks, "0", "“0” is outside"),
        (upkeep, "999999", "“999999” is outside"),
        (upkeep, "often", "“often” is not a number"),
    ] {
        let what = format!("{question} {label}: {bad}");
        let field = browser.question(question).labelled(label);
        field.paste(bad);
        browser.wait_for(&what, &true, |_| field.description().contains(message));
        assert_eq!(field.attribute("aria-invalid").as_deref(), Some("true"), "{what}");
        assert_eq!(field.value(), bad, "what was typed must stay");
        assert_eq!(figures(&browser), money, "{what}: the last estimate stays");
        field.paste(good);
        browser.wait_for(&what, &String::new(), |_| field.description());
        assert_eq!(field.attribute("aria-invalid"), None, "{what}");
        assert_eq!(figures(&browser), money, "{what}, mended");
    }

    // Typed key by key, "25" is 2 on its way: the last estimate that could be made is the one for 2.
    browser.question("How many sessions?").labelled("From").replace_text("25");
    answers["sessions"] = json!({ "low": 2, "high": 2 });
    browser.wait_for("the money of 2 sessions", &expected::money(&answers, None), figures);
    browser.check("answers-message-desktop");
}

#[test]
fn an_end_below_its_start_and_an_empty_field_have_messages_that_axe_reads() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_started("");
    prepare(&browser);
    let field = browser.labelled("Price of one session");
    browser.wait_for("an empty field", &true, |_| field.description().contains("Type the price of one session."));
    for (question, low, high) in [
        ("How many sessions?", "6", "3"),
        ("How long between sessions?", "8", "4"),
        ("Upkeep visits after the course?", "12", "6"),
    ] {
        browser.question(question).labelled("From").replace_text(low);
        let field = browser.question(question).labelled("To");
        field.replace_text(high);
        let message = format!("The end, {high}, is below the start, {low}.");
        browser.wait_for(question, &true, |_| field.description().contains(&message));
        assert_eq!(field.attribute("aria-invalid").as_deref(), Some("true"), "{question}");
    }
    // On its way, every end below its start was the start again.
    let mut answers = expected::usual();
    answers["sessions"] = json!({ "low": 6, "high": 6 });
    answers["interval_weeks"] = json!({ "low": 8, "high": 8 });
    answers["upkeep"] = json!({ "mode": "every", "months": { "low": 12, "high": 12 } });
    assert_eq!(figures(&browser), expected::money(&answers, None));
    browser.check("answers-messages-phone");
}

#[test]
fn a_change_is_said_politely_once_after_a_pause() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let region = "[role=status][aria-live=polite]";
    assert_eq!(browser.text(region), "", "the page starts with an announcement");
    let watch = "
        window.said = [];
        const region = document.querySelector(arguments[0]);
        new MutationObserver(() => window.said.push(region.textContent))
            .observe(region, { childList: true, characterData: true, subtree: true });";
    browser.execute(watch, &[json!(region)]);
    let said = |browser: &Browser| browser.execute("return window.said", &[]);

    browser.question("Which price?").choose("I was quoted a price");
    browser.labelled("Price of one session").type_text("1234");
    assert_eq!(said(&browser), json!([]), "it speaks while somebody types");
    browser.wait_until("the announcement", "return window.said.length > 0");
    std::thread::sleep(std::time::Duration::from_secs(2));
    let said = said(&browser);
    assert_eq!(said.as_array().map(Vec::len), Some(1), "{said}");
    let [first, _, total] = &figures(&browser)[..] else { panic!("there are three money lines") };
    let spoken = |figure: &str| figure.replace("\u{2009}–\u{2009}", " to ");
    let words = said[0].as_str().unwrap();
    assert!(words.contains(&spoken(first)) && words.contains(&spoken(total)), "{words}: {first}, {total}");
    assert_eq!(browser.console(), Vec::<String>::new());
}
