//! The words around the grid: opening and saving, how the list stands, and how the keyboard works in it.

use crate::present::document::Words;
use crate::present::language::{Text, counted, t};
use crate::present::say::Say;

pub const OPEN: Text = t!("Open or start a price list");
pub const OPEN_OTHER: Text = t!("Open another list");
pub const FILE: Text = t!("A file with a price list");
pub const FILE_HINT: Text = t!("JSON, or CSV from a spreadsheet. It stays on this device.");
pub const PASTE: Text = t!("Or paste its text");
pub const PASTE_HINT: Text = t!("JSON, or rows of a spreadsheet with the names of the columns first.");
pub const TAKE: Text = t!("Open the text");
pub const EXAMPLE: Text = t!("Start from an example");
pub const EMPTY: Text = t!("Start with an empty list");
pub const NEW_NAME: Text = t!("New price list");
pub const UNREAD: Text = t!("This could not be opened. The list below is as it was.");
pub const NOTHING_PASTED: Text = t!("Paste the text into the field first.");
pub const TOO_LARGE: Text = t!("The file is larger than 256 KB. To open it, take out what patients do not need.");
pub const UNREADABLE: Text = t!("The file could not be read. Choose it once more, or another one.");
pub const RESTORED: Text =
    t!("This is the list that you had open in this tab before. It was kept here when the page went away.");
pub const DISCARD: Text = t!("Discard it");
pub const OTHER_LIST: Text = t!("Another price list was opened for quotes.");
pub const TAKE_OTHER: Text = t!("Edit that one");
pub const KEPT: Text = t!("Kept in this tab until it is closed. Save the list as a file to keep it longer.");
pub const USED: Text = t!("Quotes use this list as it stands.");
pub const LAST_USED: Text = t!("Quotes go on with the last list without problems.");
pub const NOT_USED: Text = t!("Quotes cannot use this list before its problems are put right.");
pub const CHECKING: Text = t!("Checking…");
pub const SAVE_JSON: Text = t!("Save as JSON");
pub const SAVE_CSV: Text = t!("Save as CSV");
pub const SAVED: Text = t!("Saved as a file.");
pub const CLOSE: Text = t!("Close the list");
pub const UNSAVED: Text = t!("This list is not saved as a file. If you close it, it is gone.");
pub const CLOSE_UNSAVED: Text = t!("Close without saving");
pub const STAY: Text = t!("Keep it open");
pub const UNDO: Text = t!("Undo");
pub const REDO: Text = t!("Redo");
pub const PROBLEMS: Text = t!("To put right");
pub const WARNINGS: Text = t!("Worth a look");
pub const GOOD: Text = t!("Nothing to put right.");
pub const PARTS: Text = t!("Parts of the list");
pub const EDIT: Text = t!("Edit the list");
pub const REMOVE: Text = t!("Delete the row");
pub const MORE_COLUMNS: Text = t!("More columns");
pub const FEWER_COLUMNS: Text = t!("Fewer columns");
pub const COLUMN: Text = t!("Another column");
pub const COLUMN_HINT: Text = t!("By its name in the file, such as label.es for a label in Spanish.");
pub const SHOW_COLUMN: Text = t!("Show it");
pub const NO_ROWS: Text = t!("There is nothing here yet.");
pub const ROW: Text = t!("Row");
pub const VALUE: Text = t!("Value");
pub const EARLIER: Text = t!("Earlier rows");
pub const LATER: Text = t!("Later rows");
pub const KEYS: Text = t!("Keys in the table");
pub const KEY_LIST: [Text; 7] = [
    t!("Arrow keys, Home, End, Page up and Page down go to another cell; with Ctrl to the ends of the table."),
    t!("Enter, F2 or a second tap opens a cell; typing writes over it."),
    t!("Enter takes what you typed and goes down, Tab goes on; Escape gives it up."),
    t!("Delete empties a cell."),
    t!("Insert adds a row below; Ctrl and Delete take the row away."),
    t!("Ctrl and Z undo, Ctrl and Y redo."),
    t!("Ctrl and C copy a cell; pasted rows of a spreadsheet fill the cells from here on."),
];

/// How many problems and warnings a list has: "3 to put right, 1 worth a look".
pub fn counts<'a>(problems: usize, warnings: usize, say: &Say<'a>) -> Words<'a> {
    let part = |count: usize, text| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        say.counted(text, count, &[say.number(count)])
    };
    let wrong = part(problems, counted("{0} problem to put right", "{0} problems to put right"));
    let odd = part(warnings, counted("{0} thing worth a look", "{0} things worth a look"));
    match (problems, warnings) {
        (0, 0) => GOOD,
        (_, 0) => wrong,
        (0, _) => say.joined(&[GOOD, say.as_is(" "), odd]),
        _ => say.joined(&[wrong, say.as_is(" · "), odd]),
    }
}

/// Which rows of how many are shown.
pub fn rows<'a>(first: usize, last: usize, all: usize, say: &Say<'a>) -> Words<'a> {
    let number = |number: usize| say.number(u32::try_from(number).unwrap_or(u32::MAX));
    say.fill(t!("Rows {0} to {1} of {2}"), &[number(first), number(last), number(all)])
}

/// What a grid is called: "Items, 24 rows".
pub fn grid<'a>(name: Words<'a>, rows: usize, say: &Say<'a>) -> Words<'a> {
    let count = u32::try_from(rows).unwrap_or(u32::MAX);
    say.counted(counted("{1}, {0} row", "{1}, {0} rows"), count, &[say.number(count), name])
}
