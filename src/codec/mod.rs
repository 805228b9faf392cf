//! Reading and writing every format: the JSON interface, price-list files, links, saved answers, calendars and QR codes.
//! Nothing here knows a browser.

pub mod calendar;
pub mod cell;
pub mod csv;
pub mod estimate_json;
pub mod json;
pub mod kept;
pub mod line;
pub mod link;
pub mod menu_json;
pub mod message;
pub mod price_list_json;
pub mod price_list_keys;
pub mod qr;
pub mod quote_code;
pub mod quote_csv;
pub mod quote_file;
pub mod quote_json;
pub mod reader;
pub mod saved;
pub mod scenario_json;
pub mod sheet;

pub use crate::domain::problem::{Problem, ProblemCode};
