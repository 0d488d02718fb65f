//! The built program: files, exit codes, streams.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// The program in a folder that is its home, without settings.
pub(crate) fn secretariat(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_secretariat"));
    command
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder)
        .env("SECRETARIAT_SETTINGS", folder.join("settings.toml"));
    for name in ["REGISTER", "USER", "THEME", "SYMBOLS"] {
        command.env_remove(format!("SECRETARIAT_{name}"));
    }
    command.env_remove("VISUAL").env_remove("EDITOR");
    command.env_remove("ACCESSIBLE");
    command
}

#[test]
fn the_sample_register_is_written_once_and_read_on_another_day() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    secretariat(folder.path())
        .args(["demo", "r.db"])
        .assert()
        .success();
    secretariat(folder.path())
        .args(["demo", "r.db"])
        .assert()
        .code(1);
    let output = secretariat(folder.path())
        .args(["due", "--register", "r.db", "--as-of", "2021-08-20"])
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text is UTF-8");
    assert!(
        text.contains("in 41 days") && text.contains("by September 2021"),
        "{text}"
    );
    secretariat(folder.path())
        .args([
            "due",
            "--as-of",
            "2021-10-01",
            "--exit-code",
            "--register",
            "r.db",
        ])
        .assert()
        .code(10);
}

#[test]
fn what_is_no_register_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::write(
        folder.path().join("text.db"),
        "Dear colleague,\n".repeat(100),
    )
    .expect("the folder is there");
    fs::create_dir(folder.path().join("folder.db")).expect("the folder is there");
    secretariat(folder.path())
        .args(["new", "newer.db"])
        .assert()
        .success();
    let mut newer = fs::read(folder.path().join("newer.db")).expect("it was made");
    newer[60..64].copy_from_slice(&9000_u32.to_be_bytes());
    fs::write(folder.path().join("newer.db"), &newer).expect("it is ours");
    for (name, code, words) in [
        ("text.db", 1, "cannot be opened as a register"),
        ("folder.db", 1, "cannot be opened as a register"),
        ("newer.db", 1, "newer version"),
        ("missing.db", 3, "There is no register"),
    ] {
        let path = folder.path().join(name);
        let before = fs::read(&path).ok();
        let output = secretariat(folder.path())
            .args(["due", "--register", name])
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{name}: {said}");
        assert!(said.contains(words), "{name}: {said}");
        assert!(output.stdout.is_empty());
        assert_eq!(fs::read(&path).ok(), before, "{name}");
    }
}

#[test]
fn without_a_terminal_the_status_is_printed_and_without_a_register_the_ways_on() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    secretariat(folder.path()).args(["demo"]).assert().success();
    let output = secretariat(folder.path()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    for way in ["secretariat new", "--register", "secretariat demo"] {
        assert!(said.contains(way), "{said}");
    }
}

#[test]
fn wrong_usage_ends_with_2_and_help_with_0() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (args, code) in [
        (&["due", "--within", "soonish"][..], 2),
        (&["frobnicate"], 2),
        (&["due", "--kind", "nonsense"], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["agenda", "export", "--help"], 0),
    ] {
        secretariat(folder.path()).args(args).assert().code(code);
    }
}

#[test]
fn the_register_itself_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    secretariat(folder.path())
        .args(["demo", "r.db"])
        .assert()
        .success();
    let before = fs::read(folder.path().join("r.db")).expect("it was made");
    let args = [
        "due",
        "--register",
        "r.db",
        "--format",
        "csv",
        "--force",
        "-o",
    ];
    secretariat(folder.path())
        .args(args)
        .arg("r.db")
        .assert()
        .code(2);
    secretariat(folder.path())
        .args(args)
        .arg(folder.path().join("r.db"))
        .assert()
        .code(2);
    secretariat(folder.path())
        .args(args)
        .arg("other.csv")
        .assert()
        .success();
    assert_eq!(
        fs::read(folder.path().join("r.db")).expect("it is there"),
        before
    );
}

#[test]
fn a_long_text_is_read_from_stdin_once() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let run = |args: &[&str], stdin: &str| {
        let output = secretariat(folder.path())
            .args(args)
            .args(["--register", "r.db", "--as-of", "2021-08-20"])
            .write_stdin(stdin)
            .output()
            .expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    secretariat(folder.path())
        .args(["demo", "r.db"])
        .assert()
        .success();
    let add = [
        "agreement",
        "add",
        "-q",
        "--title",
        "Of stdin",
        "--summary",
        "-",
    ];
    let (code, number, said) = run(&add, "One line,\nand another.\n");
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let shown = ["agreement", "show", number.trim(), "--format", "json"];
    let (_, shown, _) = run(&shown, "");
    assert!(shown.contains("One line,\\nand another."), "{shown}");
    let (code, _, said) = run(&[&add[..], &["--clause", "-"]].concat(), "One");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("is read for --"), "{said}");
    let (code, _, said) = run(&add, &"x".repeat(1024 * 1024 + 1));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("--summary: "), "{said}");
}
