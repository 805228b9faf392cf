//! Drives Chromium by the WebDriver protocol: JSON over HTTP on 127.0.0.1, one blocking call for each command.
//!
//! The journeys in tests/e2e/ use this file as well. It knows nothing about the page.

use serde_json::{Value, json};

/// How long one command may take before the browser counts as stuck.
const SECONDS_PER_COMMAND: u64 = 120;

/// Headless, without its own network traffic, and able to run as root in a container. Only our own page is opened.
const CHROMIUM_ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// One browser with a fresh profile; it is closed when this value goes.
#[derive(Debug)]
pub struct Session {
    address: String,
}

impl Session {
    /// Starts a browser through the driver at `driver`, such as `http://127.0.0.1:9515`.
    pub fn start(driver: &str, chromium: Option<&str>) -> Result<Self, String> {
        let mut options = json!({ "args": CHROMIUM_ARGUMENTS, "perfLoggingPrefs": { "enableNetwork": true } });
        if let (Some(program), Some(options)) = (chromium, options.as_object_mut()) {
            options.insert("binary".to_owned(), json!(program));
        }
        let wish = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } });
        let answer = exchange(minreq::Method::Post, format!("{driver}/session"), Some(&wish))?;
        match answer.get("sessionId").and_then(Value::as_str) {
            Some(id) => Ok(Self { address: format!("{driver}/session/{id}") }),
            None => Err(format!("the WebDriver's answer has no `sessionId`: {answer}")),
        }
    }

    /// Asks for something, by a path of the protocol below the session.
    #[allow(dead_code, reason = "the journeys read the page by it; the benchmark reads what its scripts return")]
    pub fn get(&self, path: &str) -> Result<Value, String> {
        exchange(minreq::Method::Get, format!("{}/{path}", self.address), None)
    }

    /// Gives a command, by a path of the protocol below the session.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        exchange(minreq::Method::Post, format!("{}/{path}", self.address), Some(body))
    }

    /// Opens an address and waits until the page has loaded.
    pub fn open(&self, url: &str) -> Result<(), String> {
        self.post("url", &json!({ "url": url })).map(|_| ())
    }

    /// Runs the body of a JavaScript function; a promise that it returns is waited for.
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver ends its browsers when it ends itself, so a failure here leaves nothing behind.
        let _ = exchange(minreq::Method::Delete, self.address.clone(), None);
    }
}

fn exchange(method: minreq::Method, url: String, body: Option<&Value>) -> Result<Value, String> {
    let mut request = minreq::Request::new(method, url.clone()).with_timeout(SECONDS_PER_COMMAND);
    if let Some(body) = body {
        request = request.with_header("Content-Type", "application/json").with_body(body.to_string());
    }
    let response = request.send().map_err(|error| format!("{url}: {error}"))?;
    let mut answer: Value =
        serde_json::from_slice(response.as_bytes()).map_err(|error| format!("{url}: not JSON: {error}"))?;
    let value = answer.get_mut("value").map_or(Value::Null, Value::take);
    match value.get("error").and_then(Value::as_str) {
        None => Ok(value),
        Some(error) => {
            let message = value.get("message").and_then(Value::as_str).unwrap_or_default();
            Err(format!("{error}: {}", message.lines().next().unwrap_or_default()))
        }
    }
}
