//! What patients read of a price list: the money lines of the patient page for a concern, by the page's own words.

use crate::domain::catalog::Catalog;
use crate::domain::estimate::{Estimate, PriceFrom, estimate};
use crate::domain::money::BasisPoints;
use crate::domain::plan::Plan;
use crate::domain::price_list::{Package, PriceList, Service};
use crate::domain::problem::Problem;
use crate::domain::quantity::Five;
use crate::domain::scenario::Scenario;
use crate::domain::spending::{Spending, spending};
use crate::domain::vocabulary::{Concern, Treatment};
use crate::present::context::Context;
use crate::present::document::Words;
use crate::present::language::{Text, as_is, t};
use crate::present::money;
use crate::present::say::Say;
use crate::present::words;

pub const HEADING: Text = t!("What patients read");
pub const NOTE: Text =
    t!("The same figures as on the patient page, for the usual answers. Choose what a patient would choose.");
pub const CONCERN: Text = t!("Concern");
pub const TREATMENT: Text = t!("Treatment");
pub const NO_LIST: Text = t!("There is nothing to show before the list has no problems.");

/// What a scenario comes to by a list.
#[derive(Debug)]
pub struct Preview {
    scenario: Scenario,
    estimate: Estimate,
    spending: Spending,
}

impl Preview {
    /// The estimate of the usual answers for a concern, with this treatment.
    ///
    /// # Errors
    /// Where there is none; the problem says why.
    pub fn new(list: &PriceList, concern: Concern, treatment: Treatment, catalog: &Catalog) -> Result<Self, Problem> {
        let scenario = Scenario { treatment, ..Scenario::usual(concern) };
        let plan = Plan::new(&scenario, Some(list), catalog)?;
        Ok(Self { estimate: estimate(&plan, catalog), spending: spending(&plan, catalog), scenario })
    }

    /// Names with what patients read beside them.
    pub fn facts<'a>(&'a self, list: &'a PriceList, catalog: &'a Catalog, say: Say<'a>) -> Vec<(Words<'a>, Words<'a>)> {
        let context = Context {
            scenario: &self.scenario,
            estimate: &self.estimate,
            spending: &self.spending,
            narrowing: &[],
            lasers: &[],
            catalog,
            list: Some(list),
            say,
        };
        let estimate = &self.estimate;
        let visits = |five: Five<u32>| say.visits(five.min, five.max);
        let both = |figure, visits| say.fill(t!("*{0}*, {1}"), &[figure, visits]);
        let treatment = words::treatment_inline(self.scenario.treatment);
        let on = say.fill(t!("{0} on {1}"), &[treatment, words::area_inline(estimate.area)]);
        let mut facts = vec![
            (t!("A visit"), say.joined(&[say.capital(on), as_is!(": "), money::price(&context, &estimate.price)])),
            (t!("First course"), both(money::first_course(&context), visits(estimate.visits.course))),
            (t!("Keeping it up, each year"), say.fill(t!("*{0}*"), &[money::upkeep_figure(&context)])),
        ];
        let total = say.likely(&estimate.total, context.is_exact());
        let over = context.fill(t!("Total over {0}"), &[context.horizon()]);
        facts.push((over, both(total, visits(estimate.visits.total))));
        if let (Some(laser), Some(cost)) = (estimate.laser.laser, &estimate.laser.total) {
            let figure = say.likely(cost, context.is_laser_exact());
            facts.push((over, say.fill(t!("*{0}* with {1}"), &[figure, words::laser_inline(laser)])));
        }
        let service = Service::Needling(self.scenario.treatment);
        if let (PriceFrom::Clinic, Some(item)) =
            (estimate.price.from, list.item(service, estimate.area, self.scenario.concern))
        {
            let packages: Vec<Words> = item.packages.iter().map(|package| self::package(package, &say)).collect();
            facts.extend(packages.into_iter().map(|package| (t!("Package"), package)));
        }
        facts
    }
}

fn package<'a>(package: &Package, say: &Say<'a>) -> Words<'a> {
    let off = |off: BasisPoints| {
        let tenths = off.0.saturating_add(5) / 10;
        say.tenths_percent(tenths, tenths)
    };
    match *package {
        Package::Fixed { sessions, total } => {
            say.fill(t!("{0} for {1}"), &[say.sessions(sessions, sessions), say.money(total)])
        }
        Package::Percent { min_sessions, off: rate } => {
            say.fill(t!("{0} off from {1}"), &[off(rate), say.sessions(min_sessions, min_sessions)])
        }
        Package::Pack { sessions, off: rate } => {
            say.fill(t!("{0} off a pack of {1}"), &[off(rate), say.sessions(sessions, sessions)])
        }
    }
}
