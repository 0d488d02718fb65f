//! A long text in the user's own editor: written to a file that only they can read, and taken back from it.

use std::path::Path;
use std::{env, fs};

use color_eyre::Result;
use color_eyre::eyre::WrapErr;

use super::app::App;
use super::terminal::Terminal;
use crate::editor;
use crate::files::{self, Existing};

/// More than this is no note.
const MOST_BYTES: u64 = 1024 * 1024;

/// Opens the text in the editor and gives what was saved to the form. Without an editor, or if that fails, says so:
/// the text in the form stays as it was.
pub(super) fn edit(terminal: &mut Terminal, app: &mut App, text: &str) -> Result<()> {
    if editor::command().is_none() {
        app.report(
            "Neither VISUAL nor EDITOR names an editor of yours; type here, or set one of them.",
        );
        return Ok(());
    }
    let written = files::new_private_folder(&env::temp_dir())
        .map_err(|error| format!("There is no place for the text: {error}."))
        .and_then(|folder| {
            let path = folder.join("text.txt");
            let saved = files::save(&path, text.as_bytes(), Existing::Refuse);
            saved.map_err(|error| error.to_string()).map(|()| path)
        });
    let path = match written {
        Ok(path) => path,
        Err(sentence) => {
            app.report(&sentence);
            return Ok(());
        }
    };
    let edited = terminal
        .lend(|| editor::edit(&path))
        .wrap_err("taking the terminal back from the editor")?;
    match edited
        .map_err(|error| error.to_string())
        .and_then(|()| read(&path))
    {
        Ok(edited) => {
            app.edited(without_last_line_end(&edited, text));
            forget(&path);
        }
        Err(sentence) => app.report(&sentence),
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = files::read_at_most(path, MOST_BYTES).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| {
        format!(
            "What the editor saved is no text in UTF-8. It is in {}.",
            path.display()
        )
    })
}

/// Editors end a file with a line end that nobody typed.
fn without_last_line_end<'a>(edited: &'a str, was: &str) -> &'a str {
    if was.ends_with('\n') {
        return edited;
    }
    let bare = edited.strip_suffix('\n').unwrap_or(edited);
    bare.strip_suffix('\r').unwrap_or(bare)
}

/// The text is in the form now; that its copy may stay in a folder of one's own is no reason to stop.
fn forget(path: &Path) {
    let _ = files::remove(path);
    let _ = path.parent().map(fs::remove_dir);
}
