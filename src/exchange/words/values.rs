//! The values that each text has, and an example of them. Only what whoever reads the text may read is in them: no text has
//! the register.
//! The names are promises: an office's own text is filled for ever.

use chrono::NaiveDate;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::Text;
use crate::domain::audience::Audience;
use crate::domain::cycle::steps::name;
use crate::domain::date::Date;
use crate::domain::issued_text::TextKind;
use crate::domain::meeting::Meeting;
use crate::domain::register::Register;

/// For the chasing message: what is said to the body itself.
#[derive(Debug, Clone, Serialize)]
pub struct Chase {
    pub organisation: String,
    pub short: String,
    /// Empty if it goes to several people or to an office.
    pub person: String,
    /// How many addresses it goes to.
    pub recipients: usize,
    /// How many things are owed.
    pub count: usize,
    /// `20 January 2014`
    pub today: String,
    pub forums: Vec<Debts>,
}

/// What is owed to one forum, or under agreements.
#[derive(Debug, Clone, Serialize)]
pub struct Debts {
    pub name: String,
    pub things: Vec<Debt>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Debt {
    pub words: String,
    /// `due 31 January 2014, 11 days overdue`; empty without a day.
    pub when: String,
}

/// For the e-mail with which an issued text goes out. To an invitee: nothing of a reserved item.
#[derive(Debug, Clone, Serialize)]
pub struct Email {
    /// `agenda`, `action note` or `minutes`
    pub text: String,
    pub is_agenda: bool,
    pub forum: String,
    /// With the weekday.
    pub day: String,
    /// From 1.
    pub issue: u32,
    /// `second`
    pub ordinal: String,
    pub time: String,
    pub place: String,
    pub link: String,
    /// What an invitee is invited for.
    pub invited: Vec<String>,
    pub papers: Vec<String>,
    /// Papers that are still to come.
    pub awaited: Vec<String>,
    /// The short name of who is Secretariat.
    pub organisation: String,
}

/// For what stands around an agenda or a record: what its title says, whoever reads it.
#[derive(Debug, Clone, Serialize)]
pub struct OfMeeting {
    /// `agenda`, `action note` or `minutes`
    pub text: String,
    pub forum: String,
    pub short: String,
    /// With the weekday.
    pub day: String,
    pub audience: Audience,
}

/// For what stands around a list or a report.
#[derive(Debug, Clone, Serialize)]
pub struct OfList {
    pub title: String,
    /// `20 January 2014`
    pub today: String,
    pub audience: Audience,
    pub count: usize,
}

/// For the names of an agenda, a record, and the pack.
#[derive(Debug, Clone, Serialize)]
pub struct NameOfText {
    /// `agenda`, `action note` or `minutes`
    pub text: String,
    /// Its short name.
    pub forum: String,
    /// `2014-04-03`
    pub date: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct NameOfEmail {
    /// `members`, or an invitee.
    pub to: String,
    pub text: String,
    pub forum: String,
    /// Of the meeting.
    pub date: String,
}

/// For the names of the chasing message and of everything with a body.
#[derive(Debug, Clone, Serialize)]
pub struct NameForBody {
    pub organisation: String,
    /// `2014-04-03`
    pub date: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct NameOfPage {
    pub title: String,
    /// `2014-04-03`
    pub date: String,
}

impl OfMeeting {
    pub fn of(register: &Register, meeting: &Meeting, what: TextKind, audience: Audience) -> Self {
        let forum = register.forums.get(meeting.forum);
        Self {
            text: name(register, meeting, what).to_owned(),
            forum: forum.map_or_else(String::new, |forum| forum.name.clone()),
            short: forum.map_or_else(String::new, |forum| forum.short().to_owned()),
            day: meeting.announced(),
            audience,
        }
    }
}

impl OfList {
    pub fn of(title: &str, today: NaiveDate, audience: Audience, count: usize) -> Self {
        Self {
            title: title.to_owned(),
            today: Date::day(today).to_string(),
            audience,
            count,
        }
    }
}

impl NameOfText {
    pub fn of(register: &Register, meeting: &Meeting, what: TextKind) -> Self {
        let forum = register.forums.get(meeting.forum);
        Self {
            text: name(register, meeting, what).to_owned(),
            forum: forum.map_or_else(String::new, |forum| forum.short().to_owned()),
            date: meeting.on.code(),
        }
    }
}

impl Text {
    /// What it is tried out with: something in every value.
    pub(super) fn example(self) -> Value {
        match self {
            Self::ChaseSubject | Self::ChaseBody => value(chase()),
            Self::EmailMembers => value(email(&[])),
            Self::EmailInvitees => value(email(&["4. Emerging risks"])),
            Self::AgendaIntroduction
            | Self::AgendaClosing
            | Self::RecordIntroduction
            | Self::RecordClosing => value(of_meeting()),
            Self::ActionLogIntroduction
            | Self::ActionLogClosing
            | Self::RegisterIntroduction
            | Self::RegisterClosing
            | Self::ReviewsIntroduction
            | Self::ReviewsClosing
            | Self::YearIntroduction
            | Self::YearClosing => value(of_list()),
            Self::NameAgenda | Self::NameRecord | Self::NameAttachment | Self::NamePack => {
                value(name_of_text())
            }
            Self::NameEmail => value(name_of_email()),
            Self::NameChase | Self::NameReport => value(name_for_body()),
            Self::NamePage => value(name_of_page()),
        }
    }
}

/// As a template sees it.
pub(super) fn value(values: impl Serialize) -> Value {
    Value::from(Serde(values))
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.to_owned()).collect()
}

fn chase() -> Chase {
    let debt = |words: &str, when: &str| Debt {
        words: words.to_owned(),
        when: when.to_owned(),
    };
    Chase {
        organisation: "Health Oversight Council".to_owned(),
        short: "HOC".to_owned(),
        person: "Dr A Archer".to_owned(),
        recipients: 1,
        count: 2,
        today: "20 January 2014".to_owned(),
        forums: vec![Debts {
            name: "The Forum".to_owned(),
            things: vec![
                debt(
                    "Action 2: Send two examples",
                    "due 19 January 2014, 1 day overdue",
                ),
                debt("Action 7 (reserved)", ""),
            ],
        }],
    }
}

fn email(invited: &[&str]) -> Email {
    Email {
        text: "agenda".to_owned(),
        is_agenda: true,
        forum: "The Forum".to_owned(),
        day: "Thursday 3 April 2014".to_owned(),
        issue: 2,
        ordinal: "second".to_owned(),
        time: "10:00 to 12:30".to_owned(),
        place: "Finsbury Tower".to_owned(),
        link: "https://meet.example/forum".to_owned(),
        invited: owned(invited),
        papers: owned(&["3. Forward plan (FP 3)"]),
        awaited: owned(&["4. Emerging risks"]),
        organisation: "HOC".to_owned(),
    }
}

fn of_meeting() -> OfMeeting {
    OfMeeting {
        text: "agenda".to_owned(),
        forum: "The Forum".to_owned(),
        short: "TF".to_owned(),
        day: "Thursday 3 April 2014".to_owned(),
        audience: Audience::Public,
    }
}

fn of_list() -> OfList {
    OfList {
        title: "Action log".to_owned(),
        today: "20 January 2014".to_owned(),
        audience: Audience::Public,
        count: 3,
    }
}

fn name_of_text() -> NameOfText {
    NameOfText {
        text: "agenda".to_owned(),
        forum: "TF".to_owned(),
        date: "2014-04-03".to_owned(),
    }
}

fn name_of_email() -> NameOfEmail {
    NameOfEmail {
        to: "members".to_owned(),
        text: "agenda".to_owned(),
        forum: "TF".to_owned(),
        date: "2014-04-03".to_owned(),
    }
}

fn name_for_body() -> NameForBody {
    NameForBody {
        organisation: "HOC".to_owned(),
        date: "2014-04-03".to_owned(),
    }
}

fn name_of_page() -> NameOfPage {
    NameOfPage {
        title: "Joint working agreements".to_owned(),
        date: "2014-04-03".to_owned(),
    }
}
