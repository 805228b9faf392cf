//! The course as a calendar file: neutral titles, days that are still to be agreed, and care around the first session.

use super::context::Context;
use super::decide;
use super::language::{Text, Words, as_is, t};
use super::page::chrome;
use crate::codec::calendar::{self, Calendar, Entry};
use crate::domain::catalog::{CareSide, CareTask};
use crate::domain::estimate::{Event, EventKind};
use chrono::NaiveDateTime;

/// The text of the calendar file; none where the course has no first day.
pub fn file(context: &Context, stamp: NaiveDateTime) -> Option<String> {
    let say = &context.say;
    let mut entries = Vec::new();
    for event in &context.estimate.timeline {
        let (first_day, last_day) = event.dates?;
        let Some((part, title, description, reminder_days)) = told(context, event) else { continue };
        let uid_part = say.arena.text(&[part, "-", &event.number.unwrap_or(0).to_string()].concat());
        let (title, description) = (say.read(title), say.read(description));
        entries.push(Entry { uid_part, first_day, last_day, title, description, reminder_days });
    }
    let scenario = context.scenario;
    // The same course moved to other days stays the same course: its entries move in the calendar.
    let identity = [scenario.concern.word(), scenario.treatment.word(), context.estimate.area.word()].join(" ");
    let (minutes, day) = (stamp.and_utc().timestamp() / 60, 24 * 60);
    calendar::write(&Calendar {
        name: say.read(t!("Appointments")),
        product: &["-//microneedling-estimator//", chrome::VERSION_NUMBER, "//EN"].concat(),
        identity: &identity,
        stamp,
        // Minutes since 2020: a later file is always the valid one.
        sequence: u32::try_from(minutes.saturating_sub(18_262 * day)).unwrap_or(0),
        entries: &entries,
    })
}

type Entered<'a> = (&'static str, Words<'a>, Words<'a>, Option<u32>);

/// An event as it is entered: its part of the identifier, its title, what is said of it, and when to remind of it.
fn told<'a>(context: &Context<'a>, event: &Event) -> Option<Entered<'a>> {
    let number = context.say.number(event.number.unwrap_or(0));
    let numbered = |text: Text| context.fill(text, &[number]);
    let open = t!("Earliest to latest day. Agree the day with the clinic.");
    let maybe = t!("Only if it is needed. Earliest to latest day; agree the day with the clinic.");
    Some(match event.what {
        EventKind::Session => {
            let title = if event.certain { t!("Appointment {0}") } else { t!("Appointment {0}, if needed") };
            let day = match (event.certain, event.days) {
                (_, (0, 0)) => t!("The first day. Not confirmed: agree it with the clinic."),
                (true, _) => open,
                (false, _) => maybe,
            };
            ("visit", numbered(title), day, Some(1))
        }
        EventKind::Upkeep => {
            let title = if event.certain {
                t!("Follow-up appointment {0}")
            } else {
                t!("Follow-up appointment {0}, if needed")
            };
            ("upkeep", numbered(title), if event.certain { open } else { maybe }, Some(7))
        }
        EventKind::FirstChange => {
            ("first-change", t!("Look: first change"), t!("Between these days a first change usually shows."), None)
        }
        EventKind::NearFull => {
            ("near-full", t!("Look: nearly full result"), t!("Between these days the result is nearly full."), None)
        }
        // Care stands around the first appointment: the days of the others are not known yet.
        EventKind::Care(index) if event.number == Some(1) => {
            let task = context.catalog.care.get(index)?;
            let (title, description) = care(context, task)?;
            (task.id, title, description, Some(0))
        }
        EventKind::Care(_) | EventKind::RednessGone => return None,
    })
}

/// A care task: neutral in its title, in full below it.
fn care<'a>(context: &Context<'a>, task: &CareTask) -> Option<(Words<'a>, Words<'a>)> {
    let (name, note) = decide::care_task(task.id)?;
    let title = match task.side {
        CareSide::Before => t!("Before appointment 1"),
        CareSide::After => t!("After appointment 1"),
    };
    let fact = decide::told(&context.say, task, name, note);
    Some((
        title,
        context.say.joined(&[
            name,
            as_is!(". "),
            context.say.as_is(&super::document::plain(context.say.read(fact.text))),
        ]),
    ))
}
