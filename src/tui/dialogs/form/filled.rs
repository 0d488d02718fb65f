//! What a form holds, to be read by whoever it was made for.

use chrono::NaiveDate;

use super::field::Field;
use crate::domain::date::Date;
use crate::domain::form::{Answers, RowAnswer};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::exchange::page::PageSettings;
use crate::session::Session;

/// The answers of a form, and the register they are about.
pub(crate) struct Filled<'a> {
    pub(super) fields: &'a [Field],
    pub(crate) register: &'a Register,
    pub(crate) today: NaiveDate,
    /// For the rules of the day and the words of the house, which are read only where they are asked for.
    pub(crate) session: &'a Session,
    /// What the settings say of the published page.
    pub(crate) page: &'a PageSettings,
    /// Where documents were written last.
    pub(crate) folder: &'a str,
    /// As it was when the form opened.
    pub(crate) base: Option<&'a Register>,
}

impl Filled<'_> {
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

    /// Every answer that was given.
    pub(crate) fn given(&self) -> Answers {
        self.those(|field| !field.answer().is_empty())
    }

    /// Every answer that is another than when the form opened.
    pub(crate) fn changed(&self) -> Answers {
        self.those(Field::is_changed)
    }

    /// The answers of a row, in the order of its cells.
    pub(crate) fn row(&self) -> RowAnswer {
        RowAnswer::new(
            self.fields
                .iter()
                .map(|field| field.value().trim().to_owned())
                .collect(),
        )
    }

    fn those(&self, is_meant: impl Fn(&Field) -> bool) -> Answers {
        let mut answers = Answers::default();
        for field in self.fields.iter().filter(|field| is_meant(field)) {
            answers.set(field.name, field.answer());
        }
        answers
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}
