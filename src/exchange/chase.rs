//! The chasing message: all that one body owes, as an e-mail of plain words.
//!
//! What is owed and what may be said of it is in `domain::cycle::chase`; here is how it is put.

use chrono::NaiveDate;

use super::eml::{self, Draft, Mailbox};
use crate::domain::cycle::chase::{Addressee, Debt};
use crate::domain::date::how_far;
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

/// The message to one body about what it owes.
pub fn message(
    register: &Register,
    body: Id<Organisation>,
    debts: &[Debt],
    addressee: Addressee,
    today: NaiveDate,
) -> Message {
    let body = register.organisations.get(body);
    let name = body.map_or("", |one| one.name.as_str());
    let forums = forums(debts);
    let things = match debts.len() {
        1 => "one thing".to_owned(),
        count => format!("{count} things"),
    };
    let subject = format!("Reminder: {things} owed by {name}");
    let mut text = format!("{}\n\n", greeting(&addressee));
    text.push_str("According to our records we are still waiting for the following from\n");
    text.extend([name, ":\n"]);
    for forum in forums {
        let called = forum.and_then(|id| register.forums.get(id));
        let called = called.map_or("Agreements", |one| &one.name);
        text.extend(["\n", called, "\n\n"]);
        for debt in debts.iter().filter(|debt| debt.forum == forum) {
            text.extend(["- ", &line(debt, today), "\n"]);
        }
    }
    text.push_str(
        "\nIf something is on its way already, thank you: please disregard its line.\n\
         If a day cannot be kept, please let us know when we may expect it.\n\n\
         With thanks\n\nThe Secretariat\n",
    );
    Message {
        to: Shown::line(body.map_or("", Organisation::short)),
        addressee,
        subject: Shown::line(&subject),
        body: Shown::text(&text),
    }
}

impl Message {
    /// The name of its file: whom it asks, and the day. No word of what is asked for.
    pub fn file_name(&self, on: NaiveDate) -> String {
        format!("chase-{}-{on}.eml", slug(&self.to))
    }

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

/// To one person by name; to several, or to an office, without.
fn greeting(addressee: &Addressee) -> String {
    match &addressee.to[..] {
        [(name, _)] if !name.is_empty() => format!("Dear {name},"),
        [] | [_] => "Dear colleague,".to_owned(),
        _ => "Dear colleagues,".to_owned(),
    }
}

/// `Action 2: Send two examples (due 31 January 2014, 11 days overdue)`.
fn line(debt: &Debt, today: NaiveDate) -> String {
    let words = &debt.words;
    match debt.due {
        Some(due) if debt.is_overdue => {
            format!("{words} (due {due}, {})", how_far(due.last(), today))
        }
        Some(due) => format!("{words} (due {due})"),
        None => words.clone(),
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
            due: due.and_then(crate::domain::date::Date::from_code),
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
        let message = message(&register, id(1), &debts, addressee, today);
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
            let text = message(&Register::default(), id(1), &debts, addressee, today).text();
            assert!(text.starts_with(expected), "{text}");
        }
    }
}
