//! The forward plan of a forum: what is expected at which future meeting, and what is for later.

use std::borrow::Cow;

use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Pointer};
use crate::domain::audience::Audience;
use crate::domain::cycle::forward::{self, Expected};
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::offer::Offer;
use crate::domain::register::{Kind, Record, Register};
use crate::tui::dialogs::{self, Chooser, Dialog, Matching, Pick};
use crate::tui::forms;
use crate::tui::keys::{Command, ForwardAct, PageAct, Place, Step};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const HINTS: &[Command] = &[
    act(ForwardAct::Take),
    act(ForwardAct::Park),
    act(ForwardAct::Decline),
    act(ForwardAct::New),
    act(ForwardAct::Open),
    act(ForwardAct::Forum),
];

const fn act(act: ForwardAct) -> Command {
    Command::Page(PageAct::Forward(act))
}

const COLUMNS: &[Column] = &[
    Column {
        title: "State",
        width: 8,
        yields: 0,
    },
    Column {
        title: "What",
        width: 0,
        yields: 0,
    },
    Column {
        title: "From",
        width: 12,
        yields: 2,
    },
    Column {
        title: "Note",
        width: 21,
        yields: 1,
    },
];

#[derive(Debug)]
pub(in crate::tui) struct Forward {
    /// None where there is no forum at all.
    forum: Option<Id<Forum>>,
    listed: Listed,
}

impl Forward {
    /// Of the forum of an entry, else of the first by name.
    pub(super) fn new(context: &Context<'_>, at: Option<Entry>) -> Self {
        let register = context.register();
        let own = at.and_then(|entry| forum_of(register, entry));
        let first = || by_name(register).first().map(|one| one.id);
        Self {
            forum: own.or_else(first),
            listed: Listed::new(COLUMNS, "There is no forum yet."),
        }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let forum = self.forum;
        self.listed
            .sync(context, forum.map(Entry::from), || lines(context, forum));
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let forum = self.forum(context.register());
        let name = forum.map_or("no forum", |one| &one.name);
        vec![(Text::line(&format!("Forward plan: {name}")), Tone::Strong)]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.listed.travel(step);
    }

    pub(super) fn allows(
        &self,
        act: ForwardAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            ForwardAct::Open => match self.listed.entry() {
                Some(_) => Ok(()),
                None => Err("Nothing is expected here.".into()),
            },
            ForwardAct::New => {
                context.can_write()?;
                match self.forum {
                    Some(_) => Ok(()),
                    None => Err("There is no forum to offer it to.".into()),
                }
            }
            ForwardAct::Take | ForwardAct::Park | ForwardAct::Decline | ForwardAct::Edit => {
                context.can_write()?;
                match self.offer() {
                    Some(_) => Ok(()),
                    None => Err("Put the cursor on an offer first.".into()),
                }
            }
            ForwardAct::ParkFor(_) => context.can_write(),
            ForwardAct::Forum | ForwardAct::Of(_) => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: ForwardAct, context: &Context<'_>) -> Effect {
        match act {
            ForwardAct::Open => return self.listed.open(),
            ForwardAct::New => {
                let under = self.listed.heading();
                let at = under.or(self.forum.map(Entry::from));
                return forms::make(context, Kind::Offer, at);
            }
            ForwardAct::Take => return self.take(context),
            ForwardAct::Park => return self.ask_meeting(context),
            ForwardAct::ParkFor(meeting) => return self.park(meeting, context),
            ForwardAct::Decline => {
                let offer = self.offer();
                return offer.map_or(Effect::None, |id| forms::decline(context, id));
            }
            ForwardAct::Edit => {
                let offer = self.offer();
                return offer.map_or(Effect::None, |id| forms::change(context, id.into()));
            }
            ForwardAct::Forum => return ask_forum(context.register(), self.forum),
            ForwardAct::Of(forum) => self.forum = Some(forum),
        }
        Effect::None
    }

    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        self.listed.point(pointer, context)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        self.listed.draw(canvas, context.area, theme);
    }

    fn forum<'a>(&self, register: &'a Register) -> Option<&'a Forum> {
        register.forums.get(self.forum?)
    }

    /// The offer that the cursor is on.
    fn offer(&self) -> Option<Id<Offer>> {
        self.listed.entry()?.id()
    }

    /// Onto the meeting that the offer is for, else the next.
    fn take(&self, context: &Context<'_>) -> Effect {
        let (Some(id), today) = (self.offer(), context.today()) else {
            return Effect::None;
        };
        Effect::Commit(Box::new(move |register| {
            let meeting = forward::wanted(register, &[id], today)?;
            forward::take(register, &[id], meeting, today)
        }))
    }

    fn park(&self, meeting: Option<Id<Meeting>>, context: &Context<'_>) -> Effect {
        let (Some(id), today) = (self.offer(), context.today()) else {
            return Effect::None;
        };
        Effect::Commit(Box::new(move |register| {
            forward::park(register, &[id], meeting, today)
        }))
    }

    /// The meetings to come of the forum, and later.
    fn ask_meeting(&self, context: &Context<'_>) -> Effect {
        let (register, today) = (context.register(), context.today());
        let Some(forum) = self.forum else {
            return Effect::None;
        };
        let mut meetings: Vec<&Meeting> = register.meetings.of(forum).collect();
        meetings.retain(|one| one.takes_items(today));
        meetings.sort_by_key(|one| (one.on.last(), one.id));
        let pick = |meeting| Pick::Run(act(ForwardAct::ParkFor(meeting)));
        let offers = meetings.iter().map(|one| {
            let words = format!("{}, {}", one.announced(), one.state);
            dialogs::Offer::plain(Text::line(&words), pick(Some(one.id)))
        });
        let later = dialogs::Offer::plain("Later: a meeting that is not fixed yet", pick(None));
        let offers = offers.chain([later]).collect();
        menu("Park it for which meeting?", offers, 0)
    }
}

impl Body for Forward {
    fn place(&self) -> Place {
        Place::Forward
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, register: &Register) {
        if entry.kind == Kind::Offer {
            self.forum = forum_of(register, entry).or(self.forum);
        }
        self.listed.go_to(entry);
    }
}

fn lines(context: &Context<'_>, forum: Option<Id<Forum>>) -> Vec<Line> {
    let register = context.register();
    let Some(forum) = forum.and_then(|id| register.forums.get(id)) else {
        return Vec::new();
    };
    let rules = context.session.rules();
    let plan = forward::plan(register, forum, context.today(), rules);
    let mut lines = Vec::new();
    for one in &plan {
        let meeting = one.meeting.map(Entry::from);
        lines.push(Line::heading(&heading(register, one), meeting));
        let expected = one.lines(register, Audience::Secretariat);
        if expected.is_empty() {
            lines.push(Line::under("Nothing is expected yet.", None));
        }
        for line in expected {
            let tone = tone(register, line.entry);
            let cells = [
                (line.state, tone),
                (line.title, Tone::Plain),
                (line.from, Tone::Plain),
                (line.note, Tone::Faint),
            ];
            lines.push(Line::cells(cells, line.entry));
        }
    }
    lines
}

/// `Thursday 3 April 2014, confirmed, 7 items on its agenda`.
fn heading(register: &Register, one: &Expected) -> String {
    let Some(meeting) = one.meeting.and_then(|id| register.meetings.get(id)) else {
        return "Later".to_owned();
    };
    let agenda = match register.items.of(meeting.id).count() {
        0 => "no agenda yet".to_owned(),
        1 => "1 item on its agenda".to_owned(),
        count => format!("{count} items on its agenda"),
    };
    format!("{}, {}, {agenda}", meeting.announced(), meeting.state)
}

fn tone(register: &Register, entry: Entry) -> Tone {
    let record = register.get(entry);
    if record.is_some_and(|record| record.is_reserved(register)) {
        Tone::Reserved
    } else if entry.kind == Kind::Agreement {
        Tone::DueSoon
    } else {
        Tone::Plain
    }
}

/// The forum that an entry is, or is of.
fn forum_of(register: &Register, entry: Entry) -> Option<Id<Forum>> {
    let record = register.get(entry)?;
    if let Record::Forum(one) = record {
        return Some(one.id);
    }
    if let Record::Offer(one) = record {
        return Some(one.forum);
    }
    if let Record::Action(one) = record {
        return Some(one.forum);
    }
    let item = entry.id().and_then(|id| register.items.get(id));
    let meeting = item.map_or_else(|| entry.id(), |item| Some(item.meeting));
    Some(register.meetings.get(meeting?)?.forum)
}

pub(super) fn by_name(register: &Register) -> Vec<&Forum> {
    let mut forums: Vec<&Forum> = register.forums.iter().collect();
    forums.sort_by_key(|one| (one.name.to_lowercase(), one.id));
    forums
}

fn ask_forum(register: &Register, now: Option<Id<Forum>>) -> Effect {
    let forums = by_name(register);
    let at = forums.iter().position(|one| Some(one.id) == now);
    let offers = forums.iter().map(|one| {
        let pick = Pick::Run(act(ForwardAct::Of(one.id)));
        dialogs::Offer::plain(Text::line(&one.name), pick)
    });
    menu("Which forum?", offers.collect(), at.unwrap_or(0))
}

fn menu(title: &'static str, offers: Vec<dialogs::Offer>, at: usize) -> Effect {
    let chooser = Chooser::new(title, Matching::Words, offers).at(at);
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}
