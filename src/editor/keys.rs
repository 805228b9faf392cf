//! What a key press asks of the history: the undo and redo that every program of a desk knows.

/// A step through the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Undo,
    Redo,
}

/// A key and what is held with it, as the browser tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press<'a> {
    /// What the key writes, as `z` or `Z`; on a keyboard of another script a letter of that script.
    pub key: &'a str,
    /// The key's place on the keyboard, as `KeyZ`.
    pub code: &'a str,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
    /// Whether it was pressed in a field where text is typed, which has an undo of its own.
    pub is_typing: bool,
}

/// The step that a key press asks for: Ctrl+Z, and Ctrl+Shift+Z or Ctrl+Y; none while text is typed.
pub fn step(press: &Press) -> Option<Step> {
    if !press.command || press.alt || press.is_typing {
        return None;
    }
    // A Latin keyboard says which letter it is, wherever its keys lie; of others the place of the key is known.
    let letter = match press.key {
        key if key.len() == 1 => key,
        _ => press.code.strip_prefix("Key")?,
    };
    match (letter, press.shift) {
        ("z" | "Z", false) => Some(Step::Undo),
        ("z" | "Z", true) | ("y" | "Y", false) => Some(Step::Redo),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CTRL_Z: Press = Press { key: "z", code: "KeyZ", command: true, shift: false, alt: false, is_typing: false };

    #[test]
    fn undo_and_redo_have_their_keys() {
        let table = [
            (CTRL_Z, Some(Step::Undo)),
            (Press { key: "Z", ..CTRL_Z }, Some(Step::Undo)),
            (Press { key: "Z", shift: true, ..CTRL_Z }, Some(Step::Redo)),
            (Press { key: "y", code: "KeyY", ..CTRL_Z }, Some(Step::Redo)),
            (Press { key: "y", code: "KeyY", shift: true, ..CTRL_Z }, None),
            // A German keyboard has Y where an American one has Z; what it writes counts.
            (Press { key: "z", code: "KeyY", ..CTRL_Z }, Some(Step::Undo)),
            (Press { key: "y", code: "KeyZ", ..CTRL_Z }, Some(Step::Redo)),
            // A Russian keyboard writes neither.
            (Press { key: "я", code: "KeyZ", ..CTRL_Z }, Some(Step::Undo)),
            (Press { key: "н", code: "KeyY", ..CTRL_Z }, Some(Step::Redo)),
            (Press { key: "x", code: "KeyX", ..CTRL_Z }, None),
            (Press { key: "Enter", code: "Enter", ..CTRL_Z }, None),
            (Press { key: "", code: "", ..CTRL_Z }, None),
        ];
        for (press, expected) in table {
            assert_eq!(step(&press), expected, "{press:?}");
        }
    }

    #[test]
    fn nothing_happens_while_text_is_typed_or_with_other_keys_held() {
        let held =
            [Press { is_typing: true, ..CTRL_Z }, Press { alt: true, ..CTRL_Z }, Press { command: false, ..CTRL_Z }];
        for press in held {
            assert_eq!(step(&press), None, "{press:?}");
        }
    }
}
