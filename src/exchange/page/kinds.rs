//! What the page calls the kinds of agreements, in the plural and under its headings; kinds are data, so that any can come.

use super::settings::KINDS;
use crate::domain::find::fold;

/// A kind as the page speaks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kind {
    /// As the agreements have it; empty for those of which nobody stated one.
    pub(super) name: String,
    /// Over what it is.
    pub(super) title: String,
    pub(super) current: String,
    /// In development or proposed: two different words.
    pub(super) coming: String,
    /// The sentence under `coming`.
    pub(super) lead: String,
}

impl Kind {
    fn new(name: &str, [title, current, coming, lead]: [&str; 4]) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            current: current.to_owned(),
            coming: coming.to_owned(),
            lead: lead.to_owned(),
        }
    }

    /// The three that the page explains whether there are any or not.
    pub(super) fn usual() -> [Self; 3] {
        let [(memorandum, ..), (protocol, ..), (sharing, ..)] = KINDS;
        [
            Self::new(
                memorandum,
                [
                    "Memoranda of understanding",
                    "Current MoUs",
                    "MoUs in development",
                    "We are drawing up a memorandum of understanding with:",
                ],
            ),
            Self::new(
                protocol,
                [
                    "Joint working protocols",
                    "Current joint working protocols",
                    "Proposed joint working protocols",
                    "We propose a joint working protocol with:",
                ],
            ),
            Self::new(
                sharing,
                [
                    "Information sharing agreements",
                    "Current ISAs",
                    "Proposed ISAs",
                    "We propose an information sharing agreement with:",
                ],
            ),
        ]
    }

    /// The others among these names, each once, by name; those without one last.
    pub(super) fn further<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Self> {
        let is_usual = |name: &str| KINDS.iter().any(|(usual, ..)| fold(usual) == fold(name));
        let mut names: Vec<&str> = names.filter(|name| !is_usual(name)).collect();
        names.sort_by_key(|name| (name.is_empty(), fold(name)));
        names.dedup_by_key(|name| fold(name));
        names.into_iter().map(Self::other).collect()
    }

    fn other(name: &str) -> Self {
        if name.is_empty() {
            let words = [
                "Other agreements",
                "Other current agreements",
                "Other proposed agreements",
                "We propose an agreement with:",
            ];
            return Self::new(name, words);
        }
        let several = plural(name);
        let inside = uncapitalised(&several);
        Self {
            name: name.to_owned(),
            current: format!("Current {inside}"),
            coming: format!("Proposed {inside}"),
            lead: format!("We propose {inside} with:"),
            title: capitalised(&several),
        }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        fold(&self.name) == fold(name)
    }
}

/// `Statements of intent` of `Statement of intent`.
fn plural(name: &str) -> String {
    let ends = [" of ", " for ", " on "].map(|end| name.find(end).unwrap_or(name.len()));
    let (head, rest) = name.split_at(ends.into_iter().min().unwrap_or(name.len()));
    let mut before_y = head.chars().rev().skip(1);
    let is_vowel = before_y
        .next()
        .is_some_and(|letter| "aeiou".contains(letter));
    match head.strip_suffix('y') {
        Some(stem) if !is_vowel => format!("{stem}ies{rest}"),
        Some(_) | None if head.ends_with('s') => name.to_owned(),
        Some(_) | None => format!("{head}s{rest}"),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Within a sentence; an abbreviation stays as it is.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else {
        return text.to_owned();
    };
    if second.is_lowercase()
        && !text
            .chars()
            .skip(1)
            .take_while(|one| *one != ' ')
            .any(char::is_uppercase)
    {
        first.to_lowercase().chain(text.chars().skip(1)).collect()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_that_nobody_foresaw_has_its_headings_too() {
        for (name, title, current) in [
            (
                "Partnership agreement",
                "Partnership agreements",
                "Current partnership agreements",
            ),
            (
                "Statement of intent",
                "Statements of intent",
                "Current statements of intent",
            ),
            ("concordat", "Concordats", "Current concordats"),
            ("JOP", "JOPs", "Current JOPs"),
            (
                "Shared policy",
                "Shared policies",
                "Current shared policies",
            ),
            (
                "Terms of reference",
                "Terms of reference",
                "Current terms of reference",
            ),
            ("", "Other agreements", "Other current agreements"),
        ] {
            let kind = Kind::other(name);
            assert_eq!((&*kind.title, &*kind.current), (title, current));
        }
    }

    #[test]
    fn kinds_that_differ_in_writing_alone_are_one_and_those_without_one_come_last() {
        let names = [
            "",
            "Concordat",
            "MoU",
            "concordat",
            "Agency agreement",
            "isa",
        ];
        let found = Kind::further(names.into_iter());
        let found: Vec<&str> = found.iter().map(|kind| &*kind.title).collect();
        assert_eq!(
            found,
            ["Agency agreements", "Concordats", "Other agreements"]
        );
    }
}
