//! Paper: the exact words of each copy, what never stands on a patient's side, and the drawing of all of it.

use crate::languages::{Tongue, brackets, english, of_data, outside, spanish};
use chrono::NaiveDate;
use microneedling_estimator::codec::price_list_json;
use microneedling_estimator::data;
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
use microneedling_estimator::present::staff::names::say_of;
use microneedling_estimator::present::staff::office_copy::office_copy;
use microneedling_estimator::present::staff::paper::{Paper, PaperContext};
use microneedling_estimator::present::staff::patient_copy::{patient_copy, tablet};
use microneedling_estimator::translation::Program;

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
    let mut option = OptionDraft::default();
    option.lines = lines.to_vec();
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
    let mut draft = QuoteDraft::default();
    draft.options = options;
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
    let around =
        Around { menu: Some(menu), catalog: data::catalog(), reading, today: day(today), fingerprint: "3f9a12c0" };
    let read = Box::leak(Box::new(read(draft, &around)));
    let arena: &'static Arena = Box::leak(Box::default());
    let say = Say { arena, dictionary: tongue.dictionary, formats: tongue.formats, currency };
    let warned: &'static [Words<'static>] = vec![arena.words("12x")].leak();
    PaperContext {
        say: say_of(say, read),
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
            "3 sessions of standard microneedling on the face, 4 weeks apart, for $1,580 in all. $1,580 is left to \
             pay.",
            "What it costs",
            "Lines",
            "Item | Quantity | Price of one | Amount",
            "Course of 3 sessions: Microneedling, face | 1 | $795 | $795",
            "Extra area | 3 | $95 | $285",
            "PRF | 2 | $175 | $350",
            "LED light | 3 | $35 | $105",
            "Dermaplaning | 1 | $45 | $45",
            "What it comes to",
            "The sums",
            "Sum | Amount",
            "Total | $1,580",
            "Left to pay | $1,580",
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

#[test]
fn example_2_takes_the_consultation_off_what_is_left_to_pay() {
    let context = in_english(&menu("USD", ""), &example_2());
    let lines = lines_of(&context, &patient_copy(&context));
    stands(
        &lines,
        &[
            "4 sessions of RF microneedling on the face, 4 weeks apart, for $3,905 in all. The $150 that you paid before \
             is taken off. $3,755 is left to pay.",
        ],
    );
    stands(
        &lines,
        &[
            "Course of 3 sessions: RF microneedling, face | 1 | $2,805 | $2,805",
            "RF microneedling, face | 1 | $1,100 | $1,100",
            "What it comes to",
            "The sums",
            "Sum | Amount",
            "Total | $3,905",
            "Consultation, paid before | -$150",
            "Left to pay | $3,755",
            "When it happens",
            "Timeline in order",
            "What | Date",
            "Session 1 | December 1, 2026",
            "Session 2 | December 29, 2026",
            "Session 3 | January 26, 2027",
            "Session 4 | February 23, 2027",
            "First change shows | December 15, 2026 to February 23, 2027",
            "Nearly full result | March 1, 2027 to December 1, 2027",
        ],
    );
    stands(&lines, &["RF: burns, fat loss and nerve damage were reported to the FDA (October 2025)."]);
}

#[test]
fn example_3_has_its_tax_inside() {
    let context = in_english(&menu("SEK", INSIDE), &example_3());
    let lines = lines_of(&context, &patient_copy(&context));
    // 7 485 / 1.25 = 5 988.
    stands(
        &lines,
        &[
            "Microneedling, face and neck | 3 | SEK\u{a0}2,195 | SEK\u{a0}6,585",
            "LED, long | 3 | SEK\u{a0}300 | SEK\u{a0}900",
            "What it comes to",
            "The sums",
            "Sum | Amount",
            "Total | SEK\u{a0}7,485",
            "Tax of 25%, inside the total | SEK\u{a0}1,497",
            "Left to pay | SEK\u{a0}7,485",
        ],
    );
}

#[test]
fn tax_on_top_and_every_reduction_stand_below_each_other() {
    let context = in_english(&menu("USD", ON_TOP), &long_one(""));
    let lines = lines_of(&context, &patient_copy(&context));
    stands(&lines, &["Extra area | 3 | $95.00 | -$28.50 (10%): friend of the house | $256.50"]);
    // Net 2,181.50; 5 % is 109.075; the untaxed kit bears 3.00 of it, and 2,015.42 is taxed at 8.25 %.
    stands(
        &lines,
        &[
            "Sum of the lines | $2,181.50",
            "Discount of 5%: new patient | -$109.08",
            "Tax of 8.25% on $2,015.42 | $166.27",
            "Total | $2,238.69",
            "Consultation, paid before | -$50.00",
            "Deposit, to pay now | $250.00",
            "Left to pay | $1,938.69",
        ],
    );
}

/// One line of 1,200 on instalments.
fn lent(lender: &str) -> QuoteDraft {
    let mut line = line("", "1", "1200");
    line.set(LineField::Label, "Course");
    line.set(LineField::Reason, "agreed by telephone");
    let mut option = option("standard", "face", "4", &[line]);
    option.set(Choice::Lender, lender);
    quote(vec![option])
}

#[test]
fn instalments_are_complete_and_side_by_side() {
    let context = in_english(&menu("USD", ""), &lent("carefund"));
    let lines = lines_of(&context, &patient_copy(&context));
    stands(
        &lines,
        &[
            "Paying in instalments",
            "Lender | CareFund",
            "Amount lent | $1,200",
            "Rate a year (APR) | 32.99%",
            "Monthly payments | 12",
            "Each payment | 11 payments of $118.76, then 1 payment of $118.71",
            "Finance charge | $225.07",
            "Total of payments | $1,425.07",
            "What else you can choose",
        ],
    );
    assert!(lines[lines.len() - 1].starts_with("Version"), "{lines:#?}");
    let summary = "You pay $1,200 in instalments.";
    assert!(lines.iter().any(|line| line.ends_with(summary)), "{lines:#?}");
}

#[test]
fn deferred_interest_says_what_may_fall_due() {
    let context = in_english(&menu("USD", ""), &lent("skinpay"));
    let lines = lines_of(&context, &patient_copy(&context));
    stands(
        &lines,
        &[
            "Each payment | 12 payments of $100",
            "Finance charge | $0",
            "Total of payments | $1,200",
            "Deferred interest | up to $395.88 of interest if not cleared within 12 months",
        ],
    );
}

#[test]
fn a_reprint_says_so_and_expired_prices_are_marked() {
    let menu = menu("USD", "");
    let mut draft = example_1();
    let marks = |draft: &QuoteDraft, today: &str| {
        let context = context(&menu, draft, english(), today);
        let paper = patient_copy(&context);
        let read = |words: &Words| microneedling_estimator::present::document::plain(context.say.read(*words));
        (paper.marks.iter().map(read).collect::<Vec<String>>(), read(&paper.watermark))
    };
    assert_eq!(marks(&draft, "2026-12-20"), (vec![], String::new()), "the last day is still good");
    draft.set(Head::Printed, "1");
    draft.set(Head::FirstPrinted, "2026-11-20");
    let reprint = "Reprint. First printed on November 20, 2026.".to_owned();
    assert_eq!(marks(&draft, "2026-12-20"), (vec![reprint.clone()], String::new()));
    let expired = "Prices expired. They held until December 20, 2026. Ask the clinic what it charges now.".to_owned();
    assert_eq!(marks(&draft, "2026-12-21"), (vec![reprint, expired], "Prices expired".to_owned()));
    // The list ends on 31 March 2027; a quote that says it holds for longer does not.
    let mut longer = example_1();
    longer.set(Head::ValidUntil, "2027-05-01");
    assert_eq!(marks(&longer, "2027-03-31").1, "");
    let (told, watermark) = marks(&longer, "2027-04-01");
    assert_eq!(watermark, "Prices expired");
    assert!(told[0].contains("until March 31, 2027."), "{told:?}");
}

#[test]
fn three_options_stand_side_by_side() {
    let context = in_english(&menu("USD", ""), &three());
    let lines = lines_of(&context, &patient_copy(&context));
    stands(
        &lines,
        &[
            "In short",
            "Option 1: 3 sessions of standard microneedling on the face, 4 weeks apart, for $945 in all. $945 is left to \
             pay.",
            "Option 2: 6 sessions of standard microneedling on the face, 4 weeks apart, for $1,845 in all. $1,845 is left \
             to pay.",
            "Option 3: 3 sessions of non-ablative fractional laser on the face, 4 weeks apart, for $3,000 in all. \
             $3,000 is left to pay.",
            "What it costs",
            "Side by side",
            "What | Option 1 | Option 2 | Option 3",
            "Treatment | Standard microneedling on the face | Standard microneedling on the face | Non-ablative \
             fractional laser on the face",
            "Sessions | 3 sessions, 4 weeks apart | 6 sessions, 4 weeks apart | 3 sessions, 4 weeks apart",
            "Last session | 8 weeks | 20 weeks | 8 weeks",
            "First change shows | 2 to 12 weeks | 2 to 12 weeks | –",
            "Nearly full result | 3 to 12 months | 5 to 12 months | –",
            "Course of 3 sessions: Microneedling, face | $795 | 2 × $795 = $1,590 | –",
            "LED light | 3 × $35 = $105 | 6 × $35 = $210 | 3 × $35 = $105",
            "Dermaplaning | $45 | $45 | $45",
            "Fractional laser, face | – | – | 3 × $950 = $2,850",
            "Total | $945 | $1,845 | $3,000",
            "Left to pay | $945 | $1,845 | $3,000",
        ],
    );
    let harm = "Non-ablative fractional laser: Swelling, flaking, longer redness than needling, dark marks.";
    stands(&lines, &[harm]);
}

#[test]
fn currencies_without_and_with_three_decimals_are_exact() {
    let of = |currency, price| quote_in(currency, price);
    assert!(of("JPY", "29500").contains("Microneedling, face | 3 | ¥29,500 | ¥88,500"), "{}", of("JPY", "29500"));
    let dinars = "Microneedling, face | 3 | KWD\u{a0}29.505 | KWD\u{a0}88.515";
    assert!(of("KWD", "29.505").contains(dinars), "{}", of("KWD", "29.505"));
}

fn quote_in(currency: &str, price: &str) -> String {
    let draft = quote(vec![option("standard", "face", "3", &[line("item:face", "3", price)])]);
    let context = in_english(&menu(currency, ""), &draft);
    text_of(&context, &patient_copy(&context))
}

#[test]
fn notes_reasons_and_checks_stand_on_the_office_copy_alone() {
    let mut draft = three();
    draft.options[0].lines[0].set(LineField::Price, "780");
    draft.options[0].lines[0].set(LineField::Reason, "owner’s word");
    draft.options[0].set(Choice::RangeReason, "a series at a lower price");
    let context = in_english(&menu("USD", ON_TOP), &draft);
    let office = text_of(&context, &office_copy(&context));
    let inside =
        ["Haggles. Ask Kim before going lower.", "owner’s word", "a series at a lower price", "12x", "Online estimate"];
    for words in inside {
        assert!(office.contains(words), "{words} in {office}");
    }
    let form = good_faith::form(&context).expect("a form");
    for paper in [patient_copy(&context), tablet(&context), form] {
        let text = text_of(&context, &paper);
        for words in inside {
            assert!(!text.contains(words), "{words} in {text}");
        }
    }
}

#[test]
fn the_tablet_shows_one_option_and_no_name() {
    let mut draft = three();
    draft.shown = 1;
    let context = in_english(&menu("USD", ""), &draft);
    let text = text_of(&context, &tablet(&context));
    assert!(text.contains("for $1,845 in all"), "{text}");
    for hidden in ["$945", "$3,000", "$2,850", "Option", "Alex Example", "Q-2026-1120-7", CODE, "fingerprint"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    assert!(text.contains("You can choose no treatment."));
    for paper in [patient_copy(&context), office_copy(&context), good_faith::form(&context).unwrap()] {
        assert!(text_of(&context, &paper).contains("Alex Example"));
    }
}

#[test]
fn the_office_copy_reconciles_the_quote_with_the_patient_page() {
    let context = in_english(&menu("USD", ""), &example_1());
    let lines = lines_of(&context, &office_copy(&context));
    // 3 to 6 sessions at 295.
    stands(
        &lines,
        &["Online estimate for these answers: $885\u{2009}–\u{2009}$1,770. This quote: $1,580, inside the range."],
    );
    stands(&lines, &["Extra area | 3 | $95 | $95 |  | 0% | $285"]);
}

/// A course for wrinkles that keeps its result up, booked for 1 December, first printed at 970.
fn kept_up() -> QuoteDraft {
    let lines = [line("package:face:0", "1", "795"), line("item:face", "1", "295")];
    let mut option = option("standard", "face", "4", &lines);
    option.set(Choice::Concern, "wrinkles");
    option.set(Choice::FirstTotal, "97000");
    let mut draft = quote(vec![option]);
    draft.set(Head::FirstVisit, "2026-12-01");
    draft.set(Head::AskedOn, "2026-11-20");
    draft
}

#[test]
fn a_good_faith_estimate_has_all_its_fields() {
    let context = in_english(&menu("USD", ""), &kept_up());
    let lines = lines_of(&context, &good_faith::form(&context).unwrap());
    stands(
        &lines,
        &[
            "Who",
            "Patient’s name | Alex Example",
            "Date of birth | April 2, 1988",
            "Provider | Dana Kim, RN",
            "NPI of the provider | 1234567893",
            "Facility | Riverside Skin Clinic LLC",
            "NPI of the facility | 1679576722",
            "Taxpayer number (TIN) | 12-3456789",
            "Address | 12 River Street, Springfield, IL 62701",
            "Contact | (217) 555-0134",
            "What and when",
            "Main service | Standard microneedling on the face, for fine lines and wrinkles",
            // The last session is on 23 February, one upkeep visit 6 months later.
            "Expected in these 12 months | 4 sessions and 1 upkeep visit",
            "This estimate covers | December 1, 2026 to November 30, 2027",
            "First visit | December 1, 2026",
            // Booked on a Friday, six business days ahead: the next business day.
            "To be given to the patient by | November 23, 2026",
            "Expected charges",
            "Expected items",
            "Item | Code | Expected number | Expected charge",
            "Course of 3 sessions: Microneedling, face | 17999 | 1 | $795",
            "Microneedling, face | 17999 | 1 | $295",
            "Upkeep visit: Microneedling, face | 17999 | 1 | $275",
            "What it comes to",
            "Sum | Amount",
            "Total expected charges | $1,365",
            "Above the total that was printed first: $120 of $400.",
        ],
    );
    stands(&lines, &["This is not a contract. You do not have to have these services, and not here."]);
    stands(&lines, &["Prices for people who pay themselves."]);
    let dispute = "If you are billed $400 or more above this estimate, you have the right to dispute the bill.";
    assert!(lines.iter().any(|line| line.starts_with(dispute)), "{lines:#?}");
}

#[test]
fn the_form_is_off_outside_the_united_states_and_without_its_fields() {
    let dollars = menu("USD", "");
    assert!(good_faith::terms(Some(&dollars)).is_some());
    assert!(good_faith::terms(None).is_none());
    let elsewhere = menu("CAD", "");
    assert!(good_faith::terms(Some(&elsewhere)).is_none());
    assert!(good_faith::form(&in_english(&elsewhere, &kept_up())).is_none());
    let without = Menu { good_faith_estimate: None, ..dollars };
    assert!(good_faith::form(&in_english(&without, &kept_up())).is_none());
}

#[test]
fn lines_that_cannot_be_read_leave_a_paper_that_says_so() {
    let draft = quote(vec![option("standard", "face", "3", &[line("item:face", "x", "295")])]);
    let context = in_english(&menu("USD", ""), &draft);
    let lines = lines_of(&context, &patient_copy(&context));
    stands(&lines, &["In short", "The lines of this quote cannot be worked out yet."]);
    assert!(good_faith::form(&context).is_none());
}

#[test]
fn the_lines_go_into_a_spreadsheet() {
    let mut draft = long_one("");
    draft.options[0].lines[7].set(LineField::Label, "=Kit, large");
    let context = in_english(&menu("USD", ON_TOP), &draft);
    let csv = context.csv();
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(rows[0], "option,item,quantity,unit_price,discount,reason,tax_rate_percent,net,currency");
    assert_eq!(rows[1], "1,\"Course of 3 sessions: Microneedling, face\",1,795.00,0.00,,8.25,795.00,USD");
    assert_eq!(rows[2], "1,Extra area,3,95.00,28.50,friend of the house,8.25,256.50,USD");
    assert_eq!(rows[8], "1,\"'=Kit, large\",1,60.00,0.00,,0.00,60.00,USD");
    assert_eq!(rows.len(), 10, "the last line ends as well");
}

/// Every paper of every sample, in one language.
fn all_papers(tongue: Tongue) -> Vec<String> {
    let mut lines = Vec::new();
    for (menu, draft) in [
        (menu("USD", ON_TOP), example_1()),
        (menu("USD", ""), example_2()),
        (menu("SEK", INSIDE), example_3()),
        (menu("USD", ON_TOP), long_one("carefund")),
        (menu("USD", ON_TOP), long_one("skinpay")),
        (menu("USD", ON_TOP), long_one("")),
        (menu("USD", ""), three()),
        (menu("USD", ""), kept_up()),
    ] {
        let mut printed = draft.clone();
        printed.set(Head::Printed, "2");
        printed.set(Head::FirstPrinted, "2026-11-20");
        for (draft, today) in [(draft, "2026-11-20"), (printed, "2027-06-01")] {
            let context = context(&menu, &draft, tongue, today);
            for paper in [patient_copy(&context), office_copy(&context), tablet(&context)] {
                lines.extend(lines_of(&context, &paper));
            }
            lines.extend(good_faith::form(&context).iter().flat_map(|paper| lines_of(&context, paper)));
        }
    }
    lines
}

/// What the clinic and the patient brought along.
fn of_the_clinic() -> Vec<String> {
    let own = [
        "Microneedling, face and neck",
        "RF microneedling, face",
        "Fractional laser, face",
        "Microneedling, face",
        "Haggles. Ask Kim before going lower.",
        "Prices for people who pay themselves.",
        "friend of the house",
        "agreed by telephone",
        "12 River Street, Springfield, IL 62701",
        "Riverside Skin Clinic LLC",
        "Alex Example",
        "Riverside Skin Clinic",
        "Riverside",
        "Dana Kim",
        "new patient",
        "Aftercare kit",
        "Extra area",
        "LED light",
        "LED, long",
        "Dermaplaning",
        "CareFund",
        "SkinPay",
        "riverside-2026",
        "3f9a12c0",
        "Q-2026-1120-7",
        CODE,
        LINK,
        "PRF",
        "SEK",
        "RN",
    ];
    let mut names: Vec<String> = own.map(str::to_owned).into_iter().chain(of_data()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

#[test]
fn no_text_of_a_paper_escapes_the_dictionary() {
    let own = of_the_clinic();
    let lines = all_papers(brackets(Program::Staff));
    assert!(lines.len() > 700, "only {} lines", lines.len());
    let is_word = |line: &str| line.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().count() > 1);
    let escaped: Vec<&String> = lines.iter().filter(|line| is_word(&outside(line, &own))).collect();
    assert_eq!(escaped, Vec::<&String>::new(), "put these through t!");
}

#[test]
fn no_paper_sells_promises_or_leaves_a_gap() {
    for line in all_papers(english()) {
        for word in ["safe", "painless", "guaranteed", "best", "hurry", "you will", "only today"] {
            assert!(!crate::page::says(&line, word), "{word} in {line}");
        }
        for gap in ["  ", " .", " ,", "..", "{", "}", ": :"] {
            // An empty cell stands between two blanks.
            assert!(!line.replace(" |  | ", " | | ").contains(gap), "{gap:?} in {line:?}");
        }
    }
}

#[test]
fn the_first_sentence_is_the_same_in_spanish() {
    let mut draft = example_2();
    draft.options[0].set(Choice::Deposit, "10%");
    let context = context(&menu("USD", ""), &draft, spanish(), "2026-11-20");
    let lines = lines_of(&context, &patient_copy(&context));
    stands(
        &lines,
        &[
            "En resumen",
            "4 sesiones de microneedling con RF en la cara, una cada 4 semanas, por $3,905.00 en total. Se descuentan \
             los $150.00 que usted pagó antes. Usted paga $390.50 ahora. Después quedan por pagar $3,364.50.",
        ],
    );
}

#[test]
fn a_spanish_paper_has_no_english_left() {
    let own = of_the_clinic();
    for line in all_papers(spanish()) {
        let said = outside(&line, &own);
        for word in ["the", "of", "and", "with", "for", "from", "is", "are", "this", "that", "weeks", "sessions"] {
            assert!(!crate::page::says(&said, word), "“{word}” in “{said}”");
        }
    }
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
            let in_spanish = super::context(&menu, &draft, spanish(), "2026-11-20");
            for (kind, context, paper) in [
                ("patient", context, patient_copy(&context)),
                ("office", context, office_copy(&context)),
                ("good-faith", context, good_faith::form(&context).unwrap()),
                ("tablet", context, tablet(&context)),
                ("expired", expired, patient_copy(&expired)),
                ("spanish", in_spanish, patient_copy(&in_spanish)),
            ] {
                let html = html(context, paper);
                for pressed in ["<button", "<input", "<select", "<a ", "<summary"] {
                    assert!(!html.contains(pressed), "{pressed} in {kind} of {name}");
                }
                let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
                let each: std::collections::BTreeSet<&&str> = ids.iter().collect();
                assert_eq!(each.len(), ids.len(), "an id twice in {kind} of {name}: {ids:?}");
                // For whoever wants to look at them: the sheets of style belong above.
                std::fs::write(folder.join(format!("{name}-{kind}.html")), html).unwrap();
            }
        }
    }
}
