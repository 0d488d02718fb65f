//! Agendas in shorthand, and the times that come of them.

use super::*;
use crate::domain::date::{Date, read_time};
use crate::domain::forum::Forum;

/// The starts and the minutes of an agenda published for 15 March 2017, with sample minutes for the last item.
const AUTHORITY: &str = "12:45 5, 12:50 5, 12:55 10, 13:05 15, 13:20 10, 13:30 15, 13:45 20, 14:05 30, 14:35 15, 14:50 10, \
    15:00 35, 15:35 40, 16:15 15, 16:30 15, 16:45 15";

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// Items as `[>]MINUTES[@TIME]`, separated by commas: `10`, `-` where nothing is known, `5@14:00`, `>5` for a sub-item.
fn items(shorthand: &str) -> Vec<Item> {
    let words = shorthand
        .split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty());
    let items = words.zip(1..).map(|(word, position)| {
        let mut item = Item::new(id(position), id(1), position, "Item");
        let (sub, word) = word
            .strip_prefix('>')
            .map_or((false, word), |word| (true, word));
        let (minutes, start) = word.split_once('@').unwrap_or((word, ""));
        item.is_sub = sub;
        item.minutes = minutes.parse().ok();
        item.start = read_time(start).ok();
        item
    });
    items.collect()
}

fn reckoned(shorthand: &str, from: &str, until: &str) -> Timetable {
    let items = items(shorthand);
    let items: Vec<&Item> = items.iter().collect();
    of(&items, read_time(from).ok(), read_time(until).ok())
}

/// `12:45 5, 12:50 ?`
fn written(table: &Timetable) -> String {
    let lines = table.lines.iter().map(|line| {
        let start = line
            .start
            .map_or("?".to_owned(), |one| one.format("%H:%M").to_string());
        let minutes = line.minutes.map_or("?".to_owned(), |one| one.to_string());
        format!("{start} {minutes}")
    });
    lines.collect::<Vec<_>>().join(", ")
}

fn notices(table: &Timetable) -> Vec<String> {
    let all = table.lines.iter().zip(1..);
    all.flat_map(|(line, place)| {
        let words = line.notices.iter().map(|one| one.words());
        words.map(move |words| format!("{place} {words}"))
    })
    .collect()
}

#[test]
fn start_times_come_of_durations_and_durations_of_typed_times() {
    let durations = "5, 5, 10, 15, 10, 15, 20, 30, 15, 10, 35, 40, 15, 15, 15";
    let times = "@12:45, @12:50, @12:55, @13:05, @13:20, @13:30, @13:45, @14:05, @14:35, @14:50, @15:00, @15:35, \
        @16:15, @16:30, @16:45";
    let longer = durations.replace("30, 15, 10", "50, 15, 10");
    for (agenda, words) in [
        (durations, "ends 5pm, just in time"),
        (times, "ends 5pm, just in time"),
        (longer.as_str(), "ends 5:20pm, 20 minutes over"),
    ] {
        let table = reckoned(agenda, "12:45", "17:00");
        if agenda != longer {
            assert_eq!(written(&table), AUTHORITY);
        }
        assert_eq!(table.words().as_deref(), Some(words));
        assert!(notices(&table).is_empty(), "{:?}", notices(&table));
    }
}

#[test]
fn nothing_is_reckoned_that_is_not_known() {
    for (agenda, from, until, expected, words) in [
        ("", "10:00", "11:00", "", None),
        ("-, -", "10:00", "11:00", "? ?, ? ?", None),
        (
            "10, -, 5",
            "10:00",
            "11:00",
            "10:00 10, 10:10 ?, ? 5",
            Some("1 item has no minutes"),
        ),
        (
            "10, -, 5, -",
            "10:00",
            "10:10",
            "10:00 10, 10:10 ?, ? 5, ? ?",
            Some("at least 5 minutes over, 2 items have no minutes"),
        ),
        ("10, 5", "", "", "? 10, ? 5", None),
        (
            "10, 5",
            "10:00",
            "",
            "10:00 10, 10:10 5",
            Some("ends 10:15am"),
        ),
        (
            "10, -, 5@10:30",
            "10:00",
            "11:00",
            "10:00 10, 10:10 20, 10:30 5",
            Some("ends 10:35am, 25 minutes left"),
        ),
        (
            "10, -, -, 5@10:30",
            "10:00",
            "11:00",
            "10:00 10, 10:10 ?, ? ?, 10:30 5",
            Some("ends 10:35am, 25 minutes left"),
        ),
        // A time of its own is enough to begin with.
        (
            "@9:00, 5@9:15",
            "",
            "",
            "09:00 15, 09:15 5",
            Some("ends 9:20am"),
        ),
        (
            "1, 59",
            "23:00",
            "23:59",
            "23:00 1, 23:01 59",
            Some("1 minute over"),
        ),
    ] {
        let table = reckoned(agenda, from, until);
        assert_eq!(written(&table), expected, "{agenda}");
        assert_eq!(table.words().as_deref(), words, "{agenda}");
    }
}

#[test]
fn gaps_and_clashes_are_named_at_their_item() {
    for (agenda, expected) in [
        ("10, 5@10:20", &["2 10 minutes free before it"][..]),
        (
            "30, 5@10:20, 5",
            &["2 starts 10 minutes before the item before it ends"],
        ),
        ("10@9:30", &["1 starts 30 minutes before the meeting"]),
        ("10@10:05", &["1 5 minutes free before it"]),
        (
            "10, >5, >6",
            &["1 its sub-items take 1 minute more than it has"],
        ),
        (
            "30, -, 5@10:20",
            &["3 starts 10 minutes before the item before it ends"],
        ),
        ("10, 5@10:10", &[]),
    ] {
        assert_eq!(
            notices(&reckoned(agenda, "10:00", "12:00")),
            expected,
            "{agenda}"
        );
    }
}

#[test]
fn the_minutes_of_sub_items_are_inside_their_item_or_add_up_to_it() {
    for (agenda, expected, ends) in [
        (
            "20, >5, >10, 5",
            "10:00 20, 10:00 5, 10:05 10, 10:20 5",
            "ends 10:25am",
        ),
        (
            "-, >5, >10, 5",
            "10:00 15, 10:00 5, 10:05 10, 10:15 5",
            "ends 10:20am",
        ),
        (
            "-, >5, >-, 5@10:30",
            "10:00 30, 10:00 5, 10:05 ?, 10:30 5",
            "ends 10:35am",
        ),
        (
            "20, >-, >5@10:15, 5",
            "10:00 20, 10:00 15, 10:15 5, 10:20 5",
            "ends 10:25am",
        ),
        // One that stands under nothing stands for itself.
        (">5, 5", "10:00 5, 10:05 5", "ends 10:10am"),
    ] {
        let table = reckoned(agenda, "10:00", "");
        assert_eq!(written(&table), expected, "{agenda}");
        assert_eq!(table.words().as_deref(), Some(ends), "{agenda}");
    }
}

#[test]
fn a_meeting_without_times_has_those_its_forum_is_used_to() {
    let mut register = Register::default();
    let mut forum = Forum::new(id(1), "The Forum");
    (forum.start, forum.end) = (read_time("2pm").ok(), read_time("3pm").ok());
    register.put(forum);
    let day = chrono::NaiveDate::from_ymd_opt(2021, 6, 1).expect("a day");
    let mut meeting = Meeting::new(id(1), id(1), Date::day(day));
    register.put(meeting.clone());
    for item in items("10, 20") {
        register.put(item);
    }
    let table = timetable(&register, id(1));
    assert_eq!(written(&table), "14:00 10, 14:10 20");
    assert_eq!(
        table.words().as_deref(),
        Some("ends 2:30pm, 30 minutes left")
    );
    meeting.start = read_time("2:45pm").ok();
    register.put(meeting);
    let table = timetable(&register, id(1));
    assert_eq!(
        table.words().as_deref(),
        Some("ends 3:15pm, 15 minutes over")
    );
    assert!(table.is_over());
    assert_eq!(timetable(&register, id(9)), Timetable::default());
}
