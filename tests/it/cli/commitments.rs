//! Commitments, announcements and disagreements from the command line: noting, refusing, and how all of it stands.

use insta::assert_snapshot;

use super::harness::Desk;

/// A protocol that two local forums keep, with notice of what is published and a ladder of two posts.
const SETUP: &str = "organisation add --name 'Care Quality Commission' --acronym CQC
    organisation add --name 'Anyshire Council' --acronym ANY
    organisation add --name 'Borsetshire Council' --acronym BOR
    agreement add --title 'Joint working protocol' --reference jwp --state current --ladder-post Head --ladder-post Deputy
    party add --agreement 1 --organisation CQC --position 1
    party add --agreement 1 --organisation ANY --position 2
    party add --agreement 1 --organisation BOR --position 3
    forum add --name Anyshire --agreement 1
    forum add --name Borsetshire --agreement 1
    meeting add --forum Anyshire --on 2021-06-10 --state held
    commitment add --agreement 1 --paragraph 29 --rule 'Local meetings every two months' --clock 'every 2 months' --started 2021-01-01 --kept-by Anyshire --kept-by Borsetshire
    commitment add --agreement 1 --paragraph 20 --rule 'Share drafts' --sort 'advance notice' --clock '48 hours before' --trigger 'planned publication'
    commitment add --agreement 1 --paragraph 34 --rule 'Share profiles' --clock '3 times a year' --started 2021-01-01
    commitment add --agreement 1 --paragraph 35 --rule 'Tell of changes' --trigger 'change of personnel'
    announcement add --title 'State of care' --publisher CQC --agreement 1 --on 2021-08-25 --embargo 2021-08-25";

fn desk() -> Desk {
    let mut desk = Desk::empty("2021-08-20");
    for line in SETUP.lines() {
        done(&mut desk, line.trim());
    }
    desk
}

fn done(desk: &mut Desk, line: &str) -> String {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    ran.data + &ran.messages
}

#[test]
fn what_shows_that_a_commitment_was_met_is_noted_for_one_forum_and_the_others_stay_due() {
    let mut desk = desk();
    assert_snapshot!("due_before", done(&mut desk, "due --for secretariat"));
    let met = "commitment met 1 --on 2021-08-01 --what 'They rang' --forum Borsetshire";
    assert_snapshot!("met", done(&mut desk, met));
    assert_snapshot!("due_after", done(&mut desk, "due --kind commitment"));
    assert_snapshot!("commitments", done(&mut desk, "commitments jwp"));
    assert_snapshot!(
        "commitments_json",
        done(&mut desk, "commitments --format json")
    );
    assert_snapshot!("commitment_list", done(&mut desk, "commitment list"));
    let undone = done(&mut desk, "undo") + &done(&mut desk, "due --kind commitment");
    assert!(undone.contains("Borsetshire, not met yet"), "{undone}");
}

#[test]
fn a_reminder_on_the_line_of_one_forum_leaves_the_others() {
    let mut desk = desk();
    let set = "reminder set commitment Borsetshire --until 2021-09-10 --note 'They know'";
    done(&mut desk, set);
    let due = done(&mut desk, "due --kind commitment --format plain");
    let state = |name: &str| {
        let mut lines = due.lines();
        let line = lines.find(|line| line.contains(name)).expect("it is due");
        line.to_owned()
    };
    assert!(state("Borsetshire, not met yet").contains("2021"), "{due}");
    assert_snapshot!(done(&mut desk, "due --kind commitment"));
}

#[test]
fn an_announcement_is_shared_with_those_who_lack_it_and_out_once_its_embargo_ends() {
    let mut desk = desk();
    let told = "due --kind commitment --for secretariat --format plain";
    let due = done(&mut desk, told);
    assert!(
        due.contains("Share the draft with ANY, BOR: State of care"),
        "{due}"
    );
    let public = done(&mut desk, "due --kind commitment");
    assert!(!public.contains("State of care"), "{public}");
    done(&mut desk, "announcement share 1 --with ANY --on 2021-08-19");
    let due = done(&mut desk, told);
    assert!(
        due.contains("Share the draft with BOR: State of care"),
        "{due}"
    );
    done(&mut desk, "announcement share 1");
    let due = done(&mut desk, told);
    assert!(!due.contains("Share the draft"), "{due}");
    let mut refused = String::new();
    for line in [
        "announcement share 1 --with ANY",
        "announcement share 1",
        "announcement publish 1 --on 2021-08-20",
        "announcement urgent 1 --why ' '",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 1, "{line}: {}", ran.messages);
        refused.push_str(&ran.messages);
    }
    assert_snapshot!("refused", refused);
    let out = "announcement publish 1 --on 2021-08-25 --as-of 2021-08-25";
    // The desk's day is fixed: a later one refuses what has not come.
    assert_eq!(desk.run(out).code, 1);
}

#[test]
fn a_disagreement_goes_up_the_ladder_and_the_public_learns_nothing_of_it() {
    let mut desk = desk();
    done(
        &mut desk,
        "disagreement raise jwp --what 'They met' --on 2021-05-01",
    );
    done(
        &mut desk,
        "disagreement escalate jwp --what 'A letter' --on 2021-06-01",
    );
    let ran = desk.run("disagreement escalate jwp --what 'Another'");
    assert_eq!(ran.code, 1);
    assert!(
        ran.messages
            .contains("Deputy is the last post of the ladder."),
        "{}",
        ran.messages
    );
    assert_snapshot!(
        "disagreement",
        done(&mut desk, "disagreement show jwp --for secretariat")
    );
    for (audience, is_told) in [("public", false), ("members", false), ("secretariat", true)] {
        let list = done(&mut desk, &format!("agreement list --for {audience}"));
        assert_eq!(list.contains("disagreement live"), is_told, "{list}");
    }
    let ran = desk.run("disagreement show jwp");
    assert_eq!((ran.code, ran.data.as_str()), (1, ""));
    let history = done(&mut desk, "history agreement 1");
    assert!(history.contains("Reserved"), "{history}");
    assert!(!history.contains("A letter"), "{history}");
    let history = done(&mut desk, "history agreement 1 --for secretariat");
    assert!(
        history.contains("Noted a step of a reserved matter"),
        "{history}"
    );
    done(&mut desk, "disagreement settle jwp --what 'Agreed'");
    let list = done(&mut desk, "agreement list --for secretariat");
    assert!(!list.contains("disagreement live"), "{list}");
}

#[test]
fn the_commitments_of_the_sample_data_have_the_clocks_of_their_rows() {
    let mut desk = Desk::demo("2021-08-20");
    assert_snapshot!(done(&mut desk, "commitments --format csv"));
}
