//! The numbers of items and papers: 1 and 1.1, or by the patterns of the forum.
//!
//! An agenda whose numbers are what its forum's pattern makes of it keeps them so, whatever is added, moved or deleted;
//! one that somebody has numbered by hand is left as it is.

#[cfg(test)]
mod tests;

use chrono::Datelike;

use crate::domain::change::Change;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::item::{self, Item};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Edit, Register, Row};
use crate::domain::words::{Word, words};

words! {
    /// What may stand in braces in a pattern.
    pub enum Placeholder {
        /// The item's own number: 3, or 3.1.
        Number = "n",
        /// Runs on across the forum's meetings.
        Count = "count",
        /// Of the meeting's day, as the four after it.
        Day = "dd",
        Month = "mm",
        ShortYear = "yy",
        Year = "yyyy",
        Together = "ddmmyy",
        /// The meeting's own number.
        Meeting = "meeting",
    }
}

/// A pattern such as `HFEA ({dd}/{mm}/{yy}) {count}`, read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(Placeholder),
}

/// What goes into the places of a pattern.
struct Filling<'a> {
    number: &'a str,
    count: Option<u32>,
    meeting: &'a Meeting,
}

/// Refuses patterns of a forum that no number can be made of.
pub fn check(forum: &Forum) -> Result<(), Refusal> {
    check_one("item_numbers", &forum.item_numbers, &[Placeholder::Number])?;
    let wanted = [Placeholder::Number, Placeholder::Count];
    check_one("paper_numbers", &forum.paper_numbers, &wanted)
}

fn check_one(field: &'static str, typed: &str, wanted: &[Placeholder]) -> Result<(), Refusal> {
    if typed.trim().is_empty() {
        return Ok(());
    }
    let pattern = Pattern::read(typed).map_err(|why| Refusal::invalid(field, why))?;
    if !wanted.iter().any(|one| pattern.has(*one)) {
        let wanted: Vec<String> = wanted.iter().map(|one| format!("{{{one}}}")).collect();
        let sentence = format!(
            "{} gives every one the same number: put {} in it.",
            quoted(typed),
            wanted.join(" or ")
        );
        return Err(Refusal::invalid(field, sentence));
    }
    if field == "item_numbers" && pattern.has(Placeholder::Count) {
        let sentence = "{count} is for the numbers of papers; items are numbered with {n}.";
        return Err(Refusal::invalid(field, sentence));
    }
    Ok(())
}

/// The items with the numbers that the forum's pattern makes of their order. A break stays without.
pub fn numbered(register: &Register, meeting: &Meeting, agenda: Vec<Item>) -> Vec<Item> {
    let forum = register.forums.get(meeting.forum);
    let pattern = forum.map(|forum| forum.item_numbers.as_str());
    let pattern = pattern.and_then(|typed| Pattern::read(typed).ok());
    let numbers = plain_numbers(&agenda);
    let printed = |number: String| {
        let filling = Filling {
            number: &number,
            count: None,
            meeting,
        };
        let by_pattern = pattern.as_ref().and_then(|one| one.fill(&filling));
        by_pattern.unwrap_or(number)
    };
    let pairs = agenda.into_iter().zip(numbers);
    pairs
        .map(|(item, number)| Item {
            number: number.map(printed),
            ..item
        })
        .collect()
}

/// True if the numbers of an agenda are those that its forum's pattern makes; also if it has no items.
pub fn is_kept(register: &Register, meeting: &Meeting) -> bool {
    let agenda: Vec<Item> = owned(register, meeting.id);
    numbered(register, meeting, agenda.clone()) == agenda
}

/// The number of an item more at the end of an agenda: by the pattern, or after the highest if somebody has numbered it.
pub fn next(register: &Register, meeting: Id<Meeting>) -> String {
    let (position, highest) = item::next_place(register, meeting);
    let found = register.meetings.get(meeting);
    let Some(meeting) = found.filter(|one| is_kept(register, one)) else {
        return highest.to_string();
    };
    let mut agenda = owned(register, meeting.id);
    let mut last = Item::new(register.items.next_id(), meeting.id, position, "");
    last.number = Some(String::new());
    agenda.push(last);
    let last = numbered(register, meeting, agenda).pop();
    last.and_then(|item| item.number)
        .unwrap_or_else(|| highest.to_string())
}

/// Numbers an agenda anew, also one that was numbered by hand. Refuses if there is nothing to change.
pub fn renumber(register: &Register, meeting: Id<Meeting>) -> Result<Change, Refusal> {
    let found = register.meetings.get(meeting);
    let meeting =
        found.ok_or_else(|| Refusal::not_found(format!("There is no meeting {meeting}.")))?;
    let agenda = owned(register, meeting.id);
    let label = format!("Numbered the agenda of {}", meeting.title(register));
    let mut change = Change::new(label);
    let after = numbered(register, meeting, agenda.clone());
    for (before, after) in agenda.iter().zip(after) {
        if *before != after {
            change = change.update(before, after);
        }
    }
    if change.is_empty() {
        return Err(Refusal::state(
            "Its items are numbered in their order already.",
        ));
    }
    Ok(change)
}

/// The change of a deletion, with the agendas that items go from numbered on without them. A sub-item that then stands
/// first is an item of its own.
pub fn close_up(register: &Register, mut change: Change) -> Change {
    let mut meetings: Vec<Id<Meeting>> = change.edits.iter().filter_map(left_by).collect();
    meetings.sort_unstable();
    meetings.dedup();
    let gone = |edit: &Edit, id: Id<Item>| matches!(edit, Edit::Item(swap) if swap.id() == id && swap.after.is_none());
    for id in meetings {
        let is_going = |edit: &Edit| matches!(edit, Edit::Meeting(swap) if swap.id() == id);
        let Some(meeting) = register.meetings.get(id) else {
            continue;
        };
        if change.edits.iter().any(is_going) {
            continue;
        }
        let mut stays = owned(register, id);
        stays.retain(|item| !change.edits.iter().any(|edit| gone(edit, item.id)));
        if let Some(first) = stays.first_mut() {
            first.is_sub = false;
        }
        item::keep_reasons(register, &mut stays);
        if is_kept(register, meeting) {
            stays = numbered(register, meeting, stays);
        }
        for after in stays {
            if let Some(before) = register.items.get(after.id).filter(|one| **one != after) {
                change = change.update(before, after);
            }
        }
    }
    change
}

/// The number of the next paper of a forum, for an item of one of its meetings. None if the forum numbers none, or if
/// the pattern asks for what is not known: a day of a meeting that has only a month.
pub fn next_paper(register: &Register, item: &Item) -> Option<String> {
    let meeting = register.meetings.get(item.meeting)?;
    let forum = register.forums.get(meeting.forum)?;
    let pattern = Pattern::read(&forum.paper_numbers).ok()?;
    if pattern.0.is_empty() {
        return None;
    }
    pattern.fill(&Filling {
        number: item.number.as_deref().unwrap_or_default(),
        count: Some(next_count(register, forum, &pattern)),
        meeting,
    })
}

/// One more than the highest count in the paper numbers of the forum's meetings.
fn next_count(register: &Register, forum: &Forum, pattern: &Pattern) -> u32 {
    let meetings = register.meetings.of(forum.id);
    let papers = meetings
        .flat_map(|meeting| register.items.of(meeting.id))
        .filter_map(|item| item.paper.as_deref());
    let highest = papers.filter_map(|paper| pattern.count_in(paper)).max();
    highest.map_or(1, |highest| highest.saturating_add(1))
}

/// 1, 1.1, 1.2, 2; none where the item has no number now. A sub-item of a break counts as one of the item before it.
fn plain_numbers(agenda: &[Item]) -> Vec<Option<String>> {
    let (mut number, mut sub) = (0_u32, 0_u32);
    let count = |item: &Item| {
        item.number.as_ref()?;
        if item.is_sub && number > 0 {
            sub += 1;
            return Some(format!("{number}.{sub}"));
        }
        (number, sub) = (number + 1, 0);
        Some(number.to_string())
    };
    agenda.iter().map(count).collect()
}

fn owned(register: &Register, meeting: Id<Meeting>) -> Vec<Item> {
    item::agenda(register, meeting)
        .into_iter()
        .cloned()
        .collect()
}

/// The meeting that an item is taken from, if the edit deletes one.
fn left_by(edit: &Edit) -> Option<Id<Meeting>> {
    let Edit::Item(swap) = edit else { return None };
    let before = swap.before.as_ref().filter(|_| swap.after.is_none())?;
    Some(before.meeting)
}

impl Pattern {
    /// Refuses what is in braces and no placeholder, and a brace that stands alone, with what there is.
    fn read(typed: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = typed.trim();
        while let Some((text, after)) = rest.split_once('{') {
            let Some((word, after)) = after.split_once('}') else {
                return Err(format!("A brace is not closed in {}.", quoted(typed)));
            };
            let Some(place) = Placeholder::ALL.iter().find(|one| one.word() == word) else {
                let all: Vec<String> = Placeholder::ALL
                    .iter()
                    .map(|one| format!("{{{one}}}"))
                    .collect();
                return Err(format!(
                    "{{{word}}} is none of the places that a pattern can have: {}.",
                    all.join(", ")
                ));
            };
            parts.extend([Part::Text(text.to_owned()), Part::Place(*place)]);
            rest = after;
        }
        if rest.contains('}') {
            return Err(format!("A brace is not opened in {}.", quoted(typed)));
        }
        parts.push(Part::Text(rest.to_owned()));
        parts.retain(|part| *part != Part::Text(String::new()));
        Ok(Self(parts))
    }

    fn has(&self, place: Placeholder) -> bool {
        self.0.contains(&Part::Place(place))
    }

    /// None where nothing is known for one of its places, and of an empty pattern.
    fn fill(&self, filling: &Filling<'_>) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Place(place) => out.push_str(&filling.of(*place)?),
            }
        }
        Some(out)
    }

    /// The count in a number that was made by this pattern, of whatever meeting. None if it has another shape.
    fn count_in(&self, paper: &str) -> Option<u32> {
        let mut rest = paper.trim();
        let mut count = None;
        for (at, part) in self.0.iter().enumerate() {
            match part {
                Part::Text(text) => rest = rest.strip_prefix(text.as_str())?,
                Part::Place(Placeholder::Number) => {
                    let end = match self.0.get(at + 1) {
                        Some(Part::Text(text)) => rest.find(text.as_str())?,
                        Some(Part::Place(_)) | None => digits(rest),
                    };
                    rest = rest.get(end..)?;
                }
                Part::Place(place) => {
                    let end = place.width().unwrap_or_else(|| digits(rest));
                    let found: u32 = rest.get(..end)?.parse().ok()?;
                    if *place == Placeholder::Count {
                        count = Some(found);
                    }
                    rest = rest.get(end..)?;
                }
            }
        }
        count.filter(|_| rest.is_empty())
    }
}

impl Placeholder {
    /// Of so many digits; none where they vary.
    fn width(self) -> Option<usize> {
        match self {
            Self::Day | Self::Month | Self::ShortYear => Some(2),
            Self::Year => Some(4),
            Self::Together => Some(6),
            Self::Number | Self::Count | Self::Meeting => None,
        }
    }
}

impl Filling<'_> {
    fn of(&self, place: Placeholder) -> Option<String> {
        let day = || self.meeting.on.as_day();
        match place {
            Placeholder::Number => Some(self.number.to_owned()),
            Placeholder::Count => Some(self.count?.to_string()),
            Placeholder::Day => Some(format!("{:02}", day()?.day())),
            Placeholder::Month => Some(format!("{:02}", day()?.month())),
            Placeholder::ShortYear => Some(format!("{:02}", day()?.year().rem_euclid(100))),
            Placeholder::Year => Some(format!("{:04}", day()?.year())),
            Placeholder::Together => Some(day()?.format("%d%m%y").to_string()),
            Placeholder::Meeting => Some(self.meeting.number?.to_string()),
        }
    }
}

/// So many digits stand at the beginning.
fn digits(text: &str) -> usize {
    text.len()
        - text
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .len()
}
