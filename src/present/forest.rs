//! The trials that state a per cent on one scale, as a forest plot and as its table.

use super::context::Context;
use super::document::{Picture, Table, Words, plain};
use super::geometry::{Canvas, WIDTH};
use super::language::{Text, as_is, counted, t};
use super::words;
use super::workings::whole;
use crate::domain::catalog::Trial;
use crate::domain::vocabulary::Comparator;

/// Where the first row begins, under the words of the band's middle.
const TOP: i64 = 26;
/// The height of the words of a row, and of each mark under them.
const WORDS: i64 = 36;
const MARK: i64 = 20;

/// The forest plot; none where no trial states a per cent.
pub fn picture<'a>(context: &Context<'a>) -> Option<Picture<'a>> {
    let say = &context.say;
    let trials = context.catalog.forest(context.scenario.concern, context.scenario.treatment);
    let mut canvas = Canvas::new(say.arena);
    let mut rows = Vec::new();
    let (mut least, mut most) = (u32::MAX, 0);
    let mut y = TOP;
    let mut marks = Vec::new();
    for trial in &trials {
        let Some(change) = trial.change else { continue };
        (least, most) = (least.min(change.needling_tenths), most.max(change.needling_tenths));
        let (who, measure) = (who(context, trial), say.capital(say.of_data(change.measure)));
        canvas.anchored("lane", "start", 6, y + 14, who);
        canvas.anchored("tick", "start", 6, y + 31, measure);
        y += WORDS;
        let mut values = [t!("none"); 2];
        let both = [
            ("stem needling", "name needling", as_is!("●"), t!("Needling"), Some(change.needling_tenths)),
            ("stem laser", "name laser", as_is!("◆"), beside_in_short(trial), change.comparator_tenths),
        ];
        for (value, (stem, name, sign, of, tenths)) in values.iter_mut().zip(both) {
            let Some(tenths) = tenths else { continue };
            *value = say.tenths_percent(tenths, tenths);
            let (x, at) = (i64::from(tenths).min(WIDTH), y + MARK / 2);
            canvas.line(stem, &[(0, at), (x, at)]);
            canvas.anchored(name, "middle", x, at + 5, sign);
            // Away from the nearer edge of the picture.
            let (anchor, aside) = if x <= WIDTH / 2 { ("start", 26) } else { ("end", -26) };
            canvas.anchored(name, anchor, x + aside, at + 5, say.joined(&[of, as_is!(", "), *value]));
            y += MARK;
        }
        y += 14;
        let [needling, comparator] = values;
        let design = say.of_data(trial.design);
        let source = say.link(say.as_is(trial.citation), trial.address);
        rows.push(context.keep(&[who, design, measure, needling, beside(trial), comparator, source]));
    }
    if let Some(outcome) = &context.estimate.outcome {
        let percent = whole(outcome.band.p50);
        let x = percent * (WIDTH / 100);
        marks.push(("edge needling", x));
        let anchor = if x <= WIDTH / 2 { "start" } else { "end" };
        let words = context.fill(t!("middle of the band: {0}"), &[say.percent(percent)]);
        canvas.anchored("tick", anchor, x, 14, words);
    }
    for percent in [0, 25, 50, 75, 100] {
        let x = percent * (WIDTH / 100);
        marks.push((if percent == 0 { "axis" } else { "grid" }, x));
        canvas.label("tick", x, y + 18, say.percent(percent));
    }
    for (class, x) in marks {
        canvas.line(class, &[(x, TOP - 6), (x, y)]);
    }
    let count = u32::try_from(rows.len()).unwrap_or(0);
    if count == 0 {
        return None;
    }
    let text = counted(
        "In the {0} study here that states a per cent, the score of the problem fell *{1}* with needling.",
        "In the {0} studies here that state a per cent, the score of the problem fell *{1}* with needling.",
    );
    let reading = say.counted(text, count, &[say.number(count), say.tenths_percent(least, most)]);
    let title = t!("Studies on one scale");
    let head = [
        t!("Study"),
        t!("Design"),
        t!("What was scored"),
        t!("Needling"),
        t!("Compared with"),
        t!("Its result"),
        t!("Source"),
    ];
    Some(Picture {
        id: "forest-picture",
        title,
        description: say.as_is(&plain(say.read(reading))),
        reading,
        caption: t!(
            "Round mark: needling. Diamond: what it was compared with. How far the score fell, in per cent. Most \
             abstracts state no margin of error, so none is drawn. The scores differ from study to study.",
        ),
        height: y + 28,
        shapes: context.keep(&canvas.shapes),
        labels: context.keep(&canvas.labels),
        table_button: t!("Show as a table"),
        table: Table { caption: title, head: context.keep(&head), rows: context.keep(&rows) },
    })
}

/// How many people took part, and the year where the citation has one.
fn who<'a>(context: &Context<'a>, trial: &Trial) -> Words<'a> {
    let people = people(context, trial);
    let mut numbers = trial.citation.split(|sign: char| !sign.is_ascii_digit());
    match numbers.find(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))) {
        Some(year) => context.say.joined(&[people, as_is!(", "), context.say.as_is(year)]),
        None => people,
    }
}

/// "30 people"; where their number was not read, that it was not.
pub fn people<'a>(context: &Context<'a>, trial: &Trial) -> Words<'a> {
    match trial.people {
        Some(people) => context.say.count(people, people, counted("{0} person", "{0} people")),
        None => t!("number of people not read"),
    }
}

/// What a trial compares needling with.
fn beside(trial: &Trial) -> Text {
    match (trial.compares, trial.laser) {
        (Comparator::Laser, Some(laser)) => words::laser_inline(laser),
        (Comparator::Laser, None) => t!("laser"),
        (Comparator::Prp, _) => t!("needling with PRP"),
        (Comparator::Other, _) => t!("another treatment"),
        (Comparator::Untreated, _) => t!("skin left alone"),
        (Comparator::Nothing, _) => t!("nothing"),
    }
}

/// As [`beside`], short enough for the narrowest picture.
const fn beside_in_short(trial: &Trial) -> Text {
    match trial.compares {
        Comparator::Laser => t!("Laser"),
        Comparator::Prp => t!("With PRP"),
        _ => t!("Compared"),
    }
}
