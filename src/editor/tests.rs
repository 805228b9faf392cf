//! The editor: reading drafts, and keeping what can be kept.

use super::*;

fn reading() -> Reading {
    Reading { signs: Signs { decimal: '.', group: ',' }, currency: Currency::USD, symbols: "$".into() }
}

fn start() -> Editor {
    Editor::new(Scenario::usual(Concern::AcneScarsMixed), Currency::USD)
}

fn after(actions: &[(Field, &str)]) -> Editor {
    actions
        .iter()
        .fold(start(), |editor, (field, text)| read(editor.draft.with(*field, *text), &editor.scenario, &reading()))
}

#[test]
fn the_table_is_in_the_order_of_the_fields() {
    for (index, row) in FIELDS.iter().enumerate() {
        assert_eq!(row.field as usize, index, "{}", row.key);
    }
}

#[test]
fn keys_are_different_and_kebab_case() {
    for name in [|row: &Row| row.key, |row: &Row| row.short] {
        let mut keys: Vec<_> = FIELDS.iter().map(name).collect();
        assert!(keys.iter().all(|key| key.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')));
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), FIELDS.len());
    }
}

#[test]
fn links_name_fields_by_one_or_two_letters_that_mean_nothing_else_there() {
    for row in &FIELDS {
        assert!((1..=2).contains(&row.short.len()) && !["v", "i", "k"].contains(&row.short), "{}", row.key);
    }
}

#[test]
fn restating_writes_what_can_be_read_and_leaves_the_rest() {
    let spanish = Reading { signs: Signs { decimal: ',', group: '.' }, ..reading() };
    let amount = |text: &str, from: &Reading, to| {
        Draft::default().with(Field::Amount, text).restated(from, to).text(Field::Amount).to_owned()
    };
    assert_eq!(amount("$1,234.50", &reading(), spanish.signs), "1234,50");
    assert_eq!(amount("1.234", &spanish, Signs::PLAIN), "1234");
    assert_eq!(amount("1.234", &reading(), spanish.signs), "1.234", "it has two readings");
    assert_eq!(amount(" abc", &reading(), spanish.signs), " abc");
    let draft = Draft::default().with(Field::SessionsLow, "٤").with(Field::SessionsHigh, "99").with(Field::Start, "2.");
    let restated = draft.restated(&spanish, Signs::PLAIN);
    assert_eq!(restated.text(Field::SessionsLow), "4");
    assert_eq!(restated.text(Field::SessionsHigh), "99");
    assert_eq!(restated.text(Field::Start), "2.");
}

#[test]
fn a_draft_of_a_scenario_reads_back_as_that_scenario() {
    let scenario = Scenario {
        concern: Concern::Wrinkles,
        severity: Severity::Severe,
        area: Some(Area::FaceNeck),
        treatment: Treatment::Prp,
        price: Some(PriceSource::Own(Money::from_minor(35_050))),
        sessions: Range::new(3, 6),
        interval_weeks: Range::new(5, 5),
        upkeep: Range::new(6, 12).map_or(Upkeep::None, Upkeep::Every),
        horizon_months: 36,
        start_date: NaiveDate::from_ymd_opt(2027, 2, 1),
        laser: Some(Laser::Ipl),
    };
    let draft = Draft::asking(&scenario, Currency::USD);
    assert_eq!(draft.text(Field::Amount), "350.50");
    let read = read(draft, &Scenario::usual(Concern::Pores), &reading());
    assert_eq!(read.faults, []);
    assert_eq!(read.scenario, scenario);
}

#[test]
fn an_untouched_draft_is_the_usual_scenario() {
    let read = read(Draft::default(), &Scenario::usual(Concern::Pores), &reading());
    assert_eq!(read.scenario, Scenario::usual(Concern::AcneScarsMixed));
}

#[test]
fn a_bad_field_keeps_its_last_value_and_the_rest_goes_on() {
    let editor =
        after(&[(Field::Price, OWN), (Field::Amount, "350"), (Field::Amount, "1,23"), (Field::Concern, "wrinkles")]);
    assert_eq!(editor.scenario.price, Some(PriceSource::Own(Money::from_minor(35_000))));
    assert_eq!(editor.scenario.concern, Concern::Wrinkles);
    assert!(matches!(editor.fault(Field::Amount), Some(Problem::TwoReadings { .. })));
    assert_eq!(editor.draft.text(Field::Amount), "1,23");
}

#[test]
fn an_end_before_its_start_is_told_at_the_end() {
    let editor = after(&[(Field::Sessions, OWN), (Field::SessionsLow, "6"), (Field::SessionsHigh, "3")]);
    assert_eq!(editor.fault(Field::SessionsHigh), Some(&Problem::EndBeforeStart { start: 6, end: 3 }));
    assert_eq!(editor.scenario.sessions, Range::new(6, 6), "the last range that could be read");
}

#[test]
fn an_empty_end_is_the_start_again() {
    let editor = after(&[(Field::Weeks, OWN), (Field::WeeksLow, "5")]);
    assert_eq!(editor.scenario.interval_weeks, Range::new(5, 5));
    assert_eq!(editor.faults, []);
}

#[test]
fn going_back_to_the_usual_takes_the_fault_away() {
    let editor = after(&[(Field::Upkeep, "every"), (Field::UpkeepLow, "99"), (Field::Upkeep, "recommended")]);
    assert_eq!(editor.faults, []);
    assert_eq!(editor.scenario.upkeep, Upkeep::Recommended);
}

#[test]
fn days_are_real_days_of_this_and_the_next_century() {
    for bad in ["2026-02-30", "1999-12-31", "2200-01-01", "275760-01-01", "0020-01-01", "tomorrow"] {
        let editor = after(&[(Field::Start, bad)]);
        assert_eq!(editor.fault(Field::Start), Some(&Problem::NotADay(bad.to_owned())));
        assert_eq!(editor.scenario.start_date, None);
    }
    assert!(after(&[(Field::Start, "2026-12-01")]).scenario.start_date.is_some());
}

#[test]
fn an_amount_may_stand_with_the_marks_of_the_locale_or_of_the_currency() {
    let spanish =
        Reading { signs: Signs { decimal: ',', group: '.' }, currency: Currency::USD, symbols: "US$ $".into() };
    for typed in ["1.234,50", "1.234,50 US$", "US$ 1.234,50", "$1.234,50", "1.234,50 USD"] {
        let draft = Draft::default().with(Field::Price, OWN).with(Field::Amount, typed);
        let editor = read(draft, &start().scenario, &spanish);
        assert_eq!(editor.scenario.price, Some(PriceSource::Own(Money::from_minor(123_450))), "{typed}");
    }
    let draft = Draft::default().with(Field::Price, OWN).with(Field::Amount, "1.234,50 €");
    assert!(read(draft, &start().scenario, &spanish).fault(Field::Amount).is_some());
}
