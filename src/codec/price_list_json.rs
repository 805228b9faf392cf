//! A clinic's price list as JSON: every problem at once, in reading order, each with its path, its value and its fix.

use super::json;
use super::reader::{Object, Place, Problems, said};
use super::scenario_json::{chosen, range, version};
use crate::domain::currency::Currency;
use crate::domain::money::{BasisPoints, Money};
use crate::domain::price_list::{Fee, FeePer, Item, ListedPrice, Package, PriceList, Service, Tax};
use crate::domain::problem::{Problem, ProblemCode};
use crate::domain::quantity::Triple;
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::{Area, Laser, Treatment};

/// The version of the price-list format that this program reads.
pub const VERSION: i64 = 1;
/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 256 * 1024;
/// The most items and the most fees of a list.
pub const MOST_ITEMS: usize = 2_000;
/// The most problems that are told at once; more are counted.
pub const MOST_PROBLEMS: usize = 100;

/// Every key of a price list.
pub const KEYS: [&str; 9] =
    ["version", "clinic", "currency", "valid_from", "valid_until", "updated", "tax", "items", "fees"];
/// Every key of an item of needling.
pub const NEEDLING_KEYS: [&str; 9] =
    ["id", "kind", "treatment", "area", "label", "price", "upkeep_price", "sessions", "packages"];
/// Every key of an item of laser.
pub const LASER_KEYS: [&str; 9] =
    ["id", "kind", "modality", "area", "label", "price", "upkeep_price", "sessions", "packages"];
/// Every key of a fee.
pub const FEE_KEYS: [&str; 7] = ["id", "label", "amount", "per", "mandatory", "credited", "applies_to"];

/// The most sessions of a package.
const PACKAGE_SESSIONS: (u32, u32) = (1, 24);
/// The whole of an amount, in basis points.
const WHOLE_BP: u32 = 10_000;
/// The longest label or name.
const LONGEST_LABEL: usize = 200;

/// Reads a price list from JSON text.
///
/// # Errors
/// All problems in reading order, at most [`MOST_PROBLEMS`], then one that counts the rest.
pub fn read(text: &str) -> Result<PriceList, Vec<Problem>> {
    if text.len() > LARGEST_FILE {
        let (kilobytes, most) = (text.len().div_ceil(1024).to_string(), (LARGEST_FILE / 1024).to_string());
        return Err(vec![Problem {
            code: ProblemCode::Range,
            path: String::new(),
            problem: said("the file has {} KB; at most {} KB are read", &[&kilobytes, &most]),
            fix: "leave out what patients do not need, or shorten labels".to_owned(),
        }]);
    }
    let tree = json::parse(text).map_err(|problem| vec![problem])?;
    read_place(&Place::root(&tree))
}

/// Reads a price list from a place in a JSON tree.
///
/// # Errors
/// The same as [`read`].
pub fn read_place(place: &Place) -> Result<PriceList, Vec<Problem>> {
    let mut problems = Problems::default();
    match price_list(place, &mut problems) {
        Some(list) if problems.is_empty() => Ok(list),
        _ => Err(counted(problems.into_list())),
    }
}

/// The first problems, then one that says how many more there are.
fn counted(mut problems: Vec<Problem>) -> Vec<Problem> {
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        problems.truncate(MOST_PROBLEMS);
        problems.push(Problem {
            code: ProblemCode::Range,
            path: String::new(),
            problem: said("{} more problems are not listed", &[&more.to_string()]),
            fix: "mend the listed ones first".to_owned(),
        });
    }
    problems
}

fn price_list(place: &Place, problems: &mut Problems) -> Option<PriceList> {
    let object = place.object(&KEYS, problems)?;
    if let Some(at) = object.optional("version") {
        version(&at, VERSION, problems);
    }
    let clinic = object.optional("clinic").and_then(|at| at.label(LONGEST_LABEL, problems));
    let currency = object
        .required("currency", "the three letters of the currency, such as \"USD\"", problems)
        .and_then(|at| currency(&at, problems));
    let dates = |key: &'static str, problems: &mut Problems| {
        object.optional(key).and_then(|at| at.date(Scenario::START_YEARS, problems))
    };
    let valid_from = dates("valid_from", problems);
    let valid_until = dates("valid_until", problems);
    let updated = dates("updated", problems);
    if let (Some(from), Some(until), Some(at)) = (valid_from, valid_until, object.optional("valid_until"))
        && until < from
    {
        let (from, until) = (from.to_string(), until.to_string());
        let problem = said("{} is {}, before `valid_from`, which is {}", &[&at.name(), &until, &from]);
        problems.add(&at, ProblemCode::Conflict, problem, &said("put {} or a later day", &[&from]));
    }
    let tax = object.optional("tax").and_then(|at| tax(&at, problems));
    let items = object.required("items", "a list of what you offer", problems).and_then(|at| items(&at, problems));
    let fees = object.optional("fees").map_or(Some(Vec::new()), |at| fees(&at, problems));
    Some(PriceList {
        currency: currency?,
        clinic,
        valid_from,
        valid_until,
        updated,
        tax,
        items: items?,
        fees: fees?,
        courses: Vec::new(),
    })
}

/// A currency by its ISO 4217 code.
pub fn currency(at: &Place, problems: &mut Problems) -> Option<Currency> {
    let code = at.text("the three letters of the currency, such as \"USD\"", problems)?;
    let currency = Currency::from_code(code);
    if currency.is_none() {
        let problem = said("{} is {}, which is no ISO 4217 code", &[&at.name(), &at.node.describe()]);
        let fix = if code == "$" {
            "say which dollar: USD, CAD, AUD, NZD, …"
        } else {
            "use the three capitals, such as USD, GBP, EUR or SEK"
        };
        problems.add(at, ProblemCode::UnknownWord, problem, fix);
    }
    currency
}

fn tax(at: &Place, problems: &mut Problems) -> Option<Tax> {
    let object = at.object(&["included", "rate_bp"], problems)?;
    let included = object.required("included", "true if the prices have the tax in them", problems);
    let included = included.and_then(|at| at.truth(problems));
    let rate = object.required("rate_bp", "the rate in hundredths of a per cent: 825 for 8.25 %", problems);
    let rate = rate.and_then(|at| at.count((0, WHOLE_BP), problems));
    Some(Tax { included: included?, rate: BasisPoints(rate?) })
}

fn items(at: &Place, problems: &mut Problems) -> Option<Vec<Item>> {
    let mut items: Vec<Item> = Vec::new();
    let mut ids = Ids::new();
    // The first price of each service and area: never more of them than there are services times areas.
    let mut firsts: Vec<(Service, Area, Place)> = Vec::new();
    for place in at.list(MOST_ITEMS, problems)? {
        let Some(item) = item(&place, problems) else { continue };
        ids.take(&place, &item.id, problems);
        match firsts.iter().find(|(service, area, _)| (*service, *area) == (item.service, item.area)) {
            Some((service, area, first)) => {
                let parts = [&place.name(), service.word(), area.word(), &first.name()];
                let problem = said("{} is a second price for {} on {}; the first is {}", &parts);
                problems.add(&place, ProblemCode::Conflict, problem, "keep one price for each service and area");
            }
            None => firsts.push((item.service, item.area, place)),
        }
        items.push(item);
    }
    Some(items)
}

/// The ids of a list so far, each with its place, spread over drawers so that a long list is not compared with itself.
struct Ids<'a> {
    drawers: Vec<Vec<(String, Place<'a>)>>,
}

/// With the most entries that a list may have, some sixteen share a drawer.
const DRAWERS: usize = 128;

impl<'a> Ids<'a> {
    fn new() -> Self {
        Self { drawers: vec![Vec::new(); DRAWERS] }
    }

    /// Takes the id of an entry, and notes one that an earlier entry has already.
    fn take(&mut self, place: &Place<'a>, id: &str, problems: &mut Problems) {
        let number = id.bytes().fold(0_usize, |number, byte| number.wrapping_mul(31).wrapping_add(byte.into()));
        let Some(drawer) = self.drawers.get_mut(number % DRAWERS) else { return };
        let Some((_, first)) = drawer.iter().find(|(known, _)| known == id) else {
            drawer.push((id.to_owned(), *place));
            return;
        };
        let at = place.below("id", place.node);
        let problem = said("{} is \"{}\", which is the id of {} already", &[&at.name(), id, &first.name()]);
        problems.add(&at, ProblemCode::Conflict, problem, "give each entry an id of its own");
    }
}

fn item(place: &Place, problems: &mut Problems) -> Option<Item> {
    let kind = chosen(place, "kind", &["needling", "laser"], problems)?;
    let (object, service) = match kind {
        "needling" => {
            let object = place.object(&NEEDLING_KEYS, problems)?;
            let treatment = object.required("treatment", "the kind of needling, such as \"standard\"", problems);
            let treatment = treatment.and_then(|at| at.word(Treatment::ALL, Treatment::word, problems));
            (object, treatment.map(Service::Needling))
        }
        _ => {
            let object = place.object(&LASER_KEYS, problems)?;
            let modality = object.required("modality", "the laser, such as \"ipl\"", problems);
            let modality = modality.and_then(|at| at.word(Laser::ALL, Laser::word, problems));
            (object, modality.map(Service::Laser))
        }
    };
    let id = object.required("id", "a name of its own, such as \"mn-face\"", problems);
    let id = id.and_then(|at| at.identifier(problems));
    let area = object.required("area", "the treated area, such as \"face\"", problems);
    let area = area.and_then(|at| at.word(Area::ALL, Area::word, problems));
    if let Some(at) = object.optional("label") {
        at.label(LONGEST_LABEL, problems);
    }
    let price = object.required("price", "{\"fixed\": 29500}", problems).and_then(|at| listed_price(&at, problems));
    let upkeep_price = object.optional("upkeep_price").map(|at| amount(&at, problems));
    let sessions = object.optional("sessions").map(|at| range(&at, Scenario::SESSIONS, problems));
    let packages = object.optional("packages").map_or(Some(Vec::new()), |at| packages(&at, problems));
    Some(Item {
        id: id?,
        service: service?,
        area: area?,
        concerns: Vec::new(),
        is_plain: true,
        price: price?,
        upkeep_price: upkeep_price.flatten(),
        sessions: sessions.flatten(),
        interval_weeks: None,
        packages: packages?,
        is_taxed: true,
    })
}

fn amount(at: &Place, problems: &mut Problems) -> Option<Money> {
    at.whole(Scenario::AMOUNT, problems).map(Money::from_minor)
}

fn listed_price(at: &Place, problems: &mut Problems) -> Option<ListedPrice> {
    let before = problems.count();
    let object = at.object(&["fixed", "from", "range"], problems)?;
    let forms = ["fixed", "from", "range"].map(|key| object.optional(key));
    let given = forms.iter().flatten().count();
    if given == 0 && problems.count() > before {
        // The amount stands under an unknown key, which has been told.
        return None;
    }
    if given != 1 {
        let (code, problem) = match given {
            0 => (ProblemCode::Missing, said("{} has no amount", &[&at.name()])),
            _ => (ProblemCode::Conflict, said("{} states more than one price", &[&at.name()])),
        };
        problems.add(at, code, problem, "give one of fixed, from or range");
        return None;
    }
    match forms {
        [Some(fixed), ..] => amount(&fixed, problems).map(ListedPrice::Fixed),
        [_, Some(from), _] => amount(&from, problems).map(ListedPrice::From),
        [.., range] => price_range(&range?, problems).map(ListedPrice::Range),
    }
}

/// A price range of low, typical and high; of a plain low and high the typical is the rounded midpoint.
fn price_range(at: &Place, problems: &mut Problems) -> Option<Triple<Money>> {
    let elements = at.list(MOST_ITEMS, problems)?;
    if !(2..=3).contains(&elements.len()) {
        let problem = said("{} is {}; expected low, typical and high", &[&at.name(), &at.node.describe()]);
        problems.add(at, ProblemCode::Range, problem, "put two or three amounts, the smallest first");
        return None;
    }
    let amounts: Vec<Option<Money>> = elements.iter().map(|element| amount(element, problems)).collect();
    let amounts: Option<Vec<Money>> = amounts.into_iter().collect();
    let triple = match amounts?.as_slice() {
        [low, high] => Triple::new(*low, (*low + *high).ratio(1, 2), *high),
        [low, typical, high] => Triple::new(*low, *typical, *high),
        _ => None,
    };
    if triple.is_none() {
        let problem = said("{} is not in ascending order", &[&at.name()]);
        problems.add(at, ProblemCode::Conflict, problem, "put the smallest amount first and the largest last");
    }
    triple
}

fn packages(at: &Place, problems: &mut Problems) -> Option<Vec<Package>> {
    let mut packages = Vec::new();
    for place in at.list(MOST_ITEMS, problems)? {
        packages.extend(package(&place, problems));
    }
    Some(packages)
}

fn package(place: &Place, problems: &mut Problems) -> Option<Package> {
    let object = place.object(&["sessions", "total", "min_sessions", "percent_off_bp"], problems)?;
    let has = |key| object.optional(key).is_some();
    let fixed = has("sessions") || has("total");
    if fixed && (has("min_sessions") || has("percent_off_bp")) {
        let problem = said("{} is a fixed package and a percentage at once", &[&place.name()]);
        let fix = "use sessions with total, or min_sessions with percent_off_bp";
        problems.add(place, ProblemCode::Conflict, problem, fix);
        return None;
    }
    if fixed {
        let sessions = count(&object, "sessions", PACKAGE_SESSIONS, problems);
        let total = object.required("total", "the price of the package", problems);
        let total = total.and_then(|at| amount(&at, problems));
        Some(Package::Fixed { sessions: sessions?, total: total? })
    } else {
        let min_sessions = count(&object, "min_sessions", PACKAGE_SESSIONS, problems);
        let off = count(&object, "percent_off_bp", (1, WHOLE_BP), problems);
        Some(Package::Percent { min_sessions: min_sessions?, off: BasisPoints(off?) })
    }
}

fn count(object: &Object, key: &'static str, bounds: (u32, u32), problems: &mut Problems) -> Option<u32> {
    object.required(key, "a whole number", problems).and_then(|at| at.count(bounds, problems))
}

fn fees(at: &Place, problems: &mut Problems) -> Option<Vec<Fee>> {
    let mut fees: Vec<Fee> = Vec::new();
    let mut ids = Ids::new();
    for place in at.list(MOST_ITEMS, problems)? {
        let Some(fee) = fee(&place, problems) else { continue };
        ids.take(&place, &fee.id, problems);
        fees.push(fee);
    }
    Some(fees)
}

fn fee(place: &Place, problems: &mut Problems) -> Option<Fee> {
    let object = place.object(&FEE_KEYS, problems)?;
    let id = object.required("id", "a name of its own, such as \"kit\"", problems);
    let id = id.and_then(|at| at.identifier(problems));
    if let Some(at) = object.optional("label") {
        at.label(LONGEST_LABEL, problems);
    }
    let charge = object.required("amount", "the fee in minor units", problems).and_then(|at| amount(&at, problems));
    let per = chosen(place, "per", &["course", "session"], problems);
    let per = per.map(|word| if word == "course" { FeePer::Course } else { FeePer::Session });
    // Neither has a default: a fee that everybody pays must not drop out of a price because a key was forgotten.
    let mandatory = object.required("mandatory", "true if everybody pays it", problems);
    let mandatory = mandatory.and_then(|at| at.truth(problems));
    let credited = object.required("credited", "true if it is taken off the course", problems);
    let credited = credited.and_then(|at| at.truth(problems));
    let applies_to = object.optional("applies_to").map(|at| services(&at, problems));
    Some(Fee {
        id: id?,
        amount: charge?,
        per: per?,
        mandatory: mandatory?,
        credited: credited?,
        applies_to: applies_to.flatten(),
    })
}

/// A list of treatments and lasers.
fn services(at: &Place, problems: &mut Problems) -> Option<Vec<Service>> {
    let all: Vec<Service> = (Treatment::ALL.iter().copied().map(Service::Needling))
        .chain(Laser::ALL.iter().copied().map(Service::Laser))
        .collect();
    let places = at.list(MOST_ITEMS, problems)?;
    Some(places.iter().filter_map(|place| place.word(&all, Service::word, problems)).collect())
}
