//! What is asked about a forum, its members with it.

use chrono::NaiveDate;

use super::commitment::per_year;
use super::typed::{Lined, Typed};
use super::{Also, Answer, Ask, Asked, Form, Input, Reader, also, ask};
use crate::domain::calendar::{Interval, MONTH_NAMES};
use crate::domain::forum::{Cadence, ChairRule, Forum};
use crate::domain::id::Id;
use crate::domain::membership::Membership;
use crate::domain::refusal::{Refusal, quoted};

impl Form for Forum {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Forum.name, "Name", "The full name, as it is printed.")
            .required()
            .fresh(),
        ask!(
            Forum.acronym,
            "Acronym",
            "For narrow columns and for finding."
        )
        .fresh(),
        ask!(
            Forum.purpose,
            "Purpose",
            "What it is for, as the public page prints it."
        )
        .long(),
        ask!(Forum.level, "Level", "Local, regional or national."),
        ask!(
            Forum.agreement,
            "Meets under",
            "The agreement under which it meets."
        ),
        ask!(
            Forum.cadence,
            "How often",
            "3 times a year, at least every 2 months; empty where no number is promised."
        )
        .under("When it meets"),
        YEAR_STARTS,
        ask!(
            Forum.starts,
            "Counts from",
            "The day from which its meetings count while it has not met."
        ),
        ask!(Forum.start, "Usually from", "10am, 14:30, midday.").option("from"),
        ask!(Forum.end, "Usually to", "12:30pm.").option("to"),
        ask!(Forum.place, "Usual place", "A room or an address.").option("place"),
        CHAIR_EVERY,
        CHAIR_FROM,
        CHAIR_ORDER,
        ask!(
            Forum.record_rule,
            "Record taken by",
            "Who takes the record of a meeting."
        )
        .option("record-by")
        .under("Record"),
        ask!(
            Forum.record_kind,
            "Record is called",
            "An action note, or minutes."
        )
        .option("record-kind"),
        ask!(
            Forum.decides,
            "Takes decisions",
            "No for a forum that only notes and agrees actions."
        ),
        ask!(
            Forum.papers_lead,
            "Papers due",
            "So long before the meeting: 1 week, 5 working days."
        )
        .option("papers-lead")
        .under("Due before a meeting"),
        ask!(
            Forum.returns_lead,
            "Returns due",
            "So long before the meeting: 2 days."
        )
        .option("returns-lead"),
        ask!(
            Forum.windows,
            "Due soon",
            "Where this forum differs from the usual."
        )
        .option("due-soon"),
        ask!(
            Forum.standing_items,
            "Standing items",
            "What is on every agenda, in order."
        )
        .option("standing-item")
        .under("Every agenda"),
        ask!(
            Forum.item_numbers,
            "Items numbered",
            "1, 1.1 if nothing is said; or a code such as C-{ddmmyy}-{n}."
        )
        .option("item-numbers"),
        ask!(
            Forum.paper_numbers,
            "Papers numbered",
            "A code such as HFEA ({dd}/{mm}/{yy}) {count}; empty where papers have no numbers."
        )
        .option("paper-numbers"),
        ask!(
            Forum.return_headings,
            "Returns ask for",
            "The headings of the template that each organisation fills in before a meeting."
        )
        .option("return-heading"),
        ask!(
            Forum.handed_to,
            "Handed over to",
            "The body whose secretariat keeps it now; empty while it is ours."
        )
        .option("handed-to")
        .under("Handing over")
        .fresh(),
        ask!(
            Forum.handed_on,
            "Handed over on",
            "The day from which that body keeps it."
        )
        .option("handed-on")
        .fresh(),
        ask!(
            Forum.publish,
            "Publish",
            "Whether it stands on the published page."
        )
        .under("Also")
        .fresh(),
        ask!(
            Forum.reference,
            "Reference",
            "The key by which imports know it; may be empty."
        )
        .fresh(),
    ];

    const ALSO: &'static [Also<Self>] = &[Also {
        ask: Ask {
            option: "member",
            heading: Some("Members"),
            ..Ask::new(
                "members",
                "Members",
                "Who belongs to it and who is invited, in printing order.",
                Input::List(also::list::<Self, Membership>()),
            )
        },
        after: "agreement",
        write: also::write::<Self, Membership>,
        change: also::change::<Self, Membership>,
    }];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, "")
    }
}

impl Lined for Cadence {
    const INPUT: Input = Input::Line;

    fn line(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::PerYear { .. } | Self::AtLeastEvery(_) => self.to_string(),
        }
    }

    fn of_line(text: &str, _: &Reader<'_>) -> Result<Self, Refusal> {
        let lower = text.to_lowercase();
        let words = lower.trim();
        if matches!(words, "" | "no number") {
            return Ok(Self::None);
        }
        if let Some(count) = per_year(words) {
            return Ok(Self::PerYear { count, starts: 1 });
        }
        let every = words
            .strip_prefix("at least ")
            .unwrap_or(words)
            .strip_prefix("every ");
        let every = every.and_then(|text| text.parse().ok());
        every.map(Self::AtLeastEvery).ok_or_else(|| {
            let sentence = format!(
                "{} is no such rule. Write 3 times a year, or at least every 2 months.",
                quoted(text)
            );
            Refusal::invalid("cadence", sentence)
        })
    }
}

fn months() -> Vec<&'static str> {
    MONTH_NAMES.to_vec()
}

/// Part of the cadence: the year of "three per year" starts in a month that the forum names.
const YEAR_STARTS: Asked<Forum> = Asked::<Forum> {
    ask: Ask::new(
        "year_starts",
        "Its year starts in",
        "The month in which a count per year begins; January if nothing is said.",
        Input::Words(months),
    ),
    write: |forum: &Forum| {
        Answer::Text(match forum.cadence {
            Cadence::PerYear { starts, .. } => {
                let month = MONTH_NAMES.get(usize::from(starts).saturating_sub(1));
                month.copied().unwrap_or_default().to_owned()
            }
            Cadence::None | Cadence::AtLeastEvery(_) => String::new(),
        })
    },
    read: |forum: &mut Forum, answer, _| {
        let text = answer.text();
        let month = MONTH_NAMES
            .iter()
            .zip(1..)
            .find(|(name, _)| name.eq_ignore_ascii_case(text));
        match (&mut forum.cadence, month) {
            (Cadence::PerYear { starts, .. }, Some((_, month))) => *starts = month,
            (Cadence::PerYear { starts, .. }, None) if text.is_empty() => *starts = 1,
            (Cadence::PerYear { .. }, None) => {
                let sentence = format!("{} is not the name of a month.", quoted(text));
                return Err(Refusal::invalid("year_starts", sentence));
            }
            (Cadence::None | Cadence::AtLeastEvery(_), _) => {}
        }
        Ok(())
    },
}
.of("cadence")
.option("year-starts");

const CHAIR_EVERY: Asked<Forum> = Asked::<Forum> {
    ask: Ask::new(
        "chair_every",
        "Chair passes on every",
        "6 months; empty where whoever holds the role of Chair keeps it.",
        Input::Line,
    ),
    write: |forum: &Forum| match &forum.chair {
        ChairRule::Fixed => Answer::default(),
        ChairRule::Rotating { every, .. } => Answer::Text(every.to_string()),
    },
    read: |forum: &mut Forum, answer, reader| {
        let every = Option::<Interval>::read(answer, reader)?;
        forum.chair = match (every, &forum.chair) {
            (None, _) => ChairRule::Fixed,
            (Some(every), ChairRule::Rotating { order, anchor, .. }) => ChairRule::Rotating {
                order: order.clone(),
                anchor: *anchor,
                every,
            },
            (Some(every), ChairRule::Fixed) => ChairRule::Rotating {
                order: Vec::new(),
                anchor: reader.today,
                every,
            },
        };
        Ok(())
    },
}
.of("chair")
.option("chair-every")
.under("Chair");

const CHAIR_FROM: Asked<Forum> = Asked::<Forum> {
    ask: Ask::new(
        "chair_from",
        "First chaired from",
        "The day on which the first in the order took the chair; today if nothing is said.",
        Input::Day,
    ),
    write: |forum: &Forum| match &forum.chair {
        ChairRule::Fixed => Answer::default(),
        ChairRule::Rotating { anchor, .. } => anchor.write(),
    },
    read: |forum: &mut Forum, answer, reader| {
        let day = Option::<NaiveDate>::read(answer, reader)?;
        match &mut forum.chair {
            ChairRule::Rotating { anchor, .. } => *anchor = day.unwrap_or(reader.today),
            ChairRule::Fixed => says_nothing(answer)?,
        }
        Ok(())
    },
}
.of("chair")
.option("chair-from");

const CHAIR_ORDER: Asked<Forum> = Asked::<Forum> {
    ask: Ask::new(
        "chair_order",
        "In this order",
        "The organisations that take the chair in turn.",
        <Vec<Id<crate::domain::organisation::Organisation>> as Typed>::INPUT,
    ),
    write: |forum: &Forum| match &forum.chair {
        ChairRule::Fixed => Answer::Rows(Vec::new()),
        ChairRule::Rotating { order, .. } => order.write(),
    },
    read: |forum: &mut Forum, answer, reader| {
        match &mut forum.chair {
            ChairRule::Rotating { order, .. } => *order = Typed::read(answer, reader)?,
            ChairRule::Fixed => says_nothing(answer)?,
        }
        Ok(())
    },
}
.of("chair")
.option("chair-order");

/// Refuses an answer about a rotation where there is none.
fn says_nothing(answer: &Answer) -> Result<(), Refusal> {
    if answer.is_empty() {
        return Ok(());
    }
    Err(Refusal::invalid(
        "chair_every",
        "Say how often the chair passes on, or leave the order empty.",
    ))
}
