//! Numbers, money and dates as the browser's own locale data writes them.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use std::cell::{OnceCell, RefCell};
use wasm_bindgen::JsValue;

/// Writes in one locale; the browser's formatters are kept, because making one is slow.
#[derive(Debug)]
pub struct Writer {
    locales: Array,
    kept: RefCell<Vec<(String, Function)>>,
    plurals: OnceCell<Intl::PluralRules>,
}

impl Writer {
    /// A writer for a locale such as "en-US".
    pub fn new(locale: &str) -> Self {
        Self { locales: Array::of1(&locale.into()), kept: RefCell::new(Vec::new()), plurals: OnceCell::new() }
    }

    /// A number; `options` are pairs for `Intl.NumberFormat`.
    pub fn number(&self, key: &str, options: &[(&str, JsValue)], number: f64) -> Option<String> {
        let make = || Intl::NumberFormat::new(&self.locales, &object(options)).format();
        self.write(key, make, &number.into())
    }

    /// A day, with the month in words.
    pub fn day(&self, year: i32, month: u32, day: u32) -> Option<String> {
        let options = [("dateStyle", JsValue::from("long")), ("timeZone", JsValue::from("UTC"))];
        let make = || Intl::DateTimeFormat::new(&self.locales, &object(&options)).format();
        let month = i32::try_from(month).ok()?.checked_sub(1)?;
        let time = Date::new(&Date::utc(f64::from(year), f64::from(month)).into());
        time.set_utc_date(day);
        self.write("day", make, &time)
    }

    /// The plural category of a number, such as "one" or "other".
    pub fn plural(&self, number: f64) -> Option<String> {
        let rules = self.plurals.get_or_init(|| Intl::PluralRules::new(&self.locales, &Object::new()));
        rules.select(number).as_string()
    }

    fn write(&self, key: &str, make: impl FnOnce() -> Function, what: &JsValue) -> Option<String> {
        let known = self.kept.borrow().iter().find(|(known, _)| known == key).map(|(_, format)| format.clone());
        let format = known.unwrap_or_else(|| {
            let format = make();
            self.kept.borrow_mut().push((key.to_owned(), format.clone()));
            format
        });
        format.call1(&JsValue::UNDEFINED, what).ok()?.as_string()
    }
}

fn object(pairs: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        // Setting a key of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}
