//! `meetings.csv`: meetings, and the forums that hold them.

use chrono::NaiveDate;

use super::intake::{Incoming, Intake, by_reference, date, reference, time};
use super::sheet::{Cells, Sheet};
use crate::domain::date::{Date, read};
use crate::domain::forum::{self, Forum};
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::Register;
use crate::domain::words::Word;

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    intake.each(sheet, meeting);
    intake.each_late(sheet, next_meeting);
}

fn meeting(intake: &mut Intake<'_>, row: &Incoming<'_>) -> Result<Entry, Refusal> {
    let (key, body) = (row.need("key")?, row.need("body")?);
    row.need("date")?;
    let (register, today) = (intake.register(), intake.today);
    let named = |body: &str| forum::called(register, body).map(|one| one.id);
    let known = known(register, row, key, named(body), today);
    let id = known.map_or_else(|| register.meetings.next_id(), |one| one.id);
    let held_by = match known {
        // Somebody may have renamed the forum, or moved the meeting to another.
        Some(one) if !row.is_changed("body") => one.forum,
        _ => named(body).unwrap_or_else(|| register.forums.next_id()),
    };
    let never = Date::day(NaiveDate::MIN);
    let told = row.told(Meeting::new(id, held_by, never), |cells| {
        let forum = if cells.get("body") == body {
            held_by
        } else {
            named(cells.get("body")).unwrap_or(held_by)
        };
        read_row(cells, id, forum, today)
    })?;
    if intake.register().forums.get(held_by).is_none() {
        intake.write(Forum::new(held_by, body));
    }
    intake.put(row.line, told);
    intake.note(row, id.into(), "notes", "");
    Ok(id.into())
}

/// The meeting that a row speaks of: the one it spoke of before, the one of that reference, or one planned for that
/// day of which nothing else is known.
fn known<'r>(
    register: &'r Register,
    row: &Incoming<'_>,
    key: &str,
    forum: Option<Id<Forum>>,
    today: NaiveDate,
) -> Option<&'r Meeting> {
    let before = row.id().and_then(|id| register.meetings.get(id));
    before.or_else(|| by_reference(register, key)).or_else(|| {
        let on = date(row.cells.get("date"), today).ok()??;
        let mut meetings = register.meetings.of(forum?);
        meetings.find(|one| one.on == on && one.reference.is_none())
    })
}

fn read_row(
    cells: &Cells,
    id: Id<Meeting>,
    forum: Id<Forum>,
    today: NaiveDate,
) -> Result<Meeting, Refusal> {
    let Some(on) = date(cells.get("date"), today)? else {
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
fn next_meeting(intake: &mut Intake<'_>, row: &Incoming<'_>) -> Result<(), Refusal> {
    let cell = row.cells.get("next_meeting");
    if cell.is_empty() || !row.is_changed("next_meeting") {
        return Ok(());
    }
    let register = intake.register();
    let Some(origin) = row.id::<Meeting>().and_then(|id| register.meetings.get(id)) else {
        return Ok(());
    };
    // A date without its year is the first such day after this meeting.
    let on = read(cell, origin.on.last()).map_err(|refusal| {
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
