//! Offers and the forward plan, items sent up and out, item history, and the review at a meeting.

use insta::assert_snapshot;
use secretariat::domain::register::Register;

use super::harness::{Desk, Ran};

/// The sample data on 20 January 2014, with three offers to the Forum.
fn desk() -> Desk {
    let mut desk = Desk::demo("2014-01-20");
    for title in ["Inspecting together", "Language checks", "A shared library"] {
        let line = format!("offer add --title '{title}' --forum 'Chief Executives' --by GMC");
        does(&mut desk, &line);
    }
    desk
}

fn does(desk: &mut Desk, line: &str) -> Ran {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    ran
}

#[test]
fn an_offer_is_taken_onto_the_next_agenda_before_what_every_agenda_ends_with() {
    let mut desk = desk();
    let ran = does(&mut desk, "offer take 2 'shared library'");
    assert!(
        ran.messages.starts_with("Took 2 offers onto "),
        "{}",
        ran.messages
    );
    let agenda = does(&mut desk, "agenda show 2014-04-03").data;
    assert_snapshot!(agenda);
    does(&mut desk, "undo");
    let agenda = does(&mut desk, "agenda show 2014-04-03").data;
    assert!(!agenda.contains("Language checks"), "{agenda}");
}

#[test]
fn what_makes_no_sense_is_refused_in_a_sentence() {
    let mut desk = desk();
    does(&mut desk, "offer take 1");
    does(&mut desk, "offer decline 2 --why 'Not for us.'");
    for (line, words) in [
        ("offer take 1", "is taken already, onto "),
        ("offer take 2", "was declined; park it first"),
        ("offer take 3 --meeting 2014-01-13", "has been held"),
        ("offer park 3 --meeting last", "has been held"),
        ("offer decline 2", "is declined already"),
        ("item send Welcome --to GMC", "fits more than one item"),
        (
            "item send 1 --to nobody",
            "There is no forum or organisation \"nobody\".",
        ),
        (
            "item send 1 --to 'Chief Executives'",
            "itself; carry it over",
        ),
    ] {
        let ran = desk.run(line);
        assert_ne!(ran.code, 0, "{line}");
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn the_forward_plan_says_what_is_expected_at_which_meeting() {
    let mut desk = desk();
    does(&mut desk, "offer park 1 --meeting 2014-04-03");
    does(&mut desk, "offer park 3");
    does(&mut desk, "offer edit 3 --reserved 'It names a provider.'");
    let plan = |desk: &mut Desk, more: &str| {
        does(desk, &format!("forum plan Chief Executives {more}")).data
    };
    let members = plan(&mut desk, "--for members");
    assert_snapshot!(members);
    let public = plan(&mut desk, "");
    assert!(public.contains("Reserved offer"), "{public}");
    for format in ["table", "plain", "csv", "json", "md", "html"] {
        let public = plan(&mut desk, &format!("--format {format}"));
        assert!(public.contains("Inspecting together"), "{public}");
        assert!(!public.contains("shared library"), "{public}");
    }
}

#[test]
fn an_item_is_followed_up_to_another_forum_and_out_to_a_body() {
    let mut desk = desk();
    does(&mut desk, "item send 4 --to ADASS --on 2014-01-14");
    does(&mut desk, "forum add --name 'Regional meeting'");
    does(
        &mut desk,
        "meeting add --forum 'Regional meeting' --on 2014-02-10",
    );
    let sent = does(&mut desk, "item send 4 --to 'Regional meeting'");
    assert!(
        sent.messages
            .starts_with("Sent item 4 \"Current challenges\" to Regional meeting."),
        "{}",
        sent.messages
    );
    does(&mut desk, "offer take 4");
    let way = does(&mut desk, "item way 4").data;
    assert_snapshot!(way);
    assert_eq!(does(&mut desk, "item history 4").data, way);
    does(&mut desk, "item edit 4 --reserved 'It names a provider.'");
    for format in ["table", "plain", "csv", "json", "md", "html"] {
        let public = does(&mut desk, &format!("item way 4 --format {format}")).data;
        assert!(public.contains("Item 4: Reserved item"), "{public}");
        for word in ["Current challenges", "ADASS", "Directors"] {
            assert!(!public.contains(word), "{word}: {public}");
        }
    }
    let members = does(&mut desk, "item way 4 --for members").data;
    assert!(members.contains("Current challenges"), "{members}");
}

/// The protocol's review on the agenda of the local meeting of 9 September 2021.
fn reviewed() -> Desk {
    let mut desk = Desk::demo("2021-09-20");
    does(
        &mut desk,
        "item add --meeting 2021-09-09 --title 'Review of the protocol' --agreement cqc-adass-jwp-2019",
    );
    desk
}

fn item(register: &Register) -> u32 {
    let item = register.items.iter().last().expect("it was added");
    item.id.number()
}

#[test]
fn a_review_recorded_at_a_meeting_moves_the_register_on_and_undo_brings_all_of_it_back() {
    let record = [
        "review record cqc-adass-jwp-2019 --outcome replaced --meeting 2021-09-09".to_owned(),
        format!(
            "review record cqc-adass-jwp-2019 --outcome replaced --at {}",
            item(reviewed().session.register())
        ),
        format!(
            "item review {} --outcome replaced",
            item(reviewed().session.register())
        ),
    ];
    for line in record {
        let mut desk = reviewed();
        let before = desk.session.register().clone();
        let due = does(&mut desk, "due --kind review").data;
        assert!(
            due.contains("joint working protocol") || due.contains("ADASS"),
            "{due}"
        );
        let ran = does(&mut desk, &line);
        assert!(ran.messages.contains("as replaced"), "{}", ran.messages);
        let left = does(&mut desk, "due --kind review").data;
        assert!(left.lines().count() < due.lines().count(), "{left}");
        let shown = does(&mut desk, "agreement show cqc-adass-jwp-2019").data;
        assert!(shown.contains("superseded"), "{shown}");
        let review = desk.session.register().reviews.iter().last();
        let review = review.expect("it was recorded").clone();
        assert_eq!(review.on.to_string(), "9 September 2021");
        assert!(
            review.by.contains("ocal"),
            "the forum did it: {}",
            review.by
        );
        let register = desk.session.register();
        let at = review.item.and_then(|id| register.items.get(id));
        let at = at.expect("it names its item");
        assert_eq!(at.outcome, "Review recorded: replaced.");
        let words = format!("item edit {} --outcome 'All agreed.'", at.id);
        let note = does(&mut desk, "note show 2021-09-09").data;
        assert_eq!(
            note.matches("replaced").count(),
            1,
            "it says so once: {note}"
        );
        does(&mut desk, &words);
        let note = does(&mut desk, "note show 2021-09-09").data;
        assert_eq!(
            note.matches("replaced").count(),
            1,
            "it still says so: {note}"
        );
        does(&mut desk, "undo");
        let history = does(&mut desk, "history agreement cqc-adass-jwp-2019").data;
        assert!(history.contains("as replaced"), "{history}");
        let again = desk.run(&line);
        assert_eq!(again.code, 1, "{}", again.messages);
        does(&mut desk, "undo");
        assert_eq!(*desk.session.register(), before);
    }
}

#[test]
fn a_review_is_recorded_only_at_the_item_that_it_is() {
    let mut desk = reviewed();
    for (line, code, words) in [
        (
            "review record cqc-adass-jwp-2019 --outcome ended --at 1",
            1,
            "is not the review of an agreement",
        ),
        (
            "review record cqc-adass-jwp-2019 --outcome ended --meeting 2014-01-13",
            3,
            "has no item for the review of",
        ),
        ("item review 1 --outcome ended", 1, "is not the review"),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn the_review_at_a_reserved_item_reaches_no_public_text() {
    let mut desk = reviewed();
    let item = item(desk.session.register());
    does(
        &mut desk,
        &format!("item edit {item} --reserved 'Not agreed yet.'"),
    );
    does(
        &mut desk,
        &format!("item review {item} --outcome extended --next 2029 --note 'Secret words'"),
    );
    for line in [
        "review list",
        "agreement show cqc-adass-jwp-2019",
        "history",
    ] {
        let public = does(&mut desk, line).data;
        assert!(!public.contains("Secret words"), "{line}: {public}");
    }
    let members = does(&mut desk, "review list 'Secret words' --for members").data;
    assert!(members.contains("extended"), "{members}");
}
