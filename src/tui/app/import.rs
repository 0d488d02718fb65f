//! Bringing in a file: reading it, and what follows once its rows are in.

use std::path::{Path, PathBuf};

use super::App;
use crate::domain::refusal::Refusal;
use crate::exchange::import::{self, Draft, Remembered, Source};
use crate::exchange::register_json::{self, forum::ReceiveOptions};
use crate::files::{self, Existing};
use crate::mappings;
use crate::session::Session;
use crate::tui::dialogs::{Button, Dialog, Question};
use crate::tui::effect::{Bring, Effect, Opened};
use crate::tui::pages::Import;

impl App {
    pub(super) fn bring(&mut self, what: Bring, session: &mut Session) {
        match what {
            Bring::Read(path) => self.read_file(&path, session),
            Bring::Keep(draft) => {
                if let Some(trouble) = self.keep_said(&draft) {
                    self.refuse(&trouble);
                }
            }
            Bring::Rows(path, draft) => self.bring_rows(&path, &draft, session),
            Bring::Ours(bytes) => self.bring_ours(&bytes, session),
        }
    }

    /// Shows what a file would bring; one of ours is asked about. The form says why one cannot be read.
    fn read_file(&mut self, path: &Path, session: &mut Session) {
        let read = files::read_at_most(path, register_json::MOST_BYTES);
        let read = read.map_err(|error| Refusal::invalid("file", error.to_string()));
        let effect = read.and_then(|bytes| match register_json::holds(&bytes) {
            Some(_) => Ok(asking(path, bytes)),
            None => self.mapping(path, &bytes),
        });
        match effect {
            Ok(effect) => self.open(session, |_| effect),
            Err(refusal) => self.refused(&refusal),
        }
    }

    /// The page of a file of rows.
    fn mapping(&mut self, path: &Path, bytes: &[u8]) -> Result<Effect, Refusal> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let tables = import::tables(Source { name: &name, bytes })?;
        let remembered = self.remembered();
        if tables.iter().any(|table| remembered.of(table).is_some()) {
            self.say("The columns are taken as was said before.");
        }
        let draft = Draft::new(&name, tables, &remembered)?;
        Ok(Effect::Show(Box::new(Import::open(path, draft))))
    }

    /// What was said of columns before. Says it where that cannot be read, and goes on without.
    fn remembered(&mut self) -> Remembered {
        match self.mappings.as_deref().map(mappings::load) {
            None => Remembered::default(),
            Some(Ok(remembered)) => remembered,
            Some(Err(error)) => {
                self.refuse(&format!(
                    "{error} What was said of columns before does not count."
                ));
                Remembered::default()
            }
        }
    }

    /// Brings the rows in as one change, if they say anything new, and writes those that stay out beside the file.
    fn bring_rows(&mut self, path: &Path, draft: &Draft, session: &mut Session) {
        let (today, book) = (session.today(), draft.book());
        let mut report = None;
        let done = session.refresh().and_then(|_| {
            let seen = import::import_book(session.register(), &book, today);
            if report.insert(seen).change.is_empty() {
                return Ok("Nothing was changed".to_owned());
            }
            let done = session.commit(|register| {
                let made = import::import_book(register, &book, today);
                Ok(report.insert(made).change.clone())
            });
            done.map(|done| format!("{}. u undoes it", done.label))
        });
        let done = match done {
            Ok(done) => done,
            Err(failure) => {
                self.close_question();
                return self.refuse(&failure.to_string());
            }
        };
        let kept = self.keep_said(draft);
        self.dialogs.clear();
        self.say(&format!("{done}."));
        let rejected = report.iter().flat_map(|report| {
            import::rejected_files(&import::rejected_beside(path), &book, report)
        });
        let (written, mut troubles) = write_free(rejected.collect());
        troubles.extend(kept);
        if !troubles.is_empty() {
            self.refuse(&format!("{done}. But: {}", troubles.join(" ")));
        }
        if !written.is_empty() {
            self.dialogs.push(Dialog::Question(mending(&written)));
        }
    }

    /// Keeps what was said of the columns for the next time. Why not, if that cannot be done.
    fn keep_said(&self, draft: &Draft) -> Option<String> {
        let path = self.mappings.as_deref()?;
        let kept = mappings::change(path, |remembered| draft.keep(remembered));
        let error = kept.err()?;
        Some(format!("{error} What you say of the columns is not kept."))
    }

    /// Brings in what another program of ours wrote.
    fn bring_ours(&mut self, bytes: &[u8], session: &mut Session) {
        self.close_boxes();
        match session
            .commit(|register| register_json::bring_in(register, bytes, &ReceiveOptions::default()))
        {
            Ok(done) => self.say(&format!("{}. u undoes it.", done.label)),
            Err(failure) => self.refuse(&failure.to_string()),
        }
    }
}

/// Writes files, each under the next name that is free. Which were written, and what went wrong.
fn write_free(files: Vec<(PathBuf, String)>) -> (Vec<PathBuf>, Vec<String>) {
    let (mut written, mut troubles) = (Vec::new(), Vec::new());
    for (path, text) in files {
        let path = files::free(&path);
        match files::save(&path, text.as_bytes(), Existing::Refuse) {
            Ok(()) => written.push(path),
            Err(error) => troubles.push(error.to_string()),
        }
    }
    (written, troubles)
}

fn asking(path: &Path, bytes: Vec<u8>) -> Effect {
    let buttons = vec![
        Button {
            name: "Not now",
            effect: Some(Effect::Close),
        },
        Button {
            name: "Bring it in",
            effect: Some(Effect::Bring(Bring::Ours(bytes))),
        },
    ];
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text = format!(
        "{name} was written by this program: a whole register, which goes into an empty one, or a forum that is handed over to this Secretariat. It goes in as one change, which u takes back."
    );
    let title = "Bring in a register or a forum?";
    Effect::Ask(Box::new(Dialog::Question(Question::new(
        title, &text, buttons,
    ))))
}

/// Where the rows are that stayed out, and an offer to open them.
fn mending(written: &[PathBuf]) -> Question {
    let mut buttons = vec![Button {
        name: "Close",
        effect: Some(Effect::Close),
    }];
    if let [one] = written
        && let Ok(whole) = std::path::absolute(one)
    {
        buttons.push(Button {
            name: "Open it",
            effect: Some(Effect::Open(Opened::Written(whole))),
        });
    }
    let names = written.iter().map(|path| path.display().to_string());
    let names: Vec<String> = names.collect();
    let text = format!(
        "The rows that stayed out are in {}, each with the reason in its last column. Mend them there, then bring that file in.",
        names.join(" and ")
    );
    Question::new("Some rows are left out", &text, buttons)
}
