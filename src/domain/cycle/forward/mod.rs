//! The forward plan: items that are offered for later agendas, what becomes of them, and items that go up to another
//! forum or out to a body whose meetings are not kept here.
//!
//! Here: the verbs. What is expected at which future meeting is in `expected.rs`.

mod expected;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::cycle::build::{self, Proposed};
use crate::domain::date::Date;
use crate::domain::forum::{self, Forum};
use crate::domain::id::Id;
use crate::domain::item::{Item, SentOut};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::offer::{Offer, OfferState};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};

pub use expected::{Expected, ExpectedLine, plan};

/// What is said of an item that is offered, beside its title.
#[derive(Debug, Clone)]
pub struct OfferOptions {
    /// Who offers it; none where it is our own.
    pub by: Option<Id<Organisation>>,
    /// For which meeting; none for a later one.
    pub meeting: Option<Id<Meeting>>,
    pub on: NaiveDate,
    pub today: NaiveDate,
}

/// Offers an item to a forum. Refuses a meeting of another forum or one that is past, and a day to come.
pub fn offer(
    register: &Register,
    forum: Id<Forum>,
    title: &str,
    options: &OfferOptions,
) -> Result<Change, Refusal> {
    let forum = found_forum(register, forum)?;
    refuse_future(options.on, options.today, "offered")?;
    if let Some(meeting) = options.meeting {
        let meeting = found_meeting(register, meeting)?;
        refuse_meeting(register, forum.id, meeting, options.today)?;
    }
    let offer = Offer {
        by: options.by,
        on: Some(options.on.into()),
        meeting: options.meeting,
        ..Offer::new(register.offers.next_id(), forum.id, title.trim())
    };
    offer.check()?;
    let label = format!("Offered \"{}\" to {}", offer.title, forum.name);
    Ok(Change::new(label).create(offer))
}

/// Puts offers on a meeting's agenda in their order, where building it would put them.
///
/// Refuses one that is taken or declined, one whose item stands there already, and a meeting of another forum or one that
/// is past.
pub fn take(
    register: &Register,
    ids: &[Id<Offer>],
    meeting: Id<Meeting>,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let meeting = found_meeting(register, meeting)?;
    let offers = found_offers(register, ids)?;
    for offer in &offers {
        match offer.state {
            OfferState::Offered | OfferState::Parked => {}
            OfferState::Taken => return Err(is_taken(register, offer)),
            OfferState::Declined => {
                let sentence = format!(
                    "{} was declined; park it first, and it can be taken again.",
                    named(offer)
                );
                return Err(Refusal::state(sentence));
            }
        }
        refuse_meeting(register, offer.forum, meeting, today)?;
    }
    let title = meeting.title(register);
    let label = match offers[..] {
        [one] => format!("Took offer {} \"{}\" onto {title}", one.id, one.title),
        _ => format!("Took {} offers onto {title}", offers.len()),
    };
    let taken = offers.iter();
    let taken = taken.map(|offer| Proposed::taken(register, offer, meeting.id));
    let change = build::accept(register, meeting.id, &taken.collect::<Vec<_>>())?;
    Ok(Change { label, ..change })
}

/// The meeting onto which offers go where nobody says which: the one they are for, else the next of their forum.
///
/// Refuses offers that are for different meetings, and a forum that has none to come.
pub fn wanted(
    register: &Register,
    ids: &[Id<Offer>],
    today: NaiveDate,
) -> Result<Id<Meeting>, Refusal> {
    let offers = found_offers(register, ids)?;
    let mut wanted: Vec<Id<Meeting>> = Vec::new();
    for offer in &offers {
        let own = offer.meeting.and_then(|id| register.meetings.get(id));
        let own = own.filter(|one| one.takes_items(today));
        let next = || forum::next_meeting(register, offer.forum, today);
        let Some(meeting) = own.or_else(next) else {
            let sentence = format!(
                "No meeting is fixed onto which {} could go; fix one first, or park it for later.",
                named(offer)
            );
            return Err(Refusal::state(sentence));
        };
        if !wanted.contains(&meeting.id) {
            wanted.push(meeting.id);
        }
    }
    match wanted[..] {
        [one] => Ok(one),
        _ => Err(Refusal::state(
            "They are for different meetings; say which, or take them one by one.",
        )),
    }
}

/// Keeps offers for a meeting to come, or for a later one. Also brings one back that was declined.
///
/// Refuses one that is taken, and a meeting of another forum or one that is past.
pub fn park(
    register: &Register,
    ids: &[Id<Offer>],
    meeting: Option<Id<Meeting>>,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let meeting = match meeting {
        Some(id) => Some(found_meeting(register, id)?),
        None => None,
    };
    let offers = found_offers(register, ids)?;
    let until = meeting.map_or_else(|| "later".to_owned(), |one| one.title(register));
    let mut change = Change::new(said("Parked", &offers, &format!(" for {until}")));
    for offer in offers {
        if offer.state == OfferState::Taken {
            return Err(is_taken(register, offer));
        }
        if let Some(meeting) = meeting {
            refuse_meeting(register, offer.forum, meeting, today)?;
        }
        let after = Offer {
            state: OfferState::Parked,
            meeting: meeting.map(|one| one.id),
            ..offer.clone()
        };
        if after != *offer {
            change = change.update(offer, after);
        }
    }
    if change.is_empty() {
        return Err(Refusal::state(format!("It is parked for {until} already.")));
    }
    Ok(change)
}

/// Says no to offers, with the reason under what they said themselves. Refuses one that is taken or declined already.
pub fn decline(register: &Register, ids: &[Id<Offer>], why: &str) -> Result<Change, Refusal> {
    let offers = found_offers(register, ids)?;
    let mut change = Change::new(said("Declined", &offers, ""));
    for offer in offers {
        match offer.state {
            OfferState::Offered | OfferState::Parked => {}
            OfferState::Taken => return Err(is_taken(register, offer)),
            OfferState::Declined => {
                let sentence = format!("{} is declined already.", named(offer));
                return Err(Refusal::state(sentence));
            }
        }
        let after = Offer {
            state: OfferState::Declined,
            why: under(&offer.why, why.trim()),
            ..offer.clone()
        };
        change = change.update(offer, after);
    }
    Ok(change)
}

/// Passes an item on to another forum, whose agenda may take it: an offer there that says where it came from.
///
/// It is offered by whoever is in the chair of the forum that it comes from. Refuses its own forum, a day to come, and
/// one that it went up to already. Source: CQC-ADASS protocol, ¶39.
pub fn send_up(
    register: &Register,
    item: Id<Item>,
    to: Id<Forum>,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let (item, meeting) = found_item(register, item)?;
    let to = found_forum(register, to)?;
    refuse_future(on, today, "sent")?;
    if to.id == meeting.forum {
        let sentence = format!(
            "Item {} is of {} itself; carry it over, or send it to another forum.",
            item.id, to.name
        );
        return Err(Refusal::state(sentence));
    }
    let mut gone = register.offers.of(to.id);
    let gone = gone.find(|one| one.from_item == Some(item.id) && one.state != OfferState::Declined);
    if let Some(gone) = gone {
        let sentence = format!(
            "Item {} went to {} already: offer {}, {}.",
            item.id, to.name, gone.id, gone.state
        );
        return Err(Refusal::state(sentence));
    }
    let sender = register.forums.get(meeting.forum);
    let offer = Offer {
        by: sender.and_then(|forum| forum.chair_on(register, on)),
        on: Some(on.into()),
        purpose: item.purpose,
        minutes: item.minutes,
        presenter: item.presenter.clone(),
        from_item: Some(item.id),
        reserved: item.reserved.clone(),
        ..Offer::new(register.offers.next_id(), to.id, item.title.clone())
    };
    let label = format!("Sent item {} \"{}\" to {}", item.id, item.title, to.name);
    Ok(Change::new(label).create(offer))
}

/// Says that an item was passed on to a body whose meetings are not kept here.
///
/// Refuses a day to come, and a body that it went to already. Source: CQC-ADASS protocol, ¶11.
pub fn send_out(
    register: &Register,
    item: Id<Item>,
    to: Id<Organisation>,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let (item, _) = found_item(register, item)?;
    let Some(body) = register.organisations.get(to) else {
        return Err(Refusal::not_found(format!(
            "There is no organisation {to}."
        )));
    };
    refuse_future(on, today, "sent")?;
    if let Some(sent) = item.sent_out.iter().find(|sent| sent.organisation == to) {
        let on = sent.on.map(|on| format!(", on {on}")).unwrap_or_default();
        let sentence = format!("Item {} went to {} already{on}.", item.id, body.name);
        return Err(Refusal::state(sentence));
    }
    let mut after = item.clone();
    after.sent_out.push(SentOut {
        organisation: to,
        on: Some(on.into()),
    });
    let label = format!("Sent item {} \"{}\" to {}", item.id, item.title, body.name);
    Ok(Change::new(label).update(item, after))
}

fn found_offers<'a>(register: &'a Register, ids: &[Id<Offer>]) -> Result<Vec<&'a Offer>, Refusal> {
    let mut found: Vec<&Offer> = Vec::new();
    for id in ids {
        let Some(offer) = register.offers.get(*id) else {
            return Err(Refusal::not_found(format!("There is no offer {id}.")));
        };
        if found.iter().all(|one| one.id != offer.id) {
            found.push(offer);
        }
    }
    if found.is_empty() {
        return Err(Refusal::state(
            "No offer is named, so there is nothing to do.",
        ));
    }
    Ok(found)
}

fn found_forum(register: &Register, id: Id<Forum>) -> Result<&Forum, Refusal> {
    let missing = || Refusal::not_found(format!("There is no forum {id}."));
    register.forums.get(id).ok_or_else(missing)
}

fn found_meeting(register: &Register, id: Id<Meeting>) -> Result<&Meeting, Refusal> {
    let missing = || Refusal::not_found(format!("There is no meeting {id}."));
    register.meetings.get(id).ok_or_else(missing)
}

fn found_item(register: &Register, id: Id<Item>) -> Result<(&Item, &Meeting), Refusal> {
    let Some(item) = register.items.get(id) else {
        return Err(Refusal::not_found(format!("There is no item {id}.")));
    };
    Ok((item, found_meeting(register, item.meeting)?))
}

/// Refuses a meeting of another forum than the one that is to take it, and one whose agenda takes nothing more.
fn refuse_meeting(
    register: &Register,
    forum: Id<Forum>,
    meeting: &Meeting,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let title = meeting.title(register);
    if meeting.forum != forum {
        let name = register.forums.get(forum).map_or("", |one| &one.name);
        let sentence = format!("{title} is no meeting of {name}, to which it is offered.");
        return Err(Refusal::invalid("meeting", sentence));
    }
    if meeting.takes_items(today) {
        return Ok(());
    }
    let why = match meeting.state_on(today) {
        MeetingState::Cancelled => "is cancelled",
        MeetingState::Held => "has been held",
        MeetingState::Planned | MeetingState::Confirmed | MeetingState::Postponed => "is past",
    };
    let sentence = format!("{title} {why}; say a meeting that is still to come.");
    Err(Refusal::invalid("meeting", sentence))
}

fn refuse_future(on: NaiveDate, today: NaiveDate, done: &str) -> Result<(), Refusal> {
    if on <= today {
        return Ok(());
    }
    let on = Date::day(on);
    let sentence = format!("{on} has not come yet; it is recorded once it is {done}.");
    Err(Refusal::invalid("on", sentence))
}

fn is_taken(register: &Register, offer: &Offer) -> Refusal {
    let item = offer.item.and_then(|id| register.items.get(id));
    let meeting = item.and_then(|item| register.meetings.get(item.meeting));
    let at = meeting.map_or_else(String::new, |one| format!(", onto {}", one.title(register)));
    Refusal::state(format!("{} is taken already{at}.", named(offer)))
}

fn named(offer: &Offer) -> String {
    format!("Offer {} \"{}\"", offer.id, offer.title)
}

/// What was done with offers: by its title if it is one. Only what stands before the title may be read by everybody.
fn said(done: &str, offers: &[&Offer], then: &str) -> String {
    match offers {
        [one] => format!("{done} offer {} \"{}\"{then}", one.id, one.title),
        _ => format!("{done} {} offers{then}", offers.len()),
    }
}

/// A text with another under it.
fn under(text: &str, more: &str) -> String {
    match (text.trim(), more) {
        ("", more) => more.to_owned(),
        (text, "") => text.to_owned(),
        (text, more) => format!("{text}\n{more}"),
    }
}
