//! What would narrow the range, and every laser at once: worked by hand, and against the estimate itself.

use crate::properties::{CATALOG, lists, scenarios};
use microneedling_estimator::codec::{price_list_json, scenario_json};
use microneedling_estimator::domain::estimate::{Cost, MissingComparison, estimate};
use microneedling_estimator::domain::laser;
use microneedling_estimator::domain::money::Money;
use microneedling_estimator::domain::narrowing::OpenAnswer::{IntervalWeeks, Price, Sessions, Severity, UpkeepMonths};
use microneedling_estimator::domain::narrowing::{Narrowing, OpenAnswer, narrowing};
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::price_list::PriceList;
use microneedling_estimator::domain::quantity::Range;
use microneedling_estimator::domain::scenario::{PriceSource, Scenario, Upkeep};
use microneedling_estimator::domain::vocabulary::{self, Laser};
use proptest::prelude::*;

/// A scenario, a price list, and its open answers: lowest, 10th and 90th percentile and highest total of each.
struct Case {
    name: &'static str,
    scenario: &'static str,
    list: Option<&'static str>,
    expected: &'static [(OpenAnswer, [i64; 4])],
}

const CASES: [Case; 8] = [
    Case {
        name: "4 sessions at the 10th and 90th of 100 prices, $246.24 and $615.27; 3 to 6 sessions at $300",
        scenario: r#"{"version": 1, "concern": "acne-scars-mixed", "severity": "moderate"}"#,
        list: None,
        expected: &[(Price, [60_000, 98_496, 246_108, 320_000]), (Sessions, [90_000, 90_000, 180_000, 180_000])],
    },
    Case {
        // Typical: 4 sessions, 4 weeks apart, upkeep every 7 months: 3 visits of upkeep, 7 in all. 3 sessions leave 3
        // visits, 5 and 6 leave 2. 5 or 6 weeks apart, or every 8 or 9 months, leave 2.
        name: "upkeep: the weeks and the months between move the total by one visit each, and tie",
        scenario: r#"{"version": 1, "concern": "wrinkles", "severity": "moderate"}"#,
        list: None,
        expected: &[
            (Price, [105_000, 172_368, 430_689, 560_000]),
            (Sessions, [180_000, 180_000, 240_000, 240_000]),
            (IntervalWeeks, [180_000, 180_000, 210_000, 210_000]),
            (UpkeepMonths, [180_000, 180_000, 210_000, 210_000]),
        ],
    },
    Case {
        name: "not sure how marked: typically 4, 4 or 6 sessions; the sessions' own spread is moderate's 3 to 6",
        scenario: r#"{"version": 1, "concern": "acne-scars-mixed", "price": {"from": "own", "amount": 35000}}"#,
        list: None,
        expected: &[(Sessions, [105_000, 105_000, 210_000, 210_000]), (Severity, [140_000, 140_000, 210_000, 210_000])],
    },
    Case {
        name: "not sure how marked, but the sessions are agreed: the severity changes no cost",
        scenario: r#"{"version": 1, "concern": "acne-scars-mixed", "price": {"from": "own", "amount": 35000},
            "sessions": {"low": 3, "high": 5}}"#,
        list: None,
        expected: &[(Sessions, [105_000, 105_000, 175_000, 175_000])],
    },
    Case {
        name: "everything is known",
        scenario: r#"{"version": 1, "concern": "wrinkles", "price": {"from": "own", "amount": 35000},
            "sessions": {"low": 4, "high": 4}, "interval_weeks": {"low": 5, "high": 5},
            "upkeep": {"mode": "every", "months": {"low": 6, "high": 6}}}"#,
        list: None,
        expected: &[],
    },
    Case {
        // 6 sessions leave 800, 740 or 680 twelfths of a week at 4, 5 or 6 weeks; 312 or 364 of them are a visit.
        name: "only 6 weeks and 7 months together lose a visit of upkeep",
        scenario: r#"{"version": 1, "concern": "wrinkles", "price": {"from": "own", "amount": 35000},
            "sessions": {"low": 6, "high": 6}, "horizon_months": 20,
            "upkeep": {"mode": "every", "months": {"low": 6, "high": 7}}}"#,
        list: None,
        expected: &[(IntervalWeeks, [280_000; 4]), (UpkeepMonths, [280_000; 4])],
    },
    Case {
        name: "packages, a kit fee and tax: 3, 4, 5 and 6 sessions cost $887.65, $1206.99, $1526.33 and $1558.80",
        scenario: r#"{"version": 1, "concern": "acne-scars-mixed", "severity": "moderate"}"#,
        list: Some(
            r#"{"currency": "USD", "tax": {"included": false, "rate_bp": 825},
            "items": [{"id": "mn", "kind": "needling", "treatment": "standard", "area": "face",
                "price": {"fixed": 29500},
                "packages": [{"sessions": 3, "total": 79500}, {"sessions": 6, "total": 141500}]}],
            "fees": [{"id": "kit", "amount": 2500, "per": "course", "mandatory": true, "credited": false}]}"#,
        ),
        expected: &[(Sessions, [88_765, 88_765, 155_880, 155_880])],
    },
    Case {
        name: "the clinic states the sessions and a price range: 4 at 200, 300 and 500, with 10 % off from 4 on",
        scenario: r#"{"version": 1, "concern": "acne-scars-mixed"}"#,
        list: Some(
            r#"{"currency": "EUR", "items": [{"id": "mn", "kind": "needling", "treatment": "standard",
                "area": "face", "price": {"range": [20000, 30000, 50000]}, "sessions": {"low": 4, "high": 4},
                "packages": [{"min_sessions": 4, "percent_off_bp": 1000}]}]}"#,
        ),
        // Slices 9 and 89: 200 + √(0.095 · 300 · 100) = 253.39 and 500 − √(0.105 · 300 · 200) = 420.63; 3.6 of each.
        expected: &[(Price, [72_000, 91_220, 151_427, 180_000])],
    },
];

fn read(scenario: &str, list: Option<&str>) -> (Scenario, Option<PriceList>) {
    (scenario_json::read(scenario).unwrap(), list.map(|list| price_list_json::read(list).unwrap()))
}

fn open(scenario: &Scenario, list: Option<&PriceList>) -> (Vec<Narrowing>, Cost) {
    let plan = Plan::new(scenario, list, &CATALOG).unwrap();
    let total = estimate(&plan, &CATALOG).total;
    (narrowing(&plan, total, &CATALOG), total)
}

#[test]
fn the_open_answers_are_those_worked_by_hand() {
    for case in CASES {
        let (scenario, list) = read(case.scenario, case.list);
        let found: Vec<(OpenAnswer, [i64; 4])> = open(&scenario, list.as_ref())
            .0
            .iter()
            .map(|found| {
                let five = found.total.five;
                (found.answer, [five.min, five.p10, five.p90, five.max].map(Money::minor))
            })
            .collect();
        assert_eq!(found, case.expected, "{}", case.name);
    }
}

#[test]
fn a_from_price_comes_first_with_an_unknown_width() {
    let text = r#"{"currency": "USD", "items": [{"id": "mn", "kind": "needling", "treatment": "standard",
        "area": "face", "price": {"from": 29500}}]}"#;
    let (scenario, list) = read(r#"{"version": 1, "concern": "acne-scars-mixed", "severity": "moderate"}"#, Some(text));
    let (found, total) = open(&scenario, list.as_ref());
    let widths: Vec<(OpenAnswer, Option<i64>)> =
        found.iter().map(|found| (found.answer, found.width().map(Money::minor))).collect();
    assert_eq!(widths, [(Price, None), (Sessions, Some(3 * 29_500))]);
    assert_eq!(found[0].total.five.min.minor(), 4 * 29_500);
    assert_eq!(total.one_number(), None);
}

#[test]
fn where_everything_is_known_the_total_is_one_number() {
    let (scenario, _) = read(CASES[4].scenario, None);
    // 52 · 24 − 12 · 3 · 5 = 1068; an upkeep visit every 6 months takes 312: 3 of them, and 4 sessions.
    assert_eq!(open(&scenario, None).1.one_number(), Some(Money::from_minor(7 * 35_000)));
}

/// The scenario with one answer given.
fn fixed(scenario: &Scenario, answer: OpenAnswer) -> Scenario {
    let mut scenario = scenario.clone();
    match answer {
        Severity => scenario.severity = vocabulary::Severity::Severe,
        Price => scenario.price = Some(PriceSource::Own(Money::from_minor(30_000))),
        Sessions => scenario.sessions = Range::new(5, 5),
        IntervalWeeks => scenario.interval_weeks = Range::new(4, 4),
        UpkeepMonths => scenario.upkeep = Upkeep::Every(Range::new(7, 7).unwrap()),
    }
    scenario
}

#[test]
fn a_laser_that_the_list_has_no_price_for_says_so_in_the_table() {
    let text = r#"{"currency": "EUR", "items": [
        {"id": "mn", "kind": "needling", "treatment": "standard", "area": "face", "price": {"fixed": 20000}},
        {"id": "ipl", "kind": "laser", "modality": "ipl", "area": "face", "price": {"fixed": 30000}}]}"#;
    let (scenario, list) = read(r#"{"version": 1, "concern": "hair-thinning", "area": "face"}"#, Some(text));
    let plan = Plan::new(&scenario, list.as_ref(), &CATALOG).unwrap();
    let all = laser::compare_all(&plan, list.as_ref(), &CATALOG);
    let missing: Vec<Laser> =
        all.iter().filter(|c| c.missing == Some(MissingComparison::NoPrice)).filter_map(|c| c.laser).collect();
    assert_eq!((all.len(), missing.len()), (6, 5));
    assert!(!missing.contains(&Laser::Ipl));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_open_exactly_where_the_total_is_one_number(
        (scenario, list) in scenarios().prop_flat_map(|scenario| (Just(scenario.clone()), lists(&scenario)))
    ) {
        for list in [None, Some(&list)] {
            let (found, total) = open(&scenario, list);
            prop_assert_eq!(found.is_empty(), total.one_number().is_some());
            for one in &found {
                prop_assert!(total.five.min <= one.total.five.min);
                prop_assert!(one.total.floor || total.floor || one.total.five.max <= total.five.max);
            }
            let widths: Vec<Money> = found.iter().filter_map(Narrowing::width).collect();
            prop_assert!(widths.is_sorted_by(|one, next| one >= next));
            prop_assert!(found.iter().skip(1).all(|found| found.width().is_some()));
        }
    }

    #[test]
    fn an_answer_that_is_given_is_open_no_more(
        (scenario, list) in scenarios().prop_flat_map(|scenario| (Just(scenario.clone()), lists(&scenario)))
    ) {
        let mut all = scenario.clone();
        for answer in OpenAnswer::ALL {
            let (found, _) = open(&fixed(&scenario, answer), Some(&list));
            prop_assert!(found.iter().all(|found| found.answer != answer));
            all = fixed(&all, answer);
        }
        prop_assert_eq!(open(&all, Some(&list)).0, Vec::new());
    }

    #[test]
    fn the_table_of_lasers_is_what_each_laser_alone_gives(
        (scenario, list) in scenarios().prop_flat_map(|scenario| (Just(scenario.clone()), lists(&scenario)))
    ) {
        for list in [None, Some(&list)] {
            let plan = Plan::new(&scenario, list, &CATALOG).unwrap();
            let all = laser::compare_all(&plan, list, &CATALOG);
            let alone = Laser::ALL.iter().map(|laser| {
                let scenario = Scenario { laser: Some(*laser), ..scenario.clone() };
                estimate(&Plan::new(&scenario, list, &CATALOG).unwrap(), &CATALOG).laser
            });
            prop_assert_eq!(all, alone.collect::<Vec<_>>());
        }
    }
}
