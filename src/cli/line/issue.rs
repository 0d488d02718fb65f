//! Issuing the agenda or the record of a meeting: the checks by number, the issue, what goes out, and whether it was sent.

use std::path::Path;

use super::look;
use super::pick;
use super::talk::{Said, Talk, returned};
use crate::cli::issue::{last, recipients, written};
use crate::domain::audience::Audience;
use crate::domain::cycle::checks::before_issue;
use crate::domain::cycle::issue;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::TextKind;
use crate::domain::meeting::Meeting;
use crate::domain::register::{Kind, Register};
use crate::domain::words::Word;
use crate::exchange::issued;
use crate::files::Existing;
use crate::session::Session;

const HELP: &str = "The number of a check shows its entry and what can be done with it. issue fixes the text as it is. \
Checks warn; none of them stands in the way.";

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which meeting: next, last, a date, or words of it? Enter goes back:";
    let picked = pick::one(talk, session, Kind::Meeting, prompt)?;
    let Some(meeting) = picked.and_then(Entry::id) else {
        return Ok(());
    };
    let names: Vec<String> = TextKind::ALL.iter().map(ToString::to_string).collect();
    talk.number(&names)?;
    let help = "The record is the action note, or the minutes.";
    let chosen = talk.choose("Which of its texts? Enter goes back:", &names, help)?;
    match chosen.and_then(|place| TextKind::ALL.get(place)) {
        Some(what) => check(talk, session, meeting, *what),
        None => Ok(()),
    }
}

fn check(
    talk: &mut Talk<'_>,
    session: &mut Session,
    meeting: Id<Meeting>,
    what: TextKind,
) -> Said<()> {
    loop {
        let register = session.register();
        let findings = match before_issue(register, meeting, what, Audience::Secretariat) {
            Ok(findings) => findings,
            Err(refusal) => return talk.say(&refusal.sentence),
        };
        let rows: Vec<String> = findings.iter().map(|one| one.sentence.clone()).collect();
        talk.say(&match rows.len() {
            0 => "Nothing is left to look at.".to_owned(),
            count => format!("To look at: {count}"),
        })?;
        talk.number(&rows)?;
        goes_to(talk, register, meeting)?;
        let prompt = "Number of a check, issue to issue it, or Enter to go back:";
        let reply = talk.ask(prompt, HELP)?;
        if reply.is_empty() {
            return talk.say("It was not issued.");
        }
        if reply.is("issue") {
            return issue_it(talk, session, meeting, what);
        }
        match reply.place(rows.len()).and_then(|at| findings.get(at)) {
            Some(finding) => returned(look::look(talk, session, finding.entry))?,
            None => talk.say("Type the number of a check, or issue.")?,
        }
        talk.gap()?;
    }
}

fn goes_to(talk: &mut Talk<'_>, register: &Register, meeting: Id<Meeting>) -> Said<()> {
    use crate::domain::cycle::circulation::of_meeting;
    let Some(meeting) = register.meetings.get(meeting) else {
        return Ok(());
    };
    let list = of_meeting(register, meeting, meeting.on.last());
    let names: Vec<String> = list
        .iter()
        .map(|one| format!("{} ({})", one.short(register), one.address_or_none()))
        .collect();
    talk.say(&format!("Goes to: {}", names.join("; ")))
}

fn issue_it(
    talk: &mut Talk<'_>,
    session: &mut Session,
    meeting: Id<Meeting>,
    what: TextKind,
) -> Said<()> {
    let on = session.today();
    let house = session.shared_house();
    let issued = session.commit(|register| {
        let texts = issued::texts(register, meeting, what, on, &house.words)?;
        issue::issue(register, meeting, what, on, texts)
    });
    match issued {
        Ok(done) => talk.done(&done)?,
        Err(failure) => return talk.refused(&failure),
    }
    write(talk, session, meeting, what)?;
    let help =
        "yes notes it for everybody on the circulation list; anything else leaves it for later.";
    if !talk.confirm("Has it been sent?", help)? {
        return talk.say("It is not noted as sent.");
    }
    let sent = session.commit(|register| {
        let text = last(register, meeting, what)?;
        issue::sent(register, text.id, &recipients(register, meeting, what), on)
    });
    match sent {
        Ok(done) => talk.done(&done),
        Err(failure) => talk.refused(&failure),
    }
}

/// Until a folder takes it, or nothing is to be written.
fn write(talk: &mut Talk<'_>, session: &Session, meeting: Id<Meeting>, what: TextKind) -> Said<()> {
    let prompt = "A new folder for the e-mail drafts and the pack, or Enter for none:";
    let help = "One e-mail for the members and one for each invitee; the pack is the public one.";
    loop {
        let reply = talk.ask(prompt, help)?;
        if reply.is_empty() {
            return Ok(());
        }
        let folder = Path::new(&reply.text);
        let text = (meeting, what);
        match written(folder, text, Audience::Public, Existing::Refuse, session) {
            Ok(told) => return talk.say(&told.join("\n")),
            Err(stop) => talk.say(&stop.to_string())?,
        }
    }
}
