//! A clinic's tablet without a network: set up by one visit to a staff page, newer versions while pages are open, and
//! what is said where it cannot be.

use crate::browser::{Browser, DESKTOP, PHONE, Scheme, TABLET};
use crate::clinic_server::{Answer, ClinicServer};
use crate::expected;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const READY: &str = "This device works without a network. It has had this version since";

/// A folder of its own for a journey.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("offline-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The built site with price lists beside it, as every journey gets it.
pub fn built() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/journeys")
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.path().is_file());
    files.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// Another version of the built site: each page, script and sheet says `2`, every name with a hash has another one, and
/// the worker knows the digests of all that.
fn newer(name: &str) -> PathBuf {
    let (from, to) = (built(), folder(name));
    let hashes: Vec<(String, String)> = names(&from)
        .iter()
        .filter_map(|name| {
            let hash = name.split(['-', '_', '.']).find(|part| is_hash(part))?.to_owned();
            let other = turned(&hash);
            Some((hash, other))
        })
        .collect();
    let renamed = |text: &str| hashes.iter().fold(text.to_owned(), |text, (hash, other)| text.replace(hash, other));
    let mut digests = BTreeMap::new();
    let mut worker = String::new();
    for name in names(&from) {
        let content = std::fs::read(from.join(&name)).unwrap();
        let changed = match (name.as_str(), Path::new(&name).extension().and_then(|end| end.to_str())) {
            ("service-worker.js", _) => {
                worker = String::from_utf8(content).unwrap();
                continue;
            }
            (_, Some("html")) => {
                let html = without_digests(&renamed(&String::from_utf8(content.clone()).unwrap()));
                html.replacen("<head>", "<head><meta name=\"version\" content=\"2\">", 1).into_bytes()
            }
            (_, Some("js" | "mjs")) => {
                let kind = if name.starts_with("boot") {
                    "boot"
                } else if name.starts_with("tablet") {
                    "tablet"
                } else {
                    "script"
                };
                let mark = format!("\ndocument.documentElement.dataset.{kind} = \"2\";\n");
                (mark + &renamed(&String::from_utf8(content.clone()).unwrap())).into_bytes()
            }
            (_, Some("css")) => [&content[..], b"\n:root { --version: 2; }"].concat(),
            // A section that a program does not look at.
            (_, Some("wasm")) => [&content[..], &[0, 3, 1, b'v', b'2']].concat(),
            _ => content.clone(),
        };
        digests.insert(digest(&content), digest(&changed));
        std::fs::write(to.join(renamed(&name)), changed).unwrap();
    }
    // The digests first: a name may be the beginning of one.
    let mut worker = renamed(&digests.iter().fold(worker, |text, (digest, other)| text.replace(digest, other)));
    // What is left is the name of the version.
    let version = worker.split('"').find(|part| is_hash(part)).expect("the worker has a version").to_owned();
    worker = worker.replace(&version, &turned(&version));
    std::fs::write(to.join("service-worker.js"), worker).unwrap();
    to
}

fn is_hash(text: &str) -> bool {
    matches!(text.len(), 12 | 16) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Another hash for each.
fn turned(hash: &str) -> String {
    hash.chars().map(|digit| std::char::from_digit(15 - digit.to_digit(16).unwrap(), 16).unwrap()).collect()
}

/// A page that does not hold its files against digests.
pub fn without_digests(html: &str) -> String {
    let mut parts = html.split("integrity=\"sha256-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |written, part| written + "data-no-integrity=\"" + part)
}

fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Opens a page and waits until its controls work.
fn open(browser: &Browser, address: &str) {
    browser.open_address(address);
    browser.wait_until_started();
}

/// The page opened anew.
fn reload(browser: &Browser) {
    browser.execute("document.documentElement.dataset.started = 'before'", &[]);
    browser.reload();
    browser.wait_until_started();
}

/// Opens the staff's page on a new tablet, with the clinic's price list, and waits until it works without a network.
fn tablet(server: &ClinicServer) -> Browser {
    let browser = Browser::start(TABLET, Scheme::Light);
    set_up(&browser, server);
    browser
}

/// Presses something in a tab that was opened beside another: the driver misses places in it.
fn press(browser: &Browser, css: &str) {
    browser.css(css);
    browser.execute("document.querySelector(arguments[0]).click()", &[json!(css)]);
}

/// Takes back the quote for this patient that the tab has kept.
fn take_back(browser: &Browser, patient: &str) {
    browser.wait_for_text(".unfinished", patient);
    browser.pressable("Take it back").click();
    assert_eq!(browser.labelled("Patient’s name").value(), patient);
}

fn set_up(browser: &Browser, server: &ClinicServer) {
    open(browser, &server.at("staff.html?prices=prices.json"));
    browser.wait_for_text(".offline", READY);
}

/// The versions of what the page was put together from, each once: one alone is good.
fn versions(browser: &Browser) -> Vec<String> {
    let script = "
        const root = document.documentElement;
        const parts = {
            page: document.querySelector('meta[name=version]')?.content,
            sheet: getComputedStyle(root).getPropertyValue('--version').trim(),
            boot: root.dataset.boot,
            script: root.dataset.script,
        };
        return [...new Set(Object.values(parts).map((version) => version || '1'))];";
    browser
        .execute(script, &[])
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version.as_str().unwrap().to_owned())
        .collect()
}

/// Every cache of the site with the addresses in it.
fn caches(browser: &Browser) -> Value {
    let script = "
        return caches.keys().then((names) => Promise.all(names.map(async (name) =>
            [name, (await (await caches.open(name)).keys()).map(({ url }) => url)])))";
    browser.execute(script, &[])
}

/// How many versions have a cache. Only names are asked for: opening one that is just removed would bring it back.
fn caches_of_versions(browser: &Browser) -> usize {
    let names = browser.execute("return caches.keys()", &[]);
    let is_version = |name: &&Value| name.as_str().unwrap().starts_with("microneedling-estimator ");
    names.as_array().unwrap().iter().filter(is_version).count()
}

fn figures(browser: &Browser) -> Vec<String> {
    browser.texts(".money .figure")
}

fn list() -> microneedling_estimator::domain::price_list::PriceList {
    expected::list(&std::fs::read_to_string(built().join("prices.json")).unwrap())
}

/// The lines of the console that are not about what did not arrive.
fn console_without_network(browser: &Browser) -> Vec<String> {
    // In Chromium's words and in Firefox's.
    let of_the_network = ["net::ERR_", "404", "NetworkError when attempting to fetch"];
    browser.console().into_iter().filter(|line| !of_the_network.iter().any(|words| line.contains(words))).collect()
}

#[test]
fn after_one_visit_to_a_staff_page_everything_works_without_a_network() {
    let mut server = ClinicServer::start(&built());
    let browser = tablet(&server);
    browser.check("offline-ready");
    server.stop();
    // As on the next morning: nothing is left in the tab.
    browser.execute("sessionStorage.clear()", &[]);
    reload(&browser);
    browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
    browser.wait_for_text(".offline", READY);
    browser.labelled("Patient’s name").type_text("Ada Example");
    browser.screenshot_of_view("offline-staff");

    for (page, in_use, severity) in [
        ("index.html?prices=prices.json", "Prices of Riverside Skin Clinic in use", "Severe"),
        ("es.html?prices=prices.json", "Precios de Riverside Skin Clinic en uso", "Severo"),
        ("?prices=prices.json", "Prices of Riverside Skin Clinic in use", "Severe"),
    ] {
        browser.execute("sessionStorage.clear()", &[]);
        open(&browser, &server.at(page));
        browser.wait_for_text(".price-list", in_use);
        assert_eq!(figures(&browser), expected::money(&expected::usual(), Some(&list())), "{page}");
        browser.click("#severity-severe");
        let mut answers = expected::usual();
        answers["severity"] = json!("severe");
        browser.wait_for("the money", &expected::money(&answers, Some(&list())), figures);
        assert!(browser.css("#severity-severe").is_chosen(), "{severity}");
    }
    browser.pressable("Español").click();
    browser.wait_until(
        "Spanish",
        "return document.documentElement.lang === 'es' && !!document.documentElement.dataset.started",
    );
    browser.execute("location.hash = '#/prices'", &[]);
    browser.wait_until("the staff's page", "return !!document.querySelector('.staff .bar')");
    browser.wait_for_text("h1", "Lista de precios");
    browser.wait_for_text(".offline", "Este dispositivo funciona sin red.");
    browser.wait_until("the grid", "return document.querySelectorAll('table input, td').length > 10");
    browser.screenshot("offline-prices-spanish");
    // Whatever has no copy says that it did not arrive.
    open(&browser, &server.at("index.html?prices=other.json"));
    browser.wait_for_text(".problems", "“other.json” could not be read:");
    assert_eq!(console_without_network(&browser), Vec::<String>::new());
}

#[test]
fn patients_on_a_website_get_no_worker_no_cache_and_five_requests() {
    let server = ClinicServer::start(&built());
    for page in ["index.html", "es.html"] {
        let before = server.answered().len();
        let browser = Browser::start(PHONE, Scheme::Light);
        open(&browser, &server.at(page));
        std::thread::sleep(Duration::from_secs(3));
        let requests = server.answered().split_off(before);
        assert_eq!(requests.len(), 5, "{requests:#?}");
        let kept = browser.execute(
            "return Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then((all) => all.flat().length)",
            &[],
        );
        assert_eq!(kept, json!(0), "{page}");
    }
}

#[test]
fn a_newer_version_waits_until_somebody_takes_it_and_the_open_quote_comes_back() {
    let (server, next) = (ClinicServer::start(&built()), newer("offered"));
    let browser = tablet(&server);
    browser.labelled("Patient’s name").type_text("Ada Example");
    let staff = browser.tab();
    server.swap(&next);

    // A patient's page beside it finds the newer version; both go on with the old one.
    let patient = browser.new_tab(TABLET);
    open(&browser, &server.at("index.html?prices=prices.json"));
    assert_eq!(versions(&browser), ["1"]);
    press(&browser, "#severity-severe");
    browser.wait_for_text("#newer-version", "A newer version of this page is ready. Your answers stay.");
    browser.check("offline-newer-patient");
    open(&browser, &server.at("es.html?prices=prices.json"));
    assert_eq!(versions(&browser), ["1"], "nobody has taken the newer one");
    browser.wait_for_text("#newer-version", "Usarla ahora");

    browser.switch_to(&staff);
    browser.wait_for_text(".notice", "A newer version of this page is ready. What is open in this tab stays.");
    browser.check("offline-newer-staff");
    assert_eq!(versions(&browser), ["1"]);
    assert_eq!(caches_of_versions(&browser), 2);
    browser.pressable("Use it now").click();
    browser.wait_until("the newer page", "return !!document.querySelector('meta[name=version]')");
    browser.wait_until_started();
    assert_eq!(versions(&browser), ["2"]);
    take_back(&browser, "Ada Example");
    browser.wait_for_text(".offline", READY);
    assert_eq!(caches_of_versions(&browser), 2, "a page of the old version is open");

    // The other tab goes on with what it has, and is offered the newer one still.
    browser.switch_to(&patient);
    assert_eq!(versions(&browser), ["1"]);
    press(&browser, "#severity-mild");
    let mut answers = expected::usual();
    answers["severity"] = json!("mild");
    browser.wait_for("the money", &expected::money(&answers, Some(&list())), figures);
    press(&browser, "#newer-version button");
    browser.wait_until("the newer page", "return !!document.querySelector('meta[name=version]')");
    browser.wait_until_started();
    assert_eq!(versions(&browser), ["2"]);
    assert!(browser.css("#severity-mild").is_chosen(), "the answers are gone");
    assert_eq!(browser.count("#newer-version"), 0);
    // The old one goes with the next page that is opened.
    open(&browser, &server.at("index.html"));
    browser.wait_for("one version", &1, caches_of_versions);
    assert_eq!(console_without_network(&browser), Vec::<String>::new());
}

#[test]
fn a_version_that_does_not_arrive_whole_leaves_the_old_one_as_it_was() {
    let (mut server, next) = (ClinicServer::start(&built()), newer("broken"));
    let browser = tablet(&server);
    let program = names(&next).into_iter().find(|name| name.starts_with("staff-") && name.ends_with(".wasm")).unwrap();
    server.swap(&next);
    // The network is cut in the middle; a file is missing; a file is another one.
    let faults: [fn() -> Answer; 3] =
        [|| Answer::Cut, || Answer::Missing, || Answer::Instead(b"sign in first".to_vec())];
    for (at, fault) in faults.into_iter().enumerate() {
        let path = format!("/{program}");
        let is_asked = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&is_asked);
        server.answer(move |asked_for| {
            if asked_for != path {
                return Answer::File;
            }
            asked.store(true, Ordering::SeqCst);
            fault()
        });
        reload(&browser);
        let start = Instant::now();
        while !is_asked.load(Ordering::SeqCst) {
            assert!(start.elapsed() < Duration::from_secs(15), "the newer version was not tried, fault {at}");
            std::thread::sleep(Duration::from_millis(25));
        }
        browser.wait_for(&format!("one version, fault {at}"), &1, caches_of_versions);
        browser.wait_for_text(".offline", READY);
        server.stop();
        reload(&browser);
        assert_eq!(versions(&browser), ["1"], "fault {at}");
        browser.wait_for_text(".offline", READY);
        open(&browser, &server.at("es.html"));
        assert_eq!(versions(&browser), ["1"], "fault {at}");
        open(&browser, &server.at("staff.html?prices=prices.json"));
        server.start_again();
    }
    server.answer(|_| Answer::File);
    reload(&browser);
    browser.wait_for_text(".notice", "A newer version of this page is ready.");
    browser.pressable("Use it now").click();
    browser.wait_until("the newer page", "return !!document.querySelector('meta[name=version]')");
    browser.wait_until_started();
    assert_eq!(versions(&browser), ["2"]);
    assert_eq!(console_without_network(&browser), Vec::<String>::new());
}

#[test]
fn a_site_that_changes_in_the_middle_of_a_load_never_mixes() {
    let (server, next) = (ClinicServer::start(&built()), newer("middle"));
    // Without a worker: the page of the old version is there, and none of its files any more.
    server.swap_after("/index.html", &next);
    let browser = Browser::start(TABLET, Scheme::Light);
    browser.open_address(&server.at("index.html"));
    assert_eq!(browser.execute("return document.documentElement.dataset.boot ?? null", &[]), Value::Null, "mixed");
    assert_eq!(figures(&browser), expected::money(&expected::usual(), None), "the first view stays");
    browser.console();
    reload(&browser);
    assert_eq!(versions(&browser), ["2"]);

    // The worker of the old version arrives, and files of the newer one: none of them counts.
    let browser = Browser::start(TABLET, Scheme::Light);
    let is_time = Arc::new(AtomicBool::new(false));
    let wait = Arc::clone(&is_time);
    server.swap(&built());
    server.answer(move |path| if path == "/es.html" { Answer::After(Arc::clone(&wait)) } else { Answer::File });
    open(&browser, &server.at("staff.html"));
    browser.wait_for_text(".offline", "This device is getting ready to work without a network…");
    browser.check("offline-getting-ready");
    server.swap(&next);
    is_time.store(true, Ordering::SeqCst);
    browser.wait_for_text(".offline", "“es.html” on the server is not the file that was built.");
    browser.check("offline-changed");
    assert_eq!(caches_of_versions(&browser), 0);
    reload(&browser);
    browser.wait_for_text(".offline", READY);
    assert_eq!(versions(&browser), ["2"]);
    assert_eq!(console_without_network(&browser), Vec::<String>::new());
}

#[test]
fn a_price_list_comes_from_the_server_while_it_answers_and_as_a_copy_when_it_does_not() {
    let site = folder("prices");
    for name in names(&built()) {
        std::fs::copy(built().join(&name), site.join(&name)).unwrap();
    }
    let mut server = ClinicServer::start(&site);
    let browser = tablet(&server);
    let text = std::fs::read_to_string(site.join("prices.json")).unwrap();
    std::fs::write(site.join("prices.json"), text.replace("Riverside Skin Clinic", "Hillside Skin Clinic")).unwrap();
    open(&browser, &server.at("index.html?prices=prices.json"));
    browser.wait_for_text(".price-list", "Prices of Hillside Skin Clinic in use");
    let copied = "as copied on";
    assert!(!browser.text(".price-list").contains(copied), "{}", browser.text(".price-list"));
    // A server that does not answer is not waited for without end.
    let never = Arc::new(AtomicBool::new(false));
    let until = Arc::clone(&never);
    server.answer(move |path| if path == "/prices.json" { Answer::After(Arc::clone(&until)) } else { Answer::File });
    reload(&browser);
    browser.wait_for_text(".price-list", "Prices of Hillside Skin Clinic in use");
    browser.wait_for_text(".price-list", copied);
    never.store(true, Ordering::SeqCst);
    server.stop();
    reload(&browser);
    browser.wait_for_text(".price-list", "Prices of Hillside Skin Clinic in use");
    let today = "return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date())";
    let today = browser.execute(today, &[]);
    browser.wait_for_text(".price-list", &format!("{copied} {}: the server does not answer.", today.as_str().unwrap()));
    open(&browser, &server.at("staff.html?prices=prices.json"));
    browser.wait_for_text(".price-list", copied);
    // The list stays with the quote that was begun, and so does what is to be known of it.
    browser.labelled("Patient’s name").type_text("Ada Example");
    reload(&browser);
    take_back(&browser, "Ada Example");
    browser.wait_for_text(".price-list", copied);
    open(&browser, &server.at("index.html?prices=prices.json"));
    // A list that was taken away is gone.
    server.start_again();
    server.answer(|path| if path == "/prices.json" { Answer::Missing } else { Answer::File });
    reload(&browser);
    browser.wait_for_text(".problems", "“prices.json” could not be read:");
    assert_eq!(console_without_network(&browser), Vec::<String>::new());
}

#[test]
fn nothing_that_was_typed_is_ever_in_a_cache() {
    let server = ClinicServer::start(&built());
    let browser = tablet(&server);
    browser.labelled("Patient’s name").type_text("Zacharias Typed");
    browser.labelled("Internal notes").type_text("zebra-note");
    open(&browser, &server.at("index.html?prices=prices.json#/v=1&c=wrinkles&s=severe"));
    browser.question("Which price?").choose("I was quoted a price");
    browser.labelled("Price of one session").type_text("417.31");
    reload(&browser);
    open(&browser, &server.at("staff.html?prices=prices.json"));
    take_back(&browser, "Zacharias Typed");
    let script = "
        return (async () => {
            const found = [];
            let entries = 0;
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) {
                    const response = await cache.match(request);
                    const all = [name, request.url, ...[...response.headers].flat(), await response.text()];
                    entries += 1;
                    for (const typed of arguments[0]) if (all.some((text) => text.includes(typed))) found.push(`${typed}: ${request.url}`);
                }
            }
            return [entries > 10, found];
        })()";
    let typed = ["Zacharias", "zebra-note", "417.31", "417,31", "41731", "v=1&"];
    assert_eq!(browser.execute(script, &[json!(typed)]), json!([true, []]));
    // What is kept is what was built, two notes on it, and the price list.
    let site = names(&built());
    for cache in caches(&browser).as_array().unwrap() {
        for address in cache[1].as_array().unwrap() {
            let name = address.as_str().unwrap().strip_prefix(&server.at("")).unwrap();
            assert!(site.iter().any(|known| known == name) || [".day", ".open"].contains(&name), "{name} is kept");
        }
    }
}

#[test]
fn where_it_cannot_work_without_a_network_the_staff_page_says_why_and_goes_on() {
    let server = ClinicServer::start(&built());
    for (name, script, words) in [
        (
            "insecure",
            "Object.defineProperty(window, 'isSecureContext', { value: false })",
            "its address would have to begin with https.",
        ),
        (
            "unsupported",
            "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })",
            "this browser, or a private window of it, cannot keep pages.",
        ),
        (
            "blocked",
            "if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'))",
            "this browser does not allow the page to keep anything.",
        ),
    ] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        browser.before_each_page(script);
        open(&browser, &server.at("staff.html?prices=prices.json"));
        browser.wait_for_text(".offline", "Without a network this page does not work on this device: ");
        browser.wait_for_text(".offline", words);
        browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
        browser.check(&format!("offline-{name}"));
    }

    // No room, as the browser itself refuses it.
    let browser = Browser::start(TABLET, Scheme::Dark);
    browser.limit_storage(server.at("").trim_end_matches('/'), 100_000);
    open(&browser, &server.at("staff.html?prices=prices.json"));
    browser.wait_for_text(".offline", "there is no room for it. Make some, then reload the page.");
    browser.wait_for_text(".price-list", "Prices of Riverside Skin Clinic in use");
    browser.check("offline-full");
    assert_eq!(console_without_network(&browser), Vec::<String>::new());

    // A part that does not arrive.
    server.answer(|path| if path == "/es.html" { Answer::Cut } else { Answer::File });
    let browser = Browser::start(PHONE, Scheme::Dark);
    open(&browser, &server.at("staff.es.html?prices=prices.json"));
    browser.wait_for_text(".offline", "una parte no llegó.");
    browser.wait_for_text(".price-list", "Precios de Riverside Skin Clinic en uso");
    browser.check("offline-unreachable-spanish");
    assert_eq!(console_without_network(&browser), Vec::<String>::new());
}

#[test]
fn the_manifests_are_whole_and_in_the_language_of_their_page() {
    let server = ClinicServer::start(&built());
    for (page, name, short) in [
        ("staff.html", "Microneedling estimator", "Estimator"),
        ("staff.es.html", "Estimador de microneedling", "Estimador"),
    ] {
        let browser = Browser::start(DESKTOP, Scheme::Light);
        open(&browser, &server.at(page));
        let (manifest, errors) = browser.manifest();
        assert_eq!(errors, json!([]), "{page}");
        assert_eq!([&manifest["name"], &manifest["short_name"]], [name, short]);
        assert_eq!(manifest["start_url"], json!(format!("./{page}")));
        for icon in manifest["icons"].as_array().unwrap() {
            let (file, sizes) = (icon["src"].as_str().unwrap(), icon["sizes"].as_str().unwrap());
            let size = browser.execute(
                "const image = new Image();
                image.src = new URL(arguments[0], document.baseURI);
                return image.decode().then(() => `${image.naturalWidth}x${image.naturalHeight}`)",
                &[json!(file)],
            );
            assert!(sizes == "any" || size == json!(sizes), "{file} is {size}");
        }
        for shortcut in manifest["shortcuts"].as_array().unwrap() {
            let file = shortcut["url"].as_str().unwrap().split('#').next().unwrap();
            assert!(built().join(file).exists(), "{file}");
        }
    }
}
