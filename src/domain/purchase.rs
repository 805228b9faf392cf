//! How to buy exactly so many sessions at the least cost, and when a few more cost hardly more.

use super::menu::{MenuItem, MenuPrice};
use super::money::{BasisPoints, Money};
use super::price_list::Package;

/// The cheapest way to buy a number of sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// What is bought, packages in the order of the menu and singles last.
    pub parts: Vec<Part>,
    /// The sum of the parts.
    pub total: Money,
    /// What the sessions cost one by one; the total where none is sold alone.
    pub singles: Money,
}

/// One thing of a purchase, as often as it is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The position among the item's packages; none for single sessions.
    pub package: Option<usize>,
    /// How often the package is bought, or how many single sessions; once for singles at a percentage.
    pub times: u32,
    /// The sessions of all of it.
    pub sessions: u32,
    /// The cost of all of it.
    pub cost: Money,
}

/// A larger number of sessions that costs less, or less than one session more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saver {
    pub sessions: u32,
    pub total: Money,
    /// How much more that is than what was asked for; below zero where it is less.
    pub difference: Money,
}

/// The most sessions that are bought at once.
pub const MOST_SESSIONS: u32 = 200;

/// A way to make up a number of sessions by packages that are bought whole.
#[derive(Clone, Copy, Debug)]
struct Cover {
    cost: Money,
    /// Packages bought.
    count: u32,
    /// The position of the last one among the item's packages, and its sessions.
    last: Option<(usize, u32)>,
}

/// The cheapest way to buy exactly so many sessions of an item, at the typical amount of a range and at the floor of a
/// "from" price; among equals the one of fewest parts, and single sessions rather than a package.
///
/// None where they cannot be made up, or are more than [`MOST_SESSIONS`].
pub fn cheapest(item: &MenuItem, sessions: u32) -> Option<Purchase> {
    let price = session_price(item);
    let covers = covers(item, price, sessions)?;
    let mut best: Option<((Money, u32, u32), u32)> = None;
    for (covered, cover) in covers.iter().enumerate() {
        let (Some(cover), Ok(covered)) = (cover, u32::try_from(covered)) else { continue };
        let rest = sessions - covered;
        let Some((cost, _)) = singles(item, price, rest) else { continue };
        let rank = (cover.cost + cost, cover.count + u32::from(rest > 0), cover.count);
        if best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, covered));
        }
    }
    let ((total, ..), covered) = best?;
    let mut parts = bought(&covers, covered);
    for part in &mut parts {
        let terms = part.package.and_then(|index| item.packages.get(index)).map(|package| package.terms);
        let cost =
            terms.and_then(|terms| terms.cost(price.unwrap_or(Money::ZERO))).map_or(Money::ZERO, |(_, cost)| cost);
        part.cost = cost.times(part.times.into());
    }
    if covered < sessions {
        let rest = sessions - covered;
        let (cost, package) = singles(item, price, rest)?;
        let times = if package.is_some() { 1 } else { rest };
        parts.push(Part { package, times, sessions: rest, cost });
    }
    let singles = price.map_or(total, |price| price.times(sessions.into()));
    Some(Purchase { parts, total, singles })
}

/// More sessions that cost no more than these, else the next number that costs less than one single session more.
pub fn saver(item: &MenuItem, sessions: u32) -> Option<Saver> {
    let total = cheapest(item, sessions)?.total;
    let reach = item.packages.iter().map(|package| package.terms.sessions()).max()?;
    let larger: Vec<(Money, u32)> = (sessions + 1..=sessions.saturating_add(reach))
        .filter_map(|more| Some((cheapest(item, more)?.total, more)))
        .collect();
    let found = larger.iter().min().filter(|(least, _)| *least <= total).or_else(|| {
        let price = session_price(item)?;
        // Singles at a percentage are no bargain for being one more.
        let packages =
            |count| cheapest(item, count).map(|bought| bought.parts.iter().map(|part| part.package).collect());
        let now: Option<Vec<_>> = packages(sessions);
        larger.iter().find(|(cost, more)| *cost < total + price && packages(*more) != now)
    });
    found.map(|(cost, more)| Saver { sessions: *more, total: *cost, difference: *cost - total })
}

/// What one session costs, where it is sold alone.
fn session_price(item: &MenuItem) -> Option<Money> {
    match &item.price {
        MenuPrice::OnRequest | MenuPrice::PackageOnly => None,
        price => price.amount(),
    }
}

/// The cheapest covers of 0, 1, 2, … sessions by packages that are bought whole.
fn covers(item: &MenuItem, price: Option<Money>, most: u32) -> Option<Vec<Option<Cover>>> {
    if most > MOST_SESSIONS {
        return None;
    }
    let mut whole: Vec<(usize, u32, Money)> = Vec::new();
    for (index, package) in item.packages.iter().enumerate() {
        // A percentage of nothing is no price.
        if price.is_none() && !matches!(package.terms, Package::Fixed { .. }) {
            continue;
        }
        if let Some((sessions, cost)) = package.terms.cost(price.unwrap_or(Money::ZERO)) {
            whole.push((index, sessions, cost));
        }
    }
    let mut covers = vec![Some(Cover { cost: Money::ZERO, count: 0, last: None })];
    for count in 1..=most {
        let mut best: Option<Cover> = None;
        for (index, sessions, cost) in &whole {
            let before = count.checked_sub(*sessions).and_then(|before| *covers.get(before as usize)?);
            let Some(before) = before else { continue };
            let cover = Cover { cost: before.cost + *cost, count: before.count + 1, last: Some((*index, *sessions)) };
            if best.is_none_or(|best| (cover.cost, cover.count) < (best.cost, best.count)) {
                best = Some(cover);
            }
        }
        covers.push(best);
    }
    Some(covers)
}

/// The packages of a cover, each with how often it is bought, in the order of the menu; costs are left at zero.
fn bought(covers: &[Option<Cover>], mut covered: u32) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    while let Some((index, sessions)) = covers.get(covered as usize).and_then(|cover| cover.as_ref()?.last) {
        covered -= sessions;
        match parts.iter_mut().find(|part| part.package == Some(index)) {
            Some(part) => {
                part.times += 1;
                part.sessions += sessions;
            }
            None => parts.push(Part { package: Some(index), times: 1, sessions, cost: Money::ZERO }),
        }
    }
    parts.sort_unstable_by_key(|part| part.package);
    parts
}

/// What so many single sessions cost, with the package whose percentage they earn.
fn singles(item: &MenuItem, price: Option<Money>, count: u32) -> Option<(Money, Option<usize>)> {
    if count == 0 {
        return Some((Money::ZERO, None));
    }
    let gross = price?.times(count.into());
    let mut earned: Option<(BasisPoints, usize)> = None;
    for (index, package) in item.packages.iter().enumerate() {
        if let Package::Percent { min_sessions, off } = package.terms
            && min_sessions <= count
            && earned.is_none_or(|(most, _)| off > most)
        {
            earned = Some((off, index));
        }
    }
    Some(earned.map_or((gross, None), |(off, index)| (gross - gross.share(off), Some(index))))
}
