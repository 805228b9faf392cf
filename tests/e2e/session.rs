//! One browser, driven through `fantoccini`: a blocking face for an asynchronous library, and how Chromium is started with
//! it.
//!
//! The benchmarks in bench/ use this file as well. It knows nothing about the page.

use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::runtime::Runtime;
use url::{ParseError, Url};

/// How long one command may take before the browser counts as stuck.
const PATIENCE: Duration = Duration::from_secs(120);

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

/// A running browser; it is closed when this value goes.
pub struct Session {
    runtime: Runtime,
    client: Client,
}

impl Session {
    /// Starts Chromium with a fresh profile through the driver at `driver`, such as `http://127.0.0.1:9515`.
    pub fn start(driver: &str, chromium: Option<&str>) -> Result<Self, String> {
        let mut options = json!({ "args": CHROMIUM_ARGUMENTS, "perfLoggingPrefs": { "enableNetwork": true } });
        if let (Some(program), Some(options)) = (chromium, options.as_object_mut()) {
            options.insert("binary".to_owned(), json!(program));
        }
        let logs = json!({ "browser": "ALL", "performance": "ALL" });
        Self::connect(driver, &json!({ "goog:chromeOptions": options, "goog:loggingPrefs": logs }))
    }

    /// Starts a browser with these capabilities through the driver at an address.
    pub fn connect(driver: &str, capabilities: &Value) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| format!("the asynchronous runtime did not start: {error}"))?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.as_object().cloned().unwrap_or_default());
        let client = runtime.block_on(builder.connect(driver));
        let client = client.map_err(|error| format!("{driver} started no browser: {error}"))?;
        Ok(Self { runtime, client })
    }

    /// What the library offers; [`Self::wait`] waits for what it gives.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Waits for a command of the library.
    pub fn wait<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> Result<T, String> {
        match self.runtime.block_on(async { tokio::time::timeout(PATIENCE, command).await }) {
            Ok(result) => result.map_err(|error| in_one_line(&error)),
            Err(_) => Err(format!("the browser did not answer in {} s", PATIENCE.as_secs())),
        }
    }

    /// Runs the body of a JavaScript function; a promise that it returns is waited for.
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.wait(self.client.execute(script, arguments.to_vec()))
    }

    /// Gives a command of Chromium's own protocol, for what WebDriver has no words for.
    #[allow(dead_code, reason = "the benchmark measures a browser as it is")]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, String> {
        self.command("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Reads, and empties, one of the driver's logs.
    #[allow(dead_code, reason = "the benchmark measures a browser as it is")]
    pub fn log(&self, kind: &str) -> Result<Value, String> {
        self.command("se/log", &json!({ "type": kind }))
    }

    /// Posts a command that the library has no name for.
    pub fn command(&self, path: &'static str, body: &Value) -> Result<Value, String> {
        self.wait(self.client.issue_cmd(Extension { path, body: body.clone() }))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver ends its browsers when it ends itself, so a failure here leaves nothing behind.
        let _ = self.wait(self.client.clone().close());
    }
}

/// A command of WebDriver, or one that a driver adds to it.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// The driver's message without the stack that follows it.
fn in_one_line(error: &CmdError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
