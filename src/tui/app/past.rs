//! Looking back at a day, and going back to now.

use chrono::NaiveDate;

use super::App;
use crate::session::{Failure, Look, Session};
use crate::tui::forms::Reading;

impl App {
    /// Closes everything and shows the register of a day; a form that asked for it keeps what is refused.
    pub(super) fn look_back(
        &mut self,
        reading: Reading,
        day: Option<NaiveDate>,
        session: &mut Session,
    ) {
        let look = reading.of(session.look(), day);
        match session.look_back(look) {
            Ok(()) => {
                self.dialogs.clear();
                self.tell_look(session);
            }
            Err(Failure::Refused(refusal)) => {
                let dialog = self.dialogs.last_mut();
                if !dialog.is_some_and(|dialog| dialog.refuse(&refusal)) {
                    self.refuse(&refusal.sentence);
                }
            }
            Err(failure @ (Failure::Conflict(..) | Failure::Store(_))) => {
                self.refuse(&failure.to_string());
            }
        }
    }

    pub(super) fn show_now(&mut self, session: &mut Session) {
        if let Err(failure) = session.look_back(Look::default()) {
            return self.refuse(&failure.to_string());
        }
        self.dialogs.clear();
        self.say("Back to now.");
    }

    /// Says what is looked back at; that there was nothing yet, as what went wrong.
    pub(super) fn tell_look(&mut self, session: &Session) {
        match (session.nothing_known(), session.read_only()) {
            (Some(nothing), _) => self.refuse(&format!("{nothing} Esc goes back to now.")),
            (None, Some(reason)) if session.look() != Look::default() => {
                self.say(&format!("{reason} Esc goes back to now."));
            }
            (None, _) => self.say("Back to now."),
        }
    }
}
