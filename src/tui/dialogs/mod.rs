//! What opens over a screen: general boxes, filled with data, and the pages, which take its place. The one on top takes
//! every key.

mod chooser;
mod find;
mod first_run;
mod form;
mod help;
mod history;
mod month;
mod question;

use ratatui::layout::{Position, Rect};

use super::effect::{Context, Effect, Pointer};
use super::keys::{Key, Place};
use super::pages::Page;
use super::theme::Theme;
use super::widgets::Canvas;
use crate::domain::refusal::Refusal;

pub(super) use chooser::{Chooser, Matching, Offer, Pick};
pub(super) use find::Find;
pub(super) use first_run::FirstRun;
pub use form::FormDraft;
pub(super) use form::{Field, Filled, Form};
pub(super) use help::{Possible, commands, help, keys_of};
pub(super) use history::History;
pub(super) use month::PickDay;
pub(super) use question::{Button, Question};

pub(super) enum Dialog {
    Chooser(Chooser),
    Find(Find),
    Form(Form),
    Question(Question),
    History(History),
    Month(PickDay),
    Page(Page),
}

impl Dialog {
    /// Whose keys it listens to.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Chooser(_) | Self::Find(_) | Self::History(_) => Place::Choosing,
            Self::Form(_) => Place::Form,
            Self::Question(_) => Place::Question,
            Self::Month(_) => Place::Month,
            Self::Page(one) => one.place(),
        }
    }

    pub(super) fn press(&mut self, key: Key, context: &Context<'_>) -> Effect {
        match self {
            Self::Chooser(one) => one.press(key),
            Self::Find(one) => one.press(key, context),
            Self::Form(one) => one.press(key, context),
            Self::Question(one) => one.press(key),
            Self::History(one) => one.press(key, context),
            Self::Month(one) => one.press(key, context),
            Self::Page(one) => one.press(key),
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        match self {
            Self::Chooser(one) => one.paste(text),
            Self::Find(one) => one.paste(text),
            Self::Form(one) => one.paste(text),
            Self::Question(_) | Self::History(_) | Self::Month(_) | Self::Page(_) => {}
        }
    }

    pub(super) fn click(&mut self, at: Position, context: &Context<'_>, screen: Rect) -> Effect {
        match self {
            Self::Chooser(one) => one.click(at, screen),
            Self::Find(one) => one.click(at, screen),
            Self::Form(one) => one.click(at, context, screen),
            Self::Question(one) => one.click(at, screen),
            Self::History(one) => one.click(at, context, screen),
            Self::Month(one) => one.click(at, screen),
            Self::Page(one) => one.point(Pointer::Down(at), context),
        }
    }

    /// Shows why what was asked for did not happen. False if this dialog cannot.
    pub(super) fn refuse(&mut self, refusal: &Refusal) -> bool {
        match self {
            Self::Form(one) => {
                one.refuse(refusal);
                true
            }
            Self::Chooser(_)
            | Self::Find(_)
            | Self::Question(_)
            | Self::History(_)
            | Self::Month(_)
            | Self::Page(_) => false,
        }
    }

    /// Brings what it lists, and its scrolling, up to date for a draw.
    pub(super) fn sync(&mut self, context: &Context<'_>, screen: Rect) {
        match self {
            Self::Chooser(one) => one.sync(screen),
            Self::Find(one) => one.sync(context, screen),
            Self::Form(one) => one.sync(context, screen),
            Self::History(one) => one.sync(screen),
            Self::Page(one) => one.sync(context),
            Self::Question(one) => one.sync(screen),
            Self::Month(_) => {}
        }
    }

    pub(super) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        screen: Rect,
        theme: Theme,
    ) {
        match self {
            Self::Chooser(one) => one.draw(canvas, screen, theme),
            Self::Find(one) => one.draw(canvas, context, screen, theme),
            Self::Form(one) => one.draw(canvas, screen, theme),
            Self::Question(one) => one.draw(canvas, screen, theme),
            Self::History(one) => one.draw(canvas, screen, theme),
            Self::Month(one) => one.draw(canvas, context, screen, theme),
            Self::Page(one) => one.draw(canvas, context, theme),
        }
    }
}
