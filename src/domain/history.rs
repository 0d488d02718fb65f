//! Folding the journal: what one person can undo and redo, and what a change did field by field.

use chrono::{DateTime, Utc};

use super::field::Fields;
use super::register::{Edit, Record, Register};
use super::words::words;

words! {
    pub enum Deed { Do = "do", Undo = "undo", Redo = "redo" }
}

/// One entry of the journal without its edits.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub label: String,
    pub deed: Deed,
    /// For an undo or redo: the entry whose edits it reversed.
    pub target: Option<i64>,
    /// Its values were blanked to erase a person; it cannot be undone.
    pub is_erased: bool,
}

/// What one person can take back and bring back: entries to reverse, the next one last.
///
/// Two stacks, because "an undo reverts the last live change" goes wrong: put, put, undo, undo, redo, redo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stacks {
    pub undo: Vec<i64>,
    pub redo: Vec<i64>,
}

/// One field that a change altered, in words for people. None: there was nothing, or there is nothing now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub field: &'static str,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Head {
    /// What was done, as people read it: `Took back: Closed action 12`.
    pub fn told(&self) -> String {
        match self.deed {
            Deed::Do => self.label.clone(),
            Deed::Undo => format!("Took back: {}", self.label),
            Deed::Redo => format!("Brought back: {}", self.label),
        }
    }
}

impl Stacks {
    /// The stacks of one person after all these entries, oldest first.
    pub fn of<'a>(heads: impl IntoIterator<Item = &'a Head>, actor: &str) -> Self {
        let mut stacks = Self::default();
        for head in heads.into_iter().filter(|head| head.actor == actor) {
            stacks.push(head);
        }
        stacks
    }

    /// What a new entry of that person does to them.
    pub fn push(&mut self, head: &Head) {
        match head.deed {
            Deed::Do => {
                self.redo.clear();
                self.undo.push(head.id);
            }
            Deed::Undo => {
                self.undo.pop();
                self.redo.push(head.id);
            }
            Deed::Redo => {
                self.redo.pop();
                self.undo.push(head.id);
            }
        }
    }
}

/// What an edit did to its record, field by field, in the record's order.
pub fn differences(edit: &Edit, register: &Register) -> Vec<Difference> {
    let (before, after) = (
        edit.before().map(Record::fields),
        edit.after().map(Record::fields),
    );
    let names: Vec<&'static str> = match after.as_ref().or(before.as_ref()) {
        Some(fields) => fields.as_slice().iter().map(|field| field.name).collect(),
        None => Vec::new(),
    };
    let value = |fields: &Option<Fields<'_>>, name: &str| {
        let field = fields
            .as_ref()?
            .as_slice()
            .iter()
            .find(|field| field.name == name)?;
        (!field.value.is_empty()).then(|| field.value.words(register))
    };
    let all = names.into_iter().map(|field| Difference {
        field,
        before: value(&before, field),
        after: value(&after, field),
    });
    all.filter(|one| one.before != one.after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(id: i64, actor: &str, deed: Deed, target: Option<i64>) -> Head {
        let at = DateTime::UNIX_EPOCH;
        Head {
            id,
            at,
            actor: actor.to_owned(),
            label: String::new(),
            deed,
            target,
            is_erased: false,
        }
    }

    #[test]
    fn two_undos_and_two_redos_come_back_in_order() {
        let heads = [
            head(1, "ann", Deed::Do, None),
            head(2, "ann", Deed::Do, None),
            head(3, "ann", Deed::Undo, Some(2)),
            head(4, "ann", Deed::Undo, Some(1)),
            head(5, "ann", Deed::Redo, Some(4)),
            head(6, "ann", Deed::Redo, Some(3)),
        ];
        assert_eq!(
            Stacks::of(&heads, "ann"),
            Stacks {
                undo: vec![5, 6],
                redo: vec![]
            }
        );
        assert_eq!(
            Stacks::of(&heads[..4], "ann"),
            Stacks {
                undo: vec![],
                redo: vec![3, 4]
            }
        );
    }

    #[test]
    fn nobody_undoes_what_another_did() {
        let heads = [
            head(1, "ann", Deed::Do, None),
            head(2, "bob", Deed::Do, None),
        ];
        assert_eq!(Stacks::of(&heads, "ann").undo, [1]);
        assert_eq!(Stacks::of(&heads, "bob").undo, [2]);
    }
}
