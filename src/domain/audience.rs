//! For whom a text is made. What each may read is decided where the text is made, not here.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;

/// The readers of a text. Public unless somebody asked for another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    #[default]
    Public,
    /// The members of the forum: with reserved items.
    Members,
    /// The Secretariat alone: with internal notes.
    Secretariat,
}

impl Audience {
    pub const ALL: [Self; 3] = [Self::Public, Self::Members, Self::Secretariat];

    /// As typed after `--for`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Members => "members",
            Self::Secretariat => "secretariat",
        }
    }

    /// The mark as the head of a text, with a blank line after it; nothing for the public.
    pub fn heading(self) -> String {
        self.mark()
            .map_or_else(String::new, |mark| format!("{mark}\n\n"))
    }

    /// What stands in the title, in the file name and on every page of a text that is not public.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Self::Public => None,
            Self::Members => Some("MEMBERS ONLY"),
            Self::Secretariat => Some("INTERNAL"),
        }
    }

    /// What the mark means, as a sentence to stand after it.
    pub fn caution(self) -> Option<&'static str> {
        match self {
            Self::Public => None,
            Self::Members => Some("For members of the forum. Not for publication."),
            Self::Secretariat => Some("For the Secretariat. Not to be passed on."),
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl FromStr for Audience {
    type Err = Refusal;

    fn from_str(typed: &str) -> Result<Self, Refusal> {
        Self::ALL
            .into_iter()
            .find(|audience| typed.trim().eq_ignore_ascii_case(audience.name()))
            .ok_or_else(|| {
                Refusal::invalid(
                    "audience",
                    "A text is for one of: public, members, secretariat.",
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_is_read_as_it_is_printed() {
        for audience in Audience::ALL {
            assert_eq!(audience.to_string().parse(), Ok(audience));
        }
        assert_eq!(" Members".parse(), Ok(Audience::Members));
        assert!("everyone".parse::<Audience>().is_err());
    }

    #[test]
    fn only_the_public_text_is_unmarked() {
        for (audience, mark) in [
            (Audience::Public, None),
            (Audience::Members, Some("MEMBERS ONLY")),
            (Audience::Secretariat, Some("INTERNAL")),
        ] {
            assert_eq!(audience.mark(), mark);
            assert_eq!(audience.caution().is_some(), mark.is_some());
        }
    }
}
