//! An estimate in words: one view model for each panel of the page, with every number already written.
//!
//! Nothing here knows a browser, and nothing else in the crate writes sentences for patients. Numbers go through
//! [`formats::Formats`]; the words of each panel stand in its own module, so that a language is a matter of this folder.

pub mod answers;
pub mod compare;
pub mod context;
pub mod decide;
pub mod document;
pub mod formats;
mod geometry;
pub mod money;
pub mod outcome;
pub mod page;
pub mod say;
pub mod timeline;
pub mod words;
pub mod workings;
