//! Before deciding: harms, what to tell the clinician first, and care before and after a session.

use super::context::Context;
use super::document::{Block, Fact, Section, Words, fact, fill, list, say as paragraph, small};
use super::page;
use super::say::hours;
use super::workings;
use crate::domain::catalog::{CareSide, CareTask, ScreenClass, ScreenQuestion};
use crate::domain::explanation::FigureId;
use crate::domain::vocabulary::Treatment;

/// Harms and what to tell the clinician first.
pub fn section(context: &Context) -> Section {
    let mut blocks = Vec::new();
    if let Some(provided) = page::provided(context.list) {
        blocks.push(paragraph(provided));
    }
    blocks.push(Block::Part("Harms", harms(context)));
    blocks.push(Block::Part("Tell your clinician first", tell(context)));
    blocks.push(Block::Part(
        "Ask the clinic",
        vec![list(&[
            "Which device is it, and has the FDA reviewed it for my concern?",
            "How deep do the needles go, and who holds the device?",
            "Is the needle tip new for me and thrown away afterwards?",
            "What does the whole course cost, with everything, and what if I stop early?",
            "What result do you see in people with skin and marks like mine?",
            "What happens if dark marks or lumps appear?",
        ])],
    ));
    Section { id: "decide", heading: "Before you decide", blocks }
}

fn harms(context: &Context) -> Vec<Block> {
    let mut harms = vec![
        "Usual: redness, swelling, tightness and small bleeding. Most of it goes within about 7 days.",
        "It can hurt. In one trial on stretch marks people rated the pain 5 of 10, more than a laser.",
        "Dark marks: none to about 1 in 6 people in the studies; more with darker skin and with rollers.",
        "Rare: infection, scars in lines from rollers, lumps (granulomas), dark marks that stay.",
        "Needles must be new for each person. In 2024 the CDC reported likely HIV infections from PRP needling at an \
         unlicensed spa.",
    ];
    match context.scenario.treatment {
        Treatment::Rf => harms.push("RF: burns, fat loss and nerve damage were reported to the FDA (October 2025)."),
        Treatment::Tox | Treatment::Prp | Treatment::NanoGold => {
            harms.push("Lumps were mostly seen where something, such as vitamin C, was put on needled skin.");
        }
        Treatment::Standard => {}
    }
    vec![list(&harms), small(context.cited_by_word(&["R47", "R48", "R28", "R02", "R14", "R49"]))]
}

fn tell(context: &Context) -> Vec<Block> {
    let mut blocks = vec![paragraph(
        "This is not a verdict on you. It is what a clinician needs to know before the first session. Never stop a \
         prescribed medicine on your own: ask the person who prescribed it."
            .into(),
    )];
    let mut references = Vec::new();
    for (class, lead) in [
        (ScreenClass::Stop, "*Devices’ labels and clinics rule treatment out while this lasts:*"),
        (ScreenClass::Clearance, "*A clinician decides:*"),
        (ScreenClass::Delay, "*Wait first:*"),
        (ScreenClass::Caution, "*Good to know for the clinician:*"),
    ] {
        let mut items = Vec::new();
        for question in context.catalog.screen {
            if question.class == class {
                items.push(asked(question));
                for reference in question.references {
                    if !references.contains(reference) {
                        references.push(*reference);
                    }
                }
            }
        }
        if !items.is_empty() {
            blocks.push(paragraph(lead.into()));
            blocks.push(Block::List(items));
        }
    }
    blocks.push(workings::sources("Tell your clinician first", vec![small(context.cited(&references))]));
    blocks
}

fn asked(question: &ScreenQuestion) -> Words {
    let words = screen(question.id).unwrap_or_default();
    match (question.wait_days, question.wait_months) {
        (Some(days), _) => fill("{0} (wait {1} days)", &[words, &days.to_string()]),
        (_, Some(months)) => fill("{0} (wait {1} months)", &[words, &months.to_string()]),
        _ => words.into(),
    }
}

/// What a screening question asks about, by its id.
pub fn screen(id: &str) -> Option<&'static str> {
    Some(match id {
        "infection-wound-sunburn" => "Infection, cold sore, open wound or sunburn in the area",
        "skin-cancer-in-area" => "Skin cancer in the area",
        "bleeding-disorder" => "A bleeding disorder",
        "steel-or-anaesthetic-allergy" => "Allergy to steel, nickel or numbing cream",
        "pregnant-or-nursing" => "Pregnant or nursing (one source says: if your obstetrician agrees)",
        "isotretinoin-now" => "Isotretinoin for acne, now (your clinician may decide otherwise)",
        "isotretinoin-0-6-mo" => {
            "Isotretinoin in the last 6 months (clinics ask 3, 6 or 12; expert panels in 2017 found little reason to wait)"
        }
        "isotretinoin-6-12-mo" => "Isotretinoin 6 to 12 months ago",
        "active-acne-eczema-psoriasis" => "Inflamed acne, eczema, psoriasis or rosacea in the area now",
        "chemo-radio-steroid" => "Chemotherapy, radiotherapy in the area, or high-dose steroids",
        "keloid-history" => "Raised scars (keloids or hypertrophic scars), you or your family",
        "anticoagulant" => "Blood thinners. Prescribed ones: ask the prescriber, do not stop on your own",
        "diabetes-immuno-poor-healing" => "Diabetes that is not controlled, weak immune system, poor healing",
        "koebner-disease" => "Psoriasis, vitiligo or lupus",
        "pacemaker" => "A pacemaker or other heart device",
        "cold-sore-history" => "Cold sores in the past: ask about an antiviral",
        "fitzpatrick-4-6" => "Brown or black skin: more risk of dark marks; not a reason to be turned away",
        "smoker" => "Smoking: healing may take longer",
        "recent-botox-peel-laser" => "Botox, filler, peel or laser in the last weeks",
        "face-surgery" => "Surgery on the face",
        "under-22" => "Under 22: not an FDA-reviewed use",
        _ => return None,
    })
}

/// Care before and after each session.
pub fn care(context: &Context) -> Section {
    let (mut before, mut after, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for task in context.catalog.care {
        match task.side {
            CareSide::Before => &mut before,
            CareSide::After => &mut after,
        }
        .push(told(task));
        let (name, _) = care_task(task.id).unwrap_or_default();
        sources.push(fill("*{0}.* {1}", &[name, &context.cited(task.references)]));
    }
    let mut workings = workings::in_place(context, FigureId::Care);
    workings.push(Block::List(sources));
    let blocks = vec![
        paragraph(
            "Sources give different times. The first is the shortest that was read; the second is longer and the more \
             careful one. What your clinic tells you comes first."
                .into(),
        ),
        Block::Part("Before a session", vec![Block::Facts(before)]),
        Block::Part("After a session", vec![Block::Facts(after)]),
        Block::Part(
            "Call the clinic at any time if you see",
            vec![paragraph(
                "Redness that spreads, pus, fever, blisters, dark patches, or lumps that last more than 7 days.".into(),
            )],
        ),
        workings::sources("Care before and after", workings),
    ];
    Section { id: "care", heading: "Care before and after", blocks }
}

fn told(task: &CareTask) -> Fact {
    let (name, note) = care_task(task.id).unwrap_or_default();
    let (at, safer) = (hours(task.at_hours.unsigned_abs()), hours(task.safer_hours.unsigned_abs()));
    let template = match (task.side, task.at_hours, at == safer) {
        (_, 0, _) => "*On the day.* {2}",
        (CareSide::Before, _, true) => "*{0}* before. {2}",
        (CareSide::After, _, true) => "*{0}* after. {2}",
        (_, _, false) => "*{0} at least*, {1} is safer. {2}",
    };
    let mut text = fill(template, &[&at, &safer, note]).into_owned();
    text.truncate(text.trim_end().len());
    fact(name, text.into())
}

/// What a care task asks for, and what to heed with it, by its id.
pub fn care_task(id: &str) -> Option<(&'static str, &'static str)> {
    Some(match id {
        "stop-otc-blood-thinners" => (
            "No aspirin, ibuprofen or vitamin E that nobody prescribed",
            "A prescribed blood thinner: ask the prescriber, do not stop on your own.",
        ),
        "no-tanning-or-strong-sun" => ("No tanning, no strong sun", ""),
        "no-waxing" => ("No waxing or hair removal cream", ""),
        "stop-retinoids-acids-topical-antibiotics" => {
            ("No retinoids, acids or antibiotic creams", "Prescribed ones: ask the prescriber first.")
        }
        "antiviral-if-prescribed" => ("Start the antiviral, if one was prescribed for cold sores", ""),
        "no-alcohol" => ("No alcohol", ""),
        "clean-skin-no-makeup-no-shaving" => ("Come with clean skin, no makeup, not freshly shaved", ""),
        "makeup-from" => ("No makeup until", ""),
        "spf-30-daily-from" => ("Sunscreen SPF 30 or more every day, from", "Stay out of the sun before that."),
        "exercise-sauna-pool-from" => ("No sweating, sauna, pool or hot bath until", ""),
        "no-active-serums-until" => ("No active serums until", "The skin’s barrier is open."),
        "retinoids-and-acids-from" => ("No retinoids or acids until", ""),
        "strict-sun-and-chemical-avoidance-until" => ("No strong sun, tanning bed or harsh products until", ""),
        _ => return None,
    })
}
