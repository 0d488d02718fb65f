//! `history`, `undo` and `redo`: what was changed, and taking it back.

use std::fmt::Write as _;

use clap::Args;
use serde_json::{Value as Json, json};

use super::entry::check_audience;
use super::format::{self, ListFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::field::label;
use crate::domain::history::{self, Difference, Head, Stacks, differences};
use crate::domain::id::Entry;
use crate::domain::named::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Edit, Kind};
use crate::domain::reserved::{Ever, label_for, label_without_notes, says_a_secret};
use crate::domain::shown::Shown;
use crate::domain::words;
use crate::exchange;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::session::{Clock, Done, Failure, Session};
use crate::store::Access;

const GROWS: &str = "a text takes what is written into it";

#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// An entry, by its kind and its number or name: `agreement 2`, `action 12`
    #[arg(value_name = "ENTRY")]
    entry: Vec<String>,
    /// Sets a field of the entry again to what it was before the change that --from names
    #[arg(long, value_name = "FIELD", requires_all = ["from", "entry"])]
    bring_back: Option<String>,
    /// The number of a change, as the history of the entry prints it
    #[arg(long, value_name = "NUMBER", requires = "bring_back")]
    from: Option<i64>,
}

#[derive(Debug, Args)]
pub struct TurnArgs {
    /// How many of one's own changes
    #[arg(default_value_t = 1)]
    count: u32,
}

impl HistoryArgs {
    pub(super) fn access(&self) -> Access {
        match self.bring_back {
            Some(_) => Access::Write,
            None => Access::Read,
        }
    }
}

pub(super) fn run(
    args: &HistoryArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match &args.entry[..] {
        [] => {
            let heads = readable(common, session)?;
            let rows = heads.iter().map(|head| as_json(head, &[]));
            let listing = || listing(&heads, common.audience, session.clock());
            out.give_list(common, || rows.collect(), listing)?;
        }
        [kind, name @ ..] => {
            let kind: Kind = words::read(kind)?;
            let entry = named(session.register(), kind, &name.join(" "))?;
            if let (Some(field), Some(from)) = (&args.bring_back, args.from) {
                return bring_back(entry, field, from, common, session, out);
            }
            let text = of_entry(entry, common, session)?;
            out.give(&text, common)?;
        }
    }
    Ok(Exit::Done)
}

/// One field again as it was before a change, by its name as people or programs write it.
fn bring_back(
    entry: Entry,
    field: &str,
    from: i64,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let heads = session.history(entry)?;
    let head = heads.iter().find(|head| head.id == from && !head.is_erased);
    let edits = match head {
        Some(head) => session.edits(head.id)?,
        None => Vec::new(),
    };
    let edit = edits.iter().find(|edit| edit.entry() == entry);
    let edit = edit.ok_or_else(|| {
        Refusal::not_found(format!(
            "No change {from} of {entry} can be brought back; secretariat history {entry} lists them."
        ))
    })?;
    let field = field.trim().to_lowercase().replace([' ', '-'], "_");
    let today = session.today();
    out.commit(session, common, |register| {
        history::bring_back(register, edit, &field, today)
    })?;
    Ok(Exit::Done)
}

/// Taking back or bringing back: what it does, what it would do, and in which words.
pub(super) struct Turn {
    done: &'static str,
    would: &'static str,
    step: fn(&mut Session) -> Result<Done, Failure>,
    stack: fn(Stacks) -> Vec<i64>,
}

pub(super) const UNDO: Turn = Turn {
    done: "Took back",
    would: "take back",
    step: Session::undo,
    stack: |stacks| stacks.undo,
};

pub(super) const REDO: Turn = Turn {
    done: "Brought back",
    would: "bring back",
    step: Session::redo,
    stack: |stacks| stacks.redo,
};

pub(super) fn turn(
    turn: &Turn,
    args: &TurnArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    if common.dry_run {
        return would(turn, args, common, session, out);
    }
    for _ in 0..args.count {
        let done = (turn.step)(session)?;
        // A colleague may have written since.
        let mut heads = session.heads()?.iter().rev();
        if let Some(head) = heads.find(|head| head.label == done.label).cloned() {
            let told = told_of(&head, common, session)?;
            out.say(&format!("{}: {told}.", turn.done))?;
        }
    }
    Ok(Exit::Done)
}

/// Says what a turn would do; the next one stands last in its stack.
fn would(
    turn: &Turn,
    args: &TurnArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let stack = (turn.stack)(session.stacks()?);
    let heads = session.heads()?.to_vec();
    for id in stack.iter().rev().zip(0..args.count).map(|(id, _)| id) {
        if let Some(head) = heads.iter().find(|head| head.id == *id) {
            let told = told_of(head, common, session)?;
            out.say(&format!("Would {}: {told}.", turn.would))?;
        }
    }
    out.say("Nothing was changed: this was a dry run.")?;
    Ok(Exit::Done)
}

fn told_of(head: &Head, common: &Common, session: &Session) -> Result<String, Stop> {
    let edits = session.edits(head.id)?;
    Ok(label_for(
        session.register(),
        &head.label,
        &edits,
        common.audience,
    ))
}

/// The journal as an audience may read it: for the public what touched an entry that was ever reserved is only named, and
/// the words of a note are for the Secretariat.
fn readable(common: &Common, session: &mut Session) -> Result<Vec<Head>, Stop> {
    let mut heads = session.heads()?.to_vec();
    if common.audience == Audience::Secretariat {
        return Ok(heads);
    }
    let (mut ever, mut touched) = (Ever::default(), Vec::new());
    for head in &mut heads {
        let edits = session.edits(head.id)?;
        head.label = label_without_notes(&head.label, &edits, common.audience);
        for edit in &edits {
            ever.see(edit);
        }
        let is_secret = edits
            .iter()
            .any(|edit| says_a_secret(session.register(), edit));
        touched.push((edits.iter().map(Edit::entry).collect::<Vec<_>>(), is_secret));
    }
    if common.audience == Audience::Members {
        return Ok(heads);
    }
    let reserved = ever.entries();
    for (head, (touched, is_secret)) in heads.iter_mut().zip(touched) {
        if is_secret || touched.iter().any(|entry| reserved.contains(entry)) {
            "Reserved".clone_into(&mut head.label);
        }
    }
    Ok(heads)
}

fn listing(heads: &[Head], audience: Audience, clock: Clock) -> Listing {
    let columns = vec![
        Column::new("No.").right(),
        Column::new("When"),
        Column::new("Who"),
        Column::new("What").shrink(Shrink::First),
    ];
    let mut listing = Listing::new("History", audience, columns);
    let row = |head: &Head| {
        let cells = [
            head.id.to_string(),
            clock.moment(head.at),
            head.actor.clone(),
            head.told(),
        ];
        cells.iter().map(|cell| Cell::line(cell)).collect()
    };
    listing.rows = heads.iter().rev().map(row).collect();
    listing
}

/// Every change of an entry, newest first, field by field.
pub(super) fn of_entry(
    entry: Entry,
    common: &Common,
    session: &mut Session,
) -> Result<String, Stop> {
    check_audience(entry.kind, common.audience)?;
    let record = session.register().get(entry);
    if record.is_some_and(|record| record.is_withheld(session.register(), common.audience)) {
        return Err(Refusal::state(
            "This entry is reserved; add --for members or --for secretariat.",
        )
        .into());
    }
    let (clock, mut text, mut rows) = (session.clock(), String::new(), Vec::new());
    for head in session.history(entry)?.iter().rev() {
        let edits = session.edits(head.id)?;
        let (mut head, register) = (head.clone(), session.register());
        let is_shown = |edit: &&Edit| {
            // What it said while it was reserved stays so.
            let mut then = edit.before().into_iter().chain(edit.after());
            edit.entry() == entry && !then.any(|one| one.is_withheld(register, common.audience))
        };
        let changes: Vec<_> = edits
            .iter()
            .filter(is_shown)
            .flat_map(|edit| differences(edit, register, common.audience))
            .collect();
        if common.audience == Audience::Public
            && edits.iter().any(|edit| says_a_secret(register, edit))
        {
            "Reserved".clone_into(&mut head.label);
        }
        tell(&mut text, &head, &changes, clock);
        let changes: Vec<Json> = changes
            .iter()
            .map(|one| json!({ "field": one.field, "before": one.before, "after": one.after }))
            .collect();
        rows.push(as_json(&head, &changes));
    }
    Ok(match format::list(common)? {
        ListFormat::Json => exchange::json::text(&Json::from(rows)),
        ListFormat::Layout(_) | ListFormat::Xlsx | ListFormat::Document(_) => {
            Shown::text(&text).into()
        }
    })
}

/// One entry of the journal, and under it what it changed.
fn tell(text: &mut String, head: &Head, changes: &[Difference], clock: Clock) {
    let when = clock.moment(head.at);
    writeln!(text, "{}  {when}  {}  {}", head.id, head.actor, head.told()).expect(GROWS);
    for one in changes {
        let old = one.before.as_deref();
        let old = old.map(|old| format!("{old} → ")).unwrap_or_default();
        let new = one.after.as_deref().unwrap_or("nothing");
        writeln!(text, "    {}: {old}{new}", label(one.field)).expect(GROWS);
    }
}

fn as_json(head: &Head, changes: &[Json]) -> Json {
    json!({
        "number": head.id,
        "at": head.at.to_rfc3339(),
        "actor": head.actor,
        "deed": head.deed,
        "label": head.label,
        "target": head.target,
        "changes": changes,
    })
}
