//! Cells that are a date, a time or a key.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::date::{Date, read_in_sheet, read_time};
use crate::domain::refusal::Refusal;

/// What offices write where they have no date.
const NO_DATE: [&str; 10] = [
    "-",
    "–",
    "—",
    "n/a",
    "na",
    "none",
    "tbc",
    "tba",
    "not known",
    "unknown",
];

/// A date as the files write it: ISO, or as people do. None for an empty cell, and for one that says there is none.
pub(super) fn date(
    column: &'static str,
    text: &str,
    today: NaiveDate,
) -> Result<Option<Date>, Refusal> {
    if text.is_empty() || NO_DATE.contains(&text.to_lowercase().as_str()) {
        return Ok(None);
    }
    // A spreadsheet's day may have a time with it.
    let day = text
        .split_once(' ')
        .filter(|(day, time)| day.parse::<NaiveDate>().is_ok() && read_time(time).is_ok());
    let text = day.map_or(text, |(day, _)| day);
    match Date::from_code(text) {
        Some(date) => Ok(Some(date)),
        None => read_in_sheet(text, today)
            .map(Some)
            .map_err(|refusal| Refusal {
                field: Some(column),
                ..refusal
            }),
    }
}

/// A time of day. None for an empty cell.
pub(super) fn time(column: &'static str, text: &str) -> Result<Option<NaiveTime>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = read_time(text).map(Some);
    read.map_err(|refusal| Refusal::invalid(column, refusal.sentence))
}

/// The key as a reference, if the file has one.
pub(super) fn reference(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
