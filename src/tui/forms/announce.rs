//! What becomes of an announcement: a draft is shared, it is published, or nobody can have notice.

use super::Purpose;
use crate::domain::announcement::Announcement;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::life::announcing::{self, Deed};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect};

/// Stands for all the parties that have had no draft.
const ALL: &str = "all who have had none";

/// None if the announcement is gone.
pub(super) fn form(context: &Context<'_>, id: Id<Announcement>, deed: Deed) -> Option<Form> {
    let register = context.register();
    let announcement = register.announcements.get(id)?;
    let (title, fields) = match deed {
        Deed::Share => (
            "A draft was shared",
            vec![
                Field::choice("shared", "With", whom(context, announcement))
                    .hint("First those who are promised notice and have had no draft."),
                Field::date("on", "When", "today")
                    .required()
                    .hint("The day they had it: today, 30 Sep 2021, 30/9/2021."),
            ],
        ),
        Deed::Publish => (
            "It was published",
            vec![
                Field::date("on", "When", "today")
                    .required()
                    .hint("The day it was published. From then on the public may read of it."),
            ],
        ),
        Deed::Urgent => (
            "Nobody can have notice",
            vec![
                Field::text("no_notice", "Why", &announcement.no_notice)
                    .required()
                    .hint("Urgent enforcement, or what else it was. Never shown to the public."),
            ],
        ),
    };
    let purpose = Purpose::Announce(id, deed);
    Some(Form::new(purpose, title, &announcement.title, fields))
}

pub(super) fn submit(
    id: Id<Announcement>,
    deed: Deed,
    filled: &Filled<'_>,
) -> Result<Effect, Refusal> {
    let today = filled.today;
    let on = || -> Result<Date, Refusal> {
        let on = filled.date("on")?;
        on.ok_or_else(|| Refusal::invalid("on", "When is required."))
    };
    Ok(match deed {
        Deed::Share => {
            let (on, bodies) = (on()?, chosen(id, filled));
            Effect::Commit(Box::new(move |register| {
                announcing::share(register, id, &bodies, on, today)
            }))
        }
        Deed::Publish => {
            let on = on()?;
            Effect::Commit(Box::new(move |register| {
                announcing::publish(register, id, on, today)
            }))
        }
        Deed::Urgent => {
            let why = filled.text("no_notice").to_owned();
            Effect::Commit(Box::new(move |register| {
                announcing::urgent(register, id, &why)
            }))
        }
    })
}

/// All who are promised notice and have had no draft, then each of them, then everybody else.
fn whom(context: &Context<'_>, announcement: &Announcement) -> Vec<String> {
    let register = context.register();
    let missing = announcing::without_draft(register, announcement, context.today());
    let all = (missing.len() > 1).then(|| ALL.to_owned());
    let named = missing
        .iter()
        .filter_map(|id| register.organisations.get(*id));
    let has_it = |one: &&Organisation| {
        let mut shared = announcement.shared.iter();
        one.id == announcement.publisher || shared.any(|share| share.organisation == one.id)
    };
    let others = register.organisations.iter();
    let others = others.filter(|one| !missing.contains(&one.id) && !has_it(one));
    let names = named.chain(others).map(|one| one.name.clone());
    all.into_iter().chain(names).collect()
}

fn chosen(id: Id<Announcement>, filled: &Filled<'_>) -> Vec<Id<Organisation>> {
    let (register, text): (&Register, _) = (filled.register, filled.text("shared"));
    if text == ALL {
        let announcement = register.announcements.get(id);
        return announcement.map_or_else(Vec::new, |one| {
            announcing::without_draft(register, one, filled.today)
        });
    }
    let body = register.organisations.iter().find(|one| one.name == text);
    body.map(|one| one.id).into_iter().collect()
}
