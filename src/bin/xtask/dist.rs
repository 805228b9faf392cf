//! `cargo xtask dist`: the files of a release. A zip for clinics, with the pages, a guide, digests and all terms; and an npm
//! package of the functions without a page. The same commit gives the same bytes.

use crate::licences;
use crate::page::{self, files_below, hexadecimal, read, write};
use crate::process::{self, Failure};
use crate::verify_page::SUMS;
use sha2::{Digest as _, Sha256};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What the zip, its folder and the npm package are called, before the version.
const NAME: &str = "microneedling-estimator";

/// The functions of the module that the npm package offers; the others start it.
const FUNCTIONS: &str = "estimate, estimateLine, quote, validatePriceList";

/// The files of a release.
pub struct Release {
    pub zip: PathBuf,
    pub package: PathBuf,
}

/// Builds what changed and writes the files of the release to `target/release-files/`.
pub fn make(project: &Path) -> Result<Release, Failure> {
    let dist = page::build(project)?;
    let place = project.join("target/release-files");
    let _ = std::fs::remove_dir_all(&place);
    std::fs::create_dir_all(&place).map_err(|error| Failure::at(&place, &error))?;
    let licences = licences::text(project)?;
    let release = Release {
        zip: zip_for_clinics(project, &dist, &place, &licences)?,
        package: npm_package(project, &dist, &place, &licences)?,
    };
    for file in [&release.zip, &release.package] {
        println!("{}: {} bytes, SHA-256 {}", file.display(), read(file)?.len(), digest(&read(file)?));
    }
    Ok(release)
}

/// A file of the zip: its name in there, and its content.
type Part = (String, Vec<u8>);

fn zip_for_clinics(project: &Path, dist: &Path, place: &Path, licences: &str) -> Result<PathBuf, Failure> {
    let mut parts: Vec<Part> = vec![
        ("README.md".to_owned(), read(&project.join("docs/clinic.md"))?),
        ("LICENCES.txt".to_owned(), licences.as_bytes().to_vec()),
    ];
    for name in ["CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        parts.push((name.to_owned(), read(&project.join(name))?));
    }
    for (folder, called) in
        [(dist.to_owned(), "estimator"), (project.join("examples"), "examples"), (project.join("schemas"), "schemas")]
    {
        parts.extend(below(&folder, called, &[])?);
    }
    // The first of them is the README, and the other is that of the npm package.
    parts.extend(below(&project.join("docs"), "guide", &["clinic.md", "npm.md"])?);
    parts.sort();
    let sums: String = parts.iter().map(|(name, content)| format!("{}  {name}\n", digest(content))).collect();
    parts.push((SUMS.to_owned(), sums.into_bytes()));
    let title = format!("{NAME}-{}", env!("CARGO_PKG_VERSION"));
    let file = place.join([&title, ".zip"].concat());
    write(&file, &zipped(&title, &parts).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?)?;
    Ok(file)
}

/// The files below a folder, by the names that they have in the zip below another one.
fn below(folder: &Path, called: &str, without: &[&str]) -> Result<Vec<Part>, Failure> {
    let part = |file: PathBuf| {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        Ok((format!("{called}/{name}"), read(&file)?))
    };
    files_below(folder, without)?.into_iter().map(part).collect()
}

/// A zip of some files in one folder, which says nothing of the time and the machine.
fn zipped(folder: &str, parts: &[Part]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(format!("{folder}/{name}"), options)?;
        zip.write_all(content)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn npm_package(project: &Path, dist: &Path, place: &Path, licences: &str) -> Result<PathBuf, Failure> {
    let folder = place.join("npm");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    for kind in ["js", "d.ts", "wasm"] {
        let name = format!("{NAME}.{kind}");
        write(&folder.join(&name), &read(&dist.join("api").join(&name))?)?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        write(&folder.join(name), &read(&project.join(name))?)?;
    }
    write(&folder.join("README.md"), &read(&project.join("docs/npm.md"))?)?;
    write(&folder.join("LICENCES.txt"), licences.as_bytes())?;
    for (name, content) in [
        ("package.json", manifest()),
        (
            "browser.js",
            format!(
                "// Starts the engine in a browser: the program is fetched from beside this file.\n\
                 import start from \"./{NAME}.js\";\nawait start();\nexport {{ {FUNCTIONS} }} from \"./{NAME}.js\";\n"
            ),
        ),
        (
            "node.js",
            format!(
                "// Starts the engine in Node, whose fetch does not read files.\nimport {{ readFileSync }} from \"node:fs\";\n\
                 import {{ initSync }} from \"./{NAME}.js\";\n\
                 initSync({{ module: readFileSync(new URL(\"./{NAME}.wasm\", import.meta.url)) }});\n\
                 export {{ {FUNCTIONS} }} from \"./{NAME}.js\";\n"
            ),
        ),
        (
            "index.d.ts",
            format!("export {{ {FUNCTIONS} }} from \"./{NAME}.js\";\nexport type * from \"./{NAME}.js\";\n"),
        ),
    ] {
        write(&folder.join(name), content.as_bytes())?;
    }
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(place).current_dir(&folder);
    process::run(&mut npm)?;
    Ok(place.join(format!("{NAME}-{}.tgz", env!("CARGO_PKG_VERSION"))))
}

/// As text, because the conditions of an export count in their order: Node takes the first that fits it.
fn manifest() -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    format!(
        r#"{{
  "name": "{NAME}",
  "version": {},
  "description": {},
  "license": {},
  "type": "module",
  "exports": {{ ".": {{ "types": "./index.d.ts", "node": "./node.js", "default": "./browser.js" }} }},
  "types": "./index.d.ts",
  "files": ["*.js", "*.d.ts", "*.wasm", "LICENSE-*", "LICENCES.txt", "CHANGELOG.md"],
  "engines": {{ "node": ">=20" }}
}}
"#,
        quoted(env!("CARGO_PKG_VERSION")),
        quoted(env!("CARGO_PKG_DESCRIPTION")),
        quoted(env!("CARGO_PKG_LICENSE"))
    )
}

fn digest(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_make_the_same_zip() {
        let parts = [("a/b.txt".to_owned(), b"one".to_vec()), ("c".to_owned(), vec![0; 10_000])];
        let (first, second) = (zipped("folder", &parts).unwrap(), zipped("folder", &parts).unwrap());
        assert_eq!(first, second);
        let mut read = zip::ZipArchive::new(Cursor::new(first)).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read.by_name("folder/c").unwrap().size(), 10_000);
    }

    #[test]
    fn the_manifest_takes_its_version_from_the_one_place_and_asks_for_node_before_the_rest() {
        let text = manifest();
        assert!(text.find("\"node\": \"./node.js\"") < text.find("\"default\""), "{text}");
        let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
        assert_eq!(manifest["exports"]["."]["node"], "./node.js");
    }
}
