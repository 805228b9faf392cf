//! Needling, the chosen laser and no treatment side by side, with a verdict in words.

use super::context::Context;
use super::document::{Block, Column, Fact, Section, Tone, Words, fact, paragraph, small};
use super::language::{Text, as_is, t};
use super::{words, workings};
use crate::domain::estimate::{MissingComparison, Verdict};
use crate::domain::explanation::FigureId;
use crate::domain::money::Money;
use crate::domain::vocabulary::{Concern, Grade, Laser};

/// The comparison.
pub fn section<'a>(context: &Context<'a>) -> Section<'a> {
    let mut blocks = vec![Block::Paragraph(Tone::Lead, verdict(context))];
    if let Some(text) = break_even(context) {
        blocks.push(paragraph(text));
    }
    blocks.push(Block::Columns(context.keep(&columns(context))));
    let (effect, references) = effect(context.scenario.concern);
    let lead = t!("*Equal money is not equal effect.*");
    blocks.push(paragraph(context.say.joined(&[lead, as_is!(" "), effect])));
    if !references.is_empty() {
        blocks.push(small(context.cited_by_word(references)));
    }
    if context.estimate.laser.laser.is_some() {
        let figures = [
            FigureId::LaserPrice,
            FigureId::LaserSessions,
            FigureId::LaserTotal,
            FigureId::LaserDifference,
            FigureId::LaserDowntime,
        ];
        blocks.push(workings::all_in_place(context, t!("Why these numbers?"), &figures));
    }
    Section { id: "compare", heading: t!("Compare"), blocks: context.keep(&blocks) }
}

/// What trials found of needling beside lasers, and where.
const fn effect(concern: Concern) -> (Text, &'static [&'static str]) {
    match concern {
        _ if words::is_acne_scar(concern) => (
            t!(
                "In 2 trials of acne scars, ablative lasers had 2 to 4 times the measured effect of needling; in another \
               a non-ablative laser did no better. Dark marks were more common with lasers.",
            ),
            &["R13", "R15", "R14", "R17"],
        ),
        Concern::StretchMarks => (
            t!("In 2 trials of stretch marks, needling and lasers had the same effect; needling hurt more."),
            &["R28", "R29"],
        ),
        Concern::BurnScar => (
            t!(
                "In 1 trial of raised burn scars needling did more than a CO₂ laser; in another, of sunken ones, it did \
               less.",
            ),
            &[],
        ),
        _ => (t!("No trial that was read sets needling beside a laser for this."), &[]),
    }
}

/// The laser inside a sentence, with its article.
pub const fn a_laser(laser: Laser) -> Text {
    match laser {
        Laser::NonAblativeFractional => t!("a non-ablative fractional laser"),
        Laser::AblativeFractional => t!("an ablative fractional laser"),
        Laser::FullField => t!("a full-field laser"),
        Laser::Picosecond => t!("a picosecond laser"),
        Laser::Ipl => t!("IPL"),
        Laser::PulsedDye => t!("a pulsed dye laser"),
    }
}

fn verdict<'a>(context: &Context<'a>) -> Words<'a> {
    let comparison = &context.estimate.laser;
    let Some(laser) = comparison.laser else {
        return t!("No laser is a usual comparison here. You can choose one in your answers.");
    };
    let laser = a_laser(laser);
    if comparison.missing == Some(MissingComparison::NoPrice) {
        let currency = context.say.as_is(context.say.currency.code());
        return context
            .fill(t!("{0}: no price in {1}, so nothing to compare."), &[context.say.capital(laser), currency]);
    }
    let (Some(verdict), Some(share)) = (comparison.verdict, comparison.cheaper_share) else {
        let text = t!("One of the prices is a “from” price, so which costs less cannot be said. Ask for both totals.");
        return text;
    };
    let text = match verdict {
        Verdict::AlwaysCheaper => t!("*Needling costs less than {0}* in every combination that you allowed."),
        Verdict::UsuallyCheaper => t!("*Needling most likely costs less than {0}:* it is cheaper in {1}."),
        Verdict::Depends => {
            t!("*Which costs less depends on what you are charged:* needling is cheaper than {0} in {1}.")
        }
        Verdict::UsuallyDearer => t!("*Needling most likely costs more than {0}:* it is cheaper in only {1}."),
        Verdict::AlwaysDearer => t!("*Needling costs more than {0}* in every combination that you allowed."),
    };
    context.fill(text, &[laser, workings::share_of_pairs(share, &context.say)])
}

fn break_even<'a>(context: &Context<'a>) -> Option<Words<'a>> {
    let visits = u32::try_from(context.estimate.laser.break_even_sessions?).unwrap_or(u32::MAX);
    let laser = a_laser(context.estimate.laser.laser?);
    let text = if visits == 0 {
        t!("Even 1 needling visit at the typical price costs as much as {0} in the middle of its range.")
    } else {
        t!(
            "At the typical price, needling is cheaper unless it takes more than *{1}*: that is where {0} in the middle \
           of its range costs the same."
        )
    };
    Some(context.fill(text, &[laser, context.say.visits(visits, visits)]))
}

/// Needling, the laser and no treatment, each with the same facts in the same order.
fn columns<'a>(context: &Context<'a>) -> Vec<Column<'a>> {
    let (say, estimate) = (&context.say, context.estimate);
    let treatment = context.scenario.treatment;
    let redness = &context.catalog.timeline.redness_hours.value;
    let risk = context.catalog.timeline.needling_pigment_risk_tenths.value;
    let visits = estimate.visits.total;
    let times = say.to(say.lasting(redness.low()), say.lasting(redness.high()));
    let mut columns = vec![column(
        context,
        "needling",
        words::treatment(treatment),
        [
            say.capital(words::treatment_everyday(treatment)),
            strong(context, say.likely(&estimate.total, context.is_exact())),
            say.price(estimate.price.triple, estimate.price.floor),
            say.numbers(visits.min, visits.max),
            after_each(context, times, say.lasting(redness.typical())),
            context.fill(t!("{0} of people"), &[say.tenths_percent(risk.low(), risk.high())]),
            t!("Bleeding, bruises, infection, dark marks; rarely scars in lines or lumps."),
        ],
    )];
    columns.extend(laser_column(context));
    columns.push(column(
        context,
        "nothing",
        t!("No treatment"),
        [
            t!("Leave it as it is, or wait and decide later"),
            strong(context, say.money(Money::ZERO)),
            t!("nothing to pay"),
            say.number(0),
            t!("none"),
            t!("none from a treatment"),
            t!("Nothing from a treatment. How skin changes by itself was seldom measured."),
        ],
    ));
    columns
}

fn strong<'a>(context: &Context<'a>, words: Words) -> Words<'a> {
    context.say.joined(&[as_is!("*"), words, as_is!("*")])
}

/// How long red or peeling skin lasts.
fn after_each<'a>(context: &Context<'a>, range: Words, usual: Words) -> Words<'a> {
    context.fill(t!("{0} after each session, {1} usual"), &[range, usual])
}

fn column<'a>(context: &Context<'a>, class: &'static str, heading: Text, texts: [Words<'a>; 7]) -> Column<'a> {
    let names = [
        t!("What it is"),
        context.fill(t!("Cost over {0}"), &[context.horizon()]),
        t!("One session"),
        t!("Visits"),
        t!("Days with red or peeling skin"),
        t!("Dark marks afterwards"),
        t!("What may go wrong"),
    ];
    let facts: Vec<Fact> = names.into_iter().zip(texts).map(|(name, text)| fact(name, text)).collect();
    Column { class, heading, facts: context.keep(&facts) }
}

fn laser_column<'a>(context: &Context<'a>) -> Option<Column<'a>> {
    let say = &context.say;
    let comparison = &context.estimate.laser;
    let laser = comparison.laser?;
    let figures = context.catalog.laser(laser);
    let downtime = figures.downtime_days.value;
    let unknown = t!("no price known here");
    let sessions = comparison.sessions.unwrap_or(figures.sessions.value);
    let texts = [
        say.capital(words::laser_everyday(laser)),
        match &comparison.total {
            Some(total) => strong(context, say.likely(total, context.is_laser_exact())),
            None => unknown,
        },
        match &comparison.price {
            Some(price) => say.price(price.triple, price.floor),
            None => unknown,
        },
        say.numbers(sessions.low(), sessions.high()),
        after_each(context, say.whole_days(downtime.low(), downtime.high()), say.number(downtime.typical())),
        match figures.pigment_risk_tenths.value {
            Some(risk) => {
                let range = say.tenths_percent(risk.low(), risk.high());
                context.fill(t!("{0} of people with darker skin"), &[range])
            }
            None => words::grade(Grade::None),
        },
        harms(laser),
    ];
    Some(column(context, "laser", words::laser(laser), texts))
}

/// What was read of each laser's harms.
const fn harms(laser: Laser) -> Text {
    match laser {
        Laser::NonAblativeFractional => t!("Swelling, flaking, longer redness than needling, dark marks."),
        Laser::AblativeFractional => t!("Longer healing than needling, dark or light marks, infection, scars."),
        Laser::FullField => t!("Up to 3 weeks of healing, dark or light marks, infection, scars."),
        Laser::Picosecond => t!("Redness, dark marks."),
        Laser::Ipl => t!("Redness, dark or light marks. We read no study that counted them."),
        Laser::PulsedDye => t!("Bruises for 7 to 10 days, dark or light marks."),
    }
}
