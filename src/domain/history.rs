//! Folding the journal: what one person can undo and redo, what a change did field by field, and bringing one of its
//! earlier values back.

use chrono::{DateTime, NaiveDate, Utc};

use serde_json::{Map, Value as Json};

use super::audience::Audience;
use super::change::Change;
use super::field::{Fields, label};
use super::life::review;
use super::refusal::{Refusal, quoted};
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

/// What an edit did to its record, field by field, in the record's order, as far as an audience may read it.
pub fn differences(edit: &Edit, register: &Register, audience: Audience) -> Vec<Difference> {
    let (before, after) = (
        edit.before().map(|record| record.fields_for(audience)),
        edit.after().map(|record| record.fields_for(audience)),
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
        (!field.value.is_empty()).then(|| field.value.words_for(register, audience))
    };
    let all = names.into_iter().map(|field| Difference {
        field,
        before: value(&before, field),
        after: value(&after, field),
    });
    all.filter(|one| one.before != one.after).collect()
}

/// Sets one field again to what it was before an edit of the journal. Refuses if the record is gone or was only made
/// then, if the field is the program's own, and if the rules refuse what comes of it.
pub fn bring_back(
    register: &Register,
    edit: &Edit,
    field: &str,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let entry = edit.entry();
    let Some(now) = register.get(entry) else {
        return Err(Refusal::not_found(format!(
            "{entry} is not there any more; undo brings back what was deleted."
        )));
    };
    // For the public: the history shows its labels to everybody.
    let name = now.name_for(register, Audience::Public);
    let words = label(field).to_lowercase();
    if !now.fields().as_slice().iter().any(|one| one.name == field) {
        let field = quoted(field);
        return Err(Refusal::not_found(format!("{name} has no field {field}.")));
    }
    if now.kept_in_order().contains(&field) {
        return Err(Refusal::state(format!(
            "The {words} of {name} is kept in order by the program; it cannot be brought back."
        )));
    }
    let Some(before) = edit.before() else {
        return Err(Refusal::state(format!(
            "There was no {words} before: {name} was made then."
        )));
    };
    let mut row = as_json(now);
    let was = as_json(before).remove(field);
    row.insert(field.to_owned(), was.unwrap_or(Json::Null));
    let row = Json::Object(row).to_string();
    let edit = Edit::read(entry.kind, Some(&now.json()), Some(&row))
        .expect("each field comes from a record of this kind");
    if edit.before() == edit.after() {
        return Err(Refusal::state(format!(
            "The {words} of {name} is what it was then."
        )));
    }
    if let Some(record) = edit.after() {
        record.check()?;
        register.check_entries(record)?;
        if let (Record::Agreement(now), Record::Agreement(then)) = (now, record) {
            review::refuse_push(register, now, then, today)?;
        }
    }
    Ok(Change {
        label: format!("Brought back {words} of {name}"),
        edits: vec![edit],
    })
}

fn as_json(record: Record<'_>) -> Map<String, Json> {
    match serde_json::from_str(&record.json()) {
        Ok(Json::Object(fields)) => fields,
        Ok(_) | Err(_) => unreachable!("a record of ours is an object with text keys"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::action::Action;
    use crate::domain::agreement::Agreement;
    use crate::domain::date::Date;
    use crate::domain::forum::Forum;
    use crate::domain::id::Id;
    use crate::domain::item::Item;
    use crate::domain::meeting::Meeting;
    use crate::domain::organisation::Organisation;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a test's own number")
    }

    /// A register after an agreement, an item and an action were altered, and the edits that altered them.
    fn altered() -> (Register, Vec<Edit>) {
        let mut register = Register::default();
        let day = Date::from_code("2021-08-20").expect("the code of a date");
        register.put(Forum::new(id(1), "Forum"));
        register.put(Organisation::new(id(1), "Council"));
        register.put(Meeting::new(id(1), id(1), day));
        let mut agreement = Agreement::new(id(1), "Protocol");
        agreement.review_due = Date::from_code("by 2021-09");
        agreement.team = "Policy".to_owned();
        let mut later = agreement.clone();
        later.review_due = None;
        later.title = "New protocol".to_owned();
        let item = Item::new(id(1), id(1), 1, "Item");
        let moved = Item {
            position: 2,
            ..item.clone()
        };
        let mut action = Action::new(id(1), id(1), 7, "Send the draft");
        action.owner = Some(id(2));
        let owned = Action {
            owner: Some(id(1)),
            reserved: Some("names a person".to_owned()),
            ..action.clone()
        };
        let change = Change::new("")
            .update(&agreement, later)
            .update(&item, moved)
            .update(&action, owned)
            .create(Organisation::new(id(3), "Trust"))
            .delete(&Organisation::new(id(2), "Body"));
        register.apply(&change);
        (register, change.edits)
    }

    #[test]
    fn a_field_is_set_again_to_what_it_was_before_a_change_or_it_says_why_not() {
        let (register, edits) = altered();
        for (edit, field, expected) in [
            (
                0,
                "review_due",
                Ok("Brought back review due of agreement 1 \"New protocol\""),
            ),
            (0, "title", Ok("Brought back title of agreement 1")),
            (
                0,
                "team",
                Err("The team of agreement 1 \"New protocol\" is what it was then."),
            ),
            (0, "id", Err("has no field \"id\".")),
            (0, "colour", Err("has no field \"colour\".")),
            (1, "position", Err("kept in order by the program")),
            (2, "reserved", Ok("of action 7 \"Reserved action\"")),
            (2, "owner", Err("organisation 2 is named by action 1")),
            (
                3,
                "name",
                Err("There was no name before: organisation 3 \"Trust\" was made then."),
            ),
            (
                4,
                "name",
                Err("organisation 2 is not there any more; undo brings"),
            ),
        ] {
            match (
                bring_back(&register, &edits[edit], field, NaiveDate::MIN),
                expected,
            ) {
                (Ok(change), Ok(label)) => {
                    assert!(change.label.contains(label), "{field}: {}", change.label);
                    let value = |record: Option<Record<'_>>| {
                        let fields = record.expect("it is there").fields();
                        let mut all = fields.as_slice().iter();
                        let found = all.find(|one| one.name == field).expect("a field");
                        found.value.words(&register)
                    };
                    let wanted = value(edits[edit].before());
                    assert_eq!(value(change.edits[0].after()), wanted, "{field}");
                    let differences =
                        differences(&change.edits[0], &register, Audience::Secretariat);
                    assert_eq!(differences.len(), 1, "{field}: {differences:?}");
                }
                (Err(refusal), Err(words)) => {
                    assert!(refusal.sentence.contains(words), "{field}: {refusal}");
                }
                (found, _) => panic!("{field}: {found:?}"),
            }
        }
    }

    #[test]
    fn what_the_rules_refuse_is_not_brought_back() {
        let mut register = Register::default();
        let bare = Organisation::new(id(1), "");
        let named = Organisation::new(id(1), "Council");
        register.put(named.clone());
        let edit = Change::new("").update(&bare, named).edits.remove(0);
        let refusal =
            bring_back(&register, &edit, "name", NaiveDate::MIN).expect_err("it needs a name");
        assert_eq!(refusal.field, Some("name"), "{refusal}");
    }

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
