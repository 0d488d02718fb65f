//! The dates for which the next review can be due; which one holds is for a person to choose.

use chrono::NaiveDate;

use super::clock;
use crate::domain::agreement::Agreement;
use crate::domain::calendar::Interval;
use crate::domain::date::Date;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::review::ReviewOutcome;
use crate::domain::words::words;

/// How the next review was chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// The interval from the date that was intended.
    Intended,
    /// The interval from the day it was done.
    Completion,
    /// As the text says.
    On(Date),
}

words! {
    /// From which of the two the interval is counted.
    pub enum Reckoning {
        Intended = "from the date intended",
        Completion = "from the day it was done",
    }
}

/// The next review dates that can be reckoned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    pub every: Interval,
    /// The date for which the review was intended.
    pub due: Date,
    /// From the date that was intended.
    pub intended: Date,
    /// Whether `intended` had to skip dates that are past already.
    pub skipped: bool,
    /// From the day the review was done, or from its month or year.
    pub from_completion: Date,
}

/// The next review of an agreement after one done on a date, from its interval. None where it has no interval.
pub fn offer(agreement: &Agreement, register: &Register, on: Date) -> Option<Offer> {
    let every = agreement.review_every.filter(|every| every.count > 0)?;
    let due = intended_for(agreement, register, on.last())?;
    let first = due.plus(every);
    let mut intended = first;
    while intended.last() <= on.last() {
        let later = intended.plus(every);
        if later == intended {
            // The end of the calendar: nothing comes after it.
            break;
        }
        intended = later;
    }
    Some(Offer {
        every,
        due,
        intended,
        skipped: intended != first,
        from_completion: on.with_sense(crate::domain::date::Sense::On).plus(every),
    })
}

/// The date for which a review done on a day was intended.
pub(super) fn intended_for(
    agreement: &Agreement,
    register: &Register,
    on: NaiveDate,
) -> Option<Date> {
    clock::due(register, agreement, on)
}

impl Offer {
    /// Both reckonings, as a sentence: the one from the intended date first.
    pub fn words(&self) -> String {
        let Self {
            due,
            intended,
            from_completion,
            ..
        } = self;
        let skipped = if self.skipped {
            ", the first that is not past"
        } else {
            ""
        };
        format!(
            "{intended} from the date intended, {due}{skipped}. {from_completion} from the day it was done."
        )
    }
}

impl Next {
    /// What the two questions of a form mean: a date goes before a reckoning, and the usual reckoning is no choice.
    pub fn of(reckoning: Reckoning, date: Option<Date>) -> Option<Self> {
        match (date, reckoning) {
            (Some(date), _) => Some(Self::On(date)),
            (None, Reckoning::Completion) => Some(Self::Completion),
            (None, Reckoning::Intended) => None,
        }
    }
}

/// What leaving the next review empty will mean, and the other date that can be reckoned.
pub fn next_words(
    agreement: &Agreement,
    register: &Register,
    outcome: Option<ReviewOutcome>,
    on: Date,
) -> String {
    let offer = offer(agreement, register, on);
    match (outcome, offer) {
        (Some(ReviewOutcome::Ended | ReviewOutcome::Replaced), _) => {
            "Leave it empty: it is not reviewed again.".to_owned()
        }
        (Some(ReviewOutcome::Amended), Some(offer)) => format!(
            "What the new text says; empty: {}, {} from then.",
            offer.from_completion, offer.every
        ),
        (Some(ReviewOutcome::Amended), None) => {
            "What the new text says; empty for none.".to_owned()
        }
        (Some(ReviewOutcome::Reaffirmed | ReviewOutcome::Extended) | None, Some(offer)) => {
            offer.words()
        }
        (Some(ReviewOutcome::Reaffirmed | ReviewOutcome::Extended) | None, None) => {
            "The agreement states no interval; empty for none.".to_owned()
        }
    }
}

/// The date that a choice means after an outcome; none where the agreement is not reviewed again, or nothing is known.
///
/// Without a choice the reckoning from the intended date holds after *reaffirmed* and *extended*, and after *amended* only
/// what the new text says. Refuses a date for an agreement that does not go on, one that is not after the review, and a
/// reckoning where there is nothing to reckon from.
pub(super) fn chosen(
    agreement: &Agreement,
    register: &Register,
    outcome: ReviewOutcome,
    on: Date,
    next: Option<Next>,
) -> Result<Option<Date>, Refusal> {
    let offer = offer(agreement, register, on);
    let date = match (outcome, next) {
        (ReviewOutcome::Ended | ReviewOutcome::Replaced, Some(_)) => {
            let sentence = format!("An agreement that is {outcome} has no next review.");
            return Err(Refusal::invalid("next", sentence));
        }
        (_, Some(Next::On(date))) => Some(date),
        (_, Some(Next::Completion)) => Some(offer.ok_or_else(no_interval)?.from_completion),
        (ReviewOutcome::Amended, Some(Next::Intended)) => {
            let sentence =
                "After amended the new text says when the next review is due: write that date.";
            return Err(Refusal::invalid("next", sentence));
        }
        (_, Some(Next::Intended)) => Some(offer.ok_or_else(no_interval)?.intended),
        (ReviewOutcome::Reaffirmed | ReviewOutcome::Extended, None) => {
            offer.map(|one| one.intended)
        }
        (ReviewOutcome::Amended | ReviewOutcome::Replaced | ReviewOutcome::Ended, None) => None,
    };
    match date {
        Some(date) if date.last() <= on.last() => {
            let sentence = format!("The next review, {date}, is not after {on}.");
            Err(Refusal::invalid("next", sentence))
        }
        Some(_) | None => Ok(date),
    }
}

fn no_interval() -> Refusal {
    let sentence =
        "The agreement states no interval to reckon the next review from: write its date.";
    Refusal::invalid("next", sentence)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{date, with};
    use super::*;

    #[test]
    fn the_next_review_is_reckoned_from_the_intended_date_and_beside_it_from_completion() {
        type Case<'a> = (
            Option<&'a str>,
            Option<&'a str>,
            &'a str,
            &'a str,
            Option<(&'a str, bool, &'a str)>,
        );
        let cases: [Case<'_>; 12] = [
            // Five years from 2014 was 2019; done late, in March 2020, it is next due in 2024 and not in 2025.
            (
                Some("2014"),
                None,
                "5 years",
                "2020-03",
                Some(("2024", false, "2025-03")),
            ),
            (
                Some("2014"),
                None,
                "5 years",
                "2020-03-15",
                Some(("2024", false, "2025-03-15")),
            ),
            (
                Some("2014-03-01"),
                None,
                "5 years",
                "2020-03-15",
                Some(("2024-03-01", false, "2025-03-15")),
            ),
            (
                None,
                Some("2019"),
                "5 years",
                "2020-03-15",
                Some(("2024", false, "2025-03-15")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "2021-08-20",
                Some(("by 2023-09", false, "2023-08-20")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "2026-11-20",
                Some(("by 2027-09", true, "2028-11-20")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "2023-09-29",
                Some(("by 2023-09", false, "2025-09-29")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "2023-09-30",
                Some(("by 2025-09", true, "2025-09-30")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "by 2023",
                Some(("by 2025-09", true, "2025")),
            ),
            (
                None,
                Some("9999"),
                "1 year",
                "9999-12-31",
                Some(("9999", false, "9999-12-31")),
            ),
            (None, None, "5 years", "2020-03-15", None),
            (Some("2014"), Some("2019"), "0 years", "2020-03-15", None),
        ];
        for (effective, due, every, on, expected) in cases {
            let (register, id) = with(|one| {
                one.effective = effective.map(date);
                one.review_due = due.map(date);
                one.review_every = Some(every.parse().expect("an interval"));
            });
            let agreement = register.agreements.get(id).expect("it was put");
            let expected = expected.map(|(intended, skipped, from_completion)| {
                (date(intended), skipped, date(from_completion))
            });
            let offer = offer(agreement, &register, date(on));
            let offer = offer.map(|one| (one.intended, one.skipped, one.from_completion));
            assert_eq!(offer, expected, "{effective:?}, {due:?} done on {on}");
        }
    }

    #[test]
    fn both_reckonings_are_said_and_one_is_chosen() {
        use ReviewOutcome::{Amended, Ended, Extended, Reaffirmed};
        let (register, id) = with(|one| {
            one.effective = Some(date("2014"));
            one.review_every = Some("5 years".parse().expect("an interval"));
        });
        let agreement = register.agreements.get(id).expect("it was put");
        let on = date("2020-03");
        for (outcome, expected) in [
            (
                Reaffirmed,
                "2024 from the date intended, 2019. March 2025 from the day it was done.",
            ),
            (
                Amended,
                "What the new text says; empty: March 2025, 5 years from then.",
            ),
            (Ended, "Leave it empty: it is not reviewed again."),
        ] {
            let words = next_words(agreement, &register, Some(outcome), on);
            assert_eq!(words, expected, "{outcome}");
        }
        for (outcome, next, expected) in [
            (Reaffirmed, None, Ok(Some("2024"))),
            (Extended, Some(Next::Intended), Ok(Some("2024"))),
            (Reaffirmed, Some(Next::Completion), Ok(Some("2025-03"))),
            (
                Reaffirmed,
                Some(Next::On(date("by 2022"))),
                Ok(Some("by 2022")),
            ),
            (
                Reaffirmed,
                Some(Next::On(date("2020-03"))),
                Err("The next review, March 2020, is not after March 2020."),
            ),
            (Amended, None, Ok(None)),
            (Amended, Some(Next::Completion), Ok(Some("2025-03"))),
            (
                Amended,
                Some(Next::Intended),
                Err(
                    "After amended the new text says when the next review is due: write that date.",
                ),
            ),
            (
                Ended,
                Some(Next::Intended),
                Err("An agreement that is ended has no next review."),
            ),
        ] {
            let found = chosen(agreement, &register, outcome, on, next);
            let found = found.map_err(|refusal| refusal.sentence);
            let expected = expected.map(|code| code.map(date)).map_err(str::to_owned);
            assert_eq!(found, expected, "{outcome}, {next:?}");
        }
    }
}
