//! What is expected at which future meeting of a forum: offers that wait, and reviews that will fall due.

use chrono::NaiveDate;

use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::cycle::reviews::Reviews;
use crate::domain::date::Date;
use crate::domain::due::Rules;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::offer::{Offer, OfferState};
use crate::domain::organisation::Organisation;
use crate::domain::party;
use crate::domain::register::{Record, Register};

/// A meeting to come, or what has no meeting yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// None for later: a meeting that is not fixed.
    pub meeting: Option<Id<Meeting>>,
    /// Offered or parked, the earliest offered first.
    pub offers: Vec<Id<Offer>>,
    /// Agreements whose review this is the last meeting for, the earliest due first, with the date each is due.
    pub reviews: Vec<(Id<Agreement>, Date)>,
}

/// A line of the forward plan, as an audience may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedLine {
    pub entry: Entry,
    /// `offered`, `parked`, `sent up` or `review`.
    pub state: String,
    pub title: String,
    /// Who offered it, from which forum it came, or between whom the agreement is.
    pub from: String,
    /// By when, and what else is to be known.
    pub note: String,
}

impl Expected {
    /// Its offers, then its reviews. Of what is withheld it says no more than that it is there.
    pub fn lines(&self, register: &Register, audience: Audience) -> Vec<ExpectedLine> {
        let offers = self.offers.iter();
        let offers = offers.filter_map(|id| register.offers.get(*id));
        let reviews = self.reviews.iter();
        let reviews = reviews.filter_map(|(id, due)| Some((register.agreements.get(*id)?, *due)));
        offers
            .map(|one| self.offer(register, one, audience))
            .chain(reviews.map(|(one, due)| review(register, one, due)))
            .collect()
    }

    fn offer(&self, register: &Register, one: &Offer, audience: Audience) -> ExpectedLine {
        let record = Record::Offer(one);
        let line = ExpectedLine {
            entry: one.id.into(),
            state: one.state.to_string(),
            title: record.title_for(register, audience),
            from: String::new(),
            note: String::new(),
        };
        if record.is_withheld(register, audience) {
            return line;
        }
        let item = one.from_item.and_then(|id| register.items.get(id));
        let meeting = item.and_then(|item| register.meetings.get(item.meeting));
        let forum = meeting.and_then(|one| register.forums.get(one.forum));
        let by = one.by.and_then(|id| register.organisations.get(id));
        let from = [forum.map(Forum::short), by.map(Organisation::short)];
        let was_for = one.meeting.filter(|_| self.meeting.is_none());
        let was_for = was_for.and_then(|id| register.meetings.get(id));
        let on = one.on.map(|on| format!("since {on}"));
        let note = [on, was_for.map(|one| format!("was for {}", one.on))];
        ExpectedLine {
            state: if item.is_some() && one.state == OfferState::Offered {
                "sent up".to_owned()
            } else {
                line.state
            },
            from: from.into_iter().flatten().collect::<Vec<_>>().join(", "),
            note: note.into_iter().flatten().collect::<Vec<_>>().join(", "),
            ..line
        }
    }
}

fn review(register: &Register, one: &Agreement, due: Date) -> ExpectedLine {
    ExpectedLine {
        entry: one.id.into(),
        state: "review".to_owned(),
        title: format!("Review of {}", one.title),
        from: party::names(register, one.id),
        note: format!("due {due}"),
    }
}

/// What is expected at each meeting of a forum to come, the earliest first and what is for later last.
///
/// An offer for a meeting that takes nothing more is for later.
pub fn plan(register: &Register, forum: &Forum, today: NaiveDate, rules: &Rules) -> Vec<Expected> {
    let mut meetings: Vec<&Meeting> = register.meetings.of(forum.id).collect();
    meetings.retain(|one| one.takes_items(today));
    meetings.sort_by_key(|one| (one.state == MeetingState::Postponed, one.on.last(), one.id));
    let places = meetings.iter().map(|one| Some(one.id)).chain([None]);
    let blank = |meeting| Expected {
        meeting,
        offers: Vec::new(),
        reviews: Vec::new(),
    };
    let mut plan: Vec<Expected> = places.map(blank).collect();
    let mut put = |at: Option<Id<Meeting>>, how: &dyn Fn(&mut Expected)| {
        let place = plan.iter().position(|one| one.meeting == at);
        let place = place.unwrap_or(plan.len().saturating_sub(1));
        plan.get_mut(place).into_iter().for_each(how);
    };
    for offer in offers(register, forum) {
        put(offer.meeting, &|one| one.offers.push(offer.id));
    }
    let reviews = Reviews::of(register, forum, today, rules);
    for (agreement, due) in reviews.waiting() {
        let at = reviews.meeting_for(agreement, due);
        // Whoever belongs to the forum once it starts will look at it.
        let starts = reviews.start(agreement, due).max(today);
        if at.is_some() || reviews.are_here(agreement, starts) {
            put(at.map(|one| one.id), &|one| {
                one.reviews.push((agreement.id, due));
            });
        }
    }
    plan
}

/// Those that wait for an agenda of a forum, the earliest offered first.
fn offers<'a>(register: &'a Register, forum: &Forum) -> Vec<&'a Offer> {
    let mut open: Vec<&Offer> = register.offers.of(forum.id).collect();
    open.retain(|one| one.is_open());
    let day = |one: &Offer| one.on.map_or(NaiveDate::MAX, Date::last);
    open.sort_by_key(|one| (day(one), one.id));
    open
}
