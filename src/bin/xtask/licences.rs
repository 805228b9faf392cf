//! The terms of everything that others wrote and the built pages and modules contain, as one text.
//!
//! Cargo says what is compiled in, and each package brings its own texts. A tool for it would take minutes to compile, and
//! does not know the files either.

#![expect(clippy::indexing_slicing, reason = "in a tree of JSON, what is not there is null")]

use crate::page::read;
use crate::process::{self, Failure};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How files with terms are called.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"];

/// What is compiled in beside the packages.
const STANDARD_LIBRARY: &str = "\
The Rust standard library, by The Rust Project Contributors, https://github.com/rust-lang/rust
MIT OR Apache-2.0; the texts of both stand beside this file.
";

/// A package and its terms.
struct Package {
    title: String,
    /// What it says of its authors and licence, where it brings no text.
    texts: Vec<String>,
}

/// The text of all terms. Texts that are the same stand there once, after all packages that they are of.
pub fn text(project: &Path) -> Result<String, Failure> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages(project)? {
        for text in package.texts {
            by_text.entry(text).or_default().push(package.title.clone());
        }
    }
    let mut parts: Vec<(Vec<String>, String)> = by_text.into_iter().map(|(text, titles)| (titles, text)).collect();
    parts.sort();
    let rule = "=".repeat(80);
    let mut all = format!("What others wrote and these files contain, with its terms.\n\n{rule}\n{STANDARD_LIBRARY}");
    for (titles, text) in parts {
        all += &format!("\n{rule}\n{}\n\n{}\n", titles.join("\n"), text.trim());
    }
    Ok(all)
}

/// What is compiled into the pages and the modules, in the order of names.
fn packages(project: &Path) -> Result<Vec<Package>, Failure> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"]);
    cargo.args(["--no-default-features", "--features", "ui,api"]).current_dir(project);
    let output =
        cargo.output().map_err(|error| Failure::new(format!("`cargo metadata` could not be started: {error}")))?;
    let said = || Failure::new(format!("`cargo metadata` failed: {}", String::from_utf8_lossy(&output.stderr)));
    let metadata: Value = serde_json::from_slice(&output.stdout).map_err(|_| said())?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let id = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes: BTreeMap<String, Value> =
        list(&metadata["resolve"]["nodes"]).into_iter().map(|node| (id(&node["id"]), node)).collect();
    let root = id(&metadata["resolve"]["root"]);
    let mut compiled_in = BTreeSet::new();
    let mut next = vec![root.clone()];
    while let Some(package) = next.pop() {
        if !compiled_in.insert(package.clone()) {
            continue;
        }
        for needed in nodes.get(&package).map(|node| list(&node["deps"])).unwrap_or_default() {
            // The ordinary kind has no name; the others are for building and for tests.
            if list(&needed["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()) {
                next.push(id(&needed["pkg"]));
            }
        }
    }
    let mut packages = Vec::new();
    for package in list(&metadata["packages"]) {
        let name = id(&package["id"]);
        if name != root && compiled_in.contains(&name) {
            packages.push(described(project, &package)?);
        }
    }
    packages.sort_by(|one, other| one.title.cmp(&other.title));
    Ok(packages)
}

fn described(project: &Path, package: &Value) -> Result<Package, Failure> {
    let said = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let [name, version, licence, repository] = ["name", "version", "license", "repository"].map(said);
    if licence.is_empty() {
        return Err(Failure::new(format!("{name} {version} names no licence; it must not be shipped")));
    }
    let manifest = PathBuf::from(said("manifest_path"));
    let folder = manifest.parent().unwrap_or(project);
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))? {
        let file = entry.map_err(|error| Failure::at(folder, &error))?.path();
        let file_name = file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if file.is_file() && NAMES.iter().any(|start| file_name.starts_with(start)) {
            texts.push(String::from_utf8_lossy(&read(&file)?).replace('\r', "").trim().to_owned());
        }
    }
    texts.sort();
    if texts.is_empty() {
        let authors = package["authors"].as_array().cloned().unwrap_or_default();
        let authors: Vec<&str> = authors.iter().filter_map(Value::as_str).collect();
        let authors = if authors.is_empty() { "the authors of this package".to_owned() } else { authors.join(", ") };
        texts.push(without_text(project, &licence, &authors)?);
    }
    Ok(Package { title: format!("{name} {version} ({licence}) {repository}").trim_end().to_owned(), texts })
}

/// The terms of a package that names its licence and brings no text of it.
fn without_text(project: &Path, licence: &str, authors: &str) -> Result<String, Failure> {
    if !licence.split([' ', '/']).any(|part| part == "MIT") {
        return Err(Failure::new(format!(
            "a package by {authors} is under {licence} and brings no text of it; add the text to src/bin/xtask/licences.rs"
        )));
    }
    let own = String::from_utf8_lossy(&read(&project.join("LICENSE-MIT"))?).into_owned();
    let terms = own.split_once("\n\nPermission").map(|(_, terms)| terms.trim()).unwrap_or_default();
    Ok(format!("MIT License\n\nCopyright (c) {authors}\n\nPermission {terms}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_is_compiled_in_is_named_with_its_terms() {
        let text = text(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        for part in [
            "\nyew 0.23.0 (MIT OR Apache-2.0)",
            "\nwasm-bindgen 0.2.130",
            "Copyright (c) Project Nayuki",
            "The Rust standard",
        ] {
            assert!(text.contains(part), "{part}");
        }
        // What only builds, tests or serves is not in the files.
        for absent in ["tower-http", "proptest", "fantoccini"] {
            assert!(!text.contains(absent), "{absent}");
        }
    }
}
