//! A whole body instead of the list: one file a page. A page stands on the stack of dialogs, so that forms, questions
//! and menus open over it and it is still there when they close. Here: what all pages do alike.
//!
//! A new page is a variant here, whose arms the compiler asks for; a place and a title in `keys/mod.rs`, an enum of
//! commands in `keys/pages.rs`, a file of bindings in `keys/list/`; and the keys that open it in
//! `tests/it/keys/pages.rs`, which then tries it at every size.

mod agenda;
mod build;
mod plan;
mod views;
mod year;

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::dialogs::{Dialog, Pick, Possible};
use super::effect::{Context, Effect, Pointer};
use super::keys::{Binding, Command, General, Inside, Key, PageAct, Place, Step};
use super::theme::{Theme, Tone};
use super::widgets::{Canvas, Text};
use crate::domain::form::Answer;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::register::Register;

use agenda::Agenda;
pub(super) use agenda::page as agenda;
use build::Build;
use plan::Plan;
pub(super) use views::{View, can_view, view};
use year::Year;

pub(super) enum Page {
    Agenda(Agenda),
    Build(Build),
    Year(Year),
    Plan(Plan),
}

impl Page {
    /// Opens it over what is there.
    pub(super) fn ask(self) -> Effect {
        Effect::Ask(Box::new(Dialog::Page(self)))
    }

    /// Whose keys it listens to.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Agenda(_) => Place::Agenda,
            Self::Build(_) => Place::Build,
            Self::Year(_) => Place::Year,
            Self::Plan(_) => Place::Plan,
        }
    }

    /// What a key asks for: what its binding says, done by `run` or by the program.
    pub(super) fn press(&self, key: Key) -> Effect {
        let command = self.place().command(key);
        command.map_or(Effect::None, Effect::Run)
    }

    /// Does what a command of the page says, or says why not.
    pub(super) fn run(&mut self, command: Command, context: &Context<'_>) -> Effect {
        if let Err(why) = self.enabled(command, context) {
            return Effect::Refuse(why.into_owned());
        }
        match command {
            Command::Move(step) => {
                self.travel(step, context);
                Effect::None
            }
            Command::Dialog(Inside::Close) => self.leave(),
            Command::Page(act) => match (self, act) {
                (Self::Agenda(one), PageAct::Agenda(act)) => one.update(act, context),
                (Self::Build(one), PageAct::Build(act)) => one.update(act, context),
                (Self::Year(one), PageAct::Year(act)) => one.update(act, context),
                (Self::Plan(one), PageAct::Plan(act)) => one.update(act, context),
                (
                    Self::Agenda(_) | Self::Build(_) | Self::Year(_) | Self::Plan(_),
                    PageAct::Agenda(_) | PageAct::Build(_) | PageAct::Year(_) | PageAct::Plan(_),
                ) => Effect::None,
            },
            Command::Screen(_) | Command::App(_) | Command::Dialog(_) => Effect::None,
        }
    }

    /// What leaving it asks for: to close it, or first a question.
    fn leave(&self) -> Effect {
        match self {
            Self::Agenda(_) | Self::Build(_) | Self::Year(_) => Effect::Close,
            Self::Plan(one) => one.leave(),
        }
    }

    /// What is asked before something that is the same everywhere closes the page; nothing where no work is lost.
    pub(super) fn before(&self, general: General) -> Option<Effect> {
        match self {
            Self::Agenda(_) | Self::Build(_) | Self::Year(_) => None,
            Self::Plan(one) => one.holds_back(general).then(|| one.leave()),
        }
    }

    /// Takes what a box gave that was opened from the page.
    pub(super) fn take(&mut self, answer: &Answer, context: &Context<'_>) -> Effect {
        match self {
            Self::Agenda(_) | Self::Build(_) | Self::Year(_) => Effect::None,
            Self::Plan(one) => one.take(answer.text(), context),
        }
    }

    pub(super) fn travel(&mut self, step: Step, context: &Context<'_>) {
        match self {
            Self::Agenda(one) => one.travel(step, context),
            Self::Build(one) => one.travel(step, context),
            Self::Year(one) => one.travel(step, context),
            Self::Plan(one) => one.travel(step, context),
        }
    }

    /// What the left button of the mouse does between the summary and the status line.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        match self {
            Self::Agenda(one) => one.point(pointer, context),
            Self::Build(one) => one.point(pointer, context),
            Self::Year(one) => one.point(pointer, context),
            Self::Plan(one) => one.point(pointer, context),
        }
    }

    /// Puts the cursor on an entry, if it stands here.
    pub(super) fn go_to(&mut self, entry: Entry, context: &Context<'_>) {
        match self {
            Self::Agenda(one) => one.go_to(entry),
            Self::Build(_) => {}
            Self::Year(one) => one.go_to(entry, context.register()),
            Self::Plan(one) => one.go_to(entry, context.register()),
        }
    }

    /// Whether what it is about is not there any more, so that it has nothing to show.
    pub(super) fn is_gone(&self, register: &Register) -> bool {
        match self {
            Self::Agenda(_) | Self::Build(_) | Self::Year(_) => false,
            Self::Plan(one) => one.is_gone(register),
        }
    }

    /// Brings what it shows up to date with the register, the day and the terminal.
    pub(super) fn sync(&mut self, context: &Context<'_>) {
        match self {
            Self::Agenda(one) => one.sync(context),
            Self::Build(one) => one.sync(context),
            Self::Year(one) => one.sync(context),
            Self::Plan(one) => one.sync(context),
        }
    }

    /// True for one that closes by itself once its change is made.
    pub(super) fn is_over(&self) -> bool {
        match self {
            Self::Build(one) => one.is_over(),
            Self::Agenda(_) | Self::Year(_) | Self::Plan(_) => false,
        }
    }

    /// Draws in `context.area`.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        match self {
            Self::Agenda(one) => one.draw(canvas, context, theme),
            Self::Build(one) => one.draw(canvas, context, theme),
            Self::Year(one) => one.draw(canvas, context, theme),
            Self::Plan(one) => one.draw(canvas, context, theme),
        }
    }

    /// What is shown, in the second line of the header.
    pub(super) fn draw_title(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        room: Rect,
        theme: Theme,
    ) {
        let mut x = room.x;
        for (text, tone) in self.title(context) {
            let left = room.right().saturating_sub(x);
            // What stands first is shortened, the rest is there whole or not at all.
            if x > room.x && text.width() > left {
                return;
            }
            x += canvas.put(x, room.y, left, &text, theme.style(tone)) + 2;
        }
    }

    /// What is shown, then what can be left out.
    fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        match self {
            Self::Agenda(one) => one.title(context),
            Self::Build(one) => one.title(context),
            Self::Year(one) => one.title(context),
            Self::Plan(one) => one.title(context),
        }
    }

    /// Everything that can be done here, with the reason where it cannot be done now.
    pub(super) fn possible(&self, context: &Context<'_>) -> Vec<Possible> {
        let all = self.place().all_bindings();
        let possible = all.map(|binding| Possible {
            binding,
            name: binding.name,
            reason: self
                .enabled(binding.command, context)
                .err()
                .map(Cow::into_owned),
        });
        possible.collect()
    }

    /// What the footer names where it is possible: the way back, then what is most wanted.
    pub(super) fn hints(&self, context: &Context<'_>) -> Vec<&'static Binding> {
        /// More would leave no room for help.
        const MOST: usize = 6;
        let wanted = match self {
            Self::Agenda(_) => agenda::HINTS,
            Self::Build(_) => build::HINTS,
            Self::Year(_) => year::HINTS,
            Self::Plan(_) => plan::HINTS,
        };
        let back = Command::Dialog(Inside::Close);
        let possible = std::iter::once(&back)
            .chain(wanted)
            .filter(|command| self.enabled(**command, context).is_ok());
        let bindings = possible.filter_map(|command| command.binding(self.place()));
        bindings.take(MOST).collect()
    }

    fn enabled(&self, command: Command, context: &Context<'_>) -> Result<(), Cow<'static, str>> {
        match command {
            Command::Page(act) => match (self, act) {
                (Self::Agenda(one), PageAct::Agenda(act)) => one.allows(act, context),
                (Self::Build(one), PageAct::Build(act)) => one.allows(act, context),
                (Self::Year(one), PageAct::Year(act)) => one.allows(act, context),
                (Self::Plan(one), PageAct::Plan(act)) => one.allows(act, context),
                (
                    Self::Agenda(_) | Self::Build(_) | Self::Year(_) | Self::Plan(_),
                    PageAct::Agenda(_) | PageAct::Build(_) | PageAct::Year(_) | PageAct::Plan(_),
                ) => Ok(()),
            },
            Command::App(General::Undo | General::Redo) => context.can_write(),
            Command::App(_) | Command::Move(_) | Command::Screen(_) | Command::Dialog(_) => Ok(()),
        }
    }
}

/// The page that plans the year of a forum.
pub(super) fn plan(context: &Context<'_>, forum: Id<Forum>) -> Effect {
    let forum = context.register().forums.get(forum);
    forum.map_or(Effect::None, |forum| {
        Page::Plan(Plan::new(context, forum, None)).ask()
    })
}

/// The same about a forum or one of its meetings; asks whose year, where nothing says it.
fn ask_plan(context: &Context<'_>, at: Option<Entry>, pick: impl Fn(Id<Forum>) -> Pick) -> Effect {
    let register = context.register();
    let meeting = at
        .and_then(Entry::id)
        .and_then(|id| register.meetings.get(id));
    if let Some(meeting) = meeting
        && let Some(forum) = register.forums.get(meeting.forum)
    {
        return Page::Plan(Plan::new(context, forum, Some(meeting.on.last()))).ask();
    }
    if let Some(forum) = at.and_then(Entry::id) {
        return plan(context, forum);
    }
    if register.forums.is_empty() {
        return Effect::Refuse("There is no forum yet; n on Organisations makes one.".to_owned());
    }
    plan::ask_forum(register, None, pick)
}
