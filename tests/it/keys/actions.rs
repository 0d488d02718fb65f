//! Actions: closing them one by one and several at once, and what is for nobody else's eyes.

use insta::assert_snapshot;
use secretariat::domain::action::{Action, ActionDue, Reply};
use secretariat::domain::change::Change;
use secretariat::domain::date::Date;
use secretariat::domain::register::Register;
use secretariat::session::Session;

use super::Screen;
use crate::sample;

/// Four actions of one forum: overdue, due soon, without a date, reserved.
fn actions() -> Session {
    let mut session = sample::memory();
    session
        .commit(|_| Ok(secretariat::demo::demo()))
        .expect("sample data fits");
    session
        .commit(|register| {
            let forum = register.forums.iter().next().expect("a forum").id;
            let owner = register.organisations.iter().next().map(|one| one.id);
            let mut id = register.actions.next_id();
            let mut change = Change::new("Added four actions");
            for (number, text, due) in [
                (901, "Send the draft", "2021-03"),
                (902, "Ask for the figures", "2021-08-30"),
                (903, "Thank the Chair", ""),
                (904, "Speak to the provider", "2021-12"),
            ] {
                let mut action = Action::new(id, forum, number, text);
                action.due = Date::from_code(due).map_or(ActionDue::Unset, ActionDue::On);
                action.owner = owner;
                action.reserved = (number == 904).then(|| "names a provider".to_owned());
                id = secretariat::domain::id::Id::new(id.number() + 1).expect("the next");
                change = change.create(action);
            }
            Ok(change)
        })
        .expect("they are sound");
    session
}

pub(super) fn screen() -> Screen {
    Screen::over(actions(), 80, 24, true).keys("4/90<Enter>")
}

#[test]
fn open_actions_are_listed_by_their_date() {
    assert_snapshot!(screen().picture());
}

#[test]
fn an_action_is_closed_with_a_day_an_outcome_and_a_note() {
    let form = screen().keys("m");
    assert_snapshot!("closing_an_action", form.text());
    let closed = form.keys("<Tab>o<Tab>no longer needed<Ctrl-s>");
    let text = closed.text();
    assert!(text.contains("u undoes it."), "{text}");
    assert!(!text.contains("Send the draft"), "{text}");
    let undone = closed.keys("u");
    assert!(
        undone.selected().contains("Send the draft"),
        "{}",
        undone.text()
    );
}

#[test]
fn marked_actions_are_closed_as_one_change() {
    let marked = screen().keys("  ");
    assert!(marked.line(1).contains("2 marked"), "{}", marked.text());
    let closed = marked.keys("m<Ctrl-s>");
    let text = closed.text();
    assert!(text.contains("u undoes it."), "{text}");
    assert!(closed.line(1).contains("2 of"), "{text}");
    let undone = closed.keys("u");
    assert!(undone.line(1).contains("4 of"), "{}", undone.text());
}

#[test]
fn a_reserved_action_is_copied_without_its_words() {
    let mut screen = screen().keys("/ speak<Enter>c");
    assert_eq!(screen.clipboard().as_deref(), Some("Reserved item"));
    let mut screen = screen.keys("<Esc>/draft<Enter>c");
    let copied = screen.clipboard().expect("a row");
    assert!(copied.contains("Send the draft"), "{copied}");
}

#[test]
fn what_cannot_be_done_says_why() {
    let screen = Screen::demo(80, 24).keys("5<End>m");
    let last = screen.text();
    assert!(
        last.contains("Only actions, reviews, meetings, commitments"),
        "{last}"
    );
    let moved = screen.keys("k");
    assert!(
        moved.text().contains("Only actions"),
        "a refusal stays until it is dismissed"
    );
    assert!(!moved.keys("<Esc>").text().contains("Only actions"));
}

#[test]
fn what_is_typed_first_takes_the_place_of_a_suggested_day() {
    let screen = screen().keys("m+1d");
    let text = screen.text();
    assert!(text.contains("[+1d "), "{text}");
    let again = screen.keys("<Ctrl-z><Ctrl-z><Ctrl-z>").text();
    assert!(again.contains("[today "), "{again}");
    let moved = self::screen().keys("m<End>x").text();
    assert!(moved.contains("[todayx "), "{moved}");
}

#[test]
fn every_tab_writes_a_document_about_its_row() {
    for (tab, what) in [
        ("2", "agreement with its history"),
        ("3t", "agenda"),
        ("4", "action log"),
        ("5", "action log"),
    ] {
        let text = Screen::demo(120, 24).keys(&format!("{tab}x")).text();
        assert!(text.contains(what), "{tab}: {text}");
    }
}

#[test]
fn pasted_line_ends_never_save_a_form() {
    let screen = screen().keys("m<Tab><Tab>").paste("one\r\ntwo\nthree");
    assert!(screen.text().contains("one two three"), "{}", screen.text());
}

#[test]
fn what_was_closed_since_the_last_meeting_is_shown_by_itself() {
    let text = Screen::demo(80, 24).keys("4fsince<Enter>").text();
    assert!(
        text.contains("Show: Closed since the last meeting"),
        "{text}"
    );
    assert!(text.contains("Circulate the list"), "{text}");
    assert!(!text.contains("two examples"), "{text}");
}

#[test]
fn an_action_says_how_old_it_is_and_who_has_replied() {
    let mut screen = Screen::demo(80, 24);
    let done = screen.session.commit(|register: &Register| {
        let one = register.actions.iter().nth(1).expect("it is sample data");
        let bodies = register.organisations.iter().take(2);
        let on = [Some(one.due_date(register).expect("it has one")), None];
        let replies = bodies.zip(on).map(|(body, on)| Reply {
            organisation: body.id,
            on,
        });
        let after = Action {
            replies: replies.collect(),
            doer: "A Sample".to_owned(),
            progress: "10 February 2014: Asked them.".to_owned(),
            ..one.clone()
        };
        Ok(Change::new("Asked all").update(one, after))
    });
    done.expect("it is sound");
    let text = screen.keys("").resize(80, 60).keys("4").text();
    for words in [
        "Age             7 years",
        "Replies: 1 of 2",
        "replied 31 January 2014",
        "awaited",
        "A Sample",
        "Asked them.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
