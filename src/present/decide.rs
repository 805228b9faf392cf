//! Before deciding: harms, what to tell the clinician first, and care before and after a session.

use super::context::Context;
use super::document::{Block, Fact, Section, Words, fact, paragraph, small};
use super::language::{Text, t};
use super::page;
use super::say::Say;
use super::workings;
use crate::domain::catalog::{CareSide, CareTask, ScreenClass, ScreenQuestion};
use crate::domain::explanation::FigureId;
use crate::domain::vocabulary::Treatment;

/// Harms and what to tell the clinician first.
pub fn section<'a>(context: &Context<'a>) -> Section<'a> {
    let mut blocks = Vec::new();
    if let Some(provided) = page::provided(context) {
        blocks.push(paragraph(provided));
    }
    let harms = harms(context);
    blocks.push(Block::Part(t!("Harms"), context.keep(&harms)));
    let tell = tell(context);
    blocks.push(Block::Part(t!("Tell your clinician first"), context.keep(&tell)));
    let ask = Block::List(&QUESTIONS);
    blocks.push(Block::Part(t!("Ask the clinic"), context.keep(&[ask])));
    Section { id: "decide", heading: t!("Before you decide"), blocks: context.keep(&blocks) }
}

/// What is worth asking a clinic.
static QUESTIONS: [Text; 6] = [
    t!("Which device is it, and has the FDA reviewed it for my concern?"),
    t!("How deep do the needles go, and who holds the device?"),
    t!("Is the needle tip new for me and thrown away afterwards?"),
    t!("What does the whole course cost, with everything, and what if I stop early?"),
    t!("What result do you see in people with skin and marks like mine?"),
    t!("What happens if dark marks or lumps appear?"),
];

fn harms<'a>(context: &Context<'a>) -> Vec<Block<'a>> {
    let sources = context.cited_by_word(&["R47", "R48", "R28", "R02", "R14", "R49"]);
    vec![Block::List(context.keep(&harms_of(context.scenario.treatment))), small(sources)]
}

/// What is known of the harms of a treatment, a sentence or two each.
pub fn harms_of(treatment: Treatment) -> Vec<Text> {
    let mut harms = vec![
        t!("Usual: redness, swelling, tightness and small bleeding. Most of it goes within about 7 days."),
        t!("It can hurt. In one trial on stretch marks people rated the pain 5 of 10, more than a laser."),
        t!("Dark marks: none to about 1 in 6 people in the studies; more with darker skin and with rollers."),
        t!("Rare: infection, scars in lines from rollers, lumps (granulomas), dark marks that stay."),
        t!(
            "Needles must be new for each person. In 2024 the CDC reported likely HIV infections from PRP needling at an \
           unlicensed spa.",
        ),
    ];
    match treatment {
        Treatment::Rf => {
            harms.push(t!("RF: burns, fat loss and nerve damage were reported to the FDA (October 2025)."))
        }
        Treatment::Tox | Treatment::Prp | Treatment::NanoGold => {
            harms.push(t!("Lumps were mostly seen where something, such as vitamin C, was put on needled skin."));
        }
        Treatment::Standard => {}
    }
    harms
}

fn tell<'a>(context: &Context<'a>) -> Vec<Block<'a>> {
    let mut blocks = vec![paragraph(t!(
        "This is not a verdict on you. It is what a clinician needs to know before the first session. Never stop a \
         prescribed medicine on your own: ask the person who prescribed it.",
    ))];
    let mut references = Vec::new();
    for (class, lead) in [
        (ScreenClass::Stop, t!("*Devices’ labels and clinics rule treatment out while this lasts:*")),
        (ScreenClass::Clearance, t!("*A clinician decides:*")),
        (ScreenClass::Delay, t!("*Wait first:*")),
        (ScreenClass::Caution, t!("*Good to know for the clinician:*")),
    ] {
        let mut items = Vec::new();
        for question in context.catalog.screen {
            if question.class == class {
                items.push(asked(context, question));
                for reference in question.references {
                    if !references.contains(reference) {
                        references.push(*reference);
                    }
                }
            }
        }
        if !items.is_empty() {
            blocks.push(paragraph(lead));
            blocks.push(Block::List(context.keep(&items)));
        }
    }
    let about = t!("Tell your clinician first");
    blocks.push(workings::sources(context, about, &[small(context.cited(&references))]));
    blocks
}

fn asked<'a>(context: &Context<'a>, question: &ScreenQuestion) -> Words<'a> {
    let words = screen(question.id).map_or(Words::NONE, |words| words);
    match (question.wait_days, question.wait_months) {
        (Some(days), _) => context.fill(t!("{0} (wait {1})"), &[words, context.say.whole_days(days, days)]),
        (_, Some(months)) => context.fill(t!("{0} (wait {1})"), &[words, context.say.months(months, months)]),
        _ => words,
    }
}

/// What a screening question asks about, by its id.
pub fn screen(id: &str) -> Option<Text> {
    Some(match id {
        "infection-wound-sunburn" => t!("Infection, cold sore, open wound or sunburn in the area"),
        "skin-cancer-in-area" => t!("Skin cancer in the area"),
        "bleeding-disorder" => t!("A bleeding disorder"),
        "steel-or-anaesthetic-allergy" => t!("Allergy to steel, nickel or numbing cream"),
        "pregnant-or-nursing" => t!("Pregnant or nursing (one source says: if your obstetrician agrees)"),
        "isotretinoin-now" => t!("Isotretinoin for acne, now (your clinician may decide otherwise)"),
        "isotretinoin-0-6-mo" => {
            t!(
                "Isotretinoin in the last 6 months (clinics ask 3, 6 or 12; expert panels in 2017 found little reason to wait)"
            )
        }
        "isotretinoin-6-12-mo" => t!("Isotretinoin 6 to 12 months ago"),
        "active-acne-eczema-psoriasis" => t!("Inflamed acne, eczema, psoriasis or rosacea in the area now"),
        "chemo-radio-steroid" => t!("Chemotherapy, radiotherapy in the area, or high-dose steroids"),
        "keloid-history" => t!("Raised scars (keloids or hypertrophic scars), you or your family"),
        "anticoagulant" => t!("Blood thinners. Prescribed ones: ask the prescriber, do not stop on your own"),
        "diabetes-immuno-poor-healing" => t!("Diabetes that is not controlled, weak immune system, poor healing"),
        "koebner-disease" => t!("Psoriasis, vitiligo or lupus"),
        "pacemaker" => t!("A pacemaker or other heart device"),
        "cold-sore-history" => t!("Cold sores in the past: ask about an antiviral"),
        "fitzpatrick-4-6" => t!("Brown or black skin: more risk of dark marks; not a reason to be turned away"),
        "smoker" => t!("Smoking: healing may take longer"),
        "recent-botox-peel-laser" => t!("Botox, filler, peel or laser in the last weeks"),
        "face-surgery" => t!("Surgery on the face"),
        "under-22" => t!("Under 22: not an FDA-reviewed use"),
        _ => return None,
    })
}

/// Care before and after each session.
pub fn care<'a>(context: &Context<'a>) -> Section<'a> {
    let (mut before, mut after, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for task in context.catalog.care {
        let Some((name, note)) = care_task(task.id) else { continue };
        let (name, note) = (name, note);
        match task.side {
            CareSide::Before => &mut before,
            CareSide::After => &mut after,
        }
        .push(told(&context.say, task, name, note));
        sources.push(context.fill(t!("*{0}.* {1}"), &[name, context.cited(task.references)]));
    }
    let mut workings = workings::in_place(context, FigureId::Care).to_vec();
    workings.push(Block::List(context.keep(&sources)));
    let about = t!("Care before and after");
    let call =
        paragraph(t!("Redness that spreads, pus, fever, blisters, dark patches, or lumps that last more than 7 days."));
    let blocks = [
        paragraph(t!(
            "Sources give different times. The first is the shortest that was read; the second is longer and the more \
             careful one. What your clinic tells you comes first.",
        )),
        Block::Part(t!("Before a session"), context.keep(&[Block::Facts(context.keep(&before))])),
        Block::Part(t!("After a session"), context.keep(&[Block::Facts(context.keep(&after))])),
        Block::Part(t!("Call the clinic at any time if you see"), context.keep(&[call])),
        workings::sources(context, about, &workings),
    ];
    Section { id: "care", heading: about, blocks: context.keep(&blocks) }
}

/// A care task with its times.
pub fn told<'a>(say: &Say<'a>, task: &CareTask, name: Words<'a>, note: Words<'a>) -> Fact<'a> {
    let (at, safer) = (say.hours(task.at_hours.unsigned_abs()), say.hours(task.safer_hours.unsigned_abs()));
    let text = match (task.side, task.at_hours, at == safer) {
        (_, 0, _) => t!("*On the day.* {2}"),
        (CareSide::Before, _, true) => t!("*{0}* before. {2}"),
        (CareSide::After, _, true) => t!("*{0}* after. {2}"),
        (_, _, false) => t!("*{0} at least*, {1} is safer. {2}"),
    };
    let text = say.fill(text, &[at, safer, note]);
    fact(name, say.as_is(say.read(text).trim_end()))
}

/// What a care task asks for, and what to heed with it, by its id.
pub fn care_task(id: &str) -> Option<(Text, Text)> {
    Some(match id {
        "stop-otc-blood-thinners" => (
            t!("No aspirin, ibuprofen or vitamin E that nobody prescribed"),
            t!("A prescribed blood thinner: ask the prescriber, do not stop on your own."),
        ),
        "no-tanning-or-strong-sun" => (t!("No tanning, no strong sun"), Text::NONE),
        "no-waxing" => (t!("No waxing or hair removal cream"), Text::NONE),
        "stop-retinoids-acids-topical-antibiotics" => {
            (t!("No retinoids, acids or antibiotic creams"), t!("Prescribed ones: ask the prescriber first."))
        }
        "antiviral-if-prescribed" => (t!("Start the antiviral, if one was prescribed for cold sores"), Text::NONE),
        "no-alcohol" => (t!("No alcohol"), Text::NONE),
        "clean-skin-no-makeup-no-shaving" => (t!("Come with clean skin, no makeup, not freshly shaved"), Text::NONE),
        "makeup-from" => (t!("No makeup until"), Text::NONE),
        "spf-30-daily-from" => (t!("Sunscreen SPF 30 or more every day, from"), t!("Stay out of the sun before that.")),
        "exercise-sauna-pool-from" => (t!("No sweating, sauna, pool or hot bath until"), Text::NONE),
        "no-active-serums-until" => (t!("No active serums until"), t!("The skin’s barrier is open.")),
        "retinoids-and-acids-from" => (t!("No retinoids or acids until"), Text::NONE),
        "strict-sun-and-chemical-avoidance-until" => {
            (t!("No strong sun, tanning bed or harsh products until"), Text::NONE)
        }
        _ => return None,
    })
}
