//! A disagreement under an agreement: dated steps up the ladder of posts that its text names, until one settles it.
//!
//! No day is promised for any of them, so that none is ever due; a live one is told to whoever looks at the agreement.
//! Source: CQC-ADASS protocol, ¶22.

use chrono::NaiveDate;

use crate::domain::agreement::{Agreement, Step};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::Register;
use crate::domain::words::words;

/// What such a change is called: the history of an agreement is public, what it is about is not.
const LABEL: &str = "Noted a step of a reserved matter";

words! {
    /// What is done about a disagreement.
    pub enum Deed {
        /// The first step of one.
        Raise = "raise",
        /// On to the next post.
        Escalate = "escalate",
        Settle = "settle",
    }
}

/// A step to note.
#[derive(Debug, Clone)]
pub struct StepOptions {
    /// The day on which it is noted; no step was taken after it.
    pub today: NaiveDate,
    pub on: Date,
    /// Whom it has reached; none for the post that the ladder names.
    pub post: Option<String>,
    pub what: String,
}

/// The steps of the disagreement that is live, oldest first; none where there is none.
pub fn live(agreement: &Agreement) -> &[Step] {
    let steps = &agreement.disagreements;
    let settled = steps.iter().rposition(|one| one.settled);
    steps
        .get(settled.map_or(0, |place| place + 1)..)
        .unwrap_or(&[])
}

/// A live disagreement in few words: `with Head of Inspection since 1 May 2021`. None where there is none.
pub fn standing(agreement: &Agreement) -> Option<String> {
    let last = live(agreement).last()?;
    let with = if last.post.is_empty() {
        String::new()
    } else {
        format!("with {} ", last.post)
    };
    let since = last
        .on
        .map_or_else(|| "day not known".to_owned(), |on| format!("since {on}"));
    Some(format!("{with}{since}"))
}

/// The post that a deed reaches by the ladder. None where the ladder names none.
pub fn offered(agreement: &Agreement, deed: Deed) -> Option<&str> {
    let ladder = &agreement.ladder;
    let now = live(agreement).last().map(|one| one.post.as_str());
    match deed {
        Deed::Raise => ladder.first().map(String::as_str),
        Deed::Escalate => {
            let rung = ladder.iter().position(|post| Some(post.as_str()) == now)?;
            ladder.get(rung + 1).map(String::as_str)
        }
        Deed::Settle => now.filter(|post| !post.is_empty()),
    }
}

/// Notes the first step of a disagreement, its next, or its settlement.
///
/// Refuses to raise what is live and to go on with what is not, a day to come or before the last step, nothing said,
/// and a post that nobody names: beyond the last of the ladder somebody has to.
pub fn note(
    register: &Register,
    id: Id<Agreement>,
    deed: Deed,
    options: &StepOptions,
) -> Result<Change, Refusal> {
    let Some(before) = register.agreements.get(id) else {
        return Err(Refusal::not_found(format!("There is no agreement {id}.")));
    };
    check(before, deed)?;
    check_step(before, options)?;
    let named = options.post.as_deref().map(str::trim);
    let named = named.filter(|post| !post.is_empty());
    let post = match (named.or_else(|| offered(before, deed)), deed) {
        (Some(post), _) => post.to_owned(),
        (None, Deed::Settle) => String::new(),
        (None, Deed::Raise | Deed::Escalate) => return Err(nobody(before, deed)),
    };
    let mut after = before.clone();
    after.disagreements.push(Step {
        on: Some(options.on),
        post,
        what: options.what.trim().to_owned(),
        settled: deed == Deed::Settle,
    });
    Ok(Change::new(LABEL).update(before, after))
}

/// Refuses to raise what is live, and to go on with what is not.
pub fn check(agreement: &Agreement, deed: Deed) -> Result<(), Refusal> {
    let title = quoted(&agreement.title);
    match (deed, standing(agreement)) {
        (Deed::Raise, Some(standing)) => Err(Refusal::state(format!(
            "A disagreement is live already under {title}, {standing}: it goes on to the next post, or is settled."
        ))),
        (Deed::Escalate | Deed::Settle, None) => Err(Refusal::state(format!(
            "No disagreement is live under {title}. A new one is raised first."
        ))),
        (Deed::Raise, None) | (Deed::Escalate | Deed::Settle, Some(_)) => Ok(()),
    }
}

fn check_step(agreement: &Agreement, options: &StepOptions) -> Result<(), Refusal> {
    if options.what.trim().is_empty() {
        let sentence = "Say what was said or done, without a word on people who use services.";
        return Err(Refusal::invalid("what", sentence));
    }
    let on = options.on;
    if options.today < on.first() {
        let sentence = format!("{on} has not come yet; a step is noted once it is taken.");
        return Err(Refusal::invalid("on", sentence));
    }
    let last = live(agreement).last().and_then(|one| one.on);
    match last.filter(|last| on.last() < last.first()) {
        Some(last) => {
            let sentence = format!("{on} is before the last step, of {last}.");
            Err(Refusal::invalid("on", sentence))
        }
        None => Ok(()),
    }
}

/// Why the ladder names nobody.
fn nobody(agreement: &Agreement, deed: Deed) -> Refusal {
    let last = live(agreement).last().map_or("", |one| one.post.as_str());
    let is_on_it = agreement.ladder.iter().any(|post| post == last);
    let why = if agreement.ladder.is_empty() {
        "The agreement names no ladder of posts.".to_owned()
    } else if deed == Deed::Escalate && is_on_it {
        format!("{last} is the last post of the ladder.")
    } else {
        format!("{} is no post of the ladder.", quoted(last))
    };
    Refusal::invalid("post", format!("{why} Name the post that it has reached."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Deed::{Escalate, Raise, Settle};

    fn options(on: &str, post: Option<&str>, what: &str) -> StepOptions {
        StepOptions {
            today: "2021-08-20".parse().expect("an ISO day"),
            on: Date::from_code(on).expect("the code of a date"),
            post: post.map(str::to_owned),
            what: what.to_owned(),
        }
    }

    fn register(ladder: &[&str]) -> (Register, Id<Agreement>) {
        let mut register = Register::default();
        let id = register.agreements.next_id();
        let mut agreement = Agreement::new(id, "Protocol");
        agreement.ladder = ladder.iter().map(|&post| post.to_owned()).collect();
        register.put(agreement);
        (register, id)
    }

    /// The posts that it has reached, the settled ones with a full stop.
    fn posts(register: &Register, id: Id<Agreement>) -> Vec<String> {
        let agreement = register.agreements.get(id).expect("it was put");
        let told = |one: &Step| format!("{}{}", one.post, if one.settled { "." } else { "" });
        agreement.disagreements.iter().map(told).collect()
    }

    #[test]
    fn a_disagreement_climbs_the_ladder_until_it_is_settled_and_the_next_begins_below() {
        let (mut register, id) = register(&["Head", "Deputy"]);
        let deeds: [(Deed, Option<&str>, &str); 6] = [
            (Raise, None, "Head"),
            (Escalate, None, "Deputy"),
            (Escalate, Some("Chief"), "Chief"),
            (Settle, None, "Chief."),
            (Raise, Some("Deputy"), "Deputy"),
            (Settle, Some("Head"), "Head."),
        ];
        for (deed, post, reached) in deeds {
            let change = note(
                &register,
                id,
                deed,
                &options("2021-05-01", post, " They met "),
            )
            .expect("it may be");
            assert_eq!(change.label, LABEL);
            register.apply(&change);
            let all = posts(&register, id);
            assert_eq!(all.last().map(String::as_str), Some(reached));
            let agreement = register.agreements.get(id).expect("it was put");
            let is_live = !live(agreement).is_empty();
            assert_eq!(is_live, deed != Settle, "{deed}");
            assert_eq!(standing(agreement).is_some(), is_live);
        }
    }

    #[test]
    fn a_step_that_contradicts_what_is_known_is_refused() {
        type Case<'a> = (
            &'a [&'a str],
            &'a [Deed],
            Deed,
            StepOptions,
            Option<&'a str>,
        );
        let usual = || options("2021-06-01", None, "They met");
        let cases: [Case<'_>; 10] = [
            (&["Head"], &[], Escalate, usual(), None),
            (&["Head"], &[], Settle, usual(), None),
            (&["Head"], &[Raise], Raise, usual(), None),
            (&["Head"], &[Raise, Settle], Settle, usual(), None),
            (&["Head"], &[Raise], Escalate, usual(), Some("post")),
            (&[], &[], Raise, usual(), Some("post")),
            (
                &["Head"],
                &[],
                Raise,
                options("2021-06-01", None, " "),
                Some("what"),
            ),
            (
                &["Head"],
                &[],
                Raise,
                options("2021-08-21", None, "They met"),
                Some("on"),
            ),
            (
                &["Head", "Deputy"],
                &[Raise],
                Escalate,
                options("2021-04-30", None, "They met"),
                Some("on"),
            ),
            (
                &["Head"],
                &[Raise],
                Escalate,
                options("2021-06-01", Some(" "), "They met"),
                Some("post"),
            ),
        ];
        for (ladder, done, deed, step, field) in cases {
            let (mut register, id) = register(ladder);
            for deed in done {
                let before = options("2021-05-01", None, "They rang");
                register.apply(&note(&register, id, *deed, &before).expect("it may be"));
            }
            let refusal = note(&register, id, deed, &step).expect_err("it may not be");
            assert_eq!(refusal.field, field, "{deed}: {refusal}");
        }
    }
}
