//! A forum as it is handed over: the same form as a whole register, holding what goes along. Brought in by the
//! Secretariat that keeps it next, into a register that may hold much else.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::{head, list, read, rows};
use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::find::fold;
use crate::domain::forum::{self, Forum};
use crate::domain::handover::{self, Choice};
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::IssuedText;
use crate::domain::organisation::{self, Organisation};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Edit, Kind, Record, Register};
use crate::domain::words::Word;
use crate::exchange::document::Inline;
use crate::exchange::issued;

/// The first thing that such a file says.
pub const FORMAT: &str = "secretariat forum";

/// Who is Secretariat at the place that the forum comes to, and from when.
#[derive(Debug, Clone, Default)]
pub struct ReceiveOptions {
    /// A body by name or acronym; none for the one that the file was made for.
    pub secretariat: Option<String>,
    pub from: Option<NaiveDate>,
}

/// To whom a forum goes, and from which day.
pub type Receiver = (Id<Organisation>, NaiveDate);

/// The file for the next Secretariat, with the forum as it is once it is handed over, and what goes along and what stays.
/// Without a receiver it is a copy of the forum as it is.
///
/// Refuses a forum that is away already, and a tick on what has nothing to do with it.
pub fn handed(
    register: &Register,
    forum: Id<Forum>,
    to: Option<Receiver>,
    ticked: &BTreeSet<Entry>,
) -> Result<(String, Choice), Refusal> {
    let mut register = register.clone();
    if let Some((to, on)) = to {
        let change = handover::hand_over(&register, forum, to, on)?;
        register.apply(&change);
    }
    let choice = handover::choose(&register, forum, ticked)?;
    Ok((write(&register, &choice, ticked)?, choice))
}

/// Refuses a register in which somebody has changed something since the file was made at that revision: it would be in
/// neither place.
pub fn check_as_written(register: &Register, revision: u64) -> Result<(), Refusal> {
    if register.revision() == revision {
        return Ok(());
    }
    Err(Refusal::conflict(
        "Somebody has changed the register since the file was written. The forum is kept here still: hand it over again, \
         over the same file.",
    ))
}

/// What goes along with a forum, as one object; the same bytes each time.
pub fn write(
    register: &Register,
    choice: &Choice,
    ticked: &BTreeSet<Entry>,
) -> Result<String, Refusal> {
    let mut parcel = handover::parcel(register, choice, |entry| ticked.contains(&entry));
    fill_texts(&mut parcel)?;
    let mut object = head(FORMAT);
    let mark = "INTERNAL. For the Secretariat that keeps the forum next. Not to be passed on.";
    object.insert("marked".to_owned(), json!(mark));
    for &kind in Kind::ALL {
        let whole = list(kind, parcel.all(kind));
        let shape = kind.shape();
        let kept = |entry: Entry| choice.goes.contains(&entry).then_some(entry.number);
        let cut = whole.as_array().into_iter().flatten();
        let cut = cut.filter_map(|row| rows::renamed(row.as_object()?, &shape, &kept));
        object.insert(kind.plural().to_owned(), cut.map(Json::Object).collect());
    }
    Ok(format!("{:#}\n", Json::Object(object)))
}

/// The public text in the place of a fuller one that stays, with a line that says so.
fn fill_texts(parcel: &mut Register) -> Result<(), Refusal> {
    let short = parcel.texts.iter().filter(|one| one.members.is_empty());
    let short: Vec<IssuedText> = short.cloned().collect();
    for text in short {
        let fuller = |audience| {
            let mut document = issued::read(&text, Audience::Public)?;
            document.audience = audience;
            let words = format!(
                "This is the text for the public; the one for the {audience} stayed where it was issued."
            );
            document.lead.push(Inline::from(words));
            Ok(serde_json::to_string(&document).expect("a document of ours has text keys"))
        };
        let (members, secretariat) = (fuller(Audience::Members)?, fuller(Audience::Secretariat)?);
        parcel.put(IssuedText {
            members,
            secretariat,
            ..text
        });
    }
    Ok(())
}

/// The change that brings a forum in: bodies, people and agreements that are here already are not made again, all else
/// gets new numbers; the numbers that the forum gives itself stay.
///
/// Refuses a forum that is here already, and one of which nobody says who is Secretariat now.
pub fn receive(
    register: &Register,
    bytes: &[u8],
    options: &ReceiveOptions,
) -> Result<Change, Refusal> {
    let mut sent = Change::new("");
    sent.edits = read::edits(bytes, FORMAT)?;
    read::check(&sent)?;
    let mut theirs = Register::default();
    theirs.apply(&sent);
    let forum = only_forum(&theirs)?;
    if let Some(here) = forum::called(register, &forum.name) {
        return Err(Refusal::state(format!(
            "{} is here already: forum {}. Nothing was brought in.",
            quoted(&here.name),
            here.id
        )));
    }
    let numbers = Numbers::of(register, &theirs);
    let mut change = Change::new(format!("Received {}", forum.name));
    for &kind in Kind::ALL {
        for record in theirs.all(kind) {
            change.edits.extend(numbers.edit(register, record));
        }
    }
    with_secretariat(register, change, (&theirs, forum), &numbers, options)
}

fn only_forum(theirs: &Register) -> Result<&Forum, Refusal> {
    let mut forums = theirs.forums.iter();
    match (forums.next(), forums.next()) {
        (Some(forum), None) => Ok(forum),
        _ => Err(Refusal::invalid(
            "file",
            "The file does not hold one forum. Nothing was brought in.",
        )),
    }
}

/// The number here of each record of the file.
struct Numbers {
    here: HashMap<Entry, u32>,
    /// Those that are here already, and what belongs to them.
    known: HashSet<Entry>,
}

impl Numbers {
    fn of(register: &Register, theirs: &Register) -> Self {
        let mut numbers = Self {
            here: HashMap::new(),
            known: HashSet::new(),
        };
        for &kind in Kind::ALL {
            let mut next = register.next_number(kind);
            for record in theirs.all(kind) {
                let found = numbers.same(register, record);
                if found.is_some() || numbers.is_of_known(record) {
                    numbers.known.insert(record.entry());
                }
                if let Some(found) = found {
                    numbers.here.insert(record.entry(), found);
                } else {
                    numbers.here.insert(record.entry(), next);
                    next = next.saturating_add(1);
                }
            }
        }
        numbers
    }

    /// The record here that is the same body, person or agreement.
    fn same(&self, register: &Register, record: Record<'_>) -> Option<u32> {
        if let Record::Organisation(body) = record {
            let names = [Some(&body.name), body.acronym.as_ref()];
            let mut names = names.into_iter().flatten().chain(&body.aliases);
            let found = names.find_map(|name| organisation::called(register, name));
            return found.map(|one| one.id.number());
        }
        if let Record::Contact(contact) = record {
            let body: Id<Organisation> = Id::new(*self.here.get(&contact.organisation.into())?)?;
            let name = fold(&contact.name);
            let mut all = register.contacts.iter();
            let found = all.find(|one| one.organisation == body && fold(&one.name) == name);
            return found.map(|one| one.id.number());
        }
        if let Record::Agreement(agreement) = record {
            let title = fold(&agreement.title);
            let mut all = register.agreements.iter();
            let found = all.find(|one| fold(&one.title) == title);
            return found.map(|one| one.id.number());
        }
        None
    }

    /// True for what came along with an agreement that is here already.
    fn is_of_known(&self, record: Record<'_>) -> bool {
        let agreement = if let Record::Party(party) = record {
            Some(party.agreement)
        } else if let Record::Review(review) = record {
            Some(review.agreement)
        } else if let Record::Commitment(commitment) = record {
            commitment.agreement
        } else {
            None
        };
        agreement.is_some_and(|id| self.known.contains(&id.into()))
    }

    /// A record of the file as it is made here. None for one that is here already.
    fn edit(&self, register: &Register, record: Record<'_>) -> Option<Edit> {
        if self.known.contains(&record.entry()) {
            return None;
        }
        let kind = record.kind();
        let Ok(Json::Object(row)) = serde_json::from_str(&record.json()) else {
            unreachable!("a record of ours is an object")
        };
        let number = |entry: Entry| self.here.get(&entry).copied();
        let mut row: Map<String, Json> = rows::renamed(&row, &kind.shape(), &number)?;
        let is_taken = |reference: &str| {
            let mut all = register.all(kind);
            all.any(|one| one.reference() == Some(reference))
        };
        if row
            .get("reference")
            .and_then(Json::as_str)
            .is_some_and(is_taken)
        {
            row.insert("reference".to_owned(), Json::Null);
        }
        Edit::read(kind, None, Some(&Json::Object(row).to_string()))
    }
}

/// The change with the Secretariat's role as it is at the place that the forum comes to, where it is kept from now on.
fn with_secretariat(
    register: &Register,
    change: Change,
    (theirs, forum): (&Register, &Forum),
    numbers: &Numbers,
    options: &ReceiveOptions,
) -> Result<Change, Refusal> {
    let mut now = register.clone();
    now.apply(&change);
    let id = numbers.here.get(&forum.id.into()).copied();
    let id: Id<Forum> = id
        .and_then(Id::new)
        .expect("every record has a number here");
    let meant = forum.handed_to.and_then(|to| theirs.organisations.get(to));
    let name = options.secretariat.as_deref();
    let name = name.or_else(|| meant.map(|body| body.name.as_str()));
    let (Some(name), Some(from)) = (name, options.from.or(forum.handed_on)) else {
        return Err(Refusal::invalid(
            "as_secretariat",
            "The file does not say who is its Secretariat now, and from when: add --as-secretariat BODY and --from DATE. \
             Nothing was brought in.",
        ));
    };
    let body = organisation::called(&now, name);
    let body = body.ok_or_else(|| {
        Refusal::not_found(format!(
            "There is no organisation {} here or in the file. Nothing was brought in.",
            quoted(name)
        ))
    })?;
    let roles = handover::change_secretariat(&now, Change::new(""), id, body.id, from);
    let kept = now.forums.get(id).expect("it was made above").clone();
    let kept = Forum {
        handed_to: None,
        handed_on: None,
        ..kept
    };
    now.apply(&roles);
    now.put(kept);
    let mut touched: Vec<Entry> = change.edits.iter().map(Edit::entry).collect();
    touched.extend(roles.edits.iter().map(Edit::entry));
    touched.sort_unstable();
    touched.dedup();
    let edits = touched.into_iter();
    let edits = edits.filter_map(|entry| Edit::between(register, &now, entry));
    Ok(Change {
        label: change.label,
        edits: edits.collect(),
    })
}
