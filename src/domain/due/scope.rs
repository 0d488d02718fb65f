//! Which kinds of record say what is due, and of whom: the part of a register that reckoning it needs.
//! Which fields of them do is said with their columns, in `store`.

use crate::domain::register::Kind;

/// True for a kind that a due line is about, is reckoned from, or names.
pub fn is_looked_at(kind: Kind) -> bool {
    match kind {
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
        | Kind::Return
        | Kind::Offer
        | Kind::Sending
        | Kind::Reminder => true,
        Kind::Attendance
        | Kind::IssuedText
        | Kind::PublishedPage
        | Kind::Note
        | Kind::File
        | Kind::Origin => false,
    }
}
