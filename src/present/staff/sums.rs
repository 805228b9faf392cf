//! The money of a quote in words: what each option costs in a sentence, its lines, what they come to, and instalments.

use super::paper::{Offered, PaperContext};
use crate::codec::quote_csv::{self, Row};
use crate::domain::menu::MenuArea;
use crate::domain::money::{BasisPoints, Money};
use crate::domain::price_list::Service;
use crate::domain::quote::{Part, Payment, PricedPlan};
use crate::editor::quote::draft::{Choice, LineDraft, LineField};
use crate::editor::quote::read::ReadLine;
use crate::editor::typed;
use crate::present::document::{Block, Fact, Table, Words, fact};
use crate::present::language::{Text, as_is, counted, t};
use crate::present::{outcome, words};

/// One line with its words and what it comes to.
#[derive(Clone, Copy, Debug)]
pub struct Priced<'a> {
    pub draft: &'a LineDraft,
    pub read: &'a ReadLine,
    pub name: Words<'a>,
    pub discount: Money,
    pub net: Money,
}

/// One of the sums below the lines.
#[derive(Clone, Copy, Debug)]
pub struct Sum<'a> {
    /// Its place among the sums, the same in every option.
    rank: u32,
    pub name: Words<'a>,
    pub amount: Words<'a>,
}

impl<'a> PaperContext<'a> {
    /// The lines of an option.
    pub fn lines(&self, option: &Offered<'a>) -> Vec<Priced<'a>> {
        let mut lines = Vec::new();
        let texts = option.draft.lines.iter().zip(&option.read.lines).zip(&option.priced.lines);
        for ((draft, read), priced) in texts {
            let Some(read) = read else { continue };
            let label = draft.get(LineField::Label).trim();
            let listed = read.source.and_then(|source| self.names().source(source));
            let name = listed.unwrap_or_else(|| self.say.as_is(label));
            lines.push(Priced { draft, read, name, discount: priced.discount, net: priced.net });
        }
        lines
    }

    /// A rate of tax, discount or interest: "8.25%".
    pub fn rate(&self, rate: BasisPoints) -> Words<'a> {
        let decimal = self.say.formats.signs().decimal;
        let number = typed::plain(rate.0.into(), 2).replace('.', decimal.encode_utf8(&mut [0; 4]));
        self.fill(t!("{0}%"), &[self.say.as_is(&number)])
    }

    /// An amount that is taken off: "-$50".
    pub fn off(&self, amount: Money) -> Words<'a> {
        self.say.money(Money::ZERO - amount)
    }

    /// What is taken off a line and why; no words where nothing is.
    pub fn line_discount(&self, line: &Priced<'a>) -> Words<'a> {
        if line.discount == Money::ZERO {
            return Words::NONE;
        }
        let amount = match line.read.line.discount {
            Some(Part::Share(rate)) => self.fill(t!("{0} ({1})"), &[self.off(line.discount), self.rate(rate)]),
            _ => self.off(line.discount),
        };
        self.because(amount, line.draft.get(LineField::Reason))
    }

    /// Words with a reason that somebody typed, where there is one.
    pub fn because(&self, words: Words<'a>, reason: &str) -> Words<'a> {
        match reason.trim() {
            "" => words,
            reason => self.say.joined(&[words, as_is!(": "), self.say.as_is(reason)]),
        }
    }

    /// What the course of an option is, inside a sentence: "standard microneedling on the face".
    pub fn course(&self, option: &Offered) -> Option<Words<'a>> {
        let service = match option.read.service? {
            Service::Needling(treatment) => words::treatment_inline(treatment),
            Service::Laser(laser) => words::laser_inline(laser),
        };
        let area = match option.read.area? {
            MenuArea::Known(area) => words::area_inline(area),
            MenuArea::FaceNeckChest => t!("the face, neck and upper chest"),
            MenuArea::Unstated => return Some(service),
        };
        Some(self.fill(t!("{0} on {1}"), &[service, area]))
    }

    /// How many sessions and how far apart: "4 sessions, 4 weeks apart".
    pub fn pace(&self, option: &Offered) -> Option<Words<'a>> {
        let sessions = option.read.sessions?;
        let (count, weeks) = (self.say.sessions(sessions, sessions), option.read.weeks_between(&self.around));
        Some(match sessions {
            1 => count,
            _ => self.fill(t!("{0}, {1} apart"), &[count, self.say.weeks(weeks, weeks)]),
        })
    }

    /// What an option is and costs, and when it is paid, in plain sentences.
    pub fn summary(&self, option: &Offered<'a>) -> Words<'a> {
        let (say, priced) = (&self.say, option.priced);
        let total = say.money(priced.total);
        let weeks = option.read.weeks_between(&self.around);
        let what = match (self.course(option), option.read.sessions) {
            (Some(course), Some(1)) => self.fill(t!("1 session of {0}, for *{1}* in all."), &[course, total]),
            (Some(course), Some(sessions)) => {
                let (sessions, weeks) = (say.sessions(sessions, sessions), say.weeks(weeks, weeks));
                self.fill(t!("{0} of {1}, {2} apart, for *{3}* in all."), &[sessions, course, weeks, total])
            }
            _ => self.fill(t!("Everything on the lines below, for *{0}* in all."), &[total]),
        };
        let mut text = vec![what];
        if priced.credit > Money::ZERO {
            text.push(self.fill(t!("The {0} that you paid before is taken off."), &[say.money(priced.credit)]));
        }
        let (deposit, balance) = (say.money(priced.deposit), say.money(priced.balance));
        let is_deposit = priced.deposit > Money::ZERO;
        let (template, with): (Text, &[Words]) = match (&priced.plan, is_deposit, priced.balance > Money::ZERO) {
            (_, true, false) => (t!("You pay {0} now and nothing after that."), &[deposit]),
            (_, false, false) => (t!("Nothing is left to pay."), &[]),
            (Some(_), true, true) => (t!("You pay {0} now and {1} in instalments."), &[deposit, balance]),
            (Some(_), false, true) => (t!("You pay {0} in instalments."), &[balance]),
            (None, true, true) => (t!("You pay {0} now. {1} is then left to pay."), &[deposit, balance]),
            (None, false, true) => (t!("{0} is left to pay."), &[balance]),
        };
        text.push(self.fill(template, with));
        text.extend(self.membership(option));
        self.sentences(&text)
    }

    /// What a membership costs beside prices that are for its members.
    fn membership(&self, option: &Offered<'a>) -> Option<Words<'a>> {
        let plan = self.menu()?.memberships.get(option.read.membership?)?;
        let name = self.say.as_is(plan.label.in_language(self.language));
        let monthly = self.say.money(plan.monthly);
        let months = plan.minimum_months.unwrap_or(1);
        let fees = match plan.set_up {
            Some(set_up) => {
                let with = [monthly, self.say.months(months, months), self.say.money(set_up)];
                self.fill(t!("{0} a month for at least {1}, and {2} to join"), &with)
            }
            None => self.fill(t!("{0} a month for at least {1}"), &[monthly, self.say.months(months, months)]),
        };
        Some(
            self.fill(
                t!("These prices are for members of “{0}” ({1}); those fees are not in the total."),
                &[name, fees],
            ),
        )
    }

    /// Sentences one after the other.
    pub fn sentences(&self, sentences: &[Words]) -> Words<'a> {
        let mut text = String::new();
        for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(self.say.read(self.say.joined(&[*sentence])));
        }
        self.say.as_is(&text)
    }

    /// The lines of one option as a table.
    pub fn lines_table(&self, option: &Offered<'a>) -> Table<'a> {
        let lines = self.lines(option);
        let is_reduced = lines.iter().any(|line| line.discount > Money::ZERO);
        let mut head = vec![t!("Item"), t!("Quantity"), t!("Price of one"), t!("Taken off"), t!("Amount")];
        let mut rows = Vec::new();
        for line in &lines {
            let (quantity, price) = (self.say.number(line.read.line.quantity), line.read.line.unit_price);
            let mut row =
                vec![line.name, quantity, self.say.money(price), self.line_discount(line), self.say.money(line.net)];
            if !is_reduced {
                row.remove(3);
            }
            rows.push(self.keep(&row));
        }
        if !is_reduced {
            head.remove(3);
        }
        Table { caption: t!("Lines"), head: self.keep(&head), rows: self.keep(&rows) }
    }

    /// What the lines of an option come to.
    pub fn sums(&self, option: &Offered<'a>) -> Vec<Sum<'a>> {
        let (say, quote, priced) = (&self.say, option.quote, option.priced);
        let mut sums = Vec::new();
        let mut add = |rank, name, amount| sums.push(Sum { rank, name, amount });
        let has_tax = priced.taxes.iter().any(|rate| rate.rate.0 > 0);
        if priced.discount > Money::ZERO || (has_tax && !quote.prices_include_tax) {
            add(0, t!("Sum of the lines"), say.money(priced.net));
        }
        if priced.discount > Money::ZERO {
            let name = match quote.discount {
                Some(Part::Share(rate)) => self.fill(t!("Discount of {0}"), &[self.rate(rate)]),
                _ => t!("Discount"),
            };
            let name = self.because(name, option.draft.get(Choice::DiscountReason));
            add(1, name, self.off(priced.discount));
        }
        let is_mixed = priced.taxes.len() > 1;
        for rate in priced.taxes.iter().filter(|rate| rate.rate.0 > 0) {
            let (rank, name) = match (quote.prices_include_tax, is_mixed) {
                (true, _) => (4, t!("Tax of {0}, inside the total")),
                (false, true) => (2, t!("Tax of {0} on {1}")),
                (false, false) => (2, t!("Tax of {0}")),
            };
            add(rank, self.fill(name, &[self.rate(rate.rate), say.money(rate.base)]), say.money(rate.tax));
        }
        add(3, t!("*Total*"), self.strong(say.money(priced.total)));
        if priced.credit > Money::ZERO {
            add(5, t!("Consultation, paid before"), self.off(priced.credit));
        }
        if priced.deposit > Money::ZERO {
            add(6, t!("Deposit, to pay now"), say.money(priced.deposit));
        }
        let balance = match priced.plan {
            Some(_) => t!("To pay in instalments"),
            None => t!("Left to pay"),
        };
        add(7, balance, say.money(priced.balance));
        // Stable: the rates of tax stay in their order.
        sums.sort_by_key(|sum| sum.rank);
        sums
    }

    fn strong(&self, words: Words) -> Words<'a> {
        self.say.joined(&[as_is!("*"), words, as_is!("*")])
    }

    /// What the lines of one option come to, as a table.
    pub fn sums_table(&self, option: &Offered<'a>) -> Table<'a> {
        let sums = self.sums(option);
        let rows: Vec<&[Words]> = sums.iter().map(|sum| self.keep(&[sum.name, sum.amount])).collect();
        Table { caption: t!("The sums"), head: self.keep(&[t!("Sum"), t!("Amount")]), rows: self.keep(&rows) }
    }

    /// Several options side by side: what each is, its lines and what they come to.
    pub fn side_by_side(&self, options: &[Offered<'a>]) -> Table<'a> {
        let mut head = vec![t!("What")];
        let mut lines: Vec<Vec<(Words, Words)>> = Vec::new();
        let mut sums: Vec<Sum> = Vec::new();
        for option in options {
            head.push(self.option_name(option));
            lines.push(self.lines(option).iter().map(|line| (line.name, self.line_sum(line))).collect());
            for sum in self.sums(option) {
                if !sums.iter().any(|known| self.same(known.name, sum.name)) {
                    sums.push(sum);
                }
            }
        }
        sums.sort_by_key(|sum| sum.rank);
        let mut rows = self.times(options);
        let mut names: Vec<Words> = Vec::new();
        for (name, _) in lines.iter().flatten() {
            if !names.iter().any(|known| self.same(*known, *name)) {
                names.push(*name);
            }
        }
        for name in names {
            let cells: Vec<Words> = lines.iter().map(|lines| self.cell(name, lines)).collect();
            rows.push(self.row(name, &cells));
        }
        for sum in sums {
            let mut cells = Vec::new();
            for option in options {
                let own: Vec<(Words, Words)> = self.sums(option).iter().map(|sum| (sum.name, sum.amount)).collect();
                cells.push(self.cell(sum.name, &own));
            }
            rows.push(self.row(sum.name, &cells));
        }
        Table { caption: t!("Side by side"), head: self.keep(&head), rows: self.keep(&rows) }
    }

    fn same(&self, one: Words, other: Words) -> bool {
        self.say.dictionary.read(one) == self.say.dictionary.read(other)
    }

    fn row(&self, name: Words<'a>, cells: &[Words<'a>]) -> &'a [Words<'a>] {
        self.keep(&[&[name][..], cells].concat())
    }

    /// Everything of a name, or a dash where there is nothing.
    fn cell(&self, name: Words, entries: &[(Words<'a>, Words<'a>)]) -> Words<'a> {
        let mut cell = Words::NONE;
        for (_, entry) in entries.iter().filter(|(known, _)| self.same(*known, name)) {
            cell = if cell.is_empty() { *entry } else { self.say.joined(&[cell, as_is!("; "), *entry]) };
        }
        if cell.is_empty() { as_is!("–") } else { cell }
    }

    /// What a line comes to and how: "3 × $265 = $795".
    fn line_sum(&self, line: &Priced<'a>) -> Words<'a> {
        let (quantity, net) = (line.read.line.quantity, self.say.money(line.net));
        if line.discount == Money::ZERO && quantity == 1 {
            return net;
        }
        let price = self.say.money(line.read.line.unit_price);
        let mut sum = self.say.joined(&[self.say.number(quantity), as_is!(" × "), price]);
        if line.discount > Money::ZERO {
            let discount = self.because(self.say.money(line.discount), line.draft.get(LineField::Reason));
            sum = self.say.joined(&[sum, as_is!(" − "), discount]);
        }
        self.say.joined(&[sum, as_is!(" = "), net])
    }

    /// The terms of paying in instalments, side by side; nothing where the balance is paid at once.
    pub fn instalments(&self, option: &Offered<'a>) -> Option<Block<'a>> {
        let (say, plan) = (&self.say, option.priced.plan.as_ref()?);
        let terms = option.quote.plan.as_ref()?;
        let mut facts = vec![
            fact(t!("Lender"), say.as_is(&terms.lender)),
            fact(t!("Amount lent"), say.money(option.priced.balance)),
            fact(t!("Rate a year (APR)"), self.rate(terms.apr)),
            fact(t!("Monthly payments"), say.number(plan.number)),
            fact(t!("Each payment"), self.payments(plan)),
            fact(t!("Finance charge"), say.money(plan.finance_charge)),
            fact(t!("Total of payments"), say.money(plan.total_of_payments)),
        ];
        if let Some(interest) = plan.interest_if_not_cleared {
            let months = say.months(terms.payments, terms.payments);
            let text = t!("up to {0} of interest if not cleared within {1}");
            facts.push(fact(t!("Deferred interest"), self.fill(text, &[say.money(interest), months])));
        }
        Some(Block::Facts(self.keep::<Fact>(&facts)))
    }

    /// The payments in order: "11 payments of $118.76, then 1 payment of $118.71".
    fn payments(&self, plan: &PricedPlan) -> Words<'a> {
        let mut words = Words::NONE;
        let mut rest: &[Payment] = &plan.schedule;
        while let Some(first) = rest.first() {
            let same = rest.iter().take_while(|payment| payment.payment == first.payment).count();
            let count = u32::try_from(same).unwrap_or(u32::MAX);
            let run = self.say.counted(
                counted("{0} payment of {1}", "{0} payments of {1}"),
                count,
                &[self.say.number(count), self.say.money(first.payment)],
            );
            words = if words.is_empty() { run } else { self.fill(t!("{0}, then {1}"), &[words, run]) };
            rest = rest.get(same..).unwrap_or_default();
        }
        words
    }

    /// What the Food and Drug Administration has reviewed of an option's use, where it is needling on a known area.
    pub fn reviewed_use(&self, option: &Offered) -> Option<Words<'a>> {
        let (Service::Needling(_), MenuArea::Known(area)) = (option.read.service?, option.read.area?) else {
            return None;
        };
        let concern = option.read.concern?;
        let reviewed = self.around.catalog.concern(concern).authorisation.value;
        Some(outcome::reviewed_use(&self.say, concern, area, reviewed))
    }

    /// Every line of every option as a table for spreadsheets.
    pub fn csv(&self) -> String {
        let mut rows = Vec::new();
        for option in self.offered() {
            for line in self.lines(&option) {
                rows.push(Row {
                    option: option.at.saturating_add(1).to_string(),
                    item: self.say.read(line.name).to_owned(),
                    quantity: line.read.line.quantity,
                    unit_price: line.read.line.unit_price,
                    discount: line.discount,
                    reason: line.draft.get(LineField::Reason).trim().to_owned(),
                    tax: line.read.line.tax,
                    net: line.net,
                });
            }
        }
        quote_csv::write(&rows, self.say.currency)
    }
}
