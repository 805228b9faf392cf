//! The headline in words: what the first course, keeping it up and the whole horizon cost, and money over time.

use super::context::Context;
use super::document::{Block, Fact, MoneyLine, Picture, Section, Table, Text};
use super::geometry::{Path, WIDTH, anchored, label, money_step, month_step, scaled, shape};
use super::say::capital;
use super::{words, workings};
use crate::domain::estimate::{Cost, PriceFrom, SessionPrice};
use crate::domain::explanation::FigureId;
use crate::domain::money::Money;
use crate::domain::scenario::Upkeep;
use crate::domain::vocabulary::Severity;

/// The likely range of the first course: the one figure that always stays in view.
pub fn first_course(context: &Context) -> String {
    context.say.likely(&context.estimate.course, context.is_exact())
}

/// The estimate in one sentence, to be read out when it changes.
pub fn announcement(context: &Context) -> String {
    let say = context.say;
    let course = say.likely_to(&context.estimate.course, context.is_exact());
    let total = say.likely_to(&context.estimate.total, context.is_exact());
    ["First course: ", &course, ". Over ", &context.horizon(), ": ", &total, "."].concat()
}

/// The estimate itself: three money lines and the numbers of visits.
pub fn headline(context: &Context) -> Section {
    Section {
        id: "estimate",
        heading: "Your estimate".to_owned(),
        blocks: vec![
            Block::say(asked(context)),
            Block::Money(vec![course(context), upkeep(context), total(context)]),
            Block::small(how_rounded(context)),
            Block::Facts(facts(context)),
        ],
    }
}

/// What the estimate is for, in one sentence.
fn asked(context: &Context) -> Text {
    let scenario = context.scenario;
    let marked = match scenario.severity {
        Severity::Mild => "mild ",
        Severity::Moderate => "moderate ",
        Severity::Severe => "severe ",
        Severity::Unsure => "",
    };
    let concern = words::concern_inline(scenario.concern);
    let concern = match concern.strip_prefix("a ") {
        Some(bare) if !marked.is_empty() => ["a ", marked, bare].concat(),
        _ => [marked, concern].concat(),
    };
    let treatment = capital(words::treatment_inline(scenario.treatment));
    let area = words::area_inline(context.estimate.area);
    let text = [treatment.as_str(), " for ", &concern, " on ", area, ". "].concat();
    Text::from(text).strong("Estimate, not a quote or medical advice.").then(" You can choose no treatment.")
}

fn how_rounded(context: &Context) -> &'static str {
    match (context.is_exact(), context.estimate.price.floor) {
        (_, true) => "The clinic states a “from” price. What it costs at most is not known; ask.",
        (true, _) => "The range comes from the number of visits: the price of one is known.",
        (false, _) => {
            "Likely means: 8 of 10 courses fall inside, 1 is below and 1 above. Likely and middle figures are rounded; \
             the workings have the cents."
        }
    }
}

fn why(context: &Context, figure: FigureId) -> Vec<Block> {
    workings::in_place(context, figure)
}

fn course(context: &Context) -> MoneyLine {
    let (say, estimate) = (context.say, context.estimate);
    let visits = say.count(estimate.visits.course.min, estimate.visits.course.max, "visit", "visits");
    let cost = &estimate.course;
    let words = if cost.floor || cost.five.min == cost.five.max {
        visits
    } else {
        [visits.as_str(), ", most likely about ", &say.about(cost.five.p50, context.is_exact())].concat()
    };
    MoneyLine {
        label: "First course".to_owned(),
        figure: first_course(context),
        words,
        detail: context.detail(cost, context.is_exact()),
        workings: why(context, FigureId::Course),
    }
}

fn upkeep(context: &Context) -> MoneyLine {
    let (say, estimate) = (context.say, context.estimate);
    let label = "Keeping it up, each year".to_owned();
    let (Some(cost), Some(months)) = (estimate.upkeep_per_year, estimate.upkeep_months) else {
        let words = match context.scenario.upkeep {
            Upkeep::None => "you chose no upkeep",
            Upkeep::Recommended | Upkeep::Every(_) => "upkeep visits are not usual for this",
        };
        return MoneyLine {
            label,
            figure: say.money(Money::ZERO),
            words: words.to_owned(),
            detail: "No trial has tested upkeep visits.".to_owned(),
            workings: Vec::new(),
        };
    };
    let figure = match cost.high {
        Some(high) => say.range(cost.low, high, true),
        None => ["from ", &say.money(cost.low)].concat(),
    };
    MoneyLine {
        label,
        figure,
        words: ["one visit every ", &say.count(months.low(), months.high(), "month", "months")].concat(),
        detail: "This is the whole range. No trial has tested how often is right.".to_owned(),
        workings: why(context, FigureId::UpkeepPerYear),
    }
}

fn total(context: &Context) -> MoneyLine {
    let (say, estimate) = (context.say, context.estimate);
    let cost = &estimate.total;
    let visits = say.count(estimate.visits.total.min, estimate.visits.total.max, "visit", "visits");
    let words = if cost.floor || cost.five.min == cost.five.max {
        visits
    } else {
        [visits.as_str(), ", most likely about ", &say.about(cost.five.p50, context.is_exact())].concat()
    };
    MoneyLine {
        label: ["Total over ", &context.horizon()].concat(),
        figure: say.likely(cost, context.is_exact()),
        words,
        detail: context.detail(cost, context.is_exact()),
        workings: why(context, FigureId::Total),
    }
}

/// What stands behind the money: the price of a visit, the number of visits and the time between them.
fn facts(context: &Context) -> Vec<Fact> {
    let (say, estimate) = (context.say, context.estimate);
    let sessions = estimate.sessions;
    let weeks = estimate.interval_weeks;
    let mut facts = vec![
        Fact {
            name: "One session costs".to_owned(),
            text: price(context, &estimate.price),
            workings: why(context, FigureId::Price),
        },
        Fact {
            name: "Sessions".to_owned(),
            text: Text::default()
                .strong(say.numbers(sessions.low(), sessions.high()))
                .then(usual(sessions.is_known(), &say.number(sessions.typical())))
                .then(if sessions.high() > 3 { ". Ask to look again after 3." } else { "." }),
            workings: why(context, FigureId::Sessions),
        },
        Fact {
            name: "Time between sessions".to_owned(),
            text: Text::default()
                .strong(say.count(weeks.low(), weeks.high(), "week", "weeks"))
                .then(usual(weeks.is_known(), &say.number(weeks.typical())))
                .then("."),
            workings: why(context, FigureId::IntervalWeeks),
        },
    ];
    let visits = estimate.visits.upkeep;
    if let Some(months) = estimate.upkeep_months {
        facts.push(Fact {
            name: "Upkeep".to_owned(),
            text: Text::default()
                .strong(say.count(visits.min, visits.max, "visit", "visits"))
                .then([" in ", &context.horizon(), ", one every "].concat())
                .then(say.count(months.low(), months.high(), "month", "months"))
                .then(". No trial supports any time between upkeep visits."),
            workings: why(context, FigureId::UpkeepMonths),
        });
    }
    if let Some(tip) = estimate.tip {
        facts.push(Fact {
            name: "A package that costs less".to_owned(),
            text: Text::default()
                .strong(say.count(tip.sessions, tip.sessions, "session", "sessions"))
                .then([" cost ", &say.money(tip.saves), " less than ", &say.number(sessions.typical())].concat())
                .then(", because of a package. More sessions are not always better."),
            workings: why(context, FigureId::Tip),
        });
    }
    facts
}

fn usual(is_known: bool, typical: &str) -> String {
    if is_known { String::new() } else { ["; ", typical, " is usual"].concat() }
}

/// The price of a session and where it comes from, in a sentence.
pub fn price(context: &Context, price: &SessionPrice) -> Text {
    let say = context.say;
    let amount = Text::default().strong(say.price(price.triple, price.floor));
    match price.from {
        PriceFrom::Typical if price.triple.is_known() => amount.then(", a published price."),
        PriceFrom::Typical => amount
            .then(["; about ", &say.money(price.triple.typical()), " is typical. Published US prices ("].concat())
            .then(price.grade.map_or("no grade", words::grade))
            .then(")."),
        PriceFrom::Clinic => amount.then(match context.list.and_then(|list| list.clinic.as_deref()) {
            Some(clinic) => [", from the price list of ", clinic, "."].concat(),
            None => ", from the clinic’s price list.".to_owned(),
        }),
        PriceFrom::Own => amount.then(", the price you were quoted."),
    }
}

/// Money over time: what has been spent by the end of each month, on needling and on the laser.
pub fn over_time(context: &Context) -> Section {
    Section {
        id: "money-over-time",
        heading: "Money over time".to_owned(),
        blocks: vec![Block::Picture(Box::new(picture(context)))],
    }
}

/// The plot's baseline, in pixels from the top.
const BASE: i64 = 264;
/// The height of the plot above its baseline.
const TALL: i64 = 228;
/// The height of the whole picture.
const HEIGHT: u32 = 292;

fn picture(context: &Context) -> Picture {
    let (say, estimate) = (context.say, context.estimate);
    let (needling, laser) = (&context.spending.needling, &context.spending.laser);
    let months = i64::try_from(needling.len()).unwrap_or(1).saturating_sub(1).max(1);
    let top_of = |cost: &Cost| if cost.floor { cost.five.p50 } else { cost.five.max }.minor();
    let most = needling.iter().chain(laser).map(top_of).max().unwrap_or(0);
    let step = money_step(most);
    let top = step.saturating_mul((most + step - 1).checked_div(step).unwrap_or(1).max(1));
    let x = |month: i64| scaled(month, months, WIDTH);
    let y = |amount: Money| BASE - scaled(amount.minor(), top, TALL);
    let mut shapes = Vec::new();
    let mut labels = Vec::new();

    let mut tick = 0;
    while tick <= top {
        let line = [(0, y(Money::from_minor(tick))), (WIDTH, y(Money::from_minor(tick)))];
        shapes.push(shape(if tick == 0 { "axis" } else { "grid" }, Path::line(line)));
        if tick > 0 {
            let at = y(Money::from_minor(tick)) - 5;
            labels.push(anchored("tick", "start", 0, at, say.money(Money::from_minor(tick))));
        }
        tick += step;
    }

    let month_of = |index: usize| i64::try_from(index).unwrap_or(0);
    let line = |costs: &[Cost], pick: fn(&Cost) -> Money| -> Vec<(i64, i64)> {
        costs.iter().enumerate().map(|(month, cost)| (x(month_of(month)), y(pick(cost)))).collect()
    };
    for (costs, band, middle, edge) in [
        (laser, "band laser", "middle laser", "edge laser"),
        (needling, "band needling", "middle needling", "edge needling"),
    ] {
        let Some(last) = costs.last() else { continue };
        let low = line(costs, |cost| cost.five.p10);
        if last.floor {
            shapes.push(shape(edge, Path::line(low)));
        } else {
            shapes.push(shape(edge, Path::line(line(costs, |cost| cost.five.min))));
            shapes.push(shape(edge, Path::line(line(costs, |cost| cost.five.max))));
            shapes.push(shape(band, Path::between(line(costs, |cost| cost.five.p90), &low)));
        }
        shapes.push(shape(middle, Path::line(line(costs, |cost| cost.five.p50))));
    }

    let end = |costs: &[Cost]| costs.last().map(|cost| y(cost.five.p50) - 7);
    let needling_y = end(needling).unwrap_or(BASE);
    let mut names = vec![("name needling", needling_y, "Microneedling".to_owned(), needling, context.is_exact())];
    if let (Some(laser_y), Some(kind)) = (end(laser), estimate.laser.laser) {
        // Two names never stand on each other: the lower one moves down.
        let gap = 20;
        let laser_y = if laser_y <= needling_y { laser_y.min(needling_y - gap) } else { laser_y.max(needling_y + gap) };
        let name = capital(words::laser_inline(kind));
        names.push(("name laser", laser_y, name, laser, context.is_laser_exact()));
    }
    for (class, at, name, costs, exact) in names {
        if let Some(last) = costs.last() {
            let words = [name.as_str(), ", ", &say.about(last.five.p50, exact)].concat();
            labels.push(anchored(class, "end", WIDTH, at.clamp(14, BASE - 6), words));
        }
    }

    let each = month_step(months);
    let ticks: Vec<i64> = (1..=months / each).map(|tick| tick * each).collect();
    labels.push(anchored("tick", "start", 0, BASE + 20, "Start".to_owned()));
    for month in &ticks {
        let words =
            if Some(month) == ticks.last() { say.count(*month, *month, "month", "months") } else { say.number(*month) };
        shapes.push(shape("axis", Path::line([(x(*month), BASE), (x(*month), BASE + 5)])));
        labels.push(label("tick", x(*month), BASE + 20, words));
    }

    Picture {
        id: "money-picture",
        title: "Money spent over time".to_owned(),
        description: description(context),
        reading: reading(context),
        caption: if needling.last().is_some_and(|cost| cost.floor) {
            "Line: middle. The price is a “from” price, so there is no upper end.".to_owned()
        } else {
            "Filled: likely range. Thick line: middle. Thin lines: lowest and highest.".to_owned()
        },
        height: HEIGHT,
        shapes,
        labels,
        table_button: "Show as a table",
        table: table(context, &ticks),
    }
}

fn description(context: &Context) -> String {
    let (say, estimate) = (context.say, context.estimate);
    let needling = say.likely_to(&estimate.total, context.is_exact());
    let mut text = ["After ", &context.horizon(), ", microneedling: ", &needling].concat();
    if let (Some(total), Some(laser)) = (&estimate.laser.total, estimate.laser.laser) {
        let amount = say.likely_to(total, context.is_laser_exact());
        text.push_str("; ");
        text.push_str(words::laser_inline(laser));
        text.push_str(": ");
        text.push_str(&amount);
    }
    text.push('.');
    text
}

fn reading(context: &Context) -> Text {
    let (say, estimate) = (context.say, context.estimate);
    let after = ["After ", &context.horizon(), ", microneedling has most likely cost "].concat();
    let exact = context.is_exact() && context.is_laser_exact();
    match (estimate.laser.difference, estimate.laser.laser) {
        (Some(difference), Some(laser)) => {
            let gap = difference.p50.minor();
            let amount = say.about(Money::from_minor(gap.saturating_abs()), exact);
            let less = if gap >= 0 { " less" } else { " more" };
            Text::from(after)
                .strong(["about ", &amount, less].concat())
                .then([" than a ", words::laser_inline(laser), "."].concat().replace("a IPL", "IPL"))
        }
        _ if estimate.total.floor => Text::from(["After ", &context.horizon(), ", microneedling costs "].concat())
            .strong(say.likely(&estimate.total, context.is_exact()))
            .then("."),
        _ => Text::from(after)
            .strong(["about ", &say.about(estimate.total.five.p50, context.is_exact())].concat())
            .then("."),
    }
}

fn table(context: &Context, ticks: &[i64]) -> Table {
    let (say, estimate) = (context.say, context.estimate);
    let mut head = vec![
        "By the end of".to_owned(),
        "Microneedling, likely".to_owned(),
        "Middle".to_owned(),
        "Lowest to highest".to_owned(),
    ];
    if let (Some(laser), false) = (estimate.laser.laser, context.spending.laser.is_empty()) {
        head.push([capital(words::laser_inline(laser)).as_str(), ", likely"].concat());
        head.push("Middle".to_owned());
    }
    let months = std::iter::once(&0).chain(ticks);
    let rows = months
        .filter_map(|month| {
            let index = usize::try_from(*month).ok()?;
            let needling = context.spending.needling.get(index)?;
            let when = if index == 0 { "the first day".to_owned() } else { ["month ", &say.number(*month)].concat() };
            let whole = if needling.floor {
                ["from ", &say.money(needling.five.min)].concat()
            } else {
                say.range(needling.five.min, needling.five.max, true)
            };
            let middle = say.about(needling.five.p50, context.is_exact());
            let mut row = vec![when, say.likely(needling, context.is_exact()), middle, whole];
            if let Some(laser) = context.spending.laser.get(index) {
                row.push(say.likely(laser, context.is_laser_exact()));
                row.push(say.about(laser.five.p50, context.is_laser_exact()));
            }
            Some(row)
        })
        .collect();
    Table { caption: "Money spent by the end of a month".to_owned(), head, rows }
}
