//! What a course and its upkeep cost: packages, fees and tax, for one number of visits or for all of them.

use super::distribution::Distribution;
use super::estimate::{Cost, Tip};
use super::money::{BasisPoints, Money};
use super::price_list::{FeePer, Item, Package, PriceList, Service};
use super::quantity::Five;

/// What a service costs: the rules that turn visits and a session price into money.
#[derive(Clone, Debug)]
pub struct Tariff {
    /// The cheapest cover of exactly so many sessions by fixed packages alone; index is the number of sessions.
    covers: Vec<Option<Money>>,
    /// Fixed packages beside packs at a percentage, whose covers depend on the price; empty without such packs, so that
    /// other tariffs pay nothing for them.
    packs: Vec<Package>,
    /// Percentage packages, by the singles they need.
    percentages: Vec<(u32, BasisPoints)>,
    /// How far beyond the typical number the tip looks.
    largest_package: u32,
    /// What an upkeep visit costs, where that is not the session price.
    upkeep_price: Option<Money>,
    /// Mandatory fees once for the course.
    course_fees: Money,
    /// Mandatory fees at every visit.
    session_fees: Money,
    /// Tax that comes on top.
    tax: BasisPoints,
}

/// The largest number of sessions that a tariff is asked for: 24 agreed ones and a tip of 24 beyond them.
const LARGEST_COURSE: u32 = 48;

impl Tariff {
    /// The tariff of a price that carries nothing else: a typical price or one that a person was quoted.
    pub fn plain() -> Self {
        Self {
            covers: vec![Some(Money::ZERO)],
            packs: Vec::new(),
            percentages: Vec::new(),
            largest_package: 0,
            upkeep_price: None,
            course_fees: Money::ZERO,
            session_fees: Money::ZERO,
            tax: BasisPoints(0),
        }
    }

    /// The tariff of an item of a price list, with the list's mandatory fees and its tax.
    pub fn listed(list: &PriceList, item: &Item) -> Self {
        let mut fixed: Vec<(u32, Money)> = Vec::new();
        let mut percentages: Vec<(u32, BasisPoints)> = Vec::new();
        let mut has_packs = false;
        let mut largest_package = 0;
        for package in &item.packages {
            largest_package = largest_package.max(match *package {
                Package::Fixed { sessions, total } => {
                    fixed.push((sessions, total));
                    sessions
                }
                Package::Percent { min_sessions, off } => {
                    percentages.push((min_sessions, off));
                    min_sessions
                }
                Package::Pack { sessions, .. } => {
                    has_packs = true;
                    sessions
                }
            });
        }
        Self {
            covers: covers(&fixed, LARGEST_COURSE),
            packs: if has_packs { item.packages.clone() } else { Vec::new() },
            percentages,
            largest_package,
            upkeep_price: item.upkeep_price,
            course_fees: fees(list, item.service, FeePer::Course),
            session_fees: fees(list, item.service, FeePer::Session),
            tax: match list.tax {
                Some(tax) if !tax.included && item.is_taxed => tax.rate,
                _ => BasisPoints(0),
            },
        }
    }

    /// The cheapest way to buy exactly this many sessions, before fees and tax.
    pub fn sessions(&self, count: u32, price: Money) -> Money {
        let whole = self.singles(count, price);
        let priced: Vec<(u32, Money)> = self.packs.iter().filter_map(|package| package.cost(price)).collect();
        let own = if priced.is_empty() { Vec::new() } else { covers(&priced, count) };
        let covers = if priced.is_empty() { &self.covers } else { &own };
        covers
            .iter()
            .take(count as usize + 1)
            .enumerate()
            .skip(1)
            .filter_map(|(covered, cost)| Some((*cost)? + self.singles(count - covered as u32, price)))
            .fold(whole, Money::min)
    }

    /// This many sessions bought one by one, with the largest percentage that their number earns.
    fn singles(&self, count: u32, price: Money) -> Money {
        let gross = price.times(i64::from(count));
        let off = self.percentages.iter().filter(|(least, _)| *least <= count).map(|(_, off)| *off).max();
        off.map_or(gross, |off| gross - gross.share(off))
    }

    /// Whether a course of this many sessions at this price is bought as a package, paid at the first visit.
    pub fn buys_package(&self, count: u32, price: Money) -> bool {
        self.sessions(count, price) < price.times(i64::from(count))
    }

    /// What an upkeep visit costs at a session price, before fees and tax.
    pub fn upkeep_visit(&self, price: Money) -> Money {
        self.upkeep_price.unwrap_or(price)
    }

    /// Whether upkeep has a price of its own, whatever a session costs.
    pub fn upkeep_has_own_price(&self) -> bool {
        self.upkeep_price.is_some()
    }

    /// Mandatory fees once for the course.
    pub fn course_fees(&self) -> Money {
        self.course_fees
    }

    /// Mandatory fees at every visit.
    pub fn session_fees(&self) -> Money {
        self.session_fees
    }

    /// The tax rate that comes on top.
    pub fn tax(&self) -> BasisPoints {
        self.tax
    }

    /// An amount with its tax, rounded once.
    pub fn taxed(&self, net: Money) -> Money {
        net + net.share(self.tax)
    }

    /// A course that costs so much, with its upkeep visits, all in: fees and tax.
    fn all_in(&self, course: Money, sessions: u32, upkeep_visits: u32, price: Money) -> Money {
        let visits = i64::from(sessions) + i64::from(upkeep_visits);
        self.taxed(
            course
                + self.upkeep_visit(price).times(i64::from(upkeep_visits))
                + self.course_fees
                + self.session_fees.times(visits),
        )
    }

    /// Single visits, all in but for packages: what the break-even counts.
    pub fn single_visits(&self, count: i64, price: Money) -> Money {
        self.taxed(price.times(count) + self.course_fees + self.session_fees.times(count))
    }

    /// More sessions for less money than the typical number of them, if a package makes it so.
    pub fn tip(&self, sessions: u32, price: Money) -> Option<Tip> {
        let cost = self.sessions(sessions, price);
        (sessions + 1..=sessions + self.largest_package)
            .map(|count| (self.sessions(count, price), count))
            .min()
            .filter(|(least, _)| *least < cost)
            .map(|(least, count)| Tip { sessions: count, saves: cost - least })
    }

    /// The distribution of the all-in cost over weighted (sessions, upkeep visits) and prices.
    pub fn distribution(&self, visits: &[((u32, u32), u64)], prices: &Distribution<Money>) -> Distribution<Money> {
        let mut points = Vec::with_capacity(visits.len() * prices.points().len());
        // What the sessions cost does not depend on the upkeep that follows them.
        for same_course in visits.chunk_by(|((one, _), _), ((other, _), _)| one == other) {
            let Some(((sessions, _), _)) = same_course.first() else { continue };
            let courses: Vec<Money> =
                prices.points().iter().map(|(price, _)| self.sessions(*sessions, *price)).collect();
            for ((_, upkeep), weight) in same_course {
                for (course, (price, price_weight)) in courses.iter().zip(prices.points()) {
                    points.push((self.all_in(*course, *sessions, *upkeep, *price), weight * price_weight));
                }
            }
        }
        Distribution::new(points)
    }

    /// The cost as five figures: quantiles of the distribution, ends over every combination at the true low and high.
    pub fn summary(
        &self,
        visits: &[((u32, u32), u64)],
        costs: &Distribution<Money>,
        (low, high): (Money, Money),
        floor: bool,
    ) -> Cost {
        let band = costs.band();
        let at = |price: Money| {
            visits.iter().map(move |((n, upkeep), _)| self.all_in(self.sessions(*n, price), *n, *upkeep, price))
        };
        let (min, max) = (at(low).min().unwrap_or(band.p10), at(high).max().unwrap_or(band.p90));
        Cost { five: Five { min, p10: band.p10, p50: band.p50, p90: band.p90, max }, floor }
    }
}

/// The cheapest ways to make up exactly 0, 1, 2, … `most` sessions from packages, each as often as one likes.
fn covers(packages: &[(u32, Money)], most: u32) -> Vec<Option<Money>> {
    let mut covers = vec![Some(Money::ZERO)];
    if packages.is_empty() {
        return covers;
    }
    for count in 1..=most {
        let cheapest = packages
            .iter()
            .filter_map(|(sessions, total)| {
                let before = count.checked_sub(*sessions)?;
                Some((*covers.get(before as usize)?)? + *total)
            })
            .min();
        covers.push(cheapest);
    }
    covers
}

/// The mandatory, uncredited fees of a kind that go with a service.
fn fees(list: &PriceList, service: Service, per: FeePer) -> Money {
    list.fees
        .iter()
        .filter(|fee| fee.mandatory && !fee.credited && fee.per == per)
        .filter(|fee| fee.applies_to.as_ref().is_none_or(|services| services.contains(&service)))
        .map(|fee| fee.amount)
        .sum()
}
