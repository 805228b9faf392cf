//! What the rows of a price list are called: their own labels, or words for the treatment and the area.

use crate::domain::menu::{Menu, MenuArea, MenuItem};
use crate::domain::offer::Source;
use crate::domain::price_list::{Package, Service};
use crate::editor::quote::read::ReadQuote;
use crate::present::document::Words;
use crate::present::formats::ToTheCent;
use crate::present::language::{as_is, counted, t};
use crate::present::say::Say;
use crate::present::words;

/// How a quote is said: in its currency, and to the cent where any of its amounts has cents.
pub fn say_of<'a>(say: Say<'a>, read: &ReadQuote) -> Say<'a> {
    let formats = if read.has_cents() { say.arena.one(ToTheCent(say.formats)) } else { say.formats };
    Say { currency: read.currency, formats, ..say }
}

/// Writes names in the language of the page.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    pub say: Say<'a>,
    /// The code of the page's language: labels may have words of their own for it.
    pub language: &'a str,
    pub menu: Option<&'a Menu>,
}

impl<'a> Names<'a> {
    /// An area as a menu names it.
    pub fn area(&self, area: MenuArea) -> Words<'a> {
        match area {
            MenuArea::Known(area) => words::area(area),
            MenuArea::FaceNeckChest => t!("Face, neck and upper chest"),
            MenuArea::Unstated => t!("Area not stated"),
        }
    }

    /// A treatment or a laser.
    pub const fn service(&self, service: Service) -> Words<'a> {
        match service {
            Service::Needling(treatment) => words::treatment(treatment),
            Service::Laser(laser) => words::laser(laser),
        }
    }

    /// A row of the price list.
    pub fn item(&self, item: &MenuItem) -> Words<'a> {
        if let Some(label) = &item.label {
            return self.say.as_is(label.in_language(self.language));
        }
        let mut parts = Vec::new();
        parts.extend(item.service().map(|service| self.service(service)));
        parts.extend(item.variant.as_ref().map(|variant| self.say.as_is(variant.in_language(self.language))));
        parts.extend(item.area.filter(|area| *area != MenuArea::Unstated).map(|area| self.area(area)));
        let mut name = Words::NONE;
        for part in parts {
            name = if name.is_empty() { part } else { self.say.joined(&[name, as_is!(", "), part]) };
        }
        name
    }

    /// What a line of the price list is called; none where the list has no such thing.
    pub fn source(&self, source: Source) -> Option<Words<'a>> {
        let menu = self.menu?;
        let item = |at: usize| menu.items.get(at).map(|item| self.item(item));
        Some(match source {
            Source::Session(at) => item(at)?,
            Source::Upkeep(at) => self.say.fill(t!("Upkeep visit: {0}"), &[item(at)?]),
            Source::Package(at, package) => {
                let package = menu.items.get(at)?.packages.get(package)?;
                if let Some(label) = &package.label {
                    return Some(self.say.as_is(label.in_language(self.language)));
                }
                let (Package::Fixed { sessions, .. } | Package::Pack { sessions, .. }) = package.terms else {
                    return item(at);
                };
                let text = counted("Course of {0} session: {1}", "Course of {0} sessions: {1}");
                self.say.counted(text, sessions, &[self.say.number(sessions), item(at)?])
            }
            Source::Units(at, step) => {
                let units = menu.items.get(at)?.unit_steps.get(step)?.quantity;
                let text = counted("{1}, {0} unit", "{1}, {0} units");
                self.say.counted(text, units, &[self.say.number(units), item(at)?])
            }
            Source::Consultation => {
                match menu.consultation.as_ref().and_then(|consultation| consultation.label.as_ref()) {
                    Some(label) => self.say.as_is(label.in_language(self.language)),
                    None => t!("Consultation"),
                }
            }
            Source::AddOn(at) => self.say.as_is(menu.add_ons.get(at)?.label.in_language(self.language)),
            Source::Fee(at) => {
                let fee = menu.fees.get(at)?;
                match &fee.label {
                    Some(label) => self.say.as_is(label.in_language(self.language)),
                    None => self.say.as_is(&fee.id),
                }
            }
        })
    }
}
