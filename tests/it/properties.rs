//! Properties of every estimate, on random scenarios and price lists; and that any text gets an answer.

use crate::answers::{answer_line, shipped};
use microneedling_estimator::codec::{json, menu_json, price_list_json, quote_json, scenario_json};
use microneedling_estimator::domain::catalog::Catalog;
use microneedling_estimator::domain::cost::Tariff;
use microneedling_estimator::domain::distribution::{self, Difference, Distribution};
use microneedling_estimator::domain::estimate::{Cost, Estimate, Verdict, estimate};
use microneedling_estimator::domain::money::{BasisPoints, Money, divide_rounded};
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::price_list::{Item, ListedPrice, Package, PriceList, Service, Tax};
use microneedling_estimator::domain::quantity::{Range, Triple};
use microneedling_estimator::domain::scenario::{PriceSource, Scenario, Upkeep};
use microneedling_estimator::domain::spending::spending;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use microneedling_estimator::domain::{currency::Currency, estimate::EventKind};
use proptest::prelude::*;
use std::sync::LazyLock;

pub static CATALOG: LazyLock<Catalog> = LazyLock::new(shipped);

fn range(low: u32, high: u32) -> impl Strategy<Value = Range<u32>> {
    (low..=high, low..=high).prop_map(|(one, other)| Range::new(one.min(other), one.max(other)).unwrap())
}

fn word<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn amount() -> impl Strategy<Value = Money> {
    prop_oneof![1_i64..=200_000, Just(1), Just(100_000_000), 1_i64..=100_000_000].prop_map(Money::from_minor)
}

pub fn scenarios() -> impl Strategy<Value = Scenario> {
    let price =
        prop_oneof![Just(None), Just(Some(PriceSource::Typical)), amount().prop_map(|a| Some(PriceSource::Own(a)))];
    let upkeep = prop_oneof![Just(Upkeep::Recommended), Just(Upkeep::None), range(1, 24).prop_map(Upkeep::Every)];
    let date = prop::option::of((2000..=2199_i32, 1..=366_u32).prop_map(|(year, day)| {
        chrono::NaiveDate::from_yo_opt(year, day).unwrap_or(chrono::NaiveDate::from_yo_opt(year, 365).unwrap())
    }));
    let words = (word(Concern::ALL), word(Severity::ALL), prop::option::of(word(Area::ALL)), word(Treatment::ALL));
    let numbers = (price, prop::option::of(range(1, 24)), prop::option::of(range(1, 12)), upkeep, 6..=120_u32, date);
    (words, numbers, prop::option::of(word(Laser::ALL))).prop_map(|(words, numbers, laser)| Scenario {
        concern: words.0,
        severity: words.1,
        area: words.2,
        treatment: words.3,
        price: numbers.0,
        sessions: numbers.1,
        interval_weeks: numbers.2,
        upkeep: numbers.3,
        horizon_months: numbers.4,
        start_date: numbers.5,
        laser,
    })
}

fn packages() -> impl Strategy<Value = Vec<Package>> {
    let fixed = (1..=24_u32, amount()).prop_map(|(sessions, total)| Package::Fixed { sessions, total });
    let percent = (1..=24_u32, 1..=10_000_u32)
        .prop_map(|(min_sessions, off)| Package::Percent { min_sessions, off: BasisPoints(off) });
    let pack =
        (1..=24_u32, 1..=10_000_u32).prop_map(|(sessions, off)| Package::Pack { sessions, off: BasisPoints(off) });
    prop::collection::vec(prop_oneof![fixed, percent, pack], 0..5)
}

fn price() -> impl Strategy<Value = ListedPrice> {
    prop_oneof![
        amount().prop_map(ListedPrice::Fixed),
        amount().prop_map(ListedPrice::From),
        [amount(), amount(), amount()].prop_map(|mut three| {
            three.sort_unstable();
            ListedPrice::Range(Triple::new(three[0], three[1], three[2]).unwrap())
        }),
    ]
}

/// A plain item of these terms.
fn item(service: Service, area: Area, price: ListedPrice, packages: Vec<Package>) -> Item {
    Item {
        service,
        area,
        is_area_stated: true,
        concerns: Vec::new(),
        is_plain: true,
        price: Some(price),
        upkeep_price: None,
        sessions: None,
        interval_weeks: None,
        packages,
        is_taxed: true,
    }
}

/// A list with a price for everything that a scenario may ask for.
pub fn lists(scenario: &Scenario) -> impl Strategy<Value = PriceList> + use<> {
    let area = scenario.area.unwrap_or(CATALOG.concern(scenario.concern).usual_area.value);
    let needling = Service::Needling(scenario.treatment);
    let tax = prop::option::of((any::<bool>(), 0..=10_000_u32));
    (price(), packages(), prop::option::of(amount()), tax).prop_map(move |(price, packages, upkeep_price, tax)| {
        PriceList {
            currency: Currency::USD,
            clinic: None,
            valid_from: None,
            valid_until: None,
            updated: None,
            tax: tax.map(|(included, rate)| Tax { included, rate: BasisPoints(rate) }),
            items: vec![Item { upkeep_price, ..item(needling, area, price, packages) }],
            fees: Vec::new(),
            courses: Vec::new(),
        }
    })
}

fn estimate_of(scenario: &Scenario, list: Option<&PriceList>) -> Estimate {
    estimate(&Plan::new(scenario, list, &CATALOG).unwrap(), &CATALOG)
}

fn in_order(cost: &Cost) -> bool {
    let five = cost.five;
    five.min <= five.p10 && five.p10 <= five.p50 && five.p50 <= five.p90 && five.p90 <= five.max
}

fn check(scenario: &Scenario, found: &Estimate) -> Result<(), TestCaseError> {
    prop_assert!(found.price.triple.low() <= found.price.triple.typical());
    prop_assert!(found.price.triple.typical() <= found.price.triple.high());
    prop_assert!(in_order(&found.course) && in_order(&found.total));
    prop_assert!(found.course.five.p50 <= found.total.five.p50);
    for five in [found.visits.course, found.visits.upkeep, found.visits.total] {
        prop_assert!(five.min <= five.p10 && five.p10 <= five.p50 && five.p50 <= five.p90 && five.p90 <= five.max);
    }
    prop_assert_eq!(found.visits.course.min, found.sessions.low());
    prop_assert_eq!(found.visits.course.max, found.sessions.high());
    if let (Some(upkeep), true) = (found.upkeep_per_year, found.upkeep_months.is_some()) {
        prop_assert!(upkeep.high.is_none_or(|high| upkeep.low <= high));
        prop_assert_eq!(upkeep.high.is_none(), upkeep.floor);
    }
    if let Some(difference) = found.laser.difference {
        let total = found.laser.total.unwrap();
        prop_assert_eq!(difference.min, total.five.min - found.total.five.max);
        prop_assert_eq!(difference.max, total.five.max - found.total.five.min);
        prop_assert!(difference.min <= difference.p10 && difference.p90 <= difference.max);
        prop_assert!(difference.p10 <= difference.p50 && difference.p50 <= difference.p90);
        let share = found.laser.cheaper_share.unwrap();
        prop_assert!((0.0..=1.0).contains(&share));
        match found.laser.verdict.unwrap() {
            Verdict::AlwaysCheaper => prop_assert_eq!(share, 1.0),
            Verdict::AlwaysDearer => prop_assert_eq!(share, 0.0),
            Verdict::UsuallyCheaper => prop_assert!(share >= 0.9),
            Verdict::UsuallyDearer => prop_assert!(share <= 0.1),
            Verdict::Depends => prop_assert!(share < 0.9),
        }
    }
    if let Some(outcome) = &found.outcome {
        prop_assert!(outcome.band.p10 <= outcome.band.p50 && outcome.band.p50 <= outcome.band.p90);
        prop_assert!((0.0..=95.0).contains(&outcome.band.p10) && outcome.band.p90 <= 95.0);
        for curve in [&outcome.curve.p10, &outcome.curve.p50, &outcome.curve.p90] {
            prop_assert_eq!(curve.len(), 53);
            prop_assert!(curve.iter().all(|reached| (0.0..=95.000_001).contains(reached)));
            if scenario.concern != Concern::Melasma {
                prop_assert!(curve.is_sorted());
            }
        }
    }
    let upkeep = found.timeline.iter().filter(|event| event.what == EventKind::Upkeep).count();
    prop_assert_eq!(upkeep, found.visits.upkeep.max as usize);
    for event in &found.timeline {
        prop_assert!(event.days.0 <= event.days.1);
        prop_assert_eq!(event.dates.is_some(), scenario.start_date.is_some());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_estimate_is_in_order(scenario in scenarios()) {
        check(&scenario, &estimate_of(&scenario, None))?;
    }

    #[test]
    fn every_estimate_from_a_list_is_in_order(
        (scenario, list) in scenarios().prop_flat_map(|scenario| (Just(scenario.clone()), lists(&scenario)))
    ) {
        check(&scenario, &estimate_of(&scenario, Some(&list)))?;
    }

    #[test]
    fn a_start_date_changes_no_count_and_no_cost(scenario in scenarios()) {
        let dated = estimate_of(&scenario, None);
        let undated = estimate_of(&Scenario { start_date: None, ..scenario }, None);
        prop_assert_eq!((dated.visits, dated.course, dated.total), (undated.visits, undated.course, undated.total));
    }

    #[test]
    fn the_last_month_of_spending_is_the_total(
        (scenario, list) in scenarios().prop_flat_map(|scenario| (Just(scenario.clone()), lists(&scenario)))
    ) {
        let plan = Plan::new(&scenario, Some(&list), &CATALOG).unwrap();
        let (found, spending) = (estimate(&plan, &CATALOG), spending(&plan, &CATALOG));
        prop_assert_eq!(spending.needling.len() as u32, scenario.horizon_months + 1);
        prop_assert_eq!(spending.needling.last(), Some(&found.total));
        prop_assert_eq!(spending.laser.last().copied(), found.laser.total);
        for (before, after) in spending.needling.iter().zip(spending.needling.iter().skip(1)) {
            prop_assert!(before.five.p50 <= after.five.p50 && before.five.max <= after.five.max);
        }
    }

    #[test]
    fn packages_never_raise_a_price_and_one_more_session_never_costs_less_without_them(
        packages in packages(), price in amount(), count in 1..=24_u32
    ) {
        let tariff = |packages: Vec<Package>| {
            let service = Service::Needling(Treatment::Standard);
            let item = item(service, Area::Face, ListedPrice::Fixed(price), packages);
            let list = PriceList {
                currency: Currency::USD,
                clinic: None,
                valid_from: None,
                valid_until: None,
                updated: None,
                tax: None,
                items: vec![item.clone()],
                fees: Vec::new(),
                courses: Vec::new(),
            };
            Tariff::listed(&list, &item)
        };
        let (plain, with) = (tariff(Vec::new()), tariff(packages.clone()));
        prop_assert_eq!(plain.sessions(count, price), price.times(i64::from(count)));
        prop_assert!(plain.sessions(count, price) < plain.sessions(count + 1, price));
        prop_assert!(with.sessions(count, price) <= plain.sessions(count, price));
        prop_assert!(plain.tip(count, price).is_none());
        // Where more sessions cost less within a package's reach, the tip says so, and says the least of them.
        let reach = packages.iter().map(Package::sessions).max().unwrap_or(0);
        let least = (count + 1..=count + reach).map(|more| with.sessions(more, price)).min();
        let cheaper = least.filter(|least| *least < with.sessions(count, price));
        prop_assert_eq!(with.tip(count, price).map(|tip| with.sessions(count, price) - tip.saves), cheaper);
    }

    #[test]
    fn a_difference_is_what_counting_every_pair_gives(
        one in prop::collection::vec((0_i64..2_000, 1..9_u64), 1..40),
        other in prop::collection::vec((0_i64..2_000, 1..9_u64), 1..40),
    ) {
        let amounts = |points: &[(i64, u64)]| {
            Distribution::new(points.iter().map(|(value, weight)| (Money::from_minor(*value), *weight)))
        };
        let (greater, lesser) = (amounts(&one), amounts(&other));
        let pairs = Distribution::new(
            one.iter()
                .flat_map(|(a, v)| other.iter().map(move |(b, w)| (Money::from_minor(a - b), v * w))),
        );
        let difference = Difference::new(&greater, &lesser);
        prop_assert_eq!(difference.band(greater.band(), lesser.band()), pairs.band());
        prop_assert_eq!(difference.total_weight(), pairs.total_weight());
        let at_most: u64 = pairs.points().iter().filter(|(value, _)| value.minor() <= 0).map(|(_, w)| w).sum();
        prop_assert_eq!(difference.weight_at_most(0), at_most);
    }

    #[test]
    fn price_slices_are_the_rounded_inverse_of_the_triangle(mut three in [1_i64..=100_000_000, 1..=100_000_000, 1..=100_000_000]) {
        three.sort_unstable();
        let [low, typical, high] = three;
        prop_assume!(low < high);
        let triple = Triple::new(Money::from_minor(low), Money::from_minor(typical), Money::from_minor(high)).unwrap();
        let slices = distribution::price(triple, 100);
        prop_assert_eq!(slices.total_weight(), 100);
        let values: Vec<i64> = slices.points().iter().flat_map(|(v, w)| std::iter::repeat_n(v.minor(), *w as usize)).collect();
        for (index, value) in values.into_iter().enumerate() {
            // The value v is right when F(v − ½) ≤ u < F(v + ½) for u = (2i+1)/200, in exact integers; F is the
            // triangle's distribution function.
            let odd = 2 * index as i128 + 1;
            let (a, m, b) = (2 * i128::from(low), 2 * i128::from(typical), 2 * i128::from(high));
            let reaches = |doubled: i128| {
                let x = doubled.clamp(a, b);
                if x <= m {
                    (x - a) * (x - a) * 200 - odd * (b - a) * (m - a)
                } else {
                    (200 - odd) * (b - a) * (b - m) - (b - x) * (b - x) * 200
                }
            };
            let (below, above) = (2 * i128::from(value) - 1, 2 * i128::from(value) + 1);
            prop_assert!(below <= a || reaches(below) <= 0, "{index}: {value}");
            prop_assert!(above >= b || reaches(above) >= 0, "{index}: {value}");
        }
    }

    #[test]
    fn rounding_is_half_away_from_zero(numerator in -1_000_000_i64..1_000_000, denominator in 1_i64..10_000) {
        let rounded = divide_rounded(numerator, denominator);
        let error = 2 * (rounded * denominator - numerator);
        prop_assert!(error.abs() <= denominator);
        if error.abs() == denominator {
            prop_assert!(rounded.abs() * denominator > numerator.abs());
        }
    }

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,200}") {
        let answer = answer_line(&text, &CATALOG);
        prop_assert!(answer.starts_with("{\"error\":"), "{}", answer);
        let _ = (json::parse(&text), scenario_json::read(&text), menu_json::check(&text, None), price_list_json::read(&text));
        let _ = (menu_json::fingerprint(&text), quote_json::read(&text));
    }

    #[test]
    fn json_is_read_as_another_reader_reads_it(text in prop_oneof![json_texts(), "\\PC{0,60}", json_like()]) {
        let other = serde_json::from_str::<Distinct>(&text);
        match json::parse(&text) {
            Ok(node) => prop_assert_eq!(written(&node), other.unwrap().0, "{}", text),
            Err(problem) => prop_assert!(other.is_err() || problem.problem.contains("too deep"), "{}: {:?}", text, problem),
        }
    }

    #[test]
    fn any_json_gets_an_answer(text in json_texts()) {
        let _ = answer_line(&text, &CATALOG);
        let _ = answer_line(&format!("{{\"scenario\": {text}}}"), &CATALOG);
        let _ = answer_line(&format!("{{\"quote\": {text}}}"), &CATALOG);
        let wrapped = format!("{{\"scenario\": {{\"version\": 1, \"concern\": \"pores\"}}, \"price_list\": {text}}}");
        let _ = answer_line(&wrapped, &CATALOG);
        let _ = (scenario_json::read(&text), price_list_json::read(&text), menu_json::check(&text, None));
    }
}

/// Texts of JSON's own signs, so that most are nearly JSON.
fn json_like() -> impl Strategy<Value = String> {
    let signs = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"a\"",
        "\\",
        "\\n",
        "\\u0041",
        "\\ud83d",
        "\\ude00",
        "\\u00",
        "0",
        "1",
        "-",
        "-0",
        ".",
        "e",
        "E+",
        "1e5",
        "01",
        "null",
        "true",
        "nul",
        " ",
        "\n",
        "\t",
        "\u{1}",
        "é",
        "\"\\u0061\\/\"",
        "\u{feff}",
    ];
    prop::collection::vec(prop::sample::select(signs.to_vec()), 0..14).prop_map(|signs| signs.concat())
}

/// A JSON text as `serde_json` reads it, written with its entries in order and its numbers as typed.
struct Distinct(String);

impl<'de> serde::Deserialize<'de> for Distinct {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let raw: &serde_json::value::RawValue = serde::Deserialize::deserialize(deserializer)?;
        plain(raw.get()).map(Self).map_err(D::Error::custom)
    }
}

/// Normal form of a text that `serde_json` has checked: no blanks, texts unescaped.
fn plain(text: &str) -> serde_json::Result<String> {
    let mut normal = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let mut texts = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let unescaped = texts.next().unwrap()?;
            normal.push_str(&format!("{unescaped:?}"));
            rest = &rest[texts.byte_offset()..];
        } else {
            if !matches!(first, ' ' | '\n' | '\t' | '\r') {
                normal.push(first);
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    Ok(normal)
}

/// The same normal form of a tree.
fn written(node: &json::Node) -> String {
    match &node.value {
        json::Value::Null => "null".to_owned(),
        json::Value::Bool(truth) => truth.to_string(),
        json::Value::Number(typed) => typed.clone(),
        json::Value::Text(text) => format!("{text:?}"),
        json::Value::List(list) => format!("[{}]", list.iter().map(written).collect::<Vec<_>>().join(",")),
        json::Value::Object(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{key:?}:{}", written(value))).collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}

/// JSON texts that are made of the formats' own keys and words, so that they reach deep into the readers.
fn json_texts() -> impl Strategy<Value = String> {
    let keys = [
        scenario_json::KEYS.as_slice(),
        &price_list_json::KEYS,
        &price_list_json::ITEM_KEYS,
        &price_list_json::FEE_KEYS,
        &[
            "low",
            "high",
            "from",
            "amount",
            "mode",
            "months",
            "fixed",
            "range",
            "total",
            "min_sessions",
            "percent_off_bp",
            "rate_bp",
            "included",
        ],
    ]
    .concat();
    let words = [
        "wrinkles",
        "face",
        "standard",
        "USD",
        "needling",
        "laser",
        "ipl",
        "own",
        "every",
        "course",
        "a-b",
        "2026-02-28",
        "é\\n",
    ];
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|truth| truth.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        (0..30_i64).prop_map(|number| number.to_string()),
        any::<f64>().prop_filter("JSON has no infinity", |n| n.is_finite()).prop_map(|number| format!("{number:e}")),
        prop::sample::select(words.to_vec()).prop_map(|word| format!("\"{word}\"")),
    ];
    leaf.prop_recursive(4, 60, 8, move |inner| {
        let entry =
            (prop::sample::select(keys.clone()), inner.clone()).prop_map(|(key, value)| format!("\"{key}\":{value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|list| format!("[{}]", list.join(","))),
            prop::collection::vec(entry, 0..8).prop_map(|entries| format!("{{{}}}", entries.join(","))),
        ]
    })
}
