//! Gives what libFuzzer makes up to one of the targets, which the environment names.

#![no_main]

#[path = "../targets.rs"]
mod targets;

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static CHOSEN: OnceLock<fn(&str)> = OnceLock::new();

fn chosen() -> fn(&str) {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    match targets::TARGETS.iter().find(|(known, _)| *known == name) {
        Some((_, target)) => *target,
        None => panic!("FUZZ_TARGET is `{name}`; `cargo xtask fuzz` sets it to the name of a target"),
    }
}

fuzz_target!(|data: &[u8]| CHOSEN.get_or_init(chosen)(&String::from_utf8_lossy(data)));
