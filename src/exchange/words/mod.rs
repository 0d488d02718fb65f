//! The words of the house: the texts around the data, ours or an office's own in their place. What a text may say is in
//! `values.rs`, how it is filled and what is wrong with it in `filling.rs`; where an office's own lie is not known here.

mod filling;
mod frame;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use crate::domain::refusal::quoted;
use crate::domain::shown::Shown;
use crate::domain::slug::slug;
use crate::domain::words::{Word, words};
use filling::{Fuel, Wrong, fill, try_out};
use values::value;

pub use frame::{Frame, Place};
pub use values::{
    Chase, Debt, Debts, Email, NameForBody, NameOfEmail, NameOfPage, NameOfText, OfList, OfMeeting,
};

words! {
    /// The texts there are, each under the name of its file without the ending. A promise like the names of the settings.
    pub enum Text {
        ChaseSubject = "chase-subject",
        ChaseBody = "chase-body",
        EmailMembers = "email-members",
        EmailInvitees = "email-invitees",
        AgendaIntroduction = "agenda-introduction",
        AgendaClosing = "agenda-closing",
        RecordIntroduction = "record-introduction",
        RecordClosing = "record-closing",
        ActionLogIntroduction = "action-log-introduction",
        ActionLogClosing = "action-log-closing",
        RegisterIntroduction = "register-introduction",
        RegisterClosing = "register-closing",
        ReviewsIntroduction = "reviews-introduction",
        ReviewsClosing = "reviews-closing",
        YearIntroduction = "year-introduction",
        YearClosing = "year-closing",
        NameAgenda = "name-agenda",
        NameRecord = "name-record",
        NameAttachment = "name-attachment",
        NamePack = "name-pack",
        NameEmail = "name-email",
        NameChase = "name-chase",
        NamePage = "name-page",
        NameReport = "name-report",
    }
}

/// The ending of the file of a text, with the dot.
pub const ENDING: &str = ".txt";

/// An office's own text that does not count; the built-in one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Counted from one; none where it is about the whole file.
    pub line: Option<usize>,
    /// Complete, with the file's name and the line.
    pub sentence: String,
}

/// The texts that count. What failed only as it was filled is kept for whoever shows it: `remarks`.
#[derive(Debug, Default)]
pub struct Words {
    own: BTreeMap<Text, String>,
    remarks: Mutex<Vec<Mistake>>,
}

impl Words {
    /// The built-in ones.
    pub fn standard() -> Self {
        Self::default()
    }

    /// An office's own, by the names of their files without the ending, and the built-in ones for the rest.
    ///
    /// What cannot be filled with an example is left out and named, as is a text that nobody knows.
    pub fn with(texts: impl IntoIterator<Item = (String, String)>) -> (Self, Vec<Mistake>) {
        let (mut words, mut mistakes) = (Self::default(), Vec::new());
        for (name, source) in texts {
            let Some(text) = Text::from_word(&name) else {
                mistakes.push(unknown(&name));
                continue;
            };
            let source = plain(&source);
            match try_out(text, &source) {
                Ok(()) => {
                    words.own.insert(text, source);
                }
                Err(wrong) => mistakes.push(mistake(text, &wrong)),
            }
        }
        (words, mistakes)
    }

    /// Whether an office's own text counts here.
    pub fn is_own(&self, text: Text) -> bool {
        self.own.contains_key(&text)
    }

    /// A text with its values, without the empty lines around it. Where an office's own fails, the built-in one, with a
    /// remark.
    pub fn fill(&self, text: Text, values: &impl Serialize) -> Shown {
        Shown::text(&self.filled(text, values, |_| Ok(())))
    }

    /// The same as a name of a file that every system takes, without an ending: never a path.
    pub fn file_name(&self, text: Text, values: &impl Serialize) -> String {
        slug(&self.filled(text, values, filling::check_name))
    }

    /// What failed since the words were read, each once, in the order in which it did.
    pub fn remarks(&self) -> Vec<Mistake> {
        let remarks = self.remarks.lock();
        remarks.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn filled(
        &self,
        text: Text,
        values: &impl Serialize,
        check: impl Fn(&str) -> Result<(), Wrong>,
    ) -> String {
        let values = value(values);
        if let Some(own) = self.own.get(&text) {
            let words = fill(own, &values, Fuel::Limited);
            match words.and_then(|words| check(&words).map(|()| words)) {
                Ok(words) => return words,
                Err(wrong) => self.remark(mistake(text, &wrong)),
            }
        }
        fill(text.built_in(), &values, Fuel::AsNeeded)
            .expect("a text of ours asks only for the values that it has")
    }

    fn remark(&self, mistake: Mistake) {
        let remarks = self.remarks.lock();
        let mut remarks = remarks.unwrap_or_else(PoisonError::into_inner);
        if !remarks.contains(&mistake) {
            remarks.push(mistake);
        }
    }
}

impl Text {
    /// The text that counts where an office has none of its own: a template, with what may stand in it said at its top.
    pub fn built_in(self) -> &'static str {
        macro_rules! asset {
            ($name:literal) => {
                include_str!(concat!("../../../assets/words/", $name, ".txt"))
            };
        }
        match self {
            Self::ChaseSubject => asset!("chase-subject"),
            Self::ChaseBody => asset!("chase-body"),
            Self::EmailMembers => asset!("email-members"),
            Self::EmailInvitees => asset!("email-invitees"),
            Self::AgendaIntroduction => asset!("agenda-introduction"),
            Self::AgendaClosing => asset!("agenda-closing"),
            Self::RecordIntroduction => asset!("record-introduction"),
            Self::RecordClosing => asset!("record-closing"),
            Self::ActionLogIntroduction => asset!("action-log-introduction"),
            Self::ActionLogClosing => asset!("action-log-closing"),
            Self::RegisterIntroduction => asset!("register-introduction"),
            Self::RegisterClosing => asset!("register-closing"),
            Self::ReviewsIntroduction => asset!("reviews-introduction"),
            Self::ReviewsClosing => asset!("reviews-closing"),
            Self::YearIntroduction => asset!("year-introduction"),
            Self::YearClosing => asset!("year-closing"),
            Self::NameAgenda => asset!("name-agenda"),
            Self::NameRecord => asset!("name-record"),
            Self::NameAttachment => asset!("name-attachment"),
            Self::NamePack => asset!("name-pack"),
            Self::NameEmail => asset!("name-email"),
            Self::NameChase => asset!("name-chase"),
            Self::NamePage => asset!("name-page"),
            Self::NameReport => asset!("name-report"),
        }
    }

    /// The name of its file.
    pub fn file(self) -> String {
        format!("{self}{ENDING}")
    }

    fn is_file_name(self) -> bool {
        self.word().starts_with("name-")
    }
}

/// As editors of all systems write it: without the mark that some put first, and with one sort of line end.
fn plain(source: &str) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    source.replace("\r\n", "\n")
}

fn mistake(text: Text, wrong: &Wrong) -> Mistake {
    let line = wrong.line.map(|line| format!(" line {line}"));
    let sentence = format!(
        "{}{}: {} The built-in text is used.",
        text.file(),
        line.unwrap_or_default(),
        wrong.sentence
    );
    Mistake {
        line: wrong.line,
        sentence,
    }
}

fn unknown(name: &str) -> Mistake {
    let names = Text::ALL.iter().map(|text| text.word());
    let meant = match nearest(name, names) {
        Some(name) => format!("; did you mean {name}{ENDING}?"),
        None => ". `secretariat config words` lists those there are.".to_owned(),
    };
    let file = quoted(&format!("{name}{ENDING}"));
    Mistake {
        line: None,
        sentence: format!("There is no text {file}{meant}"),
    }
}

/// The name that is meant by a misspelt one, if one is near.
fn nearest<'a>(name: &str, all: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let near = all
        .into_iter()
        .map(|one| (strsim::osa_distance(one, &name), one))
        .min_by_key(|(distance, _)| *distance);
    let (distance, found) = near?;
    // In a short name fewer letters may be wrong.
    (distance <= 3 && distance * 2 < found.chars().count()).then_some(found)
}
