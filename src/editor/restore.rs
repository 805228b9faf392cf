//! Taking in drafts from outside, field by field: what cannot be kept becomes a note, and everything else is kept.

use super::{Draft, FIELDS, Field, Kind, Row};
use crate::codec::kept::{Entries, Fault, shortened};

/// The longest text of a field that is taken in, in characters.
pub const LONGEST: usize = 200;

/// What could not be kept as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// About the link or the file as a whole, or about a text that could not be read at all.
    Format(Fault),
    /// About an answer of a scenario, counted from 0 among those that are kept.
    Answer { scenario: usize, loss: Loss },
}

impl Note {
    /// Whether nothing at all could be taken in.
    pub const fn is_of_nothing(&self) -> bool {
        matches!(self, Self::Format(Fault::TooLarge { .. } | Fault::NotJson(_) | Fault::OtherFormat))
    }
}

/// Why an answer is the usual one instead of what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// No field has this name, of which at most 40 characters are told; perhaps the nearest one is meant.
    UnknownKey { key: String, nearest: Option<Field> },
    /// The field came twice; the first text is taken.
    Duplicate(Field),
    /// The field does not know this word, of which at most 40 characters are told.
    NotAllowed { field: Field, text: String },
    /// The text has so many characters, more than [`LONGEST`].
    TooLong { field: Field, length: usize },
}

/// How a draft names its fields outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// In links.
    Short,
    /// In files.
    Long,
}

impl Names {
    fn of(self, row: &Row) -> &'static str {
        match self {
            Self::Short => row.short,
            Self::Long => row.key,
        }
    }
}

/// What a draft has that the usual one has not, by these names and in the order of the field table.
pub fn entries(draft: &Draft, names: Names) -> Entries {
    let is_unusual = |row: &&Row| draft.text(row.field) != row.usual;
    let entry = |row: &Row| (names.of(row).to_owned(), draft.text(row.field).to_owned());
    FIELDS.iter().filter(is_unusual).map(entry).collect()
}

/// The draft that has these texts and is the usual one elsewhere. Fields may go by either name.
pub fn draft(entries: &[(String, String)], scenario: usize, notes: &mut Vec<Note>) -> Draft {
    let mut draft = Draft::default();
    let mut seen = Vec::with_capacity(entries.len().min(FIELDS.len()));
    for (key, text) in entries {
        let loss = match FIELDS.iter().find(|row| row.key == key || row.short == key) {
            None => Loss::UnknownKey { key: shortened(key), nearest: nearest(key) },
            Some(row) if seen.contains(&row.field) => Loss::Duplicate(row.field),
            Some(row) => {
                seen.push(row.field);
                match refusal(row, text) {
                    Some(loss) => loss,
                    None => {
                        draft = draft.with(row.field, text.as_str());
                        continue;
                    }
                }
            }
        };
        notes.push(Note::Answer { scenario, loss });
    }
    draft
}

/// Why a field cannot have a text. What is typed may be anything, also what is wrong: that is told beside its field.
fn refusal(row: &Row, text: &str) -> Option<Loss> {
    let field = row.field;
    match row.kind {
        Kind::Word(is_known) => {
            (text != row.usual && !is_known(text)).then(|| Loss::NotAllowed { field, text: shortened(text) })
        }
        Kind::Whole(..) | Kind::Amount | Kind::Day => {
            let length = text.chars().count();
            (length > LONGEST).then_some(Loss::TooLong { field, length })
        }
    }
}

/// The field with the name nearest to an unknown one, if one is near.
fn nearest(key: &str) -> Option<Field> {
    // A name much longer than any of the table is near none, and measuring it would take long.
    if key.len() > 40 {
        return None;
    }
    let (mut nearest, mut least) = (None, 3);
    for row in &FIELDS {
        let distance = strsim::levenshtein(key, row.key);
        if distance < least && distance * 3 <= row.key.len() {
            (nearest, least) = (Some(row.field), distance);
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(pairs: &[(&str, &str)]) -> (Draft, Vec<Loss>) {
        let entries: Entries = pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        let mut notes = Vec::new();
        let draft = draft(&entries, 0, &mut notes);
        let losses = notes.into_iter().map(|note| match note {
            Note::Answer { loss, .. } => loss,
            Note::Format(fault) => panic!("{fault:?}"),
        });
        (draft, losses.collect())
    }

    #[test]
    fn only_what_differs_is_written_and_both_names_are_read() {
        let draft =
            Draft::default().with(Field::Concern, "melasma").with(Field::SessionsLow, "4").with(Field::Horizon, "");
        let pairs = |names| entries(&draft, names);
        assert_eq!(
            pairs(Names::Short),
            [("c", "melasma"), ("nf", "4"), ("h", "")].map(|(k, t)| (k.to_owned(), t.to_owned()))
        );
        for names in [Names::Short, Names::Long] {
            let mut notes = Vec::new();
            assert_eq!(super::draft(&pairs(names), 0, &mut notes), draft);
            assert_eq!(notes, []);
        }
    }

    #[test]
    fn what_cannot_be_kept_is_told_and_everything_else_is_kept() {
        let long = "9".repeat(LONGEST + 1);
        let (draft, losses) = restored(&[
            ("concern", "warts"),
            ("severity", ""),
            ("area", ""),
            ("amount", &long),
            ("horizont", "36"),
            ("colour", "red"),
            ("treatment", "prp"),
            ("t", "rf"),
            ("sessions-from", "many"),
        ]);
        assert_eq!(
            losses,
            [
                Loss::NotAllowed { field: Field::Concern, text: "warts".into() },
                Loss::NotAllowed { field: Field::Severity, text: String::new() },
                Loss::TooLong { field: Field::Amount, length: LONGEST + 1 },
                Loss::UnknownKey { key: "horizont".into(), nearest: Some(Field::Horizon) },
                Loss::UnknownKey { key: "colour".into(), nearest: None },
                Loss::Duplicate(Field::Treatment),
            ]
        );
        assert_eq!(draft, Draft::default().with(Field::Treatment, "prp").with(Field::SessionsLow, "many"));
    }

    #[test]
    fn a_text_of_the_longest_length_is_counted_in_characters() {
        let text = "é".repeat(LONGEST);
        let (draft, losses) = restored(&[("amount", &text)]);
        assert_eq!((draft.text(Field::Amount), losses), (text.as_str(), Vec::new()));
    }

    #[test]
    fn messages_never_repeat_more_than_a_line() {
        let (_, losses) = restored(&[(&"ä".repeat(500), ""), ("concern", &"ä".repeat(500))]);
        let short = "ä".repeat(40);
        let expected = [
            Loss::UnknownKey { key: short.clone(), nearest: None },
            Loss::NotAllowed { field: Field::Concern, text: short },
        ];
        assert_eq!(losses, expected);
    }
}
