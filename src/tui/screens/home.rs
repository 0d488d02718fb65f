//! Which tab an entry of any kind is looked at in, and under which of that tab's entries.

use crate::domain::id::Entry;
use crate::domain::register::{Kind, Record, Register};
use crate::tui::keys::Tab;

/// The tab and the entry in it. None for one that is not there any more.
pub(crate) fn home(register: &Register, entry: Entry) -> Option<(Tab, Entry)> {
    let agreement = |id: Entry| Some((Tab::Agreements, id));
    let meeting = |id: Entry| Some((Tab::Meetings, id));
    let body = |id: Entry| Some((Tab::Organisations, id));
    match register.get(entry)? {
        Record::Agreement(_) => agreement(entry),
        Record::Party(party) => agreement(party.agreement.into()),
        Record::Review(review) => agreement(review.agreement.into()),
        Record::Commitment(commitment) => match (commitment.agreement, commitment.forum) {
            (Some(id), _) => agreement(id.into()),
            (None, Some(id)) => body(id.into()),
            (None, None) => None,
        },
        Record::Announcement(announcement) => match announcement.agreement {
            Some(id) => agreement(id.into()),
            None => body(announcement.publisher.into()),
        },
        Record::Meeting(_) => meeting(entry),
        Record::Item(item) => meeting(item.meeting.into()),
        Record::Attendance(one) => meeting(one.meeting.into()),
        Record::Return(one) => meeting(one.meeting.into()),
        Record::IssuedText(one) => meeting(one.meeting.into()),
        Record::Offer(offer) => match offer.meeting {
            Some(id) => meeting(id.into()),
            None => body(offer.forum.into()),
        },
        Record::PublishedPage(_) | Record::File(_) => None,
        Record::Action(_) => Some((Tab::Actions, entry)),
        Record::Organisation(_) | Record::Forum(_) => body(entry),
        Record::Contact(contact) => body(contact.organisation.into()),
        Record::Membership(member) => body(member.forum.into()),
        Record::Note(note) => followed(register, note.about),
        Record::Reminder(reminder) => followed(register, reminder.about),
        Record::Origin(origin) => followed(register, origin.about),
        Record::Sending(sending) => followed(register, sending.about),
    }
}

/// A note upon a note is not followed, so that this ends.
fn followed(register: &Register, about: Entry) -> Option<(Tab, Entry)> {
    match about.kind {
        Kind::Note | Kind::Reminder | Kind::Origin | Kind::Sending => None,
        Kind::Organisation
        | Kind::Contact
        | Kind::Forum
        | Kind::Membership
        | Kind::Meeting
        | Kind::Item
        | Kind::Action
        | Kind::Agreement
        | Kind::Party
        | Kind::Review
        | Kind::Commitment
        | Kind::Announcement
        | Kind::Attendance
        | Kind::Return
        | Kind::Offer
        | Kind::IssuedText
        | Kind::PublishedPage
        | Kind::File => home(register, about),
    }
}
