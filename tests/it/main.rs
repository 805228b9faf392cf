//! The native integration tests: worked cases, properties, the data files, the formats, the page and the architecture.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answers;
mod architecture;
mod calendars;
mod cases;
mod command_line;
mod corpus;
mod figures;
mod grids;
mod keeping;
#[cfg(feature = "prerender")]
mod languages;
mod menus;
mod narrowing;
mod page;
#[cfg(feature = "prerender")]
mod paper;
mod price_lists;
mod properties;
mod qr_codes;
mod quotes;
mod quotes_kept;
#[cfg(feature = "prerender")]
mod reading_age;
mod schemas;
mod sheets;
mod staff_quotes;
