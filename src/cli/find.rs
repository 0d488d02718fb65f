//! `find`: words over all entries and fields, nearest to a title first.

use clap::Args;
use serde_json::json;

use super::entry::is_visible;
use super::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::find::{Query, find};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Record, Register};
use crate::exchange::json;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::session::Session;

#[derive(Debug, Args)]
pub struct FindArgs {
    /// Words that must all be there, in any order
    #[arg(required = true)]
    words: Vec<String>,
}

pub(super) fn run(
    args: &FindArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let words = args.words.join(" ");
    let audience = common.audience;
    let hits = find(register, &Query::new(&words), audience, |record| {
        is_visible(record, audience) && !record.is_withheld(register, audience)
    });
    let found: Vec<_> = hits
        .iter()
        .filter_map(|hit| register.get(hit.entry))
        .collect();
    if found.is_empty() {
        return Err(Refusal::not_found(format!("Nothing has \"{words}\" in it.")).into());
    }
    let rows = found.iter().map(|record| {
        let entry = json::entry(register, record.entry(), audience);
        json!({ "title": record.title_for(register, audience), "entry": entry })
    });
    let listing = || listing(register, &words, &found, audience);
    out.give_list(common, || rows.collect(), listing)?;
    Ok(Exit::Done)
}

fn listing(register: &Register, words: &str, found: &[Record<'_>], audience: Audience) -> Listing {
    let columns = vec![
        Column::new("Kind"),
        Column::new("Number").right(),
        Column::new("Title").shrink(Shrink::First),
    ];
    let mut listing = Listing::new(&format!("Entries with \"{words}\""), audience, columns);
    let row = |record: &Record<'_>| {
        let entry = record.entry();
        vec![
            Cell::line(&entry.kind.to_string()),
            Cell::number(entry.number),
            Cell::line(&record.title_for(register, audience)),
        ]
    };
    listing.rows = found.iter().map(row).collect();
    listing
}
