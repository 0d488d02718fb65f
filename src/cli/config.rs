//! `config`: the settings, where they lie and what counts. Needs no register.

mod words;

use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Common, Exit, Out, Stop};
use crate::config::{self, DEFAULT_FILE, DocumentsKey, Key, Loaded, Origin, PageKey};
use crate::domain::audience::Audience;
use crate::domain::due::DueKind;
use crate::domain::find::fold;
use crate::domain::shown::Shown;
use crate::domain::words::Word;
use crate::editor;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::exchange::page::{INTRODUCTION, KINDS, TITLE};
use crate::files::{self, Existing, FileError};
use crate::house;

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Where the settings file lies, or would lie
    Path,
    /// Every setting with its value in force and where that comes from
    Show,
    /// Opens the settings file in $VISUAL or $EDITOR, and makes it first if there is none
    Edit,
    /// Says what in the settings, and in the office's own texts, cannot be read
    Check,
    /// The texts around the data, and where each comes from
    Words(WordsArgs),
}

#[derive(Debug, Args)]
pub struct WordsArgs {
    /// Writes the built-in texts into FOLDER, to be changed there; none over one that is there
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,
}

/// Does what a command says; `common` has the settings as they were when the program began.
pub fn run(command: &ConfigCommand, common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    match command {
        ConfigCommand::Path => {
            out.give(&format!("{}\n", config::file().display()), common)?;
            Ok(Exit::Done)
        }
        ConfigCommand::Show => show(common, out),
        ConfigCommand::Edit => edit(common, out),
        ConfigCommand::Check => check(&common.loaded, out),
        ConfigCommand::Words(args) => words::run(args, common, out),
    }
}

/// A setting in force.
struct Row {
    name: String,
    value: String,
    origin: Origin,
}

fn show(common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let rows = rows(common);
    let json = rows.iter().map(
        |row| json!({ "setting": row.name, "value": row.value, "from": row.origin.to_string() }),
    );
    let listing = || {
        let columns = vec![
            Column::new("Setting"),
            Column::new("Value").shrink(Shrink::First),
            Column::new("From"),
        ];
        let mut listing = Listing::new("Settings", Audience::default(), columns);
        let cells = |row: &Row| {
            [&row.name, &row.value, &row.origin.to_string()].map(|cell| Cell::line(cell))
        };
        listing.rows = rows.iter().map(|row| cells(row).to_vec()).collect();
        listing
    };
    for mistake in &common.loaded.mistakes {
        out.say(&mistake.sentence)?;
    }
    out.give_list(common, || json.collect(), listing)?;
    Ok(Exit::Done)
}

fn rows(common: &Common) -> Vec<Row> {
    Key::ALL
        .iter()
        .flat_map(|key| rows_of(*key, common))
        .collect()
}

/// The rows of a setting: one, but for a heading one for each setting under it.
fn rows_of(key: Key, common: &Common) -> Vec<Row> {
    fn row<T>(key: Key, (value, origin): (T, Origin), write: impl Fn(T) -> String) -> Vec<Row> {
        vec![Row {
            name: key.to_string(),
            value: write(value),
            origin,
        }]
    }
    match key {
        Key::Register => row(key, common.register(), |path| path.display().to_string()),
        Key::User => row(key, common.user(), |name| name),
        Key::Theme => row(key, common.theme(), |name| name.to_string()),
        Key::Symbols => row(key, common.symbols(), |name| name.to_string()),
        Key::Mouse => row(key, common.mouse(), |is_on| is_on.to_string()),
        Key::FirstDay => row(key, common.first_day(), |day| day.to_string()),
        Key::DueSoon => DueKind::ALL
            .iter()
            .map(|kind| window(*kind, common))
            .collect(),
        Key::Page => page(common),
        Key::Documents => documents(common),
    }
}

/// The settings of the published page, one under the other.
fn page(common: &Common) -> Vec<Row> {
    let page = &common.loaded.file.page;
    let row = |name: String, own: bool, value: &str| Row {
        name: format!("{} {name}", Key::Page),
        value: value.to_owned(),
        origin: if own { Origin::File } else { Origin::Default },
    };
    let text = |key: PageKey, own: &Option<String>, usual: &str| {
        let value = own.as_deref().unwrap_or(usual);
        vec![row(key.to_string(), own.is_some(), value)]
    };
    let one = |key: PageKey| match key {
        PageKey::Publisher => text(key, &page.publisher, ""),
        PageKey::Title => text(key, &page.title, TITLE),
        PageKey::Introduction => text(key, &page.introduction, INTRODUCTION),
        PageKey::Contact => text(key, &page.contact, ""),
        PageKey::Site => text(key, &page.site, ""),
        PageKey::Definitions => each_kind(&page.definitions)
            .into_iter()
            .map(|(kind, own)| row(format!("{key} {kind}"), own, page.definition(kind)))
            .collect(),
        PageKey::Shows => each_kind(&page.shows)
            .into_iter()
            .map(|(kind, own)| row(format!("{key} {kind}"), own, page.extent(kind).word()))
            .collect(),
    };
    PageKey::ALL.iter().flat_map(|key| one(*key)).collect()
}

/// Where the office's own words and look are, one under the other.
fn documents(common: &Common) -> Vec<Row> {
    let files = &common.loaded.file.documents;
    let row = |key: &DocumentsKey| {
        let path = match key {
            DocumentsKey::Words => &files.words,
            DocumentsKey::Reference => &files.reference,
        };
        let origin = path.as_ref().map_or(Origin::Default, |_| Origin::File);
        let value = path.as_ref().map(|path| path.display().to_string());
        Row {
            name: format!("{} {key}", Key::Documents),
            value: value.unwrap_or_default(),
            origin,
        }
    };
    DocumentsKey::ALL.iter().map(row).collect()
}

/// The kinds that have words of their own in the program, then the others that are set; and which are set.
fn each_kind<T>(own: &[(String, T)]) -> Vec<(&str, bool)> {
    let is = |name: &str, other: &str| fold(name) == fold(other);
    let usual = KINDS.iter().map(|(kind, ..)| *kind);
    let others = own.iter().map(|(kind, _)| &**kind);
    let others = others.filter(|kind| !KINDS.iter().any(|(usual, ..)| is(usual, kind)));
    let all = usual.chain(others);
    all.map(|kind| (kind, own.iter().any(|(name, _)| is(name, kind))))
        .collect()
}

fn window(kind: DueKind, common: &Common) -> Row {
    let own = common
        .loaded
        .file
        .due_soon
        .iter()
        .any(|(one, _)| *one == kind);
    let lead = common.windows().usual(kind);
    Row {
        name: format!("{} {kind}", Key::DueSoon),
        value: lead.map(|lead| lead.to_string()).unwrap_or_default(),
        origin: if own { Origin::File } else { Origin::Default },
    }
}

fn edit(common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let path = config::file();
    if common.dry_run {
        return Err(Stop::Usage(
            "An editor is opened or it is not: leave --dry-run out.".to_owned(),
        ));
    }
    if !path.exists() {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|source| FileError::Unwritable {
                path: folder.to_owned(),
                source,
            })?;
        }
        files::save(&path, DEFAULT_FILE.as_bytes(), Existing::Refuse)?;
        out.say(&format!("Made {}.", path.display()))?;
    }
    editor::edit(&path)?;
    check(&config::load(), out)
}

/// What is wrong with the settings, and with the texts that they lead to.
fn check(loaded: &Loaded, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let own = loaded
        .mistakes
        .iter()
        .map(|mistake| mistake.sentence.clone());
    let (_, of_house) = house::read(&loaded.file.documents);
    let mistakes: Vec<String> = own.chain(of_house).collect();
    for mistake in &mistakes {
        writeln!(out.data, "{}", Shown::line(mistake))?;
    }
    if !mistakes.is_empty() {
        return Ok(Exit::FoundMistake);
    }
    let path = config::file();
    let path = path.display();
    let sentence = if config::file().exists() {
        format!("Sound: {path}.")
    } else {
        format!("There is no {path}, so the defaults count. `secretariat config edit` makes it.")
    };
    writeln!(out.data, "{}", Shown::line(&sentence))?;
    Ok(Exit::Done)
}
