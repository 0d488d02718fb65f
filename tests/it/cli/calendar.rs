//! Calendar files: the sample data as a calendar, an invitation, what is refused, and what a later export says anew.

use std::collections::BTreeMap;

use insta::assert_snapshot;

use super::harness::{Desk, Ran};

/// The properties of each part of a calendar under its name there: lines without their folds.
fn parts(text: &str) -> BTreeMap<String, Vec<String>> {
    let whole = text.replace("\r\n ", "");
    let mut found = BTreeMap::new();
    let mut lines: Vec<String> = Vec::new();
    for line in whole.split_terminator("\r\n") {
        match line {
            "BEGIN:VEVENT" | "BEGIN:VTODO" => lines.clear(),
            "END:VEVENT" | "END:VTODO" => {
                let uid = lines.iter().find_map(|line| line.strip_prefix("UID:"));
                let uid = uid.expect("each has a name").to_owned();
                let before = found.insert(uid, lines.clone());
                assert_eq!(before, None, "no name stands twice");
            }
            other => lines.push(other.to_owned()),
        }
    }
    found
}

/// The part whose name begins so.
fn part(text: &str, begins: &str) -> (String, Vec<String>) {
    let mut found = parts(text).into_iter();
    let found = found.find(|(name, _)| name.starts_with(begins));
    found.unwrap_or_else(|| panic!("{begins}: {text}"))
}

fn count(lines: &[String]) -> u32 {
    let mut numbers = lines
        .iter()
        .filter_map(|line| line.strip_prefix("SEQUENCE:"));
    let number = numbers.next().expect("each has a count");
    number.parse().expect("a number")
}

fn ok(desk: &mut Desk, line: &str) -> Ran {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    ran
}

/// As people look at it: with the line ends of a screen.
fn plain(text: &str) -> String {
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    text.replace("\r\n", "\n")
}

#[test]
fn the_sample_data_is_a_calendar() {
    let mut desk = Desk::demo("2021-08-20");
    let ran = ok(&mut desk, "calendar");
    assert_snapshot!(plain(&ran.data));
    assert_snapshot!(ran.messages);
    assert_eq!(
        ok(&mut desk, "calendar").data,
        ran.data,
        "the same bytes each time"
    );
}

#[test]
fn a_forum_and_its_tasks_are_a_calendar_of_their_own() {
    let mut desk = Desk::demo("2014-01-20");
    let line =
        "calendar --forum Chief --kind meeting,action,papers --todos --remind 7 --for members";
    let ran = ok(&mut desk, line);
    assert_snapshot!(plain(&ran.data));
}

#[test]
fn a_calendar_is_written_whole_into_a_file_that_says_whom_it_is_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = Desk::demo("2021-08-20");
    let path = folder.path().join("forum.ics");
    let line = format!("calendar -o {}", path.display());
    let said = ok(&mut desk, &line).messages;
    assert!(said.contains("meetings and"), "{said}");
    let text = std::fs::read_to_string(&path).expect("it was written");
    assert_eq!(text, ok(&mut desk, "calendar").data);
    assert_eq!(desk.run(&line).code, 1, "not over what is there");
    ok(&mut desk, &format!("{line} --for members"));
    let marked = folder.path().join("forum-MEMBERS-ONLY.ics");
    let text = std::fs::read_to_string(marked).expect("it was written");
    assert!(text.contains("SUMMARY:MEMBERS ONLY: "), "{text}");
    assert!(text.contains("CLASS:PRIVATE"), "{text}");
}

#[test]
fn what_is_no_calendar_is_refused_before_anything_is_written() {
    for (line, code, words) in [
        ("calendar --format csv", 2, "leave --format out"),
        ("calendar -o forum.pdf", 2, "end it in .ics"),
        ("calendar -o forum", 2, "end it in .ics"),
        ("calendar --forum Nobody", 3, "Nobody"),
        ("calendar --from 'the day after'", 2, "--from: "),
        ("calendar --from 2022 --to 2021", 2, "nothing was written"),
        ("meeting invite 1 --format json", 2, "leave --format out"),
        ("meeting invite 1 -o invite.eml", 2, "end it in .ics"),
        (
            "meeting invite next --forum local --for members",
            2,
            "leave --for out",
        ),
        ("meeting invite 2014-01-13", 1, "has been held"),
        (
            "meeting invite next --forum local --organizer Ann",
            1,
            "\"Ann\" is no address",
        ),
    ] {
        let ran = Desk::demo("2021-08-20").run(line);
        assert_eq!(
            (ran.code, ran.data.as_str()),
            (code, ""),
            "{line}: {}",
            ran.messages
        );
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn a_year_is_cut_out_by_its_first_and_last_day() {
    let mut desk = Desk::demo("2021-08-20");
    let all = parts(&ok(&mut desk, "calendar").data);
    let cut = parts(&ok(&mut desk, "calendar --from 2014 --to 2014").data);
    let in_2014 = |lines: &[String]| {
        let starts = |line: &&String| line.starts_with("DTSTART");
        lines
            .iter()
            .find(starts)
            .is_some_and(|line| line.contains(":2014"))
    };
    let expected = all.iter().filter(|(_, lines)| in_2014(lines)).count();
    assert_eq!(cut.len(), expected);
    assert!(cut.values().all(|lines| in_2014(lines)));
    assert!(!cut.is_empty() && cut.len() < all.len());
}

#[test]
fn a_later_calendar_updates_the_entry_that_changed_and_no_other() {
    let mut desk = Desk::demo("2014-01-20");
    let mut last = ok(&mut desk, "calendar").data;
    let (name, _) = part(&last, "meeting-2@");
    let (_, other) = part(&last, "meeting-1@");
    for (line, words) in [
        ("meeting edit 2 --place 'Room 4'", "LOCATION:Room 4"),
        ("meeting edit 2 --state planned", "STATUS:TENTATIVE"),
        ("meeting confirm 2", "STATUS:CONFIRMED"),
        ("item add --meeting 2 --title Lighthouses", "Lighthouses"),
        ("item edit 15 --title Lightships", "Lightships"),
        ("undo", "Lighthouses"),
        ("meeting postpone 2", "SUMMARY:Postponed: "),
        (
            "meeting postpone 2 --to 2014-05-01",
            "Moved from 3 April 2014.",
        ),
        ("meeting cancel 2", "SUMMARY:Cancelled: "),
    ] {
        ok(&mut desk, line);
        let now = ok(&mut desk, "calendar").data;
        let (now_name, lines) = part(&now, "meeting-2@");
        assert_eq!(now_name, name, "{line}");
        let (_, before) = part(&last, "meeting-2@");
        assert!(count(&before) < count(&lines), "{line}: {lines:#?}");
        assert!(
            lines.iter().any(|one| one.contains(words)),
            "{line}: {lines:#?}"
        );
        assert_eq!(part(&now, "meeting-1@").1, other, "{line}");
        last = now;
    }
}

#[test]
fn a_deadline_keeps_its_name_when_its_day_moves() {
    let mut desk = Desk::demo("2014-01-20");
    let before = part(
        &ok(&mut desk, "calendar --kind action").data,
        "due-action-action-2@",
    );
    ok(&mut desk, "action edit 2 --due 'by mar 2014'");
    let after = part(
        &ok(&mut desk, "calendar --kind action").data,
        "due-action-action-2@",
    );
    assert_eq!(before.0, after.0);
    assert!(count(&before.1) < count(&after.1));
    let day = "DTSTART;VALUE=DATE:20140331".to_owned();
    assert!(after.1.contains(&day), "{:#?}", after.1);
}

#[test]
fn two_registers_never_share_a_name() {
    let names = |today: &str| {
        let mut desk = Desk::demo(today);
        let all = parts(&ok(&mut desk, "calendar --kind meeting").data);
        all.into_keys().collect::<Vec<_>>()
    };
    let (one, other) = (names("2021-08-20"), names("2021-08-21"));
    assert_eq!(one, names("2021-08-20"));
    assert!(one.iter().all(|name| !other.contains(name)), "{one:?}");
}

#[test]
fn a_past_day_has_the_calendar_of_that_day() {
    let mut desk = Desk::demo("2021-08-20");
    let now = ok(&mut desk, "calendar --kind meeting").data;
    let then = ok(&mut desk, "calendar --kind meeting --as-of 2014-01-20").data;
    let alarms = |text: &str| {
        part(text, "meeting-2@")
            .1
            .iter()
            .any(|one| one == "BEGIN:VALARM")
    };
    assert!(!alarms(&now) && alarms(&then), "{then}");
    let ran = ok(&mut desk, "calendar --as-known 2021-08-19");
    assert_eq!(parts(&ran.data).len(), 0, "{}", ran.data);
}

/// The sample data with addresses for the Secretariat and a member.
fn with_addresses() -> Desk {
    let mut desk = Desk::demo("2014-01-20");
    for line in [
        "contact add --name 'Ann Lee' --post Secretary --organisation CQC --email ann.lee@cqc.example",
        "contact add --name 'Dr A Smith' --post 'Chief Executive' --organisation GMC --email a.smith@gmc.example",
    ] {
        ok(&mut desk, line);
    }
    // The Secretariat, and a member.
    ok(&mut desk, "member edit 3 --representative 'Ann Lee'");
    ok(
        &mut desk,
        "member edit 5 --representative 'Dr A Smith' --office office@gmc.example",
    );
    desk
}

#[test]
fn an_invitation_goes_to_all_with_an_address_and_says_it_is_off_when_the_meeting_is() {
    let mut desk = with_addresses();
    let ran = ok(&mut desk, "meeting invite next --forum Chief");
    assert_snapshot!(plain(&ran.data));
    assert_snapshot!(ran.messages);
    let (name, asked) = part(&ran.data, "meeting-2@");
    let (of_calendar, _) = part(&ok(&mut desk, "calendar").data, "meeting-2@");
    assert_eq!(
        name, of_calendar,
        "one that is taken in beside the calendar doubles nothing"
    );
    ok(&mut desk, "meeting cancel 2");
    let ran = ok(&mut desk, "meeting invite 2");
    assert!(ran.data.contains("\r\nMETHOD:CANCEL\r\n"), "{}", ran.data);
    let (same, off) = part(&ran.data, "meeting-2@");
    assert_eq!(same, name);
    assert!(off.contains(&"STATUS:CANCELLED".to_owned()), "{off:#?}");
    assert!(count(&asked) < count(&off));
    assert!(
        ran.messages.contains("calls the meeting off"),
        "{}",
        ran.messages
    );
}

#[test]
fn no_word_of_what_is_reserved_is_in_a_public_calendar_or_an_invitation() {
    const CANARY: &str = "Canary";
    let mut desk = with_addresses();
    for line in [
        format!(
            "item edit 12 --title '{CANARY} item' --presenter '{CANARY} presenter' --reserved '{CANARY} reason'"
        ),
        format!(
            "action add --text '{CANARY} action' --meeting 2014-01-13 --due 2014-03-01 --owner GMC --reserved '{CANARY} why'"
        ),
        "paper expect 12 --from GMC".to_owned(),
        format!("item edit 12 --paper '{CANARY} 7' --paper-link https://example.org/{CANARY}"),
        format!("note add --about 'item 12' --text '{CANARY} rang'"),
        format!("note add --about 'meeting 2' --text '{CANARY} wrote'"),
        format!("reminder set action 2 --until 2014-02-01 --note '{CANARY} note'"),
        format!(
            "announcement add --title '{CANARY} report' --publisher CQC --agreement 1 --on 2014-04-04"
        ),
        format!("offer add --forum Chief --title '{CANARY} offer' --reserved '{CANARY} data'"),
    ] {
        ok(&mut desk, &line);
    }
    for line in [
        "calendar",
        "calendar --todos",
        "calendar --forum Chief",
        "meeting invite 2",
        "history",
    ] {
        let ran = ok(&mut desk, line);
        let said = format!("{}{}", ran.data, ran.messages).replace("\r\n ", "");
        assert!(!said.contains(CANARY), "{line}: {said}");
    }
    for audience in ["members", "secretariat"] {
        let ran = ok(&mut desk, &format!("calendar --for {audience}"));
        let said = ran.data.replace("\r\n ", "");
        for words in ["Canary item", "Canary action", "Canary report"] {
            assert!(said.contains(words), "the test would find {words}: {said}");
        }
        let is_internal = said.contains("Canary rang");
        assert_eq!(is_internal, audience == "secretariat", "{said}");
        assert!(
            !said.contains("Canary wrote"),
            "notes about a meeting are in no agenda"
        );
    }
}
