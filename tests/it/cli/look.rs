//! Lists, sheets and finding.

use insta::assert_snapshot;

use super::harness::Desk;

#[test]
fn agreements_are_listed_with_the_state_of_the_day() {
    assert_snapshot!(Desk::demo("2021-08-20").run("agreement list").data);
    let then = Desk::demo("2014-01-20").run("agreement list protocol");
    assert!(then.data.contains("not yet"), "{}", then.data);
}

#[test]
fn an_agreement_is_shown_whole() {
    assert_snapshot!(
        Desk::demo("2021-08-20")
            .run("agreement show cqc-ehrc-mou-2021")
            .data
    );
}

#[test]
fn the_secretariat_sees_notes_and_where_an_entry_came_from() {
    let mut desk = Desk::demo("2021-08-20");
    let public = desk.run("agreement show cqc-adass-jwp-2019").data;
    let internal = desk
        .run("agreement show cqc-adass-jwp-2019 --for secretariat")
        .data;
    assert!(!public.contains("Source:"), "{public}");
    assert!(
        internal.contains("INTERNAL") && internal.contains("Source:"),
        "{internal}"
    );
}

#[test]
fn every_kind_is_listed_and_its_first_entry_shown_in_every_format() {
    let mut desk = Desk::demo("2021-08-20");
    desk.run("reminder set review 2 --until 2021-09-15");
    desk.run("review record 1 --outcome reaffirmed");
    for noun in [
        "agreement",
        "party",
        "review",
        "commitment",
        "organisation",
        "contact",
        "forum",
        "member",
        "meeting",
        "item",
        "action",
        "reminder",
        "note",
        "origin",
    ] {
        for format in ["table", "plain", "csv", "json", "md", "html"] {
            let ran = desk.run(&format!("{noun} list --for secretariat --format {format}"));
            assert_eq!(
                (ran.code, ran.messages.as_str()),
                (0, ""),
                "{noun} {format}"
            );
            assert!(!ran.data.is_empty(), "{noun} {format}");
        }
        // `note show 1` is the record of meeting 1.
        let name = if noun == "note" { "note 1" } else { "1" };
        for format in ["json", "text", "md", "html"] {
            let ran = desk.run(&format!(
                "{noun} show {name} --for secretariat --format {format}"
            ));
            assert_eq!(
                (ran.code, ran.messages.as_str()),
                (0, ""),
                "{noun} {format}"
            );
        }
    }
}

#[test]
fn json_has_every_field_with_dates_as_objects() {
    let ran = Desk::demo("2021-08-20").run("agreement show cqc-adass-jwp-2019 --format json");
    assert_snapshot!(ran.data);
}

#[test]
fn words_are_found_in_every_kind_nearest_to_a_title_first() {
    assert_snapshot!(Desk::demo("2021-08-20").run("find dental").data);
}

#[test]
fn a_meeting_is_shown_by_its_date_and_next_says_that_none_is_fixed() {
    let mut desk = Desk::demo("2014-01-20");
    let shown = desk.run("meeting show 2014-01-13");
    assert_eq!((shown.code, shown.messages.as_str()), (0, ""));
    assert!(shown.data.contains("13 January 2014"), "{}", shown.data);
    assert_eq!(desk.run("meeting show Monday 13 January 2014"), shown);
    let mut empty = Desk::empty("2014-01-20");
    for line in ["meeting show next", "agenda show next"] {
        assert_eq!(
            empty.run(line).messages,
            "No meeting is fixed; fix one first, or name one by its date.\n"
        );
    }
}
