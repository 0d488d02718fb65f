//! Everything with one body, and bodies that are renamed, merged or end.

use insta::assert_snapshot;

use super::harness::Desk;

#[test]
fn everything_with_one_body_is_listed_with_what_it_owes_and_is_owed() {
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run("organisation all CQC");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert_snapshot!("everything_with_cqc", ran.data);
    for (format, words) in [
        ("csv", "Section,When,What,State,Note"),
        ("plain", "Agreements\t"),
        ("json", "\"heading\": \"Agreements\""),
        ("md", "## Agreements"),
        ("html", "<h2"),
    ] {
        let ran = desk.run(&format!("organisation all CQC --format {format}"));
        assert!(ran.data.contains(words), "{format}: {}", ran.data);
    }
    let none = desk.run("organisation all Nobody");
    assert_eq!(none.code, 3, "{}", none.messages);
}

#[test]
fn a_merger_lists_what_the_body_is_in_and_moves_it_from_the_day() {
    let mut desk = Desk::demo("2021-08-20");
    let list = desk.run("organisation merge Monitor --into 'NHS Improvement' -n");
    assert_eq!(list.code, 0, "{}", list.messages);
    assert_snapshot!("what_monitor_is_in", list.data);
    assert!(list.messages.contains("dry run"), "{}", list.messages);
    let ran = desk.run("organisation merge Monitor --into 'NHS Improvement' --keep action");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let told = desk.run("organisation all 'NHS Improvement'");
    assert_snapshot!("what_nhs_improvement_has", told.data);
    let again = desk.run("organisation merge Monitor --into 'NHS Improvement' --keep action");
    assert!(
        again.messages.contains("nothing is left"),
        "{}",
        again.messages
    );
    let undone = desk.run("undo");
    assert_eq!(undone.code, 0, "{}", undone.messages);
    let list = desk.run("organisation merge Monitor --into 'NHS Improvement' -n");
    assert!(list.data.contains("goes on with"), "{}", list.data);
}

#[test]
fn a_renamed_body_is_called_by_the_name_of_the_day() {
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk
        .run("organisation rename GMC --to 'Council of Physicians' --acronym CoP --on 2021-08-01");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert!(
        ran.messages
            .contains("Renamed General Medical Council to Council of Physicians on 1 August 2021"),
        "{}",
        ran.messages
    );
    for (line, words) in [
        ("organisation all CoP", "General Medical Council"),
        (
            "organisation all GMC",
            "Everything with Council of Physicians (CoP)",
        ),
        ("member list --format csv", "Council of Physicians"),
        ("action list --format plain", "Council of Physicians"),
    ] {
        let ran = desk.run(line);
        assert!(ran.data.contains(words), "{line}: {}", ran.data);
    }
}

#[test]
fn what_cannot_be_is_refused_with_what_to_do() {
    for (before, line, words) in [
        (
            "",
            "organisation merge CQC --into CQC --on 2021-08-01",
            "cannot succeed itself",
        ),
        (
            "",
            "organisation merge Monitor --into CQC --on 2021-08-01",
            "passed into NHS Improvement",
        ),
        (
            "",
            "organisation merge 'NHS Improvement' --into Monitor --on 2021-08-01",
            "cannot take its place",
        ),
        (
            "",
            "organisation rename CQC --to 'General Medical Council' --on 2021-08-01",
            "Merge into it",
        ),
        (
            "",
            "organisation rename CQC --to ' ' --on 2021-08-01",
            "needs a name",
        ),
        ("", "organisation rename CQC --to New", "--on"),
        (
            "",
            "organisation rename CQC --to New --on 'aug 2021'",
            "not one day",
        ),
        (
            "",
            "organisation merge CQC --into New --on 2021-08-01 --keep 99",
            "no line of the list",
        ),
        (
            "",
            "organisation cease GMC --on 2021-08-01 --end action",
            "nothing else can become",
        ),
        (
            "organisation rename GMC --to CoP --on 2021-08-01",
            "organisation rename CoP --to Later --on 2021-07-31",
            "was not there before 1 August 2021",
        ),
        (
            "organisation cease GMC --on 2021-08-01",
            "organisation rename GMC --to Later --on 2021-08-11",
            "ceased on 1 August 2021 already",
        ),
    ] {
        let mut desk = Desk::demo("2021-08-20");
        if !before.is_empty() {
            let ran = desk.run(before);
            assert_eq!(ran.code, 0, "{before}: {}", ran.messages);
        }
        let ran = desk.run(line);
        assert_ne!(ran.code, 0, "{line}: {}", ran.data);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn on_a_terminal_each_thing_is_asked_for() {
    let line = "organisation cease GMC --on 2021-08-01";
    for (typed, ended, told) in [
        (
            "\n\n\n\n\n\n\n",
            1,
            "Noted that General Medical Council ceased",
        ),
        ("n\na\n", 0, "Noted that"),
        ("q\n", 0, "Nothing was changed."),
    ] {
        let mut desk = Desk::demo("2021-08-20");
        let ran = desk.answering(line, typed.as_bytes());
        assert!(ran.messages.contains(told), "{typed:?}: {}", ran.messages);
        let register = desk.session.register();
        let body = register
            .organisations
            .iter()
            .find(|one| one.short() == "GMC");
        let body = body.expect("the sample data has it");
        let seats = register
            .memberships
            .iter()
            .filter(|one| one.organisation == body.id);
        assert_eq!(
            seats.filter(|one| one.to.is_some()).count(),
            ended,
            "{typed:?}"
        );
        assert_eq!(body.ceased.is_some(), typed != "q\n");
    }
}

#[test]
fn a_report_for_a_request_tells_each_edition_with_its_state_then_and_now() {
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run("organisation report EHRC --to 2014-01-20");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert!(
        ran.data.contains("The register holds nothing on it"),
        "{}",
        ran.data
    );
    let ran = desk.run("organisation report ADASS --from 2019-01-01 --to 2020-12-31");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert_snapshot!("report_on_adass", ran.data);
    let ran = desk.run("organisation report HPA --format csv");
    assert_snapshot!("report_on_hpa", ran.data);
    for (format, words) in [
        ("md", "# What the register holds on"),
        ("html", "<h1"),
        ("json", "\"left_out\": 0"),
        ("plain", "Meetings\t"),
    ] {
        let ran = desk.run(&format!("organisation report CQC --format {format}"));
        assert!(ran.data.contains(words), "{format}: {}", ran.data);
    }
    let wrong = desk.run("organisation report CQC --from 2021-02-01 --to 2021-01-01");
    assert!(
        wrong.messages.contains("before it begins"),
        "{}",
        wrong.messages
    );
}

#[test]
fn reserved_lines_of_a_report_are_counted_for_the_public_and_marked_for_the_secretariat() {
    let mut desk = Desk::demo("2021-08-20");
    for line in [
        "action edit 3 --reserved 'names a provider'",
        "announcement add --title 'Urgent closure' --publisher Monitor --on 2021-09-01",
        "note add --about 'organisation 7' --text 'They asked for our files'",
    ] {
        let ran = desk.run(&format!("{line} --for secretariat"));
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    let public = desk.run("organisation report Monitor").data;
    assert!(
        public.contains("2 reserved lines are left out."),
        "{public}"
    );
    for words in ["Urgent closure", "due for review", "our files", "exemption"] {
        assert!(!public.contains(words), "{words}: {public}");
    }
    let internal = desk
        .run("organisation report Monitor --for secretariat --format csv")
        .data;
    for words in [
        "Urgent closure",
        "reserved: for an exemption decision (names a provider)",
        "reserved: for an exemption decision (not published yet)",
        "They asked for our files",
    ] {
        assert!(internal.contains(words), "{words}: {internal}");
    }
    let text = desk
        .run("organisation report Monitor --for secretariat")
        .data;
    assert!(text.contains("INTERNAL"), "{text}");
}
