//! What staff type into a quote, and how it is read: as lines to the cent, with what stands in the way of printing it.
//!
//! `draft` holds the texts, `read` makes a quote of them, `fill` puts in what a plan implies, and `checks` looks at all
//! of it before it is printed. `keep` takes quotes to files and to what the tab holds, `code` to a short code on paper,
//! and both back.

pub mod checks;
pub mod code;
pub mod draft;
pub mod fill;
pub mod keep;
pub mod read;
