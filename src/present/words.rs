//! The words for each word of the model: names as a person picks them, and as they stand inside a sentence.

use crate::domain::vocabulary::{Area, Concern, Grade, Laser, Severity, Treatment};

/// A concern as it is picked from a list.
pub const fn concern(concern: Concern) -> &'static str {
    match concern {
        Concern::AcneScarsRolling => "Acne scars: wide and wavy (rolling)",
        Concern::AcneScarsBoxcar => "Acne scars: sharp edges (boxcar)",
        Concern::AcneScarsIcepick => "Acne scars: narrow and deep (icepick)",
        Concern::AcneScarsMixed => "Acne scars: mixed, or not sure which",
        Concern::Wrinkles => "Fine lines and wrinkles",
        Concern::Laxity => "Loose skin",
        Concern::Texture => "Rough or uneven skin",
        Concern::Pores => "Large pores",
        Concern::Melasma => "Melasma (brown patches)",
        Concern::DarkMarks => "Dark marks left by acne",
        Concern::StretchMarks => "Stretch marks",
        Concern::SurgicalScar => "Scar from surgery or an injury",
        Concern::BurnScar => "Burn scar",
        Concern::HairThinning => "Thinning hair",
    }
}

/// A concern inside a sentence.
pub const fn concern_inline(concern: Concern) -> &'static str {
    match concern {
        Concern::AcneScarsRolling => "rolling acne scars",
        Concern::AcneScarsBoxcar => "boxcar acne scars",
        Concern::AcneScarsIcepick => "icepick acne scars",
        Concern::AcneScarsMixed => "mixed acne scars",
        Concern::Wrinkles => "fine lines and wrinkles",
        Concern::Laxity => "loose skin",
        Concern::Texture => "rough or uneven skin",
        Concern::Pores => "large pores",
        Concern::Melasma => "melasma",
        Concern::DarkMarks => "dark marks left by acne",
        Concern::StretchMarks => "stretch marks",
        Concern::SurgicalScar => "a scar from surgery or an injury",
        Concern::BurnScar => "a burn scar",
        Concern::HairThinning => "thinning hair",
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
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Mild => "Mild",
        Severity::Moderate => "Moderate",
        Severity::Severe => "Severe",
        Severity::Unsure => "Not sure",
    }
}

/// How marked a concern is, in words for everyday eyes.
pub const fn severity_everyday(concern: Concern, severity: Severity) -> &'static str {
    let scar = is_acne_scar(concern);
    match (concern, severity) {
        (_, Severity::Unsure) => "the estimate covers mild to severe",
        (_, Severity::Mild) if scar => "hard to see from arm’s length, or covered by makeup or a beard",
        (_, Severity::Moderate) if scar => "seen from arm’s length, flatter when you stretch the skin",
        (_, Severity::Severe) if scar => "seen from arm’s length, still there when you stretch the skin",
        (Concern::Wrinkles, Severity::Mild) => "lines show only when the face moves",
        (Concern::Wrinkles, Severity::Moderate) => "fine lines show when the face rests",
        (Concern::Wrinkles, Severity::Severe) => "deep lines show when the face rests",
        (Concern::Laxity, Severity::Mild) => "a little loose when you look down",
        (Concern::Laxity, Severity::Moderate) => "loose when you look straight ahead",
        (Concern::Laxity, Severity::Severe) => "skin hangs or folds",
        (Concern::HairThinning, Severity::Mild) => "the parting looks wider than it was",
        (Concern::HairThinning, Severity::Moderate) => "scalp shows in bright light",
        (Concern::HairThinning, Severity::Severe) => "scalp shows in any light",
        (_, Severity::Mild) => "you notice it, other people rarely do",
        (_, Severity::Moderate) => "other people notice it up close",
        (_, Severity::Severe) => "other people notice it from across a room",
    }
}

/// A treated area as it is picked from a list.
pub const fn area(area: Area) -> &'static str {
    match area {
        Area::Face => "Face",
        Area::FaceNeck => "Face and neck",
        Area::NeckChest => "Neck and upper chest",
        Area::Spot => "One small spot or scar",
        Area::Abdomen => "Belly",
        Area::Thighs => "Thighs",
        Area::Back => "Back",
        Area::Hands => "Hands",
        Area::Scalp => "Scalp",
    }
}

/// A treated area inside a sentence.
pub const fn area_inline(area: Area) -> &'static str {
    match area {
        Area::Face => "the face",
        Area::FaceNeck => "the face and neck",
        Area::NeckChest => "the neck and upper chest",
        Area::Spot => "one small spot",
        Area::Abdomen => "the belly",
        Area::Thighs => "the thighs",
        Area::Back => "the back",
        Area::Hands => "the hands",
        Area::Scalp => "the scalp",
    }
}

/// A treatment as it is picked from a list.
pub const fn treatment(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Standard => "Standard microneedling",
        Treatment::Prp => "Microneedling with PRP",
        Treatment::Tox => "Tox facial",
        Treatment::NanoGold => "24K gold nano-needling",
        Treatment::Rf => "Radiofrequency (RF) microneedling",
    }
}

/// What a treatment is, in one short line.
pub const fn treatment_everyday(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Standard => "a pen or roller with fine needles",
        Treatment::Prp => "plasma from your own blood is put on the skin too",
        Treatment::Tox => "tiny amounts of botulinum toxin with the needles",
        Treatment::NanoGold => "very short gold-coated tips, with a serum",
        Treatment::Rf => "needles that also heat the skin; a different device",
    }
}

/// A treatment inside a sentence.
pub const fn treatment_inline(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Standard => "standard microneedling",
        Treatment::Prp => "microneedling with PRP",
        Treatment::Tox => "a tox facial",
        Treatment::NanoGold => "24K gold nano-needling",
        Treatment::Rf => "RF microneedling",
    }
}

/// A laser or light as it is picked from a list.
pub const fn laser(laser: Laser) -> &'static str {
    match laser {
        Laser::NonAblativeFractional => "Non-ablative fractional laser",
        Laser::AblativeFractional => "Ablative fractional laser (CO₂)",
        Laser::FullField => "Full-field laser resurfacing",
        Laser::Picosecond => "Picosecond laser",
        Laser::Ipl => "IPL (intense pulsed light)",
        Laser::PulsedDye => "Pulsed dye laser",
    }
}

/// A laser or light inside a sentence.
pub const fn laser_inline(laser: Laser) -> &'static str {
    match laser {
        Laser::NonAblativeFractional => "non-ablative fractional laser",
        Laser::AblativeFractional => "ablative fractional laser",
        Laser::FullField => "full-field laser",
        Laser::Picosecond => "picosecond laser",
        Laser::Ipl => "IPL",
        Laser::PulsedDye => "pulsed dye laser",
    }
}

/// What a laser or light does, in one short line.
pub const fn laser_everyday(laser: Laser) -> &'static str {
    match laser {
        Laser::NonAblativeFractional => "heats tiny columns under the skin and leaves the surface",
        Laser::AblativeFractional => "removes tiny columns of skin",
        Laser::FullField => "removes the whole top layer of skin",
        Laser::Picosecond => "very short pulses, mostly for color",
        Laser::Ipl => "bright light, mostly for color and redness",
        Laser::PulsedDye => "yellow light, mostly for redness",
    }
}

/// How strong the evidence is, as a reader would say it.
pub const fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "trials",
        Grade::B => "case series or a regulator",
        Grade::C => "clinic and price pages",
        Grade::None => "nobody measured this",
        Grade::Assumed => "our assumption",
    }
}
