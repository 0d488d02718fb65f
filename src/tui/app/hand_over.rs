//! Handing a forum over: the file first, then the day from which it is only read here.

use super::App;
use super::perform::replacing;
use crate::domain::handover;
use crate::exchange::register_json::forum;
use crate::files::{self, Existing, FileError};
use crate::session::{Failure, Session};
use crate::tui::dialogs::Dialog;
use crate::tui::effect::{Effect, HandOver};

impl App {
    /// Writes the file of the forum as it is now, and hands the forum over if nothing has changed since.
    pub(super) fn hand_over(&mut self, asked: HandOver, session: &mut Session) {
        let made = session.refresh().and_then(|_| {
            let register = session.register();
            let made = forum::handed(register, asked.forum, asked.to, &asked.ticked)?;
            Ok((made.0, register.revision()))
        });
        let (text, revision) = match made {
            Ok(made) => made,
            Err(Failure::Refused(refusal)) => {
                self.close_question();
                return self.refused(&refusal);
            }
            Err(failure) => return self.refuse(&failure.to_string()),
        };
        match files::save(&asked.path, text.as_bytes(), asked.existing) {
            Ok(()) => {}
            Err(FileError::Exists { .. }) => {
                let path = asked.path.clone();
                let again = Effect::HandOver(HandOver {
                    existing: Existing::Replace,
                    ..asked
                });
                return self.dialogs.push(Dialog::Question(replacing(&path, again)));
            }
            Err(error) => {
                self.close_question();
                return self.refuse(&error.to_string());
            }
        }
        self.close_boxes();
        self.keep_folder(&asked.path);
        let wrote = format!("Wrote {}.", asked.path.display());
        let Some((to, on)) = asked.to else {
            return self.say(&format!(
                "{wrote} It is a copy: the forum is kept here still."
            ));
        };
        let done = session.commit(|register| {
            forum::check_as_written(register, revision)?;
            handover::hand_over(register, asked.forum, to, on)
        });
        match done {
            Ok(done) => self.say(&format!("{wrote} {}. u undoes it.", done.label)),
            Err(failure) => self.refuse(&format!("{wrote} But: {failure}")),
        }
    }
}
