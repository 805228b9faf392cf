//! The words of the model: concerns, severities, areas, treatments, lasers and grades, each with its wire word.

/// Declares an enum whose variants each have one wire word, with the list of all and the way back from the word.
macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$note])* $variant),+ }

        impl $name {
            /// Every variant, in the order in which people are shown them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for this variant in files, links and the JSON interface.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant that a wire word names, if it names one.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary! {
    /// What a person would like to change about their skin or hair.
    Concern {
        AcneScarsRolling = "acne-scars-rolling",
        AcneScarsBoxcar = "acne-scars-boxcar",
        AcneScarsIcepick = "acne-scars-icepick",
        AcneScarsMixed = "acne-scars-mixed",
        Wrinkles = "wrinkles",
        Laxity = "laxity",
        Texture = "texture",
        Pores = "pores",
        Melasma = "melasma",
        /// Post-inflammatory hyperpigmentation left by acne.
        DarkMarks = "dark-marks",
        StretchMarks = "stretch-marks",
        SurgicalScar = "surgical-scar",
        BurnScar = "burn-scar",
        /// Androgenetic hair loss, treated beside minoxidil.
        HairThinning = "hair-thinning",
    }
}

vocabulary! {
    /// How marked the concern is.
    Severity {
        Mild = "mild",
        Moderate = "moderate",
        Severe = "severe",
        /// The person cannot say: the estimate spans mild to severe.
        Unsure = "unsure",
    }
}

vocabulary! {
    /// The treated area of the body, as clinics price it.
    Area {
        Face = "face",
        FaceNeck = "face-neck",
        NeckChest = "neck-chest",
        Spot = "spot",
        Abdomen = "abdomen",
        Thighs = "thighs",
        Back = "back",
        Hands = "hands",
        Scalp = "scalp",
    }
}

vocabulary! {
    /// The kind of microneedling.
    Treatment {
        Standard = "standard",
        /// With platelet-rich plasma.
        Prp = "prp",
        /// With botulinum toxin ("tox facial").
        Tox = "tox",
        /// 24K gold nano-needling.
        NanoGold = "nano-gold",
        /// Radiofrequency needling.
        Rf = "rf",
    }
}

vocabulary! {
    /// The laser or light treatment that needling is compared with.
    Laser {
        NonAblativeFractional = "non-ablative-fractional",
        AblativeFractional = "ablative-fractional",
        FullField = "full-field",
        Picosecond = "picosecond",
        Ipl = "ipl",
        PulsedDye = "pulsed-dye",
    }
}

vocabulary! {
    /// What a trial compares needling with.
    Comparator {
        /// Nothing: one group, before and after.
        Nothing = "none",
        Laser = "laser",
        /// Needling with platelet-rich plasma.
        Prp = "prp",
        /// A peel, an acid, a cream, or several of these.
        Other = "other",
        /// Skin that was left alone.
        Untreated = "untreated",
    }
}

vocabulary! {
    /// How strong the evidence behind a figure is.
    Grade {
        /// A randomised trial or a pooled analysis of trials.
        A = "A",
        /// A prospective series, or a regulator.
        B = "B",
        /// A clinic, the press or a consumer article.
        C = "C",
        /// Nothing that was read supports it.
        None = "none",
        /// A modelling choice or a recalled figure.
        Assumed = "assumed",
    }
}
