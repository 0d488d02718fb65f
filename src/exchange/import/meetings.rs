//! `meetings.csv`: meetings, and the forums that hold them.

use chrono::NaiveDate;

use super::cell::{date, reference, time};
use super::intake::{Incoming, Intake};
use super::sheet::{Cells, Sheet};
use crate::domain::date::{Date, read_in_sheet};
use crate::domain::find::fold;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::words::Word;

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    intake.each(sheet, meeting);
    intake.each_late(sheet, next_meeting);
}

fn meeting(intake: &mut Intake<'_>, row: &Incoming) -> Result<Entry, Refusal> {
    let body = row.need("body")?;
    row.need("date")?;
    let today = intake.today;
    let register = intake.register();
    let named = |body: &str| intake.called::<Forum>(body);
    let known = row.id().and_then(|id| register.meetings.get(id));
    let id = known.map_or_else(|| register.meetings.next_id(), |one| one.id);
    let held_by = match known {
        // Somebody may have renamed the forum, or moved the meeting to another.
        Some(one) if !row.is_changed("body") => one.forum,
        _ => named(body).unwrap_or_else(|| register.forums.next_id()),
    };
    let never = Date::day(NaiveDate::MIN);
    let mut told = row.told(Meeting::new(id, held_by, never), |cells| {
        let forum = if cells.get("body") == body {
            held_by
        } else {
            named(cells.get("body")).unwrap_or(held_by)
        };
        read_row(cells, id, forum, today)
    })?;
    // A file that says nothing of the state of a meeting that somebody has entered does not speak against it.
    let is_open = row.before.is_none() && row.cells.get("state").is_empty();
    if let Some(known) = known.filter(|_| is_open) {
        told.now.state = known.state;
    }
    if intake.register().forums.get(held_by).is_none() {
        intake.write(Forum::new(held_by, body));
    }
    intake.put(row.line, told);
    intake.note(row, id.into(), "notes", "");
    Ok(id.into())
}

/// The meeting that a row means: the one of its reference, or the forum's on that day. With a reference it is none that
/// has another.
pub(super) fn recognised(intake: &Intake<'_>, cells: &Cells) -> Option<Entry> {
    let key = cells.get("key");
    if let Some(id) = intake.by_reference::<Meeting>(key) {
        return Some(id.into());
    }
    let on = date("date", cells.get("date"), intake.today).ok()??;
    let forum = intake.called::<Forum>(cells.get("body"))?;
    let mut meetings = intake.register().meetings.of(forum);
    let meant = meetings.find(|one| {
        let is_his = key.is_empty() || one.reference.is_none();
        one.on == on && is_his && intake.is_free(one.id.into())
    });
    meant.map(|one| one.id.into())
}

/// The key of a row that has none.
pub(super) fn natural_key(cells: &Cells, today: NaiveDate) -> String {
    let on = date("date", cells.get("date"), today).ok().flatten();
    let on = on.map_or_else(|| cells.get("date").to_owned(), Date::code);
    format!("{} | {on}", fold(cells.get("body")))
}

fn read_row(
    cells: &Cells,
    id: Id<Meeting>,
    forum: Id<Forum>,
    today: NaiveDate,
) -> Result<Meeting, Refusal> {
    let Some(on) = date("date", cells.get("date"), today)? else {
        return Err(Refusal::invalid("date", "The column date is empty."));
    };
    let mut meeting = Meeting::new(id, forum, on);
    meeting.reference = reference(cells.get("key"));
    meeting.start = time("start", cells.get("start"))?;
    meeting.end = time("end", cells.get("end"))?;
    meeting.state = state(cells.get("state"))?;
    cells.get("venue").clone_into(&mut meeting.place);
    cells
        .get("agenda_or_papers")
        .clone_into(&mut meeting.papers);
    cells.get("record").clone_into(&mut meeting.record);
    Ok(meeting)
}

fn state(word: &str) -> Result<MeetingState, Refusal> {
    match word {
        "" => Ok(MeetingState::Planned),
        "scheduled" => Ok(MeetingState::Confirmed),
        _ => MeetingState::from_word(word).ok_or_else(|| {
            let sentence = format!(
                "{} is no state of a meeting: write scheduled, planned, confirmed, postponed, held or cancelled.",
                quoted(word)
            );
            Refusal::invalid("state", sentence)
        }),
    }
}

/// Plans the meeting that a row announces, unless the forum has one on that date.
fn next_meeting(intake: &mut Intake<'_>, row: &Incoming) -> Result<(), Refusal> {
    let cell = row.cells.get("next_meeting");
    if cell.is_empty() || !row.is_changed("next_meeting") {
        return Ok(());
    }
    let register = intake.register();
    let Some(origin) = row.id::<Meeting>().and_then(|id| register.meetings.get(id)) else {
        return Ok(());
    };
    // A date without its year is the first such day after this meeting.
    let on = read_in_sheet(cell, origin.on.last()).map_err(|refusal| {
        let sentence = format!("The next meeting was left out. {refusal}");
        Refusal::invalid("next_meeting", sentence)
    })?;
    let is_there = register.meetings.of(origin.forum).any(|one| one.on == on);
    if !is_there {
        let planned = Meeting::new(register.meetings.next_id(), origin.forum, on);
        intake.write(planned);
    }
    Ok(())
}
