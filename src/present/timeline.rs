//! When things happen, as a picture and as a list: visits, redness, first change, nearly full result, upkeep.

use super::context::Context;
use super::document::{Block, Picture, Section, Table, Words, paragraph, plain};
use super::geometry::{Canvas, WIDTH, month_step, scaled};
use super::language::{as_is, t};
use super::say::Say;
use super::workings;
use crate::domain::estimate::{Event, EventKind};
use crate::domain::explanation::FigureId;

/// How long redness may last, as the lane's name says.
const REDNESS_DAYS: i64 = 7;
/// Days in a month, in tenths.
const MONTH_TENTHS: i64 = 304;

/// The timeline.
pub fn section<'a>(context: &Context<'a>) -> Section<'a> {
    let figures = [FigureId::Sitting, FigureId::Redness, FigureId::FirstChange, FigureId::NearFull];
    let blocks = [
        Block::Picture(context.say.arena.one(picture(context))),
        paragraph(t!(
            "Redness is usual after each session. Studies saw it go within 6 hours to 7 days; 2 days is usual. First \
             change and nearly full result are 2 different moments: sources that say “several weeks” and sources that \
             say “3 to 12 months” are both right.",
        )),
        workings::all_in_place(context, t!("Why these times?"), &figures),
    ];
    Section { id: "timeline", heading: t!("When it happens"), blocks: context.keep(&blocks) }
}

/// A stretch of the timeline with its name.
struct Lane<'a> {
    name: Words<'a>,
    class: &'static str,
    events: Vec<&'a Event>,
}

fn lanes<'a>(context: &Context<'a>) -> Vec<Lane<'a>> {
    let mut lanes = Vec::new();
    for (what, name, class) in [
        (EventKind::Session, t!("Sessions"), "bar visit"),
        (EventKind::RednessGone, t!("Redness: up to 7 days after each session"), "bar redness"),
        (EventKind::FirstChange, t!("First change"), "bar change"),
        (EventKind::NearFull, t!("Nearly full result"), "bar result"),
        (EventKind::Upkeep, t!("Upkeep visits"), "bar upkeep"),
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

    /// Whether it is the redness after each session, which is drawn in one row.
    fn is_redness(&self) -> bool {
        self.events.iter().any(|event| event.what == EventKind::RednessGone)
    }

    /// From one bar to the one below it, in pixels.
    fn pitch(&self) -> i64 {
        if self.events.len() > 8 { 8 } else { 13 }
    }

    /// From its name to the next lane's, in pixels.
    fn height(&self) -> i64 {
        let bars = i64::try_from(self.events.len()).unwrap_or(0) * self.pitch();
        if self.is_redness() { 45 } else { 33 + bars }
    }
}

fn picture<'a>(context: &Context<'a>) -> Picture<'a> {
    let lanes = lanes(context);
    let last_day = lanes.iter().map(|lane| lane.span().1).max().unwrap_or(0).max(28);
    // Whole months, at least two, and as many as the ticks can end on.
    let months = u32::try_from((last_day * 10 + MONTH_TENTHS - 20) / MONTH_TENTHS).unwrap_or(2).max(2);
    let step = month_step(months);
    let months = months.div_ceil(step) * step;
    let x = |day: i64| scaled(day * 10, i64::from(months) * MONTH_TENTHS, WIDTH);
    let mut height = 8;
    for lane in &lanes {
        height += lane.height();
    }
    let mut canvas = Canvas::new(context.say.arena);
    for month in (1..=months / step).map(|tick| tick * step) {
        let at = scaled(i64::from(month), i64::from(months), WIDTH);
        canvas.line("grid", &[(at, 0), (at, height)]);
        canvas.label("tick", at, height + 19, context.say.number(month));
    }
    canvas.anchored("tick", "start", 0, height + 19, t!("Month"));
    canvas.line("axis", &[(0, height), (WIDTH, height)]);
    let mut y = 8;
    for lane in &lanes {
        let (low, high) = lane.span();
        // The name starts over its bars, or ends over them where there is no room to the right.
        let (anchor, at) = if x(low) <= 550 { ("start", x(low)) } else { ("end", x(high)) };
        y += 14;
        canvas.anchored("lane", anchor, at, y, name(context, lane));
        y += 7;
        let (is_redness, pitch) = (lane.is_redness(), lane.pitch());
        for event in &lane.events {
            // A moment is as wide as a day can be drawn; redness is drawn from the earliest day of its session.
            let end = if is_redness { event.days.0 + REDNESS_DAYS } else { event.days.1 };
            let from = x(event.days.0).min(WIDTH - 6);
            let until = x(end).clamp(from + 6, WIDTH);
            let class = match (event.certain, is_redness) {
                (true, _) => lane.class,
                (false, true) => "bar redness maybe",
                (false, false) => "bar maybe",
            };
            canvas.bar(class, (from, until), (y, y + pitch.min(11) - 3));
            if let (Some(number), 13, false) = (event.number, pitch, is_redness) {
                // A space keeps the number off its bar.
                let number = ["\u{2002}", &number.to_string()].concat();
                canvas.anchored("count", "start", until, y + 8, context.say.as_is(&number));
            }
            if !is_redness {
                y += pitch;
            }
        }
        y += if is_redness { 24 } else { 12 };
    }
    let reading = reading(context);
    Picture {
        id: "timeline-picture",
        title: t!("Timeline"),
        description: context.say.as_is(&plain(context.say.read(reading))),
        reading,
        caption: t!("Each bar runs from the earliest to the latest day. Hatched: only if that visit is needed."),
        height: height + 30,
        shapes: context.keep(&canvas.shapes),
        labels: context.keep(&canvas.labels),
        table_button: t!("Show as a list"),
        table: list(context),
    }
}

fn name<'a>(context: &Context<'a>, lane: &Lane<'a>) -> Words<'a> {
    let (low, high) = lane.span();
    match lane.events.as_slice() {
        [only] if matches!(only.what, EventKind::FirstChange | EventKind::NearFull) => {
            context.say.joined(&[lane.name, as_is!(": "), context.say.days(low, high)])
        }
        _ => lane.name,
    }
}

fn reading<'a>(context: &Context<'a>) -> Words<'a> {
    let (estimate, say) = (context.estimate, &context.say);
    let (mut earliest, mut latest) = (0, 0);
    let (mut change, mut result) = (Words::NONE, Words::NONE);
    for event in &estimate.timeline {
        match event.what {
            EventKind::Session => {
                latest = latest.max(event.days.1);
                earliest = if event.certain { event.days.0 } else { earliest };
            }
            EventKind::FirstChange => change = say.days(event.days.0, event.days.1),
            EventKind::NearFull => result = say.days(event.days.0, event.days.1),
            _ => {}
        }
    }
    let sessions = say.sessions(estimate.visits.course.min, estimate.visits.course.max);
    if latest > 0 {
        let text = t!("*{0}* over {1}. A first change shows after *{2}*, the nearly full result after *{3}*.");
        return context.fill(text, &[sessions, say.days(earliest, latest), change, result]);
    }
    let text = t!("*{0}*. A first change shows after *{1}*, the nearly full result after *{2}*.");
    context.fill(text, &[sessions, change, result])
}

/// The timeline as a list in the order of time, with dates where there is a first day.
fn list<'a>(context: &Context<'a>) -> Table<'a> {
    let mut events: Vec<&Event> = Vec::new();
    for event in &context.estimate.timeline {
        if !matches!(event.what, EventKind::Care(_) | EventKind::RednessGone) {
            // Few events, already nearly in order.
            let at = events.iter().position(|known| known.days > event.days).unwrap_or(events.len());
            events.insert(at, event);
        }
    }
    let mut head = vec![t!("What"), t!("After the first session")];
    if events.iter().any(|event| event.dates.is_some()) {
        head.push(t!("Date"));
    }
    let mut rows = Vec::new();
    for event in events {
        let mut row = vec![what(&context.say, event), when(&context.say, event)];
        if let Some((from, until)) = event.dates {
            row.push(context.say.to(context.say.date(from), context.say.date(until)));
        }
        rows.push(context.keep(&row));
    }
    Table { caption: t!("Timeline in order"), head: context.keep(&head), rows: context.keep(&rows) }
}

/// What an event is, with its number.
pub fn what<'a>(say: &Say<'a>, event: &Event) -> Words<'a> {
    let text = match (event.what, event.certain) {
        (EventKind::Session, true) => t!("Session {0}"),
        (EventKind::Session, false) => t!("Session {0}, if needed"),
        (EventKind::Upkeep, true) => t!("Upkeep visit {0}"),
        (EventKind::Upkeep, false) => t!("Upkeep visit {0}, if needed"),
        (EventKind::FirstChange, _) => t!("First change shows"),
        (EventKind::NearFull, _) => t!("Nearly full result"),
        (EventKind::RednessGone, _) => t!("Redness gone"),
        (EventKind::Care(_), _) => t!("Care"),
    };
    say.fill(text, &[say.number(event.number.unwrap_or(0))])
}

/// When an event is, after the first session.
pub fn when<'a>(say: &Say<'a>, event: &Event) -> Words<'a> {
    match event.days {
        (0, 0) => t!("the first day"),
        (low, high) => say.days(low, high),
    }
}
