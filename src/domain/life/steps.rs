//! Moving an agreement on: proposed or in development, in force by a day of its own, published, ended. Every step adds
//! a state with the day it began and leaves those before it as they are.

use chrono::NaiveDate;

use super::supersede;
use crate::domain::agreement::{Agreement, AgreementState, StateSince};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::note::Note;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// That an agreement is proposed.
#[derive(Debug, Clone)]
pub struct ProposeOptions {
    pub today: NaiveDate,
    pub on: Date,
    /// One sentence of what it is meant to cover. None leaves it as it is.
    pub scope: Option<String>,
}

/// From when an agreement binds, where its signatures do not say.
#[derive(Debug, Clone, Copy)]
pub struct ForceOptions {
    /// May be to come.
    pub on: Date,
}

/// When a text was published; whether it stands on the published page is another matter.
#[derive(Debug, Clone, Copy)]
pub struct PublishedOptions {
    pub today: NaiveDate,
    pub on: Date,
}

/// When an agreement ended, and why.
#[derive(Debug, Clone)]
pub struct EndOptions {
    pub today: NaiveDate,
    pub on: Date,
    /// Kept as a dated note, for the Secretariat.
    pub why: String,
}

/// The state of a proposal: memoranda are in development, other agreements proposed. Source: the published page.
pub fn proposal(agreement: &Agreement) -> AgreementState {
    if is_memorandum(agreement) {
        AgreementState::InDevelopment
    } else {
        AgreementState::Proposed
    }
}

/// Whether protocols may hang under it.
pub fn is_memorandum(agreement: &Agreement) -> bool {
    let kind = agreement.kind.as_deref().unwrap_or_default();
    kind.eq_ignore_ascii_case("MoU") || kind.to_lowercase().starts_with("memorandum")
}

/// Says that an agreement is in development, or proposed: the word follows its kind. One that was out for signature
/// goes back to be written on.
///
/// Refuses one that stands or stood.
pub fn propose(
    register: &Register,
    id: Id<Agreement>,
    options: &ProposeOptions,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    let state = proposal(before);
    check_unborn(register, before)?;
    check_come(options.on, options.today, "it is proposed once it is")?;
    let scope = options.scope.as_deref().map(str::trim);
    let scope = scope.unwrap_or(&before.scope).to_owned();
    let is_so = before.state() == state;
    if is_so && scope == before.scope {
        let sentence = format!("\"{}\" is {state} already.", before.title);
        return Err(Refusal::state(sentence));
    }
    let mut after = before.clone();
    after.scope = scope;
    if is_so {
        let label = format!("Noted what \"{}\" is meant to cover", before.title);
        return Ok(Change::new(label).update(before, after));
    }
    begin(&mut after, state, options.on)?;
    after.waiting_for = Vec::new();
    let label = format!(
        "Noted that \"{}\" is {state} since {}",
        before.title, options.on
    );
    Ok(Change::new(label).update(before, after))
}

/// Says from when an agreement binds: a statement of intent that nobody signs, a text that names its own day. What it
/// takes the place of is superseded from that day.
///
/// Refuses one that is superseded or ended.
pub fn force(
    register: &Register,
    id: Id<Agreement>,
    options: &ForceOptions,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    check_going_on(before, "brought into force")?;
    let on = options.on;
    if before.effective == Some(on) && before.state().is_in_force() {
        let sentence = format!("\"{}\" is in force from {on} already.", before.title);
        return Err(Refusal::state(sentence));
    }
    let mut after = before.clone();
    after.effective = Some(on);
    let label = format!("Noted that \"{}\" is in force from {on}", before.title);
    match before.state() {
        AgreementState::Current | AgreementState::UnderReview => {
            return Ok(Change::new(label).update(before, after));
        }
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature
        | AgreementState::NotStated
        | AgreementState::Superseded
        | AgreementState::Ended => {}
    }
    begin(&mut after, AgreementState::Current, on)?;
    let change = Change::new(label).update(before, after);
    Ok(supersede::with_earlier(change, register, before, on))
}

/// Notes the day on which the text was published. The page on which it may stand is not touched.
///
/// Refuses a day to come, and one that was noted already.
pub fn published(
    register: &Register,
    id: Id<Agreement>,
    options: &PublishedOptions,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    check_come(
        options.on,
        options.today,
        "what is to be published is an announcement until then",
    )?;
    if let Some(on) = before.published {
        return Err(Refusal::state(format!(
            "\"{}\" was published on {on} already; edit it to correct that day.",
            before.title
        )));
    }
    let after = Agreement {
        published: Some(options.on),
        ..before.clone()
    };
    let label = format!(
        "Noted that \"{}\" was published {}",
        before.title,
        on_or_in(options.on)
    );
    Ok(Change::new(label).update(before, after))
}

/// Ends an agreement, which then has no next review; why stands in a note of that day.
///
/// Refuses a day to come, no reason, and one that is over.
pub fn end(
    register: &Register,
    id: Id<Agreement>,
    options: &EndOptions,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    check_going_on(before, "ended")?;
    check_come(
        options.on,
        options.today,
        "set a reminder for that day and end it then",
    )?;
    let why = options.why.trim();
    if why.is_empty() {
        let sentence = "Say why it ended, such as: withdrawn by both parties.";
        return Err(Refusal::invalid("why", sentence));
    }
    let mut after = before.clone();
    begin(&mut after, AgreementState::Ended, options.on)?;
    after.waiting_for = Vec::new();
    after.review_due = None;
    let label = format!(
        "Noted that \"{}\" ended {}",
        before.title,
        on_or_in(options.on)
    );
    Ok(Change::new(label).update(before, after).create(Note {
        id: register.notes.next_id(),
        about: id.into(),
        on: Some(options.on),
        text: format!("Ended: {why}"),
        file: None,
    }))
}

pub(super) fn found(register: &Register, id: Id<Agreement>) -> Result<&Agreement, Refusal> {
    let found = register.agreements.get(id);
    found.ok_or_else(|| Refusal::not_found(format!("There is no agreement {id}.")))
}

/// Adds a state with the day it begins. Refuses a day before that of an earlier state.
pub(super) fn begin(
    agreement: &mut Agreement,
    state: AgreementState,
    since: Date,
) -> Result<(), Refusal> {
    if let Some((earlier, day)) = latest(agreement)
        && since.last() < day.first()
    {
        return Err(Refusal::invalid(
            "on",
            format!(
                "\"{}\" is {earlier} since {day}; it cannot be {state} from {since}, before that. Correct the day of \
                 that state first, by editing its states.",
                agreement.title
            ),
        ));
    }
    agreement.states.push(StateSince {
        state,
        since: Some(since),
    });
    Ok(())
}

/// The state that began last, with its day.
pub(super) fn latest(agreement: &Agreement) -> Option<(AgreementState, Date)> {
    let dated = agreement.states.iter();
    let dated = dated.filter_map(|one| Some((one.state, one.since?)));
    dated.max_by_key(|(_, since)| since.first())
}

/// Refuses an agreement that is over.
pub(super) fn check_going_on(agreement: &Agreement, what: &str) -> Result<(), Refusal> {
    let state = agreement.state();
    match state {
        AgreementState::Superseded | AgreementState::Ended => {
            let since = agreement.states.last().and_then(|one| one.since);
            let since = since.map_or_else(String::new, |since| format!(" since {since}"));
            Err(Refusal::state(format!(
                "\"{}\" is {state}{since}, so it cannot be {what}. If that is wrong, undo it or edit its states.",
                agreement.title
            )))
        }
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature
        | AgreementState::Current
        | AgreementState::UnderReview
        | AgreementState::NotStated => Ok(()),
    }
}

/// Refuses an agreement that stands or stood: a new text of it is an agreement of its own.
fn check_unborn(register: &Register, agreement: &Agreement) -> Result<(), Refusal> {
    check_going_on(agreement, "proposed")?;
    let stands = match agreement.state() {
        AgreementState::Current | AgreementState::UnderReview => true,
        AgreementState::NotStated => agreement.stands_from(register).is_some(),
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature
        | AgreementState::Superseded
        | AgreementState::Ended => false,
    };
    if stands {
        return Err(Refusal::state(format!(
            "\"{}\" stands already. A new edition is an agreement of its own: make one like it, then say that it takes \
             the place of this one.",
            agreement.title
        )));
    }
    Ok(())
}

/// Refuses a day that has not come.
pub(super) fn check_come(on: Date, today: NaiveDate, advice: &str) -> Result<(), Refusal> {
    if today < on.first() {
        let sentence = format!("{} has not come yet; {advice}.", capital(on));
        return Err(Refusal::invalid("on", sentence));
    }
    Ok(())
}

/// "on 9 March 2021", "in March 2021"; a date with *by* as it is.
pub(super) fn on_or_in(date: Date) -> String {
    let words = date.to_string();
    match date.as_day() {
        _ if words.starts_with("by ") => words,
        Some(_) => format!("on {words}"),
        None => format!("in {words}"),
    }
}

fn capital(date: Date) -> String {
    let words = date.to_string();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests;
