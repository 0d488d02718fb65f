//! What a due line says: its title, who owes it, how far away it is.

use chrono::NaiveDate;

use super::waiting::secretariat;
use super::{DueKind, Line, Section, owed, tally};
use crate::domain::action::forum_number;
use crate::domain::announcement::Announcement;
use crate::domain::audience::Audience;
use crate::domain::commitment::Clock;
use crate::domain::contact::Contact;
use crate::domain::date::{Date, how_far};
use crate::domain::forum::{Cadence, Forum, next_meeting};
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::life::{announcing, duties, review};
use crate::domain::meeting::Meeting;
use crate::domain::offer::{Offer, OfferState};
use crate::domain::organisation::Organisation;
use crate::domain::party;
use crate::domain::register::Register;
use crate::domain::returns::Return;
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
            DueKind::Papers => paper(self, register)
                .or_else(|| of_meeting(register, self.entry.id()?, "Papers for")),
            DueKind::Returns => returned(self, register, today)
                .or_else(|| of_meeting(register, self.entry.id()?, "Returns for")),
            DueKind::Offer => offered(self, register),
            DueKind::Text => text(self, register, today),
            DueKind::Contact => self.entry.id::<Contact>().and_then(|id| {
                let contact = register.contacts.get(id)?;
                Some(format!(
                    "Meet {}",
                    crate::domain::register::Row::title(contact, register)
                ))
            }),
            DueKind::Embargo => self.embargo(register),
            DueKind::HandOver => self.hand_over(register),
            DueKind::Commitment => self.commitment(register, today),
            DueKind::Review => reviewed(self, register, today),
            DueKind::Signature => self
                .entry
                .id()
                .and_then(|id| register.agreements.get(id))
                .map(|one| format!("Signature of {}", one.title)),
            DueKind::Meeting => None,
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
    pub fn owner_for(&self, register: &Register, today: NaiveDate, audience: Audience) -> String {
        match register.get(self.entry) {
            Some(record) if record.is_withheld(register, audience) => String::new(),
            Some(_) | None => self.owner(register, today),
        }
    }

    /// Who owes it, in short names: for a column.
    pub fn owner(&self, register: &Register, today: NaiveDate) -> String {
        let owner = match self.kind {
            DueKind::Review => self
                .entry
                .id()
                .map(|id| party::names_on(register, id, today)),
            DueKind::Action => self
                .entry
                .id()
                .and_then(|id| register.actions.get(id))
                .map(|one| one.owner_name(register).to_owned())
                .filter(|name| !name.is_empty())
                .or_else(|| Some(self.whom_named(register, today))),
            DueKind::Commitment if self.announcement(register).is_none() => self
                .entry
                .id()
                .and_then(|id| register.commitments.get(id))
                .map(|one| one.who.clone()),
            DueKind::Commitment | DueKind::Embargo => self
                .announcement(register)
                .and_then(|one| register.organisations.get(one.publisher))
                .map(|body| body.short().to_owned()),
            DueKind::Returns => self
                .entry
                .id::<Return>()
                .and_then(|id| short(register, Some(register.returns.get(id)?.organisation))),
            DueKind::Papers => self
                .entry
                .id::<Item>()
                .and_then(|id| short(register, register.items.get(id)?.copy.from)),
            DueKind::Offer => self
                .entry
                .id::<Offer>()
                .and_then(|id| short(register, register.offers.get(id)?.by)),
            DueKind::Text | DueKind::Signature => Some(self.whom_named(register, today)),
            DueKind::ToFix | DueKind::Meeting | DueKind::Contact | DueKind::HandOver => None,
        };
        owner.unwrap_or_default()
    }

    /// Whom it waits for, in short names.
    fn whom_named(&self, register: &Register, today: NaiveDate) -> String {
        let whom = self.whom(register, today).into_iter();
        let names = whom.filter_map(|id| short(register, Some(id)));
        names.collect::<Vec<_>>().join(", ")
    }

    /// "in 41 days", "today", "5 years overdue"; nothing for what has no date.
    pub fn how_far(&self, today: NaiveDate) -> String {
        self.due
            .map_or_else(String::new, |due| how_far(due.last(), today))
    }

    /// The state as people and programs read it: overdue wherever it stands, else the section.
    pub fn state(&self) -> &'static str {
        if self.is_overdue {
            Section::Overdue.word()
        } else {
            self.section.word()
        }
    }

    fn announcement<'r>(&self, register: &'r Register) -> Option<&'r Announcement> {
        register.announcements.get(self.entry.id()?)
    }

    /// "Anyshire, 71 days since the last: local meetings", "1 of 3 this year: …", "Share the draft with GMC: …". What
    /// counts comes first, since a narrow column cuts the end.
    fn commitment(&self, register: &Register, today: NaiveDate) -> Option<String> {
        if let Some(announcement) = self.announcement(register) {
            return Some(announcing::words(register, announcement, today));
        }
        let commitment = register.commitments.get(self.entry.id()?)?;
        let forum = self.keeper.and_then(|id| register.forums.get(id));
        let name = forum.map(Forum::short);
        let standing = duties::standing(register, commitment, self.keeper, today);
        let how = match (commitment.clock, forum) {
            (Clock::Before(_), Some(one)) => {
                let next = next_meeting(register, one.id, today);
                next.map(|next| format!("before {}", next.on))
            }
            (Clock::Every(_) | Clock::PerYear(_), Some(_)) | (Clock::PerYear(_), None) => {
                Some(standing.words(today))
            }
            (Clock::None | Clock::Within(_), _) | (Clock::Every(_) | Clock::Before(_), None) => {
                None
            }
        };
        let parts: Vec<&str> = name.into_iter().chain(how.as_deref()).collect();
        if parts.is_empty() {
            return None;
        }
        Some(format!("{}: {}", parts.join(", "), commitment.rule))
    }

    fn embargo(&self, register: &Register) -> Option<String> {
        let announcement = self.announcement(register)?;
        let publisher = register.organisations.get(announcement.publisher)?;
        let what = if announcement.embargo.is_some() {
            "Embargo ends"
        } else {
            "Announcement"
        };
        Some(format!(
            "{what}: {} ({})",
            announcement.title,
            publisher.short()
        ))
    }

    fn hand_over(&self, register: &Register) -> Option<String> {
        let forum = register.forums.get(self.entry.id::<Forum>()?)?;
        let day = self.due?.last();
        let to = short(register, forum.chair_on(register, day));
        let to = to.unwrap_or_else(|| "the first in order".to_owned());
        match short(
            register,
            day.pred_opt()
                .and_then(|before| forum.chair_on(register, before)),
        ) {
            Some(from) => Some(format!("Chair passes from {from} to {to}: {}", forum.name)),
            None => Some(format!("Chair begins with {to}: {}", forum.name)),
        }
    }
}

/// "Papers for the forum, 3 April 2014".
fn of_meeting(register: &Register, meeting: Id<Meeting>, what: &str) -> Option<String> {
    let meeting = register.meetings.get(meeting)?;
    let forum = register.forums.get(meeting.forum)?;
    Some(format!("{what} {}, {}", forum.name, meeting.on))
}

fn short(register: &Register, body: Option<Id<Organisation>>) -> Option<String> {
    let body = register.organisations.get(body?)?;
    Some(body.short().to_owned())
}

/// "Paper for item 4, Current challenges: the forum, 3 April 2014".
fn paper(line: &Line, register: &Register) -> Option<String> {
    let item = register.items.get(line.entry.id()?)?;
    let number = item.number.as_deref();
    let number = number.map_or_else(String::new, |number| format!("item {number}, "));
    let what = format!("Paper for {number}{}:", item.title);
    of_meeting(register, item.meeting, &what)
}

/// "Return of GMC: the forum, 3 April 2014"; ours says so.
fn returned(line: &Line, register: &Register, today: NaiveDate) -> Option<String> {
    let one = register.returns.get(line.entry.id()?)?;
    let meeting = register.meetings.get(one.meeting)?;
    let is_ours = secretariat(register, meeting.forum, today) == Some(one.organisation);
    let what = if is_ours {
        "Our return, to send to the others:".to_owned()
    } else {
        format!("Return of {}:", short(register, Some(one.organisation))?)
    };
    of_meeting(register, one.meeting, &what)
}

/// "Parked for 3 April 2014: Shared inspections", "Offered by GMC: Shared inspections".
fn offered(line: &Line, register: &Register) -> Option<String> {
    let offer = register.offers.get(line.entry.id()?)?;
    let meeting = offer.meeting.and_then(|id| register.meetings.get(id));
    let how = match (offer.state, short(register, offer.by), meeting) {
        (OfferState::Parked, _, Some(meeting)) => format!("Parked for {}", meeting.on),
        (OfferState::Parked, _, None) => "Parked".to_owned(),
        (OfferState::Offered | OfferState::Taken | OfferState::Declined, Some(by), _) => {
            format!("Offered by {by}")
        }
        (OfferState::Offered | OfferState::Taken | OfferState::Declined, None, _) => {
            "Offered".to_owned()
        }
    };
    Some(format!("{how}: {}", offer.title))
}

/// "Agenda with the Chair: the forum, 3 April 2014", "Action note awaited: …".
fn text(line: &Line, register: &Register, today: NaiveDate) -> Option<String> {
    let meeting = register.meetings.get(line.entry.id()?)?;
    let forum = register.forums.get(meeting.forum)?;
    let text = owed::text_out(register, meeting, today)?;
    let what = text.name(forum);
    let how = if text.is_with_chair {
        "with the Chair"
    } else {
        "awaited"
    };
    of_meeting(register, meeting.id, &format!("{what} {how}:"))
}

/// "Joint working protocol, to start", "…, under way with ADASS"; one that is due or overdue says so in its state.
fn reviewed(line: &Line, register: &Register, today: NaiveDate) -> Option<String> {
    let agreement = register.agreements.get(line.entry.id()?)?;
    let title = &agreement.title;
    if review::is_under_way(agreement, today) {
        let has_come = |since: Option<Date>| since.is_none_or(|since| since.first() <= today);
        let with = agreement.waiting_for.iter();
        let with = with.filter(|one| has_come(one.since));
        let with = with.filter_map(|one| short(register, Some(one.organisation)));
        let with: Vec<String> = with.collect();
        let with = if with.is_empty() {
            String::new()
        } else {
            format!(" with {}", with.join(", "))
        };
        return Some(format!("{title}, under way{with}"));
    }
    let is_to_start =
        line.section == Section::DueSoon && line.due.is_some_and(|due| today < due.first());
    is_to_start.then(|| format!("{title}, to start"))
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
