//! Item history, and the review that is recorded at a meeting.

use insta::assert_snapshot;
use secretariat::domain::item::{Item, ItemState};
use secretariat::domain::register::Register;

use super::Screen;

/// The sample data with the third item of January 2014 carried to April, and the protocol's review on the agenda of
/// 15 July 2021.
fn screen(width: u16, height: u16) -> Screen {
    let mut screen = Screen::demo(width, height);
    let done = screen.session.commit(|register: &Register| {
        use secretariat::domain::change::Change;
        let mut items = register.items.iter();
        let first = items.find(|one| one.title == "Current challenges");
        let first = first.expect("the sample data has it");
        let mut all = register.items.iter();
        let second = all.find(|one| one.title == first.title && one.id != first.id);
        let second = second.expect("the sample data has it");
        let deferred = Item {
            state: ItemState::Deferred,
            outcome: "Not reached.".to_owned(),
            ..first.clone()
        };
        let carried = Item {
            carried_from: Some(first.id),
            ..second.clone()
        };
        let mut meetings = register.meetings.iter();
        let july = meetings.find(|one| one.on.to_string() == "15 July 2021");
        let july = july.expect("the sample data has it").id;
        let mut agreements = register.agreements.iter();
        let protocol =
            agreements.find(|one| one.reference.as_deref() == Some("cqc-adass-jwp-2019"));
        let mut review = Item::new(register.items.next_id(), july, 1, "Review of the protocol");
        review.number = Some("1".to_owned());
        review.agreement = protocol.map(|one| one.id);
        Ok(Change::new("Carried an item")
            .update(first, deferred)
            .update(second, carried)
            .create(review))
    });
    done.expect("it is sound");
    screen.keys("")
}

/// Down to the line of the detail that begins so.
fn down_to(mut screen: Screen, words: &str) -> Screen {
    for _ in 0..80 {
        let at = screen.cursor().y;
        if screen.line(usize::from(at)).contains(words) {
            return screen;
        }
        screen = screen.keys("<Down>");
    }
    panic!("no such line: {words}\n{}", screen.text());
}

#[test]
fn an_item_is_followed_through_the_meetings_it_was_carried_to() {
    for (width, height) in [(80, 24), (160, 50)] {
        let meeting = screen(width, height).keys("3/april 2014<Enter><Enter>");
        let item = down_to(meeting, "Current challenges");
        let way = item.keys("vitem<Enter>");
        if width == 80 {
            assert_snapshot!(way.text());
        }
        let text = way.text();
        assert!(text.contains("Item history: Current challenges"), "{text}");
        assert!(text.contains("Not reached."), "{text}");
        assert!(text.contains("carried over"), "{text}");
        let back = way.keys("<Home><Enter>").text();
        assert!(back.contains("13 Jan 2014"), "{back}");
    }
}

#[test]
fn the_history_of_an_item_is_asked_for_on_an_item() {
    let text = screen(80, 24).keys("3vitem<Enter>").text();
    assert!(text.contains("put the cursor on an item"), "{text}");
}

#[test]
fn the_review_at_a_meeting_is_recorded_on_its_item_and_undo_takes_all_of_it_back() {
    let meeting = screen(80, 24).keys("3/july 2021<Enter><Enter>");
    let item = down_to(meeting, "Review of the protocol");
    assert!(item.text().contains("Review done"), "{}", item.text());
    let form = item.keys("m");
    assert_snapshot!(form.text());
    let saved = form.keys("<Tab><Right><Right><Ctrl-s>");
    let text = saved.text();
    assert!(text.contains("Recorded the review of"), "{text}");
    assert!(text.contains("Review recorded: replaced."), "{text}");
    let register = saved.session.register();
    let review = register.reviews.iter().last().expect("it was recorded");
    assert_eq!(review.on.to_string(), "15 July 2021");
    let item = review.item.expect("it names its item");
    assert!(register.items.get(item).is_some());
    let again = down_to(saved, "Review of the protocol").keys("m");
    assert!(
        again.text().contains("Its review is recorded already."),
        "{}",
        again.text()
    );
    let undone = again.keys("<Esc>u");
    let register = undone.session.register();
    let item = register.items.get(item);
    assert_eq!(item.map(|one| one.outcome.as_str()), Some(""));
    assert_eq!(
        register
            .reviews
            .iter()
            .filter(|one| one.item.is_some())
            .count(),
        0
    );
}

#[test]
fn an_item_is_sent_up_and_out_from_its_history() {
    let meeting = screen(160, 50).keys("3/april 2014<Enter><Enter>");
    let way = down_to(meeting, "Current challenges").keys("vitem<Enter>");
    let up = way.keys("sregional<Enter>");
    let text = up.text();
    assert!(
        text.contains("to CQC-ADASS regional meetings. u undoes it."),
        "{text}"
    );
    assert!(text.contains("Sent up"), "{text}");
    let out = down_to(up.keys("<Home>"), "3 Apr 2014").keys("sgeneral medical<Enter>");
    let text = out.text();
    assert!(
        text.contains("to General Medical Council. u undoes it."),
        "{text}"
    );
    assert!(text.contains("Passed on"), "{text}");
    let twice = down_to(out.keys("<Home>"), "3 Apr 2014").keys("sgeneral medical<Enter>");
    assert!(
        twice.text().contains("already, on 20 August 2021."),
        "{}",
        twice.text()
    );
}
