//! The life of an agreement by commands.

use insta::assert_snapshot;

use super::harness::Desk;

const DAY: &str = "2021-08-20";

/// What each command says, one under the other.
fn said(desk: &mut Desk, lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let ran = desk.run(line);
        let parts = ["$ ", line, "\n", &ran.data, &ran.messages];
        out.extend(parts.into_iter().map(str::to_owned));
        out.push_str(if ran.code == 0 {
            "[done]\n"
        } else {
            "[refused]\n"
        });
    }
    out
}

#[test]
fn an_agreement_is_proposed_sent_signed_reviewed_and_superseded_and_all_of_it_is_taken_back() {
    let mut desk = Desk::demo(DAY);
    let before = desk.session.register().clone();
    let text = said(
        &mut desk,
        &[
            "agreement add --title Lighthouses --kind JWP --party CQC --party ADASS",
            "agreement propose Lighthouses --on 2020-11 --scope 'Lights at night.'",
            "agreement send Lighthouses --to CQC --on 2021-01-14",
            "agreement sign Lighthouses --party CQC --on 2021-01-22 --by 'Chief executive'",
            "agreement send Lighthouses --on 2021-01-22",
            "due --kind signature",
            "chase ADASS",
            "agreement list Lighthouses",
            "agreement sign Lighthouses --party CQC --on 2021-01-23",
            "agreement sign Lighthouses --on 2021-02-01",
            "due --kind signature",
            "review record Lighthouses --outcome reaffirmed --by Leads --on 2021-05-01",
            "agreement add --title 'Lighthouses II' --kind JWP --party CQC --party GMC --effective 2021-08-01 --state current",
            "agreement supersede Lighthouses --by 'Lighthouses II'",
            "agreement supersede 'Lighthouses II' --by Lighthouses",
            "agreement editions Lighthouses",
            "agreement end Lighthouses --why 'Nobody looked'",
            "agreement published 'Lighthouses II' --on 2021-08-02",
            "agreement end 'Lighthouses II' --why 'Withdrawn by both'",
        ],
    );
    assert_snapshot!(text);
    let ran = desk.run("undo 11 --yes");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert!(*desk.session.register() == before);
}

#[test]
fn the_tree_shows_protocols_under_their_memorandum_and_where_others_could_hang() {
    let mut desk = Desk::demo(DAY);
    let text = said(
        &mut desk,
        &[
            "agreement add --title 'Lights MoU' --kind MoU --party CQC --party ADASS --effective 2018 --state current",
            "agreement tree",
            "agreement hang cqc-adass-jwp-2019 --under 'Lights MoU'",
            "agreement hang 'Lights MoU' --under cqc-adass-jwp-2019",
            "agreement tree lights",
            "agreement hang cqc-adass-jwp-2019 --nowhere",
        ],
    );
    assert_snapshot!(text);
    let json = desk.run("agreement tree lights --format json").data;
    assert!(json.contains("\"has_no_protocol\": true"), "{json}");
}

#[test]
fn a_step_that_cannot_be_taken_says_what_can() {
    for (line, words) in [
        (
            "agreement sign cqc-ehrc-mou-2021",
            "Say who signed: --party NAME, or --unknown.",
        ),
        (
            "agreement sign cqc-adass-jwp-2019 --unknown",
            "As many signatures of",
        ),
        (
            "agreement sign cqc-ehrc-mou-2021 --party GMC",
            "Say in what capacity it signs",
        ),
        (
            "agreement sign cqc-ehrc-mou-2021 --party CQC --on 2021-08-21",
            "has not come yet",
        ),
        (
            "agreement propose cqc-ehrc-mou-2021",
            "stands already. A new edition",
        ),
        ("agreement send cqc-adass-jwp-2019", "All parties to"),
        (
            "agreement back cqc-ehrc-mou-2021 --from CQC",
            "is not with CQC",
        ),
        (
            "agreement published cqc-ehrc-mou-2021",
            "was published on 9 March 2021 already",
        ),
        (
            "agreement end cqc-ehrc-mou-2021 --why ' '",
            "Say why it ended",
        ),
        (
            "agreement supersede cqc-ehrc-mou-2021 --by cqc-ehrc-mou-2021",
            "cannot take its own place",
        ),
        (
            "agreement supersede cqc-ehrc-mou-2021 --by nothing-like-it",
            "nothing-like-it",
        ),
    ] {
        let mut desk = Desk::demo(DAY);
        let before = desk.session.register().clone();
        let ran = desk.run(line);
        assert_ne!(ran.code, 0, "{line}");
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
        assert!(*desk.session.register() == before, "{line}");
    }
}
