//! Handing a forum over: to whom, from which day, and where the file for the next Secretariat goes.

use std::path::Path;

use super::Purpose;
use crate::domain::audience::Audience;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::domain::slug::slug;
use crate::files::{self, Existing};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect, HandOver};

/// None if the forum is gone.
pub(super) fn form(context: &Context<'_>, id: Id<Forum>, ticked: &[Entry]) -> Option<Form> {
    let register = context.register();
    let forum = register.forums.get(id)?;
    let stem = slug(&format!("{} hand over", forum.short()));
    let fields = vec![
        Field::text("to", "To", "").reckoned(told),
        Field::date("on", "From", "today")
            .hint("The day from which the next Secretariat keeps it; here it is only read from then on."),
        Field::text("folder", "Folder", &context.outlook.folder).hint(
            "Where the file goes; empty for the folder the program was started in. It is remembered.",
        ),
        Field::text("file", "File name", &stem)
            .required()
            .hint("For the next Secretariat, which brings it in with I or `import`; it is marked INTERNAL."),
    ];
    let purpose = Purpose::HandOver(id, ticked.to_vec());
    Some(Form::new(purpose, "Hand over", &forum.name, fields))
}

/// What was understood of the body.
fn told(filled: &Filled<'_>) -> String {
    match receiver(filled) {
        Ok(None) => "The body whose Secretariat keeps it from then on, by name or acronym. Empty: only a copy is \
                     written, and the forum stays here."
            .to_owned(),
        Ok(Some(id)) => {
            let body = filled.register.organisations.get(id);
            format!("= {}", body.map_or("", |one| &one.name))
        }
        Err(refusal) => refusal.sentence,
    }
}

fn receiver(filled: &Filled<'_>) -> Result<Option<Id<Organisation>>, Refusal> {
    let name = filled.text("to");
    if name.is_empty() {
        return Ok(None);
    }
    let found = named(filled.register, Kind::Organisation, name);
    let found = found.map_err(|refusal| Refusal {
        field: Some("to"),
        ..refusal
    });
    Ok(found?.id())
}

/// What was ticked and is gone since cannot go along. Refuses to hand over where the register is only read.
pub(super) fn submit(
    id: Id<Forum>,
    ticked: &[Entry],
    filled: &Filled<'_>,
) -> Result<Effect, Refusal> {
    let to = match receiver(filled)? {
        Some(body) => Some((body, filled.day("on")?)),
        None => None,
    };
    if to.is_some()
        && let Some(why) = filled.session.read_only()
    {
        return Err(Refusal::state(why));
    }
    let name = files::document_path(filled.text("file"), Audience::Secretariat, "json");
    let there = ticked.iter().copied();
    let there = there.filter(|entry| filled.register.get(*entry).is_some());
    Ok(Effect::HandOver(HandOver {
        path: Path::new(filled.text("folder")).join(name),
        existing: Existing::Refuse,
        forum: id,
        ticked: there.collect(),
        to,
    }))
}
