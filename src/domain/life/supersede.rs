//! One agreement taking the place of another, whole or in part.

use chrono::NaiveDate;

use super::loops;
use super::signing::in_force_from;
use super::steps::{begin, check_come, found, latest};
use crate::domain::agreement::{Agreement, AgreementState, Supersession};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// Which agreement takes the place of an earlier one.
#[derive(Debug, Clone)]
pub struct SupersedeOptions {
    pub today: NaiveDate,
    pub by: Id<Agreement>,
    /// What of the earlier one stays in force. None: nothing.
    pub except: Option<String>,
    /// The day it takes the place of the other. None: from the day it is in force.
    pub on: Option<Date>,
}

/// Says that a later agreement takes the place of an earlier one. Whole, the earlier one is superseded from the day
/// the later is in force, now or once it is; in part it stays current.
///
/// Refuses a loop, the same link twice, and a later one in force of which no day is known.
pub fn supersede(
    register: &Register,
    id: Id<Agreement>,
    options: &SupersedeOptions,
) -> Result<Change, Refusal> {
    let (before, later) = (found(register, id)?, found(register, options.by)?);
    if before.state() == AgreementState::Ended {
        return Err(Refusal::state(format!(
            "\"{}\" is ended, so nothing takes its place. If that is wrong, undo it or edit its states.",
            before.title
        )));
    }
    let except = options.except.as_deref().map(str::trim);
    let except = except.filter(|words| !words.is_empty()).map(str::to_owned);
    let after = linked(before, later, except.as_deref())?;
    loops::check(register, &after)?;
    let place = format!(
        "\"{}\" takes the place of \"{}\"",
        later.title, before.title
    );
    if let Some(except) = except {
        let label = format!("Noted that {place}, except {except}");
        return Ok(Change::new(label).update(later, after));
    }
    if !is_born(later.state()) {
        let label = format!("Noted that {place} once it is in force");
        return Ok(Change::new(label).update(later, after));
    }
    let from = options.on.or_else(|| in_force_from(register, later));
    let Some(from) = from else {
        return Err(Refusal::invalid(
            "on",
            format!(
                "\"{}\" has no date yet. Say from which day it takes the place of the other.",
                later.title
            ),
        ));
    };
    if options.on.is_some() {
        check_come(from, options.today, "say it once the day is there")?;
    }
    let label = format!("Noted that {place} from {from}");
    let change = Change::new(label).update(later, after);
    if before.state() == AgreementState::Superseded {
        return Ok(change);
    }
    let from = if options.on.is_some() {
        from
    } else {
        not_before_its_states(before, from)
    };
    let superseded = superseded(before, from)?;
    Ok(change.update(before, superseded))
}

/// A change that brings an agreement into force from a day, with the agreements whose place it takes whole.
pub(super) fn with_earlier(
    change: Change,
    register: &Register,
    later: &Agreement,
    from: Date,
) -> Change {
    let whole = later.supersedes.iter().filter(|one| one.except.is_none());
    let earlier = whole.filter_map(|one| register.agreements.get(one.agreement));
    let standing = earlier.filter(|one| {
        !matches!(
            one.state(),
            AgreementState::Superseded | AgreementState::Ended
        )
    });
    standing.fold(change, |change, one| {
        let after = superseded(one, not_before_its_states(one, from));
        change.update(one, after.expect("its day is not before that of a state"))
    })
}

/// The later agreement with the link to the earlier one.
fn linked(
    earlier: &Agreement,
    later: &Agreement,
    except: Option<&str>,
) -> Result<Agreement, Refusal> {
    let mut after = later.clone();
    let link = Supersession {
        agreement: earlier.id,
        except: except.map(str::to_owned),
    };
    let mut links = after.supersedes.iter_mut();
    match links.find(|one| one.agreement == earlier.id) {
        Some(one) if *one == link => {
            return Err(Refusal::state(format!(
                "\"{}\" takes the place of \"{}\" already.",
                later.title, earlier.title
            )));
        }
        Some(one) => *one = link,
        None => after.supersedes.push(link),
    }
    Ok(after)
}

/// An agreement that is superseded from a day: nobody has it in hand any more, and it has no next review.
fn superseded(before: &Agreement, from: Date) -> Result<Agreement, Refusal> {
    let mut after = before.clone();
    begin(&mut after, AgreementState::Superseded, from)?;
    after.waiting_for = Vec::new();
    after.review_due = None;
    Ok(after)
}

/// That day, or the day of its last state where that is later.
fn not_before_its_states(agreement: &Agreement, from: Date) -> Date {
    match latest(agreement) {
        Some((_, day)) if from.last() < day.first() => day,
        Some(_) | None => from,
    }
}

/// True for a state that an agreement has once it binds or bound.
pub(super) fn is_born(state: AgreementState) -> bool {
    match state {
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature => false,
        AgreementState::Current
        | AgreementState::UnderReview
        | AgreementState::Superseded
        | AgreementState::Ended
        | AgreementState::NotStated => true,
    }
}

#[cfg(test)]
mod tests;
