//! `review due`: how far the reviews of what is in force are.

use clap::Args;
use serde_json::Value as Json;

use crate::cli::format::{self, ListFormat};
use crate::cli::{Common, Exit, Out, Stop};
use crate::domain::life::review::Stage;
use crate::exchange::reviews;
use crate::session::Session;

#[derive(Debug, Args)]
pub struct DueArgs {
    /// Only those that are so: overdue, under way, due, to start, later, no date
    #[arg(long, value_name = "STAGE", value_delimiter = ',')]
    stage: Vec<Stage>,
}

pub(super) fn run(
    args: &DueArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let mut rows = reviews::in_force(register, today, session.rules());
    rows.retain(|row| args.stage.is_empty() || args.stage.contains(&row.progress.stage));
    let text = match format::list(common)? {
        ListFormat::Json => {
            let rows = rows.iter();
            let rows = rows.map(|row| reviews::json(register, row, today, common.audience));
            format!("{:#}\n", rows.collect::<Json>())
        }
        ListFormat::Layout(layout) => {
            let listing = reviews::listing(register, &rows, today, common.audience);
            format::render(listing, layout, out.width)
        }
    };
    if rows.is_empty() {
        out.say("There is no review to list.")?;
    }
    out.give(&text, common)?;
    Ok(Exit::Done)
}
