//! The bindings of each place, one file a place, in the order of help. A new key is a line there and an arm where its
//! command is answered. Here: how a binding is written.

mod agenda;
mod build;
mod choosing;
mod common;
mod duties;
mod editions;
mod ending;
mod form;
mod forward;
mod gaps;
mod hand_over;
mod import;
mod issue;
mod month;
mod one_body;
mod page;
mod plan;
mod published;
mod question;
mod sitting;
mod summary;
mod tabs;
mod timeline;
mod tree;
mod way;
mod year;

use crossterm::event::KeyCode;

use super::{Binding, Command, Key};
use common::COMMON;

pub(super) use agenda::AGENDA;
pub(super) use build::BUILD;
pub(super) use choosing::CHOOSING;
pub(super) use duties::DUTIES;
pub(super) use editions::EDITIONS;
pub(super) use ending::ENDING;
pub(super) use form::FORM;
pub(super) use forward::FORWARD;
pub(super) use gaps::GAPS;
pub(super) use hand_over::HAND_OVER;
pub(super) use import::IMPORT;
pub(super) use issue::ISSUE;
pub(super) use month::MONTH;
pub(super) use one_body::ONE_BODY;
pub(super) use page::PAGE;
pub(super) use plan::PLAN;
pub(super) use published::PUBLISHED;
pub(super) use question::QUESTION;
pub(super) use sitting::{ATTENDANCE, SITTING};
pub(super) use summary::SUMMARY;
pub(super) use tabs::TABS;
pub(super) use timeline::TIMELINE;
pub(super) use tree::TREE;
pub(super) use way::WAY;
pub(super) use year::YEAR;

const fn plain(code: KeyCode) -> Key {
    Key {
        code,
        is_ctrl: false,
    }
}

const fn letter(character: char) -> Key {
    plain(KeyCode::Char(character))
}

const fn ctrl(character: char) -> Key {
    Key {
        code: KeyCode::Char(character),
        is_ctrl: true,
    }
}

const fn bind(
    command: Command,
    keys: &'static [Key],
    name: &'static str,
    sentence: &'static str,
) -> Binding {
    Binding {
        command,
        keys,
        aliases: &[],
        name,
        sentence,
    }
}

/// Bindings of several files as those of one place. Does not compile unless `N` is how many there are.
const fn joined<const N: usize>(parts: [&[Binding]; 3]) -> [Binding; N] {
    let mut all = [COMMON[0]; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut own = 0;
        while own < parts[part].len() {
            all[at] = parts[part][own];
            own += 1;
            at += 1;
        }
        part += 1;
    }
    assert!(at == N, "as many bindings as are said");
    all
}

impl Binding {
    const fn or(mut self, aliases: &'static [Key]) -> Self {
        self.aliases = aliases;
        self
    }
}

const UP: Key = plain(KeyCode::Up);
const DOWN: Key = plain(KeyCode::Down);
const LEFT: Key = plain(KeyCode::Left);
const RIGHT: Key = plain(KeyCode::Right);
const ENTER: Key = plain(KeyCode::Enter);
const ESC: Key = plain(KeyCode::Esc);
const TAB: Key = plain(KeyCode::Tab);
const BACK_TAB: Key = plain(KeyCode::BackTab);
