//! Issuing a text: fixing it, writing what goes out, and asking whether it was sent.

use super::App;
use crate::domain::cycle::issue;
use crate::domain::id::Id;
use crate::domain::issued_text::{IssuedText, TextKind, of_meeting};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::exchange::issued;
use crate::files::{Existing, FileError};
use crate::outgoing::{self, Unwritten};
use crate::session::Session;
use crate::tui::dialogs::{Button, Dialog, Question};
use crate::tui::effect::{Effect, SendOut};
use crate::tui::forms;
use crate::tui::pages::recipients;

impl App {
    /// Fixes a text as it is today, and asks where to write what goes out.
    pub(super) fn issue(&mut self, meeting: Id<Meeting>, what: TextKind, session: &mut Session) {
        let today = session.today();
        let last = |session: &Session| {
            let all = of_meeting(session.register(), meeting, what);
            all.last().map(|text| text.id)
        };
        let before = last(session);
        let house = session.shared_house();
        let verb = move |register: &_| {
            let texts = issued::texts(register, meeting, what, today, &house.words)?;
            issue::issue(register, meeting, what, today, texts)
        };
        self.perform(Effect::Commit(Box::new(verb)), session);
        if let Some(text) = last(session).filter(|text| Some(*text) != before) {
            self.open(session, |context| forms::send_out(context, text));
        }
    }

    /// Writes the e-mail drafts and the pack. A paper that cannot be read is named, and the rest goes on.
    pub(super) fn send_out(&mut self, asked: &SendOut, session: &Session) {
        match written(asked, session) {
            Ok(told) => {
                self.close_boxes();
                self.say(&told);
                let question = sent(asked.text, session);
                self.dialogs.push(Dialog::Question(question));
            }
            Err(refusal) => {
                let dialog = self.dialogs.last_mut();
                if !dialog.is_some_and(|dialog| dialog.refuse(&refusal)) {
                    self.refuse(&refusal.sentence);
                }
            }
        }
    }
}

/// As for the command line, but that a folder is asked for again where its files cannot be written.
fn written(asked: &SendOut, session: &Session) -> Result<String, Refusal> {
    let folder = &asked.folder;
    let told = outgoing::write(session, asked.text, asked.pack, folder, Existing::Refuse);
    let told = told.map_err(|error| match error {
        Unwritten::Refused(refusal) => refusal,
        Unwritten::File(FileError::Exists { path }) => Refusal::invalid(
            "folder",
            format!("{} is there already, with something in it. Nothing was written; name a new folder.", path.display()),
        ),
        Unwritten::File(error @ (FileError::Unreadable { .. } | FileError::Unwritable { .. })) => {
            Refusal::invalid("folder", error.to_string())
        }
    })?;
    Ok(told.join(" "))
}

fn sent(text: Id<IssuedText>, session: &Session) -> Question {
    let today = session.today();
    let verb = move |register: &_| {
        let list = recipients(register, text);
        issue::sent(register, text, &list, today)
    };
    let buttons = vec![
        Button {
            name: "Not yet",
            effect: Some(Effect::Close),
        },
        Button {
            name: "Yes, sent",
            effect: Some(Effect::Commit(Box::new(verb))),
        },
    ];
    let count = recipients(session.register(), text).len();
    let words = format!(
        "Have the e-mails been sent? Then it is noted for each of the {count} on the circulation list. m notes it later."
    );
    Question::new("Sent?", &words, buttons)
}
