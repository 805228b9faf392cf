//! Loads the data files and writes them into the program as constants: nothing is parsed when the page starts.

// The build needs a part of the crate, so most of what these modules offer is not called here.
#![allow(dead_code, unused_imports, clippy::duplicate_mod)]

#[path = "src/codec/mod.rs"]
mod codec;
#[path = "src/domain/mod.rs"]
mod domain;
#[path = "src/data/loader.rs"]
mod loader;

/// The figures' module under the name by which `codec` knows it; the build itself needs no words of references.
mod data {
    pub fn words(_: crate::domain::catalog::ReferenceId) -> &'static str {
        ""
    }
}

use domain::catalog::{
    AreaFigures, CareTask, Catalog, ConcernFigures, CurveFigures, Figure, LaserFigures, Model, Reference, ReferenceId,
    ScreenQuestion, TimelineFigures, Trial,
};
use domain::quantity::{Range, Triple};
use std::fmt::{Debug, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=build.rs");
    for folder in ["src/data", "src/codec", "src/domain"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    match written() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `catalog.rs` into the folder that cargo gives for it.
fn written() -> Result<(), String> {
    let read = |name: &str| {
        let path = Path::new("src/data").join(name);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let loaded = loader::load(&read("figures.json")?, &read("references.json")?, &read("trials.json")?);
    let loaded = loaded.map_err(|problems| {
        let told = problems.iter().map(|found| format!("src/data: {}; {}", found.problem, found.fix));
        told.collect::<Vec<_>>().join("\nerror: ")
    })?;
    let folder = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or("OUT_DIR is not set; cargo sets it")?;
    let text = format!(
        "/// Every published figure.\npub static CATALOG: Catalog = {};\n\
         /// The words that each reference was read for, in the order of the references.\n\
         static WORDS: &[&str] = &{:?};\n",
        catalog(&loaded.catalog),
        loaded.words
    );
    let path = folder.join("catalog.rs");
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn catalog(catalog: &Catalog) -> String {
    format!(
        "Catalog {{ model: {}, concerns: {}, treatments: {}, areas: {}, lasers: {}, timeline: {}, care: {}, \
         screen: {}, references: {}, trials: {} }}",
        model(&catalog.model),
        list(catalog.concerns, concern),
        list(catalog.treatments, |treatment| figure(treatment, triple)),
        list(catalog.areas, area),
        list(catalog.lasers, laser),
        timeline(&catalog.timeline),
        list(catalog.care, care),
        list(catalog.screen, screen),
        list(catalog.references, reference),
        list(catalog.trials, trial),
    )
}

fn model(model: &Model) -> String {
    let [p10, p50, p90] = model.curve.each_ref().map(|each| figure(each, curve));
    format!(
        "Model {{ price_slices: {}, upkeep_months: {}, severe_percent: {}, cap_percent: {}, curve: [{p10}, {p50}, {p90}], \
         melasma: {}, prp_odds_tenths: {} }}",
        figure(&model.price_slices, plain),
        figure(&model.upkeep_months, range),
        figure(&model.severe_percent, plain),
        figure(&model.cap_percent, plain),
        figure(&model.melasma, plain),
        figure(&model.prp_odds_tenths, plain),
    )
}

fn concern(concern: &ConcernFigures) -> String {
    let [mild, moderate, severe] = concern.sessions.each_ref().map(|each| figure(each, triple));
    format!(
        "ConcernFigures {{ authorisation: {}, sessions: [{mild}, {moderate}, {severe}], interval_weeks: {}, \
         depth_micrometres: {}, improvement_percent: {}, usual_area: {}, upkeep_recommended: {}, usual_laser: {} }}",
        figure(&concern.authorisation, |found| {
            format!("Authorisation {{ areas: {} }}", list(found.areas, |area| word("Area", area)))
        }),
        figure(&concern.interval_weeks, triple),
        figure(&concern.depth_micrometres, triple),
        figure(&concern.improvement_percent, plain),
        figure(&concern.usual_area, |area| word("Area", area)),
        figure(&concern.upkeep_recommended, plain),
        figure(&concern.usual_laser, |laser| option(laser, |laser| word("Laser", laser))),
    )
}

fn area(area: &AreaFigures) -> String {
    let standard = option(&area.standard_usd, |standard| figure(standard, triple));
    format!("AreaFigures {{ factor_percent: {}, standard_usd: {standard} }}", figure(&area.factor_percent, triple))
}

fn laser(laser: &LaserFigures) -> String {
    format!(
        "LaserFigures {{ face_usd: {}, sessions: {}, interval_weeks: {}, downtime_days: {}, pigment_risk_tenths: {} }}",
        figure(&laser.face_usd, triple),
        figure(&laser.sessions, triple),
        figure(&laser.interval_weeks, |weeks| option(weeks, range)),
        figure(&laser.downtime_days, triple),
        figure(&laser.pigment_risk_tenths, |risk| option(risk, range)),
    )
}

fn timeline(timeline: &TimelineFigures) -> String {
    format!(
        "TimelineFigures {{ redness_hours: {}, first_change_days: {}, near_full_days: {}, \
         needling_pigment_risk_tenths: {} }}",
        figure(&timeline.redness_hours, triple),
        figure(&timeline.first_change_days, range),
        figure(&timeline.near_full_days, range),
        figure(&timeline.needling_pigment_risk_tenths, range),
    )
}

fn care(task: &CareTask) -> String {
    format!(
        "CareTask {{ id: {:?}, side: {}, at_hours: {}, safer_hours: {}, references: {}, grade: {} }}",
        task.id,
        word("CareSide", &task.side),
        task.at_hours,
        task.safer_hours,
        ids(task.references),
        word("Grade", &task.grade),
    )
}

fn screen(question: &ScreenQuestion) -> String {
    format!(
        "ScreenQuestion {{ id: {:?}, class: {}, wait_days: {:?}, wait_months: {:?}, references: {} }}",
        question.id,
        word("ScreenClass", &question.class),
        question.wait_days,
        question.wait_months,
        ids(question.references),
    )
}

fn reference(reference: &Reference) -> String {
    // Text, numbers and options of them are written by Debug as Rust reads them.
    format!("{reference:?}")
}

fn trial(trial: &Trial) -> String {
    let fields = [
        ("id", plain(&trial.id)),
        ("reference", plain(&trial.reference)),
        ("concerns", list(trial.concerns, |concern| word("Concern", concern))),
        ("compares", plain(&trial.compares)),
        ("radiofrequency", plain(&trial.radiofrequency)),
        ("laser", option(&trial.laser, |laser| word("Laser", laser))),
        ("people", plain(&trial.people)),
        ("studies", plain(&trial.studies)),
        ("design", plain(&trial.design)),
        ("sentence", plain(&trial.sentence)),
        ("harms", plain(&trial.harms)),
        ("percent_tenths", plain(&trial.percent_tenths)),
        ("citation", plain(&trial.citation)),
        ("address", plain(&trial.address)),
    ];
    let mut text = "Trial { ".to_owned();
    for (name, value) in fields {
        write!(text, "{name}: {value}, ").ok();
    }
    text + "}"
}

fn figure<T>(figure: &Figure<T>, value: impl Fn(&T) -> String) -> String {
    format!(
        "Figure {{ value: {}, references: {}, grade: {}, assumed: {} }}",
        value(&figure.value),
        ids(figure.references),
        word("Grade", &figure.grade),
        list(figure.assumed, |part| word("Part", part)),
    )
}

fn triple(triple: &Triple<u32>) -> String {
    format!("Triple::loaded({}, {}, {})", triple.low(), triple.typical(), triple.high())
}

fn range(range: &Range<u32>) -> String {
    format!("Range::loaded({}, {})", range.low(), range.high())
}

fn curve(curve: &CurveFigures) -> String {
    format!("{curve:?}")
}

fn ids(ids: &[ReferenceId]) -> String {
    list(ids, plain)
}

/// A variant with its type before it.
fn word(kind: &str, variant: &impl Debug) -> String {
    format!("{kind}::{variant:?}")
}

/// Numbers, truths, text and options of them, which Debug writes as Rust reads them.
fn plain(value: &impl Debug) -> String {
    format!("{value:?}")
}

fn option<T>(value: &Option<T>, write: impl Fn(&T) -> String) -> String {
    value.as_ref().map_or("None".to_owned(), |value| format!("Some({})", write(value)))
}

fn list<T>(values: &[T], write: impl Fn(&T) -> String) -> String {
    let written: Vec<String> = values.iter().map(write).collect();
    format!("&[{}]", written.join(", "))
}
