//! Planning a year, and what becomes of a meeting.

use insta::assert_snapshot;

use super::Screen;

/// The plan of the local meetings of 2021, from the meeting that comes next.
const PLAN: &str = "3tv<Down><Enter>";

#[test]
fn the_year_stands_with_its_meetings_and_the_date_proposed() {
    assert_snapshot!(Screen::demo(80, 24).keys(PLAN).text());
    assert_snapshot!("wide", Screen::demo(160, 20).keys(PLAN).text());
    assert_snapshot!("small", Screen::demo(60, 15).keys(PLAN).text());
}

#[test]
fn a_date_moves_by_working_days_and_the_line_below_says_at_once_what_that_does() {
    let screen = Screen::demo(80, 24).keys(PLAN);
    let later = screen.keys("+++");
    let row = later.selected();
    assert!(row.contains("Tuesday 9 November 2021"), "{row}");
    let day_over = later.keys("+");
    assert!(day_over.selected().contains("Wednesday 10 November 2021"));
    let origin = "Moved from 4 November 2021.";
    assert!(day_over.text().contains(origin), "{}", day_over.text());
    let gap = "from 1 February 2019";
    assert!(day_over.text().contains(gap), "{}", day_over.text());
    let earlier = day_over.keys("----");
    assert!(earlier.selected().contains("Thursday 4 November 2021"));
}

#[test]
fn dates_are_added_and_dropped_and_accepted_as_one_change() {
    let screen = Screen::demo(80, 24).keys(PLAN).keys("n<Down><Enter>");
    let text = screen.text();
    assert_eq!(text.matches("+ proposed").count(), 2, "{text}");
    let accepted = screen.keys("<Ctrl-s>");
    let text = accepted.text();
    assert!(text.contains("Planned 2 meetings of CQC-ADASS"), "{text}");
    assert_eq!(text.matches("planned").count(), 2, "{text}");
    assert!(!text.contains("+ proposed"), "{text}");
    let undone = accepted.keys("u");
    let text = undone.text();
    assert_eq!(text.matches("+ proposed").count(), 1, "{text}");
    let dropped = undone.keys("<Home><Down><Down>D");
    let text = dropped.text();
    assert!(!text.contains("+ proposed"), "{text}");
    assert!(
        text.contains("one more is needed by 9 November 2021"),
        "{text}"
    );
}

#[test]
fn a_changed_plan_is_left_only_after_a_question() {
    for leaving in ["<Esc>", "<Tab>", "1", "<Ctrl-f>"] {
        let asked = Screen::demo(80, 24).keys(PLAN).keys("+").keys(leaving);
        assert!(asked.text().contains("[ Keep planning ]"), "{leaving}");
        let kept = asked.keys("<Enter>");
        assert!(kept.text().contains("Friday 5 November 2021"), "{leaving}");
        let left = kept.keys("<Esc><Right><Enter>");
        assert!(left.line(1).contains("4 meetings"), "{}", left.text());
    }
    let untouched = Screen::demo(80, 24).keys(PLAN).keys("<Esc>");
    assert!(!untouched.text().contains("Keep planning"));
}

#[test]
fn another_year_and_another_forum_are_planned_in_turn() {
    let next = Screen::demo(100, 24).keys(PLAN).keys(">");
    assert!(next.line(1).contains("Plan 2022"), "{}", next.line(1));
    let other = next.keys("fChief<Enter>");
    let text = other.text();
    assert!(
        other.line(1).contains("Plan 2022, Chief Executives"),
        "{text}"
    );
    assert!(text.contains("3 of 3 in 2022"), "{text}");
    let refused = other.keys("<Home>+<");
    assert!(
        refused.text().contains("Accept the plan first"),
        "{}",
        refused.text()
    );
}

#[test]
fn a_line_of_today_that_asks_for_meetings_leads_to_the_plan() {
    let today = Screen::demo(80, 24).keys("/fix<Enter>");
    assert!(today.line(23).contains("m Plan"), "{}", today.line(23));
    let plan = today.keys("m");
    assert!(plan.line(1).contains("Plan 2021, "), "{}", plan.text());
    let forum = Screen::demo(80, 24).keys("5/local information<Enter>m");
    assert!(
        forum.line(1).contains("Plan 2021, CQC-ADASS local"),
        "{}",
        forum.text()
    );
}

#[test]
fn a_meeting_that_comes_is_postponed_and_gets_a_new_date() {
    let screen = Screen::demo(80, 24).keys("3t");
    assert!(
        screen.line(23).contains("m Postpone"),
        "{}",
        screen.line(23)
    );
    let menu = screen.keys("m");
    assert_snapshot!("menu", menu.text());
    let moved = menu.keys("<Enter>23 sep<Ctrl-s>");
    assert!(
        moved.text().contains("Moved to Thursday 23 September 2021"),
        "{}",
        moved.text()
    );
    let row = moved.selected();
    assert!(
        row.contains("23 Sep 2021") && row.contains("planned"),
        "{row}"
    );
    let confirmed = moved.keys("m<Enter>");
    assert!(
        confirmed.selected().contains("confirmed"),
        "{}",
        confirmed.text()
    );
    let waiting = confirmed.keys("m<Enter><Ctrl-s>");
    assert!(
        waiting.selected().contains("postponed"),
        "{}",
        waiting.text()
    );
    let back = waiting.keys("uuu");
    assert!(back.text().contains("9 Sep 2021"), "{}", back.text());
}

#[test]
fn meetings_past_their_day_are_held_together_and_the_menu_says_why_not() {
    let screen = Screen::demo(80, 24).keys("3<End><Up>");
    assert!(screen.line(23).contains("m Held"), "{}", screen.line(23));
    let held = screen.keys("m<Enter>");
    assert!(
        held.text().contains("Held: Chief Executives"),
        "{}",
        held.text()
    );
    let over = held.keys("m");
    assert!(over.text().contains("has been held"), "{}", over.text());
    let both = Screen::demo(80, 24).keys("3 <End><Up> m");
    assert!(
        both.text().contains("What becomes of 2 meetings?"),
        "{}",
        both.text()
    );
    let refused = both.keys("<Home><Down><Enter>");
    assert!(
        refused.text().contains("has not come yet"),
        "{}",
        refused.text()
    );
}
