//! Planning a forum's year: its meetings with the dates proposed, which are moved, added and dropped, and accepted as one
//! change. Nothing is in the register before that.

mod draw;

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::{Body, Context, Effect, Pointer};
use crate::domain::cycle::plan::{self, Year};
use crate::domain::date;
use crate::domain::form::Answer;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::tui::dialogs::{Button, Chooser, Dialog, Matching, Offer, Pick, PickDay, Question};
use crate::tui::keys::{Command, General, PageAct, Place, PlanAct, Step};
use crate::tui::outlook::Stamp;
use crate::tui::theme::Tone;
use crate::tui::widgets::{Scroll, Text};

const HINTS: &[Command] = &[
    act(PlanAct::Accept),
    act(PlanAct::Later),
    act(PlanAct::Earlier),
    act(PlanAct::Add),
    act(PlanAct::Drop),
];

const fn act(act: PlanAct) -> Command {
    Command::Page(PageAct::Plan(act))
}

const UNACCEPTED: &str = "Accept the plan first, or leave it with Esc.";

pub(in crate::tui) struct Plan {
    forum: Id<Forum>,
    /// In which the forum's year begins.
    year: i32,
    /// Or why there is none.
    proposed: Result<plan::Plan, Refusal>,
    /// True once somebody has moved, added or dropped a date.
    is_changed: bool,
    scroll: Scroll,
    made: Option<Stamp>,
    /// What the day is for that is being picked.
    picking: Picking,
}

#[derive(Debug, Clone, Copy)]
enum Picking {
    /// One more.
    More,
    /// In the place of this.
    Instead(NaiveDate),
}

/// A line of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Fixed(Id<Meeting>),
    Proposed(NaiveDate),
}

impl Plan {
    /// The year of a forum that holds today, or that of a meeting.
    pub(super) fn new(context: &Context<'_>, forum: &Forum, at: Option<NaiveDate>) -> Self {
        let day = at.unwrap_or(context.today());
        let mut made = Self {
            forum: forum.id,
            year: Year::holding(forum.cadence, day),
            proposed: Err(Refusal::state("")),
            is_changed: false,
            scroll: Scroll::default(),
            made: None,
            picking: Picking::More,
        };
        made.propose(context);
        made
    }

    /// Proposes anew; the cursor goes to the first date proposed.
    fn propose(&mut self, context: &Context<'_>) {
        let (register, today) = (context.register(), context.today());
        let holidays = &context.session.rules().holidays;
        self.proposed = plan::propose(register, self.forum, self.year, today, holidays);
        self.is_changed = false;
        self.made = Some(Stamp::of(context.session));
        let lines = self.lines(register);
        let first = lines
            .iter()
            .position(|one| matches!(one, Line::Proposed(_)));
        self.scroll = Scroll::default();
        self.scroll.selected = first.unwrap_or(lines.len().saturating_sub(1));
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let stamp = Stamp::of(context.session);
        if self.made != Some(stamp) {
            self.made = Some(stamp);
            let kept = self.proposed.as_mut().ok().filter(|_| self.is_changed);
            // What is left of a plan that was accepted is proposed anew, as the register then asks for it.
            if !kept.is_some_and(|plan| plan.refresh(context.register())) {
                self.propose(context);
            }
        }
        let height = draw::Places::of(context.area).rows();
        let count = self.lines(context.register()).len();
        self.scroll.sync(count, height);
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let forum = context.register().forums.get(self.forum);
        let name = forum.map_or("", |one| one.name.as_str());
        let year = match &self.proposed {
            Ok(plan) => plan.year.to_string(),
            Err(_) => self.year.to_string(),
        };
        vec![(Text::line(&format!("Plan {year}, {name}")), Tone::Strong)]
    }

    pub(super) fn travel(&mut self, step: Step, context: &Context<'_>) {
        let count = self.lines(context.register()).len();
        self.scroll.travel(step, count);
    }

    pub(super) fn allows(
        &self,
        act: PlanAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        let is_proposed = matches!(self.line(context.register()), Some(Line::Proposed(_)));
        match act {
            PlanAct::Open if is_proposed => Err("This date is only proposed.".into()),
            PlanAct::Open if self.lines(context.register()).is_empty() => {
                Err("There is no meeting here.".into())
            }
            PlanAct::Open
            | PlanAct::Forum
            | PlanAct::Of(_)
            | PlanAct::YearBefore
            | PlanAct::YearAfter
                if self.is_changed =>
            {
                Err(UNACCEPTED.into())
            }
            PlanAct::Earlier | PlanAct::Later | PlanAct::Pick | PlanAct::Drop if !is_proposed => {
                Err(
                    "Only a date that is proposed; a meeting is postponed with m on its tab."
                        .into(),
                )
            }
            PlanAct::Accept => {
                context.can_write()?;
                match &self.proposed {
                    Ok(plan) if plan.proposals.is_empty() => Err("No date is proposed.".into()),
                    Ok(_) => Ok(()),
                    Err(refusal) => Err(refusal.sentence.clone().into()),
                }
            }
            PlanAct::Add => match &self.proposed {
                Ok(_) => Ok(()),
                Err(refusal) => Err(refusal.sentence.clone().into()),
            },
            PlanAct::Open
            | PlanAct::Earlier
            | PlanAct::Later
            | PlanAct::Pick
            | PlanAct::Drop
            | PlanAct::Forum
            | PlanAct::Of(_)
            | PlanAct::YearBefore
            | PlanAct::YearAfter => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: PlanAct, context: &Context<'_>) -> Effect {
        let register = context.register();
        match (act, self.line(register)) {
            (PlanAct::Open, Some(Line::Fixed(id))) => return Effect::Jump(id.into()),
            (PlanAct::Earlier, Some(Line::Proposed(day))) => {
                return self.shift(context, day, plan::Direction::Earlier);
            }
            (PlanAct::Later, Some(Line::Proposed(day))) => {
                return self.shift(context, day, plan::Direction::Later);
            }
            (PlanAct::Pick, Some(Line::Proposed(day))) => {
                self.picking = Picking::Instead(day);
                return pick(day, context);
            }
            (PlanAct::Drop, Some(Line::Proposed(day))) => {
                if let Ok(plan) = &mut self.proposed {
                    self.is_changed |= plan.drop_day(day).is_ok();
                }
            }
            (PlanAct::Add, _) => {
                self.picking = Picking::More;
                return pick(self.near(context), context);
            }
            (PlanAct::Accept, _) => return self.accept(),
            (PlanAct::Forum, _) => {
                return ask_forum(register, Some(self.forum), |id| {
                    Pick::Run(self::act(PlanAct::Of(id)))
                });
            }
            (PlanAct::Of(forum), _) => {
                self.forum = forum;
                self.propose(context);
            }
            (PlanAct::YearBefore, _) => self.turn(context, -1),
            (PlanAct::YearAfter, _) => self.turn(context, 1),
            (PlanAct::Open, Some(Line::Proposed(_)) | None)
            | (
                PlanAct::Earlier | PlanAct::Later | PlanAct::Pick | PlanAct::Drop,
                Some(Line::Fixed(_)) | None,
            ) => {}
        }
        Effect::None
    }

    /// Closes it, or asks first where dates would be lost that are proposed and not planned.
    fn unplanned(&self) -> Effect {
        if !self.is_changed {
            return Effect::Close;
        }
        let buttons = vec![
            Button {
                name: "Keep planning",
                effect: Some(Effect::Close),
            },
            Button {
                name: "Leave it",
                effect: Some(Effect::Discard),
            },
        ];
        let text = "The dates you changed are not planned yet: Ctrl+S accepts them.";
        let question = Question::new("Leave the plan?", text, buttons);
        Effect::Ask(Box::new(Dialog::Question(question)))
    }

    /// A click puts the cursor on a line; another one there opens the meeting.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        let Pointer::Down(at) = pointer else {
            return Effect::None;
        };
        let Some(row) = draw::Places::of(context.area).row(at) else {
            return Effect::None;
        };
        let place = self.scroll.top + row;
        if place >= self.lines(context.register()).len() {
            return Effect::None;
        }
        if place == self.scroll.selected && self.allows(PlanAct::Open, context).is_ok() {
            return self.update(PlanAct::Open, context);
        }
        self.scroll.selected = place;
        Effect::None
    }

    /// The meetings of the year and the dates proposed, the earliest first.
    fn lines(&self, register: &Register) -> Vec<Line> {
        let Ok(plan) = &self.proposed else {
            return Vec::new();
        };
        let fixed = plan
            .fixed
            .iter()
            .filter_map(|id| register.meetings.get(*id));
        let fixed = fixed.map(|one| (one.on.last(), Line::Fixed(one.id)));
        let proposed = plan
            .days()
            .into_iter()
            .map(|day| (day, Line::Proposed(day)));
        let mut lines: Vec<_> = fixed.chain(proposed).collect();
        lines.sort_by_key(|(day, _)| *day);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    fn line(&self, register: &Register) -> Option<Line> {
        self.lines(register).get(self.scroll.selected).copied()
    }

    fn shift(
        &mut self,
        context: &Context<'_>,
        day: NaiveDate,
        direction: plan::Direction,
    ) -> Effect {
        let holidays = &context.session.rules().holidays;
        let to = match &self.proposed {
            Ok(plan) => plan.beside(context.register(), day, direction, holidays),
            Err(_) => None,
        };
        match to {
            Some(to) => self.put(context, Some(day), to),
            None => Effect::Refuse("No working day of the year is left on that side.".to_owned()),
        }
    }

    /// Puts a date in, perhaps in the place of another, and the cursor on it.
    fn put(&mut self, context: &Context<'_>, from: Option<NaiveDate>, to: NaiveDate) -> Effect {
        let (register, holidays) = (context.register(), &context.session.rules().holidays);
        let Ok(plan) = &mut self.proposed else {
            return Effect::None;
        };
        let put = match from {
            Some(from) => plan.move_day(register, (from, to), holidays),
            None => plan.add_day(register, to, holidays),
        };
        if let Err(refusal) = put {
            return Effect::Refuse(refusal.sentence);
        }
        self.is_changed = true;
        let lines = self.lines(register);
        let place = lines.iter().position(|line| *line == Line::Proposed(to));
        self.scroll.selected = place.unwrap_or(self.scroll.selected);
        Effect::None
    }

    fn accept(&self) -> Effect {
        let Ok(plan) = &self.proposed else {
            return Effect::None;
        };
        let (forum, days) = (plan.forum, plan.days());
        Effect::Commit(Box::new(move |register| {
            plan::accept(register, forum, &days)
        }))
    }

    /// To the year before or after.
    fn turn(&mut self, context: &Context<'_>, years: i32) {
        self.year += years;
        self.propose(context);
    }

    /// A day of the year near the cursor, from which to pick another.
    fn near(&self, context: &Context<'_>) -> NaiveDate {
        let register = context.register();
        let here = match self.line(register) {
            Some(Line::Proposed(day)) => Some(day),
            Some(Line::Fixed(id)) => register.meetings.get(id).map(|one| one.on.last()),
            None => None,
        };
        let first = self
            .proposed
            .as_ref()
            .map_or(context.today(), |plan| plan.year.first);
        here.unwrap_or(if first.year() == context.today().year() {
            context.today()
        } else {
            first
        })
    }
}

impl Body for Plan {
    fn place(&self) -> Place {
        Place::Plan
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn leave(&mut self) -> Effect {
        self.unplanned()
    }

    fn answered(&mut self, answer: &Answer, context: &Context<'_>) -> Effect {
        let text = answer.text();
        let day = date::read(text, context.today());
        let Some(day) = day.ok().and_then(date::Date::as_day) else {
            return Effect::None;
        };
        match self.picking {
            Picking::Instead(from) if from == day => Effect::None,
            Picking::Instead(from) => self.put(context, Some(from), day),
            Picking::More => self.put(context, None, day),
        }
    }

    fn go_to(&mut self, entry: Entry, register: &Register) {
        let lines = self.lines(register);
        let is_meant = |line: &Line| matches!(line, Line::Fixed(id) if Entry::from(*id) == entry);
        if let Some(place) = lines.iter().position(is_meant) {
            self.scroll.selected = place;
        }
    }

    fn is_gone(&self, register: &Register) -> bool {
        register.forums.get(self.forum).is_none()
    }

    fn before(&self, general: General) -> Option<Effect> {
        (self.is_changed && general.leads_away()).then(|| self.unplanned())
    }
}

fn pick(day: NaiveDate, context: &Context<'_>) -> Effect {
    Effect::Ask(Box::new(Dialog::Month(PickDay::new(day, context))))
}

/// The menu of forums, by name.
pub(super) fn ask_forum(
    register: &Register,
    now: Option<Id<Forum>>,
    pick: impl Fn(Id<Forum>) -> Pick,
) -> Effect {
    let mut forums: Vec<&Forum> = register.forums.iter().collect();
    forums.sort_by_key(|one| one.name.to_lowercase());
    let at = forums.iter().position(|one| Some(one.id) == now);
    let offers = forums
        .iter()
        .map(|one| Offer::plain(Text::line(&one.name), pick(one.id)));
    let chooser = Chooser::new("Whose year?", Matching::Words, offers.collect());
    Effect::Ask(Box::new(Dialog::Chooser(chooser.at(at.unwrap_or(0)))))
}
