//! Which entries go along with a forum. What is reserved, agreements and notes only where somebody named them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::forum_of;
use crate::domain::audience::Audience;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::IssuedText;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::words::Word;

/// What goes along, and what has to do with the forum and stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    pub goes: BTreeSet<Entry>,
    pub stays: Vec<Stays>,
}

/// An entry that stays here, or of a text the part that does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stays {
    pub entry: Entry,
    pub why: &'static str,
}

const RESERVED: &str = "reserved";
const AGREEMENT: &str = "an agreement is the register's, not the forum's";
const NOTE: &str = "an internal note";
const REMINDER: &str = "a reminder of this Secretariat's";
const UNDER_AGREEMENT: &str = "it is promised in an agreement that stays";
const ABOUT_STAYING: &str = "what it is about stays";
pub(super) const FULLER: &str =
    "the members' and the Secretariat's text say more than the public one, which goes along";

/// What goes along with a forum: what was ticked of what would stay, and all else that is the forum's.
///
/// Refuses a tick on what has nothing to do with the forum.
pub fn choose(
    register: &Register,
    forum: Id<Forum>,
    ticked: &BTreeSet<Entry>,
) -> Result<Choice, Refusal> {
    let mut choice = Choice::default();
    choice.goes.insert(forum.into());
    // Each kind after those that it depends on.
    for &kind in Kind::ALL {
        for record in register.all(kind) {
            look_at(register, forum, record, ticked, &mut choice);
        }
    }
    choice.add_named(register);
    for entry in ticked {
        if !choice.goes.contains(entry) {
            return Err(Refusal::invalid(
                "with",
                format!(
                    "{entry} has nothing to do with this forum, or what it belongs to stays here."
                ),
            ));
        }
    }
    Ok(choice)
}

fn look_at(
    register: &Register,
    forum: Id<Forum>,
    record: Record<'_>,
    ticked: &BTreeSet<Entry>,
    choice: &mut Choice,
) {
    let entry = record.entry();
    let is_ticked = ticked.contains(&entry);
    let Some(why) = why_it_stays(register, forum, record, choice) else {
        if is_own(register, forum, record, choice) {
            choice.goes.insert(entry);
            if let Record::IssuedText(text) = record
                && !is_ticked
                && says_more(text)
            {
                choice.stays.push(Stays { entry, why: FULLER });
            }
        }
        return;
    };
    if is_ticked && why != ABOUT_STAYING {
        choice.goes.insert(entry);
    } else {
        choice.stays.push(Stays { entry, why });
    }
}

/// True for what is the forum's, or belongs to what goes along.
fn is_own(register: &Register, forum: Id<Forum>, record: Record<'_>, choice: &Choice) -> bool {
    let goes = |entry: Entry| choice.goes.contains(&entry);
    match record {
        Record::Party(party) => goes(party.agreement.into()),
        Record::Review(review) => goes(review.agreement.into()),
        Record::Commitment(one) => {
            one.forum == Some(forum) || one.agreement.is_some_and(|id| goes(id.into()))
        }
        Record::Sending(sending) => goes(sending.about),
        Record::Membership(_)
        | Record::Meeting(_)
        | Record::Item(_)
        | Record::Action(_)
        | Record::Attendance(_)
        | Record::Return(_)
        | Record::Offer(_)
        | Record::IssuedText(_) => forum_of(register, record) == Some(forum),
        Record::Organisation(_)
        | Record::Contact(_)
        | Record::Forum(_)
        | Record::Agreement(_)
        | Record::Announcement(_)
        | Record::PublishedPage(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::File(_)
        | Record::Origin(_) => false,
    }
}

/// Why something that has to do with the forum stays unless it is ticked. None for what goes along, and for what has
/// nothing to do with it.
fn why_it_stays(
    register: &Register,
    forum: Id<Forum>,
    record: Record<'_>,
    choice: &Choice,
) -> Option<&'static str> {
    let goes = |entry: Entry| choice.goes.contains(&entry);
    let about = |entry: Entry| {
        let about = register.get(entry);
        about.is_some_and(|one| forum_of(register, one) == Some(forum))
    };
    match record {
        Record::Agreement(one) => {
            let is_named = is_named_by(register, forum, one.id.into());
            is_named.then_some(AGREEMENT)
        }
        Record::Commitment(one) => {
            let stays = one.agreement.is_some_and(|id| !goes(id.into()));
            (stays && (one.forum == Some(forum) || one.kept_by.contains(&forum)))
                .then_some(UNDER_AGREEMENT)
        }
        Record::Note(note) => about(note.about).then_some(NOTE),
        Record::Reminder(reminder) => about(reminder.about).then_some(REMINDER),
        Record::Attendance(one) if one.item.is_some_and(|id| !goes(id.into())) => {
            about(one.id.into()).then_some(ABOUT_STAYING)
        }
        Record::Sending(sending) => {
            (about(sending.about) && !goes(sending.about)).then_some(ABOUT_STAYING)
        }
        Record::Item(_) | Record::Action(_) | Record::Offer(_) => {
            let is_here = forum_of(register, record) == Some(forum);
            (is_here && record.is_reserved(register)).then_some(RESERVED)
        }
        Record::Organisation(_)
        | Record::Contact(_)
        | Record::Forum(_)
        | Record::Membership(_)
        | Record::Meeting(_)
        | Record::Party(_)
        | Record::Review(_)
        | Record::Announcement(_)
        | Record::Attendance(_)
        | Record::Return(_)
        | Record::IssuedText(_)
        | Record::PublishedPage(_)
        | Record::File(_)
        | Record::Origin(_) => None,
    }
}

/// True if the forum or an item of it names an entry.
fn is_named_by(register: &Register, forum: Id<Forum>, entry: Entry) -> bool {
    let mut is_named = false;
    let kinds = [Kind::Forum, Kind::Item];
    let all = kinds.into_iter().flat_map(|kind| register.all(kind));
    for record in all.filter(|one| forum_of(register, *one) == Some(forum)) {
        record.each_entry(&mut |named| is_named |= named == entry);
    }
    is_named
}

impl Choice {
    /// What goes along: `1 forum, 10 members, 7 meetings`.
    pub fn counted(&self) -> String {
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        for entry in &self.goes {
            *counts.entry(entry.kind).or_default() += 1;
        }
        let counts = counts.into_iter().map(|(kind, count)| {
            let noun = if count == 1 {
                kind.word()
            } else {
                kind.plural()
            };
            format!("{count} {noun}")
        });
        counts.collect::<Vec<_>>().join(", ")
    }

    /// The bodies that what goes along names, the people in posts among them, and the bodies of these.
    fn add_named(&mut self, register: &Register) {
        for kind in [Kind::Contact, Kind::Organisation] {
            let mut named = BTreeSet::new();
            let records = self.goes.iter().filter_map(|entry| register.get(*entry));
            for record in records {
                record.each_entry(&mut |entry| {
                    if entry.kind == kind {
                        named.insert(entry);
                    }
                });
            }
            self.goes.extend(named);
        }
    }
}

/// True if the members' or the Secretariat's text has words that the public one has not: what is reserved would go
/// along with it, even what was deleted since.
pub(super) fn says_more(text: &IssuedText) -> bool {
    let words = |audience| {
        let tree: Option<Json> = serde_json::from_str(text.text(audience)).ok();
        tree.map(|tree| {
            let mut found = BTreeSet::new();
            each_word(&tree, &mut |word| {
                found.insert(word.to_owned());
            });
            found
        })
    };
    let is_mark = |word: &String| {
        let names = |one: &Audience| {
            [Some(one.name()), one.mark(), one.caution()].contains(&Some(word.as_str()))
        };
        Audience::ALL.iter().any(names)
    };
    let Some(public) = words(Audience::Public) else {
        return true;
    };
    [Audience::Members, Audience::Secretariat]
        .into_iter()
        .any(|audience| {
            words(audience).is_none_or(|found| {
                let mut more = found.difference(&public);
                more.any(|word| !is_mark(word))
            })
        })
}

fn each_word(tree: &Json, see: &mut impl FnMut(&str)) {
    match tree {
        Json::String(text) => see(text),
        Json::Array(list) => list.iter().for_each(|one| each_word(one, see)),
        Json::Object(fields) => fields.values().for_each(|one| each_word(one, see)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// A kind that can be ticked, as typed.
impl Stays {
    pub fn can_be_ticked(&self) -> bool {
        self.why != ABOUT_STAYING && self.entry.kind != Kind::Reminder
    }

    /// As it is typed after `--with`.
    pub fn tick(&self) -> String {
        format!("--with {} {}", self.entry.kind.word(), self.entry.number)
    }
}
