//! What a review looks at, and the facts that help: meetings under the agreement, contacts, references, commitments.

use chrono::NaiveDate;

use super::clock;
use super::start::{Lead, leads};
use crate::domain::agreement::Agreement;
use crate::domain::calendar::{BankHolidays, counted, plus_months};
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::life::duties;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::Register;
use crate::domain::review::{Checked, ReviewCheck};
use crate::domain::words::Word;

/// A contact that nobody has confirmed for so many months is to be confirmed at a review.
const CONFIRMED_FOR: i32 = 12;

/// What the register knows of a point of the checklist, as sentences.
pub fn facts(
    register: &Register,
    agreement: &Agreement,
    point: ReviewCheck,
    today: NaiveDate,
) -> String {
    match point {
        ReviewCheck::Meetings => meetings(register, agreement, today),
        ReviewCheck::Contacts => contacts(register, agreement, today),
        ReviewCheck::References => references(agreement),
        ReviewCheck::Commitments => commitments(register, agreement, today),
    }
}

/// The contacts at its lead posts, whom a review can confirm.
pub fn contacts_at_leads(
    register: &Register,
    agreement: Id<Agreement>,
    today: NaiveDate,
) -> Vec<Id<Contact>> {
    let leads = leads(register, agreement, today);
    let contacts = leads.iter().filter_map(|one| one.contact);
    contacts.map(|one| one.id).collect()
}

/// The points that something was found of, from the answers of a form; empty ones were not looked at.
pub fn checked<'a>(found: impl Fn(ReviewCheck) -> &'a str) -> Vec<Checked> {
    let points = ReviewCheck::ALL.iter().copied();
    let answered = points.map(|point| (point, found(point).trim()));
    answered
        .filter(|(_, found)| !found.is_empty())
        .map(|(point, found)| Checked {
            point,
            found: found.to_owned(),
        })
        .collect()
}

/// The name of the question about a point, in forms.
pub const fn question(point: ReviewCheck) -> &'static str {
    match point {
        ReviewCheck::Meetings => "meetings",
        ReviewCheck::Contacts => "contacts",
        ReviewCheck::References => "references",
        ReviewCheck::Commitments => "commitments",
    }
}

/// Reads `meetings evaluated: three, all useful`; the beginning of a point is enough: `meet: three`.
pub fn read_checked(text: &str) -> Result<Checked, Refusal> {
    let (name, found) = text.split_once(':').unwrap_or((text, ""));
    let (name, found) = (name.trim().to_lowercase(), found.trim());
    let mut points = ReviewCheck::ALL.iter().copied();
    let point = points.find(|one| !name.is_empty() && one.word().starts_with(&name));
    match point {
        Some(point) if !found.is_empty() => Ok(Checked {
            point,
            found: found.to_owned(),
        }),
        Some(point) => {
            let sentence =
                format!("Say what was found, after a colon: \"{point}: all three useful\".");
            Err(Refusal::invalid("checked", sentence))
        }
        None => {
            let words = ReviewCheck::ALL.iter().map(|one| one.word());
            let words: Vec<&str> = words.collect();
            let sentence = format!(
                "{} is no point of the checklist. Its points are: {}.",
                quoted(text),
                words.join(", ")
            );
            Err(Refusal::invalid("checked", sentence))
        }
    }
}

/// "3 meetings held since March 2018: Local meetings 3." Source: CQC-ADASS protocol, ¶39.
fn meetings(register: &Register, agreement: &Agreement, today: NaiveDate) -> String {
    let last = clock::latest(register, agreement, today).map(|one| one.on);
    let from = last.or_else(|| agreement.stands_from(register));
    let is_meant = |one: &&Meeting| {
        one.state_on(today) == MeetingState::Held
            && one.on.first() <= today
            && from.is_none_or(|from| from.first() <= one.on.last())
    };
    let under = register.forums.iter();
    let mut under = under
        .filter(|forum| forum.agreement == Some(agreement.id))
        .peekable();
    if under.peek().is_none() {
        return "No forum meets under it.".to_owned();
    }
    let counts = under.map(|forum| {
        let held = register.meetings.of(forum.id).filter(is_meant).count();
        (forum.short(), held)
    });
    let counts: Vec<(&str, usize)> = counts.collect();
    let all: usize = counts.iter().map(|(_, held)| held).sum();
    let since = from.map_or_else(String::new, |from| format!(" since {from}"));
    let each = counts.iter().map(|(name, held)| format!("{name} {held}"));
    let each: Vec<String> = each.collect();
    format!(
        "{} held{since}: {}.",
        number(all, "meeting"),
        each.join(", ")
    )
}

fn contacts(register: &Register, agreement: &Agreement, today: NaiveDate) -> String {
    let leads = leads(register, agreement.id, today);
    if leads.is_empty() {
        return "No parties are kept.".to_owned();
    }
    let told = leads.iter().map(|lead| lead_words(register, lead, today));
    told.collect::<Vec<_>>().join("; ") + "."
}

/// "ADASS: Director of Policy, J Smith, not confirmed for a year"
fn lead_words(register: &Register, lead: &Lead<'_>, today: NaiveDate) -> String {
    let words = lead.words(register);
    match lead.contact {
        None if lead.party.lead.trim().is_empty() => words,
        None => format!("{words}, nobody known in that post"),
        Some(contact) => match contact.confirmed {
            Some(on) if !is_stale(contact, today) => format!("{words}, confirmed {on}"),
            Some(on) => format!("{words}, last confirmed {on}"),
            None => format!("{words}, never confirmed"),
        },
    }
}

fn is_stale(contact: &Contact, today: NaiveDate) -> bool {
    let limit = plus_months(today, -CONFIRMED_FOR);
    contact.confirmed.is_none_or(|on| on.last() < limit)
}

/// "2 annexes: Responsibilities, Meetings; 1 link: The protocol."
fn references(agreement: &Agreement) -> String {
    let links = agreement.links.iter().map(|one| one.title.as_str());
    let groups = [
        (
            "annex",
            "annexes",
            agreement.annexes.iter().map(String::as_str).collect(),
        ),
        ("link", "links", links.collect::<Vec<&str>>()),
    ];
    let told = groups.iter().filter(|(_, _, titles)| !titles.is_empty());
    let told = told.map(|(one, several, titles)| {
        let noun = if titles.len() == 1 { one } else { several };
        format!("{} {noun}: {}", titles.len(), titles.join(", "))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        "No annexes and no links are kept.".to_owned()
    } else {
        told.join("; ") + "."
    }
}

/// "3 commitments: ¶14 last met 3 March 2021, ¶19 never evidenced."
fn commitments(register: &Register, agreement: &Agreement, today: NaiveDate) -> String {
    let all = register.commitments.iter();
    let all: Vec<&Commitment> = all
        .filter(|one| one.agreement == Some(agreement.id))
        .collect();
    if all.is_empty() {
        return "No commitments are kept.".to_owned();
    }
    let told = all.iter().map(|one| {
        let name = match one.paragraph.trim() {
            "" => quoted(&one.rule),
            paragraph => format!("paragraph {paragraph}"),
        };
        match last_met(register, one, today) {
            Some(on) => format!("{name} last met {on}"),
            None => format!("{name} never evidenced"),
        }
    });
    let told: Vec<String> = told.collect();
    format!("{}: {}.", number(all.len(), "commitment"), told.join(", "))
}

/// By hand, or by the meetings of the forums that keep it.
fn last_met(register: &Register, commitment: &Commitment, today: NaiveDate) -> Option<Date> {
    let holidays = BankHolidays::standard();
    let standings = duties::standings(register, commitment, today, holidays).into_iter();
    let met = standings.filter_map(|one| one.last).map(|met| met.on);
    met.max_by_key(|on| on.last())
}

fn number(count: usize, noun: &str) -> String {
    counted(i64::try_from(count).unwrap_or(i64::MAX), noun)
}

/// The names of contacts, for a sentence: `J Smith, Director of Policy, ADASS`.
pub fn names(register: &Register, contacts: &[Id<Contact>]) -> String {
    let contacts = contacts.iter().filter_map(|id| register.contacts.get(*id));
    let names = contacts.map(|one| {
        let body = register.organisations.get(one.organisation);
        let body = body.map_or("", Organisation::short);
        let who = if one.name.trim().is_empty() {
            &one.post
        } else {
            &one.name
        };
        format!("{who} ({body})")
    });
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{body, contact, date, day, review, with};
    use super::*;
    use crate::domain::agreement::Link;
    use crate::domain::commitment::Evidence;
    use crate::domain::forum::Forum;
    use crate::domain::party::Party;
    use crate::domain::review::ReviewOutcome;

    fn said(register: &Register, point: ReviewCheck) -> String {
        let agreement = register.agreements.iter().next().expect("it was put");
        facts(register, agreement, point, day("2021-08-20"))
    }

    #[test]
    fn an_empty_register_says_what_it_does_not_know() {
        let (register, _) = with(|_| {});
        for (point, expected) in [
            (ReviewCheck::Meetings, "No forum meets under it."),
            (ReviewCheck::Contacts, "No parties are kept."),
            (ReviewCheck::References, "No annexes and no links are kept."),
            (ReviewCheck::Commitments, "No commitments are kept."),
        ] {
            assert_eq!(said(&register, point), expected);
        }
    }

    #[test]
    fn beside_each_point_stands_what_the_register_knows() {
        let (mut register, id) = with(|one| {
            one.effective = Some(date("2019"));
            one.annexes = vec!["Responsibilities".to_owned(), "Meetings".to_owned()];
            one.links = vec![Link {
                title: "The protocol".to_owned(),
                address: String::new(),
                is_outside: false,
            }];
        });
        let partner = body(&mut register, "ADASS");
        register.put(Party {
            lead: "Director".to_owned(),
            position: 1,
            ..Party::new(register.parties.next_id(), id, partner)
        });
        let mut director = contact(&register, "Director");
        director.organisation = partner;
        register.put(director.clone());
        let mut forum = Forum::new(register.forums.next_id(), "Local meetings");
        forum.agreement = Some(id);
        for (on, state) in [
            ("2020-03-01", MeetingState::Held),
            ("2020-05-01", MeetingState::Held),
            ("2021-05-01", MeetingState::Held),
            ("2021-06-01", MeetingState::Cancelled),
        ] {
            let row = Meeting::new(register.meetings.next_id(), forum.id, date(on));
            register.put(Meeting { state, ..row });
        }
        register.put(forum);
        let mut duty = Commitment::new(register.commitments.next_id(), "Tell of new people");
        duty.agreement = Some(id);
        duty.paragraph = "14".to_owned();
        duty.evidence = vec![Evidence {
            on: date("2021-03"),
            what: String::new(),
            forum: None,
        }];
        register.put(duty);
        let mut other = Commitment::new(register.commitments.next_id(), "Meet");
        other.agreement = Some(id);
        register.put(other);
        for (point, expected) in [
            (
                ReviewCheck::Meetings,
                "3 meetings held since 2019: Local meetings 3.",
            ),
            (
                ReviewCheck::Contacts,
                "ADASS: Director, J Smith, never confirmed.",
            ),
            (
                ReviewCheck::References,
                "2 annexes: Responsibilities, Meetings; 1 link: The protocol.",
            ),
            (
                ReviewCheck::Commitments,
                "2 commitments: paragraph 14 last met March 2021, \"Meet\" never evidenced.",
            ),
        ] {
            assert_eq!(said(&register, point), expected);
        }
        let last = review(&register, id, date("2020-04"), ReviewOutcome::Reaffirmed);
        register.put(last);
        let since = said(&register, ReviewCheck::Meetings);
        assert_eq!(since, "2 meetings held since April 2020: Local meetings 2.");
        let today = day("2021-08-20");
        assert_eq!(contacts_at_leads(&register, id, today), [director.id]);
        for (on, words) in [
            ("2020-08-19", ", last confirmed 19 August 2020"),
            ("2020-08-20", ", confirmed 20 August 2020"),
        ] {
            director.confirmed = Some(date(on));
            register.put(director.clone());
            let said = said(&register, ReviewCheck::Contacts);
            assert!(said.contains(words), "{said}");
        }
    }

    #[test]
    fn a_point_is_named_by_its_beginning_and_says_what_was_found() {
        for (text, expected) in [
            (
                "meetings evaluated: three, all useful",
                Ok((ReviewCheck::Meetings, "three, all useful")),
            ),
            ("Contacts: two new", Ok((ReviewCheck::Contacts, "two new"))),
            ("commitments met:", Err("Say what was found")),
            ("commitments", Err("Say what was found")),
            ("weather: fine", Err("is no point of the checklist")),
            (": fine", Err("is no point of the checklist")),
        ] {
            match (read_checked(text), expected) {
                (Ok(found), Ok((point, words))) => {
                    assert_eq!((found.point, found.found.as_str()), (point, words));
                }
                (Err(refusal), Err(words)) => {
                    assert!(refusal.sentence.contains(words), "{text}: {refusal}");
                }
                (found, _) => panic!("{text}: {found:?}"),
            }
        }
    }
}
