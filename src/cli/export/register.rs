//! The whole register as a file that a register is made of again.

use crate::cli::{Common, Exit, Format, Out, Stop, format};
use crate::domain::audience::Audience;
use crate::exchange::register_json;
use crate::session::Session;

pub(super) fn give(common: &Common, session: &Session, out: &mut Out<'_>) -> Result<Exit, Stop> {
    refuse_others(common.audience)?;
    format::refuse_all_but(Format::Json, "A whole register", common)?;
    if common.as_of.is_some() {
        let sentence = "A whole register is written as it is, or with --as-known DATE as it had been entered by a day: \
                        leave --as-of out.";
        return Err(Stop::Usage(sentence.to_owned()));
    }
    out.give(&register_json::write(session.register()), common)?;
    Ok(Exit::Done)
}

/// A whole register is the Secretariat's alone: whoever wants something of it for others asks for that.
fn refuse_others(audience: Audience) -> Result<(), Stop> {
    match audience {
        Audience::Secretariat => Ok(()),
        Audience::Public | Audience::Members => Err(Stop::Usage(
            "A whole register holds what is reserved, notes and telephone numbers, so it is for the Secretariat alone: \
             add --for secretariat. For anybody else write a list, as in `secretariat agreement list --format json`."
                .to_owned(),
        )),
    }
}
