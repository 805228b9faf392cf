//! Up to three scenarios side by side: what they are called, and what each comes to.

use super::answers;
use super::context::Context;
use super::document::{Block, Section, Table, Words, paragraph};
use super::language::{Text, as_is, t};
use super::money;
use super::notice::letter;
use super::say::Say;

/// One scenario as it is picked.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// "A", "B" or "C".
    pub letter: Words<'a>,
    /// What it has that another has not.
    pub name: Words<'a>,
    pub is_shown: bool,
}

/// The scenarios by what differs, in their order; one alone needs no name.
pub fn named<'a>(say: &Say<'a>, contexts: &[Option<Context<'a>>], shown: usize) -> Vec<Named<'a>> {
    let differing = differing(contexts);
    let mut named = Vec::new();
    for (index, context) in contexts.iter().enumerate() {
        let mut name = Words::NONE;
        if let Some(context) = context {
            for (at, (_, answer)) in answers::all(context).into_iter().enumerate() {
                if differing.contains(&at) && !answer.is_empty() {
                    name = if name.is_empty() { answer } else { say.joined(&[name, as_is!("; "), answer]) };
                }
            }
        }
        let name = if name.is_empty() { t!("nothing differs yet") } else { name };
        named.push(Named { letter: letter(index), name, is_shown: index == shown });
    }
    named
}

/// The places among all answers in which the scenarios differ, in the order of the answers.
fn differing(contexts: &[Option<Context>]) -> Vec<usize> {
    let read = |context: &Context| answers::all(context).map(|(_, answer)| context.say.read(answer).to_owned());
    let all: Vec<_> = contexts.iter().flatten().map(read).collect();
    let Some((first, others)) = all.split_first() else { return Vec::new() };
    let differs = |at: &usize| others.iter().any(|other| other.get(*at) != first.get(*at));
    (0..first.len()).filter(differs).collect()
}

/// A line of the table: its name, and its figure for a scenario.
type Line<'a> = (Text, fn(&Context<'a>) -> Words<'a>);

/// The scenarios side by side; none where there is one alone.
pub fn section<'a>(contexts: &[Option<Context<'a>>]) -> Option<Section<'a>> {
    let known: Vec<(usize, &Context<'a>)> =
        contexts.iter().enumerate().filter_map(|(index, context)| Some((index, context.as_ref()?))).collect();
    let (_, first) = known.first()?;
    if contexts.len() < 2 {
        return None;
    }
    let mut head = vec![t!("Answer")];
    head.extend(known.iter().map(|(index, _)| letter(*index)));
    let mut rows = Vec::new();
    let all: Vec<_> = known.iter().map(|(_, context)| answers::all(context)).collect();
    let differing = differing(contexts);
    for at in &differing {
        let mut row = Vec::new();
        for (name, answer) in all.iter().filter_map(|answers| answers.get(*at)) {
            if row.is_empty() {
                row.push(*name);
            }
            row.push(if answer.is_empty() { as_is!("–") } else { *answer });
        }
        rows.push(first.keep(&row));
    }
    let lines: [Line<'a>; 7] = [
        (t!("First course"), money::first_course),
        (t!("In the middle"), |context| context.say.about(context.estimate.course.five.p50, context.is_exact())),
        (t!("Keeping it up, each year"), money::upkeep_figure),
        (t!("Total"), |context| context.say.likely(&context.estimate.total, context.is_exact())),
        (t!("Over"), |context| context.horizon()),
        (t!("Visits in all"), |context| {
            let visits = context.estimate.visits.total;
            context.say.numbers(visits.min, visits.max)
        }),
        (t!("Laser, over the same time"), |context| match &context.estimate.laser.total {
            Some(total) => context.say.likely(total, context.is_laser_exact()),
            None => as_is!("–"),
        }),
    ];
    for (name, figure) in lines {
        let mut row = vec![name];
        row.extend(known.iter().map(|(_, context)| figure(context)));
        rows.push(first.keep(&row));
    }
    let table = Table { caption: t!("Your scenarios"), head: first.keep(&head), rows: first.keep(&rows) };
    let note = if differing.is_empty() {
        t!("Nothing differs yet. Change an answer: it changes the scenario that is chosen above.")
    } else {
        t!("Likely ranges. What is the same in all of them is left out.")
    };
    let blocks = [Block::Table(table), paragraph(note)];

    Some(Section { id: "scenarios", heading: t!("Side by side"), blocks: first.keep(&blocks) })
}
