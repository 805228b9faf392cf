//! What stands behind each figure of an estimate: the numbers that went in, the sources and the grade.

use super::catalog::{Catalog, Figure, Part, ReferenceId};
use super::estimate::{Estimate, Outcome, PriceFrom};
use super::money::Money;
use super::outcome;
use super::plan::{Column, LaserPlan, Plan};
use super::quantity::{Five, Range, Triple};
use super::scenario::{Scenario, Upkeep};
use super::session_price;
use super::sessions;
use super::vocabulary::{Area, Concern, Grade, Severity};

/// The workings of one figure; the words are put to it by `present`.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub figure: FigureId,
    /// The named numbers that the figure was computed from.
    pub inputs: Vec<(&'static str, Input)>,
    pub references: Vec<ReferenceId>,
    /// No better than the weakest figure that went in; none where all of it was given by the clinic or the person.
    pub grade: Option<Grade>,
    /// The published figures that went in, each with what stands behind it alone.
    pub based_on: Vec<Published>,
}

/// A published figure behind a figure of the estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The figure's key in the data files.
    pub name: &'static str,
    pub references: &'static [ReferenceId],
    pub grade: Grade,
    /// Which parts of it no page that was read states.
    pub assumed: &'static [Part],
}

/// A number or word that went into a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Count(i64),
    /// Minor units of the estimate's currency.
    Money(i64),
    /// Low, typical, high or p10, p50, p90, as whole numbers in the unit that the name states.
    Counts(Vec<i64>),
    /// Low, typical, high in minor units.
    Amounts(Vec<i64>),
    Word(&'static str),
    Words(Vec<&'static str>),
}

/// The figures of an estimate that explain themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureId {
    Area,
    Authorisation,
    Depth,
    Price,
    /// How a price range is spread over its likely values.
    PriceSpread,
    Sessions,
    IntervalWeeks,
    UpkeepMonths,
    Visits,
    Course,
    Total,
    UpkeepPerYear,
    Tip,
    LaserChoice,
    LaserPrice,
    LaserSessions,
    LaserTotal,
    LaserDifference,
    LaserDowntime,
    OutcomeBand,
    OutcomeCurve,
    PrpOdds,
    Sitting,
    Redness,
    PigmentRisk,
    FirstChange,
    NearFull,
    Care,
}

impl FigureId {
    /// The key of the figure in the JSON interface: the path of what it explains.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Authorisation => "authorisation",
            Self::Depth => "depth",
            Self::Price => "price",
            Self::PriceSpread => "price.spread",
            Self::Sessions => "sessions",
            Self::IntervalWeeks => "interval_weeks",
            Self::UpkeepMonths => "upkeep_months",
            Self::Visits => "visits",
            Self::Course => "course",
            Self::Total => "total",
            Self::UpkeepPerYear => "upkeep_per_year",
            Self::Tip => "tip",
            Self::LaserChoice => "laser.laser",
            Self::LaserPrice => "laser.price",
            Self::LaserSessions => "laser.sessions",
            Self::LaserTotal => "laser.total",
            Self::LaserDifference => "laser.difference",
            Self::LaserDowntime => "laser.downtime",
            Self::OutcomeBand => "outcome.band",
            Self::OutcomeCurve => "outcome.curve",
            Self::PrpOdds => "outcome.prp_odds",
            Self::Sitting => "timeline.session",
            Self::Redness => "timeline.redness-gone",
            Self::PigmentRisk => "pigment-risk",
            Self::FirstChange => "timeline.first-change",
            Self::NearFull => "timeline.near-full",
            Self::Care => "timeline.care",
        }
    }
}

/// The explanation of every figure that an estimate states, in the order of the result.
pub fn explanations(plan: &Plan, estimate: &Estimate, catalog: &Catalog) -> Vec<Explanation> {
    let scenario = &plan.scenario;
    let mut list = Workings { list: Vec::with_capacity(28) };
    concern(&mut list, scenario, plan, catalog);
    course(&mut list, scenario, plan, catalog);
    costs(&mut list, plan, estimate, catalog);
    laser(&mut list, scenario, plan, estimate, catalog);
    improvement(&mut list, scenario, estimate.outcome.as_ref(), catalog);
    timeline(&mut list, plan, catalog);
    list.finished()
}

/// What the concern brings with it: the treated area, what the regulator has reviewed, the depth of the needles.
fn concern(list: &mut Workings, scenario: &Scenario, plan: &Plan, catalog: &Catalog) {
    let figures = catalog.concern(scenario.concern);
    list.figure(FigureId::Area);
    list.word("from", source(scenario.area.is_some()));
    list.word("area", plan.area.word());
    if scenario.area.is_none() {
        list.on("usual_area", &figures.usual_area);
    }
    list.figure(FigureId::Authorisation);
    list.input("areas", Input::Words(figures.authorisation.value.areas.iter().map(|area| area.word()).collect()));
    list.word("area", plan.area.word());
    list.on("authorised_areas", &figures.authorisation);
    list.figure(FigureId::Depth);
    list.triple("depth_micrometres", figures.depth_micrometres.value);
    list.on("depth_micrometres", &figures.depth_micrometres);
}

/// How many sessions, how far apart and what keeps them up.
fn course(list: &mut Workings, scenario: &Scenario, plan: &Plan, catalog: &Catalog) {
    let figures = catalog.concern(scenario.concern);
    let by_clinic = plan.needling.listed_sessions && scenario.sessions.is_none();
    let agreed = scenario.sessions.is_some() || by_clinic;
    list.figure(FigureId::Sessions);
    list.word("from", if by_clinic { "clinic" } else { source(agreed) });
    list.word("severity", scenario.severity.word());
    list.triple("published", sessions::published(scenario, catalog));
    if !agreed {
        let severities = [Severity::Mild, Severity::Moderate, Severity::Severe];
        let names = ["sessions_mild", "sessions_moderate", "sessions_severe"];
        for ((name, severity), figure) in names.into_iter().zip(severities).zip(&figures.sessions) {
            // Somebody who cannot say spans all three.
            if scenario.severity == severity || scenario.severity == Severity::Unsure {
                list.on(name, figure);
            }
        }
    }
    list.figure(FigureId::IntervalWeeks);
    let by_clinic = plan.listed_interval && scenario.interval_weeks.is_none();
    let agreed = scenario.interval_weeks.is_some() || by_clinic;
    list.word("from", if by_clinic { "clinic" } else { source(agreed) });
    list.triple("published", figures.interval_weeks.value);
    if !agreed {
        list.on("interval_weeks", &figures.interval_weeks);
    }
    let months = &catalog.model.upkeep_months;
    list.figure(FigureId::UpkeepMonths);
    list.word(
        "from",
        match (scenario.upkeep, plan.upkeep_months) {
            (Upkeep::Recommended, Some(_)) => "published",
            (Upkeep::Recommended, None) => "not-recommended",
            (Upkeep::None, _) => "none",
            (Upkeep::Every(_), _) => "agreed",
        },
    );
    list.range("months", plan.upkeep_months);
    list.range("published", Some(months.value));
    if scenario.upkeep == Upkeep::Recommended {
        list.on("upkeep_recommended", &figures.upkeep_recommended);
        if plan.upkeep_months.is_some() {
            list.on("upkeep_months", months);
        }
    }
    list.figure(FigureId::Visits);
    list.triple("sessions", plan.sessions());
    list.triple("interval_weeks", plan.interval_weeks);
    list.range("upkeep_months", plan.upkeep_months);
    list.count("horizon_months", plan.scenario.horizon_months.into());
    for figure in [FigureId::Sessions, FigureId::IntervalWeeks, FigureId::UpkeepMonths] {
        list.as_for(figure);
    }
}

/// The session price and the three money lines.
fn costs(list: &mut Workings, plan: &Plan, estimate: &Estimate, catalog: &Catalog) {
    let needling = &plan.needling;
    let (tariff, price) = (&needling.tariff, needling.price.triple);
    list.price(FigureId::Price, needling, plan.area, catalog);
    if !price.is_known() {
        list.figure(FigureId::PriceSpread);
        list.amounts("price", price);
        list.count("slices", catalog.model.price_slices.value.into());
        list.on("price_slices", &catalog.model.price_slices);
    }
    list.figure(FigureId::Course);
    list.triple("sessions", plan.sessions());
    list.amounts("price", price);
    list.charges(needling);
    list.as_for(FigureId::Price);
    list.as_for(FigureId::Sessions);
    list.figure(FigureId::Total);
    list.money("course", estimate.course.five.p50);
    let Five { min, p10, p50, p90, max } = estimate.visits.upkeep;
    list.counts("upkeep_visits", &[min, p10, p50, p90, max]);
    list.money("upkeep_price", tariff.upkeep_visit(price.typical()));
    list.count("horizon_months", plan.scenario.horizon_months.into());
    list.charges(needling);
    list.as_for(FigureId::Price);
    list.as_for(FigureId::Visits);
    if plan.upkeep_months.is_some() {
        list.figure(FigureId::UpkeepPerYear);
        let visits = [price.low(), price.high()].map(|price| tariff.upkeep_visit(price).minor());
        list.input("price", Input::Amounts(visits.to_vec()));
        list.range("months", plan.upkeep_months);
        list.money("session_fees", tariff.session_fees());
        list.count("tax_bp", tariff.tax().0.into());
        list.as_for(FigureId::Price);
        list.as_for(FigureId::UpkeepMonths);
    }
    if let Some(tip) = estimate.tip {
        let (typical, price) = (plan.sessions().typical(), price.typical());
        list.figure(FigureId::Tip);
        list.count("sessions", typical.into());
        list.money("cost", tariff.sessions(typical, price));
        list.count("tip_sessions", tip.sessions.into());
        list.money("tip_cost", tariff.sessions(tip.sessions, price));
        list.as_for(FigureId::Price);
    }
}

/// The laser's price, sessions, downtime and total, and how it compares.
fn laser(list: &mut Workings, scenario: &Scenario, plan: &Plan, estimate: &Estimate, catalog: &Catalog) {
    let chosen = match &plan.laser {
        LaserPlan::NoComparator => None,
        LaserPlan::NoPrice(laser, _) => Some((*laser, None)),
        LaserPlan::Priced(laser, column) => Some((*laser, Some(column))),
    };
    list.figure(FigureId::LaserChoice);
    list.word("from", source(scenario.laser.is_some()));
    list.word("laser", chosen.map_or("none", |(laser, _)| laser.word()));
    if scenario.laser.is_none() {
        list.on("usual_laser", &catalog.concern(scenario.concern).usual_laser);
    }
    let Some((laser, column)) = chosen else { return };
    let figures = catalog.laser(laser);
    list.figure(FigureId::LaserSessions);
    list.word("from", if column.is_some_and(|column| column.listed_sessions) { "clinic" } else { "published" });
    list.triple("published", figures.sessions.value);
    list.range("interval_weeks", figures.interval_weeks.value);
    list.on("sessions", &figures.sessions);
    list.on("interval_weeks", &figures.interval_weeks);
    list.figure(FigureId::LaserDowntime);
    list.triple("downtime_days", figures.downtime_days.value);
    list.range("pigment_risk_tenths", figures.pigment_risk_tenths.value);
    list.on("downtime_days", &figures.downtime_days);
    list.on("pigment_risk_tenths", &figures.pigment_risk_tenths);
    let Some(column) = column else { return };
    list.price(FigureId::LaserPrice, column, plan.area, catalog);
    list.figure(FigureId::LaserTotal);
    list.triple("sessions", column.sessions);
    list.amounts("price", column.price.triple);
    list.charges(column);
    list.as_for(FigureId::LaserPrice);
    list.on("sessions", &figures.sessions);
    if let (Some(total), Some(break_even)) = (estimate.laser.total, estimate.laser.break_even_sessions) {
        list.figure(FigureId::LaserDifference);
        list.money("needling_p50", estimate.total.five.p50);
        list.money("laser_p50", total.five.p50);
        list.count("break_even_sessions", i64::try_from(break_even).unwrap_or(i64::MAX));
        list.money("single_price", plan.needling.price.triple.typical());
        list.as_for(FigureId::Total);
        list.as_for(FigureId::LaserTotal);
    }
}

/// The improvement band and its course in time; for hair, that nobody measured one.
fn improvement(list: &mut Workings, scenario: &Scenario, outcome: Option<&Outcome>, catalog: &Catalog) {
    let figures = catalog.concern(scenario.concern);
    let model = &catalog.model;
    list.figure(FigureId::OutcomeBand);
    list.on("improvement_percent", &figures.improvement_percent);
    let Some(outcome) = outcome else { return };
    list.counts("published_percent", &figures.improvement_percent.value.unwrap_or_default());
    list.word("severity", scenario.severity.word());
    list.counts("severe_percent", &model.severe_percent.value);
    list.count("sessions", outcome.sessions.into());
    list.count("typical_sessions", figures.sessions_for(scenario.severity).value.typical().into());
    list.counts("retention_percent", &model.curve.each_ref().map(|curve| curve.value.retention_percent));
    list.count("cap_percent", model.cap_percent.value.into());
    if matches!(scenario.severity, Severity::Severe | Severity::Unsure) {
        list.on("severe_percent", &model.severe_percent);
    }
    if outcome::is_capped(outcome, catalog) {
        list.on("cap_percent", &model.cap_percent);
    }
    // A treatment whose size nobody measured borrows the band, and says so.
    list.no_better_than(outcome.grade);
    list.figure(FigureId::OutcomeCurve);
    list.count("interval_weeks", outcome.interval_weeks.into());
    list.counts("tau_weeks", &model.curve.each_ref().map(|curve| curve.value.tau_weeks));
    list.counts("lag_weeks", &model.curve.each_ref().map(|curve| curve.value.lag_weeks));
    for (name, curve) in ["curve_p10", "curve_p50", "curve_p90"].into_iter().zip(&model.curve) {
        list.on(name, curve);
    }
    if scenario.concern == Concern::Melasma {
        list.count("peak_week", model.melasma.value.peak_week.into());
        list.count("from_week", model.melasma.value.from_week.into());
        list.count("keeps_percent", model.melasma.value.keeps_percent.into());
        list.on("melasma", &model.melasma);
    }
    if let Some(odds) = outcome.prp_odds_tenths {
        list.figure(FigureId::PrpOdds);
        list.counts("odds_tenths", &odds);
        list.on("prp_odds_tenths", &model.prp_odds_tenths);
    }
}

/// When things happen.
fn timeline(list: &mut Workings, plan: &Plan, catalog: &Catalog) {
    let figures = &catalog.timeline;
    list.figure(FigureId::Sitting);
    list.triple("sessions", plan.sessions());
    list.triple("interval_weeks", plan.interval_weeks);
    list.as_for(FigureId::IntervalWeeks);
    list.figure(FigureId::Redness);
    list.triple("redness_hours", figures.redness_hours.value);
    list.on("redness_hours", &figures.redness_hours);
    list.figure(FigureId::PigmentRisk);
    list.range("pigment_risk_tenths", Some(figures.needling_pigment_risk_tenths.value));
    list.on("needling_pigment_risk_tenths", &figures.needling_pigment_risk_tenths);
    list.figure(FigureId::FirstChange);
    list.range("days", Some(figures.first_change_days.value));
    list.on("first_change_days", &figures.first_change_days);
    list.figure(FigureId::NearFull);
    list.range("days", Some(figures.near_full_days.value));
    let last_session = |sessions: u32, weeks: u32| (sessions - 1) * weeks * 7;
    let (sessions, weeks) = (plan.sessions(), plan.interval_weeks);
    let last_sessions = [last_session(sessions.low(), weeks.low()), last_session(sessions.high(), weeks.high())];
    list.counts("last_session_days", &last_sessions);
    list.on("near_full_days", &figures.near_full_days);
    list.figure(FigureId::Care);
    list.count("tasks", catalog.care.len() as i64);
    for task in catalog.care {
        list.publish(Published { name: "care", references: task.references, grade: task.grade, assumed: &[] });
    }
}

/// The explanations so far: what is added goes to the last figure that was begun.
struct Workings {
    list: Vec<Explanation>,
}

impl Workings {
    /// Begins the explanation of a figure.
    fn figure(&mut self, figure: FigureId) {
        self.list.push(Explanation {
            figure,
            inputs: Vec::new(),
            references: Vec::new(),
            grade: None,
            based_on: Vec::new(),
        });
    }

    fn input(&mut self, name: &'static str, input: Input) {
        if let Some(last) = self.list.last_mut() {
            last.inputs.push((name, input));
        }
    }

    fn word(&mut self, name: &'static str, word: &'static str) {
        self.input(name, Input::Word(word));
    }

    fn count(&mut self, name: &'static str, count: i64) {
        self.input(name, Input::Count(count));
    }

    fn money(&mut self, name: &'static str, amount: Money) {
        self.input(name, Input::Money(amount.minor()));
    }

    fn counts(&mut self, name: &'static str, counts: &[u32]) {
        self.input(name, Input::Counts(counts.iter().map(|count| i64::from(*count)).collect()));
    }

    fn triple(&mut self, name: &'static str, triple: Triple<u32>) {
        self.counts(name, &triple.to_array());
    }

    /// Low and high; nothing where there is no range.
    fn range(&mut self, name: &'static str, range: Option<Range<u32>>) {
        match range {
            Some(range) => self.counts(name, &[range.low(), range.high()]),
            None => self.counts(name, &[]),
        }
    }

    fn amounts(&mut self, name: &'static str, triple: Triple<Money>) {
        self.input(name, Input::Amounts(triple.to_array().map(Money::minor).to_vec()));
    }

    /// The fees and the tax of a column.
    fn charges(&mut self, column: &Column) {
        self.money("course_fees", column.tariff.course_fees());
        self.money("session_fees", column.tariff.session_fees());
        self.count("tax_bp", column.tariff.tax().0.into());
    }

    /// The session price of a column. What a clinic or a person states is a fact of the input; nothing published
    /// stands behind it.
    fn price(&mut self, figure: FigureId, column: &Column, area: Area, catalog: &Catalog) {
        self.figure(figure);
        self.word(
            "from",
            match column.price.from {
                PriceFrom::Typical => "typical",
                PriceFrom::Clinic => "clinic",
                PriceFrom::Own => "own",
            },
        );
        self.amounts("price", column.price.triple);
        self.word("area", area.word());
        if column.price.from == PriceFrom::Typical {
            let published = session_price::published_figure(column.service, area, catalog);
            self.triple("published_usd", published.value);
            self.on("price", published);
            if session_price::is_scaled(column.service, area, catalog) {
                let factor = &catalog.area(area).factor_percent;
                self.triple("area_percent", factor.value);
                self.on("area_percent", factor);
            }
        }
    }

    /// The last figure rests on a published one.
    fn on<T>(&mut self, name: &'static str, figure: &Figure<T>) {
        let Figure { references, grade, assumed, .. } = *figure;
        self.publish(Published { name, references, grade, assumed });
    }

    fn publish(&mut self, published: Published) {
        if let Some(last) = self.list.last_mut()
            && !last.based_on.contains(&published)
        {
            last.based_on.push(published);
        }
    }

    /// The last figure rests on whatever another one rests on.
    fn as_for(&mut self, figure: FigureId) {
        let known = self.list.iter().find(|explanation| explanation.figure == figure);
        for published in known.map(|known| known.based_on.clone()).unwrap_or_default() {
            self.publish(published);
        }
    }

    /// Lowers the grade of the last figure to at most this one.
    fn no_better_than(&mut self, grade: Grade) {
        if let Some(last) = self.list.last_mut() {
            last.grade = Some(grade);
        }
    }

    /// The explanations, each with the references and the weakest grade of what it rests on.
    fn finished(mut self) -> Vec<Explanation> {
        for explanation in &mut self.list {
            for published in &explanation.based_on {
                for reference in published.references {
                    if !explanation.references.contains(reference) {
                        explanation.references.push(*reference);
                    }
                }
                explanation.grade = explanation.grade.max(Some(published.grade));
            }
        }
        self.list
    }
}

fn source(agreed: bool) -> &'static str {
    if agreed { "agreed" } else { "published" }
}
