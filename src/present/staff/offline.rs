//! Whether this device works without a network, in words; `src/tablet.mjs` says how that stands, in a word of its own.

use crate::present::document::Words;
use crate::present::language::{Text, t};
use crate::present::say::Say;
use crate::present::staff::good_faith::written_day;

pub const NEWER: Text = t!("A newer version of this page is ready. What is open in this tab stays.");
pub const USE_NEWER: Text = t!("Use it now");

/// Whether a newer version waits to be used.
pub fn is_newer(state: &str) -> bool {
    state == "newer"
}

/// How this device stands without a network; empty where nothing is known yet.
pub fn sentence<'a>(state: &str, say: &Say<'a>) -> Words<'a> {
    let (word, more) = state.split_once(' ').unwrap_or((state, ""));
    match word {
        "getting" => t!("This device is getting ready to work without a network…"),
        "ready" => match written_day(more) {
            Some(day) => say.fill(t!("This device works without a network. It has had this version since {0}."), &[say.date(day)]),
            None => t!("This device works without a network."),
        },
        "newer" => t!("This device works without a network. A newer version is ready."),
        "insecure" => t!(
            "Without a network this page does not work on this device: its address would have to begin with https."
        ),
        "unsupported" => {
            t!("Without a network this page does not work on this device: this browser, or a private window of it, cannot keep pages.")
        }
        "blocked" => {
            t!("Without a network this page does not work on this device: this browser does not allow the page to keep anything.")
        }
        "full" => t!(
            "Without a network this page does not work on this device: there is no room for it. Make some, then reload the \
             page."
        ),
        "unreachable" => t!(
            "Without a network this page does not work on this device yet: a part of it did not arrive. Reload the page to \
             try again."
        ),
        "changed" => say.fill(
            t!("Without a network this page does not work on this device: “{0}” on the server is not the file that was built. \
                Put the built files there as they are."),
            &[say.as_is(more)],
        ),
        _ => Words::NONE,
    }
}
