//! The general form: a new entry of any kind, one that is changed, or several at once.

use super::{Purpose, ask};
use crate::domain::form::{self, Answer, Answers, Ask, Input, Reader};
use crate::domain::id::Entry;
use crate::domain::register::{Kind, Record, Register};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect};
use crate::tui::widgets::Text;

/// A new entry. What it belongs to is taken from the entry that the cursor is on.
pub(in crate::tui) fn make(context: &Context<'_>, kind: Kind, at: Option<Entry>) -> Effect {
    make_with(context, kind, at, &[])
}

/// The same with more answers that are known: the name of each question, and what would be typed.
pub(in crate::tui) fn make_with(
    context: &Context<'_>,
    kind: Kind,
    at: Option<Entry>,
    given: &[(&'static str, String)],
) -> Effect {
    let mut answers = blank(context, kind);
    for (name, text) in given {
        answers.set_text(name, text.clone());
    }
    let register = context.register();
    for entry in at.into_iter().chain(at.and_then(|at| above(register, at))) {
        for ask in form::of(kind).asks() {
            if is_place_for(ask, entry.kind) && answers.text(ask.name).is_empty() {
                answers.set_text(ask.name, entry.to_string());
            }
        }
    }
    let form = form(&Purpose::Make(kind), &answers, &Register::default());
    form.map_or(Effect::None, |form| ask(form.past_what_is_given()))
}

/// A new entry that is called what somebody typed.
pub(in crate::tui) fn make_called(context: &Context<'_>, kind: Kind, name: &str) -> Effect {
    let answers = blank(context, kind);
    let form = form(&Purpose::Make(kind), &answers, &Register::default());
    let asks = form::of(kind).asks();
    let first = asks.iter().find(|one| one.is_name());
    match (form, first) {
        (Some(form), Some(first)) => ask(form.with(first.name, &Answer::Text(name.to_owned()))),
        (Some(form), None) => ask(form),
        (None, _) => Effect::None,
    }
}

/// A new entry that begins with the answers of another.
pub(in crate::tui) fn like(context: &Context<'_>, entry: Entry) -> Effect {
    let blank = blank(context, entry.kind);
    let Some(mut form) = form(&Purpose::Make(entry.kind), &blank, &Register::default()) else {
        return Effect::None;
    };
    for (name, answer) in form::like(context.register(), entry).iter() {
        form = form.with(name, answer);
    }
    if entry.kind == Kind::Contact {
        // The same post: somebody new in it is what is meant, and the form shows what follows.
        form = form.with("predecessor", &Answer::Text(entry.to_string()));
    }
    ask(form.begun())
}

pub(in crate::tui) fn change(context: &Context<'_>, entry: Entry) -> Effect {
    let base = form::part(context.register(), entry);
    let answers = form::of(entry.kind).written(&base, entry.number);
    open(&Purpose::Change(entry), &answers.unwrap_or_default(), &base)
}

/// Several entries of one kind.
pub(in crate::tui) fn change_all(entries: Vec<Entry>) -> Effect {
    open(
        &Purpose::ChangeAll(entries),
        &Answers::default(),
        &Register::default(),
    )
}

/// What a form that changes an entry would begin with now. None for other forms, and if the entry is gone.
pub(in crate::tui) fn again(purpose: &Purpose, register: &Register) -> Option<(Register, Answers)> {
    let entry = if let Purpose::Change(entry) = purpose {
        *entry
    } else if let Purpose::Outcome(id) = purpose {
        (*id).into()
    } else {
        return None;
    };
    let base = form::part(register, entry);
    let answers = form::of(entry.kind).written(&base, entry.number)?;
    Some((base, answers))
}

pub(super) fn form(purpose: &Purpose, first: &Answers, base: &Register) -> Option<Form> {
    let kind = purpose.kind()?;
    let asks = form::of(kind).asks();
    let field =
        |ask: &&'static Ask| Field::asking(ask, first.get(ask.name).unwrap_or(&Answer::default()));
    let made =
        |title: &str, about, fields| Form::new(purpose.clone(), Text::line(title), about, fields);
    if let Purpose::Change(entry) = purpose {
        let title = base.get(*entry)?.name(base);
        let fields = asks.iter().map(field).collect();
        let form = made(&format!("Change {title}"), "", fields);
        return Some(form.upon(base.clone()));
    }
    if let Purpose::ChangeAll(entries) = purpose {
        let single = asks.iter().filter(|ask| !ask.is_list() && !ask.is_name());
        let fields = single.map(|ask| field(ask).optional()).collect();
        let title = format!("Change {} {} at once", entries.len(), kind.plural());
        let about = "What is left empty stays as it is in each of them.";
        return Some(made(&title, about, fields));
    }
    let fields = asks.iter().map(field).collect();
    Some(made(&format!("New {kind}"), "", fields))
}

pub(super) fn submit_new(kind: Kind, filled: &Filled<'_>) -> Effect {
    let (answers, today) = (filled.given(), filled.today);
    Effect::Commit(Box::new(move |register| {
        form::make(kind, &answers, &Reader { register, today })
    }))
}

pub(super) fn submit_change(entry: Entry, filled: &Filled<'_>) -> Effect {
    let (answers, today) = (filled.changed(), filled.today);
    if answers.is_empty() {
        return Effect::Close;
    }
    let base = filled.base.cloned();
    Effect::Commit(Box::new(move |register| {
        let base = base.as_ref().unwrap_or(register);
        form::change(base, entry, &answers, &Reader { register, today })
    }))
}

pub(super) fn submit_all(entries: &[Entry], filled: &Filled<'_>) -> Effect {
    let (answers, today) = (filled.given(), filled.today);
    if answers.is_empty() {
        return Effect::Close;
    }
    let entries = entries.to_vec();
    Effect::Commit(Box::new(move |register| {
        form::change_all(&entries, &answers, &Reader { register, today })
    }))
}

/// What a new entry is going to be called, as far as it has been typed.
pub(super) fn called(kind: Kind, answers: &Answers) -> &str {
    let asks = form::of(kind).asks();
    let name = asks.iter().find(|ask| ask.is_name());
    name.map_or("", |ask| answers.text(ask.name))
}

fn open(purpose: &Purpose, answers: &Answers, base: &Register) -> Effect {
    form(purpose, answers, base).map_or(Effect::None, ask)
}

fn blank(context: &Context<'_>, kind: Kind) -> Answers {
    form::of(kind).blank(&Reader {
        register: context.register(),
        today: context.today(),
    })
}

/// Whether a question asks what a new entry belongs to, and an entry of that kind may be it.
fn is_place_for(ask: &Ask, kind: Kind) -> bool {
    let is_meant = matches!(ask.input, Input::Entry(wanted) if wanted == kind);
    (is_meant && ask.name == kind.to_string()) || matches!(ask.input, Input::AnyEntry)
}

/// The entry that another belongs to: the meeting of an item, the agreement of a party.
fn above(register: &Register, entry: Entry) -> Option<Entry> {
    Some(match register.get(entry)? {
        Record::Contact(one) => one.organisation.into(),
        Record::Membership(one) => one.forum.into(),
        Record::Meeting(one) => one.forum.into(),
        Record::Item(one) => one.meeting.into(),
        Record::Action(one) => one.meeting?.into(),
        Record::Party(one) => one.agreement.into(),
        Record::Review(one) => one.agreement.into(),
        Record::Commitment(one) => one.agreement?.into(),
        Record::Reminder(one) => one.about,
        Record::Note(one) => one.about,
        Record::Origin(one) => one.about,
        Record::Sending(one) => one.about,
        Record::Attendance(one) => one.meeting.into(),
        Record::Return(one) => one.meeting.into(),
        Record::IssuedText(one) => one.meeting.into(),
        Record::Offer(one) => one.forum.into(),
        Record::Organisation(_)
        | Record::Forum(_)
        | Record::Agreement(_)
        | Record::Announcement(_)
        | Record::PublishedPage(_)
        | Record::File(_) => return None,
    })
}
