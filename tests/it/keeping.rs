//! Links, files and what the browser keeps: nothing is lost on the way out and back, and any text returns.

use microneedling_estimator::codec::kept::{Check, Fault, MOST_BYTES};
use microneedling_estimator::codec::link;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::scenario::Scenario;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use microneedling_estimator::editor::history::{Answers, Change, History};
use microneedling_estimator::editor::keep;
use microneedling_estimator::editor::restore::{Loss, Note};
use microneedling_estimator::editor::typed::Signs;
use microneedling_estimator::editor::{Draft, Field, Reading, read};
use proptest::prelude::*;

const ENGLISH: Signs = Signs { decimal: '.', group: ',' };
const SPANISH: Signs = Signs { decimal: ',', group: '.' };

fn reading(signs: Signs) -> Reading {
    Reading { signs, currency: Currency::USD, symbols: "$".into() }
}

const CHECK: Check = Check { currency: Currency::USD, course: (96_416, 283_944), total: (140_000, 400_000) };

fn words<T: Copy + std::fmt::Debug>(all: &'static [T], word: fn(T) -> &'static str) -> impl Strategy<Value = String> {
    prop::sample::select(all).prop_map(move |one| word(one).to_owned())
}

/// What somebody may have typed so far: numbers by every country's signs, halves of them, and anything else.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        (0..100_u32).prop_map(|number| number.to_string()),
        "[0-9]{1,3}[.,][0-9]{0,3}",
        "[0-9]{1,3}([., '][0-9]{3}){1,2}([.,][0-9]{1,2})?",
        "~?[0-9.,~ ]{0,8}",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        any::<String>(),
        "[&;=#%+~ \\t\\n\"\\\\<>é€😀]{0,20}",
    ]
    .prop_filter("one character less than the longest, for the mark", |text| text.chars().count() < 200)
}

fn choice(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(of).prop_map(str::to_owned)
}

fn drafts() -> impl Strategy<Value = Draft> {
    let words = (
        words(Concern::ALL, Concern::word),
        words(Severity::ALL, Severity::word),
        prop_oneof![Just(String::new()), words(Area::ALL, Area::word)],
        words(Treatment::ALL, Treatment::word),
        prop_oneof![Just(String::new()), words(Laser::ALL, Laser::word)],
    );
    let choices = (
        choice(&["", "clinic", "typical", "own"]),
        choice(&["usual", "own"]),
        choice(&["usual", "own"]),
        choice(&["recommended", "none", "every"]),
    );
    (words, choices, prop::collection::vec(typed(), 9)).prop_map(|(words, choices, typed)| {
        let numbers = [
            Field::Amount,
            Field::SessionsLow,
            Field::SessionsHigh,
            Field::WeeksLow,
            Field::WeeksHigh,
            Field::UpkeepLow,
            Field::UpkeepHigh,
            Field::Horizon,
            Field::Start,
        ];
        let chosen = Draft::default()
            .with(Field::Concern, words.0)
            .with(Field::Severity, words.1)
            .with(Field::Area, words.2)
            .with(Field::Treatment, words.3)
            .with(Field::Laser, words.4)
            .with(Field::Price, choices.0)
            .with(Field::Sessions, choices.1)
            .with(Field::Weeks, choices.2)
            .with(Field::Upkeep, choices.3);
        numbers.into_iter().zip(typed).fold(chosen, |draft, (field, text)| draft.with(field, text))
    })
}

fn answers() -> impl Strategy<Value = Answers> {
    (prop::collection::vec(drafts(), 1..=3), 0..3_usize).prop_map(|(drafts, shown)| Answers::new(drafts, shown))
}

fn signs() -> impl Strategy<Value = Signs> {
    prop::sample::select(vec![
        ENGLISH,
        SPANISH,
        Signs { decimal: ',', group: '\u{202f}' },
        Signs { decimal: '.', group: '’' },
    ])
}

/// The answers with every number that can be read written plainly: what comes back from outside.
fn plainly(answers: &Answers, reading: &Reading) -> Answers {
    let drafts = answers.scenarios().iter().map(|draft| draft.restated(reading, reading.signs));
    Answers::new(drafts.collect(), answers.shown())
}

proptest! {
    #[test]
    fn any_answers_come_back_from_a_link(answers in answers(), signs in signs(), checked: bool) {
        let (reading, check) = (reading(signs), checked.then_some(CHECK));
        let link = keep::link(&answers, &reading, check.as_ref());
        let outside = |letter: char| letter.is_ascii_alphanumeric() || "#/=&;%-._~".contains(letter);
        prop_assert!(link.chars().all(outside) && !link.ends_with([';', '.']), "{}", link);
        let restored = keep::from_link(&link, &reading).unwrap();
        prop_assert_eq!(&restored.notes, &Vec::new());
        prop_assert_eq!(&restored.answers, &plainly(&answers, &reading));
        prop_assert_eq!(restored.check, check);
        prop_assert_eq!(keep::link(&restored.answers, &reading, check.as_ref()), link, "a second time changes nothing");
    }

    #[test]
    fn what_comes_back_means_the_same(draft in drafts(), signs in signs()) {
        let reading = reading(signs);
        let link = keep::link(&Answers::new(vec![draft.clone()], 0), &reading, None);
        let restored = keep::from_link(&link, &reading).unwrap();
        let last = Scenario::usual(Concern::Pores);
        let (before, after) = (read(draft, &last, &reading), read(restored.answers.scenarios()[0].clone(), &last, &reading));
        prop_assert_eq!(before.scenario, after.scenario);
        prop_assert_eq!(before.faults, after.faults);
    }

    #[test]
    fn what_can_be_read_means_the_same_in_every_locale(draft in drafts(), from in signs(), to in signs()) {
        let link = keep::link(&Answers::new(vec![draft.clone()], 0), &reading(from), None);
        let restored = keep::from_link(&link, &reading(to)).unwrap();
        let last = Scenario::usual(Concern::Pores);
        let before = read(draft, &last, &reading(from));
        let after = read(restored.answers.scenarios()[0].clone(), &last, &reading(to));
        if before.faults.is_empty() {
            prop_assert_eq!(after.faults, Vec::new());
            prop_assert_eq!(after.scenario, before.scenario);
        }
    }

    #[test]
    fn any_answers_come_back_from_a_file(answers in answers(), signs in signs(), checked: bool) {
        let (reading, check) = (reading(signs), checked.then_some(CHECK));
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20);
        let text = keep::file(&answers, &reading, check, "0.1.0", today);
        // Another program reads it as JSON, with the same texts.
        let tree: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(tree["scenarios"].as_array().unwrap().len(), answers.scenarios().len());
        let opened = keep::from_file(&text, &reading);
        prop_assert_eq!(&opened.restored.notes, &Vec::new());
        prop_assert_eq!(&opened.restored.answers, &plainly(&answers, &reading));
        prop_assert_eq!((opened.restored.check, opened.program.as_str(), opened.saved_on), (check, "0.1.0", today));
    }

    #[test]
    fn any_text_after_the_sign_of_a_link_returns(text in prop_oneof![
        any::<String>(),
        "([a-z]{1,2}=[a-z0-9%.]{0,6}[&;]){0,12}",
        "(v|i|k|c|m|h|amount)=[0-9A-Z%;&=~-]{0,40}",
    ]) {
        prop_assert_eq!(keep::from_link(&text, &reading(ENGLISH)).is_some(), text.starts_with("#/"));
        let restored = keep::from_link(&["#/", &text].concat(), &reading(ENGLISH)).unwrap();
        prop_assert!((1..=3).contains(&restored.answers.scenarios().len()));
        prop_assert!(restored.answers.draft().is_some());
    }

    #[test]
    fn any_text_of_a_file_returns(text in any::<String>(), cut in 0..600_usize, letter in any::<char>()) {
        prop_assert!(!keep::from_file(&text, &reading(ENGLISH)).restored.notes.is_empty());
        let mut history = History::default();
        history.take(Change::Set(Field::Amount, "1,5".into()));
        history.take(Change::Add);
        let mut whole = keep::session(&history, &reading(ENGLISH), "0.1.0");
        let cut = (0..=cut.min(whole.len())).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
        let is_cut = cut < whole.trim_end().len();
        whole.insert(cut, letter);
        let (restored, _) = keep::from_session(&whole, &reading(ENGLISH));
        prop_assert!(restored.answers().draft().is_some());
        whole.truncate(cut);
        let (restored, notes) = keep::from_session(&whole, &reading(ENGLISH));
        prop_assert!(restored.answers().draft().is_some());
        prop_assert!(!is_cut || !notes.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_crash_leaves_the_history(steps in prop::collection::vec(answers(), 1..30), undone in 0..5_usize) {
        let reading = reading(SPANISH);
        let mut history = History::default();
        for answers in steps {
            history.take(Change::Replace(answers));
        }
        (0..undone).for_each(|_| { history.undo(); });
        let text = keep::session(&history, &reading, "0.1.0");
        prop_assert!(text.len() <= MOST_BYTES);
        let (mut restored, notes) = keep::from_session(&text, &reading);
        prop_assert_eq!(notes, Vec::new());
        prop_assert_eq!(restored.position(), history.position());
        prop_assert_eq!(restored.highest(), history.highest());
        let mut kept = 0;
        loop {
            prop_assert_eq!(restored.answers(), &plainly(history.answers(), &reading));
            if !restored.undo() {
                break;
            }
            kept += 1;
            history.undo();
            prop_assert_eq!(restored.position(), history.position());
        }
        prop_assert!(kept <= keep::KEPT_STEPS);
    }
}

fn shown(answers: &Answers, field: Field) -> &str {
    answers.draft().unwrap().text(field)
}

#[test]
fn the_link_of_the_usual_answers_is_only_its_version() {
    assert_eq!(keep::link(&Answers::default(), &reading(ENGLISH), None), "#/v=1");
    let draft =
        Draft::default().with(Field::Concern, "melasma").with(Field::Price, "own").with(Field::Amount, "1.234,50");
    let answers = Answers::new(vec![draft, Draft::default()], 0);
    assert_eq!(
        keep::link(&answers, &reading(SPANISH), Some(&CHECK)),
        "#/v=1&k=USD-96416-283944-140000-400000&c=melasma&p=own&m=1234.50;c=acne-scars-mixed"
    );
}

#[test]
fn numbers_of_a_link_are_typed_as_the_page_reads_them() {
    let amount = |link: &str, signs| {
        let restored = keep::from_link(link, &reading(signs)).unwrap();
        shown(&restored.answers, Field::Amount).to_owned()
    };
    assert_eq!(amount("#/m=1234.50", ENGLISH), "1234.50");
    assert_eq!(amount("#/m=1234.50", SPANISH), "1234,50");
    // What was refused with two readings is refused again, and never turned into one of them.
    let refused = Answers::new(vec![Draft::default().with(Field::Amount, "1.23")], 0);
    let link = keep::link(&refused, &reading(SPANISH), None);
    assert_eq!(link, "#/v=1&m=~1.23");
    assert_eq!(amount(&link, SPANISH), "1.23");
}

#[test]
fn links_that_no_page_wrote_are_taken_as_far_as_they_go() {
    let restored = keep::from_link("#/c=warts&severity=mild&hh=3&c=pores;t=prp", &reading(ENGLISH)).unwrap();
    assert_eq!(restored.answers.scenarios().len(), 2);
    assert_eq!(shown(&restored.answers, Field::Severity), "mild");
    let losses: Vec<_> = restored.notes.into_iter().collect();
    let answer = |loss| Note::Answer { scenario: 0, loss };
    assert_eq!(
        losses,
        [
            answer(Loss::NotAllowed { field: Field::Concern, text: "warts".into() }),
            answer(Loss::UnknownKey { key: "hh".into(), nearest: None }),
            answer(Loss::Duplicate(Field::Concern)),
        ]
    );
    let newer = keep::from_link("#/v=7&c=pores&zz=1", &reading(ENGLISH)).unwrap();
    assert_eq!(newer.notes[0], Note::Format(Fault::NewerVersion { version: 7, program: String::new() }));
    assert_eq!(shown(&newer.answers, Field::Concern), "pores");
}

#[test]
fn the_longest_answers_still_fit_into_what_is_read() {
    let filled = |draft: Draft, field: Field| draft.with(field, "😀".repeat(200));
    let typed = [Field::Amount, Field::SessionsLow, Field::SessionsHigh, Field::WeeksLow, Field::WeeksHigh];
    let rest = [Field::UpkeepLow, Field::UpkeepHigh, Field::Horizon, Field::Start];
    let draft = typed.into_iter().chain(rest).fold(Draft::default(), filled);
    let answers = Answers::new(vec![draft.clone(), draft.clone(), draft], 2);
    let reading = reading(ENGLISH);
    let link = keep::link(&answers, &reading, Some(&CHECK));
    assert_eq!(keep::from_link(&link, &reading).map(|restored| restored.notes), Some(Vec::new()));
    let text = keep::file(&answers, &reading, Some(CHECK), "0.1.0", None);
    assert_eq!(keep::from_file(&text, &reading).restored.answers, answers);
    let mut history = History::new(answers.clone());
    for step in 0..30 {
        history.take(Change::Set(Field::Concern, Concern::ALL[step % Concern::ALL.len()].word().to_owned()));
    }
    let text = keep::session(&history, &reading, "0.1.0");
    assert!(text.len() <= MOST_BYTES, "{}", text.len());
    let (mut restored, notes) = keep::from_session(&text, &reading);
    assert_eq!((restored.answers(), notes), (history.answers(), Vec::new()));
    assert!(restored.undo(), "some steps are kept");
    history.undo();
    assert_eq!(restored.answers(), history.answers());
}

#[test]
fn the_keys_of_a_link_as_a_whole_are_no_fields() {
    for key in link::WHOLE {
        assert!(microneedling_estimator::editor::FIELDS.iter().all(|row| row.short != key && row.key != key));
    }
}
