//! What the command line lists: columns and rows, aligned for people or plain for programs.
//! Which rows and which columns is the command's business.

use std::borrow::Cow;
use std::ops::Deref;

use csv::WriterBuilder;

use chrono::NaiveDate;

use super::document::{self, Block, Document, Inline, Table};
use super::markdown;
use super::words::Frame;
use crate::domain::audience::Audience;
use crate::domain::cells::{self, Align};
use crate::domain::date::Date;
use crate::domain::shown::Shown;

/// Cells to which a column that gives way is shrunk before another kind of column gives way too.
const ENOUGH: usize = 12;
/// Cells to which every column is shrunk before lines are cut.
const LEAST: usize = 3;

/// A list of entries, one a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Names the list where it is a page of its own.
    pub title: Shown,
    pub audience: Audience,
    pub columns: Vec<Column>,
    /// A row that is too short is filled with empty cells; what is too long is cut.
    pub rows: Vec<Vec<Cell>>,
    /// What stands around it where it is a page of its own.
    pub frame: Frame,
}

/// What stands in one place of a list: its words, and beside them what a spreadsheet reckons with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    pub words: Shown,
    pub value: CellValue,
}

/// What a cell is to a spreadsheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellValue {
    #[default]
    Words,
    /// Only of a date that is one day and nothing else: neither a month nor "by" a day.
    Day(NaiveDate),
    Number(u32),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: Shown,
    pub align: Align,
    pub shrink: Shrink,
}

/// When a column of a table gives way, where the table is too wide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shrink {
    /// Long words that can be guessed from their beginning: titles, texts.
    First,
    Second,
    /// Numbers, dates, states: only if there is no other way.
    #[default]
    Last,
}

/// How a listing is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Aligned columns under their titles.
    Table,
    /// One row a line, tabs between cells, no titles, nothing shortened.
    Plain,
    /// Comma-separated, safe to open in a spreadsheet program.
    Csv,
    /// Comma-separated, every cell as it is.
    RawCsv,
    Markdown,
}

impl Layout {
    pub const ALL: [Self; 5] = [
        Self::Table,
        Self::Plain,
        Self::Csv,
        Self::RawCsv,
        Self::Markdown,
    ];

    /// As typed after `--format`; `raw-csv` is `csv` with `--raw`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Plain => "plain",
            Self::Csv => "csv",
            Self::RawCsv => "raw-csv",
            Self::Markdown => "markdown",
        }
    }
}

impl Cell {
    /// On one line.
    pub fn line(words: &str) -> Self {
        Self::from(Shown::line(words))
    }

    /// With the lines that it has.
    pub fn text(words: &str) -> Self {
        Self::from(Shown::text(words))
    }

    pub fn number(number: u32) -> Self {
        Self {
            words: Shown::line(&number.to_string()),
            value: CellValue::Number(number),
        }
    }

    /// As people write it; a spreadsheet gets a day as a day. Empty without one.
    pub fn date(date: Option<Date>) -> Self {
        let words = date.map_or_else(String::new, |date| date.to_string());
        Self::line(&words).dated(date)
    }

    /// The same words for people, and for a spreadsheet the day that they mean, where it is one day and no more.
    #[must_use]
    pub fn dated(mut self, date: Option<Date>) -> Self {
        let day = date.and_then(Date::as_day);
        if let Some(day) = day.filter(|day| date == Some(Date::day(*day))) {
            self.value = CellValue::Day(day);
        }
        self
    }
}

impl From<Shown> for Cell {
    fn from(words: Shown) -> Self {
        Self {
            words,
            value: CellValue::Words,
        }
    }
}

impl Deref for Cell {
    type Target = Shown;

    fn deref(&self) -> &Shown {
        &self.words
    }
}

impl Column {
    /// A left-aligned column that gives way last.
    pub fn new(title: &str) -> Self {
        Self {
            title: Shown::line(title),
            align: Align::Left,
            shrink: Shrink::Last,
        }
    }

    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }

    #[must_use]
    pub fn shrink(mut self, shrink: Shrink) -> Self {
        self.shrink = shrink;
        self
    }
}

impl Listing {
    pub fn new(title: &str, audience: Audience, columns: Vec<Column>) -> Self {
        let title = Shown::line(title);
        Self {
            title,
            audience,
            columns,
            rows: Vec::new(),
            frame: Frame::default(),
        }
    }

    /// The whole text. `width` is the cells that a `Table` may take, `None` for as many as it needs.
    pub fn render(&self, layout: Layout, width: Option<usize>) -> String {
        match layout {
            Layout::Table => self.audience.heading() + &self.aligned(width),
            Layout::Plain => self.plain(),
            Layout::Csv => self.csv(guarded),
            Layout::RawCsv => self.csv(|cell| Cow::Borrowed(cell)),
            Layout::Markdown => self.audience.heading() + &markdown::pipe_table(&self.table()),
        }
    }

    /// Without the columns that say nothing in any row, where there are rows. For people; programs count on every column.
    #[must_use]
    pub fn without_empty(mut self) -> Self {
        if self.rows.is_empty() {
            return self;
        }
        let says = |place: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(place));
            cells.any(|cell| !cell.is_empty())
        };
        let kept: Vec<bool> = (0..self.columns.len()).map(says).collect();
        let mut keep = kept.iter();
        self.columns.retain(|_| keep.next() == Some(&true));
        for row in &mut self.rows {
            let mut keep = kept.iter();
            row.retain(|_| keep.next() == Some(&true));
        }
        self
    }

    /// The listing as a page, for the formats that have a title; for people.
    pub fn document(&self) -> Document {
        let mut document = Document::new(&self.title, self.audience);
        document.blocks = vec![Block::Table(self.clone().without_empty().table())];
        self.frame.around(&mut document);
        document
    }

    fn table(&self) -> Table {
        let column = |column: &Column| document::Column {
            title: column.title.clone(),
            align: column.align,
        };
        let cell = |cell: &Cell| Inline::from(cell.words.clone());
        let row = |row: &Vec<Cell>| row.iter().map(cell).collect();
        Table {
            caption: self.title.clone(),
            columns: self.columns.iter().map(column).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn aligned(&self, room: Option<usize>) -> String {
        let widths = self.widths(room);
        let mut out = String::new();
        let titles = self.columns.iter().map(|column| &*column.title);
        self.push_line(&mut out, titles, &widths, room);
        for row in &self.rows {
            self.push_line(&mut out, self.cells(row), &widths, room);
        }
        out
    }

    fn push_line<'a>(
        &self,
        out: &mut String,
        row: impl Iterator<Item = &'a str>,
        widths: &[usize],
        room: Option<usize>,
    ) {
        let start = out.len();
        for (place, ((cell, column), width)) in row.zip(&self.columns).zip(widths).enumerate() {
            if place > 0 {
                out.push_str("  ");
            }
            cells::push_fit(out, &one_line(cell), *width, column.align);
        }
        out.truncate(out.trim_end_matches(' ').len().max(start));
        if let Some(room) = room
            && cells::width(&out[start..]) > room
        {
            let cut = cells::shorten(&out[start..], room).into_owned();
            out.truncate(start);
            out.push_str(&cut);
        }
        out.push('\n');
    }

    /// Cells for each column: as many as its longest text, less what the room makes it give way.
    fn widths(&self, room: Option<usize>) -> Vec<usize> {
        let titles = self
            .columns
            .iter()
            .map(|column| cells::width(&column.title));
        let mut widths: Vec<usize> = titles.collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cells::width(cell).max(*width);
            }
        }
        if let Some(room) = room {
            let gaps = 2 * widths.len().saturating_sub(1);
            let room = room.saturating_sub(gaps);
            for (latest, least) in [
                (Shrink::First, ENOUGH),
                (Shrink::Second, ENOUGH),
                (Shrink::Last, LEAST),
            ] {
                self.give_way(&mut widths, room, latest, least);
            }
        }
        widths
    }

    /// Shrinks the widest of the columns that give way by now, cell by cell, down to `least`.
    fn give_way(&self, widths: &mut [usize], room: usize, latest: Shrink, least: usize) {
        let mut over = widths.iter().sum::<usize>().saturating_sub(room);
        while over > 0 {
            let shrinkable = self
                .columns
                .iter()
                .zip(widths.iter_mut())
                .filter(|(column, width)| column.shrink <= latest && **width > least);
            let Some((_, widest)) = shrinkable.max_by_key(|(_, width)| **width) else {
                return;
            };
            *widest -= 1;
            over -= 1;
        }
    }

    fn plain(&self) -> String {
        let mut out = String::new();
        for row in &self.rows {
            for (place, cell) in self.cells(row).enumerate() {
                if place > 0 {
                    out.push('\t');
                }
                out.push_str(&one_line(cell));
            }
            out.push('\n');
        }
        out
    }

    fn csv(&self, cell: fn(&str) -> Cow<'_, str>) -> String {
        let mut writer = WriterBuilder::new().from_writer(Vec::new());
        let titles = self.columns.iter().map(|column| &*column.title);
        let mut push = |row: &mut dyn Iterator<Item = &str>| {
            writer
                .write_record(row.map(|text| cell(text).into_owned()))
                .expect("memory takes every row, and every row has a cell for each column");
        };
        push(&mut titles.into_iter());
        for row in &self.rows {
            push(&mut self.cells(row));
        }
        let bytes = writer.into_inner().expect("memory takes the last row");
        String::from_utf8(bytes).expect("the cells of a row are UTF-8")
    }

    /// As many cells as there are columns, whatever the row holds.
    fn cells<'a>(&'a self, row: &'a [Cell]) -> impl Iterator<Item = &'a str> {
        (0..self.columns.len()).map(|place| row.get(place).map_or("", |cell| cell.as_str()))
    }
}

/// A cell for a spreadsheet: behind a `'` if the program would take it for a formula, some past leading blanks.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let bare = cell.trim_start_matches(' ');
    let is_formula =
        bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn one_line(cell: &str) -> Cow<'_, str> {
    if cell.contains('\n') {
        Cow::Owned(cell.replace('\n', " "))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::html;
    use super::*;

    fn actions() -> Listing {
        Listing {
            title: Shown::line("Open actions"),
            audience: Audience::Public,
            columns: vec![
                Column::new("No.").right(),
                Column::new("Action").shrink(Shrink::First),
                Column::new("Owner").shrink(Shrink::Second),
                Column::new("Due"),
            ],
            rows: [
                [
                    "9",
                    "Send a list of the agreements whose review falls due",
                    "Care Quality Commission",
                    "3 April 2014",
                ],
                [
                    "10",
                    "Propose words | for the 規制 protocol",
                    "NMC",
                    "by September 2014",
                ],
                ["11", "=HYPERLINK(\"x\"), a\nsecond line", "", "\u{202e}"],
            ]
            .map(|row| row.map(Cell::text).into())
            .into(),
            frame: Frame::default(),
        }
    }

    #[test]
    fn a_table_takes_the_room_it_is_given() {
        assert_snapshot!(actions().render(Layout::Table, None), @r#"
No.  Action                                                Owner                    Due
  9  Send a list of the agreements whose review falls due  Care Quality Commission  3 April 2014
 10  Propose words | for the 規制 protocol                 NMC                      by September 2014
 11  =HYPERLINK("x"), a second line                                                 <U+202E>
"#);
        assert_snapshot!(actions().render(Layout::Table, Some(72)), @r#"
No.  Action                   Owner                    Due
  9  Send a list of the agr…  Care Quality Commission  3 April 2014
 10  Propose words | for th…  NMC                      by September 2014
 11  =HYPERLINK("x"), a sec…                           <U+202E>
"#);
        assert_snapshot!(actions().render(Layout::Table, Some(40)), @r#"
No.  Action       Owner       Due
  9  Send a lis…  Care Qual…  3 April 2…
 10  Propose wo…  NMC         by Septem…
 11  =HYPERLINK…              <U+202E>
"#);
    }

    #[test]
    fn no_line_is_wider_than_the_room() {
        for room in 0..140 {
            for line in actions().render(Layout::Table, Some(room)).lines() {
                assert!(cells::width(line) <= room, "{line} in {room}");
            }
        }
    }

    #[test]
    fn programs_get_every_cell_whole() {
        assert_snapshot!(actions().render(Layout::Plain, Some(10)), @r#"
9	Send a list of the agreements whose review falls due	Care Quality Commission	3 April 2014
10	Propose words | for the 規制 protocol	NMC	by September 2014
11	=HYPERLINK("x"), a second line		<U+202E>
"#);
        assert_snapshot!(actions().render(Layout::Csv, None), @r#"
No.,Action,Owner,Due
9,Send a list of the agreements whose review falls due,Care Quality Commission,3 April 2014
10,Propose words | for the 規制 protocol,NMC,by September 2014
11,"'=HYPERLINK(""x""), a
second line",,<U+202E>
"#);
        assert!(
            actions()
                .render(Layout::RawCsv, None)
                .contains("11,\"=HYPERLINK")
        );
    }

    #[test]
    fn a_listing_goes_into_a_web_page_or_a_wiki() {
        assert_snapshot!(actions().render(Layout::Markdown, None), @r#"
| No. | Action | Owner | Due |
| ---: | --- | --- | --- |
| 9 | Send a list of the agreements whose review falls due | Care Quality Commission | 3 April 2014 |
| 10 | Propose words \| for the 規制 protocol | NMC | by September 2014 |
| 11 | =HYPERLINK("x"), a<br>second line |  | \<U+202E> |
"#);
        let mut listing = actions();
        listing.audience = Audience::Members;
        let page = html::render(&listing.document());
        assert!(page.contains("<title>MEMBERS ONLY: Open actions</title>"));
        assert!(page.contains("<td data-label=\"Owner\">NMC</td>"));
    }

    #[test]
    fn ragged_rows_are_made_even() {
        let mut listing = actions();
        listing.rows = vec![vec![], vec![Cell::line("x"); 6]];
        assert_eq!(listing.render(Layout::Plain, None), "\t\t\t\nx\tx\tx\tx\n");
        assert_eq!(
            listing.render(Layout::RawCsv, None),
            "No.,Action,Owner,Due\n,,,\nx,x,x,x\n"
        );
        assert_eq!(
            listing.render(Layout::Table, None),
            "No.  Action  Owner  Due\n\n  x  x       x      x\n"
        );
    }

    #[test]
    fn a_spreadsheet_sees_no_formula() {
        for (cell, guarded_cell) in [
            ("=1+1", "'=1+1"),
            ("+44", "'+44"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("\nx", "'\nx"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠1", "'＠1"),
            ("a=1", "a=1"),
            ("'=1", "'=1"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), guarded_cell, "{cell:?}");
        }
    }
}
