//! What is done to rows of any tab: marking done, reminders, export, copying, and the menus of a list.
//!
//! Each asks in a small form (`tui/forms`); the verbs and their rules are in `domain`.

use std::borrow::Cow;

use super::{Choice, Row, Subject, chasing, confiding, living, parts, stepping};
use crate::domain::action;
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::audience::Audience;
use crate::domain::commitment::Commitment;
use crate::domain::cycle::outcome;
use crate::domain::due::{DueKind, Line};
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::life::next::Step;
use crate::domain::meeting::Meeting;
use crate::domain::register::Kind;
use crate::domain::words::Word;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect};
use crate::tui::forms;
use crate::tui::pages;
use crate::tui::widgets::Text;

/// What marking means for an entry.
pub(super) fn mark_name(context: &Context<'_>, entry: Entry) -> &'static str {
    match entry.kind {
        Kind::Forum => "Plan",
        Kind::Meeting => entry
            .id()
            .map_or("Done", |id| stepping::mark_name(context, id)),
        Kind::Return if chasing::is_ours(context, entry) => "Sent",
        Kind::Return => "Received",
        Kind::Item if context.outlook.line(entry, DueKind::Papers).is_some() => "Received",
        Kind::Agreement => living::mark_name(context, entry),
        Kind::Item => "Review done",
        Kind::Commitment => "Met",
        Kind::Announcement => "Share",
        Kind::Organisation
        | Kind::Contact
        | Kind::Membership
        | Kind::Action
        | Kind::Party
        | Kind::Review
        | Kind::Attendance
        | Kind::Offer
        | Kind::IssuedText
        | Kind::PublishedPage
        | Kind::Sending
        | Kind::Reminder
        | Kind::Note
        | Kind::File
        | Kind::Origin => "Done",
    }
}

/// Refuses rows that are not open actions or meetings all together, or one agreement that is not over, or one forum.
pub(super) fn can_mark(context: &Context<'_>, rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match marking(context, rows) {
        Ok(_) => Ok(()),
        Err(why) => Err(why),
    }
}

pub(super) fn mark(context: &Context<'_>, rows: &[Row]) -> Effect {
    match marking(context, rows) {
        Ok(Marking::Close(ids)) => forms::close(context, ids),
        Ok(Marking::Review(agreement)) => forms::review(context, agreement.id),
        Ok(Marking::Life(step)) => living::step(context, rows, step),
        Ok(Marking::Meetings(ids)) => stepping::ask(context, &ids),
        Ok(Marking::Plan(forum)) => pages::plan(context, forum),
        Ok(Marking::Came(came)) => came.effect(context),
        Ok(Marking::ReviewAt(item)) => forms::review_at(context, item.id),
        Ok(Marking::Met(id, keeper)) => forms::met(context, id, keeper),
        Ok(Marking::Announcement) => confiding::ask_announcement(),
        Err(why) => Effect::Refuse(why.into_owned()),
    }
}

/// Only agreements, forums and meetings stand on the published page.
pub(super) fn can_publish(rows: &[Row]) -> Result<(), Cow<'static, str>> {
    let can_stand = |row: &Row| {
        matches!(
            row.entry.kind,
            Kind::Agreement | Kind::Forum | Kind::Meeting
        )
    };
    if rows.iter().all(can_stand) {
        Ok(())
    } else {
        Err("Only agreements, forums and meetings stand on the published page.".into())
    }
}

pub(super) fn publish(context: &Context<'_>, rows: &[Row]) -> Effect {
    pages::toggle(context, rows.iter().map(|row| row.entry).collect())
}

/// Only what is due can be put off, one line at a time.
pub(super) fn can_remind(context: &Context<'_>, rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match rows {
        [row] if due_line(context, row).is_some() => Ok(()),
        [_] => Err("Nothing is due on this row.".into()),
        _ => Err("A reminder is set on one row at a time; Esc takes the marks off.".into()),
    }
}

pub(super) fn remind(context: &Context<'_>, rows: &[Row]) -> Effect {
    let [row] = rows else {
        return Effect::None;
    };
    let Some(line) = due_line(context, row) else {
        return Effect::None;
    };
    forms::remind(context, line.kind, line.reminded())
}

/// The due line of a row, also of one that is only a line of a detail.
fn due_line(context: &Context<'_>, row: &Row) -> Option<Line> {
    let mut of_entry = DueKind::ALL
        .iter()
        .filter_map(|&kind| context.outlook.line(row.entry, kind));
    row.line.or_else(|| of_entry.next().copied())
}

/// A document is about one entry.
pub(super) fn can_export(rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match rows {
        [_] => Ok(()),
        _ => Err("One document is written at a time; Esc takes the marks off.".into()),
    }
}

pub(super) fn export(context: &Context<'_>, rows: &[Row]) -> Effect {
    match rows {
        [row] => forms::export(context, row.entry),
        _ => Effect::None,
    }
}

/// Only a meeting has texts that go out.
pub(super) fn can_issue(context: &Context<'_>, rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match rows {
        [row] if meeting_of(context, row).is_some() => Ok(()),
        [_] => Err("Only a meeting has an agenda and a record to issue.".into()),
        _ => Err("One text is issued at a time; Esc takes the marks off.".into()),
    }
}

pub(super) fn issue(context: &Context<'_>, rows: &[Row]) -> Effect {
    let [row] = rows else {
        return Effect::None;
    };
    let meeting = meeting_of(context, row);
    meeting.map_or(Effect::None, |meeting| pages::issue(context, meeting))
}

/// The meeting of a row, or that of the item on whose line the cursor is.
fn meeting_of<'a>(context: &'a Context<'_>, row: &Row) -> Option<&'a Meeting> {
    let register = context.register();
    let item = row.entry.id().and_then(|id| register.items.get(id));
    let meeting = item.map_or_else(|| row.entry.id(), |item| Some(item.meeting));
    register.meetings.get(meeting?)
}

/// The rows as text for anybody: cells with tabs between them.
pub(super) fn copy(subject: &dyn Subject, context: &Context<'_>, rows: &[Row]) -> Effect {
    let lines = rows.iter().map(|row| public_row(subject, context, row));
    Effect::Copy(lines.collect::<Vec<_>>().join("\n"))
}

/// What is the Secretariat's alone is not copied for the public.
pub(super) fn can_copy(rows: &[Row]) -> Result<(), Cow<'static, str>> {
    let internal = rows.iter().find(|row| row.entry.kind.is_internal());
    internal.map_or(Ok(()), |row| {
        let kind = row.entry.kind;
        Err(format!("What is copied is for the public; this {kind} is for the Secretariat.").into())
    })
}

/// The title of an entry that has no row here, for anybody.
pub(super) fn copy_title(context: &Context<'_>, entry: Entry) -> Effect {
    let register = context.register();
    let record = register.get(entry);
    record.map_or(Effect::None, |record| {
        Effect::Copy(record.title_for(register, Audience::Public))
    })
}

/// A row as the public may read it.
pub(crate) fn public_row(subject: &dyn Subject, context: &Context<'_>, row: &Row) -> String {
    if parts::is_reserved(context.register(), row.entry) {
        return "Reserved item".to_owned();
    }
    let columns = 0..subject.about().columns.len();
    let cells = columns.map(|column| subject.public_cell(context, row, column));
    let cells: Vec<String> = cells
        .filter(|text| !text.is_empty())
        .map(|text| text.as_str().trim().to_owned())
        .collect();
    cells.join("\t")
}

/// The menu of what to show: what the tab offers, then every organisation.
pub(super) fn ask_choice(
    subject: &'static dyn Subject,
    context: &Context<'_>,
    now: Choice,
) -> Effect {
    let mut offers: Vec<Offer> = subject
        .about()
        .choices
        .iter()
        .filter_map(|&choice| Some((choice, choice.title(subject.about().tab)?)))
        .map(|(choice, title)| Offer::plain(title, Pick::Narrow(choice)))
        .collect();
    if subject.has_organisations() {
        let mut bodies: Vec<_> = context.register().organisations.iter().collect();
        bodies.sort_by(|a, b| parts::by_name(&a.name, &b.name));
        offers.extend(bodies.into_iter().map(|one| {
            let name = match &one.acronym {
                Some(acronym) => format!("Only {acronym}, {}", one.name),
                None => format!("Only {}", one.name),
            };
            Offer::plain(
                Text::line(&name),
                Pick::Narrow(Choice::Organisation(one.id)),
            )
        }));
    }
    let is_now = |offer: &Offer| matches!(offer.pick, Pick::Narrow(choice) if choice == now);
    let at = offers.iter().position(is_now).unwrap_or(0);
    let chooser = Chooser::new("Show which rows?", Matching::Words, offers);
    Effect::Ask(Box::new(Dialog::Chooser(chooser.at(at))))
}

pub(super) fn ask_sorting(subject: &'static dyn Subject, now: usize) -> Effect {
    let all = subject.about().sortings.iter().enumerate();
    let offers = all.map(|(place, one)| Offer::plain(one.name, Pick::Sort(place)));
    let chooser = Chooser::new("In which order?", Matching::Words, offers.collect());
    Effect::Ask(Box::new(Dialog::Chooser(chooser.at(now))))
}

/// What marking would do.
enum Marking<'a> {
    Close(Vec<Id<action::Action>>),
    Review(&'a Agreement),
    /// An agreement on towards being in force.
    Life(Step),
    /// Another step towards being held, or away from it.
    Meetings(Vec<Id<Meeting>>),
    /// The year of a forum.
    Plan(Id<Forum>),
    /// What was owed is here, or ours has gone.
    Came(chasing::Came),
    /// At the item of a meeting that it is.
    ReviewAt(&'a Item),
    /// A commitment, perhaps by one of the forums that keep it.
    Met(Id<Commitment>, Option<Id<Forum>>),
    /// What becomes of an announcement.
    Announcement,
}

fn marking<'a>(context: &'a Context<'_>, rows: &[Row]) -> Result<Marking<'a>, Cow<'static, str>> {
    let register = context.register();
    let ids: Option<Vec<_>> = rows.iter().map(|row| row.entry.id()).collect();
    if let Some(ids) = ids.filter(|ids| !ids.is_empty()) {
        let is_done = |id: &Id<action::Action>| {
            let action = register.actions.get(*id);
            action.is_some_and(|one| one.closed.is_some())
        };
        return if ids.iter().any(is_done) {
            Err("It is done already.".into())
        } else {
            Ok(Marking::Close(ids))
        };
    }
    let is_of = |kind| {
        rows.iter()
            .all(|row| row.line.is_none_or(|line| line.kind == kind))
    };
    if let Some(ids) = stepping::meetings(rows).filter(|_| is_of(DueKind::Meeting)) {
        return stepping::can_mark(context, &ids).map(|()| Marking::Meetings(ids));
    }
    if let Some(came) = chasing::came(context, rows) {
        return Ok(Marking::Came(came));
    }
    let [row] = rows else {
        let why = "Several rows are done together only if all are actions, all meetings, all returns \
                   or all papers.";
        return Err(why.into());
    };
    if let Some(marking) = promised(row) {
        return Ok(marking);
    }
    marking_one(context, row)
}

/// What marking one row would do that is neither an action, a meeting, a return nor a paper.
fn marking_one<'a>(context: &'a Context<'_>, row: &Row) -> Result<Marking<'a>, Cow<'static, str>> {
    let register = context.register();
    let is_of = |kind| row.line.is_none_or(|line| line.kind == kind);
    let forum = row.entry.id().and_then(|id| register.forums.get(id));
    if let Some(forum) = forum.filter(|_| is_of(DueKind::ToFix)) {
        return Ok(Marking::Plan(forum.id));
    }
    if let Some(item) = row.entry.id().and_then(|id| register.items.get(id)) {
        return match (item.agreement, outcome::review_at(register, item)) {
            (None, _) => Err("This item is not the review of an agreement.".into()),
            (Some(_), Some(_)) => Err("Its review is recorded already.".into()),
            (Some(_), None) => Ok(Marking::ReviewAt(item)),
        };
    }
    if is_of(DueKind::Signature)
        && let Some(step) = living::next(context, row.entry)
    {
        return Ok(Marking::Life(step));
    }
    let agreement = row.entry.id().and_then(|id| register.agreements.get(id));
    match agreement.filter(|_| is_of(DueKind::Review)) {
        Some(one) => reviewed(one),
        None => Err(
            "Only actions, reviews, meetings, commitments and announcements are marked here, and forums are \
             planned."
                .into(),
        ),
    }
}

fn reviewed(one: &Agreement) -> Result<Marking<'_>, Cow<'static, str>> {
    match one.state() {
        AgreementState::Ended | AgreementState::Superseded => {
            Err("It is not in force any more, so it is not reviewed.".into())
        }
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature
        | AgreementState::Current
        | AgreementState::UnderReview
        | AgreementState::NotStated => Ok(Marking::Review(one)),
    }
}

/// A commitment, by the forum whose line it is; an announcement.
fn promised(row: &Row) -> Option<Marking<'static>> {
    if let Some(id) = row.entry.id::<Commitment>() {
        let keeper = row.line.and_then(|line| line.keeper);
        return Some(Marking::Met(id, keeper));
    }
    let announcement = confiding::announcement(std::slice::from_ref(row));
    announcement.map(|_| Marking::Announcement)
}
