//! Opening a file or an address in the program that the system has for it.

use super::App;
use crate::domain::attached;
use crate::domain::refusal::Refusal;
use crate::opening::{self, Target};
use crate::session::Session;
use crate::tui::effect::Opened;

impl App {
    pub(super) fn open_outside(&mut self, opened: &Opened, session: &Session) {
        self.close_boxes();
        let target = target(opened, session);
        match target.and_then(|target| opening::open(&target, self.opener)) {
            Ok(told) => self.say(&told),
            Err(refusal) => self.refuse(&refusal.sentence),
        }
    }
}

fn target(opened: &Opened, session: &Session) -> Result<Target, Refusal> {
    match opened {
        Opened::Link(link) => opening::link(link, session.path()),
        Opened::Attached(entry, place) => {
            let all = attached::of(session.register(), *entry);
            match all.get(*place) {
                Some(one) => opening::link(&one.link, session.path()),
                None => Err(Refusal::state("That entry does not refer to it any more.")),
            }
        }
        Opened::Written(path) => opening::file(path),
    }
}
