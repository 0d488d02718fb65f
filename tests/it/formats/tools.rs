//! Programs, Python modules and Node modules that know a format: whether one is here, and running it with a limit of time
//! and no way to the network.

use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::sample;

/// How long a program may take over all the files of a test.
const LIMIT: Duration = Duration::from_mins(15);
/// Nobody listens there, so that a program that asks the network is refused at once.
const NOWHERE: &str = "http://127.0.0.1:9";

/// What a test needs beside this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Program(&'static str),
    /// Of `python3`.
    Python(&'static str),
    /// Of `node`.
    Node(&'static str),
}

impl fmt::Display for Tool {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(name) => write!(out, "{name}"),
            Self::Python(name) => write!(out, "{name} of python3"),
            Self::Node(name) => write!(out, "{name} of node"),
        }
    }
}

impl Tool {
    fn is_found(self) -> bool {
        let succeeds = |program: &str, args: &[&str]| {
            let mut command = command(program);
            let command = command.args(args).stdin(Stdio::null());
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            status.is_ok_and(|status| status.success())
        };
        match self {
            Self::Program(name) => on_path(name).is_some(),
            Self::Python(name) => succeeds("python3", &["-c", &format!("import {name}")]),
            Self::Node(name) => succeeds("node", &["-e", &format!("require('{name}')")]),
        }
    }
}

/// Whether slow tests are wanted and all of these are here. Says what is missing.
pub(super) fn are_here(tools: &[Tool]) -> bool {
    if !sample::is_slow_wanted() {
        return false;
    }
    let missing = tools.iter().find(|tool| !tool.is_found());
    if let Some(tool) = missing {
        // Past the test's own capture: whoever asked for the slow tests is to know which were not run.
        writeln!(io::stderr(), "skipped: {tool} not found").expect("somebody listens");
    }
    missing.is_none()
}

/// What a program said, and whether all went well.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) out: String,
    pub(super) messages: String,
    pub(super) is_success: bool,
}

/// Runs a program in a folder until it ends. Fails if it takes too long.
pub(super) fn run<A: AsRef<std::ffi::OsStr>>(program: &str, args: &[A], folder: &Path) -> Said {
    let mut command = command(program);
    let command = command.args(args).current_dir(folder).stdin(Stdio::null());
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it was found");
    let out = reader(child.stdout.take());
    let messages = reader(child.stderr.take());
    let said = |from: &Receiver<String>, child: &mut Child| {
        let Ok(text) = from.recv_timeout(LIMIT) else {
            child.kill().expect("it is ours");
            panic!("{program} did not end within {LIMIT:?}");
        };
        text
    };
    let out = said(&out, &mut child);
    let messages = said(&messages, &mut child);
    let status = child.wait().expect("it was started");
    Said {
        out,
        messages,
        is_success: status.success(),
    }
}

/// Runs a program that finds fault with files, and fails with all it says if it finds any.
pub(super) fn check<A: AsRef<std::ffi::OsStr>>(program: &str, args: &[A], folder: &Path) -> String {
    let said = run(program, args, folder);
    assert!(
        said.is_success,
        "{program} is not content:\n{}{}",
        said.out, said.messages
    );
    said.out
}

/// Lays a script of ours into a folder and runs it on files there.
pub(super) fn check_by(script: (&str, &str), files: &[PathBuf], folder: &Path) -> String {
    let (name, text) = script;
    std::fs::write(folder.join(name), text).expect("there is room");
    let ending = Path::new(name).extension();
    let program = if ending.is_some_and(|ending| ending == "py") {
        "python3"
    } else {
        "node"
    };
    let names = files.iter().map(|path| path.as_os_str().to_owned());
    let args: Vec<_> = std::iter::once(name.into()).chain(names).collect();
    check(program, &args, folder)
}

/// A program that finds what Node has for every user, and no way out.
fn command(program: &str) -> Command {
    static SHARED: LazyLock<String> = LazyLock::new(|| {
        let root = Command::new("npm").args(["root", "-g"]).output();
        let root = root.map_or_else(|_| Vec::new(), |output| output.stdout);
        let asked = std::env::var("NODE_PATH").unwrap_or_default();
        let paths = std::env::split_paths(&asked)
            .map(|path| path.to_string_lossy().into_owned())
            .chain([String::from_utf8_lossy(&root).trim().to_owned()]);
        let paths = std::env::join_paths(paths.filter(|path| !path.is_empty()));
        paths.map_or(asked, |paths| paths.to_string_lossy().into_owned())
    });
    let mut command = Command::new(program);
    command.env("NODE_PATH", &*SHARED);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env(name, NOWHERE);
        command.env(name.to_lowercase(), NOWHERE);
    }
    command
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let endings = ["", ".exe", ".cmd"];
    let names = endings.map(|ending| format!("{program}{ending}"));
    let mut files = std::env::split_paths(&path)
        .flat_map(|folder| names.clone().map(move |name| folder.join(name)));
    files.find(|file| file.is_file())
}

/// Reads to the end beside the test, so that a pipe that is full stops nobody.
fn reader(from: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = channel();
    let mut from = from.expect("it is piped");
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = from.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // Where nobody waits any more the test has failed already.
        let _ = sender.send(read.map_or_else(|error| error.to_string(), |_| text));
    });
    receiver
}

#[test]
fn what_is_not_here_is_missed_and_a_program_that_fails_says_why() {
    assert!(!Tool::Program("no-such-checker").is_found());
    assert_eq!(Tool::Program("vnu").to_string(), "vnu");
    assert_eq!(Tool::Python("docx").to_string(), "docx of python3");
    if cfg!(unix) {
        let said = run(
            "sh",
            &["-c", "echo found; echo fault >&2; exit 1"],
            Path::new("."),
        );
        assert_eq!(
            (said.out.as_str(), said.messages.as_str()),
            ("found\n", "fault\n")
        );
        assert!(!said.is_success);
    }
}
