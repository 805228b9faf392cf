//! Needling, the chosen laser and no treatment side by side, with a verdict in words.

use super::context::Context;
use super::document::{Block, Column, Fact, Section, Text, Tone};
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
        blocks.push(Block::say(text));
    }
    blocks.push(Block::Columns(columns(context)));
    let (effect, references) = effect(context.scenario.concern);
    blocks.push(Block::say(Text::default().strong("Equal money is not equal effect. ").then(effect)));
    if !references.is_empty() {
        blocks.push(Block::small(context.cited_by_word(references)));
    }
    if context.estimate.laser.laser.is_some() {
        let figures = [
            FigureId::LaserPrice,
            FigureId::LaserSessions,
            FigureId::LaserTotal,
            FigureId::LaserDifference,
            FigureId::LaserDowntime,
        ];
        blocks.push(workings::why_all(context, "Why these numbers?", &figures));
    }
    Section { id: "compare", heading: "Compare".to_owned(), blocks }
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
pub fn a_laser(laser: Laser) -> String {
    let name = words::laser_inline(laser);
    match laser {
        Laser::Ipl => name.to_owned(),
        Laser::AblativeFractional => ["an ", name].concat(),
        _ => ["a ", name].concat(),
    }
}

fn verdict(context: &Context) -> Text {
    let comparison = &context.estimate.laser;
    let Some(laser) = comparison.laser else {
        return Text::from("No laser is a usual comparison here. You can choose one in your answers.");
    };
    let laser = a_laser(laser);
    if comparison.missing == Some(MissingComparison::NoPrice) {
        let currency = context.say.currency;
        return Text::from(
            [capital(&laser).as_str(), ": no price in ", currency.code(), ", so nothing to compare."].concat(),
        );
    }
    let (Some(verdict), Some(share)) = (comparison.verdict, comparison.cheaper_share) else {
        return Text::from(
            "One of the prices is a “from” price, so which costs less cannot be said. Ask for both totals.",
        );
    };
    let of_pairs = workings::share_of_pairs(share, context.say);
    match verdict {
        Verdict::AlwaysCheaper => Text::default()
            .strong(["Needling costs less than ", &laser].concat())
            .then(" in every combination that you allowed."),
        Verdict::UsuallyCheaper => Text::default()
            .strong(["Needling most likely costs less than ", &laser, ": "].concat())
            .then(["it is cheaper in ", &of_pairs, " combinations."].concat()),
        Verdict::Depends => Text::default()
            .strong("Which costs less depends on what you are charged: ")
            .then(["needling is cheaper than ", &laser, " in ", &of_pairs, " combinations."].concat()),
        Verdict::UsuallyDearer => Text::default()
            .strong(["Needling most likely costs more than ", &laser, ": "].concat())
            .then(["it is cheaper in only ", &of_pairs, " combinations."].concat()),
        Verdict::AlwaysDearer => Text::default()
            .strong(["Needling costs more than ", &laser].concat())
            .then(" in every combination that you allowed."),
    }
}

fn break_even(context: &Context) -> Option<Text> {
    let sessions = i64::try_from(context.estimate.laser.break_even_sessions?).ok()?;
    let laser = a_laser(context.estimate.laser.laser?);
    Some(match sessions {
        0 => Text::from(
            ["Even 1 needling visit at the typical price costs as much as the middle of ", &laser, " course."].concat(),
        ),
        _ => Text::from("At the typical price, needling is cheaper unless it takes more than ")
            .strong(context.say.count(sessions, sessions, "visit", "visits"))
            .then([": that is where ", &laser, " in the middle of its range costs the same."].concat()),
    })
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
            Text::default().strong(say.likely(&estimate.total, context.is_exact())),
            say.price(estimate.price.triple, estimate.price.floor).into(),
            say.numbers(visits.min, visits.max).into(),
            [times.as_str(), " after each session, ", &lasting(redness.typical()), " usual"].concat().into(),
            [&to(&say.tenths(i64::from(risk.low())), &say.tenths(i64::from(risk.high()))), " of people"]
                .concat()
                .into(),
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
            Text::default().strong(say.money(Money::ZERO)),
            "nothing to pay".into(),
            say.number(0).into(),
            "none".into(),
            "none from a treatment".into(),
            "Nothing from a treatment. How skin changes by itself was seldom measured.".into(),
        ],
    ));
    columns
}

fn column(context: &Context, class: &'static str, heading: &str, texts: [Text; 7]) -> Column {
    let names = [
        "What it is",
        &["Cost over ", &context.horizon()].concat(),
        "One session",
        "Visits",
        "Days with red or peeling skin",
        "Dark marks afterwards",
        "What may go wrong",
    ];
    let facts = names.into_iter().zip(texts).map(|(name, text)| Fact::new(name, text)).collect();
    Column { class, heading: heading.to_owned(), facts }
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
            Some(total) => Text::default().strong(say.likely(total, context.is_laser_exact())),
            None => unknown.into(),
        },
        comparison.price.map_or_else(|| unknown.into(), |price| say.price(price.triple, price.floor).into()),
        say.numbers(sessions.low(), sessions.high()).into(),
        [range.as_str(), " after each session, ", &say.number(downtime.typical()), " usual"].concat().into(),
        match figures.pigment_risk_tenths.value {
            Some(risk) => {
                let (low, high) = (say.tenths(i64::from(risk.low())), say.tenths(i64::from(risk.high())));
                [&to(&low, &high), " of people with darker skin"].concat().into()
            }
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
