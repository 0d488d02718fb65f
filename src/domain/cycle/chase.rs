//! Chasing: all that one body owes and nothing of another's, whom to write to, and that it was asked for.
//!
//! What is owed is what `due` says is with that body, so that a message and the list never differ. No debt holds a word
//! of a reserved entry: it is named by its number.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::papers::numbered;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::calendar::counted;
use crate::domain::change::Change;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::due::{DueKind, DueOptions, Line, Rules, due, text_out};
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Membership;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Record, Register};
use crate::domain::returns::Return;
use crate::domain::sending::Sending;

/// One thing that a body owes.
#[derive(Debug, Clone, PartialEq)]
pub struct Debt {
    pub kind: DueKind,
    pub entry: Entry,
    /// The forum it is owed to; none of an agreement.
    pub forum: Option<Id<Forum>>,
    /// The meeting it is owed for; none of an action.
    pub meeting: Option<Id<Meeting>>,
    /// "Paper for item 4, Staffing, meeting of 3 April 2014"; of a reserved entry its number alone.
    pub words: String,
    pub due: Option<Date>,
    pub is_overdue: bool,
}

/// What one body owes, the first due first; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Owing {
    pub organisation: Id<Organisation>,
    pub debts: Vec<Debt>,
}

/// Where a chasing message goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addressee {
    /// Names with e-mail addresses; a name may be empty. Empty if none is known.
    pub to: Vec<(String, String)>,
    /// Offices to copy.
    pub copy: Vec<String>,
}

/// What is logged of one message.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub organisation: Id<Organisation>,
    pub entries: Vec<Entry>,
    /// The person or the addresses, as they are on that day.
    pub address: String,
}

/// All that one body owes.
pub fn debts(
    register: &Register,
    body: Id<Organisation>,
    today: NaiveDate,
    rules: &Rules,
) -> Vec<Debt> {
    let mut all = all(register, today, rules).into_iter();
    let found = all.find(|one| one.organisation == body);
    found.map(|one| one.debts).unwrap_or_default()
}

/// Everybody who owes something, by name.
pub fn all(register: &Register, today: NaiveDate, rules: &Rules) -> Vec<Owing> {
    let mut owing: BTreeMap<Id<Organisation>, Vec<Debt>> = BTreeMap::new();
    for line in due(register, today, rules, &DueOptions::default()) {
        for body in line.whom(register, today) {
            if let Some(debt) = debt(register, &line, today) {
                owing.entry(body).or_default().push(debt);
            }
        }
    }
    let all = owing.into_iter().map(|(organisation, mut debts)| {
        debts.sort_by_key(|debt| {
            (
                debt.due.map_or(NaiveDate::MAX, Date::last),
                debt.kind,
                debt.entry,
            )
        });
        Owing {
            organisation,
            debts,
        }
    });
    let mut all: Vec<Owing> = all.collect();
    let name = |one: &Owing| {
        register
            .organisations
            .get(one.organisation)
            .map(|body| &body.name)
    };
    all.sort_by(|a, b| name(a).cmp(&name(b)));
    all
}

/// To whom a message about these debts goes: the body's representatives in the forums concerned with their offices
/// copied, else whoever of it has an address.
pub fn addressee(
    register: &Register,
    body: Id<Organisation>,
    debts: &[Debt],
    today: NaiveDate,
) -> Addressee {
    let seats = register.memberships.iter().filter(|one| {
        one.organisation == body
            && one.is_held_on(today)
            && debts.iter().any(|debt| debt.forum == Some(one.forum))
    });
    let mut found = Addressee::default();
    for seat in seats {
        let person = person(register, seat, today);
        found
            .to
            .extend(person.filter(|person| !found.to.contains(person)));
        let office = seat.office.trim();
        if !office.is_empty() && !found.copy.iter().any(|one| one == office) {
            found.copy.push(office.to_owned());
        }
    }
    if found.to.is_empty() && found.copy.is_empty() {
        let people = register
            .contacts
            .of(body)
            .filter(|one| one.is_in_post(today));
        found.to = people.filter_map(mailbox).collect();
    }
    found
}

/// The representative of a seat, who has an address and is in post.
fn person(register: &Register, seat: &Membership, today: NaiveDate) -> Option<(String, String)> {
    let contact = register.contacts.get(seat.representative?)?;
    mailbox(contact).filter(|_| contact.is_in_post(today))
}

fn mailbox(contact: &Contact) -> Option<(String, String)> {
    let address = contact.email.trim();
    (!address.is_empty()).then(|| (contact.name.trim().to_owned(), address.to_owned()))
}

impl Addressee {
    /// As the log keeps it: `A Smith <a.smith@gmc.example>, copy to office@gmc.example`. Empty if nobody is known.
    pub fn words(&self) -> String {
        let named = |(name, address): &(String, String)| match name.as_str() {
            "" => address.clone(),
            name => format!("{name} <{address}>"),
        };
        let to: Vec<String> = self.to.iter().map(named).collect();
        match (to.join(", "), self.copy.join(", ")) {
            (to, copy) if copy.is_empty() => to,
            (to, copy) if to.is_empty() => copy,
            (to, copy) => format!("{to}, copy to {copy}"),
        }
    }
}

/// Keeps that bodies were asked on a day, as one change: one sending for each thing asked of each.
///
/// Refuses a day to come, and a message about nothing.
pub fn log(
    register: &Register,
    asked: &[Asked],
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    if today < on {
        let sentence = format!(
            "{} has not come yet; a message is logged once it is sent.",
            Date::day(on)
        );
        return Err(Refusal::invalid("on", sentence));
    }
    let mut change = Change::new(label(register, asked));
    let mut id = register.sendings.next_id();
    for one in asked {
        for &about in &one.entries {
            change = change.create(Sending {
                to: Some(one.organisation),
                address: one.address.clone(),
                ..Sending::new(id, about, on)
            });
            id = Id::new(id.number().saturating_add(1)).unwrap_or(id);
        }
    }
    if change.is_empty() {
        return Err(Refusal::state("Nobody owes anything that could be chased."));
    }
    Ok(change)
}

/// "Chased GMC for 3 things", "Chased GMC, NMC for 5 things".
fn label(register: &Register, asked: &[Asked]) -> String {
    let names = asked
        .iter()
        .filter_map(|one| register.organisations.get(one.organisation));
    let names: Vec<&str> = names.map(Organisation::short).collect();
    let count = asked.iter().map(|one| one.entries.len()).sum::<usize>();
    let things = counted(i64::try_from(count).unwrap_or(i64::MAX), "thing");
    format!("Chased {} for {things}", names.join(", "))
}

/// What a due line is as a debt; none of a line that nobody can owe.
fn debt(register: &Register, line: &Line, today: NaiveDate) -> Option<Debt> {
    let record = register.get(line.entry)?;
    let is_reserved = record.is_reserved(register);
    let (forum, meeting, words) = match record {
        Record::Action(action) => (Some(action.forum), None, of_action(action, is_reserved)),
        Record::Item(item) => {
            let meeting = register.meetings.get(item.meeting)?;
            (
                Some(meeting.forum),
                Some(meeting.id),
                of_paper(item, meeting, is_reserved),
            )
        }
        Record::Return(Return { meeting, .. }) => {
            let meeting = register.meetings.get(*meeting)?;
            (
                Some(meeting.forum),
                Some(meeting.id),
                format!("Return for the meeting of {}", meeting.on),
            )
        }
        Record::Meeting(meeting) => {
            let words = of_text(register, meeting, today)?;
            (Some(meeting.forum), Some(meeting.id), words)
        }
        Record::Agreement(agreement) => (None, None, of_agreement(agreement, line)),
        Record::Organisation(_)
        | Record::Contact(_)
        | Record::Forum(_)
        | Record::Membership(_)
        | Record::Party(_)
        | Record::Review(_)
        | Record::Commitment(_)
        | Record::Announcement(_)
        | Record::Attendance(_)
        | Record::Offer(_)
        | Record::IssuedText(_)
        | Record::PublishedPage(_)
        | Record::Sending(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::File(_)
        | Record::Origin(_) => return None,
    };
    Some(Debt {
        kind: line.kind,
        entry: line.entry,
        forum,
        meeting,
        words,
        due: line.due,
        is_overdue: line.is_overdue,
    })
}

fn of_action(action: &Action, is_reserved: bool) -> String {
    let what = if action.replies.is_empty() {
        "Action"
    } else {
        "Reply to action"
    };
    if is_reserved {
        format!("{what} {} (reserved)", action.number)
    } else {
        format!(
            "{what} {}: {}",
            action.number,
            action.text.trim().trim_end_matches('.')
        )
    }
}

/// Whoever has it for its review is asked for that.
fn of_agreement(agreement: &Agreement, line: &Line) -> String {
    let since = line.waiting.and_then(|waiting| waiting.since);
    let since = since.map_or_else(String::new, |since| format!(", with you since {since}"));
    let what = if line.kind == DueKind::Signature {
        "Signature of"
    } else {
        "Review of"
    };
    format!("{what} \"{}\"{since}", agreement.title)
}

fn of_paper(item: &Item, meeting: &Meeting, is_reserved: bool) -> String {
    let number = numbered(item);
    let title = if is_reserved {
        " (reserved)".to_owned()
    } else {
        format!(", {}", item.title)
    };
    format!("Paper for {number}{title}, meeting of {}", meeting.on)
}

fn of_text(register: &Register, meeting: &Meeting, today: NaiveDate) -> Option<String> {
    let forum = register.forums.get(meeting.forum)?;
    let text = text_out(register, meeting, today)?;
    let what = text.name(forum);
    let how = if text.is_with_chair {
        ", which is with you to clear"
    } else {
        ""
    };
    Some(format!("{what} of the meeting of {}{how}", meeting.on))
}
