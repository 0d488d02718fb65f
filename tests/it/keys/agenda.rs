//! The page of an agenda: keys in, screen out.

use crossterm::event::{MouseButton, MouseEventKind};
use insta::assert_snapshot;
use secretariat::session::Session;
use secretariat::tui::{Options, Symbols};

use super::Screen;
use crate::sample;

/// A forum with a meeting of two hours to come, and the meeting's agenda open.
fn session() -> Session {
    use chrono::NaiveDate;
    use secretariat::domain::change::Change;
    use secretariat::domain::date::{Date, read_time};
    use secretariat::domain::forum::{Forum, StandingItem};
    use secretariat::domain::id::Id;
    use secretariat::domain::meeting::Meeting;
    let mut session = sample::memory();
    let mut forum = Forum::new(Id::new(1).expect("a number"), "The Forum");
    forum.standing_items = ["Welcome", "Current challenges", "Risks"]
        .map(|title| StandingItem {
            minutes: Some(30),
            ..StandingItem::new(title)
        })
        .to_vec();
    let day = NaiveDate::from_ymd_opt(2021, 9, 20).expect("a day");
    let mut meeting = Meeting::new(Id::new(1).expect("a number"), forum.id, Date::day(day));
    meeting.start = read_time("10am").ok();
    meeting.end = read_time("noon").ok();
    let change = Change::new("Began").create(forum).create(meeting);
    session.commit(|_| Ok(change)).expect("they are sound");
    session
}

fn opened(width: u16, height: u16) -> Screen {
    Screen::over(session(), width, height, true).keys("3b")
}

/// Built with all that is proposed: three standing items, any other business, the date of the next meeting.
fn built(width: u16, height: u16) -> Screen {
    opened(width, height).keys("b<Enter>")
}

/// The titles in the order in which they are drawn, with their numbers.
fn order(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    let titles = [
        "Welcome",
        "Current challenges",
        "Risks",
        "Budget",
        "Any other business",
        "Date of next",
    ];
    let rows = text.lines().filter_map(|line| {
        let title = titles.iter().find(|title| line.contains(**title))?;
        let number = line.trim_start_matches(['>', ' ', 'x']).split(' ').next()?;
        let is_row = number.starts_with(|one: char| one.is_ascii_digit());
        is_row.then(|| format!("{number} {title}"))
    });
    rows.collect()
}

#[test]
fn an_empty_agenda_says_which_key_builds_it_and_the_proposal_says_why() {
    let screen = opened(80, 24);
    assert!(
        screen.text().contains("b builds the agenda"),
        "{}",
        screen.text()
    );
    let mut screen = screen.keys("b");
    assert_snapshot!(screen.picture());
    let mut screen = screen.keys("<Down> <Enter>");
    assert!(
        screen.text().contains("Built the agenda of"),
        "{}",
        screen.text()
    );
    assert!(
        !screen.text().contains("Current challenges"),
        "{}",
        screen.text()
    );
    assert_snapshot!(screen.picture());
    let again = screen.keys("b");
    assert!(
        again.text().contains("[x] Current challenges"),
        "{}",
        again.text()
    );
    let left = again.keys("<Esc>u");
    assert!(left.text().contains("No items yet"), "{}", left.text());
    let redone = left.keys("U");
    assert!(redone.text().contains("Risks"), "{}", redone.text());
}

#[test]
fn items_are_moved_indented_timed_and_taken_back_by_keys() {
    let screen = built(80, 24).keys("<Home>+");
    assert_eq!(
        order(&screen)[..2],
        ["1 Current challenges", "2 Welcome"],
        "{}",
        screen.text()
    );
    let screen = screen.keys("-");
    assert_eq!(order(&screen)[..2], ["1 Welcome", "2 Current challenges"]);
    assert!(screen.keys("-").text().contains("It stands first already."));
    let screen = built(80, 24).keys("<Home><Down>>");
    assert_eq!(
        order(&screen)[..3],
        ["1 Welcome", "1.1 Current challenges", "2 Risks"]
    );
    let screen = screen.keys("<");
    assert_eq!(
        order(&screen)[..3],
        ["1 Welcome", "2 Current challenges", "3 Risks"]
    );
    let screen = screen.keys("MX<Ctrl-s>");
    assert!(screen.text().contains("inutes"), "{}", screen.text());
    let timed = built(80, 24).keys("<Home>M<Backspace><Backspace>95<Ctrl-s>");
    assert!(timed.text().contains("11:35am"), "{}", timed.text());
    let last = timed.keys("<End>M5<Ctrl-s><Up>M10<Ctrl-s>");
    assert!(
        last.text().contains("Ends 12:50pm, 50 minutes over !"),
        "{}",
        last.text()
    );
    let taken_back = last.keys("uuu");
    assert!(
        taken_back.text().contains("10:30am"),
        "{}",
        taken_back.text()
    );
}

#[test]
fn an_item_is_held_at_its_time_and_let_go_again() {
    let screen = built(80, 24).keys("<Home><Down>p");
    let moved = screen.keys("<Home>M<Backspace><Backspace>45<Ctrl-s><Down>");
    let text = moved.text();
    assert!(text.contains("!10:30am"), "{text}");
    assert!(
        text.contains("Starts 15 minutes before the item before it ends"),
        "{text}"
    );
    let let_go = moved.keys("p");
    assert!(
        let_go.text().contains("10:45am  Current challenges"),
        "{}",
        let_go.text()
    );
    let refused = let_go.keys("<End>p");
    assert!(
        refused.text().contains("Its start is not known yet"),
        "{}",
        refused.text()
    );
}

#[test]
fn several_are_marked_received_and_deleted_as_one_change() {
    let screen = built(110, 24).keys("<Home>  m");
    assert_eq!(
        screen.text().matches("received").count(),
        2,
        "{}",
        screen.text()
    );
    let screen = screen.keys("u<Home> D<Right><Enter>");
    assert_eq!(order(&screen).len(), 4, "{}", screen.text());
    assert_eq!(order(&screen)[0], "1 Current challenges");
    assert_eq!(order(&screen.keys("u")).len(), 5);
}

#[test]
fn a_new_item_stands_after_the_cursor_and_has_the_cursor() {
    let screen = built(80, 24).keys("<Home>nBudget<Ctrl-s>");
    assert!(
        screen.selected().contains("2     10:30am  Budget"),
        "{}",
        screen.text()
    );
    let broken = screen.keys("B");
    assert!(broken.text().contains("Added break"), "{}", broken.text());
}

#[test]
fn an_item_is_dragged_where_it_is_dropped_and_opened_by_a_second_click() {
    let screen = built(80, 24);
    let row = |screen: &Screen, words: &str| {
        let text = screen.text();
        let found = text.lines().position(|line| line.contains(words));
        u16::try_from(found.expect("it is drawn")).expect("a row")
    };
    let (from, to) = (row(&screen, "Risks"), row(&screen, "Welcome"));
    let screen = screen
        .mouse(MouseEventKind::Down(MouseButton::Left), 20, from)
        .mouse(MouseEventKind::Drag(MouseButton::Left), 20, to);
    let moved = screen.mouse(MouseEventKind::Up(MouseButton::Left), 20, to);
    assert_eq!(
        order(&moved)[..2],
        ["1 Risks", "2 Welcome"],
        "{}",
        moved.text()
    );
    assert!(moved.selected().contains("Risks"), "{}", moved.text());
    let clicked = moved
        .mouse(MouseEventKind::Down(MouseButton::Left), 20, to)
        .mouse(MouseEventKind::Up(MouseButton::Left), 20, to);
    assert!(clicked.text().contains("Change item"), "{}", clicked.text());
}

#[test]
fn the_page_is_readable_at_every_size_and_without_colour() {
    for (width, height) in [(60, 15), (80, 24), (160, 50)] {
        let mut screen = built(width, height).keys("<Home><Down>>");
        assert_snapshot!(format!("agenda_{width}x{height}"), screen.picture());
    }
    let options = Options {
        symbols: Symbols::Ascii,
        ..Options::default()
    };
    let plain = Screen::dressed(80, 24, &options).keys("3b");
    assert!(plain.text().contains("Agenda: "), "{}", plain.text());
}

#[test]
fn only_a_meeting_has_an_agenda_and_today_opens_it_too() {
    let screen = Screen::demo(80, 24).keys("2b");
    assert!(
        screen.text().contains("Only a meeting has an agenda."),
        "{}",
        screen.text()
    );
    let screen = Screen::over(session(), 80, 24, true).keys("1b");
    let text = screen.text();
    assert!(
        text.contains("Agenda: The Forum") || text.contains("Only a meeting"),
        "{text}"
    );
}

#[test]
fn an_item_that_is_added_from_the_list_of_meetings_goes_before_what_closes_the_agenda() {
    let screen = built(80, 24).keys("<Esc><Enter>nagenda item<Enter>Budget<Ctrl-s>");
    let screen = screen.keys("3b");
    assert_eq!(
        order(&screen)[2..],
        [
            "3 Risks",
            "4 Budget",
            "5 Any other business",
            "6 Date of next"
        ],
        "{}",
        screen.text()
    );
}
