//! What could stand on the page and what does: the list from which somebody marks.

use chrono::NaiveDate;

use super::public::{LeftOut, bound};
use super::{Page, PageSettings, public};
use crate::domain::forum;
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Record, Register};

/// An entry that can be marked *publish*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub entry: Entry,
    pub title: String,
    pub standing: Standing,
}

/// Where an entry stands as to the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    OnThePage,
    /// Marked, and not there; why, as a clause.
    LeftOut(String),
    NotMarked,
}

/// The agreements of the publisher and whatever else is marked; then every forum with its last and next meeting.
pub fn choices(
    register: &Register,
    settings: &PageSettings,
    page: &Page,
    today: NaiveDate,
) -> Result<Vec<Choice>, Refusal> {
    let publisher = public::publisher(register, settings, today)?;
    let mut choices = Vec::new();
    for agreement in &register.agreements {
        let mut parties = bound(register, agreement.id, today);
        if agreement.publish || parties.any(|one| publisher.is(one)) {
            let record = Record::Agreement(agreement);
            choices.push(choice(register, record, agreement.publish, &page.left_out));
        }
    }
    for one in &register.forums {
        let record = Record::Forum(one);
        choices.push(choice(register, record, one.publish, &page.left_out));
        let last = forum::last_meeting(register, one.id, today);
        let next = forum::next_meeting(register, one.id, today);
        for meeting in last.into_iter().chain(next) {
            let record = Record::Meeting(meeting);
            choices.push(choice(register, record, meeting.publish, &page.left_out));
        }
    }
    Ok(choices)
}

fn choice(
    register: &Register,
    record: Record<'_>,
    is_marked: bool,
    left_out: &[LeftOut],
) -> Choice {
    let entry = record.entry();
    let standing = match left_out.iter().find(|one| one.entry == entry) {
        _ if !is_marked => Standing::NotMarked,
        Some(one) => Standing::LeftOut(one.why.clone()),
        None => Standing::OnThePage,
    };
    Choice {
        entry,
        title: record.title(register),
        standing,
    }
}
