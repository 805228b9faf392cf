//! Asking the estimator as a program would: one line of JSON in, one line out.

use microneedling_estimator::codec::line;
use microneedling_estimator::data;
use microneedling_estimator::domain::catalog::Catalog;
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::workings;
use serde_json::Value;

/// The catalog that the project ships.
pub fn shipped() -> Catalog {
    *data::catalog()
}

/// The answer line to an input line.
pub fn answer_line(line: &str, catalog: &Catalog) -> String {
    let formula = |explanation: &_, estimate: &_| workings::formula(explanation, estimate, &PlainFormats);
    let (Ok(answer) | Err(answer)) = line::answer(line, catalog, &formula);
    answer
}

/// The answer to an input line, parsed.
pub fn answer(line: &str, catalog: &Catalog) -> Value {
    serde_json::from_str(&answer_line(line, catalog)).unwrap()
}

/// The input line of a case that has a scenario and perhaps a price list.
pub fn line_of(case: &Value) -> String {
    let list = case.get("price_list").cloned().unwrap_or(Value::Null);
    serde_json::json!({"scenario": case["scenario"], "price_list": list}).to_string()
}

/// The estimate of a case, or a panic with the error that came instead.
pub fn estimate_of(case: &Value, catalog: &Catalog) -> Value {
    let mut answer = answer(&line_of(case), catalog);
    let name = case.get("name").unwrap_or(&case["scenario"]);
    assert!(answer.get("estimate").is_some(), "{name}: {answer}");
    answer["estimate"].take()
}

/// The lines of a file of cases, each as JSON.
pub fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
