//! Returns before a meeting: asked for, received, sent to the others, and what they raise.
//!
//! Source: CQC-ADASS protocol, ¶32 and ¶34.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::calendar::{BankHolidays, counted};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::due::owed_by;
use crate::domain::find::fold;
use crate::domain::forum::{Forum, holder};
use crate::domain::id::Id;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::membership::{Membership, Role};
use crate::domain::offer::{Offer, OfferState};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};
use crate::domain::returns::Return;

/// How one body's return for a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'a> {
    pub organisation: Id<Organisation>,
    /// None until it is asked for.
    pub row: Option<&'a Return>,
    /// The Secretariat's own.
    pub is_ours: bool,
}

/// Who owes a return for a meeting, in the order in which members are printed; then others who were asked.
pub fn standing<'r>(register: &'r Register, meeting: &Meeting) -> Vec<Standing<'r>> {
    let ours = ours(register, meeting);
    let rows: Vec<&Return> = register.returns.of(meeting.id).collect();
    let members = members(register, meeting);
    let others = rows.iter().map(|row| row.organisation);
    let others = others.filter(|body| !members.contains(body));
    let bodies: Vec<_> = members.iter().copied().chain(others).collect();
    bodies
        .into_iter()
        .map(|organisation| Standing {
            organisation,
            row: rows
                .iter()
                .copied()
                .find(|row| row.organisation == organisation),
            is_ours: ours == Some(organisation),
        })
        .collect()
}

/// The day by which they are to be with the others.
pub fn due(register: &Register, meeting: &Meeting, holidays: &BankHolidays) -> Date {
    let forum = register.forums.get(meeting.forum);
    owed_by(
        meeting,
        forum.and_then(|forum| forum.returns_lead),
        holidays,
    )
}

/// Asks every member for its return, ours among them, as one change: a blank under the forum's headings for each that
/// has none yet.
///
/// Refuses a meeting that is not to come, a forum without members, and where all were asked already.
pub fn ask(register: &Register, meeting: Id<Meeting>, on: NaiveDate) -> Result<Change, Refusal> {
    let meeting = found_meeting(register, meeting)?;
    if !matches!(
        meeting.state,
        MeetingState::Planned | MeetingState::Confirmed
    ) {
        let (title, state) = (meeting.title(register), meeting.state);
        return Err(Refusal::state(format!(
            "{title} is {state}, so no returns are asked for. Nothing was changed."
        )));
    }
    let standing = standing(register, meeting);
    if standing.is_empty() {
        return Err(Refusal::state(
            "The forum has no members on that day, so nobody is asked. Add its members first.",
        ));
    }
    let mut change = Change::new(String::new());
    let (mut count, mut id) = (0_i64, register.returns.next_id());
    for one in standing {
        match one.row {
            Some(row) if row.asked.is_some() || row.received.is_some() => continue,
            Some(row) => {
                let asked = Some(on.into());
                change = change.update(
                    row,
                    Return {
                        asked,
                        ..row.clone()
                    },
                );
            }
            None => {
                change = change.create(Return {
                    asked: Some(on.into()),
                    text: blank(register, meeting.forum, one.organisation),
                    ..Return::new(id, meeting.id, one.organisation)
                });
                id = Id::new(id.number().saturating_add(1)).unwrap_or(id);
            }
        }
        count += 1;
    }
    if count == 0 {
        return Err(Refusal::state("Everybody was asked already."));
    }
    let (members, theirs) = if count == 1 {
        ("1 member".to_owned(), "its return")
    } else {
        (counted(count, "member"), "their returns")
    };
    change.label = format!("Asked {members} for {theirs}: {}", meeting.title(register));
    Ok(change)
}

/// Returns that have come, as one change.
///
/// Refuses one that has come already, and a day before it was asked for.
pub fn receive(register: &Register, ids: &[Id<Return>], on: NaiveDate) -> Result<Change, Refusal> {
    let rows = found(register, ids)?;
    let mut change = Change::new(format!("Received {}", named(register, &rows)));
    for row in rows {
        if let Some(day) = row.received {
            let body = body(register, row);
            return Err(Refusal::state(format!(
                "The return of {body} has come already, on {day}."
            )));
        }
        check_day(register, row, on)?;
        let received = Some(on.into());
        change = change.update(
            row,
            Return {
                received,
                ..row.clone()
            },
        );
    }
    Ok(change)
}

/// Returns that have gone to the others, as one change; ours is written by then at the latest.
///
/// Refuses one that has gone already, and another body's that has not come.
pub fn send(register: &Register, ids: &[Id<Return>], on: NaiveDate) -> Result<Change, Refusal> {
    let rows = found(register, ids)?;
    let mut change = Change::new(format!("Sent {} to the others", named(register, &rows)));
    for row in rows {
        let body = body(register, row);
        if let Some(day) = row.sent {
            return Err(Refusal::state(format!(
                "The return of {body} has gone to the others already, on {day}."
            )));
        }
        if row.received.is_none() && !is_ours(register, row) {
            return Err(Refusal::state(format!(
                "The return of {body} has not come yet, so it cannot go to the others."
            )));
        }
        check_day(register, row, on)?;
        let sent = Some(on.into());
        let received = row.received.or(sent);
        change = change.update(
            row,
            Return {
                received,
                sent,
                ..row.clone()
            },
        );
    }
    Ok(change)
}

/// Those of a meeting that can go to the others: received and not sent, and ours. May be empty.
pub fn to_send(register: &Register, meeting: Id<Meeting>) -> Vec<Id<Return>> {
    let waiting = register
        .returns
        .of(meeting)
        .filter(|row| row.sent.is_none());
    let ready = waiting.filter(|row| row.received.is_some() || is_ours(register, row));
    ready.map(|row| row.id).collect()
}

/// Offers what a return raises as an item for its meeting, in the name of whoever sent it.
pub fn raise(
    register: &Register,
    id: Id<Return>,
    title: &str,
    on: NaiveDate,
) -> Result<Change, Refusal> {
    let rows = found(register, &[id])?;
    let Some(row) = rows.first() else {
        return Err(nothing());
    };
    let meeting = found_meeting(register, row.meeting)?;
    let offer = Offer {
        by: (!is_ours(register, row)).then_some(row.organisation),
        on: Some(on.into()),
        meeting: Some(meeting.id),
        state: OfferState::Offered,
        from_return: Some(row.id),
        ..Offer::new(register.offers.next_id(), meeting.forum, title.trim())
    };
    offer.check()?;
    let label = format!(
        "Offered \"{}\" for {}",
        offer.title,
        meeting.title(register)
    );
    Ok(Change::new(label).create(offer))
}

/// True for the Secretariat's own.
pub fn is_ours(register: &Register, row: &Return) -> bool {
    let meeting = register.meetings.get(row.meeting);
    meeting.is_some_and(|meeting| ours(register, meeting) == Some(row.organisation))
}

/// Who holds the Secretariat on the day of the meeting.
fn ours(register: &Register, meeting: &Meeting) -> Option<Id<Organisation>> {
    holder(
        register,
        meeting.forum,
        Role::Secretariat,
        meeting.on.last(),
    )
}

/// The members on the day of the meeting, in the order in which they are printed, each once.
fn members(register: &Register, meeting: &Meeting) -> Vec<Id<Organisation>> {
    let mut all: Vec<&Membership> = register
        .memberships
        .of(meeting.forum)
        .filter(|one| matches!(one.role, Role::Member | Role::Chair | Role::Secretariat))
        .filter(|one| one.is_held_on(meeting.on.last()))
        .collect();
    all.sort_by_key(|one| (one.position, one.id));
    let mut seen = HashSet::new();
    let bodies = all.into_iter().map(|one| one.organisation);
    bodies.filter(|body| seen.insert(*body)).collect()
}

/// The forum's headings that are asked of such a body, each with room under it. Source: CQC-ADASS protocol, ¶34.
fn blank(register: &Register, forum: Id<Forum>, body: Id<Organisation>) -> String {
    let sort = register.organisations.get(body).map_or("", |one| &one.sort);
    let headings = register.forums.get(forum).into_iter();
    let headings = headings.flat_map(|forum| &forum.return_headings);
    let fits = |of: &str| of.trim().is_empty() || fold(of) == fold(sort);
    let fitting = headings.filter(|heading| fits(&heading.sort));
    fitting
        .flat_map(|heading| [heading.title.as_str(), ":\n\n"])
        .collect()
}

fn found_meeting(register: &Register, id: Id<Meeting>) -> Result<&Meeting, Refusal> {
    let missing = || Refusal::not_found(format!("There is no meeting {id}."));
    register.meetings.get(id).ok_or_else(missing)
}

/// Each once. Refuses none, and one that is gone.
fn found<'r>(register: &'r Register, ids: &[Id<Return>]) -> Result<Vec<&'r Return>, Refusal> {
    let mut seen = HashSet::new();
    let each = ids.iter().filter(|id| seen.insert(**id));
    let rows: Option<Vec<&Return>> = each.map(|id| register.returns.get(*id)).collect();
    match rows {
        Some(rows) if rows.is_empty() => Err(nothing()),
        Some(rows) => Ok(rows),
        None => Err(Refusal::not_found("The return is not there any more.")),
    }
}

fn nothing() -> Refusal {
    Refusal::state("No return is named, so nothing was changed.")
}

/// "the return of GMC", "3 returns".
fn named(register: &Register, rows: &[&Return]) -> String {
    match rows {
        [row] => format!("the return of {}", body(register, row)),
        _ => counted(i64::try_from(rows.len()).unwrap_or(i64::MAX), "return"),
    }
}

fn body<'r>(register: &'r Register, row: &Return) -> &'r str {
    let body = register.organisations.get(row.organisation);
    body.map_or("", Organisation::short)
}

fn check_day(register: &Register, row: &Return, on: NaiveDate) -> Result<(), Refusal> {
    match row.asked {
        Some(asked) if on < asked.first() => {
            let body = body(register, row);
            let sentence =
                format!("The return of {body} was asked for on {asked}; give a day after.");
            Err(Refusal::invalid("on", sentence))
        }
        Some(_) | None => Ok(()),
    }
}
