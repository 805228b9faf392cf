//! The whole patient page in words, and the words around it.

use super::answers::{self, Group};
use super::context::Context;
use super::document::{Section, Table, Words};
use super::language::{Text, as_is, t};
use super::notice::{self, Notice, Told};
use super::say::Say;
use super::scenarios::{self, Named};
use super::{compare, decide, money, narrowing, outcome, timeline, workings};
use crate::data;
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::editor::Editor;
use chrono::{Datelike as _, NaiveDate};

/// What is asked beside the estimate that is shown.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub editor: &'a Editor,
    /// Why there is no estimate for what the editor asks.
    pub refusal: Option<&'a Problem>,
    /// Every scenario, in order; none of those that no estimate could be made of.
    pub scenarios: &'a [Option<Context<'a>>],
    /// Which of them is shown.
    pub shown: usize,
    pub notice: Option<&'a Notice>,
}

/// The whole page.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// What is to be known of what was opened or kept.
    pub notice: Option<Told<'a>>,
    /// The scenarios to choose from; one alone has no name.
    pub scenarios: Vec<Named<'a>>,
    pub groups: Vec<Group<'a>>,
    pub sections: Vec<Section<'a>>,
    /// The figure that stays in view.
    pub total: Words<'a>,
    /// The answers, for print.
    pub answers: Table<'a>,
    /// The clinic that provides the page, in a sentence.
    pub provided: Option<Words<'a>>,
}

/// The page for an estimate.
pub fn page<'a>(context: &Context<'a>, asked: &Asked<'a>) -> Page<'a> {
    #[cfg(feature = "fault")]
    crate::domain::fault::at(context.estimate.price.triple.typical(), crate::domain::fault::IN_THE_WORDS);
    // Where there is no estimate for what is asked, the answers are still those that were given.
    let answered = Context { scenario: &asked.editor.scenario, ..*context };
    let mut sections = vec![money::headline(context)];
    sections.extend(scenarios::section(asked.scenarios));
    sections.extend([
        money::over_time(context),
        narrowing::section(context),
        timeline::section(context),
        outcome::section(context),
        compare::section(context),
        decide::section(context),
        decide::care(context),
        workings::section(context),
    ]);
    Page {
        notice: asked.notice.map(|notice| notice::told(context, notice)),
        scenarios: scenarios::named(&context.say, asked.scenarios, asked.shown),
        groups: answers::groups(&answered, asked.editor, asked.refusal),
        sections,
        total: money::first_course(context),
        answers: answers::table(context),
        provided: provided(context),
    }
}

/// Who provides the page, where a price list says so.
pub fn provided<'a>(context: &Context<'a>) -> Option<Words<'a>> {
    let clinic = context.list?.clinic.as_deref()?;
    let text = t!("This tool is provided by {0}, which sells these treatments.");
    Some(context.fill(text, &[context.say.as_is(clinic)]))
}

/// The words around the panels, which no answer changes.
pub mod chrome {
    use super::{Text, t};

    pub const TITLE: Text = t!("What would microneedling cost you?");
    pub const INTRO: Text =
        t!("Sessions, cost, timing and a comparison with laser, from published studies and prices. \
                               Every number explains itself. Nothing that you type leaves this page.");
    pub const ANSWERS: Text = t!("Your answers");
    pub const ANSWERS_NOTE: Text = t!("Each answer has a usual value already. Change what you know.");
    pub const NO_SCRIPT: Text =
        t!("This is the estimate for the usual answers. To change them, allow scripts for this page.");
    pub const TOTAL: Text = t!("First course");
    pub const TOTAL_LINK: Text = t!("Details");
    pub const PRINT: Text = t!("Print");
    pub const UNDO: Text = t!("Undo");
    pub const REDO: Text = t!("Redo");
    pub const START_AGAIN: Text = t!("Start again");
    pub const DISMISS: Text = t!("Close this note");
    pub const SCENARIOS: Text = t!("Your scenarios");
    pub const ADD_SCENARIO: Text = t!("Compare with another choice");
    pub const REMOVE: Text = t!("Remove {0}");
    pub const KEEP: Text = t!("Keep and share");
    pub const KEEP_NOTE: Text =
        t!("Nothing is kept on a server. This tab keeps your answers until you close it; a file or a link keeps them \
         for longer.");
    pub const COPY_LINK: Text = t!("Copy link");
    pub const LINK_NOTE: Text = t!("The link holds your answers. Whoever has it can read them.");
    pub const LINK_NOTE_OF_FILE: Text = t!(
        "The link holds your answers. It opens this file, on this device alone: to hand answers on, save them as a file."
    );
    pub const LINK_COPIED: Text = t!("The link is copied. Whoever has it can read your answers.");
    pub const LINK_UNCOPIED: Text = t!("This browser does not allow copying. Copy the link from the field below.");
    pub const LINK: Text = t!("Link to your answers");
    pub const SAVE_FILE: Text = t!("Save as a file");
    pub const FILE_SAVED: Text = t!("The file is with your downloads.");
    pub const OPEN_FILE: Text = t!("Open a saved file");
    pub const OPEN_FILE_HINT: Text = t!("A file that you saved from this page. It stays on this device.");
    pub const CALENDAR: Text = t!("Add to calendar");
    pub const CALENDAR_NOTE: Text = t!("The calendar needs the day of the first session: choose it in your answers.");
    pub const CALENDAR_SAVED: Text =
        t!("The calendar file is with your downloads. Its days are not confirmed, and its titles do not say what for.");
    pub const NOT_SAVED: Text = t!("This browser does not allow saving files. Copy the link instead.");
    pub const CODE: Text = t!("Opens this page with your answers");
    pub const SKIP: Text = t!("Skip to the estimate");
    pub const OPEN_LIST: Text = t!("Open a clinic’s price list");
    pub const OPEN_LIST_HINT: Text = t!("A JSON file, if a clinic gave you one. It stays on this device.");
    pub const LIST_LOADING: Text = t!("Reading the clinic’s prices…");
    pub const LIST_PROBLEMS: Text = t!("This price list was not used");
    pub const LIST_PROBLEMS_NOTE: Text = t!("The prices from before stand. What has to be put right in the file:");
    pub const LIST_WHOLE: Text = t!("the whole file");
    pub const NO_FIGURES: Text =
        t!("The page’s own figures could not be read, so there is no estimate. Please reload the page.");
    pub const FOOT: Text = t!("Estimate, not a quote or medical advice. You can choose no treatment.");
    pub const VERSION: Text = t!("Version {0}");
    /// The program's version.
    pub const VERSION_NUMBER: &str = env!("CARGO_PKG_VERSION");
}

/// Whether a device's day can be right: its page was made after its figures were read, and is not used for twenty years.
pub fn can_be_today(day: NaiveDate) -> bool {
    (data::EVIDENCE_DATE.year()..data::EVIDENCE_DATE.year() + 20).contains(&day.year()) && day >= data::EVIDENCE_DATE
}

/// The day on which the page is printed.
pub fn printed_on<'a>(day: NaiveDate, say: &Say<'a>) -> Words<'a> {
    let text = if can_be_today(day) {
        t!("Printed on {0}.")
    } else {
        t!("Printed on {0} by this device’s clock, which is wrong.")
    };
    say.joined(&[say.fill(text, &[say.date(day)]), as_is!(" ")])
}

/// How the prices of a list stand, in a line under the button that opens one.
///
/// `copied` is the day of the copy that stands in for a list that its server did not send.
pub fn list_status<'a>(list: &PriceList, copied: Option<NaiveDate>, say: &Say<'a>) -> Words<'a> {
    let mut text = match &list.clinic {
        Some(clinic) => say.fill(t!("Prices of {0} in use"), &[say.as_is(clinic)]),
        None => t!("The clinic’s prices are in use"),
    };
    for (day, template) in [
        (list.valid_from, t!("{0}, valid from {1}")),
        (list.valid_until, t!("{0}, valid until {1}")),
        (list.updated, t!("{0}, last changed {1}")),
        (copied, t!("{0}, as copied on {1}: the server does not answer")),
    ] {
        if let Some(day) = day {
            text = say.fill(template, &[text, say.date(day)]);
        }
    }
    say.joined(&[text, as_is!(".")])
}

/// A price list that could not be fetched: the place, what is wrong there, and what to do.
pub mod fetch {
    use super::{Say, Text, Words, as_is, t};

    const ADDRESS: Words = as_is!("?prices=");

    /// The address in `?prices=` leads elsewhere.
    pub fn elsewhere<'a>(say: &Say<'a>, name: &str) -> [Words<'a>; 3] {
        let problem = say.fill(t!("“{0}” is not a file beside this page."), &[say.as_is(name)]);
        [ADDRESS, problem, t!("Name a file in the same folder, such as prices.json.")]
    }

    /// The page is one file and may read nothing beside it.
    pub fn alone<'a>(say: &Say<'a>, name: &str) -> [Words<'a>; 3] {
        let problem = say.fill(t!("This page is a single file and cannot fetch “{0}”."), &[say.as_is(name)]);
        [ADDRESS, problem, t!("Open the price list here as a file.")]
    }

    /// What most often helps.
    const CHECK: Text = t!("Check the name of the file and that it is on the server.");

    /// The file does not arrive, or is on another server after all.
    pub fn unreachable<'a>(say: &Say<'a>, name: &str) -> [Words<'a>; 3] {
        let text = t!("“{0}” could not be read: it did not arrive within 20 seconds, or is on another site.");
        [ADDRESS, say.fill(text, &[say.as_is(name)]), CHECK]
    }

    /// The server answers with a status such as 404.
    pub fn status<'a>(say: &Say<'a>, name: &str, status: u16) -> [Words<'a>; 3] {
        let text = t!("“{0}” could not be read: the server answered {1}.");
        [ADDRESS, say.fill(text, &[say.as_is(name), say.whole(status.into())]), CHECK]
    }

    /// The file is a page with a message, or a picture.
    pub fn other_kind<'a>(say: &Say<'a>, name: &str) -> [Words<'a>; 3] {
        let text = t!("“{0}” is not JSON in UTF-8; it may be a web page or a picture.");
        [ADDRESS, say.fill(text, &[say.as_is(name)]), CHECK]
    }

    /// The file is larger than any price list.
    pub fn too_large<'a>(say: &Say<'a>, name: &str) -> [Words<'a>; 3] {
        let problem = say.fill(t!("“{0}” is larger than 256 KB."), &[say.as_is(name)]);
        [say.as_is(name), problem, t!("Open a price list of at most 256 KB.")]
    }
}
