//! What is asked about a commitment.

use super::typed::Lined;
use super::{Asked, Form, Input, Reader, ask};
use crate::domain::calendar::Interval;
use crate::domain::commitment::{Clock, Commitment};
use crate::domain::id::Id;
use crate::domain::refusal::{Refusal, quoted};

impl Form for Commitment {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Commitment.rule,
            "Commitment",
            "What is to be done, in the words of the text."
        )
        .long()
        .required(),
        ask!(
            Commitment.agreement,
            "Agreement",
            "The agreement that creates it; or else a forum."
        ),
        ask!(
            Commitment.forum,
            "Forum",
            "The forum that creates it; or else an agreement."
        ),
        ask!(
            Commitment.paragraph,
            "Paragraph",
            "Where it stands in the text."
        ),
        ask!(
            Commitment.sort,
            "Sort",
            "Meeting cadence, advance notice, data."
        )
        .option("sort"),
        ask!(
            Commitment.clock,
            "How often",
            "every 2 months, 3 times a year, within 3 months, 2 days before; empty where no number is promised."
        ),
        ask!(
            Commitment.trigger,
            "Set off by",
            "What a time is counted from, in words."
        )
        .option("trigger"),
        ask!(Commitment.who, "Who", "Who owes it."),
        ask!(
            Commitment.post,
            "Post to be met",
            "The post at the partner whose new holder is to be met."
        ),
        ask!(
            Commitment.started,
            "Started",
            "The day from which it is counted; without it nothing falls due."
        )
        .fresh(),
        ask!(Commitment.evidence, "Met", "When it was met, oldest first.")
            .option("met")
            .fresh(),
        ask!(
            Commitment.kept_by,
            "Kept by",
            "The forums whose meetings show that it is met, each for itself."
        )
        .option("kept-by"),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, "")
    }
}

impl Lined for Clock {
    const INPUT: Input = Input::Line;

    fn line(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Every(_) | Self::PerYear(_) | Self::Within(_) | Self::Before(_) => {
                self.to_string()
            }
        }
    }

    fn of_line(text: &str, _: &Reader<'_>) -> Result<Self, Refusal> {
        let lower = text.to_lowercase();
        let words = lower.trim();
        if matches!(words, "" | "no number") {
            return Ok(Self::None);
        }
        if let Some(count) = per_year(words) {
            return Ok(Self::PerYear(count));
        }
        let interval = |text: &str| text.trim().parse::<Interval>().ok();
        let every = words
            .strip_prefix("at least ")
            .unwrap_or(words)
            .strip_prefix("every ");
        let found = (every.and_then(interval).map(Self::Every))
            .or_else(|| {
                words
                    .strip_prefix("within ")
                    .and_then(interval)
                    .map(Self::Within)
            })
            .or_else(|| {
                words
                    .strip_suffix(" before")
                    .and_then(interval)
                    .map(Self::Before)
            });
        found.ok_or_else(|| {
            let sentence = format!(
                "{} is no such rule. Write every 2 months, 3 times a year, within 3 months or 2 days before.",
                quoted(text)
            );
            Refusal::invalid("clock", sentence)
        })
    }
}

/// `once a year`, `3 times a year`, `3 times per year`.
pub(super) fn per_year(words: &str) -> Option<u8> {
    let rest = words.strip_suffix(" year")?;
    let rest = rest
        .strip_suffix(" a")
        .or_else(|| rest.strip_suffix(" per"))?;
    match rest {
        "once" => Some(1),
        "twice" => Some(2),
        _ => rest.strip_suffix("times")?.trim().parse().ok(),
    }
}
