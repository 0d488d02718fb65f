//! The entries that go along as they go: what they say of entries that stay is cut off, and where people would miss it
//! kept in words.

use super::choice::{Choice, says_more};
use crate::domain::agreement::Agreement;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::IssuedText;
use crate::domain::item::{self, Item};
use crate::domain::meeting::Meeting;
use crate::domain::register::{Record, Register};

/// A register of what goes along alone. Names of entries that stay are still in it; whoever writes it leaves them out.
pub fn parcel(register: &Register, choice: &Choice, is_ticked: impl Fn(Entry) -> bool) -> Register {
    let mut out = Register::default();
    for entry in &choice.goes {
        match register.get(*entry) {
            Some(Record::Forum(forum)) => out.put(of_forum(register, choice, forum)),
            Some(Record::Meeting(meeting)) => out.put(of_meeting(choice, meeting)),
            Some(Record::Item(item)) => out.put(of_item(register, choice, item)),
            Some(Record::Agreement(agreement)) => out.put(Agreement {
                // Reserved, whatever else of it goes along.
                disagreements: Vec::new(),
                ..agreement.clone()
            }),
            Some(Record::IssuedText(text)) => out.put(of_text(text, is_ticked(*entry))),
            Some(record) => out.put_record(record),
            None => {}
        }
    }
    close_gaps(&mut out);
    out
}

/// Puts agendas in order again from which an item stays.
fn close_gaps(out: &mut Register) {
    let meetings: Vec<Id<Meeting>> = out.meetings.iter().map(|one| one.id).collect();
    for meeting in meetings {
        let agenda = item::agenda(out, meeting);
        let agenda: Vec<Item> = agenda.into_iter().cloned().collect();
        for (item, position) in agenda.into_iter().zip(1..) {
            out.put(Item { position, ..item });
        }
    }
}

fn of_forum(register: &Register, choice: &Choice, forum: &Forum) -> Forum {
    let title = staying(register, choice, forum.agreement);
    let purpose = title.map(|title| {
        let words = format!("Meets under: {title}.");
        if forum.purpose.is_empty() {
            words
        } else {
            format!("{}\n{words}", forum.purpose)
        }
    });
    Forum {
        purpose: purpose.unwrap_or_else(|| forum.purpose.clone()),
        ..forum.clone()
    }
}

fn of_item(register: &Register, choice: &Choice, item: &Item) -> Item {
    let title = staying(register, choice, item.agreement);
    let title = title.filter(|title| !item.title.contains(*title));
    Item {
        title: title.map_or_else(
            || item.title.clone(),
            |title| format!("{} ({title})", item.title),
        ),
        ..item.clone()
    }
}

/// The title of an agreement that stays here.
fn staying<'a>(
    register: &'a Register,
    choice: &Choice,
    agreement: Option<Id<Agreement>>,
) -> Option<&'a str> {
    let id = agreement.filter(|id| !choice.goes.contains(&(*id).into()))?;
    register.agreements.get(id).map(|one| one.title.as_str())
}

/// Without the later corrections of what stays.
fn of_meeting(choice: &Choice, meeting: &Meeting) -> Meeting {
    let mut meeting = meeting.clone();
    let goes = |item: Id<Item>| choice.goes.contains(&item.into());
    meeting
        .post_meeting_notes
        .retain(|note| note.item.is_none_or(goes));
    meeting
}

/// With the public text in the place of those that say more, unless it was ticked.
fn of_text(text: &IssuedText, is_ticked: bool) -> IssuedText {
    if is_ticked || !says_more(text) {
        return text.clone();
    }
    IssuedText {
        members: String::new(),
        secretariat: String::new(),
        ..text.clone()
    }
}
