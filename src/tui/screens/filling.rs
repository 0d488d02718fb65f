//! New entries and changed ones: which form a key opens for the row that the cursor is on.

use std::borrow::Cow;

use super::Row;
use crate::domain::form;
use crate::domain::id::Entry;
use crate::domain::register::Kind;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect};
use crate::tui::forms;
use crate::tui::keys::Tab;
use crate::tui::widgets::Text;

/// The form of the one kind that a list is of; elsewhere the question which is meant, those that belong here first.
pub(super) fn make(context: &Context<'_>, tab: Tab, at: Option<Entry>, is_inside: bool) -> Effect {
    let first = match at {
        Some(entry) if is_inside => hanging_on(entry.kind),
        Some(_) | None => of_tab(tab),
    };
    if let ([one], false) = (first, is_inside) {
        return forms::make(context, *one, at);
    }
    let others = form::kinds().filter(|kind| !first.contains(kind));
    let offers = first.iter().copied().chain(others).map(|kind| {
        let mut offer = Offer::plain(
            Text::line(&format!("New {}", called(kind))),
            Pick::Make(kind, at),
        );
        offer.sentence = what(kind).into();
        offer
    });
    let chooser = Chooser::new("What is to be made?", Matching::Words, offers.collect());
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}

/// Refuses entries of several kinds: they have no questions in common.
pub(super) fn can_change(rows: &[Row]) -> Result<(), Cow<'static, str>> {
    let mut kinds = rows.iter().map(|row| row.entry.kind);
    let first = kinds.next();
    if kinds.all(|kind| Some(kind) == first) {
        Ok(())
    } else {
        Err("Several rows are changed together only if all are of one kind.".into())
    }
}

/// The form of an entry; of several marked ones one form for all.
pub(super) fn change(context: &Context<'_>, rows: &[Row]) -> Effect {
    let mut entries: Vec<Entry> = rows.iter().map(|row| row.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    match entries[..] {
        [] => Effect::None,
        [entry] => forms::change(context, entry),
        _ => forms::change_all(entries),
    }
}

pub(super) fn can_be_one(rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match rows {
        [_] => Ok(()),
        _ => Err("One row at a time; Esc takes the marks off.".into()),
    }
}

pub(super) fn like(context: &Context<'_>, rows: &[Row]) -> Effect {
    rows.first()
        .map_or(Effect::None, |row| forms::like(context, row.entry))
}

pub(super) fn note(context: &Context<'_>, rows: &[Row]) -> Effect {
    rows.first().map_or(Effect::None, |row| {
        forms::make(context, Kind::Note, Some(row.entry))
    })
}

/// What `n` means in the list of a tab.
fn of_tab(tab: Tab) -> &'static [Kind] {
    match tab {
        Tab::Today => &[
            Kind::Action,
            Kind::Meeting,
            Kind::Agreement,
            Kind::Contact,
            Kind::Announcement,
        ],
        Tab::Agreements => &[Kind::Agreement],
        Tab::Meetings => &[Kind::Meeting],
        Tab::Actions => &[Kind::Action],
        Tab::Organisations => &[
            Kind::Organisation,
            Kind::Forum,
            Kind::Contact,
            Kind::Membership,
        ],
    }
}

/// What is made first where an entry is open.
fn hanging_on(kind: Kind) -> &'static [Kind] {
    match kind {
        Kind::Organisation => &[Kind::Contact, Kind::Note],
        Kind::Forum => &[
            Kind::Meeting,
            Kind::Offer,
            Kind::Membership,
            Kind::Commitment,
            Kind::Note,
        ],
        Kind::Meeting | Kind::Item => &[
            Kind::Item,
            Kind::Action,
            Kind::Attendance,
            Kind::Return,
            Kind::Note,
        ],
        Kind::Agreement => &[Kind::Commitment, Kind::Party, Kind::Review, Kind::Note],
        Kind::Contact
        | Kind::Membership
        | Kind::Action
        | Kind::Party
        | Kind::Review
        | Kind::Commitment
        | Kind::Announcement
        | Kind::Attendance
        | Kind::Return
        | Kind::Offer
        | Kind::IssuedText
        | Kind::PublishedPage
        | Kind::Sending
        | Kind::Reminder
        | Kind::Note
        | Kind::File
        | Kind::Origin => &[Kind::Note],
    }
}

/// The kind as the list of kinds calls it.
fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Organisation => "organisation",
        Kind::Contact => "contact",
        Kind::Forum => "forum",
        Kind::Membership => "membership",
        Kind::Meeting => "meeting",
        Kind::Item => "agenda item",
        Kind::Action => "action",
        Kind::Agreement => "agreement",
        Kind::Party => "party",
        Kind::Review => "review in the log",
        Kind::Commitment => "commitment",
        Kind::Announcement => "announcement",
        Kind::Attendance => "attendance",
        Kind::Return => "return",
        Kind::Offer => "offer",
        Kind::IssuedText => "issued text",
        Kind::PublishedPage => "published page",
        Kind::Sending => "sending",
        Kind::Reminder => "reminder",
        Kind::Note => "note",
        Kind::File => "file",
        Kind::Origin => "source",
    }
}

fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::Organisation => "Any body: a member, a party, an invitee.",
        Kind::Contact => "A person in a post.",
        Kind::Forum => "A body that meets in a series.",
        Kind::Membership => "An organisation in a role at a forum.",
        Kind::Meeting => "One sitting of a forum.",
        Kind::Item => "One line of a meeting's agenda.",
        Kind::Action => "What is to be done, by whom, by when.",
        Kind::Agreement => "A memorandum, protocol or other agreement, with its parties.",
        Kind::Party => "One more party to an agreement.",
        Kind::Review => "One that was done earlier; m records one and moves the agreement on.",
        Kind::Commitment => "A duty that an agreement or a forum creates.",
        Kind::Announcement => "A planned publication, and who had notice of it.",
        Kind::Attendance => "Somebody who was at a meeting, or sent apologies.",
        Kind::Return => "What an organisation sends in before a meeting.",
        Kind::Offer => "What is proposed for a later agenda, or parked for one.",
        Kind::IssuedText => "An agenda or a record as it went out.",
        Kind::PublishedPage => "The page of agreements and forums as it went out.",
        Kind::Sending => "What went to whom on which day: a text, or a reminder of what is owed.",
        Kind::Reminder => "The day until which a due line can wait; w sets one on a row.",
        Kind::Note => "Dated words and perhaps a file, about any entry.",
        Kind::File => "What was in a file that entries refer to, when it was last looked at.",
        Kind::Origin => "Where the facts of an entry come from.",
    }
}
