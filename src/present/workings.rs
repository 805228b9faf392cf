//! How each figure was worked out: its formula in words with the numbers in it, its sources and its grade.

use super::context::Context;
use super::document::{Block, Fold, Section, Text};
use super::formats::Formats;
use super::say::{Say, capital, days, to};
use super::words;
use crate::domain::catalog::ReferenceId;
use crate::domain::estimate::{Cost, Estimate, PriceFrom, SessionPrice};
use crate::domain::explanation::{Explanation, FigureId};
use crate::domain::money::Money;
use crate::domain::quantity::Triple;

/// The figure's name as a reader would say it.
pub const fn title(figure: FigureId) -> &'static str {
    match figure {
        FigureId::Price => "Price of one session",
        FigureId::Sessions => "Number of sessions",
        FigureId::IntervalWeeks => "Weeks between sessions",
        FigureId::UpkeepMonths => "Months between upkeep visits",
        FigureId::Visits => "Number of visits",
        FigureId::Course => "First course",
        FigureId::Total => "Total",
        FigureId::UpkeepPerYear => "Upkeep each year",
        FigureId::Tip => "A package that costs less",
        FigureId::LaserPrice => "Price of one laser session",
        FigureId::LaserSessions => "Number of laser sessions",
        FigureId::LaserTotal => "Laser total",
        FigureId::LaserDifference => "Laser against microneedling",
        FigureId::OutcomeBand => "How much better",
        FigureId::OutcomeCurve => "Improvement over a year",
        FigureId::PrpOdds => "What PRP may add",
        FigureId::Sitting => "Days of the sessions",
        FigureId::Redness => "Redness",
        FigureId::FirstChange => "First change",
        FigureId::NearFull => "Nearly full result",
        FigureId::Care => "Care around a session",
    }
}

/// The formula behind a figure, in words with its numbers in it; money is exact to the minor unit.
pub fn formula(explanation: &Explanation, estimate: &Estimate, formats: &dyn Formats) -> String {
    let say = Say { formats, currency: estimate.currency };
    let laser = &estimate.laser;
    let pieces: Vec<String> = match explanation.figure {
        FigureId::Price => vec![stated(&estimate.price, say)],
        FigureId::Sessions => vec![counts(estimate.sessions, "session", "sessions", say)],
        FigureId::IntervalWeeks => vec![
            counts(estimate.interval_weeks, "week", "weeks", say),
            " The time counts from one session to the next.".to_owned(),
        ],
        FigureId::UpkeepMonths => match estimate.upkeep_months {
            Some(months) => vec![
                "One visit every ".to_owned(),
                say.count(months.low(), months.high(), "month", "months"),
                " after the last session; each whole month between is as likely as the others.".to_owned(),
            ],
            None => vec!["No upkeep visits.".to_owned()],
        },
        FigureId::Visits => vec![
            say.count(estimate.visits.course.min, estimate.visits.course.max, "session", "sessions"),
            " + ".to_owned(),
            say.count(estimate.visits.upkeep.min, estimate.visits.upkeep.max, "upkeep visit", "upkeep visits"),
            " = ".to_owned(),
            say.count(estimate.visits.total.min, estimate.visits.total.max, "visit", "visits"),
            ". Upkeep visits: the time left after the last session ÷ the time between them, whole visits only."
                .to_owned(),
        ],
        FigureId::Course => {
            let visits = (estimate.visits.course.min, estimate.visits.course.max);
            vec![product(visits, "session", "sessions", &estimate.price, &estimate.course, say), spread(&estimate.course, say)]
        }
        FigureId::Total => {
            let visits = (estimate.visits.total.min, estimate.visits.total.max);
            let months = i64::try_from(estimate.spending.needling.len()).unwrap_or(1).saturating_sub(1);
            vec![
                "The first course and every upkeep visit within ".to_owned(),
                say.count(months, months, "month", "months"),
                ": ".to_owned(),
                product(visits, "visit", "visits", &estimate.price, &estimate.total, say),
                spread(&estimate.total, say),
            ]
        }
        FigureId::UpkeepPerYear => match (estimate.upkeep_per_year, estimate.upkeep_months) {
            (Some(cost), Some(months)) => {
                let low = [
                    "12 months ÷ ",
                    &say.count(months.high(), months.high(), "month", "months"),
                    " × the lowest price of a visit = ",
                    &say.money(cost.low),
                ];
                let high = [
                    "; 12 months ÷ ",
                    &say.count(months.low(), months.low(), "month", "months"),
                    " × the highest price = ",
                    &say.money(cost.high),
                ];
                let end = if cost.floor { "; the highest price is not known." } else { &high.concat() };
                let tax = if cost.floor { "" } else { ", with fees and tax where the price list has them." };
                vec![low.concat(), end.to_owned(), tax.to_owned()]
            }
            _ => vec!["No upkeep visits.".to_owned()],
        },
        FigureId::Tip => match estimate.tip {
            Some(tip) => vec![
                say.count(tip.sessions, tip.sessions, "session", "sessions"),
                ", bought as the package, cost ".to_owned(),
                say.money(tip.saves),
                " less than ".to_owned(),
                say.count(estimate.sessions.typical(), estimate.sessions.typical(), "session", "sessions"),
                ", before fees and tax.".to_owned(),
            ],
            None => vec!["No larger number of sessions costs less.".to_owned()],
        },
        FigureId::LaserPrice => match &laser.price {
            Some(price) => vec![stated(price, say)],
            None => vec!["There is no price to work with.".to_owned()],
        },
        FigureId::LaserSessions => match laser.sessions {
            Some(sessions) => vec![counts(sessions, "session", "sessions", say)],
            None => vec!["There is no number of sessions to work with.".to_owned()],
        },
        FigureId::LaserTotal => match (&laser.price, laser.sessions, &laser.total) {
            (Some(price), Some(sessions), Some(total)) => {
                let visits = (sessions.low(), sessions.high());
                vec![
                    product(visits, "session", "sessions", price, total, say),
                    spread(total, say),
                    " No upkeep is counted for the laser.".to_owned(),
                ]
            }
            _ => vec!["There is no price to work with.".to_owned()],
        },
        FigureId::LaserDifference => difference(estimate, say),
        FigureId::OutcomeBand => match &estimate.outcome {
            Some(outcome) => vec![
                "After ".to_owned(),
                say.count(outcome.sessions, outcome.sessions, "session", "sessions"),
                ": ".to_owned(),
                say.percents(whole(outcome.band.p10), whole(outcome.band.p90)),
                " better, middle ".to_owned(),
                formats.percent(whole(outcome.band.p50)),
                ". Studies of a usual course give the band; each further session adds a smaller step than the one \
                 before (it keeps 50%, 70% or 90% of its step), up to 95%."
                    .to_owned(),
            ],
            None => vec!["No per cent was measured in a way that can be used here.".to_owned()],
        },
        FigureId::OutcomeCurve => match &estimate.outcome {
            Some(outcome) => vec![
                "Each session, ".to_owned(),
                say.count(outcome.interval_weeks, outcome.interval_weeks, "week", "weeks"),
                " after the one before, starts to show after 1 to 4 weeks (middle 2), then comes closer to its full \
                 effect with a time constant of 3 to 9 weeks (middle 6). The sessions together reach the band."
                    .to_owned(),
            ],
            None => vec!["There is no band to draw over time.".to_owned()],
        },
        FigureId::PrpOdds => match estimate.outcome.as_ref().and_then(|outcome| outcome.prp_odds_tenths) {
            Some([low, middle, high]) => vec![
                "The odds of being at least half better × ".to_owned(),
                to(&tenths(low, say), &tenths(high, say)),
                ", middle ".to_owned(),
                tenths(middle, say),
                ". One pooled analysis found 3 times the odds, another found no gain.".to_owned(),
            ],
            None => vec!["No PRP is part of this plan.".to_owned()],
        },
        FigureId::Sitting => vec![
            "Session k falls (k − 1) × ".to_owned(),
            say.count(estimate.interval_weeks.low(), estimate.interval_weeks.high(), "week", "weeks"),
            " after the first.".to_owned(),
        ],
        FigureId::Redness => vec!["Day of the session + 6 hours to 7 days; 2 days is usual.".to_owned()],
        FigureId::FirstChange => vec![
            "First session + ".to_owned(),
            event_days(estimate, crate::domain::estimate::EventKind::FirstChange),
            ".".to_owned(),
        ],
        FigureId::NearFull => vec![
            "First session + ".to_owned(),
            event_days(estimate, crate::domain::estimate::EventKind::NearFull),
            ", and never before the last session.".to_owned(),
        ],
        FigureId::Care => {
            vec!["Day of the session − or + the published time: the shortest one first, the longest one as safer.".to_owned()]
        }
    };
    pieces.concat()
}

/// Improvement as a whole number of per cent.
pub fn whole(percent: f64) -> i64 {
    libm::round(percent) as i64
}

fn tenths(number: u32, say: Say) -> String {
    [(number / 10).to_string().as_str(), say.formats.signs().decimal.to_string().as_str(), &(number % 10).to_string()]
        .concat()
}

fn event_days(estimate: &Estimate, what: crate::domain::estimate::EventKind) -> String {
    let event = estimate.timeline.iter().find(|event| event.what == what);
    event.map_or_else(|| "an unknown time".to_owned(), |event| {
        let (low, high) = event.days;
        [to(&low.to_string(), &high.to_string()).as_str(), " days (", &days(low, high), ")"].concat()
    })
}

fn counts(triple: Triple<u32>, one: &str, many: &str, say: Say) -> String {
    let range = say.count(triple.low(), triple.high(), one, many);
    if triple.is_known() {
        return capital(&[range.as_str(), "."].concat());
    }
    let usual = say.number(triple.typical());
    [range.as_str(), "; ", &usual, " is the most likely, and the ends are the least."].concat()
}

fn stated(price: &SessionPrice, say: Say) -> String {
    let low = say.money(price.triple.low());
    let high = say.money(price.triple.high());
    let from = match price.from {
        PriceFrom::Typical => "Published US prices for one session: ",
        PriceFrom::Clinic => "The clinic’s price list, for one session: ",
        PriceFrom::Own => "The price you were quoted for one session: ",
    };
    if price.floor {
        return [from, "from ", &low, ". What it is at most, the list does not say."].concat();
    }
    if price.triple.is_known() {
        return [from, &low, "."].concat();
    }
    let typical = say.money(price.triple.typical());
    [from, &to(&low, &high), "; ", &typical, " is the most likely, and the ends are the least."].concat()
}

/// "3 to 6 sessions × $150 to $800 a session = $450 to $4,800."
fn product(visits: (u32, u32), one: &str, many: &str, price: &SessionPrice, cost: &Cost, say: Say) -> String {
    let count = say.count(visits.0, visits.1, one, many);
    let each = say.price(price.triple, price.floor);
    let lowest = say.money(cost.five.min);
    if cost.floor {
        return [count.as_str(), " × ", &each, " a session: from ", &lowest, "."].concat();
    }
    let whole = to(&lowest, &say.money(cost.five.max));
    let is_product = price.triple.low().times(i64::from(visits.0)) == cost.five.min
        && price.triple.high().times(i64::from(visits.1)) == cost.five.max;
    if is_product {
        return [count.as_str(), " × ", &each, " a session = ", &whole, "."].concat();
    }
    let how = match price.from {
        PriceFrom::Clinic => ", with the cheapest packages, the fees and the tax of the price list: ",
        PriceFrom::Typical | PriceFrom::Own => ", for every number of visits that fits: ",
    };
    [count.as_str(), " × ", &each, " a session", how, &whole, "."].concat()
}

/// How likely the amounts between the lowest and the highest are.
fn spread(cost: &Cost, say: Say) -> String {
    let five = &cost.five;
    if cost.floor {
        return [" The middle is at least ", &say.money(five.p50), "."].concat();
    }
    if five.min == five.max {
        return String::new();
    }
    [
        " Every combination counts as often as it is likely: 1 in 10 is at or below ",
        &say.money(five.p10),
        ", half are at or below ",
        &say.money(five.p50),
        ", 9 in 10 are at or below ",
        &say.money(five.p90),
        ".",
    ]
    .concat()
}

fn difference(estimate: &Estimate, say: Say) -> Vec<String> {
    let laser = &estimate.laser;
    let Some(difference) = laser.difference else {
        return vec!["A “from” price or a missing price leaves nothing to compare.".to_owned()];
    };
    let mut pieces = vec![
        "Laser total − microneedling total, for every pair of the two: ".to_owned(),
        to(&say.money(difference.min), &say.money(difference.max)),
        ", middle ".to_owned(),
        say.money(difference.p50),
        ", 8 of 10 between ".to_owned(),
        [say.money(difference.p10).as_str(), " and ", &say.money(difference.p90), "."].concat(),
    ];
    if let Some(share) = laser.cheaper_share {
        pieces.extend([" Microneedling costs less in ".to_owned(), share_of_pairs(share, say), " pairs.".to_owned()]);
    }
    if let Some(ratio) = laser.ratio_p50 {
        let percent = say.formats.percent(whole(ratio * 100.0));
        pieces.push([" Middle ÷ middle: microneedling costs ", &percent, " of the laser."].concat());
    }
    pieces
}

/// A share in words: "55 of 100", "more than 99 of 100".
pub fn share_of_pairs(share: f64, say: Say) -> String {
    let percent = whole(share * 100.0);
    match percent {
        _ if share >= 1.0 => "all".to_owned(),
        _ if share <= 0.0 => "none of the".to_owned(),
        100 => "more than 99 of 100".to_owned(),
        0 => "fewer than 1 of 100".to_owned(),
        _ => [say.number(percent).as_str(), " of 100"].concat(),
    }
}

/// The workings of one figure, as they open under it.
pub fn in_place(context: &Context, figure: FigureId) -> Vec<Block> {
    let explanation = context.estimate.explanations.iter().find(|explanation| explanation.figure == figure);
    explanation.map_or_else(Vec::new, |explanation| blocks(context, explanation))
}

fn blocks(context: &Context, explanation: &Explanation) -> Vec<Block> {
    vec![
        Block::say(formula(explanation, context.estimate, context.say.formats)),
        context.basis(&explanation.references, explanation.grade),
    ]
}

/// "Why this number?" as something to open, where there is anything to show.
pub fn fold(context: &Context, figure: FigureId) -> Option<Block> {
    let blocks = in_place(context, figure);
    (!blocks.is_empty()).then(|| why(title(figure), blocks))
}

/// "Why this number?" about something.
pub fn why(about: impl Into<String>, blocks: Vec<Block>) -> Block {
    Block::Fold(Fold { summary: "Why this number?".to_owned(), about: about.into(), blocks })
}

/// All workings, and every source in full.
pub fn section(context: &Context) -> Section {
    let mut parts = vec![Block::say(
        "Each figure with its formula, where it comes from and how well it is known. “Our assumption” means that no \
         page or study that was read says so.",
    )];
    let mut used: Vec<ReferenceId> = Vec::new();
    for explanation in &context.estimate.explanations {
        used.extend(&explanation.references);
        let summary = title(explanation.figure).to_owned();
        parts.push(Block::Fold(Fold { summary, about: String::new(), blocks: blocks(context, explanation) }));
    }
    used.sort_unstable();
    used.dedup();
    parts.push(Block::Part("Sources".to_owned(), vec![Block::List(used.iter().filter_map(|id| source(context, *id)).collect())]));
    Section { id: "workings", heading: "How we worked this out".to_owned(), blocks: parts }
}

/// A source in full: title, publisher, year, address, and how much of it was read.
fn source(context: &Context, id: ReferenceId) -> Option<Text> {
    let reference = context.catalog.reference(id)?;
    let mut text = Text::default().link(reference.title.as_str(), reference.address.as_deref()).then(". ");
    text = text.then(reference.publisher.as_str());
    if let Some(year) = reference.year {
        text = text.then([", ", &year.to_string()].concat());
    }
    text = text.then(["; read: ", &reference.read, ". “", &reference.words, "”"].concat());
    Some(text)
}

