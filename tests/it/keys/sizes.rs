//! Terminals of other sizes, and the mouse.

use crossterm::event::MouseEventKind;
use insta::assert_snapshot;

use super::Screen;

#[test]
fn a_terminal_that_is_too_small_says_what_it_needs_and_takes_only_quit() {
    let screen = Screen::demo(80, 24).resize(50, 10).keys("4jm");
    assert_snapshot!(screen.text());
    let back = screen.resize(80, 24);
    assert!(back.line(1).contains("things to see to"), "{}", back.text());
    assert!(back.resize(50, 10).keys("q").is_over());
}

#[test]
fn the_cursor_stands_on_the_selected_row() {
    let mut screen = Screen::demo(80, 24).keys("2jj");
    let row = usize::from(screen.cursor().y);
    assert_eq!(screen.line(row), screen.selected());
}

#[test]
fn a_click_selects_a_row_and_a_second_one_opens_it() {
    let screen = Screen::demo(120, 40).click(30, 4);
    assert_eq!(screen.line(4), screen.selected());
    let opened = screen.click(30, 4);
    assert!(!opened.line(1).contains("things to see to"));
}

#[test]
fn a_click_on_a_tab_opens_it() {
    let screen = Screen::demo(80, 24).click(36, 0);
    assert!(screen.line(1).contains("actions"), "{}", screen.text());
}

#[test]
fn the_wheel_moves_the_list() {
    let screen = Screen::demo(80, 24).keys("2");
    let was = screen.selected();
    let down = screen.mouse(MouseEventKind::ScrollDown, 10, 5);
    assert_ne!(down.selected(), was);
    let up = down.mouse(MouseEventKind::ScrollUp, 10, 5);
    assert_eq!(up.selected(), was);
}

#[test]
fn a_button_can_be_clicked() {
    let form = Screen::demo(80, 24).keys("2/joint working protocol between<Enter>m");
    let text = form.text();
    let row = text
        .lines()
        .position(|line| line.contains("[ Cancel ]"))
        .expect("a button");
    let column = text.lines().nth(row).and_then(|line| line.find("[ Cancel"));
    let column = u16::try_from(column.expect("it is there")).expect("a screen is narrow");
    let row = u16::try_from(row).expect("a screen is low");
    let closed = form.click(column + 3, row);
    assert!(!closed.text().contains("Record a review"));
}

#[test]
fn keys_at_once_lead_where_they_lead_one_by_one() {
    let keys = "2jjjGkk3jjt4jj/a<Enter>1jj5jjj<Enter>jjj<Esc>g<PgDn><PgUp>G";
    let at_once = Screen::demo(80, 24).keys(keys).text();
    assert_eq!(Screen::demo(80, 24).slowly(keys).text(), at_once);
}

#[test]
fn quitting_works_from_anywhere() {
    for keys in [
        "q",
        "<Ctrl-q>",
        "<Ctrl-c>",
        "?<Ctrl-q>",
        "/abc<Ctrl-q>",
        "4m<Ctrl-q>",
        "<Ctrl-f>q<Ctrl-q>",
    ] {
        assert!(Screen::demo(80, 24).keys(keys).is_over(), "{keys}");
    }
    for keys in ["?<Ctrl-c>", "/abc<Ctrl-c>", "4m<Ctrl-c>", "<Ctrl-f>q", "/q"] {
        assert!(!Screen::demo(80, 24).keys(keys).is_over(), "{keys}");
    }
}
