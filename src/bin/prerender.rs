//! Writes the built index.html anew for each language of the page, with its first view, so that it can be read before,
//! and without, any script; and beside each the staff's page. Both get the names of the built files, and their digests, so
//! that a browser refuses a file that is not the one that was built.
//!
//! Trunk runs this after each build (see Trunk.toml) and says in `TRUNK_STAGING_DIR` where the files are.

use base64::Engine as _;
use microneedling_estimator::present::formats::{Formats, PlainFormats, PlainSpanish};
use microneedling_estimator::present::frame::FRAME;
use microneedling_estimator::present::language::{Dictionary, FIRST, LANGUAGES, PageLanguage, Text};
use microneedling_estimator::present::staff;
use microneedling_estimator::translation::{self, Program};
use microneedling_estimator::ui::formats::Language;
use microneedling_estimator::ui::{App, AppProps};
use sha2::{Digest as _, Sha256};
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
    let template = project.join("staff.html");
    let linked = |file: &Path, programs: [&str; 2]| {
        std::fs::read_to_string(file)
            .map_err(|error| error.to_string())
            .and_then(|html| linked(&html, folder, programs))
            .map_err(|problem| vec![format!("{}: {problem}", file.display())])
    };
    let html = linked(&index, ["estimator", "microneedling-estimator"])?;
    let of_staff = linked(&template, ["staff", "staff"])?;
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

/// A page with the names of its built files and their digests, in place of the names by which it calls them; the second of
/// the programs' names is that of the files.
fn linked(html: &str, folder: &Path, [called, program]: [&str; 2]) -> Result<String, String> {
    let file = |start: &str, end: &str| {
        let name = built(folder, &[start, "-"].concat(), end)?;
        let content = std::fs::read(folder.join(&name)).map_err(|error| format!("{name}: {error}"))?;
        Ok::<_, String>((name, digest(&content)))
    };
    let (script, script_digest) = file(program, ".js")?;
    let (wasm, wasm_digest) = file(program, "_bg.wasm")?;
    let (styles, styles_digest) = file(called, ".css")?;
    let (boot, boot_digest) = file("boot", ".mjs")?;
    let mut html = without_comments(html);
    for (part, by) in [
        (format!("href=\"{called}.js\""), format!("href=\"./{script}\" integrity=\"{script_digest}\"")),
        // Without a digest: a browser ignores it here, and says so on the console. src/boot.mjs demands it when it fetches.
        (format!("href=\"{called}.wasm\""), format!("href=\"./{wasm}\"")),
        (format!("href=\"{called}.css\""), format!("href=\"./{styles}\" integrity=\"{styles_digest}\"")),
        ("src=\"boot.mjs\"".to_owned(), format!("src=\"./{boot}\" integrity=\"{boot_digest}\"")),
        (format!("data-script=\"{called}.js\""), format!("data-script=\"./{script}\"")),
        (format!("data-wasm=\"{called}.wasm\""), format!("data-wasm=\"./{wasm}\" data-integrity=\"{wasm_digest}\"")),
    ] {
        html = once(&html, &part, &by)?;
    }
    Ok(html)
}

/// A page without the comments of its template, which are for those who work on it.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text = [text.trim_end(), part.split_once("-->").map_or("", |(_, after)| after)].concat();
    }
    text
}

/// The digest of a file as a page demands it of a browser; in hexadecimal it stands in SHA256SUMS.
fn digest(content: &[u8]) -> String {
    ["sha256-", &base64::engine::general_purpose::STANDARD.encode(Sha256::digest(content))].concat()
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
        .map(|other| format!("<link rel=\"alternate\" lang=\"{}\" href=\"{}\">", other.code, page(other)))
        .collect();
    let html = once(&html, "href=\"verify.html\"", &format!("href=\"{}\"", language.verify()))?;
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
    let html = once(&html, " data-wasm=", &format!(" data-staff=\"{}\" data-wasm=", language.staff()))?;
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
    fn a_digest_is_written_as_browsers_read_it() {
        // The example of the specification of subresource integrity.
        let expected = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        assert_eq!(digest(b"alert('Hello, world.');"), expected);
    }

    #[test]
    fn comments_are_for_those_who_work_on_the_page() {
        assert_eq!(without_comments("<p>1</p>\n  <!-- a\n <b> -->\n<p>2</p>"), "<p>1</p>\n<p>2</p>");
        assert_eq!(without_comments("<p>1</p>"), "<p>1</p>");
    }

    #[test]
    fn a_page_gets_the_names_of_its_files_and_their_digests() -> Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("estimator-prerender-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        for name in ["staff-1.js", "staff-1_bg.wasm", "staff-2.css", "boot-3.mjs"] {
            std::fs::write(folder.join(name), "")?;
        }
        let page = linked(include_str!("../../staff.html"), &folder, ["staff", "staff"])?;
        std::fs::remove_dir_all(&folder)?;
        let empty = digest(b"");
        for part in [
            format!("<link rel=\"modulepreload\" href=\"./staff-1.js\" integrity=\"{empty}\">"),
            format!("<link rel=\"stylesheet\" href=\"./staff-2.css\" integrity=\"{empty}\">"),
            format!(
                "<script type=\"module\" src=\"./boot-3.mjs\" integrity=\"{empty}\" data-script=\"./staff-1.js\" \
                 data-wasm=\"./staff-1_bg.wasm\" data-integrity=\"{empty}\">"
            ),
        ] {
            assert!(page.contains(&part), "{part} is not in {page}");
        }
        Ok(())
    }
}
