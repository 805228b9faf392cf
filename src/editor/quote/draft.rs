//! What staff type into a quote: every field as the text that stands in it, known by one key each.
//!
//! Nothing typed is ever refused here: what cannot be read stays where it is until it is mended. Keys are those of the
//! form, of a saved file and of what the browser keeps: `date` of the quote, `1.sessions` of its first option,
//! `1.2.price` of the second line of that.

/// Declares fields: an enum, its members in order, and the key of each.
macro_rules! fields {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $member:ident = $key:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $member,)* }

        impl $name {
            /// Every field, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$member,)*];

            /// The key of the field.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$member => $key,)* }
            }
        }
    };
}

fields! {
    /// A field of the whole quote.
    Head {
        /// The quote's number, given when it is begun.
        Number = "number",
        /// The day of the quote, ISO.
        Date = "date",
        /// The last day on which the quote holds, ISO.
        ValidUntil = "valid_until",
        /// The id of a provider in the price list.
        Provider = "provider",
        /// The id of a location in the price list.
        Location = "location",
        /// The patient's name: on paper and in a saved file, never in a code.
        Patient = "patient",
        /// The patient's date of birth, for a good-faith estimate.
        BirthDate = "birth_date",
        /// The day of the first visit, ISO, where one is agreed.
        FirstVisit = "first_visit",
        /// The day on which the visit was booked or the estimate asked for, ISO.
        AskedOn = "asked_on",
        /// Notes for the clinic alone: never on a patient's side.
        Notes = "notes",
        /// The id and the fingerprint of the price list that the quote was made from.
        ListId = "list_id",
        ListFingerprint = "list_fingerprint",
        /// The tax of that list, in basis points: "none", "added 825", "included 825".
        ListTax = "list_tax",
        /// The currency of that list, ISO 4217.
        Currency = "currency",
        /// How often the quote was printed; empty before the first time.
        Printed = "printed",
        /// The day on which it was printed first, ISO.
        FirstPrinted = "first_printed",
    }
}

fields! {
    /// A field of one option.
    Choice {
        Concern = "concern",
        Severity = "severity",
        /// The word of a treatment or of a laser.
        Service = "service",
        Area = "area",
        /// The id of the price list's row, where several are for this treatment and area.
        Item = "item",
        /// Sessions that were agreed.
        Sessions = "sessions",
        /// Weeks between two sessions.
        Weeks = "weeks",
        /// The id of a membership.
        Membership = "membership",
        /// Taken off the whole: "10%" or an amount.
        Discount = "discount",
        DiscountReason = "discount_reason",
        /// Paid already for a consultation that is credited.
        Credit = "credit",
        /// Due now: "25%" or an amount.
        Deposit = "deposit",
        /// The id of a lender of the price list, or "other".
        Lender = "lender",
        LenderName = "lender_name",
        /// The annual rate in per cent.
        Rate = "rate",
        /// The number of monthly payments.
        Payments = "payments",
        /// "yes" where interest is deferred.
        Deferred = "deferred",
        /// Why the total is outside of what the page says online.
        RangeReason = "range_reason",
        /// "own" once the lines are no longer filled in from the plan.
        Lines = "lines",
        /// The total when it was printed first, as a plain number.
        FirstTotal = "first_total",
    }
}

fields! {
    /// A field of one line.
    LineField {
        /// Where in the price list the line is from; empty for a line of one's own.
        Source = "source",
        Label = "label",
        Quantity = "quantity",
        Price = "price",
        /// Taken off the line: "10%" or an amount.
        Discount = "discount",
        /// Why the price is another than the list's, or why something is taken off.
        Reason = "reason",
        /// "no" where no tax is on it.
        Taxed = "taxed",
        /// "yes" while there is one for each session of the plan.
        Follows = "follows",
    }
}

/// The most options that stand side by side.
pub const MOST_OPTIONS: usize = 3;
/// The most lines of an option.
pub const MOST_LINES: usize = 40;
/// The longest text of a field; the notes may have as much.
pub const LONGEST_TEXT: usize = 2_000;

/// One line as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineDraft {
    texts: [String; LineField::ALL.len()],
}

/// One option as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionDraft {
    texts: [String; Choice::ALL.len()],
    pub lines: Vec<LineDraft>,
}

/// A quote as it is typed; there is always one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteDraft {
    texts: [String; Head::ALL.len()],
    pub options: Vec<OptionDraft>,
    /// The option that is being typed, counted from 0.
    pub shown: usize,
}

impl Default for QuoteDraft {
    fn default() -> Self {
        Self { texts: Default::default(), options: vec![OptionDraft::default()], shown: 0 }
    }
}

/// The place of a field of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Head(Head),
    /// The option, counted from 0.
    Option(usize, Choice),
    /// The option and the line, counted from 0.
    Line(usize, usize, LineField),
}

impl Place {
    /// The key of the place, as `1.2.price`.
    pub fn key(self) -> String {
        match self {
            Self::Head(field) => field.key().to_owned(),
            Self::Option(option, field) => [&(option.saturating_add(1)).to_string(), ".", field.key()].concat(),
            Self::Line(option, line, field) => {
                let (option, line) = (option.saturating_add(1).to_string(), line.saturating_add(1).to_string());
                [&option, ".", &line, ".", field.key()].concat()
            }
        }
    }

    /// The place that a key names; none where there is no such field.
    pub fn of(key: &str) -> Option<Self> {
        let number = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        let mut parts = key.split('.');
        let place = match (parts.next()?, parts.next(), parts.next()) {
            (field, None, None) => Self::Head(*Head::ALL.iter().find(|known| known.key() == field)?),
            (option, Some(field), None) => {
                Self::Option(number(option)?, *Choice::ALL.iter().find(|known| known.key() == field)?)
            }
            (option, Some(line), Some(field)) => {
                Self::Line(number(option)?, number(line)?, *LineField::ALL.iter().find(|known| known.key() == field)?)
            }
            (_, None, Some(_)) => return None,
        };
        parts.next().is_none().then_some(place)
    }
}

impl LineDraft {
    /// A line from these texts.
    pub fn new(texts: &[(LineField, &str)]) -> Self {
        let mut line = Self::default();
        for (field, text) in texts {
            line.set(*field, text);
        }
        line
    }

    /// What stands in a field.
    pub fn get(&self, field: LineField) -> &str {
        self.texts.get(field as usize).map_or("", String::as_str)
    }

    /// Puts a text into a field.
    pub fn set(&mut self, field: LineField, text: &str) {
        put(&mut self.texts, field as usize, text);
    }
}

impl OptionDraft {
    /// What stands in a field.
    pub fn get(&self, field: Choice) -> &str {
        self.texts.get(field as usize).map_or("", String::as_str)
    }

    /// Puts a text into a field.
    pub fn set(&mut self, field: Choice, text: &str) {
        put(&mut self.texts, field as usize, text);
    }

    /// Whether the lines follow the plan.
    pub fn follows_plan(&self) -> bool {
        self.get(Choice::Lines).is_empty()
    }
}

impl QuoteDraft {
    /// What stands in a field of the whole.
    pub fn get(&self, field: Head) -> &str {
        self.texts.get(field as usize).map_or("", String::as_str)
    }

    /// Puts a text into a field of the whole.
    pub fn set(&mut self, field: Head, text: &str) {
        put(&mut self.texts, field as usize, text);
    }

    /// The option that is being typed.
    pub fn option(&self) -> Option<&OptionDraft> {
        self.options.get(self.shown)
    }

    /// What stands at a place; none where the quote has no such option or line.
    pub fn at(&self, place: Place) -> Option<&str> {
        Some(match place {
            Place::Head(field) => self.get(field),
            Place::Option(option, field) => self.options.get(option)?.get(field),
            Place::Line(option, line, field) => self.options.get(option)?.lines.get(line)?.get(field),
        })
    }

    /// Puts a text at a place; false where the quote has no such option or line.
    pub fn put(&mut self, place: Place, text: &str) -> bool {
        match place {
            Place::Head(field) => self.set(field, text),
            Place::Option(option, field) => match self.options.get_mut(option) {
                Some(option) => option.set(field, text),
                None => return false,
            },
            Place::Line(option, line, field) => {
                match self.options.get_mut(option).and_then(|option| option.lines.get_mut(line)) {
                    Some(line) => line.set(field, text),
                    None => return false,
                }
            }
        }
        true
    }

    /// Takes an option away; false where it is the last one or not there.
    pub fn remove_option(&mut self, at: usize) -> bool {
        if self.options.len() < 2 || at >= self.options.len() {
            return false;
        }
        self.options.remove(at);
        self.shown = self.shown.min(self.options.len().saturating_sub(1));
        true
    }

    /// Takes a line away; false where it is not there.
    pub fn remove_line(&mut self, option: usize, row: usize) -> bool {
        let Some(option) = self.options.get_mut(option).filter(|option| row < option.lines.len()) else { return false };
        option.lines.remove(row);
        true
    }

    /// Every place with a text in it, in the order of the form.
    pub fn entries(&self) -> Vec<(Place, &str)> {
        let mut entries = Vec::new();
        for field in Head::ALL {
            entries.push((Place::Head(*field), self.get(*field)));
        }
        for (at, option) in self.options.iter().enumerate() {
            for field in Choice::ALL {
                entries.push((Place::Option(at, *field), option.get(*field)));
            }
            for (row, line) in option.lines.iter().enumerate() {
                for field in LineField::ALL {
                    entries.push((Place::Line(at, row, *field), line.get(*field)));
                }
            }
        }
        entries.retain(|(_, text)| !text.is_empty());
        entries
    }

    /// Puts a text at a place, making room for its option and line; false where they would be too many or the text is
    /// too long.
    pub fn restore(&mut self, place: Place, text: &str) -> bool {
        let (options, lines) = match place {
            Place::Head(_) => (0, 0),
            Place::Option(option, _) => (option.saturating_add(1), 0),
            Place::Line(option, line, _) => (option.saturating_add(1), line.saturating_add(1)),
        };
        if options > MOST_OPTIONS || lines > MOST_LINES || text.len() > LONGEST_TEXT {
            return false;
        }
        while self.options.len() < options {
            self.options.push(OptionDraft::default());
        }
        if let Some(option) = options.checked_sub(1).and_then(|at| self.options.get_mut(at)) {
            while option.lines.len() < lines {
                option.lines.push(LineDraft::default());
            }
        }
        self.put(place, text)
    }

    /// Whether somebody has typed anything that would be missed: what the page fills in by itself does not count.
    pub fn is_begun(&self) -> bool {
        let own = [
            Head::Number,
            Head::Date,
            Head::ValidUntil,
            Head::ListId,
            Head::ListFingerprint,
            Head::ListTax,
            Head::Currency,
        ];
        self.options.len() > 1
            || self.entries().iter().any(|(place, _)| !matches!(place, Place::Head(field) if own.contains(field)))
    }
}

fn put(texts: &mut [String], at: usize, text: &str) {
    if let Some(place) = texts.get_mut(at) {
        text.clone_into(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_known_by_its_key() {
        let mut draft = QuoteDraft::default();
        for field in Head::ALL {
            assert_eq!(Place::of(field.key()), Some(Place::Head(*field)));
        }
        for field in Choice::ALL {
            let place = Place::Option(2, *field);
            assert_eq!(Place::of(&place.key()), Some(place));
        }
        for field in LineField::ALL {
            let place = Place::Line(1, 39, *field);
            assert_eq!(Place::of(&place.key()), Some(place));
            assert!(draft.restore(place, field.key()));
        }
        assert_eq!(draft.options.len(), 2);
        assert_eq!(draft.at(Place::Line(1, 39, LineField::Price)), Some("price"));
        assert!(!draft.restore(Place::Option(3, Choice::Area), "face"), "a fourth option");
        assert!(!draft.restore(Place::Line(0, 40, LineField::Price), "1"), "a line too many");
        for nothing in ["", "0.area", "1.0.price", "1.1.1.price", "1..price", "price", "1.nothing"] {
            assert_eq!(Place::of(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_quote_comes_back_from_its_entries() {
        let mut draft = QuoteDraft::default();
        draft.set(Head::Notes, "Brings her own cream");
        draft.options.push(OptionDraft::default());
        draft.put(Place::Option(1, Choice::Sessions), "4");
        draft.options[0].lines.push(LineDraft::new(&[(LineField::Label, "LED"), (LineField::Quantity, "3")]));
        let mut back = QuoteDraft::default();
        for (place, text) in draft.entries() {
            assert!(back.restore(place, text));
        }
        assert_eq!(back, draft);
    }
}
