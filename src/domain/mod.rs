//! The estimation model: pure functions of a scenario, a price list and the published figures.
//!
//! Nothing here knows a clock, a file or a browser, and nothing here imports another part of the crate.

// Money and probabilities are exact integers; floating point only aims a search, prints a share and draws a response.
#![deny(clippy::float_arithmetic)]

pub mod catalog;
pub mod cost;
pub mod currency;
pub mod distribution;
pub mod estimate;
pub mod explanation;
#[cfg(feature = "fault")]
pub mod fault;
pub mod financing;
pub mod good_faith;
pub mod laser;
pub mod menu;
pub mod money;
pub mod narrowing;
pub mod offer;
pub mod outcome;
pub mod plan;
pub mod price_list;
pub mod problem;
pub mod purchase;
pub mod quantity;
pub mod quote;
pub mod scenario;
pub mod session_price;
pub mod sessions;
pub mod spending;
pub mod timeline;
pub mod vocabulary;
