//! Where sources disagree: both sides with their sources, and what this page does about it.

use super::context::Context;
use super::document::{Block, Fact, Words, fact, fold, paragraph, small};
use super::language::{Text, as_is, t};
use crate::domain::vocabulary::Concern;

/// Two sides that do not agree. Sources are the words of references, a blank between them.
#[derive(Debug)]
struct Conflict {
    /// The concerns that it stands open for.
    concerns: &'static [Concern],
    about: Text,
    one: (Text, &'static str),
    other: (Text, &'static str),
    here: Text,
}

const ACNE: &[Concern] =
    &[Concern::AcneScarsRolling, Concern::AcneScarsBoxcar, Concern::AcneScarsIcepick, Concern::AcneScarsMixed];

/// Every conflict, those of one concern first.
static CONFLICTS: [Conflict; 20] = [
    Conflict {
        concerns: ACNE,
        about: t!("Acne scars: how much better"),
        one: (t!("45% to 55% and more, in studies without a comparison group."), "R02 R03 R05 R10"),
        other: (t!("9% to 30% in studies with one; in one of them needling alone changed little."), "R12 R13 R15"),
        here: t!("One wide band that holds them all."),
    },
    Conflict {
        concerns: ACNE,
        about: t!("Acne scars: against stronger treatments"),
        one: (t!("More effective than more aggressive treatments."), "S0"),
        other: (t!("Like a non-ablative laser, but less than ablative ones."), "R13 R14 R15 R18 R122"),
        here: t!("Each trial is shown. Needling left fewer dark marks; it is not called the stronger one."),
    },
    Conflict {
        concerns: &[Concern::Wrinkles, Concern::Laxity, Concern::Texture],
        about: t!("Aging skin: how long it lasts"),
        one: (t!("3 to 5 months, sometimes longer."), "R92"),
        other: (t!("6 to 12 months."), "R90"),
        here: t!("Not known: the trials that were read end at 5 months."),
    },
    Conflict {
        concerns: &[Concern::Texture],
        about: t!("Rough skin: who judges"),
        one: (t!("60% to 80% better, as patients rated themselves."), "R27"),
        other: (t!("Less, on a scale that doctors scored."), "R22"),
        here: t!("A wide band. A person’s own view and a doctor’s score are 2 different things."),
    },
    Conflict {
        concerns: &[Concern::Melasma],
        about: t!("Melasma: whether it comes back"),
        one: (t!("Not within 6 months, in a series of 6 people."), "R36"),
        other: (t!("A part of the gain is lost after week 12, in pooled trials."), "R34 R35"),
        here: t!("The curve peaks at 12 weeks and then falls."),
    },
    Conflict {
        concerns: &[Concern::SurgicalScar],
        about: t!("New scars: when to begin"),
        one: (t!("6 to 7 weeks after surgery did more than later."), "R30"),
        other: (t!("Wait 6 weeks to 6 months."), "R106"),
        here: t!("No day is set here: ask the surgeon."),
    },
    Conflict {
        concerns: &[Concern::BurnScar],
        about: t!("Burn scars: scores and people"),
        one: (t!("14 of 19 people improved."), "R32 R33"),
        other: (t!("Only 8 of the same 19 would recommend it."), "R32"),
        here: t!("Both are said: a better score is not always worth it to the person."),
    },
    Conflict {
        concerns: &[Concern::HairThinning],
        about: t!("Hair: how much more"),
        one: (t!("Many more hairs with needling and minoxidil."), "R37"),
        other: (t!("A gain that is 47 times smaller."), "R38"),
        here: t!("No count and no per cent."),
    },
    Conflict {
        concerns: &[],
        about: t!("How many sessions"),
        one: (t!("3 to 5."), "S2 R89"),
        other: (t!("4 to 6."), "S0"),
        here: t!("What studies of your concern used; look again after 3."),
    },
    Conflict {
        concerns: &[],
        about: t!("Weeks between sessions"),
        one: (t!("About a month, or 4 to 6 weeks."), "S0 S2 R62"),
        other: (t!("2 weeks in some trials, 1 week for hair."), "R04 R08 R37"),
        here: t!("What is usual for your concern. Less than 4 weeks is for a clinician to set."),
    },
    Conflict {
        concerns: &[],
        about: t!("How deep the needles go"),
        one: (t!("Up to 1.5 mm; a device’s label covers no more."), "S2 R56"),
        other: (t!("0.2 to 2.0 mm, and 2.5 mm in trials."), "S4 R24 R96"),
        here: t!("The depths of studies. More than 1.5 mm is for a clinician to decide."),
    },
    Conflict {
        concerns: &[],
        about: t!("When a result shows"),
        one: (t!("After several weeks."), "S3 R93"),
        other: (t!("After 3 to 12 months."), "S2 R43"),
        here: t!("Both: the first change and the nearly full result are 2 marks on the timeline."),
    },
    Conflict {
        concerns: &[],
        about: t!("How long redness lasts"),
        one: (t!("A few hours, or 2 days."), "S2 R07"),
        other: (t!("Several days, up to 7."), "S3 R47"),
        here: t!("6 hours to 7 days; 2 days is usual."),
    },
    Conflict {
        concerns: &[],
        about: t!("Whether it hurts"),
        one: (t!("It does not; pooled trials rank it as the easiest to bear."), "S3 R19"),
        other: (t!("5 of 10 on stretch marks, more than a laser."), "R28"),
        here: t!("It can hurt."),
    },
    Conflict {
        concerns: &[],
        about: t!("Price and minutes"),
        one: (t!("200 to 800 US dollars a session."), "S3"),
        other: (t!("The same text: an hour-long session for only 150."), "S3"),
        here: t!("Longer for less makes no sense. 150 is the lowest price here, and minutes do not count."),
    },
    Conflict {
        concerns: &[],
        about: t!("Price against laser"),
        one: (t!("A quarter of the price of laser."), "S0"),
        other: (t!("It depends: a quarter of a non-ablative laser, three quarters of IPL."), "R60 R71 R81"),
        here: t!("It is computed from prices and sessions."),
    },
    Conflict {
        concerns: &[],
        about: t!("Upkeep visits"),
        one: (t!("Every 6 to 9 months."), "S2"),
        other: (t!("Every 6 to 12 months, or once a year."), "R89 R91 R93"),
        here: t!("6 to 9 months where results fade, none for scars. No trial tested any of it."),
    },
    Conflict {
        concerns: &[],
        about: t!("Care before and after"),
        one: (t!("No retinoids for 48 hours before, makeup after 24 hours."), "S4"),
        other: (t!("5 to 7 days before, makeup after 4 days."), "R99 R102"),
        here: t!("The short time as the least, the long one as the more careful."),
    },
    Conflict {
        concerns: &[],
        about: t!("Adding PRP"),
        one: (t!("About 3 times the odds of being at least half better."), "R20"),
        other: (t!("A higher rank for scars, but people were less content."), "R18"),
        here: t!("From no gain to 3 times the odds; not an FDA-reviewed use."),
    },
    Conflict {
        concerns: &[],
        about: t!("After isotretinoin"),
        one: (t!("Wait up to 12 months."), "S4 R106"),
        other: (t!("Too little evidence to justify waiting."), "R57 R58 R124"),
        here: t!("Still taking it: clinics do not treat. Afterwards: tell your clinician first."),
    },
];

/// The words of every reference that stands on a side.
pub fn sources() -> impl Iterator<Item = &'static str> {
    CONFLICTS.iter().flat_map(|conflict| conflict.one.1.split(' ').chain(conflict.other.1.split(' ')))
}

/// The conflicts of the scenario's concern, and all others in a fold.
pub fn blocks<'a>(context: &Context<'a>) -> Vec<Block<'a>> {
    let say = &context.say;
    let (mut open, mut folded) = (Vec::new(), Vec::new());
    for conflict in &CONFLICTS {
        let sided = |name: Text, (claim, sources): (Text, &str)| {
            let sources: Vec<&str> = sources.split(' ').collect();
            Fact { name, text: claim, workings: context.keep(&[small(context.cited_by_word(&sources))]) }
        };
        let is_open = conflict.concerns.contains(&context.scenario.concern);
        let facts = [
            sided(t!("Some say"), conflict.one),
            sided(t!("Others say"), conflict.other),
            fact(t!("This page"), conflict.here),
        ];
        let about: Words = say.joined(&[as_is!("*"), conflict.about, as_is!("*")]);
        let side = if is_open { &mut open } else { &mut folded };
        side.push(paragraph(about));
        side.push(Block::Facts(context.keep(&facts)));
    }
    open.push(fold(t!("All points where sources disagree"), Words::NONE, context.keep(&folded)));
    open
}
