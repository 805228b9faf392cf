//! The languages of the page: every text is found and translated, none escapes the dictionary, and Spanish says what
//! English says.

use crate::page::{self, scenarios};
use microneedling_estimator::codec::kept::{Check, Fault};
use microneedling_estimator::codec::price_list_json;
use microneedling_estimator::data;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::estimate::estimate;
use microneedling_estimator::domain::laser::compare_all;
use microneedling_estimator::domain::money::Money;
use microneedling_estimator::domain::narrowing::narrowing;
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::price_list::PriceList;
use microneedling_estimator::domain::problem::{Problem as Refusal, ProblemCode};
use microneedling_estimator::domain::scenario::{PriceSource, Scenario};
use microneedling_estimator::domain::spending::spending;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Laser, Treatment};
use microneedling_estimator::editor::restore::{Loss, Note};
use microneedling_estimator::editor::typed::Signs;
use microneedling_estimator::editor::{Editor, Field, Problem};
use microneedling_estimator::present::answers::{self, Control};
use microneedling_estimator::present::arena::Arena;
use microneedling_estimator::present::context::Context;
use microneedling_estimator::present::document::{Words, plain};
use microneedling_estimator::present::formats::{Formats, PlainFormats, PlainSpanish};
use microneedling_estimator::present::frame::FRAME;
use microneedling_estimator::present::language::{
    BETWEEN_FORMS, Dictionary, FIRST, LANGUAGES, PageLanguage, Text, counted, key,
};
use microneedling_estimator::present::notice::Notice;
use microneedling_estimator::present::page::{Asked, fetch, list_status, printed_on};
use microneedling_estimator::present::say::Say;
use microneedling_estimator::present::staff;
use microneedling_estimator::present::{calendar, money};
use microneedling_estimator::translation::{self, Message, Program};
use microneedling_estimator::ui::formats::Language;
use microneedling_estimator::ui::staff::{Route, StaffApp, StaffProps};
use microneedling_estimator::ui::{App, AppProps};
use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;
use yew::LocalServerRenderer;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn texts() -> Vec<Message> {
    translation::texts(project()).unwrap()
}

/// A language with its way to write numbers.
#[derive(Clone, Copy)]
pub struct Tongue {
    pub dictionary: &'static Dictionary,
    pub formats: &'static dyn Formats,
}

pub fn english() -> Tongue {
    Tongue { dictionary: Dictionary::ENGLISH, formats: &PlainFormats }
}

pub fn spanish() -> Tongue {
    let written = translation::dictionary(&translation::catalog_of(project(), "es"), &texts());
    let written = written.unwrap_or_else(|problems| panic!("{}", problems.join("\n")));
    Tongue { dictionary: Box::leak(Box::new(Dictionary::parse(written.leak()))), formats: &PlainSpanish }
}

/// A panel of a page: its id and its lines.
pub type Panel = (&'static str, Vec<String>);

/// What a page is made from, kept for as long as the tests run.
fn context(scenario: &Scenario, list: Option<&'static PriceList>, tongue: Tongue) -> Context<'static> {
    let scenario: &'static Scenario = Box::leak(Box::new(scenario.clone()));
    let catalog = data::catalog();
    let plan = Plan::new(scenario, list, catalog).expect("the scenario has an estimate");
    let (estimate, spending) =
        (Box::leak(Box::new(estimate(&plan, catalog))), Box::leak(Box::new(spending(&plan, catalog))));
    let narrowing = narrowing(&plan, estimate.total, catalog).leak();
    let lasers = compare_all(&plan, list, catalog).leak();
    let arena: &'static Arena = Box::leak(Box::default());
    let Tongue { dictionary, formats } = tongue;
    let say = Say { arena, dictionary, formats, currency: estimate.currency };
    Context { scenario, estimate, spending, narrowing, lasers, catalog, list, say }
}

/// Every panel of a page, the form and its messages included.
fn panels(context: &'static Context<'static>, asked: &Asked<'static>) -> Vec<Panel> {
    let page = microneedling_estimator::present::page::page(context, asked);
    let dictionary = context.say.dictionary;
    let read = |words: Words| plain(dictionary.read(words));
    let mut form = vec![read(page.total)];
    for group in &page.groups {
        form.extend([read(group.heading), read(group.summary)]);
        for question in group.questions {
            form.extend([read(question.label), read(question.hint)]);
            form.extend(question.error.map(read));
            let (Control::Select(choices) | Control::Radios(choices) | Control::Row(choices)) = question.control else {
                continue;
            };
            for choice in choices {
                form.extend([choice.label, choice.note, choice.mark, choice.under].map(read));
                for typed in choice.typed {
                    form.extend([read(typed.label), read(typed.unit)]);
                    form.extend(typed.error.map(read));
                }
            }
        }
    }
    for words in page.answers.rows.iter().copied().flatten().chain(page.answers.head).chain([&page.answers.caption]) {
        form.push(read(*words));
    }
    form.extend(page.provided.map(read));
    for named in &page.scenarios {
        form.push(read(named.name));
    }
    if let Some(told) = &page.notice {
        form.push(read(told.lead));
        form.extend(told.items.iter().map(|item| read(*item)));
    }
    form.push(read(money::announcement(context)));
    form.retain(|line| !line.is_empty());
    let mut panels = vec![("answers", form)];
    panels.extend(page.sections.iter().map(|section| (section.id, section.plain(dictionary))));
    panels
}

/// Every panel of the page of each scenario, with typical prices and with a list of each kind.
pub fn pages(tongue: Tongue) -> Vec<Panel> {
    let mut all = Vec::new();
    for (index, scenario) in scenarios().iter().enumerate() {
        let list = match index % 7 {
            0 => Some(list(include_str!("../../examples/prices.json"))),
            1 => Some(list(FLOORS)),
            _ => None,
        };
        // Where the list lacks what is asked for, the page is that of typical prices.
        let list = list.filter(|list| Plan::new(scenario, Some(list), data::catalog()).is_ok());
        all.extend(page_of(scenario, list, tongue));
    }
    all
}

fn page_of(scenario: &Scenario, list: Option<&'static PriceList>, tongue: Tongue) -> Vec<Panel> {
    let context = Box::leak(Box::new(context(scenario, list, tongue)));
    let editor = Box::leak(Box::new(Editor::new(scenario.clone(), context.estimate.currency)));
    panels(context, &Asked { editor, refusal: None, scenarios: &[], shown: 0, notice: None })
}

/// A list of floors in euros, with a clinic whose name no dictionary knows.
const FLOORS: &str = r#"{"currency": "EUR", "clinic": "Praxis am Fluss", "valid_until": "2027-03-31", "items": [
    {"id": "a", "kind": "needling", "treatment": "standard", "area": "face", "price": {"from": 20000}},
    {"id": "b", "kind": "laser", "modality": "ipl", "area": "face", "price": {"fixed": 20000}}]}"#;

fn list(text: &str) -> &'static PriceList {
    Box::leak(Box::new(price_list_json::read(text).expect("a good list")))
}

/// The messages of a page: everything that can be wrong with what is typed, opened or kept.
pub fn messages(tongue: Tongue) -> Vec<String> {
    let context = Box::leak(Box::new(context(&Scenario::usual(Concern::Wrinkles), None, tongue)));
    let say = context.say;
    let typed = || "12x".to_owned();
    let mut lines: Vec<String> = [
        Problem::Missing,
        Problem::NotANumber(typed()),
        Problem::NotWhole { typed: typed(), low: 1, high: 24 },
        Problem::OutOfRange { typed: typed(), low: 1, high: 24 },
        Problem::AmountOutOfRange { typed: typed(), low: 1, high: 24 },
        Problem::TooFine { typed: typed(), decimals: 2 },
        Problem::TooFine { typed: typed(), decimals: 1 },
        Problem::TwoReadings { typed: typed(), readings: ["1".into(), "2".into()] },
        Problem::EndBeforeStart { start: 3, end: 2 },
        Problem::NotADay(typed()),
        Problem::UnknownWord(typed()),
    ]
    .iter()
    .map(|problem| say.read(answers::message(problem, say)).to_owned())
    .collect();
    let words = |words: Words| plain(say.read(words));
    for message in [
        fetch::elsewhere(&say, "12x"),
        fetch::alone(&say, "12x"),
        fetch::unreachable(&say, "12x"),
        fetch::too_large(&say, "12x"),
    ] {
        // The first of them names the place in the address, which is no word.
        lines.extend(message.into_iter().skip(1).map(words));
    }
    let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    for text in [FLOORS, include_str!("../../examples/prices.json")] {
        lines.push(words(list_status(list(text), Some(day), &say)));
    }
    lines.push(words(printed_on(day, &say)));
    lines.extend(notices(context));
    lines.extend(refusals(context));
    lines
}

fn notices(context: &'static Context<'static>) -> Vec<String> {
    let check = Check { currency: Currency::USD, course: (1, 2), total: (3, 4) };
    let of = |fault| Note::Format(fault);
    let answer = |scenario, loss| Note::Answer { scenario, loss };
    let text = || "12x".to_owned();
    let broken = microneedling_estimator::codec::json::parse("[1,").map(|_| ());
    assert!(broken.is_err());
    let notes = vec![
        of(Fault::TooLarge { bytes: 70_000 }),
        of(Fault::OtherFormat),
        of(Fault::NewerVersion { version: 2, program: String::new() }),
        of(Fault::NewerVersion { version: 2, program: "0.3.0".into() }),
        of(Fault::Version(text())),
        of(Fault::TooManyScenarios(5)),
        of(Fault::NotAScenario(1)),
        of(Fault::Unreadable { scenario: 1, key: text() }),
        of(Fault::UnknownKey(text())),
        of(Fault::Duplicate(text())),
        of(Fault::Whole("12x")),
        of(Fault::Past),
        answer(0, Loss::UnknownKey { key: text(), nearest: None }),
        answer(1, Loss::UnknownKey { key: text(), nearest: Some(Field::Area) }),
        answer(2, Loss::Duplicate(Field::Laser)),
        answer(0, Loss::NotAllowed { field: Field::Treatment, text: text() }),
        answer(0, Loss::TooLong { field: Field::Amount, length: 300 }),
    ];
    let same = Check::from(context.estimate);
    let editor = Box::leak(Box::new(Editor::new(context.scenario.clone(), Currency::USD)));
    let mut lines = Vec::new();
    for notice in [
        Notice::Opened { program: None, check: Some(check), notes: notes.clone() },
        Notice::Opened { program: Some("0.3.0".into()), check: Some(same), notes: Vec::new() },
        Notice::Unopened(notes.clone()),
        Notice::Restored(notes.clone()),
        Notice::Forgotten,
        Notice::Blocked,
        Notice::Full,
        Notice::Unread,
    ] {
        let notice = Some(&*Box::leak(Box::new(notice)));
        lines.extend(
            panels(context, &Asked { editor, refusal: None, scenarios: &[], shown: 0, notice }).swap_remove(0).1,
        );
    }
    lines
}

/// The form where there is no estimate at the price that was chosen, for each reason.
fn refusals(shown: &'static Context<'static>) -> Vec<String> {
    let problem =
        Refusal { code: ProblemCode::Conflict, path: "price".into(), problem: "12x".into(), fix: "12x".into() };
    let refusal = Some(&*Box::leak(Box::new(problem)));
    let mut lines = Vec::new();
    for (price, list) in [
        (PriceSource::Clinic, None),
        (PriceSource::Clinic, Some(list(FLOORS))),
        (PriceSource::Typical, Some(list(FLOORS))),
        (PriceSource::Own(Money::from_minor(0)), None),
    ] {
        let scenario = Scenario { price: Some(price), area: Some(Area::Hands), ..Scenario::usual(Concern::Wrinkles) };
        let editor = Box::leak(Box::new(Editor::new(scenario, Currency::USD)));
        let context = Box::leak(Box::new(Context { list, ..*shown }));
        lines.extend(
            panels(context, &Asked { editor, refusal, scenarios: &[], shown: 0, notice: None }).swap_remove(0).1,
        );
    }
    lines
}

/// Three scenarios side by side.
fn side_by_side(tongue: Tongue) -> Vec<String> {
    let laser = |laser| Scenario { laser: Some(laser), ..Scenario::usual(Concern::AcneScarsMixed) };
    let shown = [laser(Laser::Ipl), laser(Laser::FullField), Scenario { area: Some(Area::Back), ..laser(Laser::Ipl) }];
    let mut lines = Vec::new();
    for count in 1..=3 {
        let contexts: Vec<Option<Context<'static>>> =
            shown.iter().take(count).map(|scenario| Some(context(scenario, None, tongue))).collect();
        let contexts = contexts.leak();
        let editor = Box::leak(Box::new(Editor::new(shown[0].clone(), Currency::USD)));
        let first = Box::leak(Box::new(context(&shown[0], None, tongue)));
        let asked = Asked { editor, refusal: None, scenarios: contexts, shown: 0, notice: None };
        lines.extend(panels(first, &asked).into_iter().flat_map(|(_, lines)| lines));
    }
    lines
}

/// The titles and descriptions of a calendar file, unfolded.
fn calendar_lines(tongue: Tongue) -> Vec<String> {
    let start_date = chrono::NaiveDate::from_ymd_opt(2026, 12, 1);
    let scenario = Scenario { start_date, ..Scenario::usual(Concern::Wrinkles) };
    let stamp = start_date.unwrap().and_hms_opt(12, 0, 0).unwrap();
    let file = calendar::file(&context(&scenario, None, tongue), stamp).expect("a first day");
    let file = file.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";").replace("\\n", " ");
    let told = ["SUMMARY:", "DESCRIPTION:", "X-WR-CALNAME:"];
    let lines = file.lines().filter_map(|line| told.iter().find_map(|name| line.strip_prefix(name)));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_languages_are_those_of_the_catalogs() {
    let mut catalogs: Vec<String> = std::fs::read_dir(project().join("languages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().replace(".po", ""))
        .collect();
    catalogs.sort();
    let listed: Vec<&str> = LANGUAGES.iter().map(|language| language.code).collect();
    assert_eq!(listed[0], FIRST.code);
    assert_eq!(
        catalogs,
        listed[1..],
        "each of LANGUAGES but the first has a catalog, and each catalog its place there"
    );
    let mut pages: BTreeSet<String> = LANGUAGES.iter().map(|language| language.page.to_owned()).collect();
    pages.extend(LANGUAGES.iter().map(PageLanguage::staff));
    assert_eq!(pages.len(), 2 * LANGUAGES.len());
    assert_eq!(PageLanguage::of("xx"), &FIRST, "a language that there is not");
}

#[test]
fn every_text_is_translated_with_its_gaps_and_nothing_else_is() {
    let texts = texts();
    assert!(texts.len() > 500, "only {} texts were found", texts.len());
    for language in &LANGUAGES[1..] {
        let file = translation::catalog_of(project(), language.code);
        if let Err(problems) = translation::dictionary(&file, &texts) {
            panic!("{}", problems.join("\n"));
        }
    }
}

#[test]
fn a_catalog_stands_in_the_order_of_the_sources() {
    for language in &LANGUAGES[1..] {
        let file = translation::catalog_of(project(), language.code);
        let renewed = translation::renewed(&file, &texts()).unwrap();
        assert!(
            renewed == std::fs::read_to_string(&file).unwrap(),
            "run `cargo xtask texts` and commit {}",
            file.display()
        );
    }
}

#[test]
fn texts_stand_where_they_are_looked_for() {
    let mut folders = vec![project().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let is_searched = translation::FOLDERS.iter().any(|known| path == project().join(known));
            if path.is_dir() && !is_searched {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let has_text = text.match_indices("t!(").any(|(at, _)| {
                    let before = text[..at].chars().next_back();
                    before.is_none_or(|letter| !letter.is_alphanumeric() && !"_`".contains(letter))
                });
                assert!(!has_text, "{}: texts stand in {:?}", path.display(), translation::FOLDERS);
            }
        }
    }
}

#[test]
fn no_two_texts_have_the_same_key() {
    let texts = texts();
    let keys: BTreeSet<u32> = texts.iter().map(|text| key(&text.english)).collect();
    assert_eq!(keys.len(), texts.len());
}

/// What a faulty catalog is told about, one line for each fault.
fn faults(catalog: &str) -> Vec<String> {
    let text = |english: &str, plural: Option<&str>| Message {
        english: english.to_owned(),
        plural: plural.map(str::to_owned),
        files: vec!["src/present/a.rs".to_owned()],
    };
    let texts = [text("From {0} to {1}", None), text("{0} week", Some("{0} weeks")), text("*Care*", None)];
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{:08x}.po", key(catalog)));
    std::fs::write(&file, catalog).unwrap();
    let problems = translation::dictionary(&file, &texts).err().unwrap_or_default();
    let name = file.display().to_string();
    assert!(problems.iter().all(|problem| problem.starts_with(&name)), "{problems:#?}");
    problems.iter().map(|problem| problem.replace(&name, "x.po")).collect()
}

const HEADER: &str =
    "msgid \"\"\nmsgstr \"\"\n\"Language: es\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n";
const GOOD: &str = "msgid \"From {0} to {1}\"\nmsgstr \"De {0} a {1}\"\n\nmsgid \"{0} week\"\nmsgid_plural \"{0} weeks\"\nmsgstr[0] \
                    \"{0} semana\"\nmsgstr[1] \"{0} semanas\"\n\nmsgid \"*Care*\"\nmsgstr \"*Cuidados*\"\n";

#[test]
fn each_fault_of_a_catalog_is_named_with_its_place_and_the_fix() {
    let good = [HEADER, GOOD].concat();
    assert_eq!(faults(&good), Vec::<String>::new());
    for (right, wrong, told) in [
        ("De {0} a {1}", "", "has no translation; write it in msgstr"),
        ("De {0} a {1}", "De {0}", "gaps [\"0\"]; it has [\"0\", \"1\"]"),
        ("De {0} a {1}", "De {0} a {2}", "gaps [\"0\", \"2\"]"),
        ("{0} semanas", "", "has not all its 2 forms"),
        ("*Cuidados*", "Cuidados", "another number of `*`"),
        ("*Cuidados*", "*<b*", "with `<`, a tab or a line break"),
        ("*Cuidados*", " *Cuidados*", "other spaces at its start or end"),
        ("msgid \"*Care*\"", "#, fuzzy\nmsgid \"*Care*\"", "is marked fuzzy"),
        ("nplurals=2", "nplurals=5", "the header `Plural-Forms`"),
    ] {
        let told_of = faults(&good.replace(right, wrong));
        assert!(
            told_of.iter().any(|problem| problem.contains(told)),
            "{wrong:?} should be told by {told:?}: {told_of:#?}"
        );
    }
    let more = [&good, "\nmsgid \"Gone\"\nmsgstr \"Ido\"\n"].concat();
    assert!(faults(&more)[0].contains("“Gone” is no text of the page any more"));
    let twice = [&good, "\nmsgid \"*Care*\"\nmsgstr \"*Otra*\"\n"].concat();
    assert!(faults(&twice)[0].contains("stands at line"), "{:?}", faults(&twice));
    let less = good.replace("msgid \"*Care*\"\nmsgstr \"*Cuidados*\"\n", "");
    assert!(faults(&less)[0].contains("of src/present/a.rs is missing; run `cargo xtask texts`"));
    assert_eq!(faults(&good.replace("msgstr \"De", "msgstr \"D\"e")).len(), 1, "what is no catalog");
}

/// Numbers without words: days as digits.
#[derive(Debug)]
struct Digits;

impl Formats for Digits {
    fn number(&self, number: i64) -> String {
        PlainFormats.number(number)
    }
    fn percent(&self, percent: i64) -> String {
        PlainFormats.percent(percent)
    }
    fn money(&self, amount: Money, currency: Currency) -> String {
        PlainFormats.money(amount, currency)
    }
    fn exact(&self, amount: Money, currency: Currency) -> String {
        PlainFormats.exact(amount, currency)
    }
    fn date(&self, day: chrono::NaiveDate) -> String {
        day.format("%Y-%m-%d").to_string()
    }
    fn signs(&self) -> Signs {
        PlainFormats.signs()
    }
    fn plural(&self, number: i64) -> usize {
        PlainFormats.plural(number)
    }
}

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// A text in a language of brackets around everything but the gaps and the marks: "⟦After ⟧{0}⟦.⟧".
fn bracketed(text: &str) -> String {
    let mut written = String::new();
    let mut words = String::new();
    let mut is_gap = false;
    for letter in text.chars() {
        is_gap |= letter == '{';
        if !is_gap && letter != '*' {
            words.push(letter);
            continue;
        }
        written.push_str(&in_brackets(&mut words));
        written.push(letter);
        is_gap &= letter != '}';
    }
    written.push_str(&in_brackets(&mut words));
    written
}

fn in_brackets(words: &mut String) -> String {
    let words = std::mem::take(words);
    if words.is_empty() { words } else { format!("{OPEN}{words}{CLOSE}") }
}

/// The dictionary of the language of brackets.
pub fn brackets(program: Program) -> Tongue {
    let texts = texts();
    let lines = texts.iter().filter(|text| program.shows(text)).map(|text| {
        let forms = [Some(&text.english), text.plural.as_ref()].into_iter().flatten();
        let forms: Vec<String> = forms.map(|form| bracketed(form)).collect();
        (key(&text.english), forms.join(&BETWEEN_FORMS.to_string()))
    });
    let written = translation::written(&["one", "other"], lines.collect());
    Tongue { dictionary: Box::leak(Box::new(Dictionary::parse(written.leak()))), formats: &Digits }
}

/// What comes from data or from a person, and is the same in every language; the longest first.
pub fn of_data() -> Vec<String> {
    let catalog = data::catalog();
    let mut names: Vec<String> =
        ["Praxis am Fluss", "Riverside Skin Clinic", "EUR", "USD", "12x"].map(str::to_owned).into();
    for reference in catalog.references {
        names.extend([reference.title, reference.publisher].map(str::to_owned));
    }
    names.extend(catalog.trials.iter().map(|trial| trial.citation.to_owned()));
    names.extend(LANGUAGES.iter().map(|language| language.name.to_owned()));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.retain(|name| !name.is_empty());
    names
}

/// The letters of a line that stand outside the brackets, without what is data.
pub fn outside(line: &str, data: &[String]) -> String {
    let mut bare = String::new();
    let mut depth = 0;
    for letter in line.chars() {
        match letter {
            OPEN => depth += 1,
            CLOSE => depth -= 1,
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{line}");
    for name in data {
        if !bare.contains(char::is_alphabetic) {
            break;
        }
        if bare.contains(name.as_str()) {
            bare = bare.replace(name.as_str(), "");
        }
    }
    bare
}

#[test]
fn no_text_of_any_page_escapes_the_dictionary() {
    let data = of_data();
    let lines = all_lines(brackets(Program::Patient));
    assert!(lines.len() > 3_000, "only {} lines", lines.len());
    let escaped: Vec<&String> = lines
        .iter()
        .filter(|line| {
            // One letter alone is the name of a scenario.
            outside(line, &data).split(|letter: char| !letter.is_alphabetic()).any(|word| word.chars().count() > 1)
        })
        .collect();
    assert_eq!(escaped, Vec::<&String>::new(), "put these through t!");
}

/// The texts between tags, and the values of attributes that a person reads or hears.
fn words_of_html(html: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push(before.trim().to_owned());
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let is_meta = tag.starts_with("meta");
        for name in ["aria-label", "title", "alt", "placeholder", "content"] {
            let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, value)| value.split_once('"'));
            if let Some((value, _)) = value
                && (name != "content" || (is_meta && tag.contains("name=\"description\"")))
            {
                words.push(value.to_owned());
            }
        }
        rest = if tag.starts_with("!--") { html_after_comment(rest) } else { after };
    }
    words.retain(|words| !words.is_empty());
    words
}

fn html_after_comment(html: &str) -> &str {
    html.split_once("-->").map_or("", |(_, after)| after)
}

#[test]
fn no_text_of_the_drawn_page_escapes_the_dictionary() {
    let tongue = brackets(Program::Patient);
    for is_live in [false, true] {
        let props = AppProps { language: in_brackets_of(tongue), is_live, ..AppProps::default() };
        let renderer = LocalServerRenderer::<App>::with_props(props).hydratable(false);
        let words = expect_no_escape(&futures::executor::block_on(renderer.render()));
        assert!(words > 200, "{words} pieces of text");
    }
}

#[test]
fn no_text_of_the_staff_pages_escapes_the_dictionary() {
    let tongue = brackets(Program::Staff);
    for route in Route::ALL {
        let props = StaffProps { language: in_brackets_of(tongue), route, is_live: true, ..StaffProps::default() };
        let renderer = LocalServerRenderer::<StaffApp>::with_props(props).hydratable(false);
        let words = expect_no_escape(&futures::executor::block_on(renderer.render()));
        assert!(words > 8, "{words} pieces of text");
    }
}

fn in_brackets_of(tongue: Tongue) -> Language {
    Language { code: "xx", dictionary: Rc::new(tongue.dictionary.clone()), formats: Rc::new(Digits) }
}

/// Sees to it that all words of a drawn page came through the dictionary; gives back how many pieces of text it has.
#[track_caller]
fn expect_no_escape(html: &str) -> usize {
    let data = of_data();
    let html = html.replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&");
    let words = words_of_html(&html);
    let escaped: Vec<&String> = words
        .iter()
        .filter(|words| outside(words, &data).chars().filter(|sign| sign.is_alphabetic()).count() > 1)
        .collect();
    assert_eq!(escaped, Vec::<&String>::new(), "put these through t!");
    words.len()
}

#[test]
fn the_pages_have_no_words_but_those_of_their_frames() {
    let frames: [(&str, &[Text]); 2] = [("index.html", &FRAME), ("staff.html", &staff::frame::FRAME)];
    for (file, frame) in frames {
        let html = std::fs::read_to_string(project().join(file)).unwrap();
        let words: BTreeSet<String> = words_of_html(&html).into_iter().collect();
        let frame: BTreeSet<String> = frame.iter().map(|text| Dictionary::ENGLISH.read(*text).to_owned()).collect();
        assert_eq!(words, frame, "a frame.rs has the words of {file}, so that the build can translate them");
    }
}

#[test]
fn a_dictionary_holds_what_its_program_can_show_and_no_more() {
    let texts = texts();
    let file = translation::catalog_of(project(), "es");
    let lines = |written: String| written.lines().map(str::to_owned).collect::<BTreeSet<String>>();
    let whole = lines(translation::dictionary(&file, &texts).unwrap());
    let [patient, staff] = [Program::Patient, Program::Staff]
        .map(|program| lines(translation::dictionary_of(program, &file, &texts).unwrap()));
    // Of the staff; of both; of the frames, whose words stand in the pages themselves.
    for (line, expected) in [
        ("Abrir otra lista de precios", [false, true]),
        ("Cerrar este aviso", [true, true]),
        ("Preparando esta página…", [false, false]),
    ] {
        assert!(whole.contains(line), "{line}");
        assert_eq!([patient.contains(line), staff.contains(line)], expected, "{line}");
    }
}

/// Everything that the page can say, each line once.
fn all_lines(tongue: Tongue) -> BTreeSet<String> {
    let mut lines: BTreeSet<String> = pages(tongue).into_iter().flat_map(|(_, lines)| lines).collect();
    lines.extend(messages(tongue));
    lines.extend(side_by_side(tongue));
    lines.extend(calendar_lines(tongue));
    lines
}

/// English words that no Spanish sentence has.
const ENGLISH_WORDS: [&str; 24] = [
    "the", "of", "and", "with", "for", "from", "to", "is", "are", "in", "on", "at", "this", "that", "weeks", "months",
    "visit", "session", "sessions", "skin", "scars", "people", "usual ", "about",
];

/// Words that sell, promise or hurry, as whole words; "seguro" as in "this is safe".
const FORBIDDEN_IN_SPANISH: [&str; 22] = [
    "seguro",
    "segura",
    "seguros",
    "seguras",
    "sin riesgo",
    "sin riesgos",
    "indoloro",
    "indolora",
    "sin dolor",
    "garantizado",
    "garantizada",
    "garantía",
    "garantizamos",
    "el mejor",
    "la mejor",
    "lo mejor para",
    "date prisa",
    "dese prisa",
    "apresúrese",
    "usted verá",
    "solo hoy",
    "oferta",
];

#[test]
fn spanish_pages_have_no_english_no_gaps_and_no_word_that_sells() {
    let data = of_data();
    for line in all_lines(spanish()) {
        // Titles of sources are as they are.
        let own = outside(&line, &data);
        for word in ENGLISH_WORDS {
            assert!(!page::says(&own, word), "“{word}” in “{own}”");
        }
        for word in FORBIDDEN_IN_SPANISH {
            assert!(!page::says(&own, word), "“{word}” in “{own}”");
        }
        for gap in ["  ", " .", " ,", "..", "{", "}", " el el ", " de el ", " a el ", " un un ", " una una "] {
            assert!(!line.contains(gap), "“{gap}” in “{line}”");
        }
    }
}

#[test]
fn the_fixed_sentences_stand_on_every_spanish_page() {
    let tongue = spanish();
    for scenario in scenarios() {
        let lines: Vec<String> = page_of(&scenario, None, tongue).into_iter().flat_map(|(_, lines)| lines).collect();
        let text = lines.join("\n");
        assert!(text.contains("Es una estimación, no un presupuesto ni un consejo médico."));
        assert!(text.contains("Se puede elegir no hacer ningún tratamiento."));
        let reviewed =
            data::catalog().concern(scenario.concern).authorisation.value.areas.contains(&scenario.area.unwrap());
        assert_ne!(reviewed, text.contains(": no es un uso revisado por la FDA. La FDA ha"), "{scenario:?}");
        assert_eq!(
            scenario.treatment == Treatment::Rf,
            text.contains("Aviso de la FDA sobre riesgos, octubre de 2025.")
        );
    }
    let clinic = page_of(&Scenario::usual(Concern::Wrinkles), Some(list(FLOORS)), tongue);
    let sold = "Esta herramienta la ofrece Praxis am Fluss, que vende estos tratamientos.";
    assert!(clinic.iter().flat_map(|(_, lines)| lines).any(|line| line == sold));
}

#[test]
fn the_headline_of_a_known_price_is_the_same_in_spanish() {
    let price = Some(PriceSource::Own(Money::from_minor(35_000)));
    let scenario = Scenario {
        severity: microneedling_estimator::domain::vocabulary::Severity::Moderate,
        price,
        ..Scenario::usual(Concern::AcneScarsMixed)
    };
    let panels = page_of(&scenario, None, spanish());
    let (_, lines) = panels.iter().find(|(id, _)| *id == "estimate").unwrap();
    let course = lines.iter().find(|line| line.starts_with("Primer ciclo |")).unwrap();
    assert_eq!(
        course.replace('\u{2009}', " "),
        "Primer ciclo | $1,050 – $2,100 | 3 a 6 visitas, lo más probable cerca de $1,400 | Valor central $1,400, \
         mínimo $1,050, máximo $2,100."
    );
}

#[test]
fn one_thing_has_its_own_form() {
    let dictionary = spanish().dictionary;
    let weeks = counted("{0} week", "{0} weeks");
    assert_eq!(dictionary.counted(weeks, PlainSpanish.plural(1)), "{0} semana");
    assert_eq!(dictionary.counted(weeks, PlainSpanish.plural(3)), "{0} semanas");
    // "many", which Spanish has for millions, is not a form of the catalog.
    assert_eq!(dictionary.counted(weeks, 4), "{0} semanas");
}
