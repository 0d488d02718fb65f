//! One small form for everything that is typed in: filled with data, it gives an effect when it is saved.
//!
//! No modes: plain keys type, Ctrl+S saves, Esc closes and asks first if something was typed.

mod draw;
mod field;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::question::{Button, Question};
use super::{Dialog, keys_of};
use crate::domain::date::{self, Date};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::shown::Shown;
use crate::tui::effect::{Context, Effect};
use crate::tui::keys::{Command, General, Inside, Key, Place};
use crate::tui::widgets::{Scroll, Text};

pub(crate) use field::Field;
use field::{Hint, Turn};

/// What saving does with what was typed.
type Submit = Box<dyn Fn(&Answers<'_>) -> Result<Effect, Refusal>>;

pub(crate) struct Form {
    title: Text,
    /// What it is about, over the fields.
    about: Text,
    fields: Vec<Field>,
    /// The field, or past them the buttons: save, cancel.
    focus: usize,
    submit: Submit,
    /// What is wrong, until something is typed.
    problem: Option<Shown>,
    /// The help of the field in focus.
    hint: Shown,
    /// Lines that the longest explanation so far has taken.
    hint_lines: u16,
    /// For every field what its date was understood as, or why it is none.
    understood: Vec<Option<Result<Shown, Shown>>>,
    scroll: Scroll,
}

/// What a form holds, to be read by whoever it was made for.
pub(crate) struct Answers<'a> {
    fields: &'a [Field],
    pub(crate) register: &'a Register,
    pub(crate) today: NaiveDate,
}

impl Form {
    pub(crate) fn new(
        title: impl Into<Text>,
        about: &str,
        fields: Vec<Field>,
        submit: impl Fn(&Answers<'_>) -> Result<Effect, Refusal> + 'static,
    ) -> Self {
        Self {
            title: title.into(),
            about: Text::line(about),
            fields,
            focus: 0,
            submit: Box::new(submit),
            problem: None,
            hint: Shown::default(),
            hint_lines: 0,
            understood: Vec::new(),
            scroll: Scroll::default(),
        }
    }

    pub(crate) fn press(&mut self, key: Key, context: &Context<'_>) -> Effect {
        match Place::Form.command(key) {
            Some(Command::Dialog(inside)) => self.update(inside, key, context),
            Some(Command::App(General::QuitAnywhere)) => Effect::Quit,
            Some(Command::App(_) | Command::Move(_) | Command::Screen(_)) | None => {
                self.edit(|field| field.press(key));
                Effect::None
            }
        }
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.edit(|field| {
            field.typing().is_some_and(|typing| {
                typing.paste(text);
                true
            })
        });
    }

    pub(crate) fn click(&mut self, at: Position, context: &Context<'_>, screen: Rect) -> Effect {
        let layout = self.layout(screen);
        if layout.save.contains(at) {
            return self.save(context);
        }
        if layout.cancel.contains(at) {
            return self.close();
        }
        if layout.fields.contains(at) {
            let line = self.scroll.top + usize::from(at.y - layout.fields.y);
            if let Some(field) = self.field_at(line) {
                self.leave(context, field);
            }
        }
        Effect::None
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

    /// Reckons the line of help and what the dates were understood as.
    pub(crate) fn sync(&mut self, context: &Context<'_>, screen: Rect) {
        let today = context.today();
        let understood = self.fields.iter().map(|field| {
            let read = field.read_date(today)?;
            let said = read.map(|date| Shown::line(&date::understood(date, today)));
            Some(said.map_err(|refusal| Shown::line(&refusal.sentence)))
        });
        self.understood = understood.collect();
        self.hint = self.hint_line(context);
        self.hint_lines = self.longest_hint(screen);
        let from = self.line_of(self.focus.min(self.fields.len().saturating_sub(1)));
        let height = usize::from(self.layout(screen).fields.height);
        self.scroll.selected = from;
        self.scroll.sync(self.line_of(self.fields.len()), height);
    }

    fn update(&mut self, inside: Inside, key: Key, context: &Context<'_>) -> Effect {
        let places = self.fields.len() + 2;
        match inside {
            Inside::Next => self.leave(context, (self.focus + 1) % places),
            Inside::Previous => self.leave(context, (self.focus + places - 1) % places),
            Inside::NextChoice => self.turn(Turn::Next, key),
            Inside::PreviousChoice => self.turn(Turn::Previous, key),
            Inside::Enter => return self.enter(context),
            Inside::Save => return self.save(context),
            Inside::Close => return self.close(),
            Inside::Undo => self.edit(|field| {
                field.typing().map(crate::tui::widgets::Typing::undo);
                true
            }),
            Inside::Redo => self.edit(|field| {
                field.typing().map(crate::tui::widgets::Typing::redo);
                true
            }),
            Inside::Help => return Effect::Ask(Box::new(Dialog::Chooser(keys_of(Place::Form)))),
        }
        Effect::None
    }

    fn edit(&mut self, change: impl FnOnce(&mut Field) -> bool) {
        if let Some(field) = self.fields.get_mut(self.focus)
            && change(field)
        {
            self.problem = None;
        }
    }

    /// Among the buttons the next one, in a choice the next word.
    fn turn(&mut self, turn: Turn, key: Key) {
        let count = self.fields.len();
        if self.focus >= count {
            self.focus = match turn {
                Turn::Next => count + 1,
                Turn::Previous => count,
            };
        } else {
            self.edit(|field| {
                field.turn(turn, key);
                true
            });
        }
    }

    /// Goes to another field; what is wrong with the one that is left is said.
    fn leave(&mut self, context: &Context<'_>, to: usize) {
        let left = self.fields.get(self.focus);
        let checked = left.map_or(Ok(()), |field| field.check(context.today()));
        self.problem = checked.err().map(|refusal| Shown::line(&refusal.sentence));
        self.focus = to;
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
        let checked = self
            .fields
            .iter()
            .try_for_each(|field| field.check(context.today()));
        let saved = checked.and_then(|()| (self.submit)(&self.answers(context)));
        match saved {
            Ok(effect) => effect,
            Err(refusal) => {
                self.refuse(&refusal);
                Effect::None
            }
        }
    }

    fn close(&mut self) -> Effect {
        if !self.fields.iter().any(Field::is_changed) {
            return Effect::Close;
        }
        let buttons = vec![
            Button {
                name: "Keep editing",
                effect: Some(Effect::Close),
            },
            Button {
                name: "Discard",
                effect: Some(Effect::CloseAll),
            },
        ];
        let question = Question::new(
            "Discard what you typed?",
            "This form has not been saved.",
            buttons,
        );
        Effect::Ask(Box::new(Dialog::Question(question)))
    }

    fn answers<'a>(&'a self, context: &'a Context<'_>) -> Answers<'a> {
        Answers {
            fields: &self.fields,
            register: context.register(),
            today: context.today(),
        }
    }

    fn hint_line(&self, context: &Context<'_>) -> Shown {
        let Some(field) = self.fields.get(self.focus) else {
            return Shown::default();
        };
        let words = match &field.hint {
            Hint::Words(words) => (*words).to_owned(),
            Hint::Reckoned(reckon) => reckon(&self.answers(context)),
        };
        let required = if field.is_required { "Required. " } else { "" };
        Shown::line(&format!("{required}{words}"))
    }

    /// The first line of a field among all fields; after the last, how many lines there are.
    fn line_of(&self, field: usize) -> usize {
        let above = self.fields.iter().take(field);
        above.map(|field| usize::from(field.height())).sum()
    }

    fn field_at(&self, line: usize) -> Option<usize> {
        (0..self.fields.len()).find(|&field| line < self.line_of(field + 1))
    }
}

impl Answers<'_> {
    /// What was typed, without blanks around it. Empty for a field that is not there.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.field(name).map_or("", |field| field.value().trim())
    }

    /// The date in a field. None if it is empty.
    pub(crate) fn date(&self, name: &str) -> Result<Option<Date>, Refusal> {
        let field = self.field(name);
        field
            .and_then(|field| field.read_date(self.today))
            .transpose()
    }

    /// The day in a field. Refuses an empty one, and a month or year.
    pub(crate) fn day(&self, name: &'static str) -> Result<NaiveDate, Refusal> {
        let date = self.date(name)?;
        date.and_then(Date::as_day)
            .ok_or_else(|| Refusal::invalid(name, "This needs a day, such as 30 September 2021."))
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}
