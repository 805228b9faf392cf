//! What links and saved files have in common: answers as keys with texts, a check on the figures, and what is amiss.
//!
//! The formats know no field: they give every key with its text to the reader of answers, which knows which to keep.

use super::json::Broken;
use crate::domain::currency::Currency;
use crate::domain::estimate::Estimate;

/// The largest text that is read, in bytes.
pub const MOST_BYTES: usize = 64 * 1024;

/// How many scenarios stand side by side at most.
pub const MOST_SCENARIOS: usize = 3;

/// The version of both formats that this program writes.
pub const VERSION: u32 = 1;

/// The answers of one scenario that are not the usual ones: keys with texts, in the order of the source.
pub type Entries = Vec<(String, String)>;

/// What the shown scenario came to when it was kept: a later version that comes to something else can say what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    pub currency: Currency,
    /// The 10th and the 90th percentile of the first course, in minor units.
    pub course: (i64, i64),
    /// The same of everything over the horizon.
    pub total: (i64, i64),
}

impl From<&Estimate> for Check {
    fn from(estimate: &Estimate) -> Self {
        Self {
            currency: estimate.currency,
            course: (estimate.course.five.p10.minor(), estimate.course.five.p90.minor()),
            total: (estimate.total.five.p10.minor(), estimate.total.five.p90.minor()),
        }
    }
}

/// What is amiss with a link or a saved file, apart from the single answers. Everything else of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has more than [`MOST_BYTES`]; nothing of it is read.
    TooLarge { bytes: usize },
    /// It is not JSON; nothing of it is read.
    NotJson(Broken),
    /// It is another kind of file, or has no scenarios; nothing of it is read.
    OtherFormat,
    /// It comes from a later version of this program, and may say what this one does not understand.
    NewerVersion {
        version: u32,
        /// The program that wrote it, as "0.3.0"; empty where it does not say.
        program: String,
    },
    /// Its version is missing from a file, or is no number from 1.
    Version(String),
    /// There are so many scenarios; those after the third are left out.
    TooManyScenarios(usize),
    /// A scenario of a file is no object, counted from 0; it is left out.
    NotAScenario(usize),
    /// A text that cannot be read: a broken escape in a link, or another type in a file.
    Unreadable { scenario: usize, key: String },
    /// A key that files do not have beside the scenarios.
    UnknownKey(String),
    /// A key of a file or of a link as a whole stands twice; the first is taken.
    Duplicate(String),
    /// What is said of this key of the whole cannot be read; it is left out.
    Whole(&'static str),
    /// Something of the steps before cannot be read; what can be is kept.
    Past,
}

/// The first characters of a text, short enough for a message.
pub fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
