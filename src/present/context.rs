//! What every panel is written from: one scenario, its estimate, the published figures and a way to write numbers.

use super::document::{Block, Text};
use super::say::Say;
use super::words;
use crate::domain::catalog::{Catalog, Reference, ReferenceId};
use crate::domain::estimate::{Cost, Estimate};
use crate::domain::price_list::PriceList;
use crate::domain::scenario::Scenario;
use crate::domain::spending::Spending;
use crate::domain::vocabulary::Grade;

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
        self.say.count(self.scenario.horizon_months, self.scenario.horizon_months, "month", "months")
    }

    /// The reference that an id names.
    pub fn reference(&self, id: &str) -> Option<&Reference> {
        self.catalog.references.iter().find(|reference| reference.id == id)
    }

    /// "Sources: a; b; c." as links, for the references of a figure.
    pub fn cited(&self, references: &[ReferenceId]) -> Text {
        let found: Vec<_> = references.iter().filter_map(|id| self.catalog.reference(*id)).collect();
        self.linked(&found)
    }

    /// As [`Self::cited`], by the ids' words.
    pub fn cited_by_word(&self, ids: &[&str]) -> Text {
        let found: Vec<_> = ids.iter().filter_map(|id| self.reference(id)).collect();
        self.linked(&found)
    }

    fn linked(&self, references: &[&Reference]) -> Text {
        let lead = match references.len() {
            0 => return Text::from("No source."),
            1 => "Source: ",
            _ => "Sources: ",
        };
        let mut text = Text::from(lead);
        for (index, reference) in references.iter().enumerate() {
            if index > 0 {
                text = text.then("; ");
            }
            text = text.link(short(reference), reference.address.as_deref());
        }
        text.then(".")
    }

    /// "Based on: trials." with the references; what a clinic or a person said has no grade.
    pub fn basis(&self, references: &[ReferenceId], grade: Option<Grade>) -> Block {
        let grade = grade.map_or("what the clinic or you said", words::grade);
        let mut text = Text::from("Based on: ").strong(grade).then(". ");
        if !references.is_empty() {
            text.0.extend(self.cited(references).0);
        }
        Block::small(text)
    }

    /// Middle and extremes of a cost, in one line.
    pub fn detail(&self, cost: &Cost, exact: bool) -> String {
        let five = &cost.five;
        if cost.floor {
            return ["Lowest ", &self.say.money(five.min), ". The price is a “from” price: the highest is not known."]
                .concat();
        }
        if five.min == five.max {
            return "One number: nothing that you left open changes it.".to_owned();
        }
        let middle = self.say.about(five.p50, exact);
        ["Middle ", &middle, ". Lowest ", &self.say.money(five.min), ", highest ", &self.say.money(five.max), "."]
            .concat()
    }
}

/// A reference in a few words: where it was published and when.
fn short(reference: &Reference) -> String {
    match reference.year {
        Some(year) => [reference.publisher.as_str(), ", ", &year.to_string()].concat(),
        None => reference.publisher.clone(),
    }
}
