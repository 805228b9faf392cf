//! Reading a number that somebody typed, by the signs of their locale; what can be read in two ways is refused.

use super::Problem;

/// The signs between the digits of a typed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    pub decimal: char,
    pub group: char,
}

/// A typed number taken apart: its digits are checked, its size is not.
struct Parts {
    negative: bool,
    whole: String,
    fraction: String,
}

/// Takes a typed number apart, or says why it cannot be read in exactly one way.
fn parts(typed: &str, signs: Signs) -> Result<Parts, Problem> {
    let not_a_number = || Problem::NotANumber(typed.trim().to_owned());
    let text: String = typed.trim().chars().filter(|sign| !sign.is_whitespace()).collect();
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let is_known = |sign: char| sign.is_ascii_digit() || sign == signs.decimal || sign == signs.group;
    if !text.chars().all(is_known) || !text.chars().any(|sign| sign.is_ascii_digit()) {
        return Err(not_a_number());
    }
    let (whole, fraction) = text.split_once(signs.decimal).unwrap_or((text, ""));
    if fraction.contains(|sign: char| !sign.is_ascii_digit()) {
        return Err(not_a_number());
    }
    let groups: Vec<&str> = whole.split(signs.group).collect();
    let well_grouped = match groups.split_first() {
        Some((first, rest)) => {
            rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3))
        }
        None => true,
    };
    let digits: String = groups.concat();
    if !well_grouped {
        return Err(match groups.as_slice() {
            // "1,23": a decimal comma, or a slip in the groups.
            [first, second] if fraction.is_empty() && !first.is_empty() && !second.is_empty() => Problem::TwoReadings {
                typed: typed.trim().to_owned(),
                readings: [digits, [*first, signs.decimal.to_string().as_str(), *second].concat()],
            },
            _ => not_a_number(),
        });
    }
    Ok(Parts { negative, whole: digits, fraction: fraction.to_owned() })
}

/// A whole number between two bounds.
pub fn whole(typed: &str, signs: Signs, low: i64, high: i64) -> Result<i64, Problem> {
    let parts = parts(typed, signs)?;
    if parts.fraction.contains(|digit| digit != '0') {
        return Err(Problem::NotWhole { typed: typed.trim().to_owned(), low, high });
    }
    let number = parts.whole.parse::<i64>().ok().map(|number| if parts.negative { -number } else { number });
    number.filter(|number| (low..=high).contains(number)).ok_or_else(|| Problem::OutOfRange {
        typed: typed.trim().to_owned(),
        low,
        high,
    })
}

/// An amount of money in minor units, between two bounds; `marks` are what may stand around it, as "$" or "USD".
pub fn amount(typed: &str, signs: Signs, decimals: u32, marks: &[&str], low: i64, high: i64) -> Result<i64, Problem> {
    let trimmed = typed.trim();
    let bare = marks
        .iter()
        .fold(trimmed, |text, mark| text.strip_prefix(mark).or_else(|| text.strip_suffix(mark)).unwrap_or(text).trim());
    let parts = parts(bare, signs).map_err(|problem| match problem {
        Problem::NotANumber(_) => Problem::NotANumber(trimmed.to_owned()),
        other => other,
    })?;
    let kept = parts.fraction.trim_end_matches('0');
    if parts.fraction.len() == 3 && decimals != 3 && (1..=3).contains(&parts.whole.len()) {
        // "1.234" in dollars: a point that groups, or a digit too many.
        let rounded = parts.fraction.get(..decimals as usize).unwrap_or_default();
        let shorter = if rounded.is_empty() {
            parts.whole.clone()
        } else {
            [parts.whole.as_str(), signs.decimal.to_string().as_str(), rounded].concat()
        };
        return Err(Problem::TwoReadings {
            typed: trimmed.to_owned(),
            readings: [[parts.whole.as_str(), parts.fraction.as_str()].concat(), shorter],
        });
    }
    if kept.len() > decimals as usize {
        return Err(Problem::TooFine { typed: trimmed.to_owned(), decimals });
    }
    let mut digits = parts.whole;
    digits.push_str(kept);
    (kept.len()..decimals as usize).for_each(|_| digits.push('0'));
    let minor = digits.parse::<i64>().ok().map(|minor| if parts.negative { -minor } else { minor });
    minor.filter(|minor| (low..=high).contains(minor)).ok_or_else(|| Problem::AmountOutOfRange {
        typed: trimmed.to_owned(),
        low,
        high,
    })
}

/// An amount of minor units as somebody would type it in plain digits: "1050" or "1050.50".
pub fn plain(minor: i64, decimals: u32) -> String {
    let unit = 10_u64.pow(decimals);
    let whole = minor.unsigned_abs() / unit;
    let rest = minor.unsigned_abs() % unit;
    let mut text = String::new();
    if minor < 0 {
        text.push('-');
    }
    text.push_str(&whole.to_string());
    if rest > 0 {
        let digits = rest.to_string();
        text.push('.');
        for _ in digits.len()..decimals as usize {
            text.push('0');
        }
        text.push_str(&digits);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Signs = Signs { decimal: '.', group: ',' };
    const GERMAN: Signs = Signs { decimal: ',', group: '.' };

    fn dollars(typed: &str) -> Result<i64, Problem> {
        amount(typed, ENGLISH, 2, &["$", "USD"], 1, 100_000_000)
    }

    #[test]
    fn amounts_are_read_to_the_cent() {
        assert_eq!(dollars("350"), Ok(35_000));
        assert_eq!(dollars(" $1,234.50 "), Ok(123_450));
        assert_eq!(dollars("1234.5 USD"), Ok(123_450));
        assert_eq!(dollars("0.01"), Ok(1));
        assert_eq!(dollars("350."), Ok(35_000));
        assert_eq!(amount("1.234,50", GERMAN, 2, &["€"], 1, 100_000_000), Ok(123_450));
        assert_eq!(amount("35,000", ENGLISH, 0, &["¥"], 1, 100_000_000), Ok(35_000));
    }

    #[test]
    fn what_has_two_readings_is_refused_with_both() {
        let two = |typed: &str, a: &str, b: &str| {
            Err(Problem::TwoReadings { typed: typed.into(), readings: [a.into(), b.into()] })
        };
        assert_eq!(dollars("1,23"), two("1,23", "123", "1.23"));
        assert_eq!(dollars("1.234"), two("1.234", "1234", "1.23"));
        assert_eq!(whole("1,5", ENGLISH, 1, 24), two("1,5", "15", "1.5"));
    }

    #[test]
    fn what_is_no_number_or_out_of_range_is_refused() {
        let outside = |typed: &str| Err(Problem::AmountOutOfRange { typed: typed.into(), low: 1, high: 100_000_000 });
        assert_eq!(dollars("abc"), Err(Problem::NotANumber("abc".into())));
        assert_eq!(dollars("12..5"), Err(Problem::NotANumber("12..5".into())));
        assert_eq!(dollars(","), Err(Problem::NotANumber(",".into())));
        assert_eq!(dollars("1e5"), Err(Problem::NotANumber("1e5".into())));
        assert_eq!(dollars("-5"), outside("-5"));
        assert_eq!(dollars("0"), outside("0"));
        assert_eq!(dollars("99999999999999999999999"), outside("99999999999999999999999"));
        assert_eq!(dollars("10.0567"), Err(Problem::TooFine { typed: "10.0567".into(), decimals: 2 }));
        assert_eq!(whole("4.5", ENGLISH, 1, 24), Err(Problem::NotWhole { typed: "4.5".into(), low: 1, high: 24 }));
        assert_eq!(whole("4.0", ENGLISH, 1, 24), Ok(4));
        assert_eq!(whole("25", ENGLISH, 1, 24), Err(Problem::OutOfRange { typed: "25".into(), low: 1, high: 24 }));
    }
}
