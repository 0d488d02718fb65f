//! How far the review of an agreement is on a day: to start, under way, due, overdue, or without a date.

use chrono::NaiveDate;

use super::clock::{self, Clock};
use crate::domain::agreement::{Agreement, AgreementState, Holder};
use crate::domain::date::Date;
use crate::domain::due::Rules;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::words::words;

words! {
    /// Most urgent first.
    pub enum Stage {
        /// The last day allowed is past, whether it is under way or not.
        Overdue = "overdue",
        UnderWay = "under way",
        /// The period that its date names has begun.
        Due = "due",
        /// Its lead time has begun.
        ToStart = "to start",
        Later = "later",
        NoDate = "no date",
    }
}

/// The review of an agreement on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub stage: Stage,
    pub due: Option<Date>,
    /// The day on which its lead time begins.
    pub starts: Option<NaiveDate>,
    /// Since when it is under review; none if it is not, or nobody noted the day.
    pub since: Option<Date>,
    pub is_under_way: bool,
    /// With whom the text is for its review.
    pub with: Vec<Holder>,
}

/// How far the review of an agreement is on a day, in the state that it was in then.
pub fn progress(
    register: &Register,
    agreement: &Agreement,
    state: AgreementState,
    today: NaiveDate,
    rules: &Rules,
) -> Progress {
    let due = clock::due(register, agreement, today);
    let starts = due.map(|due| {
        let lead = clock::lead(register, agreement, &rules.windows);
        lead.before(&rules.holidays, due.last())
    });
    let is_under_way = state == AgreementState::UnderReview;
    let has_come = |since: Option<Date>| since.is_none_or(|since| since.first() <= today);
    let begun = agreement.states.iter().rfind(|one| one.state == state);
    let holders = agreement.waiting_for.iter().copied();
    Progress {
        stage: stage(due, starts, is_under_way, today),
        due,
        starts,
        since: begun.filter(|_| is_under_way).and_then(|one| one.since),
        is_under_way,
        with: holders
            .filter(|one| is_under_way && has_come(one.since))
            .collect(),
    }
}

/// True if it was under review on a day, as far as its own states say; one that is over may be named so too.
pub fn is_under_way(agreement: &Agreement, today: NaiveDate) -> bool {
    let under_review = AgreementState::UnderReview;
    let has_no_day = agreement
        .states
        .last()
        .is_some_and(|one| one.since.is_none());
    agreement.begun_by(today) == Some(under_review)
        || has_no_day && agreement.state() == under_review
}

fn stage(
    due: Option<Date>,
    starts: Option<NaiveDate>,
    is_under_way: bool,
    today: NaiveDate,
) -> Stage {
    match due {
        Some(due) if due.last() < today => Stage::Overdue,
        Some(_) | None if is_under_way => Stage::UnderWay,
        None => Stage::NoDate,
        Some(due) if due.first() <= today => Stage::Due,
        Some(_) if starts.is_some_and(|starts| starts <= today) => Stage::ToStart,
        Some(_) => Stage::Later,
    }
}

impl Progress {
    /// `overdue, under way since 1 July 2021, with ADASS`, `to start since 30 June 2021`, `on an event: a change of the law`.
    pub fn words(&self, register: &Register, agreement: &Agreement, today: NaiveDate) -> String {
        match self.stage {
            Stage::Overdue if self.is_under_way => format!("overdue, {}", self.way_words(register)),
            Stage::Overdue => "overdue".to_owned(),
            Stage::UnderWay => self.way_words(register),
            Stage::Due => "due".to_owned(),
            Stage::ToStart => self.starting("to start since"),
            Stage::Later => self.starting("to start from"),
            Stage::NoDate => match clock::clock(register, agreement, today) {
                Clock::Event(event) => format!("on an event: {event}"),
                Clock::Never => "the text foresees none".to_owned(),
                Clock::Due(_) | Clock::Silent => "no date".to_owned(),
            },
        }
    }

    /// `under way since 1 July 2021, with ADASS`.
    fn way_words(&self, register: &Register) -> String {
        let since = self
            .since
            .map_or_else(String::new, |since| format!(" since {since}"));
        let names = self.with.iter();
        let names = names.filter_map(|one| register.organisations.get(one.organisation));
        let names: Vec<&str> = names.map(Organisation::short).collect();
        let with = if names.is_empty() {
            String::new()
        } else {
            format!(", with {}", names.join(", "))
        };
        format!("under way{since}{with}")
    }

    fn starting(&self, words: &str) -> String {
        let day = self.starts.map(Date::day);
        day.map_or_else(String::new, |day| format!("{words} {day}"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{body, date, day, with};
    use super::*;
    use crate::domain::agreement::StateSince;

    /// When it is due, how long before it starts, its state, the day; what comes of these.
    type Case<'a> = (
        Option<&'a str>,
        Option<&'a str>,
        AgreementState,
        &'a str,
        Stage,
        &'a str,
    );

    const CASES: [Case<'_>; 12] = [
        (
            Some("by 2021-09"),
            None,
            AgreementState::Current,
            "2021-06-29",
            Stage::Later,
            "to start from 30 June 2021",
        ),
        (
            Some("by 2021-09"),
            None,
            AgreementState::Current,
            "2021-06-30",
            Stage::ToStart,
            "to start since 30 June 2021",
        ),
        (
            Some("by 2021-09"),
            None,
            AgreementState::Current,
            "2021-08-31",
            Stage::ToStart,
            "to start since 30 June 2021",
        ),
        (
            Some("by 2021-09"),
            None,
            AgreementState::Current,
            "2021-09-01",
            Stage::Due,
            "due",
        ),
        (
            Some("by 2021-09"),
            None,
            AgreementState::Current,
            "2021-09-30",
            Stage::Due,
            "due",
        ),
        (
            Some("by 2021-09"),
            None,
            AgreementState::Current,
            "2021-10-01",
            Stage::Overdue,
            "overdue",
        ),
        (
            Some("by 2021-09"),
            None,
            AgreementState::UnderReview,
            "2021-08-20",
            Stage::UnderWay,
            "under way since 1 July 2021, with ADASS",
        ),
        (
            Some("by 2021-09"),
            None,
            AgreementState::UnderReview,
            "2021-10-01",
            Stage::Overdue,
            "overdue, under way since 1 July 2021, with ADASS",
        ),
        (
            None,
            None,
            AgreementState::UnderReview,
            "2021-10-01",
            Stage::UnderWay,
            "under way since 1 July 2021, with ADASS",
        ),
        (
            Some("by 2021-09"),
            Some("1 year"),
            AgreementState::Current,
            "2020-09-30",
            Stage::ToStart,
            "to start since 30 September 2020",
        ),
        (
            None,
            None,
            AgreementState::Current,
            "2021-08-20",
            Stage::NoDate,
            "on an event: a change of the law",
        ),
        (
            Some("2021"),
            None,
            AgreementState::Current,
            "2021-01-01",
            Stage::Due,
            "due",
        ),
    ];

    #[test]
    fn a_review_is_to_start_then_due_then_overdue_and_under_way_once_it_is_begun() {
        for (due, lead, state, today, expected, words) in CASES {
            let (mut register, id) = with(|one| {
                one.review_due = due.map(date);
                one.review_lead = lead.map(|lead| lead.parse().expect("an interval"));
                one.review_event = "a change of the law".to_owned();
                one.states = vec![StateSince {
                    state,
                    since: Some(date("2021-07-01")),
                }];
            });
            let partner = body(&mut register, "ADASS");
            let mut agreement = register.agreements.get(id).expect("it was put").clone();
            let holder = |since| Holder {
                organisation: partner,
                since: Some(date(since)),
            };
            agreement.waiting_for = vec![holder("2021-07-01"), holder("2022-07-01")];
            let rules = Rules::default();
            let found = progress(&register, &agreement, state, day(today), &rules);
            assert_eq!(found.stage, expected, "{due:?} {state} on {today}");
            let said = found.words(&register, &agreement, day(today));
            assert_eq!(said, words, "{due:?} {state} on {today}");
        }
    }
}
