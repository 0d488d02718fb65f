//! Lists that are edited inside a record: how each sort of row is asked.

use chrono::NaiveDate;

use super::typed::Lined;
use super::{Answer, Ask, Asked, Input, Reader, ask, fresh, nobody, read};
use crate::domain::action::Reply;
use crate::domain::agreement::{AgreementState, Holder, Link, StateSince, Step, Supersession};
use crate::domain::announcement::Share;
use crate::domain::calendar::{Interval, Unit};
use crate::domain::commitment::Evidence;
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::forum::{ReturnHeading, StandingItem, Window};
use crate::domain::issued_text::{TextState, TextStep};
use crate::domain::item::SentOut;
use crate::domain::meeting::PostMeetingNote;
use crate::domain::organisation::Succession;
use crate::domain::origin::Given;
use crate::domain::refusal::Refusal;
use crate::domain::review::{Checked, ReviewCheck};

/// A type that is one row of a list.
pub(super) trait Listed: Sized {
    fn asks() -> Vec<&'static Ask>;

    /// The cells of a row that is to be filled in.
    fn blank() -> Vec<String>;

    fn cells(&self) -> Vec<String>;

    fn of_cells(cells: &[String], reader: &Reader<'_>) -> Result<Self, Refusal>;
}

/// The question of a row with one cell; what the list is called says the rest.
struct Single<T>(T);

impl<T: Lined> Single<T> {
    const ASK: &'static Ask = &Ask {
        is_required: true,
        ..Ask::new("value", "Entry", "", T::INPUT)
    };
}

impl<T: Lined> Listed for T {
    fn asks() -> Vec<&'static Ask> {
        vec![Single::<T>::ASK]
    }

    fn blank() -> Vec<String> {
        vec![String::new()]
    }

    fn cells(&self) -> Vec<String> {
        vec![self.line()]
    }

    fn of_cells(cells: &[String], reader: &Reader<'_>) -> Result<Self, Refusal> {
        let text = cells.first().map_or("", |cell| cell.trim());
        Self::of_line(text, reader)
    }
}

/// The cells of a row as its questions write them.
pub(super) fn cells_of<T>(asks: &[Asked<T>], row: &T) -> Vec<String> {
    let cells = asks.iter().map(|asked| (asked.write)(row));
    cells.map(|cell| cell.text().to_owned()).collect()
}

pub(super) fn blank_cells<T>(asks: &[Asked<T>], row: &T) -> Vec<String> {
    let cells = asks.iter().map(|asked| fresh(asked, row));
    cells.map(|cell| cell.text().to_owned()).collect()
}

/// Reads the cells that differ from what stands in the row already. An empty one leaves a word of a closed list that
/// has no empty one.
pub(super) fn fill<T>(
    asks: &[Asked<T>],
    row: &mut T,
    cells: &[String],
    reader: &Reader<'_>,
) -> Result<(), Refusal> {
    for (place, asked) in asks.iter().enumerate() {
        let cell = cells.get(place).cloned().unwrap_or_default();
        let is_as_it_was = (asked.write)(row).text() == cell.trim();
        let is_left = cell.trim().is_empty() && matches!(asked.ask.input, Input::Words(_));
        if is_as_it_was && !asked.ask.is_required {
            continue;
        }
        match read(asked, row, &Answer::Text(cell), reader) {
            Err(_) if is_left => {}
            outcome => outcome?,
        }
    }
    Ok(())
}

/// What a row of several cells asks, and what an empty one is.
macro_rules! rows {
    ($($type:ident = $blank:expr => [$($ask:expr),+ $(,)?]);+ $(;)?) => {
        $(impl $type {
            const CELLS: &'static [Asked<Self>] = &[$($ask),+];
        }

        impl Listed for $type {
            fn asks() -> Vec<&'static Ask> {
                Self::CELLS.iter().map(|asked| &asked.ask).collect()
            }

            fn blank() -> Vec<String> {
                blank_cells(Self::CELLS, &$blank)
            }

            fn cells(&self) -> Vec<String> {
                cells_of(Self::CELLS, self)
            }

            fn of_cells(cells: &[String], reader: &Reader<'_>) -> Result<Self, Refusal> {
                let mut row = $blank;
                fill(Self::CELLS, &mut row, cells, reader)?;
                Ok(row)
            }
        })+
    };
}

rows! {
    Link = Self { title: String::new(), address: String::new(), is_outside: false } => [
        ask!(Link.title, "Title", "What the document is called.").required(),
        ask!(Link.address, "Address", "https://… or where the file lies.").option("at"),
        ask!(Link.is_outside, "Partner's site", "Whether following it leaves our own site.").option("outside"),
    ];
    StateSince = Self { state: AgreementState::NotStated, since: None } => [
        ask!(StateSince.state, "State", "What it was from that day.").required(),
        ask!(StateSince.since, "Since", "The day it began; empty if nobody knows."),
    ];
    Holder = Self { organisation: nobody(), since: None } => [
        ask!(Holder.organisation, "Organisation", "Who has the text.").required(),
        ask!(Holder.since, "Since", "The day they got it."),
    ];
    Checked = Self { point: ReviewCheck::Meetings, found: String::new() } => [
        ask!(Checked.point, "What", "What was looked at.").required(),
        ask!(Checked.found, "Found", "What was found."),
    ];
    Supersession = Self { agreement: nobody(), except: None } => [
        ask!(Supersession.agreement, "Agreement", "The earlier agreement whose place this one takes.").required(),
        ask!(Supersession.except, "Except", "What of the earlier one stands on; empty if nothing does."),
    ];
    Succession = Self { organisation: nobody(), how: String::new(), on: None } => [
        ask!(Succession.organisation, "Organisation", "The body that took its place.").required(),
        ask!(Succession.how, "How", "renamed, merged, replaced."),
        ask!(Succession.on, "On", "The day it happened."),
    ];
    StandingItem = Self::new("") => [
        ask!(StandingItem.title, "Title", "As it stands on every agenda.").required(),
        ask!(StandingItem.purpose, "Purpose", "What the meeting does with it."),
        ask!(StandingItem.minutes, "Minutes", "How long it usually takes."),
        ask!(StandingItem.presenter, "Presenter", "An organisation, a post or a person."),
        ask!(StandingItem.section, "Section", "The part of the agenda it stands in, where there are parts."),
    ];
    ReturnHeading = Self { title: String::new(), sort: String::new() } => [
        ask!(ReturnHeading.title, "Heading", "What is asked.").required(),
        ask!(ReturnHeading.sort, "Only of", "The sort of organisation that is asked it: council, regulator."),
    ];
    TextStep = Self { state: TextState::Draft, on: None } => [
        ask!(TextStep.state, "Step", "What it became on that day.").required(),
        ask!(TextStep.on, "On", "The day; empty if nobody knows."),
    ];
    PostMeetingNote = Self { text: String::new(), on: None, item: None } => [
        ask!(PostMeetingNote.text, "Note", "What is to be put right or added.").required(),
        ask!(PostMeetingNote.on, "On", "The day."),
        ask!(PostMeetingNote.item, "Item", "The item it is about."),
    ];
    SentOut = Self { organisation: nobody(), on: None } => [
        ask!(SentOut.organisation, "Organisation", "The body that it was passed on to.").required(),
        ask!(SentOut.on, "On", "The day."),
    ];
    Reply = Self { organisation: nobody(), on: None } => [
        ask!(Reply.organisation, "Organisation", "Of whom a reply is wanted.").required(),
        ask!(Reply.on, "On", "The day it came."),
    ];
    Window = Self { kind: DueKind::Review, lead: Interval { count: 0, unit: Unit::Days } } => [
        ask!(Window.kind, "Due", "The kind of line on Today.").required(),
        ask!(Window.lead, "Due soon from", "So long before: 14 days, 3 months.").option("from").required(),
    ];
    Evidence = Self { on: Date::day(NaiveDate::MIN), what: String::new(), forum: None } => [
        ask!(Evidence.on, "On", "The day it was met.").required(),
        ask!(Evidence.what, "What", "What shows it: a meeting, a letter."),
        ask!(Evidence.forum, "Forum", "Which of the forums that keep it; empty for all of them."),
    ];
    Share = Self { organisation: nobody(), on: None } => [
        ask!(Share.organisation, "Organisation", "Who has had a draft.").required(),
        ask!(Share.on, "On", "The day they had it."),
    ];
    Step = Self { on: None, post: String::new(), what: String::new(), settled: false } => [
        ask!(Step.what, "What", "What was said or done.").required(),
        ask!(Step.post, "Post", "Whom it has reached.").option("with"),
        ask!(Step.on, "On", "The day."),
        ask!(Step.settled, "Settled", "Whether that was the end of the matter."),
    ];
    Given = Self { column: String::new(), text: String::new() } => [
        ask!(Given.column, "Column", "The heading of the column.").required(),
        ask!(Given.text, "Text", "What stood in it."),
    ];
}
