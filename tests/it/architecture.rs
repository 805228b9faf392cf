//! The invariants of ARCHITECTURE.md that the compiler and clippy cannot check, read off the source text.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the project, with its text.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no Rust file");
    found
}

/// The modules of the crate that a text names as `crate::…`.
fn siblings(text: &str) -> Vec<&str> {
    text.match_indices("crate::")
        .filter_map(|(at, name)| text[at + name.len()..].split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .collect()
}

/// The modules that each folder may know; what is not listed it must not.
const MAY_KNOW: [(&str, &[&str]); 4] = [
    ("src/domain", &[]),
    ("src/data", &["codec", "domain"]),
    ("src/codec", &["codec", "data", "domain"]),
    ("src/browser", &["browser", "present"]),
];

#[test]
fn each_folder_knows_only_what_it_may() {
    for (folder, known) in MAY_KNOW {
        for (path, text) in rust_files(folder) {
            for sibling in siblings(&text) {
                let macro_of_domain = folder == "src/domain" && sibling.is_empty();
                assert!(known.contains(&sibling) || macro_of_domain, "{}: knows `{sibling}`", path.display());
            }
        }
    }
}

#[test]
fn the_pure_part_names_no_browser_crate() {
    for folder in ["src/domain", "src/data", "src/codec", "src/editor", "src/present"] {
        for (path, text) in rust_files(folder) {
            for browser in ["yew", "web_sys", "js_sys", "gloo", "wasm_bindgen"] {
                assert!(!text.contains(&format!("{browser}::")), "{}: names {browser}", path.display());
            }
        }
    }
}

#[test]
fn floating_point_lives_in_two_files_of_the_domain_and_never_in_money() {
    for (path, text) in rust_files("src/domain") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The estimate carries shares and percentages, and the comparison divides two medians to print a ratio.
        if !["distribution.rs", "outcome.rs", "estimate.rs", "laser.rs"].contains(&name.as_str()) {
            assert!(!text.contains("f64") && !text.contains("f32"), "{}: has floating point", path.display());
        }
    }
}

#[test]
fn every_file_opens_with_a_sentence_on_what_it_is_for() {
    for folder in ["src", "tests"] {
        for (path, text) in rust_files(folder) {
            let first = text.lines().next().unwrap_or_default();
            let sentence = first.strip_prefix("//! ").unwrap_or_default();
            assert!(sentence.len() > 10, "{}: opens with `{first}`", path.display());
        }
    }
}

#[test]
fn no_folder_or_file_is_a_drawer_for_anything() {
    for folder in ["src", "tests"] {
        for (path, _) in rust_files(folder) {
            for part in path.strip_prefix(root()).unwrap().iter() {
                let name = Path::new(part).file_stem().unwrap().to_string_lossy().into_owned();
                let drawers = ["utils", "util", "helpers", "helper", "misc", "common", "types", "services"];
                assert!(!drawers.contains(&name.as_str()), "{}", path.display());
            }
        }
    }
}
