//! What the page should show: the same estimate, made natively by the same library from the same answers.

use microneedling_estimator::codec::{price_list_json, scenario_json};
use microneedling_estimator::data;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::estimate::estimate;
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::price_list::PriceList;
use microneedling_estimator::domain::problem::Problem;
use microneedling_estimator::domain::spending::spending;
use microneedling_estimator::present::arena::Arena;
use microneedling_estimator::present::context::Context;
use microneedling_estimator::present::document::Block;
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::language::Dictionary;
use microneedling_estimator::present::money;
use microneedling_estimator::present::say::Say;
use serde_json::{Value, json};

/// The answers of somebody who has not answered anything.
pub fn usual() -> Value {
    json!({ "version": 1, "concern": "acne-scars-mixed" })
}

/// The three money lines for some answers: first course, upkeep in a year, total.
pub fn money(answers: &Value, list: Option<&PriceList>) -> Vec<String> {
    let scenario = scenario_json::read(&answers.to_string()).unwrap();
    let catalog = data::catalog();
    let plan = Plan::new(&scenario, list, catalog).unwrap();
    let (estimate, spending) = (estimate(&plan, catalog), spending(&plan, catalog));
    let arena = Arena::default();
    let currency = list.map_or(Currency::USD, |list| list.currency);
    let say = Say { arena: &arena, dictionary: Dictionary::ENGLISH, formats: &PlainFormats, currency };
    let context = Context {
        scenario: &scenario,
        estimate: &estimate,
        spending: &spending,
        narrowing: &[],
        lasers: &[],
        catalog,
        list,
        say,
    };
    let lines = money::headline(&context).blocks.iter().find_map(|block| match block {
        Block::Money(lines) => Some(*lines),
        _ => None,
    });
    lines.unwrap().iter().map(|line| say.read(line.figure).to_owned()).collect()
}

/// A price list that is in order.
pub fn list(text: &str) -> PriceList {
    price_list_json::read(text).unwrap()
}

/// Everything that is wrong with a price list.
pub fn problems(text: &str) -> Vec<Problem> {
    price_list_json::read(text).unwrap_err()
}
