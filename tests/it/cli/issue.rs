//! Issuing: checks, steps, what is fixed, what goes out, and to whom; nothing reserved in what the public reads.

use std::collections::BTreeMap;
use std::path::Path;

use insta::assert_snapshot;
use secretariat::domain::audience::Audience;
use secretariat::exchange::issued;

use super::harness::Desk;

/// What stands only in the reserved item and in what comes from it.
const CANARY: &str = "Zanzibar";

/// A forum with two members, one without an address, and an invitee; a meeting on 3 April with a reserved item, its
/// paper, one carried from it, and an open item that the invitee comes for.
fn desk(papers: &Path) -> Desk {
    let mut desk = Desk::empty("2014-03-27");
    let reserved = papers.join(format!("{CANARY}.pdf"));
    let open = papers.join("risks.txt");
    std::fs::write(&reserved, format!("{CANARY} in the paper")).expect("a paper");
    std::fs::write(&open, "Risks, in words").expect("a paper");
    let (reserved, open) = (reserved.display(), open.display());
    for line in [
        "organisation add --name 'Care Quality Commission' --acronym CQC",
        "organisation add --name 'General Medical Council' --acronym GMC",
        "organisation add --name 'Royal College' --acronym RC",
        "contact add --name 'A Smith' --post 'Chief Executive' --organisation CQC --email a@cqc.example",
        "contact add --name 'C Brown' --post President --organisation RC --email c@rc.example",
        "forum add --name 'The Forum' --acronym TF --decides no",
        "member add --forum TF --organisation CQC --as Secretariat --representative 1 --office office@cqc.example",
        "member add --forum TF --organisation GMC --as member",
        "member add --forum TF --organisation RC --as 'invitee as necessary' --representative 2",
        "meeting add --forum TF --on 2014-01-13 --state held",
        "meeting add --forum TF --on 2014-04-03 --start 10:00 --end 11:00 --place 'Finsbury Tower' --link https://join.example/1",
        &format!(
            "item add --meeting 1 --title '{CANARY} provider' --reserved '{CANARY} in confidence'"
        ),
        "item add --meeting 2 --title 'Emerging risks' --purpose 'to note' --minutes 20",
        &format!("item edit 2 --paper 'TF 14 02' --paper-state received --paper-link '{open}'"),
        &format!(
            "item add --meeting 2 --title '{CANARY} again' --purpose 'for discussion' --carried-from 1"
        ),
        &format!(
            "item edit 3 --paper '{CANARY} 7' --paper-state received --paper-link '{reserved}'"
        ),
        "item add --meeting 2 --title 'Budget' --minutes 50 --paper-state expected",
        &format!("action add --forum TF --meeting 1 --item 1 --text 'Ask {CANARY}'"),
        "attendance add --meeting 2 --presence 'in attendance' --organisation RC --item 2",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    desk
}

/// The files of a folder and of those inside it, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            let inside = files(&path);
            all.extend(
                inside
                    .into_iter()
                    .map(|(file, bytes)| (format!("{name}/{file}"), bytes)),
            );
        } else {
            all.insert(name, std::fs::read(&path).expect("it was written"));
        }
    }
    all
}

/// An e-mail with its parts decoded, so that what is in it can be searched.
fn opened(email: &[u8]) -> String {
    use std::fmt::Write;
    let text = String::from_utf8_lossy(email);
    let mut out = String::new();
    let mut parts = text.split("\r\n\r\n");
    write!(out, "{}", parts.next().unwrap_or_default()).expect("text");
    for part in parts {
        let lines = part.lines().take_while(|line| !line.starts_with("--"));
        let packed: String = lines.collect();
        out.push_str(&String::from_utf8_lossy(&unpacked(&packed)));
        out.push_str(part);
    }
    out
}

/// Base 64, read by itself: the test is no client of what it tests.
fn unpacked(packed: &str) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let values = packed.chars().filter_map(|letter| LETTERS.find(letter));
    let bits = values.collect::<Vec<usize>>();
    bits.chunks(4)
        .flat_map(|four| {
            let sum = four.iter().fold(0, |sum, value| sum << 6 | value) << (6 * (4 - four.len()));
            let bytes =
                [sum >> 16, sum >> 8, sum].map(|byte| u8::try_from(byte & 255).unwrap_or(0));
            bytes
                .into_iter()
                .take(four.len().saturating_sub(1))
                .collect::<Vec<u8>>()
        })
        .collect()
}

#[test]
fn an_issue_warns_fixes_the_text_and_asks_whether_it_was_sent() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    let ran = desk.answering("agenda issue", b"y\n");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert_snapshot!(ran.messages);
    let shown = desk.run("text list").data + &desk.run("text show 1").data;
    assert_snapshot!("what_was_issued", shown);
    let sent = desk.run("sending list --for secretariat").data;
    assert_snapshot!("whom_it_went_to", sent);
}

#[test]
fn where_nobody_is_asked_it_is_sent_only_if_somebody_says_so() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    for (line, sendings) in [
        ("agenda issue", 0),
        ("agenda issue --yes", 0),
        ("agenda issue --sent", 3),
        ("agenda issue -n --sent", 0),
    ] {
        let mut desk = desk(papers.path());
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        assert_eq!(desk.session.register().sendings.len(), sendings, "{line}");
    }
    let mut desk = desk(papers.path());
    assert_eq!(desk.run("agenda sent").code, 1, "nothing was issued");
    desk.run("agenda issue");
    assert_eq!(desk.run("agenda sent next --on 2014-03-28").code, 0);
    assert_eq!(desk.run("agenda sent").code, 1, "all have it");
}

#[test]
fn what_goes_out_holds_nothing_reserved_where_the_public_reads() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let place = tempfile::tempdir().expect("a folder for the test");
    for (audience, pack) in [("public", "pack"), ("members", "pack-MEMBERS-ONLY")] {
        let mut desk = desk(papers.path());
        let folder = place.path().join(audience);
        let ran = desk.run(&format!(
            "agenda issue --for {audience} -o '{}'",
            folder.display()
        ));
        assert_eq!(ran.code, 0, "{}", ran.messages);
        let all = files(&folder);
        let names: Vec<&String> = all.keys().collect();
        assert_snapshot!(format!("files_for_{audience}"), format!("{names:#?}"));
        let to_invitee = opened(all.get("email-rc.eml").expect("there is an invitee"));
        assert!(!to_invitee.contains(CANARY), "{to_invitee}");
        assert!(
            to_invitee.contains("You are invited for:\n- 1. Emerging risks")
                || to_invitee.contains("You are invited for:\r\n- 1. Emerging risks")
        );
        assert!(
            to_invitee.contains("Risks, in words"),
            "the paper of their item"
        );
        let to_members = opened(
            all.get("email-members-MEMBERS-ONLY.eml")
                .expect("there are members"),
        );
        assert!(
            to_members.contains(&format!("{CANARY} again")),
            "{to_members}"
        );
        assert!(to_members.contains(&format!("{CANARY} in the paper")));
        let of_pack = all
            .iter()
            .filter(|(name, _)| name.starts_with(&format!("{pack}/")));
        let of_pack: Vec<(&String, &Vec<u8>)> = of_pack.collect();
        assert!(of_pack.len() >= 3, "{names:?}");
        let is_told = of_pack.iter().any(|(name, bytes)| {
            name.to_lowercase().contains("zanzibar")
                || String::from_utf8_lossy(bytes).contains(CANARY)
        });
        assert_eq!(is_told, audience == "members");
        if audience == "public" {
            assert!(!ran.messages.contains(CANARY), "{}", ran.messages);
        }
    }
}

#[test]
fn the_email_to_members_says_what_is_attached_and_what_is_to_come() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let place = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    let folder = place.path().join("out");
    desk.run(&format!("agenda issue -o '{}'", folder.display()));
    let all = files(&folder);
    let mut told = String::new();
    for name in ["email-members-MEMBERS-ONLY.eml", "email-rc.eml"] {
        let email = all.get(name).expect("it was written");
        let text = String::from_utf8_lossy(email);
        let mut parts = text.split("\r\n\r\n");
        told.push_str(parts.next().unwrap_or_default());
        let body: String = parts
            .nth(1)
            .unwrap_or_default()
            .lines()
            .take_while(|line| !line.starts_with("--"))
            .collect();
        told.push_str("\n\n");
        told.push_str(&String::from_utf8_lossy(&unpacked(&body)));
        told.push_str("\n\n");
    }
    assert_snapshot!(told.replace('\r', ""));
}

#[test]
fn a_folder_that_is_there_is_left_alone_and_nothing_is_fixed() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    let line = format!("agenda issue -o '{}'", papers.path().display());
    let ran = desk.run(&line);
    assert_eq!(ran.code, 1, "{}", ran.messages);
    assert!(desk.session.register().texts.is_empty());
    assert_eq!(desk.run(&format!("{line} --force")).code, 0);
    assert!(
        papers.path().join("risks.txt").exists(),
        "what was there stays"
    );
}

#[test]
fn a_paper_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    std::fs::remove_file(papers.path().join("risks.txt")).expect("it was there");
    let folder = papers.path().join("out");
    let ran = desk.run(&format!("agenda issue -o '{}'", folder.display()));
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let told = ran.messages.find("Wrote 5 files into ");
    let left_out = ran.messages.find("A paper is left out: ");
    assert!(told.is_some() && told < left_out, "{}", ran.messages);
    assert!(folder.join("pack/00-agenda.html").exists());
}

#[test]
fn an_issued_text_never_changes_and_a_second_issue_says_what_did() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    desk.run("agenda issue --on 2014-03-27");
    let first = desk
        .session
        .register()
        .texts
        .iter()
        .next()
        .expect("it was issued")
        .clone();
    for line in [
        "item edit 2 --title 'Risks in care homes'",
        &format!("item edit 3 --title '{CANARY} once more'"),
        "meeting edit 2 --place Leeds",
        "item add --meeting 2 --title 'Joint inspections'",
        "item delete 4 --yes",
        "forum edit TF --name 'Another Forum'",
        "undo",
        "agenda issue --on 2014-03-28",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        let now = desk
            .session
            .register()
            .texts
            .get(first.id)
            .expect("it stays");
        assert_eq!(now, &first, "{line}");
    }
    assert_snapshot!(desk.run("text show 2").data);
    assert_snapshot!(
        "second_issue_for_members",
        desk.run("text show 2 --for members").data
    );
    let texts = desk.session.register().texts.clone();
    assert_eq!(desk.run("undo").code, 0);
    assert_eq!(
        desk.session.register().texts.len(),
        1,
        "undo takes the issue away"
    );
    assert_eq!(desk.run("redo").code, 0);
    assert!(
        desk.session.register().texts == texts,
        "and redo brings the same bytes"
    );
    for line in ["text delete 1", "text edit 1 --number 2", "text add"] {
        let words = std::iter::once("secretariat").chain(line.split(' '));
        let parsed = <secretariat::cli::Cli as clap::Parser>::try_parse_from(words);
        assert!(parsed.is_err(), "{line}");
    }
}

#[test]
fn each_audience_reads_its_own_text_and_the_public_only_the_public_one() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    desk.run("note add --about 'item 2' --text 'Ring them first'");
    desk.run("agenda issue");
    for (audience, is_reserved, mark) in [
        ("public", false, None),
        ("members", true, Some("MEMBERS ONLY")),
        ("secretariat", true, Some("INTERNAL")),
    ] {
        for format in ["text", "md", "html", "json"] {
            let ran = desk.run(&format!("text show 1 --for {audience} --format {format}"));
            assert_eq!(ran.code, 0, "{}", ran.messages);
            let has = ran.data.contains(CANARY);
            assert_eq!(has, is_reserved, "{audience} {format}: {}", ran.data);
            if let (Some(mark), true) = (mark, format != "json") {
                assert!(ran.data.contains(mark), "{audience} {format}");
            }
        }
    }
    let texts = &desk.session.register().texts;
    let text = texts.iter().next().expect("it was issued");
    let public = issued::read(text, Audience::Public).expect("it is sound");
    let all = format!("{public:?}");
    assert!(
        all.contains("Reserved item") && !all.contains(CANARY),
        "{all}"
    );
}

#[test]
fn a_text_takes_its_steps_and_refuses_one_that_is_too_early() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    for (line, code) in [
        ("agenda step next chair --on 2014-03-20", 0),
        ("agenda step next chair --on 2014-03-21", 1),
        ("agenda step next cleared --on 2014-03-19", 1),
        ("agenda step next cleared --on 2014-03-21", 0),
        ("note step last agreed", 0),
        ("note step last published --on 2014-03-28", 0),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
    }
    let ran = desk.run("agenda step next cleared --on 2014-03-19");
    assert!(
        ran.messages.contains("cannot be on 19 March 2014"),
        "{}",
        ran.messages
    );
}

#[test]
fn a_correction_is_a_note_of_its_own_and_never_for_the_public() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    let line = format!("note correct last 'It was {CANARY}' --item 1 --on 2014-02-01");
    let ran = desk.run(&line);
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert!(!desk.run("history").data.contains(CANARY));
    assert!(!desk.run("meeting show 1").data.contains(CANARY));
    assert!(
        desk.run("meeting show 1 --for members")
            .data
            .contains(CANARY)
    );
    assert_eq!(desk.run("note correct last Wrong --item 2").code, 1);
}

#[test]
fn a_circulation_list_names_everybody_also_without_an_address() {
    let papers = tempfile::tempdir().expect("a folder for the test");
    let mut desk = desk(papers.path());
    assert_snapshot!(desk.run("forum circulation TF").data);
    assert_snapshot!(
        "circulation_as_json",
        desk.run("forum circulation TF --format json").data
    );
}
