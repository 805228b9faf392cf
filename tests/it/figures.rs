//! The data files: nothing without source and grade loads, and every figure matters to some worked case.

use crate::answers::{answer_line, json_lines, line_of, shipped};
use crate::cases::{INDEPENDENT, WORKED};
use microneedling_estimator::data::loader::load;
use microneedling_estimator::data::{FIGURES, REFERENCES, TRIALS, words};
use microneedling_estimator::domain::catalog::{Catalog, ReferenceId};
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::estimate::estimate;
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::scenario::Scenario;
use microneedling_estimator::domain::spending::spending;
use microneedling_estimator::domain::vocabulary::{Area, Concern};
use microneedling_estimator::editor::Editor;
use microneedling_estimator::present::context::Context;
use microneedling_estimator::present::document::Section;
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::page::page;
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

/// Nudges each value, grade and reference of each figure: some worked case or the page's words must change.
///
/// A figure that nothing depends on is dead weight that a reader would believe in; there is no list of exceptions.
#[test]
fn every_figure_changes_some_answer() {
    let lines: Vec<String> = questions();
    let before = Fingerprints::of(&lines, &shipped());
    let leaves = leaves();
    let is_dead = |path: &Path| {
        let mut loads = false;
        let matters = nudges(path).into_iter().any(|nudged| {
            let loaded = load(&nudged.to_string(), REFERENCES, TRIALS).ok();
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
    answers: Vec<String>,
    page: Vec<String>,
}

impl Fingerprints {
    fn of(lines: &[String], catalog: &Catalog) -> Self {
        Self { answers: lines.iter().map(|line| answer_line(line, catalog)).collect(), page: page_words(catalog) }
    }

    fn differ(&self, lines: &[String], catalog: &Catalog) -> bool {
        let answers = lines.iter().zip(&self.answers);
        answers.into_iter().any(|(line, before)| answer_line(line, catalog) != *before)
            || page_words(catalog) != self.page
    }
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
    let say = Say { formats: &PlainFormats, currency: estimate.currency };
    let context = Context { scenario, estimate: &estimate, spending: &spending, catalog, list: None, say };
    let page = page(&context, &Editor::new(scenario.clone(), Currency::USD), None);
    page.sections.iter().flat_map(Section::plain).collect()
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
fn nudges(path: &Path) -> Vec<Value> {
    let data: Value = serde_json::from_str(FIGURES).unwrap();
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
