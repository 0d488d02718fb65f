//! Where a command's words go: data on stdout or into a file, messages on stderr.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::format::{self, ListFormat};
use super::{Common, Stop};
use crate::attachments;
use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::reserved::label_for;
use crate::domain::shown::Shown;
use crate::exchange::document::Document;
use crate::exchange::listing::{Layout, Listing};
use crate::exchange::{self, xlsx};
use crate::files::{self, Existing};
use crate::house::{self, House};
use crate::opening::Opener;
use crate::session::{Done, Session};

/// The two streams of a command, and the width of the terminal if there is one.
pub struct Out<'a> {
    pub data: &'a mut dyn Write,
    pub messages: &'a mut dyn Write,
    /// What somebody types who is asked; none where nobody sits there.
    pub answers: Option<&'a mut dyn BufRead>,
    /// Cells; none where the output goes to a file or a pipe.
    pub width: Option<usize>,
    pub is_quiet: bool,
    /// What opens a file or an address outside.
    pub opener: Opener,
}

impl Out<'_> {
    /// A message for whoever sits there; not data.
    pub fn say(&mut self, message: &str) -> Result<(), Stop> {
        if !self.is_quiet {
            writeln!(self.messages, "{}", Shown::text(message))?;
        }
        Ok(())
    }

    /// Asks whoever sits there; anything but yes is no.
    pub fn ask(&mut self, question: &str) -> Result<bool, Stop> {
        let Some(answers) = &mut self.answers else {
            let sentence = "Nobody is there to be asked; add --yes to do it unasked.";
            return Err(Stop::Usage(format!("{} {sentence}", Shown::text(question))));
        };
        write!(self.messages, "{} [y/N] ", Shown::text(question))?;
        self.messages.flush()?;
        let mut answer = String::new();
        answers.read_line(&mut answer)?;
        let answer = answer.trim();
        Ok(["y", "yes"]
            .iter()
            .any(|yes| answer.eq_ignore_ascii_case(yes)))
    }

    /// Asks whoever sits there for a word; nothing where nobody does.
    pub(super) fn ask_word(&mut self, question: &str) -> Result<String, Stop> {
        let Some(answers) = &mut self.answers else {
            return Ok(String::new());
        };
        write!(self.messages, "{} ", Shown::text(question))?;
        self.messages.flush()?;
        let mut answer = String::new();
        answers.read_line(&mut answer)?;
        Ok(answer.trim().to_owned())
    }

    /// The data of a command: to stdout, or whole into the file that the options name.
    pub fn give(&mut self, text: &str, common: &Common) -> Result<(), Stop> {
        self.give_bytes(text.as_bytes(), common)
    }

    /// A list in the format asked for: JSON for programs, else its listing. A table for people leaves out the columns
    /// that say nothing.
    pub(super) fn give_list(
        &mut self,
        common: &Common,
        json: impl FnOnce() -> Json,
        listing: impl FnOnce() -> Listing,
    ) -> Result<(), Stop> {
        match format::list(common)? {
            ListFormat::Json => self.give(&exchange::json::text(&json()), common),
            ListFormat::Layout(Layout::Table) => {
                let table = listing().without_empty().render(Layout::Table, self.width);
                self.give(&table, common)
            }
            ListFormat::Layout(layout) => {
                let text = listing().render(layout, self.width);
                // Without it a spreadsheet program takes the letters for those of an older alphabet.
                let is_marked = layout == Layout::Csv && common.output.is_some();
                let mark = if is_marked { "\u{feff}" } else { "" };
                self.give(&format!("{mark}{text}"), common)
            }
            ListFormat::Xlsx => self.give_file(&xlsx::render(&[listing()])?, common),
            ListFormat::Document(_) => self.give_document(&listing().document(), common),
        }
    }

    /// What nobody can read on a terminal. Refuses to fill one with it.
    pub(super) fn give_file(&mut self, bytes: &[u8], common: &Common) -> Result<(), Stop> {
        if common.output.is_none() && self.width.is_some() {
            return Err(Stop::Usage(
                "This cannot be read on a terminal, so nothing was printed; name a file with -o."
                    .to_owned(),
            ));
        }
        self.give_bytes(bytes, common)
    }

    fn give_bytes(&mut self, data: &[u8], common: &Common) -> Result<(), Stop> {
        let Some(path) = &common.output else {
            return Ok(self.data.write_all(data)?);
        };
        let path = marked(path, common.audience);
        refuse_register(&path, common)?;
        let existing = if common.force {
            Existing::Replace
        } else {
            Existing::Refuse
        };
        files::save(&path, data, existing)?;
        self.say(&format!("Wrote {}.", path.display()))
    }

    /// A document in the format asked for. Refuses to fill a terminal with what nobody can read there.
    pub(super) fn give_document(
        &mut self,
        document: &Document,
        common: &Common,
    ) -> Result<(), Stop> {
        let format = format::document(common)?;
        let mut house = House::standard();
        if format == exchange::Format::Docx {
            match house::look(&common.house()) {
                Ok(reference) => house.reference = reference,
                Err(mistake) => self.say(&mistake)?,
            }
        }
        let bytes = exchange::render(document, format, &house)?;
        if format.is_text() {
            self.give_bytes(&bytes, common)
        } else {
            self.give_file(&bytes, common)
        }
    }

    /// Commits what a verb makes, or with `--dry-run` only says what it would.
    pub fn commit(
        &mut self,
        session: &mut Session,
        common: &Common,
        ask: impl Fn(&Register) -> Result<Change, Refusal>,
    ) -> Result<(), Stop> {
        let told = |register: &Register, change: &Change| {
            label_for(register, &change.label, &change.edits, common.audience)
        };
        self.commit_as(session, common, ask, told).map(|_| ())
    }

    /// As `commit`, in words of its own. Nothing was done if it was a dry run.
    pub(super) fn commit_as(
        &mut self,
        session: &mut Session,
        common: &Common,
        ask: impl Fn(&Register) -> Result<Change, Refusal>,
        told: impl Fn(&Register, &Change) -> String,
    ) -> Result<Option<Done>, Stop> {
        if common.dry_run {
            let change = ask(session.register())?;
            if change.is_empty() {
                return Err(Refusal::state("Nothing was to be changed.").into());
            }
            let told = told(session.register(), &change);
            self.say(&format!(
                "{told}. (Nothing was changed: this was a dry run.)"
            ))?;
            return Ok(None);
        }
        let mut words = String::new();
        let (path, today) = (session.path().map(Path::to_owned), session.today());
        let done = session.commit(|register| {
            let change = ask(register)?;
            words = told(register, &change);
            Ok(attachments::with_prints(
                change,
                register,
                path.as_deref(),
                today,
            ))
        })?;
        self.say(&format!("{words}. `secretariat undo` takes it back."))?;
        Ok(Some(done))
    }
}

/// Whatever somebody forces: the register itself is not written over, nor the journal beside it.
fn refuse_register(path: &Path, common: &Common) -> Result<(), Stop> {
    let (register, _) = common.register();
    if is_register(&register, path) {
        let path = path.display();
        return Err(Stop::Usage(format!(
            "{path} is the register itself; write to another file."
        )));
    }
    Ok(())
}

/// True for the file of a register and for the journal beside it.
pub(super) fn is_register(register: &Path, path: &Path) -> bool {
    let mut journal = register.to_owned().into_os_string();
    journal.push("-journal");
    let same = |one: &Path| match (one.canonicalize(), path.canonicalize()) {
        (Ok(one), Ok(path)) => one == path,
        _ => false,
    };
    same(register) || same(Path::new(&journal))
}

/// What is not for the public says so in its file name.
fn marked(path: &Path, audience: Audience) -> PathBuf {
    let (Some(mark), Some(stem)) = (audience.mark(), path.file_stem()) else {
        return path.to_owned();
    };
    let (mark, stem) = (mark.replace(' ', "-"), stem.to_string_lossy());
    if stem.contains(&mark) {
        return path.to_owned();
    }
    let ending = path
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()))
        .unwrap_or_default();
    path.with_file_name(format!("{stem}-{mark}{ending}"))
}
