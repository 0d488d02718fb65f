//! What becomes of an agreement: the menu that `M` opens on it, and what each of its lines does.

use std::borrow::Cow;

use super::Row;
use crate::domain::agreement::Agreement;
use crate::domain::due::DueKind;
use crate::domain::id::{Entry, Id};
use crate::domain::life::next::{self, Step};
use crate::domain::shown::Shown;
use crate::domain::words::Word;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect};
use crate::tui::forms;
use crate::tui::keys::{Act, Command};
use crate::tui::widgets::Text;

/// The step that comes next for an agreement; none where that is its review.
pub(super) fn next(context: &Context<'_>, entry: Entry) -> Option<Step> {
    let register = context.register();
    let agreement = register.agreements.get(entry.id()?)?;
    let is_wanted = |kind| context.outlook.line(entry, kind).is_some();
    let is_signed = is_wanted(DueKind::Signature) && !is_wanted(DueKind::Review);
    next::next(register, agreement).or(is_signed.then_some(Step::Sign))
}

/// What marking means for it.
pub(super) fn mark_name(context: &Context<'_>, entry: Entry) -> &'static str {
    match next(context, entry) {
        Some(Step::Send) => "Send",
        Some(Step::Sign) => "Sign",
        Some(Step::Force) => "In force",
        Some(Step::Propose | Step::Back | Step::Published | Step::Supersede | Step::End) | None => {
            "Review done"
        }
    }
}

/// Refuses rows that are not one agreement.
pub(super) fn can_move_on(rows: &[Row]) -> Result<(), Cow<'static, str>> {
    match rows {
        [row] if agreement(row).is_some() => Ok(()),
        [_] => Err("Only an agreement is moved on: sent, signed, superseded, ended.".into()),
        _ => Err("One agreement is moved on at a time; Esc takes the marks off.".into()),
    }
}

/// The menu of steps, with the cursor on the one that comes next.
pub(super) fn ask(context: &Context<'_>, rows: &[Row]) -> Effect {
    let (register, today) = (context.register(), context.today());
    let Some(id) = rows.first().and_then(agreement) else {
        return Effect::None;
    };
    let Some(one) = register.agreements.get(id) else {
        return Effect::None;
    };
    let named = format!("\"{}\"", one.title);
    let offers = Step::ALL.iter().map(|&step| {
        let refused = next::possible(register, id, step, today).err();
        let reason = refused.map(|refusal| Shown::line(&refusal.sentence.replace(&named, "it")));
        Offer {
            sentence: sentence(step).into(),
            reason: reason.map(|reason| Shown::line(&capital(&reason))),
            ..Offer::plain(name(step), Pick::Run(Command::Screen(Act::Life(step))))
        }
    });
    let coming = next(context, id.into());
    let can = |step: &Step| next::possible(register, id, *step, today).is_ok();
    let at = Step::ALL.iter().position(|step| match coming {
        Some(coming) => *step == coming,
        None => can(step),
    });
    let title = Text::line(&format!("What becomes of {named}?"));
    let chooser = Chooser::new(title, Matching::Words, offers.collect());
    Effect::Ask(Box::new(Dialog::Chooser(chooser.at(at.unwrap_or(0)))))
}

/// Refuses rows that are not one agreement, and a step that it cannot take.
pub(super) fn can_step(
    context: &Context<'_>,
    rows: &[Row],
    step: Step,
) -> Result<(), Cow<'static, str>> {
    can_move_on(rows)?;
    let id = rows
        .first()
        .and_then(agreement)
        .ok_or("There is no row here.")?;
    let possible = next::possible(context.register(), id, step, context.today());
    possible.map_err(|refusal| refusal.sentence.into())
}

pub(super) fn step(context: &Context<'_>, rows: &[Row], step: Step) -> Effect {
    let id = rows.first().and_then(agreement);
    id.map_or(Effect::None, |id| forms::life(context, step, id))
}

fn agreement(row: &Row) -> Option<Id<Agreement>> {
    row.entry.id()
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Propose => "Proposed, or in development...",
        Step::Send => "Send...",
        Step::Sign => "Sign...",
        Step::Back => "Came back...",
        Step::Force => "In force...",
        Step::Published => "Was published...",
        Step::Supersede => "Superseded...",
        Step::End => "Ended...",
    }
}

fn sentence(step: Step) -> &'static str {
    match step {
        Step::Propose => {
            "It is being written; a memorandum is in development, others are proposed."
        }
        Step::Send => "The text goes to somebody for signature; under review, to a partner.",
        Step::Sign => "Who signed, and when; after the last signature it is in force.",
        Step::Back => "Whoever had it gave it back without signing.",
        Step::Force => "A day of its own, where no signatures say from when.",
        Step::Published => "The day the text was published; not whether it stands on our page.",
        Step::Supersede => "A later agreement takes its place, whole or in part.",
        Step::End => "It ended, and why.",
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
