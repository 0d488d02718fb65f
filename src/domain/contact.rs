//! Contacts: a person in a post at an organisation, from a day and perhaps to a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::date::Date;
use super::field::fields;
use super::find::fold;
use super::handover;
use super::id::Id;
use super::membership::Membership;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub id: Id<Contact>,
    pub organisation: Id<Organisation>,
    pub name: String,
    pub post: String,
    /// The first day in post.
    pub from: Option<Date>,
    /// The last day in post.
    pub to: Option<Date>,
    pub telephone: String,
    pub email: String,
    /// The day on which whoever must meet a new person in this post did. Source: CQC-ADASS protocol, ¶14.
    pub met: Option<NaiveDate>,
    /// The day on which somebody last made sure that all this is true.
    // Registers before version 4000 have entries in their histories without this.
    #[serde(default)]
    pub confirmed: Option<Date>,
}

impl Contact {
    /// True if the person was in the post on that day, as far as the dates say.
    pub fn is_in_post(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from.first() <= day)
            && self.to.is_none_or(|to| day <= to.last())
    }

    /// True if the post is called that: as a whole, without its bracket, or by what stands in the bracket.
    pub fn holds(&self, post: &str) -> bool {
        let names = names_of(&self.post);
        names_of(post).iter().any(|name| names.contains(name))
    }
}

impl Row for Contact {
    row!(Contact in contacts, under organisation);
    fields!(
        name,
        post,
        organisation,
        from,
        to,
        telephone,
        email,
        met,
        confirmed
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.name.trim().is_empty() && self.post.trim().is_empty() {
            return Err(Refusal::invalid(
                "name",
                "A contact needs a name or a post.",
            ));
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to.last() < from.first()
        {
            return Err(Refusal::invalid(
                "to",
                format!("A contact cannot leave on {to}, before coming on {from}."),
            ));
        }
        Ok(())
    }

    fn title(&self, register: &Register) -> String {
        let body = register
            .organisations
            .get(self.organisation)
            .map_or("", Organisation::short);
        let parts = [self.name.as_str(), self.post.as_str(), body];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// The change, with a new person in the post of another: the predecessor ends the day before the new one begins, or
/// today, and the places on the circulation lists kept here pass on. Refuses a person who would succeed themselves.
pub fn take_over(
    register: &Register,
    today: NaiveDate,
    successor: &Contact,
    predecessor: Id<Contact>,
    mut change: Change,
) -> Result<Change, Refusal> {
    let Some(before) = register.contacts.get(predecessor) else {
        return Err(Refusal::not_found(format!(
            "There is no contact {predecessor}."
        )));
    };
    if predecessor == successor.id {
        return Err(Refusal::invalid(
            "predecessor",
            "Nobody takes over from themselves.",
        ));
    }
    if before.to.is_none() {
        let begins = successor.from.map(Date::first);
        let last = begins.and_then(|day| day.pred_opt()).unwrap_or(today);
        let after = Contact {
            to: Some(Date::day(last)),
            ..before.clone()
        };
        after.check()?;
        change = change.update(before, after);
    }
    // What another Secretariat keeps is not changed here.
    let away = handover::away(register, today);
    let kept = register.memberships.iter();
    for membership in kept.filter(|one| !away.contains(&one.forum)) {
        let passed_on = |held: Option<Id<Contact>>| match held {
            Some(id) if id == predecessor => Some(successor.id),
            held => held,
        };
        let after = Membership {
            representative: passed_on(membership.representative),
            deputy: passed_on(membership.deputy),
            ..membership.clone()
        };
        if after != *membership {
            change = change.update(membership, after);
        }
    }
    Ok(change)
}

/// "Director of Adult Social Services (DASS)" goes by its whole, its long and its short name.
fn names_of(post: &str) -> Vec<String> {
    let mut names = vec![fold(post)];
    if let Some((long, rest)) = post.split_once('(') {
        names.push(fold(long));
        names.push(fold(rest.trim_end().trim_end_matches(')')));
    }
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(post: &str, from: Option<&str>, to: Option<&str>) -> Contact {
        let date = |code: &str| Date::from_code(code).expect("the code of a date");
        Contact {
            id: Id::new(1).expect("a number"),
            organisation: Id::new(1).expect("a number"),
            name: "Dr A Smith".to_owned(),
            post: post.to_owned(),
            from: from.map(date),
            to: to.map(date),
            telephone: String::new(),
            email: String::new(),
            met: None,
            confirmed: None,
        }
    }

    #[test]
    fn a_post_goes_by_its_whole_its_long_and_its_short_name() {
        const DASS: &str = "Director of Adult Social Services (DASS)";
        for (held, asked, holds) in [
            (DASS, DASS, true),
            (DASS, "dass", true),
            (DASS, "Director of Adult  Social Services", true),
            ("DASS", DASS, true),
            ("DASS", "Director of Adult Social Services", false),
            (DASS, "Director", false),
            (DASS, "", false),
            ("", "", false),
            ("()", "()", true),
            ("Head (North)", "Head (South)", true),
            ("Health & Care lead", "health and care lead", true),
        ] {
            assert_eq!(
                contact(held, None, None).holds(asked),
                holds,
                "{held:?} as {asked:?}"
            );
        }
    }

    #[test]
    fn a_person_is_in_post_from_the_first_to_the_last_day_that_the_dates_allow() {
        for (from, to, day, is_in) in [
            (None, None, "2021-08-20", true),
            (Some("2021-08-20"), None, "2021-08-19", false),
            (Some("2021-08-20"), None, "2021-08-20", true),
            (Some("2021-08"), None, "2021-08-01", true),
            (None, Some("2021-08-20"), "2021-08-20", true),
            (None, Some("2021-08-20"), "2021-08-21", false),
            (None, Some("2021"), "2021-12-31", true),
        ] {
            let found = contact("DASS", from, to).is_in_post(day.parse().expect("an ISO day"));
            assert_eq!(found, is_in, "{from:?} to {to:?} on {day}");
        }
        let backwards = contact("DASS", Some("2021-08"), Some("2021-07-31")).check();
        assert_eq!(backwards.expect_err("it ends before").field, Some("to"));
        assert_eq!(
            contact("DASS", Some("2021-08"), Some("2021-08-01")).check(),
            Ok(())
        );
    }

    #[test]
    fn a_new_person_in_a_post_ends_the_one_before_and_takes_their_places() {
        use crate::domain::membership::Role;
        fn id<T>(number: u32) -> Id<T> {
            Id::new(number).expect("a number")
        }
        let today = "2021-08-20".parse().expect("an ISO day");
        for (from, left, expected) in [
            (Some("2021-09-01"), None, "2021-08-31"),
            (Some("2021-09"), None, "2021-08-31"),
            (None, None, "2021-08-20"),
            (Some("2021-09-01"), Some("2021-07-31"), "2021-07-31"),
        ] {
            let mut register = Register::default();
            register.put(contact("DASS", Some("2019"), left));
            for number in [1, 2] {
                let mut membership = Membership::new(id(number), id(1), id(1), Role::Member);
                membership.representative = (number == 1).then(|| id(1));
                membership.deputy = (number == 2).then(|| id(7));
                register.put(membership);
            }
            let mut successor = contact("DASS", from, None);
            successor.id = id(2);
            let change = take_over(&register, today, &successor, id(1), Change::new(""));
            register.apply(&change.expect("there is one before"));
            let before = register.contacts.get(id(1)).expect("still there");
            assert_eq!(before.to.map(Date::last), expected.parse().ok(), "{from:?}");
            let held: Vec<_> = register
                .memberships
                .iter()
                .map(|one| (one.representative, one.deputy))
                .collect();
            assert_eq!(held, [(Some(successor.id), None), (None, Some(id(7)))]);
            let itself = take_over(&register, today, &successor, successor.id, Change::new(""));
            assert!(itself.is_err());
        }
    }
}
