//! Languages: the Spanish page, changing from one to the other, numbers of the reader's region, and right to left.

use crate::browser::{Browser, DESKTOP, NARROW, PHONE, Scheme, address_of, page_address};
use crate::expected;
use crate::first_load::expect_first_view_to_stay;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// The page in Spanish.
const SPANISH: &str = "es.html";

/// Page, style, loader, script and module: no more than in English.
const REQUESTS: usize = 5;

fn figures(browser: &Browser) -> Vec<String> {
    browser.texts(".money .figure")
}

/// Waits until another page than the one before has started.
fn wait_for_page(browser: &Browser, language: &str) {
    let script = format!(
        "return document.documentElement.lang === '{language}' && document.documentElement.dataset.started === 'true'"
    );
    browser.wait_until(&format!("the page in {language}"), &script);
}

#[test]
fn the_spanish_page_loads_in_five_requests_and_asks_for_nothing_after() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started(SPANISH);
    let requests = browser.requests();
    assert_eq!(requests.len(), REQUESTS, "{requests:#?}");
    assert!(requests.iter().all(|url| url.starts_with(&page_address())), "{requests:#?}");
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("es"));
    assert_eq!(browser.execute("return document.title", &[]), json!("Estimador de microneedling"));
    assert_eq!(figures(&browser), expected::money(&expected::usual(), None), "numbers as in the United States");

    browser.question("¿Cuánto se nota?").choose("Severo");
    let mut answers = expected::usual();
    answers["severity"] = json!("severe");
    browser.wait_for("the money", &expected::money(&answers, None), figures);
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(browser.requests(), requests, "something was fetched after the load");
}

#[test]
fn axe_finds_nothing_in_spanish_and_nothing_is_wider_than_the_page() {
    for (size, scheme, name) in [
        (PHONE, Scheme::Light, "spanish-phone-light"),
        (NARROW, Scheme::Dark, "spanish-narrow-dark"),
        (DESKTOP, Scheme::Light, "spanish-desktop-light"),
    ] {
        let browser = Browser::start(size, scheme);
        browser.open_started(SPANISH);
        browser.screenshot_of_view(&format!("{name}-view"));
        assert_eq!(browser.overflow(), Vec::<String>::new(), "{name}");
        assert_eq!(browser.cut_words(), Vec::<String>::new(), "{name}");
        browser.check(name);
    }
}

#[test]
fn the_spanish_page_says_before_its_start_what_it_says_after() {
    expect_first_view_to_stay(SPANISH);
}

#[test]
fn a_link_leads_to_the_other_language_and_keeps_the_query_and_the_fragment() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("?prices=prices.json#care");
    browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
    browser.question("How marked is it?").choose("Severe");
    browser.question("Which price?").choose("I was quoted a price");
    browser.labelled("Price of one session").type_text("1,234.50");
    browser.pressable("Español").click();
    wait_for_page(&browser, "es");
    let address = browser.address();
    assert!(address.starts_with(&format!("{}es.html?prices=prices.json", page_address())), "{address}");
    // The answers came along, the typed number in the signs of the region.
    assert!(browser.css("#severity-severe").is_chosen());
    assert_eq!(browser.css("#amount").value(), "1234.50");
    browser.wait_for_text(".price-list", "Precios de Riverside Skin Clinic en uso");
    browser.wait_for_text("header", "Esta herramienta la ofrece Riverside Skin Clinic, que vende estos tratamientos.");
    assert_eq!(browser.attribute("header a", "hreflang").as_deref(), Some("en"));
    assert_eq!(browser.attribute("header a", "lang").as_deref(), Some("en"));

    browser.pressable("English").click();
    wait_for_page(&browser, "en");
    let address = browser.address();
    assert!(address.starts_with(&format!("{}index.html?prices=prices.json", page_address())), "{address}");
    browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
}

#[test]
fn the_address_chooses_the_language_and_the_region() {
    for (address, leads_to, money) in [
        ("?lang=es", "es.html?lang=es", "1050"),
        ("?prices=none.json&lang=es-MX#care", "es.html?prices=none.json&lang=es-MX#care", "USD\u{a0}1,050"),
        ("es.html?lang=es-ES", "es.html?lang=es-ES", "1050"),
        ("es.html?lang=en-GB", "index.html?lang=en-GB", "US$1,050"),
        ("?lang=xx", "?lang=xx", "$1,050"),
    ] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        browser.open(address);
        let language = if leads_to.starts_with("es") { "es" } else { "en" };
        wait_for_page(&browser, language);
        assert_eq!(browser.address(), address_of(leads_to), "{address}");
        let figure = figures(&browser).remove(0);
        assert!(figure.starts_with(money), "{address}: {figure}");
        // The browser itself reports the price list that is not there.
        browser.console();
    }
}

#[test]
fn typed_numbers_are_read_by_the_signs_of_the_region() {
    for (page, question, own, echo, [typed, shown], [ambiguous, told]) in [
        (
            "",
            "Which price?",
            "I was quoted a price",
            "One session costs",
            ["1,234.50", "$1,234.50"],
            ["1.234", "“1.234” can be read as 1234 or as 1.23."],
        ),
        (
            "es.html?lang=es-ES",
            "¿Qué precio?",
            "Me dieron un precio",
            "Cuesta una sesión",
            ["1.234,50", "1234,50\u{a0}US$"],
            ["1,234", "“1,234” se puede leer como 1234 o como 1,23."],
        ),
        (
            "es.html?lang=es-MX",
            "¿Qué precio?",
            "Me dieron un precio",
            "Cuesta una sesión",
            ["1,234.50", "USD\u{a0}1,234.50"],
            ["1.234", "“1.234” se puede leer como 1234 o como 1.23."],
        ),
    ] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        browser.open_started(page);
        browser.question(question).choose(own);
        let field = browser.css("#amount");
        field.type_text(typed);
        let fact = |browser: &Browser| {
            let script = "return [...document.querySelectorAll('.fact')].map((fact) => fact.innerText)
                .find((words) => words.startsWith(arguments[0]))?.includes(arguments[1])";
            browser.execute(script, &[json!(echo), json!(shown)])
        };
        browser.wait_for(&format!("{page}: {typed} as {shown}"), &json!(true), fact);
        // At once: on the way there, a part of it would be a price of its own.
        field.paste(ambiguous);
        browser.wait_for(&format!("{page}: {ambiguous} refused"), &true, |browser| {
            browser.texts(".error").iter().any(|message| message.starts_with(told))
        });
        assert_eq!(fact(&browser), json!(true), "the last price stays");
    }
}

/// Latin letters as Arabic ones, so that words look like words, run from right to left and are as long.
fn in_arabic_letters(text: &str) -> String {
    const ARABIC: [char; 26] = [
        'ا', 'ب', 'ج', 'د', 'ي', 'ف', 'غ', 'ه', 'و', 'ز', 'ك', 'ل', 'م', 'ن', 'ع', 'ث', 'ق', 'ر', 'س', 'ت', 'ح', 'خ',
        'ش', 'ص', 'ض', 'ط',
    ];
    let mut written = String::new();
    let mut is_gap = false;
    for letter in text.chars() {
        is_gap |= letter == '{';
        let plain = match letter.to_lowercase().next().unwrap_or(letter) {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            other => other,
        };
        let at = (plain as usize).wrapping_sub('a' as usize);
        written.push(if is_gap { letter } else { ARABIC.get(at).copied().unwrap_or(letter) });
        is_gap &= letter != '}';
    }
    written
}

/// Puts a page beside the others that runs from right to left: the Spanish one with other words.
fn write_page_from_right_to_left() -> &'static str {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/journeys");
    let html = std::fs::read_to_string(folder.join(SPANISH)).unwrap();
    let html = html.replace("<html lang=\"es\">", "<html lang=\"ar-XB\" dir=\"rtl\">");
    let (before, dictionary) = html.split_once("id=\"dictionary\">").unwrap();
    let (dictionary, after) = dictionary.split_once("</script>").unwrap();
    let mut lines = dictionary.lines();
    let mut written = format!("{}\n{}", lines.next().unwrap(), lines.next().unwrap());
    for line in lines {
        written.push('\n');
        written.push_str(&in_arabic_letters(line));
    }
    let name = "from-right-to-left.html";
    std::fs::write(folder.join(name), [before, "id=\"dictionary\">", &written, "\n</script>", after].concat()).unwrap();
    name
}

#[test]
fn a_language_from_right_to_left_has_its_answers_on_the_right_and_nothing_sticks_out() {
    let page = write_page_from_right_to_left();
    for (size, scheme, name) in [
        (NARROW, Scheme::Light, "right-to-left-narrow"),
        (PHONE, Scheme::Dark, "right-to-left-phone"),
        (DESKTOP, Scheme::Light, "right-to-left-desktop"),
    ] {
        let browser = Browser::start(size, scheme);
        browser.open_started(page);
        assert_eq!(browser.overflow(), Vec::<String>::new(), "{name}");
        assert_eq!(browser.cut_words(), Vec::<String>::new(), "{name}");
        browser.screenshot_of_view(&format!("{name}-view"));
        browser.check(name);
        if size == DESKTOP {
            let sides = browser.execute(
                "const left = (css) => document.querySelector(css).getBoundingClientRect().left;
                return [left('.answers'), left('.results')]",
                &[],
            );
            assert!(sides[0].as_f64() > sides[1].as_f64(), "answers and results start at {sides}");
            // Pictures keep their numbers in order: time runs from left to right.
            let months = browser.execute(
                "return [...document.querySelectorAll('#money-over-time svg text.tick')]
                    .filter((text) => /^\\d+$/.test(text.textContent))
                    .map((text) => text.getBoundingClientRect().left)",
                &[],
            );
            let months: Vec<f64> = months.as_array().unwrap().iter().filter_map(Value::as_f64).collect();
            assert!(months.len() > 2 && months.is_sorted(), "{months:?}");
        }
    }
}
