//! `import` of a file with a whole register in it.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{Common, Exit, Out, Stop};
use crate::exchange::register_json;
use crate::files;
use crate::session::Session;

/// Bytes that tell what a file is.
const BEGINNING: u64 = 1024;

/// Brings in a whole register. Nothing if the files are something else; refuses one among others.
pub(super) fn bring_in(
    paths: &[PathBuf],
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Option<Exit>, Stop> {
    let Some(path) = paths.iter().find(|path| is_whole(path)) else {
        return Ok(None);
    };
    if paths.len() > 1 {
        return Err(Stop::Usage(format!(
            "{} holds a whole register: bring it in by itself. Nothing was brought in.",
            path.display()
        )));
    }
    let bytes = files::read_at_most(path, register_json::MOST_BYTES)?;
    out.commit(session, common, |register| {
        register_json::read(register, &bytes)
    })?;
    Ok(Some(Exit::Done))
}

/// By its beginning. What cannot be read is left to whoever says why.
fn is_whole(path: &Path) -> bool {
    // Asked before it is opened: opening a pipe waits until somebody writes into it.
    if !fs::metadata(path).is_ok_and(|file| file.is_file()) {
        return false;
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    read.is_ok() && register_json::is_one(&bytes)
}
