//! Noting that a commitment was met, and what becomes of an announcement.

use super::pick;
use super::talk::{Said, Talk};
use crate::domain::announcement::Announcement;
use crate::domain::change::Change;
use crate::domain::commitment::Commitment;
use crate::domain::date::{self, Date};
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::life::announcing::{self, Deed};
use crate::domain::life::duties::{self, MeetOptions};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::session::Session;

const WHEN: &str =
    "The day, or as much as is known: today, 30 Sep 2021, Sep 2021. Enter says today.";
const WHICH: &str = "Each forum is looked at for itself. Enter says all of them.";
const SHOWS: &str = "A meeting, a letter, a call: in your words.";
const BECOMES: &str = "shared notes that the other parties have had a draft; published, that it is out; urgent, why \
nobody can have notice. Enter goes back.";

/// When a commitment was met, what shows it, and by which of the forums that keep it.
pub(super) fn met(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which commitment: a number, or words of it? Enter goes back:";
    let picked = pick::one(talk, session, Kind::Commitment, prompt)?;
    let Some(id) = picked.and_then(Entry::id::<Commitment>) else {
        return Ok(());
    };
    say_standings(talk, session, id)?;
    let forum = keeper(talk, session, id)?;
    let on = day(talk, session, "When was it met?")?;
    let what = talk.ask("What shows it?", SHOWS)?.text;
    let today = session.today();
    let options = MeetOptions {
        today,
        on,
        what,
        forum,
    };
    commit(talk, session, |register| {
        duties::meet(register, id, &options)
    })?;
    say_standings(talk, session, id)
}

/// Sharing its draft, publishing it, or why there can be no notice.
pub(super) fn announce(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which announcement: a number, or words of it? Enter goes back:";
    let picked = pick::one(talk, session, Kind::Announcement, prompt)?;
    let Some(id) = picked.and_then(Entry::id::<Announcement>) else {
        return Ok(());
    };
    let (deeds, words) = (
        [Deed::Share, Deed::Publish, Deed::Urgent],
        ["shared", "published", "urgent"].map(str::to_owned),
    );
    talk.number(&words)?;
    let chosen = talk.choose("What became of it?", &words, BECOMES)?;
    let Some(deed) = chosen.and_then(|place| deeds.get(place)) else {
        return Ok(());
    };
    let today = session.today();
    match deed {
        Deed::Share => {
            let bodies = lacking(talk, session, id)?;
            let on = day(talk, session, "When had they it?")?;
            commit(talk, session, |register| {
                announcing::share(register, id, &bodies, on, today)
            })
        }
        Deed::Publish => {
            let on = day(talk, session, "When was it published?")?;
            commit(talk, session, |register| {
                announcing::publish(register, id, on, today)
            })
        }
        Deed::Urgent => {
            let why = talk.ask("Why can nobody have notice?", SHOWS)?.text;
            commit(talk, session, |register| {
                announcing::urgent(register, id, &why)
            })
        }
    }
}

/// Says when it was last met and when it is due, a line for each that keeps it.
fn say_standings(talk: &mut Talk<'_>, session: &Session, id: Id<Commitment>) -> Said<()> {
    let register = session.register();
    let Some(one) = register.commitments.get(id) else {
        return Ok(());
    };
    let holidays = &session.rules().holidays;
    for standing in duties::standings(register, one, session.today(), holidays) {
        let status = standing.status(register);
        if !status.is_empty() {
            talk.say(&format!("{status}."))?;
        }
    }
    Ok(())
}

/// Which of the forums that keep it; nobody is asked where none does.
fn keeper(talk: &mut Talk<'_>, session: &Session, id: Id<Commitment>) -> Said<Option<Id<Forum>>> {
    let register = session.register();
    let commitment = register.commitments.get(id);
    let keepers = commitment.map_or(&[][..], |one| &one.kept_by);
    if keepers.is_empty() {
        return Ok(None);
    }
    let name = |id: &Id<Forum>| register.forums.get(*id).map(|one| one.name.clone());
    let names: Vec<String> = keepers.iter().filter_map(name).collect();
    talk.number(&names)?;
    let chosen = talk.choose("Which forum? Enter for all of them:", &names, WHICH)?;
    Ok(chosen.and_then(|place| keepers.get(place)).copied())
}

/// The parties that have had no draft yet, who are read out.
fn lacking(
    talk: &mut Talk<'_>,
    session: &Session,
    id: Id<Announcement>,
) -> Said<Vec<Id<Organisation>>> {
    let register = session.register();
    let announcement = register.announcements.get(id);
    let missing = announcement.map_or_else(Vec::new, |one| {
        announcing::without_draft(register, one, session.today())
    });
    let bodies = missing
        .iter()
        .filter_map(|id| register.organisations.get(*id));
    let names: Vec<&str> = bodies.map(Organisation::short).collect();
    if !names.is_empty() {
        talk.say(&format!("Shared with {}.", names.join(", ")))?;
    }
    Ok(missing)
}

/// A date; today for an empty line.
fn day(talk: &mut Talk<'_>, session: &Session, question: &str) -> Said<Date> {
    loop {
        let reply = talk.ask(&format!("{question} Enter for today:"), WHEN)?;
        if reply.is_empty() {
            return Ok(Date::day(session.today()));
        }
        match date::read(&reply.text, session.today()) {
            Ok(date) => return Ok(date),
            Err(refusal) => talk.say(&refusal.sentence)?,
        }
    }
}

fn commit(
    talk: &mut Talk<'_>,
    session: &mut Session,
    verb: impl FnOnce(&Register) -> Result<Change, Refusal>,
) -> Said<()> {
    match session.commit(verb) {
        Ok(done) => talk.done(&done),
        Err(failure) => talk.refused(&failure),
    }
}
