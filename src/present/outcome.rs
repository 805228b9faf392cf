//! What a course may change: the improvement band and its course in time, the trials, and what is not known.

use super::context::Context;
use super::document::{
    Block, Fact, Picture, Section, Table, Tone, Words, caution, fact, fold, paragraph, plain, small,
};
use super::geometry::{Canvas, WIDTH, scaled};
use super::language::{Text, as_is, counted, t};
use super::say::Say;
use super::workings::{in_place, whole, why};
use super::{conflicts, forest, words};
use crate::domain::catalog::{Authorisation, Trial};
use crate::domain::estimate::{EventKind, Outcome};
use crate::domain::explanation::FigureId;
use crate::domain::vocabulary::{Area, Concern, Grade, Treatment};

/// How many trials stand open; the rest is folded.
const OPEN_TRIALS: usize = 3;

/// The outcome.
pub fn section<'a>(context: &Context<'a>) -> Section<'a> {
    let mut blocks = match &context.estimate.outcome {
        Some(outcome) => with_band(context, outcome),
        None => without_band(context),
    };
    let reviewed = reviewed(context);
    blocks.push(Block::Part(t!("What the US regulator has reviewed"), context.keep(&reviewed)));
    let studies = studies(context);
    blocks.push(Block::Part(t!("What the studies found"), context.keep(&studies)));
    let conflicts = conflicts::blocks(context);
    blocks.push(Block::Part(t!("Where sources disagree"), context.keep(&conflicts)));
    let unknowns = Block::List(context.keep(&unknowns(context.scenario.concern)));
    blocks.push(Block::Part(t!("What nobody knows yet"), context.keep(&[unknowns])));
    Section { id: "outcome", heading: t!("What may change"), blocks: context.keep(&blocks) }
}

fn with_band<'a>(context: &Context<'a>, outcome: &Outcome) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    if !matches!(context.scenario.treatment, Treatment::Standard | Treatment::Prp) {
        let treatment = words::treatment_inline(context.scenario.treatment);
        let text =
            t!("The band below was measured with standard microneedling. That {0} does the same is our assumption.");
        blocks.push(caution(context.fill(text, &[treatment])));
    } else if is_assumed(outcome) {
        blocks.push(caution(t!("We have no good numbers for this. The band below is our assumption.")));
    }
    blocks.push(Block::Picture(context.say.arena.one(picture(context, outcome))));
    let workings = [in_place(context, FigureId::OutcomeBand), in_place(context, FigureId::OutcomeCurve)].concat();
    let sure = context.fill(t!("Based on *{0}*."), &[words::grade(outcome.grade)]);
    let name = t!("How sure");
    let mut facts = vec![Fact { name, text: sure, workings: why(context, name, context.keep(&workings)) }];
    if outcome.prp_odds_tenths.is_some() {
        let name = t!("With PRP");
        facts.push(Fact {
            name,
            text: t!(
                "One pooled analysis found about 3 times the odds of being at least half better. Another found no \
                 gain. The curve stays that of needling alone.",
            ),
            workings: why(context, name, in_place(context, FigureId::PrpOdds)),
        });
    }
    let means = t!("What “30% better” means");
    facts.push(fact(means, measured(context.scenario.concern)));
    blocks.push(Block::Facts(context.keep(&facts)));
    blocks
}

fn without_band<'a>(context: &Context<'a>) -> Vec<Block<'a>> {
    if context.scenario.concern != Concern::HairThinning {
        return vec![paragraph(t!("No study measured this in a way that can be shown as a per cent."))];
    }
    let lead = t!("In 11 pooled trials, minoxidil with needling did better than minoxidil alone.");
    vec![
        Block::Paragraph(Tone::Lead, lead),
        paragraph(t!(
            "We show no per cent and no hair count. 2 trials that counted hairs differ 47-fold, so a number would \
             mislead. Needling is an addition to minoxidil here, not a replacement. Most trials needled every week; \
             clinics book it monthly.",
        )),
        small(context.cited_by_word(&["R39", "R37", "R38", "R40"])),
    ]
}

/// What the per cent counts.
fn measured(concern: Concern) -> Text {
    match concern {
        _ if words::is_acne_scar(concern) => {
            t!("Most studies used a scar score given by doctors (Goodman-Baron) or photographs. 30% better means that \
             the score fell by about a third. It does not mean that 3 of 10 scars are gone.")
        }
        Concern::Melasma => t!("Studies used the MASI score: how large and how dark the patches are."),
        Concern::DarkMarks => t!("The study used a score for how dark and how many the marks are."),
        Concern::Wrinkles => t!("Studies used a wrinkle scale that doctors score from photographs."),
        _ => t!("Studies used scales that doctors or patients score. A part of the score is gone, not of the skin."),
    }
}

const BASE: i64 = 244;
const TALL: i64 = 216;

fn picture<'a>(context: &Context<'a>, outcome: &Outcome) -> Picture<'a> {
    let curve = &outcome.curve;
    let x = |week: i64| scaled(week, 52, WIDTH);
    let y = |percent: f64| BASE - scaled(whole(percent * 10.0), 1000, TALL);
    let mut canvas = Canvas::new(context.say.arena);
    for percent in [0, 25, 50, 75, 100] {
        let at = BASE - scaled(percent, 100, TALL);
        canvas.line(if percent == 0 { "axis" } else { "grid" }, &[(0, at), (WIDTH, at)]);
        if percent > 0 {
            let mut words = context.say.percent(percent);
            if percent == 100 {
                words = context.fill(t!("{0}: problem gone"), &[words]);
            }
            canvas.anchored("tick", "start", 0, at - 5, words);
        }
    }
    let line = |values: &Vec<f64>| {
        let mut points = Vec::with_capacity(values.len());
        for (week, value) in (0..).zip(values) {
            points.push((x(week), y(*value)));
        }
        points
    };
    canvas.between("band needling", line(&curve.p90), &line(&curve.p10));
    canvas.line("middle needling", &line(&curve.p50));
    for event in &context.estimate.timeline {
        let week = event.days.0 / 7;
        let counts = event.number.is_some_and(|number| number <= outcome.sessions);
        if event.what == EventKind::Session && counts && week <= 52 {
            canvas.line("visit-mark", &[(x(week), BASE - 8), (x(week), BASE + 8)]);
        }
    }
    let mut last_y = BASE + 17;
    for (template, values) in [
        (t!("1 in 10 less than {0}"), &curve.p10),
        (t!("middle {0}"), &curve.p50),
        (t!("1 in 10 more than {0}"), &curve.p90),
    ] {
        // Upwards from the baseline, never on each other.
        let value = values.last().copied().unwrap_or(0.0);
        last_y = (y(value) - 5).min(last_y - 17).min(BASE - 5);
        let words = context.fill(template, &[context.say.percent(whole(value))]);
        canvas.anchored("name needling", "end", WIDTH, last_y, words);
    }
    canvas.anchored("tick", "start", 0, BASE + 24, t!("Month"));
    for (week, month) in [(13, 3), (26, 6), (39, 9), (52, 12)] {
        canvas.line("axis", &[(x(week), BASE), (x(week), BASE + 5)]);
        canvas.label("tick", x(week), BASE + 24, context.say.number(month));
    }
    let reading = reading(context, outcome);
    Picture {
        id: "outcome-picture",
        title: t!("Improvement over 12 months"),
        description: context.say.as_is(&plain(context.say.read(reading))),
        reading,
        caption: if is_assumed(outcome) {
            t!("Filled: 8 of 10 people. Line: middle. Marks on the base line: sessions. This is our assumption, not a \
                 promise.",)
        } else {
            t!("Filled: 8 of 10 people. Line: middle. Marks on the base line: sessions. These are what studies \
                 measured, not a promise.",)
        },
        height: 276,
        shapes: context.keep(&canvas.shapes),
        labels: context.keep(&canvas.labels),
        table_button: t!("Show as a table"),
        table: table(context, outcome),
    }
}

/// Whether no study stands behind the band.
fn is_assumed(outcome: &Outcome) -> bool {
    matches!(outcome.grade, Grade::None | Grade::Assumed)
}

fn reading<'a>(context: &Context<'a>, outcome: &Outcome) -> Words<'a> {
    let say = &context.say;
    let band = outcome.band;
    let concern = words::concern_inline(context.scenario.concern);
    let sessions = say.sessions(outcome.sessions, outcome.sessions);
    let range = say.percents(whole(band.p10), whole(band.p90));
    let text = if is_assumed(outcome) {
        t!("After {0}, we assume {1} *{2} better*, middle {3}.")
    } else {
        t!("After {0}, studies put {1} *{2} better*, middle {3}.")
    };
    let text = context.fill(text, &[sessions, concern, range, say.percent(whole(band.p50))]);
    if context.scenario.concern != Concern::Melasma {
        return text;
    }
    let last = say.percent(whole(outcome.curve.p50.last().copied().unwrap_or(0.0)));
    let returns = t!("{0} It may return: the peak comes at 12 weeks, and by week 16 the middle is back at *{1}*.");
    context.fill(returns, &[text, last])
}

fn table<'a>(context: &Context<'a>, outcome: &Outcome) -> Table<'a> {
    let curve = &outcome.curve;
    let mut rows = Vec::new();
    for week in [4_u32, 8, 12, 16, 24, 36, 52] {
        let mut row = vec![context.say.number(week)];
        for values in [&curve.p10, &curve.p50, &curve.p90] {
            let value = values.get(week as usize).copied().unwrap_or(0.0);
            row.push(context.say.percent(whole(value)));
        }
        rows.push(context.keep(&row));
    }
    let head = [t!("Weeks after the first session"), t!("1 in 10 less than"), t!("Middle"), t!("1 in 10 more than")];
    Table { caption: t!("Improvement over 12 months"), head: context.keep(&head), rows: context.keep(&rows) }
}

/// Whether the Food and Drug Administration has reviewed needling for a concern on an area.
pub fn reviewed_use<'a>(say: &Say<'a>, concern: Concern, area: Area, reviewed: Authorisation) -> Words<'a> {
    let text = if reviewed.areas.contains(&area) {
        t!("The FDA has reviewed needling devices for {0} on {1}, from age 22.")
    } else {
        t!("Needling for {0} on {1}: *not an FDA-reviewed use.* The FDA has reviewed needling devices for facial acne \
           scars, facial and some neck wrinkles, and scars on the belly, from age 22.")
    };
    let concern = match concern {
        acne if words::is_acne_scar(acne) => t!("acne scars"),
        other => words::concern_inline(other),
    };
    say.fill(text, &[concern, words::area_inline(area)])
}

/// What the Food and Drug Administration has reviewed, for this concern, area and treatment.
fn reviewed<'a>(context: &Context<'a>) -> Vec<Block<'a>> {
    let figure = &context.catalog.concern(context.scenario.concern).authorisation;
    let treatment = context.scenario.treatment;
    let reviewed = reviewed_use(&context.say, context.scenario.concern, context.estimate.area, figure.value);
    let mut blocks = vec![paragraph(reviewed)];
    if matches!(treatment, Treatment::Prp | Treatment::Tox | Treatment::NanoGold) {
        let text =
            t!("{0}: not an FDA-reviewed use. The reviewed devices are not meant to bring cosmetics, medicines \
                      or blood products into the skin.");
        blocks.push(paragraph(context.fill(text, &[words::treatment(treatment)])));
    }
    if treatment == Treatment::Rf {
        blocks.push(caution(t!(
            "*FDA safety notice, October 2025.* For RF microneedling the FDA has reports of burns, scarring, fat loss, \
             disfigurement and nerve damage; some people needed surgery to repair it. How often this happens is not \
             published. RF devices are not standard needling: ask which device it is and who uses it.",
        )));
        blocks.push(small(context.cited_by_word(&["R51"])));
    }
    blocks.push(small(context.cited(figure.references)));
    blocks
}

fn studies<'a>(context: &Context<'a>) -> Vec<Block<'a>> {
    let (mut open, mut folded) = (Vec::new(), Vec::new());
    for trial in context.catalog.trials_for(context.scenario.concern, context.scenario.treatment) {
        // What the picture shows needs no sentence beside it.
        let is_open = open.len() < OPEN_TRIALS && trial.change.is_none();
        if is_open { &mut open } else { &mut folded }.push(told(context, trial));
    }
    if open.is_empty() && folded.is_empty() {
        return vec![paragraph(t!("We found no trial of needling alone for this."))];
    }
    let mut blocks = vec![match forest::picture(context) {
        Some(picture) => Block::Picture(context.say.arena.one(picture)),
        None => paragraph(t!("No study of this states a per cent, so there is nothing to draw on one scale.")),
    }];
    if !open.is_empty() {
        blocks.push(Block::List(context.keep(&open)));
    }
    if !folded.is_empty() {
        let count = u32::try_from(folded.len()).unwrap_or(0);
        let summary = context.say.count(count, count, counted("{0} more study", "{0} more studies"));
        let list = Block::List(context.keep(&folded));
        blocks.push(fold(summary, Words::NONE, context.keep(&[list])));
    }
    blocks
}

/// One trial: what it found, its harms, its design and where to read it.
fn told<'a>(context: &Context<'a>, trial: &'a Trial) -> Words<'a> {
    let say = &context.say;
    let sentence = say.of_data(trial.sentence);
    let harms = match trial.harms {
        Some(harms) => say.joined(&[as_is!(" "), say.of_data(harms)]),
        None => Words::NONE,
    };
    let design = say.capital(say.of_data(trial.design));
    let citation = say.link(say.as_is(trial.citation), trial.address);
    say.joined(&[sentence, harms, as_is!(" "), design, as_is!(": "), citation, as_is!(".")])
}

/// What is not known about a course for a concern.
fn unknowns(concern: Concern) -> Vec<Text> {
    let mut unknowns = vec![
        match concern {
            Concern::Wrinkles | Concern::Laxity | Concern::Texture | Concern::Pores => {
                t!("How long a result lasts: no trial read here followed people past 5 months.")
            }
            Concern::Melasma => t!("How to keep it from coming back. The trials added creams or tranexamic acid."),
            Concern::HairThinning => t!("How often is enough, and how long it has to go on."),
            _ => t!("Whether a result is for good: people were followed for up to 12 months."),
        },
        t!("How often upkeep visits are needed, if at all: no trial tested any interval."),
        t!("Which person gets which result. Age and smoking have no measured effect on the size of it."),
    ];
    if concern == Concern::Pores {
        unknowns.push(t!("Whether needling alone changes pores: no trial of it was found."));
    }
    unknowns
}
