//! Reminders: "we know". A day until which a due line stands in LATER, with a note; its due date and state stay.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::audience::Audience;
use super::change::Change;
use super::date::Date;
use super::due::{DueKind, DueOptions, Rules, due};
use super::field::fields;
use super::id::{Entry, Id};
use super::named;
use super::refusal::{Refusal, Why};
use super::register::{Record, Register, Row, row};

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
        // One about another is called by number: titles that name each other would never end.
        let about = match register.get(self.about) {
            Some(Record::Reminder(_)) | None => self.about.to_string(),
            Some(record) => record.title(register),
        };
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

/// Puts a due line off until a day, with a note, in the place of an earlier reminder. Refuses a day that has come, and what is not due.
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
    if !is_due(register, today, line) {
        let name = record.name(register);
        return Err(Refusal::state(format!(
            "Nothing of the kind \"{kind}\" is due of {name}."
        )));
    }
    let note = note.trim().to_owned();
    let change = Change::new(format!(
        "Set a reminder for {} on {}",
        record.name_for(register, Audience::Public),
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

/// The entry that a text names as what a kind of due line is about: by its number, reference or name, with its kind
/// before it where several would fit ("item 4"). Of several that fit, the one of which something is due.
///
/// Refuses what names nothing, and a number that several of them have.
pub fn named(
    register: &Register,
    today: NaiveDate,
    kind: DueKind,
    text: &str,
) -> Result<Entry, Refusal> {
    let kinds = kind.entry_kinds();
    let by_kind = text.parse::<Entry>().ok();
    if let Some(entry) = by_kind.filter(|entry| kinds.contains(&entry.kind)) {
        let is_there = register.get(entry).is_some();
        let refusal = || Refusal::not_found(format!("There is no {entry}."));
        return is_there.then_some(entry).ok_or_else(refusal);
    }
    let (mut found, mut refused) = (Vec::new(), None);
    for kind in kinds {
        match named::named(register, *kind, text) {
            Ok(entry) => found.push(entry),
            // What several go by says more than that another kind has nothing of the name.
            Err(refusal) if refusal.why == Why::Ambiguous => refused = Some(refusal),
            Err(refusal) => refused = refused.or(Some(refusal)),
        }
    }
    if found.len() > 1 {
        found.retain(|entry| is_due(register, today, (kind, *entry)));
    }
    match (found[..].first(), found.len()) {
        (Some(entry), 1) => Ok(*entry),
        (Some(_), _) => {
            let names: Vec<String> = found.iter().map(Entry::to_string).collect();
            let names = names.join(" or ");
            Err(Refusal::ambiguous(format!("Say which is meant: {names}.")))
        }
        (None, _) => Err(refused.unwrap_or_else(|| {
            Refusal::state(format!("Nothing of the kind \"{kind}\" is due of {text}."))
        })),
    }
}

/// True if there is such a due line, near or far.
fn is_due(register: &Register, today: NaiveDate, line: (DueKind, Entry)) -> bool {
    let options = DueOptions {
        kinds: vec![line.0],
        ..DueOptions::default()
    };
    due(register, today, &Rules::default(), &options)
        .iter()
        .any(|one| one.reminded() == line.1)
}

/// Takes the reminder off a due line. Refuses if there is none.
pub fn clear(register: &Register, line: (DueKind, Entry)) -> Result<Change, Refusal> {
    let Some(reminder) = on(register, line.0, line.1) else {
        return Err(Refusal::state("There is no reminder on this line."));
    };
    Ok(Change::new(format!(
        "Took off the reminder: {}",
        Record::Reminder(reminder).title_for(register, Audience::Public)
    ))
    .delete(reminder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::Agreement;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    #[test]
    fn a_line_has_one_reminder_that_is_set_set_again_and_taken_off() {
        let mut register = Register::default();
        let mut agreement = Agreement::new(register.agreements.next_id(), "Protocol");
        agreement.review_due = Some(day("2021-09-30").into());
        let about = agreement.id.into();
        register.put(agreement);
        let line = (DueKind::Review, about);
        let today = day("2021-08-20");
        assert_eq!(clear(&register, line).expect_err("none yet").field, None);
        for until in ["2021-08-21", "2021-12-24"] {
            let change = set(&register, today, line, day(until), " We know ").expect("it is later");
            register.apply(&change);
            let found = on(&register, DueKind::Review, about).expect("it was set");
            assert_eq!((found.until, found.note.as_str()), (day(until), "We know"));
            assert_eq!(register.reminders.len(), 1);
        }
        for (until, field) in [("2021-08-20", Some("until")), ("2021-08-19", Some("until"))] {
            let refusal = set(&register, today, line, day(until), "").expect_err("it has come");
            assert_eq!(refusal.field, field, "{refusal}");
        }
        assert!(on(&register, DueKind::Commitment, about).is_none());
        register.apply(&clear(&register, line).expect("it is there"));
        assert!(register.reminders.is_empty());
        let gone = (DueKind::Review, "agreement 9".parse().expect("an entry"));
        assert!(set(&register, today, gone, day("2021-12-24"), "").is_err());
    }

    #[test]
    fn a_reminder_about_itself_has_a_title_that_ends() {
        let mut register = Register::default();
        let id = register.reminders.next_id();
        let (until, note) = (day("2021-12-24"), String::new());
        let about = id.into();
        register.put(Reminder {
            id,
            kind: DueKind::Action,
            about,
            until,
            note,
        });
        let reminder = register.reminders.get(id).expect("it was put");
        assert_eq!(
            reminder.title(&register),
            "reminder 1, until 24 December 2021"
        );
    }
}
