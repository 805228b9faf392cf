//! How each figure was worked out: its formula in words with the numbers in it, its sources and its grade.

use super::arena::Arena;
use super::context::Context;
use super::document::{Block, Fold, Section, Words, aside, fold, paragraph, small};
use super::formats::Formats;
use super::language::{Dictionary, Text, as_is, counted, t};
use super::say::Say;
use super::words;
use crate::domain::catalog::{Part, ReferenceId};
use crate::domain::estimate::{Cost, Estimate, PriceFrom, SessionPrice};
use crate::domain::explanation::{Explanation, FigureId, Input, Published};
use crate::domain::money::Money;
use crate::domain::quantity::Triple;
use crate::domain::vocabulary::Area;

/// What opens the workings of a figure.
const WHY: Text = t!("Why this number?");

/// The figure's name as a reader would say it.
pub const fn title(figure: FigureId) -> Text {
    match figure {
        FigureId::Area => t!("Treated area"),
        FigureId::Authorisation => t!("What the US regulator has reviewed"),
        FigureId::Depth => t!("Depth of the needles"),
        FigureId::Price => t!("Price of one session"),
        FigureId::PriceSpread => t!("How likely each price is"),
        FigureId::Sessions => t!("Number of sessions"),
        FigureId::IntervalWeeks => t!("Weeks between sessions"),
        FigureId::UpkeepMonths => t!("Months between upkeep visits"),
        FigureId::Visits => t!("Number of visits"),
        FigureId::Course => t!("First course"),
        FigureId::Total => t!("Total"),
        FigureId::UpkeepPerYear => t!("Upkeep each year"),
        FigureId::Tip => t!("A package that costs less"),
        FigureId::LaserChoice => t!("Laser to compare with"),
        FigureId::LaserPrice => t!("Price of one laser session"),
        FigureId::LaserSessions => t!("Number of laser sessions"),
        FigureId::LaserTotal => t!("Laser total"),
        FigureId::LaserDifference => t!("Laser against microneedling"),
        FigureId::LaserDowntime => t!("Days with red skin after laser"),
        FigureId::OutcomeBand => t!("How much better"),
        FigureId::OutcomeCurve => t!("Improvement over a year"),
        FigureId::PrpOdds => t!("What PRP may add"),
        FigureId::Sitting => t!("Days of the sessions"),
        FigureId::Redness => t!("Redness"),
        FigureId::PigmentRisk => t!("Dark marks after needling"),
        FigureId::FirstChange => t!("First change"),
        FigureId::NearFull => t!("Nearly full result"),
        FigureId::Care => t!("Care around a session"),
    }
}

/// The formula behind a figure, in English with its numbers in it; money is exact to the minor unit.
pub fn formula(explanation: &Explanation, estimate: &Estimate, formats: &dyn Formats) -> String {
    let arena = Arena::default();
    let say = Say { arena: &arena, dictionary: Dictionary::ENGLISH, formats, currency: estimate.currency };
    say.read(worded(explanation, estimate, say)).to_owned()
}

fn worded<'a>(explanation: &'a Explanation, estimate: &Estimate, say: Say<'a>) -> Words<'a> {
    let words = in_words(&Worked { explanation, say }, estimate);
    words.unwrap_or(t!("Nothing goes into this figure here."))
}

fn in_words<'a>(worked: &Worked<'a>, estimate: &Estimate) -> Option<Words<'a>> {
    let say = worked.say;
    let laser = &estimate.laser;
    Some(match worked.explanation.figure {
        FigureId::Area => {
            let text = if worked.is_published() { t!("The usual area: {0}.") } else { t!("You said: {0}.") };
            say.fill(text, &[words::area_inline(estimate.area)])
        }
        FigureId::Authorisation => worked.reviewed(),
        FigureId::Depth => {
            let [low, usual, high] = worked.three("depth_micrometres")?.map(|depth| millimetres(depth, say));
            say.fill(
                t!("{0} mm; {1} mm is usual. The clinician decides; beyond {2} mm is outside what device labels cover."),
                &[say.to(low, high), usual, millimetres(1500, say)],
            )
        }
        FigureId::PriceSpread => say.fill(
            t!("Between the lowest and the highest price the likely one counts most (a triangle), cut into {0} equally \
               likely prices. One price holds for every visit."),
            &[say.number(worked.number("slices"))],
        ),
        FigureId::LaserChoice => match laser.laser {
            Some(chosen) => {
                let text = if worked.is_published() { t!("The usual comparison: {0}.") } else { t!("You chose: {0}.") };
                say.fill(text, &[words::laser_inline(chosen)])
            }
            None => t!("No laser is a usual comparison here."),
        },
        FigureId::PigmentRisk => {
            let [low, high] = worked.list("pigment_risk_tenths") else { return None };
            let (low, high) = (u32::try_from(*low).ok()?, u32::try_from(*high).ok()?);
            say.fill(t!("Studies that counted saw them in {0} of people."), &[say.tenths_percent(low, high)])
        }
        FigureId::Price => worked.stated(&estimate.price),
        FigureId::LaserPrice => worked.stated(laser.price.as_ref()?),
        FigureId::Sessions => {
            let is_open = worked.word("severity") == "unsure" && worked.is_published();
            let open = if is_open {
                t!("How marked it is, is open: the low end is that of mild, the middle of moderate, the high \
                             end of severe.")
            } else {
                Words::NONE
            };
            let sessions = estimate.sessions;
            worked.triple(sessions, say.sessions(sessions.low(), sessions.high()), open)
        }
        FigureId::LaserSessions => {
            let sessions = laser.sessions?;
            worked.triple(sessions, say.sessions(sessions.low(), sessions.high()), Words::NONE)
        }
        FigureId::IntervalWeeks => {
            let weeks = estimate.interval_weeks;
            let counts = t!("The time counts from one session to the next.");
            worked.triple(weeks, say.weeks(weeks.low(), weeks.high()), counts)
        }
        FigureId::UpkeepMonths => match estimate.upkeep_months {
            Some(months) => say.fill(
                t!("One visit every {0} after the last session; each whole month between is as likely as the others."),
                &[say.months(months.low(), months.high())],
            ),
            None => t!("No upkeep visits."),
        },
        FigureId::Visits => {
            let visits = &estimate.visits;
            let upkeep = counted("{0} upkeep visit", "{0} upkeep visits");
            say.fill(
                t!("{0} + {1} = {2}. Upkeep visits: the time left after the last session ÷ the time between them, whole \
                   visits only."),
                &[
                    say.sessions(visits.course.min, visits.course.max),
                    say.count(visits.upkeep.min, visits.upkeep.max, upkeep),
                    say.visits(visits.total.min, visits.total.max),
                ],
            )
        }
        FigureId::Course => {
            let visits = estimate.visits.course;
            let count = say.sessions(visits.min, visits.max);
            worked.product(count, (visits.min, visits.max), &estimate.price, &estimate.course)
        }
        FigureId::Total => {
            let visits = estimate.visits.total;
            let count = say.visits(visits.min, visits.max);
            let months = worked.number("horizon_months");
            let product = worked.product(count, (visits.min, visits.max), &estimate.price, &estimate.total);
            say.fill(
                t!("The first course and every upkeep visit within {0}: {1}"),
                &[say.months(months, months), product],
            )
        }
        FigureId::LaserTotal => {
            let sessions = laser.sessions?;
            let count = say.sessions(sessions.low(), sessions.high());
            let visits = (sessions.low(), sessions.high());
            let product = worked.product(count, visits, laser.price.as_ref()?, laser.total.as_ref()?);
            sentences(say, &[product, t!("No upkeep is counted for the laser.")])
        }
        FigureId::UpkeepPerYear => {
            let (cost, months) = (estimate.upkeep_per_year?, estimate.upkeep_months?);
            let [low_price, high_price] = worked.list("price") else { return None };
            let each = |months: u32, price: i64, sum: Money| {
                let (months, price) = (say.months(months, months), say.money(Money::from_minor(price)));
                say.fill(t!("12 months ÷ {0} × {1} a visit = {2}"), &[months, price, say.money(sum)])
            };
            let low = each(months.high(), *low_price, cost.low);
            let both = match cost.high {
                Some(high) => say.fill(t!("{0}; {1}."), &[low, each(months.low(), *high_price, high)]),
                None => say.fill(t!("{0}; at most, the price list does not say."), &[low]),
            };
            sentences(say, &[both, worked.extras()])
        }
        FigureId::Tip => {
            let (tip, usual) = (estimate.tip?, estimate.sessions.typical());
            say.fill(
                t!("{0}, bought as the package, cost {1} less than {2}, before fees and tax."),
                &[say.sessions(tip.sessions, tip.sessions), say.money(tip.saves), say.sessions(usual, usual)],
            )
        }
        FigureId::LaserDifference => {
            let difference = laser.difference?;
            say.fill(
                t!("Laser total − microneedling total, for every pair of the two: {0} to {1}, middle {2}, 8 of 10 \
                   between {3} and {4}. Microneedling costs less in {5}. Middle ÷ middle: microneedling costs {6} of \
                   the laser."),
                &[
                    say.money(difference.min),
                    say.money(difference.max),
                    say.money(difference.p50),
                    say.money(difference.p10),
                    say.money(difference.p90),
                    share_of_pairs(laser.cheaper_share?, &say),
                    say.percent(whole(laser.ratio_p50? * 100.0)),
                ],
            )
        }
        FigureId::LaserDowntime => {
            let [low, usual, high] = worked.three("downtime_days")?;
            let with = [say.whole_days(low, high), say.number(usual)];
            say.fill(t!("{0} after each session; {1} is usual."), &with)
        }
        FigureId::OutcomeBand => {
            let outcome = estimate.outcome.as_ref()?;
            let band = outcome.band;
            let after = say.fill(
                t!("After {0}: {1} better, middle {2}."),
                &[
                    say.sessions(outcome.sessions, outcome.sessions),
                    say.percents(whole(band.p10), whole(band.p90)),
                    say.percent(whole(band.p50)),
                ],
            );
            sentences(say, &[after, worked.band()?])
        }
        FigureId::OutcomeCurve => {
            let weeks = estimate.outcome.as_ref()?.interval_weeks;
            let [slow, middle, fast] = worked.three("tau_weeks")?;
            let [slow_lag, middle_lag, fast_lag] = worked.three("lag_weeks")?;
            let text = say.fill(
                t!("Each session, {0} after the one before, starts to show after {1} (middle {2}) and then nears its \
                   full effect with a time constant of {3} (middle {4}). The sessions together reach the band."),
                &[
                    say.weeks(weeks, weeks),
                    say.weeks(fast_lag, slow_lag),
                    say.number(middle_lag),
                    say.weeks(fast, slow),
                    say.number(middle),
                ],
            );
            let keeps = worked.number("keeps_percent");
            if keeps == 0 {
                return Some(text);
            }
            let (peak, from) = (worked.number("peak_week"), worked.number("from_week"));
            let back = say.fill(
                t!("The peak is at week {0}; from week {1} on, {2} of it is left."),
                &[say.number(peak), say.number(from), say.percent(keeps.into())],
            );
            sentences(say, &[text, back])
        }
        FigureId::PrpOdds => {
            let [low, middle, high] = estimate.outcome.as_ref()?.prp_odds_tenths?.map(|odds| say.tenths(odds));
            say.fill(
                t!("The odds of being at least half better × {0}, middle {1}. One pooled analysis found 3 times the \
                   odds, another found no gain."),
                &[say.to(low, high), middle],
            )
        }
        FigureId::Sitting => {
            let weeks = estimate.interval_weeks;
            say.fill(t!("Session k falls (k − 1) × {0} after the first."), &[say.weeks(weeks.low(), weeks.high())])
        }
        FigureId::Redness => {
            let [low, usual, high] = worked.three("redness_hours")?.map(|hours| say.lasting(hours));
            say.fill(t!("Day of the session + {0}; {1} is usual."), &[say.to(low, high), usual])
        }
        FigureId::FirstChange => say.fill(t!("First session + {0}."), &[worked.days()?]),
        FigureId::NearFull => {
            let [low, high] = worked.list("last_session_days") else { return None };
            // As days of the timeline, which have no groups set apart.
            let last = say.to(say.as_is(&low.to_string()), say.as_is(&high.to_string()));
            say.fill(
                t!("First session + {0}, and never before the last session (day {1})."),
                &[worked.days()?, last],
            )
        }
        FigureId::Care => t!(
            "Day of the session − or + the published time: the shortest one first, the longest one as safer.",
        ),
    })
}

/// Improvement as a whole number of per cent.
pub fn whole(percent: f64) -> i64 {
    libm::round(percent) as i64
}

/// Micrometres as millimetres, without needless digits.
pub fn millimetres(micrometres: u32, say: Say) -> Words {
    let mut text = say.formats.number((micrometres / 1000).into());
    let rest = micrometres % 1000;
    if rest > 0 {
        text.push(say.formats.signs().decimal);
        let digits = (1000 + rest).to_string();
        text.push_str(digits.get(1..).unwrap_or_default().trim_end_matches('0'));
    }
    say.as_is(&text)
}

/// Sentences one after the other; those that say nothing are left out.
fn sentences<'a>(say: Say<'a>, sentences: &[Words]) -> Words<'a> {
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() && !sentence.is_empty() {
            text.push(' ');
        }
        text.push_str(say.read(*sentence));
    }
    say.as_is(&text)
}

/// A range whose ends are the least likely, with what is the most likely.
fn peaked<'a>(say: Say<'a>, range: Words<'a>, usual: Words<'a>) -> Words<'a> {
    say.fill(t!("{0}; {1} is the most likely, and the ends are the least"), &[range, usual])
}

/// A share in words: "55 of 100 combinations", "more than 99 of 100 combinations".
pub fn share_of_pairs<'a>(share: f64, say: &Say<'a>) -> Words<'a> {
    let percent = whole(share * 100.0);
    let text = match percent {
        _ if share >= 1.0 => t!("all combinations"),
        _ if share <= 0.0 => t!("none of the combinations"),
        100 => t!("more than 99 of 100 combinations"),
        0 => t!("fewer than 1 of 100 combinations"),
        _ => t!("{0} of 100 combinations"),
    };
    say.fill(text, &[say.whole(percent)])
}

/// An explanation with a way to write its numbers.
struct Worked<'a> {
    explanation: &'a Explanation,
    say: Say<'a>,
}

impl<'a> Worked<'a> {
    fn input(&self, name: &str) -> Option<&'a Input> {
        self.explanation.inputs.iter().find(|(known, _)| *known == name).map(|(_, input)| input)
    }

    /// The numbers that went in under a name; none where it is not there.
    fn list(&self, name: &str) -> &'a [i64] {
        match self.input(name) {
            Some(Input::Counts(numbers) | Input::Amounts(numbers)) => numbers,
            _ => &[],
        }
    }

    fn three(&self, name: &str) -> Option<[u32; 3]> {
        let [low, middle, high] = self.list(name) else { return None };
        Some([u32::try_from(*low).ok()?, u32::try_from(*middle).ok()?, u32::try_from(*high).ok()?])
    }

    fn amount(&self, name: &str) -> i64 {
        match self.input(name) {
            Some(Input::Count(number) | Input::Money(number)) => *number,
            _ => 0,
        }
    }

    fn number(&self, name: &str) -> u32 {
        u32::try_from(self.amount(name)).unwrap_or(0)
    }

    fn word(&self, name: &str) -> &'static str {
        match self.input(name) {
            Some(Input::Word(word)) => word,
            _ => "",
        }
    }

    fn is_published(&self) -> bool {
        self.word("from") == "published"
    }

    /// Where devices have been reviewed for the concern, and whether the treated area is among it.
    fn reviewed(&self) -> Words<'a> {
        let Some(Input::Words(areas)) = self.input("areas") else { return Words::NONE };
        let mut named = String::new();
        for area in areas.iter().filter_map(|word| Area::from_word(word)) {
            if !named.is_empty() {
                named.push_str(", ");
            }
            named.push_str(self.say.read(words::area_inline(area)));
        }
        let is_among = areas.contains(&self.word("area"));
        let text = if named.is_empty() {
            t!("No needling device has been reviewed for this concern.")
        } else if is_among {
            t!("Devices have been reviewed for this concern, at age 22 and over, on: {0}; this area is among them.")
        } else {
            t!("Devices have been reviewed for this concern, at age 22 and over, on: {0}; this area is not among them.")
        };
        self.say.fill(text, &[self.say.as_is(&named)])
    }

    fn days(&self) -> Option<Words<'a>> {
        let [low, high] = self.list("days") else { return None };
        let exact = self.say.whole_days(u32::try_from(*low).ok()?, u32::try_from(*high).ok()?);
        Some(self.say.fill(t!("{0} ({1})"), &[exact, self.say.days(*low, *high)]))
    }

    /// Where a price comes from, what it is, and how it became the treated area's.
    fn stated(&self, price: &SessionPrice) -> Words<'a> {
        let say = self.say;
        let text = match price.from {
            PriceFrom::Typical => t!("Published US prices, for one session: {0}."),
            PriceFrom::Clinic => t!("The clinic’s price list, for one session: {0}."),
            PriceFrom::Own => t!("The price you were quoted, for one session: {0}."),
        };
        let mut range = say.price(price.triple, price.floor);
        if !price.floor && !price.triple.is_known() {
            range = peaked(say, range, say.money(price.triple.typical()));
        }
        let open = if price.floor { t!("What it is at most, the list does not say.") } else { Words::NONE };
        sentences(say, &[say.fill(text, &[range]), open, self.factor()])
    }

    fn triple(&self, triple: Triple<u32>, range: Words<'a>, more: Words<'a>) -> Words<'a> {
        let say = self.say;
        let text = match self.word("from") {
            "clinic" => t!("The clinic’s price list says: {0}."),
            "agreed" => t!("You said: {0}."),
            _ => t!("Published: {0}."),
        };
        let range = if triple.is_known() { range } else { peaked(say, range, say.number(triple.typical())) };
        sentences(say, &[say.fill(text, &[range]), more])
    }

    /// How a face's price became the area's.
    fn factor(&self) -> Words<'a> {
        let (Some([low, _, high]), Some([face_low, _, face_high])) =
            (self.three("area_percent"), self.three("published_usd"))
        else {
            return Words::NONE;
        };
        if (low, high) == (100, 100) {
            return Words::NONE;
        }
        let dollars = |usd: u32| self.say.money(Money::from_minor(i64::from(usd) * 100));
        let face = self.say.to(dollars(face_low), dollars(face_high));
        let percents = self.say.percents(low.into(), high.into());
        self.say.fill(t!("The face’s price, {0}, × {1} for this area, in whole dollars."), &[face, percents])
    }

    /// Fees and tax, where the price list has them.
    fn extras(&self) -> Words<'a> {
        let say = self.say;
        let mut text = Words::NONE;
        for (name, fees) in [("course_fees", t!("Fees: {0} a course.")), ("session_fees", t!("Fees: {0} a visit."))] {
            let fee = self.amount(name);
            if fee > 0 {
                text = sentences(say, &[text, say.fill(fees, &[say.money(Money::from_minor(fee))])]);
            }
        }
        let tax = self.amount("tax_bp");
        if tax > 0 {
            let mut rate = crate::editor::typed::plain(tax, 2);
            if rate.contains('.') {
                let decimal = say.formats.signs().decimal.to_string();
                rate = rate.trim_end_matches('0').replace('.', &decimal);
            }
            let added = say.fill(t!("Tax of {0}% is added once, to the sum."), &[say.as_is(&rate)]);
            text = sentences(say, &[text, added]);
        }
        text
    }

    /// "3 to 6 sessions × $150 to $800 a session = $450 to $4,800.", and how likely what lies between is.
    fn product(&self, count: Words<'a>, visits: (u32, u32), price: &SessionPrice, cost: &Cost) -> Words<'a> {
        let say = self.say;
        let five = &cost.five;
        let each = say.price(price.triple, price.floor);
        let lowest = say.money(five.min);
        if cost.floor {
            let sum = say.fill(t!("{0} × {1} a session: from {2}."), &[count, each, lowest]);
            let middle = say.fill(t!("The middle is at least {0}."), &[say.money(five.p50)]);
            return sentences(say, &[sum, self.extras(), middle]);
        }
        let is_product = price.triple.low().times(i64::from(visits.0)) == five.min
            && price.triple.high().times(i64::from(visits.1)) == five.max;
        let text = match price.from {
            _ if is_product => t!("{0} × {1} a session = {2}."),
            PriceFrom::Clinic => {
                t!("{0} × {1} a session, with the cheapest packages, the fees and the tax of the price list: {2}.")
            }
            PriceFrom::Typical | PriceFrom::Own => {
                t!("{0} × {1} a session, for every number of visits that fits: {2}.")
            }
        };
        let sum = say.fill(text, &[count, each, say.to(lowest, say.money(five.max))]);
        let spread = if five.min == five.max {
            Words::NONE
        } else {
            say.fill(
                t!("Every combination counts as often as it is likely: 1 in 10 is at or below {0}, half are at or \
                   below {1}, 9 in 10 are at or below {2}."),
                &[say.money(five.p10), say.money(five.p50), say.money(five.p90)],
            )
        };
        sentences(say, &[sum, self.extras(), spread])
    }

    /// How the improvement band came about.
    fn band(&self) -> Option<Words<'a>> {
        let say = self.say;
        let percents = |name| Some(self.three(name)?.map(|number| say.percent(number.into())));
        let [low, middle, high] = percents("published_percent")?;
        let usual = self.number("typical_sessions");
        let studies = say.fill(
            t!("Studies put {0} (middle {1}) on a usual course of {2}."),
            &[say.to(low, high), middle, say.sessions(usual, usual)],
        );
        let severe = percents("severe_percent")?;
        let severe = match self.word("severity") {
            "severe" => say.fill(t!("× {0}, {1} and {2} where it is severe."), &severe),
            "unsure" => say.fill(t!("The low end × {0}, because it may be severe."), &severe),
            _ => Words::NONE,
        };
        let [low, middle, high] = percents("retention_percent")?;
        let further = say.fill(
            t!("Each further session adds {0}, {1} or {2} of what the one before it added (low, middle, high); at most \
               {3} in all."),
            &[low, middle, high, say.percent(self.amount("cap_percent"))],
        );
        Some(sentences(say, &[studies, severe, further]))
    }
}

/// "Why this number?" under a figure, where there is an answer; `about` is what the figure is called where it stands.
pub fn why<'a>(context: &Context<'a>, about: Words<'a>, workings: &'a [Block<'a>]) -> &'a [Block<'a>] {
    if workings.is_empty() { &[] } else { context.keep(&[fold(WHY, about, workings)]) }
}

/// The workings of one figure, as they open under it.
pub fn in_place<'a>(context: &Context<'a>, figure: FigureId) -> &'a [Block<'a>] {
    let explanation = context.estimate.explanations.iter().find(|explanation| explanation.figure == figure);
    explanation.map_or(&[], |explanation| blocks(context, explanation))
}

fn blocks<'a>(context: &Context<'a>, explanation: &'a Explanation) -> &'a [Block<'a>] {
    let say = Say { currency: context.estimate.currency, ..context.say };
    let mut blocks = vec![paragraph(worded(explanation, context.estimate, say))];
    let based_on = explanation.based_on.as_slice();
    match based_on {
        [] => blocks.push(small(t!("Based on what the clinic or you said."))),
        [one] => blocks.push(standing(context, t!("Based on"), one)),
        several => blocks.extend(several.iter().map(|one| standing(context, published_name(one.name), one))),
    }
    // A grade below that of what went in: the estimate borrows a figure that was measured for something else.
    if !based_on.is_empty() && based_on.iter().all(|one| Some(one.grade) < explanation.grade) {
        let grade = explanation.grade.map_or(Words::NONE, words::grade);
        blocks.push(small(context.fill(t!("For this treatment: *{0}*."), &[grade])));
    }
    context.keep(&blocks)
}

/// How well a published figure is known, and where it was read: "Price: clinic and price pages. Sources: …".
fn standing<'a>(context: &Context<'a>, name: Text, published: &Published) -> Block<'a> {
    let say = context.say;
    let mut assumed = String::new();
    for part in published.assumed {
        let part = match part {
            Part::Low => t!("the low end is our assumption"),
            Part::Typical => t!("the middle is our assumption"),
            Part::High => t!("the high end is our assumption"),
        };
        assumed.push_str("; ");
        assumed.push_str(say.read(part));
    }
    let with = [name, words::grade(published.grade), say.as_is(&assumed)];
    let known = say.fill(t!("{0}: *{1}*{2}."), &with);
    small(if published.references.is_empty() {
        known
    } else {
        sentences(say, &[known, context.cited(published.references)])
    })
}

/// The names of published figures, by the keys that they have in the data.
const PUBLISHED_NAMES: [(&str, Text); 22] = [
    ("price", t!("Price")),
    ("area_percent", t!("Price of this area against the face")),
    ("price_slices", t!("Spread of prices")),
    ("usual_area", t!("Usual area")),
    ("usual_laser", t!("Usual laser")),
    ("sessions", t!("Laser sessions")),
    ("sessions_mild", t!("Sessions, mild")),
    ("sessions_moderate", t!("Sessions, moderate")),
    ("sessions_severe", t!("Sessions, severe")),
    ("interval_weeks", t!("Weeks between")),
    ("upkeep_months", t!("Months between upkeep visits")),
    ("upkeep_recommended", t!("Whether upkeep is advised")),
    ("downtime_days", t!("Days of downtime")),
    ("pigment_risk_tenths", t!("Dark marks in darker skin")),
    ("improvement_percent", t!("Improvement")),
    ("severe_percent", t!("What severe keeps of it")),
    ("cap_percent", t!("The most that is stated")),
    ("curve_p10", t!("Slow course")),
    ("curve_p50", t!("Middle course")),
    ("curve_p90", t!("Fast course")),
    ("melasma", t!("How melasma comes back")),
    ("care", t!("A care step")),
];

/// The name of a published figure.
fn published_name(key: &'static str) -> Text {
    PUBLISHED_NAMES.iter().find(|(known, _)| *known == key).map_or(Words::NONE, |(_, name)| *name)
}

/// The workings of several figures, opened together.
pub fn all_in_place<'a>(context: &Context<'a>, summary: Text, figures: &[FigureId]) -> Block<'a> {
    let strong = as_is!("*");
    let mut parts = Vec::new();
    for figure in figures {
        let found = in_place(context, *figure);
        if !found.is_empty() {
            parts.push(paragraph(context.say.joined(&[strong, title(*figure), strong])));
            parts.extend_from_slice(found);
        }
    }
    fold(summary, Words::NONE, context.keep(&parts))
}

/// "Where this comes from", for what is no number.
pub fn sources<'a>(context: &Context<'a>, about: Words<'a>, blocks: &[Block<'a>]) -> Block<'a> {
    fold(t!("Where this comes from"), about, context.keep(blocks))
}

/// All workings, and every source in full.
pub fn section<'a>(context: &Context<'a>) -> Section<'a> {
    let mut parts = vec![paragraph(t!(
        "Each figure with its formula, where it comes from and how well it is known. “Our assumption” means that no \
         page or study that was read says so.",
    ))];
    let mut used: Vec<ReferenceId> = Vec::new();
    for explanation in &context.estimate.explanations {
        for reference in &explanation.references {
            if !used.contains(reference) {
                used.push(*reference);
            }
        }
        parts.push(fold(title(explanation.figure), Words::NONE, blocks(context, explanation)));
    }
    let items: Vec<Words> = used.iter().filter_map(|id| source(context, *id)).collect();
    let count = context.say.whole(i64::try_from(items.len()).unwrap_or(0));
    parts.push(Block::Fold(Fold {
        press: "",
        summary: context.fill(t!("All {0} sources in full"), &[count]),
        about: Words::NONE,
        blocks: context.keep(&[Block::List(context.keep(&items))]),
        is_printed: true,
    }));
    Section { id: "workings", heading: t!("How we worked this out"), blocks: context.keep(&parts) }
}

/// A source in full: title, publisher, year, address, and how much of it was read.
fn source<'a>(context: &Context<'a>, id: ReferenceId) -> Option<Words<'a>> {
    let say = context.say;
    let reference = context.catalog.reference(id)?;
    let title = say.link(say.as_is(reference.title), reference.address);
    let year = reference.year.map_or(Words::NONE, |year| say.as_is(&[", ", &year.to_string()].concat()));
    let read = say.fill(t!("Read: {0}."), &[say.of_data(reference.read)]);
    let read = aside(say.arena, say.read(say.joined(&[as_is!(" "), read])));
    Some(say.joined(&[title, as_is!(". "), say.as_is(reference.publisher), year, read]))
}
