//! What is missing in the register, kind by kind. Each line opens where it is put right.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Pointer};
use crate::domain::cells::{LongWord, wrap};
use crate::domain::id::Entry;
use crate::domain::life::gaps::{self, Gap, GapKind};
use crate::domain::register::{Kind, Register};
use crate::tui::forms;
use crate::tui::keys::{Command, GapsAct, PageAct, Place, Step};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text, cut};

/// Lines beneath the list: a blank one, what the cursor is on, and what is missing there as a whole.
const TOLD: u16 = 5;

const HINTS: &[Command] = &[act(GapsAct::Open), act(GapsAct::Edit), act(GapsAct::Note)];

const fn act(act: GapsAct) -> Command {
    Command::Page(PageAct::Gaps(act))
}

const COLUMNS: &[Column] = &[Column {
    title: "Of what, and what is missing",
    width: 0,
    yields: 0,
}];

const NOTHING: &str = "Nothing is missing in the register.";

#[derive(Debug)]
pub(in crate::tui) struct Gaps {
    listed: Listed,
    /// Of each line on which the cursor can stand: what it is of, and what is missing.
    told: Vec<(String, String)>,
}

impl Gaps {
    pub(super) fn new() -> Self {
        let listed = Listed::new(COLUMNS, NOTHING);
        let told = Vec::new();
        Self { listed, told }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let (area, _) = split(context.area);
        let above = Context { area, ..*context };
        let told = &mut self.told;
        self.listed.sync(&above, None, || {
            let register = context.register();
            let all = gaps::gaps(register, context.today());
            let tell = |gap: &Gap| (title(register, gap), gap.sentence.clone());
            *told = all.iter().map(tell).collect();
            lines(register, &all)
        });
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
        let (area, _) = split(context.area);
        self.listed.point(pointer, &Context { area, ..*context })
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        let (list, under) = split(context.area);
        self.listed.draw(canvas, list, theme);
        let told = self.listed.nth().and_then(|nth| self.told.get(nth));
        let Some((title, sentence)) = told else {
            return;
        };
        let (x, room) = (under.x + 1, under.width.saturating_sub(2));
        let wrapped = wrap(sentence, usize::from(room), LongWord::Break).into_iter();
        let wrapped = wrapped.map(|line| (line, Tone::Plain));
        let lines = std::iter::once((title.as_str(), Tone::Strong)).chain(wrapped);
        for ((words, tone), y) in lines.zip(under.y + 1..under.bottom()) {
            canvas.put(x, y, room, &Text::line(words), theme.style(tone));
        }
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

/// The list, and the lines beneath it.
fn split(area: Rect) -> (Rect, Rect) {
    cut(area, area.height.saturating_sub(TOLD))
}

fn title(register: &Register, gap: &Gap) -> String {
    let of = gap.of(register).and_then(|entry| register.get(entry));
    of.map_or_else(String::new, |one| one.title(register))
}

fn lines(register: &Register, all: &[Gap]) -> Vec<Line> {
    let mut lines = Vec::new();
    for of_kind in all.chunk_by(|one, next| one.kind == next.kind) {
        if let [first, ..] = of_kind {
            let heading = format!("{} ({})", heading(first.kind), of_kind.len());
            lines.push(Line::heading(&heading, None));
        }
        for gap in of_kind {
            lines.push(Line::cells(
                [(title(register, gap), Tone::Plain)],
                gap.entry,
            ));
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
