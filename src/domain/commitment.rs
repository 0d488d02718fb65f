//! Commitments: duties that an agreement, or a forum, creates. What is reckoned of their clocks is in `life/duties/`.

use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::calendar::Interval;
use super::date::Date;
use super::field::{AsValue, Value, fields, group};
use super::forum::Forum;
use super::id::Id;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::shape::Shape;

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
    /// Which of the forums that keep it did so; none for all of them.
    // Left out where there is none, as in registers before version 4000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forum: Option<Id<Forum>>,
}

group!(Evidence: on, what, forum);

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

    fn shape() -> Shape {
        Shape::Either(vec![
            Shape::Word(vec!["none"]),
            Shape::tagged("every", Interval::shape()),
            Shape::tagged("per_year", u8::shape()),
            Shape::tagged("within", Interval::shape()),
            Shape::tagged("before", Interval::shape()),
        ])
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
}

impl Commitment {
    /// How often, with what sets it off: `every 2 months`, `2 days before each meeting`, `on change of personnel`.
    pub fn terms(&self) -> String {
        let (number, link) = match self.clock {
            Clock::None => (String::new(), "on "),
            Clock::Every(_) | Clock::PerYear(_) => (self.clock.to_string(), ", "),
            Clock::Within(_) => (self.clock.to_string(), " of "),
            Clock::Before(_) => (self.clock.to_string(), " "),
        };
        match self.trigger.trim() {
            "" => number,
            trigger => format!("{number}{link}{trigger}"),
        }
    }
}

impl Commitment {
    /// The forums whose meetings show that it is met: those named, else the forum that made it.
    pub fn keepers(&self) -> Vec<Id<Forum>> {
        match &self.kept_by[..] {
            [] => self.forum.into_iter().collect(),
            named => named.to_vec(),
        }
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
