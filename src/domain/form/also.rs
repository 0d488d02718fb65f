//! Questions of a form whose answers are records of their own: the parties of an agreement, the members of a forum.

use super::lists::{blank_cells, cells_of, fill};
use super::typed::in_row;
use super::{Answer, Asked, Form, ListOf, Reader, RowAnswer, Subject, nobody};
use crate::domain::agreement::Agreement;
use crate::domain::change::Change;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::membership::Membership;
use crate::domain::party::Party;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register, Row};

/// A record that stands in its place in a list of another.
pub(super) trait Child<P>: Form {
    /// What a row asks: the child's questions but whose it is and where it stands.
    const CELLS: &'static [Asked<Self>];

    fn place(&mut self, parent: Id<P>, position: u16);

    fn position(&self) -> u16;
}

impl Child<Agreement> for Party {
    const CELLS: &'static [Asked<Self>] = super::party::CELLS;

    fn place(&mut self, parent: Id<Agreement>, position: u16) {
        self.agreement = parent;
        self.position = position;
    }

    fn position(&self) -> u16 {
        self.position
    }
}

impl Child<Forum> for Membership {
    const CELLS: &'static [Asked<Self>] = super::membership::CELLS;

    fn place(&mut self, parent: Id<Forum>, position: u16) {
        self.forum = parent;
        self.position = position;
    }

    fn position(&self) -> u16 {
        self.position
    }
}

pub(super) const fn list<P: Row, C: Child<P>>() -> ListOf {
    ListOf {
        asks: || C::CELLS.iter().map(|asked| &asked.ask).collect(),
        blank: || blank_cells(C::CELLS, &C::blank(nobody())),
        check: |cells, reader| {
            let mut child = C::blank(nobody());
            fill(C::CELLS, &mut child, cells, reader)
        },
    }
}

/// The children in their order, as rows.
pub(super) fn write<P: Row, C: Child<P>>(register: &Register, parent: Id<P>) -> Answer {
    let row = |child: &C| RowAnswer {
        number: Some(child.id().number()),
        cells: cells_of(C::CELLS, child),
    };
    Answer::Rows(
        in_order::<P, C>(register, parent)
            .into_iter()
            .map(row)
            .collect(),
    )
}

/// The records that an entry's form edits with it.
pub(super) fn rows(register: &Register, entry: Entry) -> Vec<Entry> {
    fn of<P: Row, C: Child<P>>(register: &Register, entry: Entry) -> Vec<Entry> {
        let parent = entry.id::<P>();
        let children = parent.map(|parent| in_order::<P, C>(register, parent));
        let children = children.into_iter().flatten();
        children.map(|child| child.id().into()).collect()
    }
    match entry.kind {
        Kind::Agreement => of::<Agreement, Party>(register, entry),
        Kind::Forum => of::<Forum, Membership>(register, entry),
        Kind::Organisation
        | Kind::Contact
        | Kind::Membership
        | Kind::Meeting
        | Kind::Item
        | Kind::Action
        | Kind::Party
        | Kind::Review
        | Kind::Commitment
        | Kind::Announcement
        | Kind::Attendance
        | Kind::Return
        | Kind::Offer
        | Kind::IssuedText
        | Kind::PublishedPage
        | Kind::Sending
        | Kind::Reminder
        | Kind::Note
        | Kind::File
        | Kind::Origin => Vec::new(),
    }
}

/// Makes, alters, moves and deletes children until they are the rows of the answer.
pub(super) fn change<P: Row, C: Child<P>>(
    subject: &Subject<'_, P>,
    answer: &Answer,
    reader: &Reader<'_>,
    mut change: Change,
) -> Result<Change, Refusal> {
    let parent = subject.row.id();
    let mut gone = in_order::<P, C>(subject.base, parent);
    let mut next = C::table(reader.register).next_id().number();
    for (row, position) in answer.rows().iter().zip(1..) {
        let known = gone
            .iter()
            .position(|child| Some(child.id().number()) == row.number);
        let known = known.map(|place| gone.remove(place));
        let mut child = if let Some(child) = known {
            child.clone()
        } else {
            let id = Id::new(next).expect("it counts up from the next number");
            next = next.saturating_add(1);
            C::blank(id)
        };
        let filled = fill(C::CELLS, &mut child, &row.cells, reader);
        child.place(parent, position);
        filled
            .and_then(|()| child.check())
            .map_err(in_row(position))?;
        change = match known {
            Some(before) if *before == child => change,
            Some(before) => change.update(before, child),
            None => change.create(child),
        };
    }
    Ok(gone.into_iter().fold(change, Change::delete))
}

fn in_order<P: Row, C: Child<P>>(register: &Register, parent: Id<P>) -> Vec<&C> {
    let mut children: Vec<&C> = C::table(register).of(parent).collect();
    children.sort_by_key(|child| (child.position(), child.id()));
    children
}
