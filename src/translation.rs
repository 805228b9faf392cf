//! The texts of the page for translators: found in the sources, kept in step with `languages/*.po`, made into dictionaries.
//!
//! Native only. The build calls it to make the pages of other languages, `cargo xtask texts` to bring the catalogs up to
//! date, and the tests to see that nothing is missing.

use crate::present::language::{BETWEEN_FORMS, key};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use rspolib::{POEntry, POFile, pofile};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A text of the page, as a translator gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The text as it stands in the sources; of a counted one, the form for one thing.
    pub english: String,
    /// The form for several things, where the text is counted.
    pub plural: Option<String>,
    /// The files that use it, from the project's folder.
    pub files: Vec<String>,
}

/// Where texts for people stand; `tests/it/languages.rs` sees to it that they stand nowhere else.
pub const FOLDERS: [&str; 2] = ["src/present", "src/ui"];

/// Where the texts stand that only the staff's program can show.
const FOLDERS_OF_STAFF: [&str; 3] = ["src/present/staff/", "src/present/prices/", "src/ui/staff/"];

/// A program with pages of its own, whose dictionaries hold no more than it can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    Patient,
    Staff,
}

impl Program {
    /// Whether this program can show a text. The words of a frame, and of the page on what was built, stand in the page
    /// itself.
    pub fn shows(self, text: &Message) -> bool {
        let of_staff = |file: &String| FOLDERS_OF_STAFF.iter().any(|folder| file.starts_with(folder));
        let in_page = |file: &String| ["/frame.rs", "/verify.rs"].iter().any(|end| file.ends_with(end));
        let is_shown = |file: &String| !in_page(file) && (self == Self::Staff || !of_staff(file));
        text.files.iter().any(is_shown)
    }
}

/// Every text of the page: in the program's sources, and in the sentences of the published data.
///
/// # Errors
/// Where a file cannot be read, or two texts cannot stand in one dictionary.
pub fn texts(project: &Path) -> Result<Vec<Message>, String> {
    let mut found = Found::default();
    let mut files = Vec::new();
    for folder in FOLDERS {
        rust_files(&project.join(folder), &mut files)?;
    }
    files.sort();
    for file in &files {
        let name = name_of(file, project);
        let tokens: TokenStream = read(file)?.parse().map_err(|error| format!("{name}: {error}"))?;
        found.in_tokens(tokens, &name)?;
    }
    found.in_data()?;
    found.refuse_same_keys()?;
    Ok(found.messages)
}

/// The texts found so far.
#[derive(Default)]
struct Found {
    messages: Vec<Message>,
    places: HashMap<String, usize>,
}

impl Found {
    fn add(&mut self, english: String, plural: Option<String>, file: &str) -> Result<(), String> {
        if english.is_empty() {
            return Ok(());
        }
        if english.ends_with(' ') {
            return Err(format!(
                "{file}: \u{201c}{english}\u{201d} ends in a space, which catalogs lose; join one to it"
            ));
        }
        let Some(message) = self.places.get(&english).and_then(|place| self.messages.get_mut(*place)) else {
            self.places.insert(english.clone(), self.messages.len());
            self.messages.push(Message { english, plural, files: vec![file.to_owned()] });
            return Ok(());
        };
        if message.plural != plural {
            let before = message.files.join(", ");
            return Err(format!(
                "{file}: \u{201c}{english}\u{201d} has another form for several things than in {before}; a dictionary \
                 holds one: use the same form, or word one of them differently"
            ));
        }
        if !message.files.iter().any(|known| known == file) {
            message.files.push(file.to_owned());
        }
        Ok(())
    }

    /// The texts in `t!("…")` and `counted("…", "…")`, wherever they stand; what is compiled for tests alone is left out.
    fn in_tokens(&mut self, tokens: TokenStream, file: &str) -> Result<(), String> {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let sign =
            |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            match token {
                TokenTree::Ident(name) if name == "t" && sign(at + 1, '!') => {
                    if let Some(TokenTree::Group(group)) = tokens.get(at + 2) {
                        for text in literals(group.stream()) {
                            self.add(text, None, file)?;
                        }
                        at += 2;
                    }
                }
                TokenTree::Ident(name) if name == "counted" && !is_call_or_definition(before) => {
                    if let Some(TokenTree::Group(group)) = tokens.get(at + 1)
                        && group.delimiter() == Delimiter::Parenthesis
                    {
                        let [one, many] = <[String; 2]>::try_from(literals(group.stream())).map_err(|found| {
                            format!("{file}: `counted` of {found:?}; write both texts in it, so that they can be found")
                        })?;
                        self.add(one, Some(many), file)?;
                        at += 1;
                    }
                }
                TokenTree::Group(group) if is_for_tests(before, group) => {
                    // The item that the attribute stands on ends with its body, or with a semicolon.
                    let is_end = |token: &TokenTree| match token {
                        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                        TokenTree::Punct(punct) => punct.as_char() == ';',
                        _ => false,
                    };
                    at += tokens.iter().skip(at).position(is_end).unwrap_or(tokens.len());
                }
                TokenTree::Group(group) => self.in_tokens(group.stream(), file)?,
                _ => {}
            }
            at += 1;
        }
        Ok(())
    }

    /// The words of each trial that the page shows, and how much of each reference was read. Titles stay as they are.
    fn in_data(&mut self) -> Result<(), String> {
        let catalog = crate::data::catalog();
        for trial in catalog.trials {
            let measure = trial.change.map(|change| change.measure);
            for text in [Some(trial.design), Some(trial.sentence), trial.harms, measure].into_iter().flatten() {
                self.add(text.to_owned(), None, "src/data/trials.json")?;
            }
        }
        for reference in catalog.references {
            self.add(reference.read.to_owned(), None, "src/data/references.json")?;
        }
        Ok(())
    }

    fn refuse_same_keys(&self) -> Result<(), String> {
        let mut known: HashMap<u32, &str> = HashMap::new();
        for message in &self.messages {
            if let Some(other) = known.insert(key(&message.english), &message.english) {
                return Err(format!(
                    "\u{201c}{other}\u{201d} and \u{201c}{}\u{201d} have the same key in a dictionary; change a word of one",
                    message.english
                ));
            }
        }
        Ok(())
    }
}

/// Whether the name that follows is that of a method or is being defined, and so is no text of ours.
fn is_call_or_definition(before: Option<&TokenTree>) -> bool {
    match before {
        Some(TokenTree::Punct(punct)) => punct.as_char() == '.',
        Some(TokenTree::Ident(word)) => word == "fn",
        _ => false,
    }
}

/// Whether this is the inside of `#[cfg(test)]`.
fn is_for_tests(before: Option<&TokenTree>, group: &proc_macro2::Group) -> bool {
    matches!(before, Some(TokenTree::Punct(punct)) if punct.as_char() == '#')
        && group.stream().to_string().replace(' ', "") == "cfg(test)"
}

/// The texts between some brackets.
fn literals(tokens: TokenStream) -> Vec<String> {
    let text = |token: TokenTree| match token {
        TokenTree::Literal(literal) => Some(syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()?.value()),
        _ => None,
    };
    tokens.into_iter().filter_map(text).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            rust_files(&path, files)?;
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// A file's name from the project's folder on, with `/` on every system.
fn name_of(file: &Path, project: &Path) -> String {
    file.strip_prefix(project).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// The catalog of a language: `languages/es.po`.
pub fn catalog_of(project: &Path, language: &str) -> PathBuf {
    project.join("languages").join([language, ".po"].concat())
}

fn open(file: &Path) -> Result<POFile, String> {
    // What cannot be read is told as such: the parser takes the name of a missing file for the catalog itself.
    let text = read(file)?;
    pofile(text.as_str()).map_err(|error| format!("{}: {error}", file.display()))
}

/// What the texts have become in a language, as [`crate::present::language::Dictionary::parse`] reads it.
///
/// # Errors
/// Every text that has no translation or a faulty one, and every translation of a text that is gone; each with its place
/// and what to do.
pub fn dictionary(file: &Path, texts: &[Message]) -> Result<String, Vec<String>> {
    let (forms, lines) = lines(file, texts)?;
    Ok(written(forms, lines))
}

/// As [`dictionary`], of the texts that a program can show.
///
/// # Errors
/// As [`dictionary`], of all texts.
pub fn dictionary_of(program: Program, file: &Path, texts: &[Message]) -> Result<String, Vec<String>> {
    let (forms, lines) = lines(file, texts)?;
    let lines = texts.iter().zip(lines).filter(|(text, _)| program.shows(text)).map(|(_, line)| line);
    Ok(written(forms, lines.collect()))
}

/// The names of plural forms, and then of each text its key and its translation.
type Lines = (&'static [&'static str], Vec<(u32, String)>);

fn lines(file: &Path, texts: &[Message]) -> Result<Lines, Vec<String>> {
    let catalog = open(file).map_err(|problem| vec![problem])?;
    let place = |entry: &POEntry| format!("{}:{}", file.display(), entry.linenum);
    let mut problems = Vec::new();
    let forms = forms(&catalog).unwrap_or_else(|problem| {
        problems.push(format!("{}: {problem}", file.display()));
        &["other"]
    });
    let mut translations: HashMap<(&str, Option<&str>), &POEntry> = HashMap::new();
    for entry in catalog.entries.iter().filter(|entry| !entry.obsolete) {
        let id = (entry.msgid.as_str(), entry.msgid_plural.as_deref());
        if let Some(first) = translations.insert(id, entry) {
            problems.push(format!(
                "{}: \u{201c}{}\u{201d} stands at line {} as well; keep one",
                place(entry),
                id.0,
                first.linenum
            ));
        }
    }
    let mut lines = Vec::new();
    for text in texts {
        let Some(entry) = translations.remove(&(text.english.as_str(), text.plural.as_deref())) else {
            problems.push(format!(
                "{}: \u{201c}{}\u{201d} of {} is missing; run `cargo xtask texts` and translate it",
                file.display(),
                text.english,
                text.files.join(", ")
            ));
            continue;
        };
        match translated(text, entry, forms.len()) {
            Ok(line) => lines.push((key(&text.english), line)),
            Err(problem) => problems.push(format!("{}: \u{201c}{}\u{201d} {problem}", place(entry), text.english)),
        }
    }
    let mut left: Vec<&POEntry> = translations.into_values().collect();
    left.sort_by_key(|entry| entry.linenum);
    for entry in left {
        problems.push(format!(
            "{}: \u{201c}{}\u{201d} is no text of the page any more; run `cargo xtask texts`",
            place(entry),
            entry.msgid
        ));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok((forms, lines))
}

/// A dictionary as its page holds it, from the keys of texts and what they have become.
pub fn written(forms: &[&str], mut lines: Vec<(u32, String)>) -> String {
    lines.sort();
    let mut keys = Vec::new();
    let mut before = 0;
    for (key, _) in &lines {
        keys.push(in_base_36(key - before));
        before = *key;
    }
    let mut written = [forms.join(" "), keys.join(" ")].join("\n");
    for (_, line) in lines {
        written.push('\n');
        written.push_str(&line);
    }
    written.push('\n');
    written
}

fn in_base_36(mut number: u32) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.is_empty() {
        digits.extend(char::from_digit(number % 36, 36));
        number /= 36;
    }
    digits.into_iter().rev().collect()
}

/// The names of a language's plural forms, in the order of its catalog.
fn forms(catalog: &POFile) -> Result<&'static [&'static str], String> {
    let rule = catalog.metadata.get("Plural-Forms").map_or("", String::as_str);
    let count = rule.trim().strip_prefix("nplurals=").and_then(|rest| rest.split(';').next());
    match count.map(str::trim) {
        Some("1") => Ok(&["other"]),
        Some("2") => Ok(&["one", "other"]),
        Some("3") => Ok(&["one", "few", "many"]),
        Some("6") => Ok(&["zero", "one", "two", "few", "many", "other"]),
        _ => Err(format!(
            "the header `Plural-Forms` is \u{201c}{rule}\u{201d}; expected one like \u{201c}nplurals=2; plural=(n != \
             1);\u{201d} with 1, 2, 3 or 6 forms"
        )),
    }
}

/// The line of a dictionary for a translation, or what is wrong with it.
fn translated(text: &Message, entry: &POEntry, forms: usize) -> Result<String, String> {
    let given: Vec<&str> = match text.plural {
        Some(_) => entry.msgstr_plural.iter().map(String::as_str).collect(),
        None => entry.msgstr.as_deref().into_iter().collect(),
    };
    let expected = if text.plural.is_some() { forms } else { 1 };
    if entry.fuzzy() {
        return Err("is marked fuzzy; check its translation and take the mark away".to_owned());
    }
    if given.len() != expected || given.iter().any(|form| form.is_empty()) {
        return Err(if expected == 1 {
            "has no translation; write it in msgstr".to_owned()
        } else {
            format!("has not all its {expected} forms; write each msgstr[…]")
        });
    }
    let ends = |text: &str| (text.len() - text.trim_start().len(), text.len() - text.trim_end().len());
    for form in &given {
        let (gaps, wanted) = (gaps(form), gaps(&text.english));
        if gaps != wanted {
            return Err(format!("is translated with the gaps {gaps:?}; it has {wanted:?}, and each must stand"));
        }
        if form.matches('*').count() != text.english.matches('*').count() {
            return Err("is translated with another number of `*`; they stand around what carries the sentence".into());
        }
        if form.contains(['<', '\n', BETWEEN_FORMS]) {
            return Err("is translated with `<`, a tab or a line break; leave it out".to_owned());
        }
        if ends(form) != ends(&text.english) {
            return Err("is translated with other spaces at its start or end; they keep sentences apart".to_owned());
        }
    }
    Ok(given.join(&BETWEEN_FORMS.to_string()))
}

/// The gaps of a text, each once and in order: `{0}`, `{1}` and so on.
pub fn gaps(text: &str) -> Vec<&str> {
    let mut gaps: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(gap, _)| gap).collect();
    gaps.sort_unstable();
    gaps.dedup();
    gaps
}

/// The catalog of a language with exactly the texts of the page, in the order of the sources: what is translated stays,
/// what is new waits for a translator, what is gone is left out.
///
/// # Errors
/// Where the catalog cannot be read.
pub fn renewed(file: &Path, texts: &[Message]) -> Result<String, String> {
    let catalog = open(file)?;
    // The head stands as somebody wrote it: the library keeps neither its order nor its comments' lines.
    let whole = read(file)?;
    let head = whole.split_once("\n\n").map_or(whole.as_str(), |(head, _)| head);
    let mut written = [head.trim_end(), "\n"].concat();
    for text in texts {
        let known = catalog.entries.iter().find(|entry| !entry.obsolete && entry.msgid == text.english);
        let mut entry = POEntry::new(0);
        entry.msgid.clone_from(&text.english);
        entry.occurrences = text.files.iter().map(|file| (file.clone(), String::new())).collect();
        entry.msgid_plural.clone_from(&text.plural);
        if let Some(known) = known {
            entry.tcomment.clone_from(&known.tcomment);
            entry.flags.clone_from(&known.flags);
            entry.msgstr.clone_from(&known.msgstr);
            entry.msgstr_plural.clone_from(&known.msgstr_plural);
        }
        if entry.msgid_plural.is_some() && entry.msgstr_plural.is_empty() {
            entry.msgstr_plural = forms(&catalog)?.iter().map(|_| String::new()).collect();
        }
        written.push('\n');
        written.push_str(&entry.to_string());
    }
    Ok(written)
}
