//! Announcements: what an organisation means to publish, and who had notice of it. In confidence until it is published.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::date::Date;
use super::field::{fields, group};
use super::id::Id;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

/// Partners are told of it beforehand. Source: CQC-ADASS protocol, ¶20-21.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Announcement {
    pub id: Id<Announcement>,
    pub reference: Option<String>,
    pub title: String,
    pub publisher: Id<Organisation>,
    /// Under which partners are given notice.
    pub agreement: Option<Id<Agreement>>,
    /// The day planned for it.
    pub on: Option<Date>,
    pub at: Option<NaiveTime>,
    /// Until when drafts are confidential.
    pub embargo: Option<Date>,
    /// With whom drafts were shared, in the order in which they were.
    pub shared: Vec<Share>,
    /// Why partners had no notice: urgent enforcement.
    pub no_notice: String,
    /// The day on which it was published; reserved until then.
    pub published: Option<Date>,
}

/// A partner that has had a draft.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    pub organisation: Id<Organisation>,
    /// None where nobody noted the day.
    pub on: Option<Date>,
}

group!(Share: organisation, on);

impl Announcement {
    pub fn new(id: Id<Self>, title: impl Into<String>, publisher: Id<Organisation>) -> Self {
        Self {
            id,
            reference: None,
            title: title.into(),
            publisher,
            agreement: None,
            on: None,
            at: None,
            embargo: None,
            shared: Vec::new(),
            no_notice: String::new(),
            published: None,
        }
    }

    /// True from the first day on which it may have been published.
    pub fn is_published_on(&self, day: NaiveDate) -> bool {
        self.published.is_some_and(|on| on.first() <= day)
    }

    /// The last day on which it is to be out: the one planned, else the end of its embargo.
    pub fn out_on(&self) -> Option<NaiveDate> {
        self.on.or(self.embargo).map(Date::last)
    }

    /// The day that matters until it is published: the end of its embargo, else the one planned.
    pub fn due(&self) -> Option<Date> {
        self.embargo.or(self.on)
    }
}

impl Row for Announcement {
    row!(Announcement in announcements);
    // Once it is out the rest may be read; why there was no notice may name a provider.
    const RESERVED_FIELDS: &'static [&'static str] = &["no_notice"];
    fields!(
        reference, title, publisher, agreement, on, at, embargo, shared, no_notice, published
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.title.trim().is_empty() {
            return Err(Refusal::invalid("title", "An announcement needs a title."));
        }
        match (self.embargo, self.published) {
            (Some(embargo), Some(published)) if published.last() < embargo.first() => {
                Err(Refusal::invalid(
                    "published",
                    format!(
                        "It cannot have been published on {published}, before its embargo ends on {embargo}: \
                         change the embargo first."
                    ),
                ))
            }
            _ => Ok(()),
        }
    }

    fn title(&self, _: &Register) -> String {
        self.title.clone()
    }

    fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }

    fn reserved(&self) -> Option<&str> {
        self.published.is_none().then_some("not published yet")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    fn announcement(embargo: Option<&str>, published: Option<&str>) -> Announcement {
        let id = Id::new(1).expect("a number");
        let publisher = Id::new(1).expect("a number");
        Announcement {
            embargo: embargo.map(date),
            published: published.map(date),
            ..Announcement::new(id, "State of care", publisher)
        }
    }

    #[test]
    fn an_announcement_is_reserved_until_it_is_published_which_is_not_before_its_embargo_ends() {
        for (embargo, published, is_reserved, is_accepted) in [
            (None, None, true, true),
            (Some("2021-09-01"), None, true, true),
            (None, Some("2021-08-31"), false, true),
            (Some("2021-09-01"), Some("2021-08-31"), false, false),
            (Some("2021-09-01"), Some("2021-09-01"), false, true),
            (Some("2021-09"), Some("2021-09-01"), false, true),
            (Some("2021-09-30"), Some("2021-09"), false, true),
        ] {
            let one = announcement(embargo, published);
            let case = format!("{embargo:?} {published:?}");
            assert_eq!(one.reserved().is_some(), is_reserved, "{case}");
            assert_eq!(one.check().is_ok(), is_accepted, "{case}");
        }
        let mut untitled = announcement(None, None);
        untitled.title = " ".to_owned();
        assert!(untitled.check().is_err());
    }
}
