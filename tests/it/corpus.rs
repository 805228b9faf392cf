//! The texts that fuzzing has kept, `fuzz/corpus/`: each goes through its reader, and holds what must hold of any text.

#[path = "../../fuzz/targets.rs"]
mod targets;

use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
}

#[test]
fn every_text_of_the_corpus_holds_what_any_text_must() {
    for (name, target) in targets::TARGETS {
        let file = folder().join([name, ".jsonl"].concat());
        let kept = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut count = 0;
        for (number, line) in kept.lines().enumerate() {
            let text: String = serde_json::from_str(line).unwrap();
            println!("{}:{}", file.display(), number + 1);
            target(&text);
            count += 1;
        }
        assert!(count > 20, "{name} has only {count} texts; `cargo xtask fuzz {name}` finds some");
    }
}

/// Messages between a clinic's page and the estimator in it are read by scripts.
#[test]
fn every_message_of_the_corpus_holds_what_any_text_must() {
    let script = folder().with_file_name("message.mjs");
    let output = Command::new("node").arg(script).arg(folder().join("message.jsonl")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_file_of_the_corpus_has_a_target() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let is_known = targets::TARGETS.iter().any(|(known, _)| *known == name);
        let is_script = folder().with_file_name([&*name, ".mjs"].concat()).is_file();
        assert!(is_known || is_script, "{} belongs to no target of fuzz/", file.display());
    }
}
