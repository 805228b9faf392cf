//! Reads the catalog that the build wrote into the program: one text, field after field, in the order of the types.
//!
//! The loader has checked every value before the build wrote it, so nothing is checked here. A tape instead of
//! constants: the pointers of constants do not compress, and would cost the page 9 KB.

use crate::domain::catalog::{
    AreaFigures, Authorisation, CareSide, CareTask, Catalog, Change, ConcernFigures, CurveFigures, Figure,
    HomeRollerFigures, LaserFigures, MelasmaFigures, Model, Part, Reference, ReferenceId, ScreenClass, ScreenQuestion,
    TimelineFigures, Trial,
};
use crate::domain::quantity::{Range, Triple};
use crate::domain::vocabulary::{Area, Comparator, Concern, Grade, Laser};
use std::str::Split;

/// Stands between two fields; no text of the data files has it.
pub const SEPARATOR: char = '\n';

/// What is left to read.
pub struct Tape {
    fields: Split<'static, char>,
}

impl Tape {
    /// The tape from its beginning.
    pub fn new(text: &'static str) -> Self {
        Self { fields: text.split(SEPARATOR) }
    }

    /// The whole catalog.
    pub fn catalog(&mut self) -> Catalog {
        Catalog {
            model: self.model(),
            concerns: self.list(Self::concern),
            treatments: self.list(|tape| tape.figure(Self::triple)),
            areas: self.list(Self::area),
            lasers: self.list(Self::laser),
            timeline: self.timeline(),
            home_roller: HomeRollerFigures {
                price_usd: self.figure(Self::triple),
                depth_max_micrometres: self.figure(Self::number),
            },
            care: self.list(Self::care),
            screen: self.list(Self::screen),
            references: self.list(Self::reference),
            trials: self.list(Self::trial),
        }
    }

    fn model(&mut self) -> Model {
        Model {
            price_slices: self.figure(Self::number),
            upkeep_months: self.figure(Self::range),
            severe_percent: self.figure(Self::three),
            cap_percent: self.figure(Self::number),
            curve: [self.figure(Self::curve), self.figure(Self::curve), self.figure(Self::curve)],
            melasma: self.figure(Self::melasma),
            prp_odds_tenths: self.figure(Self::three),
        }
    }

    fn concern(&mut self) -> ConcernFigures {
        ConcernFigures {
            authorisation: self.figure(|tape| Authorisation { areas: tape.list(|tape| tape.word(Area::ALL)) }),
            sessions: [self.figure(Self::triple), self.figure(Self::triple), self.figure(Self::triple)],
            interval_weeks: self.figure(Self::triple),
            depth_micrometres: self.figure(Self::triple),
            improvement_percent: self.figure(|tape| tape.option(Self::three)),
            usual_area: self.figure(|tape| tape.word(Area::ALL)),
            upkeep_recommended: self.figure(Self::truth),
            usual_laser: self.figure(|tape| tape.option(|tape| tape.word(Laser::ALL))),
        }
    }

    fn area(&mut self) -> AreaFigures {
        AreaFigures {
            factor_percent: self.figure(Self::triple),
            standard_usd: self.option(|tape| tape.figure(Self::triple)),
        }
    }

    fn laser(&mut self) -> LaserFigures {
        LaserFigures {
            face_usd: self.figure(Self::triple),
            sessions: self.figure(Self::triple),
            interval_weeks: self.figure(|tape| tape.option(Self::range)),
            downtime_days: self.figure(Self::triple),
            pigment_risk_tenths: self.figure(|tape| tape.option(Self::range)),
        }
    }

    fn timeline(&mut self) -> TimelineFigures {
        TimelineFigures {
            redness_hours: self.figure(Self::triple),
            first_change_days: self.figure(Self::range),
            near_full_days: self.figure(Self::range),
            needling_pigment_risk_tenths: self.figure(Self::range),
        }
    }

    fn care(&mut self) -> CareTask {
        CareTask {
            id: self.text(),
            side: self.word(&[CareSide::Before, CareSide::After]),
            at_hours: self.signed(),
            safer_hours: self.signed(),
            references: self.ids(),
            grade: self.word(Grade::ALL),
        }
    }

    fn screen(&mut self) -> ScreenQuestion {
        ScreenQuestion {
            id: self.text(),
            class: self.word(&[ScreenClass::Stop, ScreenClass::Clearance, ScreenClass::Delay, ScreenClass::Caution]),
            wait_days: self.option(Self::number),
            wait_months: self.option(Self::number),
            references: self.ids(),
        }
    }

    fn reference(&mut self) -> Reference {
        Reference {
            id: self.text(),
            title: self.text(),
            described: self.truth(),
            publisher: self.text(),
            year: self.option(Self::number),
            address: self.option(Self::text),
            read: self.text(),
        }
    }

    fn trial(&mut self) -> Trial {
        Trial {
            id: self.text(),
            concerns: self.list(|tape| tape.word(Concern::ALL)),
            radiofrequency: self.truth(),
            compares: self.word(Comparator::ALL),
            laser: self.option(|tape| tape.word(Laser::ALL)),
            people: self.option(Self::number),
            studies: self.option(Self::number),
            change: self.option(|tape| Change {
                needling_tenths: tape.number(),
                comparator_tenths: tape.option(Self::number),
                measure: tape.text(),
            }),
            design: self.text(),
            sentence: self.text(),
            harms: self.option(Self::text),
            citation: self.text(),
            address: self.option(Self::text),
        }
    }

    fn figure<T>(&mut self, value: impl Fn(&mut Self) -> T) -> Figure<T> {
        Figure {
            value: value(self),
            references: self.ids(),
            grade: self.word(Grade::ALL),
            assumed: self.list(|tape| tape.word(&[Part::Low, Part::Typical, Part::High])),
        }
    }

    fn triple(&mut self) -> Triple<u32> {
        Triple::loaded(self.number(), self.number(), self.number())
    }

    fn range(&mut self) -> Range<u32> {
        Range::loaded(self.number(), self.number())
    }

    fn three(&mut self) -> [u32; 3] {
        [self.number(), self.number(), self.number()]
    }

    fn curve(&mut self) -> CurveFigures {
        CurveFigures { retention_percent: self.number(), tau_weeks: self.number(), lag_weeks: self.number() }
    }

    fn melasma(&mut self) -> MelasmaFigures {
        MelasmaFigures { peak_week: self.number(), from_week: self.number(), keeps_percent: self.number() }
    }

    fn ids(&mut self) -> &'static [ReferenceId] {
        self.list(Self::id)
    }

    fn id(&mut self) -> ReferenceId {
        ReferenceId(self.number() as u16)
    }

    /// A word as its position in the list of all.
    fn word<T: Copy>(&mut self, all: &[T]) -> T {
        nth(all, self.number() as usize)
    }

    fn list<T: 'static>(&mut self, read: impl Fn(&mut Self) -> T) -> &'static [T] {
        let count = self.number();
        (0..count).map(|_| read(self)).collect::<Vec<T>>().leak()
    }

    fn option<T>(&mut self, read: impl Fn(&mut Self) -> T) -> Option<T> {
        self.truth().then(|| read(self))
    }

    fn truth(&mut self) -> bool {
        self.number() == 1
    }

    fn number(&mut self) -> u32 {
        self.signed().unsigned_abs()
    }

    fn signed(&mut self) -> i32 {
        self.text().parse().unwrap_or_default()
    }

    fn text(&mut self) -> &'static str {
        self.fields.next().unwrap_or_default()
    }
}

/// The build wrote the position of one of these values.
#[allow(clippy::indexing_slicing)]
fn nth<T: Copy>(all: &[T], position: usize) -> T {
    all[position]
}
