//! Five hundred times something is hidden in a register that goes on living, and what the public is given in every format
//! is taken apart: no word of it is there. The Secretariat's own text of each has it, or the search would prove nothing.

use std::path::Path;

use secretariat::exchange::Format;

use super::canaries::{DOCUMENTS, LISTS, desk, endings};
use super::harness::Desk;
use crate::formats::unpack::{contents, unpacked};
use crate::property::random::Dice;
use crate::sample::{self, tell};

/// Where something reserved or internal can stand, and what shows it to the Secretariat. `@` stands for the word.
const PLACES: [(&str, &str); 14] = [
    (
        "item add --meeting 2 --title '@ item' --reserved 'in confidence'",
        "item list",
    ),
    (
        "item add --meeting 2 --title 'Item' --presenter '@ presenter' --reserved 'private'",
        "agenda show 2",
    ),
    (
        "item add --meeting 2 --title 'Item' --reserved '@ is why'",
        "agenda show 2",
    ),
    ("item edit 1 --title '@ title'", "item show 1"),
    ("item edit 1 --paper '@ 9'", "item show 1"),
    ("item edit 1 --outcome '@ was noted.'", "item show 1"),
    ("note add --about 'item 1' --text '@ rang'", "note show 1"),
    (
        "note add --about 'meeting 1' --text '@ wrote'",
        "note show 1",
    ),
    ("note correct 1 @ was found --item 1", "note show 1"),
    (
        "offer add --forum TF --title '@ offered' --reserved 'personal data'",
        "offer list",
    ),
    (
        "action add --text 'ask @' --meeting 1 --item 1 --owner CQC --due '30 May 2014'",
        "action list",
    ),
    (
        "action add --text 'ask @' --forum TF --owner GMC --due '30 May 2014' --reserved 'private'",
        "action list",
    ),
    (
        "meeting attend 1 attending --name '@ guest' --for-item 1",
        "attendance list",
    ),
    (
        "announcement add --title '@ report' --publisher CQC --agreement 1 --on 2014-05-04 --embargo 2014-05-04",
        "announcement list",
    ),
];

/// What happens meanwhile; a rule may forbid it the second time.
const EVENTS: [&str; 13] = [
    "agenda build 2 --all",
    "agenda issue 2",
    "note issue 1",
    "meeting hold 2",
    "item discuss 1",
    "item defer 1",
    "action close 1 --on 2014-04-03",
    "organisation add --name 'Health Board' --acronym HB",
    "organisation merge HB --into GMC --on 2014-04-01 --yes",
    "organisation rename GMC --to 'Medical Council' --acronym GMC --on 2014-04-02 --yes",
    "page mark agreement 1",
    "undo",
    "meeting edit 2 --place 'Room 2'",
];

/// What a list is written as beside the formats of a document.
const LISTS_AS: [&str; 4] = ["csv", "tsv", "json", "xlsx"];

/// What goes out together with an issue.
const ISSUES: [&str; 2] = ["agenda issue 2", "note issue 1"];

/// Something for the public, in a folder of its own: names, contents and what was said about it, and how it was asked for.
fn given(desk: &mut Desk, dice: &mut Dice) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let line = asked(dice, folder.path());
    let ran = desk.run(&line);
    let members = folder.path().join("out/email-members-MEMBERS-ONLY.eml");
    if members.exists() {
        std::fs::remove_file(members).expect("it is ours");
    }
    let said = unpacked(ran.data.as_bytes()) + &ran.messages;
    (contents(folder.path()) + &said, line)
}

/// A command that gives something to the public.
fn asked(dice: &mut Dice, folder: &Path) -> String {
    let pick = |dice: &mut Dice, all: &[&'static str]| *dice.one_of(all).expect("there are some");
    let (line, ending) = match dice.below(9) {
        8 => return format!("calendar -o '{}'", folder.join("out.ics").display()),
        0 => {
            return format!(
                "{} -o '{}'",
                pick(dice, &ISSUES),
                folder.join("out").display()
            );
        }
        1..=4 => {
            let documents = DOCUMENTS.map(|(line, _)| line);
            (pick(dice, &documents), pick(dice, &endings()))
        }
        _ => {
            let lists: Vec<&str> = LISTS.iter().map(|(line, _)| *line).collect();
            let lists: Vec<&str> = lists
                .into_iter()
                .filter(|line| !line.ends_with("-n"))
                .collect();
            (
                pick(dice, &lists),
                pick(dice, &[&LISTS_AS[..], &endings()].concat()),
            )
        }
    };
    format!(
        "{line} -o '{}'",
        folder.join(format!("out.{ending}")).display()
    )
}

/// P16: nothing reserved or private in a public export, and with redaction off it is found.
#[test]
fn nothing_hidden_in_a_register_reaches_the_public_in_any_format() {
    let cases = if sample::is_slow_wanted() { 500 } else { 10 };
    let mut dice = Dice::new(16);
    let mut tokens: Vec<String> = Vec::new();
    let (mut desk, mut bytes) = (desk(), 0);
    for case in 0..cases {
        if case % 10 == 0 {
            desk = self::desk();
            tokens.clear();
        }
        let token = format!("Zanzibar{case}x");
        let (place, control) = dice.one_of(&PLACES).expect("there are some");
        let hidden = desk.run(&place.replace('@', &token));
        assert_eq!(hidden.code, 0, "{place}: {}", hidden.messages);
        let shown = desk.run(&format!("{control} --for secretariat"));
        assert!(shown.data.contains(&token), "{place}: {}", shown.data);
        tokens.push(token);
        desk.run(dice.one_of(&EVENTS).expect("there are some"));
        let (found, line) = given(&mut desk, &mut dice);
        bytes += found.len();
        for secret in ["Zanzibar", "Timbuktu"]
            .into_iter()
            .chain(tokens.iter().map(String::as_str))
        {
            assert!(
                !found.contains(secret),
                "case {case}: {line}: {secret}: {found}"
            );
        }
    }
    if sample::is_slow_wanted() {
        let formats = Format::ALL.len();
        tell(&format!(
            "P16: {cases} cases, {formats} formats, {bytes} bytes taken apart"
        ));
    }
}

/// The same search over what is not for the public finds it, in every format of a document and in what goes out.
#[test]
fn with_redaction_off_the_search_finds_it_in_every_format() {
    let mut desk = desk();
    let mut lines: Vec<String> = Vec::new();
    for ending in endings() {
        lines.push(format!("agenda show 1 -o '@/out.{ending}'"));
        lines.push(format!("note show 1 -o '@/out.{ending}'"));
    }
    lines.extend(LISTS_AS.map(|ending| format!("action list -o '@/out.{ending}'")));
    lines.push("agenda issue 2 -o '@/out'".to_owned());
    lines.push("calendar -o '@/out.ics'".to_owned());
    for line in lines {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let line = line.replace('@', &folder.path().display().to_string());
        let ran = desk.run(&format!("{line} --for secretariat"));
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        let found = contents(folder.path());
        assert!(found.contains("Zanzibar"), "{line}: {found}");
        assert!(
            found.contains("INTERNAL"),
            "{line}: its mark is in the name"
        );
    }
}
