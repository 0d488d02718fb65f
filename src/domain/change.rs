//! Every write is one value: what each row was and what it becomes. The same value goes to memory, file, journal and undo.

use serde_json::{Map, Value as Json};

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
    /// By name; empty if the record itself came or went.
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
        let (Some(before), Some(theirs)) = (&self.before, theirs) else {
            return Err(clash(Vec::new()));
        };
        let Some(after) = &self.after else {
            let changed = changed(&**before, theirs);
            return if changed.is_empty() {
                let before = Some(Box::new(theirs.clone()));
                Ok(Self {
                    before,
                    after: None,
                })
            } else {
                Err(clash(changed))
            };
        };
        let (merged, fields) = merge(&**before, &**after, theirs);
        if !fields.is_empty() {
            return Err(clash(fields));
        }
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

    /// The register as it was before.
    pub fn base(&self) -> &'a Register {
        self.base
    }

    pub fn put<T: Row>(&mut self, row: T) {
        self.touched.push(row.id().into());
        self.now.put(row);
    }

    /// Does what a change says that was made of the draft as it is.
    pub fn apply(&mut self, change: &Change) {
        self.touched.extend(change.edits.iter().map(Edit::entry));
        self.now.apply(change);
    }

    pub fn remove<T: Row>(&mut self, row: &T) {
        self.touched.push(row.id().into());
        self.now.apply(&Change::new("").delete(row));
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

/// Field by field what `after` changed of `before`, upon the record as it is now. What both changed stays theirs and
/// is named.
pub fn merge<T: Row>(before: &T, after: &T, theirs: &T) -> (T, Vec<String>) {
    let (before, after, mut merged) = (json(before), json(after), json(theirs));
    let mut clashes = Vec::new();
    for (name, mine) in after {
        let (was, now) = (before.get(&name), merged.get(&name));
        if Some(&mine) == was {
            continue;
        }
        if now == was || now == Some(&mine) {
            merged.insert(name, mine);
        } else {
            clashes.push(name);
        }
    }
    let merged = serde_json::from_value(Json::Object(merged))
        .expect("each field comes from a record of this kind");
    (merged, clashes)
}

/// The fields that somebody has changed, but for what the program keeps in order itself.
fn changed<T: Row>(before: &T, now: &T) -> Vec<String> {
    let before = json(before);
    let changed = json(now)
        .into_iter()
        .filter(|(name, value)| before.get(name) != Some(value));
    let names = changed.map(|(name, _)| name);
    names
        .filter(|name| !T::KEPT_IN_ORDER.contains(&name.as_str()))
        .collect()
}

/// The fields of a record by name.
fn json<T: Row>(row: &T) -> Map<String, Json> {
    match serde_json::to_value(row) {
        Ok(Json::Object(fields)) => fields,
        Ok(_) | Err(_) => unreachable!("a record of ours is an object with text keys"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::item::Item;
    use crate::domain::organisation::Organisation;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn body(name: &str, acronym: &str, aliases: &[&str]) -> Organisation {
        Organisation {
            acronym: (!acronym.is_empty()).then(|| acronym.to_owned()),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            ..Organisation::new(id(1), name)
        }
    }

    #[test]
    fn different_fields_merge_and_the_same_field_is_a_conflict() {
        let base = || body("CQC", "", &[]);
        let aliased = |alias: &str| body("CQC", "", &[alias]);
        for (mine, theirs, merged) in [
            (body("Care", "", &[]), base(), Ok(body("Care", "", &[]))),
            (base(), body("Care", "", &[]), Ok(body("Care", "", &[]))),
            (
                body("Care", "", &[]),
                body("CQC", "C", &[]),
                Ok(body("Care", "C", &[])),
            ),
            (
                body("Care", "C", &[]),
                aliased("x"),
                Ok(body("Care", "C", &["x"])),
            ),
            (
                body("Care", "", &[]),
                body("Care", "", &[]),
                Ok(body("Care", "", &[])),
            ),
            (
                body("Care", "", &[]),
                body("Quality", "", &[]),
                Err(vec!["name"]),
            ),
            (
                body("Care", "C", &[]),
                body("Quality", "Q", &[]),
                Err(vec!["name", "acronym"]),
            ),
            (
                body("Care", "C", &[]),
                body("Quality", "C", &[]),
                Err(vec!["name"]),
            ),
            // A list is one field.
            (aliased("x"), aliased("y"), Err(vec!["aliases"])),
        ] {
            let mut register = Register::default();
            register.put(theirs.clone());
            let change = Change::new("Changed").update(&base(), mine);
            let expected = merged
                .map(|merged| Change::new("Changed").update(&theirs, merged))
                .map_err(|fields: Vec<&str>| Clash {
                    entry: id::<Organisation>(1).into(),
                    fields: fields.into_iter().map(str::to_owned).collect(),
                });
            assert_eq!(change.onto(&register), expected, "theirs: {theirs:?}");
        }
    }

    #[test]
    fn what_came_or_went_meanwhile_is_a_conflict_and_a_place_in_a_list_is_not() {
        let meeting = id(1);
        let item = |position: u32, title: &str| Item::new(id(1), meeting, position, title);
        let old = item(2, "Old");
        let none = || Change::new("");
        for (change, theirs, expected) in [
            (
                none().create(old.clone()),
                None,
                Ok(none().create(old.clone())),
            ),
            (none().create(old.clone()), Some(old.clone()), Err(vec![])),
            (none().update(&old, item(2, "New")), None, Err(vec![])),
            (none().delete(&old), None, Err(vec![])),
            (
                none().delete(&old),
                Some(old.clone()),
                Ok(none().delete(&old)),
            ),
            (
                none().delete(&old),
                Some(item(1, "Old")),
                Ok(none().delete(&item(1, "Old"))),
            ),
            (
                none().delete(&old),
                Some(item(1, "New")),
                Err(vec!["title"]),
            ),
        ] {
            let mut register = Register::default();
            if let Some(row) = &theirs {
                register.put(row.clone());
            }
            let outcome = change.onto(&register).map_err(|clash| clash.fields);
            let expected = expected.map_err(|fields: Vec<&str>| {
                fields.into_iter().map(str::to_owned).collect::<Vec<_>>()
            });
            assert_eq!(outcome, expected, "{theirs:?}");
        }
    }

    #[test]
    fn a_clash_says_which_fields_of_what_or_that_it_came_or_went() {
        let mut register = Register::default();
        register.put(body("CQC", "", &[]));
        for (fields, sentence) in [
            (
                &["acronym", "review_due"][..],
                "Somebody else has changed acronym, review due of organisation 1 \"CQC\" meanwhile; nothing was changed.",
            ),
            (
                &[],
                "Somebody else has made or deleted organisation 1 \"CQC\" meanwhile; nothing was changed.",
            ),
        ] {
            let clash = Clash {
                entry: id::<Organisation>(1).into(),
                fields: fields.iter().map(|&field| field.to_owned()).collect(),
            };
            assert_eq!(clash.refusal(&register).sentence, sentence);
        }
    }

    #[test]
    fn an_inverse_takes_everything_back_the_last_first() {
        let mut register = Register::default();
        register.put(body("CQC", "", &[]));
        register.put(Organisation::new(id(2), "GMC"));
        let before = register.clone();
        let change = Change::new("Did")
            .update(&body("CQC", "", &[]), body("Care", "", &[]))
            .create(Organisation::new(id(3), "NMC"))
            .delete(&Organisation::new(id(2), "GMC"));
        register.apply(&change);
        assert_ne!(register, before);
        let back = change.clone().inverse("Back");
        assert_eq!(back.edits.len(), 3);
        register.apply(&back);
        assert_eq!(register, before);
        assert_eq!(back.inverse("Did"), change);
    }

    #[test]
    fn a_draft_ends_with_one_edit_a_row_and_none_for_what_stayed() {
        let mut base = Register::default();
        base.put(body("CQC", "", &[]));
        base.put(Organisation::new(id(2), "GMC"));
        let mut draft = Draft::new(&base);
        draft.put(body("Care", "", &[]));
        draft.put(body("Care", "C", &[]));
        draft.put(Organisation::new(id(2), "Other"));
        draft.put(Organisation::new(id(2), "GMC"));
        let number = draft.register().organisations.next_id();
        draft.put(Organisation::new(number, "NMC"));
        let change = draft.change("Brought in");
        let expected = Change::new("Brought in")
            .update(&body("CQC", "", &[]), body("Care", "C", &[]))
            .create(Organisation::new(id(3), "NMC"));
        assert_eq!(change, expected);
        assert!(Draft::new(&base).change("").is_empty());
    }
}
