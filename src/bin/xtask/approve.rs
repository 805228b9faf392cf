//! `cargo xtask approve`: takes over the pictures of the page that a person has looked at.

use crate::process::Failure;
use std::path::{Path, PathBuf};

/// Where a journey leaves the pictures that differ from the approved ones, and where those are kept.
const NEW: &str = "target/screenshots/new";
const DIFFERENCES: &str = "target/screenshots/difference";
const APPROVED: &str = "tests/e2e/approved";

/// Approves the new pictures whose names contain one of the words, or all.
pub fn run(project: &Path, words: &[String]) -> Result<(), Failure> {
    let (new, approved) = (project.join(NEW), project.join(APPROVED));
    let taken = take_over(&new, &approved, words)?;
    for name in &taken {
        println!("approved {name}");
        // The difference is gone; where there was none, the picture is new.
        let _ = std::fs::remove_file(project.join(DIFFERENCES).join(name));
    }
    println!("{} pictures are now in {APPROVED}/", taken.len());
    Ok(())
}

/// Moves pictures from one folder to the other; gives their names in order.
fn take_over(new: &Path, approved: &Path, words: &[String]) -> Result<Vec<String>, Failure> {
    let mut pictures: Vec<(String, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(new).into_iter().flatten() {
        let path = entry.map_err(|error| Failure::at(new, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".png") && (words.is_empty() || words.iter().any(|word| name.contains(&**word))) {
            pictures.push((name, path));
        }
    }
    if pictures.is_empty() {
        let which = if words.is_empty() { String::new() } else { format!(" called `{}`", words.join(" ")) };
        return Err(Failure::new(format!(
            "{NEW}/ has no new picture{which}; `cargo xtask test journeys -- pictures` leaves those there that differ"
        )));
    }
    pictures.sort();
    std::fs::create_dir_all(approved).map_err(|error| Failure::at(approved, &error))?;
    for (name, path) in &pictures {
        let target = approved.join(name);
        std::fs::copy(path, &target).map_err(|error| Failure::at(&target, &error))?;
        std::fs::remove_file(path).map_err(|error| Failure::at(path, &error))?;
    }
    Ok(pictures.into_iter().map(|(name, _)| name).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_named_pictures_are_taken_over_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("estimator-approve-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let (new, approved) = (folder.join("new"), folder.join("approved"));
        std::fs::create_dir_all(&new).unwrap();
        for name in ["first-360-dark.png", "first-360-light.png", "outcome-360-light.png", "notes.txt"] {
            std::fs::write(new.join(name), name).unwrap();
        }
        let taken = take_over(&new, &approved, &["first".to_owned()]).unwrap();
        assert_eq!(taken, ["first-360-dark.png", "first-360-light.png"]);
        assert_eq!(std::fs::read_to_string(approved.join("first-360-dark.png")).unwrap(), "first-360-dark.png");
        assert!(!new.join("first-360-dark.png").exists());
        assert_eq!(take_over(&new, &approved, &[]).unwrap(), ["outcome-360-light.png"]);
        let failure = take_over(&new, &approved, &[]).err().map(|failure| failure.to_string());
        assert!(failure.is_some_and(|words| words.contains("cargo xtask test journeys -- pictures")));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
