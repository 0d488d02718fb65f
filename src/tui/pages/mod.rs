//! A whole body instead of the list: one file a page. A page stands on the stack of dialogs, so that forms, questions
//! and menus open over it and it is still there when they close. Here: what all pages do alike.
//!
//! A new page is a file here and a name in `pages!`; a place and a title in `keys/mod.rs`, an enum of commands in
//! `keys/pages.rs`, a file of bindings in `keys/list/`; and the keys that open it in `tests/it/keys/pages.rs`, which then
//! tries it at every size.

mod agenda;
mod build;
mod duties;
mod editions;
mod ending;
mod forward;
mod gaps;
mod hand_over;
mod import;
mod issue;
mod listed;
mod one_body;
mod opening;
mod plan;
mod published;
mod sitting;
mod summary;
mod timeline;
mod tree;
mod views;
mod way;
mod written;
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
use duties::Duties;
use editions::Editions;
use ending::Ending;
pub(super) use ending::show_ending;
use forward::Forward;
use gaps::Gaps;
use hand_over::HandOver;
pub(super) use import::Import;
use issue::Issue;
pub(super) use issue::recipients;
use one_body::OneBody;
pub(super) use opening::{can_sit, issue, plan, sit};
use plan::Plan;
use published::Published;
pub(super) use published::toggle;
use sitting::Sitting;
use summary::Summary;
use timeline::Timeline;
use tree::Tree;
pub(super) use views::{View, view};
use way::Way;
use year::Year;

/// What a page says of itself, and what it does otherwise than most. All pages have, with the same names: `sync`, `title`,
/// `draw`, `travel`, `point`, and for their own commands `allows` and `update`.
trait Body {
    /// Whose keys it listens to.
    fn place(&self) -> Place;

    /// What the footer names of its commands, the most wanted first.
    fn hints(&self) -> &'static [Command];

    /// What leaving it asks for: to close it, or first a question; nothing where it leads back within the page.
    fn leave(&mut self) -> Effect {
        Effect::Close
    }

    /// What is asked before something that is the same everywhere closes the page; nothing where no work is lost.
    fn before(&self, _: General) -> Option<Effect> {
        None
    }

    /// Takes what a box gave that was opened from the page.
    fn answered(&mut self, _: &Answer, _: &Context<'_>) -> Effect {
        Effect::None
    }

    /// Puts the cursor on an entry, if it stands here.
    fn go_to(&mut self, _: Entry, _: &Register) {}

    /// Whether what it is about is not there any more, so that it has nothing to show.
    fn is_gone(&self, _: &Register) -> bool {
        false
    }

    /// True for one that closes by itself once its change is made.
    fn is_over(&self) -> bool {
        false
    }
}

/// One list of the pages: the type of each has its name, and so has the enum of its commands.
macro_rules! pages {
    ($($page:ident),+ $(,)?) => {
        pub(super) enum Page { $($page($page)),+ }

        /// The same call on whichever page it is.
        macro_rules! each {
            ($self:expr, $one:ident => $call:expr) => {
                match $self { $(Self::$page($one) => $call),+ }
            };
        }

        /// The same call on a page with a command of its own; a command of another page means nothing here.
        macro_rules! own {
            ($self:expr, $act:expr, ($one:ident, $own:ident) => $call:expr, else $nothing:expr) => {
                match ($self, $act) {
                    $((Self::$page($one), PageAct::$page($own)) => $call,)+
                    ($(Self::$page(_))|+, _) => $nothing,
                }
            };
        }
    };
}

pages! {
    Agenda,
    Build,
    Issue,
    Sitting,
    Year,
    Plan,
    Forward,
    Way,
    Summary,
    Tree,
    Editions,
    Gaps,
    Published,
    OneBody,
    Ending,
    Duties,
    Timeline,
    Import,
    HandOver,
}

impl Page {
    /// Opens it over what is there.
    pub(super) fn ask(self) -> Effect {
        Effect::Ask(Box::new(Dialog::Page(self)))
    }

    /// Whose keys it listens to.
    pub(super) fn place(&self) -> Place {
        each!(self, one => one.place())
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
            Command::Dialog(Inside::Close) => each!(self, one => one.leave()),
            Command::Page(act) => {
                own!(self, act, (one, act) => one.update(act, context), else Effect::None)
            }
            Command::Screen(_) | Command::App(_) | Command::Dialog(_) => Effect::None,
        }
    }

    pub(super) fn before(&self, general: General) -> Option<Effect> {
        each!(self, one => one.before(general))
    }

    pub(super) fn take(&mut self, answer: &Answer, context: &Context<'_>) -> Effect {
        each!(self, one => one.answered(answer, context))
    }

    pub(super) fn travel(&mut self, step: Step, context: &Context<'_>) {
        each!(self, one => one.travel(step, context));
    }

    /// What the left button of the mouse does between the summary and the status line.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        each!(self, one => one.point(pointer, context))
    }

    pub(super) fn go_to(&mut self, entry: Entry, context: &Context<'_>) {
        each!(self, one => one.go_to(entry, context.register()));
    }

    pub(super) fn is_gone(&self, register: &Register) -> bool {
        each!(self, one => one.is_gone(register))
    }

    /// Brings what it shows up to date with the register, the day and the terminal.
    pub(super) fn sync(&mut self, context: &Context<'_>) {
        each!(self, one => one.sync(context));
    }

    pub(super) fn is_over(&self) -> bool {
        each!(self, one => one.is_over())
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
        let wanted = each!(self, one => one.hints());
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
