//! Intervals, working days and the bank holidays of England and Wales, and the names of days and months.
//! Dates as people write them are in `date`.

use std::collections::BTreeMap;
use std::fmt;
use std::iter::successors;
use std::str::FromStr;
use std::sync::LazyLock;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::refusal::{Refusal, quoted};

/// January first.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A length of time as an agreement states it. Kept as text like `2 months`, which is a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    pub count: u16,
    pub unit: Unit,
}

/// What an interval is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing here falls due at an hour, so that a day begun counts whole.
    Hours,
    Days,
    WorkingDays,
    Weeks,
    Months,
    Years,
}

/// The days on which offices are closed besides weekends: years that are listed, and a rule for the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankHolidays {
    /// Every holiday of each year that the user's own list names.
    own: Years,
}

type Years = BTreeMap<i32, BTreeMap<NaiveDate, String>>;

/// What a holiday is called on its own day, and on the one kept instead.
#[derive(Clone, Copy)]
struct Names {
    proper: &'static str,
    substitute: &'static str,
}

const NEW_YEAR: Names = Names {
    proper: "New Year's Day",
    substitute: "New Year's Day (substitute day)",
};

const CHRISTMAS: Names = Names {
    proper: "Christmas Day",
    substitute: "Christmas Day (substitute day)",
};

const BOXING: Names = Names {
    proper: "Boxing Day",
    substitute: "Boxing Day (substitute day)",
};

/// The years that come with the program; read when a working day is first counted.
static KNOWN: LazyLock<Years> = LazyLock::new(|| {
    read_list(include_str!("../../assets/bank-holidays.csv"))
        .expect("the list that comes with the program is read by a test")
});

static STANDARD: BankHolidays = BankHolidays { own: Years::new() };

impl Interval {
    /// So many of it: the third change of a chair that rotates six-monthly is 18 months on.
    #[must_use]
    pub fn times(self, turns: u16) -> Self {
        Self {
            count: self.count.saturating_mul(turns),
            ..self
        }
    }

    /// The day this long after `day`. Months end on their last day: a month after 31 January is 28 February.
    pub fn after(self, holidays: &BankHolidays, day: NaiveDate) -> NaiveDate {
        let count = i32::from(self.count);
        match self.unit {
            Unit::Hours => plus_days(day, begun_days(self.count)),
            Unit::Days => plus_days(day, count),
            Unit::WorkingDays => holidays.working_days_after(day, self.count),
            Unit::Weeks => plus_days(day, count * 7),
            Unit::Months => plus_months(day, count),
            Unit::Years => plus_months(day, count * 12),
        }
    }

    /// The day this long before `day`.
    pub fn before(self, holidays: &BankHolidays, day: NaiveDate) -> NaiveDate {
        let count = i32::from(self.count);
        match self.unit {
            Unit::Hours => plus_days(day, -begun_days(self.count)),
            Unit::Days => plus_days(day, -count),
            Unit::WorkingDays => holidays.working_days_before(day, self.count),
            Unit::Weeks => plus_days(day, -count * 7),
            Unit::Months => plus_months(day, -count),
            Unit::Years => plus_months(day, -count * 12),
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::WorkingDays => "working day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        out.pad(&counted(i64::from(self.count), unit))
    }
}

impl FromStr for Interval {
    type Err = Refusal;

    /// Reads `2 months`, `1 year`, `10 working days`, `48 hours`, and short `3m`, `2w`, `10d`, `1y`, `5wd`, `48h`.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        read_interval(text).ok_or_else(|| {
            Refusal::invalid(
                "interval",
                format!(
                    "{} is not a length of time. Write a whole number up to {} and then hours, days, working days, \
                     weeks, months or years, as in 2 months.",
                    quoted(text),
                    u16::MAX,
                ),
            )
        })
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl BankHolidays {
    /// The known years as they were kept, with the one-offs; every other year by the rule.
    pub fn england_and_wales() -> Self {
        Self::standard().clone()
    }

    /// The same, for those who only look.
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// Reads a user's own list, a line for each day: `2027-12-27,Christmas Day`. A year that it names is taken from
    /// it alone; the others stay as in England and Wales. Blank lines, lines that begin with # and a heading are
    /// skipped. Refuses a line that does not begin with a day, by its number.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        Ok(Self {
            own: read_list(text)?,
        })
    }

    /// What the day is called if it is a bank holiday.
    pub fn name(&self, day: NaiveDate) -> Option<&str> {
        let year = day.year();
        match self.own.get(&year).or_else(|| KNOWN.get(&year)) {
            Some(year) => year.get(&day).map(String::as_str),
            None => reckoned(day.year())
                .into_iter()
                .find(|(holiday, _)| *holiday == day)
                .map(|(_, name)| name),
        }
    }

    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !is_weekend(day) && self.name(day).is_none()
    }

    /// The last working day that leaves `count` working days before `day`; the day itself if the count is nought.
    pub fn working_days_before(&self, day: NaiveDate, count: u16) -> NaiveDate {
        let earlier = successors(day.pred_opt(), NaiveDate::pred_opt);
        self.counted_off(day, earlier, count)
    }

    /// The working day that is `count` working days after `day`; the day itself if the count is nought.
    pub fn working_days_after(&self, day: NaiveDate, count: u16) -> NaiveDate {
        let later = successors(day.succ_opt(), NaiveDate::succ_opt);
        self.counted_off(day, later, count)
    }

    /// The day itself if it is a working day, else the first one after it.
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days()
            .find(|day| self.is_working_day(*day))
            .unwrap_or(day)
    }

    fn counted_off(
        &self,
        from: NaiveDate,
        days: impl Iterator<Item = NaiveDate>,
        count: u16,
    ) -> NaiveDate {
        days.filter(|day| self.is_working_day(*day))
            .take(usize::from(count))
            .last()
            .unwrap_or(from)
    }
}

/// The same day some months later, or earlier if below nought; the last of the month where it has no such day.
pub fn plus_months(day: NaiveDate, months: i32) -> NaiveDate {
    let step = Months::new(months.unsigned_abs());
    if months < 0 {
        day.checked_sub_months(step).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_months(step).unwrap_or(NaiveDate::MAX)
    }
}

/// The name of the month that the day is in.
pub fn month_name(day: NaiveDate) -> &'static str {
    MONTH_NAMES[day.month0() as usize]
}

pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// `1 day`, `2 days`.
pub fn counted(count: i64, unit: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

fn begun_days(hours: u16) -> i32 {
    i32::from(hours.div_ceil(24))
}

/// Stops at the ends of the calendar.
fn plus_days(day: NaiveDate, days: i32) -> NaiveDate {
    let step = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 {
        day.checked_sub_days(step).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_days(step).unwrap_or(NaiveDate::MAX)
    }
}

fn read_interval(text: &str) -> Option<Interval> {
    let text = text.trim();
    let (count, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?);
    let words: Vec<String> = unit.split_whitespace().map(str::to_lowercase).collect();
    let unit = match words.join(" ").as_str() {
        "h" | "hour" | "hours" => Unit::Hours,
        "d" | "day" | "days" => Unit::Days,
        "wd" | "working day" | "working days" => Unit::WorkingDays,
        "w" | "week" | "weeks" => Unit::Weeks,
        "m" | "month" | "months" => Unit::Months,
        "y" | "year" | "years" => Unit::Years,
        _ => return None,
    };
    Some(Interval {
        count: count.parse().ok()?,
        unit,
    })
}

fn read_list(text: &str) -> Result<Years, Refusal> {
    let mut years = Years::new();
    let text = text.trim_start_matches('\u{feff}');
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let (day, name) = line.split_once(',').unwrap_or((line, ""));
        let day = unquote(day);
        let is_heading = index == 0 && day.eq_ignore_ascii_case("date");
        if line.is_empty() || line.starts_with('#') || is_heading {
            continue;
        }
        let day: NaiveDate = day.parse().map_err(|_| unreadable_line(index + 1, line))?;
        let year = years.entry(day.year()).or_default();
        year.insert(day, unquote(name).to_owned());
    }
    Ok(years)
}

fn unreadable_line(number: usize, line: &str) -> Refusal {
    Refusal::invalid(
        "bank_holidays",
        format!(
            "Line {number} of the bank holidays, {}, does not begin with a day. Write the day and its name with a \
             comma between them, as in 2027-12-27,Christmas Day.",
            quoted(line),
        ),
    )
}

fn unquote(text: &str) -> &str {
    text.trim().trim_matches('"').trim()
}

/// The eight holidays that every year has, on the days they are kept. The order is not that of the year.
fn reckoned(year: i32) -> [(NaiveDate, &'static str); 8] {
    let easter = easter_sunday(year);
    let [new_year, christmas, boxing] = with_substitutes([
        (fixed(year, 1, 1), NEW_YEAR),
        (fixed(year, 12, 25), CHRISTMAS),
        (fixed(year, 12, 26), BOXING),
    ]);
    let [early_may, spring, summer] = [(5, 7), (5, 31), (8, 31)]
        .map(|(month, latest)| monday_on_or_before(fixed(year, month, latest)));
    [
        new_year,
        (plus_days(easter, -2), "Good Friday"),
        (plus_days(easter, 1), "Easter Monday"),
        (early_may, "Early May bank holiday"),
        (spring, "Spring bank holiday"),
        (summer, "Summer bank holiday"),
        christmas,
        boxing,
    ]
}

/// A holiday on a weekend is kept on the next weekday that is not a holiday itself: Christmas Day 2022, a Sunday,
/// on Tuesday 27 December, because Monday is Boxing Day.
fn with_substitutes(holidays: [(NaiveDate, Names); 3]) -> [(NaiveDate, &'static str); 3] {
    let mut taken: Vec<NaiveDate> = holidays.iter().map(|(day, _)| *day).collect();
    holidays.map(|(day, names)| {
        if !is_weekend(day) {
            return (day, names.proper);
        }
        let kept = day
            .iter_days()
            .find(|day| !is_weekend(*day) && !taken.contains(day))
            .unwrap_or(day);
        taken.push(kept);
        (kept, names.substitute)
    })
}

/// The Sunday after the first full moon of spring, as the Gregorian calendar reckons it (Meeus, Jones and Butcher).
fn easter_sunday(year: i32) -> NaiveDate {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let leap_centuries = century.div_euclid(4);
    let moon_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - leap_centuries - moon_shift + 15).rem_euclid(30);
    let sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - moon - of_century % 4)
        .rem_euclid(7);
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    plus_days(fixed(year, 3, 1), moon + sunday - 7 * late + 21)
}

fn monday_on_or_before(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon)
        .checked_first_day()
        .unwrap_or(NaiveDate::MIN)
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn fixed(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day)
        .expect("the year comes from a day, and the others are in every year")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn interval(text: &str) -> Interval {
        text.parse().expect("an interval")
    }

    #[test]
    fn an_interval_is_written_as_it_is_read() {
        for (text, written) in [
            ("2 months", "2 months"),
            ("1 year", "1 year"),
            ("1 years", "1 year"),
            ("10 working days", "10 working days"),
            (" 10  Working   Days ", "10 working days"),
            ("0 days", "0 days"),
            ("3m", "3 months"),
            ("2W", "2 weeks"),
            ("10 d", "10 days"),
            ("5wd", "5 working days"),
            ("48 hours", "48 hours"),
            ("1h", "1 hour"),
        ] {
            assert_eq!(interval(text).to_string(), written, "{text}");
            assert_eq!(interval(written), interval(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_interval_is_refused_with_what_is_accepted() {
        for text in ["", "m", "3", "3 moons", "-3 months", "65536 days", "3é"] {
            let refusal = text.parse::<Interval>().expect_err(text);
            assert_eq!(refusal.field, Some("interval"));
            assert!(
                refusal.sentence.contains(text) && refusal.sentence.contains("2 months"),
                "{refusal}"
            );
        }
    }

    #[test]
    fn an_interval_is_stored_as_its_text() {
        let json = "\"2 months\"";
        let read: Interval = serde_json::from_str(json).expect("an interval");
        assert_eq!((read.count, read.unit), (2, Unit::Months));
        assert_eq!(serde_json::to_string(&read).expect("text"), json);
        assert!(serde_json::from_str::<Interval>("\"regularly\"").is_err());
    }

    #[test]
    fn an_interval_leads_there_and_back() {
        let holidays = BankHolidays::standard();
        for (text, from, after, before) in [
            ("10 days", "2021-09-30", "2021-10-10", "2021-09-20"),
            ("2 weeks", "2021-09-30", "2021-10-14", "2021-09-16"),
            ("2 working days", "2014-01-13", "2014-01-15", "2014-01-09"),
            ("1 month", "2021-01-31", "2021-02-28", "2020-12-31"),
            ("6 months", "2019-08-31", "2020-02-29", "2019-02-28"),
            ("1 year", "2020-02-29", "2021-02-28", "2019-02-28"),
            ("0 working days", "2021-12-25", "2021-12-25", "2021-12-25"),
            ("48 hours", "2021-03-01", "2021-03-03", "2021-02-27"),
            ("25 hours", "2021-03-01", "2021-03-03", "2021-02-27"),
            ("1 hour", "2021-03-01", "2021-03-02", "2021-02-28"),
        ] {
            let (interval, from) = (interval(text), day(from));
            assert_eq!(interval.after(holidays, from), day(after), "{text}");
            assert_eq!(interval.before(holidays, from), day(before), "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_stop_every_step() {
        let holidays = BankHolidays::standard();
        for unit in ["hours", "days", "working days", "weeks", "months", "years"] {
            let interval = interval(&format!("65535 {unit}"));
            assert!(interval.after(holidays, NaiveDate::MAX) <= NaiveDate::MAX);
            assert!(interval.before(holidays, NaiveDate::MIN) >= NaiveDate::MIN);
        }
        assert!(holidays.next_working_day(NaiveDate::MAX) <= NaiveDate::MAX);
    }

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, sunday) in [
            (1818, "1818-03-22"),
            (1943, "1943-04-25"),
            (1961, "1961-04-02"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2030, "2030-04-21"),
            (2038, "2038-04-25"),
            (2049, "2049-04-18"),
        ] {
            assert_eq!(easter_sunday(year), day(sunday));
        }
    }

    #[test]
    fn the_rule_gives_every_known_year_but_its_one_offs() {
        let mut differing = Vec::new();
        for (year, listed) in &*KNOWN {
            let rule: BTreeMap<NaiveDate, &str> = reckoned(*year).into_iter().collect();
            for (day, name) in listed {
                if rule.get(day) != Some(&name.as_str()) {
                    differing.push(format!("+{day}"));
                }
            }
            for day in rule.keys().filter(|day| !listed.contains_key(day)) {
                differing.push(format!("-{day}"));
            }
        }
        let one_offs = [
            "+2011-04-29",
            "+2012-06-04",
            "+2012-06-05",
            "-2012-05-28",
            "+2020-05-08",
            "-2020-05-04",
            "+2022-06-02",
            "+2022-06-03",
            "+2022-09-19",
            "-2022-05-30",
            "+2023-05-08",
        ];
        assert_eq!(differing, one_offs);
        let years: Vec<i32> = KNOWN.keys().copied().collect();
        assert_eq!(years, (2010..=2027).collect::<Vec<_>>());
    }

    #[test]
    fn a_holiday_on_a_weekend_is_kept_on_a_weekday() {
        let holidays = BankHolidays::england_and_wales();
        for (iso, name) in [
            ("2021-12-27", Some("Christmas Day (substitute day)")),
            ("2021-12-28", Some("Boxing Day (substitute day)")),
            ("2022-12-26", Some("Boxing Day")),
            ("2022-12-27", Some("Christmas Day (substitute day)")),
            ("2028-01-03", Some("New Year's Day (substitute day)")),
            ("2032-12-27", Some("Christmas Day (substitute day)")),
            ("2032-12-28", Some("Boxing Day (substitute day)")),
            ("2033-12-26", Some("Boxing Day")),
            ("2033-12-27", Some("Christmas Day (substitute day)")),
            ("2028-12-25", Some("Christmas Day")),
            ("2033-12-28", None),
        ] {
            assert_eq!(holidays.name(day(iso)), name, "{iso}");
        }
    }

    #[test]
    fn working_days_skip_weekends_and_bank_holidays() {
        let holidays = BankHolidays::england_and_wales();
        for (from, count, before, after) in [
            ("2014-01-13", 0, "2014-01-13", "2014-01-13"),
            ("2014-01-13", 1, "2014-01-10", "2014-01-14"),
            ("2024-04-02", 2, "2024-03-27", "2024-04-04"),
            ("2020-05-11", 1, "2020-05-07", "2020-05-12"),
            ("2028-01-04", 1, "2027-12-31", "2028-01-05"),
        ] {
            let from = day(from);
            assert_eq!(holidays.working_days_before(from, count), day(before));
            assert_eq!(holidays.working_days_after(from, count), day(after));
        }
        let after_christmas = day("2021-12-29");
        for from in ["2021-12-25", "2021-12-29"] {
            assert_eq!(holidays.next_working_day(day(from)), after_christmas);
        }
    }

    #[test]
    fn a_list_of_ones_own_replaces_the_years_it_names() {
        let text = "\u{feff}Date,Name\r\n\r\n# Scotland\r\n2021-11-30,\"St Andrew's Day, observed\"\r\n2029-01-02\r\n";
        let holidays = BankHolidays::read(text).expect("a list");
        for (iso, name) in [
            ("2021-11-30", Some("St Andrew's Day, observed")),
            ("2021-12-27", None),
            ("2029-01-02", Some("")),
            ("2029-01-01", None),
            ("2022-09-19", Some("State Funeral of Queen Elizabeth II")),
            ("2030-01-01", Some("New Year's Day")),
        ] {
            assert_eq!(holidays.name(day(iso)), name, "{iso}");
        }
        assert!(!holidays.is_working_day(day("2029-01-02")));
    }

    #[test]
    fn a_list_that_cannot_be_read_names_the_line() {
        for (text, line) in [
            ("date,name\n2021-13-01,Nothing", "Line 2"),
            ("2021-01-01,New Year\n\nChristmas,2021-12-25", "Line 3"),
            ("2021-01-01,New Year\ndate,name", "Line 2"),
        ] {
            let refusal = BankHolidays::read(text).expect_err(text);
            assert!(refusal.sentence.contains(line), "{refusal}");
        }
    }
}
