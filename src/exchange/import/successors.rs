//! `successors.csv`: what became of a body. Both are made if nobody knows them.

use super::cell::date;
use super::intake::{Incoming, Intake, Told};
use super::sheet::{Cells, Sheet};
use crate::domain::find::fold;
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::{Organisation, Succession};
use crate::domain::refusal::Refusal;

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    intake.each(sheet, successor);
}

fn successor(intake: &mut Intake<'_>, row: &Incoming) -> Result<Entry, Refusal> {
    let (earlier, later) = (row.need("organisation")?, row.need("successor")?);
    date("on", row.cells.get("on"), intake.today)?;
    if fold(earlier) == fold(later) {
        let sentence = "A body cannot succeed itself.";
        return Err(Refusal::invalid("successor", sentence));
    }
    let id = match row.id() {
        Some(id) => id,
        None => intake.organisation(earlier),
    };
    let later = match known(intake, row, id) {
        Some(id) => id,
        None if row.is_changed("successor") => intake.organisation(later),
        None => return Ok(id.into()),
    };
    let Some(current) = intake.register().organisations.get(id) else {
        return Ok(id.into());
    };
    let says = |cells: &Cells| Succession {
        organisation: later,
        how: cells.get("how").to_owned(),
        on: date("on", cells.get("on"), intake.today).ok().flatten(),
    };
    let with = |says: Option<Succession>| with(current, later, says);
    let told = Told {
        blank: with(None),
        was: row
            .before
            .as_ref()
            .map(|(_, cells)| with(Some(says(cells)))),
        now: with(Some(says(&row.cells))),
    };
    intake.put(row.line, told);
    Ok(id.into())
}

/// The successor that a known row speaks of, by the name in it or as the only one there is.
fn known(intake: &Intake<'_>, row: &Incoming, id: Id<Organisation>) -> Option<Id<Organisation>> {
    row.before.as_ref()?;
    let register = intake.register();
    let successions = &register.organisations.get(id)?.successors;
    let name = row.cells.get("successor");
    let named = successions.iter().find(|one| {
        let body = register.organisations.get(one.organisation);
        body.is_some_and(|body| body.is_called(name))
    });
    match (named, &successions[..]) {
        (Some(one), _) | (None, [one]) => Some(one.organisation),
        (None, _) => None,
    }
}

/// The body with one succession as given, in the place it has.
fn with(body: &Organisation, later: Id<Organisation>, says: Option<Succession>) -> Organisation {
    let mut body = body.clone();
    let place = body
        .successors
        .iter()
        .position(|one| one.organisation == later);
    match (place, says) {
        (Some(place), Some(says)) => {
            if let Some(one) = body.successors.get_mut(place) {
                *one = says;
            }
        }
        (Some(place), None) => {
            body.successors.remove(place);
        }
        (None, Some(says)) => body.successors.push(says),
        (None, None) => {}
    }
    body
}
