//! Starting a review: whom to ask for it at each party, and with whom the text is since when.

use chrono::NaiveDate;

use crate::domain::agreement::{Agreement, AgreementState, Holder, StateSince};
use crate::domain::change::Change;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::party::{self, Capacity, Party};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// What to keep of a review that begins.
#[derive(Debug, Clone)]
pub struct StartOptions {
    pub today: NaiveDate,
    pub on: Date,
    /// Who was asked for it and has the text now; may be nobody.
    pub with: Vec<Id<Organisation>>,
}

/// Who answers for an agreement at one of its parties, and so is asked for its review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lead<'a> {
    pub party: &'a Party,
    /// In the lead post on the day, if that is known.
    pub contact: Option<&'a Contact>,
}

/// Begins the review of an agreement: under review from a day, with those who were asked. One that is under review may be
/// with more of them later.
///
/// Refuses an agreement that is not in force, a day to come, and a second start with nobody asked.
pub fn start(
    register: &Register,
    id: Id<Agreement>,
    options: &StartOptions,
) -> Result<Change, Refusal> {
    let Some(agreement) = register.agreements.get(id) else {
        return Err(Refusal::not_found(format!("There is no agreement {id}.")));
    };
    let title = &agreement.title;
    let states = match agreement.state() {
        AgreementState::Current | AgreementState::NotStated => begun(agreement, options.on),
        AgreementState::UnderReview if options.with.is_empty() => {
            let sentence = format!(
                "\"{title}\" is under review already. Say whom it is with, or record what came of it."
            );
            return Err(Refusal::state(sentence));
        }
        AgreementState::UnderReview => agreement.states.clone(),
        state @ (AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature
        | AgreementState::Superseded
        | AgreementState::Ended) => {
            let sentence = format!("\"{title}\" is {state}; only what is in force is reviewed.");
            return Err(Refusal::state(sentence));
        }
    };
    check_on(register, agreement, options)?;
    let after = Agreement {
        states,
        waiting_for: holders(register, agreement, options)?,
        ..agreement.clone()
    };
    let names = names(register, &options.with);
    let label = if names.is_empty() {
        format!("Started the review of \"{title}\"")
    } else {
        format!("Asked {names} for the review of \"{title}\"")
    };
    Ok(Change::new(label).update(agreement, after))
}

/// Who answers for an agreement at each party that it binds on a day, in the order of its text.
pub fn leads<'a>(
    register: &'a Register,
    agreement: Id<Agreement>,
    today: NaiveDate,
) -> Vec<Lead<'a>> {
    let bound = party::of(register, agreement).into_iter().filter(|one| {
        let binds = matches!(one.capacity, Capacity::Party | Capacity::Signatory);
        binds && one.to.is_none_or(|to| today <= to.last())
    });
    let lead = |party: &'a Party| {
        let mut contacts = register.contacts.of(party.organisation);
        let is_lead = |one: &&Contact| {
            !party.lead.is_empty() && one.holds(&party.lead) && one.is_in_post(today)
        };
        Lead {
            party,
            contact: contacts.find(is_lead),
        }
    };
    bound.map(lead).collect()
}

/// The parties that are asked for a review: all that it binds but those which hold the Secretariat of a forum on the day,
/// since that is us. All of them where nobody would be left.
pub fn partners(
    register: &Register,
    agreement: Id<Agreement>,
    today: NaiveDate,
) -> Vec<Id<Organisation>> {
    let is_ours = |body: Id<Organisation>| {
        let mut seats = register.memberships.iter();
        seats.any(|one| {
            one.organisation == body && one.role == Role::Secretariat && one.is_held_on(today)
        })
    };
    let leads = leads(register, agreement, today);
    let all: Vec<_> = leads.iter().map(|one| one.party.organisation).collect();
    let others: Vec<_> = all.iter().copied().filter(|body| !is_ours(*body)).collect();
    if others.is_empty() { all } else { others }
}

impl Lead<'_> {
    /// `ADASS: Director of Policy, J Smith`; says where no lead post, or nobody in it, is known.
    pub fn words(&self, register: &Register) -> String {
        let body = register.organisations.get(self.party.organisation);
        let body = body.map_or("", Organisation::short);
        let post = self.party.lead.trim();
        match self.contact {
            _ if post.is_empty() => format!("{body}: no lead post is known"),
            None => format!("{body}: {post}"),
            Some(contact) if contact.name.trim().is_empty() => format!("{body}: {post}"),
            Some(contact) => format!("{body}: {post}, {}", contact.name),
        }
    }
}

fn begun(agreement: &Agreement, on: Date) -> Vec<StateSince> {
    let state = AgreementState::UnderReview;
    let since = Some(on);
    let new = StateSince { state, since };
    agreement.states.iter().copied().chain([new]).collect()
}

/// Refuses a start that has not come, or from before there was an agreement.
fn check_on(
    register: &Register,
    agreement: &Agreement,
    options: &StartOptions,
) -> Result<(), Refusal> {
    let on = options.on;
    let sentence = match agreement.stands_from(register) {
        _ if options.today < on.first() => format!("{on} has not come yet."),
        Some(from) if on.last() < from.first() => {
            format!("\"{}\" stands from {from}, not from {on}.", agreement.title)
        }
        Some(_) | None => return Ok(()),
    };
    Err(Refusal::invalid("on", sentence))
}

/// With whom the text is: those who were asked now, after those who have it already.
fn holders(
    register: &Register,
    agreement: &Agreement,
    options: &StartOptions,
) -> Result<Vec<Holder>, Refusal> {
    let asked = |one: &Holder| options.with.contains(&one.organisation);
    let before = agreement.waiting_for.iter().copied();
    let mut holders: Vec<Holder> = before.filter(|one| !asked(one)).collect();
    for &organisation in &options.with {
        if register.organisations.get(organisation).is_none() {
            let sentence = format!("There is no organisation {organisation}.");
            return Err(Refusal::invalid("with", sentence));
        }
        holders.push(Holder {
            organisation,
            since: Some(options.on),
        });
    }
    Ok(holders)
}

fn names(register: &Register, bodies: &[Id<Organisation>]) -> String {
    let bodies = bodies.iter();
    let names = bodies.filter_map(|id| register.organisations.get(*id).map(Organisation::short));
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{body, contact, date, day, done, with};
    use super::*;
    use crate::domain::forum::Forum;
    use crate::domain::membership::Membership;

    #[test]
    fn a_review_starts_with_those_who_were_asked_and_only_of_what_is_in_force() {
        use AgreementState::{Current, Ended, NotStated, Proposed, UnderReview};
        for (state, on, is_asked, expected) in [
            (Current, "2021-07-01", true, Ok(())),
            (NotStated, "2021-07", false, Ok(())),
            (UnderReview, "2021-08-01", true, Ok(())),
            (
                UnderReview,
                "2021-08-01",
                false,
                Err("under review already"),
            ),
            (Proposed, "2021-08-01", true, Err("is proposed")),
            (Ended, "2021-08-01", true, Err("is ended")),
            (Current, "2021-08-21", true, Err("has not come")),
            (Current, "2018", true, Err("stands from 2019")),
        ] {
            let (mut register, id) = with(|one| {
                one.effective = Some(date("2019"));
                one.states = vec![StateSince { state, since: None }];
            });
            let partner = body(&mut register, "ADASS");
            let options = StartOptions {
                today: day("2021-08-20"),
                on: date(on),
                with: is_asked.then_some(partner).into_iter().collect(),
            };
            match (start(&register, id, &options), expected) {
                (Ok(change), Ok(())) => {
                    let after = done(&register, &change);
                    let agreement = after.agreements.get(id).expect("it is there");
                    assert_eq!(agreement.state(), UnderReview, "{state} {on}");
                    let with = agreement.waiting_for.iter().map(|one| one.since);
                    let expected: Vec<_> = is_asked.then_some(Some(date(on))).into_iter().collect();
                    assert_eq!(with.collect::<Vec<_>>(), expected, "{state} {on}");
                }
                (Err(refusal), Err(words)) => {
                    assert!(refusal.sentence.contains(words), "{state} {on}: {refusal}");
                }
                (found, _) => panic!("{state} {on}: {found:?}"),
            }
        }
    }

    #[test]
    fn the_lead_posts_of_the_partners_are_asked_and_not_ours() {
        let (mut register, id) = with(|_| {});
        let (ours, partner) = (body(&mut register, "CQC"), body(&mut register, "ADASS"));
        for (place, organisation, lead) in [(1, ours, ""), (2, partner, "Director of Policy")] {
            register.put(Party {
                lead: lead.to_owned(),
                position: place,
                ..Party::new(register.parties.next_id(), id, organisation)
            });
        }
        let mut director = contact(&register, "Director of Policy");
        director.organisation = partner;
        register.put(director);
        let today = day("2021-08-20");
        let words = |register: &Register| {
            let leads = leads(register, id, today);
            let words = leads.iter().map(|one| one.words(register));
            words.collect::<Vec<_>>()
        };
        assert_eq!(
            words(&register),
            [
                "CQC: no lead post is known",
                "ADASS: Director of Policy, J Smith"
            ]
        );
        assert_eq!(partners(&register, id, today), [ours, partner]);
        let forum = Forum::new(register.forums.next_id(), "The Forum");
        let role = Role::Secretariat;
        let seat = Membership::new(register.memberships.next_id(), forum.id, ours, role);
        register.put(forum);
        register.put(seat);
        assert_eq!(partners(&register, id, today), [partner]);
    }
}
