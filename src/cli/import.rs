//! `import`: brings in spreadsheets, each file as one change, after a look at what would become of its rows.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::is_register;
use super::{Common, Exit, Out, Stop, whole};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::shown::Shown;
use crate::exchange::import::{
    self, Book, BookReport, ReadOptions, Remembered, Said, Sheet, SheetKind, Source, Table,
};
use crate::files::{self, Existing, FileError};
use crate::mappings;
use crate::session::Session;

#[derive(Debug, Args)]
#[command(
    after_help = "The columns are known under the names that offices give them, in any order; others are mapped once: \
--map \"Agreement between=parties\". -n shows what is new, changed, as before and left out, and writes nothing. Rows that \
are left out are written to a file beside this one with the reason in a last column: mend them there and import that file."
)]
pub struct ImportArgs {
    /// The files, in any order
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What kind of file it is, whatever its header says: organisations, agreements, contacts, …
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<SheetKind>,
    /// A column of the file and the name that it has here, as in "Agreement between=parties", or nothing to leave it out;
    /// kept for the next time
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = renamed)]
    map: Vec<(String, String)>,
    /// Forgets what --map said of files with these columns
    #[arg(long, conflicts_with = "map")]
    forget_map: bool,
    /// Where rows that are left out are written; beside the file unless said
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    #[command(flatten)]
    receive: whole::ReceiveArgs,
}

/// A file that has been read.
struct Read {
    path: PathBuf,
    book: Book,
}

pub(super) fn run(
    args: &ImportArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    if let Some(exit) = whole::bring_in(&args.files, &args.receive, common, session, out)? {
        return Ok(exit);
    }
    let mut read = read(args, common, out)?;
    read.sort_by_key(|one| one.book.sheets.first().map(Sheet::rank));
    // What a dry run would have made so far: a later file may name what an earlier one brings.
    let mut tried: Option<Register> = common.dry_run.then(|| session.register().clone());
    for one in &read {
        match &mut tried {
            Some(register) => {
                let report = import::import_book(register, &one.book, session.today());
                register.apply(&report.change);
                let told = import::look(&one.book, &report, register, session.today());
                write!(out.data, "{}", Shown::text(&told))?;
            }
            None => bring_in(one, args, common, session, out)?,
        }
    }
    out.say(if common.dry_run {
        "Nothing was changed: this was a dry run."
    } else {
        "`secretariat undo` takes back one file, the last one first."
    })?;
    Ok(Exit::Done)
}

fn read(args: &ImportArgs, common: &Common, out: &mut Out<'_>) -> Result<Vec<Read>, Stop> {
    let mut memory = Memory::open(common, out)?;
    let mut read = Vec::new();
    for path in &args.files {
        let bytes = files::read_at_most(path, import::MOST_BYTES)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let tables = import::tables(Source {
            name: &name,
            bytes: &bytes,
        })?;
        memory.look(&tables, args, out)?;
        if args.forget_map && !common.dry_run {
            memory.save()?;
        }
        memory.learn(&tables, args);
        let book = import::book(&name, tables, |table| memory.of(table, args))?;
        let path = path.clone();
        read.push(Read { path, book });
    }
    if !common.dry_run {
        memory.save()?;
    }
    Ok(read)
}

fn renamed(text: &str) -> Result<(String, String), String> {
    let (column, field) = text
        .split_once('=')
        .ok_or("write the column, =, and its name here")?;
    Ok((column.trim().to_owned(), field.trim().to_owned()))
}

/// What was said of columns before, and what is said now.
struct Memory<'a> {
    path: Option<&'a Path>,
    said: Remembered,
    kept: Remembered,
}

impl<'a> Memory<'a> {
    fn open(common: &'a Common, out: &mut Out<'_>) -> Result<Self, Stop> {
        let path = common.mappings.as_deref();
        let (path, said) = match path.map(mappings::load) {
            None => (None, Remembered::default()),
            Some(Ok(said)) => (path, said),
            Some(Err(error)) => {
                let sentence =
                    "What was said of columns before does not count, and nothing new is kept.";
                out.say(&format!("{error} {sentence}"))?;
                (None, Remembered::default())
            }
        };
        let kept = said.clone();
        Ok(Self { path, said, kept })
    }

    /// Says what counts of what was said before, or forgets it.
    fn look(&mut self, tables: &[Table], args: &ImportArgs, out: &mut Out<'_>) -> Result<(), Stop> {
        for table in tables {
            if args.forget_map {
                if self.said.forget(table) {
                    out.say("What was said of these columns is forgotten.")?;
                }
                continue;
            }
            let said = self.said.of(table).filter(|_| args.map.is_empty());
            if let Some(said) = said {
                let pairs = said.renamed.iter();
                let pairs = pairs.map(|(theirs, here)| format!("{theirs}={here}"));
                let kind = said.kind.map(|kind| format!("as {kind}"));
                let all: Vec<String> = kind.into_iter().chain(pairs).collect();
                out.say(&format!(
                    "The columns are taken as was said before: {}. --forget-map forgets it.",
                    all.join(", ")
                ))?;
            }
        }
        Ok(())
    }

    /// What --map and --as say, else what was said before.
    fn of(&self, table: &Table, args: &ImportArgs) -> ReadOptions {
        let said = self.said.of(table).filter(|_| args.map.is_empty());
        let said = said.unwrap_or_else(|| Said {
            kind: None,
            renamed: args.map.clone(),
        });
        ReadOptions {
            kind: args.kind.or(said.kind),
            renamed: said.renamed,
        }
    }

    fn learn(&mut self, tables: &[Table], args: &ImportArgs) {
        if args.map.is_empty() {
            return;
        }
        let said = Said {
            kind: args.kind,
            renamed: args.map.clone(),
        };
        for table in tables {
            self.said.keep(table, &said);
        }
    }

    fn save(&self) -> Result<(), Stop> {
        match self.path {
            Some(path) if self.said != self.kept => Ok(mappings::save(path, &self.said)?),
            Some(_) | None => Ok(()),
        }
    }
}

/// Commits what a file brings, if it brings anything; shows it and asks first where somebody sits there.
fn bring_in(
    one: &Read,
    args: &ImportArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let (today, book) = (session.today(), &one.book);
    let mut report = import::import_book(session.register(), book, today);
    check_named(&rejected(one, &report, args), args, common)?;
    let is_asked = out.answers.is_some() && !common.yes && !report.change.is_empty();
    if is_asked && !is_wanted(book, &report, session, out)? {
        let name = &book.name;
        return out.say(&format!("{name} was not brought in; nothing was changed."));
    }
    if !report.change.is_empty() {
        session.commit(|register| {
            report = import::import_book(register, book, today);
            Ok(report.change.clone())
        })?;
    }
    if !is_asked {
        let told = import::told(book, &report, session.register());
        write!(out.data, "{}", Shown::text(&told))?;
    }
    save_all(&rejected(one, &report, args), args, common, out)
}

/// Shows what would be done and asks whether to do it.
fn is_wanted(
    book: &Book,
    report: &BookReport,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<bool, Stop> {
    let today = session.today();
    let mut tried = session.register().clone();
    tried.apply(&report.change);
    let told = import::look(book, report, &tried, today);
    write!(out.data, "{}", Shown::text(&told))?;
    out.data.flush()?;
    out.ask(&format!("Bring in {}?", book.name))
}

/// Writes the rows that stayed out. One file that is there already is left and said, unless somebody has named it.
fn save_all(
    rejected: &[(PathBuf, String)],
    args: &ImportArgs,
    common: &Common,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    for (path, text) in rejected {
        match save_rejected(path, text, common) {
            Ok(()) => out.say(&format!(
                "Wrote {}: mend its rows and import it.",
                path.display()
            ))?,
            Err(Stop::File(FileError::Exists { path })) if args.rejected.is_none() => {
                let path = path.display();
                out.say(&format!(
                    "{path} is there already and was left as it is: --rejected FILE writes the rows that were left out elsewhere, --force over it."
                ))?;
            }
            Err(stop) => return Err(stop),
        }
    }
    Ok(())
}

/// The files of rows that stay out: beside the file, or where somebody said.
fn rejected(one: &Read, report: &BookReport, args: &ImportArgs) -> Vec<(PathBuf, String)> {
    let path = args.rejected.clone();
    let path = path.unwrap_or_else(|| import::rejected_beside(&one.path));
    import::rejected_files(&path, &one.book, report)
}

/// Refuses before anything is brought in, if somebody has named a file that is there already.
fn check_named(
    rejected: &[(PathBuf, String)],
    args: &ImportArgs,
    common: &Common,
) -> Result<(), Stop> {
    let taken = rejected.iter().find(|(path, _)| path.exists());
    match taken.filter(|_| args.rejected.is_some() && !common.force) {
        Some((path, _)) => Err(FileError::Exists { path: path.clone() }.into()),
        None => Ok(()),
    }
}

fn save_rejected(path: &Path, text: &str, common: &Common) -> Result<(), Stop> {
    if is_register(&common.register().0, path) {
        let sentence = format!(
            "{} is the register itself; write to another file.",
            path.display()
        );
        return Err(Refusal::invalid("rejected", sentence).into());
    }
    let existing = if common.force {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    Ok(files::save(path, text.as_bytes(), existing)?)
}
