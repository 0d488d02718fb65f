//! Spreadsheets before openpyxl.

use serde_json::{Value as Json, json};

use super::shelf;
use super::tools::{self, Tool};
use crate::cli::harness::Desk;

/// What `read_xlsx.py` tells of what a command writes.
fn book(desk: &mut Desk, line: &str) -> Json {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("out.xlsx");
    shelf::run(desk, &format!("{line} -o '{}'", path.display()));
    let script = ("read_xlsx.py", include_str!("read_xlsx.py"));
    let told = tools::check_by(script, &[path], folder.path());
    serde_json::from_str(&told).expect("it tells JSON")
}

#[test]
fn openpyxl_reads_one_table_from_the_first_cell_with_its_header_frozen_and_days_as_days() {
    if !tools::are_here(&[Tool::Python("openpyxl")]) {
        return;
    }
    let mut desk = Desk::demo("2021-08-20");
    let book = book(&mut desk, "action list");
    assert_eq!(book["faults"], json!([]));
    let sheet = &book["sheets"][0];
    assert_eq!(sheet["frozen"], "A2");
    assert_eq!(sheet["repeated"], "$1:$1");
    let rows = sheet["rows"].as_array().expect("rows");
    let tables = sheet["tables"].as_array().expect("tables");
    assert_eq!(tables.len(), 1, "{sheet}");
    let range = tables[0]["range"].as_str().expect("a range");
    assert!(
        range.starts_with("A1:") && range.ends_with(&rows.len().to_string()),
        "{range}"
    );
    let list = desk.run("action list --format json").data;
    let list: Json = serde_json::from_str(&list).expect("JSON");
    assert_eq!(rows.len(), list.as_array().expect("a list").len() + 1);
    let cells = rows.iter().flat_map(|row| row.as_array().expect("cells"));
    let days: Vec<&Json> = cells.filter(|cell| cell.get("date").is_some()).collect();
    assert!(!days.is_empty(), "{sheet}");
}

#[test]
fn what_looks_like_a_formula_is_a_text_and_the_mark_is_told() {
    if !tools::are_here(&[Tool::Python("openpyxl")]) {
        return;
    }
    let mut desk = Desk::demo("2021-08-20");
    shelf::run(
        &mut desk,
        "organisation add --name '=1+1' --acronym '@SUM(1)'",
    );
    let book = book(&mut desk, "organisation list");
    assert_eq!(book["faults"], json!([]));
    assert!(book["sheets"].to_string().contains("\"=1+1\""), "{book}");
}
