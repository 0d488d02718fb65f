//! What becomes of meetings: the menu that `m` opens on them, and what each of its lines does.

use std::borrow::Cow;

use super::Row;
use crate::domain::cycle::states::{self, Step};
use crate::domain::id::Id;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::register::Row as _;
use crate::domain::shown::Shown;
use crate::domain::words::Word;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect};
use crate::tui::forms;
use crate::tui::keys::{Act, Command};
use crate::tui::widgets::Text;

/// The meetings of these rows; none if any row is of something else.
pub(super) fn meetings(rows: &[Row]) -> Option<Vec<Id<Meeting>>> {
    let ids: Option<Vec<_>> = rows.iter().map(|row| row.entry.id()).collect();
    ids.filter(|ids| !ids.is_empty())
}

/// What marking means for a meeting: the step that comes next.
pub(super) fn mark_name(context: &Context<'_>, id: Id<Meeting>) -> &'static str {
    match next(context, id) {
        Some(Step::Confirm) => "Confirm",
        Some(Step::Hold) => "Held",
        Some(Step::Postpone) => "Postpone",
        Some(Step::Cancel) | None => "Done",
    }
}

/// Refuses what is over: held or cancelled.
pub(super) fn can_mark(
    context: &Context<'_>,
    ids: &[Id<Meeting>],
) -> Result<(), Cow<'static, str>> {
    let (register, today) = (context.register(), context.today());
    let reasons = Step::ALL
        .iter()
        .map(|step| states::possible(register, ids, *step, today));
    let mut refused = None;
    for reason in reasons {
        match reason {
            Ok(()) => return Ok(()),
            Err(refusal) => refused = refused.or(Some(refusal)),
        }
    }
    refused.map_or(Ok(()), |refusal| Err(refusal.sentence.into()))
}

/// The menu of steps, with the cursor on the one that comes next.
pub(super) fn ask(context: &Context<'_>, ids: &[Id<Meeting>]) -> Effect {
    let (register, today) = (context.register(), context.today());
    // The menu's title says which one it is.
    let name_of_one = match ids {
        [id] => register
            .meetings
            .get(*id)
            .map_or_else(String::new, |one| one.title(register)),
        _ => String::new(),
    };
    let offers = Step::ALL.iter().map(|&step| {
        let refused = states::possible(register, ids, step, today).err();
        let reason = refused.map(|one| match one.sentence.strip_prefix(&name_of_one) {
            Some(rest) if !name_of_one.is_empty() => Shown::line(&format!("It{rest}")),
            Some(_) | None => Shown::line(&one.sentence),
        });
        Offer {
            sentence: sentence(step).into(),
            reason,
            ..Offer::plain(name(step), Pick::Run(Command::Screen(Act::Meeting(step))))
        }
    });
    let title = match ids {
        [id] => register.meetings.get(*id).map_or_else(String::new, |one| {
            format!("What becomes of the meeting of {}?", one.on)
        }),
        _ => format!("What becomes of {} meetings?", ids.len()),
    };
    let coming = ids.first().and_then(|id| next(context, *id));
    let at = Step::ALL.iter().position(|step| Some(*step) == coming);
    let chooser = Chooser::new(Text::line(&title), Matching::Words, offers.collect());
    Effect::Ask(Box::new(Dialog::Chooser(chooser.at(at.unwrap_or(0)))))
}

/// Refuses rows that are not all meetings, and a step that they cannot take.
pub(super) fn can_step(
    context: &Context<'_>,
    rows: &[Row],
    step: Step,
) -> Result<(), Cow<'static, str>> {
    let ids = meetings(rows).ok_or("Only meetings are confirmed, held, postponed or cancelled.")?;
    let possible = states::possible(context.register(), &ids, step, context.today());
    possible.map_err(|refusal| refusal.sentence.into())
}

pub(super) fn step(context: &Context<'_>, rows: &[Row], step: Step) -> Effect {
    let Some(ids) = meetings(rows) else {
        return Effect::None;
    };
    let today = context.today();
    Effect::Commit(match (step, &ids[..]) {
        (Step::Postpone, [id]) => return forms::postpone(context, *id),
        (Step::Postpone, _) => return Effect::None,
        (Step::Confirm, _) => Box::new(move |register| states::confirm(register, &ids)),
        (Step::Hold, _) => Box::new(move |register| states::hold(register, &ids, today)),
        (Step::Cancel, _) => Box::new(move |register| states::cancel(register, &ids)),
    })
}

/// The step that a meeting waits for; none once it is over.
fn next(context: &Context<'_>, id: Id<Meeting>) -> Option<Step> {
    let meeting = context.register().meetings.get(id)?;
    let is_past = meeting.on.last() <= context.today();
    match meeting.state {
        MeetingState::Planned | MeetingState::Confirmed if is_past => Some(Step::Hold),
        MeetingState::Planned => Some(Step::Confirm),
        MeetingState::Confirmed | MeetingState::Postponed => Some(Step::Postpone),
        MeetingState::Held | MeetingState::Cancelled => None,
    }
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Confirm => "Confirm",
        Step::Hold => "Held",
        Step::Postpone => "Postpone...",
        Step::Cancel => "Cancel",
    }
}

fn sentence(step: Step) -> &'static str {
    match step {
        Step::Confirm => "Its date is agreed.",
        Step::Hold => "It took place.",
        Step::Postpone => "To another date, or until there is one; it keeps its number.",
        Step::Cancel => "It does not take place.",
    }
}
