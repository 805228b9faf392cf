//! Needling, the chosen laser and no treatment side by side, with a verdict in words.

use super::context::Context;
use super::document::{Block, Column, Section, Tone, Words, fact, fill, say as paragraph, small};
use super::say::{capital, lasting, to};
use super::{words, workings};
use crate::domain::estimate::{MissingComparison, Verdict};
use crate::domain::explanation::FigureId;
use crate::domain::money::Money;
use crate::domain::vocabulary::{Concern, Grade, Laser};

/// The comparison.
pub fn section(context: &Context) -> Section {
    let mut blocks = vec![Block::Paragraph(Tone::Lead, verdict(context))];
    if let Some(text) = break_even(context) {
        blocks.push(paragraph(text));
    }
    blocks.push(Block::Columns(columns(context)));
    let (effect, references) = effect(context.scenario.concern);
    blocks.push(paragraph(fill("*Equal money is not equal effect.* {0}", &[effect])));
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
        blocks.push(workings::all_in_place(context, "Why these numbers?", &figures));
    }
    Section { id: "compare", heading: "Compare", blocks }
}

/// What trials found of needling beside lasers, and where.
const fn effect(concern: Concern) -> (&'static str, &'static [&'static str]) {
    match concern {
        _ if words::is_acne_scar(concern) => (
            "In 2 trials of acne scars, ablative lasers had 2 to 4 times the measured effect of needling; in another a \
             non-ablative laser did no better. Dark marks were more common with lasers.",
            &["R13", "R15", "R14", "R17"],
        ),
        Concern::StretchMarks => (
            "In 2 trials of stretch marks, needling and lasers had the same effect; needling hurt more.",
            &["R28", "R29"],
        ),
        Concern::BurnScar => (
            "In 1 trial of raised burn scars needling did more than a CO₂ laser; in another, of sunken ones, it did less.",
            &[],
        ),
        _ => ("No trial that was read sets needling beside a laser for this.", &[]),
    }
}

/// The laser inside a sentence, with its article.
pub const fn a_laser(laser: Laser) -> &'static str {
    match laser {
        Laser::NonAblativeFractional => "a non-ablative fractional laser",
        Laser::AblativeFractional => "an ablative fractional laser",
        Laser::FullField => "a full-field laser",
        Laser::Picosecond => "a picosecond laser",
        Laser::Ipl => "IPL",
        Laser::PulsedDye => "a pulsed dye laser",
    }
}

fn verdict(context: &Context) -> Words {
    let comparison = &context.estimate.laser;
    let Some(laser) = comparison.laser else {
        return "No laser is a usual comparison here. You can choose one in your answers.".into();
    };
    let laser = a_laser(laser);
    if comparison.missing == Some(MissingComparison::NoPrice) {
        let currency = context.say.currency;
        return fill("{0}: no price in {1}, so nothing to compare.", &[&capital(laser), currency.code()]);
    }
    let (Some(verdict), Some(share)) = (comparison.verdict, comparison.cheaper_share) else {
        return "One of the prices is a “from” price, so which costs less cannot be said. Ask for both totals.".into();
    };
    let template = match verdict {
        Verdict::AlwaysCheaper => "*Needling costs less than {0}* in every combination that you allowed.",
        Verdict::UsuallyCheaper => "*Needling most likely costs less than {0}:* it is cheaper in {1} combinations.",
        Verdict::Depends => {
            "*Which costs less depends on what you are charged:* needling is cheaper than {0} in {1} combinations."
        }
        Verdict::UsuallyDearer => "*Needling most likely costs more than {0}:* it is cheaper in only {1} combinations.",
        Verdict::AlwaysDearer => "*Needling costs more than {0}* in every combination that you allowed.",
    };
    fill(template, &[laser, &workings::share_of_pairs(share, context.say)])
}

fn break_even(context: &Context) -> Option<Words> {
    let visits = u32::try_from(context.estimate.laser.break_even_sessions?).unwrap_or(u32::MAX);
    let laser = a_laser(context.estimate.laser.laser?);
    let template = if visits == 0 {
        "Even 1 needling visit at the typical price costs as much as {0} in the middle of its range."
    } else {
        "At the typical price, needling is cheaper unless it takes more than *{1}*: that is where {0} in the middle of \
         its range costs the same."
    };
    Some(fill(template, &[laser, &context.say.visits(visits, visits)]))
}

/// Needling, the laser and no treatment, each with the same facts in the same order.
fn columns(context: &Context) -> Vec<Column> {
    let (say, estimate) = (context.say, context.estimate);
    let treatment = context.scenario.treatment;
    let redness = &context.catalog.timeline.redness_hours.value;
    let risk = context.catalog.timeline.needling_pigment_risk_tenths.value;
    let visits = estimate.visits.total;
    let times = to(&lasting(redness.low()), &lasting(redness.high()));
    let mut columns = vec![column(
        context,
        "needling",
        words::treatment(treatment),
        [
            capital(words::treatment_everyday(treatment)).into(),
            fill("*{0}*", &[&say.likely(&estimate.total, context.is_exact())]),
            say.price(estimate.price.triple, estimate.price.floor).into(),
            say.numbers(visits.min, visits.max).into(),
            fill("{0} after each session, {1} usual", &[&times, &lasting(redness.typical())]),
            fill("{0} of people", &[&say.tenths_percent(risk.low(), risk.high())]),
            "Bleeding, bruises, infection, dark marks; rarely scars in lines or lumps.".into(),
        ],
    )];
    columns.extend(laser_column(context));
    columns.push(column(
        context,
        "nothing",
        "No treatment",
        [
            "Leave it as it is, or wait and decide later".into(),
            fill("*{0}*", &[&say.money(Money::ZERO)]),
            "nothing to pay".into(),
            say.number(0).into(),
            "none".into(),
            "none from a treatment".into(),
            "Nothing from a treatment. How skin changes by itself was seldom measured.".into(),
        ],
    ));
    columns
}

fn column(context: &Context, class: &'static str, heading: &'static str, texts: [Words; 7]) -> Column {
    let names: [Words; 7] = [
        "What it is".into(),
        fill("Cost over {0}", &[&context.horizon()]),
        "One session".into(),
        "Visits".into(),
        "Days with red or peeling skin".into(),
        "Dark marks afterwards".into(),
        "What may go wrong".into(),
    ];
    let facts = names.into_iter().zip(texts).map(|(name, text)| fact(name, text)).collect();
    Column { class, heading, facts }
}

fn laser_column(context: &Context) -> Option<Column> {
    let say = context.say;
    let comparison = &context.estimate.laser;
    let laser = comparison.laser?;
    let figures = context.catalog.laser(laser);
    let downtime = figures.downtime_days.value;
    let unknown = "no price known here";
    let sessions = comparison.sessions.unwrap_or(figures.sessions.value);
    let range = say.count(downtime.low(), downtime.high(), "day", "days");
    let texts = [
        capital(words::laser_everyday(laser)).into(),
        match &comparison.total {
            Some(total) => fill("*{0}*", &[&say.likely(total, context.is_laser_exact())]),
            None => unknown.into(),
        },
        match &comparison.price {
            Some(price) => say.price(price.triple, price.floor).into(),
            None => unknown.into(),
        },
        say.numbers(sessions.low(), sessions.high()).into(),
        fill("{0} after each session, {1} usual", &[&range, &say.number(downtime.typical())]),
        match figures.pigment_risk_tenths.value {
            Some(risk) => fill("{0} of people with darker skin", &[&say.tenths_percent(risk.low(), risk.high())]),
            None => words::grade(Grade::None).into(),
        },
        harms(laser).into(),
    ];
    Some(column(context, "laser", words::laser(laser), texts))
}

/// What was read of each laser's harms.
const fn harms(laser: Laser) -> &'static str {
    match laser {
        Laser::NonAblativeFractional => "Swelling, flaking, longer redness than needling, dark marks.",
        Laser::AblativeFractional => "Longer healing than needling, dark or light marks, infection, scars.",
        Laser::FullField => "Up to 3 weeks of healing, dark or light marks, infection, scars.",
        Laser::Picosecond => "Redness, dark marks.",
        Laser::Ipl => "Redness, dark or light marks. We read no study that counted them.",
        Laser::PulsedDye => "Bruises for 7 to 10 days, dark or light marks.",
    }
}
