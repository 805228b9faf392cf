//! What is timed, natively and in the browser alike: the exact distribution of a total, and the whole estimate.

use microneedling_estimator::codec::scenario_json;
use microneedling_estimator::data;
use microneedling_estimator::domain::catalog::Catalog;
use microneedling_estimator::domain::cost::Tariff;
use microneedling_estimator::domain::distribution;
use microneedling_estimator::domain::estimate::{Cost, Estimate, estimate};
use microneedling_estimator::domain::money::Money;
use microneedling_estimator::domain::plan::Plan;
use microneedling_estimator::domain::problem::Problem;
use microneedling_estimator::domain::quantity::{Range, Triple};
use microneedling_estimator::domain::scenario::Scenario;
use microneedling_estimator::domain::sessions;
use serde_json::{Value, json};
use std::hint::black_box;

/// One scenario at typical prices, with what a simulation of its total is told.
pub struct Subject {
    catalog: &'static Catalog,
    scenario: Scenario,
    parameters: Parameters,
}

/// The open quantities of a total: what both the simulation and the exact distribution start from.
#[derive(Clone, Copy)]
struct Parameters {
    price: Triple<Money>,
    price_slices: u32,
    sessions: Triple<u32>,
    weeks: Triple<u32>,
    upkeep_months: Option<Range<u32>>,
    horizon_months: u32,
}

impl Subject {
    pub fn new(scenario: &str) -> Result<Self, Vec<Problem>> {
        let catalog = data::catalog();
        let scenario: Scenario = scenario_json::read(scenario)?;
        let plan = Plan::new(&scenario, None, catalog).map_err(|problem| vec![problem])?;
        let parameters = Parameters {
            price: plan.needling.price.triple,
            price_slices: catalog.model.price_slices.value,
            sessions: plan.sessions(),
            weeks: plan.interval_weeks,
            upkeep_months: plan.upkeep_months,
            horizon_months: plan.scenario.horizon_months,
        };
        Ok(Self { catalog, scenario, parameters })
    }

    /// What the simulation is told: its own words for the same quantities.
    pub fn parameters(&self) -> Value {
        let Parameters { price, sessions, weeks, upkeep_months, horizon_months, .. } = self.parameters;
        json!({
            "price": price.to_array().map(Money::minor),
            "sessions": sessions.to_array(),
            "weeks": weeks.to_array(),
            "upkeepMonths": upkeep_months.map(|months| [months.low(), months.high()]),
            "horizonMonths": horizon_months,
        })
    }

    /// The total's five figures, from its open quantities: exactly what the simulation computes.
    pub fn distribution(&self) -> Cost {
        let Parameters { price, price_slices, sessions, weeks, upkeep_months, horizon_months } =
            black_box(self.parameters);
        let courses = sessions::courses(sessions, weeks, upkeep_months, horizon_months);
        let visits = sessions::visit_weights(&courses);
        let prices = distribution::price(price, price_slices);
        let tariff = Tariff::plain();
        let costs = tariff.distribution(&visits, &prices);
        tariff.summary(&visits, &costs, (price.low(), price.high()), false)
    }

    /// Everything that the model says: comparison, outcome, timeline and workings too.
    pub fn estimate(&self) -> Result<Estimate, Problem> {
        Plan::new(black_box(&self.scenario), None, self.catalog).map(|plan| estimate(&plan, self.catalog))
    }
}
