//! Makes the page's styles and scripts small: one sheet for the one request there may be, and no comments or spaces.

use crate::installation::Tool;
use crate::process::{self, Failure};
use std::path::Path;
use std::process::Command;

/// The order of the patient page's cascade: what stands later wins.
const ORDER: [&str; 5] = ["tokens.css", "base.css", "layout.css", "components.css", "print.css"];

/// The order of the cascade of the staff's pages, which are printed in another way.
const ORDER_OF_STAFF: [&str; 8] = [
    "tokens.css",
    "base.css",
    "layout.css",
    "components.css",
    "staff.css",
    "quote.css",
    "prices.css",
    "staff-print.css",
];

/// Where the joined sheet of the patient page goes; index.html names it.
const JOINED: &str = "target/page/estimator.css";

/// Where the joined sheet of the staff's pages goes.
pub const JOINED_OF_STAFF: &str = "target/page/staff.css";

/// Writes the sheets of each program, in their order, into one; Trunk calls this before a build.
pub fn join_styles(project: &Path) -> Result<(), Failure> {
    refuse_unordered(&project.join("styles"))?;
    join(project, &ORDER, JOINED)?;
    join(project, &ORDER_OF_STAFF, JOINED_OF_STAFF)
}

fn join(project: &Path, order: &[&str], joined_as: &str) -> Result<(), Failure> {
    let mut joined = String::new();
    for name in order {
        let file = project.join("styles").join(name);
        joined += &std::fs::read_to_string(&file).map_err(|error| Failure::at(&file, &error))?;
        joined.push('\n');
    }
    let target = project.join(joined_as);
    if let Some(parent) = target.parent() {
        std::fs::create_dir_all(parent).map_err(|error| Failure::at(parent, &error))?;
    }
    std::fs::write(&target, joined).map_err(|error| Failure::at(&target, &error))?;
    shrink(&target)
}

/// Makes the built scripts in a folder small.
pub fn shrink_scripts(folder: &Path) -> Result<(), Failure> {
    for entry in std::fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))? {
        let file = entry.map_err(|error| Failure::at(folder, &error))?.path();
        if file.extension().is_some_and(|kind| kind == "js" || kind == "mjs") {
            shrink(&file)?;
        }
    }
    Ok(())
}

/// A sheet that no one placed in the cascade would silently do nothing.
fn refuse_unordered(folder: &Path) -> Result<(), Failure> {
    for entry in std::fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))? {
        let name = entry.map_err(|error| Failure::at(folder, &error))?.file_name();
        let name = name.to_string_lossy();
        let is_ordered = ORDER.iter().chain(&ORDER_OF_STAFF).any(|known| *known == name);
        if name.ends_with(".css") && !is_ordered {
            return Err(Failure::new(format!(
                "styles/{name} has no place in a cascade; add it to ORDER or ORDER_OF_STAFF in src/bin/xtask/small.rs"
            )));
        }
    }
    Ok(())
}

/// Rewrites a file in place; what esbuild cannot read, it reports with line and column.
fn shrink(file: &Path) -> Result<(), Failure> {
    let mut esbuild = Command::new(Tool::Esbuild.file()?);
    esbuild.args(["--minify", "--allow-overwrite", "--charset=utf8", "--log-level=warning"]);
    esbuild.arg(file).arg(format!("--outfile={}", file.display()));
    process::run(&mut esbuild)
}

/// Writes a script with all that it imports as one, small, and gives it back; `more` are further wishes to esbuild.
pub fn bundle(source: &Path, target: &Path, more: &[String]) -> Result<Vec<u8>, Failure> {
    let mut esbuild = Command::new(Tool::Esbuild.file()?);
    esbuild.args(["--bundle", "--minify", "--charset=utf8", "--log-level=warning"]).args(more);
    esbuild.arg(source).arg(format!("--outfile={}", target.display()));
    process::run(&mut esbuild)?;
    std::fs::read(target).map_err(|error| Failure::at(target, &error))
}
