//! Refuses built pages, scripts and styles that name another site for the browser to load, or that hold a script, a
//! handler or a style where the policy allows none.
//!
//! Only links that a person follows, `<a href>`, may lead elsewhere: to the sources.

use crate::page;
use crate::process::Failure;
use std::path::Path;

/// Names of languages and formats, which nothing is loaded from.
const NAMESPACES: [&str; 5] = [
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/XML/1998/namespace",
];

/// Fails with all findings in the pages, scripts and styles below a folder.
pub fn refuse(dist: &Path) -> Result<(), Failure> {
    let mut found = Vec::new();
    for file in page::files_below(dist, &[])? {
        let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let read = || Ok::<_, Failure>(String::from_utf8_lossy(&page::read(&file)?).into_owned());
        let findings = match kind {
            "html" => in_page(&read()?),
            "js" | "mjs" | "css" => in_script_or_style(&read()?),
            _ => continue,
        };
        found.extend(findings.into_iter().map(|finding| format!("{}: {finding}", file.display())));
    }
    if found.is_empty() { Ok(()) } else { Err(Failure::new(found.join("\n"))) }
}

/// Addresses of other sites in a script or a sheet.
fn in_script_or_style(text: &str) -> Vec<String> {
    let text = NAMESPACES.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    let mut found: Vec<String> = ["http://", "https://", "ws://", "wss://"]
        .iter()
        .flat_map(|scheme| text.match_indices(scheme))
        .map(|(at, _)| format!("names another site: `{}`", excerpt(&text, at)))
        .collect();
    for start in ["url(//", "url(\"//", "url('//", "\"//", "'//", "`//", "@import"] {
        found
            .extend(text.match_indices(start).map(|(at, _)| format!("loads from elsewhere: `{}`", excerpt(&text, at))));
    }
    found
}

/// Addresses of other sites in a page, but for links; and scripts, handlers and styles inside of it.
fn in_page(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            continue;
        }
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let Some((attributes, after)) = attributes(rest.strip_prefix(name.as_str()).unwrap_or_default()) else {
            found.push(format!("`<{}` has an attribute without quotes", excerpt(rest, 0)));
            continue;
        };
        let value = |wanted: &str| attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
        for (attribute, text) in &attributes {
            if attribute.starts_with("on") {
                found.push(format!("`<{name} {attribute}>` is a handler inside of the page"));
            }
            if *attribute == "style" {
                found.push(format!("`<{name} style=\"{text}\">` is a style inside of the page"));
            }
            let leads = name == "a" && *attribute == "href";
            let is_name = attribute.starts_with("xmlns") && NAMESPACES.contains(text);
            let text = text.trim_start().to_ascii_lowercase();
            let is_foreign = text.starts_with("//") || text.contains("://") && !text.starts_with("default-src");
            if is_foreign && !leads && !is_name {
                found.push(format!("`<{name} {attribute}=\"{text}\">` names another site"));
            }
            if text.starts_with("javascript:") {
                found.push(format!("`<{name} {attribute}=\"{text}\">` is a script inside of the page"));
            }
        }
        rest = after;
        let data_alone = value("type") == Some("text/plain");
        if name == "style" || name == "script" && value("src").is_none() && !data_alone {
            found.push(format!("`<{name}>` stands inside of the page"));
        }
        if name == "script" {
            rest = rest.split_once("</script").map_or("", |(_, after)| after);
        }
    }
    found
}

/// An attribute's name and its value.
type Attribute<'a> = (&'a str, &'a str);

/// The attributes of a tag after its name, and what follows the tag; none where a value has no quotes.
fn attributes(mut text: &str) -> Option<(Vec<Attribute<'_>>, &str)> {
    let mut found = Vec::new();
    loop {
        text = text.trim_start().trim_start_matches('/');
        if let Some(after) = text.strip_prefix('>') {
            return Some((found, after));
        }
        let end =
            text.find(|letter: char| letter == '=' || letter == '>' || letter == '/' || letter.is_whitespace())?;
        let (name, after) = text.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
        match after.strip_prefix('=') {
            None => {
                found.push((name, ""));
                text = after;
            }
            Some(value) => {
                let (value, after) = value.strip_prefix('"')?.split_once('"')?;
                found.push((name, value));
                text = after;
            }
        }
    }
}

fn excerpt(text: &str, at: usize) -> String {
    text.get(at..).unwrap_or_default().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_may_hold_passes() {
        let page = "<!doctype html><!-- <b onclick=\"x\"> --><html lang=\"en\"><link rel=\"icon\" href=\"data:,\">\
                    <svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg><p hidden>1 < 2 // 3</p>\
                    <a href=\"https://example.org/trial\">A trial</a><script type=\"module\" src=\"./a.mjs\"></script>\
                    <script type=\"text/plain\">https://no.example <b style=\"\"></script>";
        assert_eq!(in_page(page), Vec::<String>::new());
    }

    #[test]
    fn what_a_page_must_not_hold_is_named() {
        for page in [
            "<img src=\"https://example.org/a.png\">",
            "<img src=\"//example.org/a.png\">",
            "<link rel=\"preconnect\" href=\"https://example.org\">",
            "<form action=\"http://example.org\">",
            "<p style=\"color: red\">",
            "<p onclick=\"go()\">",
            "<a href=\"javascript:go()\">",
            "<style>p { color: red }</style>",
            "<script>go()</script>",
            "<script type=\"module\">go()</script>",
            "<img src=https://example.org/a.png>",
        ] {
            assert_eq!(in_page(page).len(), 1, "{page}: {:?}", in_page(page));
        }
    }

    #[test]
    fn scripts_and_styles_name_no_site() {
        let fine = "create('http://www.w3.org/2000/svg'); a = b // c\n.x { background: url(data:,) }";
        assert_eq!(in_script_or_style(fine), Vec::<String>::new());
        for text in [
            "fetch('https://example.org')",
            "new WebSocket('wss://example.org')",
            "import('//example.org/a.js')",
            "a { background: url(//example.org/a.png) }",
            "@import 'a.css'",
        ] {
            assert!(!in_script_or_style(text).is_empty(), "{text}");
        }
    }
}
