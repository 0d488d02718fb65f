//! Closed lists of words: an enum whose variants are each one word of the trade, kept and printed as it.

/// An enum of our own whose every variant is one word, the same in the file, the journal and on screen.
pub trait Word: Copy + Sized + 'static {
    /// Every word there is, in the order people expect them.
    const ALL: &'static [Self];

    fn word(self) -> &'static str;

    /// The variant that is written like this, without regard to case.
    fn from_word(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|one| one.word().eq_ignore_ascii_case(text))
    }
}

/// Declares an enum of words: `words! { /// What it is. pub enum Level { Local = "local", … } }`.
///
/// A macro, because each such enum needs the same six impls and serde cannot derive them from one list.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$note])* $variant),+ }

        impl $crate::domain::words::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::domain::words::Word::word(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::refusal::Refusal;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::domain::words::read(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($crate::domain::words::Word::word(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'_, str>>::deserialize(from)?;
                $crate::domain::words::read(&text).map_err(serde::de::Error::custom)
            }
        }

        impl $crate::domain::field::AsValue for $name {
            fn value(&self) -> $crate::domain::field::Value<'_> {
                $crate::domain::field::Value::Word($crate::domain::words::Word::word(*self))
            }

            fn shape() -> $crate::domain::shape::Shape {
                let all = <Self as $crate::domain::words::Word>::ALL.iter();
                let words = all.map(|one| $crate::domain::words::Word::word(*one));
                $crate::domain::shape::Shape::Word(words.collect())
            }
        }
    };
}
pub(crate) use words;

use super::refusal::Refusal;

/// Reads one of the words. Refuses anything else and lists what is accepted.
pub fn read<W: Word>(text: &str) -> Result<W, Refusal> {
    W::from_word(text.trim()).ok_or_else(|| {
        let known: Vec<&str> = W::ALL.iter().map(|one| one.word()).collect();
        Refusal::invalid(
            "word",
            format!("\"{text}\" is not one of: {}.", known.join(", ")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::membership::Role;
    use crate::domain::register::Kind;

    #[test]
    fn a_word_is_read_as_it_is_written_whatever_the_case_and_nothing_else_is() {
        for (text, expected) in [
            ("member", Some(Role::Member)),
            (" Secretariat ", Some(Role::Secretariat)),
            ("SECRETARIAT", Some(Role::Secretariat)),
            ("invitee as necessary", Some(Role::OccasionalInvitee)),
            ("invitee  as necessary", None),
            ("members", None),
            ("", None),
        ] {
            assert_eq!(read::<Role>(text).ok(), expected, "{text:?}");
        }
        let refusal = read::<Role>("boss").expect_err("no such role");
        assert!(
            refusal
                .sentence
                .starts_with("\"boss\" is not one of: member, Chair, "),
            "{refusal}"
        );
    }

    #[test]
    fn every_word_comes_back_from_text_and_json() {
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(*kind));
            let json = serde_json::to_string(kind).expect("text");
            assert_eq!(json, format!("\"{}\"", kind.word()));
            assert_eq!(
                serde_json::from_str::<Kind>(&json).expect("it reads"),
                *kind
            );
            // From a reader the text cannot be borrowed.
            assert_eq!(
                serde_json::from_reader::<_, Kind>(json.as_bytes()).expect("it reads"),
                *kind
            );
        }
        assert!(serde_json::from_str::<Kind>("\"thing\"").is_err());
    }
}
