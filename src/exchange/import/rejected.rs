//! Rows that stayed out, as a file to mend: the header and the cells as they came, and why in a last column.

use std::collections::BTreeMap;

use super::mapping::REASON;
use super::sheet::Sheet;
use super::{Rejected, columns};
use crate::exchange::listing::guarded;

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
