//! The view behind `#/staff`: what staff quote during a consultation.

use super::desk::Desk;
use super::{View, list};
use crate::ui::pen::Pen;

/// What the view knows.
#[derive(Debug, Default)]
pub struct Quote {}

impl View for Quote {
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
