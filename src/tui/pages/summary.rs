//! What each organisation has open, overdue, and closed on time or late: of one forum, or of all.

use std::borrow::Cow;

use super::forward::by_name;
use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Pointer};
use crate::domain::audience::Audience;
use crate::domain::cycle::log::{self, Summary as Owned};
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::register::Register;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::keys::{Command, PageAct, Place, Step, SummaryAct};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const HINTS: &[Command] = &[act(SummaryAct::Open), act(SummaryAct::Forum)];

const fn act(act: SummaryAct) -> Command {
    Command::Page(PageAct::Summary(act))
}

const COLUMNS: &[Column] = &[
    Column {
        title: "Organisation",
        width: 0,
        yields: 0,
    },
    Column {
        title: "   Open",
        width: 7,
        yields: 0,
    },
    Column {
        title: "Overdue",
        width: 7,
        yields: 0,
    },
    Column {
        title: "On time",
        width: 7,
        yields: 1,
    },
    Column {
        title: "   Late",
        width: 7,
        yields: 1,
    },
    Column {
        title: "Otherwise",
        width: 9,
        yields: 2,
    },
];

const NOTHING: &str = "There are no actions here.";

#[derive(Debug)]
pub(in crate::tui) struct Summary {
    /// None for all of them.
    forum: Option<Id<Forum>>,
    listed: Listed,
}

impl Summary {
    /// Of all forums.
    pub(super) fn new() -> Self {
        Self {
            forum: None,
            listed: Listed::new(COLUMNS, NOTHING),
        }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let forum = self.forum;
        self.listed
            .sync(context, forum.map(Entry::from), || lines(context, forum));
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let forum = self.forum.and_then(|id| context.register().forums.get(id));
        let forum = forum.map_or("all forums", |one| one.short());
        let title = format!("Actions by organisation, {forum}");
        vec![(Text::line(&title), Tone::Strong)]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.listed.travel(step);
    }

    pub(super) fn allows(&self, act: SummaryAct, _: &Context<'_>) -> Result<(), Cow<'static, str>> {
        match act {
            SummaryAct::Open if self.listed.entry().is_none() => Err(NOTHING.into()),
            SummaryAct::Open | SummaryAct::Forum | SummaryAct::Of(_) => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: SummaryAct, context: &Context<'_>) -> Effect {
        match act {
            SummaryAct::Open => return self.listed.open(),
            SummaryAct::Forum => return self.ask_forum(context),
            SummaryAct::Of(forum) => self.forum = forum,
        }
        Effect::None
    }

    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        self.listed.point(pointer, context)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        self.listed.draw(canvas, context.area, theme);
    }

    fn ask_forum(&self, context: &Context<'_>) -> Effect {
        let forums = by_name(context.register());
        let at = forums.iter().position(|one| Some(one.id) == self.forum);
        let offer = |name: Text, forum| Offer::plain(name, Pick::Run(act(SummaryAct::Of(forum))));
        let names = forums
            .iter()
            .map(|one| offer(Text::line(&one.name), Some(one.id)));
        let all = std::iter::once(offer("All forums".into(), None));
        let offers = all.chain(names).collect();
        let chooser = Chooser::new("Which forum?", Matching::Words, offers);
        let chooser = chooser.at(at.map_or(0, |place| place + 1));
        Effect::Ask(Box::new(Dialog::Chooser(chooser)))
    }
}

impl Body for Summary {
    fn place(&self) -> Place {
        Place::Summary
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        self.listed.go_to(entry);
    }
}

fn lines(context: &Context<'_>, forum: Option<Id<Forum>>) -> Vec<Line> {
    let (register, today) = (context.register(), context.today());
    let all = log::summary(register, today, forum, Audience::Secretariat);
    let line = |own: &Owned| {
        let body = own.owner.and_then(|id| register.organisations.get(id));
        let count = |count: usize, width: usize, tone| match count {
            0 => (format!("{:>width$}", "-"), Tone::Faint),
            _ => (format!("{count:>width$}"), tone),
        };
        let cells = vec![
            (
                body.map_or("No organisation", |one| &one.name).to_owned(),
                Tone::Plain,
            ),
            count(own.open, 7, Tone::Plain),
            count(own.overdue, 7, Tone::Overdue),
            count(own.on_time, 7, Tone::Done),
            count(own.late, 7, Tone::Plain),
            count(own.otherwise, 9, Tone::Plain),
        ];
        match body {
            Some(body) => Line::cells(cells, body.id.into()),
            None => Line::resting(cells),
        }
    };
    all.iter().map(line).collect()
}
