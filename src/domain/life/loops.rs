//! No agreement supersedes itself through any chain, or hangs under itself. Asked of every change, so that no edit,
//! import, merge or undo makes such a loop.

use std::collections::HashSet;

use crate::domain::agreement::Agreement;
use crate::domain::change::Change;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Edit, Record, Register};

/// Refuses a change that has closed a loop in this register; asked after it was applied.
pub(crate) fn check_change(register: &Register, change: &Change) -> Result<(), Refusal> {
    for edit in &change.edits {
        if let Some(agreement) = relinked(edit) {
            check(register, agreement)?;
        }
    }
    Ok(())
}

/// Refuses an agreement that would supersede itself or hang under itself, among the others as they are in the register.
pub(crate) fn check(register: &Register, agreement: &Agreement) -> Result<(), Refusal> {
    check_itself(agreement)?;
    if let Some(by) = loops_through(register, agreement, earlier) {
        return Err(Refusal::invalid(
            "supersedes",
            format!(
                "\"{}\" cannot take the place of \"{by}\", which takes the place of it, perhaps through others. \
                 Take one of the links off.",
                agreement.title
            ),
        ));
    }
    if let Some(under) = loops_through(register, agreement, above) {
        return Err(Refusal::invalid(
            "parent",
            format!(
                "\"{}\" cannot hang under \"{under}\", which hangs under it, perhaps through others. \
                 Take that one off first.",
                agreement.title
            ),
        ));
    }
    Ok(())
}

/// Refuses the shortest loop of all in words of its own.
fn check_itself(agreement: &Agreement) -> Result<(), Refusal> {
    let title = &agreement.title;
    if earlier(agreement).contains(&agreement.id) {
        let sentence = format!("\"{title}\" cannot take its own place. Name the earlier one.");
        return Err(Refusal::invalid("supersedes", sentence));
    }
    if agreement.parent == Some(agreement.id) {
        let sentence = format!("\"{title}\" cannot hang under itself. Name its memorandum.");
        return Err(Refusal::invalid("parent", sentence));
    }
    Ok(())
}

/// The same of any record.
pub(crate) fn check_record(register: &Register, record: Record<'_>) -> Result<(), Refusal> {
    if let Record::Agreement(agreement) = record {
        check(register, agreement)?;
    }
    Ok(())
}

/// The agreement as a change leaves it, if its links to others are not what they were.
fn relinked(edit: &Edit) -> Option<&Agreement> {
    let Some(Record::Agreement(after)) = edit.after() else {
        return None;
    };
    match edit.before() {
        Some(Record::Agreement(before))
            if before.supersedes == after.supersedes && before.parent == after.parent =>
        {
            None
        }
        Some(_) | None => Some(after),
    }
}

fn earlier(one: &Agreement) -> Vec<Id<Agreement>> {
    one.supersedes.iter().map(|link| link.agreement).collect()
}

fn above(one: &Agreement) -> Vec<Id<Agreement>> {
    one.parent.into_iter().collect()
}

/// The title of the first agreement on the way from one back to itself.
fn loops_through(
    register: &Register,
    start: &Agreement,
    links: fn(&Agreement) -> Vec<Id<Agreement>>,
) -> Option<String> {
    links(start).into_iter().find_map(|first| {
        let (mut open, mut seen) = (vec![first], HashSet::new());
        while let Some(id) = open.pop() {
            if id == start.id {
                let first = register.agreements.get(first);
                return Some(first.map_or_else(String::new, |one| one.title.clone()));
            }
            if seen.insert(id) {
                open.extend(register.agreements.get(id).map(links).unwrap_or_default());
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::Supersession;
    use crate::domain::register::Row;

    fn id(number: u32) -> Id<Agreement> {
        Id::new(number).expect("a number")
    }

    fn superseding(number: u32, earlier: &[u32]) -> Agreement {
        let mut one = Agreement::new(id(number), format!("Edition {number}"));
        one.supersedes = earlier
            .iter()
            .map(|earlier| Supersession {
                agreement: id(*earlier),
                except: None,
            })
            .collect();
        one
    }

    fn under(number: u32, parent: Option<u32>) -> Agreement {
        let mut one = Agreement::new(id(number), format!("Text {number}"));
        one.parent = parent.map(id);
        one
    }

    #[test]
    fn no_change_makes_an_agreement_supersede_itself_or_hang_under_itself() {
        let mut register = Register::default();
        for one in [
            superseding(1, &[]),
            superseding(2, &[1]),
            superseding(3, &[2]),
            under(4, None),
            under(5, Some(4)),
            under(6, Some(5)),
        ] {
            register.put(one);
        }
        for (after, refused) in [
            (superseding(1, &[2]), Some("\"Edition 2\"")),
            (superseding(1, &[3]), Some("\"Edition 3\"")),
            (superseding(1, &[4, 3]), Some("\"Edition 3\"")),
            (superseding(1, &[1]), Some("cannot supersede itself")),
            (superseding(3, &[2, 1]), None),
            (superseding(1, &[4]), None),
            (under(4, Some(6)), Some("\"Text 6\"")),
            (under(4, Some(4)), Some("cannot hang under itself")),
            (under(6, Some(4)), None),
        ] {
            let before = register.agreements.get(after.id).expect("it was put");
            let change = Change::new("").update(before, after.clone());
            let mut then = register.clone();
            then.apply(&change);
            let found = then.check(&change).err().map(|refusal| refusal.sentence);
            match (found, refused) {
                (None, None) => assert_eq!(then.faults(), [""; 0]),
                (Some(sentence), Some(words)) => {
                    assert!(sentence.contains(words), "{sentence}");
                    assert_eq!(then.faults().len().min(1), 1, "{sentence}");
                }
                (found, _) => panic!("{} {:?}: {found:?}", after.title(&register), refused),
            }
        }
    }

    #[test]
    fn two_links_of_one_change_that_close_a_loop_are_refused_together() {
        let mut register = Register::default();
        let (first, second) = (superseding(1, &[]), superseding(2, &[]));
        register.put(first.clone());
        register.put(second.clone());
        let change = Change::new("")
            .update(&first, superseding(1, &[2]))
            .update(&second, superseding(2, &[1]));
        let mut then = register.clone();
        then.apply(&change);
        assert!(then.check(&change).is_err());
    }
}
