//! The published page: made of the sample register as its source has it, compared with the last one, kept.

use insta::assert_snapshot;

use super::harness::Desk;

/// The headings of a page in Markdown.
fn headings(markdown: &str) -> Vec<&str> {
    markdown
        .lines()
        .filter(|line| line.starts_with('#'))
        .collect()
}

#[test]
fn the_page_of_january_2014_has_the_headings_and_the_order_of_its_source() {
    let mut desk = Desk::demo("2014-01-20");
    let ran = desk.run("page export --format md");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert_eq!(
        headings(&ran.data),
        [
            "# Joint working agreements",
            "## Memoranda of understanding",
            "## Current MoUs",
            "## MoUs in development",
            "### UK Border Agency (UKBA)",
            "## Working with the Health and Safety Executive",
            "## Working with NHS England",
            "## Working with the NHS Trust Development Authority",
            "## Joint working protocols",
            "## Current joint working protocols",
            "## Proposed joint working protocols",
            "## Information sharing agreements",
            "## Current ISAs",
            "## Chief Executives Health and Social Care Regulatory Forum",
            "### Meeting on Monday 13 January 2014",
        ]
    );
    let (_, forum) = ran
        .data
        .split_once("The members of the forum are:\n\n")
        .expect("it has members");
    let members: Vec<&str> = forum.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(members.len(), 10);
    assert_eq!(
        members[0],
        "- Care Quality Commission (current Chair and Secretariat)"
    );
    assert!(
        members[1..]
            .iter()
            .all(|member| !member.contains("current"))
    );
    let last = "### Meeting on Monday 13 January 2014\n\n1. Agenda\n2. Action note\n\n\
                The next meeting will be held on Thursday 3 April.\n";
    assert!(ran.data.ends_with(last), "{}", ran.data);
    assert_snapshot!("page_of_january_2014", ran.data);
}

#[test]
fn the_page_is_html_with_landmarks_and_its_body_alone_for_a_web_editor() {
    let mut desk = Desk::demo("2014-01-20");
    let whole = desk.run("page export --format html").data;
    let (head, rest) = whole.split_once("<style>").expect("it has a style");
    let (_, body) = rest.split_once("</style>").expect("that ends");
    assert!(!whole.contains("<script"), "{whole}");
    assert_snapshot!("page_as_html", format!("{head}{body}"));
    let alone = desk.run("page export --fragment").data;
    for (tag, is_in) in [
        ("<h1>", true),
        ("<h2>", true),
        ("<h3>", true),
        ("<li>", true),
        ("<html", false),
        ("<head", false),
        ("<body", false),
        ("<main", false),
        ("<style", false),
        ("class=", false),
        ("#content", false),
    ] {
        assert_eq!(alone.contains(tag), is_in, "{tag}");
    }
    for line in [
        "page export --fragment --format md",
        "page export --fragment -o page.txt",
    ] {
        let ran = desk.run(line);
        assert_eq!((ran.code, &*ran.data), (2, ""), "{line}");
        assert!(
            ran.messages.starts_with("A fragment is HTML"),
            "{}",
            ran.messages
        );
    }
}

#[test]
fn a_page_is_told_before_it_is_written_and_kept_once_it_is() {
    let mut desk = Desk::demo("2014-01-20");
    let first = desk.run("page export -n");
    assert!(
        first
            .messages
            .starts_with("No page was kept before: 20 appear.")
    );
    assert!(first.data.contains("agreement 11"), "{}", first.data);
    assert_eq!(
        desk.run("page list").messages,
        "There is no page to list.\n"
    );

    let kept = desk.run("page export");
    assert!(kept.messages.ends_with(
        "Kept the published page of 20 January 2014. `secretariat undo` takes it back.\n"
    ));
    let again = desk.run("page export");
    assert_eq!(again.data, kept.data);
    assert_eq!(
        again.messages,
        "Since the page of 20 January 2014: nothing has changed.\n\
         It is the page that is out already, so it was not kept again.\n"
    );

    for line in [
        "page unmark agreement cqc-hscic-isa",
        "agreement edit cqc-ons-isa --publish no",
        "agreement edit cqc-ukba-mou-dev --scope 'How both will talk.'",
        "agreement add --title Concord --kind Concordat --party CQC --party GDC --state current",
        "page mark agreement Concord",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    let told = desk.run("page diff");
    assert_eq!(
        told.messages,
        "Since the page of 20 January 2014: 1 appears, 1 changes, 2 vanish.\n"
    );
    assert_snapshot!("page_diff", told.data);
    let shown = desk.run("page show");
    assert_eq!(shown.data, kept.data);
    assert_eq!(desk.run("page show 1").data, kept.data);

    let no = desk.answering("page export", b"n\n");
    assert_eq!(no.data, "");
    assert!(
        no.messages
            .contains("Write this page and keep it as published? [y/N]")
    );
    assert!(
        no.messages
            .ends_with("Nothing was written, and no page was kept.\n")
    );
    let yes = desk.answering("page export", b"y\n");
    assert!(yes.data.contains("Current concordats"), "{}", yes.data);
    assert_eq!(desk.run("page show").data, yes.data);
    assert_eq!(desk.run("undo").code, 0);
    assert_eq!(desk.run("page show").data, kept.data);
}

#[test]
fn a_page_for_anybody_but_the_public_is_refused() {
    let mut desk = Desk::demo("2014-01-20");
    for line in [
        "page export",
        "page diff",
        "page export -n",
        "page export --fragment",
    ] {
        for audience in ["members", "secretariat"] {
            let ran = desk.run(&format!("{line} --for {audience}"));
            assert_eq!((ran.code, &*ran.data), (2, ""), "{line}");
            assert!(
                ran.messages
                    .starts_with("The published page is for the public"),
                "{}",
                ran.messages
            );
        }
    }
    assert_eq!(
        desk.run("page list").messages,
        "There is no page to list.\n"
    );
}

#[test]
fn what_is_marked_and_not_on_the_page_is_said_with_the_reason() {
    let mut desk = Desk::demo("2014-01-20");
    let marked = desk.run("page mark agreement cqc-adass-jwp-2019");
    assert_eq!(marked.code, 0, "{}", marked.messages);
    let ran = desk.run("page diff");
    assert!(
        ran.messages.ends_with(
            "Marked publish and not on the page: agreement 2, since it does not stand yet.\n"
        ),
        "{}",
        ran.messages
    );
    let again = desk.run("page mark agreement cqc-adass-jwp-2019");
    assert_eq!(
        again.messages,
        "Nothing was changed: it is marked publish already.\n"
    );
    let none = desk.run("page show");
    assert_eq!(
        none.messages,
        "No page has been kept yet. `secretariat page export` makes one and keeps it.\n"
    );
}
