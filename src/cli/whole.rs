//! `import` of a file with a whole register in it, or with a forum that was handed over.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Exit, Out, Stop, day};
use crate::exchange::register_json::{self, forum};
use crate::files;
use crate::session::Session;

/// Bytes that tell what a file is.
const BEGINNING: u64 = 1024;

#[derive(Debug, Args)]
pub(super) struct ReceiveArgs {
    /// Of a forum that was handed over: the body that is its Secretariat now, if not the one the file was made for
    #[arg(long, value_name = "BODY")]
    as_secretariat: Option<String>,
    /// Since when it is
    #[arg(long, value_name = "DATE", requires = "as_secretariat")]
    from: Option<String>,
}

/// What a file of ours holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Register,
    Forum,
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
    let found = found.find_map(|path| Some((path, holds(path)?)));
    let Some((path, holds)) = found else {
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
    out.commit(session, common, |register| match holds {
        Holds::Register => register_json::read(register, &bytes),
        Holds::Forum => forum::receive(register, &bytes, &options),
    })?;
    Ok(Some(Exit::Done))
}

/// By its beginning. What cannot be read is left to whoever says why.
fn holds(path: &Path) -> Option<Holds> {
    // Asked before it is opened: opening a pipe waits until somebody writes into it.
    if !fs::metadata(path).is_ok_and(|file| file.is_file()) {
        return None;
    }
    let mut bytes = Vec::new();
    let file = File::open(path).ok()?;
    file.take(BEGINNING).read_to_end(&mut bytes).ok()?;
    let formats = [
        (register_json::FORMAT, Holds::Register),
        (forum::FORMAT, Holds::Forum),
    ];
    let mut formats = formats.into_iter();
    formats.find_map(|(format, holds)| register_json::is_one(&bytes, format).then_some(holds))
}
