//! Before it goes out: how far a meeting's agenda or record has come, what to look at first, whom it goes to, and what
//! went to whom before. From here it takes its steps, is read as each audience will, and is issued.

mod lines;

use std::borrow::Cow;

use super::written::{self, Line};
use super::{Body, Context, Effect, Pointer};
use crate::domain::audience::Audience;
use crate::domain::cycle::checks::before_issue;
use crate::domain::cycle::circulation;
use crate::domain::cycle::issue;
use crate::domain::cycle::steps::name;
use crate::domain::field::label;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::{IssuedText, TextKind, of_meeting};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::register::{Kind, Register};
use crate::tui::dialogs::{Button, Chooser, Dialog, Matching, Offer, Pick, Question};
use crate::tui::forms;
use crate::tui::keys::{Command, IssueAct, PageAct, Place, Step};
use crate::tui::outlook::Stamp;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text};

const HINTS: &[Command] = &[
    act(IssueAct::Issue),
    act(IssueAct::Open),
    act(IssueAct::Step),
    act(IssueAct::Preview),
    act(IssueAct::Sent),
];

const fn act(act: IssueAct) -> Command {
    Command::Page(PageAct::Issue(act))
}

pub(in crate::tui) struct Issue {
    meeting: Id<Meeting>,
    what: TextKind,
    /// What is read instead of the checks.
    reading: Option<Reading>,
    lines: Vec<Line>,
    scroll: Scroll,
    made: Option<(Stamp, TextKind, Option<Reading>, u16)>,
}

/// A text, as an audience reads it: the draft, or what was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reading {
    issued: Option<Id<IssuedText>>,
    audience: Audience,
}

impl Issue {
    /// Of a meeting that has been held its record, else its agenda.
    pub(super) fn new(context: &Context<'_>, meeting: &Meeting) -> Self {
        let what = match meeting.state_on(context.today()) {
            MeetingState::Held => TextKind::Record,
            MeetingState::Planned
            | MeetingState::Confirmed
            | MeetingState::Postponed
            | MeetingState::Cancelled => TextKind::Agenda,
        };
        Self {
            meeting: meeting.id,
            what,
            reading: None,
            lines: Vec::new(),
            scroll: Scroll::default(),
            made: None,
        }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let width = context.area.width.saturating_sub(2);
        let made = (Stamp::of(context.session), self.what, self.reading, width);
        if self.made != Some(made) {
            let is_other = self
                .made
                .is_none_or(|was| (was.1, was.2) != (made.1, made.2));
            self.lines = match self.reading {
                None => lines::overview(context, self.meeting, self.what, width),
                Some(reading) => lines::text(context, self.meeting, self.what, reading, width),
            };
            if is_other {
                self.scroll = Scroll::default();
                let first = self.lines.iter().position(|line| line.entry.is_some());
                self.scroll.selected = first.unwrap_or(0);
            }
            self.made = Some(made);
        }
        let height = usize::from(context.area.height);
        self.scroll.sync(self.lines.len(), height);
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let Some(meeting) = context.register().meetings.get(self.meeting) else {
            return Vec::new();
        };
        let name = name(context.register(), meeting, self.what);
        let forum = context.register().forums.get(meeting.forum);
        let forum = forum.map_or("", |one| one.short());
        let of = format!("{}, {forum}", meeting.on.short());
        // The forum's name may be long, and is shortened first.
        let title = match self.reading {
            None => format!("Before it goes out: {name}, {of}"),
            Some(reading) => format!("{} {}, {of}", label(name), readers(reading.audience)),
        };
        vec![(Text::line(&title), Tone::Strong)]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.scroll.travel(step, self.lines.len());
    }

    pub(super) fn allows(
        &self,
        act: IssueAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            IssueAct::Open if self.here().is_none() => Err("Nothing opens from this line.".into()),
            IssueAct::Step | IssueAct::Issue | IssueAct::Now => context.can_write(),
            IssueAct::Sent => {
                context.can_write()?;
                self.issued(context.register())
                    .map(|_| ())
                    .ok_or("It has not been issued yet.".into())
            }
            IssueAct::Write => self
                .issued(context.register())
                .map(|_| ())
                .ok_or("It has not been issued yet: i issues it.".into()),
            IssueAct::Checks if self.reading.is_none() => Err("The checks are shown.".into()),
            IssueAct::Open
            | IssueAct::Preview
            | IssueAct::Of(_)
            | IssueAct::Checks
            | IssueAct::Other => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: IssueAct, context: &Context<'_>) -> Effect {
        match act {
            IssueAct::Open => return self.open(context),
            IssueAct::Step => return forms::step(context, self.meeting, self.what),
            IssueAct::Issue => return self.ask(context),
            IssueAct::Now => return Effect::Issue(self.meeting, self.what),
            IssueAct::Preview => return ask_audience(),
            IssueAct::Of(audience) => {
                let issued = self.here().and_then(Entry::id);
                self.reading = Some(Reading { issued, audience });
            }
            IssueAct::Checks => self.reading = None,
            IssueAct::Other => {
                self.reading = None;
                self.what = match self.what {
                    TextKind::Agenda => TextKind::Record,
                    TextKind::Record => TextKind::Agenda,
                };
            }
            IssueAct::Sent => return self.sent(context),
            IssueAct::Write => {
                let text = self.issued(context.register());
                return text.map_or(Effect::None, |text| forms::send_out(context, text));
            }
        }
        Effect::None
    }

    /// A click puts the cursor on a line; another one there opens what it is about.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        let Pointer::Down(at) = pointer else {
            return Effect::None;
        };
        let place = written::line_at(at, context.area, &self.scroll, self.lines.len());
        let Some(place) = place else {
            return Effect::None;
        };
        if place == self.scroll.selected && self.here().is_some() {
            return self.open(context);
        }
        self.scroll.selected = place;
        Effect::None
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        written::draw(canvas, context.area, &self.lines, &self.scroll, theme);
    }

    /// The entry that the line under the cursor is about.
    fn here(&self) -> Option<Entry> {
        self.lines.get(self.scroll.selected)?.entry
    }

    fn issued(&self, register: &Register) -> Option<Id<IssuedText>> {
        let all = of_meeting(register, self.meeting, self.what);
        all.last().map(|text| text.id)
    }

    /// The form of the entry, over the page; an issued text is read.
    fn open(&self, context: &Context<'_>) -> Effect {
        match self.here() {
            None => Effect::None,
            Some(entry) if entry.kind == Kind::IssuedText => ask_audience(),
            Some(entry) => forms::change(context, entry),
        }
    }

    fn ask(&self, context: &Context<'_>) -> Effect {
        let register = context.register();
        let found = before_issue(register, self.meeting, self.what, Audience::Secretariat);
        let open = found.map_or(0, |all| all.len());
        let (title, name) = match self.what {
            TextKind::Agenda => ("Issue the agenda now?", "agenda"),
            TextKind::Record => ("Issue the record now?", "record"),
        };
        let checks = match open {
            0 => "Nothing is left to look at.".to_owned(),
            1 => "1 check is open.".to_owned(),
            several => format!("{several} checks are open."),
        };
        let text = format!(
            "{checks} The {name} is fixed as it is today; then the e-mail drafts and the pack are written where you say."
        );
        let buttons = vec![
            Button {
                name: "Keep the draft",
                effect: Some(Effect::Close),
            },
            Button {
                name: "Issue it",
                effect: Some(Effect::Run(act(IssueAct::Now))),
            },
        ];
        Effect::Ask(Box::new(Dialog::Question(Question::new(
            title, &text, buttons,
        ))))
    }

    fn sent(&self, context: &Context<'_>) -> Effect {
        let today = context.today();
        let Some(text) = self.issued(context.register()) else {
            return Effect::None;
        };
        Effect::Commit(Box::new(move |register| {
            let list = recipients(register, text);
            issue::sent(register, text, &list, today)
        }))
    }
}

impl Body for Issue {
    fn place(&self) -> Place {
        Place::Issue
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn leave(&mut self) -> Effect {
        if self.reading.is_some() {
            Effect::Run(act(IssueAct::Checks))
        } else {
            Effect::Close
        }
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        if let Some(place) = self.lines.iter().position(|line| line.entry == Some(entry)) {
            self.scroll.selected = place;
        }
    }

    fn is_gone(&self, register: &Register) -> bool {
        register.meetings.get(self.meeting).is_none()
    }
}

/// Whom an issued text goes to, as the circulation list was on its day.
pub(in crate::tui) fn recipients(
    register: &Register,
    text: Id<IssuedText>,
) -> Vec<circulation::Recipient> {
    let text = register.texts.get(text);
    let both = text.and_then(|text| Some((text, register.meetings.get(text.meeting)?)));
    both.map_or_else(Vec::new, |(text, meeting)| {
        circulation::of_meeting(register, meeting, text.on)
    })
}

fn readers(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "for the public",
        Audience::Members => "for the members",
        Audience::Secretariat => "for the Secretariat",
    }
}

fn ask_audience() -> Effect {
    let offers = Audience::ALL
        .map(|audience| Offer::plain(readers(audience), Pick::Run(act(IssueAct::Of(audience)))));
    let chooser = Chooser::new("Which text?", Matching::Words, offers.into());
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}
