//! The chasing message: all that one body owes, as an e-mail of plain words.
//!
//! What is owed and what may be said of it is in `domain::cycle::chase`, how it is put in the words of the house; here
//! the one is laid before the other.

use chrono::NaiveDate;

use super::eml::{self, Draft, Mailbox};
use super::outgoing::free;
use super::words::{self, Chase, Debts, NameForBody, Text, Words};
use crate::domain::cycle::chase::{Addressee, Debt};
use crate::domain::date::{Date, how_far};
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::shown::Shown;
use crate::domain::slug::slug;

/// An e-mail to one body that nobody has sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The body's short name.
    pub to: Shown,
    pub addressee: Addressee,
    pub subject: Shown,
    /// Lines that end in a newline.
    pub body: Shown,
}

/// The message to one body about what it owes, in the words of the house.
pub fn message(
    register: &Register,
    body: Id<Organisation>,
    debts: &[Debt],
    addressee: Addressee,
    today: NaiveDate,
    words: &Words,
) -> Message {
    let body = register.organisations.get(body);
    let short = body.map_or("", Organisation::short);
    let values = Chase {
        organisation: body.map_or_else(String::new, |one| one.name.clone()),
        short: short.to_owned(),
        person: person(&addressee),
        recipients: addressee.to.len(),
        count: debts.len(),
        today: Date::day(today).to_string(),
        forums: by_forum(register, debts, today),
    };
    let subject = words.fill(Text::ChaseSubject, &values);
    let body = words.fill(Text::ChaseBody, &values);
    Message {
        to: Shown::line(short),
        addressee,
        subject: Shown::line(&subject),
        body: Shown::join([&body, &Shown::default()], "\n"),
    }
}

/// The names of the files of messages, no two alike: whom each asks, and the day. No word of what is asked for.
pub fn file_names<'a>(
    messages: impl IntoIterator<Item = &'a Message>,
    on: NaiveDate,
    words: &Words,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for message in messages {
        let values = NameForBody {
            organisation: slug(&message.to),
            date: on.to_string(),
        };
        let stem = words.file_name(Text::NameChase, &values);
        names.push(free(&stem, "eml", |name| {
            names.iter().any(|one| one == name)
        }));
    }
    names
}

impl Message {
    /// As a draft that an e-mail program opens. Refuses an address that cannot be written to.
    pub fn draft(&self) -> Result<Vec<u8>, Refusal> {
        let mailbox = |name: &str, address: &str| Mailbox {
            name: name.to_owned(),
            address: address.to_owned(),
        };
        let to = self.addressee.to.iter();
        let copy = self.addressee.copy.iter();
        eml::render(&Draft {
            to: to.map(|(name, address)| mailbox(name, address)).collect(),
            cc: copy.map(|address| mailbox("", address)).collect(),
            subject: self.subject.to_string(),
            body: self.body.to_string(),
            attachments: Vec::new(),
        })
    }

    /// The whole of it as plain text, with a line for each thing that an e-mail program wants to know.
    pub fn text(&self) -> String {
        let to: Vec<String> = self.addressee.to.iter().map(mailbox).collect();
        let to = if to.is_empty() {
            "(no address known)".to_owned()
        } else {
            to.join(", ")
        };
        let mut out = format!("To: {}\n", Shown::line(&to));
        if !self.addressee.copy.is_empty() {
            let copy = self.addressee.copy.join(", ");
            out.extend(["Cc: ", &Shown::line(&copy), "\n"]);
        }
        out.extend(["Subject: ", &self.subject, "\n\n", &self.body]);
        out
    }
}

/// Each once, in the order in which the debts name them; none stands for the agreements.
fn forums(debts: &[Debt]) -> Vec<Option<Id<Forum>>> {
    let mut all = Vec::new();
    for debt in debts {
        if !all.contains(&debt.forum) {
            all.push(debt.forum);
        }
    }
    all
}

/// The name of the one person whom it is written to; several, and an office, are greeted without.
fn person(addressee: &Addressee) -> String {
    match &addressee.to[..] {
        [(name, _)] => name.clone(),
        _ => String::new(),
    }
}

fn by_forum(register: &Register, debts: &[Debt], today: NaiveDate) -> Vec<Debts> {
    let named = |forum: Option<Id<Forum>>| {
        let called = forum.and_then(|id| register.forums.get(id));
        let things = debts.iter().filter(|debt| debt.forum == forum);
        Debts {
            name: called.map_or("Agreements", |one| &one.name).to_owned(),
            things: things.map(|debt| owed(debt, today)).collect(),
        }
    };
    forums(debts).into_iter().map(named).collect()
}

fn owed(debt: &Debt, today: NaiveDate) -> words::Debt {
    let when = match debt.due {
        Some(due) if debt.is_overdue => format!("due {due}, {}", how_far(due.last(), today)),
        Some(due) => format!("due {due}"),
        None => String::new(),
    };
    words::Debt {
        words: debt.words.clone(),
        when,
    }
}

fn mailbox((name, address): &(String, String)) -> String {
    if name.is_empty() {
        address.clone()
    } else {
        format!("{name} <{address}>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::due::DueKind;
    use crate::domain::organisation::Organisation;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn debt(forum: u32, words: &str, due: Option<&str>, is_overdue: bool) -> Debt {
        Debt {
            kind: DueKind::Action,
            entry: "action 1".parse().expect("an entry"),
            forum: Some(id(forum)),
            meeting: None,
            words: words.to_owned(),
            due: due.and_then(Date::from_code),
            is_overdue,
        }
    }

    #[test]
    fn a_message_greets_lists_under_each_forum_what_is_owed_by_when_and_thanks() {
        let mut register = Register::default();
        register.put(Organisation::new(id(1), "General Medical Council"));
        for (number, name) in [(1, "The Forum"), (2, "The Other Forum")] {
            register.put(Forum::new(id(number), name));
        }
        let debts = [
            debt(
                1,
                "Return for the meeting of 3 April 2014",
                Some("2014-01-19"),
                true,
            ),
            debt(2, "Action 7 (reserved)", None, false),
            debt(1, "Action 2: Send two examples", Some("by 2014-03"), false),
        ];
        let addressee = Addressee {
            to: vec![("Dr A Smith".to_owned(), "a.smith@gmc.example".to_owned())],
            copy: vec!["office@gmc.example".to_owned()],
        };
        let today = "2014-01-20".parse().expect("an ISO day");
        let words = Words::standard();
        let message = message(&register, id(1), &debts, addressee, today, &words);
        insta::assert_snapshot!(message.text());
    }

    #[test]
    fn a_message_to_nobody_in_particular_says_so() {
        for (to, expected) in [
            (
                &[][..],
                "To: (no address known)\nSubject: Reminder: one thing owed by \n\nDear colleague,\n",
            ),
            (
                &[("", "x@y.example")],
                "To: x@y.example\nSubject: Reminder: one thing owed by \n\nDear colleague,\n",
            ),
            (
                &[("A", "x@y.example"), ("B", "z@y.example")],
                "To: A <x@y.example>, B <z@y.example>\nSubject: Reminder: one thing owed by \n\nDear colleagues,\n",
            ),
        ] {
            let own = |(name, address): &(&str, &str)| ((*name).to_owned(), (*address).to_owned());
            let addressee = Addressee {
                to: to.iter().map(own).collect(),
                copy: Vec::new(),
            };
            let today = "2014-01-20".parse().expect("an ISO day");
            let debts = [debt(1, "Action 2: Write", None, false)];
            let (register, words) = (Register::default(), Words::standard());
            let text = message(&register, id(1), &debts, addressee, today, &words).text();
            assert!(text.starts_with(expected), "{text}");
        }
    }
}
