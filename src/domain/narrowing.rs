//! What would narrow the range: how far each answer that is still open moves the total when it alone is open.

use super::catalog::Catalog;
use super::distribution;
use super::estimate::Cost;
use super::money::Money;
use super::plan::Plan;
use super::quantity::{Range, Triple};
use super::sessions;
use super::vocabulary::Severity;

/// An answer that a person, a clinic or a clinician can still give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OpenAnswer {
    /// How marked the concern is, where somebody cannot say and nobody has agreed the sessions.
    Severity,
    /// The price of a session.
    Price,
    /// The number of sessions, the severity given. Where the severity is open too, that of a moderate concern.
    Sessions,
    /// The weeks between sessions; they move the total only through the upkeep visits that fit behind them.
    IntervalWeeks,
    /// The months between upkeep visits.
    UpkeepMonths,
}

impl OpenAnswer {
    /// Every answer, in the order in which those that move the total equally are listed.
    pub const ALL: [Self; 5] = [Self::Severity, Self::Price, Self::Sessions, Self::IntervalWeeks, Self::UpkeepMonths];
}

/// How far one open answer moves the total while every other open answer is held at its typical value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Narrowing {
    pub answer: OpenAnswer,
    /// The total over the horizon, all in. It is a floor for a "from" price, whose upper end nobody knows; the other
    /// answers are then taken at that price.
    pub total: Cost,
}

impl Narrowing {
    /// From the 10th to the 90th percentile; unknown for a "from" price.
    pub fn width(&self) -> Option<Money> {
        (!self.total.floor).then(|| self.total.five.p90 - self.total.five.p10)
    }

    /// What orders the list: an unknown width before every other, then the width, then the whole span.
    fn rank(&self) -> (bool, Money, Money) {
        (self.total.floor, self.width().unwrap_or_default(), self.span())
    }

    fn span(&self) -> Money {
        self.total.five.max - self.total.five.min
    }

    fn moves_the_total(&self) -> bool {
        self.total.one_number().is_none()
    }
}

/// What goes into a total: what is asked of the same tariff, once for each answer.
#[derive(Clone, Copy, PartialEq)]
struct Answers {
    /// Three equally likely courses; they differ only where the severity is open.
    sessions: [Triple<u32>; 3],
    interval_weeks: Triple<u32>,
    upkeep_months: Option<Range<u32>>,
    price: Triple<Money>,
    floor: bool,
}

/// The open answers that move the total, the one that moves it furthest first.
///
/// The typical value of a triple is its middle number, that of a range of months the middle month, rounded down. The
/// list is empty exactly where the total is one number. Where no answer moves it alone but some do together, all that
/// are open are listed, with a width of zero.
pub fn narrowing(plan: &Plan, total: Cost, catalog: &Catalog) -> Vec<Narrowing> {
    let (scenario, needling) = (&plan.scenario, &plan.needling);
    let concern = catalog.concern(scenario.concern);
    let typical = Answers {
        sessions: [Triple::known(plan.sessions().typical()); 3],
        interval_weeks: Triple::known(plan.interval_weeks.typical()),
        upkeep_months: plan.upkeep_months.and_then(|months| {
            let middle = (months.low() + months.high()) / 2;
            Range::new(middle, middle)
        }),
        price: Triple::known(needling.price.triple.typical()),
        floor: false,
    };
    // Where the sessions are agreed, how marked the concern is changes no cost.
    let unsure = scenario.severity == Severity::Unsure && scenario.sessions.is_none() && !needling.listed_sessions;
    let mut list: Vec<Narrowing> = Vec::with_capacity(OpenAnswer::ALL.len());
    for answer in OpenAnswer::ALL {
        let mut open = typical;
        match answer {
            OpenAnswer::Severity if unsure => {
                open.sessions = concern.sessions.map(|figure| Triple::known(figure.value.typical()));
            }
            OpenAnswer::Price => (open.price, open.floor) = (needling.price.triple, needling.price.floor),
            OpenAnswer::Sessions if unsure => open.sessions = [concern.sessions_for(scenario.severity).value; 3],
            OpenAnswer::Sessions => open.sessions = [plan.sessions(); 3],
            OpenAnswer::IntervalWeeks if plan.upkeep_months.is_some() => open.interval_weeks = plan.interval_weeks,
            OpenAnswer::UpkeepMonths => open.upkeep_months = plan.upkeep_months,
            OpenAnswer::Severity | OpenAnswer::IntervalWeeks => {}
        }
        // An answer that is known leaves everything at its typical value.
        if open == typical {
            continue;
        }
        let narrowing = Narrowing { answer, total: total_of(plan, &open, catalog) };
        let place = list.iter().position(|listed| listed.rank() < narrowing.rank()).unwrap_or(list.len());
        list.insert(place, narrowing);
    }
    let alone = list.iter().any(Narrowing::moves_the_total);
    list.retain(|narrowing| if alone { narrowing.moves_the_total() } else { total.one_number().is_none() });
    list
}

/// The total of these answers, by the same arithmetic as the estimate's.
fn total_of(plan: &Plan, answers: &Answers, catalog: &Catalog) -> Cost {
    let tariff = &plan.needling.tariff;
    let mut courses = Vec::new();
    for sessions in answers.sessions {
        let (weeks, months) = (answers.interval_weeks, answers.upkeep_months);
        courses.append(&mut sessions::courses(sessions, weeks, months, plan.scenario.horizon_months));
    }
    let visits = sessions::visit_weights(&courses);
    let prices = distribution::price(answers.price, catalog.model.price_slices.value);
    let costs = tariff.distribution(&visits, &prices);
    tariff.summary(&visits, &costs, (answers.price.low(), answers.price.high()), answers.floor)
}
