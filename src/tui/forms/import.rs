//! Asking which file is brought in.

use std::path::Path;

use super::Purpose;
use crate::files;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Bring, Context, Effect};

const FILE: &str = "file";
/// How files end that can be brought in.
const ENDINGS: [&str; 4] = ["csv", "xlsx", "json", "txt"];
/// So many are offered, the newest.
const MOST: usize = 50;

/// Offers what lies where documents were written last, the newest first.
pub(super) fn form(context: &Context<'_>) -> Form {
    let folder = context.outlook.folder.clone();
    let names = files::newest(Path::new(&folder), &ENDINGS, MOST);
    let field = if names.is_empty() {
        Field::text(FILE, "File", "").required()
    } else {
        Field::choice(FILE, "File", names)
    };
    let field = field.reckoned(move |_| {
        let from = match folder.as_str() {
            "" => "the folder that the program was started in",
            folder => folder,
        };
        format!("A spreadsheet (XLSX, CSV) or JSON: a name in {from}, or a whole path.")
    });
    let about = "What its columns are is shown before anything is written";
    Form::new(Purpose::Import, "Import a file", about, vec![field])
}

pub(super) fn submit(filled: &Filled<'_>) -> Effect {
    let path = Path::new(filled.folder).join(unquoted(filled.text(FILE)));
    Effect::Bring(Bring::Read(path))
}

/// A path that was dragged here or copied comes in quotes.
fn unquoted(typed: &str) -> &str {
    let inside = |mark| typed.strip_prefix(mark)?.strip_suffix(mark);
    inside('"').or_else(|| inside('\'')).unwrap_or(typed)
}
