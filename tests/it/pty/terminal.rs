//! A terminal that a program runs in, and a reading of what it drew.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// The longest that anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// What names the folder that a person's own files are in.
pub(crate) const HOMES: [&str; 3] = ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"];

pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    written: Vec<u8>,
    /// A home of its own, unless the test names one: what is not saved is kept there, and never in ours.
    _home: TempDir,
}

impl Terminal {
    /// Runs a program in a window of its own.
    pub(crate) fn start(
        arguments: &[String],
        settings: &[(&str, &str)],
        width: u16,
        height: u16,
    ) -> Self {
        let pair = native_pty_system()
            .openpty(size(width, height))
            .expect("a terminal");
        let mut command = CommandBuilder::new(&arguments[0]);
        command.args(&arguments[1..]);
        command.env_remove("NO_COLOR");
        command.env_remove("ACCESSIBLE");
        command.env("SECRETARIAT_SETTINGS", "/nowhere/settings.toml");
        command.env("TERM", "xterm-256color");
        let home = tempfile::tempdir().expect("a folder");
        for name in HOMES {
            command.env(name, home.path());
        }
        for (name, value) in settings {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (send, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            keys: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            child,
            output,
            screen: vt100::Parser::new(height, width, 0),
            written: Vec::new(),
            _home: home,
        }
    }

    /// Runs it in a shell that tells at the end how the terminal is set.
    pub(crate) fn start_in_shell(
        arguments: &[String],
        settings: &[(&str, &str)],
        width: u16,
        height: u16,
    ) -> Self {
        let quoted: Vec<String> = arguments.iter().map(|one| format!("'{one}'")).collect();
        let script = format!("{}; stty -a", quoted.join(" "));
        let shell = ["/bin/sh".to_owned(), "-c".to_owned(), script];
        Self::start(&shell, settings, width, height)
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("it listens");
        self.keys.flush().expect("it listens");
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.master.resize(size(width, height)).expect("a terminal");
        self.screen.screen_mut().set_size(height, width);
    }

    /// Waits until some words are on the screen.
    pub(crate) fn wait_for(&mut self, words: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(words) {
            let is_running = self.take_output(until);
            let shown = self.screen.screen().contents();
            assert!(
                is_running || shown.contains(words),
                "{words:?} never came:\n{shown}"
            );
        }
    }

    /// Waits until the program, or the shell around it, has ended.
    pub(crate) fn wait_for_end(&mut self) {
        let until = Instant::now() + PATIENCE;
        while self.take_output(until) {}
        assert!(Instant::now() < until, "it goes on and on");
        self.child.wait().expect("it ran");
    }

    pub(crate) fn is_alternate(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    /// Waits until some words are on the screen no more.
    pub(crate) fn wait_while(&mut self, words: &str) {
        let until = Instant::now() + PATIENCE;
        while self.shown().contains(words) {
            let is_running = self.take_output(until);
            let shown = self.shown();
            assert!(
                is_running || !shown.contains(words),
                "{words:?} never went:\n{shown}"
            );
        }
    }

    /// Goes on for a while, whatever is drawn meanwhile.
    pub(crate) fn rest(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while self.take_output(until) {}
    }

    /// The words on the screen.
    pub(crate) fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    /// Sends a signal to the program itself.
    pub(crate) fn signal(&self, signal: &str) {
        let program = self.child.process_id().expect("it runs").to_string();
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -s {signal} {program}")])
            .status();
        assert!(sent.is_ok_and(|status| status.success()), "no {signal}");
    }

    /// Sends a signal to the program that runs in the shell.
    pub(crate) fn end_program(&self, signal: &str) {
        let shell = self.child.process_id().expect("it runs").to_string();
        let sent = Command::new("pkill")
            .args(["-P", &shell, &format!("-{signal}")])
            .status();
        assert!(sent.is_ok_and(|status| status.success()), "no {signal}");
    }

    /// Fails unless lines, echo, screen, cursor and mouse are as a shell wants them.
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen());
        assert!(!screen.hide_cursor());
        assert!(!screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let settings = String::from_utf8_lossy(&self.written).into_owned();
        let settings: Vec<&str> = settings.split([' ', ';', '\r', '\n']).collect();
        for name in ["icanon", "echo", "isig"] {
            assert!(settings.contains(&name), "{name} is off");
        }
    }

    pub(crate) fn has_written(&self, words: &str) -> bool {
        String::from_utf8_lossy(&self.written).contains(words)
    }

    /// Every sequence it wrote that sets a colour.
    pub(crate) fn colours(&self) -> Vec<String> {
        let text = String::from_utf8_lossy(&self.written).into_owned();
        let sequences = text.split("\u{1b}[").skip(1);
        let styles = sequences.filter_map(|one| one.split_once('m').map(|(style, _)| style));
        let is_colour = |style: &&str| {
            let is_style = style.chars().all(|one| one.is_ascii_digit() || one == ';');
            let codes = style.split(';').filter_map(|code| code.parse::<u16>().ok());
            let colours = codes.filter(|code| matches!(code, 30..=38 | 40..=48 | 90..=107));
            is_style && colours.count() > 0
        };
        styles.filter(is_colour).map(str::to_owned).collect()
    }

    /// Takes what it writes next. False once it writes no more, or time is up.
    fn take_output(&mut self, until: Instant) -> bool {
        let left = until.saturating_duration_since(Instant::now());
        match self.output.recv_timeout(left) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.written.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }
}

fn size(width: u16, height: u16) -> PtySize {
    PtySize {
        rows: height,
        cols: width,
        pixel_width: 0,
        pixel_height: 0,
    }
}
