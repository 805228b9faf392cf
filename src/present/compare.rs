//! Needling, the chosen laser and no treatment side by side, with a verdict in words.

use super::context::Context;
use super::document::{Block, Column, Fact, Section, Text, Tone};
use super::money;
use super::say::{capital, hours, to};
use super::{words, workings};
use crate::domain::estimate::{MissingComparison, Verdict};
use crate::domain::explanation::FigureId;
use crate::domain::money::Money;
use crate::domain::vocabulary::Laser;

/// The comparison.
pub fn section(context: &Context) -> Section {
    let mut blocks = vec![Block::Paragraph(Tone::Lead, verdict(context))];
    if let Some(text) = break_even(context) {
        blocks.push(Block::say(text));
    }
    blocks.extend(workings::fold(context, FigureId::LaserDifference));
    blocks.push(Block::Columns(columns(context)));
    blocks.push(Block::small(
        "Equal money is not equal effect. In 2 trials of acne scars, ablative lasers had 2 to 4 times the measured \
         effect of needling; in others non-ablative lasers did no better. Dark marks after treatment were more common \
         with lasers in most trials.",
    ));
    blocks.push(Block::small(context.cited_by_word(&["R13", "R15", "R14", "R17"])));
    Section { id: "compare", heading: "Compare".to_owned(), blocks }
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

fn columns(context: &Context) -> Vec<Column> {
    let (say, estimate) = (context.say, context.estimate);
    let over = ["Cost over ", &context.horizon()].concat();
    let redness = &context.catalog.timeline.redness_hours.value;
    let risk = context.catalog.timeline.needling_pigment_risk_tenths.value;
    let visits = estimate.visits.total;
    let mut columns = vec![Column {
        class: "needling",
        heading: capital(words::treatment_inline(context.scenario.treatment)),
        facts: vec![
            Fact {
                name: over.clone(),
                text: Text::default().strong(say.likely(&estimate.total, context.is_exact())),
                workings: Vec::new(),
            },
            Fact::new("Visits", say.numbers(visits.min, visits.max)),
            Fact::new(
                "Days with red skin",
                [
                    &to(&hours(redness.low()), &hours(redness.high())),
                    " after each session, ",
                    &hours(redness.typical()),
                    " usual",
                ]
                .concat(),
            ),
            Fact::new(
                "Dark marks afterwards",
                [say.tenths(i64::from(risk.low())).as_str(), " to ", &say.tenths(i64::from(risk.high())), " of people"]
                    .concat(),
            ),
            Fact::new("What may go wrong", "Bleeding, bruises, infection, dark marks; rarely scars in lines or lumps."),
        ],
    }];
    columns.extend(laser_column(context, over.clone()));
    columns.push(Column {
        class: "nothing",
        heading: "No treatment".to_owned(),
        facts: vec![
            Fact::new(over, Text::default().strong(say.money(Money::ZERO))),
            Fact::new("Visits", say.number(0)),
            Fact::new("Days with red skin", "none"),
            Fact::new("Dark marks afterwards", "none from a treatment"),
            Fact::new(
                "What may go wrong",
                "Nothing from a treatment. How the skin changes by itself was seldom measured.",
            ),
        ],
    });
    columns
}

fn laser_column(context: &Context, over: String) -> Option<Column> {
    let say = context.say;
    let comparison = &context.estimate.laser;
    let laser = comparison.laser?;
    let figures = context.catalog.laser(laser);
    let downtime = figures.downtime_days.value;
    let cost = match &comparison.total {
        Some(total) => Fact {
            name: over,
            text: Text::default().strong(say.likely(total, context.is_laser_exact())),
            workings: Vec::new(),
        },
        None => Fact::new(over, "no price known here"),
    };
    let sessions = comparison.sessions.unwrap_or(figures.sessions.value);
    let risk = match figures.pigment_risk_tenths.value {
        Some(risk) => {
            let (low, high) = (say.tenths(i64::from(risk.low())), say.tenths(i64::from(risk.high())));
            [to(&low, &high).as_str(), " of people with darker skin"].concat()
        }
        None => words::grade(crate::domain::vocabulary::Grade::None).to_owned(),
    };
    let mut facts = vec![
        cost,
        Fact::new("Visits", say.numbers(sessions.low(), sessions.high())),
        Fact::new(
            "Days with red or peeling skin",
            [
                say.count(downtime.low(), downtime.high(), "day", "days").as_str(),
                " after each session, ",
                &say.number(downtime.typical()),
                " usual",
            ]
            .concat(),
        ),
        Fact::new("Dark marks afterwards", risk),
        Fact::new("What may go wrong", harms(laser)),
        Fact::new("What it does", capital(words::laser_everyday(laser))),
    ];
    if let Some(price) = &comparison.price {
        let mut workings = workings::in_place(context, FigureId::LaserPrice);
        workings.extend(workings::in_place(context, FigureId::LaserSessions));
        workings.extend(workings::in_place(context, FigureId::LaserTotal));
        facts.push(Fact { name: "One session costs".to_owned(), text: money::price(context, price), workings });
    }
    Some(Column { class: "laser", heading: words::laser(laser).to_owned(), facts })
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
