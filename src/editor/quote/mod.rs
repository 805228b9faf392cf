//! What staff type into a quote, and how it is read: as lines to the cent, with what stands in the way of printing it.
//!
//! `draft` holds the texts, `read` makes a quote of them, `fill` puts in what a plan implies, and `checks` looks at all
//! of it before it is printed.

pub mod checks;
pub mod draft;
pub mod fill;
pub mod read;
