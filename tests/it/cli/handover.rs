//! A forum goes to its next Secretariat: what goes along, what stays, that it is whole there and only read here.

use std::fs;
use std::path::Path;

use secretariat::domain::due::{self, DueOptions};
use secretariat::domain::forum::{Forum, holder};
use secretariat::domain::handover::forum_of;
use secretariat::domain::id::Id;
use secretariat::domain::membership::Role;
use secretariat::domain::register::Register;
use secretariat::session::Session;

use super::harness::Desk;

const TODAY: &str = "2021-08-20";
/// Stands in what stays unless it is ticked.
const CANARY: &str = "Zanzibar";

fn sent(desk: &mut Desk, folder: &Path, options: &str) -> String {
    let path = folder.join("forum.json");
    let ran = desk.run(&format!(
        "forum export 1 -o '{}' --force {options}",
        path.display()
    ));
    assert_eq!(ran.code, 0, "{ran:?}");
    let marked = folder.join("forum-INTERNAL.json");
    assert!(
        ran.messages.contains(&marked.display().to_string()),
        "{ran:?}"
    );
    fs::read_to_string(marked).expect("it was written")
}

fn count(register: &Register) -> [usize; 6] {
    let forum = register.forums.iter().next().expect("a forum").id;
    let of_forum = |record| forum_of(register, record) == Some(forum);
    let items = register.items.iter();
    let items = items.filter(|one| of_forum(secretariat::domain::register::Record::Item(one)));
    [
        register.meetings.of(forum).count(),
        items.count(),
        register.actions.of(forum).count(),
        register.offers.of(forum).count(),
        register.memberships.of(forum).count(),
        register
            .actions
            .of(forum)
            .map(|one| one.number as usize)
            .max()
            .unwrap_or(0),
    ]
}

/// The lines of what is due that are the first forum's, by kind and date.
fn lines(session: &Session) -> Vec<String> {
    let register = session.register();
    let forum = register.forums.iter().next().expect("a forum").id;
    let options = DueOptions::default();
    let all = due::due(register, session.today(), session.rules(), &options);
    let own = all.iter().filter(|line| {
        let record = register.get(line.entry);
        record.and_then(|record| forum_of(register, record)) == Some(forum)
    });
    own.map(|line| format!("{} {:?}", line.kind, line.due))
        .collect()
}

#[test]
fn a_forum_that_is_handed_over_is_whole_there_and_only_read_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut here = Desk::demo(TODAY);
    let (counts, due) = (count(here.session.register()), lines(&here.session));
    assert!(!due.is_empty());
    sent(&mut here, folder.path(), "--to ADASS --on 2021-08-20");
    assert_eq!(lines(&here.session), [""; 0], "it is no longer ours to do");

    let mut there = Desk::empty(TODAY);
    let file = folder.path().join("forum-INTERNAL.json");
    let line = format!("import '{}'", file.display());
    let ran = there.run(&line);
    assert_eq!(ran.code, 0, "{ran:?}");
    let mut expected = counts;
    // The Secretariat's role is in it twice: until that day, and from it on.
    expected[4] = count(here.session.register())[4];
    assert_eq!(count(there.session.register()), expected);
    assert_eq!(lines(&there.session), due, "it is theirs to do");
    assert_eq!(there.session.check_all().expect("it is read"), [""; 0]);
    let again = there.run(&line);
    assert_eq!(again.code, 1);
    assert!(again.messages.contains("is here already"), "{again:?}");

    for line in [
        "action edit 1 --text Other",
        "meeting edit 1 --place Elsewhere",
        "meeting add --forum 1 --on 2022-01-10",
        "offer add --forum 1 --title New",
        "member add --forum 1 --organisation CQC --as observer",
    ] {
        let ran = here.run(line);
        assert_eq!(ran.code, 1, "{line}: {ran:?}");
        assert!(ran.messages.contains("is kept by"), "{line}: {ran:?}");
    }
    assert_eq!(here.run("forum take-back 1").code, 0);
    assert_eq!(here.run("action edit 1 --text Other").code, 0);
    for _ in 0..3 {
        assert_eq!(here.run("undo").code, 0);
    }
    assert_eq!(lines(&here.session), due, "it was never handed over");
}

#[test]
fn bodies_and_people_that_are_there_already_are_not_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut here = Desk::demo(TODAY);
    sent(&mut here, folder.path(), "");
    let mut there = Desk::empty(TODAY);
    for line in [
        "organisation add --name 'Somebody else' --acronym SE",
        "organisation add --name 'Care Quality Commission' --acronym CQC",
    ] {
        assert_eq!(there.run(line).code, 0);
    }
    let line = format!(
        "import '{}'",
        folder.path().join("forum-INTERNAL.json").display()
    );
    let ran = there.run(&line);
    assert!(ran.messages.contains("--as-secretariat BODY"), "{ran:?}");
    assert_eq!(there.session.register().len(), 2, "nothing was brought in");
    let ran = there.run(&format!("{line} --as-secretariat SE --from 2021-09-01"));
    assert_eq!(ran.code, 0, "{ran:?}");
    let register = there.session.register();
    let named = register.organisations.iter();
    let named = named.filter(|one| one.name == "Care Quality Commission");
    assert_eq!(named.count(), 1);
    let forum = register.forums.iter().next().expect("it was brought in");
    let day = "2021-09-01".parse().expect("a day");
    let holder = holder(register, forum.id, Role::Secretariat, day);
    assert_eq!(holder.map(Id::number), Some(1));
    assert_eq!(there.session.check_all().expect("it is read"), [""; 0]);
    assert_eq!(there.run("undo").code, 0);
    assert_eq!(there.session.register().len(), 2);
}

#[test]
fn what_is_reserved_an_agreement_or_a_note_is_in_the_file_only_where_it_was_ticked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut here = Desk::empty("2014-04-03");
    for line in [
        "organisation add --name 'Care Quality Commission' --acronym CQC",
        "agreement add --title 'The protocol' --kind protocol --review 2015-03-31",
        "agreement edit 1 --scope 'Zanzibar scope'",
        "forum add --name 'The Forum' --acronym TF --agreement 1",
        "member add --forum TF --organisation CQC --as Secretariat",
        "meeting add --forum TF --on 2014-04-03",
        "item add --meeting 1 --title 'Zanzibar provider' --reserved 'in confidence'",
        "item add --meeting 1 --title 'Emerging risks'",
        "agenda issue 1 --on 2014-03-27",
        "note add --about 'item 2' --text 'Zanzibar note'",
    ] {
        let ran = here.run(line);
        assert_eq!(ran.code, 0, "{line}: {ran:?}");
    }
    let text = sent(&mut here, folder.path(), "");
    assert!(text.contains("Emerging risks"));
    assert!(text.contains("Meets under: The protocol."), "kept in words");
    assert!(!text.contains(CANARY), "{text}");
    for (tick, words) in [
        ("--with item 1", "Zanzibar provider"),
        ("--with agreement 1", "Zanzibar scope"),
        ("--with note 1", "Zanzibar note"),
        ("--with text 1", "Zanzibar provider"),
    ] {
        let text = sent(&mut here, folder.path(), tick);
        assert!(text.contains(words), "{tick}");
        let found = text.matches(CANARY).count();
        let ticked = text.matches(words).count();
        assert_eq!(found, ticked, "{tick} takes along that alone");
    }
    let mut there = Desk::empty("2014-04-03");
    let ran = there.run(&format!(
        "import '{}' --as-secretariat CQC --from 2014-05-01",
        folder.path().join("forum-INTERNAL.json").display()
    ));
    assert_eq!(ran.code, 0, "{ran:?}");
    let tried = here.run("forum export TF --dry-run");
    assert!(
        tried.messages.contains(
            "Stays here: item 1 \"Reserved item\": reserved. Along with it: --with item 1."
        ),
        "{}",
        tried.messages
    );
    assert!(!tried.messages.contains(CANARY), "{}", tried.messages);
    let refused = here.run("forum export TF");
    assert_eq!(refused.code, 2);
}

#[test]
fn what_becomes_of_a_body_and_who_follows_in_a_post_leaves_a_forum_that_is_away_as_it_is() {
    let mut desk = Desk::demo(TODAY);
    let folder = tempfile::tempdir().expect("a folder");
    for line in [
        "contact add --name 'Ann Lee' --post Secretary --organisation CQC",
        "member edit 3 --representative 'Ann Lee'",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    sent(&mut desk, folder.path(), "--to CQC --on 2021-08-01");
    for line in [
        "organisation rename GMC --to 'Council of Physicians' --acronym CoP --on 2021-08-01",
        "contact add --name 'Bo Ray' --post Secretary --organisation CQC --in-place-of 'Ann Lee'",
    ] {
        let before = desk.session.register().clone();
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {ran:?}");
        let after = desk.session.register();
        assert_ne!(*after, before);
        let members = |register: &Register| {
            let all = register
                .memberships
                .of(Id::<Forum>::new(1).expect("a number"));
            all.cloned().collect::<Vec<_>>()
        };
        assert_eq!(members(after), members(&before), "{line}");
        let undone = desk.run("undo");
        assert_eq!(undone.code, 0, "{line}: {undone:?}");
        assert_eq!(*desk.session.register(), before, "{line}");
    }
    let refused = desk.run("member edit 3 --office office@cqc.example");
    assert_eq!(refused.code, 1, "{refused:?}");
}
