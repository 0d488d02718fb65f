//! The forms: what each is for, which fields it has, and what saving does. One file a form; the form itself, with its
//! keys and its drawing, is in `dialogs/form`.

mod agree;
mod announce;
mod close;
mod decline;
mod deputy;
mod disagree;
mod end_body;
mod entry;
mod export;
mod hand_over;
mod import;
mod life;
mod look_back;
mod met;
mod minutes;
mod outcome;
mod postpone;
mod remind;
mod review;
mod review_start;
mod row;
mod send_out;
mod settle;
mod step;

use serde::{Deserialize, Serialize};

use super::dialogs::{Dialog, Filled, Form};
use super::effect::{Context, Effect};
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::announcement::Announcement;
use crate::domain::commitment::Commitment;
use crate::domain::due::DueKind;
use crate::domain::form::{self, Answer, Answers, Reader};
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::{IssuedText, TextKind};
use crate::domain::item::Item;
use crate::domain::life::next::Step;
use crate::domain::life::{announcing, disagreement};
use crate::domain::meeting::Meeting;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};

pub(super) use entry::{again, change, change_all, like, make, make_called, make_with};
pub(super) use look_back::Reading;
pub(super) use outcome::note;
pub(super) use row::ask_row;
pub(super) use settle::settle;

/// What a form is for: enough to make it again. Kept in drafts, so its form is a promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Purpose {
    /// A new entry of a kind.
    Make(Kind),
    Change(Entry),
    /// Several of one kind at once.
    ChangeAll(Vec<Entry>),
    /// One row of a list in another form.
    Row(RowOf),
    Close(Vec<Id<Action>>),
    Review(Id<Agreement>),
    /// A step of an agreement's life.
    Life(Step, Id<Agreement>),
    /// At the item of a meeting that it is.
    ReviewAt(Id<Item>),
    StartReview(Id<Agreement>),
    /// A review date that was written wrongly.
    CorrectReview(Id<Agreement>),
    Decline(Id<Offer>),
    Remind(DueKind, Entry),
    Postpone(Id<Meeting>),
    /// What was agreed at a meeting, perhaps at an item of it.
    Agree(Id<Meeting>, Option<Id<Item>>),
    /// What came of an item.
    Outcome(Id<Item>),
    /// Who stands in at a meeting for the representative of an organisation.
    Deputy(Id<Meeting>, Id<Organisation>),
    /// How far a text has come.
    Step(Id<Meeting>, TextKind),
    /// Drafts and pack of an issued text.
    SendOut(Id<IssuedText>),
    /// A document about an entry, as a file.
    Export(Entry),
    /// A forum to its next Secretariat, with what was ticked.
    HandOver(Id<Forum>, Vec<Entry>),
    /// The file that is brought in.
    Import,
    /// What becomes of an organisation.
    EndBody(Id<Organisation>),
    /// How long items take.
    Minutes(Vec<Id<Item>>),
    /// The day that is looked back at.
    LookBack(Reading),
    /// When a commitment was met, and perhaps by which forum.
    Met(Id<Commitment>, Option<Id<Forum>>),
    /// What becomes of an announcement.
    Announce(Id<Announcement>, announcing::Deed),
    /// A step of a disagreement.
    Disagree(Id<Agreement>, disagreement::Deed),
    /// Choosing between somebody else's text and one's own; the names are those of the questions.
    Settle(Vec<String>),
}

/// The list that a row is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct RowOf {
    kind: Kind,
    /// The question that the list answers.
    name: String,
    /// The number of the record that the row is, if it is one already.
    number: Option<u32>,
}

impl Purpose {
    /// Whether a form for it outlives the program.
    pub(super) fn is_kept(&self) -> bool {
        !matches!(self, Self::LookBack(_) | Self::Settle(_) | Self::Import)
    }

    /// The kind of record that its questions are about. None for a form with fields of its own.
    fn kind(&self) -> Option<Kind> {
        if let Self::Make(kind) | Self::Row(RowOf { kind, .. }) = self {
            Some(*kind)
        } else if let Self::Change(entry) = self {
            Some(entry.kind)
        } else if let Self::ChangeAll(entries) = self {
            entries.first().map(|entry| entry.kind)
        } else {
            matches!(self, Self::Outcome(_)).then_some(Kind::Item)
        }
    }
}

/// A form for a purpose, with the answers it begins with. None if what it is about is gone.
pub(super) fn form(
    purpose: &Purpose,
    first: &Answers,
    base: &Register,
    context: &Context<'_>,
) -> Option<Form> {
    match purpose {
        Purpose::Make(_) | Purpose::Change(_) | Purpose::ChangeAll(_) => {
            entry::form(purpose, first, base)
        }
        Purpose::Row(of) => row::form(of, first),
        Purpose::Close(ids) => Some(close::form(context.register(), ids)),
        Purpose::Life(step, id) => life::form(context.register(), *step, *id),
        Purpose::Review(id) => review::form(context, *id),
        Purpose::ReviewAt(id) => review::form_at(context, *id),
        Purpose::StartReview(id) => review_start::form(context, *id),
        Purpose::CorrectReview(id) => review_start::form_of_date(context.register(), *id),
        Purpose::Decline(id) => decline::form(context.register(), *id),
        Purpose::Remind(kind, entry) => remind::form(context, *kind, *entry),
        Purpose::Postpone(id) => postpone::form(context.register(), *id),
        Purpose::Agree(id, at) => agree::form(context.register(), *id, *at),
        Purpose::Outcome(id) => outcome::form(*id, first, base),
        Purpose::Deputy(id, body) => deputy::form(context.register(), *id, *body),
        Purpose::Step(id, what) => step::form(context.register(), *id, *what),
        Purpose::SendOut(id) => {
            send_out::form(context.register(), *id, &context.session.house().words)
        }
        Purpose::Export(entry) => export::form(context, *entry),
        Purpose::HandOver(id, ticked) => hand_over::form(context, *id, ticked),
        Purpose::Import => Some(import::form(context)),
        Purpose::EndBody(id) => end_body::form(context.register(), *id),
        Purpose::Minutes(ids) => minutes::form(context.register(), ids),
        Purpose::LookBack(reading) => Some(look_back::form(context, *reading)),
        Purpose::Met(id, keeper) => met::form(context.register(), *id, *keeper),
        Purpose::Announce(id, deed) => announce::form(context, *id, *deed),
        Purpose::Disagree(id, deed) => disagree::form(context.register(), *id, *deed),
        Purpose::Settle(_) => None,
    }
}

/// What saving a form asks for.
pub(super) fn submit(purpose: &Purpose, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    match purpose {
        Purpose::Make(kind) => Ok(entry::submit_new(*kind, filled)),
        Purpose::Change(entry) => Ok(entry::submit_change(*entry, filled)),
        Purpose::ChangeAll(entries) => Ok(entry::submit_all(entries, filled)),
        Purpose::Row(of) => row::submit(of, filled),
        Purpose::Close(ids) => close::submit(ids, filled),
        Purpose::Review(id) => review::submit(*id, filled),
        Purpose::Life(step, id) => Ok(life::submit(*step, *id, filled)),
        Purpose::ReviewAt(id) => review::submit_at(*id, filled),
        Purpose::StartReview(id) => review_start::submit(*id, filled),
        Purpose::CorrectReview(id) => review_start::submit_date(*id, filled),
        Purpose::Decline(id) => Ok(decline::submit(*id, filled)),
        Purpose::Remind(kind, entry) => remind::submit(*kind, *entry, filled),
        Purpose::Postpone(id) => postpone::submit(*id, filled),
        Purpose::Agree(id, at) => Ok(agree::submit(*id, *at, filled)),
        Purpose::Outcome(id) => outcome::submit(*id, filled),
        Purpose::Deputy(id, body) => Ok(deputy::submit(*id, *body, filled)),
        Purpose::Step(id, what) => step::submit(*id, *what, filled),
        Purpose::SendOut(id) => Ok(send_out::submit(*id, filled)),
        Purpose::Export(entry) => export::submit(*entry, filled),
        Purpose::HandOver(id, ticked) => hand_over::submit(*id, ticked, filled),
        Purpose::Import => Ok(import::submit(filled)),
        Purpose::EndBody(id) => end_body::submit(*id, filled),
        Purpose::Minutes(ids) => Ok(minutes::submit(ids, filled)),
        Purpose::LookBack(reading) => look_back::submit(*reading, filled),
        Purpose::Met(id, _) => met::submit(*id, filled),
        Purpose::Announce(id, deed) => announce::submit(*id, *deed, filled),
        Purpose::Disagree(id, deed) => disagree::submit(*id, *deed, filled),
        Purpose::Settle(names) => Ok(settle::submit(names, filled)),
    }
}

/// Whether the other answers of a new entry answer a question too: the forum of an action is that of its meeting.
pub(super) fn follows(
    purpose: &Purpose,
    name: &str,
    mut answers: Answers,
    reader: &Reader<'_>,
) -> bool {
    let Purpose::Make(kind) = purpose else {
        return false;
    };
    form::of(*kind).complete(&mut answers, reader);
    answers.get(name).is_some_and(|answer| !answer.is_empty())
}

/// Refuses an answer that its question cannot take.
pub(super) fn check(
    purpose: &Purpose,
    name: &str,
    answer: &Answer,
    reader: &Reader<'_>,
) -> Result<(), Refusal> {
    // A row is checked whole, when it is saved.
    let is_row = matches!(purpose, Purpose::Row(_));
    match purpose.kind().filter(|_| !is_row) {
        Some(kind) => form::of(kind).check(name, answer, reader),
        None => Ok(()),
    }
}

/// What somebody was doing in such a form.
pub(super) fn title(purpose: &Purpose, now: &Answers, register: &Register) -> String {
    let entry = |entry: &Entry| {
        let record = register.get(*entry);
        record.map_or_else(|| entry.to_string(), |record| record.name(register))
    };
    match purpose {
        Purpose::Make(kind) => match entry::called(*kind, now) {
            "" => format!("a new {kind}"),
            name => format!("a new {kind} \"{name}\""),
        },
        Purpose::Change(one) => format!("changes of {}", entry(one)),
        Purpose::ChangeAll(entries) => format!("changes of {} entries", entries.len()),
        Purpose::LookBack(_) => "a day to look back at".to_owned(),
        Purpose::Row(_) | Purpose::Settle(_) => "a row of a list".to_owned(),
        Purpose::Close(ids) => match ids[..] {
            [id] => format!("the closing of {}", entry(&id.into())),
            _ => format!("the closing of {} actions", ids.len()),
        },
        Purpose::Review(id) => format!("the review of {}", entry(&(*id).into())),
        Purpose::Life(_, id) => format!("a step of {}", entry(&(*id).into())),
        Purpose::ReviewAt(id) => format!("the review at {}", entry(&(*id).into())),
        Purpose::StartReview(id) => format!("the start of the review of {}", entry(&(*id).into())),
        Purpose::CorrectReview(id) => format!("the review date of {}", entry(&(*id).into())),
        Purpose::Decline(id) => format!("the declining of {}", entry(&(*id).into())),
        Purpose::Remind(_, one) => format!("a reminder about {}", entry(one)),
        Purpose::Met(id, _) => format!("what shows that {} was met", entry(&(*id).into())),
        Purpose::Announce(id, deed) => format!("the step \"{deed}\" of {}", entry(&(*id).into())),
        Purpose::Disagree(id, _) => format!("a disagreement under {}", entry(&(*id).into())),
        Purpose::Agree(id, _) => format!("an action of {}", entry(&(*id).into())),
        Purpose::Outcome(id) => format!("what came of {}", entry(&(*id).into())),
        Purpose::Deputy(_, body) => format!("the deputy of {}", entry(&(*body).into())),
        Purpose::Postpone(id) => format!("the moving of {}", entry(&(*id).into())),
        Purpose::Step(id, what) => format!("a step of the {what} of {}", entry(&(*id).into())),
        Purpose::SendOut(id) => format!("what goes out with {}", entry(&(*id).into())),
        Purpose::HandOver(id, _) => format!("the handing over of {}", entry(&(*id).into())),
        Purpose::Import => "a file to bring in".to_owned(),
        Purpose::Export(one) => format!("the export of {}", entry(one)),
        Purpose::EndBody(id) => format!("what becomes of {}", entry(&(*id).into())),
        Purpose::Minutes(ids) => match ids[..] {
            [id] => format!("the minutes of {}", entry(&id.into())),
            _ => format!("the minutes of {} items", ids.len()),
        },
    }
}

pub(super) fn look_back(context: &Context<'_>, reading: Reading) -> Effect {
    open(&Purpose::LookBack(reading), context)
}

pub(super) fn close(context: &Context<'_>, ids: Vec<Id<Action>>) -> Effect {
    open(&Purpose::Close(ids), context)
}

pub(super) fn review(context: &Context<'_>, id: Id<Agreement>) -> Effect {
    open(&Purpose::Review(id), context)
}

pub(super) fn life(context: &Context<'_>, step: Step, id: Id<Agreement>) -> Effect {
    open(&Purpose::Life(step, id), context)
}

pub(super) fn start_review(context: &Context<'_>, id: Id<Agreement>) -> Effect {
    open(&Purpose::StartReview(id), context)
}

pub(super) fn correct_review(context: &Context<'_>, id: Id<Agreement>) -> Effect {
    open(&Purpose::CorrectReview(id), context)
}

/// Of the agreement whose review an item is.
pub(super) fn review_at(context: &Context<'_>, id: Id<Item>) -> Effect {
    open(&Purpose::ReviewAt(id), context)
}

pub(super) fn decline(context: &Context<'_>, id: Id<Offer>) -> Effect {
    open(&Purpose::Decline(id), context)
}

pub(super) fn remind(context: &Context<'_>, kind: DueKind, entry: Entry) -> Effect {
    open(&Purpose::Remind(kind, entry), context)
}

pub(super) fn postpone(context: &Context<'_>, id: Id<Meeting>) -> Effect {
    open(&Purpose::Postpone(id), context)
}

pub(super) fn agree(context: &Context<'_>, id: Id<Meeting>, at: Option<Id<Item>>) -> Effect {
    open(&Purpose::Agree(id, at), context)
}

pub(super) fn deputy(context: &Context<'_>, id: Id<Meeting>, body: Id<Organisation>) -> Effect {
    open(&Purpose::Deputy(id, body), context)
}

pub(super) fn export(context: &Context<'_>, entry: Entry) -> Effect {
    open(&Purpose::Export(entry), context)
}

pub(super) fn hand_over(context: &Context<'_>, id: Id<Forum>, ticked: Vec<Entry>) -> Effect {
    open(&Purpose::HandOver(id, ticked), context)
}

pub(super) fn import(context: &Context<'_>) -> Effect {
    open(&Purpose::Import, context)
}

pub(super) fn end_body(context: &Context<'_>, id: Id<Organisation>) -> Effect {
    open(&Purpose::EndBody(id), context)
}

pub(super) fn minutes(context: &Context<'_>, ids: Vec<Id<Item>>) -> Effect {
    open(&Purpose::Minutes(ids), context)
}

pub(super) fn step(context: &Context<'_>, id: Id<Meeting>, what: TextKind) -> Effect {
    open(&Purpose::Step(id, what), context)
}

pub(super) fn met(context: &Context<'_>, id: Id<Commitment>, keeper: Option<Id<Forum>>) -> Effect {
    open(&Purpose::Met(id, keeper), context)
}

pub(super) fn announce(
    context: &Context<'_>,
    id: Id<Announcement>,
    deed: announcing::Deed,
) -> Effect {
    open(&Purpose::Announce(id, deed), context)
}

pub(super) fn disagree(
    context: &Context<'_>,
    id: Id<Agreement>,
    deed: disagreement::Deed,
) -> Effect {
    open(&Purpose::Disagree(id, deed), context)
}

pub(super) fn send_out(context: &Context<'_>, id: Id<IssuedText>) -> Effect {
    open(&Purpose::SendOut(id), context)
}

fn open(purpose: &Purpose, context: &Context<'_>) -> Effect {
    form(purpose, &Answers::default(), &Register::default(), context).map_or(Effect::None, ask)
}

fn ask(form: Form) -> Effect {
    Effect::Ask(Box::new(Dialog::Form(form)))
}
