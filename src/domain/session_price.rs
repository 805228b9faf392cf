//! What one session costs: from the clinic's list, from published prices, or as a person was quoted.

use super::catalog::{Catalog, Figure};
use super::currency::Currency;
use super::estimate::{PriceFrom, SessionPrice};
use super::money::Money;
use super::price_list::{Item, ListedPrice, PriceList, Service};
use super::problem::{Problem, ProblemCode};
use super::quantity::Triple;
use super::scenario::PriceSource;
use super::vocabulary::{Area, Grade, Treatment};

/// Cents in a US dollar; published prices are whole dollars.
const CENTS: i64 = 100;

/// The figure that a published price rests on.
pub fn published_figure(service: Service, area: Area, catalog: &Catalog) -> &Figure<Triple<u32>> {
    match service {
        Service::Needling(Treatment::Standard) => {
            catalog.area(area).standard_usd.as_ref().unwrap_or(catalog.treatment(Treatment::Standard))
        }
        Service::Needling(treatment) => catalog.treatment(treatment),
        Service::Laser(laser) => &catalog.laser(laser).face_usd,
    }
}

/// Whether a published price is the face's price times the area's factor, rather than read for the area itself.
pub fn is_scaled(service: Service, area: Area, catalog: &Catalog) -> bool {
    !(service == Service::Needling(Treatment::Standard) && catalog.area(area).standard_usd.is_some())
}

/// The published price in US cents: the face's triple times the area's factor element by element, in whole dollars.
pub fn published(service: Service, area: Area, catalog: &Catalog) -> SessionPrice {
    let figure = published_figure(service, area, catalog);
    let factor = &catalog.area(area).factor_percent;
    let (percent, grade) = if !is_scaled(service, area, catalog) {
        (Triple::known(100), figure.grade)
    } else if factor.grade == Grade::Assumed {
        (factor.value, Grade::Assumed)
    } else {
        (factor.value, figure.grade)
    };
    let scaled = |usd: u32, percent: u32| {
        let dollars = Money::from_minor(i64::from(usd)).ratio(i64::from(percent), 100);
        dollars.times(CENTS)
    };
    let triple = Triple::new(
        scaled(figure.value.low(), percent.low()),
        scaled(figure.value.typical(), percent.typical()),
        scaled(figure.value.high(), percent.high()),
    );
    SessionPrice {
        from: PriceFrom::Typical,
        // Two ascending triples multiply to an ascending one.
        triple: triple.unwrap_or(Triple::known(scaled(figure.value.typical(), percent.typical()))),
        grade: Some(grade),
        floor: false,
    }
}

/// The price of a home roller in US cents, paid once.
pub fn home_roller(catalog: &Catalog) -> Triple<Money> {
    let [low, typical, high] = catalog.home_roller.price_usd.value.to_array().map(|usd| Money::from_minor(usd.into()));
    Triple::loaded(low.times(CENTS), typical.times(CENTS), high.times(CENTS))
}

/// The price of one session as a clinic's item states it, if it does.
pub fn listed(item: &Item) -> Option<SessionPrice> {
    let (triple, floor) = match item.price? {
        ListedPrice::Fixed(amount) => (Triple::known(amount), false),
        ListedPrice::From(amount) => (Triple::known(amount), true),
        ListedPrice::Range(triple) => (triple, false),
    };
    Some(SessionPrice { from: PriceFrom::Clinic, triple, grade: None, floor })
}

/// The price that a scenario asks for, where this item is the one of the list.
///
/// # Errors
/// Where the list is asked for an item that it lacks, or published prices (US dollars) are asked for beside a list in
/// another currency.
pub fn resolve(
    asked: Option<PriceSource>,
    service: Service,
    area: Area,
    item: Option<&Item>,
    list: Option<&PriceList>,
    catalog: &Catalog,
) -> Result<SessionPrice, Problem> {
    let currency = list.map_or(Currency::USD, |list| list.currency);
    let missing = || [service.word(), " on ", area.word()].concat();
    match (asked, item.and_then(listed)) {
        (Some(PriceSource::Own(amount)), _) => {
            Ok(SessionPrice { from: PriceFrom::Own, triple: Triple::known(amount), grade: None, floor: false })
        }
        (Some(PriceSource::Clinic) | None, Some(listed)) => Ok(listed),
        (Some(PriceSource::Clinic), None) => Err(at_price(
            match list {
                Some(_) => ["`price` asks for the clinic's price, but its list has none for ", &missing()].concat(),
                None => "`price` asks for the clinic's price, but there is no price list".to_owned(),
            },
            "add the item to the price list, or use {\"from\": \"typical\"} or {\"from\": \"own\", \"amount\": …}"
                .to_owned(),
        )),
        (Some(PriceSource::Typical) | None, _) if currency != Currency::USD => {
            let problem = ["typical prices are in USD, but the price list is in ", currency.code()].concat();
            let problem = match item {
                Some(_) => problem,
                None => [&problem, " and has none for ", &missing()].concat(),
            };
            let fix = ["add the item to the price list, or give your own price in ", currency.code()].concat();
            Err(at_price(problem, fix))
        }
        (Some(PriceSource::Typical) | None, _) => Ok(published(service, area, catalog)),
    }
}

fn at_price(problem: String, fix: String) -> Problem {
    Problem { code: ProblemCode::Conflict, path: "price".to_owned(), problem, fix }
}
