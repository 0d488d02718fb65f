//! `review due`: how far the reviews of what is in force are.

use clap::Args;

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
    if rows.is_empty() {
        out.say("There is no review to list.")?;
    }
    let one = |row| reviews::json(register, row, today, common.audience);
    let json = || rows.iter().map(one).collect();
    let listing = || reviews::listing(register, &rows, today, common.audience);
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}
