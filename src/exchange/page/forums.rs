//! All that the published page may say of forums and their meetings, taken out of the register.

use chrono::{Datelike, NaiveDate};

use super::names::named;
use super::public::LeftOut;
use crate::domain::calendar::{Interval, month_name, weekday_name};
use crate::domain::cycle::steps;
use crate::domain::date::Date;
use crate::domain::forum::{self, Cadence, Forum, RecordKind};
use crate::domain::id::Id;
use crate::domain::issued_text::{TextKind, TextState};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::membership::{Membership, Role};
use crate::domain::organisation::Organisation;
use crate::domain::register::{Record, Register};

/// From so many days on, a day without its year could be taken for one a year before.
const FAR: i64 = 330;
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// A forum as the page shows it.
#[derive(Debug)]
pub(super) struct ShownForum {
    pub(super) id: Id<Forum>,
    pub(super) name: String,
    pub(super) purpose: String,
    /// Whether it decides, and how often it meets: one sentence.
    pub(super) meets: String,
    /// In printing order, each with its roles: "current Chair and Secretariat".
    pub(super) members: Vec<(String, Option<&'static str>)>,
    pub(super) last: Option<Held>,
    pub(super) next: Option<Next>,
}

/// The last meeting that is on the page.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) id: Id<Meeting>,
    /// `Monday 13 January 2014`
    pub(super) on: String,
    /// What was published of it: name and address, which may be empty.
    pub(super) texts: Vec<(&'static str, String)>,
}

#[derive(Debug)]
pub(super) struct Next {
    pub(super) id: Id<Meeting>,
    /// `will be held on Thursday 3 April`
    pub(super) when: String,
}

/// The forums that the page shows on a day, in the order of the register; and the marked meetings of others.
pub(super) fn forums(register: &Register, today: NaiveDate) -> (Vec<ShownForum>, Vec<LeftOut>) {
    let (on_page, others): (Vec<&Forum>, Vec<&Forum>) = register.forums.iter().partition(|one| {
        let is_reserved = Record::Forum(one).is_reserved(register);
        one.publish && !is_reserved
    });
    let shown = on_page.into_iter().map(|one| of(register, one, today));
    let lost = others
        .into_iter()
        .flat_map(|forum| register.meetings.of(forum.id))
        .filter(|meeting| meeting.publish);
    let left_out = lost.map(|meeting| LeftOut {
        entry: meeting.id.into(),
        title: Record::Meeting(meeting).title(register),
        why: "its forum is not marked publish".to_owned(),
    });
    (shown.collect(), left_out.collect())
}

fn of(register: &Register, forum: &Forum, today: NaiveDate) -> ShownForum {
    let is_shown =
        |meeting: &&Meeting| meeting.publish && !Record::Meeting(meeting).is_reserved(register);
    let held = register.meetings.of(forum.id).filter(is_shown);
    let held = held.filter(|one| one.state_on(today) == MeetingState::Held);
    let last = held.max_by_key(|one| (one.on.last(), one.id));
    // A later one that is published is not the next.
    let next = forum::next_meeting(register, forum.id, today).filter(is_shown);
    ShownForum {
        id: forum.id,
        name: forum.name.clone(),
        purpose: forum.purpose.clone(),
        meets: meets(forum),
        members: members(register, forum, today),
        last: last.map(|meeting| Held {
            id: meeting.id,
            on: meeting.announced(),
            texts: texts(register, forum, meeting, today),
        }),
        next: next.map(|meeting| Next {
            id: meeting.id,
            when: when(meeting.on, today),
        }),
    }
}

fn meets(forum: &Forum) -> String {
    let often = match forum.cadence {
        Cadence::None => None,
        Cadence::PerYear { count, .. } => Some(format!("{} per year", times(count))),
        Cadence::AtLeastEvery(every) => Some(format!("at least every {}", apart(every))),
    };
    match (forum.decides, often) {
        (false, Some(often)) => {
            format!("The forum is not a decision making body but meets {often}.")
        }
        (false, None) => "The forum is not a decision making body.".to_owned(),
        (true, Some(often)) => format!("The forum takes decisions and meets {often}."),
        (true, None) => "The forum takes decisions.".to_owned(),
    }
}

fn times(count: u8) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{} times", in_words(u16::from(more))),
    }
}

/// `two months`, `month`
fn apart(every: Interval) -> String {
    let figures = every.to_string();
    let unit = figures.split_once(' ').map_or("", |(_, unit)| unit);
    match every.count {
        1 => unit.to_owned(),
        several => format!("{} {unit}", in_words(several)),
    }
}

fn in_words(number: u16) -> String {
    let word = usize::from(number)
        .checked_sub(1)
        .and_then(|place| NUMBERS.get(place));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Who belongs to it on a day, each body once, with the roles that it has then.
fn members(
    register: &Register,
    forum: &Forum,
    today: NaiveDate,
) -> Vec<(String, Option<&'static str>)> {
    let belongs = |one: &&Membership| match one.role {
        Role::Member | Role::Chair | Role::Secretariat => one.is_held_on(today),
        Role::Invitee | Role::OccasionalInvitee | Role::Observer => false,
    };
    let mut seats: Vec<&Membership> = register.memberships.of(forum.id).filter(belongs).collect();
    seats.sort_by_key(|one| (one.position, one.id));
    let chair = forum.chair_on(register, today);
    let is_secretariat = |body: Id<Organisation>| {
        let mut held = seats.iter();
        held.any(|one| one.organisation == body && one.role == Role::Secretariat)
    };
    let mut seen = Vec::new();
    let mut members = Vec::new();
    for seat in &seats {
        let body = seat.organisation;
        let Some(found) = named(register, body, today).filter(|_| !seen.contains(&body)) else {
            continue;
        };
        seen.push(body);
        let roles = match (chair == Some(body), is_secretariat(body)) {
            (true, true) => Some("current Chair and Secretariat"),
            (true, false) => Some("current Chair"),
            (false, true) => Some("current Secretariat"),
            (false, false) => None,
        };
        members.push((found.name, roles));
    }
    members
}

/// The texts of a meeting that the public can have, with their addresses where they are known.
fn texts(
    register: &Register,
    forum: &Forum,
    meeting: &Meeting,
    today: NaiveDate,
) -> Vec<(&'static str, String)> {
    let record = match forum.record_kind {
        RecordKind::ActionNote => "Action note",
        RecordKind::Minutes => "Minutes",
    };
    let all = [
        (TextKind::Agenda, "Agenda", &meeting.papers, None),
        (
            TextKind::Record,
            record,
            &meeting.record,
            Some(&meeting.record_link),
        ),
    ];
    let published = all.into_iter().filter(|(what, _, said, _)| {
        if steps::steps(meeting, *what).is_empty() {
            says_published(said)
        } else {
            let standing = steps::state_on(register, meeting, *what, today);
            standing.state == TextState::Published
        }
    });
    let with_address = published.map(|(_, name, said, link)| {
        let own = address(said).map(str::to_owned);
        let kept = link.map(|link| link.trim().to_owned());
        (name, own.or(kept).unwrap_or_default())
    });
    with_address.collect()
}

/// Whether what a published list says of a text means that it is there: "published", "Papers", an address.
fn says_published(said: &str) -> bool {
    const NAMES: [&str; 5] = ["agenda", "papers", "minutes", "action note", "record"];
    const NOT_YET: [&str; 6] = ["not ", "no ", "to be ", "awaiting ", "will be ", "un"];
    let said = said.trim().to_lowercase();
    let is_there =
        said.contains("published") || NAMES.contains(&&*said) || address(&said).is_some();
    is_there
        && !NOT_YET
            .iter()
            .any(|words| said.starts_with(words) || said.contains(&format!(" {words}")))
}

fn address(said: &str) -> Option<&str> {
    let mut words = said.split_whitespace();
    words.find(|word| word.starts_with("https://") || word.starts_with("http://"))
}

/// A day is announced without its year where nobody can mistake it.
fn when(on: Date, today: NaiveDate) -> String {
    let Some(day) = on.as_day() else {
        return format!("is expected {}", expected(on));
    };
    let words = format!(
        "{} {} {}",
        weekday_name(day.weekday()),
        day.day(),
        month_name(day)
    );
    if (day - today).num_days() < FAR {
        format!("will be held on {words}")
    } else {
        format!("will be held on {words} {}", day.year())
    }
}

/// `in April 2014`, `by April 2014`
fn expected(on: Date) -> String {
    let words = on.to_string();
    if words.starts_with("by ") {
        words
    } else {
        format!("in {words}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Unit;
    use crate::domain::issued_text::TextStep;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    #[test]
    fn a_forum_says_whether_it_decides_and_how_often_it_meets() {
        let every = |count, unit| Cadence::AtLeastEvery(Interval { count, unit });
        for (decides, cadence, sentence) in [
            (
                false,
                Cadence::PerYear {
                    count: 3,
                    starts: 1,
                },
                "The forum is not a decision making body but meets three times per year.",
            ),
            (
                true,
                Cadence::PerYear {
                    count: 1,
                    starts: 4,
                },
                "The forum takes decisions and meets once per year.",
            ),
            (
                false,
                every(2, Unit::Months),
                "The forum is not a decision making body but meets at least every two months.",
            ),
            (
                true,
                every(1, Unit::WorkingDays),
                "The forum takes decisions and meets at least every working day.",
            ),
            (
                false,
                every(30, Unit::Days),
                "The forum is not a decision making body but meets at least every 30 days.",
            ),
            (
                false,
                Cadence::None,
                "The forum is not a decision making body.",
            ),
            (true, Cadence::None, "The forum takes decisions."),
        ] {
            let forum = Forum {
                cadence,
                decides,
                ..Forum::new(id(1), "The Forum")
            };
            assert_eq!(meets(&forum), sentence);
        }
    }

    #[test]
    fn members_stand_in_printing_order_each_once_with_the_roles_of_the_day() {
        let mut register = Register::default();
        register.put(Forum::new(id(1), "The Forum"));
        for (number, name) in [(1, "One"), (2, "Two"), (3, "Three"), (4, "Four")] {
            register.put(Organisation::new(id(number), name));
        }
        for (number, body, role, from, to, position) in [
            (1, 1, Role::Member, None, None, 2),
            (2, 2, Role::Member, None, None, 1),
            (3, 3, Role::Member, None, Some("2013-12-31"), 3),
            (4, 4, Role::Invitee, None, None, 4),
            (5, 1, Role::Chair, None, Some("2014-01-31"), 5),
            (6, 2, Role::Chair, Some("2014-02-01"), None, 6),
            (7, 1, Role::Secretariat, None, None, 7),
        ] {
            register.put(Membership {
                from: from.map(|from| day(from).into()),
                to: to.map(|to| day(to).into()),
                position,
                ..Membership::new(id(number), id(1), id(body), role)
            });
        }
        let forum = register.forums.get(id(1)).expect("it was put");
        for (on, expected) in [
            (
                "2014-01-20",
                vec![
                    ("Two", None),
                    ("One", Some("current Chair and Secretariat")),
                ],
            ),
            (
                "2014-02-20",
                vec![
                    ("Two", Some("current Chair")),
                    ("One", Some("current Secretariat")),
                ],
            ),
        ] {
            let found = members(&register, forum, day(on));
            let found: Vec<_> = found.iter().map(|(name, role)| (&**name, *role)).collect();
            assert_eq!(found, expected, "{on}");
        }
    }

    #[test]
    fn a_text_of_a_meeting_is_there_once_it_is_published_and_not_before() {
        let register = Register::default();
        let forum = Forum::new(id(1), "The Forum");
        let step = |state, on: &str| TextStep {
            state,
            on: Some(day(on).into()),
        };
        for (said, taken, expected) in [
            ("", vec![], None),
            ("published", vec![], Some("")),
            ("Minutes", vec![], Some("")),
            ("Awaiting confirmation", vec![], None),
            ("not published", vec![], None),
            ("to be published", vec![], None),
            ("Unpublished", vec![], None),
            ("held back", vec![], None),
            (
                "published: https://example.org/note.pdf",
                vec![],
                Some("https://example.org/note.pdf"),
            ),
            (
                "published",
                vec![step(TextState::Circulated, "2014-01-16")],
                None,
            ),
            (
                "https://example.org/note.pdf",
                vec![step(TextState::Published, "2014-01-16")],
                Some("https://example.org/note.pdf"),
            ),
            ("", vec![step(TextState::Published, "2014-01-16")], Some("")),
            ("", vec![step(TextState::Published, "2014-02-16")], None),
        ] {
            let meeting = Meeting {
                record: said.to_owned(),
                record_steps: taken,
                ..Meeting::new(id(1), id(1), day("2014-01-13").into())
            };
            let found = texts(&register, &forum, &meeting, day("2014-01-20"));
            let expected: Vec<_> = expected
                .into_iter()
                .map(|address: &str| ("Action note", address.to_owned()))
                .collect();
            assert_eq!(found, expected, "{said}");
        }
    }

    #[test]
    fn the_next_meeting_is_announced_without_its_year_unless_it_is_far_off() {
        for (on, words) in [
            ("2014-04-03", "will be held on Thursday 3 April"),
            ("2015-01-15", "will be held on Thursday 15 January 2015"),
            ("2014-04", "is expected in April 2014"),
            ("by 2014-04", "is expected by April 2014"),
        ] {
            let date = crate::domain::date::read(on, day("2014-01-20")).expect("a date");
            assert_eq!(when(date, day("2014-01-20")), words);
        }
    }
}
