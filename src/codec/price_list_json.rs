//! What an estimate rests on in a clinic's price list: every problem of it at once, in reading order.
//!
//! The rest of the file is known by its keys, so that typos are told, and passed by unread: `menu_json` reads it.

use super::json;
use super::reader::{Object, Place, Problems, said};
use super::scenario_json::{chosen, range, version};
use crate::domain::currency::Currency;
use crate::domain::money::{BasisPoints, Money};
use crate::domain::price_list::{AgreedCourse, Fee, FeePer, Item, ListedPrice, Package, PriceList, Service, Tax};
use crate::domain::problem::{Problem, ProblemCode};
use crate::domain::quantity::Triple;
use crate::domain::scenario::Scenario;
use crate::domain::vocabulary::{Area, Concern, Laser, Treatment};

/// The version of the price-list format that this program reads.
pub const VERSION: i64 = 1;
/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 256 * 1024;
/// The most entries of a list that has no bound of its own.
pub const MOST_ITEMS: usize = 2_000;
/// The most problems that are told at once; more are counted.
pub const MOST_PROBLEMS: usize = 100;

/// Every key of a price list.
pub const KEYS: [&str; 22] = [
    "version",
    "id",
    "clinic",
    "currency",
    "valid_from",
    "valid_until",
    "updated",
    "language",
    "tax",
    "items",
    "add_ons",
    "fees",
    "consultation",
    "deposit",
    "memberships",
    "discounts",
    "financing",
    "courses",
    "providers",
    "locations",
    "good_faith_estimate",
    "notes",
];
/// Every key of an item, whatever its kind.
pub const ITEM_KEYS: [&str; 26] = [
    "id",
    "kind",
    "treatment",
    "modality",
    "area",
    "label",
    "variant",
    "concerns",
    "locations",
    "price",
    "was",
    "upkeep_price",
    "sessions",
    "interval_weeks",
    "packages",
    "unit_steps",
    "parts",
    "member_price",
    "deposit",
    "taxed",
    "includes",
    "device",
    "duration_minutes",
    "code",
    "free_touch_up",
    "note",
];
/// Every key of a fee.
pub const FEE_KEYS: [&str; 7] = ["id", "label", "amount", "per", "mandatory", "credited", "applies_to"];
/// Every key of a package.
pub const PACKAGE_KEYS: [&str; 7] =
    ["sessions", "min_sessions", "total", "percent_off_bp", "stated_saving", "label", "note"];
/// Every form of a price, those that nothing is estimated from after the others.
pub const PRICE_KEYS: [&str; 6] = ["fixed", "from", "range", "on_request", "package_only", "per_unit"];
/// Every key of a consultation.
pub const CONSULTATION_KEYS: [&str; 5] = ["terms", "price", "label", "note", "duration_minutes"];
/// What becomes of the price of a consultation.
pub const CONSULTATION_TERMS: [&str; 5] = ["free", "paid", "credited", "free-if-treated", "not-stated"];
/// Every key of what is agreed for a concern.
pub const COURSE_KEYS: [&str; 5] = ["concern", "sessions", "interval_weeks", "reviewed_by", "reviewed_on"];
/// The areas that are quoted, and not estimated as they stand.
pub const QUOTED_AREAS: [&str; 2] = ["face-neck-chest", UNSTATED];
/// Of a menu that does not name the area: an estimate takes it for the face.
const UNSTATED: &str = "unstated";
/// The kinds of items.
pub const ITEM_KINDS: [&str; 3] = ["needling", "laser", "other"];

/// The most sessions of a package.
const PACKAGE_SESSIONS: (u32, u32) = (1, 24);
/// The whole of an amount, in basis points.
pub const WHOLE_BP: u32 = 10_000;
/// The longest label or name.
pub const LONGEST_LABEL: usize = 200;

/// Reads a price list from JSON text.
///
/// # Errors
/// All problems in reading order, at most [`MOST_PROBLEMS`], then one that counts the rest.
pub fn read(text: &str) -> Result<PriceList, Vec<Problem>> {
    let tree = tree(text).map_err(|problem| vec![problem])?;
    read_place(&Place::root(&tree))
}

/// The JSON tree of a text that is not too large.
///
/// # Errors
/// Where it is too large or no JSON.
pub fn tree(text: &str) -> Result<json::Node, Problem> {
    if text.len() > LARGEST_FILE {
        let (kilobytes, most) = (text.len().div_ceil(1024).to_string(), (LARGEST_FILE / 1024).to_string());
        return Err(Problem {
            code: ProblemCode::Range,
            path: String::new(),
            problem: said("the file has {} KB; at most {} KB are read", &[&kilobytes, &most]),
            fix: "leave out what patients do not need, or shorten labels".to_owned(),
        });
    }
    json::parse(text)
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
pub fn counted(mut problems: Vec<Problem>) -> Vec<Problem> {
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
    let mut list = head(&object, problems)?;
    list.items = object.required("items", ITEMS, problems).and_then(|at| items(&at, problems))?;
    list.fees = object.optional("fees").map_or(Some(Vec::new()), |at| fees(&at, problems))?;
    if let Some(at) = object.optional("consultation") {
        list.fees.extend(consultation(&at, problems));
    }
    if let Some(at) = object.optional("courses") {
        for place in at.list(MOST_ITEMS, problems)? {
            list.courses.extend(course(&place, problems));
        }
    }
    Some(list)
}

/// What belongs in `items`.
pub const ITEMS: &str = "a list of what you offer";

/// What stands at the top of a list, without its items and fees.
pub fn head(object: &Object, problems: &mut Problems) -> Option<PriceList> {
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
    Some(PriceList {
        // Without a currency there is a problem, and the list is refused.
        currency: currency.unwrap_or(Currency::USD),
        clinic,
        valid_from,
        valid_until,
        updated,
        tax,
        items: Vec::new(),
        fees: Vec::new(),
        courses: Vec::new(),
    })
}

/// A currency by its ISO 4217 code.
pub fn currency(at: &Place, problems: &mut Problems) -> Option<Currency> {
    let code = at.text("the three letters of the currency, such as \"USD\"", problems)?;
    let currency = Currency::from_code(code);
    if currency.is_none() {
        let problem = said(
            "{} is {}, which ISO 4217 does not list as money that people pay with",
            &[&at.name(), &at.node.describe()],
        );
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
    // Where each item stands.
    let places = at.list(MOST_ITEMS, problems)?;
    let mut known: Vec<&Place> = Vec::new();
    for place in &places {
        let Some(item) = item(place, problems) else { continue };
        if item.is_plain && item.price.is_some() {
            let is_same = |other: &Item| {
                other.is_plain
                    && other.price.is_some()
                    && (other.service, other.area, other.is_area_stated)
                        == (item.service, item.area, item.is_area_stated)
                    && shares(&other.concerns, &item.concerns)
            };
            if let Some((_, first)) = items.iter().zip(&known).find(|(other, _)| is_same(other)) {
                second_price(place, item.service.word(), item.area.word(), first, problems);
            }
        }
        items.push(item);
        known.push(place);
    }
    Some(items)
}

/// Whether two prices are for the same concern, or both for every one.
pub fn shares(one: &[Concern], other: &[Concern]) -> bool {
    one.iter().any(|concern| other.contains(concern)) || one.is_empty() && other.is_empty()
}

/// Notes a price that an earlier item states already.
pub fn second_price(place: &Place, service: &str, area: &str, first: &Place, problems: &mut Problems) {
    let problem =
        said("{} is a second price for {} on {}; the first is {}", &[&place.name(), service, area, &first.name()]);
    let fix = "keep one price for each service and area, or tell them apart by variant, concerns or locations";
    problems.add(place, ProblemCode::Conflict, problem, fix);
}

/// What an item is, where an estimate could rest on it.
pub fn service(object: &Object, kind: &str, problems: &mut Problems) -> Option<Service> {
    match kind {
        "needling" => {
            let at = object.required("treatment", "the kind of needling, such as \"standard\"", problems)?;
            at.word(Treatment::ALL, Treatment::word, problems).map(Service::Needling)
        }
        "laser" => {
            let at = object.required("modality", "the laser, such as \"ipl\"", problems)?;
            at.word(Laser::ALL, Laser::word, problems).map(Service::Laser)
        }
        _ => None,
    }
}

/// What belongs in `area`.
pub const AREA: &str = "the treated area, such as \"face\"";

/// The word of an area of the menu.
pub fn area(at: &Place, problems: &mut Problems) -> Option<&'static str> {
    let mut words: Vec<&'static str> = Area::ALL.iter().map(|area| area.word()).collect();
    words.extend(QUOTED_AREAS);
    at.word(&words, |word| word, problems)
}

/// The concerns that a price is for.
pub fn concerns(at: &Place, problems: &mut Problems) -> Vec<Concern> {
    let places = at.list(MOST_ITEMS, problems).unwrap_or_default();
    places.iter().filter_map(|place| place.word(Concern::ALL, Concern::word, problems)).collect()
}

/// The item at a place, where an estimate can rest on it.
fn item(place: &Place, problems: &mut Problems) -> Option<Item> {
    let object = place.object(&ITEM_KEYS, problems)?;
    let kind = chosen(place, "kind", &ITEM_KINDS, problems)?;
    if kind == "other" {
        return None;
    }
    let service = service(&object, kind, problems);
    let area = object.required("area", AREA, problems).and_then(|at| area(&at, problems));
    let concerns = object.optional("concerns").map(|at| concerns(&at, problems));
    let price = object.required("price", PRICE, problems).and_then(|at| listed_price(&at, problems));
    let upkeep_price = object.optional("upkeep_price").and_then(|at| amount(&at, problems));
    let sessions = object.optional("sessions").and_then(|at| range(&at, Scenario::SESSIONS, problems));
    let interval = object.optional("interval_weeks").and_then(|at| range(&at, Scenario::INTERVAL_WEEKS, problems));
    let mut packages = Vec::new();
    if let Some(at) = object.optional("packages") {
        for place in at.list(MOST_ITEMS, problems)? {
            packages.extend(package(&place, problems));
        }
    }
    let is_taxed = object.optional("taxed").and_then(|at| at.truth(problems));
    let area = area?;
    Some(Item {
        service: service?,
        // The combination of all three is not estimated: nothing was published for it.
        area: if area == UNSTATED { Area::Face } else { Area::from_word(area)? },
        is_area_stated: area != UNSTATED,
        concerns: concerns.unwrap_or_default(),
        is_plain: object.optional("variant").is_none() && object.optional("locations").is_none(),
        price,
        upkeep_price,
        sessions,
        interval_weeks: interval,
        packages,
        is_taxed: is_taxed.unwrap_or(true),
    })
}

/// An amount of money.
pub fn amount(at: &Place, problems: &mut Problems) -> Option<Money> {
    at.whole(Scenario::AMOUNT, problems).map(Money::from_minor)
}

/// What belongs in `price`.
pub const PRICE: &str = "{\"fixed\": 29500}";

/// A price that can be estimated from, with a problem where exactly one form of price is not given.
pub fn listed_price(at: &Place, problems: &mut Problems) -> Option<ListedPrice> {
    let before = problems.count();
    let object = at.object(&PRICE_KEYS, problems)?;
    let forms = PRICE_KEYS.map(|key| object.optional(key));
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
        problems.add(at, code, problem, &["give one of ", &PRICE_KEYS.join(", ")].concat());
        return None;
    }
    match forms {
        [Some(fixed), ..] => amount(&fixed, problems).map(ListedPrice::Fixed),
        [_, Some(from), ..] => amount(&from, problems).map(ListedPrice::From),
        [_, _, range, ..] => price_range(&range?, problems).map(ListedPrice::Range),
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

/// The terms of a package, with a problem where they are not those of exactly one kind.
pub fn package(place: &Place, problems: &mut Problems) -> Option<Package> {
    let object = place.object(&PACKAGE_KEYS, problems)?;
    let has = |key| object.optional(key).is_some();
    let counts = ["sessions", "min_sessions"].map(has);
    if counts[0] && counts[1] || has("total") && (counts[1] || has("percent_off_bp")) {
        let problem = said("{} is a fixed package and a percentage at once", &[&place.name()]);
        let fix = "use sessions with total or percent_off_bp, or min_sessions with percent_off_bp";
        problems.add(place, ProblemCode::Conflict, problem, fix);
        return None;
    }
    let is_least = counts[1] || !counts[0] && has("percent_off_bp");
    let sessions = count(&object, if is_least { "min_sessions" } else { "sessions" }, PACKAGE_SESSIONS, problems);
    if is_least || has("percent_off_bp") {
        let (sessions, off) = (sessions, count(&object, "percent_off_bp", (1, WHOLE_BP), problems));
        let (sessions, off) = (sessions?, BasisPoints(off?));
        Some(if is_least { Package::Percent { min_sessions: sessions, off } } else { Package::Pack { sessions, off } })
    } else {
        let total = object.required("total", "the price of the package", problems);
        let total = total.and_then(|at| amount(&at, problems));
        Some(Package::Fixed { sessions: sessions?, total: total? })
    }
}

/// A whole number that must be there.
pub fn count(object: &Object, key: &'static str, bounds: (u32, u32), problems: &mut Problems) -> Option<u32> {
    object.required(key, "a whole number", problems).and_then(|at| at.count(bounds, problems))
}

fn fees(at: &Place, problems: &mut Problems) -> Option<Vec<Fee>> {
    let places = at.list(MOST_ITEMS, problems)?;
    Some(places.iter().filter_map(|place| fee(place, problems)).collect())
}

/// A fee, but for its words and the form of its id.
pub fn fee(place: &Place, problems: &mut Problems) -> Option<Fee> {
    let object = place.object(&FEE_KEYS, problems)?;
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
        amount: charge?,
        per: per?,
        mandatory: mandatory?,
        credited: credited?,
        applies_to: applies_to.flatten(),
    })
}

/// The fee that a consultation comes to where everybody pays it and nobody gets it back.
fn consultation(at: &Place, problems: &mut Problems) -> Option<Fee> {
    let object = at.object(&CONSULTATION_KEYS, problems)?;
    if chosen(at, "terms", &CONSULTATION_TERMS, problems)? != "paid" {
        return None;
    }
    let price = object.required("price", CONSULTATION_PRICE, problems)?;
    let fixed = price.object(&["fixed", "from"], problems)?;
    Some(Fee {
        amount: amount(&fixed.optional("fixed")?, problems)?,
        per: FeePer::Course,
        mandatory: true,
        credited: false,
        applies_to: None,
    })
}

/// What belongs in `consultation.price`.
pub const CONSULTATION_PRICE: &str = "{\"fixed\": 7500}";

/// What is agreed for a concern, but for who agreed it.
pub fn course(place: &Place, problems: &mut Problems) -> Option<AgreedCourse> {
    let object = place.object(&COURSE_KEYS, problems)?;
    let concern = object.required("concern", "the concern, such as \"wrinkles\"", problems);
    let concern = concern.and_then(|at| at.word(Concern::ALL, Concern::word, problems));
    let sessions = object.required("sessions", "{\"low\": 3, \"high\": 4}", problems);
    let sessions = sessions.and_then(|at| range(&at, Scenario::SESSIONS, problems));
    let interval = object.optional("interval_weeks").and_then(|at| range(&at, Scenario::INTERVAL_WEEKS, problems));
    Some(AgreedCourse { concern: concern?, sessions: sessions?, interval_weeks: interval })
}

/// A list of treatments and lasers.
fn services(at: &Place, problems: &mut Problems) -> Option<Vec<Service>> {
    let all: Vec<Service> = (Treatment::ALL.iter().copied().map(Service::Needling))
        .chain(Laser::ALL.iter().copied().map(Service::Laser))
        .collect();
    let places = at.list(MOST_ITEMS, problems)?;
    Some(places.iter().filter_map(|place| place.word(&all, Service::word, problems)).collect())
}
