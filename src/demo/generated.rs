//! A register of any size for measuring: the same items as other tools are measured with, from the same seed.

use chrono::{Days, NaiveDate};

use super::mersenne::Random;
use super::whole;
use crate::domain::action::{Action, ActionDue};
use crate::domain::agreement::{Agreement, AgreementState, StateSince};
use crate::domain::change::Change;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::Organisation;
use crate::domain::party::{Capacity, Party};
use crate::domain::register::Register;

const SEED: u32 = 20_260_101;

/// Due dates begin this many days before the base.
const DAYS_BEFORE: u64 = 30;
/// From the first to the last due date.
const DAYS: u32 = 1_855;

const VERBS: &str =
    "Confirm Draft Review Circulate Publish Translate Check Collect Prepare Arrange Approve Renew";
const OBJECTS: &str = "minutes budget venue contract agenda invitation mandate report charter register protocol \
                       insurance memorandum statutes archive newsletter";
const TAIL: &str = "of the regional working group on water and land before the plenary session with partners from the \
                    northern districts and the youth council liaison for publication in the annual register of \
                    agreements";
const FIRST_NAMES: &str = "Ana Ben Chidi Dana Elif Farid Grace Hana Ivan Jaya Kofi Lena Marek Nadia Omar Petra Quim Rosa \
                           Sami Tova";
const LAST_NAMES: &str = "Abara Berg Costa Dlamini Engel Farah Garcia Haddad Ito Jansen";

/// Titles are made longer than this, and cut at `LONGEST`.
const SHORTEST: usize = 56;
const LONGEST: usize = 66;

/// What one record is made of.
struct Seed {
    sort: Sort,
    title: String,
    owner: u32,
    on: NaiveDate,
}

enum Sort {
    Action,
    Agreement,
    Meeting,
}

/// So many dated records beside one forum and 200 organisations, as one change to an empty register: 60 in a hundred
/// are actions, 30 agreements with a review, 10 meetings, all open, from 30 days before the base to five years after.
pub fn generated(records: usize, base: NaiveDate) -> Change {
    let mut register = Register::default();
    let owners = load_owners(&mut register);
    let forum = Forum::new(register.forums.next_id(), "Generated forum");
    let mut made = Made::default();
    let mut maker = Maker::new(base, owners.len());
    for _ in 0..records {
        let seed = maker.next();
        let place = usize::try_from(seed.owner).unwrap_or_default();
        if let Some(&owner) = owners.get(place) {
            made.add(forum.id, seed, owner);
        }
    }
    register.forums.load(vec![forum]);
    register.actions.load(made.actions);
    register.agreements.load(made.agreements);
    register.parties.load(made.parties);
    register.meetings.load(made.meetings);
    whole(&register, &format!("Generated {records} records"))
}

fn load_owners(register: &mut Register) -> Vec<Id<Organisation>> {
    let names = FIRST_NAMES.split(' ').flat_map(|first| {
        LAST_NAMES
            .split(' ')
            .map(move |last| format!("{first} {last}"))
    });
    let owners: Vec<Organisation> = names
        .zip(1..)
        .filter_map(|(name, number)| Some(Organisation::new(Id::new(number)?, name)))
        .collect();
    let ids = owners.iter().map(|one| one.id).collect();
    register.organisations.load(owners);
    ids
}

/// Throws the dice in the order in which the other tools' generator does.
struct Maker {
    random: Random,
    first: NaiveDate,
    owners: u32,
    verbs: Vec<&'static str>,
    objects: Vec<&'static str>,
    tail: Vec<&'static str>,
}

impl Maker {
    fn new(base: NaiveDate, owners: usize) -> Self {
        let words = |list: &'static str| list.split(' ').collect();
        let first = base.checked_sub_days(Days::new(DAYS_BEFORE));
        Self {
            random: Random::new(SEED),
            first: first.unwrap_or(NaiveDate::MIN),
            owners: u32::try_from(owners).unwrap_or(u32::MAX),
            verbs: words(VERBS),
            objects: words(OBJECTS),
            tail: words(TAIL),
        }
    }

    fn next(&mut self) -> Seed {
        let dice = self.random.random();
        let sort = if dice < 0.6 {
            Sort::Action
        } else if dice < 0.9 {
            Sort::Agreement
        } else {
            Sort::Meeting
        };
        let days = Days::new(u64::from(self.random.below(DAYS)));
        Seed {
            sort,
            on: self.first.checked_add_days(days).unwrap_or(NaiveDate::MAX),
            title: self.title(),
            owner: self.random.below(self.owners),
        }
    }

    fn title(&mut self) -> String {
        let verb = self.random.choice(&self.verbs);
        let object = self.random.choice(&self.objects);
        let mut title = format!("{verb} the {object}");
        while title.len() < SHORTEST {
            title.push(' ');
            title.push_str(self.random.choice(&self.tail));
        }
        title.truncate(LONGEST);
        title.truncate(title.trim_end().len());
        title
    }
}

/// The records so far, in the order of their numbers.
#[derive(Default)]
struct Made {
    actions: Vec<Action>,
    agreements: Vec<Agreement>,
    parties: Vec<Party>,
    meetings: Vec<Meeting>,
}

impl Made {
    fn add(&mut self, forum: Id<Forum>, seed: Seed, owner: Id<Organisation>) {
        match seed.sort {
            Sort::Action => self.add_action(forum, seed, owner),
            Sort::Agreement => self.add_agreement(seed, owner),
            Sort::Meeting => self.add_meeting(forum, seed.on, owner),
        }
    }

    fn add_action(&mut self, forum: Id<Forum>, seed: Seed, owner: Id<Organisation>) {
        let id = next(&self.actions);
        self.actions.push(Action {
            owner: Some(owner),
            due: ActionDue::On(seed.on.into()),
            ..Action::new(id, forum, id.number(), seed.title)
        });
    }

    fn add_agreement(&mut self, seed: Seed, owner: Id<Organisation>) {
        let id = next(&self.agreements);
        let current = StateSince {
            state: AgreementState::Current,
            since: None,
        };
        self.agreements.push(Agreement {
            review_due: Some(seed.on.into()),
            states: vec![current],
            ..Agreement::new(id, seed.title)
        });
        self.parties.push(Party {
            id: next(&self.parties),
            agreement: id,
            organisation: owner,
            capacity: Capacity::Party,
            lead: String::new(),
            signed: None,
            position: 1,
            from: None,
            signed_by: String::new(),
            to: None,
        });
    }

    /// A meeting has no title: its owner chairs it.
    fn add_meeting(&mut self, forum: Id<Forum>, on: NaiveDate, owner: Id<Organisation>) {
        self.meetings.push(Meeting {
            state: MeetingState::Confirmed,
            chair: Some(owner),
            ..Meeting::new(next(&self.meetings), forum, on.into())
        });
    }
}

fn next<T>(rows: &[T]) -> Id<T> {
    let number = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Id::new(number.saturating_add(1)).expect("one more than a number is not nought")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Interval;
    use crate::domain::calendar::Unit;
    use crate::domain::due::{DueOptions, Rules, due};
    use crate::domain::register::Row;

    fn register(records: usize) -> Register {
        let mut register = Register::default();
        register.apply(&generated(records, base()));
        register
    }

    fn base() -> NaiveDate {
        "2026-11-22".parse().expect("an ISO day")
    }

    fn due_in_90_days(records: usize) -> usize {
        let within = Interval {
            count: 90,
            unit: Unit::Days,
        };
        let options = DueOptions {
            within: Some(within),
            kinds: Vec::new(),
        };
        due(&register(records), base(), &Rules::default(), &options).len()
    }

    #[test]
    fn the_items_are_those_of_the_other_tools() {
        let register = register(1_000);
        assert_eq!(register.faults(), Vec::<String>::new());
        let counts = (
            register.actions.len(),
            register.agreements.len(),
            register.meetings.len(),
        );
        assert_eq!(counts, (580, 317, 103));
        let first: Vec<_> = register
            .actions
            .iter()
            .take(2)
            .map(|one| format!("{} {} {}", one.text, one.owner_name(&register), one.due))
            .collect();
        assert_eq!(
            first,
            [
                "Confirm the contract working for the plenary and regional Grace Haddad 23 June 2028",
                "Publish the insurance youth partners northern council youth Tova Abara 1 August 2027",
            ]
        );
        let reviews = register.agreements.iter().next();
        assert_eq!(
            reviews.map(|one| one.title(&register)).as_deref(),
            Some("Arrange the invitation regional youth land regional session")
        );
    }

    #[test]
    fn as_many_are_due_in_90_days_as_with_the_other_tools() {
        assert_eq!(due_in_90_days(1_000), 59);
        assert_eq!(due_in_90_days(10_000), 610);
        if std::env::var_os("RUN_SLOW_TESTS").is_some() {
            assert_eq!(due_in_90_days(100_000), 6_492);
        }
    }
}
