//! The report of reviews, of a year or at a meeting: done, due, overdue.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value as Json, json};

use super::document::{Block, Document, Inline, Table};
use super::json;
use super::listing::{self, Cell, Listing, Shrink};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::audience::Audience;
use crate::domain::cycle::outcome;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::life::review;
use crate::domain::life::states::Successors;
use crate::domain::meeting::Meeting;
use crate::domain::party;
use crate::domain::register::{Record, Register, Row};
use crate::domain::review::Review;
use crate::domain::words::{Word, words};

/// Of what the report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Year(i32),
    Meeting(Id<Meeting>),
}

words! {
    /// The parts of the report, in their order.
    pub enum Part {
        Done = "done",
        Due = "due",
        Overdue = "overdue",
    }
}

/// The report, ready for any format.
#[derive(Debug, Clone, PartialEq)]
pub struct Report<'a> {
    title: String,
    lines: Vec<Line<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Line<'a> {
    part: Part,
    agreement: &'a Agreement,
    /// The date for which it is, or was, intended.
    due: Option<Date>,
    /// What was recorded.
    review: Option<&'a Review>,
}

impl<'a> Report<'a> {
    /// What a report holds for an audience, on a day. A year that is over is told as it ended.
    pub fn of(register: &'a Register, span: Span, today: NaiveDate, audience: Audience) -> Self {
        let (title, mut lines) = match span {
            Span::Year(year) => (
                format!("Reviews of agreements in {year}"),
                of_year(register, year, today),
            ),
            Span::Meeting(id) => (
                format!("Reviews of agreements at {}", meeting_title(register, id)),
                at_meeting(register, id, today, audience),
            ),
        };
        lines.retain(|line| {
            let review = line.review.map(Record::Review);
            review.is_none_or(|one| !one.is_withheld(register, audience))
        });
        lines.sort_by_key(|one| (one.part, one.day(), one.agreement.id));
        Self { title, lines }
    }

    /// How many reviews are in it.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    pub fn document(&self, register: &Register, audience: Audience) -> Document {
        let mut document = Document::new(&self.title, audience);
        for part in Part::ALL {
            let lines: Vec<_> = self.lines.iter().filter(|one| one.part == *part).collect();
            document.blocks.push(Block::section(part.heading()));
            if lines.is_empty() {
                document.blocks.push(Block::paragraph("None."));
                continue;
            }
            let caption = format!("Reviews {part}");
            let mut table = Table::new(&caption, part.columns());
            for line in lines {
                let cells = line.cells(register);
                table
                    .rows
                    .push(cells.map(|cell| Inline::from(cell.as_str())).to_vec());
            }
            document.blocks.push(Block::Table(table));
        }
        document
    }

    /// One line a review, for a spreadsheet.
    pub fn listing(&self, register: &Register, audience: Audience) -> Listing {
        let names = [
            "State",
            "Agreement",
            "Parties",
            "Due",
            "Done",
            "Outcome",
            "By",
            "Next",
        ];
        let columns = names.map(|name| listing::Column::new(name).shrink(Shrink::Second));
        let mut listing = Listing::new(&self.title, audience, columns.to_vec());
        let row = |one: &Line<'_>| {
            let review = one.review;
            let outcome = review.map_or_else(String::new, |one| one.outcome.to_string());
            vec![
                Cell::line(one.part.word()),
                Cell::line(&one.agreement.title),
                Cell::line(&party::names(register, one.agreement.id)),
                Cell::date(one.due),
                Cell::date(review.map(|one| one.on)),
                Cell::line(&outcome),
                Cell::line(review.map_or("", |one| &one.by)),
                Cell::date(review.and_then(|one| one.next)),
            ]
        };
        listing.rows = self.lines.iter().map(row).collect();
        listing
    }

    pub fn json(&self, register: &Register, audience: Audience) -> Json {
        let line = |one: &Line<'_>| {
            json!({
                "state": one.part,
                "agreement": json::entry(register, one.agreement.id.into(), audience),
                "title": one.agreement.title,
                "due": one.due.map(json::date),
                "review": one.review.map(|one| json::record(register, Record::Review(one), audience)),
            })
        };
        self.lines.iter().map(line).collect()
    }
}

impl Part {
    fn heading(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Due => "Due",
            Self::Overdue => "Overdue",
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Done => &[
                "Agreement between",
                "Agreement",
                "Done",
                "Outcome and next review",
            ],
            Self::Due | Self::Overdue => {
                &["Agreement between", "Agreement", "Due", "Review clause"]
            }
        }
    }
}

impl Line<'_> {
    fn day(&self) -> NaiveDate {
        let date = self.review.map(|one| one.on).or(self.due);
        date.map_or(NaiveDate::MAX, Date::last)
    }

    fn cells(&self, register: &Register) -> [String; 4] {
        let words = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let (on, last) = match self.review {
            Some(review) => {
                let next = review.next;
                let next = next.map_or_else(String::new, |next| format!("; next {next}"));
                let was = self.due;
                let was = was.map_or_else(String::new, |was| format!(" (due {was})"));
                (
                    format!("{}{was}", review.on),
                    format!("{} by {}{next}", review.outcome, review.by),
                )
            }
            None => (words(self.due), self.agreement.review_clause.clone()),
        };
        let parties = party::names(register, self.agreement.id);
        [parties, self.agreement.title.clone(), on, last]
    }
}

/// Those done in a year, those due in it, and those that were overdue at its end, or are today.
fn of_year(register: &Register, year: i32, today: NaiveDate) -> Vec<Line<'_>> {
    let after = NaiveDate::from_ymd_opt(year + 1, 1, 1).unwrap_or(NaiveDate::MAX);
    let close = today.min(after);
    let is_of_year = |date: Date| date.last().year() == year;
    let done = register.reviews.iter();
    let done = done.filter(|one| is_of_year(one.on) && one.on.first() <= today);
    let done = done.filter_map(|review| done_line(register, review));
    let standing = Successors::of(register);
    let open = register.agreements.iter().filter_map(|agreement| {
        let state = standing.state_on(agreement, close);
        state.filter(|one| AgreementState::is_in_force(*one))?;
        let line = open_line(register, agreement, close)?;
        let is_due_then = line.due.is_some_and(is_of_year);
        (line.part == Part::Overdue || is_due_then).then_some(line)
    });
    done.chain(open).collect()
}

/// Those recorded at a meeting, and those on its agenda of which nothing is recorded there.
fn at_meeting(
    register: &Register,
    id: Id<Meeting>,
    today: NaiveDate,
    audience: Audience,
) -> Vec<Line<'_>> {
    let items = register.items.of(id);
    let items = items.filter(|one| !Record::Item(one).is_withheld(register, audience));
    let line = |item| match outcome::review_at(register, item) {
        Some(review) => done_line(register, register.reviews.get(review)?),
        None => open_line(register, register.agreements.get(item.agreement?)?, today),
    };
    items.filter_map(line).collect()
}

fn done_line<'a>(register: &'a Register, review: &'a Review) -> Option<Line<'a>> {
    Some(Line {
        part: Part::Done,
        agreement: register.agreements.get(review.agreement)?,
        due: review.was_due,
        review: Some(review),
    })
}

fn open_line<'a>(
    register: &Register,
    agreement: &'a Agreement,
    day: NaiveDate,
) -> Option<Line<'a>> {
    let due = review::due(register, agreement, day)?;
    let part = if due.last() < day {
        Part::Overdue
    } else {
        Part::Due
    };
    Some(Line {
        part,
        agreement,
        due: Some(due),
        review: None,
    })
}

fn meeting_title(register: &Register, id: Id<Meeting>) -> String {
    let meeting = register.meetings.get(id);
    meeting.map_or_else(String::new, |one| one.title(register))
}
