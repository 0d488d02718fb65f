//! What becomes of all that a body is in, when it is renamed, merged or at an end: a line each with a box, and one
//! change for all of them.

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::agenda::commit;
use super::{Body, Context, Effect, Page, Pointer};
use crate::domain::bodies::succession::{self, Ending as Asked, Fate, Tie};
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::tui::keys::{Command, EndingAct, PageAct, Place, Step};
use crate::tui::outlook::Stamp;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text};

const HINTS: &[Command] = &[
    act(EndingAct::Toggle),
    act(EndingAct::Save),
    act(EndingAct::All),
];

const fn act(act: EndingAct) -> Command {
    Command::Page(PageAct::Ending(act))
}

/// Cells of the cursor's mark and the box.
const BOX: u16 = 6;

pub(in crate::tui) struct Ending {
    asked: Asked,
    ties: Vec<Tie>,
    made: Option<Stamp>,
    scroll: Scroll,
    /// It was asked for; once it is done the page closes.
    is_saved: bool,
}

/// In the place of the form that asked. Refuses as the domain does.
pub(in crate::tui) fn show_ending(
    asked: Asked,
    register: &Register,
    today: NaiveDate,
) -> Result<Effect, Refusal> {
    let ties = succession::ties(register, &asked, today)?;
    let page = Page::Ending(Ending {
        asked,
        ties,
        made: None,
        scroll: Scroll::default(),
        is_saved: false,
    });
    Ok(Effect::Show(Box::new(page)))
}

impl Ending {
    /// What was chosen stays chosen when somebody else changes something.
    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let stamp = Stamp::of(context.session);
        if self.made != Some(stamp) {
            let (register, today) = (context.register(), context.today());
            let before = std::mem::take(&mut self.ties);
            self.ties = succession::ties(register, &self.asked, today).unwrap_or_default();
            for tie in &mut self.ties {
                let was = before.iter().find(|was| was.entry == tie.entry);
                tie.fate = was.map_or(tie.fate, |was| was.fate);
            }
            self.made = Some(stamp);
            self.is_saved = false;
        }
        self.scroll.sync(self.ties.len(), rows(context.area));
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let going = self.ties.iter().filter(|tie| is_marked(tie)).count();
        let count = format!("{going} of {} marked", self.ties.len());
        vec![
            (
                Text::line(&self.asked.title(context.register())),
                Tone::Strong,
            ),
            (Text::line(&count), Tone::Chip),
        ]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.scroll.travel(step, self.ties.len());
    }

    pub(super) fn allows(
        &self,
        act: EndingAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        let here = self.ties.get(self.scroll.selected);
        match act {
            EndingAct::Toggle => match here {
                None => Err("There is nothing to choose.".into()),
                Some(tie) if tie.fates.len() < 2 => {
                    Err("Nothing else can become of it: it stays as it is.".into())
                }
                Some(_) => Ok(()),
            },
            EndingAct::All if self.ties.is_empty() => Err("There is nothing to choose.".into()),
            EndingAct::All => Ok(()),
            EndingAct::Save => context.can_write(),
        }
    }

    pub(super) fn update(&mut self, act: EndingAct, context: &Context<'_>) -> Effect {
        match act {
            EndingAct::Toggle => {
                self.toggle(self.scroll.selected);
                self.travel(Step::Down, context);
                Effect::None
            }
            EndingAct::All => {
                let is_all = self
                    .ties
                    .iter()
                    .filter(|tie| tie.fates.len() > 1)
                    .all(is_marked);
                for tie in &mut self.ties {
                    if tie.fates.len() > 1 && is_marked(tie) == is_all {
                        tie.fate = tie.other();
                    }
                }
                Effect::None
            }
            EndingAct::Save => {
                self.is_saved = true;
                let (asked, today) = (self.asked.clone(), context.today());
                let ties = self.ties.iter();
                let chosen: Vec<(Entry, Fate)> = ties.map(|tie| (tie.entry, tie.fate)).collect();
                commit(move |register| succession::settle(register, &asked, &chosen, today))
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
        if usize::from(line) < rows(context.area) && place < self.ties.len() {
            self.scroll.selected = place;
            self.toggle(place);
        }
        Effect::None
    }

    fn toggle(&mut self, place: usize) {
        if let Some(tie) = self.ties.get_mut(place) {
            tie.fate = tie.other();
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        let area = context.area;
        let [place, what, fate] = columns(area);
        let faint = theme.style(Tone::Faint).add_modifier(Modifier::UNDERLINED);
        for ((x, width), title) in
            [place, what, fate]
                .into_iter()
                .zip(["Where", "What", "What becomes of it"])
        {
            canvas.words(x, area.y, width, title, faint);
        }
        canvas.cursor = Some(Position::new(area.x, area.y + 1));
        if self.ties.is_empty() {
            let words = "It is in nothing that could go on. Enter saves it, Esc goes back.";
            canvas.words(
                place.0,
                area.y + 1,
                area.width,
                words,
                theme.style(Tone::Plain),
            );
        }
        let lines = self.ties.iter().enumerate().skip(self.scroll.top);
        for ((number, tie), y) in lines.zip(area.y + 1..area.bottom()) {
            let is_selected = number == self.scroll.selected;
            let tone = if is_marked(tie) {
                Tone::Plain
            } else {
                Tone::Faint
            };
            let style = if is_selected {
                Style::new()
            } else {
                theme.style(tone)
            };
            canvas.words(area.x + 2, y, 3, mark(tie), style);
            canvas.put(place.0, y, place.1, &Text::line(tie.heading), style);
            canvas.put(what.0, y, what.1, &Text::line(&tie.what), style);
            let told = tie.told(context.register(), &self.asked);
            canvas.put(fate.0, y, fate.1, &Text::line(&told), style);
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

impl Body for Ending {
    fn place(&self) -> Place {
        Place::Ending
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        if let Some(place) = self.ties.iter().position(|tie| tie.entry == entry) {
            self.scroll.selected = place;
        }
    }

    fn is_over(&self) -> bool {
        self.is_saved
    }
}

/// True for what the box is ticked for: it goes on, or where nothing can, it ends.
fn is_marked(tie: &Tie) -> bool {
    match tie.fate {
        Fate::GoesOn => true,
        Fate::Ends => !tie.fates.contains(&Fate::GoesOn),
        Fate::Stays => false,
    }
}

fn mark(tie: &Tie) -> &'static str {
    match (tie.fates.len() > 1, is_marked(tie)) {
        (false, _) => " - ",
        (true, true) => "[x]",
        (true, false) => "[ ]",
    }
}

/// Lines for what is listed, under the titles.
fn rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1)).max(1)
}

/// Place and width of where, what, and what becomes of it.
fn columns(area: Rect) -> [(u16, u16); 3] {
    let room = area.width.saturating_sub(BOX + 4);
    let place = (room / 5).min(18);
    let fate = (room * 2 / 5).min(40);
    let what = room - place - fate;
    let x = area.x + BOX;
    [
        (x, place),
        (x + place + 2, what),
        (x + place + what + 4, fate),
    ]
}
