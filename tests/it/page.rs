//! The patient page in words: what it says, what it never says, and that every word of the model has words.

use microneedling_estimator::codec::price_list_json;
use microneedling_estimator::data;
use microneedling_estimator::domain::catalog::Catalog;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::estimate::estimate;
use microneedling_estimator::domain::money::Money;
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::price_list::PriceList;
use microneedling_estimator::domain::price_list::Service;
use microneedling_estimator::domain::quantity::Range;
use microneedling_estimator::domain::scenario::{PriceSource, Scenario, Upkeep};
use microneedling_estimator::domain::spending::spending;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use microneedling_estimator::editor::Editor;
use microneedling_estimator::present::arena::Arena;
use microneedling_estimator::present::context::Context;
use microneedling_estimator::present::document::{Block, Section, Words};
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::language::Dictionary;
use microneedling_estimator::present::page::{Asked, Page, page};
use microneedling_estimator::present::say::Say;
use microneedling_estimator::present::{decide, words, workings};

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
    let arena: &'static Arena = Box::leak(Box::default());
    let say = Say { arena, dictionary: Dictionary::ENGLISH, formats: &PlainFormats, currency: estimate.currency };
    let context = Context { scenario, estimate, spending, catalog, list, say };
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
    assert!(list.item(Service::Needling(Treatment::Standard), Area::Face).is_some());
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

#[test]
fn pictures_stay_inside_their_frames_and_have_five_ticks_at_most() {
    let catalog = catalog();
    for scenario in scenarios() {
        for section in shown(&scenario, None, catalog).sections {
            for block in section.blocks {
                let Block::Picture(picture) = block else { continue };
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
