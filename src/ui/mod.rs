//! The page: components that draw what `present` has put into words, and hand what a person does to the editor.
//!
//! Nothing here computes with figures or writes a sentence, and nothing here reads the window while it renders: the
//! same components are rendered natively for the page's first view.
#![deny(clippy::arithmetic_side_effects, clippy::float_arithmetic, clippy::integer_division)]

mod answers;
mod app;
mod document;
pub mod formats;
mod keep;
pub mod pen;
pub mod price_list;
pub mod staff;
mod state;

pub use app::{App, AppProps};
