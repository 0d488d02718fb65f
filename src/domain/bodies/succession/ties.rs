//! Everything that bodies are in and that could go on without them, with what is proposed for each.
//!
//! What has a place in time (roles, parties, contacts) goes on from the day. What has none (actions, papers, a text in
//! hand) goes on at once, so that it stays as it is until a day that has not come.

use chrono::NaiveDate;

use super::{Ending, Fate};
use crate::domain::action;
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::bodies::names;
use crate::domain::date::Date;
use crate::domain::forum::{ChairRule, Forum};
use crate::domain::handover;
use crate::domain::id::{Entry, Id};
use crate::domain::item::PaperState;
use crate::domain::life::states::Successors;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::party::Capacity;
use crate::domain::published_page::PublishedPage;
use crate::domain::register::{Kind, Register};

/// One thing that a body is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    pub entry: Entry,
    /// Under which it is listed.
    pub heading: &'static str,
    pub what: String,
    /// What may become of it, one or two.
    pub fates: &'static [Fate],
    pub fate: Fate,
}

impl Tie {
    /// What becomes of it, in words.
    pub fn told(&self, register: &Register, ending: &Ending) -> String {
        match self.fate {
            Fate::GoesOn => format!("goes on with {}", ending.heir_name(register)),
            Fate::Ends => format!("ends on {}", Date::day(ending.eve())),
            Fate::Stays if self.entry.kind == Kind::PublishedPage => {
                "stays as it went out; the next one says the new name".to_owned()
            }
            Fate::Stays if ending.becomes.heir().is_none() => "stays as it is".to_owned(),
            Fate::Stays => "stays under the old name".to_owned(),
        }
    }

    /// The other of the two; the same where there is no choice.
    pub fn other(&self) -> Fate {
        let mut others = self.fates.iter().filter(|fate| **fate != self.fate);
        others.next().copied().unwrap_or(self.fate)
    }
}

/// In the order of their headings.
pub(super) fn of(register: &Register, ending: &Ending, today: NaiveDate) -> Vec<Tie> {
    let mut desk = Desk {
        register,
        ending,
        today,
        ties: Vec::new(),
    };
    desk.seats("Forums");
    desk.rotations();
    desk.seats(INVITATIONS);
    desk.parties();
    desk.contacts();
    desk.actions();
    desk.commitments();
    desk.meetings();
    desk.announcements();
    desk.page();
    // What another Secretariat keeps is not changed here.
    let away = handover::away(register, today);
    let is_kept = |tie: &Tie| {
        let record = register.get(tie.entry);
        let forum = record.and_then(|record| handover::forum_of(register, record));
        forum.is_none_or(|forum| !away.contains(&forum))
    };
    desk.ties.retain(is_kept);
    desk.ties
}

const INVITATIONS: &str = "Invitations";

struct Desk<'a> {
    register: &'a Register,
    ending: &'a Ending,
    today: NaiveDate,
    ties: Vec<Tie>,
}

/// How a thing may go on where there is a successor, and where there is none.
struct Choices {
    with: &'static [Fate],
    without: &'static [Fate],
}

/// A place that somebody holds: it is handed on, or it ends.
const HELD: Choices = Choices {
    with: &[Fate::GoesOn, Fate::Ends],
    without: &[Fate::Ends, Fate::Stays],
};
/// What the agreement says stays true until it is reviewed.
const BOUND: Choices = Choices {
    with: &[Fate::GoesOn, Fate::Stays],
    without: &[Fate::Stays, Fate::Ends],
};
/// Work that somebody has in hand.
const IN_HAND: Choices = Choices {
    with: &[Fate::GoesOn, Fate::Stays],
    without: &[Fate::Stays],
};

impl<'a> Desk<'a> {
    fn is_one(&self, id: Id<Organisation>) -> bool {
        self.ending.bodies.contains(&id)
    }

    fn names(&self) -> impl Iterator<Item = &'a Organisation> {
        let bodies = self.ending.bodies.iter();
        bodies.filter_map(|id| self.register.organisations.get(*id))
    }

    fn is_named_in(&self, text: &str) -> bool {
        self.names().any(|one| names::is_named_in(one, text))
    }

    /// What has a date of its own goes on as proposed; what has none only once the day has come.
    fn add(
        &mut self,
        entry: impl Into<Entry>,
        heading: &'static str,
        what: String,
        choices: &Choices,
        is_dated: bool,
    ) {
        let fates = match self.ending.becomes.heir() {
            Some(_) => choices.with,
            None => choices.without,
        };
        let is_early = !is_dated && self.today < self.ending.on;
        let fate = if is_early && fates.contains(&Fate::Stays) {
            Fate::Stays
        } else {
            fates.first().copied().unwrap_or(Fate::Stays)
        };
        self.ties.push(Tie {
            entry: entry.into(),
            heading,
            what,
            fates,
            fate,
        });
    }

    fn seats(&mut self, heading: &'static str) {
        let is_invited = |role| matches!(role, Role::Invitee | Role::OccasionalInvitee);
        for one in &self.register.memberships {
            let is_over = one.to.is_some_and(|to| to.last() < self.ending.on);
            let is_here = is_invited(one.role) == (heading == INVITATIONS);
            if self.is_one(one.organisation) && !is_over && is_here {
                let what = format!("{} of {}", one.role, self.forum(one.forum));
                let what = self.of_body(what, one.organisation);
                self.add(one.id, heading, what, &HELD, true);
            }
        }
    }

    fn parties(&mut self) {
        let standing = Successors::of(self.register);
        let today = self.today;
        let is_over = |agreement: &Agreement| match standing.state_on(agreement, today) {
            Some(AgreementState::Superseded | AgreementState::Ended) => true,
            Some(
                AgreementState::Proposed
                | AgreementState::InDevelopment
                | AgreementState::OutForSignature
                | AgreementState::Current
                | AgreementState::UnderReview
                | AgreementState::NotStated,
            )
            | None => false,
        };
        for party in &self.register.parties {
            let has_left = party.to.is_some_and(|to| to.last() < self.ending.on);
            let agreement = self.register.agreements.get(party.agreement);
            let agreement = agreement.filter(|one| !is_over(one));
            if let Some(one) = agreement.filter(|_| self.is_one(party.organisation) && !has_left) {
                let lead = match party.lead.as_str() {
                    "" => String::new(),
                    lead => format!(", lead {lead}"),
                };
                let capacity = match party.capacity {
                    Capacity::Party => String::new(),
                    other @ (Capacity::Signatory | Capacity::Supporter | Capacity::Adopter) => {
                        format!(", {other}")
                    }
                };
                let what = format!("{}{capacity}{lead}", one.title);
                self.add(
                    party.id,
                    "Agreements",
                    self.of_body(what, party.organisation),
                    &BOUND,
                    true,
                );
            }
        }
        for one in &self.register.agreements {
            let mut holders = one.waiting_for.iter();
            if holders.any(|holder| self.is_one(holder.organisation)) && !is_over(one) {
                let what = format!("has the text of {}", one.title);
                self.add(one.id, "Agreements", what, &IN_HAND, false);
            }
        }
    }

    fn contacts(&mut self) {
        for id in &self.ending.bodies {
            for one in self.register.contacts.of(*id) {
                if one.to.is_none_or(|to| self.ending.on <= to.last()) {
                    let names = [one.name.as_str(), one.post.as_str()];
                    let names = names.into_iter().filter(|name| !name.is_empty());
                    let what = names.collect::<Vec<_>>().join(", ");
                    self.add(one.id, "Contacts", self.of_body(what, *id), &HELD, true);
                }
            }
        }
    }

    fn actions(&mut self) {
        for one in &self.register.actions {
            let mut awaited = one.replies.iter().filter(|reply| reply.on.is_none());
            let is_its = one.owner.is_some_and(|id| self.is_one(id))
                || awaited.any(|reply| self.is_one(reply.organisation));
            if is_its && one.is_open_on(self.today) {
                let number = action::forum_number(self.register, one);
                let what = format!("{number} {}", one.text);
                self.add(one.id, "Open actions", what, &IN_HAND, false);
            }
        }
    }

    fn commitments(&mut self) {
        let standing = Successors::of(self.register);
        for one in &self.register.commitments {
            let agreement = one
                .agreement
                .and_then(|id| self.register.agreements.get(id));
            let is_in_force = agreement.is_none_or(|one| {
                let state = standing.state_on(one, self.today);
                state.is_some_and(AgreementState::is_in_force)
            });
            if is_in_force && self.is_named_in(&one.who) {
                let what = format!("{}: {}", one.who, one.rule);
                self.add(one.id, "Commitments", what, &IN_HAND, false);
            }
        }
    }

    /// What is expected for meetings to come on the day or after it.
    fn meetings(&mut self) {
        let register = self.register;
        let is_to_come = |id: Id<Meeting>| {
            let meeting = register.meetings.get(id)?;
            let is_to_come = meeting.is_coming(self.today) && self.ending.on <= meeting.on.last();
            is_to_come.then_some(meeting)
        };
        let coming: Vec<&Meeting> = register
            .meetings
            .iter()
            .filter_map(|one| is_to_come(one.id))
            .collect();
        for meeting in coming {
            let at = format!("{}, {}", self.forum(meeting.forum), meeting.on);
            let mut roles = [
                (meeting.chair, "chairs"),
                (meeting.record_by, "takes the record of"),
            ]
            .into_iter();
            if let Some((_, what)) = roles.find(|(id, _)| id.is_some_and(|id| self.is_one(id))) {
                self.add(
                    meeting.id,
                    "Meetings to come",
                    format!("{what} {at}"),
                    &IN_HAND,
                    true,
                );
            }
            for item in register.items.of(meeting.id) {
                let is_owed = matches!(item.paper_state, PaperState::Expected | PaperState::Late);
                let owes = item.copy.from.is_some_and(|id| self.is_one(id)) && is_owed;
                if owes || self.is_named_in(&item.presenter) {
                    let what = format!("{} ({at})", item.title);
                    self.add(item.id, "Meetings to come", what, &IN_HAND, true);
                }
            }
            for one in register.returns.of(meeting.id) {
                if self.is_one(one.organisation)
                    && one.received.is_none()
                    && !self.heir_has_return(meeting.id)
                {
                    self.add(
                        one.id,
                        "Meetings to come",
                        format!("return for {at}"),
                        &IN_HAND,
                        true,
                    );
                }
            }
        }
        for one in register.offers.iter().filter(|one| one.is_open()) {
            if one.by.is_some_and(|id| self.is_one(id)) {
                let what = format!("offers {} to {}", one.title, self.forum(one.forum));
                self.add(one.id, "Meetings to come", what, &IN_HAND, false);
            }
        }
    }

    /// One body sends one return.
    fn heir_has_return(&self, meeting: Id<Meeting>) -> bool {
        let Some(super::Heir::Known(heir)) = self.ending.becomes.heir() else {
            return false;
        };
        let mut returns = self.register.returns.of(meeting);
        returns.any(|one| one.organisation == *heir)
    }

    fn rotations(&mut self) {
        for one in &self.register.forums {
            match &one.chair {
                ChairRule::Rotating { order, .. } if order.iter().any(|id| self.is_one(*id)) => {
                    let what = format!("its turns in the chair of {}", one.name);
                    self.add(one.id, "Forums", what, &IN_HAND, false);
                }
                ChairRule::Rotating { .. } | ChairRule::Fixed => {}
            }
        }
    }

    fn announcements(&mut self) {
        for one in &self.register.announcements {
            if self.is_one(one.publisher) && !one.is_published_on(self.today) {
                self.add(one.id, "Announcements", one.title.clone(), &IN_HAND, false);
            }
        }
    }

    /// The last page that went out, where it speaks of them.
    fn page(&mut self) {
        let last = self
            .register
            .pages
            .iter()
            .max_by_key(|one| (one.on, one.id));
        let names_it =
            |page: &&PublishedPage| page.parts.iter().any(|part| self.is_named_in(&part.text));
        if let Some(page) = last.filter(names_it) {
            const FIXED: Choices = Choices {
                with: &[Fate::Stays],
                without: &[Fate::Stays],
            };
            let what = format!("named on the page of {}", Date::day(page.on));
            self.add(page.id, "The published page", what, &FIXED, true);
        }
    }

    fn forum(&self, id: Id<Forum>) -> &'a str {
        self.register.forums.get(id).map_or("", |one| &one.name)
    }

    /// Of several bodies each says whose it is.
    fn of_body(&self, what: String, id: Id<Organisation>) -> String {
        let body = self
            .register
            .organisations
            .get(id)
            .map_or("", Organisation::short);
        if self.ending.bodies.len() > 1 {
            format!("{body}: {what}")
        } else {
            what
        }
    }
}
