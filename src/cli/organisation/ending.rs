//! `organisation rename`, `merge` and `cease`: first the list of all that the bodies are in, then the one change.

use clap::Args;
use serde_json::json;

use super::body_id;
use crate::cli::{Common, Exit, Out, Stop};
use crate::domain::bodies::succession::{self, Becomes, Ending, Fate, Heir, Tie};
use crate::domain::date;
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, Why, quoted};
use crate::domain::register::{Kind, Register};
use crate::domain::words::Word;
use crate::exchange::json;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::session::Session;

#[derive(Debug, Args)]
pub struct RenameArgs {
    /// The body, by number, name or acronym
    #[arg(required = true)]
    organisation: Vec<String>,
    /// Its new name
    #[arg(long, value_name = "NAME")]
    to: String,
    /// Its new acronym
    #[arg(long, value_name = "ACRONYM")]
    acronym: Option<String>,
    #[command(flatten)]
    choices: Choices,
}

#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The bodies, by number, name or acronym, with commas between them
    #[arg(required = true)]
    organisations: Vec<String>,
    /// The body that they become part of; a name that is not there yet makes a new one
    #[arg(long, value_name = "ORGANISATION")]
    into: String,
    /// The acronym of a new one
    #[arg(long, value_name = "ACRONYM")]
    acronym: Option<String>,
    #[command(flatten)]
    choices: Choices,
}

#[derive(Debug, Args)]
pub struct CeaseArgs {
    /// The body, by number, name or acronym
    #[arg(required = true)]
    organisation: Vec<String>,
    /// What of the list ends with it: line numbers, kinds or entries; all
    #[arg(long, value_name = "WHICH", value_delimiter = ',')]
    end: Vec<String>,
    #[command(flatten)]
    choices: Choices,
}

/// When, and what becomes of each line of the list.
#[derive(Debug, Args)]
pub(super) struct Choices {
    /// The first day on which it is so; the day that the register has, unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// What goes on with the successor: line numbers, kinds (member, party, action…) or entries ('party 3'); all
    #[arg(long = "move", value_name = "WHICH", value_delimiter = ',')]
    moves: Vec<String>,
    /// What ends, or stays under the old name
    #[arg(long, value_name = "WHICH", value_delimiter = ',')]
    keep: Vec<String>,
}

pub(super) fn rename(
    args: &RenameArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let body = body_id(register, &args.organisation.join(" "))?;
    let heir = succession::heir_called(register, body, &args.to)
        .map_or_else(|| new(&args.to, args.acronym.as_ref()), Heir::Known);
    let ending = ending(vec![body], Becomes::Renamed(heir), &args.choices, session)?;
    run(&ending, &args.choices, &[], common, session, out)
}

pub(super) fn merge(
    args: &MergeArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let bodies = several(register, &args.organisations.join(" "))?;
    let heir = match body_id(register, &args.into) {
        Ok(id) => Heir::Known(id),
        Err(refusal) if refusal.why == Why::NotFound => new(&args.into, args.acronym.as_ref()),
        Err(refusal) => return Err(refusal.into()),
    };
    let ending = ending(bodies, Becomes::Merged(heir), &args.choices, session)?;
    run(&ending, &args.choices, &[], common, session, out)
}

pub(super) fn cease(
    args: &CeaseArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let body = body_id(session.register(), &args.organisation.join(" "))?;
    let ending = ending(vec![body], Becomes::Nothing, &args.choices, session)?;
    run(&ending, &args.choices, &args.end, common, session, out)
}

fn new(name: &str, acronym: Option<&String>) -> Heir {
    Heir::New {
        name: name.to_owned(),
        acronym: acronym.cloned(),
    }
}

/// One body, whose name may have a comma in it, or several.
fn several(register: &Register, text: &str) -> Result<Vec<Id<Organisation>>, Refusal> {
    if let Ok(one) = body_id(register, text) {
        return Ok(vec![one]);
    }
    let mut all = Vec::new();
    for name in text
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let id = body_id(register, name)?;
        if !all.contains(&id) {
            all.push(id);
        }
    }
    Ok(all)
}

fn ending(
    bodies: Vec<Id<Organisation>>,
    becomes: Becomes,
    choices: &Choices,
    session: &Session,
) -> Result<Ending, Stop> {
    let on = if let Some(text) = &choices.on {
        let read = date::read(text, session.today())?;
        let longer = || Refusal::invalid("on", format!("{read} is not one day."));
        read.as_day().ok_or_else(longer)?
    } else {
        let heir = match &becomes {
            Becomes::Renamed(Heir::Known(id)) | Becomes::Merged(Heir::Known(id)) => Some(*id),
            Becomes::Renamed(Heir::New { .. })
            | Becomes::Merged(Heir::New { .. })
            | Becomes::Nothing => None,
        };
        let first = bodies.first().copied();
        let known = first.and_then(|id| succession::day_known(session.register(), id, heir));
        known.ok_or_else(|| Stop::Usage("Say on which day: --on 2016-04-01.".to_owned()))?
    };
    Ok(Ending {
        bodies,
        becomes,
        on,
    })
}

fn run(
    ending: &Ending,
    choices: &Choices,
    ends: &[String],
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let mut ties = succession::ties(register, ending, today)?;
    for (which, is_wanted) in [
        (
            &choices.moves[..],
            (|fate| fate == Fate::GoesOn) as fn(Fate) -> bool,
        ),
        (&choices.keep, |fate| fate != Fate::GoesOn),
        (ends, |fate| fate == Fate::Ends),
    ] {
        for word in which {
            choose(&mut ties, word, is_wanted)?;
        }
    }
    if matches!(ending.becomes, Becomes::Nothing) {
        for word in &choices.keep {
            choose(&mut ties, word, |fate| fate == Fate::Stays)?;
        }
    }
    list(register, ending, &ties, common, out)?;
    let is_said = !(choices.moves.is_empty() && choices.keep.is_empty() && ends.is_empty());
    if !is_said && !common.yes && !common.dry_run && !ask(register, ending, &mut ties, out)? {
        out.say("Nothing was changed.")?;
        return Ok(Exit::Done);
    }
    let chosen: Vec<(Entry, Fate)> = ties.iter().map(|tie| (tie.entry, tie.fate)).collect();
    out.commit(session, common, |register| {
        succession::settle(register, ending, &chosen, today)
    })?;
    Ok(Exit::Done)
}

/// Gives the lines that a word names a fate. Refuses a word that names none, or none that has a choice.
fn choose(ties: &mut [Tie], word: &str, is_wanted: fn(Fate) -> bool) -> Result<(), Refusal> {
    let word = word.trim();
    let (number, kind, entry) = (
        word.parse::<usize>().ok(),
        Kind::from_word(word),
        word.parse::<Entry>().ok(),
    );
    let (mut is_named, mut is_changed) = (false, false);
    for (place, tie) in (1..).zip(ties.iter_mut()) {
        let is_meant = word == "all"
            || number == Some(place)
            || kind == Some(tie.entry.kind)
            || entry == Some(tie.entry);
        if !is_meant {
            continue;
        }
        is_named = true;
        if let Some(fate) = tie.fates.iter().copied().find(|fate| is_wanted(*fate)) {
            tie.fate = fate;
            is_changed = true;
        }
    }
    if !is_named {
        let sentence = format!(
            "{} is no line of the list, nor a kind or an entry in it; -n shows the list.",
            quoted(word)
        );
        return Err(Refusal::not_found(sentence));
    }
    if !is_changed {
        let sentence = format!("Of {} nothing else can become; leave it out.", quoted(word));
        return Err(Refusal::state(sentence));
    }
    Ok(())
}

/// A question for each line that has a choice, where somebody sits there. False if nothing is to be done.
fn ask(
    register: &Register,
    ending: &Ending,
    ties: &mut [Tie],
    out: &mut Out<'_>,
) -> Result<bool, Stop> {
    if out.answers.is_none() {
        return Ok(true);
    }
    for tie in ties.iter_mut().filter(|tie| tie.fates.len() > 1) {
        let told = tie.told(register, ending);
        let question = format!(
            "{}: {}, {told}? [Enter: yes, n: not so, a: all the rest, q: stop]",
            tie.heading, tie.what
        );
        let answer = out.ask_word(&question)?;
        match answer.to_ascii_lowercase().as_str() {
            "n" | "no" => tie.fate = tie.other(),
            "a" | "all" => return Ok(true),
            "q" | "quit" => return Ok(false),
            _ => {}
        }
    }
    Ok(true)
}

fn list(
    register: &Register,
    ending: &Ending,
    ties: &[Tie],
    common: &Common,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let withheld = |tie: &Tie| {
        let record = register.get(tie.entry);
        record.is_some_and(|record| record.is_withheld(register, common.audience))
    };
    let what = |tie: &Tie| match register.get(tie.entry) {
        Some(record) if withheld(tie) => record.title_for(register, common.audience),
        Some(_) | None => tie.what.clone(),
    };
    let line = |tie: &Tie| {
        json!({
            "entry": json::entry(register, tie.entry, common.audience),
            "heading": tie.heading,
            "what": what(tie),
            "fate": tie.fate,
            "fates": tie.fates,
        })
    };
    let row = |(place, tie): (u32, &Tie)| {
        let told = tie.told(register, ending);
        let entry = tie.entry.to_string();
        let cells = [&entry, tie.heading, &what(tie), &told];
        let place = std::iter::once(Cell::number(place));
        place.chain(cells.map(Cell::line)).collect()
    };
    let listing = || {
        let columns = vec![
            Column::new("No").right(),
            Column::new("Entry"),
            Column::new("Where").shrink(Shrink::Second),
            Column::new("What").shrink(Shrink::First),
            Column::new("What becomes of it").shrink(Shrink::Second),
        ];
        let mut listing = Listing::new(&ending.title(register), common.audience, columns);
        listing.rows = (1..).zip(ties).map(row).collect();
        listing
    };
    out.give_list(common, || ties.iter().map(line).collect(), listing)
}
