//! The page as a person meets it: what is loaded, when it can be read and answered, and how long an answer takes; on a
//! desktop and on a slow phone, in turns with a plain static page of the same text.

use super::{Driven, build_all, median, number, part, percentile, verdict};
use crate::chromedriver::Chromedriver;
use crate::process::{self, Failure};
use crate::server::Server;
use crate::steps::copy_all;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How often each page is loaded on each profile.
const ROUNDS: usize = 7;

/// How many keys are pressed, and how many answers are given to each price list.
const KEYS: usize = 60;
const ANSWERS: usize = 40;

/// An unthrottled desktop; and a phone with a processor four times slower, 1.6 Mbit/s and 150 ms there and back.
const PROFILES: [&str; 2] = ["desktop", "phone"];

/// Items of the price lists that answers are timed with, and months that are looked ahead.
const ITEMS: [usize; 3] = [10, 100, 2_000];
const MONTHS: [u32; 3] = [12, 36, 120];

/// The longest that a frame lasts on a screen that draws sixty a second, in milliseconds.
const FRAME: f64 = 1_000.0 / 60.0;

/// The static page that everything is compared with.
const STATIC: &str = "static.html";

/// Measures and prints everything; the figures come back for the file.
pub fn run(project: &Path, dist: &Path) -> Result<Value, Failure> {
    build_all(project, &[&["bench", "--profile", "dev", "--features", "e2e", "--bench", "page"]])?;
    let site = site(project, dist)?;
    let server = Server::start(&site, 0)?;
    let driver = Chromedriver::start()?;
    let mut browser = Driven::start(project, "page", &server, &driver)?;
    let mut report = Map::new();
    for profile in PROFILES {
        report.insert(profile.to_owned(), loads(&mut browser, profile)?);
    }
    for profile in PROFILES {
        let task = json!({ "address": "index.html", "profile": profile, "is_program": true, "keys": KEYS });
        let turn = browser.turn(&task)?;
        report.insert(format!("keys_{profile}"), keys(profile, &turn)?);
    }
    report.insert("answers".to_owned(), answers(&mut browser)?);
    Ok(Value::Object(report))
}

/// Loads of the static page and of the estimator in turns, on one profile.
fn loads(browser: &mut Driven, profile: &str) -> Result<Value, Failure> {
    let (mut plain, mut ours) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        println!("{profile}: round {round} of {ROUNDS}");
        plain.push(browser.turn(&json!({ "address": STATIC, "profile": profile }))?);
        ours.push(browser.turn(&json!({ "address": "index.html", "profile": profile, "is_program": true }))?);
    }
    let all = |turns: &[Value], key: &str| turns.iter().map(|turn| number(turn, key)).collect::<Result<Vec<_>, _>>();
    println!("\n{profile}, median of {ROUNDS} loads with nothing kept");
    let mut times = Map::new();
    for (name, turns) in [("static", &plain), ("estimator", &ours)] {
        let turn = turns.first().ok_or_else(|| Failure::new("no page was loaded"))?;
        let bytes = part(turn, "bytes")?;
        let sum: u64 = bytes.as_object().into_iter().flatten().filter_map(|(_, size)| size.as_u64()).sum();
        println!("  {name}: {} requests, {sum} bytes ({bytes})", part(turn, "requests")?);
    }
    // What is timed, of which page, and what it is compared with on the static one.
    for (name, key, plain_key, aim) in [
        ("first paint", "first_paint", "first_paint", Some(("desktop phone", 1.1))),
        ("ready to be answered", "ready", "loaded", Some(("phone", 2.0))),
        ("an answer has changed the total", "answered", "loaded", None),
    ] {
        let (ours, plain) = (all(&ours, key)?, all(&plain, plain_key)?);
        let ratios: Vec<f64> = ours.iter().zip(&plain).map(|(ours, plain)| ours / plain).collect();
        let ratio = median(&ratios);
        let aim = aim.filter(|(profiles, _)| profiles.contains(profile));
        let told = aim.map(|(_, most)| format!("  aim: at most {most} ×, {}", verdict(ratio <= most)));
        println!(
            "  {name:<34} {:>7.0} ms, {ratio:>5.2} × the static page's {:>5.0} ms{}",
            median(&ours),
            median(&plain),
            told.unwrap_or_default()
        );
        times.insert(key.to_owned(), json!({ "ms": median(&ours), "static_ms": median(&plain), "ratio": ratio }));
    }
    for (key, name) in [("module_memory", "memory of the module"), ("script_memory", "memory of the scripts")] {
        let bytes = median(&all(&ours, key)?);
        println!("  {name:<34} {:>7.2} MB", bytes / 1e6);
        times.insert(key.to_owned(), json!(bytes));
    }
    times.insert("first_load".to_owned(), ours.first().cloned().unwrap_or_default());
    Ok(Value::Object(times))
}

/// From a key to the changed total, and to the frame that shows it.
fn keys(profile: &str, turn: &Value) -> Result<Value, Failure> {
    let pairs = part(turn, "keys")?.as_array().cloned().unwrap_or_default();
    let times = |which: usize| -> Vec<f64> { pairs.iter().filter_map(|pair| pair.get(which)?.as_f64()).collect() };
    let mut report = Map::new();
    println!("\n{profile}, {} keys typed into a price", pairs.len());
    for (which, name, key) in [(0, "until the total has changed", "changed"), (1, "until the frame is drawn", "drawn")]
    {
        let times = times(which);
        let (middle, most) = (percentile(&times, 50), percentile(&times, 95));
        let aim = (profile == "desktop" && which == 0)
            .then(|| format!("  aim: within a frame at the 95th, {}", verdict(most <= FRAME)));
        println!("  {name:<34} {middle:>7.1} ms, 95th percentile {most:>6.1} ms{}", aim.unwrap_or_default());
        report.insert(key.to_owned(), json!({ "p50_ms": middle, "p95_ms": most }));
    }
    Ok(Value::Object(report))
}

/// How long an answer takes to change the total, by the size of the price list and by how far is looked ahead.
fn answers(browser: &mut Driven) -> Result<Value, Failure> {
    println!("\nan answer, until the total has changed (desktop, {ANSWERS} answers)");
    let mut report = Map::new();
    let lists = ITEMS.map(|items| (format!("{items} items"), format!("index.html?prices=prices-{items}.json")));
    let years = MONTHS.map(|months| (format!("{} years", months / 12), format!("index.html#/v=1&h={months}")));
    for (name, address) in lists.into_iter().chain(years) {
        let task = json!({ "address": address, "profile": "desktop", "is_program": true, "answers": ANSWERS });
        let turn = browser.turn(&task)?;
        let times: Vec<f64> =
            part(&turn, "answers")?.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let (middle, most) = (percentile(&times, 50), percentile(&times, 95));
        println!("  {name:<34} {middle:>7.1} ms, 95th percentile {most:>6.1} ms");
        report.insert(name, json!({ "p50_ms": middle, "p95_ms": most }));
    }
    Ok(Value::Object(report))
}

/// The built page with a static page of the same text and price lists beside it.
fn site(project: &Path, dist: &Path) -> Result<PathBuf, Failure> {
    let site = copied(project, dist)?;
    let index = site.join("index.html");
    let html = std::fs::read_to_string(&index).map_err(|error| Failure::at(&index, &error))?;
    std::fs::write(site.join(STATIC), without_program(&html)).map_err(|error| Failure::at(&site, &error))?;
    for items in ITEMS {
        let file = site.join(format!("prices-{items}.json"));
        std::fs::write(&file, price_list(items).to_string()).map_err(|error| Failure::at(&file, &error))?;
    }
    compress(&site)?;
    Ok(site)
}

/// The built page alone, as a server with brotli sends it.
pub fn compressed_site(project: &Path, dist: &Path) -> Result<PathBuf, Failure> {
    let site = copied(project, dist)?;
    compress(&site)?;
    Ok(site)
}

fn copied(project: &Path, dist: &Path) -> Result<PathBuf, Failure> {
    let site = project.join("target/bench-page");
    if site.exists() {
        std::fs::remove_dir_all(&site).map_err(|error| Failure::at(&site, &error))?;
    }
    copy_all(dist, &site)?;
    Ok(site)
}

/// Puts beside each file what the server sends in its place to whoever takes brotli.
fn compress(site: &Path) -> Result<(), Failure> {
    const COMPRESS: &str = "
const { brotliCompressSync } = require('node:zlib');
const { readFileSync, writeFileSync, readdirSync } = require('node:fs');
for (const name of readdirSync(process.argv[1])) {
  if (!/\\.(html|css|js|mjs|wasm|json)$/.test(name)) continue;
  const file = `${process.argv[1]}/${name}`;
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
}";
    process::run(Command::new("node").args(["-e", COMPRESS]).arg(site))
}

/// A page with its text and its styles, and nothing that runs.
fn without_program(html: &str) -> String {
    let mut rest = html;
    let mut plain = String::with_capacity(html.len());
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        plain.push_str(before);
        let loads = ["<link rel=\"modulepreload\"", "<link rel=\"preload\""].iter().any(|name| tag.starts_with(name));
        let end = match tag {
            _ if tag.starts_with("<script") => tag.find("</script>").map(|end| end + "</script>".len()),
            _ if loads => tag.find('>').map(|end| end + 1),
            _ => None,
        };
        if end.is_none() {
            plain.push('<');
        }
        rest = tag.get(end.unwrap_or(1)..).unwrap_or_default();
    }
    plain + rest
}

/// A price list with so many items: needling of the face, which the usual answers are about, and others.
fn price_list(items: usize) -> Value {
    let others = (1..items).map(|index| {
        json!({"id": format!("i{index}"), "kind": "other", "label": "A", "price": {"fixed": index},
            "packages": [{"sessions": 3, "total": 1}]})
    });
    let face = json!({"id": "mn-face", "kind": "needling", "treatment": "standard", "area": "face",
        "price": {"fixed": 29_500}, "packages": [{"sessions": 3, "total": 79_500}]});
    json!({ "currency": "USD", "items": std::iter::once(face).chain(others).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_static_page_keeps_text_and_styles_alone() {
        let html = "<link rel=\"preload\" href=\"a.wasm\"><link rel=\"stylesheet\" href=\"a.css\"><p>5 < 6</p>\
            <script type=\"module\" src=\"a.js\"></script><b>end</b>";
        assert_eq!(without_program(html), "<link rel=\"stylesheet\" href=\"a.css\"><p>5 < 6</p><b>end</b>");
    }

    #[test]
    fn a_percentile_is_a_value_that_was_measured() {
        let values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert!((percentile(&values, 95) - 19.0).abs() < 1e-9);
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
    }
}
