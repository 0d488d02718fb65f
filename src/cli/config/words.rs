//! `config words`: the texts around the data, where each comes from, and the built-in ones as files to change.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::WordsArgs;
use crate::cli::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::calendar::counted;
use crate::domain::words::Word;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::exchange::words::Text;
use crate::files::{self, Existing, FileError};
use crate::house::{self, House, HouseFiles};

pub(super) fn run(args: &WordsArgs, common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    match &args.write {
        Some(folder) => write(folder, common, out),
        None => list(common, out),
    }
}

fn list(common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let files = common.house();
    let (house, mistakes) = house::read(&files);
    let rows: Vec<(Text, String)> = Text::ALL
        .iter()
        .map(|text| (*text, from(*text, &house, &files)))
        .collect();
    for mistake in &mistakes {
        out.say(mistake)?;
    }
    let one = |(text, from): &(Text, String)| json!({ "text": text, "from": from });
    let json = || rows.iter().map(one).collect();
    out.give_list(common, json, || listing(&rows))?;
    Ok(Exit::Done)
}

fn listing(rows: &[(Text, String)]) -> Listing {
    let columns = vec![
        Column::new("Text"),
        Column::new("From").shrink(Shrink::First),
    ];
    let mut listing = Listing::new("Words of the house", Audience::default(), columns);
    let row = |(text, from): &(Text, String)| vec![Cell::line(text.word()), Cell::line(from)];
    listing.rows = rows.iter().map(row).collect();
    listing
}

/// Where a text comes from: its file, or the program.
fn from(text: Text, house: &House, files: &HouseFiles) -> String {
    let folder = files.words.as_ref().filter(|_| house.words.is_own(text));
    folder.map_or_else(
        || "built in".to_owned(),
        |folder| folder.join(text.file()).display().to_string(),
    )
}

/// Whatever lies there is somebody's work, and stays; `--force` does not reach it either.
fn write(folder: &Path, common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let (kept, new): (Vec<Text>, Vec<Text>) = Text::ALL
        .iter()
        .partition(|text| folder.join(text.file()).symlink_metadata().is_ok());
    for text in kept {
        let path = folder.join(text.file());
        out.say(&format!(
            "{} is there already and was left as it is.",
            path.display()
        ))?;
    }
    let count = counted(i64::try_from(new.len()).unwrap_or(i64::MAX), "text");
    if common.dry_run {
        out.say(&format!("Would write {count} into {}.", folder.display()))?;
        return Ok(Exit::Done);
    }
    fs::create_dir_all(folder).map_err(|source| FileError::Unwritable {
        path: folder.to_owned(),
        source,
    })?;
    for text in &new {
        let path = folder.join(text.file());
        files::save(&path, text.built_in().as_bytes(), Existing::Refuse)?;
    }
    out.say(&format!("Wrote {count} into {}.", folder.display()))?;
    if common.house().words.is_none() {
        out.say("They count once the settings name the folder: words, under [documents].")?;
    }
    Ok(Exit::Done)
}
