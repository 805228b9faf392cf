//! The fields of a quote, each with its label, its hint and the place of its message.

use crate::present::staff::quote::{Entry, FormField, Width};
use crate::ui::pen::{OUT, Pen, if_set};

/// As many signs as a file keeps of a field whatever they are (`LONGEST_TEXT`, three bytes each).
const LONGEST: &str = "660";

/// A field with its label above and its message below.
pub fn field(pen: &mut Pen<'_>, field: &FormField<'_>) {
    let class = match field.width {
        Width::Narrow => "field narrow",
        Width::Usual => "field",
        Width::Wide => "field wide",
    };
    pen.open("div", class);
    pen.key(field.key);
    if let Entry::Tick(..) = field.entry {
        pen.open_with("label", &["class", "for"], &["tick", field.key]);
        entry(pen, field, "");
        pen.open("span", "");
        pen.words(field.label);
        pen.close_all(2);
    } else {
        pen.say_with("label", &["for"], &[field.key], field.label);
        entry(pen, field, "");
    }
    hint(pen, field);
    error(pen, field);
    pen.close();
}

/// A field in a table: what it is stands in the head of its column and of its row.
pub fn cell(pen: &mut Pen<'_>, field: &FormField<'_>, of: &str) {
    let label = [pen.read(field.label), ", ", of].concat();
    entry(pen, field, &label);
    hint(pen, field);
    error(pen, field);
}

fn hint(pen: &mut Pen<'_>, field: &FormField<'_>) {
    pen.say_with("p", &["class", "id"], &["hint", &[field.key, "-hint"].concat()], field.hint);
}

fn error(pen: &mut Pen<'_>, field: &FormField<'_>) {
    let id = [field.key, "-error"].concat();
    pen.say_with("p", &["class", "id", "aria-live"], &["error", &id, "polite"], field.error);
}

fn entry(pen: &mut Pen<'_>, field: &FormField<'_>, label: &str) {
    let key = field.key;
    let described = [key, "-hint ", key, "-error"].concat();
    let is_wrong = if field.error.is_empty() { OUT } else { "true" };
    let label = if label.is_empty() { OUT } else { label };
    let keys = &[
        "id",
        "name",
        "type",
        "inputmode",
        "autocomplete",
        "maxlength",
        "aria-describedby",
        "aria-invalid",
        "aria-label",
    ];
    let (kind, mode) = match field.entry {
        Entry::Text => ("text", OUT),
        Entry::Number => ("text", "decimal"),
        Entry::Day => ("date", OUT),
        Entry::Tick(yes, _) => {
            let values = [key, key, "checkbox", OUT, OUT, OUT, &described, is_wrong, label];
            return pen.input(keys, &values, "yes", Some(field.text == yes));
        }
        Entry::Lines => {
            let keys = &["id", "name", "rows", "autocomplete", "maxlength", "aria-describedby"];
            return pen.area(keys, &[key, key, "3", "off", LONGEST, &described], field.text);
        }
        Entry::Pick(picks) => {
            let keys = &["id", "name", "aria-describedby", "aria-invalid", "aria-label"];
            pen.open_with("select", keys, &[key, key, &described, is_wrong, label]);
            for pick in picks {
                let is_chosen = pick.value == field.text;
                pen.open_with("option", &["value", "selected"], &[pick.value, if_set(is_chosen)]);
                pen.words(pick.label);
                pen.close();
            }
            if !picks.iter().any(|pick| pick.value == field.text) {
                // What a file or another price list said stays, with its message, until something else is chosen.
                pen.open_with("option", &["value", "selected"], &[field.text, ""]);
                pen.text(field.text);
                pen.close();
            }
            return pen.close();
        }
    };
    let longest = if kind == "text" { LONGEST } else { OUT };
    pen.input(keys, &[key, key, kind, mode, "off", longest, &described, is_wrong, label], field.text, None);
}
