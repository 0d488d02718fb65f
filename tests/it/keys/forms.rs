//! Filling in forms: what is typed stays until it is saved or thrown away, and what is saved is what was typed.

use std::path::Path;

use secretariat::domain::agreement::Agreement;
use secretariat::domain::change::Change;
use secretariat::domain::delete;
use secretariat::domain::party::{Capacity, Party};
use secretariat::domain::register::{Kind, Register};
use secretariat::drafts::Drafts;
use secretariat::tui::FormDraft;

use super::Screen;
use super::actions;
use crate::sample;

/// The form of a new agreement.
fn agreement() -> Screen {
    Screen::demo(80, 24).keys("2n")
}

/// The line of a form on which the cursor stands, without its frame.
fn here(screen: &mut Screen) -> String {
    let row = usize::from(screen.cursor().y);
    let line = screen.line(row);
    line.trim_matches(['|', ' ']).to_owned()
}

/// The same form in a program that is started again.
fn again(unsaved: &[FormDraft]) -> Screen {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || {
        let opened = Drafts::open(folder.path(), Path::new("register.db"));
        opened.expect("a folder to write to").expect("a place")
    };
    let mut drafts = open();
    drafts.keep(&unsaved, sample::morning()).expect("room");
    drop(drafts);
    let left = open().left().expect("a folder to read");
    Screen::demo(80, 24).offer(left)
}

fn count(register: &Register, kind: Kind) -> usize {
    register.all(kind).count()
}

#[test]
fn leaving_a_changed_form_asks_and_keeping_keeps_everything() {
    let asked = agreement().keys("Shared premises<Tab>MoU<Esc>");
    let text = asked.text();
    assert!(text.contains("Discard what you typed?"), "{text}");
    for key in ["<Enter>", "<Esc>"] {
        let kept = agreement().keys("Shared premises<Tab>MoU<Esc>").keys(key);
        let text = kept.text();
        assert!(
            text.contains("Shared premises") && text.contains("MoU"),
            "{text}"
        );
        assert!(here(&mut kept.keys("")).starts_with("Kind               [MoU "));
    }
    let gone = asked.keys("<Tab><Enter>");
    assert!(gone.unsaved().is_empty());
    let text = gone.text();
    assert!(!text.contains("New agreement"), "{text}");
    let unchanged = agreement().keys("<Esc>").text();
    assert!(!unchanged.contains("New agreement"), "{unchanged}");
}

#[test]
fn a_draft_opens_as_it_was_left_also_a_row_in_a_list() {
    let party = "Care Quality Comm<Enter>3 March 2021<Ctrl-s>";
    let typing = agreement().keys(&format!(
        "Shared premises<Tab><Tab><Enter>{party}<Enter>Monitor<Enter>4 Mar"
    ));
    let unsaved = typing.unsaved();
    assert_eq!(unsaved.len(), 2);
    let offered = again(&unsaved);
    assert!(
        offered.text().contains("Continue where you were?"),
        "{}",
        offered.text()
    );
    let mut same = offered.keys("<Enter>");
    assert_eq!(same.text(), typing.text());
    assert_eq!(same.unsaved(), unsaved);
    assert!(here(&mut same).contains("[4 Mar"), "{}", same.text());
    let saved = same.keys("ch 2021<Ctrl-s>");
    let text = saved.text();
    assert!(
        text.contains("Care Quality Commission signed 3 March 2021"),
        "{text}"
    );
    assert!(text.contains("Monitor signed 4 March 2021"), "{text}");
    let before = count(saved.session.register(), Kind::Party);
    let saved = saved.keys("<Ctrl-s>");
    assert_eq!(count(saved.session.register(), Kind::Party), before + 2);
    assert!(saved.unsaved().is_empty());

    for later in ["<Tab><Enter>", "<Esc>"] {
        let later = again(&unsaved).keys(later);
        assert!(later.unsaved().is_empty(), "{}", later.text());
        assert!(!later.text().contains("Continue"), "{}", later.text());
    }
    let away = again(&unsaved).keys("<Tab><Tab><Enter>");
    assert!(away.unsaved().is_empty(), "{}", away.text());
}

#[test]
fn forms_of_every_purpose_are_gone_on_with_as_they_were() {
    for keys in [
        "2/ehrc<Enter>e again<Tab> of ours",
        "2/ehrc<Enter>N again",
        "2/ehrc<Enter>aThey rang",
        "2/joint working<Enter>m<Tab><Tab>sep 2024",
        "4/ inspections<Enter>m<Tab><Tab>They are here",
        "4    e<Tab><Tab><Tab><Tab>Head of Policy",
        "1w<Ctrl-u>+2w<Tab>Ask again",
        "3x<Tab><Tab><Tab><Tab>our-agenda",
        "5n<Enter>Board<Tab><Tab><Enter>Other name",
        "2nPremises<Tab><Tab><Enter>Board of Lighthouses<Enter><Tab>BL",
        "2nPremises<Tab><Tab><Enter><Tab><Tab><Tab>Head of Policy",
        "ncommitment<Enter>Meet<Tab>",
    ] {
        let screen = Screen::demo(80, 24).keys(keys);
        let unsaved = screen.unsaved();
        assert!(!unsaved.is_empty(), "{keys}\n{}", screen.text());
        let offered = again(&unsaved);
        assert!(
            offered.boxed().contains("You were typing"),
            "{keys}\n{}",
            offered.text()
        );
        let same = offered.keys("<Enter>");
        assert_eq!(same.unsaved(), unsaved, "{keys}\n{}", same.text());
        let form = |screen: &Screen| {
            let text = screen.text();
            let inside = text.lines().skip_while(|line| !line.contains("+ "));
            inside
                .map(str::trim_end)
                .filter(|line| line.ends_with('|'))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(form(&same), form(&screen), "{keys}");
    }
}

/// A draft of a change of the agreement with this reference, gone on with after somebody else has done something.
fn after(typed: &str, verb: impl Fn(&Register, &Agreement) -> Change) -> Screen {
    let unsaved = Screen::demo(80, 24)
        .keys(&format!("2/ehrc<Enter>e{typed}"))
        .unsaved();
    let mut offered = again(&unsaved);
    let done = offered
        .session
        .commit(|register| Ok(verb(register, ehrc(register))));
    done.expect("it is sound");
    offered.keys("<Enter><Ctrl-s>")
}

fn ehrc(register: &Register) -> &Agreement {
    let mut all = register.agreements.iter();
    let found = all.find(|one| one.reference.as_deref() == Some("cqc-ehrc-mou-2021"));
    found.expect("it is in the sample data")
}

fn renamed(agreement: &Agreement, change: impl FnOnce(&mut Agreement)) -> Change {
    let mut after = agreement.clone();
    change(&mut after);
    Change::new("Changed it meanwhile").update(agreement, after)
}

#[test]
fn what_others_did_while_a_draft_lay_there_is_kept() {
    let merged = after(" again", |_, one| {
        renamed(one, |one| one.area = "Wales".to_owned())
    });
    let now = ehrc(merged.session.register());
    assert!(now.title.ends_with(" again"), "{}", merged.text());
    assert_eq!(now.area, "Wales");

    let asked = after(" again", |_, one| {
        renamed(one, |one| one.title = "Theirs".to_owned())
    });
    assert!(
        asked.text().contains("Somebody else has changed the same"),
        "{}",
        asked.text()
    );
    let theirs = asked.keys("<Right><Enter>");
    assert_eq!(ehrc(theirs.session.register()).title, "Theirs");
    assert!(
        !theirs.text().contains("Change agreement"),
        "{}",
        theirs.text()
    );

    let gone = after(" again", |register, one| {
        delete::plan(register, &[one.id.into()])
            .expect("nothing names it")
            .change
    });
    assert!(
        gone.text().contains("It is not there any more"),
        "{}",
        gone.text()
    );
    let renewed = gone.keys("<Right><Enter>");
    let now = ehrc(renewed.session.register());
    assert!(now.title.ends_with(" again"), "{}", renewed.text());
    assert_eq!(renewed.session.register().parties.of(now.id).count(), 2);
    sample::assert_sound(&renewed.session);
}

/// Somebody else adds a party; or the last one goes.
fn with_one_more_party(register: &Register, agreement: &Agreement) -> Change {
    let bodies = register.organisations.iter();
    let party = Party {
        id: register.parties.next_id(),
        agreement: agreement.id,
        organisation: bodies.last().expect("there are bodies").id,
        capacity: Capacity::Party,
        lead: String::new(),
        signed: None,
        position: 3,
        from: None,
        signed_by: String::new(),
        to: None,
    };
    Change::new("Added meanwhile").create(party)
}

fn without_the_last_party(register: &Register, agreement: &Agreement) -> Change {
    let last = register.parties.of(agreement.id).last();
    let last = last.expect("it has parties").id.into();
    delete::plan(register, &[last])
        .expect("nothing names it")
        .change
}

#[test]
fn the_rows_of_two_people_are_both_kept_and_one_that_is_gone_is_asked_about() {
    let parties = |screen: &Screen| {
        let register = screen.session.register();
        register.parties.of(ehrc(register).id).count()
    };
    let add = "<Tab><Tab><Down><Down><Enter>Monitor<Enter><Ctrl-s>";
    let both = after(add, with_one_more_party);
    assert_eq!(parties(&both), 4, "{}", both.text());
    sample::assert_sound(&both.session);

    let change = "<Tab><Tab><Down><Enter><Tab>3 March 2021<Ctrl-s>";
    for (keys, count) in [("<Enter>", 2), ("<Right><Enter>", 1)] {
        let asked = after(change, without_the_last_party);
        assert!(
            asked.text().contains("Somebody else has changed the same"),
            "{}",
            asked.text()
        );
        let chosen = asked.keys(keys);
        assert_eq!(parties(&chosen), count, "{}", chosen.text());
        sample::assert_sound(&chosen.session);
    }
}

#[test]
fn pasted_line_ends_become_blanks_and_never_save() {
    let pasted = agreement().paste("One\r\ntwo\nthree\n\tfour");
    let text = pasted.text();
    assert!(text.contains("[One two three"), "{text}");
    assert!(text.contains("New agreement"), "{text}");
}

#[test]
fn what_is_wider_or_runs_the_other_way_stands_with_the_cursor_behind_it() {
    for (typed, width) in [
        ("規制", 4),
        ("🎉", 2),
        ("שלום", 4),
        ("e\u{301}", 1),
        ("a規b", 4),
    ] {
        let mut empty = agreement();
        let from = empty.cursor();
        let mut screen = empty.keys(typed);
        assert!(
            screen.text().replace(' ', "").contains(typed),
            "{typed}\n{}",
            screen.text()
        );
        let cursor = screen.cursor();
        assert_eq!((cursor.x, cursor.y), (from.x + width, from.y), "{typed}");
        let mut back = screen.keys("<Left>");
        assert!(back.cursor().x < cursor.x, "{typed}");
        let saved = back.keys("<Ctrl-s>");
        let mut titles = saved
            .session
            .register()
            .agreements
            .iter()
            .map(|one| &one.title);
        assert!(titles.any(|title| title == typed), "{typed}");
    }
}

#[test]
fn the_month_picks_the_day_of_a_date() {
    let month = agreement().keys("<Tab><Tab><Tab>3 March 2021<F4>");
    let text = month.text();
    assert!(
        text.contains("Which day?") && text.contains("March 2021"),
        "{text}"
    );
    let mut picked = month.keys("<Right><Down><Enter>");
    assert!(
        here(&mut picked).contains("[11 March 2021"),
        "{}",
        picked.text()
    );
    let kept = picked.keys("<F4><Esc>").text();
    assert!(kept.contains("= Thursday 11 March 2021"), "{kept}");
    let today = agreement().keys("<Tab><Tab><Tab><F4><Enter>").text();
    assert!(today.contains("20 August 2021"), "{today}");
}

#[test]
fn a_pick_list_narrows_while_typing_and_what_is_not_in_it_is_made() {
    let row = agreement().keys("Shared premises<Tab><Tab><Enter>");
    let all = row.keys("<F4>");
    assert!(
        all.text().contains("New organisation…") || all.text().contains("Care"),
        "{}",
        all.text()
    );
    let narrowed = all.keys("monit");
    let text = narrowed.text();
    assert!(text.contains("> Monitor"), "{text}");
    assert!(!text.contains("Care Quality"), "{text}");
    let taken = narrowed.keys("<Enter>");
    assert!(
        taken.text().contains("Organisation *  Monitor"),
        "{}",
        taken.text()
    );

    let made = taken.keys("<Shift-Tab>Board of Lighthouses<Enter>");
    assert!(made.text().contains("New organisation"), "{}", made.text());
    let made = made.keys("<Ctrl-s>");
    assert!(
        made.text().contains("Board of Lighthouses"),
        "{}",
        made.text()
    );
    let register = made.session.register();
    assert!(
        register
            .organisations
            .iter()
            .any(|one| one.name == "Board of Lighthouses")
    );
    let back = made.keys("<Esc><Tab><Enter>").text();
    assert!(back.contains("Shared premises"), "{back}");
}

/// The rows of the list that the cursor is in, in their order.
fn rows(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    let lines = text.lines().map(|line| line.trim_matches(['|', ' ']));
    let rows = lines.skip_while(|line| !line.starts_with("Also called"));
    let rows = rows.take_while(|line| !line.starts_with("Sort of body"));
    let rows = rows.map(|line| line.trim_start_matches("Also called"));
    rows.map(|line| line.trim().trim_start_matches('>').to_owned())
        .collect()
}

#[test]
fn the_rows_of_a_list_are_added_changed_moved_and_taken_out() {
    let add = |name: &str| format!("<Enter>{name}<Ctrl-s>");
    let keys = format!(
        "norganisation<Enter>Board<Tab><Tab>{}{}{}",
        add("One"),
        add("Two"),
        add("Three")
    );
    let screen = Screen::demo(80, 24).keys(&keys);
    assert_eq!(rows(&screen), ["One", "Two", "Three", "[ Add another ]"]);
    let screen = screen.keys("<Up><Up><Enter><Backspace>elve<Ctrl-s>");
    assert_eq!(rows(&screen), ["One", "Twelve", "Three", "[ Add another ]"]);
    let screen = screen.keys("-");
    assert_eq!(rows(&screen), ["One", "Three", "Twelve", "[ Add another ]"]);
    let screen = screen.keys("+<Down>");
    let screen = screen.keys("<Up><Up><Up><Delete>");
    let left = rows(&screen);
    assert_eq!(left.len(), 3, "{left:?}");
    let screen = screen.keys("<Ctrl-z>");
    assert_eq!(rows(&screen).len(), 4, "{}", screen.text());
    let screen = screen.keys("<Ctrl-y>");
    assert_eq!(rows(&screen), left);
    let saved = screen.keys("<Ctrl-s>");
    let mut all = saved.session.register().organisations.iter();
    let made = all.find(|one| one.name == "Board").expect("it was saved");
    assert_eq!(made.aliases, left[..2]);
}

#[test]
fn a_long_text_has_lines_of_its_own() {
    let mut screen = Screen::demo(80, 24).keys("norganisation<Enter>Board<Tab><Tab><Tab><Tab>");
    let from = screen.cursor();
    let mut screen = screen.keys("First line<Enter>second").paste("\nthird\tend");
    let cursor = screen.cursor();
    assert_eq!(cursor.y, from.y + 2, "{}", screen.text());
    let undone = screen.keys("<Ctrl-z>").text();
    assert!(!undone.contains("third"), "{undone}");
}

#[test]
fn a_long_text_is_saved_line_for_line() {
    let saved = Screen::demo(80, 24)
        .keys("norganisation<Enter>Board<Tab><Tab><Tab><Tab>First line<Enter>second<Ctrl-s>");
    let mut all = saved.session.register().organisations.iter();
    let made = all.find(|one| one.name == "Board").expect("it was saved");
    assert_eq!(made.enquiries, "First line\nsecond");
}

#[test]
fn several_marked_rows_are_changed_as_one() {
    let form = actions::screen().keys("    e");
    assert!(
        form.text().contains("Change 4 actions at once"),
        "{}",
        form.text()
    );
    let before = form.session.register().clone();
    let mut form = form;
    for _ in 0..12 {
        if here(&mut form).starts_with("Post") {
            break;
        }
        form = form.keys("<Tab>");
    }
    let changed = form.keys("Head of Policy<Ctrl-s>");
    let text = changed.text();
    assert!(text.contains("Changed 4 actions"), "{text}");
    let posts = |register: &Register| {
        register
            .actions
            .iter()
            .filter(|one| one.number > 900 && one.post == "Head of Policy")
            .count()
    };
    assert_eq!(posts(changed.session.register()), 4);
    let undone = changed.keys("u");
    assert!(*undone.session.register() == before, "{}", undone.text());
}

#[test]
fn one_like_another_has_no_dates_and_no_reference_of_its_own() {
    let like = Screen::demo(80, 24).keys("2/ehrc<Enter>N");
    let text = like.text();
    assert!(text.contains("New agreement"), "{text}");
    assert!(
        text.contains("Memorandum of understanding between CQC and EHRC"),
        "{text}"
    );
    let saved = like.keys(" again<Ctrl-s>");
    let mut all = saved.session.register().agreements.iter();
    let old = all.find(|one| one.reference.as_deref() == Some("cqc-ehrc-mou-2021"));
    let new = all.find(|one| one.title.ends_with(" again"));
    let (old, new) = (old.expect("it is there"), new.expect("it was made"));
    assert_eq!(
        (new.reference.as_deref(), new.published, new.review_due),
        (None, None, None)
    );
    assert_eq!(
        (&new.summary, &new.focus_areas),
        (&old.summary, &old.focus_areas)
    );
    let parties = |id| saved.session.register().parties.of(id).count();
    assert_eq!(parties(new.id), parties(old.id));
    assert!(
        saved
            .session
            .register()
            .parties
            .of(new.id)
            .all(|party| party.signed.is_none())
    );
}

#[test]
fn a_note_is_added_to_the_row() {
    let note = Screen::demo(80, 24).keys("2/ehrc<Enter>a");
    assert!(note.text().contains("New note"), "{}", note.text());
    let before = count(note.session.register(), Kind::Note);
    let saved = note.keys("They rang<Ctrl-s>");
    assert!(saved.text().contains("Added note"), "{}", saved.text());
    let register = saved.session.register();
    assert_eq!(count(register, Kind::Note), before + 1);
    let made = register.notes.iter().find(|one| one.text == "They rang");
    assert_eq!(made.expect("it was saved").about.kind, Kind::Agreement);
}

#[test]
fn what_was_made_is_selected() {
    let saved = agreement().keys("Zebra accord<Ctrl-s>");
    assert!(
        saved.selected().contains("Zebra accord"),
        "{}",
        saved.text()
    );
    let action = Screen::demo(80, 24).keys("4n");
    assert!(action.text().contains("New action"), "{}", action.text());
}

#[test]
fn saving_goes_to_the_first_field_that_is_wrong() {
    let mut refused = agreement().keys("<Tab><Tab><Tab>soonish<Tab>often<Ctrl-s>");
    assert!(
        here(&mut refused).starts_with("Title"),
        "{}",
        refused.text()
    );
    assert!(
        refused.text().contains("Title is required."),
        "{}",
        refused.text()
    );
    let mut refused = refused.keys("Shared premises<Ctrl-s>");
    assert!(
        here(&mut refused).starts_with("Review due"),
        "{}",
        refused.text()
    );
    assert!(refused.text().contains("soonish"), "{}", refused.text());
    let mut refused = refused.keys("<Ctrl-u>2027<Ctrl-s>");
    assert!(
        here(&mut refused).starts_with("Review every"),
        "{}",
        refused.text()
    );
    let saved = refused.keys("<Ctrl-u>2 years<Ctrl-s>");
    assert!(saved.text().contains("Added agreement"), "{}", saved.text());
}

#[test]
fn what_follows_from_another_answer_need_not_be_given() {
    let form = Screen::demo(80, 24).keys("4nDo it");
    let text = form.text();
    let mut lines = text.lines().map(|line| line.trim_matches(['|', ' ']));
    assert!(lines.any(|line| line == "Forum *"), "{text}");
    let saved = form.keys("<Ctrl-s>");
    assert!(
        saved.text().contains("Added action 5 \"Do it\""),
        "{}",
        saved.text()
    );
    let left = Screen::demo(80, 24).keys("4nDo it<Tab><Tab>");
    assert!(
        !left.text().contains("Forum is required."),
        "{}",
        left.text()
    );
    let refused = Screen::empty(80, 24).keys("4nDo it<Ctrl-s>");
    assert!(
        refused.text().contains("Forum is required."),
        "{}",
        refused.text()
    );
}

#[test]
fn a_party_that_is_taken_out_and_put_in_again_has_not_signed() {
    let signed =
        agreement().keys("Twice<Tab><Tab><Enter>cqc<Enter>2 mar 2021<Ctrl-s><Ctrl-s>e<Tab><Tab>");
    assert!(
        signed.text().contains("signed 2 March 2021"),
        "{}",
        signed.text()
    );
    let saved = signed.keys("<Delete><Enter>cqc<Enter><Ctrl-s><Ctrl-s>");
    assert!(
        saved.text().contains("Changed agreement"),
        "{}",
        saved.text()
    );
    let again = saved.keys("e");
    assert!(!again.text().contains("signed"), "{}", again.text());
}
