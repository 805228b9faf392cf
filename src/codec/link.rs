//! Links: answers in the fragment of an address, as `#/v=1&c=melasma&h=36;c=pores`.
//!
//! After `#/` stand one to three scenarios with `;` between them, each a list of `key=text` with `&` between them and
//! everything else percent-encoded. Three keys speak of the whole and stand in the first scenario: `v` is the version,
//! `i` the scenario that is shown (counted from 0; absent for the first), and `k` the check: the currency and four
//! amounts in minor units with `-` between them. A fragment that does not begin with `#/` is a place on the page.

use super::kept::{Check, Entries, Fault, MOST_BYTES, MOST_SCENARIOS, VERSION, shortened};
use crate::domain::currency::Currency;

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// One to three.
    pub scenarios: Vec<Entries>,
    /// The scenario that is shown, counted from 0; one of them.
    pub shown: usize,
    pub check: Option<Check>,
    pub faults: Vec<Fault>,
}

/// The fragment for these scenarios, with its `#`.
pub fn write(scenarios: &[Entries], shown: usize, check: Option<&Check>) -> String {
    let mut link = String::from("#/v=");
    link.push_str(&VERSION.to_string());
    if shown > 0 {
        link.push_str("&i=");
        link.push_str(&shown.to_string());
    }
    if let Some(check) = check {
        link.push_str("&k=");
        link.push_str(check.currency.code());
        for amount in [check.course.0, check.course.1, check.total.0, check.total.1] {
            link.push('-');
            link.push_str(&amount.to_string());
        }
    }
    for (index, entries) in scenarios.iter().enumerate() {
        let mut between = if index == 0 { '&' } else { ';' };
        if index > 0 && entries.is_empty() {
            link.push(between);
        }
        for (key, text) in entries {
            link.push(between);
            link.push_str(key);
            link.push('=');
            encode(text, &mut link);
            between = '&';
        }
    }
    if link.ends_with('.') {
        // What makes addresses in a letter clickable takes a last full stop for the end of a sentence.
        link.pop();
        link.push_str("%2E");
    }
    link
}

/// Reads a fragment; none where it is no link. Whatever cannot be read becomes a fault, and the rest is kept.
pub fn read(fragment: &str) -> Option<Link> {
    let text = fragment.strip_prefix("#/")?;
    let mut link = Link { scenarios: Vec::new(), shown: 0, check: None, faults: Vec::new() };
    if text.len() > MOST_BYTES {
        link.faults.push(Fault::TooLarge { bytes: text.len() });
        link.scenarios.push(Entries::new());
        return Some(link);
    }
    let mut whole: [Option<String>; 3] = [None, None, None];
    let mut count = 0;
    for (scenario, part) in text.split(';').enumerate() {
        count += 1;
        if scenario >= MOST_SCENARIOS {
            continue;
        }
        let mut entries = Entries::new();
        for entry in part.split('&').filter(|entry| !entry.is_empty()) {
            let (key, text) = entry.split_once('=').unwrap_or((entry, ""));
            let Some(text) = decode(text) else {
                link.faults.push(Fault::Unreadable { scenario, key: shortened(key) });
                continue;
            };
            match WHOLE.iter().position(|known| *known == key).and_then(|index| whole.get_mut(index)) {
                None => entries.push((key.to_owned(), text)),
                Some(slot @ None) => *slot = Some(text),
                Some(Some(_)) => link.faults.push(Fault::Duplicate(key.to_owned())),
            }
        }
        link.scenarios.push(entries);
    }
    if count > MOST_SCENARIOS {
        link.faults.push(Fault::TooManyScenarios(count));
    }
    let [version, shown, check] = whole;
    if let Some(text) = version {
        match text.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(version) if version > VERSION => {
                link.faults.push(Fault::NewerVersion { version, program: String::new() });
            }
            _ => link.faults.push(Fault::Version(shortened(&text))),
        }
    }
    if let Some(text) = shown {
        match text.parse::<usize>() {
            Ok(shown) if shown < link.scenarios.len() => link.shown = shown,
            _ => link.faults.push(Fault::Whole("i")),
        }
    }
    if let Some(text) = check {
        link.check = read_check(&text);
        if link.check.is_none() {
            link.faults.push(Fault::Whole("k"));
        }
    }
    Some(link)
}

/// The keys that speak of the link as a whole: its version, what is shown, and the check.
pub const WHOLE: [&str; 3] = ["v", "i", "k"];

fn read_check(text: &str) -> Option<Check> {
    let mut parts = text.split('-');
    let currency = Currency::from_code(parts.next()?)?;
    let mut amount = || parts.next()?.parse::<u64>().ok().and_then(|minor| i64::try_from(minor).ok());
    let check = Check { currency, course: (amount()?, amount()?), total: (amount()?, amount()?) };
    parts.next().is_none().then_some(check)
}

/// Writes a text so that it stands in a fragment unchanged: letters, digits and `-._~` as they are.
fn encode(text: &str, link: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            link.push(char::from(byte));
        } else {
            link.push('%');
            for half in [byte >> 4, byte & 15] {
                link.push(DIGITS.get(usize::from(half)).copied().map_or('0', char::from));
            }
        }
    }
}

/// The text that was percent-encoded; none where an escape is broken.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend_from_slice(parts.next()?.as_bytes());
    for part in parts {
        let digits = part.get(..2).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(pairs: &[(&str, &str)]) -> Entries {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    const CHECK: Check = Check { currency: Currency::USD, course: (96_416, 283_944), total: (140_000, 400_000) };

    #[test]
    fn links_are_short_and_plain() {
        assert_eq!(write(&[Entries::new()], 0, None), "#/v=1");
        let scenarios = [entries(&[("c", "melasma"), ("m", "350.50")]), Entries::new(), entries(&[("h", "36")])];
        assert_eq!(
            write(&scenarios, 2, Some(&CHECK)),
            "#/v=1&i=2&k=USD-96416-283944-140000-400000&c=melasma&m=350.50;;h=36"
        );
        let odd = [entries(&[("m", "a b&c;d=e%f#é")])];
        assert_eq!(write(&odd, 0, None), "#/v=1&m=a%20b%26c%3Bd%3De%25f%23%C3%A9");
        assert_eq!(write(&[entries(&[("m", "350.")])], 0, None), "#/v=1&m=350%2E");
    }

    #[test]
    fn a_written_link_reads_back() {
        for scenarios in [
            vec![Entries::new()],
            vec![Entries::new(), Entries::new(), Entries::new()],
            vec![entries(&[("c", "melasma"), ("m", " a b&c;d=e%f#é\n\u{0}")]), entries(&[("h", "")])],
        ] {
            for shown in 0..scenarios.len() {
                for check in [None, Some(CHECK)] {
                    let link = read(&write(&scenarios, shown, check.as_ref())).unwrap();
                    assert_eq!(link, Link { scenarios: scenarios.clone(), shown, check, faults: Vec::new() });
                }
            }
        }
    }

    #[test]
    fn places_on_the_page_are_no_links() {
        for fragment in ["", "#", "#cost", "#v=1&c=melasma", "/v=1", "cost", "#\u{2f}\u{338}"] {
            assert_eq!(read(fragment).is_some(), fragment.starts_with("#/"), "{fragment}");
        }
        assert_eq!(read("#/").unwrap().scenarios, [Entries::new()]);
    }

    #[test]
    fn what_is_amiss_is_said_and_the_rest_is_kept() {
        let faults = |fragment: &str| read(fragment).unwrap().faults;
        let unreadable = |key: &str| vec![Fault::Unreadable { scenario: 0, key: key.to_owned() }];
        for broken in ["%", "%4", "%zz", "%+1", "%é", "%C3", "%FF"] {
            assert_eq!(faults(&["#/m=", broken].concat()), unreadable("m"), "{broken}");
        }
        assert_eq!(read("#/m=%FF&c=pores").unwrap().scenarios, [entries(&[("c", "pores")])]);
        assert_eq!(faults("#/v=2"), [Fault::NewerVersion { version: 2, program: String::new() }]);
        for version in ["0", "x", "", "-1", "99999999999"] {
            assert_eq!(faults(&["#/v=", version].concat()), [Fault::Version(version.to_owned())]);
        }
        assert_eq!(faults("#/v=1&v=1"), [Fault::Duplicate("v".to_owned())]);
        assert_eq!(faults("#/a;b;c;d;e"), [Fault::TooManyScenarios(5)]);
        assert_eq!(faults("#/i=1"), [Fault::Whole("i")]);
        assert_eq!(read("#/i=1;").unwrap().shown, 1);
        for check in
            ["", "USD", "USD-1-2-3", "USD-1-2-3-4-5", "USD-1-2-3-x", "ABC-1-2-3-4", "USD-1-2-3-18446744073709551615"]
        {
            assert_eq!(faults(&["#/k=", check].concat()), [Fault::Whole("k")], "{check}");
        }
        assert_eq!(faults(&["#/c=", &"x".repeat(MOST_BYTES)].concat()), [Fault::TooLarge { bytes: MOST_BYTES + 2 }]);
    }
}
