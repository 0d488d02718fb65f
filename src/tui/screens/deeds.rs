//! What is done to rows of any tab: marking done, reminders, export, copying, and the menus of a list.
//!
//! Each asks in a small form; the verbs and their rules are in `domain`.

use std::borrow::Cow;
use std::path::PathBuf;

use super::{Choice, Row, Subject, parts};
use crate::domain::action::{self, ActionOutcome, CloseOptions};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Row as _};
use crate::domain::reminder;
use crate::domain::review::{self, RecordOptions, ReviewOutcome};
use crate::domain::words::Word;
use crate::exchange::{self, Format};
use crate::files::{self, Existing};
use crate::tui::dialogs::{Answers, Chooser, Dialog, Field, Form, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect};
use crate::tui::keys::Tab;
use crate::tui::widgets::Text;

/// What marking means for a row.
pub(super) fn mark_name(row: &Row) -> &'static str {
    match row.entry.kind {
        Kind::Agreement => "Review done",
        Kind::Organisation
        | Kind::Contact
        | Kind::Forum
        | Kind::Membership
        | Kind::Meeting
        | Kind::Item
        | Kind::Action
        | Kind::Party
        | Kind::Review
        | Kind::Commitment
        | Kind::Reminder
        | Kind::Note
        | Kind::Origin => "Done",
    }
}

/// Refuses rows that are not open actions all together, or one agreement in force.
pub(super) fn can_mark(context: &Context<'_>, rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match marking(context, rows) {
        Ok(_) => Ok(()),
        Err(why) => Err(why),
    }
}

pub(super) fn mark(context: &Context<'_>, rows: &[Row]) -> Effect {
    match marking(context, rows) {
        Ok(Marking::Close(ids)) => ask(close_form(context, ids)),
        Ok(Marking::Review(agreement)) => ask(review_form(agreement)),
        Err(why) => Effect::Refuse(why.into_owned()),
    }
}

/// Only what is due can be put off, one line at a time.
pub(super) fn can_remind(rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match rows {
        [row] if row.line.is_some() => Ok(()),
        [_] => Err("Nothing is due on this row.".into()),
        _ => Err("A reminder is set on one row at a time; Esc takes the marks off.".into()),
    }
}

pub(super) fn remind(context: &Context<'_>, rows: &[Row]) -> Effect {
    let [row] = rows else {
        return Effect::None;
    };
    let Some(line) = row.line else {
        return Effect::None;
    };
    let key = (line.kind, line.entry);
    let earlier = reminder::on(context.register(), line.kind, line.entry);
    let until = earlier.map_or_else(String::new, |one| Date::day(one.until).to_string());
    let has_earlier = earlier.is_some();
    let fields = vec![
        Field::date("until", "Remind on", &until).hint(if has_earlier {
            "The day on which the line comes back. Empty takes the reminder off."
        } else {
            "The day on which the line comes back: 30 Sep 2021, +2w, next friday."
        }),
        Field::text("note", "Note", earlier.map_or("", |one| one.note.as_str()))
            .hint("Why it can wait. It stands beside the line until then."),
    ];
    let title = line.title(context.register(), context.today());
    ask(Form::new(
        "Remind me later",
        &title,
        fields,
        move |answers| {
            if answers.text("until").is_empty() && has_earlier {
                return Ok(Effect::Commit(Box::new(move |register| {
                    reminder::clear(register, key)
                })));
            }
            let (until, today) = (answers.day("until")?, answers.today);
            let note = answers.text("note").to_owned();
            Ok(Effect::Commit(Box::new(move |register| {
                reminder::set(register, today, key, until, &note)
            })))
        },
    ))
}

/// Only a meeting has an agenda to write.
pub(super) fn can_export(tab: Tab, rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match rows {
        [row] if row.entry.kind == Kind::Meeting => Ok(()),
        [_] => Err(format!(
            "Only a meeting has an agenda to export. This list: secretariat {} -o FILE",
            lister(tab)
        )
        .into()),
        _ => Err("One agenda is exported at a time; Esc takes the marks off.".into()),
    }
}

/// The words of the command line that list what stands on a tab.
fn lister(tab: Tab) -> &'static str {
    match tab {
        Tab::Today => "due",
        Tab::Agreements => "agreement list",
        Tab::Meetings => "meeting list",
        Tab::Actions => "action list",
        Tab::Organisations => "organisation list",
    }
}

pub(super) fn export(context: &Context<'_>, rows: &[Row]) -> Effect {
    let [row] = rows else {
        return Effect::None;
    };
    let Some(meeting) = row
        .entry
        .id()
        .and_then(|id| context.register().meetings.get(id))
    else {
        return Effect::None;
    };
    let (id, title) = (meeting.id, meeting.title(context.register()));
    let name = suggested(context, meeting);
    let fields = vec![
        Field::choice("format", "Format", Format::ALL.map(Format::name).to_vec())
            .hint("Left and Right choose."),
        Field::choice("for", "For", Audience::ALL.map(Audience::name).to_vec()).hint(
            "The public text leaves reserved items out; the others are marked on every page.",
        ),
        Field::offered("file", "File name", &name)
            .required()
            .reckoned(|answers| format!("Writes {}", path(answers).display())),
    ];
    ask(Form::new(
        "Export the agenda",
        &title,
        fields,
        move |answers| write_agenda(answers, id),
    ))
}

/// `agenda-2014-04-03-` and the forum, so that the agendas of a folder stand in the order of their days.
fn suggested(context: &Context<'_>, meeting: &Meeting) -> String {
    let forum = context.register().forums.get(meeting.forum);
    let forum = forum.map_or("", |one| one.short());
    files::slug(&format!("agenda {} {forum}", meeting.on.code()))
}

fn write_agenda(answers: &Answers<'_>, meeting: Id<Meeting>) -> Result<Effect, Refusal> {
    let document = exchange::agenda::document(answers.register, meeting, audience(answers))?;
    Ok(Effect::Export {
        path: path(answers),
        text: exchange::render(&document, format(answers)),
        existing: Existing::Refuse,
    })
}

/// The name as typed, with the audience's mark and the format's ending if they are not there yet.
fn path(answers: &Answers<'_>) -> PathBuf {
    let mut name = answers.text("file").to_owned();
    let ending = format!(".{}", format(answers).extension());
    if let Some(bare) = name.strip_suffix(&ending) {
        name.truncate(bare.len());
    }
    if let Some(mark) = audience(answers).mark() {
        let mark = mark.replace(' ', "-");
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
        if !file.contains(&mark) {
            name = format!("{name}-{mark}");
        }
    }
    PathBuf::from(name + &ending)
}

fn format(answers: &Answers<'_>) -> Format {
    let mut all = Format::ALL.into_iter();
    all.find(|one| one.name() == answers.text("format"))
        .unwrap_or(Format::Markdown)
}

fn audience(answers: &Answers<'_>) -> Audience {
    let mut all = Audience::ALL.into_iter();
    all.find(|one| one.name() == answers.text("for"))
        .unwrap_or_default()
}

/// The rows as text for anybody: cells with tabs between them.
pub(super) fn copy(subject: &dyn Subject, context: &Context<'_>, rows: &[Row]) -> Effect {
    let lines = rows.iter().map(|row| public_row(subject, context, row));
    Effect::Copy(lines.collect::<Vec<_>>().join("\n"))
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
    let [row] = rows else {
        return Err("Several rows are done together only if all are actions.".into());
    };
    let is_of_review = row.line.is_none_or(|line| line.kind == DueKind::Review);
    let agreement = row.entry.id().and_then(|id| register.agreements.get(id));
    match agreement.filter(|_| is_of_review) {
        Some(one) => match one.state() {
            AgreementState::Ended | AgreementState::Superseded => {
                Err("It is not in force any more, so it is not reviewed.".into())
            }
            AgreementState::Proposed
            | AgreementState::InDevelopment
            | AgreementState::OutForSignature
            | AgreementState::Current
            | AgreementState::UnderReview
            | AgreementState::NotStated => Ok(Marking::Review(one)),
        },
        None => Err("Only actions and reviews are marked done.".into()),
    }
}

fn close_form(context: &Context<'_>, ids: Vec<Id<action::Action>>) -> Form {
    let register = context.register();
    let first = ids.first().and_then(|id| register.actions.get(*id));
    let (title, about) = match (first, ids.len()) {
        (Some(one), 1) => (
            format!("Close action {}", action::forum_number(register, one)),
            one.text.clone(),
        ),
        (_, count) => (format!("Close {count} actions"), String::new()),
    };
    let fields = vec![
        Field::date("on", "Day", "today")
            .required()
            .hint("The day it was done: today, 30 Sep 2021, 30/9/2021."),
        Field::choice("outcome", "Outcome", words::<ActionOutcome>())
            .hint("Left and Right choose: done, overtaken by events, or withdrawn."),
        Field::text("note", "Note", "").hint("Added to its progress with the day. May be empty."),
    ];
    Form::new(Text::line(&title), &about, fields, move |answers| {
        let note = answers.text("note");
        let options = CloseOptions {
            today: answers.today,
            on: answers.day("on")?,
            outcome: answers.text("outcome").parse()?,
            note: (!note.is_empty()).then(|| note.to_owned()),
        };
        let ids = ids.clone();
        Ok(Effect::Commit(Box::new(move |register| {
            action::close(register, &ids, &options)
        })))
    })
}

fn review_form(agreement: &Agreement) -> Form {
    let id = agreement.id;
    let fields = vec![
        Field::date("on", "When", "today")
            .required()
            .hint("The day it was done: today, 30 Sep 2021, 30/9/2021."),
        Field::choice("outcome", "Outcome", words::<ReviewOutcome>())
            .hint("Left and Right choose."),
        Field::date("next", "Next review", "").reckoned(move |answers| offered(answers, id)),
        Field::text("by", "By", "")
            .required()
            .hint("Who reviewed it: a person, a post or a body."),
        Field::text("note", "Note", "").hint("What was looked at, what was found. May be empty."),
    ];
    Form::new(
        "Record a review",
        &agreement.title,
        fields,
        move |answers| {
            let options = RecordOptions {
                today: answers.today,
                on: answers.day("on")?,
                outcome: answers.text("outcome").parse()?,
                by: answers.text("by").to_owned(),
                next: answers.date("next")?,
                note: answers.text("note").to_owned(),
            };
            Ok(Effect::Commit(Box::new(move |register| {
                review::record(register, id, &options)
            })))
        },
    )
}

/// What an empty "next review" will mean, and the other date that can be reckoned.
fn offered(answers: &Answers<'_>, id: Id<Agreement>) -> String {
    let outcome = answers.text("outcome").parse::<ReviewOutcome>();
    let on = answers.day("on").unwrap_or(answers.today);
    let agreement = answers.register.agreements.get(id);
    let offer = agreement.and_then(|one| review::offer(one, answers.register, on));
    match (outcome, offer) {
        (Ok(ReviewOutcome::Ended | ReviewOutcome::Replaced), _) => {
            "Leave it empty: it is not reviewed again.".to_owned()
        }
        (Ok(ReviewOutcome::Amended), _) => "What the new text says; empty for none.".to_owned(),
        (_, Some(offer)) => {
            let skipped = if offer.skipped {
                ", the first that is not past"
            } else {
                ""
            };
            format!(
                "Empty: {} from the date intended{skipped}. From the day it was done: {}.",
                offer.intended, offer.from_completion
            )
        }
        (_, None) => "The agreement states no interval; empty for none.".to_owned(),
    }
}

fn words<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|one| one.word()).collect()
}

fn ask(form: Form) -> Effect {
    Effect::Ask(Box::new(Dialog::Form(form)))
}
