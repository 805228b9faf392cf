//! The answers as a form: groups of questions with their choices, hints and messages, and as a list to print.

use super::context::Context;
use super::document::Table;
use super::say::Say;
use super::{compare, words};
use crate::domain::currency::Currency;
use crate::domain::price_list::Service;
use crate::domain::problem::Problem as Refusal;
use crate::domain::quantity::{Range, Triple};
use crate::domain::scenario::{PriceSource, Scenario, Upkeep};
use crate::domain::session_price;
use crate::domain::sessions;
use crate::domain::vocabulary::{Area, Concern, Laser, Severity, Treatment};
use crate::editor::{Editor, Field, OWN, Problem, USUAL};

/// Questions that belong together and fold away together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub id: &'static str,
    pub heading: &'static str,
    /// The answers so far, for when the group is folded.
    pub summary: String,
    pub is_open: bool,
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub field: Field,
    pub label: &'static str,
    pub hint: String,
    pub control: Control,
    pub error: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// One of many, from a list that opens.
    Select(Vec<Choice>),
    /// One of a few, as plain sentences.
    Radios(Vec<Choice>),
    /// One of a few short ones, side by side.
    Row(Vec<Choice>),
    /// A day.
    Day { value: String, first: String, last: String },
}

/// One possible answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    pub value: &'static str,
    pub label: String,
    pub note: String,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub field: Field,
    pub label: String,
    pub value: String,
    pub unit: String,
    pub error: Option<String>,
}

const USUAL_MARK: &str = "usual";

fn mark(is_usual: bool) -> &'static str {
    if is_usual { USUAL_MARK } else { "" }
}

/// The form, from what is typed and the last estimate that could be made.
pub fn groups(context: &Context, editor: &Editor, refusal: Option<&Refusal>) -> Vec<Group> {
    vec![
        Group {
            id: "answers-skin",
            heading: "Your skin",
            summary: [words::concern(context.scenario.concern), ", ", words::area_inline(context.estimate.area)]
                .concat(),
            is_open: true,
            questions: vec![concern(context), severity(context), area(context)],
        },
        Group {
            id: "answers-treatment",
            heading: "Treatment and price",
            summary: [
                words::treatment(context.scenario.treatment),
                ", ",
                &context.say.price(context.estimate.price.triple, context.estimate.price.floor),
                " a session",
            ]
            .concat(),
            is_open: true,
            questions: vec![treatment(context), price(context, editor, refusal)],
        },
        Group {
            id: "answers-plan",
            heading: "Visits and upkeep",
            summary: plan_summary(context),
            is_open: false,
            questions: vec![number_of_sessions(context, editor), weeks(context, editor), upkeep(context, editor)],
        },
        Group {
            id: "answers-ahead",
            heading: "Time and comparison",
            summary: [
                context.horizon().as_str(),
                ", ",
                &context.estimate.laser.laser.map_or_else(|| "no laser".to_owned(), compare::a_laser),
            ]
            .concat(),
            is_open: false,
            questions: vec![horizon(context), start(context, editor), laser(context)],
        },
    ]
}

fn plan_summary(context: &Context) -> String {
    let sessions = context.estimate.sessions;
    let count = context.say.count(sessions.low(), sessions.high(), "session", "sessions");
    match context.estimate.upkeep_months {
        Some(months) => {
            let months = context.say.count(months.low(), months.high(), "month", "months");
            [count.as_str(), ", upkeep every ", &months].concat()
        }
        None => [count.as_str(), ", no upkeep"].concat(),
    }
}

fn concern(context: &Context) -> Question {
    let choices = Concern::ALL.iter().map(|&concern| Choice {
        value: concern.word(),
        label: words::concern(concern).to_owned(),
        under: match concern {
            _ if words::is_acne_scar(concern) => "Acne scars",
            Concern::Wrinkles | Concern::Laxity | Concern::Texture | Concern::Pores => "Lines and skin",
            Concern::Melasma | Concern::DarkMarks => "Color",
            Concern::StretchMarks | Concern::SurgicalScar | Concern::BurnScar => "Scars and stretch marks",
            _ => "Hair",
        },
        is_chosen: concern == context.scenario.concern,
        ..Choice::default()
    });
    Question {
        field: Field::Concern,
        label: "What would you like to change?",
        hint: String::new(),
        control: Control::Select(choices.collect()),
        error: None,
    }
}

fn severity(context: &Context) -> Question {
    let concern = context.scenario.concern;
    let choices = Severity::ALL.iter().map(|&severity| Choice {
        value: severity.word(),
        label: words::severity(severity).to_owned(),
        note: words::severity_everyday(concern, severity).to_owned(),
        is_chosen: severity == context.scenario.severity,
        ..Choice::default()
    });
    Question {
        field: Field::Severity,
        label: "How marked is it?",
        hint: String::new(),
        control: Control::Radios(choices.collect()),
        error: None,
    }
}

fn area(context: &Context) -> Question {
    let figure = &context.catalog.concern(context.scenario.concern).usual_area;
    let choices = Area::ALL.iter().map(|&area| Choice {
        value: area.word(),
        label: words::area(area).to_owned(),
        mark: mark(area == figure.value),
        is_chosen: area == context.scenario.area.unwrap_or(figure.value),
        ..Choice::default()
    });
    Question {
        field: Field::Area,
        label: "Which area?",
        hint: String::new(),
        control: Control::Select(choices.collect()),
        error: None,
    }
}

fn treatment(context: &Context) -> Question {
    let choices = Treatment::ALL.iter().map(|&treatment| Choice {
        value: treatment.word(),
        label: words::treatment(treatment).to_owned(),
        note: words::treatment_everyday(treatment).to_owned(),
        mark: mark(treatment == Treatment::Standard),
        is_chosen: treatment == context.scenario.treatment,
        ..Choice::default()
    });
    Question {
        field: Field::Treatment,
        label: "Which kind of microneedling?",
        hint: String::new(),
        control: Control::Radios(choices.collect()),
        error: None,
    }
}

fn price(context: &Context, editor: &Editor, refusal: Option<&Refusal>) -> Question {
    let say = context.say;
    let service = Service::Needling(context.scenario.treatment);
    let area = context.scenario.area.unwrap_or(context.catalog.concern(context.scenario.concern).usual_area.value);
    let chosen = match editor.draft.text(Field::Price) {
        "" => match context.estimate.price.from {
            crate::domain::estimate::PriceFrom::Typical => "typical",
            crate::domain::estimate::PriceFrom::Clinic => "clinic",
            crate::domain::estimate::PriceFrom::Own => OWN,
        },
        other => other,
    };
    let mut choices = Vec::new();
    let listed = context.list.map(|list| list.item(service, area));
    if let Some(item) = listed {
        let amount = item.map(|item| session_price::listed(item));
        choices.push(Choice {
            value: "clinic",
            label: "The clinic’s price".to_owned(),
            note: match &amount {
                Some(price) => [say.price(price.triple, price.floor).as_str(), " a session"].concat(),
                None => "not on this clinic’s list".to_owned(),
            },
            mark: mark(amount.is_some()),
            is_off: amount.is_none() && chosen != "clinic",
            is_chosen: chosen == "clinic",
            ..Choice::default()
        });
    }
    let published = session_price::published(service, area, context.catalog);
    let dollars = Say { formats: say.formats, currency: Currency::USD };
    choices.push(Choice {
        value: "typical",
        label: "Typical US prices".to_owned(),
        note: [
            dollars.price(published.triple, false).as_str(),
            " a session, from ",
            published.grade.map_or("", words::grade),
        ]
        .concat(),
        mark: mark(listed.flatten().is_none()),
        is_off: say.currency != Currency::USD && chosen != "typical",
        is_chosen: chosen == "typical",
        ..Choice::default()
    });
    choices.push(Choice {
        value: OWN,
        label: "I was quoted a price".to_owned(),
        is_chosen: chosen == OWN,
        typed: if chosen == OWN {
            vec![typed(context, editor, Field::Amount, "Price of one session", say.currency.code())]
        } else {
            Vec::new()
        },
        ..Choice::default()
    });
    Question {
        field: Field::Price,
        label: "Which price?",
        hint: String::new(),
        control: Control::Radios(choices),
        error: refusal.map(|refusal| [refusal.problem.as_str(), " ", &refusal.fix].concat()),
    }
}

fn typed(context: &Context, editor: &Editor, field: Field, label: &str, unit: &str) -> Typed {
    Typed {
        field,
        label: label.to_owned(),
        value: editor.draft.text(field).to_owned(),
        unit: unit.to_owned(),
        error: editor.fault(field).map(|problem| message(problem, context.say)),
    }
}

/// A choice between what is published and numbers of one's own.
fn pair(
    context: &Context,
    editor: &Editor,
    choice: (Field, &'static str, &str),
    fields: (Field, Field),
    unit: &str,
) -> Choice {
    let (field, word, label) = choice;
    let is_chosen = editor.draft.text(field) == word;
    Choice {
        value: word,
        label: label.to_owned(),
        is_chosen,
        typed: if is_chosen {
            vec![
                typed(context, editor, fields.0, "From", ""),
                typed(context, editor, fields.1, "To (may stay empty)", unit),
            ]
        } else {
            Vec::new()
        },
        ..Choice::default()
    }
}

fn number_of_sessions(context: &Context, editor: &Editor) -> Question {
    let listed = context
        .list
        .and_then(|list| list.item(Service::Needling(context.scenario.treatment), context.estimate.area))
        .and_then(|item| item.sessions);
    let (label, note) = match listed {
        Some(range) => ("As the clinic’s list says", range_words(range, context.say, "session", "sessions")),
        None => {
            let published = sessions::published(context.scenario, context.catalog);
            ("As in studies", triple_words(published, context.say, "session", "sessions"))
        }
    };
    Question {
        field: Field::Sessions,
        label: "How many sessions?",
        hint: String::new(),
        control: Control::Radios(vec![
            usual_choice(editor, Field::Sessions, USUAL, label, note),
            pair(
                context,
                editor,
                (Field::Sessions, OWN, "Agreed with a clinician"),
                (Field::SessionsLow, Field::SessionsHigh),
                "sessions",
            ),
        ]),
        error: None,
    }
}

fn usual_choice(editor: &Editor, field: Field, word: &'static str, label: &str, note: String) -> Choice {
    Choice {
        value: word,
        label: label.to_owned(),
        note,
        mark: USUAL_MARK,
        is_chosen: editor.draft.text(field) == word,
        ..Choice::default()
    }
}

fn weeks(context: &Context, editor: &Editor) -> Question {
    let figure = &context.catalog.concern(context.scenario.concern).interval_weeks;
    let note = triple_words(figure.value, context.say, "week", "weeks");
    Question {
        field: Field::Weeks,
        label: "How long between sessions?",
        hint: String::new(),
        control: Control::Radios(vec![
            usual_choice(editor, Field::Weeks, USUAL, "As in studies", note),
            pair(context, editor, (Field::Weeks, OWN, "Something else"), (Field::WeeksLow, Field::WeeksHigh), "weeks"),
        ]),
        error: None,
    }
}

fn upkeep(context: &Context, editor: &Editor) -> Question {
    let recommended = context.catalog.concern(context.scenario.concern).upkeep_recommended.value;
    let note = if recommended {
        let months = context.catalog.model.upkeep_months.value;
        ["one every ", &range_words(months, context.say, "month", "months")].concat()
    } else {
        "none for this".to_owned()
    };
    Question {
        field: Field::Upkeep,
        label: "Upkeep visits after the course?",
        hint: "No trial has tested how often they are needed.".to_owned(),
        control: Control::Radios(vec![
            usual_choice(editor, Field::Upkeep, "recommended", "As clinics recommend", note),
            Choice {
                value: "none",
                label: "None".to_owned(),
                is_chosen: editor.draft.text(Field::Upkeep) == "none",
                ..Choice::default()
            },
            pair(
                context,
                editor,
                (Field::Upkeep, "every", "One every so many months"),
                (Field::UpkeepLow, Field::UpkeepHigh),
                "months",
            ),
        ]),
        error: None,
    }
}

fn horizon(context: &Context) -> Question {
    let choices = [("12", 12), ("24", 24), ("36", 36), ("60", 60)].map(|(value, months)| Choice {
        value,
        label: context.say.number(months),
        mark: mark(months == Scenario::USUAL_HORIZON_MONTHS),
        is_chosen: months == context.scenario.horizon_months,
        ..Choice::default()
    });
    Question {
        field: Field::Horizon,
        label: "How many months ahead?",
        hint: String::new(),
        control: Control::Row(choices.to_vec()),
        error: None,
    }
}

fn start(context: &Context, editor: &Editor) -> Question {
    let (first, last) = Scenario::START_YEARS;
    Question {
        field: Field::Start,
        label: "Day of the first session, if you know it",
        hint: "Gives the timeline dates. It changes no cost.".to_owned(),
        control: Control::Day {
            value: editor.draft.text(Field::Start).to_owned(),
            first: [first.to_string().as_str(), "-01-01"].concat(),
            last: [last.to_string().as_str(), "-12-31"].concat(),
        },
        error: editor.fault(Field::Start).map(|problem| message(problem, context.say)),
    }
}

fn laser(context: &Context) -> Question {
    let usual = context.catalog.concern(context.scenario.concern).usual_laser.value;
    let chosen = context.scenario.laser.or(usual);
    let none = Choice {
        value: "",
        label: "None is usual for this".to_owned(),
        is_chosen: chosen.is_none(),
        ..Choice::default()
    };
    let lasers = Laser::ALL.iter().map(|&laser| Choice {
        value: laser.word(),
        label: words::laser(laser).to_owned(),
        mark: mark(Some(laser) == usual),
        is_chosen: chosen == Some(laser),
        ..Choice::default()
    });
    Question {
        field: Field::Laser,
        label: "Compare with which laser?",
        hint: String::new(),
        control: Control::Select(usual.is_none().then_some(none).into_iter().chain(lasers).collect()),
        error: None,
    }
}

fn range_words(range: Range<u32>, say: Say, one: &str, many: &str) -> String {
    say.count(range.low(), range.high(), one, many)
}

fn triple_words(triple: Triple<u32>, say: Say, one: &str, many: &str) -> String {
    let range = say.count(triple.low(), triple.high(), one, many);
    if triple.is_known() { range } else { [range.as_str(), ", ", &say.number(triple.typical()), " usual"].concat() }
}

/// What is wrong with something typed, and what to type instead.
pub fn message(problem: &Problem, say: Say) -> String {
    let quoted = |typed: &str| ["“", typed, "”"].concat();
    let amount = |minor: i64| say.money(crate::domain::money::Money::from_minor(minor));
    let kept = " Until then the last estimate stays.";
    match problem {
        Problem::Missing => ["Type a number.", kept].concat(),
        Problem::NotANumber(typed) => [&quoted(typed), " is not a number. Type digits, such as 350.", kept].concat(),
        Problem::NotWhole { typed, low, high } => {
            [&quoted(typed), " is not a whole number. Type one from ", &say.numbers(*low, *high), ".", kept].concat()
        }
        Problem::OutOfRange { typed, low, high } => {
            [&quoted(typed), " is outside ", &say.numbers(*low, *high), ". Type a number inside.", kept].concat()
        }
        Problem::AmountOutOfRange { typed, low, high } => {
            let bounds = super::say::to(&amount(*low), &amount(*high));
            [&quoted(typed), " is outside ", &bounds, ". Type the price of one session.", kept].concat()
        }
        Problem::TooFine { typed, decimals } => {
            let digits = say.count(*decimals, *decimals, "digit", "digits");
            [&quoted(typed), " is too exact. Type at most ", &digits, " after the point.", kept].concat()
        }
        Problem::TwoReadings { typed, readings: [one, other] } => {
            [&quoted(typed), " can be read as ", one, " or as ", other, ". Type one of the two.", kept].concat()
        }
        Problem::EndBeforeStart { start, end } => {
            let (start, end) = (say.number(*start), say.number(*end));
            ["The end, ", &end, ", is below the start, ", &start, ". Swap them or leave the end empty.", kept].concat()
        }
        Problem::NotADay(typed) => {
            let (first, last) = Scenario::START_YEARS;
            let years = super::say::to(&first.to_string(), &last.to_string());
            [&quoted(typed), " is not a day in the years ", &years, ". Choose another.", kept].concat()
        }
        Problem::UnknownWord(typed) => [&quoted(typed), " is not one of the answers. Choose one.", kept].concat(),
    }
}

/// The answers as a small table, for print.
pub fn table(context: &Context) -> Table {
    let (scenario, say) = (context.scenario, context.say);
    let price = super::money::price(context, &context.estimate.price).plain();
    let sessions = match scenario.sessions {
        Some(range) => ["agreed: ", &say.numbers(range.low(), range.high())].concat(),
        None => "as in studies or the price list".to_owned(),
    };
    let weeks = match scenario.interval_weeks {
        Some(range) => say.numbers(range.low(), range.high()),
        None => "as in studies".to_owned(),
    };
    let upkeep = match scenario.upkeep {
        Upkeep::Recommended => "as recommended".to_owned(),
        Upkeep::None => "none".to_owned(),
        Upkeep::Every(months) => ["every ", &range_words(months, say, "month", "months")].concat(),
    };
    let source = match scenario.price {
        Some(PriceSource::Own(_)) => "Price you were quoted",
        _ => "Price of a session",
    };
    let mut rows = vec![
        ("Concern", words::concern(scenario.concern).to_owned()),
        ("How marked", words::severity(scenario.severity).to_owned()),
        ("Area", words::area(context.estimate.area).to_owned()),
        ("Treatment", words::treatment(scenario.treatment).to_owned()),
        (source, price),
        ("Sessions", sessions),
        ("Weeks between", weeks),
        ("Upkeep", upkeep),
        ("Looking ahead", context.horizon()),
    ];
    if let Some(day) = scenario.start_date {
        rows.push(("First session", say.formats.date(day)));
    }
    rows.push(("Compared with", context.estimate.laser.laser.map_or("no laser", words::laser).to_owned()));
    Table {
        caption: "Your answers".to_owned(),
        head: vec!["Question".to_owned(), "Answer".to_owned()],
        rows: rows.into_iter().map(|(name, answer)| vec![name.to_owned(), answer]).collect(),
    }
}
