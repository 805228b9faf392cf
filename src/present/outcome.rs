//! What a course may change: the improvement band and its course in time, the trials, and what is not known.

use super::context::Context;
use super::document::{
    Block, Fact, Picture, Section, Table, Tone, Words, caution, fact, fill, fold, link, list, plain, say as paragraph,
    small,
};
use super::geometry::{Path, WIDTH, anchored, label, scaled, shape};
use super::say::capital;
use super::words;
use super::workings::{in_place, whole};
use crate::domain::catalog::Trial;
use crate::domain::estimate::{EventKind, Outcome};
use crate::domain::explanation::FigureId;
use crate::domain::vocabulary::{Concern, Grade, Treatment};

/// How many trials stand open; the rest is folded.
const OPEN_TRIALS: usize = 3;

/// The outcome.
pub fn section(context: &Context) -> Section {
    let mut blocks = match &context.estimate.outcome {
        Some(outcome) => with_band(context, outcome),
        None => without_band(context),
    };
    blocks.push(Block::Part("What the US regulator has reviewed", reviewed(context)));
    blocks.push(Block::Part("What the studies found", studies(context)));
    blocks.push(Block::Part("What nobody knows yet", vec![list(&unknowns(context.scenario.concern))]));
    Section { id: "outcome", heading: "What may change", blocks }
}

fn with_band(context: &Context, outcome: &Outcome) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !matches!(context.scenario.treatment, Treatment::Standard | Treatment::Prp) {
        let treatment = words::treatment_inline(context.scenario.treatment);
        let text = "The band below was measured with standard microneedling. That {0} does the same is our assumption.";
        blocks.push(caution(fill(text, &[treatment])));
    } else if matches!(outcome.grade, Grade::None | Grade::Assumed) {
        blocks.push(caution("We have no good numbers for this. The band below is our assumption.".into()));
    }
    blocks.push(Block::Picture(Box::new(picture(context, outcome))));
    let mut workings = in_place(context, FigureId::OutcomeBand);
    workings.extend(in_place(context, FigureId::OutcomeCurve));
    let sure = fill("Based on *{0}*.", &[words::grade(outcome.grade)]);
    let mut facts = vec![Fact { name: "How sure".into(), text: sure, workings }];
    if outcome.prp_odds_tenths.is_some() {
        facts.push(Fact {
            name: "With PRP".into(),
            text: "One pooled analysis found about 3 times the odds of being at least half better. Another found no \
                   gain. The curve stays that of needling alone."
                .into(),
            workings: in_place(context, FigureId::PrpOdds),
        });
    }
    facts.push(fact("What “30% better” means", measured(context.scenario.concern).into()));
    blocks.push(Block::Facts(facts));
    blocks
}

fn without_band(context: &Context) -> Vec<Block> {
    if context.scenario.concern != Concern::HairThinning {
        return vec![paragraph("No study measured this in a way that can be shown as a per cent.".into())];
    }
    vec![
        Block::Paragraph(
            Tone::Lead,
            "In 11 pooled trials, minoxidil with needling did better than minoxidil alone.".into(),
        ),
        paragraph(
            "We show no per cent and no hair count. 2 trials that counted hairs differ 47-fold, so a number would \
             mislead. Needling is an addition to minoxidil here, not a replacement. Most trials needled every week; \
             clinics book it monthly."
                .into(),
        ),
        small(context.cited_by_word(&["R39", "R37", "R38", "R40"])),
    ]
}

/// What the per cent counts.
fn measured(concern: Concern) -> &'static str {
    match concern {
        _ if words::is_acne_scar(concern) => {
            "Most studies used a scar score given by doctors (Goodman-Baron) or photographs. 30% better means that \
             the score fell by about a third. It does not mean that 3 of 10 scars are gone."
        }
        Concern::Melasma => "Studies used the MASI score: how large and how dark the patches are.",
        Concern::DarkMarks => "The study used a score for how dark and how many the marks are.",
        Concern::Wrinkles => "Studies used a wrinkle scale that doctors score from photographs.",
        _ => "Studies used scales that doctors or patients score. A part of the score is gone, not of the skin.",
    }
}

const BASE: i64 = 244;
const TALL: i64 = 216;

fn picture(context: &Context, outcome: &Outcome) -> Picture {
    let formats = context.say.formats;
    let curve = &outcome.curve;
    let x = |week: i64| scaled(week, 52, WIDTH);
    let y = |percent: f64| BASE - scaled(whole(percent * 10.0), 1000, TALL);
    let mut shapes = Vec::new();
    let mut labels = Vec::new();
    for percent in [0, 25, 50, 75, 100] {
        let at = BASE - scaled(percent, 100, TALL);
        shapes.push(shape(if percent == 0 { "axis" } else { "grid" }, Path::line(&[(0, at), (WIDTH, at)])));
        if percent > 0 {
            let words =
                if percent == 100 { "100%: problem gone".into() } else { Words::from(formats.percent(percent)) };
            labels.push(anchored("tick", "start", 0, at - 5, words));
        }
    }
    let line = |values: &Vec<f64>| {
        let mut points = Vec::with_capacity(values.len());
        for (week, value) in (0..).zip(values) {
            points.push((x(week), y(*value)));
        }
        points
    };
    shapes.push(shape("band needling", Path::between(line(&curve.p90), &line(&curve.p10))));
    shapes.push(shape("middle needling", Path::line(&line(&curve.p50))));
    for event in &context.estimate.timeline {
        let week = event.days.0 / 7;
        let counts = event.number.is_some_and(|number| number <= outcome.sessions);
        if event.what == EventKind::Session && counts && week <= 52 {
            shapes.push(shape("visit-mark", Path::line(&[(x(week), BASE - 8), (x(week), BASE + 8)])));
        }
    }
    let mut last_y = BASE + 17;
    for (template, values) in
        [("1 in 10 less than {0}", &curve.p10), ("middle {0}", &curve.p50), ("1 in 10 more than {0}", &curve.p90)]
    {
        // Upwards from the baseline, never on each other.
        let value = values.last().copied().unwrap_or(0.0);
        last_y = (y(value) - 5).min(last_y - 17).min(BASE - 5);
        let words = fill(template, &[&formats.percent(whole(value))]);
        labels.push(anchored("name needling", "end", WIDTH, last_y, words));
    }
    labels.push(anchored("tick", "start", 0, BASE + 24, "Month".into()));
    for (week, month) in [(13, "3"), (26, "6"), (39, "9"), (52, "12")] {
        shapes.push(shape("axis", Path::line(&[(x(week), BASE), (x(week), BASE + 5)])));
        labels.push(label("tick", x(week), BASE + 24, month.into()));
    }
    let reading = reading(context, outcome);
    Picture {
        id: "outcome-picture",
        title: "Improvement over 12 months",
        description: plain(&reading).into(),
        reading,
        caption: "Filled: 8 of 10 people. Line: middle. Marks on the base line: sessions. These are what studies \
                  measured, not a promise.",
        height: 276,
        shapes,
        labels,
        table_button: "Show as a table",
        table: table(context, outcome),
    }
}

fn reading(context: &Context, outcome: &Outcome) -> Words {
    let say = context.say;
    let band = outcome.band;
    let concern = words::concern_inline(context.scenario.concern);
    let text = fill(
        "After {0}, studies put {1} *{2} better*, middle {3}.",
        &[
            &say.sessions(outcome.sessions, outcome.sessions),
            concern,
            &say.percents(whole(band.p10), whole(band.p90)),
            &say.formats.percent(whole(band.p50)),
        ],
    );
    if context.scenario.concern != Concern::Melasma {
        return text;
    }
    let last = outcome.curve.p50.last().copied().unwrap_or(0.0);
    fill(
        "{0} It may return: the peak comes at 12 weeks, and by week 16 the middle is back at *{1}*.",
        &[&text, &say.formats.percent(whole(last))],
    )
}

fn table(context: &Context, outcome: &Outcome) -> Table {
    let curve = &outcome.curve;
    let mut rows = Vec::new();
    for week in [4_usize, 8, 12, 16, 24, 36, 52] {
        let mut row = vec![Words::from(week.to_string())];
        for values in [&curve.p10, &curve.p50, &curve.p90] {
            let value = values.get(week).copied().unwrap_or(0.0);
            row.push(context.say.formats.percent(whole(value)).into());
        }
        rows.push(row);
    }
    Table {
        caption: "Improvement over 12 months",
        head: ["Weeks after the first session", "1 in 10 less than", "Middle", "1 in 10 more than"]
            .map(Words::from)
            .to_vec(),
        rows,
    }
}

/// What the Food and Drug Administration has reviewed, for this concern, area and treatment.
fn reviewed(context: &Context) -> Vec<Block> {
    let figure = &context.catalog.concern(context.scenario.concern).authorisation;
    let concern = match context.scenario.concern {
        acne if words::is_acne_scar(acne) => "acne scars",
        other => words::concern_inline(other),
    };
    let area = words::area_inline(context.estimate.area);
    let treatment = context.scenario.treatment;
    let template = if figure.value.areas.contains(&context.estimate.area) {
        "The FDA has reviewed needling devices for {0} on {1}, from age 22."
    } else {
        "Needling for {0} on {1}: *not an FDA-reviewed use.* The FDA has reviewed needling devices for facial acne \
         scars, facial and some neck wrinkles, and scars on the belly, from age 22."
    };
    let mut blocks = vec![paragraph(fill(template, &[concern, area]))];
    if matches!(treatment, Treatment::Prp | Treatment::Tox | Treatment::NanoGold) {
        let text = "{0}: not an FDA-reviewed use. The reviewed devices are not meant to bring cosmetics, medicines or \
                    blood products into the skin.";
        blocks.push(paragraph(fill(text, &[words::treatment(treatment)])));
    }
    if treatment == Treatment::Rf {
        blocks.push(caution(
            "*FDA safety notice, October 2025.* For RF microneedling the FDA has reports of burns, scarring, fat loss, \
             disfigurement and nerve damage; some people needed surgery to repair it. How often this happens is not \
             published. RF devices are not standard needling: ask which device it is and who uses it."
                .into(),
        ));
        blocks.push(small(context.cited_by_word(&["R51"])));
    }
    blocks.push(small(context.cited(figure.references)));
    blocks
}

fn studies(context: &Context) -> Vec<Block> {
    let mut open = Vec::new();
    let mut folded = Vec::new();
    for trial in context.catalog.trials_for(context.scenario.concern, context.scenario.treatment) {
        if open.len() < OPEN_TRIALS { &mut open } else { &mut folded }.push(told(trial));
    }
    let mut blocks = Vec::new();
    if let Some(conflict) = conflict(context.scenario.concern) {
        blocks.push(paragraph(fill("*These sources do not agree.* {0}", &[conflict])));
    }
    if open.is_empty() {
        blocks.push(paragraph("We found no trial of needling alone for this.".into()));
        return blocks;
    }
    blocks.push(Block::List(open));
    if !folded.is_empty() {
        let count = u32::try_from(folded.len()).unwrap_or(0);
        let summary = context.say.count(count, count, "more study", "more studies");
        blocks.push(fold(summary.into(), "", vec![Block::List(folded)]));
    }
    blocks
}

/// One trial: what it found, its harms, its design and where to read it.
fn told(trial: &Trial) -> Words {
    let harms = trial.harms.unwrap_or_default();
    let gap = if harms.is_empty() { "" } else { " " };
    let citation = link(trial.citation, trial.address);
    fill("{0}{1}{2} {3}: {4}.", &[trial.sentence, gap, harms, &capital(trial.design), &citation])
}

/// Where the sources of a concern contradict each other.
const fn conflict(concern: Concern) -> Option<&'static str> {
    Some(match concern {
        _ if words::is_acne_scar(concern) => {
            "Studies without a comparison group report 45% to 55% better and more; trials with one report 9% to 30%. \
             Some trials found needling as good as a non-ablative laser; others found ablative lasers better. The \
             band shows the whole spread."
        }
        Concern::Melasma => {
            "One small series saw no return in 6 months; pooled trials see a part of the gain lost after week 12."
        }
        Concern::BurnScar => "In one series 14 of 19 people improved, yet only 8 of 19 would recommend the treatment.",
        Concern::Texture => {
            "Patients of one clinic rated themselves 60% to 80% better; scales scored by doctors moved less."
        }
        Concern::HairThinning => "2 trials that counted hairs found gains that differ 47-fold.",
        _ => return None,
    })
}

/// What is not known about a course for a concern.
fn unknowns(concern: Concern) -> Vec<&'static str> {
    let mut unknowns = vec![
        match concern {
            Concern::Wrinkles | Concern::Laxity | Concern::Texture | Concern::Pores => {
                "How long a result lasts: no trial read here followed people past 5 months."
            }
            Concern::Melasma => "How to keep it from coming back. The trials added creams or tranexamic acid.",
            Concern::HairThinning => "How often is enough, and how long it has to go on.",
            _ => "Whether a result is for good: people were followed for up to 12 months.",
        },
        "How often upkeep visits are needed, if at all: no trial tested any interval.",
        "Which person gets which result. Age and smoking have no measured effect on the size of it.",
    ];
    if concern == Concern::Pores {
        unknowns.push("Whether needling alone changes pores: no trial of it was found.");
    }
    unknowns
}
