//! Reviews of what is in force: how far each is, and whom to ask for it.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::audience::Audience;
use crate::domain::date::{Date, how_far};
use crate::domain::due::Rules;
use crate::domain::life::review::{self, Lead, Progress};
use crate::domain::life::states::Successors;
use crate::domain::party;
use crate::domain::register::Register;

/// The review of one agreement on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct UpForReview<'a> {
    pub agreement: &'a Agreement,
    pub progress: Progress,
}

/// The review of every agreement in force on a day: by the last day it allows, what has no date last.
pub fn in_force<'a>(
    register: &'a Register,
    today: NaiveDate,
    rules: &Rules,
) -> Vec<UpForReview<'a>> {
    let standing = Successors::of(register);
    let row = |agreement: &'a Agreement| {
        let state = standing.state_on(agreement, today);
        let state = state.filter(|one: &AgreementState| one.is_in_force())?;
        let progress = review::progress(register, agreement, state, today, rules);
        Some(UpForReview {
            agreement,
            progress,
        })
    };
    let mut rows: Vec<_> = register.agreements.iter().filter_map(row).collect();
    let last = |one: &UpForReview<'_>| one.progress.due.map_or(NaiveDate::MAX, Date::last);
    rows.sort_by_key(|one| (last(one), one.agreement.id));
    rows
}

/// One line a review.
pub fn listing(
    register: &Register,
    rows: &[UpForReview<'_>],
    today: NaiveDate,
    audience: Audience,
) -> Listing {
    let columns = vec![
        Column::new("When"),
        Column::new("Due"),
        Column::new("Review").shrink(Shrink::Second),
        Column::new("Agreement").shrink(Shrink::First),
        Column::new("Parties").shrink(Shrink::Second),
        Column::new("Ask").shrink(Shrink::Second),
    ];
    let mut listing = Listing::new("Reviews of agreements in force", audience, columns);
    let row = |one: &UpForReview<'_>| {
        let (agreement, progress) = (one.agreement, &one.progress);
        let due = progress.due;
        let far = due.map_or_else(String::new, |due| how_far(due.last(), today));
        vec![
            Cell::line(&far),
            Cell::date(due),
            Cell::line(&progress.words(register, agreement, today)),
            Cell::line(&agreement.title),
            Cell::line(&party::names(register, agreement.id)),
            Cell::line(&asked(register, agreement, today)),
        ]
    };
    listing.rows = rows.iter().map(row).collect();
    listing
}

/// The lead posts that are known; people are not named.
fn asked(register: &Register, agreement: &Agreement, today: NaiveDate) -> String {
    let leads = review::leads(register, agreement.id, today);
    let known = leads.iter().filter(|one| !one.party.lead.is_empty());
    let words = known.map(|one| {
        let lead = Lead {
            contact: None,
            ..*one
        };
        lead.words(register)
    });
    words.collect::<Vec<_>>().join("; ")
}

pub fn json(
    register: &Register,
    one: &UpForReview<'_>,
    today: NaiveDate,
    audience: Audience,
) -> Json {
    let (agreement, progress) = (one.agreement, &one.progress);
    let holder = |holder: &crate::domain::agreement::Holder| {
        json!({
            "organisation": json::entry(register, holder.organisation.into(), audience),
            "since": holder.since.map(json::date),
        })
    };
    let leads = review::leads(register, agreement.id, today);
    let leads = leads.iter().map(|one| {
        json!({
            "organisation": json::entry(register, one.party.organisation.into(), audience),
            "post": one.party.lead,
        })
    });
    json!({
        "agreement": json::entry(register, agreement.id.into(), audience),
        "title": agreement.title,
        "stage": progress.stage,
        "words": progress.words(register, agreement, today),
        "due": progress.due.map(json::date),
        "days": progress.due.map(|due| (due.last() - today).num_days()),
        "starts": progress.starts.map(|day| day.to_string()),
        "under_way_since": progress.since.map(json::date),
        "with": progress.with.iter().map(holder).collect::<Json>(),
        "leads": leads.collect::<Json>(),
    })
}
