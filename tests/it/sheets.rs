//! Price lists as tables: round trips byte for byte, amounts in units, faults with their place, cells and paths.

use microneedling_estimator::codec::cell::{NoAmount, amount};
use microneedling_estimator::codec::price_list_keys::{ColumnKind, LIST, RECORDS, record_kind};
use microneedling_estimator::codec::sheet::{Record, Sheet};
use microneedling_estimator::codec::{csv, json, menu_json};
use microneedling_estimator::domain::currency::Currency;
use proptest::prelude::*;
use std::rc::Rc;

const FULL: &str = r#"{
  "version": 1,
  "id": "spring",
  "clinic": "Riverside, \"the\" Clinic",
  "currency": "USD",
  "language": "en",
  "tax": {"included": false, "rate_bp": 825},
  "items": [
    {"id": "mn-face", "kind": "needling", "treatment": "standard", "area": "face", "label": {"en": "Face", "es": "Cara"}, "concerns": ["texture", "pores"], "price": {"fixed": 29500}, "sessions": {"low": 3, "high": 4}, "packages": [{"sessions": 3, "total": 79500}, {"min_sessions": 4, "percent_off_bp": 1500}], "includes": ["numbing cream", {"en": "mask", "es": "máscara"}]},
    {"id": "filler", "kind": "other", "label": "Filler", "price": {"range": [12500, 17500]}, "unit_steps": [{"quantity": 1, "total": 75000}]},
    {"id": "tox", "kind": "other", "label": "Toxin", "price": {"per_unit": {"amount": 1350, "unit": "unit"}}, "taxed": false}
  ],
  "add_ons": [
    {"id": "prf", "label": "PRF", "price": {"by_area": {"face": 17500, "face-neck": 20000}}, "per": "session", "applies_to": []}
  ],
  "consultation": {"terms": "credited", "price": {"fixed": 15000}},
  "memberships": [
    {"id": "club", "label": "Club", "monthly": 9900, "prices": {"filler": 60000, "mn-face": 25000}}
  ],
  "financing": [
    {"id": "care", "lender": "Care", "apr_bp": 0, "payments": 12, "monthly_shown": [{"price": 120000, "payment": 10000}]}
  ],
  "notes": [
    "No tips.",
    {"es": "Sin propinas."}
  ]
}
"#;

fn sheet_of(text: &str) -> Sheet {
    Sheet::from_tree(&json::parse(text).unwrap())
}

#[test]
fn a_full_list_comes_back_from_json_and_from_csv_byte_for_byte() {
    let canonical = menu_json::canonical(&json::parse(FULL).unwrap());
    let sheet = sheet_of(FULL);
    assert_eq!(sheet.to_json_text(), canonical);
    let table = sheet.to_csv();
    let again = Sheet::from_csv(&table).unwrap();
    assert_eq!(again.to_csv(), table);
    assert_eq!(again.to_json_text(), canonical);
}

#[test]
fn a_table_says_what_a_spreadsheet_shows() {
    let table = sheet_of(
        r#"{"currency": "USD", "items": [{"id": "a", "price": {"range": [100, 2950]}, "packages": [{"sessions": 3, "total": 79500}]}]}"#,
    );
    let lines = [
        "record,id,currency,price.range,sessions,total",
        "list,,USD,,,",
        "items,a,,1.00 29.50,,",
        "items.packages,,,,3,795.00",
        "",
    ];
    assert_eq!(table.to_csv(), lines.join("\r\n"));
}

#[test]
fn a_spreadsheet_may_write_semicolons_tabs_marks_and_no_decimals() {
    let expected = "{\n  \"currency\": \"USD\",\n  \"items\": [\n    {\"id\": \"a\", \"price\": {\"fixed\": 29500}, \"taxed\": true}\n  ]\n}\n";
    for separator in [",", ";", "\t"] {
        for end in ["\n", "\r\n"] {
            for mark in ["", "\u{feff}"] {
                let lines = ["record,currency,id,price.fixed,taxed", "list,USD,,,", "items,,a,$295,TRUE"];
                let table = format!("{mark}{}{end}", lines.join(end).replace(',', separator));
                assert_eq!(Sheet::from_csv(&table).unwrap().to_json_text(), expected, "{table:?}");
            }
        }
    }
}

#[test]
fn amounts_are_read_exactly_or_refused_with_both_readings() {
    let dollars = Currency::from_code("USD");
    let (yen, dinars) = (Currency::from_code("JPY"), Currency::from_code("KWD"));
    let read: [(&str, Option<Currency>, &str); 22] = [
        ("295", dollars, "29500"),
        ("295.00", dollars, "29500"),
        ("0.5", dollars, "50"),
        (".05", dollars, "5"),
        ("13,50", dollars, "1350"),
        ("1,234.50", dollars, "123450"),
        ("1.234,50", dollars, "123450"),
        ("1 234", dollars, "123400"),
        ("1’234.00", dollars, "123400"),
        ("1,234,567", dollars, "123456700"),
        ("$295", dollars, "29500"),
        ("295 USD", dollars, "29500"),
        ("-3", dollars, "-300"),
        ("0", dollars, "0"),
        ("29500", yen, "29500"),
        ("29,500", yen, "29500"),
        ("29.500", yen, "29500"),
        ("295.00", yen, "295"),
        ("1.500", dinars, "1500"),
        ("0.001", dinars, "1"),
        ("1500", None, "150000"),
        ("99999999999999999999", dollars, "9999999999999999999900"),
    ];
    for (text, currency, minor) in read {
        assert_eq!(amount(text, currency).as_deref(), Ok(minor), "{text}");
    }
    let two = |one: &str, other: &str| Err(NoAmount::TwoReadings([one.to_owned(), other.to_owned()]));
    assert_eq!(amount("1,500", dollars), two("1500.00", "1.50"));
    assert_eq!(amount("1.500", dollars), two("1500.00", "1.50"));
    assert_eq!(amount("1,500", dinars), two("1500.000", "1.500"));
    for text in ["12.345,6,7", "1,23,456", "from 295", "", "$", "295.", "1..5", "12 34", "2 95.5x"] {
        assert_eq!(amount(text, dollars), Err(NoAmount::NotANumber), "{text}");
    }
    assert_eq!(amount("0.005", dollars), Err(NoAmount::TooFine));
    assert_eq!(amount("1.2345", dollars), Err(NoAmount::TooFine));
    assert_eq!(amount("295.5", yen), Err(NoAmount::TooFine));
}

#[test]
fn what_cannot_be_read_keeps_its_cell_and_says_what_is_wrong() {
    let table =
        "record,id,currency,price.fixed,sessions.low,taxed\r\nlist,,USD,,,\r\nitems,a,,\"1,500\",three,maybe\r\n";
    let sheet = Sheet::from_csv(table).unwrap();
    assert_eq!(sheet.to_csv(), table);
    let told: Vec<(usize, String, String)> =
        sheet.faults().into_iter().map(|fault| (fault.row, fault.problem, fault.fix)).collect();
    let expected = [
        ("\"1,500\" can be read as 1500.00 and as 1.50", "put 1500.00 or 1.50"),
        ("\"three\" is no whole number", "put digits alone, such as 3"),
        ("\"maybe\" is neither true nor false", "put true or false"),
    ];
    assert_eq!(told, expected.map(|(problem, fix)| (1, problem.to_owned(), fix.to_owned())));
}

#[test]
fn faults_of_a_table_are_told_all_at_once_with_line_and_column() {
    let told = |text: &str| -> Vec<String> {
        Sheet::from_csv(text).expect_err("the table is read").into_iter().map(|problem| problem.problem).collect()
    };
    let expected = [
        "line 3, column 1: \"itms\" is no record of a price list",
        "line 4, column 3: \"x\" stands in a column without a name",
    ];
    assert_eq!(told("record,id\nlist,a\nitms,b\nitems,c,x\n"), expected);
    let expected = [
        "the cell at line 2, column 2 has a quote in the middle",
        "the cell at line 3, column 1 has text behind its closing quote",
        "the cell at line 5, column 2 opens with a quote that is never closed",
    ];
    assert_eq!(told("record,id\nlist,a\"b\n\"items\"x,\"c\nd\"\nitems,\"e\n"), expected);
    assert_eq!(told("").len(), 1);
}

#[test]
fn a_table_without_records_is_one_of_items() {
    let sheet = Sheet::from_csv("id;price.fixed\nmn-face;295\n").unwrap();
    let expected =
        "{\n  \"version\": 1,\n  \"items\": [\n    {\"id\": \"mn-face\", \"price\": {\"fixed\": 29500}}\n  ]\n}\n";
    assert_eq!(sheet.to_json_text(), expected);
}

#[test]
fn a_path_leads_to_its_cell_and_back() {
    let sheet = sheet_of(FULL);
    let cells = [
        ("currency", 0, "currency"),
        ("tax.rate_bp", 0, "tax.rate_bp"),
        ("consultation.price.fixed", 0, "consultation.price.fixed"),
        ("notes[1].es", 0, "notes.2.es"),
        ("items[0].label.es", 1, "label.es"),
        ("items[0].packages[1].min_sessions", 3, "min_sessions"),
        ("items[0].includes[0]", 1, "includes.1"),
        ("items[1].price.range", 4, "price.range"),
        ("items[1].unit_steps[0].total", 5, "total"),
        ("items[2].price.per_unit.amount", 6, "price.per_unit.amount"),
        ("add_ons[0].price.by_area.face-neck", 7, "price.by_area.face-neck"),
        ("memberships[0].prices.mn-face", 8, "prices.mn-face"),
        ("financing[0].monthly_shown[0].payment", 10, "payment"),
    ];
    for (path, row, column) in cells {
        assert_eq!(sheet.cell_of(path), Some((row, column.to_owned())), "{path}");
        assert_eq!(sheet.path_of(row, column).as_deref(), Some(path));
    }
    // A path without a cell of its own leads to the nearest.
    let near = [
        ("", 0, "version"),
        ("items", 0, "version"),
        ("items[1]", 4, "id"),
        ("items[1].price", 4, "price.range"),
        ("items[1].price.range[1]", 4, "price.range"),
        ("items[1].area", 4, "area"),
        ("items[0].concerns[1]", 1, "concerns"),
        ("items[0].packages[0]", 2, "sessions"),
        ("items[0].packages[0].total", 2, "total"),
        ("valid_until", 0, "valid_until"),
    ];
    for (path, row, column) in near {
        assert_eq!(sheet.cell_of(path), Some((row, column.to_owned())), "{path}");
    }
    assert_eq!(sheet.cell_of("items[3].id"), None);
}

#[test]
fn what_a_format_does_not_know_keeps_a_column_of_its_own() {
    let text = "{\n  \"currency\": \"USD\",\n  \"items\": [\n    {\"id\": 5, \"price\": {\"fixed\": \"350\", \"gross\": 1}, \"a.b\": \"x\", \"colour\": [1, {\"b\": null}]},\n    7\n  ],\n  \"currency \": \"$\",\n  \"colour\": {\"a\": true}\n}\n";
    let sheet = sheet_of(text);
    let canonical = menu_json::canonical(&json::parse(text).unwrap());
    assert_eq!(sheet.to_json_text(), canonical);
    assert_eq!(Sheet::from_csv(&sheet.to_csv()).unwrap().to_json_text(), canonical);
    assert_eq!(sheet.cell_of("items[0].price.gross"), Some((1, "price.gross".to_owned())));
    assert_eq!(sheet.cell_of("items[1]"), Some((2, "id".to_owned())));
}

#[test]
fn a_label_beside_a_translation_becomes_one_of_the_lists_language() {
    let table = "record,currency,language,label,label.es\nlist,GBP,de,,\nitems,,,Gesicht,Cara\n";
    let text = Sheet::from_csv(table).unwrap().to_json_text();
    assert!(text.contains(r#"{"label": {"de": "Gesicht", "es": "Cara"}}"#), "{text}");
}

#[test]
fn the_table_of_keys_names_each_column_once_and_a_parent_before_its_rows() {
    for (index, kind) in RECORDS.iter().enumerate() {
        for (position, column) in kind.columns.iter().enumerate() {
            assert!(!kind.columns[..position].iter().any(|other| other.name == column.name), "{}", column.name);
            if column.kind == ColumnKind::Rows {
                let name =
                    if kind.name == LIST { column.name.to_owned() } else { format!("{}.{}", kind.name, column.name) };
                let inside = RECORDS.iter().position(|other| other.name == name);
                assert!(inside.is_some_and(|inside| inside > index), "{name}");
            }
        }
    }
}

/// Texts that try every sign that means something in a cell, a name or a table.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}",
        "[-+]?[0-9]{1,9}([.,][0-9]{1,4})?",
        r#"[ "=#*.,;\t\r\n\\a-c0-2á\u{feff}\[\]{}]{0,8}"#,
        Just("true".to_owned()),
        Just("null".to_owned()),
    ]
}

fn key() -> impl Strategy<Value = String> {
    let known: Vec<&str> =
        RECORDS.iter().flat_map(|kind| kind.columns).flat_map(|column| column.name.split('.')).collect();
    prop_oneof![4 => prop::sample::select(known).prop_map(str::to_owned), 1 => text()]
}

/// Any JSON, made of the keys of a price list more often than not.
fn value() -> impl Strategy<Value = String> {
    let quoted = |text: String| serde_json::to_string(&text).unwrap();
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        (-5_000_i64..50_000).prop_map(|number| number.to_string()),
        Just("24.0".to_owned()),
        Just("-0".to_owned()),
        text().prop_map(quoted),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|list| format!("[{}]", list.join(", "))),
            prop::collection::vec((key().prop_map(quoted), inner), 0..6).prop_map(|entries| {
                let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    })
}

/// Tables of any cells in any columns, known and not.
fn sheets() -> impl Strategy<Value = Sheet> {
    let record = prop::sample::select(RECORDS.iter().collect::<Vec<_>>()).prop_flat_map(|kind| {
        let names: Vec<String> = kind
            .columns
            .iter()
            .flat_map(|column| match column.kind {
                ColumnKind::Label => vec![column.name.to_owned(), format!("{}.es", column.name)],
                ColumnKind::Labels => vec![format!("{}.1", column.name), format!("{}.3.en", column.name)],
                ColumnKind::AmountsByKey => vec![format!("{}.mn-face", column.name)],
                ColumnKind::Rows => Vec::new(),
                _ => vec![column.name.to_owned()],
            })
            .collect();
        prop::collection::vec((prop::sample::select(names), text()), 0..8).prop_map(move |cells| {
            let mut record = Record::new(kind);
            cells.into_iter().for_each(|(column, text)| record.set(&column, text));
            Rc::new(record)
        })
    });
    prop::collection::vec(record, 0..12).prop_map(|records| {
        // A table without the list itself gets one when it is read.
        let mut sheet = Sheet::default();
        sheet.records.extend(records);
        sheet
    })
}

proptest! {
    #[test]
    fn any_json_becomes_a_table_and_what_is_written_of_it_stays_the_same(text in value()) {
        let sheet = Sheet::from_tree(&json::parse(&text).unwrap());
        let written = sheet.to_json_text();
        prop_assert_eq!(&Sheet::from_tree(&json::parse(&written).unwrap()).to_json_text(), &written);
        let table = sheet.to_csv();
        let again = Sheet::from_csv(&table).unwrap();
        prop_assert_eq!(&again.to_json_text(), &written);
        prop_assert_eq!(&again.to_csv(), &table);
    }

    #[test]
    fn any_table_is_written_and_read_and_its_cells_have_paths(sheet in sheets()) {
        // Reading puts records in order.
        let table = Sheet::from_csv(&sheet.to_csv()).unwrap().to_csv();
        let again = Sheet::from_csv(&table).unwrap();
        prop_assert_eq!(&again.to_csv(), &table);
        for (row, record) in again.records.iter().enumerate() {
            prop_assert!(record_kind(record.kind().name).is_some());
            for cell in record.cells() {
                let path = again.path_of(row, &cell.column).unwrap();
                prop_assert!(again.cell_of(&path).is_some(), "{}", path);
            }
        }
    }

    #[test]
    fn any_text_is_read_as_a_table_or_refused(text in any::<String>()) {
        let _ = Sheet::from_csv(&text);
    }

    #[test]
    fn tables_are_read_as_another_reader_reads_them(lines in prop::collection::vec(prop::collection::vec(text(), 3), 1..6)) {
        let mut table = String::new();
        for line in &lines {
            csv::write(&mut table, &line.iter().map(String::as_str).collect::<Vec<_>>());
        }
        let with_mark = format!("a,b,c\r\n{table}");
        let ours: Vec<Vec<String>> = csv::read(&with_mark).unwrap().into_iter().map(|line| line.cells).collect();
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(with_mark.as_bytes());
        let theirs = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
        let theirs: Vec<Vec<String>> = theirs.filter(|cells| cells.iter().any(|cell| !cell.is_empty())).collect();
        prop_assert_eq!(ours, theirs);
    }
}

/// The longest list that there may be, as a table.
fn longest() -> Sheet {
    let mut table =
        "record,id,currency,kind,treatment,area,label,price.fixed,sessions,total\nlist,,USD,,,,,,,\n".to_owned();
    for number in 0..1_000 {
        table +=
            &format!("items,p-{number},,other,,,Peel {number},{number}.50,,\nitems.packages,,,,,,,,3,{number}.00\n");
    }
    for number in 1_000..2_000 {
        table += &format!("items,p-{number},,other,,,Peel {number},{number}.50,,\n");
    }
    Sheet::from_csv(&table).unwrap()
}

#[test]
fn the_longest_list_is_checked_and_written_whole() {
    let start = std::time::Instant::now();
    let sheet = longest();
    let read = start.elapsed();
    let checked = sheet.check(None);
    let looked = start.elapsed();
    assert_eq!(sheet.records.len(), 3_001);
    let table = sheet.to_csv();
    println!(
        "2,000 items: read {read:?}, looked through {:?}, written as CSV {:?}",
        looked - read,
        start.elapsed() - looked
    );
    assert_eq!(Sheet::from_csv(&table).unwrap().to_csv(), table);
    assert!(checked.findings.iter().any(|finding| finding.cell.is_some()), "a price of nothing is told");
    let (row, column) = sheet.cell_of("items[1999].price.fixed").unwrap();
    assert_eq!(sheet.path_of(row, &column).as_deref(), Some("items[1999].price.fixed"));
}

#[test]
fn every_menu_comes_back_from_a_table_byte_for_byte_and_means_the_same() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for folder in ["tests/cases/menus", "examples"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let tree = json::parse(&text).unwrap();
            let sheet = Sheet::from_tree(&tree);
            assert_eq!(sheet.to_json_text(), menu_json::canonical(&tree), "{}", path.display());
            let table = sheet.to_csv();
            let again = Sheet::from_csv(&table).unwrap();
            assert_eq!(again.to_csv(), table, "{}", path.display());
            assert_eq!(again.to_json_text(), sheet.to_json_text(), "{}", path.display());
            assert_eq!(again.check(None).menu, menu_json::check(&text, None).menu, "{}", path.display());
            assert!(again.check(None).menu.is_some(), "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 10);
}
