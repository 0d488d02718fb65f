//! The settings file → settings and mistakes. A mistake costs its own line and nothing else.

mod documents;
mod page;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{DocumentsKey, Key, Mistake, PageKey, Settings};
use crate::domain::due::DueKind;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::words::Word;
use crate::paths;

/// So many letters may be wrong in a word that is still recognised.
const NEAR: usize = 2;

/// Reads the text of a settings file. Mistakes are in the order of their lines, each the first of its line.
pub fn read(text: &str, path: &Path) -> (Settings, Vec<Mistake>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(text, path);
    for error in &errors {
        let start = error.span().map_or(0, |span| span.start);
        reader.note(start, &unreadable(error.message()));
    }
    reader.broken = reader.mistakes.iter().filter_map(|one| one.line).collect();
    for (key, value) in table.get_ref() {
        reader.top(key.get_ref(), key.span().start, value);
    }
    let Reader {
        settings,
        mut mistakes,
        ..
    } = reader;
    mistakes.sort_by_key(|mistake| mistake.line);
    mistakes.dedup_by_key(|mistake| mistake.line);
    (settings, mistakes)
}

struct Reader<'a> {
    text: &'a str,
    path: &'a Path,
    settings: Settings,
    mistakes: Vec<Mistake>,
    /// Lines that are no TOML: what was made out of them is a guess, and does not count.
    broken: BTreeSet<usize>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, path: &'a Path) -> Self {
        Self {
            text,
            path,
            settings: Settings::default(),
            mistakes: Vec::new(),
            broken: BTreeSet::new(),
        }
    }

    /// A setting that stands under no heading.
    fn top(&mut self, name: &str, start: usize, value: &Spanned<DeValue<'_>>) {
        if self.broken.contains(&self.line(start)) {
            return;
        }
        let Some(key) = exact::<Key>(name) else {
            let heading = if exact::<DueKind>(name).is_some() {
                Some(Key::DueSoon)
            } else if exact::<PageKey>(name).is_some() {
                Some(Key::Page)
            } else {
                exact::<DocumentsKey>(name).map(|_| Key::Documents)
            };
            let sentence = match heading {
                Some(heading) => {
                    format!("\"{name}\" stands under no heading; write [{heading}] above it.")
                }
                None => unknown::<Key>("setting", name),
            };
            return self.note(start, &sentence);
        };
        if let Err(sentence) = self.set(key, value) {
            self.note(start, &sentence);
        }
    }

    fn set(&mut self, key: Key, value: &Spanned<DeValue<'_>>) -> Result<(), String> {
        let value = value.get_ref();
        match key {
            Key::Register => {
                self.settings.register = self.path_in(text(key.word(), value)?);
            }
            Key::User => {
                let name = text(key.word(), value)?.trim();
                self.settings.user = (!name.is_empty()).then(|| name.to_owned());
            }
            Key::Theme => self.settings.theme = Some(word(key.word(), value)?),
            Key::Symbols => self.settings.symbols = Some(word(key.word(), value)?),
            Key::Mouse => {
                let is_on = value.as_bool();
                let sentence = "\"mouse\" is true or false, without quotation marks.";
                self.settings.mouse = Some(is_on.ok_or(sentence)?);
            }
            Key::FirstDay => self.settings.first_day = Some(word(key.word(), value)?),
            Key::DueSoon => {
                let sentence = "\"due-soon\" is a heading: write [due-soon] on a line of its own.";
                self.due_soon(value.as_table().ok_or(sentence)?);
            }
            Key::Page => {
                let sentence = "\"page\" is a heading: write [page] on a line of its own.";
                self.page(value.as_table().ok_or(sentence)?);
            }
            Key::Documents => {
                let sentence =
                    "\"documents\" is a heading: write [documents] on a line of its own.";
                self.documents(value.as_table().ok_or(sentence)?);
            }
        }
        Ok(())
    }

    fn due_soon(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let (start, name) = (name.span().start, name.get_ref());
            if self.broken.contains(&self.line(start)) {
                continue;
            }
            let read = match exact::<DueKind>(name) {
                Some(kind) => text(name, value.get_ref())
                    .and_then(|text| text.parse().map_err(|wrong: Refusal| wrong.sentence))
                    .map(|lead| (kind, lead)),
                None if exact::<Key>(name).is_some() => Err(format!(
                    "\"{name}\" stands under [{0}]; write it above that heading.",
                    Key::DueSoon
                )),
                None => Err(unknown::<DueKind>("kind of due line", name)),
            };
            match read {
                Ok(window) => self.settings.due_soon.push(window),
                Err(sentence) => self.note(start, &sentence),
            }
        }
    }

    /// Where something lies, if that is said; a path without a beginning is taken from the folder of the settings.
    fn path_in(&self, path: &str) -> Option<PathBuf> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        (!path.is_empty()).then(|| folder.join(paths::expanded(path)))
    }

    fn note(&mut self, start: usize, sentence: &str) {
        let line = self.line(start);
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        self.mistakes.push(Mistake {
            line: Some(line),
            sentence: format!("{name} line {line}: {sentence}"),
        });
    }

    fn line(&self, start: usize) -> usize {
        let before = self.text.get(..start).unwrap_or_default();
        before.matches('\n').count() + 1
    }
}

/// The parser's own words, but for the mistake that everybody makes.
fn unreadable(message: &str) -> String {
    if message.contains("string values must be quoted") {
        return "a text stands in quotation marks, as in theme = \"dark\".".to_owned();
    }
    format!("this cannot be read: {}.", message.replace('\n', ", "))
}

fn text<'v>(name: &str, value: &'v DeValue<'_>) -> Result<&'v str, String> {
    value
        .as_str()
        .ok_or_else(|| format!("\"{name}\" is a text in quotation marks."))
}

fn word<W: Word>(name: &str, value: &DeValue<'_>) -> Result<W, String> {
    let text = text(name, value)?;
    W::from_word(text.trim()).ok_or_else(|| {
        let known = listed::<W>();
        let meant = meant::<W>(text);
        format!(
            "\"{name}\" cannot be {}{meant} It is one of: {known}.",
            quoted(text)
        )
    })
}

/// The word that is written exactly like this; names in the file are written in small letters.
fn exact<W: Word>(name: &str) -> Option<W> {
    W::ALL.iter().copied().find(|one| one.word() == name)
}

fn unknown<W: Word>(what: &str, name: &str) -> String {
    let meant = meant::<W>(name);
    let sentence = format!("there is no {what} {}{meant}", quoted(name));
    if meant == "." {
        format!("{sentence} There are: {}.", listed::<W>())
    } else {
        sentence
    }
}

/// The end of a sentence: the nearest word, if one is near.
fn meant<W: Word>(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let words = W::ALL.iter().map(|one| one.word());
    let nearest = words.min_by_key(|word| strsim::osa_distance(word, &text));
    match nearest.filter(|word| strsim::osa_distance(word, &text) <= NEAR) {
        Some(word) => format!("; did you mean \"{word}\"?"),
        None => ".".to_owned(),
    }
}

fn listed<W: Word>() -> String {
    let words: Vec<&str> = W::ALL.iter().map(|one| one.word()).collect();
    words.join(", ")
}
