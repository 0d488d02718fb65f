//! What is written is what is read: columns and fields, every kind of record there and back, and every fault found.

use std::collections::BTreeSet;

use chrono::DateTime;

use super::row::Stored;
use super::*;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::announcement::Announcement;
use crate::domain::attendance::Attendance;
use crate::domain::change::Swap;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::file::File;
use crate::domain::forum::Forum;
use crate::domain::history::Deed;
use crate::domain::id::Id;
use crate::domain::issued_text::IssuedText;
use crate::domain::item::Item;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Membership;
use crate::domain::note::Note;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::origin::Origin;
use crate::domain::party::Party;
use crate::domain::published_page::PublishedPage;
use crate::domain::register::Record;
use crate::domain::reminder::Reminder;
use crate::domain::returns::Return;
use crate::domain::review::Review;
use crate::domain::sending::Sending;

/// Records of every kind as the journal keeps them, full ones and sparse ones: a promise.
const EXAMPLES: &str = include_str!("../../tests/it/files/journal-5000.tsv");
/// The same as earlier versions kept them, which are read for ever.
const OLDER: [&str; 4] = [
    include_str!("../../tests/it/files/journal-1000.tsv"),
    include_str!("../../tests/it/files/journal-2000.tsv"),
    include_str!("../../tests/it/files/journal-3000.tsv"),
    include_str!("../../tests/it/files/journal-4000.tsv"),
];

fn examples() -> Vec<Edit> {
    read_all(EXAMPLES)
}

fn read_all(lines: &str) -> Vec<Edit> {
    let read = |line: &str| {
        let (kind, json) = line.split_once('\t').expect("a kind and its JSON");
        let kind = Kind::from_word(kind).expect(kind);
        Edit::read(kind, None, Some(json)).expect(json)
    };
    lines.lines().map(read).collect()
}

fn signature() -> Signature {
    Signature {
        actor: "ann".to_owned(),
        at: DateTime::UNIX_EPOCH,
        deed: Deed::Do,
        target: None,
    }
}

fn save(store: &mut Store, label: &str, edits: Vec<Edit>) -> Result<Position, StoreError> {
    let label = label.to_owned();
    let pen = store.begin()?;
    pen.save(&Change { label, edits }, &signature())
}

/// A register that holds all the examples.
fn full() -> Store {
    let mut store = Store::memory().expect("memory has room");
    save(&mut store, "Made them all", examples()).expect("they are sound");
    store
}

fn findings(store: &Store) -> Vec<String> {
    store.check_all().expect("it can be looked at")
}

#[test]
fn examples_of_every_kind_read_and_are_written_letter_by_letter_as_they_were() {
    let mut kinds = BTreeSet::new();
    for (line, edit) in EXAMPLES.lines().zip(examples()) {
        let record = edit.after().expect("it is there");
        let written = format!("{}\t{}", record.kind(), record.json());
        assert_eq!(written, line);
        kinds.insert(record.kind());
    }
    assert!(
        kinds.iter().eq(Kind::ALL),
        "every kind has its examples: {kinds:?}"
    );
}

#[test]
fn examples_of_older_versions_read_with_nothing_in_the_fields_they_lack() {
    let older = OLDER.iter();
    let older = older.flat_map(|all| all.lines().zip(read_all(all)));
    for (line, edit) in older {
        let (_, kept) = line.split_once('\t').expect("a kind and its JSON");
        let object = |json: &str| {
            let json: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
            json.as_object().expect("a record is an object").clone()
        };
        let record = edit.after().expect("it is there");
        let (kept, read) = (object(kept), object(&record.json()));
        let values = record.fields();
        for field in values.as_slice() {
            match kept.get(field.name) {
                Some(value) => assert_eq!(read.get(field.name), Some(value), "{line}"),
                None => assert!(field.value.is_empty(), "{}: {line}", field.name),
            }
        }
    }
}

#[test]
fn every_kind_comes_back_from_its_table_and_from_the_journal() {
    let store = full();
    let (register, position) = store.load().expect("it is sound");
    for edit in examples() {
        assert_eq!(register.get(edit.entry()), edit.after(), "{}", edit.entry());
    }
    assert_eq!(register.len(), examples().len());
    assert_eq!(store.edits(position).expect("it is there"), examples());
    assert_eq!(findings(&store), [""; 0]);
}

#[test]
fn every_kind_can_be_changed_and_deleted_and_its_number_is_not_given_again() {
    let mut store = full();
    let deletes: Vec<Edit> = examples().into_iter().map(Edit::inverse).collect();
    save(&mut store, "Took them all out", deletes.clone()).expect("they are there");
    let (register, _) = store.load().expect("it is sound");
    assert!(register.is_empty());
    assert_eq!(register.actions.next_id().number(), 5);
    assert_eq!(register.organisations.next_id().number(), 3);
    let again = save(&mut store, "Took them out twice", deletes);
    assert!(
        matches!(again, Err(StoreError::Damaged { .. })),
        "{again:?}"
    );
    assert_eq!(findings(&store), [""; 0]);
}

fn check_columns<T: Stored>(store: &Store) {
    let sql = format!("SELECT name FROM pragma_table_info('{}')", T::TABLE);
    let mut statement = store.connection.prepare(&sql).expect("it is SQL");
    let columns = statement
        .query_map([], |row| row.get(0))
        .expect("it is SQL");
    let mut columns: Vec<String> = columns.collect::<Result<_, _>>().expect("text");
    let mut named = T::COLUMNS.to_vec();
    columns.sort_unstable();
    named.sort_unstable();
    assert_eq!(columns, named, "{}", T::TABLE);
    let mut examples = examples().into_iter();
    let example = examples.find(|edit| edit.entry().kind == T::KIND);
    let json = example
        .expect("every kind has one")
        .after()
        .map(Record::json);
    let json: serde_json::Value =
        serde_json::from_str(&json.expect("it is there")).expect("it is JSON");
    let fields: BTreeSet<&str> = json
        .as_object()
        .expect("a record is an object")
        .keys()
        .map(String::as_str)
        .collect();
    let columns: BTreeSet<&str> = T::COLUMNS.iter().copied().collect();
    assert_eq!(columns, fields, "{}", T::TABLE);
}

#[test]
fn the_columns_of_every_table_are_the_fields_of_its_record() {
    let store = Store::memory().expect("memory has room");
    check_columns::<Organisation>(&store);
    check_columns::<Contact>(&store);
    check_columns::<Forum>(&store);
    check_columns::<Membership>(&store);
    check_columns::<Meeting>(&store);
    check_columns::<Item>(&store);
    check_columns::<Action>(&store);
    check_columns::<Agreement>(&store);
    check_columns::<Party>(&store);
    check_columns::<Review>(&store);
    check_columns::<Commitment>(&store);
    check_columns::<Announcement>(&store);
    check_columns::<Attendance>(&store);
    check_columns::<Return>(&store);
    check_columns::<Offer>(&store);
    check_columns::<IssuedText>(&store);
    check_columns::<PublishedPage>(&store);
    check_columns::<Sending>(&store);
    check_columns::<Reminder>(&store);
    check_columns::<Note>(&store);
    check_columns::<File>(&store);
    check_columns::<Origin>(&store);
}

#[test]
fn every_field_is_shown_found_and_exported() {
    for edit in examples() {
        let record = edit.after().expect("it is there");
        let json: serde_json::Value = serde_json::from_str(&record.json()).expect("it is JSON");
        let mut kept: Vec<&str> = json
            .as_object()
            .expect("a record is an object")
            .keys()
            .map(String::as_str)
            .filter(|name| *name != "id")
            .collect();
        let mut shown: Vec<&str> = record
            .fields()
            .into_iter()
            .map(|field| field.name)
            .collect();
        kept.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, kept, "{}", record.kind());
    }
}

fn check_found(cases: &[(&str, &str)]) {
    for (sql, words) in cases {
        let store = full();
        store
            .connection
            .execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
            .expect(sql);
        let findings = findings(&store).join("\n");
        assert!(findings.contains(words), "{sql}: {findings}");
        assert_eq!(findings.is_empty(), words.is_empty(), "{sql}: {findings}");
    }
}

#[test]
fn an_edit_made_outside_is_found_even_if_it_reads_the_same() {
    check_found(&[
        ("SELECT 1", ""),
        (
            "UPDATE action SET text = 'Write to thee' WHERE id = 2",
            "action 2 otherwise",
        ),
        (
            "UPDATE action SET closed = '2021-08-20', outcome = 'done' WHERE id = 2",
            "action 2 otherwise",
        ),
        // What reads the same is not the same.
        (
            "UPDATE agreement SET review_every = '2 Years' WHERE id = 1",
            "agreement 1 otherwise",
        ),
        (
            "UPDATE agreement SET states = replace(states, 'current', 'Current')",
            "agreement 1 otherwise",
        ),
        (
            "UPDATE agreement SET focus_areas = ' []' WHERE id = 2",
            "agreement 2 otherwise",
        ),
        (
            "UPDATE note SET about = 'Action 2' WHERE id = 2",
            "note 2 otherwise",
        ),
        (
            "UPDATE meeting SET start = '17:30:00' WHERE id = 1",
            "meeting 1 otherwise",
        ),
        (
            "UPDATE review SET \"on\" = '2O18' WHERE id = 2",
            "review 2 holds a value",
        ),
        (
            "UPDATE note SET about = 'thing 2' WHERE id = 2",
            "note 2 holds a value",
        ),
        (
            "INSERT INTO organisation VALUES (9, NULL, 'New', NULL, '[]', '', '[]', '', NULL)",
            "organisation 9 otherwise",
        ),
        ("DELETE FROM note WHERE id = 2", "note 2 otherwise"),
    ]);
}

#[test]
fn what_breaks_a_rule_across_records_is_found() {
    check_found(&[
        (
            "DELETE FROM organisation WHERE id = 2",
            "names a record that is not there",
        ),
        (
            "UPDATE action SET owner = 99 WHERE id = 2",
            "action 2 names a record that is not there",
        ),
        (
            "UPDATE note SET about = 'action 99' WHERE id = 2",
            "action 99 is named by note 2",
        ),
        (
            "UPDATE item SET position = 2 WHERE id = 2",
            "The agenda of meeting 2 has a gap",
        ),
        (
            "UPDATE action SET number = 7 WHERE id = 2",
            "Two actions of one forum have the number 7",
        ),
        (
            "UPDATE organisation SET reference = 'cqc' WHERE id = 2",
            "has a reference that another",
        ),
    ]);
}

#[test]
fn a_changed_letter_and_a_lost_entry_of_the_history_are_found() {
    check_found(&[
        (
            "UPDATE journal SET label = 'Made them aII'",
            "Entry 1 of the history is not",
        ),
        (
            "UPDATE journal SET actor = 'bob'",
            "Entry 1 of the history is not",
        ),
        (
            "UPDATE journal SET at = '1970-01-01T00:00:01.000Z'",
            "Entry 1 of the history is not",
        ),
        (
            "UPDATE journal SET at = 'yesterday'",
            "Entry 1 of the history is not",
        ),
        (
            "UPDATE journal_edit SET after = replace(after, 'Welcome', 'Farewell')",
            "item 2 otherwise",
        ),
        (
            "UPDATE journal_edit SET after = replace(after, 'current', 'Current')",
            "Entry 1 of the history is not",
        ),
        (
            "UPDATE journal_edit SET record = 9 WHERE kind = 'note' AND record = 2",
            "a change in its history cannot be read",
        ),
        (
            "UPDATE journal_edit SET after = '{}' WHERE kind = 'note' AND record = 2",
            "a change in its history cannot be read",
        ),
        (
            "DELETE FROM journal_edit WHERE kind = 'note' AND record = 2",
            "note 2 otherwise",
        ),
        (
            "UPDATE journal SET id = 2; UPDATE journal_edit SET entry = 2",
            "The history lacks what came before its entry 2",
        ),
        ("DELETE FROM journal", "names a record that is not there"),
        (
            "DELETE FROM journal_edit; DELETE FROM journal",
            "organisation 1 otherwise",
        ),
        (
            "CREATE TRIGGER t AFTER UPDATE ON note BEGIN SELECT 1; END",
            "The table t is not made",
        ),
        (
            "DROP INDEX journal_edit_record",
            "The table journal_edit_record is not made",
        ),
    ]);
}

#[test]
fn who_reads_what_has_been_written_gets_it_once_and_up_to_where_it_goes() {
    let mut store = full();
    let (_, position) = store.load().expect("it is sound");
    let edit = Edit::Organisation(Swap {
        before: None,
        after: Some(Box::new(Organisation::new(
            Id::new(3).expect("a number"),
            "NMC",
        ))),
    });
    let next = save(&mut store, "Added", vec![edit.clone()]).expect("it is sound");
    assert_eq!(store.since(position).expect("it reads"), (vec![edit], next));
    assert_eq!(store.since(next).expect("it reads"), (Vec::new(), next));
    let heads = store.heads(position).expect("it reads");
    let found: Vec<(Position, &str)> = heads
        .iter()
        .map(|head| (head.id, head.label.as_str()))
        .collect();
    assert_eq!(found, [(next, "Added")]);
    let third = "organisation 3".parse().expect("an entry");
    assert_eq!(store.entries_of(third).expect("it reads"), [next]);
}

#[test]
fn a_change_that_does_not_fit_the_disk_or_the_tables_changes_nothing() {
    let mut store = full();
    let (before, _) = store.load().expect("it is sound");
    let pages: i64 = store
        .connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .expect("it is a number");
    store
        .connection
        .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
        .expect("it is set");
    let mut large = Organisation::new(Id::new(3).expect("a number"), "NMC");
    large.enquiries = "x".repeat(100_000);
    let create = |row: Organisation| {
        vec![Edit::Organisation(Swap {
            before: None,
            after: Some(Box::new(row)),
        })]
    };
    let full_disk = save(&mut store, "Added", create(large.clone()));
    assert!(
        matches!(full_disk, Err(StoreError::DiskFull { .. })),
        "{full_disk:?}"
    );
    let unnamed = save(&mut store, "Added", create(Organisation::new(large.id, "")));
    assert!(
        matches!(unnamed, Err(StoreError::Sqlite { .. })),
        "{unnamed:?}"
    );
    let (after, _) = store.load().expect("it is sound");
    assert_eq!(after, before);
    assert_eq!(findings(&store), [""; 0]);
    store
        .connection
        .pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(()))
        .expect("it is set");
    save(&mut store, "Added", create(large)).expect("there is room again");
    assert_eq!(findings(&store), [""; 0]);
}
