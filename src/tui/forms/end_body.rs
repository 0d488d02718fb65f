//! What becomes of a body: merged into another, renamed, or ceased; what it is in is asked on a page after this.

use super::Purpose;
use crate::domain::bodies::succession::{Becomes, Ending, Heir, day_known, heir_called};
use crate::domain::id::Id;
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, Why};
use crate::domain::register::{Kind, Register};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;
use crate::tui::pages::show_ending;

const MERGED: &str = "merged into";
const RENAMED: &str = "renamed to";
const CEASED: &str = "ceased";

/// None if it is gone. What the register says already of its successor stands there.
pub(super) fn form(register: &Register, id: Id<Organisation>) -> Option<Form> {
    let body = register.organisations.get(id)?;
    let known = body.successors.first();
    let heir = known.and_then(|one| register.organisations.get(one.organisation));
    let day = day_known(register, id, heir.map(|one| one.id));
    let day = day.map_or_else(|| "today".to_owned(), |day| day.to_string());
    let ways = [MERGED, RENAMED, CEASED].map(str::to_owned).to_vec();
    let fields = vec![
        Field::choice("how", "It is", ways).hint("Left and Right choose."),
        Field::offered("to", "Body or name", heir.map_or("", |one| &one.name)).reckoned(told),
        Field::text("acronym", "New acronym", "").hint("Of a new name; may be empty."),
        Field::date("on", "From", &day)
            .required()
            .hint("The first day on which it is so. Until the day before it is what it was."),
    ];
    let title = "What becomes of it";
    Some(Form::new(Purpose::EndBody(id), title, &body.name, fields))
}

/// What was understood of the name.
fn told(filled: &Filled<'_>) -> String {
    match (filled.text("how"), filled.text("to")) {
        (CEASED, _) => "Nothing takes its place.".to_owned(),
        (RENAMED, "") => "Its new name.".to_owned(),
        (_, "") => "The body it becomes part of, by name or acronym; a new name makes a new one."
            .to_owned(),
        (RENAMED, name) => format!("It is called {name} from the day on."),
        (_, name) => match known(filled.register, name) {
            Ok(Some(id)) => {
                let body = filled.register.organisations.get(id);
                format!("= {}", body.map_or("", |one| &one.name))
            }
            Ok(None) => format!("There is no {name} yet: it is made."),
            Err(refusal) => refusal.sentence,
        },
    }
}

/// None where nobody goes by the name. Refuses a name that fits several.
fn known(register: &Register, name: &str) -> Result<Option<Id<Organisation>>, Refusal> {
    match named(register, Kind::Organisation, name) {
        Ok(entry) => Ok(entry.id()),
        Err(refusal) if refusal.why == Why::NotFound => Ok(None),
        Err(refusal) => Err(Refusal {
            field: Some("to"),
            ..refusal
        }),
    }
}

pub(super) fn submit(id: Id<Organisation>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let register = filled.register;
    let acronym = Some(filled.text("acronym").to_owned()).filter(|one| !one.is_empty());
    let new = |name: &str| Heir::New {
        name: name.to_owned(),
        acronym: acronym.clone(),
    };
    let name = filled.text("to");
    let becomes = match filled.text("how") {
        CEASED => Becomes::Nothing,
        RENAMED => {
            Becomes::Renamed(heir_called(register, id, name).map_or_else(|| new(name), Heir::Known))
        }
        _ => Becomes::Merged(known(register, name)?.map_or_else(|| new(name), Heir::Known)),
    };
    let asked = Ending {
        bodies: vec![id],
        becomes,
        on: filled.day("on")?,
    };
    show_ending(asked, register, filled.today)
}
