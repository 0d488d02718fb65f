//! `history`, `undo` and `redo`: what was changed, and taking it back.

use std::fmt::Write as _;

use clap::Args;
use serde_json::{Value as Json, json};

use super::format::{self, ListFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::field::label;
use crate::domain::history::{Head, differences};
use crate::domain::id::Entry;
use crate::domain::named::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::domain::shown::Shown;
use crate::domain::words;
use crate::exchange::listing::{Column, Listing, Shrink};
use crate::exchange::sheet::is_withheld;
use crate::session::{Clock, Done, Failure, Session};

const GROWS: &str = "a text takes what is written into it";

#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// An entry, by its kind and its number or name: `agreement 2`, `action 12`
    #[arg(value_name = "ENTRY")]
    entry: Vec<String>,
}

#[derive(Debug, Args)]
pub struct TurnArgs {
    /// How many of one's own changes
    #[arg(default_value_t = 1)]
    count: u32,
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
            let text = listed(&heads, common, session.clock(), out)?;
            out.give(&text, common)?;
        }
        [kind, name @ ..] => {
            let kind: Kind = words::read(kind)?;
            let entry = named(session.register(), kind, &name.join(" "))?;
            let text = of_entry(entry, common, session)?;
            out.give(&text, common)?;
        }
    }
    Ok(Exit::Done)
}

pub(super) fn undo(
    args: &TurnArgs,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    turn(args, "Took back", out, || session.undo())
}

pub(super) fn redo(
    args: &TurnArgs,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    turn(args, "Brought back", out, || session.redo())
}

fn turn(
    args: &TurnArgs,
    what: &str,
    out: &mut Out<'_>,
    mut step: impl FnMut() -> Result<Done, Failure>,
) -> Result<Exit, Stop> {
    for _ in 0..args.count {
        let done = step()?;
        out.say(&format!("{what}: {}.", done.label))?;
    }
    Ok(Exit::Done)
}

/// The journal as an audience may read it: what touched a reserved entry is only named.
fn readable(common: &Common, session: &mut Session) -> Result<Vec<Head>, Stop> {
    let mut heads = session.heads()?.to_vec();
    if common.audience != Audience::Public {
        return Ok(heads);
    }
    for head in &mut heads {
        let edits = session.edits(head.id)?;
        let records = edits
            .iter()
            .flat_map(|edit| edit.before().into_iter().chain(edit.after()));
        if records
            .into_iter()
            .any(|record| is_withheld(record, common.audience))
        {
            "Reserved".clone_into(&mut head.label);
        }
    }
    Ok(heads)
}

fn listed(heads: &[Head], common: &Common, clock: Clock, out: &Out<'_>) -> Result<String, Stop> {
    Ok(match format::list(common)? {
        ListFormat::Json => format!(
            "{:#}\n",
            heads
                .iter()
                .map(|head| as_json(head, &[]))
                .collect::<Json>()
        ),
        ListFormat::Layout(layout) => {
            let columns = vec![
                Column::new("No.").right(),
                Column::new("When"),
                Column::new("Who"),
                Column::new("What").shrink(Shrink::First),
            ];
            let mut listing = Listing::new("History", common.audience, columns);
            listing.rows = heads
                .iter()
                .rev()
                .map(|head| {
                    let cells = [
                        head.id.to_string(),
                        clock.moment(head.at),
                        head.actor.clone(),
                        head.told(),
                    ];
                    cells.iter().map(|cell| Shown::line(cell)).collect()
                })
                .collect();
            listing.render(layout, out.width)
        }
    })
}

/// Every change of an entry, newest first, field by field.
fn of_entry(entry: Entry, common: &Common, session: &mut Session) -> Result<String, Stop> {
    let record = session.register().get(entry);
    if record.is_some_and(|record| is_withheld(record, common.audience)) {
        return Err(Refusal::state(
            "This entry is reserved; add --for members or --for secretariat.",
        )
        .into());
    }
    let (clock, mut text, mut rows) = (session.clock(), String::new(), Vec::new());
    for head in session.history(entry)?.iter().rev() {
        let edits = session.edits(head.id)?;
        let changes: Vec<_> = edits
            .iter()
            .filter(|edit| edit.entry() == entry)
            .flat_map(|edit| differences(edit, session.register()))
            .collect();
        writeln!(
            text,
            "{}  {}  {}",
            clock.moment(head.at),
            head.actor,
            head.told()
        )
        .expect(GROWS);
        for one in &changes {
            let old = one
                .before
                .as_deref()
                .map(|old| format!("{old} → "))
                .unwrap_or_default();
            writeln!(
                text,
                "    {}: {old}{}",
                label(one.field),
                one.after.as_deref().unwrap_or("nothing")
            )
            .expect(GROWS);
        }
        let changes: Vec<Json> = changes
            .iter()
            .map(|one| json!({ "field": one.field, "before": one.before, "after": one.after }))
            .collect();
        rows.push(as_json(head, &changes));
    }
    Ok(match format::list(common)? {
        ListFormat::Json => format!("{:#}\n", Json::from(rows)),
        ListFormat::Layout(_) => Shown::text(&text).into(),
    })
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
