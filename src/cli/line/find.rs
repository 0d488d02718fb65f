//! Finding an entry by words, and looking at it.

use super::talk::{Said, Talk, returned};
use super::{look, pick};
use crate::session::Session;

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Words of the entry, or Enter to go back:";
    while let Some(entry) = pick::any(talk, session, prompt)? {
        returned(look::look(talk, session, entry))?;
        talk.gap()?;
    }
    Ok(())
}
