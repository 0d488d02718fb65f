//! `agenda_items.csv`: agendas in the order of their rows, and the standing items of the CQC-ADASS meetings.

use std::collections::HashMap;

use super::cell::{date, reference, time};
use super::intake::{Incoming, Intake};
use super::sheet::{Cells, Sheet};
use crate::domain::agreement::Agreement;
use crate::domain::date::Date;
use crate::domain::forum::{Forum, Level, StandingItem};
use crate::domain::id::{Entry, Id};
use crate::domain::item::{self, Item, ItemState, PaperState, Purpose};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::Register;

/// The agreement under which the forums of the templates meet.
const PROTOCOL: &str = "cqc-adass-jwp-2019";

/// The forums whose standing items the files call a template.
const TEMPLATES: [(&str, &str, Level); 2] = [
    (
        "local-information-sharing",
        "CQC-ADASS local information sharing meetings",
        Level::Local,
    ),
    (
        "regional-adass",
        "CQC-ADASS regional meetings",
        Level::Regional,
    ),
];

/// The place of the row before, by meeting.
type Places = HashMap<Id<Meeting>, u32>;

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    let mut places = Places::new();
    intake.each(sheet, |intake, row| {
        let meeting = row.need("meeting")?;
        row.need("title")?;
        match meeting.strip_prefix("template:") {
            Some(template) => standing(intake, row, template),
            None => item(intake, row, meeting, &mut places),
        }
    });
}

fn item(
    intake: &mut Intake<'_>,
    row: &Incoming,
    meeting: &str,
    places: &mut Places,
) -> Result<Entry, Refusal> {
    let register = intake.register();
    let known = row.id::<Item>().and_then(|id| register.items.get(id));
    let meeting = match known {
        Some(item) => item.meeting,
        None => sitting(intake, meeting, "")?,
    };
    let id = known.map_or_else(|| register.items.next_id(), |one| one.id);
    let place = known.map_or_else(
        || place(register, meeting, places.get(&meeting)),
        |one| one.position,
    );
    let told = row.told(Item::new(id, meeting, place, ""), |cells| {
        read(
            intake,
            cells,
            Item::new(id, meeting, place, cells.get("title")),
        )
    })?;
    if known.is_none() {
        make_room(intake, meeting, place);
    }
    places.insert(meeting, place);
    intake.put(row.line, told);
    Ok(id.into())
}

/// The meeting that a row names: by its reference, or by its day, of a forum if it names one. Refuses one that nobody
/// knows, and a day on which several met.
pub(super) fn sitting(intake: &Intake<'_>, key: &str, forum: &str) -> Result<Id<Meeting>, Refusal> {
    let named = intake.by_reference(key).or_else(|| intake.called(key));
    if let Some(id) = named {
        return Ok(id);
    }
    let forum = intake.called::<Forum>(forum);
    let on = date("meeting", key, intake.today).ok().flatten();
    let on = on.and_then(Date::as_day);
    let held = intake.register().meetings.iter().filter(|one| {
        on.is_some() && one.on.as_day() == on && forum.is_none_or(|forum| one.forum == forum)
    });
    match held.collect::<Vec<_>>()[..] {
        [one] => Ok(one.id),
        [] => Err(Refusal::not_found(format!(
            "The meeting {} is in no file and not in the register.",
            quoted(key)
        ))),
        [..] => Err(Refusal::ambiguous(format!(
            "Several forums met on {}; name the forum as well.",
            quoted(key)
        ))),
    }
}

/// After the row before, else at the end.
fn place(register: &Register, meeting: Id<Meeting>, before: Option<&u32>) -> u32 {
    let last = || {
        item::agenda(register, meeting)
            .last()
            .map(|one| one.position)
    };
    before.copied().or_else(last).unwrap_or(0).saturating_add(1)
}

fn make_room(intake: &mut Intake<'_>, meeting: Id<Meeting>, place: u32) {
    let later = intake.register().items.of(meeting);
    let later: Vec<Item> = later.filter(|one| one.position >= place).cloned().collect();
    for item in later {
        let position = item.position.saturating_add(1);
        intake.write(Item { position, ..item });
    }
}

fn read(intake: &Intake<'_>, cells: &Cells, mut item: Item) -> Result<Item, Refusal> {
    item.number = reference(cells.get("number"));
    item.start = time("time", cells.get("time"))?;
    match cells.get("paper") {
        "" => {}
        paper if paper.eq_ignore_ascii_case("verbal") => item.paper_state = PaperState::Verbal,
        paper => {
            item.paper = reference(paper);
            item.paper_state = PaperState::Received;
        }
    }
    let purpose = cells.get("purpose_or_part");
    item.purpose = purpose_of(purpose);
    if item.purpose.is_none() {
        purpose.clone_into(&mut item.section);
    }
    let words = cells.get("decision_or_presenter");
    if let Some(presenter) = presenter(intake, words) {
        presenter.clone_into(&mut item.presenter);
    } else {
        words.clone_into(&mut item.outcome);
        item.state = state(words);
    }
    Ok(item)
}

/// What the purposes are called, with and without their preposition. Anything else is a part of the agenda.
fn purpose_of(text: &str) -> Option<Purpose> {
    match text.to_lowercase().as_str() {
        "to note" | "for noting" => Some(Purpose::ToNote),
        "for information" | "information" => Some(Purpose::ForInformation),
        "for discussion" | "discussion" => Some(Purpose::ForDiscussion),
        "for decision" | "decision" => Some(Purpose::ForDecision),
        _ => None,
    }
}

/// Who presents, if that is what the words say: they begin so, or are nothing but a body or one of the forum's roles.
fn presenter<'t>(intake: &Intake<'_>, words: &'t str) -> Option<&'t str> {
    if let Some(presenter) = words.strip_prefix("presenter:") {
        return Some(presenter.trim());
    }
    let is_role = ["chair", "secretariat"]
        .iter()
        .any(|role| words.eq_ignore_ascii_case(role));
    (is_role || intake.called::<Organisation>(words).is_some()).then_some(words)
}

/// Words of the record mean that it was discussed, or put off; without any nobody knows.
fn state(outcome: &str) -> ItemState {
    if outcome.is_empty() {
        ItemState::Open
    } else if outcome.to_lowercase().contains("item deferred") {
        ItemState::Deferred
    } else {
        ItemState::Discussed
    }
}

/// A standing item of one of the forums that the files call a template.
fn standing(intake: &mut Intake<'_>, row: &Incoming, template: &str) -> Result<Entry, Refusal> {
    if let Some((about, _)) = &row.before {
        return Ok(*about);
    }
    let found = TEMPLATES.iter().find(|(name, _, _)| *name == template);
    let Some((_, name, level)) = found else {
        let sentence = format!("There is no template {}.", quoted(template));
        return Err(Refusal::not_found(sentence));
    };
    let register = intake.register();
    let known = intake.called(name).and_then(|id| register.forums.get(id));
    let mut forum = match known {
        Some(forum) => forum.clone(),
        None => Forum {
            level: Some(*level),
            agreement: intake.by_reference::<Agreement>(PROTOCOL),
            ..Forum::new(register.forums.next_id(), *name)
        },
    };
    let title = row.cells.get("title");
    let id = forum.id;
    if !forum.standing_items.iter().any(|one| one.title == title) {
        forum.standing_items.push(StandingItem::new(title));
        intake.write(forum);
    }
    Ok(id.into())
}
