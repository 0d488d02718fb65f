//! What an agreement is on a day, reckoned from the dates in the entries.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::agreement::{Agreement, AgreementState, StateSince};
use crate::domain::id::Id;
use crate::domain::life::supersede::is_born;
use crate::domain::register::Register;

/// Which agreements take the place of which: looked up once for a whole list.
#[derive(Debug)]
pub struct Successors<'a> {
    register: &'a Register,
    whole: HashMap<Id<Agreement>, Vec<&'a Agreement>>,
}

impl<'a> Successors<'a> {
    pub fn of(register: &'a Register) -> Self {
        let mut whole: HashMap<_, Vec<_>> = HashMap::new();
        for later in &register.agreements {
            for earlier in later.supersedes.iter().filter(|one| one.except.is_none()) {
                whole.entry(earlier.agreement).or_default().push(later);
            }
        }
        Self { register, whole }
    }

    /// The register in which they were looked up.
    pub fn register(&self) -> &'a Register {
        self.register
    }

    /// The agreements that supersede this one whole.
    pub fn after(&self, id: Id<Agreement>) -> &[&'a Agreement] {
        self.whole.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What an agreement was on a day. None if it did not stand yet.
    ///
    /// By the days in the entries: it stands from the earliest of its own and is superseded from its successor's.
    /// Where dates are missing the stored state speaks.
    pub fn state_on(&self, agreement: &Agreement, day: NaiveDate) -> Option<AgreementState> {
        let begun = agreement.begun_by(day);
        let stands = agreement
            .stands_from(self.register)
            .map(|from| from.first() <= day);
        let state = match (stands, begun, agreement.states.last()) {
            (Some(false), begun, _) => return begun,
            // No state has a day that says otherwise.
            (_, _, None) => AgreementState::NotStated,
            (_, _, Some(StateSince { state, since: None })) => *state,
            (_, Some(begun), Some(_)) => begun,
            // It stood before the first of its states began, which may be its end.
            (Some(true), None, Some(_)) => AgreementState::Current,
            (None, None, Some(_)) => {
                agreement
                    .states
                    .iter()
                    .rfind(|one| one.since.is_none())?
                    .state
            }
        };
        Some(self.superseded_on(agreement, day).unwrap_or(state))
    }

    /// Superseded, or what it still was since the successor's day has not come. None where no day of that is known.
    fn superseded_on(&self, agreement: &Agreement, day: NaiveDate) -> Option<AgreementState> {
        let stored = agreement.state();
        let own = agreement.states.last().and_then(|one| one.since);
        let own = own.filter(|_| stored == AgreementState::Superseded);
        let laters = self.after(agreement.id).iter();
        // One that is proposed or being signed takes nothing's place yet.
        let laters = laters.filter(|later| is_born(later.state()));
        let from = own.or_else(|| {
            laters
                .filter_map(|later| later.stands_from(self.register))
                .min()
        })?;
        if from.first() <= day {
            return Some(AgreementState::Superseded);
        }
        (stored == AgreementState::Superseded)
            .then(|| agreement.begun_by(day).unwrap_or(AgreementState::Current))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::{StateSince, Supersession};
    use crate::domain::date::Date;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn state_on(register: &Register, on: &str) -> Option<AgreementState> {
        let agreement = register.agreements.get(id(1)).expect("it was put");
        Successors::of(register).state_on(agreement, day(on))
    }

    #[test]
    fn a_state_is_reckoned_for_a_day_from_the_dates_and_where_they_are_missing_the_stored_one_speaks()
     {
        use AgreementState::{Current, Ended, InDevelopment, NotStated, Proposed, UnderReview};
        type States<'a> = &'a [(AgreementState, Option<&'a str>)];
        let cases: [(States<'_>, Option<&str>, &str, Option<AgreementState>); 17] = [
            (&[], None, "2014-01-13", Some(NotStated)),
            (&[], Some("2014-01-13"), "2014-01-12", None),
            (&[], Some("2014-01-13"), "2014-01-13", Some(NotStated)),
            (&[(Current, None)], None, "1990-01-01", Some(Current)),
            (&[(Current, None)], Some("2014-01-13"), "2014-01-12", None),
            (&[(Proposed, Some("2012"))], None, "2011-12-31", None),
            (
                &[(Proposed, Some("2012"))],
                None,
                "2012-01-01",
                Some(Proposed),
            ),
            (
                &[(Proposed, None), (Current, Some("2014"))],
                None,
                "2013-12-31",
                Some(Proposed),
            ),
            (
                &[(InDevelopment, Some("2012")), (Current, Some("2014"))],
                Some("2014"),
                "2013-06-01",
                Some(InDevelopment),
            ),
            (
                &[(InDevelopment, Some("2012")), (Current, Some("2014"))],
                Some("2014"),
                "2014-06-01",
                Some(Current),
            ),
            (
                &[(InDevelopment, Some("2012")), (Current, None)],
                None,
                "2013-06-01",
                Some(Current),
            ),
            (
                &[(Current, Some("2019-06"))],
                Some("2014"),
                "2016-01-01",
                Some(Current),
            ),
            (
                &[(Current, Some("2014")), (Ended, Some("2020-05-01"))],
                Some("2014"),
                "2020-04-30",
                Some(Current),
            ),
            (
                &[(Current, Some("2014")), (Ended, Some("2020-05-01"))],
                Some("2014"),
                "2020-05-01",
                Some(Ended),
            ),
            // Recorded as ended, it was not so before its end.
            (
                &[(Ended, Some("2020-05-01"))],
                Some("2014"),
                "2020-04-30",
                Some(Current),
            ),
            (&[(Ended, None)], Some("2014"), "2016-01-01", Some(Ended)),
            (
                &[(UnderReview, Some("2020-05-01"))],
                Some("2014"),
                "2020-05-01",
                Some(UnderReview),
            ),
        ];
        for (states, effective, on, expected) in cases {
            let mut register = Register::default();
            let mut agreement = Agreement::new(id(1), "Protocol");
            agreement.effective = effective.map(date);
            let since = |&(state, since): &(_, Option<&str>)| StateSince {
                state,
                since: since.map(date),
            };
            agreement.states = states.iter().map(since).collect();
            register.put(agreement);
            assert_eq!(
                state_on(&register, on),
                expected,
                "{states:?} from {effective:?} on {on}"
            );
        }
    }

    #[test]
    fn an_agreement_is_superseded_from_the_day_its_successor_stands() {
        use AgreementState::{Current, Ended, Superseded, UnderReview};
        for (stored, successor, except, on, expected) in [
            (Current, Some("2020-01-01"), None, "2019-12-31", Current),
            (Current, Some("2020-01-01"), None, "2020-01-01", Superseded),
            (
                UnderReview,
                Some("2020-01-01"),
                None,
                "2019-12-31",
                UnderReview,
            ),
            (Superseded, Some("2020-01-01"), None, "2019-12-31", Current),
            (Superseded, None, None, "2019-12-31", Superseded),
            (Current, None, None, "2020-01-01", Current),
            (
                Current,
                Some("2020-01-01"),
                Some("Annex B"),
                "2020-01-01",
                Current,
            ),
            (Ended, Some("2020-01-01"), None, "2019-12-31", Ended),
        ] {
            let mut register = Register::default();
            let mut earlier = Agreement::new(id(1), "Protocol");
            earlier.states = vec![StateSince {
                state: stored,
                since: None,
            }];
            register.put(earlier);
            let mut later = Agreement::new(id(2), "New protocol");
            later.published = successor.map(date);
            later.supersedes = vec![Supersession {
                agreement: id(1),
                except: except.map(str::to_owned),
            }];
            register.put(later);
            let found = state_on(&register, on);
            assert_eq!(
                found,
                Some(expected),
                "{stored}, {successor:?}, {except:?} on {on}"
            );
        }
    }
}
