//! Needling, the chosen laser, a home roller and no treatment side by side, with a verdict in words.

use super::context::Context;
use super::document::{Block, Column, Fact, Fold, Section, Table, Tone, Words, fact, paragraph, small};
use super::language::{Text, as_is, t};
use super::{forest, words, workings};
use crate::domain::catalog::{LaserFigures, Trial};
use crate::domain::currency::Currency;
use crate::domain::estimate::{Comparison, Cost, MissingComparison, SessionPrice, Verdict};
use crate::domain::explanation::FigureId;
use crate::domain::money::Money;
use crate::domain::session_price;
use crate::domain::vocabulary::{Comparator, Concern, Grade, Laser};

/// What opening the fold with every laser asks for: its table.
pub const ALL_LASERS: &str = "all-lasers";

/// The comparison.
pub fn section<'a>(context: &Context<'a>) -> Section<'a> {
    let mut blocks = vec![Block::Paragraph(Tone::Lead, verdict(context))];
    if let Some(text) = break_even(context) {
        blocks.push(paragraph(text));
    }
    blocks.push(Block::Columns(context.keep(&columns(context))));
    let roller = &context.catalog.home_roller;
    let mut sources = roller.price_usd.references.to_vec();
    for reference in roller.depth_max_micrometres.references {
        if !sources.contains(reference) {
            sources.push(*reference);
        }
    }
    blocks.push(small(context.fill(t!("Home roller: {0}"), &[context.cited(&sources)])));
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
    blocks.push(Block::Fold(Fold {
        press: ALL_LASERS,
        summary: t!("All six lasers in a table"),
        about: Words::NONE,
        blocks: context.keep(&[match context.lasers {
            [] => small(t!("One moment.")),
            lasers => Block::Table(table(context, lasers)),
        }]),
        is_printed: false,
    }));
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

/// Needling, the laser, a home roller and no treatment, each with the same facts in the same order.
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
            found_of_needling(context),
            t!("Bleeding, bruises, infection, dark marks; rarely scars in lines or lumps."),
            t!("How long a result lasts, how often upkeep is needed, and who gets which result."),
        ],
    )];
    columns.extend(laser_column(context));
    columns.push(roller_column(context));
    let untreated = trial(context, |trial| trial.compares == Comparator::Untreated);
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
            untreated.map_or(t!("No trial that was read has an untreated side."), |trial| found(context, trial, None)),
            t!("Nothing from a treatment."),
            t!("How skin changes by itself: it was seldom measured."),
        ],
    ));
    columns
}

/// The first trial of the scenario's needling for its concern that is of a kind.
fn trial<'a>(context: &Context<'a>, is_meant: impl Fn(&Trial) -> bool) -> Option<&'a Trial> {
    let mut trials = context.catalog.trials_for(context.scenario.concern, context.scenario.treatment);
    trials.find(|trial| is_meant(trial))
}

/// The first trial that compares with the chosen laser.
fn head_to_head<'a>(context: &Context<'a>) -> Option<&'a Trial> {
    let laser = context.estimate.laser.laser;
    trial(context, |trial| laser.is_some() && trial.laser == laser)
}

/// What a trial found of one side: its per cent where there is one, and its sentence where there is none.
fn found<'a>(context: &Context<'a>, trial: &'a Trial, tenths: Option<u32>) -> Words<'a> {
    let say = &context.say;
    let design = say.of_data(trial.design);
    let source = match trial.address {
        Some(_) => say.link(t!("Read the study"), trial.address),
        None => say.as_is(trial.citation),
    };
    let (Some(change), Some(tenths)) = (trial.change, tenths) else {
        return context.fill(t!("{0} {1}. {2}."), &[say.of_data(trial.sentence), say.capital(design), source]);
    };
    let (percent, measure) = (say.tenths_percent(tenths, tenths), say.of_data(change.measure));
    let with = [percent, measure, forest::people(context, trial), design, source];
    context.fill(t!("*{0} better:* {1}. {2}, {3}. {4}."), &with)
}

fn found_of_needling<'a>(context: &Context<'a>) -> Words<'a> {
    match head_to_head(context).or_else(|| trial(context, |_| true)) {
        Some(trial) => found(context, trial, trial.change.map(|change| change.needling_tenths)),
        None => t!("No trial of needling alone was read for this."),
    }
}

fn roller_column<'a>(context: &Context<'a>) -> Column<'a> {
    let say = &context.say;
    let roller = &context.catalog.home_roller;
    let price = session_price::home_roller(context.catalog);
    // What it costs is known in US dollars alone.
    let (cost, one) = if say.currency == Currency::USD {
        let with = [strong(context, say.range(price.low(), price.high(), true)), words::grade(roller.price_usd.grade)];
        (
            context.fill(t!("{0} once ({1})"), &with),
            context.fill(t!("nothing; a roller is about {0}"), &[say.money(price.typical())]),
        )
    } else {
        (t!("no price known here"), t!("no price known here"))
    };
    let depth = workings::millimetres(roller.depth_max_micrometres.value, *say);
    column(
        context,
        "roller",
        t!("Home roller"),
        [
            context.fill(
                t!("Needles of up to {0} mm, used at home. They do not reach the layer where collagen forms"),
                &[depth],
            ),
            cost,
            one,
            say.number(0),
            words::grade(Grade::None),
            words::grade(Grade::None),
            t!("No trial of home rollers was read. One article says that they do not give the same results."),
            t!("Infection from used needles; scars in lines were seen with clinics’ rollers."),
            t!("Whether it changes anything, how often to use it, and when to replace it."),
        ],
    )
}

fn strong<'a>(context: &Context<'a>, words: Words) -> Words<'a> {
    context.say.joined(&[as_is!("*"), words, as_is!("*")])
}

/// How long red or peeling skin lasts.
fn after_each<'a>(context: &Context<'a>, range: Words, usual: Words) -> Words<'a> {
    context.fill(t!("{0} after each session, {1} usual"), &[range, usual])
}

fn column<'a>(context: &Context<'a>, class: &'static str, heading: Text, texts: [Words<'a>; 9]) -> Column<'a> {
    let names = [
        t!("What it is"),
        context.fill(t!("Cost over {0}"), &[context.horizon()]),
        t!("One session"),
        t!("Visits"),
        t!("Days with red or peeling skin"),
        t!("Dark marks afterwards"),
        t!("What trials found"),
        t!("What may go wrong"),
        t!("What nobody knows"),
    ];
    let facts: Vec<Fact> = names.into_iter().zip(texts).map(|(name, text)| fact(name, text)).collect();
    Column { class, heading, facts: context.keep(&facts) }
}

/// What a laser costs in all, what one session of it costs, and how many it takes.
fn costs<'a>(context: &Context<'a>, comparison: &Comparison, figures: &LaserFigures) -> [Words<'a>; 3] {
    let say = &context.say;
    let unknown = t!("no price known here");
    let total =
        |total: &Cost| say.likely(total, comparison.price.is_some_and(|price: SessionPrice| price.triple.is_known()));
    let sessions = comparison.sessions.unwrap_or(figures.sessions.value);
    [
        comparison.total.as_ref().map_or(unknown, total),
        comparison.price.map_or(unknown, |price| say.price(price.triple, price.floor)),
        say.numbers(sessions.low(), sessions.high()),
    ]
}

/// How many people got dark marks from a laser, in a text with a gap.
fn marks<'a>(context: &Context<'a>, figures: &LaserFigures, text: Text) -> Words<'a> {
    match figures.pigment_risk_tenths.value {
        Some(risk) => context.fill(text, &[context.say.tenths_percent(risk.low(), risk.high())]),
        None => words::grade(Grade::None),
    }
}

fn laser_column<'a>(context: &Context<'a>) -> Option<Column<'a>> {
    let say = &context.say;
    let comparison = &context.estimate.laser;
    let laser = comparison.laser?;
    let figures = context.catalog.laser(laser);
    let downtime = figures.downtime_days.value;
    let [total, price, sessions] = costs(context, comparison, figures);
    let texts = [
        say.capital(words::laser_everyday(laser)),
        strong(context, total),
        price,
        sessions,
        after_each(context, say.whole_days(downtime.low(), downtime.high()), say.number(downtime.typical())),
        marks(context, figures, t!("{0} of people with darker skin")),
        match head_to_head(context) {
            Some(trial) => found(context, trial, trial.change.and_then(|change| change.comparator_tenths)),
            None => t!("No trial beside needling was read for this."),
        },
        harms(laser),
        t!("How it does beside needling in larger trials, and how long a result lasts."),
    ];
    Some(column(context, "laser", words::laser(laser), texts))
}

/// Every laser beside the scenario's needling.
fn table<'a>(context: &Context<'a>, lasers: &[Comparison]) -> Table<'a> {
    let say = &context.say;
    let mut rows = Vec::new();
    for comparison in lasers {
        let Some(laser) = comparison.laser else { continue };
        let figures = context.catalog.laser(laser);
        let downtime = figures.downtime_days.value;
        let [total, price, sessions] = costs(context, comparison, figures);
        let verdict = match (comparison.verdict, comparison.missing) {
            (Some(Verdict::AlwaysCheaper), _) => t!("needling, always"),
            (Some(Verdict::UsuallyCheaper), _) => t!("needling, most likely"),
            (Some(Verdict::Depends), _) => t!("it depends"),
            (Some(Verdict::UsuallyDearer), _) => t!("the laser, most likely"),
            (Some(Verdict::AlwaysDearer), _) => t!("the laser, always"),
            (None, Some(_)) => t!("no price known here"),
            (None, None) => t!("not known: a “from” price"),
        };
        let marks = marks(context, figures, as_is!("{0}"));
        let days = say.numbers(downtime.low(), downtime.high());
        rows.push(context.keep(&[words::laser(laser), sessions, price, total, days, marks, verdict]));
    }
    let head = [
        t!("Laser"),
        t!("Sessions"),
        t!("One session"),
        t!("Likely total"),
        t!("Days with red or peeling skin"),
        t!("Dark marks in darker skin"),
        t!("What costs less"),
    ];
    Table { caption: t!("All six lasers beside needling"), head: context.keep(&head), rows: context.keep(&rows) }
}

/// What was read of each laser's harms.
pub const fn harms(laser: Laser) -> Text {
    match laser {
        Laser::NonAblativeFractional => t!("Swelling, flaking, longer redness than needling, dark marks."),
        Laser::AblativeFractional => t!("Longer healing than needling, dark or light marks, infection, scars."),
        Laser::FullField => t!("Up to 3 weeks of healing, dark or light marks, infection, scars."),
        Laser::Picosecond => t!("Redness, dark marks."),
        Laser::Ipl => t!("Redness, dark or light marks. We read no study that counted them."),
        Laser::PulsedDye => t!("Bruises for 7 to 10 days, dark or light marks."),
    }
}
