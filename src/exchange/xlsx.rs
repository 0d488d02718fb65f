//! Listings as a spreadsheet: a sheet each, one table from its first cell, with its header frozen and filters on it.
//!
//! Days are days and numbers are numbers; whatever else is a text, also where it looks like a formula.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, TableStyle, Workbook,
    Worksheet, XlsxError,
};

use super::document::Document;
use super::listing::{Cell, CellValue, Column, Listing};
use crate::domain::cells::{self, Align};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::shown::Shown;

/// Characters of a column that is made no wider: longer texts are broken into lines.
const WIDEST: usize = 60;
const NARROWEST: usize = 6;
/// Points that a line is high.
const LINE: f64 = 15.0;
/// Higher than this no row may be.
const MOST_LINES: usize = 27;
/// Characters for the arrow of the filter beside a title.
const ARROW: usize = 3;
/// Characters of a sheet's name.
const LONGEST_NAME: usize = 31;
/// The first year that the format has days of; a day before it is written as words.
const FIRST_YEAR: i32 = 1901;

/// The listings as one file, the same bytes each time. Refuses a cell that holds more than the format can.
pub fn render(listings: &[Listing]) -> Result<Vec<u8>, Refusal> {
    let mut book = Workbook::new();
    let mut names = Vec::new();
    if let Some(first) = listings.first() {
        book.set_properties(&properties(first));
    }
    for listing in listings {
        let name = free_name(listing, &mut names);
        let sheet = book.add_worksheet();
        write(sheet, listing, &name).map_err(|error| refused(&name, &error))?;
    }
    book.save_to_buffer().map_err(|error| {
        Refusal::invalid("file", format!("The spreadsheet cannot be made: {error}."))
    })
}

/// The title and nothing else: no name, no program, and a day that is always the same.
fn properties(listing: &Listing) -> DocProperties {
    let made = ExcelDateTime::from_ymd(2000, 1, 1).ok();
    let properties = DocProperties::new().set_title(marked(listing).as_str());
    match made {
        Some(made) => properties.set_creation_datetime(&made),
        None => properties,
    }
}

fn write(sheet: &mut Worksheet, listing: &Listing, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let formats = Formats::new();
    for (place, row) in (1..).zip(&listing.rows) {
        for (column, cell) in (0..).zip(row.iter().take(listing.columns.len())) {
            formats.write(sheet, (place, column), cell)?;
        }
    }
    let last_row = u32::try_from(listing.rows.len()).unwrap_or(u32::MAX).max(1);
    let last_column = u16::try_from(listing.columns.len()).unwrap_or(u16::MAX);
    if let Some(last_column) = last_column.checked_sub(1) {
        sheet.add_table(0, 0, last_row, last_column, &table(listing))?;
    }
    let widths = widths(listing);
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, f64::from(*width))?;
    }
    for (place, row) in (1..).zip(&listing.rows) {
        // Not every program makes a row as high as its words by itself.
        let lines = lines(row, &widths);
        if lines > 1 {
            sheet.set_row_height(place, LINE * f64::from(lines))?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    let mark = listing.audience.mark().unwrap_or_default();
    sheet.set_header(format!("&L{}&R{mark}", plain(&listing.title)));
    sheet.set_footer("&RPage &P of &N");
    Ok(())
}

/// How the cells of each kind look.
struct Formats {
    words: Format,
    day: Format,
    number: Format,
}

impl Formats {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        Self {
            words: top.clone().set_text_wrap(),
            day: top
                .clone()
                .set_num_format("d mmmm yyyy")
                .set_align(FormatAlign::Left),
            number: top,
        }
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        match cell.value {
            CellValue::Day(day) if day.year() >= FIRST_YEAR => {
                sheet.write_datetime_with_format(row, column, excel_day(day)?, &self.day)?;
            }
            CellValue::Number(number) => {
                sheet.write_number_with_format(row, column, f64::from(number), &self.number)?;
            }
            CellValue::Day(_) | CellValue::Words => {
                sheet.write_string_with_format(row, column, cell.words.as_str(), &self.words)?;
            }
        }
        Ok(())
    }
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(u16::MAX);
    let part = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// Each column by its title; a title that stands there twice is numbered, since a table may not have it twice.
fn table(listing: &Listing) -> Table {
    let mut titles: Vec<String> = Vec::new();
    for (place, column) in (1..).zip(&listing.columns) {
        let title = match column.title.trim() {
            "" => format!("Column {place}"),
            title => title.to_owned(),
        };
        let is_there = titles.iter().any(|one| one.eq_ignore_ascii_case(&title));
        titles.push(if is_there {
            format!("{title} ({place})")
        } else {
            title
        });
    }
    let columns: Vec<TableColumn> = titles
        .iter()
        .map(|title| TableColumn::new().set_header(title))
        .collect();
    Table::new()
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
        .set_autofilter(true)
}

/// How many lines the highest cell of a row takes in columns of these widths.
fn lines(row: &[Cell], widths: &[u16]) -> u16 {
    let lines = row.iter().zip(widths).map(|(cell, width)| {
        let broken = |line: &str| {
            cells::width(line)
                .div_ceil(usize::from(*width).max(1))
                .max(1)
        };
        cell.words.split('\n').map(broken).sum::<usize>()
    });
    u16::try_from(lines.max().unwrap_or(1).min(MOST_LINES)).unwrap_or(1)
}

/// In characters: as wide as its longest line, within reason.
fn widths(listing: &Listing) -> Vec<u16> {
    let width = |(place, column): (usize, &Column)| {
        let cells = listing.rows.iter().filter_map(|row| row.get(place));
        let lines = cells.flat_map(|cell| cell.words.split('\n').map(cells::width));
        let longest = lines.max().unwrap_or(0);
        let title = cells::width(&column.title) + ARROW;
        let gap = usize::from(column.align == Align::Left);
        let width = longest.max(title).clamp(NARROWEST, WIDEST) + gap;
        u16::try_from(width).unwrap_or(u16::MAX)
    };
    listing.columns.iter().enumerate().map(width).collect()
}

fn marked(listing: &Listing) -> Shown {
    Document::new(&listing.title, listing.audience).marked_title()
}

/// What the sheet is called: its title with its mark, as far as a name may go, and as no other sheet is called.
fn free_name(listing: &Listing, names: &mut Vec<String>) -> String {
    let title = marked(listing);
    let plain: String = title
        .chars()
        .map(|letter| {
            if "[]:*?/\\'".contains(letter) {
                ' '
            } else {
                letter
            }
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut number = 1;
    let name = loop {
        let ending = if number == 1 {
            String::new()
        } else {
            format!(" {number}")
        };
        let room = LONGEST_NAME - ending.len();
        let start: String = words.join(" ").chars().take(room).collect();
        let start = if start.is_empty() {
            "List"
        } else {
            start.trim_end()
        };
        let name = format!("{start}{ending}");
        if !names.iter().any(|one| one.eq_ignore_ascii_case(&name)) {
            break name;
        }
        number += 1;
    };
    names.push(name.clone());
    name
}

/// A text at the head of a printed page, where `&` begins a code.
fn plain(title: &Shown) -> String {
    let short: String = title.chars().take(120).collect();
    short.replace('&', "&&")
}

fn refused(name: &str, error: &XlsxError) -> Refusal {
    let sentence = format!(
        "The sheet {} cannot be written: {error}. Nothing was written; CSV takes texts of any length.",
        quoted(name)
    );
    Refusal::invalid("file", sentence)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};
    use std::io::{Cursor, Read};

    use super::*;
    use crate::domain::audience::Audience;
    use crate::domain::date::Date;

    fn reviews(audience: Audience) -> Listing {
        let columns = ["Agreement", "Due", "Due", ""].map(Column::new);
        let mut listing = Listing::new("Reviews: [all] of 2021", audience, columns.into());
        let date = |code: &str| Cell::date(Date::from_code(code));
        listing.rows = vec![
            vec![
                Cell::line("Joint working protocol"),
                date("2021-09-30"),
                date("2021-09"),
                Cell::number(41),
            ],
            vec![
                Cell::line("=HYPERLINK(\"x\")"),
                date("1850-01-01"),
                Cell::text("one\ntwo"),
            ],
        ];
        listing
    }

    fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet of ours")
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let mut text = String::new();
        let mut part = parts.by_name(name).expect("the part is there");
        part.read_to_string(&mut text).expect("it is text");
        text
    }

    #[test]
    fn a_day_is_a_day_a_month_is_words_and_nothing_is_a_formula() {
        let bytes = render(&[reviews(Audience::Public)]).expect("it can be written");
        let mut book = read(bytes);
        assert_eq!(book.sheet_names(), ["Reviews all of 2021"]);
        let mut cells = book
            .worksheet_cells_reader("Reviews all of 2021")
            .expect("the sheet");
        let mut found = Vec::new();
        while let Some(cell) = cells.next_cell().expect("a cell of ours") {
            let value = Data::from(cell.get_value().clone());
            found.push(if let Data::DateTime(day) = &value {
                format!("day {}", day.as_f64())
            } else if let Data::Float(number) = &value {
                format!("number {number}")
            } else {
                value.to_string()
            });
        }
        assert_eq!(
            found,
            [
                "Agreement",
                "Due",
                "Due (3)",
                "Column 4",
                "Joint working protocol",
                "day 44469",
                "September 2021",
                "number 41",
                "=HYPERLINK(\"x\")",
                "1 January 1850",
                "one\ntwo",
            ]
        );
    }

    #[test]
    fn a_sheet_is_one_table_with_its_header_frozen_and_its_mark_on_every_page() {
        let bytes = render(&[reviews(Audience::Members)]).expect("it can be written");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("state=\"frozen\""), "{sheet}");
        assert!(sheet.contains("MEMBERS ONLY"), "{sheet}");
        assert!(!sheet.contains("mergeCell"), "{sheet}");
        let table = part(&bytes, "xl/tables/table1.xml");
        assert!(table.contains("ref=\"A1:D3\""), "{table}");
        assert!(table.contains("<autoFilter"), "{table}");
        let core = part(&bytes, "docProps/core.xml");
        assert!(core.contains("MEMBERS ONLY: Reviews"), "{core}");
    }

    #[test]
    fn several_listings_are_sheets_of_their_own_and_the_bytes_are_always_the_same() {
        let listings = [reviews(Audience::Public), reviews(Audience::Public)];
        let bytes = render(&listings).expect("it can be written");
        assert_eq!(bytes, render(&listings).expect("it can be written"));
        let names = read(bytes).sheet_names();
        assert_eq!(names, ["Reviews all of 2021", "Reviews all of 2021 2"]);
        let empty = Listing::new("", Audience::Public, vec![Column::new("No")]);
        assert_eq!(
            read(render(&[empty]).expect("it can be written")).sheet_names(),
            ["List"]
        );
    }

    #[test]
    fn what_no_cell_can_hold_is_refused_and_says_what_can() {
        let mut long = reviews(Audience::Public);
        long.rows = vec![vec![Cell::line(&"a".repeat(40_000))]];
        let refusal = render(&[long]).expect_err("it is too long");
        assert!(refusal.sentence.contains("CSV takes"), "{refusal}");
    }
}
