//! Whom a line waits for, since when, and how often they were asked again.
//!
//! A line is with somebody else when an organisation owes it that is not the forum's Secretariat on the day; where no
//! Secretariat is known, every organisation is somebody else. A text with the Chair, and an agreement that is noted to be
//! with an organisation, is always with somebody else.

use chrono::NaiveDate;

use super::{DueKind, Line, owed};
use crate::domain::action::Action;
use crate::domain::audience::Audience;
use crate::domain::calendar::BankHolidays;
use crate::domain::date::Date;
use crate::domain::forum::{Forum, holder};
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::life::signing;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::returns::Return;

/// How long something has been with somebody else, and how often it was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The day it was asked for or agreed, or the step that took it there; none where nobody wrote it down.
    pub since: Option<Date>,
    /// On so many days.
    pub chased: usize,
    pub last: Option<NaiveDate>,
}

/// What the rules look up again and again, gathered once for a day.
pub(super) struct Desk<'a> {
    pub(super) register: &'a Register,
    pub(super) today: NaiveDate,
    pub(super) holidays: &'a BankHolidays,
    /// The Secretariat of each forum on the day, in the order of their numbers.
    ours: Vec<(Id<Forum>, Option<Id<Organisation>>)>,
    /// What was asked for by then, when and of whom, sorted.
    chases: Vec<(Entry, NaiveDate, Option<Id<Organisation>>)>,
}

impl Waiting {
    pub(super) fn since(since: Option<Date>) -> Self {
        Self {
            since,
            ..Self::default()
        }
    }
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        register: &'a Register,
        today: NaiveDate,
        holidays: &'a BankHolidays,
    ) -> Self {
        let forums = register.forums.iter();
        let ours = |one: &Forum| (one.id, secretariat(register, one.id, today));
        let sent = register.sendings.iter().filter(|one| one.on <= today);
        let mut chases: Vec<_> = sent.map(|one| (one.about, one.on, one.to)).collect();
        chases.sort_unstable();
        Self {
            register,
            today,
            holidays,
            ours: forums.map(ours).collect(),
            chases,
        }
    }

    /// The forum's Secretariat on the day.
    pub(super) fn secretariat(&self, forum: Id<Forum>) -> Option<Id<Organisation>> {
        let place = self.ours.binary_search_by_key(&forum, |(id, _)| *id).ok()?;
        self.ours.get(place)?.1
    }

    /// The same wait with the days on which those who owe it were asked.
    pub(super) fn chased(&self, waiting: Waiting, kind: DueKind, entry: Entry) -> Waiting {
        let from = self.chases.partition_point(|(about, ..)| *about < entry);
        let all = self.chases[from..].iter();
        let mut all = all.take_while(|(about, ..)| *about == entry).peekable();
        if all.peek().is_none() {
            return waiting;
        }
        let whom = owers(self.register, self.today, kind, entry);
        let mut days: Vec<NaiveDate> = all
            .filter(|(_, _, to)| to.is_none_or(|to| whom.contains(&to)))
            .map(|(_, on, _)| *on)
            .collect();
        days.dedup();
        Waiting {
            chased: days.len(),
            last: days.last().copied(),
            ..waiting
        }
    }
}

impl Line {
    /// Whom it waits for: several only where several are to reply. Empty where it is with us.
    pub fn whom(&self, register: &Register, today: NaiveDate) -> Vec<Id<Organisation>> {
        match self.waiting {
            Some(_) => owers(register, today, self.kind, self.entry),
            None => Vec::new(),
        }
    }

    /// `waiting for GMC since 13 January 2014, chased twice, last on 20 January 2014`, as an audience may know; nothing
    /// of what is with us. Of an agreement that is being signed `signed by 1 of 2, with ADASS since 22 January, not
    /// chased yet`.
    pub fn waits(
        &self,
        register: &Register,
        today: NaiveDate,
        audience: Audience,
    ) -> Option<String> {
        let waiting = self.waiting?;
        let record = register.get(self.entry)?;
        if record.is_withheld(register, audience) {
            return None;
        }
        let whom = self.whom(register, today).into_iter();
        let whom = whom.filter_map(|id| register.organisations.get(id));
        let whom: Vec<&str> = whom.map(Organisation::short).collect();
        let since = waiting.since.map(|since| format!(" since {since}"));
        let last = Date::day(waiting.last.unwrap_or(today));
        let chased = match waiting.chased {
            0 => "not chased yet".to_owned(),
            1 => format!("chased once, on {last}"),
            2 => format!("chased twice, last on {last}"),
            count => format!("chased {count} times, last on {last}"),
        };
        let since = since.unwrap_or_default();
        let agreement = self
            .entry
            .id()
            .and_then(|id| register.agreements.get(id))
            .filter(|_| self.kind == DueKind::Signature);
        let signed = agreement.and_then(|one| signing::words(register, one, today));
        Some(match signed {
            Some(signed) => format!("{signed}, {chased}"),
            None => format!("waiting for {}{since}, {chased}", whom.join(", ")),
        })
    }

    /// The same where it is worth a line of its own: of what stands under WAITING FOR, and of what was chased.
    pub fn waits_shown(
        &self,
        register: &Register,
        today: NaiveDate,
        audience: Audience,
    ) -> Option<String> {
        let is_chased = self.waiting.is_some_and(|waiting| waiting.chased > 0);
        let is_shown = is_chased || self.section == super::Section::WaitingFor;
        is_shown.then(|| self.waits(register, today, audience))?
    }
}

/// The organisations that owe what a line is about, ours not among them.
fn owers(
    register: &Register,
    today: NaiveDate,
    kind: DueKind,
    entry: Entry,
) -> Vec<Id<Organisation>> {
    let ours = |forum| secretariat(register, forum, today);
    let of_meeting = |id: Id<Meeting>| Some(register.meetings.get(id)?.forum);
    if let Some(action) = entry.id().and_then(|id| register.actions.get(id)) {
        return of_action(action, ours(action.forum), today).collect();
    }
    if let Some(item) = entry.id::<Item>().and_then(|id| register.items.get(id)) {
        let ours = of_meeting(item.meeting).and_then(ours);
        return other(item.copy.from, ours).into_iter().collect();
    }
    if let Some(one) = entry.id::<Return>().and_then(|id| register.returns.get(id)) {
        let ours = of_meeting(one.meeting).and_then(ours);
        return other(Some(one.organisation), ours).into_iter().collect();
    }
    if let Some(agreement) = entry.id().and_then(|id| register.agreements.get(id)) {
        let holders = signing::holders(agreement, today);
        return holders.map(|one| one.organisation).collect();
    }
    let meeting = entry.id().and_then(|id| register.meetings.get(id));
    let meeting = meeting.filter(|_| kind == DueKind::Text);
    let text = meeting.and_then(|one| owed::text_out(register, one, today));
    text.and_then(|one| one.whom).into_iter().collect()
}

/// Those of whom a reply is wanted and has not come, else the owner; ours not among them.
pub(super) fn of_action(
    action: &Action,
    ours: Option<Id<Organisation>>,
    today: NaiveDate,
) -> impl Iterator<Item = Id<Organisation>> {
    let replies = action.replies.iter();
    let awaited = replies.filter(move |one| one.on.is_none_or(|on| today < on.first()));
    let owner = action.owner.filter(|_| action.replies.is_empty());
    let all = awaited.map(|one| one.organisation).chain(owner);
    all.filter(move |one| Some(*one) != ours)
}

/// An organisation that is not ours.
pub(super) fn other(
    body: Option<Id<Organisation>>,
    ours: Option<Id<Organisation>>,
) -> Option<Id<Organisation>> {
    body.filter(|_| body != ours)
}

/// Who holds the Secretariat of a forum on a day.
pub(super) fn secretariat(
    register: &Register,
    forum: Id<Forum>,
    today: NaiveDate,
) -> Option<Id<Organisation>> {
    holder(register, forum, Role::Secretariat, today)
}
