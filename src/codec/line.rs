//! One line of the command line: `{"scenario": …, "price_list": …}` in, `{"estimate": …}` out; `{"quote": …}` in and
//! out; or `{"error": …}` out.

use super::json::{self, Node, Value};
use super::reader::{Place, Problems};
use super::{estimate_json, menu_json, quote_json, scenario_json};
use crate::domain::catalog::Catalog;
use crate::domain::estimate::{self, Estimate};
use crate::domain::explanation::Explanation;
use crate::domain::plan::Plan;
use crate::domain::problem::{Problem, ProblemCode};
use crate::domain::quote;

/// Puts the formula of an explanation into words.
pub type Formula = dyn Fn(&Explanation, &Estimate) -> String;

/// The answer to one line of input: the line of an estimate or of a quote, or as error the line that says what is wrong.
///
/// # Errors
/// The line `{"error": …}` with the first problem of the input in reading order.
pub fn answer(line: &str, catalog: &Catalog, formula: &Formula) -> Result<String, String> {
    answered(line, catalog, formula).map_err(|problem| estimate_json::refusal(&problem))
}

fn answered(line: &str, catalog: &Catalog, formula: &Formula) -> Result<String, Problem> {
    let tree = json::parse(line)?;
    if asks_for_quote(&tree) {
        return quoted(&tree);
    }
    let mut problems = Problems::default();
    let object = Place::root(&tree).object(&["scenario", "price_list", "quote"], &mut problems);
    if let Some(quote) = object.as_ref().and_then(|object| object.optional("quote")) {
        let problem = "`quote` and `scenario` stand in one line".to_owned();
        problems.add(&quote, ProblemCode::Conflict, problem, "give each a line of its own");
    }
    // A key that is not known may be the one that is missing, spelled in another way.
    if !problems.is_empty() {
        return Err(first(problems.into_list()));
    }
    let scenario = object.as_ref().and_then(|object| {
        object.required(
            "scenario",
            "what to estimate, such as {\"version\": 1, \"concern\": \"wrinkles\"}; or give {\"quote\": …}",
            &mut problems,
        )
    });
    let list = object.as_ref().and_then(|object| object.optional("price_list"));
    let Some(scenario) = scenario.filter(|_| problems.is_empty()) else {
        return Err(first(problems.into_list()));
    };
    // Paths count from the scenario; those of the list are told apart by its name.
    let scenario = scenario_json::read_place(&Place::root(scenario.node)).map_err(first)?;
    let list = match list.map(|place| menu_json::check_place(&place, None)) {
        Some(checked) => Some(checked.menu.ok_or(checked.problems).map_err(first)?.list),
        None => None,
    };
    let estimate = estimate::estimate(&Plan::new(&scenario, list.as_ref(), catalog)?, catalog);
    Ok(estimate_json::answer(&estimate, catalog, &|explanation| formula(explanation, &estimate)))
}

/// Whether a line is about a quote: it has one and no scenario.
fn asks_for_quote(tree: &Node) -> bool {
    let Value::Object(entries) = &tree.value else { return false };
    let has = |wanted: &str| entries.iter().any(|(key, _)| key == wanted);
    has("quote") && !has("scenario")
}

fn quoted(tree: &Node) -> Result<String, Problem> {
    let mut problems = Problems::default();
    let object = Place::root(tree).object(&["quote"], &mut problems);
    let quote = object.as_ref().and_then(|object| object.required("quote", "what is quoted", &mut problems));
    let Some(quote) = quote.filter(|_| problems.is_empty()) else {
        return Err(first(problems.into_list()));
    };
    // Paths count from the quote, as they do from the scenario.
    let quote = quote_json::read_place(&Place::root(quote.node)).map_err(first)?;
    Ok(quote_json::answer(&quote::price(&quote)?))
}

/// The problem to tell: that the version is another before all, since what that one calls its keys says nothing about
/// this one; else the first in reading order.
fn first(problems: Vec<Problem>) -> Problem {
    let position = problems.iter().position(|problem| problem.code == ProblemCode::Version);
    problems.into_iter().nth(position.unwrap_or_default()).unwrap_or_else(json::nothing_read)
}
