//! Noting that a commitment was met.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::commitment::{Commitment, Evidence};
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Register, Row};

/// What to note of a commitment that was met.
#[derive(Debug, Clone)]
pub struct MeetOptions {
    /// The day on which it is noted; nothing was met after it.
    pub today: NaiveDate,
    pub on: Date,
    /// What shows it: a meeting, a letter.
    pub what: String,
    /// Which of the forums that keep it; none for all of them.
    pub forum: Option<Id<Forum>>,
}

/// Notes when a commitment was met and what shows it. What was noted wrongly is taken out by editing it.
///
/// Refuses a day to come, nothing that shows it, a forum that does not keep it, and what is noted already.
pub fn meet(
    register: &Register,
    id: Id<Commitment>,
    options: &MeetOptions,
) -> Result<Change, Refusal> {
    let Some(before) = register.commitments.get(id) else {
        return Err(Refusal::not_found(format!("There is no commitment {id}.")));
    };
    check(register, before, options)?;
    let new = Evidence {
        on: options.on,
        what: options.what.trim().to_owned(),
        forum: options.forum,
    };
    if before.evidence.contains(&new) {
        let sentence = format!("That is noted already, on {}.", options.on);
        return Err(Refusal::state(sentence));
    }
    let mut after = before.clone();
    let later = |one: &Evidence| one.on.last() <= new.on.last();
    let place = after.evidence.partition_point(later);
    after.evidence.insert(place, new);
    let forum = options.forum.and_then(|id| register.forums.get(id));
    let forum = forum.map_or_else(String::new, |one| format!(", {}", one.name));
    let label = format!(
        "Noted that commitment {id} {} was met on {}{forum}",
        quoted(&before.title(register)),
        options.on
    );
    Ok(Change::new(label).update(before, after))
}

fn check(register: &Register, one: &Commitment, options: &MeetOptions) -> Result<(), Refusal> {
    if options.today < options.on.first() {
        let sentence = format!(
            "{} has not come yet; a commitment is noted as met once it is.",
            options.on
        );
        return Err(Refusal::invalid("on", sentence));
    }
    if options.what.trim().is_empty() {
        let sentence = "Say what shows that it was met: a meeting, a letter, a call.";
        return Err(Refusal::invalid("what", sentence));
    }
    match options.forum {
        Some(forum) if !one.keepers().contains(&forum) => {
            let name = |id: &Id<Forum>| {
                let forum = register.forums.get(*id);
                forum.map_or_else(String::new, |one| one.name.clone())
            };
            let keepers: Vec<String> = one.keepers().iter().map(name).collect();
            let keepers = if keepers.is_empty() {
                "no forum; leave the forum out".to_owned()
            } else {
                keepers.join(", ")
            };
            let sentence = format!(
                "{} does not keep this commitment. It is kept by {keepers}.",
                name(&forum)
            );
            Err(Refusal::invalid("forum", sentence))
        }
        Some(_) | None => Ok(()),
    }
}
