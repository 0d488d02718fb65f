//! Reads a date that somebody typed, day before month, and refuses what has two readings.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Certainty, Date, EARLIEST_YEAR, LATEST_YEAR, Sense, with_weekday};
use crate::domain::calendar::{BankHolidays, Interval, MONTH_NAMES, weekday_name};
use crate::domain::refusal::{Refusal, quoted};

const ACCEPTED: &str = "Write a day (30 Sep 2021, 30/9/2021 or 2021-09-30), a month (Sep 2021 or by September 2021), \
                        a year (2021 or 2018/19), or count from today (+3m, -2w, next friday, today).";

/// Word processors make a minus or a dash of a hyphen.
const SIGNS: [char; 4] = ['+', '-', '−', '–'];

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Reads a day, month or year as the form's help lists them, in any case. A day or month without its year is the
/// next one, today's included; so is a weekday, but *next friday* is after today. Refuses a weekday that is not the
/// date's, with both readings, and a year of two digits.
pub fn read(text: &str, today: NaiveDate) -> Result<Date, Refusal> {
    read_as(text, today, ShortYears::Refused)
}

/// The same as lists of an office have it: a whole day may have a year of two figures, of the hundred years that end
/// twenty after today. Refuses such a year with a month alone: "Sep 21" is a day to one and a year to another.
pub fn read_in_sheet(text: &str, today: NaiveDate) -> Result<Date, Refusal> {
    read_as(text, today, ShortYears::Read)
}

/// What becomes of a year of two figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ShortYears {
    Refused,
    Read,
}

fn read_as(text: &str, today: NaiveDate, years: ShortYears) -> Result<Date, Refusal> {
    let lower = text.to_lowercase();
    let (certain, mark) = match lower.trim_end().strip_suffix(['?', '~']) {
        Some(certain) => (certain, Certainty::Tentative),
        None => (lower.as_str(), Certainty::Certain),
    };
    let words: Vec<&str> = certain
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !matches!(*word, "" | "the" | "of"))
        .collect();
    let long = match years {
        ShortYears::Read => with_long_year(&words, today),
        ShortYears::Refused => None,
    };
    let long = long.unwrap_or_else(|| words.iter().map(|word| (*word).to_owned()).collect());
    let words: Vec<&str> = long.iter().map(String::as_str).collect();
    qualified(&words, mark, today).map_err(|unread| refuse(text, unread))
}

/// The words with the whole year in the place of its last two figures, if they end in such a day: `30/9/21`,
/// `30 sep 21`.
fn with_long_year(words: &[&str], today: NaiveDate) -> Option<Vec<String>> {
    let (last, before) = words.split_last()?;
    let mut long: Vec<String> = before.iter().map(|word| (*word).to_owned()).collect();
    let parts: Vec<&str> = last.split(['/', '.', '-']).collect();
    // 21-09-30 may begin with its year.
    let figures = |word: &str| pair(word).filter(|_| !last.contains('-'));
    let month = |word: &str| month_number(word).or_else(|| figures(word));
    if let [day, name, year] = parts[..] {
        day_number(day).and(month(name))?;
        long.push(format!("{day}/{name}/{}", long_year(year, today)?));
        return Some(long);
    }
    let [.., day, name] = before else {
        return None;
    };
    day_number(day).and(month_number(name))?;
    long.push(long_year(last, today)?.to_string());
    Some(long)
}

/// The year of two figures that is at most twenty years ahead, and less than eighty back.
fn long_year(word: &str, today: NaiveDate) -> Option<i32> {
    const AHEAD: i32 = 20;
    const CENTURY: i32 = 100;
    if word.len() != 2 || !is_figures(word) {
        return None;
    }
    let last = today.year().checked_add(AHEAD)?;
    let figures: i32 = word.parse().ok()?;
    Some(last - (last - figures).rem_euclid(CENTURY))
}

/// Why the words are no date.
#[derive(Clone, Copy)]
enum Unread {
    Nothing,
    Unknown,
    NoSuchDay,
    ShortYear,
    /// How a spreadsheet counts days, typed as a number.
    Serial,
    OutOfReach,
    OtherWeekday {
        said: Weekday,
        day: NaiveDate,
    },
}

/// `[probably] [by|in|on] [weekday] date`, or `[by] end month`, which is by the month.
fn qualified(words: &[&str], mark: Certainty, today: NaiveDate) -> Result<Date, Unread> {
    let (words, certainty) = match words {
        ["probably" | "about", rest @ ..] => (rest, Certainty::Tentative),
        _ => (words, mark),
    };
    let (words, sense) = match words {
        ["end", rest @ ..] | ["by", "end", rest @ ..] => (months(rest, today)?, Sense::By),
        ["by", rest @ ..] => (rest, Sense::By),
        ["in" | "on", rest @ ..] => (rest, Sense::On),
        _ => (words, Sense::On),
    };
    let date = announced(words, today)?.with_sense(sense);
    Ok(Date { certainty, ..date })
}

/// The words of a month or a year. Only these have an end.
fn months<'w>(words: &'w [&'w str], today: NaiveDate) -> Result<&'w [&'w str], Unread> {
    match plain(words, today)?.as_day() {
        Some(_) => Err(Unread::Unknown),
        None => Ok(words),
    }
}

/// A date, perhaps with its weekday, which must then be right.
fn announced(words: &[&str], today: NaiveDate) -> Result<Date, Unread> {
    let [name, rest @ ..] = words else {
        return Err(Unread::Nothing);
    };
    let Some(said) = weekday(name).filter(|_| !rest.is_empty()) else {
        return plain(words, today);
    };
    let date = plain(rest, today)?;
    let day = date.as_day().ok_or(Unread::Unknown)?;
    if day.weekday() == said {
        Ok(date)
    } else {
        Err(Unread::OtherWeekday { said, day })
    }
}

fn plain(words: &[&str], today: NaiveDate) -> Result<Date, Unread> {
    match *words {
        [first, ..] if first.starts_with(SIGNS) => from_today(&words.join(" "), today),
        [word] => one_word(word, today),
        ["next", name] => {
            let weekday = weekday(name).ok_or(Unread::Unknown)?;
            next_weekday(weekday, today.succ_opt().unwrap_or(today))
        }
        [first, second] => match (day_number(first), month_number(first)) {
            (Some(day), _) => next_such_day(day, month_number(second), today),
            (None, Some(month)) => Date::month(year_number(second)?, month).ok_or(Unread::Unknown),
            (None, None) => Err(Unread::Unknown),
        },
        [day, month, year] => day_month_year(day_number(day), month_number(month), year),
        _ => Err(Unread::Unknown),
    }
}

fn one_word(word: &str, today: NaiveDate) -> Result<Date, Unread> {
    match word {
        "today" => return within_reach(Some(today)),
        "tomorrow" => return within_reach(today.succ_opt()),
        "yesterday" => return within_reach(today.pred_opt()),
        _ => {}
    }
    if let Some(weekday) = weekday(word) {
        return next_weekday(weekday, today);
    }
    if let Some(month) = month_number(word) {
        return next_such_month(month, today);
    }
    if let Some(date) = Date::from_iso(word) {
        return Ok(date);
    }
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    if parts.len() > 1 && parts.iter().any(|part| month_number(part).is_some()) {
        return plain(&parts, today);
    }
    in_figures(word, &parts, today)
}

/// `30/9/2021`, `30/9`, `9/2021`, `2021/9/30`, `2018/2019`; points and hyphens do as well.
fn in_figures(word: &str, parts: &[&str], today: NaiveDate) -> Result<Date, Unread> {
    if !parts.iter().all(|part| is_figures(part)) {
        return Err(Unread::Unknown);
    }
    match *parts {
        [serial] if serial.len() == 5 => Err(Unread::Serial),
        [start, end] if start.len() == 4 && end.len() == 4 && word.contains('/') => {
            let start = year_number(start)?;
            let date = Date::financial_year(start);
            let is_next = year_number(end)? == start + 1;
            is_next.then_some(date).ok_or(Unread::Unknown)
        }
        [month, year] if year.len() == 4 => {
            let month = pair(month).ok_or(Unread::Unknown)?;
            Date::month(year_number(year)?, month).ok_or(Unread::NoSuchDay)
        }
        [day, month] => {
            let day = pair(day).ok_or(Unread::Unknown)?;
            next_such_day(day, pair(month), today)
        }
        [year, month, day] if year.len() == 4 => day_month_year(pair(day), pair(month), year),
        [day, month, year] => day_month_year(pair(day), pair(month), year),
        _ => Err(Unread::Unknown),
    }
}

/// `+3m`, `-2w`, `+ 10 working days`.
fn from_today(text: &str, today: NaiveDate) -> Result<Date, Unread> {
    let mut letters = text.chars();
    let sign = letters.next();
    let interval: Interval = letters.as_str().parse().map_err(|_| Unread::Unknown)?;
    let holidays = BankHolidays::standard();
    let day = match sign {
        Some('+') => interval.after(holidays, today),
        Some(_) => interval.before(holidays, today),
        None => return Err(Unread::Unknown),
    };
    within_reach(Some(day))
}

fn next_weekday(weekday: Weekday, from: NaiveDate) -> Result<Date, Unread> {
    within_reach(from.iter_days().find(|day| day.weekday() == weekday))
}

fn next_such_day(day: u32, month: Option<u32>, today: NaiveDate) -> Result<Date, Unread> {
    // 29 February may be eight years off, across a century without it.
    let month = month.ok_or(Unread::Unknown)?;
    (today.year()..=today.year() + 8)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|day| *day >= today)
        .ok_or(Unread::NoSuchDay)
        .and_then(|day| within_reach(Some(day)))
}

fn next_such_month(month: u32, today: NaiveDate) -> Result<Date, Unread> {
    (today.year()..=today.year() + 1)
        .filter_map(|year| Date::month(year, month))
        .find(|date| date.last() >= today)
        .ok_or(Unread::OutOfReach)
}

fn day_month_year(day: Option<u32>, month: Option<u32>, year: &str) -> Result<Date, Unread> {
    let (Some(day), Some(month)) = (day, month) else {
        return Err(Unread::Unknown);
    };
    let year = year_number(year)?;
    within_reach(NaiveDate::from_ymd_opt(year, month, day))
}

fn within_reach(day: Option<NaiveDate>) -> Result<Date, Unread> {
    let day = day.ok_or(Unread::NoSuchDay)?;
    if (EARLIEST_YEAR..=LATEST_YEAR).contains(&day.year()) {
        Ok(Date::day(day))
    } else {
        Err(Unread::OutOfReach)
    }
}

/// At least three letters of the name.
fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS
        .into_iter()
        .find(|weekday| abbreviates(word, weekday_name(*weekday)))
}

/// The month's number, from at least three letters of its name.
fn month_number(word: &str) -> Option<u32> {
    (1..)
        .zip(MONTH_NAMES)
        .find(|(_, name)| abbreviates(word, name))
        .map(|(number, _)| number)
}

fn abbreviates(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.to_ascii_lowercase().starts_with(word)
}

/// `3`, `03`, `3rd`.
fn day_number(word: &str) -> Option<u32> {
    let figures = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    pair(figures)
}

fn pair(word: &str) -> Option<u32> {
    if is_figures(word) && word.len() <= 2 {
        word.parse().ok()
    } else {
        None
    }
}

fn year_number(word: &str) -> Result<i32, Unread> {
    if !is_figures(word) {
        return Err(Unread::Unknown);
    }
    match word.len() {
        2 => Err(Unread::ShortYear),
        4 => word
            .parse()
            .ok()
            .filter(|year| *year >= EARLIEST_YEAR)
            .ok_or(Unread::OutOfReach),
        _ => Err(Unread::Unknown),
    }
}

fn is_figures(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn refuse(text: &str, unread: Unread) -> Refusal {
    let text = quoted(text);
    let sentence = match unread {
        Unread::Nothing => format!("{text} holds no date. {ACCEPTED}"),
        Unread::Unknown => format!("{text} cannot be read as a date. {ACCEPTED}"),
        Unread::NoSuchDay => format!("{text} is not in the calendar. {ACCEPTED}"),
        Unread::ShortYear => format!("{text} has a year of two figures. {ACCEPTED}"),
        Unread::Serial => format!(
            "{text} is a number and no date: it may be a spreadsheet's own count of days. Give the cell the format of a date. {ACCEPTED}"
        ),
        Unread::OutOfReach => format!(
            "{text} is out of reach: dates run from the year {EARLIEST_YEAR} to {LATEST_YEAR}. {ACCEPTED}"
        ),
        Unread::OtherWeekday { said, day } => format!(
            "{text} contradicts itself: {} is a {}. Write {} or {}.",
            Date::day(day),
            weekday_name(day.weekday()),
            with_weekday(day),
            with_weekday(nearest(said, day)),
        ),
    };
    Refusal::invalid("date", sentence)
}

/// At most three days before or after.
fn nearest(weekday: Weekday, day: NaiveDate) -> NaiveDate {
    let from = day.checked_sub_days(Days::new(3)).unwrap_or(day);
    from.iter_days()
        .find(|near| near.weekday() == weekday)
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Friday.
    const TODAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2021, 8, 20);

    fn read_today(text: &str) -> Result<Date, Refusal> {
        read(text, TODAY.expect("a day"))
    }

    #[test]
    fn what_people_write_is_understood() {
        for (text, code) in [
            ("2021-09-30", "2021-09-30"),
            ("30 Sep 2021", "2021-09-30"),
            ("30/9/2021", "2021-09-30"),
            ("03/09/2021", "2021-09-03"),
            ("30.9.2021", "2021-09-30"),
            ("30-Sep-2021", "2021-09-30"),
            ("2021/9/30", "2021-09-30"),
            ("  30   SEPTEMBER  2021 ", "2021-09-30"),
            ("30\u{a0}Sept. 2021", "2021-09-30"),
            ("3rd April 2014", "2014-04-03"),
            ("the 1st of May, 2014", "2014-05-01"),
            ("by 30 September 2021", "by 2021-09-30"),
            ("on 30/9/2021", "2021-09-30"),
            ("Sep 2021", "2021-09"),
            ("9/2021", "2021-09"),
            ("2021-09", "2021-09"),
            ("In September 2021", "2021-09"),
            ("by September 2021", "by 2021-09"),
            ("2021", "2021"),
            ("by 2021", "by 2021"),
            ("end of September 2021", "by 2021-09"),
            ("by the end of Sep 2021", "by 2021-09"),
            ("End of 2021?", "by 2021~"),
            ("2018/19", "2018/19"),
            ("2018/2019", "2018/19"),
            ("1999/00", "1999/00"),
            ("probably by Sep 2021", "by 2021-09~"),
            ("about 2018/19", "2018/19~"),
            ("by Sep 2021 ?", "by 2021-09~"),
        ] {
            assert_eq!(
                read_today(text).map(Date::code),
                Ok(code.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn dates_without_a_year_are_the_next_from_today() {
        for (text, code) in [
            ("20 aug", "2021-08-20"),
            ("19 aug", "2022-08-19"),
            ("30 sep", "2021-09-30"),
            ("30/9", "2021-09-30"),
            ("29 feb", "2024-02-29"),
            ("August", "2021-08"),
            ("by July", "by 2022-07"),
            ("Thursday 30 September", "2021-09-30"),
        ] {
            assert_eq!(
                read_today(text).map(Date::code),
                Ok(code.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn dates_are_counted_from_today() {
        for (text, code) in [
            ("today", "2021-08-20"),
            ("Tomorrow", "2021-08-21"),
            ("yesterday", "2021-08-19"),
            ("by tomorrow", "by 2021-08-21"),
            ("friday", "2021-08-20"),
            ("next friday", "2021-08-27"),
            ("Next Thu", "2021-08-26"),
            ("thurs", "2021-08-26"),
            ("+3m", "2021-11-20"),
            ("-2w", "2021-08-06"),
            ("\u{2212}2w", "2021-08-06"),
            ("+10d", "2021-08-30"),
            ("+1y", "2022-08-20"),
            ("+ 2 Months", "2021-10-20"),
            ("+6 working days", "2021-08-31"),
            ("by +3m", "by 2021-11-20"),
        ] {
            assert_eq!(
                read_today(text).map(Date::code),
                Ok(code.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_weekday_that_contradicts_its_date_is_refused_with_both_readings() {
        let right = read_today("Thursday, 3 April 2014").map(Date::code);
        assert_eq!(right, Ok("2014-04-03".to_owned()));
        for (text, sentence) in [
            (
                "Tuesday 13 January 2014",
                "\"Tuesday 13 January 2014\" contradicts itself: 13 January 2014 is a Monday. \
                 Write Monday 13 January 2014 or Tuesday 14 January 2014.",
            ),
            (
                "fri, 13/1/2014",
                "\"fri, 13/1/2014\" contradicts itself: 13 January 2014 is a Monday. \
                 Write Monday 13 January 2014 or Friday 10 January 2014.",
            ),
        ] {
            let refusal = read_today(text).expect_err(text);
            assert_eq!(refusal.sentence, sentence);
            assert_eq!(refusal.field, Some("date"));
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_what_is_accepted() {
        for (text, why) in [
            ("", "holds no date"),
            (" by ,", "holds no date"),
            ("soon", "cannot be read"),
            ("before end of September 2021", "cannot be read"),
            ("end of 3 September 2021", "cannot be read"),
            ("end", "cannot be read"),
            ("2018/20", "cannot be read"),
            ("2018-19", "cannot be read"),
            ("Friday September 2021", "cannot be read"),
            ("next", "cannot be read"),
            ("next month", "cannot be read"),
            ("30 se 2021", "cannot be read"),
            ("30", "cannot be read"),
            ("+3", "cannot be read"),
            ("+-3m", "cannot be read"),
            ("9/30/2021", "is not in the calendar"),
            ("2021-02-30", "is not in the calendar"),
            ("31 sep", "is not in the calendar"),
            ("13/2021", "is not in the calendar"),
            ("30/9/21", "a year of two figures"),
            ("30 Sep 21", "a year of two figures"),
            ("Sep 21", "a year of two figures"),
            ("1 May 0014", "is out of reach"),
            ("+65535y", "is out of reach"),
        ] {
            let sentence = read_today(text).expect_err(text).sentence;
            assert!(sentence.contains(why), "{text}: {sentence}");
            assert!(
                sentence.contains(&quoted(text)) && sentence.contains(ACCEPTED),
                "{sentence}"
            );
        }
    }

    #[test]
    fn a_list_of_an_office_may_shorten_the_year_of_a_whole_day() {
        let today = TODAY.expect("a day");
        for (text, code) in [
            ("30/9/21", "2021-09-30"),
            ("30.09.21", "2021-09-30"),
            ("30-Sep-21", "2021-09-30"),
            ("30 Sept 21", "2021-09-30"),
            ("by 30/9/21?", "by 2021-09-30~"),
            ("Thursday 30 Sep 21", "2021-09-30"),
            ("1/4/41", "2041-04-01"),
            ("1/4/42", "1942-04-01"),
            ("1/4/99", "1999-04-01"),
            ("30/9/2021", "2021-09-30"),
            ("Sept 2021", "2021-09"),
            ("2018/19", "2018/19"),
        ] {
            let read = read_in_sheet(text, today).map(Date::code);
            assert_eq!(read, Ok(code.to_owned()), "{text}");
        }
        for (text, why) in [
            ("Sep 21", "a year of two figures"),
            ("9/30/21", "is not in the calendar"),
            ("21-09-30", "a year of two figures"),
            ("31/2/21", "is not in the calendar"),
            ("44469", "a spreadsheet's own count of days"),
            ("Fri 30 Sep 21", "contradicts itself"),
        ] {
            let sentence = read_in_sheet(text, today).expect_err(text).sentence;
            assert!(sentence.contains(why), "{text}: {sentence}");
        }
    }

    #[test]
    fn hostile_text_is_refused_and_nothing_worse() {
        let hostile = [
            "é",
            "+é",
            "é+3m",
            "3é",
            "３０/９/２０２１",
            "by\0",
            "~",
            "??",
            "//",
            "--",
            "..",
            "-",
            "+",
            "1//2",
            "st",
            "th sep",
            "sep-",
            "-sep",
            "30-sep-",
            "sep-sep-sep",
            "\u{202e}2021",
            "İ 2021",
            "2021-é9",
            "99999999999999999999",
            "1/1/99999999999999999999",
            "+99999999999999999999d",
            "on on on",
            "friday friday friday",
            "next next",
        ];
        let long = "9".repeat(100_000);
        for text in hostile.into_iter().chain([long.as_str()]) {
            let refusal = read_today(text).expect_err(text);
            assert!(refusal.sentence.len() < 600, "{refusal}");
        }
        for text in [
            "Thursday 30 September 2021",
            "by 3rd Sep 2021",
            "2018/19?",
            "+10 working days",
        ] {
            for (place, letter) in text.char_indices() {
                for wedge in ["é", "\u{1b}[31m", "-", "/", " ", "0", ""] {
                    let (start, end) = (&text[..place], &text[place + letter.len_utf8()..]);
                    let _ = read_today(&format!("{start}{wedge}{end}"));
                }
            }
        }
        for today in [NaiveDate::MIN, NaiveDate::MAX] {
            for text in [
                "today",
                "tomorrow",
                "friday",
                "next friday",
                "30 sep",
                "sep",
                "+3m",
                "-3m",
            ] {
                assert!(read(text, today).is_err(), "{text}");
            }
        }
    }
}
