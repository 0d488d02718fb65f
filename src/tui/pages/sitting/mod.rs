//! At the meeting: its items with what came of each and what was agreed, and who is there. For the keyboard, at speed.

mod draw;
mod seats;

use std::borrow::Cow;

use super::{Body, Context, Effect, Pointer};
use crate::domain::action::Action;
use crate::domain::cycle::{sitting, states};
use crate::domain::date::Date;
use crate::domain::find::fold;
use crate::domain::id::{Entry, Id};
use crate::domain::item::{self, Item, ItemState};
use crate::domain::meeting::Meeting;
use crate::domain::register::{Kind, Register};
use crate::tui::forms;
use crate::tui::keys::{Command, PageAct, Place, SittingAct, Step};
use crate::tui::theme::Tone;
use crate::tui::widgets::{Scroll, Text};
use draw::Places;

const HINTS: &[Command] = &[
    act(SittingAct::Agree),
    act(SittingAct::Outcome),
    act(SittingAct::Discussed),
    act(SittingAct::Deferred),
    act(SittingAct::Attendance),
];

const ACTION_HINTS: &[Command] = &[act(SittingAct::Close), act(SittingAct::Agree)];

const ATTENDANCE_HINTS: &[Command] = &[
    act(SittingAct::Present),
    act(SittingAct::Apologies),
    act(SittingAct::Deputy),
    act(SittingAct::AllPresent),
    act(SittingAct::Add),
];

const fn act(act: SittingAct) -> Command {
    Command::Page(PageAct::Sitting(act))
}

pub(in crate::tui) struct Sitting {
    meeting: Id<Meeting>,
    focus: Focus,
    items: Scroll,
    actions: Scroll,
    seats: Scroll,
}

/// Where the cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Items,
    /// Those of the item, or of earlier meetings under matters arising.
    Actions,
    Attendance,
}

impl Sitting {
    pub(super) fn new(meeting: Id<Meeting>) -> Self {
        Self {
            meeting,
            focus: Focus::Items,
            items: Scroll::default(),
            actions: Scroll::default(),
            seats: Scroll::default(),
        }
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let register = context.register();
        let Some(meeting) = register.meetings.get(self.meeting) else {
            return Vec::new();
        };
        let forum = register.forums.get(meeting.forum);
        let forum = forum.map_or("", |one| one.short());
        let state = meeting.state_on(context.today()).to_string();
        vec![
            (Text::line(&meeting.announced()), Tone::Strong),
            (Text::line(&state), Tone::Faint),
            (Text::line(&seats::tally(register, meeting)), Tone::Faint),
            (Text::line(forum), Tone::Faint),
        ]
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let register = context.register();
        let places = Places::of(context.area);
        let items = item::agenda(register, self.meeting).len();
        self.items.sync(items, places.rows());
        let actions = self.listed(register).len();
        if actions == 0 && self.focus == Focus::Actions {
            self.focus = Focus::Items;
        }
        self.actions.sync(actions, places.detail().max(1));
        let seats = seats::lines(register, self.meeting).len();
        let height = usize::from(context.area.height.saturating_sub(1));
        self.seats.sync(seats, height);
    }

    pub(super) fn travel(&mut self, step: Step, context: &Context<'_>) {
        let register = context.register();
        match self.focus {
            Focus::Items => {
                let count = item::agenda(register, self.meeting).len();
                self.items.travel(step, count);
                self.actions = Scroll::default();
            }
            Focus::Actions => {
                let count = self.listed(register).len();
                self.actions.travel(step, count);
            }
            Focus::Attendance => {
                let count = seats::lines(register, self.meeting).len();
                self.seats.travel(step, count);
            }
        }
    }

    /// The item that the cursor is on.
    fn item<'a>(&self, register: &'a Register) -> Option<&'a Item> {
        let agenda = item::agenda(register, self.meeting);
        agenda.get(self.items.selected).copied()
    }

    /// The actions that stand under the item: agreed there; under matters arising those of earlier meetings before them.
    fn listed<'a>(&self, register: &'a Register) -> Vec<&'a Action> {
        let Some(meeting) = register.meetings.get(self.meeting) else {
            return Vec::new();
        };
        let item = self.item(register);
        let mut listed = Vec::new();
        if item.is_some_and(|one| fold(&one.title).starts_with("matters arising")) {
            listed = sitting::matters_arising(register, meeting);
        }
        let agreed = register.actions.of(meeting.forum);
        let agreed = agreed.filter(|one| one.meeting == Some(meeting.id));
        let here = item.map(|item| item.id);
        // Where there is no agenda yet, all that was agreed.
        listed.extend(agreed.filter(|one| here.is_none() || one.item == here));
        listed
    }

    fn action<'a>(&self, register: &'a Register) -> Option<&'a Action> {
        let listed = self.listed(register);
        listed.get(self.actions.selected).copied()
    }

    pub(super) fn allows(
        &self,
        act: SittingAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        let register = context.register();
        let only_looks = matches!(act, SittingAct::Attendance | SittingAct::ToActions);
        if !only_looks {
            context.can_write()?;
        }
        match act {
            SittingAct::Outcome
            | SittingAct::Discussed
            | SittingAct::Deferred
            | SittingAct::Internal => match self.item(register) {
                Some(_) => Ok(()),
                None => Err("There are no items yet; they are put on the agenda first.".into()),
            },
            SittingAct::Close if self.focus != Focus::Actions => {
                Err("The right arrow leads to the actions; m closes one there.".into())
            }
            SittingAct::Close => match self.action(register) {
                Some(one) if one.closed.is_some() => Err("It is closed already.".into()),
                Some(_) => Ok(()),
                None => Err("There is no action here.".into()),
            },
            SittingAct::Held => {
                let held = states::hold(register, &[self.meeting], context.today());
                held.map(|_| ()).map_err(|refusal| refusal.sentence.into())
            }
            SittingAct::Present
            | SittingAct::Apologies
            | SittingAct::Deputy
            | SittingAct::InAttendance
            | SittingAct::Observer
            | SittingAct::Toggle
            | SittingAct::Forget => self.allows_seat(act, context),
            SittingAct::ToActions if self.listed(register).is_empty() => {
                Err("There are no actions here; ! adds one.".into())
            }
            SittingAct::Agree
            | SittingAct::AllPresent
            | SittingAct::Add
            | SittingAct::Attendance
            | SittingAct::ToActions => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: SittingAct, context: &Context<'_>) -> Effect {
        let register = context.register();
        let (meeting, today) = (self.meeting, context.today());
        let item = self.item(register);
        match (act, item) {
            (SittingAct::Agree, item) => forms::agree(context, meeting, item.map(|one| one.id)),
            (SittingAct::Outcome, Some(item)) => forms::note(context, item.id),
            (SittingAct::Discussed, Some(item)) => mark(item, ItemState::Discussed),
            (SittingAct::Deferred, Some(item)) => mark(item, ItemState::Deferred),
            (SittingAct::Internal, Some(item)) => {
                let held = register
                    .meetings
                    .get(meeting)
                    .and_then(|one| one.on.as_day());
                let on = Date::day(held.map_or(today, |day| day.min(today)));
                let given = [("on", on.to_string())];
                forms::make_with(context, Kind::Note, Some(item.id.into()), &given)
            }
            (SittingAct::Held, _) => Effect::Commit(Box::new(move |register| {
                states::hold(register, &[meeting], today)
            })),
            (SittingAct::Close, _) => match self.action(register) {
                Some(action) => forms::close(context, vec![action.id]),
                None => Effect::None,
            },
            (SittingAct::ToActions, _) => {
                self.focus = Focus::Actions;
                Effect::None
            }
            (SittingAct::Attendance, _) => {
                self.focus = Focus::Attendance;
                Effect::None
            }
            (
                SittingAct::Outcome
                | SittingAct::Discussed
                | SittingAct::Deferred
                | SittingAct::Internal,
                None,
            ) => Effect::None,
            (
                SittingAct::Present
                | SittingAct::Apologies
                | SittingAct::Deputy
                | SittingAct::InAttendance
                | SittingAct::Observer
                | SittingAct::Toggle
                | SittingAct::AllPresent
                | SittingAct::Add
                | SittingAct::Forget,
                _,
            ) => self.update_seat(act, context),
        }
    }

    /// A click puts the cursor on an item, or on somebody in the list of who is there.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        let Pointer::Down(at) = pointer else {
            return Effect::None;
        };
        let register = context.register();
        if self.focus == Focus::Attendance {
            let line = at.y.checked_sub(context.area.y + 1);
            let place = line.map(|line| self.seats.top + usize::from(line));
            let count = seats::lines(register, self.meeting).len();
            if let Some(place) = place.filter(|place| *place < count) {
                self.seats.selected = place;
            }
        } else if let Some(line) = Places::of(context.area).row(at) {
            let place = self.items.top + line;
            if place < item::agenda(register, self.meeting).len() {
                self.items.selected = place;
                self.focus = Focus::Items;
                self.actions = Scroll::default();
            }
        }
        Effect::None
    }
}

impl Body for Sitting {
    fn place(&self) -> Place {
        match self.focus {
            Focus::Items | Focus::Actions => Place::Sitting,
            Focus::Attendance => Place::Attendance,
        }
    }

    fn hints(&self) -> &'static [Command] {
        match self.focus {
            Focus::Items => HINTS,
            Focus::Actions => ACTION_HINTS,
            Focus::Attendance => ATTENDANCE_HINTS,
        }
    }

    fn leave(&mut self) -> Effect {
        match self.focus {
            Focus::Items => Effect::Close,
            Focus::Actions | Focus::Attendance => {
                self.focus = Focus::Items;
                Effect::None
            }
        }
    }

    fn go_to(&mut self, entry: Entry, register: &Register) {
        let of_action = || register.actions.get(entry.id()?)?.item;
        let item = entry.id().or_else(of_action);
        let agenda = item::agenda(register, self.meeting);
        if let Some(place) = agenda.iter().position(|one| Some(one.id) == item) {
            self.items.selected = place;
        }
    }

    fn is_gone(&self, register: &Register) -> bool {
        register.meetings.get(self.meeting).is_none()
    }
}

/// So marked; opened again if it is so already.
fn mark(item: &Item, state: ItemState) -> Effect {
    let id = item.id;
    let state = if item.state == state {
        ItemState::Open
    } else {
        state
    };
    Effect::Commit(Box::new(move |register| {
        sitting::mark(register, &[id], state)
    }))
}
