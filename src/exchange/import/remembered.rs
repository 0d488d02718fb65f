//! Which columns of a file somebody has said to be what, by the file's header: kept outside, used the next time.

use serde::{Deserialize, Serialize};

use super::columns::folded;
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
    /// A column of the file, and its name here.
    renamed: Vec<(String, String)>,
}

impl Remembered {
    /// What was said of a table with such a header.
    pub fn of(&self, table: &Table) -> Option<&[(String, String)]> {
        let mut headers = headers(table);
        let map = headers.find_map(|header| self.maps.iter().find(|map| map.header == header));
        map.map(|map| map.renamed.as_slice())
    }

    /// Keeps what was said of the header that has these columns, in the place of what was said before.
    pub fn keep(&mut self, table: &Table, renamed: &[(String, String)]) {
        let is_meant = |header: &Vec<String>| {
            let mut columns = renamed.iter();
            columns.any(|(theirs, _)| header.contains(&folded(theirs)))
        };
        let Some(header) = headers(table).find(is_meant) else {
            return;
        };
        self.maps.retain(|map| map.header != header);
        self.maps.push(Map {
            header,
            renamed: renamed.to_vec(),
        });
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
        let said = vec![("Bodies".to_owned(), "parties".to_owned())];
        let mut remembered = Remembered::default();
        remembered.keep(&table("Our list\nTitle,Bodies\n"), &said);
        let kept = serde_json::to_string(&remembered).expect("texts");
        assert_eq!(
            kept,
            r#"{"maps":[{"header":["body","title"],"renamed":[["Bodies","parties"]]}]}"#
        );
        assert_eq!(
            remembered.of(&table("BODIES,title,reason\n")),
            Some(&said[..])
        );
        assert_eq!(remembered.of(&table("Bodies,Title,Date\n")), None);
        assert!(remembered.forget(&table("Title,Bodies\n")));
        assert!(!remembered.forget(&table("Title,Bodies\n")));
    }
}
