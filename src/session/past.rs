//! Looking back at a day: what was true then by the dates in the entries, what had been entered by then, or both. Nothing
//! can be changed meanwhile.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Failure, Session};
use crate::domain::date::Date;
use crate::domain::history::Head;
use crate::domain::known::{self, Way};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::then;
use crate::store::Position;

/// The readings of a day in the past. Neither: the register as it is now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// This day is today: what was true then by the dates in the entries.
    pub as_of: Option<NaiveDate>,
    /// What had been entered by the end of this day is all there is.
    pub as_known: Option<NaiveDate>,
}

/// What a session shows that looks back.
#[derive(Debug)]
pub(super) struct Past {
    look: Look,
    shown: Shown,
    /// Why nothing can be changed, as a sentence.
    reason: String,
}

/// A register that was, and how much of the journal led to it.
#[derive(Debug)]
struct Shown {
    register: Arc<Register>,
    position: Position,
    /// So many entries had been made; none where all of them count.
    made: Option<usize>,
    /// Says that it is empty, and why.
    remark: Option<String>,
}

impl Past {
    pub(super) fn reason(&self) -> &str {
        &self.reason
    }

    /// How many entries of the journal are known; none where all of them are.
    pub(super) fn made(&self) -> Option<usize> {
        self.shown.made
    }

    pub(super) fn look(&self) -> Look {
        self.look
    }
}

impl Look {
    /// Which day is shown, and how, in words; none for now.
    pub fn words(self, say: fn(NaiveDate) -> String) -> Option<String> {
        match (self.as_of, self.as_known) {
            (None, None) => None,
            (Some(day), None) => Some(format!("As of {}", say(day))),
            (None, Some(day)) => Some(format!("As known on {}", say(day))),
            (Some(day), Some(known)) if day == known => {
                Some(format!("As of and known on {}", say(day)))
            }
            (Some(day), Some(known)) => {
                Some(format!("As of {}, known on {}", say(day), say(known)))
            }
        }
    }

    fn reason(self) -> String {
        let day = |day| Date::day(day).to_string();
        match (self.as_of, self.as_known) {
            (_, Some(known)) => format!(
                "This is what had been entered by {}; nothing can be changed here.",
                day(known)
            ),
            (Some(of), None) => format!(
                "This is the register as of {}; nothing can be changed here.",
                day(of)
            ),
            (None, None) => String::new(),
        }
    }
}

impl Session {
    /// Shows the register of a day, and all of it now again for `Look::default()`. Refuses what had been entered by a day
    /// that has not come, and by one before a person was erased whom it would name; what was shown stays then.
    pub fn look_back(&mut self, look: Look) -> Result<(), Failure> {
        if look == Look::default() {
            self.past = None;
            return Ok(());
        }
        let mut shown = match look.as_known {
            Some(day) => self.as_known(day)?,
            None => Shown {
                register: Arc::clone(&self.register),
                position: self.position,
                made: None,
                remark: None,
            },
        };
        if let Some(day) = look.as_of {
            shown.register = Arc::new(then::as_of(Register::clone(&shown.register), day));
        }
        self.past = Some(Past {
            look,
            shown,
            reason: look.reason(),
        });
        Ok(())
    }

    /// What is looked back at.
    pub fn look(&self) -> Look {
        self.past.as_ref().map_or(Look::default(), Past::look)
    }

    /// Which past is shown: another one is another pair, also of the same day after somebody else has written.
    pub fn past(&self) -> Option<(Look, Position)> {
        let past = self.past.as_ref()?;
        Some((past.look, past.shown.position))
    }

    /// Says that nothing had been entered by the day that is looked back at, if that is so.
    pub fn nothing_known(&self) -> Option<&str> {
        self.past.as_ref()?.shown.remark.as_deref()
    }

    /// Why nothing can be changed while a day is looked back at, as a sentence.
    pub fn past_reason(&self) -> Option<&str> {
        self.past.as_ref().map(Past::reason)
    }

    pub(super) fn shown(&self) -> &Arc<Register> {
        let past = self.past.as_ref();
        past.map_or(&self.register, |past| &past.shown.register)
    }

    fn as_known(&mut self, day: NaiveDate) -> Result<Shown, Failure> {
        let today = self.clock.day_of(self.clock.now());
        if day > today {
            let sentence = format!(
                "{} has not come yet, so what will have been entered by then is not known. Take a day up to {}.",
                Date::day(day),
                Date::day(today)
            );
            return Err(Refusal::invalid("as_known", sentence).into());
        }
        self.refresh()?;
        self.read_heads()?;
        let read = self.heads.partition_point(|head| head.id <= self.position);
        let made = known::made_before(&self.heads[..read], self.clock.end_of(day));
        let last = self.heads[..made].last();
        let position = last.map_or(0, |head| head.id);
        let way = self.way(day, made, position)?;
        let register = match way {
            Way::Replay => known::replayed(self.store.passed(0, position)?),
            Way::Rewind => {
                let since = self.store.passed(position, self.position)?;
                known::rewound(Register::clone(&self.register), since)
            }
        };
        Ok(Shown {
            register: Arc::new(register),
            position,
            made: Some(made),
            remark: (made == 0).then(|| self.remark(day)),
        })
    }

    /// The nearer way to the register of a day, counted in edits. Refuses a day to which none leads.
    fn way(&self, day: NaiveDate, made: usize, position: Position) -> Result<Way, Failure> {
        let since = self.store.count(position, self.position)?;
        let nearer = if since <= self.store.count(0, position)? {
            Way::Rewind
        } else {
            Way::Replay
        };
        known::way(&self.heads, made, nearer).map_err(|head| {
            let first = Date::day(self.clock.day_of(head.at));
            let sentence = format!(
                "What had been entered by {} cannot be shown any more: change {} of {first} names a person who was \
                 erased. Nothing was changed. Take {first} or a later day.",
                Date::day(day),
                head.id
            );
            Refusal::state(sentence).into()
        })
    }

    fn remark(&self, day: NaiveDate) -> String {
        let day = Date::day(day);
        match self.heads.first() {
            Some(Head { at, .. }) => {
                let first = Date::day(self.clock.day_of(*at));
                format!("Nothing had been entered by {day}: the first entry was made on {first}.")
            }
            None => "Nothing has been entered yet.".to_owned(),
        }
    }
}
