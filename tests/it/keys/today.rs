//! The first screen: what is due, and what is done about it from there.

use insta::assert_snapshot;
use secretariat::domain::announcement::Announcement;
use secretariat::domain::change::Change;
use secretariat::domain::date::Date;
use secretariat::domain::register::Register;

use super::Screen;
use crate::sample;

#[test]
fn what_is_due_opens_first() {
    assert_snapshot!(Screen::demo(80, 24).picture());
}

#[test]
fn a_wide_terminal_shows_the_detail_beside_the_list() {
    assert_snapshot!(Screen::demo(120, 40).text());
}

#[test]
fn the_smallest_terminal_keeps_what_matters() {
    assert_snapshot!(Screen::demo(60, 15).picture());
}

#[test]
fn without_colour_every_state_is_still_a_word() {
    let session = Screen::demo(80, 24).session;
    let mut screen = Screen::over(session, 80, 24, false);
    assert_snapshot!(screen.picture());
    let colours = ["red", "yellow", "cyan", "green", "magenta"];
    let styles = screen.styles();
    assert!(!colours.iter().any(|colour| styles.contains(colour)));
}

#[test]
fn an_empty_register_says_how_it_is_filled() {
    assert_snapshot!(Screen::empty(80, 24).text());
}

#[test]
fn enter_goes_to_the_entry_in_its_own_tab() {
    let due = Screen::demo(80, 24).keys("/joint working protocol<Enter>");
    assert!(due.selected().contains("review"), "{}", due.text());
    let there = due.keys("<Enter>");
    assert!(there.line(1).contains("agreements"), "{}", there.text());
    assert!(there.selected().contains("Joint Working Protocol"));
}

#[test]
fn a_reminder_puts_a_line_off_until_its_day() {
    let screen = Screen::demo(80, 24)
        .keys("/joint working protocol<Enter>w1 sep 2021<Tab>rang them<Ctrl-s>");
    assert!(
        screen.text().contains("Set a reminder for"),
        "{}",
        screen.text()
    );
    let text = screen.text();
    let later = text.find("LATER").expect("a section of its own");
    assert!(text[later..].contains("Joint Working Protocol"), "{text}");
    let taken_off = screen.keys("<Esc>/joint working protocol<Enter>w<Ctrl-u><Ctrl-s>");
    assert!(
        taken_off.text().contains("Took off the reminder"),
        "{}",
        taken_off.text()
    );
}

#[test]
fn a_reminder_for_a_day_that_has_come_is_refused_and_nothing_typed_is_lost() {
    let screen = Screen::demo(80, 24).keys("/review<Enter>w1 aug 2021<Tab>soon<Ctrl-s>");
    let text = screen.text();
    assert!(text.contains("not after today"), "{text}");
    assert!(text.contains("soon"), "{text}");
}

#[test]
fn a_filter_that_finds_nothing_says_what_clears_it() {
    let screen = Screen::demo(80, 24).keys("/zebra<Enter>");
    assert!(screen.text().contains("Esc clears the filter"));
    let cleared = screen.keys("<Esc>");
    assert!(cleared.selected().starts_with('>'));
}

#[test]
fn esc_never_quits_and_q_does() {
    let screen = Screen::demo(80, 24).keys("<Esc><Esc><Esc><Left>");
    assert!(!screen.is_over());
    assert!(screen.keys("q").is_over());
}

#[test]
fn a_colleagues_change_leaves_the_cursor_on_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.db");
    let mut mine = sample::create(&path, "ann");
    mine.commit(|_| Ok(secretariat::demo::demo()))
        .expect("sample data fits");
    let screen = Screen::over(mine, 80, 24, true).keys("jjj");
    let was = screen.selected();
    let mut theirs = sample::open(&path, "bob");
    let open = theirs.register().actions.iter();
    let ids: Vec<_> = open
        .filter(|one| one.closed.is_none())
        .map(|one| one.id)
        .collect();
    let options = secretariat::domain::action::CloseOptions {
        today: theirs.today(),
        on: theirs.today(),
        outcome: secretariat::domain::action::ActionOutcome::Done,
        note: None,
    };
    if !ids.is_empty() {
        theirs
            .commit(|register| secretariat::domain::action::close(register, &ids, &options))
            .expect("an open action is closed");
    }
    let screen = screen.keys("r");
    assert_eq!(screen.selected(), was, "{}", screen.text());
}

#[test]
fn the_note_of_a_reminder_is_not_copied() {
    let mut screen = Screen::demo(80, 24)
        .keys("/joint working protocol<Enter>w1 sep 2021<Tab>rang them<Ctrl-s>c");
    let copied = screen.clipboard().expect("a row");
    assert!(copied.contains("Joint Working Protocol"), "{copied}");
    assert!(!copied.contains("rang them"), "{copied}");
    assert!(copied.contains('\t'), "{copied}");
}

/// The sample data with an announcement that is under embargo.
fn with_announcement() -> Screen {
    let mut session = Screen::demo(120, 40).session;
    let ask = |register: &Register| {
        let mut bodies = register.organisations.iter();
        let publisher = bodies
            .find(|one| one.short() == "GDC")
            .expect("it is there");
        let id = register.announcements.next_id();
        let announcement = Announcement {
            embargo: Date::from_code("2021-08-25"),
            no_notice: "Urgent enforcement".to_owned(),
            ..Announcement::new(id, "State of care", publisher.id)
        };
        Ok(Change::new("Planned an announcement").create(announcement))
    };
    session.commit(ask).expect("it is sound");
    Screen::over(session, 120, 40, true).keys("/state of care<Enter>")
}

#[test]
fn an_announcement_stands_on_the_list_with_its_fields_and_is_copied_without_a_word_of_it() {
    let mut screen = with_announcement();
    let text = screen.text();
    assert!(screen.selected().contains("embargo"), "{text}");
    for words in [
        "Embargo ends: State of care (GDC)",
        "in 5 days",
        "25 August 2021",
        "No notice",
        "Urgent enforcement",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    screen = screen.keys("c");
    assert_eq!(screen.clipboard().as_deref(), Some("Reserved item"));
}

#[test]
fn an_announcement_is_put_off_and_looked_at_under_its_publisher() {
    let screen = with_announcement().keys("w24 aug 2021<Tab>they know<Ctrl-s>");
    let text = screen.text();
    assert!(text.contains("Set a reminder for"), "{text}");
    sample::assert_sound(&screen.session);
    let there = screen.keys("<Enter><Enter>");
    assert!(there.text().contains("Announcements"), "{}", there.text());
    assert!(
        there.text().contains("embargo until 25 August 2021"),
        "{}",
        there.text()
    );
}
