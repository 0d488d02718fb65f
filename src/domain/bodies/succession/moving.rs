//! How each thing goes on with the successor, or ends: one function a kind of record.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Ending, Fate, Tie};
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::announcement::Announcement;
use crate::domain::bodies::names;
use crate::domain::change::Draft;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::forum::{ChairRule, Forum};
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Membership;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::party::Party;
use crate::domain::register::{Kind, Row};
use crate::domain::returns::Return;

/// Every tie by its fate; contacts first, since roles name them.
pub(super) fn all(
    draft: &mut Draft<'_>,
    ending: &Ending,
    heir: Option<Id<Organisation>>,
    ties: &[Tie],
) {
    let mut mover = Mover {
        draft,
        ending,
        heir,
        people: HashMap::new(),
    };
    let (contacts, others): (Vec<&Tie>, Vec<&Tie>) =
        ties.iter().partition(|tie| tie.entry.kind == Kind::Contact);
    for tie in contacts.into_iter().chain(others) {
        mover.settle(tie);
    }
    mover.hand_over_seats();
}

struct Mover<'m, 'r> {
    draft: &'m mut Draft<'r>,
    ending: &'m Ending,
    heir: Option<Id<Organisation>>,
    /// Who goes on under another entry; none for who has left.
    people: HashMap<Id<Contact>, Option<Id<Contact>>>,
}

/// A period in which something is held.
#[derive(Clone, Copy)]
struct Period {
    from: Option<Date>,
    to: Option<Date>,
}

impl Mover<'_, '_> {
    fn settle(&mut self, tie: &Tie) {
        match (tie.fate, self.heir) {
            (Fate::Stays, _) | (Fate::GoesOn, None) => {}
            (Fate::Ends, _) => self.end(tie),
            (Fate::GoesOn, Some(heir)) => self.go_on(tie, heir),
        }
    }

    fn end(&mut self, tie: &Tie) {
        let eve = Some(Date::day(self.ending.eve()));
        if let Some(one) = self
            .get::<Membership>(tie)
            .filter(|one| self.has_begun(one.from))
        {
            self.draft.put(Membership { to: eve, ..one });
        }
        if let Some(one) = self
            .get::<Party>(tie)
            .filter(|one| self.has_begun(one.from))
        {
            self.draft.put(Party { to: eve, ..one });
        }
        if let Some(one) = self
            .get::<Contact>(tie)
            .filter(|one| self.has_begun(one.from))
        {
            self.people.insert(one.id, None);
            self.draft.put(Contact { to: eve, ..one });
        }
    }

    fn go_on(&mut self, tie: &Tie, heir: Id<Organisation>) {
        match tie.entry.kind {
            Kind::Membership => self.seat(tie, heir),
            Kind::Party => self.party(tie, heir),
            Kind::Contact => self.contact(tie, heir),
            Kind::Forum => self.rotation(tie, heir),
            Kind::Action | Kind::Agreement | Kind::Commitment | Kind::Announcement => {
                self.in_hand(tie, heir);
            }
            Kind::Meeting | Kind::Item | Kind::Return | Kind::Offer => self.expected(tie, heir),
            Kind::Organisation
            | Kind::Review
            | Kind::Attendance
            | Kind::IssuedText
            | Kind::Sending
            | Kind::PublishedPage
            | Kind::Reminder
            | Kind::Note
            | Kind::File
            | Kind::Origin => {}
        }
    }

    /// Ended the day before, and held on in the same place; where the successor sits there already, only ended.
    fn seat(&mut self, tie: &Tie, heir: Id<Organisation>) {
        let Some(one) = self.get::<Membership>(tie) else {
            return;
        };
        let others = self.draft.register().memberships.of(one.forum);
        let others = others.filter(|other| other.organisation == heir && other.role == one.role);
        let held: Vec<Period> = others
            .map(|other| Period {
                from: other.from,
                to: other.to,
            })
            .collect();
        let wanted = self.begins(one.from, one.to);
        let mut parts = self.free(wanted, held).into_iter();
        if self.has_begun(one.from) {
            let eve = Some(Date::day(self.ending.eve()));
            self.draft.put(Membership {
                to: eve,
                ..one.clone()
            });
        } else if let Some(Period { from, to }) = parts.next() {
            self.draft.put(Membership {
                organisation: heir,
                from,
                to,
                ..one.clone()
            });
        } else {
            self.draft.remove(&one);
        }
        for Period { from, to } in parts {
            let person = |held: Option<Id<Contact>>| held.and_then(|id| self.person(id));
            let (representative, deputy) = (person(one.representative), person(one.deputy));
            let id = self.draft.register().memberships.next_id();
            self.draft.put(Membership {
                id,
                organisation: heir,
                representative,
                deputy,
                from,
                to,
                ..one.clone()
            });
        }
    }

    /// The signature stays with the one that signed.
    fn party(&mut self, tie: &Tie, heir: Id<Organisation>) {
        let Some(one) = self.get::<Party>(tie) else {
            return;
        };
        let others = self.draft.register().parties.of(one.agreement);
        let others = others.filter(|other| other.organisation == heir);
        let held: Vec<Period> = others
            .map(|other| Period {
                from: other.from,
                to: other.to,
            })
            .collect();
        let wanted = self.begins(one.from, one.to);
        let mut parts = self.free(wanted, held).into_iter();
        if self.has_begun(one.from) {
            let eve = Some(Date::day(self.ending.eve()));
            self.draft.put(Party {
                to: eve,
                ..one.clone()
            });
        } else if let Some(Period { from, to }) = parts.next() {
            self.draft.put(Party {
                organisation: heir,
                from,
                to,
                ..one.clone()
            });
        } else {
            self.draft.remove(&one);
        }
        for Period { from, to } in parts {
            let id = self.draft.register().parties.next_id();
            self.draft.put(Party {
                id,
                organisation: heir,
                signed: None,
                signed_by: String::new(),
                from,
                to,
                ..one.clone()
            });
        }
    }

    /// The same person in the same post; nobody has to meet them anew.
    fn contact(&mut self, tie: &Tie, heir: Id<Organisation>) {
        let Some(one) = self.get::<Contact>(tie) else {
            return;
        };
        if !self.has_begun(one.from) {
            self.draft.put(Contact {
                organisation: heir,
                ..one
            });
            return;
        }
        let on = self.ending.on;
        let id = self.draft.register().contacts.next_id();
        self.draft.put(Contact {
            to: Some(Date::day(self.ending.eve())),
            ..one.clone()
        });
        self.people.insert(one.id, Some(id));
        let was_new = one.met.is_none() && one.from.is_some();
        self.draft.put(Contact {
            id,
            organisation: heir,
            from: Some(Date::day(on)),
            met: one.met.or((!was_new).then_some(on)),
            ..one
        });
    }

    /// Turns that have been stay with the old: the meetings held in them say so by themselves from now on.
    fn rotation(&mut self, tie: &Tie, heir: Id<Organisation>) {
        let Some(mut forum) = self.get::<Forum>(tie) else {
            return;
        };
        let register = self.draft.register();
        let past = register
            .meetings
            .of(forum.id)
            .filter(|one| one.on.first() < self.ending.on);
        let chaired = past.filter(|one| one.chair.is_none()).filter_map(|one| {
            let chair = one.chaired_by(register).filter(|id| self.is_one(*id))?;
            Some(Meeting {
                chair: Some(chair),
                ..one.clone()
            })
        });
        let chaired: Vec<Meeting> = chaired.collect();
        for meeting in chaired {
            self.draft.put(meeting);
        }
        if let ChairRule::Rotating { order, .. } = &mut forum.chair {
            for id in order
                .iter_mut()
                .filter(|id| self.ending.bodies.contains(id))
            {
                *id = heir;
            }
        }
        self.draft.put(forum);
    }

    /// What has no period of its own passes over whole.
    fn in_hand(&mut self, tie: &Tie, heir: Id<Organisation>) {
        let bodies = self.ending.bodies.clone();
        let passed = |id: &mut Id<Organisation>| {
            if bodies.contains(id) {
                *id = heir;
            }
        };
        if let Some(mut one) = self.get::<Action>(tie) {
            one.owner.iter_mut().for_each(passed);
            let awaited = one.replies.iter_mut().filter(|reply| reply.on.is_none());
            awaited.for_each(|reply| passed(&mut reply.organisation));
            let mut is_first = true;
            one.replies.retain(|reply| {
                let is_kept = reply.organisation != heir || reply.on.is_some() || is_first;
                is_first &= reply.organisation != heir || reply.on.is_some();
                is_kept
            });
            self.draft.put(one);
        }
        if let Some(mut one) = self.get::<Agreement>(tie) {
            one.waiting_for
                .iter_mut()
                .for_each(|holder| passed(&mut holder.organisation));
            let mut seen = Vec::new();
            one.waiting_for.retain(|holder| {
                let is_new = !seen.contains(&holder.organisation);
                seen.push(holder.organisation);
                is_new
            });
            self.draft.put(one);
        }
        if let Some(mut one) = self.get::<Commitment>(tie) {
            one.who = self.said(&one.who, heir);
            self.draft.put(one);
        }
        if let Some(mut one) = self.get::<Announcement>(tie) {
            passed(&mut one.publisher);
            self.draft.put(one);
        }
    }

    /// What is expected for a meeting to come.
    fn expected(&mut self, tie: &Tie, heir: Id<Organisation>) {
        let bodies = self.ending.bodies.clone();
        let passed = |id: &mut Id<Organisation>| {
            if bodies.contains(id) {
                *id = heir;
            }
        };
        if let Some(mut one) = self.get::<Meeting>(tie) {
            one.chair
                .iter_mut()
                .chain(&mut one.record_by)
                .for_each(passed);
            self.draft.put(one);
        }
        if let Some(mut one) = self.get::<Item>(tie) {
            one.copy.from.iter_mut().for_each(passed);
            one.presenter = self.said(&one.presenter, heir);
            self.draft.put(one);
        }
        if let Some(mut one) = self.get::<Return>(tie) {
            passed(&mut one.organisation);
            self.draft.put(one);
        }
        if let Some(mut one) = self.get::<Offer>(tie) {
            one.by.iter_mut().for_each(passed);
            self.draft.put(one);
        }
    }

    /// Roles that other bodies hold through somebody who has moved.
    fn hand_over_seats(&mut self) {
        let seats = self.draft.register().memberships.iter();
        let seats = seats.filter(|one| one.to.is_none_or(|to| self.ending.on <= to.last()));
        let changed = seats.filter_map(|one| {
            let passed = |held: Option<Id<Contact>>| held.and_then(|id| self.person(id));
            let after = Membership {
                representative: passed(one.representative),
                deputy: passed(one.deputy),
                ..one.clone()
            };
            (after != *one).then_some(after)
        });
        let changed: Vec<Membership> = changed.collect();
        for one in changed {
            self.draft.put(one);
        }
    }

    /// The entry of a person from the day on; none for who has left.
    fn person(&self, id: Id<Contact>) -> Option<Id<Contact>> {
        self.people.get(&id).copied().unwrap_or(Some(id))
    }

    /// A text with the successor's name in the place of the old ones.
    fn said(&self, text: &str, heir: Id<Organisation>) -> String {
        let register = self.draft.register();
        let Some(heir) = register.organisations.get(heir) else {
            return text.to_owned();
        };
        let bodies = self.ending.bodies.iter();
        let bodies = bodies.filter_map(|id| register.organisations.get(*id));
        bodies.fold(text.to_owned(), |text, old| {
            names::said_of(&text, old, &heir.name, heir.short())
        })
    }

    fn get<T: Row>(&self, tie: &Tie) -> Option<T> {
        T::table(self.draft.register())
            .get(tie.entry.id()?)
            .cloned()
    }

    fn is_one(&self, id: Id<Organisation>) -> bool {
        self.ending.bodies.contains(&id)
    }

    /// True for what was there the day before, so that it can end then.
    fn has_begun(&self, from: Option<Date>) -> bool {
        from.is_none_or(|from| from.first() < self.ending.on)
    }

    /// From the day on, or from its own day if that is later.
    fn begins(&self, from: Option<Date>, to: Option<Date>) -> Period {
        let later = from.filter(|from| self.ending.on <= from.first());
        Period {
            from: Some(later.unwrap_or(Date::day(self.ending.on))),
            to,
        }
    }

    /// The parts of a period in which the successor does not hold the same itself, the first first.
    fn free(&self, wanted: Period, mut held: Vec<Period>) -> Vec<Period> {
        let mut begins = wanted.from.map_or(self.ending.on, Date::first);
        let mut parts = Vec::new();
        // A date of its own keeps its precision.
        let date = |day: NaiveDate| {
            let own = wanted.from.filter(|from| from.first() == day);
            Some(own.unwrap_or(Date::day(day)))
        };
        held.sort_by_key(|one| one.from.map(Date::first));
        for one in held {
            let starts = one.from.map_or(NaiveDate::MIN, Date::first);
            let ends = one.to.map_or(NaiveDate::MAX, Date::last);
            let is_after = wanted.to.is_some_and(|to| to.last() < starts);
            if ends < begins || is_after {
                continue;
            }
            if begins < starts {
                parts.push(Period {
                    from: date(begins),
                    to: starts.pred_opt().map(Date::day),
                });
            }
            let Some(next) = ends.succ_opt() else {
                return parts;
            };
            begins = begins.max(next);
        }
        if wanted.to.is_none_or(|to| begins <= to.last()) {
            parts.push(Period {
                from: date(begins),
                to: wanted.to,
            });
        }
        parts
    }
}
