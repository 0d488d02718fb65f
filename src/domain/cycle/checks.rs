//! What to look at before a text goes out. Checks warn and never block.

use super::steps::{capital, found, name};
use super::timing::timetable;
use crate::domain::action::{Action, ActionDue, forum_number};
use crate::domain::audience::Audience;
use crate::domain::find::fold;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::{TextKind, of_meeting};
use crate::domain::item::{Item, ItemState, PaperState, agenda};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Record, Register};

/// Something to look at, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where it is put right.
    pub entry: Entry,
    /// Whole, without a number: "Item 3 \"Emerging risks\" has no purpose."
    pub sentence: String,
}

/// What belongs to every agenda and asks for nothing: no purpose is wanted.
const USUAL: &[&str] = &[
    "welcome",
    "introductions",
    "apologies",
    "declarations of interest",
    "any other business",
    "aob",
    "date of next meeting",
    "next meeting",
    "close",
];

/// What to look at before a meeting's agenda or record is issued, in the order of business. An audience that may not
/// read a reserved entry is told of it by its number.
pub fn before_issue(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
    audience: Audience,
) -> Result<Vec<Finding>, Refusal> {
    let meeting = found(register, meeting)?;
    let mut out = Findings {
        register,
        audience,
        all: Vec::new(),
    };
    match what {
        TextKind::Agenda => before_agenda(meeting, &mut out),
        TextKind::Record => before_record(meeting, &mut out),
    }
    previous_record(meeting, &mut out);
    Ok(out.all)
}

struct Findings<'a> {
    register: &'a Register,
    audience: Audience,
    all: Vec<Finding>,
}

impl Findings<'_> {
    fn push(&mut self, entry: impl Into<Entry>, sentence: String) {
        self.all.push(Finding {
            entry: entry.into(),
            sentence,
        });
    }

    fn item(&mut self, item: &Item, words: &str) {
        let title = Record::Item(item).title_for(self.register, self.audience);
        let subject = match &item.number {
            Some(number) => format!("Item {number} {}", quoted(&title)),
            None => format!("The item {}", quoted(&title)),
        };
        self.push(item.id, format!("{subject} {words}"));
    }

    fn action(&mut self, action: &Action, words: &str) {
        let title = Record::Action(action).title_for(self.register, self.audience);
        let number = forum_number(self.register, action);
        self.push(
            action.id,
            format!("Action {number} {} {words}", quoted(&title)),
        );
    }
}

fn before_agenda(meeting: &Meeting, out: &mut Findings<'_>) {
    let items = agenda(out.register, meeting.id);
    if items.is_empty() {
        out.push(meeting.id, "The agenda has no items yet.".to_owned());
    }
    for (place, item) in items.iter().enumerate() {
        let next = items.get(place + 1);
        let is_head = !item.is_sub && next.is_some_and(|next| next.is_sub);
        if wants_purpose(item) && !is_head {
            out.item(
                item,
                "has no purpose: to note, for information, discussion or decision.",
            );
        }
        if awaits_paper(item) {
            out.item(
                item,
                "waits for its paper, which has neither come nor is marked verbal.",
            );
        }
        descent(item, out);
    }
    if let Some(sentence) = overrun(out.register, meeting) {
        out.push(meeting.id, sentence);
    }
}

fn before_record(meeting: &Meeting, out: &mut Findings<'_>) {
    let register = out.register;
    if register.attendances.of(meeting.id).next().is_none() {
        out.push(
            meeting.id,
            "Nobody is noted as present or with apologies.".to_owned(),
        );
    }
    let forum = register.forums.get(meeting.forum);
    let decides = forum.is_none_or(|forum| forum.decides);
    for item in agenda(register, meeting.id) {
        if item.number.is_some() && item.state == ItemState::Open {
            out.item(item, "is neither discussed nor deferred.");
        }
        if !decides && says_decided(&item.outcome) {
            out.item(
                item,
                "says \"decided\", and this forum does not decide: it notes, and agrees actions.",
            );
        }
        descent(item, out);
    }
    let agreed = register.actions.of(meeting.forum);
    for action in agreed.filter(|one| one.meeting == Some(meeting.id)) {
        before_action(action, out);
    }
}

fn before_action(action: &Action, out: &mut Findings<'_>) {
    let is_open = action.closed.is_none();
    let is_owned = action.owner.is_some() || !action.post.trim().is_empty();
    if is_open && !is_owned {
        out.action(action, "has no owner.");
    }
    if is_open && action.due == ActionDue::Unset {
        out.action(action, "has no due date.");
    }
    let is_reserved = Record::Action(action).is_reserved(out.register);
    if is_reserved && action.reserved.is_none() {
        out.action(
            action,
            "comes from a reserved item, so the public text leaves it out; no reason of its own is given.",
        );
    }
}

/// An item with a reason of its own is plainly reserved; one that only comes from such an item is easily forgotten.
fn descent(item: &Item, out: &mut Findings<'_>) {
    let is_reserved = Record::Item(item).is_reserved(out.register);
    if is_reserved && item.reserved.is_none() {
        out.item(
            item,
            "comes from a reserved item, so the public text shows its number only; no reason of its own is given.",
        );
    }
}

/// True if a paper is wanted that has not come: neither here nor verbal nor tabled.
pub fn awaits_paper(item: &Item) -> bool {
    match item.paper_state {
        PaperState::Expected => true,
        PaperState::Late => item.copy.on.is_none(),
        PaperState::None | PaperState::Received | PaperState::Tabled | PaperState::Verbal => false,
    }
}

/// Items that are numbered do, but for those that open and close every meeting.
fn wants_purpose(item: &Item) -> bool {
    let title = fold(&item.title);
    let is_usual = USUAL.iter().any(|usual| {
        let rest = title.strip_prefix(usual);
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
    });
    item.purpose.is_none() && item.number.is_some() && !is_usual
}

fn says_decided(outcome: &str) -> bool {
    let folded = fold(outcome);
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| word == "decided")
}

/// By how much the items run over the meeting's end, as a sentence.
fn overrun(register: &Register, meeting: &Meeting) -> Option<String> {
    let timetable = timetable(register, meeting.id);
    if !timetable.is_over() {
        return None;
    }
    let words = timetable.words()?;
    Some(format!("The agenda is longer than the meeting: {words}."))
}

/// The record of the forum's last meeting before this one, if it has been held and no record of it went out.
fn previous_record(meeting: &Meeting, out: &mut Findings<'_>) {
    let register = out.register;
    let before = register.meetings.of(meeting.forum).filter(|one| {
        one.id != meeting.id
            && one.state == MeetingState::Held
            && one.on.last() < meeting.on.first()
    });
    let Some(previous) = before.max_by_key(|one| (one.on.last(), one.id)) else {
        return;
    };
    if !has_gone_out(register, previous) {
        let name = capital(name(register, previous, TextKind::Record));
        let on = previous.announced();
        out.push(
            previous.id,
            format!("{name} of the meeting before, {on}: not issued yet."),
        );
    }
}

/// Issued from here, circulated by whoever keeps it, found at its link, or on a published list.
fn has_gone_out(register: &Register, meeting: &Meeting) -> bool {
    use crate::domain::issued_text::TextState::{Agreed, Circulated, Published};
    let is_circulated = meeting
        .record_steps
        .iter()
        .any(|step| matches!(step.state, Circulated | Agreed | Published));
    is_circulated
        || !of_meeting(register, meeting.id, TextKind::Record).is_empty()
        || !meeting.record_link.trim().is_empty()
        || meeting.record.trim().starts_with("http")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::{Attendance, Presence};
    use crate::domain::forum::Forum;
    use crate::domain::item::Purpose;
    use chrono::{NaiveDate, NaiveTime};

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    /// Meeting 1 of 13 January, held; meeting 2 of 3 April; items are put by the tests, all of meeting 2.
    fn register() -> Register {
        let mut register = Register::default();
        let mut forum = Forum::new(id(1), "The Forum");
        forum.decides = false;
        register.put(forum);
        let mut before = Meeting::new(id(1), id(1), day("2014-01-13").into());
        before.state = MeetingState::Held;
        before.record_link = "https://example.org/note".to_owned();
        register.put(before);
        let mut meeting = Meeting::new(id(2), id(1), day("2014-04-03").into());
        meeting.start = NaiveTime::from_hms_opt(10, 0, 0);
        meeting.end = NaiveTime::from_hms_opt(11, 0, 0);
        register.put(meeting);
        register
    }

    fn put(register: &mut Register, title: &str, alter: impl FnOnce(&mut Item)) {
        let number = register.items.next_id();
        let mut item = Item::new(number, id(2), number.number(), title);
        item.number = Some(number.to_string());
        item.purpose = Some(Purpose::ToNote);
        item.state = ItemState::Discussed;
        alter(&mut item);
        register.put(item);
    }

    fn told(register: &Register, what: TextKind) -> Vec<String> {
        let all = before_issue(register, id(2), what, Audience::Public);
        let all = all.expect("there is such a meeting");
        all.into_iter().map(|one| one.sentence).collect()
    }

    #[test]
    fn an_agenda_is_looked_through_in_the_order_of_business() {
        type Case = (&'static str, fn(&mut Item), Option<&'static str>);
        let cases: [Case; 12] = [
            ("Risks", |_| {}, None),
            (
                "Risks",
                |item| item.purpose = None,
                Some(
                    "Item 1 \"Risks\" has no purpose: to note, for information, discussion or decision.",
                ),
            ),
            ("Welcome and apologies", |item| item.purpose = None, None),
            ("Any other business", |item| item.purpose = None, None),
            (
                "Closed cases",
                |item| item.purpose = None,
                Some(
                    "Item 1 \"Closed cases\" has no purpose: to note, for information, discussion or decision.",
                ),
            ),
            (
                "Lunch",
                |item| {
                    item.purpose = None;
                    item.number = None;
                },
                None,
            ),
            (
                "Risks",
                |item| item.paper_state = PaperState::Expected,
                Some(
                    "Item 1 \"Risks\" waits for its paper, which has neither come nor is marked verbal.",
                ),
            ),
            (
                "Risks",
                |item| item.paper_state = PaperState::Late,
                Some(
                    "Item 1 \"Risks\" waits for its paper, which has neither come nor is marked verbal.",
                ),
            ),
            (
                "Risks",
                |item| {
                    item.paper_state = PaperState::Late;
                    item.copy.on = Some(day("2014-04-02").into());
                },
                None,
            ),
            ("Risks", |item| item.paper_state = PaperState::Verbal, None),
            ("Risks", |item| item.minutes = Some(60), None),
            (
                "Risks",
                |item| item.minutes = Some(80),
                Some("The agenda is longer than the meeting: ends 11:20am, 20 minutes over."),
            ),
        ];
        for (title, alter, expected) in cases {
            let mut register = register();
            put(&mut register, title, alter);
            let found = told(&register, TextKind::Agenda);
            let expected: Vec<&str> = expected.into_iter().collect();
            assert_eq!(found, expected, "{title}");
        }
        assert_eq!(
            told(&register(), TextKind::Agenda),
            ["The agenda has no items yet."]
        );
    }

    #[test]
    fn a_record_is_looked_through_with_its_actions() {
        let mut register = register();
        put(&mut register, "Risks", |item| item.state = ItemState::Open);
        put(&mut register, "Protocol", |item| {
            item.outcome = "The Forum decided to wait.".to_owned();
        });
        put(&mut register, "Lunch", |item| {
            item.number = None;
            item.state = ItemState::Open;
        });
        let mut action = Action::new(id(1), id(1), 7, "Send the draft");
        action.meeting = Some(id(2));
        register.put(action);
        assert_eq!(
            told(&register, TextKind::Record),
            [
                "Nobody is noted as present or with apologies.",
                "Item 1 \"Risks\" is neither discussed nor deferred.",
                "Item 2 \"Protocol\" says \"decided\", and this forum does not decide: it notes, and agrees actions.",
                "Action 7 \"Send the draft\" has no owner.",
                "Action 7 \"Send the draft\" has no due date.",
            ]
        );
        let mut there = Attendance::new(id(1), id(2), Presence::Present);
        there.name = "A Smith".to_owned();
        register.put(there);
        let forum = register.forums.get(id(1)).expect("the forum").clone();
        register.put(Forum {
            decides: true,
            ..forum
        });
        let left = told(&register, TextKind::Record);
        assert_eq!(left.len(), 3, "{left:?}");
    }

    #[test]
    fn the_record_of_the_meeting_before_is_missed_until_it_has_gone_out() {
        let mut register = register();
        put(&mut register, "Risks", |_| {});
        let mut before = register.meetings.get(id(1)).expect("it is there").clone();
        before.record_link = String::new();
        register.put(before);
        assert_eq!(
            told(&register, TextKind::Agenda),
            ["Action note of the meeting before, Monday 13 January 2014: not issued yet."]
        );
    }

    #[test]
    fn what_comes_from_a_reserved_item_is_named_as_a_reminder_and_by_its_number() {
        let mut register = register();
        let mut first = Item::new(id(90), id(1), 1, "CANARY provider");
        first.reserved = Some("about a provider".to_owned());
        register.put(first);
        put(&mut register, "CANARY provider", |item| {
            item.carried_from = Some(id(90));
        });
        let mut action = Action::new(id(1), id(1), 7, "Ask the CANARY");
        action.meeting = Some(id(2));
        action.item = Some(id(90));
        action.due = ActionDue::NextMeeting;
        "CQC".clone_into(&mut action.post);
        register.put(action);
        let agenda = told(&register, TextKind::Agenda);
        let record = told(&register, TextKind::Record);
        let all = [&agenda[..], &record[..]].concat().join("\n");
        assert!(!all.contains("CANARY"), "{all}");
        assert!(
            agenda[0].starts_with("Item 91 \"Reserved item\" comes from"),
            "{agenda:?}"
        );
        assert!(
            all.contains("Action 7 \"Reserved action\" comes from"),
            "{all}"
        );
    }
}
