//! The names of records and columns of a price list, as whoever keeps it reads them.

use crate::codec::price_list_keys::RecordKind;
use crate::codec::sheet;
use crate::present::document::Words;
use crate::present::language::{Text, as_is, t};
use crate::present::say::Say;

/// What the records of a kind are called together, on the button that shows them.
pub fn records(kind: &RecordKind) -> Text {
    match kind.name {
        "list" => t!("The list itself"),
        "items" => t!("Items"),
        "add_ons" => t!("Add-ons"),
        "fees" => t!("Fees"),
        "memberships" => t!("Memberships"),
        "discounts" => t!("Discounts"),
        "financing" => t!("Financing"),
        "courses" => t!("Agreed courses"),
        "providers" => t!("Providers"),
        _ => t!("Locations"),
    }
}

/// What one record of a kind is called, at the start of its row.
pub fn record(kind: &RecordKind) -> Text {
    match kind.name {
        "items" => t!("Item"),
        "items.packages" => t!("Package"),
        "items.unit_steps" => t!("Units together"),
        "add_ons" => t!("Add-on"),
        "fees" => t!("Fee"),
        "memberships" => t!("Membership"),
        "discounts" => t!("Discount"),
        "financing" => t!("Lender"),
        "financing.monthly_shown" => t!("Monthly figure"),
        "courses" => t!("Agreed course"),
        "providers" => t!("Provider"),
        "locations" => t!("Location"),
        _ => t!("The list itself"),
    }
}

/// The button that adds a record of a kind.
pub fn add(kind: &RecordKind) -> Text {
    match kind.name {
        "items" => t!("Add an item"),
        "items.packages" => t!("Add a package"),
        "items.unit_steps" => t!("Add units together"),
        "add_ons" => t!("Add an add-on"),
        "fees" => t!("Add a fee"),
        "memberships" => t!("Add a membership"),
        "discounts" => t!("Add a discount"),
        "financing" => t!("Add a lender"),
        "financing.monthly_shown" => t!("Add a monthly figure"),
        "courses" => t!("Add an agreed course"),
        "providers" => t!("Add a provider"),
        _ => t!("Add a location"),
    }
}

/// The name of a column: in words where it has a key, else as it stands in the file.
pub fn heading<'a>(kind: &RecordKind, column: &str, say: &Say<'a>) -> Words<'a> {
    if let Some(area) = column.strip_prefix("price.by_area.") {
        return say.fill(t!("Price on {0}"), &[say.as_is(area)]);
    }
    let Some(base) = sheet::base_of(kind, column) else { return say.as_is(column) };
    let Some(words) = words(kind, base) else { return say.as_is(column) };
    match column.get(base.len()..) {
        // A text in one language, one of several texts, or an amount for one item.
        Some(rest) if !rest.is_empty() => say.joined(&[words, as_is!(" "), say.as_is(rest.trim_start_matches('.'))]),
        _ => words,
    }
}

fn words(kind: &RecordKind, column: &str) -> Option<Text> {
    Some(match (kind.name, column) {
        ("financing.monthly_shown", "price") => t!("Shown for a price of"),
        ("list", "deposit.fixed") | (_, "deposit") => t!("Deposit"),
        (_, "id") => t!("Identifier"),
        (_, "version") => t!("Version of the format"),
        (_, "clinic") => t!("Clinic"),
        (_, "currency") => t!("Currency"),
        (_, "valid_from") => t!("Valid from"),
        (_, "valid_until") => t!("Valid until"),
        (_, "updated") => t!("Last updated"),
        (_, "language") => t!("Language of the labels"),
        (_, "tax.included") => t!("Tax is in the prices"),
        (_, "tax.rate_bp") => t!("Tax rate, in 1/100 %"),
        (_, "consultation.terms") => t!("Consultation"),
        (_, "consultation.price.fixed") => t!("Consultation, price"),
        (_, "consultation.price.from") => t!("Consultation, price from"),
        (_, "consultation.label") => t!("Consultation, label"),
        (_, "consultation.note") => t!("Consultation, note"),
        (_, "consultation.duration_minutes") => t!("Consultation, minutes"),
        (_, "deposit.percent_bp") => t!("Deposit, in 1/100 %"),
        (_, "deposit.stated") => t!("Deposit is stated"),
        (_, "deposit.above") => t!("Deposit only above"),
        (_, "deposit.note") => t!("Deposit, note"),
        (_, "deposit.refundable") => t!("Deposit is paid back"),
        (_, "good_faith_estimate.facility") => t!("Good-faith estimate, facility"),
        (_, "good_faith_estimate.npi") => t!("Good-faith estimate, NPI"),
        (_, "good_faith_estimate.tin") => t!("Good-faith estimate, TIN"),
        (_, "good_faith_estimate.address") => t!("Good-faith estimate, address"),
        (_, "good_faith_estimate.telephone") => t!("Good-faith estimate, telephone"),
        (_, "good_faith_estimate.email") => t!("Good-faith estimate, e-mail"),
        (_, "good_faith_estimate.disclaimer") => t!("Good-faith estimate, disclaimer"),
        (_, "notes") => t!("Note"),
        (_, "kind") => t!("Kind"),
        (_, "treatment") => t!("Needling"),
        (_, "modality") => t!("Laser"),
        (_, "area") => t!("Area"),
        (_, "label") => t!("Label"),
        (_, "variant") => t!("Variant"),
        (_, "concerns") => t!("For these concerns only"),
        (_, "locations") => t!("At these locations"),
        (_, "price.fixed") => t!("Price"),
        (_, "price.from") => t!("Price from"),
        (_, "price.range") => t!("Price range"),
        (_, "price.on_request") => t!("Price on request"),
        (_, "price.package_only") => t!("In packages only"),
        (_, "price.per_unit.amount") => t!("Price of a unit"),
        (_, "price.per_unit.unit") => t!("Unit"),
        (_, "price.percent_of_session_bp") => t!("Share of the session, in 1/100 %"),
        (_, "was") => t!("Price before"),
        (_, "upkeep_price") => t!("Upkeep price"),
        (_, "sessions.low") => t!("Fewest sessions"),
        (_, "sessions.high") => t!("Most sessions"),
        (_, "interval_weeks.low") => t!("Fewest weeks between"),
        (_, "interval_weeks.high") => t!("Most weeks between"),
        (_, "parts") => t!("Made of"),
        (_, "member_price") => t!("Price for members"),
        (_, "taxed") => t!("Taxed"),
        (_, "includes") => t!("Includes"),
        (_, "device") => t!("Device"),
        (_, "duration_minutes") => t!("Minutes"),
        (_, "code") => t!("Billing code"),
        (_, "free_touch_up") => t!("Free touch-up"),
        (_, "note") => t!("Note"),
        (_, "sessions") => t!("Sessions"),
        (_, "min_sessions") => t!("From so many sessions"),
        (_, "total") => t!("Total"),
        (_, "percent_off_bp") => t!("Off, in 1/100 %"),
        (_, "stated_saving") => t!("Saving on the menu"),
        (_, "quantity") => t!("Units"),
        (_, "per") => t!("Charged per"),
        (_, "applies_to") => t!("Goes with"),
        (_, "alone") => t!("Price alone"),
        (_, "amount") => t!("Amount"),
        (_, "mandatory") => t!("Everybody pays it"),
        (_, "credited") => t!("Taken off the course"),
        (_, "monthly") => t!("Each month"),
        (_, "set_up") => t!("To join"),
        (_, "minimum_months") => t!("At least, months"),
        (_, "prices") => t!("Price for members"),
        (_, "for") => t!("For whom"),
        (_, "until") => t!("Until"),
        (_, "lender") => t!("Lender"),
        (_, "apr_bp") => t!("APR, in 1/100 %"),
        (_, "payments") => t!("Payments"),
        (_, "deferred_interest") => t!("Deferred interest"),
        (_, "least") => t!("From an amount of"),
        (_, "payment") => t!("Monthly payment"),
        (_, "concern") => t!("Concern"),
        (_, "reviewed_by") => t!("Reviewed by"),
        (_, "reviewed_on") => t!("Reviewed on"),
        (_, "name") => t!("Name"),
        (_, "title") => t!("Title"),
        (_, "npi") => t!("NPI"),
        (_, "address") => t!("Address"),
        (_, "telephone") => t!("Telephone"),
        _ => return None,
    })
}
