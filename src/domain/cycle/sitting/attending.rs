//! Attendance: who is expected, who came, who sent apologies or somebody else.

use super::found;
use crate::domain::attendance::{self, Attendance, Presence};
use crate::domain::change::{Change, Draft};
use crate::domain::contact::Contact;
use crate::domain::find::fold;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::meeting::Meeting;
use crate::domain::membership::{Membership, Role};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Register, Row};

/// An organisation whose place at a meeting somebody takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    pub organisation: Id<Organisation>,
    pub role: Role,
    /// Its person at the forum, if still in post on the day.
    pub representative: Option<Id<Contact>>,
    pub deputy: Option<Id<Contact>>,
}

/// What is noted of one person, or of a whole organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Attending {
    pub presence: Presence,
    pub organisation: Option<Id<Organisation>>,
    pub contact: Option<Id<Contact>>,
    /// Where the person is no contact of the register.
    pub name: String,
    pub post: String,
    /// Whose place a deputy takes; the representative's unless it says another.
    pub stands_for: String,
    /// The one item that they come for.
    pub item: Option<Id<Item>>,
}

impl Attending {
    pub fn new(presence: Presence, organisation: Option<Id<Organisation>>) -> Self {
        Self {
            presence,
            organisation,
            contact: None,
            name: String::new(),
            post: String::new(),
            stands_for: String::new(),
            item: None,
        }
    }
}

/// Who is expected at a meeting: its members on that day in printing order, then who is invited to every one of them,
/// then observers. Each organisation once.
pub fn expected(register: &Register, meeting: &Meeting) -> Vec<Expected> {
    let day = meeting.on.last();
    let held = register.memberships.of(meeting.forum);
    let mut held: Vec<(u8, &Membership)> = held
        .filter(|one| one.is_held_on(day))
        .filter_map(|one| Some((rank(one.role)?, one)))
        .collect();
    held.sort_by_key(|(rank, one)| (*rank, one.position, one.id));
    let mut all: Vec<Expected> = Vec::new();
    for (_, one) in held {
        let in_post = |id: Option<Id<Contact>>| {
            let contact = register.contacts.get(id?)?;
            contact.is_in_post(day).then_some(contact.id)
        };
        let earlier = all
            .iter_mut()
            .find(|seat| seat.organisation == one.organisation);
        let (representative, deputy) = (in_post(one.representative), in_post(one.deputy));
        match earlier {
            Some(seat) => {
                seat.representative = seat.representative.or(representative);
                seat.deputy = seat.deputy.or(deputy);
            }
            None => all.push(Expected {
                organisation: one.organisation,
                role: one.role,
                representative,
                deputy,
            }),
        }
    }
    all
}

/// In which order roles are listed. None for whoever is not expected.
fn rank(role: Role) -> Option<u8> {
    match role {
        Role::Member => Some(0),
        Role::Chair => Some(1),
        Role::Secretariat => Some(2),
        Role::Invitee => Some(3),
        Role::Observer => Some(4),
        Role::OccasionalInvitee => None,
    }
}

/// What is noted of the place of an organisation: of its representative, of a deputy, or of the body as a whole.
pub fn seat<'a>(
    register: &'a Register,
    meeting: Id<Meeting>,
    expected: &Expected,
) -> Option<&'a Attendance> {
    let rows = register
        .attendances
        .of(meeting)
        .filter(|one| one.item.is_none() && one.body(register) == Some(expected.organisation));
    let nearness = |one: &Attendance| {
        let is_nameless = one.contact.is_none() && one.name.is_empty();
        if one.contact.is_some() && one.contact == expected.representative {
            Some(0)
        } else if one.presence == Presence::Deputy {
            Some(1)
        } else {
            is_nameless.then_some(2)
        }
    };
    rows.filter_map(|one| Some((nearness(one)?, one.id, one)))
        .min_by_key(|(nearness, id, _)| (*nearness, *id))
        .map(|(_, _, one)| one)
}

/// Who was there besides those whose places are expected, as a record lists them.
pub fn others<'a>(register: &'a Register, meeting: &Meeting) -> Vec<&'a Attendance> {
    let expected = expected(register, meeting);
    let seats = expected
        .iter()
        .filter_map(|one| seat(register, meeting.id, one));
    let seats: Vec<Id<Attendance>> = seats.map(|one| one.id).collect();
    let mut all = attendance::of_meeting(register, meeting.id);
    all.retain(|one| !seats.contains(&one.id));
    all
}

/// Notes who was there and who was not, as one change: one row for each person; what was noted of them before goes.
///
/// Refuses a deputy whom nobody names, an item of another meeting, and what is noted already.
pub fn attend(
    register: &Register,
    meeting: Id<Meeting>,
    all: &[Attending],
) -> Result<Change, Refusal> {
    let sitting = found(register, meeting)?;
    let mut draft = Draft::new(register);
    let mut names = Vec::new();
    for one in all {
        let now = draft.register();
        let row = noted(now, sitting, one)?;
        row.check()?;
        if now.attendances.get(row.id) != Some(&row) {
            names.push(format!("{} {}", row.title(now), row.presence));
            draft.put(row);
        }
    }
    if names.is_empty() {
        return Err(Refusal::state("That is noted already."));
    }
    let label = match names.as_slice() {
        [one] => format!("Noted {}", quoted(one)),
        several => format!("Noted the attendance of {}", several.len()),
    };
    Ok(draft.change(label))
}

/// The row that says so, in the place of the one that said otherwise.
fn noted(register: &Register, meeting: &Meeting, one: &Attending) -> Result<Attendance, Refusal> {
    if let Some(item) = one.item {
        let item = register.items.get(item);
        if item.is_none_or(|item| item.meeting != meeting.id) {
            let sentence = "Somebody comes for an item of this meeting; that one is of another.";
            return Err(Refusal::invalid("item", sentence));
        }
    }
    let contact = one.contact.and_then(|id| register.contacts.get(id));
    let body = one.organisation.or(contact.map(|one| one.organisation));
    let seats = expected(register, meeting);
    let seat_of = seats
        .iter()
        .find(|seat| Some(seat.organisation) == body && one.item.is_none());
    let mut row = Attendance::new(register.attendances.next_id(), meeting.id, one.presence);
    row.organisation = body;
    row.contact = one.contact;
    one.name.trim().clone_into(&mut row.name);
    one.post.trim().clone_into(&mut row.post);
    one.stands_for.trim().clone_into(&mut row.stands_for);
    row.item = one.item;
    if let Some(seat) = seat_of {
        fill(register, seat, &mut row);
    }
    let is_nobody = row.contact.is_none() && row.name.is_empty();
    if row.presence == Presence::Deputy && is_nobody {
        let sentence = "A deputy has a name; say who came.";
        return Err(Refusal::invalid("name", sentence));
    }
    let of_meeting = || register.attendances.of(meeting.id);
    let same = of_meeting().find(|other| is_same_person(other, &row));
    let takes_seat = match row.presence {
        Presence::Present | Presence::Apologies | Presence::Deputy => true,
        Presence::InAttendance | Presence::Observer => is_nobody,
    };
    let is_second = !is_nobody
        && row.presence != Presence::Deputy
        && seat_of.is_some_and(|seat| row.contact.is_none() || row.contact != seat.representative);
    let seated = seat_of
        .filter(|_| takes_seat && !is_second)
        .and_then(|one| seat(register, meeting.id, one));
    if let Some(before) = same.or(seated) {
        row.id = before.id;
    }
    Ok(row)
}

/// Who has the place, where nobody said: its representative, or the deputy, for whom.
fn fill(register: &Register, seat: &Expected, row: &mut Attendance) {
    let is_nobody = row.contact.is_none() && row.name.is_empty();
    let representative = seat.representative.and_then(|id| register.contacts.get(id));
    match row.presence {
        Presence::Deputy => {
            if is_nobody {
                row.contact = seat.deputy;
            }
            let name = representative.map_or("", |one| one.name.as_str());
            if row.stands_for.is_empty() {
                name.clone_into(&mut row.stands_for);
            }
        }
        Presence::Present | Presence::Apologies | Presence::InAttendance | Presence::Observer => {
            if is_nobody {
                row.contact = seat.representative;
            }
        }
    }
}

fn is_same_person(one: &Attendance, other: &Attendance) -> bool {
    if one.item != other.item {
        return false;
    }
    match (one.contact, other.contact) {
        (Some(one), Some(other)) => one == other,
        (None, None) => {
            let is_named = !one.name.is_empty() && fold(&one.name) == fold(&other.name);
            let is_body = one.name.is_empty() && other.name.is_empty() && one.post == other.post;
            (is_named || is_body) && one.organisation == other.organisation
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Notes every member as present of whom nothing is noted yet. Refuses where there is none.
pub fn all_present(register: &Register, meeting: Id<Meeting>) -> Result<Change, Refusal> {
    let sitting = found(register, meeting)?;
    let members = expected(register, sitting)
        .into_iter()
        .filter(|one| one.role == Role::Member && seat(register, meeting, one).is_none());
    let all: Vec<Attending> = members
        .map(|one| Attending::new(Presence::Present, Some(one.organisation)))
        .collect();
    if all.is_empty() {
        return Err(Refusal::state(
            "Of every member something is noted already.",
        ));
    }
    attend(register, meeting, &all)
}

/// Takes back what is noted of somebody.
pub fn forget(register: &Register, id: Id<Attendance>) -> Result<Change, Refusal> {
    let Some(row) = register.attendances.get(id) else {
        return Err(Refusal::not_found("That attendance is not noted any more."));
    };
    let title = quoted(&row.title(register));
    Ok(Change::new(format!("Noted nothing of {title} any more")).delete(row))
}
