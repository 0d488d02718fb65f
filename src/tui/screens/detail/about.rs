//! What every kind of entry may have: a due line, a reminder, notes, and where it was brought in from.

use super::Writer;
use crate::domain::announcement::Announcement;
use crate::domain::commitment::Commitment;
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::field::label;
use crate::domain::id::Entry;
use crate::domain::life::duties;
use crate::domain::note::Note;
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

/// What is to be published, and when; what has been, too.
pub(super) fn announcements<'a>(all: impl Iterator<Item = &'a Announcement>, out: &mut Writer<'_>) {
    out.list("Announcements", all, |out, one| {
        out.item(&one.title, one.id.into(), None);
        let embargo = one.embargo.map(|until| format!("embargo until {until}"));
        let on = one.on.map(|on| format!("planned for {on}"));
        let coming = embargo.or(on).unwrap_or_else(|| "no date yet".to_owned());
        let published = one.published.map(|on| format!("published {on}"));
        out.under(&published.unwrap_or(coming));
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
