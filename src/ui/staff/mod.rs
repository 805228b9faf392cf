//! The staff's program: one component, and in it the views behind `#/staff` and `#/prices`.
//!
//! [`View`] is what a view gives and is told, [`desk::Desk`] what both share and what they ask of the browser.

mod app;
pub mod desk;
mod form;
mod list;
pub mod paper;
mod prices;
mod prices_grid;
mod quote;
mod quote_board;

pub use app::{StaffApp, StaffProps};
pub use desk::Route;

use super::pen::Pen;
use crate::browser::files::Unread;
use crate::browser::keys::Key;
use desk::Desk;

/// A file that a person opened.
#[derive(Debug)]
pub struct Opened {
    /// What it is called, as "quote.json".
    pub name: String,
    pub text: Result<String, Unread>,
}

/// What a view is told besides what a person does in it. A view that does not care does nothing.
#[derive(Debug)]
pub enum Told {
    /// The price list is another one, or was changed, by whichever view.
    List,
    /// What the view had the browser keep (see [`desk::Effect::Keep`]), after a reload or a crash. Comes once, at the start.
    Restored(String),
    /// The address had the code of a quote: all that stood after `#/q=`. It is off the address already.
    Code(String),
    /// Nobody has touched the page for so many seconds; comes every second or so, whichever view is shown.
    Idle(u32),
    /// The page is about to be printed, by its button or by the browser's; told to the view that is shown, as the next.
    BeforePrint,
    /// The print dialog is closed.
    AfterPrint,
    /// A text was put on the clipboard, or could not be.
    Copied(bool),
    /// A file was handed to the person, or could not be.
    Downloaded(bool),
    /// The tablet is handed from one patient to the next: comes once, at the start, where the tab remembers it.
    Shared,
    /// Another page holds the lock of this name.
    Taken(String),
}

/// One of the staff's views: its state, what it draws, and what it does with what happens.
///
/// Each call that gives back a `bool` says whether something was dealt with: the page is then drawn anew, and the
/// browser does not deal with it as well.
pub trait View {
    /// Draws the view below its heading.
    fn view(&self, desk: &Desk, pen: &mut Pen<'_>);

    /// A person typed or chose something in the field of this name; of a box to tick, "true" or "false".
    fn answered(&mut self, desk: &mut Desk, name: &str, text: &str) -> bool;

    /// A person pressed a button with this `data-press`, or a timer of this word ran out.
    fn pressed(&mut self, desk: &mut Desk, word: &str) -> bool;

    /// A person pressed a key.
    fn key(&mut self, _desk: &mut Desk, _key: &Key) -> bool {
        false
    }

    /// A person pasted a text in the field of this name.
    fn pasted(&mut self, _desk: &mut Desk, _name: &str, _text: &str) -> bool {
        false
    }

    /// A person opened a file in the file field of this name.
    fn file(&mut self, _desk: &mut Desk, _name: &str, _file: Opened) {}

    /// Something else that a view may care about.
    fn told(&mut self, _desk: &mut Desk, _told: &Told) -> bool {
        false
    }
}
