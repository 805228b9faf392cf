//! The answers as a form: groups of questions with their choices, hints and messages, and as a list to print.

use super::context::Context;
use super::document::{Table, Words, plain};
use super::language::{Text, counted, t};
use super::say::Say;
use super::{compare, money, words};
use crate::domain::currency::Currency;
use crate::domain::estimate::PriceFrom;
use crate::domain::money::Money;
use crate::domain::price_list::Service;
use crate::domain::problem::Problem as Refusal;
use crate::domain::quantity::{Range, Triple};
use crate::domain::scenario::{PriceSource, Scenario, Upkeep};
use crate::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use crate::domain::{session_price, sessions};
use crate::editor::{Editor, Field, OWN, Problem, USUAL};

/// Questions that belong together and fold away together.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    pub id: &'static str,
    pub heading: Words<'a>,
    /// The answers so far, for when the group is folded.
    pub summary: Words<'a>,
    pub is_open: bool,
    pub questions: &'a [Question<'a>],
}

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub field: Field,
    pub label: Words<'a>,
    pub hint: Words<'a>,
    pub control: Control<'a>,
    pub error: Option<Words<'a>>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug)]
pub enum Control<'a> {
    /// One of many, from a list that opens.
    Select(&'a [Choice<'a>]),
    /// One of a few, as plain sentences.
    Radios(&'a [Choice<'a>]),
    /// One of a few short ones, side by side.
    Row(&'a [Choice<'a>]),
    /// A day, as YYYY-MM-DD.
    Day(&'a str),
}

/// One possible answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    pub value: &'static str,
    pub label: Words<'a>,
    pub note: Words<'a>,
    /// "usual" beside the answer of somebody who has not answered.
    pub mark: Words<'a>,
    /// The heading it stands under in a long list.
    pub under: Words<'a>,
    pub is_chosen: bool,
    pub is_off: bool,
    /// What has to be typed once it is chosen.
    pub typed: &'a [Typed<'a>],
}

/// A number to type.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    pub field: Field,
    pub label: Words<'a>,
    pub value: &'a str,
    pub unit: Words<'a>,
    pub error: Option<Words<'a>>,
}

fn mark<'a>(is_usual: bool) -> Words<'a> {
    if is_usual { t!("usual") } else { Words::NONE }
}

fn choice<'a>(value: &'static str, label: Text, note: Words<'a>, is_chosen: bool) -> Choice<'a> {
    Choice { value, label, note, is_chosen, ..Choice::default() }
}

fn question<'a>(field: Field, label: Text, control: Control<'a>) -> Question<'a> {
    Question { field, label, hint: Words::NONE, control, error: None }
}

/// The form, from what is typed and the last estimate that could be made.
pub fn groups<'a>(context: &Context<'a>, editor: &'a Editor, refusal: Option<&Refusal>) -> Vec<Group<'a>> {
    let group = |id, heading, summary, is_open, questions: &[Question<'a>]| Group {
        id,
        heading,
        summary,
        is_open,
        questions: context.keep(questions),
    };
    let (scenario, estimate, say) = (context.scenario, context.estimate, context.say);
    let sessions = say.sessions(estimate.sessions.low(), estimate.sessions.high());
    let both = t!("{0}, {1}");
    let laser = estimate.laser.laser.map_or(t!("no laser"), compare::a_laser);
    vec![
        group(
            "answers-skin",
            t!("Your skin"),
            say.fill(both, &[words::concern(scenario.concern), words::area_inline(estimate.area)]),
            true,
            &[concern(context), severity(context), area(context)],
        ),
        group(
            "answers-treatment",
            t!("Treatment and price"),
            say.fill(
                t!("{0}, {1} a session"),
                &[words::treatment(scenario.treatment), say.price(estimate.price.triple, estimate.price.floor)],
            ),
            true,
            &[treatment(context), price(context, editor, refusal)],
        ),
        group(
            "answers-plan",
            t!("Visits and upkeep"),
            match estimate.upkeep_months {
                Some(months) => {
                    say.fill(t!("{0}, upkeep every {1}"), &[sessions, say.months(months.low(), months.high())])
                }
                None => say.fill(t!("{0}, no upkeep"), &[sessions]),
            },
            false,
            &[number_of_sessions(context, editor), weeks(context, editor), upkeep(context, editor)],
        ),
        group(
            "answers-ahead",
            t!("Time and comparison"),
            say.fill(both, &[context.horizon(), laser]),
            false,
            &[horizon(context), start(context, editor), self::laser(context)],
        ),
    ]
}

fn concern<'a>(context: &Context<'a>) -> Question<'a> {
    let mut choices = Vec::new();
    for &concern in Concern::ALL {
        let under = match concern {
            _ if words::is_acne_scar(concern) => t!("Acne scars"),
            Concern::Wrinkles | Concern::Laxity | Concern::Texture | Concern::Pores => t!("Lines and skin"),
            Concern::Melasma | Concern::DarkMarks => t!("Color"),
            Concern::StretchMarks | Concern::SurgicalScar | Concern::BurnScar => t!("Scars and stretch marks"),
            _ => t!("Hair"),
        };
        let is_chosen = concern == context.scenario.concern;
        let choice = choice(concern.word(), words::concern(concern), Words::NONE, is_chosen);
        choices.push(Choice { under, ..choice });
    }
    let control = Control::Select(context.keep(&choices));
    question(Field::Concern, t!("What would you like to change?"), control)
}

fn severity<'a>(context: &Context<'a>) -> Question<'a> {
    let mut choices = Vec::new();
    for &severity in Severity::ALL {
        let everyday = words::severity_everyday(context.scenario.concern, severity);
        let is_chosen = severity == context.scenario.severity;
        choices.push(choice(severity.word(), words::severity(severity), everyday, is_chosen));
    }
    question(Field::Severity, t!("How marked is it?"), Control::Radios(context.keep(&choices)))
}

fn area<'a>(context: &Context<'a>) -> Question<'a> {
    let usual = context.catalog.concern(context.scenario.concern).usual_area.value;
    let chosen = context.scenario.area.unwrap_or(usual);
    let mut choices = Vec::new();
    for &area in Area::ALL {
        let choice = choice(area.word(), words::area(area), Words::NONE, area == chosen);
        choices.push(Choice { mark: mark(area == usual), ..choice });
    }
    question(Field::Area, t!("Which area?"), Control::Select(context.keep(&choices)))
}

fn treatment<'a>(context: &Context<'a>) -> Question<'a> {
    let mut choices = Vec::new();
    for &treatment in Treatment::ALL {
        let everyday = words::treatment_everyday(treatment);
        let is_chosen = treatment == context.scenario.treatment;
        let choice = choice(treatment.word(), words::treatment(treatment), everyday, is_chosen);
        choices.push(Choice { mark: mark(treatment == Treatment::Standard), ..choice });
    }
    let control = Control::Radios(context.keep(&choices));
    question(Field::Treatment, t!("Which kind of microneedling?"), control)
}

fn price<'a>(context: &Context<'a>, editor: &'a Editor, refusal: Option<&Refusal>) -> Question<'a> {
    let say = context.say;
    let service = Service::Needling(context.scenario.treatment);
    let area = context.scenario.area.unwrap_or(context.catalog.concern(context.scenario.concern).usual_area.value);
    let chosen = match (editor.draft.text(Field::Price), context.estimate.price.from) {
        ("", PriceFrom::Typical) => "typical",
        ("", PriceFrom::Clinic) => "clinic",
        ("", PriceFrom::Own) => OWN,
        (other, _) => other,
    };
    let mut choices = Vec::new();
    let listed =
        context.list.map(|list| list.item(service, area, context.scenario.concern).and_then(session_price::listed));
    if let Some(price) = &listed {
        let note = match price {
            Some(price) => say.fill(t!("{0} a session"), &[say.price(price.triple, price.floor)]),
            None => t!("not on this clinic’s list"),
        };
        let is_chosen = chosen == "clinic";
        choices.push(Choice {
            mark: mark(price.is_some()),
            is_off: price.is_none() && !is_chosen,
            ..choice("clinic", t!("The clinic’s price"), note, is_chosen)
        });
    }
    let published = session_price::published(service, area, context.catalog);
    let dollars = Say { currency: Currency::USD, ..say };
    let grade = published.grade.map_or(Words::NONE, words::grade);
    let note = say.fill(t!("{0} a session, from {1}"), &[dollars.price(published.triple, false), grade]);
    let is_chosen = chosen == "typical";
    choices.push(Choice {
        mark: mark(listed.flatten().is_none()),
        is_off: say.currency != Currency::USD && !is_chosen,
        ..choice("typical", t!("Typical US prices"), note, is_chosen)
    });
    let mut own = choice(OWN, t!("I was quoted a price"), Words::NONE, chosen == OWN);
    if own.is_chosen {
        let unit = say.as_is(say.currency.code());
        own.typed = context.keep(&[typed(context, editor, Field::Amount, t!("Price of one session"), unit)]);
    }
    choices.push(own);
    Question {
        error: refusal.map(|_| refused(context, area)),
        ..question(Field::Price, t!("Which price?"), Control::Radios(context.keep(&choices)))
    }
}

/// Why there is no estimate at the price that was chosen, and what to choose instead.
fn refused<'a>(context: &Context<'a>, area: Area) -> Words<'a> {
    let Some(list) = context.list else {
        return t!("There is no price list here. Choose another price. Until then the estimate is at another one.");
    };
    if matches!(context.scenario.price, Some(PriceSource::Clinic)) {
        let what = [words::treatment_inline(context.scenario.treatment), words::area_inline(area)];
        return context.fill(
            t!("The clinic’s list has no price for {0} on {1}. Choose another price. Until then the estimate is at another one."),
            &what,
        );
    }
    context.fill(
        t!("Typical prices are in US dollars, this clinic’s in {0}. Choose another price, or type the one you were \
            quoted. Until then the estimate is at another price."),
        &[context.say.as_is(list.currency.code())],
    )
}

fn typed<'a>(context: &Context<'a>, editor: &'a Editor, field: Field, label: Text, unit: Words<'a>) -> Typed<'a> {
    let error = editor.fault(field).map(|problem| match (problem, field) {
        (Problem::Missing, Field::Amount) => t!("Type the price of one session. Until then the last estimate stays."),
        _ => message(problem, context.say),
    });
    Typed { field, label, value: editor.draft.text(field), unit, error }
}

/// What is usual, as the first choice of a question.
fn usual<'a>(editor: &Editor, (field, word, label): (Field, &'static str, Text), note: Words<'a>) -> Choice<'a> {
    let is_chosen = editor.draft.text(field) == word;
    Choice { mark: mark(true), ..choice(word, label, note, is_chosen) }
}

/// Numbers of one's own, as the last choice of a question, with the fields for them once it is chosen.
fn own<'a>(
    context: &Context<'a>,
    editor: &'a Editor,
    (field, word, label): (Field, &'static str, Text),
    (from, until): (Field, Field),
    unit: Text,
) -> Choice<'a> {
    let mut own = choice(word, label, Words::NONE, editor.draft.text(field) == word);
    if own.is_chosen {
        own.typed = context.keep(&[
            typed(context, editor, from, t!("From"), Words::NONE),
            typed(context, editor, until, t!("To (may stay empty)"), unit),
        ]);
    }
    own
}

fn number_of_sessions<'a>(context: &Context<'a>, editor: &'a Editor) -> Question<'a> {
    let (label, note) = match agreed(context).0 {
        Some(range) => (t!("As the clinic’s list says"), context.say.sessions(range.low(), range.high())),
        None => {
            let published = sessions::published(context.scenario, context.catalog);
            let range = context.say.sessions(published.low(), published.high());
            (t!("As in studies"), with_usual(context, published, range))
        }
    };
    let fields = (Field::SessionsLow, Field::SessionsHigh);
    let agreed = (Field::Sessions, OWN, t!("Agreed with a clinician"));
    let choices =
        [usual(editor, (Field::Sessions, USUAL, label), note), own(context, editor, agreed, fields, t!("sessions"))];
    question(Field::Sessions, t!("How many sessions?"), Control::Radios(context.keep(&choices)))
}

/// The sessions and the weeks between them that the clinic's list states.
fn agreed(context: &Context) -> (Option<Range<u32>>, Option<Range<u32>>) {
    let (scenario, Some(list)) = (context.scenario, context.list) else { return (None, None) };
    let item = list.item(Service::Needling(scenario.treatment), context.estimate.area, scenario.concern);
    list.agreed(item, scenario.concern)
}

fn with_usual<'a>(context: &Context<'a>, triple: Triple<u32>, range: Words<'a>) -> Words<'a> {
    if triple.is_known() {
        range
    } else {
        context.fill(t!("{0}, {1} usual"), &[range, context.say.number(triple.typical())])
    }
}

fn weeks<'a>(context: &Context<'a>, editor: &'a Editor) -> Question<'a> {
    let (label, note) = match agreed(context).1 {
        Some(range) => (t!("As the clinic’s list says"), context.say.weeks(range.low(), range.high())),
        None => {
            let weeks = context.catalog.concern(context.scenario.concern).interval_weeks.value;
            (t!("As in studies"), with_usual(context, weeks, context.say.weeks(weeks.low(), weeks.high())))
        }
    };
    let fields = (Field::WeeksLow, Field::WeeksHigh);
    let choices = [
        usual(editor, (Field::Weeks, USUAL, label), note),
        own(context, editor, (Field::Weeks, OWN, t!("Something else")), fields, t!("weeks")),
    ];
    question(Field::Weeks, t!("How long between sessions?"), Control::Radios(context.keep(&choices)))
}

fn upkeep<'a>(context: &Context<'a>, editor: &'a Editor) -> Question<'a> {
    let note = if context.catalog.concern(context.scenario.concern).upkeep_recommended.value {
        let months = context.catalog.model.upkeep_months.value;
        context.fill(t!("one every {0}"), &[context.say.months(months.low(), months.high())])
    } else {
        t!("none for this")
    };
    let fields = (Field::UpkeepLow, Field::UpkeepHigh);
    let every = (Field::Upkeep, "every", t!("One every so many months"));
    let choices = [
        usual(editor, (Field::Upkeep, "recommended", t!("As clinics recommend")), note),
        choice("none", t!("None"), Words::NONE, editor.draft.text(Field::Upkeep) == "none"),
        own(context, editor, every, fields, t!("months")),
    ];
    let control = Control::Radios(context.keep(&choices));
    Question {
        hint: t!("No trial has tested how often they are needed."),
        ..question(Field::Upkeep, t!("Upkeep visits after the course?"), control)
    }
}

fn horizon<'a>(context: &Context<'a>) -> Question<'a> {
    let choices = [("12", 12), ("24", 24), ("36", 36), ("60", 60)].map(|(value, months)| Choice {
        value,
        label: context.say.number(months),
        mark: mark(months == Scenario::USUAL_HORIZON_MONTHS),
        is_chosen: months == context.scenario.horizon_months,
        ..Choice::default()
    });
    question(Field::Horizon, t!("How many months ahead?"), Control::Row(context.keep(&choices)))
}

fn start<'a>(context: &Context<'a>, editor: &'a Editor) -> Question<'a> {
    let control = Control::Day(editor.draft.text(Field::Start));
    Question {
        hint: t!("Gives the timeline dates. It changes no cost."),
        error: editor.fault(Field::Start).map(|problem| message(problem, context.say)),
        ..question(Field::Start, t!("Day of the first session, if you know it"), control)
    }
}

fn laser<'a>(context: &Context<'a>) -> Question<'a> {
    let usual = context.catalog.concern(context.scenario.concern).usual_laser.value;
    let chosen = context.scenario.laser.or(usual);
    let mut choices = Vec::new();
    if usual.is_none() {
        choices.push(choice("", t!("None is usual for this"), Words::NONE, chosen.is_none()));
    }
    for &laser in Laser::ALL {
        let choice = choice(laser.word(), words::laser(laser), Words::NONE, chosen == Some(laser));
        choices.push(Choice { mark: mark(Some(laser) == usual), ..choice });
    }
    question(Field::Laser, t!("Compare with which laser?"), Control::Select(context.keep(&choices)))
}

/// What is wrong with something typed, and what to type instead.
pub fn message<'a>(problem: &Problem, say: Say<'a>) -> Words<'a> {
    let amounts = |low, high| say.to(say.money(Money::from_minor(low)), say.money(Money::from_minor(high)));
    let numbers = |low, high| say.to(say.whole(low), say.whole(high));
    let none = Words::NONE;
    let (text, with) = match problem {
        Problem::Missing => (t!("Type a number. Until then the last estimate stays."), [none; 3]),
        Problem::NotANumber(typed) => (
            t!("“{0}” is not a number. Type digits, such as 350. Until then the last estimate stays."),
            [say.as_is(typed), none, none],
        ),
        Problem::NotWhole { typed, low, high } => (
            t!("“{0}” is not a whole number. Type one from {1}. Until then the last estimate stays."),
            [say.as_is(typed), numbers(*low, *high), none],
        ),
        Problem::OutOfRange { typed, low, high } => (
            t!("“{0}” is outside {1}. Type a number inside. Until then the last estimate stays."),
            [say.as_is(typed), numbers(*low, *high), none],
        ),
        Problem::AmountOutOfRange { typed, low, high } => (
            t!("“{0}” is outside {1}. Type the price of one session. Until then the last estimate stays."),
            [say.as_is(typed), amounts(*low, *high), none],
        ),
        Problem::TooFine { typed, decimals } => (
            t!("“{0}” is too exact. Type at most {1} after the point. Until then the last estimate stays."),
            [say.as_is(typed), say.count(*decimals, *decimals, counted("{0} digit", "{0} digits")), none],
        ),
        Problem::TwoReadings { typed, readings: [one, other] } => (
            t!("“{0}” can be read as {1} or as {2}. Type one of the two. Until then the last estimate stays."),
            [typed, one, other].map(|number| say.as_is(number)),
        ),
        Problem::EndBeforeStart { start, end } => (
            t!(
                "The end, {0}, is below the start, {1}. Swap them or leave the end empty. Until then the last estimate \
               stays."
            ),
            [say.whole(*end), say.whole(*start), none],
        ),
        Problem::NotADay(typed) => {
            // A year has no groups to set apart.
            let year = |year: i32| say.as_is(&year.to_string());
            let (first, last) = Scenario::START_YEARS;
            (
                t!("“{0}” is not a day in the years {1} to {2}. Choose another. Until then the last estimate stays."),
                [say.as_is(typed), year(first), year(last)],
            )
        }
        Problem::UnknownWord(typed) => {
            (t!("“{0}” is not one of the answers. Choose one."), [say.as_is(typed), none, none])
        }
    };
    say.fill(text, &with)
}

/// What a field is called outside the form: in messages and in the table of answers.
pub fn name(field: Field) -> Text {
    match field {
        Field::Concern => t!("Concern"),
        Field::Severity => t!("How marked"),
        Field::Area => t!("Area"),
        Field::Treatment => t!("Treatment"),
        Field::Price => t!("Price of a session"),
        Field::Amount => t!("Price you were quoted"),
        Field::Sessions | Field::SessionsLow | Field::SessionsHigh => t!("Sessions"),
        Field::Weeks | Field::WeeksLow | Field::WeeksHigh => t!("Weeks between"),
        Field::Upkeep | Field::UpkeepLow | Field::UpkeepHigh => t!("Upkeep"),
        Field::Horizon => t!("Looking ahead"),
        Field::Start => t!("First session"),
        Field::Laser => t!("Compared with"),
    }
}

/// Every answer with its name, always in the same order: what scenarios are told apart by, and what is printed.
pub fn all<'a>(context: &Context<'a>) -> [(Text, Words<'a>); 11] {
    let (scenario, say) = (context.scenario, &context.say);
    let price = match scenario.price {
        Some(PriceSource::Own(_)) => Field::Amount,
        _ => Field::Price,
    };
    [
        (Field::Concern, words::concern(scenario.concern)),
        (Field::Severity, words::severity(scenario.severity)),
        (Field::Area, words::area(context.estimate.area)),
        (Field::Treatment, words::treatment(scenario.treatment)),
        (price, say.as_is(&plain(say.read(money::price(context, &context.estimate.price))))),
        (
            Field::Sessions,
            match scenario.sessions {
                Some(range) => say.fill(t!("agreed: {0}"), &[say.numbers(range.low(), range.high())]),
                None => t!("as in studies or the price list"),
            },
        ),
        (
            Field::Weeks,
            match scenario.interval_weeks {
                Some(range) => say.numbers(range.low(), range.high()),
                None => t!("as in studies or the price list"),
            },
        ),
        (
            Field::Upkeep,
            match scenario.upkeep {
                Upkeep::Recommended => t!("as recommended"),
                Upkeep::None => t!("none"),
                Upkeep::Every(months) => say.fill(t!("every {0}"), &[say.months(months.low(), months.high())]),
            },
        ),
        (Field::Horizon, context.horizon()),
        (Field::Start, scenario.start_date.map_or(Words::NONE, |day| say.date(day))),
        (Field::Laser, context.estimate.laser.laser.map_or(t!("no laser"), words::laser)),
    ]
    .map(|(field, answer)| (name(field), answer))
}

/// The answers as a small table, for print.
pub fn table<'a>(context: &Context<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    for (name, answer) in all(context) {
        if !answer.is_empty() {
            rows.push(context.keep(&[name, answer]));
        }
    }
    Table { caption: t!("Your answers"), head: &const { [t!("Question"), t!("Answer")] }, rows: context.keep(&rows) }
}
