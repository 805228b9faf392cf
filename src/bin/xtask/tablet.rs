//! Writes what a clinic's tablet needs to work without a network: the service worker with the digest of every file, what
//! registers it, and what makes the site an app to install.
//!
//! Patients on a website fetch none of it.

use crate::page::{hexadecimal, read, write as put};
use crate::process::Failure;
use crate::small;
use microneedling_estimator::present::frame::{FRAME, NEWER};
use microneedling_estimator::present::language::{Dictionary, FIRST, LANGUAGES, PageLanguage};
use microneedling_estimator::present::staff::frame::SHORT_NAME;
use microneedling_estimator::present::staff::offline::USE_NEWER;
use microneedling_estimator::present::staff::page;
use microneedling_estimator::translation;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// The worker; browsers know it by this name for as long as the site is there.
pub const WORKER: &str = "service-worker.js";

/// How the name of the script begins that registers the worker.
pub const REGISTERS: &str = "tablet-";

/// The pictures of the app, of which those with an outline are cut to any form: file, sides, purpose.
const ICONS: [(&str, &str, &str); 5] = [
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-192.png", "192x192", "maskable"),
    ("icon-maskable-512.png", "512x512", "maskable"),
];

/// Paper and accent of styles/tokens.css, which a manifest cannot name.
const COLOURS: [&str; 2] = ["#fbfaf7", "#0f5f5c"];

/// Finishes the pages in a folder for tablets; they change no more after this.
pub fn write(project: &Path, folder: &Path) -> Result<(), Failure> {
    let dictionaries = dictionaries(project)?;
    let script = small::bundle(
        &project.join("src/tablet.mjs"),
        &project.join("target/page/tablet.mjs"),
        &["--format=esm".to_owned(), format!("--define:WORDS={}", offered(&dictionaries))],
    )?;
    let script_name = format!("{REGISTERS}{}.mjs", short(&digest(&script)));
    put(&folder.join(&script_name), &script)?;
    for (language, dictionary) in LANGUAGES.iter().zip(&dictionaries) {
        let manifest = manifest(language, dictionary).to_string();
        put(&folder.join(manifest_of(language)), manifest.as_bytes())?;
        for page in [language.page.to_owned(), language.staff()] {
            let file = folder.join(&page);
            let html = String::from_utf8_lossy(&read(&file)?).into_owned();
            let html = told(&html, &script_name, (page == language.staff()).then(|| manifest_of(language)))
                .map_err(|problem| Failure::new(format!("{}: {problem}", file.display())))?;
            put(&file, html.as_bytes())?;
        }
    }
    for (icon, ..) in ICONS {
        put(&folder.join(icon), &read(&project.join("icons").join(icon))?)?;
    }
    write_worker(project, folder)
}

/// Writes the worker: it holds the digest of each file, and is another file where one of them is.
fn write_worker(project: &Path, folder: &Path) -> Result<(), Failure> {
    let mut files = Map::new();
    for name in files_of_the_app(folder)? {
        files.insert(name.clone(), json!(digest(&read(&folder.join(&name))?)));
    }
    let source = project.join("src").join(WORKER);
    let files = Value::Object(files).to_string();
    let version = digest(&[files.as_bytes(), &read(&source)?].concat());
    let defined = [
        "--format=iife".to_owned(),
        format!("--define:FILES={files}"),
        format!("--define:VERSION=\"{}\"", short(&version)),
    ];
    small::bundle(&source, &folder.join(WORKER), &defined).map(|_| ())
}

/// The names of the pages and of every file that one of them names, and so on: what has to be there without a network.
fn files_of_the_app(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut others = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))? {
        let name = entry.map_err(|error| Failure::at(folder, &error))?.file_name().to_string_lossy().into_owned();
        let is_loaded = [".css", ".js", ".mjs", ".wasm"].iter().any(|end| name.ends_with(end));
        if is_loaded && name != WORKER {
            others.push(name);
        }
    }
    let mut next: Vec<String> =
        LANGUAGES.iter().flat_map(|language| [language.page.to_owned(), language.staff()]).collect();
    let mut files = Vec::new();
    while let Some(name) = next.pop() {
        let content = read(&folder.join(&name))?;
        let text = String::from_utf8_lossy(&content);
        let (named, rest) = others.into_iter().partition(|other| text.contains(&**other));
        others = rest;
        next.extend::<Vec<String>>(named);
        files.push(name);
    }
    files.sort();
    Ok(files)
}

/// A page whose loader knows what registers the worker, with the way to its manifest where it has one.
fn told(html: &str, script: &str, manifest: Option<String>) -> Result<String, String> {
    const LOADER: &str = "<script type=\"module\" src=";
    let (before, after) = html.split_once(LOADER).ok_or_else(|| format!("expected `{LOADER}`"))?;
    let html = [before, "<script type=\"module\" data-tablet=\"./", script, "\" src=", after].concat();
    let Some(manifest) = manifest else { return Ok(html) };
    let links = format!(
        "<link rel=\"manifest\" href=\"./{manifest}\"><link rel=\"apple-touch-icon\" href=\"./icon-maskable-192.png\"></head>"
    );
    let (before, after) = html.split_once("</head>").ok_or("expected `</head>`")?;
    Ok([before, &links, after].concat())
}

/// The manifest of the app in a language. A clinic may change it: the worker does not keep it.
fn manifest(language: &PageLanguage, dictionary: &Dictionary) -> Value {
    let read = |text| dictionary.read(text);
    let [name, description, ..] = FRAME;
    let icon = |(file, sizes, purpose): (&str, &str, &str)| {
        let kind = if file.ends_with("svg") { "image/svg+xml" } else { "image/png" };
        json!({ "src": format!("./{file}"), "sizes": sizes, "type": kind, "purpose": purpose })
    };
    let [paper, accent] = COLOURS;
    json!({
        "id": "./",
        "name": read(name),
        "short_name": read(SHORT_NAME),
        "description": read(description),
        "lang": language.code,
        "start_url": format!("./{}", language.staff()),
        "scope": "./",
        "display": "standalone",
        "background_color": paper,
        "theme_color": accent,
        "icons": ICONS.map(icon),
        "shortcuts": [
            { "name": read(page::PATIENT), "url": format!("./{}", language.page) },
            { "name": read(page::PRICES), "url": format!("./{}#/prices", language.staff()) },
        ],
    })
}

fn manifest_of(language: &PageLanguage) -> String {
    if language.code == FIRST.code {
        "manifest.webmanifest".to_owned()
    } else {
        format!("manifest.{}.webmanifest", language.code)
    }
}

/// The words of the offer on a patient page, by language.
fn offered(dictionaries: &[Dictionary]) -> Value {
    let words = LANGUAGES.iter().zip(dictionaries).map(|(language, dictionary)| {
        (language.code.to_owned(), json!([dictionary.read(NEWER), dictionary.read(USE_NEWER)]))
    });
    Value::Object(words.collect())
}

/// The whole dictionary of each language.
fn dictionaries(project: &Path) -> Result<Vec<Dictionary>, Failure> {
    let texts = translation::texts(project).map_err(Failure::new)?;
    let dictionary = |language: &PageLanguage| {
        if language.code == FIRST.code {
            return Ok(Dictionary::default());
        }
        let written = translation::dictionary(&translation::catalog_of(project, language.code), &texts);
        Ok(Dictionary::parse(written.map_err(|problems| Failure::new(problems.join("\n")))?.leak()))
    };
    LANGUAGES.iter().map(dictionary).collect()
}

/// The SHA-256 of a file, in hexadecimal digits.
fn digest(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content))
}

/// The first sixteen digits of a digest.
fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_is_its_pages_and_what_they_name() -> Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("estimator-tablet-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("api"))?;
        for (name, content) in [
            ("index.html", "a.css boot-1.mjs a.js"),
            ("es.html", "a.css boot-1.mjs"),
            ("staff.html", "staff.css staff.js manifest.webmanifest"),
            ("staff.es.html", ""),
            ("estimator.html", "one file"),
            ("a.css", ""),
            ("staff.css", ""),
            ("boot-1.mjs", "tablet-1.mjs"),
            ("tablet-1.mjs", "service-worker.js"),
            ("service-worker.js", "embed.js"),
            ("a.js", "a.wasm"),
            ("a.wasm", ""),
            ("staff.js", ""),
            ("embed.js", ""),
            ("manifest.webmanifest", ""),
            ("api/b.js", ""),
        ] {
            std::fs::write(folder.join(name), content)?;
        }
        let files = files_of_the_app(&folder).map_err(|failure| failure.to_string())?;
        std::fs::remove_dir_all(&folder)?;
        let expected = [
            "a.css",
            "a.js",
            "a.wasm",
            "boot-1.mjs",
            "es.html",
            "index.html",
            "staff.css",
            "staff.es.html",
            "staff.html",
            "staff.js",
            "tablet-1.mjs",
        ];
        assert_eq!(files, expected);
        Ok(())
    }

    #[test]
    fn only_the_pages_of_staff_name_a_manifest() {
        const PAGE: &str = "<head></head><script type=\"module\" src=\"./boot.mjs\"></script>";
        let page = told(PAGE, "tablet-1.mjs", None).unwrap();
        assert_eq!(
            page,
            "<head></head><script type=\"module\" data-tablet=\"./tablet-1.mjs\" src=\"./boot.mjs\"></script>"
        );
        let page = told(PAGE, "tablet-1.mjs", Some("manifest.webmanifest".to_owned())).unwrap();
        assert!(page.starts_with("<head><link rel=\"manifest\" href=\"./manifest.webmanifest\">"), "{page}");
        assert!(told("<p>", "tablet-1.mjs", None).is_err());
    }
}
