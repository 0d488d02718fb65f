//! What the register holds on a body, section by section. Every line says whether it is reserved.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Line, ReportOptions, Section};
use crate::domain::action::{self, Action};
use crate::domain::agreement::{Agreement, AgreementState, Step};
use crate::domain::announcement::Announcement;
use crate::domain::attendance::Attendance;
use crate::domain::audience::Audience;
use crate::domain::bodies::names;
use crate::domain::date::Date;
use crate::domain::id::{Entry, Id};
use crate::domain::life::states::Successors;
use crate::domain::meeting::Meeting;
use crate::domain::note::Note;
use crate::domain::organisation::Organisation;
use crate::domain::register::{Record, Register, Row};
use crate::domain::review::Review;
use crate::domain::{note, party};

pub(super) fn sections(
    register: &Register,
    options: &ReportOptions,
    audience: Audience,
) -> Vec<Section> {
    let desk = Desk {
        register,
        options,
        audience,
        names: names::all(register, options.body),
        standing: Successors::of(register),
    };
    let agreements = desk.agreements();
    let all: [(&'static str, Vec<Line>); 7] = [
        (
            "Agreements and their editions",
            of_each(&agreements, |one| vec![desk.agreement(one)]),
        ),
        (
            "Parties and signatures",
            of_each(&agreements, |one| desk.parties(one)),
        ),
        ("Reviews", of_each(&agreements, |one| desk.reviews(one))),
        (
            "Disagreements",
            of_each(&agreements, |one| desk.disagreements(one)),
        ),
        ("Meetings", desk.meetings()),
        ("Actions", desk.actions()),
        ("Announcements", desk.announcements()),
    ];
    let section = |(heading, lines)| Section { heading, lines };
    let mut sections: Vec<Section> = all.into_iter().map(section).collect();
    if audience == Audience::Secretariat {
        let notes = desk.notes(&sections);
        sections.push(section(("Notes of the Secretariat", notes)));
    }
    sections
}

fn of_each(all: &[&Agreement], lines: impl Fn(&Agreement) -> Vec<Line>) -> Vec<Line> {
    all.iter().flat_map(|one| lines(one)).collect()
}

struct Desk<'a> {
    register: &'a Register,
    options: &'a ReportOptions,
    audience: Audience,
    names: Vec<&'a Organisation>,
    standing: Successors<'a>,
}

impl<'a> Desk<'a> {
    fn is_it(&self, id: Id<Organisation>) -> bool {
        self.names.iter().any(|one| one.id == id)
    }

    fn is_named_in(&self, text: &str) -> bool {
        let mut names = self.names.iter();
        names.any(|one| names::is_named_in(one, text))
    }

    fn to(&self) -> NaiveDate {
        self.options.to.unwrap_or(self.options.today)
    }

    /// True if a date may lie in the period; what has none is told rather than kept back.
    fn is_within(&self, date: Option<Date>) -> bool {
        date.is_none_or(|date| {
            self.options.from.is_none_or(|from| from <= date.last())
                && self.options.to.is_none_or(|to| date.first() <= to)
        })
    }

    /// A state on the last day asked for; nothing where that is today.
    fn then(&self, state: impl Fn(NaiveDate) -> String) -> (String, String) {
        let then = self.options.to.map(&state).unwrap_or_default();
        (then, state(self.options.today))
    }

    fn reason(&self, record: Record<'_>) -> Option<String> {
        let own = record.reserved().map(str::to_owned);
        own.or_else(|| {
            let is_reserved = record.is_reserved(self.register);
            is_reserved.then(|| "it comes from a reserved entry".to_owned())
        })
    }

    /// Those that it was party to and that had not ended before the period, with every edition of them.
    fn agreements(&self) -> Vec<&'a Agreement> {
        let own = self
            .register
            .parties
            .iter()
            .filter(|one| self.is_it(one.organisation));
        let mut found: BTreeSet<Id<Agreement>> = own.map(|one| one.agreement).collect();
        let mut next: Vec<Id<Agreement>> = found.iter().copied().collect();
        while let Some(id) = next.pop() {
            let earlier = self.register.agreements.get(id);
            let earlier = earlier.into_iter().flat_map(|one| &one.supersedes);
            let earlier = earlier.map(|one| one.agreement);
            let later = self.register.agreements.iter().filter(|one| {
                let mut earlier = one.supersedes.iter();
                earlier.any(|one| one.agreement == id)
            });
            let all: Vec<Id<Agreement>> = earlier.chain(later.map(|one| one.id)).collect();
            next.extend(all.into_iter().filter(|id| found.insert(*id)));
        }
        let found = found
            .into_iter()
            .filter_map(|id| self.register.agreements.get(id));
        let mut found: Vec<&Agreement> = found.filter(|one| self.is_of_the_time(one)).collect();
        found.sort_by_key(|one| (one.stands_from(self.register).map(Date::first), one.id));
        found
    }

    fn is_of_the_time(&self, one: &Agreement) -> bool {
        let begins = one.stands_from(self.register);
        let has_come = begins.is_none_or(|on| on.first() <= self.to());
        let was_over = self.options.from.is_some_and(|from| {
            let state = self.standing.state_on(one, from);
            matches!(
                state,
                Some(AgreementState::Superseded | AgreementState::Ended)
            )
        });
        has_come && !was_over
    }

    fn agreement(&self, one: &Agreement) -> Line {
        let (then, now) = self.then(|day| {
            let state = self.standing.state_on(one, day);
            state.map_or_else(|| "not yet".to_owned(), |state| state.to_string())
        });
        let title = |id| {
            self.register
                .agreements
                .get(id)
                .map_or("", |one| one.title.as_str())
        };
        let earlier = one.supersedes.iter().map(|old| match &old.except {
            None => format!("supersedes {}", title(old.agreement)),
            Some(except) => format!("supersedes {}, but for {except}", title(old.agreement)),
        });
        let later = self.standing.after(one.id).iter();
        let later = later.map(|later| format!("superseded by {}", later.title));
        let dates = [
            ("in force from", one.effective),
            ("published", one.published),
            ("review due", one.review_due),
        ];
        let dates = dates
            .into_iter()
            .filter_map(|(what, on)| Some(format!("{what} {}", on?)));
        let states = one
            .states
            .iter()
            .filter_map(|state| Some(format!("{} from {}", state.state, state.since?)));
        let undated = one
            .signatures
            .iter()
            .map(|on| format!("signed {on}, by whom is not known"));
        let kind = one.kind.clone().into_iter();
        let details: Vec<String> = kind
            .chain(dates)
            .chain(states)
            .chain(undated)
            .chain(earlier)
            .chain(later)
            .collect();
        Line {
            entry: Some(one.id.into()),
            on: one
                .stands_from(self.register)
                .map(|on| on.to_string())
                .unwrap_or_default(),
            what: one.title.clone(),
            then,
            now,
            details: details.join("; "),
            links: one
                .links
                .iter()
                .map(|link| (link.title.clone(), link.address.clone()))
                .collect(),
            reserved: self.reason(Record::Agreement(one)),
        }
    }

    fn parties(&self, one: &Agreement) -> Vec<Line> {
        // Nobody is asked to sign what is only proposed.
        let is_out = match self.standing.state_on(one, self.options.today) {
            Some(AgreementState::Proposed | AgreementState::InDevelopment) | None => false,
            Some(
                AgreementState::OutForSignature
                | AgreementState::Current
                | AgreementState::UnderReview
                | AgreementState::Superseded
                | AgreementState::Ended
                | AgreementState::NotStated,
            ) => true,
        };
        let line = |party: &&party::Party| {
            let (then, now) = self.then(|day| {
                if party.is_party_on(day) {
                    "party"
                } else {
                    "not party"
                }
                .to_owned()
            });
            let day = party
                .signed
                .or(party.from)
                .map_or(self.options.today, Date::last);
            let body = names::name_on(self.register, party.organisation, day);
            let lead = (!party.lead.is_empty()).then(|| format!("lead {}", party.lead));
            let by =
                (!party.signed_by.is_empty()).then(|| format!("signed by {}", party.signed_by));
            let joined = party.from.map(|on| format!("joined {on}"));
            let left = party.to.map(|on| format!("until {on}"));
            let unsigned =
                (is_out && party.signed.is_none()).then(|| "no day of signature".to_owned());
            let details = [by, unsigned, lead, joined, left].into_iter().flatten();
            Line {
                entry: Some(party.id.into()),
                on: party.signed.map(|on| on.to_string()).unwrap_or_default(),
                what: format!("{body}, {} to {}", party.capacity, one.title),
                then,
                now,
                details: details.collect::<Vec<_>>().join("; "),
                reserved: self.reason(Record::Party(party)),
                ..Line::default()
            }
        };
        party::of(self.register, one.id).iter().map(line).collect()
    }

    fn reviews(&self, one: &Agreement) -> Vec<Line> {
        let all = self
            .register
            .reviews
            .of(one.id)
            .filter(|review| self.is_within(Some(review.on)));
        let line = |review: &Review| {
            let due = review.was_due.map(|due| format!("had been due {due}"));
            let next = review.next.map(|next| format!("next {next}"));
            let by = Some(format!("by {}", review.by));
            let note = Some(review.note.clone()).filter(|note| !note.is_empty());
            let details = [by, due, next, note].into_iter().flatten();
            Line {
                entry: Some(review.id.into()),
                on: review.on.to_string(),
                what: format!("{}: {}", one.title, review.outcome),
                details: details.collect::<Vec<_>>().join("; "),
                reserved: self.reason(Record::Review(review)),
                ..Line::default()
            }
        };
        all.map(line).collect()
    }

    /// Always reserved.
    fn disagreements(&self, one: &Agreement) -> Vec<Line> {
        let all = one
            .disagreements
            .iter()
            .filter(|step| self.is_within(step.on));
        let line = |step: &Step| Line {
            entry: Some(one.id.into()),
            on: step.on.map(|on| on.to_string()).unwrap_or_default(),
            what: format!("{}: {}", one.title, step.what),
            details: format!("with {}", step.post),
            reserved: Some("a disagreement".to_owned()),
            ..Line::default()
        };
        all.map(line).collect()
    }

    fn meetings(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut all: Vec<&Meeting> = self.register.meetings.iter().collect();
        all.retain(|one| one.is_fixed() && self.is_within(Some(one.on)));
        all.sort_by_key(|one| (one.on.first(), one.id));
        for meeting in all {
            let is_chair = meeting
                .chaired_by(self.register)
                .is_some_and(|id| self.is_it(id));
            let there = self.register.attendances.of(meeting.id);
            let there =
                there.filter(|one| one.body(self.register).is_some_and(|id| self.is_it(id)));
            let (open, reserved): (Vec<&Attendance>, Vec<&Attendance>) =
                there.partition(|one| self.reason(Record::Attendance(one)).is_none());
            if is_chair || !open.is_empty() {
                lines.push(self.meeting(meeting, is_chair, &open));
            }
            // Who came for a reserved item says what it was about.
            lines.extend(reserved.into_iter().map(|one| Line {
                reserved: self.reason(Record::Attendance(one)),
                ..self.meeting(meeting, false, &[one])
            }));
        }
        lines
    }

    fn meeting(&self, meeting: &Meeting, is_chair: bool, there: &[&Attendance]) -> Line {
        let (then, now) = self.then(|day| meeting.state_on(day).to_string());
        let chair = is_chair.then(|| "in the chair".to_owned());
        let there = there.iter().map(|one| match self.audience {
            Audience::Public => one.presence.to_string(),
            Audience::Members | Audience::Secretariat => {
                format!("{}: {}", one.presence, one.title(self.register))
            }
        });
        let texts = self.register.texts.of(meeting.id);
        let texts = texts.map(|text| format!("{} issued {}", text.what, Date::day(text.on)));
        let details: Vec<String> = chair.into_iter().chain(there).chain(texts).collect();
        let link = (!meeting.record_link.is_empty())
            .then(|| ("Record".to_owned(), meeting.record_link.clone()));
        let forum = self.register.forums.get(meeting.forum);
        Line {
            entry: Some(meeting.id.into()),
            on: meeting.on.to_string(),
            what: forum.map_or_else(String::new, |forum| forum.name.clone()),
            then,
            now,
            details: details.join("; "),
            links: link.into_iter().collect(),
            reserved: None,
        }
    }

    /// Owned by it, awaiting its reply, or about it; open or closed in the period.
    fn actions(&self) -> Vec<Line> {
        let all = self.register.actions.iter().filter(|one| {
            let mut replies = one.replies.iter();
            one.owner.is_some_and(|id| self.is_it(id))
                || replies.any(|reply| self.is_it(reply.organisation))
                || [&one.text, &one.post, &one.doer]
                    .iter()
                    .any(|text| self.is_named_in(text))
        });
        let all = all.filter(|one| {
            let is_agreed = one.is_agreed_on(self.register, self.to());
            is_agreed && self.options.from.is_none_or(|from| one.is_open_on(from))
        });
        all.map(|one| self.action(one)).collect()
    }

    fn action(&self, one: &Action) -> Line {
        let meeting = one.meeting.and_then(|id| self.register.meetings.get(id));
        let (then, now) = self.then(|day| match (one.outcome, one.closed) {
            (Some(outcome), Some(on)) if !one.is_open_on(day) => format!("{outcome} {on}"),
            (Some(_) | None, _) => "open".to_owned(),
        });
        let day = meeting.map_or(self.options.today, |meeting| meeting.on.last());
        let owner = one.owner.map(|id| names::name_on(self.register, id, day));
        let owner = owner.or((!one.post.is_empty()).then_some(one.post.as_str()));
        let owner = owner.map(|owner| format!("owner {owner}"));
        let due = one.due.code().map(|_| format!("due {}", one.due));
        let progress = one.progress.lines().map(str::to_owned);
        let details = owner.into_iter().chain(due).chain(progress);
        Line {
            entry: Some(one.id.into()),
            on: meeting
                .map(|meeting| meeting.on.to_string())
                .unwrap_or_default(),
            what: format!("{} {}", action::forum_number(self.register, one), one.text),
            then,
            now,
            details: details.collect::<Vec<_>>().join("; "),
            reserved: self.reason(Record::Action(one)),
            ..Line::default()
        }
    }

    /// Published by it, or shared with it.
    fn announcements(&self) -> Vec<Line> {
        let all = self.register.announcements.iter().filter(|one| {
            let mut shared = one.shared.iter();
            let is_its =
                self.is_it(one.publisher) || shared.any(|with| self.is_it(with.organisation));
            is_its && self.is_within(one.published.or(one.embargo).or(one.on))
        });
        let line = |one: &Announcement| {
            let (then, now) = self.then(|day| {
                if one.is_published_on(day) {
                    "published"
                } else {
                    "not published"
                }
                .to_owned()
            });
            let day = one
                .published
                .or(one.on)
                .map_or(self.options.today, Date::last);
            let by = Some(format!(
                "by {}",
                names::name_on(self.register, one.publisher, day)
            ));
            let shared = one
                .shared
                .iter()
                .filter(|with| self.is_it(with.organisation));
            let shared = shared.map(|with| {
                let on = with.on.map(|on| format!(" on {on}")).unwrap_or_default();
                format!("shared with it{on}")
            });
            let details = by.into_iter().chain(shared);
            Line {
                entry: Some(one.id.into()),
                on: one
                    .published
                    .or(one.embargo)
                    .or(one.on)
                    .map(|on| on.to_string())
                    .unwrap_or_default(),
                what: one.title.clone(),
                then,
                now,
                details: details.collect::<Vec<_>>().join("; "),
                reserved: self.reason(Record::Announcement(one)),
                ..Line::default()
            }
        };
        all.map(line).collect()
    }

    /// What the Secretariat noted about the body and about what is told here.
    fn notes(&self, sections: &[Section]) -> Vec<Line> {
        let told = sections.iter().flat_map(|section| &section.lines);
        let told = told.filter_map(|line| line.entry);
        let own = self.names.iter().map(|one| Entry::from(one.id));
        let about: BTreeSet<Entry> = told.chain(own).collect();
        let all = about
            .into_iter()
            .flat_map(|entry| note::about(self.register, entry));
        let line = |note: &Note| {
            let record = self.register.get(note.about);
            Line {
                entry: Some(note.id.into()),
                on: note.on.map(|on| on.to_string()).unwrap_or_default(),
                what: note.text.clone(),
                details: record
                    .map(|record| format!("about {}", record.name(self.register)))
                    .unwrap_or_default(),
                reserved: Some("a note of the Secretariat".to_owned()),
                ..Line::default()
            }
        };
        let all = all.filter(|note| self.is_within(note.on));
        all.map(line).collect()
    }
}
