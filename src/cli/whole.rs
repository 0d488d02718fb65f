//! `import` of a file with a whole register in it, or with a forum that was handed over.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Exit, Out, Stop, day};
use crate::exchange::register_json::{self, forum};
use crate::files;
use crate::session::Session;

#[derive(Debug, Args)]
pub(super) struct ReceiveArgs {
    /// Of a forum that was handed over: the body that is its Secretariat now, if not the one the file was made for
    #[arg(long, value_name = "BODY")]
    as_secretariat: Option<String>,
    /// Since when it is
    #[arg(long, value_name = "DATE", requires = "as_secretariat")]
    from: Option<String>,
}

/// Brings in a whole register, or a forum. Nothing if the files are something else; refuses one among others.
pub(super) fn bring_in(
    paths: &[PathBuf],
    args: &ReceiveArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Option<Exit>, Stop> {
    let mut found = paths.iter();
    let Some(path) = found.find(|path| is_ours(path)) else {
        return Ok(None);
    };
    if paths.len() > 1 {
        return Err(Stop::Usage(format!(
            "{} holds a register or a forum: bring it in by itself. Nothing was brought in.",
            path.display()
        )));
    }
    let bytes = files::read_at_most(path, register_json::MOST_BYTES)?;
    let options = forum::ReceiveOptions {
        secretariat: args.as_secretariat.clone(),
        from: args
            .from
            .as_deref()
            .map(|text| day("--from", text))
            .transpose()?,
    };
    out.commit(session, common, |register| {
        register_json::bring_in(register, &bytes, &options)
    })?;
    Ok(Some(Exit::Done))
}

/// By its beginning. What cannot be read is left to whoever says why.
fn is_ours(path: &Path) -> bool {
    // Asked before it is opened: opening a pipe waits until somebody writes into it.
    if !fs::metadata(path).is_ok_and(|file| file.is_file()) {
        return false;
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| {
        let most = u64::try_from(register_json::BEGINNING).unwrap_or(u64::MAX);
        file.take(most).read_to_end(&mut bytes)
    });
    read.is_ok() && register_json::holds(&bytes).is_some()
}
