//! What is missing, the register as registers are printed, and the year of a forum.

use insta::assert_snapshot;

use super::harness::Desk;

fn said(line: &str) -> String {
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    ran.data
}

#[test]
fn gaps_are_listed_kind_by_kind_and_for_programs() {
    assert_snapshot!(said("gaps --kind party,movement,date"));
    let one = said("gaps cqc-hpa-jwp-prop --format json");
    let one: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    assert_eq!(one[0]["kind"], "party");
    assert_eq!(one[0]["entry"]["kind"], "party");
    assert_eq!(one[1]["kind"], "movement");
    assert_eq!(one[2], serde_json::Value::Null);
}

#[test]
fn the_register_is_one_table_of_whatever_precision() {
    let rows = said("report register --format csv");
    let mut lines = rows.lines();
    assert_eq!(
        lines.next(),
        Some("Agreement between,Other parties,Contents,Date in force")
    );
    assert_eq!(
        lines.next(),
        Some(
            "Care Quality Commission,Equality and Human Rights Commission,MoU: Memorandum of understanding between CQC \
             and EHRC,9 March 2021"
        )
    );
    let all = said("report register --all --format plain");
    assert!(rows.lines().count() < all.lines().count() + 1, "{all}");
}

#[test]
fn the_year_of_a_forum_is_a_document_of_one_calendar_or_its_own_year() {
    let year = said("report forum chief --year 2014");
    assert!(year.contains("Monday 13 January 2014"), "{year}");
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run("report forum chief --year 99999");
    assert_ne!(ran.code, 0);
    assert!(ran.messages.contains("four digits"), "{}", ran.messages);
}
