//! The whole page: what a person does comes in, and what `present` says of it is drawn.

use super::formats::Language;
use super::pen::Pen;
use super::price_list::{self, MOST_BYTES, Read};
use super::state::State;
use super::{answers, document, keep};
use crate::browser::{self, address, files, keys, sharing, storage};
use crate::codec::kept;
use crate::domain::currency::Currency;
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::Concern;
use crate::editor::history::{Change, History, Made};
use crate::editor::keys::{Press, Step, step};
use crate::editor::{FIELDS, Field, Kind};
use crate::present::arena::Arena;
use crate::present::compare::ALL_LASERS;
use crate::present::document::Words;
use crate::present::language::{LANGUAGES, Text};
use crate::present::notice::Notice;
use crate::present::page::{self, chrome, list_status};
use chrono::{NaiveDate, NaiveDateTime};
use yew::platform::spawn_local;
use yew::prelude::*;

/// What the page starts from. The default is the page that needs no browser: the usual answers, not yet to be changed.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    pub scenario: Scenario,
    pub language: Language,
    /// The price list that the page's address names.
    pub prices: Option<String>,
    /// Whether somebody is there to react to a change.
    pub is_live: bool,
}

impl Default for AppProps {
    fn default() -> Self {
        Self {
            scenario: Scenario::usual(Concern::AcneScarsMixed),
            language: Language::default(),
            prices: None,
            is_live: false,
        }
    }
}

/// What happens to the page.
#[derive(Debug)]
pub enum Happening {
    /// The page was drawn for the first time.
    Drawn,
    /// The page was drawn for the first time, and there are answers from before, or those of a link.
    Started,
    /// A person gave an answer.
    Answered(&'static crate::editor::Row, String),
    /// A person pressed a button, or its key.
    Pressed(String),
    /// Back or Forward led to a step.
    SteppedTo(Option<u32>),
    /// A person chose a file that may be a price list.
    ListChosen(Event),
    /// A price list was read, or could not be; with the day of a copy that stands in for it.
    ListRead(Read, Option<NaiveDate>),
    /// A person chose a file with answers.
    FileChosen(Event),
    /// A file with answers was read, or could not be.
    FileRead(Option<String>),
    /// The link was put on the clipboard, or could not be.
    Copied(bool),
    /// The page is about to be printed.
    Printing,
    /// A person stopped typing for a while.
    Paused,
    /// Whether the browser keeps the answers has become another matter.
    Noticed,
}

/// Whether there is a browser to ask and to draw for; the first view, and a test of all words, are rendered natively.
const IS_IN_BROWSER: bool = cfg!(target_arch = "wasm32");

/// How long a person has to stop before the new total is read out.
const PAUSE_MILLISECONDS: u32 = 900;

/// Under which name the browser keeps the answers of this tab, or of one frame in it: frames share the tab's storage,
/// and a clinic's page may show the estimator twice.
fn kept_as() -> String {
    ["microneedling-estimate", &browser::query("element").unwrap_or_default()].concat()
}

/// The page, or a sentence where there is no estimate at all.
///
/// One component for all of it: each further one costs some kilobytes, and drawing everything anew takes a moment too
/// short to notice.
#[derive(Debug)]
pub struct App {
    state: State,
    is_list_awaited: bool,
    /// The day of the copy that the price list is, where its server did not answer.
    copied: Option<NaiveDate>,
    today: Option<NaiveDate>,
    /// Whether the page is a file on this device, which nobody else can open by its address.
    is_file: bool,
    kept_as: String,
    /// Whether the page does not yet show what it starts with.
    is_starting: bool,
    /// Whether the answers are others than the browser keeps. They are kept once they have been drawn: what stops the
    /// program on its way there is not what the next load begins with.
    is_unkept: bool,
    /// What was read out last.
    said: String,
    /// What the last button did that leads out of the page.
    status: Text,
    /// The link, where it has to be copied by hand.
    shown_link: Option<String>,
    /// The link that is printed.
    printed_link: Option<String>,
    /// Reads out the new total, unless something else happens before.
    later: Option<browser::Later>,
    /// Back and Forward, keys and the printer.
    listeners: Vec<browser::Listener>,
    /// Whether what opens in place is drawn, too. It is more than half of the page, and nobody sees it at first: the page
    /// can be answered before.
    is_whole: bool,
}

impl Component for App {
    type Message = Happening;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let mut app = Self {
            state: State::new(&props.scenario, props.language.clone()),
            is_list_awaited: props.prices.is_some(),
            copied: None,
            today: None,
            is_file: false,
            kept_as: String::new(),
            is_starting: true,
            is_unkept: false,
            said: String::new(),
            status: Words::NONE,
            shown_link: None,
            printed_link: None,
            later: None,
            listeners: Vec::new(),
            is_whole: !IS_IN_BROWSER,
        };
        if IS_IN_BROWSER && props.is_live {
            app.start(context);
        }
        app
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        let link = context.link().clone();
        if is_first {
            if self.has_answers_to_bring_back() {
                // Answers that stop the program do so only now, and the usual ones stay to be read.
                link.send_message(Happening::Started);
                return;
            }
            self.number_step();
            // After a rest, in which the browser shows what was drawn and takes answers.
            let drawn = link.clone();
            self.later = Some(browser::later(0, move || drawn.send_message(Happening::Drawn)));
        }
        // On a slow device some time passes between the first drawing and that of the answers from before.
        if std::mem::take(&mut self.is_starting) {
            browser::say_started();
        }
        if std::mem::take(&mut self.is_unkept) && self.keep() {
            link.send_message(Happening::Noticed);
        }
    }

    fn update(&mut self, context: &Context<Self>, happening: Happening) -> bool {
        // Whatever happens, it is after the first drawing.
        self.is_whole = true;
        match happening {
            Happening::Drawn => return true,
            Happening::Started => {
                self.bring_back();
                return true;
            }
            Happening::Answered(row, text) => {
                let change = match row.kind {
                    Kind::Word(_) => Change::Set(row.field, text),
                    // The months ahead are chosen; every other number is typed.
                    _ if row.field == Field::Horizon => Change::Set(row.field, text),
                    Kind::Whole(..) | Kind::Amount | Kind::Day => Change::Type(row.field, text),
                };
                self.change(change);
            }
            Happening::Pressed(word) => {
                if !self.pressed(context, &word) {
                    return true;
                }
            }
            Happening::SteppedTo(None) => {
                // A place on the page, or a link that was typed over the address.
                if !self.open_link() {
                    return false;
                }
            }
            Happening::SteppedTo(Some(position)) => {
                if self.state.go(|history| history.go_to(position).is_some()) {
                    self.state.notice = None;
                    self.is_unkept = true;
                } else {
                    self.state.notice = Some(Notice::Forgotten);
                }
            }
            Happening::ListChosen(event) => {
                if let Some(file) = files::chosen(&event) {
                    let link = context.link().clone();
                    spawn_local(async move {
                        let text = files::text_of(&file, MOST_BYTES).await;
                        link.send_message(Happening::ListRead(price_list::read(text, &file.name()), None));
                    });
                }
                return false;
            }
            Happening::ListRead(read, copied) => {
                self.is_list_awaited = false;
                if read.is_ok() {
                    self.copied = copied;
                }
                self.state.use_list(read);
            }
            Happening::FileChosen(event) => {
                if let Some(file) = files::chosen(&event) {
                    let link = context.link().clone();
                    spawn_local(async move {
                        let text = files::text_of(&file, kept::MOST_BYTES as u32).await;
                        link.send_message(Happening::FileRead(text.ok()));
                    });
                }
                return false;
            }
            Happening::FileRead(None) => self.state.notice = Some(Notice::Unread),
            Happening::FileRead(Some(text)) => {
                let made = self.state.open_file(&text);
                self.stepped(made);
            }
            Happening::Copied(is_copied) => {
                self.status = if is_copied { chrome::LINK_COPIED } else { chrome::LINK_UNCOPIED };
                self.shown_link = (!is_copied).then(|| self.link()).flatten();
                return true;
            }
            Happening::Printing => {
                // The page may have been open since yesterday.
                self.today = browser::today();
                self.printed_link = self.link().filter(|_| !self.is_file);
                return true;
            }
            Happening::Noticed => return true,
            Happening::Paused => {
                self.said = self.state.announcement().unwrap_or_default();
                return true;
            }
        }
        // A link that is shown is that of the answers beside it.
        if self.shown_link.is_some() {
            self.shown_link = self.link();
        }
        let link = context.link().clone();
        self.later = Some(browser::later(PAUSE_MILLISECONDS, move || link.send_message(Happening::Paused)));
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let AppProps { language, is_live, .. } = context.props();
        let arena = Arena::default();
        let say = &language.say(&arena, Currency::USD);
        let mut pen = Pen::new(say, *is_live);
        pen.fills_folds = self.is_whole;
        let state = &self.state;
        let Some(page) = state.page(&arena) else {
            pen.open("main", "");
            pen.say("p", "caution", chrome::NO_FIGURES);
            return pen.finish().into_iter().collect();
        };
        let sections = page.sections;
        // What is rendered natively is loaded twice over, in words and as a part of the program: it is kept short.
        #[cfg(feature = "prerender")]
        let sections = if *is_live { sections } else { crate::present::document::first_view(&arena, sections) };
        let status = match (&state.list, self.is_list_awaited) {
            (_, true) => chrome::LIST_LOADING,
            (Some(list), false) => list_status(list, self.copied, say),
            (None, false) => Words::NONE,
        };
        let link = context.link();
        let oninput = link.batch_callback(|event: InputEvent| {
            let (name, text) = browser::typed(&event)?;
            let row = FIELDS.iter().find(|row| row.key == name)?;
            Some(Happening::Answered(row, text))
        });
        let onclick = link.batch_callback(|event: MouseEvent| match browser::pressed(&event)? {
            browser::Pressed::Button(word) => Some(Happening::Pressed(word)),
            browser::Pressed::Place(id) => {
                // Where the browser does not know the place it goes there in its own way.
                if browser::go_to(&id).is_some() {
                    event.prevent_default();
                }
                None
            }
        });
        let mut fields = Pen::new(say, *is_live);
        answers::groups(&mut fields, chrome::ANSWERS, &page.groups);
        let form = html! {
            <form class="form" autocomplete="off" {oninput} onsubmit={|event: SubmitEvent| event.prevent_default()}>
                { fields.finish() }
            </form>
        };
        let list_file = html! {
            <input id="price-list-file" type="file" accept=".json,application/json" disabled={!is_live}
                aria-describedby="price-list-hint" onchange={link.callback(Happening::ListChosen)} />
        };
        let saved_file = html! {
            <input id="saved-file" type="file" accept=".json,application/json" disabled={!is_live}
                aria-describedby="saved-file-hint" onchange={link.callback(Happening::FileChosen)} />
        };
        pen.say_with("a", &["class", "href"], &["skip", "#estimate"], chrome::SKIP);
        top(&mut pen, page.provided, language.code);
        keep::notice(&mut pen, page.notice.filter(|_| !self.is_list_awaited).as_ref());
        pen.open("main", "columns");
        pen.open_with("section", &["class", "aria-labelledby"], &["answers", "answers-heading"]);
        pen.say_with("h2", &["id"], &["answers-heading"], chrome::ANSWERS);
        self.steps(&mut pen);
        pen.say("p", "small", chrome::ANSWERS_NOTE);
        keep::scenarios(&mut pen, &page.scenarios);
        pen.node(form);
        keep::another(&mut pen, &page.scenarios);
        // What has no use without scripts is not in the page's first view.
        if *is_live {
            price_list::place(&mut pen, list_file, status, state.refused_list.as_ref());
        }
        pen.open("div", "only-print asked");
        document::table(&mut pen, &page.answers);
        keep::printed_link(&mut pen, self.printed_link.as_deref());
        pen.close_all(2);
        pen.open("div", "results");
        for section in &sections {
            document::section(&mut pen, section);
        }
        if *is_live {
            let note = if self.is_file { chrome::LINK_NOTE_OF_FILE } else { chrome::LINK_NOTE };
            keep::section(&mut pen, saved_file, self.status, self.shown_link.as_deref(), note);
        }
        pen.close_all(2);
        self.foot(&mut pen);
        total(&mut pen, page.total, &state.band().unwrap_or_default());
        // What is read out of the page; nobody sees it.
        pen.open_with("p", &["class", "role", "aria-live"], &["unseen", "status", "polite"]);
        pen.text(&self.said);
        pen.close();
        html! { <div class="page" {onclick}>{ pen.finish() }</div> }
    }
}

impl App {
    /// Reads what only a browser knows, and listens to what it tells.
    fn start(&mut self, context: &Context<Self>) {
        self.today = browser::today();
        self.is_file = address::of_page().is_some_and(|address| address.starts_with("file:"));
        self.kept_as = kept_as();
        let (steps, presses, prints) = (context.link().clone(), context.link().clone(), context.link().clone());
        self.listeners.extend(address::on_step(move |step| steps.send_message(Happening::SteppedTo(step))));
        self.listeners.extend(keys::on_command(move |press| {
            let keys::Press { key, code, command, shift, alt, is_typing } = press;
            let (command, shift, alt, is_typing) = (*command, *shift, *alt, *is_typing);
            let word = match step(&Press { key, code, command, shift, alt, is_typing }) {
                Some(Step::Undo) => "undo",
                Some(Step::Redo) => "redo",
                None => return false,
            };
            presses.send_message(Happening::Pressed(word.to_owned()));
            true
        }));
        self.listeners.extend(browser::on_print(move || prints.send_message(Happening::Printing)));
        if let Some(name) = context.props().prices.clone() {
            let link = context.link().clone();
            spawn_local(async move {
                let (text, copied) = price_list::text_and_copy(files::beside_the_page(&name, MOST_BYTES).await);
                link.send_message(Happening::ListRead(price_list::read(text, &name), copied));
            });
        }
    }

    /// Whether the tab has kept answers, or would not say, or the address holds a link.
    fn has_answers_to_bring_back(&self) -> bool {
        !matches!(storage::get(&self.kept_as), Ok(None))
            || address::fragment().is_some_and(|fragment| !fragment.is_empty())
    }

    /// Has the answers that the tab kept, and those of the link that led here.
    fn bring_back(&mut self) {
        match storage::get(&self.kept_as) {
            Ok(Some(kept)) => {
                self.state.restore(&kept);
                if let Some(position) = address::step() {
                    // A reload in the middle of the steps stays there.
                    self.state.go(|history| history.go_to(position).is_some());
                }
            }
            Ok(None) => {}
            Err(_) => self.state.notice = Some(Notice::Blocked),
        }
        if !self.open_link() {
            self.number_step();
        }
    }

    /// Opens the link that the address holds, and takes it off the address; says whether there was one.
    fn open_link(&mut self) -> bool {
        let Some(fragment) = address::fragment() else { return false };
        let Some(made) = self.state.open_link(&fragment) else { return false };
        // A browser that refuses goes on showing the fragment, which is a blemish and no fault.
        let _ = address::clear_fragment();
        self.number_step();
        self.is_unkept |= made != Made::Nothing;
        true
    }

    /// Gives the browser's present step the number of the state's.
    fn number_step(&self) {
        // Without a browser's history the buttons still step.
        let _ = address::replace_step(self.state.history.position());
    }

    fn change(&mut self, change: Change) {
        let made = self.state.change(change);
        self.stepped(made);
    }

    /// Goes through the history by a button or a key. The browser gets a step of its own for it: its Back then leads to
    /// where the person came from, and never off the page.
    fn go(&mut self, go: impl FnOnce(&mut History) -> bool) {
        if self.state.go(go) {
            self.stepped(Made::Step);
        }
    }

    /// Tells the browser what was done.
    fn stepped(&mut self, made: Made) {
        if made == Made::Step {
            // Browsers refuse after many steps in a short time; the buttons still know them all.
            let _ = address::push_step(self.state.history.position());
        }
        self.is_unkept |= made != Made::Nothing;
    }

    /// Has the browser keep the answers against a crash; says whether there is something to tell of it.
    fn keep(&mut self) -> bool {
        let is_told = matches!(self.state.notice, Some(Notice::Blocked | Notice::Full));
        self.state.notice = match storage::set(&self.kept_as, &self.state.kept()) {
            Ok(()) if !is_told => return false,
            Ok(()) => None,
            Err(storage::Unkept::Blocked) => Some(Notice::Blocked),
            Err(storage::Unkept::Full) => Some(Notice::Full),
        };
        true
    }

    /// Does what a button says; says whether the estimate may be another one.
    fn pressed(&mut self, context: &Context<Self>, word: &str) -> bool {
        let numbered = |prefix: &str| word.strip_prefix(prefix).and_then(|number| number.parse::<usize>().ok());
        match word {
            "undo" => self.go(History::undo),
            "redo" => self.go(History::redo),
            "again" => self.change(Change::StartAgain),
            "add" => self.change(Change::Add),
            "dismiss" => {
                self.state.notice = None;
                return false;
            }
            ALL_LASERS => {
                self.state.compare_all();
                return false;
            }
            "print" => browser::print(),
            "link" => {
                let (link, text) = (context.link().clone(), self.link().unwrap_or_default());
                spawn_local(async move {
                    let is_copied = sharing::copy(&text).await.is_some();
                    link.send_message(Happening::Copied(is_copied));
                });
            }
            "save" => {
                let text = self.state.file(browser::today());
                let saved = sharing::download("microneedling-estimate.json", "application/json", &text);
                self.status = if saved.is_some() { chrome::FILE_SAVED } else { chrome::NOT_SAVED };
            }
            "calendar" => match browser::now().and_then(|now| stamp(&now)).and_then(|now| self.state.calendar(now)) {
                Some(text) => {
                    let saved = sharing::download("appointments.ics", "text/calendar", &text);
                    self.status = if saved.is_some() { chrome::CALENDAR_SAVED } else { chrome::NOT_SAVED };
                }
                None => {
                    self.status = chrome::CALENDAR_NOTE;
                    // The question is on every page.
                    let _ = browser::go_to(Field::Start.key());
                }
            },
            _ => match (numbered("show-"), numbered("remove-")) {
                (Some(scenario), _) => self.change(Change::Show(scenario)),
                (None, Some(scenario)) => self.change(Change::Remove(scenario)),
                (None, None) => return false,
            },
        }
        true
    }

    /// The address of this page with the answers in it.
    fn link(&self) -> Option<String> {
        Some([address::of_page()?.as_str(), &self.state.link()].concat())
    }

    /// Undo, redo and start again.
    fn steps(&self, pen: &mut Pen) {
        let history = &self.state.history;
        pen.open("div", "steps");
        pen.button("quiet", "undo", chrome::UNDO, history.can_undo());
        pen.button("quiet", "redo", chrome::REDO, history.can_redo());
        pen.button("quiet", "again", chrome::START_AGAIN, true);
        pen.close();
    }

    fn foot(&self, pen: &mut Pen) {
        let say = pen.say;
        pen.open("footer", "foot");
        pen.say("p", "", chrome::FOOT);
        pen.open("p", "small");
        pen.say("span", "only-print", self.today.map_or(Words::NONE, |day| page::printed_on(day, say)));
        pen.words(say.fill(chrome::VERSION, &[say.as_is(chrome::VERSION_NUMBER)]));
        pen.close();
        if let Some(link) = &self.printed_link {
            pen.open("p", "only-print address");
            pen.words(chrome::CODE);
            pen.text(": ");
            pen.text(link);
            pen.close();
        }
        pen.close();
    }
}

/// The moment that the browser writes as "2026-11-20T11:54:16.000Z".
fn stamp(written: &str) -> Option<NaiveDateTime> {
    let number = |from: usize, to: usize| written.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)
}

/// The page's heading, and who provides it.
fn top(pen: &mut Pen, provided: Option<Words>, language: &str) {
    pen.open("header", "top");
    pen.open("p", "languages");
    for other in LANGUAGES.iter().filter(|other| other.code != language) {
        // src/boot.mjs adds the page's own query and fragment when it is followed.
        pen.open_with("a", &["href", "hreflang", "lang"], &[other.page, other.code, other.code]);
        pen.text(other.name);
        pen.close();
    }
    pen.close();
    pen.say("h1", "", chrome::TITLE);
    pen.say("p", "", chrome::INTRO);
    pen.open("div", "");
    if let Some(provided) = provided {
        pen.say("p", "provided", provided);
    }
    pen.close();
    pen.open("noscript", "");
    pen.say("p", "caution", chrome::NO_SCRIPT);
    pen.close_all(2);
}

/// The total that stays in view, with its band for src/frame.mjs to tell.
fn total(pen: &mut Pen, figure: Words, band: &str) {
    let label = pen.read(chrome::TOTAL);
    pen.open_with("nav", &["class", "aria-label", "data-band"], &["total", label, band]);
    pen.say("span", "", chrome::TOTAL);
    pen.say("strong", "", figure);
    pen.say_with("a", &["href"], &["#estimate"], chrome::TOTAL_LINK);
    pen.close();
}
