//! `demo`: sample data in a new file, or only for looking.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Exit, Out, Stop};

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Writes the sample data to a new register instead of opening it in memory
    pub file: Option<PathBuf>,
    /// So many generated entries instead, for measuring
    #[arg(long, value_name = "N", requires = "file")]
    pub records: Option<usize>,
}

pub(super) fn run(args: &DemoArgs, common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let _ = (args, common, out);
    Ok(Exit::Done)
}
