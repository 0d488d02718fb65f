//! Why a rule, or what somebody typed, was said no to, in the words the user sees.
//! What the file or the disk refuses is a `StoreError`, not this.

/// A complete sentence for the user, the kind of no, and the field it is about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct Refusal {
    pub why: Why,
    /// The field of the record or the form, by its name in the code; the form puts the cursor there.
    pub field: Option<&'static str>,
    pub sentence: String,
}

/// The kind of no: decides the exit code and the hint, never the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// What was given cannot be read, or breaks a rule.
    Invalid,
    /// Nothing there goes by that name or number.
    NotFound,
    /// Several things go by that name; the sentence lists them.
    Ambiguous,
    /// The entry is in a state that does not allow it.
    State,
    /// Somebody else has changed the same field meanwhile.
    Conflict,
}

impl Refusal {
    pub fn invalid(field: &'static str, sentence: impl Into<String>) -> Self {
        Self {
            why: Why::Invalid,
            field: Some(field),
            sentence: sentence.into(),
        }
    }

    pub fn not_found(sentence: impl Into<String>) -> Self {
        Self::plain(Why::NotFound, sentence)
    }

    pub fn ambiguous(sentence: impl Into<String>) -> Self {
        Self::plain(Why::Ambiguous, sentence)
    }

    pub fn state(sentence: impl Into<String>) -> Self {
        Self::plain(Why::State, sentence)
    }

    pub fn conflict(sentence: impl Into<String>) -> Self {
        Self::plain(Why::Conflict, sentence)
    }

    fn plain(why: Why, sentence: impl Into<String>) -> Self {
        Self {
            why,
            field: None,
            sentence: sentence.into(),
        }
    }
}

/// What somebody typed, for the inside of a sentence: in quotation marks, on one line, never a page long.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut line: String = text
        .trim()
        .chars()
        .take(LONGEST)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if text.trim().chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    format!("\"{line}\"")
}
