//! Paper: the exact words of each copy, what never stands on a patient's side, and the drawing of all of it.

use crate::languages::{Tongue, english};
use chrono::NaiveDate;
use microneedling_estimator::codec::price_list_json;
use microneedling_estimator::data;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::menu::{
    AddOn, AddOnPer, AddOnPrice, Financing, FinancingTerms, GoodFaith, ItemKind, Label, Location, Menu, MenuArea,
    MenuItem, MenuPackage, MenuPrice, Provider,
};
use microneedling_estimator::domain::money::{BasisPoints, Money};
use microneedling_estimator::domain::price_list::{Package, Service};
use microneedling_estimator::domain::vocabulary::{Area, Laser, Treatment};
use microneedling_estimator::editor::Reading;
use microneedling_estimator::editor::quote::draft::{Choice, Head, LineDraft, LineField, OptionDraft, QuoteDraft};
use microneedling_estimator::editor::quote::read::{Around, read};
use microneedling_estimator::present::arena::Arena;
use microneedling_estimator::present::document::Words;
use microneedling_estimator::present::say::Say;
use microneedling_estimator::present::staff::good_faith;
use microneedling_estimator::present::staff::office_copy::office_copy;
use microneedling_estimator::present::staff::paper::{Paper, PaperContext};
use microneedling_estimator::present::staff::patient_copy::{patient_copy, tablet};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn plain(text: &str) -> Label {
    Label::Plain(text.to_owned())
}

fn fixed(amount: i64) -> MenuPrice {
    MenuPrice::Fixed(Money::from_minor(amount))
}

/// A row of the menu with a price and nothing else.
fn item(id: &str, service: Service, area: Area, label: &str, price: MenuPrice) -> MenuItem {
    MenuItem {
        id: id.to_owned(),
        kind: ItemKind::Service(service),
        area: Some(MenuArea::Known(area)),
        label: Some(plain(label)),
        variant: None,
        concerns: Vec::new(),
        locations: Vec::new(),
        price,
        was: None,
        upkeep_price: None,
        sessions: None,
        interval_weeks: None,
        packages: Vec::new(),
        unit_steps: Vec::new(),
        parts: Vec::new(),
        member_price: None,
        deposit: None,
        taxed: true,
        includes: Vec::new(),
        device: None,
        duration_minutes: None,
        code: None,
        free_touch_up: None,
        note: None,
    }
}

fn package(terms: Package) -> MenuPackage {
    MenuPackage { terms, stated_saving: None, label: None, note: None }
}

fn add_on(id: &str, label: &str, amount: i64, per: AddOnPer) -> AddOn {
    AddOn {
        id: id.to_owned(),
        label: plain(label),
        price: AddOnPrice::Fixed(Money::from_minor(amount)),
        per,
        applies_to: Vec::new(),
        alone: None,
        taxed: true,
        note: None,
    }
}

const NEEDLING: Service = Service::Needling(Treatment::Standard);

/// The clinic of the examples, in a currency and with a tax as JSON has them.
fn menu(currency: &str, tax: &str) -> Menu {
    let text = format!(
        r#"{{"version": 1, "clinic": "Riverside Skin Clinic", "currency": "{currency}", "valid_until": "2027-03-31"{tax},
            "items": [{{"id": "face", "kind": "needling", "treatment": "standard", "area": "face",
            "price": {{"fixed": 29500}}}}]}}"#
    );
    let mut face = item("face", NEEDLING, Area::Face, "Microneedling, face", fixed(29_500));
    let total = Money::from_minor(79_500);
    face.packages = vec![package(Package::Fixed { sessions: 3, total })];
    face.upkeep_price = Some(Money::from_minor(27_500));
    face.code = Some("17999".to_owned());
    let rf = Service::Needling(Treatment::Rf);
    let mut rf = item("rf", rf, Area::Face, "RF microneedling, face", fixed(110_000));
    rf.packages = vec![package(Package::Pack { sessions: 3, off: BasisPoints(1_500) })];
    let laser = Service::Laser(Laser::NonAblativeFractional);
    let mut items = vec![face, rf];
    items.push(item("face-neck", NEEDLING, Area::FaceNeck, "Microneedling, face and neck", fixed(219_500)));
    items.push(item("laser", laser, Area::Face, "Fractional laser, face", fixed(95_000)));
    Menu {
        list: price_list_json::read(&text).unwrap(),
        id: Some("riverside-2026".to_owned()),
        language: None,
        items,
        add_ons: vec![
            add_on("area", "Extra area", 9_500, AddOnPer::Session),
            add_on("prf", "PRF", 17_500, AddOnPer::Session),
            add_on("led", "LED light", 3_500, AddOnPer::Session),
            add_on("dermaplane", "Dermaplaning", 4_500, AddOnPer::Course),
            add_on("led-long", "LED, long", 30_000, AddOnPer::Session),
        ],
        fees: Vec::new(),
        consultation: None,
        deposit: None,
        memberships: Vec::new(),
        discounts: Vec::new(),
        financing: vec![lender("carefund", "CareFund", false), lender("skinpay", "SkinPay", true)],
        courses: Vec::new(),
        providers: vec![Provider {
            id: "kim".to_owned(),
            name: "Dana Kim".to_owned(),
            title: Some(plain("RN")),
            npi: Some("1234567893".to_owned()),
            locations: Vec::new(),
        }],
        locations: vec![Location {
            id: "main".to_owned(),
            name: plain("Riverside"),
            address: Some("12 River Street, Springfield, IL 62701".to_owned()),
            telephone: Some("(217) 555-0134".to_owned()),
        }],
        good_faith_estimate: Some(GoodFaith {
            facility: "Riverside Skin Clinic LLC".to_owned(),
            npi: "1679576722".to_owned(),
            tin: "12-3456789".to_owned(),
            address: "12 River Street, Springfield, IL 62701".to_owned(),
            telephone: Some("(217) 555-0134".to_owned()),
            email: None,
            disclaimer: plain("Prices for people who pay themselves."),
        }),
        notes: Vec::new(),
    }
}

fn lender(id: &str, name: &str, deferred_interest: bool) -> Financing {
    Financing {
        id: id.to_owned(),
        lender: name.to_owned(),
        terms: Some(FinancingTerms { apr: BasisPoints(3_299), payments: 12, deferred_interest }),
        least: None,
        monthly_shown: Vec::new(),
    }
}

const ON_TOP: &str = r#", "tax": {"included": false, "rate_bp": 825}"#;
const INSIDE: &str = r#", "tax": {"included": true, "rate_bp": 2500}"#;

/// A line of the price list: where it is from, how many, at which price.
fn line(source: &str, quantity: &str, price: &str) -> LineDraft {
    LineDraft::new(&[(LineField::Source, source), (LineField::Quantity, quantity), (LineField::Price, price)])
}

/// An option: a course for mixed acne scars with these lines.
fn option(service: &str, area: &str, sessions: &str, lines: &[LineDraft]) -> OptionDraft {
    let mut option = OptionDraft { lines: lines.to_vec(), ..OptionDraft::default() };
    for (field, text) in [
        (Choice::Concern, "acne-scars-mixed"),
        (Choice::Severity, "moderate"),
        (Choice::Service, service),
        (Choice::Area, area),
        (Choice::Sessions, sessions),
        (Choice::Weeks, "4"),
    ] {
        option.set(field, text);
    }
    option
}

/// A quote of 20 November 2026 for a patient, with notes for the clinic.
fn quote(options: Vec<OptionDraft>) -> QuoteDraft {
    let mut draft = QuoteDraft { options, ..QuoteDraft::default() };
    for (field, text) in [
        (Head::Number, "Q-2026-1120-7"),
        (Head::Date, "2026-11-20"),
        (Head::ValidUntil, "2026-12-20"),
        (Head::Provider, "kim"),
        (Head::Location, "main"),
        (Head::Patient, "Alex Example"),
        (Head::BirthDate, "1988-04-02"),
        (Head::Notes, "Haggles. Ask Kim before going lower."),
        (Head::ListId, "riverside-2026"),
        (Head::ListFingerprint, "3f9a12c0"),
    ] {
        draft.set(field, text);
    }
    draft
}

const CODE: &str = "1R9P-HG4T-GFFE-Q";
const LINK: &str = "https://clinic.example/estimator/staff.html#/q=1R9P-HG4T-GFFE-Q";

/// Everything that a paper is made from, for as long as the tests run.
fn context(menu: &Menu, draft: &QuoteDraft, tongue: Tongue, today: &str) -> PaperContext<'static> {
    let menu: &'static Menu = Box::leak(Box::new(menu.clone()));
    let draft: &'static QuoteDraft = Box::leak(Box::new(draft.clone()));
    let currency = menu.list.currency;
    let reading: &'static Reading =
        Box::leak(Box::new(Reading { signs: tongue.formats.signs(), currency, symbols: "$".to_owned() }));
    let around = Around { menu: Some(menu), catalog: data::catalog(), reading, today: day(today) };
    let read = Box::leak(Box::new(read(draft, &around)));
    let arena: &'static Arena = Box::leak(Box::default());
    let say = Say { arena, dictionary: tongue.dictionary, formats: tongue.formats, currency };
    let warned: &'static [Words<'static>] = vec![arena.words("12x")].leak();
    PaperContext {
        say,
        language: "en",
        around,
        draft,
        read,
        code: Some(CODE),
        link: Some(LINK),
        warned,
        version: "0.1.0",
    }
}

fn in_english(menu: &Menu, draft: &QuoteDraft) -> PaperContext<'static> {
    context(menu, draft, english(), "2026-11-20")
}

fn lines_of(context: &PaperContext, paper: &Paper) -> Vec<String> {
    paper.plain(context.say.dictionary)
}

fn text_of(context: &PaperContext, paper: &Paper) -> String {
    lines_of(context, paper).join("\n")
}

/// Whether these lines stand on a paper, one right after the other.
#[track_caller]
fn stands(lines: &[String], expected: &[&str]) {
    let is_there = lines.windows(expected.len()).any(|window| window == expected);
    assert!(is_there, "{expected:#?} does not stand in {lines:#?}");
}

/// Worked example 1: a series of 3, an extra area each time, PRF on two sessions, LED each time, dermaplaning once.
fn example_1() -> QuoteDraft {
    let mut option = option(
        "standard",
        "face",
        "3",
        &[
            line("package:face:0", "1", "795"),
            line("add-on:area", "3", "95"),
            line("add-on:prf", "2", "175"),
            line("add-on:led", "3", "35"),
            line("add-on:dermaplane", "1", "45"),
        ],
    );
    option.set(Choice::Item, "face");
    quote(vec![option])
}

#[test]
fn example_1_stands_on_the_patient_copy_to_the_dollar() {
    let context = in_english(&menu("USD", ""), &example_1());
    let lines = lines_of(&context, &patient_copy(&context));
    stands(
        &lines,
        &[
            "In short",
            "3 sessions of standard microneedling on the face, 4 weeks apart, for $1,580 in all. You pay $1,580 on the \
             day of the first visit.",
            "What it costs",
            "Lines",
            "Item | Quantity | Price of one | Amount",
            "Course of 3 sessions: Microneedling, face | 1 | $795 | $795",
            "Extra area | 3 | $95 | $285",
            "PRF | 2 | $175 | $350",
            "LED light | 3 | $35 | $105",
            "Dermaplaning | 1 | $45 | $45",
            "What it comes to",
            "Sum | Amount",
            "Total | $1,580",
            "To pay on the day of the first visit | $1,580",
        ],
    );
}

/// Worked example 2 with a credited consultation, a deposit and a discount off the whole; the sessions are dated.
fn example_2() -> QuoteDraft {
    let mut option = option("rf", "face", "4", &[line("package:rf:0", "1", "2805"), line("item:rf", "1", "1100")]);
    option.set(Choice::Credit, "150");
    let mut quote = quote(vec![option]);
    quote.set(Head::FirstVisit, "2026-12-01");
    quote
}

/// Worked example 3, in Swedish kronor.
fn example_3() -> QuoteDraft {
    quote(vec![option(
        "standard",
        "face-neck",
        "3",
        &[line("item:face-neck", "3", "2195"), line("add-on:led-long", "3", "300")],
    )])
}

/// Eight lines with tax, a reduced line, a discount, a credited consultation, a deposit and instalments.
fn long_one(lender: &str) -> QuoteDraft {
    let mut lines = example_1().options[0].lines.clone();
    lines.push(line("item:face", "1", "295"));
    lines.push(line("upkeep:face", "1", "275"));
    lines.push(line("", "1", "60"));
    lines[1].set(LineField::Discount, "10%");
    lines[1].set(LineField::Reason, "friend of the house");
    lines[7].set(LineField::Label, "Aftercare kit");
    lines[7].set(LineField::Taxed, "no");
    let mut option = option("standard", "face", "4", &lines);
    for (field, text) in [
        (Choice::Discount, "5%"),
        (Choice::DiscountReason, "new patient"),
        (Choice::Credit, "50"),
        (Choice::Deposit, "250"),
        (Choice::Lender, lender),
    ] {
        option.set(field, text);
    }
    let mut quote = quote(vec![option]);
    quote.set(Head::FirstVisit, "2026-12-01");
    quote
}

/// Three options with three lines each: a course of 3, a course of 6, a laser.
fn three() -> QuoteDraft {
    let extra = |sessions| [line("add-on:led", sessions, "35"), line("add-on:dermaplane", "1", "45")];
    let of = |first, sessions| [&[first][..], &extra(sessions)].concat();
    quote(vec![
        option("standard", "face", "3", &of(line("package:face:0", "1", "795"), "3")),
        option("standard", "face", "6", &of(line("package:face:0", "2", "795"), "6")),
        option("non-ablative-fractional", "face", "3", &of(line("item:laser", "3", "950"), "3")),
    ])
}

mod drawing {
    //! The papers as they are drawn.
    use super::*;
    use microneedling_estimator::ui::pen::Pen;
    use microneedling_estimator::ui::staff::paper::draw;
    use std::rc::Rc;
    use yew::prelude::*;

    /// A drawn paper.
    #[derive(Clone, Properties)]
    struct Drawn {
        paper: Rc<dyn Fn() -> Html>,
    }

    impl PartialEq for Drawn {
        fn eq(&self, other: &Self) -> bool {
            Rc::ptr_eq(&self.paper, &other.paper)
        }
    }

    #[component]
    fn Sheet(drawn: &Drawn) -> Html {
        (drawn.paper)()
    }

    /// The HTML of a paper.
    pub fn html(context: PaperContext<'static>, paper: Paper<'static>) -> String {
        let paper: Rc<dyn Fn() -> Html> = Rc::new(move || {
            let mut pen = Pen::new(&context.say, true);
            draw(&mut pen, &paper);
            pen.finish().into_iter().collect()
        });
        let renderer = yew::LocalServerRenderer::<Sheet>::with_props(Drawn { paper }).hydratable(false);
        futures::executor::block_on(renderer.render())
    }

    #[test]
    fn every_paper_is_drawn_with_nothing_to_press() {
        let menu = menu("USD", ON_TOP);
        let expired = |draft: &QuoteDraft| {
            let mut draft = draft.clone();
            draft.set(Head::Printed, "1");
            draft.set(Head::FirstPrinted, "2026-11-20");
            context(&menu, &draft, english(), "2027-01-08")
        };
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("paper");
        std::fs::create_dir_all(&folder).unwrap();
        for (name, draft) in [
            ("one", example_2()),
            ("long", long_one("carefund")),
            ("deferred", long_one("skinpay")),
            ("eight", {
                let mut eight = long_one("");
                eight.set(Head::FirstVisit, "");
                eight
            }),
            ("three", three()),
        ] {
            let context = in_english(&menu, &draft);
            let expired = expired(&draft);
            for (kind, context, paper) in [
                ("patient", context, patient_copy(&context)),
                ("office", context, office_copy(&context)),
                ("good-faith", context, good_faith::form(&context).unwrap()),
                ("tablet", context, tablet(&context)),
                ("expired", expired, patient_copy(&expired)),
            ] {
                let html = html(context, paper);
                for pressed in ["<button", "<input", "<select", "<a ", "<summary"] {
                    assert!(!html.contains(pressed), "{pressed} in {kind} of {name}");
                }
                // For whoever wants to look at them: the sheets of style belong above.
                std::fs::write(folder.join(format!("{name}-{kind}.html")), html).unwrap();
            }
        }
    }
}
