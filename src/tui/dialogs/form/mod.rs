//! One form for everything that is typed in: filled with data, it gives an effect when it is saved.
//!
//! No modes: plain keys type, Ctrl+S saves, Esc closes and asks first if something was typed. What a form is for, and
//! what saving does, is in `tui/forms`.

mod draft;
mod draw;
mod field;
mod filled;
mod pick;
mod pressed;
mod rows;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::question::{Button, Question};
use super::{Dialog, keys_of};
use crate::domain::change::Clash;
use crate::domain::date;
use crate::domain::form::{self, Answer, Answers, Reader};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::shown::Shown;
use crate::tui::effect::{Context, Effect};
use crate::tui::forms::{self, Purpose};
use crate::tui::keys::{Command, General, Inside, Key, Place};
use crate::tui::widgets::{Text, kept_in_view};

pub use draft::FormDraft;
pub(crate) use field::Field;
use field::{Hint, Input, Reading};
pub(crate) use filled::Filled;
use pressed::Pressed;

pub(crate) struct Form {
    title: Text,
    /// What it is about, over the fields.
    about: Text,
    fields: Vec<Field>,
    /// The field, or past them the buttons: save, cancel.
    focus: usize,
    purpose: Purpose,
    /// What of the register was looked at when the form opened; none where nothing is changed by it.
    base: Option<Box<Register>>,
    /// What is wrong, until something is typed.
    problem: Option<Shown>,
    /// The help of the field in focus.
    hint: Shown,
    /// Lines that the longest explanation so far has taken.
    hint_lines: u16,
    /// For every field what its date was understood as, or why it is none.
    understood: Vec<Option<Result<Shown, Shown>>>,
    /// The first line of the fields in view.
    top: usize,
}

impl Form {
    pub(crate) fn new(
        purpose: Purpose,
        title: impl Into<Text>,
        about: &str,
        fields: Vec<Field>,
    ) -> Self {
        Self {
            title: title.into(),
            about: Text::line(about),
            fields,
            focus: 0,
            purpose,
            base: None,
            problem: None,
            hint: Shown::default(),
            hint_lines: 0,
            understood: Vec::new(),
            top: 0,
        }
    }

    /// The same about entries as they stand in this part of the register.
    #[must_use]
    pub(crate) fn upon(mut self, base: Register) -> Self {
        self.base = Some(Box::new(base));
        self
    }

    /// The same with an answer given already, as if it had been typed.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, answer: &Answer) -> Self {
        if let Some(field) = self.field_mut(name) {
            field.set(answer);
        }
        self
    }

    /// The same with the cursor where there is something to answer, if the first question is answered already.
    #[must_use]
    pub(crate) fn past_what_is_given(mut self) -> Self {
        let is_empty = |field: &Field| field.answer().is_empty();
        if !self.fields.first().is_some_and(is_empty) {
            let mut all = self.fields.iter();
            let required = all.position(|field| field.is_required && is_empty(field));
            let empty = || self.fields.iter().position(is_empty);
            self.focus = required.or_else(empty).unwrap_or(0);
        }
        self
    }

    /// The same, as if what it holds had stood there when it opened: nothing has been typed yet.
    #[must_use]
    pub(crate) fn begun(mut self) -> Self {
        for field in &mut self.fields {
            field.first = field.answer();
        }
        self
    }

    pub(crate) fn press(&mut self, key: Key, context: &Context<'_>) -> Effect {
        let field = self.fields.get_mut(self.focus);
        let pressed = field.map(|field| field.press(key, context));
        if let Some(effect) = pressed.and_then(|pressed| self.follow_up(pressed, context)) {
            return effect;
        }
        match Place::Form.command(key) {
            Some(Command::Dialog(inside)) => self.update(inside, context),
            Some(Command::App(General::QuitAnywhere)) => Effect::Quit,
            Some(_) | None => Effect::None,
        }
    }

    pub(crate) fn paste(&mut self, text: &str) {
        let field = self.fields.get_mut(self.focus);
        if field.is_some_and(|field| field.paste(text)) {
            self.problem = None;
        }
    }

    pub(crate) fn click(&mut self, at: Position, context: &Context<'_>, screen: Rect) -> Effect {
        let layout = self.layout(screen);
        let list = self.open_list(layout.fields).map(|(_, list)| list);
        if let Some(list) = list.filter(|list| list.contains(at)) {
            return self.click_list(at.y - list.y, list.height, context);
        }
        if layout.save.contains(at) {
            return self.save(context);
        }
        if layout.cancel.contains(at) {
            return self.close();
        }
        if layout.fields.contains(at) {
            let line = self.top + usize::from(at.y - layout.fields.y);
            if let Some(field) = self.field_at(line) {
                return self.click_field(field, line, context);
            }
        }
        Effect::None
    }

    /// The answer of a dialog that the field in focus opened: a day, a new entry, a row, a text.
    pub(crate) fn take(&mut self, answer: &Answer) {
        self.problem = None;
        if let Some(field) = self.fields.get_mut(self.focus) {
            match (&mut field.input, answer) {
                (Input::Rows(rows), Answer::Rows(new)) => {
                    if let Some(row) = new.first() {
                        rows.put(row.clone());
                    }
                }
                _ => field.set(answer),
            }
        }
    }

    /// Says why saving was refused, and puts the cursor where it can be mended.
    pub(crate) fn refuse(&mut self, refusal: &Refusal) {
        self.problem = Some(Shown::line(&refusal.sentence));
        let named = refusal
            .field
            .and_then(|name| self.fields.iter().position(|field| field.name == name));
        if let Some(field) = named {
            self.focus = field;
        }
    }

    /// Somebody else saved the same field, or deleted the entry: what they have against what was typed here.
    pub(crate) fn conflict(&self, clash: &Clash, by: &str, register: &Register) -> Effect {
        forms::settle(&self.purpose, &self.answers(), clash, by, register)
    }

    /// Takes what was shown of the register for what was looked at. Fields of these names take what stands there; the
    /// others keep what was typed, to be saved over it.
    pub(crate) fn settle(
        &mut self,
        theirs: &[String],
        seen: &Register,
        context: &Context<'_>,
    ) -> Effect {
        let Some((base, now)) = forms::again(&self.purpose, seen) else {
            return Effect::Close;
        };
        for field in &mut self.fields {
            let Some(answer) = now.get(field.name) else {
                continue;
            };
            if !field.is_changed() || theirs.iter().any(|name| name == field.name) {
                field.set(answer);
            } else if let Answer::Rows(rows) = answer {
                let mine = field.answer();
                let rows = form::merged_rows(field.first.rows(), mine.rows(), rows);
                field.set(&Answer::Rows(rows));
            }
            field.first = answer.clone();
        }
        self.base = Some(Box::new(base));
        self.save(context)
    }

    /// The entry is gone: what was typed becomes a new one.
    pub(crate) fn renew(&mut self, context: &Context<'_>) -> Effect {
        if let Purpose::Change(entry) = self.purpose {
            self.purpose = Purpose::Make(entry.kind);
            self.base = None;
        }
        self.save(context)
    }

    /// What is being filled in.
    pub(crate) fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// The text in focus, for an editor outside. None for a field that holds no long text.
    pub(crate) fn long_text(&self) -> Option<&str> {
        match self.fields.get(self.focus).map(|field| &field.input) {
            Some(Input::Long(area)) => Some(area.text()),
            Some(Input::Text(_) | Input::Date(..) | Input::Pick(_) | Input::Rows(_)) | None => None,
        }
    }

    /// Reckons the line of help and what the dates were understood as.
    pub(crate) fn sync(&mut self, context: &Context<'_>, screen: Rect) {
        let inner = Self::inner(screen);
        let width = inner.width.saturating_sub(self.labels(inner) + 2);
        self.fields.iter_mut().for_each(|field| field.wrap(width));
        let today = context.today();
        let understood = self.fields.iter().map(|field| understood(field, today));
        self.understood = understood.collect();
        self.hint = self.hint_line(context);
        self.hint_lines = self.longest_hint(screen);
        let area = self.layout(screen).fields;
        for (place, field) in self.fields.iter_mut().enumerate() {
            let height = field.height(place == self.focus);
            field.sync(context.register(), (width, height));
        }
        self.follow(usize::from(area.height));
    }

    /// Keeps the field in focus in view; of a long list the row under the cursor.
    fn follow(&mut self, height: usize) {
        let focus = self.focus.min(self.fields.len().saturating_sub(1));
        let (from, to) = (self.line_of(focus), self.line_of(focus + 1));
        let lines = match self.fields.get(focus).map(|field| &field.input) {
            Some(Input::Rows(rows)) => {
                let line = to.saturating_sub(usize::from(rows.height())) + rows.line();
                line..line + 1
            }
            Some(_) | None if to - from > height => to.saturating_sub(height)..to,
            Some(_) | None => from..to,
        };
        let count = self.line_of(self.fields.len());
        self.top = kept_in_view(self.top, lines, height, count);
    }

    fn update(&mut self, inside: Inside, context: &Context<'_>) -> Effect {
        let places = self.fields.len() + 2;
        match inside {
            Inside::Next => self.leave(context, (self.focus + 1) % places),
            Inside::Previous => self.leave(context, (self.focus + places - 1) % places),
            Inside::NextChoice => self.turn(1),
            Inside::PreviousChoice => self.turn(0),
            Inside::Enter => return self.enter(context),
            Inside::Save => return self.save(context),
            Inside::Close => return self.close(),
            Inside::Undo => self.edit(Field::undo),
            Inside::Redo => self.edit(Field::redo),
            Inside::Choices => return self.ask_day(context),
            Inside::Editor => return self.ask_editor(),
            Inside::RowUp | Inside::RowDown | Inside::RemoveRow => {}
            Inside::Help => return Effect::Ask(Box::new(Dialog::Chooser(keys_of(Place::Form)))),
        }
        Effect::None
    }

    fn edit(&mut self, change: impl FnOnce(&mut Field)) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            change(field);
            self.problem = None;
        }
    }

    /// Among the buttons: to the other one.
    fn turn(&mut self, button: usize) {
        if self.focus >= self.fields.len() {
            self.focus = self.fields.len() + button;
        }
    }

    fn click_field(&mut self, place: usize, line: usize, context: &Context<'_>) -> Effect {
        let was = self.focus;
        if was != place {
            self.leave(context, place);
        }
        let within = self.line_of(place + 1) - line;
        let Some(Input::Rows(rows)) = self.fields.get_mut(place).map(|field| &mut field.input)
        else {
            return Effect::None;
        };
        let line = usize::from(rows.height()).saturating_sub(within);
        if rows.click(line) && was == place {
            return self.ask_row(line);
        }
        Effect::None
    }

    /// What follows from what a field did. None if the key was not for it.
    fn follow_up(&mut self, pressed: Pressed, context: &Context<'_>) -> Option<Effect> {
        match pressed {
            Pressed::Not => return None,
            Pressed::Taken => self.problem = None,
            Pressed::Chosen => {
                self.problem = None;
                self.leave(context, self.focus + 1);
            }
            Pressed::Create(kind, name) => return Some(forms::make_called(context, kind, &name)),
            Pressed::Row(place) => return Some(self.ask_row(place)),
        }
        Some(Effect::None)
    }

    fn click_list(&mut self, line: u16, height: u16, context: &Context<'_>) -> Effect {
        match self
            .fields
            .get_mut(self.focus)
            .map(|field| &mut field.input)
        {
            Some(Input::Pick(pick)) => {
                let pressed = pick.click(line, height);
                self.follow_up(pressed, context).unwrap_or(Effect::None)
            }
            Some(Input::Text(_) | Input::Long(_) | Input::Date(..) | Input::Rows(_)) | None => {
                Effect::None
            }
        }
    }

    /// A small form for one row of the list in focus.
    fn ask_row(&self, place: usize) -> Effect {
        let Some(field) = self.fields.get(self.focus) else {
            return Effect::None;
        };
        let Input::Rows(rows) = &field.input else {
            return Effect::None;
        };
        forms::ask_row(&self.purpose, field.name, rows.row(place))
    }

    /// The month of the date in focus.
    fn ask_day(&self, context: &Context<'_>) -> Effect {
        let today = context.today();
        let Some(field) = self.fields.get(self.focus) else {
            return Effect::None;
        };
        match &field.input {
            Input::Date(..) => {
                let day = match field.read_date(today) {
                    Some(Ok(date)) => date.first(),
                    Some(Err(_)) | None => today,
                };
                Effect::Ask(Box::new(Dialog::Month(super::PickDay::new(day, context))))
            }
            Input::Text(_) | Input::Long(_) | Input::Pick(_) | Input::Rows(_) => Effect::None,
        }
    }

    fn ask_editor(&self) -> Effect {
        match self.long_text() {
            Some(text) => Effect::Editor(text.to_owned()),
            None => Effect::None,
        }
    }

    /// Goes to another field; what is wrong with the one that is left is said.
    fn leave(&mut self, context: &Context<'_>, to: usize) {
        let checked = match self.fields.get_mut(self.focus) {
            Some(field) => {
                field.leave();
                self.check(self.focus, context)
            }
            None => Ok(()),
        };
        self.problem = checked.err().map(|refusal| Shown::line(&refusal.sentence));
        self.focus = to;
    }

    /// Refuses what stands in a field, by its name, if it was typed here: what stood there before is nobody's slip.
    fn check(&self, place: usize, context: &Context<'_>) -> Result<(), Refusal> {
        let Some(field) = self.fields.get(place) else {
            return Ok(());
        };
        let named = |refusal| Refusal {
            field: Some(field.name),
            ..refusal
        };
        self.check_field(field, context).map_err(named)
    }

    fn check_field(&self, field: &Field, context: &Context<'_>) -> Result<(), Refusal> {
        if !field.is_changed() && !field.answer().is_empty() {
            return Ok(());
        }
        let reader = Reader {
            register: context.register(),
            today: context.today(),
        };
        let answer = field.answer();
        if answer.is_empty() {
            let follows = || forms::follows(&self.purpose, field.name, self.answers(), &reader);
            if !field.is_required || follows() {
                return Ok(());
            }
        }
        field.check(context.today())?;
        forms::check(&self.purpose, field.name, &answer, &reader)
    }

    fn enter(&mut self, context: &Context<'_>) -> Effect {
        if self.focus == self.fields.len() + 1 {
            return self.close();
        }
        if self.focus + 1 >= self.fields.len() {
            return self.save(context);
        }
        self.leave(context, self.focus + 1);
        Effect::None
    }

    fn save(&mut self, context: &Context<'_>) -> Effect {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.leave();
        }
        let checked = (0..self.fields.len()).try_for_each(|place| self.check(place, context));
        let saved = checked.and_then(|()| forms::submit(&self.purpose, &self.filled(context)));
        match saved {
            Ok(effect) => effect,
            Err(refusal) => {
                self.refuse(&refusal);
                Effect::None
            }
        }
    }

    fn close(&mut self) -> Effect {
        if !self.is_changed() {
            return Effect::Close;
        }
        let buttons = vec![
            Button {
                name: "Keep editing",
                effect: Some(Effect::Close),
            },
            Button {
                name: "Discard",
                effect: Some(Effect::Discard),
            },
        ];
        let question = Question::new(
            "Discard what you typed?",
            "This form has not been saved.",
            buttons,
        );
        Effect::Ask(Box::new(Dialog::Question(question)))
    }

    fn is_changed(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for field in &self.fields {
            answers.set(field.name, field.answer());
        }
        answers
    }

    fn filled<'a>(&'a self, context: &'a Context<'_>) -> Filled<'a> {
        Filled {
            fields: &self.fields,
            register: context.register(),
            today: context.today(),
            session: context.session,
            page: &context.outlook.page,
            folder: &context.outlook.folder,
            base: self.base.as_deref(),
        }
    }

    fn hint_line(&self, context: &Context<'_>) -> Shown {
        let Some(field) = self.fields.get(self.focus) else {
            return Shown::default();
        };
        let words = match &field.hint {
            Hint::Words(words) => (*words).to_owned(),
            Hint::Reckoned(reckon) => reckon(&self.filled(context)),
        };
        let required = if field.is_required { "Required. " } else { "" };
        let keys = match &field.input {
            Input::Long(_) => " Tab goes on; Ctrl+O opens your editor.",
            Input::Date(..) => " F4 opens the month.",
            Input::Pick(pick) if pick.is_open() => " Enter takes the row.",
            // Two texts against one another are said in full, and nothing else.
            Input::Pick(_) if matches!(field.hint, Hint::Reckoned(_)) => "",
            Input::Pick(_) => " Type to find; F4 lists all.",
            Input::Rows(rows) if rows.row(rows.line()).is_some() => {
                " Enter changes the row, Delete takes it out, + and - move it."
            }
            Input::Rows(_) => " Enter adds a row.",
            Input::Text(_) => "",
        };
        Shown::text(&format!("{required}{words}{keys}"))
    }

    /// The first line of a field, its heading with it, among all fields; after the last, how many lines there are.
    fn line_of(&self, field: usize) -> usize {
        let above = self.fields.iter().enumerate().take(field);
        above
            .map(|(place, _)| self.heading_lines(place) + self.lines_in(place))
            .sum()
    }

    /// Lines of a field without its heading.
    fn lines_in(&self, place: usize) -> usize {
        let field = self.fields.get(place);
        field.map_or(0, |field| field.height(place == self.focus).into())
    }

    /// Lines over a field: a blank one and the heading.
    fn heading_lines(&self, place: usize) -> usize {
        match self.fields.get(place).and_then(|field| field.heading) {
            Some(_) if place > 0 => 2,
            Some(_) => 1,
            None => 0,
        }
    }

    fn field_at(&self, line: usize) -> Option<usize> {
        (0..self.fields.len()).find(|&field| line < self.line_of(field + 1))
    }

    fn field_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.name == name)
    }
}

/// What a date was understood as, or why it is none.
fn understood(field: &Field, today: NaiveDate) -> Option<Result<Shown, Shown>> {
    let read = field.read_date(today)?;
    let is_words = matches!(field.input, Input::Date(_, Reading::DateOrWords));
    Some(match read {
        Ok(date) => Ok(Shown::line(&date::understood(date, today))),
        Err(refusal) if is_words => match field.value().trim() {
            "next meeting" => Ok(Shown::line("= the forum's next meeting, once it is fixed")),
            text if text.starts_with('"') || !text.contains(|one: char| one.is_ascii_digit()) => {
                Ok(Shown::line("= kept as words; no day is reckoned from them"))
            }
            _ => Err(Shown::line(&refusal.sentence)),
        },
        Err(refusal) => Err(Shown::line(&refusal.sentence)),
    })
}
