//! What stands behind each figure of an estimate: the numbers that went in, the sources and the grade.

use super::catalog::{Catalog, Figure, ReferenceId};
use super::estimate::{Estimate, PriceFrom};
use super::money::Money;
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
}

/// The figures of an estimate that explain themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureId {
    Price,
    Sessions,
    IntervalWeeks,
    UpkeepMonths,
    Visits,
    Course,
    Total,
    UpkeepPerYear,
    Tip,
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
    FirstChange,
    NearFull,
    Care,
}

impl FigureId {
    /// The key of the figure in the JSON interface: the path of what it explains.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Sessions => "sessions",
            Self::IntervalWeeks => "interval_weeks",
            Self::UpkeepMonths => "upkeep_months",
            Self::Visits => "visits",
            Self::Course => "course",
            Self::Total => "total",
            Self::UpkeepPerYear => "upkeep_per_year",
            Self::Tip => "tip",
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
            Self::FirstChange => "timeline.first-change",
            Self::NearFull => "timeline.near-full",
            Self::Care => "timeline.care",
        }
    }
}

/// The explanation of every figure that an estimate states, in the order of the result.
pub fn explanations(scenario: &Scenario, plan: &Plan, estimate: &Estimate, catalog: &Catalog) -> Vec<Explanation> {
    let mut list = Workings { list: Vec::with_capacity(20) };
    let concern = catalog.concern(scenario.concern);
    course(&mut list, scenario, plan, catalog);
    costs(&mut list, plan, estimate, catalog);
    laser(&mut list, plan, estimate, catalog);
    if let Some(outcome) = &estimate.outcome {
        let severe = matches!(scenario.severity, Severity::Severe | Severity::Unsure);
        let mut band = Evidence::of(&concern.improvement_percent);
        band.grade = Some(outcome.grade);
        if severe {
            band.add(&catalog.model.severe_percent.references);
        }
        list.push(
            FigureId::OutcomeBand,
            vec![
                ("published_percent", counts(concern.improvement_percent.value.unwrap_or_default())),
                ("severity", Input::Word(scenario.severity.word())),
                ("severe_percent", counts(catalog.model.severe_percent.value)),
                ("sessions", count(outcome.sessions)),
                ("typical_sessions", count(concern.sessions_for(scenario.severity).value.typical())),
                ("retention_percent", counts(catalog.model.curve.each_ref().map(|c| c.value.retention_percent))),
                ("cap_percent", count(catalog.model.cap_percent.value)),
                ("depth_micrometres", triple(concern.depth_micrometres.value)),
            ],
            band,
        );
        let mut curve = Evidence::weakest(catalog.model.curve.iter());
        let mut inputs = vec![
            ("interval_weeks", count(outcome.interval_weeks)),
            ("tau_weeks", counts(catalog.model.curve.each_ref().map(|c| c.value.tau_weeks))),
            ("lag_weeks", counts(catalog.model.curve.each_ref().map(|c| c.value.lag_weeks))),
        ];
        if scenario.concern == Concern::Melasma {
            let melasma = &catalog.model.melasma;
            inputs.push(("peak_week", count(melasma.value.peak_week)));
            inputs.push(("from_week", count(melasma.value.from_week)));
            inputs.push(("keeps_percent", count(melasma.value.keeps_percent)));
            curve.add(&melasma.references);
        }
        list.push(FigureId::OutcomeCurve, inputs, curve);
        if let Some(odds) = outcome.prp_odds_tenths {
            let inputs = vec![("odds_tenths", counts(odds))];
            list.push(FigureId::PrpOdds, inputs, Evidence::of(&catalog.model.prp_odds_tenths));
        }
    }
    timeline(&mut list, plan, catalog);
    list.list
}

/// How many sessions, how far apart and what keeps them up.
fn course(list: &mut Workings, scenario: &Scenario, plan: &Plan, catalog: &Catalog) {
    let concern = catalog.concern(scenario.concern);
    let published = sessions::published(scenario, catalog);
    let by_clinic = plan.needling.listed_sessions && scenario.sessions.is_none();
    let agreed = scenario.sessions.is_some() || by_clinic;
    list.push(
        FigureId::Sessions,
        vec![
            ("from", Input::Word(if by_clinic { "clinic" } else { source(agreed) })),
            ("severity", Input::Word(scenario.severity.word())),
            ("published", triple(published)),
        ],
        if agreed { Evidence::given() } else { Evidence::weakest(sessions::published_figures(scenario, catalog)) },
    );
    list.push(
        FigureId::IntervalWeeks,
        vec![
            ("from", Input::Word(source(scenario.interval_weeks.is_some()))),
            ("published", triple(concern.interval_weeks.value)),
        ],
        match scenario.interval_weeks {
            Some(_) => Evidence::given(),
            None => Evidence::of(&concern.interval_weeks),
        },
    );
    if let Some(months) = plan.upkeep_months {
        let recommended = scenario.upkeep == Upkeep::Recommended;
        let evidence = if recommended {
            let months = Evidence::of(&catalog.model.upkeep_months);
            Evidence::weakest_of(months, Evidence::of(&concern.upkeep_recommended))
        } else {
            Evidence::given()
        };
        list.push(
            FigureId::UpkeepMonths,
            vec![
                ("from", Input::Word(if recommended { "published" } else { "agreed" })),
                ("months", Input::Counts(vec![months.low().into(), months.high().into()])),
                ("published", range(catalog.model.upkeep_months.value)),
            ],
            evidence,
        );
    } else {
        list.push(
            FigureId::UpkeepMonths,
            vec![("from", Input::Word(if scenario.upkeep == Upkeep::None { "none" } else { "not-recommended" }))],
            Evidence::of(&concern.upkeep_recommended),
        );
    }
    list.push(
        FigureId::Visits,
        vec![
            ("sessions", triple(plan.sessions())),
            ("interval_weeks", triple(plan.interval_weeks)),
            ("upkeep_months", plan.upkeep_months.map_or(Input::Counts(Vec::new()), range)),
            ("horizon_months", count(plan.horizon_months)),
        ],
        Evidence::weakest_of(list.evidence(FigureId::Sessions), list.evidence(FigureId::IntervalWeeks)),
    );
}

/// The session price and the three money lines.
fn costs(list: &mut Workings, plan: &Plan, estimate: &Estimate, catalog: &Catalog) {
    let needling = &plan.needling;
    list.push(
        FigureId::Price,
        price_inputs(needling, plan.area, catalog),
        price_evidence(needling, plan.area, catalog),
    );
    let fees = |figure: &mut Vec<(&'static str, Input)>, column: &Column| {
        figure.push(("course_fees", Input::Money(column.tariff.course_fees().minor())));
        figure.push(("session_fees", Input::Money(column.tariff.session_fees().minor())));
        figure.push(("tax_bp", Input::Count(column.tariff.tax().0.into())));
    };
    let evidence = Evidence::weakest_of(list.evidence(FigureId::Price), list.evidence(FigureId::Sessions));
    let mut inputs = vec![("sessions", triple(plan.sessions())), ("price", amounts(needling.price.triple))];
    fees(&mut inputs, needling);
    list.push(FigureId::Course, inputs, evidence.clone());
    let upkeep_price = needling.tariff.upkeep_visit(needling.price.triple.typical());
    let mut inputs = vec![
        ("course", Input::Money(estimate.course.five.p50.minor())),
        ("upkeep_visits", Input::Counts(five(estimate.visits.upkeep))),
        ("upkeep_price", Input::Money(upkeep_price.minor())),
        ("horizon_months", count(plan.horizon_months)),
    ];
    fees(&mut inputs, needling);
    list.push(FigureId::Total, inputs, evidence.clone());
    if let Some(months) = plan.upkeep_months {
        let low = needling.tariff.upkeep_visit(needling.price.triple.low());
        let high = needling.tariff.upkeep_visit(needling.price.triple.high());
        list.push(
            FigureId::UpkeepPerYear,
            vec![
                ("price", Input::Amounts(vec![low.minor(), high.minor()])),
                ("months", range(months)),
                ("session_fees", Input::Money(needling.tariff.session_fees().minor())),
                ("tax_bp", Input::Count(needling.tariff.tax().0.into())),
            ],
            Evidence::weakest_of(list.evidence(FigureId::Price), list.evidence(FigureId::UpkeepMonths)),
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

/// The laser's price, sessions and total, and how it compares.
fn laser(list: &mut Workings, plan: &Plan, estimate: &Estimate, catalog: &Catalog) {
    let (laser, column) = match &plan.laser {
        LaserPlan::NoComparator => return,
        LaserPlan::NoPrice(laser, _) => (*laser, None),
        LaserPlan::Priced(laser, column) => (*laser, Some(column)),
    };
    let figures = catalog.laser(laser);
    let listed = column.is_some_and(|column| column.listed_sessions);
    list.push(
        FigureId::LaserSessions,
        vec![
            ("from", Input::Word(if listed { "clinic" } else { "published" })),
            ("published", triple(figures.sessions.value)),
            ("interval_weeks", figures.interval_weeks.value.map_or(Input::Counts(Vec::new()), range)),
        ],
        Evidence::weakest_of(Evidence::of(&figures.sessions), Evidence::of(&figures.interval_weeks)),
    );
    list.push(
        FigureId::LaserDowntime,
        vec![
            ("downtime_days", triple(figures.downtime_days.value)),
            ("pigment_risk_tenths", figures.pigment_risk_tenths.value.map_or(Input::Counts(Vec::new()), range)),
        ],
        Evidence::weakest_of(Evidence::of(&figures.downtime_days), Evidence::of(&figures.pigment_risk_tenths)),
    );
    let Some(column) = column else { return };
    let evidence = price_evidence(column, plan.area, catalog);
    list.push(FigureId::LaserPrice, price_inputs(column, plan.area, catalog), evidence.clone());
    let total_evidence = Evidence::weakest_of(evidence, list.evidence(FigureId::LaserSessions));
    list.push(
        FigureId::LaserTotal,
        vec![
            ("sessions", triple(column.sessions)),
            ("price", amounts(column.price.triple)),
            ("course_fees", Input::Money(column.tariff.course_fees().minor())),
            ("session_fees", Input::Money(column.tariff.session_fees().minor())),
            ("tax_bp", Input::Count(column.tariff.tax().0.into())),
        ],
        total_evidence.clone(),
    );
    if let (Some(total), Some(_)) = (estimate.laser.total, estimate.laser.difference) {
        list.push(
            FigureId::LaserDifference,
            vec![
                ("needling_p50", Input::Money(estimate.total.five.p50.minor())),
                ("laser_p50", Input::Money(total.five.p50.minor())),
                ("break_even_sessions", Input::Count(estimate.laser.break_even_sessions.unwrap_or(0) as i64)),
                ("single_price", Input::Money(plan.needling.price.triple.typical().minor())),
            ],
            Evidence::weakest_of(list.evidence(FigureId::Total), total_evidence),
        );
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
        vec![
            ("redness_hours", triple(figures.redness_hours.value)),
            ("pigment_risk_tenths", range(figures.needling_pigment_risk_tenths.value)),
        ],
        Evidence::weakest_of(Evidence::of(&figures.redness_hours), Evidence::of(&figures.needling_pigment_risk_tenths)),
    );
    let first = vec![("days", range(figures.first_change_days.value))];
    list.push(FigureId::FirstChange, first, Evidence::of(&figures.first_change_days));
    let last_session = |sessions: u32, weeks: u32| i64::from(sessions - 1) * i64::from(weeks) * 7;
    list.push(
        FigureId::NearFull,
        vec![
            ("days", range(figures.near_full_days.value)),
            (
                "last_session_days",
                Input::Counts(vec![
                    last_session(plan.sessions().low(), plan.interval_weeks.low()),
                    last_session(plan.sessions().high(), plan.interval_weeks.high()),
                ]),
            ),
        ],
        Evidence::of(&figures.near_full_days),
    );
    let care = catalog.care.iter().fold(Evidence::given(), |care, task| {
        Evidence::weakest_of(care, Evidence { references: task.references.clone(), grade: Some(task.grade) })
    });
    list.push(FigureId::Care, vec![("tasks", Input::Count(catalog.care.len() as i64))], care);
}

/// The explanations so far; later figures build on the evidence of earlier ones.
struct Workings {
    list: Vec<Explanation>,
}

impl Workings {
    fn push(&mut self, figure: FigureId, inputs: Vec<(&'static str, Input)>, evidence: Evidence) {
        let Evidence { references, grade } = evidence;
        self.list.push(Explanation { figure, inputs, references, grade });
    }

    fn evidence(&self, figure: FigureId) -> Evidence {
        self.list
            .iter()
            .find(|explanation| explanation.figure == figure)
            .map(|known| Evidence { references: known.references.clone(), grade: known.grade })
            .unwrap_or(Evidence::given())
    }
}

/// The references and the grade behind a figure.
#[derive(Clone)]
struct Evidence {
    references: Vec<ReferenceId>,
    grade: Option<Grade>,
}

impl Evidence {
    fn of<T>(figure: &Figure<T>) -> Self {
        Self { references: figure.references.clone(), grade: Some(figure.grade) }
    }

    /// What the clinic or the person said themselves: a fact of the input, behind which nothing published stands.
    fn given() -> Self {
        Self { references: Vec::new(), grade: None }
    }

    /// What several figures rest on together: all their references, and no better a grade than the weakest has.
    fn weakest<'a, T: 'a>(figures: impl IntoIterator<Item = &'a Figure<T>>) -> Self {
        figures.into_iter().fold(Self::given(), |sum, figure| Self::weakest_of(sum, Self::of(figure)))
    }

    fn weakest_of(mut one: Self, other: Self) -> Self {
        one.add(&other.references);
        one.grade = one.grade.max(other.grade);
        one
    }

    fn add(&mut self, references: &[ReferenceId]) {
        for reference in references {
            if !self.references.contains(reference) {
                self.references.push(*reference);
            }
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
        inputs.push(("slices", count(catalog.model.price_slices.value)));
    }
    inputs
}

fn price_evidence(column: &Column, area: Area, catalog: &Catalog) -> Evidence {
    match column.price.grade {
        Some(grade) => {
            let figure = session_price::published_figure(column.service, area, catalog);
            Evidence { references: figure.references.clone(), grade: Some(grade) }
        }
        None => Evidence::given(),
    }
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
