//! The patient page in words: what it says, what it never says, and that every word of the model has words.

use microneedling_estimator::data;
use microneedling_estimator::domain::catalog::Catalog;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::estimate::estimate;
use microneedling_estimator::domain::money::Money;
use microneedling_estimator::domain::price_list::PriceList;
use microneedling_estimator::domain::quantity::Range;
use microneedling_estimator::domain::scenario::{PriceSource, Scenario, Upkeep};
use microneedling_estimator::domain::spending::spending;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use microneedling_estimator::editor::Editor;
use microneedling_estimator::present::context::Context;
use microneedling_estimator::present::document::Section;
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::page::{Page, page};
use microneedling_estimator::present::say::Say;
use microneedling_estimator::present::{decide, workings};

fn catalog() -> Catalog {
    data::catalog().expect("the data loads")
}

fn shown(scenario: &Scenario, list: Option<&PriceList>, catalog: &Catalog) -> Page {
    let estimate = estimate(scenario, list, catalog).expect("the scenario has an estimate");
    let spending = spending(scenario, list, catalog).expect("the scenario has an estimate");
    let say = Say { formats: &PlainFormats, currency: estimate.currency };
    let context = Context { scenario, estimate: &estimate, spending: &spending, catalog, list, say };
    page(&context, &Editor::new(scenario.clone(), Currency::USD), None)
}

fn lines(page: &Page) -> Vec<String> {
    page.sections.iter().flat_map(Section::plain).collect()
}

#[test]
#[ignore = "for reading, not for checking"]
fn print_the_page() {
    let catalog = catalog();
    let word = std::env::var("CONCERN").unwrap_or_else(|_| "acne-scars-mixed".to_owned());
    let scenario = Scenario::usual(Concern::from_word(&word).expect("a concern"));
    println!("{}", lines(&shown(&scenario, None, &catalog)).join("\n"));
}
