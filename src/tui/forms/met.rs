//! Noting that a commitment was met.

use super::Purpose;
use crate::domain::commitment::Commitment;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::life::duties::{self, MeetOptions};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;

/// Stands for all the forums that keep it.
const ALL: &str = "all of them";

/// With the forum whose line it was. None if the commitment is gone.
pub(super) fn form(
    register: &Register,
    id: Id<Commitment>,
    keeper: Option<Id<Forum>>,
) -> Option<Form> {
    let commitment = register.commitments.get(id)?;
    let mut fields = vec![
        Field::date("on", "When", "today")
            .required()
            .hint("The day it was met, or as much as is known: today, 30 Sep 2021, Sep 2021."),
        Field::text("what", "What shows it", "")
            .required()
            .hint("A meeting, a letter, a call."),
    ];
    if !commitment.kept_by.is_empty() {
        let names = commitment
            .kept_by
            .iter()
            .filter_map(|id| name(register, *id));
        let mut words: Vec<String> = names.map(str::to_owned).chain([ALL.to_owned()]).collect();
        let own = keeper.and_then(|id| name(register, id)).unwrap_or(ALL);
        let place = words.iter().position(|word| word == own);
        words.rotate_left(place.unwrap_or(0));
        let forum = Field::choice("forum", "Forum", words);
        fields.push(forum.hint("Which of the forums that keep it; each is looked at for itself."));
    }
    Some(Form::new(
        Purpose::Met(id, keeper),
        "A commitment was met",
        &commitment.rule,
        fields,
    ))
}

pub(super) fn submit(id: Id<Commitment>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let on = filled.date("on")?;
    let register = filled.register;
    let commitment = register.commitments.get(id);
    let keepers = commitment.map_or(&[][..], |one| &one.kept_by);
    let chosen = filled.text("forum");
    let forum = keepers
        .iter()
        .find(|id| name(register, **id) == Some(chosen));
    let options = MeetOptions {
        today: filled.today,
        on: on.ok_or_else(|| Refusal::invalid("on", "When is required."))?,
        what: filled.text("what").to_owned(),
        forum: forum.copied(),
    };
    Ok(Effect::Commit(Box::new(move |register| {
        duties::meet(register, id, &options)
    })))
}

fn name(register: &Register, id: Id<Forum>) -> Option<&str> {
    Some(register.forums.get(id)?.name.as_str())
}
