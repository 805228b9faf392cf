//! WebKitGTK, in the small browser that comes with it, on a screen that nobody sees; its driver knows WebDriver alone.

use super::{Engine, Outcome, Picture, Request, Running, connect, free_port};
use crate::browser::setting;
use crate::session::Session;
use serde_json::json;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct WebKit {
    session: Session,
    is_dark: bool,
    /// The load that was looked at last, and how many of its requests were told.
    told: RefCell<(String, usize)>,
    /// They end after the session, in this order.
    _driver: Running,
    _screen: Running,
}

/// The height of the bar above the page in the browser's window, in pixels.
const BAR: u32 = 38;

/// The narrowest that the browser's window becomes, in pixels.
const NARROWEST: u32 = 447;

impl WebKit {
    /// A browser with a fresh profile, through a driver and on a screen of its own: one driver serves one browser, and on
    /// one screen only one window has the keyboard. Its colours are those of the desktop that it starts in.
    pub fn start(is_dark: bool) -> Self {
        let settings = settings_of_a_desktop(is_dark);
        let mut screen = Command::new(setting("ESTIMATOR_XVFB"));
        screen.args(["-displayfd", "1", "-screen", "0", "1600x1600x24", "-nolisten", "tcp"]);
        let mut screen = Running::start(screen.stdout(Stdio::piped()));
        let display = format!(":{}", screen.first_line());
        let port = free_port();
        let mut driver = Command::new(setting("ESTIMATOR_WEBKITDRIVER"));
        driver.arg(format!("--port={port}")).stdout(Stdio::null());
        driver.env("DISPLAY", &display).env("XDG_CONFIG_HOME", settings).env("LIBGL_ALWAYS_SOFTWARE", "1");
        let driver = Running::start(&mut driver);
        let options = json!({ "binary": setting("ESTIMATOR_MINIBROWSER"), "args": ["--automation"] });
        let session = connect(port, &json!({ "webkitgtk:browserOptions": options }));
        // Without a window manager nobody else gives the window the keyboard.
        let mut focus = Command::new(setting("ESTIMATOR_XDOTOOL"));
        focus.args(["search", "--sync", "--onlyvisible", "--class", "MiniBrowser", "windowfocus", "--sync"]);
        let focused = focus.env("DISPLAY", display).stdout(Stdio::null()).status();
        assert!(focused.is_ok_and(|status| status.success()), "the window did not get the keyboard");
        Self { session, is_dark, told: RefCell::default(), _driver: driver, _screen: screen }
    }
}

/// A folder with the settings of a desktop that is light or dark and on which nothing moves.
fn settings_of_a_desktop(is_dark: bool) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(if is_dark { "desktop-dark" } else { "desktop-light" });
    std::fs::create_dir_all(folder.join("gtk-3.0")).unwrap();
    let settings =
        format!("[Settings]\ngtk-enable-animations=0\ngtk-application-prefer-dark-theme={}\n", u8::from(is_dark));
    std::fs::write(folder.join("gtk-3.0/settings.ini"), settings).unwrap();
    folder
}

impl Engine for WebKit {
    fn name(&self) -> &'static str {
        "WebKitGTK"
    }

    fn session(&self) -> &Session {
        &self.session
    }

    fn resize(&self, (width, height): (u32, u32), _is_phone: bool) -> Outcome {
        let resized = self.session.client().set_window_rect(0, 0, width.max(NARROWEST), height + BAR);
        self.session.wait(resized).unwrap();
        if width < NARROWEST {
            return Err(self.cannot(&format!("have a window narrower than {NARROWEST} pixels")));
        }
        Ok(())
    }

    fn shows_console(&self) -> bool {
        false
    }

    fn media(&self, features: &[(&str, &str)]) -> Outcome {
        // What the desktop has.
        let scheme = if self.is_dark { "dark" } else { "light" };
        let usual = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")];
        match features.iter().find(|feature| !usual.contains(feature)) {
            Some((name, value)) => Err(self.cannot(&format!("set {name} to {value}"))),
            None => Ok(()),
        }
    }

    fn picture(&self, what: Picture) -> Outcome<Vec<u8>> {
        match what {
            Picture::View => Ok(self.session.wait(self.session.client().screenshot()).unwrap()),
            Picture::Whole => Err(self.cannot("take a picture of more than the window")),
            Picture::Part(_) => Err(self.cannot("take a picture of a part of the page")),
        }
    }

    /// What the page that is open tells of its own load; what it was refused, and pages before it, are not in that.
    fn requests(&self) -> Outcome<Vec<Request>> {
        let script = "
            const of = (kind) => performance.getEntriesByType(kind)
                // A frame is a page of its own, and for a newer worker the browser looks by itself.
                .filter(({ initiatorType, name }) => initiatorType !== 'iframe' && !name.endsWith('/service-worker.js'));
            // What comes out of the browser's memory or from the tablet's worker comes over no network; where the worker
            // takes a page over in the middle of its load, it is asked for what is there once more.
            const files = of('resource').filter((file, at, all) => file.transferSize > 0
                || !all.some((other, place) => other.name === file.name && (place < at || other.transferSize > 0)));
            const names = [...of('navigation').slice(0, 1), ...files].map(({ name }) => name);
            return [String(performance.timeOrigin), ...names]";
        let Ok(found) = self.session.execute(script, &[]) else { return Ok(Vec::new()) };
        let names: Vec<String> =
            found.as_array().unwrap().iter().map(|name| name.as_str().unwrap_or_default().to_owned()).collect();
        let load = names[0].clone();
        let mut told = self.told.borrow_mut();
        let before = if told.0 == load { told.1 } else { 0 };
        *told = (load.clone(), names.len() - 1);
        let request = |(at, address): (usize, &String)| Request {
            address: address.clone(),
            page: load.clone(),
            is_page: at == 0,
        };
        Ok(names[1..].iter().enumerate().skip(before).map(request).collect())
    }
}
