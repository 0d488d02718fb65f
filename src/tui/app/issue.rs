//! Issuing a text: fixing it, writing what goes out, and asking whether it was sent.

use super::App;
use crate::domain::cycle::issue;
use crate::domain::id::Id;
use crate::domain::issued_text::{IssuedText, TextKind, of_meeting};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::exchange::issued;
use crate::exchange::outgoing::{Copy, outgoing, papers};
use crate::files::{self, Existing, FileError};
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
        let verb = move |register: &_| {
            let texts = issued::texts(register, meeting, what, today)?;
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

/// What was written, and what was not, as sentences.
fn written(asked: &SendOut, session: &Session) -> Result<String, Refusal> {
    let register = session.register();
    let Some(text) = register.texts.get(asked.text) else {
        return Err(Refusal::state("That text is not there any more."));
    };
    let mut told = Vec::new();
    let mut copies = Vec::new();
    for paper in papers(register, text.meeting, text.what) {
        match files::read_paper(&paper.link, session.path()) {
            Ok(bytes) => copies.push(Copy { paper, bytes }),
            Err(error) => told.push(format!("A paper is left out: {error}")),
        }
    }
    let made = outgoing(register, text, asked.pack, &copies)?;
    let all: Vec<(String, Vec<u8>)> = made
        .files
        .into_iter()
        .map(|file| (file.name, file.bytes))
        .collect();
    let saved = files::save_all(&asked.folder, &all, Existing::Refuse);
    saved.map_err(|error| match error {
        FileError::Exists { path } => Refusal::invalid(
            "folder",
            format!("{} is there already, with something in it. Nothing was written; name a new folder.", path.display()),
        ),
        FileError::Unreadable { .. } | FileError::Unwritable { .. } => {
            Refusal::invalid("folder", error.to_string())
        }
    })?;
    let count = all.len();
    told.insert(
        0,
        format!("Wrote {count} files into {}.", asked.folder.display()),
    );
    told.extend(made.warnings);
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
