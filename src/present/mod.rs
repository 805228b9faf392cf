//! An estimate in words: one view model for each panel of the page, with every number already written.
//!
//! Nothing here knows a browser, and nothing else in the crate writes sentences for patients. Every text goes through
//! [`language`], every number through [`formats::Formats`], and [`say::Say`] puts the two together.

pub mod answers;
pub mod arena;
pub mod calendar;
pub mod compare;
pub mod conflicts;
pub mod context;
pub mod decide;
pub mod document;
pub mod forest;
pub mod formats;
#[cfg(feature = "translation")]
pub mod frame;
mod geometry;
pub mod language;
pub mod money;
pub mod narrowing;
pub mod notice;
pub mod outcome;
pub mod page;
pub mod prices;
pub mod say;
pub mod scenarios;
pub mod staff;
pub mod timeline;
#[cfg(feature = "translation")]
pub mod verify;
pub mod words;
pub mod workings;
