//! Reading and writing every format: the JSON interface and price-list files. Nothing here knows a browser.

pub mod estimate_json;
pub mod json;
pub mod line;
pub mod price_list_json;
pub mod reader;
pub mod scenario_json;

pub use crate::domain::problem::{Problem, ProblemCode};
