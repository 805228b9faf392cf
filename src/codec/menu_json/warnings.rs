//! What a price list may say and is yet worth a look: packages that save nothing, wording that binds, prices past their end.

use super::cost;
use crate::codec::json::{Node, Value};
use crate::codec::reader::{Problems, said};
use crate::domain::menu::{AddOnPrice, Financing, FinancingTerms, MenuArea, MenuItem, MenuPrice, MonthlyShown};
use crate::domain::menu::{ItemKind, Menu};
use crate::domain::money::Money;
use crate::domain::price_list::Package;
use crate::domain::problem::ProblemCode;
use crate::domain::vocabulary::Area;
use chrono::NaiveDate;

/// Everything in a list that is worth a look. `positions` says where in the file each item stands.
pub fn of(menu: &Menu, positions: &[usize], tree: &Node, today: Option<NaiveDate>) -> Problems {
    let mut warnings = Warnings { tree, found: Problems::default() };
    if let (Some(until), Some(today)) = (menu.list.valid_until, today)
        && until < today
    {
        let problem = said("`valid_until` is {}, before today, which is {}", &[&until.to_string(), &today.to_string()]);
        warnings.add("valid_until", ProblemCode::Range, problem, "look through the prices and put a later day");
    }
    for (index, item) in menu.items.iter().enumerate() {
        let path = path("items", positions, index);
        if item.area == Some(MenuArea::Unstated) && item.kind != ItemKind::Other {
            let problem = said("`{}.area` is \"unstated\", which an estimate takes for the face", &[&path]);
            warnings.add(&[&path, ".area"].concat(), ProblemCode::Missing, problem, "name the area, if it is another");
        }
        packages(item, &path, &mut warnings);
        bundle(menu, item, &path, &mut warnings);
        larger_areas(menu, positions, item, &path, &mut warnings);
        same_service(menu, positions, index, &path, &mut warnings);
    }
    for (index, add_on) in menu.add_ons.iter().enumerate() {
        let Some(alone) = add_on.alone else { continue };
        let path = ["add_ons[", &index.to_string(), "].alone"].concat();
        if let AddOnPrice::Fixed(price) = add_on.price
            && alone < price
        {
            let problem =
                said("`{}` is {}, less than with a session, which is {}", &[&path, &minor(alone), &minor(price)]);
            warnings.add(&path, ProblemCode::Conflict, problem, "compare the two prices");
        }
        for (index, item) in menu.items.iter().enumerate() {
            if item.label.as_ref() == Some(&add_on.label) && item.price != MenuPrice::Fixed(alone) {
                let name = self::path("items", positions, index);
                let problem = said("`{}` is {}, another price than that of `{}`", &[&path, &minor(alone), &name]);
                warnings.add(&path, ProblemCode::Conflict, problem, "keep one price for each service");
            }
        }
    }
    for (index, plan) in menu.memberships.iter().enumerate() {
        let path = ["memberships[", &index.to_string(), "]"].concat();
        let is_priced = menu.items.iter().any(|item| item.member_price.is_some());
        if plan.percent_off.is_none() && plan.prices.is_empty() && !is_priced {
            let problem = said("`{}` costs money and makes nothing cheaper", &[&path]);
            let fix = "add percent_off_bp or prices, or member_price to an item";
            warnings.add(&path, ProblemCode::Missing, problem, fix);
        }
    }
    for (index, discount) in menu.discounts.iter().enumerate() {
        let path = ["discounts[", &index.to_string(), "].until"].concat();
        if let (Some(until), Some(today)) = (discount.until, today)
            && until < today
        {
            let problem =
                said("`{}` is {}, before today, which is {}", &[&path, &until.to_string(), &today.to_string()]);
            warnings.add(&path, ProblemCode::Range, problem, "take the discount out, or put a later day");
        }
    }
    for (index, lender) in menu.financing.iter().enumerate() {
        instalments(lender, &["financing[", &index.to_string(), "]"].concat(), &mut warnings);
    }
    wording(tree, "", &mut warnings);
    warnings.found
}

/// The warnings found so far, and the text that they are about.
struct Warnings<'a> {
    tree: &'a Node,
    found: Problems,
}

impl Warnings<'_> {
    fn add(&mut self, path: &str, code: ProblemCode, problem: String, fix: &str) {
        self.found.add_at(self.tree.at(path).order, path.to_owned(), code, problem, fix);
    }
}

fn minor(amount: Money) -> String {
    amount.minor().to_string()
}

/// The path of an item, which stands in the file where `positions` says.
fn path(list: &str, positions: &[usize], index: usize) -> String {
    let position = positions.get(index).copied().unwrap_or(index);
    [list, "[", &position.to_string(), "]"].concat()
}

/// Packages that cost as much as their singles, or more; of a "from" price nobody knows.
fn packages(item: &MenuItem, path: &str, warnings: &mut Warnings) {
    let price = match item.price {
        MenuPrice::Fixed(price) => price,
        MenuPrice::Range(triple) => triple.high(),
        _ => return,
    };
    for (index, package) in item.packages.iter().enumerate() {
        let (sessions, cost) = cost(&package.terms, price);
        let singles = price.times(sessions.into());
        if cost < singles {
            continue;
        }
        let path = [path, ".packages[", &index.to_string(), "]"].concat();
        let (how, fix) = if cost > singles {
            ("costs {}, more than its {} singles at {}", "put a total below that of the singles, or take it out")
        } else {
            ("costs {}, and so do its {} singles: it saves nothing", "put a total below, or take it out")
        };
        let problem = said(&["`{}` ", how].concat(), &[&path, &minor(cost), &sessions.to_string(), &minor(singles)]);
        warnings.add(&path, ProblemCode::Conflict, problem, fix);
    }
}

/// A bundle that costs more than what it is made of.
fn bundle(menu: &Menu, item: &MenuItem, path: &str, warnings: &mut Warnings) {
    let Some(own) = item.price.amount().filter(|_| !item.parts.is_empty()) else { return };
    let mut sum = Money::ZERO;
    for id in &item.parts {
        let of_add_on = || {
            menu.add_ons.iter().find(|add_on| &add_on.id == id).and_then(|add_on| match add_on.price {
                AddOnPrice::Fixed(amount) => Some(amount),
                _ => None,
            })
        };
        let Some(amount) = menu.item(id).map_or_else(of_add_on, |part| part.price.amount()) else { return };
        sum = sum + amount;
    }
    if own > sum {
        let path = [path, ".price"].concat();
        let problem =
            said("`{}` is {}, more than its parts together, which are {}", &[&path, &minor(own), &minor(sum)]);
        warnings.add(&path, ProblemCode::Conflict, problem, "compare the bundle with its parts");
    }
}

/// A course of a larger area that costs less than as many singles of this one.
fn larger_areas(menu: &Menu, positions: &[usize], item: &MenuItem, path: &str, warnings: &mut Warnings) {
    let (MenuPrice::Fixed(single), Some(area)) = (&item.price, item.area) else { return };
    for (index, other) in menu.items.iter().enumerate() {
        let is_larger = other.area.is_some_and(|larger| contains(larger, area));
        let is_alike = is_larger
            && other.kind == item.kind
            && other.variant == item.variant
            && other.concerns == item.concerns
            && other.locations == item.locations
            && (item.kind != ItemKind::Other || other.label == item.label);
        if !is_alike {
            continue;
        }
        for (number, package) in other.packages.iter().enumerate() {
            if matches!(package.terms, Package::Percent { .. }) {
                continue;
            }
            let Some((sessions, total)) = package.terms.cost(other.price.amount().unwrap_or(Money::ZERO)) else {
                continue;
            };
            let singles = single.times(sessions.into());
            if total > Money::ZERO && total < singles {
                let larger = [&self::path("items", positions, index), ".packages[", &number.to_string(), "]"].concat();
                let parts = [path, &sessions.to_string(), &minor(singles), &larger, &minor(total)];
                let problem = said("`{}`: {} singles are {}, but the larger area's course `{}` is {}", &parts);
                let fix = "add a course for this area, or tell patients of the larger one";
                warnings.add(path, ProblemCode::Conflict, problem, fix);
            }
        }
    }
}

/// Whether an area holds another one and more.
fn contains(larger: MenuArea, smaller: MenuArea) -> bool {
    let known = |area: Area| MenuArea::Known(area) == smaller;
    match larger {
        MenuArea::FaceNeckChest => known(Area::Face) || known(Area::FaceNeck) || known(Area::NeckChest),
        MenuArea::Known(Area::FaceNeck) => known(Area::Face),
        _ => false,
    }
}

/// A service that an earlier item has at another price: one of the same words, or one whose area is left open.
fn same_service(menu: &Menu, positions: &[usize], index: usize, path: &str, warnings: &mut Warnings) {
    let Some(item) = menu.items.get(index) else { return };
    let is_same = |other: &&MenuItem| {
        let is_alike = other.kind == item.kind
            && other.variant == item.variant
            && other.concerns == item.concerns
            && other.locations == item.locations;
        match item.kind {
            ItemKind::Other => is_alike && other.area == item.area && other.label == item.label,
            ItemKind::Service(_) => {
                let (one, two) = (item.area, other.area);
                is_alike && one != two && one.and_then(MenuArea::estimated) == two.and_then(MenuArea::estimated)
            }
        }
    };
    let earlier = menu.items.get(..index).unwrap_or_default();
    let Some(first) = earlier.iter().position(|other| is_same(&other) && other.price != item.price) else { return };
    let first = self::path("items", positions, first);
    let problem = said("`{}` is the service of `{}` at another price", &[path, &first]);
    warnings.add(path, ProblemCode::Conflict, problem, "keep one price, or tell the two apart");
}

/// Monthly payments that the menu prints and that are not what the terms give, or stand there without an APR.
fn instalments(lender: &Financing, path: &str, warnings: &mut Warnings) {
    for (index, shown) in lender.monthly_shown.iter().enumerate() {
        let path = [path, ".monthly_shown[", &index.to_string(), "]"].concat();
        match lender.terms {
            None => {
                let problem = said("`{}` is a monthly payment without its APR", &[&path]);
                warnings.add(&path, ProblemCode::Missing, problem, "add apr_bp and payments");
            }
            Some(terms) if !repays(terms, shown) => {
                let problem = said(
                    "`{}` is {} a month, which is not what the terms give for {}",
                    &[&path, &minor(shown.payment), &minor(shown.price)],
                );
                warnings.add(&path, ProblemCode::Conflict, problem, "mend the payment, or apr_bp and payments");
            }
            Some(_) => {}
        }
    }
}

/// Whether a payment, to the unit that it is rounded to, repays a price over the payments of a lender: one unit more
/// each month does, one less does not.
fn repays(terms: FinancingTerms, shown: &MonthlyShown) -> bool {
    let payment = shown.payment.minor();
    let unit = if payment % 100 == 0 { 100 } else { 1 };
    let left = |payment: i64| {
        (0..terms.payments).fold(shown.price, |balance, _| {
            balance + balance.ratio(i64::from(terms.apr.0), 120_000) - Money::from_minor(payment)
        })
    };
    left(payment + unit) <= Money::ZERO && left(payment - unit) > Money::ZERO
}

/// Wording that promises or presses, each with what to say of it.
const WORDING: [(&str, &str); 4] = [
    ("as low as|a partir de solo|desde solo", "name the price or the floor, with {\"from\": …}"),
    ("guarantee|garantiz", "leave the promise out: results differ from person to person"),
    ("painless|pain-free|sin dolor|indoloro", "say what is done against pain instead"),
    (
        "countdown|last chance|hurry|today only|only today|ends today|ends tonight|ends soon|limited time|hours left|\
         days left|spots left|places left|while supplies last|última oportunidad|solo hoy|últimas plazas",
        "leave the pressure out, and put the last day into `until` or `valid_until`",
    ),
];

/// Words that make an amount a monthly payment.
const MONTHLY: &str = "a month|per month|/month|/mo|monthly|al mes|mensual";

/// Notes wording in every text of a list.
fn wording(node: &Node, path: &str, warnings: &mut Warnings) {
    match &node.value {
        Value::Object(entries) => {
            for (key, below) in entries {
                let point = if path.is_empty() { "" } else { "." };
                wording(below, &[path, point, key].concat(), warnings);
            }
        }
        Value::List(list) => {
            for (index, below) in list.iter().enumerate() {
                wording(below, &[path, "[", &index.to_string(), "]"].concat(), warnings);
            }
        }
        Value::Text(text) => {
            let words = text.to_lowercase();
            let says = |alternatives: &'static str| alternatives.split('|').find(|wanted| words.contains(wanted));
            for (alternatives, fix) in WORDING {
                if let Some(found) = says(alternatives) {
                    let problem = said("`{}` says \"{}\"", &[path, found]);
                    warnings.add(path, ProblemCode::Conflict, problem, fix);
                }
            }
            let is_plan = path.starts_with("memberships");
            let has_amount = words.bytes().any(|byte| byte.is_ascii_digit());
            if let Some(found) = says(MONTHLY)
                && has_amount
                && !is_plan
                && !words.contains("apr")
            {
                let problem = said("`{}` says \"{}\": a monthly payment without its APR", &[path, found]);
                warnings.add(path, ProblemCode::Missing, problem, "put it into `financing` with apr_bp and payments");
            }
        }
        _ => {}
    }
}
