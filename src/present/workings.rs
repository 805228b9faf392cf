//! How each figure was worked out: its formula in words with the numbers in it, its sources and its grade.

use super::context::Context;
use super::document::{Block, Fold, Section, Text};
use super::formats::Formats;
use super::say::{Say, days, hours, to};
use crate::domain::catalog::ReferenceId;
use crate::domain::estimate::{Cost, Estimate, PriceFrom, SessionPrice};
use crate::domain::explanation::{Explanation, FigureId, Input};
use crate::domain::money::Money;
use crate::domain::quantity::Triple;

/// What opens the workings of a figure.
pub const WHY: &str = "Why this number?";

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
        FigureId::LaserDowntime => "Days with red skin after laser",
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
        FigureId::Price => vec![stated(&estimate.price, say), factor(explanation, say)],
        FigureId::Sessions => vec![
            origin(explanation).to_owned(),
            counts(estimate.sessions, "session", "sessions", say),
            match word(explanation, "severity") {
                Some("unsure") if word(explanation, "from") == Some("published") => {
                    " How marked it is, is open: the low end is that of mild, the middle of moderate, the high end of severe."
                        .to_owned()
                }
                _ => String::new(),
            },
        ],
        FigureId::IntervalWeeks => vec![
            origin(explanation).to_owned(),
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
            vec![
                product(visits, "session", "sessions", &estimate.price, &estimate.course, say),
                extras(explanation, say),
                spread(&estimate.course, say),
            ]
        }
        FigureId::Total => {
            let visits = (estimate.visits.total.min, estimate.visits.total.max);
            let months = number(explanation, "horizon_months");
            vec![
                "The first course and every upkeep visit within ".to_owned(),
                say.count(months, months, "month", "months"),
                ": ".to_owned(),
                product(visits, "visit", "visits", &estimate.price, &estimate.total, say),
                extras(explanation, say),
                spread(&estimate.total, say),
            ]
        }
        FigureId::UpkeepPerYear => match (estimate.upkeep_per_year, estimate.upkeep_months) {
            (Some(cost), Some(months)) => {
                let (low_price, high_price) = match list(explanation, "price") {
                    [low, high] => (*low, *high),
                    _ => (0, 0),
                };
                let each = |months: u32, price: i64, sum: Money| {
                    let months = say.count(months, months, "month", "months");
                    let price = say.money(Money::from_minor(price));
                    ["12 months ÷ ", &months, " × ", &price, " a visit = ", &say.money(sum)].concat()
                };
                let mut pieces = vec![each(months.high(), low_price, cost.low)];
                pieces.push(match cost.high {
                    Some(high) => ["; ", &each(months.low(), high_price, high), "."].concat(),
                    None => "; at most, the price list does not say.".to_owned(),
                });
                pieces.push(extras(explanation, say));
                pieces
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
            Some(price) => vec![stated(price, say), factor(explanation, say)],
            None => vec!["There is no price to work with.".to_owned()],
        },
        FigureId::LaserSessions => match laser.sessions {
            Some(sessions) => vec![origin(explanation).to_owned(), counts(sessions, "session", "sessions", say)],
            None => vec!["There is no number of sessions to work with.".to_owned()],
        },
        FigureId::LaserTotal => match (&laser.price, laser.sessions, &laser.total) {
            (Some(price), Some(sessions), Some(total)) => {
                let visits = (sessions.low(), sessions.high());
                vec![
                    product(visits, "session", "sessions", price, total, say),
                    extras(explanation, say),
                    spread(total, say),
                    " No upkeep is counted for the laser.".to_owned(),
                ]
            }
            _ => vec!["There is no price to work with.".to_owned()],
        },
        FigureId::LaserDifference => difference(estimate, say),
        FigureId::LaserDowntime => match list(explanation, "downtime_days") {
            [low, usual, high] => vec![
                say.count(*low, *high, "day", "days"),
                " after each session; ".to_owned(),
                say.number(*usual),
                " is usual.".to_owned(),
            ],
            _ => Vec::new(),
        },
        FigureId::OutcomeBand => match &estimate.outcome {
            Some(outcome) => vec![
                "After ".to_owned(),
                say.count(outcome.sessions, outcome.sessions, "session", "sessions"),
                ": ".to_owned(),
                say.percents(whole(outcome.band.p10), whole(outcome.band.p90)),
                " better, middle ".to_owned(),
                formats.percent(whole(outcome.band.p50)),
                ". ".to_owned(),
                band(explanation, say),
            ],
            None => vec!["No per cent was measured in a way that can be used here.".to_owned()],
        },
        FigureId::OutcomeCurve => match &estimate.outcome {
            Some(outcome) => vec![
                "Each session, ".to_owned(),
                say.count(outcome.interval_weeks, outcome.interval_weeks, "week", "weeks"),
                " after the one before, ".to_owned(),
                curve(explanation, say),
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
        FigureId::Redness => match list(explanation, "redness_hours") {
            [low, usual, high] => {
                let at = |time: &i64| hours(u32::try_from(*time).unwrap_or(0));
                vec!["Day of the session + ".to_owned(), to(&at(low), &at(high)), "; ".to_owned(), at(usual), " is usual.".to_owned()]
            }
            _ => Vec::new(),
        },
        FigureId::FirstChange => vec!["First session + ".to_owned(), span(explanation, "days"), ".".to_owned()],
        FigureId::NearFull => vec![
            "First session + ".to_owned(),
            span(explanation, "days"),
            ", and never before the last session (day ".to_owned(),
            match list(explanation, "last_session_days") {
                [low, high] => to(&say.number(*low), &say.number(*high)),
                _ => String::new(),
            },
            ").".to_owned(),
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

/// The number that went in under a name.
fn input<'a>(explanation: &'a Explanation, name: &str) -> Option<&'a Input> {
    explanation.inputs.iter().find(|(known, _)| *known == name).map(|(_, input)| input)
}

/// The numbers that went in under a name; none where it is not there.
fn list<'a>(explanation: &'a Explanation, name: &str) -> &'a [i64] {
    match input(explanation, name) {
        Some(Input::Counts(numbers) | Input::Amounts(numbers)) => numbers,
        _ => &[],
    }
}

fn number(explanation: &Explanation, name: &str) -> i64 {
    match input(explanation, name) {
        Some(Input::Count(number) | Input::Money(number)) => *number,
        _ => 0,
    }
}

fn word(explanation: &Explanation, name: &str) -> Option<&'static str> {
    match input(explanation, name) {
        Some(Input::Word(word)) => Some(word),
        _ => None,
    }
}

fn origin(explanation: &Explanation) -> &'static str {
    match word(explanation, "from") {
        Some("clinic") => "The clinic’s price list says: ",
        Some("agreed") => "You said: ",
        _ => "Published: ",
    }
}

/// How a face's price became the area's.
fn factor(explanation: &Explanation, say: Say) -> String {
    let percents = list(explanation, "area_percent");
    let ([low, _, high], [face_low, _, face_high]) = (percents, list(explanation, "published_usd")) else {
        return String::new();
    };
    if (*low, *high) == (100, 100) {
        return String::new();
    }
    let dollars = |usd: i64| say.money(Money::from_minor(usd.saturating_mul(100)));
    let face = to(&dollars(*face_low), &dollars(*face_high));
    [" The face’s price, ", &face, ", × ", &say.percents(*low, *high), " for this area, in whole dollars."].concat()
}

/// Fees and tax, where the price list has them.
fn extras(explanation: &Explanation, say: Say) -> String {
    let mut text = String::new();
    for (name, after) in [("course_fees", " a course"), ("session_fees", " a visit")] {
        let fee = number(explanation, name);
        if fee > 0 {
            text = [&text, " Fees: ", &say.money(Money::from_minor(fee)), after, "."].concat();
        }
    }
    let tax = number(explanation, "tax_bp");
    if tax > 0 {
        let (whole, rest) = (tax / 100, tax % 100);
        let mut rate = whole.to_string();
        if rest > 0 {
            rate.push(say.formats.signs().decimal);
            if rest < 10 {
                rate.push('0');
            }
            rate.push_str(rest.to_string().trim_end_matches('0'));
        }
        text = [&text, " Tax of ", &rate, "% is added once, to the sum."].concat();
    }
    text
}

/// How the improvement band came about.
fn band(explanation: &Explanation, say: Say) -> String {
    let mut text = String::new();
    if let [low, middle, high] = list(explanation, "published_percent") {
        let usual = number(explanation, "typical_sessions");
        let middle = say.formats.percent(*middle);
        let course = say.count(usual, usual, "session", "sessions");
        text =
            ["Studies put ", &say.percents(*low, *high), " (middle ", &middle, ") on a usual course of ", &course, "."]
                .concat();
    }
    let severity = word(explanation, "severity");
    if let (Some("severe" | "unsure"), [low, middle, high]) = (severity, list(explanation, "severe_percent")) {
        let percent = |number: &i64| say.formats.percent(*number);
        let tail = if severity == Some("severe") {
            ["× ", &percent(low), ", ", &percent(middle), " and ", &percent(high), " where it is severe."].concat()
        } else {
            ["The low end × ", &percent(low), ", because it may be severe."].concat()
        };
        text = [&text, " ", &tail].concat();
    }
    if let [low, middle, high] = list(explanation, "retention_percent") {
        let percent = |number: &i64| say.formats.percent(*number);
        let cap = say.formats.percent(number(explanation, "cap_percent"));
        text = [
            &text,
            " Each further session adds ",
            &percent(low),
            ", ",
            &percent(middle),
            " or ",
            &percent(high),
            " of what the one before it added (low, middle, high); at most ",
            &cap,
            " in all.",
        ]
        .concat();
    }
    text
}

/// How the sessions add up over time.
fn curve(explanation: &Explanation, say: Say) -> String {
    let ([slow, middle, fast], [slow_lag, middle_lag, fast_lag]) =
        (list(explanation, "tau_weeks"), list(explanation, "lag_weeks"))
    else {
        return String::new();
    };
    let mut text = [
        "starts to show after ",
        &say.count(*fast_lag, *slow_lag, "week", "weeks"),
        " (middle ",
        &say.number(*middle_lag),
        ") and then nears its full effect with a time constant of ",
        &say.count(*fast, *slow, "week", "weeks"),
        " (middle ",
        &say.number(*middle),
        "). The sessions together reach the band.",
    ]
    .concat();
    let keeps = number(explanation, "keeps_percent");
    if keeps > 0 {
        let week = |name| say.number(number(explanation, name));
        text = [
            &text,
            " The peak is at week ",
            &week("peak_week"),
            "; from week ",
            &week("from_week"),
            " on, ",
            &say.formats.percent(keeps),
            " of it is left.",
        ]
        .concat();
    }
    text
}

fn span(explanation: &Explanation, name: &str) -> String {
    match list(explanation, name) {
        [low, high] => [to(&low.to_string(), &high.to_string()).as_str(), " days (", &days(*low, *high), ")"].concat(),
        _ => String::new(),
    }
}

fn counts(triple: Triple<u32>, one: &str, many: &str, say: Say) -> String {
    let range = say.count(triple.low(), triple.high(), one, many);
    if triple.is_known() {
        return [range.as_str(), "."].concat();
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
    Block::Fold(Fold { summary: WHY.to_owned(), about: about.into(), blocks })
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
    parts.push(Block::Part(
        "Sources".to_owned(),
        vec![Block::List(used.iter().filter_map(|id| source(context, *id)).collect())],
    ));
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
