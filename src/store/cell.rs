//! What a column holds: how each type of a record's field becomes a value of `SQLite` and comes back.

use std::num::NonZeroU32;

use chrono::{NaiveDate, NaiveTime, Timelike};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::action::ActionDue;
use crate::domain::agreement::Sharing;
use crate::domain::calendar::Interval;
use crate::domain::commitment::Clock;
use crate::domain::date::Date;
use crate::domain::forum::{Cadence, ChairRule};
use crate::domain::id::{Entry, Id};
use crate::domain::item::PaperCopy;
use crate::domain::words::Word;

/// A type that stands in one column.
pub(super) trait Cell: Sized {
    fn put(&self) -> ToSqlOutput<'_>;

    /// None if the file holds something that no program of ours wrote.
    fn take(value: ValueRef<'_>) -> Option<Self>;
}

impl Cell for String {
    fn put(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::Borrowed(ValueRef::Text(self.as_bytes()))
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().map(str::to_owned)
    }
}

impl<T: Cell> Cell for Option<T> {
    fn put(&self) -> ToSqlOutput<'_> {
        self.as_ref()
            .map_or(ToSqlOutput::Borrowed(ValueRef::Null), Cell::put)
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Null => Some(None),
            ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Text(_) | ValueRef::Blob(_) => {
                T::take(value).map(Some)
            }
        }
    }
}

/// A list that is edited only inside its entry is one column of JSON.
impl<T: Serialize + DeserializeOwned> Cell for Vec<T> {
    fn put(&self) -> ToSqlOutput<'_> {
        if self.is_empty() {
            ToSqlOutput::Borrowed(ValueRef::Text(b"[]"))
        } else {
            json(self)
        }
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        match value.as_bytes().ok()? {
            b"[]" => Some(Self::new()),
            text => serde_json::from_slice(text).ok(),
        }
    }
}

/// What most rows have in a column of JSON: known by its letters, which is quicker than reading them.
macro_rules! mostly_empty {
    ($($type:ty = $letters:literal),+ $(,)?) => {
        $(impl Cell for $type {
            fn put(&self) -> ToSqlOutput<'_> {
                if *self == Self::default() {
                    ToSqlOutput::Borrowed(ValueRef::Text($letters))
                } else {
                    json(self)
                }
            }

            fn take(value: ValueRef<'_>) -> Option<Self> {
                match value.as_bytes().ok()? {
                    $letters => Some(Self::default()),
                    text => serde_json::from_slice(text).ok(),
                }
            }
        })+
    };
}

mostly_empty!(
    Sharing = br#"{"what":"","how":"","when":"","with":"","security":""}"#,
    PaperCopy = br#"{"from":null,"link":"","on":null}"#,
);

impl<T> Cell for Id<T> {
    fn put(&self) -> ToSqlOutput<'_> {
        number(self.number())
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        Self::new(NonZeroU32::try_from(u32::take(value)?).ok()?.get())
    }
}

impl Cell for bool {
    fn put(&self) -> ToSqlOutput<'_> {
        number(u8::from(*self))
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        match value.as_i64().ok()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Cell for Date {
    fn put(&self) -> ToSqlOutput<'_> {
        text(self.code())
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        Self::from_code(value.as_str().ok()?)
    }
}

impl Cell for NaiveDate {
    fn put(&self) -> ToSqlOutput<'_> {
        text(self.to_string())
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

/// `17:30`, and `17:30:15` should it ever come to that.
impl Cell for NaiveTime {
    fn put(&self) -> ToSqlOutput<'_> {
        let is_whole = self.second() == 0 && self.nanosecond() == 0;
        text(if is_whole {
            self.format("%H:%M").to_string()
        } else {
            self.to_string()
        })
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

impl Cell for Interval {
    fn put(&self) -> ToSqlOutput<'_> {
        text(self.to_string())
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

impl Cell for Entry {
    fn put(&self) -> ToSqlOutput<'_> {
        text(self.to_string())
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

impl Cell for ActionDue {
    fn put(&self) -> ToSqlOutput<'_> {
        self.code()
            .map_or(ToSqlOutput::Borrowed(ValueRef::Null), text)
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        let code = value.as_str_or_null().ok()?;
        Some(code.map_or(Self::Unset, Self::from_code))
    }
}

/// The numbers, the words and the small structures: alike but for the type.
macro_rules! cells {
    (number: $($type:ty),+) => {
        $(impl Cell for $type {
            fn put(&self) -> ToSqlOutput<'_> {
                number(*self)
            }

            fn take(value: ValueRef<'_>) -> Option<Self> {
                Self::try_from(value.as_i64().ok()?).ok()
            }
        })+
    };
    (word: $($type:ty),+ $(,)?) => {
        $(impl Cell for $type {
            fn put(&self) -> ToSqlOutput<'_> {
                ToSqlOutput::Borrowed(ValueRef::Text(self.word().as_bytes()))
            }

            fn take(value: ValueRef<'_>) -> Option<Self> {
                let text = value.as_str().ok()?;
                Self::ALL.iter().copied().find(|one| one.word() == text)
            }
        })+
    };
    (json: $($type:ty),+) => {
        $(impl Cell for $type {
            fn put(&self) -> ToSqlOutput<'_> {
                json(self)
            }

            fn take(value: ValueRef<'_>) -> Option<Self> {
                serde_json::from_slice(value.as_bytes().ok()?).ok()
            }
        })+
    };
}

cells!(number: u8, u16, u32);
/// A register refuses a number that does not fit (`File::check`).
impl Cell for u64 {
    fn put(&self) -> ToSqlOutput<'_> {
        number(i64::try_from(*self).unwrap_or(i64::MAX))
    }

    fn take(value: ValueRef<'_>) -> Option<Self> {
        Self::try_from(value.as_i64().ok()?).ok()
    }
}

cells!(json: Cadence, ChairRule, Clock);
cells!(word:
    crate::domain::action::ActionOutcome,
    crate::domain::attendance::Presence,
    crate::domain::due::DueKind,
    crate::domain::forum::Level,
    crate::domain::forum::RecordKind,
    crate::domain::forum::RecordRule,
    crate::domain::issued_text::TextKind,
    crate::domain::item::ItemState,
    crate::domain::item::PaperState,
    crate::domain::item::Purpose,
    crate::domain::meeting::MeetingState,
    crate::domain::membership::Role,
    crate::domain::offer::OfferState,
    crate::domain::party::Capacity,
    crate::domain::review::ReviewOutcome,
);

fn number<'a>(number: impl Into<i64>) -> ToSqlOutput<'a> {
    ToSqlOutput::Owned(Value::Integer(number.into()))
}

fn text<'a>(text: String) -> ToSqlOutput<'a> {
    ToSqlOutput::Owned(Value::Text(text))
}

fn json<'a>(value: &impl Serialize) -> ToSqlOutput<'a> {
    text(serde_json::to_string(value).expect("a field of ours has text keys"))
}
