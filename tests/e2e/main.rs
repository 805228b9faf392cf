//! Journeys through the built page in Chromium, Firefox and WebKitGTK, as a person would make them.
//!
//! `cargo xtask test journeys` builds the page, serves it, starts what drives a browser and passes their addresses.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a journey that cannot go on fails, with a message"
)]

mod answers;
#[allow(dead_code, reason = "it offers what a person can do, also where no journey does it yet")]
mod browser;
mod clinic_server;
mod embed;
mod engine;
mod expected;
mod faults;
mod first_load;
mod keeping;
mod languages;
mod module;
mod offline;
mod one_file;
mod patients;
mod pictures;
mod price_editor;
mod prices;
mod quotes;
mod reading;
mod release;
mod sealed;
mod session;
mod staff;
mod thumbnail;
mod wordpress;
