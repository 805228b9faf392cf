//! The headline in words: what the first course, keeping it up and the whole horizon cost, and money over time.

use super::context::Context;
use super::document::{Block, Fact, MoneyLine, Picture, Section, Table, Words, paragraph, small};
use super::geometry::{Canvas, WIDTH, money_step, month_step, scaled};
use super::language::{Text, as_is, t};
use super::workings::{in_place, why};
use super::{compare, words};
use crate::domain::estimate::{Cost, PriceFrom, SessionPrice};
use crate::domain::explanation::FigureId;
use crate::domain::money::Money;
use crate::domain::scenario::Upkeep;
use crate::domain::vocabulary::Severity;

/// The likely range of the first course: the one figure that always stays in view.
pub fn first_course<'a>(context: &Context<'a>) -> Words<'a> {
    context.say.likely(&context.estimate.course, context.is_exact())
}

/// The estimate in one sentence, to be read out when it changes.
pub fn announcement<'a>(context: &Context<'a>) -> Words<'a> {
    let course = context.say.likely_to(&context.estimate.course, context.is_exact());
    let total = context.say.likely_to(&context.estimate.total, context.is_exact());
    context.fill(t!("First course: {0}. Over {1}: {2}."), &[course, context.horizon(), total])
}

/// The estimate itself: three money lines and the numbers of visits.
pub fn headline<'a>(context: &Context<'a>) -> Section<'a> {
    let lines = [course(context), upkeep(context), total(context)];
    let blocks = [
        paragraph(asked(context)),
        Block::Money(context.keep(&lines)),
        small(how_rounded(context)),
        Block::Facts(context.keep(&facts(context))),
    ];
    Section { id: "estimate", heading: t!("Your estimate"), blocks: context.keep(&blocks) }
}

/// What the estimate is for, in one sentence.
fn asked<'a>(context: &Context<'a>) -> Words<'a> {
    let scenario = context.scenario;
    let treatment = context.say.capital(words::treatment_inline(scenario.treatment));
    let concern = words::concern_inline(scenario.concern);
    let area = words::area_inline(context.estimate.area);
    let text = match scenario.severity {
        Severity::Mild => t!("{0} for {1} (mild) on {2}. {3} {4}"),
        Severity::Moderate => t!("{0} for {1} (moderate) on {2}. {3} {4}"),
        Severity::Severe => t!("{0} for {1} (severe) on {2}. {3} {4}"),
        Severity::Unsure => t!("{0} for {1} on {2}. {3} {4}"),
    };
    let estimate = t!("*Estimate, not a quote or medical advice.*");
    let nothing = t!("You can choose no treatment.");
    context.fill(text, &[treatment, concern, area, estimate, nothing])
}

fn how_rounded(context: &Context) -> Text {
    match (context.is_exact(), context.estimate.price.floor) {
        (_, true) => t!("The clinic states a “from” price. What it costs at most is not known; ask."),
        (true, _) => t!("The range comes from the number of visits: the price of one is known."),
        (false, _) => t!(
            "Likely means: 8 of 10 courses fall inside, 1 is below and 1 above. Likely and middle figures are rounded; \
             the workings have the cents.",
        ),
    }
}

/// A line about a cost over so many visits.
fn line<'a>(
    context: &Context<'a>,
    label: Words<'a>,
    cost: &Cost,
    visits: (u32, u32),
    figure: FigureId,
) -> MoneyLine<'a> {
    let visits = context.say.visits(visits.0, visits.1);
    let words = if cost.floor || cost.five.min == cost.five.max {
        visits
    } else {
        let middle = context.say.about(cost.five.p50, context.is_exact());
        context.fill(t!("{0}, most likely about {1}"), &[visits, middle])
    };
    MoneyLine {
        label,
        figure: context.say.likely(cost, context.is_exact()),
        words,
        detail: context.detail(cost, context.is_exact()),
        workings: why(context, label, in_place(context, figure)),
    }
}

fn course<'a>(context: &Context<'a>) -> MoneyLine<'a> {
    let visits = context.estimate.visits.course;
    let label = t!("First course");
    line(context, label, &context.estimate.course, (visits.min, visits.max), FigureId::Course)
}

fn total<'a>(context: &Context<'a>) -> MoneyLine<'a> {
    let visits = context.estimate.visits.total;
    let label = context.fill(t!("Total over {0}"), &[context.horizon()]);
    line(context, label, &context.estimate.total, (visits.min, visits.max), FigureId::Total)
}

/// What keeping the result up costs in a year.
pub fn upkeep_figure<'a>(context: &Context<'a>) -> Words<'a> {
    let say = &context.say;
    match context.estimate.upkeep_per_year {
        Some(cost) => match cost.high {
            Some(high) => say.range(cost.low, high, true),
            None => say.from(cost.low),
        },
        None => say.money(Money::ZERO),
    }
}

fn upkeep<'a>(context: &Context<'a>) -> MoneyLine<'a> {
    let say = &context.say;
    let (words, detail) = match context.estimate.upkeep_months {
        Some(months) => (
            context.fill(t!("one visit every {0}"), &[say.months(months.low(), months.high())]),
            t!("This is the whole range. No trial has tested how often is right."),
        ),
        None => (
            match context.scenario.upkeep {
                Upkeep::None => t!("you chose no upkeep"),
                Upkeep::Recommended | Upkeep::Every(_) => t!("upkeep visits are not usual for this"),
            },
            t!("No trial has tested upkeep visits."),
        ),
    };
    let label = t!("Keeping it up, each year");
    MoneyLine {
        label,
        figure: upkeep_figure(context),
        words,
        detail,
        workings: why(context, label, in_place(context, FigureId::UpkeepPerYear)),
    }
}

/// What stands behind the money: the price of a visit, the number of visits and the time between them.
fn facts<'a>(context: &Context<'a>) -> Vec<Fact<'a>> {
    let (say, estimate) = (&context.say, context.estimate);
    let (sessions, weeks) = (estimate.sessions, estimate.interval_weeks);
    let mut facts = Vec::new();
    let mut push = |name: Text, text: Words<'a>, figure: FigureId| {
        facts.push(Fact { name, text, workings: why(context, name, in_place(context, figure)) });
    };
    push(t!("One session costs"), price(context, &estimate.price), FigureId::Price);
    let range = say.numbers(sessions.low(), sessions.high());
    let usual = usual(context, sessions.is_known(), sessions.typical());
    let again = if sessions.high() > 3 { t!(" Ask to look again after 3.") } else { Words::NONE };
    push(t!("Sessions"), context.fill(t!("*{0}*{1}.{2}"), &[range, usual, again]), FigureId::Sessions);
    let range = say.weeks(weeks.low(), weeks.high());
    let usual = self::usual(context, weeks.is_known(), weeks.typical());
    push(t!("Time between sessions"), context.fill(t!("*{0}*{1}."), &[range, usual]), FigureId::IntervalWeeks);
    if let Some(months) = estimate.upkeep_months {
        let visits = say.visits(estimate.visits.upkeep.min, estimate.visits.upkeep.max);
        let every = say.months(months.low(), months.high());
        let text = t!("*{0}* in {1}, one every {2}. No trial supports any time between upkeep visits.");
        push(t!("Upkeep"), context.fill(text, &[visits, context.horizon(), every]), FigureId::UpkeepMonths);
    }
    if let Some(tip) = estimate.tip {
        let count = say.sessions(tip.sessions, tip.sessions);
        let text = t!("*{0}* cost {1} less than {2}, because of a package. More sessions are not always better.");
        let text = context.fill(text, &[count, say.money(tip.saves), say.number(sessions.typical())]);
        push(t!("A package that costs less"), text, FigureId::Tip);
    }
    facts
}

fn usual<'a>(context: &Context<'a>, is_known: bool, typical: u32) -> Words<'a> {
    if is_known { Words::NONE } else { context.fill(t!("; {0} is usual"), &[context.say.number(typical)]) }
}

/// The price of a session and where it comes from, in a sentence.
pub fn price<'a>(context: &Context<'a>, price: &SessionPrice) -> Words<'a> {
    let amount = context.say.price(price.triple, price.floor);
    match price.from {
        PriceFrom::Typical if price.triple.is_known() => context.fill(t!("*{0}*, a published price."), &[amount]),
        PriceFrom::Typical => {
            let typical = context.say.money(price.triple.typical());
            let grade = price.grade.map_or(t!("no grade"), words::grade);
            context.fill(t!("*{0}*; about {1} is typical. Published US prices ({2})."), &[amount, typical, grade])
        }
        PriceFrom::Clinic => match context.list.and_then(|list| list.clinic.as_deref()) {
            Some(clinic) => {
                context.fill(t!("*{0}*, from the price list of {1}."), &[amount, context.say.as_is(clinic)])
            }
            None => context.fill(t!("*{0}*, from the price list of the clinic."), &[amount]),
        },
        PriceFrom::Own => context.fill(t!("*{0}*, the price you were quoted."), &[amount]),
    }
}

/// Money over time: what has been spent by the end of each month, on needling and on the laser.
pub fn over_time<'a>(context: &Context<'a>) -> Section<'a> {
    let picture = context.say.arena.one(picture(context));
    Section { id: "money-over-time", heading: t!("Money over time"), blocks: context.keep(&[Block::Picture(picture)]) }
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

fn picture<'a>(context: &Context<'a>) -> Picture<'a> {
    let say = &context.say;
    let (needling, laser) = (&context.spending.needling, &context.spending.laser);
    let mut most = 0;
    for cost in needling.iter().chain(laser) {
        most = most.max(if cost.floor { cost.five.p50 } else { cost.five.max }.minor());
    }
    let step = money_step(most);
    let top = step.saturating_mul(most.saturating_add(step - 1).checked_div(step).unwrap_or(1).max(1));
    let mut canvas = Canvas::new(say.arena);

    let mut tick = 0;
    while tick <= top {
        let at = BASE - scaled(tick, top, TALL);
        canvas.line(if tick == 0 { "axis" } else { "grid" }, &[(0, at), (WIDTH, at)]);
        if tick > 0 {
            canvas.anchored("tick", "start", 0, at - 5, say.money(Money::from_minor(tick)));
        }
        tick = tick.saturating_add(step);
    }

    let mut name_at = BASE + GAP;
    let mut names = Vec::new();
    let laser_name = context.estimate.laser.laser.map_or(Words::NONE, |laser| say.capital(words::laser_inline(laser)));
    for (costs, [band, middle, edge, name], words, exact) in [
        (
            needling,
            ["band needling", "middle needling", "edge needling", "name needling"],
            t!("Microneedling"),
            context.is_exact(),
        ),
        (laser, ["band laser", "middle laser", "edge laser", "name laser"], laser_name, context.is_laser_exact()),
    ] {
        let Some(last) = costs.last() else { continue };
        if !last.floor {
            canvas.line(edge, &points(costs, top, |cost| cost.five.min));
            canvas.line(edge, &points(costs, top, |cost| cost.five.max));
            let low = points(costs, top, |cost| cost.five.p10);
            canvas.between(band, points(costs, top, |cost| cost.five.p90), &low);
        }
        canvas.line(middle, &points(costs, top, |cost| cost.five.p50));
        // The names never stand on each other: the second one moves away from the first.
        let at = BASE - scaled(last.five.p50.minor(), top, TALL) - 7;
        let apart = if at <= name_at { at.min(name_at - GAP) } else { at.max(name_at + GAP) };
        name_at = apart.clamp(14, BASE - 6);
        names.push((name, name_at, say.joined(&[words, as_is!(", "), say.about(last.five.p50, exact)])));
    }
    // After every band, so that no band lies over a name.
    for (name, at, words) in names {
        canvas.anchored(name, "end", WIDTH, at, words);
    }

    let months = context.scenario.horizon_months;
    let ticks = ticks(months);
    canvas.anchored("tick", "start", 0, BASE + 20, t!("Month"));
    for month in &ticks {
        let x = scaled(i64::from(*month), i64::from(months), WIDTH);
        canvas.line("axis", &[(x, BASE), (x, BASE + 5)]);
        canvas.label("tick", x, BASE + 20, say.number(*month));
    }

    Picture {
        id: "money-picture",
        title: t!("Money spent over time"),
        description: description(context),
        reading: reading(context),
        caption: if needling.last().is_some_and(|cost| cost.floor) {
            t!("Line: middle. The price is a “from” price, so there is no upper end.")
        } else {
            t!("Filled: likely range. Thick line: middle. Dotted lines: the least and the most.")
        },
        height: HEIGHT,
        shapes: context.keep(&canvas.shapes),
        labels: context.keep(&canvas.labels),
        table_button: t!("Show as a table"),
        table: table(context, &ticks),
    }
}

/// The months that stand under the picture and in its table, the first one left out.
fn ticks(months: u32) -> Vec<u32> {
    let step = month_step(months);
    (1..=months / step).map(|tick| tick * step).collect()
}

fn description<'a>(context: &Context<'a>) -> Words<'a> {
    let needling = context.say.likely_to(&context.estimate.total, context.is_exact());
    let horizon = context.horizon();
    match (&context.estimate.laser.total, context.estimate.laser.laser) {
        (Some(total), Some(laser)) => {
            let amount = context.say.likely_to(total, context.is_laser_exact());
            let with = [horizon, needling, words::laser_inline(laser), amount];
            context.fill(t!("After {0}, microneedling: {1}; {2}: {3}."), &with)
        }
        _ => context.fill(t!("After {0}, microneedling: {1}."), &[horizon, needling]),
    }
}

fn reading<'a>(context: &Context<'a>) -> Words<'a> {
    let (say, estimate) = (&context.say, context.estimate);
    let horizon = context.horizon();
    match (estimate.laser.difference, estimate.laser.laser) {
        (Some(difference), Some(laser)) => {
            let gap = difference.p50.minor();
            let exact = context.is_exact() && context.is_laser_exact();
            let amount = say.about(Money::from_minor(gap.saturating_abs()), exact);
            let text = if gap >= 0 {
                t!("After {0}, needling has most likely cost *about {1} less* than {2}.")
            } else {
                t!("After {0}, needling has most likely cost *about {1} more* than {2}.")
            };
            context.fill(text, &[horizon, amount, compare::a_laser(laser)])
        }
        _ if estimate.total.floor => {
            let amount = say.likely(&estimate.total, true);
            context.fill(t!("After {0}, needling costs *{1}*."), &[horizon, amount])
        }
        _ => {
            let amount = say.about(estimate.total.five.p50, context.is_exact());
            context.fill(t!("After {0}, needling has most likely cost *about {1}*."), &[horizon, amount])
        }
    }
}

fn table<'a>(context: &Context<'a>, ticks: &[u32]) -> Table<'a> {
    let say = &context.say;
    let middle = t!("Middle");
    let mut head = vec![t!("By the end of"), t!("Microneedling, likely"), middle, t!("Least to most")];
    if let (Some(laser), false) = (context.estimate.laser.laser, context.spending.laser.is_empty()) {
        head.push(context.fill(t!("{0}, likely"), &[say.capital(words::laser_inline(laser))]));
        head.push(middle);
    }
    let mut rows = Vec::new();
    for month in std::iter::once(&0).chain(ticks) {
        let Some(needling) = context.spending.needling.get(*month as usize) else { continue };
        let whole = if needling.floor {
            say.from(needling.five.min)
        } else {
            say.to(say.money(needling.five.min), say.money(needling.five.max))
        };
        let mut row = vec![
            if *month == 0 { t!("day 1") } else { context.fill(t!("month {0}"), &[say.number(*month)]) },
            say.likely(needling, context.is_exact()),
            say.about(needling.five.p50, context.is_exact()),
            whole,
        ];
        if let Some(laser) = context.spending.laser.get(*month as usize) {
            row.push(say.likely(laser, context.is_laser_exact()));
            row.push(say.about(laser.five.p50, context.is_laser_exact()));
        }
        rows.push(context.keep(&row));
    }
    Table { caption: t!("Money spent by the end of a month"), head: context.keep(&head), rows: context.keep(&rows) }
}
