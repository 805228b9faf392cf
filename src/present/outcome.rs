//! What a course may change: the improvement band and its course in time, the trials, and what is not known.

use super::context::Context;
use super::document::{Block, Fact, Fold, Picture, Section, Table, Text, Tone};
use super::geometry::{Path, WIDTH, anchored, label, scaled, shape};
use super::words;
use super::workings::{self, whole};
use crate::domain::catalog::Trial;
use crate::domain::estimate::{EventKind, Outcome};
use crate::domain::explanation::FigureId;
use crate::domain::quantity::Band;
use crate::domain::vocabulary::{Concern, Grade, Treatment};

/// How many trials stand open; the rest is folded.
const OPEN_TRIALS: usize = 5;

/// The outcome.
pub fn section(context: &Context) -> Section {
    let mut blocks = Vec::new();
    match &context.estimate.outcome {
        Some(outcome) => with_band(context, outcome, &mut blocks),
        None => without_band(context, &mut blocks),
    }
    blocks.push(Block::Part("What the US regulator has reviewed".to_owned(), reviewed(context)));
    blocks.push(Block::Part("What the studies found".to_owned(), studies(context)));
    blocks.push(Block::Part("What nobody knows yet".to_owned(), vec![Block::List(unknowns(context))]));
    Section { id: "outcome", heading: "What may change".to_owned(), blocks }
}

fn with_band(context: &Context, outcome: &Outcome, blocks: &mut Vec<Block>) {
    if matches!(outcome.grade, Grade::None | Grade::Assumed) {
        let words = "We have no good numbers for this. The band below is our assumption.";
        blocks.push(Block::caution(words));
    } else if !matches!(context.scenario.treatment, Treatment::Standard | Treatment::Prp) {
        let treatment = words::treatment_inline(context.scenario.treatment);
        let words = [
            "The band below was measured with standard microneedling. That ",
            treatment,
            " does the same is our assumption.",
        ];
        blocks.push(Block::caution(words.concat()));
    }
    blocks.push(Block::Picture(Box::new(picture(context, outcome))));
    let mut fact = Fact::new("How sure", Text::default().strong(words::grade(outcome.grade)).then("."));
    fact.workings = workings::in_place(context, FigureId::OutcomeBand);
    fact.workings.extend(workings::in_place(context, FigureId::OutcomeCurve));
    let mut facts = vec![fact];
    if outcome.prp_odds_tenths.is_some() {
        facts.push(Fact {
            name: "With PRP".to_owned(),
            text: Text::from(
                "One pooled analysis found about 3 times the odds of being at least half better. Another found no \
                 gain. The curve stays that of needling alone.",
            ),
            workings: workings::in_place(context, FigureId::PrpOdds),
        });
    }
    facts.push(Fact::new("What “30% better” means", measured(context.scenario.concern)));
    blocks.push(Block::Facts(facts));
}

fn without_band(context: &Context, blocks: &mut Vec<Block>) {
    if context.scenario.concern == Concern::HairThinning {
        blocks.push(Block::Paragraph(
            Tone::Lead,
            Text::from("In 11 pooled trials, minoxidil with needling did better than minoxidil alone."),
        ));
        blocks.push(Block::say(
            "We show no per cent and no hair count. 2 trials that counted hairs differ 47-fold, so a number would \
             mislead. Needling is an addition to minoxidil here, not a replacement. Most trials needled every week; \
             clinics book it monthly.",
        ));
        blocks.push(Block::small(context.cited_by_word(&["R39", "R37", "R38", "R40"])));
    } else {
        blocks.push(Block::say("No study measured this in a way that can be shown as a per cent."));
    }
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
    let weeks = 52;
    let x = |week: i64| scaled(week, weeks, WIDTH);
    let y = |percent: f64| BASE - scaled(whole(percent * 10.0), 1000, TALL);
    let mut shapes = Vec::new();
    let mut labels = Vec::new();
    for percent in [0, 25, 50, 75, 100] {
        let at = BASE - scaled(percent, 100, TALL);
        shapes.push(shape(if percent == 0 { "axis" } else { "grid" }, Path::line([(0, at), (WIDTH, at)])));
        if percent > 0 {
            let words = if percent == 100 { "100%: problem gone".to_owned() } else { formats.percent(percent) };
            labels.push(anchored("tick", "start", 0, at - 5, words));
        }
    }
    let line = |values: &[f64]| -> Vec<(i64, i64)> {
        values.iter().enumerate().map(|(week, value)| (x(i64::try_from(week).unwrap_or(0)), y(*value))).collect()
    };
    let low = line(&outcome.curve.p10);
    shapes.push(shape("band needling", Path::between(line(&outcome.curve.p90), &low)));
    shapes.push(shape("middle needling", Path::line(line(&outcome.curve.p50))));
    for event in context.estimate.timeline.iter().filter(|event| event.what == EventKind::Session) {
        let week = event.days.0 / 7;
        if event.number.is_some_and(|number| number <= outcome.sessions) && week <= weeks {
            shapes.push(shape("visit-mark", Path::line([(x(week), BASE - 8), (x(week), BASE + 8)])));
        }
    }
    let end = |values: &[f64]| values.last().copied().unwrap_or(0.0);
    let ends = Band { p10: end(&outcome.curve.p10), p50: end(&outcome.curve.p50), p90: end(&outcome.curve.p90) };
    let mut last_y = i64::MAX;
    for (name, value) in [("1 in 10 less than ", ends.p10), ("middle ", ends.p50), ("1 in 10 more than ", ends.p90)] {
        // Upwards from the baseline, never on each other.
        let at = (y(value) - 5).min(last_y.saturating_sub(17)).min(BASE - 5);
        last_y = at;
        let words = [name, &formats.percent(whole(value))].concat();
        labels.push(anchored("name needling", "end", WIDTH, at, words));
    }
    labels.push(anchored("tick", "start", 0, BASE + 24, "First session".to_owned()));
    for week in [13, 26, 39, 52] {
        let words = if week == 52 { "12 months".to_owned() } else { (week / 13 * 3).to_string() };
        shapes.push(shape("axis", Path::line([(x(week), BASE), (x(week), BASE + 5)])));
        if week > 13 {
            labels.push(label("tick", x(week), BASE + 24, words));
        }
    }
    Picture {
        id: "outcome-picture",
        title: "Improvement over 12 months".to_owned(),
        description: reading(context, outcome).plain(),
        reading: reading(context, outcome),
        caption: "Filled: 8 of 10 people. Line: middle. Marks on the base line: sessions. These are what studies \
                  measured, not a promise."
            .to_owned(),
        height: 276,
        shapes,
        labels,
        table_button: "Show as a table",
        table: table(context, outcome),
    }
}

fn reading(context: &Context, outcome: &Outcome) -> Text {
    let say = context.say;
    let band = outcome.band;
    let after = ["After ", &say.count(outcome.sessions, outcome.sessions, "session", "sessions"), ", studies put "];
    let mut text = Text::from(after.concat())
        .then(words::concern_inline(context.scenario.concern))
        .then(" ")
        .strong([say.percents(whole(band.p10), whole(band.p90)).as_str(), " better"].concat())
        .then([", middle ", &say.formats.percent(whole(band.p50)), "."].concat());
    if context.scenario.concern == Concern::Melasma {
        let last = outcome.curve.p50.last().copied().unwrap_or(0.0);
        text = text.then(" It may return: the peak comes at 12 weeks, and by week 16 the middle is back at ");
        text = text.strong(say.formats.percent(whole(last))).then(".");
    }
    text
}

fn table(context: &Context, outcome: &Outcome) -> Table {
    let formats = context.say.formats;
    let head = ["Weeks after the first session", "1 in 10 less than", "Middle", "1 in 10 more than"];
    let rows = [4_usize, 8, 12, 16, 24, 36, 52]
        .iter()
        .filter_map(|week| {
            let at = |values: &[f64]| values.get(*week).map(|value| formats.percent(whole(*value)));
            let curve = &outcome.curve;
            Some(vec![week.to_string(), at(&curve.p10)?, at(&curve.p50)?, at(&curve.p90)?])
        })
        .collect();
    Table {
        caption: "Improvement over 12 months".to_owned(),
        head: head.iter().map(|&words| words.to_owned()).collect(),
        rows,
    }
}

/// What the Food and Drug Administration has reviewed, for this concern, area and treatment.
fn reviewed(context: &Context) -> Vec<Block> {
    let figure = &context.catalog.concern(context.scenario.concern).authorisation;
    let concern = words::concern_inline(context.scenario.concern);
    let area = words::area_inline(context.estimate.area);
    let treatment = context.scenario.treatment;
    let mut blocks = Vec::new();
    let is_reviewed = figure.value.areas.contains(&context.estimate.area);
    blocks.push(Block::say(if is_reviewed {
        let text = ["The FDA has reviewed needling devices for ", concern, " on ", area, ", from age 22."].concat();
        Text::from(text)
    } else {
        let text = ["Needling for ", concern, " on ", area, ": "].concat();
        Text::from(text).strong("not an FDA-reviewed use.").then(
            " The FDA has reviewed needling devices for facial acne scars, facial and some neck wrinkles, and scars \
             on the belly, from age 22.",
        )
    }));
    if matches!(treatment, Treatment::Prp | Treatment::Tox | Treatment::NanoGold) {
        let name = words::treatment(treatment);
        let text = [
            name,
            ": not an FDA-reviewed use. The reviewed devices are not meant to bring cosmetics, medicines or blood \
             products into the skin.",
        ];
        blocks.push(Block::say(text.concat()));
    }
    if treatment == Treatment::Rf {
        blocks.push(Block::caution(Text::default().strong("FDA safety notice, October 2025. ").then(
            "For RF microneedling the FDA has reports of burns, scarring, fat loss, disfigurement and nerve \
                 damage; some people needed surgery to repair it. How often this happens is not published. RF devices \
                 are not standard needling: ask which device it is and who uses it.",
        )));
        blocks.push(Block::small(context.cited_by_word(&["R51"])));
    }
    blocks.push(Block::small(context.cited(&figure.references)));
    blocks
}

fn studies(context: &Context) -> Vec<Block> {
    let trials: Vec<&Trial> = context.catalog.trials_for(context.scenario.concern).collect();
    let mut blocks = Vec::new();
    if let Some(conflict) = conflict(context.scenario.concern) {
        blocks.push(Block::say(Text::default().strong("These sources do not agree. ").then(conflict)));
    }
    if trials.is_empty() {
        blocks.push(Block::say("We found no trial of needling alone for this."));
        return blocks;
    }
    let items: Vec<Text> = trials.iter().map(|trial| told(trial)).collect();
    let (open, folded) = items.split_at(OPEN_TRIALS.min(items.len()));
    blocks.push(Block::List(open.to_vec()));
    if !folded.is_empty() {
        let count = i64::try_from(folded.len()).unwrap_or(0);
        let summary = context.say.count(count, count, "more study", "more studies");
        blocks.push(Block::Fold(Fold { summary, about: String::new(), blocks: vec![Block::List(folded.to_vec())] }));
    }
    blocks
}

/// One trial: what it found, its harms, its design and where to read it.
fn told(trial: &Trial) -> Text {
    let mut text = Text::from(trial.sentence.as_str());
    if let Some(harms) = &trial.harms {
        text = text.then(" ").then(harms.as_str());
    }
    let design = super::say::capital(&trial.design);
    text.then([" ", &design, ": "].concat()).link(trial.citation.as_str(), trial.address.as_deref()).then(".")
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

/// What is not known about a course for this concern.
fn unknowns(context: &Context) -> Vec<Text> {
    let concern = context.scenario.concern;
    let mut unknowns = Vec::new();
    match concern {
        Concern::Wrinkles | Concern::Laxity | Concern::Texture | Concern::Pores => {
            unknowns.push("How long a result lasts: no trial read here followed people past 5 months.");
        }
        Concern::Melasma => {
            unknowns.push("How to keep it from coming back. The trials added creams or tranexamic acid.")
        }
        Concern::HairThinning => unknowns.push("How often is best, and how long it has to go on."),
        _ => unknowns.push("Whether a result is for good: people were followed for up to 12 months."),
    }
    unknowns.push("How often upkeep visits are needed, if at all: no trial tested any interval.");
    unknowns.push("Which person gets which result. Age and smoking have no measured effect on the size of it.");
    if concern == Concern::Pores {
        unknowns.push("Whether needling alone changes pores: no trial of it was found.");
    }
    unknowns.into_iter().map(Text::from).collect()
}
