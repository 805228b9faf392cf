//! The headless estimator as JavaScript functions: JSON in, JSON out, as text or as plain objects.
//!
//! Bad input is answered and never thrown. A fault of the module's own, a panic, is thrown: a `WebAssembly.RuntimeError`. It
//! may have left the module in the middle of something, so whoever goes on imports it anew under another address, such as
//! `microneedling-estimator.js?2`, which is a module with a memory of its own.

use crate::codec::{estimate_json, line, menu_json};
use crate::data;
use crate::present::formats::PlainFormats;
use crate::present::workings;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("api.d.ts");

/// Estimates a scenario, with a clinic's price list or without one.
///
/// Both may be JSON text or plain objects. The answer is `{estimate}` or `{error}`; nothing is thrown for bad input.
#[wasm_bindgen(unchecked_return_type = "Answer")]
pub fn estimate(
    #[wasm_bindgen(unchecked_param_type = "Scenario | string")] scenario: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "PriceList | string | null")] price_list: JsValue,
) -> JsValue {
    let price_list =
        if price_list.is_undefined() || price_list.is_null() { "null".to_owned() } else { text(&price_list) };
    // One object of both, so that a page and the command line are answered by the same reader.
    parsed(&answer(&format!("{{\"scenario\":{},\"price_list\":{price_list}}}", text(&scenario))))
}

/// Works a quote out: its lines, discounts, tax, deposit, balance and instalments, to the minor unit.
///
/// The quote may be JSON text or a plain object. The answer is `{quote}` or `{error}`; nothing is thrown for bad input.
#[wasm_bindgen(unchecked_return_type = "QuoteAnswer")]
pub fn quote(#[wasm_bindgen(unchecked_param_type = "Quote | string")] quote: JsValue) -> JsValue {
    parsed(&answer(&format!("{{\"quote\":{}}}", text(&quote))))
}

/// Answers one line of the command line's input: the text of `{"scenario", "price_list"}` or of `{"quote"}`.
#[wasm_bindgen(js_name = estimateLine)]
pub fn estimate_line(line: &str) -> String {
    answer(line)
}

/// Checks a clinic's price list: every problem and every warning at once, in reading order, each with its path and fix.
///
/// `today` is an ISO date; without one no price is past its end.
#[wasm_bindgen(js_name = validatePriceList, unchecked_return_type = "PriceListCheck")]
pub fn validate_price_list(
    #[wasm_bindgen(unchecked_param_type = "PriceList | string")] price_list: JsValue,
    today: Option<String>,
) -> JsValue {
    let today = today.and_then(|day| day.parse().ok());
    let checked = menu_json::check(&text(&price_list), today);
    parsed(&estimate_json::verdict_on_list(&checked.problems, &checked.warnings))
}

fn answer(line: &str) -> String {
    let formula = |explanation: &_, estimate: &_| workings::formula(explanation, estimate, &PlainFormats);
    let (Ok(answer) | Err(answer)) = line::answer(line, data::catalog(), &formula);
    answer
}

/// The JSON text of a value: text as it is, an object as JSON writes it.
fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| {
        let written = js_sys::JSON::stringify(value).ok();
        written.and_then(|text| text.as_string()).unwrap_or_else(|| "null".to_owned())
    })
}

fn parsed(text: &str) -> JsValue {
    js_sys::JSON::parse(text).unwrap_or(JsValue::NULL)
}
