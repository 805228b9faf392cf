//! The JSON Schemas in `schemas/` against the readers and writers of the code: what one accepts, the other does.

use crate::answers::{answer, estimate_of, json_lines, line_of, shipped};
use crate::cases::{INDEPENDENT, WORKED};
use crate::menus::{CLINIC, FORBIDDEN, MENUS, edited};
use boon::{Compiler, SchemaIndex, Schemas};
use microneedling_estimator::codec::kept::{Check, Fault};
use microneedling_estimator::codec::{menu_json, price_list_json, saved, scenario_json};
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Grade, Laser, Severity, Treatment};
use microneedling_estimator::editor::restore::{self, Names, Note};
use microneedling_estimator::editor::typed::Signs;
use microneedling_estimator::editor::{Draft, FIELDS, Kind, Reading, keep};
use serde_json::{Value, json};
use std::collections::BTreeSet;

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
    text: Value,
}

impl Schema {
    fn new(name: &str) -> Self {
        let path = format!("{}/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        let index = compiler.compile(&path, &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, index, text: serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap() }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }

    fn refusal(&self, value: &Value) -> String {
        self.schemas.validate(value, self.index).err().map(|error| format!("{error:#}")).unwrap_or_default()
    }
}

fn cases() -> Vec<Value> {
    let worked: Vec<Value> = serde_json::from_str(WORKED).unwrap();
    worked.into_iter().chain(json_lines(INDEPENDENT)).collect()
}

#[test]
fn every_estimate_is_of_the_published_form() {
    let (schema, catalog) = (Schema::new("estimate"), shipped());
    for case in cases() {
        let refusal = schema.refusal(&estimate_of(&case, &catalog));
        assert!(refusal.is_empty(), "{}: {refusal}", case["scenario"]);
    }
}

#[test]
fn every_key_of_an_estimate_is_required_by_the_schema() {
    let (schema, catalog) = (Schema::new("estimate"), shipped());
    let estimate =
        estimate_of(&json!({"scenario": {"version": 1, "concern": "wrinkles", "treatment": "prp"}}), &catalog);
    for (key, value) in estimate.as_object().unwrap() {
        let mut without = estimate.clone();
        without.as_object_mut().unwrap().remove(key);
        assert!(!schema.accepts(&without), "{key}");
        for inner in value.as_object().into_iter().flat_map(|value| value.keys()) {
            let mut without = estimate.clone();
            without[key].as_object_mut().unwrap().remove(inner);
            assert!(!schema.accepts(&without), "{key}.{inner}");
        }
    }
}

#[test]
fn the_schema_of_scenarios_knows_every_word_and_key() {
    let schema = Schema::new("scenario").text;
    let words = |key: &str| -> Vec<Value> {
        let all = schema["properties"][key]["enum"].as_array().unwrap();
        all.iter().filter(|word| !word.is_null()).cloned().collect()
    };
    assert_eq!(words("concern"), Concern::ALL.iter().map(|word| json!(word.word())).collect::<Vec<_>>());
    assert_eq!(words("severity"), Severity::ALL.iter().map(|word| json!(word.word())).collect::<Vec<_>>());
    assert_eq!(words("area"), Area::ALL.iter().map(|word| json!(word.word())).collect::<Vec<_>>());
    assert_eq!(words("treatment"), Treatment::ALL.iter().map(|word| json!(word.word())).collect::<Vec<_>>());
    assert_eq!(words("laser"), Laser::ALL.iter().map(|word| json!(word.word())).collect::<Vec<_>>());
    let grades = Schema::new("estimate").text["$defs"]["price"]["properties"]["grade"]["enum"].clone();
    let known = Grade::ALL.iter().map(|word| json!(word.word())).chain([Value::Null]).collect::<Vec<_>>();
    assert_eq!(grades, Value::Array(known));
    let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    let mut known = scenario_json::KEYS.to_vec();
    known.sort_unstable();
    let mut keys: Vec<&str> = keys.into_iter().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, known);
}

/// Scenarios that are just inside or just outside what is allowed, but for what a schema cannot say (low above high).
#[test]
fn schema_and_reader_agree_on_scenarios() {
    let schema = Schema::new("scenario");
    let base = json!({"version": 1, "concern": "wrinkles"});
    let mut scenarios = vec![base.clone(), json!({}), json!([]), json!("wrinkles"), json!({"version": 1}), Value::Null];
    let mut with = |key: &str, values: Vec<Value>| {
        for value in values {
            let mut scenario = base.clone();
            scenario[key] = value;
            scenarios.push(scenario);
        }
    };
    let anything = || vec![json!(null), json!(true), json!(0), json!(1), json!(2.5), json!("x"), json!([]), json!({})];
    for key in scenario_json::KEYS {
        with(key, anything());
    }
    with("colour", vec![json!(1), json!(null)]);
    with("version", vec![json!(2)]);
    with("concern", Concern::ALL.iter().map(|word| json!(word.word())).collect());
    with("severity", Severity::ALL.iter().map(|word| json!(word.word())).collect());
    with("laser", Laser::ALL.iter().map(|word| json!(word.word())).collect());
    with(
        "price",
        vec![
            json!({"from": "typical"}),
            json!({"from": "typical", "amount": 5}),
            json!({"from": "clinic"}),
            json!({"from": "own"}),
            json!({"from": "own", "amount": 0}),
            json!({"from": "own", "amount": 1}),
            json!({"from": "own", "amount": 100_000_000}),
            json!({"from": "own", "amount": 100_000_001}),
            json!({"from": "own", "amount": "5"}),
            json!({"from": "gift"}),
        ],
    );
    for (key, most) in [("sessions", 24), ("interval_weeks", 12)] {
        with(
            key,
            vec![
                json!({"low": 1, "high": most}),
                json!({"low": 0, "high": most}),
                json!({"low": 1, "high": most + 1}),
                json!({"low": 1}),
                json!({"high": 1}),
                json!({"low": 1, "high": 2, "typical": 1}),
                json!({"low": "1", "high": 2}),
            ],
        );
    }
    with(
        "upkeep",
        vec![
            json!({"mode": "recommended"}),
            json!({"mode": "none"}),
            json!({"mode": "none", "months": {"low": 1, "high": 2}}),
            json!({"mode": "every"}),
            json!({"mode": "every", "months": {"low": 1, "high": 24}}),
            json!({"mode": "every", "months": {"low": 0, "high": 24}}),
            json!({"mode": "every", "months": {"low": 1, "high": 25}}),
            json!({"mode": "often"}),
        ],
    );
    with("horizon_months", vec![json!(5), json!(6), json!(120), json!(121), json!(-6)]);
    let dates = [
        "2026-01-31",
        "2026-02-29",
        "2024-02-29",
        "1999-12-31",
        "2000-01-01",
        "2199-12-31",
        "2200-01-01",
        "2026-1-1",
        "26-01-01",
        "tomorrow",
        "2026-01-01T00:00:00Z",
    ];
    with("start_date", dates.iter().map(|date| json!(date)).collect());
    for scenario in scenarios {
        let read = scenario_json::read(&scenario.to_string());
        assert_eq!(read.is_ok(), schema.accepts(&scenario), "{scenario}: {read:?} {}", schema.refusal(&scenario));
    }
}

#[test]
fn schema_and_reader_agree_on_price_lists() {
    let schema = Schema::new("price-list");
    let mut lists: Vec<Value> = cases().iter().filter_map(|case| case.get("price_list").cloned()).collect();
    assert!(lists.len() > 40);
    let mut good: Vec<Value> = [CLINIC, include_str!("../../examples/prices.json")]
        .into_iter()
        .chain(MENUS.map(|(_, text)| text))
        .map(|text| serde_json::from_str(text).unwrap())
        .collect();
    for list in &good {
        assert_eq!(schema.refusal(list), "");
    }
    // The menus are read as they are; of the two examples every part is changed.
    lists.extend(good.drain(2..));
    // Every value of a good list replaced by values of every type, and every key left out or misspelt.
    let replacements = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(25),
        json!(10_001),
        json!(100_000_001),
        json!(1.5),
        json!(""),
        json!("face"),
        json!("Two Words"),
        json!("2026-02-30"),
        json!([]),
        json!({}),
    ];
    for good in good {
        let mut pointers = Vec::new();
        collect(&good, String::new(), &mut pointers);
        // Of entries of the same keys, the first two stand for all.
        let mut shapes: Vec<String> = Vec::new();
        pointers.retain(|pointer| {
            let shape: String = pointer.chars().filter(|letter| !letter.is_ascii_digit()).collect();
            let is_new = shapes.iter().filter(|known| **known == shape).count() < 2;
            shapes.push(shape);
            is_new
        });
        for pointer in &pointers {
            for replacement in &replacements {
                let mut list = good.clone();
                *list.pointer_mut(pointer).unwrap() = replacement.clone();
                lists.push(list);
            }
            let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", ""));
            let mut without = good.clone();
            if let Some(object) = without.pointer_mut(parent).and_then(Value::as_object_mut) {
                let value = object.remove(key);
                lists.push(without.clone());
                if let (Some(object), Some(value)) = (without.pointer_mut(parent).and_then(Value::as_object_mut), value)
                {
                    object.insert(format!("{key}s"), value);
                    lists.push(without);
                }
            }
        }
        lists.push(good);
    }
    assert!(lists.len() > 1_000);
    for list in lists {
        let text = list.to_string();
        let read = menu_json::read(&text);
        // What no schema says: see the rules in `menus::FORBIDDEN` that are marked so.
        let beyond = read.as_ref().err().is_some_and(|problems| {
            problems.iter().all(|problem| problem.code.word() == "conflict" || problem.path == "currency")
        });
        assert!(beyond || read.is_ok() == schema.accepts(&list), "{list}\n{read:?}\n{}", schema.refusal(&list));
        if !schema.accepts(&list) {
            assert!(read.is_err(), "{list}\n{}", schema.refusal(&list));
        }
        // The reader of the patient page refuses nothing that the whole validator lets through, and reads the same.
        match (read, price_list_json::read(&text)) {
            (Ok(menu), core) => assert_eq!(Ok(menu.list), core, "{list}"),
            (Err(problems), Err(core)) => {
                for problem in core {
                    assert!(problems.contains(&problem), "{list}\n{problem:?}\n{problems:#?}");
                }
            }
            (Err(_), Ok(_)) => {}
        }
    }
}

/// The rules of the validator that a schema can say, it says; the others are marked in the list of rules.
#[test]
fn the_schema_refuses_what_the_rules_forbid() {
    let schema = Schema::new("price-list");
    for (pointer, value, .., is_said) in FORBIDDEN {
        let list = edited(CLINIC, pointer, value);
        assert_eq!(!schema.accepts(&list), *is_said, "{pointer} {value}");
    }
    // Which codes ISO 4217 lists, the schema leaves to the validator.
    assert!(schema.accepts(&edited(include_str!("../../examples/prices.json"), "/currency", "\"ABC\"")));
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                collect(inner, format!("{pointer}/{key}"), pointers);
            }
        }
        Value::Array(elements) => {
            for (index, inner) in elements.iter().enumerate() {
                collect(inner, format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}

#[test]
fn an_error_has_the_four_keys_and_a_known_code() {
    let catalog = shipped();
    for line in
        ["", "1", "{}", r#"{"scenario": {"version": 1, "concern": "warts"}}"#, &line_of(&json!({"scenario": {}}))]
    {
        let error = &answer(line, &catalog)["error"];
        assert_eq!(error.as_object().unwrap().len(), 4, "{error}");
        let codes = ["type", "range", "missing", "unknown-key", "unknown-word", "conflict", "version"];
        assert!(codes.contains(&error["code"].as_str().unwrap()), "{error}");
    }
}

/// A saved text with everything that the format has, as the program writes it.
fn saved() -> Value {
    let check = Check { currency: Currency::USD, course: (96_416, 283_944), total: (0, i64::MAX) };
    let mut answers = Draft::default();
    for row in &FIELDS {
        let words = ["melasma", "mild", "hands", "prp", "own", "none", "ipl"];
        let word = words.into_iter().find(|word| matches!(row.kind, Kind::Word(knows) if knows(word)));
        answers = answers.with(row.field, word.unwrap_or("5"));
    }
    let state = |position| saved::State {
        position,
        scenarios: vec![restore::entries(&answers, Names::Long), Vec::new()],
        shown: 1,
    };
    let saved = saved::Saved {
        program: "0.1.0".into(),
        saved_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 20),
        present: state(7),
        highest: 9,
        check: Some(check),
        past: vec![state(4), state(5)],
    };
    serde_json::from_str(&saved::write(&saved)).unwrap()
}

#[test]
fn the_schema_of_saved_answers_knows_every_field_and_key() {
    let (schema, saved) = (Schema::new("saved"), saved());
    assert_eq!(schema.refusal(&saved), "");
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let own = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(keys(&schema.text["properties"]), own(&saved::KEYS));
    assert_eq!(keys(&saved), own(&saved::KEYS), "the example has everything");
    let fields = &schema.text["$defs"]["scenario"]["properties"];
    assert_eq!(keys(fields), own(&FIELDS.map(|row| row.key)));
    for row in &FIELDS {
        match row.kind {
            Kind::Word(knows) => {
                let words = fields[row.key]["enum"].as_array().unwrap();
                let known = |word: &Value| knows(word.as_str().unwrap()) || word.as_str().unwrap() == row.usual;
                assert!(words.iter().all(known), "{}", row.key);
                assert!(words.contains(&json!(row.usual)), "{}", row.key);
            }
            _ => assert_eq!(fields[row.key]["maxLength"], json!(restore::LONGEST), "{}", row.key),
        }
    }
    let count = |key: &str| fields[key]["enum"].as_array().unwrap().len();
    assert_eq!(count("concern"), Concern::ALL.len());
    assert_eq!(count("severity"), Severity::ALL.len());
    assert_eq!(count("treatment"), Treatment::ALL.len());
    assert_eq!(count("area"), Area::ALL.len() + 1);
    assert_eq!(count("laser"), Laser::ALL.len() + 1);
}

/// Every value of a saved text replaced by values of every type, and every key left out, doubled or misspelt: the
/// reader takes all of it without a note where the schema accepts it, and has a note where it does not.
#[test]
fn schema_and_reader_agree_on_saved_answers() {
    let (schema, good) = (Schema::new("saved"), saved());
    let reading = Reading { signs: Signs::PLAIN, currency: Currency::USD, symbols: "$".into() };
    let long = "é".repeat(restore::LONGEST);
    let replacements = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(2),
        json!(-1),
        json!(1.5),
        json!(1_000_000_000),
        json!(1_000_000_001),
        json!(""),
        json!("own"),
        json!("pores"),
        json!("1,5"),
        json!("EUR"),
        json!("2026-02-28"),
        json!("2026-02-30"),
        json!("1999-12-31"),
        json!(long),
        json!("é".repeat(restore::LONGEST + 1)),
        json!([]),
        json!([1, 2]),
        json!([1, 2, 3]),
        json!([{}]),
        json!([{}, {}, {}]),
        json!([{}, {}, {}, {}]),
        json!({}),
        json!({"concern": "warts"}),
    ];
    let mut texts = vec![good.clone()];
    let mut pointers = Vec::new();
    collect(&good, String::new(), &mut pointers);
    for pointer in &pointers {
        for replacement in &replacements {
            let mut text = good.clone();
            *text.pointer_mut(pointer).unwrap() = replacement.clone();
            texts.push(text);
        }
        let (parent, key) = pointer.rsplit_once('/').unwrap_or(("", ""));
        let mut without = good.clone();
        if let Some(object) = without.pointer_mut(parent).and_then(Value::as_object_mut) {
            let value = object.remove(key);
            texts.push(without.clone());
            if let (Some(object), Some(value)) = (without.pointer_mut(parent).and_then(Value::as_object_mut), value) {
                object.insert(format!("{key}s"), value);
                texts.push(without);
            }
        }
    }
    assert!(texts.len() > 1_000);
    let mut accepted = 0;
    for text in texts {
        let notes = keep::from_session(&text.to_string(), &reading).1;
        // What no schema says: which scenario is there to be shown, and which codes ISO 4217 lists.
        let shows_none = |state: &Value| {
            let count = state["scenarios"].as_array().map_or(0, Vec::len);
            state["shown"].as_u64().is_some_and(|shown| shown >= count as u64)
        };
        let past = text["past"].as_array().into_iter().flatten();
        let beyond = notes.iter().all(|note| match note {
            Note::Format(Fault::Whole("shown")) => shows_none(&text),
            Note::Format(Fault::Past) => past.clone().any(shows_none),
            Note::Format(Fault::Whole("check")) => text["check"]["currency"] != json!("USD"),
            _ => false,
        });
        let is_accepted = schema.accepts(&text);
        accepted += u32::from(is_accepted);
        if !(is_accepted && beyond) {
            assert_eq!(is_accepted, notes.is_empty(), "{text}\n{notes:?}\n{}", schema.refusal(&text));
        }
    }
    assert!(accepted > 200);
}
