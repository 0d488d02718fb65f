//! Every write is one value: what each row was and what it becomes. The same value goes to memory, file, journal and undo.

use serde_json::Value as Json;

use super::id::Entry;
use super::refusal::Refusal;
use super::register::{Edit, Register, Row};

/// One row before and after. No before: created; no after: deleted.
#[derive(Debug, Clone, PartialEq)]
pub struct Swap<T> {
    pub before: Option<Box<T>>,
    pub after: Option<Box<T>>,
}

/// One user command and one undo step.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What was done, in the past tense, as the status line and the history say it: `Closed action 12`.
    pub label: String,
    /// At most one edit a row.
    pub edits: Vec<Edit>,
}

/// A working copy on which records are put one after another, ending as one change with one edit a row.
///
/// For what touches a row several times, such as an import whose rows name one another.
#[derive(Debug)]
pub struct Draft<'a> {
    base: &'a Register,
    now: Register,
    touched: Vec<Entry>,
}

/// The fields that two people changed to different values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub entry: Entry,
    /// By name, in the order of the record; empty if the record itself came or went.
    pub fields: Vec<String>,
}

impl<T: Row> Swap<T> {
    /// The number of the row that this is about.
    pub fn id(&self) -> super::id::Id<T> {
        let row = self.after.as_ref().or(self.before.as_ref());
        row.expect("a swap has a before or an after: no constructor makes one with neither")
            .id()
    }

    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
        }
    }

    /// The same intention upon the row as it is now: fields that only one side changed merge.
    pub fn onto(self, theirs: Option<&T>) -> Result<Self, Clash> {
        if self.before.as_deref() == theirs {
            return Ok(self);
        }
        let clash = |fields| Clash {
            entry: self.id().into(),
            fields,
        };
        let (Some(before), Some(after), Some(theirs)) = (&self.before, &self.after, theirs) else {
            return Err(clash(Vec::new()));
        };
        let merged = merge(&json(&**before), &json(&**after), &json(theirs)).map_err(clash)?;
        let merged = serde_json::from_value(merged).map_err(|_| clash(Vec::new()))?;
        Ok(Self {
            before: Some(Box::new(theirs.clone())),
            after: Some(Box::new(merged)),
        })
    }
}

impl Change {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            edits: Vec::new(),
        }
    }

    #[must_use]
    pub fn create<T: Row>(self, row: T) -> Self {
        self.with(Swap {
            before: None,
            after: Some(Box::new(row)),
        })
    }

    #[must_use]
    pub fn update<T: Row>(self, before: &T, after: T) -> Self {
        self.with(Swap {
            before: Some(Box::new(before.clone())),
            after: Some(Box::new(after)),
        })
    }

    #[must_use]
    pub fn delete<T: Row>(self, row: &T) -> Self {
        self.with(Swap {
            before: Some(Box::new(row.clone())),
            after: None,
        })
    }

    #[must_use]
    fn with<T: Row>(mut self, swap: Swap<T>) -> Self {
        self.edits.push(T::edit(swap));
        self
    }

    /// What takes this back: the last edit first.
    #[must_use]
    pub fn inverse(self, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            edits: self.edits.into_iter().rev().map(Edit::inverse).collect(),
        }
    }

    /// The same change upon the register as it is now.
    ///
    /// Refuses as a conflict if somebody else changed the same field, or deleted or made the same row.
    pub fn onto(self, register: &Register) -> Result<Self, Clash> {
        let edits: Result<_, Clash> = self
            .edits
            .into_iter()
            .map(|edit| edit.onto(register))
            .collect();
        Ok(Self {
            label: self.label,
            edits: edits?,
        })
    }

    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

impl Clash {
    /// The sentence for somebody whose change did not go in.
    pub fn refusal(&self, register: &Register) -> Refusal {
        let name = register
            .get(self.entry)
            .map_or_else(|| self.entry.to_string(), |record| record.name(register));
        if self.fields.is_empty() {
            return Refusal::conflict(format!(
                "Somebody else has made or deleted {name} meanwhile; nothing was changed."
            ));
        }
        let fields = self.fields.join(", ").replace('_', " ");
        Refusal::conflict(format!(
            "Somebody else has changed {fields} of {name} meanwhile; nothing was changed."
        ))
    }
}

impl<'a> Draft<'a> {
    pub fn new(base: &'a Register) -> Self {
        Self {
            base,
            now: base.clone(),
            touched: Vec::new(),
        }
    }

    /// The register as the change would leave it so far.
    pub fn register(&self) -> &Register {
        &self.now
    }

    pub fn put<T: Row>(&mut self, row: T) {
        self.touched.push(row.id().into());
        self.now.put(row);
    }

    /// What the draft has become, as one change. Rows that ended as they began are not in it.
    pub fn change(self, label: impl Into<String>) -> Change {
        let mut touched = self.touched;
        touched.sort_unstable();
        touched.dedup();
        let edits = touched
            .into_iter()
            .filter_map(|entry| Edit::between(self.base, &self.now, entry))
            .collect();
        Change {
            label: label.into(),
            edits,
        }
    }
}

/// A record as a JSON object of its fields.
fn json<T: Row>(row: &T) -> Json {
    serde_json::to_value(row).expect("a record of ours is an object with text keys")
}

/// Field by field: what only one side changed is taken, what both changed alike is taken once.
fn merge(before: &Json, after: &Json, theirs: &Json) -> Result<Json, Vec<String>> {
    let (Json::Object(before), Json::Object(after), Json::Object(theirs)) = (before, after, theirs)
    else {
        return Err(Vec::new());
    };
    let mut merged = theirs.clone();
    let mut clashes = Vec::new();
    for (name, mine) in after {
        let (was, now) = (before.get(name), theirs.get(name));
        if Some(mine) == was {
            continue;
        }
        if now == was || now == Some(mine) {
            merged.insert(name.clone(), mine.clone());
        } else {
            clashes.push(name.clone());
        }
    }
    if clashes.is_empty() {
        Ok(Json::Object(merged))
    } else {
        Err(clashes)
    }
}
