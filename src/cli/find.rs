//! `find`: words over all entries and fields, nearest to a title first.

use clap::Args;
use serde_json::{Value as Json, json};

use super::entry::is_visible;
use super::format::{self, ListFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::find::{Query, find};
use crate::domain::refusal::Refusal;
use crate::domain::shown::Shown;
use crate::exchange::json;
use crate::exchange::listing::{Column, Listing, Shrink};
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
    let text = match format::list(common)? {
        ListFormat::Json => {
            let rows = found.iter().map(|record| {
                json!({ "title": record.title_for(register, common.audience), "entry": json::entry(register, record.entry(), common.audience) })
            });
            format!("{:#}\n", rows.collect::<Json>())
        }
        ListFormat::Layout(layout) => {
            let columns = vec![
                Column::new("Kind"),
                Column::new("Number").right(),
                Column::new("Title").shrink(Shrink::First),
            ];
            let title_of = format!("Entries with \"{words}\"");
            let mut listing = Listing::new(&title_of, common.audience, columns);
            listing.rows = found
                .iter()
                .map(|record| {
                    let entry = record.entry();
                    let cells = [
                        entry.kind.to_string(),
                        entry.number.to_string(),
                        record.title_for(register, common.audience),
                    ];
                    cells.iter().map(|cell| Shown::line(cell)).collect()
                })
                .collect();
            listing.render(layout, out.width)
        }
    };
    out.give(&text, common)?;
    Ok(Exit::Done)
}
