//! Everything with one organisation: agreements, forums, people, actions, what it owes and is owed.

use std::borrow::Cow;

use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Pointer};
use crate::domain::audience::Audience;
use crate::domain::bodies::{holdings, names};
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::tui::forms;
use crate::tui::keys::{Command, OneBodyAct, PageAct, Place, Step};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const HINTS: &[Command] = &[
    act(OneBodyAct::Open),
    act(OneBodyAct::End),
    act(OneBodyAct::Export),
];

const fn act(act: OneBodyAct) -> Command {
    Command::Page(PageAct::OneBody(act))
}

const COLUMNS: &[Column] = &[
    Column {
        title: "When",
        width: 13,
        yields: 1,
    },
    Column {
        title: "What",
        width: 0,
        yields: 0,
    },
    Column {
        title: "State",
        width: 16,
        yields: 0,
    },
    Column {
        title: "Note",
        width: 34,
        yields: 2,
    },
];

#[derive(Debug)]
pub(in crate::tui) struct OneBody {
    of: Id<Organisation>,
    listed: Listed,
}

impl OneBody {
    pub(super) fn new(of: Id<Organisation>) -> Self {
        let empty = "Nothing is with this organisation: no agreement, no forum, nobody in post.";
        Self {
            of,
            listed: Listed::new(COLUMNS, empty),
        }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let of = self.of;
        self.listed
            .sync(context, Some(of.into()), || lines(context, of));
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let (register, today) = (context.register(), context.today());
        let now = names::record_on(register, self.of, today);
        let name = now.map_or("an organisation that is gone", |one| &one.name);
        let mut title = vec![(Text::line(&format!("Everything with {name}")), Tone::Strong)];
        if now.is_some_and(|one| one.is_gone(today)) {
            title.push((Text::line("ABOLISHED"), Tone::Faint));
        }
        title
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.listed.travel(step);
    }

    pub(super) fn allows(
        &self,
        act: OneBodyAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            OneBodyAct::Open if self.listed.entry().is_none() => {
                Err("Nothing is with this organisation.".into())
            }
            OneBodyAct::End => context.can_write(),
            OneBodyAct::Open | OneBodyAct::Export => Ok(()),
        }
    }

    pub(super) fn update(&self, act: OneBodyAct, context: &Context<'_>) -> Effect {
        match act {
            OneBodyAct::Open => self.listed.open(),
            OneBodyAct::Export => forms::export(context, self.of.into()),
            OneBodyAct::End => forms::end_body(context, self.of),
        }
    }

    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        self.listed.point(pointer, context)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        self.listed.draw(canvas, context.area, theme);
    }
}

impl Body for OneBody {
    fn place(&self) -> Place {
        Place::OneBody
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        self.listed.go_to(entry);
    }

    fn is_gone(&self, register: &Register) -> bool {
        register.organisations.get(self.of).is_none()
    }
}

fn lines(context: &Context<'_>, body: Id<Organisation>) -> Vec<Line> {
    let (register, today) = (context.register(), context.today());
    let all = holdings::of(register, body, today, context.outlook.lines());
    let mut lines = Vec::new();
    for section in all.told(Audience::Secretariat).sections {
        let heading = format!("{} ({})", section.heading, section.lines.len());
        lines.push(Line::heading(&heading, None));
        for line in section.lines {
            let record = line.entry.and_then(|entry| register.get(entry));
            let tone = match line.state.as_str() {
                "overdue" => Tone::Overdue,
                _ if record.is_some_and(|record| record.is_reserved(register)) => Tone::Reserved,
                _ => Tone::Plain,
            };
            let cells = [
                (line.when, Tone::Plain),
                (line.what, tone),
                (line.state, tone),
                (line.note, Tone::Faint),
            ];
            lines.push(match line.entry {
                Some(entry) => Line::cells(cells, entry),
                None => Line::resting(cells),
            });
        }
    }
    lines
}
