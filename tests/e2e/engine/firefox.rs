//! Firefox, by WebDriver BiDi beside WebDriver, and by the settings that a person would change in `about:config`.

use super::{Engine, Outcome, Picture, Request, Running, connect, decoded, free_port, printed};
use crate::browser::setting;
use crate::session::Session;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::HashMap;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tungstenite::{Message, WebSocket};

/// What the console says of a script that did not arrive while its digest was asked for: the SHA-256 of no bytes at all.
const NOTHING: &str = "The computed hash is “47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=”.";

pub struct Firefox {
    session: Session,
    /// The second line to the browser, on which it also tells what happens.
    line: RefCell<Line>,
    /// They go after the session, in this order.
    _driver: Running,
    _profile: Profile,
}

/// A folder of the browser's own, which goes with this value.
struct Profile(PathBuf);

/// What a browser that was opened and closed once leaves, kept for later runs: to start from a copy takes half the time.
static SEASONED: LazyLock<PathBuf> = LazyLock::new(|| {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("firefox-seasoned");
    if !kept.exists() {
        let profile = Profile::new();
        let (session, driver, _) = started(&profile);
        // What makes the next start quick is written a while after the first, and at the end.
        std::thread::sleep(Duration::from_secs(3));
        drop(session);
        drop(driver);
        for name in ["lock", ".parentlock"] {
            let _ = std::fs::remove_file(profile.0.join(name));
        }
        copy(&profile.0, &kept.with_extension("unfinished")).unwrap();
        std::fs::rename(kept.with_extension("unfinished"), &kept).unwrap();
    }
    kept
});

impl Profile {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("firefox-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn copied(from: &Path) -> Self {
        let profile = Self::new();
        copy(from, &profile.0).unwrap();
        profile
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &place)?
        } else {
            std::fs::copy(entry.path(), place).map(drop)?
        }
    }
    Ok(())
}

/// A browser with a profile, through a driver of its own: one serves one browser. The last is where its second line is.
fn started(profile: &Profile) -> (Session, Running, u16) {
    let (port, bidi_port) = (free_port(), free_port());
    let mut driver = Command::new(setting("ESTIMATOR_GECKODRIVER"));
    driver.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
    // The settings are changed from inside of the browser.
    driver.args(["--websocket-port", &bidi_port.to_string(), "--allow-system-access"]);
    let driver = Running::start(driver.stdout(Stdio::null()));
    let preferences = json!({
        // Nobody is there to allow the clipboard.
        "dom.events.testing.asyncClipboard": true,
        "dom.w3c_touch_events.enabled": 1,
        // Tab reaches links as it does everywhere else.
        "accessibility.tabfocus": 7,
        // As on a phone, a scroll bar takes no room from the page.
        "ui.useOverlayScrollbars": 1,
        // The browser's own requests are none of the page's.
        "browser.chrome.site_icons": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
    });
    let options = json!({
        "args": ["-headless", "-profile", profile.0],
        "prefs": preferences,
        "binary": setting("ESTIMATOR_FIREFOX"),
    });
    let session = connect(port, &json!({ "webSocketUrl": true, "moz:firefoxOptions": options }));
    (session, driver, bidi_port)
}

/// A WebSocket of WebDriver BiDi.
struct Line {
    socket: WebSocket<TcpStream>,
    /// The number of the last command.
    last: u64,
    /// What happened and was not asked for yet.
    events: Vec<Value>,
    /// The load that each tab or frame is at.
    loads: HashMap<String, String>,
}

impl Firefox {
    /// A browser that has never seen the page.
    pub fn start() -> Self {
        let profile = Profile::copied(&SEASONED);
        let (session, driver, bidi_port) = started(&profile);
        let capabilities = session.client().capabilities().unwrap();
        let address = capabilities["webSocketUrl"].as_str().expect("Firefox has a second line").to_owned();
        let stream = TcpStream::connect(("127.0.0.1", bidi_port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        let (socket, _) = tungstenite::client(address, stream).unwrap();
        let line = Line { socket, last: 0, events: Vec::new(), loads: HashMap::new() };
        let firefox = Self { session, line: RefCell::new(line), _driver: driver, _profile: profile };
        firefox
            .ask("session.subscribe", &json!({ "events": ["log.entryAdded", "network.beforeRequestSent"] }))
            .unwrap();
        firefox
    }

    /// Gives a command on the second line.
    fn ask(&self, method: &str, parameters: &Value) -> Result<Value, String> {
        let mut line = self.line.borrow_mut();
        line.last += 1;
        let id = line.last;
        let command = json!({ "id": id, "method": method, "params": parameters });
        line.socket.send(Message::text(command.to_string())).unwrap();
        loop {
            let message = line.socket.read().unwrap();
            let Ok(text) = message.to_text() else { continue };
            let answer: Value = serde_json::from_str(text).unwrap();
            if answer["id"] == json!(id) {
                return if answer["type"] == "success" {
                    Ok(answer["result"].clone())
                } else {
                    Err(format!("{method}: {} ({})", answer["message"], answer["error"]))
                };
            }
            if answer["type"] == "event" {
                line.events.push(answer);
            }
        }
    }

    fn done(&self, method: &str, parameters: &Value) -> Value {
        self.ask(method, parameters).unwrap_or_else(|problem| panic!("Firefox refused {problem}"))
    }

    /// The tab that is looked at.
    fn tab(&self) -> String {
        self.session.wait(self.session.client().window()).unwrap().into()
    }

    /// The events of a kind since the last look at it; asking for anything brings those that are under way.
    fn events(&self, kind: &str) -> Vec<Value> {
        self.done("session.status", &json!({}));
        let mut line = self.line.borrow_mut();
        let (asked, others) = std::mem::take(&mut line.events).into_iter().partition(|event| event["method"] == kind);
        line.events = others;
        asked
    }

    /// Runs a script in the browser itself and not in a page.
    fn inside(&self, script: &str, arguments: &[Value]) {
        let session = &self.session;
        session.command("moz/context", &json!({ "context": "chrome" })).unwrap();
        let result = session.execute(script, arguments);
        session.command("moz/context", &json!({ "context": "content" })).unwrap();
        result.unwrap();
    }

    /// Changes a setting of the browser.
    fn set(&self, name: &str, value: &Value) {
        let script = "
            const [name, value] = arguments;
            if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value);
            else Services.prefs.setIntPref(name, value);";
        self.inside(script, &[json!(name), value.clone()]);
    }
}

impl Drop for Firefox {
    /// Closing takes as long as a start, to write what nobody will read.
    fn drop(&mut self) {
        let process =
            self.session.client().capabilities().and_then(|capabilities| capabilities["moz:processID"].as_u64());
        if let Some(process) = process {
            let _ = Command::new("kill").args(["-9", &process.to_string()]).status();
        }
    }
}

impl Engine for Firefox {
    fn name(&self) -> &'static str {
        "Firefox"
    }

    fn session(&self) -> &Session {
        &self.session
    }

    fn resize(&self, (width, height): (u32, u32), _is_phone: bool) -> Outcome {
        let viewport = json!({ "width": width, "height": height });
        let wish = json!({ "context": self.tab(), "viewport": viewport, "devicePixelRatio": 1 });
        self.done("browsingContext.setViewport", &wish);
        Ok(())
    }

    fn use_touch(&self) -> Outcome {
        // 1 is a coarse pointer that does not hover.
        self.set("ui.primaryPointerCapabilities", &json!(1));
        self.set("ui.allPointerCapabilities", &json!(1));
        Ok(())
    }

    fn touch(&self, x: f64, y: f64) -> Outcome {
        let at = json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round(), "y": y.round() });
        let down = json!({ "type": "pointerDown", "button": 0 });
        let up = json!({ "type": "pointerUp", "button": 0 });
        let finger = json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": [at, down, up] });
        self.session.command("actions", &json!({ "actions": [finger] })).unwrap();
        Ok(())
    }

    fn set_scripts(&self, are_on: bool) -> Outcome {
        self.set("javascript.enabled", &json!(are_on));
        Ok(())
    }

    fn media(&self, features: &[(&str, &str)]) -> Outcome {
        for (feature, value) in features {
            match (*feature, *value) {
                ("prefers-color-scheme", scheme) => {
                    let number = i32::from(scheme == "light");
                    self.set("layout.css.prefers-color-scheme.content-override", &json!(number));
                }
                ("prefers-reduced-motion", value) => {
                    self.set("ui.prefersReducedMotion", &json!(i32::from(value == "reduce")));
                }
                ("forced-colors", value) => {
                    let number = if value == "active" { 2 } else { 0 };
                    self.set("browser.display.document_color_use", &json!(number));
                }
                (other, _) => return Err(self.cannot(&format!("set {other}"))),
            }
        }
        Ok(())
    }

    fn refuse(&self, pattern: &str) -> Outcome {
        let script = "
            const escaped = arguments[0].replace(/[.+?^${}()|[\\]\\\\]/g, '\\\\$&').replaceAll('*', '.*');
            const refused = new RegExp(`^${escaped}$`);
            const watch = { observe(channel) {
                channel.QueryInterface(Ci.nsIHttpChannel);
                if (refused.test(channel.URI.spec)) channel.cancel(Components.results.NS_ERROR_ABORT);
            } };
            Services.obs.addObserver(watch, 'http-on-modify-request');";
        self.inside(script, &[json!(pattern)]);
        Ok(())
    }

    fn before_each_page(&self, script: &str) -> Outcome {
        self.done("script.addPreloadScript", &json!({ "functionDeclaration": format!("() => {{ {script} }}") }));
        Ok(())
    }

    /// WebDriver's own command passes by a service worker, as a person does who holds Shift.
    fn reload(&self) -> Result<(), String> {
        let wish = json!({ "context": self.tab(), "wait": "complete" });
        self.ask("browsingContext.reload", &wish).map(drop)
    }

    fn change_page(&self, script: &str, arguments: &[Value]) {
        let values: Vec<String> = arguments.iter().map(Value::to_string).collect();
        let expression = format!("(function () {{ {script} }})({})", values.join(", "));
        let wish = json!({ "expression": expression, "target": { "context": self.tab() }, "awaitPromise": false });
        let answer = self.done("script.evaluate", &wish);
        assert_eq!(answer["type"], "success", "`{script}`: {answer}");
    }

    fn allow_clipboard(&self) -> Outcome {
        Ok(())
    }

    fn download_to(&self, folder: &Path) -> Outcome {
        let behavior = json!({ "type": "allowed", "destinationFolder": folder });
        self.done("browser.setDownloadBehavior", &json!({ "downloadBehavior": behavior }));
        Ok(())
    }

    fn picture(&self, what: Picture) -> Outcome<Vec<u8>> {
        let mut wish = json!({ "context": self.tab() });
        match what {
            Picture::Whole => wish["origin"] = json!("document"),
            Picture::View => (),
            Picture::Part(part) => {
                wish["origin"] = json!("document");
                wish["clip"] =
                    json!({ "type": "box", "x": part.x, "y": part.y, "width": part.width, "height": part.height });
            }
        }
        let picture = self.done("browsingContext.captureScreenshot", &wish);
        Ok(decoded(&picture["data"]))
    }

    fn print(&self, size: (f64, f64)) -> Outcome<Vec<u8>> {
        Ok(printed(&self.session, size))
    }

    fn console(&self) -> Outcome<Vec<String>> {
        let entries = self.events("log.entryAdded");
        let texts = entries.iter().map(|entry| entry["params"]["text"].as_str().unwrap_or_default().to_owned());
        // What a page leaves that is left itself while a service worker answers for it, or while it loads a script.
        let last_words = [
            "Failed to load ‘’. A ServiceWorker intercepted",
            "TypeError: error loading dynamically imported module",
            NOTHING,
        ];
        Ok(texts.filter(|text| !last_words.iter().any(|words| text.contains(words))).collect())
    }

    fn requests(&self) -> Outcome<Vec<Request>> {
        let events = self.events("network.beforeRequestSent");
        let mut line = self.line.borrow_mut();
        let request = |event: &Value| {
            let parameters = &event["params"];
            let place = parameters["context"].as_str().unwrap_or_default().to_owned();
            let load = parameters["navigation"].as_str();
            if let Some(load) = load {
                line.loads.insert(place.clone(), load.to_owned());
            }
            Request {
                address: parameters["request"]["url"].as_str().unwrap_or_default().to_owned(),
                page: line.loads.get(&place).cloned().unwrap_or_default(),
                is_page: load.is_some(),
            }
        };
        Ok(events.iter().map(request).collect())
    }
}
