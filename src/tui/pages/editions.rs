//! The editions of a text, oldest first: from when to when each stood, who joined and who left with it, its dates.

use std::borrow::Cow;

use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Pointer};
use crate::domain::agreement::Agreement;
use crate::domain::date::Date;
use crate::domain::id::{Entry, Id};
use crate::domain::life::editions::{self, Edition};
use crate::domain::register::Register;
use crate::exchange::editions::{names, told};
use crate::tui::keys::{Command, EditionsAct, PageAct, Place, Step};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const HINTS: &[Command] = &[act(EditionsAct::Open)];

const fn act(act: EditionsAct) -> Command {
    Command::Page(PageAct::Editions(act))
}

const COLUMNS: &[Column] = &[
    Column {
        title: "From",
        width: 17,
        yields: 0,
    },
    Column {
        title: "Edition",
        width: 0,
        yields: 0,
    },
    Column {
        title: "Until",
        width: 17,
        yields: 1,
    },
];

#[derive(Debug)]
pub(in crate::tui) struct Editions {
    agreement: Id<Agreement>,
    listed: Listed,
}

impl Editions {
    /// Of the text that an agreement is an edition of.
    pub(super) fn new(agreement: Id<Agreement>) -> Self {
        let empty = "The agreement is not there any more. u brings it back.";
        let mut listed = Listed::new(COLUMNS, empty);
        listed.go_to(agreement.into());
        Self { agreement, listed }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let (register, id) = (context.register(), self.agreement);
        self.listed
            .sync(context, Some(id.into()), || lines(register, id));
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let chain = editions::chain(context.register(), self.agreement);
        let count = match chain.len() {
            1 => "1 edition".to_owned(),
            count => format!("{count} editions"),
        };
        let line = format!("{count}: {}", editions::line(&chain));
        vec![(Text::line(&line), Tone::Strong)]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.listed.travel(step);
    }

    pub(super) fn allows(
        &self,
        act: EditionsAct,
        _: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            EditionsAct::Open if self.listed.entry().is_none() => {
                Err("The agreement is not there any more.".into())
            }
            EditionsAct::Open => Ok(()),
        }
    }

    pub(super) fn update(&self, act: EditionsAct, _: &Context<'_>) -> Effect {
        match act {
            EditionsAct::Open => self.listed.open(),
        }
    }

    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        self.listed.point(pointer, context)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        self.listed.draw(canvas, context.area, theme);
    }
}

impl Body for Editions {
    fn place(&self) -> Place {
        Place::Editions
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        self.listed.go_to(entry);
    }
}

/// A line an edition; under it who joined, who left, what stays and its dates.
fn lines(register: &Register, id: Id<Agreement>) -> Vec<Line> {
    let mut lines = Vec::new();
    for one in editions::chain(register, id) {
        let agreement = register.agreements.get(one.agreement);
        let title = agreement.map_or_else(String::new, |one| one.title.clone());
        let tone = if one.agreement == id {
            Tone::Strong
        } else {
            Tone::Plain
        };
        let day = |date: Option<Date>, none: &str| {
            date.map_or_else(|| none.to_owned(), |date| date.to_string())
        };
        let cells = [
            (day(one.from, "no date"), Tone::Plain),
            (title, tone),
            (day(one.until, ""), Tone::Faint),
        ];
        lines.push(Line::cells(cells, one.agreement.into()));
        let under = under(register, &one).into_iter();
        lines.extend(under.map(|words| Line::under(&words, None)));
    }
    lines
}

fn under(register: &Register, one: &Edition) -> Vec<String> {
    let mut lines = Vec::new();
    for (what, bodies) in [("Joined", &one.joined), ("Left", &one.left)] {
        if !bodies.is_empty() {
            lines.push(format!("{what}: {}", names(register, bodies).join(", ")));
        }
    }
    for (_, words) in &one.stays {
        lines.push(format!("Stays beside it: {words}"));
    }
    lines.extend(
        told(register, one)
            .iter()
            .map(|words| crate::domain::field::label(words)),
    );
    lines
}
