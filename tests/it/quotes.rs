//! Quotes: worked by hand, by an independent program, and the sums that hold for every one of them.

use crate::answers::{answer, answer_line, json_lines, shipped};
use crate::cases::{agrees, at, compare, entry};
use microneedling_estimator::codec::json::{self, Value as Tree};
use microneedling_estimator::codec::quote_json;
use microneedling_estimator::domain::currency::Currency;
use microneedling_estimator::domain::money::{BasisPoints, Money};
use microneedling_estimator::domain::quote::{Instalments, Line, Part, Priced, PricedPlan, Quote, price};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Quotes worked by hand, one a line: the expected answers or the expected problem.
pub const QUOTES: &str = include_str!("../cases/quotes.jsonl");
/// Quotes whose answers another program, written from the model alone, computed.
pub const INDEPENDENT_QUOTES: &str = include_str!("../cases/independent-quotes.jsonl");

#[test]
fn every_quote_worked_by_hand_comes_out() {
    let catalog = shipped();
    let mut wrong = Vec::new();
    for (case, line) in json_lines(QUOTES).iter().zip(QUOTES.lines()) {
        let answer = answer(&json!({"quote": case["quote"]}).to_string(), &catalog);
        // One of the two is there: what the quote comes to, or what is wrong with it.
        let (key, found) = if case["error"].is_null() { ("expect", "quote") } else { ("error", "error") };
        let tree = json::parse(line).unwrap();
        let Tree::Object(expected) = &entry(&tree, key).value else { panic!("{line}") };
        assert!(expected.len() > 1, "{line}");
        for (path, node) in expected {
            let value = at(&answer[found], path);
            if !agrees(&value, node) {
                wrong.push(format!("{}: {path} is {value}, expected {}\n{answer}", case["name"], case[key][path]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn another_program_gets_the_same_quotes() {
    let catalog = shipped();
    let mut wrong = Vec::new();
    for case in json_lines(INDEPENDENT_QUOTES) {
        let line = json!({"quote": case["quote"]}).to_string();
        let answer = answer(&line, &catalog);
        if case["error"].is_null() {
            compare(&line, &case["answer"], &answer["quote"], &mut wrong);
            compare(&line, &answer["quote"], &case["answer"], &mut wrong);
        } else {
            compare(&line, &case["error"], &answer["error"], &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every problem of a quote is told at once, in reading order.
#[test]
fn a_reader_tells_all_problems() {
    let text = r#"{"version": 1, "currency": "$", "prices_include_tax": "no", "tip": 5,
        "lines": [{"quantity": 0, "unit_price": 1.5, "discount": {}}, {"quantity": 1, "unit_price": 5, "unit_price": 6}],
        "credit": -1, "deposit": {"fixed": 3, "bp": 5}, "plan": {"lender": " ", "apr_bp": 10001, "payments": 121}}"#;
    let problems = quote_json::read(text).unwrap_err();
    let found: Vec<(&str, &str)> = problems.iter().map(|one| (one.path.as_str(), one.code.word())).collect();
    let expected = [
        ("currency", "unknown-word"),
        ("prices_include_tax", "type"),
        ("tip", "unknown-key"),
        ("lines[0].quantity", "range"),
        ("lines[0].unit_price", "type"),
        ("lines[0].discount", "missing"),
        ("lines[1].unit_price", "conflict"),
        ("credit", "range"),
        ("deposit", "conflict"),
        ("plan.lender", "range"),
        ("plan.apr_bp", "range"),
        ("plan.payments", "range"),
    ];
    assert_eq!(found, expected);
    assert!(problems.iter().all(|one| !one.fix.is_empty() && one.problem.contains(&one.path)), "{problems:?}");
}

#[test]
fn a_line_is_about_a_scenario_or_a_quote() {
    let catalog = shipped();
    let quote = r#"{"version":1,"currency":"USD","prices_include_tax":true,"lines":[]}"#;
    let path = |line: &str| answer(line, &catalog)["error"]["path"].clone();
    assert_eq!(answer(&format!(r#"{{"quote":{quote}}}"#), &catalog)["quote"]["total"], 0);
    assert_eq!(path(&format!(r#"{{"quote":{quote},"price_list":null}}"#)), "price_list");
    assert_eq!(path(&format!(r#"{{"scenario":{{}},"quote":{quote}}}"#)), "quote");
    assert_eq!(path(&format!(r#"{{"quote":{quote},"quote":{quote}}}"#)), "quote");
    assert_eq!(path(r#"{"quote":null}"#), "");
    assert_eq!(path("{}"), "scenario");
}

/// The dearest quote that the limits allow, paid as slowly and as dearly as they allow.
#[test]
fn the_largest_quote_is_exact() {
    let whole = BasisPoints(10_000);
    let line = Line { quantity: 1_000, unit_price: Money::from_minor(100_000_000), tax: whole, discount: None };
    let quote = |plan: Instalments| Quote {
        currency: Currency::USD,
        prices_include_tax: false,
        lines: vec![line; Quote::LINES],
        discount: None,
        credit: Money::ZERO,
        deposit: None,
        plan: Some(plan),
    };
    let terms = |payments, deferred_interest| Instalments {
        lender: "Lender".to_owned(),
        apr: whole,
        payments,
        deferred_interest,
    };
    let slow = price(&quote(terms(120, false))).unwrap();
    assert_eq!(slow.total.minor(), 40_000_000_000_000);
    assert_eq!(slow.total.minor(), Quote::LARGEST);
    let plan = slow.plan.unwrap();
    // 40 000 000 000 000 / 12 / (1 − (12/13)^120) is 3 333 557 956 869.042….
    assert_eq!(plan.schedule[0].payment.minor(), 3_333_557_956_870);
    assert!(plan.total_of_payments.minor() < 1 << 53);
    let deferred = price(&quote(terms(120, true))).unwrap().plan.unwrap();
    assert_eq!(deferred.interest_if_not_cleared.unwrap().minor(), 400_000_000_000_000);
    // A discount by which 2·10¹³ are multiplied by 2·10¹³.
    let most = Money::from_minor(20_000_000_000_000 - 1);
    let off = price(&Quote { discount: Some(Part::Amount(most)), ..quote(terms(1, false)) }).unwrap();
    assert_eq!(off.lines.iter().map(|line| line.base.minor()).collect::<Vec<_>>(), {
        let mut bases = vec![0; Quote::LINES];
        bases[Quote::LINES - 1] = 1;
        bases
    });
    assert_eq!((off.total.minor(), off.tax.minor()), (2, 1));
}

/// A part as it is drawn, before it is known what it is taken from.
#[derive(Clone, Copy, Debug)]
enum Drawn {
    Share(u32),
    /// So many millionths of the whole.
    Millionths(i64),
}

fn drawn() -> impl Strategy<Value = Option<Drawn>> {
    prop::option::of(prop_oneof![
        prop_oneof![0..=10_000_u32, Just(0), Just(10_000), Just(1_000), 1..=50_u32].prop_map(Drawn::Share),
        prop_oneof![0..=1_000_000_i64, Just(1_000_000)].prop_map(Drawn::Millionths),
    ])
}

fn part(drawn: Option<Drawn>, whole: Money) -> Option<Part> {
    drawn.map(|drawn| match drawn {
        Drawn::Share(rate) => Part::Share(BasisPoints(rate)),
        Drawn::Millionths(millionths) => {
            let amount = i128::from(whole.minor()) * i128::from(millionths) / 1_000_000;
            Part::Amount(Money::from_minor(amount.try_into().unwrap()))
        }
    })
}

/// Lines with parts of their own: few of one price, many, and those at the limits.
fn lines() -> impl Strategy<Value = Vec<Line>> {
    let quantity = prop_oneof![4 => 1..=6_u32, 1 => 1..=1_000_u32, 1 => Just(1_000)];
    // As whole units of a currency with decimals, as single minor units, and up to the limit.
    let unit_price = prop_oneof![
        4 => (1..=2_000_i64).prop_map(|units| units * 100),
        2 => 0..=20_i64,
        2 => 0..=100_000_000_i64,
        1 => Just(100_000_000),
    ];
    let tax = prop_oneof![2 => Just(0), 2 => Just(825), 1 => Just(2_000), 2 => 0..=10_000_u32];
    let line = (quantity, unit_price, tax, drawn()).prop_map(|(quantity, unit_price, tax, discount)| {
        let unit_price = Money::from_minor(unit_price);
        let discount = part(discount, unit_price.times(quantity.into()));
        Line { quantity, unit_price, tax: BasisPoints(tax), discount }
    });
    let line = line.boxed();
    let count = prop_oneof![9 => 1..=7_usize, 1 => 0..=24_usize];
    count.prop_flat_map(move |count| prop::collection::vec(line.clone(), count))
}

fn plans() -> impl Strategy<Value = Option<Instalments>> {
    let apr = prop_oneof![1 => Just(0), 4 => 1..=4_000_u32, 1 => 1..=10_000_u32, 1 => Just(10_000)];
    let payments = prop_oneof![4 => 1..=24_u32, 1 => 1..=120_u32, 1 => Just(120)];
    prop::option::of((apr, payments, prop::bool::weighted(0.2))).prop_map(|plan| {
        plan.map(|(apr, payments, deferred_interest)| Instalments {
            lender: "Lender".to_owned(),
            apr: BasisPoints(apr),
            payments,
            deferred_interest,
        })
    })
}

/// Quotes that are right, in currencies with no decimals, with two and with three.
fn quotes() -> impl Strategy<Value = Quote> {
    let currency = prop::sample::select(&["USD", "EUR", "JPY", "ISK", "KWD", "TND"][..])
        .prop_map(|code| Currency::from_code(code).unwrap());
    let parts = (drawn(), drawn(), prop::option::weighted(0.3, 0..=1_000_000_i64));
    (currency, any::<bool>(), lines(), parts, plans()).prop_map(|(currency, included, lines, parts, plan)| {
        let mut quote = Quote {
            currency,
            prices_include_tax: included,
            lines,
            discount: None,
            credit: Money::ZERO,
            deposit: None,
            plan: None,
        };
        quote.discount = part(parts.0, price(&quote).unwrap().net);
        let total = price(&quote).unwrap().total;
        quote.deposit = part(parts.1, total);
        let balance = price(&quote).unwrap().balance;
        if let Some(Part::Amount(credit)) = part(parts.2.map(Drawn::Millionths), balance) {
            quote.credit = credit;
        }
        quote.plan = plan;
        quote
    })
}

/// Whether `rounded` is `numerator` / `denominator`, rounded half up.
fn is_rounded(rounded: i128, numerator: i128, denominator: i128) -> bool {
    let error = 2 * (rounded * denominator - numerator);
    -denominator < error && error <= denominator
}

fn part_holds(part: Option<Part>, whole: i128, found: i128) -> bool {
    match part {
        None => found == 0,
        Some(Part::Amount(amount)) => found == i128::from(amount.minor()),
        Some(Part::Share(rate)) => is_rounded(found, whole * i128::from(rate.0), 10_000),
    }
}

/// Every sum of a quote, in integers twice as wide as those that it was worked out with.
fn holds(quote: &Quote, priced: &Priced) -> Result<(), TestCaseError> {
    let wide = |money: Money| i128::from(money.minor());
    let net = priced.lines.iter().map(|line| wide(line.net)).sum::<i128>();
    prop_assert_eq!(priced.lines.len(), quote.lines.len());
    prop_assert_eq!(wide(priced.net), net);
    prop_assert!(part_holds(quote.discount, net, wide(priced.discount)));
    prop_assert_eq!(priced.lines.iter().map(|line| wide(line.share)).sum::<i128>(), wide(priced.discount));

    let mut bases = BTreeMap::new();
    for (line, found) in quote.lines.iter().zip(&priced.lines) {
        prop_assert_eq!(wide(found.gross), i128::from(line.quantity) * wide(line.unit_price));
        prop_assert!(part_holds(line.discount, wide(found.gross), wide(found.discount)));
        prop_assert_eq!(wide(found.net), wide(found.gross) - wide(found.discount));
        prop_assert_eq!(wide(found.base), wide(found.net) - wide(found.share));
        prop_assert!(found.share >= Money::ZERO && found.base >= Money::ZERO && found.tax == line.tax);
        // Less than a minor unit from its exact share.
        let error = wide(found.share) * net - wide(priced.discount) * wide(found.net);
        prop_assert!(error.abs() < net.max(1), "{found:?}");
        *bases.entry(line.tax).or_insert(0) += wide(found.base);
    }
    // A line that got the odd unit has a remainder at least as large as one that did not; at the same, it is earlier.
    for (index, one) in priced.lines.iter().enumerate() {
        for (other_index, other) in priced.lines.iter().enumerate() {
            let product = |line: &microneedling_estimator::domain::quote::PricedLine| {
                let product = wide(priced.discount) * wide(line.net);
                (product / net.max(1), product % net.max(1))
            };
            let ((one_floor, one_rest), (other_floor, other_rest)) = (product(one), product(other));
            if wide(one.share) > one_floor && wide(other.share) == other_floor {
                prop_assert!(one_rest > other_rest || (one_rest == other_rest && index < other_index));
            }
        }
    }

    let found: Vec<(BasisPoints, i128)> = priced.taxes.iter().map(|tax| (tax.rate, wide(tax.base))).collect();
    prop_assert_eq!(found, bases.into_iter().collect::<Vec<_>>());
    for tax in &priced.taxes {
        let (base, rate) = (wide(tax.base), i128::from(tax.rate.0));
        let is_right = match quote.prices_include_tax {
            true => is_rounded(base - wide(tax.tax), base * 10_000, 10_000 + rate),
            false => is_rounded(wide(tax.tax), base * rate, 10_000),
        };
        prop_assert!(is_right, "{tax:?}");
    }
    prop_assert_eq!(priced.taxes.iter().map(|tax| wide(tax.tax)).sum::<i128>(), wide(priced.tax));
    let on_top = if quote.prices_include_tax { 0 } else { wide(priced.tax) };
    prop_assert_eq!(wide(priced.total), net - wide(priced.discount) + on_top);
    prop_assert!(part_holds(quote.deposit, wide(priced.total), wide(priced.deposit)));
    prop_assert_eq!(priced.credit, quote.credit);
    prop_assert_eq!(wide(priced.credit) + wide(priced.deposit) + wide(priced.balance), wide(priced.total));
    prop_assert!(priced.balance >= Money::ZERO && priced.total.minor() <= Quote::LARGEST);
    prop_assert_eq!(priced.plan.is_some(), quote.plan.is_some());
    match (&quote.plan, &priced.plan) {
        (Some(terms), Some(plan)) => plan_holds(terms, plan, wide(priced.balance)),
        _ => Ok(()),
    }
}

fn plan_holds(terms: &Instalments, plan: &PricedPlan, balance: i128) -> Result<(), TestCaseError> {
    let wide = |money: Money| i128::from(money.minor());
    let (apr, agreed) = (i128::from(terms.apr.0), terms.payments as usize);
    prop_assert_eq!(plan.number as usize, plan.schedule.len());
    prop_assert!(plan.schedule.len() <= agreed);
    prop_assert_eq!(plan.schedule.is_empty(), balance == 0);
    prop_assert_eq!(plan.schedule.iter().map(|month| wide(month.payment)).sum::<i128>(), wide(plan.total_of_payments));
    prop_assert_eq!(wide(plan.total_of_payments), balance + wide(plan.finance_charge));
    prop_assert_eq!(plan.schedule.iter().map(|month| wide(month.interest)).sum::<i128>(), wide(plan.finance_charge));
    prop_assert!(plan.total_of_payments.minor() < 1 << 53);
    let mut left = balance;
    for month in &plan.schedule {
        prop_assert!(month.payment > Money::ZERO && left > 0);
        let rate = if terms.deferred_interest { 0 } else { apr };
        prop_assert!(is_rounded(wide(month.interest), left * rate, 120_000));
        prop_assert_eq!(wide(month.balance), left + wide(month.interest) - wide(month.payment));
        left = wide(month.balance);
    }
    prop_assert_eq!(left, 0);
    let payments: Vec<i128> = plan.schedule.iter().map(|month| wide(month.payment)).collect();
    let Some((last, before)) = payments.split_last() else { return Ok(()) };
    if terms.deferred_interest || apr == 0 {
        // Even, the odd units first.
        prop_assert!(before.is_sorted_by(|one, other| one >= other));
        prop_assert!(payments.first().is_none_or(|first| first - last <= 1));
    } else if let Some(level) = before.first() {
        prop_assert!(before.iter().all(|payment| payment == level));
        // Level is the least whole payment that pays the exact annuity; up to four months of it fit into 128 bits.
        if agreed <= 4 {
            let (grown, flat) = ((120_000 + apr).pow(terms.payments), 120_000_i128.pow(terms.payments));
            let pays = |payment: i128| payment * (grown - flat) >= exact_ceiling(balance * apr, grown, 120_000);
            prop_assert!(pays(*level) && !pays(level - 1), "{level}");
        }
    }
    let deferred = plan.interest_if_not_cleared.map(wide);
    prop_assert_eq!(deferred.is_some(), terms.deferred_interest);
    prop_assert!(deferred.is_none_or(|up_to| is_rounded(up_to, balance * apr * agreed as i128, 120_000)));
    Ok(())
}

/// `amount` · `factor` / `divisor`, rounded up, without the product, which would not fit.
fn exact_ceiling(amount: i128, factor: i128, divisor: i128) -> i128 {
    let (whole, rest) = (factor / divisor, factor % divisor);
    amount * whole + (amount * rest + divisor - 1) / divisor
}

/// The same quote in the JSON interface.
fn wire(quote: &Quote) -> Value {
    let part = |part: Option<Part>| match part {
        None => Value::Null,
        Some(Part::Share(rate)) => json!({"bp": rate.0}),
        Some(Part::Amount(amount)) => json!({"fixed": amount.minor()}),
    };
    let line = |line: &Line| {
        json!({
            "quantity": line.quantity,
            "unit_price": line.unit_price.minor(),
            "tax_bp": line.tax.0,
            "discount": part(line.discount),
        })
    };
    let plan = quote.plan.as_ref().map(|plan| {
        json!({
            "lender": plan.lender,
            "apr_bp": plan.apr.0,
            "payments": plan.payments,
            "deferred_interest": plan.deferred_interest,
        })
    });
    json!({
        "version": 1,
        "currency": quote.currency.code(),
        "prices_include_tax": quote.prices_include_tax,
        "lines": quote.lines.iter().map(line).collect::<Vec<_>>(),
        "discount": part(quote.discount),
        "credit": quote.credit.minor(),
        "deposit": part(quote.deposit),
        "plan": plan,
    })
}

fn every_sum_holds(quote: &Quote) -> Result<(), TestCaseError> {
    let priced = price(quote).map_err(|problem| TestCaseError::fail(format!("{problem:?}")))?;
    holds(quote, &priced)
}

/// `cargo test --profile native --test it a_million -- --ignored`
#[test]
#[ignore = "takes a minute; the same property runs on thousands of quotes in every test"]
fn every_sum_holds_in_a_million_quotes() {
    let mut runner = TestRunner::new(ProptestConfig::with_cases(1_000_000));
    runner.run(&quotes(), |quote| every_sum_holds(&quote)).unwrap();
}

/// Numbers far outside the limits and just inside them.
fn any_number() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), Just(i64::MAX), Just(i64::MIN), -1..=1_001_i64, 99_999_999..=100_000_001_i64]
}

fn any_part() -> impl Strategy<Value = Option<Part>> {
    prop::option::of(prop_oneof![
        any_number().prop_map(|number| Part::Share(BasisPoints(number as u32))),
        any_number().prop_map(|number| Part::Amount(Money::from_minor(number))),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn every_sum_holds_in_every_quote(quote in quotes()) {
        every_sum_holds(&quote)?;
    }

    #[test]
    fn any_quote_is_worked_out_or_refused(
        lines in prop::collection::vec((any_number(), any_number(), any_number(), any_part()), 0..4),
        parts in (any_part(), any_part(), any_number(), any::<bool>()),
        plan in prop::option::of((any_number(), any_number(), any::<bool>())),
    ) {
        let line = |(quantity, unit_price, tax, discount): (i64, i64, i64, Option<Part>)| Line {
            quantity: quantity as u32,
            unit_price: Money::from_minor(unit_price),
            tax: BasisPoints(tax as u32),
            discount,
        };
        let quote = Quote {
            currency: Currency::USD,
            prices_include_tax: parts.3,
            lines: lines.into_iter().map(line).collect(),
            discount: parts.0,
            credit: Money::from_minor(parts.2),
            deposit: parts.1,
            plan: plan.map(|(apr, payments, deferred_interest)| Instalments {
                lender: "Lender".to_owned(),
                apr: BasisPoints(apr as u32),
                payments: payments as u32,
                deferred_interest,
            }),
        };
        match price(&quote) {
            Ok(priced) => holds(&quote, &priced)?,
            Err(problem) => {
                prop_assert!(problem.problem.contains(&format!("`{}`", problem.path)), "{problem:?}");
                prop_assert!(!problem.path.is_empty() && !problem.fix.is_empty(), "{problem:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_quote_is_read_as_it_was_written(quote in quotes()) {
        let text = wire(&quote).to_string();
        prop_assert_eq!(quote_json::read(&text), Ok(quote.clone()));
        let answer = answer_line(&format!("{{\"quote\": {text}}}"), &crate::properties::CATALOG);
        prop_assert_eq!(answer, quote_json::answer(&price(&quote).unwrap()));
    }
}
