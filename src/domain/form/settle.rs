//! What two people answered differently meanwhile, and the words of an answer to compare them by.

use super::{Answer, Answers, Ask, entry_words, of, row_words};
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
