//! Reads the data files into a catalog, and refuses a value without source or grade.
//!
//! The build runs it once and writes the catalog into the program; tests run it on changed files. What it reads stays
//! for the program's life.

use crate::codec::json::{self, Value};
use crate::codec::reader::{Object, Place, Problems};
use crate::domain::catalog::{
    AreaFigures, Authorisation, CareSide, CareTask, Catalog, Change, ConcernFigures, CurveFigures, Figure,
    HomeRollerFigures, LaserFigures, MelasmaFigures, Model, Part, Reference, ReferenceId, ScreenClass, ScreenQuestion,
    TimelineFigures, Trial,
};
use crate::domain::distribution;
use crate::domain::problem::{Problem, ProblemCode};
use crate::domain::quantity::{Range, Triple};
use crate::domain::vocabulary::{Area, Comparator, Concern, Grade, Laser, Treatment};

/// What the data files hold.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub catalog: Catalog,
    /// The words that each reference was read for, in the order of the catalog's references. They stand apart so that
    /// the page, which shows none of them, does not carry them.
    pub words: Vec<&'static str>,
}

/// A catalog from the text of its three files.
///
/// # Errors
/// All problems: a value without references or grade, an unknown reference, a missing word, a triple out of order.
pub fn load(figures: &str, references: &str, trials: &str) -> Result<Loaded, Vec<Problem>> {
    let parse = |text| json::parse(text).map_err(|problem| vec![problem]);
    let (figures, references, trials) = (parse(figures)?, parse(references)?, parse(trials)?);
    let mut loader = Loader { problems: Problems::default(), references: Vec::new(), words: Vec::new() };
    let references = loader.references(&Place::root(&references));
    loader.references = references.iter().map(|reference| reference.id).collect();
    let trials = loader.trials(&Place::root(&trials));
    let catalog = loader.catalog(&Place::root(&figures), references, trials);
    match catalog {
        Some(catalog) if loader.problems.is_empty() => Ok(Loaded { catalog, words: loader.words }),
        _ => Err(loader.problems.into_list()),
    }
}

/// The bounds of every count in the data files: large enough for any figure, small enough never to overflow a product.
const COUNTS: (u32, u32) = (0, 100_000);
const LONGEST_TEXT: usize = 600;

struct Loader {
    problems: Problems,
    /// The ids of the references, in order.
    references: Vec<&'static str>,
    words: Vec<&'static str>,
}

impl Loader {
    fn catalog(&mut self, root: &Place, references: &'static [Reference], trials: &'static [Trial]) -> Option<Catalog> {
        let keys = [
            "version",
            "evidence_date",
            "model",
            "concerns",
            "treatments",
            "areas",
            "lasers",
            "timeline",
            "home_roller",
            "care",
            "screen",
        ];
        let object = root.object(&keys, &mut self.problems)?;
        let model = self.part(&object, "model").and_then(|place| self.model(&place));
        let concerns = self.part(&object, "concerns");
        let concerns = concerns.and_then(|place| self.each(&place, Concern::ALL, Concern::word, Self::concern));
        let treatments = self.part(&object, "treatments");
        let treatments = treatments.and_then(|place| {
            self.each(&place, Treatment::ALL, Treatment::word, |loader, place| loader.figure(place, Self::triple))
        });
        let areas = self.part(&object, "areas");
        let areas = areas.and_then(|place| self.each(&place, Area::ALL, Area::word, Self::area));
        let lasers = self.part(&object, "lasers");
        let lasers = lasers.and_then(|place| self.each(&place, Laser::ALL, Laser::word, Self::laser));
        let timeline = self.part(&object, "timeline").and_then(|place| self.timeline(&place));
        let home_roller = self.part(&object, "home_roller").and_then(|place| self.home_roller(&place));
        let care = self.part(&object, "care").and_then(|place| self.every(&place, Self::care_task));
        let screen = self.part(&object, "screen").and_then(|place| self.every(&place, Self::screen_question));
        Some(Catalog {
            model: model?,
            concerns: concerns?,
            treatments: treatments?,
            areas: areas?,
            lasers: lasers?,
            timeline: timeline?,
            home_roller: home_roller?,
            care: care?,
            screen: screen?,
            references,
            trials,
        })
    }

    fn model(&mut self, place: &Place) -> Option<Model> {
        let keys = [
            "price_slices",
            "upkeep_months",
            "severe_percent",
            "cap_percent",
            "curve_p10",
            "curve_p50",
            "curve_p90",
            "melasma",
            "prp_odds_tenths",
        ];
        let object = place.object(&keys, &mut self.problems)?;
        let price_slices = self.named(&object, "price_slices", |loader, place| {
            place.count((1, distribution::MOST_SLICES), &mut loader.problems)
        });
        let upkeep_months = self.named(&object, "upkeep_months", Self::range);
        let severe_percent = self.named(&object, "severe_percent", Self::three);
        let cap_percent = self.named(&object, "cap_percent", Self::positive);
        let curves = ["curve_p10", "curve_p50", "curve_p90"].map(|key| self.named(&object, key, Self::curve));
        let melasma = self.named(&object, "melasma", Self::melasma);
        let prp_odds_tenths = self.named(&object, "prp_odds_tenths", Self::three);
        let [p10, p50, p90] = curves;
        Some(Model {
            price_slices: price_slices?,
            upkeep_months: upkeep_months?,
            severe_percent: severe_percent?,
            cap_percent: cap_percent?,
            curve: [p10?, p50?, p90?],
            melasma: melasma?,
            prp_odds_tenths: prp_odds_tenths?,
        })
    }

    fn concern(&mut self, place: &Place) -> Option<ConcernFigures> {
        let keys = [
            "authorised_areas",
            "sessions_mild",
            "sessions_moderate",
            "sessions_severe",
            "interval_weeks",
            "depth_micrometres",
            "improvement_percent",
            "usual_area",
            "upkeep_recommended",
            "usual_laser",
        ];
        let object = place.object(&keys, &mut self.problems)?;
        let authorisation = self.named(&object, "authorised_areas", |loader, place| {
            let areas = place.list(Area::ALL.len(), &mut loader.problems)?;
            let areas: Option<Vec<Area>> = areas.iter().map(|area| loader.word(area, Area::ALL, Area::word)).collect();
            Some(Authorisation { areas: areas?.leak() })
        });
        let sessions =
            ["sessions_mild", "sessions_moderate", "sessions_severe"].map(|key| self.named(&object, key, Self::triple));
        let interval_weeks = self.named(&object, "interval_weeks", Self::triple);
        let depth_micrometres = self.named(&object, "depth_micrometres", Self::triple);
        let improvement_percent = self.named_or_null(&object, "improvement_percent", Self::three);
        let usual_area = self.named(&object, "usual_area", |loader, place| loader.word(place, Area::ALL, Area::word));
        let upkeep_recommended =
            self.named(&object, "upkeep_recommended", |loader, place| place.truth(&mut loader.problems));
        let usual_laser =
            self.named_or_null(&object, "usual_laser", |loader, place| loader.word(place, Laser::ALL, Laser::word));
        let [mild, moderate, severe] = sessions;
        let sessions = [mild?, moderate?, severe?];
        let [mild, moderate, severe] = &sessions;
        if Triple::new(mild.value.low(), moderate.value.typical(), severe.value.high()).is_none() {
            let problem = format!("`{}` has sessions that do not rise with severity", place.path());
            self.problems.add(place, ProblemCode::Conflict, problem, "mild's low ≤ moderate's typical ≤ severe's high");
        }
        Some(ConcernFigures {
            authorisation: authorisation?,
            sessions,
            interval_weeks: interval_weeks?,
            depth_micrometres: depth_micrometres?,
            improvement_percent: improvement_percent?,
            usual_area: usual_area?,
            upkeep_recommended: upkeep_recommended?,
            usual_laser: usual_laser?,
        })
    }

    fn area(&mut self, place: &Place) -> Option<AreaFigures> {
        let object = place.object(&["factor_percent", "standard_usd"], &mut self.problems)?;
        let factor_percent = self.named(&object, "factor_percent", Self::triple);
        let standard_usd = object.optional("standard_usd").map(|place| self.figure(&place, Self::triple));
        Some(AreaFigures { factor_percent: factor_percent?, standard_usd: standard_usd.flatten() })
    }

    fn laser(&mut self, place: &Place) -> Option<LaserFigures> {
        let keys = ["face_usd", "sessions", "interval_weeks", "downtime_days", "pigment_risk_tenths"];
        let object = place.object(&keys, &mut self.problems)?;
        let face_usd = self.named(&object, "face_usd", Self::triple);
        let sessions = self.named(&object, "sessions", Self::triple);
        let interval_weeks = self.named_or_null(&object, "interval_weeks", Self::range);
        let downtime_days = self.named(&object, "downtime_days", Self::triple);
        let pigment_risk_tenths = self.named_or_null(&object, "pigment_risk_tenths", Self::range);
        Some(LaserFigures {
            face_usd: face_usd?,
            sessions: sessions?,
            interval_weeks: interval_weeks?,
            downtime_days: downtime_days?,
            pigment_risk_tenths: pigment_risk_tenths?,
        })
    }

    fn timeline(&mut self, place: &Place) -> Option<TimelineFigures> {
        let keys = ["redness_hours", "first_change_days", "near_full_days", "needling_pigment_risk_tenths"];
        let object = place.object(&keys, &mut self.problems)?;
        let redness_hours = self.named(&object, "redness_hours", Self::triple);
        let first_change_days = self.named(&object, "first_change_days", Self::range);
        let near_full_days = self.named(&object, "near_full_days", Self::range);
        let needling_pigment_risk_tenths = self.named(&object, "needling_pigment_risk_tenths", Self::range);
        Some(TimelineFigures {
            redness_hours: redness_hours?,
            first_change_days: first_change_days?,
            near_full_days: near_full_days?,
            needling_pigment_risk_tenths: needling_pigment_risk_tenths?,
        })
    }

    fn home_roller(&mut self, place: &Place) -> Option<HomeRollerFigures> {
        let object = place.object(&["price_usd", "depth_max_micrometres"], &mut self.problems)?;
        let price_usd = self.named(&object, "price_usd", Self::triple);
        let depth_max_micrometres = self.named(&object, "depth_max_micrometres", Self::positive);
        Some(HomeRollerFigures { price_usd: price_usd?, depth_max_micrometres: depth_max_micrometres? })
    }

    fn care_task(&mut self, place: &Place) -> Option<CareTask> {
        let keys = ["id", "side", "at_hours", "safer_hours", "references", "grade", "note"];
        let object = place.object(&keys, &mut self.problems)?;
        let id = self.part(&object, "id").and_then(|place| place.identifier(&mut self.problems)).map(|id| &*id.leak());
        let side = self.part(&object, "side").and_then(|place| {
            let word = |side| match side {
                CareSide::Before => "before",
                CareSide::After => "after",
            };
            self.word(&place, &[CareSide::Before, CareSide::After], word)
        });
        let mut hours = |key| {
            let hours = self.part(&object, key)?.whole((-8760, 8760), &mut self.problems)?;
            i32::try_from(hours).ok()
        };
        let (at_hours, safer_hours) = (hours("at_hours"), hours("safer_hours"));
        let (references, grade) = self.evidence(&object)?;
        Some(CareTask { id: id?, side: side?, at_hours: at_hours?, safer_hours: safer_hours?, references, grade })
    }

    fn screen_question(&mut self, place: &Place) -> Option<ScreenQuestion> {
        let keys = ["id", "class", "wait_days", "wait_months", "references", "note"];
        let object = place.object(&keys, &mut self.problems)?;
        let id = self.part(&object, "id").and_then(|place| place.identifier(&mut self.problems)).map(|id| &*id.leak());
        let class = self.part(&object, "class").and_then(|place| {
            let all = [ScreenClass::Stop, ScreenClass::Clearance, ScreenClass::Delay, ScreenClass::Caution];
            let word = |class| match class {
                ScreenClass::Stop => "stop",
                ScreenClass::Clearance => "clearance",
                ScreenClass::Delay => "delay",
                ScreenClass::Caution => "caution",
            };
            self.word(&place, &all, word)
        });
        let wait_days = object.optional("wait_days").map(|at| at.count(COUNTS, &mut self.problems));
        let wait_months = object.optional("wait_months").map(|at| at.count(COUNTS, &mut self.problems));
        let references = self.part(&object, "references").and_then(|place| self.reference_ids(&place))?;
        if references.is_empty() {
            let problem = format!("`{}` has no reference", place.path());
            self.problems.add(place, ProblemCode::Missing, problem, "name what it was read in");
        }
        Some(ScreenQuestion {
            id: id?,
            class: class?,
            wait_days: wait_days.flatten(),
            wait_months: wait_months.flatten(),
            references,
        })
    }

    fn references(&mut self, root: &Place) -> &'static [Reference] {
        let object = root.object(&["version", "references"], &mut self.problems);
        let list = object.as_ref().and_then(|object| self.part(object, "references"));
        let references = list.and_then(|list| self.every(&list, Self::reference)).unwrap_or_default();
        self.unlike(root, "reference", &references.iter().map(|reference| reference.id).collect::<Vec<_>>());
        references
    }

    fn reference(&mut self, place: &Place) -> Option<Reference> {
        let keys = ["id", "title", "described", "publisher", "year", "address", "read", "words"];
        let object = place.object(&keys, &mut self.problems)?;
        let mut text = |key| self.part(&object, key).and_then(|place| self.text(&place));
        let (id, title, publisher) = (text("id"), text("title"), text("publisher"));
        let (read, words) = (text("read"), text("words"));
        self.words.extend(words);
        Some(Reference {
            id: id?,
            title: title?,
            described: object.optional("described").and_then(|at| at.truth(&mut self.problems)).unwrap_or(false),
            publisher: publisher?,
            year: object.optional("year").and_then(|at| at.count((1900, 2100), &mut self.problems)),
            address: object.optional("address").and_then(|at| self.text(&at)),
            read: read?,
        })
    }

    fn trials(&mut self, root: &Place) -> &'static [Trial] {
        let object = root.object(&["version", "trials"], &mut self.problems);
        let list = object.as_ref().and_then(|object| self.part(object, "trials"));
        let trials = list.and_then(|list| self.every(&list, Self::trial)).unwrap_or_default();
        self.unlike(root, "trial", &trials.iter().map(|trial| trial.id).collect::<Vec<_>>());
        trials
    }

    /// Notes ids that stand twice.
    fn unlike(&mut self, root: &Place, what: &str, ids: &[&str]) {
        for (index, id) in ids.iter().enumerate() {
            if ids.iter().take(index).any(|earlier| earlier == id) {
                let problem = format!("the {what} id {id} stands twice");
                self.problems.add(root, ProblemCode::Conflict, problem, &format!("give each {what} an id of its own"));
            }
        }
    }

    fn trial(&mut self, place: &Place) -> Option<Trial> {
        let keys = [
            "id",
            "reference",
            "concerns",
            "compares",
            "laser",
            "device",
            "people",
            "studies",
            "design",
            "sentence",
            "harms",
            "percent_tenths",
            "comparator_tenths",
            "measure",
            "citation",
            "address",
        ];
        let object = place.object(&keys, &mut self.problems)?;
        if let Some(at) = object.optional("reference") {
            self.reference_id(&at);
        }
        let mut text = |key| self.part(&object, key).and_then(|place| self.text(&place));
        let (id, design, sentence, citation) = (text("id"), text("design"), text("sentence"), text("citation"));
        let concerns = self.part(&object, "concerns").and_then(|place| {
            let words = place.list(Concern::ALL.len(), &mut self.problems)?;
            let words = words.iter().map(|word| self.word(word, Concern::ALL, Concern::word));
            words.collect::<Option<Vec<Concern>>>().map(|concerns| &*concerns.leak())
        });
        let device = self.part(&object, "device").and_then(|place| {
            let word = |radiofrequency| if radiofrequency { "rf" } else { "needling" };
            self.word(&place, &[true, false], word)
        });
        let compares = self.part(&object, "compares");
        let compares = compares.and_then(|place| self.word(&place, Comparator::ALL, Comparator::word));
        let laser = object.optional("laser").and_then(|at| self.word(&at, Laser::ALL, Laser::word));
        if laser.is_some() && compares != Some(Comparator::Laser) {
            self.problems.add(
                place,
                ProblemCode::Conflict,
                format!("`{}` names a laser but does not compare with one", place.path()),
                "put \"compares\": \"laser\", or leave the laser out",
            );
        }
        let mut count = |key| object.optional(key).and_then(|at| self.positive(&at));
        let (people, studies) = (count("people"), count("studies"));
        let change = self.change(&object, compares);
        Some(Trial {
            id: id?,
            concerns: concerns?,
            radiofrequency: device?,
            compares: compares?,
            laser,
            people,
            studies,
            change,
            design: design?,
            sentence: sentence?,
            harms: object.optional("harms").and_then(|at| self.text(&at)),
            citation: citation?,
            address: object.optional("address").and_then(|at| self.text(&at)),
        })
    }

    /// The per cent of a trial with what it measures, both or neither; a comparator has one only beside needling's.
    fn change(&mut self, object: &Object, compares: Option<Comparator>) -> Option<Change> {
        let mut tenths = |key| object.optional(key).and_then(|at| at.count((0, 1000), &mut self.problems));
        let (needling, comparator_tenths) = (tenths("percent_tenths"), tenths("comparator_tenths"));
        let measure = object.optional("measure").and_then(|at| self.text(&at));
        let mut conflict = |is: bool, what, fix| {
            if is {
                let problem = format!("`{}` has {what}", object.place.path());
                self.problems.add(&object.place, ProblemCode::Conflict, problem, fix);
            }
        };
        let has = |key| object.optional(key).is_some();
        conflict(
            has("percent_tenths") != has("measure"),
            "a per cent without a measure, or a measure without a per cent",
            "put both or neither",
        );
        conflict(
            has("comparator_tenths") && (!has("percent_tenths") || compares == Some(Comparator::Nothing)),
            "a per cent of a comparator and nothing to hold it against",
            "put percent_tenths and what it compares with, or leave comparator_tenths out",
        );
        Some(Change { needling_tenths: needling?, comparator_tenths, measure: measure? })
    }

    /// One entry for each word of a vocabulary, in its order.
    fn each<W: Copy, T: 'static>(
        &mut self,
        place: &Place,
        words: &[W],
        word: impl Fn(W) -> &'static str,
        read: impl Fn(&mut Self, &Place) -> Option<T>,
    ) -> Option<&'static [T]> {
        let known: Vec<&str> = words.iter().map(|each| word(*each)).collect();
        let object = place.object(&known, &mut self.problems)?;
        let entries: Vec<Option<T>> =
            known.iter().map(|key| self.part(&object, key).and_then(|place| read(self, &place))).collect();
        entries.into_iter().collect::<Option<Vec<T>>>().map(|entries| &*entries.leak())
    }

    /// Every entry of a list.
    fn every<T: 'static>(
        &mut self,
        place: &Place,
        read: impl Fn(&mut Self, &Place) -> Option<T>,
    ) -> Option<&'static [T]> {
        let places = place.list(10_000, &mut self.problems)?;
        let entries: Vec<Option<T>> = places.iter().map(|place| read(self, place)).collect();
        entries.into_iter().collect::<Option<Vec<T>>>().map(|entries| &*entries.leak())
    }

    fn part<'a>(&mut self, object: &'a Object<'a>, key: &'static str) -> Option<Place<'a>> {
        object.required(key, "…", &mut self.problems)
    }

    fn named<T>(
        &mut self,
        object: &Object,
        key: &'static str,
        read: impl Fn(&mut Self, &Place) -> Option<T>,
    ) -> Option<Figure<T>> {
        let place = self.part(object, key)?;
        self.figure(&place, read)
    }

    fn named_or_null<T>(
        &mut self,
        object: &Object,
        key: &'static str,
        read: impl Fn(&mut Self, &Place) -> Option<T>,
    ) -> Option<Figure<Option<T>>> {
        self.named(object, key, |loader, place| match place.node.value {
            Value::Null => Some(None),
            _ => read(loader, place).map(Some),
        })
    }

    /// A value with its references and its grade; without either it does not load.
    fn figure<T>(&mut self, place: &Place, read: impl Fn(&mut Self, &Place) -> Option<T>) -> Option<Figure<T>> {
        let object = place.object(&["value", "references", "grade", "assumed", "note"], &mut self.problems)?;
        let value = self.part(&object, "value").and_then(|place| read(self, &place));
        let (references, grade) = self.evidence(&object)?;
        let assumed = object.optional("assumed").map_or(Some([].as_slice()), |place| {
            let parts = place.list(3, &mut self.problems)?;
            let all = [Part::Low, Part::Typical, Part::High];
            let parts = parts.iter().map(|part| self.word(part, &all, Part::word));
            parts.collect::<Option<Vec<Part>>>().map(|parts| &*parts.leak())
        });
        Some(Figure { value: value?, references, grade, assumed: assumed? })
    }

    /// The references and the grade of a figure; only an assumption or an absence may stand without a reference.
    fn evidence(&mut self, object: &Object) -> Option<(&'static [ReferenceId], Grade)> {
        let references = self.part(object, "references").and_then(|place| self.reference_ids(&place));
        let grade = self.part(object, "grade").and_then(|place| self.word(&place, Grade::ALL, Grade::word));
        let (references, grade) = (references?, grade?);
        if references.is_empty() && matches!(grade, Grade::A | Grade::B) {
            let problem = format!("`{}` has grade {} and no reference", object.place.path(), grade.word());
            self.problems.add(
                &object.place,
                ProblemCode::Conflict,
                problem,
                "name the source, or grade it \"assumed\"",
            );
        }
        Some((references, grade))
    }

    fn reference_ids(&mut self, place: &Place) -> Option<&'static [ReferenceId]> {
        let ids = place.list(100, &mut self.problems)?;
        let ids = ids.iter().map(|id| self.reference_id(id)).collect::<Option<Vec<ReferenceId>>>();
        ids.map(|ids| &*ids.leak())
    }

    fn reference_id(&mut self, place: &Place) -> Option<ReferenceId> {
        let id = place.text("the id of a reference, such as \"R14\"", &mut self.problems)?;
        let found = self.references.iter().position(|known| *known == id).and_then(|index| u16::try_from(index).ok());
        if found.is_none() {
            let problem = format!("`{}` names {id}, which is no reference", place.path());
            self.problems.add(place, ProblemCode::UnknownWord, problem, "add it to references.json");
        }
        found.map(ReferenceId)
    }

    fn word<T: Copy>(&mut self, place: &Place, all: &[T], word: impl Fn(T) -> &'static str) -> Option<T> {
        place.word(all, word, &mut self.problems)
    }

    fn text(&mut self, place: &Place) -> Option<&'static str> {
        place.label(LONGEST_TEXT, &mut self.problems).map(|text| &*text.leak())
    }

    fn positive(&mut self, place: &Place) -> Option<u32> {
        place.count((1, COUNTS.1), &mut self.problems)
    }

    fn numbers<const N: usize>(&mut self, place: &Place) -> Option<[u32; N]> {
        let places = place.list(N, &mut self.problems)?;
        let numbers: Option<Vec<u32>> = places.iter().map(|place| place.count(COUNTS, &mut self.problems)).collect();
        let numbers = numbers?.try_into().ok();
        if numbers.is_none() {
            let problem = format!("`{}` is {}; expected {N} numbers", place.path(), place.node.describe());
            self.problems.add(place, ProblemCode::Range, problem, &format!("put {N} numbers"));
        }
        numbers
    }

    fn three(&mut self, place: &Place) -> Option<[u32; 3]> {
        self.numbers(place)
    }

    fn triple(&mut self, place: &Place) -> Option<Triple<u32>> {
        let [low, typical, high] = self.numbers(place)?;
        let triple = Triple::new(low, typical, high);
        self.in_order(place, triple.is_some());
        triple
    }

    fn range(&mut self, place: &Place) -> Option<Range<u32>> {
        let [low, high] = self.numbers(place)?;
        let range = Range::new(low, high);
        self.in_order(place, range.is_some());
        range
    }

    fn in_order(&mut self, place: &Place, in_order: bool) {
        if !in_order {
            let problem = format!("`{}` is not in ascending order", place.path());
            self.problems.add(place, ProblemCode::Conflict, problem, "put the smallest first");
        }
    }

    fn curve(&mut self, place: &Place) -> Option<CurveFigures> {
        let object = place.object(&["retention_percent", "tau_weeks", "lag_weeks"], &mut self.problems)?;
        let mut number = |key, bounds| self.part(&object, key)?.count(bounds, &mut self.problems);
        // A retention of all or nothing would divide by zero.
        let (retention, tau, lag) =
            (number("retention_percent", (1, 99)), number("tau_weeks", (1, 52)), number("lag_weeks", (0, 52)));
        Some(CurveFigures { retention_percent: retention?, tau_weeks: tau?, lag_weeks: lag? })
    }

    fn melasma(&mut self, place: &Place) -> Option<MelasmaFigures> {
        let object = place.object(&["peak_week", "from_week", "keeps_percent"], &mut self.problems)?;
        let mut number = |key, bounds| self.part(&object, key)?.count(bounds, &mut self.problems);
        let (peak, from, keeps) =
            (number("peak_week", (1, 51)), number("from_week", (2, 52)), number("keeps_percent", (0, 100)));
        let (peak_week, from_week) = (peak?, from?);
        self.in_order(place, peak_week < from_week);
        Some(MelasmaFigures { peak_week, from_week, keeps_percent: keeps? })
    }
}
