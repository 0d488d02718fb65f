//! A step of a disagreement: raised, taken on to the next post, or settled.

use super::Purpose;
use crate::domain::agreement::Agreement;
use crate::domain::id::Id;
use crate::domain::life::disagreement::{self, Deed, StepOptions};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;

/// None if the agreement is gone.
pub(super) fn form(register: &Register, id: Id<Agreement>, deed: Deed) -> Option<Form> {
    let agreement = register.agreements.get(id)?;
    let offered = disagreement::offered(agreement, deed).unwrap_or_default();
    let post = Field::offered("post", "With", offered);
    let post = match deed {
        Deed::Raise | Deed::Escalate => post
            .required()
            .hint("The post that it has reached; offered is the next of the ladder."),
        Deed::Settle => post.hint("The post that settled it."),
    };
    let fields = vec![
        Field::text("what", "What", "")
            .required()
            .hint("What was said or done. Nothing about people who use services."),
        post,
        Field::date("on", "When", "today")
            .required()
            .hint("The day of the step: today, 30 Sep 2021, Sep 2021."),
    ];
    let title = match deed {
        Deed::Raise => "A disagreement is raised",
        Deed::Escalate => "The disagreement goes up",
        Deed::Settle => "The disagreement is settled",
    };
    let purpose = Purpose::Disagree(id, deed);
    Some(Form::new(purpose, title, &agreement.title, fields))
}

pub(super) fn submit(
    id: Id<Agreement>,
    deed: Deed,
    filled: &Filled<'_>,
) -> Result<Effect, Refusal> {
    let on = filled.date("on")?;
    let options = StepOptions {
        today: filled.today,
        on: on.ok_or_else(|| Refusal::invalid("on", "When is required."))?,
        post: Some(filled.text("post").to_owned()),
        what: filled.text("what").to_owned(),
    };
    Ok(Effect::Commit(Box::new(move |register| {
        disagreement::note(register, id, deed, &options)
    })))
}
