//! The agenda of a meeting as a document, for the public, the members or the Secretariat.

use chrono::NaiveTime;

use super::document::{Address, Block, Column, Document, Inline, Table};
use crate::domain::audience::Audience;
use crate::domain::bodies::names;
use crate::domain::cycle::timing::{Slot, Timetable, timetable};
use crate::domain::date::time;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::item::{self, Item, PaperState};
use crate::domain::meeting::Meeting;
use crate::domain::note;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Record, Register};
use crate::domain::shown::Shown;

/// An item as readers of one audience may see it: what is withheld is not in here at all.
struct Line {
    number: String,
    title: String,
    /// Under the title: paper, purpose, presenter.
    below: Vec<Inline>,
    start: Option<NaiveTime>,
    section: String,
}

/// The agenda as one audience may read it. Refuses a meeting that is not in the register.
///
/// For the public a reserved item is its number and "Reserved item", nothing else.
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
    let forum = register.forums.get(meeting.forum);
    let name = forum.map_or("", |forum| forum.name.as_str());
    let mut document = Document::new(
        &format!("Agenda: {name}, {}", meeting.announced()),
        audience,
    );
    document.organisation = secretariat(register, meeting).map(|body| Shown::line(&body.name));
    document
        .blocks
        .push(Block::Pairs(particulars(register, meeting, forum)));
    let times = timetable(register, meeting.id);
    let lines: Vec<Line> = item::agenda(register, meeting.id)
        .into_iter()
        .zip(&times.lines)
        .map(|(item, slot)| line(register, item, slot, audience))
        .collect();
    document.blocks.extend(parts(&lines));
    if audience == Audience::Secretariat {
        document.blocks.extend(remarks(register, &times));
    }
    Ok(document)
}

/// When it ends and what does not fit, for those who plan it.
fn remarks(register: &Register, times: &Timetable) -> Vec<Block> {
    let ends = times.words().map(|words| format!("The agenda {words}."));
    let notices = times.lines.iter().flat_map(|slot| {
        let item = register.items.get(slot.item);
        let name = item.map_or_else(String::new, |item| match &item.number {
            Some(number) => format!("Item {number}"),
            None => format!("\"{}\"", item.title),
        });
        let words = slot.notices.iter().map(|notice| notice.words());
        words.map(move |words| format!("{name}: {words}."))
    });
    let all = ends.into_iter().chain(notices);
    all.map(Block::paragraph).collect()
}

fn secretariat<'a>(register: &'a Register, meeting: &Meeting) -> Option<&'a Organisation> {
    use crate::domain::forum::holder;
    use crate::domain::membership::Role;
    let day = meeting.on.last();
    let body = holder(register, meeting.forum, Role::Secretariat, day)?;
    names::record_on(register, body, day)
}

fn particulars(
    register: &Register,
    meeting: &Meeting,
    forum: Option<&Forum>,
) -> Vec<(Shown, Inline)> {
    let times = match (meeting.start, meeting.end) {
        (Some(start), Some(end)) => format!("{} to {}", time(start), time(end)),
        (Some(start), None) => time(start),
        (None, _) => String::new(),
    };
    let place = if meeting.place.is_empty() {
        forum.map_or("", |forum| &forum.place)
    } else {
        &meeting.place
    };
    let chair = meeting
        .chaired_by(register)
        .map_or("", |id| names::name_on(register, id, meeting.on.last()));
    let pairs = [
        ("Date", meeting.announced().as_str()),
        ("Time", &times),
        ("Place", place),
        ("Chair", chair),
    ]
    .map(|(label, text)| (Shown::line(label), Inline::from(text)));
    pairs
        .into_iter()
        .filter(|(_, text)| !text.is_blank())
        .collect()
}

fn line(register: &Register, item: &Item, slot: &Slot, audience: Audience) -> Line {
    let number = item.number.clone().unwrap_or_default();
    if Record::Item(item).is_withheld(register, audience) {
        let (title, section) = ("Reserved item".to_owned(), String::new());
        return Line {
            number,
            title,
            below: Vec::new(),
            start: None,
            section,
        };
    }
    let mut below = paper(item);
    below.extend(
        item.purpose
            .map(|purpose| Inline::from(capitalised(&purpose.to_string()))),
    );
    if !item.presenter.is_empty() {
        below.push(Inline::from(item.presenter.as_str()));
    }
    if let Some(reason) = &item.reserved {
        below.push(Inline::from(format!("Reserved: {reason}")));
    }
    if audience == Audience::Secretariat {
        below.extend(internal_notes(register, item));
    }
    Line {
        number,
        title: item.title.clone(),
        below,
        start: slot.start,
        section: item.section.clone(),
    }
}

/// How the paper stands, and its number; that leads to the paper where it lies on the web.
fn paper(item: &Item) -> Vec<Inline> {
    let state = match item.paper_state {
        PaperState::Verbal if !item.title.to_lowercase().contains("verbal") => Some("Verbal"),
        PaperState::Tabled => Some("Tabled"),
        PaperState::Expected => Some("Paper to follow"),
        PaperState::Late => Some("Late paper"),
        PaperState::None | PaperState::Received | PaperState::Verbal => None,
    };
    let link = item.copy.link.as_str();
    let number = match &item.paper {
        Some(number) => Some(Inline::new().link(number, link)),
        None if Address::new(link).is_some() => Some(Inline::new().link("Paper", link)),
        None => None,
    };
    state.map(Inline::from).into_iter().chain(number).collect()
}

/// The Secretariat's own notes about an item, each marked.
fn internal_notes(register: &Register, item: &Item) -> Vec<Inline> {
    let mark = Audience::Secretariat.mark().unwrap_or_default();
    note::about(register, item.id.into())
        .map(|note| {
            let on = note.on.map_or_else(String::new, |on| format!(", {on}"));
            Inline::from(format!("{mark}{on}: {}", note.text))
        })
        .collect()
}

/// One table, or one under a heading for each part of the agenda.
fn parts(lines: &[Line]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in lines.chunk_by(|one, next| one.section == next.section) {
        let section = part.first().map_or("", |line| line.section.as_str());
        if !section.is_empty() {
            blocks.push(Block::section(section));
        }
        blocks.push(Block::Table(table(part, section)));
    }
    if blocks.is_empty() {
        blocks.push(Block::paragraph("No items yet."));
    }
    blocks
}

fn table(lines: &[Line], section: &str) -> Table {
    let is_timed = lines.iter().any(|line| line.start.is_some());
    let caption = if section.is_empty() { "Items" } else { section };
    let mut table = Table::new(caption, &[]);
    table.columns = vec![Column::right("No."), Column::left("Item")];
    if is_timed {
        table.columns.push(Column::right("Time"));
    }
    for line in lines {
        let mut what = Inline::new().strong(&line.title);
        for below in &line.below {
            what = what.plain("\n");
            what.0.extend(below.0.iter().cloned());
        }
        let mut row = vec![Inline::from(line.number.as_str()), what];
        if is_timed {
            row.push(Inline::from(line.start.map(time).unwrap_or_default()));
        }
        table.rows.push(row);
    }
    table
}

fn capitalised(text: &str) -> String {
    crate::domain::field::label(text)
}
