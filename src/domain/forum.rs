//! Forums: bodies that meet in a series, and the rules they meet by.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::calendar::{BankHolidays, Interval};
use super::cycle::numbering;
use super::date::Date;
use super::due::DueKind;
use super::field::{AsValue, Value, fields, group};
use super::find::fold;
use super::id::Id;
use super::item::Purpose;
use super::meeting::{Meeting, MeetingState};
use super::membership::Role;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::shape::{Named, Shape};
use super::words::words;

words! {
    pub enum Level { Local = "local", Regional = "regional", National = "national" }
}

words! {
    /// Who takes the record of a meeting.
    pub enum RecordRule {
        Secretariat = "the Secretariat",
        /// Source: CQC-ADASS protocol, ¶29.
        ChairsOrganisation = "the Chair's organisation",
    }
}

words! {
    /// What the record of a meeting is called.
    pub enum RecordKind { ActionNote = "action note", Minutes = "minutes" }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forum {
    pub id: Id<Forum>,
    pub reference: Option<String>,
    pub name: String,
    pub acronym: Option<String>,
    pub purpose: String,
    pub level: Option<Level>,
    /// The agreement under which it meets.
    pub agreement: Option<Id<Agreement>>,
    pub cadence: Cadence,
    /// The day from which its cadence counts while it has not met.
    pub starts: Option<Date>,
    pub chair: ChairRule,
    pub record_rule: RecordRule,
    pub record_kind: RecordKind,
    /// False for a forum that only notes and agrees actions. Source: CQC joint working page.
    pub decides: bool,
    /// Before the meeting; each organisation's return on the agreed template. Source: CQC-ADASS protocol, ¶32.
    pub returns_lead: Option<Interval>,
    /// Before the meeting.
    pub papers_lead: Option<Interval>,
    /// Where this forum's windows differ from the usual ones.
    pub windows: Vec<Window>,
    pub start: Option<NaiveTime>,
    pub end: Option<NaiveTime>,
    pub place: String,
    pub standing_items: Vec<StandingItem>,
    /// How items are numbered: `C-{ddmmyy}-{n}`; 1, 1.1 where it is empty.
    // Registers before version 3000 have entries in their histories without this and the two after it.
    #[serde(default)]
    pub item_numbers: String,
    /// How papers are numbered: `HFEA ({dd}/{mm}/{yy}) {count}`.
    #[serde(default)]
    pub paper_numbers: String,
    /// What a return is to say, heading by heading. Source: CQC-ADASS protocol, ¶34.
    #[serde(default)]
    pub return_headings: Vec<ReturnHeading>,
    /// The body whose secretariat keeps this forum now, where it was handed over.
    // Registers before version 5000 have entries in their histories without this and the one after it.
    #[serde(default)]
    pub handed_to: Option<Id<Organisation>>,
    /// The day from which that body keeps it.
    #[serde(default)]
    pub handed_on: Option<NaiveDate>,
    /// Stands on the published page.
    pub publish: bool,
}

/// How often a forum must meet.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Nobody promised a number.
    None,
    /// A count, not an interval: three times per year, in years that start in this month (1 to 12).
    PerYear { count: u8, starts: u8 },
    /// At least: never further apart than this.
    AtLeastEvery(Interval),
}

/// Who chairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChairRule {
    /// Whoever holds the role of Chair.
    Fixed,
    /// Each in turn, from the anchor day on, changing at every interval.
    Rotating {
        order: Vec<Id<Organisation>>,
        anchor: NaiveDate,
        every: Interval,
    },
}

/// How long before its day a kind of line is due soon.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Window {
    pub kind: DueKind,
    pub lead: Interval,
}

/// An item that recurs at every meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandingItem {
    pub title: String,
    pub purpose: Option<Purpose>,
    pub minutes: Option<u16>,
    // Older registers have histories without these two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presenter: String,
    /// The part of the agenda it stands in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
}

impl StandingItem {
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            purpose: None,
            minutes: None,
            presenter: String::new(),
            section: String::new(),
        }
    }
}

/// A heading of the template of returns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReturnHeading {
    pub title: String,
    /// The sort of organisation that is asked it; empty for all of them.
    pub sort: String,
}

group!(Window: kind, lead);
group!(StandingItem: title, purpose, minutes, presenter, section);
group!(ReturnHeading: title, sort);

impl Cadence {
    /// The forum's year that holds a day: its first and last day.
    pub fn year(starts: u8, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        use chrono::Datelike;
        let month = u32::from(starts.clamp(1, 12));
        let year = if day.month() >= month {
            day.year()
        } else {
            day.year() - 1
        };
        let first = |year| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day);
        (first(year), first(year + 1).pred_opt().unwrap_or(day))
    }
}

impl std::fmt::Display for Cadence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => f.write_str("no number"),
            Self::PerYear { count: 1, .. } => f.write_str("once a year"),
            Self::PerYear { count, .. } => write!(f, "{count} times a year"),
            Self::AtLeastEvery(interval) => write!(f, "at least every {interval}"),
        }
    }
}

impl AsValue for Cadence {
    fn value(&self) -> Value<'_> {
        match self {
            Self::None => Value::Nothing,
            Self::PerYear { .. } | Self::AtLeastEvery(_) => Value::Text(self.to_string().into()),
        }
    }

    fn shape() -> Shape {
        let per_year = ["count", "starts"].map(|name| Named::new(name, u8::shape()));
        Shape::Either(vec![
            Shape::Word(vec!["none"]),
            Shape::tagged("per_year", Shape::Group(per_year.into())),
            Shape::tagged("at_least_every", Interval::shape()),
        ])
    }
}

impl AsValue for ChairRule {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Fixed => Value::Word("fixed"),
            Self::Rotating {
                order,
                anchor,
                every,
            } => Value::Group(vec![
                super::field::Field {
                    name: "order",
                    value: order.value(),
                },
                super::field::Field {
                    name: "from",
                    value: anchor.value(),
                },
                super::field::Field {
                    name: "every",
                    value: every.value(),
                },
            ]),
        }
    }

    fn shape() -> Shape {
        let rotating = vec![
            Named::new("order", Vec::<Id<Organisation>>::shape()),
            Named::new("anchor", NaiveDate::shape()),
            Named::new("every", Interval::shape()),
        ];
        Shape::Either(vec![
            Shape::Word(vec!["fixed"]),
            Shape::tagged("rotating", Shape::Group(rotating)),
        ])
    }
}

impl Forum {
    pub fn new(id: Id<Self>, name: impl Into<String>) -> Self {
        Self {
            id,
            reference: None,
            name: name.into(),
            acronym: None,
            purpose: String::new(),
            level: None,
            agreement: None,
            cadence: Cadence::None,
            starts: None,
            chair: ChairRule::Fixed,
            record_rule: RecordRule::Secretariat,
            record_kind: RecordKind::ActionNote,
            decides: true,
            returns_lead: None,
            papers_lead: None,
            windows: Vec::new(),
            start: None,
            end: None,
            place: String::new(),
            standing_items: Vec::new(),
            item_numbers: String::new(),
            paper_numbers: String::new(),
            return_headings: Vec::new(),
            handed_to: None,
            handed_on: None,
            publish: false,
        }
    }

    pub fn short(&self) -> &str {
        self.acronym.as_deref().unwrap_or(&self.name)
    }

    /// The organisation in the chair on a day, by rotation or by role.
    pub fn chair_on(&self, register: &Register, day: NaiveDate) -> Option<Id<Organisation>> {
        match &self.chair {
            ChairRule::Fixed => holder(register, self.id, Role::Chair, day),
            ChairRule::Rotating {
                order,
                anchor,
                every,
            } => {
                let turns = turns_before(*anchor, *every, day.succ_opt()?);
                let turn = usize::from(turns).checked_sub(1)?;
                order.get(turn.checked_rem(order.len())?).copied()
            }
        }
    }

    /// The organisation that takes the record of a meeting on a day, by the forum's rule.
    pub fn record_taker_on(&self, register: &Register, day: NaiveDate) -> Option<Id<Organisation>> {
        match self.record_rule {
            RecordRule::Secretariat => holder(register, self.id, Role::Secretariat, day),
            RecordRule::ChairsOrganisation => self.chair_on(register, day),
        }
    }

    /// The next day on which the chair passes on, not before a day. None where it does not rotate.
    pub fn next_hand_over(&self, day: NaiveDate) -> Option<NaiveDate> {
        match &self.chair {
            ChairRule::Rotating { anchor, every, .. } if every.count > 0 => {
                let next = hand_over(*anchor, *every, turns_before(*anchor, *every, day));
                (next >= day).then_some(next)
            }
            ChairRule::Fixed | ChairRule::Rotating { .. } => None,
        }
    }
}

impl Row for Forum {
    row!(Forum in forums);
    fields!(
        reference,
        name,
        acronym,
        purpose,
        level,
        agreement,
        cadence,
        starts,
        chair,
        record_rule,
        record_kind,
        decides,
        returns_lead,
        papers_lead,
        windows,
        start,
        end,
        place,
        standing_items,
        item_numbers,
        paper_numbers,
        return_headings,
        handed_to,
        handed_on,
        publish
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::invalid("name", "A forum needs a name."));
        }
        numbering::check(self)?;
        match self.cadence {
            Cadence::PerYear { count: 0, .. } => Err(Refusal::invalid(
                "cadence",
                "A count of meetings per year begins at one.",
            )),
            Cadence::PerYear { starts, .. } if !(1..=12).contains(&starts) => Err(
                Refusal::invalid("cadence", "A forum's year starts in a month from 1 to 12."),
            ),
            Cadence::AtLeastEvery(interval) if interval.count == 0 => Err(Refusal::invalid(
                "cadence",
                "Meetings cannot be at least every nought days.",
            )),
            Cadence::None | Cadence::PerYear { .. } | Cadence::AtLeastEvery(_) => {
                self.check_rotation()
            }
        }
    }

    fn title(&self, _: &Register) -> String {
        self.name.clone()
    }

    fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }
}

impl Forum {
    fn check_rotation(&self) -> Result<(), Refusal> {
        match &self.chair {
            ChairRule::Rotating { every, .. } if every.count == 0 => Err(Refusal::invalid(
                "chair",
                "A chair that rotates needs an interval of at least one.",
            )),
            ChairRule::Fixed | ChairRule::Rotating { .. } => Ok(()),
        }
    }
}

/// The forum that goes by this name, acronym or reference.
pub fn called<'a>(register: &'a Register, text: &str) -> Option<&'a Forum> {
    let text = fold(text);
    let names = |forum: &Forum| {
        [
            Some(&forum.name),
            forum.acronym.as_ref(),
            forum.reference.as_ref(),
        ]
        .map(|n| n.map(|n| fold(n)))
    };
    register
        .forums
        .iter()
        .find(|forum| names(forum).iter().flatten().any(|name| *name == text))
}

/// The latest meeting that had been held by a day.
pub fn last_meeting(register: &Register, forum: Id<Forum>, day: NaiveDate) -> Option<&Meeting> {
    let held = register
        .meetings
        .of(forum)
        .filter(|one| one.state_on(day) == MeetingState::Held);
    held.max_by_key(|one| (one.on.last(), one.id))
}

/// The earliest meeting, planned or confirmed, not before a day.
pub fn next_meeting(register: &Register, forum: Id<Forum>, day: NaiveDate) -> Option<&Meeting> {
    let coming = register.meetings.of(forum).filter(|one| one.is_coming(day));
    coming.min_by_key(|one| (one.on.last(), one.id))
}

/// The organisation that holds a role on a day; of several the first by number.
pub fn holder(
    register: &Register,
    forum: Id<Forum>,
    role: Role,
    day: NaiveDate,
) -> Option<Id<Organisation>> {
    let held = register
        .memberships
        .of(forum)
        .find(|one| one.role == role && one.is_held_on(day));
    held.map(|one| one.organisation)
}

/// How many hand-overs there are before a day; the one on the anchor day is the first.
///
/// By halving, since each is reckoned from the anchor, and counting working days one by one takes its time.
fn turns_before(anchor: NaiveDate, every: Interval, day: NaiveDate) -> u16 {
    let (mut few, mut many) = (0, u16::MAX);
    while few < many {
        let middle = few + (many - few) / 2;
        if hand_over(anchor, every, middle) < day {
            few = middle + 1;
        } else {
            many = middle;
        }
    }
    few
}

fn hand_over(anchor: NaiveDate, every: Interval, turn: u16) -> NaiveDate {
    every.times(turn).after(BankHolidays::standard(), anchor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn rotating(anchor: &str, every: &str, turns: u32) -> Forum {
        let mut forum = Forum::new(Id::new(1).expect("a number"), "The Forum");
        forum.chair = ChairRule::Rotating {
            order: (1..=turns).filter_map(Id::new).collect(),
            anchor: day(anchor),
            every: every.parse().expect("an interval"),
        };
        forum
    }

    #[test]
    fn the_chair_goes_round_in_order_from_the_anchor() {
        let register = Register::default();
        for (anchor, every, turns, on, expected) in [
            ("2021-01-01", "6 months", 3, "2020-12-31", None),
            ("2021-01-01", "6 months", 3, "2021-01-01", Some(1)),
            ("2021-01-01", "6 months", 3, "2021-06-30", Some(1)),
            ("2021-01-01", "6 months", 3, "2021-07-01", Some(2)),
            ("2021-01-01", "6 months", 3, "2022-01-01", Some(3)),
            ("2021-01-01", "6 months", 3, "2022-07-01", Some(1)),
            ("2020-08-31", "6 months", 2, "2021-02-27", Some(1)),
            ("2020-08-31", "6 months", 2, "2021-02-28", Some(2)),
            ("2021-01-01", "6 months", 0, "2021-07-01", None),
        ] {
            let chair = rotating(anchor, every, turns).chair_on(&register, day(on));
            assert_eq!(
                chair.map(Id::number),
                expected,
                "{every} from {anchor}: {on}"
            );
        }
    }

    #[test]
    fn the_next_hand_over_is_the_anchor_or_so_many_periods_after_it() {
        for (anchor, every, from, expected) in [
            ("2021-01-01", "6 months", "2014-01-13", Some("2021-01-01")),
            ("2021-01-01", "6 months", "2021-01-01", Some("2021-01-01")),
            ("2021-01-01", "6 months", "2021-01-02", Some("2021-07-01")),
            ("2020-08-31", "6 months", "2021-03-01", Some("2021-08-31")),
            ("2021-01-01", "2 weeks", "2021-01-16", Some("2021-01-29")),
            (
                "2021-03-31",
                "2 working days",
                "2021-04-02",
                Some("2021-04-06"),
            ),
            ("1000-01-01", "1 day", "9999-01-01", None),
            ("2021-01-01", "0 months", "2021-01-02", None),
        ] {
            let next = rotating(anchor, every, 2).next_hand_over(day(from));
            assert_eq!(next, expected.map(day), "{every} from {anchor}: {from}");
        }
        let fixed = Forum::new(Id::new(1).expect("a number"), "The Forum");
        assert_eq!(fixed.next_hand_over(day("2021-01-01")), None);
    }

    #[test]
    fn a_fixed_chair_is_whoever_holds_the_role_on_the_day() {
        use crate::domain::membership::Membership;
        let mut register = Register::default();
        let forum = Forum::new(Id::new(1).expect("a number"), "The Forum");
        let periods = [(None, Some("2014-03-31")), (Some("2014-04-01"), None)];
        for ((from, to), number) in periods.into_iter().zip(1..) {
            let id = Id::new(number).expect("a number");
            let organisation = Id::new(number).expect("a number");
            register.put(Membership {
                from: from.map(day).map(Date::day),
                to: to.map(day).map(Date::day),
                ..Membership::new(id, forum.id, organisation, Role::Chair)
            });
        }
        for (on, expected) in [("2014-03-31", 1), ("2014-04-01", 2)] {
            let chair = forum.chair_on(&register, day(on));
            assert_eq!(chair.map(Id::number), Some(expected), "{on}");
        }
    }

    #[test]
    fn a_year_of_a_forum_starts_in_its_month() {
        for (starts, on, first, last) in [
            (1, "2014-02-10", "2014-01-01", "2014-12-31"),
            (4, "2014-03-31", "2013-04-01", "2014-03-31"),
            (4, "2014-04-01", "2014-04-01", "2015-03-31"),
            (12, "2014-11-30", "2013-12-01", "2014-11-30"),
            (3, "2016-02-29", "2015-03-01", "2016-02-29"),
        ] {
            assert_eq!(
                Cadence::year(starts, day(on)),
                (day(first), day(last)),
                "{on}"
            );
        }
    }

    #[test]
    fn a_forum_goes_by_its_name_its_acronym_and_its_reference() {
        let mut register = Register::default();
        let mut forum = rotating("2021-01-01", "6 months", 2);
        forum.acronym = Some("CEF".to_owned());
        forum.reference = Some("forum-1".to_owned());
        register.put(forum);
        for (text, is_found) in [
            ("the  FORUM", true),
            ("cef", true),
            ("forum-1", true),
            ("forum", false),
            ("", false),
        ] {
            assert_eq!(called(&register, text).is_some(), is_found, "{text:?}");
        }
    }
}
