//! Forums: bodies that meet in a series, and the rules they meet by.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::calendar::{BankHolidays, Interval};
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
}

group!(Window: kind, lead);
group!(StandingItem: title, purpose, minutes);

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
                let turns = (0..u16::MAX)
                    .take_while(|&turn| hand_over(*anchor, *every, turn + 1) <= day)
                    .count();
                if order.is_empty() || day < *anchor {
                    None
                } else {
                    order.get(turns % order.len()).copied()
                }
            }
        }
    }

    /// The days on which the chair passes on: the next one after a day. None where it does not rotate.
    pub fn next_hand_over(&self, day: NaiveDate) -> Option<NaiveDate> {
        match &self.chair {
            ChairRule::Rotating { anchor, every, .. } if every.count > 0 => (0..=u16::MAX)
                .map(|turn| hand_over(*anchor, *every, turn))
                .find(|on| *on >= day),
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
        publish
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::invalid("name", "A forum needs a name."));
        }
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

fn hand_over(anchor: NaiveDate, every: Interval, turn: u16) -> NaiveDate {
    every.times(turn).after(BankHolidays::standard(), anchor)
}
