//! What becomes of announcements and of disagreements: the menus, and what each of their lines asks.

use std::borrow::Cow;

use super::Row;
use crate::domain::agreement::Agreement;
use crate::domain::announcement::Announcement;
use crate::domain::id::Id;
use crate::domain::life::{announcing, disagreement};
use crate::domain::shown::Shown;
use crate::domain::words::Word;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect};
use crate::tui::forms;
use crate::tui::keys::{Act, Command};

/// The announcement that the cursor is on.
pub(super) fn announcement(rows: &[Row]) -> Option<Id<Announcement>> {
    let [row] = rows else {
        return None;
    };
    row.entry.id()
}

/// The menu of what becomes of an announcement.
pub(super) fn ask_announcement() -> Effect {
    use announcing::Deed;
    let words = |deed| match deed {
        Deed::Share => (
            "Draft shared...",
            "Somebody has had a draft, in confidence.",
        ),
        Deed::Publish => ("Published...", "It is out; the public may read of it."),
        Deed::Urgent => (
            "No notice...",
            "Why nobody can have notice: urgent enforcement.",
        ),
    };
    let offers = Deed::ALL.iter().map(|&deed| {
        let (name, sentence) = words(deed);
        Offer {
            sentence: sentence.into(),
            ..Offer::plain(name, Pick::Run(Command::Screen(Act::Announce(deed))))
        }
    });
    menu("What becomes of the announcement?", offers.collect())
}

pub(super) fn announce(context: &Context<'_>, rows: &[Row], deed: announcing::Deed) -> Effect {
    announcement(rows).map_or(Effect::None, |id| forms::announce(context, id, deed))
}

/// Only an announcement is shared and published.
pub(super) fn can_announce(rows: &[Row]) -> Result<(), Cow<'static, str>> {
    let found = announcement(rows).map(|_| ());
    found.ok_or_else(|| "Only an announcement is shared and published, one at a time.".into())
}

/// Disagreements climb the ladder of an agreement.
pub(super) fn can_disagree(context: &Context<'_>, rows: &[Row]) -> Result<(), Cow<'static, str>> {
    let found = agreement(context, rows).map(|_| ());
    found.ok_or_else(|| "Disagreements are noted on an agreement, one at a time.".into())
}

/// The menu of the steps of a disagreement.
pub(super) fn ask_disagreement(context: &Context<'_>, rows: &[Row]) -> Effect {
    use disagreement::Deed;
    let Some(agreement) = agreement(context, rows) else {
        return Effect::None;
    };
    let words = |deed| match deed {
        Deed::Raise => (
            "Raise...",
            "Its first step, with the lowest post of the ladder.",
        ),
        Deed::Escalate => ("Escalate...", "On to the next post of the ladder."),
        Deed::Settle => ("Settle...", "How it came to an end."),
    };
    let offers = Deed::ALL.iter().map(|&deed| {
        let (name, sentence) = words(deed);
        let refused = disagreement::check(agreement, deed).err();
        let pick = Pick::Run(Command::Screen(Act::DisagreementStep(deed)));
        Offer {
            sentence: sentence.into(),
            reason: refused.map(|one| Shown::line(&one.sentence)),
            ..Offer::plain(name, pick)
        }
    });
    menu(
        "A disagreement under this agreement (reserved)",
        offers.collect(),
    )
}

pub(super) fn disagree(context: &Context<'_>, rows: &[Row], deed: disagreement::Deed) -> Effect {
    let agreement = agreement(context, rows);
    agreement.map_or(Effect::None, |one| forms::disagree(context, one.id, deed))
}

fn agreement<'a>(context: &'a Context<'_>, rows: &[Row]) -> Option<&'a Agreement> {
    let [row] = rows else {
        return None;
    };
    context.register().agreements.get(row.entry.id()?)
}

fn menu(title: &'static str, offers: Vec<Offer>) -> Effect {
    let chooser = Chooser::new(title, Matching::Words, offers);
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}
