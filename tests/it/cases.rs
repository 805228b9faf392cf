//! Worked cases as data: worked by hand in `cases/worked.json`, by an independent program in `cases/independent.jsonl`.

use crate::answers::{estimate_of, json_lines, shipped};
use microneedling_estimator::codec::json::{self, Node, Value as Tree};
use serde_json::{Value, json};

/// The cases that were worked by hand.
pub const WORKED: &str = include_str!("../cases/worked.json");
/// Cases whose answers another program, written from the model alone, computed.
pub const INDEPENDENT: &str = include_str!("../cases/independent.jsonl");
/// Every published price in US cents, as the evidence tabulates it.
const PUBLISHED_PRICES: &str = include_str!("../cases/published-prices.jsonl");

#[test]
fn every_case_worked_by_hand_comes_out() {
    let catalog = shipped();
    let cases: Vec<Value> = serde_json::from_str(WORKED).unwrap();
    let Tree::List(trees) = json::parse(WORKED).unwrap().value else { panic!("a list of cases") };
    let mut wrong = Vec::new();
    for (case, tree) in cases.iter().zip(&trees) {
        let estimate = estimate_of(case, &catalog);
        let Tree::Object(expected) = &entry(tree, "expect").value else { panic!("{}: expect", case["name"]) };
        for (path, node) in expected {
            let found = at(&estimate, path);
            if !agrees(&found, node) {
                wrong.push(format!("{}: {path} is {found}, expected {}", case["name"], case["expect"][path]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn another_program_gets_the_same() {
    let catalog = shipped();
    let mut wrong = Vec::new();
    for case in json_lines(INDEPENDENT) {
        let estimate = estimate_of(&case, &catalog);
        compare(&case["scenario"].to_string(), &case["estimate"], &estimate, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_published_price_is_the_tabulated_one() {
    let catalog = shipped();
    for row in json_lines(PUBLISHED_PRICES) {
        let laser =
            row["service"].as_str().filter(|word| !["standard", "prp", "tox", "nano-gold", "rf"].contains(word));
        let (key, price) = match laser {
            Some(_) => ("laser", "laser"),
            None => ("treatment", ""),
        };
        let case = json!({"scenario": {"version": 1, "concern": "texture", "area": row["area"], key: row["service"]}});
        let estimate = estimate_of(&case, &catalog);
        let found = if price.is_empty() { &estimate["price"] } else { &estimate["laser"]["price"] };
        assert_eq!(found["triple"], row["cents"], "{row}");
        assert_eq!(found["grade"], row["grade"], "{row}");
    }
}

/// The entry of an object that keeps numbers as they were typed.
pub fn entry<'a>(tree: &'a Node, key: &str) -> &'a Node {
    let Tree::Object(entries) = &tree.value else { panic!("an object with {key}") };
    &entries.iter().find(|(known, _)| known == key).unwrap().1
}

/// Whether a value is what a case expects: text, numbers to the digits that the case states, and lists in full.
pub fn agrees(found: &Value, expected: &Node) -> bool {
    match (&expected.value, found) {
        (Tree::Null, found) => found.is_null(),
        (Tree::Bool(truth), found) => found.as_bool() == Some(*truth),
        (Tree::Text(text), found) => found.as_str() == Some(text),
        (Tree::Number(typed), found) => {
            // To half a unit of the last digit that the case states.
            let digits = typed.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
            let (half, stated) = (0.5 * 10_f64.powi(-digits), typed.parse::<f64>().unwrap());
            found.as_f64().is_some_and(|number| (number - stated).abs() <= half * 1.000_000_1)
        }
        (Tree::List(elements), Value::Array(list)) => {
            elements.len() == list.len() && list.iter().zip(elements).all(|(found, node)| agrees(found, node))
        }
        _ => false,
    }
}

/// The value at a path such as `laser.total`, `outcome.curve.p50[4]` or `timeline[upkeep 2].days`; five figures as a list.
pub fn at(estimate: &Value, path: &str) -> Value {
    let mut value = estimate.clone();
    for step in path.split('.') {
        let (key, index) = step.strip_suffix(']').and_then(|step| step.split_once('[')).unwrap_or((step, ""));
        value = value[key].take();
        if let Ok(position) = index.parse::<usize>() {
            value = value[position].take();
        } else if !index.is_empty() {
            let (what, number) =
                index.rsplit_once(' ').filter(|(_, n)| n.parse::<u32>().is_ok()).unwrap_or((index, ""));
            let k = number.parse::<u32>().map_or(Value::Null, Value::from);
            let rows = value.as_array().unwrap();
            value = rows.iter().find(|row| row["what"] == what && row["k"] == k).cloned().unwrap();
        }
    }
    let five = ["min", "p10", "p50", "p90", "max"].map(|key| value.get(key).cloned());
    match five.iter().all(Option::is_some) {
        true => Value::Array(five.into_iter().flatten().collect()),
        false => value,
    }
}

/// Notes every key of `expected` that `found` has otherwise; floating point to twelve digits.
pub fn compare(place: &str, expected: &Value, found: &Value, wrong: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(keys), Value::Object(_)) => {
            for (key, value) in keys {
                compare(&format!("{place} {key}"), value, &found[key], wrong);
            }
        }
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            if (one - other).abs() > 1e-12 * one.abs().max(1.0) {
                wrong.push(format!("{place}: {found}, expected {expected}"));
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                compare(&format!("{place}[{index}]"), one, other, wrong);
            }
        }
        _ if expected == found => {}
        _ => wrong.push(format!("{place}: {found}, expected {expected}")),
    }
}
