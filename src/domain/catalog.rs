//! The published figures that the model rests on, each with its sources and its grade.

use super::quantity::{Range, Triple};
use super::vocabulary::{Area, Comparator, Concern, Grade, Laser, Severity, Treatment};

/// The id of a reference, such as `R14` or `S2`: an index into [`Catalog::references`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReferenceId(pub u16);

/// A value with what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure<T> {
    pub value: T,
    pub references: &'static [ReferenceId],
    pub grade: Grade,
    /// Which parts of the value no page that was read states.
    pub assumed: &'static [Part],
}

/// One part of a triple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Low,
    Typical,
    High,
}

impl Part {
    /// The word of the data files and the JSON interface.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Typical => "typical",
            Self::High => "high",
        }
    }
}

/// All published figures, as the data files state them.
///
/// Everything is borrowed for the program's life: the shipped catalog is written into the program as it is built.
#[derive(Clone, Copy, Debug)]
pub struct Catalog {
    pub model: Model,
    /// One for each [`Concern`], in that order.
    pub concerns: &'static [ConcernFigures],
    /// US dollars a session for the face, one for each [`Treatment`], in that order.
    pub treatments: &'static [Figure<Triple<u32>>],
    /// One for each [`Area`], in that order.
    pub areas: &'static [AreaFigures],
    /// One for each [`Laser`], in that order.
    pub lasers: &'static [LaserFigures],
    pub timeline: TimelineFigures,
    pub home_roller: HomeRollerFigures,
    pub care: &'static [CareTask],
    pub screen: &'static [ScreenQuestion],
    pub references: &'static [Reference],
    pub trials: &'static [Trial],
}

/// Constants of the model.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// Into how many equally likely values a price triple is cut.
    pub price_slices: Figure<u32>,
    /// Months between recommended upkeep visits.
    pub upkeep_months: Figure<Range<u32>>,
    /// What severe concerns keep of a moderate concern's improvement, in per cent (p10, p50, p90).
    pub severe_percent: Figure<[u32; 3]>,
    /// The most improvement that the model will state, in per cent.
    pub cap_percent: Figure<u32>,
    /// The response curve behind p10, p50 and p90.
    pub curve: [Figure<CurveFigures>; 3],
    pub melasma: Figure<MelasmaFigures>,
    /// What PRP multiplies the odds of half the problem gone by, in tenths (p10, p50, p90).
    pub prp_odds_tenths: Figure<[u32; 3]>,
}

/// How fast and how far a course works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurveFigures {
    /// What each session keeps of the effect of the one before it, in per cent.
    pub retention_percent: u32,
    /// The time constant of the response, in weeks.
    pub tau_weeks: u32,
    /// Weeks before anything shows.
    pub lag_weeks: u32,
}

/// How melasma comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MelasmaFigures {
    pub peak_week: u32,
    pub from_week: u32,
    /// What is left of the peak from `from_week` on, in per cent.
    pub keeps_percent: u32,
}

/// What is published of one concern.
#[derive(Clone, Copy, Debug)]
pub struct ConcernFigures {
    /// What the United States regulator has reviewed.
    pub authorisation: Figure<Authorisation>,
    /// Sessions for mild, moderate and severe.
    pub sessions: [Figure<Triple<u32>>; 3],
    pub interval_weeks: Figure<Triple<u32>>,
    /// Needle depth in micrometres.
    pub depth_micrometres: Figure<Triple<u32>>,
    /// Improvement after a typical course for moderate severity, in per cent (p10, p50, p90); none for hair.
    pub improvement_percent: Figure<Option<[u32; 3]>>,
    pub usual_area: Figure<Area>,
    pub upkeep_recommended: Figure<bool>,
    pub usual_laser: Figure<Option<Laser>>,
}

/// Where the United States regulator has authorised needling devices for a concern, age 22 and over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorisation {
    /// The areas that a device has been reviewed for; empty for an off-label concern.
    pub areas: &'static [Area],
}

/// What is published of an area's price.
#[derive(Clone, Copy, Debug)]
pub struct AreaFigures {
    /// The area's price against the face, in per cent.
    pub factor_percent: Figure<Triple<u32>>,
    /// Published US dollars a session of standard needling, where a page states them.
    pub standard_usd: Option<Figure<Triple<u32>>>,
}

/// What is published of one laser.
#[derive(Clone, Copy, Debug)]
pub struct LaserFigures {
    /// US dollars a session for the face.
    pub face_usd: Figure<Triple<u32>>,
    pub sessions: Figure<Triple<u32>>,
    /// Weeks between sessions; none where one session is the course.
    pub interval_weeks: Figure<Option<Range<u32>>>,
    pub downtime_days: Figure<Triple<u32>>,
    /// Share of people with darker skin who got dark marks, in tenths of a per cent, lowest and highest seen.
    pub pigment_risk_tenths: Figure<Option<Range<u32>>>,
}

/// When things happen after a session or a course.
#[derive(Clone, Copy, Debug)]
pub struct TimelineFigures {
    pub redness_hours: Figure<Triple<u32>>,
    pub first_change_days: Figure<Range<u32>>,
    pub near_full_days: Figure<Range<u32>>,
    /// Share of people who got dark marks from needling, in tenths of a per cent, lowest and highest seen.
    pub needling_pigment_risk_tenths: Figure<Range<u32>>,
}

/// What is published of the rollers that people use at home. They do not reach the dermis.
#[derive(Clone, Copy, Debug)]
pub struct HomeRollerFigures {
    /// US dollars, once.
    pub price_usd: Figure<Triple<u32>>,
    /// The longest needles that are advised for home, in micrometres.
    pub depth_max_micrometres: Figure<u32>,
}

/// One instruction for the days around a session.
#[derive(Clone, Copy, Debug)]
pub struct CareTask {
    pub id: &'static str,
    pub side: CareSide,
    /// Hours from the session, negative before it: the shortest published time.
    pub at_hours: i32,
    /// Hours from the session: the longest published time, the more careful one.
    pub safer_hours: i32,
    pub references: &'static [ReferenceId],
    pub grade: Grade,
}

/// Whether a care task belongs before or after the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CareSide {
    Before,
    After,
}

/// Something to tell the clinician first.
#[derive(Clone, Copy, Debug)]
pub struct ScreenQuestion {
    pub id: &'static str,
    pub class: ScreenClass,
    /// How long to wait, in days, where the source gives a time.
    pub wait_days: Option<u32>,
    /// How long to wait, in months, where the source gives a time.
    pub wait_months: Option<u32>,
    pub references: &'static [ReferenceId],
}

/// What an answer to a screening question leads to; the page never gives a verdict of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScreenClass {
    /// Clinics do not treat while it lasts.
    Stop,
    /// A clinician decides.
    Clearance,
    /// Wait first.
    Delay,
    /// The clinician should know.
    Caution,
}

/// One thing that was read.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub id: &'static str,
    pub title: &'static str,
    /// Whether the title describes the page because the page's own title is not known.
    pub described: bool,
    pub publisher: &'static str,
    pub year: Option<u32>,
    pub address: Option<&'static str>,
    /// How much of it was read.
    pub read: &'static str,
}

/// One trial or pooled analysis, in a sentence for patients and, where it states one, with its per cent.
#[derive(Clone, Copy, Debug)]
pub struct Trial {
    pub id: &'static str,
    pub concerns: &'static [Concern],
    /// Whether it is about radiofrequency needling, which says nothing of other needling.
    pub radiofrequency: bool,
    pub compares: Comparator,
    /// The laser that it compares with, where it is one of those that can be chosen.
    pub laser: Option<Laser>,
    /// How many people took part; none where the part that was read does not say.
    pub people: Option<u32>,
    /// How many studies a pooled analysis or review has.
    pub studies: Option<u32>,
    pub change: Option<Change>,
    pub design: &'static str,
    pub sentence: &'static str,
    pub harms: Option<&'static str>,
    pub citation: &'static str,
    pub address: Option<&'static str>,
}

/// How far a score of the problem fell, in tenths of a per cent of what it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// With needling.
    pub needling_tenths: u32,
    /// With what it was compared with, on the same score; none where the part that was read states none.
    pub comparator_tenths: Option<u32>,
    /// What the score is, in a few words.
    pub measure: &'static str,
}

impl Catalog {
    /// What is published of a concern.
    pub fn concern(&self, concern: Concern) -> &ConcernFigures {
        nth(self.concerns, concern as usize)
    }

    /// US dollars a session of a treatment for the face.
    pub fn treatment(&self, treatment: Treatment) -> &Figure<Triple<u32>> {
        nth(self.treatments, treatment as usize)
    }

    /// What is published of an area.
    pub fn area(&self, area: Area) -> &AreaFigures {
        nth(self.areas, area as usize)
    }

    /// What is published of a laser.
    pub fn laser(&self, laser: Laser) -> &LaserFigures {
        nth(self.lasers, laser as usize)
    }

    /// The reference behind an id.
    pub fn reference(&self, id: ReferenceId) -> Option<&Reference> {
        self.references.get(usize::from(id.0))
    }

    /// The trials of a kind of needling that inform a concern, in the order of the data.
    pub fn trials_for(&self, concern: Concern, treatment: Treatment) -> impl Iterator<Item = &Trial> {
        let radiofrequency = treatment == Treatment::Rf;
        let informs = move |trial: &&Trial| trial.radiofrequency == radiofrequency && trial.concerns.contains(&concern);
        self.trials.iter().filter(informs)
    }

    /// The trials of [`Self::trials_for`] that state a per cent, as rows of a forest plot: those that compare needling
    /// with something else first, then the larger ones first, then in the order of the data.
    pub fn forest(&self, concern: Concern, treatment: Treatment) -> Vec<&Trial> {
        let rank = |trial: &Trial| (trial.compares != Comparator::Nothing, trial.people);
        let mut rows: Vec<&Trial> = Vec::new();
        for trial in self.trials_for(concern, treatment).filter(|trial| trial.change.is_some()) {
            let place = rows.iter().position(|row| rank(row) < rank(trial)).unwrap_or(rows.len());
            rows.insert(place, trial);
        }
        rows
    }
}

impl ConcernFigures {
    /// The sessions figure of a stated severity; moderate's stands for somebody who cannot say.
    pub fn sessions_for(&self, severity: Severity) -> &Figure<Triple<u32>> {
        let [mild, moderate, severe] = &self.sessions;
        match severity {
            Severity::Mild => mild,
            Severity::Moderate | Severity::Unsure => moderate,
            Severity::Severe => severe,
        }
    }
}

/// The loader fills each of these lists with one entry for each word, in order, or does not load at all.
#[allow(clippy::indexing_slicing)]
fn nth<T>(list: &[T], index: usize) -> &T {
    &list[index]
}
