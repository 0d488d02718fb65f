//! What a due line says: its title, who owes it, how far away it is.

use chrono::NaiveDate;

use super::{DueKind, Line, tally};
use crate::domain::action::forum_number;
use crate::domain::announcement::Announcement;
use crate::domain::audience::Audience;
use crate::domain::contact::Contact;
use crate::domain::date::how_far;
use crate::domain::forum::{Cadence, Forum};
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::party;
use crate::domain::register::Register;
use crate::domain::words::Word;

impl Line {
    /// What is to be done, without its date: it stands in a column of its own.
    pub fn title(&self, register: &Register, today: NaiveDate) -> String {
        let title = match self.kind {
            DueKind::Action => action(self, register),
            DueKind::ToFix => self
                .entry
                .id()
                .and_then(|id| register.forums.get(id))
                .map(|one| to_fix(register, one, today)),
            DueKind::Papers => self.of_meeting(register, "Papers for"),
            DueKind::Returns => self.of_meeting(register, "Returns for"),
            DueKind::Contact => self.entry.id::<Contact>().and_then(|id| {
                let contact = register.contacts.get(id)?;
                Some(format!(
                    "Meet {}",
                    crate::domain::register::Row::title(contact, register)
                ))
            }),
            DueKind::Embargo => self.embargo(register),
            DueKind::HandOver => self.hand_over(register),
            DueKind::Review
            | DueKind::Meeting
            | DueKind::Commitment
            | DueKind::Offer
            | DueKind::Text => None,
        };
        title.unwrap_or_else(|| {
            register
                .get(self.entry)
                .map(|record| record.title(register))
                .unwrap_or_default()
        })
    }

    /// The title as an audience may read it: a reserved entry is only named.
    pub fn title_for(&self, register: &Register, today: NaiveDate, audience: Audience) -> String {
        match register.get(self.entry) {
            Some(record) if record.is_withheld(register, audience) => {
                record.title_for(register, audience)
            }
            Some(_) | None => self.title(register, today),
        }
    }

    /// Who owes it, as an audience may know.
    pub fn owner_for(&self, register: &Register, audience: Audience) -> String {
        match register.get(self.entry) {
            Some(record) if record.is_withheld(register, audience) => String::new(),
            Some(_) | None => self.owner(register),
        }
    }

    /// Who owes it, in short names: for a column.
    pub fn owner(&self, register: &Register) -> String {
        let owner = match self.kind {
            DueKind::Review => self.entry.id().map(|id| party::names(register, id)),
            DueKind::Action => self
                .entry
                .id()
                .and_then(|id| register.actions.get(id))
                .map(|one| one.owner_name(register).to_owned()),
            DueKind::Commitment => self
                .entry
                .id()
                .and_then(|id| register.commitments.get(id))
                .map(|one| one.who.clone()),
            DueKind::Embargo => self
                .announcement(register)
                .and_then(|one| register.organisations.get(one.publisher))
                .map(|body| body.short().to_owned()),
            DueKind::ToFix
            | DueKind::Meeting
            | DueKind::Papers
            | DueKind::Returns
            | DueKind::Contact
            | DueKind::HandOver
            | DueKind::Offer
            | DueKind::Text => None,
        };
        owner.unwrap_or_default()
    }

    /// "in 41 days", "today", "5 years overdue"; nothing for what has no date.
    pub fn how_far(&self, today: NaiveDate) -> String {
        self.due
            .map_or_else(String::new, |due| how_far(due.last(), today))
    }

    /// The state as people and programs read it: overdue wherever it stands, else the section.
    pub fn state(&self) -> &'static str {
        if self.is_overdue {
            super::Section::Overdue.word()
        } else {
            self.section.word()
        }
    }

    fn of_meeting(&self, register: &Register, what: &str) -> Option<String> {
        let meeting = register.meetings.get(self.entry.id::<Meeting>()?)?;
        let forum = register.forums.get(meeting.forum)?;
        Some(format!("{what} {}, {}", forum.name, meeting.on))
    }

    fn announcement<'r>(&self, register: &'r Register) -> Option<&'r Announcement> {
        register.announcements.get(self.entry.id()?)
    }

    fn embargo(&self, register: &Register) -> Option<String> {
        let announcement = self.announcement(register)?;
        let publisher = register.organisations.get(announcement.publisher)?;
        Some(format!(
            "Announcement: {} ({})",
            announcement.title,
            publisher.short()
        ))
    }

    fn hand_over(&self, register: &Register) -> Option<String> {
        let forum = register.forums.get(self.entry.id::<Forum>()?)?;
        let day = self.due?.last();
        let name = |id: Option<Id<Organisation>>| {
            id.and_then(|id| register.organisations.get(id))
                .map(Organisation::short)
        };
        let to = name(forum.chair_on(register, day)).unwrap_or("the first in order");
        match name(
            day.pred_opt()
                .and_then(|before| forum.chair_on(register, before)),
        ) {
            Some(from) => Some(format!("Chair passes from {from} to {to}: {}", forum.name)),
            None => Some(format!("Chair begins with {to}: {}", forum.name)),
        }
    }
}

fn action(line: &Line, register: &Register) -> Option<String> {
    let action = register.actions.get(line.entry.id()?)?;
    Some(format!(
        "Action {}: {}",
        forum_number(register, action),
        action.text
    ))
}

/// "1 meeting still to fix, 1 of 3 held, 1 fixed: the forum", or how long the gap may last. What counts comes first,
/// since a narrow column cuts the end.
fn to_fix(register: &Register, forum: &Forum, today: NaiveDate) -> String {
    let name = &forum.name;
    if let Some(tally) = tally(register, forum, today) {
        let count = tally.held + tally.fixed + tally.to_fix;
        let meetings = if tally.to_fix == 1 {
            "meeting"
        } else {
            "meetings"
        };
        return format!(
            "{} {meetings} still to fix, {} of {count} held, {} fixed: {name}",
            tally.to_fix, tally.held, tally.fixed
        );
    }
    let fixed = register.meetings.of(forum.id).filter(|one| one.is_fixed());
    match (forum.cadence, fixed.map(|one| one.on).max()) {
        (Cadence::AtLeastEvery(every), Some(last)) => {
            format!("Meeting to fix, at most {every} after {last}: {name}")
        }
        (Cadence::AtLeastEvery(every), None) => {
            format!("First meeting to fix, at most {every} from the start: {name}")
        }
        (Cadence::None | Cadence::PerYear { .. }, _) => format!("Meeting to fix: {name}"),
    }
}
