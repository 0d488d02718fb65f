//! An action in one line, as it is typed at speed: `! CQC [Head of Policy] share the draft by 3 April`.

use chrono::{Datelike, NaiveDate};

use crate::domain::action::ActionDue;
use crate::domain::calendar::weekday_name;
use crate::domain::date;
use crate::domain::find::fold;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// What stands in the post of an action that each member replies to.
pub const ALL_MEMBERS: &str = "forum members";

const CALLED_ALL: [&str; 4] = [
    "forum members",
    "all forum members",
    "all members",
    "members",
];
/// No organisation's name has more words.
const MOST_WORDS: usize = 16;

/// What a line says.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is to be done, beginning with a capital.
    pub text: String,
    pub owner: Owner,
    /// The post at the owner, as it stood in brackets.
    pub post: String,
    pub due: ActionDue,
    /// Why the words at the end that look like a date are none, and stayed in the text.
    pub doubt: Option<String>,
}

/// Whose the action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Nobody,
    Body(Id<Organisation>),
    /// Each organisation that is a member on the day of the meeting.
    AllMembers,
}

/// Reads a line: an owner at the beginning, the longest name that fits; a post in brackets; by when at the end.
///
/// A first word that names nobody is part of the text, and so are words that are no date. An empty bracket says that
/// what follows is the text, whatever it begins with. A day without its year is the first on or after the meeting.
/// Refuses a line in which nothing is to be done.
pub fn read(
    register: &Register,
    meeting: &Meeting,
    typed: &str,
    today: NaiveDate,
) -> Result<Line, Refusal> {
    let typed = typed.trim_start();
    let typed = typed.strip_prefix('!').unwrap_or(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let (owner, taken) = if words.first().is_some_and(|word| word.starts_with('[')) {
        (Owner::Nobody, 0)
    } else {
        owner(register, meeting, &words)
    };
    let rest = words.get(taken..).unwrap_or_default();
    let (post, rest) = post(rest);
    let rest = match (owner, rest) {
        (Owner::Body(_) | Owner::AllMembers, ["to", rest @ ..]) => rest,
        _ => rest,
    };
    let anchor = meeting.on.first().min(today);
    let (due, length) = due(rest, anchor);
    let (words, by_when) = rest.split_at(length);
    let doubt = if by_when.is_empty() {
        doubt(words, anchor)
    } else {
        None
    };
    let text = words.join(" ");
    let text = capitalised(text.trim_end_matches([',', ';', ':']));
    if text.is_empty() {
        return Err(Refusal::invalid(
            "text",
            "Say what is to be done: CQC share the draft by 3 April.",
        ));
    }
    Ok(Line {
        text,
        owner,
        post,
        due,
        doubt,
    })
}

impl Line {
    /// What was understood, for the line under the field: "Owner CQC, due by 3 April 2014 (Thursday)".
    pub fn words(&self, register: &Register, meeting: &Meeting) -> String {
        let owner = match self.owner {
            Owner::Nobody if self.post.is_empty() => "No owner yet".to_owned(),
            Owner::Nobody => format!("Owner {}", self.post),
            Owner::AllMembers => {
                let count = members(register, meeting).len();
                format!("Owner {ALL_MEMBERS}, a reply from each of {count}")
            }
            Owner::Body(id) => {
                let body = register.organisations.get(id).map_or("", |one| one.short());
                if self.post.is_empty() {
                    format!("Owner {body}")
                } else {
                    format!("Owner {body}, {}", self.post)
                }
            }
        };
        let due = match &self.due {
            ActionDue::Unset => "no date".to_owned(),
            ActionDue::On(date) => match date.as_day() {
                Some(day) => format!("due {date} ({})", weekday_name(day.weekday())),
                None => format!("due {date}"),
            },
            ActionDue::NextMeeting => "due next meeting".to_owned(),
            ActionDue::Words(words) => format!("due {words}"),
        };
        match &self.doubt {
            None => format!("{owner}, {due}"),
            Some(why) => format!("{owner}, {due}. {why}"),
        }
    }
}

/// The organisations that are members on the day of a meeting, in printing order.
pub fn members(register: &Register, meeting: &Meeting) -> Vec<Id<Organisation>> {
    let held = register.memberships.of(meeting.forum);
    let mut held: Vec<_> = held
        .filter(|one| one.role == Role::Member && one.is_held_on(meeting.on.last()))
        .collect();
    held.sort_by_key(|one| (one.position, one.id));
    let mut seen = Vec::new();
    for one in held {
        if !seen.contains(&one.organisation) {
            seen.push(one.organisation);
        }
    }
    seen
}

/// Who the first words name, and how many words that takes. Of several a member of the forum, else the first.
fn owner(register: &Register, meeting: &Meeting, words: &[&str]) -> (Owner, usize) {
    // The last word is left for what is to be done.
    let most = words.len().saturating_sub(1).min(MOST_WORDS);
    let beginnings: Vec<String> = (1..=most)
        .map(|count| {
            let beginning = words.get(..count).unwrap_or_default().join(" ");
            fold(beginning.trim_end_matches([':', ',']))
        })
        .collect();
    let length = |name: &str| {
        let name = fold(name);
        let place = beginnings.iter().rposition(|one| *one == name);
        place.map_or(0, |place| place + 1)
    };
    let all = CALLED_ALL.map(length).into_iter().max().unwrap_or(0);
    let members = members(register, meeting);
    let bodies = register.organisations.iter().map(|body| {
        let names = std::iter::once(&body.name)
            .chain(&body.acronym)
            .chain(&body.aliases);
        let longest = names.map(|name| length(name)).max().unwrap_or(0);
        let is_other = !members.contains(&body.id);
        let is_gone = body.is_gone(meeting.on.last());
        (longest, is_other, is_gone, body.id)
    });
    let best = bodies.filter(|(longest, ..)| *longest > 0).min_by_key(
        |(longest, is_other, is_gone, id)| (std::cmp::Reverse(*longest), *is_other, *is_gone, *id),
    );
    match best {
        Some((longest, _, _, id)) if longest > all => (Owner::Body(id), longest),
        Some(_) | None if all > 0 => (Owner::AllMembers, all),
        Some(_) | None => (Owner::Nobody, 0),
    }
}

/// What stands in brackets at the beginning, and the words after it. A bracket that is never closed is text.
fn post<'a, 'w>(words: &'a [&'w str]) -> (String, &'a [&'w str]) {
    if !words.first().is_some_and(|word| word.starts_with('[')) {
        return (String::new(), words);
    }
    let end = words
        .iter()
        .position(|word| word.trim_end_matches([':', ',']).ends_with(']'));
    let Some(end) = end else {
        return (String::new(), words);
    };
    let (inside, rest) = words.split_at(end + 1);
    let inside = inside.join(" ");
    let inside = inside.trim_end_matches([':', ',']);
    let inside = inside.strip_prefix('[').unwrap_or(inside);
    let inside = inside.strip_suffix(']').unwrap_or(inside);
    (inside.trim().to_owned(), rest)
}

/// By when, and how many words stand before it. The longest ending that says so counts.
fn due(words: &[&str], anchor: NaiveDate) -> (ActionDue, usize) {
    /// "by the end of next meeting on Thursday 3 April 2014" is longer than anybody writes.
    const LONGEST: usize = 8;
    let from = words.len().saturating_sub(LONGEST).max(1);
    for start in from..words.len() {
        let ending = words.get(start..).unwrap_or_default();
        let ending: Vec<String> = ending.iter().map(|word| word.to_lowercase()).collect();
        let ending: Vec<&str> = ending
            .iter()
            .map(|word| word.trim_end_matches(['.', ',', ';']))
            .collect();
        if let Some(due) = by_when(&ending, anchor) {
            return (due, start);
        }
    }
    (ActionDue::Unset, words.len())
}

fn by_when(words: &[&str], anchor: NaiveDate) -> Option<ActionDue> {
    let meeting = match words {
        ["by" | "before" | "for" | "at", rest @ ..] => rest,
        _ => words,
    };
    if let ["next", "meeting"] | ["the", "next", "meeting"] = meeting {
        return Some(ActionDue::NextMeeting);
    }
    let (rest, date) = match words {
        ["in" | "by" | "on", rest @ ..] => (rest, date::read(&words.join(" "), anchor)),
        ["today" | "tomorrow"] => (words, date::read(&words.join(" "), anchor)),
        _ => return None,
    };
    let is_on = words.first() == Some(&"on");
    match date {
        // "A report on 2014" is what it is about.
        Ok(date) => (!is_on || date.as_day().is_some()).then_some(ActionDue::On(date)),
        Err(_) if words.first() == Some(&"in") => {
            let counted = format!("+{}", rest.join(" "));
            date::read(&counted, anchor).ok().map(ActionDue::On)
        }
        Err(_) => None,
    }
}

/// Why a last "by …" with figures in it was not read.
fn doubt(words: &[&str], anchor: NaiveDate) -> Option<String> {
    let by = words
        .iter()
        .rposition(|word| word.eq_ignore_ascii_case("by"))?;
    let ending = words.get(by..)?.join(" ");
    if !ending.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let refusal = date::read(&ending, anchor).err()?;
    Some(refusal.sentence)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    first.to_uppercase().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Date;
    use crate::domain::forum::Forum;
    use crate::domain::membership::Membership;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    /// A meeting on Monday 13 January 2014, the next one on 3 April.
    fn register() -> Register {
        let mut register = Register::default();
        for (number, name, acronym, alias) in [
            (1, "Care Quality Commission", Some("CQC"), None),
            (2, "Monitor", None, None),
            (
                3,
                "Health & Safety Executive",
                Some("HSE"),
                Some("Executive"),
            ),
            (4, "Health", None, None),
        ] {
            let mut body = Organisation::new(id(number), name);
            body.acronym = acronym.map(str::to_owned);
            body.aliases = alias.into_iter().map(str::to_owned).collect();
            register.put(body);
        }
        register.put(Forum::new(id(1), "The Forum"));
        for (number, body) in [(1, 1), (2, 3)] {
            let seat = Membership::new(id(number), id(1), id(body), Role::Member);
            register.put(seat);
        }
        for (number, code) in [(1, "2014-01-13"), (2, "2014-04-03")] {
            let on = Date::from_code(code).expect("a date");
            register.put(Meeting::new(id(number), id(1), on));
        }
        register
    }

    fn line(typed: &str) -> Result<(Line, String), Refusal> {
        let register = register();
        let meeting = register.meetings.get(id(1)).expect("it was put");
        let today = "2014-01-20".parse().expect("a day");
        let line = read(&register, meeting, typed, today)?;
        let words = line.words(&register, meeting);
        Ok((line, words))
    }

    #[test]
    fn a_line_is_read_as_it_is_typed_at_speed() {
        for (typed, text, words) in [
            (
                "! CQC share the draft by 3 April",
                "Share the draft",
                "Owner CQC, due by 3 April 2014 (Thursday)",
            ),
            (
                "!cqc to share the draft, by the next meeting.",
                "Share the draft",
                "Owner CQC, due next meeting",
            ),
            (
                "Care Quality Commission: share the draft next meeting",
                "Share the draft",
                "Owner CQC, due next meeting",
            ),
            (
                "health and safety executive share it in March",
                "Share it",
                "Owner HSE, due March 2014",
            ),
            ("Health share it", "Share it", "Owner Health, no date"),
            (
                "executive [Head of Policy] to share it in 2 weeks",
                "Share it",
                "Owner HSE, Head of Policy, due 27 January 2014 (Monday)",
            ),
            (
                "[Head of Policy] share it",
                "Share it",
                "Owner Head of Policy, no date",
            ),
            (
                "[] monitor the progress",
                "Monitor the progress",
                "No owner yet, no date",
            ),
            (
                "monitor the progress",
                "The progress",
                "Owner Monitor, no date",
            ),
            ("Monitor", "Monitor", "No owner yet, no date"),
            (
                "forum members say what each publishes by February 2014",
                "Say what each publishes",
                "Owner forum members, a reply from each of 2, due by February 2014",
            ),
            (
                "All members to reply by 17 January",
                "Reply",
                "Owner forum members, a reply from each of 2, due by 17 January 2014 (Friday)",
            ),
            (
                "members reply",
                "Reply",
                "Owner forum members, a reply from each of 2, no date",
            ),
            (
                "somebody write to them soon",
                "Somebody write to them soon",
                "No owner yet, no date",
            ),
            (
                "write a report on 2014",
                "Write a report on 2014",
                "No owner yet, no date",
            ),
            (
                "CQC write on Friday",
                "Write",
                "Owner CQC, due 17 January 2014 (Friday)",
            ),
            ("CQC stand by", "Stand by", "Owner CQC, no date"),
            (
                "CQC ring them tomorrow",
                "Ring them",
                "Owner CQC, due 14 January 2014 (Tuesday)",
            ),
            ("[never closed", "[never closed", "No owner yet, no date"),
            (
                "CQC write by 2021-02",
                "Write",
                "Owner CQC, due by February 2021",
            ),
        ] {
            let (line, found) = line(typed).expect(typed);
            assert_eq!(
                (line.text.as_str(), found.as_str()),
                (text, words),
                "{typed}"
            );
        }
    }

    #[test]
    fn words_that_are_no_date_stay_in_the_text_and_it_says_why() {
        for (typed, text, words) in [
            (
                "CQC share it by Monday 3 April",
                "Share it by Monday 3 April",
                "Thursday",
            ),
            (
                "CQC share it by 31 February",
                "Share it by 31 February",
                "31 February",
            ),
        ] {
            let (line, found) = line(typed).expect(typed);
            assert_eq!((line.text.as_str(), line.due), (text, ActionDue::Unset));
            assert!(found.contains(words), "{found}");
        }
    }

    #[test]
    fn a_line_in_which_nothing_is_to_be_done_is_refused() {
        for typed in [
            "",
            "!",
            " ! ",
            "[Head of Policy]",
            "[]",
            "! [ ]",
            ",",
            "CQC [x] ;",
        ] {
            let refusal = line(typed).expect_err(typed);
            assert_eq!(refusal.field, Some("text"), "{typed}");
        }
    }

    #[test]
    fn whatever_is_typed_is_taken_or_refused() {
        let long = "by ".repeat(5_000);
        for typed in [
            "\u{202e}CQC\u{0} share",
            "💥 💥 by 💥",
            "[[[[ ]]]] x",
            "by by by by",
            "! ! ! !",
            "CQC\nshare\tit\r\nby 3 April",
            "in in in 9999999999999999999 days",
            "x in 65535 years",
            "x by 99999-99-99",
            "ẞ İ ŉ by 3 April",
            long.as_str(),
        ] {
            if let Ok((line, _)) = line(typed) {
                assert!(!line.text.trim().is_empty(), "{typed}");
                assert!(!line.text.contains('\n'), "{typed}");
            }
        }
    }
}
