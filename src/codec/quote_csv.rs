//! The lines of a quote as a table for spreadsheets: CSV as RFC 4180 has it, one line of the quote a row.

use crate::domain::currency::Currency;
use crate::domain::money::{BasisPoints, Money};

/// One line of the quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which option the line is of: its letter.
    pub option: String,
    pub item: String,
    pub quantity: u32,
    pub unit_price: Money,
    /// What is taken off the line.
    pub discount: Money,
    pub reason: String,
    pub tax: BasisPoints,
    /// Quantity times price, less the discount.
    pub net: Money,
}

/// The columns, in their order. They are the same in every language, so that a sheet can rely on them.
const HEAD: &str = "option,item,quantity,unit_price,discount,reason,tax_rate_percent,net,currency\r\n";

/// The table of the lines. Amounts are in the currency's unit with a point and all its decimals: "295.00".
pub fn write(rows: &[Row], currency: Currency) -> String {
    let mut table = HEAD.to_owned();
    for row in rows {
        for (place, cell) in [
            text(&row.option),
            text(&row.item),
            row.quantity.to_string(),
            amount(row.unit_price.minor(), currency.decimals()),
            amount(row.discount.minor(), currency.decimals()),
            text(&row.reason),
            amount(row.tax.0.into(), 2),
            amount(row.net.minor(), currency.decimals()),
            currency.code().to_owned(),
        ]
        .iter()
        .enumerate()
        {
            if place > 0 {
                table.push(',');
            }
            table.push_str(cell);
        }
        table.push_str("\r\n");
    }
    table
}

/// A text as a cell: quoted where it has to be, and never a formula. A spreadsheet takes a cell that begins with one of
/// `=+-@`, a tab or a line break for one; an apostrophe in front makes it text.
fn text(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let guard = if is_formula { "'" } else { "" };
    if !text.contains([',', '"', '\r', '\n']) {
        return [guard, text].concat();
    }
    ["\"", guard, &text.replace('"', "\"\""), "\""].concat()
}

/// A number of minor units in the unit, with all its decimals.
fn amount(minor: i64, decimals: u32) -> String {
    let unit = 10_u64.pow(decimals);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = ((minor.unsigned_abs() / unit).to_string(), minor.unsigned_abs() % unit);
    if decimals == 0 {
        return [sign, &whole].concat();
    }
    let mut digits = rest.to_string();
    while digits.len() < decimals as usize {
        digits.insert(0, '0');
    }
    [sign, &whole, ".", &digits].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(item: &str, reason: &str) -> Row {
        Row {
            option: "A".to_owned(),
            item: item.to_owned(),
            quantity: 3,
            unit_price: Money::from_minor(29_500),
            discount: Money::from_minor(8_505),
            reason: reason.to_owned(),
            tax: BasisPoints(825),
            net: Money::from_minor(79_995),
        }
    }

    fn cells_of(row: Row, currency: &str) -> String {
        let table = write(&[row], Currency::from_code(currency).unwrap());
        table.strip_prefix(HEAD).unwrap().to_owned()
    }

    #[test]
    fn amounts_have_the_decimals_of_their_currency() {
        let row = || row("Microneedling", "");
        assert_eq!(cells_of(row(), "USD"), "A,Microneedling,3,295.00,85.05,,8.25,799.95,USD\r\n");
        assert_eq!(cells_of(row(), "JPY"), "A,Microneedling,3,29500,8505,,8.25,79995,JPY\r\n");
        assert_eq!(cells_of(row(), "KWD"), "A,Microneedling,3,29.500,8.505,,8.25,79.995,KWD\r\n");
        assert_eq!(write(&[], Currency::USD), HEAD);
    }

    #[test]
    fn cells_are_quoted_as_rfc_4180_has_it() {
        let cells = cells_of(row("Face, neck", "the \"spring\" price\r\nagreed"), "USD");
        assert_eq!(cells, "A,\"Face, neck\",3,295.00,85.05,\"the \"\"spring\"\" price\r\nagreed\",8.25,799.95,USD\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (typed, cell) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("=A1,B1", "\"'=A1,B1\""),
            ("a=1", "a=1"),
        ] {
            assert_eq!(text(typed), cell, "{typed:?}");
        }
    }
}
