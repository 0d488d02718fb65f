//! Picking the day of a date field from its month.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use crate::domain::calendar::BankHolidays;
use crate::domain::date::Date;
use crate::domain::form::Answer;
use crate::tui::effect::{Context, Effect};
use crate::tui::keys::Key;
use crate::tui::theme::Theme;
use crate::tui::widgets::{Canvas, Month, Picked, boxed, inside};

/// Cells and lines, the frame with them.
const SIZE: (u16, u16) = (44, 13);

#[derive(Debug)]
pub(crate) struct PickDay(Month);

impl PickDay {
    pub(crate) fn new(day: NaiveDate, context: &Context<'_>) -> Self {
        Self(Month::new(day, context.first_day))
    }

    pub(crate) fn press(&mut self, key: Key, context: &Context<'_>) -> Effect {
        effect(self.0.press(key, context.today()))
    }

    pub(crate) fn click(&mut self, at: Position, screen: Rect) -> Effect {
        effect(self.0.click(at, inside(screen, SIZE)))
    }

    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        screen: Rect,
        theme: Theme,
    ) {
        let inner = boxed(canvas, screen, SIZE, &"Which day?".into(), theme);
        let holidays = BankHolidays::standard();
        self.0.draw(canvas, inner, theme, context.today(), holidays);
    }
}

fn effect(picked: Picked) -> Effect {
    match picked {
        Picked::Nothing | Picked::Moved => Effect::None,
        Picked::Chosen(day) => Effect::Answer(Answer::Text(Date::day(day).to_string())),
        Picked::Closed => Effect::Close,
    }
}
