//! The words for each word of the model: names as a person picks them, and as they stand inside a sentence.

use super::language::{Text, t};
use crate::domain::vocabulary::{Area, Concern, Grade, Laser, Severity, Treatment};

/// A concern as it is picked from a list.
pub const fn concern(concern: Concern) -> Text {
    match concern {
        Concern::AcneScarsRolling => t!("Acne scars: wide and wavy (rolling)"),
        Concern::AcneScarsBoxcar => t!("Acne scars: sharp edges (boxcar)"),
        Concern::AcneScarsIcepick => t!("Acne scars: narrow and deep (icepick)"),
        Concern::AcneScarsMixed => t!("Acne scars: mixed, or not sure which"),
        Concern::Wrinkles => t!("Fine lines and wrinkles"),
        Concern::Laxity => t!("Loose skin"),
        Concern::Texture => t!("Rough or uneven skin"),
        Concern::Pores => t!("Large pores"),
        Concern::Melasma => t!("Melasma (brown patches)"),
        Concern::DarkMarks => t!("Dark marks left by acne"),
        Concern::StretchMarks => t!("Stretch marks"),
        Concern::SurgicalScar => t!("Scar from surgery or an injury"),
        Concern::BurnScar => t!("Burn scar"),
        Concern::HairThinning => t!("Thinning hair"),
    }
}

/// A concern inside a sentence.
pub const fn concern_inline(concern: Concern) -> Text {
    match concern {
        Concern::AcneScarsRolling => t!("rolling acne scars"),
        Concern::AcneScarsBoxcar => t!("boxcar acne scars"),
        Concern::AcneScarsIcepick => t!("icepick acne scars"),
        Concern::AcneScarsMixed => t!("mixed acne scars"),
        Concern::Wrinkles => t!("fine lines and wrinkles"),
        Concern::Laxity => t!("loose skin"),
        Concern::Texture => t!("rough or uneven skin"),
        Concern::Pores => t!("large pores"),
        Concern::Melasma => t!("melasma"),
        Concern::DarkMarks => t!("dark marks left by acne"),
        Concern::StretchMarks => t!("stretch marks"),
        Concern::SurgicalScar => t!("a scar from surgery or an injury"),
        Concern::BurnScar => t!("a burn scar"),
        Concern::HairThinning => t!("thinning hair"),
    }
}

/// Whether the concern is a kind of acne scar.
pub const fn is_acne_scar(concern: Concern) -> bool {
    matches!(
        concern,
        Concern::AcneScarsRolling | Concern::AcneScarsBoxcar | Concern::AcneScarsIcepick | Concern::AcneScarsMixed
    )
}

/// How marked a concern is, in one word.
pub const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Mild => t!("Mild"),
        Severity::Moderate => t!("Moderate"),
        Severity::Severe => t!("Severe"),
        Severity::Unsure => t!("Not sure"),
    }
}

/// How marked a concern is, in words for everyday eyes.
pub const fn severity_everyday(concern: Concern, severity: Severity) -> Text {
    let scar = is_acne_scar(concern);
    match (concern, severity) {
        (_, Severity::Unsure) => t!("the estimate covers mild to severe"),
        (_, Severity::Mild) if scar => t!("hard to see from arm’s length, or covered by makeup or a beard"),
        (_, Severity::Moderate) if scar => t!("seen from arm’s length, flatter when you stretch the skin"),
        (_, Severity::Severe) if scar => t!("seen from arm’s length, still there when you stretch the skin"),
        (Concern::Wrinkles, Severity::Mild) => t!("lines show only when the face moves"),
        (Concern::Wrinkles, Severity::Moderate) => t!("fine lines show when the face rests"),
        (Concern::Wrinkles, Severity::Severe) => t!("deep lines show when the face rests"),
        (Concern::Laxity, Severity::Mild) => t!("a little loose when you look down"),
        (Concern::Laxity, Severity::Moderate) => t!("loose when you look straight ahead"),
        (Concern::Laxity, Severity::Severe) => t!("skin hangs or folds"),
        (Concern::HairThinning, Severity::Mild) => t!("the parting looks wider than it was"),
        (Concern::HairThinning, Severity::Moderate) => t!("scalp shows in bright light"),
        (Concern::HairThinning, Severity::Severe) => t!("scalp shows in any light"),
        (_, Severity::Mild) => t!("you notice it, other people rarely do"),
        (_, Severity::Moderate) => t!("other people notice it up close"),
        (_, Severity::Severe) => t!("other people notice it from across a room"),
    }
}

/// A treated area as it is picked from a list.
pub const fn area(area: Area) -> Text {
    match area {
        Area::Face => t!("Face"),
        Area::FaceNeck => t!("Face and neck"),
        Area::NeckChest => t!("Neck and upper chest"),
        Area::Spot => t!("One small spot or scar"),
        Area::Abdomen => t!("Belly"),
        Area::Thighs => t!("Thighs"),
        Area::Back => t!("Back"),
        Area::Hands => t!("Hands"),
        Area::Scalp => t!("Scalp"),
    }
}

/// A treated area inside a sentence.
pub const fn area_inline(area: Area) -> Text {
    match area {
        Area::Face => t!("the face"),
        Area::FaceNeck => t!("the face and neck"),
        Area::NeckChest => t!("the neck and upper chest"),
        Area::Spot => t!("one small spot"),
        Area::Abdomen => t!("the belly"),
        Area::Thighs => t!("the thighs"),
        Area::Back => t!("the back"),
        Area::Hands => t!("the hands"),
        Area::Scalp => t!("the scalp"),
    }
}

/// A treatment as it is picked from a list.
pub const fn treatment(treatment: Treatment) -> Text {
    match treatment {
        Treatment::Standard => t!("Standard microneedling"),
        Treatment::Prp => t!("Microneedling with PRP"),
        Treatment::Tox => t!("Tox facial"),
        Treatment::NanoGold => t!("24K gold nano-needling"),
        Treatment::Rf => t!("Radiofrequency (RF) microneedling"),
    }
}

/// What a treatment is, in one short line.
pub const fn treatment_everyday(treatment: Treatment) -> Text {
    match treatment {
        Treatment::Standard => t!("a pen or roller with fine needles"),
        Treatment::Prp => t!("plasma from your own blood is put on the skin too"),
        Treatment::Tox => t!("tiny amounts of botulinum toxin with the needles"),
        Treatment::NanoGold => t!("very short gold-coated tips, with a serum"),
        Treatment::Rf => t!("needles that also heat the skin; a different device"),
    }
}

/// A treatment inside a sentence.
pub const fn treatment_inline(treatment: Treatment) -> Text {
    match treatment {
        Treatment::Standard => t!("standard microneedling"),
        Treatment::Prp => t!("microneedling with PRP"),
        Treatment::Tox => t!("a tox facial"),
        Treatment::NanoGold => t!("24K gold nano-needling"),
        Treatment::Rf => t!("RF microneedling"),
    }
}

/// A laser or light as it is picked from a list.
pub const fn laser(laser: Laser) -> Text {
    match laser {
        Laser::NonAblativeFractional => t!("Non-ablative fractional laser"),
        Laser::AblativeFractional => t!("Ablative fractional laser (CO₂)"),
        Laser::FullField => t!("Full-field laser resurfacing"),
        Laser::Picosecond => t!("Picosecond laser"),
        Laser::Ipl => t!("IPL (intense pulsed light)"),
        Laser::PulsedDye => t!("Pulsed dye laser"),
    }
}

/// A laser or light inside a sentence.
pub const fn laser_inline(laser: Laser) -> Text {
    match laser {
        Laser::NonAblativeFractional => t!("non-ablative fractional laser"),
        Laser::AblativeFractional => t!("ablative fractional laser"),
        Laser::FullField => t!("full-field laser"),
        Laser::Picosecond => t!("picosecond laser"),
        Laser::Ipl => t!("IPL"),
        Laser::PulsedDye => t!("pulsed dye laser"),
    }
}

/// What a laser or light does, in one short line.
pub const fn laser_everyday(laser: Laser) -> Text {
    match laser {
        Laser::NonAblativeFractional => t!("heats tiny columns under the skin and leaves the surface"),
        Laser::AblativeFractional => t!("removes tiny columns of skin"),
        Laser::FullField => t!("removes the whole top layer of skin"),
        Laser::Picosecond => t!("very short pulses, mostly for color"),
        Laser::Ipl => t!("bright light, mostly for color and redness"),
        Laser::PulsedDye => t!("yellow light, mostly for redness"),
    }
}

/// How strong the evidence is, as a reader would say it.
pub const fn grade(grade: Grade) -> Text {
    match grade {
        Grade::A => t!("trials"),
        Grade::B => t!("case series or a regulator"),
        Grade::C => t!("clinic and price pages"),
        Grade::None => t!("nobody measured this"),
        Grade::Assumed => t!("our assumption"),
    }
}
