//! Calendar files (RFC 5545): days of a course for the calendar that a person keeps elsewhere.
//!
//! Every entry lasts whole days and is tentative, private and not busy. Days are written without a time of day and
//! without a time zone, so that no calendar can move them; the end is the day after the last one, as the format wants.
//! A second export replaces the first one where calendars heed it: the same entry keeps its identifier.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// A calendar to write.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    pub name: &'a str,
    /// The program that writes it, as "-//Name//Version//EN".
    pub product: &'a str,
    /// What tells this person's course from others' and stays the same when it is exported again. Only its hash is
    /// written.
    pub identity: &'a str,
    /// When it is written, in UTC.
    pub stamp: NaiveDateTime,
    /// How often it was written before: it grows, so that calendars take the later export for the valid one.
    pub sequence: u32,
    pub entries: &'a [Entry<'a>],
}

/// One entry of a calendar.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What tells this entry from the others of its calendar, such as "visit-2". Only its hash is written.
    pub uid_part: &'a str,
    pub first_day: NaiveDate,
    /// The last day of it, itself included; not before the first.
    pub last_day: NaiveDate,
    pub title: &'a str,
    /// Empty for none.
    pub description: &'a str,
    /// The reminder comes at nine in the morning so many days before the first day; 0 is that day itself.
    pub reminder_days: Option<u32>,
}

/// The text of the calendar file.
///
/// None where a day cannot be written with four digits for its year, or an entry ends before it begins.
pub fn write(calendar: &Calendar) -> Option<String> {
    let mut file = File { text: String::new() };
    file.lines(&["BEGIN:VCALENDAR", "VERSION:2.0"]);
    file.value("PRODID:", calendar.product);
    file.line("CALSCALE:GREGORIAN");
    // The name of RFC 7986, and the one that most calendars know.
    file.value("NAME:", calendar.name);
    file.value("X-WR-CALNAME:", calendar.name);
    let mut stamp = String::from("DTSTAMP:");
    push_day(calendar.stamp.date(), &mut stamp)?;
    stamp.push('T');
    for part in [calendar.stamp.hour(), calendar.stamp.minute(), calendar.stamp.second()] {
        push_padded(part, 2, &mut stamp);
    }
    stamp.push('Z');
    for entry in calendar.entries {
        if entry.last_day < entry.first_day {
            return None;
        }
        file.line("BEGIN:VEVENT");
        file.line(&uid(calendar.identity, entry.uid_part));
        file.line(&stamp);
        file.line(&["SEQUENCE:", &calendar.sequence.to_string()].concat());
        for (name, day) in [("DTSTART;VALUE=DATE:", entry.first_day), ("DTEND;VALUE=DATE:", entry.last_day.succ_opt()?)]
        {
            let mut line = String::from(name);
            push_day(day, &mut line)?;
            file.line(&line);
        }
        file.value("SUMMARY:", entry.title);
        if !entry.description.is_empty() {
            file.value("DESCRIPTION:", entry.description);
        }
        file.lines(&["STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "CLASS:PRIVATE"]);
        if let Some(days) = entry.reminder_days {
            file.lines(&["BEGIN:VALARM", "ACTION:DISPLAY"]);
            file.value("DESCRIPTION:", entry.title);
            file.line(&trigger(days));
            file.line("END:VALARM");
        }
        file.line("END:VEVENT");
    }
    file.line("END:VCALENDAR");
    Some(file.text)
}

/// Nine in the morning so many days before the midnight that an entry begins with.
fn trigger(days: u32) -> String {
    match days {
        0 => "TRIGGER:PT9H".to_owned(),
        1 => "TRIGGER:-PT15H".to_owned(),
        _ => ["TRIGGER:-P", &(days - 1).to_string(), "DT15H"].concat(),
    }
}

/// An identifier that says nothing about anybody and is the same for the same entry of the same calendar.
fn uid(identity: &str, part: &str) -> String {
    let mut line = String::from("UID:");
    // Two hashes, because one of 64 bits is short for an identifier that should be the only one in the world.
    for start in [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142] {
        let mut hash: u64 = start;
        // No text holds the byte between the two, so that no two pairs are the same bytes.
        for byte in identity.bytes().chain([0xFF]).chain(part.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        for shift in (0..16).rev() {
            line.extend(char::from_digit(u32::try_from((hash >> (shift * 4)) & 15).unwrap_or(0), 16));
        }
    }
    line
}

fn push_day(day: NaiveDate, text: &mut String) -> Option<()> {
    let year = u32::try_from(day.year()).ok().filter(|year| *year < 10_000)?;
    push_padded(year, 4, text);
    push_padded(day.month(), 2, text);
    push_padded(day.day(), 2, text);
    Some(())
}

fn push_padded(number: u32, width: usize, text: &mut String) {
    let digits = number.to_string();
    for _ in digits.len()..width {
        text.push('0');
    }
    text.push_str(&digits);
}

/// The most octets of a line, its end not counted.
const WIDEST: usize = 75;

/// A calendar file as far as it is written.
struct File {
    text: String,
}

impl File {
    fn lines(&mut self, lines: &[&str]) {
        for line in lines {
            self.line(line);
        }
    }

    /// A name with a text: escaped, line breaks as `\n`, other control characters (which no calendar may hold) left out.
    fn value(&mut self, name: &str, value: &str) {
        let mut line = String::from(name);
        let mut letters = value.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' | ';' | ',' => {
                    line.push('\\');
                    line.push(letter);
                }
                '\r' => {
                    if letters.peek() != Some(&'\n') {
                        line.push_str("\\n");
                    }
                }
                '\n' => line.push_str("\\n"),
                '\t' => line.push(letter),
                control if control.is_ascii_control() => {}
                _ => line.push(letter),
            }
        }
        self.line(&line);
    }

    /// A line, folded so that no part is wider than it may be and no character is torn.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > WIDEST {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(letter);
            width += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}
