//! The copy that the clinic keeps: the same money, with list prices, reasons, what the patient page says, and notes.

use super::paper::{Offered, Paper, PaperContext, PaperKind};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::editor::quote::checks::DISPUTE_FROM;
use crate::editor::quote::draft::{Choice, Head, LineField, MOST_OPTIONS};
use crate::present::document::{Block, Section, Table, Words, paragraph};
use crate::present::language::t;

/// The sections of the options.
const IDS: [&str; MOST_OPTIONS] = ["office-option", "office-option-2", "office-option-3"];

/// The copy that the clinic keeps.
pub fn office_copy<'a>(context: &PaperContext<'a>) -> Paper<'a> {
    let options = context.offered();
    let mut sections = Vec::new();
    for option in &options {
        let mut blocks = vec![paragraph(context.summary(option))];
        blocks.push(Block::Table(lines(context, option)));
        blocks.push(Block::Table(context.sums_table(option)));
        blocks.extend(context.instalments(option));
        blocks.extend(context.reconciled(option).map(paragraph));
        if let Some(drift) = context.drift(option) {
            blocks.push(paragraph(drift));
        }
        let heading = match options.len() {
            1 => t!("What was quoted"),
            _ => context.option_name(option),
        };
        let id = IDS.get(option.at).copied().unwrap_or_default();
        sections.push(Section { id, heading, blocks: context.keep(&blocks) });
    }
    if !context.warned.is_empty() {
        let blocks = context.keep(&[Block::List(context.warned)]);
        sections.push(Section { id: "office-checks", heading: t!("Told before printing"), blocks });
    }
    let notes = context.draft.get(Head::Notes);
    if !notes.trim().is_empty() {
        let lines = notes.lines().filter(|line| !line.trim().is_empty());
        let blocks: Vec<Block> = lines.map(|line| paragraph(context.say.as_is(line))).collect();
        let blocks = context.keep(&blocks);
        sections.push(Section { id: "office-notes", heading: t!("Notes for the clinic alone"), blocks });
    }
    context.paper(PaperKind::Office, t!("Office copy"), &sections, &[])
}

/// The lines of an option with the list's prices beside those that were given.
fn lines<'a>(context: &PaperContext<'a>, option: &Offered<'a>) -> Table<'a> {
    let say = &context.say;
    let mut rows = Vec::new();
    for line in &context.lines(option) {
        let given = &line.read.line;
        let is_off_list = line.read.listed.is_some_and(|listed| listed != given.unit_price);
        let reason = line.draft.get(LineField::Reason).trim();
        // What is taken off has its reason in its own column.
        let why = if line.discount > Money::ZERO && !is_off_list { "" } else { reason };
        rows.push(context.keep(&[
            line.name,
            say.number(given.quantity),
            line.read.listed.map_or(t!("not listed"), |listed| say.money(listed)),
            context.because(say.money(given.unit_price), why),
            context.line_discount(line),
            context.rate(given.tax),
            say.money(line.net),
        ]));
    }
    let head =
        [t!("Item"), t!("Quantity"), t!("List price"), t!("Given price"), t!("Taken off"), t!("Tax"), t!("Amount")];
    Table { caption: t!("Lines"), head: context.keep(&head), rows: context.keep(&rows) }
}

impl<'a> PaperContext<'a> {
    /// The quote beside what the patient page says for the same answers; none where the page says nothing of them.
    pub fn reconciled(&self, option: &Offered) -> Option<Words<'a>> {
        let online = option.read.online.as_ref()?;
        let (low, high) = (online.five.p10, online.five.p90);
        let total = option.priced.total;
        let range = if online.floor { self.say.from(low) } else { self.say.range(low, high, true) };
        let text = if total < low {
            t!("Online estimate for these answers: {0}. This quote: {1}, below the range.")
        } else if total > high && !online.floor {
            t!("Online estimate for these answers: {0}. This quote: {1}, above the range.")
        } else {
            t!("Online estimate for these answers: {0}. This quote: {1}, inside the range.")
        };
        let words = self.fill(text, &[range, self.say.money(total)]);
        let reason = option.draft.get(Choice::RangeReason).trim();
        if reason.is_empty() {
            return Some(words);
        }
        Some(self.sentences(&[words, self.fill(t!("The reason: {0}"), &[self.say.as_is(reason)])]))
    }

    /// How far the total is above the one that was printed first: "$120 of $400". US dollars alone, where a bill of that
    /// much above a good-faith estimate can be disputed.
    pub fn drift(&self, option: &Offered) -> Option<Words<'a>> {
        let first = option.read.first_total.filter(|_| self.say.currency == Currency::USD)?;
        let above = (option.priced.total - first).max(Money::ZERO);
        let text = t!("Above the total that was printed first: {0} of {1}.");
        Some(self.fill(text, &[self.say.money(above), self.say.money(DISPUTE_FROM)]))
    }
}
