//! Finding records by words: every word must be there, in any order, without regard to case or accents.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::audience::Audience;
use super::bodies::names;
use super::field::{Field, Fields};
use super::id::Entry;
use super::register::{Kind, Record, Register};
use super::words::Word;

/// What somebody typed to find something. Empty finds everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<QueryWord>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct QueryWord {
    text: String,
    /// A word typed with a capital is meant with it.
    is_exact: bool,
}

/// A record that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub entry: Entry,
    pub nearness: Nearness,
}

/// How near a match is to what people call the record; nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    TitleBegins,
    InTitle,
    InFields,
}

impl Query {
    pub fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(|word| {
            let is_exact = word.chars().any(char::is_uppercase);
            let text = if is_exact {
                without_accents(word).into_owned()
            } else {
                fold(word)
            };
            QueryWord { text, is_exact }
        });
        Self {
            words: words.collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// True if every word stands somewhere in these texts.
    pub fn matches(&self, texts: &[&str]) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let mut missing: Vec<&QueryWord> = self.words.iter().collect();
        for text in texts {
            let plain = without_accents(text);
            let lower = lower(&plain);
            missing.retain(|word| {
                !(if word.is_exact {
                    plain.contains(&word.text)
                } else {
                    lower.contains(&word.text)
                })
            });
            if missing.is_empty() {
                return true;
            }
        }
        false
    }

    /// How near a record is to what was typed. None if it is not what was meant.
    fn nearness<'a>(
        &self,
        register: &'a Register,
        record: Record<'a>,
        audience: Audience,
        fields: &mut Fields<'a>,
    ) -> Option<Nearness> {
        let title = record.title(register);
        if self.matches(&[&title]) {
            let begins = self
                .words
                .first()
                .is_some_and(|word| fold(&title).starts_with(&word.text.to_lowercase()));
            return Some(if begins {
                Nearness::TitleBegins
            } else {
                Nearness::InTitle
            });
        }
        fields.clear();
        record.fields_into(fields);
        let mut texts = vec![title];
        if let Record::Organisation(one) = record {
            texts.extend(names::earlier_names(register, one.id));
        }
        let readable = |field: &&Field<'_>| record.is_readable(field.name, audience);
        for field in fields.as_slice().iter().filter(readable) {
            field
                .value
                .each_text(&mut |text| texts.push(text.to_owned()));
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.matches(&texts).then_some(Nearness::InFields)
    }
}

/// Every record in which all the words stand, nearest to a title first, then by kind and number. What may not be seen
/// is not looked at, be it a record or a field that an audience may not read: a hit alone would tell that the words
/// stand there.
pub fn find(
    register: &Register,
    query: &Query,
    audience: Audience,
    may_see: impl Fn(Record<'_>) -> bool,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    if query.is_empty() {
        return hits;
    }
    let mut fields = Fields::default();
    for kind in Kind::ALL.iter().filter(|kind| is_found(**kind)) {
        for record in register.all(*kind).filter(|record| may_see(*record)) {
            if let Some(nearness) = query.nearness(register, record, audience, &mut fields) {
                hits.push(Hit {
                    entry: record.entry(),
                    nearness,
                });
            }
        }
    }
    hits.sort_by_key(|hit| (hit.nearness, hit.entry));
    hits
}

/// Origins say where a record came from and are found with it, not by themselves.
fn is_found(kind: Kind) -> bool {
    kind != Kind::Origin
}

/// A text as names are compared: lower case, no accents, one blank between words, "and" for "&".
pub fn fold(text: &str) -> String {
    let plain = without_accents(text);
    let mut out = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word == "&" {
            out.push_str("and");
        } else {
            out.push_str(&lower(word));
        }
    }
    out
}

fn lower(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
    {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

fn without_accents(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(
            text.nfd()
                .filter(|letter| !is_combining_mark(*letter))
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::action::Action;
    use crate::domain::id::Id;
    use crate::domain::organisation::Organisation;

    #[test]
    fn every_word_must_be_there_in_any_order() {
        let cases = [
            ("protocol joint", "Joint working protocol", true),
            ("prot", "Joint working protocol", true),
            ("protocol health", "Joint working protocol", false),
            ("JOINT", "Joint working protocol", false),
            ("Joint", "Joint working protocol", true),
            ("cafe", "Café meeting", true),
            ("café", "Cafe meeting", true),
            ("", "anything", true),
        ];
        for (query, text, expected) in cases {
            assert_eq!(
                Query::new(query).matches(&[text]),
                expected,
                "{query:?} in {text:?}"
            );
        }
    }

    #[test]
    fn words_may_stand_in_different_fields() {
        assert!(Query::new("cqc 2019").matches(&["CQC", "signed in 2019"]));
    }

    #[test]
    fn names_fold_alike() {
        assert_eq!(
            fold("Parliamentary & Health  Service Ombudsman"),
            fold("parliamentary and health service ombudsman")
        );
        assert_eq!(fold("Égalité"), "egalite");
    }

    #[test]
    fn the_nearest_come_first_and_what_may_not_be_seen_is_not_found() {
        let id = |number| Id::new(number).expect("a test's own number");
        let mut register = Register::default();
        register.put(Organisation {
            enquiries: "risk@example.org".to_owned(),
            ..Organisation::new(id(1), "Care Quality Commission")
        });
        register.put(Organisation::new(id(2), "The Risk Council"));
        for (number, text, reserved) in [
            (1, "Describe the risk", None),
            (2, "Risk register to be sent", None),
            (3, "Risk of a leak", Some("legal advice")),
        ] {
            let forum = Id::new(1).expect("a test's own number");
            let action = Id::new(number).expect("a test's own number");
            register.put(Action {
                reserved: reserved.map(str::to_owned),
                ..Action::new(action, forum, number, text)
            });
        }
        let found = |may_see: &dyn Fn(Record<'_>) -> bool| -> Vec<String> {
            find(
                &register,
                &Query::new("risk"),
                Audience::Secretariat,
                may_see,
            )
            .iter()
            .map(|hit| hit.entry.to_string())
            .collect()
        };
        let all = [
            "action 2",
            "action 3",
            "organisation 2",
            "action 1",
            "organisation 1",
        ];
        assert_eq!(found(&|_| true), all);
        let public = ["action 2", "organisation 2", "action 1", "organisation 1"];
        assert_eq!(found(&|record| record.reserved().is_none()), public);
    }
}
