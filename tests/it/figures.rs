//! The data files: nothing without source and grade loads, and every figure matters to some worked case.

use crate::answers::{answer_line, json_lines, line_of, shipped};
use crate::cases::{INDEPENDENT, WORKED};
use microneedling_estimator::data::loader::{Loaded, load};
use microneedling_estimator::data::{EVIDENCE_DATE, FIGURES, REFERENCES, TRIALS, words};
use microneedling_estimator::domain::catalog::{Catalog, ReferenceId};
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::estimate::estimate;
use microneedling_estimator::domain::laser::compare_all;
use microneedling_estimator::domain::money::Money;
use microneedling_estimator::domain::narrowing::narrowing;
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::problem::Problem;
use microneedling_estimator::domain::scenario::Scenario;
use microneedling_estimator::domain::session_price;
use microneedling_estimator::domain::spending::spending;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Grade, Treatment};
use microneedling_estimator::editor::Editor;
use microneedling_estimator::present::arena::Arena;
use microneedling_estimator::present::context::Context;
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::language::Dictionary;
use microneedling_estimator::present::page::{Asked, page};
use microneedling_estimator::present::say::Say;
use serde_json::{Value, json};

/// One leaf of the data: the path of keys and positions to it.
type Path = Vec<Step>;

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
}

#[test]
fn the_day_that_clocks_are_held_against_is_that_of_the_figures() {
    let figures: Value = serde_json::from_str(FIGURES).unwrap();
    assert_eq!(figures["evidence_date"], json!(EVIDENCE_DATE.to_string()));
}

#[test]
fn the_shipped_figures_load() {
    let catalog = shipped();
    assert_eq!(catalog.references.len(), 134);
    assert_eq!(catalog.trials.len(), 46);
}

#[test]
fn the_build_writes_what_the_loader_reads() {
    let loaded = load(FIGURES, REFERENCES, TRIALS).unwrap();
    assert_eq!(format!("{:#?}", shipped()), format!("{:#?}", loaded.catalog));
    let words: Vec<&str> = (0..134).map(|id| words(ReferenceId(id))).collect();
    assert_eq!(words, loaded.words);
}

#[test]
fn a_figure_without_its_references_or_its_grade_does_not_load() {
    for path in figures() {
        for key in ["references", "grade"] {
            let mut data: Value = serde_json::from_str(FIGURES).unwrap();
            follow(&mut data, &path).as_object_mut().unwrap().remove(key);
            let problems = load(&data.to_string(), REFERENCES, TRIALS).expect_err("loads without");
            let wanted = format!("{}.{key}", written(&path));
            assert!(problems.iter().any(|problem| problem.path == wanted), "{wanted}: {problems:?}");
        }
    }
}

#[test]
fn a_graded_figure_without_any_reference_does_not_load() {
    let data = FIGURES.replacen(r#""references": ["R35"], "grade": "A""#, r#""references": [], "grade": "A""#, 1);
    assert_ne!(data, FIGURES);
    let problems = load(&data, REFERENCES, TRIALS).expect_err("loads without a reference");
    assert_eq!(problems[0].path, "model.melasma");
}

#[test]
fn a_reference_that_is_not_listed_does_not_load() {
    let data = FIGURES.replacen("\"R35\"", "\"R999\"", 1);
    let problems = load(&data, REFERENCES, TRIALS).expect_err("loads with an unknown reference");
    assert!(problems[0].problem.contains("R999"), "{problems:?}");
}

/// The rows of a forest plot: the trial, the per cent in tenths of needling and of the comparator, and the people.
type Row<'a> = (&'a str, u32, Option<u32>, u32);

#[test]
fn a_forest_plot_has_the_trials_that_state_a_per_cent_comparisons_and_larger_ones_first() {
    let catalog = shipped();
    let forest = |concern, treatment| -> Vec<Row> {
        let rows = catalog.forest(concern, treatment).into_iter();
        rows.map(|trial| {
            let change = trial.change.unwrap();
            (trial.id, change.needling_tenths, change.comparator_tenths, trial.people.unwrap())
        })
        .collect()
    };
    let co2 = ("T01", 93, Some(329), 30);
    let series = ("T05", 446, None, 36);
    let radiofrequency = [("T35", 186, Some(250), 40)];
    assert_eq!(forest(Concern::AcneScarsMixed, Treatment::Standard), [("T09", 263, Some(334), 40), co2, series]);
    assert_eq!(forest(Concern::AcneScarsBoxcar, Treatment::Prp), [co2, series]);
    assert_eq!(forest(Concern::AcneScarsMixed, Treatment::Rf), radiofrequency);
    assert_eq!(forest(Concern::Melasma, Treatment::Standard), [("T26", 545, Some(427), 52)]);
    assert_eq!(forest(Concern::BurnScar, Treatment::Standard), [("T30", 427, Some(211), 60)]);
    assert_eq!(forest(Concern::Wrinkles, Treatment::Standard), []);
}

#[test]
fn what_a_forest_plot_draws_of_a_trial_stands_in_its_sentence() {
    let catalog = shipped();
    for trial in catalog.trials {
        let Some(change) = trial.change else { continue };
        let percents = [Some(change.needling_tenths), change.comparator_tenths];
        for tenths in percents.into_iter().flatten() {
            let percent = format!("{}.{}%", tenths / 10, tenths % 10);
            assert!(trial.sentence.contains(&percent), "{}: {percent} is not in {:?}", trial.id, trial.sentence);
        }
        let people = format!("{} people", trial.people.unwrap());
        assert!(trial.sentence.contains(&people), "{}: {people} is not in {:?}", trial.id, trial.sentence);
    }
}

#[test]
fn a_trial_that_contradicts_itself_does_not_load() {
    let with = |id: &str, key: &str, value: Value| {
        let mut data: Value = serde_json::from_str(TRIALS).unwrap();
        let trials = data["trials"].as_array_mut().unwrap();
        trials.iter_mut().find(|trial| trial["id"] == id).unwrap()[key] = value;
        load(FIGURES, REFERENCES, &data.to_string()).map(|_| ()).expect_err("a faulty trial loads")
    };
    for (id, key, value, path, told) in [
        ("T01", "measure", Value::Null, "trials[0]", "a per cent without a measure"),
        ("T02", "measure", json!("scar score"), "trials[1]", "a measure without a per cent"),
        ("T02", "comparator_tenths", json!(100), "trials[1]", "nothing to hold it against"),
        ("T05", "comparator_tenths", json!(100), "trials[4]", "nothing to hold it against"),
        ("T01", "percent_tenths", json!(1001), "trials[0].percent_tenths", "0 to 1 000"),
        ("T01", "comparator_tenths", json!(-1), "trials[0].comparator_tenths", "0 to 1 000"),
        ("T01", "people", json!(0), "trials[0].people", "1 to 100"),
        ("T01", "compares", json!("lazer"), "trials[0].compares", "lazer"),
        ("T05", "laser", json!("ipl"), "trials[4]", "names a laser"),
        ("T02", "id", json!("T01"), "", "the trial id T01 stands twice"),
    ] {
        let problems = with(id, key, value);
        let found = problems.iter().find(|problem| problem.path == path && problem.problem.contains(told));
        assert!(found.is_some_and(|problem| !problem.fix.is_empty()), "{id} {key}: {problems:?}");
    }
}

#[test]
fn a_home_roller_costs_what_is_recalled_and_says_so() {
    let catalog = shipped();
    let price = session_price::home_roller(&catalog);
    assert_eq!(price.to_array().map(Money::minor), [1_000, 2_500, 6_000]);
    assert_eq!(catalog.home_roller.price_usd.grade, Grade::Assumed);
    // It ends where the shallowest course of any concern begins, or before.
    let shallowest = catalog.concerns.iter().map(|concern| concern.depth_micrometres.value.low()).min().unwrap();
    assert!(catalog.home_roller.depth_max_micrometres.value < shallowest);
}

/// A data file whose leaves are nudged.
#[derive(Clone, Copy)]
enum File {
    Figures,
    Trials,
}

impl File {
    fn text(self) -> &'static str {
        match self {
            Self::Figures => FIGURES,
            Self::Trials => TRIALS,
        }
    }

    /// What loads with this text in the file's place.
    fn loaded_as(self, text: &str) -> Result<Loaded, Vec<Problem>> {
        match self {
            Self::Figures => load(text, REFERENCES, TRIALS),
            Self::Trials => load(FIGURES, REFERENCES, text),
        }
    }
}

/// Nudges each value, grade and reference of each figure, and what a forest plot draws of a trial: some worked case,
/// some row beside it or the page's words must change.
///
/// A figure that nothing depends on is dead weight that a reader would believe in; there is no list of exceptions.
#[test]
fn every_figure_changes_some_answer() {
    let lines: Vec<String> = questions();
    let before = Fingerprints::of(&lines, &shipped());
    let leaves: Vec<(File, Path)> = (leaves().into_iter().map(|path| (File::Figures, path)))
        .chain(forest_leaves().into_iter().map(|path| (File::Trials, path)))
        .collect();
    let is_dead = |(file, path): &(File, Path)| {
        let mut loads = false;
        let matters = nudges(*file, path).into_iter().any(|nudged| {
            let loaded = file.loaded_as(&nudged.to_string()).ok();
            loads |= loaded.is_some();
            loaded.is_some_and(|loaded| before.differ(&lines, &loaded.catalog))
        });
        let why = if loads { "" } else { " cannot be nudged" };
        (!matters).then(|| written(path) + why)
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let dead: Vec<String> = std::thread::scope(|scope| {
        let (leaves, is_dead) = (&leaves, &is_dead);
        let parts: Vec<_> = (0..threads)
            .map(|part| scope.spawn(move || leaves.iter().skip(part).step_by(threads).filter_map(is_dead).collect()))
            .collect();
        parts.into_iter().flat_map(|part| -> Vec<String> { part.join().unwrap() }).collect()
    });
    assert!(dead.is_empty(), "nothing depends on:\n{}", dead.join("\n"));
}

/// Every question of the worked cases, and every published price and laser once.
fn questions() -> Vec<String> {
    let worked: Vec<Value> = serde_json::from_str(WORKED).unwrap();
    worked.iter().chain(&json_lines(INDEPENDENT)).map(line_of).collect()
}

/// What the worked cases and the page say with one catalog.
struct Fingerprints {
    rows: String,
    answers: Vec<String>,
    page: Vec<String>,
}

impl Fingerprints {
    fn of(lines: &[String], catalog: &Catalog) -> Self {
        Self {
            rows: rows(catalog),
            answers: lines.iter().map(|line| answer_line(line, catalog)).collect(),
            page: page_words(catalog),
        }
    }

    fn differ(&self, lines: &[String], catalog: &Catalog) -> bool {
        let answers = lines.iter().zip(&self.answers);
        // The rows are told apart soonest, so they come first.
        rows(catalog) != self.rows
            || answers.into_iter().any(|(line, before)| answer_line(line, catalog) != *before)
            || page_words(catalog) != self.page
    }
}

/// The rows of every forest plot, and the column of the home roller.
fn rows(catalog: &Catalog) -> String {
    let mut rows = format!("{:?} {:?}", session_price::home_roller(catalog), catalog.home_roller);
    for concern in Concern::ALL {
        for treatment in [Treatment::Standard, Treatment::Rf] {
            rows += &format!("{:?}", catalog.forest(*concern, treatment));
        }
    }
    rows
}

/// The words of the patient's page for each concern, on its usual area and on face and neck.
fn page_words(catalog: &Catalog) -> Vec<String> {
    let scenarios = Concern::ALL.iter().flat_map(|concern| {
        let usual = Scenario::usual(*concern);
        [Scenario { area: Some(Area::FaceNeck), ..usual.clone() }, usual]
    });
    scenarios.flat_map(|scenario| page_of(&scenario, catalog)).collect()
}

/// Every line of the patient's page.
fn page_of(scenario: &Scenario, catalog: &Catalog) -> Vec<String> {
    let plan = Plan::new(scenario, None, catalog).unwrap();
    let (estimate, spending) = (estimate(&plan, catalog), spending(&plan, catalog));
    let arena = Arena::default();
    let say =
        Say { arena: &arena, dictionary: Dictionary::ENGLISH, formats: &PlainFormats, currency: estimate.currency };
    let (narrowing, lasers) = (narrowing(&plan, estimate.total, catalog), compare_all(&plan, None, catalog));
    let context = Context {
        scenario,
        estimate: &estimate,
        spending: &spending,
        narrowing: &narrowing,
        lasers: &lasers,
        catalog,
        list: None,
        say,
    };
    let editor = Editor::new(scenario.clone(), Currency::USD);
    let page = page(&context, &Asked { editor: &editor, refusal: None, scenarios: &[], shown: 0, notice: None });
    page.sections.iter().flat_map(|section| section.plain(Dictionary::ENGLISH)).collect()
}

/// The path of every object that has a grade.
fn figures() -> Vec<Path> {
    let data: Value = serde_json::from_str(FIGURES).unwrap();
    let mut found = Vec::new();
    walk(&data, &mut Vec::new(), &mut |path, value| {
        if value.get("grade").is_some() {
            found.push(path.clone());
        }
    });
    assert!(found.len() > 200, "only {} figures", found.len());
    found
}

/// The path of every number, word and truth of the data that is not a note, an id or the file's own date.
fn leaves() -> Vec<Path> {
    let data: Value = serde_json::from_str(FIGURES).unwrap();
    let mut found = Vec::new();
    walk(&data, &mut Vec::new(), &mut |path, value| {
        let own = matches!(path.last(), Some(Step::Key(key)) if key == "note" || key == "id");
        let of_file = path.len() == 1;
        if !own && !of_file && !value.is_object() && !value.is_array() {
            found.push(path.clone());
        }
    });
    found
}

/// The path of what a forest plot draws of each trial that states a per cent.
fn forest_leaves() -> Vec<Path> {
    let data: Value = serde_json::from_str(TRIALS).unwrap();
    let keys = ["id", "people", "percent_tenths", "comparator_tenths", "measure", "laser"];
    let drawn = data["trials"].as_array().unwrap().iter().enumerate().filter(|(_, trial)| trial["measure"].is_string());
    let leaves: Vec<Path> = drawn
        .flat_map(|(index, trial)| {
            let stated = keys.into_iter().filter(|key| !trial[key].is_null());
            stated.map(move |key| vec![Step::Key("trials".to_owned()), Step::Index(index), Step::Key(key.to_owned())])
        })
        .collect();
    assert!(leaves.len() >= 25, "only {} leaves", leaves.len());
    leaves
}

fn walk(value: &Value, path: &mut Path, visit: &mut dyn FnMut(&Path, &Value)) {
    visit(path, value);
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                path.push(Step::Key(key.clone()));
                walk(inner, path, visit);
                path.pop();
            }
        }
        Value::Array(elements) => {
            for (index, inner) in elements.iter().enumerate() {
                path.push(Step::Index(index));
                walk(inner, path, visit);
                path.pop();
            }
        }
        _ => {}
    }
}

fn follow<'a>(data: &'a mut Value, path: &[Step]) -> &'a mut Value {
    path.iter().fold(data, |value, step| match step {
        Step::Key(key) => &mut value[key],
        Step::Index(index) => &mut value[*index],
    })
}

fn written(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Key(key) => text = if text.is_empty() { key.clone() } else { format!("{text}.{key}") },
            Step::Index(index) => text = format!("{text}[{index}]"),
        }
    }
    text
}

/// The data with one leaf changed, in every way that may load.
fn nudges(file: File, path: &Path) -> Vec<Value> {
    let data: Value = serde_json::from_str(file.text()).unwrap();
    let with = |value: Value| {
        let mut changed = data.clone();
        *follow(&mut changed, path) = value;
        changed
    };
    match follow(&mut data.clone(), path) {
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            // A day is the finest that a time in hours shows.
            let mut nudged: Vec<Value> = [1, -1, 24, -24].iter().map(|step| with(json!(number + step))).collect();
            // In a triple of equal numbers none can move alone: the whole triple moves.
            let mut shifted = data.clone();
            for element in follow(&mut shifted, &path[..path.len() - 1]).as_array_mut().into_iter().flatten() {
                *element = element.as_i64().map_or(element.clone(), |number| json!(number + 1));
            }
            nudged.push(shifted);
            nudged
        }
        Value::Bool(truth) => vec![with(json!(!*truth))],
        Value::Null => [json!("picosecond"), json!([1, 2, 3]), json!([1, 2])].into_iter().map(with).collect(),
        Value::String(word) => {
            let all = "A B C none assumed ipl pulsed-dye hands back before after stop caution R01 R02 low high";
            all.split(' ').filter(|other| other != word).map(|other| with(json!(other))).collect()
        }
        _ => Vec::new(),
    }
}
