//! The words of index.html around the page, in English as they stand there; the build translates them for each language.

use super::language::{Text, t};

/// Each text of index.html, whole. A test sees to it that index.html has no other.
pub const FRAME: [Text; 6] = [
    t!("Microneedling estimator"),
    t!("How many microneedling sessions, what they cost, when results show, and how that compares with laser."),
    t!("Getting the answers ready to change…"),
    t!("Loading"),
    t!(
        "The answers below cannot be changed: a part of this page did not load. The estimate for the usual answers still \
         stands. To try again, reload the page."
    ),
    t!("Check what runs here"),
];

/// What stands in estimator.html in place of the last text above: nothing of it has to be loaded.
pub const NOT_STARTED_IN_ONE_FILE: Text = t!(
    "The answers below cannot be changed: this browser could not start the program in this file. The estimate for the \
     usual answers still stands. To change answers, open the file in a newer browser."
);

/// The page on a clinic's tablet has this above everything once a newer version is there; nobody else loads the words.
pub const NEWER: Text = t!("A newer version of this page is ready. Your answers stay.");
