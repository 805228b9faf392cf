//! Writes the built index.html anew for each language of the page, with its first view, so that it can be read before,
//! and without, any script; and beside each the staff's page.
//!
//! Trunk runs this after each build (see Trunk.toml) and says in `TRUNK_STAGING_DIR` where the files are.

use microneedling_estimator::present::formats::{Formats, PlainFormats, PlainSpanish};
use microneedling_estimator::present::frame::FRAME;
use microneedling_estimator::present::language::{Dictionary, FIRST, LANGUAGES, PageLanguage, Text};
use microneedling_estimator::present::staff;
use microneedling_estimator::translation::{self, Program};
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
    let weighed = |html: &str, name: &str| {
        built(folder, name, "_bg.wasm")
            .and_then(|wasm| std::fs::metadata(folder.join(wasm)).map_err(|error| error.to_string()))
            .and_then(|wasm| weighed(html, wasm.len()).map_err(str::to_owned))
    };
    let html = weighed(&html, "microneedling-estimator-");
    let html = html.map_err(|problem| vec![format!("{}: {problem}", index.display())])?;
    let template = project.join("staff.html");
    let of_staff = std::fs::read_to_string(&template)
        .map_err(|error| error.to_string())
        .and_then(|html| weighed(&html, "staff-"))
        .and_then(|html| linked(&html, folder));
    let of_staff = of_staff.map_err(|problem| vec![format!("{}: {problem}", template.display())])?;
    for language in &LANGUAGES {
        let whole = Dictionary::parse(dictionary(language, |file| translation::dictionary(file, &texts))?);
        for (program, file) in [(Program::Patient, language.page.to_owned()), (Program::Staff, language.staff())] {
            let file = folder.join(file);
            let written = dictionary(language, |file| translation::dictionary_of(program, file, &texts))?;
            let page = match program {
                Program::Patient => page(&html, language, &whole),
                Program::Staff => framed(&of_staff, &staff::frame::FRAME, &whole),
            };
            page.and_then(|page| told_of_languages(&page, language, program))
                .and_then(|page| with_dictionary(&page, written))
                .and_then(|page| std::fs::write(&file, page).map_err(|error| error.to_string()))
                .map_err(|problem| vec![format!("{}: {problem}", file.display())])?;
        }
    }
    Ok(())
}

/// A dictionary of a language as its page holds it; empty for the program's own.
fn dictionary(
    language: &PageLanguage,
    write: impl Fn(&Path) -> Result<String, Vec<String>>,
) -> Result<&'static str, Vec<String>> {
    if language.code == FIRST.code {
        return Ok("");
    }
    let file = translation::catalog_of(Path::new(env!("CARGO_MANIFEST_DIR")), language.code);
    Ok(write(&file)?.leak())
}

/// The file that the build has put into the folder, by how its name starts and ends.
fn built(folder: &Path, start: &str, end: &str) -> Result<String, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let name = entry.map_err(problem)?.file_name().to_string_lossy().into_owned();
        if name.starts_with(start) && name.ends_with(end) {
            return Ok(name);
        }
    }
    Err(format!("{}: there is no {start}*{end}; the build writes it before this step", folder.display()))
}

/// The staff's page with the names of its built files.
fn linked(html: &str, folder: &Path) -> Result<String, String> {
    let mut html = html.to_owned();
    for (name, end) in [("staff.js", ".js"), ("staff.wasm", "_bg.wasm"), ("staff.css", ".css")] {
        let (quoted, file) = (format!("\"{name}\""), built(folder, "staff-", end)?);
        if !html.contains(&quoted) {
            return Err(format!("expected {quoted}, to put the built file in its place"));
        }
        html = html.replace(&quoted, &format!("\"./{file}\""));
    }
    Ok(html)
}

/// A page that says which language it is in, and which others there are.
fn told_of_languages(html: &str, language: &PageLanguage, program: Program) -> Result<String, String> {
    let html = once(html, "<html lang=\"en\">", &format!("<html lang=\"{}\">", language.code))?;
    let page = |other: &PageLanguage| match program {
        Program::Patient => other.page.to_owned(),
        Program::Staff => other.staff(),
    };
    let others: String = LANGUAGES
        .iter()
        .map(|other| format!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">", other.code, page(other)))
        .collect();
    once(&html, "</head>", &format!("{others}</head>"))
}

/// A page with the dictionary of its program.
fn with_dictionary(html: &str, written: &str) -> Result<String, String> {
    if written.is_empty() {
        return Ok(html.to_owned());
    }
    // As data: nothing runs, so the page's policy allows it. It has no `<` that could end the block; the build of the
    // dictionary sees to that. It stands last, because the first view is there without it.
    once(html, "</body>", &format!("<script type=\"text/plain\" id=\"dictionary\">{written}</script></body>"))
}

/// The patient page in a language, out of the one in English without its view.
fn page(html: &str, language: &PageLanguage, dictionary: &Dictionary) -> Result<String, String> {
    let html = framed(html, &FRAME, dictionary)?;
    let html = once(&html, " data-wasm-bytes=", &format!(" data-staff=\"{}\" data-wasm-bytes=", language.staff()))?;
    let formats: Rc<dyn Formats> = match language.code {
        "es" => Rc::new(PlainSpanish),
        _ => Rc::new(PlainFormats),
    };
    let language = Language { code: language.code, dictionary: Rc::new(dictionary.clone()), formats };
    let renderer = LocalServerRenderer::<App>::with_props(AppProps { language, ..AppProps::default() });
    let view = futures::executor::block_on(renderer.hydratable(false).render());
    filled(&html, &view).map_err(str::to_owned)
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
        _ => Err(format!(
            "expected `{part}` exactly once; src/present/frame.rs has the words of index.html, src/present/staff/frame.rs \
             those of staff.html"
        )),
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
