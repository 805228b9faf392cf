//! What a person does with a browser: open, look for words, click, press keys, type, read; and what a tester looks at
//! besides: the console, the network, axe.
//!
//! Every failure panics with what was tried and on which element, because a journey cannot go on after one.

use crate::engine::{self, Clip, Engine, Outcome, Picture, Request};
use crate::session::Session;
use fantoccini::Locator;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use url::Url;

pub use fantoccini::key::Key;

/// How long the page may take to show what a journey waits for.
const PATIENCE: Duration = Duration::from_secs(15);

/// What was said to be left out.
static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// How often Tab may be pressed in search of something: the page has fewer stops.
const MOST_TABS: usize = 250;

/// The name under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The sizes that the page is designed for: width, height.
pub const PHONE: (u32, u32) = (360, 740);
pub const TABLET: (u32, u32) = (768, 1024);
pub const DESKTOP: (u32, u32) = (1280, 900);
/// The narrowest screen, which is also a desktop at 400 per cent.
pub const NARROW: (u32, u32) = (320, 640);

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

/// The paper that is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    A4,
    Letter,
}

/// A browser with a fresh profile, at one of the sizes above.
pub struct Browser {
    engine: Box<dyn Engine>,
    /// Every request seen so far: the engine tells each once.
    requests: RefCell<Vec<Request>>,
    /// What a journey itself fetches, as parts of addresses.
    declared: RefCell<Vec<String>>,
}

impl Browser {
    /// Starts a browser with scripts on.
    pub fn start(size: (u32, u32), scheme: Scheme) -> Self {
        Self::start_with(size, scheme, Scripts::On)
    }

    pub fn start_with(size: (u32, u32), scheme: Scheme, scripts: Scripts) -> Self {
        let browser = Self {
            engine: engine::start(scheme == Scheme::Dark),
            requests: RefCell::default(),
            declared: RefCell::default(),
        };
        browser.resize(size);
        let scheme = if scheme == Scheme::Dark { "dark" } else { "light" };
        browser.noted(browser.engine.media(&with_less_motion(&[("prefers-color-scheme", scheme)])));
        if scripts == Scripts::Off {
            browser.set_scripts(scripts);
        }
        browser
    }

    fn session(&self) -> &Session {
        self.engine.session()
    }

    /// What came of a step that the journey cannot do without.
    #[track_caller]
    fn must<T>(&self, outcome: Outcome<T>) -> T {
        match outcome {
            Ok(value) => value,
            Err(unable) => panic!("{unable}"),
        }
    }

    /// What came of a step that journeys are made without where they have to be; it says so once, past the tests' capture.
    fn noted<T>(&self, outcome: Outcome<T>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(unable) => {
                let line = format!("left out: {unable}\n");
                let mut told = TOLD.lock().unwrap();
                if !told.contains(&line) {
                    std::io::stderr().write_all(line.as_bytes()).unwrap();
                    told.push(line);
                }
                None
            }
        }
    }

    /// Makes what the page of this tab is drawn in this large.
    fn resize(&self, size: (u32, u32)) {
        self.noted(self.engine.resize(size, size.0 < TABLET.0));
    }

    /// Gives the screen a size on which the window of a desktop shows the page this many times as large.
    pub fn zoom_in(&self, (width, height): (u32, u32), times: u32) {
        self.must(self.engine.resize((width / times, height / times), false));
    }

    /// From now on there is a finger instead of a mouse.
    pub fn use_touch(&self) {
        self.must(self.engine.use_touch());
    }

    /// Turns the scripts of pages that are opened from now on off or on; a tester's own scripts need them on.
    pub fn set_scripts(&self, scripts: Scripts) {
        self.must(self.engine.set_scripts(scripts == Scripts::On));
    }

    /// Sets media features, such as `forced-colors` to `active`.
    pub fn media(&self, features: &[(&str, &str)]) {
        self.must(self.engine.media(&with_less_motion(features)));
    }

    /// Opens an address below the page's own, such as "" or "?prices=prices.json".
    pub fn open(&self, path: &str) {
        self.open_address(&address_of(path));
    }

    /// Opens a whole address.
    pub fn open_address(&self, address: &str) {
        self.done(&format!("open {address}"), self.session().client().goto(address));
    }

    /// Opens the page and waits until its controls work.
    pub fn open_started(&self, path: &str) {
        self.open(path);
        self.wait_until_started();
    }

    /// Opens the page with a price list that lies beside it; the page that is one file may not fetch it and opens it as a
    /// file.
    pub fn open_with_prices(&self, name: &str) {
        if is_one_file() {
            self.open_started("");
            let list = page_address().replacen("file://", "", 1) + name;
            self.labelled("Open a clinic’s price list").type_text(&list);
        } else {
            self.open_started(&format!("?prices={name}"));
        }
    }

    /// Waits until the module has replaced the prerendered text; the loader says so on the root element.
    pub fn wait_until_started(&self) {
        self.wait_until("the page to start", "return document.documentElement.dataset.started === 'true'");
        // What opens in place is drawn after the rest.
        let are_filled =
            "return [...document.querySelectorAll('#app .fold')].every((fold) => fold.children.length > 1)";
        self.wait_until("what opens in place", are_filled);
    }

    /// From now on no request whose address matches the pattern arrives.
    pub fn refuse(&self, pattern: &str) {
        // What does not arrive ahead of time is asked for once more.
        self.declare_request(pattern.trim_matches('*'));
        self.must(self.engine.refuse(pattern));
    }

    pub fn reload(&self) {
        if let Err(problem) = self.engine.reload() {
            panic!("could not reload: {problem}");
        }
    }

    /// The browser's Back button.
    pub fn back(&self) {
        self.done("go back", self.session().client().back());
    }

    /// The browser's Forward button.
    pub fn forward(&self) {
        self.done("go forward", self.session().client().forward());
    }

    /// Runs a script in every page from now on, before anything of its own.
    pub fn before_each_page(&self, script: &str) {
        self.must(self.engine.before_each_page(script));
    }

    /// Stops the page as a browser stops one that nobody has looked at for long, or lets it go on.
    pub fn freeze(&self, is_frozen: bool) {
        self.must(self.engine.freeze(is_frozen));
    }

    /// Lets the page put something on the clipboard, as a person does by pressing.
    pub fn allow_clipboard(&self) {
        self.must(self.engine.allow_clipboard());
    }

    /// From now on files that the page offers go to this folder.
    pub fn download_to(&self, folder: &Path) {
        self.must(self.engine.download_to(folder));
    }

    /// The text of a file in a folder, once the browser has put it there.
    pub fn downloaded(&self, folder: &Path, name: &str) -> String {
        let file = folder.join(name);
        let start = Instant::now();
        loop {
            if let Ok(text) = std::fs::read_to_string(&file)
                && !text.is_empty()
            {
                return text;
            }
            assert!(start.elapsed() < PATIENCE, "{} does not arrive", file.display());
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// The tab that is looked at.
    pub fn tab(&self) -> WindowHandle {
        self.done("name the tab", self.session().client().window())
    }

    /// Opens a tab of this size beside the others and looks at it.
    pub fn new_tab(&self, size: (u32, u32)) -> WindowHandle {
        let tab = self.done("open a tab", self.session().client().new_window(true)).handle;
        self.switch_to(&tab);
        self.resize(size);
        tab
    }

    /// Looks at another tab.
    pub fn switch_to(&self, tab: &WindowHandle) {
        self.done("look at a tab", self.session().client().switch_to_window(tab.clone()));
    }

    /// Looks into a frame, which an expression finds, also in a shadow root: everything is then about the page in it.
    pub fn enter_frame(&self, expression: &str) {
        let found = self.execute(&format!("return {expression}"), &[]);
        let id = found[ELEMENT].as_str().unwrap_or_else(|| panic!("`{expression}` finds no frame"));
        let frame = Element::from_element_id(self.session().client().clone(), ElementRef::from(id.to_owned()));
        self.done(&format!("look into `{expression}`"), frame.enter_frame());
    }

    /// Looks at the page around the frame again.
    pub fn leave_frame(&self) {
        self.done("look at the page around the frame", self.session().client().enter_parent_frame());
    }

    /// Leaves a site so many bytes to keep things in.
    pub fn limit_storage(&self, origin: &str, bytes: u64) {
        self.must(self.engine.limit_storage(origin, bytes));
    }

    /// The manifest that the page names, and what the browser finds wrong in it.
    pub fn manifest(&self) -> (Value, Value) {
        self.must(self.engine.manifest())
    }

    /// The address shown, with its fragment.
    pub fn address(&self) -> String {
        self.done("read the address", self.session().client().current_url()).to_string()
    }

    /// The first element that matches a selector: for what no words name, such as a figure.
    pub fn css(&self, selector: &str) -> Found<'_> {
        let name = format!("`{selector}`");
        let search = self.session().client().wait().at_most(PATIENCE);
        let element = match self.session().wait(search.for_element(Locator::Css(selector))) {
            Ok(element) => element,
            Err(problem) => panic!("there is no {name}: {problem}"),
        };
        Found { browser: self, element, name }
    }

    /// The control whose label starts with these words.
    pub fn labelled(&self, words: &str) -> Found<'_> {
        self.by_words("label", words, None)
    }

    /// The question with this legend, to look for controls inside.
    pub fn question<'a>(&'a self, legend: &'a str) -> Question<'a> {
        Question { browser: self, legend }
    }

    /// The button, link or fold whose words start with these.
    pub fn pressable(&self, words: &str) -> Found<'_> {
        self.by_words("pressable", words, None)
    }

    fn by_words(&self, kind: &str, words: &str, legend: Option<&str>) -> Found<'_> {
        const FIND: &str = include_str!("find.js");
        let start = Instant::now();
        let name = match legend {
            Some(legend) => format!("{kind} “{words}” of “{legend}”"),
            None => format!("{kind} “{words}”"),
        };
        loop {
            let found = self.execute(FIND, &[json!(kind), json!(words), json!(legend)]);
            if let Some(id) = found[ELEMENT].as_str() {
                let element =
                    Element::from_element_id(self.session().client().clone(), ElementRef::from(id.to_owned()));
                return Found { browser: self, element, name };
            }
            assert!(start.elapsed() < PATIENCE, "there is no {name}");
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    pub fn click(&self, css: &str) {
        self.css(css).click();
    }

    /// Presses a key where the focus is.
    pub fn press(&self, key: Key) {
        self.press_together(&[key.into()]);
    }

    /// Presses one key after the other without letting go, then lets go of all.
    pub fn press_together(&self, keys: &[char]) {
        let down = keys.iter().map(|key| KeyAction::Down { value: *key });
        let up = keys.iter().rev().map(|key| KeyAction::Up { value: *key });
        let actions = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), |all, action| all.then(action));
        self.done("press a key", self.session().client().perform_actions(actions));
    }

    /// Types where the focus is, key by key.
    pub fn type_keys(&self, text: &str) {
        text.chars().for_each(|character| self.press_together(&[character]));
    }

    /// Presses Tab until each of these words names what has the focus: its label, its question, or its own words.
    pub fn tab_to(&self, words: &[&str]) {
        let start = self.focused();
        for _ in 0..MOST_TABS {
            self.press(Key::Tab);
            let names = self.focused();
            if words.iter().all(|words| names.iter().any(|name| name.starts_with(words))) {
                return;
            }
        }
        panic!("Tab reaches nothing that is called {words:?}; it started at {start:?}");
    }

    /// Every name of what has the focus: label, own words, `aria-label`, and the legends around it.
    pub fn focused(&self) -> Vec<String> {
        // Past the last stop the keyboard is in Firefox's own controls, where its driver leaves it.
        const NAMES: &str = "
            if (window === top && !document.hasFocus()) window.focus();
            const at = document.activeElement;
            const words = (element) => element.innerText.replace(/\\s+/g, ' ').trim();
            const names = [...(at.labels ?? [])].map(words);
            if (at.getAttribute('aria-label')) names.push(at.getAttribute('aria-label'));
            if (at.matches('button, a, summary')) names.push(words(at));
            for (let around = at.closest('fieldset'); around; around = around.parentElement.closest('fieldset')) {
                names.push(words(around.querySelector('legend')));
            }
            return names.length ? names : [at.tagName.toLowerCase()];";
        texts(&self.execute(NAMES, &[]))
    }

    /// The text that a person sees in the first element that matches.
    pub fn text(&self, css: &str) -> String {
        self.css(css).text()
    }

    /// The text of every element that matches, also of those that are folded away.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.innerText.trim())";
        texts(&self.execute(script, &[json!(css)]))
    }

    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.css(css).attribute(name)
    }

    pub fn count(&self, css: &str) -> u64 {
        self.execute("return document.querySelectorAll(arguments[0]).length", &[json!(css)]).as_u64().unwrap()
    }

    /// Runs the body of a JavaScript function in the page.
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Value {
        match self.session().execute(script, arguments) {
            Ok(value) => value,
            Err(problem) => panic!("could not run `{script}`: {problem}"),
        }
    }

    /// As [`Self::execute`], for a script that only looks; null where the page is being left at that moment.
    fn look(&self, script: &str, arguments: &[Value]) -> Value {
        match self.session().execute(script, arguments) {
            Ok(value) => value,
            // WebKitGTK's driver asks the page that goes, and says so.
            Err(problem) if problem.to_string().contains("before the unload event") => Value::Null,
            Err(problem) => panic!("could not run `{script}`: {problem}"),
        }
    }

    /// Runs the body of a JavaScript function that changes what the page's own scripts find, such as the clock.
    pub fn change_page(&self, script: &str, arguments: &[Value]) {
        self.engine.change_page(script, arguments);
    }

    /// Waits until the body of a JavaScript function returns something true.
    pub fn wait_until(&self, what: &str, script: &str) {
        let start = Instant::now();
        while self.look(script, &[]) != json!(true) {
            assert!(start.elapsed() < PATIENCE, "waited {} s for {what}", PATIENCE.as_secs());
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Waits until something that is read from the page is as expected.
    #[track_caller]
    pub fn wait_for<T: PartialEq + std::fmt::Debug>(&self, what: &str, expected: &T, read: impl Fn(&Self) -> T) {
        let start = Instant::now();
        loop {
            let seen = read(self);
            if seen == *expected {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{what}: expected {expected:?}, the page has {seen:?}");
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Waits until an element shows the given text somewhere in its own.
    #[track_caller]
    pub fn wait_for_text(&self, css: &str, text: &str) {
        let start = Instant::now();
        loop {
            let script = "return document.querySelector(arguments[0])?.innerText ?? null";
            let seen = self.look(script, &[json!(css)]);
            if seen.as_str().is_some_and(|seen| seen.contains(text)) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "`{css}` should show `{text}`, but shows {seen}");
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// What the console holds since the last look: messages, errors, refusals of the content policy. An engine that does
    /// not show its console seems to have an empty one.
    pub fn console(&self) -> Vec<String> {
        self.noted(self.engine.console()).unwrap_or_default()
    }

    /// Whether a page can note what moves by itself; where it cannot, this is said.
    pub fn tells_shifts(&self) -> bool {
        self.noted(self.engine.tells_shifts()).is_some()
    }

    /// Whether the engine shows its console.
    pub fn shows_console(&self) -> bool {
        self.engine.shows_console()
    }

    /// Whether the console has what the browser itself refused.
    pub fn tells_refusals(&self) -> bool {
        self.engine.tells_refusals()
    }

    /// Looks into the console, where the browser itself says that it refused something, for these words; not every engine
    /// shows that part of it.
    #[track_caller]
    pub fn says_in_console(&self, words: &str) {
        let console = self.console();
        if self.engine.tells_refusals() {
            assert!(console.iter().any(|line| line.contains(words)), "no “{words}” in {console:#?}");
        }
    }

    /// Waits until the browser itself says in the console that it refused something, in these words.
    pub fn wait_for_refusal(&self, words: &str) {
        let heard = RefCell::new(String::new());
        self.wait_for(words, &true, |browser| {
            heard.borrow_mut().push_str(&browser.console().concat());
            heard.borrow().contains(words) || !browser.engine.tells_refusals()
        });
    }

    /// The addresses of all requests over the network since the start, in order.
    pub fn requests(&self) -> Vec<String> {
        self.must(self.take_requests());
        self.requests.borrow().iter().map(|request| request.address.clone()).collect()
    }

    fn take_requests(&self) -> Outcome {
        let is_fetched = |request: &Request| !["data:", "blob:"].iter().any(|kind| request.address.starts_with(kind));
        self.requests.borrow_mut().extend(self.engine.requests()?.into_iter().filter(is_fetched));
        Ok(())
    }

    /// Says that this journey itself, not the page, fetches what has this in its address.
    pub fn declare_request(&self, part: &str) {
        self.declared.borrow_mut().push(part.to_owned());
    }

    /// Requests that are no part of a page's load: whatever is not one of its own files, once, or the price list that
    /// its address names, once. Files are fetched once a load, so nothing that comes later can pass for a part of it.
    fn requests_beyond_the_load(&self) -> Vec<String> {
        let (requests, declared) = (self.requests.borrow(), self.declared.borrow());
        let mut seen: Vec<(&str, String)> = Vec::new();
        let mut beyond = Vec::new();
        for request in requests.iter().filter(|request| !request.is_page) {
            let page = requests.iter().find(|other| other.is_page && other.page == request.page);
            let is_declared = declared.iter().any(|part| request.address.contains(part));
            let belongs = page.is_some_and(|page| belongs_to_load(&page.address, &request.address));
            // A browser looks at the manifest of a page, and at the pictures that it names, when it likes.
            if page.is_some_and(|page| page.address.contains("/staff")) && is_of_the_app(&request.address) {
                continue;
            }
            let address = request.address.split('#').next().unwrap_or_default().to_owned();
            let is_first = !seen.contains(&(request.page.as_str(), address.clone()));
            seen.push((&request.page, address));
            if !(is_declared || belongs && is_first) {
                beyond.push(request.address.clone());
            }
        }
        beyond
    }

    /// What axe finds wrong, one line for each element; empty is good. Rules up to WCAG 2.2 AA and best practice.
    pub fn axe(&self) -> Vec<String> {
        self.axe_without(&[])
    }

    /// As [`Self::axe`], without some of its rules.
    pub fn axe_without(&self, rules: &[&str]) -> Vec<String> {
        if self.execute("return typeof window.axe", &[]) == json!("undefined") {
            let axe = std::fs::read_to_string(setting("ESTIMATOR_AXE")).unwrap();
            self.execute(&axe, &[]);
        }
        let script = "
            const rules = Object.fromEntries(arguments[0].map((rule) => [rule, { enabled: false }]));
            return axe.run(document, { rules }).then((result) => result.violations)";
        let found = self.execute(script, &[json!(rules)]);
        let mut lines = Vec::new();
        for violation in found.as_array().unwrap() {
            for node in violation["nodes"].as_array().unwrap() {
                lines.push(format!("{}: {} at {}", violation["id"], node["failureSummary"], node["target"]));
            }
        }
        lines
    }

    /// Checks this state of the page with axe and keeps a picture of it.
    #[track_caller]
    pub fn check(&self, name: &str) {
        self.screenshot(name);
        assert_eq!(self.axe(), Vec::<String>::new(), "axe, {name}");
    }

    /// What makes the page wider than its window, each with the pixels that stick out; empty is good.
    pub fn overflow(&self) -> Vec<String> {
        let script = "
            const root = document.documentElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            const out = (element) => element.getBoundingClientRect().right + window.scrollX - root.clientWidth;
            const cut = (element) => element !== root && (getComputedStyle(element).overflowX !== 'visible' || cut(element.parentElement));
            const wide = [...document.querySelectorAll('body *')]
                .filter((element) => out(element) > 0.5 && !cut(element.parentElement));
            // The innermost ones are to blame.
            return wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)))
                .map((element) => `${element.tagName} “${element.textContent.trim().slice(0, 60)}”: ${out(element)}`)
                .concat(`the page: ${root.scrollWidth - root.clientWidth}`)";
        texts(&self.execute(script, &[]))
    }

    /// The words in pictures that the window's edge cuts off, each with the pixels; empty is good.
    pub fn cut_words(&self) -> Vec<String> {
        let script = "
            return [...document.querySelectorAll('figure svg text')].flatMap((text) => {
                const { left, right } = text.getBoundingClientRect();
                const out = Math.max(-left, right - document.documentElement.clientWidth);
                return out > 0 ? [`“${text.textContent}”: ${out}`] : [];
            })";
        texts(&self.execute(script, &[]))
    }

    /// Words that lie over other words, each pair once; empty is good. What sticks to the window's edge is left out.
    pub fn words_over_words(&self) -> Vec<String> {
        texts(&self.execute(include_str!("words_over_words.js"), &[]))
    }

    /// What is wrong with how the focus is shown: no ring, or something lies over what has it; none is good.
    pub fn focus_fault(&self) -> Option<String> {
        // The ring may stand on the control or on what wraps it; some part of the control must not be covered.
        let script = "
            const at = document.activeElement, box = at.getBoundingClientRect();
            const ring = [at, at.closest('label'), at.parentElement].some((element) => {
                const style = element && getComputedStyle(element);
                return style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none');
            });
            // The button inside a field for a day is the browser's own, and so is its ring.
            const own = at.matches('input[type=date]:not(:focus)');
            // Of what goes over some lines each has a box; of what is larger than the window, the part in it counts.
            const seen = [...at.getClientRects()].some((box) => {
                const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
                const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
                return [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].some(([x, y]) => {
                    const hit = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
                    return hit && right > left && bottom > top && (at.contains(hit) || hit.contains(at))
                        && hit !== document.body && hit !== document.documentElement;
                });
            });
            return [ring || own, seen]";
        let state = self.execute(script, &[]);
        (state != json!([true, true]))
            .then(|| format!("{}: [has a ring, is in view] = {state}", self.focused().join(", ")))
    }

    /// What is on the clipboard.
    pub fn clipboard(&self) -> String {
        self.execute("return navigator.clipboard.readText()", &[]).as_str().unwrap().to_owned()
    }

    /// A picture of a part of the page as a person sees it who scrolls to its top: from there to the window's edge.
    pub fn picture_of(&self, css: &str) -> Vec<u8> {
        // Nothing has the focus, and no pointer rests on anything.
        let script = "
            document.activeElement.blur();
            const place = document.querySelector(arguments[0]);
            place.scrollIntoView({ block: 'start' });
            const { left, right, top, bottom } = place.getBoundingClientRect();
            const x = Math.max(0, Math.round(left)), y = Math.max(0, Math.round(top));
            const width = Math.min(Math.round(right), document.documentElement.clientWidth) - x;
            const height = Math.min(Math.round(bottom), innerHeight) - y;
            return { x: x + Math.round(scrollX), y: y + Math.round(scrollY), width, height }";
        self.css(css);
        let place = self.execute(script, &[json!(css)]);
        let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| place[name].as_f64().unwrap());
        self.must(self.engine.picture(Picture::Part(Clip { x, y, width, height })))
    }

    /// Keeps a picture of the whole page in target/screenshots/.
    pub fn screenshot(&self, name: &str) {
        self.capture(name, Picture::Whole);
    }

    /// Keeps a picture of what a person sees without scrolling.
    pub fn screenshot_of_view(&self, name: &str) {
        self.capture(name, Picture::View);
    }

    fn capture(&self, name: &str, what: Picture) {
        // A picture is to be looked at; a journey does not need it.
        if let Some(picture) = self.noted(self.engine.picture(what)) {
            std::fs::write(kept(&format!("{name}.png")), picture).unwrap();
        }
    }

    /// Prints to a file in target/screenshots/ and gives the text of each page.
    pub fn print(&self, paper: Paper, name: &str) -> Vec<String> {
        let size = match paper {
            Paper::A4 => (21.0, 29.7),
            Paper::Letter => (21.59, 27.94),
        };
        let document = self.must(self.engine.print(size));
        let file = kept(&format!("{name}.pdf"));
        std::fs::write(&file, document).unwrap();
        pages_of(&file)
    }

    fn done<T>(&self, what: &str, command: impl Future<Output = Result<T, CmdError>>) -> T {
        match self.session().wait(command) {
            Ok(value) => value,
            Err(problem) => panic!("could not {what}: {problem}"),
        }
    }
}

impl Drop for Browser {
    /// No journey may leave anything in the console that it did not read.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.console(), Vec::<String>::new(), "the console is not empty at the end of the journey");
            if self.noted(self.take_requests()).is_some() {
                assert_eq!(self.requests_beyond_the_load(), Vec::<String>::new(), "something was fetched after a load");
            }
        }
    }
}

/// Media features of a person who wants less motion: a click would otherwise have to wait for the end of a smooth scroll.
fn with_less_motion<'a>(features: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("prefers-reduced-motion", "reduce")], features].concat()
}

/// Whether an address is that of what makes the site an app on a clinic's tablet.
fn is_of_the_app(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default();
    name.ends_with(".webmanifest") || name.starts_with("icon") && (name.ends_with(".png") || name.ends_with(".svg"))
}

/// Whether the load of a page fetches an address: the styles, scripts and programs beside the page, which have a hash in
/// their names, and the price list that the page's own address names.
fn belongs_to_load(page: &str, address: &str) -> bool {
    let page = Url::parse(page).unwrap();
    if let Some((_, list)) = page.query_pairs().find(|(key, _)| key == "prices")
        && page.join(&list).is_ok_and(|list| list.as_str() == address)
    {
        return true;
    }
    let folder = page.join(".").unwrap();
    let Some(name) = address.strip_prefix(folder.as_str()) else { return false };
    let kinds = [".css", ".js", ".mjs", "_bg.wasm"];
    !name.contains('/') && name.contains('-') && kinds.iter().any(|kind| name.ends_with(kind))
}

/// A question with a legend and controls inside.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    browser: &'a Browser,
    legend: &'a str,
}

impl<'a> Question<'a> {
    /// The control of the question whose label starts with these words.
    pub fn labelled(self, words: &str) -> Found<'a> {
        self.browser.by_words("label", words, Some(self.legend))
    }

    /// Chooses the answer that starts with these words.
    pub fn choose(self, words: &str) {
        self.labelled(words).click();
    }
}

/// An element of the page, with the name it was found by.
pub struct Found<'a> {
    browser: &'a Browser,
    element: Element,
    name: String,
}

impl Found<'_> {
    /// Scrolls the element to where nothing that sticks to an edge covers it, and clicks.
    pub fn click(&self) {
        let this = serde_json::to_value(&self.element).unwrap();
        self.browser.execute("arguments[0].scrollIntoView({ block: 'center' })", &[this]);
        self.done("click", self.element.click());
    }

    /// Scrolls to the element and touches it in its middle; of a control with a label, the label.
    pub fn tap(&self) {
        let this = serde_json::to_value(&self.element).unwrap();
        let script = "
            const place = arguments[0].labels?.[0] ?? arguments[0];
            place.scrollIntoView({ block: 'center' });
            const box = place.getClientRects()[0];
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            const hit = document.elementFromPoint(x, y);
            return [x, y, place.contains(hit)]";
        let found = self.browser.execute(script, &[this]);
        assert_eq!(found[2], json!(true), "something lies over {}", self.name);
        self.browser.must(self.browser.engine.touch(found[0].as_f64().unwrap(), found[1].as_f64().unwrap()));
    }

    /// Types at the end of what the field holds; into a file field, the path of a file to open.
    pub fn type_text(&self, text: &str) {
        self.done("type into", self.element.send_keys(text));
    }

    /// Empties the field as a person would and types into it.
    pub fn replace_text(&self, text: &str) {
        self.select_all();
        self.browser.press(Key::Backspace);
        self.type_text(text);
    }

    /// Puts a text in the place of what the field holds, all at once: the page never sees a part of it.
    pub fn paste(&self, text: &str) {
        if self.browser.noted(self.browser.engine.allow_clipboard()).is_none() {
            // What a paste does to a field, without the keys.
            self.select_all();
            self.browser.execute("document.execCommand('insertText', false, arguments[0])", &[json!(text)]);
            return;
        }
        self.browser.execute("return navigator.clipboard.writeText(arguments[0])", &[json!(text)]);
        self.select_all();
        self.browser.press_together(&[Key::Control.into(), 'v']);
    }

    fn select_all(&self) {
        self.click();
        self.browser.press_together(&[Key::Control.into(), 'a']);
    }

    /// Chooses the option with exactly these words from a list, by the arrow keys; a click by WebDriver on an option
    /// makes one of the two events that a person makes.
    #[track_caller]
    pub fn pick(&self, option: &str) {
        let this = serde_json::to_value(&self.element).unwrap();
        let script = "
            const at = [...arguments[0].options].findIndex((option) => option.innerText === arguments[1]);
            return at < 0 ? null : at - arguments[0].selectedIndex";
        let steps = self.browser.execute(script, &[this.clone(), json!(option)]);
        let Some(steps) = steps.as_i64() else { panic!("{} has no option “{option}”", self.name) };
        if steps != 0 {
            let key: char = if steps < 0 { Key::Up.into() } else { Key::Down.into() };
            self.type_text(&key.to_string().repeat(usize::try_from(steps.unsigned_abs()).unwrap()));
        }
        let chosen = self.browser.execute("return arguments[0].selectedOptions[0].innerText", &[this]);
        assert_eq!(chosen, json!(option), "{}", self.name);
    }

    /// The text that a person sees.
    pub fn text(&self) -> String {
        self.done("read", self.element.text())
    }

    /// What the field holds.
    pub fn value(&self) -> String {
        self.done("read", self.element.prop("value")).unwrap_or_default()
    }

    pub fn attribute(&self, name: &str) -> Option<String> {
        self.done("read", self.element.attr(name))
    }

    /// Whether a radio button is the chosen one.
    pub fn is_chosen(&self) -> bool {
        self.done("look at", self.element.is_selected())
    }

    pub fn is_seen(&self) -> bool {
        self.done("look at", self.element.is_displayed())
    }

    /// The text of what the control names as its description: hint and message.
    pub fn description(&self) -> String {
        let script = "return (arguments[0].getAttribute('aria-describedby') ?? '').split(/\\s+/).filter(Boolean)
            .map((id) => document.getElementById(id).innerText.trim()).filter(Boolean).join(' ')";
        let this = serde_json::to_value(&self.element).unwrap();
        self.browser.execute(script, &[this]).as_str().unwrap().to_owned()
    }

    fn done<T>(&self, verb: &str, command: impl Future<Output = Result<T, CmdError>>) -> T {
        self.browser.done(&format!("{verb} {}", self.name), command)
    }
}

/// Where the built page is served, or lies on the disk.
pub fn page_address() -> String {
    match std::env::var("ESTIMATOR_ONE_FILE") {
        Ok(folder) => format!("file://{folder}/"),
        Err(_) => setting("ESTIMATOR_PAGE"),
    }
}

/// Whether the journeys are made on the page that is one file, opened from the disk.
pub fn is_one_file() -> bool {
    page_address().starts_with("file:")
}

/// The whole address of what the site has under a path, such as "es.html?lang=es"; of a patient page that is one file, its
/// own.
pub fn address_of(path: &str) -> String {
    let (name, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    let name = match (name, is_one_file()) {
        ("" | "index.html", true) => "estimator.html",
        ("es.html", true) => "estimator.es.html",
        _ => name,
    };
    [&page_address(), name, rest].concat()
}

/// What `cargo xtask test` passed on.
pub fn setting(name: &str) -> String {
    match std::env::var(name) {
        Ok(value) => value,
        Err(_) => panic!("{name} is not set; run the journeys by `cargo xtask test journeys`, which sets it"),
    }
}

/// As [`setting`], of what need not be set.
pub fn setting_or(name: &str, otherwise: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| otherwise.to_owned())
}

/// A file of the journeys' own.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/fixtures").join(name)
}

/// A place in target/screenshots/, or in a folder of it for another engine than Chromium.
pub fn kept(name: &str) -> PathBuf {
    let folder = match std::env::var("ESTIMATOR_ENGINE") {
        Ok(engine) => format!("target/screenshots/{engine}"),
        Err(_) => "target/screenshots".to_owned(),
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    file
}

/// A program of poppler-utils: all of them come in one package.
fn poppler(program: &str) -> Command {
    Command::new(PathBuf::from(setting("ESTIMATOR_PDFTOTEXT")).with_file_name(program))
}

/// What the only code says on the first page of a print in target/screenshots/, as a good camera sees it, in a strip
/// that begins so many 600ths of an inch below the upper edge and is so many high.
pub fn scanned(name: &str, (below, high): (u32, u32)) -> String {
    let (width, dots) = strip_of(name, below, high);
    let light = |x: usize, y: usize| dots[y * width + x];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, dots.len() / width, light);
    let mut codes: Vec<String> =
        image.detect_grids().iter().map(|grid| grid.decode().expect("the code is whole").1).collect();
    assert_eq!(codes.len(), 1, "{name}: {codes:?}");
    codes.remove(0)
}

/// A strip of the first page of a print: its width, and how light each dot is.
fn strip_of(name: &str, below: u32, high: u32) -> (usize, Vec<u8>) {
    let (print, scan) = (kept(&format!("{name}.pdf")), kept(name));
    let mut command = poppler("pdftoppm");
    let (below, high) = (below.to_string(), high.to_string());
    command.args(["-gray", "-r", "600", "-singlefile", "-x", "0", "-y", &below, "-W", "5200", "-H", &high]);
    let status = command.arg(&print).arg(&scan).status().expect("pdftoppm, from poppler-utils, can be started");
    assert!(status.success(), "pdftoppm could not read {}", print.display());
    let file = scan.with_extension("pgm");
    let scan = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    // "P5", width, height and 255 stand before the dots, each followed by one white character.
    let mut parts = scan.splitn(4, |byte| byte.is_ascii_whitespace());
    let number = |part: Option<&[u8]>| std::str::from_utf8(part.unwrap()).unwrap().parse::<usize>().unwrap();
    assert_eq!(parts.next(), Some(&b"P5"[..]));
    let (width, height) = (number(parts.next()), number(parts.next()));
    let dots = parts.next().unwrap().strip_prefix(b"255\n").unwrap();
    assert_eq!(dots.len(), width * height);
    (width, dots.to_vec())
}

/// Words of a print in target/screenshots/ that lie over others or leave the paper; empty is good.
pub fn faults_of_print(name: &str) -> Vec<String> {
    let output =
        poppler("pdftotext").args(["-bbox", "-enc", "UTF-8"]).arg(kept(&format!("{name}.pdf"))).arg("-").output();
    let output = output.expect("pdftotext, from poppler-utils, can be started");
    let text = String::from_utf8(output.stdout).unwrap();
    let number = |line: &str, name: &str| -> f64 {
        let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let mut faults = Vec::new();
    for (page, text) in text.split("<page ").skip(1).enumerate() {
        let edge = number(text, "width");
        let mut words: Vec<([f64; 4], &str)> = Vec::new();
        for line in text.lines().filter(|line| line.trim_start().starts_with("<word ")) {
            let [left, top, right, bottom] = ["xMin", "yMin", "xMax", "yMax"].map(|name| number(line, name));
            let word = line.split_once('>').unwrap().1.trim_end_matches("</word>");
            if left < 0.0 || right > edge {
                faults.push(format!("page {}: “{word}” leaves the paper", page + 1));
            }
            // The space above and below letters may lie over that of the next line.
            let quarter = (bottom - top) / 4.0;
            let (top, bottom) = (top + quarter, bottom - quarter);
            // Words of pictures are drawn twice in one place: their outline in the colour of the paper, and themselves.
            let is_over = |&&([l, t, r, b], other): &&([f64; 4], &str)| {
                let is_outline = other == word && (left - l).abs() < 0.5 && (top - t).abs() < 2.0;
                !is_outline && left < r - 1.0 && l + 1.0 < right && top < b && t < bottom
            };
            let over = words.iter().find(is_over);
            if let Some((_, other)) = over {
                faults.push(format!("page {}: “{word}” lies over “{other}”", page + 1));
            }
            words.push(([left, top, right, bottom], word));
        }
        assert!(words.len() > 20, "page {} of {name} has {} words", page + 1, words.len());
    }
    faults
}

/// The text of each page of a PDF, with all space between words made one blank.
fn pages_of(file: &Path) -> Vec<String> {
    let output =
        Command::new(setting("ESTIMATOR_PDFTOTEXT")).args(["-layout", "-enc", "UTF-8"]).arg(file).arg("-").output();
    let output = output.expect("pdftotext, from poppler-utils, can be started");
    assert!(output.status.success(), "pdftotext could not read {}", file.display());
    let text = String::from_utf8(output.stdout).unwrap();
    let mut pages: Vec<String> =
        text.split('\u{c}').map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    // Every page ends with a form feed, the last one too.
    assert_eq!(pages.pop().as_deref(), Some(""));
    pages
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
}
