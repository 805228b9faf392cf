//! The JavaScript module of the headless functions: in a browser, it answers as the library does natively.

use crate::browser::{Browser, DESKTOP, Scheme};
use microneedling_estimator::codec::{estimate_json, line, menu_json};
use microneedling_estimator::data;
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::workings;
use serde_json::{Value, json};
use std::path::Path;

/// Calls one of the functions; what is not text comes back as JSON text, so that nobody rewrites its numbers.
const CALL: &str = "
const [name, values] = arguments;
return import(new URL('api/microneedling-estimator.js', document.baseURI)).then(async (module) => {
  await module.default();
  const answer = module[name](...values);
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
});";

/// The same JSON as JavaScript writes it, where 1.0 is 1.
const REWRITTEN: &str = "return JSON.stringify(JSON.parse(arguments[0]))";

fn native(line: &str) -> String {
    let catalog = data::catalog();
    let formula = |explanation: &_, estimate: &_| workings::formula(explanation, estimate, &PlainFormats);
    let (Ok(answer) | Err(answer)) = line::answer(line, catalog, &formula);
    answer
}

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_module_answers_as_the_library_does() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let text = |answer: Value| answer.as_str().unwrap().to_owned();
    browser.declare_request("/api/microneedling-estimator.");
    let call = |name: &str, values: Value| text(browser.execute(CALL, &[json!(name), values]));

    let list: Value = serde_json::from_str(&file("examples/prices.json")).unwrap();
    for (scenario, list) in [
        (json!({ "version": 1, "concern": "wrinkles", "severity": "moderate" }), Value::Null),
        (
            json!({ "version": 1, "concern": "acne-scars-mixed", "start_date": "2027-02-28", "laser": "ipl" }),
            list.clone(),
        ),
        (json!({ "version": 1, "concern": "hair-thinning", "area": "scalp" }), Value::Null),
        (json!({ "version": 2, "concern": "wrinkles" }), Value::Null),
        (json!({ "version": 1, "concern": "freckles" }), Value::Null),
    ] {
        let line = json!({ "scenario": scenario, "price_list": list }).to_string();
        let expected = native(&line);
        assert_eq!(call("estimateLine", json!([line])), expected);
        let expected = text(browser.execute(REWRITTEN, &[json!(expected)]));
        assert_eq!(call("estimate", json!([scenario, list])), expected, "from objects");
        assert_eq!(call("estimate", json!([scenario.to_string(), list.to_string()])), expected, "from texts");
    }
    for line in ["", "{", "[]", "null", "{\"scenario\": 1}", "\u{fffd}"] {
        assert_eq!(call("estimateLine", json!([line])), native(line), "{line}");
    }

    for quote in [
        json!({ "version": 1, "currency": "USD", "prices_include_tax": false,
            "lines": [{ "quantity": 1, "unit_price": 354_400 }],
            "plan": { "lender": "Lender", "apr_bp": 1_800, "payments": 24 } }),
        json!({ "version": 1, "currency": "USD", "prices_include_tax": false, "lines": [], "credit": 1 }),
    ] {
        let expected = native(&json!({ "quote": quote }).to_string());
        assert_eq!(call("quote", json!([quote])), expected, "from an object");
        assert_eq!(call("quote", json!([quote.to_string()])), expected, "from text");
    }

    assert_eq!(call("validatePriceList", json!([list])), r#"{"valid":true,"problems":[],"warnings":[]}"#);
    let faults = file("tests/e2e/fixtures/prices-with-faults.json");
    let expected = estimate_json::verdict_on_list(&menu_json::read(&faults).unwrap_err(), &[]);
    assert_eq!(call("validatePriceList", json!([faults])), expected);
}
