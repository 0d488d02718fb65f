//! Returns and papers on the command line.

use insta::assert_snapshot;

use super::harness::Desk;

#[test]
fn returns_are_asked_for_received_sent_and_raise_an_item() {
    let mut desk = Desk::demo("2014-01-20");
    for (line, code, sentence) in [
        (
            "returns receive GMC --meeting 2014-04-03",
            1,
            "GMC has not been asked",
        ),
        (
            "returns ask 2014-04-03 -n",
            0,
            "Asked 10 members for their returns",
        ),
        (
            "returns ask 2014-04-03 --on 2014-01-14",
            0,
            "Asked 10 members for their returns",
        ),
        ("returns ask 2014-04-03", 1, "Everybody was asked already."),
        (
            "returns receive GMC Monitor --meeting 2014-04-03",
            0,
            "Received 2 returns",
        ),
        (
            "returns receive GMC --meeting 2014-04-03",
            1,
            "has come already, on 20 January 2014",
        ),
        (
            "returns send CQC --meeting 2014-04-03",
            0,
            "Sent the return of CQC to the others",
        ),
        (
            "returns send GMC --meeting 2014-04-03 --on 2014-01-13",
            1,
            "was asked for on 14 January 2014",
        ),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(sentence), "{line}: {}", ran.messages);
    }
    assert_snapshot!(desk.run("returns 2014-04-03").data);
    let json = desk.run("returns 2014-04-03 --format json").data;
    let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let states: Vec<&str> = rows
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["state"].as_str())
        .collect();
    assert_eq!(
        states.iter().filter(|state| **state == "received").count(),
        2
    );
    assert_eq!(states.iter().filter(|state| **state == "sent").count(), 1);
    let gmc = rows.as_array().expect("rows").iter();
    let number = gmc
        .filter(|row| row["received"].is_object() && row["sent"].is_null())
        .find_map(|row| row["entry"]["number"].as_u64())
        .expect("a return that came");
    let raised = desk.run(&format!("return raise {number} Staffing in hospices"));
    assert!(
        raised.messages.contains("Offered \"Staffing in hospices\""),
        "{}",
        raised.messages
    );
    let due = desk.run("due --kind offer").data;
    assert!(due.contains(": Staffing in hospices"), "{due}");
    let all = desk.run("returns send --meeting 2014-04-03");
    assert!(
        all.messages.contains("Sent 2 returns to the others"),
        "{}",
        all.messages
    );
}

#[test]
fn papers_are_expected_received_late_tabled_and_verbal() {
    let mut desk = Desk::demo("2014-01-20");
    for (line, code, sentence) in [
        (
            "paper expect 4 5 --meeting 2014-04-03 --from GMC",
            0,
            "Expected 2 papers",
        ),
        (
            "paper receive 4 --meeting 2014-04-03 --link papers/4.pdf",
            0,
            "Received the paper for item 4",
        ),
        (
            "paper receive 4 --meeting 2014-04-03",
            1,
            "has come already, on 20 January 2014",
        ),
        (
            "paper late 5 --meeting 2014-04-03",
            0,
            "Marked the paper for item 5 as late",
        ),
        (
            "paper tabled 6 --meeting 2014-04-03",
            0,
            "Marked the paper for item 6 as tabled",
        ),
        (
            "paper verbal 1 --meeting 2014-04-03",
            0,
            "Marked the paper for item 1 as verbal",
        ),
        (
            "paper expect 99 --meeting 2014-04-03",
            3,
            "No item of that agenda has the number 99.",
        ),
        ("paper expect 999", 3, "There is no item 999."),
        ("paper expect 4 --meeting 2014-04-03 --from Nobody", 3, ""),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(sentence), "{line}: {}", ran.messages);
    }
    let due = desk.run("due --kind papers").data;
    assert!(due.contains("Paper for item 5, "), "{due}");
    assert!(!due.contains("Paper for item 4, "), "{due}");
}

#[test]
fn a_reminder_is_put_on_a_paper_or_a_return_by_its_kind_where_a_number_would_fit_both() {
    let mut desk = Desk::demo("2014-01-20");
    desk.run("returns ask 2014-04-03");
    desk.run("paper expect 4 --meeting 2014-04-03 --from GMC");
    for (line, code, sentence) in [
        (
            "reminder set returns return 3 --until 2014-02-10",
            0,
            "Set a reminder for return 3",
        ),
        (
            "reminder clear returns return 3",
            0,
            "Took off the reminder",
        ),
        (
            "reminder set returns 3 --until 2014-02-10",
            0,
            "Set a reminder for return 3",
        ),
        (
            "reminder set papers item 99999 --until 2014-02-10",
            3,
            "There is no item 99999.",
        ),
        ("reminder set papers agreement 1 --until 2014-02-10", 3, ""),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(sentence), "{line}: {}", ran.messages);
    }
}
