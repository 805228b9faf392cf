//! The answers as a form: groups of questions with their choices, hints and messages, and as a list to print.

use super::context::Context;
use super::document::{Table, Words, fill};
use super::say::{Say, to};
use super::{compare, money, words};
use crate::domain::currency::Currency;
use crate::domain::estimate::PriceFrom;
use crate::domain::money::Money;
use crate::domain::price_list::Service;
use crate::domain::problem::Problem as Refusal;
use crate::domain::quantity::Triple;
use crate::domain::scenario::{PriceSource, Scenario, Upkeep};
use crate::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use crate::domain::{session_price, sessions};
use crate::editor::{Editor, Field, OWN, Problem, USUAL};

/// Questions that belong together and fold away together.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: &'static str,
    pub heading: &'static str,
    /// The answers so far, for when the group is folded.
    pub summary: Words,
    pub is_open: bool,
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    pub field: Field,
    pub label: &'static str,
    pub hint: &'static str,
    pub control: Control,
    pub error: Option<Words>,
}

/// How a question is answered.
#[derive(Clone, Debug)]
pub enum Control {
    /// One of many, from a list that opens.
    Select(Vec<Choice>),
    /// One of a few, as plain sentences.
    Radios(Vec<Choice>),
    /// One of a few short ones, side by side.
    Row(Vec<Choice>),
    /// A day, as YYYY-MM-DD.
    Day(String),
}

/// One possible answer.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub value: &'static str,
    pub label: &'static str,
    pub note: Words,
    /// "usual" beside the answer of somebody who has not answered.
    pub mark: &'static str,
    /// The heading it stands under in a long list.
    pub under: &'static str,
    pub is_chosen: bool,
    pub is_off: bool,
    /// What has to be typed once it is chosen.
    pub typed: Vec<Typed>,
}

/// A number to type.
#[derive(Clone, Debug)]
pub struct Typed {
    pub field: Field,
    pub label: &'static str,
    pub value: String,
    pub unit: Words,
    pub error: Option<Words>,
}

const USUAL_MARK: &str = "usual";

fn mark(is_usual: bool) -> &'static str {
    if is_usual { USUAL_MARK } else { "" }
}

fn choice(value: &'static str, label: &'static str, note: Words, is_chosen: bool) -> Choice {
    Choice { value, label, note, is_chosen, ..Choice::default() }
}

fn question(field: Field, label: &'static str, control: Control) -> Question {
    Question { field, label, hint: "", control, error: None }
}

/// The form, from what is typed and the last estimate that could be made.
pub fn groups(context: &Context, editor: &Editor, refusal: Option<&Refusal>) -> Vec<Group> {
    let group = |id, heading, summary, is_open, questions| Group { id, heading, summary, is_open, questions };
    let (scenario, estimate, say) = (context.scenario, context.estimate, context.say);
    let sessions = say.sessions(estimate.sessions.low(), estimate.sessions.high());
    vec![
        group(
            "answers-skin",
            "Your skin",
            fill("{0}, {1}", &[words::concern(scenario.concern), words::area_inline(estimate.area)]),
            true,
            vec![concern(scenario), severity(scenario), area(context)],
        ),
        group(
            "answers-treatment",
            "Treatment and price",
            fill(
                "{0}, {1} a session",
                &[words::treatment(scenario.treatment), &say.price(estimate.price.triple, estimate.price.floor)],
            ),
            true,
            vec![treatment(scenario), price(context, editor, refusal)],
        ),
        group(
            "answers-plan",
            "Visits and upkeep",
            match estimate.upkeep_months {
                Some(months) => fill("{0}, upkeep every {1}", &[&sessions, &say.months(months.low(), months.high())]),
                None => fill("{0}, no upkeep", &[&sessions]),
            },
            false,
            vec![number_of_sessions(context, editor), weeks(context, editor), upkeep(context, editor)],
        ),
        group(
            "answers-ahead",
            "Time and comparison",
            fill("{0}, {1}", &[&context.horizon(), estimate.laser.laser.map_or("no laser", compare::a_laser)]),
            false,
            vec![horizon(context), start(context, editor), laser(context)],
        ),
    ]
}

fn concern(scenario: &Scenario) -> Question {
    let mut choices = Vec::new();
    for &concern in Concern::ALL {
        let under = match concern {
            _ if words::is_acne_scar(concern) => "Acne scars",
            Concern::Wrinkles | Concern::Laxity | Concern::Texture | Concern::Pores => "Lines and skin",
            Concern::Melasma | Concern::DarkMarks => "Color",
            Concern::StretchMarks | Concern::SurgicalScar | Concern::BurnScar => "Scars and stretch marks",
            _ => "Hair",
        };
        let is_chosen = concern == scenario.concern;
        let choice = choice(concern.word(), words::concern(concern), "".into(), is_chosen);
        choices.push(Choice { under, ..choice });
    }
    question(Field::Concern, "What would you like to change?", Control::Select(choices))
}

fn severity(scenario: &Scenario) -> Question {
    let mut choices = Vec::new();
    for &severity in Severity::ALL {
        let everyday = words::severity_everyday(scenario.concern, severity);
        let is_chosen = severity == scenario.severity;
        choices.push(choice(severity.word(), words::severity(severity), everyday.into(), is_chosen));
    }
    question(Field::Severity, "How marked is it?", Control::Radios(choices))
}

fn area(context: &Context) -> Question {
    let usual = context.catalog.concern(context.scenario.concern).usual_area.value;
    let chosen = context.scenario.area.unwrap_or(usual);
    let mut choices = Vec::new();
    for &area in Area::ALL {
        let choice = choice(area.word(), words::area(area), "".into(), area == chosen);
        choices.push(Choice { mark: mark(area == usual), ..choice });
    }
    question(Field::Area, "Which area?", Control::Select(choices))
}

fn treatment(scenario: &Scenario) -> Question {
    let mut choices = Vec::new();
    for &treatment in Treatment::ALL {
        let everyday = words::treatment_everyday(treatment);
        let is_chosen = treatment == scenario.treatment;
        let choice = choice(treatment.word(), words::treatment(treatment), everyday.into(), is_chosen);
        choices.push(Choice { mark: mark(treatment == Treatment::Standard), ..choice });
    }
    question(Field::Treatment, "Which kind of microneedling?", Control::Radios(choices))
}

fn price(context: &Context, editor: &Editor, refusal: Option<&Refusal>) -> Question {
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
    let listed = context.list.map(|list| list.item(service, area).map(session_price::listed));
    if let Some(price) = &listed {
        let note = match price {
            Some(price) => fill("{0} a session", &[&say.price(price.triple, price.floor)]),
            None => "not on this clinic’s list".into(),
        };
        let is_chosen = chosen == "clinic";
        let choice = choice("clinic", "The clinic’s price", note, is_chosen);
        choices.push(Choice { mark: mark(price.is_some()), is_off: price.is_none() && !is_chosen, ..choice });
    }
    let published = session_price::published(service, area, context.catalog);
    let dollars = Say { formats: say.formats, currency: Currency::USD };
    let grade = published.grade.map_or("", words::grade);
    let note = fill("{0} a session, from {1}", &[&dollars.price(published.triple, false), grade]);
    let is_chosen = chosen == "typical";
    choices.push(Choice {
        mark: mark(listed.flatten().is_none()),
        is_off: say.currency != Currency::USD && !is_chosen,
        ..choice("typical", "Typical US prices", note, is_chosen)
    });
    let mut own = choice(OWN, "I was quoted a price", "".into(), chosen == OWN);
    if own.is_chosen {
        own.typed.push(typed(
            context,
            editor,
            Field::Amount,
            "Price of one session",
            say.currency.code().to_owned().into(),
        ));
    }
    choices.push(own);
    Question {
        error: refusal.map(|refusal| fill("{0} {1}", &[&refusal.problem, &refusal.fix])),
        ..question(Field::Price, "Which price?", Control::Radios(choices))
    }
}

fn typed(context: &Context, editor: &Editor, field: Field, label: &'static str, unit: Words) -> Typed {
    let error = editor.fault(field).map(|problem| match (problem, field) {
        (Problem::Missing, Field::Amount) => {
            "Type the price of one session. Until then the last estimate stays.".into()
        }
        _ => message(problem, context.say),
    });
    Typed { field, label, value: editor.draft.text(field).to_owned(), unit, error }
}

/// What is usual, as the first choice of a question.
fn usual(editor: &Editor, field: Field, word: &'static str, label: &'static str, note: Words) -> Choice {
    Choice { mark: USUAL_MARK, ..choice(word, label, note, editor.draft.text(field) == word) }
}

/// Numbers of one's own, as the last choice of a question, with the fields for them once it is chosen.
fn own(
    context: &Context,
    editor: &Editor,
    (field, word, label): (Field, &'static str, &'static str),
    (from, until): (Field, Field),
    unit: &'static str,
) -> Choice {
    let mut own = choice(word, label, "".into(), editor.draft.text(field) == word);
    if own.is_chosen {
        own.typed.push(typed(context, editor, from, "From", "".into()));
        own.typed.push(typed(context, editor, until, "To (may stay empty)", unit.into()));
    }
    own
}

fn number_of_sessions(context: &Context, editor: &Editor) -> Question {
    let listed = context
        .list
        .and_then(|list| list.item(Service::Needling(context.scenario.treatment), context.estimate.area))
        .and_then(|item| item.sessions);
    let (label, note) = match listed {
        Some(range) => ("As the clinic’s list says", context.say.sessions(range.low(), range.high()).into()),
        None => {
            let published = sessions::published(context.scenario, context.catalog);
            let range = context.say.sessions(published.low(), published.high());
            ("As in studies", with_usual(context, published, range))
        }
    };
    let fields = (Field::SessionsLow, Field::SessionsHigh);
    let agreed = (Field::Sessions, OWN, "Agreed with a clinician");
    let choices =
        vec![usual(editor, Field::Sessions, USUAL, label, note), own(context, editor, agreed, fields, "sessions")];
    question(Field::Sessions, "How many sessions?", Control::Radios(choices))
}

fn with_usual(context: &Context, triple: Triple<u32>, range: String) -> Words {
    if triple.is_known() {
        range.into()
    } else {
        fill("{0}, {1} usual", &[&range, &context.say.number(triple.typical())])
    }
}

fn weeks(context: &Context, editor: &Editor) -> Question {
    let weeks = context.catalog.concern(context.scenario.concern).interval_weeks.value;
    let note = with_usual(context, weeks, context.say.weeks(weeks.low(), weeks.high()));
    let choices = vec![
        usual(editor, Field::Weeks, USUAL, "As in studies", note),
        own(context, editor, (Field::Weeks, OWN, "Something else"), (Field::WeeksLow, Field::WeeksHigh), "weeks"),
    ];
    question(Field::Weeks, "How long between sessions?", Control::Radios(choices))
}

fn upkeep(context: &Context, editor: &Editor) -> Question {
    let note = if context.catalog.concern(context.scenario.concern).upkeep_recommended.value {
        let months = context.catalog.model.upkeep_months.value;
        fill("one every {0}", &[&context.say.months(months.low(), months.high())])
    } else {
        "none for this".into()
    };
    let every = (Field::Upkeep, "every", "One every so many months");
    let choices = vec![
        usual(editor, Field::Upkeep, "recommended", "As clinics recommend", note),
        choice("none", "None", "".into(), editor.draft.text(Field::Upkeep) == "none"),
        own(context, editor, every, (Field::UpkeepLow, Field::UpkeepHigh), "months"),
    ];
    Question {
        hint: "No trial has tested how often they are needed.",
        ..question(Field::Upkeep, "Upkeep visits after the course?", Control::Radios(choices))
    }
}

fn horizon(context: &Context) -> Question {
    let mut choices = Vec::new();
    for (value, months) in [("12", 12), ("24", 24), ("36", 36), ("60", 60)] {
        let choice = choice(value, value, "".into(), months == context.scenario.horizon_months);
        choices.push(Choice { mark: mark(months == Scenario::USUAL_HORIZON_MONTHS), ..choice });
    }
    question(Field::Horizon, "How many months ahead?", Control::Row(choices))
}

fn start(context: &Context, editor: &Editor) -> Question {
    let value = editor.draft.text(Field::Start).to_owned();
    Question {
        hint: "Gives the timeline dates. It changes no cost.",
        error: editor.fault(Field::Start).map(|problem| message(problem, context.say)),
        ..question(Field::Start, "Day of the first session, if you know it", Control::Day(value))
    }
}

fn laser(context: &Context) -> Question {
    let usual = context.catalog.concern(context.scenario.concern).usual_laser.value;
    let chosen = context.scenario.laser.or(usual);
    let mut choices = Vec::new();
    if usual.is_none() {
        choices.push(choice("", "None is usual for this", "".into(), chosen.is_none()));
    }
    for &laser in Laser::ALL {
        let choice = choice(laser.word(), words::laser(laser), "".into(), chosen == Some(laser));
        choices.push(Choice { mark: mark(Some(laser) == usual), ..choice });
    }
    question(Field::Laser, "Compare with which laser?", Control::Select(choices))
}

/// What is wrong with something typed, and what to type instead.
pub fn message(problem: &Problem, say: Say) -> Words {
    let amount = |minor: i64| say.money(Money::from_minor(minor));
    let number = |number: i64| say.formats.number(number);
    match problem {
        Problem::Missing => "Type a number. Until then the last estimate stays.".into(),
        Problem::NotANumber(typed) => {
            fill("“{0}” is not a number. Type digits, such as 350. Until then the last estimate stays.", &[typed])
        }
        Problem::NotWhole { typed, low, high } => fill(
            "“{0}” is not a whole number. Type one from {1}. Until then the last estimate stays.",
            &[typed, &to(&number(*low), &number(*high))],
        ),
        Problem::OutOfRange { typed, low, high } => fill(
            "“{0}” is outside {1}. Type a number inside. Until then the last estimate stays.",
            &[typed, &to(&number(*low), &number(*high))],
        ),
        Problem::AmountOutOfRange { typed, low, high } => fill(
            "“{0}” is outside {1}. Type the price of one session. Until then the last estimate stays.",
            &[typed, &to(&amount(*low), &amount(*high))],
        ),
        Problem::TooFine { typed, decimals } => fill(
            "“{0}” is too exact. Type at most {1} after the point. Until then the last estimate stays.",
            &[typed, &say.count(*decimals, *decimals, "digit", "digits")],
        ),
        Problem::TwoReadings { typed, readings: [one, other] } => fill(
            "“{0}” can be read as {1} or as {2}. Type one of the two. Until then the last estimate stays.",
            &[typed, one, other],
        ),
        Problem::EndBeforeStart { start, end } => fill(
            "The end, {0}, is below the start, {1}. Swap them or leave the end empty. Until then the last estimate stays.",
            &[&number(*end), &number(*start)],
        ),
        Problem::NotADay(typed) => {
            let (first, last) = Scenario::START_YEARS;
            fill(
                "“{0}” is not a day in the years {1} to {2}. Choose another. Until then the last estimate stays.",
                &[typed, &first.to_string(), &last.to_string()],
            )
        }
        Problem::UnknownWord(typed) => fill("“{0}” is not one of the answers. Choose one.", &[typed]),
    }
}

/// The answers as a small table, for print.
pub fn table(context: &Context) -> Table {
    let (scenario, say) = (context.scenario, context.say);
    let mut rows: Vec<Vec<Words>> = Vec::new();
    let mut push = |name: &'static str, answer: Words| rows.push(vec![name.into(), answer]);
    push("Concern", words::concern(scenario.concern).into());
    push("How marked", words::severity(scenario.severity).into());
    push("Area", words::area(context.estimate.area).into());
    push("Treatment", words::treatment(scenario.treatment).into());
    push(
        if matches!(scenario.price, Some(PriceSource::Own(_))) {
            "Price you were quoted"
        } else {
            "Price of a session"
        },
        super::document::plain(&money::price(context, &context.estimate.price)).into(),
    );
    push(
        "Sessions",
        match scenario.sessions {
            Some(range) => fill("agreed: {0}", &[&say.numbers(range.low(), range.high())]),
            None => "as in studies or the price list".into(),
        },
    );
    push(
        "Weeks between",
        match scenario.interval_weeks {
            Some(range) => say.numbers(range.low(), range.high()).into(),
            None => "as in studies".into(),
        },
    );
    push(
        "Upkeep",
        match scenario.upkeep {
            Upkeep::Recommended => "as recommended".into(),
            Upkeep::None => "none".into(),
            Upkeep::Every(months) => fill("every {0}", &[&say.months(months.low(), months.high())]),
        },
    );
    push("Looking ahead", context.horizon().into());
    if let Some(day) = scenario.start_date {
        push("First session", say.formats.date(day).into());
    }
    push("Compared with", context.estimate.laser.laser.map_or("no laser", words::laser).into());
    Table { caption: "Your answers", head: vec!["Question".into(), "Answer".into()], rows }
}
