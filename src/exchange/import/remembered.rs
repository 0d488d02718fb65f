//! Which columns of a file somebody has said to be what, by the file's header: kept outside, used the next time.

use serde::{Deserialize, Serialize};

use super::columns::folded;
use super::kind::SheetKind;
use super::table::{HEADER_ROWS, Table};

/// What has been said of headers. Its form is a promise: a later program reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    maps: Vec<Map>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Map {
    /// The names of the columns as they are compared, in the order of their letters.
    header: Vec<String>,
    /// What its rows are, where the header does not tell; by the word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// A column of the file, and its name here.
    renamed: Vec<(String, String)>,
}

/// What somebody says of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub kind: Option<SheetKind>,
    /// A column of the file, and its name here; empty for one that is left out.
    pub renamed: Vec<(String, String)>,
}

impl Said {
    pub fn is_empty(&self) -> bool {
        self.kind.is_none() && self.renamed.is_empty()
    }
}

impl Remembered {
    /// What was said of a table with such a header.
    pub fn of(&self, table: &Table) -> Option<Said> {
        self.found(table).map(|(_, said)| said)
    }

    /// The same with the place of that header.
    pub(super) fn found(&self, table: &Table) -> Option<(usize, Said)> {
        let mut headers = headers(table).enumerate();
        let (place, map) = headers.find_map(|(place, header)| {
            let mut maps = self.maps.iter();
            Some((place, maps.find(|map| map.header == header)?))
        })?;
        let said = Said {
            kind: map.kind.as_deref().and_then(|word| word.parse().ok()),
            renamed: map.renamed.clone(),
        };
        Some((place, said))
    }

    /// Keeps what was said of the header that has these columns, in the place of what was said before.
    pub fn keep(&mut self, table: &Table, said: &Said) {
        let is_meant = |header: &Vec<String>| {
            let mut columns = said.renamed.iter();
            columns.any(|(theirs, _)| header.contains(&folded(theirs)))
        };
        if let Some(header) = headers(table).find(is_meant) {
            self.put(header, said);
        }
    }

    /// The same of the header that stands in this place.
    pub fn keep_at(&mut self, table: &Table, place: usize, said: &Said) {
        if let Some(header) = headers(table).nth(place) {
            self.put(header, said);
        }
    }

    /// Nothing said is nothing kept.
    fn put(&mut self, header: Vec<String>, said: &Said) {
        self.maps.retain(|map| map.header != header);
        if !said.is_empty() {
            self.maps.push(Map {
                header,
                kind: said.kind.map(|kind| kind.word().to_owned()),
                renamed: said.renamed.clone(),
            });
        }
    }

    /// True if something was said of such a header; it no longer is.
    pub fn forget(&mut self, table: &Table) -> bool {
        let before = self.maps.len();
        let headers: Vec<Vec<String>> = headers(table).collect();
        self.maps.retain(|map| !headers.contains(&map.header));
        self.maps.len() < before
    }
}

/// Each row that may be the header, without what a file of rejected rows adds.
fn headers(table: &Table) -> impl Iterator<Item = Vec<String>> {
    let rows = table.rows.iter().take(HEADER_ROWS);
    rows.map(|row| {
        let names = row.cells.iter().map(|name| folded(name));
        let mut names: Vec<String> = names
            .filter(|name| !name.is_empty() && name != super::mapping::REASON)
            .collect();
        names.sort_unstable();
        names
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Source, tables};
    use super::*;

    fn table(text: &str) -> Table {
        let source = Source {
            name: "a.csv",
            bytes: text.as_bytes(),
        };
        tables(source).expect(text).remove(0)
    }

    #[test]
    fn what_was_said_of_a_header_holds_for_the_same_columns_in_another_order() {
        let said = Said {
            kind: None,
            renamed: vec![("Bodies".to_owned(), "parties".to_owned())],
        };
        let mut remembered = Remembered::default();
        remembered.keep(&table("Our list\nTitle,Bodies\n"), &said);
        let kept = serde_json::to_string(&remembered).expect("texts");
        assert_eq!(
            kept,
            r#"{"maps":[{"header":["body","title"],"renamed":[["Bodies","parties"]]}]}"#
        );
        assert_eq!(remembered.of(&table("BODIES,title,reason\n")), Some(said));
        assert_eq!(remembered.of(&table("Bodies,Title,Date\n")), None);
        assert!(remembered.forget(&table("Title,Bodies\n")));
        assert!(!remembered.forget(&table("Title,Bodies\n")));
    }
    #[test]
    fn what_the_rows_are_is_kept_with_it_and_what_older_programs_kept_is_read() {
        let said = Said {
            kind: Some(SheetKind::Agreements),
            renamed: Vec::new(),
        };
        let table = table("Our list\nA,B\n");
        let mut remembered = Remembered::default();
        remembered.keep_at(&table, 1, &said);
        let kept = serde_json::to_string(&remembered).expect("texts");
        let back: Remembered = serde_json::from_str(&kept).expect("as it was kept");
        assert_eq!(back.of(&table), Some(said));
        remembered.keep_at(&table, 1, &Said::default());
        assert_eq!(remembered.of(&table), None);
        let older = r#"{"maps":[{"header":["a","b"],"renamed":[["A","title"]]}]}"#;
        let older: Remembered = serde_json::from_str(older).expect("an older form");
        assert_eq!(older.of(&table).expect("it was said").kind, None);
    }
}
