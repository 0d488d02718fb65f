//! What an office has of its own for the texts that go out: its words, and the document whose look they take.

use super::docx::Reference;
use super::words::Words;

/// Read once, when it is first asked for; reading it is not done here.
#[derive(Debug, Default)]
pub struct House {
    pub words: Words,
    /// The Word document that others take their look from.
    pub reference: Option<Reference>,
}

impl House {
    /// Nothing of its own.
    pub fn standard() -> Self {
        Self::default()
    }

    /// The Word document that others take their look from: the office's own, else the built-in one.
    pub(super) fn look(&self) -> &Reference {
        self.reference
            .as_ref()
            .unwrap_or_else(|| Reference::standard())
    }
}
