//! Quotes outside the page: files, what the tab holds, and codes on paper come back and cost the same to the cent.

use crate::answers::shipped;
use microneedling_estimator::codec::qr;
use microneedling_estimator::codec::quote_code::{self, CodeFault};
use microneedling_estimator::codec::quote_file::{self, Fault};
use microneedling_estimator::domain::catalog::Catalog;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::menu::{
    AddOn, AddOnPer, AddOnPrice, Financing, FinancingTerms, ItemKind, Label, Location, Membership, Menu, MenuArea,
    MenuFee, MenuItem, MenuPackage, MenuPrice, Provider,
};
use microneedling_estimator::domain::money::{BasisPoints, Money};
use microneedling_estimator::domain::price_list::{Fee, FeePer, Package, PriceList, Service, Tax};
use microneedling_estimator::domain::quote::Priced;
use microneedling_estimator::domain::vocabulary::{Area, Concern, Treatment};
use microneedling_estimator::editor::Reading;
use microneedling_estimator::editor::quote::checks::{Found, checks};
use microneedling_estimator::editor::quote::code::{self, Phrases};
use microneedling_estimator::editor::quote::draft::{
    Choice, Head, LONGEST_TEXT, LineDraft, LineField, MOST_LINES, OptionDraft, Place, QuoteDraft,
};
use microneedling_estimator::editor::quote::keep::{self, Note};
use microneedling_estimator::editor::quote::read::{self, Around, ReadQuote, read};
use microneedling_estimator::editor::typed::{self, Signs};
use proptest::prelude::*;
use std::sync::LazyLock;

const ENGLISH: Signs = Signs { decimal: '.', group: ',' };
const SPANISH: Signs = Signs { decimal: ',', group: '.' };
const HERE: &str = "9D3K71QA";
const ELSEWHERE: &str = "0000000Z";
const PHRASES: Phrases =
    Phrases { listed: "from the list", label: "as on paper", reason: "as agreed", lender: "the lender" };

static CATALOG: LazyLock<Catalog> = LazyLock::new(shipped);

fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn reading(currency: &str, signs: Signs) -> Reading {
    Reading { signs, currency: Currency::from_code(currency).unwrap(), symbols: "$".into() }
}

fn with<'a>(menu: Option<&'a Menu>, fingerprint: &'a str, reading: &'a Reading) -> Around<'a> {
    Around { menu, fingerprint, catalog: &CATALOG, reading, today: today() }
}

fn item(id: &str, price: i64, packages: &[(u32, i64)]) -> MenuItem {
    MenuItem {
        id: id.to_owned(),
        kind: ItemKind::Service(Service::Needling(Treatment::Standard)),
        area: Some(MenuArea::Known(Area::Face)),
        label: None,
        variant: None,
        concerns: Vec::new(),
        locations: Vec::new(),
        price: MenuPrice::Fixed(Money::from_minor(price)),
        was: None,
        upkeep_price: None,
        sessions: None,
        interval_weeks: None,
        packages: packages
            .iter()
            .map(|(sessions, total)| MenuPackage {
                terms: Package::Fixed { sessions: *sessions, total: Money::from_minor(*total) },
                stated_saving: None,
                label: None,
                note: None,
            })
            .collect(),
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

fn label(text: &str) -> Label {
    Label::Plain(text.to_owned())
}

/// A list of so many rows, each with a package; with add-ons, a fee, a membership, two lenders and two places.
fn menu(currency: &str, tax: Option<Tax>, rows: usize) -> Menu {
    let list = PriceList {
        currency: Currency::from_code(currency).unwrap(),
        clinic: None,
        valid_from: None,
        valid_until: None,
        updated: None,
        tax,
        items: Vec::new(),
        fees: Vec::new(),
        courses: Vec::new(),
    };
    let add_on = |id: &str, price| AddOn {
        id: id.to_owned(),
        label: label(id),
        price: AddOnPrice::Fixed(Money::from_minor(price)),
        per: AddOnPer::Session,
        applies_to: Vec::new(),
        alone: None,
        taxed: true,
        note: None,
    };
    let terms = FinancingTerms { apr: BasisPoints(1_799), payments: 12, deferred_interest: false };
    let lender = |id: &str, terms| Financing {
        id: id.to_owned(),
        lender: id.to_owned(),
        terms,
        least: None,
        monthly_shown: Vec::new(),
    };
    let provider =
        |id: &str| Provider { id: id.to_owned(), name: id.to_owned(), title: None, npi: None, locations: Vec::new() };
    let location = |id: &str| Location { id: id.to_owned(), name: label(id), address: None, telephone: None };
    Menu {
        list,
        id: Some("spring".into()),
        language: None,
        items: (0..rows)
            .map(|row| {
                let price = 29_500 + 100 * row as i64;
                item(&format!("row-{row}"), price, &[(3, price * 3 - 9_000), (6, price * 6 - 30_000)])
            })
            .collect(),
        add_ons: vec![add_on("led", 9_500), add_on("prp", 15_000)],
        fees: vec![MenuFee {
            id: "kit".into(),
            fee: Fee {
                amount: Money::from_minor(2_550),
                per: FeePer::Course,
                mandatory: true,
                credited: false,
                applies_to: None,
            },
            label: None,
        }],
        consultation: None,
        deposit: None,
        memberships: vec![Membership {
            id: "club".into(),
            label: label("club"),
            monthly: Money::from_minor(4_900),
            set_up: None,
            minimum_months: None,
            percent_off: Some(BasisPoints(1_000)),
            prices: Vec::new(),
            applies_to: Vec::new(),
            note: None,
        }],
        discounts: Vec::new(),
        financing: vec![lender("bank", Some(terms)), lender("known-by-name", None)],
        courses: Vec::new(),
        providers: vec![provider("ana"), provider("ben")],
        locations: vec![location("centre"), location("harbour")],
        good_faith_estimate: None,
        notes: Vec::new(),
    }
}

const ADDED: Option<Tax> = Some(Tax { included: false, rate: BasisPoints(825) });

/// Three lists: one with tax on top, one with tax inside, one that does not speak of it.
fn menus() -> [Menu; 3] {
    let included = Some(Tax { included: true, rate: BasisPoints(500) });
    [menu("USD", ADDED, 40), menu("KWD", included, 3), menu("JPY", None, 2_000)]
}

fn line(texts: &[(LineField, &str)]) -> LineDraft {
    LineDraft::new(texts)
}

fn option(texts: &[(Choice, &str)], lines: Vec<LineDraft>) -> OptionDraft {
    let mut option = OptionDraft::default();
    option.lines = lines;
    for (field, text) in texts {
        option.set(*field, text);
    }
    option
}

/// An option with so many lines, the usual ones first.
fn ordinary_option(sessions: &str, lines: usize) -> OptionDraft {
    let all = [
        line(&[(LineField::Source, "package:row-0:0"), (LineField::Quantity, "1"), (LineField::Price, "795")]),
        line(&[(LineField::Source, "item:row-0"), (LineField::Quantity, "1"), (LineField::Price, "295")]),
        line(&[(LineField::Source, "add-on:led"), (LineField::Quantity, "4"), (LineField::Price, "95")]),
        line(&[(LineField::Source, "fee:kit"), (LineField::Quantity, "1"), (LineField::Price, "25.50")]),
        line(&[
            (LineField::Source, "add-on:prp"),
            (LineField::Quantity, "2"),
            (LineField::Price, "150"),
            (LineField::Discount, "10%"),
            (LineField::Reason, "Her birthday"),
        ]),
    ];
    let texts = [
        (Choice::Concern, "acne-scars-mixed"),
        (Choice::Severity, "moderate"),
        (Choice::Service, "standard"),
        (Choice::Area, "face"),
        (Choice::Sessions, sessions),
        (Choice::Deposit, "25%"),
    ];
    option(&texts, all.into_iter().take(lines).collect())
}

/// A quote of so many options with so many lines, as it is printed first.
fn ordinary(options: usize, lines: usize) -> QuoteDraft {
    let mut draft = QuoteDraft::default();
    for (field, text) in [
        (Head::Number, "20261120-7K3M"),
        (Head::Date, "2026-11-20"),
        (Head::ValidUntil, "2026-12-20"),
        (Head::Provider, "ana"),
        (Head::Location, "harbour"),
        (Head::Patient, "Zoë Quint"),
        (Head::BirthDate, "1987-06-05"),
        (Head::Notes, "Brings her own cream"),
        (Head::Printed, "1"),
        (Head::FirstPrinted, "2026-11-20"),
    ] {
        draft.set(field, text);
    }
    draft.options = ["4", "6", "3"].into_iter().take(options).map(|count| ordinary_option(count, lines)).collect();
    for option in &mut draft.options {
        option.set(Choice::FirstTotal, "142350");
    }
    draft
}

fn priced(quote: &ReadQuote) -> Vec<Option<Priced>> {
    quote.options.iter().map(|option| Some(option.priced.as_ref()?.1.clone())).collect()
}

fn totals(quote: &ReadQuote) -> Vec<i64> {
    quote.options.iter().map(|option| option.total().unwrap().minor()).collect()
}

fn code_of(draft: &QuoteDraft, around: &Around) -> Option<String> {
    code::code(draft, &read(draft, around), around)
}

#[test]
fn a_code_reopens_a_quote_to_the_cent_with_its_list_with_another_and_without() {
    let [menu, other, yen] = menus();
    let reading = reading("USD", ENGLISH);
    let around = with(Some(&menu), HERE, &reading);
    let draft = ordinary(2, 5);
    let quote = read(&draft, &around);
    // By hand: 795 + 295 + 380 + 25.50 + 300 less 10 % is 1765.50; with 8.25 % on it (145.65, rounded) 1911.15.
    assert_eq!(totals(&quote), [191_115, 191_115]);
    let code = code_of(&draft, &around).unwrap();

    let (same, notes) = code::open_code(&code, &around, &PHRASES).unwrap();
    assert_eq!(notes, []);
    assert_eq!(priced(&read(&same, &around)), priced(&quote));
    let mut expected = draft.clone();
    for field in [Head::Patient, Head::BirthDate, Head::Notes] {
        expected.set(field, "");
    }
    read::note_list(&mut expected, &around);
    for option in &mut expected.options {
        option.lines[3].set(LineField::Price, "25.50");
        option.lines[4].set(LineField::Discount, "10%");
        option.lines[4].set(LineField::Reason, PHRASES.reason);
    }
    assert_eq!(same, expected, "everything but the words");

    for (list, fingerprint, currency, note) in [
        (Some(&other), ELSEWHERE, "KWD", Note::OtherList(HERE.into())),
        (Some(&yen), ELSEWHERE, "JPY", Note::OtherList(HERE.into())),
        (None, "", "JPY", Note::NoList(HERE.into())),
    ] {
        let reading = self::reading(currency, SPANISH);
        let around = with(list, fingerprint, &reading);
        let (opened, notes) = code::open_code(&code, &around, &PHRASES).unwrap();
        assert_eq!(notes, [note]);
        let again = read(&opened, &around);
        assert_eq!((priced(&again), again.currency), (priced(&quote), Currency::USD));
        assert_eq!(again.faults, []);
        let found: Vec<Found> = checks(&opened, &again, &around).into_iter().map(|check| check.found).collect();
        assert_eq!(found.contains(&Found::OtherList), list.is_some());
        assert!(!found.iter().any(|found| matches!(found, Found::NotListed | Found::OffList { .. })), "{found:?}");
        assert_eq!(opened.get(Head::ListTax), "added 825");
        assert_eq!(opened.options[0].lines[3].get(LineField::Price), "25,50");
        assert_eq!(opened.options[0].lines[3].get(LineField::Label), PHRASES.listed);
        // Coded once more without its list, it still costs the same.
        let code = code::code(&opened, &again, &around).unwrap();
        let (opened, _) = code::open_code(&code, &around, &PHRASES).unwrap();
        assert_eq!(priced(&read(&opened, &around)), priced(&quote));
    }
}

#[test]
fn codes_are_short_and_a_camera_reads_them() {
    let [menu, ..] = menus();
    let reading = reading("USD", ENGLISH);
    let around = with(Some(&menu), HERE, &reading);
    for (options, lines, most) in [(1, 4, 110), (2, 5, 200), (3, 5, 270)] {
        let code = code_of(&ordinary(options, lines), &around).unwrap();
        println!("{options} options with {lines} lines: {} signs, {code}", code.len());
        assert!(code.len() <= most, "{options} options with {lines} lines take {}: {code}", code.len());
        let link = format!("https://clinic.example/estimate/staff.html{}", code::link(&code));
        assert_eq!(crate::qr_codes::text_of(&qr::symbol(&link).unwrap()), link);
        let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap();
        assert_eq!(code::of_link(&fragment), Some(code.as_str()));
    }
    assert_eq!(code::of_link("#/v=1&c=pores"), None);
}

#[test]
fn no_word_that_somebody_typed_is_in_a_code() {
    let [menu, ..] = menus();
    let reading = reading("USD", ENGLISH);
    let around = with(Some(&menu), HERE, &reading);
    let mut draft = ordinary(1, 5);
    draft.options[0].lines.push(line(&[
        (LineField::Label, "Numbing cream"),
        (LineField::Quantity, "1"),
        (LineField::Price, "20"),
    ]));
    let plain = code_of(&draft, &around).unwrap();
    // Other words of the same kinds in every place that takes any: the code is the same, so that nothing of them is in it.
    for (field, text) in [
        (Head::Patient, "Somebody Else"),
        (Head::BirthDate, "2000-01-01"),
        (Head::Notes, "x"),
        (Head::Number, "20261120-7K3M"),
    ] {
        draft.set(field, text);
    }
    draft.options[0].lines[4].set(LineField::Reason, "Cousin of Zoë Quint");
    draft.options[0].lines[5].set(LineField::Label, "For Zoë Quint");
    assert_eq!(code_of(&draft, &around).unwrap(), plain);
    // A number that holds a name is left out.
    draft.set(Head::Number, "Zoë Quint");
    let (opened, _) = code::open_code(&code_of(&draft, &around).unwrap(), &around, &PHRASES).unwrap();
    assert_eq!(opened.get(Head::Number), "");
    let whole: String = opened.entries().into_iter().map(|(_, text)| text).collect();
    assert!(!whole.contains("Quint"), "{whole}");
}

#[test]
fn a_quote_that_cannot_be_worked_out_has_no_code() {
    let [menu, ..] = menus();
    let reading = reading("USD", ENGLISH);
    let around = with(Some(&menu), HERE, &reading);
    let mut draft = ordinary(2, 3);
    draft.put(Place::Line(1, 2, LineField::Price), "1,23");
    assert_eq!(code_of(&draft, &around), None);
    draft.put(Place::Line(1, 2, LineField::Price), "");
    assert_eq!(code_of(&draft, &around), None);
    draft.options.truncate(1);
    assert!(code_of(&draft, &around).is_some());
}

#[test]
fn what_is_no_code_of_a_quote_says_so() {
    let [menu, ..] = menus();
    let reading = reading("USD", ENGLISH);
    let around = with(Some(&menu), HERE, &reading);
    let open = |code: &str| code::open_code(code, &around, &PHRASES).map(|_| ());
    assert_eq!(open("Zoë"), Err(CodeFault::Sign('ë', 3)));
    let code = code_of(&ordinary(1, 4), &around).unwrap();
    let slip = code.replacen(&code[5..6], if &code[5..6] == "7" { "8" } else { "7" }, 1);
    assert_eq!(open(&slip), Err(CodeFault::Slip));
    let numbers = quote_code::read(&code).unwrap();
    // Whole codes whose numbers are cut short, or go on, or name rows that the list has not.
    // (what fills the last letter may stand for one number).
    for cut in 0..numbers.len() - 2 {
        assert_eq!(open(&quote_code::write(&numbers[..cut])), Err(CodeFault::Numbers), "{cut}");
    }
    let longer = [numbers.as_slice(), &[1, 1]].concat();
    assert_eq!(open(&quote_code::write(&longer)), Err(CodeFault::Numbers));
    assert_eq!(open(&quote_code::write(&[3, 0, 0])), Err(CodeFault::Numbers), "tax inside and on top");
}

/// A menu and a quote from it that can be priced, with texts in a locale.
fn quotes() -> impl Strategy<Value = (usize, bool, QuoteDraft)> {
    let part = || {
        prop_oneof![
            Just(None),
            (0..=10_000_u32).prop_map(|share| Some(Err(share))),
            (0..500_i64).prop_map(|amount| Some(Ok(amount)))
        ]
    };
    let amounts = || prop_oneof![0..100_000_000_i64, (0..1_000_i64).prop_map(|units| units * 100)];
    let line = (0..6_usize, any::<prop::sample::Index>(), 1..=1_000_u32, amounts(), part(), any::<[bool; 3]>());
    let words = (0..=Concern::ALL.len(), 0..=4_usize, 0..=11_usize, 0..=10_usize);
    let option = (
        words,
        (0..=24_u32, 0..=12_u32, any::<bool>(), any::<bool>()),
        (part(), part(), prop::option::of(0..500_i64)),
        (0..4_usize, 0..=10_000_i64, 1..=120_u32, any::<bool>()),
        prop::collection::vec(line, 1..6),
        (any::<[bool; 4]>(), prop::option::of(0..40_000_000_000_000_i64)),
    );
    let head = (0..60_000_u64, any::<u64>(), prop::collection::vec(prop::option::of(0..800_u64), 5), 0..9_u32);
    (0..3_usize, any::<bool>(), head, prop::collection::vec(option, 1..4), any::<[bool; 2]>()).prop_map(
        |(which, is_spanish, head, options, places)| {
            let menu = &MENUS[which];
            let signs = if is_spanish { SPANISH } else { ENGLISH };
            let decimals = menu.list.currency.decimals();
            let decimal = signs.decimal.to_string();
            let amount = |minor: i64| typed::plain(minor, decimals).replace('.', &decimal);
            let reading = reading(CURRENCIES[which], signs);
            let share = |share: u32| read::typed_rate(BasisPoints(share), &reading);
            let part = |part: Option<Result<i64, u32>>| match part {
                None => String::new(),
                Some(Ok(minor)) => amount(minor),
                Some(Err(bp)) => share(bp),
            };
            let mut draft = QuoteDraft::default();
            let first = chrono::NaiveDate::from_ymd_opt(2010, 1, 1).unwrap();
            let date = first + chrono::Days::new(head.0);
            draft.set(Head::Date, &date.to_string());
            draft.set(Head::Number, &keep::number(date, head.1));
            let days = [Head::ValidUntil, Head::FirstVisit, Head::AskedOn, Head::FirstPrinted, Head::BirthDate];
            for (field, days) in days.into_iter().zip(&head.2) {
                if let Some(days) = days {
                    let day =
                        if days % 3 == 0 { date - chrono::Days::new(*days) } else { date + chrono::Days::new(*days) };
                    draft.set(field, &day.to_string());
                }
            }
            draft.set(Head::Printed, &if head.3 > 0 { head.3.to_string() } else { String::new() });
            draft.set(Head::Provider, if places[0] { "ben" } else { "" });
            draft.set(Head::Location, if places[1] { "centre" } else { "" });
            draft.options.clear();
            for (words, (sessions, weeks, is_member, is_row), (discount, deposit, credit), loan, lines, rest) in options
            {
                let mut option = OptionDraft::default();
                let mut set = |field, text: &str| option.set(field, text);
                let word =
                    |words: &[&str], at: usize| at.checked_sub(1).map_or(String::new(), |at| words[at].to_owned());
                let concerns: Vec<&str> = Concern::ALL.iter().map(|word| word.word()).collect();
                set(Choice::Concern, &word(&concerns, words.0));
                set(Choice::Severity, &word(&["mild", "moderate", "severe"], words.1.min(3)));
                let services = [
                    "standard",
                    "prp",
                    "tox",
                    "nano-gold",
                    "rf",
                    "non-ablative-fractional",
                    "ablative-fractional",
                    "full-field",
                    "picosecond",
                    "ipl",
                    "pulsed-dye",
                ];
                set(Choice::Service, &word(&services, words.2));
                let areas = [
                    "face",
                    "face-neck",
                    "neck-chest",
                    "spot",
                    "abdomen",
                    "thighs",
                    "back",
                    "hands",
                    "scalp",
                    "face-neck-chest",
                ];
                set(Choice::Area, &word(&areas, words.3));
                set(Choice::Sessions, &if sessions > 0 { sessions.to_string() } else { String::new() });
                set(Choice::Weeks, &if weeks > 0 { weeks.to_string() } else { String::new() });
                set(Choice::Membership, if is_member { "club" } else { "" });
                set(Choice::Item, if is_row { "row-1" } else { "" });
                set(Choice::Discount, &part(discount));
                set(Choice::Deposit, &part(deposit));
                set(Choice::Credit, &credit.map_or(String::new(), amount));
                set(Choice::Lender, ["", "bank", "known-by-name", "other"][loan.0]);
                if loan.0 >= 2 {
                    set(Choice::LenderName, if loan.0 == 3 { "A lender" } else { "" });
                    set(Choice::Rate, &typed::plain(loan.1, 2).replace('.', &decimal));
                    set(Choice::Payments, &loan.2.to_string());
                    set(Choice::Deferred, if loan.3 { "yes" } else { "" });
                }
                set(Choice::DiscountReason, if rest.0[0] { "because" } else { "" });
                set(Choice::RangeReason, if rest.0[1] { "because" } else { "" });
                set(Choice::Lines, if rest.0[2] { "own" } else { "" });
                set(Choice::FirstTotal, &rest.1.map_or(String::new(), |total| total.to_string()));
                for (kind, at, quantity, price, discount, [is_taxed, has_reason, has_label]) in lines {
                    let row = format!("row-{}", at.index(menu.items.len()));
                    let source = match kind {
                        0 => String::new(),
                        1 => format!("item:{row}"),
                        2 => format!("package:{row}:{}", quantity % 2),
                        3 => format!("upkeep:{row}"),
                        4 => "add-on:prp".to_owned(),
                        _ => "fee:kit".to_owned(),
                    };
                    option.lines.push(line_of(
                        &source,
                        quantity,
                        &amount(price),
                        &part(discount),
                        is_taxed,
                        has_reason,
                        has_label,
                    ));
                }
                draft.options.push(option);
            }
            draft.shown = draft.options.len() - 1;
            (which, is_spanish, draft)
        },
    )
}

fn line_of(
    source: &str,
    quantity: u32,
    price: &str,
    discount: &str,
    is_taxed: bool,
    has_reason: bool,
    has_label: bool,
) -> LineDraft {
    line(&[
        (LineField::Source, source),
        (LineField::Quantity, &quantity.to_string()),
        (LineField::Price, price),
        (LineField::Discount, discount),
        (LineField::Taxed, if is_taxed { "" } else { "no" }),
        (LineField::Reason, if has_reason { "because" } else { "" }),
        (LineField::Label, if has_label || source.is_empty() { "something" } else { "" }),
    ])
}

static MENUS: LazyLock<[Menu; 3]> = LazyLock::new(menus);
const CURRENCIES: [&str; 3] = ["USD", "KWD", "JPY"];

/// What a code leaves out, as the phrases that stand there.
fn without_words(draft: &QuoteDraft) -> QuoteDraft {
    let mut draft = draft.clone();
    draft.set(Head::BirthDate, "");
    for option in &mut draft.options {
        for field in [Choice::DiscountReason, Choice::RangeReason] {
            if !option.get(field).is_empty() {
                option.set(field, PHRASES.reason);
            }
        }
        if option.get(Choice::Lender) == "other" {
            option.set(Choice::LenderName, PHRASES.lender);
        }
        for line in &mut option.lines {
            for (field, phrase) in [(LineField::Reason, PHRASES.reason), (LineField::Label, PHRASES.label)] {
                if !line.get(field).is_empty() {
                    line.set(field, phrase);
                }
            }
        }
    }
    draft
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Any quote that can be priced comes back from its code, and any quote at all from its file: with its list, with
    /// another and without, typed with other signs, and in the same currency.
    #[test]
    fn every_quote_comes_back_with_the_same_total((which, is_spanish, draft) in quotes()) {
        let menu = &MENUS[which];
        let reading = reading(CURRENCIES[which], if is_spanish { SPANISH } else { ENGLISH });
        let around = with(Some(menu), HERE, &reading);
        let quote = read(&draft, &around);
        let expected = priced(&quote);
        let code = code::code(&draft, &quote, &around);
        prop_assert_eq!(code.is_some(), expected.iter().all(Option::is_some));
        let file = keep::file(&draft, &around, "0.1.0", today());

        let mut noted = draft.clone();
        read::note_list(&mut noted, &around);
        let (opened, notes) = keep::open_file(&file, &around);
        prop_assert_eq!((&opened, notes), (&noted, Vec::new()));
        if let Some(code) = &code {
            let (opened, notes) = code::open_code(code, &around, &PHRASES).unwrap();
            prop_assert_eq!((&opened, notes), (&without_words(&noted), Vec::new()));
        }

        let next = (which + 1) % 3;
        let elsewhere = [
            (Some(menu), HERE, which),
            (Some(menu), ELSEWHERE, which),
            (Some(&MENUS[next]), ELSEWHERE, next),
            (None, "", next),
        ];
        for (list, fingerprint, currency) in elsewhere {
            let reading = self::reading(CURRENCIES[currency], if is_spanish { ENGLISH } else { SPANISH });
            let around = with(list, fingerprint, &reading);
            let (opened, notes) = keep::open_file(&file, &around);
            prop_assert_eq!(notes.len(), usize::from(fingerprint != HERE));
            prop_assert_eq!(priced(&read(&opened, &around)), expected.clone(), "{}", file);
            if let Some(code) = &code {
                let (opened, notes) = code::open_code(code, &around, &PHRASES).unwrap();
                prop_assert_eq!(notes.len(), usize::from(fingerprint != HERE));
                prop_assert_eq!(priced(&read(&opened, &around)), expected.clone());
            }
        }
    }

    /// Whatever was typed, it is there again, in the same locale to the letter where it cannot be read.
    #[test]
    fn any_texts_come_back_from_a_file_and_mean_the_same(
        texts in prop::collection::vec((0..3_usize, 0..4_usize, 0..40_usize, typed()), 0..30),
        is_spanish in any::<bool>(),
    ) {
        let mut draft = QuoteDraft::default();
        for (option, line, field, text) in texts {
            let place = match field {
                0..18 => Place::Option(option, Choice::ALL[field % Choice::ALL.len()]),
                18..30 => Place::Line(option, line, LineField::ALL[field % LineField::ALL.len()]),
                _ => Place::Head(Head::ALL[field % Head::ALL.len()]),
            };
            prop_assert!(draft.restore(place, &text));
        }
        let [here, there] = if is_spanish { [SPANISH, ENGLISH] } else { [ENGLISH, SPANISH] };
        let (here, there) = (reading("USD", here), reading("USD", there));
        let (here, there) = (with(None, "", &here), with(None, "", &there));
        let first = keep::session(&draft, &here, "0.1.0");
        let (opened, notes) = keep::restore(&first, &here);
        prop_assert!(notes.iter().all(|note| matches!(note, Note::NoList(_))), "{:?}", notes);
        prop_assert_eq!(priced(&read(&opened, &here)), priced(&read(&draft, &here)));
        prop_assert_eq!(keep::session(&opened, &here, "0.1.0"), first.clone(), "what it means does not wander");
        // Through a page with other signs: what was read means the same there. What was refused stands as it was typed.
        let (abroad, _) = keep::restore(&first, &there);
        let (first, abroad) = [first, keep::session(&abroad, &there, "0.1.0")].map(|text| quote_file::read(&text).0.answers).into();
        prop_assert_eq!(first.len(), abroad.len());
        for ((key, here), (_, there)) in first.iter().zip(&abroad) {
            let field = key.rsplit('.').next().unwrap_or_default();
            let is_plain = typed::amount(here, Signs::PLAIN, 2, &["%"], 0, i64::MAX).is_ok();
            if is_plain || !NUMBERS.contains(&field) {
                prop_assert_eq!(here, there, "{}", key);
            }
        }
    }

    #[test]
    fn any_text_is_opened_or_refused(text in any::<String>(), numbers in prop::collection::vec(0..200_u64, 0..60)) {
        let reading = reading("USD", ENGLISH);
        let around = with(Some(&MENUS[0]), HERE, &reading);
        let (_, notes) = keep::open_file(&text, &around);
        prop_assert!(!notes.is_empty());
        let _ = code::open_code(&text, &around, &PHRASES);
        for around in [around, with(None, "", &reading)] {
            let _ = code::open_code(&quote_code::write(&numbers), &around, &PHRASES);
        }
    }
}

/// The fields whose texts every locale writes in its own way.
const NUMBERS: [&str; 9] =
    ["sessions", "weeks", "payments", "quantity", "credit", "price", "discount", "deposit", "rate"];

/// What somebody may have typed so far: numbers by every country's signs, halves of them, and anything else.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        (0..100_u32).prop_map(|number| number.to_string()),
        "[0-9]{1,3}[.,][0-9]{0,3}%?",
        "[0-9]{1,3}([., '][0-9]{3}){1,2}([.,][0-9]{1,2})?",
        "~?[0-9.,~% ]{0,8}",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        any::<String>(),
    ]
}

#[test]
fn a_file_is_plain_numbers_and_all_the_words() {
    let [menu, ..] = menus();
    let spanish = reading("USD", SPANISH);
    let around = with(Some(&menu), HERE, &spanish);
    let mut draft = QuoteDraft::default();
    draft.set(Head::Patient, "Zoë \"Zo\" Quint");
    draft.set(Head::Date, "2026-11-20");
    draft.options[0].set(Choice::Discount, "8,25 %");
    draft.options[0].set(Choice::Credit, "1.23");
    draft.options[0].lines.push(line(&[
        (LineField::Source, "item:row-0"),
        (LineField::Quantity, "1.000"),
        (LineField::Price, "$1.234,50"),
    ]));
    draft.options.push(OptionDraft::default());
    draft.shown = 1;
    let text = keep::file(&draft, &around, "0.1.0", today());
    let expected = r#"{
  "format": "microneedling-quote",
  "version": 1,
  "program": "0.1.0",
  "saved_on": "2026-11-20",
  "price_list": {"id": "spring", "fingerprint": "9D3K71QA"},
  "shown": 1,
  "answers": {
    "date": "2026-11-20",
    "patient": "Zoë \"Zo\" Quint",
    "list_tax": "added 825",
    "currency": "USD",
    "1.discount": "8.25%",
    "1.credit": "~1.23",
    "1.1.source": "item:row-0",
    "1.1.quantity": "1000",
    "1.1.price": "1234.50",
    "2.concern": ""
  }
}
"#;
    assert_eq!(text, expected);
    let english = reading("USD", ENGLISH);
    let (opened, notes) = keep::open_file(&text, &with(Some(&menu), HERE, &english));
    assert_eq!(notes, []);
    assert_eq!(opened.options.len(), 2);
    assert_eq!(opened.at(Place::Line(0, 0, LineField::Price)), Some("1234.50"));
    assert_eq!(opened.at(Place::Option(0, Choice::Credit)), Some("1.23"), "refused there, as typed here");
}

#[test]
fn what_a_file_says_too_much_is_told_and_the_rest_is_kept() {
    let reading = reading("USD", ENGLISH);
    let around = with(None, "", &reading);
    let long = "x".repeat(LONGEST_TEXT + 1);
    let text = format!(
        r#"{{"format": "microneedling-quote", "version": 9, "program": "2.1.0", "shown": 2, "answers": {{
        "date": "2026-11-20", "notes": "{long}", "1.sessions": "4", "1.colour": "red", "01.area": "face",
        "list_id": "x", "4.sessions": "3", "1.41.price": "5", "2.sessions": 6, "2.weeks": "4"}}}}"#
    );
    let (draft, notes) = keep::open_file(&text, &around);
    assert_eq!(draft.at(Place::Option(0, Choice::Sessions)), Some("4"));
    assert_eq!(draft.at(Place::Option(1, Choice::Weeks)), Some("4"));
    let key = |key: &str| key.to_owned();
    assert_eq!(
        notes,
        [
            Note::Format(Fault::NewerVersion { version: 9, program: "2.1.0".into() }),
            Note::Format(Fault::Unreadable(key("2.sessions"))),
            Note::TooLong { place: Place::Head(Head::Notes), length: LONGEST_TEXT + 1 },
            Note::UnknownKey(key("1.colour")),
            Note::UnknownKey(key("01.area")),
            Note::UnknownKey(key("list_id")),
            Note::TooMany(key("4.sessions")),
            Note::TooMany(key("1.41.price")),
            Note::Shown,
        ]
    );
    let (draft, notes) = keep::open_file("{}", &around);
    assert_eq!((draft, notes.as_slice()), (QuoteDraft::default(), &[Note::Format(Fault::OtherFormat)][..]));
    assert!(notes.iter().all(Note::is_of_nothing));
}

#[test]
fn the_longest_quote_still_opens() {
    let reading = reading("USD", ENGLISH);
    let around = with(None, "", &reading);
    let mut draft = QuoteDraft::default();
    let text = "\"\n".repeat(LONGEST_TEXT / 2);
    for field in Head::ALL.iter().filter(|field| !matches!(field, Head::ListTax | Head::Currency)) {
        draft.restore(Place::Head(*field), &text);
    }
    for option in 0..3 {
        Choice::ALL.iter().for_each(|field| assert!(draft.restore(Place::Option(option, *field), &text)));
        for line in 0..MOST_LINES {
            LineField::ALL.iter().for_each(|field| assert!(draft.restore(Place::Line(option, line, *field), &text)));
        }
    }
    let file = keep::session(&draft, &around, "0.1.0");
    assert!(file.len() <= quote_file::MOST_BYTES, "{}", file.len());
    assert_eq!(keep::restore(&file, &around), (draft, Vec::new()));
}

#[test]
fn a_quote_begun_without_a_list_takes_the_tax_of_the_list_that_is_opened_next_unless_it_was_saved() {
    let [menu, ..] = menus();
    let reading = reading("USD", ENGLISH);
    let without = with(None, "", &reading);
    let mut draft = QuoteDraft::default();
    draft.options[0].lines.push(line(&[
        (LineField::Label, "LED"),
        (LineField::Quantity, "1"),
        (LineField::Price, "100"),
    ]));
    assert_eq!(totals(&read(&draft, &without)), [10_000]);
    let around = with(Some(&menu), HERE, &reading);
    let (restored, notes) = keep::restore(&keep::session(&draft, &without, "0.1.0"), &around);
    assert_eq!((totals(&read(&restored, &around)), notes), (vec![10_825], Vec::new()));
    let (opened, notes) = keep::open_file(&keep::file(&draft, &without, "0.1.0", today()), &around);
    assert_eq!((totals(&read(&opened, &around)), notes), (vec![10_000], vec![Note::OtherList(String::new())]));
}

#[test]
fn numbers_are_the_day_and_twenty_bits() {
    assert_eq!(keep::number(today(), 0), "20261120-0000");
    assert_eq!(keep::number(today(), u64::MAX), "20261120-ZZZZ");
    assert_eq!(keep::number(today(), 7 << 15 | 19 << 10 | 3 << 5 | 20), "20261120-7K3M");
    assert_eq!(keep::number_parts("20261120-7K3M"), Some((today(), 7 << 15 | 19 << 10 | 3 << 5 | 20)));
    for other in ["", "20261131-7K3M", "20261120-7K3", "20261120-7K3U", "2026112-7K3MM", "20261120-7K-3", "Zoë-7K3M"] {
        assert_eq!(keep::number_parts(other), None, "{other}");
    }
}

#[test]
fn a_quote_in_a_currency_without_published_prices_has_no_range_to_be_outside_of() {
    let yen = reading("JPY", ENGLISH);
    let without = with(None, "", &yen);
    let draft = ordinary(1, 1);
    assert!(read(&draft, &without).options[0].online.is_none());
    let dollars = reading("USD", ENGLISH);
    assert!(read(&draft, &with(None, "", &dollars)).options[0].online.is_some());
}

#[test]
fn a_lender_of_the_list_is_spelled_out_for_where_the_list_is_not_open() {
    let [menu, ..] = menus();
    let reading = reading("USD", ENGLISH);
    let around = with(Some(&menu), HERE, &reading);
    let mut draft = ordinary(1, 2);
    draft.options[0].set(Choice::Lender, "bank");
    let file = keep::file(&draft, &around, "0.1.0", today());
    let (opened, _) = keep::open_file(&file, &with(None, "", &reading));
    let texts = |draft: &QuoteDraft| {
        [Choice::LenderName, Choice::Rate, Choice::Payments].map(|field| draft.options[0].get(field).to_owned())
    };
    assert_eq!(texts(&opened), ["bank", "17.99", "12"]);
    // The list is opened after the quote: its own terms hold, and nothing is left that another lender would take over.
    let mut opened = opened;
    read::note_list(&mut opened, &around);
    assert_eq!(texts(&opened), ["", "", ""]);
    assert_eq!(priced(&read(&opened, &around)), priced(&read(&draft, &around)));
}

#[test]
fn a_copy_is_a_quote_of_its_own() {
    let mut copy = ordinary(2, 2);
    keep::as_copy(&mut copy, "20261120-0001");
    let mut expected = ordinary(2, 2);
    for field in [Head::Printed, Head::FirstPrinted] {
        expected.set(field, "");
    }
    expected.set(Head::Number, "20261120-0001");
    expected.options.iter_mut().for_each(|option| option.set(Choice::FirstTotal, ""));
    assert_eq!(copy, expected);
    assert_ne!(keep::lock_name("20261120-0001"), keep::lock_name("20261120-0002"));
}
