//! The headline in words: what the first course, keeping it up and the whole horizon cost, and money over time.

use super::context::Context;
use super::document::{Block, Fact, MoneyLine, Picture, Section, Table, Words, fill, say, small};
use super::geometry::{Path, WIDTH, anchored, label, money_step, month_step, scaled, shape};
use super::say::{capital, to};
use super::workings::in_place;
use super::{compare, words};
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
pub fn announcement(context: &Context) -> Words {
    let course = context.say.likely_to(&context.estimate.course, context.is_exact());
    let total = context.say.likely_to(&context.estimate.total, context.is_exact());
    fill("First course: {0}. Over {1}: {2}.", &[&course, &context.horizon(), &total])
}

/// The estimate itself: three money lines and the numbers of visits.
pub fn headline(context: &Context) -> Section {
    Section {
        id: "estimate",
        heading: "Your estimate",
        blocks: vec![
            say(asked(context)),
            Block::Money(vec![course(context), upkeep(context), total(context)]),
            small(how_rounded(context).into()),
            Block::Facts(facts(context)),
        ],
    }
}

/// What the estimate is for, in one sentence.
fn asked(context: &Context) -> Words {
    let scenario = context.scenario;
    let marked = match scenario.severity {
        Severity::Mild => "mild ",
        Severity::Moderate => "moderate ",
        Severity::Severe => "severe ",
        Severity::Unsure => "",
    };
    let concern = words::concern_inline(scenario.concern);
    let (article, concern) = match concern.strip_prefix("a ") {
        Some(bare) => ("a ", bare),
        None => ("", concern),
    };
    let treatment = capital(words::treatment_inline(scenario.treatment));
    let area = words::area_inline(context.estimate.area);
    fill(
        "{0} for {1}{2}{3} on {4}. *Estimate, not a quote or medical advice.* You can choose no treatment.",
        &[&treatment, article, marked, concern, area],
    )
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

/// A line about a cost over so many visits.
fn line(context: &Context, label: Words, cost: &Cost, visits: (u32, u32), figure: FigureId) -> MoneyLine {
    let visits = context.say.visits(visits.0, visits.1);
    let words = if cost.floor || cost.five.min == cost.five.max {
        visits.into()
    } else {
        let middle = context.say.about(cost.five.p50, context.is_exact());
        fill("{0}, most likely about {1}", &[&visits, &middle])
    };
    MoneyLine {
        label,
        figure: context.say.likely(cost, context.is_exact()).into(),
        words,
        detail: context.detail(cost, context.is_exact()),
        workings: in_place(context, figure),
    }
}

fn course(context: &Context) -> MoneyLine {
    let visits = context.estimate.visits.course;
    line(context, "First course".into(), &context.estimate.course, (visits.min, visits.max), FigureId::Course)
}

fn total(context: &Context) -> MoneyLine {
    let visits = context.estimate.visits.total;
    let label = fill("Total over {0}", &[&context.horizon()]);
    line(context, label, &context.estimate.total, (visits.min, visits.max), FigureId::Total)
}

fn upkeep(context: &Context) -> MoneyLine {
    let (figure, words, detail): (String, Words, &str) =
        match (context.estimate.upkeep_per_year, context.estimate.upkeep_months) {
            (Some(cost), Some(months)) => (
                match cost.high {
                    Some(high) => context.say.range(cost.low, high, true),
                    None => context.say.from(cost.low),
                },
                fill("one visit every {0}", &[&context.say.months(months.low(), months.high())]),
                "This is the whole range. No trial has tested how often is right.",
            ),
            _ => (
                context.say.money(Money::ZERO),
                match context.scenario.upkeep {
                    Upkeep::None => "you chose no upkeep".into(),
                    Upkeep::Recommended | Upkeep::Every(_) => "upkeep visits are not usual for this".into(),
                },
                "No trial has tested upkeep visits.",
            ),
        };
    MoneyLine {
        label: "Keeping it up, each year".into(),
        figure: figure.into(),
        words,
        detail: detail.into(),
        workings: in_place(context, FigureId::UpkeepPerYear),
    }
}

/// What stands behind the money: the price of a visit, the number of visits and the time between them.
fn facts(context: &Context) -> Vec<Fact> {
    let (say, estimate) = (context.say, context.estimate);
    let (sessions, weeks) = (estimate.sessions, estimate.interval_weeks);
    let mut facts = Vec::new();
    let mut push = |name: &'static str, text: Words, figure: FigureId| {
        facts.push(Fact { name: name.into(), text, workings: in_place(context, figure) });
    };
    push("One session costs", price(context, &estimate.price), FigureId::Price);
    let range = say.numbers(sessions.low(), sessions.high());
    let usual = usual(sessions.is_known(), &say.number(sessions.typical()));
    let again = if sessions.high() > 3 { " Ask to look again after 3." } else { "" };
    push("Sessions", fill("*{0}*{1}.{2}", &[&range, &usual, again]), FigureId::Sessions);
    let range = say.weeks(weeks.low(), weeks.high());
    let usual = self::usual(weeks.is_known(), &say.number(weeks.typical()));
    push("Time between sessions", fill("*{0}*{1}.", &[&range, &usual]), FigureId::IntervalWeeks);
    if let Some(months) = estimate.upkeep_months {
        let visits = say.visits(estimate.visits.upkeep.min, estimate.visits.upkeep.max);
        let every = say.months(months.low(), months.high());
        let text = "*{0}* in {1}, one every {2}. No trial supports any time between upkeep visits.";
        push("Upkeep", fill(text, &[&visits, &context.horizon(), &every]), FigureId::UpkeepMonths);
    }
    if let Some(tip) = estimate.tip {
        let count = say.sessions(tip.sessions, tip.sessions);
        let text = "*{0}* cost {1} less than {2}, because of a package. More sessions are not always better.";
        let text = fill(text, &[&count, &say.money(tip.saves), &say.number(sessions.typical())]);
        push("A package that costs less", text, FigureId::Tip);
    }
    facts
}

fn usual(is_known: bool, typical: &str) -> Words {
    if is_known { "".into() } else { fill("; {0} is usual", &[typical]) }
}

/// The price of a session and where it comes from, in a sentence.
pub fn price(context: &Context, price: &SessionPrice) -> Words {
    let amount = context.say.price(price.triple, price.floor);
    match price.from {
        PriceFrom::Typical if price.triple.is_known() => fill("*{0}*, a published price.", &[&amount]),
        PriceFrom::Typical => {
            let typical = context.say.money(price.triple.typical());
            let grade = price.grade.map_or("no grade", words::grade);
            fill("*{0}*; about {1} is typical. Published US prices ({2}).", &[&amount, &typical, grade])
        }
        PriceFrom::Clinic => {
            let clinic = context.list.and_then(|list| list.clinic.as_deref()).unwrap_or("the clinic");
            fill("*{0}*, from the price list of {1}.", &[&amount, clinic])
        }
        PriceFrom::Own => fill("*{0}*, the price you were quoted.", &[&amount]),
    }
}

/// Money over time: what has been spent by the end of each month, on needling and on the laser.
pub fn over_time(context: &Context) -> Section {
    Section {
        id: "money-over-time",
        heading: "Money over time",
        blocks: vec![Block::Picture(Box::new(picture(context)))],
    }
}

/// The plot's baseline, in pixels from the top.
const BASE: i64 = 304;
/// The height of the plot above its baseline.
const TALL: i64 = 268;
/// The height of the whole picture.
const HEIGHT: i64 = 332;
/// The least distance between two names, one above the other.
const GAP: i64 = 20;

/// A line through one figure of each month's cost.
fn points(costs: &[Cost], top: i64, pick: fn(&Cost) -> Money) -> Vec<(i64, i64)> {
    let months = i64::try_from(costs.len()).unwrap_or(1).saturating_sub(1);
    let mut points = Vec::with_capacity(costs.len());
    for (month, cost) in (0..).zip(costs) {
        points.push((scaled(month, months, WIDTH), BASE - scaled(pick(cost).minor(), top, TALL)));
    }
    points
}

fn picture(context: &Context) -> Picture {
    let say = context.say;
    let (needling, laser) = (&context.spending.needling, &context.spending.laser);
    let mut most = 0;
    for cost in needling.iter().chain(laser) {
        most = most.max(if cost.floor { cost.five.p50 } else { cost.five.max }.minor());
    }
    let step = money_step(most);
    let top = step.saturating_mul(most.saturating_add(step - 1).checked_div(step).unwrap_or(1).max(1));
    let mut shapes = Vec::new();
    let mut labels = Vec::new();

    let mut tick = 0;
    while tick <= top {
        let at = BASE - scaled(tick, top, TALL);
        shapes.push(shape(if tick == 0 { "axis" } else { "grid" }, Path::line(&[(0, at), (WIDTH, at)])));
        if tick > 0 {
            labels.push(anchored("tick", "start", 0, at - 5, say.money(Money::from_minor(tick)).into()));
        }
        tick = tick.saturating_add(step);
    }

    let mut name_at = BASE + GAP;
    let mut names = Vec::new();
    for (costs, [band, middle, edge, name], words, exact) in [
        (
            needling,
            ["band needling", "middle needling", "edge needling", "name needling"],
            Words::from("Microneedling"),
            context.is_exact(),
        ),
        (
            laser,
            ["band laser", "middle laser", "edge laser", "name laser"],
            context.estimate.laser.laser.map_or(Words::default(), |laser| capital(words::laser_inline(laser)).into()),
            context.is_laser_exact(),
        ),
    ] {
        let Some(last) = costs.last() else { continue };
        let low = points(costs, top, |cost| cost.five.p10);
        if !last.floor {
            shapes.push(shape(edge, Path::line(&points(costs, top, |cost| cost.five.min))));
            shapes.push(shape(edge, Path::line(&points(costs, top, |cost| cost.five.max))));
            shapes.push(shape(band, Path::between(points(costs, top, |cost| cost.five.p90), &low)));
        }
        shapes.push(shape(middle, Path::line(&points(costs, top, |cost| cost.five.p50))));
        // The names never stand on each other: the second one moves away from the first.
        let at = BASE - scaled(last.five.p50.minor(), top, TALL) - 7;
        let apart = if at <= name_at { at.min(name_at - GAP) } else { at.max(name_at + GAP) };
        name_at = apart.clamp(14, BASE - 6);
        let words = fill("{0}, {1}", &[&words, &say.about(last.five.p50, exact)]);
        names.push(anchored(name, "end", WIDTH, name_at, words));
    }
    labels.extend(names);

    let months = context.scenario.horizon_months;
    let ticks = ticks(months);
    labels.push(anchored("tick", "start", 0, BASE + 20, "Month".into()));
    for month in &ticks {
        let x = scaled(i64::from(*month), i64::from(months), WIDTH);
        shapes.push(shape("axis", Path::line(&[(x, BASE), (x, BASE + 5)])));
        labels.push(label("tick", x, BASE + 20, say.number(*month).into()));
    }

    Picture {
        id: "money-picture",
        title: "Money spent over time",
        description: description(context),
        reading: reading(context),
        caption: if needling.last().is_some_and(|cost| cost.floor) {
            "Line: middle. The price is a “from” price, so there is no upper end."
        } else {
            "Filled: likely range. Thick line: middle. Dotted lines: the least and the most."
        },
        height: HEIGHT,
        shapes,
        labels,
        table_button: "Show as a table",
        table: table(context, &ticks),
    }
}

/// The months that stand under the picture and in its table, the first one left out.
fn ticks(months: u32) -> Vec<u32> {
    let step = month_step(months);
    (1..=months / step).map(|tick| tick * step).collect()
}

fn description(context: &Context) -> Words {
    let needling = context.say.likely_to(&context.estimate.total, context.is_exact());
    let horizon = context.horizon();
    match (&context.estimate.laser.total, context.estimate.laser.laser) {
        (Some(total), Some(laser)) => {
            let amount = context.say.likely_to(total, context.is_laser_exact());
            let with = [horizon.as_str(), &needling, words::laser_inline(laser), &amount];
            fill("After {0}, microneedling: {1}; {2}: {3}.", &with)
        }
        _ => fill("After {0}, microneedling: {1}.", &[&horizon, &needling]),
    }
}

fn reading(context: &Context) -> Words {
    let (say, estimate) = (context.say, context.estimate);
    let horizon = context.horizon();
    match (estimate.laser.difference, estimate.laser.laser) {
        (Some(difference), Some(laser)) => {
            let gap = difference.p50.minor();
            let exact = context.is_exact() && context.is_laser_exact();
            let amount = say.about(Money::from_minor(gap.saturating_abs()), exact);
            let less = if gap >= 0 { "less" } else { "more" };
            fill(
                "After {0}, microneedling has most likely cost *about {1} {2}* than {3}.",
                &[&horizon, &amount, less, compare::a_laser(laser)],
            )
        }
        _ if estimate.total.floor => {
            let amount = say.likely(&estimate.total, true);
            fill("After {0}, microneedling costs *{1}*.", &[&horizon, &amount])
        }
        _ => {
            let amount = say.about(estimate.total.five.p50, context.is_exact());
            fill("After {0}, microneedling has most likely cost *about {1}*.", &[&horizon, &amount])
        }
    }
}

fn table(context: &Context, ticks: &[u32]) -> Table {
    let say = context.say;
    let mut head: Vec<Words> =
        vec!["By the end of".into(), "Microneedling, likely".into(), "Middle".into(), "Least to most".into()];
    if let (Some(laser), false) = (context.estimate.laser.laser, context.spending.laser.is_empty()) {
        head.push(fill("{0}, likely", &[&capital(words::laser_inline(laser))]));
        head.push("Middle".into());
    }
    let mut rows = Vec::new();
    for month in std::iter::once(&0).chain(ticks) {
        let Some(needling) = context.spending.needling.get(*month as usize) else { continue };
        let whole = if needling.floor {
            say.from(needling.five.min)
        } else {
            to(&say.money(needling.five.min), &say.money(needling.five.max))
        };
        let mut row: Vec<Words> = vec![
            if *month == 0 { "day 1".into() } else { fill("month {0}", &[&say.number(*month)]) },
            say.likely(needling, context.is_exact()).into(),
            say.about(needling.five.p50, context.is_exact()).into(),
            whole.into(),
        ];
        if let Some(laser) = context.spending.laser.get(*month as usize) {
            row.push(say.likely(laser, context.is_laser_exact()).into());
            row.push(say.about(laser.five.p50, context.is_laser_exact()).into());
        }
        rows.push(row);
    }
    Table { caption: "Money spent by the end of a month", head, rows }
}
