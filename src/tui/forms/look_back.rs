//! Asking for the day that is looked back at.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Purpose;
use crate::domain::date::Date;
use crate::domain::refusal::Refusal;
use crate::session::Look;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect};

/// Which of the two readings of a day in the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::tui) enum Reading {
    /// What was true that day by the dates in the entries.
    AsOf,
    /// What had been entered by the end of that day.
    AsKnown,
}

const DAY: &str = "day";

impl Reading {
    /// The same look with another day in this reading; without it if there is none.
    pub(in crate::tui) fn of(self, look: Look, day: Option<NaiveDate>) -> Look {
        match self {
            Self::AsOf => Look { as_of: day, ..look },
            Self::AsKnown => Look {
                as_known: day,
                ..look
            },
        }
    }
}

pub(super) fn form(context: &Context<'_>, reading: Reading) -> Form {
    let look = context.session.look();
    let (title, about, day) = match reading {
        Reading::AsOf => (
            "As of a day",
            "What was true that day, by the dates in the entries",
            look.as_of,
        ),
        Reading::AsKnown => (
            "As known on a day",
            "What had been entered by the end of that day",
            look.as_known,
        ),
    };
    let value = day.map_or_else(String::new, |day| Date::day(day).to_string());
    let field = Field::date(DAY, "Day", &value).hint("3 Mar 2021, -2w, -1y. Empty: now.");
    Form::new(Purpose::LookBack(reading), title, about, vec![field])
}

pub(super) fn submit(reading: Reading, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let day = match filled.text(DAY) {
        "" => None,
        _ => Some(filled.day(DAY)?),
    };
    Ok(Effect::LookBack(reading, day))
}
