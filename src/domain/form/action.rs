//! What is asked about an action.

use super::typed::Lined;
use super::{Answers, Asked, Form, Input, Reader, ask, nobody};
use crate::domain::action::{Action, ActionDue, next_number};
use crate::domain::date;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;

impl Form for Action {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Action.text, "Action", "What is to be done.")
            .long()
            .required(),
        ask!(
            Action.forum,
            "Forum",
            "The forum that agreed it; that of the meeting if nothing is said."
        )
        .required(),
        ask!(
            Action.meeting,
            "Meeting",
            "The meeting it comes from: a date, next or last."
        ),
        ask!(Action.item, "Item", "The agenda item it comes from."),
        ask!(Action.owner, "Owner", "The organisation that does it."),
        ask!(
            Action.post,
            "Post",
            "The post at the owner; or the owner, where it is no organisation of the register."
        ),
        ask!(
            Action.doer,
            "Done by",
            "Who does it, where that is not the owner."
        ),
        ask!(
            Action.replies,
            "Replies",
            "Of whom a reply is wanted, and when it came."
        )
        .option("reply")
        .fresh(),
        ask!(
            Action.due,
            "Due",
            "30 Sep 2027, by September, next meeting, or words in quotation marks."
        ),
        ask!(
            Action.progress,
            "Progress",
            "How far it has come, in dated words."
        )
        .long()
        .fresh(),
        ask!(
            Action.closed,
            "Closed",
            "The day it was closed; empty while it is open."
        )
        .under("When it is over")
        .fresh(),
        ask!(
            Action.outcome,
            "Outcome",
            "With what it was closed; empty while it is open."
        )
        .fresh(),
        ask!(
            Action.number,
            "Number",
            "The forum's next one, if nothing is said."
        )
        .under("Also")
        .fresh(),
        ask!(
            Action.reserved,
            "Reserved",
            "Why it is not for publication; empty if it is."
        ),
        ask!(
            Action.reference,
            "Reference",
            "The key by which imports know it; may be empty."
        )
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, nobody(), 0, "")
    }

    /// The forum is the meeting's, the number the forum's next.
    fn complete(answers: &mut Answers, reader: &Reader<'_>) {
        if answers.text("forum").is_empty()
            && let Some(meeting) = reader.named::<Meeting>(answers.text("meeting"))
            && let Some(meeting) = reader.register.meetings.get(meeting)
        {
            answers.set_text("forum", Entry::from(meeting.forum).to_string());
        }
        if matches!(answers.text("number"), "" | "0")
            && let Some(forum) = reader.named::<Forum>(answers.text("forum"))
        {
            answers.set_text("number", next_number(reader.register, forum).to_string());
        }
    }
}

impl Lined for ActionDue {
    const INPUT: Input = Input::DateOrWords;

    fn line(&self) -> String {
        match self {
            Self::Unset => String::new(),
            Self::On(date) => date.to_string(),
            Self::NextMeeting => "next meeting".to_owned(),
            Self::Words(words) => format!("\"{words}\""),
        }
    }

    /// Refuses what has a figure in it and is no date, unless it stands in quotation marks.
    fn of_line(text: &str, reader: &Reader<'_>) -> Result<Self, Refusal> {
        let quoted = || text.strip_prefix('"')?.strip_suffix('"');
        if let Some(words) = quoted() {
            return Ok(Self::Words(words.to_owned()));
        }
        match text.to_lowercase().as_str() {
            "" => return Ok(Self::Unset),
            "next meeting" => return Ok(Self::NextMeeting),
            _ => {}
        }
        match date::read(text, reader.today) {
            Ok(date) => Ok(Self::On(date)),
            Err(_) if !text.contains(|letter: char| letter.is_ascii_digit()) => {
                Ok(Self::Words(text.to_owned()))
            }
            Err(refusal) => Err(refusal),
        }
    }
}
