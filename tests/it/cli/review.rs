//! Reviews: due by an interval, started with the partners, recorded with both reckonings, never pushed by hand; the report
//! and the timeline.

use insta::assert_snapshot;

use super::harness::{Desk, Ran};

/// An agreement of 2014, every five years, with a partner that has a lead post.
fn desk() -> Desk {
    let mut desk = Desk::empty("2020-03-20");
    for line in [
        "organisation add --name 'Care Quality Commission' --acronym CQC",
        "organisation add --name 'Board of Lighthouses' --acronym BOL",
        "contact add --name 'A Keeper' --post 'Head of Lamps' --organisation BOL",
        "agreement add --title Premises --kind MoU --effective 2014 --every '5 years' --state current --annex Maps",
        "party add --agreement Premises --organisation CQC",
        "party add --agreement Premises --organisation BOL --lead 'Head of Lamps'",
    ] {
        does(&mut desk, line);
    }
    desk
}

fn does(desk: &mut Desk, line: &str) -> Ran {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    ran
}

#[test]
fn a_review_every_five_years_from_2014_done_in_march_2020_offers_2024_and_march_2025_beside_it() {
    for (next, expected) in [
        (
            "",
            "The next review is due 2024.\nThe next review: 2024 from the date intended, 2019. March 2025 from the day",
        ),
        (" --next intended", "The next review is due 2024.\n"),
        (" --next completion", "The next review is due March 2025.\n"),
        (
            " --next 'by sep 2023'",
            "The next review is due by September 2023.\n",
        ),
    ] {
        let mut desk = desk();
        let due = does(&mut desk, "due --kind review").data;
        assert!(
            due.contains("80 days overdue") && due.contains("2019"),
            "{due}"
        );
        let line = format!(
            "review record Premises --outcome reaffirmed --on 'march 2020' --by Policy{next}"
        );
        let dry = does(&mut desk, &format!("{line} -n")).messages;
        assert!(dry.contains("this was a dry run"), "{dry}");
        assert_eq!(
            dry.contains("March 2025 from the day"),
            next.is_empty(),
            "{dry}"
        );
        let ran = does(&mut desk, &line).messages;
        assert!(ran.contains(expected), "{next}: {ran}");
        let shown = does(&mut desk, "review show 1 --format json").data;
        assert!(
            shown.contains("\"date\": \"2020-03\"") && shown.contains("\"date\": \"2019\""),
            "{shown}"
        );
    }
}

#[test]
fn a_review_is_asked_of_the_lead_post_and_is_under_way_until_it_is_recorded() {
    let mut desk = desk();
    let asked = does(&mut desk, "review ask Premises --of BOL --on 2020-03-02").messages;
    assert!(
        asked.contains("Asked BOL for the review of \"Premises\"")
            && asked.contains("Ask BOL: Head of Lamps, A Keeper."),
        "{asked}"
    );
    assert_snapshot!("review_due", does(&mut desk, "review due").data);
    let due = does(&mut desk, "due --kind review").data;
    assert!(due.contains("Premises, under way with BOL"), "{due}");
    let line = "review record Premises --outcome amended --by Policy --next 'by 2023' --confirm-contacts --checked \
                'meetings evaluated: none held' --checked 'contacts: the keeper is still there'";
    does(&mut desk, line);
    let review = does(&mut desk, "review show 1 --format json").data;
    assert!(review.contains("the keeper is still there"), "{review}");
    let contact = does(&mut desk, "contact show Keeper").data;
    assert!(contact.contains("20 March 2020"), "{contact}");
    let agreement = does(&mut desk, "agreement show Premises --format json").data;
    let agreement: serde_json::Value = serde_json::from_str(&agreement).expect("it is JSON");
    assert_eq!(agreement["waiting_for"], serde_json::json!([]));
    assert_eq!(agreement["states"][2]["state"], "current");
    for (line, words) in [
        ("review start Premises --on 2020-03-21", "has not come yet"),
        ("review start Premises --on 2012", "stands from 2014"),
        (
            "review start Premises --with nobody",
            "There is no organisation \"nobody\".",
        ),
        (
            "review record Premises --outcome ended --by X --on 2019",
            "A later review of",
        ),
        (
            "review record Premises --outcome ended --by X --next 2024",
            "has no next review",
        ),
        (
            "review record Premises --outcome amended --by X --next intended",
            "write that date",
        ),
    ] {
        let ran = desk.run(line);
        assert_eq!(
            ran.code,
            1 + u8::from(words.contains("nobody")) * 2,
            "{line}: {}",
            ran.messages
        );
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn a_date_is_not_pushed_without_a_review_but_a_slip_is_put_right_with_its_reason() {
    let mut desk = desk();
    does(&mut desk, "agreement edit Premises --review 'by sep 2021'");
    does(&mut desk, "agreement edit Premises --review 'by june 2021'");
    for line in [
        "agreement edit Premises --review 'by sep 2022'",
        "history agreement 1 --bring-back 'review due' --from 8",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 1, "{line}: {}", ran.messages);
        assert!(
            ran.messages.contains("that date is not put off by itself")
                && ran.messages.contains("secretariat review correct 1"),
            "{line}: {}",
            ran.messages
        );
    }
    does(
        &mut desk,
        "review correct Premises --due 'by sep 2022' --why 'Read from the annex.'",
    );
    let shown = does(&mut desk, "agreement list").data;
    assert!(shown.contains("by September 2022"), "{shown}");
    let notes = does(&mut desk, "note show note 1 --for secretariat").data;
    assert!(notes.contains("annex"), "{notes}");
    // What was done is taken back and done again without asking.
    does(&mut desk, "undo");
    does(&mut desk, "redo");
}

#[test]
fn a_report_tells_the_reviews_of_a_year_or_of_a_meeting_in_every_format() {
    let mut desk = desk();
    for line in [
        "agreement add --title 'Shared lamps' --kind JWP --effective 2018 --review 'by nov 2020' --state current",
        "agreement add --title 'Old lamps' --kind JWP --effective 2001 --review 2010 --state ended",
        "review record Premises --outcome reaffirmed --by Policy --next completion",
        "agreement add --title 'Late lamps' --kind MoU --effective 2012 --review 2015 --state current",
    ] {
        does(&mut desk, line);
    }
    assert_snapshot!(
        "report_of_reviews",
        does(&mut desk, "report reviews --year 2020").data
    );
    for (format, words) in [
        ("md", "## Overdue"),
        ("html", "<h2>Overdue</h2>"),
        ("csv", "overdue,Late lamps"),
        ("json", "\"state\": \"overdue\""),
    ] {
        let ran = does(&mut desk, &format!("report reviews --format {format}")).data;
        assert!(ran.contains(words), "{format}: {ran}");
    }
    let past = does(&mut desk, "report reviews --year 2015 --format csv").data;
    assert!(
        past.contains("overdue,Late lamps") && !past.contains("Shared lamps"),
        "{past}"
    );
    let mut desk = Desk::demo("2021-08-20");
    let line = "item add --meeting 2021-09-09 --title 'Review of the protocol' --agreement cqc-adass-jwp-2019";
    does(&mut desk, line);
    let meeting = does(
        &mut desk,
        "report reviews --meeting 2021-09-09 --format csv",
    )
    .data;
    assert!(meeting.contains("by September 2021"), "{meeting}");
}

#[test]
fn the_timeline_is_told_in_text_and_to_programs() {
    let mut desk = Desk::demo("2021-08-20");
    assert_snapshot!("timeline", does(&mut desk, "agreement timeline").data);
    let years = does(&mut desk, "agreement timeline --from 2019 --to 2022").data;
    assert!(
        years.starts_with(' ') && years.contains("2019") && !years.contains("2018"),
        "{years}"
    );
    let json = does(&mut desk, "agreement timeline --format json").data;
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert!(json.as_array().is_some_and(|rows| !rows.is_empty()));
    let ran = desk.run("agreement timeline --from 2022 --to 2019");
    assert_eq!(ran.code, 2, "{}", ran.messages);
}

#[test]
fn a_review_that_was_begun_without_a_date_is_not_forgotten() {
    let mut desk = Desk::demo("2021-08-20");
    let before = does(&mut desk, "due --kind review").data;
    assert!(!before.contains("NHS England"), "{before}");
    does(
        &mut desk,
        "review start cqc-nhse-mou-2014 --with 'NHS England'",
    );
    let after = does(&mut desk, "due --kind review").data;
    let waiting = after.split("WAITING FOR").nth(1).unwrap_or_default();
    assert!(waiting.contains("Agreement with NHS England"), "{after}");
}
