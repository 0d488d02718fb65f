//! What is missing in the register, kind by kind. Each line opens where it is put right.

use std::borrow::Cow;

use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Pointer};
use crate::domain::id::Entry;
use crate::domain::life::gaps::{self, GapKind};
use crate::domain::register::{Kind, Register};
use crate::tui::forms;
use crate::tui::keys::{Command, GapsAct, PageAct, Place, Step};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const HINTS: &[Command] = &[act(GapsAct::Open), act(GapsAct::Edit), act(GapsAct::Note)];

const fn act(act: GapsAct) -> Command {
    Command::Page(PageAct::Gaps(act))
}

const COLUMNS: &[Column] = &[Column {
    title: "Agreement, and what is missing",
    width: 0,
    yields: 0,
}];

const NOTHING: &str = "Nothing is missing in the register.";

#[derive(Debug)]
pub(in crate::tui) struct Gaps {
    listed: Listed,
}

impl Gaps {
    pub(super) fn new() -> Self {
        let listed = Listed::new(COLUMNS, NOTHING);
        Self { listed }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        self.listed.sync(context, None, || lines(context));
    }

    pub(super) fn title(&self, _: &Context<'_>) -> Vec<(Text, Tone)> {
        let count = format!("{} to look at", self.listed.count());
        vec![
            (Text::line("Gaps in the register"), Tone::Strong),
            (Text::line(&count), Tone::Faint),
        ]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.listed.travel(step);
    }

    pub(super) fn allows(
        &self,
        act: GapsAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        if self.listed.entry().is_none() {
            return Err(NOTHING.into());
        }
        match act {
            GapsAct::Open => Ok(()),
            GapsAct::Edit | GapsAct::Note => context.can_write(),
        }
    }

    pub(super) fn update(&mut self, act: GapsAct, context: &Context<'_>) -> Effect {
        let Some(entry) = self.listed.entry() else {
            return Effect::None;
        };
        match act {
            GapsAct::Open => self.listed.open(),
            GapsAct::Edit => forms::change(context, entry),
            GapsAct::Note => forms::make(context, Kind::Note, Some(entry)),
        }
    }

    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        self.listed.point(pointer, context)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        self.listed.draw(canvas, context.area, theme);
    }
}

impl Body for Gaps {
    fn place(&self) -> Place {
        Place::Gaps
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        self.listed.go_to(entry);
    }
}

fn lines(context: &Context<'_>) -> Vec<Line> {
    let register = context.register();
    let all = gaps::gaps(register, context.today());
    let mut lines = Vec::new();
    for of_kind in all.chunk_by(|one, next| one.kind == next.kind) {
        if let [first, ..] = of_kind {
            let heading = format!("{} ({})", heading(first.kind), of_kind.len());
            lines.push(Line::heading(&heading, None));
        }
        for gap in of_kind {
            let title = gap.agreement.and_then(|id| register.agreements.get(id));
            let title = title.map_or_else(|| "A forum".to_owned(), |one| one.title.clone());
            lines.push(Line::cells([(title, Tone::Plain)], gap.entry));
            if says_more(gap.kind) {
                lines.push(Line::under(&gap.sentence, None));
            }
        }
    }
    lines
}

/// What is said over the lines of a kind.
fn heading(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Party => "A party is no more",
        GapKind::Signature => "A signature is missing",
        GapKind::Review => "In force, and nothing says when it is reviewed",
        GapKind::Date => "In force, and without any date",
        GapKind::Movement => "Proposed, and not moved for a year",
        GapKind::Lead => "Nobody answers for it, or nobody has asked for a year",
        GapKind::Evidence => "A commitment that was never shown to be met",
    }
}

/// Whether a gap says more than the heading over it.
fn says_more(kind: GapKind) -> bool {
    match kind {
        GapKind::Review | GapKind::Date => false,
        GapKind::Party
        | GapKind::Signature
        | GapKind::Movement
        | GapKind::Lead
        | GapKind::Evidence => true,
    }
}
