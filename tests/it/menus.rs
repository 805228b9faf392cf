//! Whole price lists: the menus that were read, every rule of the validator, one written form, and the cheapest purchase.

use crate::answers::shipped;
use microneedling_estimator::codec::menu_json::{Checked, canonical, check, fingerprint, read};
use microneedling_estimator::codec::{json, price_list_json, price_list_keys, scenario_json};
use microneedling_estimator::domain::cost::Tariff;
use microneedling_estimator::domain::estimate::{Estimate, estimate};
use microneedling_estimator::domain::menu::{AddOnPrice, Label, Menu, MenuItem, MenuPrice};
use microneedling_estimator::domain::money::{BasisPoints, Money};
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::price_list::Package;
use microneedling_estimator::domain::purchase::{Purchase, cheapest, saver};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The menus that were read, as price lists.
pub const MENUS: [(&str, &str); 9] = [
    ("menu-01", include_str!("../cases/menus/menu-01.json")),
    ("menu-07", include_str!("../cases/menus/menu-07.json")),
    ("menu-15", include_str!("../cases/menus/menu-15.json")),
    ("menu-16", include_str!("../cases/menus/menu-16.json")),
    ("menu-19", include_str!("../cases/menus/menu-19.json")),
    ("menu-22", include_str!("../cases/menus/menu-22.json")),
    ("menu-23", include_str!("../cases/menus/menu-23.json")),
    ("menu-23-earlier", include_str!("../cases/menus/menu-23-earlier.json")),
    ("menu-24", include_str!("../cases/menus/menu-24.json")),
];
/// The example of the whole format.
pub const CLINIC: &str = include_str!("../../examples/clinic.json");
const PRICES: &str = include_str!("../../examples/prices.json");

fn money(minor: i64) -> Money {
    Money::from_minor(minor)
}

fn menu(name: &str) -> Menu {
    let (_, text) = MENUS.iter().find(|(known, _)| *known == name).unwrap();
    read(text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"))
}

fn item<'a>(menu: &'a Menu, id: &str) -> &'a MenuItem {
    menu.item(id).unwrap_or_else(|| panic!("no item {id}"))
}

/// The estimate that a price list gives for so many sessions, without upkeep.
fn estimated(list: &str, concern: &str, treatment: &str, area: &str, sessions: Value) -> Estimate {
    let scenario = json!({"version": 1, "concern": concern, "treatment": treatment, "area": area,
        "price": {"from": "clinic"}, "sessions": sessions, "upkeep": {"mode": "none"}});
    let (scenario, catalog) = (scenario_json::read(&scenario.to_string()).unwrap(), shipped());
    let list = price_list_json::read(list).unwrap();
    estimate(&Plan::new(&scenario, Some(&list), &catalog).unwrap(), &catalog)
}

#[test]
fn every_menu_is_in_canonical_form_and_warns_of_what_is_odd_about_it() {
    let odd: [(&str, &[&str]); 9] = [
        ("menu-01", &["items[0].area"]),
        ("menu-07", &["items[0].area"]),
        ("menu-15", &["items[0].area", "items[1].area", "items[2].area"]),
        // The course of three gel peels costs what three of them do.
        ("menu-16", &["items[3].packages[0]"]),
        ("menu-19", &["items[5].area"]),
        // The course of the largest area costs less than three singles of face and neck, or of neck and chest.
        ("menu-22", &["items[1]", "items[2]", "items[4].area", "items[5].area"]),
        ("menu-23", &[]),
        ("menu-23-earlier", &[]),
        ("menu-24", &["items[0].area", "items[2].area"]),
    ];
    for ((name, text), (same, paths)) in MENUS.iter().zip(odd) {
        assert_eq!(*name, same);
        assert_eq!(canonical(&json::parse(text).unwrap()), *text, "{name}");
        let Checked { menu, problems, warnings } = check(text, None);
        assert!(menu.is_some() && problems.is_empty(), "{name}: {problems:#?}");
        assert_eq!(warnings.iter().map(|warning| warning.path.as_str()).collect::<Vec<_>>(), paths, "{name}");
    }
}

#[test]
fn every_menu_gives_three_prices_that_it_states() {
    let fixed = |name: &str, id: &str, amount: i64| {
        assert_eq!(item(&menu(name), id).price, MenuPrice::Fixed(money(amount)), "{name} {id}");
    };
    let from = |name: &str, id: &str, amount: i64| {
        assert_eq!(item(&menu(name), id).price, MenuPrice::From(money(amount)), "{name} {id}");
    };
    let package = |name: &str, id: &str, sessions: u32, total: i64| {
        let menu = menu(name);
        let terms = Package::Fixed { sessions, total: money(total) };
        assert!(item(&menu, id).packages.iter().any(|package| package.terms == terms), "{name} {id}");
        let purchase = cheapest(item(&menu, id), sessions).unwrap();
        assert!(purchase.total <= money(total), "{name} {id}");
    };
    let unit = |name: &str, id: &str, amount: i64, unit: &str| match &item(&menu(name), id).price {
        MenuPrice::PerUnit(price) => {
            assert_eq!((price.amount, price.unit.in_language("en")), (money(amount), unit), "{name} {id}");
        }
        other => panic!("{name} {id}: {other:?}"),
    };
    let step = |name: &str, id: &str, quantity: u32, total: i64| {
        let menu = menu(name);
        let found = item(&menu, id).unit_steps.iter().find(|step| step.quantity == quantity).unwrap();
        assert_eq!(found.total, money(total), "{name} {id}");
    };
    fixed("menu-01", "mn", 35_000);
    from("menu-01", "hair-programme", 300_000);
    unit("menu-01", "botulinum-toxin", 1_400, "unit");
    assert_eq!(menu("menu-01").consultation.unwrap().price, Some(MenuPrice::Fixed(money(10_000))));

    fixed("menu-07", "mn-serum", 50_000);
    package("menu-07", "mn-serum", 3, 135_000);
    step("menu-07", "filler", 2, 125_000);
    let lender = &menu("menu-07").financing[0];
    assert_eq!((lender.lender.as_str(), lender.monthly_shown[0].payment), ("Cherry", money(8_300)));
    assert_eq!(lender.terms.map(|terms| (terms.apr, terms.payments)), Some((BasisPoints(0), 6)));

    fixed("menu-15", "mn-exosome", 15_000);
    package("menu-15", "mn", 3, 20_000);
    step("menu-15", "anti-wrinkle", 3, 25_000);
    assert_eq!(item(&menu("menu-15"), "fillers").price, MenuPrice::OnRequest);

    fixed("menu-16", "mn-face", 15_000);
    package("menu-16", "prp-face", 5, 65_000);
    assert_eq!(item(&menu("menu-16"), "prp-face").packages[1].stated_saving, Some(money(10_000)));
    assert_eq!(menu("menu-16").deposit.unwrap().above, Some(money(7_500)));

    fixed("menu-19", "mn-face-neck-chest", 37_900);
    package("menu-19", "mn-prp", 3, 99_900);
    from("menu-19", "toxin", 19_900);
    step("menu-19", "toxin", 4, 49_900);
    assert_eq!(menu("menu-19").consultation.unwrap().price, Some(MenuPrice::From(money(4_900))));

    // Crowns have two decimals in ISO 4217, which the menu does not show.
    fixed("menu-22", "mn-face-neck", 219_500);
    package("menu-22", "mn-face-neck-chest", 3, 649_500);
    let led = &menu("menu-22").add_ons[0];
    assert_eq!((&led.price, led.alone), (&AddOnPrice::Fixed(money(30_000)), Some(money(65_000))));
    assert_eq!(item(&menu("menu-22"), "led").price, MenuPrice::Fixed(money(65_000)));

    fixed("menu-23", "mn-face-neck", 10_900);
    package("menu-23", "mn-face", 4, 32_900);
    from("menu-23", "care-plan", 6_900);
    fixed("menu-23-earlier", "mn-face", 9_900);
    package("menu-23-earlier", "mn-face", 3, 27_900);
    package("menu-23-earlier", "mn-face-neck", 5, 54_900);

    fixed("menu-24", "mn", 22_500);
    fixed("menu-24", "mn-prp-face", 40_000);
    unit("menu-24", "botulinum-toxin", 1_100, "unit");
}

/// What a menu states comes out of an estimate, where one can rest on it.
#[test]
fn estimates_rest_on_the_prices_of_the_menus() {
    for (name, concern, treatment, area, sessions, cost) in [
        ("menu-01", "texture", "standard", "face", 1, 35_000),
        ("menu-07", "texture", "standard", "face", 3, 135_000),
        ("menu-15", "texture", "standard", "face", 3, 20_000),
        ("menu-15", "texture", "standard", "face", 4, 28_000),
        ("menu-16", "texture", "standard", "face-neck", 3, 54_000),
        ("menu-19", "texture", "standard", "face-neck", 3, 79_900),
        ("menu-19", "texture", "prp", "face", 3, 99_900),
        ("menu-19", "hair-thinning", "standard", "scalp", 1, 24_900),
        ("menu-22", "texture", "standard", "face", 3, 450_000),
        ("menu-22", "texture", "standard", "neck-chest", 2, 439_000),
        ("menu-23", "texture", "standard", "face", 7, 55_800),
        ("menu-23-earlier", "texture", "standard", "face", 5, 44_900),
        ("menu-24", "texture", "standard", "face", 1, 22_500),
        ("menu-24", "texture", "prp", "face", 1, 40_000),
    ] {
        let (_, text) = MENUS.iter().find(|(known, _)| *known == name).unwrap();
        let estimate = estimated(text, concern, treatment, area, json!({"low": sessions, "high": sessions}));
        assert_eq!(estimate.course.five.p50, money(cost), "{name} {treatment} {area} {sessions}");
    }
    // The menu advises three sessions, four to six weeks apart.
    let advised = estimated(MENUS[1].1, "texture", "standard", "face", Value::Null);
    assert_eq!(advised.sessions.to_array(), [3, 3, 3]);
    assert_eq!((advised.interval_weeks.low(), advised.interval_weeks.high()), (4, 6));
}

#[test]
fn a_bare_dollar_of_a_menu_is_asked_about() {
    let shown = |currency: &str| MENUS[8].1.replace("\"CAD\"", &format!("\"{currency}\""));
    let asked = read(&shown("$")).unwrap_err();
    assert_eq!((asked[0].path.as_str(), asked.len()), ("currency", 1));
    assert_eq!(asked[0].fix, "say which dollar: USD, CAD, AUD, NZD, …");
    let doubted = read(&shown("CAD?")).unwrap_err();
    assert!(doubted[0].problem.contains("\"CAD?\""), "{doubted:?}");
    assert!(read(&shown("CAD")).is_ok());
    let unknown = read(&shown("ABC")).unwrap_err();
    assert_eq!(unknown[0].fix, "use the three capitals, such as USD, GBP, EUR or SEK");
}

/// Puts a value at a pointer of a list: in place of another, as a new key, at the end of a list for `-`; nothing
/// takes what stands there out.
pub fn edited(list: &str, pointer: &str, value: &str) -> Value {
    let mut list: Value = serde_json::from_str(list).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match list.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {parent}")) {
        Value::Object(entries) if value.is_empty() => {
            entries.remove(key).unwrap();
        }
        Value::Object(entries) => {
            entries.insert(key.to_owned(), serde_json::from_str(value).unwrap());
        }
        Value::Array(elements) if key == "-" => elements.push(serde_json::from_str(value).unwrap()),
        Value::Array(elements) => elements[key.parse::<usize>().unwrap()] = serde_json::from_str(value).unwrap(),
        _ => panic!("nothing can be put at {pointer}"),
    }
    list
}

/// Every rule that a price list must keep: what of the example is changed, the path and the code of the problem, a part
/// of the message or the fix, and whether the published schema can say it.
pub const FORBIDDEN: &[(&str, &str, &str, &str, &str, bool)] = &[
    ("/items/0/price/fixed", "\"295\"", "items[0].price.fixed", "type", "without quotes", true),
    ("/items/0/price/fixed", "295.5", "items[0].price.fixed", "type", "a whole number", true),
    ("/items/0/price/fixed", "-5", "items[0].price.fixed", "range", "1 to 100 000 000", true),
    ("/items/0/price/fixed", "0", "items[0].price.fixed", "range", "is 0", true),
    ("/fees/0/amount", "-1", "fees[0].amount", "range", "is -1", true),
    ("/items/0/pakages", "[]", "items[0].pakages", "unknown-key", "did you mean \"packages\"?", true),
    ("/membership", "[]", "membership", "unknown-key", "did you mean \"memberships\"?", true),
    ("/add_ons/2/allone", "1", "add_ons[2].allone", "unknown-key", "did you mean \"alone\"?", true),
    ("/items/16/id", "\"mn-face\"", "items[16].id", "conflict", "the id of `items[0]` already", false),
    ("/add_ons/2/id", "\"mn-face\"", "add_ons[2].id", "conflict", "the id of `items[0]` already", false),
    ("/discounts/1/id", "\"first-visit\"", "discounts[1].id", "conflict", "the id of `discounts[0]` already", false),
    ("/locations/1/id", "\"riverside\"", "locations[1].id", "conflict", "the id of `locations[0]` already", false),
    ("/items/0/id", "\"Mn face\"", "items[0].id", "range", "lower-case letters", true),
    ("/items/0/sessions", "{\"low\": 6, \"high\": 3}", "items[0].sessions", "conflict", "low 6 above high 3", false),
    ("/items/8/price/range", "[60000, 35000]", "items[8].price.range", "conflict", "ascending order", false),
    ("/items/1/packages/0", "{\"total\": 99500}", "items[1].packages[0].sessions", "missing", "is missing", true),
    ("/items/1/packages/0/sessions", "25", "items[1].packages[0].sessions", "range", "1 to 24", true),
    ("/items/1/packages/0/percent_off_bp", "1000", "items[1].packages[0]", "conflict", "at once", true),
    ("/items/0/packages/0/stated_saving", "8000", "items[0].packages[0].stated_saving", "conflict", "put 9000", false),
    ("/items/7/packages/0/stated_saving", "1", "items[7].packages[0].stated_saving", "conflict", "put 49500", false),
    ("/items/6/packages/0/stated_saving", "1", "items[6].packages[0].stated_saving", "conflict", "put 17850", false),
    ("/items/9/packages", "", "items[9]", "missing", "in packages only, and has none", true),
    (
        "/items/9/packages/0",
        "{\"sessions\": 3, \"percent_off_bp\": 9}",
        "items[9].packages[0]",
        "conflict",
        "has no price",
        true,
    ),
    ("/valid_until", "\"2026-09-30\"", "valid_until", "conflict", "put 2026-10-01 or a later day", false),
    ("/valid_until", "\"2026-02-30\"", "valid_until", "range", "YYYY-MM-DD", true),
    ("/currency", "", "currency", "missing", "the three letters of the currency", true),
    ("/currency", "\"$\"", "currency", "unknown-word", "say which dollar", true),
    ("/currency", "\"EUR\"", "good_faith_estimate", "conflict", "is not USD", true),
    ("/version", "2", "version", "version", "reads version 1", true),
    ("/language", "\"English\"", "language", "range", "no language code", true),
    ("/id", "\"Autumn 2026\"", "id", "range", "lower-case letters", true),
    ("/items/16/price", "{}", "items[16].price", "missing", "give one of fixed, from, range", true),
    ("/items/16/price", "{\"fixed\": 1, \"from\": 1}", "items[16].price", "conflict", "more than one price", true),
    ("/items/16/price", "{\"on_request\": false}", "items[16].price.on_request", "range", "expected true", true),
    ("/items/14/price/per_unit/unit", "", "items[14].price.per_unit.unit", "missing", "is missing", true),
    ("/items/0/was", "29500", "items[0].was", "conflict", "not above the price of 29500", false),
    ("/items/15/unit_steps/1/quantity", "1", "items[15].unit_steps[1]", "conflict", "smallest quantity first", false),
    ("/items/13/parts/1", "\"peels\"", "items[13].parts[1]", "conflict", "the id of no item", false),
    ("/items/4/locations/0", "\"uptown\"", "items[4].locations[0]", "conflict", "the id of no location", false),
    ("/add_ons/0/applies_to", "[]", "add_ons[0].applies_to", "range", "name at least one", true),
    ("/memberships/0/prices/mn", "1", "memberships[0].prices.mn", "conflict", "the id of no item", false),
    ("/items/0/modality", "\"ipl\"", "items[0].modality", "unknown-key", "use kind laser", true),
    ("/items/10/treatment", "\"rf\"", "items[10].treatment", "unknown-key", "use kind needling", true),
    ("/items/0/treatment", "\"standart\"", "items[0].treatment", "unknown-word", "did you mean \"standard\"?", true),
    ("/items/0/area", "", "items[0].area", "missing", "the treated area", true),
    ("/items/0/concerns", "[\"scar\"]", "items[0].concerns[0]", "unknown-word", "use one of acne-scars-rolling", true),
    ("/items/16/label", "", "items[16].label", "missing", "what patients read", true),
    ("/items/0/label", "{\"EN\": \"Face\"}", "items[0].label.EN", "unknown-key", "no language code", true),
    ("/items/0/label", "{}", "items[0].label", "missing", "has no words", true),
    (
        "/items/6/variant",
        "\"PRF\"",
        "items[6]",
        "conflict",
        "a second price for prp on face; the first is `items[5]`",
        false,
    ),
    ("/items/0/duration_minutes", "4", "items[0].duration_minutes", "range", "5 to 600", true),
    ("/items/0/taxed", "\"no\"", "items[0].taxed", "type", "true or false", true),
    ("/add_ons/3/price/by_area", "{}", "add_ons[3].price.by_area", "missing", "names no area", true),
    ("/add_ons/3/price/by_area/nose", "1", "add_ons[3].price.by_area.nose", "unknown-key", "use one of face", true),
    ("/add_ons/3/price/fixed", "1", "add_ons[3].price", "conflict", "give exactly one of", true),
    ("/add_ons/2/per", "\"visit\"", "add_ons[2].per", "unknown-word", "session, course", true),
    ("/fees/0/mandatory", "", "fees[0].mandatory", "missing", "true if everybody pays it", true),
    ("/consultation/terms", "\"free\"", "consultation.price", "conflict", "leave the price out", true),
    ("/consultation/price", "", "consultation.price", "missing", "is missing", true),
    ("/deposit/fixed", "1", "deposit", "conflict", "give exactly one of", true),
    ("/deposit", "{\"stated\": true}", "deposit.stated", "range", "expected false", true),
    ("/deposit", "{\"above\": 5}", "deposit", "missing", "has none of", true),
    ("/discounts/0/amount", "5", "discounts[0]", "conflict", "give exactly one of", true),
    ("/memberships/0/monthly", "", "memberships[0].monthly", "missing", "is missing", true),
    ("/financing/0/payments", "", "financing[0].payments", "missing", "is missing", true),
    ("/financing/1/deferred_interest", "true", "financing[1].apr_bp", "missing", "is missing", true),
    ("/courses/0/reviewed_by", "", "courses[0].reviewed_by", "missing", "is missing", true),
    (
        "/courses/-",
        "{\"concern\": \"texture\", \"sessions\": {\"low\": 1, \"high\": 2}, \"reviewed_by\": \"A\", \"reviewed_on\": \"2026-09-15\"}",
        "courses[1]",
        "conflict",
        "keep one for each concern",
        false,
    ),
    ("/providers/0/npi", "\"1234567890\"", "providers[0].npi", "conflict", "does not check the others", false),
    ("/providers/0/npi", "\"123\"", "providers[0].npi", "range", "ten digits", true),
    ("/good_faith_estimate/tin", "\"123456789\"", "good_faith_estimate.tin", "range", "12-3456789", true),
    ("/good_faith_estimate/disclaimer", "", "good_faith_estimate.disclaimer", "missing", "own wording", true),
    ("/notes/-", "\"  \"", "notes[2]", "range", "text of 1 to 200", true),
];

#[test]
fn every_rule_names_the_path_the_value_and_the_fix() {
    assert_eq!(check(CLINIC, None).problems, []);
    for (pointer, value, path, code, part, _) in FORBIDDEN {
        let checked = check(&edited(CLINIC, pointer, value).to_string(), None);
        let found = checked.problems.iter().find(|problem| problem.path == *path && problem.code.word() == *code);
        let found = found.unwrap_or_else(|| panic!("{pointer} {value}: {:#?}", checked.problems));
        assert!(format!("{} {}", found.problem, found.fix).contains(part), "{pointer} {value}: {found:#?}");
        assert!(found.problem.contains(path) && !found.fix.is_empty(), "{found:#?}");
        assert!(checked.menu.is_none());
    }
}

/// What is worth a look and blocks nothing: what of the example is changed, the path, the code, a part of the message.
const WARNED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "/items/1/packages/0/total",
        "110000",
        "items[1].packages[0]",
        "conflict",
        "costs 110000, more than its 3 singles at 109500",
    ),
    ("/items/1/packages/0/total", "109500", "items[1].packages[0]", "conflict", "it saves nothing"),
    ("/items/13/price/fixed", "41501", "items[13].price", "conflict", "more than its parts together, which are 41500"),
    (
        "/items/1/packages/0/total",
        "88499",
        "items[0]",
        "conflict",
        "the larger area's course `items[1].packages[0]` is 88499",
    ),
    ("/items/16/label", "\"Light peel\"", "items[16]", "conflict", "the service of `items[12]` at another price"),
    (
        "/items/-",
        "{\"id\": \"mn\", \"kind\": \"needling\", \"treatment\": \"standard\", \"area\": \"unstated\", \"price\": {\"fixed\": 1}}",
        "items[17]",
        "conflict",
        "the service of `items[0]` at another price",
    ),
    ("/items/5/area", "\"unstated\"", "items[5].area", "missing", "takes for the face"),
    ("/valid_until", "\"2026-11-19\"", "valid_until", "range", "is 2026-11-19, before today, which is 2026-11-20"),
    ("/discounts/0/until", "\"2026-11-19\"", "discounts[0].until", "range", "before today"),
    ("/add_ons/2/alone", "3499", "add_ons[2].alone", "conflict", "less than with a session, which is 3500"),
    (
        "/items/16",
        "{\"id\": \"light\", \"kind\": \"other\", \"label\": \"LED\", \"price\": {\"fixed\": 7000}}",
        "add_ons[2].alone",
        "conflict",
        "another price than that of `items[16]`",
    ),
    (
        "/financing/0/monthly_shown/0/payment",
        "13400",
        "financing[0].monthly_shown[0]",
        "conflict",
        "not what the terms give for 79500",
    ),
    (
        "/financing/1/monthly_shown",
        "[{\"price\": 100, \"payment\": 50}]",
        "financing[1].monthly_shown[0]",
        "missing",
        "without its APR",
    ),
    ("/notes/0", "\"As low as 99\"", "notes[0]", "conflict", "says \"as low as\""),
    ("/notes/0", "\"Results guaranteed\"", "notes[0]", "conflict", "says \"guarantee\""),
    ("/notes/1/es", "\"Resultados garantizados\"", "notes[1].es", "conflict", "says \"garantiz\""),
    ("/items/0/label/en", "\"Painless microneedling\"", "items[0].label.en", "conflict", "says \"painless\""),
    ("/items/0/note", "\"Hurry, 3 days left\"", "items[0].note", "conflict", "says \"hurry\""),
    ("/items/0/note", "\"99 a month\"", "items[0].note", "missing", "a monthly payment without its APR"),
];

#[test]
fn every_warning_names_the_path_and_blocks_nothing() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20);
    assert_eq!(check(CLINIC, today).warnings, []);
    assert_eq!(check(PRICES, today).warnings, []);
    for (pointer, value, path, code, part) in WARNED {
        let text = edited(CLINIC, pointer, value).to_string();
        let checked = check(&text, today);
        assert_eq!(checked.problems, [], "{pointer} {value}");
        let found = checked.warnings.iter().find(|warning| warning.path == *path && warning.code.word() == *code);
        let found = found.unwrap_or_else(|| panic!("{pointer} {value}: {:#?}", checked.warnings));
        assert!(found.problem.contains(part) && found.problem.contains(path), "{pointer} {value}: {found:#?}");
        assert!(!found.fix.is_empty() && checked.menu.is_some());
    }
    // The day alone decides whether a list is past its end.
    let ended = edited(CLINIC, "/valid_until", "\"2026-11-20\"").to_string();
    assert_eq!(check(&ended, today).warnings, []);
    assert!(check(&edited(CLINIC, "/notes/0", "\"99 a month at 9.9 % APR\"").to_string(), today).warnings.is_empty());
}

#[test]
fn a_plan_that_makes_nothing_cheaper_is_warned_of() {
    let list = |member: &str| {
        format!(
            r#"{{"currency": "EUR", "items": [{{"id": "a", "kind": "other", "label": "A", "price": {{"fixed": 100}}{member}}}],
            "memberships": [{{"id": "plan", "label": "Plan", "monthly": 100}}]}}"#
        )
    };
    let warned = check(&list(""), None).warnings;
    assert_eq!(warned.iter().map(|warning| warning.path.as_str()).collect::<Vec<_>>(), ["memberships[0]"]);
    assert_eq!(check(&list(r#", "member_price": 90"#), None).warnings, []);
}

#[test]
fn payments_with_interest_are_held_against_their_terms() {
    // 354 400 at 18 % in one payment is 359 716; 120 000 at 32.99 % in twelve is 11 876.
    for (price, apr, payments, shown, is_right) in [
        (354_400, 1_800, 1, 359_716, true),
        (354_400, 1_800, 1, 359_700, true),
        (354_400, 1_800, 1, 359_600, false),
        (120_000, 3_299, 12, 11_876, true),
        (120_000, 3_299, 12, 11_900, true),
        (120_000, 3_299, 12, 11_800, true),
        (120_000, 3_299, 12, 11_700, false),
        (120_000, 3_299, 12, 11_878, false),
    ] {
        let list = json!({"currency": "USD", "items": [], "financing": [{"id": "a", "lender": "A", "apr_bp": apr,
            "payments": payments, "monthly_shown": [{"price": price, "payment": shown}]}]});
        assert_eq!(check(&list.to_string(), None).warnings.is_empty(), is_right, "{list}");
    }
}

#[test]
fn warnings_stand_beside_problems_of_other_entries() {
    let mut list = edited(CLINIC, "/items/16/price", "{}");
    list["items"][1]["packages"][0]["total"] = json!(110_000);
    // An entry that cannot be read does not move the paths of those after it.
    list["items"][0]["price"] = json!({"fixed": "295"});
    let checked = check(&list.to_string(), None);
    assert_eq!(checked.problems.len(), 2, "{:#?}", checked.problems);
    assert!(checked.warnings.iter().any(|warning| warning.path == "items[1].packages[0]"), "{:#?}", checked.warnings);
}

#[test]
fn written_lists_are_read_and_written_the_same() {
    for text in MENUS.iter().map(|(_, text)| *text).chain([CLINIC, PRICES]) {
        let once = canonical(&json::parse(text).unwrap());
        assert_eq!(canonical(&json::parse(&once).unwrap()), once);
        assert_eq!(read(&once).unwrap(), read(text).unwrap());
        // Another order of keys and other spaces are the same list.
        let shuffled = serde_json::from_str::<Value>(text).unwrap().to_string();
        assert_eq!(canonical(&json::parse(&shuffled).unwrap()), once);
        assert_eq!(fingerprint(&shuffled), fingerprint(text));
        assert_eq!(read(&shuffled).unwrap(), read(text).unwrap());
    }
    assert_eq!(CLINIC, canonical(&json::parse(CLINIC).unwrap()));
}

#[test]
fn a_written_list_leaves_out_only_what_says_nothing() {
    let text = r#"{"items":[{"price":{"fixed":1},"kind":"other","id":"a","was":null,"packages":[],
        "label":{"es":"“Á\"\\\u0001","en":"A"},"colour":2}],"currency":"EUR","fees":[],"notes":[]}"#;
    let expected = "{\n  \"currency\": \"EUR\",\n  \"items\": [\n    \
        {\"id\": \"a\", \"kind\": \"other\", \"label\": {\"en\": \"A\", \"es\": \"“Á\\\"\\\\\\u0001\"}, \
        \"price\": {\"fixed\": 1}, \"colour\": 2}\n  ]\n}\n";
    assert_eq!(canonical(&json::parse(text).unwrap()), expected);
}

#[test]
fn the_longest_list_is_written_short_enough_to_be_read() {
    let items: Vec<Value> = (0..2_000)
        .map(|index| {
            json!({"id": format!("i{index}"), "kind": "other", "label": "A", "price": {"fixed": index + 1},
            "packages": [{"sessions": 3, "total": 1}]})
        })
        .collect();
    let text = json!({"currency": "EUR", "items": items}).to_string();
    assert!(text.len() > 200_000 && text.len() < 256 * 1024, "{}", text.len());
    let written = canonical(&json::parse(&text).unwrap());
    assert!(written.len() <= 256 * 1024, "{}", written.len());
    assert_eq!(canonical(&json::parse(&written).unwrap()), written);
    assert_eq!(read(&written).unwrap(), read(&text).unwrap());
}

#[test]
fn a_fingerprint_is_eight_signs_that_change_with_any_price() {
    let one = fingerprint(CLINIC);
    assert!(one.len() == 8 && one.chars().all(|sign| "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(sign)), "{one}");
    assert_ne!(one, fingerprint(&edited(CLINIC, "/items/0/price/fixed", "29501").to_string()));
    assert_ne!(one, fingerprint(&edited(CLINIC, "/notes/0", "\"Another note\"").to_string()));
    // FNV-1a of nothing is the offset basis, cbf29ce484222325; folded to 40 bits it is e484222325 ^ cbf29c, which is
    // e484e9d1b9.
    assert_eq!(fingerprint(""), "WJ2EKMDS".to_owned());
}

/// The keys of the readers are those of the table that tables and written lists are ordered by, in the same order.
#[test]
fn readers_and_tables_know_the_same_keys() {
    use microneedling_estimator::codec::menu_json as whole;
    let keys = |record: &str| {
        let mut keys: Vec<&str> = Vec::new();
        for column in price_list_keys::record_kind(record).unwrap().columns {
            let key = column.name.split('.').next().unwrap();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    };
    let below = |record: &str, object: &str| {
        let mut keys: Vec<&str> = Vec::new();
        for column in price_list_keys::record_kind(record).unwrap().columns {
            let key = column.name.strip_prefix(object).and_then(|rest| rest.strip_prefix('.'));
            if let Some(key) = key.and_then(|rest| rest.split('.').next())
                && !keys.contains(&key)
            {
                keys.push(key);
            }
        }
        keys
    };
    assert_eq!(keys("list"), price_list_json::KEYS);
    assert_eq!(keys("items"), price_list_json::ITEM_KEYS);
    assert_eq!(keys("items.packages"), price_list_json::PACKAGE_KEYS);
    assert_eq!(below("items", "price"), price_list_json::PRICE_KEYS);
    assert_eq!(keys("add_ons"), whole::ADD_ON_KEYS);
    assert_eq!(keys("fees"), price_list_json::FEE_KEYS);
    assert_eq!(below("list", "consultation"), price_list_json::CONSULTATION_KEYS);
    assert_eq!(below("list", "deposit"), whole::DEPOSIT_KEYS);
    assert_eq!(below("list", "good_faith_estimate"), whole::GOOD_FAITH_KEYS);
    assert_eq!(keys("memberships"), whole::MEMBERSHIP_KEYS);
    assert_eq!(keys("discounts"), whole::DISCOUNT_KEYS);
    assert_eq!(keys("financing"), whole::FINANCING_KEYS);
    assert_eq!(keys("courses"), price_list_json::COURSE_KEYS);
    assert_eq!(keys("providers"), whole::PROVIDER_KEYS);
    assert_eq!(keys("locations"), whole::LOCATION_KEYS);
}

#[test]
fn words_are_found_in_the_language_that_is_asked_for() {
    let label =
        |text: &str| read(&edited(CLINIC, "/items/0/label", text).to_string()).unwrap().items[0].label.clone().unwrap();
    let both = label(r#"{"es": "Cara", "en": "Face"}"#);
    assert_eq!(["en", "es", "es-MX", "de"].map(|code| both.in_language(code)), ["Face", "Cara", "Cara", "Face"]);
    assert_eq!(label(r#"{"fr": "Visage"}"#).in_language("en"), "Visage");
    assert_eq!(label("\"Gesicht\""), Label::Plain("Gesicht".to_owned()));
    assert_eq!(label("\"Gesicht\"").in_language("es"), "Gesicht");
}

/// The row that an estimate rests on, told by its price.
#[test]
fn rows_of_a_menu_resolve_to_one() {
    let price = |concern: &str, treatment: &str| {
        let one = json!({"low": 1, "high": 1});
        estimated(CLINIC, concern, treatment, "face", one).price.triple.typical().minor()
    };
    assert_eq!(price("wrinkles", "standard"), 29_500, "the plain one, not that of a location");
    assert_eq!(price("acne-scars-mixed", "standard"), 34_500, "the one for the concern");
    assert_eq!(price("wrinkles", "prp"), 59_500, "the plain one, not the variant");
    let only = edited(&edited(CLINIC, "/items/6/kind", "\"other\"").to_string(), "/items/6/treatment", "").to_string();
    let one = json!({"low": 1, "high": 1});
    assert_eq!(estimated(&only, "wrinkles", "prp", "face", one).price.triple.typical().minor(), 62_500, "the only one");
    // A price for other concerns is no price for this one.
    let scars = r#"{"currency": "USD", "items": [{"id": "a", "kind": "needling", "treatment": "standard", "area": "face",
        "concerns": ["burn-scar"], "price": {"fixed": 100}}]}"#;
    let list = price_list_json::read(scars).unwrap();
    let row = |concern| {
        use microneedling_estimator::domain::price_list::Service;
        use microneedling_estimator::domain::vocabulary::{Area, Treatment};
        list.item(Service::Needling(Treatment::Standard), Area::Face, concern).is_some()
    };
    use microneedling_estimator::domain::vocabulary::Concern;
    assert!(row(Concern::BurnScar) && !row(Concern::Wrinkles));
    // A named area comes before one that is left open.
    let open = edited(
        CLINIC,
        "/items/-",
        r#"{"id": "open", "kind": "needling", "treatment": "rf", "area": "unstated",
        "price": {"fixed": 100}}"#,
    );
    let one = json!({"low": 1, "high": 1});
    assert_eq!(estimated(&open.to_string(), "wrinkles", "rf", "face", one).price.triple.typical().minor(), 110_000);
}

#[test]
fn what_the_clinic_agrees_replaces_what_is_published() {
    let sessions = |concern: &str, area: &str| estimated(CLINIC, concern, "standard", area, Value::Null);
    let texture = sessions("texture", "face-neck");
    assert_eq!((texture.sessions.low(), texture.sessions.high()), (3, 4), "by the course for the concern");
    assert_eq!(texture.interval_weeks.to_array(), [4, 4, 4]);
    let face = sessions("texture", "face");
    assert_eq!((face.sessions.low(), face.sessions.high()), (3, 6), "by the item, which comes first");
    assert_eq!((face.interval_weeks.low(), face.interval_weeks.high()), (4, 6));
    let agreed = estimated(CLINIC, "texture", "standard", "face", json!({"low": 2, "high": 2}));
    assert_eq!(agreed.sessions.to_array(), [2, 2, 2]);
}

#[test]
fn a_paid_consultation_is_counted_once_and_taxed_with_the_course() {
    let cost = |consultation: &str| {
        let list = edited(CLINIC, "/consultation", consultation).to_string();
        estimated(&list, "wrinkles", "standard", "face", json!({"low": 1, "high": 1})).course.five.p50.minor()
    };
    // 29 500 and the kit of 2 500, with 8.25 % on top; 7 500 more make 39 500.
    assert_eq!(cost(r#"{"terms": "credited", "price": {"fixed": 7500}}"#), 34_640);
    assert_eq!(cost(r#"{"terms": "paid", "price": {"fixed": 7500}}"#), 42_759);
    assert_eq!(cost(r#"{"terms": "paid", "price": {"from": 7500}}"#), 34_640);
    assert_eq!(cost(r#"{"terms": "not-stated", "price": {"fixed": 7500}}"#), 34_640);
    let untaxed = edited(CLINIC, "/items/0/taxed", "false").to_string();
    let cost = estimated(&untaxed, "wrinkles", "standard", "face", json!({"low": 1, "high": 1})).course.five.p50;
    assert_eq!(cost, money(32_000));
}

/// An item with these packages, `(sessions, total)`.
fn priced(single: i64, packages: &[(u32, i64)]) -> MenuItem {
    let packages: Vec<Value> = packages.iter().map(|(n, total)| json!({"sessions": n, "total": total})).collect();
    let list = json!({"currency": "USD", "items": [{"id": "a", "kind": "other", "label": "A",
        "price": {"fixed": single}, "packages": packages}]});
    read(&list.to_string()).unwrap().items.remove(0)
}

#[test]
fn the_cheapest_purchase_of_exactly_one_to_eight_sessions() {
    let totals = |item: &MenuItem| -> Vec<i64> {
        (1..=8).map(|sessions| cheapest(item, sessions).unwrap().total.minor()).collect()
    };
    let one = priced(29_500, &[(3, 79_500), (6, 141_500)]);
    assert_eq!(totals(&one), [29_500, 59_000, 79_500, 109_000, 138_500, 141_500, 171_000, 200_500]);
    let other = priced(8_900, &[(4, 32_900), (6, 46_900)]);
    assert_eq!(totals(&other), [8_900, 17_800, 26_700, 32_900, 41_800, 46_900, 55_800, 64_700]);
    // At five, a sixth session costs 30 more.
    let tip = saver(&one, 5).unwrap();
    assert_eq!((tip.sessions, tip.total, tip.difference), (6, money(141_500), money(3_000)));
    assert_eq!(saver(&one, 4), None);
    assert_eq!(saver(&other, 5).map(|tip| (tip.sessions, tip.difference.minor())), Some((6, 5_100)));
    // Eight are a series of six and two singles.
    let eight = cheapest(&one, 8).unwrap();
    let parts: Vec<_> =
        eight.parts.iter().map(|part| (part.package, part.times, part.sessions, part.cost.minor())).collect();
    assert_eq!(parts, [(Some(1), 1, 6, 141_500), (None, 2, 2, 59_000)]);
    assert_eq!(eight.singles, money(236_000));
    // Three at 795 are 90 less than as singles.
    let three = cheapest(&one, 3).unwrap();
    assert_eq!((three.total, three.singles - three.total), (money(79_500), money(9_000)));
}

#[test]
fn a_pack_at_a_percentage_is_of_exactly_so_many() {
    let clinic = read(CLINIC).unwrap();
    let four = cheapest(item(&clinic, "rf-face"), 4).unwrap();
    assert_eq!(four.total, money(390_500));
    let parts: Vec<_> = four.parts.iter().map(|part| (part.package, part.times, part.cost.minor())).collect();
    assert_eq!(parts, [(Some(0), 1, 280_500), (None, 1, 110_000)]);
    // Seven are two packs and a single.
    assert_eq!(cheapest(item(&clinic, "rf-face"), 7).unwrap().total, money(2 * 280_500 + 110_000));
    let estimate = estimated(CLINIC, "wrinkles", "rf", "face", json!({"low": 4, "high": 4}));
    // The kit of 2 500 and 8.25 % on top.
    assert_eq!(estimate.course.five.p50, money(393_000 + 32_423));
    // "Three or more" is on all of them instead.
    let prp = cheapest(item(&clinic, "mn-prp-face"), 4).unwrap();
    assert_eq!((prp.total, prp.parts.len()), (money(238_000 - 23_800), 1));
}

#[test]
fn a_pack_at_a_percentage_is_reckoned_at_each_price_of_a_range() {
    let list = |package: &str| {
        format!(
            r#"{{"currency": "USD", "items": [{{"id": "a", "kind": "needling", "treatment": "standard", "area": "face",
            "price": {{"range": [10001, 20003, 30005]}}, "packages": [{package}]}}]}}"#
        )
    };
    let cost = |package: &str, sessions: u32| {
        let sessions = json!({"low": sessions, "high": sessions});
        estimated(&list(package), "wrinkles", "standard", "face", sessions).course.five
    };
    let pack = r#"{"sessions": 3, "percent_off_bp": 1500}"#;
    // 15 % of 30 003 is 4 500 (.45), of 90 015 13 502 (.25).
    let three = cost(pack, 3);
    assert_eq!((three.min, three.max), (money(25_503), money(76_513)));
    let four = cost(pack, 4);
    assert_eq!((four.min, four.max), (money(35_504), money(106_518)));
    assert_eq!(three, cost(r#"{"min_sessions": 3, "percent_off_bp": 1500}"#, 3));
    assert!(four.p50 > cost(r#"{"min_sessions": 3, "percent_off_bp": 1500}"#, 4).p50);
}

#[test]
fn face_and_neck_is_not_swapped_for_the_larger_area_and_the_difference_is_told() {
    let menu = menu("menu-22");
    let three = cheapest(item(&menu, "mn-face-neck"), 3).unwrap();
    let AddOnPrice::Fixed(led) = menu.add_ons[0].price else { panic!("LED has a fixed price") };
    assert_eq!(three.total + led.times(3), money(748_500));
    let larger = cheapest(item(&menu, "mn-face-neck-chest"), 3).unwrap();
    assert_eq!(larger.total + led.times(3), money(739_500));
}

#[test]
fn sessions_that_are_sold_in_packages_only_are_made_up_of_them_or_not_at_all() {
    let clinic = read(CLINIC).unwrap();
    let hands = item(&clinic, "mn-hands");
    assert_eq!(cheapest(hands, 2), None);
    assert_eq!(cheapest(hands, 6).unwrap().total, money(120_000));
    assert_eq!(cheapest(item(&clinic, "threads"), 1), None);
    assert_eq!(saver(hands, 3), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_purchase_costs_what_an_estimate_counts(
        packages in prop::collection::vec((0..3_u8, 1..=24_u32, 1..=400_000_i64, 1..=10_000_u32), 0..5),
        price in 1..=100_000_i64,
        count in 1..=24_u32,
    ) {
        let clinic = read(CLINIC).unwrap();
        let terms: Vec<Package> = packages
            .iter()
            .map(|(kind, sessions, total, off)| match kind {
                0 => Package::Fixed { sessions: *sessions, total: money(*total) },
                1 => Package::Percent { min_sessions: *sessions, off: BasisPoints(*off) },
                _ => Package::Pack { sessions: *sessions, off: BasisPoints(*off) },
            })
            .collect();
        let mut row = clinic.items[0].clone();
        let package = row.packages[0].clone();
        row.packages = terms.iter().map(|terms| { let mut package = package.clone(); package.terms = *terms; package }).collect();
        row.price = MenuPrice::Fixed(money(price));
        let mut counted = clinic.list.items[0].clone();
        counted.packages = terms;
        let tariff = Tariff::listed(&clinic.list, &counted);
        let purchase = cheapest(&row, count).unwrap();
        prop_assert_eq!(purchase.total, tariff.sessions(count, money(price)));
        prop_assert_eq!(purchase.parts.iter().map(|part| part.sessions).sum::<u32>(), count);
        prop_assert_eq!(purchase.parts.iter().map(|part| part.cost).sum::<Money>(), purchase.total);
        prop_assert!(purchase.total <= purchase.singles);
        if let Some(tip) = saver(&row, count) {
            prop_assert_eq!(tip.total, tariff.sessions(tip.sessions, money(price)));
            prop_assert_eq!(tip.difference, tip.total - purchase.total);
            prop_assert!(tip.total < purchase.total + money(price) || tip.total <= purchase.total);
        } else {
            // One more costs a single, or is bought as these are: singles at the same percentage are no bargain.
            let more = cheapest(&row, count + 1).unwrap();
            let packages = |bought: &Purchase| bought.parts.iter().map(|part| part.package).collect::<Vec<_>>();
            prop_assert!(more.total >= purchase.total + money(price) || packages(&more) == packages(&purchase));
        }
    }
}
