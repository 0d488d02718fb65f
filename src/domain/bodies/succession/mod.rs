//! Renaming, merging and ending bodies. The old entry stays with its succession; what it is in is listed, and for each
//! thing it is said whether it goes on with the successor. What has been stays as it was: meetings held, attendance,
//! texts that went out.
//!
//! Here: what may be done, and doing it. What a body is in is in `ties`, how each thing goes on in `moving`.

mod moving;
mod ties;

use chrono::NaiveDate;

use super::names::{self, is_renaming};
use crate::domain::change::{Change, Draft};
use crate::domain::date::Date;
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::{Organisation, Succession, called};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::words::words;

pub use ties::Tie;

words! {
    /// What becomes of one thing that a body was in.
    pub enum Fate {
        /// With the successor, from the day.
        GoesOn = "goes on",
        /// On the day before.
        Ends = "ends",
        /// As it is, under the old name.
        Stays = "stays",
    }
}

/// Bodies that become something else on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Several only where they merge.
    pub bodies: Vec<Id<Organisation>>,
    pub becomes: Becomes,
    /// The first day on which they are no more what they were.
    pub on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    /// The same body under another name.
    Renamed(Heir),
    Merged(Heir),
    /// It ceases without a successor.
    Nothing,
}

/// The entry under which things go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heir {
    Known(Id<Organisation>),
    New {
        name: String,
        acronym: Option<String>,
    },
}

impl Becomes {
    fn heir(&self) -> Option<&Heir> {
        match self {
            Self::Renamed(heir) | Self::Merged(heir) => Some(heir),
            Self::Nothing => None,
        }
    }

    fn how(&self) -> &'static str {
        match self {
            Self::Renamed(_) => names::RENAMED,
            Self::Merged(_) => "merged",
            Self::Nothing => "ceased",
        }
    }
}

impl Ending {
    /// What it is called that things go on with; nothing where there is no successor.
    pub fn heir_name<'a>(&'a self, register: &'a Register) -> &'a str {
        match self.becomes.heir() {
            Some(Heir::Known(id)) => register.organisations.get(*id).map_or("", |one| &one.name),
            Some(Heir::New { name, .. }) => name,
            None => "",
        }
    }

    /// The last day of the old.
    fn eve(&self) -> NaiveDate {
        self.on.pred_opt().unwrap_or(self.on)
    }

    /// `Monitor, NHS TDA merge into NHS Improvement on 1 April 2016`, as a heading.
    pub fn title(&self, register: &Register) -> String {
        let bodies = self
            .bodies
            .iter()
            .filter_map(|id| register.organisations.get(*id));
        let bodies: Vec<&str> = bodies.map(|one| one.name.as_str()).collect();
        let (bodies, on, heir) = (
            bodies.join(", "),
            Date::day(self.on),
            self.heir_name(register),
        );
        match (&self.becomes, self.bodies.len()) {
            (Becomes::Renamed(_), _) => format!("{bodies} becomes {heir} on {on}"),
            (Becomes::Merged(_), 1) => format!("{bodies} merges into {heir} on {on}"),
            (Becomes::Merged(_), _) => format!("{bodies} merge into {heir} on {on}"),
            (Becomes::Nothing, _) => format!("{bodies} ceases on {on}"),
        }
    }
}

/// The day that the register has already for one body becoming another.
pub fn day_known(
    register: &Register,
    body: Id<Organisation>,
    heir: Option<Id<Organisation>>,
) -> Option<NaiveDate> {
    let body = register.organisations.get(body)?;
    let known = body
        .successors
        .iter()
        .find(|one| Some(one.organisation) == heir);
    known.and_then(|one| one.on).or(body.ceased)?.as_day()
}

/// The entry that a body became, where the register has it already and it is called so.
pub fn heir_called(
    register: &Register,
    body: Id<Organisation>,
    name: &str,
) -> Option<Id<Organisation>> {
    let successors = &register.organisations.get(body)?.successors;
    let mut later = successors
        .iter()
        .filter_map(|one| register.organisations.get(one.organisation));
    later.find(|one| one.is_called(name)).map(|one| one.id)
}

/// Everything that the bodies are in, with what becomes of it unless somebody says otherwise. Refuses a body that
/// would pass into itself, one that was not there yet or is no more, and a successor that came from it.
pub fn ties(register: &Register, ending: &Ending, today: NaiveDate) -> Result<Vec<Tie>, Refusal> {
    check(register, ending)?;
    Ok(ties::of(register, ending, today))
}

/// Does it as one change. Whatever is not among the choices goes as proposed. Refuses what `ties` refuses, and to do
/// what is done already.
pub fn settle(
    register: &Register,
    ending: &Ending,
    choices: &[(Entry, Fate)],
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let mut ties = ties(register, ending, today)?;
    for tie in &mut ties {
        let chosen = choices.iter().find(|(entry, _)| *entry == tie.entry);
        if let Some((_, fate)) = chosen.filter(|(_, fate)| tie.fates.contains(fate)) {
            tie.fate = *fate;
        }
    }
    let mut draft = Draft::new(register);
    let heir = heir(ending, &mut draft);
    for id in &ending.bodies {
        if let Some(body) = register.organisations.get(*id) {
            draft.put(ended(body, ending, heir));
        }
    }
    moving::all(&mut draft, ending, heir, &ties);
    let change = draft.change(label(register, ending, &ties));
    if change.is_empty() {
        return Err(Refusal::state(format!(
            "{}: the register says so already, and nothing is left to go on.",
            ending.title(register)
        )));
    }
    Ok(change)
}

/// The entry that things go on with; made first where it is new.
fn heir(ending: &Ending, draft: &mut Draft<'_>) -> Option<Id<Organisation>> {
    match ending.becomes.heir()? {
        Heir::Known(id) => Some(*id),
        Heir::New { name, acronym } => {
            let id = draft.register().organisations.next_id();
            let old = ending.bodies.first();
            let old = old
                .and_then(|id| draft.register().organisations.get(*id))
                .cloned();
            let mut body = Organisation::new(id, name.trim());
            body.acronym.clone_from(acronym);
            if let Some(old) = old {
                body.sort = old.sort;
                body.enquiries = old.enquiries;
            }
            draft.put(body);
            Some(id)
        }
    }
}

/// The old entry with what became of it.
fn ended(body: &Organisation, ending: &Ending, heir: Option<Id<Organisation>>) -> Organisation {
    let mut body = body.clone();
    let on = Some(Date::day(ending.on));
    match heir {
        Some(heir) => {
            let known = body
                .successors
                .iter_mut()
                .find(|one| one.organisation == heir);
            match known {
                Some(known) => known.on = known.on.or(on),
                None => body.successors.push(Succession {
                    organisation: heir,
                    how: ending.becomes.how().to_owned(),
                    on,
                }),
            }
        }
        None => body.ceased = body.ceased.or(on),
    }
    body
}

fn label(register: &Register, ending: &Ending, ties: &[Tie]) -> String {
    let count = |fate| ties.iter().filter(|tie| tie.fate == fate).count();
    let bodies = ending
        .bodies
        .iter()
        .filter_map(|id| register.organisations.get(*id));
    let bodies: Vec<&str> = bodies.map(|one| one.name.as_str()).collect();
    let (bodies, heir) = (bodies.join(", "), ending.heir_name(register));
    let deed = match &ending.becomes {
        Becomes::Renamed(_) => format!("Renamed {bodies} to {heir}"),
        Becomes::Merged(_) => format!("Merged {bodies} into {heir}"),
        Becomes::Nothing => format!("Noted that {bodies} ceased"),
    };
    let counts = [Fate::GoesOn, Fate::Ends, Fate::Stays].map(|fate| (fate, count(fate)));
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = counts
        .map(|(fate, count)| match (fate, count) {
            (Fate::GoesOn, 1) => "1 goes on".to_owned(),
            (Fate::GoesOn, _) => format!("{count} go on"),
            (Fate::Ends, 1) => "1 ends".to_owned(),
            (Fate::Ends, _) => format!("{count} end"),
            (Fate::Stays, 1) => "1 stays".to_owned(),
            (Fate::Stays, _) => format!("{count} stay"),
        })
        .collect();
    let told = if told.is_empty() {
        String::new()
    } else {
        format!(": {}", told.join(", "))
    };
    format!("{deed} on {}{told}", Date::day(ending.on))
}

fn check(register: &Register, ending: &Ending) -> Result<(), Refusal> {
    if ending.bodies.is_empty() {
        return Err(Refusal::invalid(
            "organisation",
            "Say which organisation it is.",
        ));
    }
    check_heir(register, ending)?;
    for id in &ending.bodies {
        let Some(body) = register.organisations.get(*id) else {
            return Err(Refusal::not_found(format!(
                "There is no organisation {id}."
            )));
        };
        if let Some(Heir::Known(heir)) = ending.becomes.heir() {
            check_chain(register, body, *heir)?;
        }
        check_ceased(register, body, ending)?;
        let from = names::taken_on(register, *id);
        if let Some(from) = from.filter(|from| ending.on <= from.first()) {
            let sentence = format!(
                "{} was not there before {from}; say a later day.",
                body.name
            );
            return Err(Refusal::invalid("on", sentence));
        }
    }
    Ok(())
}

/// Refuses a new body that has no name or that of one that is there, and a known one that came later.
fn check_heir(register: &Register, ending: &Ending) -> Result<(), Refusal> {
    match ending.becomes.heir() {
        None => Ok(()),
        Some(Heir::New { name, .. }) if name.trim().is_empty() => {
            Err(Refusal::invalid("to", "An organisation needs a name."))
        }
        Some(Heir::New { name, acronym }) => {
            let names = std::iter::once(name).chain(acronym);
            let mut taken = names.filter_map(|name| called(register, name));
            taken.next().map_or(Ok(()), |other| {
                let sentence = format!(
                    "There is an organisation called that already: {}. Merge into it, or take another name.",
                    other.name
                );
                Err(Refusal::invalid("to", sentence))
            })
        }
        Some(Heir::Known(id)) => {
            let Some(heir) = register.organisations.get(*id) else {
                return Err(Refusal::not_found(format!(
                    "There is no organisation {id}."
                )));
            };
            let from = names::taken_on(register, *id).map(Date::first);
            let is_later = from.is_some_and(|from| ending.on < from);
            if is_later {
                let then = names::name_on(register, *id, ending.on);
                let sentence = format!(
                    "{} was still called {then} on {}; say that name, or a later day.",
                    heir.name,
                    Date::day(ending.on)
                );
                return Err(Refusal::invalid("on", sentence));
            }
            Ok(())
        }
    }
}

/// Refuses a successor that is the body itself, or came from it through any chain.
fn check_chain(
    register: &Register,
    body: &Organisation,
    heir: Id<Organisation>,
) -> Result<(), Refusal> {
    if body.id == heir {
        let sentence = format!("{} cannot succeed itself.", body.name);
        return Err(Refusal::invalid("into", sentence));
    }
    let mut all = vec![heir];
    let mut next = 0;
    while let Some(id) = all.get(next).copied() {
        let one = register.organisations.get(id);
        for later in one.into_iter().flat_map(|one| &one.successors) {
            if !all.contains(&later.organisation) {
                all.push(later.organisation);
            }
        }
        next += 1;
    }
    if all.contains(&body.id) {
        let heir = register.organisations.get(heir).map_or("", |one| &one.name);
        let sentence = format!(
            "{heir} became {} itself, so it cannot take its place. Change what became of {heir} first.",
            body.name
        );
        return Err(Refusal::invalid("into", sentence));
    }
    Ok(())
}

/// Refuses a body that is no more, unless the register says the very same of it and only its things are to go on.
fn check_ceased(register: &Register, body: &Organisation, ending: &Ending) -> Result<(), Refusal> {
    let heir = match ending.becomes.heir() {
        Some(Heir::Known(id)) => Some(*id),
        Some(Heir::New { .. }) | None => None,
    };
    let is_renamed = matches!(ending.becomes, Becomes::Renamed(_));
    let is_said = |one: &Succession| {
        let is_day = one
            .on
            .is_none_or(|on| on.first() <= ending.on && ending.on <= on.last());
        Some(one.organisation) == heir && is_day && is_renaming(one) == is_renamed
    };
    if body.successors.iter().any(is_said) {
        return Ok(());
    }
    let told = |what: String| {
        let sentence = format!(
            "{} {what} already. Undo that, or change what the entry says it became, and do it again.",
            body.name
        );
        Err(Refusal::state(sentence))
    };
    if let Some(one) = body.successors.first() {
        let later = register.organisations.get(one.organisation);
        let later = later.map_or("another body", |later| &later.name);
        let on = one.on.map(|on| format!(" on {on}")).unwrap_or_default();
        let how = if is_renaming(one) {
            "was renamed"
        } else {
            "passed into"
        };
        return told(format!("{how} {later}{on}"));
    }
    match body.ceased {
        Some(on) if ending.on < on.first() || on.last() < ending.on => {
            told(format!("ceased on {on}"))
        }
        Some(_) | None => Ok(()),
    }
}
