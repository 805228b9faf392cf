//! The words of staff.html around the page, in English as they stand there; the build translates them for each language.

use super::page::{NO_BOUNDARY, STAFF};
use crate::present::frame::{LOAD_AGAIN, START_AFRESH};
use crate::present::language::{Text, t};

/// Each text of staff.html, whole. A test sees to it that staff.html has no other.
pub const FRAME: [Text; 13] = [
    t!("Microneedling estimator: staff"),
    t!("Quotes and price lists for the people who work with the estimator."),
    t!("Getting this page ready…"),
    t!("Loading"),
    t!("This page did not start: a part of it did not load or is blocked. To try again, reload the page."),
    t!("The staff’s pages do not work inside a page of another website. Open this page in a tab of its own."),
    t!("This page has stopped because of a fault of its own. Nothing on it can be changed any more."),
    LOAD_AGAIN,
    START_AFRESH,
    STAFF,
    NO_BOUNDARY,
    t!("This page works with scripts alone. To use it, allow scripts for this page."),
    t!("Check what runs here"),
];

/// What the app is called where there is room for one word.
pub const SHORT_NAME: Text = t!("Estimator");
