//! Who is there: a line for each organisation that is expected, and one for everybody else who came.

use std::borrow::Cow;

use super::{Context, Effect, Sitting};
use crate::domain::attendance::{Attendance, Presence};
use crate::domain::cycle::sitting::{self, Attending, Expected};
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::register::{Kind, Register, Row};
use crate::tui::forms;
use crate::tui::keys::SittingAct;

/// A line of the list.
#[derive(Debug, Clone)]
pub(super) enum Line<'a> {
    /// The place of an organisation, with what is noted of it.
    Seat(Expected, Option<&'a Attendance>),
    Other(&'a Attendance),
}

pub(super) fn lines(register: &Register, meeting: Id<Meeting>) -> Vec<Line<'_>> {
    let Some(meeting) = register.meetings.get(meeting) else {
        return Vec::new();
    };
    let expected = sitting::expected(register, meeting).into_iter();
    let seats = expected.map(|one| Line::Seat(one, sitting::seat(register, meeting.id, &one)));
    let others = sitting::others(register, meeting)
        .into_iter()
        .map(Line::Other);
    seats.chain(others).collect()
}

/// How many members are there: "3 of 10 members noted, 2 present".
pub(super) fn tally(register: &Register, meeting: &Meeting) -> String {
    let lines = lines(register, meeting.id);
    let members = lines.iter().filter_map(|line| match line {
        Line::Seat(seat, noted) if seat.role == Role::Member => Some(noted.map(|one| one.presence)),
        Line::Seat(..) | Line::Other(_) => None,
    });
    let members: Vec<Option<Presence>> = members.collect();
    let here = members
        .iter()
        .filter(|one| matches!(one, Some(Presence::Present | Presence::Deputy)));
    format!("{} of {} members present", here.count(), members.len())
}

impl Line<'_> {
    pub(super) fn noted(&self) -> Option<&Attendance> {
        match self {
            Self::Seat(_, noted) => *noted,
            Self::Other(one) => Some(one),
        }
    }

    /// Who it is: the person noted, else the one who is expected.
    pub(super) fn words(&self, register: &Register) -> String {
        match self {
            Self::Other(one) | Self::Seat(_, Some(one)) => {
                let item = one.item.and_then(|id| register.items.get(id));
                let number = item.and_then(|item| item.number.as_deref());
                let title = one.title(register);
                match (number, item) {
                    (Some(number), _) => format!("{title}, for item {number}"),
                    (None, Some(item)) => format!("{title}, for {}", item.title),
                    (None, None) => title,
                }
            }
            Self::Seat(seat, None) => {
                let body = register.organisations.get(seat.organisation);
                let body = body.map_or("", Organisation::short);
                let person = seat.representative.and_then(|id| register.contacts.get(id));
                match person.map(|one| one.name.as_str()) {
                    Some(name) if !name.is_empty() => format!("{name}, {body}"),
                    Some(_) | None => body.to_owned(),
                }
            }
        }
    }

    /// The role, where it is another than that of a member.
    pub(super) fn role(&self) -> &'static str {
        match self {
            Self::Seat(seat, _) => match seat.role {
                Role::Member => "",
                Role::Chair => "Chair",
                Role::Secretariat => "Secretariat",
                Role::Invitee | Role::OccasionalInvitee => "invitee",
                Role::Observer => "observer",
            },
            Self::Other(_) => "",
        }
    }

    /// The same person, otherwise there.
    fn attending(&self, presence: Presence) -> Attending {
        match self {
            Self::Seat(seat, _) => Attending::new(presence, Some(seat.organisation)),
            Self::Other(one) => Attending {
                contact: one.contact,
                name: one.name.clone(),
                post: one.post.clone(),
                stands_for: one.stands_for.clone(),
                item: one.item,
                ..Attending::new(presence, one.organisation)
            },
        }
    }
}

impl Sitting {
    pub(super) fn allows_seat(
        &self,
        act: SittingAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        let lines = lines(context.register(), self.meeting);
        let Some(line) = lines.get(self.seats.selected) else {
            return Err("Nobody is expected; n adds somebody.".into());
        };
        let is_seat = matches!(line, Line::Seat(..));
        if act == SittingAct::Deputy && !is_seat {
            return Err("A deputy takes the place of an organisation that is expected.".into());
        }
        if act == SittingAct::Forget && line.noted().is_none() {
            return Err("Nothing is noted of them yet.".into());
        }
        Ok(())
    }

    pub(super) fn update_seat(&mut self, act: SittingAct, context: &Context<'_>) -> Effect {
        let (register, meeting) = (context.register(), self.meeting);
        if act == SittingAct::AllPresent {
            return Effect::Commit(Box::new(move |register| {
                sitting::all_present(register, meeting)
            }));
        }
        if act == SittingAct::Add {
            let given = [("presence", Presence::InAttendance.to_string())];
            let at = Entry::from(meeting);
            return forms::make_with(context, Kind::Attendance, Some(at), &given);
        }
        let lines = lines(register, meeting);
        let Some(line) = lines.get(self.seats.selected) else {
            return Effect::None;
        };
        let is_present = line
            .noted()
            .is_some_and(|one| one.presence == Presence::Present);
        if act == SittingAct::Forget || (act == SittingAct::Toggle && is_present) {
            return forget(line);
        }
        if let (SittingAct::Deputy, Line::Seat(seat, _)) = (act, line) {
            return forms::deputy(context, meeting, seat.organisation);
        }
        let Some(presence) = presence(act) else {
            return Effect::None;
        };
        let one = line.attending(presence);
        let count = lines.len();
        // The next is mostly noted next.
        self.seats.selected = (self.seats.selected + 1).min(count.saturating_sub(1));
        Effect::Commit(Box::new(move |register| {
            sitting::attend(register, meeting, &[one])
        }))
    }
}

/// What a key notes of somebody.
fn presence(act: SittingAct) -> Option<Presence> {
    Some(match act {
        SittingAct::Present | SittingAct::Toggle => Presence::Present,
        SittingAct::Apologies => Presence::Apologies,
        SittingAct::InAttendance => Presence::InAttendance,
        SittingAct::Observer => Presence::Observer,
        SittingAct::Deputy
        | SittingAct::AllPresent
        | SittingAct::Add
        | SittingAct::Forget
        | SittingAct::Agree
        | SittingAct::Outcome
        | SittingAct::Discussed
        | SittingAct::Deferred
        | SittingAct::Internal
        | SittingAct::Held
        | SittingAct::Close
        | SittingAct::ToActions
        | SittingAct::Attendance => return None,
    })
}

fn forget(line: &Line<'_>) -> Effect {
    let Some(id) = line.noted().map(|one| one.id) else {
        return Effect::None;
    };
    Effect::Commit(Box::new(move |register| sitting::forget(register, id)))
}
