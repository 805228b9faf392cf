//! What is fuzzed: every reader of texts from outside, each with what must hold of any text at all.
//!
//! libFuzzer calls these by `cargo xtask fuzz`; the native tests call them with every text of the kept corpus. A new
//! reader gets a row in [`TARGETS`] and a file in `fuzz/corpus/`.

use microneedling_estimator::codec::sheet::Sheet;
use microneedling_estimator::codec::{csv, json, line, menu_json, price_list_json, quote_code};
use microneedling_estimator::data;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::menu::Menu;
use microneedling_estimator::editor::history::Answers;
use microneedling_estimator::editor::quote::code::{self, Phrases};
use microneedling_estimator::editor::quote::keep as quote_keep;
use microneedling_estimator::editor::quote::read::{self, Around};
use microneedling_estimator::editor::typed::Signs;
use microneedling_estimator::editor::{Reading, keep};
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::workings;
use std::sync::LazyLock;

/// A name, and what is done with a text.
pub type Target = (&'static str, fn(&str));

/// All targets.
pub const TARGETS: [Target; 8] = [
    ("link", link),
    ("saved-file", saved_file),
    ("tab", tab),
    ("quote-file", quote_file),
    ("quote-code", quote_code),
    ("csv", table),
    ("price-list", price_list),
    ("line", one_line),
];

fn reading() -> Reading {
    Reading { signs: Signs { decimal: '.', group: ',' }, currency: Currency::USD, symbols: "$".into() }
}

/// The answers with every number that can be read written plainly: so they come back from outside.
fn plainly(answers: &Answers, reading: &Reading) -> Answers {
    let drafts = answers.scenarios().iter().map(|draft| draft.restated(reading, reading.signs));
    Answers::new(drafts.collect(), answers.shown())
}

/// The fragment of a link: what was taken from it makes a link that says the same.
fn link(text: &str) {
    let reading = reading();
    let restored = keep::from_link(text, &reading);
    assert_eq!(restored.is_some(), text.starts_with("#/"), "only what starts with #/ is a link");
    let restored = match restored {
        Some(restored) => restored,
        None => keep::from_link(&["#/", text].concat(), &reading).expect("it starts with #/"),
    };
    let written = keep::link(&restored.answers, &reading, restored.check.as_ref());
    let again = keep::from_link(&written, &reading).expect("a link that was written is one");
    assert_eq!(again.answers, plainly(&restored.answers, &reading), "{written}");
    assert_eq!(again.check, restored.check, "{written}");
    assert_eq!(again.notes, Vec::new(), "{written}");
}

/// A file with answers: what was taken from it makes a file that says the same.
fn saved_file(text: &str) {
    let reading = reading();
    let opened = keep::from_file(text, &reading);
    let restored = opened.restored;
    let written = keep::file(&restored.answers, &reading, restored.check, &opened.program, opened.saved_on);
    let again = keep::from_file(&written, &reading);
    assert_eq!(again.restored.answers, plainly(&restored.answers, &reading), "{written}");
    assert_eq!(again.restored.notes, Vec::new(), "{written}");
}

/// What a tab keeps against a crash, answers and quotes: there is always something to go on with.
fn tab(text: &str) {
    let reading = reading();
    let (history, _) = keep::from_session(text, &reading);
    let written = keep::session(&history, &reading, "0");
    let (again, notes) = keep::from_session(&written, &reading);
    assert_eq!(*again.answers(), plainly(history.answers(), &reading), "{written}");
    assert_eq!(notes, Vec::new(), "{written}");
}

/// A list to open quotes beside, as a clinic has one.
static MENU: LazyLock<Menu> =
    LazyLock::new(|| menu_json::read(include_str!("../examples/clinic.json")).expect("the example is a price list"));

/// Opens something beside a price list and beside none.
fn beside(open: impl Fn(&Around)) {
    let reading = reading();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    for (menu, fingerprint) in [(Some(&*MENU), "9D3K71QA"), (None, "")] {
        open(&Around { menu, fingerprint, catalog: data::catalog(), reading: &reading, today: day });
    }
}

/// A file with a quote: it opens, can be worked out or says what is missing, and what is kept of it stays the same.
fn quote_file(text: &str) {
    beside(|around| {
        let (draft, _) = quote_keep::open_file(text, around);
        let _ = read::read(&draft, around);
        let written = quote_keep::session(&draft, around, "0");
        let (again, _) = quote_keep::restore(&written, around);
        let rewritten = quote_keep::session(&again, around, "0");
        assert_eq!(rewritten, written, "what it means wandered");
    });
}

/// The code of a quote: it opens or is refused; the code of what was opened opens to the same code. The check at the end of
/// a code is rarely met by chance, so the text is also taken for the numbers that a code holds.
fn quote_code(text: &str) {
    open_code(text);
    let numbers: Vec<u64> = text.split(' ').filter_map(|number| number.parse().ok()).collect();
    open_code(&quote_code::write(&numbers));
}

fn open_code(text: &str) {
    const PHRASES: Phrases =
        Phrases { listed: "from the list", label: "as on paper", reason: "as agreed", lender: "the lender" };
    beside(|around| {
        let Ok((draft, _)) = code::open_code(text, around, &PHRASES) else { return };
        let worked_out = read::read(&draft, around);
        let Some(written) = code::code(&draft, &worked_out, around) else { return };
        let opened = code::open_code(&written, around, &PHRASES);
        let (again, _) = opened.unwrap_or_else(|fault| panic!("{written}: {fault:?}"));
        assert_eq!(code::code(&again, &read::read(&again, around), around), Some(written));
    });
}

/// A table: it is read or refused; what was read is written and read the same, and every cell has a place.
fn table(text: &str) {
    if let Ok(lines) = csv::read(text) {
        let mut written = String::new();
        for line in &lines {
            csv::write(&mut written, &line.cells.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
    let Ok(sheet) = Sheet::from_csv(text) else { return };
    let table = sheet.to_csv();
    let again = Sheet::from_csv(&table).unwrap_or_else(|problems| panic!("{table}: {problems:?}"));
    assert_eq!(again.to_csv(), table);
    let checked = sheet.check(None);
    let _ = checked.counts();
    for (row, record) in sheet.records.iter().enumerate() {
        for cell in record.cells() {
            let path = sheet.path_of(row, &cell.column).expect("a cell has a path");
            assert!(sheet.cell_of(&path).is_some(), "{path} leads to no cell");
        }
    }
}

/// A price list: both readers agree, and what is read can be written and read again.
fn price_list(text: &str) {
    let (whole, core) = (menu_json::read(text), price_list_json::read(text));
    match (&whole, &core) {
        (Ok(menu), core) => assert_eq!(Ok(&menu.list), core.as_ref(), "the two readers differ"),
        (Err(problems), Err(core)) => {
            // Of more problems than are listed either reader lists the first of its own.
            let is_whole = problems.iter().all(|problem| !problem.problem.ends_with("more problems are not listed"));
            for problem in core.iter().filter(|_| is_whole) {
                assert!(problems.contains(problem), "only one reader finds {problem:?}");
            }
            assert!(!problems.is_empty(), "refused without a reason");
        }
        (Err(problems), Ok(_)) => assert!(!problems.is_empty(), "refused without a reason"),
    }
    let Ok(tree) = json::parse(text) else { return };
    let canonical = menu_json::canonical(&tree);
    let again = json::parse(&canonical).unwrap_or_else(|problem| panic!("{canonical}: {problem:?}"));
    assert_eq!(menu_json::canonical(&again), canonical, "writing it a second time changed it");
    if let Ok(menu) = whole {
        assert_eq!(menu_json::read(&canonical).as_ref(), Ok(&menu), "{canonical}");
    }
}

/// One line of the command line, a scenario or a quote: the answer is one line of JSON.
fn one_line(text: &str) {
    let formula = |explanation: &_, estimate: &_| workings::formula(explanation, estimate, &PlainFormats);
    let (Ok(answer) | Err(answer)) = line::answer(text, data::catalog(), &formula);
    assert!(!answer.contains('\n'), "more than one line");
    assert!(serde_json::from_str::<serde_json::Value>(&answer).is_ok(), "{answer}");
}
