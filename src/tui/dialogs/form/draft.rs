//! A form as it is kept on disk while it is not saved, and one made again from that.

use serde::{Deserialize, Serialize};

use super::Form;
use super::field::Input;
use crate::domain::form::Answers;
use crate::domain::register::{Edit, Kind, Register};
use crate::domain::words::Word;
use crate::tui::effect::Context;
use crate::tui::forms::{self, Purpose};

/// What was typed into a form that was not saved. Kept on disk, so its form is a promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormDraft {
    purpose: Purpose,
    /// What is in the fields.
    now: Answers,
    /// What was in them when the form opened.
    first: Answers,
    focus: usize,
    /// The row under the cursor, if the field in focus is a list. Drafts of older programs say nothing of it.
    #[serde(default)]
    row: Option<usize>,
    /// The records that were looked at when the form opened, as the journal writes them.
    base: Vec<(Kind, String)>,
    is_changed: bool,
}

impl FormDraft {
    pub fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// What it is about, for the question whether to go on with it.
    pub fn title(&self, register: &Register) -> String {
        forms::title(&self.purpose, &self.now, register)
    }
}

impl Form {
    /// None for a form that is gone when it is closed: a question about two texts.
    pub(crate) fn draft(&self) -> Option<FormDraft> {
        if !self.purpose.is_kept() {
            return None;
        }
        let mut first = Answers::default();
        for field in &self.fields {
            first.set(field.name, field.first.clone());
        }
        let records = |base: &Register| {
            let all = Kind::ALL.iter().flat_map(|&kind| base.all(kind));
            all.map(|record| (record.kind(), record.json())).collect()
        };
        Some(FormDraft {
            purpose: self.purpose.clone(),
            now: self.answers(),
            first,
            focus: self.focus,
            row: match self.fields.get(self.focus).map(|field| &field.input) {
                Some(Input::Rows(rows)) => Some(rows.line()),
                Some(Input::Text(_) | Input::Long(_) | Input::Date(..) | Input::Pick(_)) | None => {
                    None
                }
            },
            base: self.base.as_deref().map_or_else(Vec::new, records),
            is_changed: self.is_changed(),
        })
    }

    /// The form as it was left. None if what it was about is gone and nothing of it can be shown.
    pub(crate) fn of_draft(draft: &FormDraft, context: &Context<'_>) -> Option<Self> {
        let mut base = Register::default();
        for (kind, json) in &draft.base {
            if let Some(edit) = Edit::read(*kind, None, Some(json))
                && let Some(record) = edit.after()
            {
                base.put_record(record);
            }
        }
        let mut form = forms::form(&draft.purpose, &draft.first, &base, context)?;
        for field in &mut form.fields {
            if let Some(answer) = draft.now.get(field.name)
                && *answer != field.answer()
            {
                field.set(answer);
            }
        }
        form.focus = draft.focus.min(form.fields.len());
        if let Some(Input::Rows(rows)) = form.fields.get_mut(form.focus).map(|one| &mut one.input) {
            // Where nothing is said a row is added: one that is there is never written over unasked.
            rows.click(draft.row.unwrap_or(usize::MAX));
        }
        if !draft.base.is_empty() {
            form.base = Some(Box::new(base));
        }
        Some(form)
    }
}
