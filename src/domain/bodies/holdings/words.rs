//! What one body has and owes, as sections of lines: for the screen, and for a list.

use super::Holdings;
use crate::domain::action::{self, Action};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::announcement::Announcement;
use crate::domain::audience::Audience;
use crate::domain::bodies::names;
use crate::domain::calendar::BankHolidays;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::life::duties::standings;
use crate::domain::membership::Membership;
use crate::domain::organisation::Organisation;
use crate::domain::party::Party;
use crate::domain::register::Record;

/// Lines under a heading; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: &'static str,
    pub lines: Vec<Line>,
}

/// One thing that the body has or owes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Where it leads.
    pub entry: Option<Entry>,
    pub when: String,
    pub what: String,
    pub state: String,
    pub note: String,
}

/// All of it for an audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub sections: Vec<Section>,
    /// So many lines are reserved and left out.
    pub left_out: usize,
}

impl Holdings<'_> {
    /// What an audience may read of it, in the order in which it is asked for on the telephone.
    pub fn told(&self, audience: Audience) -> Told {
        let all: [(&'static str, Vec<Line>); 14] = [
            ("Names", self.names_told()),
            ("Waiting for it", self.waiting_told(audience)),
            (
                "Agreements",
                self.agreements
                    .iter()
                    .map(|one| self.agreement(one))
                    .collect(),
            ),
            ("What it has to do", self.commitments(&self.owes)),
            ("What it is owed", self.commitments(&self.is_owed)),
            (
                "Forums and roles",
                self.forums.iter().map(|one| self.seat(one)).collect(),
            ),
            (
                "Contacts",
                self.contacts
                    .iter()
                    .map(|one| self.contact(one, audience))
                    .collect(),
            ),
            (
                "Open actions",
                self.actions.iter().map(|one| self.action(one)).collect(),
            ),
            ("Papers, returns and offers to come", self.owed()),
            (
                "Announcements",
                self.announcements
                    .iter()
                    .map(|one| self.announcement(one))
                    .collect(),
            ),
            ("Meetings in the chair", self.chaired()),
            ("Attendance", self.attended()),
            ("Took the place of", self.bodies(&self.before)),
            ("What became of it", self.bodies(&self.after)),
        ];
        let mut left_out = 0;
        let sections = all.into_iter().filter_map(|(heading, mut lines)| {
            let before = lines.len();
            lines.retain(|line| !self.is_withheld(line, audience));
            left_out += before - lines.len();
            (!lines.is_empty()).then_some(Section { heading, lines })
        });
        let sections = sections.collect();
        Told { sections, left_out }
    }

    fn is_withheld(&self, line: &Line, audience: Audience) -> bool {
        let record = line.entry.and_then(|entry| self.register.get(entry));
        record.is_some_and(|record| record.is_withheld(self.register, audience))
    }

    /// Nothing where it has always had one name.
    fn names_told(&self) -> Vec<Line> {
        if self.names.len() < 2 {
            return Vec::new();
        }
        let now = self
            .names
            .first()
            .and_then(|one| names::record_on(self.register, one.id, self.today));
        let line = |one: &&Organisation| Line {
            entry: Some(one.id.into()),
            when: from(names::taken_on(self.register, one.id)),
            what: one.name.clone(),
            state: if now.is_some_and(|now| now.id == one.id) {
                "now"
            } else {
                ""
            }
            .to_owned(),
            note: one.acronym.clone().unwrap_or_default(),
        };
        self.names.iter().map(line).collect()
    }

    fn waiting_told(&self, audience: Audience) -> Vec<Line> {
        let line = |one: &crate::domain::due::Line| Line {
            entry: Some(one.entry),
            when: one.due.map(Date::short).unwrap_or_default(),
            what: one.title_for(self.register, self.today, audience),
            state: one.how_far(self.today),
            note: one
                .waits(self.register, self.today, audience)
                .unwrap_or_default(),
        };
        self.waiting.iter().map(line).collect()
    }

    fn agreement(
        &self,
        (party, one, state): &(&Party, &Agreement, Option<AgreementState>),
    ) -> Line {
        let left = party.to.map(|to| format!("until {to}"));
        let lead = (!party.lead.is_empty()).then(|| format!("lead {}", party.lead));
        let signed = party.signed.map(|on| match party.signed_by.as_str() {
            "" => format!("signed {on}"),
            by => format!("signed {on} by {by}"),
        });
        let note = [Some(party.capacity.to_string()), left, lead, signed];
        Line {
            entry: Some(one.id.into()),
            when: one
                .stands_from(self.register)
                .map(Date::short)
                .unwrap_or_default(),
            what: one.title.clone(),
            state: state.map_or_else(|| "not yet".to_owned(), |state| state.to_string()),
            note: joined(note.into_iter().flatten()),
        }
    }

    fn commitments(&self, all: &[&Commitment]) -> Vec<Line> {
        let line = |one: &&Commitment| {
            let agreement = one
                .agreement
                .and_then(|id| self.register.agreements.get(id));
            let forum = one.forum.and_then(|id| self.register.forums.get(id));
            let source = agreement.map(|one| one.title.clone());
            let source = source.or_else(|| forum.map(|one| one.name.clone()));
            let paragraph = (!one.paragraph.is_empty()).then(|| format!("¶{}", one.paragraph));
            let who = (!one.who.is_empty()).then(|| one.who.clone());
            Line {
                entry: Some(one.id.into()),
                when: self.due(one).map(Date::short).unwrap_or_default(),
                what: one.rule.clone(),
                state: one.clock.to_string(),
                note: joined([who, paragraph, source].into_iter().flatten()),
            }
        };
        all.iter().map(line).collect()
    }

    /// When the first of those that keep it has to.
    fn due(&self, one: &Commitment) -> Option<Date> {
        let holidays = BankHolidays::standard();
        let all = standings(self.register, one, self.today, holidays).into_iter();
        all.filter_map(|one| one.due).min_by_key(|due| due.last())
    }

    fn seat(&self, one: &Membership) -> Line {
        let person = one
            .representative
            .and_then(|id| self.register.contacts.get(id));
        let is_now = one.is_held_on(self.today);
        let not_now = (!is_now).then(|| "not now".to_owned());
        Line {
            entry: Some(one.forum.into()),
            when: period(one.from, one.to),
            what: self.forum_name(one.forum).to_owned(),
            state: one.role.to_string(),
            note: joined(not_now.into_iter().chain(person.map(person_in_post))),
        }
    }

    /// Telephone and e-mail are not for the public.
    fn contact(&self, one: &Contact, audience: Audience) -> Line {
        let is_now = one.is_in_post(self.today);
        let ways = [&one.telephone, &one.email]
            .into_iter()
            .filter(|way| !way.is_empty());
        let ways = ways.filter(|_| audience != Audience::Public).cloned();
        let confirmed = one.confirmed.map(|on| format!("confirmed {on}"));
        Line {
            entry: Some(one.id.into()),
            when: period(one.from, one.to),
            what: person_in_post(one),
            state: if is_now { "in post" } else { "left" }.to_owned(),
            note: joined(ways.chain(confirmed)),
        }
    }

    fn action(&self, one: &Action) -> Line {
        let due = one.due_date(self.register);
        let is_overdue = due.is_some_and(|due| due.last() < self.today);
        let is_owner = one
            .owner
            .is_some_and(|id| self.names.iter().any(|name| name.id == id));
        let reply = (!is_owner).then(|| "its reply is awaited".to_owned());
        let post = (!one.post.is_empty()).then(|| one.post.clone());
        Line {
            entry: Some(one.id.into()),
            when: due.map_or_else(|| one.due.to_string(), Date::short),
            what: format!("{} {}", action::forum_number(self.register, one), one.text),
            state: if is_overdue { "overdue" } else { "open" }.to_owned(),
            note: joined(post.into_iter().chain(reply)),
        }
    }

    fn owed(&self) -> Vec<Line> {
        let papers = self.papers.iter().map(|(item, meeting)| Line {
            entry: Some(item.id.into()),
            when: meeting.on.short(),
            what: format!("Paper: {}", item.title),
            state: item.paper_state.to_string(),
            note: self.forum_name(meeting.forum).to_owned(),
        });
        let returns = self.returns.iter().map(|(one, meeting)| Line {
            entry: Some(one.id.into()),
            when: meeting.on.short(),
            what: "Return".to_owned(),
            state: "awaited".to_owned(),
            note: self.forum_name(meeting.forum).to_owned(),
        });
        let offers = self.offers.iter().map(|one| Line {
            entry: Some(one.id.into()),
            when: one.on.map(Date::short).unwrap_or_default(),
            what: format!("Offer: {}", one.title),
            state: one.state.to_string(),
            note: self.forum_name(one.forum).to_owned(),
        });
        papers.chain(returns).chain(offers).collect()
    }

    fn announcement(&self, one: &Announcement) -> Line {
        let is_its = self.names.iter().any(|name| name.id == one.publisher);
        let by = self.register.organisations.get(one.publisher);
        let with = one.shared.iter().find(|with| {
            let mut names = self.names.iter();
            names.any(|name| name.id == with.organisation)
        });
        let shared = with.filter(|_| !is_its).map(|with| {
            let by = by.map_or("", Organisation::short);
            let on = with.on.map(|on| format!(" on {on}")).unwrap_or_default();
            format!("by {by}, shared with it{on}")
        });
        let (when, state) = match (one.published, one.embargo) {
            (Some(on), _) if one.is_published_on(self.today) => (Some(on), "published"),
            (_, Some(until)) => (Some(until), "under embargo until then"),
            (_, None) => (one.on, "planned"),
        };
        Line {
            entry: Some(one.id.into()),
            when: when.map(Date::short).unwrap_or_default(),
            what: one.title.clone(),
            state: state.to_owned(),
            note: shared.unwrap_or_else(|| "its own".to_owned()),
        }
    }

    fn chaired(&self) -> Vec<Line> {
        let line = |one: &&crate::domain::meeting::Meeting| Line {
            entry: Some(one.id.into()),
            when: one.on.short(),
            what: self.forum_name(one.forum).to_owned(),
            state: one.state_on(self.today).to_string(),
            note: String::new(),
        };
        self.chaired.iter().map(line).collect()
    }

    /// The latest year first.
    fn attended(&self) -> Vec<Line> {
        let mut all: Vec<_> = self.attendance.iter().collect();
        all.sort_by_key(|((forum, year), _)| (std::cmp::Reverse(*year), *forum));
        let line = |((forum, year), count): &(&(Id<Forum>, i32), &super::Attended)| Line {
            entry: Some((*forum).into()),
            when: year.to_string(),
            what: self.forum_name(*forum).to_owned(),
            state: format!("present {}", count.present),
            note: joined(
                [
                    (count.apologies, "apologies"),
                    (count.besides, "in attendance"),
                ]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, what)| format!("{what} {count}")),
            ),
        };
        all.iter().map(line).collect()
    }

    /// Other bodies, and how the one became the other.
    fn bodies(&self, all: &[&Organisation]) -> Vec<Line> {
        let all = all.iter().map(|body| {
            let is_own = |id| self.names.iter().any(|name| name.id == id);
            let came = self.names.iter().flat_map(|name| &name.successors);
            let came = came.filter(|next| next.organisation == body.id);
            let went = body
                .successors
                .iter()
                .filter(|next| is_own(next.organisation));
            let change = came.chain(went).next();
            Line {
                entry: Some(body.id.into()),
                when: change
                    .and_then(|one| one.on)
                    .map(Date::short)
                    .unwrap_or_default(),
                what: Record::Organisation(body).title(self.register),
                state: change.map(|one| one.how.clone()).unwrap_or_default(),
                note: String::new(),
            }
        });
        all.collect()
    }

    fn forum_name(&self, id: Id<Forum>) -> &str {
        self.register.forums.get(id).map_or("", |one| &one.name)
    }
}

fn person_in_post(one: &Contact) -> String {
    joined([one.name.clone(), one.post.clone()])
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let full: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    full.join(", ")
}

fn from(on: Option<Date>) -> String {
    on.map(|on| format!("from {}", on.short()))
        .unwrap_or_default()
}

/// `from 13 Jan 2014`, `to 31 Mar 2016`, both; nothing where nobody knows.
fn period(begins: Option<Date>, ends: Option<Date>) -> String {
    let to = ends
        .map(|to| format!("to {}", to.short()))
        .unwrap_or_default();
    let parts = [from(begins), to];
    let full: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    full.join(" ")
}
