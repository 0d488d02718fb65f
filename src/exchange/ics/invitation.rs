//! A meeting as an invitation to everybody on its circulation list, or as word that it is off.

use chrono::NaiveDate;

use super::desk::Desk;
use super::lines::{Lines, parameter};
use super::marks::Marks;
use super::{begun, meeting, zone};
use crate::domain::audience::Audience;
use crate::domain::cycle::circulation::{Recipient, of_meeting};
use crate::domain::id::Id;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Register, Row};
use crate::exchange::eml::{Mailbox, is_address};

/// What is wanted of an invitation, and what is not in the register.
#[derive(Debug, Clone, Default)]
pub struct InvitationOptions {
    /// The address that invites; where it is not said, the Secretariat's is looked for.
    pub organizer: Option<String>,
    /// Whom the published page says to ask; taken where the circulation list has no address of the Secretariat.
    pub contact: String,
    /// Days before; nought for no reminder.
    pub remind: u16,
}

/// An invitation as a whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub text: String,
    pub organizer: String,
    pub invited: usize,
    /// True for one that calls the meeting off.
    pub is_cancelled: bool,
    /// Who is not asked and why, and what is in it that nobody said: sentences.
    pub remarks: Vec<String>,
}

impl Invitation {
    /// Who invites how many, and that nothing was sent.
    pub fn told(&self) -> String {
        let (who, guests) = (&self.organizer, super::counted(self.invited, "other"));
        let deed = if self.is_cancelled {
            "calls the meeting off for"
        } else {
            "invites"
        };
        format!("{who} {deed} {guests}. Nothing was sent.")
    }
}

/// Somebody who is asked.
struct Guest {
    mailbox: Mailbox,
    /// False for those who get a copy.
    is_required: bool,
}

/// The invitation to a meeting as of a day: always the public text, for it goes to invitees too.
///
/// Refuses a meeting without a day, one that is over, and where there is nobody who invites or can be invited.
pub fn invitation(
    register: &Register,
    id: Id<Meeting>,
    today: NaiveDate,
    marks: &Marks,
    options: &InvitationOptions,
) -> Result<Invitation, Refusal> {
    let Some(meeting) = register.meetings.get(id) else {
        return Err(Refusal::not_found(format!("There is no meeting {id}.")));
    };
    let on = day(register, meeting, today)?;
    let list = of_meeting(register, meeting, today);
    let organizer = organizer(register, &list, meeting, today, options)?;
    let mut remarks = Vec::new();
    let guests = guests(register, &list, &organizer, &mut remarks);
    if guests.is_empty() {
        return Err(Refusal::state(
            "Nobody else on the circulation list has an address, so no invitation was made. Give the representatives \
             e-mail addresses, or the members an office.",
        ));
    }
    if meeting::has_no_end(register, meeting) {
        remarks.push("It has no end: two hours are put down for it.".to_owned());
    }
    let desk = Desk {
        is_joined: true,
        register,
        today,
        marks,
        audience: Audience::Public,
        remind: options.remind,
    };
    let is_cancelled = meeting::is_off(meeting.state);
    let mut lines = begun();
    let method = if is_cancelled { "CANCEL" } else { "REQUEST" };
    lines.word("METHOD", method);
    zone::write(&mut lines);
    let asked = |lines: &mut Lines| ask(lines, &organizer, &guests);
    lines.add(&meeting::event(&desk, meeting, on, &asked)?);
    lines.end("VCALENDAR");
    Ok(Invitation {
        text: lines.into_text(),
        organizer: organizer.address,
        invited: guests.len(),
        is_cancelled,
        remarks,
    })
}

/// The day of a meeting to which people can be asked, or from which they can be asked to stay away.
fn day(register: &Register, meeting: &Meeting, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let title = meeting.title(register);
    let refused = |why: &str| Refusal::state(format!("{title} {why}, so no invitation was made."));
    if meeting.state == MeetingState::Held {
        return Err(refused("has been held"));
    }
    let on = meeting.on.as_day();
    let on = on.ok_or_else(|| refused("has no day yet"))?;
    if on < today {
        return Err(refused("is past its day"));
    }
    Ok(on)
}

/// Who invites: as asked for, else the Secretariat's representative or office, else whom the public may ask.
fn organizer(
    register: &Register,
    list: &[Recipient],
    meeting: &Meeting,
    today: NaiveDate,
    options: &InvitationOptions,
) -> Result<Mailbox, Refusal> {
    let ours = list
        .iter()
        .find(|one| one.roles.contains(&Role::Secretariat));
    let body = ours.and_then(|one| register.organisations.get(one.organisation));
    let name = body.map_or("Secretariat", Organisation::short);
    if let Some(typed) = &options.organizer {
        let address = typed.trim();
        if !is_address(address) {
            let why = "is no address that an e-mail can be sent to, so no invitation was made.";
            return Err(Refusal::invalid(
                "organizer",
                format!("{} {why}", quoted(address)),
            ));
        }
        return Ok(mailbox(register, address, name, today));
    }
    let listed = ours
        .into_iter()
        .flat_map(|one| one.addresses.iter().chain(&one.copies));
    let enquiries = body.map_or("", |one| one.enquiries.as_str());
    let public = [options.contact.as_str(), enquiries];
    let public = public.iter().flat_map(|words| words.split_whitespace());
    let alone = |word: &str| {
        word.trim_matches(|sign| "<>()[],;.:".contains(sign))
            .to_owned()
    };
    let mut all = listed.cloned().chain(public.map(alone));
    let found = all.find(|one| is_address(one)).ok_or_else(|| {
        let forum = register.forums.get(meeting.forum);
        let forum = forum.map_or("", |one| one.name.as_str());
        Refusal::state(format!(
            "No e-mail address of the Secretariat of {forum} is known, so no invitation was made. Give its representative \
             an address, or name who invites: --organizer ADDRESS, or the contact in the settings."
        ))
    })?;
    Ok(mailbox(register, &found, name, today))
}

/// Everybody with an address, once, but whoever invites; says who has none.
fn guests(
    register: &Register,
    list: &[Recipient],
    organizer: &Mailbox,
    remarks: &mut Vec<String>,
) -> Vec<Guest> {
    let mut guests: Vec<Guest> = Vec::new();
    for one in list {
        let short = one.short(register);
        if one.address().is_empty() {
            remarks.push(format!("{short} is not asked: no address is known."));
        }
        let required = one.addresses.iter().map(|address| (address, true));
        // Where a body is reached through its office alone, the office is asked.
        let is_office = one.addresses.is_empty();
        let copies = one.copies.iter().map(|address| (address, is_office));
        for (address, is_required) in required.chain(copies) {
            let is_known = guests
                .iter()
                .any(|guest| is_same(&guest.mailbox.address, address));
            if is_known || is_same(address, &organizer.address) {
                continue;
            }
            if !is_address(address) {
                let address = quoted(address);
                remarks.push(format!(
                    "{address} of {short} is not asked: it is no address that an e-mail can be sent to."
                ));
                continue;
            }
            let name = named(register, one.organisation, address).unwrap_or(short);
            guests.push(Guest {
                mailbox: Mailbox {
                    name: name.to_owned(),
                    address: address.clone(),
                },
                is_required,
            });
        }
    }
    guests
}

fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// The address with the name of the person whose it is, else with that of the body.
fn mailbox(register: &Register, address: &str, body: &str, today: NaiveDate) -> Mailbox {
    let mut contacts = register.contacts.iter();
    let whose = contacts.find(|one| one.is_in_post(today) && is_same(one.email.trim(), address));
    let name = whose
        .map(|one| one.name.trim())
        .filter(|name| !name.is_empty());
    Mailbox {
        name: name.unwrap_or(body).to_owned(),
        address: address.to_owned(),
    }
}

/// The person of a body whose address it is.
fn named<'a>(register: &'a Register, body: Id<Organisation>, address: &str) -> Option<&'a str> {
    let mut contacts = register.contacts.of(body);
    let whose = contacts.find(|one| is_same(one.email.trim(), address))?;
    Some(whose.name.trim()).filter(|name| !name.is_empty())
}

fn ask(lines: &mut Lines, organizer: &Mailbox, guests: &[Guest]) {
    let address = |one: &Mailbox| format!("mailto:{}", bare(&one.address));
    let name = format!("ORGANIZER;CN={}", parameter(&organizer.name));
    lines.word(&name, &address(organizer));
    for guest in guests {
        let role = if guest.is_required {
            "REQ-PARTICIPANT"
        } else {
            "OPT-PARTICIPANT"
        };
        let name = format!(
            "ATTENDEE;CN={};ROLE={role};PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
            parameter(&guest.mailbox.name)
        );
        lines.word(&name, &address(&guest.mailbox));
    }
}

/// An address as a link to it, without what would begin another part of the link.
fn bare(address: &str) -> String {
    let address = address.replace('%', "%25");
    address.replace('?', "%3F").replace('#', "%23")
}
