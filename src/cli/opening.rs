//! Opening the register that a command is about, as it needs it and as it was on the day that the options name.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use super::{Common, Open, Stop};
use crate::domain::date;
use crate::domain::due::Rules;
use crate::domain::refusal::Why;
use crate::files::FileError;
use crate::paths;
use crate::session::{Clock, Failure, Look, Session, SessionOptions};
use crate::store::Access;

/// Opens the register that the options name, for what a command needs; for everything if it is for the screen.
pub fn open(command: Option<&Open>, common: &Common) -> Result<Session, Stop> {
    let asked = command.map_or(Access::Write, |command| command.access(common));
    // A dry run writes nothing, not even an upgrade.
    // Nothing is made in the past; the screen may go back to now.
    let is_past = command.is_some() && common.as_known.is_some();
    let is_kept = common.read_only || common.dry_run || is_past;
    let access = match asked {
        Access::Write if is_kept => Access::Read,
        // What a day was is made from the whole of now.
        Access::Due if common.as_known.is_some() || common.as_of.is_some() => Access::Read,
        Access::Write | Access::Read | Access::Due => asked,
    };
    let (path, _) = common.register();
    let mut session = open_at(&path, access, common)?;
    if let Some(command) = command {
        look_back(&mut session, Some(command), common)?;
    }
    Ok(session)
}

/// Opens a register that somebody has named.
pub fn open_at(path: &Path, access: Access, common: &Common) -> Result<Session, Stop> {
    let options = match access {
        Access::Write => writing(common)?,
        Access::Read | Access::Due => session_options(common)?,
    };
    let mut session = Session::open(path, access, options)?;
    look_back(&mut session, None, common)?;
    Ok(session)
}

/// Shows what had been entered by the day that the options name, if they name one; to a command that only reads, what was
/// true on a day.
pub fn look_back(
    session: &mut Session,
    command: Option<&Open>,
    common: &Common,
) -> Result<(), Stop> {
    let reads = command.is_some_and(|command| command.access(common) != Access::Write);
    let day_of = |option, text: &Option<String>| {
        let text = text.as_deref();
        text.map(|text| day(option, text)).transpose()
    };
    let look = Look {
        as_known: day_of("--as-known", &common.as_known)?,
        as_of: day_of("--as-of", &common.as_of)?.filter(|_| reads),
    };
    if look == session.look() {
        return Ok(());
    }
    session.look_back(look).map_err(|failure| match failure {
        Failure::Refused(refusal) if refusal.why == Why::Invalid => {
            Stop::Usage(format!("--as-known: {refusal}"))
        }
        Failure::Refused(_) | Failure::Conflict(..) | Failure::Store(_) => failure.into(),
    })
}

/// A new register where there is no file yet.
pub fn create(path: &Path, common: &Common) -> Result<Session, Stop> {
    Ok(Session::create(path, writing(common)?)?)
}

/// A new register where it lies by default, its folder with it.
pub fn create_default(common: &Common) -> Result<Session, Stop> {
    let path = paths::default_register();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| FileError::Unwritable {
            path: folder.to_owned(),
            source,
        })?;
    }
    create(&path, common)
}

/// The options of a session that writes.
pub(super) fn writing(common: &Common) -> Result<SessionOptions, Stop> {
    Ok(SessionOptions {
        actor: common.user().0,
        ..session_options(common)?
    })
}

/// The day and the rules of a session, from the options. Who writes is for the caller to add.
fn session_options(common: &Common) -> Result<SessionOptions, Stop> {
    let clock = match &common.as_of {
        None => Clock::System,
        Some(text) => Clock::AsOf(day("--as-of", text)?),
    };
    // Whoever only reads is not named: asking the system who it is takes a tenth of the time to open.
    let actor = String::new();
    Ok(SessionOptions {
        clock,
        actor,
        rules: Rules {
            windows: common.windows(),
            ..Rules::default()
        },
        house: common.house(),
    })
}

/// The day that an option names.
pub(super) fn day(option: &str, text: &str) -> Result<NaiveDate, Stop> {
    let wrong = |why: String| Stop::Usage(format!("{option}: {why}"));
    let date =
        date::read(text, Clock::System.today()).map_err(|refusal| wrong(refusal.sentence))?;
    date.as_day()
        .ok_or_else(|| wrong(format!("it takes one day, and {date} is longer.")))
}
