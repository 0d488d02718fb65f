//! A spreadsheet → tables, cell by cell: days as `2021-09-30`, whole numbers without a point, far cells left alone.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};

use super::Source;
use super::package;
use super::table::{Fault, MOST_ROWS, Shape, Table, TableRow, letters};
use super::text::MOST_BYTES;
use crate::domain::refusal::Refusal;

/// What stands further to the right is no part of a list.
const MOST_COLUMNS: usize = 256;
/// One text may stand in many cells of a small file.
const MOST_TEXT: usize = 100 * 1024 * 1024;

/// The days that spreadsheets count: to the end of the year 9999.
const LAST_SERIAL: f64 = 2_958_466.0;

/// The cells of a row by their columns, however they are ordered in the file.
type Grid = BTreeMap<u32, BTreeMap<usize, Cell>>;

enum Cell {
    Text(String),
    Error(String),
}

pub(super) fn is_spreadsheet(bytes: &[u8]) -> bool {
    package::is_package(bytes)
}

/// Reads every sheet. Refuses what the package is refused for, and what cannot be read.
pub(super) fn read(source: Source<'_>) -> Result<Vec<Table>, Refusal> {
    let name = source.name;
    if source.bytes.len() as u64 > MOST_BYTES {
        return Err(package::refuse(
            name,
            "is larger than 20 MB. Split it into several",
        ));
    }
    package::check(name, source.bytes)?;
    let book = Xlsx::new(Cursor::new(source.bytes));
    let mut book = book.map_err(|error| unreadable(name, "", &error))?;
    let sheets = book.sheets_metadata().iter();
    let sheets: Vec<String> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut room = MOST_TEXT;
    let mut tables = Vec::new();
    for sheet in sheets {
        tables.push(table(name, &sheet, &mut book, &mut room)?);
    }
    Ok(tables)
}

fn table(
    name: &str,
    sheet: &str,
    book: &mut Xlsx<Cursor<&[u8]>>,
    room: &mut usize,
) -> Result<Table, Refusal> {
    let mut far = None;
    let mut grid = Grid::new();
    let mut at = String::new();
    let reader = book.worksheet_cells_reader(sheet);
    let mut cells = reader.map_err(|error| unreadable(name, sheet, &error))?;
    loop {
        let next = cells.next_cell();
        let next = next.map_err(|error| unreadable(name, &after(sheet, &at), &error))?;
        let Some(found) = next else { break };
        let ((row, column), value) = (found.get_position(), found.get_value());
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        at = format!(
            "{}{}",
            letters(column.min(MOST_COLUMNS * 64)),
            u64::from(row) + 1
        );
        let Some(cell) = cell(value) else { continue };
        if column >= MOST_COLUMNS {
            far.get_or_insert_with(|| at.clone());
            continue;
        }
        let taken = cell.text().len();
        *room = room.checked_sub(taken).ok_or_else(|| {
            package::refuse(name, &format!("has more text than 100 MB by {sheet}!{at}"))
        })?;
        grid.entry(row).or_default().insert(column, cell);
        if grid.len() > MOST_ROWS + 1 {
            return Err(package::refuse(
                name,
                &format!("has more than {MOST_ROWS} rows"),
            ));
        }
    }
    let far = far.map(|at| {
        format!("{sheet}!{at} stands too far to the right to be part of a list and was not read.")
    });
    Ok(Table {
        sheet: Some(sheet.to_owned()),
        rows: rows(sheet, grid),
        remarks: far.into_iter().collect(),
        hint: None,
        shape: Shape::Grid,
    })
}

fn rows(sheet: &str, grid: Grid) -> Vec<TableRow> {
    let rows = grid.into_iter().map(|(number, cells)| {
        let line = u64::from(number) + 1;
        let mut row = TableRow {
            line,
            ..TableRow::default()
        };
        for (column, cell) in cells {
            if let Cell::Error(error) = &cell {
                let at = letters(column);
                let sentence = format!("{sheet}!{at}{line} holds the error {error}.");
                row.fault.get_or_insert(Fault { column, sentence });
            }
            row.cells.resize(column, String::new());
            row.cells.push(cell.into_text());
        }
        row
    });
    rows.filter(|row| !row.is_empty()).collect()
}

impl Cell {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Error(text) => text,
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text,
        }
    }
}

/// A cell as text. None for an empty one.
fn cell(value: &DataRef<'_>) -> Option<Cell> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Error(error) => return Some(Cell::Error(error.to_string())),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => self::number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => self::moment(*moment),
        DataRef::DateTimeIso(text) => text.trim_end_matches("T00:00:00").replace('T', " "),
    };
    let text = text.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
    (!text.trim().is_empty()).then_some(Cell::Text(text))
}

/// Without a point where it is whole: a year stays 2021.
fn number(number: f64) -> String {
    number.to_string()
}

/// A day as `2021-09-30`, with its time where there is one; a time alone as `14:30`. What is a number and no day stays
/// the number.
fn moment(moment: ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() || !(0.0..LAST_SERIAL).contains(&serial) {
        return number(serial);
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    if serial < 1.0 {
        return format!("{hour:02}:{minute:02}");
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute) == (0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}")
    }
}

fn after(sheet: &str, at: &str) -> String {
    if at.is_empty() {
        sheet.to_owned()
    } else {
        format!("{sheet} after {sheet}!{at}")
    }
}

fn unreadable(name: &str, place: &str, error: &calamine::XlsxError) -> Refusal {
    let place = if place.is_empty() {
        String::new()
    } else {
        format!(" at {place}")
    };
    package::refuse(
        name,
        &format!("cannot be read as a spreadsheet{place} ({error})"),
    )
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn days_come_out_of_both_ways_to_count_them_and_years_stay_numbers() {
        let date = |serial, is_1904| {
            moment(ExcelDateTime::new(
                serial,
                ExcelDateTimeType::DateTime,
                is_1904,
            ))
        };
        assert_eq!(date(44_469.0, false), "2021-09-30");
        assert_eq!(date(43_007.0, true), "2021-09-30");
        assert_eq!(date(44_469.604_166_666_7, false), "2021-09-30 14:30");
        assert_eq!(date(0.604_166_666_7, false), "14:30");
        assert_eq!(date(-5.0, false), "-5");
        assert_eq!(date(3_000_000.0, false), "3000000");
        assert_eq!(number(2021.0), "2021");
        assert_eq!(number(1.5), "1.5");
    }
}
