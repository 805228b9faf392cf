//! What a journey does with the browser: open, click, type, read, wait, look at the console and the network.
//!
//! Every failure panics with what was tried and on which element, because a journey cannot go on after one.

use crate::webdriver::Session;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long the page may take to show what a journey waits for.
const PATIENCE: Duration = Duration::from_secs(15);

/// The name under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The three sizes that the page is designed for: width, height.
pub const PHONE: (u32, u32) = (360, 740);
pub const TABLET: (u32, u32) = (768, 1024);
pub const DESKTOP: (u32, u32) = (1280, 900);

/// Which colours the person's system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// Whether the page may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    On,
    Off,
}

/// Keys that do not stand for a character, as WebDriver writes them.
pub mod key {
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const SPACE: &str = "\u{e00d}";
    pub const END: &str = "\u{e010}";
    pub const HOME: &str = "\u{e011}";
    pub const LEFT: &str = "\u{e012}";
    pub const UP: &str = "\u{e013}";
    pub const RIGHT: &str = "\u{e014}";
    pub const DOWN: &str = "\u{e015}";
    pub const BACKSPACE: &str = "\u{e003}";
    pub const SHIFT: &str = "\u{e008}";
    pub const CONTROL: &str = "\u{e009}";
}

/// A browser with a fresh profile, at one of the sizes above.
pub struct Browser {
    session: Session,
    /// Every request seen so far: reading the driver's log empties it.
    requests: RefCell<Vec<String>>,
}

impl Browser {
    /// Starts a browser with scripts on.
    pub fn start(size: (u32, u32), scheme: Scheme) -> Self {
        Self::start_with(size, scheme, Scripts::On)
    }

    pub fn start_with((width, height): (u32, u32), scheme: Scheme, scripts: Scripts) -> Self {
        let chromium = std::env::var("ESTIMATOR_CHROMIUM").ok();
        let session = Session::start(&setting("ESTIMATOR_WEBDRIVER"), chromium.as_deref()).unwrap();
        let browser = Self { session, requests: RefCell::default() };
        // A window cannot be as narrow as a phone, so the viewport is set apart from it.
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        let scheme = if scheme == Scheme::Dark { "dark" } else { "light" };
        browser.media(&[("prefers-color-scheme", scheme)]);
        if scripts == Scripts::Off {
            browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
        }
        browser
    }

    /// Sets media features, such as `forced-colors` to `active`.
    pub fn media(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Opens an address below the page's own, such as "" or "#concern=scars".
    pub fn open(&self, path: &str) {
        self.session.open(&format!("{}{path}", page_address())).unwrap();
    }

    /// Opens the page and waits until its controls work.
    pub fn open_started(&self, path: &str) {
        self.open(path);
        self.wait_until_started();
    }

    /// Waits until the module has replaced the prerendered text; the loader says so on the root element.
    pub fn wait_until_started(&self) {
        self.wait_until("the page to start", "return document.documentElement.dataset.started === 'true'");
    }

    /// From now on no request whose address matches the pattern arrives.
    pub fn refuse(&self, pattern: &str) {
        self.devtools("Network.enable", &json!({}));
        self.devtools("Network.setBlockedURLs", &json!({ "urls": [pattern] }));
    }

    pub fn reload(&self) {
        self.session.post("refresh", &json!({})).unwrap();
    }

    /// The browser's Back button.
    pub fn back(&self) {
        self.session.post("back", &json!({})).unwrap();
    }

    /// The address shown, with its fragment.
    pub fn address(&self) -> String {
        self.session.get("url").unwrap().as_str().unwrap().to_owned()
    }

    pub fn click(&self, css: &str) {
        let element = self.element(css);
        self.on(css, "click", self.session.post(&format!("element/{element}/click"), &json!({})));
    }

    /// Types at the end of what the field holds.
    pub fn type_text(&self, css: &str, text: &str) {
        let element = self.element(css);
        self.on(css, "type into", self.session.post(&format!("element/{element}/value"), &json!({ "text": text })));
    }

    /// Empties a field and types into it.
    pub fn replace_text(&self, css: &str, text: &str) {
        self.click(css);
        self.type_text(css, &format!("{}a{}{}", key::CONTROL, '\u{e000}', key::BACKSPACE));
        self.type_text(css, text);
    }

    /// Presses a key where the focus is.
    pub fn press(&self, key: &str) {
        let strokes = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let action = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.session.post("actions", &action).unwrap();
    }

    /// The text that a person sees in the first element that matches.
    pub fn text(&self, css: &str) -> String {
        let element = self.element(css);
        let text = self.session.get(&format!("element/{element}/text"));
        self.on(css, "read", text).as_str().unwrap_or_default().to_owned()
    }

    /// What the field holds.
    pub fn value(&self, css: &str) -> String {
        self.execute("return document.querySelector(arguments[0]).value", &[json!(css)])
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0]).getAttribute(arguments[1])";
        self.execute(script, &[json!(css), json!(name)]).as_str().map(str::to_owned)
    }

    pub fn count(&self, css: &str) -> u64 {
        self.execute("return document.querySelectorAll(arguments[0]).length", &[json!(css)]).as_u64().unwrap()
    }

    /// A short description of the focused element: tag, id and accessible text.
    pub fn focused(&self) -> String {
        let script = "const at = document.activeElement;
            return at.tagName.toLowerCase() + (at.id ? '#' + at.id : '')";
        self.execute(script, &[]).as_str().unwrap_or_default().to_owned()
    }

    /// Runs the body of a JavaScript function in the page.
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Value {
        match self.session.execute(script, arguments) {
            Ok(value) => value,
            Err(problem) => panic!("could not run `{script}`: {problem}"),
        }
    }

    /// Waits until the body of a JavaScript function returns something true.
    pub fn wait_until(&self, what: &str, script: &str) {
        let start = Instant::now();
        while self.execute(script, &[]) != json!(true) {
            assert!(start.elapsed() < PATIENCE, "waited {} s for {what}", PATIENCE.as_secs());
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Waits until an element shows the given text somewhere in its own.
    pub fn wait_for_text(&self, css: &str, text: &str) {
        let start = Instant::now();
        loop {
            let script = "return document.querySelector(arguments[0])?.innerText ?? null";
            let seen = self.execute(script, &[json!(css)]);
            if seen.as_str().is_some_and(|seen| seen.contains(text)) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "`{css}` should show `{text}`, but shows {seen}");
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// What the console holds since the last look: messages, errors, refusals of the content policy.
    pub fn console(&self) -> Vec<String> {
        self.log("browser").iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The addresses of all requests over the network since the start, in order.
    pub fn requests(&self) -> Vec<String> {
        let mut requests = self.requests.borrow_mut();
        for entry in self.log("performance") {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            let message = &event["message"];
            let url = message["params"]["request"]["url"].as_str().unwrap_or_default();
            if message["method"] == "Network.requestWillBeSent"
                && !url.starts_with("data:")
                && !url.starts_with("blob:")
            {
                requests.push(url.to_owned());
            }
        }
        requests.clone()
    }

    /// What axe finds wrong, one line for each element; empty is good. Rules up to WCAG 2.2 AA and best practice.
    pub fn axe(&self) -> Vec<String> {
        if self.execute("return typeof window.axe", &[]) == json!("undefined") {
            let axe = std::fs::read_to_string(setting("ESTIMATOR_AXE")).unwrap();
            self.execute(&axe, &[]);
        }
        let found = self.execute("return axe.run(document).then(result => result.violations)", &[]);
        let mut lines = Vec::new();
        for violation in found.as_array().unwrap() {
            for node in violation["nodes"].as_array().unwrap() {
                lines.push(format!("{}: {} at {}", violation["id"], node["failureSummary"], node["target"]));
            }
        }
        lines
    }

    /// Keeps a picture of the whole page in target/screenshots/.
    pub fn screenshot(&self, name: &str) {
        let wish = json!({ "format": "png", "captureBeyondViewport": true });
        let picture = self.devtools("Page.captureScreenshot", &wish);
        keep(&format!("{name}.png"), picture["data"].as_str().unwrap());
    }

    /// Keeps the page as it prints, on A4, in target/screenshots/.
    pub fn print(&self, name: &str) {
        let paper = json!({ "page": { "width": 21.0, "height": 29.7 }, "background": false });
        let document = self.session.post("print", &paper).unwrap();
        keep(&format!("{name}.pdf"), document.as_str().unwrap());
    }

    fn element(&self, css: &str) -> String {
        let start = Instant::now();
        loop {
            match self.session.post("element", &json!({ "using": "css selector", "value": css })) {
                Ok(found) => return found[ELEMENT].as_str().unwrap().to_owned(),
                Err(problem) => assert!(start.elapsed() < PATIENCE, "there is no `{css}`: {problem}"),
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    fn on(&self, css: &str, verb: &str, result: Result<Value, String>) -> Value {
        match result {
            Ok(value) => value,
            Err(problem) => panic!("could not {verb} `{css}`: {problem}"),
        }
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.session.post("se/log", &json!({ "type": kind })).unwrap();
        entries.as_array().cloned().unwrap_or_default()
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        match self.session.post("goog/cdp/execute", &body) {
            Ok(answer) => answer,
            Err(problem) => panic!("the browser refused {command}: {problem}"),
        }
    }
}

/// Where the built page is served.
pub fn page_address() -> String {
    setting("ESTIMATOR_PAGE")
}

/// What `cargo xtask test` passed on.
fn setting(name: &str) -> String {
    match std::env::var(name) {
        Ok(value) => value,
        Err(_) => panic!("{name} is not set; run the journeys by `cargo xtask test journeys`, which sets it"),
    }
}

fn keep(name: &str, base64: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), decoded(base64)).unwrap();
}

/// WebDriver sends pictures as base64.
fn decoded(base64: &str) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(base64.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for character in base64.bytes().filter(|byte| *byte != b'=') {
        let digit = ALPHABET.iter().position(|letter| *letter == character).expect("base64 has 64 letters");
        bits = (bits << 6) | u32::try_from(digit).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    bytes
}
