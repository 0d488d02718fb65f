//! The lines of a calendar file: escaped, folded, ended by CR and LF; and the days and times in them.
//!
//! Written here and not by a library: the one we looked at asks the clock and takes numbers by chance, knows no time
//! zones, and lets a carriage return through.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};

use crate::domain::shown::Shown;

/// Octets of a line without its end, after RFC 5545, 3.1.
const LONGEST: usize = 75;
/// The last year that four digits hold.
const LAST_YEAR: i32 = 9999;

/// A calendar file, or a part of one, as it is written.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn begin(&mut self, component: &str) {
        self.word("BEGIN", component);
    }

    pub(super) fn end(&mut self, component: &str) {
        self.word("END", component);
    }

    /// A property whose value is text as somebody typed it, of several lines perhaps. Nothing where there is none.
    pub(super) fn text(&mut self, name: &str, typed: &str) {
        let typed = typed.trim();
        if !typed.is_empty() {
            self.push(&format!("{name}:{}", escaped(typed)));
        }
    }

    /// A property whose value is a word, a number, a time or an address that has been looked at.
    pub(super) fn word(&mut self, name: &str, value: &str) {
        self.push(&format!("{name}:{value}"));
    }

    /// Parts that are written already.
    pub(super) fn add(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// The one way in: whatever a line holds, nothing in it ends it.
    fn push(&mut self, line: &str) {
        let line = Shown::line(line);
        let (mut rest, mut room) = (line.as_str(), LONGEST);
        while rest.len() > room {
            let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
            self.0.extend([head, "\r\n "]);
            // The blank that says so counts.
            (rest, room) = (tail, LONGEST - 1);
        }
        self.0.extend([rest, "\r\n"]);
    }
}

/// A parameter's value: in quotation marks, without any in it; `^` would begin an escape of RFC 6868.
pub(super) fn parameter(typed: &str) -> String {
    let shown = Shown::line(typed);
    let bare = shown.trim().replace('"', "'").replace('^', "^^");
    format!("\"{bare}\"")
}

pub(super) fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// The day after, where a day ends that is meant whole; none after the last that can be written.
pub(super) fn day_after(of: NaiveDate) -> Option<String> {
    let next = of.succ_opt().filter(|next| next.year() <= LAST_YEAR);
    next.map(day)
}

/// A time at the place whose zone stands beside it.
pub(super) fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(typed: &str) -> String {
    let shown = Shown::text(typed);
    let mut out = String::with_capacity(shown.len() + 16);
    for letter in shown.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            seen => out.push(seen),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, typed: &str) -> String {
        let mut lines = Lines::default();
        lines.text(name, typed);
        lines.into_text()
    }

    #[test]
    fn text_is_escaped_and_no_line_end_of_any_sort_gets_through() {
        for (typed, expected) in [
            ("Plain", "S:Plain\r\n"),
            ("  ", ""),
            ("a, b; c\\d: e", "S:a\\, b\\; c\\\\d: e\r\n"),
            ("a\nb\r\nc", "S:a\\nb\\nc\r\n"),
            ("a\rATTENDEE:x", "S:a<U+000D>ATTENDEE:x\r\n"),
            ("a\r\nEND:VEVENT", "S:a\\nEND:VEVENT\r\n"),
            ("a\u{2028}b\u{85}c", "S:a<U+2028>b<U+0085>c\r\n"),
            ("x\u{202e}fdp", "S:x<U+202E>fdp\r\n"),
            ("\\n", "S:\\\\n\r\n"),
        ] {
            assert_eq!(written("S", typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn a_line_is_folded_at_75_octets_between_letters() {
        for (letter, count) in [
            ("a", 73),
            ("a", 74),
            ("a", 300),
            ("ŷ", 100),
            ("老", 77),
            ("🙂", 50),
        ] {
            let typed = letter.repeat(count);
            let text = written("S", &typed);
            let lines: Vec<&str> = text.split_terminator("\r\n").collect();
            assert!(lines.iter().all(|line| line.len() <= LONGEST), "{text}");
            assert!(
                lines[1..].iter().all(|line| line.starts_with(' ')),
                "{text}"
            );
            let unfolded = text.replace("\r\n ", "");
            assert_eq!(unfolded, format!("S:{typed}\r\n"));
            let is_whole = text.len() == typed.len() + 4;
            assert_eq!(is_whole, typed.len() <= 73, "{letter} {count}");
        }
    }

    #[test]
    fn a_parameter_ends_where_it_should() {
        for (typed, expected) in [
            ("Dr A Smith; GMC: x, y", "\"Dr A Smith; GMC: x, y\""),
            ("\"Bob\"", "\"'Bob'\""),
            ("a\r\nX:y", "\"a X:y\""),
            ("a^n", "\"a^^n\""),
        ] {
            assert_eq!(parameter(typed), expected);
        }
    }

    #[test]
    fn a_whole_day_ends_with_the_next_one() {
        let on = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        for (of, next) in [
            (on(2021, 9, 30), Some("20211001")),
            (on(2028, 2, 28), Some("20280229")),
            (on(9999, 12, 31), None),
        ] {
            assert_eq!(day_after(of).as_deref(), next);
        }
    }
}
