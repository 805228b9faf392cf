//! How each figure was worked out: its formula in words with the numbers in it, its sources and its grade.

use super::context::Context;
use super::document::{Block, Fold, Section, Words, aside, fill, fold, link, say as paragraph, small};
use super::formats::Formats;
use super::say::{Say, days, lasting, to};
use super::words;
use crate::domain::catalog::{Part, ReferenceId};
use crate::domain::estimate::{Cost, Estimate, PriceFrom, SessionPrice};
use crate::domain::explanation::{Explanation, FigureId, Input, Published};
use crate::domain::money::Money;
use crate::domain::quantity::Triple;
use crate::domain::vocabulary::Area;

/// What opens the workings of a figure.
pub const WHY: &str = "Why this number?";

/// The figure's name as a reader would say it.
pub const fn title(figure: FigureId) -> &'static str {
    match figure {
        FigureId::Area => "Treated area",
        FigureId::Authorisation => "What the US regulator has reviewed",
        FigureId::Depth => "Depth of the needles",
        FigureId::Price => "Price of one session",
        FigureId::PriceSpread => "How likely each price is",
        FigureId::Sessions => "Number of sessions",
        FigureId::IntervalWeeks => "Weeks between sessions",
        FigureId::UpkeepMonths => "Months between upkeep visits",
        FigureId::Visits => "Number of visits",
        FigureId::Course => "First course",
        FigureId::Total => "Total",
        FigureId::UpkeepPerYear => "Upkeep each year",
        FigureId::Tip => "A package that costs less",
        FigureId::LaserChoice => "Laser to compare with",
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
        FigureId::PigmentRisk => "Dark marks after needling",
        FigureId::FirstChange => "First change",
        FigureId::NearFull => "Nearly full result",
        FigureId::Care => "Care around a session",
    }
}

/// The formula behind a figure, in words with its numbers in it; money is exact to the minor unit.
pub fn formula(explanation: &Explanation, estimate: &Estimate, formats: &dyn Formats) -> String {
    let say = Say { formats, currency: estimate.currency };
    in_words(&Worked { explanation, say }, estimate)
        .unwrap_or("Nothing goes into this figure here.".into())
        .into_owned()
}

fn in_words(worked: &Worked, estimate: &Estimate) -> Option<Words> {
    let say = worked.say;
    let laser = &estimate.laser;
    Some(match worked.explanation.figure {
        FigureId::Area => {
            let area = words::area_inline(estimate.area);
            fill(if worked.is_published() { "The usual area: {0}." } else { "You said: {0}." }, &[area])
        }
        FigureId::Authorisation => worked.reviewed(),
        FigureId::Depth => {
            let [low, usual, high] = worked.three("depth_micrometres")?.map(|depth| millimetres(depth, say));
            let template = "{0} mm; {1} mm is usual. The clinician decides; beyond {2} mm is outside what device labels \
                            cover.";
            fill(template, &[&to(&low, &high), &usual, &millimetres(1500, say)])
        }
        FigureId::PriceSpread => fill(
            "Between the lowest and the highest price the likely one counts most (a triangle), cut into {0} equally \
             likely prices. One price holds for every visit.",
            &[&say.number(worked.number("slices"))],
        ),
        FigureId::LaserChoice => match laser.laser {
            Some(chosen) => {
                let name = words::laser_inline(chosen);
                fill(if worked.is_published() { "The usual comparison: {0}." } else { "You chose: {0}." }, &[name])
            }
            None => "No laser is a usual comparison here.".into(),
        },
        FigureId::PigmentRisk => {
            let [low, high] = worked.list("pigment_risk_tenths") else { return None };
            let (low, high) = (u32::try_from(*low).ok()?, u32::try_from(*high).ok()?);
            fill("Studies that counted saw them in {0} of people.", &[&say.tenths_percent(low, high)])
        }
        FigureId::Price => fill("{0}{1}", &[&stated(&estimate.price, say), &worked.factor()]),
        FigureId::LaserPrice => fill("{0}{1}", &[&stated(laser.price.as_ref()?, say), &worked.factor()]),
        FigureId::Sessions => {
            let is_open = worked.word("severity") == "unsure" && worked.is_published();
            let open = " How marked it is, is open: the low end is that of mild, the middle of moderate, the high end of \
                        severe.";
            let sessions = estimate.sessions;
            let range = say.sessions(sessions.low(), sessions.high());
            worked.triple(sessions, &range, if is_open { open } else { "" })
        }
        FigureId::LaserSessions => {
            let sessions = laser.sessions?;
            worked.triple(sessions, &say.sessions(sessions.low(), sessions.high()), "")
        }
        FigureId::IntervalWeeks => {
            let weeks = estimate.interval_weeks;
            let range = say.weeks(weeks.low(), weeks.high());
            worked.triple(weeks, &range, " The time counts from one session to the next.")
        }
        FigureId::UpkeepMonths => match estimate.upkeep_months {
            Some(months) => fill(
                "One visit every {0} after the last session; each whole month between is as likely as the others.",
                &[&say.months(months.low(), months.high())],
            ),
            None => "No upkeep visits.".into(),
        },
        FigureId::Visits => {
            let visits = &estimate.visits;
            fill(
                "{0} + {1} = {2}. Upkeep visits: the time left after the last session ÷ the time between them, whole \
                 visits only.",
                &[
                    &say.sessions(visits.course.min, visits.course.max),
                    &say.count(visits.upkeep.min, visits.upkeep.max, "upkeep visit", "upkeep visits"),
                    &say.visits(visits.total.min, visits.total.max),
                ],
            )
        }
        FigureId::Course => {
            let visits = estimate.visits.course;
            let count = say.sessions(visits.min, visits.max);
            worked.product(&count, (visits.min, visits.max), &estimate.price, &estimate.course)
        }
        FigureId::Total => {
            let visits = estimate.visits.total;
            let count = say.visits(visits.min, visits.max);
            let months = worked.number("horizon_months");
            fill(
                "The first course and every upkeep visit within {0}: {1}",
                &[
                    &say.months(months, months),
                    &worked.product(&count, (visits.min, visits.max), &estimate.price, &estimate.total),
                ],
            )
        }
        FigureId::LaserTotal => {
            let sessions = laser.sessions?;
            let count = say.sessions(sessions.low(), sessions.high());
            let visits = (sessions.low(), sessions.high());
            let product = worked.product(&count, visits, laser.price.as_ref()?, laser.total.as_ref()?);
            fill("{0} No upkeep is counted for the laser.", &[&product])
        }
        FigureId::UpkeepPerYear => {
            let (cost, months) = (estimate.upkeep_per_year?, estimate.upkeep_months?);
            let [low_price, high_price] = worked.list("price") else { return None };
            let each = |months: u32, price: i64, sum: Money| {
                let (months, price) = (say.months(months, months), say.money(Money::from_minor(price)));
                fill("12 months ÷ {0} × {1} a visit = {2}", &[&months, &price, &say.money(sum)])
            };
            let low = each(months.high(), *low_price, cost.low);
            match cost.high {
                Some(high) => fill("{0}; {1}.{2}", &[&low, &each(months.low(), *high_price, high), &worked.extras()]),
                None => fill("{0}; at most, the price list does not say.{1}", &[&low, &worked.extras()]),
            }
        }
        FigureId::Tip => {
            let (tip, usual) = (estimate.tip?, estimate.sessions.typical());
            fill(
                "{0}, bought as the package, cost {1} less than {2}, before fees and tax.",
                &[&say.sessions(tip.sessions, tip.sessions), &say.money(tip.saves), &say.sessions(usual, usual)],
            )
        }
        FigureId::LaserDifference => difference(estimate, say)?,
        FigureId::LaserDowntime => {
            let [low, usual, high] = worked.three("downtime_days")?;
            let range = say.count(low, high, "day", "days");
            fill("{0} after each session; {1} is usual.", &[&range, &say.number(usual)])
        }
        FigureId::OutcomeBand => {
            let outcome = estimate.outcome.as_ref()?;
            let band = outcome.band;
            let (low, high) = (whole(band.p10), whole(band.p90));
            fill(
                "After {0}: {1} better, middle {2}.{3}",
                &[
                    &say.sessions(outcome.sessions, outcome.sessions),
                    &say.percents(low, high),
                    &formats_percent(say, whole(band.p50)),
                    &worked.band()?,
                ],
            )
        }
        FigureId::OutcomeCurve => {
            let weeks = estimate.outcome.as_ref()?.interval_weeks;
            let [slow, middle, fast] = worked.three("tau_weeks")?;
            let [slow_lag, middle_lag, fast_lag] = worked.three("lag_weeks")?;
            let text = fill(
                "Each session, {0} after the one before, starts to show after {1} (middle {2}) and then nears its full \
                 effect with a time constant of {3} (middle {4}). The sessions together reach the band.",
                &[
                    &say.weeks(weeks, weeks),
                    &say.weeks(fast_lag, slow_lag),
                    &say.number(middle_lag),
                    &say.weeks(fast, slow),
                    &say.number(middle),
                ],
            );
            let (peak, from) = (worked.number("peak_week"), worked.number("from_week"));
            match i64::from(worked.number("keeps_percent")) {
                0 => text,
                keeps => fill(
                    "{0} The peak is at week {1}; from week {2} on, {3} of it is left.",
                    &[&text, &say.number(peak), &say.number(from), &formats_percent(say, keeps)],
                ),
            }
        }
        FigureId::PrpOdds => {
            let [low, middle, high] = estimate.outcome.as_ref()?.prp_odds_tenths?;
            let range = to(&say.tenths(low), &say.tenths(high));
            fill(
                "The odds of being at least half better × {0}, middle {1}. One pooled analysis found 3 times the odds, \
                 another found no gain.",
                &[&range, &say.tenths(middle)],
            )
        }
        FigureId::Sitting => {
            let weeks = estimate.interval_weeks;
            fill("Session k falls (k − 1) × {0} after the first.", &[&say.weeks(weeks.low(), weeks.high())])
        }
        FigureId::Redness => {
            let [low, usual, high] = worked.three("redness_hours")?;
            let range = to(&lasting(low), &lasting(high));
            fill("Day of the session + {0}; {1} is usual.", &[&range, &lasting(usual)])
        }
        FigureId::FirstChange => fill("First session + {0}.", &[&worked.days()?]),
        FigureId::NearFull => {
            let [low, high] = worked.list("last_session_days") else { return None };
            let last = to(&low.to_string(), &high.to_string());
            fill("First session + {0}, and never before the last session (day {1}).", &[&worked.days()?, &last])
        }
        FigureId::Care => {
            "Day of the session − or + the published time: the shortest one first, the longest one as safer.".into()
        }
    })
}

/// Improvement as a whole number of per cent.
pub fn whole(percent: f64) -> i64 {
    libm::round(percent) as i64
}

fn formats_percent(say: Say, percent: i64) -> String {
    say.formats.percent(percent)
}

/// Micrometres as millimetres, without needless digits.
fn millimetres(micrometres: u32, say: Say) -> String {
    let mut text = say.number(micrometres / 1000);
    let rest = micrometres % 1000;
    if rest > 0 {
        text.push(say.formats.signs().decimal);
        let digits = (1000 + rest).to_string();
        text.push_str(digits.get(1..).unwrap_or_default().trim_end_matches('0'));
    }
    text
}

fn stated(price: &SessionPrice, say: Say) -> Words {
    let from = match price.from {
        PriceFrom::Typical => "Published US prices",
        PriceFrom::Clinic => "The clinic’s price list",
        PriceFrom::Own => "The price you were quoted",
    };
    let (low, high) = (say.money(price.triple.low()), say.money(price.triple.high()));
    if price.floor {
        return fill("{0}, for one session: from {1}. What it is at most, the list does not say.", &[from, &low]);
    }
    if price.triple.is_known() {
        return fill("{0}, for one session: {1}.", &[from, &low]);
    }
    fill(
        "{0}, for one session: {1} to {2}; {3} is the most likely, and the ends are the least.",
        &[from, &low, &high, &say.money(price.triple.typical())],
    )
}

fn difference(estimate: &Estimate, say: Say) -> Option<Words> {
    let laser = &estimate.laser;
    let difference = laser.difference?;
    Some(fill(
        "Laser total − microneedling total, for every pair of the two: {0} to {1}, middle {2}, 8 of 10 between {3} and \
         {4}. Microneedling costs less in {5} pairs. Middle ÷ middle: microneedling costs {6} of the laser.",
        &[
            &say.money(difference.min),
            &say.money(difference.max),
            &say.money(difference.p50),
            &say.money(difference.p10),
            &say.money(difference.p90),
            &share_of_pairs(laser.cheaper_share?, say),
            &formats_percent(say, whole(laser.ratio_p50? * 100.0)),
        ],
    ))
}

/// A share in words: "55 of 100", "more than 99 of 100".
pub fn share_of_pairs(share: f64, say: Say) -> Words {
    match whole(share * 100.0) {
        _ if share >= 1.0 => "all".into(),
        _ if share <= 0.0 => "none of the".into(),
        100 => "more than 99 of 100".into(),
        0 => "fewer than 1 of 100".into(),
        percent => fill("{0} of 100", &[&say.formats.number(percent)]),
    }
}

/// An explanation with a way to write its numbers.
struct Worked<'a> {
    explanation: &'a Explanation,
    say: Say<'a>,
}

impl Worked<'_> {
    fn input(&self, name: &str) -> Option<&Input> {
        self.explanation.inputs.iter().find(|(known, _)| *known == name).map(|(_, input)| input)
    }

    /// The numbers that went in under a name; none where it is not there.
    fn list(&self, name: &str) -> &[i64] {
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

    fn word(&self, name: &str) -> &str {
        match self.input(name) {
            Some(Input::Word(word)) => word,
            _ => "",
        }
    }

    fn is_published(&self) -> bool {
        self.word("from") == "published"
    }

    /// Where devices have been reviewed for the concern, and whether the treated area is among it.
    fn reviewed(&self) -> Words {
        let Some(Input::Words(areas)) = self.input("areas") else { return Words::default() };
        let mut named = String::new();
        for area in areas.iter().filter_map(|word| Area::from_word(word)) {
            if !named.is_empty() {
                named.push_str(", ");
            }
            named.push_str(words::area_inline(area));
        }
        let here = self.word("area");
        let template = if named.is_empty() {
            "No needling device has been reviewed for this concern."
        } else if areas.contains(&here) {
            "Devices have been reviewed for this concern, at age 22 and over, on: {0}; this area is among them."
        } else {
            "Devices have been reviewed for this concern, at age 22 and over, on: {0}; this area is not among them."
        };
        fill(template, &[&named])
    }

    fn days(&self) -> Option<Words> {
        let [low, high] = self.list("days") else { return None };
        let exact = to(&low.to_string(), &high.to_string());
        Some(fill("{0} days ({1})", &[&exact, &days(*low, *high)]))
    }

    fn triple(&self, triple: Triple<u32>, range: &str, more: &str) -> Words {
        let from = match self.word("from") {
            "clinic" => "The clinic’s price list says",
            "agreed" => "You said",
            _ => "Published",
        };
        if triple.is_known() {
            return fill("{0}: {1}.{2}", &[from, range, more]);
        }
        let usual = self.say.number(triple.typical());
        fill("{0}: {1}; {2} is the most likely, and the ends are the least.{3}", &[from, range, &usual, more])
    }

    /// How a face's price became the area's.
    fn factor(&self) -> Words {
        let (Some([low, _, high]), Some([face_low, _, face_high])) =
            (self.three("area_percent"), self.three("published_usd"))
        else {
            return "".into();
        };
        if (low, high) == (100, 100) {
            return "".into();
        }
        let dollars = |usd: u32| self.say.money(Money::from_minor(i64::from(usd) * 100));
        let face = to(&dollars(face_low), &dollars(face_high));
        let percents = self.say.percents(i64::from(low), i64::from(high));
        fill(" The face’s price, {0}, × {1} for this area, in whole dollars.", &[&face, &percents])
    }

    /// Fees and tax, where the price list has them.
    fn extras(&self) -> String {
        let mut text = String::new();
        for (name, template) in [("course_fees", " Fees: {0} a course."), ("session_fees", " Fees: {0} a visit.")] {
            let fee = self.amount(name);
            if fee > 0 {
                text.push_str(&fill(template, &[&self.say.money(Money::from_minor(fee))]));
            }
        }
        let tax = self.amount("tax_bp");
        if tax > 0 {
            let mut rate = crate::editor::typed::plain(tax, 2);
            if rate.contains('.') {
                let decimal = self.say.formats.signs().decimal.to_string();
                rate = rate.trim_end_matches('0').replace('.', &decimal);
            }
            text.push_str(&fill(" Tax of {0}% is added once, to the sum.", &[&rate]));
        }
        text
    }

    /// "3 to 6 sessions × $150 to $800 a session = $450 to $4,800.", and how likely what lies between is.
    fn product(&self, count: &str, visits: (u32, u32), price: &SessionPrice, cost: &Cost) -> Words {
        let say = self.say;
        let five = &cost.five;
        let each = say.price(price.triple, price.floor);
        let lowest = say.money(five.min);
        if cost.floor {
            let middle = say.money(five.p50);
            let with = [count, &each, &lowest, &self.extras(), &middle];
            return fill("{0} × {1} a session: from {2}.{3} The middle is at least {4}.", &with);
        }
        let whole = to(&lowest, &say.money(five.max));
        let is_product = price.triple.low().times(i64::from(visits.0)) == five.min
            && price.triple.high().times(i64::from(visits.1)) == five.max;
        let how = match price.from {
            _ if is_product => " =",
            PriceFrom::Clinic => ", with the cheapest packages, the fees and the tax of the price list:",
            PriceFrom::Typical | PriceFrom::Own => ", for every number of visits that fits:",
        };
        let sum = fill("{0} × {1} a session{2} {3}.{4}", &[count, &each, how, &whole, &self.extras()]);
        if five.min == five.max {
            return sum;
        }
        fill(
            "{0} Every combination counts as often as it is likely: 1 in 10 is at or below {1}, half are at or below \
             {2}, 9 in 10 are at or below {3}.",
            &[&sum, &say.money(five.p10), &say.money(five.p50), &say.money(five.p90)],
        )
    }

    /// How the improvement band came about.
    fn band(&self) -> Option<Words> {
        let percent = |number: u32| self.say.formats.percent(i64::from(number));
        let [low, middle, high] = self.three("published_percent")?;
        let usual = self.number("typical_sessions");
        let studies = fill(
            " Studies put {0} (middle {1}) on a usual course of {2}.",
            &[&to(&percent(low), &percent(high)), &percent(middle), &self.say.sessions(usual, usual)],
        );
        let [low, middle, high] = self.three("severe_percent")?.map(percent);
        let severe = match self.word("severity") {
            "severe" => fill(" × {0}, {1} and {2} where it is severe.", &[&low, &middle, &high]),
            "unsure" => fill(" The low end × {0}, because it may be severe.", &[&low]),
            _ => "".into(),
        };
        let [low, middle, high] = self.three("retention_percent")?.map(percent);
        Some(fill(
            "{0}{1} Each further session adds {2}, {3} or {4} of what the one before it added (low, middle, high); at \
             most {5} in all.",
            &[&studies, &severe, &low, &middle, &high, &percent(self.number("cap_percent"))],
        ))
    }
}

/// The workings of one figure, as they open under it.
pub fn in_place(context: &Context, figure: FigureId) -> Vec<Block> {
    let explanation = context.estimate.explanations.iter().find(|explanation| explanation.figure == figure);
    explanation.map_or_else(Vec::new, |explanation| blocks(context, explanation))
}

fn blocks(context: &Context, explanation: &Explanation) -> Vec<Block> {
    let mut blocks = vec![paragraph(formula(explanation, context.estimate, context.say.formats).into())];
    let based_on = explanation.based_on.as_slice();
    match based_on {
        [] => blocks.push(small("Based on what the clinic or you said.".into())),
        [one] => blocks.push(standing(context, "Based on", one)),
        several => blocks.extend(several.iter().map(|one| standing(context, published_name(one.name), one))),
    }
    // A grade below that of what went in: the estimate borrows a figure that was measured for something else.
    if !based_on.is_empty() && based_on.iter().all(|one| Some(one.grade) < explanation.grade) {
        let grade = explanation.grade.map_or("", words::grade);
        blocks.push(small(fill("For this treatment: *{0}*.", &[grade])));
    }
    blocks
}

/// How well a published figure is known, and where it was read: "Price: clinic and price pages. Sources: …".
fn standing(context: &Context, name: &str, published: &Published) -> Block {
    let mut assumed = String::new();
    for part in published.assumed {
        assumed.push_str(match part {
            Part::Low => "; the low end is our assumption",
            Part::Typical => "; the middle is our assumption",
            Part::High => "; the high end is our assumption",
        });
    }
    let grade = words::grade(published.grade);
    small(if published.references.is_empty() {
        fill("{0}: *{1}*{2}.", &[name, grade, &assumed])
    } else {
        fill("{0}: *{1}*{2}. {3}", &[name, grade, &assumed, &context.cited(published.references)])
    })
}

/// The names of published figures, by the keys that they have in the data.
const PUBLISHED_NAMES: [(&str, &str); 22] = [
    ("price", "Price"),
    ("area_percent", "Price of this area against the face"),
    ("price_slices", "Spread of prices"),
    ("usual_area", "Usual area"),
    ("usual_laser", "Usual laser"),
    ("sessions", "Laser sessions"),
    ("sessions_mild", "Sessions, mild"),
    ("sessions_moderate", "Sessions, moderate"),
    ("sessions_severe", "Sessions, severe"),
    ("interval_weeks", "Weeks between"),
    ("upkeep_months", "Months between upkeep visits"),
    ("upkeep_recommended", "Whether upkeep is advised"),
    ("downtime_days", "Days of downtime"),
    ("pigment_risk_tenths", "Dark marks in darker skin"),
    ("improvement_percent", "Improvement"),
    ("severe_percent", "What severe keeps of it"),
    ("cap_percent", "The most that is stated"),
    ("curve_p10", "Slow course"),
    ("curve_p50", "Middle course"),
    ("curve_p90", "Fast course"),
    ("melasma", "How melasma comes back"),
    ("care", "A care step"),
];

/// The name of a published figure.
fn published_name(key: &str) -> &str {
    PUBLISHED_NAMES.iter().find(|(known, _)| *known == key).map_or(key, |(_, name)| name)
}

/// The workings of several figures, opened together.
pub fn all_in_place(context: &Context, summary: &'static str, figures: &[FigureId]) -> Block {
    let mut parts = Vec::new();
    for figure in figures {
        let found = in_place(context, *figure);
        if !found.is_empty() {
            parts.push(paragraph(fill("*{0}*", &[title(*figure)])));
            parts.extend(found);
        }
    }
    fold(summary.into(), "", parts)
}

/// "Where this comes from", for what is no number.
pub fn sources(about: &'static str, blocks: Vec<Block>) -> Block {
    fold("Where this comes from".into(), about, blocks)
}

/// All workings, and every source in full.
pub fn section(context: &Context) -> Section {
    let mut parts = vec![paragraph(
        "Each figure with its formula, where it comes from and how well it is known. “Our assumption” means that no \
         page or study that was read says so."
            .into(),
    )];
    let mut used: Vec<ReferenceId> = Vec::new();
    for explanation in &context.estimate.explanations {
        for reference in &explanation.references {
            if !used.contains(reference) {
                used.push(*reference);
            }
        }
        parts.push(fold(title(explanation.figure).into(), "", blocks(context, explanation)));
    }
    let items: Vec<Words> = used.iter().filter_map(|id| source(context, *id)).collect();
    let count = context.say.formats.number(i64::try_from(items.len()).unwrap_or(0));
    parts.push(Block::Fold(Fold {
        summary: fill("All {0} sources in full", &[&count]),
        about: "".into(),
        blocks: vec![Block::List(items)],
        is_printed: true,
    }));
    Section { id: "workings", heading: "How we worked this out", blocks: parts }
}

/// A source in full: title, publisher, year, address, and how much of it was read.
fn source(context: &Context, id: ReferenceId) -> Option<Words> {
    let reference = context.catalog.reference(id)?;
    let title = link(reference.title, reference.address);
    let year = reference.year.map_or(Words::default(), |year| fill(", {0}", &[&year.to_string()]));
    let read = aside(&fill(" Read: {0}.", &[reference.read]));
    Some(fill("{0}. {1}{2}{3}", &[&title, reference.publisher, &year, &read]))
}
