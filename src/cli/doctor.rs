//! `doctor`: checks the file, the rules, and that the history leads to what is there.

use super::{Exit, Out, Stop};
use crate::session::Session;

pub(super) fn run(session: &Session, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let findings = session.check_all()?;
    if findings.is_empty() {
        let count = session.register().len();
        writeln!(
            out.data,
            "Sound: {count} entries, each as its history says."
        )?;
        return Ok(Exit::Done);
    }
    for finding in &findings {
        writeln!(out.data, "{}", crate::domain::shown::Shown::line(finding))?;
    }
    out.say("Nothing was changed. Keep a copy of the file, then restore the newest backup that is sound.")?;
    Ok(Exit::FoundFault)
}
