//! The three texts of an issue, made and kept: what `domain::cycle::issue` fixes, and how it is read again.

use chrono::NaiveDate;

use super::changes::changes;
use super::document::{Document, Inline};
use super::words::{OfMeeting, Place, Words};
use super::{agenda, record};
use crate::domain::audience::Audience;
use crate::domain::cycle::issue::{Texts, next_number, ordinal};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::issued_text::{IssuedText, TextKind, of_meeting};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// A text of a meeting as one audience may read it now, with the words of the house around it.
pub fn draft(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
    audience: Audience,
    words: &Words,
) -> Result<Document, Refusal> {
    let (mut document, place) = match what {
        TextKind::Agenda => (
            agenda::document(register, meeting, audience)?,
            Place::Agenda,
        ),
        TextKind::Record => (
            record::document(register, meeting, audience)?,
            Place::Record,
        ),
    };
    if let Some(meeting) = register.meetings.get(meeting) {
        let values = OfMeeting::of(register, meeting, what, audience);
        words.frame(place, &values).around(&mut document);
    }
    Ok(document)
}

/// The same as it would be issued on a day: under the title the day and, from the second issue on, what changed
/// against the issue before as the same audience read it.
pub fn document(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
    on: NaiveDate,
    audience: Audience,
    words: &Words,
) -> Result<Document, Refusal> {
    let mut document = draft(register, meeting, what, audience, words)?;
    let day = Date::day(on);
    let number = next_number(register, meeting, what);
    if number == 1 {
        document.lead.push(Inline::from(format!("Issued on {day}")));
        return Ok(document);
    }
    let again = format!("Issued again on {day} ({} issue)", ordinal(number));
    document.lead.push(Inline::from(again));
    let issues = of_meeting(register, meeting, what);
    if let Some(before) = issues.last() {
        let since = Date::day(before.on);
        let lines = changes(&read(before, audience)?, &document);
        let words = if lines.is_empty() {
            format!("Nothing has changed since the issue of {since}.")
        } else {
            format!("Changed since the issue of {since}:\n{}", lines.join("\n"))
        };
        document.lead.push(Inline::from(words));
    }
    Ok(document)
}

/// The three texts of an issue, to be kept.
pub fn texts(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
    on: NaiveDate,
    words: &Words,
) -> Result<Texts, Refusal> {
    let kept = |audience| {
        let document = document(register, meeting, what, on, audience, words)?;
        Ok(serde_json::to_string(&document).expect("a document of ours has text keys"))
    };
    Ok(Texts {
        public: kept(Audience::Public)?,
        members: kept(Audience::Members)?,
        secretariat: kept(Audience::Secretariat)?,
    })
}

/// An issued text as it was issued for an audience. Refuses one that is damaged.
pub fn read(text: &IssuedText, audience: Audience) -> Result<Document, Refusal> {
    let document = serde_json::from_str::<Document>(text.text(audience));
    let document = document.ok().filter(|one| one.audience == audience);
    document.ok_or_else(|| {
        Refusal::state(format!(
            "Text {} is damaged: what was issued for the {audience} cannot be read. `secretariat doctor` says more.",
            text.id
        ))
    })
}
