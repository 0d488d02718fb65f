//! Which reviews are a forum's, when each starts, and at which of its meetings it is to be looked at: one answer for
//! building an agenda and for the forward plan.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::calendar::{Interval, Unit};
use crate::domain::date::Date;
use crate::domain::due::Rules;
use crate::domain::forum::{Cadence, Forum};
use crate::domain::id::Id;
use crate::domain::life::review;
use crate::domain::life::states::Successors;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Role;
use crate::domain::party::Capacity;
use crate::domain::register::Register;

/// A forum, and what its reviews are reckoned with.
pub(super) struct Reviews<'a> {
    register: &'a Register,
    forum: &'a Forum,
    today: NaiveDate,
    rules: &'a Rules,
    /// What stands on an agenda to come, of whatever forum.
    on_agendas: BTreeSet<Id<Agreement>>,
}

impl<'a> Reviews<'a> {
    pub(super) fn of(
        register: &'a Register,
        forum: &'a Forum,
        today: NaiveDate,
        rules: &'a Rules,
    ) -> Self {
        let meetings = register.meetings.iter();
        let to_come = meetings.filter(|one| one.takes_items(today));
        let items = to_come.flat_map(|one| register.items.of(one.id));
        Self {
            register,
            forum,
            today,
            rules,
            on_agendas: items.filter_map(|item| item.agreement).collect(),
        }
    }

    /// Agreements in force with a day for their review that stand on no agenda to come, whosever they are; the earliest
    /// due first.
    pub(super) fn waiting(&self) -> Vec<(&'a Agreement, Date)> {
        let standing = Successors::of(self.register);
        let is_in_force = |one: &Agreement| {
            let state = standing.state_on(one, self.today);
            state.is_some_and(AgreementState::is_in_force)
        };
        let all = self.register.agreements.iter();
        let mut waiting: Vec<_> = all
            .filter(|one| !self.on_agendas.contains(&one.id) && is_in_force(one))
            .filter_map(|one| Some((one, review::due(self.register, one, self.today)?)))
            .collect();
        waiting.sort_by_key(|(one, due)| (due.last(), one.id));
        waiting
    }

    /// True if the forum meets under it, keeps a commitment of it, or all whom it binds belong to the forum on a day.
    pub(super) fn are_here(&self, agreement: &Agreement, day: NaiveDate) -> bool {
        let mut commitments = self.register.commitments.iter();
        self.forum.agreement == Some(agreement.id)
            || commitments.any(|one| {
                one.agreement == Some(agreement.id) && one.kept_by.contains(&self.forum.id)
            })
            || self.seats_all_parties(agreement, day)
    }

    /// How long before its last day the review of an agreement starts.
    pub(super) fn lead(&self, agreement: &Agreement) -> Interval {
        review::lead_at(agreement, &self.rules.windows, Some(self.forum))
    }

    /// The day from which a review is to start.
    pub(super) fn start(&self, agreement: &Agreement, due: Date) -> NaiveDate {
        self.lead(agreement)
            .before(&self.rules.holidays, due.last())
    }

    /// True if the meeting after this one leaves a review its lead time no more.
    pub(super) fn cannot_wait(&self, agreement: &Agreement, due: Date, meeting: &Meeting) -> bool {
        self.start(agreement, due) < self.following(meeting)
    }

    /// The last meeting fixed that leaves a review its lead time, the next one if none does. None if a later one that
    /// is not fixed yet may leave it too, and for a review that is none of the forum's on the days of its meetings.
    pub(super) fn meeting_for(&self, agreement: &Agreement, due: Date) -> Option<&'a Meeting> {
        let meetings = self.register.meetings.of(self.forum.id);
        let coming = meetings.filter(|one| one.is_coming(self.today));
        let here = coming.filter(|one| self.are_here(agreement, one.on.last()));
        here.filter(|one| self.cannot_wait(agreement, due, one))
            .min_by_key(|one| (one.on.last(), one.id))
    }

    fn seats_all_parties(&self, agreement: &Agreement, day: NaiveDate) -> bool {
        let seats = || self.register.memberships.of(self.forum.id);
        let belongs = |role| matches!(role, Role::Member | Role::Chair | Role::Secretariat);
        let sits = |body| {
            seats().any(|one| one.organisation == body && belongs(one.role) && one.is_held_on(day))
        };
        let parties = self.register.parties.of(agreement.id);
        let mut bound = parties
            .filter(|one| matches!(one.capacity, Capacity::Party | Capacity::Signatory))
            .filter(|one| one.is_party_on(day))
            .peekable();
        bound.peek().is_some() && bound.all(|one| sits(one.organisation))
    }

    /// The day of the meeting after one: as fixed, else as the cadence would have it; a year on where it has none.
    fn following(&self, meeting: &Meeting) -> NaiveDate {
        let day = meeting.on.last();
        let meetings = self.register.meetings.of(self.forum.id);
        let later = meetings
            .filter(|one| one.is_coming(self.today))
            .map(|one| one.on.last())
            .filter(|other| day < *other);
        let days = |count| Interval {
            count,
            unit: Unit::Days,
        };
        let gap = match self.forum.cadence {
            Cadence::AtLeastEvery(gap) => gap,
            Cadence::PerYear { count, .. } => days(365 / u16::from(count.max(1))),
            Cadence::None => days(365),
        };
        later
            .min()
            .unwrap_or_else(|| gap.after(&self.rules.holidays, day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::StateSince;
    use crate::domain::calendar::BankHolidays;
    use crate::domain::commitment::Commitment;
    use crate::domain::date::read;
    use crate::domain::due::DueKind;
    use crate::domain::forum::Window;
    use crate::domain::item::Item;
    use crate::domain::meeting::MeetingState;
    use crate::domain::membership::Membership;
    use crate::domain::party::Party;

    const TODAY: &str = "2014-01-20";

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    /// Forum 1, three times a year, to meet on 3 April (meeting 1) and 10 July 2014 (meeting 2) under agreement 1, which
    /// is due on a day; forum 2, to meet on 5 May (meeting 3).
    fn register(due: &str) -> Register {
        let mut register = Register::default();
        let cadence = Cadence::PerYear {
            count: 3,
            starts: 1,
        };
        register.put(Forum {
            cadence,
            agreement: Some(id(1)),
            ..Forum::new(id(1), "The Forum")
        });
        register.put(Forum::new(id(2), "North"));
        for (number, forum, on) in [
            (1, 1, "2014-04-03"),
            (2, 1, "2014-07-10"),
            (3, 2, "2014-05-05"),
        ] {
            register.put(Meeting::new(id(number), id(forum), day(on).into()));
        }
        let mut agreement = Agreement::new(id(1), "The protocol");
        agreement.review_due = Some(read(due, day(TODAY)).expect("a date"));
        agreement.states = vec![StateSince {
            state: AgreementState::Current,
            since: None,
        }];
        register.put(agreement);
        register
    }

    fn party(register: &mut Register, number: u32, capacity: Capacity) {
        register.put(Party {
            id: id(number),
            agreement: id(1),
            organisation: id(number),
            capacity,
            lead: String::new(),
            signed: None,
            from: None,
            signed_by: String::new(),
            to: None,
            position: 1,
        });
    }

    fn forum(register: &Register) -> Forum {
        register.forums.get(id(1)).expect("it was put").clone()
    }

    /// The meeting at which the review is to be looked at: `None` for a later one, `Some(0)` where it does not wait.
    fn at(register: &Register, rules: &Rules) -> Option<u32> {
        let forum = forum(register);
        let reviews = Reviews::of(register, &forum, day(TODAY), rules);
        let waiting = reviews.waiting();
        let Some((agreement, due)) = waiting.first() else {
            return Some(0);
        };
        reviews
            .meeting_for(agreement, *due)
            .map(|one| one.id.number())
    }

    #[test]
    fn a_review_is_a_forums_that_meets_under_it_keeps_a_duty_of_it_or_seats_all_whom_it_binds() {
        use Capacity::{Adopter, Party, Signatory, Supporter};
        use Role::{Chair, Invitee, Member, Secretariat};
        let none = "2014-12-31";
        for (is_under, is_duty, parties, expected) in [
            (false, false, &[][..], false),
            (true, false, &[], true),
            (false, true, &[], true),
            (true, false, &[(Party, None, none)], true),
            (false, false, &[(Party, Some(Member), none)], true),
            (false, false, &[(Signatory, Some(Chair), none)], true),
            (false, false, &[(Party, Some(Secretariat), none)], true),
            (false, false, &[(Party, Some(Invitee), none)], false),
            (false, false, &[(Party, None, none)], false),
            (
                false,
                false,
                &[(Party, Some(Member), none), (Signatory, None, none)],
                false,
            ),
            // Who only supports or adopts is not bound.
            (
                false,
                false,
                &[(Party, Some(Member), none), (Supporter, None, none)],
                true,
            ),
            (
                false,
                false,
                &[(Party, Some(Member), none), (Adopter, None, none)],
                true,
            ),
            (false, false, &[(Supporter, Some(Member), none)], false),
            // A member only until the day before.
            (false, false, &[(Party, Some(Member), "2014-04-02")], false),
            (false, false, &[(Party, Some(Member), "2014-04-03")], true),
        ] {
            let mut register = register("by September 2014");
            register.put(Forum {
                agreement: is_under.then(|| id(1)),
                ..forum(&register)
            });
            if is_duty {
                register.put(Commitment {
                    agreement: Some(id(1)),
                    kept_by: vec![id(1)],
                    ..Commitment::new(id(1), "Meet three times a year")
                });
            }
            for ((capacity, role, to), number) in parties.iter().zip(1..) {
                party(&mut register, number, *capacity);
                if let Some(role) = role {
                    let mut seat = Membership::new(id(number), id(1), id(number), *role);
                    seat.to = Some(day(to).into());
                    register.put(seat);
                }
            }
            let (forum, rules) = (forum(&register), Rules::default());
            let reviews = Reviews::of(&register, &forum, day(TODAY), &rules);
            let agreement = register.agreements.get(id(1)).expect("it was put");
            assert_eq!(
                reviews.are_here(agreement, day("2014-04-03")),
                expected,
                "under {is_under}, duty {is_duty}, {parties:?}"
            );
        }
    }

    #[test]
    fn a_review_is_for_the_last_meeting_that_leaves_its_lead_time() {
        for (due, lead, expected) in [
            // Three months before 30 September is 30 June: July is too late.
            ("by September 2014", None, Some(1)),
            ("by September 2014", Some("1 month"), Some(2)),
            ("by October 2014", None, Some(2)),
            // The forum meets again about November, and that is in time.
            ("by March 2015", None, None),
            ("30 November 2014", None, Some(2)),
            // Already too late for all of them, so it is for the next.
            ("28 February 2014", None, Some(1)),
            ("2013", None, Some(1)),
        ] {
            let mut register = register(due);
            let windows = lead.map(|lead| Window {
                kind: DueKind::Review,
                lead: lead.parse().expect("an interval"),
            });
            register.put(Forum {
                windows: windows.into_iter().collect(),
                ..forum(&register)
            });
            assert_eq!(
                at(&register, &Rules::default()),
                expected,
                "{due}, {lead:?}"
            );
        }
    }

    #[test]
    fn a_forum_without_a_promise_may_not_meet_again_for_a_year() {
        for (cadence, expected) in [
            ("none", Some(2)),
            ("at least every 6 months", Some(2)),
            ("at least every 2 months", None),
        ] {
            let mut register = register("by March 2015");
            let cadence = match cadence.strip_prefix("at least every ") {
                Some(gap) => Cadence::AtLeastEvery(gap.parse().expect("an interval")),
                None => Cadence::None,
            };
            register.put(Forum {
                cadence,
                ..forum(&register)
            });
            assert_eq!(at(&register, &Rules::default()), expected, "{cadence:?}");
        }
    }

    #[test]
    fn a_review_does_not_wait_that_stands_on_an_agenda_to_come_of_whatever_forum() {
        for (meeting, state, expected) in [
            (1, MeetingState::Planned, Some(0)),
            (3, MeetingState::Confirmed, Some(0)),
            // It keeps its agenda until it is held.
            (3, MeetingState::Postponed, Some(0)),
            (3, MeetingState::Cancelled, Some(1)),
        ] {
            let mut register = register("by September 2014");
            let mut sitting = register.meetings.get(id(meeting)).expect("put").clone();
            sitting.state = state;
            register.put(sitting);
            let mut item = Item::new(id(1), id(meeting), 1, "Review");
            item.agreement = Some(id(1));
            register.put(item);
            assert_eq!(at(&register, &Rules::default()), expected, "{state}");
        }
    }

    #[test]
    fn what_has_ended_or_has_no_date_does_not_wait() {
        let sound = register("by September 2014");
        let agreement = sound.agreements.get(id(1)).expect("it was put").clone();
        for (state, has_date, expected) in [
            (AgreementState::Current, true, Some(1)),
            (AgreementState::UnderReview, true, Some(1)),
            (AgreementState::Ended, true, Some(0)),
            (AgreementState::Current, false, Some(0)),
        ] {
            let mut register = sound.clone();
            register.put(Agreement {
                states: vec![StateSince { state, since: None }],
                review_due: agreement.review_due.filter(|_| has_date),
                ..agreement.clone()
            });
            assert_eq!(at(&register, &Rules::default()), expected, "{state}");
        }
    }

    #[test]
    fn working_days_are_counted_by_the_holidays_of_the_office() {
        // Two working days before Monday 14 July 2014 is Thursday the 10th, and one earlier where Friday is a holiday.
        for (holidays, expected) in [
            ("", Some(2)),
            ("date,name\n2014-07-11,Founder's day\n", Some(1)),
        ] {
            let mut register = register("14 July 2014");
            register.put(Forum {
                windows: vec![Window {
                    kind: DueKind::Review,
                    lead: "2 working days".parse().expect("an interval"),
                }],
                ..forum(&register)
            });
            let mut rules = Rules::default();
            if !holidays.is_empty() {
                rules.holidays = BankHolidays::read(holidays).expect("a list");
            }
            assert_eq!(at(&register, &rules), expected, "{holidays}");
        }
    }
}
