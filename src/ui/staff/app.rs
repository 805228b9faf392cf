//! The staff's pages: what a person does is handed to the view that is shown, and what the view asks is done.

use super::desk::{Desk, Effect, OpenList, Route, Source};
use super::prices::{self, Prices};
use super::quote::Quote;
use super::{Opened, Told, View, list};
use crate::browser::{self, address, fields, files, idle, keys, locks, offline, random, sharing, storage};
use crate::codec::quote_file;
use crate::editor::day;
use crate::editor::quote::code;
use crate::present::arena::Arena;
use crate::present::language::{LANGUAGES, PageLanguage};
use crate::present::page::{can_be_today, chrome};
use crate::present::staff::{offline as offline_words, page};
use crate::ui::formats::Language;
use crate::ui::pen::{OUT, Pen};
use crate::ui::price_list::{MOST_BYTES, text_and_copy};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What the staff's page starts from. The default is the page that needs no browser.
#[derive(Clone, Debug, Default, PartialEq, Properties)]
pub struct StaffProps {
    pub language: Language,
    /// The price list that the page's address names.
    pub prices: Option<String>,
    /// The query of the page's address, with its `?`, for the way to the patient page.
    pub query: String,
    pub route: Route,
    /// Whether somebody is there to react to a change.
    pub is_live: bool,
}

/// What happens to the page.
#[derive(Debug)]
pub enum Happening {
    /// The page is there, and what only a browser knows can be read.
    Started,
    Answered(String, String),
    Pressed(String),
    /// A view has dealt with something already, such as a key.
    Dealt,
    /// A person chose a file in the field of this name.
    Chosen(String, Event),
    /// A file was read for the field of this name.
    Read(String, Opened),
    /// The price list that the address names was read, or could not be; with the day of a copy that stands in for it.
    Fetched(Opened, Option<NaiveDate>),
    /// The fragment is another one.
    Routed,
    /// This device stands otherwise without a network.
    Offline,
    /// Something that both views are told.
    Told(Told),
    /// Something that the view is told that asked for it.
    Answer(Route, Told),
    /// A timer ran out.
    Timer(Route, &'static str),
}

/// Under which names the browser keeps, for this tab, what the views ask it to, and the open price list.
const KEPT_QUOTE: &str = "microneedling-staff-quote";
const KEPT_PRICES: &str = "microneedling-staff-prices";
const KEPT_LIST: &str = "microneedling-staff-list";
const KEPT_SHARED: &str = "microneedling-staff-shared";

/// What stands before and after the day of the copy, or nothing, where the address names a kept price list.
const FETCHED: char = '?';

/// A price list as the tab keeps it: how it came to be open and its name in a line of their own, and then its text.
fn kept_list(list: &OpenList) -> String {
    let source = match list.source {
        Source::Person => String::new(),
        Source::Address(None) => [FETCHED; 2].iter().collect(),
        Source::Address(Some(copied)) => format!("{FETCHED}{copied}{FETCHED}"),
    };
    [&source, list.name.as_str(), "\n", &list.text].concat()
}

/// The parts of a kept price list: how it came to be open, its name and its text.
fn parts_of(kept: &str) -> Option<(Source, &str, &str)> {
    let (head, text) = kept.split_once('\n')?;
    Some(match head.strip_prefix(FETCHED).and_then(|head| head.split_once(FETCHED)) {
        Some((copied, name)) => (Source::Address(day(copied)), name, text),
        None => (Source::Person, head, text),
    })
}

const fn kept_as(route: Route) -> &'static str {
    match route {
        Route::Quote => KEPT_QUOTE,
        Route::Prices => KEPT_PRICES,
    }
}

/// The views with what they share.
#[derive(Debug)]
struct Views {
    desk: Desk,
    quote: Quote,
    prices: Prices,
    shown: Route,
    /// What is still to be done, and which view has asked for it.
    asked: Vec<(Route, Effect)>,
}

impl Views {
    fn view(&self) -> &dyn View {
        match self.shown {
            Route::Quote => &self.quote,
            Route::Prices => &self.prices,
        }
    }

    /// Calls a view, collects what it asks for, and tells both views where the price list has become another one.
    fn call(&mut self, route: Route, what: &mut dyn FnMut(&mut dyn View, &mut Desk) -> bool) -> bool {
        let before = self.desk.revision;
        let view: &mut dyn View = match route {
            Route::Quote => &mut self.quote,
            Route::Prices => &mut self.prices,
        };
        let is_dealt_with = what(view, &mut self.desk);
        self.asked.extend(self.desk.effects.drain(..).map(|effect| (route, effect)));
        if before != self.desk.revision {
            self.tell_of_list();
        }
        is_dealt_with
    }

    fn tell_of_list(&mut self) {
        self.keep_list();
        self.tell(&Told::List);
    }

    /// Tells both views something.
    fn tell(&mut self, told: &Told) -> bool {
        let mut is_dealt_with = false;
        for route in Route::ALL {
            is_dealt_with |= self.call(route, &mut |view, desk| view.told(desk, told));
        }
        is_dealt_with
    }

    /// Has the browser keep the open list, so that a reload does not lose what a quote rests on.
    fn keep_list(&mut self) {
        if self.desk.is_live
            && let Some(list) = self.desk.list()
        {
            let kept = storage::set(KEPT_LIST, &kept_list(list));
            self.desk.note(kept);
        }
    }
}

impl Desk {
    /// Tells where the browser could not keep something.
    fn note(&mut self, kept: Result<(), storage::Unkept>) {
        match kept {
            Ok(()) => {}
            Err(storage::Unkept::Blocked) => self.notice = Some(page::BLOCKED),
            Err(storage::Unkept::Full) => self.notice = Some(page::FULL),
        }
    }
}

/// The staff's page.
///
/// What happens is dealt with at once and not only in `update`, because a browser wants to know at once whether a key is
/// still its own; so the views are shared with what listens.
#[derive(Debug)]
pub struct StaffApp {
    views: Rc<RefCell<Views>>,
    /// Whether the page does not yet show what it starts with.
    is_starting: bool,
    /// What gets the focus once the page is drawn.
    focus: Option<String>,
    /// What gets it without scrolling there.
    hold: Option<String>,
    printing: Option<browser::Later>,
    timers: Vec<(&'static str, browser::Later)>,
    listeners: Vec<browser::Listener>,
    watch: Option<idle::Watch>,
}

impl Component for StaffApp {
    type Message = Happening;
    type Properties = StaffProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let views = Views {
            desk: Desk::new(props.language.clone(), props.is_live, random::bits),
            quote: Quote::default(),
            prices: Prices::default(),
            shown: props.route,
            asked: Vec::new(),
        };
        Self {
            views: Rc::new(RefCell::new(views)),
            is_starting: true,
            focus: None,
            hold: None,
            printing: None,
            timers: Vec::new(),
            listeners: Vec::new(),
            watch: None,
        }
    }

    fn rendered(&mut self, context: &Context<Self>, is_first: bool) {
        if is_first {
            context.link().send_message(Happening::Started);
            return;
        }
        if std::mem::take(&mut self.is_starting) {
            browser::say_started();
        }
        if let Some(id) = self.focus.take() {
            // A view may ask for what it then does not draw.
            let _ = browser::go_to(&id);
        } else if let Some(id) = self.hold.take() {
            let _ = browser::hold(&id);
        }
    }

    fn update(&mut self, context: &Context<Self>, happening: Happening) -> bool {
        let is_changed = self.take(context, happening);
        // Nothing that happens while something is being asked for may be lost.
        let asked = std::mem::take(&mut self.views.borrow_mut().asked);
        let has_asked = !asked.is_empty();
        for (route, effect) in asked {
            self.do_for(context, route, effect);
        }
        is_changed || has_asked
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let StaffProps { language, query, is_live, .. } = context.props();
        let views = self.views.borrow();
        let arena = Arena::default();
        let say = &language.say(&arena, views.desk.currency());
        let mut pen = Pen::new(say, *is_live);
        pen.say_with("a", &["class", "href"], &["skip", "#work"], page::SKIP);
        header(&mut pen, views.shown, language.code, query);
        pen.open_with("main", &["class", "id", "tabindex"], &["work", "work", "-1"]);
        let heading = match views.shown {
            Route::Quote => page::QUOTE,
            Route::Prices => page::PRICES,
        };
        pen.say_with("h1", &["id", "tabindex"], &[HEADING, "-1"], heading);
        pen.say("p", "small boundary", page::NO_BOUNDARY);
        pen.open_with("div", &["class", "role"], &["notice-place", "status"]);
        if let Some(day) = views.desk.today.filter(|day| !can_be_today(*day)) {
            pen.open("div", "notice");
            pen.say("p", "plain", page::wrong_day(day, say));
            pen.close();
        }
        if let Some(notice) = views.desk.notice {
            pen.open("div", "notice");
            pen.say("p", "plain", notice);
            pen.button("quiet", "dismiss", chrome::DISMISS, true);
            pen.close();
        }
        if offline_words::is_newer(&views.desk.offline) {
            pen.open("div", "notice");
            pen.say("p", "plain", offline_words::NEWER);
            pen.button("quiet", NEWER, offline_words::USE_NEWER, true);
            pen.close();
        }
        pen.close();
        views.view().view(&views.desk, &mut pen);
        pen.close();
        pen.open("footer", "foot");
        pen.say_with(
            "p",
            &["class", "role"],
            &["small offline", "status"],
            offline_words::sentence(&views.desk.offline, say),
        );
        pen.say("p", "small", say.fill(chrome::VERSION, &[say.as_is(chrome::VERSION_NUMBER)]));
        pen.close();

        let link = context.link();
        let oninput = link.batch_callback(|event: InputEvent| {
            let (name, text) = fields::entered(&event)?;
            Some(Happening::Answered(name, text))
        });
        let onchange = link.batch_callback(|event: Event| Some(Happening::Chosen(fields::of_files(&event)?, event)));
        let onclick = link.batch_callback(|event: MouseEvent| match browser::pressed(&event)? {
            browser::Pressed::Button(word) => Some(Happening::Pressed(word)),
            browser::Pressed::Place(id) => {
                // The other view is a place that the browser goes to in its own way.
                if browser::go_to(&id).is_some() {
                    event.prevent_default();
                }
                None
            }
        });
        let (views, onpastes) = (Rc::clone(&self.views), link.clone());
        let onpaste = Callback::from(move |event: Event| {
            if let Some((name, text)) = fields::pasted(&event)
                && dealt_with(&views, &mut |view, desk| view.pasted(desk, &name, &text))
            {
                event.prevent_default();
                onpastes.send_message(Happening::Dealt);
            }
        });
        html! {
            <div class="page staff" {onclick} {oninput} {onchange} {onpaste}>{ pen.finish() }</div>
        }
    }
}

/// What the button asks for that offers a newer version.
const NEWER: &str = "newer-version";

/// The id of the view's heading.
const HEADING: &str = "heading";

/// What the view that is shown says to something that it has to deal with at once.
fn dealt_with(views: &RefCell<Views>, what: &mut dyn FnMut(&mut dyn View, &mut Desk) -> bool) -> bool {
    // While the page is being drawn nobody presses a key.
    let Ok(mut views) = views.try_borrow_mut() else { return false };
    let shown = views.shown;
    views.call(shown, what)
}

impl StaffApp {
    /// Hands what happens to whom it concerns; says whether the page is to be drawn anew.
    fn take(&mut self, context: &Context<Self>, happening: Happening) -> bool {
        if let Happening::Chosen(name, event) = happening {
            if let Some(file) = files::chosen(&event) {
                let link = context.link().clone();
                let is_list = [list::FIELD, prices::FIELD].contains(&name.as_str());
                let most = if is_list { MOST_BYTES } else { quote_file::MOST_BYTES as u32 };
                spawn_local(async move {
                    let text = files::text_of(&file, most).await;
                    link.send_message(Happening::Read(name, Opened { name: file.name(), text }));
                });
            }
            return false;
        }
        let shared = Rc::clone(&self.views);
        let mut views = shared.borrow_mut();
        views.desk.today = browser::today();
        views.desk.address = address::of_page();
        let shown = views.shown;
        match happening {
            Happening::Started => {
                self.start(context, &mut views);
                true
            }
            Happening::Answered(name, text) => views.call(shown, &mut |view, desk| view.answered(desk, &name, &text)),
            Happening::Pressed(word) if word == "dismiss" => views.desk.notice.take().is_some(),
            Happening::Pressed(word) if word == NEWER => {
                // A browser that refuses goes on with the version that is there.
                let _ = offline::use_newer();
                false
            }
            Happening::Pressed(word) => views.call(shown, &mut |view, desk| view.pressed(desk, &word)),
            Happening::Timer(route, word) => {
                self.timers.retain(|(known, _)| *known != word);
                views.call(route, &mut |view, desk| view.pressed(desk, word))
            }
            Happening::Dealt => true,
            Happening::Read(name, file) => {
                if name == list::FIELD {
                    open(&mut views, file, Source::Person);
                } else {
                    let mut file = Some(file);
                    views.call(shown, &mut |view, desk| {
                        if let Some(file) = file.take() {
                            view.file(desk, &name, file);
                        }
                        true
                    });
                }
                true
            }
            Happening::Fetched(file, copied) => {
                // A list that somebody has opened or made in the meantime stays.
                let source = Source::Address(copied);
                let is_same = |list: &OpenList| list.source == source && file.text.as_ref() == Ok(&list.text);
                let is_wanted = views.desk.list().is_none_or(|list| list.source != Source::Person && !is_same(list));
                if is_wanted {
                    open(&mut views, file, source);
                }
                is_wanted
            }
            Happening::Routed => {
                let is_code = take_code(&mut views);
                let route = Route::of(&address::fragment().unwrap_or_default());
                let is_other = route != views.shown;
                views.shown = route;
                title(&views);
                if is_other {
                    self.focus = Some(HEADING.to_owned());
                }
                is_other || is_code
            }
            Happening::Offline => {
                views.desk.offline = offline::state().unwrap_or_default();
                true
            }
            // Paper is that of the view that is shown.
            Happening::Told(told @ (Told::BeforePrint | Told::AfterPrint)) => {
                views.call(shown, &mut |view, desk| view.told(desk, &told))
            }
            Happening::Told(told) => views.tell(&told),
            Happening::Answer(route, told) => views.call(route, &mut |view, desk| view.told(desk, &told)),
            Happening::Chosen(..) => false,
        }
    }

    /// Reads what only a browser knows, and listens to what it tells.
    fn start(&mut self, context: &Context<Self>, views: &mut Views) {
        let link = context.link();
        let tell = |told: fn() -> Told| {
            let link = link.clone();
            move || link.send_message(Happening::Told(told()))
        };
        let routed = link.clone();
        self.listeners.extend(address::on_fragment(move || routed.send_message(Happening::Routed)));
        let stands = link.clone();
        self.listeners.extend(offline::on_change(move || stands.send_message(Happening::Offline)));
        views.desk.offline = offline::state().unwrap_or_default();
        self.listeners.extend(browser::on_print(tell(|| Told::BeforePrint)));
        self.listeners.extend(browser::after_print(tell(|| Told::AfterPrint)));
        // Also where nothing has the focus.
        let (shared, dealt) = (Rc::clone(&self.views), link.clone());
        self.listeners.extend(keys::on_key(move |key| {
            let is_dealt_with = dealt_with(&shared, &mut |view, desk| view.key(desk, key));
            if is_dealt_with {
                dealt.send_message(Happening::Dealt);
            }
            is_dealt_with
        }));
        let idle = link.clone();
        self.watch = idle::watch(move |seconds| idle.send_message(Happening::Told(Told::Idle(seconds))));

        let list = storage::get(KEPT_LIST);
        let named = context.props().prices.as_deref();
        match list.as_ref().map(|kept| kept.as_deref().and_then(parts_of)) {
            Ok(Some((source, name, text))) if source == Source::Person || Some(name) == named => {
                views.desk.open_list(name, text.to_owned(), source);
                views.tell(&Told::List);
                // A quote that is being made rests on the list that it was begun with; else what the clinic charges now counts.
                if source != Source::Person && storage::get(KEPT_QUOTE) == Ok(None) {
                    self.fetch(context);
                }
            }
            Ok(_) => self.fetch(context),
            Err(_) => {
                views.desk.notice = Some(page::BLOCKED);
                self.fetch(context);
            }
        }
        if let Ok(Some(_)) = storage::get(KEPT_SHARED) {
            views.tell(&Told::Shared);
        }
        for route in Route::ALL {
            if let Ok(Some(text)) = storage::get(kept_as(route)) {
                let told = Told::Restored(text);
                views.call(route, &mut |view, desk| view.told(desk, &told));
            }
        }
        take_code(views);
        // What is there from now on: nobody has to wait for the first tick of the watch.
        views.tell(&Told::Idle(0));
        views.shown = Route::of(&address::fragment().unwrap_or_default());
        title(views);
    }

    /// Fetches the price list that the address names.
    fn fetch(&self, context: &Context<Self>) {
        if let Some(name) = context.props().prices.clone() {
            let link = context.link().clone();
            spawn_local(async move {
                let (text, copied) = text_and_copy(files::beside_the_page(&name, MOST_BYTES).await);
                link.send_message(Happening::Fetched(Opened { name, text }, copied));
            });
        }
    }

    /// Does what a view asks for.
    fn do_for(&mut self, context: &Context<Self>, route: Route, effect: Effect) {
        let link = context.link().clone();
        match effect {
            // After the drawing that comes next.
            Effect::Print => self.printing = Some(browser::later(0, browser::print)),
            Effect::Download { name, kind, text } => {
                let is_done = sharing::download(&name, kind, &text).is_some();
                link.send_message(Happening::Answer(route, Told::Downloaded(is_done)));
            }
            Effect::Share(is_shared) => {
                let kept = if is_shared { storage::set(KEPT_SHARED, "yes") } else { storage::remove(KEPT_SHARED) };
                self.views.borrow_mut().desk.note(kept);
            }
            Effect::Lock(name) => spawn_local(async move {
                if locks::hold(&name).await == Some(false) {
                    link.send_message(Happening::Answer(route, Told::Taken(name)));
                }
            }),
            Effect::Copy(text) => spawn_local(async move {
                let is_done = sharing::copy(&text).await.is_some();
                link.send_message(Happening::Answer(route, Told::Copied(is_done)));
            }),
            Effect::Focus(id) => self.focus = Some(id),
            Effect::Hold(id) => self.hold = Some(id),
            Effect::Later { word, milliseconds } => {
                self.timers.retain(|(known, _)| *known != word);
                let later = browser::later(milliseconds, move || link.send_message(Happening::Timer(route, word)));
                self.timers.push((word, later));
            }
            Effect::Keep(text) => {
                let kept = storage::set(kept_as(route), &text);
                self.views.borrow_mut().desk.note(kept);
            }
            Effect::Forget => {
                // Where nothing can be kept, nothing is.
                let _ = storage::remove(kept_as(route));
            }
            Effect::Show(route) => {
                // The links in the header lead there as well.
                let _ = address::go_to_fragment(route.fragment());
            }
        }
    }
}

/// Takes a file for the price list; the one before stays where it cannot be opened at all.
fn open(views: &mut Views, file: Opened, source: Source) {
    let Opened { name, text } = file;
    match text {
        Ok(text) => {
            views.desk.open_list(&name, text, source);
            views.tell_of_list();
        }
        Err(why) => views.desk.unread = Some((why, name)),
    }
}

/// Hands the code of a quote to the view for quotes and takes it off the address; says whether there was one.
fn take_code(views: &mut Views) -> bool {
    let fragment = address::fragment().unwrap_or_default();
    let Some(code) = code::of_link(&fragment) else { return false };
    // A browser that refuses goes on showing the fragment, which is a blemish and no fault.
    let _ = address::replace_fragment(Route::Quote.fragment());
    let told = Told::Code(code.to_owned());
    views.call(Route::Quote, &mut |view, desk| view.told(desk, &told));
    true
}

/// Names the window after the view.
fn title(views: &Views) {
    let title = match views.shown {
        Route::Quote => page::QUOTE_TITLE,
        Route::Prices => page::PRICES_TITLE,
    };
    browser::set_title(views.desk.language.dictionary.read(title));
}

/// The slim header: the views, the patient page, the languages.
fn header(pen: &mut Pen<'_>, shown: Route, language: &str, query: &str) {
    pen.open("header", "bar");
    let label = pen.read(page::PAGES);
    pen.open_with("nav", &["aria-label"], &[label]);
    for (route, words) in [(Route::Quote, page::QUOTE), (Route::Prices, page::PRICES)] {
        let current = if route == shown { "page" } else { OUT };
        pen.say_with("a", &["href", "aria-current"], &[route.fragment(), current], words);
    }
    // What the address says of prices and region holds there as well.
    let patient = [PageLanguage::of(language).page, query].concat();
    pen.say_with("a", &["href", "aria-current"], &[&patient, OUT], page::PATIENT);
    pen.close();
    pen.open("p", "languages");
    for other in LANGUAGES.iter().filter(|other| other.code != language) {
        // src/boot.mjs adds the page's own query and fragment when it is followed.
        pen.open_with("a", &["href", "hreflang", "lang"], &[&other.staff(), other.code, other.code]);
        pen.text(other.name);
        pen.close();
    }
    pen.close_all(2);
}
