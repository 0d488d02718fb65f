//! The record of a meeting as a document: the action note, or the minutes, as the forum calls it.

mod attendance;
mod reader;
#[cfg(test)]
mod tests;

use super::document::{Block, Column, Document, Inline, Order, Table};
use crate::domain::action::{Action, ActionDue};
use crate::domain::audience::Audience;
use crate::domain::bodies::names;
use crate::domain::cycle::outcome::review_words;
use crate::domain::date::{time, with_weekday};
use crate::domain::field::label;
use crate::domain::find::fold;
use crate::domain::forum::RecordKind;
use crate::domain::id::{Entry, Id};
use crate::domain::item::{Item, ItemState, Purpose};
use crate::domain::meeting::Meeting;
use crate::domain::note;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::shown::Shown;
use reader::Reader;

/// The record as one audience may read it. Refuses a meeting that is not in the register.
///
/// For the public a reserved item is its number and "Reserved item"; what comes from it is not there at all.
pub fn document(
    register: &Register,
    meeting: Id<Meeting>,
    audience: Audience,
) -> Result<Document, Refusal> {
    let Some(meeting) = register.meetings.get(meeting) else {
        return Err(Refusal::not_found(format!(
            "There is no meeting {meeting}."
        )));
    };
    let reader = Reader::new(register, meeting, audience);
    let name = reader.forum.map_or("", |forum| forum.name.as_str());
    let what = label(&reader.kind().to_string());
    let title = format!("{what}: {name}, {}", meeting.announced());
    let mut document = Document::new(&title, audience);
    document.organisation =
        body(&reader, meeting.record_taken_by(register)).map(|taker| Shown::line(&taker.name));
    document.blocks.push(Block::Pairs(particulars(&reader)));
    document.blocks.extend(attendance::blocks(&reader));
    document.blocks.extend(items(&reader));
    document.blocks.push(Block::section(match reader.kind() {
        RecordKind::ActionNote => "Actions",
        RecordKind::Minutes => "Actions agreed",
    }));
    document.blocks.push(Block::Table(table(&reader)));
    document.blocks.extend(post_meeting_notes(&reader));
    document.blocks.push(Block::section("Date of next meeting"));
    document
        .blocks
        .push(Block::paragraph(next_meeting(&reader)));
    document.blocks.extend(internal_notes(&reader));
    Ok(document)
}

/// Under the name of the day of the meeting.
fn body<'a>(reader: &Reader<'a>, id: Option<Id<Organisation>>) -> Option<&'a Organisation> {
    names::record_on(reader.register, id?, reader.meeting.on.last())
}

fn particulars(reader: &Reader<'_>) -> Vec<(Shown, Inline)> {
    let (register, meeting) = (reader.register, reader.meeting);
    let times = match (meeting.start, meeting.end) {
        (Some(start), Some(end)) => format!("{} to {}", time(start), time(end)),
        (Some(start), None) => time(start),
        (None, _) => String::new(),
    };
    let place = if meeting.place.is_empty() {
        reader.forum.map_or("", |forum| &forum.place)
    } else {
        &meeting.place
    };
    let name = |id| body(reader, id).map_or("", |one| one.name.as_str());
    let pairs = [
        ("Date", meeting.announced().as_str()),
        ("Time", &times),
        ("Place", place),
        ("Chair", name(meeting.chaired_by(register))),
        ("Record taken by", name(meeting.record_taken_by(register))),
    ]
    .map(|(label, text)| (Shown::line(label), Inline::from(text)));
    pairs
        .into_iter()
        .filter(|(_, text)| !text.is_blank())
        .collect()
}

/// The business under its parts, each item with what came of it and the actions agreed there.
fn items(reader: &Reader<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut section = None;
    for item in reader.agenda() {
        // The part of an item that is withheld may say what it is about.
        let own = if reader.hides(item) {
            ""
        } else {
            &item.section
        };
        let stays = reader.hides(item) || item.is_sub || section == Some(own);
        if section.is_none() || !stays {
            let title = if own.is_empty() { "Items" } else { own };
            blocks.push(Block::section(title));
            section = Some(own);
        }
        blocks.extend(item_blocks(reader, item));
    }
    blocks
}

fn item_blocks(reader: &Reader<'_>, item: &Item) -> Vec<Block> {
    let number = item.number.as_deref().unwrap_or_default();
    if reader.hides(item) {
        return vec![Block::part(&headed(number, "Reserved item"))];
    }
    let mut blocks = vec![Block::part(&headed(number, &item.title))];
    if let Some(reason) = &item.reserved {
        let reserved = Inline::new().strong("Reserved: ").plain(reason);
        blocks.push(Block::paragraph(reserved));
    }
    blocks.extend(outcome(reader, item));
    let reviews = reader.register.reviews.iter();
    for review in reviews.filter(|one| one.item == Some(item.id)) {
        let words = review_words(review);
        // Recording it has written that into the outcome, where nobody has put other words in its place.
        if !item.outcome.contains(&words) {
            blocks.push(Block::paragraph(Inline::new().plain(&words)));
        }
    }
    let actions = reader.actions();
    let actions = actions.iter().filter(|one| one.item == Some(item.id));
    // No list: one after a list of the outcome would run into it.
    blocks.extend(actions.map(|one| Block::paragraph(action_line(reader, one))));
    blocks.extend(notes(reader, item.id.into()));
    blocks
}

/// "4. Current challenges"; a number of several parts, or a code, stands before the title as it is.
fn headed(number: &str, title: &str) -> String {
    let is_plain = number.chars().all(|one| one.is_ascii_digit());
    match number {
        "" => title.to_owned(),
        _ if is_plain => format!("{number}. {title}"),
        _ => format!("{number} {title}"),
    }
}

/// What was noted or agreed. Our own words never say that a forum decided which takes no decisions.
fn outcome(reader: &Reader<'_>, item: &Item) -> Vec<Block> {
    let decides = reader.forum.is_some_and(|forum| forum.decides);
    let is_decision = decides && item.purpose == Some(Purpose::ForDecision);
    let text = Block::prose(&item.outcome);
    let mut blocks = Vec::new();
    if is_next_meeting(reader, item) && text.is_empty() {
        return vec![Block::paragraph(next_meeting(reader))];
    }
    let word = match (item.state, text.is_empty()) {
        (ItemState::Deferred, _) => "Deferred.",
        (ItemState::Discussed, true) => match item.purpose {
            Some(Purpose::ToNote | Purpose::ForInformation) => "Noted.",
            Some(Purpose::ForDiscussion | Purpose::ForDecision) => "Discussed.",
            None => "",
        },
        (ItemState::Discussed, false) if is_decision => "Decided:",
        (ItemState::Discussed, false) | (ItemState::Open, _) => "",
    };
    blocks.push(Block::paragraph(Inline::new().strong(word)));
    blocks.extend(text);
    blocks
}

fn action_line(reader: &Reader<'_>, action: &Action) -> Inline {
    let line = Inline::new().strong(&format!("Agreed action {}: ", action.number));
    let particulars = [owner(reader, action), due(reader, action)];
    let full: Vec<String> = particulars
        .into_iter()
        .filter(|one| !one.is_empty())
        .collect();
    let line = line.plain(&action.text);
    if full.is_empty() {
        line
    } else {
        line.plain(&format!(" ({})", full.join("; ")))
    }
}

fn table(reader: &Reader<'_>) -> Table {
    let mut table = Table::new("Actions agreed at this meeting", &[]);
    table.columns = vec![
        Column::right("No."),
        Column::left("Action"),
        Column::left("Owner"),
        Column::left("Due"),
    ];
    for action in reader.actions() {
        let cells = [
            action.number.to_string(),
            action.text.clone(),
            owner(reader, action),
            due(reader, action),
        ];
        table.rows.push(cells.map(Inline::from).into());
    }
    table
}

/// "CQC, Head of Policy"; whoever does it for the owner after them.
fn owner(reader: &Reader<'_>, action: &Action) -> String {
    let owner = body(reader, action.owner).map_or("", Organisation::short);
    let doer = if action.doer.is_empty() {
        String::new()
    } else {
        format!("done by {}", action.doer)
    };
    let post = if owner.is_empty() {
        label(&action.post)
    } else {
        action.post.clone()
    };
    let parts = [owner, &post, &doer];
    let full: Vec<&str> = parts.into_iter().filter(|one| !one.is_empty()).collect();
    full.join(", ")
}

/// As it was agreed; the date of the next meeting beside those words, once it is fixed.
fn due(reader: &Reader<'_>, action: &Action) -> String {
    match (&action.due, action.due_date(reader.register)) {
        (ActionDue::NextMeeting, Some(date)) => format!("next meeting ({date})"),
        (due, _) => due.to_string(),
    }
}

fn post_meeting_notes(reader: &Reader<'_>) -> Vec<Block> {
    let notes = reader.meeting.post_meeting_notes.iter();
    let readable = notes.filter(|note| note.item.is_none_or(|item| !reader.hides_id(item)));
    let lines: Vec<Inline> = readable
        .map(|note| {
            let day = note.on.map(|on| on.to_string());
            let item = note.item.and_then(|id| reader.register.items.get(id));
            let item = item.map(|item| match &item.number {
                Some(number) => format!("on item {number}"),
                None => format!("on {}", item.title),
            });
            let when: Vec<String> = day.into_iter().chain(item).collect();
            let line = Inline::new();
            let line = match when.as_slice() {
                [] => line,
                [..] => line.strong(&format!("{}: ", when.join(", "))),
            };
            line.plain(&note.text)
        })
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![
        Block::section("Post-meeting notes"),
        Block::List(Order::Bulleted, lines),
    ]
}

/// True for the item of the agenda at which the next date is told; the record tells it there and not once more.
fn is_next_meeting(reader: &Reader<'_>, item: &Item) -> bool {
    let title = fold(&item.title);
    let names = ["date of next meeting", "date of the next meeting"];
    !reader.hides(item) && names.contains(&title.as_str())
}

/// The next of the forum's meetings that is fixed, with its weekday where its day is known.
fn next_meeting(reader: &Reader<'_>) -> String {
    let (register, meeting) = (reader.register, reader.meeting);
    let later = register
        .meetings
        .of(meeting.forum)
        .filter(|one| one.id != meeting.id && one.is_fixed() && meeting.on.last() < one.on.last());
    let Some(next) = later.min_by_key(|one| (one.on.last(), one.id)) else {
        return "To be fixed.".to_owned();
    };
    let day = next.on.as_day().map(with_weekday);
    let day = day.unwrap_or_else(|| next.on.to_string());
    match next.start {
        Some(start) => format!("{day}, {}", time(start)),
        None => day,
    }
}

/// The Secretariat's own notes about an entry, each marked.
fn notes(reader: &Reader<'_>, about: Entry) -> Vec<Block> {
    if reader.audience != Audience::Secretariat {
        return Vec::new();
    }
    let notes = note::about(reader.register, about);
    let lines = notes.map(|note| {
        let mark = note
            .on
            .map_or_else(|| "INTERNAL: ".to_owned(), |on| format!("INTERNAL, {on}: "));
        let words = if note.text.is_empty() {
            note.file.as_deref().unwrap_or_default()
        } else {
            &note.text
        };
        Block::paragraph(Inline::new().strong(&mark).plain(words))
    });
    lines.collect()
}

fn internal_notes(reader: &Reader<'_>) -> Vec<Block> {
    let mut blocks = notes(reader, reader.meeting.id.into());
    if !blocks.is_empty() {
        blocks.insert(0, Block::section("INTERNAL: notes on the meeting"));
    }
    blocks
}
