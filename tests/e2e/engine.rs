//! What a tester does to a browser beyond WebDriver, and which of three engines can do it: Chromium by its own protocol,
//! Firefox by WebDriver BiDi and its settings, WebKitGTK by WebDriver alone.
//!
//! What an engine's driver has no way to do is an [`Unable`] that says so by name; nothing is passed over silently.

mod chromium;
mod firefox;
mod webkit;

use crate::session::Session;
use base64::Engine as _;
use fantoccini::wd::{PrintConfiguration, PrintMargins, PrintSize};
use serde_json::Value;
use std::fmt;
use std::io::BufRead as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Something that the driver of an engine cannot do.
#[derive(Debug)]
pub struct Unable {
    engine: &'static str,
    step: String,
}

impl fmt::Display for Unable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} cannot {}", self.engine, self.step)
    }
}

/// What came of a step that not every engine can do.
pub type Outcome<T = ()> = Result<T, Unable>;

/// One request over the network.
#[derive(Debug)]
pub struct Request {
    pub address: String,
    /// The load of a page that it belongs to, by the browser's own name.
    pub page: String,
    /// Whether it asks for a page, as opening an address and following a link do.
    pub is_page: bool,
}

/// A part of the page, in pixels from its upper left corner.
#[derive(Clone, Copy, Debug)]
pub struct Clip {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// What a picture shows.
#[derive(Clone, Copy, Debug)]
pub enum Picture {
    /// The page from top to bottom.
    Whole,
    /// What a person sees without scrolling.
    View,
    /// A part of the page.
    Part(Clip),
}

/// A browser of some engine, in a session of its own.
pub trait Engine {
    fn name(&self) -> &'static str;

    fn session(&self) -> &Session;

    /// Says that the driver has no way to do a step.
    fn cannot(&self, step: &str) -> Unable {
        Unable { engine: self.name(), step: step.to_owned() }
    }

    /// Makes what the page of this tab is drawn in this large; a phone's scroll bar takes no room from the page.
    fn resize(&self, size: (u32, u32), is_phone: bool) -> Outcome;

    /// From now on there is a finger instead of a mouse.
    fn use_touch(&self) -> Outcome {
        Err(self.cannot("have a finger instead of a mouse"))
    }

    /// Touches a place in the window with a finger.
    fn touch(&self, _x: f64, _y: f64) -> Outcome {
        Err(self.cannot("touch"))
    }

    /// Turns the scripts of pages that are opened from now on off or on.
    fn set_scripts(&self, _are_on: bool) -> Outcome {
        Err(self.cannot("turn scripts off"))
    }

    /// Sets a media feature, such as `forced-colors` to `active`, and no others than these.
    fn media(&self, features: &[(&str, &str)]) -> Outcome;

    /// From now on no request whose address matches the pattern, with `*` for anything, arrives.
    fn refuse(&self, _pattern: &str) -> Outcome {
        Err(self.cannot("keep requests from arriving"))
    }

    /// Runs a script in every page from now on, before anything of its own.
    fn before_each_page(&self, _script: &str) -> Outcome {
        Err(self.cannot("run a script before those of a page"))
    }

    /// Loads the page once more, as a person does by the browser's button.
    fn reload(&self) -> Result<(), String> {
        self.session().wait(self.session().client().refresh())
    }

    /// Runs the body of a JavaScript function that changes what the page's own scripts find; what is run for a tester does
    /// not do that in every engine.
    fn change_page(&self, script: &str, arguments: &[Value]) {
        self.session().execute(script, arguments).unwrap();
    }

    /// Stops the page as a browser stops one that nobody has looked at for long, or lets it go on.
    fn freeze(&self, _is_frozen: bool) -> Outcome {
        Err(self.cannot("stop a page as one that nobody looks at"))
    }

    /// Lets the page put something on the clipboard and read it.
    fn allow_clipboard(&self) -> Outcome {
        Err(self.cannot("read the clipboard"))
    }

    /// From now on files that the page offers go to this folder.
    fn download_to(&self, _folder: &Path) -> Outcome {
        Err(self.cannot("download"))
    }

    /// Leaves a site so many bytes to keep things in.
    fn limit_storage(&self, _origin: &str, _bytes: u64) -> Outcome {
        Err(self.cannot("leave a site less to keep things in"))
    }

    /// The manifest that the page names, and what the browser finds wrong in it.
    fn manifest(&self) -> Outcome<(Value, Value)> {
        Err(self.cannot("show a manifest"))
    }

    /// A picture as a PNG file.
    fn picture(&self, what: Picture) -> Outcome<Vec<u8>>;

    /// The pages on paper of this width and height in centimetres, as a PDF file.
    fn print(&self, _size: (f64, f64)) -> Outcome<Vec<u8>> {
        Err(self.cannot("print"))
    }

    /// Whether [`Self::console`] shows anything.
    fn shows_console(&self) -> bool {
        true
    }

    /// Whether the console that is shown has what the browser itself says there, such as that it refused something.
    fn tells_refusals(&self) -> bool {
        false
    }

    /// Whether pages are told of what moves by itself.
    fn tells_shifts(&self) -> Outcome {
        Err(self.cannot("tell a page what moved by itself"))
    }

    /// What the console got since the last look.
    fn console(&self) -> Outcome<Vec<String>> {
        Err(self.cannot("show the console"))
    }

    /// The requests since the last look, in order.
    fn requests(&self) -> Outcome<Vec<Request>> {
        Err(self.cannot("show requests"))
    }
}

/// Starts a browser of the engine that `cargo xtask test` names, or of Chromium where it names none. What is asked for in
/// advance only the engines heed that cannot change it later.
pub fn start(is_dark: bool) -> Box<dyn Engine> {
    match crate::browser::setting_or("ESTIMATOR_ENGINE", "Chromium").as_str() {
        "Firefox" => Box::new(firefox::Firefox::start()),
        "WebKitGTK" => Box::new(webkit::WebKit::start(is_dark)),
        "Chromium" => Box::new(chromium::Chromium::start()),
        other => panic!("ESTIMATOR_ENGINE is `{other}`; it can be Chromium, Firefox or WebKitGTK"),
    }
}

/// A program that runs as long as this value lives.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Self {
        command.stdin(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => Self(child),
            Err(problem) => panic!("{command:?} did not start: {problem}"),
        }
    }

    /// The first line that the program prints, once it is there.
    fn first_line(&mut self) -> String {
        let mut line = String::new();
        std::io::BufReader::new(self.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        line.trim().to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port of this machine that nobody listens on.
fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Starts a session once the driver listens, which takes a moment.
fn connect(port: u16, capabilities: &Value) -> Session {
    let start = std::time::Instant::now();
    let address = format!("http://127.0.0.1:{port}");
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed().as_secs() < 30, "no driver listens at {address}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    Session::connect(&address, capabilities).unwrap()
}

/// The pages on paper of this width and height in centimetres, by WebDriver.
fn printed(session: &Session, (width, height): (f64, f64)) -> Vec<u8> {
    // The page sets its own margins; a browser's usual ones stand where it does not.
    let margins = PrintMargins { top: 1.0, bottom: 1.0, left: 1.0, right: 1.0 };
    let size = PrintSize { width, height };
    let wish = PrintConfiguration::builder().size(size).margins(margins).build().unwrap();
    session.wait(session.client().print(wish)).unwrap()
}

/// The bytes of a picture as drivers send it.
fn decoded(data: &Value) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(data.as_str().unwrap()).unwrap()
}
