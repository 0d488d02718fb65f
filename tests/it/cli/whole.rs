//! The whole register as a file: out, in again, taken back; and the help that says what is in it.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use secretariat::domain::register::Register;

use super::harness::Desk;

const TODAY: &str = "2021-08-20";

fn exported(desk: &mut Desk, folder: &Path) -> String {
    let path = folder.join("all.json");
    let path = path.display();
    let ran = desk.run(&format!(
        "export --what register --for secretariat -o '{path}' --force"
    ));
    assert_eq!(ran.code, 0, "{ran:?}");
    let marked = folder.join("all-INTERNAL.json");
    assert_eq!(ran.messages, format!("Wrote {}.\n", marked.display()));
    fs::read_to_string(marked).expect("it was written")
}

#[test]
fn a_whole_register_goes_into_a_file_and_into_an_empty_register_and_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = Desk::demo(TODAY);
    let text = exported(&mut desk, folder.path());
    assert!(text.starts_with(
        "{\n  \"format\": \"secretariat register\",\n  \"version\": 1,\n  \"marked\": \"INTERNAL. "
    ));
    let line = format!(
        "import '{}'",
        folder.path().join("all-INTERNAL.json").display()
    );

    let full = desk.run(&line);
    assert_eq!(full.code, 1);
    assert!(full.messages.contains("this one holds"), "{full:?}");

    let mut other = Desk::empty(TODAY);
    let tried = other.run(&format!("{line} --dry-run"));
    assert_eq!(tried.code, 0, "{tried:?}");
    assert!(other.session.register().is_empty());
    let ran = other.run(&line);
    assert_eq!(ran.code, 0, "{ran:?}");
    let count = desk.session.register().len();
    let told = format!(
        "Brought in a whole register: {count} entries. `secretariat undo` takes it back.\n"
    );
    assert_eq!(ran.messages, told);
    assert!(other.session.register() == desk.session.register());
    assert_eq!(exported(&mut other, folder.path()), text);
    assert_eq!(other.session.check_all().expect("it is read"), [""; 0]);
    assert_eq!(other.run("undo").code, 0);
    assert!(*other.session.register() == Register::default());
    assert_eq!(other.run(&line).code, 0, "and in once more");
}

#[test]
fn a_broken_file_changes_nothing_and_one_among_others_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = exported(&mut Desk::demo(TODAY), folder.path());
    let path = folder.path().join("broken.json");
    let broken = text.replace("\"owner\": 1,", "\"owner\": 999,");
    for (broken, words) in [
        (&text[..text.len() / 2], "The file is no whole JSON: "),
        (
            broken.as_str(),
            "organisation 999, which is not in the file",
        ),
        (
            &text.replace("\"version\": 1", "\"version\": 9"),
            "with a newer secretariat",
        ),
    ] {
        fs::write(&path, broken).expect("there is room");
        let mut desk = Desk::empty(TODAY);
        let ran = desk.run(&format!("import '{}'", path.display()));
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.messages.contains(words), "{}", ran.messages);
        assert!(desk.session.register().is_empty());
    }
    let mut desk = Desk::empty(TODAY);
    let ran = desk.run(&format!("import other.csv '{}'", path.display()));
    assert_eq!(ran.code, 2);
    assert!(ran.messages.contains("bring it in by itself"), "{ran:?}");
}

#[test]
fn a_whole_register_is_for_the_secretariat_as_it_is_and_in_json() {
    let mut desk = Desk::demo(TODAY);
    for (line, words) in [
        ("", "add --for secretariat"),
        ("--for public", "`secretariat agreement list --format json`"),
        ("--for members", "add --for secretariat"),
        ("--for secretariat --format csv", "is written as json"),
        ("--for secretariat -o all.csv", "is written as json"),
        ("--for secretariat --as-of 2021-01-01", "leave --as-of out"),
    ] {
        let ran = desk.run(&format!("export --what register {line}"));
        assert_eq!((ran.code, ran.data.as_str()), (2, ""), "{line}");
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

fn help(words: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_secretariat"));
    let output = command.arg("help").args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn help_lists_its_topics_and_prints_one_or_that_of_a_command() {
    for (words, begins) in [
        (
            &[][..],
            "Topics, as in `secretariat help json`:\n  json      What a file",
        ),
        (&["json"], "The whole register as JSON, version 1\n"),
        (&["action", "edit"], "Changes"),
        (&["due"], "Everything that is due"),
    ] {
        let (data, messages) = help(words);
        assert!(data.starts_with(begins), "{words:?}: {data}{messages}");
    }
    let (data, messages) = help(&["dragons"]);
    assert_eq!(data, "");
    assert!(messages.contains("no topic and no command \"dragons\""));
}
