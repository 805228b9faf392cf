//! What the pages refuse: files that are not those that were built, and texts that would become a page or a script; and the
//! page that says what was built.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, page_address};
use crate::expected;
use serde_json::json;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// The folder that the pages are served from.
fn site() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/journeys")
}

/// A copy of the built pages in a folder of the site, in which one byte of a file was changed; its address.
fn changed(kind: &str, start: &str, end: &str) -> String {
    let folder = site().join(format!("changed-{kind}"));
    std::fs::create_dir_all(&folder).unwrap();
    let mut changed = 0;
    for entry in std::fs::read_dir(site()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !path.is_file() {
            continue;
        }
        let mut content = std::fs::read(&path).unwrap();
        if name.starts_with(start) && name.ends_with(end) {
            // The last letter of a script or a sheet, the last byte of a program: what stays is as long, and can be read.
            let last = content.iter().rposition(|byte| !byte.is_ascii_whitespace()).unwrap();
            content[last] ^= 1;
            changed += 1;
        }
        std::fs::write(folder.join(name), content).unwrap();
    }
    assert_eq!(changed, 1, "{start}…{end} should be one file");
    format!("changed-{kind}/")
}

#[test]
fn a_file_with_one_byte_changed_is_refused_and_the_page_says_so() {
    for (kind, start, end) in [
        ("script", "microneedling-estimator-", ".js"),
        ("program", "microneedling-estimator-", "_bg.wasm"),
        ("styles", "estimator-", ".css"),
    ] {
        let browser = Browser::start(PHONE, Scheme::Light);
        browser.open(&changed(kind, start, end));
        browser.wait_until(kind, "return !document.getElementById('start-failed').hidden");
        browser.wait_for_text("#start-failed", "a part of this page did not load");
        assert_eq!(browser.attribute("html", "data-started"), None, "{kind}: the page started");
        assert_eq!(browser.texts(".money .figure"), expected::money(&expected::usual(), None), "{kind}");
        browser.screenshot(&format!("changed-{kind}"));
        browser.says_in_console("integrity");
        // Whoever asks again for what was refused is refused again.
        browser.declare_request("/changed-");
    }
}

#[test]
fn a_loader_with_one_byte_changed_does_not_run_and_the_page_says_so() {
    let browser = Browser::start(PHONE, Scheme::Light);
    browser.open(&changed("loader", "boot-", ".mjs"));
    browser.wait_for_text("#start-failed", "a part of this page did not load");
    browser.wait_until(
        "the message",
        "return document.getElementById('start-failed').checkVisibility({ visibilityProperty: true })",
    );
    assert_eq!(browser.attribute("html", "data-started"), None, "the page started");
    assert_eq!(browser.texts(".money .figure"), expected::money(&expected::usual(), None));
    browser.says_in_console("integrity");
}

#[test]
fn a_changed_part_of_the_staff_page_is_refused_as_well() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open(&[&changed("staff", "staff-", "_bg.wasm"), "staff.html"].concat());
    browser.wait_until("the message", "return !document.getElementById('start-failed').hidden");
    browser.wait_for_text("#start-failed", "This page did not start");
    browser.says_in_console("integrity");
}

/// Tries, in the page, what a text from outside would have to get through to run.
const ATTACKS: &str = "
const tried = {};
const attempt = (name, what) => { try { what(); tried[name] = 'done'; } catch (refusal) { tried[name] = refusal.name; } };
attempt('markup', () => { document.createElement('p').innerHTML = '<b>x</b>'; });
attempt('script address', () => { document.createElement('script').src = 'x.js'; });
attempt('script text', () => { document.createElement('script').text = 'x'; });
attempt('policy', () => { trustedTypes.createPolicy('anything', {}); });
return tried";

#[test]
fn texts_do_not_become_markup_or_scripts() {
    for page in ["", "es.html", "staff.html#/staff", "staff.es.html#/prices"] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        browser.open_started(page);
        let expected = json!({
            "markup": "TypeError", "script address": "TypeError", "script text": "TypeError", "policy": "TypeError",
        });
        assert_eq!(browser.execute(ATTACKS, &[]), expected, "{page}");
        // In Firefox the console has it some time after the script.
        let console = RefCell::new(Vec::new());
        browser.wait_for("a line for each in the console", &true, |browser| {
            console.borrow_mut().extend(browser.console());
            console.borrow().len() >= 4 || !browser.shows_console()
        });
        let console = console.into_inner();
        assert!(console.iter().all(|line| line.contains("Trusted") || line.contains("trusted")), "{console:#?}");
    }
}

#[test]
fn scripts_and_styles_inside_the_page_and_other_sites_are_refused() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    let script = "
        const refused = [];
        document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
        const style = document.createElement('style');
        style.textContent = 'p { color: red }';
        document.head.append(style);
        document.body.setAttribute('style', 'color: red');
        const picture = document.createElement('img');
        picture.src = 'https://example.org/picture.png';
        document.body.append(picture);
        document.body.insertAdjacentElement('beforeend', document.createElement('form')).action = '/elsewhere';
        try { document.forms[0].submit(); } catch { /* Firefox says so by an exception. */ }
        return fetch('https://example.org/').catch(() => {}).then(() => new Promise((done) => setTimeout(done, 500)))
            .then(() => [...new Set(refused)].sort())";
    let refused = browser.execute(script, &[]);
    for directive in ["connect-src", "form-action", "img-src", "style-src-attr", "style-src-elem"] {
        assert!(refused.as_array().unwrap().contains(&json!(directive)), "{directive} is not in {refused}");
    }
    assert!(browser.console().len() >= 5 || !browser.tells_refusals(), "the browser says so");
    browser.declare_request("https://example.org/");
}

#[test]
fn the_page_on_what_was_built_lists_what_is_served() {
    let browser = Browser::start(DESKTOP, Scheme::Light);
    browser.open_started("");
    browser.pressable("Check what runs here").click();
    browser.wait_for_text("h1", "What runs here, and how to check it");
    // Every file of its table is what the server sends, byte for byte.
    let check = "
        const rows = [...document.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText));
        return rows";
    let rows = browser.execute(check, &[]);
    let rows = rows.as_array().unwrap();
    assert!(rows.len() > 10, "{rows:#?}");
    let mut names: Vec<String> = Vec::new();
    for row in rows {
        let name = row[0].as_str().unwrap();
        let content = std::fs::read(site().join(name)).unwrap();
        assert_eq!(row[1].as_str().unwrap().replace(',', ""), content.len().to_string(), "{name}");
        names.push(name.to_owned());
    }
    let sums = std::fs::read_to_string(site().join("SHA256SUMS")).unwrap();
    let digests: Vec<(&str, &str)> = sums.lines().filter_map(|line| line.split_once("  ")).collect();
    for row in rows {
        let (name, digest) = (row[0].as_str().unwrap(), row[2].as_str().unwrap());
        assert!(digests.contains(&(digest, name)), "{name} has another digest in SHA256SUMS");
    }
    let policy = browser.texts("pre").join("\n").replace(";\n", "; ");
    for page in ["index.html", "staff.html"] {
        let html = std::fs::read_to_string(site().join(page)).unwrap();
        let (_, rest) = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"").unwrap();
        let stated = rest.split_once('"').unwrap().0;
        assert!(policy.contains(stated), "the policy of {page} is not in full: {stated}");
    }
    for name in ["index.html", "es.html", "staff.html", "api/microneedling-estimator.wasm"] {
        assert!(names.iter().any(|known| known == name), "{name} is not listed");
    }
    assert_eq!(browser.count("script"), 0);
    browser.check("verify-desktop");
    browser.pressable("Español").click();
    browser.wait_for_text("h1", "Qué se ejecuta aquí y cómo comprobarlo");
    browser.pressable("Al estimador").click();
    browser.wait_until_started();
    assert_eq!(browser.address(), format!("{}es.html", page_address()));
}

#[test]
fn the_page_on_what_was_built_fits_a_phone_light_and_dark() {
    for (scheme, name) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
        for page in ["verify.html", "verify.es.html"] {
            let browser = Browser::start(PHONE, scheme);
            browser.open(page);
            browser.check(&format!("{page}-phone-{name}"));
            assert_eq!(browser.overflow(), Vec::<String>::new(), "{page}");
        }
    }
}

/// `sha256sum`, which is not of this project, agrees with the list.
#[test]
fn the_list_of_digests_is_read_by_the_usual_program() {
    let output =
        std::process::Command::new("sha256sum").args(["-c", "--quiet", "SHA256SUMS"]).current_dir(site()).output();
    let output = output.expect("sha256sum, from coreutils, can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
