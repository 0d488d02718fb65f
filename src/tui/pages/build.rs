//! What is proposed for an agenda: every item with a box and why it is there; what is in goes on it as one change.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::agenda::commit;
use super::{Body, Context, Effect, Page, Pointer};
use crate::domain::cycle::build::{self, Proposed, Source};
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::register::Row;
use crate::tui::keys::{BuildAct, Command, PageAct, Place, Step};
use crate::tui::outlook::Stamp;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text};

const HINTS: &[Command] = &[
    act(BuildAct::Toggle),
    act(BuildAct::Accept),
    act(BuildAct::All),
];

const fn act(act: BuildAct) -> Command {
    Command::Page(PageAct::Build(act))
}

/// Cells of the cursor's mark and the box.
const BOX: u16 = 6;

pub(in crate::tui) struct Build {
    meeting: Id<Meeting>,
    proposed: Vec<Proposed>,
    made: Option<Stamp>,
    scroll: Scroll,
    /// It was asked for; once it is done the page closes.
    is_accepted: bool,
}

impl Build {
    /// Opens it over the agenda. Refuses as proposing does, and where nothing is left to propose.
    pub(super) fn open(context: &Context<'_>, meeting: Id<Meeting>) -> Effect {
        match proposal(context, meeting) {
            Err(sentence) => Effect::Refuse(sentence),
            Ok(proposed) if proposed.is_empty() => Effect::Refuse(
                "Everything that could be proposed is on the agenda already; n adds an item."
                    .to_owned(),
            ),
            Ok(proposed) => Page::Build(Self {
                meeting,
                proposed,
                made: Some(Stamp::of(context.session)),
                scroll: Scroll::default(),
                is_accepted: false,
            })
            .ask(),
        }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let stamp = Stamp::of(context.session);
        if self.made != Some(stamp) {
            let before = std::mem::take(&mut self.proposed);
            self.proposed = proposal(context, self.meeting).unwrap_or_default();
            for one in &mut self.proposed {
                let was = before.iter().find(|was| is_same(was, one));
                one.wanted = was.map_or(one.wanted, |was| was.wanted);
            }
            self.made = Some(stamp);
            self.is_accepted = false;
        }
        self.scroll.sync(self.proposed.len(), rows(context.area));
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let register = context.register();
        let meeting = register.meetings.get(self.meeting);
        let title = meeting.map_or_else(String::new, |one| one.title(register));
        let wanted = self.proposed.iter().filter(|one| one.wanted).count();
        let count = format!("{wanted} of {} go on", self.proposed.len());
        vec![
            (
                Text::line(&format!("Build the agenda: {title}")),
                Tone::Strong,
            ),
            (Text::line(&count), Tone::Chip),
        ]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.scroll.travel(step, self.proposed.len());
    }

    pub(super) fn allows(
        &self,
        act: BuildAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        let is_wanted = self.proposed.iter().any(|one| one.wanted);
        match act {
            BuildAct::Toggle | BuildAct::All if self.proposed.is_empty() => {
                Err("Nothing is left to propose.".into())
            }
            BuildAct::Accept if !is_wanted => {
                Err("Nothing is chosen; Space puts an item in.".into())
            }
            BuildAct::Accept => context.can_write(),
            BuildAct::Toggle | BuildAct::All => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: BuildAct, context: &Context<'_>) -> Effect {
        match act {
            BuildAct::Toggle => {
                self.toggle(self.scroll.selected);
                self.travel(Step::Down, context);
                Effect::None
            }
            BuildAct::All => {
                let is_all = self.proposed.iter().all(|one| one.wanted);
                for one in &mut self.proposed {
                    one.wanted = !is_all;
                }
                Effect::None
            }
            BuildAct::Accept => {
                self.is_accepted = true;
                let (meeting, proposed) = (self.meeting, self.proposed.clone());
                commit(move |register| build::accept(register, meeting, &proposed))
            }
        }
    }

    /// A click turns the box of a line over.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        let Pointer::Down(at) = pointer else {
            return Effect::None;
        };
        let Some(line) = at.y.checked_sub(context.area.y + 1) else {
            return Effect::None;
        };
        let place = self.scroll.top + usize::from(line);
        if usize::from(line) < rows(context.area) && place < self.proposed.len() {
            self.scroll.selected = place;
            self.toggle(place);
        }
        Effect::None
    }

    fn toggle(&mut self, place: usize) {
        if let Some(one) = self.proposed.get_mut(place) {
            one.wanted = !one.wanted;
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        let area = context.area;
        let (title, why) = columns(area);
        let faint = theme.style(Tone::Faint).add_modifier(Modifier::UNDERLINED);
        canvas.words(title.0, area.y, title.1, "Item", faint);
        canvas.words(why.0, area.y, why.1, "Why", faint);
        if self.proposed.is_empty() {
            let words = "Nothing is left to propose. Esc goes back to the agenda.";
            canvas.words(
                title.0,
                area.y + 1,
                area.width,
                words,
                theme.style(Tone::Plain),
            );
        }
        let lines = self.proposed.iter().enumerate().skip(self.scroll.top);
        for ((place, one), y) in lines.zip(area.y + 1..area.bottom()) {
            let is_selected = place == self.scroll.selected;
            let is_reserved = one.is_reserved(context.register());
            let tone = match (one.wanted, is_reserved) {
                (_, true) => Tone::Reserved,
                (true, false) => Tone::Plain,
                (false, false) => Tone::Faint,
            };
            let style = if is_selected {
                Style::new()
            } else {
                theme.style(tone)
            };
            let mark = if one.wanted { "[x]" } else { "[ ]" };
            canvas.words(area.x + 2, y, 3, mark, style);
            let sub = if one.item.is_sub { "  " } else { "" };
            let reserved = if is_reserved { "RESERVED " } else { "" };
            let words = Text::line(&format!("{sub}{reserved}{}", one.item.title));
            canvas.put(title.0, y, title.1, &words, style);
            canvas.put(why.0, y, why.1, &Text::line(&one.why), style);
            if is_selected {
                let line = Rect {
                    y,
                    height: 1,
                    ..area
                };
                canvas.words(area.x, y, 1, ">", Style::new());
                canvas.restyle(line, Theme::selected());
                canvas.cursor = Some(Position::new(area.x, y));
            }
        }
    }
}

impl Body for Build {
    fn place(&self) -> Place {
        Place::Build
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn is_over(&self) -> bool {
        self.is_accepted
    }
}

/// Lines for proposals, under the titles.
fn rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1)).max(1)
}

/// Place and width of the titles, and of why.
fn columns(area: Rect) -> ((u16, u16), (u16, u16)) {
    let room = area.width.saturating_sub(BOX + 2);
    let title = room / 2;
    let x = area.x + BOX;
    ((x, title), (x + title + 2, room - title))
}

fn proposal(context: &Context<'_>, meeting: Id<Meeting>) -> Result<Vec<Proposed>, String> {
    let (register, today) = (context.register(), context.today());
    let found = build::propose(register, meeting, today, context.session.rules());
    found.map_err(|refusal| refusal.sentence)
}

/// True for the same proposal, reckoned at two times.
fn is_same(one: &Proposed, other: &Proposed) -> bool {
    let is_titled = one.item.title == other.item.title;
    one.source == other.source
        && match one.source {
            Source::Standing | Source::MattersArising | Source::Closing => is_titled,
            Source::Carried(_) | Source::Review(_) | Source::Offer(_) => true,
        }
}
