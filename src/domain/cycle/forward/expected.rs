//! What is expected at which future meeting of a forum: offers that wait, and reviews that will fall due.

use chrono::NaiveDate;

use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::audience::Audience;
use crate::domain::calendar::{BankHolidays, Interval, Unit};
use crate::domain::date::Date;
use crate::domain::due::{DueKind, Windows};
use crate::domain::forum::{Cadence, Forum};
use crate::domain::id::{Entry, Id};
use crate::domain::life::states::Successors;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::membership::Role;
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
    /// Agreements whose review this is the last meeting for, the earliest due first.
    pub reviews: Vec<Id<Agreement>>,
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
        let reviews = reviews.filter_map(|id| register.agreements.get(*id));
        offers
            .map(|one| self.offer(register, one, audience))
            .chain(reviews.map(|one| review(register, one)))
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

fn review(register: &Register, one: &Agreement) -> ExpectedLine {
    let due = one.review_due.map(|due| format!("due {due}"));
    ExpectedLine {
        entry: one.id.into(),
        state: "review".to_owned(),
        title: format!("Review of {}", one.title),
        from: party::names(register, one.id),
        note: due.unwrap_or_default(),
    }
}

/// True for a meeting whose agenda may still take something.
pub fn is_to_come(meeting: &Meeting, today: NaiveDate) -> bool {
    match meeting.state_on(today) {
        MeetingState::Planned | MeetingState::Confirmed => today <= meeting.on.last(),
        MeetingState::Postponed => true,
        MeetingState::Held | MeetingState::Cancelled => false,
    }
}

/// What is expected at each meeting of a forum to come, the earliest first and what is for later last.
///
/// An offer for a meeting that takes nothing more is for later.
pub fn plan(
    register: &Register,
    forum: &Forum,
    today: NaiveDate,
    windows: &Windows,
) -> Vec<Expected> {
    let mut meetings: Vec<&Meeting> = register.meetings.of(forum.id).collect();
    meetings.retain(|one| is_to_come(one, today));
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
    let lead = lead(forum, windows);
    for agreement in reviews(register, forum, today) {
        let at = agreement
            .review_due
            .and_then(|due| last_before(forum, &meetings, lead, due));
        put(at, &|one| one.reviews.push(agreement.id));
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

/// Agreements in force that a forum reviews and that stand on no agenda to come, the earliest due first: the one it meets
/// under, and those whose parties all sit in it.
fn reviews<'a>(register: &'a Register, forum: &Forum, today: NaiveDate) -> Vec<&'a Agreement> {
    let standing = Successors::of(register);
    let has_date = |one: &&Agreement| one.review_due.is_some();
    let mut found: Vec<&Agreement> = register.agreements.iter().filter(has_date).collect();
    found.retain(|one| {
        let state = standing.state_on(one, today);
        state.is_some_and(AgreementState::is_in_force)
            && is_reviewed_in(register, forum, one, today)
            && !is_on_an_agenda(register, forum, one, today)
    });
    found.sort_by_key(|one| (one.review_due.map(Date::last), one.id));
    found
}

fn is_reviewed_in(register: &Register, forum: &Forum, one: &Agreement, today: NaiveDate) -> bool {
    if forum.agreement == Some(one.id) {
        return true;
    }
    let sits = |body| {
        let mut seats = register.memberships.of(forum.id);
        seats.any(|seat| {
            let belongs = matches!(seat.role, Role::Member | Role::Chair | Role::Secretariat);
            belongs && seat.organisation == body && seat.is_held_on(today)
        })
    };
    let mut parties = register.parties.of(one.id).peekable();
    parties.peek().is_some() && parties.all(|party| sits(party.organisation))
}

fn is_on_an_agenda(register: &Register, forum: &Forum, one: &Agreement, today: NaiveDate) -> bool {
    let mut meetings = register.meetings.of(forum.id);
    meetings.any(|meeting| {
        is_to_come(meeting, today)
            && register
                .items
                .of(meeting.id)
                .any(|item| item.agreement == Some(one.id))
    })
}

/// How long before its last day a review is to start.
fn lead(forum: &Forum, windows: &Windows) -> Option<Interval> {
    let own = forum.windows.iter().find(|one| one.kind == DueKind::Review);
    own.map(|one| one.lead)
        .or_else(|| windows.usual(DueKind::Review))
}

/// The last meeting that leaves a review its lead time, the next one if none does. None if a later one that is not
/// fixed yet may leave it too.
fn last_before(
    forum: &Forum,
    meetings: &[&Meeting],
    lead: Option<Interval>,
    due: Date,
) -> Option<Id<Meeting>> {
    let holidays = BankHolidays::standard();
    let start = lead.map_or(due.last(), |lead| lead.before(holidays, due.last()));
    let fixed = || meetings.iter().filter(|one| one.is_fixed());
    let next = fixed().next()?;
    let after = fixed()
        .next_back()
        .map(|last| following(forum, last.on.last()))?;
    if start >= after {
        return None;
    }
    let in_time = fixed().rfind(|one| one.on.last() <= start);
    Some(in_time.unwrap_or(next).id)
}

/// About when a forum meets after a day: by its promise, and the day after where it promises nothing.
fn following(forum: &Forum, day: NaiveDate) -> NaiveDate {
    let months = |count| Interval {
        count,
        unit: Unit::Months,
    };
    let gap = match forum.cadence {
        Cadence::None => return day.succ_opt().unwrap_or(day),
        Cadence::PerYear { count, .. } => months(12 / u16::from(count.clamp(1, 12))),
        Cadence::AtLeastEvery(interval) => interval,
    };
    gap.after(BankHolidays::standard(), day)
}
