//! Loads the data files, stops the build where one is faulty, and writes them into the program for `src/data/tape.rs`.

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

use domain::catalog::{Catalog, Change, CurveFigures, Figure, ReferenceId};
use domain::quantity::{Range, Triple};
use domain::vocabulary::{Area, Comparator, Concern, Grade, Laser};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=build.rs");
    for folder in ["src/data", "src/codec", "src/domain"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `catalog.rs` into the folder that cargo gives for it.
fn write() -> Result<(), String> {
    let read = |name: &str| {
        let path = Path::new("src/data").join(name);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let loaded = loader::load(&read("figures.json")?, &read("references.json")?, &read("trials.json")?);
    let loaded = loaded.map_err(|problems| {
        let told = problems.iter().map(|found| format!("src/data: {}; {}", found.problem, found.fix));
        told.collect::<Vec<_>>().join("\nerror: ")
    })?;
    let mut tape = Tape::default();
    tape.catalog(&loaded.catalog);
    if let Some(field) = tape.fields.iter().find(|field| field.contains('\n')) {
        return Err(format!("src/data: the text \"{field}\" has a line break; put it on one line"));
    }
    let folder = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or("OUT_DIR is not set; cargo sets it")?;
    let text = format!(
        "/// Every field of the catalog, one a line.\nstatic TAPE: &str = {:?};\n\
         /// The words that each reference was read for, in the order of the references.\n\
         static WORDS: &[&str] = &{:?};\n",
        tape.fields.join("\n"),
        loaded.words
    );
    let path = folder.join("catalog.rs");
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The fields of the catalog in the order in which `src/data/tape.rs` reads them.
#[derive(Default)]
struct Tape {
    fields: Vec<String>,
}

impl Tape {
    fn catalog(&mut self, catalog: &Catalog) {
        let model = &catalog.model;
        self.figure(&model.price_slices, |tape, value| tape.number(*value));
        self.figure(&model.upkeep_months, Self::range);
        self.figure(&model.severe_percent, |tape, value| tape.numbers(value));
        self.figure(&model.cap_percent, |tape, value| tape.number(*value));
        for curve in &model.curve {
            self.figure(curve, |tape, CurveFigures { retention_percent, tau_weeks, lag_weeks }| {
                tape.numbers(&[*retention_percent, *tau_weeks, *lag_weeks]);
            });
        }
        self.figure(&model.melasma, |tape, value| {
            tape.numbers(&[value.peak_week, value.from_week, value.keeps_percent]);
        });
        self.figure(&model.prp_odds_tenths, |tape, value| tape.numbers(value));
        self.list(catalog.concerns, |tape, concern| {
            tape.figure(&concern.authorisation, |tape, value| {
                tape.list(value.areas, |tape, area| tape.word(Area::ALL, area));
            });
            for sessions in &concern.sessions {
                tape.figure(sessions, Self::triple);
            }
            tape.figure(&concern.interval_weeks, Self::triple);
            tape.figure(&concern.depth_micrometres, Self::triple);
            tape.figure(&concern.improvement_percent, |tape, value| {
                tape.option(value, |tape, percent| tape.numbers(percent));
            });
            tape.figure(&concern.usual_area, |tape, area| tape.word(Area::ALL, area));
            tape.figure(&concern.upkeep_recommended, |tape, truth| tape.number(u32::from(*truth)));
            tape.figure(&concern.usual_laser, |tape, value| {
                tape.option(value, |tape, laser| tape.word(Laser::ALL, laser));
            });
        });
        self.list(catalog.treatments, |tape, treatment| tape.figure(treatment, Self::triple));
        self.list(catalog.areas, |tape, area| {
            tape.figure(&area.factor_percent, Self::triple);
            tape.option(&area.standard_usd, |tape, standard| tape.figure(standard, Self::triple));
        });
        self.list(catalog.lasers, |tape, laser| {
            tape.figure(&laser.face_usd, Self::triple);
            tape.figure(&laser.sessions, Self::triple);
            tape.figure(&laser.interval_weeks, |tape, weeks| tape.option(weeks, Self::range));
            tape.figure(&laser.downtime_days, Self::triple);
            tape.figure(&laser.pigment_risk_tenths, |tape, risk| tape.option(risk, Self::range));
        });
        let timeline = &catalog.timeline;
        self.figure(&timeline.redness_hours, Self::triple);
        self.figure(&timeline.first_change_days, Self::range);
        self.figure(&timeline.near_full_days, Self::range);
        self.figure(&timeline.needling_pigment_risk_tenths, Self::range);
        self.figure(&catalog.home_roller.price_usd, Self::triple);
        self.figure(&catalog.home_roller.depth_max_micrometres, |tape, depth| tape.number(*depth));
        self.notes(catalog);
    }

    /// What is text for the most part.
    fn notes(&mut self, catalog: &Catalog) {
        self.list(catalog.care, |tape, task| {
            tape.text(task.id);
            tape.number(task.side as u32);
            tape.text(&task.at_hours.to_string());
            tape.text(&task.safer_hours.to_string());
            tape.ids(task.references);
            tape.word(Grade::ALL, &task.grade);
        });
        self.list(catalog.screen, |tape, question| {
            tape.text(question.id);
            tape.number(question.class as u32);
            tape.option(&question.wait_days, |tape, days| tape.number(*days));
            tape.option(&question.wait_months, |tape, months| tape.number(*months));
            tape.ids(question.references);
        });
        self.list(catalog.references, |tape, reference| {
            tape.text(reference.id);
            tape.text(reference.title);
            tape.number(u32::from(reference.described));
            tape.text(reference.publisher);
            tape.option(&reference.year, |tape, year| tape.number(*year));
            tape.option(&reference.address, |tape, address| tape.text(address));
            tape.text(reference.read);
        });
        self.list(catalog.trials, |tape, trial| {
            tape.text(trial.id);
            tape.list(trial.concerns, |tape, concern| tape.word(Concern::ALL, concern));
            tape.number(u32::from(trial.radiofrequency));
            tape.word(Comparator::ALL, &trial.compares);
            tape.option(&trial.laser, |tape, laser| tape.word(Laser::ALL, laser));
            tape.option(&trial.people, |tape, people| tape.number(*people));
            tape.option(&trial.studies, |tape, studies| tape.number(*studies));
            tape.option(&trial.change, |tape, Change { needling_tenths, comparator_tenths, measure }| {
                tape.number(*needling_tenths);
                tape.option(comparator_tenths, |tape, tenths| tape.number(*tenths));
                tape.text(measure);
            });
            tape.text(trial.design);
            tape.text(trial.sentence);
            tape.option(&trial.harms, |tape, harms| tape.text(harms));
            tape.text(trial.citation);
            tape.option(&trial.address, |tape, address| tape.text(address));
        });
    }

    fn figure<T>(&mut self, figure: &Figure<T>, value: impl Fn(&mut Self, &T)) {
        value(self, &figure.value);
        self.ids(figure.references);
        self.word(Grade::ALL, &figure.grade);
        self.list(figure.assumed, |tape, part| tape.number(*part as u32));
    }

    fn triple(&mut self, triple: &Triple<u32>) {
        self.numbers(&triple.to_array());
    }

    fn range(&mut self, range: &Range<u32>) {
        self.numbers(&[range.low(), range.high()]);
    }

    fn ids(&mut self, ids: &[ReferenceId]) {
        self.list(ids, |tape, id| tape.number(id.0.into()));
    }

    /// A word as its position in the list of all.
    fn word<T: PartialEq>(&mut self, all: &[T], word: &T) {
        let position = all.iter().position(|known| known == word).unwrap_or_default();
        self.text(&position.to_string());
    }

    fn list<T>(&mut self, values: &[T], write: impl Fn(&mut Self, &T)) {
        self.text(&values.len().to_string());
        for value in values {
            write(self, value);
        }
    }

    fn option<T>(&mut self, value: &Option<T>, write: impl Fn(&mut Self, &T)) {
        self.list(value.as_slice(), write);
    }

    fn numbers(&mut self, numbers: &[u32]) {
        for number in numbers {
            self.number(*number);
        }
    }

    fn number(&mut self, number: u32) {
        self.text(&number.to_string());
    }

    fn text(&mut self, text: &str) {
        self.fields.push(text.to_owned());
    }
}
