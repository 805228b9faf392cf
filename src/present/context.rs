//! What every panel is written from: one scenario, its estimate, the published figures and a way to write numbers.

use super::document::Words;
use super::language::{Text, as_is, t};
use super::say::Say;
use crate::domain::catalog::{Catalog, Reference, ReferenceId};
use crate::domain::estimate::{Comparison, Cost, Estimate};
use crate::domain::narrowing::Narrowing;
use crate::domain::price_list::PriceList;
use crate::domain::scenario::Scenario;
use crate::domain::spending::Spending;

/// What every panel is written from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub scenario: &'a Scenario,
    pub estimate: &'a Estimate,
    pub spending: &'a Spending,
    /// What is still open, the answer that moves the total most first.
    pub narrowing: &'a [Narrowing],
    /// Needling against every laser, once somebody has asked for it.
    pub lasers: &'a [Comparison],
    pub catalog: &'a Catalog,
    pub list: Option<&'a PriceList>,
    pub say: Say<'a>,
}

impl<'a> Context<'a> {
    /// A text of the program with its gaps filled.
    pub fn fill(&self, text: Text, with: &[Words]) -> Words<'a> {
        self.say.fill(text, with)
    }

    /// Keeps a list as long as the view.
    pub fn keep<T: Copy>(&self, items: &[T]) -> &'a [T] {
        self.say.arena.list(items)
    }

    /// Whether needling's money is known to the cent, apart from the number of visits.
    pub fn is_exact(&self) -> bool {
        self.estimate.price.triple.is_known()
    }

    /// Whether the laser's money is known to the cent.
    pub fn is_laser_exact(&self) -> bool {
        self.estimate.laser.price.is_some_and(|price| price.triple.is_known())
    }

    /// How far ahead the estimate looks, as "24 months".
    pub fn horizon(&self) -> Words<'a> {
        self.say.months(self.scenario.horizon_months, self.scenario.horizon_months)
    }

    /// "Sources: a; b; c." as links, for the references of a figure.
    pub fn cited(&self, references: &[ReferenceId]) -> Words<'a> {
        self.cited_all(references.iter().filter_map(|id| self.catalog.reference(*id)))
    }

    /// As [`Self::cited`], by the ids' words.
    pub fn cited_by_word(&self, ids: &[&str]) -> Words<'a> {
        let named = |id: &&str| self.catalog.references.iter().find(|reference| reference.id == *id);
        self.cited_all(ids.iter().filter_map(named))
    }

    fn cited_all(&self, references: impl Iterator<Item = &'a Reference>) -> Words<'a> {
        let mut text = Words::NONE;
        let mut count = 0;
        for reference in references {
            let link = self.say.link(self.short(reference), reference.address);
            text = if count == 0 { link } else { self.say.joined(&[text, as_is!("; "), link]) };
            count += 1;
        }
        match count {
            0 => t!("No source."),
            1 => self.fill(t!("Source: {0}."), &[text]),
            _ => self.fill(t!("Sources: {0}."), &[text]),
        }
    }

    /// A reference in a few words: where it was published and when.
    fn short(&self, reference: &'a Reference) -> Words<'a> {
        let publisher = self.say.as_is(reference.publisher);
        match reference.year {
            Some(year) => self.say.joined(&[publisher, as_is!(", "), self.say.as_is(&year.to_string())]),
            // An article without a publisher is known by its title.
            None if reference.publisher == "consumer website, not named" => self.say.as_is(reference.title),
            None => publisher,
        }
    }

    /// Middle and extremes of a cost, in one line.
    pub fn detail(&self, cost: &Cost, exact: bool) -> Words<'a> {
        let five = &cost.five;
        let least = self.say.money(five.min);
        if cost.floor {
            let text = t!("At the least {0}. The price is a “from” price: the most is not known.");
            return self.fill(text, &[least]);
        }
        if five.min == five.max {
            return t!("One number: nothing that is still open changes it.");
        }
        let (middle, most) = (self.say.about(five.p50, exact), self.say.money(five.max));
        self.fill(t!("In the middle {0}, at the least {1}, at the most {2}."), &[middle, least, most])
    }
}
