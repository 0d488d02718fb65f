//! What is reserved goes through a whole turn of the cycle, and none of it reaches the public: not by what a command
//! prints, nor by its messages, nor by the names of its files.

use chrono::NaiveDate;
use secretariat::domain::change::Change;
use secretariat::domain::cycle::{build, forward, outcome, sitting};
use secretariat::domain::id::Id;
use secretariat::domain::item::Item;
use secretariat::domain::life::review::RecordOptions;
use secretariat::domain::register::Register;
use secretariat::domain::review::ReviewOutcome;
use secretariat::exchange::Format;

use super::harness::Desk;
use crate::formats::unpack::{contents, reads_pdf};

/// Stands in everything that is reserved, and in what comes of it.
const CANARY: &str = "Zanzibar";
/// Stands in what is for the Secretariat alone.
const INTERNAL: &str = "Timbuktu";

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// A meeting on its day with a reserved item and all that can come of one, and the next meeting with what goes on.
pub(super) fn desk() -> Desk {
    let mut desk = Desk::empty("2014-04-03");
    for line in SETUP.lines() {
        run(&mut desk, line.trim());
    }
    let today = desk.session.today();
    let rules = desk.session.rules().clone();
    let mut commit = |ask: &dyn Fn(&Register) -> Change| {
        desk.session
            .commit(|register| Ok(ask(register)))
            .expect("no rule forbids it");
    };
    commit(&|register| {
        let line = format!("! CQC ask {CANARY} by 30 March 2014");
        sitting::agree(register, id(1), Some(id(1)), &line, today).expect("it may be")
    });
    commit(&|register| forward::send_up(register, id(1), id(2), today, today).expect("it may be"));
    commit(&|register| {
        let before = register.items.get(id(1)).expect("it was added");
        let after = Item {
            agreement: Some(id(1)),
            ..before.clone()
        };
        Change::new("Set").update(before, after)
    });
    commit(&|register| review(register, today));
    commit(&|register| {
        let all = build::propose(register, id(2), today, &rules).expect("it is to come");
        build::accept(register, id(2), &all).expect("there is something to build")
    });
    for line in [
        "agenda issue 1 --on 2014-03-27",
        "note issue 1",
        "agenda issue 2",
    ] {
        run(&mut desk, line);
    }
    desk
}

const SETUP: &str = "organisation add --name 'Care Quality Commission' --acronym CQC
    organisation add --name 'General Medical Council' --acronym GMC
    contact add --name 'A Smith' --post 'Chief Executive' --organisation CQC --email a@cqc.example
    contact add --name 'B Jones' --post 'Chief Executive' --organisation GMC --email b@gmc.example
    agreement add --title 'The protocol' --kind protocol --review 2014-03-31
    forum add --name 'The Forum' --acronym TF
    forum add --name 'The Board' --acronym TB
    member add --forum TF --organisation CQC --as member --representative 1
    member add --forum TF --organisation GMC --as member --representative 2
    meeting add --forum TF --on 2014-04-03 --start 10:00 --end 12:00
    meeting add --forum TF --on 2014-07-10
    item add --meeting 1 --title 'Zanzibar provider' --presenter 'Zanzibar presenter' --reserved 'Zanzibar in confidence'
    item edit 1 --paper 'Zanzibar 7' --paper-state expected --paper-from CQC --paper-link Zanzibar.pdf
    item add --meeting 1 --title 'Emerging risks'
    meeting attend 1 all-present
    meeting attend 1 attending --name 'Zanzibar guest' --for-item 1
    item discuss 1 --outcome 'Zanzibar was noted.'
    note correct 1 Zanzibar was later found --item 1
    note add --about 'item 1' --text 'Timbuktu rang'
    note add --about 'meeting 1' --text 'Timbuktu wrote'
    offer add --forum TF --title 'Zanzibar offered' --reserved 'personal data'
    party add --agreement 1 --organisation CQC --position 1
    party add --agreement 1 --organisation GMC --position 2
    commitment add --agreement 1 --rule 'Share drafts' --sort 'advance notice' --clock '48 hours before'
    announcement add --title 'Zanzibar report' --publisher CQC --agreement 1 --on 2014-04-04 --embargo 2014-04-04
    announcement add --title 'Zanzibar raid' --publisher CQC --agreement 1 --on 2014-04-04 --reference Zanzibar-2
    announcement share 2 --with GMC --on 2014-04-01
    announcement urgent 2 --why 'Zanzibar enforcement'
    announcement add --title 'Care in numbers' --publisher CQC --agreement 1 --on 2014-04-01
    announcement urgent 3 --why 'Zanzibar enforcement'
    announcement publish 3 --on 2014-04-01
    disagreement raise 1 --what 'Zanzibar quarrel' --with 'Zanzibar desk'
    disagreement escalate 1 --what 'Zanzibar letter' --with 'Zanzibar board'";

/// The review of an agreement at the reserved item.
fn review(register: &Register, today: NaiveDate) -> Change {
    let options = RecordOptions {
        by: format!("{CANARY} panel"),
        note: format!("{CANARY} was weighed"),
        ..RecordOptions::new(today, today.into(), ReviewOutcome::Reaffirmed)
    };
    outcome::record_at(register, id(1), &options).expect("it is the review of one")
}

fn run(desk: &mut Desk, line: &str) {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
}

/// What a command prints of a kind as a document, and whether the Secretariat reads the canary in every form of it.
pub(super) const DOCUMENTS: [(&str, bool); 27] = [
    ("organisation all CQC", true),
    ("organisation all GMC", false),
    ("organisation report CQC", true),
    ("organisation report GMC --to 2014-12-31", false),
    ("agenda show 1", true),
    ("agenda show 2", true),
    ("note show 1", true),
    ("text show 1", true),
    ("text show 2", true),
    ("text show 3", true),
    ("item show 1", true),
    ("item show 2", false),
    ("action show 1", true),
    ("attendance show 1", false),
    ("attendance show 3", true),
    ("review show 1", true),
    ("agreement show 1", true),
    ("offer show 1", true),
    ("offer show 2", true),
    ("meeting show 1", true),
    ("meeting show 2", true),
    ("forum show 1", true),
    ("organisation show 1", true),
    ("organisation show 2", true),
    ("announcement show 1", true),
    ("announcement show 3", true),
    ("commitment show 1", false),
];

/// The same of what it prints as a list.
pub(super) const LISTS: [(&str, bool); 50] = [
    (
        "organisation merge CQC --into GMC --on 2014-04-01 -n",
        false,
    ),
    ("organisation all CQC", false),
    ("organisation report CQC", false),
    ("due", true),
    ("chase", false),
    ("returns 2", false),
    ("history", true),
    ("history item 1", true),
    ("history action 1", true),
    ("history meeting 1", true),
    ("history offer 1", true),
    ("history offer 2", true),
    ("history review 1", true),
    ("history attendance 3", true),
    ("history text 1", true),
    ("find provider", true),
    ("find ask", true),
    ("find guest", true),
    ("find weighed", false),
    ("find later found", false),
    ("find offered", true),
    ("item list", true),
    ("action list", true),
    ("attendance list", true),
    ("review list", true),
    ("offer list", true),
    ("meeting list", false),
    ("text list", false),
    ("agreement list", false),
    ("forum list", false),
    ("member list", false),
    ("organisation list", false),
    ("contact list", false),
    ("meeting plan TF --year 2014", false),
    ("forum circulation TF", false),
    ("return list", false),
    ("due --kind embargo", true),
    ("due --kind commitment", true),
    ("announcement list", true),
    ("announcement list raid", true),
    ("commitment list", false),
    ("commitments", false),
    ("disagreement show 1", true),
    ("find report", true),
    ("find enforcement", true),
    ("find quarrel", false),
    ("history announcement 1", true),
    ("history announcement 2", true),
    ("history announcement 3", true),
    ("history agreement 1", true),
];

/// Every command of the tables in every form that it has, for an audience.
fn lines(audience: &str) -> Vec<(String, bool)> {
    let in_forms = |all: &[(&str, bool)], forms: &[&str]| -> Vec<(String, bool)> {
        let form = |form: &&str, (line, is_in): &(&str, bool)| {
            (format!("{line} --format {form} --for {audience}"), *is_in)
        };
        let each = all
            .iter()
            .flat_map(|one| forms.iter().map(move |f| form(f, one)));
        each.collect()
    };
    let mut all = in_forms(&DOCUMENTS, &["text", "md", "html"]);
    all.extend(in_forms(&LISTS, &["table", "plain", "csv", "json"]));
    all.push((format!("status --for {audience}"), false));
    all
}

#[test]
fn a_turn_of_the_cycle_prints_the_public_no_word_of_what_is_reserved() {
    let mut desk = desk();
    let mut leaks = Vec::new();
    for (line, _) in lines("public") {
        let ran = desk.run(&line);
        let shown = format!("{}{}", ran.data, ran.messages);
        if shown.contains(CANARY) || shown.contains(INTERNAL) {
            leaks.push(format!("{line}: {shown}"));
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

#[test]
fn the_secretariat_finds_it_all_and_only_it_finds_what_is_internal() {
    let mut desk = desk();
    let mut missed = Vec::new();
    for (line, is_in) in lines("secretariat") {
        let ran = desk.run(&line);
        if is_in && !ran.data.contains(CANARY) {
            missed.push(format!("{line}: {} {}", ran.data, ran.messages));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    for line in [
        "agenda show 1",
        "agenda show 2",
        "note show 1",
        "item show 1",
    ] {
        let members = desk.run(&format!("{line} --for members")).data;
        assert!(members.contains(CANARY), "{line}: {members}");
        assert!(!members.contains(INTERNAL), "{line}: {members}");
    }
    for (line, _) in lines("members") {
        let ran = desk.run(&line);
        let shown = format!("{}{}", ran.data, ran.messages);
        assert!(!shown.contains(INTERNAL), "{line}: {shown}");
    }
    let record = desk.run("note show 1 --for secretariat").data;
    for words in ["Timbuktu rang", "Timbuktu wrote"] {
        let marked = format!("INTERNAL: {words}");
        assert!(record.contains(&marked), "{record}");
    }
}

/// Every format of a document whose words can be found here.
pub(super) fn endings() -> Vec<&'static str> {
    let reads_pdf = reads_pdf();
    let formats = Format::ALL.into_iter();
    let formats = formats.filter(|one| *one != Format::Pdf || reads_pdf);
    formats.map(Format::extension).collect()
}

#[test]
fn a_file_for_the_public_has_no_word_of_what_is_reserved_and_its_control_has() {
    let mut desk = desk();
    for (audience, is_in) in [("public", false), ("members", true), ("secretariat", true)] {
        for line in [
            "agenda export 1",
            "agenda export 2",
            "note export 1",
            "text export 1",
            "text export 2",
        ] {
            for ending in endings() {
                let folder = tempfile::tempdir().expect("a folder for the test");
                let path = folder.path().join(format!("out.{ending}"));
                let line = format!("{line} --for {audience} -o '{}'", path.display());
                let ran = desk.run(&line);
                assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
                let found = contents(folder.path()) + &ran.messages;
                assert_eq!(found.contains(CANARY), is_in, "{line}: {found}");
                let is_internal = found.contains(INTERNAL);
                assert!(!is_internal || audience == "secretariat", "{line}: {found}");
            }
        }
    }
}

/// Stands in what is not marked publish, and in what is under an embargo.
const UNMARKED: &str = "Samarkand";

/// Beside what is reserved, and hangs from things on the page: entries that nobody has marked publish.
const BESIDE: &str = "agreement edit 1 --kind MoU --state current --party CQC --party GMC --summary 'In public.'
    agreement edit 1 --step 'Director; Zanzibar is in dispute' --ladder-post Director
    organisation add --name 'Samarkand Board'
    agreement add --title 'Samarkand accord' --kind MoU --state current --party CQC --party 'Samarkand Board'
    agreement edit 2 --summary 'Samarkand summary' --managed-by 'Samarkand team' --link 'Samarkand annex at https://samarkand.example'
    agreement add --title 'Samarkand draft' --kind JWP --state proposed --party CQC --party 'Samarkand Board' --scope 'Samarkand scope'
    forum add --name 'Samarkand panel' --purpose 'Samarkand purpose'
    member add --forum TF --organisation CQC --as Secretariat
    meeting add --forum TF --on 2014-02-03 --record 'published: https://samarkand.example/note.pdf'
    meeting hold 3
    announcement add --title 'Samarkand closure' --publisher CQC --agreement 1 --embargo 2014-09-01
    page mark agreement 1
    page mark forum TF
    page mark meeting 1 2";

/// Every way in which the page leaves the program.
const PAGES: [&str; 13] = [
    "page export --format text",
    "page export --format md",
    "page export --format html",
    "page export --fragment",
    "page show --format text",
    "page show --format md",
    "page show --format html",
    "page show --format json",
    "page list --format json",
    "page diff",
    "page diff --format csv",
    "page diff --format json",
    "history page 1",
];

/// What the page says in every form, each time as if it were the first, with all that is said about it.
fn all_pages(desk: &mut Desk) -> String {
    let diff = desk.run("page diff --format json");
    let mut all = diff.data + &diff.messages;
    for line in PAGES {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        all.push_str(&ran.data);
        all.push_str(&ran.messages);
    }
    for ending in ["html", "md", "txt"] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join(format!("page.{ending}"));
        run(desk, &format!("page export -o '{}'", path.display()));
        all.push_str(&contents(folder.path()));
    }
    all
}

#[test]
fn nothing_reserved_internal_unmarked_or_under_embargo_reaches_the_page_in_any_form() {
    let mut desk = desk();
    for line in BESIDE.lines() {
        run(&mut desk, line.trim());
    }
    let all = all_pages(&mut desk);
    for public in [
        "In public.",
        "The Forum",
        "3 April 2014",
        "General Medical Council",
    ] {
        assert!(all.contains(public), "{public}: {all}");
    }
    for secret in [CANARY, INTERNAL, UNMARKED, "samarkand"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
}

#[test]
fn the_control_finds_on_the_page_what_is_marked_publish_and_only_that() {
    for (mark, found) in [
        ("page mark agreement 2", "Samarkand summary"),
        ("page mark agreement 2", "Samarkand annex"),
        ("page mark agreement 2", "Samarkand team"),
        ("page mark agreement 3", "Samarkand scope"),
        ("page mark forum 3", "Samarkand purpose"),
    ] {
        let mut desk = desk();
        for line in BESIDE.lines() {
            run(&mut desk, line.trim());
        }
        run(&mut desk, mark);
        let all = all_pages(&mut desk);
        assert!(all.contains(found), "{mark}: {all}");
        for secret in [CANARY, INTERNAL, "Samarkand closure"] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
    }
    let mut desk = desk();
    for line in BESIDE.lines() {
        run(&mut desk, line.trim());
    }
    for (line, secret) in [
        (
            "agreement show 1 --for secretariat",
            "Zanzibar is in dispute",
        ),
        ("announcement list --for secretariat", "Samarkand closure"),
    ] {
        let ran = desk.run(line);
        assert!(ran.data.contains(secret), "{line}: {}", ran.data);
    }
}
