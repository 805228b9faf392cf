//! A scenario with every default filled in: what is bought, at which price, and the combinations of what is open.

use super::catalog::Catalog;
use super::cost::Tariff;
use super::currency::Currency;
use super::distribution::{self, Distribution};
use super::estimate::{Cost, PriceFrom, SessionPrice};
use super::money::Money;
use super::price_list::{PriceList, Service};
use super::problem::Problem;
use super::quantity::{Range, Triple};
use super::scenario::Scenario;
use super::session_price;
use super::sessions::{self, Course};
use super::vocabulary::{Area, Concern, Laser};

/// What a scenario comes to once the usual answers stand in for the missing ones.
#[derive(Debug)]
pub struct Plan {
    /// What was asked.
    pub scenario: Scenario,
    pub currency: Currency,
    pub area: Area,
    pub interval_weeks: Triple<u32>,
    /// Whether the clinic's list states the weeks between sessions.
    pub listed_interval: bool,
    pub upkeep_months: Option<Range<u32>>,
    /// Every combination of sessions, weeks between them and months between upkeep visits.
    pub courses: Vec<Course>,
    pub needling: Column,
    pub laser: LaserPlan,
}

/// The laser side of the comparison.
#[derive(Debug)]
pub enum LaserPlan {
    /// Nobody chose a laser and none is usual for the concern.
    NoComparator,
    /// The laser has no price in the currency of the estimate.
    NoPrice(Laser, Triple<u32>),
    Priced(Laser, Box<Column>),
}

/// One side of the comparison: how it is priced and how many visits it takes.
#[derive(Debug)]
pub struct Column {
    pub service: Service,
    pub price: SessionPrice,
    pub tariff: Tariff,
    pub sessions: Triple<u32>,
    /// Whether the clinic's list states the sessions.
    pub listed_sessions: bool,
    /// The weight of each (sessions, upkeep visits).
    pub visits: Vec<((u32, u32), u64)>,
    /// The equally likely session prices.
    pub prices: Distribution<Money>,
}

impl Plan {
    /// Fills in the defaults of a scenario.
    ///
    /// # Errors
    /// Where the price that the scenario asks for does not exist; the problem names `price`.
    pub fn new(scenario: &Scenario, list: Option<&PriceList>, catalog: &Catalog) -> Result<Self, Problem> {
        let concern = catalog.concern(scenario.concern);
        let area = scenario.area.unwrap_or(concern.usual_area.value);
        let slices = catalog.model.price_slices.value;
        let service = Service::Needling(scenario.treatment);
        let item = list.and_then(|list| list.item(service, area, scenario.concern));
        let price = session_price::resolve(scenario.price, service, area, item, list, catalog)?;
        let tariff = match (list, item, price.from) {
            (Some(list), Some(item), PriceFrom::Clinic) => Tariff::listed(list, item),
            _ => Tariff::plain(),
        };
        // What a clinic agrees for an item or a concern holds whatever price somebody looks at.
        let (listed_sessions, listed_interval) = list.map_or((None, None), |list| list.agreed(item, scenario.concern));
        let sessions = sessions::sessions(scenario, listed_sessions, catalog);
        let interval_weeks = sessions::interval_weeks(scenario, listed_interval, catalog);
        let upkeep_months = sessions::upkeep_months(scenario, catalog);
        let courses = sessions::courses(sessions, interval_weeks, upkeep_months, scenario.horizon_months);
        let currency = list.map_or(Currency::USD, |list| list.currency);
        let needling = Column {
            service,
            price,
            tariff,
            sessions,
            listed_sessions: listed_sessions.is_some(),
            visits: sessions::visit_weights(&courses),
            prices: distribution::price(price.triple, slices),
        };
        let laser = match scenario.laser.or(concern.usual_laser.value) {
            None => LaserPlan::NoComparator,
            Some(laser) => LaserPlan::new(laser, area, scenario.concern, list, currency, catalog),
        };
        let scenario = scenario.clone();
        Ok(Self {
            scenario,
            currency,
            area,
            interval_weeks,
            listed_interval: listed_interval.is_some(),
            upkeep_months,
            courses,
            needling,
            laser,
        })
    }

    /// Sessions of the needling course.
    pub fn sessions(&self) -> Triple<u32> {
        self.needling.sessions
    }
}

impl LaserPlan {
    /// The laser from the list wherever the list has it, else at published prices, which are US dollars.
    pub fn new(
        laser: Laser,
        area: Area,
        concern: Concern,
        list: Option<&PriceList>,
        currency: Currency,
        catalog: &Catalog,
    ) -> Self {
        let service = Service::Laser(laser);
        let published = catalog.laser(laser).sessions.value;
        let listed = list.and_then(|list| {
            let item = list.item(service, area, concern)?;
            Some((list, item, session_price::listed(item)?))
        });
        let (price, tariff, sessions) = match listed {
            Some((list, item, price)) => {
                let sessions = item.sessions.map_or(published, |agreed| Triple::agreed(agreed, published.typical()));
                (price, Tariff::listed(list, item), sessions)
            }
            None if currency == Currency::USD => {
                (session_price::published(service, area, catalog), Tariff::plain(), published)
            }
            None => return Self::NoPrice(laser, published),
        };
        let counts = distribution::whole_number(sessions);
        Self::Priced(
            laser,
            Box::new(Column {
                service,
                price,
                tariff,
                sessions,
                listed_sessions: listed.is_some_and(|(_, item, _)| item.sessions.is_some()),
                visits: counts.points().iter().map(|(count, weight)| ((*count, 0), *weight)).collect(),
                prices: distribution::price(price.triple, catalog.model.price_slices.value),
            }),
        )
    }
}

impl Column {
    /// The distribution of the all-in total.
    pub fn total_costs(&self) -> Distribution<Money> {
        self.tariff.distribution(&self.visits, &self.prices)
    }

    /// The first course, all in.
    pub fn course_cost(&self) -> Cost {
        let weights = Distribution::new(self.visits.iter().map(|((n, _), weight)| ((*n, 0), *weight)));
        self.summary(weights.points(), &self.tariff.distribution(weights.points(), &self.prices))
    }

    /// The five figures of a distribution of costs over these visits.
    pub fn summary(&self, visits: &[((u32, u32), u64)], costs: &Distribution<Money>) -> Cost {
        self.tariff.summary(visits, costs, (self.price.triple.low(), self.price.triple.high()), self.price.floor)
    }
}
