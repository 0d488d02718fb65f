//! The review of an agreement: the menu that `R` opens on it, and what each of its lines does.

use std::borrow::Cow;

use super::Row;
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::life::review;
use crate::domain::shown::Shown;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect};
use crate::tui::forms;
use crate::tui::keys::{Act, Command, ReviewStep};
use crate::tui::widgets::Text;

const STEPS: [ReviewStep; 3] = [ReviewStep::Start, ReviewStep::Record, ReviewStep::Correct];

/// Refuses anything but one agreement.
pub(super) fn can_review(context: &Context<'_>, rows: &[Row]) -> Result<(), Cow<'static, str>> {
    agreement(context, rows).map(|_| ())
}

/// Refuses a step that the agreement cannot take.
pub(super) fn can_step(
    context: &Context<'_>,
    rows: &[Row],
    step: ReviewStep,
) -> Result<(), Cow<'static, str>> {
    let agreement = agreement(context, rows)?;
    match step {
        ReviewStep::Start if !agreement.state().is_in_force() => {
            let state = agreement.state();
            Err(format!("It is {state}; only what is in force is reviewed.").into())
        }
        ReviewStep::Record => match agreement.state() {
            state @ (AgreementState::Ended | AgreementState::Superseded) => {
                Err(format!("It is {state} and is not reviewed any more.").into())
            }
            AgreementState::Proposed
            | AgreementState::InDevelopment
            | AgreementState::OutForSignature
            | AgreementState::Current
            | AgreementState::UnderReview
            | AgreementState::NotStated => Ok(()),
        },
        ReviewStep::Start | ReviewStep::Correct => Ok(()),
    }
}

/// The menu of steps, with the cursor on the one that comes next.
pub(super) fn ask(context: &Context<'_>, rows: &[Row]) -> Effect {
    let Ok(agreement) = agreement(context, rows) else {
        return Effect::None;
    };
    let offers = STEPS.iter().map(|&step| Offer {
        sentence: sentence(step).into(),
        reason: can_step(context, rows, step)
            .err()
            .map(|why| Shown::line(&why)),
        ..Offer::plain(name(step), Pick::Run(Command::Screen(Act::Reviewing(step))))
    });
    let is_under_way = review::is_under_way(agreement, context.today());
    let title = format!("What of the review of {}?", agreement.title);
    let chooser = Chooser::new(Text::line(&title), Matching::Words, offers.collect());
    let chooser = chooser.at(usize::from(is_under_way));
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}

pub(super) fn step(context: &Context<'_>, rows: &[Row], step: ReviewStep) -> Effect {
    let Ok(agreement) = agreement(context, rows) else {
        return Effect::None;
    };
    match step {
        ReviewStep::Start => forms::start_review(context, agreement.id),
        ReviewStep::Record => forms::review(context, agreement.id),
        ReviewStep::Correct => forms::correct_review(context, agreement.id),
    }
}

fn agreement<'a>(
    context: &'a Context<'_>,
    rows: &[Row],
) -> Result<&'a Agreement, Cow<'static, str>> {
    let [row] = rows else {
        return Err("One agreement is reviewed at a time; Esc takes the marks off.".into());
    };
    let agreement = row
        .entry
        .id()
        .and_then(|id| context.register().agreements.get(id));
    agreement.ok_or_else(|| "Only an agreement is reviewed.".into())
}

fn name(step: ReviewStep) -> &'static str {
    match step {
        ReviewStep::Start => "Start it...",
        ReviewStep::Record => "Record it...",
        ReviewStep::Correct => "Put its date right...",
    }
}

fn sentence(step: ReviewStep) -> &'static str {
    match step {
        ReviewStep::Start => "It is under review from a day, and the partners have the text.",
        ReviewStep::Record => "What came of it, who did it, and when the next one is due.",
        ReviewStep::Correct => "The date was written wrongly; the reason is kept.",
    }
}
