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

/// The order of the cascade of the pages that say how to check what was built.
const ORDER_OF_VERIFY: [&str; 3] = ["tokens.css", "base.css", "verify.css"];

/// What the joined sheets are called before they are named by what they hold: of the patient page, of the staff's pages,
/// and of the pages that say how to check what was built.
pub const SHEETS: [&str; 3] = ["estimator", "staff", "verify"];

/// Writes the sheets of each program, in their order, into one in a folder.
pub fn join_styles(project: &Path, folder: &Path) -> Result<(), Failure> {
    refuse_unordered(&project.join("styles"))?;
    let orders: [&[&str]; 3] = [&ORDER, &ORDER_OF_STAFF, &ORDER_OF_VERIFY];
    for (order, name) in orders.into_iter().zip(SHEETS) {
        join(project, order, &folder.join([name, ".css"].concat()))?;
    }
    Ok(())
}

fn join(project: &Path, order: &[&str], target: &Path) -> Result<(), Failure> {
    let mut joined = String::new();
    for name in order {
        let file = project.join("styles").join(name);
        joined += &std::fs::read_to_string(&file).map_err(|error| Failure::at(&file, &error))?;
        joined.push('\n');
    }
    std::fs::write(target, joined).map_err(|error| Failure::at(target, &error))?;
    shrink(target)
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
        let is_ordered = ORDER.iter().chain(&ORDER_OF_STAFF).chain(&ORDER_OF_VERIFY).any(|known| *known == name);
        if name.ends_with(".css") && !is_ordered {
            return Err(Failure::new(format!(
                "styles/{name} has no place in a cascade; add it to one of the orders in src/bin/xtask/small.rs"
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
