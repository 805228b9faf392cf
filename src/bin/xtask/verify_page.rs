//! The pages that say what was built and how to check it, `verify.html` and its translations, and the list `SHA256SUMS`
//! beside them.

use crate::page::{self, hexadecimal, read, write as write_file};
use crate::process::{self, Failure};
use microneedling_estimator::present::formats::{Formats, PlainFormats, PlainSpanish};
use microneedling_estimator::present::language::{Dictionary, FIRST, LANGUAGES, PageLanguage, Text};
use microneedling_estimator::present::verify::{self, Part};
use microneedling_estimator::translation;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};

/// The list of all files with their digests, as `sha256sum` reads it.
pub const SUMS: &str = "SHA256SUMS";

/// Names the commit where the sources have no history beside them, such as in an archive of them.
const COMMIT: &str = "ESTIMATOR_COMMIT";

/// What the page itself may do: be read, in the look of a sheet beside it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

/// What the sources were when they were built.
#[derive(Debug, PartialEq, Eq)]
struct Commit {
    id: String,
    /// Whether some of them are in no commit.
    is_changed: bool,
}

/// One built file.
struct Entry {
    /// From `dist/` on, with `/` on every system.
    name: String,
    bytes: usize,
    digest: String,
}

/// The files that [`write`] makes, by name.
pub fn own_files() -> Vec<String> {
    LANGUAGES.iter().map(PageLanguage::verify).chain([SUMS.to_owned()]).collect()
}

/// Writes the pages and the list of all files, out of what is in `dist/`.
pub fn write(project: &Path, dist: &Path) -> Result<(), Failure> {
    let own = own_files();
    let without: Vec<&str> = own.iter().map(String::as_str).collect();
    let files = entries(dist, page::files_below(dist, &without)?)?;
    let policies = policies(dist)?;
    let commit = commit(project);
    let texts = translation::texts(project).map_err(Failure::new)?;
    let styles = files.iter().find(|file| file.name.starts_with("verify-") && file.name.ends_with(".css"));
    let styles = styles.ok_or_else(|| Failure::new(format!("{}: there is no verify-*.css", dist.display())))?;
    for language in &LANGUAGES {
        let dictionary = if language.code == FIRST.code {
            Dictionary::ENGLISH.clone()
        } else {
            let file = translation::catalog_of(project, language.code);
            let written = translation::dictionary(&file, &texts).map_err(|all| Failure::new(all.join("\n")))?;
            Dictionary::parse(written.leak())
        };
        let written = Written {
            language,
            dictionary: &dictionary,
            styles: &styles.name,
            commit: commit.as_ref(),
            figures: figures_of(project)?,
            policies: &policies,
            files: &files,
        };
        write_file(&dist.join(language.verify()), written.page().as_bytes())?;
    }
    let all = entries(dist, page::files_below(dist, &[SUMS])?)?;
    let sums: String = all.iter().map(|file| format!("{}  {}\n", file.digest, file.name)).collect();
    write_file(&dist.join(SUMS), sums.as_bytes())
}

fn entries(dist: &Path, files: Vec<PathBuf>) -> Result<Vec<Entry>, Failure> {
    let entry = |file: PathBuf| {
        let content = read(&file)?;
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        Ok(Entry { name, bytes: content.len(), digest: hexadecimal(&Sha256::digest(&content)) })
    };
    files.into_iter().map(entry).collect()
}

/// The policies of the built pages, each with the pages that have it.
fn policies(dist: &Path) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let mut policies: Vec<(String, Vec<String>)> = Vec::new();
    let own = own_files();
    let without: Vec<&str> = own.iter().map(String::as_str).collect();
    let pages = page::files_below(dist, &without)?;
    let built = pages.iter().filter(|file| file.extension().is_some_and(|kind| kind == "html"));
    let mut found: Vec<(String, String)> = Vec::new();
    for file in built {
        let html = String::from_utf8_lossy(&read(file)?).into_owned();
        let policy = policy_of(&html).ok_or_else(|| Failure::new(format!("{}: it has no policy", file.display())))?;
        found.push((policy.to_owned(), file.strip_prefix(dist).unwrap_or(file).to_string_lossy().into_owned()));
    }
    found.extend(LANGUAGES.iter().map(|language| (POLICY.to_owned(), language.verify())));
    for (policy, page) in found {
        match policies.iter_mut().find(|(known, _)| *known == policy) {
            Some((_, pages)) => pages.push(page),
            None => policies.push((policy, vec![page])),
        }
    }
    Ok(policies)
}

/// The policy that a page gives the browser.
fn policy_of(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"")?;
    Some(rest.split_once('"')?.0)
}

/// The commit of the sources: what the environment says, or else git; none where neither knows.
fn commit(project: &Path) -> Option<Commit> {
    if let Ok(told) = std::env::var(COMMIT)
        && !told.is_empty()
    {
        return Some(Commit { id: told, is_changed: false });
    }
    let project = project.to_string_lossy();
    let git = |arguments: &[&str]| process::output_of("git", &[&["-C", &*project][..], arguments].concat());
    // A folder inside of another project's history has no commit of its own.
    git(&["ls-files", "--error-unmatch", "Cargo.toml"])?;
    let id = git(&["rev-parse", "HEAD"])?.trim().to_owned();
    let is_changed = !git(&["status", "--porcelain"])?.trim().is_empty();
    Some(Commit { id, is_changed })
}

/// The day up to which the published figures were read.
fn figures_of(project: &Path) -> Result<chrono::NaiveDate, Failure> {
    let file = project.join("src/data/figures.json");
    let figures: Option<serde_json::Value> = serde_json::from_slice(&read(&file)?).ok();
    figures
        .and_then(|figures| figures["evidence_date"].as_str()?.parse().ok())
        .ok_or_else(|| Failure::new(format!("{}: expected a day in `evidence_date`", file.display())))
}

/// What a page says, in one language.
struct Written<'a> {
    language: &'a PageLanguage,
    dictionary: &'a Dictionary,
    /// The name of the sheet.
    styles: &'a str,
    commit: Option<&'a Commit>,
    figures: chrono::NaiveDate,
    policies: &'a [(String, Vec<String>)],
    files: &'a [Entry],
}

impl Written<'_> {
    fn page(&self) -> String {
        let title = self.words(verify::TITLE);
        let others = LANGUAGES.iter().filter(|other| other.code != self.language.code);
        let others: String = others
            .map(|other| {
                format!(
                    "<a href=\"{}\" hreflang=\"{code}\" lang=\"{code}\">{}</a>",
                    other.verify(),
                    other.name,
                    code = other.code
                )
            })
            .collect();
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"./{}\">\n</head>\n<body>\n\
             <main class=\"verify\">\n<p class=\"languages\">{others}</p>\n<h1>{title}</h1>\n<p>{}</p>\n{}",
            self.language.code,
            self.styles,
            self.words(verify::LEAD),
            self.facts(),
        );
        for part in [verify::STAYS, verify::KEPT, verify::POLICY] {
            html += &self.part(part);
        }
        for (policy, pages) in self.policies {
            let introduced = self.words(verify::POLICY_OF).replace("{0}", &pages.join(", "));
            html +=
                &format!("<p>{introduced}</p>\n<pre><code>{}</code></pre>\n", escaped(&policy.replace("; ", ";\n")));
        }
        html += &self.part(verify::FILES);
        html += &self.table();
        html += &self.part(verify::CHECK);
        for (words, commands) in [
            (verify::CHECK_COPY, "sha256sum -c SHA256SUMS".to_owned()),
            (verify::CHECK_SERVED, "curl -s https://…/estimator/index.html | sha256sum".to_owned()),
            (verify::CHECK_BUILD, self.rebuilt()),
        ] {
            html += &format!("<p>{}</p>\n<pre><code>{}</code></pre>\n", self.words(words), escaped(&commands));
        }
        html += &format!(
            "<p class=\"back\"><a href=\"{}\">{}</a></p>\n</main>\n</body>\n</html>\n",
            self.language.page,
            self.words(verify::BACK)
        );
        html
    }

    /// The commands that build the same commit again, in the folder of the sources, and compare.
    fn rebuilt(&self) -> String {
        let commit = self.commit.map_or("…", |commit| &commit.id);
        format!("git checkout {commit}\ncargo xtask build\ncd dist\nsha256sum -c …/SHA256SUMS")
    }

    fn facts(&self) -> String {
        let commit = match self.commit {
            Some(Commit { id, is_changed: false }) => format!("<code>{}</code>", escaped(id)),
            Some(Commit { id, is_changed: true }) => {
                self.words(verify::COMMIT_CHANGED).replace("{0}", &format!("<code>{}</code>", escaped(id)))
            }
            None => self.words(verify::COMMIT_UNKNOWN),
        };
        let facts: String = [
            (verify::VERSION, escaped(env!("CARGO_PKG_VERSION"))),
            (verify::COMMIT, commit),
            (verify::FIGURES, escaped(&self.formats().date(self.figures))),
        ]
        .iter()
        .map(|(name, value)| format!("<dt>{}</dt><dd>{value}</dd>\n", self.words(*name)))
        .collect();
        format!("<dl class=\"facts\">\n{facts}</dl>\n")
    }

    fn part(&self, part: Part) -> String {
        let paragraphs: String = part.paragraphs.iter().map(|text| format!("<p>{}</p>\n", self.words(*text))).collect();
        format!("<h2>{}</h2>\n{paragraphs}", self.words(part.heading))
    }

    fn table(&self) -> String {
        let rows: String = self
            .files
            .iter()
            .map(|Entry { name, bytes, digest }| {
                let bytes = self.formats().number(i64::try_from(*bytes).unwrap_or(i64::MAX));
                format!(
                    "<tr><th scope=\"row\">{}</th><td>{bytes}</td><td><code>{digest}</code></td></tr>\n",
                    escaped(name)
                )
            })
            .collect();
        let [file, bytes, digest] = [verify::FILE, verify::BYTES, verify::SHA256].map(|text| self.words(text));
        format!(
            "<table>\n<thead><tr><th scope=\"col\">{file}</th><th scope=\"col\">{bytes}</th><th scope=\"col\">{digest}</th>\
             </tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        )
    }

    fn words(&self, text: Text) -> String {
        escaped(self.dictionary.read(text))
    }

    fn formats(&self) -> &'static dyn Formats {
        match self.language.code {
            "es" => &PlainSpanish,
            _ => &PlainFormats,
        }
    }
}

/// Words as they stand in HTML, between tags or as an attribute's value.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// The page about one file, with something in every place that could end a tag.
    fn written(commit: Option<&Commit>) -> String {
        let file = Entry { name: "a<b>.js".to_owned(), bytes: 1_234, digest: "00ff".to_owned() };
        let policies = [("default-src 'none'".to_owned(), vec!["index.html".to_owned(), "es.html".to_owned()])];
        let page = Written {
            language: &FIRST,
            dictionary: Dictionary::ENGLISH,
            styles: "verify-1.css",
            commit,
            figures: chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
            policies: &policies,
            files: &[file],
        };
        page.page()
    }

    #[test]
    fn the_page_states_what_was_built() {
        let page = written(Some(&Commit { id: "abc123".to_owned(), is_changed: false }));
        for part in [
            "<dt>Version</dt><dd>0.",
            "<dt>Built from the commit</dt><dd><code>abc123</code></dd>",
            "git checkout abc123",
            "<p>Of index.html, es.html:</p>\n<pre><code>default-src 'none'</code></pre>",
            "<tr><th scope=\"row\">a&lt;b>.js</th><td>1,234</td><td><code>00ff</code></td></tr>",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("<script"), "it needs no script");
    }

    #[test]
    fn a_commit_that_is_not_known_or_not_all_is_said() {
        assert!(written(None).contains("built without the history of its sources"));
        let changed = written(Some(&Commit { id: "abc123".to_owned(), is_changed: true }));
        assert!(changed.contains("<code>abc123</code>, with changes that are in no commit"));
    }

    #[test]
    fn a_policy_is_read_off_its_page() {
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><p>";
        assert_eq!(policy_of(page), Some("default-src 'none'"));
        assert_eq!(policy_of("<p>"), None);
    }
}
