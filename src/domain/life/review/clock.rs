//! When an agreement falls due for review: on the date written, else by its interval, else on an event, or never.

use chrono::NaiveDate;

use crate::domain::agreement::Agreement;
use crate::domain::calendar::{Interval, Unit};
use crate::domain::date::Date;
use crate::domain::due::{DueKind, Windows};
use crate::domain::forum::Forum;
use crate::domain::register::Register;
use crate::domain::review::{Review, ReviewOutcome};

/// What sets the next review of an agreement off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Clock<'a> {
    /// A date, as written or as reckoned from the interval.
    Due(Date),
    /// An event, in the words of the text: no day is reckoned from it.
    Event(&'a str),
    /// Nothing: the text foresees no review.
    Never,
    /// Nothing is said.
    Silent,
}

/// Where the text gives no lead time, a review starts so long before its last day.
const USUAL_LEAD: Interval = Interval {
    count: 3,
    unit: Unit::Months,
};

/// What sets off the review of an agreement, as it stood on a day.
pub fn clock<'a>(register: &Register, agreement: &'a Agreement, today: NaiveDate) -> Clock<'a> {
    let event = agreement.review_event.trim();
    match due(register, agreement, today) {
        Some(due) => Clock::Due(due),
        None if !event.is_empty() => Clock::Event(event),
        None if agreement.no_review => Clock::Never,
        None => Clock::Silent,
    }
}

/// The day, month or year for which the next review of an agreement is due, as it stood on a day.
///
/// As written; else its interval from signing, then from each intended date. It keeps the precision it is reckoned
/// from, and no passing of time moves it: only a review does.
pub fn due(register: &Register, agreement: &Agreement, today: NaiveDate) -> Option<Date> {
    written(register, agreement, today).or_else(|| reckoned(register, agreement, today))
}

/// The lead time of a review at the meetings of a forum: that of its text, else that of the forum, else the usual one.
pub fn lead_at(agreement: &Agreement, windows: &Windows, forum: Option<&Forum>) -> Interval {
    agreement
        .review_lead
        .or_else(|| windows.lead(DueKind::Review, forum))
        .unwrap_or(USUAL_LEAD)
}

/// The lead time of a review: that of its text, else that of the forum that meets under it, else the usual one.
pub fn lead(register: &Register, agreement: &Agreement, windows: &Windows) -> Interval {
    lead_apart(register, agreement)
        .or_else(|| windows.usual(DueKind::Review))
        .unwrap_or(USUAL_LEAD)
}

/// The lead time of a review where it is another than the usual one: that of its text, else that of the forum that meets
/// under it.
pub fn lead_apart(register: &Register, agreement: &Agreement) -> Option<Interval> {
    agreement.review_lead.or_else(|| {
        let forums = register.forums.iter();
        let mut windows = forums
            .filter(|one| one.agreement == Some(agreement.id))
            .flat_map(|one| &one.windows);
        let own = windows.find(|one| one.kind == DueKind::Review);
        own.map(|one| one.lead)
    })
}

/// The latest review that was done by a day.
pub(super) fn latest<'r>(
    register: &'r Register,
    agreement: &Agreement,
    today: NaiveDate,
) -> Option<&'r Review> {
    let done = register.reviews.of(agreement.id);
    done.filter(|one| one.on.first() <= today)
        .max_by_key(|one| (one.on.last(), one.id))
}

/// The date that is written. Before a later review moved it on, it was the one for which that review had been intended.
fn written(register: &Register, agreement: &Agreement, today: NaiveDate) -> Option<Date> {
    let later = register.reviews.of(agreement.id);
    let later = later.filter(|one| today < one.on.first());
    match later.min_by_key(|one| (one.on.first(), one.id)) {
        Some(one) if one.was_due.is_some() => one.was_due,
        // There was no date before it, if it is the one that stands now.
        Some(one) if one.next.is_some() && one.next == agreement.review_due => None,
        Some(_) | None => agreement.review_due,
    }
}

fn reckoned(register: &Register, agreement: &Agreement, today: NaiveDate) -> Option<Date> {
    if agreement.no_review {
        return None;
    }
    let every = agreement.review_every.filter(|every| every.count > 0)?;
    let Some(last) = latest(register, agreement, today) else {
        return Some(agreement.stands_from(register)?.plus(every));
    };
    match last.outcome {
        ReviewOutcome::Reaffirmed | ReviewOutcome::Extended => last
            .next
            .or_else(|| Some(last.was_due.unwrap_or(last.on).plus(every))),
        // The text that says so is a new one, and its time runs from then.
        ReviewOutcome::Amended => last.next.or_else(|| Some(last.on.plus(every))),
        ReviewOutcome::Replaced | ReviewOutcome::Ended => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{date, day, with};
    use super::*;
    use crate::domain::forum::Window;
    use crate::domain::id::Id;

    fn review(
        register: &mut Register,
        on: &str,
        outcome: ReviewOutcome,
        was: Option<&str>,
        next: Option<&str>,
    ) {
        let agreement = Id::new(1).expect("a number");
        let row = Review {
            was_due: was.map(date),
            next: next.map(date),
            ..super::super::tests::review(register, agreement, date(on), outcome)
        };
        register.put(row);
    }

    #[test]
    fn a_review_every_five_years_from_2014_is_due_in_2019_and_stays_so_until_one_is_recorded() {
        use ReviewOutcome::{Amended, Ended, Reaffirmed};
        type Done<'a> = (&'a str, ReviewOutcome, Option<&'a str>, Option<&'a str>);
        let cases: [(&str, &[Done<'_>], &str, Option<&str>); 11] = [
            ("2014", &[], "2014-06-01", Some("2019")),
            ("2014", &[], "2019-12-31", Some("2019")),
            // Overdue for years, it does not jump forward.
            ("2014", &[], "2026-11-20", Some("2019")),
            ("2014-03-31", &[], "2026-11-20", Some("2019-03-31")),
            ("2014-03", &[], "2026-11-20", Some("2019-03")),
            (
                "2014",
                &[("2020-03", Reaffirmed, Some("2019"), Some("2024"))],
                "2020-04-01",
                Some("2024"),
            ),
            // As it was before that review.
            (
                "2014",
                &[("2020-03", Reaffirmed, Some("2019"), Some("2024"))],
                "2020-02-01",
                Some("2019"),
            ),
            // From the date it was intended for, late as it was.
            (
                "2014",
                &[("2020-03", Reaffirmed, Some("2019"), None)],
                "2021-01-01",
                Some("2024"),
            ),
            (
                "2014",
                &[("2020-03", Reaffirmed, None, None)],
                "2021-01-01",
                Some("2025-03"),
            ),
            (
                "2014",
                &[("2020-03", Amended, Some("2019"), None)],
                "2021-01-01",
                Some("2025-03"),
            ),
            (
                "2014",
                &[("2020-03", Ended, Some("2019"), None)],
                "2021-01-01",
                None,
            ),
        ];
        for (from, done, today, expected) in cases {
            let (mut register, id) = with(|one| {
                one.effective = Some(date(from));
                one.review_every = Some("5 years".parse().expect("an interval"));
            });
            for (on, outcome, was, next) in done {
                review(&mut register, on, *outcome, *was, *next);
            }
            let agreement = register.agreements.get(id).expect("it was put");
            let found = due(&register, agreement, day(today));
            assert_eq!(found, expected.map(date), "from {from}, {done:?}, {today}");
        }
    }

    #[test]
    fn what_is_written_goes_before_the_interval_and_an_event_has_no_day() {
        type Case<'a> = (Option<&'a str>, Option<&'a str>, &'a str, bool, Clock<'a>);
        let cases: [Case<'_>; 6] = [
            (
                Some("by 2021-09"),
                Some("5 years"),
                "",
                false,
                Clock::Due(date("by 2021-09")),
            ),
            (
                None,
                Some("1 year"),
                "",
                false,
                Clock::Due(date("2015-01-13")),
            ),
            (None, Some("0 years"), "", false, Clock::Silent),
            (
                None,
                None,
                " a change of the law ",
                false,
                Clock::Event("a change of the law"),
            ),
            (None, Some("1 year"), "", true, Clock::Never),
            (None, None, "", false, Clock::Silent),
        ];
        for (written, every, event, no_review, expected) in cases {
            let (register, id) = with(|one| {
                one.effective = Some(date("2014-01-13"));
                one.review_due = written.map(date);
                one.review_every = every.map(|every| every.parse().expect("an interval"));
                event.clone_into(&mut one.review_event);
                one.no_review = no_review;
            });
            let agreement = register.agreements.get(id).expect("it was put");
            let found = clock(&register, agreement, day("2016-01-01"));
            assert_eq!(found, expected, "{written:?}, {every:?}, {event}");
        }
    }

    #[test]
    fn the_lead_is_that_of_the_text_else_of_its_forum_else_the_usual_one() {
        for (own, forum, expected) in [
            (None, None, "3 months"),
            (None, Some("6 months"), "6 months"),
            (Some("1 year"), Some("6 months"), "1 year"),
        ] {
            let interval = |text: &str| text.parse::<Interval>().expect("an interval");
            let (mut register, id) = with(|one| one.review_lead = own.map(interval));
            let mut under = Forum::new(register.forums.next_id(), "Local meetings");
            under.agreement = Some(id);
            under.windows = forum
                .map(|lead| Window {
                    kind: DueKind::Review,
                    lead: interval(lead),
                })
                .into_iter()
                .collect();
            register.put(under);
            let agreement = register.agreements.get(id).expect("it was put");
            let found = lead(&register, agreement, &Windows::default());
            assert_eq!(found, interval(expected), "{own:?}, {forum:?}");
        }
    }
}
