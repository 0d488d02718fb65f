//! What a sheet may hold: the kinds with a file of their own here, and any other through its form.

use std::fmt;
use std::str::FromStr;

use crate::domain::find::fold;
use crate::domain::form;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::Kind;
use crate::domain::words::Word;

/// The kinds of sheet, in the order in which each finds what it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetKind {
    Organisations,
    Successors,
    Agreements,
    Meetings,
    Items,
    Actions,
    Commitments,
    /// Entries of a kind whose columns are the questions of its form.
    Of(Kind),
}

impl SheetKind {
    /// Those with rules of their own.
    pub const OWN: [Self; 7] = [
        Self::Organisations,
        Self::Successors,
        Self::Agreements,
        Self::Meetings,
        Self::Items,
        Self::Actions,
        Self::Commitments,
    ];

    /// Every kind of sheet, its own ones first.
    pub fn all() -> Vec<Self> {
        let own = Self::OWN.map(Self::subject);
        let others = form::kinds().filter(|kind| !own.contains(kind) && *kind != Kind::Origin);
        Self::OWN.into_iter().chain(others.map(Self::Of)).collect()
    }

    /// What files of the kind are called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::Successors => "successors",
            Self::Agreements => "agreements",
            Self::Meetings => "meetings",
            Self::Items => "items",
            Self::Actions => "actions",
            Self::Commitments => "commitments",
            Self::Of(kind) => kind.plural(),
        }
    }

    /// The entries that its rows are.
    pub fn subject(self) -> Kind {
        match self {
            Self::Organisations | Self::Successors => Kind::Organisation,
            Self::Agreements => Kind::Agreement,
            Self::Meetings => Kind::Meeting,
            Self::Items => Kind::Item,
            Self::Actions => Kind::Action,
            Self::Commitments => Kind::Commitment,
            Self::Of(kind) => kind,
        }
    }

    /// Its place in the order in which each finds what it refers to.
    pub(super) fn rank(self) -> usize {
        match self {
            Self::Organisations => 0,
            Self::Successors => 1,
            Self::Of(Kind::Contact) => 2,
            Self::Agreements => 3,
            Self::Of(Kind::Party) => 4,
            Self::Of(Kind::Forum) => 5,
            Self::Of(Kind::Membership) => 6,
            Self::Meetings => 7,
            Self::Items => 8,
            Self::Actions => 9,
            Self::Commitments => 10,
            Self::Of(kind) => {
                let place = Kind::ALL.iter().position(|one| *one == kind);
                11 + place.unwrap_or(0)
            }
        }
    }
}

impl fmt::Display for SheetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for SheetKind {
    type Err = Refusal;

    /// Several of a kind, or one: "contacts", "contact", "members".
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let text = fold(text);
        let is_meant = |kind: &Self| {
            let one = kind.subject().word();
            kind.word() == text
                || (*kind != Self::Successors && (one == text || format!("{one}s") == text))
        };
        let all = Self::all();
        all.iter().copied().find(is_meant).ok_or_else(|| {
            let known: Vec<&str> = all.iter().map(|kind| kind.word()).collect();
            let sentence = format!("{} is not one of: {}.", quoted(&text), known.join(", "));
            Refusal::invalid("kind", sentence)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_named_by_one_or_several_of_it() {
        for (text, word) in [
            ("contacts", "contacts"),
            ("Contact", "contacts"),
            ("members", "memberships"),
            ("memberships", "memberships"),
            ("agreement", "agreements"),
            ("successors", "successors"),
        ] {
            assert_eq!(text.parse().map(SheetKind::word), Ok(word), "{text}");
        }
        assert!("origins".parse::<SheetKind>().is_err());
        for kind in SheetKind::all() {
            assert_eq!(kind.word().parse(), Ok(kind));
        }
    }

    #[test]
    fn no_two_kinds_have_one_place() {
        let mut ranks: Vec<usize> = SheetKind::all().into_iter().map(SheetKind::rank).collect();
        let count = ranks.len();
        ranks.sort_unstable();
        ranks.dedup();
        assert_eq!(ranks.len(), count);
    }
}
