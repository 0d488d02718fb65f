//! Handing a forum over: what goes along with it, and what would stay, to be ticked one by one. Of a forum that another
//! Secretariat keeps already, who does and since when, and the way back.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::written::{self, Line, Lines};
use super::{Body, Context, Effect, Page, Pointer};
use crate::domain::forum::Forum;
use crate::domain::handover::{self, Stays};
use crate::domain::id::{Entry, Id};
use crate::domain::register::{Record, Register};
use crate::tui::forms;
use crate::tui::keys::{Command, HandOverAct, PageAct, Place, Step};
use crate::tui::outlook::Stamp;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text};

const HINTS: &[Command] = &[
    act(HandOverAct::Tick),
    act(HandOverAct::All),
    act(HandOverAct::Write),
    act(HandOverAct::TakeBack),
];

const fn act(act: HandOverAct) -> Command {
    Command::Page(PageAct::HandOver(act))
}

const NOTHING: &str = "Nothing of it would stay here.";
const AWAY: &str = "Another Secretariat keeps it already; T takes it back.";

pub(in crate::tui) struct HandOver {
    forum: Id<Forum>,
    ticked: BTreeSet<Entry>,
    /// What can be ticked.
    offered: BTreeSet<Entry>,
    lines: Vec<Line>,
    scroll: Scroll,
    /// What the lines were made of; none once something was ticked.
    made: Option<(Stamp, u16)>,
}

impl HandOver {
    pub(super) fn open(forum: Id<Forum>) -> Effect {
        Page::HandOver(Self {
            forum,
            ticked: BTreeSet::new(),
            offered: BTreeSet::new(),
            lines: Vec::new(),
            scroll: Scroll::default(),
            made: None,
        })
        .ask()
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let width = context.area.width.saturating_sub(2);
        let made = (Stamp::of(context.session), width);
        if self.made != Some(made) {
            let (register, is_first) = (context.register(), self.lines.is_empty());
            // What somebody else has deleted cannot go along any more.
            let unticked = handover::choose(register, self.forum, &BTreeSet::new());
            let stays = unticked.unwrap_or_default().stays;
            let offered = stays.iter().filter(|one| one.can_be_ticked());
            self.offered = offered.map(|one| one.entry).collect();
            self.ticked.retain(|entry| self.offered.contains(entry));
            self.lines = self.told(register, &stays, width);
            if is_first {
                let first = self.lines.iter().position(|line| line.entry.is_some());
                self.scroll.selected = first.unwrap_or(0);
            }
            self.made = Some(made);
        }
        let height = usize::from(context.area.height);
        self.scroll.sync(self.lines.len(), height);
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let forum = context.register().forums.get(self.forum);
        let name = forum.map_or("", |one| one.name.as_str());
        let ticked = match self.ticked.len() {
            0 => Vec::new(),
            count => vec![(Text::line(&format!("{count} ticked")), Tone::Chip)],
        };
        let name = Text::line(&format!("Hand over: {name}"));
        std::iter::once((name, Tone::Strong))
            .chain(ticked)
            .collect()
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.scroll.travel(step, self.lines.len());
    }

    pub(super) fn allows(
        &self,
        act: HandOverAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        let register = context.register();
        let forum = register.forums.get(self.forum);
        let is_away = forum.is_some_and(|one| one.handed_to.is_some());
        match act {
            HandOverAct::TakeBack if is_away => context.can_write(),
            HandOverAct::TakeBack => Err("It is kept here: it was not handed over.".into()),
            _ if is_away => Err(AWAY.into()),
            HandOverAct::Tick => match self.here() {
                Some(_) => Ok(()),
                None => Err("Put the cursor on a line with a box first.".into()),
            },
            HandOverAct::All if self.offered.is_empty() => Err(NOTHING.into()),
            HandOverAct::All | HandOverAct::Write => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: HandOverAct, context: &Context<'_>) -> Effect {
        match act {
            HandOverAct::Tick => {
                if let Some(entry) = self.here() {
                    self.toggle(entry);
                }
            }
            HandOverAct::All => self.toggle_all(),
            HandOverAct::Write => {
                let ticked = self.ticked.iter().copied().collect();
                return forms::hand_over(context, self.forum, ticked);
            }
            HandOverAct::TakeBack => {
                let forum = self.forum;
                return Effect::Commit(Box::new(move |register| {
                    handover::take_back(register, forum)
                }));
            }
        }
        Effect::None
    }

    /// A click puts the cursor on a line; another one there ticks it.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        if let Pointer::Down(at) = pointer
            && let Some(place) = written::line_at(at, context.area, &self.scroll, self.lines.len())
        {
            let was = std::mem::replace(&mut self.scroll.selected, place);
            if let Some(entry) = self.here().filter(|_| was == place) {
                self.toggle(entry);
            }
        }
        Effect::None
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        written::draw(canvas, context.area, &self.lines, &self.scroll, theme);
    }

    /// The entry under the cursor, if it can be ticked.
    fn here(&self) -> Option<Entry> {
        let entry = self.lines.get(self.scroll.selected)?.entry?;
        self.offered.contains(&entry).then_some(entry)
    }

    fn toggle(&mut self, entry: Entry) {
        if !self.ticked.remove(&entry) {
            self.ticked.insert(entry);
        }
        self.made = None;
    }

    /// All that can be ticked; where all is, none.
    fn toggle_all(&mut self) {
        let is_all = self.offered.is_subset(&self.ticked);
        self.ticked = if is_all {
            BTreeSet::new()
        } else {
            self.offered.clone()
        };
        self.made = None;
    }

    /// What goes along and what would stay, or who keeps it already.
    fn told(&self, register: &Register, stays: &[Stays], width: u16) -> Vec<Line> {
        let mut out = Lines::new(width);
        let kept_by = register
            .forums
            .get(self.forum)
            .and_then(|one| one.kept_by(register));
        if let Some(sentence) = kept_by {
            out.say(&sentence, Tone::Strong, None);
            out.say(
                "T takes it back. Its members keep the roles that they have then.",
                Tone::Plain,
                None,
            );
            return out.all;
        }
        out.heading("Goes along");
        match handover::choose(register, self.forum, &self.ticked) {
            Ok(choice) => out.say(&choice.counted(), Tone::Plain, None),
            Err(refusal) => out.say(&refusal.sentence, Tone::Error, None),
        }
        let (offered, others): (Vec<_>, Vec<_>) = stays.iter().partition(|one| one.can_be_ticked());
        if offered.is_empty() {
            out.heading(NOTHING);
        } else {
            out.heading("Stays here unless it is ticked: Space ticks a line");
        }
        for one in offered {
            let (mark, tone) = if self.ticked.contains(&one.entry) {
                ("[x]", Tone::Plain)
            } else {
                ("[ ]", Tone::Faint)
            };
            let words = format!("{mark} {}", told(register, one));
            out.say(&words, tone, Some(one.entry));
        }
        if !others.is_empty() {
            out.heading("Stays here in any case");
        }
        for one in others {
            out.say(&told(register, one), Tone::Faint, Some(one.entry));
        }
        out.all
    }
}

impl Body for HandOver {
    fn place(&self) -> Place {
        Place::HandOver
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn is_gone(&self, register: &Register) -> bool {
        register.forums.get(self.forum).is_none()
    }
}

/// What stays, and why; of a note also what it is about.
fn told(register: &Register, one: &Stays) -> String {
    let record = register.get(one.entry);
    let title = record.map_or_else(String::new, |record| record.title(register));
    let about = match record {
        Some(Record::Note(note)) => register.get(note.about),
        Some(_) | None => None,
    };
    let about = about.map_or_else(String::new, |about| {
        format!(" about {}", about.name(register))
    });
    format!("{title}: {}{about}", one.why)
}
