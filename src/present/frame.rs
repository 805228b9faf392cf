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
