//! The life of an agreement by keys: proposed, sent, signed by one, by both, reviewed, superseded, and all taken back.

use insta::assert_snapshot;

use super::Screen;

fn down_to(mut screen: Screen, words: &str) -> Screen {
    screen = screen.keys("<Home>");
    for _ in 0..80 {
        let at = screen.cursor().y;
        if screen.line(usize::from(at)).contains(words) {
            return screen;
        }
        screen = screen.keys("<Down>");
    }
    panic!("no such line: {words}\n{}", screen.text());
}

fn says(screen: Screen, words: &str) -> Screen {
    let text = screen.text();
    assert!(text.contains(words), "no {words:?} in\n{text}");
    screen
}

/// On the Agreements tab, on the proposed protocol with the constabulary.
fn proposed(width: u16, height: u16) -> Screen {
    Screen::demo(width, height).keys("2/constabulary<Enter>")
}

#[test]
fn a_whole_life_is_a_few_keys_and_as_many_undos_take_it_back() {
    let start = proposed(100, 30);
    let before = start.session.register().clone();
    let screen = says(start, "m Send");
    let screen = says(screen.keys("m"), "Send it to whoever has it next");
    let screen = says(screen.keys("<Ctrl-s>"), "signed by 0 of 2, with CQC");
    let screen = says(screen.keys("m"), "Enter a signature");
    let screen = screen.keys("<Tab><Tab>Chief executive<Ctrl-s>");
    let screen = says(screen, "signed by 1 of 2");
    let screen = screen.keys("Msend<Enter><Ctrl-s>");
    let screen = says(screen, "signed by 1 of 2, with HMIC");
    let today = screen.keys("1");
    let today = down_to(today, "Signature of");
    assert_snapshot!(today.text());
    let screen = says(today.keys("m"), "Enter a signature");
    let screen = says(
        screen.keys("<Ctrl-s>"),
        "it is in force from 20 August 2021",
    );
    let screen = screen.keys("2<Esc>/constabulary<Enter>");
    let screen = says(screen, "m Review done");
    let screen = says(screen.keys("m"), "Record a review");
    let screen = says(
        screen.keys("<Tab><Tab><Tab>The leads<Ctrl-s>"),
        "Recorded the review",
    );
    let screen = screen.keys("Msuperseded<Enter>");
    let screen = says(screen, "Superseded by");
    let screen = screen.keys("dr foster<Enter>");
    let screen = says(screen.keys("<Tab>today<Ctrl-s>"), "takes the place");
    let undone = screen.keys("uuuuuu");
    assert!(*undone.session.register() == before);
}

#[test]
fn the_menu_of_steps_says_why_a_step_cannot_be_taken() {
    for (width, height) in [(60, 15), (80, 24)] {
        let menu = Screen::demo(width, height).keys("2/adass<Enter>M");
        if width == 80 {
            assert_snapshot!(menu.text());
        }
        let refused = menu.keys("sign<Enter>");
        says(refused, "All parties to");
    }
    let other = Screen::demo(80, 24).keys("4M");
    says(other, "Only an agreement is moved on");
}

#[test]
fn the_tree_and_the_editions_are_views_of_the_agreements() {
    for (width, height) in [(60, 15), (80, 24), (160, 50)] {
        let tree = Screen::demo(width, height).keys("2vtree<Enter>");
        assert_snapshot!(format!("tree_{width}x{height}"), tree.text());
    }
    let tree = down_to(Screen::demo(80, 24).keys("2vtree<Enter>"), "Joint Working");
    let menu = says(tree.keys("p"), "Hang it under which memorandum?");
    let hung = says(menu.keys("ehrc<Enter>"), "under \"Memorandum of");
    let text = hung.text();
    assert!(text.contains("   Joint Working Protocol"), "{text}");
    let refused = down_to(hung, "Memorandum of understanding between").keys(" ");
    says(refused, "It has no other edition.");
}

#[test]
fn editions_stand_with_who_joined_and_who_left() {
    let made = Screen::demo(80, 24).keys("2/ehrc<Enter>Nedition<Ctrl-s>");
    let made = says(made, "Added agreement");
    let linked = made.keys("Msuperseded<Enter>protocol between<Enter>Annex 1<Ctrl-s>");
    let shown = says(linked, "Annex 1").keys("veditions<Enter>");
    assert_snapshot!(shown.text());
}
