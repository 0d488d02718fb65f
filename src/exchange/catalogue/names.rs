//! What the files of documents are called: in small letters and without blanks, so that the name can be typed anywhere;
//! what an office calls otherwise is in the words of the house.

use chrono::NaiveDate;

use super::Piece;
use crate::domain::field::label;
use crate::domain::forum::{Forum, RecordKind};
use crate::domain::id::Id;
use crate::domain::issued_text::TextKind;
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::slug::slug;
use crate::exchange::review_report::Span;
use crate::exchange::words::{NameForBody, NameOfPage, NameOfText, Text, Words};

impl Piece {
    /// The name of its file, without mark and ending. Files about days stand in the order of their days.
    pub fn stem(self, register: &Register, today: NaiveDate, words: &Words) -> String {
        match self {
            Self::Agenda(id) => text_name(register, id, TextKind::Agenda, words),
            Self::Record(id) => text_name(register, id, TextKind::Record, words),
            Self::Chase(id) => words.file_name(Text::NameChase, &for_body(register, id, today)),
            Self::Organisation(id) => {
                words.file_name(Text::NameReport, &for_body(register, id, today))
            }
            Self::Page => page_name("published page", today, words),
            Self::ActionLog(id) => {
                slug(&format!("{} {today}", of_forum("action log", register, id)))
            }
            Self::Agreements => slug(&format!("register of agreements {today}")),
            Self::Agreement(id) => {
                let one = register.agreements.get(id);
                let reference = one.and_then(|one| one.reference.as_deref());
                let name = reference.or(one.map(|one| one.title.as_str()));
                slug(&format!("agreement {}", name.unwrap_or_default()))
            }
            Self::Reviews(Span::Year(year)) => format!("reviews-{year}"),
            Self::Reviews(Span::Meeting(id)) => {
                let day = register.meetings.get(id).map(|one| one.on.code());
                slug(&format!("reviews {}", day.unwrap_or_default()))
            }
            Self::Year(id, year) => {
                slug(&format!("{} {year}", of_forum("year", register, Some(id))))
            }
            Self::Report(options) => {
                let body = short(register, options.body);
                slug(&format!("report {body} {today}"))
            }
            Self::Due => format!("due-{today}"),
            Self::List(kind) => slug(&format!("{} {today}", kind.plural())),
        }
    }
}

/// Of the published page.
pub fn page_name(title: &str, today: NaiveDate, words: &Words) -> String {
    let values = NameOfPage {
        title: title.to_owned(),
        date: today.to_string(),
    };
    words.file_name(Text::NamePage, &values)
}

pub(super) fn record_kind(register: &Register, id: Id<Meeting>) -> RecordKind {
    let meeting = register.meetings.get(id);
    let forum = meeting.and_then(|one| register.forums.get(one.forum));
    forum.map_or(RecordKind::ActionNote, |one| one.record_kind)
}

/// `Action log: CEF`; without a forum the words alone.
pub(super) fn of_forum(words: &str, register: &Register, id: Option<Id<Forum>>) -> String {
    let forum = id.and_then(|id| register.forums.get(id));
    forum.map_or_else(
        || label(words),
        |forum| format!("{}: {}", label(words), forum.short()),
    )
}

fn text_name(register: &Register, id: Id<Meeting>, what: TextKind, words: &Words) -> String {
    let Some(meeting) = register.meetings.get(id) else {
        return slug(&what.to_string());
    };
    let text = match what {
        TextKind::Agenda => Text::NameAgenda,
        TextKind::Record => Text::NameRecord,
    };
    words.file_name(text, &NameOfText::of(register, meeting, what))
}

fn for_body(register: &Register, id: Id<Organisation>, today: NaiveDate) -> NameForBody {
    NameForBody {
        organisation: short(register, id).to_owned(),
        date: today.to_string(),
    }
}

fn short(register: &Register, id: Id<Organisation>) -> &str {
    register
        .organisations
        .get(id)
        .map_or("", Organisation::short)
}
