//! The published page on the screen: what changes, what is marked, how it reads.

use insta::assert_snapshot;

use super::Screen;

fn screen(keys: &str) -> Screen {
    Screen::demo(80, 24).keys("2vpublished<Enter>").keys(keys)
}

#[test]
fn what_changes_stands_above_what_is_marked_and_the_page_as_it_reads() {
    assert_snapshot!("published_top", screen("").text());
    assert_snapshot!("published_choices", screen("<PgDn>").text());
    assert_snapshot!("published_text", screen("<End>").text());
    let wide = Screen::demo(160, 50).keys("2vpublished<Enter>");
    assert_snapshot!("published_wide", wide.text());
}

#[test]
fn m_takes_the_line_off_the_page_and_puts_it_there_and_u_takes_it_back() {
    let on = screen("m");
    let text = on.text();
    assert!(text.contains("Put on the published page"), "{text}");
    assert!(text.contains("[x] Memorandum of understanding between CQC and EHRC"));
    let again = on.keys("m").text();
    assert!(again.contains("Took off the published page"), "{again}");
    let back = screen("mu").text();
    assert!(back.contains("Took back"), "{back}");
}

#[test]
fn x_asks_for_a_format_and_enter_goes_to_the_entry() {
    let asked = screen("x").text();
    for words in [
        "a web page (HTML)",
        "for a web editor",
        "Markdown",
        "plain text",
    ] {
        assert!(asked.contains(words), "{asked}");
    }
    let gone = screen("<Enter>");
    assert!(gone.line(1).contains("agreements"), "{}", gone.text());
}

#[test]
fn p_on_a_list_marks_what_can_stand_on_the_page_and_refuses_the_rest() {
    for (keys, words) in [
        ("2/ADASS<Enter>p", "Put on the published page"),
        ("2/HMIC<Enter>p", "Took off the published page"),
        ("2/HMIC<Enter>pp", "Put on the published page"),
        (
            "2/sharing<Enter>  p",
            "Took off the published page: 2 entries",
        ),
        ("3tp", "Put on the published page"),
        ("4p", "Only agreements, forums and meetings"),
    ] {
        let text = Screen::demo(80, 24).keys(keys).text();
        assert!(text.contains(words), "{keys}\n{text}");
    }
}
