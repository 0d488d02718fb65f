//! Whom a forum's texts go to: representatives, deputies and offices of its members, and those invited.

use chrono::NaiveDate;

use crate::domain::attendance::{Attendance, Presence};
use crate::domain::contact::Contact;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::meeting::Meeting;
use crate::domain::membership::{Membership, Role};
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;

/// An organisation on a circulation list; one a list, however many roles it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub organisation: Id<Organisation>,
    pub roles: Vec<Role>,
    /// Representative and deputy: "Dr A Smith, Chief Executive (representative)".
    pub names: Vec<String>,
    /// Where it goes, each once. Empty where nobody knows one.
    pub addresses: Vec<String>,
    /// Who gets a copy: the deputy, and the office through which the post runs. Empty where nobody else gets it.
    pub copies: Vec<String>,
    pub gets: Gets,
}

/// Which text goes to a recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gets {
    /// The members' text.
    Members,
    /// The public text, with the items they come for; none for those who come to the whole meeting.
    Invitee { items: Vec<Id<Item>> },
}

impl Recipient {
    fn of(organisation: Id<Organisation>) -> Self {
        Self {
            organisation,
            roles: Vec::new(),
            names: Vec::new(),
            addresses: Vec::new(),
            copies: Vec::new(),
            gets: Gets::Invitee { items: Vec::new() },
        }
    }

    /// The organisation's acronym or name.
    pub fn short<'a>(&self, register: &'a Register) -> &'a str {
        let body = register.organisations.get(self.organisation);
        body.map_or("", Organisation::short)
    }

    /// The addresses in one line, copies too; empty where there is none.
    pub fn address(&self) -> String {
        [&self.addresses[..], &self.copies[..]].concat().join(", ")
    }

    /// The same, or that there is none.
    pub fn address_or_none(&self) -> String {
        let address = self.address();
        if address.is_empty() {
            "no address".to_owned()
        } else {
            address
        }
    }

    /// The names in one line.
    pub fn name(&self) -> String {
        self.names.join("; ")
    }

    /// The roles in one line.
    pub fn role(&self) -> String {
        let words: Vec<String> = self.roles.iter().map(Role::to_string).collect();
        words.join(", ")
    }

    fn name_person(&mut self, contact: &Contact, part: &str) {
        let who = [contact.name.as_str(), contact.post.as_str()];
        let who: Vec<&str> = who.into_iter().filter(|one| !one.is_empty()).collect();
        let name = format!("{} ({part})", who.join(", "));
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    fn reach(&mut self, address: &str, to: To) {
        let address = address.trim();
        let is_known = self
            .addresses
            .iter()
            .chain(&self.copies)
            .any(|one| one == address);
        if !address.is_empty() && !is_known {
            let list = match to {
                To::Them => &mut self.addresses,
                To::Copy => &mut self.copies,
            };
            list.push(address.to_owned());
        }
    }
}

/// Whether a text goes to an address, or a copy of it.
#[derive(Clone, Copy)]
enum To {
    Them,
    Copy,
}

/// The circulation list of a forum on a day, in the order in which its members are printed. Those invited as necessary
/// are on it only for a meeting at which somebody is to attend for them. Nobody is left out for want of an address.
pub fn circulation(
    register: &Register,
    forum: Id<Forum>,
    meeting: Option<Id<Meeting>>,
    day: NaiveDate,
) -> Vec<Recipient> {
    let mut held: Vec<&Membership> = register
        .memberships
        .of(forum)
        .filter(|one| one.is_held_on(day))
        .collect();
    held.sort_by_key(|one| (one.position, one.id));
    let coming = coming(register, meeting);
    let mut list: Vec<Recipient> = Vec::new();
    for membership in held {
        let is_coming = coming
            .iter()
            .any(|(body, _)| *body == membership.organisation);
        if membership.role != Role::OccasionalInvitee || is_coming {
            let one = entry(&mut list, membership.organisation);
            add(register, one, membership, day);
        }
    }
    for (body, attendance) in coming {
        let one = entry(&mut list, body);
        if one.roles.is_empty() {
            one.roles.push(Role::OccasionalInvitee);
        }
        let is_invitee = match &mut one.gets {
            Gets::Members => false,
            Gets::Invitee { items } => {
                items.extend(attendance.item);
                true
            }
        };
        let contact = attendance.contact.and_then(|id| register.contacts.get(id));
        if let Some(contact) = contact.filter(|_| is_invitee) {
            one.name_person(contact, "attending");
            one.reach(&contact.email, To::Them);
        }
    }
    list
}

/// The same for a meeting's own forum.
pub fn of_meeting(register: &Register, meeting: &Meeting, day: NaiveDate) -> Vec<Recipient> {
    circulation(register, meeting.forum, Some(meeting.id), day)
}

/// The items that an invitee comes for, as the public may read them: "3. Emerging risks", "4. Reserved item".
pub fn items_for(register: &Register, gets: &Gets) -> Vec<String> {
    let Gets::Invitee { items } = gets else {
        return Vec::new();
    };
    let items = items.iter().filter_map(|id| register.items.get(*id));
    items.map(|item| named(register, item)).collect()
}

/// An item by number and title, as the public may read it.
fn named(register: &Register, item: &Item) -> String {
    use crate::domain::audience::Audience;
    use crate::domain::register::Record;
    let title = Record::Item(item).title_for(register, Audience::Public);
    match &item.number {
        Some(number) => format!("{number}. {title}"),
        None => title,
    }
}

/// Who is noted as coming to a meeting, with their organisation; neither apologies nor those of unknown organisation.
fn coming(
    register: &Register,
    meeting: Option<Id<Meeting>>,
) -> Vec<(Id<Organisation>, &Attendance)> {
    let Some(meeting) = meeting else {
        return Vec::new();
    };
    let all = register.attendances.of(meeting);
    let there = all.filter(|one| one.presence != Presence::Apologies);
    let with_body = there.filter_map(|one| {
        let contact = one.contact.and_then(|id| register.contacts.get(id));
        let body = one.organisation.or(contact.map(|one| one.organisation))?;
        Some((body, one))
    });
    with_body.collect()
}

fn entry(list: &mut Vec<Recipient>, body: Id<Organisation>) -> &mut Recipient {
    let place = list.iter().position(|one| one.organisation == body);
    let place = place.unwrap_or_else(|| {
        list.push(Recipient::of(body));
        list.len() - 1
    });
    &mut list[place]
}

fn add(register: &Register, one: &mut Recipient, membership: &Membership, day: NaiveDate) {
    if !one.roles.contains(&membership.role) {
        one.roles.push(membership.role);
    }
    if belongs(membership.role) {
        one.gets = Gets::Members;
    }
    let people = [
        (membership.representative, "representative", To::Them),
        (membership.deputy, "deputy", To::Copy),
    ];
    for (person, part, to) in people {
        let contact = person.and_then(|id| register.contacts.get(id));
        if let Some(contact) = contact.filter(|one| one.is_in_post(day)) {
            one.name_person(contact, part);
            one.reach(&contact.email, to);
        }
    }
    one.reach(&membership.office, To::Copy);
}

/// Observers watch without belonging: they read what the public reads.
fn belongs(role: Role) -> bool {
    match role {
        Role::Member | Role::Chair | Role::Secretariat => true,
        Role::Invitee | Role::OccasionalInvitee | Role::Observer => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn contact(number: u32, body: u32, email: &str, to: Option<&str>) -> Contact {
        Contact {
            id: id(number),
            organisation: id(body),
            name: format!("Person {number}"),
            post: String::new(),
            from: None,
            to: to.map(|iso| day(iso).into()),
            telephone: String::new(),
            email: email.to_owned(),
            met: None,
            confirmed: None,
        }
    }

    /// 1 CQC chairs and is a member, 2 GMC has an office, 3 the council comes to all, 4 the college as necessary,
    /// 5 Dr Foster is nothing here, 6 an observer; the NMC (7) has left.
    fn register() -> Register {
        let mut register = Register::default();
        for (number, name) in [
            "CQC",
            "GMC",
            "Council",
            "College",
            "Dr Foster",
            "Watch",
            "NMC",
        ]
        .into_iter()
        .enumerate()
        {
            let number = u32::try_from(number).expect("few") + 1;
            register.put(Organisation::new(id(number), name));
        }
        register.put(Forum::new(id(1), "The Forum"));
        let meeting = Meeting::new(id(1), id(1), day("2014-04-03").into());
        register.put(meeting);
        register.put(contact(1, 1, "a@cqc.example", None));
        register.put(contact(2, 2, "b@gmc.example", Some("2014-01-31")));
        register.put(contact(3, 2, "c@gmc.example", None));
        register.put(contact(4, 4, "d@college.example", None));
        for (number, body, role, representative, deputy, office, position) in [
            (
                1,
                2,
                Role::Member,
                Some(2),
                Some(3),
                "office@gmc.example",
                2,
            ),
            (2, 1, Role::Chair, Some(1), None, "", 1),
            (3, 1, Role::Member, Some(1), None, "", 1),
            (4, 3, Role::Invitee, None, None, "", 3),
            (5, 4, Role::OccasionalInvitee, Some(4), None, "", 4),
            (6, 6, Role::Observer, None, None, "watch@example.org", 5),
            (7, 7, Role::Member, None, None, "nmc@example.org", 6),
        ] {
            let mut one = Membership::new(id(number), id(1), id(body), role);
            one.representative = representative.map(id);
            one.deputy = deputy.map(id);
            office.clone_into(&mut one.office);
            one.position = position;
            one.to = (body == 7).then(|| day("2013-12-31").into());
            register.put(one);
        }
        register
    }

    fn told(register: &Register, list: &[Recipient]) -> Vec<String> {
        let gets = |one: &Recipient| match &one.gets {
            Gets::Members => "members".to_owned(),
            Gets::Invitee { items } => format!("public, {} items", items.len()),
        };
        list.iter()
            .map(|one| {
                format!(
                    "{}: {}: {}",
                    one.short(register),
                    one.address_or_none(),
                    gets(one)
                )
            })
            .collect()
    }

    #[test]
    fn everybody_who_holds_a_role_that_day_is_on_the_list_with_or_without_an_address() {
        let register = register();
        let on_day = circulation(&register, id(1), None, day("2014-02-10"));
        assert_eq!(
            told(&register, &on_day),
            [
                "CQC: a@cqc.example: members",
                "GMC: c@gmc.example, office@gmc.example: members",
                "Council: no address: public, 0 items",
                "Watch: watch@example.org: public, 0 items",
            ]
        );
        assert_eq!(on_day[0].role(), "Chair, member");
        assert_eq!(on_day[1].names, ["Person 3 (deputy)"], "the other has left");
        let before = circulation(&register, id(1), None, day("2013-12-01"));
        assert!(before.iter().any(|one| one.short(&register) == "NMC"));
    }

    #[test]
    fn those_invited_as_necessary_are_on_the_list_of_the_meeting_they_come_to() {
        let mut register = register();
        register.put(Item::new(id(1), id(1), 1, "Emerging risks"));
        for (number, body, presence, item) in [
            (1, 4, Presence::InAttendance, Some(1)),
            (2, 5, Presence::InAttendance, None),
            (3, 2, Presence::Apologies, None),
        ] {
            let mut one = Attendance::new(id(number), id(1), presence);
            one.organisation = Some(id(body));
            one.item = item.map(id);
            register.put(one);
        }
        let meeting = register.meetings.get(id(1)).expect("it is there");
        let list = of_meeting(&register, meeting, day("2014-03-27"));
        assert_eq!(
            told(&register, &list)[3..],
            [
                "College: d@college.example: public, 1 items",
                "Watch: watch@example.org: public, 0 items",
                "Dr Foster: no address: public, 0 items",
            ]
        );
        let other = circulation(&register, id(1), None, day("2014-03-27"));
        assert_eq!(other.len(), 4, "of no meeting in particular");
    }
}
