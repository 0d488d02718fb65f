//! Handing a forum over: the file first, then the day from which it is only read here.

use std::path::Path;

use super::App;
use crate::domain::handover;
use crate::exchange::register_json::forum;
use crate::files::{self, Existing, FileError};
use crate::session::{Failure, Session};
use crate::tui::dialogs::{Button, Dialog, Question};
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
            Err(failure) => return self.not_handed(&failure),
        };
        match files::save(&asked.path, text.as_bytes(), asked.existing) {
            Ok(()) => {}
            Err(FileError::Exists { .. }) => {
                return self.dialogs.push(Dialog::Question(replacing(asked)));
            }
            Err(error) => {
                self.close_question();
                return self.refuse(&error.to_string());
            }
        }
        self.close_boxes();
        self.keep_folder(&asked.path);
        let wrote = wrote(&asked.path);
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

    fn not_handed(&mut self, failure: &Failure) {
        self.close_question();
        let is_shown = match failure {
            Failure::Refused(refusal) => {
                let dialog = self.dialogs.last_mut();
                dialog.is_some_and(|dialog| dialog.refuse(refusal))
            }
            Failure::Conflict(..) | Failure::Store(_) => false,
        };
        if !is_shown {
            self.refuse(&failure.to_string());
        }
    }
}

fn wrote(path: &Path) -> String {
    format!("Wrote {}.", path.display())
}

fn replacing(asked: HandOver) -> Question {
    let sentence = format!("There is a file {} already.", asked.path.display());
    let buttons = vec![
        Button {
            name: "Keep it",
            effect: Some(Effect::Close),
        },
        Button {
            name: "Replace it",
            effect: Some(Effect::HandOver(HandOver {
                existing: Existing::Replace,
                ..asked
            })),
        },
    ];
    Question::new("Replace the file?", &sentence, buttons)
}
