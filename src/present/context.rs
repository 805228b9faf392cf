//! What every panel is written from: one scenario, its estimate, the published figures and a way to write numbers.

use super::document::{Words, fill, link};
use super::say::Say;
use crate::domain::catalog::{Catalog, Reference, ReferenceId};
use crate::domain::estimate::{Cost, Estimate};
use crate::domain::price_list::PriceList;
use crate::domain::scenario::Scenario;
use crate::domain::spending::Spending;

/// What every panel is written from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub scenario: &'a Scenario,
    pub estimate: &'a Estimate,
    pub spending: &'a Spending,
    pub catalog: &'a Catalog,
    pub list: Option<&'a PriceList>,
    pub say: Say<'a>,
}

impl Context<'_> {
    /// Whether needling's money is known to the cent, apart from the number of visits.
    pub fn is_exact(&self) -> bool {
        self.estimate.price.triple.is_known()
    }

    /// Whether the laser's money is known to the cent.
    pub fn is_laser_exact(&self) -> bool {
        self.estimate.laser.price.is_some_and(|price| price.triple.is_known())
    }

    /// How far ahead the estimate looks, as "24 months".
    pub fn horizon(&self) -> String {
        self.say.months(self.scenario.horizon_months, self.scenario.horizon_months)
    }

    /// "Sources: a; b; c." as links, for the references of a figure.
    pub fn cited(&self, references: &[ReferenceId]) -> Words {
        cited(references.iter().filter_map(|id| self.catalog.reference(*id)))
    }

    /// As [`Self::cited`], by the ids' words.
    pub fn cited_by_word(&self, ids: &[&str]) -> Words {
        let named = |id: &&str| self.catalog.references.iter().find(|reference| reference.id == *id);
        cited(ids.iter().filter_map(named))
    }

    /// Middle and extremes of a cost, in one line.
    pub fn detail(&self, cost: &Cost, exact: bool) -> Words {
        let five = &cost.five;
        let least = self.say.money(five.min);
        if cost.floor {
            return fill("At the least {0}. The price is a “from” price: the most is not known.", &[&least]);
        }
        if five.min == five.max {
            return "One number: nothing that is still open changes it.".into();
        }
        let (middle, most) = (self.say.about(five.p50, exact), self.say.money(five.max));
        fill("In the middle {0}, at the least {1}, at the most {2}.", &[&middle, &least, &most])
    }
}

fn cited<'a>(references: impl Iterator<Item = &'a Reference>) -> Words {
    let mut text = String::new();
    let mut count = 0;
    for reference in references {
        if count > 0 {
            text.push_str("; ");
        }
        text.push_str(&link(&short(reference), reference.address));
        count += 1;
    }
    match count {
        0 => "No source.".into(),
        1 => fill("Source: {0}.", &[&text]),
        _ => fill("Sources: {0}.", &[&text]),
    }
}

/// A reference in a few words: where it was published and when.
fn short(reference: &Reference) -> Words {
    match reference.year {
        Some(year) => fill("{0}, {1}", &[reference.publisher, &year.to_string()]),
        // An article without a publisher is known by its title.
        None if reference.publisher == "consumer website, not named" => reference.title.into(),
        None => reference.publisher.into(),
    }
}
