//! The steps that an agreement can take from where it is, and the one that comes next.

use chrono::NaiveDate;

use super::signing;
use super::steps::{self, ProposeOptions, check_going_on, found};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::words::words;

words! {
    /// What can become of an agreement. Its review is recorded by verbs of its own.
    pub enum Step {
        Propose = "propose",
        Send = "send",
        Sign = "sign",
        /// The text comes back from whoever has it.
        Back = "back",
        Force = "force",
        Published = "published",
        Supersede = "supersede",
        End = "end",
    }
}

/// Refuses a step that an agreement cannot take, whatever else is said of it.
pub fn possible(
    register: &Register,
    id: Id<Agreement>,
    step: Step,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let agreement = found(register, id)?;
    match step {
        Step::Propose => {
            let options = ProposeOptions {
                today,
                on: day_after_states(agreement, today),
                scope: None,
            };
            steps::propose(register, id, &options).map(|_| ())
        }
        Step::Send => can_send(register, agreement),
        Step::Sign => can_sign(register, agreement),
        Step::Back if agreement.waiting_for.is_empty() => Err(Refusal::state(format!(
            "\"{}\" is with nobody.",
            agreement.title
        ))),
        Step::Force => check_going_on(agreement, "brought into force"),
        Step::Published => match agreement.published {
            Some(on) => Err(Refusal::state(format!(
                "\"{}\" was published {} already; edit it to correct that day.",
                agreement.title,
                steps::on_or_in(on)
            ))),
            None => Ok(()),
        },
        Step::Supersede if agreement.state() == AgreementState::Ended => {
            check_going_on(agreement, "superseded")
        }
        Step::Supersede if register.agreements.len() < 2 => {
            let sentence =
                "There is no other agreement that could take its place. Add the new one first.";
            Err(Refusal::state(sentence))
        }
        Step::Back | Step::Supersede => Ok(()),
        Step::End => check_going_on(agreement, "ended"),
    }
}

/// One under review goes to whomever it is to be reviewed with.
fn can_send(register: &Register, agreement: &Agreement) -> Result<(), Refusal> {
    check_going_on(agreement, "sent to anybody")?;
    if agreement.state() == AgreementState::UnderReview || !to_send(register, agreement).is_empty()
    {
        return Ok(());
    }
    let sentence = nobody_left(register, agreement, "to send it to");
    Err(Refusal::state(sentence))
}

fn can_sign(register: &Register, agreement: &Agreement) -> Result<(), Refusal> {
    check_going_on(agreement, "signed")?;
    if signing::unsigned(register, agreement).is_empty() {
        let sentence = nobody_left(register, agreement, "to sign it");
        return Err(Refusal::state(sentence));
    }
    Ok(())
}

/// The step that an agreement waits for. None for one that stands or is over.
pub fn next(register: &Register, agreement: &Agreement) -> Option<Step> {
    match agreement.state() {
        AgreementState::Proposed | AgreementState::InDevelopment => {
            let is_sent = to_send(register, agreement).is_empty();
            Some(if is_sent { Step::Force } else { Step::Send })
        }
        AgreementState::OutForSignature => {
            let is_signed = signing::unsigned(register, agreement).is_empty();
            Some(if is_signed { Step::Force } else { Step::Sign })
        }
        AgreementState::Current
        | AgreementState::UnderReview
        | AgreementState::Superseded
        | AgreementState::Ended
        | AgreementState::NotStated => None,
    }
}

/// The parties that are to sign and do not have the text yet; of one under review all that do not have it.
pub fn to_send(register: &Register, agreement: &Agreement) -> Vec<Id<Organisation>> {
    let mut bodies = if agreement.state() == AgreementState::UnderReview {
        let parties = crate::domain::party::of(register, agreement.id).into_iter();
        parties.map(|one| one.organisation).collect()
    } else {
        signing::unsigned(register, agreement)
    };
    let has = |body: &Id<Organisation>| {
        let mut holders = agreement.waiting_for.iter();
        holders.any(|one| one.organisation == *body)
    };
    bodies.retain(|body| !has(body));
    bodies
}

fn nobody_left(register: &Register, agreement: &Agreement, what: &str) -> String {
    if signing::bound(register, agreement.id).is_empty() {
        format!(
            "\"{}\" names no party {what}. Add the parties first, by editing it.",
            agreement.title
        )
    } else if signing::unsigned(register, agreement).is_empty() {
        format!("All parties to \"{}\" have signed it.", agreement.title)
    } else {
        format!(
            "All who have not signed \"{}\" have it already.",
            agreement.title
        )
    }
}

/// Today, or the day of its last state where that is still to come.
fn day_after_states(agreement: &Agreement, today: NaiveDate) -> Date {
    let latest = steps::latest(agreement).map(|(_, day)| day.first());
    Date::day(latest.map_or(today, |day| day.min(today)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::StateSince;
    use crate::domain::party::Party;
    use crate::domain::words::Word;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn register(state: AgreementState, signed: usize) -> Register {
        let mut register = Register::default();
        let mut agreement = Agreement::new(id(1), "Protocol");
        agreement.states = vec![StateSince { state, since: None }];
        register.put(agreement);
        register.put(Agreement::new(id(2), "Another"));
        let today = NaiveDate::from_ymd_opt(2021, 8, 20).expect("a day");
        for (number, place) in [(1, 0), (2, 1)] {
            register.put(Organisation::new(id(number), format!("Body {number}")));
            register.put(Party {
                signed: (place < signed).then_some(today.into()),
                ..Party::new(id(number), id(1), id(number))
            });
        }
        register
    }

    #[test]
    fn each_state_has_its_steps_and_the_one_that_comes_next() {
        use AgreementState::{
            Current, Ended, InDevelopment, NotStated, OutForSignature, Proposed, Superseded,
            UnderReview,
        };
        let today = NaiveDate::from_ymd_opt(2021, 8, 20).expect("a day");
        for (state, signed, next_step, steps) in [
            (
                Proposed,
                0,
                Some(Step::Send),
                "send sign force published supersede end",
            ),
            (
                Proposed,
                2,
                Some(Step::Force),
                "force published supersede end",
            ),
            (
                InDevelopment,
                0,
                Some(Step::Send),
                "propose send sign force published supersede end",
            ),
            (
                OutForSignature,
                1,
                Some(Step::Sign),
                "propose send sign force published supersede end",
            ),
            (
                OutForSignature,
                2,
                Some(Step::Force),
                "propose force published supersede end",
            ),
            (Current, 1, None, "send sign force published supersede end"),
            (UnderReview, 2, None, "send force published supersede end"),
            (
                NotStated,
                0,
                None,
                "propose send sign force published supersede end",
            ),
            (Superseded, 2, None, "published supersede"),
            (Ended, 2, None, "published"),
        ] {
            let register = register(state, signed);
            let agreement = register.agreements.get(id(1)).expect("it was put");
            assert_eq!(next(&register, agreement), next_step, "{state} {signed}");
            let all = Step::ALL.iter();
            let can = all.filter(|step| possible(&register, id(1), **step, today).is_ok());
            let can: Vec<&str> = can.map(|step| step.word()).collect();
            assert_eq!(can.join(" "), steps, "{state} {signed}");
        }
    }
}
