//! Weighs the first load as a server with brotli would send it, and refuses one that is too heavy.

use crate::page::EMBED;
use crate::process::Failure;
use crate::tablet;
use microneedling_estimator::present::language::{FIRST, LANGUAGES};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All bytes of a first load, with brotli at its best: in English, whose texts are in the program.
///
/// 32 KB more than when the page only estimated (ARCHITECTURE.md says what for); the aim of a release is 120 KB.
const LIMIT: u64 = 182 * 1024;
/// The same for every other language, whose texts come on top of the program's own.
const LIMIT_WITH_DICTIONARY: u64 = 197 * 1024;

/// The staff's pages, in English: they are opened once a day and from a cache, and never by a patient.
const STAFF_LIMIT: u64 = 259 * 1024;
/// The same in every other language.
const STAFF_LIMIT_WITH_DICTIONARY: u64 = 282 * 1024;

/// What a clinic's own page loads before anybody has scrolled to the estimator.
const ELEMENT_LIMIT: u64 = 2 * 1024;

/// What a browser fetches to show the page; everything else is only fetched when asked for.
const KINDS: [&str; 6] = ["html", "css", "js", "mjs", "wasm", "woff2"];

/// Node compresses, because it carries the reference brotli and is there anyway.
const COMPRESS: &str = "
const { brotliCompressSync, constants } = require('node:zlib');
const { readFileSync } = require('node:fs');
for (const file of process.argv.slice(1)) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  console.log(brotliCompressSync(readFileSync(file), { params }).length);
}";

/// Prints the weight of each file of the first load and their sum, for each page; fails where one is above the limit.
pub fn check(dist: &Path) -> Result<(), Failure> {
    let mut heavy = Vec::new();
    for language in &LANGUAGES {
        let is_first = language.code == FIRST.code;
        let (limit, staff_limit) =
            if is_first { (LIMIT, STAFF_LIMIT) } else { (LIMIT_WITH_DICTIONARY, STAFF_LIMIT_WITH_DICTIONARY) };
        heavy.extend(check_page(dist, language.page, limit)?);
        heavy.extend(check_page(dist, &language.staff(), staff_limit)?);
    }
    heavy.extend(check_element(dist)?);
    if heavy.is_empty() { Ok(()) } else { Err(Failure::new(heavy.join("\n"))) }
}

/// Prints the weight of what clinics put into their pages; the message where it is above the limit.
fn check_element(dist: &Path) -> Result<Option<String>, Failure> {
    let total: u64 = compressed(&[dist.join(EMBED)])?.iter().sum();
    println!("  {total:>20}  {EMBED} ({:.1} KB of {} KB)", kilobytes(total), ELEMENT_LIMIT / 1024);
    Ok((total > ELEMENT_LIMIT).then(|| format!("{EMBED} is {total} bytes with brotli; it may have {ELEMENT_LIMIT}")))
}

/// Prints the weight of a page's first load; the message where it is above the limit.
fn check_page(dist: &Path, page: &str, limit: u64) -> Result<Option<String>, Failure> {
    let files = first_load(dist, page)?;
    let sizes = compressed(&files)?;
    println!("  {:>9}  {:>9}", "bytes", "brotli");
    let (mut raw_total, mut total) = (0, 0);
    for (file, size) in files.iter().zip(&sizes) {
        let raw = std::fs::metadata(file).map_err(|error| Failure::at(file, &error))?.len();
        raw_total += raw;
        total += size;
        println!("  {raw:>9}  {size:>9}  {}", file.strip_prefix(dist).unwrap_or(file).display());
    }
    println!("  {raw_total:>9}  {total:>9}  first load of {page} ({:.1} KB of {} KB)", kilobytes(total), limit / 1024);
    Ok((total > limit).then(|| {
        format!(
            "the first load of {page} is {total} bytes with brotli, {} over the budget of {limit}; make it smaller",
            total - limit
        )
    }))
}

#[expect(clippy::cast_precision_loss, reason = "a size to read, far below 2^52")]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0
}

fn compressed(files: &[PathBuf]) -> Result<Vec<u64>, Failure> {
    let output = Command::new("node").arg("-e").arg(COMPRESS).args(files).output();
    let output = output.map_err(|error| Failure::new(format!("`node` could not be started: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let sizes: Vec<u64> = text.lines().filter_map(|line| line.parse().ok()).collect();
    if sizes.len() == files.len() {
        Ok(sizes)
    } else {
        Err(Failure::new(format!("compressing by node failed: {}", String::from_utf8_lossy(&output.stderr))))
    }
}

/// A page and every file of it that one of these files names, and so on. Another page is only led to.
fn first_load(dist: &Path, page: &str) -> Result<Vec<PathBuf>, Failure> {
    let page = dist.join(page);
    let mut others = BTreeSet::new();
    collect(dist, &mut others)?;
    others.retain(|other| other.extension().is_none_or(|kind| kind != "html"));
    // What sets a clinic's tablet up comes after the start of the staff's pages, and to no patient; what answers to a
    // clinic's page comes in a frame alone.
    let comes_later =
        |name: &str| name == tablet::WORKER || name.starts_with(tablet::REGISTERS) || name.starts_with("frame-");
    others.retain(|other| !other.file_name().is_some_and(|name| comes_later(&name.to_string_lossy())));
    let (mut loaded, mut next) = (Vec::new(), vec![page]);
    while let Some(file) = next.pop() {
        let content = std::fs::read(&file).map_err(|error| Failure::at(&file, &error))?;
        let text = String::from_utf8_lossy(&content);
        let named: Vec<PathBuf> = others
            .iter()
            .filter(|other| other.file_name().is_some_and(|name| text.contains(&*name.to_string_lossy())))
            .cloned()
            .collect();
        others.retain(|other| !named.contains(other));
        next.extend(named);
        loaded.push(file);
    }
    Ok(loaded)
}

fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>) -> Result<(), Failure> {
    for entry in std::fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))? {
        let path = entry.map_err(|error| Failure::at(folder, &error))?.path();
        if path.is_dir() {
            // The module for programs is no part of the page.
            if !path.ends_with("api") {
                collect(&path, files)?;
            }
        } else if path.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known)) {
            files.insert(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_names_is_loaded_and_the_rest_is_not() -> Result<(), Box<dyn std::error::Error>> {
        let dist = std::env::temp_dir().join(format!("estimator-budget-{}", std::process::id()));
        std::fs::create_dir_all(dist.join("api"))?;
        for (name, content) in [
            ("index.html", "a.css boot.mjs b.js b.wasm es.html staff.html tablet-1.mjs"),
            ("es.html", "a.css index.html"),
            ("staff.html", "staff-1.css boot.mjs staff-1.js staff-1_bg.wasm index.html"),
            ("staff-1.css", ""),
            ("staff-1.js", ""),
            ("staff-1_bg.wasm", ""),
            ("a.css", ""),
            ("boot.mjs", ""),
            ("b.js", "import './inner.js'"),
            ("b.wasm", ""),
            ("inner.js", ""),
            ("embed.js", ""),
            ("tablet-1.mjs", "service-worker.js"),
            ("service-worker.js", "embed.js"),
            ("api/b.js", ""),
        ] {
            std::fs::write(dist.join(name), content)?;
        }
        for (page, expected) in [
            ("index.html", &["a.css", "b.js", "b.wasm", "boot.mjs", "index.html", "inner.js"][..]),
            ("es.html", &["a.css", "es.html"]),
            ("staff.html", &["boot.mjs", "staff-1.css", "staff-1.js", "staff-1_bg.wasm", "staff.html"]),
        ] {
            let loaded = first_load(&dist, page).map_err(|failure| failure.to_string())?;
            let mut names: Vec<_> = loaded.iter().filter_map(|file| file.strip_prefix(&dist).ok()?.to_str()).collect();
            names.sort_unstable();
            assert_eq!(names, expected);
        }
        std::fs::remove_dir_all(&dist)?;
        Ok(())
    }
}
