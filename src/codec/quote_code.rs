//! Short codes: a run of whole numbers as letters and digits that a person can read out and type, and a camera can scan.
//!
//! The letters are Crockford's base 32, which has no I, L, O and U; upper and lower case, spaces and hyphens make no
//! difference, and letters that look like digits are read as them. What the numbers mean, only the quote knows.

/// The letters, each worth its place.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The version of the code that this program writes, in its first letter.
pub const VERSION: u32 = 1;
/// Letters in a group.
const GROUP: usize = 4;
/// The letters of the check at the end: a slip passes for right once in a million.
const CHECK: usize = 4;
/// The longest code that is read: far more than a quote with all its options takes.
pub const LONGEST: usize = 4_000;
/// How many bits a number takes, by the three bits before it.
const WIDTHS: [u32; 8] = [0, 1, 3, 5, 8, 14, 20, 40];
/// The largest number that a code holds.
pub const LARGEST: u64 = (1 << 40) - 1;

/// Why a code cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// It is longer than [`LONGEST`] signs, or has no letters.
    Length(usize),
    /// A sign that no code has, and its place counted from 1.
    Sign(char, usize),
    /// It comes from a later version of this program.
    Newer(u32),
    /// The check at its end says that something else was meant.
    Slip,
    /// It is whole, but its numbers are no quote.
    Numbers,
}

/// The code of numbers, none above [`LARGEST`], in groups of four.
pub fn write(numbers: &[u64]) -> String {
    let mut bits = Vec::new();
    for number in numbers {
        let number = (*number).min(LARGEST);
        let class = WIDTHS.iter().position(|width| number < 1 << width).unwrap_or(WIDTHS.len() - 1);
        push(&mut bits, class as u64, 3);
        push(&mut bits, number, WIDTHS.get(class).copied().unwrap_or(0));
    }
    let mut letters = vec![VERSION];
    for five in bits.chunks(5) {
        let value = five.iter().fold(0, |value, bit| value * 2 + u32::from(*bit));
        letters.push(value << (5 - five.len()));
    }
    letters.extend(check(&letters));
    let mut code = String::with_capacity(letters.len() * 5 / 4);
    for (at, letter) in letters.iter().enumerate() {
        if at > 0 && at % GROUP == 0 {
            code.push('-');
        }
        code.extend(LETTERS.get(*letter as usize).map(|letter| char::from(*letter)));
    }
    code
}

/// The numbers of a code. After those that were written there may be zeros, and after them nothing.
///
/// # Errors
/// What is wrong with the code.
pub fn read(code: &str) -> Result<Vec<u64>, CodeFault> {
    if code.len() > LONGEST {
        return Err(CodeFault::Length(code.len()));
    }
    let mut letters = Vec::new();
    for (at, sign) in code.chars().enumerate() {
        if sign == '-' || sign.is_whitespace() {
            continue;
        }
        let letter = match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = LETTERS.iter().position(|known| char::from(*known) == letter);
        letters.push(value.ok_or(CodeFault::Sign(sign, at + 1))? as u32);
    }
    if letters.is_empty() {
        return Err(CodeFault::Length(0));
    }
    let Some((payload, end)) = letters.split_at_checked(letters.len().saturating_sub(CHECK)) else {
        return Err(CodeFault::Slip);
    };
    if payload.is_empty() || check(payload) != end {
        return Err(CodeFault::Slip);
    }
    // Only of a code without a slip is the first letter a version.
    if let Some(version) = payload.first().filter(|version| **version > VERSION) {
        return Err(CodeFault::Newer(*version));
    }
    let mut bits = Vec::with_capacity(payload.len() * 5);
    for letter in payload.iter().skip(1) {
        push(&mut bits, u64::from(*letter), 5);
    }
    let (mut numbers, mut rest) = (Vec::new(), bits.as_slice());
    while let Some((class, after)) = rest.split_at_checked(3) {
        let width = WIDTHS.get(value(class) as usize).copied().unwrap_or(0);
        // What is left over is the filling of the last letter.
        let Some((number, after)) = after.split_at_checked(width as usize) else { break };
        numbers.push(value(number));
        rest = after;
    }
    Ok(numbers)
}

/// A number as so many letters, the lowest bits of it, with nothing between them.
pub fn letters(number: u64, count: u32) -> String {
    let letter = |place: u32| LETTERS.get((number >> (5 * place) & 31) as usize).map(|letter| char::from(*letter));
    (0..count).rev().filter_map(letter).collect()
}

/// The number that so many capital letters and digits stand for, hyphens aside; none where they are not so many.
pub fn number(text: &str, count: usize) -> Option<u64> {
    let (mut number, mut found) = (0, 0);
    for sign in text.bytes().filter(|sign| *sign != b'-') {
        let value = LETTERS.iter().position(|known| *known == sign)?;
        number = number << 5 | value as u64;
        found += 1;
    }
    (found == count && found <= 12).then_some(number)
}

fn push(bits: &mut Vec<bool>, number: u64, width: u32) {
    bits.extend((0..width).rev().map(|place| number >> place & 1 == 1));
}

fn value(bits: &[bool]) -> u64 {
    bits.iter().fold(0, |value, bit| value * 2 + u64::from(*bit))
}

/// Four letters that change with every slip of one letter and every exchange of two neighbours: FNV-1a, folded.
fn check(letters: &[u32]) -> [u32; CHECK] {
    let hash = letters.iter().fold(0x811c_9dc5_u32, |hash, letter| (hash ^ letter).wrapping_mul(0x0100_0193));
    let hash = hash ^ hash >> 20;
    [hash >> 15 & 31, hash >> 10 & 31, hash >> 5 & 31, hash & 31]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(0_u64..=LARGEST, 0..60), small in prop::collection::vec(0_u64..40, 0..60)) {
            for numbers in [numbers, small] {
                let code = write(&numbers);
                let mut read = read(&code).unwrap();
                prop_assert!(read.len() >= numbers.len() && read.len() <= numbers.len() + 1, "{code}");
                let filling = read.split_off(numbers.len());
                prop_assert!(filling.iter().all(|number| *number == 0));
                prop_assert_eq!(read, numbers);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = read(&text);
        }
    }

    #[test]
    fn letters_are_a_number_and_back() {
        assert_eq!(letters(32 * 32 * 31 + 32 * 10 + 1, 4), "0ZA1");
        assert_eq!(number("0ZA1", 4), Some(32 * 32 * 31 + 32 * 10 + 1));
        assert_eq!(number("ZZZZ-ZZZZ", 8), Some((1 << 40) - 1));
        for other in ["", "0ZA", "0ZA11", "0zA1", "0ZU1", "ÉZA1"] {
            assert_eq!(number(other, 4), None, "{other}");
        }
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        // By hand: 110 and 20 bits of 79,500; 000; 010 011; 010 100; in fives 24 9 22 17 16 4 26 16; then the check.
        let code = write(&[79_500, 0, 3, 4]);
        assert_eq!(code, "1R9P-HG4T-GFFE-Q");
        let written = code.replace('1', "l").replace('0', "o").to_lowercase().replace('-', " ");
        assert_eq!(read(&written), read(&code));
    }

    #[test]
    fn every_slip_of_one_letter_and_every_exchange_of_two_is_told() {
        let code = write(&[79_500, 29_500, 3, 1, 0, 825, 20_261_120]).replace('-', "");
        for at in 1..code.len() {
            for letter in LETTERS {
                let mut slip = code.clone().into_bytes();
                slip[at] = *letter;
                let slip = String::from_utf8(slip).unwrap();
                assert!(slip == code || read(&slip) == Err(CodeFault::Slip), "{slip}");
            }
            let mut exchanged = code.clone().into_bytes();
            exchanged.swap(at, at - 1);
            let exchanged = String::from_utf8(exchanged).unwrap();
            assert!(exchanged == code || read(&exchanged).is_err(), "{exchanged}");
        }
    }

    #[test]
    fn what_is_no_code_says_why() {
        assert_eq!(read(""), Err(CodeFault::Length(0)));
        assert_eq!(read("1U00"), Err(CodeFault::Sign('U', 2)));
        assert_eq!(read("2000-0000"), Err(CodeFault::Slip));
        let newer: Vec<u32> = [2, 0, 0].into_iter().chain(check(&[2, 0, 0])).collect();
        let newer: String = newer.iter().map(|letter| char::from(LETTERS[*letter as usize])).collect();
        assert_eq!(read(&newer), Err(CodeFault::Newer(2)));
        assert_eq!(read("1"), Err(CodeFault::Slip));
        assert_eq!(read(&"0".repeat(LONGEST + 1)), Err(CodeFault::Length(LONGEST + 1)));
    }
}
