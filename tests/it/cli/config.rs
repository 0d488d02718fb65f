//! The settings as the built program takes them: from a file, the environment and options.

use std::fs;
use std::path::Path;

use super::binary::secretariat;

/// What a command printed on stdout and stderr, and its exit code.
fn run(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> (String, String, i32) {
    let mut command = secretariat(folder);
    command.args(args).envs(variables.iter().copied());
    let output = command.output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text is UTF-8");
    let code = output.status.code().expect("it ends by itself");
    (text(output.stdout), text(output.stderr), code)
}

fn write(folder: &Path, settings: &str) {
    fs::write(folder.join("settings.toml"), settings).expect("the folder is there");
}

/// The value of a setting and where it comes from.
fn shown(folder: &Path, name: &str, args: &[&str], variables: &[(&str, &str)]) -> (String, String) {
    let args = [&["config", "show", "--format", "plain"], args].concat();
    let (data, _, _) = run(folder, &args, variables);
    let mut rows = data.lines().map(|line| line.split('\t'));
    let mut row = rows
        .find(|row| row.clone().next() == Some(name))
        .unwrap_or_else(|| panic!("{name} in {data}"));
    let mut cell = || row.next().unwrap_or_default().to_owned();
    cell();
    (cell(), cell())
}

#[test]
fn the_register_of_the_settings_is_opened_unless_another_is_named() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    run(folder, &["demo", "sample.db"], &[]);
    run(folder, &["new", "empty.db"], &[]);
    for register in ["sample.db", "~/sample.db"] {
        write(folder, &format!("register = \"{register}\"\n"));
        let (data, said, code) = run(folder, &["status", "--as-of", "2021-08-20"], &[]);
        assert!(data.contains("3 overdue"), "{data}{said}");
        assert_eq!((said.as_str(), code), ("", 0));
    }
    let (data, ..) = run(folder, &["status"], &[("SECRETARIAT_REGISTER", "empty.db")]);
    assert!(data.contains("Nothing is overdue."), "{data}");
    let variable = [("SECRETARIAT_REGISTER", "missing.db")];
    let (data, ..) = run(folder, &["status", "--register", "empty.db"], &variable);
    assert!(data.contains("Nothing is overdue."), "{data}");
    let (_, said, code) = run(folder, &["status"], &variable);
    assert!(said.contains("missing.db"), "{said}");
    assert_eq!(code, 3);
}

#[test]
fn the_history_keeps_the_name_of_the_settings_and_an_empty_one_is_the_login() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    write(folder, "register = \"r.db\"\nuser = \"Ann Archer\"\n");
    run(folder, &["demo", "r.db"], &[]);
    let (data, said, _) = run(folder, &["history"], &[]);
    assert!(data.contains("Ann Archer"), "{data}{said}");
    write(folder, "user = \"  \"\n");
    let (name, origin) = shown(folder, "user", &[], &[]);
    assert!(name.contains('@') && origin == "default", "{name} {origin}");
}

#[test]
fn what_is_due_soon_follows_the_settings() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let (data, ..) = run(folder, &["demo"], &[]);
    assert!(data.contains("2 due soon"), "{data}");
    write(folder, "[due-soon]\nreview = \"1 week\"\n");
    let (data, ..) = run(folder, &["demo"], &[]);
    assert!(data.contains("Due soon: "), "{data}");
}

#[test]
fn a_mistake_is_said_and_the_rest_counts() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    write(folder, "\nthem = \"dark\"\nuser = \"Ann\"\n");
    let sentence = "settings.toml line 2: there is no setting \"them\"; did you mean \"theme\"?\n";
    let (_, said, code) = run(folder, &["demo"], &[]);
    assert!(said.starts_with(sentence), "{said}");
    assert_eq!(code, 0);
    let (data, said, code) = run(folder, &["config", "check"], &[]);
    assert_eq!((data.as_str(), said.as_str(), code), (sentence, "", 2));
    let (_, said, code) = run(folder, &["config", "show"], &[]);
    assert_eq!((said.as_str(), code), (sentence, 0));
    assert_eq!(
        shown(folder, "user", &[], &[]),
        ("Ann".to_owned(), "file".to_owned())
    );
    let (_, said, code) = run(folder, &["demo", "--quiet"], &[]);
    assert_eq!((said.as_str(), code), ("", 0));
}

#[test]
fn every_setting_is_shown_with_where_it_comes_from() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    write(
        folder,
        "theme = \"light\"\nmouse = false\n[due-soon]\nreview = \"6 months\"\n",
    );
    let dark = [("SECRETARIAT_THEME", "dark")];
    for (name, args, variables, value, origin) in [
        ("theme", &["--theme", "mono"][..], &dark[..], "mono", "flag"),
        ("theme", &[], &dark, "dark", "environment"),
        ("theme", &[], &[], "light", "file"),
        ("symbols", &[], &[], "auto", "default"),
        ("mouse", &[], &[], "false", "file"),
        ("first-day", &[], &[], "monday", "default"),
        ("due-soon review", &[], &[], "6 months", "file"),
        ("due-soon action", &[], &[], "14 days", "default"),
    ] {
        let found = shown(folder, name, args, variables);
        let expected = (value.to_owned(), origin.to_owned());
        assert_eq!(found, expected, "{name}");
    }
    let (data, ..) = run(folder, &["config", "show", "--format", "json"], &[]);
    let rows: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(rows[2]["setting"], "theme");
}

#[test]
fn the_path_is_printed_and_sound_settings_are_said_to_be_sound() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let path = folder.join("settings.toml").display().to_string();
    let (data, _, code) = run(folder, &["config", "path"], &[]);
    assert_eq!((data, code), (format!("{path}\n"), 0));
    let (data, _, code) = run(folder, &["config", "check"], &[]);
    assert!(data.starts_with("There is no "), "{data}");
    assert_eq!(code, 0);
    write(folder, "theme = \"dark\"\n");
    let (data, _, code) = run(folder, &["config", "check"], &[]);
    assert_eq!((data, code), (format!("Sound: {path}.\n"), 0));
}

#[test]
fn without_an_editor_the_file_is_made_and_its_path_is_said() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let path = folder.join("settings.toml");
    let (_, said, code) = run(folder, &["config", "edit"], &[]);
    assert!(said.contains(&format!("Made {}", path.display())), "{said}");
    assert!(said.contains("Neither VISUAL nor EDITOR"), "{said}");
    assert_eq!(code, 1);
    let made = fs::read_to_string(&path).expect("it was made");
    assert_eq!(made, secretariat::config::DEFAULT_FILE);
}

#[cfg(unix)]
#[test]
fn the_editor_is_run_without_a_shell_and_what_it_leaves_is_checked() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let editor = folder.join("my editor");
    fs::write(&editor, "#!/bin/sh\necho \"$1\" > \"$2\"\n").expect("the folder is there");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let visual = |option: &str| format!("\"{}\" {option}", editor.display());
    for (option, written, code) in [
        ("mouse=false", "mouse=false\n", 0),
        ("'$HOME;x'", "$HOME;x\n", 2),
    ] {
        let visual = visual(option);
        let variables = [("VISUAL", visual.as_str()), ("EDITOR", "false")];
        let (data, said, found) = run(folder, &["config", "edit"], &variables);
        assert_eq!(found, code, "{data}{said}");
        let left = fs::read_to_string(folder.join("settings.toml")).expect("it is there");
        assert_eq!(left, written);
    }
    let (_, said, code) = run(folder, &["config", "edit"], &[("EDITOR", "false")]);
    assert!(said.contains("The editor false ended with"), "{said}");
    assert_eq!(code, 1);
    let nowhere = [("EDITOR", "/nowhere/editor")];
    let (_, said, code) = run(folder, &["config", "edit"], &nowhere);
    assert!(said.contains("could not be started"), "{said}");
    assert_eq!(code, 1);
}

#[test]
fn the_texts_are_written_once_listed_and_checked() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let (_, said, code) = run(folder, &["config", "words", "--write", "words"], &[]);
    assert_eq!(
        (said.as_str(), code),
        (
            "Wrote 24 texts into words.\nThey count once the settings name the folder: words, under [documents].\n",
            0
        )
    );
    let path = folder.join("words/chase-subject.txt");
    fs::write(&path, "You owe {{ cuont }}").expect("it was written");
    write(folder, "[documents]\nwords = \"words\"\n");
    let (_, said, _) = run(
        folder,
        &["config", "words", "--write", "words", "--force"],
        &[],
    );
    assert_eq!(
        said.matches("is there already and was left as it is.")
            .count(),
        24
    );
    assert_eq!(
        fs::read_to_string(&path).expect("it is there"),
        "You owe {{ cuont }}"
    );
    let (data, said, code) = run(folder, &["config", "check"], &[]);
    let sentence = "chase-subject.txt line 1: there is no value \"cuont\"; did you mean \"count\"? The built-in text is \
                    used.\n";
    assert_eq!((data.as_str(), said.as_str(), code), (sentence, "", 2));
    let (data, said, _) = run(folder, &["config", "words", "--format", "plain"], &[]);
    assert_eq!(said, sentence);
    assert!(data.contains("chase-subject\tbuilt in\n"), "{data}");
    let own = folder.join("words/chase-body.txt").display().to_string();
    assert!(data.contains(&format!("chase-body\t{own}\n")), "{data}");
    let words = folder.join("words").display().to_string();
    assert_eq!(
        shown(folder, "documents words", &[], &[]),
        (words, "file".to_owned())
    );
    // What makes no text says nothing of it.
    let (_, said, _) = run(folder, &["demo", "r.db"], &[]);
    assert!(!said.contains("chase-subject"), "{said}");
    let (_, said, _) = run(folder, &["status", "--register", "r.db"], &[]);
    assert_eq!(said, "");
}
