//! Builds the same sources a second time, in another folder and from nothing, and compares every file.

use crate::dist;
use crate::page::{files_below, read, write};
use crate::process::{self, Failure};
use std::path::{Path, PathBuf};

/// The second folder: its path is longer, and its name another.
const AGAIN: &str = "target/a second clone of the sources";

/// Fails with the names of all files that differ between two builds of these sources.
pub fn check(project: &Path) -> Result<(), Failure> {
    let first = dist::make(project)?;
    let again = project.join(AGAIN);
    // What was built there before must not help.
    let _ = std::fs::remove_dir_all(&again);
    copy_sources(project, &again)?;
    let second = dist::make(&again)?;
    let mut differences = differences(&project.join("dist"), &again.join("dist"))?;
    for (one, other) in [(&first.zip, &second.zip), (&first.package, &second.package)] {
        if read(one)? != read(other)? {
            differences.push(one.display().to_string());
        }
    }
    if !differences.is_empty() {
        return Err(Failure::new(format!(
            "two builds of the same sources differ in:\n  {}\nthe second is in {}",
            differences.join("\n  "),
            again.display()
        )));
    }
    // It is as large as the first, and has said what it had to.
    std::fs::remove_dir_all(&again).map_err(|error| Failure::at(&again, &error))
}

/// A clone of the sources as they are: with their history, for it names the commit, and with what is in no commit yet.
fn copy_sources(project: &Path, again: &Path) -> Result<(), Failure> {
    let project_name = project.to_string_lossy();
    let mut clone = std::process::Command::new("git");
    clone.args(["clone", "--quiet", "--no-hardlinks"]).arg(project).arg(again);
    process::run(&mut clone)?;
    let listed = |arguments: &[&str]| {
        let all = [&["-C", &*project_name, "ls-files", "-z"][..], arguments].concat();
        process::output_of("git", &all).ok_or_else(|| Failure::new("`git ls-files` failed"))
    };
    for name in listed(&["--deleted"])?.split_terminator('\0') {
        let file = again.join(name);
        std::fs::remove_file(&file).map_err(|error| Failure::at(&file, &error))?;
    }
    for name in listed(&["--modified", "--others", "--exclude-standard"])?.split_terminator('\0') {
        let (file, target) = (project.join(name), again.join(name));
        if !file.is_file() {
            continue;
        }
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
        }
        write(&target, &read(&file)?)?;
    }
    Ok(())
}

/// The files that are not the same below both folders.
fn differences(one: &Path, other: &Path) -> Result<Vec<String>, Failure> {
    let names = |folder: &Path| {
        let name = |file: PathBuf| file.strip_prefix(folder).unwrap_or(&file).to_path_buf();
        Ok::<Vec<PathBuf>, Failure>(files_below(folder, &[])?.into_iter().map(name).collect())
    };
    let mut all = names(one)?;
    all.extend(names(other)?);
    all.sort();
    all.dedup();
    let differs = |name: &PathBuf| std::fs::read(one.join(name)).ok() != std::fs::read(other.join(name)).ok();
    Ok(all.into_iter().filter(differs).map(|name| name.display().to_string()).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn files_that_differ_or_are_missing_are_named() {
        let place = std::env::temp_dir().join(format!("estimator-reproduction-{}", std::process::id()));
        for (name, content) in
            [("one/a", "1"), ("one/b", "1"), ("one/c", "1"), ("other/a", "1"), ("other/b", "2"), ("other/d", "1")]
        {
            let file = place.join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        assert_eq!(differences(&place.join("one"), &place.join("other")).unwrap(), ["b", "c", "d"]);
        assert_eq!(differences(&place.join("one"), &place.join("one")).unwrap(), Vec::<String>::new());
        std::fs::remove_dir_all(&place).unwrap();
    }
}
