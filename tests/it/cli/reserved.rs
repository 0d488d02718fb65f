//! What is reserved, and what comes of it, does not reach the public by any command.

use secretariat::domain::action::Action;
use secretariat::domain::agreement::Step;
use secretariat::domain::announcement::Announcement;
use secretariat::domain::change::Change;
use secretariat::domain::date::Date;
use secretariat::domain::item::Item;
use secretariat::domain::register::Register;

use super::harness::Desk;

const CANARY: &str = "Canary";

/// The sample data with a reserved item, an action born of it, the item carried on, and a reminder with a note.
fn desk() -> Desk {
    let mut desk = Desk::demo("2021-08-20");
    let ask = |register: &Register| {
        let meetings: Vec<_> = register
            .meetings
            .iter()
            .map(|one| (one.id, one.forum))
            .collect();
        let [(first, forum), (second, _), ..] = meetings[..] else {
            panic!("two meetings")
        };
        let id = register.items.next_id();
        let mut item = Item::new(id, first, 99, format!("{CANARY} item"));
        item.number = Some("99".to_owned());
        item.presenter = format!("{CANARY} presenter");
        item.reserved = Some("personal data".to_owned());
        let next = secretariat::domain::id::Id::new(id.number() + 1).expect("a number");
        let mut carried = Item::new(next, second, 99, format!("{CANARY} carried"));
        carried.carried_from = Some(id);
        let mut action = Action::new(
            register.actions.next_id(),
            forum,
            99,
            format!("{CANARY} action"),
        );
        action.item = Some(id);
        action.meeting = Some(first);
        action.post = format!("{CANARY} post");
        action.reference = Some(format!("{CANARY}-reference"));
        Ok(Change::new(format!("Added {CANARY}"))
            .create(item)
            .create(carried)
            .create(action))
    };
    desk.session.commit(ask).expect("they are sound");
    desk.run(&format!(
        "reminder set action 99 --until 2030-01-01 --note '{CANARY} note'"
    ));
    desk
}

#[test]
fn no_command_shows_the_public_a_word_of_what_is_reserved() {
    let mut desk = desk();
    for line in [
        "due",
        "due --format json",
        "due --format csv",
        "status",
        "action list",
        "action list --format json",
        "item list",
        "item list --format json",
        "action show 99",
        "item show 99",
        "meeting show 1",
        "meeting show 1 --format json",
        "meeting show 2",
        "forum show 1",
        "agenda show 1",
        "agenda show 2",
        "agenda show 1 --format html",
        "agenda show 2 --format md",
        "history",
        "history --format json",
        "history action 99",
        "history reminder 1",
        "history note 1",
        "find Canary",
        "note list",
        "reminder list",
        "action list Canary",
        "find presenter",
    ] {
        let ran = desk.run(line);
        let shown = format!("{}{}", ran.data, ran.messages).replace("\"Canary\"", "");
        assert!(!shown.contains(CANARY), "{line}: {shown}");
    }
}

/// The sample data with a disagreement under its first agreement, and an announcement that is not published.
fn confidential() -> Desk {
    let mut desk = Desk::demo("2021-08-20");
    let ask = |register: &Register| {
        let before = register.agreements.iter().next().expect("there is one");
        let mut after = before.clone();
        after.disagreements = vec![Step {
            on: None,
            post: format!("{CANARY} post"),
            what: format!("{CANARY} step"),
            settled: false,
        }];
        let publisher = register
            .organisations
            .iter()
            .next()
            .expect("there is one")
            .id;
        let id = register.announcements.next_id();
        let mut announcement = Announcement::new(id, format!("{CANARY} report"), publisher);
        announcement.agreement = Some(before.id);
        announcement.on = Some(Date::from_code("2021-08-25").expect("a date"));
        announcement.no_notice = format!("{CANARY} enforcement");
        Ok(Change::new(format!("Added {CANARY}"))
            .update(before, after)
            .create(announcement))
    };
    desk.session.commit(ask).expect("they are sound");
    desk
}

#[test]
fn a_live_disagreement_and_an_announcement_reach_members_and_not_the_public() {
    let mut desk = confidential();
    for line in [
        "agreement show 1",
        "agreement show 1 --format json",
        "agreement show 1 --format html",
        "agreement list step",
        "agreement list --format json",
        "announcement list",
        "announcement list --format json",
        "announcement list Canary",
        "announcement show 1",
        "organisation show 1",
        "due",
        "due --kind embargo --format json",
        "find step",
        "find enforcement",
        "history",
        "history --format json",
        "history agreement 1",
        "history agreement 1 --format json",
        "history announcement 1",
    ] {
        let ran = desk.run(line);
        let shown = format!("{}{}", ran.data, ran.messages).replace("\"Canary\"", "");
        assert!(!shown.contains(CANARY), "{line}: {shown}");
    }
    for line in [
        "agreement show 1",
        "agreement show 1 --format json",
        "announcement list Canary",
        "announcement show 1",
        "due --kind embargo",
        "find enforcement",
        "history agreement 1",
    ] {
        let ran = desk.run(&format!("{line} --for members"));
        assert!(
            ran.data.contains(CANARY),
            "{line}: {} {}",
            ran.data,
            ran.messages
        );
    }
    for (audience, is_found) in [("public", false), ("members", true)] {
        let ran = desk.run(&format!(
            "agreement list {CANARY} step --format json --for {audience}"
        ));
        assert_eq!(ran.data.contains(CANARY), is_found, "{audience}");
        let ran = desk.run(&format!("find {CANARY} step --for {audience}"));
        assert_eq!(!ran.data.is_empty(), is_found, "{audience}: {}", ran.data);
    }
    // A program finds the field all the same.
    let ran = desk.run("agreement show 1 --format json");
    assert!(ran.data.contains("\"disagreements\": null"), "{}", ran.data);
}

#[test]
fn an_announcement_that_is_published_is_public_and_what_was_said_before_is_not() {
    let mut desk = confidential();
    let publish = |register: &Register| {
        let before = register.announcements.iter().next().expect("it was made");
        let mut after = before.clone();
        after.published = after.on;
        after.title = "The report".to_owned();
        after.no_notice.clear();
        Ok(Change::new("Published").update(before, after))
    };
    desk.session.commit(publish).expect("it is sound");
    let shown = desk.run("announcement show 1").data;
    assert!(shown.contains("The report"), "{shown}");
    let history = desk.run("history announcement 1").data;
    assert!(
        history.contains("Reserved") && !history.contains(CANARY),
        "{history}"
    );
}

#[test]
fn the_members_and_the_secretariat_see_it_under_its_mark() {
    let mut desk = desk();
    for (line, mark) in [
        ("agenda show 1 --for members", "MEMBERS ONLY"),
        ("action list --for members", "MEMBERS ONLY"),
        ("due --for secretariat", "INTERNAL"),
        ("find Canary --for secretariat", "INTERNAL"),
    ] {
        let ran = desk.run(line);
        assert!(
            ran.data.contains(CANARY) && ran.data.contains(mark),
            "{line}: {} {}",
            ran.data,
            ran.messages
        );
    }
    assert!(desk.run("agenda show 1").data.contains("Reserved item"));
}

#[test]
fn what_is_reserved_is_deleted_without_a_word_of_it_to_the_public() {
    for line in [
        "action delete 99",
        "action delete 99 --dry-run",
        "action delete 99 --yes",
        "item delete 2 --dry-run",
        "meeting delete 1 --dry-run",
        "meeting delete 1",
        "meeting delete 1 --yes",
        "reminder delete 1 --yes",
    ] {
        let mut desk = desk();
        let ran = desk.answering(line, b"y\n");
        let mut shown = ran.messages;
        let is_done = shown.contains("takes it back");
        let turns: &[&str] = if is_done {
            &["undo -n", "undo", "redo"]
        } else {
            &[]
        };
        for after in turns.iter().chain(&["history", "history --format json"]) {
            let ran = desk.run(after);
            shown = format!("{shown}{}{}", ran.data, ran.messages);
        }
        assert!(!shown.contains(CANARY), "{line}: {shown}");
    }
}
