//! Item history: an item's way through all the meetings it was carried to, up to another forum, or out to a body.

use std::borrow::Cow;

use super::forward::by_name;
use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Pointer};
use crate::domain::audience::Audience;
use crate::domain::cycle::forward;
use crate::domain::cycle::way::{self, Leg, Stop};
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::keys::{Command, PageAct, Place, Step, WayAct};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const HINTS: &[Command] = &[act(WayAct::Open), act(WayAct::Send)];

const fn act(act: WayAct) -> Command {
    Command::Page(PageAct::Way(act))
}

const COLUMNS: &[Column] = &[
    Column {
        title: "On",
        width: 15,
        yields: 0,
    },
    Column {
        title: "What",
        width: 0,
        yields: 0,
    },
    Column {
        title: "State",
        width: 24,
        yields: 1,
    },
    Column {
        title: "Where",
        width: 22,
        yields: 2,
    },
];

#[derive(Debug)]
pub(in crate::tui) struct Way {
    item: Id<Item>,
    listed: Listed,
}

impl Way {
    pub(super) fn new(context: &Context<'_>, item: Id<Item>) -> Self {
        let empty = "The item is not there any more. u brings it back.";
        let mut listed = Listed::new(COLUMNS, empty);
        listed.sync(context, Some(item.into()), || lines(context, item));
        listed.go_to(item.into());
        Self { item, listed }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let item = self.item;
        self.listed
            .sync(context, Some(item.into()), || lines(context, item));
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let item = context.register().items.get(self.item);
        let title = item.map_or("an item that is gone", |one| &one.title);
        vec![(Text::line(&format!("Item history: {title}")), Tone::Strong)]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.listed.travel(step);
    }

    pub(super) fn allows(
        &self,
        act: WayAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            WayAct::Open if self.listed.entry().is_none() => {
                Err("The item is not there any more.".into())
            }
            WayAct::Open => Ok(()),
            WayAct::Send | WayAct::SendTo(_) => {
                context.can_write()?;
                match self.here() {
                    Some(_) => Ok(()),
                    None => Err("Put the cursor on an item first.".into()),
                }
            }
        }
    }

    pub(super) fn update(&self, act: WayAct, context: &Context<'_>) -> Effect {
        match act {
            WayAct::Open => self.listed.open(),
            WayAct::Send => ask_where(context.register()),
            WayAct::SendTo(to) => self.send(to, context),
        }
    }

    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        self.listed.point(pointer, context)
    }

    /// The item that the cursor is on.
    fn here(&self) -> Option<Id<Item>> {
        self.listed.entry()?.id()
    }

    fn send(&self, to: Entry, context: &Context<'_>) -> Effect {
        let (Some(item), today) = (self.here(), context.today()) else {
            return Effect::None;
        };
        Effect::Commit(Box::new(move |register| match (to.id(), to.id()) {
            (Some(forum), _) => forward::send_up(register, item, forum, today, today),
            (None, Some(body)) => forward::send_out(register, item, body, today, today),
            (None, None) => Err(Refusal::not_found(format!("There is no {to}."))),
        }))
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        self.listed.draw(canvas, context.area, theme);
    }
}

impl Body for Way {
    fn place(&self) -> Place {
        Place::Way
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        self.listed.go_to(entry);
    }
}

/// The other forums, then the organisations.
fn ask_where(register: &Register) -> Effect {
    let offer = |name: &str, entry| {
        let pick = Pick::Run(act(WayAct::SendTo(entry)));
        Offer::plain(Text::line(name), pick)
    };
    let forums = by_name(register).into_iter();
    let forums = forums.map(|one| offer(&format!("Up to {}", one.name), one.id.into()));
    let mut bodies: Vec<&Organisation> = register.organisations.iter().collect();
    bodies.sort_by_key(|one| (one.name.to_lowercase(), one.id));
    let bodies = bodies.into_iter();
    let bodies = bodies.map(|one| offer(&format!("Out to {}", one.name), one.id.into()));
    let offers = forums.chain(bodies).collect();
    let chooser = Chooser::new("Send it where?", Matching::Words, offers);
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}

/// A line a leg; under it what came of it and what was agreed on it.
fn lines(context: &Context<'_>, item: Id<Item>) -> Vec<Line> {
    let (register, today) = (context.register(), context.today());
    let mut lines = Vec::new();
    for leg in way::way(register, item) {
        let words = leg.words(register, today, Audience::Secretariat);
        let on = leg.on.map(crate::domain::date::Date::short);
        let cells = [
            (on.unwrap_or_default(), Tone::Plain),
            (words.what, tone(&leg, item)),
            (words.state, Tone::Plain),
            (words.at, Tone::Faint),
        ];
        lines.push(Line::cells(cells, leg.stop.entry()));
        let outcome = words.outcome.lines();
        lines.extend(outcome.map(|line| Line::under(line, None)));
        if let Stop::Agenda(_, ids) = &leg.stop {
            let told = words.actions.iter().zip(ids);
            lines.extend(told.map(|(text, id)| {
                let entry = Entry::from(*id);
                Line::under(&format!("Action {text}"), Some(entry))
            }));
        }
    }
    lines
}

/// The item from which the way was asked for stands out.
fn tone(leg: &Leg, item: Id<Item>) -> Tone {
    match &leg.stop {
        Stop::Agenda(id, _) if *id == item => Tone::Strong,
        Stop::Agenda(..) | Stop::Offer(_) | Stop::Out(..) => Tone::Plain,
    }
}
