//! Offers: what is proposed for a future meeting, by whom, and what became of it. Those that are parked, and those that
//! another forum has sent up, are the forward plan.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::field::fields;
use super::forum::Forum;
use super::id::Id;
use super::item::{Item, Purpose};
use super::meeting::Meeting;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::returns::Return;
use super::words::words;

words! {
    pub enum OfferState {
        Offered = "offered",
        Taken = "taken",
        /// For a meeting that is named, or for later.
        Parked = "parked",
        Declined = "declined",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    pub id: Id<Offer>,
    /// The forum that is to take it.
    pub forum: Id<Forum>,
    pub title: String,
    /// Who offered it; none where it is our own.
    pub by: Option<Id<Organisation>>,
    /// The day it was offered, or sent up.
    pub on: Option<Date>,
    /// For which meeting; none for a later one.
    pub meeting: Option<Id<Meeting>>,
    pub state: OfferState,
    pub purpose: Option<Purpose>,
    pub minutes: Option<u16>,
    pub presenter: String,
    /// Why it is wanted, or why it was declined.
    pub why: String,
    /// The item that it became.
    pub item: Option<Id<Item>>,
    /// The item of another forum that it was sent up from. Source: CQC-ADASS protocol, ¶39.
    pub from_item: Option<Id<Item>>,
    /// The return that raised it.
    pub from_return: Option<Id<Return>>,
    /// Why it is not for publication.
    pub reserved: Option<String>,
}

impl Offer {
    pub fn new(id: Id<Self>, forum: Id<Forum>, title: impl Into<String>) -> Self {
        Self {
            id,
            forum,
            title: title.into(),
            by: None,
            on: None,
            meeting: None,
            state: OfferState::Offered,
            purpose: None,
            minutes: None,
            presenter: String::new(),
            why: String::new(),
            item: None,
            from_item: None,
            from_return: None,
            reserved: None,
        }
    }

    /// The item that it becomes on a meeting's agenda: it says where it came from, and stays reserved if it was.
    pub fn as_item(&self, id: Id<Item>, meeting: Id<Meeting>, position: u32) -> Item {
        Item {
            purpose: self.purpose,
            minutes: self.minutes,
            presenter: self.presenter.clone(),
            carried_from: self.from_item,
            reserved: self.reserved.clone(),
            ..Item::new(id, meeting, position, self.title.clone())
        }
    }

    /// Itself, once it has become an item.
    #[must_use]
    pub fn taken(&self, item: &Item) -> Self {
        Self {
            state: OfferState::Taken,
            meeting: Some(item.meeting),
            item: Some(item.id),
            ..self.clone()
        }
    }

    /// True while it waits for an agenda: offered, or parked.
    pub fn is_open(&self) -> bool {
        matches!(self.state, OfferState::Offered | OfferState::Parked)
    }
}

impl Row for Offer {
    row!(Offer in offers, under forum);
    fields!(
        forum,
        title,
        by,
        on,
        meeting,
        state,
        purpose,
        minutes,
        presenter,
        why,
        item,
        from_item,
        from_return,
        reserved
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.title.trim().is_empty() {
            return Err(Refusal::invalid("title", "An offer needs a title."));
        }
        let is_blank = |reason: &String| reason.trim().is_empty();
        if self.reserved.as_ref().is_some_and(is_blank) {
            return Err(Refusal::invalid(
                "reserved",
                "A reserved offer needs the reason why it is not for publication.",
            ));
        }
        Ok(())
    }

    fn title(&self, _: &Register) -> String {
        self.title.clone()
    }

    fn reserved(&self) -> Option<&str> {
        self.reserved.as_deref()
    }
}
