//! Chromium, by the commands of its own protocol that chromedriver passes on.

use super::{Engine, Outcome, Picture, Request, decoded, printed};
use crate::browser::setting;
use crate::session::Session;
use serde_json::{Value, json};
use std::path::Path;

pub struct Chromium {
    session: Session,
}

impl Chromium {
    /// A browser with a fresh profile, through the driver that all journeys share.
    pub fn start() -> Self {
        let chromium = std::env::var("ESTIMATOR_CHROMIUM").ok();
        Self { session: Session::start(&setting("ESTIMATOR_WEBDRIVER"), chromium.as_deref()).unwrap() }
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        match self.session.devtools(command, parameters) {
            Ok(answer) => answer,
            Err(problem) => panic!("the browser refused {command}: {problem}"),
        }
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        match self.session.log(kind) {
            Ok(entries) => entries.as_array().cloned().unwrap_or_default(),
            Err(problem) => panic!("could not read the {kind} log: {problem}"),
        }
    }
}

impl Engine for Chromium {
    fn name(&self) -> &'static str {
        "Chromium"
    }

    fn session(&self) -> &Session {
        &self.session
    }

    /// A window cannot be as narrow as a phone, so the viewport is set apart from it.
    fn resize(&self, (width, height): (u32, u32), is_phone: bool) -> Outcome {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        Ok(())
    }

    fn use_touch(&self) -> Outcome {
        self.devtools("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true, "maxTouchPoints": 1 }));
        Ok(())
    }

    fn touch(&self, x: f64, y: f64) -> Outcome {
        let touch = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
        self.devtools("Input.dispatchTouchEvent", &touch);
        self.devtools("Input.dispatchTouchEvent", &json!({ "type": "touchEnd", "touchPoints": [] }));
        Ok(())
    }

    fn set_scripts(&self, are_on: bool) -> Outcome {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": !are_on }));
        Ok(())
    }

    fn media(&self, features: &[(&str, &str)]) -> Outcome {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
        Ok(())
    }

    fn refuse(&self, pattern: &str) -> Outcome {
        self.devtools("Network.enable", &json!({}));
        self.devtools("Network.setBlockedURLs", &json!({ "urls": [pattern] }));
        Ok(())
    }

    fn before_each_page(&self, script: &str) -> Outcome {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        Ok(())
    }

    fn freeze(&self, is_frozen: bool) -> Outcome {
        let state = if is_frozen { "frozen" } else { "active" };
        self.devtools("Page.setWebLifecycleState", &json!({ "state": state }));
        Ok(())
    }

    fn allow_clipboard(&self) -> Outcome {
        let permissions = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        self.devtools("Browser.grantPermissions", &json!({ "permissions": permissions }));
        Ok(())
    }

    fn download_to(&self, folder: &Path) -> Outcome {
        let parameters = json!({ "behavior": "allow", "downloadPath": folder.to_string_lossy() });
        self.devtools("Browser.setDownloadBehavior", &parameters);
        Ok(())
    }

    fn limit_storage(&self, origin: &str, bytes: u64) -> Outcome {
        self.devtools("Storage.overrideQuotaForOrigin", &json!({ "origin": origin, "quotaSize": bytes }));
        Ok(())
    }

    fn manifest(&self) -> Outcome<(Value, Value)> {
        let found = self.devtools("Page.getAppManifest", &json!({}));
        Ok((serde_json::from_str(found["data"].as_str().unwrap()).unwrap(), found["errors"].clone()))
    }

    fn picture(&self, what: Picture) -> Outcome<Vec<u8>> {
        let wish = match what {
            Picture::Whole => json!({ "format": "png", "captureBeyondViewport": true }),
            Picture::View => json!({ "format": "png" }),
            Picture::Part(part) => {
                // No pointer rests on anything.
                self.devtools("Input.dispatchMouseEvent", &json!({ "type": "mouseMoved", "x": 0, "y": 0 }));
                let clip = json!({ "x": part.x, "y": part.y, "width": part.width, "height": part.height, "scale": 1 });
                json!({ "format": "png", "optimizeForSpeed": true, "clip": clip })
            }
        };
        let picture = self.devtools("Page.captureScreenshot", &wish);
        Ok(decoded(&picture["data"]))
    }

    fn print(&self, size: (f64, f64)) -> Outcome<Vec<u8>> {
        Ok(printed(&self.session, size))
    }

    fn tells_refusals(&self) -> bool {
        true
    }

    fn tells_shifts(&self) -> Outcome {
        Ok(())
    }

    fn console(&self) -> Outcome<Vec<String>> {
        let entries = self.log("browser");
        Ok(entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    fn requests(&self) -> Outcome<Vec<Request>> {
        let mut requests = Vec::new();
        for entry in self.log("performance") {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            let message = &event["message"];
            if message["method"] == "Network.requestWillBeSent" {
                let parameters = &message["params"];
                requests.push(Request {
                    address: parameters["request"]["url"].as_str().unwrap_or_default().to_owned(),
                    page: parameters["loaderId"].as_str().unwrap_or_default().to_owned(),
                    is_page: parameters["type"] == "Document",
                });
            }
        }
        Ok(requests)
    }
}
