//! Attendance: who was at a meeting, who sent apologies, and for which item somebody came.

use serde::{Deserialize, Serialize};

use super::bodies::names;
use super::contact::Contact;
use super::field::fields;
use super::id::Id;
use super::item::Item;
use super::meeting::Meeting;
use super::membership::Role;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::words::words;

words! {
    /// In which way somebody was there, or was not.
    pub enum Presence {
        Present = "present",
        Apologies = "apologies",
        /// Stands in for a member's representative.
        Deputy = "deputy",
        /// There without belonging, perhaps for one item.
        InAttendance = "in attendance",
        Observer = "observer",
    }
}

/// A person, or a whole organisation where nobody noted who came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    pub id: Id<Attendance>,
    pub meeting: Id<Meeting>,
    pub presence: Presence,
    pub organisation: Option<Id<Organisation>>,
    pub contact: Option<Id<Contact>>,
    /// Where the person is no contact of the register.
    pub name: String,
    pub post: String,
    /// Whose place a deputy takes: "B Jones".
    pub stands_for: String,
    /// The one item that somebody came for; none for the whole meeting.
    pub item: Option<Id<Item>>,
}

impl Attendance {
    pub fn new(id: Id<Self>, meeting: Id<Meeting>, presence: Presence) -> Self {
        Self {
            id,
            meeting,
            presence,
            organisation: None,
            contact: None,
            name: String::new(),
            post: String::new(),
            stands_for: String::new(),
            item: None,
        }
    }

    /// For which organisation: as noted, else that of the contact.
    pub fn body(&self, register: &Register) -> Option<Id<Organisation>> {
        let contact = || register.contacts.get(self.contact?);
        self.organisation
            .or_else(|| contact().map(|one| one.organisation))
    }
}

impl Row for Attendance {
    row!(Attendance in attendances, under meeting);
    fields!(
        meeting,
        presence,
        organisation,
        contact,
        name,
        post,
        stands_for,
        item
    );

    fn check(&self) -> Result<(), Refusal> {
        let is_nobody = self.organisation.is_none()
            && self.contact.is_none()
            && self.name.trim().is_empty()
            && self.post.trim().is_empty();
        if is_nobody {
            return Err(Refusal::invalid(
                "name",
                "Somebody who was there needs a name, a post or an organisation.",
            ));
        }
        Ok(())
    }

    /// As the record prints it: "Dr A Smith, GMC, for B Jones".
    fn title(&self, register: &Register) -> String {
        let contact = self.contact.and_then(|id| register.contacts.get(id));
        let name = contact.map_or(self.name.as_str(), |one| &one.name);
        let post = contact.map_or(self.post.as_str(), |one| &one.post);
        let meeting = register.meetings.get(self.meeting);
        let body = match (self.body(register), meeting) {
            (Some(id), Some(meeting)) => names::short_on(register, id, meeting.on.last()),
            (Some(_) | None, _) => "",
        };
        let who = if name.is_empty() { post } else { name };
        let stands_for = if self.stands_for.is_empty() {
            String::new()
        } else {
            format!("for {}", self.stands_for)
        };
        let parts = [who, body, &stands_for].map(str::to_owned);
        let full = parts.into_iter().filter(|part| !part.is_empty());
        full.collect::<Vec<_>>().join(", ")
    }
}

/// Who was at a meeting and who sent apologies, as a record lists them: members in their printing order, then others.
pub fn of_meeting(register: &Register, meeting: Id<Meeting>) -> Vec<&Attendance> {
    let mut all: Vec<&Attendance> = register.attendances.of(meeting).collect();
    if let Some(meeting) = register.meetings.get(meeting) {
        all.sort_by_key(|one| (place(register, meeting, one.body(register)), one.id));
    }
    all
}

/// Where a body stands in the forum's list on the day of a meeting; whoever is in no list stands after all who are.
pub fn place(
    register: &Register,
    meeting: &Meeting,
    body: Option<Id<Organisation>>,
) -> (bool, u16, u32) {
    let held = register.memberships.of(meeting.forum);
    let held = held.filter(|one| Some(one.organisation) == body);
    let held = held.filter(|one| one.is_held_on(meeting.on.last()));
    let places = held.map(|one| {
        // The Chair may hold a membership beside the role; the place is that of the member.
        let is_other = one.role != Role::Member;
        (is_other, one.position, one.id.number())
    });
    places.min().unwrap_or((true, u16::MAX, u32::MAX))
}
