//! The files of a release as a stranger uses them: a clinic unpacks the zip on its site, and a programmer installs the npm
//! package, in Node and on a page.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, setting};
use crate::expected;
use microneedling_estimator::codec::line;
use microneedling_estimator::data;
use microneedling_estimator::present::formats::PlainFormats;
use microneedling_estimator::present::workings;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that the pages are served from.
fn site() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/journeys")
}

/// The file of the release with this ending.
fn released(end: &str) -> PathBuf {
    let folder = PathBuf::from(setting("ESTIMATOR_RELEASE"));
    folder.join([concat!("microneedling-estimator-", env!("CARGO_PKG_VERSION")), end].concat())
}

/// An empty folder of the site.
fn empty(name: &str) -> PathBuf {
    let folder = site().join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn output_of(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The answer of the library to a line, as JavaScript would write it.
fn native(line: &Value) -> Value {
    let formula = |explanation: &_, estimate: &_| workings::formula(explanation, estimate, &PlainFormats);
    let (Ok(answer) | Err(answer)) = line::answer(&line.to_string(), data::catalog(), &formula);
    serde_json::from_str(&answer).unwrap()
}

#[test]
fn a_clinic_unpacks_the_zip_in_a_folder_of_its_site() {
    let folder = empty("a clinic");
    let mut zip = zip::ZipArchive::new(std::fs::File::open(released(".zip")).unwrap()).unwrap();
    zip.extract(&folder).unwrap();
    let unpacked = folder.join(concat!("microneedling-estimator-", env!("CARGO_PKG_VERSION")));
    for name in [
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "LICENCES.txt",
        "examples/prices.json",
        "schemas/price-list.schema.json",
        "guide/versions.md",
    ] {
        assert!(unpacked.join(name).is_file(), "{name} is not in the zip");
    }
    output_of(Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS"]).current_dir(&unpacked));
    output_of(Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS"]).current_dir(unpacked.join("estimator")));

    // What the server's file keeps for ever are the files with a hash in their name.
    let headers = std::fs::read_to_string(unpacked.join("guide/servers/_headers")).unwrap();
    let rules = headers.split("\n\n").filter(|rule| rule.contains("immutable"));
    let patterns: Vec<_> = rules.map(|rule| rule.lines().next().unwrap().split_once('*').unwrap()).collect();
    // Cloudflare passes over rules with more asterisks.
    assert!(patterns.iter().all(|(_, end)| !end.contains('*')), "{patterns:?}");
    for file in unpacked.join("estimator").read_dir().unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let path = format!("/estimator/{name}");
        let is_kept = patterns.iter().any(|(start, end)| path.starts_with(start) && path.ends_with(end));
        let is_hash = |part: &str| part.len() >= 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert_eq!(is_kept, name.split(['-', '.', '_']).any(is_hash), "{name}");
    }

    // As the guide says: its own price list beside the page.
    std::fs::copy(unpacked.join("examples/prices.json"), unpacked.join("estimator/ours.json")).unwrap();
    let address = format!(
        "a%20clinic/microneedling-estimator-{}/estimator/index.html?prices=ours.json",
        env!("CARGO_PKG_VERSION")
    );
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open_started(&address);
    let example = std::fs::read_to_string(unpacked.join("examples/prices.json")).unwrap();
    let list = expected::list(&example);
    let figures = |browser: &Browser| browser.texts(".money .figure");
    browser.wait_for("the money", &expected::money(&expected::usual(), Some(&list)), figures);
}

/// Asks each function, and prints the answers as one object.
const PROGRAM: &str = r#"
const list = { currency: "USD", items: [{ id: "a", kind: "needling", treatment: "standard", area: "face", price: { fixed: 30000 } }] };
const scenario = { version: 1, concern: "wrinkles", severity: "moderate" };
const asked = { version: 1, currency: "USD", prices_include_tax: false, lines: [{ quantity: 3, unit_price: 35000, tax_bp: 825 }] };
const answers = {
  typical: estimate(scenario),
  clinic: estimate(scenario, list),
  faulty: estimate({ version: 1, concern: "freckles" }),
  quoted: quote(asked),
  line: JSON.parse(estimateLine(JSON.stringify({ scenario }))),
  list: validatePriceList(list),
};
"#;

fn expected_answers() -> Value {
    let list = json!({ "currency": "USD", "items": [
        { "id": "a", "kind": "needling", "treatment": "standard", "area": "face", "price": { "fixed": 30_000 } }] });
    let scenario = json!({ "version": 1, "concern": "wrinkles", "severity": "moderate" });
    let quote = json!({ "version": 1, "currency": "USD", "prices_include_tax": false,
        "lines": [{ "quantity": 3, "unit_price": 35_000, "tax_bp": 825 }] });
    json!({
        "typical": native(&json!({ "scenario": scenario })),
        "clinic": native(&json!({ "scenario": scenario, "price_list": list })),
        "faulty": native(&json!({ "scenario": { "version": 1, "concern": "freckles" } })),
        "quoted": native(&json!({ "quote": quote })),
        "line": native(&json!({ "scenario": scenario })),
        "list": { "valid": true, "problems": [], "warnings": [] },
    })
}

/// JSON in which 1.0 is 1, as JavaScript writes it.
fn as_written(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(number) if number.fract() == 0.0 => json!(number as i64),
            _ => value.clone(),
        },
        Value::Array(values) => values.iter().map(as_written).collect(),
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), as_written(value))).collect(),
        _ => value.clone(),
    }
}

#[test]
fn a_programmer_installs_the_package_and_uses_it_in_node_and_on_a_page() {
    let folder = empty("stranger");
    let install = ["install", "--offline", "--no-audit", "--no-fund", "--silent", "--cache"];
    output_of(Command::new("npm").args(install).arg(folder.join("cache")).arg(released(".tgz")).current_dir(&folder));
    let package = folder.join("node_modules/microneedling-estimator");
    for name in
        ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENCES.txt", "index.d.ts", "microneedling-estimator.d.ts"]
    {
        assert!(package.join(name).is_file(), "{name} is not in the package");
    }
    let import = "import { estimate, estimateLine, quote, validatePriceList } from";

    let program = format!("{import} \"microneedling-estimator\";{PROGRAM}console.log(JSON.stringify(answers));");
    std::fs::write(folder.join("program.mjs"), program).unwrap();
    let printed = output_of(Command::new("node").arg("program.mjs").current_dir(&folder));
    let answers: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(as_written(&answers), as_written(&expected_answers()), "in Node");

    let script = format!(
        "{import} \"./node_modules/microneedling-estimator/browser.js\";{PROGRAM}\
         document.querySelector(\"pre\").textContent = JSON.stringify(answers);"
    );
    std::fs::write(folder.join("page.mjs"), script).unwrap();
    let page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
                content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:\">\
                <title>A page of a stranger</title><link rel=\"icon\" href=\"data:,\"><pre></pre>\
                <script type=\"module\" src=\"page.mjs\"></script></html>";
    std::fs::write(folder.join("page.html"), page).unwrap();
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.declare_request("/stranger/");
    browser.open("stranger/page.html");
    browser.wait_until("the answers", "return document.querySelector('pre').textContent !== ''");
    let shown: Value = serde_json::from_str(&browser.text("pre")).unwrap();
    assert_eq!(as_written(&shown), as_written(&expected_answers()), "on a page");
}
