//! The copy that a patient takes home, and what the tablet shows when it is turned to them.

use super::paper::{Offered, Paper, PaperContext, PaperKind};
use crate::domain::catalog::CareSide;
use crate::domain::estimate::{Event, EventKind};
use crate::domain::price_list::Service;
use crate::domain::quantity::Triple;
use crate::domain::timeline as days;
use crate::domain::vocabulary::{Laser, Treatment};
use crate::editor::quote::draft::MOST_OPTIONS;
use crate::present::document::{Block, Fact, Section, Table, Tone, Words, fact, paragraph, small};
use crate::present::language::{as_is, t};
use crate::present::{compare, decide, timeline, words};

/// The copy that the patient takes home.
pub fn patient_copy<'a>(context: &PaperContext<'a>) -> Paper<'a> {
    let options = context.offered();
    let mut sections = vec![summary(context, &options)];
    match options.as_slice() {
        [only] => sections.extend(money(context, only)),
        several => {
            let table = context.keep(&[Block::Table(context.side_by_side(several))]);
            sections.push(Section { id: "paper-options", heading: t!("What it costs"), blocks: table });
            for option in several {
                let heading = context.fill(t!("{0} in instalments"), &[context.option_name(option)]);
                sections.extend(instalments(context, option, heading));
            }
        }
    }
    let mut leaflet = vec![choices(context, &options), harms(context, &options)];
    leaflet.extend(care(context, &options));
    context.paper(PaperKind::Patient, t!("Your quote"), &sections, &leaflet)
}

/// What the tablet shows when it is turned to the patient: the option that is shown, and nothing of the others.
pub fn tablet<'a>(context: &PaperContext<'a>) -> Paper<'a> {
    let mut options = context.offered();
    options.retain(|option| option.at == context.draft.shown);
    let mut sections = vec![summary(context, &options)];
    for option in &options {
        sections.extend(money(context, option));
    }
    let leaflet = [harms(context, &options), choices(context, &options)];
    context.paper(PaperKind::Tablet, t!("Your quote"), &sections, &leaflet)
}

/// What each option is and costs, first of all.
fn summary<'a>(context: &PaperContext<'a>, options: &[Offered<'a>]) -> Section<'a> {
    let mut blocks = Vec::new();
    for option in options {
        let sentences = context.summary(option);
        let sentences = match options.len() {
            1 => sentences,
            _ => context.fill(t!("*{0}:* {1}"), &[context.option_name(option), sentences]),
        };
        blocks.push(Block::Paragraph(Tone::Lead, sentences));
    }
    if options.is_empty() {
        blocks.push(paragraph(t!("The lines of this quote cannot be worked out yet.")));
    }
    Section { id: "paper-summary", heading: t!("In short"), blocks: context.keep(&blocks) }
}

/// The lines of one option, what they come to, its days, and instalments.
fn money<'a>(context: &PaperContext<'a>, option: &Offered<'a>) -> Vec<Section<'a>> {
    let lines = context.keep(&[Block::Table(context.lines_table(option))]);
    let sums = context.keep(&[Block::Table(context.sums_table(option))]);
    let mut sections = vec![
        Section { id: "paper-lines", heading: t!("What it costs"), blocks: lines },
        Section { id: "paper-sums", heading: t!("What it comes to"), blocks: sums },
    ];
    sections.extend(course(context, option));
    sections.extend(instalments(context, option, t!("Paying in instalments")));
    sections
}

fn instalments<'a>(context: &PaperContext<'a>, option: &Offered<'a>, heading: Words<'a>) -> Option<Section<'a>> {
    const IDS: [&str; MOST_OPTIONS] = ["paper-instalments", "paper-instalments-2", "paper-instalments-3"];
    let blocks = context.keep(&[context.instalments(option)?]);
    Some(Section { id: IDS.get(option.at).copied().unwrap_or_default(), heading, blocks })
}

/// The events of the agreed sessions. When a laser's result shows is not known here.
fn events(context: &PaperContext, option: &Offered) -> Vec<Event> {
    let Some(sessions) = option.read.sessions else { return Vec::new() };
    let weeks = option.read.weeks_between(&context.around);
    let catalog = context.around.catalog;
    let is_needling = matches!(option.read.service, Some(Service::Needling(_)));
    let start = context.read.first_visit;
    let mut events = days::timeline(&[], Triple::known(sessions), Triple::known(weeks), start, catalog);
    events.retain(|event| match event.what {
        EventKind::Session => true,
        EventKind::FirstChange | EventKind::NearFull => is_needling,
        EventKind::RednessGone | EventKind::Upkeep | EventKind::Care(_) => false,
    });
    events
}

/// The most sessions that are listed one by one.
const LISTED: usize = 6;

/// When the agreed sessions are, and when results show.
fn course<'a>(context: &PaperContext<'a>, option: &Offered<'a>) -> Option<Section<'a>> {
    let say = &context.say;
    let events = events(context, option);
    let sessions = events.iter().filter(|event| event.what == EventKind::Session).count();
    let mut rows = Vec::new();
    for event in &events {
        let is_session = event.what == EventKind::Session;
        // A long course is told by its first session and its last.
        let number = event.number.unwrap_or(0) as usize;
        if is_session && sessions > LISTED && number > 1 && number < sessions {
            continue;
        }
        rows.push(context.keep(&[timeline::what(say, event), when(context, event)]));
    }
    if rows.is_empty() {
        return None;
    }
    let head = match context.read.first_visit {
        Some(_) => [t!("What"), t!("Date")],
        None => [t!("What"), t!("After the first session")],
    };
    let table = Table { caption: t!("Timeline in order"), head: context.keep(&head), rows: context.keep(&rows) };
    let blocks = [Block::Table(table)];
    Some(Section { id: "paper-course", heading: t!("When it happens"), blocks: context.keep(&blocks) })
}

/// When an event is: its date, or how long after the first session.
fn when<'a>(context: &PaperContext<'a>, event: &Event) -> Words<'a> {
    match event.dates {
        Some((from, until)) => context.say.to(context.say.date(from), context.say.date(until)),
        None => timeline::when(&context.say, event),
    }
}

impl<'a> PaperContext<'a> {
    /// What each option is and when, as rows for the options side by side.
    pub fn times(&self, options: &[Offered<'a>]) -> Vec<&'a [Words<'a>]> {
        let mut rows: Vec<Vec<Words>> =
            [t!("Treatment"), t!("Sessions"), t!("Last session"), t!("First change shows"), t!("Nearly full result")]
                .iter()
                .map(|name| vec![*name])
                .collect();
        for option in options {
            let events = events(self, option);
            let find = |what: EventKind| {
                let found = events.iter().rfind(|event| event.what == what);
                found.map_or(as_is!("–"), |event| when(self, event))
            };
            let course = self.course(option).map_or(as_is!("–"), |course| self.say.capital(course));
            let cells = [
                course,
                self.pace(option).unwrap_or(as_is!("–")),
                find(EventKind::Session),
                find(EventKind::FirstChange),
                find(EventKind::NearFull),
            ];
            for (row, cell) in rows.iter_mut().zip(cells) {
                row.push(cell);
            }
        }
        rows.iter().map(|row| self.keep(row)).collect()
    }
}

/// The needling treatments and the lasers of the options, each once.
fn services(options: &[Offered]) -> (Vec<Treatment>, Vec<Laser>) {
    let (mut treatments, mut lasers) = (Vec::new(), Vec::new());
    for option in options {
        match option.read.service {
            Some(Service::Needling(treatment)) if !treatments.contains(&treatment) => treatments.push(treatment),
            Some(Service::Laser(laser)) if !lasers.contains(&laser) => lasers.push(laser),
            _ => {}
        }
    }
    (treatments, lasers)
}

/// What may go wrong, as the patient page says it.
fn harms<'a>(context: &PaperContext<'a>, options: &[Offered<'a>]) -> Section<'a> {
    let (treatments, lasers) = services(options);
    let mut harms: Vec<Words> = Vec::new();
    for treatment in treatments {
        for harm in decide::harms_of(treatment) {
            if !harms.contains(&harm) {
                harms.push(harm);
            }
        }
    }
    for laser in lasers {
        harms.push(context.fill(t!("{0}: {1}"), &[words::laser(laser), compare::harms(laser)]));
    }
    let mut reviewed: Vec<Words> = Vec::new();
    for option in options {
        if let Some(words) = context.reviewed_use(option)
            && !reviewed.iter().any(|known| context.say.read(*known) == context.say.read(words))
        {
            reviewed.push(words);
        }
    }
    harms.extend(reviewed);
    Section {
        id: "paper-harms",
        heading: t!("What may go wrong"),
        blocks: context.keep(&[Block::List(context.keep(&harms))]),
    }
}

/// What else one can choose: nothing, a laser in place of needling, needling in place of a laser, a roller at home.
fn choices<'a>(context: &PaperContext<'a>, options: &[Offered<'a>]) -> Section<'a> {
    let (say, catalog) = (&context.say, context.around.catalog);
    let (treatments, lasers) = services(options);
    let concern = options.iter().find_map(|option| option.read.concern);
    let mut choices =
        vec![fact(t!("No treatment"), t!("Leave it as it is, or wait and decide later. There is nothing to pay."))];
    let is_new = |laser: &Laser| !lasers.contains(laser);
    if let Some(laser) = concern.and_then(|concern| catalog.concern(concern).usual_laser.value).filter(is_new) {
        let figures = catalog.laser(laser);
        let (sessions, downtime) = (figures.sessions.value, figures.downtime_days.value);
        let sessions = say.sessions(sessions.low(), sessions.high());
        let days = say.whole_days(downtime.low(), downtime.high());
        let text = t!("{0}. {1}, red or peeling skin for {2} after each. {3}");
        let what = say.capital(words::laser_everyday(laser));
        choices.push(fact(words::laser(laser), context.fill(text, &[what, sessions, days, compare::harms(laser)])));
    }
    if let (true, Some(concern)) = (treatments.is_empty(), concern) {
        let [_, moderate, _] = catalog.concern(concern).sessions;
        let sessions = say.sessions(moderate.value.low(), moderate.value.high());
        let what = say.capital(words::treatment_everyday(Treatment::Standard));
        let text = t!("{0}. {1}, red skin for hours to days after each.");
        choices.push(fact(words::treatment(Treatment::Standard), context.fill(text, &[what, sessions])));
    }
    choices.push(fact(t!("Home roller"), t!("Short needles. They do not reach the layer where collagen forms.")));
    let facts: &[Fact] = context.keep(&choices);
    Section {
        id: "paper-choices",
        heading: t!("What else you can choose"),
        blocks: context.keep(&[Block::Facts(facts)]),
    }
}

/// Care before and after each session of needling; a clinic tells what its laser needs.
fn care<'a>(context: &PaperContext<'a>, options: &[Offered<'a>]) -> Option<Section<'a>> {
    let (treatments, _) = services(options);
    if treatments.is_empty() {
        return None;
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for task in context.around.catalog.care {
        let Some((name, note)) = decide::care_task(task.id) else { continue };
        let told = decide::told(&context.say, task, name, note);
        match task.side {
            CareSide::Before => before.push(told),
            CareSide::After => after.push(told),
        }
    }
    let call = t!("Redness that spreads, pus, fever, blisters, dark patches, or lumps that last more than 7 days.");
    let blocks = [
        small(t!(
            "The first time is the shortest, the second the more careful one. What your clinic tells you comes first."
        )),
        Block::Part(t!("Before a session"), context.keep(&[Block::Facts(context.keep(&before))])),
        Block::Part(t!("After a session"), context.keep(&[Block::Facts(context.keep(&after))])),
        Block::Part(t!("Call the clinic at any time if you see"), context.keep(&[paragraph(call)])),
    ];
    Some(Section { id: "paper-care", heading: t!("Care before and after"), blocks: context.keep(&blocks) })
}
