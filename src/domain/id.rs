//! Numbers that know whose they are: `Id<Action>` names an action and nothing else; `Entry` names a record of any kind.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::refusal::Refusal;
use super::register::{Kind, Row};
use super::words::Word;

/// The number of a record of kind `T`. Taken once and never again, even after the record is deleted.
pub struct Id<T>(NonZeroU32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// None for nought, which is nobody's number.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(|number| Self(number, PhantomData))
    }

    pub fn number(self) -> u32 {
        self.0.get()
    }
}

/// A record of any kind, by kind and number. In the file and the journal: `agreement 12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    pub kind: Kind,
    pub number: u32,
}

impl Entry {
    /// The number as one of kind `T`. None if this entry is of another kind.
    pub fn id<T: Row>(self) -> Option<Id<T>> {
        if self.kind == T::KIND {
            Id::new(self.number)
        } else {
            None
        }
    }
}

impl<T: Row> From<Id<T>> for Entry {
    fn from(id: Id<T>) -> Self {
        Self {
            kind: T::KIND,
            number: id.number(),
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.number)
    }
}

impl FromStr for Entry {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let read = || {
            let (kind, number) = text.trim().rsplit_once(' ')?;
            Some(Self {
                kind: Kind::from_word(kind)?,
                number: number.parse().ok()?,
            })
        };
        read().ok_or_else(|| {
            Refusal::invalid(
                "entry",
                format!(
                    "\"{text}\" names no entry: write a kind and a number, as in \"action 12\"."
                ),
            )
        })
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(de::Error::custom)
    }
}

// Written out, because a derive would ask the same of T.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(NonZeroU32::deserialize(from)?, PhantomData))
    }
}
