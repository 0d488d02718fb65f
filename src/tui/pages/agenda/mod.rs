//! The agenda of a meeting: its items in the order of business with their times, and below whether it all fits.

mod draw;

use std::borrow::Cow;
use std::collections::BTreeSet;

use ratatui::layout::Position;

use super::build::Build;
use super::{Body, Context, Effect, Page, Pointer};
use crate::domain::change::Change;
use crate::domain::cycle::order::{self, To};
use crate::domain::cycle::timing::{Timetable, timetable};
use crate::domain::date::{Date, time};
use crate::domain::form::{self, Answers, Reader};
use crate::domain::id::{Entry, Id};
use crate::domain::item::{self, Item};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register, Row};
use crate::tui::forms;
use crate::tui::keys::{AgendaAct, Command, PageAct, Place, Step};
use crate::tui::outlook::Stamp;
use crate::tui::screens::{deleting, opening};
use crate::tui::theme::Tone;
use crate::tui::widgets::{Text, kept_in_view, moved};
use draw::Places;

const HINTS: &[Command] = &[
    act(AgendaAct::Build),
    act(AgendaAct::New),
    act(AgendaAct::Edit),
    act(AgendaAct::Down),
    act(AgendaAct::Minutes),
    act(AgendaAct::Received),
];

const fn act(act: AgendaAct) -> Command {
    Command::Page(PageAct::Agenda(act))
}

pub(in crate::tui) struct Agenda {
    meeting: Id<Meeting>,
    items: Vec<Id<Item>>,
    /// What is drawn, a line each: the headings of sections between the items.
    lines: Vec<Line>,
    times: Timetable,
    made: Option<Stamp>,
    /// The place of the item that the cursor is on.
    selected: usize,
    /// The item there; the cursor follows it.
    wanted: Option<Id<Item>>,
    /// The first line in view.
    top: usize,
    marked: BTreeSet<Id<Item>>,
    drag: Option<Drag>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// The section that begins with the item at a place.
    Section(usize),
    Item(usize),
}

/// The button is held down on an item.
#[derive(Debug, Clone, Copy)]
struct Drag {
    /// The place of the item that was pressed.
    from: usize,
    /// The place it is over.
    over: usize,
    /// The cursor was on it before.
    was_selected: bool,
}

impl Agenda {
    /// Of a meeting, the cursor on an item if it is one of its own.
    pub(super) fn new(meeting: Id<Meeting>, at: Option<Id<Item>>) -> Self {
        Self {
            meeting,
            items: Vec::new(),
            lines: Vec::new(),
            times: Timetable::default(),
            made: None,
            selected: 0,
            wanted: at,
            top: 0,
            marked: BTreeSet::new(),
            drag: None,
        }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let stamp = Stamp::of(context.session);
        if self.made != Some(stamp) {
            self.reckon(context.register());
            self.made = Some(stamp);
        }
        let height = Places::of(context.area).rows();
        let line = self.line_of(self.selected);
        // The heading above the first item of a section comes into view with it.
        let first = line.saturating_sub(usize::from(line == 1));
        self.top = kept_in_view(self.top, first..line + 1, height, self.lines.len());
    }

    fn reckon(&mut self, register: &Register) {
        let agenda = item::agenda(register, self.meeting);
        self.items = agenda.iter().map(|item| item.id).collect();
        self.times = timetable(register, self.meeting);
        self.lines.clear();
        let mut section = "";
        for (place, item) in agenda.iter().enumerate() {
            if item.section != section {
                section = &item.section;
                if !section.is_empty() {
                    self.lines.push(Line::Section(place));
                }
            }
            self.lines.push(Line::Item(place));
        }
        // As in a list: what was marked is done, or is another agenda now.
        self.marked.clear();
        let found = self.items.iter().position(|id| Some(*id) == self.wanted);
        self.select(found.unwrap_or(self.selected));
        self.drag = None;
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let register = context.register();
        let meeting = register.meetings.get(self.meeting);
        let title = meeting.map_or_else(String::new, |one| one.title(register));
        let count = match self.items.len() {
            1 => "1 item".to_owned(),
            count => format!("{count} items"),
        };
        let mut parts = vec![
            (Text::line(&format!("Agenda: {title}")), Tone::Strong),
            (Text::line(&count), Tone::Faint),
        ];
        if !self.marked.is_empty() {
            let marked = format!("{} marked", self.marked.len());
            parts.push((Text::line(&marked), Tone::Chip));
        }
        parts
    }

    pub(super) fn travel(&mut self, step: Step, context: &Context<'_>) {
        let page = Places::of(context.area).rows().max(2) - 1;
        self.select(moved(step, self.selected, self.items.len(), page));
    }

    pub(super) fn allows(
        &self,
        act: AgendaAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            AgendaAct::Select | AgendaAct::History => self.has_item(),
            AgendaAct::OpenOutside => opening::can_open(context, self.current().map(Entry::from)),
            AgendaAct::Export => Ok(()),
            AgendaAct::Build | AgendaAct::New | AgendaAct::Break => context.can_write(),
            AgendaAct::Edit
            | AgendaAct::Up
            | AgendaAct::Down
            | AgendaAct::Indent
            | AgendaAct::Outdent
            | AgendaAct::Minutes
            | AgendaAct::Pin
            | AgendaAct::Received
            | AgendaAct::Note
            | AgendaAct::Delete => {
                self.has_item()?;
                context.can_write()
            }
        }
    }

    fn has_item(&self) -> Result<(), Cow<'static, str>> {
        match self.current() {
            Some(_) => Ok(()),
            None => Err("There is no item here; b builds the agenda, n adds one.".into()),
        }
    }

    pub(super) fn update(&mut self, act: AgendaAct, context: &Context<'_>) -> Effect {
        let current = self.current();
        let id = match (act, current) {
            (AgendaAct::Build, _) => return Build::open(context, self.meeting),
            (AgendaAct::New, _) => return self.add(context),
            (AgendaAct::Break, _) => return self.add_break(),
            (AgendaAct::Export, _) => return forms::export(context, self.meeting.into()),
            (_, Some(id)) => id,
            (_, None) => return Effect::None,
        };
        match act {
            AgendaAct::Edit => return self.edit(context, id),
            AgendaAct::Up => return commit(move |register| order::move_item(register, id, To::Up)),
            AgendaAct::Down => {
                return commit(move |register| order::move_item(register, id, To::Down));
            }
            AgendaAct::Indent => return commit(move |register| order::indent(register, id)),
            AgendaAct::Outdent => return commit(move |register| order::outdent(register, id)),
            AgendaAct::Minutes => return forms::minutes(context, self.subjects()),
            AgendaAct::Pin => return self.pin(context),
            AgendaAct::Received => return self.receive(context),
            AgendaAct::Note => return forms::make(context, Kind::Note, Some(id.into())),
            AgendaAct::History => return Effect::History(id.into()),
            AgendaAct::OpenOutside => return opening::open(context, id.into()),
            AgendaAct::Delete => return deleting::delete(context, &self.entries()),
            AgendaAct::Select => {
                if !self.marked.remove(&id) {
                    self.marked.insert(id);
                }
                self.travel(Step::Down, context);
            }
            AgendaAct::Build | AgendaAct::New | AgendaAct::Break | AgendaAct::Export => {}
        }
        Effect::None
    }

    /// Pressed on an item and let go on another, the item takes its place; pressed again on the cursor's, it opens.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        match pointer {
            Pointer::Down(at) => {
                self.drag = self.item_at(at, context).map(|from| Drag {
                    from,
                    over: from,
                    was_selected: from == self.selected,
                });
                if let Some(drag) = self.drag {
                    self.select(drag.from);
                }
                Effect::None
            }
            Pointer::Drag(at) => {
                let over = self.item_at(at, context);
                if let (Some(drag), Some(over)) = (&mut self.drag, over) {
                    drag.over = over;
                }
                Effect::None
            }
            Pointer::Up(_) => match self.drag.take() {
                Some(drag) => self.drop(drag, context),
                None => Effect::None,
            },
        }
    }

    fn drop(&self, drag: Drag, context: &Context<'_>) -> Effect {
        let item = self.items.get(drag.from).copied();
        let onto = self.items.get(drag.over).copied();
        let (Some(item), Some(onto)) = (item, onto) else {
            return Effect::None;
        };
        if let Err(why) = context.can_write() {
            return Effect::Refuse(why.into_owned());
        }
        if item != onto {
            return commit(move |register| order::move_item(register, item, To::Onto(onto)));
        }
        if drag.was_selected {
            return forms::change(context, item.into());
        }
        Effect::None
    }

    /// The form of a new item after the one that the cursor is on, with its sub-items.
    fn add(&self, context: &Context<'_>) -> Effect {
        let line = self
            .current()
            .and_then(|id| order::line_after(context.register(), id));
        let line = line.map(|line| ("position", line.to_string()));
        let given: Vec<_> = line.into_iter().collect();
        forms::make_with(context, Kind::Item, Some(self.meeting.into()), &given)
    }

    fn add_break(&self) -> Effect {
        use order::Place;
        let (meeting, current) = (self.meeting, self.current());
        commit(move |register| {
            let place = current.map_or(Place::Last, Place::After);
            order::add_break(register, meeting, "Break", Some(10), place)
        })
    }

    fn edit(&self, context: &Context<'_>, id: Id<Item>) -> Effect {
        if self.marked.len() > 1 {
            forms::change_all(self.entries())
        } else {
            forms::change(context, id.into())
        }
    }

    /// Takes the times of their own off, if one of the items has such; else holds the item at its reckoned start.
    fn pin(&self, context: &Context<'_>) -> Effect {
        let (entries, register) = (self.entries(), context.register());
        let subjects = self.subjects();
        let items = subjects.iter().filter_map(|id| register.items.get(*id));
        let is_pinned = items.into_iter().any(|item| item.start.is_some());
        let start = match &subjects[..] {
            _ if is_pinned => String::new(),
            [one] => {
                let slot = self.times.lines.iter().find(|slot| slot.item == *one);
                match slot.and_then(|slot| slot.start) {
                    Some(start) => time(start),
                    None => {
                        return Effect::Refuse(
                            "Its start is not known yet: give the items before it their minutes, or type a time with e."
                                .to_owned(),
                        );
                    }
                }
            }
            _ => {
                let sentence = "One item at a time is held at its time; Space takes a mark off.";
                return Effect::Refuse(sentence.to_owned());
            }
        };
        let mut answers = Answers::default();
        answers.set_text("start", start);
        let today = context.today();
        commit(move |register| form::change_all(&entries, &answers, &Reader { register, today }))
    }

    /// The papers of the items have come, today.
    fn receive(&self, context: &Context<'_>) -> Effect {
        let today = context.today();
        let entries = self.entries();
        let mut answers = Answers::default();
        answers.set_text("paper_state", "received".to_owned());
        answers.set_text("paper_on", Date::day(today).to_string());
        commit(move |register| form::change_all(&entries, &answers, &Reader { register, today }))
    }

    /// Those that are marked, else the one that the cursor is on.
    fn subjects(&self) -> Vec<Id<Item>> {
        if self.marked.is_empty() {
            self.current().into_iter().collect()
        } else {
            let marked = self.items.iter().copied();
            marked.filter(|id| self.marked.contains(id)).collect()
        }
    }

    fn entries(&self) -> Vec<Entry> {
        self.subjects().into_iter().map(Entry::from).collect()
    }

    fn current(&self) -> Option<Id<Item>> {
        self.items.get(self.selected).copied()
    }

    fn select(&mut self, place: usize) {
        self.selected = place.min(self.items.len().saturating_sub(1));
        self.wanted = self.current();
    }

    /// The line in which an item is drawn.
    fn line_of(&self, place: usize) -> usize {
        let found = self
            .lines
            .iter()
            .position(|line| *line == Line::Item(place));
        found.unwrap_or(0)
    }

    /// The place of the item that is drawn somewhere.
    fn item_at(&self, at: Position, context: &Context<'_>) -> Option<usize> {
        let line = Places::of(context.area).line(at)?;
        match self.lines.get(self.top + line)? {
            Line::Item(place) => Some(*place),
            Line::Section(_) => None,
        }
    }
}

impl Body for Agenda {
    fn place(&self) -> Place {
        Place::Agenda
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        if entry.kind == Kind::Item {
            self.wanted = entry.id();
            self.made = None;
        }
    }
}

/// The page of the meeting that an entry is, or is an item of. None for other entries.
pub(in crate::tui) fn page(context: &Context<'_>, entry: Entry) -> Option<Page> {
    let register = context.register();
    let item: Option<Id<Item>> = entry.id();
    let item = item.and_then(|id| register.items.get(id));
    let meeting = item.map_or_else(|| entry.id(), |item| Some(item.meeting))?;
    let meeting = register.meetings.get(meeting)?;
    Some(Page::Agenda(Agenda::new(
        meeting.id,
        item.map(|one| one.id),
    )))
}

pub(super) fn commit(verb: impl FnOnce(&Register) -> Result<Change, Refusal> + 'static) -> Effect {
    Effect::Commit(Box::new(verb))
}
