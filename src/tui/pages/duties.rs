//! Commitments: all duties by what creates them, when each was last met, and when it is due again.

use std::borrow::Cow;

use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Pointer};
use crate::domain::commitment::Commitment;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::life::duties::{self, Duty};
use crate::domain::register::{Record, Register};
use crate::tui::forms;
use crate::tui::keys::{Command, DutiesAct, PageAct, Place as KeyPlace, Step};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const HINTS: &[Command] = &[
    act(DutiesAct::Open),
    act(DutiesAct::Met),
    act(DutiesAct::Edit),
    act(DutiesAct::History),
];

const fn act(act: DutiesAct) -> Command {
    Command::Page(PageAct::Duties(act))
}

const fn column(title: &'static str, width: u16, yields: u8) -> Column {
    Column {
        title,
        width,
        yields,
    }
}

const COLUMNS: &[Column] = &[
    column("  Next due", 17, 0),
    column("Para", 6, 3),
    column("Commitment", 0, 0),
    column("How often", 20, 2),
    column("Last met", 15, 1),
    column("Who", 14, 4),
];

const NOTHING: &str = "No agreement in force creates a commitment. n on an agreement adds one.";

#[derive(Debug)]
pub(in crate::tui) struct Duties {
    listed: Listed,
    /// What each line is on which the cursor can stand.
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Heading,
    Duty(Id<Commitment>, Option<Id<Forum>>),
}

impl Duties {
    /// With the cursor on the agreement that it was on.
    pub(super) fn new(at: Option<Entry>) -> Self {
        let mut listed = Listed::new(COLUMNS, NOTHING);
        if let Some(entry) = at {
            listed.go_to(entry);
        }
        Self {
            listed,
            places: Vec::new(),
        }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let places = &mut self.places;
        self.listed.sync(context, None, || {
            let (lines, new) = lines(context);
            *places = new;
            lines
        });
    }

    pub(super) fn title(&self, _: &Context<'_>) -> Vec<(Text, Tone)> {
        let of_them = |place: &&Place| matches!(place, Place::Duty(..));
        let count = self.places.iter().filter(of_them).count();
        vec![
            (Text::line("Commitments"), Tone::Strong),
            (Text::line(&count.to_string()), Tone::Faint),
        ]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.listed.travel(step);
    }

    pub(super) fn allows(
        &self,
        act: DutiesAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            DutiesAct::Open => match self.listed.entry() {
                Some(_) => Ok(()),
                None => Err("There is no commitment here.".into()),
            },
            DutiesAct::History => self.has_duty(),
            DutiesAct::Met | DutiesAct::Edit => {
                context.can_write()?;
                self.has_duty()
            }
        }
    }

    pub(super) fn update(&self, act: DutiesAct, context: &Context<'_>) -> Effect {
        let duty = self.here();
        match act {
            DutiesAct::Open => self.listed.open(),
            DutiesAct::Met => {
                duty.map_or(Effect::None, |(id, forum)| forms::met(context, id, forum))
            }
            DutiesAct::Edit => {
                duty.map_or(Effect::None, |(id, _)| forms::change(context, id.into()))
            }
            DutiesAct::History => duty.map_or(Effect::None, |(id, _)| Effect::History(id.into())),
        }
    }

    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        self.listed.point(pointer, context)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        self.listed.draw(canvas, context.area, theme);
    }

    /// The commitment that the cursor is on, and the forum whose line it is.
    fn here(&self) -> Option<(Id<Commitment>, Option<Id<Forum>>)> {
        match self.places.get(self.listed.nth()?)? {
            Place::Heading => None,
            Place::Duty(id, forum) => Some((*id, *forum)),
        }
    }

    fn has_duty(&self) -> Result<(), Cow<'static, str>> {
        let here = self.here().map(|_| ());
        here.ok_or_else(|| "Put the cursor on a commitment first.".into())
    }
}

impl Body for Duties {
    fn place(&self) -> KeyPlace {
        KeyPlace::Duties
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        self.listed.go_to(entry);
    }
}

/// The lines under the titles of what creates them, and what each is on which the cursor can stand.
fn lines(context: &Context<'_>) -> (Vec<Line>, Vec<Place>) {
    let (register, today) = (context.register(), context.today());
    let holidays = &context.session.rules().holidays;
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    let mut under = None;
    for duty in duties::duties(register, today, holidays, None) {
        if under != Some(duty.under) {
            under = Some(duty.under);
            let title = register.get(duty.under).map(|one| one.title(register));
            lines.push(Line::heading(&title.unwrap_or_default(), Some(duty.under)));
            places.push(Place::Heading);
        }
        lines.push(line(context, register, &duty));
        places.push(Place::Duty(duty.commitment.id, duty.standing.forum));
    }
    (lines, places)
}

fn line(context: &Context<'_>, register: &Register, duty: &Duty<'_>) -> Line {
    let words = duty.words(register);
    let today = context.today();
    let keeper = duty.keeper().and_then(|id| register.forums.get(id));
    let what = match keeper {
        None => words.rule,
        Some(forum) => format!("{}: {}", forum.short(), words.rule),
    };
    let (mark, tone) = match duty.standing.due {
        Some(_) if duty.is_overdue(today) => ("!", Tone::Overdue),
        Some(_) => (" ", Tone::Plain),
        None => (" ", Tone::Faint),
    };
    let due = format!("{mark} {}", words.due);
    let cells = [
        (due, tone),
        (words.paragraph, Tone::Faint),
        (what, Tone::Plain),
        (words.terms, Tone::Plain),
        (words.last, Tone::Plain),
        (words.who, Tone::Faint),
    ];
    Line::cells(cells, Record::Commitment(duty.commitment).entry())
}
