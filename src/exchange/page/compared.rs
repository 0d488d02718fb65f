//! What would appear, change and vanish since the page before, in words.

use chrono::NaiveDate;

use crate::domain::date::Date;
use crate::domain::life::publish::{Difference, differences, latest};
use crate::domain::published_page::PagePart;
use crate::domain::register::Register;

use super::Page;

/// A page beside the one that was out before it.
#[derive(Debug)]
pub struct Compared {
    /// The day of the page before; none if there was none.
    pub since: Option<NaiveDate>,
    pub rows: Vec<Told>,
}

/// One difference, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// `appears`, `changes`, `vanishes`
    pub what: &'static str,
    /// The heading that it stands under, or stood.
    pub under: String,
    /// `agreement 3`
    pub key: String,
    /// What is said of it there, on one line.
    pub words: String,
}

/// Compares a page with the one that was out on a day.
pub fn compared(register: &Register, page: &Page, today: NaiveDate) -> Compared {
    let before = latest(register, today);
    let parts = before.map_or(&[][..], |one| &one.parts);
    let all = differences(parts, &page.parts);
    Compared {
        since: before.map(|one| one.on),
        rows: all.into_iter().map(told).collect(),
    }
}

fn told(difference: Difference<'_>) -> Told {
    let of = |what, part: &PagePart, words| Told {
        what,
        under: part.under.clone(),
        key: part.key.clone(),
        words,
    };
    match difference {
        Difference::Appears(part) => of("appears", part, line(part)),
        Difference::Vanishes(part) => of("vanishes", part, line(part)),
        Difference::Changes { before, after } if before.text == after.text => {
            let words = format!("{} (was under {})", line(after), before.under);
            of("changes", after, words)
        }
        Difference::Changes { after, .. } => of("changes", after, line(after)),
    }
}

fn line(part: &PagePart) -> String {
    part.text.replace('\n', " / ")
}

impl Told {
    /// `appears   agreement 9, Current ISAs: NHS England`, with the beginning of a long text.
    pub fn line(&self) -> String {
        const BEGINNING: usize = 60;
        let mut words: String = self.words.chars().take(BEGINNING).collect();
        if words.len() < self.words.len() {
            words.push('…');
        }
        let separator = if self.under.is_empty() { "" } else { ", " };
        let (what, key, under) = (self.what, &self.key, &self.under);
        format!("{what:<8}  {key}{separator}{under}: {words}")
    }
}

impl Compared {
    /// How much of each, in one sentence: "Since the page of 20 January 2014: 2 appear, 1 changes."
    pub fn sentence(&self) -> String {
        let since = match self.since {
            None => "No page was kept before".to_owned(),
            Some(on) => format!("Since the page of {}", Date::day(on)),
        };
        let verbs = [
            ("appears", "appear"),
            ("changes", "change"),
            ("vanishes", "vanish"),
        ];
        let counted = verbs.map(|(one, several)| {
            match self.rows.iter().filter(|row| row.what == one).count() {
                0 => None,
                1 => Some(format!("1 {one}")),
                count => Some(format!("{count} {several}")),
            }
        });
        let words: Vec<String> = counted.into_iter().flatten().collect();
        if words.is_empty() {
            format!("{since}: nothing has changed.")
        } else {
            format!("{since}: {}.", words.join(", "))
        }
    }
}
