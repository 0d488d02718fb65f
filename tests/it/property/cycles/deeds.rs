//! What somebody does in a cycle, each with the verb that does it and with what the dice choose.

use chrono::{Days, NaiveDate};
use secretariat::domain::action::{self, ActionOutcome, CloseOptions};
use secretariat::domain::attendance::Presence;
use secretariat::domain::cycle::order::{self, Place, To};
use secretariat::domain::cycle::sitting::{self, Attending};
use secretariat::domain::cycle::{build, forward, issue, log, states};
use secretariat::domain::date::Date;
use secretariat::domain::delete;
use secretariat::domain::due::Rules;
use secretariat::domain::forum::Forum;
use secretariat::domain::id::{Entry, Id};
use secretariat::domain::issued_text::TextKind;
use secretariat::domain::item::{self, Item, ItemState};
use secretariat::domain::meeting::Meeting;
use secretariat::domain::offer::Offer;
use secretariat::exchange::issued;
use secretariat::exchange::words::Words;

use super::{World, forum, id, upper};
use crate::property::random::Dice;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    Offer,
    Park,
    Decline,
    Take,
    SendUp,
    SendOut,
    Build,
    BuildAbove,
    Add,
    Reserve,
    Move,
    Indent,
    Outdent,
    Section,
    Delete,
    IssueAgenda,
    IssueRecord,
    Attend,
    Discuss,
    Defer,
    Reopen,
    Outcome,
    Agree,
    Close,
    Progress,
    Correct,
    Confirm,
    Postpone,
    Redate,
    Cancel,
    Undo,
    Redo,
}

/// A deed and what its dice begin with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) deed: Deed,
    pub(super) seed: u64,
}

/// With the agenda to come.
pub(super) const BEFORE: &[Deed] = &[
    Deed::Build,
    Deed::Add,
    Deed::Add,
    Deed::Reserve,
    Deed::Move,
    Deed::Move,
    Deed::Indent,
    Deed::Outdent,
    Deed::Section,
    Deed::Delete,
    Deed::IssueAgenda,
    Deed::Confirm,
    Deed::Postpone,
    Deed::Redate,
    Deed::Cancel,
];
/// With the meeting that was held last.
pub(super) const AT: &[Deed] = &[
    Deed::Attend,
    Deed::Discuss,
    Deed::Discuss,
    Deed::Discuss,
    Deed::Defer,
    Deed::Reopen,
    Deed::Outcome,
    Deed::Agree,
    Deed::Agree,
    Deed::Agree,
];
/// Between meetings.
pub(super) const AWAY: &[Deed] = &[
    Deed::IssueRecord,
    Deed::Correct,
    Deed::Close,
    Deed::Close,
    Deed::Progress,
    Deed::SendUp,
    Deed::SendOut,
    Deed::BuildAbove,
    Deed::Agree,
];
/// At any time.
pub(super) const ANYWHEN: &[Deed] = &[
    Deed::Offer,
    Deed::Offer,
    Deed::Park,
    Deed::Decline,
    Deed::Take,
    Deed::Undo,
    Deed::Redo,
];

impl Step {
    /// One that belongs to every cycle.
    pub(super) fn sure(deed: Deed) -> Self {
        Self { deed, seed: 0 }
    }
}

/// Does it, if there is something to do it with and no rule is against it. True if it was done.
pub(super) fn take(world: &mut World, deed: Deed, dice: &mut Dice) -> bool {
    match deed {
        Deed::Undo => return (0..=dice.below(3)).all(|_| world.undo()),
        Deed::Redo => return world.undo() && world.undo() && world.redo(),
        _ => {}
    }
    let done = match deed {
        Deed::Offer | Deed::Park | Deed::Decline | Deed::Take => plan_ahead(world, deed, dice),
        Deed::SendUp | Deed::SendOut => send(world, deed, dice),
        Deed::Build => build(world, forum(), dice),
        Deed::BuildAbove => build(world, upper(), dice),
        Deed::Add
        | Deed::Reserve
        | Deed::Move
        | Deed::Indent
        | Deed::Outdent
        | Deed::Section
        | Deed::Delete => arrange(world, deed, dice),
        Deed::IssueAgenda | Deed::IssueRecord => issue(world, deed),
        Deed::Attend
        | Deed::Discuss
        | Deed::Defer
        | Deed::Reopen
        | Deed::Outcome
        | Deed::Agree
        | Deed::Correct => sit(world, deed, dice),
        Deed::Close | Deed::Progress => follow_up(world, deed, dice),
        Deed::Confirm | Deed::Postpone | Deed::Redate | Deed::Cancel => date(world, deed, dice),
        Deed::Undo | Deed::Redo => None,
    };
    done.unwrap_or(false)
}

fn plan_ahead(world: &mut World, deed: Deed, dice: &mut Dice) -> Option<bool> {
    let ids: Vec<Id<Offer>> = world.register().offers.iter().map(|one| one.id).collect();
    let chosen = dice.one_of(&ids).copied();
    let of = chosen
        .and_then(|id| world.register().offers.get(id))
        .map(|one| one.forum);
    let next = world.next(of.unwrap_or_else(forum)).map(|one| one.id);
    let meeting = next.filter(|_| dice.is_one_in(2));
    let number = dice.below(1000);
    Some(match deed {
        Deed::Offer => world.try_to(|register, today| {
            let options = forward::OfferOptions {
                by: Some(id(2)),
                meeting: None,
                on: today,
                today,
            };
            forward::offer(register, forum(), &format!("Offered {number}"), &options)
        }),
        Deed::Park => {
            let chosen = chosen?;
            world.try_to(|register, today| forward::park(register, &[chosen], meeting, today))
        }
        Deed::Decline => {
            let chosen = chosen?;
            world.try_to(|register, _| forward::decline(register, &[chosen], "Not now"))
        }
        _ => {
            let (chosen, next) = (chosen?, next?);
            world.try_to(|register, today| forward::take(register, &[chosen], next, today))
        }
    })
}

fn send(world: &mut World, deed: Deed, dice: &mut Dice) -> Option<bool> {
    let ids: Vec<Id<Item>> = world.register().items.iter().map(|one| one.id).collect();
    let item = *dice.one_of(&ids)?;
    Some(world.try_to(|register, today| {
        if deed == Deed::SendUp {
            forward::send_up(register, item, upper(), today, today)
        } else {
            forward::send_out(register, item, id(5), today, today)
        }
    }))
}

/// Takes what is proposed, or a part of it.
fn build(world: &mut World, forum: Id<Forum>, dice: &mut Dice) -> Option<bool> {
    let meeting = world.next(forum)?.id;
    let is_whole = dice.is_one_in(2);
    Some(world.try_to(|register, today| {
        let mut all = build::propose(register, meeting, today, &Rules::default())?;
        for one in &mut all {
            one.wanted = if is_whole {
                one.wanted
            } else {
                dice.is_one_in(2)
            };
        }
        build::accept(register, meeting, &all)
    }))
}

/// An agenda to come is altered; that of a meeting that was held now and then.
fn arrange(world: &mut World, deed: Deed, dice: &mut Dice) -> Option<bool> {
    let next = world.next(forum());
    let meeting = if dice.is_one_in(6) {
        world.last_held(forum())
    } else {
        next
    };
    let meeting = meeting?.id;
    let agenda = item::agenda(world.register(), meeting);
    let ids: Vec<Id<Item>> = agenda.iter().map(|one| one.id).collect();
    let chosen = dice.one_of(&ids).copied();
    if deed == Deed::Add {
        let number = dice.below(1000);
        let place = match (chosen, dice.below(3)) {
            (Some(one), 1) => Place::After(one),
            (Some(one), 2) => Place::Under(one),
            _ => Place::Last,
        };
        return Some(world.try_to(|register, _| {
            order::add_item(register, meeting, &format!("Business {number}"), place)
        }));
    }
    let subs = agenda.iter().filter(|one| one.is_sub).map(|one| one.id);
    let subs: Vec<Id<Item>> = subs.collect();
    let (mut chosen, other) = (chosen?, *dice.one_of(&ids)?);
    if deed == Deed::Outdent {
        chosen = *dice.one_of(&subs)?;
    }
    let to = [
        To::Up,
        To::Down,
        To::Line(1 + dice.below(9)),
        To::Onto(other),
    ];
    let to = to[dice.below(4)];
    Some(world.try_to(|register, _| match deed {
        Deed::Reserve => {
            let before = register.items.get(chosen).expect("it is on the agenda");
            let after = Item {
                reserved: Some("personal data".to_owned()),
                ..before.clone()
            };
            Ok(secretariat::domain::change::Change::new("Reserved").update(before, after))
        }
        Deed::Move => order::move_item(register, chosen, to),
        Deed::Indent => order::indent(register, chosen),
        Deed::Outdent => order::outdent(register, chosen),
        Deed::Section => order::into_section(register, &[chosen], "Part two"),
        _ => delete::plan(register, &[Entry::from(chosen)]).map(|plan| plan.change),
    }))
}

fn issue(world: &mut World, deed: Deed) -> Option<bool> {
    let (meeting, what) = if deed == Deed::IssueAgenda {
        (world.next(forum())?.id, TextKind::Agenda)
    } else {
        (world.last_held(forum())?.id, TextKind::Record)
    };
    Some(world.try_to(|register, today| {
        let texts = issued::texts(register, meeting, what, today, &Words::standard())?;
        issue::issue(register, meeting, what, today, texts)
    }))
}

fn sit(world: &mut World, deed: Deed, dice: &mut Dice) -> Option<bool> {
    let meeting = world.last_held(forum())?.id;
    let agenda = item::agenda(world.register(), meeting);
    let ids: Vec<Id<Item>> = agenda.iter().map(|one| one.id).collect();
    let chosen = dice.one_of(&ids).copied();
    let number = dice.below(1000);
    let body = dice.one_of(&[1, 2, 3, 4, 5]).map(|one| id(*one));
    if deed == Deed::Attend {
        let all = [Presence::Present, Presence::Apologies, Presence::Deputy];
        let mut one = Attending::new(all[dice.below(3)], body);
        "A N Other".clone_into(&mut one.name);
        return Some(world.try_to(|register, _| sitting::attend(register, meeting, &[one])));
    }
    if deed == Deed::Correct {
        return Some(world.try_to(|register, today| {
            issue::correct(register, meeting, &format!("Later {number}"), chosen, today)
        }));
    }
    if deed == Deed::Agree {
        let lines = [
            "! CQC share the draft by 3 April",
            "GMC [Head of Policy] write to the others by next meeting",
            "all members reply to the letter",
            "look at it again",
        ];
        let line = lines[number % lines.len()];
        let at = chosen.filter(|_| !dice.is_one_in(4));
        return Some(
            world.try_to(|register, today| sitting::agree(register, meeting, at, line, today)),
        );
    }
    let chosen = chosen?;
    Some(world.try_to(|register, _| match deed {
        Deed::Discuss => sitting::mark(register, &[chosen], ItemState::Discussed),
        Deed::Defer => sitting::mark(register, &[chosen], ItemState::Deferred),
        Deed::Reopen => sitting::mark(register, &[chosen], ItemState::Open),
        _ => {
            let base = register.items.get(chosen).expect("it is on the agenda");
            sitting::set_outcome(register, base, &format!("Agreed {number}"))
        }
    }))
}

fn follow_up(world: &mut World, deed: Deed, dice: &mut Dice) -> Option<bool> {
    let all = world.register().actions.iter();
    let open: Vec<_> = all
        .filter(|one| one.closed.is_none())
        .map(|one| one.id)
        .collect();
    let chosen = *dice.one_of(&open)?;
    Some(world.try_to(|register, today| {
        if deed == Deed::Progress {
            return log::progress(register, chosen, "Asked them", today, today);
        }
        let options = CloseOptions {
            today,
            on: today,
            outcome: ActionOutcome::Done,
            note: None,
        };
        action::close(register, &[chosen], &options)
    }))
}

/// What becomes of the meeting to come; there is always one more after it that stays.
fn date(world: &mut World, deed: Deed, dice: &mut Dice) -> Option<bool> {
    let coming = |world: &World| {
        let all = world.register().meetings.of(forum());
        all.filter(|one| one.is_coming(world.today)).count()
    };
    let is_last = coming(world) < 2;
    let next = world.next(forum())?;
    let (meeting, on) = (next.id, next.on.first());
    let later: NaiveDate = on + Days::new(1 + dice.below(60) as u64);
    let postponed: Vec<Id<Meeting>> = world
        .register()
        .meetings
        .of(forum())
        .filter(|one| !one.is_fixed())
        .map(|one| one.id)
        .collect();
    match deed {
        Deed::Confirm => Some(world.try_to(|register, _| states::confirm(register, &[meeting]))),
        Deed::Redate => {
            let which = dice.one_of(&postponed).copied().unwrap_or(meeting);
            let to = Some(Date::day(later));
            Some(world.try_to(|register, _| states::postpone(register, which, to)))
        }
        _ if is_last => None,
        Deed::Postpone => {
            Some(world.try_to(|register, _| states::postpone(register, meeting, None)))
        }
        _ => Some(world.try_to(|register, _| states::cancel(register, &[meeting]))),
    }
}
