//! Records by number, and by the record they belong to.

use super::id::Id;
use super::register::Row;

/// All records of one kind, in the order of their numbers.
#[derive(Debug, Clone)]
pub struct Table<T> {
    rows: Vec<T>,
    /// (parent's number, own number), sorted: the items of a meeting, the actions of a forum.
    by_parent: Vec<(u32, u32)>,
    is_sorted: bool,
    last: u32,
}

impl<T: Row> Table<T> {
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.place(id.number()).ok().map(|place| &self.rows[place])
    }

    /// In the order of their numbers.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Those that belong to a record, in the order of their numbers.
    pub fn of<P: Row>(&self, parent: Id<P>) -> impl DoubleEndedIterator<Item = &T> {
        debug_assert!(self.is_sorted, "settle() ends every change");
        let from = self
            .by_parent
            .partition_point(|&(one, _)| one < parent.number());
        let to = self
            .by_parent
            .partition_point(|&(one, _)| one <= parent.number());
        self.by_parent[from..to]
            .iter()
            .filter_map(|&(_, number)| self.place(number).ok().map(|place| &self.rows[place]))
    }

    /// The number after the highest ever given.
    pub fn next_id(&self) -> Id<T> {
        Id::new(self.last.saturating_add(1)).expect("one more than a number is not nought")
    }

    /// Numbers up to this one have been given once, to records that may be gone.
    pub fn reserve(&mut self, last: u32) {
        self.last = self.last.max(last);
    }

    /// All rows at once, in the order of their numbers, as a file holds them.
    pub fn load(&mut self, rows: Vec<T>) {
        self.by_parent = rows
            .iter()
            .map(|row| (row.parent(), row.id().number()))
            .collect();
        self.by_parent.sort_unstable();
        self.reserve(rows.last().map_or(0, |row| row.id().number()));
        self.rows = rows;
    }

    /// Puts a record where its number belongs, in the place of the one that had it. Ends with `settle`.
    pub(super) fn put(&mut self, row: T) {
        let number = row.id().number();
        self.reserve(number);
        match self.place(number) {
            Ok(place) => {
                let old = self.rows[place].parent();
                if old != row.parent() {
                    self.forget(old, number);
                    self.by_parent.push((row.parent(), number));
                    self.is_sorted = false;
                }
                self.rows[place] = row;
            }
            Err(place) => {
                self.by_parent.push((row.parent(), number));
                self.is_sorted = false;
                self.rows.insert(place, row);
            }
        }
    }

    /// Takes a record out, if it is there. Ends with `settle`.
    pub(super) fn remove(&mut self, id: Id<T>) {
        if let Ok(place) = self.place(id.number()) {
            let row = self.rows.remove(place);
            self.forget(row.parent(), id.number());
        }
    }

    /// Sorts the index again after puts: once for a whole change, however large.
    pub(super) fn settle(&mut self) {
        if !self.is_sorted {
            self.by_parent.sort_unstable();
            self.is_sorted = true;
        }
    }

    fn place(&self, number: u32) -> Result<usize, usize> {
        // Numbers are mostly without gaps, so the place is mostly the number less one.
        let guess = number.saturating_sub(1) as usize;
        match self.rows.get(guess) {
            Some(row) if row.id().number() == number => Ok(guess),
            _ => self
                .rows
                .binary_search_by_key(&number, |row| row.id().number()),
        }
    }

    fn forget(&mut self, parent: u32, number: u32) {
        self.settle();
        if let Ok(place) = self.by_parent.binary_search(&(parent, number)) {
            self.by_parent.remove(place);
        }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            by_parent: Vec::new(),
            is_sorted: true,
            last: 0,
        }
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    /// The same records; numbers given and given up do not count.
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<'a, T: Row> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
