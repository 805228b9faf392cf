//! The keys of a price list: for each kind of record its columns in canonical order, each with what may stand there.
//!
//! One table serves the canonical order of written JSON, the columns of CSV and the grid of the price-list editor.

use crate::domain::vocabulary::{Area, Concern, Laser, Treatment};

/// A kind of record: the price list itself, or an object of one of its lists.
#[derive(Debug)]
pub struct RecordKind {
    /// What stands in the column `record`: `list`, or the path of the list such as `items` and `items.packages`.
    pub name: &'static str,
    /// Every key in canonical order; the keys of a small object are dotted, such as `price.fixed`.
    pub columns: &'static [Column],
}

/// A key of a record and what may stand there.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: ColumnKind,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Money: whole minor units in JSON, units with a point in a table.
    Amount,
    /// A list of amounts in one cell, with spaces between.
    Amounts,
    /// Amounts by keys that nobody can list beforehand, a column for each: `prices.mn-face`.
    AmountsByKey,
    /// A whole number.
    Whole,
    /// True or false.
    Truth,
    /// One word of a vocabulary.
    Word(Vocabulary),
    /// Words of a vocabulary, with spaces between.
    Words(Vocabulary),
    /// Text that is the same in every language.
    Text,
    /// Text, or texts by language: `label` or `label.en`, `label.es`.
    Label,
    /// A list of labels, a column for each: `notes.1`, `notes.2`.
    Labels,
    /// A date as `2026-11-20`.
    Date,
    /// An identifier of lower-case words, digits and hyphens.
    Id,
    /// A list of objects, which are records of their own.
    Rows,
}

/// A list of words that a format knows; [`Vocabulary::Free`] for identifiers, which each list makes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    Free,
    ItemKind,
    Treatment,
    Laser,
    /// Treatments and lasers.
    Service,
    /// The areas of the model, and those that are quoted only.
    ListedArea,
    Concern,
    /// How often a fee or an add-on is charged.
    Per,
    ConsultationTerms,
    DiscountFor,
    /// The currencies of the menus that were read; every other code of ISO 4217 is accepted too.
    Currency,
}

/// The kinds of an item.
pub const ITEM_KINDS: [&str; 3] = ["needling", "laser", "other"];
/// Areas that are quoted and never estimated as they stand.
pub const QUOTED_AREAS: [&str; 2] = ["face-neck-chest", "unstated"];
/// How often a fee or an add-on is charged.
pub const PER: [&str; 2] = ["course", "session"];
/// What a consultation costs.
pub const CONSULTATION_TERMS: [&str; 5] = ["free", "paid", "credited", "free-if-treated", "not-stated"];
/// Who gets a discount.
pub const DISCOUNT_FOR: [&str; 3] = ["new-client", "referral", "other"];
const CURRENCIES: [&str; 10] = ["USD", "GBP", "EUR", "SEK", "CAD", "AUD", "NZD", "ZAR", "CHF", "JPY"];

impl Vocabulary {
    /// The words in the order in which people are shown them; none of a free vocabulary.
    pub fn words(self) -> Vec<&'static str> {
        let mut words: Vec<&'static str> = Vec::new();
        match self {
            Self::Free => {}
            Self::ItemKind => words.extend(ITEM_KINDS),
            Self::Per => words.extend(PER),
            Self::ConsultationTerms => words.extend(CONSULTATION_TERMS),
            Self::DiscountFor => words.extend(DISCOUNT_FOR),
            Self::Currency => words.extend(CURRENCIES),
            Self::Concern => words.extend(Concern::ALL.iter().map(|word| word.word())),
            Self::ListedArea => {
                words.extend(Area::ALL.iter().map(|word| word.word()));
                words.extend(QUOTED_AREAS);
            }
            Self::Treatment | Self::Laser | Self::Service => {
                if self != Self::Laser {
                    words.extend(Treatment::ALL.iter().map(|word| word.word()));
                }
                if self != Self::Treatment {
                    words.extend(Laser::ALL.iter().map(|word| word.word()));
                }
            }
        }
        words
    }
}

/// The name of the record of what stands at the top of a price list.
pub const LIST: &str = "list";

const fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind }
}

use ColumnKind::{Amount, Amounts, AmountsByKey, Date, Id, Label, Labels, Rows, Text, Truth, Whole, Word, Words};

/// Every kind of record, each parent before the lists inside it.
pub static RECORDS: [RecordKind; 13] = [
    RecordKind {
        name: LIST,
        columns: &[
            column("version", Whole),
            column("id", Id),
            column("clinic", Text),
            column("currency", Word(Vocabulary::Currency)),
            column("valid_from", Date),
            column("valid_until", Date),
            column("updated", Date),
            column("language", Text),
            column("tax.included", Truth),
            column("tax.rate_bp", Whole),
            column("items", Rows),
            column("add_ons", Rows),
            column("fees", Rows),
            column("consultation.terms", Word(Vocabulary::ConsultationTerms)),
            column("consultation.price.fixed", Amount),
            column("consultation.price.from", Amount),
            column("consultation.label", Label),
            column("consultation.note", Label),
            column("consultation.duration_minutes", Whole),
            column("deposit.fixed", Amount),
            column("deposit.percent_bp", Whole),
            column("deposit.stated", Truth),
            column("deposit.above", Amount),
            column("deposit.note", Label),
            column("deposit.refundable", Truth),
            column("memberships", Rows),
            column("discounts", Rows),
            column("financing", Rows),
            column("courses", Rows),
            column("providers", Rows),
            column("locations", Rows),
            column("good_faith_estimate.facility", Text),
            column("good_faith_estimate.npi", Text),
            column("good_faith_estimate.tin", Text),
            column("good_faith_estimate.address", Text),
            column("good_faith_estimate.telephone", Text),
            column("good_faith_estimate.email", Text),
            column("good_faith_estimate.disclaimer", Label),
            column("notes", Labels),
        ],
    },
    RecordKind {
        name: "items",
        columns: &[
            column("id", Id),
            column("kind", Word(Vocabulary::ItemKind)),
            column("treatment", Word(Vocabulary::Treatment)),
            column("modality", Word(Vocabulary::Laser)),
            column("area", Word(Vocabulary::ListedArea)),
            column("label", Label),
            column("variant", Label),
            column("concerns", Words(Vocabulary::Concern)),
            column("locations", Words(Vocabulary::Free)),
            column("price.fixed", Amount),
            column("price.from", Amount),
            column("price.range", Amounts),
            column("price.on_request", Truth),
            column("price.package_only", Truth),
            column("price.per_unit.amount", Amount),
            column("price.per_unit.unit", Label),
            column("was", Amount),
            column("upkeep_price", Amount),
            column("sessions.low", Whole),
            column("sessions.high", Whole),
            column("interval_weeks.low", Whole),
            column("interval_weeks.high", Whole),
            column("packages", Rows),
            column("unit_steps", Rows),
            column("parts", Words(Vocabulary::Free)),
            column("member_price", Amount),
            column("deposit", Amount),
            column("taxed", Truth),
            column("includes", Labels),
            column("device", Text),
            column("duration_minutes", Whole),
            column("code", Text),
            column("free_touch_up", Truth),
            column("note", Label),
        ],
    },
    RecordKind {
        name: "items.packages",
        columns: &[
            column("sessions", Whole),
            column("min_sessions", Whole),
            column("total", Amount),
            column("percent_off_bp", Whole),
            column("stated_saving", Amount),
            column("label", Label),
            column("note", Label),
        ],
    },
    RecordKind { name: "items.unit_steps", columns: &[column("quantity", Whole), column("total", Amount)] },
    RecordKind {
        name: "add_ons",
        columns: &[
            column("id", Id),
            column("label", Label),
            column("price.fixed", Amount),
            column("price.by_area.face", Amount),
            column("price.by_area.face-neck", Amount),
            column("price.by_area.neck-chest", Amount),
            column("price.by_area.spot", Amount),
            column("price.by_area.abdomen", Amount),
            column("price.by_area.thighs", Amount),
            column("price.by_area.back", Amount),
            column("price.by_area.hands", Amount),
            column("price.by_area.scalp", Amount),
            column("price.by_area.face-neck-chest", Amount),
            column("price.by_area.unstated", Amount),
            column("price.percent_of_session_bp", Whole),
            column("price.per_unit.amount", Amount),
            column("price.per_unit.unit", Label),
            column("per", Word(Vocabulary::Per)),
            column("applies_to", Words(Vocabulary::Free)),
            column("alone", Amount),
            column("taxed", Truth),
            column("note", Label),
        ],
    },
    RecordKind {
        name: "fees",
        columns: &[
            column("id", Id),
            column("label", Label),
            column("amount", Amount),
            column("per", Word(Vocabulary::Per)),
            column("mandatory", Truth),
            column("credited", Truth),
            column("applies_to", Words(Vocabulary::Service)),
        ],
    },
    RecordKind {
        name: "memberships",
        columns: &[
            column("id", Id),
            column("label", Label),
            column("monthly", Amount),
            column("set_up", Amount),
            column("minimum_months", Whole),
            column("percent_off_bp", Whole),
            column("prices", AmountsByKey),
            column("applies_to", Words(Vocabulary::Free)),
            column("note", Label),
        ],
    },
    RecordKind {
        name: "discounts",
        columns: &[
            column("id", Id),
            column("label", Label),
            column("for", Word(Vocabulary::DiscountFor)),
            column("percent_off_bp", Whole),
            column("amount", Amount),
            column("applies_to", Words(Vocabulary::Free)),
            column("until", Date),
        ],
    },
    RecordKind {
        name: "financing",
        columns: &[
            column("id", Id),
            column("lender", Text),
            column("apr_bp", Whole),
            column("payments", Whole),
            column("deferred_interest", Truth),
            column("least", Amount),
            column("monthly_shown", Rows),
        ],
    },
    RecordKind { name: "financing.monthly_shown", columns: &[column("price", Amount), column("payment", Amount)] },
    RecordKind {
        name: "courses",
        columns: &[
            column("concern", Word(Vocabulary::Concern)),
            column("sessions.low", Whole),
            column("sessions.high", Whole),
            column("interval_weeks.low", Whole),
            column("interval_weeks.high", Whole),
            column("reviewed_by", Text),
            column("reviewed_on", Date),
        ],
    },
    RecordKind {
        name: "providers",
        columns: &[
            column("id", Id),
            column("name", Text),
            column("title", Label),
            column("npi", Text),
            column("locations", Words(Vocabulary::Free)),
        ],
    },
    RecordKind {
        name: "locations",
        columns: &[column("id", Id), column("name", Label), column("address", Text), column("telephone", Text)],
    },
];

/// The kind of record of a name.
pub fn record_kind(name: &str) -> Option<&'static RecordKind> {
    RECORDS.iter().find(|kind| kind.name == name)
}
