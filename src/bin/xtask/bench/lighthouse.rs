//! What Lighthouse says of the built page, on its own phone and on its own desktop.

use super::{cannot_start, part, verdict};
use crate::installation::{self, Tool};
use crate::process::Failure;
use crate::server::Server;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::process::Command;

const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// As the journeys start it: without its own network traffic, and able to run as root in a container.
const CHROMIUM_FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync";

/// Runs Lighthouse and prints its marks, and what it finds wanting; the marks come back for the file.
pub fn run(project: &Path, dist: &Path) -> Result<Value, Failure> {
    installation::ensure(&[Tool::Lighthouse])?;
    let site = super::page::compressed_site(project, dist)?;
    let server = Server::start(&site, 0)?;
    let mut report = Map::new();
    for form in ["phone", "desktop"] {
        let result = marks(&server.address(), form)?;
        println!("\n{form}");
        let mut marks = Map::new();
        for category in CATEGORIES {
            let mark = part(part(part(&result, "categories")?, category)?, "score")?.as_f64().unwrap_or_default();
            let mark = (mark * 100.0).round();
            println!("  {category:<34} {mark:>7.0}  aim: 100, {}", verdict(mark >= 100.0));
            marks.insert(category.to_owned(), json!(mark));
        }
        wanting(&result).iter().for_each(|line| println!("  wanting: {line}"));
        report.insert(form.to_owned(), Value::Object(marks));
    }
    Ok(Value::Object(report))
}

fn marks(address: &str, form: &str) -> Result<Value, Failure> {
    let mut command = Command::new("node");
    command.arg(Tool::Lighthouse.file()?).args([address, "--quiet", "--output=json", "--output-path=stdout"]);
    command.arg(format!("--only-categories={}", CATEGORIES.join(",")));
    command.arg(format!("--chrome-flags={CHROMIUM_FLAGS}"));
    if form == "desktop" {
        command.arg("--preset=desktop");
    }
    if let Some(chromium) = installation::chromium() {
        command.env("CHROME_PATH", chromium);
    }
    let output = command.output().map_err(cannot_start("node"))?;
    serde_json::from_slice(&output.stdout)
        .map_err(|_| Failure::new(format!("Lighthouse gave no result: {}", String::from_utf8_lossy(&output.stderr))))
}

/// What cost marks, by name.
fn wanting(result: &Value) -> Vec<String> {
    let counted: Vec<&str> = CATEGORIES
        .iter()
        .filter_map(|category| result.pointer(&format!("/categories/{category}/auditRefs"))?.as_array())
        .flatten()
        .filter(|audit| audit.get("weight").and_then(Value::as_f64).unwrap_or_default() > 0.0)
        .filter_map(|audit| audit.get("id")?.as_str())
        .collect();
    let told = |id: &str| {
        let audit = result.get("audits")?.get(id)?;
        let score = audit.get("score")?.as_f64().filter(|score| *score < 0.995)?;
        let title = audit.get("title")?.as_str()?;
        let shown = audit.get("displayValue").and_then(Value::as_str).unwrap_or_default();
        Some(format!("{title} {shown} ({score:.2})"))
    };
    counted.into_iter().filter_map(told).collect()
}
