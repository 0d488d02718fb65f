//! The published page in lines: what changes, then where to write it, then whether it went out and is to be kept.

use std::path::Path;

use super::talk::{Said, Talk};
use crate::cli::output::is_register;
use crate::exchange::page::{self, Form, compared};
use crate::files::{self, Existing};
use crate::session::Session;

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let settings = talk.common.loaded.file.page.clone();
    let today = session.today();
    let page = match page::page(session.register(), &settings, today) {
        Ok(page) => page,
        Err(refusal) => return talk.say(&refusal.sentence),
    };
    let found = compared(session.register(), &page, today);
    talk.say(&found.sentence())?;
    for row in &found.rows {
        talk.say(&row.line())?;
    }
    for one in &page.left_out {
        talk.say(&one.sentence())?;
    }
    let names = Form::ALL.map(|form| form.name().to_owned());
    talk.number(&names)?;
    let help = "Written to a file, the page is kept as what went out, and the next one is compared with it.";
    let chosen = talk.choose("As what? Enter goes back:", &names, help)?;
    let Some(form) = chosen.and_then(|place| Form::ALL.get(place)) else {
        return talk.say("Nothing was written, and no page was kept.");
    };
    let bytes = match form.render(&page.document, session.house()) {
        Ok(bytes) => bytes,
        Err(refusal) => return talk.say(&refusal.sentence),
    };
    if !write(talk, session, &bytes)? {
        return talk.say("Nothing was written, and no page was kept.");
    }
    match session.commit(|register| page::keep(register, &settings, today)) {
        Ok(done) => talk.done(&done),
        Err(failure) => talk.refused(&failure),
    }
}

/// Until a file takes it. False if there is to be none.
fn write(talk: &mut Talk<'_>, session: &Session, bytes: &[u8]) -> Said<bool> {
    loop {
        let help = "A file of that name that is there already is left as it is.";
        let reply = talk.ask("File name, or Enter for none:", help)?;
        if reply.is_empty() {
            return Ok(false);
        }
        let path = Path::new(&reply.text);
        if session
            .path()
            .is_some_and(|register| is_register(register, path))
        {
            talk.say(&format!("{} is the register itself.", path.display()))?;
            continue;
        }
        match files::save(path, bytes, Existing::Refuse) {
            Ok(()) => {
                talk.say(&format!("Wrote {}.", path.display()))?;
                return Ok(true);
            }
            Err(error) => talk.say(&error.to_string())?,
        }
    }
}
