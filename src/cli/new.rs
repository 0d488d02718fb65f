//! `new`: an empty register. Nothing else creates one silently.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Exit, Out, Stop, create};

#[derive(Debug, Args)]
pub struct NewArgs {
    /// Where the register will lie
    file: PathBuf,
}

pub(super) fn run(args: &NewArgs, common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    create(&args.file, common)?;
    out.say(&format!("Made an empty register: {}.", args.file.display()))?;
    Ok(Exit::Done)
}
