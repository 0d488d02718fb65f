//! What an office has of its own for the texts that go out: its words, and the document whose look they take.

use super::words::Words;

/// Read once, when it is first asked for; reading it is not done here.
#[derive(Debug, Default)]
pub struct House {
    pub words: Words,
    /// The Word document that others take their look from.
    pub reference: Option<Vec<u8>>,
}

impl House {
    /// Nothing of its own.
    pub fn standard() -> Self {
        Self::default()
    }
}
