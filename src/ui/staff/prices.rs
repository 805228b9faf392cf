//! The view behind `#/prices`: the price list that is open, and what is wrong with it.

use super::desk::Desk;
use super::{View, list};
use crate::ui::pen::Pen;

/// What the view knows.
#[derive(Debug, Default)]
pub struct Prices {}

impl View for Prices {
    fn view(&self, desk: &Desk, pen: &mut Pen<'_>) {
        list::place(pen, desk);
    }

    fn answered(&mut self, _desk: &mut Desk, _name: &str, _text: &str) -> bool {
        false
    }

    fn pressed(&mut self, _desk: &mut Desk, _word: &str) -> bool {
        false
    }
}
