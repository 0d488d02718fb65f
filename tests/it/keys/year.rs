//! The year view: months with what stands on their days, and the list of it in words.

use insta::assert_snapshot;
use secretariat::tui::Options;

use super::Screen;

/// The line under the months that says which day the cursor is on.
fn day(screen: &Screen) -> String {
    let text = screen.text();
    let weekdays = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let is_day = |line: &&str| {
        let line = line.trim_start();
        weekdays.iter().any(|day| line.starts_with(day))
    };
    let found = text.lines().find(is_day);
    found.unwrap_or_default().trim().to_owned()
}

/// What the list marks as standing on the day.
fn here(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    let marked = text.lines().filter_map(|line| line.strip_prefix("> "));
    marked.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_year_looks_like_this() {
    for (width, height) in [(80, 24), (60, 15), (160, 50)] {
        let screen = Screen::demo(width, height).keys("3tv<Enter>");
        assert_snapshot!(format!("year_{width}x{height}"), screen.text());
    }
}

#[test]
fn arrows_move_by_day_and_week_and_other_keys_by_month_and_year() {
    for (keys, expected) in [
        ("", "Thursday 9 September 2021"),
        ("<Left>", "Wednesday 8 September 2021"),
        ("<Right>", "Friday 10 September 2021"),
        ("<Up>", "Thursday 2 September 2021"),
        ("<Down><Down><Down>", "Thursday 30 September 2021"),
        ("<Down><Down><Down><Right>", "Friday 1 October 2021"),
        ("<PgUp>", "Monday 9 August 2021"),
        ("<PgDn>", "Saturday 9 October 2021"),
        ("-", "Wednesday 9 September 2020"),
        ("+", "Friday 9 September 2022"),
        ("<Home>", "Friday 1 January 2021: New Year's Day"),
        ("<End>", "Friday 31 December 2021"),
        ("t", "Friday 20 August 2021, today"),
        ("hkjl", "Thursday 9 September 2021"),
        ("[", "Thursday 9 September 2021"),
    ] {
        let screen = Screen::demo(80, 24).keys("3tv<Enter>").keys(keys);
        assert_eq!(day(&screen), expected, "{keys}");
    }
}

#[test]
fn months_are_shown_in_equal_parts_of_the_year_in_which_the_cursor_is() {
    for (size, keys, first) in [
        ((80, 24), "", "July 2021"),
        ((80, 24), "<Home>", "January 2021"),
        ((80, 24), "+", "July 2022"),
        ((60, 15), "", "September 2021"),
        ((60, 15), "<End>", "November 2021"),
        ((160, 50), "<End>", "January 2021"),
        ((160, 24), "", "July 2021"),
        ((200, 30), "", "January 2021"),
    ] {
        let screen = Screen::demo(size.0, size.1).keys("3tv<Enter>").keys(keys);
        let line = screen.line(2);
        assert!(line.trim_start().starts_with(first), "{size:?}: {line}");
    }
}

#[test]
fn enter_goes_to_what_stands_on_the_day_and_says_so_where_nothing_does() {
    let meeting = Screen::demo(80, 24).keys("3tv<Enter><Enter>");
    assert!(
        meeting.line(1).contains("meetings, latest"),
        "{}",
        meeting.text()
    );
    assert!(meeting.selected().contains("9 Sep 2021"));
    let review = Screen::demo(80, 24).keys("3tv<Enter><Right>");
    assert_eq!(
        here(&review),
        ["by Sep 2021     R  Review of Joint Working Protocol between CQC and ADASS, due"]
    );
    let agreement = review.keys("<Enter>");
    assert!(agreement.selected().contains("Joint Working Protocol"));
    let nothing = Screen::demo(80, 24).keys("3tv<Enter>t<Enter>");
    let text = nothing.text();
    assert!(text.contains("Nothing stands on this day."), "{text}");
    assert_eq!(day(&nothing), "Friday 20 August 2021, today");
    let dismissed = nothing.keys("<Esc>");
    assert!(!dismissed.text().contains("Nothing stands"));
    assert_eq!(day(&dismissed), "Friday 20 August 2021, today");
}

#[test]
fn a_new_meeting_has_the_day_and_stands_on_it_when_the_form_closes() {
    let typed = "<Down><Down>nregional<Enter><Ctrl-s>";
    let screen = Screen::demo(80, 24).keys("3tv<Enter>").keys(typed);
    let text = screen.text();
    assert!(text.contains("Added meeting 5"), "{text}");
    assert_eq!(day(&screen), "Thursday 23 September 2021");
    assert_eq!(
        here(&screen),
        ["23 Sep 2021     M  Meeting of CQC-ADASS regional meetings, planned"]
    );
    let moved = screen.keys("<Left>");
    assert!(moved.text().contains("M23"), "{}", moved.text());
    let undone = moved.keys("u");
    assert!(!undone.text().contains("M23"), "{}", undone.text());
    assert_eq!(day(&undone), "Wednesday 22 September 2021");
    let moved = undone.keys("U<Right>e<Tab><Ctrl-u>1 oct 2021<Ctrl-s>");
    assert_eq!(day(&moved), "Friday 1 October 2021");
}

#[test]
fn one_forum_is_shown_alone_with_the_reviews_of_its_agreement() {
    let all = Screen::demo(80, 24).keys("3tv<Enter>");
    let one = all.keys("fregional<Enter>");
    let title = one.line(1);
    assert!(title.contains("CQC-ADASS regional meetings"), "{title}");
    assert!(!one.text().contains("local information"), "{}", one.text());
    let form = one.keys("n");
    assert!(
        form.text().contains("CQC-ADASS regional meetings"),
        "{}",
        form.text()
    );
    let back = form.keys("<Esc>fall forums<Enter>");
    assert!(back.line(1).contains("all forums"), "{}", back.text());
    assert_eq!(here(&back).len(), 1, "{}", back.text());
}

#[test]
fn where_several_stand_on_a_day_there_is_one_sign_and_enter_asks() {
    let screen = Screen::demo(80, 24).keys("3tv<Enter>nregional<Enter><Ctrl-s>");
    assert_eq!(here(&screen).len(), 2, "{}", screen.text());
    let asked = screen.keys("<Enter>");
    assert!(asked.text().contains("Go to which?"), "{}", asked.text());
    let gone = asked.keys("regional<Enter>");
    assert!(gone.selected().contains("regional"), "{}", gone.selected());
    let refused = Screen::demo(80, 24).keys("3tv<Enter>nregional<Enter><Ctrl-s>D");
    let text = refused.text();
    assert!(text.contains("Several stand on this day;"), "{text}");
}

#[test]
fn deleting_asks_first_and_leaves_the_year_open() {
    let asked = Screen::demo(80, 24).keys("3tv<Enter>D");
    assert!(asked.text().contains("[ Keep ]"), "{}", asked.text());
    let kept = asked.keys("<Enter>");
    assert_eq!(here(&kept).len(), 1);
    let gone = kept.keys("D<Right><Enter>");
    assert!(gone.text().contains("Deleted meeting"), "{}", gone.text());
    assert_eq!(day(&gone), "Thursday 9 September 2021");
    assert!(!gone.text().contains("9 Sep 2021"), "{}", gone.text());
    let history = gone.keys("uH");
    assert!(history.text().contains("History of"), "{}", history.text());
    assert_eq!(day(&history.keys("<Esc>")), "Thursday 9 September 2021");
}

#[test]
fn a_click_puts_the_cursor_on_a_day_and_another_one_opens_it() {
    let screen = Screen::demo(80, 24).keys("3tv<Enter>t");
    let row = (0..24)
        .find(|row| screen.line(*row).contains(" M9"))
        .expect("a meeting");
    let column = screen.line(row).find(" M9").expect("it is there") + 2;
    let at = |place: usize| u16::try_from(place).expect("a screen is small");
    let clicked = screen.click(at(column), at(row));
    assert_eq!(day(&clicked), "Thursday 9 September 2021");
    let opened = clicked.click(at(column), at(row));
    assert!(
        opened.selected().contains("9 Sep 2021"),
        "{}",
        opened.text()
    );
}

#[test]
fn without_colour_the_words_are_the_same_and_what_stands_somewhere_is_bold() {
    let plain = Screen::dressed(80, 24, &Options::default()).keys("3tv<Enter>t");
    assert_eq!(
        plain.text(),
        Screen::demo(80, 24).keys("3tv<Enter>t").text()
    );
    let row = (0..24)
        .find(|row| plain.line(*row).contains(" M9"))
        .expect("a meeting");
    let column = plain.line(row).find("M9").expect("it is there");
    let run = format!("{row},{}..{} bold", column - 1, column + 2);
    assert!(plain.styles().contains(&run), "{run}\n{}", plain.styles());
}

#[test]
fn an_empty_register_has_a_year_and_says_which_key_fills_it() {
    let screen = Screen::empty(80, 24).keys("3v<Enter>");
    let text = screen.text();
    assert!(text.contains("n plans a meeting on the day."), "{text}");
}

#[test]
fn a_forum_that_is_deleted_is_no_longer_the_one_that_is_shown() {
    let typed = "5nforum<Enter>Brief forum<Ctrl-s>";
    let screen = Screen::demo(80, 24)
        .keys(typed)
        .keys("3tv<Enter>fbrief<Enter>");
    assert!(screen.line(1).contains("Brief forum"), "{}", screen.text());
    assert!(screen.text().contains("Nothing stands in 2021."));
    let gone = screen.keys("u");
    assert!(gone.line(1).contains("all forums"), "{}", gone.text());
    assert_eq!(here(&gone).len(), 1, "{}", gone.text());
}

#[test]
fn what_has_only_a_month_is_meant_on_its_last_day_beside_what_stands_there() {
    let to_the_30th = "3tv<Enter><Down><Down><Down>";
    let screen = Screen::demo(80, 24).keys(to_the_30th);
    assert_eq!(here(&screen).len(), 1, "{}", screen.text());
    let made = screen.keys("nregional<Enter><Ctrl-s>");
    assert_eq!(day(&made), "Thursday 30 September 2021");
    assert_eq!(here(&made).len(), 2, "{}", made.text());
    let before = made.keys("<Left>");
    assert!(before.text().contains("M30"), "{}", before.text());
    let september = before.line(2);
    assert!(september.trim_end().ends_with('R'), "{september}");
}
