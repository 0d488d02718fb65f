//! The page of one organisation, and what becomes of all that it is in.

use insta::assert_snapshot;

use super::Screen;

const MONITOR: &str = "5/monitor<Enter>v<Enter>";

/// Down to the line that says so.
fn down_to(mut screen: Screen, words: &str) -> Screen {
    for _ in 0..80 {
        if screen.selected().contains(words) {
            return screen;
        }
        screen = screen.keys("<Down>");
    }
    panic!("no such line: {words}\n{}", screen.text());
}

#[test]
fn everything_with_one_organisation_stands_on_a_page_and_each_line_leads_to_its_entry() {
    for (width, height) in [(60, 15), (80, 24), (160, 50)] {
        let page = Screen::demo(width, height).keys("5/care quality<Enter>v<Enter>");
        let text = page.text();
        assert!(text.contains("Everything with Care Quality Co"), "{text}");
        assert!(text.contains("Waiting for it (1)"), "{text}");
        if width == 80 {
            assert_snapshot!("page_of_cqc", text);
        }
        let there = down_to(page, "Memorandum of understanding be").keys("<Enter>");
        let text = there.text();
        assert!(there.selected().contains("Memorandum"), "{text}");
    }
}

#[test]
fn a_merger_asks_what_becomes_of_each_thing_and_is_one_change_and_one_undo() {
    for (width, height) in [(60, 15), (80, 24), (160, 50)] {
        let form = Screen::demo(width, height).keys(MONITOR).keys("m");
        if width == 80 {
            assert_snapshot!("form_of_a_merger", form.text());
        }
        let page = form.keys("<Ctrl-s>");
        let text = page.text();
        assert!(text.contains("[x]"), "{text}");
        if width == 80 {
            assert_snapshot!("what_becomes_of_it", text);
        }
        let before = page.session.register().clone();
        let toggled = page.keys("<Down> ");
        assert!(toggled.text().contains("[ ]"), "{}", toggled.text());
        let saved = toggled.keys("<Ctrl-s>");
        let text = saved.text();
        assert!(text.contains("Everything with Monitor"), "{text}");
        let register = saved.session.register();
        let old = register
            .organisations
            .iter()
            .find(|one| one.name == "Monitor");
        let old = old.expect("it stays").id;
        let seats = register
            .memberships
            .iter()
            .filter(|one| one.organisation == old);
        let ends: Vec<String> = seats.filter_map(|one| Some(one.to?.to_string())).collect();
        assert_eq!(ends, ["31 March 2016"]);
        let owns = register.actions.iter().filter(|one| one.owner == Some(old));
        assert_eq!(owns.count(), 1, "the action was left with it");
        let undone = saved.keys("u");
        assert_eq!(*undone.session.register(), before);
    }
}

#[test]
fn what_the_register_refuses_is_said_in_the_form_and_nothing_is_lost() {
    let form = Screen::demo(80, 24).keys("5/general medical<Enter>v<Enter>m");
    for (keys, words) in [
        ("<Tab>GMC<Ctrl-s>", "cannot succeed itself"),
        ("<Right><Ctrl-s>", "An organisation needs a name."),
    ] {
        let form = Screen::demo(80, 24)
            .keys("5/general medical<Enter>v<Enter>m")
            .keys(keys);
        let text = form.boxed();
        assert!(text.contains(words), "{text}");
    }
    let named = form.keys("<Tab>nobody yet").boxed();
    assert!(named.contains("it is made"), "{named}");
}

#[test]
fn a_body_is_renamed_and_found_by_its_old_name() {
    let page = Screen::demo(80, 24)
        .keys("5/general medical<Enter>v<Enter>m<Right><Tab>Council of Physicians<Tab>CoP<Ctrl-s>");
    let saved = page.keys("<Ctrl-s>");
    let text = saved.text();
    assert!(
        text.contains("Everything with Council of Physicians"),
        "{text}"
    );
    assert!(text.contains("Names (2)"), "{text}");
    let found = saved.keys("5/general medical<Enter>").text();
    assert!(found.contains("Council of Physicians"), "{found}");
    let form = Screen::demo(80, 24).keys("5/general medical<Enter>v<Enter>x");
    assert_snapshot!("form_of_an_export_of_a_body", form.text());
}
