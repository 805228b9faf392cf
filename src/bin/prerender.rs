//! Writes the page's first view into the built index.html, so that it can be read before, and without, any script.
//!
//! Trunk runs this after each build (see Trunk.toml) and says in `TRUNK_STAGING_DIR` where the files are.

use microneedling_estimator::ui::App;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use yew::LocalServerRenderer;

fn main() -> ExitCode {
    let Some(folder) = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        eprintln!("error: TRUNK_STAGING_DIR is not set; `cargo xtask build` runs this program as a part of the build");
        return ExitCode::FAILURE;
    };
    match prerender(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn prerender(folder: &Path) -> Result<(), String> {
    let page = folder.join("index.html");
    let html = std::fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let view = futures::executor::block_on(LocalServerRenderer::<App>::new().hydratable(false).render());
    let html = filled(&html, &view).map_err(|problem| format!("{}: {problem}", page.display()))?;
    let html = weighed(&html, wasm_bytes(folder)?).map_err(|problem| format!("{}: {problem}", page.display()))?;
    std::fs::write(&page, html).map_err(|error| format!("{}: {error}", page.display()))
}

/// Puts the view into the one empty element with the id `app`.
fn filled(html: &str, view: &str) -> Result<String, &'static str> {
    const MOUNT: &str = "<div id=\"app\"></div>";
    match html.split_once(MOUNT) {
        Some((before, after)) if !after.contains(MOUNT) => Ok(format!("{before}<div id=\"app\">{view}</div>{after}")),
        _ => Err("expected exactly one empty `<div id=\"app\"></div>` to fill"),
    }
}

/// Tells the loader how many bytes to expect: a compressed transfer does not say.
fn weighed(html: &str, bytes: u64) -> Result<String, &'static str> {
    const PLACE: &str = "data-wasm-bytes=\"0\"";
    let (before, after) = html
        .split_once(PLACE)
        .ok_or("expected `data-wasm-bytes=\"0\"` on the loader's script; Trunk.toml writes it")?;
    Ok(format!("{before}data-wasm-bytes=\"{bytes}\"{after}"))
}

/// The size of the one WebAssembly module in the folder.
fn wasm_bytes(folder: &Path) -> Result<u64, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.extension().is_some_and(|kind| kind == "wasm") {
            return Ok(std::fs::metadata(&path).map_err(problem)?.len());
        }
    }
    Err(format!("{}: there is no .wasm file; Trunk writes it before this step", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_goes_into_the_mount_element() {
        assert_eq!(filled("<div id=\"app\"></div>", "<p>5</p>"), Ok("<div id=\"app\"><p>5</p></div>".to_owned()));
    }

    #[test]
    fn a_page_without_the_mount_element_is_refused() {
        assert!(filled("<div id=\"root\"></div>", "x").is_err());
        assert!(filled("<div id=\"app\">taken</div>", "x").is_err());
    }

    #[test]
    fn the_loader_learns_the_size() {
        assert_eq!(weighed("<script data-wasm-bytes=\"0\">", 7), Ok("<script data-wasm-bytes=\"7\">".to_owned()));
        assert!(weighed("<script>", 7).is_err());
    }
}
