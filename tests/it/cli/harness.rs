//! A command line run in this process on a register in memory: arguments in, text and exit code out.

use std::io::BufRead;
use std::path::Path;

use chrono::NaiveDate;
use secretariat::cli::{self, Command, Out};
use secretariat::demo;
use secretariat::domain::due::Rules;
use secretariat::house::HouseFiles;
use secretariat::session::{Clock, Look, Session, SessionOptions};

use crate::sample;

/// A register in memory and what happens to it.
pub(crate) struct Desk {
    pub(crate) session: Session,
}

/// What a command printed, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) data: String,
    pub(crate) messages: String,
    pub(crate) code: u8,
}

impl Desk {
    /// The sample data, on a day.
    pub(crate) fn demo(today: &str) -> Self {
        let mut desk = Self::empty(today);
        desk.session
            .commit(|_| Ok(demo::demo()))
            .expect("the sample data is tested by itself");
        desk
    }

    /// A register that has a past, in a file.
    pub(crate) fn over(session: Session) -> Self {
        Self { session }
    }

    pub(crate) fn empty(today: &str) -> Self {
        Self::furnished(today, HouseFiles::default())
    }

    /// An empty register of an office that has something of its own for its texts.
    pub(crate) fn furnished(today: &str, house: HouseFiles) -> Self {
        let today: NaiveDate = today.parse().expect("a test's own date");
        let at = today
            .and_hms_opt(9, 0, 0)
            .expect("nine in the morning")
            .and_utc();
        let options = SessionOptions {
            clock: Clock::Fixed(at),
            actor: "ann@office".to_owned(),
            rules: Rules::default(),
            house,
        };
        Self {
            session: Session::memory(options).expect("memory has room"),
        }
    }

    /// Runs a command, its words separated by blanks; what stands in single quotes is one word.
    pub(crate) fn run(&mut self, line: &str) -> Ran {
        self.ran(words(line), None)
    }

    /// The same where somebody sits there and types this when asked.
    pub(crate) fn answering(&mut self, line: &str, typed: &[u8]) -> Ran {
        self.ran(words(line), Some(typed))
    }

    /// Runs a command of words with whatever in them.
    pub(crate) fn run_words(&mut self, words: Vec<String>) -> Ran {
        self.ran(words, None)
    }

    /// The same where what is said of columns is kept in a file.
    pub(super) fn run_keeping(&mut self, words: Vec<String>, mappings: &Path) -> Ran {
        self.ran_with(words, None, Some(mappings))
    }

    fn ran(&mut self, words: Vec<String>, typed: Option<&[u8]>) -> Ran {
        self.ran_with(words, typed, None)
    }

    fn ran_with(
        &mut self,
        words: Vec<String>,
        mut typed: Option<&[u8]>,
        mappings: Option<&Path>,
    ) -> Ran {
        let line = words.join(" ");
        let words = std::iter::once("secretariat".to_owned()).chain(words);
        let mut cli = cli::parse(words.map(Into::into)).expect("a command");
        cli.common.mappings = mappings.map(Path::to_owned);
        let (mut data, mut messages) = (Vec::new(), Vec::new());
        let mut out = Out {
            data: &mut data,
            messages: &mut messages,
            answers: typed.as_mut().map(|typed| typed as &mut dyn BufRead),
            width: Some(100),
            is_quiet: false,
            opener: sample::note_opened,
        };
        let Some(Command::Open(command)) = &cli.command else {
            panic!("not on a register: {line}")
        };
        let ended = cli::look_back(&mut self.session, Some(command), &cli.common)
            .and_then(|()| cli::run(command, &cli.common, &mut self.session, &mut out));
        let now = self.session.look_back(Look::default());
        now.expect("now is always there");
        let (code, error) = match ended {
            Ok(exit) => (exit.code(), String::new()),
            Err(stop) => (stop.code(), format!("{stop}\n")),
        };
        let text = |bytes| String::from_utf8(bytes).expect("text is UTF-8");
        Ran {
            data: text(data),
            messages: text(messages) + &error,
            code,
        }
    }
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
