//! Forms that outlive the program: what is to be kept, and what an earlier one left.

use super::{App, context};
use crate::drafts::Left;
use crate::session::Session;
use crate::tui::dialogs::{Button, Dialog, Form, FormDraft, Question};
use crate::tui::effect::Effect;

impl App {
    /// The open forms, the undermost first; empty if nothing was typed into any of them.
    pub fn unsaved(&self) -> Vec<FormDraft> {
        let drafts: Vec<FormDraft> = self
            .dialogs
            .iter()
            .filter_map(|dialog| match dialog {
                Dialog::Form(form) => form.draft(),
                Dialog::Chooser(_)
                | Dialog::Find(_)
                | Dialog::Question(_)
                | Dialog::History(_)
                | Dialog::Month(_)
                | Dialog::Page(_) => None,
            })
            .collect();
        if drafts.iter().any(FormDraft::is_changed) {
            drafts
        } else {
            Vec::new()
        }
    }

    /// Offers what earlier programs left, one after the other.
    pub fn offer(&mut self, left: Vec<Left<Vec<FormDraft>>>, session: &Session) {
        self.left = left;
        self.offer_next(session);
    }

    pub(super) fn offer_next(&mut self, session: &Session) {
        let Some(left) = self.left.last() else {
            return;
        };
        let Some(form) = left.forms.first() else {
            return;
        };
        let when = session.clock().moment(left.at);
        let what = form.title(session.register());
        let text = format!("You were typing {what} on {when}, and it was not saved.");
        let buttons = [
            ("Continue", Effect::Resume),
            ("Later", Effect::Later),
            ("Throw away", Effect::ThrowAway),
        ];
        let buttons = buttons.map(|(name, effect)| Button {
            name,
            effect: Some(effect),
        });
        let question = Question::new("Continue where you were?", &text, buttons.into());
        let later = 1;
        self.dialogs
            .push(Dialog::Question(question.closed_by(later)));
    }

    /// Opens the forms that were left as they were. They are this program's to keep from now on.
    pub(super) fn resume(&mut self, session: &Session) {
        self.dialogs.pop();
        let Some(left) = self.left.pop() else {
            return;
        };
        let body = self.layout().body;
        let context = context(session, &self.outlook, body, self.first_day);
        let forms: Option<Vec<Form>> = left
            .forms
            .iter()
            .map(|draft| Form::of_draft(draft, &context))
            .collect();
        if let Some(forms) = forms {
            self.dialogs.extend(forms.into_iter().map(Dialog::Form));
            self.taken_over.push(left);
        } else {
            let gone = "What it was about is not there any more. The draft is kept until you throw it away.";
            self.refuse(gone);
            self.offer_next(session);
        }
    }

    /// Leaves it for the next start and asks about the one before.
    pub(super) fn later(&mut self, session: &Session) {
        self.dialogs.pop();
        self.left.pop();
        self.offer_next(session);
    }

    pub(super) fn throw_away(&mut self, session: &Session) {
        self.dialogs.pop();
        let forgotten = self.left.pop().map(Left::forget);
        if let Some(Err(error)) = forgotten {
            self.refuse(&error.to_string());
        }
        self.offer_next(session);
    }

    /// What has been opened again, so that its file can go once it is kept here.
    pub fn taken_over(&mut self) -> Vec<Left<Vec<FormDraft>>> {
        std::mem::take(&mut self.taken_over)
    }
}
