//! `import`: brings in comma-separated files, each as one change.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Exit, Out, Stop, whole};
use crate::domain::field::label;
use crate::domain::register::{Kind, Register};
use crate::domain::shown::Shown;
use crate::exchange::import::{self, ReadOptions, Report, Sheet, SheetKind, Source};
use crate::files;
use crate::session::Session;

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The files, in any order
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What kind of file it is, whatever its header says: organisations, agreements, meetings, …
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<SheetKind>,
    /// A column of the file and the name that it has here, as in "Agreement between=parties"
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = renamed)]
    map: Vec<(String, String)>,
    #[command(flatten)]
    receive: whole::ReceiveArgs,
}

const GROWS: &str = "a text takes what is written into it";

pub(super) fn run(
    args: &ImportArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    if let Some(exit) = whole::bring_in(&args.files, &args.receive, common, session, out)? {
        return Ok(exit);
    }
    let mut sheets = args
        .files
        .iter()
        .map(|path| sheet(path, args))
        .collect::<Result<Vec<_>, _>>()?;
    import::order(&mut sheets);
    // What a dry run would have made so far: a later file may name what an earlier one brings.
    let mut tried: Option<Register> = common.dry_run.then(|| session.register().clone());
    for sheet in &sheets {
        let report = match &mut tried {
            Some(register) => {
                let report = import::import(register, sheet, session.today());
                register.apply(&report.change);
                report
            }
            None => bring_in(sheet, session)?,
        };
        write!(
            out.data,
            "{}",
            Shown::text(&told(sheet, &report, session.register()))
        )?;
    }
    out.say(if common.dry_run {
        "Nothing was changed: this was a dry run."
    } else {
        "`secretariat undo` takes back one file, the last one first."
    })?;
    Ok(Exit::Done)
}

fn sheet(path: &Path, args: &ImportArgs) -> Result<Sheet, Stop> {
    let bytes = files::read_at_most(path, import::MOST_BYTES)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let options = ReadOptions {
        kind: args.kind,
        renamed: args.map.clone(),
    };
    Ok(import::read(
        Source {
            name: &name,
            bytes: &bytes,
        },
        &options,
    )?)
}

fn renamed(text: &str) -> Result<(String, String), String> {
    let (column, field) = text
        .split_once('=')
        .ok_or("write the column, =, and its name here")?;
    Ok((column.trim().to_owned(), field.trim().to_owned()))
}

/// Commits what a sheet brings, if it brings anything.
fn bring_in(sheet: &Sheet, session: &mut Session) -> Result<Report, Stop> {
    let today = session.today();
    let mut report = import::import(session.register(), sheet, today);
    if !report.change.is_empty() {
        session.commit(|register| {
            report = import::import(register, sheet, today);
            Ok(report.change.clone())
        })?;
    }
    Ok(report)
}

/// A file's report: its counts, then a line for each row of which there is something to say.
fn told(sheet: &Sheet, report: &Report, register: &Register) -> String {
    let rows = report.new + report.changed + report.unchanged + report.rejected.len();
    let mut text = format!("{}: {}", sheet.name(), counted(rows, "row", "rows"));
    let counts = [
        (report.new, "new"),
        (report.changed, "changed"),
        (report.unchanged, "as before"),
        (report.rejected.len(), "left out"),
    ];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        write!(text, ", {count} {what}").expect(GROWS);
    }
    text.push_str(".\n");
    if !report.made.is_empty() {
        let made: Vec<String> = report
            .made
            .iter()
            .map(|(kind, count)| made(*kind, *count))
            .collect();
        writeln!(text, "  Makes {}.", made.join(", ")).expect(GROWS);
    }
    for one in &report.rejected {
        writeln!(text, "  Line {} is left out: {}", one.line, one.reason).expect(GROWS);
    }
    for one in &report.kept {
        let name = register
            .get(one.entry)
            .map_or_else(|| one.entry.to_string(), |record| record.name(register));
        let field = label(&one.field);
        writeln!(
            text,
            "  Line {}: {field} of {name} was changed here and stays \"{}\"; the file says \"{}\".",
            one.line, one.ours, one.theirs
        )
        .expect(GROWS);
    }
    for one in &report.remarks {
        let line = one
            .line
            .map_or_else(String::new, |line| format!("Line {line}: "));
        writeln!(text, "  {line}{}", one.text).expect(GROWS);
    }
    text
}

fn made(kind: Kind, count: usize) -> String {
    counted(count, &kind.to_string(), kind.plural())
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
