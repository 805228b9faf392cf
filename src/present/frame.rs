//! The words of index.html around the page, in English as they stand there; the build translates them for each language.

use super::language::{Text, t};

/// Each text of index.html, whole. A test sees to it that index.html has no other.
pub const FRAME: [Text; 9] = [
    t!("Microneedling estimator"),
    t!("How many microneedling sessions, what they cost, when results show, and how that compares with laser."),
    t!("Getting the answers ready to change…"),
    t!("Loading"),
    t!(
        "The answers below cannot be changed: a part of this page did not load or is blocked. The estimate for the usual answers still \
         stands. To try again, reload the page."
    ),
    t!(
        "The estimator has stopped because of a fault of its own. The figures below still stand, but answers no longer \
         change them."
    ),
    LOAD_AGAIN,
    START_AFRESH,
    t!("Check what runs here"),
];

/// The ways on once a program has stopped, in both programs' pages.
pub const LOAD_AGAIN: Text = t!("Load the page again, with what this tab has kept");
pub const START_AFRESH: Text = t!("Start afresh, without it");

/// What stands in estimator.html in place of the last text above: nothing of it has to be loaded.
pub const NOT_STARTED_IN_ONE_FILE: Text = t!(
    "The answers below cannot be changed: this browser could not start the program in this file. The estimate for the \
     usual answers still stands. To change answers, open the file in a newer browser."
);

/// The page on a clinic's tablet has this above everything once a newer version is there; nobody else loads the words.
pub const NEWER: Text = t!("A newer version of this page is ready. Your answers stay.");
