//! Needling against a laser: which costs less, how often, and up to how many sessions.

use super::catalog::Catalog;
use super::distribution::{Difference, Distribution, ratio};
use super::estimate::{Comparison, Cost, MissingComparison, Verdict};
use super::money::Money;
use super::plan::{Column, LaserPlan, Plan};
use super::price_list::PriceList;
use super::quantity::{Band, Five};
use super::vocabulary::Laser;

/// How often one side must cost less for the verdict to say "usually", in tenths.
const USUALLY_TENTHS: u64 = 9;

/// The scenario's needling against every laser, in the order of [`Laser::ALL`]; a laser without a price says so.
///
/// It takes six times as long as the comparison with one laser, so it is made when somebody asks for it.
pub fn compare_all(plan: &Plan, list: Option<&PriceList>, catalog: &Catalog) -> Vec<Comparison> {
    let needling = &plan.needling;
    let costs = needling.total_costs();
    let total = needling.summary(&needling.visits, &costs);
    let each = Laser::ALL.iter().map(|laser| {
        let laser = LaserPlan::new(*laser, plan.area, plan.scenario.concern, list, plan.currency, catalog);
        compare(needling, &laser, &costs, total)
    });
    each.collect()
}

/// Compares needling's total with the laser's, over all pairs of their independent costs.
pub fn compare(
    needling_column: &Column,
    laser: &LaserPlan,
    needling_costs: &Distribution<Money>,
    needling: Cost,
) -> Comparison {
    let nothing = Comparison {
        laser: None,
        missing: None,
        price: None,
        sessions: None,
        total: None,
        difference: None,
        cheaper_share: None,
        ratio_p50: None,
        verdict: None,
        break_even_sessions: None,
    };
    let (laser, laser_column) = match laser {
        LaserPlan::NoComparator => return Comparison { missing: Some(MissingComparison::NoComparator), ..nothing },
        LaserPlan::NoPrice(laser, sessions) => {
            return Comparison {
                laser: Some(*laser),
                missing: Some(MissingComparison::NoPrice),
                sessions: Some(*sessions),
                ..nothing
            };
        }
        LaserPlan::Priced(laser, column) => (*laser, column),
    };
    let costs = laser_column.total_costs();
    let total = laser_column.summary(&laser_column.visits, &costs);
    let priced = Comparison {
        laser: Some(laser),
        price: Some(laser_column.price),
        sessions: Some(laser_column.sessions),
        total: Some(total),
        ..nothing
    };
    if needling.floor || total.floor {
        return priced;
    }
    let pairs = Difference::new(&costs, needling_costs);
    let all = pairs.total_weight();
    let cheaper = all - pairs.weight_at_most(0);
    let dearer = pairs.weight_at_most(-1);
    let verdict = if needling.five.max < total.five.min {
        Verdict::AlwaysCheaper
    } else if needling.five.min > total.five.max {
        Verdict::AlwaysDearer
    } else if cheaper * 10 >= all * USUALLY_TENTHS {
        Verdict::UsuallyCheaper
    } else if dearer * 10 >= all * USUALLY_TENTHS {
        Verdict::UsuallyDearer
    } else {
        Verdict::Depends
    };
    let side = |cost: Cost| Band { p10: cost.five.p10, p50: cost.five.p50, p90: cost.five.p90 };
    let band = pairs.band(side(total), side(needling));
    let (min, max) = (total.five.min - needling.five.max, total.five.max - needling.five.min);
    Comparison {
        difference: Some(Five { min, p10: band.p10, p50: band.p50, p90: band.p90, max }),
        cheaper_share: Some(ratio(cheaper, all)),
        ratio_p50: Some(ratio(needling.five.p50.minor().unsigned_abs(), total.five.p50.minor().unsigned_abs())),
        verdict: Some(verdict),
        break_even_sessions: Some(break_even(needling_column, total.five.p50)),
        ..priced
    }
}

/// The largest number of single visits at the typical price that, all in, cost less than the laser's median.
fn break_even(needling: &Column, laser_median: Money) -> u64 {
    let cheaper = |visits: i64| needling.tariff.single_visits(visits, needling.price.triple.typical()) < laser_median;
    // A visit costs at least one minor unit, so the median itself bounds the number of visits.
    let (mut most, mut too_many) = (0, laser_median.minor().max(1));
    while most + 1 < too_many {
        let middle = most + (too_many - most) / 2;
        if cheaper(middle) { most = middle } else { too_many = middle }
    }
    most.unsigned_abs()
}
