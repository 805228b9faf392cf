//! When things happen, as a picture and as a list: visits, redness, first change, nearly full result, upkeep.

use super::context::Context;
use super::document::{Block, Label, Picture, Section, Shape, Table, Words, fill, say as paragraph};
use super::geometry::{Path, WIDTH, anchored, label, month_step, scaled, shape};
use super::say::{days, to};
use super::workings;
use crate::domain::estimate::{Event, EventKind};
use crate::domain::explanation::FigureId;

/// How long redness may last, as the lane's name says.
const REDNESS_DAYS: i64 = 7;
/// Days in a month, in tenths.
const MONTH_TENTHS: i64 = 304;

/// The timeline.
pub fn section(context: &Context) -> Section {
    let figures = [FigureId::Sitting, FigureId::Redness, FigureId::FirstChange, FigureId::NearFull];
    let blocks = vec![
        Block::Picture(Box::new(picture(context))),
        paragraph(
            "Redness is usual after each session. Studies saw it go within 6 hours to 7 days; 2 days is usual. First \
             change and nearly full result are 2 different moments: sources that say “several weeks” and sources that \
             say “3 to 12 months” are both right."
                .into(),
        ),
        workings::all_in_place(context, "Why these times?", &figures),
    ];
    Section { id: "timeline", heading: "When it happens", blocks }
}

/// A stretch of the timeline with its name.
struct Lane<'a> {
    name: &'static str,
    class: &'static str,
    events: Vec<&'a Event>,
}

fn lanes<'a>(context: &Context<'a>) -> Vec<Lane<'a>> {
    let mut lanes = Vec::new();
    for (what, name, class) in [
        (EventKind::Session, "Sessions", "bar visit"),
        (EventKind::RednessGone, "Redness: up to 7 days after each session", "bar redness"),
        (EventKind::FirstChange, "First change", "bar change"),
        (EventKind::NearFull, "Nearly full result", "bar result"),
        (EventKind::Upkeep, "Upkeep visits", "bar upkeep"),
    ] {
        let events: Vec<&Event> = context.estimate.timeline.iter().filter(|event| event.what == what).collect();
        if !events.is_empty() {
            lanes.push(Lane { name, class, events });
        }
    }
    lanes
}

impl Lane<'_> {
    /// The first and the last day of all that is in it.
    fn span(&self) -> (i64, i64) {
        let first = self.events.iter().map(|event| event.days.0).min().unwrap_or(0);
        (first, self.events.iter().map(|event| event.days.1).max().unwrap_or(0))
    }
}

fn picture(context: &Context) -> Picture {
    let lanes = lanes(context);
    let last_day = lanes.iter().map(|lane| lane.span().1).max().unwrap_or(0).max(28);
    // Whole months, at least two, and as many as the ticks can end on.
    let months = u32::try_from((last_day * 10 + MONTH_TENTHS - 20) / MONTH_TENTHS).unwrap_or(2).max(2);
    let step = month_step(months);
    let months = months.div_ceil(step) * step;
    let x = |day: i64| scaled(day * 10, i64::from(months) * MONTH_TENTHS, WIDTH);
    let mut shapes: Vec<Shape> = Vec::new();
    let mut labels: Vec<Label> = Vec::new();
    let mut y = 8;
    for lane in &lanes {
        let (low, high) = lane.span();
        // The name starts over its bars, or ends over them where there is no room to the right.
        let (anchor, at) = if x(low) <= 550 { ("start", x(low)) } else { ("end", x(high)) };
        y += 14;
        labels.push(anchored("lane", anchor, at, y, name(lane)));
        y += 7;
        let is_redness = lane.events.iter().any(|event| event.what == EventKind::RednessGone);
        let pitch = if lane.events.len() > 8 { 8 } else { 13 };
        for event in &lane.events {
            // A moment is as wide as a day can be drawn; redness is drawn from the earliest day of its session.
            let end = if is_redness { event.days.0 + REDNESS_DAYS } else { event.days.1 };
            let from = x(event.days.0).min(WIDTH - 6);
            let until = x(end).clamp(from + 6, WIDTH);
            let class = if event.certain { lane.class } else { "bar maybe" };
            shapes.push(shape(class, Path::bar((from, until), (y, y + pitch.min(11) - 3))));
            if let (Some(number), 13, false) = (event.number, pitch, is_redness) {
                // A space keeps the number off its bar.
                labels.push(anchored("count", "start", until, y + 8, fill("\u{2002}{0}", &[&number.to_string()])));
            }
            if !is_redness {
                y += pitch;
            }
        }
        y += if is_redness { 24 } else { 12 };
    }
    shapes.push(shape("axis", Path::line(&[(0, y), (WIDTH, y)])));
    labels.push(anchored("tick", "start", 0, y + 19, "Month".into()));
    for month in (1..=months / step).map(|tick| tick * step) {
        let at = scaled(i64::from(month), i64::from(months), WIDTH);
        shapes.insert(0, shape("grid", Path::line(&[(at, 0), (at, y)])));
        labels.push(label("tick", at, y + 19, context.say.number(month).into()));
    }
    let reading = reading(context);
    Picture {
        id: "timeline-picture",
        title: "Timeline",
        description: super::document::plain(&reading).into(),
        reading,
        caption: "Each bar runs from the earliest to the latest day. Hatched: only if that visit is needed.",
        height: y + 30,
        shapes,
        labels,
        table_button: "Show as a list",
        table: list(context),
    }
}

fn name(lane: &Lane) -> Words {
    let (low, high) = lane.span();
    match lane.events.as_slice() {
        [only] if matches!(only.what, EventKind::FirstChange | EventKind::NearFull) => {
            fill("{0}: {1}", &[lane.name, &days(low, high)])
        }
        _ => lane.name.into(),
    }
}

fn reading(context: &Context) -> Words {
    let estimate = context.estimate;
    let (mut earliest, mut latest) = (0, 0);
    let (mut change, mut result) = (String::new(), String::new());
    for event in &estimate.timeline {
        match event.what {
            EventKind::Session => {
                latest = latest.max(event.days.1);
                earliest = if event.certain { event.days.0 } else { earliest };
            }
            EventKind::FirstChange => change = days(event.days.0, event.days.1),
            EventKind::NearFull => result = days(event.days.0, event.days.1),
            _ => {}
        }
    }
    let sessions = context.say.sessions(estimate.visits.course.min, estimate.visits.course.max);
    let over = if latest > 0 { fill(" over {0}", &[&days(earliest, latest)]) } else { "".into() };
    fill(
        "*{0}*{1}. A first change shows after *{2}*, the nearly full result after *{3}*.",
        &[&sessions, &over, &change, &result],
    )
}

/// The timeline as a list in the order of time, with dates where there is a first day.
fn list(context: &Context) -> Table {
    let mut events: Vec<&Event> = Vec::new();
    for event in &context.estimate.timeline {
        if !matches!(event.what, EventKind::Care(_) | EventKind::RednessGone) {
            // Few events, already nearly in order.
            let at = events.iter().position(|known| known.days > event.days).unwrap_or(events.len());
            events.insert(at, event);
        }
    }
    let mut head: Vec<Words> = vec!["What".into(), "After the first session".into()];
    if events.iter().any(|event| event.dates.is_some()) {
        head.push("Date".into());
    }
    let mut rows = Vec::new();
    for event in events {
        let mut row = vec![what(event), when(event)];
        if let Some((from, until)) = event.dates {
            row.push(to(&context.say.formats.date(from), &context.say.formats.date(until)).into());
        }
        rows.push(row);
    }
    Table { caption: "Timeline in order", head, rows }
}

fn what(event: &Event) -> Words {
    let template = match (event.what, event.certain) {
        (EventKind::Session, true) => "Session {0}",
        (EventKind::Session, false) => "Session {0}, if needed",
        (EventKind::Upkeep, true) => "Upkeep visit {0}",
        (EventKind::Upkeep, false) => "Upkeep visit {0}, if needed",
        (EventKind::FirstChange, _) => "First change shows",
        (EventKind::NearFull, _) => "Nearly full result",
        (EventKind::RednessGone, _) => "Redness gone",
        (EventKind::Care(_), _) => "Care",
    };
    fill(template, &[&event.number.unwrap_or(0).to_string()])
}

fn when(event: &Event) -> Words {
    match event.days {
        (0, 0) => "the first day".into(),
        (low, high) => days(low, high).into(),
    }
}
