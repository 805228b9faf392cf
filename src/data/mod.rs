//! The published figures, references and trials, written into the program as it is built.

pub mod loader;
mod tape;

use crate::domain::catalog::{Catalog, ReferenceId};
use chrono::NaiveDate;
use std::sync::OnceLock;

/// The figures of the model, each with its references and its grade.
pub const FIGURES: &str = include_str!("figures.json");
/// The day as of which the figures stand, which they name too: no clock that is right is before it.
pub const EVIDENCE_DATE: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 20) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// What was read.
pub const REFERENCES: &str = include_str!("references.json");
/// Trials and pooled analyses, each in a sentence.
pub const TRIALS: &str = include_str!("trials.json");

// `build.rs` loads the three files, stops the build where one is faulty, and writes TAPE and WORDS.
include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// The catalog that the project ships.
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| tape::Tape::new(TAPE).catalog())
}

/// The words that a reference was read for.
pub fn words(reference: ReferenceId) -> &'static str {
    WORDS.get(usize::from(reference.0)).copied().unwrap_or_default()
}
