//! Deleting entries: what goes along because it belongs to them, and what must be changed first because it names them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::audience::Audience;
use super::change::Change;
use super::cycle::numbering;
use super::id::Entry;
use super::refusal::Refusal;
use super::register::{Edit, Kind, Record, Register};
use super::words::Word;

/// So many entries are named that stand in the way.
const LISTED: usize = 8;

/// A deletion thought out: nothing that stays would name what goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// One edit a record that goes: the entries first, then what belongs to them. After those the items that are
    /// numbered on without them.
    pub change: Change,
    /// What is to be deleted, each once.
    pub entries: Vec<Entry>,
    /// What belongs to them and goes along; what belongs to that stands after it.
    pub with: Vec<Entry>,
}

/// What deleting these entries takes. Refuses if anything that stays names one that goes.
pub fn plan(register: &Register, entries: &[Entry]) -> Result<Plan, Refusal> {
    let entries = each_once(entries);
    if entries.is_empty() {
        return Err(Refusal::state("There is nothing to delete."));
    }
    if let Some(gone) = entries.iter().find(|one| register.get(**one).is_none()) {
        return Err(Refusal::not_found(format!("There is no {gone}.")));
    }
    if let Some(fixed) = entries.iter().find(|one| one.kind.is_fixed()) {
        return Err(Refusal::state(format!(
            "{fixed} went out and is fixed. Undo takes back the act, as long as it was the last thing done.",
        )));
    }
    let with = belongings(register, &entries);
    check_ties(register, &entries, &with)?;
    let nothing = Register::default();
    let edits = entries
        .iter()
        .chain(&with)
        .filter_map(|entry| Edit::between(register, &nothing, *entry));
    let edits = edits.collect();
    let mut plan = Plan {
        change: Change {
            label: String::new(),
            edits,
        },
        entries,
        with,
    };
    // For the public: the history shows its labels to everybody, long after the entry is gone.
    plan.change.label = format!("Deleted {}", plan.what(register, Audience::Public));
    plan.change = numbering::close_up(register, plan.change);
    Ok(plan)
}

impl Plan {
    /// What goes, in words: `agreement 3 "…" with 2 parties and 1 review`. Where entries came from is not worth a word.
    pub fn what(&self, register: &Register, audience: Audience) -> String {
        let name = subject(register, &self.entries, audience);
        let told: Vec<Entry> = self
            .with
            .iter()
            .copied()
            .filter(|entry| entry.kind != Kind::Origin)
            .collect();
        if told.is_empty() {
            name
        } else {
            format!("{name} with {}", counted(&told))
        }
    }
}

/// The entry that one belongs to and goes with. What only names another stays, and stands in its way.
fn owner(record: Record<'_>) -> Option<Entry> {
    match record {
        Record::Contact(one) => Some(one.organisation.into()),
        Record::Membership(one) => Some(one.forum.into()),
        Record::Item(one) => Some(one.meeting.into()),
        Record::Party(one) => Some(one.agreement.into()),
        Record::Review(one) => Some(one.agreement.into()),
        Record::Commitment(one) => {
            let forum = one.forum.map(Entry::from);
            one.agreement.map(Entry::from).or(forum)
        }
        Record::Reminder(one) => Some(one.about),
        Record::Note(one) => Some(one.about),
        Record::Origin(one) => Some(one.about),
        Record::Sending(one) => Some(one.about),
        Record::Attendance(one) => Some(one.meeting.into()),
        Record::Return(one) => Some(one.meeting.into()),
        Record::Offer(one) => Some(one.forum.into()),
        Record::Organisation(_)
        | Record::Forum(_)
        | Record::Meeting(_)
        | Record::Action(_)
        | Record::Agreement(_)
        | Record::Announcement(_)
        | Record::IssuedText(_)
        | Record::PublishedPage(_)
        | Record::File(_) => None,
    }
}

/// Everything that belongs to entries, and to what belongs to them.
fn belongings(register: &Register, entries: &[Entry]) -> Vec<Entry> {
    let mut owned: HashMap<Entry, Vec<Entry>> = HashMap::new();
    for record in everything(register) {
        if let Some(owner) = owner(record) {
            owned.entry(owner).or_default().push(record.entry());
        }
    }
    let mut seen: HashSet<Entry> = entries.iter().copied().collect();
    let mut all = entries.to_vec();
    let mut next = 0;
    while let Some(entry) = all.get(next) {
        let own = owned.get(entry).into_iter().flatten();
        let new: Vec<Entry> = own.copied().filter(|one| seen.insert(*one)).collect();
        all.extend(new);
        next += 1;
    }
    all.split_off(entries.len())
}

/// Refuses if what stays names what goes.
fn check_ties(register: &Register, entries: &[Entry], with: &[Entry]) -> Result<(), Refusal> {
    let in_the_way = in_the_way(register, entries, with);
    if in_the_way.is_empty() {
        return Ok(());
    }
    let (it, them) = if entries.len() == 1 {
        ("it", "it")
    } else {
        ("one of them", "them")
    };
    let it = if in_the_way.iter().all(|(_, tie)| *tie == Tie::Direct) {
        it.to_owned()
    } else {
        format!("{it} or what goes with {them}")
    };
    let (name, those) = if in_the_way.len() == 1 {
        ("names", "that")
    } else {
        ("name", "those")
    };
    let subject = subject(register, entries, Audience::Public);
    let all = listed(register, in_the_way.iter().map(|(record, _)| *record));
    Err(Refusal::state(format!(
        "{subject} cannot be deleted: {all} {name} {it}. Change or delete {those} first."
    )))
}

/// What an entry that stays names: one that is to be deleted, or only what goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    Direct,
    Along,
}

/// Everything that stays and names what goes.
fn in_the_way<'a>(
    register: &'a Register,
    entries: &[Entry],
    with: &[Entry],
) -> Vec<(Record<'a>, Tie)> {
    let named: HashSet<Entry> = entries.iter().copied().collect();
    let along: HashSet<Entry> = with.iter().copied().collect();
    let stays = everything(register).filter(|record| {
        let entry = record.entry();
        !named.contains(&entry) && !along.contains(&entry)
    });
    let tied = stays.filter_map(|record| {
        let mut tie = None;
        record.each_entry(&mut |other| {
            if named.contains(&other) {
                tie = Some(Tie::Direct);
            } else if along.contains(&other) {
                tie = tie.or(Some(Tie::Along));
            }
        });
        Some((record, tie?))
    });
    tied.collect()
}

/// `party 4 "…", forum 1 "…" and 3 more`.
fn listed<'a>(register: &Register, records: impl ExactSizeIterator<Item = Record<'a>>) -> String {
    let more = records.len().saturating_sub(LISTED);
    let shown = records.take(LISTED);
    let mut names: Vec<String> = shown
        .map(|record| record.name_for(register, Audience::Public))
        .collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    enumerated(&names)
}

/// One by its name, several by their number.
fn subject(register: &Register, entries: &[Entry], audience: Audience) -> String {
    let record = match entries {
        [one] => register.get(*one),
        _ => None,
    };
    record.map_or_else(
        || counted(entries),
        |record| record.name_for(register, audience),
    )
}

/// `2 parties, 1 review and 3 notes`.
fn counted(entries: &[Entry]) -> String {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for entry in entries {
        *counts.entry(entry.kind).or_default() += 1;
    }
    let words = counts.into_iter().map(|(kind, count)| {
        if count == 1 {
            format!("1 {kind}")
        } else if kind == Kind::Membership {
            format!("{count} members")
        } else {
            format!("{count} {}", kind.plural())
        }
    });
    enumerated(&words.collect::<Vec<_>>())
}

/// With commas, and "and" before the last.
fn enumerated(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

fn each_once(entries: &[Entry]) -> Vec<Entry> {
    let mut seen = HashSet::new();
    let all = entries.iter().copied();
    all.filter(|entry| seen.insert(*entry)).collect()
}

fn everything(register: &Register) -> impl Iterator<Item = Record<'_>> {
    Kind::ALL.iter().flat_map(|&kind| register.all(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;
    use crate::domain::action::Action;
    use crate::domain::agreement::{Agreement, Supersession};
    use crate::domain::commitment::Commitment;
    use crate::domain::contact::Contact;
    use crate::domain::date::Date;
    use crate::domain::due::DueKind;
    use crate::domain::forum::Forum;
    use crate::domain::id::Id;
    use crate::domain::item::Item;
    use crate::domain::meeting::Meeting;
    use crate::domain::membership::{Membership, Role};
    use crate::domain::note::Note;
    use crate::domain::organisation::{Organisation, Succession};
    use crate::domain::origin::Origin;
    use crate::domain::party::{Capacity, Party};
    use crate::domain::reminder::Reminder;
    use crate::domain::review::{Review, ReviewOutcome};

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a test's own number")
    }

    fn entry(name: &str) -> Entry {
        name.parse().expect("a test's own entry")
    }

    fn on() -> Date {
        Date::from_code("2021-08-20").expect("the code of a date")
    }

    fn note(number: u32, about: &str) -> Note {
        Note {
            id: id(number),
            about: entry(about),
            on: None,
            text: "I rang them".to_owned(),
            file: None,
        }
    }

    fn commitment(number: u32, agreement: Option<u32>, forum: Option<u32>) -> Commitment {
        Commitment {
            agreement: agreement.map(id),
            forum: forum.map(id),
            ..Commitment::new(id(number), "Meet")
        }
    }

    /// One tie of every sort between a few entries.
    fn register() -> Register {
        let mut register = Register::default();
        bodies(&mut register);
        agreements(&mut register);
        forums(&mut register);
        for (number, about) in [(1, "party 1"), (2, "note 1"), (3, "note 4"), (4, "note 3")] {
            register.put(note(number, about));
        }
        register.put(Reminder {
            id: id(1),
            kind: DueKind::Review,
            about: entry("agreement 1"),
            until: "2021-12-24".parse().expect("an ISO day"),
            note: String::new(),
        });
        register.put(Origin {
            id: id(1),
            about: entry("review 1"),
            file: "agreements".to_owned(),
            key: "jwp".to_owned(),
            source: String::new(),
            given: Vec::new(),
        });
        register
    }

    fn bodies(register: &mut Register) {
        let mut earlier = Organisation::new(id(1), "Commission");
        earlier.successors = vec![Succession {
            organisation: id(2),
            how: "renamed".to_owned(),
            on: None,
        }];
        register.put(earlier);
        for (number, name) in [(2, "Care Commission"), (3, "Council"), (4, "Trust")] {
            register.put(Organisation::new(id(number), name));
        }
        register.put(Contact {
            id: id(1),
            organisation: id(4),
            name: "Dr A Smith".to_owned(),
            post: String::new(),
            from: None,
            to: None,
            telephone: String::new(),
            email: String::new(),
            met: None,
            confirmed: None,
        });
    }

    fn agreements(register: &mut Register) {
        register.put(Agreement::new(id(1), "Protocol"));
        let mut later = Agreement::new(id(2), "New protocol");
        later.supersedes = vec![Supersession {
            agreement: id(3),
            except: None,
        }];
        register.put(later);
        register.put(Agreement::new(id(3), "Old protocol"));
        register.put(Party {
            id: id(1),
            agreement: id(1),
            organisation: id(3),
            capacity: Capacity::Party,
            lead: String::new(),
            signed: None,
            position: 1,
            from: None,
            signed_by: String::new(),
            to: None,
        });
        register.put(Review {
            id: id(1),
            agreement: id(1),
            on: on(),
            outcome: ReviewOutcome::Reaffirmed,
            by: "ann".to_owned(),
            was_due: None,
            next: None,
            note: String::new(),
            item: None,
            checks: Vec::new(),
        });
        register.put(commitment(1, Some(1), None));
    }

    fn forums(register: &mut Register) {
        register.put(Forum::new(id(1), "Chief Executives Forum"));
        register.put(Forum::new(id(2), "Regional Forum"));
        register.put(commitment(2, None, Some(2)));
        for number in [1, 2] {
            register.put(Membership::new(id(number), id(2), id(3), Role::Member));
        }
        for number in [1, 2, 3] {
            register.put(Meeting::new(id(number), id(1), on()));
            register.put(Item::new(id(number), id(number), 1, "Item"));
        }
        let mut carried = Item::new(id(2), id(2), 1, "Carried item");
        carried.carried_from = Some(id(1));
        register.put(carried);
        let mut action = Action::new(id(1), id(1), 7, "Send the draft");
        action.owner = Some(id(2));
        register.put(action);
    }

    #[test]
    fn what_belongs_to_an_entry_goes_with_it_and_what_names_it_stands_in_its_way() {
        let register = register();
        for (names, expected) in [
            ("note 2", Ok("note 2 about note 1")),
            ("note 3", Ok("note 3 about note 4 with 1 note")),
            ("note 1", Ok("note 1 about party 1 with 1 note")),
            (
                "party 1",
                Ok("party 1 \"Council, party to Protocol\" with 2 notes"),
            ),
            ("review 1", Ok("review 1 \"")),
            ("commitment 1", Ok("commitment 1 \"Meet\"")),
            ("member 1", Ok("member 1 \"Council")),
            ("contact 1", Ok("contact 1 \"Dr A Smith")),
            ("reminder 1", Ok("reminder 1 \"Protocol, until")),
            ("origin 1", Ok("origin 1 \"agreements jwp\"")),
            ("action 1", Ok("action 7 \"Send the draft\"")),
            (
                "agreement 1",
                Ok(
                    "agreement 1 \"Protocol\" with 1 party, 1 review, 1 commitment, 1 reminder and 2 notes",
                ),
            ),
            ("agreement 2", Ok("agreement 2 \"New protocol\"")),
            (
                "agreement 3",
                Err("agreement 2 \"New protocol\" names it. Change or delete that first."),
            ),
            ("agreement 2, agreement 3", Ok("2 agreements")),
            (
                "forum 2",
                Ok("forum 2 \"Regional Forum\" with 2 members and 1 commitment"),
            ),
            ("forum 1", Err("and action 7 \"Send the draft\" name it.")),
            ("meeting 3", Ok("\" with 1 item")),
            (
                "meeting 1",
                Err(": item 2 \"Carried item\" names it or what goes with it."),
            ),
            (
                "meeting 1, meeting 3",
                Err(
                    "2 meetings cannot be deleted: item 2 \"Carried item\" names one of them or what goes with them.",
                ),
            ),
            ("meeting 1, meeting 2", Ok("2 meetings with 2 items")),
            ("item 1", Err("item 2 \"Carried item\" names it.")),
            ("item 2, item 1", Ok("2 items")),
            (
                "organisation 4",
                Ok("organisation 4 \"Trust\" with 1 contact"),
            ),
            (
                "organisation 3",
                Err(
                    "organisation 3 \"Council\" cannot be deleted: member 1 \"Council, member of Regional Forum\", \
                     member 2 \"Council, member of Regional Forum\" and party 1 \"Council, party to Protocol\" \
                     name it. Change or delete those first.",
                ),
            ),
            (
                "organisation 2",
                Err(
                    "organisation 1 \"Commission\" and action 7 \"Send the draft\" name it. Change or delete those",
                ),
            ),
            ("action 1, action 1", Ok("action 7 \"Send the draft\"")),
            ("action 9", Err("There is no action 9.")),
        ] {
            let entries: Vec<Entry> = names.split(", ").map(entry).collect();
            match (plan(&register, &entries), expected) {
                (Ok(plan), Ok(words)) => {
                    let label = &plan.change.label;
                    assert!(
                        label.starts_with("Deleted ") && label.contains(words),
                        "{names}: {label}"
                    );
                    let mut after = register.clone();
                    after.apply(&plan.change);
                    assert_eq!(after.check(&plan.change), Ok(()), "{names}");
                    assert_eq!(
                        after.len() + plan.change.edits.len(),
                        register.len(),
                        "{names}"
                    );
                    after.apply(&plan.change.inverse(""));
                    assert!(after == register, "{names}");
                }
                (Err(refusal), Err(words)) => {
                    assert!(refusal.sentence.contains(words), "{names}: {refusal}");
                }
                (found, _) => panic!("{names}: {found:?}"),
            }
        }
        assert!(plan(&register, &[]).is_err());
    }

    #[test]
    fn every_entry_of_the_sample_data_goes_whole_or_says_who_names_it() {
        let mut register = Register::default();
        register.apply(&demo::demo());
        for record in everything(&register) {
            match plan(&register, &[record.entry()]) {
                Ok(plan) => {
                    let mut after = register.clone();
                    after.apply(&plan.change);
                    assert_eq!(after.check(&plan.change), Ok(()), "{}", plan.change.label);
                }
                Err(refusal) => {
                    assert!(
                        refusal.sentence.contains("cannot be deleted: "),
                        "{refusal}"
                    );
                    assert!(refusal.sentence.matches('"').count() <= 2 * (1 + LISTED));
                }
            }
        }
        let body = register.organisations.iter().next().expect("the first");
        let refusal = plan(&register, &[body.id.into()]).expect_err("many name it");
        assert!(refusal.sentence.contains(" more name it."), "{refusal}");
    }

    #[test]
    fn the_history_never_says_what_is_reserved() {
        let mut register = register();
        let mut action = Action::new(id(2), id(1), 8, "Speak to the provider");
        action.reserved = Some("names a provider".to_owned());
        register.put(action);
        let plan = plan(&register, &[entry("action 2")]).expect("nothing names it");
        assert_eq!(plan.change.label, "Deleted action 8 \"Reserved action\"");
        let told = plan.what(&register, Audience::Secretariat);
        assert_eq!(told, "action 8 \"Speak to the provider\"");
    }
}
