//! What becomes of the open forms: what they make, what a dialog on top of one hands it, and what others saved meanwhile.

use super::{App, context};
use crate::domain::change::Clash;
use crate::domain::form::Answer;
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::session::{Done, Session};
use crate::tui::dialogs::{Dialog, Form};
use crate::tui::effect::{Context, Effect};
use crate::tui::forms::Purpose;
use crate::tui::screens::home;

impl App {
    /// Gives an answer to the form or the page on top, if there is one.
    pub(super) fn hand(&mut self, answer: &Answer, session: &mut Session) {
        let body = self.layout().body;
        if let Some(Dialog::Page(page)) = self.dialogs.last_mut() {
            let context = context(session, &self.outlook, body, self.first_day);
            let effect = page.take(answer, &context);
            return self.perform(effect, session);
        }
        if let Some(form) = self.form() {
            form.take(answer);
        }
    }

    /// A form that was opened from another gives it what it made; else the boxes close, and the cursor goes to what
    /// was made, on the page or in the list.
    pub(super) fn committed(&mut self, done: &Done, session: &Session) {
        self.say(&format!("{}. u undoes it.", done.label));
        let made = done.entries.first().copied();
        let closed = self
            .dialogs
            .pop_if(|dialog| !matches!(dialog, Dialog::Page(_)));
        if let (Some(form), Some(made)) = (self.form(), made) {
            form.take(&Answer::Text(made.to_string()));
            return;
        }
        self.close_boxes();
        self.dialogs
            .pop_if(|dialog| matches!(dialog, Dialog::Page(page) if page.is_over()));
        self.screens[self.tab.place()].unmark();
        let Some(Dialog::Form(form)) = closed else {
            return;
        };
        if let (Purpose::Make(_), Some(made)) = (form.purpose(), made) {
            self.select(made, session);
        } else if let Purpose::Change(entry) = form.purpose() {
            self.follow(*entry, session);
        }
    }

    /// Somebody else saved the same meanwhile: a form asks whose text stands.
    pub(super) fn clashed(&mut self, clash: &Clash, refusal: &Refusal, session: &mut Session) {
        let by = session.latest(clash.entry).unwrap_or_default();
        let Some(form) = self.form() else {
            self.close_question();
            return self.refuse(&refusal.sentence);
        };
        let effect = form.conflict(clash, &by, session.register());
        self.perform(effect, session);
    }

    pub(super) fn settled(&mut self, theirs: &[String], seen: &Register, session: &mut Session) {
        self.dialogs.pop();
        self.again(session, |form, context| form.settle(theirs, seen, context));
    }

    pub(super) fn renewed(&mut self, session: &mut Session) {
        self.dialogs.pop();
        self.again(session, Form::renew);
    }

    /// Asks the form on top once more.
    fn again(
        &mut self,
        session: &mut Session,
        ask: impl FnOnce(&mut Form, &Context<'_>) -> Effect,
    ) {
        let body = self.layout().body;
        let context = context(session, &self.outlook, body, self.first_day);
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
            let effect = ask(form, &context);
            self.perform(effect, session);
        }
    }

    /// Puts the cursor of a page on an entry that may stand elsewhere now. A list does that by itself.
    fn follow(&mut self, entry: Entry, session: &Session) {
        self.sync_rows(session);
        let context = context(session, &self.outlook, self.layout().body, self.first_day);
        if let Some(Dialog::Page(page)) = self.dialogs.last_mut() {
            page.go_to(entry, &context);
        }
    }

    /// Puts the cursor on an entry that stands on the page, or has a row on this tab.
    fn select(&mut self, entry: Entry, session: &Session) {
        if let Some(Dialog::Page(_)) = self.dialogs.last() {
            self.follow(entry, session);
        } else if home(session.register(), entry) == Some((self.tab, entry)) {
            self.outlook.sync(session);
            let context = context(session, &self.outlook, self.layout().body, self.first_day);
            self.screens[self.tab.place()].go_to(entry, &context);
        }
    }

    fn form(&mut self) -> Option<&mut Form> {
        match self.dialogs.last_mut() {
            Some(Dialog::Form(form)) => Some(form),
            Some(_) | None => None,
        }
    }
}
