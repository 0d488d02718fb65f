//! The agenda of a meeting as a document, for the public, the members or the Secretariat.

use chrono::NaiveTime;

use super::document::{Block, Column, Document, Inline, Table};
use crate::domain::audience::Audience;
use crate::domain::date::time;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::item::{self, Item, PaperState};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Record, Register};
use crate::domain::shown::Shown;

/// An item as readers of one audience may see it: what is withheld is not in here at all.
struct Line {
    number: String,
    title: String,
    /// Under the title: paper, purpose, presenter.
    below: Vec<String>,
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
    let lines: Vec<Line> = item::agenda(register, meeting.id)
        .into_iter()
        .map(|item| line(register, item, audience))
        .collect();
    document.blocks.extend(parts(&lines));
    Ok(document)
}

fn secretariat<'a>(register: &'a Register, meeting: &Meeting) -> Option<&'a Organisation> {
    use crate::domain::forum::holder;
    use crate::domain::membership::Role;
    register.organisations.get(holder(
        register,
        meeting.forum,
        Role::Secretariat,
        meeting.on.last(),
    )?)
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
        .and_then(|id| register.organisations.get(id))
        .map_or("", |body| &body.name);
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

fn line(register: &Register, item: &Item, audience: Audience) -> Line {
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
    let mut below = Vec::new();
    match item.paper_state {
        PaperState::Verbal if !item.title.to_lowercase().contains("verbal") => {
            below.push("Verbal".to_owned());
        }
        PaperState::Tabled => below.push("Tabled".to_owned()),
        PaperState::None
        | PaperState::Expected
        | PaperState::Received
        | PaperState::Late
        | PaperState::Verbal => {}
    }
    below.extend(item.paper.clone());
    below.extend(
        item.purpose
            .map(|purpose| capitalised(&purpose.to_string())),
    );
    if !item.presenter.is_empty() {
        below.push(item.presenter.clone());
    }
    if let Some(reason) = &item.reserved {
        below.push(format!("Reserved: {reason}"));
    }
    Line {
        number,
        title: item.title.clone(),
        below,
        start: item.start,
        section: item.section.clone(),
    }
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
            what = what.plain("\n").plain(below);
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
