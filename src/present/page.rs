//! The whole patient page in words, and the words around it.

use super::answers::{self, Group};
use super::context::Context;
use super::document::{Section, Table};
use super::{compare, decide, money, outcome, timeline, workings};
use crate::domain::price_list::PriceList;
use crate::domain::problem::Problem;
use crate::editor::Editor;
use crate::present::formats::Formats;

/// The whole page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub groups: Vec<Group>,
    pub sections: Vec<Section>,
    /// The figure that stays in view.
    pub total: String,
    /// What is read out when the estimate changes.
    pub announcement: String,
    /// The answers, for print.
    pub answers: Table,
    /// The clinic that provides the page, in a sentence.
    pub provided: Option<String>,
}

/// The page for an estimate.
pub fn page(context: &Context, editor: &Editor, refusal: Option<&Problem>) -> Page {
    Page {
        groups: answers::groups(context, editor, refusal),
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
        announcement: money::announcement(context),
        answers: answers::table(context),
        provided: context
            .list
            .and_then(|list| list.clinic.as_deref())
            .map(|clinic| ["This tool is provided by ", clinic, ", which sells these treatments."].concat()),
    }
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
    pub const TOTAL_LINK: &str = "See the estimate";
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

/// How the prices of a list stand, in a line under the button that opens one.
pub fn list_status(list: &PriceList, formats: &dyn Formats) -> String {
    let mut text = match &list.clinic {
        Some(clinic) => ["Prices of ", clinic, " in use"].concat(),
        None => "The clinic’s prices are in use".to_owned(),
    };
    if let Some(day) = list.valid_from {
        text = [&text, ", valid from ", &formats.date(day)].concat();
    }
    if let Some(day) = list.valid_until {
        text = [&text, ", valid until ", &formats.date(day)].concat();
    }
    if let Some(day) = list.updated {
        text = [&text, ", last changed ", &formats.date(day)].concat();
    }
    text.push('.');
    text
}

/// A price list that could not be fetched, as a problem beside those that its text may have.
pub mod fetch {
    use crate::domain::problem::{Problem, ProblemCode};

    fn problem(path: &str, problem: &str, fix: &str) -> Problem {
        Problem { code: ProblemCode::Range, path: path.to_owned(), problem: problem.to_owned(), fix: fix.to_owned() }
    }

    /// The address in `?prices=` leads elsewhere.
    pub fn elsewhere(address: &str) -> Problem {
        let what = ["“", address, "” is not a file beside this page."].concat();
        problem("?prices=", &what, "Name a file in the same folder, such as prices.json.")
    }

    /// The file is not there or cannot be read.
    pub fn unreachable(address: &str) -> Problem {
        let what = ["“", address, "” could not be read."].concat();
        problem("?prices=", &what, "Check the name of the file and that it is on the server.")
    }

    /// The file is larger than any price list.
    pub fn too_large(name: &str) -> Problem {
        let what = ["“", name, "” is larger than 256 KB."].concat();
        problem(name, &what, "Open a price list of at most 256 KB.")
    }
}
