//! Builds `dist/`: the patient page through Trunk, the staff's pages beside it, the JavaScript module of the headless
//! functions, and the pages that say what was built.

use crate::installation::{self, Tool};
use crate::process::{self, Failure};
use crate::{foreign, one_file, program, small, tablet, verify_page};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The patient page's program, as cargo and Trunk know it.
const PATIENT: &str = "microneedling-estimator";

/// The staff's program, as cargo knows it.
const STAFF: &str = "microneedling-staff";

/// Where the staff's program waits, small already, for Trunk to build the page that it goes beside.
const STAFF_FOLDER: &str = "target/page/staff";

/// What the headless module's files are called.
const MODULE: &str = "microneedling-estimator";

/// What a page loads inside a clinic's page, as src/boot.mjs names it.
const FRAME: &str = "frame.mjs";

/// What clinics put into their pages: it keeps its name, because they have written it down.
pub const EMBED: &str = "embed.js";

/// Folders that say nothing about the page, so that a change in them builds nothing.
const NOT_AN_INPUT: [&str; 7] = ["target", "dist", "tests", "bench", "docs", "fuzz", ".git"];

/// Installs what is missing and builds whatever changed; returns the folder to serve.
pub fn build(project: &Path) -> Result<PathBuf, Failure> {
    installation::ensure(&installation::FOR_BUILDING)?;
    let dist = project.join("dist");
    let record = project.join("target/page/built");
    let inputs = fingerprint(project, &NOT_AN_INPUT)?;
    if std::fs::read_to_string(&record).ok() == Some(record_of(&inputs, &dist)) {
        println!("dist/ is up to date.");
        verify_page::write(project, &dist)?;
        return Ok(dist);
    }
    let start = Instant::now();
    build_staff(project)?;
    build_page(project)?;
    build_module(project, &dist)?;
    verify_page::write(project, &dist)?;
    foreign::refuse(&dist)?;
    std::fs::write(&record, record_of(&inputs, &dist)).map_err(|error| Failure::at(&record, &error))?;
    println!("Built dist/ in {:.1} s.", start.elapsed().as_secs_f32());
    Ok(dist)
}

fn build_page(project: &Path) -> Result<(), Failure> {
    println!("Building the page (release)…");
    let mut trunk = Command::new(Tool::Trunk.file()?);
    trunk.args(["build", "--release", "--offline", "--skip-version-check", "--log", "warn"]).current_dir(project);
    trunk.env("PATH", installation::path_with_tools()?);
    // Trunk reads NO_COLOR as a flag with a value and refuses the usual "1".
    trunk.env_remove("NO_COLOR");
    without_own_paths(&mut trunk, project);
    process::run(&mut trunk)
}

/// Builds the staff's program: the same library as the patient page's, but nobody loads it who does not work with it.
fn build_staff(project: &Path) -> Result<(), Failure> {
    println!("Building the staff's program (release)…");
    let mut cargo = process::cargo();
    // As Trunk calls cargo for the patient page, so that everything but the program itself is compiled once.
    cargo.args(["build", "--quiet", "--release", "--offline", "--bin", STAFF, "--no-default-features"]);
    cargo.args(["--features", "ui", "--target", "wasm32-unknown-unknown"]).current_dir(project);
    without_own_paths(&mut cargo, project);
    process::run(&mut cargo)?;
    let folder = project.join(STAFF_FOLDER);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    }
    let wasm = target_folder(project).join("wasm32-unknown-unknown/release").join([STAFF, ".wasm"].concat());
    let mut bind = Command::new(Tool::WasmBindgen.file()?);
    bind.args(["--target", "web", "--no-typescript", "--out-name", "staff", "--out-dir"]).arg(&folder).arg(wasm);
    process::run(&mut bind)?;
    program::shrink(&folder)?;
    small::shrink_scripts(&folder)
}

/// Builds the three programs so that some amounts make the core panic (`src/domain/fault.rs`), for the journeys alone; each
/// as `name.js` and `name_bg.wasm` in the folder that comes back. As in the tests in a browser, nothing is optimised: a
/// panic ends a program in the same way, and a second release build would take minutes.
pub fn build_faulty(project: &Path) -> Result<PathBuf, Failure> {
    println!("Building programs that panic when they are asked to…");
    let folder = project.join("target/page/faulty");
    let built = target_folder(project).join("wasm32-unknown-unknown/debug");
    for (name, file, what) in [
        (PATIENT, "microneedling-estimator.wasm", &["build", "--bin", PATIENT, "--features", "ui,fault"][..]),
        ("staff", "microneedling-staff.wasm", &["build", "--bin", STAFF, "--features", "ui,fault"]),
        (
            "api",
            "microneedling_estimator.wasm",
            &["rustc", "--lib", "--crate-type", "cdylib", "--features", "api,fault"],
        ),
    ] {
        let mut cargo = process::cargo();
        cargo.args(what).args(["--quiet", "--locked", "--target", "wasm32-unknown-unknown"]).current_dir(project);
        process::run(&mut cargo)?;
        let mut bind = Command::new(Tool::WasmBindgen.file()?);
        bind.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]).arg(&folder);
        process::run(bind.arg(built.join(file)))?;
    }
    Ok(folder)
}

/// Gives a program in a folder, `name.js` and `name_bg.wasm`, names that change with what both hold, so that they may be
/// cached for ever.
fn name_program(folder: &Path, name: &str) -> Result<(), Failure> {
    let (script, wasm) = (folder.join([name, ".js"].concat()), folder.join([name, "_bg.wasm"].concat()));
    let (text, module) = (read(&script)?, read(&wasm)?);
    let named = format!("{name}-{}", short_hash(&[&text, &module]));
    let text = String::from_utf8_lossy(&text).replace(&format!("{name}_bg.wasm"), &format!("{named}_bg.wasm"));
    write(&folder.join([&named, ".js"].concat()), text.as_bytes())?;
    write(&folder.join([&named, "_bg.wasm"].concat()), &module)?;
    remove(&script)?;
    remove(&wasm)
}

/// Gives a file in a folder a name that changes with what it holds, and gives that back: `name-HASH.kind`.
fn name_file(folder: &Path, name: &str, kind: &str) -> Result<String, Failure> {
    let file = folder.join(format!("{name}.{kind}"));
    let content = read(&file)?;
    let named = format!("{name}-{}.{kind}", short_hash(&[&content]));
    write(&folder.join(&named), &content)?;
    remove(&file)?;
    Ok(named)
}

/// A number for some contents, in twelve digits: the first of the SHA-256 of all, each after its length.
fn short_hash(contents: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for content in contents {
        hasher.update((content.len() as u64).to_le_bytes());
        hasher.update(content);
    }
    hexadecimal(&hasher.finalize()).chars().take(12).collect()
}

/// Bytes in hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file's content.
pub fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure::at(file, &error))
}

/// Writes a file.
pub fn write(file: &Path, content: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, content).map_err(|error| Failure::at(file, &error))
}

fn remove(file: &Path) -> Result<(), Failure> {
    std::fs::remove_file(file).map_err(|error| Failure::at(file, &error))
}

/// Finishes what Trunk has built, in the folder that it names: a small program, small scripts, the staff's program, the
/// styles, last names for all of them, then the first view in the page, which names them with their digests, the page as
/// one file, and what tablets need. One step, because Trunk runs the hooks of a stage all at once.
pub fn finish(project: &Path) -> Result<(), Failure> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or_else(|| {
        Failure::new("TRUNK_STAGING_DIR is not set; `cargo xtask build` runs this task as a part of the build")
    })?;
    program::shrink(&folder)?;
    for name in [FRAME, EMBED] {
        write(&folder.join(name), &read(&project.join("src").join(name))?)?;
    }
    // One file with all that it needs at once; what it loads in a frame stays beside it.
    let more = ["--format=esm".to_owned(), format!("--external:./{FRAME}")];
    small::bundle(&project.join("src/boot.mjs"), &folder.join("boot.mjs"), &more)?;
    small::shrink_scripts(&folder)?;
    for name in ["staff.js", "staff_bg.wasm"] {
        write(&folder.join(name), &read(&project.join(STAFF_FOLDER).join(name))?)?;
    }
    small::join_styles(project, &folder)?;
    for name in [PATIENT, "staff"] {
        name_program(&folder, name)?;
    }
    for name in small::SHEETS {
        name_file(&folder, name, "css")?;
    }
    let frame = name_file(&folder, "frame", "mjs")?;
    // The loader names what it loads inside a clinic's page, and is another one where that is.
    let boot = folder.join("boot.mjs");
    write(&boot, String::from_utf8_lossy(&read(&boot)?).replace(FRAME, &frame).as_bytes())?;
    name_file(&folder, "boot", "mjs")?;
    let mut prerender = process::cargo();
    prerender.args(["run", "--quiet", "--features", "prerender", "--bin", "prerender"]).current_dir(project);
    process::run(&mut prerender)?;
    one_file::write(project, &folder)?;
    tablet::write(project, &folder)
}

/// Keeps the places of this machine out of what is built for the browser, so that each machine builds the same bytes.
///
/// Only for that target, and always in the same words: other flags would make cargo build everything anew. The variable
/// separates its flags by spaces, so that a path with one stays as it is.
fn without_own_paths(build: &mut Command, project: &Path) {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let mut flags = Vec::new();
    // The last that fits a path counts, so the folder inside comes after the one around it.
    for (path, instead) in
        [(Some(project.to_owned()), "project"), (cargo, "cargo"), (Some(target_folder(project)), "project/target")]
    {
        let path = path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        if !path.is_empty() && !path.contains(char::is_whitespace) {
            flags.push(format!("--remap-path-prefix={path}={instead}"));
        }
    }
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
}

/// The module is a second, smaller build of the library, without the page.
fn build_module(project: &Path, dist: &Path) -> Result<(), Failure> {
    println!("Building the JavaScript module (release)…");
    let mut cargo = process::cargo();
    cargo.args(["rustc", "--quiet", "--profile", "native", "--lib", "--crate-type", "cdylib", "--no-default-features"]);
    cargo.args(["--features", "api", "--target", "wasm32-unknown-unknown"]).current_dir(project);
    without_own_paths(&mut cargo, project);
    process::run(&mut cargo)?;
    let wasm = target_folder(project).join("wasm32-unknown-unknown/native/microneedling_estimator.wasm");
    let place = dist.join("api");
    bind(project, &wasm, &place, MODULE)
}

/// Makes an ES module, built for speed, of what cargo built: `name.js`, `name.d.ts` and `name.wasm` in a folder.
pub fn bind(project: &Path, wasm: &Path, place: &Path, name: &str) -> Result<(), Failure> {
    let work = project.join("target/page").join(name);
    let mut bind = Command::new(Tool::WasmBindgen.file()?);
    bind.args(["--target", "web", "--out-name", name, "--out-dir"]).arg(&work).arg(wasm);
    process::run(&mut bind)?;

    std::fs::create_dir_all(place).map_err(|error| Failure::at(place, &error))?;
    let generated = format!("{name}_bg.wasm");
    let mut optimise = Command::new(Tool::WasmOpt.file()?);
    optimise.arg("-O3").arg(work.join(&generated)).arg("-o").arg(place.join(format!("{name}.wasm")));
    process::run(&mut optimise)?;

    let script = work.join(format!("{name}.js"));
    let text = std::fs::read_to_string(&script).map_err(|error| Failure::at(&script, &error))?;
    if !text.contains(&generated) {
        return Err(Failure::new(format!("{}: expected it to name {generated}", script.display())));
    }
    let target = place.join(format!("{name}.js"));
    std::fs::write(&target, text.replace(&generated, &format!("{name}.wasm")))
        .map_err(|error| Failure::at(&target, &error))?;
    let types = work.join(format!("{name}.d.ts"));
    std::fs::copy(&types, place.join(format!("{name}.d.ts"))).map_err(|error| Failure::at(&types, &error))?;
    Ok(())
}

/// Where cargo builds: a person may have moved it.
pub fn target_folder(project: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.join("target"), |folder| project.join(folder))
}

/// What was built and from what: both sides, so that a `dist/` changed by hand is built again. The pages that say what was
/// built are no part of it: they name the commit, and are written anew each time.
fn record_of(inputs: &str, dist: &Path) -> String {
    let own = verify_page::own_files();
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    format!("{inputs} {}\n", fingerprint(dist, &own).unwrap_or_default())
}

/// A number for the names and contents of all files below a folder.
fn fingerprint(folder: &Path, without: &[&str]) -> Result<String, Failure> {
    let mut hasher = Sha256::new();
    for file in files_below(folder, without)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
        hasher.update(short_hash(&[name.as_bytes(), &read(&file)?]));
    }
    Ok(hexadecimal(&hasher.finalize()))
}

/// Every file below a folder but those of these names, in the order of their paths.
pub fn files_below(folder: &Path, without: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    collect(folder, without, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, without: &[&str], files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in std::fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))? {
        let path = entry.map_err(|error| Failure::at(folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if without.contains(&name.as_ref()) {
            continue;
        }
        if path.is_dir() {
            collect(&path, without, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
