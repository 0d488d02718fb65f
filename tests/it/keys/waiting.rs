//! What others owe, on the first screen: marked as received, chased, and standing under WAITING FOR.

use chrono::NaiveDate;
use insta::assert_snapshot;
use secretariat::demo;
use secretariat::domain::cycle::{papers, returns};
use secretariat::domain::due::Rules;
use secretariat::domain::id::Id;
use secretariat::domain::item::{Item, agenda};
use secretariat::domain::meeting::Meeting;
use secretariat::domain::named::named;
use secretariat::domain::register::{Kind, Register};
use secretariat::house::HouseFiles;
use secretariat::session::{Clock, Session, SessionOptions};

use super::Screen;
use crate::sample;

const TODAY: &str = "2014-03-28";

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn april(register: &Register) -> Id<Meeting> {
    let found = named(register, Kind::Meeting, "forum-2014-04-03").expect("it is there");
    found.id().expect("a meeting")
}

/// The sample data six days before the meeting of April 2014: every member was asked for its return, GMC and Monitor
/// owe the papers for items 4 and 5.
fn session() -> Session {
    furnished(HouseFiles::default())
}

/// The same for an office that has something of its own for its texts.
fn furnished(house: HouseFiles) -> Session {
    let at = day(TODAY)
        .and_hms_opt(9, 0, 0)
        .expect("nine in the morning");
    let options = SessionOptions {
        clock: Clock::Fixed(at.and_utc()),
        actor: "ann".to_owned(),
        rules: Rules::default(),
        house,
    };
    let mut session = Session::memory(options).expect("memory has room");
    let mut commit = |verb: &dyn Fn(&Register) -> Result<_, _>| {
        session.commit(verb).expect("it is sound");
    };
    commit(&|_| Ok(demo::demo()));
    commit(&|register| returns::ask(register, april(register), day("2014-03-03")));
    for (number, from) in [("4", "GMC"), ("5", "Monitor")] {
        commit(&|register| {
            let items = agenda(register, april(register));
            let of_number = |item: &&&Item| item.number.as_deref() == Some(number);
            let item = items.iter().find(of_number).expect("it is there").id;
            let options = papers::PaperOptions {
                from: named(register, Kind::Organisation, from)?.id(),
                link: None,
            };
            papers::expect(register, &[item], &options)
        });
    }
    session
}

fn screen(width: u16, height: u16) -> Screen {
    Screen::over(session(), width, height, true)
}

#[test]
fn what_each_body_owes_is_a_line_of_its_own() {
    assert_snapshot!(screen(120, 40).text());
}

#[test]
fn a_message_holds_all_that_one_body_owes_and_sent_moves_it_to_waiting_for_with_the_day() {
    let asked = screen(80, 24).keys("/paper for item 4<Enter>C");
    assert_snapshot!("chase_box_80x24", asked.text());
    assert!(!asked.text().contains("Monitor"), "{}", asked.text());
    let sent = asked.keys("<Shift-Tab><Enter><Esc><Esc>");
    assert!(
        sent.text().contains("Chased GMC for 3 things"),
        "{}",
        sent.text()
    );
    sample::assert_sound(&sent.session);
    let shown = sent.resize(80, 40).keys("<Esc>/gmc<Enter>");
    assert_snapshot!("chased_80x40", shown.text());
    let undone = shown.keys("u");
    assert!(!undone.text().contains("WAITING FOR"), "{}", undone.text());
}

#[test]
fn several_marked_rows_are_a_message_to_each_body_and_one_change() {
    let marked = screen(80, 24).keys("/paper for item<Enter>  C");
    let text = marked.text();
    assert!(text.contains("Messages to chase"), "{text}");
    assert!(text.contains("PgDn: more below"), "{text}");
    let below = marked.keys("<PgDn><PgDn>");
    assert!(below.text().contains("Monitor"), "{}", below.text());
    let sent = below.keys("<Shift-Tab><Enter>");
    assert!(
        sent.text().contains("Chased GMC, Monitor for 6 things"),
        "{}",
        sent.text()
    );
    let text = sent.text();
    assert_eq!(text.matches("chased 28 Mar").count(), 2, "{text}");
    let back = sent.keys("u");
    assert_eq!(
        back.text().matches("chased 28 Mar").count(),
        0,
        "{}",
        back.text()
    );
}

#[test]
fn a_message_is_copied_and_the_box_stays_open_until_it_is_closed() {
    let mut copied = screen(80, 24).keys("/paper for item 4<Enter>C<Tab><Enter>");
    let text = copied.clipboard().expect("the message");
    assert!(text.starts_with("To: "), "{text}");
    assert!(
        text.contains("Paper for item 4, Current challenges"),
        "{text}"
    );
    assert!(copied.text().contains("[ Sent ]"), "{}", copied.text());
    let closed = copied.keys("<Esc>");
    assert!(!closed.text().contains("[ Sent ]"), "{}", closed.text());
    for (width, height) in [(60, 15), (160, 50)] {
        let text = screen(width, height)
            .keys("/paper for item 4<Enter>C")
            .text();
        assert!(text.contains("[ Close ]"), "{width}x{height}: {text}");
    }
}

#[test]
fn what_nobody_else_has_cannot_be_chased() {
    let screen = screen(80, 24).keys("/meeting still to fix<Enter>C");
    assert!(
        screen.text().contains("not with somebody else"),
        "{}",
        screen.text()
    );
}

#[test]
fn returns_and_papers_are_marked_as_received_several_as_one_change_and_ours_as_sent() {
    for (filter, marks, said) in [
        ("return of gmc", "", "Received the return of GMC"),
        ("return of", "  ", "Received 2 returns"),
        ("our return", "", "Sent the return of CQC to the others"),
        ("paper for item", "  ", "Received 2 papers"),
        ("paper for item 5", "", "Received the paper for item 5"),
    ] {
        let screen = screen(80, 24).keys(&format!("/{filter}<Enter>{marks}m"));
        assert!(screen.text().contains(said), "{filter}: {}", screen.text());
        sample::assert_sound(&screen.session);
        let before = screen.keys("u");
        assert!(before.text().contains("Took back"), "{}", before.text());
    }
}

#[test]
fn a_broken_text_of_the_office_is_told_once_a_message_is_made() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let text = "Dear all,\n{{ oganisation }} owes us something.\n";
    std::fs::write(folder.path().join("chase-body.txt"), text).expect("the folder is there");
    let house = HouseFiles {
        words: Some(folder.path().to_owned()),
        reference: None,
    };
    let begun = Screen::over(furnished(house), 160, 50, false).keys("/paper for item 4<Enter>");
    assert!(!begun.text().contains("chase-body"), "{}", begun.text());
    let asked = begun.keys("C");
    let sentence = "chase-body.txt line 2: there is no value \"oganisation\"; did you mean \"organisation\"? The built-in \
                    text is used.";
    let text = asked.text();
    assert!(
        text.contains(sentence) && text.contains("Dear colleague,"),
        "{text}"
    );
    let left = asked.keys("<Esc><Esc><Esc>");
    assert!(!left.text().contains("chase-body"), "{}", left.text());
    let again = left.keys("/paper for item 4<Enter>C");
    assert!(!again.text().contains("chase-body"), "{}", again.text());
}
