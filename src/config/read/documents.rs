//! What stands under `[documents]`: where an office keeps its own words and look.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Reader, exact, text, unknown};
use crate::config::{DocumentsKey, Key};
use crate::domain::words::Word;

impl Reader<'_> {
    pub(super) fn documents(&mut self, table: &DeTable<'_>) {
        for (name, value) in table {
            let (start, name) = (name.span().start, name.get_ref());
            if self.broken.contains(&self.line(start)) {
                continue;
            }
            let read = match exact::<DocumentsKey>(name) {
                Some(key) => self.set_of_documents(key, value),
                None if exact::<Key>(name).is_some() => Err(format!(
                    "\"{name}\" stands under [{0}]; write it above that heading.",
                    Key::Documents
                )),
                None => Err(unknown::<DocumentsKey>("setting of documents", name)),
            };
            if let Err(sentence) = read {
                self.note(start, &sentence);
            }
        }
    }

    fn set_of_documents(
        &mut self,
        key: DocumentsKey,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), String> {
        let path = self.path_in(text(key.word(), value.get_ref())?);
        match key {
            DocumentsKey::Words => self.settings.documents.words = path,
            DocumentsKey::Reference => self.settings.documents.reference = path,
        }
        Ok(())
    }
}
