//! Price lists: every problem at once, in reading order, each with its path, its value and its fix.

use microneedling_estimator::codec::menu_json::read;
use microneedling_estimator::codec::{Problem, price_list_json, scenario_json};
use microneedling_estimator::domain::price_list::{ListedPrice, Service};
use microneedling_estimator::domain::vocabulary::{Area, Concern, Treatment};

const GOOD: &str = include_str!("../../examples/prices.json");

fn problems(text: &str) -> Vec<Problem> {
    read(text).expect_err("the list is read without a problem")
}

#[test]
fn the_example_is_read() {
    let list = read(GOOD).unwrap();
    assert_eq!(list.list.currency.code(), "USD");
    assert!(list.items.len() >= 5);
}

#[test]
fn all_problems_are_told_at_once_in_reading_order() {
    let text = r#"{"currency": "$", "items": [
        {"id": "mn-face", "kind": "needling", "treatment": "standrad", "area": "face", "price": {"fixed": "350"}},
        {"id": "mn-face-2", "kind": "needling", "treatment": "standard", "area": "face", "price": {"fixed": 24.0}, "colour": 1},
        {"id": "Mn", "kind": "laser", "modality": "ipl", "area": "moon", "price": {"range": [3, 2, 1]}}],
        "fees": [{"id": "kit", "amount": -5, "per": "visit", "mandatory": 1}]}"#;
    let told: Vec<(String, &str)> =
        problems(text).into_iter().map(|problem| (problem.path, problem.code.word())).collect();
    let expected = [
        ("currency", "unknown-word"),
        ("items[0].treatment", "unknown-word"),
        ("items[0].price.fixed", "type"),
        ("items[1].price.fixed", "type"),
        ("items[1].colour", "unknown-key"),
        ("items[2].id", "range"),
        ("items[2].area", "unknown-word"),
        ("items[2].price.range", "conflict"),
        ("fees[0].credited", "missing"),
        ("fees[0].amount", "range"),
        ("fees[0].per", "unknown-word"),
        ("fees[0].mandatory", "type"),
    ];
    assert_eq!(told, expected.map(|(path, code)| (path.to_owned(), code)));
}

#[test]
fn a_message_names_the_place_the_value_and_the_fix() {
    let text = r#"{"currency": "USD", "items": [{"id": "a", "kind": "needling", "treatment": "standard", "area": "face", "price": {"fixed": "350"}}]}"#;
    let problem = &problems(text)[0];
    assert_eq!(problem.problem, "`items[0].price.fixed` is \"350\" (text); expected a whole number, 1 to 100 000 000");
    assert_eq!(problem.fix, "put a whole number, 1 to 100 000 000, without quotes");
}

#[test]
fn an_unknown_key_names_the_nearest_known_one() {
    let text = r#"{"curency": "USD", "items": []}"#;
    assert_eq!(
        problems(text).iter().find(|problem| problem.path == "curency").unwrap().fix,
        "did you mean \"currency\"?"
    );
}

#[test]
fn a_bare_dollar_is_asked_about() {
    assert_eq!(problems(r#"{"currency": "$", "items": []}"#)[0].fix, "say which dollar: USD, CAD, AUD, NZD, …");
}

#[test]
fn two_prices_for_one_service_and_area_are_refused() {
    let item = |id: &str| {
        format!(r#"{{"id": "{id}", "kind": "laser", "modality": "ipl", "area": "face", "price": {{"fixed": 100}}}}"#)
    };
    let found = problems(&format!(r#"{{"currency": "EUR", "items": [{}, {}]}}"#, item("a"), item("b")));
    assert_eq!((found[0].path.as_str(), found[0].code.word()), ("items[1]", "conflict"));
    let found = problems(&format!(r#"{{"currency": "EUR", "items": [{}, {}]}}"#, item("a"), item("a")));
    assert!(found.iter().any(|problem| problem.path == "items[1].id"), "{found:?}");
}

#[test]
fn the_longest_list_names_the_first_entry_of_every_second_one() {
    // 2 000 items of 3 services, whose ids come back after 1 000: each later entry names the first of its kind.
    let lasers = ["ipl", "picosecond", "pulsed-dye"];
    let items: Vec<String> = (0..2_000)
        .map(|index| {
            let (id, laser) = (index % 1_000, lasers[index % 3]);
            format!(r#"{{"id":"i{id}","kind":"laser","modality":"{laser}","area":"face","price":{{"fixed":1}}}}"#)
        })
        .collect();
    let found = problems(&format!(r#"{{"currency": "EUR", "items": [{}]}}"#, items.join(",")));
    assert_eq!(found.len(), 101);
    assert_eq!(found[100].problem, format!("{} more problems are not listed", 1_997 + 1_000 - 100));
    assert_eq!(found[0].problem, "`items[3]` is a second price for ipl on face; the first is `items[0]`");
    assert_eq!(found[1].problem, "`items[4]` is a second price for picosecond on face; the first is `items[1]`");
    let fee = |index: usize| {
        format!(r#"{{"id":"f{}","amount":1,"per":"course","mandatory":true,"credited":false}}"#, index % 1_999)
    };
    let fees: Vec<String> = (0..2_000).map(fee).collect();
    let found = problems(&format!(r#"{{"currency": "EUR", "items": [], "fees": [{}]}}"#, fees.join(",")));
    let told: Vec<&str> = found.iter().map(|problem| problem.problem.as_str()).collect();
    assert_eq!(told, ["`fees[1999].id` is \"f0\", which is the id of `fees[0]` already"]);
}

/// Which row of a list an estimate is made from: its price in minor units, none where typical prices stand in for it.
#[test]
fn the_row_that_says_most_about_what_is_asked_decides_wherever_it_stands() {
    const PLAIN: &str = "\"area\": \"face\"";
    const OPEN: &str = "\"area\": \"unstated\"";
    const WRINKLES: &str = "\"concerns\": [\"wrinkles\"]";
    const VARIANT: &str = "\"variant\": \"PRF\"";
    for (why, rows, expected) in [
        (
            "a row that names its area",
            [format!("{OPEN}, {WRINKLES} 100"), format!("{PLAIN}, {WRINKLES} 200")],
            Some(200),
        ),
        ("a row for the concern", [format!("{PLAIN} 100"), format!("{OPEN}, {WRINKLES} 200")], Some(200)),
        ("a plain row", [format!("{PLAIN}, {VARIANT} 100"), format!("{PLAIN} 200")], Some(200)),
        ("a plain row to be asked about", [format!("{PLAIN}, {VARIANT} 100"), format!("{PLAIN} ask")], None),
        ("the concern's own row to be asked about", [format!("{PLAIN} 100"), format!("{PLAIN}, {WRINKLES} ask")], None),
        (
            "a row for another concern does not",
            [format!("{PLAIN}, \"concerns\": [\"pores\"] 100"), format!("{OPEN} 200")],
            Some(200),
        ),
        (
            "of two variants none does",
            [format!("{PLAIN}, {VARIANT} 100"), format!("{PLAIN}, \"variant\": \"Serum\" 200")],
            None,
        ),
    ] {
        let item = |at: usize| {
            let (marks, price) = rows[at].rsplit_once(' ').unwrap();
            let price = if price == "ask" { "\"on_request\": true".to_owned() } else { format!("\"fixed\": {price}") };
            format!(
                "{{\"id\": \"i{at}\", \"kind\": \"needling\", \"treatment\": \"standard\", {marks}, \"price\": {{{price}}}}}"
            )
        };
        for order in [[0, 1], [1, 0]] {
            let list = format!("{{\"currency\": \"USD\", \"items\": [{}]}}", order.map(item).join(", "));
            let list = price_list_json::read(&list).unwrap_or_else(|problems| panic!("{why}: {problems:?}"));
            let row = list.item(Service::Needling(Treatment::Standard), Area::Face, Concern::Wrinkles);
            let price = row.map(|row| match row.price {
                Some(ListedPrice::Fixed(amount)) => amount.minor(),
                other => panic!("{why}: {other:?}"),
            });
            assert_eq!(price, expected, "{why}, in the order {order:?}");
        }
    }
}

#[test]
fn dates_that_end_before_they_start_are_refused() {
    let text = r#"{"currency": "GBP", "valid_from": "2026-05-01", "valid_until": "2026-04-30", "items": []}"#;
    let found = &problems(text)[0];
    assert_eq!(found.path, "valid_until");
    assert!(found.problem.contains("2026-04-30") && found.problem.contains("2026-05-01"), "{found:?}");
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let found = &problems(r#"{"currency": "GBP", "currency": "EUR", "items": []}"#)[0];
    assert_eq!((found.path.as_str(), found.code.word()), ("currency", "conflict"));
}

#[test]
fn a_hundred_problems_are_told_and_the_rest_counted() {
    let items = vec!["{}"; 150].join(",");
    let found = problems(&format!(r#"{{"currency": "GBP", "items": [{items}]}}"#));
    assert_eq!(found.len(), 101);
    assert_eq!(found[100].problem, "200 more problems are not listed");
}

#[test]
fn a_list_that_is_too_large_is_refused_before_it_is_read() {
    let found = problems(&format!(r#"{{"currency": "GBP", "items": []{}}}"#, " ".repeat(256 * 1024)));
    assert!(found[0].problem.contains("at most 256 KB"), "{found:?}");
    let items = vec!["{}"; 2_001].join(",");
    let found = problems(&format!(r#"{{"currency": "GBP", "items": [{items}]}}"#));
    assert!(found[0].problem.contains("2001 entries; at most 2000"), "{found:?}");
}

#[test]
fn text_that_is_no_json_says_where() {
    let found = &problems("{\"currency\": \"USD\",\n \"items\": [}")[0];
    assert!(found.problem.contains("line 2"), "{found:?}");
}

#[test]
fn brackets_without_end_are_refused_and_not_followed() {
    for text in ["[".repeat(100_000), format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))] {
        assert!(read(&text).is_err());
        assert!(scenario_json::read(&text).is_err());
    }
}
