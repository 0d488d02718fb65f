//! What two people answered differently meanwhile, and the words of an answer to compare them by.

use super::{Answer, Answers, Ask, RowAnswer, entry_words, of, row_words};
use crate::domain::change::Clash;
use crate::domain::register::{Kind, Register};

/// The questions of a kind's form that a clash is about. A row of a list clashes as the list: one is taken or the other.
pub fn clashing(kind: Kind, clash: &Clash) -> Vec<&'static Ask> {
    let is_about = |ask: &&Ask| {
        let is_own = clash.fields.iter().any(|field| field == ask.field);
        is_own || (ask.is_list() && ask.option == clash.entry.kind.to_string())
    };
    of(kind).asks().into_iter().filter(is_about).collect()
}

/// The answer for people: other records by their titles, rows with semicolons. Empty where there is none.
pub fn answer_words(ask: &Ask, answers: &Answers, register: &Register) -> String {
    match answers.get(ask.name) {
        None => String::new(),
        Some(Answer::Text(text)) => entry_words(text.trim(), register),
        Some(Answer::Rows(rows)) => {
            let rows = rows.iter().map(|row| row_words(ask, row, register));
            rows.collect::<Vec<_>>().join("; ")
        }
    }
}

/// One's own rows upon those that somebody else has made of the same list meanwhile. A row that is a record of its own
/// and that one never touched is theirs, changed or gone; a record that they added stays, at the end.
pub fn merged_rows(
    first: &[RowAnswer],
    mine: &[RowAnswer],
    theirs: &[RowAnswer],
) -> Vec<RowAnswer> {
    let numbered =
        |rows: &[RowAnswer], number| rows.iter().find(|row| row.number == number).cloned();
    let own = mine.iter().filter_map(|row| {
        let is_untouched = row.number.is_some() && first.contains(row);
        if is_untouched {
            numbered(theirs, row.number)
        } else {
            Some(row.clone())
        }
    });
    let added = theirs
        .iter()
        .filter(|row| row.number.is_some() && numbered(first, row.number).is_none());
    own.chain(added.cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(told: &[(u32, &str)]) -> Vec<RowAnswer> {
        let row = |&(number, cell): &(u32, &str)| RowAnswer {
            number: (number > 0).then_some(number),
            cells: vec![cell.to_owned()],
        };
        told.iter().map(row).collect()
    }

    #[test]
    fn rows_that_nobody_touched_here_are_theirs_and_what_they_added_stays() {
        type Told<'a> = &'a [(u32, &'a str)];
        let cases: [(Told<'_>, Told<'_>, Told<'_>, Told<'_>); 6] = [
            (
                &[(1, "a"), (2, "b")],
                &[(2, "b")],
                &[(1, "a"), (2, "B")],
                &[(2, "B")],
            ),
            (&[(1, "a")], &[(1, "A")], &[(1, "x")], &[(1, "A")]),
            (
                &[(1, "a")],
                &[(1, "a"), (0, "new")],
                &[(1, "a"), (3, "c")],
                &[(1, "a"), (0, "new"), (3, "c")],
            ),
            (
                &[(1, "a"), (2, "b")],
                &[(2, "b"), (1, "A")],
                &[(1, "a")],
                &[(1, "A")],
            ),
            // Rows that are no records of their own: one list or the other.
            (&[(0, "a")], &[(0, "b")], &[(0, "c")], &[(0, "b")]),
            (&[], &[], &[], &[]),
        ];
        for (first, mine, theirs, expected) in cases {
            let merged = merged_rows(&rows(first), &rows(mine), &rows(theirs));
            assert_eq!(merged, rows(expected), "{mine:?} upon {theirs:?}");
        }
    }
}
