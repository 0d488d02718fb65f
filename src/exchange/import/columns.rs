//! The columns of each kind of sheet: those that its own rules read, and the questions of its form.

use super::kind::SheetKind;
use super::usual::{
    ACTIONS, AGREEMENTS, COMMITMENTS, COVERED, Column, ITEMS, MEETINGS, ORGANISATIONS, SUCCESSORS,
    TELLING, USUAL,
};
use crate::domain::field::label;
use crate::domain::find::fold;
use crate::domain::form::{self, Ask, Input};
use crate::domain::register::Kind;

/// What a column of a file may be.
#[derive(Debug, Clone)]
pub struct Field {
    /// By which a mapping names it.
    pub name: &'static str,
    pub label: String,
    /// In the order in which they are tried.
    pub usual: Vec<&'static str>,
    /// The question whose answer its cells are, where the kind's own rules do not read it.
    pub(super) ask: Option<&'static Ask>,
}

/// Columns of dates that a kind's own rules read.
const DATES: [&str; 8] = [
    "signed",
    "effective",
    "published",
    "review_due",
    "date",
    "due",
    "closed",
    "on",
];

impl Field {
    /// True if its cells are dates.
    pub fn is_date(&self) -> bool {
        match self.ask {
            Some(ask) => matches!(ask.input, Input::Date | Input::Day | Input::DateOrWords),
            None => DATES.contains(&self.name),
        }
    }
}

impl SheetKind {
    /// The columns that the kind's own rules read, in the order in which they are written.
    fn own(self) -> &'static [Column] {
        match self {
            Self::Organisations => ORGANISATIONS,
            Self::Successors => SUCCESSORS,
            Self::Agreements => AGREEMENTS,
            Self::Meetings => MEETINGS,
            Self::Items => ITEMS,
            Self::Actions => ACTIONS,
            Self::Commitments => COMMITMENTS,
            Self::Of(_) => &[],
        }
    }

    /// All that a column of such a sheet may be.
    pub fn fields(self) -> Vec<Field> {
        let own = self.own().iter().map(|(name, usual)| Field {
            name,
            label: label(name),
            usual: usual.split(", ").collect(),
            ask: None,
        });
        own.chain(self.asked()).collect()
    }

    /// The questions that are columns.
    fn asked(self) -> impl Iterator<Item = Field> {
        let covered = COVERED.iter().find(|(kind, _)| *kind == self);
        let covered = covered.map_or(&[][..], |(_, names)| names);
        let asks = if self == Self::Successors {
            Vec::new()
        } else {
            form::of(self.subject()).asks()
        };
        asks.into_iter()
            .filter(move |ask| !covered.contains(&ask.name))
            .map(move |ask| {
                let mut usual = vec![ask.label, ask.option];
                let known = USUAL
                    .iter()
                    .filter(|(kind, name, _)| self == Self::Of(*kind) && *name == ask.name);
                usual.extend(known.flat_map(|(_, _, names)| names.split(", ")));
                Field {
                    name: ask.name,
                    label: ask.label.to_owned(),
                    usual,
                    ask: Some(ask),
                }
            })
    }

    /// The columns by which a file with the names of our own files is recognised.
    pub fn needed(self) -> Vec<&'static str> {
        match self {
            Self::Organisations => vec!["name", "acronym"],
            Self::Successors => vec!["organisation", "successor"],
            Self::Agreements => vec!["key", "title", "parties"],
            Self::Meetings => vec!["key", "body", "date"],
            Self::Items => vec!["meeting", "number", "title"],
            Self::Actions => vec!["meeting", "text"],
            Self::Commitments => vec!["agreement", "rule"],
            Self::Of(kind) => {
                let asks = form::of(kind).asks().into_iter();
                asks.filter(|ask| ask.is_required)
                    .map(|ask| ask.name)
                    .collect()
            }
        }
    }

    /// True if a sheet with these columns can be taken: what an office needs to have, and no more.
    pub(super) fn is_enough(self, has: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Organisations => has("name"),
            Self::Agreements => has("title") || has("parties"),
            Self::Meetings => has("body") && has("date"),
            Self::Items => has("meeting") && has("title"),
            Self::Actions => (has("meeting") || has("forum")) && has("text"),
            Self::Of(Kind::Contact) => has("organisation") && (has("name") || has("post")),
            // A body without a role is a member.
            Self::Of(Kind::Membership) => has("forum") && has("organisation"),
            Self::Successors | Self::Commitments | Self::Of(_) => {
                self.needed().into_iter().all(has)
            }
        }
    }

    /// The columns that tell a row from the others.
    pub(super) fn telling(self) -> &'static [&'static str] {
        match self {
            Self::Organisations => &["name"],
            Self::Successors => &["organisation", "successor"],
            Self::Agreements | Self::Meetings => &["key"],
            Self::Items => &["meeting", "number", "title"],
            Self::Actions => &["meeting", "ref", "text"],
            Self::Commitments => &["agreement", "para", "rule"],
            Self::Of(kind) => {
                let known = TELLING.iter().find(|(one, _)| *one == kind);
                known.map_or(&[], |(_, names)| names)
            }
        }
    }

    /// The column that is looked at when all rows are in, since it may name a later one.
    pub(super) fn late(self) -> Option<&'static str> {
        match self {
            Self::Agreements => Some("supersedes"),
            Self::Meetings => Some("next_meeting"),
            Self::Organisations
            | Self::Successors
            | Self::Items
            | Self::Actions
            | Self::Commitments
            | Self::Of(_) => None,
        }
    }

    /// Where a column stands among those of the kind; what the form asks comes after them.
    pub(super) fn place(self, column: &str) -> usize {
        let own = self.own();
        own.iter()
            .position(|(name, _)| *name == column)
            .unwrap_or(own.len())
    }
}

/// A name of a column as it is compared: its words without case, accents, marks, little words, order and plural.
pub(super) fn folded(name: &str) -> String {
    const LITTLE: [&str; 6] = ["of", "the", "a", "an", "for", "and"];
    let name = fold(&name.replace("(s)", "s"));
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let mut words: Vec<&str> = words
        .filter(|word| !word.is_empty())
        .map(singular)
        .collect();
    if words.len() > 1 {
        words.retain(|word| !LITTLE.contains(word));
    }
    words.sort_unstable();
    words.join(" ")
}

fn singular(word: &str) -> &str {
    const SHORTEST: usize = 4;
    match word {
        "parties" => "party",
        "signatories" => "signatory",
        "bodies" => "body",
        _ if word.chars().count() >= SHORTEST && !word.ends_with("ss") => {
            word.strip_suffix('s').unwrap_or(word)
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        for (name, other) in [
            ("Review date", "Date of review"),
            ("Partner(s)", "partner"),
            ("DATE SIGNED", "date_signed"),
            ("Parties", "party"),
            ("Title of the agreement", "Agreement title"),
            ("Réf.", "ref"),
            ("Status", "status:"),
        ] {
            assert_eq!(folded(name), folded(other), "{name}");
        }
        assert_ne!(folded("Address"), folded("Addres"));
    }

    /// What two columns of a kind could both be is taken for the first of them without a word.
    #[test]
    fn no_usual_name_is_that_of_two_columns() {
        for kind in SheetKind::all() {
            let mut owners: BTreeMap<String, &str> = BTreeMap::new();
            for field in kind.fields() {
                for usual in field.usual.iter().filter(|_| field.ask.is_none()) {
                    let owner = owners.entry(folded(usual)).or_insert(field.name);
                    assert_eq!(*owner, field.name, "{usual} of {kind}");
                }
            }
        }
    }
}
