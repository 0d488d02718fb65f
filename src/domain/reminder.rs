//! Reminders: "we know". A day until which a due line stands in LATER, with a note; its due date and state stay.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::date::Date;
use super::due::DueKind;
use super::field::fields;
use super::id::{Entry, Id};
use super::refusal::Refusal;
use super::register::{Register, Row, row};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    pub id: Id<Reminder>,
    /// The due line: what is due, and of which entry.
    pub kind: DueKind,
    pub about: Entry,
    /// The day on which the line comes back.
    pub until: NaiveDate,
    pub note: String,
}

impl Row for Reminder {
    row!(Reminder in reminders);
    fields!(kind, about, until, note);

    fn check(&self) -> Result<(), Refusal> {
        Ok(())
    }

    fn title(&self, register: &Register) -> String {
        let about = register
            .get(self.about)
            .map_or_else(|| self.about.to_string(), |record| record.title(register));
        format!("{about}, until {}", Date::day(self.until))
    }
}

/// The reminder on a due line, if there is one.
pub fn on(register: &Register, kind: DueKind, about: Entry) -> Option<&Reminder> {
    register
        .reminders
        .iter()
        .find(|one| one.kind == kind && one.about == about)
}

/// Puts a due line off until a day, with a note, in the place of an earlier reminder. Refuses a day that has come.
pub fn set(
    register: &Register,
    today: NaiveDate,
    line: (DueKind, Entry),
    until: NaiveDate,
    note: &str,
) -> Result<Change, Refusal> {
    let (kind, about) = line;
    if until <= today {
        let sentence = format!(
            "{} is not after today; a reminder needs a later day.",
            Date::day(until)
        );
        return Err(Refusal::invalid("until", sentence));
    }
    let Some(record) = register.get(about) else {
        return Err(Refusal::not_found(format!("There is no {about}.")));
    };
    let note = note.trim().to_owned();
    let change = Change::new(format!(
        "Set a reminder for {} on {}",
        record.name(register),
        Date::day(until)
    ));
    Ok(match on(register, kind, about) {
        Some(earlier) => change.update(
            earlier,
            Reminder {
                until,
                note,
                ..earlier.clone()
            },
        ),
        None => change.create(Reminder {
            id: register.reminders.next_id(),
            kind,
            about,
            until,
            note,
        }),
    })
}

/// Takes the reminder off a due line. Refuses if there is none.
pub fn clear(register: &Register, line: (DueKind, Entry)) -> Result<Change, Refusal> {
    let Some(reminder) = on(register, line.0, line.1) else {
        return Err(Refusal::state("There is no reminder on this line."));
    };
    Ok(Change::new(format!(
        "Took off the reminder: {}",
        reminder.title(register)
    ))
    .delete(reminder))
}
