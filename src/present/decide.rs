//! Before deciding: harms, what to tell the clinician first, and care before and after a session.

use super::context::Context;
use super::document::{Block, Fact, Section, Text};
use super::say::hours;
use super::workings;
use crate::domain::catalog::{CareSide, CareTask, ScreenClass, ScreenQuestion};
use crate::domain::explanation::FigureId;
use crate::domain::vocabulary::Treatment;

/// Harms and what to tell the clinician first.
pub fn section(context: &Context) -> Section {
    let provided = context.list.and_then(|list| list.clinic.as_deref());
    let mut blocks = Vec::new();
    if let Some(clinic) = provided {
        blocks.push(Block::say(["This tool is provided by ", clinic, ", which sells these treatments."].concat()));
    }
    blocks.push(Block::Part("Harms".to_owned(), harms(context)));
    blocks.push(Block::Part("Tell your clinician first".to_owned(), tell(context)));
    blocks.push(Block::Part(
        "Ask the clinic".to_owned(),
        vec![Block::List(
            [
                "Which device is it, and has the FDA reviewed it for my concern?",
                "How deep do the needles go, and who holds the device?",
                "Is the needle tip new for me and thrown away afterwards?",
                "What does the whole course cost, with everything, and what if I stop early?",
                "What result do you see in people with skin and marks like mine?",
                "What happens if dark marks or lumps appear?",
            ]
            .into_iter()
            .map(Text::from)
            .collect(),
        )],
    ));
    Section { id: "decide", heading: "Before you decide".to_owned(), blocks }
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
    let list = Block::List(harms.into_iter().map(Text::from).collect());
    let sources = context.cited_by_word(&["R47", "R48", "R28", "R02", "R14", "R49"]);
    vec![list, Block::small(sources)]
}

fn tell(context: &Context) -> Vec<Block> {
    let mut blocks = vec![Block::say(
        "This is not a verdict on you. It is what a clinician needs to know before the first session. Never stop a \
         prescribed medicine on your own: ask the person who prescribed it.",
    )];
    for (class, lead) in [
        (ScreenClass::Stop, "Devices’ labels and clinics rule treatment out while this lasts"),
        (ScreenClass::Clearance, "A clinician decides"),
        (ScreenClass::Delay, "Wait first"),
        (ScreenClass::Caution, "Good to know for the clinician"),
    ] {
        let of_class = context.catalog.screen.iter().filter(|question| question.class == class);
        let items: Vec<Text> = of_class.map(|question| asked(question)).collect();
        if !items.is_empty() {
            blocks.push(Block::say(Text::default().strong(lead).then(":")));
            blocks.push(Block::List(items));
        }
    }
    let mut references: Vec<_> =
        context.catalog.screen.iter().flat_map(|question| question.references.clone()).collect();
    references.sort_unstable();
    references.dedup();
    blocks.push(workings::why("Tell your clinician first", vec![Block::small(context.cited(&references))]));
    blocks
}

fn asked(question: &ScreenQuestion) -> Text {
    let text = Text::from(screen(&question.id));
    match (question.wait_days, question.wait_months) {
        (Some(days), _) => text.then([" (wait ", &days.to_string(), " days)"].concat()),
        (_, Some(months)) => text.then([" (wait ", &months.to_string(), " months)"].concat()),
        _ => text,
    }
}

/// What a screening question asks about, by its id.
pub fn screen(id: &str) -> &str {
    match id {
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
        other => other,
    }
}

/// Care before and after each session.
pub fn care(context: &Context) -> Section {
    let of_side = |side: CareSide| -> Block {
        let tasks = context.catalog.care.iter().filter(|task| task.side == side);
        Block::Facts(tasks.map(|task| fact(context, task)).collect())
    };
    let mut blocks = vec![
        Block::say(
            "Sources give different times. The first is the shortest that was read; the second is longer and the more \
             careful one. What your clinic tells you comes first.",
        ),
        Block::Part("Before a session".to_owned(), vec![of_side(CareSide::Before)]),
        Block::Part("After a session".to_owned(), vec![of_side(CareSide::After)]),
        Block::Part(
            "Call the clinic at any time if you see".to_owned(),
            vec![Block::say(
                "Redness that spreads, pus, fever, blisters, dark patches, or lumps that last more than 7 days.",
            )],
        ),
    ];
    blocks.extend(workings::fold(context, FigureId::Care));
    Section { id: "care", heading: "Care before and after".to_owned(), blocks }
}

fn fact(context: &Context, task: &CareTask) -> Fact {
    let (name, note) = care_task(&task.id);
    let at = hours(task.at_hours.unsigned_abs());
    let safer = hours(task.safer_hours.unsigned_abs());
    let mut text = match (task.at_hours, at == safer) {
        (0, _) => Text::default().strong("On the day"),
        (_, true) => Text::default().strong(at),
        (_, false) => {
            Text::default().strong([at.as_str(), " at least"].concat()).then([", ", &safer, " is safer"].concat())
        }
    };
    text = text.then(match (task.side, task.at_hours) {
        (_, 0) => ".",
        (CareSide::Before, _) => " before.",
        (CareSide::After, _) => " after.",
    });
    if !note.is_empty() {
        text = text.then([" ", note].concat());
    }
    Fact { name: name.to_owned(), text, workings: vec![context.basis(&task.references, Some(task.grade))] }
}

/// What a care task asks for, and what to heed with it, by its id.
pub fn care_task(id: &str) -> (&str, &str) {
    match id {
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
        other => (other, ""),
    }
}
