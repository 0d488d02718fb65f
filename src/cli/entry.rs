//! Which entry a name on the command line means, and who may know of it.

use super::Stop;
use crate::domain::audience::Audience;
use crate::domain::id::Entry;
use crate::domain::named::{self, named};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Record};
use crate::session::Session;

/// The record of a kind that somebody calls so; a meeting also by its date, `next` or `last`.
pub(super) fn called(session: &Session, kind: Kind, name: &str) -> Result<Entry, Refusal> {
    let register = session.register();
    if kind == Kind::Meeting {
        Ok(named::meeting(register, name, None, session.today())?.into())
    } else {
        named(register, kind, name)
    }
}

/// True if an audience may see that there is such a record: notes and origins are the Secretariat's.
pub(super) fn is_visible(record: Record<'_>, audience: Audience) -> bool {
    !record.kind().is_internal() || audience == Audience::Secretariat
}

/// Refuses a kind that is the Secretariat's own, for anybody else.
pub(super) fn check_audience(kind: Kind, audience: Audience) -> Result<(), Stop> {
    if !kind.is_internal() || audience == Audience::Secretariat {
        return Ok(());
    }
    Err(Stop::Usage(format!(
        "A {kind} is for the Secretariat only; add --for secretariat."
    )))
}
