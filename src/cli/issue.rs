//! What is done with a meeting's agenda and with its record alike: steps, issue, what was sent; and corrections of the
//! record. Under `agenda` and `note`.

use std::path::Path;

use clap::{Args, Subcommand, ValueEnum};

use super::action::day;
use super::entry::called;
use super::output::is_register;
use super::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::cycle::checks::before_issue;
use crate::domain::cycle::circulation::{self, Recipient};
use crate::domain::cycle::issue;
use crate::domain::cycle::steps;
use crate::domain::id::Id;
use crate::domain::issued_text::{IssuedText, TextKind, TextState, of_meeting};
use crate::domain::item::Item;
use crate::domain::meeting::Meeting;
use crate::domain::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange::issued;
use crate::files::{self, Existing};
use crate::outgoing;
use crate::session::Session;

/// The same verbs for both texts of a meeting.
#[derive(Debug, Subcommand)]
pub enum TextVerb {
    /// Says how far the text has come: with the Chair, cleared, agreed, published
    Step(StepArgs),
    /// Checks the text, fixes it as it is and makes what is sent: e-mail drafts and the pack into the folder after -o
    Issue(IssueArgs),
    /// Notes that what was issued last has been sent
    Sent(SentArgs),
}

/// A step as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Step {
    Draft,
    Chair,
    Cleared,
    Circulated,
    Agreed,
    Published,
}

#[derive(Debug, Args)]
pub struct StepArgs {
    /// A number, a date, a reference, `next` or `last`
    meeting: String,
    /// What it is now
    #[arg(value_enum)]
    step: Step,
    /// The day of the step; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct IssueArgs {
    /// A number, a date, a reference, `next` or `last`; of an agenda `next` and of a record `last` unless said
    meeting: Option<String>,
    /// The day it is issued; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// Notes as well that it has been sent to all on the circulation list
    #[arg(long)]
    sent: bool,
}

#[derive(Debug, Args)]
pub struct SentArgs {
    /// A number, a date, a reference, `next` or `last`; of an agenda `next` and of a record `last` unless said
    meeting: Option<String>,
    /// The day it was sent; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct CorrectArgs {
    /// A number, a date, a reference, `next` or `last`
    meeting: String,
    /// What was found out
    #[arg(required = true)]
    text: Vec<String>,
    /// The item it is about, by its number in the register
    #[arg(long, value_name = "ITEM")]
    item: Option<String>,
    /// The day of the note; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

impl Step {
    fn state(self) -> TextState {
        match self {
            Self::Draft => TextState::Draft,
            Self::Chair => TextState::WithChair,
            Self::Cleared => TextState::Cleared,
            Self::Circulated => TextState::Circulated,
            Self::Agreed => TextState::Agreed,
            Self::Published => TextState::Published,
        }
    }
}

pub(super) fn run(
    verb: &TextVerb,
    what: TextKind,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match verb {
        TextVerb::Step(args) => step(args, what, common, session, out),
        TextVerb::Issue(args) => issue_it(args, what, common, session, out),
        TextVerb::Sent(args) => {
            let meeting = meeting(
                args.meeting.as_deref(),
                args.forum.as_deref(),
                what,
                session,
            )?;
            let on = day(args.on.as_deref(), session)?;
            note_sent(meeting, what, on, common, session, out)
        }
    }
}

fn step(
    args: &StepArgs,
    what: TextKind,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let meeting = meeting(Some(&args.meeting), args.forum.as_deref(), what, session)?;
    let on = day(args.on.as_deref(), session)?;
    let state = args.step.state();
    out.commit(session, common, |register| {
        steps::step(register, meeting, what, state, on)
    })?;
    Ok(Exit::Done)
}

fn issue_it(
    args: &IssueArgs,
    what: TextKind,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let meeting = meeting(
        args.meeting.as_deref(),
        args.forum.as_deref(),
        what,
        session,
    )?;
    let on = day(args.on.as_deref(), session)?;
    let findings = before_issue(session.register(), meeting, what, common.audience)?;
    for finding in &findings {
        out.say(&format!("Check: {}", finding.sentence))?;
    }
    // Before the text is fixed: one that is fixed and not sent would have to be taken back.
    if let Some(folder) = &common.output {
        check_folder(folder, session, common)?;
    }
    let house = session.shared_house();
    out.commit(session, common, |register| {
        let texts = issued::texts(register, meeting, what, on, &house.words)?;
        issue::issue(register, meeting, what, on, texts)
    })?;
    if common.dry_run {
        return Ok(Exit::Done);
    }
    match &common.output {
        Some(folder) => {
            let text = (meeting, what);
            for words in written(folder, text, common.audience, existing(common), session)? {
                out.say(&words)?;
            }
        }
        None => out.say(
            "No e-mail draft and no pack was made; to make them, issue it with a folder: -o FOLDER.",
        )?,
    }
    if args.sent || is_sent(session.register(), meeting, what, common, out)? {
        note_sent(meeting, what, on, common, session, out)?;
    }
    Ok(Exit::Done)
}

/// Asks whoever sits there; where nobody does, it was not.
fn is_sent(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
    common: &Common,
    out: &mut Out<'_>,
) -> Result<bool, Stop> {
    let is_asked =
        out.answers.is_some() && !common.yes && !recipients(register, meeting, what).is_empty();
    if is_asked && out.ask("Has it been sent?")? {
        return Ok(true);
    }
    let noun = match what {
        TextKind::Agenda => "agenda",
        TextKind::Record => "note",
    };
    out.say(&format!(
        "It is not noted as sent; once it is: secretariat {noun} sent {meeting}"
    ))?;
    Ok(false)
}

fn note_sent(
    meeting: Id<Meeting>,
    what: TextKind,
    on: chrono::NaiveDate,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    out.commit(session, common, |register| {
        let text = last(register, meeting, what)?;
        issue::sent(register, text.id, &recipients(register, meeting, what), on)
    })?;
    Ok(Exit::Done)
}

pub(super) fn correct(
    args: &CorrectArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let meeting = meeting(
        Some(&args.meeting),
        args.forum.as_deref(),
        TextKind::Record,
        session,
    )?;
    let on = day(args.on.as_deref(), session)?;
    let item: Option<Id<Item>> = match &args.item {
        Some(name) => called(session, Kind::Item, name)?.id(),
        None => None,
    };
    let text = args.text.join(" ");
    out.commit(session, common, |register| {
        issue::correct(register, meeting, &text, item, on)
    })?;
    Ok(Exit::Done)
}

/// Whom the last issue of a text goes to, as the circulation list was on its day.
pub(super) fn recipients(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
) -> Vec<Recipient> {
    let sitting = register.meetings.get(meeting);
    let text = last(register, meeting, what).ok();
    let both = sitting.zip(text);
    both.map_or_else(Vec::new, |(sitting, text)| {
        circulation::of_meeting(register, sitting, text.on)
    })
}

pub(super) fn last(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
) -> Result<&IssuedText, Refusal> {
    let all = of_meeting(register, meeting, what);
    all.last().copied().ok_or_else(|| {
        Refusal::state(format!(
            "The {what} of meeting {meeting} has not been issued yet."
        ))
    })
}

fn meeting(
    name: Option<&str>,
    forum: Option<&str>,
    what: TextKind,
    session: &Session,
) -> Result<Id<Meeting>, Refusal> {
    let usual = match what {
        TextKind::Agenda => "next",
        TextKind::Record => "last",
    };
    let (register, today) = (session.register(), session.today());
    named::meeting(register, name.unwrap_or(usual), forum, today)
}

fn check_folder(folder: &Path, session: &Session, common: &Common) -> Result<(), Stop> {
    let is_ours = session.path().is_some_and(|path| is_register(path, folder));
    if is_ours {
        let folder = folder.display();
        return Err(Stop::Usage(format!(
            "{folder} is the register itself; name a folder."
        )));
    }
    Ok(files::check_folder(folder, existing(common))?)
}

fn existing(common: &Common) -> Existing {
    if common.force {
        Existing::Replace
    } else {
        Existing::Refuse
    }
}

/// Writes the e-mail drafts and the pack of the last issue into a folder; says what was written and what was not.
pub(super) fn written(
    folder: &Path,
    (meeting, what): (Id<Meeting>, TextKind),
    pack: Audience,
    existing: Existing,
    session: &Session,
) -> Result<Vec<String>, Stop> {
    let text = last(session.register(), meeting, what)?.id;
    let told = outgoing::write(session, text, pack, folder, existing);
    Ok(told?)
}
