//! The core as a module for the browser's benchmark, without the JSON around it.
#![allow(clippy::expect_used, reason = "a benchmark of figures that do not load measures nothing")]

#[allow(dead_code, reason = "the native benchmark says what a simulation is told")]
mod subject;

use std::hint::black_box;
use wasm_bindgen::prelude::*;

/// One scenario to be timed.
#[wasm_bindgen]
#[allow(missing_debug_implementations, reason = "it is only handed to JavaScript")]
pub struct Subject(subject::Subject);

#[wasm_bindgen]
impl Subject {
    #[wasm_bindgen(constructor)]
    pub fn new(scenario: &str) -> Self {
        Self(subject::Subject::new(scenario).expect("the figures load and the scenario is valid"))
    }

    pub fn distribution(&self, times: u32) {
        for _ in 0..times {
            black_box(self.0.distribution());
        }
    }

    pub fn estimate(&self, times: u32) {
        for _ in 0..times {
            let _ = black_box(self.0.estimate());
        }
    }
}
