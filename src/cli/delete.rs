//! `NOUN delete`: deleting entries of any kind with what belongs to them, asked first unless `--yes` was said.

use clap::Args;

use super::entry::called;
use super::{Common, Exit, Out, Stop};
use crate::domain::delete;
use crate::domain::id::Entry;
use crate::domain::register::Kind;
use crate::session::Session;

#[derive(Debug, Args)]
pub struct DeleteArgs {
    /// Each a number, a reference, a name or part of one that fits one only; a name of several words in quotation marks
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
}

pub(super) fn run(
    kind: Kind,
    args: &DeleteArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let names = args.names.iter();
    let entries: Result<Vec<Entry>, _> = names.map(|name| called(session, kind, name)).collect();
    let plan = delete::plan(register, &entries?)?;
    if common.dry_run {
        for entry in &plan.with {
            if let Some(record) = register.get(*entry) {
                let name = record.name_for(register, common.audience);
                out.say(&format!("Goes along: {name}"))?;
            }
        }
    } else if !common.yes {
        let what = plan.what(register, common.audience);
        if !out.ask(&format!("Delete {what}?"))? {
            out.say("Nothing was deleted.")?;
            return Ok(Exit::Done);
        }
    }
    // What was asked about and nothing else: whatever somebody has added or changed meanwhile refuses it.
    out.commit(session, common, |_| Ok(plan.change.clone()))?;
    Ok(Exit::Done)
}
