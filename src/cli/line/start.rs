//! No register: create one, open another, or look around in sample data. Nothing is created without being asked for.

use std::path::Path;

use super::talk::{Leave, Said, Talk};
use crate::cli::{Stop, create_default, demo, open_at};
use crate::paths;
use crate::session::Session;
use crate::store::Access;

const HELP: &str = "A register is one file that holds everything. Sample data is in memory only, for looking around.";

/// The register that somebody chose. None if they left.
pub fn start(talk: &mut Talk<'_>) -> Result<Option<Session>, Stop> {
    match ways(talk) {
        Ok(session) => Ok(Some(session)),
        Err(Leave::Stop(stop)) => Err(stop),
        Err(Leave::Back | Leave::Save | Leave::Quit | Leave::End) => Ok(None),
    }
}

fn ways(talk: &mut Talk<'_>) -> Said<Session> {
    let path = paths::default_register();
    let path = path.display();
    talk.say(&format!("There is no register at {path}."))?;
    let ways = [
        format!("Create an empty register there: {path}"),
        "Open another register".to_owned(),
        "Look around with sample data".to_owned(),
    ];
    loop {
        talk.gap()?;
        talk.say("What would you like to do?")?;
        talk.number(&ways)?;
        let opened = match talk.choose("Number:", &ways, HELP)? {
            Some(0) => create_default(talk.common),
            Some(1) => {
                let prompt = "Path of the register, or Enter for none of this:";
                let reply = match talk.ask(prompt, HELP) {
                    Err(Leave::Back) => continue,
                    reply => reply?,
                };
                if reply.is_empty() {
                    continue;
                }
                let path = paths::expanded(&reply.text);
                open_at(Path::new(&path), Access::Write, talk.common)
            }
            Some(_) => demo::in_memory(talk.common),
            None => continue,
        };
        match opened {
            Ok(session) => return Ok(session),
            Err(stop) => talk.say(&stop.to_string())?,
        }
    }
}
