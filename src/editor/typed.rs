//! Reading a number that somebody typed, by the signs of their locale; what can be read in two ways is refused.
//!
//! Two rules decide what is ambiguous. A lone group sign with exactly three digits behind it is what the locale says
//! ("1,234" in English, "1.234" in Spanish); with any other number of digits it may be a decimal sign of another
//! country, and is refused. Three digits behind the decimal sign of a currency that does not have three decimals may
//! be a group of another country, and are refused. Spaces and apostrophes between digits group them in every locale.

use super::Problem;

/// The signs between the digits of a typed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    pub decimal: char,
    pub group: char,
}

impl Signs {
    /// The signs of [`plain`] numbers, as links and files hold them: a decimal point, and groups only by spaces.
    pub const PLAIN: Self = Self { decimal: '.', group: ' ' };

    /// The signs of a locale, read off how it writes 1234567.5; those of English where that has no signs.
    pub fn of_sample(sample: &str) -> Self {
        let mut signs = sample.chars().filter(|letter| !is_direction(*letter) && digit(*letter).is_none());
        let group = signs.next().unwrap_or(',');
        let decimal = signs.next_back().unwrap_or('.');
        Self { decimal, group }
    }
}

/// The zeros of scripts whose digits people type; the other nine follow each of them.
const ZEROS: [u16; 18] = [
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0,
    0x1810, 0xFF10,
];

/// A decimal digit of any living script as one of ASCII.
fn digit(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return letter.is_ascii_digit().then_some(letter);
    }
    let code = u32::from(letter);
    let value = ZEROS.iter().map(|zero| code.wrapping_sub(u32::from(*zero))).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// The unseen marks that keyboards of right-to-left languages put around numbers.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// A typed number with ASCII digits, and with the locale's group sign for what groups in every locale.
fn folded(typed: &str, signs: Signs) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut is_apart = false;
    for letter in typed.chars() {
        if letter.is_whitespace() {
            is_apart = true;
        } else if !is_direction(letter) {
            let digit = digit(letter);
            if is_apart && digit.is_some() && text.ends_with(|last: char| last.is_ascii_digit()) {
                text.push(signs.group);
            }
            let letter = if matches!(letter, '\'' | '’') { signs.group } else { letter };
            text.push(digit.unwrap_or(letter));
            is_apart = false;
        }
    }
    text
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
    let text = folded(typed, signs);
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
    let well_grouped = match groups.as_slice() {
        // Groups of two before the last three are Indian: "1,00,000".
        [first, middle @ .., last] => {
            (1..=3).contains(&first.len())
                && !first.starts_with('0')
                && last.len() == 3
                && middle.iter().all(|group| matches!(group.len(), 2 | 3))
        }
        _ => true,
    };
    let digits: String = groups.concat();
    if !well_grouped {
        return Err(match groups.as_slice() {
            // "1,23": a decimal comma, or a slip in the groups.
            [first, second] if fraction.is_empty() && !first.is_empty() && !second.is_empty() => Problem::TwoReadings {
                typed: typed.trim().to_owned(),
                readings: [
                    without_zeros(&digits).to_owned(),
                    [*first, signs.decimal.to_string().as_str(), *second].concat(),
                ],
            },
            _ => not_a_number(),
        });
    }
    Ok(Parts { negative, whole: digits, fraction: fraction.to_owned() })
}

/// Digits without what says nothing at their start.
fn without_zeros(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
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
    if parts.fraction.len() == 3
        && decimals != 3
        && (1..=3).contains(&parts.whole.len())
        && !parts.whole.starts_with('0')
    {
        // "1.234" in dollars: a point that groups, or a digit too many. No group follows a zero: "0.500" is a half.
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

    /// What a row of the tables below expects.
    enum Read {
        /// Minor units.
        Minor(i64),
        /// Refused with both readings.
        Two(&'static str, &'static str),
        No,
        TooFine,
    }
    use Read::{Minor, No, TooFine, Two};

    fn check(locale: &str, signs: Signs, decimals: u32, rows: &[(&str, Read)]) {
        for (typed, expected) in rows {
            let read = amount(typed, signs, decimals, &["$", "€", "USD"], 1, 1_000_000_000);
            let expected = match expected {
                Minor(minor) => Ok(*minor),
                Two(one, other) => Err(Problem::TwoReadings {
                    typed: (*typed).to_owned(),
                    readings: [(*one).to_owned(), (*other).to_owned()],
                }),
                No => Err(Problem::NotANumber((*typed).to_owned())),
                TooFine => Err(Problem::TooFine { typed: (*typed).to_owned(), decimals }),
            };
            assert_eq!(read, expected, "{locale}: {typed}");
        }
    }

    #[test]
    fn english_signs() {
        let rows = [
            ("1234.50", Minor(123_450)),
            ("1,234.50", Minor(123_450)),
            ("1,234", Minor(123_400)),
            ("1.234", Two("1234", "1.23")),
            ("350.000", Two("350000", "350.00")),
            ("1,23", Two("123", "1.23")),
            ("1,5", Two("15", "1.5")),
            ("12,3456", Two("123456", "12.3456")),
            ("0,500", Two("500", "0.500")),
            ("0,000", Two("0", "0.000")),
            ("0.500", Minor(50)),
            ("1.234,50", No),
            ("1.234.567", No),
            ("1,234,567.89", Minor(123_456_789)),
            ("1,00,000", Minor(10_000_000)),
            ("1,2,345", No),
            ("1234.567", TooFine),
            ("1,234.567", TooFine),
        ];
        check("en", ENGLISH, 2, &rows);
    }

    #[test]
    fn signs_of_spanish_and_german_are_the_mirror() {
        let rows = [
            ("1234,50", Minor(123_450)),
            ("1.234,50", Minor(123_450)),
            ("1.234", Minor(123_400)),
            ("1,234", Two("1234", "1,23")),
            ("350,000", Two("350000", "350,00")),
            ("1.23", Two("123", "1,23")),
            ("1.5", Two("15", "1,5")),
            ("12.3456", Two("123456", "12,3456")),
            ("0.500", Two("500", "0,500")),
            ("0,500", Minor(50)),
            ("1,234.50", No),
            ("1,234,567", No),
            ("1.234.567,89", Minor(123_456_789)),
            ("1234,567", TooFine),
            ("1.234,567", TooFine),
        ];
        check("es, de", GERMAN, 2, &rows);
    }

    #[test]
    fn spaces_and_apostrophes_group_in_every_locale() {
        let rows = |decimal: &str| {
            ["1 234 567", "1\u{a0}234\u{a0}567", "1\u{202f}234\u{202f}567", "1'234'567", "1’234’567"]
                .map(|whole| [whole, decimal, "5"].concat())
        };
        for signs in [ENGLISH, GERMAN, Signs { decimal: ',', group: '\u{202f}' }, Signs { decimal: '.', group: '’' }]
        {
            for typed in rows(&signs.decimal.to_string()) {
                assert_eq!(amount(&typed, signs, 2, &[], 1, 1_000_000_000), Ok(123_456_750), "{signs:?}: {typed}");
            }
        }
        check("en", ENGLISH, 2, &[("1 23", Two("123", "1.23")), ("$ 350", Minor(35_000)), ("'5", No)]);
    }

    #[test]
    fn currencies_with_no_or_three_decimals_keep_the_rule() {
        let yen = [("35,000", Minor(35_000)), ("35.000", Two("35000", "35")), ("35.5", TooFine), ("35.0", Minor(35))];
        check("en, no decimals", ENGLISH, 0, &yen);
        let yen = [("35.000", Minor(35_000)), ("35,000", Two("35000", "35")), ("35,5", TooFine)];
        check("es, no decimals", GERMAN, 0, &yen);
        let dinars = [("1.234", Minor(1_234)), ("1,234", Minor(1_234_000)), ("1.2345", TooFine)];
        check("en, three decimals", ENGLISH, 3, &dinars);
        check("es, three decimals", GERMAN, 3, &[("1,234", Minor(1_234)), ("1.234", Minor(1_234_000))]);
    }

    #[test]
    fn digits_of_other_scripts_are_read_by_value() {
        let arabic = Signs::of_sample("١٬٢٣٤٬٥٦٧٫٥");
        assert_eq!(arabic, Signs { decimal: '٫', group: '٬' });
        assert_eq!(amount("١٬٢٣٤٫٥٠", arabic, 2, &[], 1, 1_000_000_000), Ok(123_450));
        for typed in ["۱۲", "१२", "১২", "１２", "๑๒", "\u{200f}١٢\u{61c}"] {
            assert_eq!(whole(typed, ENGLISH, 1, 24), Ok(12), "{typed}");
        }
        for typed in ["²", "Ⅻ", "½", "\u{65f}", "\u{66a}"] {
            assert_eq!(whole(typed, ENGLISH, 1, 24), Err(Problem::NotANumber(typed.into())), "{typed}");
        }
    }

    #[test]
    fn signs_are_read_off_a_sample() {
        for (sample, decimal, group) in [
            ("1,234,567.5", '.', ','),
            ("1.234.567,5", ',', '.'),
            ("12,34,567.5", '.', ','),
            ("1’234’567.5", '.', '’'),
            ("1\u{202f}234\u{202f}567,5", ',', '\u{202f}'),
            ("", '.', ','),
        ] {
            assert_eq!(Signs::of_sample(sample), Signs { decimal, group }, "{sample}");
        }
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
