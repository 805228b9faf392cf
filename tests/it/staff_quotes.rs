//! Quotes as staff type them: the worked examples of price lists to the cent, what a plan fills in, what stands in the way
//! of printing, and what is worth a look.

use chrono::NaiveDate;
use microneedling_estimator::codec::menu_json;
use microneedling_estimator::data;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::menu::Menu;
use microneedling_estimator::domain::money::{BasisPoints, Money};
use microneedling_estimator::domain::offer::{self, MemberOffer};
use microneedling_estimator::domain::quote::Part;
use microneedling_estimator::editor::Reading;
use microneedling_estimator::editor::quote::checks::{Found, checks};
use microneedling_estimator::editor::quote::draft::{Choice, Head, LineDraft, LineField, Place, QuoteDraft};
use microneedling_estimator::editor::quote::fill::{consultation_credit, follow_plan, usual_deposit};
use microneedling_estimator::editor::quote::read::{Around, ReadQuote, read, typed_amount, typed_rate};
use microneedling_estimator::editor::typed::Signs;

/// A clinic and somebody who quotes from its list.
struct Desk {
    menu: Menu,
    reading: Reading,
    today: NaiveDate,
    draft: QuoteDraft,
}

impl Desk {
    fn new(list: &str) -> Self {
        let menu = menu_json::read(list).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let reading =
            Reading { signs: Signs { decimal: '.', group: ',' }, currency: menu.list.currency, symbols: "$ kr".into() };
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let mut desk = Self { menu, reading, today, draft: QuoteDraft::default() };
        desk.put("date", "2026-11-20");
        desk.put("valid_until", "2026-12-20");
        desk
    }

    fn around(&self) -> Around<'_> {
        let (menu, fingerprint) = (Some(&self.menu), "00000000");
        Around { menu, fingerprint, catalog: data::catalog(), reading: &self.reading, today: self.today }
    }

    fn put(&mut self, key: &str, text: &str) {
        let place = Place::of(key).unwrap_or_else(|| panic!("no field {key}"));
        assert!(self.draft.put(place, text), "{key}");
    }

    /// Chooses a plan, and has the lines follow it.
    fn plan(&mut self, concern: &str, service: &str, area: &str, sessions: &str) {
        for (key, text) in [("1.concern", concern), ("1.service", service), ("1.area", area), ("1.sessions", sessions)]
        {
            self.put(key, text);
        }
        self.follow();
    }

    fn follow(&mut self) {
        let mut draft = self.draft.clone();
        follow_plan(&mut draft, 0, &self.around());
        self.draft = draft;
    }

    fn add(&mut self, source: &str, quantity: &str) {
        let price = {
            let around = self.around();
            let read = read(&self.draft, &around);
            let source = offer::Source::of(source, &self.menu).unwrap_or_else(|| panic!("the list has no {source}"));
            offer::listed(&self.menu, source, read.options[0].terms()).unwrap()
        };
        let price = typed_amount(price, &self.reading);
        let texts = [(LineField::Source, source), (LineField::Quantity, quantity), (LineField::Price, &price)];
        self.draft.options[0].lines.push(LineDraft::new(&texts));
    }

    fn read(&self) -> ReadQuote {
        read(&self.draft, &self.around())
    }

    fn found(&self) -> Vec<Found> {
        checks(&self.draft, &self.read(), &self.around()).into_iter().map(|check| check.found).collect()
    }

    fn blocking(&self) -> Vec<Found> {
        self.found().into_iter().filter(Found::blocks).collect()
    }

    fn total(&self) -> i64 {
        self.read().options[0].total().unwrap_or_else(|| panic!("{:?}", self.read().faults)).minor()
    }

    /// Source, quantity and price of each line.
    fn lines(&self) -> Vec<[String; 3]> {
        let text = |line: &LineDraft, field| line.get(field).to_owned();
        let line = |line: &LineDraft| {
            [LineField::Source, LineField::Quantity, LineField::Price].map(|field| text(line, field))
        };
        self.draft.options[0].lines.iter().map(line).collect()
    }
}

const fn money(minor: i64) -> Money {
    Money::from_minor(minor)
}

/// Examples 1 and 4 of the price lists' specification, with a membership and terms for paying.
const CLINIC: &str = r#"{"currency": "USD", "id": "autumn", "valid_until": "2027-01-31",
  "tax": {"included": true, "rate_bp": 0},
  "items": [
    {"id": "face", "kind": "needling", "treatment": "standard", "area": "face", "price": {"fixed": 29500},
     "packages": [{"sessions": 3, "total": 79500}, {"sessions": 6, "total": 141500}]},
    {"id": "prp", "kind": "needling", "treatment": "prp", "area": "face", "price": {"fixed": 47000}},
    {"id": "neck", "kind": "needling", "treatment": "standard", "area": "face-neck", "price": {"fixed": 39000}}],
  "add_ons": [
    {"id": "extra-area", "label": "Extra area", "price": {"fixed": 9500}, "per": "session"},
    {"id": "prf", "label": "PRF", "price": {"fixed": 17500}, "per": "session"},
    {"id": "led", "label": "LED", "price": {"fixed": 3500}, "per": "session"},
    {"id": "dermaplane", "label": "Dermaplane", "price": {"fixed": 4500}, "per": "course"}],
  "fees": [{"id": "kit", "amount": 2500, "per": "course", "mandatory": false, "credited": false}],
  "deposit": {"percent_bp": 2500},
  "memberships": [{"id": "glow", "label": "Glow", "monthly": 2900, "percent_off_bp": 2000}],
  "financing": [{"id": "lender", "lender": "Lender", "apr_bp": 3299, "payments": 12}]}"#;

#[test]
fn example_1_a_series_discounts_the_base_only() {
    let mut desk = Desk::new(CLINIC);
    desk.plan("acne-scars-mixed", "standard", "face", "3");
    assert_eq!(desk.lines(), [["package:face:0", "1", "795"]]);
    desk.add("add-on:extra-area", "3");
    desk.add("add-on:prf", "2");
    desk.add("add-on:led", "3");
    desk.add("add-on:dermaplane", "1");
    assert_eq!(desk.total(), 158_000);
    let purchase = desk.read().options[0].purchase.clone().unwrap();
    assert_eq!(purchase.singles - purchase.total, money(9_000));
    desk.draft.options[0].lines[0] = LineDraft::default();
    desk.put("1.1.source", "item:face");
    desk.put("1.1.quantity", "3");
    desk.put("1.1.price", "295");
    assert_eq!(desk.total(), 167_000, "as singles");
    assert!(desk.found().contains(&Found::DearerThanNeeded { cheapest: money(79_500), saves: money(9_000) }));
}

#[test]
fn example_2_a_percentage_on_a_pack_is_on_its_sessions_alone_and_a_credit_is_no_discount() {
    let list = r#"{"currency": "USD",
      "items": [{"id": "rf", "kind": "needling", "treatment": "rf", "area": "face", "price": {"fixed": 110000},
                 "packages": [{"sessions": 3, "percent_off_bp": 1500}]}],
      "consultation": {"terms": "credited", "price": {"fixed": 15000}}}"#;
    let mut desk = Desk::new(list);
    desk.plan("wrinkles", "rf", "face", "4");
    assert_eq!(desk.lines(), [["package:rf:0", "1", "2805"], ["item:rf", "1", "1100"]]);
    assert_eq!(desk.total(), 390_500);
    assert_eq!(consultation_credit(&desk.menu), Some(money(15_000)));
    desk.put("1.credit", "150");
    let read = desk.read();
    let (_, priced) = read.options[0].priced.as_ref().unwrap();
    assert_eq!((priced.total, priced.credit, priced.balance), (money(390_500), money(15_000), money(375_500)));
}

#[test]
fn example_3_a_larger_area_that_costs_less_is_told_and_not_swapped() {
    let list = r#"{"currency": "SEK",
      "items": [{"id": "fn", "kind": "needling", "treatment": "standard", "area": "face-neck", "price": {"fixed": 219500}},
                {"id": "fnc", "kind": "needling", "treatment": "standard", "area": "face-neck-chest",
                 "price": {"fixed": 259500}, "packages": [{"sessions": 3, "total": 649500}]}],
      "add_ons": [{"id": "led", "label": "LED", "price": {"fixed": 30000}, "per": "session", "alone": 65000}]}"#;
    let mut desk = Desk::new(list);
    desk.plan("texture", "standard", "face-neck", "3");
    desk.add("add-on:led", "3");
    assert_eq!(desk.total(), 748_500);
    let larger = desk.read().options[0].larger_area.unwrap();
    assert_eq!((larger.item, larger.total, larger.saves), (1, money(649_500), money(9_000)));
    assert!(desk.found().contains(&Found::LargerArea { item: 1, total: money(649_500), saves: money(9_000) }));
    assert_eq!(desk.lines()[0], ["item:fn", "3", "2195"]);
}

#[test]
fn example_4_the_cheapest_way_to_buy_exactly_so_many_and_the_sixth_for_thirty_more() {
    let totals = [29_500, 59_000, 79_500, 109_000, 138_500, 141_500, 171_000, 200_500];
    for (sessions, total) in (1..).zip(totals) {
        let mut desk = Desk::new(CLINIC);
        desk.plan("acne-scars-mixed", "standard", "face", &sessions.to_string());
        assert_eq!(desk.total(), total, "{sessions} sessions");
    }
    let mut desk = Desk::new(CLINIC);
    desk.plan("acne-scars-mixed", "standard", "face", "5");
    assert_eq!(desk.lines(), [["package:face:0", "1", "795"], ["item:face", "2", "295"]]);
    let saver = Found::Saver { sessions: 6, total: money(141_500), difference: money(3_000) };
    assert!(desk.found().contains(&saver), "{:?}", desk.found());
}

#[test]
fn lines_follow_the_plan_until_they_are_somebodys_own() {
    let mut desk = Desk::new(CLINIC);
    desk.plan("acne-scars-mixed", "standard", "face", "3");
    desk.add("add-on:led", "3");
    desk.put("1.2.follows", "yes");
    desk.add("add-on:prf", "2");
    desk.put("1.sessions", "4");
    desk.follow();
    let expected = [
        ["package:face:0", "1", "795"],
        ["item:face", "1", "295"],
        ["add-on:led", "4", "35"],
        // Two of the sessions, not all: it stays.
        ["add-on:prf", "2", "175"],
    ];
    assert_eq!(desk.lines(), expected);
    desk.put("1.lines", "own");
    desk.put("1.sessions", "6");
    desk.follow();
    assert_eq!(desk.lines(), expected);
    assert!(desk.found().contains(&Found::OtherSessions { agreed: 6, lines: 4 }));
}

#[test]
fn what_blocks_is_mended_step_by_step() {
    let mut desk = Desk::new(CLINIC);
    let plan = [Choice::Concern, Choice::Service, Choice::Area].map(Found::PlanMissing);
    let nothing = [&plan[..], &[Found::SessionsMissing, Found::NoLines]].concat();
    assert_eq!(desk.blocking(), nothing);
    desk.plan("acne-scars-mixed", "standard", "face", "4");
    assert_eq!(desk.blocking(), []);

    desk.put("1.1.price", "700");
    assert_eq!(desk.blocking(), [Found::OffList { listed: money(79_500) }]);
    desk.put("1.1.reason", "Patient of the first day");
    assert_eq!(desk.blocking(), []);

    desk.put("1.discount", "10%");
    assert_eq!(desk.blocking(), [Found::NoReason]);
    desk.put("1.discount_reason", "Staff");
    assert_eq!(desk.total(), 89_550, "995.00 less a tenth");

    desk.put("1.2.quantity", "1,5");
    assert_eq!(desk.blocking(), [Found::Unreadable]);
    assert_eq!(desk.read().options[0].total(), None, "no total without that line");
    desk.put("1.2.quantity", "1");

    desk.put("1.deposit", "1000");
    assert!(matches!(desk.blocking()[..], [Found::Conflict(_)]), "a deposit above the total");
    desk.put("1.deposit", "25%");

    desk.put("valid_until", "2027-03-01");
    assert_eq!(desk.blocking(), [Found::BeyondList(NaiveDate::from_ymd_opt(2027, 1, 31).unwrap())]);
    desk.put("valid_until", "2026-11-19");
    assert_eq!(desk.blocking(), [Found::EndsBeforeItBegins]);
    desk.put("valid_until", "2026-12-20");

    desk.today = NaiveDate::from_ymd_opt(2027, 2, 1).unwrap();
    assert_eq!(desk.blocking(), [Found::ListExpired(NaiveDate::from_ymd_opt(2027, 1, 31).unwrap())]);
}

#[test]
fn a_quote_is_reconciled_with_what_the_patient_page_says() {
    let mut desk = Desk::new(CLINIC);
    desk.put("1.severity", "moderate");
    desk.plan("acne-scars-mixed", "standard", "face", "4");
    // Three to six sessions at the clinic's prices: 795, 1,090, 1,385, 1,415.
    let online = desk.read().options[0].online.unwrap().five;
    assert_eq!((online.p10, online.p90), (money(79_500), money(141_500)));
    assert_eq!(desk.blocking(), []);
    desk.add("add-on:prf", "4");
    let outside = Found::OutsideRange { low: money(79_500), high: money(141_500) };
    assert_eq!(desk.total(), 179_000);
    assert_eq!(desk.blocking(), [outside]);
    desk.put("1.range_reason", "PRF at each session");
    assert_eq!(desk.blocking(), []);
}

#[test]
fn instalments_need_every_term_and_a_deposit_comes_off_before() {
    let mut desk = Desk::new(CLINIC);
    desk.plan("acne-scars-mixed", "standard", "face", "6");
    assert_eq!(usual_deposit(&desk.menu, &desk.read().options[0], &desk.around()), Some("25%".to_owned()));
    desk.put("1.lender", "other");
    assert_eq!(desk.blocking(), [Found::Unreadable, Found::Unreadable, Found::Unreadable], "name, rate, payments");
    desk.put("1.lender_name", "Bank");
    desk.put("1.rate", "18");
    desk.put("1.payments", "1");
    assert_eq!(desk.blocking(), []);
    desk.put("1.lender", "lender");
    let plan = desk.read().options[0].priced.clone().unwrap().1.plan.unwrap();
    assert_eq!((plan.number, plan.finance_charge), (12, plan.total_of_payments - money(141_500)));
}

#[test]
fn a_membership_shows_from_where_it_pays() {
    let desk = Desk::new(CLINIC);
    let item = &desk.menu.items[0];
    // Four sessions four weeks apart: 84 days, 2.76 months, so three months of 29.00; at 236.00 a session.
    let offer = offer::member_offer(&desk.menu, 0, item, 4, 4).unwrap();
    let expected = MemberOffer {
        months: 3,
        fees: money(8_700),
        course: money(94_400),
        without: money(109_000),
        // One: 29 + 236 = 265 against 295.
        worthwhile_from: Some(1),
    };
    assert_eq!(offer, expected);
    let mut desk = Desk::new(CLINIC);
    desk.put("1.membership", "glow");
    desk.plan("acne-scars-mixed", "standard", "face", "3");
    assert_eq!(desk.lines(), [["item:face", "3", "236"]]);
    // Three sessions: 56 days, two months: 58 + 708 = 766, against 795 for the course of three.
    assert!(!desk.found().iter().any(|found| matches!(found, Found::MembershipDearer(_))));
    desk.put("1.sessions", "6");
    desk.follow();
    // Six: 140 days, five months: 145; the course of six for 1,415 is cheaper than six at 236, so that only fees are added.
    assert_eq!(desk.lines(), [["package:face:1", "1", "1415"]]);
    assert!(desk.found().contains(&Found::MembershipDearer(money(14_500))));
}

#[test]
fn a_quote_in_another_locale_is_typed_with_its_own_signs() {
    let mut desk = Desk::new(CLINIC);
    desk.reading.signs = Signs { decimal: ',', group: '.' };
    desk.plan("acne-scars-mixed", "standard", "face", "3");
    desk.put("1.1.price", "795,50");
    assert_eq!(desk.total(), 79_550);
    desk.put("1.discount", "2,5%");
    let discount = desk.read().options[0].priced.as_ref().unwrap().0.discount;
    assert_eq!(discount, Some(Part::Share(BasisPoints(250))));
    assert_eq!(typed_rate(BasisPoints(250), &desk.reading), "2,5%");
    desk.put("1.1.price", "1,234");
    assert_eq!(desk.read().faults.len(), 1, "two readings");
}

#[test]
fn a_list_without_a_currency_sign_is_no_reason_to_guess() {
    assert_eq!(Desk::new(CLINIC).menu.list.currency, Currency::USD);
    let problems = menu_json::read(&CLINIC.replace("USD", "$")).unwrap_err();
    assert!(problems[0].fix.contains("which dollar"), "{problems:?}");
}

#[test]
fn what_was_printed_first_counts_towards_the_limit_of_a_good_faith_estimate() {
    let mut desk = Desk::new(CLINIC);
    desk.plan("acne-scars-mixed", "standard", "face", "4");
    desk.put("1.first_total", "109000");
    assert!(!desk.found().iter().any(|found| matches!(found, Found::Drift(_))));
    desk.add("add-on:led", "4");
    assert!(desk.found().contains(&Found::Drift(money(14_000))));
    assert_eq!(desk.draft.get(Head::Notes), "");
}

/// A list with everything that the checks look at beside the price.
const ODD: &str = r#"{"currency": "USD", "consultation": {"terms": "paid", "price": {"fixed": 7500}},
  "items": [
    {"id": "face", "kind": "needling", "treatment": "standard", "area": "face", "price": {"from": 29500},
     "packages": [{"min_sessions": 4, "percent_off_bp": 1000}], "sessions": {"low": 3, "high": 3}},
    {"id": "elsewhere", "kind": "needling", "treatment": "standard", "area": "face-neck", "price": {"fixed": 20000},
     "concerns": ["stretch-marks"]},
    {"id": "zones", "kind": "other", "label": "Toxin", "price": {"fixed": 19000},
     "unit_steps": [{"quantity": 2, "total": 21000}, {"quantity": 3, "total": 25000}]}],
  "courses": [{"concern": "wrinkles", "sessions": {"low": 3, "high": 3}, "interval_weeks": {"low": 6, "high": 8},
               "reviewed_by": "Dr. Lee", "reviewed_on": "2026-01-05"}],
  "memberships": [{"id": "other", "label": "Other", "monthly": 100, "percent_off_bp": 500, "applies_to": ["zones"]}],
  "financing": [{"id": "lender", "lender": "Lender", "apr_bp": 0, "payments": 6, "least": 100000}]}"#;

#[test]
fn a_consultation_that_everybody_pays_is_filled_in_and_reckoned_with_online() {
    let mut desk = Desk::new(ODD);
    desk.plan("wrinkles", "standard", "face", "3");
    assert_eq!(desk.lines(), [["item:face", "3", "295"], ["consultation:", "1", "75"]]);
    assert_eq!(desk.total(), 96_000);
    assert_eq!(desk.read().options[0].online.unwrap().five.p10, money(96_000));
    assert_eq!(desk.blocking(), []);
}

#[test]
fn a_from_price_may_be_higher_and_not_lower() {
    let mut desk = Desk::new(ODD);
    desk.plan("wrinkles", "standard", "face", "3");
    desk.put("1.1.price", "350");
    assert_eq!(desk.blocking(), []);
    desk.put("1.1.price", "290");
    // Below what the patient page says as well.
    let low = Found::OutsideRange { low: money(96_000), high: money(96_000) };
    assert_eq!(desk.blocking(), [Found::OffList { listed: money(29_500) }, low]);
}

#[test]
fn weeks_units_and_larger_areas_are_those_of_the_list() {
    let mut desk = Desk::new(ODD);
    desk.plan("wrinkles", "standard", "face", "4");
    let read = desk.read();
    assert_eq!(read.options[0].weeks_between(&desk.around()), 6, "six to eight, where four are usual");
    assert_eq!(read.options[0].larger_area, None, "that row is for stretch marks");
    // A membership that does not touch this row leaves its percentage as it is.
    desk.put("1.membership", "other");
    desk.follow();
    assert_eq!(desk.blocking(), []);
    assert_eq!(desk.total(), 106_200 + 7_500, "four at 295 less a tenth, and the consultation");
    desk.add("units:zones:1", "1");
    assert_eq!(desk.total(), 106_200 + 7_500 + 25_000);
}

#[test]
fn a_lender_lends_no_less_than_the_list_says() {
    let mut desk = Desk::new(ODD);
    desk.plan("wrinkles", "standard", "face", "3");
    desk.put("1.lender", "lender");
    assert_eq!(desk.blocking(), [Found::BelowLeast(money(100_000))]);
    desk.put("1.sessions", "6");
    desk.follow();
    assert!(!desk.blocking().contains(&Found::BelowLeast(money(100_000))));
}

#[test]
fn a_quote_that_was_given_prints_again_as_it_was_and_a_changed_one_does_not() {
    let mut desk = Desk::new(CLINIC);
    desk.put("1.severity", "moderate");
    desk.plan("acne-scars-mixed", "standard", "face", "4");
    desk.put("printed", "1");
    desk.put("1.first_total", "109000");
    desk.today = NaiveDate::from_ymd_opt(2027, 2, 1).unwrap();
    assert_eq!(desk.blocking(), []);
    desk.put("1.sessions", "5");
    desk.follow();
    assert_eq!(desk.blocking(), [Found::ListExpired(NaiveDate::from_ymd_opt(2027, 1, 31).unwrap())]);
}

#[test]
fn another_lists_prices_are_not_filled_into_a_quote() {
    let mut desk = Desk::new(CLINIC);
    desk.plan("acne-scars-mixed", "standard", "face", "4");
    desk.put("list_tax", "included 2000");
    desk.put("list_fingerprint", "ABCDEFGH");
    desk.put("currency", "USD");
    let lines = desk.lines();
    desk.put("1.sessions", "6");
    desk.follow();
    assert_eq!(desk.lines(), lines);
    assert!(desk.found().contains(&Found::OtherList));
    assert!(desk.read().options[0].priced.as_ref().unwrap().0.prices_include_tax);
}

#[test]
fn a_plan_without_a_row_keeps_no_lines_of_another_and_own_lines_of_another_row_are_told() {
    let mut desk = Desk::new(CLINIC);
    desk.plan("acne-scars-mixed", "standard", "face", "4");
    desk.put("1.service", "pulsed-dye");
    desk.follow();
    assert_eq!(desk.lines(), Vec::<[String; 3]>::new());
    assert_eq!(desk.blocking(), [Found::NoLines]);
    desk.put("1.service", "standard");
    desk.follow();
    desk.put("1.lines", "own");
    desk.put("1.area", "face-neck");
    desk.put("1.range_reason", "As agreed");
    assert_eq!(desk.blocking(), [Found::OtherRow, Found::OtherRow]);
    desk.put("1.1.reason", "As agreed by telephone");
    assert_eq!(desk.blocking(), [Found::OtherRow]);
}

#[test]
fn add_ons_follow_the_sessions_until_somebody_says_how_many() {
    let mut desk = Desk::new(CLINIC);
    desk.plan("acne-scars-mixed", "standard", "face", "4");
    desk.add("add-on:led", "4");
    desk.put("1.3.follows", "yes");
    desk.add("add-on:prf", "2");
    for typed in ["", "2", "24", ""] {
        desk.put("1.sessions", typed);
        desk.follow();
    }
    desk.put("1.sessions", "6");
    desk.follow();
    let expected = [["package:face:1", "1", "1415"], ["add-on:led", "6", "35"], ["add-on:prf", "2", "175"]];
    assert_eq!(desk.lines(), expected);
}

#[test]
fn what_is_worth_a_look_is_told() {
    let mut desk = Desk::new(&CLINIC.replace(
        r#""label": "LED", "price": {"fixed": 3500}, "per": "session""#,
        r#""label": "LED", "price": {"fixed": 3500}, "per": "session", "applies_to": ["neck"]"#,
    ));
    desk.plan("acne-scars-mixed", "standard", "face", "3");
    desk.add("add-on:led", "3");
    assert!(desk.found().contains(&Found::DoesNotGoWith));
    desk.put("first_visit", "2020-01-01");
    assert!(desk.found().contains(&Found::VisitBefore));
    let mut desk = Desk::new(ODD);
    desk.plan("wrinkles", "standard", "face", "4");
    assert!(!desk.found().iter().any(|found| matches!(found, Found::Saver { .. })), "one more at the same price");
    desk.add("item:zones", "3");
    assert!(desk.found().contains(&Found::DearerThanNeeded { cheapest: money(25_000), saves: money(32_000) }));
    assert!(!desk.found().iter().any(|found| matches!(found, Found::OtherSessions { .. })), "zones are no sessions");
}
