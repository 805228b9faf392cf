//! The whole patient page in words, and the words around it.

use super::answers::{self, Group};
use super::context::Context;
use super::document::{Section, Table, Words, fill};
use super::{compare, decide, money, outcome, timeline, workings};
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::editor::Editor;
use crate::present::formats::Formats;
use chrono::NaiveDate;

/// The whole page.
#[derive(Clone, Debug)]
pub struct Page {
    pub groups: Vec<Group>,
    pub sections: Vec<Section>,
    /// The figure that stays in view.
    pub total: String,
    /// The answers, for print.
    pub answers: Table,
    /// The clinic that provides the page, in a sentence.
    pub provided: Option<Words>,
}

/// The page for an estimate.
pub fn page(context: &Context, editor: &Editor, refusal: Option<&Problem>) -> Page {
    // Where there is no estimate for what is asked, the answers are still those that were given.
    let asked = Context { scenario: &editor.scenario, ..*context };
    Page {
        groups: answers::groups(&asked, editor, refusal),
        sections: vec![
            money::headline(context),
            money::over_time(context),
            timeline::section(context),
            outcome::section(context),
            compare::section(context),
            decide::section(context),
            decide::care(context),
            workings::section(context),
        ],
        total: money::first_course(context),
        answers: answers::table(context),
        provided: provided(context.list),
    }
}

/// Who provides the page, where a price list says so.
pub fn provided(list: Option<&PriceList>) -> Option<Words> {
    let clinic = list?.clinic.as_deref()?;
    Some(fill("This tool is provided by {0}, which sells these treatments.", &[clinic]))
}

/// The words around the panels, which no answer changes.
pub mod chrome {
    pub const TITLE: &str = "What would microneedling cost you?";
    pub const INTRO: &str = "Sessions, cost, timing and a comparison with laser, from published studies and prices. \
                             Every number explains itself. Nothing that you type leaves this page.";
    pub const ANSWERS: &str = "Your answers";
    pub const ANSWERS_NOTE: &str = "Each answer has a usual value already. Change what you know.";
    pub const NO_SCRIPT: &str =
        "This is the estimate for the usual answers. To change them, allow scripts for this page.";
    pub const TOTAL: &str = "First course";
    pub const TOTAL_LINK: &str = "Details";
    pub const PRINT: &str = "Print";
    pub const SKIP: &str = "Skip to the estimate";
    pub const OPEN_LIST: &str = "Open a clinic’s price list";
    pub const OPEN_LIST_HINT: &str = "A JSON file, if a clinic gave you one. It stays on this device.";
    pub const LIST_LOADING: &str = "Reading the clinic’s prices…";
    pub const LIST_PROBLEMS: &str = "This price list was not used";
    pub const LIST_PROBLEMS_NOTE: &str = "The prices from before stand. What has to be put right in the file:";
    pub const LIST_HEAD: [&str; 3] = ["Place", "What is wrong", "What to do"];
    pub const LIST_WHOLE: &str = "the whole file";
    pub const NO_FIGURES: &str =
        "The page’s own figures could not be read, so there is no estimate. Please reload the page.";
    pub const FOOT: &str = "Estimate, not a quote or medical advice. You can choose no treatment.";
    pub const VERSION: &str = concat!("Version ", env!("CARGO_PKG_VERSION"));
}

/// The day on which the page is printed.
pub fn printed_on(day: NaiveDate, formats: &dyn Formats) -> Words {
    fill("Printed on {0}. ", &[&formats.date(day)])
}

/// How the prices of a list stand, in a line under the button that opens one.
pub fn list_status(list: &PriceList, formats: &dyn Formats) -> Words {
    let mut text = match &list.clinic {
        Some(clinic) => fill("Prices of {0} in use", &[clinic]),
        None => "The clinic’s prices are in use".into(),
    };
    for (day, template) in [
        (list.valid_from, "{0}, valid from {1}"),
        (list.valid_until, "{0}, valid until {1}"),
        (list.updated, "{0}, last changed {1}"),
    ] {
        if let Some(day) = day {
            text = fill(template, &[&text, &formats.date(day)]);
        }
    }
    fill("{0}.", &[&text])
}

/// A price list that could not be fetched, as a problem beside those that its text may have.
pub mod fetch {
    use crate::domain::problem::{Problem, ProblemCode};

    fn problem(place: &str, name: &str, template: &'static str, fix: &str) -> Problem {
        let problem = super::fill(template, &[name]).into_owned();
        Problem { code: ProblemCode::Range, path: place.to_owned(), problem, fix: fix.to_owned() }
    }

    /// The address in `?prices=` leads elsewhere.
    pub fn elsewhere(name: &str) -> Problem {
        let fix = "Name a file in the same folder, such as prices.json.";
        problem("?prices=", name, "“{0}” is not a file beside this page.", fix)
    }

    /// The file is not there or cannot be read.
    pub fn unreachable(name: &str) -> Problem {
        problem(
            "?prices=",
            name,
            "“{0}” could not be read.",
            "Check the name of the file and that it is on the server.",
        )
    }

    /// The file is larger than any price list.
    pub fn too_large(name: &str) -> Problem {
        problem(name, name, "“{0}” is larger than 256 KB.", "Open a price list of at most 256 KB.")
    }
}
