//! A whole body instead of the list: one file a page. A page stands on the stack of dialogs, so that forms, questions
//! and menus open over it and it is still there when they close. Here: what all pages do alike.
//!
//! A new page is a variant here, whose arms the compiler asks for; a place and a title in `keys/mod.rs`, an enum of
//! commands in `keys/pages.rs`, a file of bindings in `keys/list/`; and the keys that open it in
//! `tests/it/keys/pages.rs`, which then tries it at every size.

mod agenda;
mod build;
mod forward;
mod issue;
mod listed;
mod opening;
mod plan;
mod sitting;
mod summary;
mod views;
mod way;
mod year;

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::dialogs::{Dialog, Possible};
use super::effect::{Context, Effect, Pointer};
use super::keys::{Binding, Command, General, Inside, Key, PageAct, Place, Step};
use super::theme::{Theme, Tone};
use super::widgets::{Canvas, Text};
use crate::domain::form::Answer;
use crate::domain::id::Entry;
use crate::domain::register::Register;

use agenda::Agenda;
pub(super) use agenda::page as agenda;
use build::Build;
use forward::Forward;
use issue::Issue;
pub(super) use issue::recipients;
pub(super) use opening::{can_sit, issue, plan, sit};
use plan::Plan;
use sitting::Sitting;
use summary::Summary;
pub(super) use views::{View, can_view, view};
use way::Way;
use year::Year;

pub(super) enum Page {
    Agenda(Agenda),
    Build(Build),
    Issue(Issue),
    Sitting(Sitting),
    Year(Year),
    Plan(Plan),
    Forward(Forward),
    Way(Way),
    Summary(Summary),
}

/// The same call on whichever page it is.
macro_rules! each {
    ($page:expr, $one:ident => $call:expr) => {
        match $page {
            Self::Agenda($one) => $call,
            Self::Build($one) => $call,
            Self::Issue($one) => $call,
            Self::Sitting($one) => $call,
            Self::Year($one) => $call,
            Self::Plan($one) => $call,
            Self::Forward($one) => $call,
            Self::Way($one) => $call,
            Self::Summary($one) => $call,
        }
    };
}

/// The same call on a page with a command of its own; a command of another page means nothing here.
macro_rules! own {
    ($page:expr, $act:expr, ($one:ident, $own:ident) => $call:expr, else $nothing:expr) => {
        match ($page, $act) {
            (Self::Agenda($one), PageAct::Agenda($own)) => $call,
            (Self::Build($one), PageAct::Build($own)) => $call,
            (Self::Issue($one), PageAct::Issue($own)) => $call,
            (Self::Sitting($one), PageAct::Sitting($own)) => $call,
            (Self::Year($one), PageAct::Year($own)) => $call,
            (Self::Plan($one), PageAct::Plan($own)) => $call,
            (Self::Forward($one), PageAct::Forward($own)) => $call,
            (Self::Way($one), PageAct::Way($own)) => $call,
            (Self::Summary($one), PageAct::Summary($own)) => $call,
            (
                Self::Agenda(_)
                | Self::Build(_)
                | Self::Issue(_)
                | Self::Sitting(_)
                | Self::Year(_)
                | Self::Plan(_)
                | Self::Forward(_)
                | Self::Way(_)
                | Self::Summary(_),
                _,
            ) => $nothing,
        }
    };
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
            Self::Issue(_) => Place::Issue,
            Self::Sitting(one) => one.place(),
            Self::Year(_) => Place::Year,
            Self::Plan(_) => Place::Plan,
            Self::Forward(_) => Place::Forward,
            Self::Way(_) => Place::Way,
            Self::Summary(_) => Place::Summary,
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
            Command::Page(act) => {
                own!(self, act, (one, act) => one.update(act, context), else Effect::None)
            }
            Command::Screen(_) | Command::App(_) | Command::Dialog(_) => Effect::None,
        }
    }

    /// What leaving it asks for: to close it, or first a question; nothing where it leads back within the page.
    fn leave(&mut self) -> Effect {
        match self {
            Self::Plan(one) => one.leave(),
            Self::Sitting(one) => one.leave(),
            Self::Issue(one) => one.leave(),
            Self::Agenda(_)
            | Self::Build(_)
            | Self::Year(_)
            | Self::Forward(_)
            | Self::Way(_)
            | Self::Summary(_) => Effect::Close,
        }
    }

    /// What is asked before something that is the same everywhere closes the page; nothing where no work is lost.
    pub(super) fn before(&self, general: General) -> Option<Effect> {
        match self {
            Self::Plan(one) => one.holds_back(general).then(|| one.leave()),
            Self::Agenda(_)
            | Self::Build(_)
            | Self::Issue(_)
            | Self::Sitting(_)
            | Self::Year(_)
            | Self::Forward(_)
            | Self::Way(_)
            | Self::Summary(_) => None,
        }
    }

    /// Takes what a box gave that was opened from the page.
    pub(super) fn take(&mut self, answer: &Answer, context: &Context<'_>) -> Effect {
        match self {
            Self::Plan(one) => one.take(answer.text(), context),
            Self::Agenda(_)
            | Self::Build(_)
            | Self::Issue(_)
            | Self::Sitting(_)
            | Self::Year(_)
            | Self::Forward(_)
            | Self::Way(_)
            | Self::Summary(_) => Effect::None,
        }
    }

    pub(super) fn travel(&mut self, step: Step, context: &Context<'_>) {
        each!(self, one => one.travel(step, context));
    }

    /// What the left button of the mouse does between the summary and the status line.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        each!(self, one => one.point(pointer, context))
    }

    /// Puts the cursor on an entry, if it stands here.
    pub(super) fn go_to(&mut self, entry: Entry, context: &Context<'_>) {
        match self {
            Self::Agenda(one) => one.go_to(entry),
            Self::Build(_) => {}
            Self::Issue(one) => one.go_to(entry),
            Self::Sitting(one) => one.go_to(entry, context.register()),
            Self::Year(one) => one.go_to(entry, context.register()),
            Self::Plan(one) => one.go_to(entry, context.register()),
            Self::Forward(one) => one.go_to(entry, context.register()),
            Self::Way(one) => one.go_to(entry),
            Self::Summary(one) => one.go_to(entry),
        }
    }

    /// Whether what it is about is not there any more, so that it has nothing to show.
    pub(super) fn is_gone(&self, register: &Register) -> bool {
        match self {
            Self::Issue(one) => one.is_gone(register),
            Self::Sitting(one) => one.is_gone(register),
            Self::Plan(one) => one.is_gone(register),
            Self::Agenda(_)
            | Self::Build(_)
            | Self::Year(_)
            | Self::Forward(_)
            | Self::Way(_)
            | Self::Summary(_) => false,
        }
    }

    /// Brings what it shows up to date with the register, the day and the terminal.
    pub(super) fn sync(&mut self, context: &Context<'_>) {
        each!(self, one => one.sync(context));
    }

    /// True for one that closes by itself once its change is made.
    pub(super) fn is_over(&self) -> bool {
        match self {
            Self::Build(one) => one.is_over(),
            Self::Agenda(_)
            | Self::Issue(_)
            | Self::Sitting(_)
            | Self::Year(_)
            | Self::Plan(_)
            | Self::Forward(_)
            | Self::Way(_)
            | Self::Summary(_) => false,
        }
    }

    /// Draws in `context.area`.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        each!(self, one => one.draw(canvas, context, theme));
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
        each!(self, one => one.title(context))
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
            Self::Issue(_) => issue::HINTS,
            Self::Sitting(one) => one.hints(),
            Self::Year(_) => year::HINTS,
            Self::Plan(_) => plan::HINTS,
            Self::Forward(_) => forward::HINTS,
            Self::Way(_) => way::HINTS,
            Self::Summary(_) => summary::HINTS,
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
            Command::Page(act) => {
                own!(self, act, (one, act) => one.allows(act, context), else Ok(()))
            }
            Command::App(General::Undo | General::Redo) => context.can_write(),
            Command::App(_) | Command::Move(_) | Command::Screen(_) | Command::Dialog(_) => Ok(()),
        }
    }
}
