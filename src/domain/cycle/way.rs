//! Item history: the way of an item through all the meetings it was carried to, up to another forum, or out to a body
//! whose meetings are not kept here. What was typed and changed in an entry is the journal's (`history`).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::action::{self, Action};
use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::id::{Entry, Id};
use crate::domain::item::{Item, ItemState};
use crate::domain::meeting::MeetingState;
use crate::domain::offer::{Offer, OfferState};
use crate::domain::organisation::Organisation;
use crate::domain::register::{Record, Register};

/// One station on an item's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// None where nobody wrote the day down.
    pub on: Option<Date>,
    pub stop: Stop,
}

/// Where the item was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// Offered to a forum, or sent up to one.
    Offer(Id<Offer>),
    /// On a meeting's agenda; with the actions that were agreed on it.
    Agenda(Id<Item>, Vec<Id<Action>>),
    /// Passed on to a body; with the item that it went from.
    Out(Id<Item>, Id<Organisation>),
}

/// A leg in words, as an audience may read them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LegWords {
    /// `13 January 2014`; empty where it is not known.
    pub on: String,
    /// Which forum or body.
    pub at: String,
    /// What it was there: `Item 4: Current challenges`.
    pub what: String,
    /// How it came there and what became of it: `carried over; discussed`.
    pub state: String,
    /// What came of it, in the words of the record.
    pub outcome: String,
    /// Agreed on it: `12 Share the draft (open)`.
    pub actions: Vec<String>,
}

/// The whole way of an item, whichever of its legs it is asked of: the oldest first, each leg once.
pub fn way(register: &Register, item: Id<Item>) -> Vec<Leg> {
    let items = family(register, item);
    let mut legs = Vec::new();
    for &id in &items {
        let Some(item) = register.items.get(id) else {
            continue;
        };
        let mut actions: Vec<&Action> = register.actions.iter().collect();
        actions.retain(|one| one.item == Some(id));
        actions.sort_by_key(|one| one.number);
        let actions = actions.into_iter().map(|one| one.id).collect();
        let meeting = register.meetings.get(item.meeting);
        let at = meeting.map(|one| one.on);
        let stop = Stop::Agenda(id, actions);
        legs.push((at, 1, Leg { on: at, stop }));
        for sent in &item.sent_out {
            let stop = Stop::Out(id, sent.organisation);
            legs.push((sent.on.or(at), 2, Leg { on: sent.on, stop }));
        }
    }
    let is_of = |id: Option<Id<Item>>| id.is_some_and(|id| items.contains(&id));
    for offer in &register.offers {
        if is_of(offer.item) || is_of(offer.from_item) {
            let from = offer.from_item.and_then(|id| register.items.get(id));
            let from = from.and_then(|one| register.meetings.get(one.meeting));
            let day = offer.on.or_else(|| from.map(|one| one.on));
            let stop = Stop::Offer(offer.id);
            // On one day an item is discussed, then sent on; one that is offered there and then comes before it.
            let rank = if offer.from_item.is_some() { 3 } else { 0 };
            legs.push((day, rank, Leg { on: offer.on, stop }));
        }
    }
    legs.sort_by_key(|(day, rank, leg)| (day.map(Date::last), *rank, leg.stop.entry()));
    legs.into_iter().map(|(_, _, leg)| leg).collect()
}

/// The item, all that it was carried or taken from, and all that those went on as.
fn family(register: &Register, item: Id<Item>) -> BTreeSet<Id<Item>> {
    let mut ties: Vec<(Id<Item>, Id<Item>)> = Vec::new();
    let carried = register.items.iter();
    ties.extend(carried.filter_map(|one| Some((one.carried_from?, one.id))));
    let sent_up = register.offers.iter();
    ties.extend(sent_up.filter_map(|one| Some((one.from_item?, one.item?))));
    let mut found = BTreeSet::from([item]);
    loop {
        let known = found.len();
        for &(one, other) in &ties {
            if found.contains(&one) || found.contains(&other) {
                found.extend([one, other]);
            }
        }
        if found.len() == known {
            return found;
        }
    }
}

impl Stop {
    /// The entry to go to.
    pub fn entry(&self) -> Entry {
        match self {
            Self::Offer(id) => (*id).into(),
            Self::Agenda(id, _) | Self::Out(id, _) => (*id).into(),
        }
    }
}

impl Leg {
    /// What the leg says to an audience. Of what is reserved the public reads that it was there, and nothing else.
    pub fn words(&self, register: &Register, today: NaiveDate, audience: Audience) -> LegWords {
        let on = self.on.map(|on| on.to_string()).unwrap_or_default();
        let words = match &self.stop {
            Stop::Offer(id) => register
                .offers
                .get(*id)
                .map(|offer| offer_words(register, offer, audience)),
            Stop::Agenda(id, actions) => register
                .items
                .get(*id)
                .map(|item| item_words(register, item, actions, today, audience)),
            Stop::Out(id, body) => register
                .items
                .get(*id)
                .map(|item| out_words(register, item, *body, audience)),
        };
        LegWords {
            on,
            ..words.unwrap_or_default()
        }
    }
}

fn offer_words(register: &Register, offer: &Offer, audience: Audience) -> LegWords {
    let became = offer.item.and_then(|id| register.items.get(id));
    let is_withheld = Record::Offer(offer).is_withheld(register, audience)
        || became.is_some_and(|one| Record::Item(one).is_withheld(register, audience));
    if is_withheld {
        return reserved();
    }
    let forum = register.forums.get(offer.forum);
    let by = offer.by.and_then(|id| register.organisations.get(id));
    let what = match (offer.from_item, by) {
        (Some(_), _) => "Sent up".to_owned(),
        (None, Some(by)) => format!("Offered by {}", by.short()),
        (None, None) => "Offered".to_owned(),
    };
    let meeting = offer.meeting.and_then(|id| register.meetings.get(id));
    let state = match (offer.state, meeting) {
        (OfferState::Parked | OfferState::Taken, Some(one)) => {
            format!("{} for {}", offer.state, one.on)
        }
        (OfferState::Parked, None) => "parked for later".to_owned(),
        (OfferState::Offered | OfferState::Declined, _) | (OfferState::Taken, None) => {
            offer.state.to_string()
        }
    };
    LegWords {
        at: forum.map_or_else(String::new, |one| one.short().to_owned()),
        what,
        state,
        outcome: offer.why.clone(),
        ..LegWords::default()
    }
}

fn item_words(
    register: &Register,
    item: &Item,
    actions: &[Id<Action>],
    today: NaiveDate,
    audience: Audience,
) -> LegWords {
    let meeting = register.meetings.get(item.meeting);
    let forum = meeting.and_then(|one| register.forums.get(one.forum));
    let number = item.number.as_deref().unwrap_or_default();
    let named = |title: &str| match number {
        "" => title.to_owned(),
        number => format!("Item {number}: {title}"),
    };
    let words = LegWords {
        at: forum.map_or_else(String::new, |one| one.short().to_owned()),
        ..LegWords::default()
    };
    if Record::Item(item).is_withheld(register, audience) {
        return LegWords {
            what: named("Reserved item"),
            ..words
        };
    }
    let is_past = meeting.is_some_and(|one| one.state_on(today) == MeetingState::Held);
    let state = match item.state {
        ItemState::Open if is_past => "not reached",
        ItemState::Open => "to come",
        ItemState::Discussed => "discussed",
        ItemState::Deferred => "deferred",
    };
    let actions = actions.iter().filter_map(|id| register.actions.get(*id));
    LegWords {
        what: named(&item.title),
        state: format!("{}{state}", came(register, item)),
        outcome: item.outcome.clone(),
        actions: actions
            .map(|one| action_words(register, one, today, audience))
            .collect(),
        ..words
    }
}

/// How an item came onto its agenda, where it did not begin there.
fn came(register: &Register, item: &Item) -> &'static str {
    let forum = |item: &Item| register.meetings.get(item.meeting).map(|one| one.forum);
    match item.carried_from.and_then(|id| register.items.get(id)) {
        None => "",
        Some(from) if forum(from) == forum(item) => "carried over; ",
        Some(_) => "taken up; ",
    }
}

fn action_words(register: &Register, one: &Action, today: NaiveDate, audience: Audience) -> String {
    let number = action::forum_number(register, one);
    let title = Record::Action(one).title_for(register, audience);
    match one.closed.filter(|_| !one.is_open_on(today)) {
        _ if Record::Action(one).is_withheld(register, audience) => format!("{number} {title}"),
        None => format!("{number} {title} (open)"),
        Some(closed) => format!("{number} {title} (closed {closed})"),
    }
}

fn out_words(
    register: &Register,
    item: &Item,
    body: Id<Organisation>,
    audience: Audience,
) -> LegWords {
    if Record::Item(item).is_withheld(register, audience) {
        return reserved();
    }
    let body = register.organisations.get(body);
    LegWords {
        at: body.map_or_else(String::new, |one| one.name.clone()),
        what: "Passed on".to_owned(),
        ..LegWords::default()
    }
}

/// Where a reserved item went is as little for the public as what it is.
fn reserved() -> LegWords {
    LegWords {
        what: "Reserved item".to_owned(),
        ..LegWords::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cycle::tests::summer::{day, id, today, two_forums};
    use crate::domain::item::SentOut;

    /// Offered by GMC in May, deferred in June, discussed in July with an action, passed on to the NMC there and sent up
    /// to the area forum, which is to take it in September. Item 4 has nothing to do with it.
    fn register() -> Register {
        let mut register = two_forums(MeetingState::Confirmed);
        for (number, meeting, from, state, outcome) in [
            (1, 1, None, ItemState::Deferred, ""),
            (2, 2, Some(1), ItemState::Discussed, "To go up."),
            (3, 3, Some(2), ItemState::Open, ""),
            (4, 2, None, ItemState::Open, ""),
        ] {
            let mut item = Item::new(id(number), id(meeting), 4, "Safeguarding");
            item.number = Some("4".to_owned());
            item.state = state;
            item.outcome = outcome.to_owned();
            item.carried_from = from.map(id);
            if number == 2 {
                item.sent_out = vec![SentOut {
                    organisation: id(1),
                    on: Some(day("2021-07-02").into()),
                }];
            }
            register.put(item);
        }
        register.put(Offer {
            by: Some(id(2)),
            on: Some(day("2021-05-20").into()),
            item: Some(id(1)),
            state: OfferState::Taken,
            ..Offer::new(id(1), id(1), "Safeguarding")
        });
        register.put(Offer {
            on: Some(day("2021-07-01").into()),
            from_item: Some(id(2)),
            item: Some(id(3)),
            meeting: Some(id(3)),
            state: OfferState::Taken,
            ..Offer::new(id(2), id(2), "Safeguarding")
        });
        register.put(Action {
            item: Some(id(2)),
            meeting: Some(id(2)),
            ..Action::new(id(1), id(1), 1, "Share the draft")
        });
        register
    }

    fn told(register: &Register, item: u32, audience: Audience) -> Vec<String> {
        let legs = way(register, id(item));
        let words = legs.iter().map(|leg| {
            let words = leg.words(register, today(), audience);
            let parts = [words.on, words.at, words.what, words.state, words.outcome];
            format!("{}|{}", parts.join("|"), words.actions.join(", "))
        });
        words.collect()
    }

    #[test]
    fn the_way_is_the_same_from_each_of_its_items_and_the_oldest_leg_comes_first() {
        let register = register();
        let expected = [
            "20 May 2021|Local|Offered by GMC|taken||",
            "1 June 2021|Local|Item 4: Safeguarding|deferred||",
            "1 July 2021|Local|Item 4: Safeguarding|carried over; discussed|To go up.|1 Share the draft (open)",
            "1 July 2021|Area|Sent up|taken for 1 September 2021||",
            "2 July 2021|NMC|Passed on|||",
            "1 September 2021|Area|Item 4: Safeguarding|taken up; to come||",
        ];
        for item in 1..=3 {
            assert_eq!(told(&register, item, Audience::Public), expected, "{item}");
        }
        assert_eq!(
            told(&register, 4, Audience::Public),
            ["1 July 2021|Local|Item 4: Safeguarding|not reached||"]
        );
    }

    #[test]
    fn of_what_is_reserved_the_public_reads_that_it_was_there_and_nothing_else() {
        let mut register = register();
        let mut item = register.items.get(id(1)).expect("it was put").clone();
        item.reserved = Some("It names a provider.".to_owned());
        register.put(item);
        let expected = [
            "20 May 2021||Reserved item|||",
            "1 June 2021|Local|Item 4: Reserved item|||",
            "1 July 2021|Local|Item 4: Reserved item|||",
            "1 July 2021||Reserved item|||",
            "2 July 2021||Reserved item|||",
            "1 September 2021|Area|Item 4: Reserved item|||",
        ];
        assert_eq!(told(&register, 2, Audience::Public), expected);
        for audience in [Audience::Members, Audience::Secretariat] {
            let told = told(&register, 2, audience);
            assert!(told.iter().all(|leg| !leg.contains("Reserved")), "{told:?}");
            assert!(told.iter().any(|leg| leg.contains("Share the draft")));
        }
    }

    #[test]
    fn a_ring_of_items_that_carry_one_another_ends() {
        let mut register = register();
        let mut item = register.items.get(id(1)).expect("it was put").clone();
        item.carried_from = Some(id(3));
        register.put(item);
        assert_eq!(way(&register, id(2)).len(), 6);
        assert_eq!(way(&register, id(99)), []);
    }
}
