//! Announcements on their way to the public: who is to have a draft by when, sharing it, publishing it.
//!
//! Source: CQC-ADASS protocol, ¶20-21; the leads of 48 and 24 hours: CQC-GMC joint operational protocol.

use chrono::NaiveDate;

use crate::domain::agreement::Agreement;
use crate::domain::announcement::{Announcement, Share};
use crate::domain::calendar::BankHolidays;
use crate::domain::change::Change;
use crate::domain::commitment::Clock;
use crate::domain::date::{Date, Sense};
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::party::{self, Capacity};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Register, Row};

/// The earliest day on which the notice begins that an agreement promises of what is out on a day: by a commitment whose
/// sort says that it is notice, with a time before the event. Of several the longest counts.
fn notice_by(
    register: &Register,
    agreement: Id<Agreement>,
    out: NaiveDate,
    holidays: &BankHolidays,
) -> Option<NaiveDate> {
    let all = register.commitments.iter();
    let of_it = all.filter(|one| one.agreement == Some(agreement));
    let of_notice = of_it.filter(|one| one.sort.to_lowercase().contains("notice"));
    let days = of_notice.filter_map(|one| match one.clock {
        Clock::Before(interval) => Some(interval.before(holidays, out)),
        Clock::None | Clock::Every(_) | Clock::PerYear(_) | Clock::Within(_) => None,
    });
    days.min()
}

/// The day by which the other parties are to have a draft. None where nothing promises it, where it is out, where
/// everybody has it, and where they can have no notice.
pub fn share_by(
    register: &Register,
    announcement: &Announcement,
    today: NaiveDate,
    holidays: &BankHolidays,
) -> Option<Date> {
    let is_over = announcement.is_published_on(today) || !announcement.no_notice.trim().is_empty();
    let out = announcement.out_on().filter(|_| !is_over)?;
    let by = notice_by(register, announcement.agreement?, out, holidays)?;
    if without_draft(register, announcement, today).is_empty() {
        return None;
    }
    Some(Date::day(by).with_sense(Sense::By))
}

/// The other parties to its agreement that have had no draft by a day, in the order of the text. Those that only
/// support or adopt it are promised none.
pub fn without_draft(
    register: &Register,
    announcement: &Announcement,
    today: NaiveDate,
) -> Vec<Id<Organisation>> {
    let Some(agreement) = announcement.agreement else {
        return Vec::new();
    };
    let has_it = |body: Id<Organisation>| {
        let mut shared = announcement.shared.iter();
        shared.any(|one| one.organisation == body && one.on.is_none_or(|on| on.first() <= today))
    };
    let parties = party::of(register, agreement).into_iter();
    let bound = parties.filter(|one| match one.capacity {
        Capacity::Party | Capacity::Signatory => true,
        Capacity::Supporter | Capacity::Adopter => false,
    });
    let is_party = |one: &&party::Party| {
        one.from.is_none_or(|from| from.first() <= today)
            && one.to.is_none_or(|to| today <= to.last())
    };
    let mut bodies = Vec::new();
    for party in bound.filter(is_party) {
        let body = party.organisation;
        if body != announcement.publisher && !has_it(body) && !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    bodies
}

/// Notes that organisations have had a draft, in confidence. Refuses a day to come, what is out already, the publisher,
/// and whoever has it.
pub fn share(
    register: &Register,
    id: Id<Announcement>,
    bodies: &[Id<Organisation>],
    on: Date,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    let title = quoted(&before.title);
    if today < on.first() {
        let sentence = format!("{on} has not come yet; a draft is noted as shared once it is.");
        return Err(Refusal::invalid("on", sentence));
    }
    if let Some(published) = before.published.filter(|out| out.first() < on.first()) {
        let sentence =
            format!("{title} was published on {published}: after that there is no draft to share.");
        return Err(Refusal::state(sentence));
    }
    if bodies.is_empty() {
        let sentence = "Say with whom it was shared: the other parties, one by one.";
        return Err(Refusal::invalid("shared", sentence));
    }
    let mut after = before.clone();
    for body in bodies {
        let name = short(register, *body)?;
        if *body == before.publisher {
            let sentence = format!("{name} publishes it, so that it has the draft already.");
            return Err(Refusal::invalid("shared", sentence));
        }
        let known = after
            .shared
            .iter_mut()
            .find(|one| one.organisation == *body);
        match known {
            Some(Share { on: Some(had), .. }) => {
                let sentence = format!("{name} has had the draft of {title} since {had}.");
                return Err(Refusal::invalid("shared", sentence));
            }
            // That they had it was known, and now the day is too.
            Some(share) => share.on = Some(on),
            None => after.shared.push(Share {
                organisation: *body,
                on: Some(on),
            }),
        }
    }
    let names: Result<Vec<&str>, Refusal> =
        bodies.iter().map(|body| short(register, *body)).collect();
    let label = format!(
        "Shared announcement {id} {title} with {}",
        names?.join(", ")
    );
    Ok(Change::new(label).update(before, after))
}

/// Notes that it is out, so that the public may read of it. Refuses a day to come, a day before its embargo ends, and
/// what is out already.
pub fn publish(
    register: &Register,
    id: Id<Announcement>,
    on: Date,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    let title = quoted(&before.title);
    if let Some(published) = before.published {
        let sentence = format!("{title} was published on {published} already.");
        return Err(Refusal::state(sentence));
    }
    if let Some(embargo) = before.embargo.filter(|until| on.last() < until.first()) {
        let sentence = format!(
            "{title} is in confidence until {embargo}, so it cannot have been published on {on}. If its embargo was \
             lifted, change that day first."
        );
        return Err(Refusal::invalid("on", sentence));
    }
    if today < on.first() {
        let sentence = format!("{on} has not come yet; it stays in confidence until it is out.");
        return Err(Refusal::invalid("on", sentence));
    }
    let after = Announcement {
        published: Some(on),
        ..before.clone()
    };
    let label = format!("Published announcement {id} {title} on {on}");
    Ok(Change::new(label).update(before, after))
}

/// Notes why partners can have no notice: urgent enforcement. Refuses no reason.
pub fn urgent(register: &Register, id: Id<Announcement>, why: &str) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    let no_notice = why.trim().to_owned();
    if no_notice.is_empty() {
        let sentence = "Say why partners can have no notice, such as urgent enforcement.";
        return Err(Refusal::invalid("no_notice", sentence));
    }
    if no_notice == before.no_notice {
        return Err(Refusal::state("That is the reason noted already."));
    }
    let title = quoted(&before.title);
    let label = format!("Noted why nobody has notice of announcement {id} {title}");
    let after = Announcement {
        no_notice,
        ..before.clone()
    };
    Ok(Change::new(label).update(before, after))
}

fn found(register: &Register, id: Id<Announcement>) -> Result<&Announcement, Refusal> {
    let found = register.announcements.get(id);
    found.ok_or_else(|| Refusal::not_found(format!("There is no announcement {id}.")))
}

fn short(register: &Register, id: Id<Organisation>) -> Result<&str, Refusal> {
    let body = register.organisations.get(id).map(Organisation::short);
    body.ok_or_else(|| Refusal::not_found(format!("There is no organisation {id}.")))
}

/// The draft of an announcement that others are to have: `Share the draft of "State of care" with GMC, EHRC`.
pub fn words(register: &Register, announcement: &Announcement, today: NaiveDate) -> String {
    let bodies = without_draft(register, announcement, today).into_iter();
    let names = bodies.filter_map(|id| short(register, id).ok());
    let names = names.collect::<Vec<_>>().join(", ");
    let title = announcement.title(register);
    format!("Share the draft with {names}: {title}")
}
