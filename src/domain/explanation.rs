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
pub fn explanations(scenario: &Scenario, plan: &Plan, estimate: &Estimate, catalog: &Catalog) -> Vec<Explanation> {
    let mut list = Workings { list: Vec::with_capacity(28) };
    concern(&mut list, scenario, plan, catalog);
    course(&mut list, scenario, plan, catalog);
    costs(&mut list, plan, estimate, catalog);
    laser(&mut list, scenario, plan, estimate, catalog);
    match &estimate.outcome {
        Some(outcome) => improvement(&mut list, scenario, outcome, catalog),
        // That nobody measured a per cent is a finding too, with a grade of its own.
        None => {
            let figure = &catalog.concern(scenario.concern).improvement_percent;
            list.push(FigureId::OutcomeBand, Vec::new(), Evidence::of("improvement_percent", figure));
        }
    }
    timeline(&mut list, plan, catalog);
    list.list
}

/// What the concern brings with it: the treated area, what the regulator has reviewed, the depth of the needles.
fn concern(list: &mut Workings, scenario: &Scenario, plan: &Plan, catalog: &Catalog) {
    let figures = catalog.concern(scenario.concern);
    list.push(
        FigureId::Area,
        vec![("from", Input::Word(source(scenario.area.is_some()))), ("area", Input::Word(plan.area.word()))],
        match scenario.area {
            Some(_) => Evidence::default(),
            None => Evidence::of("usual_area", &figures.usual_area),
        },
    );
    let areas = figures.authorisation.value.areas.iter().map(|area| area.word()).collect();
    list.push(
        FigureId::Authorisation,
        vec![("areas", Input::Words(areas)), ("area", Input::Word(plan.area.word()))],
        Evidence::of("authorised_areas", &figures.authorisation),
    );
    list.push(
        FigureId::Depth,
        vec![("depth_micrometres", triple(figures.depth_micrometres.value))],
        Evidence::of("depth_micrometres", &figures.depth_micrometres),
    );
}

/// How many sessions, how far apart and what keeps them up.
fn course(list: &mut Workings, scenario: &Scenario, plan: &Plan, catalog: &Catalog) {
    let figures = catalog.concern(scenario.concern);
    let by_clinic = plan.needling.listed_sessions && scenario.sessions.is_none();
    let agreed = scenario.sessions.is_some() || by_clinic;
    list.push(
        FigureId::Sessions,
        vec![
            ("from", Input::Word(if by_clinic { "clinic" } else { source(agreed) })),
            ("severity", Input::Word(scenario.severity.word())),
            ("published", triple(sessions::published(scenario, catalog))),
        ],
        if agreed { Evidence::default() } else { published_sessions(scenario, catalog) },
    );
    list.push(
        FigureId::IntervalWeeks,
        vec![
            ("from", Input::Word(source(scenario.interval_weeks.is_some()))),
            ("published", triple(figures.interval_weeks.value)),
        ],
        match scenario.interval_weeks {
            Some(_) => Evidence::default(),
            None => Evidence::of("interval_weeks", &figures.interval_weeks),
        },
    );
    let recommended = Evidence::of("upkeep_recommended", &figures.upkeep_recommended);
    let months = &catalog.model.upkeep_months;
    let (from, evidence) = match (scenario.upkeep, plan.upkeep_months) {
        (Upkeep::Recommended, Some(_)) => ("published", recommended.and("upkeep_months", months)),
        (Upkeep::Recommended, None) => ("not-recommended", recommended),
        (Upkeep::None, _) => ("none", Evidence::default()),
        (Upkeep::Every(_), _) => ("agreed", Evidence::default()),
    };
    list.push(
        FigureId::UpkeepMonths,
        vec![
            ("from", Input::Word(from)),
            ("months", plan.upkeep_months.map_or(Input::Counts(Vec::new()), range)),
            ("published", range(months.value)),
        ],
        evidence,
    );
    list.push(
        FigureId::Visits,
        vec![
            ("sessions", triple(plan.sessions())),
            ("interval_weeks", triple(plan.interval_weeks)),
            ("upkeep_months", plan.upkeep_months.map_or(Input::Counts(Vec::new()), range)),
            ("horizon_months", count(plan.horizon_months)),
        ],
        list.evidence(FigureId::Sessions)
            .with(list.evidence(FigureId::IntervalWeeks))
            .with(list.evidence(FigureId::UpkeepMonths)),
    );
}

/// The published sessions of a severity; all three where the person cannot say.
fn published_sessions(scenario: &Scenario, catalog: &Catalog) -> Evidence {
    let [mild, moderate, severe] = &catalog.concern(scenario.concern).sessions;
    match scenario.severity {
        Severity::Mild => Evidence::of("sessions_mild", mild),
        Severity::Moderate => Evidence::of("sessions_moderate", moderate),
        Severity::Severe => Evidence::of("sessions_severe", severe),
        Severity::Unsure => {
            Evidence::of("sessions_mild", mild).and("sessions_moderate", moderate).and("sessions_severe", severe)
        }
    }
}

/// The session price and the three money lines.
fn costs(list: &mut Workings, plan: &Plan, estimate: &Estimate, catalog: &Catalog) {
    let needling = &plan.needling;
    list.push(
        FigureId::Price,
        price_inputs(needling, plan.area, catalog),
        price_evidence(needling, plan.area, catalog),
    );
    if !needling.price.triple.is_known() {
        list.push(
            FigureId::PriceSpread,
            vec![("price", amounts(needling.price.triple)), ("slices", count(catalog.model.price_slices.value))],
            Evidence::of("price_slices", &catalog.model.price_slices),
        );
    }
    let evidence = list.evidence(FigureId::Price).with(list.evidence(FigureId::Sessions));
    let mut inputs = vec![("sessions", triple(plan.sessions())), ("price", amounts(needling.price.triple))];
    inputs.extend(charges(needling));
    list.push(FigureId::Course, inputs, evidence);
    let upkeep_price = needling.tariff.upkeep_visit(needling.price.triple.typical());
    let mut inputs = vec![
        ("course", Input::Money(estimate.course.five.p50.minor())),
        ("upkeep_visits", Input::Counts(five(estimate.visits.upkeep))),
        ("upkeep_price", Input::Money(upkeep_price.minor())),
        ("horizon_months", count(plan.horizon_months)),
    ];
    inputs.extend(charges(needling));
    list.push(FigureId::Total, inputs, list.evidence(FigureId::Price).with(list.evidence(FigureId::Visits)));
    if let Some(months) = plan.upkeep_months {
        let low = needling.tariff.upkeep_visit(needling.price.triple.low());
        let high = needling.tariff.upkeep_visit(needling.price.triple.high());
        let [_, session_fees, tax] = charges(needling);
        list.push(
            FigureId::UpkeepPerYear,
            vec![
                ("price", Input::Amounts(vec![low.minor(), high.minor()])),
                ("months", range(months)),
                session_fees,
                tax,
            ],
            list.evidence(FigureId::Price).with(list.evidence(FigureId::UpkeepMonths)),
        );
    }
    if let Some(tip) = estimate.tip {
        let (typical, price) = (plan.sessions().typical(), needling.price.triple.typical());
        list.push(
            FigureId::Tip,
            vec![
                ("sessions", count(typical)),
                ("cost", Input::Money(needling.tariff.sessions(typical, price).minor())),
                ("tip_sessions", count(tip.sessions)),
                ("tip_cost", Input::Money(needling.tariff.sessions(tip.sessions, price).minor())),
            ],
            list.evidence(FigureId::Price),
        );
    }
}

/// The laser's price, sessions, downtime and total, and how it compares.
fn laser(list: &mut Workings, scenario: &Scenario, plan: &Plan, estimate: &Estimate, catalog: &Catalog) {
    let usual = &catalog.concern(scenario.concern).usual_laser;
    let chosen = match &plan.laser {
        LaserPlan::NoComparator => None,
        LaserPlan::NoPrice(laser, _) => Some((*laser, None)),
        LaserPlan::Priced(laser, column) => Some((*laser, Some(column))),
    };
    list.push(
        FigureId::LaserChoice,
        vec![
            ("from", Input::Word(source(scenario.laser.is_some()))),
            ("laser", Input::Word(chosen.map_or("none", |(laser, _)| laser.word()))),
        ],
        match scenario.laser {
            Some(_) => Evidence::default(),
            None => Evidence::of("usual_laser", usual),
        },
    );
    let Some((laser, column)) = chosen else { return };
    let figures = catalog.laser(laser);
    let listed = column.is_some_and(|column| column.listed_sessions);
    list.push(
        FigureId::LaserSessions,
        vec![
            ("from", Input::Word(if listed { "clinic" } else { "published" })),
            ("published", triple(figures.sessions.value)),
            ("interval_weeks", figures.interval_weeks.value.map_or(Input::Counts(Vec::new()), range)),
        ],
        Evidence::of("sessions", &figures.sessions).and("interval_weeks", &figures.interval_weeks),
    );
    list.push(
        FigureId::LaserDowntime,
        vec![
            ("downtime_days", triple(figures.downtime_days.value)),
            ("pigment_risk_tenths", figures.pigment_risk_tenths.value.map_or(Input::Counts(Vec::new()), range)),
        ],
        Evidence::of("downtime_days", &figures.downtime_days).and("pigment_risk_tenths", &figures.pigment_risk_tenths),
    );
    let Some(column) = column else { return };
    list.push(
        FigureId::LaserPrice,
        price_inputs(column, plan.area, catalog),
        price_evidence(column, plan.area, catalog),
    );
    let mut inputs = vec![("sessions", triple(column.sessions)), ("price", amounts(column.price.triple))];
    inputs.extend(charges(column));
    list.push(FigureId::LaserTotal, inputs, list.evidence(FigureId::LaserPrice).and("sessions", &figures.sessions));
    if let (Some(total), Some(break_even)) = (estimate.laser.total, estimate.laser.break_even_sessions) {
        list.push(
            FigureId::LaserDifference,
            vec![
                ("needling_p50", Input::Money(estimate.total.five.p50.minor())),
                ("laser_p50", Input::Money(total.five.p50.minor())),
                ("break_even_sessions", Input::Count(i64::try_from(break_even).unwrap_or(i64::MAX))),
                ("single_price", Input::Money(plan.needling.price.triple.typical().minor())),
            ],
            list.evidence(FigureId::Total).with(list.evidence(FigureId::LaserTotal)),
        );
    }
}

/// The improvement band and its course in time.
fn improvement(list: &mut Workings, scenario: &Scenario, outcome: &Outcome, catalog: &Catalog) {
    let figures = catalog.concern(scenario.concern);
    let model = &catalog.model;
    let mut band = Evidence::of("improvement_percent", &figures.improvement_percent);
    if matches!(scenario.severity, Severity::Severe | Severity::Unsure) {
        band = band.and("severe_percent", &model.severe_percent);
    }
    if outcome::is_capped(outcome, catalog) {
        band = band.and("cap_percent", &model.cap_percent);
    }
    list.push(
        FigureId::OutcomeBand,
        vec![
            ("published_percent", counts(figures.improvement_percent.value.unwrap_or_default())),
            ("severity", Input::Word(scenario.severity.word())),
            ("severe_percent", counts(model.severe_percent.value)),
            ("sessions", count(outcome.sessions)),
            ("typical_sessions", count(figures.sessions_for(scenario.severity).value.typical())),
            ("retention_percent", counts(model.curve.each_ref().map(|curve| curve.value.retention_percent))),
            ("cap_percent", count(model.cap_percent.value)),
        ],
        band,
    );
    // A treatment whose size nobody measured borrows the band, and says so.
    list.weaken(FigureId::OutcomeBand, outcome.grade);
    let [p10, p50, p90] = &model.curve;
    let mut curve = Evidence::of("curve_p10", p10).and("curve_p50", p50).and("curve_p90", p90);
    let mut inputs = vec![
        ("interval_weeks", count(outcome.interval_weeks)),
        ("tau_weeks", counts(model.curve.each_ref().map(|curve| curve.value.tau_weeks))),
        ("lag_weeks", counts(model.curve.each_ref().map(|curve| curve.value.lag_weeks))),
    ];
    if scenario.concern == Concern::Melasma {
        inputs.push(("peak_week", count(model.melasma.value.peak_week)));
        inputs.push(("from_week", count(model.melasma.value.from_week)));
        inputs.push(("keeps_percent", count(model.melasma.value.keeps_percent)));
        curve = curve.and("melasma", &model.melasma);
    }
    list.push(FigureId::OutcomeCurve, inputs, curve);
    if let Some(odds) = outcome.prp_odds_tenths {
        let evidence = Evidence::of("prp_odds_tenths", &model.prp_odds_tenths);
        list.push(FigureId::PrpOdds, vec![("odds_tenths", counts(odds))], evidence);
    }
}

/// When things happen.
fn timeline(list: &mut Workings, plan: &Plan, catalog: &Catalog) {
    let figures = &catalog.timeline;
    list.push(
        FigureId::Sitting,
        vec![("sessions", triple(plan.sessions())), ("interval_weeks", triple(plan.interval_weeks))],
        list.evidence(FigureId::IntervalWeeks),
    );
    list.push(
        FigureId::Redness,
        vec![("redness_hours", triple(figures.redness_hours.value))],
        Evidence::of("redness_hours", &figures.redness_hours),
    );
    list.push(
        FigureId::PigmentRisk,
        vec![("pigment_risk_tenths", range(figures.needling_pigment_risk_tenths.value))],
        Evidence::of("needling_pigment_risk_tenths", &figures.needling_pigment_risk_tenths),
    );
    list.push(
        FigureId::FirstChange,
        vec![("days", range(figures.first_change_days.value))],
        Evidence::of("first_change_days", &figures.first_change_days),
    );
    let last_session = |sessions: u32, weeks: u32| i64::from(sessions - 1) * i64::from(weeks) * 7;
    let last_sessions = vec![
        last_session(plan.sessions().low(), plan.interval_weeks.low()),
        last_session(plan.sessions().high(), plan.interval_weeks.high()),
    ];
    list.push(
        FigureId::NearFull,
        vec![("days", range(figures.near_full_days.value)), ("last_session_days", Input::Counts(last_sessions))],
        Evidence::of("near_full_days", &figures.near_full_days),
    );
    let mut care = Evidence::default();
    for task in catalog.care {
        care.add(Published { name: "care", references: task.references, grade: task.grade, assumed: &[] });
    }
    list.push(FigureId::Care, vec![("tasks", count(u32::try_from(catalog.care.len()).unwrap_or(u32::MAX)))], care);
}

/// The explanations so far; later figures build on the evidence of earlier ones.
struct Workings {
    list: Vec<Explanation>,
}

impl Workings {
    fn push(&mut self, figure: FigureId, inputs: Vec<(&'static str, Input)>, evidence: Evidence) {
        let based_on = evidence.based_on;
        let mut references = Vec::new();
        for reference in based_on.iter().flat_map(|published| published.references) {
            if !references.contains(reference) {
                references.push(*reference);
            }
        }
        let grade = based_on.iter().map(|published| published.grade).max();
        self.list.push(Explanation { figure, inputs, references, grade, based_on });
    }

    /// Lowers the grade of a figure to at most this one.
    fn weaken(&mut self, figure: FigureId, grade: Grade) {
        for explanation in self.list.iter_mut().filter(|explanation| explanation.figure == figure) {
            explanation.grade = explanation.grade.max(Some(grade));
        }
    }

    fn evidence(&self, figure: FigureId) -> Evidence {
        let known = self.list.iter().find(|explanation| explanation.figure == figure);
        known.map(|known| Evidence { based_on: known.based_on.clone() }).unwrap_or_default()
    }
}

/// The published figures behind a figure of the estimate; none where the clinic or the person said it themselves.
#[derive(Clone, Default)]
struct Evidence {
    based_on: Vec<Published>,
}

impl Evidence {
    fn of<T>(name: &'static str, figure: &Figure<T>) -> Self {
        Self::default().and(name, figure)
    }

    fn and<T>(mut self, name: &'static str, figure: &Figure<T>) -> Self {
        let Figure { references, grade, assumed, .. } = *figure;
        self.add(Published { name, references, grade, assumed });
        self
    }

    fn with(mut self, other: Self) -> Self {
        for published in other.based_on {
            self.add(published);
        }
        self
    }

    fn add(&mut self, published: Published) {
        if !self.based_on.contains(&published) {
            self.based_on.push(published);
        }
    }
}

fn price_inputs(column: &Column, area: Area, catalog: &Catalog) -> Vec<(&'static str, Input)> {
    let mut inputs = vec![
        (
            "from",
            Input::Word(match column.price.from {
                PriceFrom::Typical => "typical",
                PriceFrom::Clinic => "clinic",
                PriceFrom::Own => "own",
            }),
        ),
        ("price", amounts(column.price.triple)),
        ("area", Input::Word(area.word())),
    ];
    if column.price.from == PriceFrom::Typical {
        let figure = session_price::published_figure(column.service, area, catalog);
        inputs.push(("published_usd", triple(figure.value)));
        if session_price::is_scaled(column.service, area, catalog) {
            inputs.push(("area_percent", triple(catalog.area(area).factor_percent.value)));
        }
    }
    inputs
}

/// What a published price rests on; a clinic's or a person's own price is a fact of the input.
fn price_evidence(column: &Column, area: Area, catalog: &Catalog) -> Evidence {
    if column.price.from != PriceFrom::Typical {
        return Evidence::default();
    }
    let evidence = Evidence::of("price", session_price::published_figure(column.service, area, catalog));
    if session_price::is_scaled(column.service, area, catalog) {
        evidence.and("area_percent", &catalog.area(area).factor_percent)
    } else {
        evidence
    }
}

/// The fees and the tax of a column.
fn charges(column: &Column) -> [(&'static str, Input); 3] {
    [
        ("course_fees", Input::Money(column.tariff.course_fees().minor())),
        ("session_fees", Input::Money(column.tariff.session_fees().minor())),
        ("tax_bp", count(column.tariff.tax().0)),
    ]
}

fn source(agreed: bool) -> &'static str {
    if agreed { "agreed" } else { "published" }
}

fn count(number: u32) -> Input {
    Input::Count(number.into())
}

fn counts(numbers: [u32; 3]) -> Input {
    Input::Counts(numbers.map(i64::from).to_vec())
}

fn triple(triple: Triple<u32>) -> Input {
    counts(triple.to_array())
}

fn range(range: Range<u32>) -> Input {
    Input::Counts(vec![range.low().into(), range.high().into()])
}

fn amounts(triple: Triple<Money>) -> Input {
    Input::Amounts(triple.to_array().map(Money::minor).to_vec())
}

fn five(five: Five<u32>) -> Vec<i64> {
    [five.min, five.p10, five.p50, five.p90, five.max].map(i64::from).to_vec()
}
