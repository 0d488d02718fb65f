//! When each item of an agenda starts and how long it takes: start times reckoned from durations, durations from typed
//! times, and the sum of it all against the meeting's length.

#[cfg(test)]
mod tests;

use chrono::{NaiveTime, Timelike};

use crate::domain::calendar::counted;
use crate::domain::date::time;
use crate::domain::id::Id;
use crate::domain::item::{self, Item};
use crate::domain::meeting::Meeting;
use crate::domain::register::Register;

/// Minutes from midnight.
type Clock = u32;

/// The times of an agenda, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timetable {
    /// One an item, in the order of business.
    pub lines: Vec<Slot>,
    /// When the last item ends; none while a duration before it is missing, or if it is past midnight.
    pub ends: Option<NaiveTime>,
    /// What the items come to against the meeting's length; none where that is not known.
    pub against: Option<Against>,
    /// Items whose duration is neither said nor reckoned, the last one too.
    pub without_minutes: usize,
    /// False where no item has minutes or a time of its own: then nothing is reckoned.
    pub is_timed: bool,
}

/// The time of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub item: Id<Item>,
    pub start: Option<NaiveTime>,
    /// As said, else reckoned: from the next time that is known, or from its sub-items.
    pub minutes: Option<u32>,
    pub notices: Vec<Notice>,
}

/// What does not fit together around an item. All in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Nothing is planned between the item before and its own time.
    Gap(u32),
    /// Its own time lies before the item before it ends.
    Clash(u32),
    /// Its own time lies before the meeting starts.
    TooEarly(u32),
    /// Its sub-items take more than it has itself.
    SubItemsOver(u32),
}

/// The items against the meeting's length. All in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    Fits,
    Left(u32),
    /// At least, while some durations are missing.
    Over(u32),
}

/// How far the clock has come.
#[derive(Debug, Clone, Copy)]
struct Hand {
    /// The least that it can be.
    at: Clock,
    /// False once a duration is missing; a time of its own makes it exact again.
    is_exact: bool,
}

/// An item with its sub-items.
struct Block<'a> {
    item: &'a Item,
    subs: &'a [&'a Item],
}

impl Timetable {
    /// `ends 5:20pm, 20 minutes over`. None where there is nothing to say.
    pub fn words(&self) -> Option<String> {
        let ends = self.ends.map(|ends| format!("ends {}", time(ends)));
        let against = self.against.map(|against| match against {
            Against::Fits => "just in time".to_owned(),
            Against::Left(minutes) => format!("{} left", minutes_in_words(minutes)),
            Against::Over(minutes) if self.without_minutes == 0 => {
                format!("{} over", minutes_in_words(minutes))
            }
            Against::Over(minutes) => format!("at least {} over", minutes_in_words(minutes)),
        });
        let missing = match self.without_minutes {
            0 => None,
            1 => Some("1 item has no minutes".to_owned()),
            several => Some(format!("{several} items have no minutes")),
        };
        let missing = missing.filter(|_| self.is_timed && self.ends.is_none());
        let parts: Vec<String> = [ends, against, missing].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    pub fn is_over(&self) -> bool {
        matches!(self.against, Some(Against::Over(_)))
    }
}

impl Notice {
    /// `starts 10 minutes before the item before it ends`.
    pub fn words(self) -> String {
        match self {
            Self::Gap(minutes) => format!("{} free before it", minutes_in_words(minutes)),
            Self::Clash(minutes) => format!(
                "starts {} before the item before it ends",
                minutes_in_words(minutes)
            ),
            Self::TooEarly(minutes) => {
                format!("starts {} before the meeting", minutes_in_words(minutes))
            }
            Self::SubItemsOver(minutes) => format!(
                "its sub-items take {} more than it has",
                minutes_in_words(minutes)
            ),
        }
    }
}

impl Notice {
    /// The same of the first item, which has none before it.
    fn at_the_start(self) -> Self {
        match self {
            Self::Clash(minutes) => Self::TooEarly(minutes),
            Self::Gap(_) | Self::TooEarly(_) | Self::SubItemsOver(_) => self,
        }
    }
}

/// The times of a meeting's agenda, from the meeting's start, else the forum's usual one.
///
/// The minutes of sub-items are inside those of their item where it has any; else they add up to them.
pub fn timetable(register: &Register, meeting: Id<Meeting>) -> Timetable {
    let agenda = item::agenda(register, meeting);
    let Some(meeting) = register.meetings.get(meeting) else {
        return Timetable::default();
    };
    let forum = register.forums.get(meeting.forum);
    let from = meeting.start.or_else(|| forum?.start);
    let until = meeting.end.or_else(|| forum?.end);
    of(&agenda, from, until)
}

/// The same of items in the order of business, between the times of a meeting.
pub fn of(agenda: &[&Item], from: Option<NaiveTime>, until: Option<NaiveTime>) -> Timetable {
    let is_timed = agenda
        .iter()
        .any(|item| item.minutes.is_some() || item.start.is_some());
    let (from, until) = (from.map(clock), until.map(clock));
    let mut hand = Hand {
        at: from.unwrap_or(0),
        is_exact: from.is_some() && is_timed,
    };
    let blocks = blocks(agenda);
    let mut lines = Vec::with_capacity(agenda.len());
    let mut without_minutes = 0;
    for (place, block) in blocks.iter().enumerate() {
        let next = match blocks.get(place + 1) {
            Some(next) => next.pinned(),
            // The last one takes what is left, if its own time is typed.
            None => until.filter(|_| block.pinned().is_some()),
        };
        let first = lines.len();
        let minutes = run(block, next, &mut hand, &mut lines);
        if let (0, Some(slot)) = (place, lines.get_mut(first)) {
            slot.notices = slot.notices.iter().map(|one| one.at_the_start()).collect();
        }
        without_minutes += usize::from(minutes.is_none());
    }
    let is_known = is_timed && !agenda.is_empty();
    Timetable {
        lines,
        ends: hand_time(hand).filter(|_| is_known),
        against: until
            .filter(|_| is_known)
            .and_then(|until| hand.against(until)),
        without_minutes,
        is_timed,
    }
}

/// Puts an item and its sub-items on the clock. Gives the minutes of the whole, if they are known.
fn run(
    block: &Block<'_>,
    next: Option<Clock>,
    hand: &mut Hand,
    lines: &mut Vec<Slot>,
) -> Option<u32> {
    let mut notices = Vec::new();
    if let Some(pinned) = block.item.start.map(clock) {
        notices.extend(hand.pin(pinned));
    }
    let begun = *hand;
    let mut subs = Vec::with_capacity(block.subs.len());
    let taken = sub_items(block.subs, begun, &mut subs);
    let own = block.item.minutes.map(u32::from);
    let minutes = own.or(taken).or_else(|| {
        let next = next.filter(|_| begun.is_exact)?;
        next.checked_sub(begun.at).filter(|minutes| *minutes > 0)
    });
    if let (Some(own), Some(taken)) = (own, taken)
        && own < taken
    {
        notices.push(Notice::SubItemsOver(taken - own));
    }
    hand.spend(minutes);
    lines.push(Slot {
        item: block.item.id,
        start: hand_time(begun),
        minutes,
        notices,
    });
    lines.extend(subs);
    minutes
}

/// Puts sub-items on the clock of their item. Gives what they take together, if each is known.
fn sub_items(subs: &[&Item], begun: Hand, lines: &mut Vec<Slot>) -> Option<u32> {
    let mut hand = begun;
    let mut is_whole = !subs.is_empty();
    for (place, sub) in subs.iter().enumerate() {
        let pinned = sub.start.map(clock);
        let notices = pinned.and_then(|pinned| hand.pin(pinned));
        let here = hand;
        let next = subs.get(place + 1).and_then(|next| next.start).map(clock);
        let reckoned = next.filter(|_| here.is_exact);
        let reckoned = reckoned.and_then(|next| next.checked_sub(here.at));
        let minutes = sub.minutes.map(u32::from).or(reckoned);
        is_whole &= minutes.is_some();
        hand.spend(minutes);
        lines.push(Slot {
            item: sub.id,
            start: hand_time(here),
            minutes,
            notices: notices.into_iter().collect(),
        });
    }
    hand.at.checked_sub(begun.at).filter(|_| is_whole)
}

fn blocks<'a>(agenda: &'a [&'a Item]) -> Vec<Block<'a>> {
    agenda
        .chunk_by(|_, next| next.is_sub)
        .filter_map(|lines| lines.split_first())
        .map(|(item, subs)| Block { item, subs })
        .collect()
}

impl Block<'_> {
    /// The time that is typed for it.
    fn pinned(&self) -> Option<Clock> {
        self.item.start.map(clock)
    }
}

impl Hand {
    /// Moves to a time of its own, and says what does not fit.
    fn pin(&mut self, to: Clock) -> Option<Notice> {
        let from = *self;
        *self = Self {
            at: to,
            is_exact: true,
        };
        if to < from.at {
            return Some(Notice::Clash(from.at - to));
        }
        (from.is_exact && from.at < to).then(|| Notice::Gap(to - from.at))
    }

    /// Moves on by what an item takes, if that is known.
    fn spend(&mut self, minutes: Option<u32>) {
        self.at = self.at.saturating_add(minutes.unwrap_or(0));
        self.is_exact &= minutes.is_some();
    }

    /// None while it is within the length and a duration is missing.
    fn against(self, until: Clock) -> Option<Against> {
        if until < self.at {
            return Some(Against::Over(self.at - until));
        }
        self.is_exact.then(|| match until - self.at {
            0 => Against::Fits,
            left => Against::Left(left),
        })
    }
}

fn hand_time(hand: Hand) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hand.at / 60, hand.at % 60, 0).filter(|_| hand.is_exact)
}

fn clock(time: NaiveTime) -> Clock {
    time.hour() * 60 + time.minute()
}

fn minutes_in_words(minutes: u32) -> String {
    counted(i64::from(minutes), "minute")
}
