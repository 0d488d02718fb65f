//! Agreements as a tree: protocols and sharing agreements under their memorandum, earlier editions behind the one that
//! stands. A memorandum without a protocol is information here, never a gap.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::loops;
use super::signing;
use super::states::Successors;
use super::steps::{found, is_memorandum};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::bodies::names;
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::find::Query;
use crate::domain::id::Id;
use crate::domain::party;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// One line of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub agreement: Id<Agreement>,
    /// 0 for what hangs under nothing.
    pub depth: usize,
    pub state: AgreementState,
    /// The editions whose place it takes whole, the latest first.
    pub earlier: Vec<Id<Agreement>>,
    /// Nothing hangs under it, and it is a memorandum in force.
    pub has_no_protocol: bool,
    /// The memoranda between the same bodies under which it could hang, where it hangs under none.
    pub could_hang: Vec<Id<Agreement>>,
}

/// Every agreement that was there on a day, each under what it hangs under, memoranda first, by title; an earlier edition stands behind
/// the latest.
pub fn tree(register: &Register, today: NaiveDate) -> Vec<Node> {
    let forest = Forest::of(register, today);
    let (mut out, mut seen) = (Vec::new(), HashSet::new());
    for root in forest.under(None) {
        forest.push(root, 0, &mut seen, &mut out);
    }
    // What hangs under its own later edition, perhaps through others, would stand nowhere.
    let mut rest: Vec<&Agreement> = forest.children.values().flatten().copied().collect();
    rest.sort_by_key(|one| one.id);
    for one in rest {
        forest.push(one, 0, &mut seen, &mut out);
    }
    out
}

/// What becomes of earlier editions where the tree is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    Counted,
    Shown,
}

/// The lines whose agreement or earlier editions have all these words in their titles, with what they hang under and
/// what hangs under them.
pub fn only(register: &Register, nodes: Vec<Node>, words: &str) -> Vec<Node> {
    let query = Query::new(words);
    if query.is_empty() {
        return nodes;
    }
    let fits = |node: &Node| {
        let ids = std::iter::once(&node.agreement).chain(&node.earlier);
        let mut titles = ids.filter_map(|id| register.agreements.get(*id));
        titles.any(|one| query.matches(&[one.title.as_str()]))
    };
    let mut is_kept = vec![false; nodes.len()];
    for place in (0..nodes.len()).filter(|place| fits(&nodes[*place])) {
        let depth = nodes[place].depth;
        let below = nodes[place + 1..].iter();
        let count = below.take_while(|node| depth < node.depth).count();
        is_kept[place..=place + count].fill(true);
        let mut level = depth;
        for above in (0..place).rev() {
            if nodes[above].depth < level {
                level = nodes[above].depth;
                is_kept[above] = true;
            }
        }
    }
    let kept = nodes.into_iter().zip(is_kept);
    kept.filter_map(|(node, is_kept)| is_kept.then_some(node))
        .collect()
}

impl Node {
    /// What is worth saying beside it: how its signing stands, that no protocol hangs under it, where it could hang.
    pub fn remark(&self, register: &Register, today: NaiveDate) -> String {
        let agreement = register.agreements.get(self.agreement);
        let mut words: Vec<String> = agreement
            .and_then(|one| signing::words(register, one, today))
            .into_iter()
            .collect();
        if self.has_no_protocol {
            words.push("no protocol".to_owned());
        }
        let memoranda = self.could_hang.iter();
        let memoranda = memoranda.filter_map(|id| register.agreements.get(*id));
        words.extend(memoranda.map(|one| format!("could hang under \"{}\"", one.title)));
        words.join("; ")
    }

    /// `3 earlier editions`; empty where there are none.
    pub fn behind(&self) -> String {
        match self.earlier.len() {
            0 => String::new(),
            1 => "1 earlier edition".to_owned(),
            count => format!("{count} earlier editions"),
        }
    }
}

/// The memoranda in force between the same bodies, under which an agreement that hangs under none could hang.
pub fn could_hang(
    register: &Register,
    agreement: &Agreement,
    today: NaiveDate,
) -> Vec<Id<Agreement>> {
    Forest::of(register, today).could_hang(agreement)
}

/// Hangs an agreement under another, or under none.
///
/// Refuses what hangs there already, and a loop.
pub fn hang(
    register: &Register,
    id: Id<Agreement>,
    under: Option<Id<Agreement>>,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    let parent = under.map(|id| found(register, id)).transpose()?;
    if before.parent == under {
        let sentence = match parent {
            Some(parent) => format!(
                "\"{}\" hangs under \"{}\" already.",
                before.title, parent.title
            ),
            None => format!("\"{}\" hangs under nothing already.", before.title),
        };
        return Err(Refusal::state(sentence));
    }
    let after = Agreement {
        parent: under,
        ..before.clone()
    };
    loops::check(register, &after)?;
    let label = match parent {
        Some(parent) => format!("Hung \"{}\" under \"{}\"", before.title, parent.title),
        None => format!("Hung \"{}\" under nothing", before.title),
    };
    Ok(Change::new(label).update(before, after))
}

struct Forest<'a> {
    register: &'a Register,
    /// What was there on the day.
    states: HashMap<Id<Agreement>, AgreementState>,
    /// The edition that stands for an earlier one.
    latest: HashMap<Id<Agreement>, Id<Agreement>>,
    children: HashMap<Option<Id<Agreement>>, Vec<&'a Agreement>>,
}

impl<'a> Forest<'a> {
    fn of(register: &'a Register, today: NaiveDate) -> Self {
        let standing = Successors::of(register);
        let states: HashMap<_, _> = register
            .agreements
            .iter()
            .filter_map(|one| Some((one.id, standing.state_on(one, today)?)))
            .collect();
        let mut forest = Self {
            register,
            states,
            latest: HashMap::new(),
            children: HashMap::new(),
        };
        for one in &register.agreements {
            forest
                .latest
                .insert(one.id, forest.latest_of(one, &standing));
        }
        for one in &register.agreements {
            if forest.states.contains_key(&one.id) && forest.latest.get(&one.id) == Some(&one.id) {
                let under = forest.parent(one);
                forest.children.entry(under).or_default().push(one);
            }
        }
        for children in forest.children.values_mut() {
            children.sort_by_key(|one| (!is_memorandum(one), one.title.to_lowercase(), one.id));
        }
        forest
    }

    /// The edition on the day of the text that an agreement is one of.
    fn latest_of(&self, agreement: &Agreement, standing: &Successors<'_>) -> Id<Agreement> {
        let (mut id, mut seen) = (agreement.id, HashSet::new());
        while seen.insert(id) {
            let is_superseded = self.states.get(&id) == Some(&AgreementState::Superseded);
            let later = standing.after(id).iter().map(|one| one.id);
            let later = later.filter(|one| self.states.contains_key(one)).max();
            match later.filter(|_| is_superseded) {
                Some(later) => id = later,
                None => break,
            }
        }
        id
    }

    /// The edition on the day of what an agreement hangs under; of a child of its own earlier edition, none.
    fn parent(&self, one: &Agreement) -> Option<Id<Agreement>> {
        let parent = self.latest.get(&one.parent?).copied()?;
        (parent != one.id && self.states.contains_key(&parent)).then_some(parent)
    }

    fn under(&self, parent: Option<Id<Agreement>>) -> Vec<&'a Agreement> {
        self.children.get(&parent).cloned().unwrap_or_default()
    }

    fn push(
        &self,
        one: &'a Agreement,
        depth: usize,
        seen: &mut HashSet<Id<Agreement>>,
        out: &mut Vec<Node>,
    ) {
        if !seen.insert(one.id) {
            return;
        }
        let children = self.under(Some(one.id));
        let state = self.states.get(&one.id).copied();
        let state = state.unwrap_or(AgreementState::NotStated);
        out.push(Node {
            agreement: one.id,
            depth,
            state,
            earlier: self.earlier(one),
            has_no_protocol: children.is_empty() && is_memorandum(one) && state.is_in_force(),
            could_hang: self.could_hang(one),
        });
        for child in children {
            self.push(child, depth + 1, seen, out);
        }
    }

    /// The editions behind one, the latest first.
    fn earlier(&self, one: &Agreement) -> Vec<Id<Agreement>> {
        let behind = self.latest.iter();
        let behind = behind.filter(|(id, latest)| **latest == one.id && **id != one.id);
        let behind = behind.map(|(id, _)| *id);
        let mut earlier: Vec<_> = behind.filter(|id| self.states.contains_key(id)).collect();
        let day = |id: &Id<Agreement>| {
            let agreement = self.register.agreements.get(*id);
            agreement.and_then(|one| one.stands_from(self.register))
        };
        earlier.sort_by_key(|id| Reverse((day(id).map(Date::first), *id)));
        earlier
    }

    fn could_hang(&self, one: &Agreement) -> Vec<Id<Agreement>> {
        let over = [AgreementState::Superseded, AgreementState::Ended];
        let is_over = self
            .states
            .get(&one.id)
            .is_none_or(|state| over.contains(state));
        if one.parent.is_some() || is_memorandum(one) || is_over {
            return Vec::new();
        }
        let roots = self.under(None).into_iter();
        let fit = roots.filter(|other| {
            let state = self.states.get(&other.id);
            is_memorandum(other)
                && state.is_some_and(|state| state.is_in_force())
                && has_same_bodies(self.register, one.id, other.id)
        });
        fit.map(|other| other.id).collect()
    }
}

/// Whether the parties of two agreements are the same bodies, two at least.
fn has_same_bodies(register: &Register, one: Id<Agreement>, other: Id<Agreement>) -> bool {
    let of = |id| -> Vec<_> {
        let parties = party::of(register, id).into_iter();
        parties.map(|party| party.organisation).collect()
    };
    let (ours, theirs): (Vec<_>, Vec<_>) = (of(one), of(other));
    let holds = |all: &[_], body| all.iter().any(|one| names::is_one(register, *one, body));
    ours.len() > 1
        && ours.len() == theirs.len()
        && ours.iter().all(|body| holds(&theirs, *body))
        && theirs.iter().all(|body| holds(&ours, *body))
}

#[cfg(test)]
mod tests;
