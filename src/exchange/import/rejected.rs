//! Rows that stayed out, as a file to mend: the header and the cells as they came, and why in a last column.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::mapping::REASON;
use super::sheet::{Book, Sheet};
use super::{BookReport, Rejected, columns};
use crate::exchange::listing::guarded;

/// Where the rows of a file that stay out are written unless somebody says otherwise.
pub fn rejected_beside(path: &Path) -> PathBuf {
    path.with_file_name(format!("{}-rejected.csv", stem(path)))
}

/// The files of rows that stay out, one for each sheet that has some; where several have, each is named for its kind.
pub fn rejected_files(path: &Path, book: &Book, report: &BookReport) -> Vec<(PathBuf, String)> {
    let sheets = book.sheets.iter().zip(&report.sheets);
    let sheets: Vec<_> = sheets
        .filter(|(_, report)| !report.rejected.is_empty())
        .collect();
    let is_one = sheets.len() < 2;
    let files = sheets.into_iter().map(|(sheet, report)| {
        let path = if is_one {
            path.to_owned()
        } else {
            path.with_file_name(format!("{}-{}.csv", stem(path), sheet.kind()))
        };
        (path, rejected_rows(sheet, &report.rejected))
    });
    files.collect()
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The rows as comma-separated text, safe to open in a spreadsheet program. Read again, the reasons say nothing.
pub fn rejected_rows(sheet: &Sheet, rejected: &[Rejected]) -> String {
    let reasons: BTreeMap<u64, &str> = rejected
        .iter()
        .map(|one| (one.line, one.reason.as_str()))
        .collect();
    let table = sheet.table();
    let header = table.header(sheet.mapping().header);
    let width = header.len();
    let old = header
        .iter()
        .position(|name| columns::folded(name) == REASON);
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut push = |cells: &[String], reason: &str| {
        let cells = (0..width.max(cells.len()))
            .filter(|place| Some(*place) != old)
            .map(|place| cells.get(place).map_or("", String::as_str))
            .chain([reason]);
        let cells = cells.map(|cell| guarded(cell).into_owned());
        writer.write_record(cells)
    };
    let mut written = push(header, REASON);
    for row in table.rows.iter().skip(sheet.mapping().header + 1) {
        if let Some(reason) = reasons.get(&row.line) {
            written = written.and_then(|()| push(&row.cells, reason));
        }
    }
    written.expect("memory takes every row");
    let bytes = writer.into_inner().expect("memory takes the last row");
    String::from_utf8(bytes).expect("the cells are text")
}
