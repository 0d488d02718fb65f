//! `doctor`: checks the file, the rules, and that the history leads to what is there; then names the files that entries
//! refer to and that are missing or changed.

use super::file::{is_off, number_of};
use super::{Exit, Out, Stop};
use crate::attachments::{self, Depth, Looked, State};
use crate::domain::shown::Shown;
use crate::session::Session;

pub(super) fn run(session: &Session, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let findings = session.check_all()?;
    if findings.is_empty() {
        let count = session.register().len();
        writeln!(
            out.data,
            "Sound: {count} entries, each as its history says."
        )?;
        tell_files(session, out)?;
        return Ok(Exit::Done);
    }
    for finding in &findings {
        writeln!(out.data, "{}", Shown::line(finding))?;
    }
    tell_files(session, out)?;
    out.say("Nothing was changed. Keep a copy of the file, then restore the newest backup that is sound.")?;
    Ok(Exit::FoundFault)
}

/// A file beside the register that is gone is no fault of the register.
fn tell_files(session: &Session, out: &mut Out<'_>) -> Result<(), Stop> {
    let looked = attachments::look(session.register(), session.path(), Depth::Content);
    let off: Vec<&Looked> = looked.iter().filter(|one| is_off(&one.state)).collect();
    let count = number_of(looked.len());
    if looked.is_empty() {
        return Ok(());
    }
    if off.is_empty() {
        writeln!(
            out.data,
            "Entries refer to {count}: none is missing, none has changed."
        )?;
        return Ok(());
    }
    let heading = format!(
        "Entries refer to {count}, of which {} missing or changed. That is no fault of the register:",
        if off.len() == 1 {
            "1 is".to_owned()
        } else {
            format!("{} are", off.len())
        },
    );
    writeln!(out.data, "{heading}")?;
    for one in off {
        writeln!(out.data, "{}", Shown::line(&line(session, one)))?;
    }
    Ok(())
}

fn line(session: &Session, one: &Looked) -> String {
    let register = session.register();
    let records = one
        .named_by
        .iter()
        .filter_map(|named| register.get(named.entry));
    let names: Vec<String> = records.map(|record| record.name(register)).collect();
    let why = match &one.state {
        State::Unreadable(why) => format!(", {why}"),
        State::AsKept | State::SameSize | State::New | State::Changed | State::Missing => {
            String::new()
        }
    };
    format!(
        "  {}: {}{why}, named by {}",
        one.state.word(),
        one.link,
        names.join(" and ")
    )
}
