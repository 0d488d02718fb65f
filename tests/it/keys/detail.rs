//! Lines of a detail that are entries themselves: commands act on the one that the cursor is on.

use super::Screen;

/// The sample data on a wide screen, with the cursor on the line of a detail that holds these words.
pub(super) fn on_line(open: &str, words: &str) -> Screen {
    let screen = Screen::demo(120, 100).keys(&format!("{open}<Enter>"));
    let text = screen.text();
    let found = text.lines().position(|line| {
        let detail: String = line.chars().skip(68).collect();
        detail.contains(words)
    });
    let line = found.unwrap_or_else(|| panic!("{words}: {text}"));
    screen.keys(&"<Down>".repeat(line - 2))
}

#[test]
fn an_action_in_the_detail_of_a_meeting_is_marked_done() {
    let form = on_line("3/13 Jan 2014<Enter>", "Send the Secretariat").keys("m");
    let text = form.text();
    assert!(text.contains("Close action 2"), "{text}");
    let closed = form.keys("<Ctrl-s>").text();
    assert!(closed.contains("Closed action 2. u undoes it."), "{closed}");
    assert!(closed.contains("GMC, DONE"), "{closed}");
}

#[test]
fn what_is_due_of_an_entry_in_a_detail_can_be_put_off() {
    let form = on_line("3/13 Jan 2014<Enter>", "Send the Secretariat").keys("w");
    assert!(form.text().contains("Remind me later"), "{}", form.text());
    let refused = on_line("2/joint working protocol between<Enter>", "Association of").keys("w");
    let text = refused.text();
    assert!(text.contains("Nothing is due on this row."), "{text}");
}

#[test]
fn an_entry_that_is_no_row_here_is_copied_by_its_title() {
    for (open, words, copied) in [
        (
            "2/joint working protocol between<Enter>",
            "Association of",
            "party to Joint Working Protocol",
        ),
        (
            "3/13 Jan 2014<Enter>",
            "Send the Secretariat",
            "Send the Secretariat two examples",
        ),
        (
            "2/joint working protocol between<Enter>",
            "Review due",
            "Joint Working Protocol",
        ),
    ] {
        let mut screen = on_line(open, words).keys("c");
        let text = screen.clipboard().expect("something was copied");
        assert!(text.contains(copied), "{words}: {text}");
    }
    let source = on_line(
        "2/joint working protocol between<Enter>",
        "agreements file,",
    )
    .keys("c");
    let text = source.text();
    assert!(
        text.contains("this origin is for the Secretariat."),
        "{text}"
    );
}

#[test]
fn the_agenda_of_a_meeting_is_exported_from_the_line_of_an_item() {
    let form = on_line("3/13 Jan 2014<Enter>", "1  ").keys("x");
    let text = form.text();
    assert!(text.contains("Export") && text.contains("agenda"), "{text}");
}

#[test]
fn history_is_that_of_the_line() {
    let history = on_line("2/joint working protocol between<Enter>", "Association of").keys("H");
    let text = history.text();
    assert!(text.contains("History of Association of"), "{text}");
}
