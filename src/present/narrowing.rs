//! What would narrow the range: how far each open answer moves the total alone, and where it can be given.

use super::context::Context;
use super::document::{Block, Fact, Picture, Section, Table, Words, fact, paragraph, plain};
use super::geometry::{Canvas, WIDTH, money_step, scaled};
use super::language::{Text, t};
use crate::domain::money::Money;
use crate::domain::narrowing::{Narrowing, OpenAnswer};

/// What would narrow the range.
pub fn section<'a>(context: &Context<'a>) -> Section<'a> {
    let say = &context.say;
    let heading = t!("What would narrow this range");
    let blocks = match context.estimate.total.one_number() {
        Some(amount) => {
            let text = t!("*Everything is known:* the total is one number, *{0}*.");
            context.keep(&[paragraph(context.fill(text, &[say.money(amount)]))])
        }
        None => {
            let facts: Vec<Fact> = context.narrowing.iter().map(|one| settled(context, one)).collect();
            let facts = Block::Facts(context.keep(&facts));
            context.keep(&[Block::Picture(say.arena.one(picture(context, heading))), facts])
        }
    };
    Section { id: "narrow", heading, blocks }
}

/// What an answer is called, who can give it, and the words that lead to its question at an address.
const fn named(answer: OpenAnswer) -> (Text, Text, Text, &'static str) {
    match answer {
        OpenAnswer::Severity => {
            (t!("How marked it is"), t!("A clinician can tell you."), t!("Say how marked it is"), "#question-severity")
        }
        OpenAnswer::Price => {
            (t!("Price of a session"), t!("A quote settles it."), t!("Enter a quoted price"), "#question-price")
        }
        OpenAnswer::Sessions => (
            t!("Number of sessions"),
            t!("A clinician can agree on a number."),
            t!("Enter the sessions"),
            "#question-sessions",
        ),
        OpenAnswer::IntervalWeeks => {
            (t!("Weeks between sessions"), t!("The clinic can tell you."), t!("Enter the weeks"), "#question-weeks")
        }
        OpenAnswer::UpkeepMonths => (
            t!("Months between upkeep"),
            t!("It is your choice: no trial tested any interval."),
            t!("Choose upkeep"),
            "#question-upkeep",
        ),
    }
}

/// How far an answer moves the total, who can give it, and the way to its question.
fn settled<'a>(context: &Context<'a>, one: &Narrowing) -> Fact<'a> {
    let (name, who, action, address) = named(one.answer);
    let text = match one.width() {
        None => t!("*Not known how far:* the clinic states a “from” price. {1} {2}"),
        Some(Money::ZERO) => t!("Hardly moves the total alone. {1} {2}"),
        Some(_) => t!("*{0}* from the likely low to the likely high. {1} {2}"),
    };
    let link = context.say.link(action, Some(address));
    fact(name, context.fill(text, &[width(context, one), who, link]))
}

fn width<'a>(context: &Context<'a>, one: &Narrowing) -> Words<'a> {
    one.width().map_or(t!("not known; ask"), |width| context.say.about(width, context.is_exact()))
}

/// The answer that moves the total most, in a sentence.
fn reading<'a>(context: &Context<'a>) -> Words<'a> {
    let (say, exact) = (&context.say, context.is_exact());
    let total = context.estimate.total.five;
    let Some(first) = context.narrowing.first() else { return Words::NONE };
    let five = first.total.five;
    let name = named(first.answer).0;
    if first.total.floor {
        let text = t!(
            "What moves the total most: *{0}*. Nobody outside the clinic knows how far: {1} is only a “from” total. Ask \
                       what it costs at most."
        );
        return context.fill(text, &[name, say.money(five.min)]);
    }
    if five.min == five.max {
        let text = t!("*No answer alone moves the total.* Together these do: from {0} to {1}.");
        return context.fill(text, &[say.money(total.min), say.money(total.max)]);
    }
    if five.p10 == five.p90 {
        let text = t!("What moves the total most: *{0}*, but seldom. From {1} at the least to {2} at the most.");
        return context.fill(text, &[name, say.money(five.min), say.money(five.max)]);
    }
    let text = t!("What moves the total most: *{0}*. With it alone open, the total is likely {1} to {2}.");
    context.fill(text, &[name, say.about(five.p10, exact), say.about(five.p90, exact)])
}

/// The height of an answer's row, and where its bar begins and ends in it.
const ROW: i64 = 48;
const BAR: (i64, i64) = (20, 34);

/// A bar for each answer on one scale of money that starts at zero.
fn picture<'a>(context: &Context<'a>, title: Text) -> Picture<'a> {
    let (say, exact) = (&context.say, context.is_exact());
    let mut canvas = Canvas::new(say.arena);
    let (mut most, mut height) = (0, 0);
    for one in context.narrowing {
        most = most.max(one.total.five.max.minor());
        height += ROW;
    }
    // Amounts are long words: three of them beside zero are as many as the narrowest screen has room for.
    let step = money_step(most.saturating_mul(5) / 3);
    let top = step.saturating_mul(most.saturating_add(step - 1).checked_div(step).unwrap_or(1).max(1));
    let mut tick = 0;
    while tick <= top {
        let at = scaled(tick, top, WIDTH);
        canvas.line(if tick == 0 { "axis" } else { "grid" }, &[(at, 0), (at, height)]);
        canvas.label("tick", at, height + 18, say.money(Money::from_minor(tick)));
        tick = tick.saturating_add(step);
    }
    let mut y = 0;
    let mut rows = Vec::new();
    for one in context.narrowing {
        let (name, five) = (named(one.answer).0, one.total.five);
        let x = |amount: Money| scaled(amount.minor(), top, WIDTH);
        let middle = y + (BAR.0 + BAR.1) / 2;
        let (amount, from, until, most) = if one.total.floor {
            canvas.line("edge needling", &[(x(five.min), middle), (WIDTH, middle)]);
            let unknown = t!("not known; ask");
            (say.from(five.min), say.money(five.min), unknown, unknown)
        } else {
            canvas.line("whisker needling", &[(x(five.min), middle), (x(five.max), middle)]);
            // A bar is at least as wide as can be seen.
            let low = x(five.p10).min(WIDTH - 4);
            canvas.bar("bar upkeep", (low, x(five.p90).max(low + 4)), (y + BAR.0, y + BAR.1));
            (
                say.range(five.p10, five.p90, exact),
                say.about(five.p10, exact),
                say.about(five.p90, exact),
                say.money(five.max),
            )
        };
        // Caps at both ends; where nobody knows the most, at the least alone.
        for end in [five.min, if one.total.floor { five.min } else { five.max }] {
            canvas.line("whisker needling", &[(x(end), y + BAR.0 + 3), (x(end), y + BAR.1 - 3)]);
        }
        canvas.anchored("lane", "start", 6, y + 14, context.fill(t!("{0}: {1}"), &[name, amount]));
        rows.push(context.keep(&[name, width(context, one), from, until, say.money(five.min), most]));
        y += ROW;
    }
    let reading = reading(context);
    let head = [t!("Answer"), t!("Likely width"), t!("Likely from"), t!("Likely to"), t!("Least"), t!("Most")];
    Picture {
        id: "narrow-picture",
        title,
        description: say.as_is(&plain(say.read(reading))),
        reading,
        caption: t!(
            "Each bar is the likely total when this answer alone is open and the others are at their usual value. The \
             thin line runs from the least to the most.",
        ),
        height: height + 28,
        shapes: context.keep(&canvas.shapes),
        labels: context.keep(&canvas.labels),
        table_button: t!("Show as a table"),
        table: Table {
            caption: t!("The total while one answer is open"),
            head: context.keep(&head),
            rows: context.keep(&rows),
        },
    }
}
