//! What is noted at a meeting: `meeting attend`, `item discuss` and `defer`, `action agree` and `reply`.

use clap::Args;

use super::action::day;
use super::{Common, Exit, Out, Stop};
use crate::domain::action;
use crate::domain::attendance::Presence;
use crate::domain::change::Change;
use crate::domain::cycle::sitting::{self, Attending};
use crate::domain::id::Id;
use crate::domain::item::{Item, ItemState};
use crate::domain::meeting::Meeting;
use crate::domain::named::{self, named};
use crate::domain::organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Kind, Register};
use crate::domain::reserved::label_for;
use crate::session::{Done, Session};

#[derive(Debug, Args)]
pub struct AttendArgs {
    /// A number, a date, a reference, `next` or `last`
    meeting: String,
    /// present, apologies, deputy, attending, observer; or `all-present` for every member of whom nothing is noted
    presence: String,
    /// Organisations, or contacts by their names; several are one change
    #[arg(value_name = "WHO")]
    who: Vec<String>,
    /// Only for this item, by its number on the agenda
    #[arg(long, value_name = "NUMBER")]
    for_item: Option<String>,
    /// Somebody who is no contact of the register
    #[arg(long)]
    name: Option<String>,
    /// Their post, as the record prints it
    #[arg(long)]
    post: Option<String>,
    /// Whose place a deputy takes; the representative's unless said
    #[arg(long, value_name = "NAME")]
    stands_for: Option<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct DiscussArgs {
    /// Entry numbers of items, or MEETING/NUMBER as printed: last/4
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
    /// What was noted or agreed, in the words of the record; of one item
    #[arg(long, value_name = "TEXT")]
    outcome: Option<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct ItemsArgs {
    /// Entry numbers of items, or MEETING/NUMBER as printed: last/4
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct AgreeArgs {
    /// The meeting: a number, a date, a reference, `next` or `last`
    meeting: String,
    /// Owner, what is to be done and by when: 'CQC share the draft by 3 April'
    #[arg(required = true, value_name = "LINE")]
    what: Vec<String>,
    /// The item it comes from, by its number on the agenda
    #[arg(long, value_name = "NUMBER")]
    item: Option<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct ReplyArgs {
    /// A number, or FORUM/NUMBER where forums share them
    action: String,
    /// Who has replied
    organisation: String,
    /// The day it came; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

pub(super) fn attend(
    args: &AttendArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let meeting = meeting(session, &args.meeting, args.forum.as_deref())?;
    if args.presence == "all-present" {
        return commit(common, session, out, |register| {
            sitting::all_present(register, meeting)
        });
    }
    let presence = presence(&args.presence)?;
    let all = attending(session.register(), meeting, presence, args)?;
    commit(common, session, out, |register| {
        sitting::attend(register, meeting, &all)
    })
}

/// Also "attending", which is shorter to type than "in attendance".
fn presence(text: &str) -> Result<Presence, Refusal> {
    if text.eq_ignore_ascii_case("attending") {
        return Ok(Presence::InAttendance);
    }
    text.parse().map_err(|_| {
        Refusal::invalid(
            "presence",
            format!(
                "{} is not one of: present, apologies, deputy, attending, observer, all-present.",
                quoted(text)
            ),
        )
    })
}

fn attending(
    register: &Register,
    meeting: Id<Meeting>,
    presence: Presence,
    args: &AttendArgs,
) -> Result<Vec<Attending>, Stop> {
    let item = match &args.for_item {
        Some(number) => Some(numbered(register, meeting, number)?),
        None => None,
    };
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let one = Attending {
        name: text(&args.name),
        post: text(&args.post),
        stands_for: text(&args.stands_for),
        item,
        ..Attending::new(presence, None)
    };
    match args.who.as_slice() {
        [] if one.name.is_empty() && one.post.is_empty() => Err(Stop::Usage(
            "Say who: organisations, contacts, or --name and somebody's name.".to_owned(),
        )),
        [] => Ok(vec![one]),
        [_, _, ..] if !one.name.is_empty() => Err(Stop::Usage(
            "--name is of one person; name one organisation with it.".to_owned(),
        )),
        who => {
            let all = who.iter().map(|text| body_or_contact(register, text, &one));
            Ok(all.collect::<Result<Vec<_>, Refusal>>()?)
        }
    }
}

fn body_or_contact(register: &Register, text: &str, one: &Attending) -> Result<Attending, Refusal> {
    let mut one = one.clone();
    if let Some(body) = organisation::called(register, text) {
        one.organisation = Some(body.id);
        return Ok(one);
    }
    if let Ok(contact) = named(register, Kind::Contact, text)
        && text.parse::<u32>().is_err()
    {
        one.contact = contact.id();
        return Ok(one);
    }
    let body = named(register, Kind::Organisation, text)?;
    one.organisation = body.id();
    Ok(one)
}

pub(super) fn discuss(
    args: &DiscussArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let ids = items(session, &args.items, args.forum.as_deref())?;
    let Some(outcome) = &args.outcome else {
        return commit(common, session, out, |register| {
            sitting::mark(register, &ids, ItemState::Discussed)
        });
    };
    let [id] = ids[..] else {
        return Err(Stop::Usage(
            "--outcome is what came of one item; name one.".to_owned(),
        ));
    };
    commit(common, session, out, |register| {
        let base = register.items.get(id);
        let base = base.ok_or_else(|| Refusal::not_found(format!("There is no item {id}.")))?;
        let mut change = sitting::set_outcome(register, base, outcome)?;
        if base.state == ItemState::Deferred {
            let mut discussed = base.clone();
            outcome.trim().clone_into(&mut discussed.outcome);
            discussed.state = ItemState::Discussed;
            change = Change::new(change.label).update(base, discussed);
        }
        Ok(change)
    })
}

pub(super) fn defer(
    args: &ItemsArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let ids = items(session, &args.items, args.forum.as_deref())?;
    commit(common, session, out, |register| {
        sitting::mark(register, &ids, ItemState::Deferred)
    })
}

pub(super) fn agree(
    args: &AgreeArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    let meeting = meeting(session, &args.meeting, args.forum.as_deref())?;
    let item = match &args.item {
        Some(number) => Some(numbered(session.register(), meeting, number)?),
        None => None,
    };
    let line = args.what.join(" ");
    let done = committed(common, session, out, |register| {
        sitting::agree(register, meeting, item, &line, today)
    })?;
    if let Some(entry) = done.and_then(|done| done.entries.first().copied()) {
        out.give(&format!("{}\n", entry.number), common)?;
    }
    Ok(Exit::Done)
}

pub(super) fn reply(
    args: &ReplyArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (today, on) = (session.today(), day(args.on.as_deref(), session)?);
    let register = session.register();
    let id = action::called(register, &args.action)?.id;
    let body = named(register, Kind::Organisation, &args.organisation)?;
    let body = body.id().expect("it was asked of that kind");
    let exit = commit(common, session, out, |register| {
        sitting::reply(register, id, body, on, today)
    })?;
    let now = session.register().actions.get(id);
    if let Some(now) = now.filter(|one| sitting::has_every_reply(one)) {
        let name = action::forum_number(session.register(), now);
        out.say(&format!(
            "All have replied: `secretariat action close {name}` closes it."
        ))?;
    }
    Ok(exit)
}

pub(super) fn meeting(
    session: &Session,
    text: &str,
    forum: Option<&str>,
) -> Result<Id<Meeting>, Refusal> {
    named::meeting(session.register(), text, forum, session.today())
}

/// The items that are meant: by the numbers of their entries, or by meeting and number, as `last/4`.
fn items(
    session: &Session,
    texts: &[String],
    forum: Option<&str>,
) -> Result<Vec<Id<Item>>, Refusal> {
    let one = |text: &String| -> Result<Id<Item>, Refusal> {
        if let Some((of, number)) = text.rsplit_once('/')
            && let Ok(meeting) = meeting(session, of, forum)
        {
            return numbered(session.register(), meeting, number);
        }
        let entry = named(session.register(), Kind::Item, text)?;
        Ok(entry.id().expect("it was asked of that kind"))
    };
    texts.iter().map(one).collect()
}

/// The item that is printed with a number on the agenda of a meeting.
fn numbered(register: &Register, meeting: Id<Meeting>, number: &str) -> Result<Id<Item>, Refusal> {
    let number = number.trim();
    let mut of_meeting = register.items.of(meeting);
    let found = of_meeting.find(|one| one.number.as_deref() == Some(number));
    found
        .map(|one| one.id)
        .ok_or_else(|| Refusal::not_found(format!("That meeting has no item {}.", quoted(number))))
}

fn commit(
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
    ask: impl Fn(&Register) -> Result<Change, Refusal>,
) -> Result<Exit, Stop> {
    committed(common, session, out, ask).map(|_| Exit::Done)
}

/// Commits, and says what was done in words that whoever asked may read.
fn committed(
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
    ask: impl Fn(&Register) -> Result<Change, Refusal>,
) -> Result<Option<Done>, Stop> {
    let audience = common.audience;
    out.commit_as(session, common, ask, |register, change| {
        label_for(register, &change.label, &change.edits, audience)
    })
}
