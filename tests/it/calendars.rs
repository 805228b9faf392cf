//! Calendar files: one worked by hand, and any text through an independent parser and back.

use chrono::{NaiveDate, NaiveDateTime};
use icalendar::parser::{Component, read_calendar, unfold};
use microneedling_estimator::codec::calendar::{Calendar, Entry, write};
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn stamp() -> NaiveDateTime {
    day(2026, 11, 20).and_hms_opt(9, 5, 7).unwrap()
}

fn calendar<'a>(entries: &'a [Entry<'a>]) -> Calendar<'a> {
    Calendar {
        name: "Appointments",
        product: "-//Estimator//0.1.0//EN",
        identity: "3f9a",
        stamp: stamp(),
        sequence: 2,
        entries,
    }
}

const VISIT: Entry = Entry {
    uid_part: "visit-1",
    first_day: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
    last_day: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
    title: "Appointment 1",
    description: "Bring: sunscreen, hat; water\nNo gym",
    reminder_days: Some(1),
};

/// Escaped, folded and dated by hand; the identifiers are the FNV-1a hashes of `3f9a`, 0xFF and the part.
#[test]
fn a_calendar_worked_by_hand() {
    let care = Entry {
        uid_part: "care-1",
        first_day: day(2028, 2, 27),
        last_day: day(2028, 2, 29),
        title: "Sin maquillaje, por favor — ñandúes; no \\ nadar hasta que la piel esté del todo bien",
        description: "",
        reminder_days: None,
    };
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Estimator//0.1.0//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Appointments",
        "X-WR-CALNAME:Appointments",
        "BEGIN:VEVENT",
        &uid("visit-1"),
        "DTSTAMP:20261120T090507Z",
        "SEQUENCE:2",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Appointment 1",
        "DESCRIPTION:Bring: sunscreen\\, hat\\; water\\nNo gym",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Appointment 1",
        "TRIGGER:-PT15H",
        "END:VALARM",
        "END:VEVENT",
        "BEGIN:VEVENT",
        &uid("care-1"),
        "DTSTAMP:20261120T090507Z",
        "SEQUENCE:2",
        "DTSTART;VALUE=DATE:20280227",
        "DTEND;VALUE=DATE:20280301",
        // 8 octets of the name, 60 of ASCII with the three escapes, 3 of the dash and 2 each of "ñ" and "ú" are 75.
        "SUMMARY:Sin maquillaje\\, por favor — ñandúes\\; no \\\\ nadar hasta que la",
        "  piel esté del todo bien",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    let entries = [VISIT, care];
    assert_eq!(write(&calendar(&entries)).unwrap().split("\r\n").collect::<Vec<_>>(), expected);
}

/// The identifier of a part, by the published definition of FNV-1a and in another way than the program's.
fn uid(part: &str) -> String {
    let bytes = [b"3f9a", &[0xFF][..], part.as_bytes()].concat();
    let hash = |start: u64| {
        bytes.iter().fold(start, |hash, byte| {
            let product = u128::from(hash ^ u64::from(*byte)) * 1_099_511_628_211;
            u64::try_from(product % (1 << 64)).unwrap()
        })
    };
    format!("UID:{:016x}{:016x}", hash(14_695_981_039_346_656_037), hash(0x6c62_272e_07bb_0142))
}

/// The value of a property, as the parser unescapes it.
fn value(component: &Component, name: &str) -> String {
    let property = component.find_prop(name).unwrap_or_else(|| panic!("{name} in {component:?}"));
    property.val.as_str().to_owned()
}

fn identifiers(calendar: &Calendar) -> Vec<String> {
    let text = unfold(&write(calendar).unwrap());
    read_calendar(&text).unwrap().components.iter().map(|event| value(event, "UID")).collect()
}

#[test]
fn identifiers_stay_the_same_and_tell_entries_and_courses_apart() {
    let entries = [VISIT, Entry { uid_part: "visit-2", ..VISIT }];
    let first = identifiers(&calendar(&entries));
    let moved = [Entry { first_day: day(2027, 1, 4), last_day: day(2027, 1, 5), title: "Later", ..VISIT }, entries[1]];
    let again = identifiers(&Calendar { sequence: 3, name: "Other", ..calendar(&moved) });
    assert_eq!(first, again);
    assert_ne!(first[0], first[1]);
    let other = identifiers(&Calendar { identity: "3f9b", ..calendar(&entries) });
    assert!(first.iter().all(|uid| !other.contains(uid)));
    let personal = Calendar { identity: "melasma of Ana", ..calendar(&entries) };
    let text = write(&personal).unwrap();
    assert!(!text.contains("melasma") && !text.contains("Ana") && !text.contains("visit-"), "{text}");
}

#[test]
fn reminders_come_at_nine_in_the_morning() {
    for (days, expected) in [(0, "PT9H"), (1, "-PT15H"), (2, "-P1DT15H"), (7, "-P6DT15H")] {
        let entries = [Entry { reminder_days: Some(days), ..VISIT }];
        let text = unfold(&write(&calendar(&entries)).unwrap());
        let calendar = read_calendar(&text).unwrap();
        let alarms = &calendar.components[0].components;
        assert_eq!(alarms.len(), 1);
        assert_eq!((alarms[0].name.as_ref(), value(&alarms[0], "TRIGGER").as_str()), ("VALARM", expected));
    }
}

#[test]
fn days_that_cannot_be_written_are_refused() {
    for (first_day, last_day) in [
        (day(2026, 12, 31), day(2026, 12, 30)),
        (day(-1, 1, 1), day(-1, 1, 1)),
        (day(9999, 12, 31), day(9999, 12, 31)),
        (NaiveDate::MAX, NaiveDate::MAX),
    ] {
        let entries = [Entry { first_day, last_day, ..VISIT }];
        assert_eq!(write(&calendar(&entries)), None, "{first_day} to {last_day}");
    }
}

#[test]
fn no_time_zone_is_ever_written() {
    let text = write(&calendar(&[VISIT])).unwrap();
    assert!(!text.contains("TZID") && !text.contains("VTIMEZONE"));
}

/// What a calendar can hold of a text: line breaks as one kind, no other control characters than tabs.
fn held(text: &str) -> String {
    let breaks = text.replace("\r\n", "\n").replace('\r', "\n");
    breaks.chars().filter(|letter| !letter.is_ascii_control() || matches!(letter, '\n' | '\t')).collect()
}

proptest! {
    #[test]
    fn any_text_survives_an_independent_parser(
        title in prop_oneof![any::<String>(), "[\\PC\\n\\r\\t;,:\\\\\"é€😀]{0,300}"],
        description in "[\\PC\\n\\r\\t;,:\\\\n]{0,200}",
        first in -200..70_000_i32,
        length in 0..400_u64,
        reminder_days in prop::option::of(0..1_000_u32),
    ) {
        let first_day = day(2000, 1, 1) + chrono::Duration::days(first.into());
        let last_day = first_day + chrono::Days::new(length);
        let entries = [Entry { uid_part: &title, first_day, last_day, title: &title, description: &description, reminder_days }];
        let text = write(&Calendar { name: &description, ..calendar(&entries) }).unwrap();
        prop_assert!(text.ends_with("\r\n"));
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{:?}", line);
        }
        let unfolded = unfold(&text);
        let parsed = read_calendar(&unfolded).unwrap();
        let property = |name: &str| parsed.properties.iter().find(|property| property.name == name).unwrap();
        prop_assert_eq!(property("VERSION").val.as_str(), "2.0");
        prop_assert_eq!(parsed.components.len(), 1);
        let event = &parsed.components[0];
        prop_assert_eq!(event.name.as_ref(), "VEVENT");
        prop_assert_eq!(value(event, "SUMMARY"), held(&title));
        if !description.is_empty() {
            prop_assert_eq!(value(event, "DESCRIPTION"), held(&description));
        }
        prop_assert_eq!(value(event, "DTSTART"), first_day.format("%Y%m%d").to_string());
        prop_assert_eq!(value(event, "DTEND"), last_day.succ_opt().unwrap().format("%Y%m%d").to_string());
        prop_assert_eq!(event.components.len(), usize::from(reminder_days.is_some()));
    }
}
