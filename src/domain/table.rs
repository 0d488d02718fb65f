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
                let last = self.by_parent.last();
                self.is_sorted &= last.is_none_or(|last| *last <= (row.parent(), number));
                self.by_parent.push((row.parent(), number));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::item::Item;
    use crate::domain::meeting::Meeting;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn item(number: u32, meeting: u32) -> Item {
        Item::new(id(number), id(meeting), 1, "Item")
    }

    fn numbers<'a>(rows: impl Iterator<Item = &'a Item>) -> Vec<u32> {
        rows.map(|row| row.id.number()).collect()
    }

    #[test]
    fn records_stand_in_the_order_of_their_numbers_whatever_order_they_came_in() {
        let mut table = Table::default();
        for number in [5, 1, 9, 3, 2] {
            table.put(item(number, 7));
        }
        table.settle();
        assert_eq!(numbers(table.iter()), [1, 2, 3, 5, 9]);
        assert_eq!(numbers(table.of::<Meeting>(id(7))), [1, 2, 3, 5, 9]);
        for number in 1..=10 {
            let found = table.get(id(number)).map(|row| row.id.number());
            let expected = [1, 2, 3, 5, 9].contains(&number).then_some(number);
            assert_eq!(found, expected, "{number}");
        }
    }

    #[test]
    fn a_record_is_listed_under_the_one_it_belongs_to_now() {
        let mut table = Table::default();
        table.load(vec![item(1, 7), item(2, 8), item(4, 7)]);
        assert_eq!(numbers(table.of::<Meeting>(id(7))), [1, 4]);
        table.put(item(4, 8));
        table.put(item(3, 8));
        table.put(item(2, 8));
        table.settle();
        assert_eq!(numbers(table.of::<Meeting>(id(7))), [1]);
        assert_eq!(numbers(table.of::<Meeting>(id(8))), [2, 3, 4]);
        table.remove(id(3));
        table.remove(id(3));
        table.put(item(5, 6));
        table.remove(id(4));
        table.settle();
        assert_eq!(numbers(table.of::<Meeting>(id(8))), [2]);
        assert_eq!(numbers(table.of::<Meeting>(id(6))), [5]);
        assert_eq!(numbers(table.of::<Meeting>(id(9))), [0; 0]);
        assert_eq!(numbers(table.iter()), [1, 2, 5]);
    }

    #[test]
    fn a_number_once_given_is_never_given_again() {
        let mut table = Table::default();
        assert_eq!(table.next_id(), id(1));
        table.load(vec![item(1, 7), item(4, 7)]);
        assert_eq!(table.next_id(), id(5));
        table.put(item(9, 7));
        table.remove(id(9));
        assert_eq!(table.next_id(), id(10));
        table.reserve(20);
        table.reserve(3);
        assert_eq!((table.next_id(), table.len()), (id(21), 2));
        table.reserve(u32::MAX);
        assert_eq!(table.next_id(), id(u32::MAX));
    }
}
