//! The patient page in words: what it says, what it never says, and that every word of the model has words.

use microneedling_estimator::codec::price_list_json;
use microneedling_estimator::data;
use microneedling_estimator::domain::catalog::Catalog;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::estimate::estimate;
use microneedling_estimator::domain::laser::compare_all;
use microneedling_estimator::domain::money::Money;
use microneedling_estimator::domain::narrowing::narrowing;
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::price_list::PriceList;
use microneedling_estimator::domain::price_list::Service;
use microneedling_estimator::domain::quantity::Range;
use microneedling_estimator::domain::scenario::{PriceSource, Scenario, Upkeep};
use microneedling_estimator::domain::spending::spending;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Grade, Laser, Severity, Treatment};
use microneedling_estimator::editor::Editor;
use microneedling_estimator::present::arena::Arena;
use microneedling_estimator::present::context::Context;
use microneedling_estimator::present::document::{Block, Picture, Section, Span, Words, spans};
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::language::Dictionary;
use microneedling_estimator::present::page::{Asked, Page, page};
use microneedling_estimator::present::say::Say;
use microneedling_estimator::present::{conflicts, decide, words, workings};

fn catalog() -> &'static Catalog {
    data::catalog()
}

/// The page of a scenario; what it is made from is kept for as long as the tests run.
fn shown(scenario: &Scenario, list: Option<&PriceList>, catalog: &'static Catalog) -> Page<'static> {
    let scenario: &'static Scenario = Box::leak(Box::new(scenario.clone()));
    let list: Option<&'static PriceList> = list.map(|list| &*Box::leak(Box::new(list.clone())));
    let plan = Plan::new(scenario, list, catalog).expect("the scenario has an estimate");
    let (estimate, spending) =
        (Box::leak(Box::new(estimate(&plan, catalog))), Box::leak(Box::new(spending(&plan, catalog))));
    let narrowing = narrowing(&plan, estimate.total, catalog).leak();
    let lasers = compare_all(&plan, list, catalog).leak();
    let arena: &'static Arena = Box::leak(Box::default());
    let say = Say { arena, dictionary: Dictionary::ENGLISH, formats: &PlainFormats, currency: estimate.currency };
    let context = Context { scenario, estimate, spending, narrowing, lasers, catalog, list, say };
    let editor = Box::leak(Box::new(Editor::new(scenario.clone(), Currency::USD)));
    page(&context, &Asked { editor, refusal: None, scenarios: &[], shown: 0, notice: None })
}

fn lines(page: &Page) -> Vec<String> {
    page.sections.iter().flat_map(|section| section.plain(Dictionary::ENGLISH)).collect()
}

fn section<'a>(page: &'a Page, id: &str) -> &'a Section<'a> {
    page.sections.iter().find(|section| section.id == id).expect("a section of this id")
}

/// The figures of the three money lines, with ordinary spaces.
fn money(page: &Page) -> Vec<[String; 3]> {
    let plain = |words: Words| Dictionary::ENGLISH.read(words).replace('\u{2009}', " ");
    let lines = section(page, "estimate").blocks.iter().find_map(|block| match block {
        Block::Money(lines) => Some(lines),
        _ => None,
    });
    let lines = lines.expect("money lines");
    lines.iter().map(|line| [plain(line.figure), plain(line.words), plain(line.detail)]).collect()
}

fn own(cents: i64) -> Option<PriceSource> {
    Some(PriceSource::Own(Money::from_minor(cents)))
}

/// Every concern in every area, with every treatment, laser and severity at least once.
pub fn scenarios() -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for (index, &concern) in Concern::ALL.iter().enumerate() {
        for (number, &area) in Area::ALL.iter().enumerate() {
            let turn = index + number;
            scenarios.push(Scenario {
                area: Some(area),
                severity: Severity::ALL[turn % Severity::ALL.len()],
                treatment: Treatment::ALL[turn % Treatment::ALL.len()],
                laser: [None, Some(Laser::ALL[turn % Laser::ALL.len()])][turn % 2],
                upkeep: [Upkeep::Recommended, Upkeep::None, Upkeep::Every(Range::new(3, 6).unwrap())][turn % 3],
                horizon_months: [6, 12, 24, 36, 60, 120][turn % 6],
                start_date: [None, chrono::NaiveDate::from_ymd_opt(2026, 12, 1)][turn % 2],
                price: [None, own(35_000), Some(PriceSource::Typical)][turn % 3],
                ..Scenario::usual(concern)
            });
        }
    }
    scenarios
}

#[test]
fn the_headline_of_a_known_price_is_exact() {
    let catalog = catalog();
    let scenario =
        Scenario { severity: Severity::Moderate, price: own(35_000), ..Scenario::usual(Concern::AcneScarsMixed) };
    let page = shown(&scenario, None, catalog);
    assert_eq!(
        money(&page),
        [
            [
                "$1,050 – $2,100",
                "3 to 6 visits, most likely about $1,400",
                "In the middle $1,400, at the least $1,050, at the most $2,100."
            ],
            ["$0", "upkeep visits are not usual for this", "No trial has tested upkeep visits."],
            [
                "$1,050 – $2,100",
                "3 to 6 visits, most likely about $1,400",
                "In the middle $1,400, at the least $1,050, at the most $2,100."
            ],
        ]
    );
    assert_eq!(Dictionary::ENGLISH.read(page.total), "$1,050\u{2009}–\u{2009}$2,100");
}

#[test]
fn published_prices_are_rounded_on_the_page_and_exact_in_the_workings() {
    let catalog = catalog();
    let scenario = Scenario { severity: Severity::Moderate, ..Scenario::usual(Concern::AcneScarsMixed) };
    let page = shown(&scenario, None, catalog);
    let [figure, words, detail] = &money(&page)[0];
    assert_eq!(figure, "$960 – $2,850");
    assert_eq!(words, "3 to 6 visits, most likely about $1,700");
    assert_eq!(detail, "In the middle $1,700, at the least $450, at the most $4,800.");
    let formula = "3 to 6 sessions × $150 to $800 a session = $450 to $4,800. Every combination counts as often as it \
                   is likely: 1 in 10 is at or below $964.16, half are at or below $1,678.80, 9 in 10 are at or below \
                   $2,839.44.";
    assert!(lines(&page).iter().any(|line| line == formula));
}

#[test]
fn the_verdict_is_in_words_with_its_break_even() {
    let catalog = catalog();
    let scenario = Scenario { severity: Severity::Moderate, ..Scenario::usual(Concern::AcneScarsMixed) };
    let lines = section(&shown(&scenario, None, catalog), "compare").plain(Dictionary::ENGLISH);
    assert_eq!(
        lines[1],
        "Needling most likely costs less than a non-ablative fractional laser: it is cheaper in more than 99 of 100 \
         combinations."
    );
    assert_eq!(
        lines[2],
        "At the typical price, needling is cheaper unless it takes more than 20 visits: that is where a non-ablative \
         fractional laser in the middle of its range costs the same."
    );
}

#[test]
fn a_clinics_list_is_named_with_what_it_sells_and_a_floor_says_from() {
    let catalog = catalog();
    let text = r#"{"currency": "EUR", "clinic": "Clinic Alba", "items": [
        {"id": "a", "kind": "needling", "treatment": "standard", "area": "face", "price": {"from": 20000}}]}"#;
    let list = price_list_json::read(text).expect("a good list");
    assert!(list.item(Service::Needling(Treatment::Standard), Area::Face, Concern::Wrinkles).is_some());
    let page = shown(&Scenario::usual(Concern::Wrinkles), Some(&list), catalog);
    assert_eq!(
        page.provided.map(|words| Dictionary::ENGLISH.read(words)),
        Some("This tool is provided by Clinic Alba, which sells these treatments.")
    );
    let money = money(&page);
    assert!(money.iter().all(|[figure, _, _]| figure.starts_with("from €")), "{money:?}");
    let dollars: Vec<String> = lines(&page).into_iter().filter(|line| line.contains('$')).collect();
    assert!(dollars.iter().all(|line| line.contains(" Read: ")), "dollars beside a list in euros: {dollars:?}");
}

#[test]
fn every_figure_has_a_formula_in_words() {
    let catalog = catalog();
    for scenario in scenarios() {
        let estimate = estimate(&Plan::new(&scenario, None, catalog).expect("an estimate"), catalog);
        for explanation in &estimate.explanations {
            let formula = workings::formula(explanation, &estimate, &PlainFormats);
            assert!(formula.ends_with('.'), "{:?}: {formula:?}", explanation.figure);
            assert!(!formula.contains("  "), "{:?}: {formula:?}", explanation.figure);
            assert!(!workings::title(explanation.figure).is_empty());
        }
    }
}

#[test]
fn every_word_of_the_model_has_words_for_people() {
    let catalog = catalog();
    for question in catalog.screen {
        assert!(decide::screen(question.id).is_some(), "{} has no words", question.id);
    }
    for task in catalog.care {
        assert!(decide::care_task(task.id).is_some(), "{} has no words", task.id);
    }
    for &concern in Concern::ALL {
        assert!(!words::concern(concern).is_empty() && !words::concern_inline(concern).is_empty());
        for &severity in Severity::ALL {
            assert!(!words::severity_everyday(concern, severity).is_empty());
        }
    }
}

#[test]
fn the_fixed_sentences_stand_on_every_page() {
    let catalog = catalog();
    for scenario in scenarios() {
        let page = shown(&scenario, None, catalog);
        let lines = lines(&page).join("\n");
        assert!(lines.contains("Estimate, not a quote or medical advice."));
        assert!(lines.contains("You can choose no treatment."));
        let reviewed = catalog.concern(scenario.concern).authorisation.value.areas.contains(&scenario.area.unwrap());
        assert_ne!(reviewed, lines.contains("on the ") && lines.contains(": not an FDA-reviewed use. The FDA has"));
        assert_eq!(scenario.treatment == Treatment::Rf, lines.contains("FDA safety notice, October 2025."));
    }
}

/// Words that sell, promise or hurry, as whole words.
const FORBIDDEN: [&str; 14] = [
    "safe",
    "safely",
    "painless",
    "guaranteed",
    "guarantee",
    "best",
    "hurry",
    "now only",
    "you will",
    "you'll",
    "you’ll",
    "limited time",
    "as low as",
    "today only",
];

pub fn says(line: &str, words: &str) -> bool {
    let line = line.to_lowercase();
    line.match_indices(words).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
    })
}

#[test]
fn no_word_sells_promises_or_hurries() {
    let catalog = catalog();
    for scenario in scenarios() {
        let page = shown(&scenario, None, catalog);
        // What a source is quoted with is the source's.
        for line in lines(&page).iter().filter(|line| !line.contains(" Read: ")) {
            for words in FORBIDDEN {
                assert!(!says(line, words), "{words:?} in {line:?}");
            }
        }
    }
}

#[test]
fn no_sentence_has_a_gap_or_a_wire_word() {
    let catalog = catalog();
    for scenario in scenarios() {
        for line in lines(&shown(&scenario, None, catalog)).iter().filter(|line| !line.contains(" Read: ")) {
            for gap in ["  ", " .", " ,", "()", "..", "a IPL", "a ablative"] {
                assert!(!line.contains(gap), "{gap:?} in {line:?}");
            }
            assert!(!line.contains("acne-scars"), "{line:?}");
        }
    }
}

/// The pictures of a section, those inside its parts too.
fn pictures<'a>(blocks: &'a [Block<'a>]) -> Vec<&'a Picture<'a>> {
    let inside = |block: &'a Block<'a>| match block {
        Block::Picture(picture) => vec![*picture],
        Block::Part(_, blocks) => pictures(blocks),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(inside).collect()
}

#[test]
fn pictures_stay_inside_their_frames_and_have_five_ticks_at_most() {
    let catalog = catalog();
    for scenario in scenarios() {
        for section in shown(&scenario, None, catalog).sections {
            for picture in pictures(section.blocks) {
                let ticks = picture.labels.iter().filter(|label| label.class == "tick" && label.x == "0.0%").count();
                assert!(ticks <= 6, "{} has {ticks} words at its left edge", picture.id);
                for label in picture.labels {
                    let y = label.y;
                    assert!((0..=picture.height).contains(&y), "{} at {y}", Dictionary::ENGLISH.read(label.words));
                }
                for shape in picture.shapes {
                    let numbers = shape.path.split(|sign: char| !sign.is_ascii_digit() && sign != '-');
                    for number in numbers.filter(|number| !number.is_empty()) {
                        let number: i64 = number.parse().unwrap();
                        assert!((0..=1000).contains(&number), "{} in {}: {}", number, picture.id, shape.path);
                    }
                }
                assert!(!picture.table.rows.is_empty());
                assert!(picture.table.rows.iter().all(|row| row.len() == picture.table.head.len()), "{}", picture.id);
            }
        }
    }
}

#[test]
fn what_is_assumed_of_the_outcome_is_never_said_to_be_measured() {
    let mut assumed = Vec::new();
    for &concern in Concern::ALL {
        let scenario = Scenario::usual(concern);
        let plan = Plan::new(&scenario, None, catalog()).expect("the scenario has an estimate");
        let Some(outcome) = estimate(&plan, catalog()).outcome else { continue };
        let is_assumed = matches!(outcome.grade, Grade::None | Grade::Assumed);
        let page = shown(&scenario, None, catalog());
        let text = section(&page, "outcome").plain(Dictionary::ENGLISH).join("\n");
        assert_eq!(text.contains("we assume"), is_assumed, "{concern:?}: {text}");
        assert_eq!(text.contains("This is our assumption, not a promise."), is_assumed, "{concern:?}: {text}");
        assert_eq!(text.contains("studies put"), !is_assumed, "{concern:?}: {text}");
        assert_eq!(text.contains("These are what studies measured"), !is_assumed, "{concern:?}: {text}");
        assumed.extend(is_assumed.then_some(concern));
    }
    assert!(assumed.contains(&Concern::Laxity), "{assumed:?}");
}

#[test]
fn hair_has_no_per_cent_and_melasma_says_that_it_may_return() {
    let catalog = catalog();
    let hair = section(&shown(&Scenario::usual(Concern::HairThinning), None, catalog), "outcome")
        .plain(Dictionary::ENGLISH)
        .join("\n");
    assert!(hair.contains("We show no per cent and no hair count."));
    let melasma = section(&shown(&Scenario::usual(Concern::Melasma), None, catalog), "outcome")
        .plain(Dictionary::ENGLISH)
        .join("\n");
    assert!(melasma.contains("It may return"));
}

#[test]
fn trials_of_radiofrequency_stand_under_radiofrequency_alone() {
    let catalog = catalog();
    let says = |treatment, sentence: &str| {
        let scenario = Scenario { treatment, ..Scenario::usual(Concern::AcneScarsMixed) };
        lines(&shown(&scenario, None, catalog)).join("\n").contains(sentence)
    };
    let radiofrequency = "In 40 people, the ECCA scar score improved 18.6% on average ";
    assert!(says(Treatment::Rf, radiofrequency) && !says(Treatment::Standard, radiofrequency));
    let needling = "In 46 people, 3 monthly sessions of needling or a non-ablati";
    assert!(says(Treatment::Standard, needling) && !says(Treatment::Rf, needling));
}

/// The words of the scenarios with these changes, as they are chosen and side by side.
fn side_by_side(scenarios: &[Scenario]) -> (Vec<String>, Vec<String>) {
    let arena: &'static Arena = Box::leak(Box::default());
    let mut contexts = Vec::new();
    for scenario in scenarios {
        let scenario: &'static Scenario = Box::leak(Box::new(scenario.clone()));
        let plan = Plan::new(scenario, None, catalog()).expect("an estimate");
        let estimate = Box::leak(Box::new(estimate(&plan, catalog())));
        let spending = Box::leak(Box::new(spending(&plan, catalog())));
        let say = Say { arena, dictionary: Dictionary::ENGLISH, formats: &PlainFormats, currency: Currency::USD };
        contexts.push(Some(Context {
            scenario,
            estimate,
            spending,
            narrowing: &[],
            lasers: &[],
            catalog: catalog(),
            list: None,
            say,
        }));
    }
    let say = contexts[0].as_ref().unwrap().say;
    let names = microneedling_estimator::present::scenarios::named(&say, &contexts, 0);
    let names = names.iter().map(|named| format!("{} {}", say.read(named.letter), say.read(named.name))).collect();
    let section = microneedling_estimator::present::scenarios::section(&contexts);
    (names, section.map_or(Vec::new(), |section| section.plain(Dictionary::ENGLISH)))
}

#[test]
fn scenarios_are_named_by_what_differs_and_compared_line_by_line() {
    let one = Scenario { price: own(35_000), sessions: Range::new(3, 3), ..Scenario::usual(Concern::AcneScarsMixed) };
    let other = Scenario { sessions: Range::new(6, 6), laser: Some(Laser::Ipl), ..one.clone() };
    let (names, lines) = side_by_side(&[one.clone(), other]);
    assert_eq!(names, ["A agreed: 3; Non-ablative fractional laser", "B agreed: 6; IPL (intense pulsed light)"]);
    for line in [
        "Sessions | agreed: 3 | agreed: 6",
        "First course | $1,050 | $2,100",
        "In the middle | $1,050 | $2,100",
        "Keeping it up, each year | $0 | $0",
        "Over | 24 months | 24 months",
        "Visits in all | 3 | 6",
    ] {
        assert!(lines.iter().any(|known| known == line), "{line:?} is not in {lines:#?}");
    }
    let (names, lines) = side_by_side(&[one.clone(), one.clone()]);
    assert_eq!(names, ["A nothing differs yet", "B nothing differs yet"]);
    assert!(lines.last().unwrap().starts_with("Nothing differs yet."));
    assert_eq!(side_by_side(&[one]).1, Vec::<String>::new(), "one scenario has nothing beside it");
}

#[test]
fn the_calendar_of_a_course_has_its_visits_and_the_care_around_the_first() {
    let scenario = Scenario {
        severity: Severity::Moderate,
        sessions: Range::new(2, 3),
        interval_weeks: Range::new(4, 4),
        start_date: chrono::NaiveDate::from_ymd_opt(2027, 3, 2),
        ..Scenario::usual(Concern::AcneScarsMixed)
    };
    let file = |scenario: &Scenario, minute: u32| {
        let plan = Plan::new(scenario, None, catalog()).expect("an estimate");
        let (estimate, spending) = (estimate(&plan, catalog()), spending(&plan, catalog()));
        let arena = Arena::default();
        let say =
            Say { arena: &arena, dictionary: Dictionary::ENGLISH, formats: &PlainFormats, currency: Currency::USD };
        let context = Context {
            scenario,
            estimate: &estimate,
            spending: &spending,
            narrowing: &[],
            lasers: &[],
            catalog: catalog(),
            list: None,
            say,
        };
        let stamp = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_hms_opt(9, minute, 0).unwrap();
        microneedling_estimator::present::calendar::file(&context, stamp)
    };
    let text = file(&scenario, 5).expect("the course has a first day");
    // Session 1 on its day, session 2 after 4 weeks, session 3 only if needed; the end is the day after.
    for event in [
        "DTSTART;VALUE=DATE:20270302\r\nDTEND;VALUE=DATE:20270303\r\nSUMMARY:Appointment 1\r\n",
        "DTSTART;VALUE=DATE:20270330\r\nDTEND;VALUE=DATE:20270331\r\nSUMMARY:Appointment 2\r\n",
        "DTSTART;VALUE=DATE:20270427\r\nDTEND;VALUE=DATE:20270428\r\nSUMMARY:Appointment 3\\, if needed\r\n",
        "SUMMARY:Before appointment 1\r\n",
        "SUMMARY:After appointment 1\r\n",
    ] {
        assert!(text.contains(event), "{event:?} is not in {text}");
    }
    let care = text.matches("SUMMARY:Before").count() + text.matches("SUMMARY:After").count();
    assert_eq!(care, catalog().care.len());
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let mut later = scenario.clone();
    later.start_date = chrono::NaiveDate::from_ymd_opt(2027, 3, 9);
    let moved = file(&later, 6).unwrap();
    assert_eq!(uids(&moved), uids(&text), "a course on other days is another one");
    let number = |text: &str| text.lines().find_map(|line| line.strip_prefix("SEQUENCE:")?.parse::<u32>().ok());
    assert_eq!(number(&moved).unwrap() - number(&text).unwrap(), 1, "the later file does not replace the earlier one");
    assert_eq!(
        file(&Scenario { start_date: None, ..scenario }, 5),
        None,
        "a course without a first day has no calendar"
    );
}

/// The lines of a section that stand after one of them, so many.
fn lines_after(page: &Page, id: &str, first: &str, count: usize) -> Vec<String> {
    let lines = section(page, id).plain(Dictionary::ENGLISH);
    let at = lines.iter().position(|line| line == first).unwrap_or_else(|| panic!("no {first:?} in {lines:#?}"));
    lines[at + 1..].iter().take(count).map(|line| line.replace('\u{2009}', " ")).collect()
}

#[test]
fn what_is_open_stands_with_what_it_moves_and_leads_to_its_question() {
    // 4 sessions at the 10th and 90th of 100 prices, $246.24 and $615.27; 3 to 6 sessions at $300.
    let scenario = Scenario { severity: Severity::Moderate, ..Scenario::usual(Concern::AcneScarsMixed) };
    let page = shown(&scenario, None, catalog());
    assert_eq!(
        lines_after(&page, "narrow", "Answer | Likely width | Likely from | Likely to | Least | Most", 4),
        [
            "Price of a session | $1,500 | $980 | $2,450 | $600 | $3,200",
            "Number of sessions | $900 | $900 | $1,800 | $900 | $1,800",
            "Price of a session | $1,500 from the likely low to the likely high. A quote settles it. Enter a quoted price",
            "Number of sessions | $900 from the likely low to the likely high. A clinician can agree on a number. Enter \
             the sessions",
        ]
    );
    let pictures = pictures(section(&page, "narrow").blocks);
    assert_eq!(
        Dictionary::ENGLISH.read(pictures[0].reading),
        "What moves the total most: *Price of a session*. With it alone open, the total is likely $980 to $2,450."
    );
    let Some(Block::Facts(facts)) = section(&page, "narrow").blocks.last() else { panic!("no facts") };
    for (fact, question) in facts.iter().zip(["#question-price", "#question-sessions"]) {
        let text = Dictionary::ENGLISH.read(fact.text);
        assert!(
            spans(text).iter().any(|span| matches!(span, Span::Link(_, address) if *address == question)),
            "{text:?}"
        );
    }
}

#[test]
fn where_everything_is_known_the_total_is_one_number() {
    let scenario =
        Scenario { price: own(35_000), sessions: Range::new(4, 4), ..Scenario::usual(Concern::AcneScarsMixed) };
    assert_eq!(
        section(&shown(&scenario, None, catalog()), "narrow").plain(Dictionary::ENGLISH),
        ["What would narrow this range", "Everything is known: the total is one number, $1,400."]
    );
}

#[test]
fn a_from_price_is_not_known_and_answers_that_move_the_total_only_together_say_so() {
    let list = price_list_json::read(
        r#"{"currency": "USD", "items": [
        {"id": "a", "kind": "needling", "treatment": "standard", "area": "face", "price": {"from": 20000}}]}"#,
    )
    .expect("a good list");
    let scenario = Scenario { severity: Severity::Moderate, ..Scenario::usual(Concern::AcneScarsMixed) };
    let lines = section(&shown(&scenario, Some(&list), catalog()), "narrow").plain(Dictionary::ENGLISH).join("\n");
    assert!(
        lines.contains("Price of a session | not known; ask | $800 | not known; ask | $800 | not known; ask"),
        "{lines}"
    );
    // 6 weeks and 7 months together lose a visit of upkeep; neither does so alone.
    let scenario = Scenario {
        price: own(35_000),
        sessions: Range::new(6, 6),
        horizon_months: 20,
        upkeep: Upkeep::Every(Range::new(6, 7).unwrap()),
        ..Scenario::usual(Concern::Wrinkles)
    };
    let lines = section(&shown(&scenario, None, catalog()), "narrow").plain(Dictionary::ENGLISH).join("\n");
    assert!(lines.contains("No answer alone moves the total. Together these do: from $2,450 to $2,800."), "{lines}");
}

#[test]
fn everything_that_is_compared_has_the_same_facts_in_the_same_order() {
    for scenario in scenarios() {
        let page = shown(&scenario, None, catalog());
        let found = section(&page, "compare").blocks.iter().find_map(|block| match block {
            Block::Columns(columns) => Some(*columns),
            _ => None,
        });
        let columns = found.expect("columns");
        let classes: Vec<&str> = columns.iter().map(|column| column.class).collect();
        let with_laser = ["needling", "laser", "roller", "nothing"];
        assert!(classes == with_laser || classes == ["needling", "roller", "nothing"], "{classes:?}");
        for column in columns {
            let names = column.facts.iter().map(|fact| Dictionary::ENGLISH.read(fact.name));
            let first = columns[0].facts.iter().map(|fact| Dictionary::ENGLISH.read(fact.name));
            assert!(names.eq(first), "{}", column.class);
            assert!(column.facts.iter().all(|fact| !fact.text.is_empty()), "{}", column.class);
        }
    }
}

#[test]
fn every_laser_stands_in_one_table_with_what_costs_less() {
    let scenario = Scenario { severity: Severity::Moderate, ..Scenario::usual(Concern::AcneScarsMixed) };
    let head = "Laser | Sessions | One session | Likely total | Days with red or peeling skin | Dark marks in darker skin \
                | What costs less";
    // A full-field laser is one session: its likely total is the 10th and 90th of 100 prices between $2,000 and $7,000.
    let rows = lines_after(&shown(&scenario, None, catalog()), "compare", head, 6);
    assert_eq!(
        rows[2],
        "Full-field laser resurfacing | 1 | $2,000 to $7,000 | $2,700 – $5,550 | 7 to 21 | 37% | needling, most likely"
    );
    assert!(
        rows[4].starts_with("IPL (intense pulsed light) | 3 to 6 | $200 to $600 | ")
            && rows[4].ends_with(" | it depends")
    );
}

#[test]
fn the_studies_of_acne_scars_stand_on_one_scale_with_their_comparators() {
    let page = shown(&Scenario::usual(Concern::AcneScarsRolling), None, catalog());
    let head = "Study | Design | What was scored | Needling | Compared with | Its result | Source";
    let rows: Vec<String> = lines_after(&page, "outcome", head, 2);
    let starts = [
        "30 people, 2024 | split-face comparison | Scar grade (Goodman-Baron) | 9.3% | ablative fractional laser | 32.9% | ",
        "36 people, 2014 | case series without a control group | Acne scar score | 44.6% | nothing | none | ",
    ];
    for (row, start) in rows.iter().zip(starts) {
        assert!(row.starts_with(start), "{row}");
    }
    let without =
        section(&shown(&Scenario::usual(Concern::Pores), None, catalog()), "outcome").plain(Dictionary::ENGLISH);
    assert!(without.iter().any(|line| line.contains("no trial of needling alone")), "{without:#?}");
    let without =
        section(&shown(&Scenario::usual(Concern::Wrinkles), None, catalog()), "outcome").plain(Dictionary::ENGLISH);
    assert!(without.iter().any(|line| line.starts_with("No study of this states a per cent")), "{without:#?}");
}

#[test]
fn both_sides_of_every_disagreement_have_sources() {
    for &concern in Concern::ALL {
        let page = shown(&Scenario::usual(concern), None, catalog());
        let lines = section(&page, "outcome").plain(Dictionary::ENGLISH);
        let mut sides = 0;
        for (line, below) in lines.iter().zip(&lines[1..]) {
            if line.starts_with("Some say | ") || line.starts_with("Others say | ") {
                assert!(below.starts_with("Source: ") || below.starts_with("Sources: "), "{line}: {below}");
                sides += 1;
            }
        }
        assert_eq!(sides, 40, "{concern:?}");
        let folded = lines.iter().position(|line| line == "All points where sources disagree").expect("the fold");
        let open = lines[..folded].iter().filter(|line| line.starts_with("This page | ")).count();
        let expected = match concern {
            Concern::Pores | Concern::DarkMarks | Concern::StretchMarks => 0,
            Concern::Texture => 2,
            acne if words::is_acne_scar(acne) => 2,
            _ => 1,
        };
        assert_eq!(open, expected, "{concern:?}");
    }
}

#[test]
fn every_source_that_a_panel_names_is_one_that_was_read() {
    // A word that is no reference would silently leave a side with fewer sources than its text says.
    for word in conflicts::sources() {
        assert!(catalog().references.iter().any(|reference| reference.id == word), "{word}");
    }
}
