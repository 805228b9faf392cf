//! When things happen, as a picture and as a list: visits, redness, first change, nearly full result, upkeep.

use super::context::Context;
use super::document::{Block, Label, Picture, Section, Shape, Table, Text};
use super::geometry::{Path, WIDTH, anchored, label, month_step, scaled, shape};
use super::say::{self, to};
use super::workings;
use crate::domain::estimate::{Event, EventKind};
use crate::domain::explanation::FigureId;

/// Days in a month, in tenths.
const MONTH_TENTHS: i64 = 304;

/// The timeline.
pub fn section(context: &Context) -> Section {
    let mut blocks = vec![
        Block::Picture(Box::new(picture(context))),
        Block::say(
            "Redness is usual after each session. Studies saw it go within 6 hours to 7 days; 2 days is usual. First \
             change and nearly full result are 2 different moments: sources that say “several weeks” and sources that \
             say “3 to 12 months” are both right.",
        ),
    ];
    for figure in [FigureId::Sitting, FigureId::Redness, FigureId::FirstChange, FigureId::NearFull] {
        let found = workings::in_place(context, figure);
        if !found.is_empty() {
            blocks.push(workings::why(workings::title(figure), found));
        }
    }
    Section { id: "timeline", heading: "When it happens".to_owned(), blocks }
}

/// A stretch of the timeline with its name.
struct Lane<'a> {
    name: &'static str,
    class: &'static str,
    events: Vec<&'a Event>,
}

fn lanes<'a>(context: &Context<'a>) -> Vec<Lane<'a>> {
    let of = |what: EventKind| context.estimate.timeline.iter().filter(move |event| event.what == what).collect();
    [
        Lane { name: "Sessions", class: "bar visit", events: of(EventKind::Session) },
        Lane { name: "First change", class: "bar change", events: of(EventKind::FirstChange) },
        Lane { name: "Nearly full result", class: "bar result", events: of(EventKind::NearFull) },
        Lane { name: "Upkeep visits", class: "bar upkeep", events: of(EventKind::Upkeep) },
    ]
    .into_iter()
    .filter(|lane| !lane.events.is_empty())
    .collect()
}

fn picture(context: &Context) -> Picture {
    let lanes = lanes(context);
    let last_day = lanes.iter().flat_map(|lane| &lane.events).map(|event| event.days.1).max().unwrap_or(0).max(28);
    // Whole months, at least two.
    let months = ((last_day * 10 + MONTH_TENTHS - 1) / MONTH_TENTHS).max(2);
    let months = (months + month_step(months) - 1) / month_step(months) * month_step(months);
    let x = |day: i64| scaled(day * 10, months * MONTH_TENTHS, WIDTH);
    let mut shapes: Vec<Shape> = Vec::new();
    let mut labels: Vec<Label> = Vec::new();
    let mut y = 8;
    for lane in &lanes {
        let low = lane.events.iter().map(|event| event.days.0).min().unwrap_or(0);
        let high = lane.events.iter().map(|event| event.days.1).max().unwrap_or(0);
        // The name starts over its bars, or ends over them where there is no room to the right.
        let (anchor, at) = if x(low) <= 550 { ("start", x(low)) } else { ("end", x(high)) };
        y += 14;
        labels.push(anchored("lane", anchor, at, y, name(lane)));
        y += 7;
        let rows = i64::try_from(lane.events.len()).unwrap_or(1);
        let pitch = if rows > 8 { 6 } else { 10 };
        for event in &lane.events {
            // A moment is as wide as a day can be drawn.
            let (from, until) = (x(event.days.0), x(event.days.1).max(x(event.days.0) + 6));
            let class = if event.certain { lane.class } else { "bar maybe" };
            shapes.push(shape(class, Path::bar((from, until), (y, y + pitch - 3))));
            y += pitch;
        }
        y += 12;
    }
    let step = month_step(months);
    shapes.push(shape("axis", Path::line([(0, y), (WIDTH, y)])));
    labels.push(anchored("tick", "start", 0, y + 19, "First session".to_owned()));
    for month in (1..=months / step).map(|tick| tick * step) {
        let at = scaled(month, months, WIDTH);
        shapes.insert(0, shape("grid", Path::line([(at, 0), (at, y)])));
        let words = if month == months {
            context.say.count(month, month, "month", "months")
        } else {
            context.say.number(month)
        };
        // The first tick gives way to the words at the start.
        if at > 240 {
            labels.push(label("tick", at, y + 19, words));
        }
    }
    Picture {
        id: "timeline-picture",
        title: "Timeline".to_owned(),
        description: reading(context).plain(),
        reading: reading(context),
        caption: "Each bar runs from the earliest to the latest day. Hatched: only if that visit is needed.".to_owned(),
        height: u32::try_from(y + 30).unwrap_or(200),
        shapes,
        labels,
        table_button: "Show as a list",
        table: list(context),
    }
}

fn name(lane: &Lane) -> String {
    let low = lane.events.iter().map(|event| event.days.0).min().unwrap_or(0);
    let high = lane.events.iter().map(|event| event.days.1).max().unwrap_or(0);
    match lane.events.as_slice() {
        [only] if only.what != EventKind::Session => [lane.name, ": ", &say::days(low, high)].concat(),
        _ => lane.name.to_owned(),
    }
}

fn reading(context: &Context) -> Text {
    let visits = context.estimate.visits.course;
    let last = |what: EventKind| context.estimate.timeline.iter().rev().find(|event| event.what == what);
    let sessions = context.say.count(visits.min, visits.max, "session", "sessions");
    let mut text = Text::default().strong(sessions);
    if let Some(event) = last(EventKind::Session) {
        let certain =
            context.estimate.timeline.iter().filter(|event| event.what == EventKind::Session && event.certain);
        let earliest = certain.map(|event| event.days.0).max().unwrap_or(0);
        if event.days.1 > 0 {
            text = text.then([" over ", &say::days(earliest, event.days.1)].concat());
        }
    }
    text = text.then(". ");
    if let Some(event) = last(EventKind::FirstChange) {
        text = text.then("A first change shows after ").strong(say::days(event.days.0, event.days.1));
        text = text.then(", ");
    }
    if let Some(event) = last(EventKind::NearFull) {
        text = text.then("the nearly full result after ").strong(say::days(event.days.0, event.days.1));
        text = text.then(".");
    }
    text
}

/// The timeline as a list in the order of time, with dates where there is a first day.
fn list(context: &Context) -> Table {
    let mut events: Vec<&Event> = context
        .estimate
        .timeline
        .iter()
        .filter(|event| !matches!(event.what, EventKind::Care(_) | EventKind::RednessGone))
        .collect();
    events.sort_by_key(|event| event.days);
    let dated = events.iter().any(|event| event.dates.is_some());
    let mut head = vec!["What".to_owned(), "After the first session".to_owned()];
    if dated {
        head.push("Date".to_owned());
    }
    let rows = events
        .iter()
        .map(|event| {
            let mut row = vec![what(event), when(event)];
            if let Some((from, until)) = event.dates {
                row.push(to(&context.say.formats.date(from), &context.say.formats.date(until)));
            }
            row
        })
        .collect();
    Table { caption: "Timeline in order".to_owned(), head, rows }
}

fn what(event: &Event) -> String {
    let number = event.number.map_or_else(String::new, |number| [" ", &number.to_string()].concat());
    let name = match event.what {
        EventKind::Session => "Session",
        EventKind::Upkeep => "Upkeep visit",
        EventKind::FirstChange => "First change shows",
        EventKind::NearFull => "Nearly full result",
        EventKind::RednessGone => "Redness gone",
        EventKind::Care(_) => "Care",
    };
    let maybe = match event.what {
        EventKind::Session | EventKind::Upkeep if !event.certain => ", if needed",
        _ => "",
    };
    [name, &number, maybe].concat()
}

fn when(event: &Event) -> String {
    match event.days {
        (0, 0) => "the first day".to_owned(),
        (low, high) => say::days(low, high),
    }
}
