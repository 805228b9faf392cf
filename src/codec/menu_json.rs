//! The whole of a clinic's price list as JSON: every problem and every warning at once, in reading order.
//!
//! What an estimate rests on is read by the functions of `price_list_json`, so that both readers agree on it.

mod warnings;
mod write;

pub use write::{canonical, fingerprint};

use super::json::Value;
use super::price_list_json::{
    self, AREA, CONSULTATION_KEYS, CONSULTATION_PRICE, FEE_KEYS, ITEM_KEYS, ITEM_KINDS, ITEMS, KEYS, LONGEST_LABEL,
    MOST_ITEMS, PACKAGE_KEYS, PRICE, PRICE_KEYS, WHOLE_BP, amount, counted,
};
use super::reader::{Object, Place, Problems, said};
use super::scenario_json::{chosen, range};
use crate::domain::currency::Currency;
use crate::domain::menu::{
    AddOn, AddOnPer, AddOnPrice, Consultation, ConsultationTerms, Deposit, DepositSize, Discount, DiscountFor,
    DiscountSize, Financing, FinancingTerms, GoodFaith, ItemKind, Label, Location, Membership, Menu, MenuArea, MenuFee,
    MenuItem, MenuPackage, MenuPrice, MonthlyShown, Provider, ReviewedCourse, UnitPrice, UnitStep,
};
use crate::domain::money::{BasisPoints, Money};
use crate::domain::price_list::{ListedPrice, Package};
use crate::domain::problem::{Problem, ProblemCode};
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::{Area, Concern};
use chrono::NaiveDate;

/// Every key of an add-on.
pub const ADD_ON_KEYS: [&str; 8] = ["id", "label", "price", "per", "applies_to", "alone", "taxed", "note"];
/// Every key of a membership.
pub const MEMBERSHIP_KEYS: [&str; 9] =
    ["id", "label", "monthly", "set_up", "minimum_months", "percent_off_bp", "prices", "applies_to", "note"];
/// Every key of a discount.
pub const DISCOUNT_KEYS: [&str; 7] = ["id", "label", "for", "percent_off_bp", "amount", "applies_to", "until"];
/// Every key of a lender.
pub const FINANCING_KEYS: [&str; 7] =
    ["id", "lender", "apr_bp", "payments", "deferred_interest", "least", "monthly_shown"];
/// Every key of a deposit.
pub const DEPOSIT_KEYS: [&str; 6] = ["fixed", "percent_bp", "stated", "above", "note", "refundable"];
/// Every key of a provider.
pub const PROVIDER_KEYS: [&str; 5] = ["id", "name", "title", "npi", "locations"];
/// Every key of a location.
pub const LOCATION_KEYS: [&str; 4] = ["id", "name", "address", "telephone"];
/// Every key of what stands on a good-faith estimate.
pub const GOOD_FAITH_KEYS: [&str; 7] = ["facility", "npi", "tin", "address", "telephone", "email", "disclaimer"];

const MOST_ADD_ONS: usize = 200;
const MOST_PLANS: usize = 20;
const MOST_LENDERS: usize = 10;
const MOST_PEOPLE: usize = 100;
const MOST_NOTES: usize = 50;
const MOST_INCLUDED: usize = 20;
const MOST_STEPS: usize = 10;
const LONGEST_CODE: usize = 20;
const LONGEST_DISCLAIMER: usize = 2_000;
const DURATION: (u32, u32) = (5, 600);
const IDENTIFIER: &str = "a name of its own, such as \"mn-face\"";
const WORDS: &str = "what patients read";

/// What a price list says, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The list, unless there is a problem.
    pub menu: Option<Menu>,
    /// What must be mended, in reading order: at most a hundred, then one that counts the rest.
    pub problems: Vec<Problem>,
    /// What is worth a look, of all that could be read, in reading order and counted likewise.
    pub warnings: Vec<Problem>,
}

/// Reads a price list from JSON text.
///
/// # Errors
/// All problems in reading order, at most a hundred, then one that counts the rest.
pub fn read(text: &str) -> Result<Menu, Vec<Problem>> {
    let checked = check(text, None);
    checked.menu.ok_or(checked.problems)
}

/// Reads a price list from JSON text and looks through it, on this day: without one, nothing is past its end.
pub fn check(text: &str, today: Option<NaiveDate>) -> Checked {
    match price_list_json::tree(text) {
        Ok(tree) => check_place(&Place::root(&tree), today),
        Err(problem) => Checked { menu: None, problems: vec![problem], warnings: Vec::new() },
    }
}

/// Reads a price list from a place in a JSON tree and looks through it.
pub fn check_place(place: &Place, today: Option<NaiveDate>) -> Checked {
    let mut reading = Reading::default();
    let menu = menu(place, &mut reading);
    reading.check_references();
    let warnings = menu.as_ref().map(|menu| warnings::of(menu, &reading.readable_items, place.node, today));
    let mut problems = counted(reading.problems.into_sorted());
    let warnings = counted(warnings.unwrap_or_default().into_sorted());
    let menu = menu.filter(|_| problems.is_empty()).and_then(|menu| match price_list_json::read_place(place) {
        Ok(list) => Some(Menu { list, ..menu }),
        Err(more) => {
            problems = more;
            None
        }
    });
    Checked { menu, problems, warnings }
}

/// What is kept while a list is read.
#[derive(Debug, Default)]
struct Reading {
    problems: Problems,
    /// The ids of items and add-ons, ascending, each with the path of its entry.
    ids: Vec<(String, String)>,
    locations: Vec<String>,
    references: Vec<Reference>,
    /// The position in the file of each item that could be read.
    readable_items: Vec<usize>,
}

/// An id that names another entry.
#[derive(Debug)]
struct Reference {
    order: u32,
    path: String,
    id: String,
    of: Named,
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Item,
    Location,
}

impl Reading {
    /// Notes every id that names nothing.
    fn check_references(&mut self) {
        self.ids.sort_unstable();
        for reference in std::mem::take(&mut self.references) {
            let (is_known, of) = match reference.of {
                Named::Item => {
                    let known = |(id, _): &(String, String)| id.as_str().cmp(&reference.id);
                    (self.ids.binary_search_by(known).is_ok(), "item")
                }
                Named::Location => (self.locations.contains(&reference.id), "location"),
            };
            if !is_known {
                let name = ["`", &reference.path, "`"].concat();
                let problem = said("{} is \"{}\", which is the id of no {}", &[&name, &reference.id, of]);
                let fix = said("use the id of an {} of this list, or leave it out", &[of]);
                self.problems.add_at(reference.order, reference.path, ProblemCode::Conflict, problem, &fix);
            }
        }
    }

    fn refer(&mut self, at: &Place, id: &str, of: Named) {
        self.references.push(Reference { order: at.node.order, path: at.path(), id: id.to_owned(), of });
    }

    /// A list of ids that name other entries; an empty one says nothing.
    fn named(&mut self, object: &Object, key: &'static str, of: Named) -> Vec<String> {
        let Some(at) = object.optional(key) else { return Vec::new() };
        let places = at.list(MOST_ITEMS, &mut self.problems).unwrap_or_default();
        self.not_empty(&at);
        let mut ids = Vec::new();
        for place in places {
            if let Some(id) = place.identifier(&mut self.problems) {
                self.refer(&place, &id, of);
                ids.push(id);
            }
        }
        ids
    }

    /// An empty list would say "none", where the key is meant to name some.
    fn not_empty(&mut self, at: &Place) {
        if matches!(&at.node.value, Value::List(list) if list.is_empty()) {
            let problem = said("{} is empty", &[&at.name()]);
            self.problems.add(at, ProblemCode::Range, problem, "name at least one, or leave the key out");
        }
    }

    fn id(&mut self, object: &Object) -> Option<String> {
        let at = object.required("id", IDENTIFIER, &mut self.problems)?;
        at.identifier(&mut self.problems)
    }

    fn label(&mut self, object: &Object, key: &'static str) -> Option<Label> {
        label(&object.optional(key)?, &mut self.problems)
    }

    fn required_label(&mut self, object: &Object, key: &'static str) -> Option<Label> {
        label(&object.required(key, WORDS, &mut self.problems)?, &mut self.problems)
    }

    fn labels(&mut self, object: &Object, key: &'static str, most: usize) -> Vec<Label> {
        let Some(at) = object.optional(key) else { return Vec::new() };
        let places = at.list(most, &mut self.problems).unwrap_or_default();
        places.iter().filter_map(|place| label(place, &mut self.problems)).collect()
    }

    fn text(&mut self, object: &Object, key: &'static str, longest: usize) -> Option<String> {
        object.optional(key)?.label(longest, &mut self.problems)
    }

    fn required_text(&mut self, object: &Object, key: &'static str) -> Option<String> {
        object.required(key, "text", &mut self.problems)?.label(LONGEST_LABEL, &mut self.problems)
    }

    fn amount(&mut self, object: &Object, key: &'static str) -> Option<Money> {
        amount(&object.optional(key)?, &mut self.problems)
    }

    fn required_amount(&mut self, object: &Object, key: &'static str) -> Option<Money> {
        amount(&object.required(key, "an amount in minor units", &mut self.problems)?, &mut self.problems)
    }

    fn count(&mut self, object: &Object, key: &'static str, bounds: (u32, u32)) -> Option<u32> {
        object.optional(key)?.count(bounds, &mut self.problems)
    }

    fn rate(&mut self, object: &Object, key: &'static str) -> Option<BasisPoints> {
        self.count(object, key, (1, WHOLE_BP)).map(BasisPoints)
    }

    fn truth(&mut self, object: &Object, key: &'static str) -> Option<bool> {
        object.optional(key)?.truth(&mut self.problems)
    }

    fn date(&mut self, object: &Object, key: &'static str) -> Option<NaiveDate> {
        object.optional(key)?.date(Scenario::START_YEARS, &mut self.problems)
    }

    fn conflict(&mut self, at: &Place, problem: &str, fix: &str) {
        self.problems.add(at, ProblemCode::Conflict, said(problem, &[&at.name()]), fix);
    }

    /// The one of several keys that is given; a problem with the object where it is none or more than one.
    fn one_of(&mut self, object: &Object, keys: &[&'static str]) -> Option<&'static str> {
        let mut given = keys.iter().copied().filter(|key| object.optional(key).is_some());
        let first = given.next();
        if first.is_some() && given.next().is_none() {
            return first;
        }
        let (at, keys) = (&object.place, keys.join(", "));
        let (code, problem) = match first {
            None => (ProblemCode::Missing, said("{} has none of {}", &[&at.name(), &keys])),
            Some(_) => (ProblemCode::Conflict, said("{} has more than one of {}", &[&at.name(), &keys])),
        };
        self.problems.add(at, code, problem, &["give exactly one of ", &keys].concat());
        None
    }
}

/// Ids taken so far in one list or in several that share them.
#[derive(Debug, Default)]
struct Ids {
    /// Ascending, each with the path of its entry.
    taken: Vec<(String, String)>,
}

impl Ids {
    /// Takes the id of an entry, if it has one, and notes one that an earlier entry has already.
    fn take_of(&mut self, place: &Place, problems: &mut Problems) {
        let Value::Object(entries) = &place.node.value else { return };
        let Some((_, node)) = entries.iter().find(|(key, _)| key == "id") else { return };
        let Value::Text(id) = &node.value else { return };
        match self.taken.binary_search_by(|(known, _)| known.as_str().cmp(id)) {
            Err(position) => self.taken.insert(position, (id.to_owned(), place.path())),
            Ok(position) => {
                let first = self.taken.get(position).map_or("", |(_, path)| path);
                let at = place.below("id", node);
                let problem = said("{} is \"{}\", which is the id of `{}` already", &[&at.name(), id, first]);
                problems.add(&at, ProblemCode::Conflict, problem, "give each entry an id of its own");
            }
        }
    }
}

/// Words in one language, or an object of them by language.
fn label(at: &Place, problems: &mut Problems) -> Option<Label> {
    label_of(at, LONGEST_LABEL, problems)
}

/// Words of at most so many characters in each language.
fn label_of(at: &Place, longest: usize, problems: &mut Problems) -> Option<Label> {
    if !matches!(at.node.value, Value::Object(_)) {
        return at.label(longest, problems).map(Label::Plain);
    }
    let mut texts = Vec::new();
    let entries = at.entries(problems)?;
    if entries.is_empty() {
        let problem = said("{} has no words", &[&at.name()]);
        problems.add(at, ProblemCode::Missing, problem, "give words by language, such as {\"en\": \"Face\"}");
    }
    for (code, place) in entries {
        let text = place.label(longest, problems);
        if !is_language(code) {
            let problem = said("{} is words in \"{}\", which is no language code", &[&place.name(), code]);
            problems.add(&place, ProblemCode::UnknownKey, problem, LANGUAGE);
        } else if let Some(text) = text {
            texts.push((code.to_owned(), text));
        }
    }
    texts.sort_unstable();
    Some(Label::ByLanguage(texts)).filter(|label| !label.texts().is_empty())
}

const LANGUAGE: &str = "use the code of a language in small letters, such as \"en\" or \"es\"";

/// Whether a text is a primary language subtag of BCP 47.
fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|letter| letter.is_ascii_lowercase())
}

fn menu(place: &Place, reading: &mut Reading) -> Option<Menu> {
    let object = place.object(&KEYS, &mut reading.problems)?;
    let list = price_list_json::head(&object, &mut reading.problems)?;
    let id = object.optional("id").and_then(|at| at.identifier(&mut reading.problems));
    let language = object.optional("language").and_then(|at| {
        let code = at.text("the code of a language, such as \"en\"", &mut reading.problems)?;
        if !is_language(code) {
            let problem = said("{} is {}, which is no language code", &[&at.name(), &at.node.describe()]);
            reading.problems.add(&at, ProblemCode::Range, problem, LANGUAGE);
        }
        Some(code.to_owned())
    });
    let mut ids = Ids::default();
    let items = object.required("items", ITEMS, &mut reading.problems);
    let items = items.map(|at| items_of(&at, &mut ids, reading)).unwrap_or_default();
    let add_ons = entries(&object, "add_ons", MOST_ADD_ONS, reading, |place, reading| {
        ids.take_of(place, &mut reading.problems);
        add_on(place, reading)
    });
    reading.ids = ids.taken;
    let (fees, _) = identified(&object, "fees", MOST_ITEMS, reading, fee);
    let consultation = object.optional("consultation").and_then(|at| consultation(&at, reading));
    let deposit = object.optional("deposit").and_then(|at| deposit(&at, reading));
    let (memberships, _) = identified(&object, "memberships", MOST_PLANS, reading, membership);
    let (discounts, _) = identified(&object, "discounts", MOST_PLANS, reading, discount);
    let (financing, _) = identified(&object, "financing", MOST_LENDERS, reading, lender);
    let mut concerns: Vec<Concern> = Vec::new();
    let courses = entries(&object, "courses", MOST_ITEMS, reading, |place, reading| {
        let course = course(place, reading)?;
        if concerns.contains(&course.course.concern) {
            reading.conflict(place, "{} is a second course for its concern", "keep one for each concern");
        }
        concerns.push(course.course.concern);
        Some(course)
    });
    let (providers, _) = identified(&object, "providers", MOST_PEOPLE, reading, provider);
    let (locations, ids) = identified(&object, "locations", MOST_PEOPLE, reading, location);
    reading.locations = ids.taken.into_iter().map(|(id, _)| id).collect();
    let good_faith_estimate = object.optional("good_faith_estimate").and_then(|at| {
        if list.currency != Currency::USD {
            reading.conflict(&at, "{} is for the United States, but the currency is not USD", "leave it out");
        }
        good_faith(&at, reading)
    });
    let notes = reading.labels(&object, "notes", MOST_NOTES);
    Some(Menu {
        list,
        id,
        language,
        items,
        add_ons,
        fees,
        consultation,
        deposit,
        memberships,
        discounts,
        financing,
        courses,
        providers,
        locations,
        good_faith_estimate,
        notes,
    })
}

/// The entries of a list that may be absent.
fn entries<T>(
    object: &Object,
    key: &'static str,
    most: usize,
    reading: &mut Reading,
    mut entry: impl FnMut(&Place, &mut Reading) -> Option<T>,
) -> Vec<T> {
    let Some(at) = object.optional(key) else { return Vec::new() };
    let places = at.list(most, &mut reading.problems).unwrap_or_default();
    places.iter().filter_map(|place| entry(place, reading)).collect()
}

/// The entries of a list in which each has an id of its own.
fn identified<T>(
    object: &Object,
    key: &'static str,
    most: usize,
    reading: &mut Reading,
    entry: fn(&Place, &mut Reading) -> Option<T>,
) -> (Vec<T>, Ids) {
    let mut ids = Ids::default();
    let found = entries(object, key, most, reading, |place, reading| {
        ids.take_of(place, &mut reading.problems);
        entry(place, reading)
    });
    (found, ids)
}

fn items_of(at: &Place, ids: &mut Ids, reading: &mut Reading) -> Vec<MenuItem> {
    // Also those without a readable id: a price that stands twice does so whatever its items are called.
    let mut found: Vec<(usize, MenuItem)> = Vec::new();
    let places = at.list(MOST_ITEMS, &mut reading.problems).unwrap_or_default();
    for (index, place) in places.iter().enumerate() {
        // An entry with a fault of another kind can still be named by others.
        ids.take_of(place, &mut reading.problems);
        let Some(item) = item(place, reading) else { continue };
        if let (Some(service), Some(area)) = (item.service(), item.area) {
            let is_same = |other: &MenuItem| {
                (other.kind, other.area, &other.variant) == (item.kind, item.area, &item.variant)
                    && price_list_json::shares(&other.concerns, &item.concerns)
                    && other.locations.is_empty() == item.locations.is_empty()
                    && (item.locations.is_empty() || item.locations.iter().any(|id| other.locations.contains(id)))
            };
            let first = found.iter().find(|(_, other)| is_same(other));
            if let Some(first) = first.and_then(|(index, _)| places.get(*index)) {
                price_list_json::second_price(place, service.word(), area.word(), first, &mut reading.problems);
            }
        }
        found.push((index, item));
    }
    found.retain(|(_, item)| !item.id.is_empty());
    let (readable, items) = found.into_iter().unzip();
    reading.readable_items = readable;
    items
}

/// The area that a word names.
fn menu_area(word: &str) -> MenuArea {
    match Area::from_word(word) {
        Some(area) => MenuArea::Known(area),
        None if word == MenuArea::FaceNeckChest.word() => MenuArea::FaceNeckChest,
        None => MenuArea::Unstated,
    }
}

/// The item at a place; its id is empty where there is none that can be read.
fn item(place: &Place, reading: &mut Reading) -> Option<MenuItem> {
    let object = place.object(&ITEM_KEYS, &mut reading.problems)?;
    let kind = chosen(place, "kind", &ITEM_KINDS, &mut reading.problems);
    let id = reading.id(&object);
    for (key, owner) in [("treatment", "needling"), ("modality", "laser")] {
        if let (Some(kind), Some(at)) = (kind, object.optional(key))
            && kind != owner
        {
            let problem = said("{} is not a key of an item of kind {}", &[&at.name(), kind]);
            reading.problems.add(
                &at,
                ProblemCode::UnknownKey,
                problem,
                &said("leave it out, or use kind {}", &[owner]),
            );
        }
    }
    let kind = match kind? {
        "other" => Some(ItemKind::Other),
        kind => price_list_json::service(&object, kind, &mut reading.problems).map(ItemKind::Service),
    };
    let is_other = kind == Some(ItemKind::Other);
    let area = if is_other { object.optional("area") } else { object.required("area", AREA, &mut reading.problems) };
    let area = area.map(|at| price_list_json::area(&at, &mut reading.problems).map(menu_area));
    let label = if is_other { Some(reading.required_label(&object, "label")) } else { None };
    let label = label.unwrap_or_else(|| reading.label(&object, "label"));
    let concerns = object.optional("concerns").map(|at| {
        reading.not_empty(&at);
        price_list_json::concerns(&at, &mut reading.problems)
    });
    let price = object.required("price", PRICE, &mut reading.problems).and_then(|at| price(&at, reading));
    let was = reading.amount(&object, "was");
    if let (Some(was), Some(amount), Some(at)) =
        (was, price.as_ref().and_then(MenuPrice::amount), object.optional("was"))
        && was <= amount
    {
        let problem = said("{} is {}, not above the price of {}", &[&at.name(), &minor(was), &minor(amount)]);
        reading.problems.add(&at, ProblemCode::Conflict, problem, "put the price before, or leave it out");
    }
    let packages = packages(&object, price.as_ref(), reading);
    if price == Some(MenuPrice::PackageOnly) && packages.is_empty() {
        let at = &object.place;
        let problem = said("{} is sold in packages only, and has none", &[&at.name()]);
        reading.problems.add(at, ProblemCode::Missing, problem, "add \"packages\", or use {\"on_request\": true}");
    }
    let sessions = object.optional("sessions").and_then(|at| range(&at, Scenario::SESSIONS, &mut reading.problems));
    let interval_weeks =
        object.optional("interval_weeks").and_then(|at| range(&at, Scenario::INTERVAL_WEEKS, &mut reading.problems));
    // All of it is read before anything is given up, so that all that is wrong is told at once.
    let (variant, note) = (reading.label(&object, "variant"), reading.label(&object, "note"));
    let locations = reading.named(&object, "locations", Named::Location);
    let upkeep_price = reading.amount(&object, "upkeep_price");
    let unit_steps = unit_steps(&object, reading);
    let parts = reading.named(&object, "parts", Named::Item);
    let member_price = reading.amount(&object, "member_price");
    let deposit = reading.amount(&object, "deposit");
    let taxed = reading.truth(&object, "taxed").unwrap_or(true);
    let includes = reading.labels(&object, "includes", MOST_INCLUDED);
    let device = reading.text(&object, "device", LONGEST_LABEL);
    let duration_minutes = reading.count(&object, "duration_minutes", DURATION);
    let code = reading.text(&object, "code", LONGEST_CODE);
    let free_touch_up = reading.truth(&object, "free_touch_up");
    let item = MenuItem {
        id: id.unwrap_or_default(),
        kind: kind?,
        area: area.flatten(),
        label,
        variant,
        concerns: concerns.unwrap_or_default(),
        locations,
        price: price?,
        was,
        upkeep_price,
        sessions,
        interval_weeks,
        packages,
        unit_steps,
        parts,
        member_price,
        deposit,
        taxed,
        includes,
        device,
        duration_minutes,
        code,
        free_touch_up,
        note,
    };
    Some(item).filter(|item| is_other || item.area.is_some())
}

/// An amount as messages write it, in minor units.
fn minor(amount: Money) -> String {
    amount.minor().to_string()
}

fn price(at: &Place, reading: &mut Reading) -> Option<MenuPrice> {
    let before = reading.problems.count();
    if let Some(listed) = price_list_json::listed_price(at, &mut reading.problems) {
        return Some(match listed {
            ListedPrice::Fixed(amount) => MenuPrice::Fixed(amount),
            ListedPrice::From(amount) => MenuPrice::From(amount),
            ListedPrice::Range(triple) => MenuPrice::Range(triple),
        });
    }
    if reading.problems.count() > before {
        return None;
    }
    let object = at.object(&PRICE_KEYS, &mut Problems::default())?;
    if let Some(at) = object.optional("per_unit") {
        return unit_price(&at, reading).map(MenuPrice::PerUnit);
    }
    let (key, price) = match object.optional("on_request") {
        Some(_) => ("on_request", MenuPrice::OnRequest),
        None => ("package_only", MenuPrice::PackageOnly),
    };
    affirmed(&object.optional(key)?, true, reading).then_some(price)
}

/// Whether a value is the only truth that may stand there.
fn affirmed(at: &Place, only: bool, reading: &mut Reading) -> bool {
    let found = at.truth(&mut reading.problems);
    if found == Some(!only) {
        let word = if only { "true" } else { "false" };
        let problem = said("{} is {}; expected {}", &[&at.name(), &at.node.describe(), word]);
        let fix = said("put {}, or use another key", &[word]);
        reading.problems.add(at, ProblemCode::Range, problem, &fix);
    }
    found == Some(only)
}

fn unit_price(at: &Place, reading: &mut Reading) -> Option<UnitPrice> {
    let object = at.object(&["amount", "unit"], &mut reading.problems)?;
    let amount = reading.required_amount(&object, "amount");
    let unit = reading.required_label(&object, "unit");
    Some(UnitPrice { amount: amount?, unit: unit? })
}

fn packages(object: &Object, price: Option<&MenuPrice>, reading: &mut Reading) -> Vec<MenuPackage> {
    entries(object, "packages", MOST_ITEMS, reading, |place, reading| {
        let terms = price_list_json::package(place, &mut reading.problems);
        // Its keys have been looked at.
        let object = place.object(&PACKAGE_KEYS, &mut Problems::default())?;
        let stated_saving = reading.amount(&object, "stated_saving");
        let (label, note) = (reading.label(&object, "label"), reading.label(&object, "note"));
        let terms = terms?;
        if let Some(price) = price
            && price.amount().is_none()
            && !matches!(terms, Package::Fixed { .. })
        {
            reading.conflict(place, "{} is a percentage, but a session has no price", "give the package a total");
        }
        if let (Some(stated), Some(MenuPrice::Fixed(price)), Some(at)) =
            (stated_saving, price, object.optional("stated_saving"))
        {
            let (sessions, cost) = cost(&terms, *price);
            let saving = price.times(i64::from(sessions)) - cost;
            if saving != stated {
                let problem = said(
                    "{} is {}, but {} singles less the package are {}",
                    &[&at.name(), &minor(stated), &sessions.to_string(), &minor(saving)],
                );
                let fix = match saving > Money::ZERO {
                    true => said("put {}, or mend the price or the total", &[&minor(saving)]),
                    false => "leave it out, or mend the price or the total".to_owned(),
                };
                reading.problems.add(&at, ProblemCode::Conflict, problem, &fix);
            }
        }
        Some(MenuPackage { terms, stated_saving, label, note })
    })
}

/// The least sessions of a package and what they cost at a session price.
fn cost(terms: &Package, price: Money) -> (u32, Money) {
    match *terms {
        Package::Percent { min_sessions, off } => {
            let gross = price.times(i64::from(min_sessions));
            (min_sessions, gross - gross.share(off))
        }
        _ => terms.cost(price).unwrap_or_default(),
    }
}

fn unit_steps(object: &Object, reading: &mut Reading) -> Vec<UnitStep> {
    let mut before = 0;
    entries(object, "unit_steps", MOST_STEPS, reading, |place, reading| {
        let object = place.object(&["quantity", "total"], &mut reading.problems)?;
        let quantity = price_list_json::count(&object, "quantity", (1, 1_000), &mut reading.problems);
        let total = reading.required_amount(&object, "total");
        let step = UnitStep { quantity: quantity?, total: total? };
        if step.quantity <= before {
            reading.conflict(
                place,
                "{} is not for more units than the one before it",
                "put the smallest quantity first",
            );
        }
        before = step.quantity;
        Some(step)
    })
}

fn add_on(place: &Place, reading: &mut Reading) -> Option<AddOn> {
    let object = place.object(&ADD_ON_KEYS, &mut reading.problems)?;
    let id = reading.id(&object);
    let label = reading.required_label(&object, "label");
    let price = object.required("price", PRICE, &mut reading.problems).and_then(|at| add_on_price(&at, reading));
    let per = object.required("per", "session or course", &mut reading.problems);
    let per = per.and_then(|at| at.word(AddOnPer::ALL, AddOnPer::word, &mut reading.problems));
    let applies_to = reading.named(&object, "applies_to", Named::Item);
    let alone = reading.amount(&object, "alone");
    let taxed = reading.truth(&object, "taxed").unwrap_or(true);
    let note = reading.label(&object, "note");
    Some(AddOn { id: id?, label: label?, price: price?, per: per?, applies_to, alone, taxed, note })
}

fn add_on_price(at: &Place, reading: &mut Reading) -> Option<AddOnPrice> {
    let keys = ["fixed", "by_area", "percent_of_session_bp", "per_unit"];
    let object = at.object(&keys, &mut reading.problems)?;
    match reading.one_of(&object, &keys)? {
        "fixed" => reading.amount(&object, "fixed").map(AddOnPrice::Fixed),
        "percent_of_session_bp" => reading.rate(&object, "percent_of_session_bp").map(AddOnPrice::PercentOfSession),
        "per_unit" => unit_price(&object.optional("per_unit")?, reading).map(AddOnPrice::PerUnit),
        _ => {
            let at = object.optional("by_area")?;
            let mut known: Vec<&'static str> = Area::ALL.iter().map(|area| area.word()).collect();
            known.extend(price_list_json::QUOTED_AREAS);
            at.object(&known, &mut reading.problems)?;
            let mut prices = Vec::new();
            let areas = at.entries(&mut Problems::default())?;
            for (word, place) in &areas {
                prices.extend(amount(place, &mut reading.problems).map(|amount| (menu_area(word), amount)));
            }
            if areas.is_empty() {
                let problem = said("{} names no area", &[&at.name()]);
                reading.problems.add(&at, ProblemCode::Missing, problem, "add an area and its amount");
            }
            let position = |area: MenuArea| known.iter().position(|word| *word == area.word());
            prices.sort_by_key(|(area, _)| position(*area));
            Some(AddOnPrice::ByArea(prices))
        }
    }
}

fn fee(place: &Place, reading: &mut Reading) -> Option<MenuFee> {
    let fee = price_list_json::fee(place, &mut reading.problems);
    let object = place.object(&FEE_KEYS, &mut Problems::default())?;
    let id = reading.id(&object);
    let label = reading.label(&object, "label");
    Some(MenuFee { id: id?, fee: fee?, label })
}

fn consultation(at: &Place, reading: &mut Reading) -> Option<Consultation> {
    let object = at.object(&CONSULTATION_KEYS, &mut reading.problems)?;
    let terms = chosen(at, "terms", &price_list_json::CONSULTATION_TERMS, &mut reading.problems);
    let terms = terms.and_then(ConsultationTerms::from_word);
    if let (Some(ConsultationTerms::Free), Some(at)) = (terms, object.optional("price")) {
        reading.conflict(&at, "{} stands beside \"free\"", "leave the price out, or use other terms");
    }
    let price = match terms {
        Some(ConsultationTerms::Free) | None => object.optional("price"),
        Some(_) => object.required("price", CONSULTATION_PRICE, &mut reading.problems),
    };
    let price = price.and_then(|at| {
        let object = at.object(&["fixed", "from"], &mut reading.problems)?;
        match reading.one_of(&object, &["fixed", "from"])? {
            "fixed" => reading.amount(&object, "fixed").map(MenuPrice::Fixed),
            _ => reading.amount(&object, "from").map(MenuPrice::From),
        }
    });
    let (label, note) = (reading.label(&object, "label"), reading.label(&object, "note"));
    let duration_minutes = reading.count(&object, "duration_minutes", DURATION);
    Some(Consultation { terms: terms?, price, label, note, duration_minutes })
}

fn deposit(at: &Place, reading: &mut Reading) -> Option<Deposit> {
    let object = at.object(&DEPOSIT_KEYS, &mut reading.problems)?;
    let size = match reading.one_of(&object, &["fixed", "percent_bp", "stated"]) {
        None => None,
        Some("fixed") => reading.amount(&object, "fixed").map(DepositSize::Fixed),
        Some("percent_bp") => reading.rate(&object, "percent_bp").map(DepositSize::Percent),
        Some(_) => affirmed(&object.optional("stated")?, false, reading).then_some(DepositSize::NotStated),
    };
    let above = reading.amount(&object, "above");
    let note = reading.label(&object, "note");
    let refundable = reading.truth(&object, "refundable");
    Some(Deposit { size: size?, above, note, refundable })
}

fn membership(place: &Place, reading: &mut Reading) -> Option<Membership> {
    let object = place.object(&MEMBERSHIP_KEYS, &mut reading.problems)?;
    let id = reading.id(&object);
    let label = reading.required_label(&object, "label");
    let monthly = reading.required_amount(&object, "monthly");
    let set_up = reading.amount(&object, "set_up");
    let minimum_months = reading.count(&object, "minimum_months", (1, 36));
    let percent_off = reading.rate(&object, "percent_off_bp");
    let mut prices = Vec::new();
    if let Some(at) = object.optional("prices") {
        for (id, place) in at.entries(&mut reading.problems).unwrap_or_default() {
            reading.refer(&place, id, Named::Item);
            prices.extend(amount(&place, &mut reading.problems).map(|amount| (id.to_owned(), amount)));
        }
    }
    prices.sort_unstable();
    let applies_to = reading.named(&object, "applies_to", Named::Item);
    let note = reading.label(&object, "note");
    Some(Membership {
        id: id?,
        label: label?,
        monthly: monthly?,
        set_up,
        minimum_months,
        percent_off,
        prices,
        applies_to,
        note,
    })
}

fn discount(place: &Place, reading: &mut Reading) -> Option<Discount> {
    let object = place.object(&DISCOUNT_KEYS, &mut reading.problems)?;
    let id = reading.id(&object);
    let label = reading.required_label(&object, "label");
    let for_whom = object.required("for", "new-client, referral or other", &mut reading.problems);
    let for_whom = for_whom.and_then(|at| at.word(DiscountFor::ALL, DiscountFor::word, &mut reading.problems));
    let size = match reading.one_of(&object, &["percent_off_bp", "amount"]) {
        None => None,
        Some("amount") => reading.amount(&object, "amount").map(DiscountSize::Amount),
        Some(_) => reading.rate(&object, "percent_off_bp").map(DiscountSize::Percent),
    };
    let applies_to = reading.named(&object, "applies_to", Named::Item);
    let until = reading.date(&object, "until");
    Some(Discount { id: id?, label: label?, for_whom: for_whom?, size: size?, applies_to, until })
}

fn lender(place: &Place, reading: &mut Reading) -> Option<Financing> {
    let object = place.object(&FINANCING_KEYS, &mut reading.problems)?;
    let id = reading.id(&object);
    let lender = reading.required_text(&object, "lender");
    let is_termed = ["apr_bp", "payments", "deferred_interest"].iter().any(|key| object.optional(key).is_some());
    let terms = if is_termed {
        let apr = price_list_json::count(&object, "apr_bp", (0, WHOLE_BP), &mut reading.problems);
        let payments = price_list_json::count(&object, "payments", (1, 120), &mut reading.problems);
        let deferred_interest = reading.truth(&object, "deferred_interest").unwrap_or(false);
        apr.zip(payments).map(|(apr, payments)| FinancingTerms { apr: BasisPoints(apr), payments, deferred_interest })
    } else {
        None
    };
    let least = reading.amount(&object, "least");
    let monthly_shown = entries(&object, "monthly_shown", MOST_PLANS, reading, |place, reading| {
        let object = place.object(&["price", "payment"], &mut reading.problems)?;
        let price = reading.required_amount(&object, "price");
        let payment = reading.required_amount(&object, "payment");
        Some(MonthlyShown { price: price?, payment: payment? })
    });
    Some(Financing { id: id?, lender: lender?, terms, least, monthly_shown })
}

fn course(place: &Place, reading: &mut Reading) -> Option<ReviewedCourse> {
    let course = price_list_json::course(place, &mut reading.problems);
    let object = place.object(&price_list_json::COURSE_KEYS, &mut Problems::default())?;
    let reviewed_by = reading.required_text(&object, "reviewed_by");
    let reviewed_on = object.required("reviewed_on", "the day, such as \"2026-11-20\"", &mut reading.problems);
    let reviewed_on = reviewed_on.and_then(|at| at.date(Scenario::START_YEARS, &mut reading.problems));
    Some(ReviewedCourse { course: course?, reviewed_by: reviewed_by?, reviewed_on: reviewed_on? })
}

fn provider(place: &Place, reading: &mut Reading) -> Option<Provider> {
    let object = place.object(&PROVIDER_KEYS, &mut reading.problems)?;
    let id = reading.id(&object);
    let name = reading.required_text(&object, "name");
    let title = reading.label(&object, "title");
    let npi = object.optional("npi").and_then(|at| npi(&at, reading));
    let locations = reading.named(&object, "locations", Named::Location);
    Some(Provider { id: id?, name: name?, title, npi, locations })
}

fn location(place: &Place, reading: &mut Reading) -> Option<Location> {
    let object = place.object(&LOCATION_KEYS, &mut reading.problems)?;
    let id = reading.id(&object);
    let name = reading.required_label(&object, "name");
    let address = reading.text(&object, "address", LONGEST_LABEL);
    let telephone = reading.text(&object, "telephone", LONGEST_LABEL);
    Some(Location { id: id?, name: name?, address, telephone })
}

/// A National Provider Identifier: ten digits whose last one checks the others.
fn npi(at: &Place, reading: &mut Reading) -> Option<String> {
    let expected = "ten digits in quotes, such as \"1234567893\"";
    let text = at.text(expected, &mut reading.problems)?;
    if text.len() != 10 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        reading.problems.expected(at, ProblemCode::Range, expected);
        return None;
    }
    // Luhn's check over the digits behind the prefix 80840 of health care in the United States, which adds 24.
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0');
            if index % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
        })
        .sum();
    if !(sum + 24).is_multiple_of(10) {
        let problem = said("{} is {}, whose last digit does not check the others", &[&at.name(), &at.node.describe()]);
        reading.problems.add(at, ProblemCode::Conflict, problem, "compare it with the registry of providers");
        return None;
    }
    Some(text.to_owned())
}

fn good_faith(at: &Place, reading: &mut Reading) -> Option<GoodFaith> {
    let object = at.object(&GOOD_FAITH_KEYS, &mut reading.problems)?;
    let facility = reading.required_text(&object, "facility");
    let identifier = object.required("npi", "ten digits in quotes", &mut reading.problems);
    let identifier = identifier.and_then(|at| npi(&at, reading));
    let tin = object.required("tin", "\"12-3456789\"", &mut reading.problems).and_then(|at| {
        let expected = "two digits, a hyphen and seven digits in quotes, such as \"12-3456789\"";
        let text = at.text(expected, &mut reading.problems)?;
        let is_digit = |(index, byte): (usize, u8)| if index == 2 { byte == b'-' } else { byte.is_ascii_digit() };
        if text.len() != 10 || !text.bytes().enumerate().all(is_digit) {
            reading.problems.expected(&at, ProblemCode::Range, expected);
            return None;
        }
        Some(text.to_owned())
    });
    let address = reading.required_text(&object, "address");
    let telephone = reading.text(&object, "telephone", LONGEST_LABEL);
    let email = reading.text(&object, "email", LONGEST_LABEL);
    let disclaimer = object.required("disclaimer", "the clinic's own wording", &mut reading.problems);
    let disclaimer = disclaimer.and_then(|at| label_of(&at, LONGEST_DISCLAIMER, &mut reading.problems));
    Some(GoodFaith {
        facility: facility?,
        npi: identifier?,
        tin: tin?,
        address: address?,
        telephone,
        email,
        disclaimer: disclaimer?,
    })
}
