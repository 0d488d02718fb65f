//! Agreements: the list, the detail, recording a review.

use insta::assert_snapshot;

use super::Screen;

#[test]
fn agreements_stand_with_their_review_and_what_hangs_on_them() {
    assert_snapshot!(Screen::demo(80, 24).keys("2").picture());
}

#[test]
fn a_very_wide_terminal_has_room_for_everything() {
    assert_snapshot!(Screen::demo(160, 50).keys("2").text());
}

#[test]
fn one_pane_at_a_time_where_it_is_narrow() {
    let screen = Screen::demo(60, 15).keys("2<Enter>");
    assert_snapshot!(screen.text());
    let back = screen.keys("<Esc>");
    assert!(back.selected().starts_with('>'));
}

#[test]
fn a_review_is_recorded_in_a_form_and_taken_back() {
    let form = Screen::demo(80, 24).keys("2/joint working protocol between<Enter>m");
    assert_snapshot!("a_review_is_a_form", form.text());
    let saved = form.keys("<Tab><Tab>sep 2024<Tab>Head of Policy<Ctrl-s>");
    let text = saved.text();
    assert!(text.contains("u undoes it."), "{text}");
    assert!(text.contains("September 2024"), "{text}");
    let undone = saved.keys("u");
    let text = undone.text();
    assert!(text.contains("Took back: Recorded the review"), "{text}");
    assert!(text.contains("by September 2021"), "{text}");
}

#[test]
fn a_review_without_a_name_goes_back_to_that_field() {
    let screen = Screen::demo(80, 24).keys("2/joint working protocol between<Enter>m<Ctrl-s>");
    assert!(
        screen.text().contains("By is required."),
        "{}",
        screen.text()
    );
}

#[test]
fn a_date_that_cannot_be_read_says_what_can() {
    let screen =
        Screen::demo(80, 24).keys("2/joint working protocol between<Enter>m<Ctrl-u>soonish");
    assert_snapshot!(screen.text());
}

#[test]
fn a_form_with_something_typed_asks_before_it_closes() {
    let asked =
        Screen::demo(80, 24).keys("2/joint working protocol between<Enter>m<Tab><Tab>2024<Esc>");
    assert!(asked.text().contains("Discard what you typed?"));
    let kept = asked.keys("<Enter>");
    assert!(kept.text().contains("2024"));
    let gone = kept.keys("<Esc><Right><Enter>");
    assert!(!gone.text().contains("Record a review"));
}

#[test]
fn the_filter_says_so_and_esc_clears_it() {
    let screen = Screen::demo(80, 24).keys("2/protocol<Enter>");
    assert!(screen.line(1).contains("Filter: protocol (Esc clears)"));
    let cleared = screen.keys("<Esc>");
    assert!(!cleared.line(1).contains("Filter"));
}

#[test]
fn the_selection_follows_its_entry_through_sorting() {
    let screen = Screen::demo(80, 24).keys("2jjjj");
    let title = screen.line(13);
    let sorted = screen.keys("s<Down><Enter>");
    assert!(sorted.line(1).contains("by title"));
    assert_eq!(sorted.line(13), title);
}

#[test]
fn the_menu_narrows_to_one_organisation() {
    let screen = Screen::demo(80, 24).keys("2fGeneral Medical<Enter>");
    assert!(
        screen.line(1).contains("Show: GMC (Esc clears)"),
        "{}",
        screen.text()
    );
    let cleared = screen.keys("<Esc>");
    assert!(!cleared.line(1).contains("Show:"));
}

#[test]
fn history_says_who_and_what_field_by_field() {
    let screen = Screen::demo(100, 30).keys(
        "2/joint working protocol between<Enter>m<Tab><Tab>sep 2024<Tab>Head of Policy<Ctrl-s>H",
    );
    assert_snapshot!(screen.text());
}

#[test]
fn the_detail_leads_to_what_it_names() {
    let screen = Screen::demo(120, 40).keys("2/joint working protocol between<Enter><Enter>");
    let lines: Vec<String> = screen.text().lines().map(str::to_owned).collect();
    let party = lines
        .iter()
        .position(|line| line.contains("  Association of Directors"))
        .expect("a party");
    let downs = "<Down>".repeat(party - 2);
    let there = screen.keys(&format!("{downs}<Enter>"));
    assert!(there.selected().contains("ADASS"), "{}", there.text());
}

#[test]
fn an_explanation_under_a_field_is_shown_whole() {
    let keys = "2/joint working protocol between<Enter>m<Tab><Tab>soon";
    let text = Screen::demo(80, 24).keys(keys).boxed();
    assert!(text.contains("next friday, today). [ Save ]"), "{text}");
}

#[test]
fn an_earlier_value_is_brought_back_from_the_history() {
    let recorded = Screen::demo(100, 30).keys(
        "2/joint working protocol between<Enter>m<Tab><Tab>sep 2024<Tab>Head of Policy<Ctrl-s>H",
    );
    let nothing = recorded.keys("<Up><Enter>");
    assert!(nothing.text().contains("History of"), "{}", nothing.text());
    let asked = nothing.keys("<Down><Enter>");
    assert_snapshot!("bringing_a_value_back", asked.text());
    let kept = asked.keys("<Enter>");
    assert!(kept.text().contains("History of"), "{}", kept.text());
    let back = kept.keys("<Enter><Tab><Enter>");
    let text = back.text();
    let said = "Brought back review due of agreement 2";
    assert!(text.contains(said), "{text}");
    assert!(text.contains("by September 2021"), "{text}");
    let undone = back.keys("u").text();
    assert!(
        undone.contains("Took back: Brought back review due"),
        "{undone}"
    );
    assert!(undone.contains("September 2024"), "{undone}");
}
