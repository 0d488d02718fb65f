//! A time of day as people write it, and reading one.

use chrono::{NaiveTime, Timelike};

use crate::domain::refusal::{Refusal, quoted};

/// `5:30pm`, `10am`, `midday`, `midnight`; seconds are left out.
pub fn time(time: NaiveTime) -> String {
    let (is_afternoon, hour) = time.hour12();
    let half = if is_afternoon { "pm" } else { "am" };
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

/// Reads `5:30pm`, `10am`, `10.30 am`, `14:30`, `midday`, `midnight`; seconds where a file has them.
pub fn read_time(text: &str) -> Result<NaiveTime, Refusal> {
    let lower = text.trim().to_lowercase().replace('.', ":");
    let found = match lower.as_str() {
        "midday" | "noon" => NaiveTime::from_hms_opt(12, 0, 0),
        "midnight" => NaiveTime::from_hms_opt(0, 0, 0),
        _ => half_day(&lower).or_else(|| whole_day(&lower)),
    };
    found.ok_or_else(|| {
        let sentence = format!("{} is no time of day: write 5:30pm or 17:30.", quoted(text));
        Refusal::invalid("time", sentence)
    })
}

/// `5:30pm`, `10 am`.
fn half_day(text: &str) -> Option<NaiveTime> {
    let (text, after_midday) = match text.strip_suffix("am") {
        Some(text) => (text, 0),
        None => (text.strip_suffix("pm")?, 12),
    };
    let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "00"));
    let hour: u32 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
    let minute = two_digits(minute)?;
    NaiveTime::from_hms_opt(hour % 12 + after_midday, minute, 0)
}

/// `14:30`, `09:00:00`.
fn whole_day(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let hour = parts.next()?.parse().ok()?;
    let minute = two_digits(parts.next()?)?;
    let second = parts.next().map_or(Some(0), two_digits)?;
    parts.next().is_none().then_some(())?;
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it_and_comes_back_as_it_is_printed() {
        for (text, expected) in [
            ("5:30pm", Some("5:30pm")),
            ("5.30 PM", Some("5:30pm")),
            ("17:30", Some("5:30pm")),
            ("09:00:00", Some("9am")),
            ("9am", Some("9am")),
            ("12am", Some("midnight")),
            ("12pm", Some("midday")),
            ("12:05am", Some("12:05am")),
            (" noon ", Some("midday")),
            ("midnight", Some("midnight")),
            ("13pm", None),
            ("0am", None),
            ("24:00", None),
            ("17", None),
            ("17:3", None),
            ("1:2:3:4", None),
            ("half past", None),
            ("", None),
        ] {
            let read = read_time(text).ok();
            assert_eq!(read.map(time).as_deref(), expected, "{text:?}");
            if let Some(read) = read {
                assert_eq!(read_time(&time(read)), Ok(read), "{text:?} once more");
            }
        }
    }
}
