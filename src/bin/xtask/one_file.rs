//! Writes the patient page as one file for each language: styles, scripts and program are inside, and nothing is fetched,
//! so that it runs from a disk, a stick or a mail.

use crate::process::Failure;
use crate::small;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use microneedling_estimator::present::frame::NOT_STARTED_IN_ONE_FILE;
use microneedling_estimator::present::language::{Dictionary, FIRST, LANGUAGES, PageLanguage};
use microneedling_estimator::translation;
use sha2::{Digest as _, Sha256};
use std::io::Write as _;
use std::path::Path;

/// What takes the program out of the file and starts it.
const START: &str = "src/one_file.mjs";

/// Kinds of links that fetch something, or that lead to what lies beside the page.
const FETCHED: [&str; 5] = ["stylesheet", "modulepreload", "preload", "manifest", "apple-touch-icon"];

/// Writes the files into the folder that holds the finished pages.
pub fn write(project: &Path, folder: &Path) -> Result<(), Failure> {
    let texts = translation::texts(project).map_err(Failure::new)?;
    for language in &LANGUAGES {
        let page = folder.join(language.page);
        let html = read(&page)?;
        let translated = if language.code == FIRST.code {
            String::new()
        } else {
            let catalog = translation::catalog_of(project, language.code);
            translation::dictionary(&catalog, &texts).map_err(|problems| Failure::new(problems.join("\n")))?
        };
        let dictionary = Dictionary::parse(translated.leak());
        let parts = Parts::of(project, folder, &html)?;
        let whole = joined(&html, &parts, &dictionary)
            .map_err(|problem| Failure::new(format!("{}: {problem}", page.display())))?;
        let file = folder.join(language.one_file());
        std::fs::write(&file, whole).map_err(|error| Failure::at(&file, &error))?;
    }
    Ok(())
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| Failure::at(file, &error))
}

/// What a page loads, as it is put into the file.
struct Parts {
    styles: String,
    script: String,
    /// The program, compressed and in letters.
    program: String,
}

impl Parts {
    /// The parts that a built page names.
    fn of(project: &Path, folder: &Path, html: &str) -> Result<Self, Failure> {
        let named = |start: &str, end: &str| {
            let name =
                html.split('"').find(|part| part.trim_start_matches("./").starts_with(start) && part.ends_with(end));
            name.map(|name| folder.join(name.trim_start_matches("./"))).ok_or_else(|| {
                Failure::new(format!("the built page names no {start}*{end}; src/bin/xtask/one_file.rs looks for it"))
            })
        };
        let wasm = named("microneedling-estimator", "_bg.wasm")?;
        let module = std::fs::read(&wasm).map_err(|error| Failure::at(&wasm, &error))?;
        Ok(Self {
            styles: read(&named("estimator-", ".css")?)?,
            script: script(project, &named("microneedling-estimator", ".js")?)?,
            program: STANDARD.encode(compressed(&module).map_err(|error| Failure::at(&wasm, &error))?),
        })
    }
}

/// The script of the file: what starts the program, with the program's own script in it.
fn script(project: &Path, program: &Path) -> Result<String, Failure> {
    let more = ["--format=esm".to_owned(), format!("--alias:program={}", program.display())];
    let script = small::bundle(&project.join(START), &project.join("target/page/one_file.js"), &more)?;
    Ok(String::from_utf8_lossy(&script).trim_end().to_owned())
}

/// A program as small as every browser can still unpack it, the same on every machine.
fn compressed(module: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(module)?;
    encoder.finish()
}

/// The built page with its parts inside and a policy that allows nothing else.
fn joined(html: &str, parts: &Parts, dictionary: &Dictionary) -> Result<String, String> {
    for (name, part, end) in [("styles", &parts.styles, "</style"), ("script", &parts.script, "</script")] {
        // Either would end its element, or begin a comment in it.
        if let Some(found) = [end, "<!--"].into_iter().find(|sign| part.to_lowercase().contains(sign)) {
            return Err(format!("the {name} hold `{found}`, which cannot stand inside a page"));
        }
    }
    let html = without_links(html);
    let html = html.replacen("</head>", &["<style>", &parts.styles, "</style></head>"].concat(), 1);
    let html = between(&html, "<script type=\"module\" src=", "</script>", "")?;
    let inside = [
        "<script type=\"text/plain\" id=\"program\">",
        &parts.program,
        "</script><script type=\"module\">",
        &parts.script,
        "</script></body>",
    ];
    let html = once(&html, "</body>", &inside.concat())?;
    let html = strictly(&html, parts)?;
    let (element, words) = ("<p id=\"start-failed\" role=\"alert\" hidden>", dictionary.read(NOT_STARTED_IN_ONE_FILE));
    let html = between(&html, element, "</p>", &[element, words, "</p>"].concat())?;
    let beside = |html: String, language: &PageLanguage| {
        html.replace(&format!("href=\"{}\"", language.page), &format!("href=\"{}\"", language.one_file()))
    };
    Ok(LANGUAGES.iter().fold(html, beside))
}

/// The page with the policy of the served one, made stricter: nothing is fetched, and what is inside is allowed by its
/// digest alone.
fn strictly(html: &str, parts: &Parts) -> Result<String, String> {
    const META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let (before, rest) = html.split_once(META).ok_or("the page has no policy")?;
    let (policy, after) = rest.split_once('"').ok_or("the page's policy has no end")?;
    let directives: Vec<String> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            let name = words.next()?;
            let inside = match name {
                "script-src" => Some(digest(&parts.script)),
                "style-src" => Some(digest(&parts.styles)),
                _ => None,
            };
            let others = words.filter(|word| *word != "'self'").map(str::to_owned);
            let mut sources: Vec<String> = inside.into_iter().chain(others).collect();
            if sources.is_empty() {
                sources.push("'none'".to_owned());
            }
            Some(format!("{name} {}", sources.join(" ")))
        })
        .collect();
    Ok([before, META, &directives.join("; "), "\"", after].concat())
}

/// The digest of an element's text, as a policy names it.
fn digest(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// A page without its links to what it would fetch.
fn without_links(html: &str) -> String {
    const OPENING: &str = "<link ";
    let mut parts = html.split(OPENING);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('>') {
            Some((tag, after)) if FETCHED.iter().any(|kind| tag.contains(&format!("rel=\"{kind}\""))) => {
                written.push_str(after);
            }
            _ => {
                written.push_str(OPENING);
                written.push_str(part);
            }
        }
    }
    written
}

/// A text with the only part from one word to the next other one replaced, both words included.
fn between(text: &str, from: &str, to: &str, by: &str) -> Result<String, String> {
    let (before, rest) = text.split_once(from).ok_or_else(|| format!("expected `{from}`"))?;
    let (_, after) = rest.split_once(to).ok_or_else(|| format!("expected `{to}` after `{from}`"))?;
    if after.contains(from) { Err(format!("expected `{from}` once")) } else { Ok([before, by, after].concat()) }
}

/// A text with one part replaced, which must stand in it exactly once.
fn once(text: &str, part: &str, by: &str) -> Result<String, String> {
    match text.split_once(part) {
        Some((before, after)) if !after.contains(part) => Ok([before, by, after].concat()),
        _ => Err(format!("expected `{part}` exactly once")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVED: &str = "<html lang=\"en\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
        script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:\">\
        <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"./a.css\" integrity=\"sha384-x\">\
        <link rel=\"alternate\" lang=\"es\" href=\"es.html\"></head><body>\
        <p id=\"start-failed\" role=\"alert\" hidden>Not loaded.</p>\
        <script type=\"module\" src=\"./boot.mjs\" data-wasm=\"./a.wasm\"></script><a href=\"es.html\">Español</a></body>";

    fn parts(script: &str) -> Parts {
        Parts { styles: "p{color:red}".to_owned(), script: script.to_owned(), program: "AAAA".to_owned() }
    }

    #[test]
    fn a_page_holds_its_parts_and_allows_nothing_else() {
        let page = joined(SERVED, &parts("start()"), Dictionary::ENGLISH);
        let expected = format!(
            "<html lang=\"en\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             script-src {} 'wasm-unsafe-eval'; style-src {}; connect-src 'none'; img-src data:\">\
             <link rel=\"icon\" href=\"data:,\"><link rel=\"alternate\" lang=\"es\" href=\"estimator.es.html\">\
             <style>p{{color:red}}</style></head><body><p id=\"start-failed\" role=\"alert\" hidden>{}</p>\
             <a href=\"estimator.es.html\">Español</a><script type=\"text/plain\" id=\"program\">AAAA</script>\
             <script type=\"module\">start()</script></body>",
            digest("start()"),
            digest("p{color:red}"),
            Dictionary::ENGLISH.read(NOT_STARTED_IN_ONE_FILE),
        );
        assert_eq!(page, Ok(expected));
    }

    #[test]
    fn a_digest_is_written_as_a_policy_has_it() {
        // The example of the specification of the content security policy.
        assert_eq!(digest("doSomething();"), "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='");
    }

    #[test]
    fn what_would_end_its_element_is_refused() {
        for script in ["x = '</SCRIPT>'", "x = '<!--'"] {
            assert!(joined(SERVED, &parts(script), Dictionary::ENGLISH).is_err(), "{script}");
        }
        assert!(joined("<body></body>", &parts(""), Dictionary::ENGLISH).is_err(), "a page without a policy");
    }
}
