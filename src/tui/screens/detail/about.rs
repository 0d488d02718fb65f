//! What every kind of entry may have: a due line, a reminder, notes, and where it was brought in from.

use super::Writer;
use crate::domain::announcement::Announcement;
use crate::domain::commitment::Commitment;
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::field::label;
use crate::domain::id::Entry;
use crate::domain::life::{announcing, duties};
use crate::domain::note::Note;
use crate::domain::organisation::Organisation;
use crate::domain::origin::Origin;
use crate::domain::register::{self, Record};
use crate::domain::words::Word;
use crate::tui::effect::Context;
use crate::tui::screens::{Row, parts};
use crate::tui::theme::Tone;

/// How far it is due, and the reminder on it.
pub(super) fn due(context: &Context<'_>, row: &Row, out: &mut Writer<'_>) {
    let register = context.register();
    if let (Some(line), Some((word, tone))) = (row.line, parts::due_state(row)) {
        let far = line.how_far(context.today());
        let what = format!("{word}  {far}");
        let is_shown = line.kind != DueKind::Meeting || line.is_overdue;
        if is_shown {
            out.paragraph(&what, tone);
        }
        if let Some(waits) = parts::waits(context, &line) {
            out.paragraph(&label(&waits), Tone::Plain);
        }
    }
    let of_entry = DueKind::ALL
        .iter()
        .filter_map(|&kind| context.outlook.line(row.entry, kind));
    for reminder in of_entry.filter_map(|line| register.reminders.get(line.reminder?)) {
        let until = Date::day(reminder.until);
        out.field("Reminder", &format!("{until}: {}", reminder.note));
    }
}

pub(super) fn notes_and_origins(context: &Context<'_>, entry: Entry, out: &mut Writer<'_>) {
    let record = context.register().get(entry);
    if let Some(reference) = record.and_then(Record::reference) {
        out.field("Reference", reference);
    }
    let notes = speakers::<Note>(context, entry);
    out.list("Notes (for the Secretariat only)", notes, |out, note| {
        let on = note.on.map(|on| format!("{on}: ")).unwrap_or_default();
        out.item(&format!("{on}{}", note.text), note.id.into(), None);
        out.under(note.file.as_deref().unwrap_or_default());
    });
    let origins = speakers::<Origin>(context, entry);
    out.list("Source", origins, |out, origin| {
        out.item(&origin.source, origin.id.into(), None);
        out.under(&format!("{} file, {}", origin.file, origin.key));
    });
}

/// What is to be published, and when; what has been, too. Of what is to come also who has had no draft.
pub(super) fn announcements<'a>(
    context: &Context<'_>,
    all: impl Iterator<Item = &'a Announcement>,
    out: &mut Writer<'_>,
) {
    let (register, today) = (context.register(), context.today());
    out.list("Announcements", all, |out, one| {
        out.item(&one.title, one.id.into(), None);
        if let Some(on) = one.published {
            out.under(&format!("published {on}"));
            return;
        }
        let embargo = one.embargo.map(|until| format!("embargo until {until}"));
        let on = one.on.map(|on| format!("planned for {on}"));
        let parts: Vec<String> = on.into_iter().chain(embargo).collect();
        let coming = parts.join("; ");
        out.under(if coming.is_empty() {
            "no date yet"
        } else {
            &coming
        });
        let missing = announcing::without_draft(register, one, today).into_iter();
        let missing = missing.filter_map(|id| register.organisations.get(id));
        let missing: Vec<&str> = missing.map(Organisation::short).collect();
        if !one.no_notice.is_empty() {
            out.under(&format!("no notice: {}", one.no_notice));
        } else if !missing.is_empty() {
            out.under(&format!("no draft yet: {}", missing.join(", ")));
        }
    });
}

/// When a commitment was last met and when it is due, a line for each forum that keeps it.
pub(super) fn standings(context: &Context<'_>, one: &Commitment, out: &mut Writer<'_>) {
    let (register, today) = (context.register(), context.today());
    let holidays = &context.session.rules().holidays;
    for standing in duties::standings(register, one, today, holidays) {
        out.under(&standing.status(register));
    }
}

/// The entries of a kind that speak of one.
pub(super) fn speakers<'a, T: register::Row>(
    context: &'a Context<'_>,
    of: Entry,
) -> impl Iterator<Item = &'a T> {
    let all = context.outlook.mentions(of);
    all.filter_map(|one| T::table(context.register()).get(one.id()?))
}
