//! Commitments: duties that an agreement, or a forum, creates, with their clocks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::calendar::Interval;
use super::contact::Contact;
use super::date::Date;
use super::field::{AsValue, Value, fields, group};
use super::forum::Forum;
use super::id::Id;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    pub id: Id<Commitment>,
    /// One of the two: the agreement that creates it, or the forum.
    pub agreement: Option<Id<Agreement>>,
    pub forum: Option<Id<Forum>>,
    /// Where it stands in the text.
    pub paragraph: String,
    pub rule: String,
    /// What sort of duty: "meeting cadence (minimum)", "advance notice".
    pub sort: String,
    pub clock: Clock,
    /// What sets it off, in words.
    pub trigger: String,
    pub who: String,
    /// The post at the partner whose new holder is to be met.
    pub post: String,
    /// The day its clock was started; without it, and without evidence, it stays text.
    pub started: Option<Date>,
    /// When it was last met, oldest first.
    pub evidence: Vec<Evidence>,
    /// The forums whose meetings are evidence of it, each for itself: one protocol, many local meetings.
    // Registers before version 4000 have entries in their histories without this.
    #[serde(default)]
    pub kept_by: Vec<Id<Forum>>,
}

/// What of a commitment can be reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// No number: "regular", "as soon as possible". It never falls due.
    None,
    Every(Interval),
    PerYear(u8),
    /// After its trigger.
    Within(Interval),
    /// Before its trigger.
    Before(Interval),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub on: Date,
    pub what: String,
}

group!(Evidence: on, what);

impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => f.write_str("no number"),
            Self::Every(interval) => write!(f, "every {interval}"),
            Self::PerYear(count) => write!(f, "{count} times a year"),
            Self::Within(interval) => write!(f, "within {interval}"),
            Self::Before(interval) => write!(f, "{interval} before"),
        }
    }
}

impl AsValue for Clock {
    fn value(&self) -> Value<'_> {
        match self {
            Self::None => Value::Nothing,
            Self::Every(_) | Self::PerYear(_) | Self::Within(_) | Self::Before(_) => {
                Value::Text(self.to_string().into())
            }
        }
    }
}

impl Commitment {
    /// Of an agreement or a forum, which is still to be said.
    pub fn new(id: Id<Self>, rule: impl Into<String>) -> Self {
        Self {
            id,
            agreement: None,
            forum: None,
            paragraph: String::new(),
            rule: rule.into(),
            sort: String::new(),
            clock: Clock::None,
            trigger: String::new(),
            who: String::new(),
            post: String::new(),
            started: None,
            evidence: Vec::new(),
            kept_by: Vec::new(),
        }
    }

    /// The day from which its clock runs: its last evidence, else its start.
    pub fn runs_from(&self, today: NaiveDate) -> Option<Date> {
        let met = self
            .evidence
            .iter()
            .map(|one| one.on)
            .filter(|on| on.first() <= today);
        met.max_by_key(|on| on.last()).or(self.started)
    }

    /// The day by which it must be met again. None without a number, a clock and a start.
    pub fn due(&self, today: NaiveDate) -> Option<Date> {
        match self.clock {
            Clock::Every(interval) => Some(self.runs_from(today)?.plus(interval)),
            Clock::None | Clock::PerYear(_) | Clock::Within(_) | Clock::Before(_) => None,
        }
    }

    /// The day by which a new person in the post that it names is to be met.
    pub fn meet_by(&self, register: &Register, contact: &Contact) -> Option<Date> {
        let Clock::Within(interval) = self.clock else {
            return None;
        };
        if self.post.is_empty() || !contact.holds(&self.post) || !self.binds(register, contact) {
            return None;
        }
        Some(contact.from?.plus(interval))
    }

    /// True if the contact's organisation is party to the agreement, or member of a forum that meets under it.
    fn binds(&self, register: &Register, contact: &Contact) -> bool {
        let Some(agreement) = self.agreement else {
            return false;
        };
        let body = contact.organisation;
        let under = register
            .forums
            .iter()
            .filter(|forum| forum.agreement == Some(agreement));
        register
            .parties
            .of(agreement)
            .any(|party| party.organisation == body)
            || under
                .flat_map(|forum| register.memberships.of(forum.id))
                .any(|one| one.organisation == body)
    }
}

impl Row for Commitment {
    row!(Commitment in commitments);
    fields!(
        agreement, forum, paragraph, rule, sort, clock, trigger, who, post, started, evidence,
        kept_by
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.rule.trim().is_empty() {
            return Err(Refusal::invalid(
                "rule",
                "A commitment needs to say what is to be done.",
            ));
        }
        if self.agreement.is_some() == self.forum.is_some() {
            return Err(Refusal::invalid(
                "agreement",
                "A commitment comes from an agreement or from a forum.",
            ));
        }
        match self.clock {
            Clock::Every(interval) if interval.count == 0 => Err(Refusal::invalid(
                "clock",
                "A commitment cannot fall due every nought days.",
            )),
            Clock::None
            | Clock::Every(_)
            | Clock::PerYear(_)
            | Clock::Within(_)
            | Clock::Before(_) => Ok(()),
        }
    }

    fn title(&self, _: &Register) -> String {
        self.rule.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commitment(clock: Clock) -> Commitment {
        Commitment {
            id: Id::new(1).expect("a number"),
            agreement: Id::new(1),
            forum: None,
            paragraph: "29".to_owned(),
            rule: "Meet".to_owned(),
            sort: String::new(),
            clock,
            trigger: String::new(),
            who: String::new(),
            post: String::new(),
            started: None,
            evidence: Vec::new(),
            kept_by: Vec::new(),
        }
    }

    #[test]
    fn a_clock_runs_from_the_latest_evidence_there_was_by_then() {
        let date = |code: &str| Date::from_code(code).expect("the code of a date");
        for (started, evidence, today, expected) in [
            (None, &[][..], "2021-08-20", None),
            (Some("2021-01-01"), &[], "2021-08-20", Some("2021-01-01")),
            (
                Some("2021-01-01"),
                &["2021-05"],
                "2021-08-20",
                Some("2021-05"),
            ),
            (
                Some("2021-01-01"),
                &["2021-05"],
                "2021-05-01",
                Some("2021-05"),
            ),
            (
                Some("2021-01-01"),
                &["2021-05"],
                "2021-04-30",
                Some("2021-01-01"),
            ),
            (
                None,
                &["2021-07-01", "2021-05-01"],
                "2021-08-20",
                Some("2021-07-01"),
            ),
        ] {
            let mut one = commitment(Clock::None);
            one.started = started.map(date);
            let met = |on: &&str| Evidence {
                on: date(on),
                what: String::new(),
            };
            one.evidence = evidence.iter().map(met).collect();
            let from = one.runs_from(today.parse().expect("an ISO day"));
            assert_eq!(
                from,
                expected.map(date),
                "{started:?}, {evidence:?} on {today}"
            );
        }
    }

    #[test]
    fn a_commitment_says_what_and_comes_from_an_agreement_or_a_forum() {
        type Change = fn(&mut Commitment);
        let nought: Interval = "0 days".parse().expect("an interval");
        let cases: [(Change, Clock, Option<&str>); 5] = [
            (|_| (), Clock::None, None),
            (|one| one.rule = " ".to_owned(), Clock::None, Some("rule")),
            (|one| one.agreement = None, Clock::None, Some("agreement")),
            (|one| one.forum = Id::new(1), Clock::None, Some("agreement")),
            (|_| (), Clock::Every(nought), Some("clock")),
        ];
        for (how, clock, field) in cases {
            let mut one = commitment(clock);
            how(&mut one);
            let refused = one.check().err().and_then(|refusal| refusal.field);
            assert_eq!(refused, field, "{one:?}");
        }
    }
}
