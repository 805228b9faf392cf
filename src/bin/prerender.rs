//! Writes the built index.html anew for each language of the page, with its first view, so that it can be read before,
//! and without, any script.
//!
//! Trunk runs this after each build (see Trunk.toml) and says in `TRUNK_STAGING_DIR` where the files are.

use microneedling_estimator::present::formats::{Formats, PlainFormats, PlainSpanish};
use microneedling_estimator::present::frame::FRAME;
use microneedling_estimator::present::language::{Dictionary, FIRST, LANGUAGES, PageLanguage, Text};
use microneedling_estimator::translation::{self, Message};
use microneedling_estimator::ui::formats::Language;
use microneedling_estimator::ui::{App, AppProps};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;
use yew::LocalServerRenderer;

fn main() -> ExitCode {
    let Some(folder) = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        eprintln!("error: TRUNK_STAGING_DIR is not set; `cargo xtask build` runs this program as a part of the build");
        return ExitCode::FAILURE;
    };
    match prerender(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            problems.iter().for_each(|problem| eprintln!("error: {problem}"));
            ExitCode::FAILURE
        }
    }
}

fn prerender(folder: &Path) -> Result<(), Vec<String>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = translation::texts(project).map_err(|problem| vec![problem])?;
    let index = folder.join(FIRST.page);
    let html = std::fs::read_to_string(&index).map_err(|error| vec![format!("{}: {error}", index.display())])?;
    let html = wasm_bytes(folder).and_then(|bytes| weighed(&html, bytes).map_err(str::to_owned));
    let html = html.map_err(|problem| vec![format!("{}: {problem}", index.display())])?;
    for language in &LANGUAGES {
        let dictionary = dictionary(project, language, &texts)?;
        let file = folder.join(language.page);
        let page = page(&html, language, dictionary);
        page.and_then(|page| std::fs::write(&file, page).map_err(|error| error.to_string()))
            .map_err(|problem| vec![format!("{}: {problem}", file.display())])?;
    }
    Ok(())
}

/// The dictionary of a language as its page holds it; empty for the program's own.
fn dictionary(project: &Path, language: &PageLanguage, texts: &[Message]) -> Result<&'static str, Vec<String>> {
    if language.code == FIRST.code {
        return Ok("");
    }
    let file = translation::catalog_of(project, language.code);
    Ok(translation::dictionary(&file, texts)?.leak())
}

/// The page in a language, out of the one in English without its view.
fn page(html: &str, language: &PageLanguage, written: &'static str) -> Result<String, String> {
    let dictionary = Dictionary::parse(written);
    let html = framed(html, &FRAME, &dictionary)?;
    let html = once(&html, "<html lang=\"en\">", &format!("<html lang=\"{}\">", language.code))?;
    let others: String = LANGUAGES
        .iter()
        .map(|other| format!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">", other.code, other.page))
        .collect();
    let html = once(&html, "</head>", &format!("{others}</head>"))?;
    let formats: Rc<dyn Formats> = match language.code {
        "es" => Rc::new(PlainSpanish),
        _ => Rc::new(PlainFormats),
    };
    let language = Language { code: language.code, dictionary: Rc::new(dictionary), formats };
    let renderer = LocalServerRenderer::<App>::with_props(AppProps { language, ..AppProps::default() });
    let view = futures::executor::block_on(renderer.hydratable(false).render());
    let html = filled(&html, &view)?;
    if written.is_empty() {
        return Ok(html);
    }
    // As data: nothing runs, so the page's policy allows it. It has no `<` that could end the block; the build of the
    // dictionary sees to that. It stands last, because the first view is there without it.
    once(&html, "</body>", &format!("<script type=\"text/plain\" id=\"dictionary\">{written}</script></body>"))
}

/// The words around the page in the language of a dictionary.
fn framed(html: &str, frame: &[Text], dictionary: &Dictionary) -> Result<String, String> {
    let mut html = html.to_owned();
    for text in frame {
        html = once(&html, Dictionary::ENGLISH.read(*text), &escaped(dictionary.read(*text)))?;
    }
    Ok(html)
}

/// A text with one part replaced, which must stand in it exactly once.
fn once(text: &str, part: &str, by: &str) -> Result<String, String> {
    match text.split_once(part) {
        Some((before, after)) if !after.contains(part) => Ok([before, by, after].concat()),
        _ => Err(format!("expected `{part}` exactly once; src/present/frame.rs has the words of index.html")),
    }
}

/// Words as they stand in HTML, between tags or as an attribute's value.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Puts the view into the one empty element with the id `app`.
fn filled(html: &str, view: &str) -> Result<String, &'static str> {
    const MOUNT: &str = "<div id=\"app\"></div>";
    match html.split_once(MOUNT) {
        Some((before, after)) if !after.contains(MOUNT) => Ok(format!("{before}<div id=\"app\">{view}</div>{after}")),
        _ => Err("expected exactly one empty `<div id=\"app\"></div>` to fill"),
    }
}

/// Tells the loader how many bytes to expect: a compressed transfer does not say.
fn weighed(html: &str, bytes: u64) -> Result<String, &'static str> {
    const PLACE: &str = "data-wasm-bytes=\"0\"";
    let (before, after) = html
        .split_once(PLACE)
        .ok_or("expected `data-wasm-bytes=\"0\"` on the loader's script; Trunk.toml writes it")?;
    Ok(format!("{before}data-wasm-bytes=\"{bytes}\"{after}"))
}

/// The size of the one WebAssembly module in the folder.
fn wasm_bytes(folder: &Path) -> Result<u64, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.extension().is_some_and(|kind| kind == "wasm") {
            return Ok(std::fs::metadata(&path).map_err(problem)?.len());
        }
    }
    Err(format!("{}: there is no .wasm file; Trunk writes it before this step", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_goes_into_the_mount_element() {
        assert_eq!(filled("<div id=\"app\"></div>", "<p>5</p>"), Ok("<div id=\"app\"><p>5</p></div>".to_owned()));
    }

    #[test]
    fn a_page_without_the_mount_element_is_refused() {
        assert!(filled("<div id=\"root\"></div>", "x").is_err());
        assert!(filled("<div id=\"app\">taken</div>", "x").is_err());
    }

    #[test]
    fn the_loader_learns_the_size() {
        assert_eq!(weighed("<script data-wasm-bytes=\"0\">", 7), Ok("<script data-wasm-bytes=\"7\">".to_owned()));
        assert!(weighed("<script>", 7).is_err());
    }
}
