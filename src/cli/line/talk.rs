//! The conversation itself: what is said, what is typed, and the words that mean the same wherever they are typed.
//!
//! Text and line ends, nothing else: a screen reader, a dumb terminal and a script read the same.

use std::io::{self, BufRead, Read, Write};

use crate::cli::{Common, Stop};
use crate::domain::shown::{Shown, is_hidden};
use crate::session::{Done, Failure};

/// A line of more bytes than that is taken in pieces.
const LONGEST: u64 = 1024 * 1024;

const ANYWHERE: &str = "Wherever you are: ? explains, back goes back, quit leaves. Put such a word in double quotes \
to answer with it.";

const IN_A_FORM: &str = "Enter keeps what stands in brackets, - clears it, back goes to the question before, save goes \
on to the end.";

/// Whether what is typed is already to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Echo {
    /// The terminal shows it.
    Terminal,
    /// A script types: its lines are written into the conversation.
    Lines,
}

/// Who talks to whom.
pub struct Talk<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    echo: Echo,
    pub(super) common: &'a Common,
    /// Forms that are open, one in another.
    forms: usize,
    /// Answers so far: a form in which none was given has nothing to lose.
    answers: usize,
}

/// Why a question was left without an answer.
#[derive(Debug)]
pub(super) enum Leave {
    Back,
    /// On to the end of the form.
    Save,
    Quit,
    /// Nobody types any more.
    End,
    Stop(Stop),
}

pub(super) type Said<T> = Result<T, Leave>;

/// One line as it was typed.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) text: String,
    /// It stood in quotation marks, so that it is no command.
    is_quoted: bool,
}

impl From<io::Error> for Leave {
    fn from(error: io::Error) -> Self {
        Self::Stop(error.into())
    }
}

impl Reply {
    fn of(line: &str) -> Self {
        let text = line.trim();
        let inside = text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        let is_command =
            |word: &&str| ["?", "-", ".", "back", "quit", "save", "new"].contains(word);
        let quoted = inside.filter(|inside| is_command(&inside.to_lowercase().as_str()));
        Self {
            text: quoted.unwrap_or(text).to_owned(),
            is_quoted: quoted.is_some(),
        }
    }

    pub(super) fn is(&self, word: &str) -> bool {
        !self.is_quoted && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The place in a list of so many that its number names.
    pub(super) fn place(&self, count: usize) -> Option<usize> {
        let number: usize = self.text.trim_end_matches('.').parse().ok()?;
        (1..=count).contains(&number).then(|| number - 1)
    }
}

impl<'a> Talk<'a> {
    pub fn new(
        input: &'a mut dyn BufRead,
        output: &'a mut dyn Write,
        echo: Echo,
        common: &'a Common,
    ) -> Self {
        Self {
            input,
            output,
            echo,
            common,
            forms: 0,
            answers: 0,
        }
    }

    pub(super) fn say(&mut self, words: &str) -> Said<()> {
        Ok(writeln!(self.output, "{}", Shown::text(words))?)
    }

    /// An empty line, where something else begins.
    pub(super) fn gap(&mut self) -> Said<()> {
        self.say("")
    }

    pub(super) fn number(&mut self, rows: &[String]) -> Said<()> {
        for (row, number) in rows.iter().zip(1..) {
            self.say(&format!("{number}. {}", Shown::line(row)))?;
        }
        Ok(())
    }

    /// What a change did, and how it is taken back.
    pub(super) fn done(&mut self, done: &Done) -> Said<()> {
        let label = &done.label;
        self.say(&format!(
            "{label}. Undo, 8 in the main menu, takes it back."
        ))
    }

    /// Why something was not done. The conversation goes on.
    pub(super) fn refused(&mut self, failure: &Failure) -> Said<()> {
        self.say(&failure.to_string())
    }

    /// Asks for a line. `help` is what `?` says here.
    pub(super) fn ask(&mut self, prompt: &str, help: &str) -> Said<Reply> {
        loop {
            write!(self.output, "{} ", Shown::line(prompt))?;
            let reply = Reply::of(&self.line()?);
            if reply.is("?") {
                let form = if self.forms > 0 { IN_A_FORM } else { "" };
                for words in [help, form, ANYWHERE] {
                    if !words.is_empty() {
                        self.say(words)?;
                    }
                }
            } else if reply.is("back") {
                return Err(Leave::Back);
            } else if reply.is("quit") {
                return Err(Leave::Quit);
            } else if reply.is("save") && self.forms > 0 {
                return Err(Leave::Save);
            } else {
                self.answers += usize::from(!reply.is_empty());
                return Ok(reply);
            }
        }
    }

    /// Asks for one of some rows that are numbered, by its number or by words of it. None for an empty line.
    pub(super) fn choose(
        &mut self,
        prompt: &str,
        rows: &[String],
        help: &str,
    ) -> Said<Option<usize>> {
        loop {
            let reply = self.ask(prompt, help)?;
            if reply.is_empty() {
                return Ok(None);
            }
            match place_of(&reply, rows) {
                Ok(place) => return Ok(Some(place)),
                Err(why) => self.say(&why)?,
            }
        }
    }

    /// Asks what is done only if somebody says yes.
    pub(super) fn confirm(&mut self, question: &str, help: &str) -> Said<bool> {
        loop {
            let reply = self.ask(&format!("{question} yes or no [no]:"), help)?;
            if reply.is("yes") || reply.is("y") {
                return Ok(true);
            }
            if reply.is("no") || reply.is("n") || reply.is_empty() {
                return Ok(false);
            }
            self.say("Type yes or no.")?;
        }
    }

    /// The lines of a long text after the first, up to a full stop that stands alone.
    pub(super) fn rest_of(&mut self, first: &str) -> Said<String> {
        let mut text = first.to_owned();
        loop {
            let line = self.line()?;
            if line.trim() == "." {
                return Ok(text.trim_end().to_owned());
            }
            text.push('\n');
            text.push_str(line.trim_end());
        }
    }

    /// Does something with a form open in which `save` means something. What was typed is said to be lost if it is.
    pub(super) fn within_form<T>(
        &mut self,
        what: &str,
        fill: impl FnOnce(&mut Self) -> Said<T>,
    ) -> Said<T> {
        let before = self.answers;
        self.forms += 1;
        let outcome = fill(self);
        self.forms -= 1;
        if let Err(Leave::End | Leave::Quit) = outcome
            && self.answers > before
        {
            self.say(&format!("Not saved: {what}."))?;
        }
        outcome
    }

    /// How many answers were given until now.
    pub(super) fn answers(&self) -> usize {
        self.answers
    }

    /// A line without its end. Keys that a terminal sends as controls are left out.
    fn line(&mut self) -> Said<String> {
        self.output.flush()?;
        let mut bytes = Vec::new();
        let count = (&mut *self.input)
            .take(LONGEST)
            .read_until(b'\n', &mut bytes)?;
        if count == 0 {
            self.gap()?;
            return Err(Leave::End);
        }
        let line = String::from_utf8_lossy(&bytes).replace('\t', " ");
        let line: String = line.chars().filter(|letter| !is_hidden(*letter)).collect();
        if self.echo == Echo::Lines {
            self.say(&line)?;
        }
        Ok(line)
    }
}

/// Back from something that was begun here: it is over, and the conversation goes on.
pub(super) fn returned<T: Default>(outcome: Said<T>) -> Said<T> {
    match outcome {
        Err(Leave::Back | Leave::Save) => Ok(T::default()),
        Ok(_) | Err(Leave::Quit | Leave::End | Leave::Stop(_)) => outcome,
    }
}

/// The one row that a reply names: by its number, as a whole, or by words that stand in no other.
fn place_of(reply: &Reply, rows: &[String]) -> Result<usize, String> {
    if let Some(place) = reply.place(rows.len()) {
        return Ok(place);
    }
    let typed = reply.text.to_lowercase();
    if let Some(place) = rows.iter().position(|row| row.to_lowercase() == typed) {
        return Ok(place);
    }
    let has_all = |row: &&(usize, String)| {
        let words: Vec<&str> = row
            .1
            .split(|letter: char| !letter.is_alphanumeric())
            .collect();
        typed.split_whitespace().all(|word| words.contains(&word))
    };
    let rows: Vec<_> = rows
        .iter()
        .map(|row| row.to_lowercase())
        .enumerate()
        .collect();
    let mut fitting = rows.iter().filter(has_all);
    match (fitting.next(), fitting.next()) {
        (Some((place, _)), None) => Ok(*place),
        (Some(_), Some(_)) => Err("Several fit that; type a number.".to_owned()),
        (None, _) => Err(format!("Type a number from 1 to {}, or ?.", rows.len())),
    }
}
