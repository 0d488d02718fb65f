//! A whole body instead of the list: one file a page. A page stands on the stack of dialogs, so that forms, questions
//! and menus open over it and it is still there when they close. Here: what all pages do alike.
//!
//! A new page is a variant here, whose arms the compiler asks for; a place and a title in `keys/mod.rs`, an enum of
//! commands in `keys/pages.rs`, a file of bindings in `keys/list/`; and the keys that open it in
//! `tests/it/keys/pages.rs`, which then tries it at every size.

mod views;
mod year;

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::dialogs::{Dialog, Possible};
use super::effect::{Context, Effect, Pointer};
use super::keys::{Binding, Command, General, Inside, Key, PageAct, Place, Step};
use super::theme::{Theme, Tone};
use super::widgets::{Canvas, Text};
use crate::domain::id::Entry;
use crate::domain::register::Register;

pub(super) use views::{View, can_view, view};
use year::Year;

pub(super) enum Page {
    Year(Year),
}

impl Page {
    /// Opens it over what is there.
    pub(super) fn ask(self) -> Effect {
        Effect::Ask(Box::new(Dialog::Page(self)))
    }

    /// Whose keys it listens to.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Year(_) => Place::Year,
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
            Command::Dialog(Inside::Close) => Effect::Close,
            Command::Page(act) => match (self, act) {
                (Self::Year(one), PageAct::Year(act)) => one.update(act, context),
            },
            Command::Screen(_) | Command::App(_) | Command::Dialog(_) => Effect::None,
        }
    }

    pub(super) fn travel(&mut self, step: Step, context: &Context<'_>) {
        match self {
            Self::Year(one) => one.travel(step, context),
        }
    }

    /// What the left button of the mouse does between the summary and the status line.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        match self {
            Self::Year(one) => one.point(pointer, context),
        }
    }

    /// Puts the cursor on an entry, if it stands here.
    pub(super) fn go_to(&mut self, entry: Entry, context: &Context<'_>) {
        match self {
            Self::Year(one) => one.go_to(entry, context.register()),
        }
    }

    /// Whether what it is about is not there any more, so that it has nothing to show.
    pub(super) fn is_gone(&self, _: &Register) -> bool {
        match self {
            Self::Year(_) => false,
        }
    }

    /// Brings what it shows up to date with the register, the day and the terminal.
    pub(super) fn sync(&mut self, context: &Context<'_>) {
        match self {
            Self::Year(one) => one.sync(context),
        }
    }

    /// Draws in `context.area`.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        match self {
            Self::Year(one) => one.draw(canvas, context, theme),
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
            Self::Year(one) => one.title(context),
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
            Self::Year(_) => year::HINTS,
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
                (Self::Year(one), PageAct::Year(act)) => one.allows(act, context),
            },
            Command::App(General::Undo | General::Redo) => context.can_write(),
            Command::App(_) | Command::Move(_) | Command::Screen(_) | Command::Dialog(_) => Ok(()),
        }
    }
}
