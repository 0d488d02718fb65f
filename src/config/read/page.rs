//! What stands under `[page]`: texts, and for each kind of agreement what it is and how much of it is shown.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Reader, exact, text, unknown, word};
use crate::config::{Key, PageKey};
use crate::exchange::page::{Extent, PageSettings};

impl Reader<'_> {
    pub(super) fn page(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let (start, name) = (name.span().start, name.get_ref());
            if self.broken.contains(&self.line(start)) {
                continue;
            }
            let read = match exact::<PageKey>(name) {
                Some(key) => self.set_on_page(key, value),
                None if exact::<Key>(name).is_some() => Err(format!(
                    "\"{name}\" stands under [{0}]; write it above that heading.",
                    Key::Page
                )),
                None => Err(unknown::<PageKey>("setting of the page", name)),
            };
            if let Err(sentence) = read {
                self.note(start, &sentence);
            }
        }
    }

    fn set_on_page(&mut self, key: PageKey, value: &Spanned<DeValue<'_>>) -> Result<(), String> {
        let value = value.get_ref();
        let page = &mut self.settings.page;
        match key {
            PageKey::Publisher => page.publisher = said(key, value)?,
            PageKey::Title => page.title = said(key, value)?,
            PageKey::Introduction => page.introduction = said(key, value)?,
            PageKey::Contact => page.contact = said(key, value)?,
            PageKey::Site => page.site = said(key, value)?,
            PageKey::Definitions => self.each_kind(key, value, |page, kind, value| {
                let words = text(kind, value)?.trim().to_owned();
                page.definitions.push((kind.to_owned(), words));
                Ok(())
            })?,
            PageKey::Shows => self.each_kind(key, value, |page, kind, value| {
                let extent: Extent = word(kind, value)?;
                page.shows.push((kind.to_owned(), extent));
                Ok(())
            })?,
        }
        Ok(())
    }

    /// Kinds are data: whatever name stands there is one.
    fn each_kind(
        &mut self,
        key: PageKey,
        value: &DeValue<'_>,
        set: impl Fn(&mut PageSettings, &str, &DeValue<'_>) -> Result<(), String>,
    ) -> Result<(), String> {
        let table = value.as_table().ok_or_else(|| {
            format!(
                "\"{key}\" is a heading: write [{}.{key}] on a line of its own.",
                Key::Page
            )
        })?;
        for (kind, value) in table {
            let start = kind.span().start;
            if self.broken.contains(&self.line(start)) {
                continue;
            }
            if let Err(sentence) = set(&mut self.settings.page, kind.get_ref(), value.get_ref()) {
                self.note(start, &sentence);
            }
        }
        Ok(())
    }
}

/// An empty text sets nothing.
fn said(key: PageKey, value: &DeValue<'_>) -> Result<Option<String>, String> {
    let words = text(&key.to_string(), value)?.trim();
    Ok((!words.is_empty()).then(|| words.to_owned()))
}
