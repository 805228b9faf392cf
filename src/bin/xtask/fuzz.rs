//! `cargo xtask fuzz`: lets libFuzzer search for a text that a reader does not stand, on the stable toolchain; for a reader
//! that is a script, fast-check.
//!
//! The corpus of a target is one file of `fuzz/corpus/`, a JSON text a line. What a run finds stays in `target/fuzz/`;
//! `--keep` makes a small corpus of all of it and puts that in place of the kept one.

use crate::installation::{self, Tool};
use crate::page::{hexadecimal, read, write};
use crate::process::{self, Failure};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// What makes the compiler count which parts of the program a text reaches; cargo-fuzz sets the same.
const FLAGS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// The longest text that is made up, in bytes.
const LONGEST: usize = 4096;

/// A text that takes longer than this, in seconds, counts as a finding.
const SLOWEST: u32 = 20;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    /// None means all.
    target: Option<String>,
    minutes: u64,
    keep: bool,
}

impl Wish {
    fn from_arguments(arguments: &[String]) -> Result<Self, Failure> {
        let mut wish = Self { target: None, minutes: 10, keep: false };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--keep" => wish.keep = true,
                "--minutes" => {
                    let value = rest.next().map_or("", String::as_str);
                    let minutes = value.parse().ok().filter(|minutes| (0..=10_000).contains(minutes));
                    wish.minutes = minutes.ok_or_else(|| {
                        Failure::new(format!("`--minutes` is `{value}`; expected a number from 0 to 10000"))
                    })?;
                }
                option if option.starts_with('-') => {
                    return Err(Failure::new(format!("`fuzz` knows no `{option}`; it takes --minutes N and --keep")));
                }
                target => wish.target = Some(target.to_owned()),
            }
        }
        Ok(wish)
    }
}

/// Runs each target that was asked for, one after the other; fails with the text that a reader did not stand.
pub fn run(project: &Path, arguments: &[String]) -> Result<(), Failure> {
    let wish = Wish::from_arguments(arguments)?;
    let corpus = project.join("fuzz/corpus");
    let mut targets: Vec<String> = std::fs::read_dir(&corpus)
        .map_err(|error| Failure::at(&corpus, &error))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().strip_suffix(".jsonl")?.to_owned()))
        .filter(|name| wish.target.as_ref().is_none_or(|wished| wished == name))
        .collect();
    targets.sort();
    if targets.is_empty() {
        let wished = wish.target.unwrap_or_default();
        return Err(Failure::new(format!(
            "there is no target `{wished}`; each file of fuzz/corpus/ is named after one"
        )));
    }
    let mut program = None;
    for target in &targets {
        let script = project.join("fuzz").join([target, ".mjs"].concat());
        if script.is_file() {
            search_by_script(&script, &corpus, target, &wish)?;
            continue;
        }
        let program = match &program {
            Some(program) => program,
            None => program.insert(build(project)?),
        };
        search(project, program, target, &wish)?;
    }
    Ok(())
}

/// What the script finds it says itself, as small as it can be made, and ends.
fn search_by_script(script: &Path, corpus: &Path, target: &str, wish: &Wish) -> Result<(), Failure> {
    installation::ensure(&[Tool::FastCheck])?;
    println!("Fuzzing {target} for {} minutes…", wish.minutes);
    let kept = corpus.join([target, ".jsonl"].concat());
    if wish.keep {
        println!("Nothing of it is kept: what is worth it goes into {} by hand.", kept.display());
    }
    let mut search = Command::new("node");
    search.env("FAST_CHECK", Tool::FastCheck.file()?).arg(script).arg(&kept).arg(wish.minutes.to_string());
    process::run(&mut search).map_err(|failure| {
        Failure::new(format!(
            "{failure}\n{target} did not stand the text that is named above; mend the reader, and add the text to {}",
            kept.display()
        ))
    })
}

fn build(project: &Path) -> Result<PathBuf, Failure> {
    println!("Building the fuzzer…");
    let version = process::output_of("rustc", &["-vV"]).unwrap_or_default();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| Failure::new("`rustc -vV` names no host; install Rust through rustup"))?;
    let mut cargo = process::cargo();
    // A target that is named keeps the flags from what only runs during the build.
    cargo
        .args(["build", "--quiet", "--release", "--target", host, "--manifest-path"])
        .arg(project.join("fuzz/Cargo.toml"));
    let folder = project.join("target/fuzz/build");
    cargo.arg("--target-dir").arg(&folder).env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    process::run(&mut cargo)?;
    Ok(folder.join(host).join("release/fuzz"))
}

fn search(project: &Path, program: &Path, target: &str, wish: &Wish) -> Result<(), Failure> {
    let kept = project.join("fuzz/corpus").join([target, ".jsonl"].concat());
    let place = project.join("target/fuzz").join(target);
    let (texts, findings, seeds) = (place.join("texts"), place.join("findings"), place.join("kept"));
    for folder in [&texts, &findings] {
        std::fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    }
    unpack(&kept, &seeds)?;
    println!("Fuzzing {target} for {} minutes…", wish.minutes);
    let fuzzer = || {
        let mut command = Command::new(program);
        command.env("FUZZ_TARGET", target).arg(format!("-max_len={LONGEST}")).arg(format!("-timeout={SLOWEST}"));
        command.arg(["-artifact_prefix=", &findings.to_string_lossy(), "/"].concat());
        command
    };
    if wish.minutes > 0 {
        let seconds = Duration::from_secs(wish.minutes * 60).as_secs();
        let mut search = fuzzer();
        search.arg(format!("-max_total_time={seconds}")).args(["-print_final_stats=1", "-verbosity=0"]);
        let dictionary = project.join("fuzz/words.dict");
        search.arg(["-dict=", &dictionary.to_string_lossy()].concat());
        process::run(search.arg(&texts).arg(&seeds)).map_err(|failure| {
            Failure::new(format!(
                "{failure}\n{target} did not stand a text, which is in {}; mend the reader, and add the text to {}",
                findings.display(),
                kept.display()
            ))
        })?;
    }
    if wish.keep {
        let small = place.join("small");
        let _ = std::fs::remove_dir_all(&small);
        std::fs::create_dir_all(&small).map_err(|error| Failure::at(&small, &error))?;
        process::run(fuzzer().args(["-set_cover_merge=1", "-verbosity=0"]).arg(&small).arg(&seeds).arg(&texts))?;
        pack(&small, &kept)?;
    }
    Ok(())
}

/// Writes each text of a kept corpus into a file of its own, as libFuzzer wants them.
fn unpack(kept: &Path, folder: &Path) -> Result<(), Failure> {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    let content = read(kept)?;
    for (number, line) in String::from_utf8_lossy(&content).lines().enumerate() {
        let text: String = serde_json::from_str(line)
            .map_err(|error| Failure::new(format!("{}:{}: {error}", kept.display(), number + 1)))?;
        let name: String = hexadecimal(&Sha256::digest(&text)).chars().take(16).collect();
        write(&folder.join(name), text.as_bytes())?;
    }
    Ok(())
}

/// Writes the texts of a folder into one file, the shortest first.
fn pack(folder: &Path, kept: &Path) -> Result<(), Failure> {
    let mut texts = Vec::new();
    for file in crate::page::files_below(folder, &[])? {
        texts.push(String::from_utf8_lossy(&read(&file)?).into_owned());
    }
    texts.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    texts.dedup();
    let lines: String = texts.iter().map(|text| format!("{}\n", serde_json::Value::from(text.as_str()))).collect();
    println!("{}: {} texts, {} bytes", kept.display(), texts.len(), lines.len());
    write(kept, lines.as_bytes())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_read_and_bad_ones_named() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let wish = Wish { target: Some("link".to_owned()), minutes: 2, keep: true };
        assert_eq!(Wish::from_arguments(&words("link --minutes 2 --keep")).ok(), Some(wish));
        assert_eq!(Wish::from_arguments(&[]).ok(), Some(Wish { target: None, minutes: 10, keep: false }));
        let failure = Wish::from_arguments(&words("--minutes soon")).err().map(|failure| failure.to_string());
        assert_eq!(failure.as_deref(), Some("`--minutes` is `soon`; expected a number from 0 to 10000"));
        assert!(Wish::from_arguments(&words("--fast")).is_err());
    }

    #[test]
    fn a_corpus_is_packed_and_unpacked() {
        let place = std::env::temp_dir().join(format!("estimator-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&place).unwrap();
        let (kept, again) = (place.join("kept.jsonl"), place.join("again.jsonl"));
        let lines = "\"\"\n\"a\\nb\"\n\"\\\"é\\\"\"\n";
        std::fs::write(&kept, lines).unwrap();
        unpack(&kept, &place.join("texts")).unwrap();
        pack(&place.join("texts"), &again).unwrap();
        assert_eq!(std::fs::read_to_string(&again).unwrap(), lines);
        std::fs::remove_dir_all(&place).unwrap();
    }
}
